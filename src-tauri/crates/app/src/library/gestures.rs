//! The library's small things.

use std::{collections::HashMap, sync::LazyLock};

use domain::{
    favourite::{Favourite, Sort},
    gesture::{Cost, For, Gesture, Kind, Place, State},
    ids::GestureId,
    words::gestures as words,
};
use uuid::Uuid;

use crate::replies;

/// All of them, in the library's order.
pub(crate) fn gestures() -> &'static [Gesture] {
    static ALL: LazyLock<Vec<Gesture>> = LazyLock::new(|| library::gestures().iter().map(gesture).collect());
    &ALL
}

/// Their own first, then the library's. A row of theirs that has the id of one of the library stands in its place.
pub(crate) fn with_gestures(rows: Vec<Gesture>) -> Vec<Gesture> {
    let mut changed: HashMap<GestureId, Gesture> = HashMap::new();
    let mut all = Vec::with_capacity(rows.len() + gestures().len());
    for row in rows {
        if is_of_the_library(row.id) {
            changed.insert(row.id, row);
        } else {
            all.push(row);
        }
    }
    let standing = |it: &Gesture| changed.remove(&it.id).unwrap_or_else(|| it.clone());
    all.extend(gestures().iter().map(standing));
    all
}

/// A template for each sort of favourite of their own, which the library cannot know, but for those among `known`, which
/// have their words already. It belongs to them: they named it.
pub(crate) fn of_own_sorts(favourites: &[Favourite], known: &[Gesture]) -> Vec<Gesture> {
    let mut made: Vec<Gesture> = Vec::new();
    for sort in favourites.iter().map(|it| &it.sort) {
        let Sort::Own(name) = sort else { continue };
        let id = GestureId(super::uuid("gesture", &sort.word()));
        if known.iter().chain(&made).all(|it| it.id != id) {
            made.push(Gesture {
                detail: name.clone(),
                minutes: 30,
                effort: 2,
                cost: Cost::Small,
                needs: Some(sort.clone()),
                ..Gesture::new(id, words::OWN_SORT)
            });
        }
    }
    made
}

/// Whether an identity is one of the library's.
pub(crate) fn is_of_the_library(id: GestureId) -> bool {
    by_id().contains_key(&id)
}

/// One of the library as it came, by its identity; nothing of one of their own.
pub(crate) fn original(id: GestureId) -> Option<&'static Gesture> {
    static ALL: LazyLock<HashMap<GestureId, &'static Gesture>> =
        LazyLock::new(|| gestures().iter().map(|it| (it.id, it)).collect());
    ALL.get(&id).copied()
}

/// What one of the library rests on; nothing for most, and for one of their own.
pub(crate) fn evidence_of(id: GestureId) -> Option<replies::Evidence> {
    let note = by_id().get(&id)?.evidence.as_deref()?;
    super::evidence(note)
}

/// The `n`th that asks for no favourite and is not of touch, beginning anew after the last: for a demonstration.
pub(crate) fn everyday(n: usize) -> GestureId {
    static IDS: LazyLock<Vec<GestureId>> = LazyLock::new(|| {
        let everyday = gestures().iter().filter(|it| suits_anybody(it));
        everyday.map(|it| it.id).collect()
    });
    IDS[n % IDS.len()]
}

/// Whether nothing has to be known of the two before it is offered.
fn suits_anybody(it: &Gesture) -> bool {
    it.state == State::Offered && it.needs.is_none() && it.kind != Kind::Touch && it.surprise.is_none()
}

/// What an earlier version offered and this one does not: a tick of years ago still finds its title.
pub(crate) fn retired() -> impl Iterator<Item = Gesture> {
    // The place in this list made the id: a version 8 UUID, which never meets one made by a clock.
    const BASE: u128 = 0x5d00_0000_0000_8000_8000_0000_0000_0000;
    const TITLES: [&str; 12] = [
        words::RETIRED_COFFEE,
        words::RETIRED_BREAKFAST,
        words::RETIRED_FILM,
        words::RETIRED_CALL,
        words::RETIRED_HANDS,
        words::RETIRED_BATH,
        words::RETIRED_THANKS,
        words::RETIRED_MEAL,
        words::RETIRED_PHONES,
        words::RETIRED_NOTE,
        words::RETIRED_LISTEN,
        words::RETIRED_MORNING,
    ];
    (BASE..)
        .zip(TITLES)
        .map(|(id, title)| Gesture::new(GestureId(Uuid::from_u128(id)), title))
}

