//! Small things: what is written is what is read.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail as a test does")]

mod common;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use common::{
    day, doing, open, raw,
    small::{choice, favourite, idea, intention, noticed, suggested, wish},
    tick, uuid,
};
use domain::{
    choice::Said,
    favourite::{Favourite, Sort},
    gesture::{Cost, Gesture, Intention, Kind, Noticed, Place, Rhythm, State, Suggested},
    idea::{Idea, Season, ToPrepare},
    ids::{FavouriteId, GestureId, TickId},
    people::Half,
};
use store::{Cause, StoreError, Table};

#[test]
fn intentions_of_every_rhythm_come_back_as_they_were_said() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let rhythms = ["now", "daily", "3 week", "2 month", "MO,TH"];
    let written: Vec<Intention> = rhythms
        .into_iter()
        .enumerate()
        .map(|(n, word)| Intention {
            rhythm: Rhythm::from_word(word).unwrap(),
            until: (n % 2 == 0).then(|| day("2026-11-01")),
            by: if n % 2 == 0 { Half::First } else { Half::Second },
            ..intention(n as u128 + 1)
        })
        .collect();
    store
        .write(doing("x"), |w| {
            written.iter().try_for_each(|i| w.put_intention(i))
        })
        .unwrap();
    assert_eq!(
        store.read(|r| r.intentions()).unwrap(),
        written,
        "the ended ones too, in the order they began"
    );
    let earlier = Intention {
        since: day("2026-09-01"),
        ..written[4].clone()
    };
    store
        .write(doing("x"), |w| {
            w.put_intention(&earlier)?;
            w.remove_intention(written[0].id)
        })
        .unwrap();
    let left = store.read(|r| r.intentions()).unwrap();
    assert_eq!(left[0], earlier, "changed, and first now");
    assert_eq!(left.len(), 4, "and one is gone");
}

#[test]
fn a_favourite_of_every_sort_comes_back_their_own_too() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let own = Sort::Own("Walks & “detours” 🍁".to_owned());
    let written: Vec<Favourite> = Sort::NAMED
        .into_iter()
        .chain([own])
        .enumerate()
        .map(|(n, sort)| Favourite {
            sort,
            ..favourite(n as u128 + 1)
        })
        .collect();
    store
        .write(doing("x"), |w| {
            written.iter().try_for_each(|f| w.put_favourite(f))
        })
        .unwrap();
    assert_eq!(store.read(|r| r.favourites()).unwrap(), written, "each as it was");
    store
        .write(doing("x"), |w| w.remove_favourite(written[3].id))
        .unwrap();
    assert_eq!(
        store.read(|r| r.favourites()).unwrap().len(),
        written.len() - 1,
        "one no longer so"
    );
}

#[test]
fn what_a_day_offered_stands_whoever_is_second_to_say_so() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let with_favourite = Suggested {
        favourite: Some(FavouriteId(uuid(7))),
        ..suggested("2026-10-08", Some(Half::Second), 1)
    };
    let first = [
        suggested("2026-10-08", None, 0),
        suggested("2026-10-08", Some(Half::First), 0),
        with_favourite,
        suggested("2026-10-09", None, 0),
    ];
    let noted = store
        .write(Cause::Engine, |w| {
            first.iter().try_for_each(|s| w.put_suggestion(s))
        })
        .unwrap();
    assert_eq!(
        noted.tables,
        BTreeSet::from([Table::Suggestion]),
        "the pages are told"
    );
    let again = store
        .write(Cause::Engine, |w| {
            w.put_suggestion(&Suggested {
                gesture: GestureId(uuid(99)),
                ..first[0]
            })
        })
        .unwrap();
    assert!(again.tables.is_empty(), "nothing changed");
    let read = |from, to| store.read(|r| r.suggestions(day(from), day(to))).unwrap();
    assert_eq!(
        read("2026-10-08", "2026-10-09"),
        first[..3],
        "a day's own, to each, with the favourite in it"
    );
    assert_eq!(
        read("2026-10-01", "2026-10-10"),
        first,
        "a fortnight in the order of its days"
    );
    store
        .write(Cause::Engine, |w| w.forget_suggestions(day("2026-10-09")))
        .unwrap();
    assert_eq!(
        read("2026-10-01", "2026-10-10"),
        first[3..],
        "older days are forgotten"
    );
}

