//! The ways of coming again that a sentence can say, to and from RFC 5545 text.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};

use crate::recurrence::Rule;

/// Which days a series falls on, apart from its interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pattern {
    Daily,
    /// In the order they stand in a week, each once.
    Weekly(Vec<Weekday>),
    /// Each ordinal with each weekday: −1 is the last of the month.
    MonthlyNth(Vec<i8>, Vec<Weekday>),
    /// −1 is the last day of the month.
    MonthDays(Vec<i8>),
    Yearly {
        month: u32,
        day: u32,
    },
    YearlyNth {
        month: u32,
        ordinals: Vec<i8>,
        days: Vec<Weekday>,
    },
}

/// When a series ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Open,
    /// The last day, included.
    Until(NaiveDate),
    Times(u32),
}

/// A pattern, how often, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repeat {
    pub pattern: Pattern,
    /// Every so many days, weeks, months or years; at least 1.
    pub interval: u32,
    pub bound: Bound,
}

const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

impl Pattern {
    /// Whether the pattern falls on this day. The interval counts from the first such day, so it does not matter here.
    pub fn falls_on(&self, date: NaiveDate) -> bool {
        match self {
            Pattern::Daily => true,
            Pattern::Weekly(days) => days.contains(&date.weekday()),
            Pattern::MonthlyNth(ordinals, days) => is_nth(date, ordinals, days),
            Pattern::MonthDays(days) => {
                days.contains(&(date.day() as i8)) || (days.contains(&-1) && is_last_day(date))
            }
            Pattern::Yearly { month, day } => (date.month(), date.day()) == (*month, *day),
            Pattern::YearlyNth {
                month,
                ordinals,
                days,
            } => date.month() == *month && is_nth(date, ordinals, days),
        }
    }

    /// The first day at or after `from` that the pattern falls on and `allowed` takes.
    ///
    /// `None` when there is none within nine years: 29 February can be eight years away, and nothing is rarer.
    pub fn first(&self, from: NaiveDate, allowed: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
        const NINE_YEARS: usize = 9 * 366;
        from.iter_days()
            .take(NINE_YEARS)
            .find(|date| self.falls_on(*date) && allowed(*date))
    }
}

impl Repeat {
    /// RFC 5545 text: `FREQ=WEEKLY;INTERVAL=2;BYDAY=FR`.
    pub fn text(&self) -> String {
        let nth = |ordinals: &[i8], days: &[Weekday]| {
            let pairs = ordinals
                .iter()
                .flat_map(|n| days.iter().map(move |day| format!("{n}{}", code(*day))));
            pairs.collect::<Vec<_>>().join(",")
        };
        let (freq, by) = match &self.pattern {
            Pattern::Daily => ("DAILY", String::new()),
            Pattern::Weekly(days) => (
                "WEEKLY",
                format!(
                    ";BYDAY={}",
                    days.iter().map(|d| code(*d)).collect::<Vec<_>>().join(",")
                ),
            ),
            Pattern::MonthlyNth(ordinals, days) => ("MONTHLY", format!(";BYDAY={}", nth(ordinals, days))),
            Pattern::MonthDays(days) => {
                let days: Vec<_> = days.iter().map(i8::to_string).collect();
                ("MONTHLY", format!(";BYMONTHDAY={}", days.join(",")))
            }
            Pattern::Yearly { month, day } => ("YEARLY", format!(";BYMONTH={month};BYMONTHDAY={day}")),
            Pattern::YearlyNth {
                month,
                ordinals,
                days,
            } => (
                "YEARLY",
                format!(";BYMONTH={month};BYDAY={}", nth(ordinals, days)),
            ),
        };
        let interval = if self.interval == 1 {
            String::new()
        } else {
            format!(";INTERVAL={}", self.interval)
        };
        let bound = match self.bound {
            Bound::Open => String::new(),
            Bound::Until(date) => format!(";UNTIL={}T235959", date.format("%Y%m%d")),
            Bound::Times(n) => format!(";COUNT={n}"),
        };
        format!("FREQ={freq}{interval}{by}{bound}")
    }

