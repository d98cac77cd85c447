//! After an absence: three at most speak for themselves, and one summary for the rest.

use chrono::Duration;
use domain::{
    plan::{ABSENCE, SINGLES},
    reminder::{Entry, LedgerRow, Why},
    zone,
};

use crate::support::*;

/// Dates of `count` slots this evening, a quarter of an hour apart from seven on, all with the lead of 90 minutes.
fn evening(mut look: Look, count: u128) -> Look {
    for n in 0..count {
        let start = at("2026-10-15T19:00") + Duration::minutes(15 * n as i64);
        let local = zone::civil(start, HERE).format("%Y-%m-%dT%H:%M").to_string();
        look = look.date(numbered(n + 1, &local), "90m");
    }
    look
}

/// What was said and closed in a look, as the ledger has it.
fn written(look: &Look, said: Entry, summarised: Entry) -> Vec<LedgerRow> {
    let plan = look.plan();
    let row = |due: &domain::plan::Due, entry| LedgerRow {
        key: due.key,
        entry,
        due: due.due,
        at: look.now,
        shown_at: (entry == Entry::Shown).then_some(look.now),
        why: due.why,
        cleared: false,
        attempts: 1,
        engine: ENGINE,
    };
    let closed = plan.close.iter().map(|(due, entry)| row(due, *entry));
    let shown = plan.deliver.iter().map(|due| row(due, said));
    let summary = plan.summary.iter().map(|s| row(&s.due, summarised));
    closed.chain(shown).chain(summary).collect()
}

#[test]
fn three_and_a_summary() {
    for (missed, said) in [
        (1, vec!["90m"]),
        (3, vec!["90m"; 3]),
        (4, vec!["90m", "90m", "90m", "summary of 1"]),
        (6, vec!["90m", "90m", "90m", "summary of 3"]),
    ] {
        let look = evening(
            Look::at("2026-10-15T19:00")
                .last_look("2026-10-15T12:00")
                .gap(Why::Asleep),
            missed,
        );
        assert_eq!(look.says(), said, "of {missed}");
        let spoken_for = (missed as usize).saturating_sub(SINGLES);
        assert_eq!(look.closes(), vec!["90m summarised"; spoken_for], "of {missed}");
    }
}

#[test]
fn those_nearest_to_their_date_speak_for_themselves_and_dates_before_questions() {
    let look = Look::at("2026-10-15T18:00")
        .last_look("2026-10-14T12:00")
        .asking_after()
        .date(numbered(1, "2026-10-14T19:00"), "")
        .date(numbered(2, "2026-10-15T19:30"), "2h")
        .date(numbered(3, "2026-10-15T18:10"), "3h")
        .date(numbered(4, "2026-10-16T19:00"), "1d@9")
        .date(numbered(5, "2026-10-15T17:45"), "4h");
    assert_eq!(
        look.says(),
        ["4h", "3h", "2h", "summary of 2"],
        "by when they fell due"
    );
    assert_eq!(look.closes(), ["1d@09:00 summarised", "question summarised"]);
}

#[test]
fn what_is_on_time_is_not_counted_among_what_was_missed() {
    let look = evening(Look::at("2026-10-15T18:20").last_look("2026-10-15T12:00"), 4)
        .date(numbered(9, "2026-10-15T19:50"), "90m");
    assert_eq!(
        look.says(),
        ["90m"; 5],
        "four were missed, of which one by five minutes only, and one is on time"
    );
    let later = Look {
        now: at("2026-10-15T18:20") + ABSENCE,
        ..look
    };
    assert_eq!(
        later.says(),
        ["90m", "90m", "90m", "90m", "summary of 1"],
        "and then that one was missed too"
    );
}

#[test]
fn what_is_over_is_told_of_when_there_is_much_of_it() {
    for (missed, said) in [(3, NOTHING.to_vec()), (4, vec!["summary of 4"])] {
        let look = evening(Look::at("2026-10-16T08:00").last_look("2026-10-15T12:00"), missed);
        assert_eq!(look.says(), said, "{missed} wait in the inbox");
        assert_eq!(look.plan().close.len(), missed as usize);
    }
}

