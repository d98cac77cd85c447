//! From "Thursdays 7pm, 2 hours" to a draft of a slot, and back to a sentence.
//!
//! Three steps, each its own file: `lexer` cuts the sentence into tokens, `grammar` recognises days, bounds, hours
//! and lengths in any order, `resolve` makes them one draft for a given now. What no part takes is the title; a title
//! that looks like a day or an hour goes in quotes. `reading` is the way back.
//!
//! Nothing is guessed in silence: what could be read in two ways is read as a person would, and a note says how.

mod grammar;
mod lexer;
mod lexicon;
mod pattern;
mod reading;
mod refusal;
mod resolve;
mod rhythm;
#[cfg(test)]
mod tests;

use chrono::NaiveDateTime;

pub use self::{
    reading::{say, sentence},
    refusal::Refusal,
    rhythm::{Rhythm, in_rhythm},
};
pub use crate::spoken::Clock;
use crate::{recurrence::Rule, slot};

/// The longest sentence that is read, in characters.
pub const LONGEST: usize = 500;

/// What a sentence is read against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// The civil time here.
    pub now: NaiveDateTime,
    /// How `03/04` is meant.
    pub order: DateOrder,
    /// How the hours are said back. Where it is the 24-hour clock, `10:30` is in the morning, whatever stands beside.
    pub clock: Clock,
}

/// Which number of `03/04` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DateOrder {
    /// The third of April.
    #[default]
    DayMonth,
    /// The fourth of March.
    MonthDay,
}

/// What a sentence says: a slot without what the couple add to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The words left over, the first letter a capital; may be empty.
    pub title: String,
    /// The kind its words name: [`slot::Kind::Date`] where none do.
    pub kind: slot::Kind,
    /// Civil start of the first occurrence. In the past only for a series that began then and still goes on. Where it
    /// comes so many times on any day, the day since when, at the hour that was said, or at midnight for none.
    pub start: NaiveDateTime,
    /// Length in minutes, 1 to 1,440.
    pub minutes: u32,
    /// How it comes again; `None` is a single date. An UNTIL is the end of its day, as local time.
    pub rule: Option<Rule>,
    /// So many times a week or a month on any day; there is no `rule` then.
    pub times: Option<slot::Times>,
}

/// A stretch of the sentence that was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// First UTF-16 code unit.
    pub start: usize,
    /// The code unit after the last; never after a space.
    pub end: usize,
    /// As what.
    pub what: What,
}

/// What a stretch of the sentence was recognised as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// `Thursdays`, `12 March`.
    Day,
    /// `1 June` after "from", `Christmas` after "until", `10 times`.
    Bound,
    /// `7pm`, `7:30–9`, `evening`.
    Hour,
    /// `2 hours`.
    Length,
    /// Words of the title.
    Title,
}

impl What {
    /// The stable word for JSON: `day`.
    pub fn word(self) -> &'static str {
        match self {
            What::Day => "day",
            What::Bound => "bound",
            What::Hour => "hour",
            What::Length => "length",
            What::Title => "title",
        }
    }
}

/// A sentence that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it says.
    pub draft: Draft,
    /// The reading back: `Every Thursday, 7 to 9 pm`. The same as [`say`].
    pub words: String,
    /// What follows it after a comma: `from this week`, `in 2 days`; may be empty.
    pub tail: String,
    /// How ambiguities were read, a sentence each: `Read as 3 April, day first.`
    pub notes: Vec<String>,
    /// What was recognised, in order, without overlaps.
    pub spans: Vec<Span>,
    /// Whether how long it lasts was said; else it is the usual length.
    pub length_said: bool,
}

/// Reads a sentence.
///
/// ```
/// use domain::sentence::{Clock, Context, DateOrder, read};
/// let now = chrono::NaiveDate::from_ymd_opt(2026, 10, 13).and_then(|d| d.and_hms_opt(14, 36, 0)).expect("a time");
/// let context = Context { now, order: DateOrder::DayMonth, clock: Clock::Twelve };
/// let reading = read("Thursdays 7pm, 2 hours", &context).expect("a sentence");
/// assert_eq!(reading.words, "Every Thursday, 7 to 9 pm");
/// assert_eq!(reading.tail, "from this week");
/// ```
pub fn read(text: &str, context: &Context) -> Result<Reading, Refusal> {
    let characters = text.chars().count();
    if characters > LONGEST {
        return Err(Refusal::TooLong { characters });
    }
    let tokens = lexer::tokens(text);
    let pieces = resolve::settle(grammar::pieces(&tokens));
    resolve::resolve(
        &resolve::Said {
            text,
            tokens: &tokens,
            pieces: &pieces,
        },
        context,
    )
}

/// What is recognised in a sentence, whether or not it can be read: the window underlines it while it is typed.
///
/// In order, without overlaps; empty for a sentence longer than [`LONGEST`].
pub fn spans(text: &str) -> Vec<Span> {
    if text.chars().count() > LONGEST {
        return Vec::new();
    }
    let tokens = lexer::tokens(text);
    let pieces = resolve::settle(grammar::pieces(&tokens));
    resolve::Said {
        text,
        tokens: &tokens,
        pieces: &pieces,
    }
    .spans()
}