#[test]
fn what_was_noticed_waits_for_thanks_and_keeps_the_day_they_were_said() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let about = Noticed {
        tick: Some(TickId(uuid(4))),
        by: Half::Second,
        day: day("2026-10-08"),
        ..noticed(2)
    };
    store
        .write(doing("x"), |w| {
            w.put_noticed(&noticed(1))?;
            w.put_noticed(&about)
        })
        .unwrap();
    assert_eq!(
        store.read(|r| r.noticed()).unwrap(),
        [about.clone(), noticed(1)],
        "newest first"
    );
    let thanked = Noticed {
        thanked: Some(day("2026-10-09")),
        ..noticed(1)
    };
    store
        .write(doing("x"), |w| {
            w.put_noticed(&thanked)?;
            w.remove_noticed(about.id)
        })
        .unwrap();
    assert_eq!(store.read(|r| r.noticed()).unwrap(), [thanked], "and thanked");
}

#[test]
fn of_two_rows_for_the_same_choice_the_newest_counts() {
    use Half::{First, Second};
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    store
        .write(doing("x"), |w| {
            for set in [
                choice(3, First, Said::Ceiling(1)),
                choice(2, First, Said::Ceiling(3)),
                choice(4, Second, Said::Ceiling(2)),
                choice(5, First, Said::Touch(true)),
                choice(6, Second, Said::Touch(false)),
                choice(7, Second, Said::LogOpen(true)),
            ] {
                w.put_choice(&set)?;
            }
            Ok(())
        })
        .unwrap();
    let set = |store: &store::Store| -> Vec<(Half, Said)> {
        let choices = store.read(|r| r.choices()).unwrap();
        choices.iter().map(|c| (c.half, c.said)).collect()
    };
    assert_eq!(
        set(&store),
        [
            (First, Said::Ceiling(1)),
            (First, Said::Touch(true)),
            (Second, Said::Ceiling(2)),
            (Second, Said::LogOpen(true)),
            (Second, Said::Touch(false)),
        ],
        "one of each"
    );
    let older = choice(3, First, Said::Ceiling(1)).id;
    store.write(doing("x"), |w| w.remove_choice(older)).unwrap();
    assert_eq!(
        set(&store)[0],
        (First, Said::Ceiling(3)),
        "the older counts again"
    );
    raw(dir.path())
        .execute("UPDATE private_choice SET value = '9' WHERE name = 'ceiling'", [])
        .unwrap();
    assert!(
        matches!(
            store.read(|r| r.choices()),
            Err(StoreError::Row {
                table: "private_choice",
                ..
            })
        ),
        "a depth that does not exist is no depth"
    );
}

#[test]
fn gestures_of_every_kind_come_back_hidden_and_kept_from_the_other_too() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let places = [Place::Home, Place::Out, Place::Anywhere, Place::Home, Place::Out];
    let costs = [Cost::Free, Cost::Small, Cost::Some, Cost::Free, Cost::Small];
    let states = [
        State::Offered,
        State::Hidden,
        State::Archived,
        State::Offered,
        State::Offered,
    ];
    let written: Vec<Gesture> = Kind::ALL
        .into_iter()
        .enumerate()
        .map(|(n, kind)| Gesture {
            kind,
            place: places[n],
            cost: costs[n],
            state: states[n],
            needs: (n == 4).then_some(Sort::Treat),
            cue: "When I pass the baker".to_owned(),
            surprise: (n == 3).then_some(Half::Second),
            ..Gesture::new(GestureId(uuid(n as u128 + 1)), "Bring {favourite} home")
        })
        .collect();
    store
        .write(doing("x"), |w| written.iter().try_for_each(|g| w.put_gesture(g)))
        .unwrap();
    assert_eq!(store.read(|r| r.gestures()).unwrap(), written, "each as it was");
}

