//! Calendar files (RFC 5545), read: events as [`domain::recurrence::Series`], with what could not be understood said.
//! And written: the couple's dates and their red-letter days, for any other calendar.
//!
//! `calcard` splits the text into components, properties and values. What they mean is decided here and in `domain`:
//! its own expansion is wrong at clock changes, and its reading of rules lets `INTERVAL=0` and `BYMONTHDAY=300` pass.
#![deny(missing_docs)]

mod read;
mod remembered;
mod write;

use std::fmt;

use chrono::{Duration, NaiveDateTime};
use domain::{
    recurrence::{Moment, RuleError, Series},
    reminder::Lead,
    spoken::{self, Clock},
    words::{calendar_file as words, fill},
};

pub use read::{read, read_with, text};
pub use remembered::Remembered;
pub use write::{Extent, write, write_with};

/// How much of a file is read. A larger one is refused before it costs anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The file, in bytes.
    pub bytes: usize,
    /// `BEGIN` lines.
    pub components: usize,
    /// Properties of one event, those of its inner components and its single dates not counted; and lines of each of those
    /// components.
    pub properties: usize,
    /// The single dates of one event: the values of its `EXDATE` and `RDATE` lines.
    pub dates: usize,
}

impl Default for Limits {
    /// 10 MiB, 20,000 components, 200 properties and 20,000 single dates each: more than any couple's calendar, and half a
    /// second at most.
    fn default() -> Self {
        Limits {
            bytes: 10 << 20,
            components: 20_000,
            properties: 200,
            dates: 20_000,
        }
    }
}

/// What a calendar file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    /// The events that can be followed, in the file's order.
    pub events: Vec<Event>,
    /// The events that cannot.
    pub refused: Vec<Refused>,
    /// What was left out, each note once.
    pub notes: Vec<Note>,
}

/// One event and its overrides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// `UID`; empty when there is none.
    pub uid: String,
    /// `SUMMARY`; empty when there is none.
    pub summary: String,
    /// When it happens.
    pub series: Series,
    /// How long one instance lasts, from `DURATION` or `DTEND`; never negative.
    pub length: Option<Duration>,
    /// What each of the series' overrides has of its own, in the same order.
    pub changed: Vec<Changed>,
    /// `LOCATION`, at most [`LONGEST`] bytes of it.
    pub location: String,
    /// `DESCRIPTION`, at most [`LONGEST`] bytes of it.
    pub description: String,
    /// `TRANSP:TRANSPARENT`: it keeps nobody busy.
    pub transparent: bool,
    /// `CLASS` is `PRIVATE` or `CONFIDENTIAL`.
    pub private: bool,
    /// The alarms that are a length before the start, as leads of our own: earliest first, each once.
    pub leads: Vec<Lead>,
    /// What the file says of it and nobody here understands, to be stored beside it and written out again: the content
    /// lines of properties and, after them, of foreign alarms, as they stood, unfolded, each ending with a line break. At
    /// most [`CARRIED`] bytes, whole lines.
    pub carried: String,
    /// The `TZID` of its start, where nobody can tell what clock that is: it is no IANA or Windows name, and the file
    /// does not define it either. Its times float.
    pub zone_unknown: Option<String>,
}

/// The most bytes of one text that are kept: a longer one is cut.
pub const LONGEST: usize = 16 << 10;

/// The most bytes of one event that are carried.
pub const CARRIED: usize = 16 << 10;

/// What a component with a `RECURRENCE-ID` has of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// Its `SUMMARY`; empty where it has none.
    pub summary: String,
    /// How long it lasts, where it says so; never negative.
    pub length: Option<Duration>,
}

/// An event that is not followed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// `UID`; empty when there is none.
    pub uid: String,
    /// `SUMMARY`; empty when there is none.
    pub summary: String,
    /// Its start, where that can be read.
    pub start: Option<Moment>,
    /// Why.
    pub why: Why,
}

