//! Small things, and who did which.

use serde::Serialize;

use super::{Half, Halves};

/// One tick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Tick {
    /// Its id.
    pub id: String,
    /// The gesture's id.
    pub gesture: String,
    /// The gesture's title.
    pub title: String,
    /// By whom.
    pub by: Half,
    /// The day it counts for.
    pub day: String,
    /// "8:10 am".
    pub at: String,
    /// One line, or empty.
    pub note: String,
}

/// A gesture, as it stands today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Gesture {
    /// Its id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// One line beneath it, or empty.
    pub detail: String,
    /// Minutes.
    pub minutes: u32,
    /// "40 min", "2 h".
    pub length: String,
    /// 1 to 3.
    pub effort: u8,
    /// Whether the two do it together.
    pub together: bool,
    /// Who did it today.
    pub done: Halves,
    /// Today's ticks of it.
    pub ticks: Vec<Tick>,
    /// "Last on 3 October", or empty.
    pub last: String,
}

/// The gestures page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Gestures {
    /// All, in the library's order.
    pub gestures: Vec<Gesture>,
    /// What was done lately, newest first, at most twenty.
    pub lately: Vec<Tick>,
    /// The days of `lately`, said: "Tuesday 13 October", by `day`.
    pub lately_days: Vec<(String, String)>,
}
