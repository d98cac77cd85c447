//! When both are free: what is offered for a date that wants an hour, and the gaps of a week.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod gaps;
mod hours;
mod missed;
mod properties;
mod support;
