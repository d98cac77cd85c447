//! What doctor needs: whether the planner's files are what they should be. Changes nothing, and works when the planner
//! cannot be opened.

use std::{fs, path::Path};

use chrono::{DateTime, Duration, Utc};
use domain::words::{fill, store as words};
use rusqlite::Connection;

use crate::{
    StoreError, connection, files,
    files::{DIR_MODE, FILE_MODE, Place},
    key,
    key::Key,
    migrate, salt, time,
};

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// A stable name: `file_modes`, `key`, `version`, `integrity`, `wal`, `foreign_keys`, `private`, `ledger`; where
    /// there is no planner, `planner` alone.
    pub name: &'static str,
    /// Whether it is as it should be. What could not be looked at is not.
    pub ok: bool,
    /// What was found, in a sentence with none of the couple's words.
    pub detail: String,
}

/// A claim is settled within seconds; one older than this was cut off.
const UNSETTLED_AFTER: Duration = Duration::seconds(60);

/// Looks at the planner in `dir`, each thing on its own: one red check does not hide the next.
pub fn run(dir: &Path, now: DateTime<Utc>) -> Vec<Check> {
    let place = match Place::find(dir) {
        Ok(Some(place)) => place,
        Ok(None) => return vec![green("planner", words::PLANNER_NONE)],
        Err(e) => return vec![unread("planner", &e)],
    };
    match place.has_database() {
        Ok(true) => {}
        Ok(false) => return vec![green("planner", words::PLANNER_NONE)],
        Err(e) => return vec![unread("planner", &e)],
    }
    let (key_check, key) = look_at_key(&place);
    let mut checks = vec![look_at_modes(&place), key_check];
    match key {
        Some(key) => checks.extend(look_inside(&place, &key, now)),
        None => {
            checks.extend(INSIDE.map(|name| red(name, fill(words::UNREAD, &[("why", &words::UNREAD_KEY)]))))
        }
    }
    checks
}

/// The checks that need the key.
const INSIDE: [&str; 6] = ["version", "integrity", "wal", "foreign_keys", "private", "ledger"];

fn look_at_modes(place: &Place) -> Check {
    let loose = || -> Result<Vec<String>, StoreError> {
        let mut wanted = vec![(place.dir.clone(), DIR_MODE), (place.backups(), DIR_MODE)];
        wanted.extend(
            [
                place.database(),
                place.wal(),
                place.shm(),
                place.unfinished(),
                place.key(),
                place.lock(),
            ]
            .map(|file| (file, FILE_MODE)),
        );
        if files::exists(&place.backups())? {
            for entry in fs::read_dir(place.backups()).map_err(|e| StoreError::io(&place.backups(), e))? {
                let entry = entry.map_err(|e| StoreError::io(&place.backups(), e))?;
                wanted.push((entry.path(), FILE_MODE));
            }
        }
        let mut loose = vec![];
        for (path, wanted) in wanted {
            if let Some(mode) = files::mode(&path)?.filter(|mode| *mode != wanted) {
                loose.push(format!("{} ({mode:04o})", path.display()));
            }
        }
        Ok(loose)
    };
    match loose() {
        Ok(loose) if loose.is_empty() => green("file_modes", words::MODES_OK),
        Ok(loose) => red(
            "file_modes",
            fill(words::MODES_LOOSE, &[("files", &loose.join(", "))]),
        ),
        Err(e) => unread("file_modes", &e),
    }
}

fn look_at_key(place: &Place) -> (Check, Option<Key>) {
    let path = place.key();
    let found = || -> Result<Option<Key>, StoreError> {
        let Some(mut file) = files::open_read(&path)? else {
            return Ok(None);
        };
        Ok(Some(key::read(&mut file, &path)?))
    };
    let file: &dyn std::fmt::Display = &path.display();
    match found() {
        Ok(None) => (red("key", fill(words::KEY_MISSING, &[("file", file)])), None),
        Err(StoreError::KeyUnreadable { .. }) => {
            (red("key", fill(words::KEY_UNREADABLE, &[("file", file)])), None)
        }
        Err(e) => (unread("key", &e), None),
        Ok(Some(key)) => match salt(place) {
            Ok(Some(salt)) if salt != key.salt => (red("key", words::KEY_WRONG), None),
            // Too short a database is not the key's fault: it shows below.
            Ok(_) => (green("key", words::KEY_OK), Some(key)),
            Err(e) => (unread("key", &e), None),
        },
    }
}

fn look_inside(place: &Place, key: &Key, now: DateTime<Utc>) -> Vec<Check> {
    let mut checks = Vec::new();
    // While the planner is open elsewhere a page can be met half written; what is damaged stays so.
    for _ in 0..3 {
        checks = look_inside_once(place, key, now);
        if checks.iter().all(|c| c.ok) {
            break;
        }
    }
    checks
}

