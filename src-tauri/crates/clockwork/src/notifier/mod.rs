//! Shows one notification after the other, hears what was pressed, and takes back what is no longer true.
//!
//! On Linux and its like this is a conversation over D-Bus, on the engine's one thread ([`bus`]); elsewhere the
//! platform's own call ([`native`]).
#![cfg_attr(
    not(all(unix, not(target_os = "macos"))),
    allow(dead_code, reason = "the platform's own call tells less")
)]

#[cfg(all(unix, not(target_os = "macos")))]
mod bus;
#[cfg(all(unix, not(target_os = "macos")))]
mod line;
#[cfg(all(unix, not(target_os = "macos")))]
mod note;
#[cfg(all(unix, not(target_os = "macos")))]
mod screen;
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) mod server;
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use bus::run;

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod native;
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(crate) use native::run;

use chrono::{DateTime, Utc};
use domain::{
    phrase::Button,
    reminder::ReminderKey,
    words::{clockwork as words, fill},
};
use tokio::time::Instant;

use crate::{events::Tried, planner::Delivery};

/// What the engine wants of the notifier.
#[derive(Debug)]
pub(crate) enum Order {
    /// To be shown, after those before it.
    Show(Delivery),
    /// A notification to try the desktop with: shown before whatever waits.
    Try(Trial),
    /// These say nothing true any more: to be taken off the screen.
    TakeBack(Vec<ReminderKey>),
}

/// A notification that stands for nothing: it is in no ledger.
#[derive(Debug, Clone)]
pub(crate) struct Trial {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) buttons: Vec<Button>,
    /// When it was asked for, by the planner's clock: what it goes by.
    pub(crate) at: DateTime<Utc>,
    /// The same by the clock that waits.
    pub(crate) asked: Instant,
}

impl Trial {
    /// What became of it, as of now.
    pub(crate) fn came_to(&self, result: Result<(), Hindrance>) -> Tried {
        Tried {
            at: self.at,
            took: self.asked.elapsed(),
            result: result.map_err(|hindrance| hindrance.sentence()),
            pressed: None,
        }
    }
}

/// What the notifier has to tell the engine.
#[derive(Debug)]
pub(crate) enum Heard {
    /// This one was shown, or could not be, and why.
    Settled(Delivery, Result<(), Hindrance>),
    /// The desktop shows nothing now: what it is asked has had no answer for three seconds, or nobody is there. A
    /// notification under way is not given up: its answer will still come as [`Heard::Settled`], and nothing else is
    /// sent until then.
    Trouble(Hindrance),
    /// A server came, and answers.
    Answering,
    /// It is worth looking at what is due: what could not be shown may be shown now.
    Returned,
    /// The person pressed a button; `open` for a click on the notification itself. It is no longer on the screen.
    Pressed(ReminderKey, String),
    /// It left the screen without being pressed.
    Closed(ReminderKey),
    /// They were on the screen when the server went away, which took them with it.
    Lost(Vec<ReminderKey>),
    /// What became of a trial so far.
    Tried(Tried),
}

/// Why a notification is not on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Hindrance {
    /// There is no session bus.
    NoBus,
    /// Nothing on the bus shows notifications.
    NoServer,
    /// What shows them hangs.
    NotAnswering,
    /// What would show them does not get up.
    NotStarting,
    /// What was to show it went away.
    WentAway,
    /// It was not sent, because the one before it was not answered.
    Waited,
    /// The server said no; the name of its error.
    Refused(String),
}

impl Hindrance {
    /// Of this one notification, for people.
    pub(crate) fn sentence(&self) -> String {
        match self {
            Hindrance::NoBus => words::NO_BUS.to_owned(),
            Hindrance::NoServer => words::NO_SERVER.to_owned(),
            Hindrance::NotAnswering => words::NOT_ANSWERING.to_owned(),
            Hindrance::NotStarting => words::NOT_STARTING.to_owned(),
            Hindrance::WentAway => words::WENT_AWAY.to_owned(),
            Hindrance::Waited => words::WAITED.to_owned(),
            Hindrance::Refused(why) => fill(words::REFUSED, &[("why", why)]),
        }
    }

    /// Of reminders as such, for people; nothing, if this says nothing of the next one.
    pub(crate) fn trouble(&self) -> Option<String> {
        match self {
            Hindrance::Waited => None,
            Hindrance::WentAway => Some(words::GONE.to_owned()),
            other => Some(other.sentence()),
        }
    }
}
