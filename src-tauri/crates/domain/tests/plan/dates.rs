//! The leads of a date: the ladder, its snoozes, and what ends it.

use chrono::Duration;
use domain::{
    occurrence::Status,
    plan::Plan,
    reminder::{Entry, LedgerRow, Why},
    slot::Kind,
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
fn what_the_ledger_has_unfinished_belongs_to_the_facts_however_long_ago() {
    let dates = [1, 2, 3, 4, 5].map(|n| numbered(n, THURSDAY));
    let key = |n: usize| lead_of(&dates[n], "90m");
    let put_off = Entry::Snoozed(at("2026-10-15T18:00"));
    let rows = [
        row(key(0), Entry::Failed, "2026-10-15T17:30"),
        row(key(1), put_off, "2026-10-15T17:30"),
        row(key(2), put_off, "2026-10-15T17:30"),
        row(again(key(2)), Entry::Shown, "2026-10-15T18:00"),
        row(key(3), Entry::Expired, "2026-10-15T17:30"),
        dead(row(question_about(&dates[4]), Entry::Claimed, "2026-10-16T09:00")),
    ];
    let expected = [dates[0].key, dates[1].key, dates[4].key];
    assert_eq!(
        domain::plan::unfinished(&rows),
        expected,
        "failed, put off and not come again, begun; not what was put off and came, nor what is over"
    );
}

#[test]
fn a_journey_carries_the_last_look_along() {
    let (tokyo, here) = (chrono_tz::Tz::Asia__Tokyo, HERE);
    let look = at("2026-10-15T12:00");
    assert_eq!(
        domain::plan::carried(look, here, here),
        look,
        "who stays has looked when they looked"
    );
    // Noon in London is eight in the evening in Tokyo: the date at seven was ahead, and lies behind.
    let mut o = date(THURSDAY);
    o.zone = tokyo;
    o.start = domain::zone::instant(o.local, tokyo);
    o.end = o.start + Duration::hours(2);
    let mut look = Look::at("2026-10-15T12:01").date(o, "90m");
    look.policy.here = tokyo;
    look.last = Some(at("2026-10-15T12:00"));
    assert_eq!(
        look.closes(),
        NOTHING,
        "over before the last look, it would never have been"
    );
    look.last = look.last.map(|last| domain::plan::carried(last, here, tokyo));
    assert_eq!(
        look.closes(),
        ["90m expired"],
        "it was passed over, and is missed"
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
fn the_check_in_is_for_when_they_like_all_its_day_and_not_into_the_night() {
    let check_in = || {
        let mut o = date("2026-10-18T19:30");
        o.kind = Kind::CheckIn;
        o
    };
    for (now, said, why) in [
        ("2026-10-18T19:29", false, "it is never early"),
        ("2026-10-18T19:30", true, "at its hour"),
        (
            "2026-10-18T21:45",
            true,
            "for a date it would be too late, for six minutes it is not",
        ),
        ("2026-10-18T22:45", false, "the night is quiet"),
        ("2026-10-19T07:00", false, "and its day is over"),
    ] {
        let look = Look::at(now).date(check_in(), "0m");
        assert_eq!(!look.says().is_empty(), said, "at {now}: {why}");
    }
}
