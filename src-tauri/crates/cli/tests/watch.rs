//! `standing remind --watch` as a program: how it begins, what it says, how it ends.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod common;

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, Output, Stdio},
    time::{Duration, Instant},
};

use domain::words::cli as words;
use serde_json::Value;

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A watch over the planner in `home`, on a machine without notifications.
fn watching(home: &Path, now: &str) -> Command {
    let mut command = standing(home, now);
    command.args(["remind", "--watch"]);
    command
}

fn standing(home: &Path, now: &str) -> Command {
    let mut command = common::standing(&home.join("planner"), now);
    command
        .env("HOME", home)
        .env("LANG", "en_GB.UTF-8")
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        .env("DBUS_SYSTEM_BUS_ADDRESS", "disabled:")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Starts one and waits for the line that says so.
fn started(mut command: Command) -> (Child, BufReader<ChildStdout>) {
    let mut watch = command.spawn().unwrap();
    let mut said = BufReader::new(watch.stdout.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert_eq!(line.trim_end(), words::WATCHING, "it says that it reminds");
    (watch, said)
}

/// Waits until it has ended; how long that took.
fn ended(mut watch: Child) -> (Output, Duration) {
    let begun = instant();
    while watch.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < PATIENCE, "it ends");
        std::thread::sleep(Duration::from_millis(5));
    }
    let took = begun.elapsed();
    (watch.wait_with_output().unwrap(), took)
}

#[allow(clippy::disallowed_methods, reason = "how long it really takes is the point")]
fn instant() -> Instant {
    Instant::now()
}

fn signal(watch: &Child, name: &str) {
    let status = Command::new("kill")
        .args(["-s", name, &watch.id().to_string()])
        .status();
    assert!(status.unwrap().success(), "it is there to be told");
}

fn a_date(home: &Path, now: &str) {
    let added = standing(home, now)
        .args(["date", "add", "Thursdays 7pm, 2 hours", "--remind", "90m"])
        .output()
        .unwrap();
    assert!(added.status.success(), "{added:?}");
}

#[test]
fn asked_to_stop_it_stops_within_a_second_and_all_is_well() {
    for name in ["TERM", "INT", "HUP"] {
        let home = tempfile::tempdir().unwrap();
        a_date(home.path(), "2026-10-13T14:36:00+01:00");
        let (watch, _said) = started(watching(home.path(), "2026-10-13T14:36:00+01:00"));
        signal(&watch, name);
        let (output, took) = ended(watch);
        assert_eq!(output.status.code(), Some(0), "{name} is no accident: {output:?}");
        assert!(took < Duration::from_secs(1), "{name}: it took {took:?}");
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            "",
            "{name}: no complaint"
        );
        let (next, _said) = started(watching(home.path(), "2026-10-13T15:00:00+01:00"));
        signal(&next, "TERM");
        assert!(ended(next).0.status.success(), "{name}: the next one may remind");
    }
}

#[test]
fn a_signal_that_was_ignored_from_the_start_does_not_concern_it() {
    let home = tempfile::tempdir().unwrap();
    a_date(home.path(), "2026-10-13T14:36:00+01:00");
    let plain = watching(home.path(), "2026-10-13T14:36:00+01:00");
    let mut under_nohup = Command::new("sh");
    under_nohup
        .args(["-c", "trap '' HUP; exec \"$0\" \"$@\""])
        .arg(plain.get_program())
        .args(plain.get_args())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => under_nohup.env(name, value),
            None => under_nohup.env_remove(name),
        };
    }
    let (mut watch, _said) = started(under_nohup);
    signal(&watch, "HUP");
    std::thread::sleep(Duration::from_millis(300));
    assert!(
        watch.try_wait().unwrap().is_none(),
        "the terminal was closed, and it was told not to mind"
    );
    signal(&watch, "TERM");
    assert!(ended(watch).0.status.success(), "it ends when asked otherwise");
}

