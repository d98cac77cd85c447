//! The planner on disk: one encrypted SQLite file, and the only crate that knows SQL.
//!
//! - [`Store::open`] opens or makes it; [`Store::read`] sees one moment of it; [`Store::write`] changes it or leaves it.
//! - What a person writes goes into the change log in the same transaction (module `log`): [`Store::undo`], [`Store::redo`].
//!   What is one's own alone, rows of tables named `private_…`, goes into a log apart.
//! - [`check`] says what is wrong with the files, changing nothing.
//!
//! A write that returned is on the disk: after a crash, a kill or a power cut it is still there.
//!
//! ```
//! # let dir = tempfile::tempdir().unwrap();
//! # let now = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap();
//! let store = store::Store::open(dir.path(), now)?;
//! let cause = store::Cause::Person { said: "Kept reminders off", now, by: None };
//! let committed = store.write(cause, |w| w.set_setting("pause", Some("yes")))?;
//! assert!(committed.tables.contains(&store::Table::Setting), "what changed is said");
//!
//! let undone = store.undo(now, None)?.expect("there is something to undo").value;
//! assert_eq!(undone.said, "Kept reminders off", "undo names what it took back");
//! assert_eq!(store.read(|r| r.setting("pause"))?, None, "and the choice is not made");
//! # Ok::<(), store::StoreError>(())
//! ```
#![deny(missing_docs)]

pub mod check;
mod connection;
mod error;
mod files;
mod key;
mod log;
mod migrate;
mod tables;
mod time;

use std::{
    collections::BTreeSet,
    ops::Deref,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, Utc};
use domain::people::Half;
use rusqlite::{Connection, TransactionBehavior};

pub use error::{Source, StoreError};
pub use log::Undone;
pub use tables::Table;

use files::Place;
use key::Key;

/// An open planner. Shared by threads; several processes may have one open at the same time.
#[derive(Debug)]
pub struct Store {
    place: Place,
    // The reader closes first, so that the writer is the one to fold the log into the database.
    reader: Mutex<Connection>,
    writer: Mutex<Connection>,
}

/// Who writes, and why.
#[derive(Debug, Clone, Copy)]
pub enum Cause<'a> {
    /// A person did something: it is logged and can be undone.
    Person {
        /// How undo names it: "Moved to Saturday, 1 pm". It stands beside what both may see: of private rows it says
        /// nothing that the other may not read.
        said: &'a str,
        /// When.
        now: DateTime<Utc>,
        /// Who, where that is known.
        by: Option<Half>,
    },
    /// The engine noted something (a claim, a settlement, its last look): neither logged nor undone.
    Engine,
}

/// Something is written, and on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed<T> {
    /// What the write answered.
    pub value: T,
    /// What changed. A row written as it already was is no change.
    pub tables: BTreeSet<Table>,
}

/// One moment of the planner. Its functions stand beside the tables they read.
#[derive(Debug)]
pub struct Read<'a> {
    connection: &'a Connection,
}

/// A change in the making: everything [`Read`] has, and the functions that write.
#[derive(Debug)]
pub struct Write<'a> {
    read: Read<'a>,
}

impl Store {
    /// Opens the planner in `dir`, or makes it: directory 0700, files 0600, a new random key.
    ///
    /// `now` names the copy made before an upgrade, and decides which deleted words have left the log.
    pub fn open(dir: &Path, now: DateTime<Utc>) -> Result<Store, StoreError> {
        let place = Place::make(dir)?;
        open_in(&place, now).map_err(|e| e.in_dir(&place.dir))
    }

