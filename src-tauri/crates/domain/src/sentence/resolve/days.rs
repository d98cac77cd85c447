//! Which day, or which days: the parts that name days made one, and found in the calendar.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

use super::{
    Day, Named, Of, Part, Pattern, Repeat, Said, bounds::Bounds, contradiction, impossible, in_horizon,
    never, too_far,
};
use crate::{
    sentence::{
        Context, DateOrder, Refusal,
        lexicon::{DayPart, Feast, Unit},
        pattern::{in_month_order, in_week_order},
        reading,
    },
    spoken,
    words::{fill, sentence as words},
};

/// What all the day parts of a sentence say together.
pub(super) enum When<'t> {
    /// One day.
    Once(&'t Day),
    /// One day, and the weekday it must be on.
    OnceOn(Vec<Weekday>, &'t Day),
    /// A way of coming again.
    Again { pattern: Ways<'t>, interval: u32 },
}

/// A way of coming again, as far as the words go.
pub(super) enum Ways<'t> {
    /// Complete.
    Set(Pattern),
    /// Every so many of these, on the day it starts; the day is the start where one was said.
    Of(Unit, Option<&'t Day>, Option<DayPart>),
    /// Every month on the weekday of the first: "monthly on Friday".
    MonthlyOn(Vec<Weekday>),
    /// Named once, but in several or beside a bound, so it comes again.
    Weekly(Vec<Weekday>),
}

/// The first day, and how it comes again.
pub(super) struct Found {
    pub date: NaiveDate,
    pub repeat: Option<Repeat>,
    pub notes: Vec<String>,
}

impl When<'_> {
    /// Whether the words alone make it come again.
    pub fn repeats(&self) -> bool {
        matches!(self, When::Again { pattern: Ways::Weekly(days), .. } if days.len() > 1)
            || matches!(
                self,
                When::Again {
                    pattern: Ways::Set(_) | Ways::Of(..) | Ways::MonthlyOn(_),
                    ..
                }
            )
            || matches!(self, When::Once(Day::MonthDays { of: Of::Unsaid, days }) if days.len() > 1)
    }

    /// Whether the words alone put it in the past: "yesterday", "last Friday".
    pub fn is_over(&self) -> bool {
        match self {
            When::Once(day) | When::OnceOn(_, day) => {
                matches!(day, Day::Ahead(..0, _) | Day::Last(_) | Day::Week(..0))
            }
            When::Again { .. } => false,
        }
    }

    /// The part of the day that came with the day: "tonight", "every evening".
    pub fn day_part(&self) -> Option<DayPart> {
        match self {
            When::Once(Day::Ahead(_, part)) | When::OnceOn(_, Day::Ahead(_, part)) => *part,
            When::Again {
                pattern: Ways::Of(_, day, part),
                ..
            } => part.or(match day {
                Some(Day::Ahead(_, part)) => *part,
                _ => None,
            }),
            _ => None,
        }
    }
}

/// Makes all day parts one; two that exclude each other are refused. `None` when no day was said.
pub(super) fn merge<'t>(said: &Said<'t>) -> Result<Option<Named<'t, When<'t>>>, Refusal> {
    let mut days = said.all(|part| {
        if let Part::Day(day) = part {
            Some(day)
        } else {
            None
        }
    });
    let mut at = 0;
    while at < days.len() {
        let repeated = days[..at].iter().any(|earlier| earlier.value == days[at].value);
        if repeated {
            days.remove(at);
        } else {
            at += 1;
        }
    }
    if days.is_empty() {
        return Ok(None);
    }
    let plural_part = said.all(|part| matches!(part, Part::During(_, true)).then_some(()));
    let first_said = days[0].said;
    let mut weekdays: Option<Named<'t, (Vec<Weekday>, Option<u32>)>> = None;
    let mut every: Option<Named<'t, (u32, Unit, Option<DayPart>)>> = None;
    let mut others: Vec<Named<'t, &'t Day>> = Vec::new();
    for day in days {
        match day.value {
            Day::Weekdays { days, every, .. } => {
                let every = every.or((!plural_part.is_empty()).then_some(1));
                weekdays = Some(match weekdays {
                    None => Named {
                        value: (days.clone(), every),
                        said: day.said,
                    },
                    Some(Named {
                        value: (mut all, before),
                        said,
                    }) => {
                        let same =
                            all.iter().all(|d| days.contains(d)) && days.iter().all(|d| all.contains(d));
                        let both = every.is_some() && before.is_some() && before == every;
                        if !same && !both {
                            return Err(contradiction(said, day.said));
                        }
                        all.extend(days);
                        let every = before.max(every);
                        Named {
                            value: (all, every),
                            said,
                        }
                    }
                });
            }
            Day::Every(n, unit, part) => match &every {
                None => {
                    every = Some(Named {
                        value: (*n, *unit, *part),
                        said: day.said,
                    })
                }
                Some(other) => return Err(contradiction(other.said, day.said)),
            },
            _ => others.push(day),
        }
    }
    if let [first, second, ..] = others.as_slice() {
        return Err(contradiction(first.said, second.said));
    }
    let other = others.pop();
    let when = match (weekdays, every, other) {
        (None, None, None) => return Ok(None),
        (None, None, Some(day)) => alone(&day, !plural_part.is_empty())?,
        (
            Some(Named {
                value: (days, every),
                said,
            }),
            None,
            None,
        ) => weekly(days, every, said)?,
        (
            Some(Named {
                value: (days, None), ..
            }),
            None,
            Some(day),
        ) if days.len() == 1 && names_one_day(day.value) => When::OnceOn(days, day.value),
        (Some(weekdays), None, Some(day)) => return Err(contradiction(weekdays.said, day.said)),
        (None, Some(every), None) => {
            let (n, unit, part) = every.value;
            When::Again {
                pattern: Ways::Of(unit, None, part),
                interval: interval(n, every.said)?,
            }
        }
        (Some(weekdays), Some(every), None) => {
            let (n, unit, _) = every.value;
            let n = interval(n, every.said)?;
            match (unit, weekdays.value.1) {
                (Unit::Week, None | Some(1)) => When::Again {
                    pattern: Ways::Set(Pattern::Weekly(in_week_order(weekdays.value.0))),
                    interval: n,
                },
                (Unit::Month, None | Some(1)) => When::Again {
                    pattern: Ways::MonthlyOn(in_week_order(weekdays.value.0)),
                    interval: n,
                },
                _ => return Err(contradiction(every.said, weekdays.said)),
            }
        }
        (None, Some(every), Some(day)) => every_with(&every, &day)?,
        (Some(weekdays), Some(every), Some(_)) => return Err(contradiction(every.said, weekdays.said)),
    };
    Ok(Some(Named {
        value: when,
        said: first_said,
    }))
}

