//! When it starts and ends: bare hours are guessed as rules of speech go, and what was said wins.

use chrono::{NaiveTime, Timelike};

use super::{Named, contradiction, impossible};
use crate::{
    sentence::{
        Clock, Context, Refusal,
        grammar::{Part, Told, Wall},
        lexicon::{self, DayPart},
    },
    spoken,
    words::{fill, sentence as words},
};

const DAY: u32 = 24 * 60;

/// The start, and the length where an end was said.
pub(super) struct Hours<'t> {
    pub start: NaiveTime,
    /// Minutes, and the words they were said with.
    pub minutes: Option<(u32, &'t str)>,
    pub notes: Vec<String>,
}

/// What a bare hour stands beside.
#[derive(Clone, Copy)]
struct Beside {
    part: Option<DayPart>,
    morning_words: bool,
    evening_words: bool,
    /// `10:30` is exact.
    clock: Clock,
}

/// Finds the hours; `None` when neither an hour nor a word that gives one was said.
pub(super) fn resolve<'t>(
    said: &super::Said<'t>,
    title: &[&str],
    day_part: Option<DayPart>,
    context: &Context,
) -> Result<Option<Hours<'t>>, Refusal> {
    let hours = said.one(|part| {
        if let Part::Hours(start, end) = part {
            Some((*start, *end))
        } else {
            None
        }
    })?;
    let end = said.one(|part| {
        if let Part::End(end) = part {
            Some(*end)
        } else {
            None
        }
    })?;
    let part = said.one(|part| {
        if let Part::During(part, _) = part {
            Some(*part)
        } else {
            None
        }
    })?;
    let part_said = part.as_ref().map(|part| part.said);
    let part = part.map(|part| part.value).or(day_part);
    let evening = matches!(part, Some(DayPart::Evening | DayPart::Night));
    let beside = Beside {
        part,
        morning_words: title.iter().any(|word| lexicon::is_morning_word(word)),
        evening_words: evening || title.iter().any(|word| lexicon::is_evening_word(word)),
        clock: context.clock,
    };
    let mut notes = Vec::new();
    let (start, end) = match hours {
        Some(Named {
            value: (start, own_end),
            said: start_said,
        }) => {
            let wall_end = match (own_end, &end) {
                (Some(_), Some(end)) => return Err(contradiction(start_said, end.said)),
                (own, other) => own.or(other.as_ref().map(|end| end.value)),
            };
            let end_said = end.as_ref().map_or(start_said, |end| end.said);
            let starts = candidates(start, beside, false).ok_or_else(|| impossible(start_said))?;
            let from = match wall_end {
                // "7-9pm": the end tells which seven it is.
                Some(wall) if starts.len() > 1 && is_told(wall, beside) => {
                    let ends = candidates(wall, beside, true).ok_or_else(|| impossible(end_said))?;
                    nearest_start(&starts, ends[0])
                }
                _ => starts[0],
            };
            if let (Some(part), Some(said)) = (part, part_said)
                && !belongs(from, part)
            {
                return Err(contradiction(start_said, said));
            }
            if wall_end.is_none()
                && part.is_none()
                && starts.len() > 1
                && start.minute == 0
                && (8..=11).contains(&start.hour)
            {
                notes.extend(bare_note(from, start_said));
            }
            if from == 0 {
                notes.push(words::NOTE_MIDNIGHT.to_owned());
            }
            (from, wall_end.map(|wall| (wall, end_said)))
        }
        None => {
            let meal = title
                .iter()
                .find_map(|word| lexicon::usual_hour(word).filter(|_| lexicon::day_part(word).is_none()));
            let spoken_part = part.map(lexicon::part_hour);
            let other = title.iter().find_map(|word| lexicon::usual_hour(word));
            let Some((hour, minute)) = meal.or(spoken_part).or(other) else {
                return Ok(None);
            };
            (hour * 60 + minute, end.map(|end| (end.value, end.said)))
        }
    };
    let minutes = match end {
        None => None,
        Some((wall, said)) => {
            let ends = candidates(wall, beside, true).ok_or_else(|| impossible(said))?;
            // An end that was not told is the next one after the start: "7pm to 9", "9pm to 1".
            let lengths = ends.iter().map(|end| (end + DAY - start) % DAY);
            let minutes = lengths.filter(|minutes| *minutes > 0).min();
            let Some(minutes) = minutes else {
                return Err(Refusal::Length {
                    said: said.to_owned(),
                    minutes: 0,
                });
            };
            Some((minutes, said))
        }
    };
    Ok(time(start).map(|start| Hours {
        start,
        minutes,
        notes,
    }))
}

