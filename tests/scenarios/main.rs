//! Stories of a couple and their planner, one file each.

mod asleep_or_off;
mod calendar;
mod crashes;
mod private;
mod quiet_and_paused;
mod snoozed_and_fine;
mod taking_back;
mod travel_and_clock_changes;
