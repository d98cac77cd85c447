//! How a red-letter day is said: what a calendar shows on it, and the line beneath.

use chrono::{Datelike, NaiveDate};

use super::{RedLetter, Sort};
use crate::{
    spoken,
    words::{fill, red_letter as words, spoken as dates},
};

/// Up to here numbers are said as words.
const IN_WORDS: i32 = 12;

impl RedLetter {
    /// What a calendar shows on `day`: "Eleven years" on an anniversary whose year is known, the couple's own words on
    /// every other one, and on the first day of all.
    pub fn said(&self, day: NaiveDate) -> String {
        match (self.sort, self.years(day)) {
            (Sort::Anniversary, Some(n)) if n > 0 => years(n),
            _ => self.words.clone(),
        }
    }

    /// The line beneath it, seen from `today`: the words of an anniversary, "The 34th" of a birthday, "Eleven years ago",
    /// and where a 29 February went. May be empty.
    pub fn note(&self, day: NaiveDate, today: NaiveDate) -> String {
        let more = match (self.sort, self.years(day).filter(|n| *n > 0)) {
            (_, None) => String::new(),
            // "Eleven years", where somebody gave it that for a name, is not said twice.
            (Sort::Anniversary, Some(n)) if years(n) == self.words => String::new(),
            (Sort::Anniversary, Some(_)) => self.words.clone(),
            (Sort::Birthday, Some(n)) => {
                let nth = spoken::ordinal(u32::try_from(n).unwrap_or(0));
                fill(words::BIRTHDAY, &[("nth", &nth)])
            }
            (Sort::First | Sort::Other, Some(n)) => years_ago(n),
        };
        let leap = self.leap(day, today);
        if more.is_empty() || leap.is_empty() {
            return more + &leap;
        }
        fill(words::SENTENCES, &[("first", &more), ("second", &leap)])
    }

    /// The day as it was given: "17 October 2015", "29 February". Reads back as the same day.
    pub fn date(&self) -> String {
        let date = fill(
            dates::DATE,
            &[("day", &self.day), ("month", &spoken::month_name(self.month))],
        );
        match self.year {
            Some(year) => fill(dates::DATED_YEAR, &[("date", &date), ("year", &year)]),
            None => date,
        }
    }

    /// "29 February. This year on the 28th." where that is so on `day`, else nothing.
    fn leap(&self, day: NaiveDate, today: NaiveDate) -> String {
        if (self.month, self.day) != (2, 29) || day.day() == 29 {
            String::new()
        } else if day.year() == today.year() {
            words::LEAP_THIS_YEAR.to_owned()
        } else {
            fill(words::LEAP_THAT_YEAR, &[("year", &day.year())])
        }
    }
}

/// "One year", "Eleven years", "13 years".
pub fn years(n: i32) -> String {
    counted(n, words::ONE_YEAR, words::YEARS)
}

fn years_ago(n: i32) -> String {
    counted(n, words::ONE_YEAR_AGO, words::YEARS_AGO)
}

fn counted(n: i32, one: &str, many: &str) -> String {
    if n == 1 {
        return one.to_owned();
    }
    let said = if n <= IN_WORDS {
        spoken::number(u64::try_from(n).unwrap_or(0))
    } else {
        n.to_string()
    };
    spoken::capital(&fill(many, &[("n", &said)]))
}
