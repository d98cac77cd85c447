//! The first day, and how it comes again, for a start at a given hour.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::{
    Day, Named, Of, Pattern, Repeat,
    bounds::Bounds,
    calendar::{after, single},
    contradiction, impossible,
    when::{Ways, When, month_days},
};
use crate::{
    sentence::{Context, Refusal, lexicon::Unit, reading},
    spoken,
    words::{fill, sentence as words},
};

/// The first day, and how it comes again.
pub(super) struct Found {
    pub date: NaiveDate,
    pub repeat: Option<Repeat>,
    pub notes: Vec<String>,
}

/// Finds the first day for a start at this hour.
pub(super) fn resolve(
    when: &Named<'_, When<'_>>,
    hour: NaiveTime,
    bounds: &Bounds<'_>,
    context: &Context,
) -> Result<Found, Refusal> {
    let mut notes = Vec::new();
    let from = bounds.first_day(context, &mut notes)?;
    let today = context.now.date();
    let earliest = from.unwrap_or(today);
    // Today counts while its hour is still ahead. A series may have begun long ago, where the sentence says so.
    let ahead = |date: NaiveDate| from.is_some_and(|from| from < today) || date.and_time(hour) > context.now;
    let again = |pattern: Pattern, interval: u32, mut notes: Vec<String>| {
        let date = pattern
            .first(earliest, ahead)
            .ok_or_else(|| impossible(when.said))?;
        notes.extend(note_pattern(&pattern));
        let bound = bounds.end(date, context, &mut notes)?;
        Ok(Found {
            date,
            repeat: Some(Repeat {
                pattern,
                interval,
                bound,
            }),
            notes,
        })
    };
    if let (When::Once(_) | When::OnceOn(..), Some(bound)) = (&when.value, bounds.last_said()) {
        return Err(contradiction(when.said, bound));
    }
    match &when.value {
        When::AnyDay(_) => Ok(Found {
            date: earliest,
            repeat: None,
            notes,
        }),
        When::Again {
            pattern: Ways::Set(pattern),
            interval,
        } => again(pattern.clone(), *interval, notes),
        When::Again {
            pattern: Ways::Weekly(days),
            interval,
        } => match days.as_slice() {
            [day] if !bounds.repeats() => {
                let date = Pattern::Weekly(vec![*day])
                    .first(earliest, ahead)
                    .ok_or_else(|| impossible(when.said))?;
                Ok(Found {
                    date,
                    repeat: None,
                    notes,
                })
            }
            _ => {
                if days.len() > 1 {
                    notes.push(words::NOTE_WEEKLY.to_owned());
                }
                again(Pattern::Weekly(days.clone()), *interval, notes)
            }
        },
        When::Again {
            pattern: Ways::MonthlyOn(days),
            interval,
        } => {
            let first = Pattern::Weekly(days.clone())
                .first(earliest, ahead)
                .ok_or_else(|| impossible(when.said))?;
            let nth = ((first.day() - 1) / 7 + 1) as i8;
            let (ordinal, day) = (reading::ordinal_word(nth), spoken::day_name(first.weekday()));
            notes.push(fill(
                words::NOTE_MONTHLY_NTH,
                &[("ordinal", &ordinal), ("day", &day)],
            ));
            again(
                Pattern::MonthlyNth(vec![nth], vec![first.weekday()]),
                *interval,
                notes,
            )
        }
        When::Again {
            pattern: Ways::Of(unit, start, _),
            interval,
        } => {
            let date = match start {
                Some(day) => once(
                    &Named {
                        value: *day,
                        said: when.said,
                    },
                    hour,
                    earliest,
                    context,
                    &mut notes,
                )?,
                None => {
                    let date = Pattern::Daily
                        .first(earliest, ahead)
                        .ok_or_else(|| impossible(when.said))?;
                    if from.is_none() && *unit != Unit::Day {
                        let date = spoken::long_date_from(date, today);
                        notes.push(fill(words::NOTE_STARTS, &[("date", &date)]));
                    }
                    date
                }
            };
            let pattern = match unit {
                Unit::Day => Pattern::Daily,
                Unit::Week => Pattern::Weekly(vec![date.weekday()]),
                Unit::Month => Pattern::MonthDays(vec![date.day() as i8]),
                Unit::Year => Pattern::Yearly {
                    month: date.month(),
                    day: date.day(),
                },
            };
            notes.extend(note_pattern(&pattern));
            let bound = bounds.end(date, context, &mut notes)?;
            Ok(Found {
                date,
                repeat: Some(Repeat {
                    pattern,
                    interval: *interval,
                    bound,
                }),
                notes,
            })
        }
        When::Once(day) => {
            let named = Named {
                value: *day,
                said: when.said,
            };
            let date = once(&named, hour, earliest, context, &mut notes)?;
            Ok(Found {
                date,
                repeat: None,
                notes,
            })
        }
        When::OnceOn(weekdays, day) => {
            let named = Named {
                value: *day,
                said: when.said,
            };
            let date = once_on(weekdays[0], &named, hour, earliest, context, &mut notes)?;
            Ok(Found {
                date,
                repeat: None,
                notes,
            })
        }
    }
}

