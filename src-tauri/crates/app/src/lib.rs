//! What a couple can do, without a desktop: the same for the window and the terminal.
//!
//! [`App`] holds the planner, a clock and the manners of the place. Its methods are grouped by area, one file each;
//! each reads facts from the store, lets `domain` decide, writes, and answers in the shapes of [`replies`].
#![deny(missing_docs)]

mod agenda;
mod ahead;
mod answers;
mod busy;
mod chance;
mod check;
mod choices;
pub mod clock;
mod date_plan;
mod dates;
pub mod demo;
pub mod doctor;
mod edits;
mod encode;
mod error;
pub mod expand;
pub mod export;
mod favourites;
mod gestures;
mod help;
mod history;
mod ideas;
pub mod import;
mod inbox;
mod intentions;
mod kinds;
mod layers;
mod library;
mod matters;
mod openings;
mod pages;
mod pauses;
mod place;
pub mod ports;
mod red_letters;
pub mod replies;
mod series;
mod settings;
mod sight;
mod slots;
mod start;
mod succession;
mod suggestions;
mod talk;
mod tick;
mod topics;
mod wanted;
mod week;
mod year;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
};

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::{
    ids::SlotId,
    occurrence::Change,
    people::{Half, People},
    slot::Slot,
};
use store::{Cause, Committed, Read, Store, Write};
use uuid::Uuid;

pub use ahead::Upcoming;
pub use answers::{Answer, Target};
pub use check::{Desktop, Shows};
pub use error::{Error, Invalid};
pub use gestures::NoSmallThing;
pub use layers::Follower;
pub use red_letters::NoDay;
pub use settings::Locale;
pub use start::{Tray, Waiting, data_dir};
pub use talk::{DeckFile, NoTalk};
pub use tick::{Delivery, Look};

use crate::{ports::Clock, replies::Topic, settings::Preferences};

/// The couple's planner.
pub struct App {
    dir: PathBuf,
    store: OnceLock<Store>,
    opening: Mutex<()>,
    seen: Mutex<Option<i64>>,
    looked: Mutex<Option<tick::Looked>>,
    clock: Arc<dyn Clock>,
    locale: Locale,
    broken: layers::Broken,
    readings: busy::Readings,
    looking: Option<Half>,
    /// The millisecond of the newest identity, and how many it had before, in its last twelve bits.
    newest_id: AtomicU64,
}

/// A change that is safe on the disk: what came of it, and what shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed<T> {
    /// The answer.
    pub value: T,
    /// What to load again.
    pub topics: Vec<Topic>,
}

impl<T> Changed<T> {
    /// The same change, answered with how the toast names it and what was made or changed.
    pub(crate) fn done(self, said: String, id: String) -> Changed<replies::Done> {
        Changed {
            value: replies::Done { said, id },
            topics: self.topics,
        }
    }
}

/// Stands for the version of a planner that is not there; SQLite's own are never negative.
const ABSENT: i64 = -1;

/// Slots, each with what the couple said of its occurrences.
pub(crate) type Series = Vec<(Slot, BTreeMap<NaiveDateTime, Change>)>;

impl App {
    /// Opens the planner in `dir`. A planner that is not there yet is not made: reading it answers empty, and the first
    /// change makes it.
    pub fn open(dir: &Path, clock: Arc<dyn Clock>, locale: Locale) -> Result<App, Error> {
        let app = App {
            dir: dir.to_owned(),
            store: OnceLock::new(),
            opening: Mutex::new(()),
            seen: Mutex::new(None),
            looked: Mutex::new(None),
            clock,
            locale,
            broken: layers::Broken::default(),
            readings: busy::Readings::default(),
            looking: None,
            newest_id: AtomicU64::new(0),
        };
        app.existing()?;
        Ok(app)
    }

    /// The same, with one of the two looking, whoever's computer it is: `--as NAME`.
    pub fn looking_as(mut self, half: Half) -> App {
        self.looking = Some(half);
        self
    }

    /// Where the planner's files are.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// This moment, as the planner's clock has it.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Where this computer is.
    pub fn zone(&self) -> Tz {
        self.clock.zone()
    }

    /// This moment on the wall here.
    pub(crate) fn here(&self) -> NaiveDateTime {
        domain::zone::civil(self.now(), self.zone())
    }

    /// Whether another process changed the planner since this was last asked.
    pub fn changed_elsewhere(&self) -> Result<bool, Error> {
        // A planner that appears where there was none is a change too.
        let version = match self.existing()? {
            Some(store) => store.data_version()?,
            None => ABSENT,
        };
        let mut seen = self.seen.lock().expect("BUG: nothing panics while holding this");
        let changed = seen.is_some_and(|before| before != version);
        *seen = Some(version);
        Ok(changed)
    }