/// Why an event is not followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// `DTSTART` is missing or cannot be read.
    #[error("{}", words::NO_START)]
    NoStart,
    /// `EXRULE` is obsolete; without it dates would appear that were taken out.
    #[error("{}", words::EXRULE)]
    ExRule,
    /// `DTEND` lies before `DTSTART`, or `DURATION` is negative.
    #[error("{}", words_of_ends(start, end, Clock::Twelve))]
    EndsBeforeStart {
        /// When it begins.
        start: Moment,
        /// When it would end.
        end: Moment,
    },
    /// It has more lines than are read.
    #[error("{}", fill(words::TOO_MANY_LINES, &[("limit", limit)]))]
    TooManyLines {
        /// The most.
        limit: usize,
    },
    /// It lists more single dates than are read.
    #[error("{}", fill(words::TOO_MANY_DATES, &[("limit", limit)]))]
    TooManyDates {
        /// The most.
        limit: usize,
    },
    /// It has more rules than are followed.
    #[error("{}", fill(words::TOO_MANY_RULES, &[("limit", limit)]))]
    TooManyRules {
        /// The most.
        limit: usize,
    },
    /// Its rule is refused.
    #[error(transparent)]
    Rule(#[from] RuleError),
}

/// Why a file is not read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub enum IcsError {
    /// Too many bytes.
    TooLarge {
        /// The most, in bytes.
        limit: usize,
    },
    /// Too many components.
    TooManyComponents {
        /// The most.
        limit: usize,
    },
    /// There is no calendar in it.
    NotACalendar,
    /// Whoever asked for it wants it no more.
    Cancelled,
}

/// What was left out without losing an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A `TZID` that names no zone: its times float.
    ZoneUnknown {
        /// The name, as written.
        zone: String,
    },
    /// A value that cannot be read.
    Unreadable {
        /// The property: `EXDATE`.
        property: &'static str,
    },
    /// A component that is no event: `VTODO`.
    Ignored {
        /// Its name.
        component: String,
    },
    /// Something to be carried that is too long for it, or broken.
    NotCarried {
        /// The property or component: `ATTACH`.
        property: String,
    },
    /// A part of a rule.
    Rule(domain::recurrence::Note),
}

impl Why {
    /// As `Display`, with hours said as the couple say them: "It ends before it begins: 15:00 to 14:00."
    pub fn words(&self, clock: Clock) -> String {
        match self {
            Why::EndsBeforeStart { start, end } => words_of_ends(start, end, clock),
            other => other.to_string(),
        }
    }
}

fn words_of_ends(start: &Moment, end: &Moment, clock: Clock) -> String {
    let (from, to) = (start.shown(), end.shown());
    let say = |at: NaiveDateTime| {
        if from.date() == to.date() {
            spoken::time(at.time(), clock)
        } else {
            spoken::date(at.date())
        }
    };
    fill(
        words::ENDS_BEFORE_START,
        &[("start", &say(from)), ("end", &say(to))],
    )
}

impl IcsError {
    fn words(&self) -> String {
        match self {
            IcsError::TooLarge { limit } => fill(words::TOO_LARGE, &[("limit", &(limit >> 20))]),
            IcsError::TooManyComponents { limit } => fill(words::TOO_MANY_COMPONENTS, &[("limit", limit)]),
            IcsError::NotACalendar => words::NOT_A_CALENDAR.to_owned(),
            IcsError::Cancelled => words::CANCELLED.to_owned(),
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Note::ZoneUnknown { zone } => fill(words::NOTE_ZONE_UNKNOWN, &[("zone", zone)]),
            Note::Unreadable { property } => fill(words::NOTE_UNREADABLE, &[("property", property)]),
            Note::Ignored { component } => fill(words::NOTE_IGNORED, &[("component", component)]),
            Note::NotCarried { property } => fill(words::NOTE_NOT_CARRIED, &[("property", property)]),
            Note::Rule(note) => note.to_string(),
        };
        f.write_str(&text)
    }
}
