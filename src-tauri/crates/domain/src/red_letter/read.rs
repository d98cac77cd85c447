//! A day of the year as somebody writes it: "17 October 2015", "October 17", "2015-10-17", "29 February".

use chrono::NaiveDate;

use super::Sort;
use crate::{sentence::DateOrder, spoken, words::red_letter as words};

/// A day of the year, and the year it was first, where somebody knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// The day of the month.
    pub day: u32,
    /// The month, 1 to 12.
    pub month: u32,
    /// The year of the first one.
    pub year: Option<i32>,
}

/// Why a text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It cannot be read, or not in one way only.
    Unclear,
    /// 31 February, or 29 February of a year that had none.
    NoSuchDay,
}

/// More than anybody writes for a day; what is longer is not looked at.
const LONGEST: usize = 60;

/// A year that every month and day can be looked up in: 29 February is one of its days.
const LEAP: i32 = 2000;

/// Reads a day. `order` decides about `03/04`; a month that has its name needs no order.
///
/// # Errors
/// A text that is no day, and a day that no calendar has.
pub fn read(text: &str, order: DateOrder) -> Result<Given, Unread> {
    if text.len() > LONGEST {
        return Err(Unread::Unclear);
    }
    let given = parts(text, order).ok_or(Unread::Unclear)?;
    match NaiveDate::from_ymd_opt(given.year.unwrap_or(LEAP), given.month, given.day) {
        Some(_) => Ok(given),
        None => Err(Unread::NoSuchDay),
    }
}

impl Sort {
    /// The sort that a day's words suggest, as long as nobody chose: one that is a birthday or a first says so, and what
    /// has a year is otherwise counted from it.
    pub fn suggested(text: &str, year: Option<i32>) -> Sort {
        let text = text.to_lowercase();
        let says = |hint: &str| {
            text.split(|c: char| !c.is_alphanumeric())
                .any(|word| word == hint)
        };
        if says(words::HINT_BIRTHDAY) {
            Sort::Birthday
        } else if says(words::HINT_FIRST) {
            Sort::First
        } else if year.is_some() || says(words::HINT_ANNIVERSARY) {
            Sort::Anniversary
        } else {
            Sort::Other
        }
    }
}

fn parts(text: &str, order: DateOrder) -> Option<Given> {
    let (mut named, mut year, mut small) = (None, None, Vec::new());
    let mut year_first = false;
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        let letters = &word[digits.len()..];
        match (digits.len(), letters.to_lowercase().as_str()) {
            (4, "") if year.is_none() => {
                year_first = small.is_empty() && named.is_none();
                year = Some(digits.parse().ok()?);
            }
            (1 | 2, "" | "st" | "nd" | "rd" | "th") => small.push(digits.parse::<u32>().ok()?),
            (0, "the" | "of") => {}
            (0, word) => match month(word) {
                Some(month) if named.is_none() => named = Some(month),
                None if weekday(word) => {}
                _ => return None,
            },
            _ => return None,
        }
    }
    let (day, month) = match (named, small.as_slice()) {
        (Some(month), [day]) => (*day, month),
        (None, [month, day]) if year_first || order == DateOrder::MonthDay => (*day, *month),
        (None, [day, month]) => (*day, *month),
        _ => return None,
    };
    Some(Given { day, month, year })
}

/// The month behind "october", "oct" or "octo".
fn month(word: &str) -> Option<u32> {
    (1..=12).find(|month| begins(word, spoken::month_name(*month)))
}

/// Whether it names a day of the week, which says nothing about a day of every year.
fn weekday(word: &str) -> bool {
    use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    [Mon, Tue, Wed, Thu, Fri, Sat, Sun]
        .into_iter()
        .any(|day| begins(word, spoken::day_name(day)))
}

/// Whether `word` is `name`, or its beginning from three letters on.
fn begins(word: &str, name: &str) -> bool {
    word.chars().count() >= 3 && name.to_lowercase().starts_with(word)
}
