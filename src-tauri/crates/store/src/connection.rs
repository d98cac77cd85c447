//! Connections: opened with the key, and with every setting the promises rest on.

use std::{path::Path, sync::Once};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use crate::{StoreError, files, files::Place, key::Key};

/// Settings of every connection, as set and as read back. `synchronous=FULL`: what was acknowledged survives a power cut.
const SETTINGS: [(&str, &str, &str); 8] = [
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),
    ("foreign_keys", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("cache_size", "-32768", "-32768"),
];

/// How long SQLite waits for another process, in milliseconds.
const PATIENCE_MS: u32 = 5000;

/// Opens a database to read and write. It must be there: nothing is made.
pub(crate) fn open(path: &Path, key: &Key) -> Result<Connection, StoreError> {
    hush()?;
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.pragma_update(None, "key", key.pragma())?;
    connection.busy_timeout(std::time::Duration::from_millis(PATIENCE_MS.into()))?;
    touch(&connection)?;
    for (name, wanted, reads) in SETTINGS {
        connection
            .pragma_update_and_check(None, name, wanted, |_| Ok(()))
            .or_else(|e| match e {
                // Most settings answer nothing when they are set.
                rusqlite::Error::QueryReturnedNoRows => Ok(()),
                e => Err(e),
            })?;
        expect(&connection, name, reads)?;
    }
    expect(&connection, "busy_timeout", "5000")?;
    Ok(connection)
}

/// Opens a database to look at it and change nothing: not the file, not its log, no file beside it if there is none.
pub(crate) fn peek(place: &Place, key: &Key) -> Result<Connection, StoreError> {
    // With no log beside it nobody has it open, and it can be read without making one. With one, the log is part of it.
    let how = if files::exists(&place.wal())? {
        "mode=ro"
    } else {
        "immutable=1"
    };
    let connection = peek_file(&place.database(), how, key)?;
    touch(&connection)?;
    Ok(connection)
}

/// Opens a lone database file, such as a backup, to look at it and change nothing. Nothing is read yet.
pub(crate) fn peek_alone(path: &Path, key: &Key) -> Result<Connection, StoreError> {
    peek_file(path, "immutable=1", key)
}

fn peek_file(path: &Path, how: &str, key: &Key) -> Result<Connection, StoreError> {
    hush()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(uri(path, how), flags)?;
    // Without this the last one to close folds the log into the database: a change.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "key", key.pragma())?;
    connection.busy_timeout(std::time::Duration::from_millis(PATIENCE_MS.into()))?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    Ok(connection)
}

/// Reads the first page: the moment at which a wrong key or a bad page shows.
fn touch(connection: &Connection) -> Result<(), StoreError> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

fn expect(connection: &Connection, name: &'static str, wanted: &'static str) -> Result<(), StoreError> {
    let found = connection.pragma_query_value(None, name, |row| {
        Ok(match row.get_ref(0)? {
            rusqlite::types::ValueRef::Integer(n) => n.to_string(),
            other => other.as_str()?.to_owned(),
        })
    })?;
    if found == wanted {
        Ok(())
    } else {
        Err(StoreError::Pragma { name, wanted, found })
    }
}

/// SQLCipher writes to stderr by itself when a page is bad; what went wrong is told by errors alone.
fn hush() -> Result<(), StoreError> {
    static ONCE: Once = Once::new();
    let mut result = Ok(());
    ONCE.call_once(|| {
        result = Connection::open_in_memory().and_then(|connection| {
            connection.pragma_update_and_check(None, "cipher_log_level", "NONE", |_| Ok(()))
        });
    });
    Ok(result?)
}

/// `file:` and the path, with every byte that means something in a URI escaped.
fn uri(path: &Path, how: &str) -> String {
    #[cfg(unix)]
    let bytes = std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec();
    #[cfg(not(unix))]
    let bytes = format!("/{}", path.to_string_lossy().replace('\\', "/")).into_bytes();
    let mut uri = String::from("file:");
    for byte in bytes {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                uri.push(char::from(byte));
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri + "?" + how
}
