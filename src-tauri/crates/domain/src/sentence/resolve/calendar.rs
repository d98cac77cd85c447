//! The calendar: the one day a part names.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::{
    Day, Named, Of, Pattern, contradiction, impossible, in_horizon,
    when::{month_days, nth_ordinals},
};
use crate::{
    sentence::{
        Context, DateOrder, Refusal,
        lexicon::{Feast, Unit},
    },
    spoken,
    words::{fill, sentence as words},
};

/// The one day a part names: where it leaves a choice, the first at or after `earliest`.
pub(super) fn single(
    day: &Named<'_, &Day>,
    earliest: NaiveDate,
    context: &Context,
    notes: &mut Vec<String>,
) -> Result<NaiveDate, Refusal> {
    let today = context.now.date();
    let refused = || impossible(day.said);
    let monday = |date: NaiveDate| date.week(Weekday::Mon).checked_first_day();
    let coming = |weekday: Weekday, from: NaiveDate| Pattern::Weekly(vec![weekday]).first(from, |_| true);
    let days_on = |date: NaiveDate, n: i64| date.checked_add_signed(chrono::Duration::try_days(n)?);
    let found = match day.value {
        Day::Ahead(n, _) if *n < 0 => {
            return Err(Refusal::Past {
                said: day.said.to_owned(),
            });
        }
        Day::Last(_) | Day::Week(-1) => {
            return Err(Refusal::Past {
                said: day.said.to_owned(),
            });
        }
        Day::Ahead(n, _) => days_on(today, *n),
        Day::In(n, unit) => {
            // So far ahead that the calendar has no such day, or only that nothing is planned there.
            return in_horizon(after(today, *n, *unit), day.said);
        }
        Day::Weekdays {
            days, every: None, ..
        } if days.len() == 1 => coming(days[0], earliest),
        Day::This(weekday) => coming(*weekday, earliest.max(today)),
        Day::WeekAfter(weekday) => coming(*weekday, earliest.max(today)).and_then(|date| days_on(date, 7)),
        Day::Next(weekday) => {
            let next = monday(today).and_then(|m| days_on(m, 7 + i64::from(weekday.num_days_from_monday())));
            let this = coming(*weekday, today);
            if let (Some(this), Some(next)) = (this, next)
                && this > today
                && this < next
            {
                let (name, date) = (spoken::day_name(*weekday), spoken::date_from(next, today));
                notes.push(fill(words::NOTE_NEXT_WEEKDAY, &[("day", &name), ("date", &date)]));
            }
            next
        }
        Day::Weekend(n) => {
            // On a Sunday this weekend is today, as long as its hour is ahead.
            let days = vec![Weekday::Sat, Weekday::Sun];
            let day_of = if *n == 0 {
                Pattern::Weekly(days).first(earliest.max(today), |_| true)
            } else {
                monday(today).and_then(|m| days_on(m, 12))
            };
            if let Some(date) = day_of {
                notes.push(fill(
                    words::NOTE_WEEKEND,
                    &[("date", &spoken::long_date_from(date, today))],
                ));
            }
            day_of
        }
        Day::Date { day: n, month, year } => {
            in_some_year(*year, earliest, |y| NaiveDate::from_ymd_opt(y, *month, *n))
        }
        Day::Slashed { first, second, year } => {
            return slashed((*first, *second, *year), day.said, earliest, context, notes);
        }
        Day::Feast(Feast::Fixed { month, day }) => {
            in_some_year(None, earliest, |year| NaiveDate::from_ymd_opt(year, *month, *day))
        }
        Day::Feast(Feast::Easter { after }) => in_some_year(None, earliest, |year| {
            easter(year).and_then(|sunday| days_on(sunday, *after))
        }),
        Day::MonthDays { days, of } => match (of, month_days(days, day.said)?.as_slice()) {
            (Of::Unsaid, [n]) => Pattern::MonthDays(vec![*n]).first(earliest, |_| true),
            (Of::MonthAhead(ahead), [n]) => {
                in_month(month_ahead(today, *ahead), Pattern::MonthDays(vec![*n]))
            }
            (Of::Month(month, year), [n]) => in_some_year(*year, earliest, |year| {
                in_month(
                    NaiveDate::from_ymd_opt(year, *month, 1),
                    Pattern::MonthDays(vec![*n]),
                )
            }),
            _ => return Err(contradiction(day.said, "")),
        },
        Day::Nth { ordinals, days, of } => {
            let pattern = Pattern::MonthlyNth(nth_ordinals(ordinals, day.said)?, days.clone());
            match of {
                Of::MonthAhead(ahead) => in_month(month_ahead(today, *ahead), pattern),
                Of::Month(month, year) => in_some_year(*year, earliest, |year| {
                    in_month(NaiveDate::from_ymd_opt(year, *month, 1), pattern.clone())
                }),
                _ => return Err(contradiction(day.said, "")),
            }
        }
        _ => return Err(contradiction(day.said, "")),
    };
    found.ok_or_else(refused)
}

