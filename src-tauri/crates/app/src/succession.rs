//! A series gone on with in another way: what was stays as it was, and what was said and planned of evenings ahead goes
//! along. [`Line`] is what is known, [`Edit`] what is to be written, as one step.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use domain::{
    date_plan::{DatePlan, Part, Preparation},
    ids::{ChangeId, SlotId},
    occurrence::{self, Change, OccurrenceKey},
    slot::{Planner, Slot},
    succession::{self, Fate, Known},
    zone,
};
use store::{Read, StoreError, Write};

use crate::{App, Error, dates};

/// A series with those it follows and those that follow it, from one moment of the planner.
#[derive(Default)]
pub(crate) struct Line {
    /// First to last.
    pub slots: Vec<Slot>,
    changes: HashMap<SlotId, BTreeMap<NaiveDateTime, Change>>,
    plans: Vec<DatePlan>,
    parts: Vec<Part>,
    preparations: Vec<Preparation>,
}

impl Line {
    /// The line that a slot is in; `None` where there is no such slot.
    pub fn of(r: &Read<'_>, slot: SlotId) -> Result<Option<Line>, StoreError> {
        let all = r.slots()?;
        let mut ids = BTreeSet::from([slot]);
        // As long as one more is found that follows one of them, or is followed by one.
        loop {
            let before = ids.len();
            for slot in &all {
                if let Some(continues) = slot.continues
                    && (ids.contains(&slot.id) || ids.contains(&continues))
                {
                    ids.extend([slot.id, continues]);
                }
            }
            if ids.len() == before {
                break;
            }
        }
        let mut slots: Vec<Slot> = all.into_iter().filter(|s| ids.contains(&s.id)).collect();
        if !slots.iter().any(|s| s.id == slot) {
            return Ok(None);
        }
        slots.sort_by_key(|s| (s.start, s.id));
        let mut changes = HashMap::new();
        for slot in &slots {
            changes.insert(slot.id, r.changes(slot.id)?);
        }
        let of = |key: &OccurrenceKey| ids.contains(&key.slot);
        Ok(Some(Line {
            slots,
            changes,
            plans: r.date_plans()?.into_iter().filter(|p| of(&p.key)).collect(),
            parts: r.all_parts()?.into_iter().filter(|p| of(&p.key)).collect(),
            preparations: (r.all_preparations()?.into_iter())
                .filter(|p| of(&p.key))
                .collect(),
        }))
    }

    /// One of its slots.
    pub fn slot(&self, id: SlotId) -> &Slot {
        let found = self.slots.iter().find(|s| s.id == id);
        found.expect("BUG: asked only for slots of the line")
    }

    /// What was said of a slot's evenings.
    pub fn changes(&self, slot: SlotId) -> &BTreeMap<NaiveDateTime, Change> {
        self.changes.get(&slot).expect("BUG: read with its slot")
    }

    /// The evenings of a slot, from one on, of which something is known.
    fn known(&self, slot: SlotId, from: NaiveDateTime) -> BTreeMap<NaiveDateTime, (Option<&Change>, bool)> {
        let mut known: BTreeMap<NaiveDateTime, (Option<&Change>, bool)> = BTreeMap::new();
        for (original, change) in self.changes(slot) {
            known.entry(*original).or_default().0 = Some(change);
        }
        let planned = (self.plans.iter().map(|p| p.key))
            .chain(self.parts.iter().map(|p| p.key))
            .chain(self.preparations.iter().map(|p| p.key));
        for key in planned.filter(|key| key.slot == slot) {
            known.entry(key.original).or_default().1 = true;
        }
        known.retain(|original, _| *original >= from);
        known
    }
}

/// Where a series goes on from: one of a line, and the first of its evenings that is about to change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct From<'a> {
    pub slot: &'a Slot,
    pub at: NaiveDateTime,
}

/// What a change of a line comes to: every row that is another one then.
#[derive(Debug, Default)]
pub(crate) struct Edit {
    pub slots: Vec<Slot>,
    gone: Vec<SlotId>,
    pub changes: Vec<Change>,
    forgotten: Vec<ChangeId>,
    /// Evenings that go by another name.
    renamed: Vec<(OccurrenceKey, OccurrenceKey)>,
    /// Evenings that are no more, with all that was planned of them.
    over: Vec<OccurrenceKey>,
}

