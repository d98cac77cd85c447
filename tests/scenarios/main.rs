//! Stories of a couple and their planner, one file each.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod a_week;
mod a_year_at_a_glance;
mod asleep_or_off;
mod calendar;
mod crashes;
mod did_it_happen;
mod favourites;
mod getting_ready;
mod ideas;
mod is_it_working;
mod kinds_and_turns;
mod on_any_day;
mod other_calendars;
mod pauses;
mod private;
mod quiet_and_paused;
mod red_letter_days;
mod series;
mod small_things;
mod small_things_at_an_hour;
mod small_things_meant;
mod small_things_suggested;
mod snoozed_and_fine;
mod surprises;
mod taking_back;
mod talk;
mod the_designs_couple;
mod travel_and_clock_changes;
mod what_it_would_meet;
mod what_one_keeps;
mod when_life_happens;
mod while_you_were_away;
