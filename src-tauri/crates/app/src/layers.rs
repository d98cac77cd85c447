//! The calendars of others that are here: which there are, reading them again, following their files.
//!
//! A watched file is looked at now and then ([`App::look_at_files`]), never on the thread that reminds. What is read so is
//! the engine's doing: it is not logged, and undo does not stop at it. A file that is gone or broken changes nothing; the
//! last reading stays.

mod follow;

use std::{
    collections::HashMap,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Mutex,
};

use chrono::{DateTime, Utc};
use domain::{
    ids::{LayerId, SnapshotId},
    layer::{BusySeries, Layer},
    spoken,
    words::{fill, import as words},
    zone,
};

use crate::{
    App, Changed, Error, encode,
    import::{CalendarFile, file::stamp_of},
    replies::{self, CalendarLayer, ImportAs, ImportForm, Imported, TickBase, Ticks, Topic},
};

pub use follow::Follower;

/// Files that were found changed and could not be read then, by layer and stamp: they are not read again until they
/// change once more.
#[derive(Debug, Default)]
pub(crate) struct Broken(Mutex<HashMap<LayerId, String>>);

impl App {
    /// The calendars of others, in the order they came.
    ///
    /// # Errors
    /// The store's.
    pub fn layers(&self) -> Result<Vec<CalendarLayer>, Error> {
        let (Some(people), p) = (self.people()?, self.preferences()?) else {
            return Ok(vec![]);
        };
        let read = self.read(|r| {
            let mut all = Vec::new();
            for layer in r.layers()? {
                let busy = r.busy(layer.snapshot)?;
                let mut uids: Vec<String> = busy
                    .iter()
                    .enumerate()
                    .filter(|(_, busy)| !busy.is_left_out())
                    // One without a UID is an entry by itself.
                    .map(|(n, busy)| {
                        if busy.uid.is_empty() {
                            format!("\n{n}")
                        } else {
                            busy.uid.clone()
                        }
                    })
                    .collect();
                uids.sort_unstable();
                uids.dedup();
                all.push((layer, uids.len()));
            }
            Ok(all)
        })?;
        let said = |(layer, entries): (Layer, usize)| {
            let entries = u32::try_from(entries).unwrap_or(u32::MAX);
            let template = if entries == 1 {
                words::ENTRIES_ONE
            } else {
                words::ENTRIES_OTHER
            };
            let counted = fill(template, &[("n", &entries)]);
            let read_at = read_at(&layer);
            CalendarLayer {
                id: layer.id.to_string(),
                half: encode::half(layer.half),
                whose: fill(
                    words::LAYER_WHOSE,
                    &[("name", &people.name(layer.half)), ("entries", &counted)],
                ),
                read: fill(words::LAYER_READ, &[("when", &self.read_when(read_at, p.clock))]),
                read_at: encode::instant(read_at, self.zone()),
                entries,
                names: layer.names,
                trouble: self.trouble(&layer),
                name: layer.name,
                file: layer.path,
            }
        };
        Ok(read.unwrap_or_default().into_iter().map(said).collect())
    }

    /// Takes a calendar out, with all its busy time; undo brings it back.
    ///
    /// # Errors
    /// There is no such layer.
    pub fn remove_layer(&self, id: &str) -> Result<Changed<replies::Done>, Error> {
        let layer = self.layer(id)?;
        self.change_layer(&layer, words::SAID_REMOVED, |w| w.remove_layer(layer.id))
    }