impl Edit {
    /// Writes it, within one step.
    pub fn write(&self, w: &Write<'_>, line: &Line) -> Result<(), StoreError> {
        self.slots.iter().try_for_each(|slot| w.put_slot(slot))?;
        self.forgotten.iter().try_for_each(|id| w.remove_change(*id))?;
        (self.changes.iter()).try_for_each(|change| dates::write_change(w, change))?;
        let name = |key: OccurrenceKey| {
            let found = self.renamed.iter().find(|(from, _)| *from == key);
            found.map(|(_, to)| *to)
        };
        for plan in &line.plans {
            if self.over.contains(&plan.key) {
                w.remove_date_plan(plan.id)?;
            } else if let Some(key) = name(plan.key) {
                w.put_date_plan(&DatePlan { key, ..plan.clone() })?;
            }
        }
        for part in &line.parts {
            if self.over.contains(&part.key) {
                w.remove_part(part.id)?;
            } else if let Some(key) = name(part.key) {
                w.put_part(&Part { key, ..part.clone() })?;
            }
        }
        for preparation in &line.preparations {
            if self.over.contains(&preparation.key) {
                w.remove_preparation(preparation.id)?;
            } else if let Some(key) = name(preparation.key) {
                w.put_preparation(&Preparation {
                    key,
                    ..preparation.clone()
                })?;
            }
        }
        self.gone.iter().try_for_each(|id| w.remove_slot(*id))
    }

    /// Puts a slot as it is to be, once.
    pub fn put(&mut self, slot: Slot) {
        match self.slots.iter_mut().find(|s| s.id == slot.id) {
            Some(there) => *there = slot,
            None => self.slots.push(slot),
        }
    }

    /// Says something of an evening, in place of what this edit said of it.
    pub fn say(&mut self, change: Change) {
        self.changes.retain(|c| c.id != change.id);
        self.changes.push(change);
    }

    /// Takes in what another change of the same line comes to.
    pub fn absorb(&mut self, other: Edit) {
        other.slots.into_iter().for_each(|slot| self.put(slot));
        self.gone.extend(other.gone);
        self.changes.extend(other.changes);
        self.forgotten.extend(other.forgotten);
        self.renamed.extend(other.renamed);
        self.over.extend(other.over);
    }

    /// What is said of a slot's evenings then.
    pub fn changes_then(&self, line: &Line, slot: SlotId) -> BTreeMap<NaiveDateTime, Change> {
        let mut then = line.changes.get(&slot).cloned().unwrap_or_default();
        then.retain(|_, c| {
            !self.forgotten.contains(&c.id) && self.changes.iter().all(|said| said.id != c.id)
        });
        let own = self.changes.iter().filter(|c| c.key.slot == slot);
        then.extend(own.map(|c| (c.key.original, c.clone())));
        then
    }

    /// Whether a slot is removed.
    pub fn is_gone(&self, slot: SlotId) -> bool {
        self.gone.contains(&slot)
    }
}

impl App {
    /// The line that a slot is in.
    pub(crate) fn line(&self, slot: SlotId) -> Result<Line, Error> {
        self.read(|r| Line::of(r, slot))?.flatten().ok_or(Error::NotFound)
    }

