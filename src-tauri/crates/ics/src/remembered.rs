//! What a file of ours says of a red-letter day beside its dates, so that it comes back as it was.

use std::fmt;

use chrono::NaiveDate;
use domain::red_letter::{RedLetter, Sort};

use crate::{Event, read};

/// The property that says which day it is: `X-STANDING-DAY:2015-10-17`, `X-STANDING-DAY:--10-17` where nobody knows the
/// year.
pub(crate) const PROPERTY: &str = "X-STANDING-DAY";

/// A day of the year and its first year. Not a date: 29 February may have begun in any year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remembered {
    /// The year of the first one, where it is known.
    pub year: Option<i32>,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day of the month; 29 in February too.
    pub day: u32,
}

impl Event {
    /// The red-letter day this was written from; `None` for an event of another program.
    pub fn remembered(&self) -> Option<Remembered> {
        Remembered::read(self.own(PROPERTY)?)
    }

    /// The sort of red-letter day that its `CATEGORIES` name.
    pub fn sort(&self) -> Option<Sort> {
        let mut categories = self.own("CATEGORIES")?.split(',').map(str::trim);
        categories.find_map(|said| {
            Sort::ALL
                .into_iter()
                .find(|sort| category(*sort).eq_ignore_ascii_case(said))
        })
    }

    /// The value of the first carried property of a name, as it stands.
    fn own(&self, name: &str) -> Option<&str> {
        let mut lines = self
            .carried
            .lines()
            // After them come the properties of its alarms.
            .take_while(|line| read::begins(line).is_none());
        let line = lines.find(|line| read::name(line).eq_ignore_ascii_case(name))?;
        line.rsplit(':').next()
    }
}

impl Remembered {
    pub(crate) fn of(day: &RedLetter) -> Remembered {
        Remembered {
            year: day.year,
            month: day.month,
            day: day.day,
        }
    }

    fn read(text: &str) -> Option<Remembered> {
        let (year, rest) = match text.trim().strip_prefix("--") {
            Some(rest) => (None, rest),
            None => {
                let (year, rest) = text.trim().split_once('-')?;
                (Some(number(year, 4)?), rest)
            }
        };
        let (month, day) = rest.split_once('-')?;
        let (month, day) = (number(month, 2)?, number(day, 2)?);
        // In a leap year every day there is has its place.
        NaiveDate::from_ymd_opt(2000, month, day)?;
        Some(Remembered {
            year: year.and_then(|year| i32::try_from(year).ok()),
            month,
            day,
        })
    }
}

impl fmt::Display for Remembered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-{:02}-{:02}", self.month, self.day),
            None => write!(f, "--{:02}-{:02}", self.month, self.day),
        }
    }
}

/// How a sort is called in `CATEGORIES`: in the words of RFC 5545's own example where it has them, for people see them.
pub(crate) fn category(sort: Sort) -> &'static str {
    match sort {
        Sort::Anniversary => "ANNIVERSARY",
        Sort::Birthday => "BIRTHDAY",
        Sort::First => "FIRST",
        Sort::Other => "SPECIAL OCCASION",
    }
}

fn number(text: &str, digits: usize) -> Option<u32> {
    let plain = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_was_written_and_nothing_else_is() {
        for (year, text) in [(Some(1987), "1987-02-29"), (None, "--12-31")] {
            let read = Remembered::read(text).unwrap();
            assert_eq!(read.year, year, "{text}");
            assert_eq!(read.to_string(), text);
        }
        for text in [
            "",
            "--",
            "--02-30",
            "--13-01",
            "2015-1-1",
            "20151017",
            "+215-10-17",
            "2015-10-17-1",
        ] {
            assert_eq!(Remembered::read(text), None, "{text}");
        }
    }
}
