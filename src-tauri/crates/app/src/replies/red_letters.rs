//! Days to remember.

use serde::{Deserialize, Serialize};

use super::Problem;

/// A red-letter day where it falls, on one day of one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct RedDay {
    /// Its id.
    pub id: String,
    /// What a calendar shows: "Eleven years", "Jules’s birthday".
    pub words: String,
    /// The line beneath: "The day we met", "29 February. This year on the 28th."; may be empty.
    pub note: String,
}

/// A red-letter day, every year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct RedLetter {
    /// Its id.
    pub id: String,
    /// In the couple's words.
    pub words: String,
    /// `anniversary`, `birthday`, `first`, `other`.
    pub sort: String,
    /// As it was given: "17 October 2015", "29 February". Reads back as the same day.
    pub date: String,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day of the month.
    pub day: u32,
    /// The year of the first one, where it is known.
    pub year: Option<i32>,
    /// The next one, `2026-10-17`.
    pub next: String,
    /// "Saturday 17 October".
    pub when: String,
    /// "in 4 days", "today".
    pub away: String,
    /// What a calendar shows on the next one: "Eleven years".
    pub shown: String,
    /// The line beneath that; may be empty.
    pub note: String,
}

/// All of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct RedLetters {
    /// The next one first.
    pub days: Vec<RedLetter>,
    /// The sorts there are, each with its words: `("anniversary", "Anniversary")`.
    pub sorts: Vec<(String, String)>,
}

/// A red-letter day to be made or changed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct RedLetterForm {
    /// The day to change; `None` makes a new one.
    pub id: Option<String>,
    /// "17 October 2015"; without the year where nobody knows it.
    pub date: String,
    /// In the couple's words, at most 120 characters.
    pub words: String,
    /// `None`: as the words suggest.
    pub sort: Option<String>,
}

/// What a form means so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct RedLetterReading {
    /// "Saturday 17 October, in 4 days. Eleven years."; empty while there is no day.
    pub words: String,
    /// The sort chosen, or the one the words suggest.
    pub sort: String,
    /// Why there is no day; `None` also while nothing was written.
    pub problem: Option<Problem>,
}
