//! What all the day parts of a sentence say together: one day, or a way of coming again.

use chrono::{NaiveDate, Weekday};

use super::{Day, Named, Of, Part, Pattern, Said, contradiction, impossible, never, too_far};
use crate::{
    sentence::{
        Refusal,
        lexicon::{DayPart, Feast, Unit},
        pattern::{in_month_order, in_week_order},
    },
    slot::{Per, Times},
    words::{fill, sentence as words},
};

/// What all the day parts of a sentence say together.
pub(super) enum When<'t> {
    /// One day.
    Once(&'t Day),
    /// One day, and the weekday it must be on.
    OnceOn(Vec<Weekday>, &'t Day),
    /// So many times, on any day.
    AnyDay(Times),
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

impl When<'_> {
    /// Whether the words alone make it come again.
    pub fn repeats(&self) -> bool {
        matches!(self, When::AnyDay(_))
            || matches!(self, When::Again { pattern: Ways::Weekly(days), .. } if days.len() > 1)
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
            When::AnyDay(_) | When::Again { .. } => false,
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
        // "twice a week, Mondays and Thursdays" says it in two ways.
        (Some(weekdays), None, Some(day)) if names_as_many(day.value, &weekdays.value.0) => {
            weekly(weekdays.value.0, Some(1), weekdays.said)?
        }
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
        Day::Times { count, per, .. } => {
            // The stored form is the one place that knows the bounds.
            let times = Times {
                count: *count,
                per: *per,
            };
            match times.to_string().parse() {
                Ok(times) => When::AnyDay(times),
                Err(_) if *count == 0 => return Err(never()),
                Err(_) => return Err(impossible(day.said)),
            }
        }
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

/// Whether a number of times a week is the number of these days.
fn names_as_many(day: &Day, days: &[Weekday]) -> bool {
    matches!(day, Day::Times { count, per: Per::Week, .. } if *count as usize == in_week_order(days.to_vec()).len())
}

/// Whether a part names exactly one day of the calendar.
fn names_one_day(day: &Day) -> bool {
    match day {
        Day::MonthDays { days, of } => days.len() == 1 && !matches!(of, Of::EveryMonth | Of::EveryYear(_)),
        Day::Nth { ordinals, days, of } => {
            ordinals.len() * days.len() == 1 && matches!(of, Of::Month(..) | Of::MonthAhead(_))
        }
        Day::Weekdays { days, every, .. } => days.len() == 1 && every.is_none(),
        Day::Every(..) | Day::Yearly { .. } | Day::YearlyFeast(_) | Day::Several | Day::Times { .. } => false,
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

pub(super) fn nth_ordinals(ordinals: &[i8], said: &str) -> Result<Vec<i8>, Refusal> {
    let fine = ordinals.iter().all(|n| (1..=5).contains(n) || *n == -1);
    if fine {
        Ok(in_month_order(ordinals.to_vec()))
    } else {
        Err(impossible(said))
    }
}

pub(super) fn month_days(days: &[i8], said: &str) -> Result<Vec<i8>, Refusal> {
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
