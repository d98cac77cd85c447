//! A couple's values, small damage, and a child process, for the store's tests.
#![allow(dead_code, reason = "each test file uses some of it")]

pub mod small;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::{
    gesture::{Gesture, Tick},
    ids::{ChangeId, GestureId, SlotId, TickId},
    occurrence::{Change, OccurrenceKey},
    people::{Half, People},
    recurrence::Rule,
    reminder::{Entry, Lead, LedgerRow, ReminderKey, Source},
    slot::{Anchor, Kind, Planner, Slot},
};
use store::{Cause, Store};
use uuid::Uuid;

/// Thursday, 8 October 2026, noon in UTC.
pub fn now() -> DateTime<Utc> {
    "2026-10-08T12:00:00Z".parse().unwrap()
}

/// So many days after [`now`].
pub fn days_later(days: u64) -> DateTime<Utc> {
    now() + chrono::Days::new(days)
}

/// An id that sorts by `n`.
pub fn uuid(n: u128) -> Uuid {
    Uuid::from_u128((0x0199_0000_0000_7000_8000_u128 << 48) + n)
}

pub fn slot_id(n: u128) -> SlotId {
    SlotId(uuid(n))
}

pub fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Every Thursday at 7 pm.
pub fn slot(n: u128, title: &str) -> Slot {
    Slot {
        id: slot_id(n),
        title: title.to_owned(),
        kind: Kind::Date,
        label: String::new(),
        start: wall("2026-10-15T19:00"),
        minutes: 120,
        rule: Some(Rule::parse("FREQ=WEEKLY;BYDAY=TH").unwrap()),
        anchor: Anchor::Floating,
        zone: chrono_tz::Europe::London,
        planner: Planner::Turns(Half::Second),
        leads: Lead::DEFAULT.to_vec(),
        timed_at: now(),
        times: None,
        backup: None,
        continues: None,
        uid: None,
        carried: String::new(),
    }
}

pub fn key(slot: u128, original: &str) -> OccurrenceKey {
    OccurrenceKey {
        slot: slot_id(slot),
        original: wall(original),
    }
}

/// The Thursday moved to Saturday.
pub fn change(n: u128, slot: u128) -> Change {
    Change {
        id: ChangeId(uuid(n)),
        key: key(slot, "2026-10-15T19:00"),
        skipped: false,
        moved_to: Some(wall("2026-10-17T13:00")),
        title: None,
        outcome: None,
        timed_at: now(),
        added: false,
        minutes: None,
    }
}

pub fn gesture(n: u128, title: &str) -> Gesture {
    Gesture {
        detail: "Before the alarm.".to_owned(),
        minutes: 5,
        ..Gesture::new(GestureId(uuid(n)), title)
    }
}

pub fn tick(n: u128, gesture: u128, on: &str) -> Tick {
    Tick {
        id: TickId(uuid(n)),
        gesture: GestureId(uuid(gesture)),
        by: Half::Second,
        day: day(on),
        at: now(),
        note: "with oat milk".to_owned(),
        called: String::new(),
    }
}

pub fn people() -> People {
    People {
        first: "Noor".to_owned(),
        second: "Jules".to_owned(),
    }
}

pub fn reminder(lead: &str) -> ReminderKey {
    ReminderKey {
        source: Source::Date {
            occurrence: key(1, "2026-10-15T19:00"),
            local: wall("2026-10-15T19:00"),
            lead: lead.parse().unwrap(),
        },
        snooze: 0,
    }
}

pub fn claimed(lead: &str, engine: u128) -> LedgerRow {
    LedgerRow {
        key: reminder(lead),
        entry: Entry::Claimed,
        due: now(),
        at: now(),
        shown_at: None,
        why: None,
        cleared: false,
        attempts: 1,
        engine: uuid(engine),
    }
}

/// A person's doing, said so.
pub fn doing(said: &str) -> Cause<'_> {
    doing_at(said, now())
}

pub fn doing_at(said: &str, now: DateTime<Utc>) -> Cause<'_> {
    Cause::Person {
        said,
        now,
        by: Some(Half::First),
    }
}

pub fn open(dir: &Path) -> Store {
    Store::open(dir, now()).unwrap()
}

