//! Why the planner could not be opened, read or written. Fields, not prose: the words are put on in crate `app`.

use std::{io, path::Path, path::PathBuf};

use rusqlite::ErrorCode;

/// What lay beneath an error.
pub type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why the store refused or failed. Whatever it is, nothing that was there before is lost, and nothing is half written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room. What was acknowledged is still there; it works again once there is room.
    #[error("disk full")]
    DiskFull {
        /// What lay beneath.
        source: Source,
    },
    /// The planner's files may not be written.
    #[error("read-only: {}", path.display())]
    ReadOnly {
        /// The data directory, or the file in it.
        path: PathBuf,
        /// What lay beneath.
        source: Source,
    },
    /// The key file belongs to another database: its salt is not the one in the database's first 16 bytes.
    #[error("wrong key")]
    WrongKey,
    /// There is a database and no key file. A new key is never made over it.
    #[error("key missing: {}", path.display())]
    KeyMissing {
        /// Where the key file should be.
        path: PathBuf,
    },
    /// The key file is there and cannot be read as one: cut short, a flipped byte, or a way this version does not know.
    #[error("key unreadable: {}", path.display())]
    KeyUnreadable {
        /// The key file.
        path: PathBuf,
    },
    /// The right key, and a page that does not hold what was written: found at opening or by any later read.
    #[error("corrupt database")]
    Corrupt {
        /// What lay beneath.
        source: Source,
    },
    /// The database was written by a newer version. It is left as it is, to the byte.
    #[error("database version {found}, known up to {known}")]
    Newer {
        /// Its version.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// Another process held the database, or was opening it, for longer than five seconds.
    #[error("busy")]
    Busy,
    /// The copy made before an upgrade did not pass its check; the upgrade was not begun.
    #[error("the copy before the upgrade is unsound: {}", path.display())]
    CopyUnsound {
        /// Where the copy would have been.
        path: PathBuf,
    },
    /// Whoever asked for a write wants it no more; nothing of it was written.
    #[error("cancelled")]
    Cancelled,
    /// A connection did not take a setting it needs, as on a file system that cannot have write-ahead logs.
    #[error("pragma {name} is {found}, not {wanted}")]
    Pragma {
        /// The pragma.
        name: &'static str,
        /// What it must be.
        wanted: &'static str,
        /// What it is.
        found: String,
    },
    /// A row that means nothing to this version, as an unknown kind.
    #[error("unreadable {column} in {table}")]
    Row {
        /// Its table.
        table: &'static str,
        /// The column at fault.
        column: &'static str,
    },
    /// The file system said no.
    #[error("{}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// Anything else SQLite said.
    #[error("sqlite")]
    Sqlite(#[source] rusqlite::Error),
}

impl StoreError {
    /// Sorts what the file system said about `path`.
    pub(crate) fn io(path: &Path, source: io::Error) -> StoreError {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull {
                source: source.into(),
            },
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => StoreError::ReadOnly {
                path: path.to_owned(),
                source: source.into(),
            },
            _ => StoreError::Io {
                path: path.to_owned(),
                source,
            },
        }
    }

    /// Something was found that the right key does not open, said in `what`.
    pub(crate) fn corrupt(what: &'static str) -> StoreError {
        StoreError::Corrupt { source: what.into() }
    }

    /// Says which directory an error is about, where SQLite left that open.
    pub(crate) fn in_dir(self, dir: &Path) -> StoreError {
        match self {
            StoreError::ReadOnly { path, source } if path.as_os_str().is_empty() => StoreError::ReadOnly {
                path: dir.to_owned(),
                source,
            },
            other => other,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        let Some(failure) = error.sqlite_error() else {
            return StoreError::Sqlite(error);
        };
        match failure.code {
            ErrorCode::DiskFull => StoreError::DiskFull { source: error.into() },
            // The shared memory beside the log could not grow: only a full disk does that.
            _ if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE => {
                StoreError::DiskFull { source: error.into() }
            }
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StoreError::ReadOnly {
                path: PathBuf::new(),
                source: error.into(),
            },
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                StoreError::Corrupt { source: error.into() }
            }
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
            _ => StoreError::Sqlite(error),
        }
    }
}
