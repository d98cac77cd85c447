//! Shows one notification after the other and hears what was pressed.
//!
//! On Linux and its like this is a conversation over D-Bus, on the engine's one thread ([`bus`]); elsewhere the
//! platform's own call ([`native`]).

#[cfg(all(unix, not(target_os = "macos")))]
mod bus;
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use bus::run;

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod native;
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(crate) use native::run;

use domain::reminder::ReminderKey;

use crate::planner::Delivery;

/// What the notifier has to tell the engine.
#[derive(Debug)]
pub(crate) enum Heard {
    /// This one was shown, or could not be, and why.
    Settled(Delivery, Result<(), String>),
    /// The one being shown has had no answer for three seconds. It is not given up: its answer will still come as
    /// [`Heard::Settled`], and nothing else is sent until then.
    NoAnswer,
    /// Notifications can be shown again: it is worth looking at what is due.
    Returned,
    /// The person pressed a button; `open` for a click on the notification itself.
    Pressed(ReminderKey, String),
}
