//! Pauses: silent, and nothing piles up.

use domain::{
    ids::PauseId,
    pause::{Pause, Span, spans},
    reminder::{Entry, Why},
};
use uuid::Uuid;

use crate::support::*;

const THURSDAY: &str = "2026-10-15T19:00";

#[test]
fn before_during_and_after_a_pause() {
    // Due at half past five, of sense until half past seven.
    let table = [
        (
            "before",
            "2026-10-15T17:30",
            "2026-10-15T18:00",
            "2026-10-16T07:00",
            vec!["90m"],
            vec![],
            None,
        ),
        (
            "the moment it begins",
            "2026-10-15T17:30",
            "2026-10-15T17:30",
            "2026-10-16T07:00",
            vec![],
            vec![],
            Some("2026-10-16T07:00"),
        ),
        (
            "during",
            "2026-10-15T17:30",
            "2026-10-12T00:00",
            "2026-10-19T00:00",
            vec![],
            vec![],
            Some("2026-10-19T00:00"),
        ),
        (
            "its time went by",
            "2026-10-15T20:00",
            "2026-10-12T00:00",
            "2026-10-19T00:00",
            vec![],
            vec!["90m paused"],
            None,
        ),
        (
            "after a holiday",
            "2026-10-19T00:00",
            "2026-10-12T00:00",
            "2026-10-19T00:00",
            vec![],
            vec!["90m paused"],
            None,
        ),
        (
            "the pause ends in time",
            "2026-10-15T18:00",
            "2026-10-12T00:00",
            "2026-10-15T18:00",
            vec!["90m"],
            vec![],
            None,
        ),
        (
            "with the last of its grace",
            "2026-10-15T19:30",
            "2026-10-12T00:00",
            "2026-10-15T19:30",
            vec!["90m"],
            vec![],
            None,
        ),
        (
            "a second later",
            "2026-10-15T19:30:01",
            "2026-10-12T00:00",
            "2026-10-15T19:30:01",
            vec![],
            vec!["90m paused"],
            None,
        ),
        (
            "slept past its end",
            "2026-10-15T20:00",
            "2026-10-12T00:00",
            "2026-10-15T18:00",
            vec![],
            vec!["90m expired"],
            None,
        ),
        (
            "over by then",
            "2026-10-15T17:30",
            "2026-10-12T00:00",
            "2026-10-15T17:30",
            vec!["90m"],
            vec![],
            None,
        ),
    ];
    for (when, now, from, until, said, closed, next) in table {
        let look = Look::at(now)
            .last_look("2026-10-11T12:00")
            .date(date(THURSDAY), "90m")
            .pause(from, until);
        assert_eq!(look.says(), said, "{when}");
        assert_eq!(look.closes(), closed, "{when}");
        assert_eq!(look.next().as_deref(), next, "{when}");
    }
}

#[test]
fn a_pause_that_is_ended_early_gives_back_what_still_makes_sense() {
    // For a week, from Monday; ended on Wednesday evening at eight. The lead of seven o'clock is late, and not lost.
    let paused = |now: &str| {
        Look::at(now)
            .last_look("2026-10-14T18:59")
            .date(date(THURSDAY), "evening")
    };
    let during = paused("2026-10-14T19:01").pause("2026-10-12T00:00", "2026-10-19T00:00");
    assert_eq!(
        during.closes(),
        NOTHING,
        "it is not given up while it may still come"
    );
    let ended = paused("2026-10-14T20:00").pause("2026-10-12T00:00", "2026-10-14T20:00");
    assert_eq!(ended.says(), ["evening"]);
    assert_eq!(ended.plan().deliver[0].why, Some(Why::Paused));
}

#[test]
fn what_fell_due_before_a_pause_and_was_seen_in_it_is_not_forgotten() {
    let look = Look::at("2026-10-15T20:00")
        .last_look("2026-10-15T17:35")
        .date(date(THURSDAY), "90m")
        .pause("2026-10-15T17:32", "2026-10-15T20:00");
    assert_eq!(
        look.closes(),
        ["90m expired"],
        "due before the last look, open then, and over now"
    );
}

#[test]
fn nothing_piles_up_in_a_fortnight() {
    let mut look = Look::at("2026-10-19T08:00")
        .last_look("2026-10-04T12:00")
        .asking_after()
        .pause("2026-10-05T00:00", "2026-10-19T00:00");
    for n in 0..14 {
        let start = at("2026-10-05T19:00") + chrono::Duration::days(n);
        let local = domain::zone::civil(start, HERE)
            .format("%Y-%m-%dT%H:%M")
            .to_string();
        look = look.date(date(&local), "90m");
    }
    let plan = look.plan();
    assert_eq!(said(&plan), NOTHING, "no summary, nothing");
    assert!(
        plan.close
            .iter()
            .all(|(due, entry)| *entry == Entry::Paused && due.why == Some(Why::Paused))
    );
    assert_eq!(
        plan.close.len(),
        27,
        "fourteen leads, and the questions about all but yesterday's, which is asked at nine"
    );
}

#[test]
fn a_snooze_into_a_pause_waits_for_its_end() {
    let o = date(THURSDAY);
    let snoozed = row(
        lead_of(&o, "90m"),
        Entry::Snoozed(at("2026-10-15T17:45")),
        "2026-10-15T17:35",
    );
    let look = |now: &str| {
        Look::at(now)
            .date(o.clone(), "90m")
            .row(snoozed)
            .pause("2026-10-15T17:40", "2026-10-15T18:00")
    };
    assert_eq!(look("2026-10-15T17:45").says(), NOTHING);
    assert_eq!(
        look("2026-10-15T17:45").next().as_deref(),
        Some("2026-10-15T18:00")
    );
    assert_eq!(look("2026-10-15T18:00").says(), ["90m +1"]);
}

#[test]
fn an_older_lead_is_superseded_in_a_pause_as_ever() {
    let look = Look::at("2026-10-15T17:30")
        .last_look("2026-10-13T12:00")
        .date(date(THURSDAY), "evening,90m")
        .pause("2026-10-14T00:00", "2026-10-15T18:00");
    assert_eq!(
        (look.says(), look.closes()),
        (vec![], vec!["evening superseded".to_owned()])
    );
}

#[test]
fn pauses_side_by_side_or_overlapping_are_one() {
    let pause = |n, from: &str, until: &str| Pause {
        id: PauseId(Uuid::from_u128(n)),
        from: civil(from),
        until: civil(until),
    };
    let span = |from: &str, until: &str| Span {
        from: at(from),
        until: at(until),
    };
    let found = spans(
        &[
            pause(1, "2026-10-20T00:00", "2026-10-22T00:00"),
            pause(2, "2026-10-10T00:00", "2026-10-12T00:00"),
            pause(3, "2026-10-12T00:00", "2026-10-13T00:00"),
            pause(4, "2026-10-11T00:00", "2026-10-11T12:00"),
            pause(5, "2026-10-15T00:00", "2026-10-15T00:00"),
            pause(6, "2026-10-17T00:00", "2026-10-16T00:00"),
        ],
        HERE,
    );
    assert_eq!(
        found,
        [
            span("2026-10-10T00:00", "2026-10-13T00:00"),
            span("2026-10-20T00:00", "2026-10-22T00:00")
        ],
        "by start; empty ones and ones that end before they begin are none"
    );
}
