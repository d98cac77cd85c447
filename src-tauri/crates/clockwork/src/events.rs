//! What wakes the engine, and what it tells whoever started it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::reminder::ReminderKey;

use crate::planner::{Target, Topic};

/// Why the engine looks at the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The wait is over.
    Elapsed,
    /// Somebody changed something here: a slot, a setting, a pause.
    Edited,
    /// Another process changed something.
    Elsewhere,
    /// The computer woke up.
    Woken,
    /// The clock or the zone was set.
    ClockSet,
    /// Notifications may be shown again.
    DaemonReturned,
    /// A button was pressed.
    Answered,
}

/// What the engine tells whoever started it. Called on the engine's thread: take it and return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A reminder was shown, or could not be.
    Delivered(Delivered),
    /// The person wants to see the app, there.
    Open {
        /// Where.
        at: Target,
    },
    /// Something was committed: what shows one of these loads again.
    Changed(Vec<Topic>),
    /// Reminders do not come as they should; the sentence says why, with none of the couple's words. Told once, until
    /// [`Event::Recovered`].
    Trouble {
        /// The sentence.
        reason: String,
    },
    /// What the last [`Event::Trouble`] said is over.
    Recovered,
    /// The lock was free at last: from now on reminders come from here.
    TookOver,
    /// What became of a notification that was tried; told again when more is known.
    Tried(Tried),
}

/// What became of one reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Which.
    pub key: ReminderKey,
    /// When it was due.
    pub due: DateTime<Utc>,
    /// When the desktop answered.
    pub at: DateTime<Utc>,
    /// What it answered.
    pub result: Outcome,
}

/// How a delivery ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is on the screen.
    Shown,
    /// Nothing showed it, for this reason; it is tried again while it makes sense.
    Failed(String),
    /// A summary on the screen speaks for it.
    Summarised,
}

/// What became of [`Handle::try_one`](crate::Handle::try_one) so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// When it was asked for: the same each time it is told.
    pub at: DateTime<Utc>,
    /// How long the desktop took to answer, or has taken without an answer.
    pub took: Duration,
    /// Shown, or why not. "No answer" may still become "shown": then it is told again.
    pub result: Result<(), String>,
    /// The id of the button that was pressed, `open` for a click on the notification itself; nothing until then.
    pub pressed: Option<String>,
}