/// How forms were read that some would read otherwise.
pub(super) fn notes(said: &Said<'_>) -> Vec<String> {
    let every = said.all(|part| matches!(part, Part::Day(Day::Every(..))).then_some(()));
    let notes = said.all(|part| match part {
        Part::Day(Day::Weekdays {
            every: Some(n),
            ordinal: true,
            ..
        }) => Some(fill(words::NOTE_INTERVAL, &[("n", n)])),
        Part::Day(Day::Nth { of: Of::Unsaid, .. }) if every.is_empty() => {
            Some(words::NOTE_EVERY_MONTH.to_owned())
        }
        Part::Day(Day::MonthDays { days, of: Of::Unsaid }) if every.is_empty() && days.len() > 1 => {
            Some(words::NOTE_EVERY_MONTH.to_owned())
        }
        _ => None,
    });
    notes.into_iter().map(|note| note.value).collect()
}

/// A day part that stands alone.
fn alone<'t>(day: &Named<'t, &'t Day>, plural_part: bool) -> Result<When<'t>, Refusal> {
    let set = |pattern| When::Again {
        pattern: Ways::Set(pattern),
        interval: 1,
    };
    Ok(match day.value {
        Day::Nth { ordinals, days, of } => {
            let ordinals = nth_ordinals(ordinals, day.said)?;
            let days = in_week_order(days.clone());
            match of {
                Of::Unsaid | Of::EveryMonth => set(Pattern::MonthlyNth(ordinals, days)),
                Of::EveryYear(month) => set(Pattern::YearlyNth {
                    month: *month,
                    ordinals,
                    days,
                }),
                Of::Month(..) | Of::MonthAhead(_) if ordinals.len() * days.len() > 1 => {
                    return Err(contradiction(day.said, ""));
                }
                Of::Month(..) | Of::MonthAhead(_) => When::Once(day.value),
            }
        }
        Day::MonthDays { days, of } => {
            let numbers = month_days(days, day.said)?;
            match of {
                Of::Unsaid if days.len() == 1 && !plural_part => When::Once(day.value),
                Of::Unsaid | Of::EveryMonth => set(Pattern::MonthDays(numbers)),
                Of::EveryYear(month) => match numbers.as_slice() {
                    [n @ 1..=31] => set(yearly(*month, *n as u32, day.said)?),
                    _ => return Err(contradiction(day.said, "")),
                },
                Of::Month(..) | Of::MonthAhead(_) if days.len() > 1 => {
                    return Err(contradiction(day.said, ""));
                }
                Of::Month(..) | Of::MonthAhead(_) => When::Once(day.value),
            }
        }
        Day::Yearly { day: n, month } => set(yearly(*month, *n, day.said)?),
        Day::YearlyFeast(Feast::Fixed { month, day }) => set(Pattern::Yearly {
            month: *month,
            day: *day,
        }),
        // Easter follows no rule that a calendar file can hold.
        Day::YearlyFeast(Feast::Easter { .. }) => return Err(impossible(day.said)),
        Day::Several => return Err(contradiction(day.said, "")),
        Day::Week(n) if *n >= 0 => {
            return Err(Refusal::NeedsDay {
                said: day.said.to_owned(),
            });
        }
        _ => When::Once(day.value),
    })
}

