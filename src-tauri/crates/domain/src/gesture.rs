//! Small things one does for the other.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::{
    ids::{GestureId, TickId},
    people::Half,
};

/// Who a gesture is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum For {
    /// Something one does for the other, either way round.
    Other,
    /// Something the two do together.
    Both,
}

/// A small thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gesture {
    /// Its identity; those that come with the program have fixed ones.
    pub id: GestureId,
    /// What to do, at most 84 characters.
    pub title: String,
    /// One line beneath it; may be empty.
    pub detail: String,
    /// How long it takes.
    pub minutes: u32,
    /// 1 is a moment, 3 takes some doing.
    pub effort: u8,
    /// Who it is for.
    pub whom: For,
}

/// Somebody did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Its identity.
    pub id: TickId,
    /// What was done.
    pub gesture: GestureId,
    /// By whom.
    pub by: Half,
    /// The day it counts for, where they are.
    pub day: NaiveDate,
    /// When it was ticked.
    pub at: DateTime<Utc>,
    /// One line about it; may be empty.
    pub note: String,
}

/// Picks at most `most` gestures for a day: those longest not done first, the same all day long.
///
/// `last` is the last day each was done *before* `day`: what is ticked on the day itself keeps its place, a row must
/// not jump away under the hand. The order among equals is turned by the day, so that each comes round and none flickers.
pub fn suggestions<'a>(
    gestures: &'a [Gesture],
    last: &HashMap<GestureId, NaiveDate>,
    day: NaiveDate,
    most: usize,
) -> Vec<&'a Gesture> {
    if gestures.is_empty() {
        return vec![];
    }
    let turn = day.num_days_from_ce().unsigned_abs() as usize % gestures.len();
    let mut ranked: Vec<(usize, &Gesture)> = gestures.iter().enumerate().collect();
    ranked.sort_by_key(|(n, gesture)| {
        (
            last.get(&gesture.id),
            (n + gestures.len() - turn) % gestures.len(),
        )
    });
    ranked
        .into_iter()
        .take(most)
        .map(|(_, gesture)| gesture)
        .collect()
}