#[test]
fn whoever_comes_second_says_so_and_ends() {
    let home = tempfile::tempdir().unwrap();
    a_date(home.path(), "2026-10-13T14:36:00+01:00");
    let (first, _said) = started(watching(home.path(), "2026-10-13T14:36:00+01:00"));

    let begun = instant();
    let second = watching(home.path(), "2026-10-13T14:36:00+01:00")
        .output()
        .unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2), "at once");
    assert_eq!(second.status.code(), Some(1), "it refuses");
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(
        said.contains(words::WATCH_TAKEN) && said.contains(words::WATCH_TAKEN_HINT),
        "in words, and with what to do: {said}"
    );
    assert!(second.stdout.is_empty(), "it never says that it reminds");

    let third = watching(home.path(), "2026-10-13T14:36:00+01:00")
        .arg("--json")
        .output()
        .unwrap();
    let said: Value = serde_json::from_slice(&third.stderr).unwrap();
    assert_eq!(said["error"]["code"], "busy", "a script can tell: {said}");
    signal(&first, "TERM");
    ended(first);
}

#[test]
fn each_delivery_is_one_line_of_json() {
    let home = tempfile::tempdir().unwrap();
    a_date(home.path(), "2026-10-13T14:36:00+01:00");
    let mut watch = watching(home.path(), "2026-10-15T17:29:59.500+01:00");
    let mut watch = watch.arg("--json").spawn().unwrap();
    let mut line = String::new();
    BufReader::new(watch.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    signal(&watch, "TERM");
    ended(watch);

    let said: Value = serde_json::from_str(&line).unwrap_or_else(|e| panic!("{line}: {e}"));
    let mut fields: Vec<&str> = said.as_object().unwrap().keys().map(String::as_str).collect();
    // In which order they stand is nobody's to rely on.
    fields.sort_unstable();
    assert_eq!(
        fields,
        ["at", "due", "key", "late_ms", "result"],
        "these fields and no other: {line}"
    );
    assert_eq!(said["due"], "2026-10-15T17:30:00+01:00", "when it was due");
    assert_eq!(said["result"], "failed", "there are no notifications here");
    let key = said["key"].as_str().unwrap();
    assert!(
        key.ends_with("@2026-10-15T19:00"),
        "the key that other verbs take: {key}"
    );
    let late = said["late_ms"].as_i64().unwrap();
    assert!((0..20_000).contains(&late), "late by as much as it says: {line}");
    let at: chrono::DateTime<chrono::Utc> = said["at"].as_str().unwrap().parse().unwrap();
    let due: chrono::DateTime<chrono::Utc> = said["due"].as_str().unwrap().parse().unwrap();
    assert_eq!((at - due).num_milliseconds(), late, "which is the difference");
}

#[test]
fn when_nobody_reads_any_more_it_ends_quietly_and_another_may_remind() {
    let home = tempfile::tempdir().unwrap();
    a_date(home.path(), "2026-10-13T14:36:00+01:00");
    let (watch, said) = started(watching(home.path(), "2026-10-15T17:29:59+01:00"));
    drop(said);
    let (output, _) = ended(watch);
    assert_eq!(
        output.status.code(),
        Some(0),
        "like `head` it has seen enough: {output:?}"
    );
    let (next, _said) = started(watching(home.path(), "2026-10-15T18:00:00+01:00"));
    signal(&next, "TERM");
    assert!(ended(next).0.status.success(), "the lock is free");
}

#[test]
fn a_watch_over_no_planner_waits_for_one_and_leaves_no_planner_behind() {
    let home = tempfile::tempdir().unwrap();
    let (watch, _said) = started(watching(home.path(), "2026-10-13T14:36:00+01:00"));
    signal(&watch, "TERM");
    assert!(ended(watch).0.status.success(), "there is nothing to complain of");
    assert!(
        !home.path().join("planner/planner.db").exists(),
        "only a person makes a planner"
    );
}
