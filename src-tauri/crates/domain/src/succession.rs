//! A series and the one that follows it: cut in two at an evening, or gone on with in another rhythm.
//!
//! What was stays as it was, under the series it belonged to. What was said and planned of evenings ahead goes along:
//! to the evening of the new rhythm that takes their place, or, where somebody moved it away by hand and the rhythm
//! has its day no longer, as an evening by itself. Nothing anybody arranged vanishes without a word.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDateTime, NaiveTime};

use crate::{
    ids::SlotId,
    occurrence::{self, Change},
    recurrence::RuleError,
    slot::{Planner, Slot},
};

/// A slot cut just before one of its evenings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// What was: the slot, ended; `None` where the cut is at its very first evening.
    pub before: Option<Slot>,
    /// What follows, from that evening on.
    pub after: Slot,
}

/// Cuts a slot just before `at`, one of the evenings its rule gives. What follows goes by `id`, continues it, and begins
/// with whoever's turn it was; where nothing lies before, it is the slot itself. A date that comes so many times a week
/// is cut between the days it found.
///
/// # Errors
/// The rule's, where it cannot be followed so far.
pub fn split(
    slot: &Slot,
    changes: &BTreeMap<NaiveDateTime, Change>,
    at: NaiveDateTime,
    id: SlotId,
) -> Result<Split, RuleError> {
    if slot.rule.is_none() && slot.times.is_some() {
        return split_on_any_day(slot, changes, at, id);
    }
    let cut = slot
        .rule
        .as_ref()
        .map(|rule| rule.cut(slot.start, at))
        .transpose()?;
    let Some((ended, rest)) = cut.and_then(|cut| cut.before.map(|before| (before, cut.after))) else {
        return Ok(Split {
            before: None,
            after: slot.clone(),
        });
    };
    let planner = goes_on_with(slot, changes, at)?;
    Ok(Split {
        before: Some(Slot {
            rule: Some(ended),
            ..slot.clone()
        }),
        after: Slot {
            id,
            start: at,
            rule: Some(rest),
            planner,
            continues: Some(slot.id),
            // What a calendar file brought along belongs to the series it was read as.
            uid: None,
            ..slot.clone()
        },
    })
}

/// Cuts a date that comes so many times a week: the evenings that it found before `at` become one date with more of it
/// added, and it goes on to look for days.
fn split_on_any_day(
    slot: &Slot,
    changes: &BTreeMap<NaiveDateTime, Change>,
    at: NaiveDateTime,
    id: SlotId,
) -> Result<Split, RuleError> {
    let found = changes.values().filter(|c| c.added && c.key.original < at);
    let Some(first) = found.map(|c| c.key.original).min() else {
        return Ok(Split {
            before: None,
            after: slot.clone(),
        });
    };
    Ok(Split {
        before: Some(Slot {
            start: first,
            times: None,
            ..slot.clone()
        }),
        after: Slot {
            id,
            // Its hour is the one it likes best, and today is a day it may still find.
            start: slot.start.max(at.date().and_time(slot.start.time())),
            planner: goes_on_with(slot, changes, at)?,
            continues: Some(slot.id),
            uid: None,
            ..slot.clone()
        },
    })
}

/// Who plans what follows of a slot: turns go on with whoever's it is at `at`.
fn goes_on_with(
    slot: &Slot,
    changes: &BTreeMap<NaiveDateTime, Change>,
    at: NaiveDateTime,
) -> Result<Planner, RuleError> {
    Ok(match slot.planner {
        Planner::Turns(first) => Planner::Turns(occurrence::whose_turn(slot, changes, first, at)?),
        other => other,
    })
}

/// What is known of one evening of a series that takes another rhythm.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The civil start that its rule gave it.
    pub original: NaiveDateTime,
    /// What was said of it.
    pub change: Option<&'a Change>,
    /// Whether there is a plan for it.
    pub planned: bool,
}

