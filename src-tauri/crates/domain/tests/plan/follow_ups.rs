//! “Did it happen?”

use domain::{
    occurrence::Status,
    plan,
    reminder::{Entry, LedgerRow, Why},
    slot::Kind,
    zone,
};

use crate::support::*;

const THURSDAY: &str = "2026-10-15T19:00";

fn look(now: &str) -> Look {
    Look::at(now)
        .last_look("2026-10-15T23:00")
        .asking_after()
        .date(date(THURSDAY), "")
}

#[test]
fn it_is_asked_at_nine_the_next_morning_and_until_that_day_is_over() {
    let table = [
        (
            "2026-10-15T22:00",
            0,
            Some("2026-10-16T09:00"),
            "the same evening nobody asks",
        ),
        (
            "2026-10-16T08:59:59",
            0,
            Some("2026-10-16T09:00"),
            "nor a second early",
        ),
        ("2026-10-16T09:00", 1, None, "at nine"),
        ("2026-10-16T22:29", 1, None, "late, the same day"),
        ("2026-10-16T22:30", 0, Some("2026-10-17T07:00"), "not at night"),
        ("2026-10-17T00:00", 0, None, "and not the day after"),
    ];
    for (now, said, next, why) in table {
        let look = look(now);
        assert_eq!(look.says().len(), said, "{now}: {why}");
        assert_eq!(look.next().as_deref(), next, "{now}: {why}");
    }
    assert_eq!(
        look("2026-10-17T00:00").closes(),
        ["question expired"],
        "it waits in the inbox then"
    );
}

#[test]
fn it_is_asked_once() {
    let o = date(THURSDAY);
    for entry in [Entry::Shown, Entry::Acknowledged] {
        let asked = row(question_about(&o), entry, "2026-10-16T09:00");
        assert_eq!(
            look("2026-10-16T10:00").row(asked).plan(),
            plan::Plan::default(),
            "{entry:?}"
        );
    }
}

#[test]
fn nobody_is_asked_when_something_was_said() {
    for status in [Status::Kept, Status::LetGo, Status::Skipped] {
        let mut o = date(THURSDAY);
        o.status = status;
        let look = Look::at("2026-10-16T09:00").asking_after().date(o, "");
        assert_eq!(look.says(), NOTHING, "{status:?}");
    }
}

#[test]
fn nobody_is_asked_about_outside_help_or_the_check_in_nor_where_it_is_not_wanted() {
    for kind in [Kind::OutsideHelp, Kind::CheckIn] {
        let mut other = date(THURSDAY);
        other.kind = kind;
        assert_eq!(
            Look::at("2026-10-16T09:00").asking_after().date(other, "").says(),
            NOTHING,
            "{kind:?}"
        );
    }
    assert_eq!(
        Look::at("2026-10-16T09:00").date(date(THURSDAY), "").says(),
        NOTHING,
        "switched off"
    );
}

#[test]
fn nobody_is_asked_about_a_date_in_a_pause() {
    let table = [
        (
            "2026-10-15T00:00",
            "2026-10-16T00:00",
            NOTHING.to_vec(),
            vec!["question paused"],
            "it began in one",
        ),
        (
            "2026-10-15T19:30",
            "2026-10-16T00:00",
            vec!["question"],
            vec![],
            "it had begun before",
        ),
        (
            "2026-10-10T00:00",
            "2026-10-15T19:00",
            vec!["question"],
            vec![],
            "it began as the pause ended",
        ),
        (
            "2026-10-16T08:00",
            "2026-10-16T12:00",
            vec![],
            vec![],
            "the morning after lies in one: asked at noon",
        ),
        (
            "2026-10-16T08:00",
            "2026-10-18T00:00",
            vec![],
            vec![],
            "so does the whole day: it may end early",
        ),
    ];
    for (from, until, said, closed, why) in table {
        let look = look("2026-10-16T09:00").pause(from, until);
        assert_eq!(look.says(), said, "{from} to {until}: {why}");
        assert_eq!(look.closes(), closed, "{from} to {until}: {why}");
    }
    let noon = look("2026-10-16T12:00").pause("2026-10-16T08:00", "2026-10-16T12:00");
    assert_eq!(noon.says(), ["question"]);
    let after = look("2026-10-18T00:00").pause("2026-10-16T08:00", "2026-10-18T00:00");
    assert_eq!(after.closes(), ["question paused"], "it waits nowhere");
}

#[test]
fn a_long_night_is_asked_about_when_it_is_over() {
    let mut o = date("2026-10-15T22:00");
    o.end = at("2026-10-16T10:00");
    assert_eq!(
        plan::follow_up(&o, &look("2026-10-16T09:00").policy),
        Some(at("2026-10-17T09:00")),
        "at nine it was still going on"
    );
}

