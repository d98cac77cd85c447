//! The leads of a date: the ladder, its snoozes, and what ends it.

use chrono::Duration;
use domain::{
    occurrence::Status,
    plan::{GRACE, Plan},
    reminder::{Entry, LedgerRow, Why},
};

use crate::support::*;

/// Thursday 15 October 2026, 7 to 9 pm.
const THURSDAY: &str = "2026-10-15T19:00";

fn look(now: &str, rows: Vec<LedgerRow>) -> Look {
    Look::at(now)
        .last_look("2026-10-13T12:00")
        .date(date(THURSDAY), "evening,90m")
        .rows(rows)
}

#[test]
fn what_is_said_when() {
    let o = date(THURSDAY);
    let (evening, ninety) = (lead_of(&o, "evening"), lead_of(&o, "90m"));
    let shown = || row(evening, Entry::Shown, "2026-10-14T19:00");
    let snoozed = || row(ninety, Entry::Snoozed(at("2026-10-15T18:00")), "2026-10-15T17:30");
    type Case = (
        &'static str,
        Vec<LedgerRow>,
        &'static [&'static str],
        Option<&'static str>,
        &'static str,
    );
    let table: Vec<Case> = vec![
        (
            "2026-10-13T12:00",
            vec![],
            &[],
            Some("2026-10-14T19:00"),
            "nothing yet: look again the evening before",
        ),
        (
            "2026-10-14T19:00",
            vec![],
            &["evening"],
            Some("2026-10-15T17:30"),
            "on the minute",
        ),
        (
            "2026-10-14T19:05",
            vec![shown()],
            &[],
            Some("2026-10-15T17:30"),
            "shown is shown",
        ),
        (
            "2026-10-15T17:30",
            vec![shown()],
            &["90m"],
            None,
            "ninety minutes before",
        ),
        (
            "2026-10-15T17:30",
            vec![],
            &["90m"],
            None,
            "both are due: the newer speaks",
        ),
        (
            "2026-10-15T19:30",
            vec![],
            &["90m"],
            None,
            "the last moment of grace",
        ),
        ("2026-10-15T19:30:01", vec![], &[], None, "after it: nothing"),
        (
            "2026-10-15T17:45",
            vec![row(ninety, Entry::Claimed, "2026-10-15T17:30")],
            &[],
            None,
            "claimed by this engine: it is being shown",
        ),
        (
            "2026-10-15T17:45",
            vec![dead(row(ninety, Entry::Claimed, "2026-10-15T17:30"))],
            &["90m"],
            None,
            "claimed by an engine that is gone: said once more",
        ),
        (
            "2026-10-15T17:30:20",
            vec![row(ninety, Entry::Failed, "2026-10-15T17:30")],
            &[],
            Some("2026-10-15T17:30"),
            "it failed: not at once again, but half a minute later",
        ),
        (
            "2026-10-15T17:30:30",
            vec![row(ninety, Entry::Failed, "2026-10-15T17:30")],
            &["90m"],
            None,
            "tried again",
        ),
        (
            "2026-10-15T17:45",
            vec![snoozed()],
            &[],
            Some("2026-10-15T18:00"),
            "put off: look again then",
        ),
        (
            "2026-10-15T18:00",
            vec![snoozed()],
            &["90m +1"],
            None,
            "as the first snooze",
        ),
        (
            "2026-10-15T18:10",
            vec![
                snoozed(),
                row(
                    again(ninety),
                    Entry::Snoozed(at("2026-10-15T18:10")),
                    "2026-10-15T18:00",
                ),
            ],
            &["90m +2"],
            None,
            "and put off again, as the second",
        ),
        (
            "2026-10-15T17:45",
            vec![row(evening, Entry::Acknowledged, "2026-10-14T19:00")],
            &[],
            None,
            "fine: nothing more about this evening",
        ),
    ];
    for (now, rows, said, next, why) in table {
        let look = look(now, rows);
        assert_eq!(look.says(), said, "{now}: {why}");
        assert_eq!(look.next().as_deref(), next, "{now}: {why}, then");
    }
}

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
fn what_is_too_late_is_written_down_once_it_was_known_to_be_open() {
    let table = [
        (
            "2026-10-15T19:30",
            Some("2026-10-15T12:00"),
            NOTHING.to_vec(),
            "it still makes sense",
        ),
        (
            "2026-10-15T20:00",
            Some("2026-10-15T12:00"),
            vec!["90m expired"],
            "it fell due while nobody looked",
        ),
        (
            "2026-10-15T20:00",
            Some("2026-10-15T18:00"),
            vec!["90m expired"],
            "it was due, and held, at the last look",
        ),
        (
            "2026-12-15T20:00",
            Some("2026-10-15T12:00"),
            vec!["90m expired"],
            "two months away",
        ),
        (
            "2026-10-15T20:00",
            Some("2026-10-15T19:31"),
            vec![],
            "it was over at the last look: it was not there then",
        ),
        (
            "2026-10-15T20:00",
            None,
            vec![],
            "nobody ever looked: it was not this engine's to say",
        ),
    ];
    for (now, last, closed, why) in table {
        let mut look = Look::at(now).date(date(THURSDAY), "90m");
        look.last = last.map(at);
        assert_eq!(look.closes(), closed, "{now}, last at {last:?}: {why}");
    }
}