    /// Keeps the names of its entries, or drops them. They come from its file: at once where that is watched, otherwise
    /// when it is read the next time.
    ///
    /// # Errors
    /// There is no such layer.
    pub fn keep_layer_names(&self, id: &str, names: bool) -> Result<Changed<replies::Done>, Error> {
        let layer = self.layer(id)?;
        let mut on = |_: usize, _: usize| ControlFlow::Continue(());
        let path = layer.path.as_deref().filter(|_| names);
        let file = path.and_then(|path| CalendarFile::open(Path::new(path), &mut on).ok());
        let said = match (names, &file) {
            (false, _) => words::SAID_NAMES_OFF,
            (true, Some(_)) => words::SAID_NAMES_ON,
            (true, None) => words::SAID_NAMES_LATER,
        };
        let mut changed = Layer {
            names,
            snapshot: SnapshotId(self.new_id()),
            ..layer.clone()
        };
        let (busy, stamp) = match file.map(|file| file.of_layer(&layer)) {
            Some(file) => (
                self.busy_of(&file, layer.half, &form_of(&changed, true))?,
                file.stamp().to_owned(),
            ),
            None => {
                // The same reading once more, without its names.
                changed.snapshot = reading_of(&layer, self.new_id());
                let read = self.read(|r| {
                    let stamp = r.snapshot(layer.snapshot)?.map(|snapshot| snapshot.stamp);
                    Ok((r.busy(layer.snapshot)?, stamp.unwrap_or_default()))
                })?;
                read.unwrap_or_default()
            }
        };
        let busy: Vec<BusySeries> = busy
            .into_iter()
            .map(|busy| BusySeries {
                title: if names { busy.title } else { String::new() },
                ..busy
            })
            .collect();
        self.change_layer(&layer, said, |w| {
            self.put_reading(w, &changed, Some(&layer), &stamp, &busy, &mut on)
        })
    }

    /// Reads its file again whenever that changes, or no longer. `path` is where its file is.
    ///
    /// # Errors
    /// There is no such layer.
    pub fn watch_layer(&self, id: &str, path: Option<&Path>) -> Result<Changed<replies::Done>, Error> {
        let layer = self.layer(id)?;
        let said = if path.is_some() {
            words::SAID_WATCHED
        } else {
            words::SAID_UNWATCHED
        };
        let changed = Layer {
            path: path.map(|path| path.to_string_lossy().into_owned()),
            ..layer.clone()
        };
        self.change_layer(&layer, said, |w| w.put_layer(&changed))
    }

    /// Reads a layer's file again, now: from `path`, or from where it is watched.
    ///
    /// # Errors
    /// There is no such layer, nobody knows where its file is, or it cannot be read.
    pub fn read_layer(&self, id: &str, path: Option<&Path>) -> Result<Changed<Imported>, Error> {
        let layer = self.layer(id)?;
        let watched = layer.path.as_ref().map(PathBuf::from);
        let path = path.map(Path::to_owned).or_else(|| watched.clone());
        let path = path.ok_or(Error::NotFound)?;
        let mut on = |_: usize, _: usize| ControlFlow::Continue(());
        let file = CalendarFile::open(&path, &mut on)?.of_layer(&layer);
        let form = form_of(&layer, watched.is_some());
        let changed = self.import(&file, &form, &mut on)?;
        self.broken.forget(layer.id);
        Ok(changed)
    }

    /// Reads the watched files that changed since they were last read. Told which pages to load again.
    ///
    /// # Errors
    /// The store's. A file that cannot be read is no error: its last reading stays.
    pub fn look_at_files(&self) -> Result<Vec<Topic>, Error> {
        let read = self.read(|r| {
            let mut watched = Vec::new();
            for layer in r.layers()? {
                if layer.path.is_some() {
                    let stamp = r.snapshot(layer.snapshot)?.map(|snapshot| snapshot.stamp);
                    watched.push((layer, stamp));
                }
            }
            Ok(watched)
        })?;
        let mut topics = Vec::new();
        for (layer, stamp) in read.unwrap_or_default() {
            let path = PathBuf::from(layer.path.clone().unwrap_or_default());
            let Some(now) = stamp_of(&path) else { continue };
            if stamp.as_deref() == Some(&now) || self.broken.is(layer.id, &now) {
                continue;
            }
            let mut on = |_: usize, _: usize| ControlFlow::Continue(());
            match CalendarFile::open(&path, &mut on) {
                // Somebody is still writing it: the next look comes soon.
                Ok(_) if stamp_of(&path).as_deref() != Some(&now) => {}
                Ok(file) => {
                    topics.extend(self.follow(&layer, &file.of_layer(&layer))?);
                    self.broken.forget(layer.id);
                }
                Err(_) => self.broken.note(layer.id, now),
            }
        }
        topics.dedup();
        Ok(topics)
    }

