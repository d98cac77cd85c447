//! What a person did can be taken back and done again, here and in another process.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail as a test does")]

mod common;

use common::{
    change, claimed, day, days_later, doing, doing_at, filled, gesture, now, open, people, reminder, slot,
    slot_id, small, tick,
};
use domain::{
    ids::TickId,
    people::{Half, People},
    reminder::Entry,
    talk::What,
};
use std::collections::BTreeSet;
use store::{Cause, Read, Store, StoreError, Table, Write};

/// Everything the couple can see, as text.
fn all(store: &Store) -> String {
    let see = |r: &Read<'_>| {
        let mut changes: Vec<_> = r.all_changes()?.into_iter().collect();
        changes.sort_by_key(|(id, _)| *id);
        Ok(format!(
            "{:?}\n{changes:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
            r.slots()?,
            r.gestures()?,
            r.last_ticks(99)?,
            r.people()?,
            r.setting("quiet")?,
            (
                r.favourites()?,
                r.ideas()?,
                r.wishes()?,
                r.own_decks()?,
                r.questions()?,
                r.talks()?,
                r.sealed_answers()?,
                r.answers()?,
            )
        ))
    };
    store.read(see).unwrap()
}

type Doing = fn(&Write<'_>) -> Result<(), StoreError>;

/// Each sort of thing a person does, on a planner that [`filled`] made, and the tables it changes.
const DOINGS: &[(&str, Doing, &[Table])] = &[
    (
        "a new date",
        |w| w.put_slot(&slot(20, "Sunday walk")),
        &[Table::Slot],
    ),
    (
        "a new title",
        |w| w.put_slot(&slot(1, "Thursday at home")),
        &[Table::Slot],
    ),
    (
        "a second change for the same evening",
        |w| w.put_change(&change(21, 1)),
        &[Table::Change],
    ),
    (
        "a change taken back",
        |w| w.remove_change(change(2, 1).id),
        &[Table::Change],
    ),
    (
        "a gesture of their own",
        |w| w.put_gesture(&gesture(22, "Warm the car")),
        &[Table::Gesture],
    ),
    (
        "a tick",
        |w| w.put_tick(&tick(23, 3, "2026-10-09")),
        &[Table::Tick],
    ),
    (
        "an untick",
        |w| w.remove_tick(tick(4, 3, "2026-10-08").id),
        &[Table::Tick],
    ),
    (
        "other names",
        |w| {
            w.set_people(&People {
                first: "Ada".into(),
                second: "Jules".into(),
            })
        },
        &[Table::People],
    ),
    (
        "a choice",
        |w| w.set_setting("quiet", Some("23:00-08:00")),
        &[Table::Setting],
    ),
    (
        "a choice taken back",
        |w| w.set_setting("quiet", None),
        &[Table::Setting],
    ),
    (
        "a date removed, and what was said of it",
        |w| w.remove_slot(slot_id(1)),
        &[Table::Slot, Table::Change],
    ),
    (
        "a favourite",
        |w| w.put_favourite(&small::favourite(24)),
        &[Table::Favourite],
    ),
    (
        "an idea that both want",
        |w| {
            w.put_idea(&small::idea(25))?;
            w.put_wish(&small::wish(26, 25, Half::First))?;
            w.put_wish(&small::wish(27, 25, Half::Second))
        },
        &[Table::Idea, Table::Wish],
    ),
    (
        "a deck removed, and the question in it",
        |w| w.remove_own_deck(small::deck(106).id),
        &[Table::Deck, Table::Question],
    ),
    (
        "a card they talked about",
        |w| w.put_talk(&small::talk(28, 107, What::Talked)),
        &[Table::Talk],
    ),
    (
        "an answer opened",
        |w| w.put_answer(&small::opened(&small::answer(110, 107, Half::First, "Beans"))),
        &[Table::SealedAnswer, Table::Answer],
    ),
];

#[test]
fn each_thing_a_person_does_can_be_undone_and_redone_by_another_process_too() {
    for (what, doing_it, tables) in DOINGS {
        let dir = tempfile::tempdir().unwrap();
        filled(dir.path());
        let store = open(dir.path());
        let before = all(&store);
        let committed = store.write(doing(what), doing_it).unwrap();
        let after = all(&store);
        assert_ne!(before, after, "{what} changes something");
        assert_eq!(
            committed.tables,
            BTreeSet::from_iter(tables.iter().copied()),
            "{what} says what it changed"
        );
        drop(store);

        let undone = open(dir.path()).undo(now(), None).unwrap().unwrap();
        assert_eq!(
            undone.value.said, *what,
            "undo names what was done, though another process did it"
        );
        assert_eq!(
            undone.tables, committed.tables,
            "undoing {what} changes what doing it changed"
        );
        assert_eq!(
            all(&open(dir.path())),
            before,
            "undoing {what} brings back what was there"
        );

        let redone = open(dir.path()).redo(now(), None).unwrap().unwrap();
        assert_eq!(redone.value.said, *what, "redo names it the same");
        assert_eq!(all(&open(dir.path())), after, "redoing {what} does it again");
        assert_eq!(
            open(dir.path()).undo(now(), None).unwrap().unwrap().value.said,
            *what,
            "and it can be undone again"
        );
        assert_eq!(all(&open(dir.path())), before, "as often as they like");
    }
}

#[test]
fn undo_walks_back_to_an_empty_planner_and_redo_forward_to_a_full_one() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let store = open(dir.path());
    let mut seen = vec![all(&store)];
    for (what, doing_it, _) in DOINGS {
        store.write(doing(what), doing_it).unwrap();
        seen.push(all(&store));
    }
    for expected in seen.iter().rev().skip(1) {
        store.undo(now(), None).unwrap().unwrap();
        assert_eq!(
            all(&store),
            *expected,
            "each step back is the planner as it was then"
        );
    }
    assert_eq!(
        store.undo(now(), None).unwrap().unwrap().value.said,
        "Filled it",
        "the first thing goes last"
    );
    assert!(store.read(|r| r.is_empty()).unwrap(), "and nothing is left");
    assert_eq!(
        store.undo(now(), None).unwrap(),
        None,
        "there is nothing before the first"
    );
    for expected in &seen {
        store.redo(now(), None).unwrap().unwrap();
        assert_eq!(
            all(&store),
            *expected,
            "each step forward is the planner as it became"
        );
    }
    assert_eq!(
        store.redo(now(), None).unwrap(),
        None,
        "there is nothing after the last"
    );
}

