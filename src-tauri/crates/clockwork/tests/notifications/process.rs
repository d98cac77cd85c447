//! What this process uses, engine, server and test together.

use std::{fs, time::Duration};

/// How many threads it has.
pub fn threads() -> usize {
    fs::read_dir("/proc/self/task").unwrap().count()
}

/// How many files and connections it has open.
pub fn fds() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

/// Its memory, in bytes.
pub fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

/// What the engine's thread has had of a processor so far.
pub fn engine_time() -> Duration {
    let engine = fs::read_dir("/proc/self/task")
        .unwrap()
        .map(|task| task.unwrap().path())
        .find(|task| fs::read_to_string(task.join("comm")).unwrap().trim() == "clockwork")
        .expect("the engine runs");
    // The first number is the time on a processor, in nanoseconds.
    let spent = fs::read_to_string(engine.join("schedstat")).unwrap();
    Duration::from_nanos(spent.split_whitespace().next().unwrap().parse().unwrap())
}
