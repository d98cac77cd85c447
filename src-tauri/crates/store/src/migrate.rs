//! From any older database to this version's, all or nothing.
//!
//! `PRAGMA user_version` says how many migrations a database has had. Before the first statement of an upgrade a copy
//! is made into `backups/`, opened with the key and checked; only then does the upgrade begin, in one transaction.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior};

use crate::{StoreError, connection, files, files::Place, key::Key};

/// Every migration there is, oldest first. One that stands is never edited: stored databases have had it.
pub(crate) const ALL: &[&str] = &[
    include_str!("../migrations/0001_first.sql"),
    include_str!("../migrations/0002_reminders.sql"),
    include_str!("../migrations/0003_calendar.sql"),
    include_str!("../migrations/0004_small_things.sql"),
];

/// The newest version this program knows.
pub(crate) fn known() -> i64 {
    count(ALL)
}

/// The version of an open database.
pub(crate) fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings a database up to the last of `migrations`. One that has words in it is copied into `backups/` first.
pub(crate) fn run(
    connection: &mut Connection,
    migrations: &[&str],
    backup: Option<(&Place, &Key, DateTime<Utc>)>,
) -> Result<(), StoreError> {
    let had = version(connection)?;
    if had > count(migrations) {
        return Err(StoreError::Newer {
            found: had,
            known: count(migrations),
        });
    }
    if had == count(migrations) {
        return Ok(());
    }
    if let Some((place, key, now)) = backup {
        copy(connection, place, key, now)?;
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have done it while this one waited.
    let had = version(&transaction)?;
    for migration in &migrations[usize::try_from(had).unwrap_or(0).min(migrations.len())..] {
        transaction.execute_batch(migration)?;
    }
    let broken = transaction.prepare("PRAGMA foreign_key_check")?.exists([])?;
    if broken {
        return Err(StoreError::corrupt(
            "a foreign key points nowhere after the upgrade",
        ));
    }
    transaction.pragma_update(None, "user_version", count(migrations))?;
    transaction.commit()?;
    Ok(())
}

/// Makes a verified copy of an open database in `backups/`, and says where.
pub(crate) fn copy(
    connection: &Connection,
    place: &Place,
    key: &Key,
    now: DateTime<Utc>,
) -> Result<PathBuf, StoreError> {
    let backups = place.backups();
    files::make_dir(&backups).map_err(|e| StoreError::io(&backups, e))?;
    let had = version(connection)?;
    let name = format!("planner-{}-v{had}", now.format("%Y%m%dT%H%M%S%3fZ"));
    let (growing, finished) = (
        backups.join(format!("{name}.new")),
        backups.join(format!("{name}.db")),
    );
    let made = grow(connection, &growing, key, had).and_then(|sound| {
        if sound {
            files::put_in_place(&growing, &finished)
        } else {
            Err(StoreError::CopyUnsound {
                path: finished.clone(),
            })
        }
    });
    if made.is_err() {
        // On a full disk a half copy would only take more room.
        let _ = files::remove(&growing);
    }
    made.map(|()| finished)
}

fn grow(connection: &Connection, growing: &Path, key: &Key, had: i64) -> Result<bool, StoreError> {
    // SQLite would make it 0644; an empty file of ours is filled instead.
    files::remove(growing)?;
    drop(files::create_new(growing)?);
    let name = growing
        .to_str()
        .ok_or_else(|| StoreError::io(growing, std::io::Error::other("a path that is not Unicode")))?;
    connection.execute("VACUUM INTO ?1", [name])?;
    let copy = connection::peek_alone(growing, key)?;
    Ok(sound(&copy)? && version(&copy)? == had && census(&copy)? == census(connection)?)
}

/// Whether every page is what was written, and the pages make sense together.
pub(crate) fn sound(connection: &Connection) -> Result<bool, StoreError> {
    if connection.prepare("PRAGMA cipher_integrity_check")?.exists([])? {
        return Ok(false);
    }
    let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok(said == "ok")
}

/// How many rows each table has.
fn census(connection: &Connection) -> Result<Vec<(String, i64)>, StoreError> {
    let mut statement =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    names
        .into_iter()
        .map(|name| {
            let rows =
                connection.query_row(&format!("SELECT count(*) FROM \"{name}\""), [], |row| row.get(0))?;
            Ok((name, rows))
        })
        .collect()
}

fn count(migrations: &[&str]) -> i64 {
    i64::try_from(migrations.len()).expect("BUG: there are not that many migrations")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{Cause, Store, key, log};

    const NEXT: &str = "ALTER TABLE setting ADD COLUMN by TEXT NOT NULL DEFAULT 'both';
                          CREATE TABLE next_thing (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL) STRICT;";

    fn now() -> DateTime<Utc> {
        "2026-10-08T12:00:00Z".parse().unwrap()
    }

    /// A planner of this version with a word in it; its place, its key and an open connection.
    fn planner(dir: &Path) -> (Place, Key, Connection) {
        let store = Store::open(dir, now()).unwrap();
        let cause = Cause::Person {
            said: "x",
            now: now(),
            by: None,
        };
        store
            .write(cause, |w| w.set_setting("quiet", Some("22:30")))
            .unwrap();
        drop(store);
        let place = Place::find(dir).unwrap().unwrap();
        let mut file = files::open_read(&place.key()).unwrap().unwrap();
        let key = key::read(&mut file, &place.key()).unwrap();
        let connection = connection::open(&place.database(), &key).unwrap();
        (place, key, connection)
    }

    /// Every migration there is, and one more.
    fn with(next: &str) -> Vec<&str> {
        ALL.iter().copied().chain([next]).collect()
    }

    fn quiet(connection: &Connection) -> String {
        connection
            .query_row("SELECT value FROM setting WHERE name = 'quiet'", [], |row| {
                row.get(0)
            })
            .unwrap()
    }

    fn backups(place: &Place) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(place.backups()) else {
            return vec![];
        };
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    #[test]
    fn an_upgrade_leaves_a_copy_of_what_was_that_opens_with_the_same_key() {
        let dir = tempfile::tempdir().unwrap();
        let (place, key, mut connection) = planner(dir.path());
        run(&mut connection, &with(NEXT), Some((&place, &key, now()))).unwrap();
        assert_eq!(
            version(&connection).unwrap(),
            known() + 1,
            "it is of the next version now"
        );
        let by: String = connection
            .query_row("SELECT by FROM setting", [], |row| row.get(0))
            .unwrap();
        assert_eq!(
            (quiet(&connection).as_str(), by.as_str()),
            ("22:30", "both"),
            "with what it had, and what is new"
        );

        let copies = backups(&place);
        assert_eq!(
            copies,
            [place
                .backups()
                .join(format!("planner-20261008T120000000Z-v{}.db", known()))],
            "one copy, named by its moment"
        );
        let restored = dir.path().join("restored");
        fs::create_dir(&restored).unwrap();
        fs::copy(&copies[0], restored.join("planner.db")).unwrap();
        fs::copy(place.key(), restored.join("planner.key")).unwrap();
        let store = Store::open(&restored, now()).unwrap();
        assert_eq!(
            store.read(|r| r.setting("quiet")).unwrap().as_deref(),
            Some("22:30"),
            "the copy is a planner"
        );
        assert_eq!(
            store.undo(now(), None).unwrap().unwrap().value.said,
            "x",
            "with its history"
        );
        #[cfg(unix)]
        {
            assert_eq!(files::mode(&copies[0]).unwrap(), Some(0o600), "its owner's alone");
            assert_eq!(
                files::mode(&place.backups()).unwrap(),
                Some(0o700),
                "and so is where it lies"
            );
        }
        run(&mut connection, &with(NEXT), Some((&place, &key, now()))).unwrap();
        assert_eq!(backups(&place).len(), 1, "nothing to do is nothing to copy");
    }

    #[test]
    fn an_upgrade_that_fails_at_any_statement_changes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let (place, key, mut connection) = planner(dir.path());
        let schema = |connection: &Connection| -> String {
            connection
                .query_row("SELECT group_concat(sql, ';') FROM sqlite_schema", [], |row| {
                    row.get(0)
                })
                .unwrap()
        };
        let before = schema(&connection);
        let broken = [
            "SELECT nonsense FROM nowhere;".to_owned(),
            format!("{NEXT} SELECT nonsense FROM nowhere;"),
            format!("{NEXT} INSERT INTO setting (name, value) VALUES ('quiet', 'twice');"),
            format!("DROP TABLE setting; {NEXT}"),
            // Found only by the check at the end.
            "PRAGMA defer_foreign_keys = ON;
             INSERT INTO change_log (step, tbl, row) VALUES (77, 'slot', 'x');"
                .to_owned(),
        ];
        for migration in broken {
            let failed = run(&mut connection, &with(&migration), Some((&place, &key, now())));
            assert!(failed.is_err(), "{migration}");
            assert_eq!(
                version(&connection).unwrap(),
                known(),
                "it is still of this version: {migration}"
            );
            assert_eq!(schema(&connection), before, "every table as it was: {migration}");
            assert_eq!(quiet(&connection), "22:30", "with every word: {migration}");
        }
        drop(connection);
        let store = Store::open(dir.path(), now()).unwrap();
        assert_eq!(
            store.read(|r| r.setting("quiet")).unwrap().as_deref(),
            Some("22:30"),
            "and it opens as before"
        );
    }

    #[test]
    fn without_a_sound_copy_the_upgrade_is_not_begun() {
        let dir = tempfile::tempdir().unwrap();
        let (place, key, mut connection) = planner(dir.path());
        // Something is in the way of the copies.
        fs::write(place.backups(), "a file").unwrap();
        let failed = run(&mut connection, &with(NEXT), Some((&place, &key, now())));
        assert!(failed.is_err(), "no copy can be made there");
        assert_eq!(version(&connection).unwrap(), known(), "so nothing was begun");
        fs::remove_file(place.backups()).unwrap();

        // A copy that would not open with this key is no copy, and is not left lying about.
        let stranger = tempfile::tempdir().unwrap();
        let (_, other_key, _) = planner(stranger.path());
        let failed = run(&mut connection, &with(NEXT), Some((&place, &other_key, now())));
        assert!(failed.is_err(), "the copy did not pass");
        assert_eq!(
            (version(&connection).unwrap(), backups(&place)),
            (known(), vec![]),
            "nothing was begun, and nothing is left"
        );
    }

    #[test]
    fn what_was_done_before_an_upgrade_can_be_undone_after_it() {
        let dir = tempfile::tempdir().unwrap();
        let (_, _, mut connection) = planner(dir.path());
        let cause = Cause::Person {
            said: "y",
            now: now(),
            by: None,
        };
        log::attend(&connection).unwrap();
        let step = log::begin(&connection, &cause).unwrap();
        connection.execute("DELETE FROM setting", []).unwrap();
        log::end(&connection, &cause, step).unwrap();
        run(&mut connection, &with(NEXT), None).unwrap();
        log::step(&connection, log::Way::Back, now(), None)
            .unwrap()
            .unwrap();
        let by: String = connection
            .query_row("SELECT by FROM setting", [], |row| row.get(0))
            .unwrap();
        assert_eq!(
            (quiet(&connection).as_str(), by.as_str()),
            ("22:30", "both"),
            "an older image takes the new column's default"
        );
    }
}
