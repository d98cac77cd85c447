//! A clock that was ahead, and one that was set back.

use domain::reminder::{Entry, LedgerRow};

use crate::support::*;

const THURSDAY: &str = "2026-10-15T19:00";

/// As a clock three months ahead wrote it.
fn ahead(row: LedgerRow) -> LedgerRow {
    LedgerRow {
        at: at("2027-01-15T12:00"),
        shown_at: row.shown_at.map(|_| at("2027-01-15T12:00")),
        ..row
    }
}

#[test]
fn what_a_clock_ahead_gave_up_is_open_again() {
    let o = date(THURSDAY);
    for entry in [
        Entry::Expired,
        Entry::Superseded,
        Entry::Summarised,
        Entry::Paused,
        Entry::Failed,
    ] {
        let given_up = || ahead(row(lead_of(&o, "90m"), entry, "2026-10-15T17:30"));
        let look = |now: &str| {
            Look::at(now)
                .last_look("2027-01-15T12:00")
                .date(o.clone(), "90m")
                .row(given_up())
        };
        assert_eq!(
            look("2026-10-14T12:00").next().as_deref(),
            Some("2026-10-15T17:30"),
            "{entry:?}"
        );
        assert_eq!(look("2026-10-15T17:30").says(), ["90m"], "{entry:?}");
        assert_eq!(
            look("2026-10-15T20:00").closes(),
            ["90m expired"],
            "{entry:?}: or missed by the right clock"
        );
    }
}

#[test]
fn what_a_clock_ahead_showed_is_not_repeated() {
    let o = date(THURSDAY);
    for entry in [Entry::Shown, Entry::Acknowledged, Entry::Claimed] {
        let shown = ahead(row(lead_of(&o, "90m"), entry, "2026-10-15T17:30"));
        let look = Look::at("2026-10-15T17:30")
            .last_look("2027-01-15T12:00")
            .date(o.clone(), "90m")
            .row(shown);
        assert_eq!(look.says(), NOTHING, "{entry:?}");
    }
}

#[test]
fn what_was_put_off_by_a_clock_ahead_comes_at_once() {
    let o = date(THURSDAY);
    let mut snoozed = ahead(row(
        lead_of(&o, "evening"),
        Entry::Snoozed(at("2027-01-15T12:10")),
        "2026-10-14T19:00",
    ));
    let look = |row| {
        Look::at("2026-10-13T12:00")
            .last_look("2027-01-15T12:00")
            .date(o.clone(), "evening,90m")
            .row(row)
    };
    assert_eq!(
        look(snoozed).says(),
        ["evening +1"],
        "ten minutes were meant, not three months"
    );
    snoozed.at = at("2026-10-13T12:00:30");
    snoozed.entry = Entry::Snoozed(at("2026-10-13T12:10:30"));
    assert_eq!(
        look(snoozed).says(),
        NOTHING,
        "but not because the clock was put right by half a minute"
    );
    assert_eq!(look(snoozed).plan().next_wake, Some(at("2026-10-13T12:10:30")));
}

#[test]
fn a_last_look_ahead_does_not_hide_what_is_missed_now() {
    let look = Look::at("2026-10-15T20:00")
        .last_look("2027-01-15T12:00")
        .date(date(THURSDAY), "90m");
    assert_eq!(look.closes(), ["90m expired"]);
}

#[test]
fn a_clock_set_back_an_hour_repeats_nothing() {
    let o = date(THURSDAY);
    let shown = row(lead_of(&o, "90m"), Entry::Shown, "2026-10-15T17:30");
    for now in ["2026-10-15T16:35", "2026-10-15T17:30", "2026-10-15T18:30"] {
        let look = Look::at(now)
            .last_look("2026-10-15T17:35")
            .date(o.clone(), "90m")
            .row(shown);
        assert_eq!(look.says(), NOTHING, "at {now}");
    }
}

#[test]
fn a_small_thing_that_a_clock_ahead_gave_up_comes_on_its_day() {
    let expired = ahead(row(
        small_thing("2026-10-15", 2),
        Entry::Expired,
        "2026-10-15T17:30",
    ));
    let look = Look::at("2026-10-15T17:30").nudges(&["2026-10-15"]).row(expired);
    assert_eq!(look.says(), ["gesture 2 on 10-15"]);
}

#[test]
fn a_summary_of_a_clock_ahead_does_not_linger() {
    let failed = ahead(row(
        summary("2027-01-15T12:00:00"),
        Entry::Failed,
        "2027-01-15T12:00",
    ));
    let now = Look::at("2026-10-15T17:30").row(failed);
    assert_eq!(now.says(), NOTHING);
    let then = Look::at("2027-01-15T12:00:30").row(failed);
    assert_eq!(
        then.closes(),
        ["summary superseded"],
        "nothing is left of what it was to say"
    );
}