    /// The store, if there is a planner.
    pub(crate) fn existing(&self) -> Result<Option<&Store>, Error> {
        if let Some(store) = self.store.get() {
            return Ok(Some(store));
        }
        let _one = self
            .opening
            .lock()
            .expect("BUG: nothing panics while holding this");
        if self.store.get().is_none()
            && let Some(store) = Store::open_existing(&self.dir, self.now())?
        {
            let _ = self.store.set(store);
        }
        Ok(self.store.get())
    }

    /// The store, made if need be.
    fn made(&self) -> Result<&Store, Error> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let _one = self
            .opening
            .lock()
            .expect("BUG: nothing panics while holding this");
        if self.store.get().is_none() {
            let _ = self.store.set(Store::open(&self.dir, self.now())?);
        }
        Ok(self.store.get().expect("BUG: set above"))
    }

    /// One snapshot; `None` when there is no planner yet.
    pub(crate) fn read<T>(
        &self,
        f: impl FnOnce(&Read<'_>) -> Result<T, store::StoreError>,
    ) -> Result<Option<T>, Error> {
        Ok(match self.existing()? {
            Some(store) => Some(store.read(f)?),
            None => None,
        })
    }

    /// A change by a person: logged under `said`, and undoable.
    pub(crate) fn change<T>(
        &self,
        said: &str,
        by: Option<Half>,
        f: impl FnOnce(&Write<'_>) -> Result<T, store::StoreError>,
    ) -> Result<Changed<T>, Error> {
        let committed = self.made()?.write(
            Cause::Person {
                said,
                now: self.now(),
                by,
            },
            f,
        )?;
        Ok(topics::of(committed))
    }

    /// A change by the reminder engine: neither logged nor undoable.
    pub(crate) fn record<T>(
        &self,
        f: impl FnOnce(&Write<'_>) -> Result<T, store::StoreError>,
    ) -> Result<Changed<T>, Error> {
        let committed: Committed<T> = self.made()?.write(Cause::Engine, f)?;
        Ok(topics::of(committed))
    }

    /// A new identity, in the order of time; of one millisecond, in the order they are asked for.
    pub(crate) fn new_id(&self) -> Uuid {
        let millis = u64::try_from(self.now().timestamp_millis()).unwrap_or(0);
        let following = |newest: u64| match newest >> 12 == millis {
            true => newest + 1,
            false => millis << 12,
        };
        let newest = self
            .newest_id
            .fetch_update(SeqCst, SeqCst, |it| Some(following(it)));
        let [.., high, low] = newest.map_or(0, following).to_be_bytes();
        // What the version does not take of the first two bytes counts; the rest is chance.
        let chance = Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, 0, 0));
        let mut rest = [0; 10];
        rest.copy_from_slice(&chance.as_bytes()[6..]);
        rest[..2].copy_from_slice(&[high, low]);
        uuid::Builder::from_unix_timestamp_millis(millis, &rest).into_uuid()
    }

    pub(crate) fn people(&self) -> Result<Option<People>, Error> {
        Ok(self.read(|r| r.people())?.flatten())
    }

    pub(crate) fn preferences(&self) -> Result<Preferences, Error> {
        Ok(self
            .read(|r| Preferences::read(r, &self.locale))?
            .unwrap_or_else(|| Preferences::from_locale(&self.locale)))
    }
}

/// Every slot with its changes, surprises included: what is shown comes from [`App::series`].
pub(crate) fn series(read: &Read<'_>) -> Result<Series, store::StoreError> {
    let mut changes: std::collections::HashMap<SlotId, BTreeMap<NaiveDateTime, Change>> =
        read.all_changes()?;
    Ok(read
        .slots()?
        .into_iter()
        .map(|slot| {
            let own = changes.remove(&slot.id).unwrap_or_default();
            (slot, own)
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_in_one_moment_keeps_the_order_it_was_made_in() {
        struct Standing;
        impl Clock for Standing {
            fn now(&self) -> DateTime<Utc> {
                "2026-10-13T13:36:00.123456Z".parse().unwrap()
            }
            fn zone(&self) -> Tz {
                Tz::Europe__London
            }
        }
        let dir = tempfile::tempdir().unwrap();
        let app = App::open(dir.path(), Arc::new(Standing), Locale::named("en_GB")).unwrap();
        let ids: Vec<Uuid> = (0..500).map(|_| app.new_id()).collect();
        assert!(ids.is_sorted(), "as they were asked for");
        let moments = ids.iter().map(|id| id.get_timestamp().unwrap().to_unix());
        assert!(
            moments.clone().all(|at| at == (1_791_898_560, 123_000_000)),
            "each says when it was made: {moments:?}"
        );
        let tails: std::collections::HashSet<_> = ids.iter().map(|id| id.as_u64_pair().1).collect();
        assert_eq!(tails.len(), 500, "and nobody guesses the next one");
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
    }
}
