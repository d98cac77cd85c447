//! One evening of a slot: what the rule says, what the couple changed, and what became of it.

use std::{
    collections::{BTreeMap, HashSet},
    fmt,
    str::FromStr,
};

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use chrono_tz::Tz;

use crate::{
    ids::{ChangeId, SlotId},
    people::Half,
    recurrence::RuleError,
    slot::{Kind, Planner, Slot},
    zone,
};

/// The name of one occurrence: its slot and the civil start the rule gave it. Moving it does not rename it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OccurrenceKey {
    /// The slot.
    pub slot: SlotId,
    /// The civil start that the rule gave it.
    pub original: NaiveDateTime,
}

/// Not an occurrence's key: `SLOTID@2026-10-15T19:00` is one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an occurrence: {0}")]
pub struct KeyError(pub String);

impl fmt::Display for OccurrenceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.slot, self.original.format("%Y-%m-%dT%H:%M"))
    }
}

impl FromStr for OccurrenceKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let error = || KeyError(text.to_owned());
        let (slot, original) = text.split_once('@').ok_or_else(error)?;
        Ok(OccurrenceKey {
            slot: slot.parse().map_err(|_| error())?,
            original: NaiveDateTime::parse_from_str(original, "%Y-%m-%dT%H:%M").map_err(|_| error())?,
        })
    }
}

/// What somebody said of an occurrence when it was over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It happened.
    Kept,
    /// Let it go.
    LetGo,
}

/// What the couple changed about one occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its identity.
    pub id: ChangeId,
    /// Which occurrence.
    pub key: OccurrenceKey,
    /// Not this time.
    pub skipped: bool,
    /// An evening that no rule gives: RFC 5545's `RDATE`, or one of so many times a week.
    pub added: bool,
    /// The civil start it was moved to.
    pub moved_to: Option<NaiveDateTime>,
    /// How long this one lasts, in minutes, where it differs from its series.
    pub minutes: Option<u32>,
    /// What this one is called, where it has a name of its own.
    pub title: Option<String>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// When its time was last changed: leads due before that never were.
    pub timed_at: DateTime<Utc>,
}

/// What an occurrence is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Ahead, at the hour its rule gave it.
    Planned,
    /// Over, and nobody has said; counts neither way.
    Past,
    /// It happened.
    Kept,
    /// Ahead, at another hour than its rule gave it.
    Moved,
    /// Not this time.
    Skipped,
    /// Let go.
    LetGo,
}

impl Status {
    /// The stable word for JSON: `let_go`.
    pub fn word(self) -> &'static str {
        match self {
            Status::Planned => "planned",
            Status::Past => "past",
            Status::Kept => "kept",
            Status::Moved => "moved",
            Status::Skipped => "skipped",
            Status::LetGo => "let_go",
        }
    }
}

/// One evening, resolved to instants for a computer in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// Its name.
    pub key: OccurrenceKey,
    /// What it goes by: its own title, its slot's, or the private label.
    pub title: String,
    /// What sort of time.
    pub kind: Kind,
    /// Civil start, after a move, in `zone`.
    pub local: NaiveDateTime,
    /// Civil end: the start plus the length.
    pub local_end: NaiveDateTime,
    /// The zone that decided the instants.
    pub zone: Tz,
    /// Start.
    pub start: DateTime<Utc>,
    /// End. An evening across a clock change keeps its length in minutes.
    pub end: DateTime<Utc>,
    /// What it is now.
    pub status: Status,
    /// Whether it is somewhere else than its rule says.
    pub moved: bool,
    /// Who plans it, where one does.
    pub planner: Option<Half>,
    /// When its times were last set.
    pub timed_at: DateTime<Utc>,
}

/// The occurrences of a slot that touch `from <= start < to`, by start; skipped ones included with their status.
///
/// `here` is the zone of this computer: it decides the instants of floating slots. A moved occurrence appears once,
/// at the hour it was moved to, whichever window its original hour was in.
pub fn occurrences(
    slot: &Slot,
    changes: &BTreeMap<NaiveDateTime, Change>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    here: Tz,
    now: DateTime<Utc>,
) -> Result<Vec<Occurrence>, RuleError> {
    let zone = slot.zone_here(here);
    // A gap moves a start by at most a day; look a little wider in civil time and decide by instant.
    let slack = Duration::days(2);
    let civil_from = zone::civil(from, zone) - slack;
    let civil_to = zone::civil(to, zone) + slack;
    let mut originals = given(slot, civil_from.max(slot.start), civil_to, MOST)?;
    let known: HashSet<NaiveDateTime> = originals.iter().copied().collect();
    for (original, change) in changes {
        if (change.moved_to.is_some() || change.added) && !known.contains(original) {
            originals.push(*original);
        }
    }
    let mut found: Vec<Occurrence> = originals
        .into_iter()
        .map(|original| resolve(slot, original, changes.get(&original), zone, now))
        .filter(|o| from <= o.start && o.start < to)
        .collect();
    if let Planner::Turns(first) = slot.planner {
        take_turns(slot, changes, first, &mut found)?;
    }
    found.sort_by_key(|o| (o.start, o.key));
    Ok(found)
}

