//! What is said when: one look at the clock at a time, as tables.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod absence;
mod dates;
mod follow_ups;
mod gestures;
mod ladder;
mod lateness;
mod names;
mod pauses;
mod preparations;
mod quiet;
mod red_letters;
mod support;
mod wrong_clock;
