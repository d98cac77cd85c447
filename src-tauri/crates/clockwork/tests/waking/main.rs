//! What wakes the engine, on a system bus of each test's own with a logind that sleeps when the test says so.
//!
//! The clock and the zone of the machine are every program's, so no test sets them; see the tests in `wake/linux.rs`.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod night;
mod system_bus;

mod the_computer_sleeps;