    /// Puts a changed file in place of what was read before, unless somebody changed the layer meanwhile.
    fn follow(&self, layer: &Layer, file: &CalendarFile) -> Result<Vec<Topic>, Error> {
        let form = form_of(layer, true);
        let busy = self.busy_of(file, layer.half, &form)?;
        let new = Layer {
            snapshot: SnapshotId(self.new_id()),
            ..layer.clone()
        };
        let changed = self.record(|w| {
            let is_still = w.layers()?.iter().any(|now| now == layer);
            if is_still {
                let mut on = |_: usize, _: usize| ControlFlow::Continue(());
                self.put_reading(w, &new, Some(layer), file.stamp(), &busy, &mut on)?;
            }
            Ok(())
        })?;
        Ok(changed.topics)
    }

    fn layer(&self, id: &str) -> Result<Layer, Error> {
        let id: LayerId = id.parse().map_err(|_| Error::NotFound)?;
        let layers = self.read(|r| r.layers())?.unwrap_or_default();
        layers
            .into_iter()
            .find(|layer| layer.id == id)
            .ok_or(Error::NotFound)
    }

    fn change_layer(
        &self,
        layer: &Layer,
        said: &str,
        f: impl FnOnce(&store::Write<'_>) -> Result<(), store::StoreError>,
    ) -> Result<Changed<replies::Done>, Error> {
        let said = fill(said, &[("name", &layer.name)]);
        let changed = self.change(&said, Some(layer.half), f)?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: layer.id.to_string(),
            },
            topics: changed.topics,
        })
    }

    /// What is the matter with a watched file.
    fn trouble(&self, layer: &Layer) -> String {
        let Some(path) = &layer.path else {
            return String::new();
        };
        match stamp_of(Path::new(path)) {
            None => words::LAYER_GONE.to_owned(),
            Some(stamp) if self.broken.is(layer.id, &stamp) => words::LAYER_UNREADABLE.to_owned(),
            Some(_) => String::new(),
        }
    }

    /// "today, 2:36 pm", "yesterday, 9 am", "12 October".
    fn read_when(&self, at: DateTime<Utc>, clock: spoken::Clock) -> String {
        let at = zone::civil(at, self.zone());
        let days = (at.date() - self.here().date()).num_days();
        if !(-1..=0).contains(&days) {
            return spoken::date_from(at.date(), self.here().date());
        }
        let values: [(&str, &dyn std::fmt::Display); 2] = [
            ("day", &spoken::away(days)),
            ("time", &spoken::time(at.time(), clock)),
        ];
        fill(words::READ_DAY, &values)
    }
}

impl Broken {
    fn is(&self, layer: LayerId, stamp: &str) -> bool {
        self.lock().get(&layer).is_some_and(|broken| broken == stamp)
    }

    fn note(&self, layer: LayerId, stamp: String) {
        self.lock().insert(layer, stamp);
    }

    fn forget(&self, layer: LayerId) {
        self.lock().remove(&layer);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<LayerId, String>> {
        self.0.lock().expect("BUG: nothing panics while holding this")
    }
}

/// When a layer's file was read: the moment its reading was made, which its id says.
fn read_at(layer: &Layer) -> DateTime<Utc> {
    let stamp = layer.snapshot.0.get_timestamp().map(|stamp| stamp.to_unix());
    let (seconds, nanos) = stamp.unwrap_or_default();
    let seconds = i64::try_from(seconds).unwrap_or(0);
    DateTime::from_timestamp(seconds, nanos).unwrap_or(DateTime::UNIX_EPOCH)
}

/// Another name for the same reading: it was made when the other was.
fn reading_of(layer: &Layer, fresh: uuid::Uuid) -> SnapshotId {
    match layer.snapshot.0.get_timestamp() {
        Some(made) => SnapshotId(uuid::Uuid::new_v7(made)),
        None => SnapshotId(fresh),
    }
}

/// Reading a file again is taking it in as it was, left-out entries left out.
fn form_of(layer: &Layer, watch: bool) -> ImportForm {
    ImportForm {
        take_as: match layer.half {
            domain::people::Half::First => ImportAs::First,
            domain::people::Half::Second => ImportAs::Second,
        },
        names: layer.names,
        watch,
        ticks: Ticks {
            base: TickBase::Usual,
            flipped: vec![],
        },
    }
}
