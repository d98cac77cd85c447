//! How a date comes again: RFC 5545 rules, as civil starts, and [`Series`] of them in a zone.
//!
//! A rule is a matter of wall clocks: [`Rule`] knows no zone, and a summer time cannot move or lose an evening.
//! [`Series`] adds what a calendar file adds (a zone, exceptions, extra dates, moved instances) and resolves the zone
//! last. Nothing here hangs: every answer has a budget of steps.

mod edit;
mod engine;
mod parts;
mod series;
mod text;

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use crate::words::{fill, recurrence as words};
pub use edit::Cut;
use engine::{Candidates, Next};
use parts::{Parts, Until};
pub use series::{Expansion, Instance, Moment, Override, Series, Window};
pub use text::SeriesTextError;

/// A rule's own dates end before this day: no zone's summer time is known from then on.
pub const HORIZON: NaiveDate = NaiveDate::from_ymd_opt(2100, 1, 1).expect("BUG: a date");

/// How many candidates one answer may look at: some 30 ms, and every rule a person would write stays far below.
pub const STEP_BUDGET: u32 = 100_000;

/// A recurrence rule: RFC 5545 `RECUR`, checked and in canonical text.
///
/// ```
/// # use domain::recurrence::Rule;
/// let rule = Rule::parse("freq=weekly;wkst=mo;interval=1;byday=th,tu;").unwrap();
/// assert_eq!(rule.text(), "FREQ=WEEKLY;BYDAY=TU,TH", "defaults are left out and days stand in order");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    text: String,
    parts: Parts,
}

/// Why a rule is refused, or cannot answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub enum RuleError {
    /// A part that is not `NAME=value`.
    Unreadable(String),
    /// More text than any rule needs.
    TooLong {
        /// The longest text read, in bytes.
        limit: usize,
    },
    /// `FREQ` is missing.
    NoFrequency,
    /// A part stands twice.
    Repeated {
        /// Its name, as written.
        part: String,
    },
    /// A part has a value it cannot have: `INTERVAL=0`, `BYMONTH=13`.
    OutOfRange {
        /// The part's name.
        part: &'static str,
        /// The value, as written, in capitals.
        value: String,
    },
    /// A part that RFC 5545 forbids with this frequency: `BYWEEKNO` in a monthly rule.
    NotWith {
        /// The part's name.
        part: &'static str,
        /// The frequency: `MONTHLY`.
        freq: &'static str,
    },
    /// A part that would change the dates and that nobody here knows how to follow: `SKIP`, `BYEASTER`.
    CannotHonour {
        /// The part, as written, in capitals.
        part: String,
    },
    /// Seconds without an end.
    Endless {
        /// The frequency: `SECONDLY`.
        freq: &'static str,
    },
    /// `BYHOUR` × `BYMINUTE` × `BYSECOND` is over the limit.
    TooDense {
        /// How many times a day the rule asks for.
        times: u32,
        /// How many it may ask for.
        limit: u32,
    },
    /// A start or a window at or after the last day that can be answered.
    BeyondHorizon {
        /// The first day out of reach.
        date: NaiveDate,
    },
    /// A date so far off that its zone's summer time is not known.
    SummerTimeUnknown {
        /// The day.
        date: NaiveDate,
        /// The zone.
        zone: Tz,
    },
    /// The budget ran out before there was an answer.
    TooManySteps {
        /// The budget.
        limit: u32,
    },
}

/// What was left out of a rule without changing what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// An unknown part, or `RSCALE=GREGORIAN`.
    Dropped {
        /// The part, as written, in capitals.
        part: String,
    },
}

/// What a rule means within a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Starts {
    /// Civil starts, in order, each once.
    pub at: Vec<NaiveDateTime>,
    /// More would follow within the window than `limit`, the step budget or the horizon allowed.
    pub truncated: bool,
    /// How many candidates were looked at; never more than [`STEP_BUDGET`].
    pub steps: u32,
}

