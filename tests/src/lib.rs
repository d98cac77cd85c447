//! What the tests share.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

#[cfg(feature = "desktop")]
pub mod desktop;
pub mod hostile;
#[cfg(feature = "session")]
pub mod session;
pub mod world;