/// The one occurrence behind a key, if the slot's rule knows it.
pub fn occurrence(
    slot: &Slot,
    changes: &BTreeMap<NaiveDateTime, Change>,
    key: OccurrenceKey,
    here: Tz,
    now: DateTime<Utc>,
) -> Result<Option<Occurrence>, RuleError> {
    // A moved one stays reachable also when its series has since taken another rhythm.
    let own = changes.get(&key.original);
    let known = own.is_some_and(|c| c.moved_to.is_some() || c.added)
        || match &slot.rule {
            None => slot.times.is_none() && slot.start == key.original,
            Some(rule) => rule.first_from(slot.start, key.original)? == Some(key.original),
        };
    if !known || key.slot != slot.id {
        return Ok(None);
    }
    let mut one = vec![resolve(
        slot,
        key.original,
        changes.get(&key.original),
        slot.zone_here(here),
        now,
    )];
    if let Planner::Turns(first) = slot.planner {
        take_turns(slot, changes, first, &mut one)?;
    }
    Ok(one.pop())
}

/// The civil starts that a slot itself gives, leaving aside what was said of them, within `from <= start < to`.
///
/// # Errors
/// The rule's, where it cannot be followed so far.
pub fn given_between(
    slot: &Slot,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> Result<Vec<NaiveDateTime>, RuleError> {
    let mut at = given(slot, from, to, MOST)?;
    at.retain(|at| from <= *at && *at < to);
    Ok(at)
}

/// The civil starts that the slot itself gives within `from <= start < to`: its rule's, the one of a single date, none of
/// a date that comes so many times a week on any day.
fn given(
    slot: &Slot,
    from: NaiveDateTime,
    to: NaiveDateTime,
    most: usize,
) -> Result<Vec<NaiveDateTime>, RuleError> {
    Ok(match &slot.rule {
        None if slot.times.is_some() => vec![],
        None => vec![slot.start],
        Some(rule) => rule.starts(slot.start, from, to, most)?.at,
    })
}

/// More occurrences than anybody asks for at once: ten years, ten a day.
const MOST: usize = 40_000;

fn resolve(
    slot: &Slot,
    original: NaiveDateTime,
    change: Option<&Change>,
    zone: Tz,
    now: DateTime<Utc>,
) -> Occurrence {
    let moved_to = change.and_then(|c| c.moved_to);
    let local = moved_to.unwrap_or(original);
    let start = zone::instant(local, zone);
    let minutes = change.and_then(|c| c.minutes).unwrap_or(slot.minutes);
    let end = start + Duration::minutes(minutes.into());
    let status = match change {
        Some(c) if c.skipped => Status::Skipped,
        Some(Change {
            outcome: Some(Outcome::Kept),
            ..
        }) => Status::Kept,
        Some(Change {
            outcome: Some(Outcome::LetGo),
            ..
        }) => Status::LetGo,
        _ if end <= now => Status::Past,
        _ if moved_to.is_some() => Status::Moved,
        _ => Status::Planned,
    };
    let title = match change.and_then(|c| c.title.as_deref()) {
        Some(own) if slot.kind != Kind::Private => own,
        _ => slot.shown_title(),
    };
    Occurrence {
        key: OccurrenceKey {
            slot: slot.id,
            original,
        },
        title: title.to_owned(),
        kind: slot.kind,
        local,
        local_end: zone::civil(end, zone),
        zone,
        start,
        end,
        status,
        moved: moved_to.is_some(),
        planner: match slot.planner {
            Planner::One(half) => Some(half),
            _ => None,
        },
        timed_at: change.map_or(slot.timed_at, |c| c.timed_at.max(slot.timed_at)),
    }
}

/// Whose turn an evening at `at` is, where the first of a slot's evenings was `first`'s: as if it were not skipped itself.
///
/// # Errors
/// The rule's, where it cannot be followed so far.
pub fn whose_turn(
    slot: &Slot,
    changes: &BTreeMap<NaiveDateTime, Change>,
    first: Half,
    at: NaiveDateTime,
) -> Result<Half, RuleError> {
    let before = in_turn(slot, changes, at)?.count();
    Ok(if before % 2 == 0 { first } else { first.other() })
}

/// The evenings before `until` that take a turn, in order.
fn in_turn<'a>(
    slot: &Slot,
    changes: &'a BTreeMap<NaiveDateTime, Change>,
    until: NaiveDateTime,
) -> Result<impl Iterator<Item = NaiveDateTime> + 'a, RuleError> {
    let mut originals = given(slot, slot.start, until, usize::MAX)?;
    originals.retain(|at| *at < until);
    let added = changes.values().filter(|c| c.added && c.key.original < until);
    originals.extend(added.map(|c| c.key.original));
    originals.sort_unstable();
    originals.dedup();
    let skipped = |at: &NaiveDateTime| changes.get(at).is_some_and(|c| c.skipped);
    Ok(originals.into_iter().filter(move |at| !skipped(at)))
}

/// Gives each of `found` its planner: turns go by the rule's own order, and a skipped occurrence takes none.
fn take_turns(
    slot: &Slot,
    changes: &BTreeMap<NaiveDateTime, Change>,
    first: Half,
    found: &mut [Occurrence],
) -> Result<(), RuleError> {
    let Some(last) = found.iter().map(|o| o.key.original).max() else {
        return Ok(());
    };
    let mut turn = first;
    let mut planners = BTreeMap::new();
    for original in in_turn(slot, changes, last + Duration::seconds(1))? {
        planners.insert(original, turn);
        turn = turn.other();
    }
    for occurrence in found {
        occurrence.planner = planners.get(&occurrence.key.original).copied();
    }
    Ok(())
}
