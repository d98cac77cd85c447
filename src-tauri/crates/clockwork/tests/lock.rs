//! One engine for a planner, whoever starts and however it ends. Each holder is a process of its own.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use clockwork::Lock;

/// Where the process that tries for the lock is to try.
const DIR: &str = "CLOCKWORK_TEST_LOCK_DIR";

#[test]
fn of_twenty_engines_started_at_once_one_reminds() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("planner");
    let mut tries: Vec<_> = (0..20).map(|_| Try::start(&dir)).collect();
    let held: Vec<_> = tries.iter_mut().map(Try::holds).collect();
    assert_eq!(
        held.iter().filter(|held| **held).count(),
        1,
        "one of them has it: {held:?}"
    );
}

#[test]
fn a_killed_engine_leaves_the_lock_free() {
    let home = tempfile::tempdir().unwrap();
    let mut first = Try::start(home.path());
    assert!(first.holds(), "nobody else was there");
    assert!(
        Lock::try_acquire(home.path()).unwrap().is_none(),
        "it is held by another process"
    );

    first.child.kill().unwrap();
    first.child.wait().unwrap();
    assert!(
        Lock::try_acquire(home.path()).unwrap().is_some(),
        "nothing has to be cleaned up"
    );
}

/// Not a test of its own: what the processes of the two above run. On its own it does nothing.
#[test]
fn tries_for_the_lock_and_keeps_it() {
    let Some(dir) = std::env::var_os(DIR) else { return };
    let lock = Lock::try_acquire(Path::new(&dir)).unwrap();
    println!("\nlock: {}", if lock.is_some() { "held" } else { "not held" });
    // Until the test ends its side.
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}

struct Try {
    child: Child,
    said: BufReader<ChildStdout>,
}

impl Try {
    fn start(dir: &Path) -> Try {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "tries_for_the_lock_and_keeps_it", "--nocapture"])
            .env(DIR, dir)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        Try { child, said }
    }

    fn holds(&mut self) -> bool {
        let line = self
            .said
            .by_ref()
            .lines()
            .map(Result::unwrap)
            .find(|l| l.starts_with("lock: "))
            .unwrap();
        line == "lock: held"
    }
}

impl Drop for Try {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