/// What becomes of an evening when its series takes another rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is this evening of the new rhythm.
    Becomes(NaiveDateTime),
    /// It is no evening of the new rhythm, and stays one by itself.
    Alone,
    /// There is nothing left that could be said of it.
    Gone,
}

/// What becomes of each evening that something is known of. `step` is how far the rhythm moved on the wall; zero where
/// it is a new one altogether.
///
/// An evening becomes the one on its day. Where that day is none any more, one that was moved by hand becomes the one on
/// the day where it was put, or stays by itself, as one that was added does; one with a name or a plan of its own becomes the nearest, or stays by itself; a skip alone has lost its
/// meaning.
///
/// # Errors
/// The rule's, where it cannot be followed so far.
pub fn fates(new: &Slot, known: &[Known<'_>], step: Duration) -> Result<Vec<Fate>, RuleError> {
    let mut taken = BTreeSet::new();
    let mut fates = vec![None; known.len()];
    for (known, fate) in known.iter().zip(&mut fates) {
        let wanted = known.original + step;
        if known.change.is_some_and(|c| c.added) {
            *fate = Some(Fate::Alone);
            continue;
        }
        if let Some(at) = on_the_day(new, wanted, &taken)? {
            taken.insert(at);
            *fate = Some(Fate::Becomes(at));
        }
    }
    for (known, fate) in known.iter().zip(&mut fates) {
        if fate.is_some() {
            continue;
        }
        let skipped = known.change.is_some_and(|c| c.skipped);
        let named = known.change.is_some_and(|c| c.title.is_some());
        let moved_to = known.change.and_then(|c| c.moved_to);
        *fate = Some(if skipped && !known.planned {
            Fate::Gone
        } else if let (Some(to), false) = (moved_to, skipped) {
            match on_the_day(new, to, &taken)? {
                // Where it was put is an evening of the new rhythm now: two of them would stand on one day.
                Some(at) => {
                    taken.insert(at);
                    Fate::Becomes(at)
                }
                None => Fate::Alone,
            }
        } else if named || known.planned {
            match nearest(new, known.original + step, &taken)? {
                Some(at) => {
                    taken.insert(at);
                    Fate::Becomes(at)
                }
                None if skipped => Fate::Gone,
                None => Fate::Alone,
            }
        } else {
            Fate::Gone
        });
    }
    Ok(fates.into_iter().flatten().collect())
}

/// The evening of a rhythm on the day of `wanted`, the nearest one.
fn on_the_day(
    new: &Slot,
    wanted: NaiveDateTime,
    taken: &BTreeSet<NaiveDateTime>,
) -> Result<Option<NaiveDateTime>, RuleError> {
    let midnight = wanted.date().and_time(NaiveTime::MIN);
    let of_the_day = occurrence::given_between(new, midnight, midnight + Duration::days(1))?;
    let free = of_the_day.into_iter().filter(|at| !taken.contains(at));
    Ok(free.min_by_key(|at| (*at - wanted).abs()))
}

/// How far around an evening the one that takes its place is looked for.
const NEAR: Duration = Duration::days(16);

/// The evening of a rhythm that takes the place of one at `wanted`: nearer to it than to the next of its own.
fn nearest(
    new: &Slot,
    wanted: NaiveDateTime,
    taken: &BTreeSet<NaiveDateTime>,
) -> Result<Option<NaiveDateTime>, RuleError> {
    let around = occurrence::given_between(new, wanted - NEAR - NEAR, wanted + NEAR + NEAR)?;
    let free = around.iter().filter(|at| !taken.contains(at));
    let Some(&at) = free.min_by_key(|at| (**at - wanted).abs()) else {
        return Ok(None);
    };
    let others = around.iter().filter(|other| **other != at);
    let gap = others
        .map(|other| (*other - at).abs())
        .min()
        .unwrap_or(NEAR + NEAR);
    Ok(((at - wanted).abs() * 2 <= gap).then_some(at))
}
