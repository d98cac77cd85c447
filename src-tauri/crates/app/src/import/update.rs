//! What a file's word changes of a date that is here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, NaiveTime, Timelike};
use domain::{
    ids::ChangeId,
    occurrence::{Change, OccurrenceKey, Outcome},
    recurrence::HORIZON,
    reminder::Lead,
    slot::{Anchor, Kind, Slot},
    words::import as words,
};

use super::{dates::Put, own::Making};

/// How far two rules are compared, in starts: ten years of Thursdays.
const COMPARED: usize = 520;

/// What the file's word on a date that is here changes.
pub(super) struct Update<'a> {
    pub known: &'a Slot,
    pub said: &'a BTreeMap<NaiveDateTime, Change>,
    pub making: &'a Making<'a>,
    pub writes: Vec<Put>,
    pub details: Vec<String>,
}

impl Update<'_> {
    /// Writes down what is to be written.
    pub fn take(&mut self, new: &Slot, changes: &BTreeMap<NaiveDateTime, Change>, without_leads: bool) {
        let known = self.known;
        let mut slot = known.clone();
        let mut new = new.clone();
        let mut changes = changes.clone();
        if self.is_by_hand(&new, &changes) {
            self.list(&new, &mut changes);
        } else {
            self.as_it_is_now(&mut new);
            if !same_times(known, &new) {
                slot.start = new.start;
                slot.rule.clone_from(&new.rule);
                slot.anchor = new.anchor;
                slot.zone = new.zone;
                slot.timed_at = self.making.now;
                self.details.push(words::TIMES_CHANGED.to_owned());
            }
        }
        if slot.minutes != new.minutes {
            slot.minutes = new.minutes;
            self.details.push(words::LENGTH_CHANGED.to_owned());
        }
        if known.kind != Kind::Private && !new.title.is_empty() && new.title != known.title {
            // Not what it was called: that may be kept out of the sight of whoever is here.
            self.details.push(words::NAME_CHANGED.to_owned());
            slot.title.clone_from(&new.title);
        }
        if !without_leads && distances(&new.leads, new.start) != distances(&known.leads, new.start) {
            slot.leads.clone_from(&new.leads);
            slot.timed_at = self.making.now;
            self.details.push(words::REMINDERS_CHANGED.to_owned());
        }
        slot.carried.clone_from(&new.carried);
        let evenings = self.evenings(&slot, &changes, new.title.is_empty());
        if !evenings.is_empty() {
            self.details.push(words::SOME_DAYS_CHANGED.to_owned());
        }
        if slot != *known {
            self.writes.push(Put::Slot(Box::new(slot)));
        }
        self.writes.extend(evenings);
    }

    /// Whether its evenings are listed one by one, and no rule gives them.
    fn is_by_hand(&self, new: &Slot, changes: &BTreeMap<NaiveDateTime, Change>) -> bool {
        let added = self
            .said
            .values()
            .chain(changes.values())
            .any(|change| change.added);
        self.known.rule.is_none() && new.rule.is_none() && (self.known.times.is_some() || added)
    }

    /// The evenings of such a date, as changes of the one that is here: a file has the first of them for the start.
    fn list(&self, new: &Slot, changes: &mut BTreeMap<NaiveDateTime, Change>) {
        let known = self.known;
        if known.times.is_some() || new.start != known.start {
            let first = new.start;
            changes.entry(first).or_insert_with(|| self.blank(first)).added = true;
        }
        if known.times.is_none() {
            let own = known.start;
            match changes.get_mut(&own) {
                // It need not be added: the date itself gives it.
                Some(change) => change.added = false,
                None if new.start == own => {}
                None => {
                    let gone = changes.entry(own).or_insert_with(|| self.blank(own));
                    gone.skipped = true;
                }
            }
        }
    }

    /// A date that comes once is written where it is now, as long as it is and by the name that it has now: what of the
    /// file says only that is no news.
    fn as_it_is_now(&mut self, new: &mut Slot) {
        let known = self.known;
        let once = known.rule.is_none() && new.rule.is_none();
        let Some(change) = self.said.get(&known.start).filter(|_| once) else {
            return;
        };
        if change.moved_to == Some(new.start) {
            new.start = known.start;
        } else if new.start != known.start {
            // It was moved in the file: the file's hour is its own now.
            self.writes.push(Put::NoChange(change.id));
        }
        if change.title.as_ref() == Some(&new.title) {
            new.title.clone_from(&known.title);
        }
        if change.minutes == Some(new.minutes) {
            new.minutes = known.minutes;
        }
    }

    /// What the file says of single evenings, beside what is here.
    /// Where it names nothing, as a discreet export, names stay as they are.
    fn evenings(&self, slot: &Slot, changes: &BTreeMap<NaiveDateTime, Change>, nameless: bool) -> Vec<Put> {
        let known = self.known;
        let originals: BTreeSet<NaiveDateTime> = self.said.keys().chain(changes.keys()).copied().collect();
        let mut writes = Vec::new();
        for original in originals {
            let (is, new) = (self.said.get(&original), changes.get(&original));
            if is.is_some_and(|change| !self.is_written(change)) {
                continue;
            }
            let is_now = is.map(|change| effect(known, change)).unwrap_or_default();
            let mut wanted = new.map(|change| effect(slot, change)).unwrap_or_default();
            if known.kind == Kind::Private {
                wanted.title.clone_from(&is_now.title);
            }
            if nameless && wanted.title.is_none() && !wanted.skipped {
                wanted.title.clone_from(&is_now.title);
            }
            if is_now == wanted {
                continue;
            }
            let mut change = is.cloned().unwrap_or_else(|| self.blank(original));
            if change.moved_to != wanted.moved_to {
                change.timed_at = self.making.now;
            }
            change.skipped = wanted.skipped;
            change.added = wanted.added;
            change.moved_to = wanted.moved_to;
            change.minutes = wanted.minutes;
            change.title = wanted.title;
            let says_something = change.outcome.is_some() || effect(slot, &change) != Effect::default();
            match (says_something, is) {
                (true, _) => writes.push(Put::Change(Box::new(change))),
                (false, Some(_)) => writes.push(Put::NoChange(change.id)),
                (false, None) => {}
            }
        }
        writes
    }

    /// Whether a change stands within its series in a file: one of an evening before its first, or that the rhythm no
    /// longer has, does not; and a date that comes once has no series.
    fn is_written(&self, change: &Change) -> bool {
        let (known, original) = (self.known, change.key.original);
        let Some(rule) = &known.rule else {
            let added = |change: &&Change| change.added && !change.skipped;
            let own = known.times.is_none() && !self.said.get(&known.start).is_some_and(|c| c.skipped);
            let listed = self.said.values().filter(added).map(|change| change.key.original);
            let has_added = self.said.values().any(|change| change.added);
            let first = listed.chain(own.then_some(known.start)).min();
            return (has_added || known.times.is_some()) && first.is_some_and(|first| first <= original);
        };
        let given = rule.first_from(known.start, original) == Ok(Some(original));
        let first = rule.first_from(known.start, known.start).ok().flatten();
        given || (change.added && first.is_some_and(|first| first < original))
    }

    fn blank(&self, original: NaiveDateTime) -> Change {
        Change {
            id: ChangeId((self.making.new_id)()),
            key: OccurrenceKey {
                slot: self.known.id,
                original,
            },
            skipped: false,
            added: false,
            moved_to: None,
            minutes: None,
            title: None,
            outcome: None,
            timed_at: DateTime::UNIX_EPOCH,
        }
    }
}