fn weekly<'t>(days: Vec<Weekday>, every: Option<u32>, said: &str) -> Result<When<'t>, Refusal> {
    let pattern = in_week_order(days);
    Ok(match every {
        Some(n) => When::Again {
            pattern: Ways::Set(Pattern::Weekly(pattern)),
            interval: interval(n, said)?,
        },
        None => When::Again {
            pattern: Ways::Weekly(pattern),
            interval: 1,
        },
    })
}

/// "every 2 months on the 15th", "yearly on 3 June", "every 3 weeks, 16 October".
fn every_with<'t>(
    every: &Named<'t, (u32, Unit, Option<DayPart>)>,
    day: &Named<'t, &'t Day>,
) -> Result<When<'t>, Refusal> {
    let (n, unit, part) = every.value;
    let interval = interval(n, every.said)?;
    let set = |pattern| {
        Ok(When::Again {
            pattern: Ways::Set(pattern),
            interval,
        })
    };
    match (unit, day.value) {
        (
            Unit::Month,
            Day::MonthDays {
                days,
                of: Of::Unsaid | Of::EveryMonth,
            },
        ) => set(Pattern::MonthDays(month_days(days, day.said)?)),
        (
            Unit::Month,
            Day::Nth {
                ordinals,
                days,
                of: Of::Unsaid | Of::EveryMonth,
            },
        ) => set(Pattern::MonthlyNth(
            nth_ordinals(ordinals, day.said)?,
            in_week_order(days.clone()),
        )),
        (
            Unit::Year,
            Day::Nth {
                ordinals,
                days,
                of: Of::Month(month, None) | Of::EveryYear(month),
            },
        ) => {
            let (ordinals, days) = (nth_ordinals(ordinals, day.said)?, in_week_order(days.clone()));
            set(Pattern::YearlyNth {
                month: *month,
                ordinals,
                days,
            })
        }
        (
            Unit::Year,
            Day::Date {
                day: n,
                month,
                year: None,
            }
            | Day::Yearly { day: n, month },
        ) => set(yearly(*month, *n, day.said)?),
        (
            Unit::Year,
            Day::Feast(Feast::Fixed { month, day }) | Day::YearlyFeast(Feast::Fixed { month, day }),
        ) => set(Pattern::Yearly {
            month: *month,
            day: *day,
        }),
        (_, one) if names_one_day(one) => Ok(When::Again {
            pattern: Ways::Of(unit, Some(one), part),
            interval,
        }),
        _ => Err(contradiction(every.said, day.said)),
    }
}

/// Whether a part names exactly one day of the calendar.
fn names_one_day(day: &Day) -> bool {
    match day {
        Day::MonthDays { days, of } => days.len() == 1 && !matches!(of, Of::EveryMonth | Of::EveryYear(_)),
        Day::Nth { ordinals, days, of } => {
            ordinals.len() * days.len() == 1 && matches!(of, Of::Month(..) | Of::MonthAhead(_))
        }
        Day::Weekdays { days, every, .. } => days.len() == 1 && every.is_none(),
        Day::Every(..) | Day::Yearly { .. } | Day::YearlyFeast(_) | Day::Several => false,
        _ => true,
    }
}

fn interval(n: u32, said: &str) -> Result<u32, Refusal> {
    match n {
        0 => Err(never()),
        1..=999 => Ok(n),
        _ => Err(too_far(said)),
    }
}

fn nth_ordinals(ordinals: &[i8], said: &str) -> Result<Vec<i8>, Refusal> {
    let fine = ordinals.iter().all(|n| (1..=5).contains(n) || *n == -1);
    if fine {
        Ok(in_month_order(ordinals.to_vec()))
    } else {
        Err(impossible(said))
    }
}

fn month_days(days: &[i8], said: &str) -> Result<Vec<i8>, Refusal> {
    let fine = days.iter().all(|n| (1..=31).contains(n) || *n == -1);
    if fine {
        Ok(in_month_order(days.to_vec()))
    } else {
        Err(impossible(said))
    }
}

fn yearly(month: u32, day: u32, said: &str) -> Result<Pattern, Refusal> {
    // A leap year, so that 29 February stands.
    NaiveDate::from_ymd_opt(2000, month, day)
        .map(|_| Pattern::Yearly { month, day })
        .ok_or_else(|| impossible(said))
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
        in_horizon(Some(date.and_time(hour)), when.said)?;
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
        in_horizon(Some(date.and_time(hour)), day.said).map(|at| at.date())
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
    let date = if date.and_time(hour) > context.now || !leaves_a_choice(day.value) {
        date
    } else {
        notes.clear();
        let tomorrow = context
            .now
            .date()
            .succ_opt()
            .ok_or_else(|| impossible(day.said))?;
        single(day, earliest.max(tomorrow), context, notes)?
    };
    in_horizon(Some(date.and_time(hour)), day.said).map(|at| at.date())
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
            let date = after(today, *n, *unit);
            return date.map_or_else(
                || {
                    Err(Refusal::Impossible {
                        said: day.said.to_owned(),
                        too_far: true,
                    })
                },
                |date| in_horizon(date.and_hms_opt(0, 0, 0), day.said).map(|at| at.date()),
            );
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
