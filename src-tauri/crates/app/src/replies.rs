//! The one outward shape: what commands return to the window and `--json` prints in the terminal.
//!
//! Dates are `2026-10-15`, wall times `2026-10-15T19:00`, instants RFC 3339 with offset. Where a person reads a time
//! as speech ("Thursday, 7 pm"), Rust has already said it: the window does no date arithmetic.

mod agenda;
mod calendar;
mod check;
mod date_plan;
mod gestures;
mod help;
mod ideas;
mod import;
mod inbox;
mod kinds;
mod leads;
mod openings;
mod pauses;
mod red_letters;
mod series;
mod settings;
mod slots;
mod talk;
mod today;
mod week;
mod year;

use serde::{Deserialize, Serialize};

pub use agenda::*;
pub use calendar::*;
pub use check::*;
pub use date_plan::*;
pub use gestures::*;
pub use help::*;
pub use ideas::*;
pub use import::*;
pub use inbox::*;
pub use kinds::*;
pub use leads::*;
pub use openings::*;
pub use pauses::*;
pub use red_letters::*;
pub use series::*;
pub use settings::*;
pub use slots::*;
pub use talk::*;
pub use today::*;
pub use week::*;
pub use year::*;

/// `{code, message, hint}`: what happened, that nothing was lost, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Problem {
    /// What the window or a script may decide on.
    pub code: Code,
    /// What happened, in a sentence.
    pub message: String,
    /// What to do next; may be empty.
    pub hint: String,
}

/// Every kind of failure somebody may decide on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// A sentence names a day and no hour.
    NeedsTime,
    /// A sentence names no day.
    NeedsDay,
    /// A sentence cannot be read, or says something impossible.
    NotUnderstood,
    /// A time that lies behind us.
    Past,
    /// Something given is out of range; the message names it.
    Invalid,
    /// What was asked for is not there (any more).
    NotFound,
    /// Nothing to undo or redo.
    NothingToUndo,
    /// Both names are needed and not given yet.
    NamesMissing,
    /// The disk is full; nothing was written.
    DiskFull,
    /// The planner's directory or file cannot be written.
    ReadOnly,
    /// The key beside the planner belongs to another planner.
    WrongKey,
    /// The planner is there and its key is not.
    KeyMissing,
    /// A page of the file is damaged.
    Corrupt,
    /// Written by a newer version of the program.
    Newer,
    /// Another program holds the planner for longer than we wait.
    Busy,
    /// Whoever asked for it broke it off; nothing was written.
    Cancelled,
    /// The planner already holds something, and this wants an empty one.
    NotEmpty,
    /// Anything else of the machine: a file, a bus.
    Machine,
}

/// One of the two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// The left half.
    First,
    /// The right half.
    Second,
}

/// Whose account this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Here {
    /// The first one's.
    First,
    /// The second one's.
    Second,
    /// Both use it: a tick asks whose it is.
    Shared,
}

/// Which halves of a mark are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Halves {
    /// The left one.
    pub first: bool,
    /// The right one.
    pub second: bool,
}

/// The two names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct People {
    /// The left half's name.
    pub first: String,
    /// The right half's name.
    pub second: String,
}

/// What the shell of the window needs before anything else: one call, with Today in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Start {
    /// `None` until the first run has asked for names.
    pub people: Option<People>,
    /// Who is here.
    pub here: Here,
    /// How the window looks.
    pub appearance: Appearance,
    /// Today, once there are names.
    pub today: Option<Today>,
    /// What the person should know about this run: another program fires the reminders, no tray answers, …
    pub notices: Vec<Notice>,
}

/// Something the person should know about this run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Notice {
    /// A stable word: `reminders_elsewhere`, `reminders_paused`.
    pub code: String,
    /// The sentence.
    pub text: String,
}

/// The answer to a change: the thing as it is now, and how the toast names what was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Done {
    /// "Moved to Saturday 10 October, 1 pm", "Ginger noodles, ticked".
    pub said: String,
    /// What was made or changed, where that is one thing: a slot's id, an occurrence's key, a tick's id.
    pub id: String,
}

/// What changed, after it was committed: a resource that shows one of these loads again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Slots and what was said of their occurrences.
    Slots,
    /// Ticks and gestures.
    Gestures,
    /// Ideas for dates, and who wants which.
    Ideas,
    /// Decks, and what became of each card.
    Talk,
    /// Names, settings.
    Settings,
    /// The ledger: shown, put off, paused.
    Reminders,
    /// Other calendars, and the busy time in them.
    Calendars,
    /// The day turned, the zone changed: everything that says "today".
    Clock,
}
