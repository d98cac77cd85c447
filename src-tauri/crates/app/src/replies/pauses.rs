//! Pauses of the reminders.

use serde::{Deserialize, Serialize};

/// Pauses of the reminders: now and ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Pauses {
    /// "Paused until Monday 19 October."; empty when they are not.
    pub now: String,
    /// Those that are on or ahead, by start.
    pub pauses: Vec<PauseItem>,
    /// "Until tomorrow, 7 am".
    pub until_tomorrow: String,
    /// "For a week, until Tuesday 20 October".
    pub for_a_week: String,
    /// Today, `2026-10-13`: the first day that can be chosen.
    pub today: String,
}

/// One pause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PauseItem {
    /// Its id.
    pub id: String,
    /// "Saturday 24 October to Sunday 1 November".
    pub words: String,
    /// Whether it is on now.
    pub on: bool,
}

/// A pause to be made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum PauseForm {
    /// Until quiet hours end tomorrow.
    Tomorrow,
    /// For seven days from now.
    Week,
    /// From the beginning of one day to the end of another.
    Range {
        /// The first day, `2026-10-24`.
        from: String,
        /// The last day.
        to: String,
    },
}