fn by_id() -> &'static HashMap<GestureId, &'static library::Gesture> {
    static ALL: LazyLock<HashMap<GestureId, &'static library::Gesture>> =
        LazyLock::new(|| library::gestures().iter().map(|it| (id(it), it)).collect());
    &ALL
}

fn id(of: &library::Gesture) -> GestureId {
    GestureId(super::uuid("gesture", &of.id))
}

fn gesture(of: &library::Gesture) -> Gesture {
    Gesture {
        detail: of.detail.clone().unwrap_or_default(),
        minutes: of.minutes.into(),
        effort: of.effort,
        whom: match of.who {
            library::Who::Other => For::Other,
            library::Who::Both => For::Both,
        },
        cost: cost(of.cost),
        kind: match of.kind {
            library::Kind::Words => Kind::Words,
            library::Kind::Time => Kind::Time,
            library::Kind::Help => Kind::Help,
            library::Kind::Touch => Kind::Touch,
            library::Kind::Gift => Kind::Gift,
        },
        place: place(of.place),
        needs: of.needs.map(sort),
        cue: of.cue.clone().unwrap_or_default(),
        ..Gesture::new(id(of), of.text.clone())
    }
}

/// What something of the library costs.
pub(super) fn cost(of: library::Cost) -> Cost {
    match of {
        library::Cost::Free => Cost::Free,
        library::Cost::Small => Cost::Small,
        library::Cost::Some => Cost::Some,
    }
}

/// Where something of the library is done.
pub(super) fn place(of: library::Place) -> Place {
    match of {
        library::Place::Home => Place::Home,
        library::Place::Out => Place::Out,
        library::Place::Anywhere => Place::Anywhere,
    }
}

fn sort(of: library::Needs) -> Sort {
    match of {
        library::Needs::Meal => Sort::Meal,
        library::Needs::Film => Sort::Film,
        library::Needs::Tired => Sort::Tired,
        library::Needs::Welcome => Sort::Welcome,
        library::Needs::Thanked => Sort::Thanked,
        library::Needs::Treat => Sort::Treat,
        library::Needs::Music => Sort::Music,
        library::Needs::Drink => Sort::Drink,
        library::Needs::Place => Sort::Place,
        library::Needs::Book => Sort::Book,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_of_the_library_has_an_identity_of_its_own_which_stays() {
        let ids: HashSet<GestureId> = gestures().iter().map(|it| it.id).collect();
        assert_eq!(ids.len(), library::gestures().len(), "no two are one");
        assert_eq!(
            gestures()[0].id.to_string(),
            super::super::uuid("gesture", "morning-note").to_string(),
            "a tick of last year finds it by the name it had then"
        );
        assert!(
            retired().all(|old| !ids.contains(&old.id)),
            "what is not offered any more is nobody's"
        );
    }

    #[test]
    fn their_words_for_one_of_the_library_stand_in_its_place() {
        let mut theirs = gestures()[3].clone();
        theirs.title = "Say ta for the bins".to_owned();
        theirs.state = State::Hidden;
        let own = Gesture::new(GestureId(Uuid::from_u128(7)), "Make the ginger noodles");
        let all = with_gestures(vec![theirs.clone(), own.clone()]);
        assert_eq!(all.len(), gestures().len() + 1, "none is there twice");
        assert_eq!(all[0], own, "their own come first");
        assert_eq!(all[4], theirs, "and theirs where the library's was");
    }

    #[test]
    fn what_rests_on_research_says_so() {
        let thanks = GestureId(super::super::uuid("gesture", "thanks-for-the-usual"));
        let note = evidence_of(thanks).unwrap();
        assert_eq!((note.id.as_str(), note.level.as_str()), ("E5", "A diary study"));
        let plain = GestureId(super::super::uuid("gesture", "morning-note"));
        assert_eq!(
            evidence_of(plain),
            None,
            "most rest on nothing but having been tried"
        );
    }
}