/// The minutes of the day a wall time may mean, the likeliest first. `None` when the clock has no such time.
fn candidates(wall: Wall, beside: Beside, is_end: bool) -> Option<Vec<u32>> {
    let Wall { hour, minute, said } = wall;
    if minute >= 60 || hour > 24 || (hour == 24 && (minute > 0 || !is_end)) {
        return None;
    }
    let at = |hour: u32| hour % 24 * 60 + minute;
    let (am, pm) = (at(hour % 12), at(hour % 12 + 12));
    let part = match said {
        Told::Part(part) => Some(part),
        _ => beside.part,
    };
    match said {
        Told::Am | Told::Pm if !(1..=12).contains(&hour) => None,
        Told::Am => Some(vec![am]),
        Told::Pm => Some(vec![pm]),
        Told::Exact => Some(vec![at(hour)]),
        Told::TwoDigits if beside.clock == Clock::TwentyFour => Some(vec![at(hour)]),
        _ if !(1..=12).contains(&hour) => Some(vec![at(hour)]),
        Told::Part(part) => Some(vec![in_part(part, hour, am, pm)]),
        _ => {
            let likely_pm = match (part, hour) {
                (Some(part), _) => in_part(part, hour, am, pm) == pm,
                (None, 12) => true,
                (None, _) if beside.morning_words => false,
                (None, 1..=7) => true,
                (None, _) => beside.evening_words,
            };
            Some(if likely_pm { vec![pm, am] } else { vec![am, pm] })
        }
    }
}

/// Which half of the day an hour is in, beside a part of it.
fn in_part(part: DayPart, hour: u32, am: u32, pm: u32) -> u32 {
    match (part, hour) {
        (DayPart::Morning, 12) => pm,
        (DayPart::Morning, _) => am,
        (DayPart::Lunchtime, 10 | 11) => am,
        // Twelve at night is the end of the day it is said of, which is the start of the next: nobody's 12:00.
        (DayPart::Evening | DayPart::Night, 12) => am,
        _ => pm,
    }
}

/// Whether an hour, in minutes of the day, can be said to lie in a part of it.
fn belongs(at: u32, part: DayPart) -> bool {
    let hour = at / 60;
    match part {
        DayPart::Morning => (4..=12).contains(&hour),
        DayPart::Lunchtime => (10..=15).contains(&hour),
        DayPart::Afternoon => (12..19).contains(&hour),
        DayPart::Evening => hour >= 16,
        DayPart::Night => hour >= 17,
    }
}

/// Whether the half of the day was said, or follows.
fn is_told(wall: Wall, beside: Beside) -> bool {
    candidates(wall, beside, true).is_some_and(|found| found.len() == 1)
}

/// The start that comes latest before the end: of 7 am and 7 pm before 9 pm, the second.
fn nearest_start(starts: &[u32], end: u32) -> u32 {
    let length = |start: &u32| match (end + DAY - start) % DAY {
        0 => DAY,
        minutes => minutes,
    };
    starts.iter().copied().min_by_key(length).unwrap_or(0)
}

fn bare_note(start: u32, said: &str) -> Option<String> {
    let start = time(start)?;
    let template = if start.hour() < 12 {
        words::NOTE_BARE_AM
    } else {
        words::NOTE_BARE_PM
    };
    Some(fill(
        template,
        &[("said", &said), ("time", &spoken::time(start, Clock::Twelve))],
    ))
}

fn time(minutes: u32) -> Option<NaiveTime> {
    NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0)
}
