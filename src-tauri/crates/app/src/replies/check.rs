//! “Is it working?”, and a test notification.

use serde::Serialize;

/// “Is it working?”
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ReminderCheck {
    /// Whether reminders can be shown now.
    pub ok: bool,
    /// "Reminders are working."
    pub verdict: String,
    /// "This computer slept for two days, so four came late or not at all."; may be empty.
    pub because: String,
    /// How the test looks: title and text.
    pub sample: (String, String),
    /// "A program called dunst, version 1.9.2, runs this desktop’s notifications.", or why nothing does.
    pub shows: String,
    /// The program's name within `shows`, to be set in bold; may be empty.
    pub program: String,
    /// What it can and cannot do.
    pub abilities: Vec<Ability>,
    /// The next five.
    pub next: Vec<NextReminder>,
    /// The last ten, newest first.
    pub last: Vec<LastReminder>,
    /// What would stop reminders on this computer.
    pub stops: Vec<Stop>,
}

/// Something a notification server can do, or cannot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Ability {
    /// Whether it can.
    pub can: bool,
    /// "Has buttons: Fine, Snooze, 1 hour, Open".
    pub text: String,
}

/// A reminder that is coming.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct NextReminder {
    /// "Tomorrow, 7 pm".
    pub when: String,
    /// "Thursday, 7 pm. Tomorrow".
    pub says: String,
    /// What it is about, in the couple's words; may be empty.
    pub about: String,
}

/// A reminder that came, or did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LastReminder {
    /// "Sunday, 7:30 pm".
    pub due: String,
    /// "Thursday, 7 pm. In 90 minutes".
    pub said: String,
    /// "On time. You said Fine.", "An hour late", "Not shown".
    pub how: String,
    /// Why: "The computer was asleep until 9:10."; may be empty.
    pub note: String,
    /// Whether it was late or not shown.
    pub late: bool,
}

/// Something that would stop reminders on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Stop {
    /// `asleep`, `login`, `disturb`, `closing`, `elsewhere`, `server`, `paused`.
    pub code: String,
    /// Whether it does so now, or did lately.
    pub hit: bool,
    /// "Not starting at login".
    pub title: String,
    /// What it means and what to do.
    pub text: String,
    /// A command for a terminal that mends it, to copy; may be empty.
    pub command: String,
    /// "Happened, Saturday to today", "Fine as it is"; may be empty.
    pub state: String,
}

/// A test notification, as far as it got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Tried {
    /// Whether it was shown.
    pub shown: bool,
    /// "Shown at 2:36 pm"; why not, where it was not.
    pub result: String,
    /// ", in under a second. You pressed Fine, and it was heard."; may be empty.
    pub more: String,
}
