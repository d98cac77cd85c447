//! What may be seen of a date, and by whom: the one place that says so.
//!
//! A surprise is out of sight of everybody but who keeps it, until its day. The series that [`App::series`] and
//! [`App::series_in`] hand out, and the occurrences that [`App::find`] and [`App::occurrence_now`] do, have been through
//! here: pages, reminders and exports say what they are given and cannot say more.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::{
    date_plan::{DatePlan, Part, Preparation, Who},
    occurrence::{Change, Occurrence, OccurrenceKey},
    people::{Half, Here},
    slot::{Kind, Slot},
    zone,
};
use store::{Read, StoreError};

use crate::{App, Error, Series, settings};

/// Who is looking, on which day, and what is kept from them.
#[derive(Debug, Clone)]
pub(crate) struct Sight {
    looking: Option<Half>,
    today: NaiveDate,
    here: Tz,
    /// The plans that somebody keeps from the other: few.
    kept: BTreeMap<OccurrenceKey, DatePlan>,
}

impl App {
    /// What may be seen at this moment by who is here.
    pub(crate) fn sight(&self) -> Result<Sight, Error> {
        let read = self.read(|r| self.sight_in(r))?;
        Ok(read.unwrap_or_else(|| Sight::nothing_kept(self.zone(), self.now())))
    }

    /// Who is looking; nobody, where the computer is shared and nobody said.
    pub(crate) fn looking_half(&self) -> Result<Option<Half>, Error> {
        Ok(self.read(|r| self.looking_in(r))?.unwrap_or(self.looking))
    }

    pub(crate) fn looking_in(&self, read: &Read<'_>) -> Result<Option<Half>, StoreError> {
        Ok(match (self.looking, settings::who_is_here(read)?) {
            (Some(half), _) | (None, Here::One(half)) => Some(half),
            (None, Here::Shared) => None,
        })
    }

    pub(crate) fn sight_in(&self, read: &Read<'_>) -> Result<Sight, StoreError> {
        let looking = self.looking_in(read)?;
        let kept = read.surprises()?.into_iter().map(|plan| (plan.key, plan));
        Ok(Sight {
            looking,
            today: self.here().date(),
            here: self.zone(),
            kept: kept.collect(),
        })
    }

    /// Every slot with its changes, as far as they may be seen.
    pub(crate) fn series(&self) -> Result<Series, Error> {
        Ok(self.read(|r| self.series_in(r))?.unwrap_or_default())
    }

    /// A slot, as far as it may be seen.
    pub(crate) fn seen(&self, mut slot: Slot) -> Result<Slot, Error> {
        let sight = self.sight()?;
        if !sight.kept.is_empty() && !slot.is_standing() {
            let mut changes = self.read(|r| r.changes(slot.id))?.unwrap_or_default();
            sight.over(&mut slot, &mut changes);
        }
        Ok(slot)
    }

    /// The same, in one snapshot with whatever else is read.
    pub(crate) fn series_in(&self, read: &Read<'_>) -> Result<Series, StoreError> {
        let mut series = crate::series(read)?;
        let sight = self.sight_in(read)?;
        if !sight.kept.is_empty() {
            for (slot, changes) in &mut series {
                sight.over(slot, changes);
            }
        }
        Ok(series)
    }
}

impl Sight {
    /// Where nobody keeps anything: a planner that is not there yet.
    pub(crate) fn nothing_kept(here: Tz, now: DateTime<Utc>) -> Sight {
        Sight {
            looking: None,
            today: zone::civil(now, here).date(),
            here,
            kept: BTreeMap::new(),
        }
    }

    /// Whether one of them keeps this evening of a slot from whoever is looking.
    pub(crate) fn keeps(
        &self,
        slot: &Slot,
        changes: &BTreeMap<NaiveDateTime, Change>,
        key: OccurrenceKey,
    ) -> bool {
        let moved = changes.get(&key.original).and_then(|change| change.moved_to);
        let zone = slot.zone_here(self.here);
        self.keeper_of(key, moved.unwrap_or(key.original), zone).is_some()
    }

    /// Who is looking; nobody, where the computer is shared and nobody said.
    pub(crate) fn looking(&self) -> Option<Half> {
        self.looking
    }

    /// Who keeps this one from whoever is looking.
    pub(crate) fn keeper(&self, o: &Occurrence) -> Option<Half> {
        self.keeper_of(o.key, o.local, o.zone)
    }

    /// The occurrence, as far as it may be seen.
    pub(crate) fn seen(&self, slot: &Slot, mut o: Occurrence) -> Occurrence {
        if self.keeper(&o).is_some() && o.kind != Kind::Private {
            o.title = series_title(slot).to_owned();
        }
        o
    }

    /// Whether a line of who does what may be seen: what the keeper sees to may not.
    pub(crate) fn shows_part(&self, o: &Occurrence, part: &Part) -> bool {
        self.keeper(o).is_none_or(|keeper| part.who != Who::One(keeper))
    }

    /// What a preparation is called outside its plan: nothing where it is kept, or where its date goes by a label.
    pub(crate) fn words_of<'a>(&self, o: &Occurrence, preparation: &'a Preparation) -> Option<&'a str> {
        let open = self.keeper(o).is_none() && o.kind != Kind::Private;
        open.then_some(preparation.words.as_str())
    }

    fn keeper_of(&self, key: OccurrenceKey, local: NaiveDateTime, zone: Tz) -> Option<Half> {
        let plan = self.kept.get(&key)?;
        let day = zone::civil(zone::instant(local, zone), self.here).date();
        let hidden = plan.is_hidden(self.looking, self.today < day);
        plan.surprise.filter(|_| hidden)
    }

    fn over(&self, slot: &mut Slot, changes: &mut BTreeMap<NaiveDateTime, Change>) {
        let zone = slot.zone_here(self.here);
        let mut hidden = false;
        for key in self.kept.keys().filter(|key| key.slot == slot.id) {
            let change = changes.get_mut(&key.original);
            let moved = change.as_ref().and_then(|change| change.moved_to);
            if self
                .keeper_of(*key, moved.unwrap_or(key.original), zone)
                .is_none()
            {
                continue;
            }
            hidden = true;
            if let Some(change) = change {
                change.title = None;
            }
        }
        if hidden && !slot.is_standing() {
            slot.title = String::new();
        }
    }
}

/// What a date goes by without a name of its own. A single date has no other: its name is the surprise.
fn series_title(slot: &Slot) -> &str {
    if slot.is_standing() { &slot.title } else { "" }
}
