//! Notices that another process wrote to the planner's directory, without asking all the time.

use std::{path::Path, time::Duration};

use tokio::time::{Instant, sleep_until};

/// When to ask the planner after its files were written to. SQLite writes, waits for the disk, and only then makes
/// the change visible, without touching a file again: so asking once may be too early.
const ASK_AFTER: [Duration; 3] = [
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_millis(1500),
];

/// What was seen in the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// The planner's files were written to, by whomever: it is worth asking the planner.
    Written,
    /// Whoever had the lock file open closed it: the lock may be free.
    LockClosed,
}

/// A watch on the planner's directory.
pub(crate) struct FileWatch {
    source: Option<source::Source>,
    written: Option<Instant>,
    asked: usize,
}

impl FileWatch {
    /// Watches `dir`. Where it cannot be watched, the planner is asked every two seconds instead.
    pub(crate) fn on(dir: &Path) -> FileWatch {
        let source = source::Source::on(dir)
            .inspect_err(|e| log::warn!("the planner's directory cannot be watched: {}", e.kind()))
            .ok();
        FileWatch {
            source,
            written: None,
            asked: 0,
        }
    }

    /// Waits for the next thing worth knowing. May be dropped and called again without losing any.
    pub(crate) async fn next(&mut self) -> Seen {
        let Some(source) = &mut self.source else {
            tokio::time::sleep(Duration::from_secs(2)).await;
            return Seen::Written;
        };
        loop {
            let ask_at = self
                .written
                .and_then(|at| ASK_AFTER.get(self.asked).map(|after| at + *after));
            let signs = tokio::select! {
                () = sleep_until(ask_at.unwrap_or_else(Instant::now)), if ask_at.is_some() => {
                    self.asked += 1;
                    return Seen::Written;
                }
                signs = source.read() => signs,
            };
            if signs.written {
                // The first of a burst starts the clock; the last one is still covered by the later askings.
                if self.written.is_none() || self.asked > 0 {
                    self.written = Some(Instant::now());
                    self.asked = 0;
                }
            }
            if signs.lock_closed {
                return Seen::LockClosed;
            }
        }
    }
}

/// What one reading of the watch brought.
#[derive(Default)]
struct Signs {
    written: bool,
    lock_closed: bool,
}

#[cfg(target_os = "linux")]
mod source {
    use std::{ffi::CStr, io, mem::MaybeUninit, os::fd::OwnedFd, path::Path};

    use rustix::{
        fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags},
        io::Errno,
    };
    use tokio::io::unix::AsyncFd;

    use super::Signs;

    pub(super) struct Source {
        inotify: AsyncFd<OwnedFd>,
    }

    impl Source {
        pub(super) fn on(dir: &Path) -> io::Result<Source> {
            let inotify = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)?;
            let flags = WatchFlags::MODIFY
                | WatchFlags::CREATE
                | WatchFlags::MOVED_TO
                | WatchFlags::CLOSE_WRITE
                | WatchFlags::ONLYDIR;
            inotify::add_watch(&inotify, dir, flags)?;
            #[expect(
                deprecated,
                reason = "its successor is unsafe to call; an OwnedFd is what that asks for"
            )]
            let inotify = AsyncFd::new(inotify)?;
            Ok(Source { inotify })
        }

        pub(super) async fn read(&mut self) -> Signs {
            loop {
                let Ok(mut ready) = self.inotify.readable().await else {
                    // The runtime is going down, and this with it.
                    return std::future::pending().await;
                };
                let signs = drain(self.inotify.get_ref());
                ready.clear_ready();
                if signs.written || signs.lock_closed {
                    return signs;
                }
            }
        }
    }

    fn drain(inotify: &OwnedFd) -> Signs {
        let mut signs = Signs::default();
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut reader = inotify::Reader::new(inotify, &mut buffer);
        loop {
            let event = match reader.next() {
                Ok(event) => event,
                Err(Errno::INTR) => continue,
                Err(_) => return signs,
            };
            let name = event.file_name().map_or(&b""[..], CStr::to_bytes);
            if event.events().contains(ReadFlags::QUEUE_OVERFLOW) {
                signs = Signs {
                    written: true,
                    lock_closed: true,
                };
            } else if name == super::super::lock::FILE.as_bytes() {
                signs.lock_closed |= event.events().contains(ReadFlags::CLOSE_WRITE);
            } else if name.starts_with(b"planner.db") {
                signs.written = true;
            }
        }
    }
}

/// No watch elsewhere yet: the planner is asked every two seconds.
#[cfg(not(target_os = "linux"))]
mod source {
    use std::{io, path::Path};

    use super::Signs;

    pub(super) struct Source;

    impl Source {
        pub(super) fn on(_dir: &Path) -> io::Result<Source> {
            Err(io::ErrorKind::Unsupported.into())
        }

        pub(super) async fn read(&mut self) -> Signs {
            std::future::pending().await
        }
    }
}