#[test]
fn something_new_after_an_undo_ends_the_redo_line_and_nothing_done_does_not() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    store
        .write(doing("one"), |w| w.put_slot(&slot(1, "one")))
        .unwrap();
    store
        .write(doing("two"), |w| w.put_slot(&slot(1, "two")))
        .unwrap();
    store.undo(now(), None).unwrap().unwrap();

    let same = store
        .write(doing("the same again"), |w| w.put_slot(&slot(1, "one")))
        .unwrap();
    assert!(same.tables.is_empty(), "a row written as it was is no change");
    assert_eq!(
        store.redo(now(), None).unwrap().unwrap().value.said,
        "two",
        "so the redo line stands"
    );
    store.undo(now(), None).unwrap().unwrap();

    store
        .write(doing("three"), |w| w.put_slot(&slot(1, "three")))
        .unwrap();
    assert_eq!(
        store.redo(now(), None).unwrap(),
        None,
        "what was undone before is out of reach"
    );
    assert_eq!(
        store.undo(now(), None).unwrap().unwrap().value.said,
        "three",
        "undo takes the new thing back"
    );
    assert_eq!(
        store.undo(now(), None).unwrap().unwrap().value.said,
        "one",
        "and then what still stood before it"
    );
}

#[test]
fn what_the_engine_notes_is_never_undone() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    store.write(doing("names"), |w| w.set_people(&people())).unwrap();
    let noted = store.write(Cause::Engine, |w| {
        w.claim(&claimed("90m", 9))?;
        w.set_last_look(now())
    });
    assert_eq!(
        noted.unwrap().tables,
        BTreeSet::from([Table::Ledger]),
        "the ledger changed, and nobody waits for a look"
    );
    assert_eq!(
        store.undo(now(), None).unwrap().unwrap().value.said,
        "names",
        "undo passes the engine's notes by"
    );
    let row = store.read(|r| r.ledger_row(&reminder("90m"))).unwrap().unwrap();
    assert_eq!(row.entry, Entry::Claimed, "the claim stands");
    assert_eq!(
        store.read(|r| r.last_look()).unwrap(),
        Some(now()),
        "and so does the look"
    );
}

#[test]
fn a_failed_or_panicking_write_leaves_nothing_behind_not_even_in_the_log() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let store = open(dir.path());
    let before = all(&store);
    let refused = store.write(doing("half"), |w| {
        w.put_tick(&tick(30, 3, "2026-10-09"))?;
        Err::<(), _>(StoreError::Busy)
    });
    assert!(
        matches!(refused, Err(StoreError::Busy)),
        "the error comes back as it was"
    );
    let orphan = store.write(doing("orphan"), |w| w.put_change(&change(31, 77)));
    assert!(
        orphan.is_err(),
        "a change without its date is refused when the write ends"
    );
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.write(doing("fall"), |w| {
            w.put_tick(&tick(32, 3, "2026-10-09"))?;
            panic!("in the middle of it");
            #[allow(unreachable_code)]
            Ok(())
        })
    }));
    assert!(panicked.is_err(), "the panic goes on");
    assert_eq!(all(&store), before, "nothing of the three was written");
    assert_eq!(
        store.undo(now(), None).unwrap().unwrap().value.said,
        "Filled it",
        "nor logged"
    );
}

