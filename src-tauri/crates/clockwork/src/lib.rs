//! The reminder engine: it waits, shows and listens. The window and `standing remind --watch` run the same one.
//!
//! [`Lock`] makes sure that one engine runs for a planner. [`Engine::start`] runs it on a thread of its own: it asks
//! the [`Planner`] what is to be shown now, hands that to the desktop, writes down what became of it, and passes on
//! what the person pressed. It decides nothing: what is due, late or put off is the planner's to say.
//!
//! Whatever keeps notifications from the screen is told in a sentence ([`Event::Trouble`], [`Event::Recovered`]), and
//! what a server took with it when it went is shown again. [`desktop`] asks what is there to show them.
//!
//! This is the only crate that knows notify-rust and D-Bus. It knows neither a window nor SQL.
#![deny(missing_docs)]

mod desktop;
mod elsewhere;
mod engine;
mod events;
mod handle;
mod lock;
mod notifier;
mod planner;
mod session;
mod trouble;
mod wait;
mod wake;

pub use desktop::{Desktop, desktop};
pub use engine::{Engine, Options, StartError};
pub use events::{Cause, Delivered, Event, Outcome, Tried};
pub use handle::Handle;
pub use lock::{Lock, LockError};
pub use planner::Planner;
pub use session::{session_bus_answers, tray_host_answers};
