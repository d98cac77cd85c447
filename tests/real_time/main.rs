//! The built `standing remind --watch` in real time: on time, killed, its clock set, started twenty times at once.
//!
//! A private session bus and a notification server that records; nothing is pretended but where a test says so. With
//! `STANDING_SOAK` set these run in their long forms.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod clock_set;
mod couple;
mod killed;
mod login;
mod on_time;
mod one_engine;
mod random;
mod switched_on;

/// Whether these are the long forms.
fn is_soak() -> bool {
    std::env::var_os("STANDING_SOAK").is_some()
}

/// Says what was measured: `cargo xtask` passes such lines on.
fn figure(text: &str) {
    println!("figure: {text}");
}
