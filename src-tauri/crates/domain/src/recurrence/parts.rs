//! The parts of a rule: reading them, checking them, and writing them in one canonical way.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use rrule::{Frequency, NWeekday};

use super::{Note, RuleError};
use crate::zone;

/// Longer texts are refused before anything is read; every part in full stays well below.
const LONGEST_TEXT: usize = 4_096;
/// `BYHOUR` × `BYMINUTE` × `BYSECOND`: once a minute, all day.
const MOST_TIMES_A_DAY: u32 = 1_440;
/// What the engine counts with.
const LONGEST_INTERVAL: u32 = 65_535;

/// Where a rule ends, in the form its writer used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// A day, whole.
    Day(NaiveDate),
    /// A wall time, included.
    Civil(NaiveDateTime),
    /// An instant, included.
    Instant(DateTime<Utc>),
}

impl Until {
    /// Whether a civil start still lies within. Where no zone is known, an instant is read as its numerals.
    pub fn admits(self, at: NaiveDateTime, zone: Option<Tz>) -> bool {
        match (self, zone) {
            (Until::Day(day), _) => at.date() <= day,
            (Until::Civil(last), _) => at <= last,
            (Until::Instant(last), None) => at <= last.naive_utc(),
            (Until::Instant(last), Some(zone)) => {
                // No zone is further than a day and two hours from UTC, so most starts need no look at its table.
                let apart = at - last.naive_utc();
                apart < Duration::hours(-26)
                    || (apart < Duration::hours(26) && zone::instant(at, zone) <= last)
            }
        }
    }
}

/// Everything an RFC 5545 `RECUR` value says. Lists are sorted and each value stands once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    pub freq: Frequency,
    pub interval: u32,
    pub count: Option<u32>,
    pub until: Option<Until>,
    pub week_start: Weekday,
    pub by_month: Vec<u8>,
    pub by_week_no: Vec<i8>,
    pub by_year_day: Vec<i16>,
    pub by_month_day: Vec<i8>,
    pub by_day: Vec<NWeekday>,
    pub by_hour: Vec<u8>,
    pub by_minute: Vec<u8>,
    pub by_second: Vec<u8>,
    pub by_set_pos: Vec<i32>,
}

impl Parts {
    /// Reads `FREQ=WEEKLY;BYDAY=TH`; upper or lower case, a trailing semicolon and a leading `RRULE:` are all right.
    pub fn read(text: &str) -> Result<(Parts, Vec<Note>), RuleError> {
        if text.len() > LONGEST_TEXT {
            return Err(RuleError::TooLong { limit: LONGEST_TEXT });
        }
        let upper = text.trim().to_ascii_uppercase();
        let body = upper.strip_prefix("RRULE:").unwrap_or(&upper);
        let mut parts = Parts::blank();
        let mut notes = Vec::new();
        let mut seen: Vec<&str> = Vec::with_capacity(6);
        for part in body.split(';').map(str::trim).filter(|p| !p.is_empty()) {
            let (name, value) = part
                .split_once('=')
                .ok_or_else(|| RuleError::Unreadable(part.to_owned()))?;
            if seen.contains(&name) {
                return Err(RuleError::Repeated {
                    part: name.to_owned(),
                });
            }
            seen.push(name);
            parts.take(name, value, &mut notes)?;
        }
        if !seen.contains(&"FREQ") {
            return Err(RuleError::NoFrequency);
        }
        parts.check()?;
        Ok((parts, notes))
    }

    /// The canonical text: parts in one order, values sorted, defaults left out.
    pub fn text(&self) -> String {
        use std::fmt::Write;
        let mut text = String::with_capacity(48);
        // Writing to a String cannot fail.
        let _ = write!(text, "FREQ={}", self.freq);
        if self.interval != 1 {
            let _ = write!(text, ";INTERVAL={}", self.interval);
        }
        if let Some(count) = self.count {
            let _ = write!(text, ";COUNT={count}");
        }
        match self.until {
            Some(Until::Day(day)) => drop(write!(text, ";UNTIL={}", day.format("%Y%m%d"))),
            Some(Until::Civil(at)) => drop(write!(text, ";UNTIL={}", at.format("%Y%m%dT%H%M%S"))),
            Some(Until::Instant(at)) => drop(write!(text, ";UNTIL={}", at.format("%Y%m%dT%H%M%SZ"))),
            None => {}
        }
        list(&mut text, "BYMONTH", &self.by_month);
        list(&mut text, "BYWEEKNO", &self.by_week_no);
        list(&mut text, "BYYEARDAY", &self.by_year_day);
        list(&mut text, "BYMONTHDAY", &self.by_month_day);
        for (i, day) in self.by_day.iter().enumerate() {
            text.push_str(if i == 0 { ";BYDAY=" } else { "," });
            match *day {
                NWeekday::Every(day) => text.push_str(day_word(day)),
                NWeekday::Nth(n, day) => drop(write!(text, "{n}{}", day_word(day))),
            }
        }
        list(&mut text, "BYHOUR", &self.by_hour);
        list(&mut text, "BYMINUTE", &self.by_minute);
        list(&mut text, "BYSECOND", &self.by_second);
        list(&mut text, "BYSETPOS", &self.by_set_pos);
        if self.week_start != Weekday::Mon {
            let _ = write!(text, ";WKST={}", day_word(self.week_start));
        }
        text
    }

