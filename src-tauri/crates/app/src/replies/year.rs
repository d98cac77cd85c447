//! A year at a glance.

use serde::Serialize;

/// Twelve months of days with a mark on each that has something to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Year {
    /// 2026.
    pub year: i32,
    /// 2025; `None` where there is no leafing further.
    pub previous: Option<i32>,
    /// 2027.
    pub next: Option<i32>,
    /// "M", "T" …, in the order of the columns.
    pub weekdays: Vec<String>,
    /// "Monday" …, for a person who cannot see the grid.
    pub weekday_names: Vec<String>,
    /// January to December.
    pub months: Vec<YearMonth>,
    /// "Thirty-four dates kept since January, five of them on another day than planned."
    pub sentence: String,
    /// What else the days say, in grey: "Twenty-nine of them on a Thursday."; may be empty.
    pub more: String,
    /// Red-letter days of this year that are still to come.
    pub coming: Vec<YearComing>,
    /// Pauses of this year.
    pub pauses: Vec<YearPause>,
}

/// One month of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct YearMonth {
    /// `2026-10`.
    pub month: String,
    /// "October".
    pub name: String,
    /// Whether today is in it.
    pub now: bool,
    /// Its days.
    pub days: Vec<YearDay>,
}

/// One day of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct YearDay {
    /// `2026-10-15`.
    pub date: String,
    /// 15.
    pub day: u32,
    /// Its column, from 0.
    pub column: u32,
    /// What became of the date on it, or that there will be one.
    pub mark: Option<YearMark>,
    /// Whether it is a red-letter day.
    pub red: bool,
    /// Whether there is an appointment with a third person.
    pub help: bool,
    /// Whether most of it lies in a pause.
    pub paused: bool,
    /// Whether this is today.
    pub today: bool,
    /// Whether it is before today.
    pub before: bool,
    /// "Thursday 15 October".
    pub heading: String,
    /// "Thursday 15 October, Supper at Lupo, planned", for a person who cannot see the grid.
    pub name: String,
    /// What is on it.
    pub entries: Vec<YearEntry>,
}

/// What the halves say of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum YearMark {
    /// A date was kept, on its day.
    Kept,
    /// A date was kept, on another day than planned.
    Moved,
    /// A date is ahead.
    Planned,
}

/// Something on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct YearEntry {
    /// The occurrence's key; a red-letter day's id.
    pub key: String,
    /// Its title, or what a red-letter day says; empty when the couple gave none.
    pub title: String,
    /// The kind's stable word; `red_letter` for a red-letter day.
    pub kind: String,
    /// "7 to 9 pm. Jules is planning."; may be empty.
    pub detail: String,
}

/// A red-letter day that is still to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct YearComing {
    /// Its id.
    pub id: String,
    /// `2026-10-17`.
    pub date: String,
    /// "Sat 17 Oct".
    pub when: String,
    /// "Eleven years".
    pub words: String,
    /// The line beneath; may be empty.
    pub note: String,
    /// "in 4 days".
    pub away: String,
}

/// A pause, as far as it lies in the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct YearPause {
    /// "2 to 5 Apr", "From 23 Dec".
    pub when: String,
    /// "4 days", "Until 1 January".
    pub words: String,
}