    /// Opens the planner in `dir`; `None`, and nothing made, when there is none yet.
    pub fn open_existing(dir: &Path, now: DateTime<Utc>) -> Result<Option<Store>, StoreError> {
        match Place::find(dir)? {
            Some(place) if place.has_database()? => {
                open_in(&place, now).map_err(|e| e.in_dir(&place.dir)).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Reads from one moment of the planner: what another process writes meanwhile is not seen.
    pub fn read<T>(&self, f: impl FnOnce(&Read<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut reader = lock(&self.reader);
        let read = || {
            let transaction = reader.transaction_with_behavior(TransactionBehavior::Deferred)?;
            let value = f(&Read {
                connection: &transaction,
            })?;
            transaction.commit()?;
            Ok(value)
        };
        read().map_err(|e: StoreError| e.in_dir(&self.place.dir))
    }

    /// Writes, all or nothing: an error or a panic in `f` leaves the planner as it was.
    pub fn write<T>(
        &self,
        cause: Cause<'_>,
        f: impl FnOnce(&Write<'_>) -> Result<T, StoreError>,
    ) -> Result<Committed<T>, StoreError> {
        self.commit(|connection| {
            let step = log::begin(connection, &cause)?;
            let value = f(&Write {
                read: Read { connection },
            })?;
            let tables = log::end(connection, &cause, step)?;
            Ok(Committed { value, tables })
        })
    }

    /// Takes back what a person did last, here or in another process. `None` when there is nothing to take back.
    ///
    /// `looking` is who asks: what the other did for themselves alone is passed by, and stays. With nobody named, both
    /// halves' is.
    pub fn undo(
        &self,
        now: DateTime<Utc>,
        looking: Option<Half>,
    ) -> Result<Option<Committed<Undone>>, StoreError> {
        self.step(log::Way::Back, now, looking)
    }

    /// Does again what was undone last. `None` when there is nothing, or something new was done since; and when an answer
    /// it would open has been taken back by its writer.
    pub fn redo(
        &self,
        now: DateTime<Utc>,
        looking: Option<Half>,
    ) -> Result<Option<Committed<Undone>>, StoreError> {
        self.step(log::Way::Forward, now, looking)
    }

    /// A number that changes when another process has written, and not when this one has.
    ///
    /// Asked on the writer's connection: on the reader's, this process's own writes would show as another's.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        let version = lock(&self.writer).pragma_query_value(None, "data_version", |row| row.get(0));
        version.map_err(|e| StoreError::from(e).in_dir(&self.place.dir))
    }

    /// The directory the planner lives in.
    pub fn dir(&self) -> &Path {
        &self.place.dir
    }

    fn step(
        &self,
        way: log::Way,
        now: DateTime<Utc>,
        looking: Option<Half>,
    ) -> Result<Option<Committed<Undone>>, StoreError> {
        self.commit(|connection| {
            let stepped = log::step(connection, way, now, looking)?;
            Ok(stepped.map(|(value, tables)| Committed { value, tables }))
        })
    }

    /// One transaction of the writer. `BEGIN IMMEDIATE`, so a second writer waits instead of failing half-way.
    fn commit<T>(&self, f: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut writer = lock(&self.writer);
        let write = || {
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // A newer program may have upgraded the planner since this one opened it.
            let found = migrate::version(&transaction)?;
            if found != migrate::known() {
                return Err(StoreError::Newer {
                    found,
                    known: migrate::known(),
                });
            }
            let value = f(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        write().map_err(|e: StoreError| e.in_dir(&self.place.dir))
    }
}

impl Read<'_> {
    /// Whether the couple have put anything in yet: a name, a date, a gesture, a tick, a favourite, a question. Choices
    /// do not count, nor does what the engine noted.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM slot) OR EXISTS (SELECT 1 FROM occurrence_change)
               OR EXISTS (SELECT 1 FROM gesture) OR EXISTS (SELECT 1 FROM gesture_tick)
               OR EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM red_letter)
               OR EXISTS (SELECT 1 FROM favourite) OR EXISTS (SELECT 1 FROM private_intention)
               OR EXISTS (SELECT 1 FROM private_noticed) OR EXISTS (SELECT 1 FROM idea) OR EXISTS (SELECT 1 FROM wish)
               OR EXISTS (SELECT 1 FROM deck) OR EXISTS (SELECT 1 FROM question) OR EXISTS (SELECT 1 FROM talk)
               OR EXISTS (SELECT 1 FROM private_answer) OR EXISTS (SELECT 1 FROM answer)",
        )?;
        let any: bool = statement.query_row([], |row| row.get(0))?;
        Ok(!any)
    }
}

impl<'a> Deref for Write<'a> {
    type Target = Read<'a>;

    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}

/// Opens or makes the planner in a directory that is there. One process at a time: the key file is held meanwhile.
fn open_in(place: &Place, now: DateTime<Utc>) -> Result<Store, StoreError> {
    let path = place.key();
    let (mut held, key);
    if place.has_database()? {
        held = files::open_read(&path)?.ok_or(StoreError::KeyMissing { path: path.clone() })?;
        files::hold(&held, &path)?;
        key = key::read(&mut held, &path)?;
    } else {
        held = files::open_or_create(&path)?;
        files::hold(&held, &path)?;
        // While this one waited, another process may have made the planner.
        if place.has_database()? || held.metadata().map_err(|e| StoreError::io(&path, e))?.len() > 0 {
            key = key::read(&mut held, &path)?;
        } else {
            key = key::make(&mut held, &path)?;
            files::sync_dir(&place.dir)?;
        }
        if !place.has_database()? {
            make_database(place, &key)?;
        }
    }
    examine(place, &key)?;
    place.writable()?;
    place.tighten()?;
    let mut writer = connection::open(&place.database(), &key)?;
    migrate::run(&mut writer, migrate::ALL, Some((place, &key, now)))?;
    log::attend(&writer)?;
    let reader = connection::open(&place.database(), &key)?;
    reader.pragma_update(None, "query_only", "ON")?;
    let store = Store {
        place: place.clone(),
        reader: Mutex::new(reader),
        writer: Mutex::new(writer),
    };
    drop(held);
    store.commit(|connection| log::forget(connection, now))?;
    Ok(store)
}

/// Makes the database under another name, and gives it its own when it is whole: a `planner.db` is never half made.
fn make_database(place: &Place, key: &Key) -> Result<(), StoreError> {
    let growing = place.unfinished();
    let leftovers =
        ["", "-wal", "-shm", "-journal"].map(|end| place.dir.join(format!("planner.db.new{end}")));
    for leftover in &leftovers {
        files::remove(leftover)?;
    }
    let grow = || {
        drop(files::create_new(&growing)?);
        let mut connection = connection::open(&growing, key)?;
        migrate::run(&mut connection, migrate::ALL, None)?;
        // Folds the log in, so that the file is all there is. Closing would do it too, and keep quiet about a full disk.
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        connection.close().map_err(|(_, e)| StoreError::from(e))?;
        files::put_in_place(&growing, &place.database())
    };
    grow().inspect_err(|_: &StoreError| {
        for leftover in &leftovers {
            let _ = files::remove(leftover);
        }
    })
}

/// Looks before anything can be changed: is this the key's database, whole at its start, and not newer than this program?
fn examine(place: &Place, key: &Key) -> Result<(), StoreError> {
    match salt(place)? {
        None => return Err(StoreError::corrupt("a database shorter than its salt")),
        Some(salt) if salt != key.salt => return Err(StoreError::WrongKey),
        Some(_) => {}
    }
    let peek = connection::peek(place, key)?;
    let found = migrate::version(&peek)?;
    if found > migrate::known() {
        return Err(StoreError::Newer {
            found,
            known: migrate::known(),
        });
    }
    // A log left behind by another database would be folded into this one, page over page.
    if files::len(&place.wal())? > 0 {
        let said: String = peek.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if said != "ok" {
            return Err(StoreError::corrupt("the database and its log do not fit"));
        }
    }
    Ok(())
}

/// The first bytes of the database; `None` when it has not that many.
fn salt(place: &Place) -> Result<Option<[u8; key::SALT]>, StoreError> {
    use std::io::Read as _;
    let path = place.database();
    let mut file = files::open_read(&path)?.ok_or_else(|| StoreError::corrupt("the database went away"))?;
    let mut salt = [0; key::SALT];
    match file.read_exact(&mut salt) {
        Ok(()) => Ok(Some(salt)),
        Err(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
        Err(e) => Err(StoreError::io(&path, e)),
    }
}

/// A panic while the lock was held rolled its transaction back: the connection is as good as before.
fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_database_says_so_keeps_what_it_has_and_goes_on_with_room() {
        let dir = tempfile::tempdir().unwrap();
        let now = DateTime::UNIX_EPOCH;
        let store = Store::open(dir.path(), now).unwrap();
        let full = |pages: i64| {
            lock(&store.writer).pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
        };
        let write = |name: &str| {
            let cause = Cause::Person {
                said: "x",
                now,
                by: None,
            };
            store.write(cause, |w| w.set_setting(name, Some(&"x".repeat(20_000))))
        };
        write("first").unwrap();
        full(1).unwrap(); // as many as there are
        let refused = write("second").unwrap_err();
        assert!(
            matches!(refused, StoreError::DiskFull { .. }),
            "it says so: {refused:?}"
        );
        assert!(
            store.read(|r| r.setting("first")).unwrap().is_some(),
            "what was there is there"
        );
        assert_eq!(
            store.read(|r| r.setting("second")).unwrap(),
            None,
            "what was refused is not"
        );
        full(10_000).unwrap();
        write("second").unwrap();
    }

    #[test]
    fn both_connections_have_every_setting_and_the_reader_cannot_write() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), DateTime::UNIX_EPOCH).unwrap();
        for connection in [&store.reader, &store.writer] {
            let connection = lock(connection);
            let value = |name| {
                connection
                    .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
                    .unwrap()
            };
            assert_eq!(value("synchronous"), 2, "a power cut loses nothing acknowledged");
            assert_eq!(
                (
                    value("foreign_keys"),
                    value("secure_delete"),
                    value("cell_size_check")
                ),
                (1, 1, 1),
                "as promised"
            );
            assert_eq!(
                (value("trusted_schema"), value("temp_store"), value("cache_size")),
                (0, 2, -32768),
                "as promised"
            );
            assert_eq!(value("busy_timeout"), 5000, "patience with another process");
        }
        assert!(
            lock(&store.reader).execute("DELETE FROM slot", []).is_err(),
            "every write goes through the writer"
        );
    }
}
