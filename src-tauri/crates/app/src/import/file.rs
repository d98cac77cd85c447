//! A calendar file on a disk: opened with care, because its name may come from anywhere.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use domain::words::{fill, import as words};

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// There is nothing of that name.
    #[error("{}", fill(words::FILE_NOT_THERE, &[("file", &shown(path))]))]
    NotThere {
        /// Its path.
        path: PathBuf,
    },
    /// A folder.
    #[error("{}", fill(words::FILE_IS_FOLDER, &[("file", &shown(path))]))]
    Folder {
        /// Its path.
        path: PathBuf,
    },
    /// A pipe, a device, a socket: something that may never end.
    #[error("{}", fill(words::FILE_IS_NONE, &[("file", &shown(path))]))]
    NoFile {
        /// Its path.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}", fill(words::FILE_UNREADABLE, &[("file", &shown(path)), ("why", source)]))]
    Io {
        /// Its path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

fn shown(path: &Path) -> String {
    domain::plain::line(&path.display().to_string())
}

/// The bytes of a file, and by what a change of it is noticed.
pub(super) struct Bytes {
    pub bytes: Vec<u8>,
    pub stamp: String,
}

/// Reads a file, at most one byte more than `limit`, so that one that is too long shows. It never waits: a pipe and a
/// device are refused before anything is asked of them.
pub(super) fn read(path: &Path, limit: usize) -> Result<Bytes, FileError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileError::NotThere {
            path: path.to_owned(),
        },
        _ => FileError::Io {
            path: path.to_owned(),
            source,
        },
    };
    is_plain(path, &path.metadata().map_err(failed)?)?;
    let file = open(path).map_err(failed)?;
    // Another file may have taken its name meanwhile.
    let found = file.metadata().map_err(failed)?;
    is_plain(path, &found)?;
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    file.take(most).read_to_end(&mut bytes).map_err(failed)?;
    Ok(Bytes {
        bytes,
        stamp: stamp(&found),
    })
}

/// The stamp of a file as it is now; `None` where there is none.
pub(crate) fn stamp_of(path: &Path) -> Option<String> {
    let found = path.metadata().ok()?;
    found.is_file().then(|| stamp(&found))
}

/// Length and time of change: nobody changes a file and leaves both as they were.
fn stamp(found: &std::fs::Metadata) -> String {
    let changed = found.modified().ok();
    let since = changed.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    format!("{} {}", found.len(), since.unwrap_or_default().as_nanos())
}

fn is_plain(path: &Path, found: &std::fs::Metadata) -> Result<(), FileError> {
    if found.is_file() {
        Ok(())
    } else if found.is_dir() {
        Err(FileError::Folder {
            path: path.to_owned(),
        })
    } else {
        Err(FileError::NoFile {
            path: path.to_owned(),
        })
    }
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    let flags = i32::try_from(flags.bits()).expect("BUG: flags of open are an int");
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_named_and_never_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let not_there = read(&dir.path().join("work.ics"), 10).err().unwrap();
        assert!(matches!(not_there, FileError::NotThere { .. }), "{not_there:?}");
        let beneath_a_file = dir.path().join("file");
        std::fs::write(&beneath_a_file, "x").unwrap();
        let beneath = read(&beneath_a_file.join("work.ics"), 10).err().unwrap();
        assert!(matches!(beneath, FileError::NotThere { .. }), "{beneath:?}");
        let folder = read(dir.path(), 10).err().unwrap();
        assert!(matches!(folder, FileError::Folder { .. }), "{folder:?}");
        assert!(
            folder.to_string().contains(&dir.path().display().to_string()),
            "{folder}"
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_pipe_and_a_device_are_refused_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe.ics");
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let link = dir.path().join("link.ics");
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        for path in [
            pipe.as_path(),
            Path::new("/dev/zero"),
            Path::new("/dev/tty"),
            &link,
        ] {
            let refused = read(path, 10).err().unwrap();
            assert!(
                matches!(refused, FileError::NoFile { .. }),
                "nothing is read from it: {refused:?}"
            );
        }
    }

    #[test]
    fn a_file_is_read_up_to_its_limit_and_a_changed_one_has_another_stamp() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("work.ics");
        std::fs::write(&path, "a".repeat(100)).unwrap();
        let first = read(&path, 10).unwrap();
        assert_eq!(first.bytes.len(), 11, "enough to know that it is too long");
        assert_eq!(stamp_of(&path), Some(first.stamp.clone()));
        std::fs::write(&path, "a".repeat(101)).unwrap();
        assert_ne!(stamp_of(&path), Some(first.stamp), "it is longer");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(stamp_of(&path), None, "it is gone");
    }
}