    /// Hours, minutes or seconds: shorter than a day.
    pub fn is_sub_daily(&self) -> bool {
        self.freq > Frequency::Daily
    }

    fn blank() -> Parts {
        Parts {
            freq: Frequency::Yearly,
            interval: 1,
            count: None,
            until: None,
            week_start: Weekday::Mon,
            by_month: vec![],
            by_week_no: vec![],
            by_year_day: vec![],
            by_month_day: vec![],
            by_day: vec![],
            by_hour: vec![],
            by_minute: vec![],
            by_second: vec![],
            by_set_pos: vec![],
        }
    }

    fn take(&mut self, name: &str, value: &str, notes: &mut Vec<Note>) -> Result<(), RuleError> {
        match name {
            "FREQ" => self.freq = frequency(value).ok_or_else(|| out_of_range("FREQ", value))?,
            "INTERVAL" => self.interval = number("INTERVAL", value, 1, LONGEST_INTERVAL)?,
            "COUNT" => self.count = Some(number("COUNT", value, 1, u32::MAX)?),
            "UNTIL" => self.until = Some(until(value).ok_or_else(|| out_of_range("UNTIL", value))?),
            "WKST" => self.week_start = weekday(value).ok_or_else(|| out_of_range("WKST", value))?,
            "BYMONTH" => self.by_month = numbers("BYMONTH", value, 1, 12)?,
            "BYWEEKNO" => self.by_week_no = signed("BYWEEKNO", value, 53)?,
            "BYYEARDAY" => self.by_year_day = signed("BYYEARDAY", value, 366)?,
            "BYMONTHDAY" => self.by_month_day = signed("BYMONTHDAY", value, 31)?,
            "BYDAY" => self.by_day = days(value)?,
            "BYHOUR" => self.by_hour = numbers("BYHOUR", value, 0, 23)?,
            "BYMINUTE" => self.by_minute = numbers("BYMINUTE", value, 0, 59)?,
            "BYSECOND" => self.by_second = numbers("BYSECOND", value, 0, 59)?,
            "BYSETPOS" => self.by_set_pos = signed("BYSETPOS", value, 366)?,
            "RSCALE" if value == "GREGORIAN" => notes.push(Note::Dropped {
                part: format!("{name}={value}"),
            }),
            // A BY part that is dropped would turn Easter into the first of January; SKIP would lose or move days.
            "RSCALE" | "SKIP" => {
                return Err(RuleError::CannotHonour {
                    part: format!("{name}={value}"),
                });
            }
            _ if name.starts_with("BY") => {
                return Err(RuleError::CannotHonour {
                    part: format!("{name}={value}"),
                });
            }
            _ => notes.push(Note::Dropped {
                part: format!("{name}={value}"),
            }),
        }
        Ok(())
    }

    /// What can be said against a rule before it is known when it starts.
    fn check(&mut self) -> Result<(), RuleError> {
        let freq = self.freq;
        let forbid = |stands: bool, part: &'static str| {
            if stands {
                Err(RuleError::NotWith {
                    part,
                    freq: word(freq),
                })
            } else {
                Ok(())
            }
        };
        let long = matches!(freq, Frequency::Yearly | Frequency::Monthly);
        forbid(
            freq != Frequency::Yearly && !self.by_week_no.is_empty(),
            "BYWEEKNO",
        )?;
        forbid(
            matches!(freq, Frequency::Monthly | Frequency::Weekly | Frequency::Daily)
                && !self.by_year_day.is_empty(),
            "BYYEARDAY",
        )?;
        forbid(
            freq == Frequency::Weekly && !self.by_month_day.is_empty(),
            "BYMONTHDAY",
        )?;
        let numbered = self.by_day.iter().any(|d| matches!(d, NWeekday::Nth(..)));
        forbid(numbered && (!long || !self.by_week_no.is_empty()), "BYDAY")?;
        let within_month = freq == Frequency::Monthly;
        for day in &self.by_day {
            if let NWeekday::Nth(n, day) = *day {
                let fits = if within_month {
                    (-4..=5).contains(&n)
                } else {
                    (-52..=53).contains(&n)
                };
                if !fits {
                    return Err(out_of_range("BYDAY", &format!("{n}{}", day_word(day))));
                }
            }
        }
        let furthest = match freq {
            Frequency::Yearly | Frequency::Daily => 366,
            Frequency::Weekly => 53,
            Frequency::Monthly => 31,
            _ => 366,
        };
        if let Some(n) = self.by_set_pos.iter().find(|n| n.abs() > furthest) {
            return Err(out_of_range("BYSETPOS", &n.to_string()));
        }
        if freq == Frequency::Secondly && self.count.is_none() && self.until.is_none() {
            return Err(RuleError::Endless { freq: word(freq) });
        }
        let times = [self.by_hour.len(), self.by_minute.len(), self.by_second.len()]
            .iter()
            .map(|n| u32::try_from((*n).max(1)).expect("BUG: at most 60 values"))
            .product();
        if times > MOST_TIMES_A_DAY {
            return Err(RuleError::TooDense {
                times,
                limit: MOST_TIMES_A_DAY,
            });
        }
        Ok(())
    }
}

