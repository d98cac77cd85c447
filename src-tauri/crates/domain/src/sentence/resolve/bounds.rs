//! From when, until when, how many times.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Named, Said, calendar, contradiction, impossible, in_horizon, never, too_far};
use crate::{
    sentence::{
        Context, Refusal,
        grammar::{Day, Part},
        lexicon::Unit,
        pattern::{Bound, last_of_month},
    },
    spoken,
    words::{fill, sentence as words},
};

/// The bounds as they were said.
pub(super) struct Bounds<'t> {
    pub from: Option<Named<'t, &'t Day>>,
    pub until: Option<Named<'t, &'t Day>>,
    pub times: Option<Named<'t, u32>>,
    /// For so many days, weeks, …
    pub lasting: Option<Named<'t, (u32, Unit)>>,
}

impl<'t> Bounds<'t> {
    /// Gathers them; two that differ contradict each other.
    pub fn of(said: &Said<'t>) -> Result<Bounds<'t>, Refusal> {
        let bounds = Bounds {
            from: said.one(|part| {
                if let Part::From(day) = part {
                    Some(day)
                } else {
                    None
                }
            })?,
            until: said.one(|part| {
                if let Part::Until(day) = part {
                    Some(day)
                } else {
                    None
                }
            })?,
            times: said.one(|part| if let Part::Times(n) = part { Some(*n) } else { None })?,
            lasting: said.one(|part| {
                if let Part::For(n, unit) = part {
                    Some((*n, *unit))
                } else {
                    None
                }
            })?,
        };
        match (&bounds.until, &bounds.times) {
            (Some(until), Some(times)) => Err(contradiction(until.said, times.said)),
            _ => Ok(bounds),
        }
    }

    /// Whether they only make sense for something that comes again.
    pub fn repeats(&self) -> bool {
        self.until.is_some()
            || self.times.is_some()
            || self
                .lasting
                .as_ref()
                .is_some_and(|lasting| lasting.value.1 != Unit::Day)
    }

    /// What ends a series, as it was typed.
    pub fn last_said(&self) -> Option<&'t str> {
        self.until
            .as_ref()
            .map(|until| until.said)
            .or(self.times.as_ref().map(|times| times.said))
    }

    /// The first day allowed, when one was said.
    pub fn first_day(
        &self,
        context: &Context,
        notes: &mut Vec<String>,
    ) -> Result<Option<NaiveDate>, Refusal> {
        let Some(from) = &self.from else { return Ok(None) };
        let date = day(from, context.now.date(), false, context, notes)?;
        // "from 1 October" on the 13th is the next one, by the rule for days; some would mean the last.
        let unsaid_year = matches!(
            from.value,
            Day::Date { year: None, .. } | Day::Slashed { year: None, .. }
        );
        if unsaid_year && (date - context.now.date()).num_days() > 270 {
            let date = spoken::date_from(date, context.now.date());
            notes.push(fill(words::NOTE_FROM, &[("date", &date)]));
        }
        Ok(Some(date))
    }

    /// How a series that starts on `first` ends.
    pub fn end(
        &self,
        first: NaiveDate,
        context: &Context,
        notes: &mut Vec<String>,
    ) -> Result<Bound, Refusal> {
        if let Some(times) = &self.times {
            return match times.value {
                0 => Err(never()),
                1..=9_999 => Ok(Bound::Times(times.value)),
                _ => Err(too_far(times.said)),
            };
        }
        if let Some(until) = &self.until {
            let after = first.max(context.now.date());
            let date = day(until, after, true, context, notes)?;
            return Ok(Bound::Until(date));
        }
        let Some(lasting) = &self.lasting else {
            return Ok(Bound::Open);
        };
        let (n, unit) = lasting.value;
        if n == 0 {
            return Err(never());
        }
        let end = calendar::after(first, n, unit).and_then(|date| date.pred_opt());
        in_horizon(end, lasting.said).map(Bound::Until)
    }
}

/// The day a bound names. Without a year it is the first one at or after `earliest`.
fn day(
    bound: &Named<'_, &Day>,
    earliest: NaiveDate,
    is_end: bool,
    context: &Context,
    notes: &mut Vec<String>,
) -> Result<NaiveDate, Refusal> {
    let today = context.now.date();
    let first_of = |month: u32, year: Option<i32>| {
        let year = year.unwrap_or_else(|| {
            if (earliest.month(), earliest.day()) > (month, 1) {
                earliest.year() + 1
            } else {
                earliest.year()
            }
        });
        NaiveDate::from_ymd_opt(year, month, 1)
    };
    let whole = |n: i64, unit: Unit| {
        let first = if unit == Unit::Year {
            today.with_ordinal(1)
        } else {
            today.with_day(1)
        }?;
        let months = if unit == Unit::Year { 12 } else { 1 };
        first.checked_add_months(Months::new(u32::try_from(n).ok()? * months))
    };
    let found = match bound.value {
        Day::Month(month, year) => {
            let date = first_of(*month, *year);
            if let (true, Some(date)) = (is_end, date) {
                notes.push(fill(
                    words::NOTE_UNTIL_MONTH,
                    &[("date", &spoken::date_from(date, today))],
                ));
            }
            date
        }
        Day::Whole(n, unit) => whole(*n, *unit),
        Day::EndOf(inner) => match inner.as_ref() {
            // The end of this month is still ahead on any of its days.
            Day::Month(month, None) if earliest.month() == *month => Some(last_of_month(earliest)),
            Day::Month(month, year) => first_of(*month, *year).map(last_of_month),
            Day::Whole(n, Unit::Year) => whole(*n, Unit::Year).and_then(|d| d.with_month(12)?.with_day(31)),
            Day::Whole(n, unit) => whole(*n, *unit).map(last_of_month),
            _ => None,
        },
        Day::Week(n) => {
            let monday = today.week(chrono::Weekday::Mon).checked_first_day();
            let days = Days::new(if is_end { 6 } else { 0 });
            monday.and_then(|monday| {
                monday
                    .checked_add_signed(chrono::Duration::days(7 * n))?
                    .checked_add_days(days)
            })
        }
        day => {
            let named = Named {
                value: day,
                said: bound.said,
            };
            Some(calendar::single(&named, earliest, context, notes)?)
        }
    };
    let date = found.ok_or_else(|| impossible(bound.said))?;
    in_horizon(Some(date), bound.said)
}
