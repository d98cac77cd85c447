//! One engine for a planner: a lock on `planner.lock`, held as long as the process lives.
//!
//! The kernel frees it when the holder ends, however it ends; a crash leaves nothing to clean up. The file stays.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use domain::words::{clockwork as words, fill};

/// The file's name in the planner's directory.
pub(crate) const FILE: &str = "planner.lock";

/// The right to run the reminders of one planner. Dropping it, or ending the process, gives it back.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// The lock file cannot be made or locked; the message is for people.
#[derive(Debug, thiserror::Error)]
#[error("{}", fill(words::LOCK_UNREADABLE, &[("path", &.path.display()), ("why", &.source.kind())]))]
pub struct LockError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    #[source]
    pub source: io::Error,
}

impl Lock {
    /// Takes the lock of the planner in `dir`, or says at once that somebody else holds it (`None`).
    ///
    /// The directory (0700) and the file (0600) are made when absent.
    pub fn try_acquire(dir: &Path) -> Result<Option<Lock>, LockError> {
        Turnstile::at(dir).try_pass()
    }
}

/// Waits for the lock: keeps the file open between tries, so that trying leaves no trace for a file watch.
#[derive(Debug)]
pub(crate) struct Turnstile {
    dir: PathBuf,
    file: Option<File>,
}

impl Turnstile {
    pub(crate) fn at(dir: &Path) -> Turnstile {
        Turnstile {
            dir: dir.to_owned(),
            file: None,
        }
    }

    /// Takes the lock if it is free.
    pub(crate) fn try_pass(&mut self) -> Result<Option<Lock>, LockError> {
        let path = self.dir.join(FILE);
        self.attempt(&path).map_err(|source| LockError { path, source })
    }

    fn attempt(&mut self, path: &Path) -> io::Result<Option<Lock>> {
        loop {
            let file = match self.file.take() {
                Some(file) if is_at(&file, path) => file,
                _ => open(&self.dir, path)?,
            };
            if !lock(&file)? {
                self.file = Some(file);
                return Ok(None);
            }
            // Somebody may have deleted the file between opening and locking: a lock on a nameless file guards
            // nothing.
            if is_at(&file, path) {
                return Ok(Some(Lock { _file: file }));
            }
        }
    }
}

#[cfg(unix)]
fn open(dir: &Path, path: &Path) -> io::Result<File> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};

    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
}

#[cfg(not(unix))]
fn open(dir: &Path, path: &Path) -> io::Result<File> {
    fs::create_dir_all(dir)?;
    File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
}

#[cfg(unix)]
fn lock(file: &File) -> io::Result<bool> {
    use rustix::{
        fs::{FlockOperation, flock},
        io::Errno,
    };

    match flock(file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(true),
        Err(Errno::WOULDBLOCK) => Ok(false),
        Err(e) => Err(e.into()),
    }
}

#[cfg(not(unix))]
fn lock(file: &File) -> io::Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(fs::TryLockError::WouldBlock) => Ok(false),
        Err(fs::TryLockError::Error(e)) => Err(e),
    }
}

/// Whether the open file is still the one that goes by this name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(named)) => (open.dev(), open.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// An open file cannot be deleted there.
#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_planner_has_one_engine_at_a_time() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("standing-date");

        let first = Lock::try_acquire(&dir).unwrap();
        assert!(first.is_some(), "nobody held it");
        assert!(
            Lock::try_acquire(&dir).unwrap().is_none(),
            "the first one holds it"
        );
        drop(first);
        assert!(
            Lock::try_acquire(&dir).unwrap().is_some(),
            "the first one gave it back"
        );
    }

    #[test]
    fn the_lock_and_its_directory_are_for_this_person_only() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("made/here");
        let _lock = Lock::try_acquire(&dir).unwrap();

        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&dir), 0o700, "the directory is made closed");
        assert_eq!(mode(&dir.join(FILE)), 0o600, "the file is made closed");
    }

    #[test]
    fn a_deleted_lock_file_does_not_let_a_waiting_engine_lock_a_nameless_one() {
        let home = tempfile::tempdir().unwrap();
        let held = Lock::try_acquire(home.path()).unwrap();
        let mut waiting = Turnstile::at(home.path());
        assert!(waiting.try_pass().unwrap().is_none(), "it is held");

        fs::remove_file(home.path().join(FILE)).unwrap();
        drop(held);
        let passed = waiting.try_pass().unwrap();
        assert!(passed.is_some(), "the file is made again");
        assert!(
            Lock::try_acquire(home.path()).unwrap().is_none(),
            "and the lock is on the named file"
        );
    }

    #[test]
    fn a_directory_that_cannot_be_made_is_named() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("a-file");
        fs::write(&file, "").unwrap();

        let error = Lock::try_acquire(&file.join("inside")).unwrap_err();
        assert!(
            error.to_string().contains("planner.lock"),
            "the message names the file: {error}"
        );
    }
}
