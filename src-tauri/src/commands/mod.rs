//! What the window may ask. Each command is a few lines: decode, ask the planner, encode.

pub mod calendars;
pub mod choices;
pub mod dates;
pub mod days;
pub mod favourites;
pub mod gestures;
pub mod help;
pub mod ideas;
pub mod kinds;
pub mod openings;
pub mod plan;
pub mod reminders;
pub mod settings;
pub mod slots;
pub mod talk;
pub mod window;
