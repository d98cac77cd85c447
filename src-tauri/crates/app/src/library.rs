//! The first dozen gestures that come with the program. Their words stand in the catalogue, their ids are fixed: a tick
//! of years ago still finds its title.

use domain::{
    gesture::{For, Gesture},
    ids::GestureId,
    words::gestures as w,
};
use uuid::Uuid;

/// What each is: words, minutes, effort, and whether the two do it together. The place in this list makes the id,
/// so entries are only ever added at the end.
const FIRST_DOZEN: [(&str, &str, u32, u8, For); 12] = [
    (w::COFFEE, w::COFFEE_DETAIL, 5, 1, For::Other),
    (w::BREAKFAST, w::BREAKFAST_DETAIL, 25, 2, For::Other),
    (w::FILM, w::FILM_DETAIL, 120, 1, For::Other),
    (w::CALL, w::CALL_DETAIL, 20, 2, For::Other),
    (w::HANDS, w::HANDS_DETAIL, 10, 1, For::Both),
    (w::BATH, w::BATH_DETAIL, 40, 2, For::Other),
    (w::THANKS, w::THANKS_DETAIL, 2, 1, For::Other),
    (w::MEAL, w::MEAL_DETAIL, 45, 2, For::Other),
    (w::PHONES, w::PHONES_DETAIL, 60, 1, For::Both),
    (w::NOTE, w::NOTE_DETAIL, 3, 1, For::Other),
    (w::LISTEN, w::LISTEN_DETAIL, 15, 1, For::Other),
    (w::MORNING, w::MORNING_DETAIL, 90, 3, For::Other),
];

/// The gestures of the library, in its order.
pub(crate) fn gestures() -> impl Iterator<Item = Gesture> {
    FIRST_DOZEN
        .iter()
        .enumerate()
        .map(|(n, &(title, detail, minutes, effort, whom))| Gesture {
            detail: detail.to_owned(),
            minutes,
            effort,
            whom,
            ..Gesture::new(id(n), title)
        })
}

/// The fixed id of something of the library: a name-based UUID (RFC 9562, version 5) of its kind and its own id there,
/// `gesture:early-shift`, so that it is the same on every computer and never meets one made by a clock.
#[allow(dead_code, reason = "gestures, ideas and decks come one after the other")]
pub(crate) fn uuid(kind: &str, id: &str) -> Uuid {
    const NAMESPACE: Uuid = Uuid::from_u128(0x5d00_0000_0000_8000_8000_0000_0000_ffff);
    Uuid::new_v5(&NAMESPACE, format!("{kind}:{id}").as_bytes())
}

/// The fixed id of the library's `n`th gesture: a version 8 UUID, so that it never meets one made by a clock.
pub(crate) fn id(n: usize) -> GestureId {
    const BASE: u128 = 0x5d00_0000_0000_8000_8000_0000_0000_0000;
    GestureId(Uuid::from_u128(BASE + n as u128))
}
