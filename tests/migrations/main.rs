//! From each stored old database to now.
//!
//! `fixtures/NNNN.db` and `NNNN.key` are a planner as version NNNN wrote it. Whoever adds a migration first keeps one of
//! the version before it, with `STANDING_KEEP_PLANNER=DIR cargo test -p tests --test migrations`, and puts it here.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail as a test does")]

mod small_things;

use std::{fs, path::Path};

use chrono::{DateTime, NaiveDateTime, NaiveTime, Utc};
use domain::{
    gesture::{Gesture, Tick},
    ids::{ChangeId, GestureId, SlotId, TickId},
    occurrence::{Change, OccurrenceKey, Outcome},
    people::{Half, People},
    recurrence::Rule,
    reminder::{Entry, Lead, LedgerRow, ReminderKey, Source},
    slot::{Anchor, Kind, Planner, Slot},
};
use store::{Cause, Store, StoreError};
use uuid::Uuid;

/// Every version before this one.
const VERSIONS: [&str; 3] = ["0001", "0002", "0003"];

#[test]
fn a_planner_of_any_version_opens_and_says_what_it_said() {
    for version in VERSIONS {
        let dir = restored(version);
        let store = Store::open(dir.path(), now()).unwrap();
        expect_everything(&store);
        if version >= small_things::SINCE {
            small_things::expect(&store);
        }
        drop(store);
        let red: Vec<_> = store::check::run(dir.path(), now())
            .into_iter()
            .filter(|c| !c.ok)
            .collect();
        assert_eq!(red, [], "and one of version {version} is whole");
    }
}

#[test]
fn an_old_planner_can_be_undone_and_written_to() {
    for version in VERSIONS {
        let dir = restored(version);
        let store = Store::open(dir.path(), now()).unwrap();
        let undone = store.undo(now(), None).unwrap().unwrap().value;
        assert_eq!(
            undone.said, "Ticked “Bring the coffee up”",
            "what was done before the upgrade can be taken back after it"
        );
        assert_eq!(
            store.read(|r| r.tick(tick().id)).unwrap(),
            None,
            "and is taken back"
        );
        store.redo(now(), None).unwrap().unwrap();
        let cause = Cause::Person {
            said: "Removed the walk",
            now: now(),
            by: None,
        };
        store.write(cause, |w| w.remove_slot(walk().id)).unwrap();
        store.undo(now(), None).unwrap().unwrap();
        expect_everything(&store);
    }
}

#[test]
fn a_planner_written_today_says_the_same_as_the_stored_ones() {
    let scratch = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("STANDING_KEEP_PLANNER");
    let dir = kept.as_ref().map_or(scratch.path(), Path::new);
    let store = Store::open(dir, now()).unwrap();
    write_everything(&store).unwrap();
    drop(store);
    let store = Store::open(dir, now()).unwrap();
    expect_everything(&store);
    small_things::expect(&store);
}

/// A stored planner, in a directory of its own.
fn restored(version: &str) -> tempfile::TempDir {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/fixtures");
    let dir = tempfile::tempdir().unwrap();
    fs::copy(
        fixtures.join(format!("{version}.db")),
        dir.path().join("planner.db"),
    )
    .unwrap();
    fs::copy(
        fixtures.join(format!("{version}.key")),
        dir.path().join("planner.key"),
    )
    .unwrap();
    dir
}

fn expect_everything(store: &Store) {
    store
        .read(|r| {
            assert_eq!(r.people()?, Some(people()), "the names");
            assert_eq!(r.slots()?, [thursdays(), walk()], "the dates");
            let changes: Vec<Change> = r.changes(thursdays().id)?.into_values().collect();
            assert_eq!(changes, [moved(), let_go()], "what was said of single evenings");
            assert_eq!(r.gestures()?, [coffee()], "the gestures");
            assert_eq!(r.last_ticks(9)?, [tick()], "the ticks");
            assert_eq!(
                r.setting("quiet_hours")?.as_deref(),
                Some("22:30-07:00"),
                "the choices"
            );
            assert_eq!(
                r.ledger(DateTime::UNIX_EPOCH)?,
                [shown(), snoozed()],
                "what became of the reminders"
            );
            assert_eq!(r.last_look()?, Some(now()), "and when the engine last looked");
            Ok(())
        })
        .unwrap();
}