#[test]
fn the_facts_reach_back_and_ahead_as_far_as_reminders_do() {
    let now = at("2026-10-15T12:00");
    for last in [
        None,
        Some(now),
        Some(now + Duration::days(90)),
        Some(now - Duration::days(60)),
    ] {
        let (from, to) = domain::plan::window(now, last);
        let seen = last.map_or(now, |last| last.min(now));
        assert!(
            from <= seen - Duration::days(8),
            "what came in the week before the last look may have been put off since"
        );
        assert!(
            to - now > Duration::days(29) + Duration::hours(1),
            "28 days and a day before, across a night of 25 hours"
        );
    }
    let (from, _) = domain::plan::window(now, Some(at("2020-01-01T00:00")));
    assert_eq!(
        now - from,
        Duration::days(400),
        "a computer out of a cupboard owes nobody a list"
    );
}

#[test]
fn what_is_skipped_kept_or_let_go_is_silent() {
    for status in [Status::Skipped, Status::Kept, Status::LetGo] {
        let mut o = date(THURSDAY);
        o.status = status;
        let look = Look::at("2026-10-15T17:30").date(o, "evening,90m").asking_after();
        assert_eq!(look.plan(), Plan::default(), "{status:?}");
    }
}

#[test]
fn a_date_that_was_moved_is_reminded_of_anew() {
    let old = date(THURSDAY);
    let mut moved = date(THURSDAY);
    moved.local = civil("2026-10-16T19:00");
    moved.start = at("2026-10-16T19:00");
    moved.end = at("2026-10-16T21:00");
    moved.status = Status::Moved;
    moved.timed_at = at("2026-10-15T18:00");
    let shown = || row(lead_of(&old, "90m"), Entry::Acknowledged, "2026-10-15T17:30");
    let look = |now: &str| Look::at(now).date(moved.clone(), "evening,90m").row(shown());
    assert_eq!(
        look("2026-10-15T19:00").says(),
        ["evening"],
        "the evening before its new day"
    );
    assert_eq!(
        look("2026-10-16T17:30").says(),
        ["90m"],
        "“Fine” was for the old hour"
    );
}

#[test]
fn a_lead_that_fell_due_before_its_date_was_made_never_was() {
    let mut o = date(THURSDAY);
    o.timed_at = at("2026-10-15T16:00");
    let look = Look::at("2026-10-15T16:00").date(o, "evening,90m");
    assert_eq!(look.says(), NOTHING, "yesterday evening it did not exist");
    assert_eq!(look.closes(), NOTHING, "so it was not missed");
    assert_eq!(look.next().as_deref(), Some("2026-10-15T17:30"));
}

#[test]
fn a_lead_after_the_start_is_none() {
    let look = Look::at("2026-10-15T12:00").date(date(THURSDAY), "morning@20:00");
    assert_eq!(
        look.next(),
        None,
        "eight in the evening is no lead of seven in the evening"
    );
}

#[test]
fn what_was_begun_for_a_date_that_is_gone_comes_to_an_end() {
    let o = date(THURSDAY);
    let begun = [
        row(lead_of(&o, "90m"), Entry::Failed, "2026-10-15T17:30"),
        dead(row(lead_of(&o, "90m"), Entry::Claimed, "2026-10-15T17:30")),
    ];
    for row in begun {
        let mut skipped = o.clone();
        skipped.status = Status::Skipped;
        let acknowledged = LedgerRow {
            key: lead_of(&o, "evening"),
            entry: Entry::Acknowledged,
            ..row
        };
        let looks = [
            (
                "skipped",
                Look::at("2026-10-15T17:45").date(skipped, "evening,90m").row(row),
            ),
            ("deleted", Look::at("2026-10-15T17:45").row(row)),
            (
                "fine",
                Look::at("2026-10-15T17:45")
                    .date(o.clone(), "evening,90m")
                    .rows([row, acknowledged]),
            ),
        ];
        for (what, look) in looks {
            assert_eq!(look.closes(), ["90m superseded"], "{what}, after {:?}", row.entry);
            assert_eq!(look.says(), NOTHING, "and nothing is said");
        }
    }
    let being_shown = row(lead_of(&o, "90m"), Entry::Claimed, "2026-10-15T17:30");
    let look = Look::at("2026-10-15T17:45").row(being_shown);
    assert_eq!(
        look.closes(),
        NOTHING,
        "what this engine is showing is its own to settle"
    );
}

#[test]
fn it_says_why_it_is_late() {
    let why = |look: Look| look.plan().deliver[0].why;
    let on_time = || Look::at("2026-10-15T17:31").date(date(THURSDAY), "90m");
    assert_eq!(why(on_time()), None, "a minute is not late");
    let late = || Look::at("2026-10-15T18:00").date(date(THURSDAY), "90m");
    assert_eq!(why(late().gap(Why::Asleep)), Some(Why::Asleep));
    assert_eq!(why(late().gap(Why::Off)), Some(Why::Off));
    let failed = row(lead_of(&date(THURSDAY), "90m"), Entry::Failed, "2026-10-15T17:30");
    assert_eq!(why(late().row(failed)), Some(Why::Desktop), "nobody showed it");
    assert_eq!(
        why(late().pause("2026-10-15T17:00", "2026-10-15T18:00")),
        Some(Why::Paused),
        "the pause ended this moment"
    );
    let night = Look::at("2026-10-15T07:00").date(date("2026-10-15T19:00"), "1d@23:30");
    assert_eq!(why(night), Some(Why::Quiet), "it was to come at half past eleven");
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
