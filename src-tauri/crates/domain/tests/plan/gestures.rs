//! One small thing: off until asked for, one a day, never two days running.

use domain::reminder::{Entry, LedgerRow};

use crate::support::*;

#[test]
fn it_comes_at_its_hour_and_until_the_day_is_over() {
    let table = [
        ("2026-10-15T12:00", 0, Some("2026-10-15T17:30")),
        ("2026-10-15T17:30", 1, None),
        ("2026-10-15T22:29", 1, None),
        ("2026-10-15T22:30", 0, Some("2026-10-16T07:00")),
        ("2026-10-16T00:00", 0, None),
    ];
    for (now, said, next) in table {
        let look = Look::at(now)
            .last_look("2026-10-15T12:00")
            .nudges(&["2026-10-15"]);
        assert_eq!(look.says().len(), said, "{now}");
        assert_eq!(look.next().as_deref(), next, "{now}");
    }
    let over = Look::at("2026-10-16T00:00")
        .last_look("2026-10-15T12:00")
        .nudges(&["2026-10-15"]);
    assert_eq!(over.closes(), ["gesture 1 on 10-15 expired"]);
}

#[test]
fn nothing_comes_before_it_was_asked_for() {
    let mut look = Look::at("2026-10-15T18:00").nudges(&["2026-10-15", "2026-10-16"]);
    look.facts.nudge.as_mut().unwrap().since = at("2026-10-15T17:45");
    assert_eq!(look.says(), NOTHING, "it was switched on after half past five");
    assert_eq!(look.next().as_deref(), Some("2026-10-16T17:30"), "tomorrow, then");
    look.facts.nudge = None;
    assert_eq!(look.next(), None, "and never where nobody asked");
}

#[test]
fn never_two_days_running() {
    let days = ["2026-10-14", "2026-10-15", "2026-10-16"];
    let yesterday = |entry| row(small_thing("2026-10-14", 1), entry, "2026-10-14T17:30");
    let unseen = |entry| LedgerRow {
        shown_at: None,
        ..yesterday(entry)
    };
    let table = [
        (yesterday(Entry::Shown), false, "there was one yesterday"),
        (
            yesterday(Entry::Acknowledged),
            false,
            "done, or not today: it was shown all the same",
        ),
        (unseen(Entry::Expired), true, "yesterday the computer slept"),
        (unseen(Entry::Paused), true, "yesterday was a pause"),
        (
            unseen(Entry::Acknowledged),
            true,
            "it was found in the inbox, not shown",
        ),
    ];
    for (row, comes, why) in table {
        for days in [&days[..], &days[1..]] {
            let look = Look::at("2026-10-15T17:30").nudges(days).row(row);
            assert_eq!(!look.says().is_empty(), comes, "{:?}: {why}", row.entry);
        }
    }
    let after = Look::at("2026-10-15T12:00")
        .nudges(&days)
        .row(yesterday(Entry::Shown));
    assert_eq!(
        after.next().as_deref(),
        Some("2026-10-16T17:30"),
        "a day of rest, then one"
    );
}

#[test]
fn of_days_that_were_missed_the_next_is_not_held_back() {
    let look = Look::at("2026-10-16T17:30")
        .last_look("2026-10-14T12:00")
        .nudges(&["2026-10-14", "2026-10-15", "2026-10-16"]);
    assert_eq!(
        look.says(),
        ["gesture 1 on 10-16"],
        "nobody saw those of the two days before"
    );
    assert!(
        look.closes().contains(&"gesture 1 on 10-14 expired".to_owned()),
        "{:?}",
        look.closes()
    );
}

#[test]
fn a_clock_that_was_ahead_does_not_make_it_two_days_running() {
    let tomorrow = row(small_thing("2026-10-16", 1), Entry::Shown, "2026-10-16T17:30");
    let look = Look::at("2026-10-15T17:30").nudges(&["2026-10-15"]).row(tomorrow);
    assert_eq!(look.says(), NOTHING, "tomorrow's was shown already");
}

