//! The notification path on a real bus: each test has a `dbus-daemon` and a notification server of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]
#![allow(
    clippy::disallowed_methods,
    reason = "how long the real desktop takes is measured"
)]

mod couple;
mod desktop;
mod process;
mod server;

mod the_desktop_goes;
mod the_desktop_hangs;
mod the_desktop_lies;
mod the_desktop_shows;
mod the_engine;
mod the_session;
mod trying_it;