fn note_pattern(pattern: &Pattern) -> Option<String> {
    match pattern {
        Pattern::MonthDays(days) if days.iter().any(|n| *n > 28) => Some(words::NOTE_SHORT_MONTHS.to_owned()),
        Pattern::MonthlyNth(ordinals, _) if ordinals.contains(&5) => {
            Some(words::NOTE_SHORT_MONTHS.to_owned())
        }
        Pattern::Yearly { month: 2, day: 29 } => Some(words::NOTE_LEAP_YEARS.to_owned()),
        _ => None,
    }
}

/// One day that must also be a certain weekday: "Thursday 15 October", "Friday the 13th", "Thursday next week".
fn once_on(
    weekday: Weekday,
    day: &Named<'_, &Day>,
    hour: NaiveTime,
    earliest: NaiveDate,
    context: &Context,
    notes: &mut Vec<String>,
) -> Result<NaiveDate, Refusal> {
    let today = context.now.date();
    let in_week_of = |date: NaiveDate| {
        let monday = date.week(Weekday::Mon).checked_first_day()?;
        monday.checked_add_days(Days::new(weekday.num_days_from_monday().into()))
    };
    let found = match day.value {
        Day::Week(n) => today
            .checked_add_signed(chrono::Duration::days(7 * n))
            .and_then(in_week_of),
        Day::In(n, unit) => after(today, *n, *unit).and_then(in_week_of),
        Day::MonthDays { days, of: Of::Unsaid } if days.len() == 1 => {
            let pattern = Pattern::MonthDays(month_days(days, day.said)?);
            pattern.first(earliest, |date| {
                date.weekday() == weekday && date.and_time(hour) > context.now
            })
        }
        _ => Some(once(day, hour, earliest, context, notes)?),
    };
    let date = found.ok_or_else(|| impossible(day.said))?;
    if date.weekday() == weekday {
        Ok(date)
    } else {
        Err(contradiction(
            spoken::day_name(weekday),
            &spoken::long_date_from(date, today),
        ))
    }
}

/// One day whose hour is still ahead, where the words leave a choice.
fn once(
    day: &Named<'_, &Day>,
    hour: NaiveTime,
    earliest: NaiveDate,
    context: &Context,
    notes: &mut Vec<String>,
) -> Result<NaiveDate, Refusal> {
    let date = single(day, earliest, context, notes)?;
    if date.and_time(hour) > context.now || !leaves_a_choice(day.value) {
        return Ok(date);
    }
    notes.clear();
    let tomorrow = context
        .now
        .date()
        .succ_opt()
        .ok_or_else(|| impossible(day.said))?;
    single(day, earliest.max(tomorrow), context, notes)
}

/// Whether a day whose hour has passed may be the next one of its name.
fn leaves_a_choice(day: &Day) -> bool {
    match day {
        Day::Date { year, .. } | Day::Slashed { year, .. } => year.is_none(),
        Day::Feast(_) | Day::This(_) | Day::Weekend(0) | Day::WeekAfter(_) | Day::Weekdays { .. } => true,
        Day::MonthDays { of, .. } => matches!(of, Of::Unsaid | Of::Month(_, None)),
        Day::Nth { of, .. } => matches!(of, Of::Month(_, None)),
        _ => false,
    }
}