fn look_inside_once(place: &Place, key: &Key, now: DateTime<Utc>) -> Vec<Check> {
    // What waits in the log is part of the planner, and may stand for pages that were being written to the file when
    // the power went. So with a log it is the two together that must be right; the file's own pages only say whose
    // fault it is.
    let waiting = files::len(&place.wal()).is_ok_and(|len| len > 0);
    let pages = connection::peek_alone(&place.database(), key).and_then(|alone| damaged_pages(&alone));
    let file_sound = matches!(&pages, Ok(pages) if pages.is_empty());
    let whole = connection::peek(place, key);
    let rows = match &whole {
        Ok(whole) => misfits(whole),
        Err(_) => Ok(Some(words::UNREAD_DAMAGE.to_owned())),
    };
    let fits = matches!(rows, Ok(None));
    let integrity = match (pages, rows) {
        (Ok(pages), _) if !(pages.is_empty() || waiting && fits) => {
            let n: &dyn std::fmt::Display = &pages.len();
            red(
                "integrity",
                fill(words::INTEGRITY_PAGES, &[("n", n), ("first", &pages[0])]),
            )
        }
        _ if waiting && (fits || file_sound) => green("integrity", words::INTEGRITY_OK),
        (Err(e), _) | (_, Err(e)) => unread("integrity", &e),
        (_, Ok(Some(first))) => red("integrity", fill(words::INTEGRITY_ROWS, &[("first", &first)])),
        (_, Ok(None)) => green("integrity", words::INTEGRITY_OK),
    };
    let wal = if waiting && file_sound && !fits {
        red(
            "wal",
            fill(words::WAL_FOREIGN, &[("file", &place.wal().display())]),
        )
    } else {
        green("wal", if waiting { words::WAL_OK } else { words::WAL_NONE })
    };
    match &whole {
        Ok(whole) => {
            vec![
                look_at_version(whole),
                integrity,
                wal,
                look_at_foreign_keys(whole),
                look_at_private(whole),
                look_at_ledger(whole, now),
            ]
        }
        Err(e) => vec![
            unread("version", e),
            integrity,
            wal,
            unread("foreign_keys", e),
            unread("private", e),
            unread("ledger", e),
        ],
    }
}

/// What SQLCipher says of pages whose check does not match. Reads the file, not its log.
fn damaged_pages(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
    let said = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(said)
}

/// What SQLite says of pages that do not fit together; `None` when they do.
fn misfits(connection: &Connection) -> Result<Option<String>, StoreError> {
    let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok((said != "ok").then_some(said))
}

fn look_at_version(connection: &Connection) -> Check {
    let known = migrate::known();
    match migrate::version(connection) {
        Ok(found) => {
            let say = |template| fill(template, &[("found", &found), ("known", &known)]);
            match found.cmp(&known) {
                std::cmp::Ordering::Greater => red("version", say(words::VERSION_NEWER)),
                std::cmp::Ordering::Equal => green("version", say(words::VERSION_OK)),
                std::cmp::Ordering::Less => green("version", say(words::VERSION_OLDER)),
            }
        }
        Err(e) => unread("version", &e),
    }
}

fn look_at_foreign_keys(connection: &Connection) -> Check {
    let broken = || -> Result<i64, StoreError> {
        Ok(
            connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
                row.get(0)
            })?,
        )
    };
    match broken() {
        Ok(0) => green("foreign_keys", words::FOREIGN_KEYS_OK),
        Ok(n) => red("foreign_keys", fill(words::FOREIGN_KEYS_BROKEN, &[("n", &n)])),
        Err(e) => unread("foreign_keys", &e),
    }
}

/// Whether anything of a table that is one person's own has found its way into the log that both may see.
fn look_at_private(connection: &Connection) -> Check {
    let mixed = || -> Result<i64, StoreError> {
        // Everything that begins so, by the index: a backtick is what comes next after an underscore.
        let sql = "SELECT count(*) FROM change_log WHERE tbl >= 'private_' AND tbl < 'private`'";
        Ok(connection.query_row(sql, [], |row| row.get(0))?)
    };
    match mixed() {
        Ok(0) => green("private", words::PRIVATE_OK),
        Ok(n) => red("private", fill(words::PRIVATE_MIXED, &[("n", &n)])),
        Err(e) => unread("private", &e),
    }
}

fn look_at_ledger(connection: &Connection, now: DateTime<Utc>) -> Check {
    let unsettled = || -> Result<(i64, Option<i64>), StoreError> {
        let sql = "SELECT count(*), min(due) FROM ledger WHERE entry = 'claimed' AND at < ?1";
        let before = time::to_ms(now - UNSETTLED_AFTER);
        Ok(connection.query_row(sql, [before], |row| Ok((row.get(0)?, row.get(1)?)))?)
    };
    match unsettled() {
        Ok((0, _)) => green("ledger", words::LEDGER_OK),
        Ok((n, due)) => {
            let due = due
                .and_then(time::from_ms)
                .unwrap_or(now)
                .format("%Y-%m-%dT%H:%MZ")
                .to_string();
            red(
                "ledger",
                fill(words::LEDGER_UNSETTLED, &[("n", &n), ("due", &due)]),
            )
        }
        Err(e) => unread("ledger", &e),
    }
}

fn green(name: &'static str, detail: impl Into<String>) -> Check {
    Check {
        name,
        ok: true,
        detail: detail.into(),
    }
}

fn red(name: &'static str, detail: impl Into<String>) -> Check {
    Check {
        name,
        ok: false,
        detail: detail.into(),
    }
}

fn unread(name: &'static str, error: &StoreError) -> Check {
    let why = match error {
        StoreError::Io { source, .. } => fill(words::UNREAD_FILE, &[("why", source)]),
        StoreError::ReadOnly { source, .. } => fill(words::UNREAD_FILE, &[("why", source)]),
        _ => words::UNREAD_DAMAGE.to_owned(),
    };
    red(name, fill(words::UNREAD, &[("why", &why)]))
}
