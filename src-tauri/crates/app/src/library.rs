//! The library as the planner knows it: each item under an identity of its own, as a value of `domain`, and the notes
//! on evidence they rest on.

mod gestures;
pub(crate) mod ideas;
pub(crate) mod talk;

use uuid::Uuid;

use crate::replies;
use domain::words::gestures as words;

#[cfg(test)]
pub(crate) use gestures::gestures;
pub(crate) use gestures::{everyday, evidence_of, of_own_sorts, original, retired, with_gestures};

/// The fixed id of something of the library: a name-based UUID (RFC 9562, version 5) of its kind and its own id there,
/// `gesture:early-shift`, so that it is the same on every computer and never meets one made by a clock.
pub(crate) fn uuid(kind: &str, id: &str) -> Uuid {
    const NAMESPACE: Uuid = Uuid::from_u128(0x5d00_0000_0000_8000_8000_0000_0000_ffff);
    Uuid::new_v5(&NAMESPACE, format!("{kind}:{id}").as_bytes())
}

/// A note on evidence by its id, `E5`; nothing for an item that rests on none.
pub(crate) fn evidence(id: &str) -> Option<replies::Evidence> {
    let note = library::evidence().iter().find(|note| note.id == id)?;
    let level = match note.level {
        library::Level::Trial => words::LEVEL_TRIAL,
        library::Level::DiaryStudy => words::LEVEL_DIARY,
        library::Level::Survey => words::LEVEL_SURVEY,
        library::Level::Custom => words::LEVEL_CUSTOM,
    };
    Some(replies::Evidence {
        id: note.id.clone(),
        says: note.says.clone(),
        level: level.to_owned(),
        source: note.source.clone(),
    })
}