/// What a calendar file can say of one evening.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Effect {
    skipped: bool,
    added: bool,
    moved_to: Option<NaiveDateTime>,
    minutes: Option<u32>,
    title: Option<String>,
}

fn effect(slot: &Slot, change: &Change) -> Effect {
    // What was let go is written as cancelled, and to a reader that is gone.
    if change.skipped || change.outcome == Some(Outcome::LetGo) {
        return Effect {
            skipped: !change.added,
            ..Effect::default()
        };
    }
    Effect {
        skipped: false,
        added: change.added,
        moved_to: change.moved_to.filter(|to| *to != change.key.original),
        minutes: change.minutes.filter(|m| *m != slot.minutes),
        title: change
            .title
            .clone()
            .filter(|t| slot.kind != Kind::Private && *t != slot.title),
    }
}

/// How long before a start these come, on the wall: a file has no evening before, only so many hours.
fn distances(leads: &[Lead], start: NaiveDateTime) -> BTreeSet<i64> {
    let of_day = |at: NaiveTime| i64::from(at.num_seconds_from_midnight() / 60);
    let distance = |lead: &Lead| match *lead {
        Lead::Before { minutes } => i64::from(minutes),
        Lead::Day { days, at } => i64::from(days) * 24 * 60 + of_day(start.time()) - of_day(at),
    };
    leads.iter().map(distance).collect()
}

/// Whether two slots come at the same times, however their rules are written: a file says the first evening where the
/// planner may have the day since when.
fn same_times(a: &Slot, b: &Slot) -> bool {
    if a.anchor != b.anchor || (a.anchor == Anchor::Fixed && a.zone != b.zone) {
        return false;
    }
    if (a.start, &a.rule) == (b.start, &b.rule) {
        return true;
    }
    let starts = |slot: &Slot| {
        let Some(rule) = &slot.rule else {
            return Some((vec![slot.start], false));
        };
        let end = HORIZON.and_hms_opt(0, 0, 0)?;
        let found = rule.starts(slot.start, slot.start, end, COMPARED).ok()?;
        Some((found.at, found.truncated))
    };
    starts(a).is_some() && starts(a) == starts(b)
}
