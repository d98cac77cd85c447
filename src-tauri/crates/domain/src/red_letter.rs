//! Red-letter days: anniversaries, birthdays, firsts. They come every year.

mod read;
mod said;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

pub use read::{Given, Unread, read};
pub use said::years;

use crate::ids::RedLetterId;

/// What sort of day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Of something the two of them began.
    Anniversary,
    /// Somebody's.
    Birthday,
    /// The first time of something.
    First,
    /// Any other day.
    Other,
}

/// A day to remember, every year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedLetter {
    /// Its identity.
    pub id: RedLetterId,
    /// In the couple's words: "Jules’s birthday".
    pub words: String,
    /// What sort.
    pub sort: Sort,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day of the month. 29 February is one: see [`RedLetter::in_year`].
    pub day: u32,
    /// The year of the first one, where they know it.
    pub year: Option<i32>,
    /// When it was made: a reminder due before that never was.
    pub made_at: DateTime<Utc>,
    /// `UID` of the calendar file it came from.
    pub uid: Option<String>,
}

impl Sort {
    /// All of them, in the order the window shows them.
    pub const ALL: [Sort; 4] = [Sort::Anniversary, Sort::Birthday, Sort::First, Sort::Other];

    /// The stable word for files and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Anniversary => "anniversary",
            Sort::Birthday => "birthday",
            Sort::First => "first",
            Sort::Other => "other",
        }
    }

    /// The sort behind a stable word.
    pub fn from_word(word: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|s| s.word() == word)
    }
}

impl RedLetter {
    /// The day it falls on in a year, and `None` before its first year. 29 February is kept on the 28th in other years.
    pub fn in_year(&self, year: i32) -> Option<NaiveDate> {
        if self.year.is_some_and(|first| year < first) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, self.month, self.day)
            .or_else(|| NaiveDate::from_ymd_opt(year, self.month, self.day.checked_sub(1)?))
    }

    /// The first one on `day` or after it.
    pub fn next(&self, day: NaiveDate) -> Option<NaiveDate> {
        let first = day.year().max(self.year.unwrap_or(day.year()));
        (first..=first + 1)
            .filter_map(|year| self.in_year(year))
            .find(|d| *d >= day)
    }

    /// How many years it is on a day: 11 in 2026 for one of 2015. `None` where the year is not known.
    pub fn years(&self, day: NaiveDate) -> Option<i32> {
        self.year.map(|first| day.year() - first)
    }
}
