//! From any older database to this version's, all or nothing.
//!
//! `PRAGMA user_version` says how many migrations a database has had. Before the first statement of an upgrade a copy
//! is made into `backups/`, opened with the key and checked; only then does the upgrade begin, in one transaction.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior};

use crate::{StoreError, connection, files, files::Place, key::Key};

/// Every migration there is, oldest first. One that stands is never edited: stored databases have had it.
pub(crate) const ALL: &[&str] = &[include_str!("../migrations/0001_first.sql")];

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
