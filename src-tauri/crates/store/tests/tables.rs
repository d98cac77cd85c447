//! What is written is what is read.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail as a test does")]

mod common;

use chrono::NaiveTime;
use common::{
    change, claimed, day, doing, filled, gesture, key, now, open, people, reminder, slot, slot_id, tick,
    uuid, wall,
};
use domain::{
    gesture::For,
    ids::GestureId,
    occurrence::Outcome,
    people::Half,
    reminder::{Entry, Lead},
    slot::{Anchor, Kind, Planner},
};
use store::Cause;

#[test]
fn a_slot_of_every_kind_planner_and_lead_comes_back_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let planners = [
        Planner::Unset,
        Planner::Turns(Half::First),
        Planner::Turns(Half::Second),
        Planner::One(Half::First),
        Planner::One(Half::Second),
        Planner::Both,
        Planner::Unset,
    ];
    let mut written = vec![];
    for (n, (kind, planner)) in Kind::ALL.into_iter().zip(planners).enumerate() {
        let mut slot = slot(n as u128 + 1, "Brunch “at Lupo” 🍝\nand after");
        slot.kind = kind;
        slot.anchor = if n % 2 == 0 { kind.anchor() } else { Anchor::Fixed };
        slot.planner = planner;
        slot.label = "Ours".to_owned();
        if n == 3 {
            slot.rule = None;
            slot.leads = vec![];
        }
        if n == 4 {
            let at = NaiveTime::from_hms_opt(18, 30, 0).unwrap();
            slot.leads = vec![
                Lead::Day { days: 2, at },
                Lead::Day { days: 0, at },
                Lead::Before { minutes: 45 },
            ];
            slot.zone = chrono_tz::America::Argentina::Buenos_Aires;
        }
        store.write(doing("x"), |w| w.put_slot(&slot)).unwrap();
        written.push(slot);
    }
    drop(store);
    let store = open(dir.path());
    assert_eq!(
        store.read(|r| r.slots()).unwrap(),
        written,
        "after a restart, in the order they were made"
    );
    assert_eq!(
        store.read(|r| r.slot(slot_id(4))).unwrap().as_ref(),
        Some(&written[3]),
        "and one by one"
    );
    assert_eq!(
        store.read(|r| r.slot(slot_id(99))).unwrap(),
        None,
        "one that never was is not there"
    );
}

#[test]
fn of_two_changes_for_one_evening_the_newest_counts_and_both_stay() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let store = open(dir.path());
    let mut newer = change(50, 1);
    newer.moved_to = None;
    newer.skipped = true;
    newer.title = Some("Lupo, without the walk".to_owned());
    newer.outcome = Some(Outcome::LetGo);
    let mut other = change(49, 1);
    other.key = key(1, "2026-10-22T19:00");
    other.outcome = Some(Outcome::Kept);
    store
        .write(doing("x"), |w| {
            w.put_change(&newer)?;
            w.put_change(&other)
        })
        .unwrap();
    let changes = store.read(|r| r.changes(slot_id(1))).unwrap();
    assert_eq!(
        changes.values().cloned().collect::<Vec<_>>(),
        vec![newer.clone(), other],
        "by the hour they were for"
    );
    assert_eq!(
        store.read(|r| r.all_changes()).unwrap()[&slot_id(1)],
        changes,
        "the same among all"
    );
    store.write(doing("x"), |w| w.remove_change(newer.id)).unwrap();
    let back = store.read(|r| r.changes(slot_id(1))).unwrap();
    assert_eq!(
        back[&wall("2026-10-15T19:00")],
        change(2, 1),
        "without the newer, the older counts again"
    );
}

#[test]
fn gestures_and_ticks_come_back_and_their_days_are_half_open() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let mut together = gesture(2, "Dance in the kitchen");
    together.whom = For::Both;
    store
        .write(doing("x"), |w| {
            w.put_gesture(&gesture(1, "Bring the coffee up"))?;
            w.put_gesture(&together)?;
            for (n, on) in [
                (10, "2026-10-07"),
                (11, "2026-10-08"),
                (12, "2026-10-09"),
                (13, "2026-10-08"),
            ] {
                w.put_tick(&tick(n, if n == 12 { 2 } else { 1 }, on))?;
            }
            Ok(())
        })
        .unwrap();
    store
        .read(|r| {
            assert_eq!(
                r.gestures()?,
                vec![gesture(1, "Bring the coffee up"), together.clone()],
                "as they were made"
            );
            assert_eq!(r.gesture(together.id)?, Some(together.clone()), "and one by one");
            let ids = |ticks: Vec<domain::gesture::Tick>| {
                ticks.iter().map(|t| t.id.0.as_u128() & 0xFF).collect::<Vec<_>>()
            };
            assert_eq!(
                ids(r.ticks(day("2026-10-07"), day("2026-10-09"))?),
                [10, 11, 13],
                "the last day is not in it"
            );
            assert_eq!(
                ids(r.ticks_since(day("2026-10-08"))?),
                [11, 13, 12],
                "from a day on"
            );
            assert_eq!(ids(r.last_ticks(2)?), [12, 13], "the newest first");
            assert_eq!(
                r.tick(tick(11, 1, "2026-10-08").id)?,
                Some(tick(11, 1, "2026-10-08")),
                "whole"
            );
            let days = r.last_tick_days(day("2026-10-10"))?;
            assert_eq!(
                days[&GestureId(uuid(1))],
                day("2026-10-08"),
                "the newest day of each gesture"
            );
            assert_eq!(days.len(), 2, "and of no other");
            let before = r.last_tick_days(day("2026-10-08"))?;
            assert_eq!(
                before[&GestureId(uuid(1))],
                day("2026-10-07"),
                "a tick of the day itself is not yet before it"
            );
            Ok(())
        })
        .unwrap();
}

