//! `standing remind --watch` in a session, as a person or the system starts and ends it.

use std::{
    fs::{self, File},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::ExitStatus,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tokio::process::{Child, Command};

use super::{PATIENCE, Session};

/// Tells the files of one watch from those of the next.
static STARTED: AtomicU32 = AtomicU32::new(0);

/// A running watch. What it says goes into files, so that nobody has to read along.
pub struct Watch {
    child: Child,
    said: PathBuf,
    complained: PathBuf,
}

/// A watch that has ended.
#[derive(Debug)]
pub struct Ended {
    /// How.
    pub status: ExitStatus,
    /// Its lines, one for each delivery.
    pub lines: Vec<Value>,
    /// What it said on the side.
    pub complaints: String,
}

impl Watch {
    /// Starts one: [`Session::watching`].
    pub fn start(session: &Session, mut command: Command) -> Watch {
        let home = session.home();
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let (said, complained) = (
            home.join(format!("watch-{number}.out")),
            home.join(format!("watch-{number}.err")),
        );
        let file = |path: &PathBuf| File::create(path).expect("the home directory can be written");
        let child = command
            .stdout(file(&said))
            .stderr(file(&complained))
            .spawn()
            .expect("it starts");
        Watch {
            child,
            said,
            complained,
        }
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id().expect("it was not waited for yet")
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.pid()).ok().and_then(Pid::from_raw);
        // One that has ended by itself is found out by whoever waits for it.
        let _ = kill_process(pid.expect("BUG: the kernel's ids are positive"), signal);
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().expect("it can be waited for").is_none()
    }

    /// Whether it has the lock of the planner in `dir`, by the kernel's own list: trying for it might take it.
    pub fn has_lock(&self, dir: &Path) -> bool {
        let Ok(file) = fs::metadata(dir.join("planner.lock")) else {
            return false;
        };
        let (pid, inode) = (self.pid().to_string(), format!(":{}", file.ino()));
        // `1: FLOCK  ADVISORY  WRITE 4711 fd:00:131073 0 EOF`
        let locks = fs::read_to_string("/proc/locks").expect("the kernel lists them");
        locks.lines().any(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.contains(&"FLOCK")
                && words.contains(&pid.as_str())
                && words.iter().any(|word| word.ends_with(&inode))
        })
    }

    /// How many deliveries it has spoken of so far.
    pub fn lines(&self) -> usize {
        let said = fs::read_to_string(&self.said).expect("its file is ours");
        said.matches('\n').count()
    }

    /// Waits until it has ended.
    pub async fn ended(self) -> Ended {
        self.ended_within(PATIENCE).await.expect("it ends")
    }

    /// The same, if it ends in time; it is killed if it does not.
    pub async fn ended_within(mut self, within: Duration) -> Option<Ended> {
        let status = tokio::time::timeout(within, self.child.wait()).await.ok()?;
        let said = fs::read_to_string(&self.said).expect("its file is ours");
        let line = |line: &str| serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}"));
        Some(Ended {
            status: status.expect("it can be waited for"),
            lines: said.lines().map(line).collect(),
            complaints: fs::read_to_string(&self.complained).expect("its file is ours"),
        })
    }

    /// Ends it as the system does, and waits for that.
    pub async fn stopped(self) -> Ended {
        self.signal(Signal::TERM);
        self.ended().await
    }

    /// Kills it, and waits until the kernel has cleared it away.
    pub async fn killed(self) {
        self.signal(Signal::KILL);
        // Its last line may be half a line.
        let mut child = self.child;
        child.wait().await.expect("it can be waited for");
    }
}