#[test]
fn it_is_asked_on_the_wall_clock_where_the_couple_are() {
    let mut look = look("2026-10-16T09:00");
    look.policy.here = chrono_tz::America::New_York;
    let asked = plan::follow_up(&date(THURSDAY), &look.policy).unwrap();
    let wall = zone::civil(asked, chrono_tz::America::New_York);
    assert_eq!(wall, civil("2026-10-16T09:00"), "nine in New York");
}

#[test]
fn who_sleeps_late_is_asked_when_quiet_hours_end() {
    let look = look("2026-10-16T09:00").quiet("22:30", "10:30");
    assert_eq!(look.says(), NOTHING);
    assert_eq!(look.next().as_deref(), Some("2026-10-16T10:30"));
}

#[test]
fn a_date_made_after_it_was_over_is_not_asked_about() {
    let mut o = date(THURSDAY);
    o.timed_at = at("2026-10-16T10:00");
    let look = Look::at("2026-10-16T10:00").asking_after().date(o, "");
    assert_eq!(
        look.says(),
        NOTHING,
        "whoever writes down yesterday knows what became of it"
    );
}

#[test]
fn two_questions_a_day_and_the_rest_waits_in_the_inbox() {
    let morning = Look::at("2026-10-16T09:00")
        .asking_after()
        .date(numbered(1, THURSDAY), "")
        .date(numbered(2, "2026-10-15T12:00"), "")
        .date(numbered(3, "2026-10-15T08:00"), "");
    let plan = morning.plan();
    assert_eq!(said(&plan), ["question", "question"]);
    assert_eq!(closed(&plan), ["question expired"]);
    assert_eq!(plan.close[0].0.why, Some(Why::TooMany), "and it says why");
    let asked: Vec<_> = plan
        .deliver
        .iter()
        .map(|due| row(due.key, Entry::Shown, "2026-10-16T09:00"))
        .collect();
    let evening = Look::at("2026-10-16T17:30")
        .nudges(&["2026-10-16"])
        .rows(asked.clone());
    assert_eq!(
        evening.closes(),
        ["gesture 1 on 10-16 expired"],
        "a small thing would be the third"
    );
    let one = Look::at("2026-10-16T17:30").nudges(&["2026-10-16"]).row(asked[0]);
    assert_eq!(
        one.says(),
        ["gesture 1 on 10-16"],
        "after one question there is room for it"
    );
    let next_day = Look::at("2026-10-17T17:30").nudges(&["2026-10-17"]).rows(asked);
    assert_eq!(
        next_day.says(),
        ["gesture 1 on 10-17"],
        "and every day has room again"
    );
}

#[test]
fn a_date_of_tonight_is_never_one_nudge_too_many() {
    let questions = [1, 2].map(|n| {
        let o = numbered(n, THURSDAY);
        row(question_about(&o), Entry::Shown, "2026-10-16T09:00")
    });
    let look = Look::at("2026-10-16T17:30")
        .date(date("2026-10-16T19:00"), "90m")
        .rows(questions);
    assert_eq!(look.says(), ["90m"], "leads of dates are not counted");
}

#[test]
fn a_question_that_died_with_the_program_is_not_one_too_many_of_itself() {
    let (first, second) = (numbered(1, THURSDAY), numbered(2, "2026-10-15T12:00"));
    let look = Look::at("2026-10-16T09:01")
        .asking_after()
        .date(first.clone(), "")
        .date(second.clone(), "")
        .row(row(question_about(&first), Entry::Shown, "2026-10-16T09:00"))
        .row(dead(row(
            question_about(&second),
            Entry::Claimed,
            "2026-10-16T09:00",
        )));
    assert_eq!(
        look.says(),
        ["question"],
        "it was the second of the day, and still is"
    );
    assert_eq!(look.closes(), NOTHING);
}

#[test]
fn a_question_answered_in_the_inbox_was_not_a_nudge() {
    let mut answered = row(
        question_about(&numbered(1, THURSDAY)),
        Entry::Acknowledged,
        "2026-10-16T09:00",
    );
    answered.shown_at = None;
    let shown = row(
        question_about(&numbered(2, THURSDAY)),
        Entry::Shown,
        "2026-10-16T09:00",
    );
    let look = Look::at("2026-10-16T17:30")
        .nudges(&["2026-10-16"])
        .rows([answered, shown]);
    assert_eq!(
        look.says(),
        ["gesture 1 on 10-16"],
        "one was shown, and there is room for one"
    );
}

#[test]
fn what_the_desktop_lost_was_shown_all_the_same() {
    let shown = |n| {
        row(
            question_about(&numbered(n, THURSDAY)),
            Entry::Shown,
            "2026-10-16T09:00",
        )
    };
    for entry in [Entry::Superseded, Entry::Expired, Entry::Failed] {
        // Lost with the desktop, and answered elsewhere before it could come again.
        let lost = LedgerRow { entry, ..shown(1) };
        let look = Look::at("2026-10-16T17:30")
            .nudges(&["2026-10-16"])
            .rows([lost, shown(2)]);
        assert_eq!(
            look.says(),
            NOTHING,
            "{entry:?}: a small thing would be the third"
        );
    }
}