    /// What a rule says, for a series that begins at `start`; `None` when no sentence says it.
    pub fn of_rule(rule: &Rule, start: NaiveDateTime) -> Option<Repeat> {
        let mut parts: Vec<(&str, &str)> = rule.text().split(';').filter_map(|p| p.split_once('=')).collect();
        let mut take = |name: &str| {
            let at = parts.iter().position(|(key, _)| *key == name)?;
            Some(parts.remove(at).1)
        };
        let freq = take("FREQ")?;
        let interval = take("INTERVAL").map_or(Some(1), |n| n.parse().ok())?;
        let bound = match (take("COUNT"), take("UNTIL")) {
            (Some(n), _) => Bound::Times(n.parse().ok()?),
            (None, Some(until)) => Bound::Until(last_day(until, start)?),
            (None, None) => Bound::Open,
        };
        let monday = take("WKST").is_none_or(|day| day == "MO");
        let by_day = take("BYDAY");
        let by_month_day = take("BYMONTHDAY").map(numbers);
        let by_month = take("BYMONTH").map(|text| text.parse::<u32>().ok());
        if !parts.is_empty() {
            return None;
        }
        let pattern = match (freq, by_day, by_month_day, by_month) {
            ("DAILY", None, None, None) => Pattern::Daily,
            ("WEEKLY", None, None, None) => Pattern::Weekly(vec![start.weekday()]),
            // Another start of the week changes the meaning only where weeks are left out.
            ("WEEKLY", Some(days), None, None) if monday || interval == 1 => Pattern::Weekly(in_week_order(
                days.split(',').map(weekday).collect::<Option<_>>()?,
            )),
            ("MONTHLY", None, None, None) => Pattern::MonthDays(vec![start.day() as i8]),
            ("MONTHLY", Some(days), None, None) => {
                let (ordinals, days) = product(days)?;
                Pattern::MonthlyNth(ordinals, days)
            }
            ("MONTHLY", None, Some(days), None) => Pattern::MonthDays(sayable_days(days?)?),
            ("YEARLY", None, None, None) => Pattern::Yearly {
                month: start.month(),
                day: start.day(),
            },
            ("YEARLY", None, Some(days), Some(month)) => match days?.as_slice() {
                [day @ 1..=31] => Pattern::Yearly {
                    month: month?,
                    day: *day as u32,
                },
                _ => return None,
            },
            ("YEARLY", Some(days), None, Some(month)) => {
                let (ordinals, days) = product(days)?;
                Pattern::YearlyNth {
                    month: month?,
                    ordinals,
                    days,
                }
            }
            _ => return None,
        };
        Some(Repeat {
            pattern,
            interval,
            bound,
        })
    }
}

/// Monday first, each once.
pub(super) fn in_week_order(mut days: Vec<Weekday>) -> Vec<Weekday> {
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    days
}

/// First to last, "last" at the end, each once.
pub(super) fn in_month_order(mut ordinals: Vec<i8>) -> Vec<i8> {
    ordinals.sort_by_key(|n| if *n < 0 { i8::MAX } else { *n });
    ordinals.dedup();
    ordinals
}

/// The last day of a month.
pub(super) fn last_of_month(date: NaiveDate) -> NaiveDate {
    let mut last = date;
    while let Some(next) = last.succ_opt().filter(|next| next.month() == date.month()) {
        last = next;
    }
    last
}

fn is_last_day(date: NaiveDate) -> bool {
    date.succ_opt().is_none_or(|next| next.month() != date.month())
}

fn is_nth(date: NaiveDate, ordinals: &[i8], days: &[Weekday]) -> bool {
    let nth = (date.day() as i8 - 1) / 7 + 1;
    let is_last = date
        .checked_add_days(Days::new(7))
        .is_none_or(|next| next.month() != date.month());
    days.contains(&date.weekday()) && (ordinals.contains(&nth) || (is_last && ordinals.contains(&-1)))
}

/// The last day an UNTIL allows. One before the hour of the slot allows the day before.
fn last_day(until: &str, start: NaiveDateTime) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(until.get(..8)?, "%Y%m%d").ok()?;
    let at = until
        .get(9..15)
        .and_then(|at| chrono::NaiveTime::parse_from_str(at, "%H%M%S").ok());
    if at.is_some_and(|at| at < start.time()) {
        date.pred_opt()
    } else {
        Some(date)
    }
}

fn code(day: Weekday) -> &'static str {
    CODES[day.num_days_from_monday() as usize]
}

fn weekday(code: &str) -> Option<Weekday> {
    let at = CODES.iter().position(|known| *known == code)?;
    Weekday::try_from(at as u8).ok()
}

fn numbers(text: &str) -> Option<Vec<i8>> {
    text.split(',').map(|n| n.parse().ok()).collect()
}

/// Days of the month that have words: 1 to 31, and the last.
fn sayable_days(days: Vec<i8>) -> Option<Vec<i8>> {
    days.iter()
        .all(|n| (1..=31).contains(n) || *n == -1)
        .then(|| in_month_order(days))
}

/// `2WE,4WE` as ordinals and weekdays; `None` unless it is each ordinal with each weekday.
fn product(text: &str) -> Option<(Vec<i8>, Vec<Weekday>)> {
    let pairs: Vec<(i8, Weekday)> = text
        .split(',')
        .map(|pair| {
            let (n, day) = pair.split_at_checked(pair.len().checked_sub(2)?)?;
            let n: i8 = n.parse().ok()?;
            ((1..=5).contains(&n) || n == -1).then_some(())?;
            Some((n, weekday(day)?))
        })
        .collect::<Option<_>>()?;
    let ordinals = in_month_order(pairs.iter().map(|(n, _)| *n).collect());
    let days = in_week_order(pairs.iter().map(|(_, day)| *day).collect());
    let full = ordinals
        .iter()
        .all(|n| days.iter().all(|day| pairs.contains(&(*n, *day))));
    (full && pairs.len() == ordinals.len() * days.len()).then_some((ordinals, days))
}
