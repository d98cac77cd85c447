//! A series as text, for a row of a database: a line for the start and for each rule, exception, extra date and override.

use std::{fmt, str::FromStr};

use chrono::{NaiveDate, NaiveDateTime};

use super::{Moment, Override, Rule, Series};

/// Not a moment or a series as text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a series: {0}")]
pub struct SeriesTextError(pub String);

const SECOND: &str = "%Y-%m-%dT%H:%M:%S";

/// `2026-10-15`, `2026-10-15T19:00:00`, `2026-10-15T19:00:00[Europe/London]`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Day(day) => write!(f, "{day}"),
            Moment::Floating(civil) => write!(f, "{}", civil.format(SECOND)),
            Moment::Zoned(civil, zone) => write!(f, "{}[{}]", civil.format(SECOND), zone.name()),
        }
    }
}

impl FromStr for Moment {
    type Err = SeriesTextError;

    fn from_str(text: &str) -> Result<Moment, SeriesTextError> {
        let error = || SeriesTextError(text.to_owned());
        let civil = |text: &str| NaiveDateTime::parse_from_str(text, SECOND).map_err(|_| error());
        if let Some((at, zone)) = text.strip_suffix(']').and_then(|t| t.split_once('[')) {
            return Ok(Moment::Zoned(civil(at)?, zone.parse().map_err(|_| error())?));
        }
        if text.contains('T') {
            return Ok(Moment::Floating(civil(text)?));
        }
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map(Moment::Day)
            .map_err(|_| error())
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "start {}", self.start)?;
        self.rules
            .iter()
            .try_for_each(|rule| write!(f, "\nrule {}", rule.text()))?;
        self.except.iter().try_for_each(|at| write!(f, "\nexcept {at}"))?;
        self.extra.iter().try_for_each(|at| write!(f, "\nextra {at}"))?;
        self.overrides.iter().try_for_each(|o| {
            let future = if o.and_future { " future" } else { "" };
            write!(f, "\noverride {} {}{future}", o.replaces, o.start)
        })
    }
}

impl FromStr for Series {
    type Err = SeriesTextError;

    fn from_str(text: &str) -> Result<Series, SeriesTextError> {
        let error = || SeriesTextError(text.to_owned());
        let mut lines = text.lines();
        let start = lines
            .next()
            .and_then(|line| line.strip_prefix("start "))
            .ok_or_else(error)?;
        let mut series = Series::once(start.parse()?);
        for line in lines {
            let (what, value) = line.split_once(' ').ok_or_else(error)?;
            match what {
                "rule" => series.rules.push(Rule::parse(value).map_err(|_| error())?),
                "except" => series.except.push(value.parse()?),
                "extra" => series.extra.push(value.parse()?),
                "override" => {
                    let words: Vec<&str> = value.split(' ').collect();
                    let (replaces, start, and_future) = match words[..] {
                        [replaces, start] => (replaces, start, false),
                        [replaces, start, "future"] => (replaces, start, true),
                        _ => return Err(error()),
                    };
                    series.overrides.push(Override {
                        replaces: replaces.parse()?,
                        and_future,
                        start: start.parse()?,
                    });
                }
                _ => return Err(error()),
            }
        }
        Ok(series)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_reads_back_to_what_it_was() {
        let text = "start 2026-10-15T19:00:00[Europe/London]\nrule FREQ=WEEKLY;BYDAY=TH\nexcept 2026-12-24\n\
                    extra 2026-11-01T09:30:00\noverride 2026-10-22T19:00:00[Europe/London] 2026-10-23T20:00:00 future";
        let series: Series = text.parse().unwrap();
        assert_eq!(series.to_string(), text, "every part has its line");
        assert_eq!(series.to_string().parse::<Series>(), Ok(series));
        let days: Series = "start 2026-06-17".parse().unwrap();
        assert_eq!(
            days,
            Series::once(Moment::Day(NaiveDate::from_ymd_opt(2026, 6, 17).unwrap()))
        );
    }

    #[test]
    fn what_is_no_series_is_refused() {
        for text in [
            "",
            "start",
            "start soon",
            "rule FREQ=DAILY",
            "start 2026-06-17\nrule FREQ=SOMETIMES",
            "start 2026-06-17\nagain",
            "start 2026-06-17T19:00:00[Atlantis/City]",
            "start 2026-06-17\noverride 2026-06-17",
        ] {
            assert!(text.parse::<Series>().is_err(), "{text:?}");
        }
    }
}
