//! A rule cut in two, and a rule carried to another day or hour.

use chrono::{Datelike, Duration, Months, NaiveDateTime, NaiveTime, Timelike, Weekday};
use rrule::{Frequency, NWeekday};

use super::{HORIZON, Parts, Rule, RuleError, STEP_BUDGET, Until};

/// A rule and the one that follows it, cut at one of its starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// What comes before, from the old start; `None` where nothing does.
    pub before: Option<Rule>,
    /// What comes from the cut on, with the cut as its start.
    pub after: Rule,
}

impl Rule {
    /// Cuts a series that begins at `start` just before `at`, which must be one of its starts. Together the two have
    /// every start of the one, each once: a `COUNT` is shared out, an `UNTIL` stays with the second.
    ///
    /// ```
    /// # use domain::recurrence::Rule;
    /// # let wall = |text: &str| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
    /// let ten = Rule::parse("FREQ=WEEKLY;COUNT=10").unwrap();
    /// let cut = ten.cut(wall("2026-10-01T19:00"), wall("2026-10-22T19:00")).unwrap();
    /// assert_eq!(cut.before.unwrap().text(), "FREQ=WEEKLY;COUNT=3");
    /// assert_eq!(cut.after.text(), "FREQ=WEEKLY;COUNT=7");
    /// ```
    ///
    /// # Errors
    /// As [`Rule::starts`], and when there are too many starts before it to count.
    pub fn cut(&self, start: NaiveDateTime, at: NaiveDateTime) -> Result<Cut, RuleError> {
        let Some(count) = self.parts.count else {
            let last = self.last_before(start, at)?;
            return Ok(Cut {
                before: last.map(|last| self.until(last)),
                after: self.clone(),
            });
        };
        let gone = self.starts(start, start, at, usize::MAX)?;
        if gone.truncated {
            return Err(RuleError::TooManySteps { limit: STEP_BUDGET });
        }
        let gone = u32::try_from(gone.at.len()).unwrap_or(u32::MAX).min(count);
        let counting = |count| self.with(|parts| parts.count = Some(count));
        Ok(Cut {
            before: (gone > 0).then(|| counting(gone)),
            after: counting((count - gone).max(1)),
        })
    }

    /// The same rule, ended with `last`, which is still one of its starts.
    #[must_use]
    pub fn until(&self, last: NaiveDateTime) -> Rule {
        self.with(|parts| {
            parts.count = None;
            parts.until = Some(Until::Civil(last));
        })
    }

    /// The same rule with the end of another: its `UNTIL`, its `COUNT`, or none.
    #[must_use]
    pub fn ending_as(&self, other: &Rule) -> Rule {
        self.with(|parts| {
            parts.count = other.parts.count;
            parts.until = other.parts.until;
        })
    }

    /// The same rule without an end.
    #[must_use]
    pub fn endless(&self) -> Rule {
        self.with(|parts| {
            parts.count = None;
            parts.until = None;
        })
    }

    /// The last start of a series that begins at `start`; `None` where it has no end, or no start at all.
    ///
    /// # Errors
    /// As [`Rule::starts`].
    pub fn last(&self, start: NaiveDateTime) -> Result<Option<NaiveDateTime>, RuleError> {
        if !self.ends() {
            return Ok(None);
        }
        self.last_before(start, HORIZON.and_time(NaiveTime::MIN))
    }

    /// An earlier start of the same rhythm than `start`, so that it has begun by `by`: whole periods before, on a day that
    /// means the same to the rule. `start` itself where it has begun by then.
    pub fn begun_by(&self, start: NaiveDateTime, by: NaiveDateTime) -> Option<NaiveDateTime> {
        if start <= by {
            return Some(start);
        }
        let interval = self.parts.interval;
        let months = match self.parts.freq {
            Frequency::Daily | Frequency::Weekly => {
                let days = i64::from(interval)
                    * if self.parts.freq == Frequency::Weekly {
                        7
                    } else {
                        1
                    };
                let periods = ((start - by).num_days() + days) / days;
                return start.checked_sub_signed(Duration::try_days(periods * days)?);
            }
            Frequency::Monthly => interval,
            Frequency::Yearly => interval.checked_mul(12)?,
            _ => return None,
        };
        // A month without this day would be another day: the next one back that has it.
        (1..1_200)
            .map_while(|n| start.checked_sub_months(Months::new(months.checked_mul(n)?)))
            .find(|at| *at <= by && at.day() == start.day())
    }

    /// Whether two rules are the same rhythm, wherever they end.
    pub fn is_same_rhythm(&self, other: &Rule) -> bool {
        self.ending_as(other) == *other
    }

    /// Whether two rules end alike: after as many, or on the same day. A sentence says no hour of an end.
    pub fn ends_like(&self, other: &Rule) -> bool {
        let day = |until: Until| match until {
            Until::Day(day) => day,
            Until::Civil(at) => at.date(),
            Until::Instant(at) => at.date_naive(),
        };
        self.parts.count == other.parts.count && self.parts.until.map(day) == other.parts.until.map(day)
    }

    /// Whether it ends by itself.
    pub fn ends(&self) -> bool {
        self.parts.count.is_some() || self.parts.until.is_some()
    }

