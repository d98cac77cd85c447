//! The busy time of both, from the calendars that were read in.
//!
//! What a file said when it was read never changes, so it is read from the planner once and kept as long as a layer
//! shows it: leafing through months asks for it again and again.

use std::{
    collections::{BTreeMap, HashSet},
    sync::{Arc, Mutex},
};

use chrono::{DateTime, Utc};
use domain::{ids::SnapshotId, layer::BusyEntry, opening::Busy, slot::Slot};

use crate::{App, Error};

/// The readings that layers show, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Readings(Mutex<BTreeMap<SnapshotId, Arc<Vec<BusyEntry>>>>);

impl App {
    /// When one of the two is busy within `from..until`, by time: each entry of a layer by itself, as long as it is. At
    /// most 400 days are answered.
    ///
    /// Dates of the couple's own that came back with somebody's calendar keep nobody busy. An entry has a name only where its layer keeps names. Times that float, and whole days, are those of where this
    /// computer is.
    ///
    /// # Errors
    /// The store's.
    pub fn busy_between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Busy>, Error> {
        let here = self.zone();
        let kept = self
            .readings
            .0
            .lock()
            .expect("BUG: nothing panics while holding this")
            .clone();
        // One snapshot of the planner: a reading that a layer shows is there as long as the layer is.
        let read = self.read(|r| {
            let mut shown = Vec::new();
            for layer in r.layers()? {
                let entries = match kept.get(&layer.snapshot) {
                    Some(entries) => Arc::clone(entries),
                    None => Arc::new(others(r.busy_entries(layer.snapshot)?, &r.slots()?)),
                };
                shown.push((layer, entries));
            }
            Ok(shown)
        })?;
        let layers = read.unwrap_or_default();
        let mut found = Vec::new();
        for (layer, entries) in &layers {
            for BusyEntry { busy, .. } in entries.iter().filter(|e| e.first < until && from < e.last) {
                let title = if layer.names { busy.title.as_str() } else { "" };
                found.extend(
                    busy.between(from, until, here)
                        .into_iter()
                        .map(|(from, until)| Busy {
                            half: layer.half,
                            from,
                            until,
                            title: title.to_owned(),
                        }),
                );
            }
        }
        found.sort_by_key(|busy| (busy.from, busy.until, busy.half));
        let shown = layers
            .into_iter()
            .map(|(layer, entries)| (layer.snapshot, entries));
        *self
            .readings
            .0
            .lock()
            .expect("BUG: nothing panics while holding this") = shown.collect();
        Ok(found)
    }
}

/// The entries that are no dates of the couple's own. Exported to a telephone and read in again with what is on it, a
/// date would meet itself.
fn others(mut entries: Vec<BusyEntry>, slots: &[Slot]) -> Vec<BusyEntry> {
    let own: HashSet<String> = (slots.iter())
        .flat_map(|slot| std::iter::once(slot.id.to_string()).chain(slot.uid.clone()))
        .collect();
    entries.retain(|entry| {
        let uid = entry.busy.uid.as_str();
        // An id is 36 characters; what another program adds to it stands behind.
        let ours = own.contains(uid) || uid.get(..36).is_some_and(|id| own.contains(id));
        !ours
    });
    entries
}