#[test]
fn neither_at_night_nor_in_a_pause() {
    let night = evening(Look::at("2026-10-16T03:00").last_look("2026-10-15T12:00"), 9);
    assert_eq!(night.says(), NOTHING, "they wait in the inbox");
    assert_eq!(night.closes(), ["90m expired"; 9]);
    let paused = evening(Look::at("2026-10-16T12:00").last_look("2026-10-15T12:00"), 9)
        .pause("2026-10-16T10:00", "2026-10-17T00:00");
    assert_eq!(paused.says(), NOTHING);
}

#[test]
fn after_a_crash_the_summary_is_said_by_the_next_start() {
    let look = evening(Look::at("2026-10-15T19:00").last_look("2026-10-15T12:00"), 6);
    assert_eq!(look.says(), ["90m", "90m", "90m", "summary of 3"]);
    let rows: Vec<_> = written(&look, Entry::Shown, Entry::Claimed)
        .into_iter()
        .map(dead)
        .collect();
    let next = |now: &str| evening(Look::at(now).last_look("2026-10-15T19:00"), 6).rows(rows.clone());
    assert_eq!(next("2026-10-15T19:01").says(), ["summary of 3"], "of as many");
    assert_eq!(next("2026-10-15T23:00").says(), NOTHING, "not at night");
    let over = next("2026-10-16T00:00");
    assert_eq!(
        (over.says(), over.closes()),
        (vec![], vec!["summary expired".to_owned()]),
        "and not the day after"
    );
    let cleared = rows.iter().map(|row| LedgerRow {
        cleared: row.entry == Entry::Summarised,
        ..*row
    });
    let look = evening(Look::at("2026-10-15T19:01"), 6).rows(cleared);
    assert_eq!(
        look.closes(),
        ["summary superseded"],
        "somebody has been through the list"
    );
}

#[test]
fn a_summary_that_could_not_be_shown_grows_instead_of_being_followed_by_another() {
    let first = evening(Look::at("2026-10-15T19:00").last_look("2026-10-15T12:00"), 6);
    let mut rows = written(&first, Entry::Failed, Entry::Failed);
    let retry = evening(Look::at("2026-10-15T19:00:30").last_look("2026-10-15T19:00"), 6).rows(rows.clone());
    assert_eq!(
        retry.says(),
        ["90m", "90m", "90m", "summary of 3"],
        "all again, as they were"
    );
    assert_eq!(retry.closes(), NOTHING);
    // Two more are missed while the desktop is silent.
    let second = evening(Look::at("2026-10-15T19:30").last_look("2026-10-15T19:00"), 8).rows(rows.clone());
    assert_eq!(
        second.says(),
        ["90m", "90m", "90m", "summary of 5"],
        "one summary, of both"
    );
    assert!(second.closes().contains(&"summary superseded".to_owned()));
    for row in written(&second, Entry::Failed, Entry::Failed) {
        rows.retain(|old| old.key != row.key);
        rows.push(row);
    }
    let third = evening(Look::at("2026-10-15T19:31").last_look("2026-10-15T19:30"), 8).rows(rows);
    assert_eq!(
        third.plan().summary.map(|s| s.count),
        Some(5),
        "and it still knows of how many"
    );
}

#[test]
fn two_summaries_that_were_never_shown_become_one() {
    let rows = [
        row(summary("2026-10-15T17:00:00"), Entry::Failed, "2026-10-15T17:00"),
        row(summary("2026-10-15T18:00:00"), Entry::Failed, "2026-10-15T18:00"),
        row_at(
            lead_of(&numbered(1, "2026-10-15T12:00"), "90m"),
            Entry::Summarised,
            "2026-10-15T10:30",
            "2026-10-15T17:00",
        ),
        row_at(
            lead_of(&numbered(2, "2026-10-15T13:00"), "90m"),
            Entry::Expired,
            "2026-10-15T11:30",
            "2026-10-15T18:00",
        ),
    ];
    let look = Look::at("2026-10-15T19:00").rows(rows);
    assert_eq!(look.says(), ["summary of 2"]);
    assert_eq!(look.closes(), ["summary superseded", "summary superseded"]);
}