/// A day in a year that was said, or in the first that has it at or after `earliest`.
fn in_some_year(
    year: Option<i32>,
    earliest: NaiveDate,
    date: impl Fn(i32) -> Option<NaiveDate>,
) -> Option<NaiveDate> {
    match year {
        Some(year) => date(year),
        // 29 February can be eight years away, across a century that is no leap year.
        None => (earliest.year()..=earliest.year() + 8)
            .filter_map(date)
            .find(|date| *date >= earliest),
    }
}

fn month_ahead(today: NaiveDate, months: i64) -> Option<NaiveDate> {
    today
        .with_day(1)?
        .checked_add_months(Months::new(u32::try_from(months).ok()?))
}

/// The day of a pattern within the month that begins here.
fn in_month(first: Option<NaiveDate>, pattern: Pattern) -> Option<NaiveDate> {
    let first = first?;
    first
        .iter_days()
        .take_while(|date| date.month() == first.month())
        .find(|date| pattern.falls_on(*date))
}

/// "03/04": day or month first by the order of the place, unless only the other makes a date.
fn slashed(
    (first, second, year): (u32, u32, Option<i32>),
    said: &str,
    earliest: NaiveDate,
    context: &Context,
    notes: &mut Vec<String>,
) -> Result<NaiveDate, Refusal> {
    let read =
        |day: u32, month: u32| in_some_year(year, earliest, |y| NaiveDate::from_ymd_opt(y, month, day));
    let day_first = read(first, second);
    let month_first = read(second, first);
    let by_place = context.order == DateOrder::DayMonth;
    let (date, day_first) = match (day_first, month_first, by_place) {
        (Some(date), None, _) | (Some(date), Some(_), true) => (date, true),
        (None, Some(date), _) | (Some(_), Some(date), false) => (date, false),
        (None, None, _) => return Err(impossible(said)),
    };
    let both = first != second && first <= 12 && second <= 12;
    if both || day_first != by_place {
        let template = if day_first {
            words::NOTE_DAY_FIRST
        } else {
            words::NOTE_MONTH_FIRST
        };
        notes.push(fill(
            template,
            &[("date", &spoken::date_from(date, context.now.date()))],
        ));
    }
    Ok(date)
}

/// So many days, weeks, months or years on; a month that is too short gives its last day.
pub(super) fn after(date: NaiveDate, n: u32, unit: Unit) -> Option<NaiveDate> {
    match unit {
        Unit::Day => date.checked_add_days(Days::new(n.into())),
        Unit::Week => date.checked_add_days(Days::new(u64::from(n) * 7)),
        Unit::Month => date.checked_add_months(Months::new(n)),
        Unit::Year => date.checked_add_months(Months::new(n.checked_mul(12)?)),
    }
}

/// Easter Sunday in the Gregorian calendar, by the method Meeus gives (Butcher's).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_tables_have_it() {
        for (year, month, day) in [
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2049, 4, 18),
        ] {
            assert_eq!(
                easter(year),
                NaiveDate::from_ymd_opt(year, month, day),
                "Easter {year}"
            );
        }
    }
}