impl Rule {
    /// Reads RFC 5545 text such as `FREQ=WEEKLY;BYDAY=TH`, in either case. Everything is checked that can be checked
    /// without knowing the start.
    pub fn parse(text: &str) -> Result<Rule, RuleError> {
        Rule::parse_noting(text).map(|(rule, _)| rule)
    }

    /// As [`Rule::parse`], and says what was left out.
    pub fn parse_noting(text: &str) -> Result<(Rule, Vec<Note>), RuleError> {
        let (parts, notes) = Parts::read(text)?;
        Ok((
            Rule {
                text: parts.text(),
                parts,
            },
            notes,
        ))
    }

    /// The canonical text, as stored: parts in one order, values sorted, defaults left out.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same rule with an `UNTIL` in UTC written as the wall time it means in `zone`, for a slot of one's own.
    ///
    /// Without this, an `UNTIL` in UTC is taken at its numerals, because a rule knows no zone.
    #[must_use]
    pub fn until_in(&self, zone: Tz) -> Rule {
        let Some(Until::Instant(last)) = self.parts.until else {
            return self.clone();
        };
        let parts = Parts {
            until: Some(Until::Civil(crate::zone::civil(last, zone))),
            ..self.parts.clone()
        };
        Rule {
            text: parts.text(),
            parts,
        }
    }

    /// The civil starts `from <= at < to` of a series that begins at `start`, at most `limit`.
    ///
    /// A `start` that the rule itself does not name is not one of them.
    ///
    /// # Errors
    /// [`RuleError::BeyondHorizon`] when the series or the window begins in 2100 or later.
    pub fn starts(
        &self,
        start: NaiveDateTime,
        from: NaiveDateTime,
        to: NaiveDateTime,
        limit: usize,
    ) -> Result<Starts, RuleError> {
        within_horizon(start)?;
        within_horizon(from)?;
        let mut at = Vec::new();
        let end = to.min(HORIZON.and_time(chrono::NaiveTime::MIN));
        let walked = self.walk(start, None, from, to, STEP_BUDGET, |next| {
            let fits = next < end && at.len() < limit;
            if fits {
                at.push(next);
            }
            fits
        })?;
        Ok(Starts {
            at,
            truncated: walked.end != End::Done,
            steps: walked.steps,
        })
    }

    /// The first civil start at or after `from`; `None` when the rule is over by then.
    ///
    /// # Errors
    /// As [`Rule::starts`], and when the next start would be in 2100 or later, or needs too many steps to find.
    pub fn first_from(
        &self,
        start: NaiveDateTime,
        from: NaiveDateTime,
    ) -> Result<Option<NaiveDateTime>, RuleError> {
        within_horizon(start)?;
        within_horizon(from)?;
        let mut first = None;
        let walked = self.walk(start, None, from, NaiveDateTime::MAX, STEP_BUDGET, |next| {
            first = Some(next);
            false
        })?;
        match (first, walked.end) {
            (Some(at), _) => within_horizon(at).map(|()| Some(at)),
            (None, End::Tired) => Err(RuleError::TooManySteps { limit: STEP_BUDGET }),
            (None, _) => Ok(None),
        }
    }

    /// Hands the civil starts `from <= at < to` to `take`, in order, until it says no or `budget` steps are taken. The
    /// zone is only for an `UNTIL` that is an instant.
    fn walk(
        &self,
        start: NaiveDateTime,
        zone: Option<Tz>,
        from: NaiveDateTime,
        to: NaiveDateTime,
        budget: u32,
        mut take: impl FnMut(NaiveDateTime) -> bool,
    ) -> Result<Walked, RuleError> {
        if start.date() >= engine::END || from.date() >= engine::END {
            return Err(RuleError::BeyondHorizon { date: engine::END });
        }
        let last = self.last_of_count(start);
        // A COUNT has to be counted from the start, unless its last start is known.
        let counted = if last.is_some() { None } else { self.parts.count };
        let begin = if counted.is_some() { start } else { from };
        let mut candidates = Candidates::new(&self.parts, start, begin, budget)?;
        let mut before = None;
        let mut count = 0;
        let end = loop {
            let at = match candidates.next() {
                Next::At(at) => at,
                Next::Over => break End::Done,
                Next::Tired => break End::Tired,
            };
            if at < start || before == Some(at) {
                continue;
            }
            before = Some(at);
            let over = self.parts.until.is_some_and(|until| !until.admits(at, zone))
                || last.is_some_and(|last| at > last);
            if over || counted == Some(count) || at >= to {
                break End::Done;
            }
            count += 1;
            if at >= from && !take(at) {
                break End::Refused;
            }
        };
        Ok(Walked {
            end,
            steps: candidates.steps(),
        })
    }

