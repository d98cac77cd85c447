//! What Today shows.

use serde::Serialize;

use super::{Card, Day, Gesture, Item, Meeting, Openings, PlanGlance, ToNotice};

/// Today.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Today {
    /// `2026-10-13`.
    pub date: String,
    /// "Tuesday".
    pub weekday: String,
    /// "13 October".
    pub day_month: String,
    /// What the plate shows.
    pub plate: Plate,
    /// Monday to Sunday around today (or as the first day of the week is set).
    pub week: Vec<Day>,
    /// At most two, if they suit today.
    pub suggestions: Vec<Gesture>,
    /// What the other did, to say one noticed; or nothing.
    pub notice: Option<ToNotice>,
    /// Something to talk about, if there is an hour. Nothing is drawn until somebody says something of it.
    pub starter: Option<Card>,
    /// How many reminders wait in the inbox.
    pub away: u32,
    /// "Paused until Monday 19 October.", or empty.
    pub paused: String,
}

/// What the plate on Today shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "show", rename_all = "snake_case")]
pub enum Plate {
    /// No date ahead.
    Empty,
    /// The next date.
    Next {
        /// It.
        item: Item,
        /// Whether it comes again, so that it may be called "your standing date".
        standing: bool,
        /// Days from today; 0 is today.
        days: u32,
        /// "in 2 days", "tonight", "now".
        away: String,
        /// The next reminder, "Thu 5:30 pm"; empty when there is none to come.
        reminder: String,
        /// A line a day for the dial, today first, at most six: "Today", "Wed", "Thu".
        lines: Vec<String>,
        /// What of its plan stands beside it.
        plan: PlanGlance,
    },
    /// Yesterday's, about which nobody has said anything. Asked once, the morning after.
    LifeHappened {
        /// It.
        item: Item,
        /// "Thursday 8 October".
        day: String,
        /// Where it might go.
        openings: Openings,
    },
    /// The next date, which meets somebody's busy time. Asked until somebody moves it, lets it go or says to leave it.
    Meets {
        /// It, and where it might go.
        meeting: Meeting,
    },
}
