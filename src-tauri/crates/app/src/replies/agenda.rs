//! What is coming, as a list.

use serde::Serialize;

use super::Day;

/// A stretch of days, as a list of those that have something on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct AgendaPage {
    /// Its first day, `2026-10-13`: what the page is asked for by.
    pub from: String,
    /// "Oct to Dec".
    pub title: String,
    /// "2026", "2026/27".
    pub year: String,
    /// The months that have something.
    pub months: Vec<AgendaMonth>,
    /// The page before, to be asked for; `None` where nothing lies before.
    pub earlier: Option<String>,
    /// The page after; `None` where nothing is planned after.
    pub later: Option<String>,
    /// Whether today is in it.
    pub now: bool,
    /// "Nothing planned from 13 October to 7 December."
    pub nothing: String,
}

/// A month of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct AgendaMonth {
    /// "October".
    pub name: String,
    /// "2026".
    pub year: String,
    /// Days that have something on them: a date, one that went elsewhere, a red-letter day.
    pub days: Vec<Day>,
}