    /// The last start of a rule that holds exactly one in every period: "ten Thursdays" end on a known day.
    fn last_of_count(&self, start: NaiveDateTime) -> Option<NaiveDateTime> {
        use rrule::{Frequency, NWeekday};
        let p = &self.parts;
        let more = p.count? - 1;
        let plain = p.by_month.is_empty()
            && p.by_month_day.is_empty()
            && p.by_year_day.is_empty()
            && p.by_hour.is_empty()
            && p.by_minute.is_empty()
            && p.by_second.is_empty()
            && p.by_set_pos.is_empty();
        let own_day =
            p.freq == Frequency::Weekly && p.by_day == [NWeekday::Every(chrono::Datelike::weekday(&start))];
        let seconds = match p.freq {
            Frequency::Yearly | Frequency::Monthly => return None,
            Frequency::Weekly => 7 * 86_400,
            Frequency::Daily => 86_400,
            Frequency::Hourly => 3_600,
            Frequency::Minutely => 60,
            Frequency::Secondly => 1,
        };
        let length = chrono::Duration::try_seconds(i64::from(more) * i64::from(p.interval) * seconds)?;
        (plain && (p.by_day.is_empty() || own_day))
            .then(|| start.checked_add_signed(length).unwrap_or(NaiveDateTime::MAX))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::Dropped { part } => f.write_str(&fill(words::NOTE_DROPPED, &[("part", part)])),
        }
    }
}

impl RuleError {
    fn words(&self) -> String {
        match self {
            RuleError::Unreadable(part) => fill(words::UNREADABLE, &[("part", part)]),
            RuleError::TooLong { limit } => fill(words::TOO_LONG, &[("limit", limit)]),
            RuleError::NoFrequency => words::NO_FREQUENCY.to_owned(),
            RuleError::Repeated { part } => fill(words::REPEATED, &[("part", part)]),
            RuleError::OutOfRange { part, value } => {
                fill(words::OUT_OF_RANGE, &[("part", part), ("value", value)])
            }
            RuleError::NotWith { part, freq } => fill(words::NOT_WITH, &[("part", part), ("freq", freq)]),
            RuleError::CannotHonour { part } => fill(words::CANNOT_HONOUR, &[("part", part)]),
            RuleError::Endless { freq } => fill(words::ENDLESS, &[("freq", freq)]),
            RuleError::TooDense { times, limit } => {
                fill(words::TOO_DENSE, &[("times", times), ("limit", limit)])
            }
            RuleError::BeyondHorizon { date } => fill(words::BEYOND_HORIZON, &[("date", date)]),
            RuleError::SummerTimeUnknown { date, zone } => {
                fill(words::SUMMER_TIME_UNKNOWN, &[("date", date), ("zone", zone)])
            }
            RuleError::TooManySteps { limit } => fill(words::TOO_MANY_STEPS, &[("limit", limit)]),
        }
    }
}

/// How a walk ended, and what it cost.
struct Walked {
    end: End,
    steps: u32,
}

#[derive(PartialEq, Eq)]
enum End {
    /// The rule or the window is over.
    Done,
    /// `take` wanted no more.
    Refused,
    /// The budget is used up.
    Tired,
}

fn within_horizon(at: NaiveDateTime) -> Result<(), RuleError> {
    if at.date() < HORIZON {
        Ok(())
    } else {
        Err(RuleError::BeyondHorizon { date: HORIZON })
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