#[test]
fn the_words_of_something_deleted_leave_the_log_after_thirty_days() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let count = |word: &str| -> i64 {
        let sql = "SELECT (SELECT count(*) FROM change_log WHERE before LIKE ?1 OR after LIKE ?1)
                     + (SELECT count(*) FROM change_step WHERE said LIKE ?1)";
        common::raw(dir.path())
            .query_row(sql, [format!("%{word}%")], |r| r.get(0))
            .unwrap()
    };
    store
        .write(doing("Added the walk"), |w| w.put_slot(&slot(1, "the walk")))
        .unwrap();
    store
        .write(doing("Added the film"), |w| w.put_slot(&slot(2, "the film")))
        .unwrap();
    store
        .write(doing("Removed the film"), |w| w.remove_slot(slot_id(2)))
        .unwrap();
    store
        .write(doing_at("29", days_later(29)), |w| w.set_setting("a", Some("29")))
        .unwrap();
    assert_eq!(
        count("the film"),
        4,
        "made, removed, and both said: for 29 days it can be brought back"
    );

    store
        .write(doing_at("31", days_later(31)), |w| w.set_setting("a", Some("31")))
        .unwrap();
    assert_eq!(count("the film"), 0, "after 31 days no word of it is in the log");
    assert_eq!(count("the walk"), 2, "what still stands keeps its history");
    assert_eq!(
        store.undo(days_later(31), None).unwrap().unwrap().value.said,
        "31",
        "what came after can be undone"
    );
    assert_eq!(
        store.undo(days_later(31), None).unwrap().unwrap().value.said,
        "29",
        "all of it"
    );
    assert_eq!(
        store.undo(days_later(31), None).unwrap(),
        None,
        "and there the way back ends"
    );
    assert_eq!(
        store.read(|r| r.slots()).unwrap().len(),
        1,
        "the film stays gone, the walk stays"
    );
}

#[test]
fn opening_after_a_long_time_lets_deleted_words_go_too_the_undone_ones_as_well() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    store
        .write(doing("Ticked"), |w| w.put_tick(&tick(1, 3, "2026-10-08")))
        .unwrap();
    store.undo(now(), None).unwrap().unwrap();
    drop(store);
    let store = Store::open(dir.path(), days_later(31)).unwrap();
    assert_eq!(
        store.redo(days_later(31), None).unwrap(),
        None,
        "what was undone a month ago cannot be redone"
    );
    assert_eq!(
        store.read(|r| r.tick(TickId(common::uuid(1)))).unwrap(),
        None,
        "and is not there"
    );
    let words: i64 = common::raw(dir.path())
        .query_row(
            "SELECT count(*) FROM change_log WHERE before LIKE '%oat%' OR after LIKE '%oat%'",
            [],
            |r| r.get(0),
        )
        .unwrap();
    assert_eq!(words, 0, "no word of it is left");
    assert_eq!(
        store
            .read(|r| r.ticks(day("2026-01-01"), day("2027-01-01")))
            .unwrap(),
        vec![],
        "nothing came back"
    );
}

#[test]
fn reminders_go_along_with_their_series_and_come_back_when_it_is_undone() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let store = open(dir.path());
    let named = |n: u128, store: &Store| {
        let mut key = reminder("evening");
        if let domain::reminder::Source::Date { occurrence, .. } = &mut key.source {
            occurrence.slot = slot_id(n);
        }
        store.read(|r| r.ledger_row(&key)).unwrap().map(|row| row.entry)
    };
    let follower = |n: u128, of: u128| {
        let mut next = slot(n, "Thursday at Lupo");
        next.continues = Some(slot_id(of));
        next
    };
    let shown = Some(Entry::Shown);
    // One is followed by a second, and the second at the same hour by a third in its place.
    store
        .write(doing("Split"), |w| w.put_slot(&follower(11, 1)))
        .unwrap();
    assert_eq!(
        (named(1, &store), named(11, &store)),
        (None, shown),
        "under the new name"
    );
    store
        .write(doing("Split again"), |w| {
            w.remove_slot(slot_id(11))?;
            w.put_slot(&follower(12, 1))
        })
        .unwrap();
    assert_eq!((named(11, &store), named(12, &store)), (None, shown));
    store.undo(now(), None).unwrap().unwrap();
    assert_eq!(
        (named(11, &store), named(12, &store)),
        (shown, None),
        "one step back"
    );
    store.undo(now(), None).unwrap().unwrap();
    assert_eq!(
        (named(1, &store), named(11, &store)),
        (shown, None),
        "and another"
    );
    store.redo(now(), None).unwrap().unwrap();
    store.redo(now(), None).unwrap().unwrap();
    assert_eq!(
        (named(1, &store), named(12, &store)),
        (None, shown),
        "and forward again"
    );
    let later = {
        let mut next = follower(13, 12);
        next.start = common::wall("2026-10-22T19:00");
        next
    };
    store
        .write(doing("From the 22nd"), |w| w.put_slot(&later))
        .unwrap();
    assert_eq!(
        (named(12, &store), named(13, &store)),
        (shown, None),
        "an evening before the new series is still the old one’s"
    );
}
