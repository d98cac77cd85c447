//! Reminders that wait for an answer, and what answering comes to.

use serde::Serialize;

use super::Halves;

/// What came late, was not shown, or waits for an answer: the last seven days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Inbox {
    /// How many are listed.
    pub count: u32,
    /// Why, where one reason explains them: "This computer slept, so these came late or not at all."; may be empty.
    pub because: String,
    /// By the day they were due, newest first.
    pub days: Vec<InboxDay>,
    /// "2 older, from before Sunday"; empty when there are none.
    pub older: String,
}

/// A day of the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct InboxDay {
    /// "Today", "Yesterday", "Sunday".
    pub name: String,
    /// "Tuesday 13", "11 October".
    pub date: String,
    /// What was due on it, newest first.
    pub items: Vec<InboxItem>,
}

/// A reminder in the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct InboxItem {
    /// Its name, to answer it by.
    pub reminder: String,
    /// `date`, `follow_up`, `preparation`, `planning`, `gesture`, `red_letter`, `summary`.
    pub source: String,
    /// The occurrence's key, or empty.
    pub occurrence: String,
    /// "Supper at Lupo, Thursday, 7 pm", "Lunch on the quay, did it happen?".
    pub title: String,
    /// "Due at 8 am, shown at 9:10 when the computer woke."
    pub detail: String,
    /// Who plans it, as halves.
    pub planner: Halves,
    /// What can be done, most important first. Three equal ones where it asks a question.
    pub actions: Vec<Action>,
}

/// A button: what it is called and what it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Action {
    /// `fine`, `snooze-10`, `snooze-60`, `snooze-evening`, `open`, `move`, `kept`, `let-go`, `done`, `another`, `not-today`.
    pub id: String,
    /// "Fine".
    pub label: String,
}

/// What answering a reminder came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Answered {
    /// What the toast says; empty when nothing was changed.
    pub said: String,
    /// Whether undo takes it back.
    pub undoable: bool,
    /// Where to go: `today`, `calendar`, `plan`, `gestures`, `inbox`, `pause`, or empty.
    pub to: String,
    /// The occurrence to open there, or empty.
    pub key: String,
    /// Whether it is to be moved.
    pub moving: bool,
}
