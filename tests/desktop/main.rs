//! The built app on a desktop of its own: a window, a tray, a real session bus.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod a_frozen_daemon;
mod a_kind_of_their_own;
mod a_real_daemon;
mod a_week_by_hand;
mod another_calendar;
mod by_keyboard_alone;
mod gestures;
mod getting_ready;
mod how_far_a_change_reaches;
mod ideas;
mod life_happened;
mod nothing_is_left_lying;
mod talk;
mod the_first_evening;
mod while_they_were_away;
