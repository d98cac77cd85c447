//! A week: what is in it, hour by hour, and what is open to both.

use serde::Serialize;

use super::{Day, Departed, Half, Item};

/// A week with its hours. Places on a day are minutes on its wall, 0 to 1440.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Week {
    /// Its first day, `2026-10-12`.
    pub date: String,
    /// "12–18", or "28 Sep – 4 Oct".
    pub title: String,
    /// "October", "October 2027"; what the title leaves open.
    pub beside: String,
    /// "12 October to 18 October", for a person who cannot see the grid.
    pub name: String,
    /// The first day of the week before, `2026-10-05`.
    pub previous: String,
    /// The first day of the week after.
    pub next: String,
    /// Seven of them.
    pub days: Vec<WeekDay>,
    /// The 96 quarter hours of a day, in the couple's clock.
    pub quarters: Vec<Quarter>,
    /// From and until which minute to show at first.
    pub shows: (u32, u32),
    /// The present, when it is in this week.
    pub now: Option<Now>,
    /// "Three gaps of an hour or more, outside Thursday."
    pub gaps_heading: String,
    /// The hours ahead that are open to both, by time. None where no calendar of theirs is known.
    pub gaps: Vec<OpenGap>,
    /// Where busy times come from; empty where there are none.
    pub sources: String,
}

/// A day of a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct WeekDay {
    /// The day as the month has it.
    pub day: Day,
    /// What stands in its hours, by start.
    pub blocks: Vec<Block>,
    /// Where dates were that went to another day.
    pub gone: Vec<Gone>,
    /// When each of the two is busy, by half and start.
    pub busy: Vec<BusyBlock>,
    /// How a sentence about this day begins; the words of a quarter end it: "Friday 16 October".
    pub begins: String,
}

/// A date, or the part of one that lies on this day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Block {
    /// The date.
    pub item: Item,
    /// From which minute.
    pub from: u32,
    /// Until which minute.
    pub until: u32,
    /// "7–9 pm".
    pub hours: String,
    /// How long the whole date is, in minutes.
    pub minutes: u32,
    /// In which of `columns` it stands, from 0, where several meet.
    pub column: u32,
    /// How many stand side by side.
    pub columns: u32,
    /// Whether it begins on this day.
    pub begins: bool,
    /// Whether it ends on this day.
    pub ends: bool,
    /// Whether it may go elsewhere: not what was kept or let go.
    pub movable: bool,
}

/// The hour a date left for another day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Gone {
    /// Where it went.
    pub departed: Departed,
    /// From which minute.
    pub from: u32,
    /// Until which minute.
    pub until: u32,
}

/// A stretch in which one of the two is busy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct BusyBlock {
    /// Whose.
    pub half: Half,
    /// From which minute.
    pub from: u32,
    /// Until which minute.
    pub until: u32,
    /// "Noor is busy 9 am to 5:30 pm", with what it is called where that calendar shares its titles.
    pub words: String,
    /// What it is called, where that calendar shares its titles; else empty.
    pub title: String,
}

/// A quarter of an hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Quarter {
    /// `19:15`.
    pub at: String,
    /// "7:15 pm", "19:15".
    pub words: String,
}

/// The present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Now {
    /// The day, `2026-10-13`.
    pub date: String,
    /// The minute.
    pub minute: u32,
    /// "2:36 pm".
    pub words: String,
}

/// A stretch that is open to both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct OpenGap {
    /// "Fri, 6:30 to 10 pm".
    pub said: String,
    /// "Both finished by then".
    pub why: String,
    /// A sentence that makes a date of its best hour: what the editor opens with.
    pub sentence: String,
    /// Where that hour begins, `2026-10-16T19:00`.
    pub start: String,
    /// How long that date is, in minutes.
    pub minutes: u32,
}