/// `WEEKLY`.
pub(super) fn word(freq: Frequency) -> &'static str {
    match freq {
        Frequency::Yearly => "YEARLY",
        Frequency::Monthly => "MONTHLY",
        Frequency::Weekly => "WEEKLY",
        Frequency::Daily => "DAILY",
        Frequency::Hourly => "HOURLY",
        Frequency::Minutely => "MINUTELY",
        Frequency::Secondly => "SECONDLY",
    }
}

fn frequency(value: &str) -> Option<Frequency> {
    use Frequency::*;
    [Weekly, Daily, Monthly, Yearly, Hourly, Minutely, Secondly]
        .into_iter()
        .find(|f| word(*f) == value)
}

fn day_word(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

fn weekday(value: &str) -> Option<Weekday> {
    use Weekday::*;
    [Mon, Tue, Wed, Thu, Fri, Sat, Sun]
        .into_iter()
        .find(|d| day_word(*d) == value)
}

fn days(value: &str) -> Result<Vec<NWeekday>, RuleError> {
    let mut days = Vec::new();
    for item in value.split(',').map(str::trim) {
        let refuse = || out_of_range("BYDAY", item);
        let split = item
            .len()
            .checked_sub(2)
            .filter(|i| item.is_char_boundary(*i))
            .ok_or_else(refuse)?;
        let day = weekday(&item[split..]).ok_or_else(refuse)?;
        let number = &item[..split];
        days.push(if number.is_empty() {
            NWeekday::Every(day)
        } else {
            NWeekday::Nth(one_signed(number, 53).ok_or_else(refuse)?, day)
        });
    }
    days.sort_unstable();
    days.dedup();
    Ok(days)
}

fn until(value: &str) -> Option<Until> {
    let date = |text: &str| {
        let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
        digits
            .then(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok())
            .flatten()
    };
    let Some((day, time)) = value.split_once('T') else {
        return date(value).map(Until::Day);
    };
    let (time, utc) = time.strip_suffix('Z').map_or((time, false), |t| (t, true));
    let digits = time.len() == 6 && time.bytes().all(|b| b.is_ascii_digit());
    let time = digits
        .then(|| NaiveTime::parse_from_str(time, "%H%M%S").ok())
        .flatten()?;
    let at = date(day)?.and_time(time);
    Some(if utc {
        Until::Instant(at.and_utc())
    } else {
        Until::Civil(at)
    })
}

fn number(part: &'static str, value: &str, least: u32, most: u32) -> Result<u32, RuleError> {
    let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    digits
        .then(|| value.parse().ok())
        .flatten()
        .filter(|n| (least..=most).contains(n))
        .ok_or_else(|| out_of_range(part, value))
}

fn numbers(part: &'static str, value: &str, least: u32, most: u32) -> Result<Vec<u8>, RuleError> {
    let mut list = Vec::new();
    for item in value.split(',').map(str::trim) {
        let n = number(part, item, least, most)?;
        list.push(u8::try_from(n).expect("BUG: most is at most 59"));
    }
    list.sort_unstable();
    list.dedup();
    Ok(list)
}

/// Whole numbers from -most to -1 and 1 to most.
fn signed<T: TryFrom<i16> + Ord>(part: &'static str, value: &str, most: i16) -> Result<Vec<T>, RuleError> {
    let mut list = Vec::new();
    for item in value.split(',').map(str::trim) {
        let n = one_signed(item, most).and_then(|n| T::try_from(n).ok());
        list.push(n.ok_or_else(|| out_of_range(part, item))?);
    }
    list.sort_unstable();
    list.dedup();
    Ok(list)
}

fn one_signed(value: &str, most: i16) -> Option<i16> {
    let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    value.parse().ok().filter(|n: &i16| *n != 0 && n.abs() <= most)
}

fn out_of_range(part: &'static str, value: &str) -> RuleError {
    RuleError::OutOfRange {
        part,
        value: value.to_owned(),
    }
}

fn list<T: std::fmt::Display>(text: &mut String, name: &str, values: &[T]) {
    use std::fmt::Write;
    for (i, value) in values.iter().enumerate() {
        let _ = if i == 0 {
            write!(text, ";{name}={value}")
        } else {
            write!(text, ",{value}")
        };
    }
}