    /// Goes on with a line as `like` from where each of `from` is left off, first to last; at least one.
    ///
    /// Where nothing lies before, it is still the first of them; otherwise there is a new series, which continues the one
    /// that was. Turns go on from whoever's it was, unless `like` is planned in another way than `head` was. `step` is how far the rhythm moved on the wall; zero for a new one altogether.
    pub(crate) fn go_on(
        &self,
        line: &Line,
        from: &[From<'_>],
        head: &Slot,
        like: Slot,
        step: Duration,
    ) -> Result<(Edit, Slot), Error> {
        let mut edit = Edit::default();
        let fresh = SlotId(self.new_id());
        let mut whole = Vec::new();
        for from in from {
            let changes = line.changes(from.slot.id);
            match succession::split(from.slot, changes, from.at, fresh)?.before {
                Some(before) => edit.put(before),
                None => whole.push(from.slot),
            }
        }
        let first = from.first().expect("BUG: at least one goes on");
        let kept = whole.first().filter(|_| edit.slots.is_empty());
        let mut new = Slot {
            id: kept.map_or(fresh, |s| s.id),
            // It follows the last that stays, where there is one before it.
            continues: match edit.slots.last() {
                Some(before) => Some(before.id),
                None => first.slot.continues,
            },
            ..like
        };
        new.planner = turn(line, *first, kept.is_some(), head, &new)?;
        if new.id != head.id {
            // What a calendar file said of it stays with the series it was read as.
            new.uid = None;
        }
        self.take_along(line, from, &new, step, &mut edit)?;
        edit.gone = whole.iter().map(|s| s.id).filter(|id| *id != new.id).collect();
        // What followed one that is cut or gone follows the new one.
        let left: Vec<SlotId> = from
            .iter()
            .map(|f| f.slot.id)
            .filter(|id| *id != new.id)
            .collect();
        for slot in &line.slots {
            let follows = slot.continues.is_some_and(|id| left.contains(&id));
            let stays = slot.id != new.id && !edit.gone.contains(&slot.id) && !left.contains(&slot.id);
            if follows && stays && slot.start >= first.at {
                edit.put(Slot {
                    continues: Some(new.id),
                    ..slot.clone()
                });
            }
        }
        edit.put(new.clone());
        Ok((edit, new))
    }

    /// Ends a line: nothing of it from where each of `from` is left off.
    pub(crate) fn end(&self, line: &Line, from: &[From<'_>]) -> Result<Edit, Error> {
        let mut edit = Edit::default();
        for from in from {
            let changes = line.changes(from.slot.id);
            match succession::split(from.slot, changes, from.at, from.slot.id)?.before {
                Some(before) => {
                    edit.put(before);
                    for (original, (change, _)) in line.known(from.slot.id, from.at) {
                        edit.over.push(OccurrenceKey {
                            slot: from.slot.id,
                            original,
                        });
                        edit.forgotten.extend(change.map(|c| c.id));
                    }
                }
                None => edit.gone.push(from.slot.id),
            }
        }
        Ok(edit)
    }

    /// The first evening of a slot that its rule gives from `since` on and that is still ahead, also after it moved by
    /// `step`.
    pub(crate) fn first_ahead(
        &self,
        slot: &Slot,
        since: NaiveDateTime,
        step: Duration,
    ) -> Result<Option<NaiveDateTime>, Error> {
        let Some(rule) = &slot.rule else {
            return Ok(None);
        };
        let zone = slot.zone_here(self.zone());
        let ahead = |at: NaiveDateTime| zone::instant(at, zone) > self.now();
        // A clock change moves an instant by a day at most.
        let mut from = since.max(zone::civil(self.now(), zone) - Duration::days(1));
        if step < Duration::zero() {
            from = from.max(zone::civil(self.now(), zone) - Duration::days(1) - step);
        }
        while let Some(at) = rule.first_from(slot.start, from)? {
            if ahead(at) && ahead(at + step) {
                return Ok(Some(at));
            }
            from = at + Duration::seconds(1);
        }
        Ok(None)
    }

    /// What was said and planned of evenings ahead, as it is of the new series.
    fn take_along(
        &self,
        line: &Line,
        from: &[From<'_>],
        new: &Slot,
        step: Duration,
        edit: &mut Edit,
    ) -> Result<(), Error> {
        let mut evenings = Vec::new();
        for from in from {
            // Nothing is left of a series that goes: all that is known of it goes along.
            let all = from.slot.id != new.id && !edit.slots.iter().any(|s| s.id == from.slot.id);
            let since = if all { NaiveDateTime::MIN } else { from.at };
            for (original, known) in line.known(from.slot.id, since) {
                evenings.push((from.slot, original, known));
            }
        }
        let known: Vec<Known<'_>> = (evenings.iter())
            .map(|&(_, original, (change, planned))| Known {
                original,
                change,
                planned,
            })
            .collect();
        let fates = succession::fates(new, &known, step)?;
        for ((slot, original, (change, _)), fate) in evenings.into_iter().zip(fates) {
            let key = OccurrenceKey {
                slot: slot.id,
                original,
            };
            let named = |original| OccurrenceKey {
                slot: new.id,
                original,
            };
            match fate {
                Fate::Gone => {
                    edit.forgotten.extend(change.map(|c| c.id));
                    edit.over.push(key);
                }
                Fate::Becomes(at) => {
                    edit.renamed.push((key, named(at)));
                    edit.changes.extend(change.map(|c| Change {
                        key: named(at),
                        moved_to: c.moved_to.filter(|to| *to != at),
                        minutes: c.minutes.filter(|minutes| *minutes != new.minutes),
                        ..c.clone()
                    }));
                }
                Fate::Alone => {
                    edit.renamed.push((key, named(original)));
                    let mut alone = change.cloned().unwrap_or_else(|| Change {
                        timed_at: DateTime::<Utc>::UNIX_EPOCH,
                        ..self.change_of(&BTreeMap::new(), key)
                    });
                    alone.key = named(original);
                    alone.added = true;
                    let long = alone.minutes.unwrap_or(slot.minutes);
                    alone.minutes = (long != new.minutes).then_some(long);
                    edit.changes.push(alone);
                }
            }
        }
        Ok(())
    }
}

/// Whose turn a series that goes on begins with.
fn turn(line: &Line, first: From<'_>, is_still: bool, head: &Slot, new: &Slot) -> Result<Planner, Error> {
    let (Planner::Turns(was), Planner::Turns(is), Planner::Turns(began)) =
        (head.planner, new.planner, first.slot.planner)
    else {
        return Ok(new.planner);
    };
    let next = if is_still {
        began
    } else {
        occurrence::whose_turn(first.slot, line.changes(first.slot.id), began, first.at)?
    };
    // Said the other way round, it is the other one's.
    Ok(Planner::Turns(if was == is { next } else { next.other() }))
}