/// A planner with something in every table, closed.
pub fn filled(dir: &Path) {
    let store = open(dir);
    store
        .write(doing("Filled it"), |w| {
            w.set_people(&people())?;
            w.put_slot(&slot(1, "Thursday at Lupo"))?;
            w.put_change(&change(2, 1))?;
            w.put_gesture(&gesture(3, "Bring the coffee up"))?;
            w.put_tick(&tick(4, 3, "2026-10-08"))?;
            small::put(w)?;
            w.set_setting("quiet", Some("22:30-07:00"))
        })
        .unwrap();
    store
        .write(Cause::Engine, |w| {
            w.claim(&claimed("evening", 9))?;
            w.settle(&reminder("evening"), Entry::Shown, now())?;
            w.set_last_look(now())
        })
        .unwrap();
}

pub fn database(dir: &Path) -> PathBuf {
    dir.join("planner.db")
}

/// Opens the database as a stranger with the key would: for damage that the store itself would never do.
pub fn raw(dir: &Path) -> rusqlite::Connection {
    let text = fs::read_to_string(dir.join("planner.key")).unwrap();
    let field = |name: &str| {
        text.lines()
            .find_map(|l| l.strip_prefix(name))
            .unwrap()
            .trim()
            .to_owned()
    };
    let connection = rusqlite::Connection::open(database(dir)).unwrap();
    connection
        .pragma_update(None, "key", format!("x'{}{}'", field("plain "), field("salt ")))
        .unwrap();
    connection
}

/// The names in a directory, sorted.
pub fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Names and bytes of everything in a directory, for "nothing was changed".
pub fn contents(dir: &Path) -> Vec<(String, Vec<u8>)> {
    names(dir)
        .into_iter()
        .filter(|name| !dir.join(name).is_dir())
        .map(|name| (name.clone(), fs::read(dir.join(&name)).unwrap()))
        .collect()
}

/// Runs the calling test once more, in a process of its own, with `dir` in [`child_dir`].
pub fn again(test: &str, dir: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env("STORE_TEST_DIR", dir);
    command
}

/// The directory handed over by [`again`]; `None` in the first process.
pub fn child_dir() -> Option<PathBuf> {
    std::env::var_os("STORE_TEST_DIR").map(PathBuf::from)
}

/// Says plainly that a test could not run here, straight to the terminal: what a passing test prints is never seen.
pub fn could_not_run(why: &str) {
    std::io::stderr()
        .write_all(format!("COULD NOT RUN: {why}\n").as_bytes())
        .unwrap();
}

/// A file system of its own, taken away again when dropped.
pub struct Mount(pub PathBuf);

impl Mount {
    /// A file system in memory of so many KiB on `at`.
    ///
    /// Where this account may not mount, the calling test is run once more in a mount namespace of its own and `None`
    /// says that this was done. Where that is not allowed either, it is said plainly that the test could not run.
    pub fn small(at: &Path, kib: u32) -> Option<Mount> {
        fs::create_dir_all(at).unwrap();
        let size = format!("size={kib}k");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(at)
            .output();
        if mount.is_ok_and(|o| o.status.success()) {
            return Some(Mount(at.to_owned()));
        }
        let test = std::thread::current().name().unwrap_or("main").to_owned();
        let namespaces = Command::new("unshare")
            .args(["-rm", "true"])
            .output()
            .is_ok_and(|o| o.status.success());
        if namespaces && std::env::var_os("STORE_TEST_UNSHARED").is_none() {
            let mut command = Command::new("unshare");
            command.arg("-rm").arg(std::env::current_exe().unwrap()).args([
                "--exact",
                &test,
                "--test-threads=1",
            ]);
            let done = command.env("STORE_TEST_UNSHARED", "1").output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
        } else {
            could_not_run(&format!(
                "{test} mounts a small file system, and this account may not"
            ));
        }
        None
    }

    /// Makes it read-only, or writable again. `false` where this account may not.
    pub fn read_only(&self, yes: bool) -> bool {
        let how = if yes { "remount,ro" } else { "remount,rw" };
        Command::new("mount")
            .args(["-o", how])
            .arg(&self.0)
            .status()
            .is_ok_and(|done| done.success())
    }

    /// Leaves only so many KiB, until the file that is returned is removed.
    pub fn leave(&self, kib: usize, of: usize) -> PathBuf {
        let ballast = self.0.join("ballast");
        fs::write(&ballast, vec![0; (of - kib) * 1024]).unwrap();
        ballast
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

/// Chance that comes out the same each run: xorshift.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}