#[test]
fn ideas_bring_what_is_to_be_got_ready_and_wishes_say_who_wants_them() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let seasons = [
        Season::Any,
        Season::Spring,
        Season::Summer,
        Season::Autumn,
        Season::Winter,
    ];
    let mut written: Vec<Idea> = seasons
        .into_iter()
        .enumerate()
        .map(|(n, season)| Idea {
            season,
            ..idea(n as u128 + 1)
        })
        .collect();
    written[0].prepare.clear();
    store
        .write(doing("x"), |w| written.iter().try_for_each(|i| w.put_idea(i)))
        .unwrap();
    assert_eq!(
        store.read(|r| r.ideas()).unwrap(),
        written,
        "with each item and its lead, in its order"
    );
    assert_eq!(
        store.read(|r| r.idea(written[2].id)).unwrap().as_ref(),
        Some(&written[2]),
        "and one by one"
    );
    let broken = Idea {
        prepare: vec![
            ToPrepare {
                words: "90m\tof patience,\na bag".to_owned(),
                lead: Some("evening".parse().unwrap()),
            },
            ToPrepare {
                words: "tickets\r\nand a pen".to_owned(),
                lead: None,
            },
        ],
        ..idea(1)
    };
    store
        .write(doing("x"), |w| {
            w.put_idea(&broken)?;
            w.remove_idea(written[4].id)?;
            w.put_wish(&wish(20, 1, Half::Second))?;
            w.put_wish(&wish(21, 1, Half::First))?;
            w.put_wish(&wish(22, 3, Half::First))
        })
        .unwrap();
    let ideas = store.read(|r| r.ideas()).unwrap();
    let words: Vec<(&str, bool)> = ideas[0]
        .prepare
        .iter()
        .map(|item| (item.words.as_str(), item.lead.is_some()))
        .collect();
    assert_eq!(
        words,
        [("90m of patience, a bag", true), ("tickets  and a pen", false)],
        "what was typed on two lines is one item still"
    );
    assert_eq!(ideas.len(), 4, "one is gone");
    store
        .write(doing("x"), |w| w.remove_wish(wish(22, 3, Half::First).id))
        .unwrap();
    assert_eq!(
        store.read(|r| r.wishes()).unwrap(),
        [wish(20, 1, Half::Second), wish(21, 1, Half::First)],
        "both want it: two rows"
    );
}

#[test]
fn ten_years_of_days_are_told_each_half_once_by_an_index_alone() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let from = day("2016-10-08");
    let days: Vec<NaiveDate> = from.iter_days().take(3_653).collect();
    store
        .write(Cause::Engine, |w| {
            for (n, on) in days.iter().enumerate() {
                for k in 0..4_u128 {
                    let mut done = tick(n as u128 * 4 + k, 3, "2026-10-08");
                    done.day = *on;
                    done.by = if k % 2 == 0 || n % 3 == 0 {
                        Half::First
                    } else {
                        Half::Second
                    };
                    w.put_tick(&done)?;
                }
            }
            Ok(())
        })
        .unwrap();
    let to = day("2026-10-09");
    let told = store.read(|r| r.ticked_days(from, to)).unwrap();
    let expected: Vec<(NaiveDate, Half)> = days
        .iter()
        .enumerate()
        .flat_map(|(n, on)| {
            let second = (n % 3 != 0).then_some((*on, Half::Second));
            [Some((*on, Half::First)), second].into_iter().flatten()
        })
        .collect();
    assert_eq!(told, expected, "who ticked on which day, once each");
    let plan: String = raw(dir.path())
        .query_row(
            "EXPLAIN QUERY PLAN SELECT DISTINCT day, by FROM gesture_tick WHERE day >= 'a' AND day < 'b' ORDER BY day, by",
            [],
            |row| row.get(3),
        )
        .unwrap();
    assert!(
        plan.contains("COVERING INDEX gesture_tick_half"),
        "without a look at what was ticked: {plan}"
    );
    let half_open = store.read(|r| r.ticked_days(days[0], days[1])).unwrap();
    assert_eq!(
        half_open,
        [(days[0], Half::First)],
        "the last day is not among them"
    );
}