#[test]
fn what_a_clock_ahead_gave_up_for_a_day_keeps_its_distance_too_and_comes_at_the_hour_of_this_place() {
    // Given up by a clock three months ahead, on a computer in Tokyo.
    let given_up = LedgerRow {
        at: at("2027-01-15T12:00"),
        due: at("2026-10-15T09:30"),
        ..row(small_thing("2026-10-15", 2), Entry::Expired, "2026-10-15T17:30")
    };
    let yesterday = row(small_thing("2026-10-14", 1), Entry::Shown, "2026-10-14T17:30");
    let look = |now: &str| Look::at(now).nudges(&["2026-10-15"]).row(given_up);
    assert_eq!(
        look("2026-10-15T17:30").row(yesterday).says(),
        NOTHING,
        "not two days running"
    );
    assert_eq!(
        look("2026-10-15T12:00").says(),
        NOTHING,
        "half past five in Tokyo is not now"
    );
    assert_eq!(
        look("2026-10-15T12:00").next().as_deref(),
        Some("2026-10-15T17:30")
    );
}

#[test]
fn a_day_on_which_something_was_done_has_none() {
    let mut look = Look::at("2026-10-15T17:30").nudges(&[]);
    look.facts.nudge.as_mut().unwrap().picks = picks(&[("2026-10-16", &[2])]);
    assert_eq!(look.says(), NOTHING, "today does not stand among the days");
    assert_eq!(look.next().as_deref(), Some("2026-10-16T17:30"));
}

#[test]
fn another_is_another() {
    let first = row(
        small_thing("2026-10-15", 1),
        Entry::Snoozed(at("2026-10-15T17:31")),
        "2026-10-15T17:31",
    );
    let second = |entry| row(again(small_thing("2026-10-15", 2)), entry, "2026-10-15T17:32");
    let third = again(again(small_thing("2026-10-15", 3)));
    let put_off = Entry::Snoozed(at("2026-10-15T17:32"));
    let table = [
        (
            vec![first],
            vec!["gesture 2 on 10-15 +1"],
            "the next that suits the day",
        ),
        (vec![first, second(Entry::Shown)], vec![], "shown"),
        (
            vec![first, second(put_off)],
            vec!["gesture 3 on 10-15 +2"],
            "and the next",
        ),
        (
            vec![first, second(put_off), row(third, put_off, "2026-10-15T17:32")],
            vec!["gesture 1 on 10-15 +3"],
            "after all of them, the best again",
        ),
    ];
    for (rows, said, why) in table {
        let look = Look::at("2026-10-15T17:32").nudges(&["2026-10-15"]).rows(rows);
        assert_eq!(look.says(), said, "{why}");
    }
}

#[test]
fn another_was_asked_for_and_is_no_nudge_of_ours() {
    let questions = [1, 2].map(|n| {
        let o = numbered(n, "2026-10-14T19:00");
        row(question_about(&o), Entry::Shown, "2026-10-15T09:00")
    });
    let put_off = Entry::Snoozed(at("2026-10-15T23:00"));
    let look = Look::at("2026-10-15T23:00")
        .nudges(&["2026-10-15"])
        .rows(questions)
        .row(row(small_thing("2026-10-15", 1), put_off, "2026-10-15T23:00"));
    assert_eq!(
        look.says(),
        ["gesture 2 on 10-15 +1"],
        "neither a limit nor the night holds it"
    );
}

#[test]
fn one_that_was_begun_keeps_its_gesture_though_another_suits_better_now() {
    let died = dead(row(
        small_thing("2026-10-15", 3),
        Entry::Claimed,
        "2026-10-15T17:30",
    ));
    let look = Look::at("2026-10-15T17:31").nudges(&["2026-10-15"]).row(died);
    assert_eq!(look.says(), ["gesture 3 on 10-15"], "a day has one");
}

#[test]
fn one_that_was_begun_for_a_day_that_wants_none_any_more_comes_to_an_end() {
    let failed = row(small_thing("2026-10-15", 1), Entry::Failed, "2026-10-15T17:30");
    let same_day = Look::at("2026-10-15T18:00").nudges(&["2026-10-16"]).row(failed);
    assert_eq!(
        same_day.closes(),
        ["gesture 1 on 10-15 superseded"],
        "something was done meanwhile"
    );
    let off = Look::at("2026-10-15T18:00").row(failed);
    assert_eq!(
        off.closes(),
        ["gesture 1 on 10-15 superseded"],
        "or it was switched off"
    );
    let later = Look::at("2026-11-15T18:00").nudges(&["2026-11-15"]).row(failed);
    assert_eq!(
        later.closes(),
        ["gesture 1 on 10-15 expired"],
        "after a month it was missed"
    );
}
