//! The notification path on a real bus: each test has a `dbus-daemon` and a notification server of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests")]

mod couple;
mod desktop;
mod server;

mod the_desktop_hangs;
mod the_desktop_shows;
mod the_engine;
mod the_session;
