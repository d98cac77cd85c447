//! The planner's files: their names, their modes, and who may make them.
//!
//! The directory is 0700 and every file 0600 from the moment it exists, whatever the umask. No name is followed through
//! a symbolic link. SQLite gives `-wal` and `-shm` the mode of the database, so that one is made here first.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use crate::StoreError;

/// A planner's directory, with no symbolic link left in its path.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The directory.
    pub dir: PathBuf,
}

impl Place {
    /// The directory, if it is there.
    pub(crate) fn find(dir: &Path) -> Result<Option<Place>, StoreError> {
        match canonical(dir) {
            Ok(dir) => Ok(Some(Place { dir })),
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound) => Ok(None),
            Err(e) => Err(StoreError::io(dir, e)),
        }
    }

    /// The directory, made with mode 0700 if it is not there.
    pub(crate) fn make(dir: &Path) -> Result<Place, StoreError> {
        make_dir(dir).map_err(|e| StoreError::io(dir, e))?;
        let dir = canonical(dir).map_err(|e| StoreError::io(dir, e))?;
        Ok(Place { dir })
    }

    /// `planner.db`.
    pub(crate) fn database(&self) -> PathBuf {
        self.dir.join("planner.db")
    }

    /// `planner.db-wal`, SQLite's write-ahead log.
    pub(crate) fn wal(&self) -> PathBuf {
        self.dir.join("planner.db-wal")
    }

    /// `planner.db-shm`, SQLite's shared memory beside the log.
    pub(crate) fn shm(&self) -> PathBuf {
        self.dir.join("planner.db-shm")
    }

    /// Where a database grows until it is whole.
    pub(crate) fn unfinished(&self) -> PathBuf {
        self.dir.join("planner.db.new")
    }

    /// `planner.key`.
    pub(crate) fn key(&self) -> PathBuf {
        self.dir.join("planner.key")
    }

    /// `planner.lock`, which the engine holds (crate `clockwork`).
    pub(crate) fn lock(&self) -> PathBuf {
        self.dir.join("planner.lock")
    }

    /// `backups/`.
    pub(crate) fn backups(&self) -> PathBuf {
        self.dir.join("backups")
    }

    /// Whether there is a database. A log without one is a planner whose database was lost: not a new one.
    pub(crate) fn has_database(&self) -> Result<bool, StoreError> {
        if exists(&self.database())? {
            return Ok(true);
        }
        if len(&self.wal())? > 0 {
            return Err(StoreError::corrupt("a write-ahead log without its database"));
        }
        Ok(false)
    }

    /// Whether this process may write what it has to. SQLite would only say that it cannot open something.
    pub(crate) fn writable(&self) -> Result<(), StoreError> {
        let database = self.database();
        options(OpenOptions::new().read(true).write(true))
            .open(&database)
            .map_err(|e| StoreError::io(&database, e))?;
        #[cfg(unix)]
        rustix::fs::access(&self.dir, rustix::fs::Access::WRITE_OK)
            .map_err(|e| StoreError::io(&self.dir, e.into()))?;
        Ok(())
    }

    /// Brings back modes that somebody loosened.
    pub(crate) fn tighten(&self) -> Result<(), StoreError> {
        for path in [self.database(), self.wal(), self.shm(), self.key()] {
            if mode(&path)?.is_some_and(|mode| mode != FILE_MODE) {
                set_mode(&path, FILE_MODE).map_err(|e| StoreError::io(&path, e))?;
            }
        }
        for dir in [self.backups(), self.dir.clone()] {
            if mode(&dir)?.is_some_and(|mode| mode != DIR_MODE) && self.is_ours(&dir)? {
                set_mode(&dir, DIR_MODE).map_err(|e| StoreError::io(&dir, e))?;
            }
        }
        Ok(())
    }

    /// Whether a directory holds nothing but the planner: somebody's home, given as the place, keeps its mode.
    fn is_ours(&self, dir: &Path) -> Result<bool, StoreError> {
        if *dir == self.backups() {
            return Ok(true);
        }
        for entry in fs::read_dir(dir).map_err(|e| StoreError::io(dir, e))? {
            let name = entry.map_err(|e| StoreError::io(dir, e))?.file_name();
            if name != "backups" && !name.to_string_lossy().starts_with("planner.") {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Permission bits of every file.
pub(crate) const FILE_MODE: u32 = 0o600;
/// Permission bits of the directory and of `backups/`.
pub(crate) const DIR_MODE: u32 = 0o700;

/// Makes a directory, and those above it, for its owner alone. One that is there is left as it is.
pub(crate) fn make_dir(dir: &Path) -> io::Result<()> {
    if fs::metadata(dir).is_ok_and(|meta| meta.is_dir()) {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, DIR_MODE);
    builder.create(dir)?;
    if mode_of(&fs::metadata(dir)?).is_some_and(|mode| mode != DIR_MODE) {
        set_mode(dir, DIR_MODE)?;
    }
    Ok(())
}

/// Makes a file that must not be there yet, mode 0600.
pub(crate) fn create_new(path: &Path) -> Result<File, StoreError> {
    let file = options(OpenOptions::new().read(true).write(true).create_new(true)).open(path);
    let file = file.map_err(|e| StoreError::io(path, e))?;
    // The umask may have taken bits away from the owner, too.
    set_mode(path, FILE_MODE).map_err(|e| StoreError::io(path, e))?;
    Ok(file)
}

/// Opens a file to write, making it with mode 0600 if it is not there.
pub(crate) fn open_or_create(path: &Path) -> Result<File, StoreError> {
    match create_new(path) {
        Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::AlreadyExists => {
            options(OpenOptions::new().read(true).write(true))
                .open(path)
                .map_err(|e| StoreError::io(path, e))
        }
        other => other,
    }
}

/// Opens a file to read; `None` when it is not there.
pub(crate) fn open_read(path: &Path) -> Result<Option<File>, StoreError> {
    match options(OpenOptions::new().read(true)).open(path) {
        Ok(file) => Ok(Some(file)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(StoreError::io(path, e)),
    }
}

/// Holds the file for this process, waiting at most five seconds for another. Freed when the file is dropped.
pub(crate) fn hold(file: &File, path: &Path) -> Result<(), StoreError> {
    for _ in 0..250 {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(20)),
            Err(TryLockError::Error(e)) => return Err(StoreError::io(path, e)),
        }
    }
    Err(StoreError::Busy)
}

/// Puts a finished file in its place: its bytes are on the disk before its name is, and its name before this returns.
pub(crate) fn put_in_place(finished: &Path, place: &Path) -> Result<(), StoreError> {
    let file = options(OpenOptions::new().read(true).write(true)).open(finished);
    file.and_then(|f| f.sync_all())
        .map_err(|e| StoreError::io(finished, e))?;
    fs::rename(finished, place).map_err(|e| StoreError::io(place, e))?;
    sync_dir(place.parent().unwrap_or(Path::new(".")))
}

/// Waits until the names in a directory are on the disk.
pub(crate) fn sync_dir(dir: &Path) -> Result<(), StoreError> {
    // Windows has no such thing for directories; its file systems journal names themselves.
    #[cfg(unix)]
    File::open(dir)
        .and_then(|d| d.sync_all())
        .map_err(|e| StoreError::io(dir, e))?;
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

/// Removes a file if it is there.
pub(crate) fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(StoreError::io(path, e)),
        _ => Ok(()),
    }
}

/// The length of a file in bytes; 0 when it is not there.
pub(crate) fn len(path: &Path) -> Result<u64, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(meta) => Ok(meta.len()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(e) => Err(StoreError::io(path, e)),
    }
}

/// Whether a name is taken, be it by a broken link.
pub(crate) fn exists(path: &Path) -> Result<bool, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(StoreError::io(path, e)),
    }
}

/// A file's permission bits; `None` when it is not there, or where there are none.
pub(crate) fn mode(path: &Path) -> Result<Option<u32>, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(meta) => Ok(mode_of(&meta)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(StoreError::io(path, e)),
    }
}

#[cfg(unix)]
fn canonical(dir: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(dir)
}

/// What `canonicalize` makes of a path on Windows (`\\?\C:\…`) is not a path SQLite knows.
#[cfg(not(unix))]
fn canonical(dir: &Path) -> io::Result<PathBuf> {
    fs::metadata(dir)?;
    std::path::absolute(dir)
}

#[cfg(unix)]
fn options(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options
        .mode(FILE_MODE)
        .custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed())
}

#[cfg(not(unix))]
fn options(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(unix)]
fn mode_of(meta: &fs::Metadata) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    Some(meta.permissions().mode() & 0o7777)
}

#[cfg(not(unix))]
fn mode_of(_meta: &fs::Metadata) -> Option<u32> {
    None
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}