#[test]
fn names_choices_and_the_last_look_are_one_each() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    store
        .read(|r| {
            assert!(
                r.is_empty()? && r.people()?.is_none() && r.last_look()?.is_none(),
                "a new planner knows nothing"
            );
            Ok(())
        })
        .unwrap();
    store
        .write(doing("x"), |w| w.set_setting("here", Some("shared")))
        .unwrap();
    assert!(
        store.read(|r| r.is_empty()).unwrap(),
        "a choice alone does not fill a planner"
    );
    store.write(doing("x"), |w| w.set_people(&people())).unwrap();
    store
        .write(Cause::Engine, |w| {
            w.set_last_look(now())
                .and_then(|()| w.set_last_look(common::days_later(1)))
        })
        .unwrap();
    store
        .read(|r| {
            assert_eq!(r.people()?, Some(people()), "both names");
            assert!(!r.is_empty()?, "names do");
            assert_eq!(r.setting("here")?.as_deref(), Some("shared"), "the choice");
            assert_eq!(r.last_look()?, Some(common::days_later(1)), "the newest look");
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_reminder_is_claimed_once_and_again_only_after_a_failure_or_by_a_later_engine() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let claim = |engine| {
        store
            .write(Cause::Engine, |w| w.claim(&claimed("90m", engine)))
            .unwrap()
            .value
    };
    let settle = |entry| {
        store
            .write(Cause::Engine, |w| w.settle(&reminder("90m"), entry, now()))
            .unwrap()
            .value
    };
    let row = || store.read(|r| r.ledger_row(&reminder("90m"))).unwrap().unwrap();
    assert!(!settle(Entry::Shown), "what was never claimed cannot be settled");
    assert!(claim(1), "the first claim holds");
    assert!(!claim(1), "the same engine does not show it twice");
    assert!(
        claim(2),
        "an engine that started later takes over what was never settled"
    );
    assert_eq!(
        (row().attempts, row().engine),
        (2, uuid(2)),
        "as the second attempt"
    );
    assert!(
        settle(Entry::Failed) && claim(2),
        "what failed may be tried again"
    );
    assert_eq!(row().attempts, 3, "and is counted");
    for entry in [
        Entry::Shown,
        Entry::Expired,
        Entry::Superseded,
        Entry::Acknowledged,
        Entry::Snoozed(now()),
    ] {
        assert!(settle(entry), "a claim is settled");
        assert_eq!(row().entry, entry, "and says so");
        assert!(!claim(3) && !claim(2), "after {entry:?} nobody claims it");
    }
    let expired = domain::reminder::LedgerRow {
        entry: Entry::Expired,
        ..claimed("evening", 3)
    };
    assert!(
        store.write(Cause::Engine, |w| w.claim(&expired)).unwrap().value,
        "a row may be written settled at once"
    );
    assert_eq!(
        store.read(|r| r.ledger(now())).unwrap().len(),
        2,
        "both were due now"
    );
    assert_eq!(
        store.read(|r| r.ledger(common::days_later(1))).unwrap(),
        vec![],
        "and none later"
    );
}

#[test]
fn a_read_sees_one_moment_though_somebody_writes_meanwhile() {
    let dir = tempfile::tempdir().unwrap();
    let (store, other) = (open(dir.path()), open(dir.path()));
    store
        .read(|r| {
            assert_eq!(r.slots()?.len(), 0, "nothing yet");
            other.write(doing("x"), |w| w.put_slot(&slot(1, "x"))).unwrap();
            assert_eq!(r.slots()?.len(), 0, "still the same moment");
            Ok(())
        })
        .unwrap();
    assert_eq!(
        store.read(|r| r.slots()).unwrap().len(),
        1,
        "the next read sees it"
    );
}

#[test]
fn the_data_version_tells_anothers_writes_from_our_own() {
    let dir = tempfile::tempdir().unwrap();
    let (store, other) = (open(dir.path()), open(dir.path()));
    let first = store.data_version().unwrap();
    store.write(doing("x"), |w| w.put_slot(&slot(1, "x"))).unwrap();
    store.read(|r| r.slots()).unwrap();
    assert_eq!(
        store.data_version().unwrap(),
        first,
        "our own write is no news to us"
    );
    other.write(doing("x"), |w| w.put_slot(&slot(2, "x"))).unwrap();
    assert_ne!(store.data_version().unwrap(), first, "another's is");
}

#[test]
fn two_planners_writing_at_once_lose_nothing_and_neither_is_turned_away() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path();
    std::thread::scope(|scope| {
        for writer in 0..2_u128 {
            scope.spawn(move || {
                let store = open(path);
                for n in 0..100 {
                    store
                        .write(doing("x"), |w| {
                            w.put_tick(&tick(1000 * (writer + 1) + n, 1, "2026-10-08"))
                        })
                        .unwrap();
                }
            });
        }
    });
    assert_eq!(
        open(path).read(|r| r.last_ticks(999)).unwrap().len(),
        200,
        "each tick of both is there"
    );
}