fn write_everything(store: &Store) -> Result<(), StoreError> {
    let person = |said, by| Cause::Person { said, now: now(), by };
    store.write(person("Began", None), |w| w.set_people(&people()))?;
    store.write(person("Added Thursdays", Some(Half::First)), |w| {
        w.put_slot(&thursdays())
    })?;
    store.write(person("Added the walk", Some(Half::Second)), |w| {
        w.put_slot(&walk())
    })?;
    store.write(person("Moved to Saturday, 1 pm", None), |w| {
        w.put_change(&moved())
    })?;
    store.write(person("Let it go", None), |w| w.put_change(&let_go()))?;
    store.write(person("Added a gesture", None), |w| w.put_gesture(&coffee()))?;
    store.write(person("Set the quiet hours", None), |w| {
        w.set_setting("quiet_hours", Some("22:30-07:00"))
    })?;
    store.write(person("Wrote down small things", Some(Half::First)), |w| {
        small_things::put(w)
    })?;
    store.write(Cause::Engine, |w| {
        w.claim(&shown())?;
        w.claim(&snoozed())?;
        w.set_last_look(now())
    })?;
    store.write(
        person("Ticked “Bring the coffee up”", Some(Half::Second)),
        |w| w.put_tick(&tick()),
    )?;
    Ok(())
}

fn now() -> DateTime<Utc> {
    "2026-10-13T13:36:00Z".parse().unwrap()
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0199_df00_0000_7000_8000_0000_0000_0000 + n)
}

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn people() -> People {
    People {
        first: "Noor".to_owned(),
        second: "Jules".to_owned(),
    }
}

fn thursdays() -> Slot {
    Slot {
        id: SlotId(id(1)),
        title: "Dinner at Lupo".to_owned(),
        kind: Kind::EveningOut,
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

fn walk() -> Slot {
    let at = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    Slot {
        id: SlotId(id(2)),
        title: String::new(),
        kind: Kind::Private,
        label: "Ours".to_owned(),
        start: wall("2026-10-18T10:30"),
        minutes: 45,
        rule: None,
        anchor: Anchor::Fixed,
        zone: chrono_tz::America::New_York,
        planner: Planner::Both,
        leads: vec![Lead::Day { days: 0, at }, Lead::Before { minutes: 30 }],
        timed_at: now(),
        times: None,
        backup: None,
        continues: None,
        uid: None,
        carried: String::new(),
    }
}

fn moved() -> Change {
    Change {
        id: ChangeId(id(3)),
        key: OccurrenceKey {
            slot: thursdays().id,
            original: wall("2026-10-15T19:00"),
        },
        skipped: false,
        moved_to: Some(wall("2026-10-17T13:00")),
        title: Some("Lunch at Lupo".to_owned()),
        outcome: None,
        timed_at: now(),
        added: false,
        minutes: None,
    }
}

fn let_go() -> Change {
    Change {
        id: ChangeId(id(4)),
        key: OccurrenceKey {
            slot: thursdays().id,
            original: wall("2026-10-22T19:00"),
        },
        skipped: true,
        moved_to: None,
        title: None,
        outcome: Some(Outcome::LetGo),
        timed_at: now(),
        added: false,
        minutes: None,
    }
}

fn coffee() -> Gesture {
    Gesture {
        detail: "Before the alarm.".to_owned(),
        minutes: 5,
        ..Gesture::new(GestureId(id(5)), "Bring the coffee up")
    }
}

fn tick() -> Tick {
    Tick {
        id: TickId(id(6)),
        gesture: coffee().id,
        by: Half::Second,
        day: "2026-10-13".parse().unwrap(),
        at: now(),
        note: "With oat milk ☕".to_owned(),
        called: String::new(),
    }
}

fn shown() -> LedgerRow {
    let source = Source::Date {
        occurrence: moved().key,
        local: wall("2026-10-17T13:00"),
        lead: Lead::NINETY,
    };
    LedgerRow {
        key: ReminderKey { source, snooze: 0 },
        entry: Entry::Shown,
        due: now(),
        at: now(),
        shown_at: Some(now()),
        why: None,
        cleared: false,
        attempts: 1,
        engine: id(7),
    }
}

fn snoozed() -> LedgerRow {
    let key = ReminderKey {
        snooze: 1,
        ..shown().key
    };
    let until = now() + chrono::Duration::minutes(10);
    LedgerRow {
        key,
        entry: Entry::Snoozed(until),
        due: now(),
        at: now(),
        shown_at: Some(now()),
        why: None,
        cleared: false,
        attempts: 2,
        engine: id(7),
    }
}
