//! How settled a small thing has become: a strength that a missed day hardly moves.
//!
//! The formula is the one of Loop Habit Tracker (Álinson Santos Xavier, `Score.kt`,
//! <https://github.com/iSoron/uhabits>), exponential smoothing with a rate that the frequency sets:
//!
//! ```text
//! strength = strength before × m + done × (1 − m),    m = 0.5 ^ (√f / 13)
//! ```
//!
//! with `f` how often a day it is meant to be done, 1 for every day. Loop takes that step every day. Here a step is what a
//! rhythm makes one: a day for every day and for chosen weekdays, a week or a month for so many times in one, `m` taken to
//! the power of the days the step stands for; so where nothing is missed, or all, it comes to what Loop has after the
//! same days. `done` is the share of what was asked for, 1 at most.
//!
//! It forgives because of what was found about habits (E7 in the library: Lally and others, 2010): they took 66 days on
//! average and anything from 18 to 254, and a day or two missed made no difference worth speaking of. So
//!
//! - one day missed of every day takes at most 1 − 0.5^(1/13) of the strength, a nineteenth, and one time missed of any
//!   rhythm never more than 1 − 0.5^(√g/13), `g` the days from one time to the next: less than a seventh where it is
//!   weekly, little more than a quarter where it is monthly;
//! - what lies in a pause is not asked for, nor what lies in a quiet week, in which neither of the two did anything else;
//!   done then, it counts all the same;
//! - a day, week or month that is not over yet can only add to it.
//!
//! Doing it once more never lowers it: there is a property test for each of these sentences.

use std::{collections::BTreeSet, ops::Range};

use chrono::{Duration, NaiveDate, Weekday};

use super::{
    Intention, Rhythm,
    rhythm::{Unit, week_of},
};
use crate::{people::Half, words::gestures as words};

/// When nothing is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stillness {
    /// The days of pauses.
    pub pauses: Vec<Range<NaiveDate>>,
    /// The first days of the weeks in which one of the two did something, other than what is looked at: all others are
    /// quiet.
    pub lively: BTreeSet<NaiveDate>,
    /// The day on which weeks begin.
    pub week: Weekday,
}

/// From here on it is settled: 43 days of every day, all of them kept.
const SETTLED: f64 = 0.9;

/// From here on it is settling: ten days of every day.
const SETTLING: f64 = 0.4;

/// How long it is only just begun.
const BEGUN: Duration = Duration::days(28);

/// How settled an intention is today, 0 to 1, where it was `done` on those days by the one whose it is; `None` where its
/// rhythm expects nothing.
pub fn strength(
    intention: &Intention,
    done: &[NaiveDate],
    still: &Stillness,
    today: NaiveDate,
) -> Option<f64> {
    if intention.rhythm == Rhythm::NowAndThen {
        return None;
    }
    let mut strength = 0.0;
    let mut day = intention.since;
    while day <= today && intention.holds_on(day) {
        let Some(unit) = intention.unit_of(day, still.week) else {
            day += Duration::days(1);
            continue;
        };
        day = unit.days.end;
        strength = step(strength, &unit, intention, done, still, today);
    }
    Some(strength)
}

/// The same in words: "Just begun", "Settling". Never a number.
pub fn says(strength: Option<f64>, since: NaiveDate, today: NaiveDate) -> &'static str {
    match strength {
        None => "",
        Some(strength) if strength >= SETTLED => words::STRENGTH_SETTLED,
        Some(strength) if strength >= SETTLING => words::STRENGTH_SETTLING,
        Some(_) if today - since < BEGUN => words::STRENGTH_BEGUN,
        Some(_) => words::STRENGTH_FINDING,
    }
}

/// In how many weeks both of the two did something, of those with a day in `ticked`.
///
/// That is the whole of a run: a week in which only one of them did, or neither, adds nothing and ends nothing. It has no
/// end that one of the two could be the cause of, and it says nothing of which of them was quiet.
pub fn run(ticked: &[(NaiveDate, Half)], week: Weekday) -> usize {
    let weeks_of = |half| -> BTreeSet<NaiveDate> {
        let its = ticked.iter().filter(|(_, by)| *by == half);
        its.map(|(day, _)| week_of(*day, week)).collect()
    };
    weeks_of(Half::First)
        .intersection(&weeks_of(Half::Second))
        .count()
}

/// One step of the formula.
fn step(
    before: f64,
    unit: &Unit,
    intention: &Intention,
    done: &[NaiveDate],
    still: &Stillness,
    today: NaiveDate,
) -> f64 {
    let its_days = || unit.days.start.iter_days().take_while(|day| *day < unit.days.end);
    let had = unit.done(done.iter().copied().filter(|day| *day <= today));
    let length = (unit.days.end - unit.days.start).num_days();
    let asked = i64::try_from(its_days().filter(|day| !still.is_on(*day)).count()).unwrap_or(length);
    let moved = |days: i64| {
        let kept = kept(&intention.rhythm, unit, days);
        let share = had.min(unit.needed(days)) as f64 / unit.needed(days) as f64;
        before * kept + share * (1.0 - kept)
    };
    let over = unit.days.end <= today;
    if over && asked > 0 {
        moved(asked)
    } else if had > 0 {
        moved(length).max(before)
    } else {
        before
    }
}

/// How much of a strength is left after so many days of a unit in which nothing was done: `m`, to the power of the days
/// that it stands for.
fn kept(rhythm: &Rhythm, unit: &Unit, days: i64) -> f64 {
    let (frequency, days) = match rhythm {
        // A chosen day stands for those up to the next one too.
        Rhythm::On(chosen) => (chosen.len() as f64 / 7.0, 7.0 / chosen.len() as f64),
        _ => (f64::from(unit.times) / unit.whole as f64, days as f64),
    };
    0.5_f64.powf(frequency.sqrt() / 13.0 * days)
}

impl Stillness {
    fn is_on(&self, day: NaiveDate) -> bool {
        !self.lively.contains(&week_of(day, self.week))
            || self.pauses.iter().any(|pause| pause.contains(&day))
    }
}

#[cfg(test)]
mod tests;