    /// The last start before `at` of a series that begins at `start`.
    ///
    /// # Errors
    /// As [`Rule::starts`].
    pub fn last_before(
        &self,
        start: NaiveDateTime,
        at: NaiveDateTime,
    ) -> Result<Option<NaiveDateTime>, RuleError> {
        // The last one is mostly near; only a rule with long gaps is looked through further back.
        for back in [8, 64, 800].map(Duration::days) {
            let from = at.checked_sub_signed(back).unwrap_or(NaiveDateTime::MIN);
            if from <= start {
                break;
            }
            if let Some(last) = self.starts(start, from, at, usize::MAX)?.at.pop() {
                return Ok(Some(last));
            }
        }
        let all = self.starts(start, start, at, usize::MAX)?;
        if all.truncated {
            return Err(RuleError::TooManySteps { limit: STEP_BUDGET });
        }
        Ok(all.at.last().copied())
    }

    /// The rule of a series of which one start, `from`, goes to `to` and all others go along; `None` where no rule says
    /// that, as of "the first and the third Saturday".
    ///
    /// A daily or weekly rule moves by the step of the clock on the wall: Mondays and Thursdays, moved from Thursday
    /// to Friday, are Tuesdays and Fridays. A monthly or yearly one is about the place of the day in its month: the
    /// first Saturday, moved to the Sunday after it, is the first Sunday. An end moves along, so that none is lost.
    pub fn carried(&self, from: NaiveDateTime, to: NaiveDateTime) -> Option<Rule> {
        let mut parts = self.parts.clone();
        let same_day = from.date() == to.date();
        if from.time() != to.time() {
            carry_time(&mut parts, to.time())?;
        }
        if parts.is_sub_daily() && from != to {
            return None;
        }
        if !same_day {
            match parts.freq {
                Frequency::Daily | Frequency::Weekly => carry_week(&mut parts, from, to)?,
                Frequency::Monthly | Frequency::Yearly => carry_month(&mut parts, from, to)?,
                _ => return None,
            }
        }
        let step = to - from;
        parts.until = match parts.until {
            Some(Until::Day(day)) => Some(Until::Day(day + (to.date() - from.date()))),
            Some(Until::Civil(at)) => Some(Until::Civil(at.checked_add_signed(step)?)),
            Some(Until::Instant(at)) => Some(Until::Instant(at.checked_add_signed(step)?)),
            None => None,
        };
        Some(Rule {
            text: parts.text(),
            parts,
        })
    }

    fn with(&self, edit: impl FnOnce(&mut Parts)) -> Rule {
        let mut parts = self.parts.clone();
        edit(&mut parts);
        Rule {
            text: parts.text(),
            parts,
        }
    }
}

/// An hour that the rule itself names goes along when it names one; seconds are nobody's here.
fn carry_time(parts: &mut Parts, to: NaiveTime) -> Option<()> {
    let one = |list: &mut Vec<u8>, value: u32| match list.len() {
        0 => Some(()),
        1 => {
            *list = vec![u8::try_from(value).ok()?];
            Some(())
        }
        _ => None,
    };
    one(&mut parts.by_hour, to.hour())?;
    one(&mut parts.by_minute, to.minute())?;
    one(&mut parts.by_second, to.second())
}

/// Days of the week go along, and with them where a week begins: every other week stays the same ones.
fn carry_week(parts: &mut Parts, from: NaiveDateTime, to: NaiveDateTime) -> Option<()> {
    if !parts.by_month.is_empty() || !parts.by_month_day.is_empty() {
        return None;
    }
    let days = (to.date() - from.date()).num_days().rem_euclid(7);
    let on = |day: Weekday| (0..days).fold(day, |day, _| day.succ());
    for day in &mut parts.by_day {
        let NWeekday::Every(plain) = *day else {
            return None;
        };
        *day = NWeekday::Every(on(plain));
    }
    parts.by_day.sort_unstable();
    // Only every other week asks where one begins.
    if parts.freq == Frequency::Weekly && (parts.interval > 1 || !parts.by_set_pos.is_empty()) {
        parts.week_start = on(parts.week_start);
    }
    Some(())
}

/// The place of a day in its month: "the first Saturday", "the 15th", "the last day".
fn carry_month(parts: &mut Parts, from: NaiveDateTime, to: NaiveDateTime) -> Option<()> {
    let rest = !parts.by_set_pos.is_empty() || !parts.by_week_no.is_empty() || !parts.by_year_day.is_empty();
    if rest {
        return None;
    }
    let day = to.day();
    let last = days_in_month(to);
    // Months are too short for these: evenings would be lost.
    let everywhere = day <= 28;
    match parts.by_month.len() {
        0 => {}
        1 if parts.freq == Frequency::Yearly => parts.by_month = vec![u8::try_from(to.month()).ok()?],
        // In a monthly rule the months are those it is about, and the day stays within them.
        _ if (from.year(), from.month()) == (to.year(), to.month()) => {}
        _ => return None,
    }
    match (parts.by_day.as_slice(), parts.by_month_day.as_slice()) {
        ([], []) => (everywhere || day == from.day()).then_some(()),
        ([], [-1]) if day == last => Some(()),
        ([], [_]) if everywhere => {
            parts.by_month_day = vec![i8::try_from(day).ok()?];
            Some(())
        }
        ([NWeekday::Nth(n, _)], []) if parts.freq == Frequency::Monthly || parts.by_month.len() == 1 => {
            let nth = if *n < 0 {
                -i16::try_from((last - day) / 7 + 1).ok()?
            } else {
                i16::try_from((day - 1) / 7 + 1).ok()?
            };
            // There is not always a fifth one.
            if nth.abs() > 4 {
                return None;
            }
            parts.by_day = vec![NWeekday::Nth(nth, to.weekday())];
            Some(())
        }
        _ => None,
    }
}

fn days_in_month(at: NaiveDateTime) -> u32 {
    (28..=31)
        .rev()
        .find(|day| at.date().with_day(*day).is_some())
        .unwrap_or(28)
}

#[cfg(test)]
mod tests;
