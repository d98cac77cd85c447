//! Several leads of one date, and their snoozes: only the newest speaks.

use domain::{
    plan::GRACE,
    reminder::{Entry, LedgerRow},
};

use crate::support::*;

/// Thursday 15 October 2026, 7 to 9 pm.
const THURSDAY: &str = "2026-10-15T19:00";

#[test]
fn a_ladder_speaks_once_on_every_rung() {
    let o = date(THURSDAY);
    let ladder = "2d@18:30,evening,morning@9,3h,30m,0m";
    let rungs = [
        ("2026-10-13T18:30", "2d@18:30"),
        ("2026-10-14T19:00", "evening"),
        ("2026-10-15T09:00", "morning@09:00"),
        ("2026-10-15T16:00", "3h"),
        ("2026-10-15T18:30", "30m"),
        ("2026-10-15T19:00", "0m"),
    ];
    let mut rows = vec![];
    for (n, (when, lead)) in rungs.iter().enumerate() {
        let look = Look::at(when).date(o.clone(), ladder).rows(rows.clone());
        assert_eq!(look.says(), [*lead], "at {when}");
        assert_eq!(look.closes(), NOTHING, "and nothing is given up");
        let next = rungs.get(n + 1).map(|(next, _)| (*next).to_owned());
        assert_eq!(look.next(), next, "after {lead}");
        rows.push(row(lead_of(&o, lead), Entry::Shown, when));
    }
}

#[test]
fn of_a_ladder_that_was_missed_only_the_newest_rung_speaks() {
    let look = Look::at("2026-10-15T18:00")
        .last_look("2026-10-13T12:00")
        .date(date(THURSDAY), "2d@18:30,evening,3h,30m");
    assert_eq!(
        look.says(),
        ["3h"],
        "four are set, three are due, the newest speaks"
    );
    assert_eq!(
        look.closes(),
        ["evening superseded", "2d@18:30 superseded"],
        "and those before it are written down"
    );
    assert_eq!(
        look.next().as_deref(),
        Some("2026-10-15T18:30"),
        "the last is still ahead"
    );
}

#[test]
fn an_older_lead_does_not_overtake_a_newer_one_that_waits_to_be_tried_again() {
    let o = date(THURSDAY);
    let look = Look::at("2026-10-15T17:30:20")
        .date(o.clone(), "2h,90m")
        .row(row(lead_of(&o, "2h"), Entry::Failed, "2026-10-15T17:00"))
        .row(row(lead_of(&o, "90m"), Entry::Failed, "2026-10-15T17:30"));
    assert_eq!(
        look.says(),
        NOTHING,
        "the newer failed twenty seconds ago, and has its turn in ten"
    );
    assert_eq!(look.closes(), ["2h superseded"], "the older has had its time");
    assert_eq!(look.plan().next_wake, Some(at("2026-10-15T17:30:30")));
}

#[test]
fn a_lead_that_waited_for_the_morning_does_not_overtake_a_newer_one_either() {
    // For one minute past seven: the first would come at four, and is held until seven; the second comes at half past five.
    let o = date("2026-10-15T07:01");
    let shown = row(lead_of(&o, "90m"), Entry::Shown, "2026-10-15T05:31");
    let look = Look::at("2026-10-15T07:00").date(o, "181m,90m").row(shown);
    assert_eq!(look.says(), NOTHING, "the newer one has spoken for it");
    assert_eq!(look.closes(), ["181m superseded"]);
}

#[test]
fn a_snooze_and_the_next_lead_are_two_reminders() {
    let o = date(THURSDAY);
    let snoozed = || {
        row(
            lead_of(&o, "2h"),
            Entry::Snoozed(at("2026-10-15T18:00")),
            "2026-10-15T17:00",
        )
    };
    let table = [
        (
            "2026-10-15T17:30",
            vec![snoozed()],
            vec!["90m"],
            "the next lead comes while the other is put off",
        ),
        (
            "2026-10-15T18:00",
            vec![
                snoozed(),
                row(lead_of(&o, "90m"), Entry::Shown, "2026-10-15T17:30"),
            ],
            vec!["2h +1"],
            "and what was put off comes when it was wanted",
        ),
        (
            "2026-10-15T18:30",
            vec![snoozed()],
            vec!["2h +1"],
            "both missed: the newer of the two",
        ),
    ];
    for (now, rows, said, why) in table {
        let look = Look::at(now)
            .last_look("2026-10-15T17:00")
            .date(o.clone(), "2h,90m")
            .rows(rows);
        assert_eq!(look.says(), said, "{now}: {why}");
    }
}

#[test]
fn a_snooze_past_the_start_still_comes_at_its_hour_and_for_half_an_hour() {
    let o = date(THURSDAY);
    let snoozed = || {
        row(
            lead_of(&o, "90m"),
            Entry::Snoozed(at("2026-10-15T20:15")),
            "2026-10-15T19:15",
        )
    };
    for (now, said) in [
        ("2026-10-15T20:15", 1),
        ("2026-10-15T20:45", 1),
        ("2026-10-15T20:45:01", 0),
    ] {
        let look = Look::at(now).date(o.clone(), "90m").row(snoozed());
        assert_eq!(look.says().len(), said, "at {now}");
        assert_eq!(
            look.plan().close.len(),
            1 - said,
            "and is written down after that"
        );
    }
}

#[test]
fn two_leads_that_fall_together_are_one() {
    let o = date(THURSDAY);
    let look = Look::at("2026-10-15T17:30").date(o.clone(), "90m,morning@17:30");
    assert_eq!(look.says().len(), 1);
    assert_eq!(look.plan().close.len(), 1, "the other is superseded");
    let said = look.plan().deliver[0].key;
    let died = Look::at("2026-10-15T17:31").date(o, "90m,morning@17:30").row(row(
        said,
        Entry::Shown,
        "2026-10-15T17:30",
    ));
    assert_eq!(
        died.says(),
        NOTHING,
        "also when the program died before it wrote that down"
    );
}

#[test]
fn a_journey_does_not_silence_the_next_lead() {
    // In Honolulu the evening lead was shown at seven; the same morning, by the clock in Auckland, it is half past five.
    let o = date(THURSDAY);
    let evening = row_at(
        lead_of(&o, "evening"),
        Entry::Shown,
        "2026-10-15T18:00",
        "2026-10-15T18:00",
    );
    let look = Look::at("2026-10-15T18:10")
        .date(o.clone(), "evening,90m")
        .row(evening);
    assert_eq!(
        look.says(),
        ["90m"],
        "what was due later elsewhere is still the older lead"
    );
    assert!(look.now <= o.start + GRACE);
}

#[test]
fn what_the_desktop_lost_and_could_not_show_again_was_shown() {
    let o = date(THURSDAY);
    let lost = LedgerRow {
        shown_at: Some(at("2026-10-15T17:30")),
        ..row(lead_of(&o, "90m"), Entry::Failed, "2026-10-15T17:30")
    };
    let look = |now: &str| Look::at(now).date(o.clone(), "90m").row(lost);
    assert_eq!(
        look("2026-10-15T18:00").says(),
        ["90m"],
        "it was on the screen, and is gone: once more"
    );
    assert_eq!(
        look("2026-10-15T20:00").closes(),
        ["90m shown"],
        "too late for that, but nobody missed it"
    );
}
