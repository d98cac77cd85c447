//! The busy time of both, from the calendars that were read in.
//!
//! What a file said when it was read never changes, so it is read from the planner once and kept as long as a layer
//! shows it: leafing through months asks for it again and again.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use chrono::{DateTime, Utc};
use domain::{ids::SnapshotId, layer::BusyEntry, opening::Busy};

use crate::{App, Error};

/// The readings that layers show, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Readings(Mutex<BTreeMap<SnapshotId, Arc<Vec<BusyEntry>>>>);

impl App {
    /// When one of the two is busy within `from..until`, by time: each entry of a layer by itself, as long as it is. At
    /// most 400 days are answered.
    ///
    /// An entry has a name only where its layer keeps names. Times that float, and whole days, are those of where this
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
                    None => Arc::new(r.busy_entries(layer.snapshot)?),
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
