//! What is to be got ready before a date, and a date that nobody has planned yet.

use domain::{
    occurrence::Status,
    people::Half,
    plan::{lead_due, planning},
    reminder::{Entry, Why},
    slot::Kind,
};

use crate::support::*;

const THURSDAY: &str = "2026-10-15T19:00";

/// A Thursday that Jules plans, made on the first of the month.
fn turn_of_jules() -> domain::occurrence::Occurrence {
    domain::occurrence::Occurrence {
        planner: Some(Half::Second),
        timed_at: at("2026-10-01T00:00"),
        ..date(THURSDAY)
    }
}

#[test]
fn each_comes_at_its_own_lead_and_not_before() {
    let look = |wall| {
        Look::at(wall)
            .date(date(THURSDAY), "90m")
            .getting_ready(1, THURSDAY, "2d@9:00")
            .getting_ready(2, THURSDAY, "2h")
    };
    assert_eq!(look("2026-10-13T08:59").says(), NOTHING, "not a minute early");
    assert_eq!(
        look("2026-10-13T09:00").says(),
        ["thing 1 2d@09:00"],
        "the table, two days before"
    );
    assert_eq!(
        look("2026-10-13T08:00").next().as_deref(),
        Some("2026-10-13T09:00"),
        "it is what is waited for"
    );
    let told = row(
        thing(&date(THURSDAY), 1, "2d@9:00"),
        Entry::Shown,
        "2026-10-13T09:00",
    );
    assert_eq!(
        look("2026-10-15T17:00").row(told).says(),
        ["thing 2 2h"],
        "the candles, two hours before"
    );
}

#[test]
fn it_speaks_beside_the_lead_of_its_date() {
    let look = Look::at("2026-10-15T17:30")
        .date(date(THURSDAY), "90m")
        .getting_ready(1, THURSDAY, "90m");
    assert_eq!(
        look.says(),
        ["90m", "thing 1 90m"],
        "a date and what is to be got ready for it are two things"
    );
}

#[test]
fn of_those_that_fall_due_together_one_speaks_for_all() {
    let look = Look::at("2026-10-15T17:30")
        .date(date(THURSDAY), "")
        .getting_ready(1, THURSDAY, "90m")
        .getting_ready(2, THURSDAY, "90m")
        .getting_ready(3, THURSDAY, "1h");
    assert_eq!(
        look.says(),
        ["thing 1 90m"],
        "music and candles are one notification"
    );
    assert_eq!(
        look.closes(),
        ["thing 2 90m superseded"],
        "the other is spoken for, and the bath's time has not come"
    );
}

#[test]
fn what_is_shown_is_not_shown_again_and_what_is_done_is_over() {
    let o = date(THURSDAY);
    let shown = row(thing(&o, 1, "2d@9:00"), Entry::Shown, "2026-10-13T09:00");
    let look = Look::at("2026-10-13T10:00")
        .date(o.clone(), "90m")
        .getting_ready(1, THURSDAY, "2d@9:00")
        .row(shown);
    assert_eq!(look.says(), NOTHING, "once is enough");
    // Done, it is no fact any more; what was under way is closed.
    let failed = row(thing(&o, 1, "2d@9:00"), Entry::Failed, "2026-10-13T09:00");
    let look = Look::at("2026-10-13T10:00").date(o, "90m").row(failed);
    assert_eq!(look.says(), NOTHING, "it is done");
    assert_eq!(
        look.closes(),
        ["thing 1 2d@09:00 superseded"],
        "and that is written down"
    );
}

#[test]
fn one_thought_of_after_its_time_never_was_due() {
    let look = |made| {
        Look::at("2026-10-14T12:00")
            .date(date(THURSDAY), "")
            .thought_of(1, THURSDAY, "2d@9:00", made)
    };
    assert_eq!(
        look("2026-10-14T11:00").says(),
        NOTHING,
        "its hour was over when it was thought of"
    );
    assert_eq!(
        look("2026-10-13T08:00").says(),
        ["thing 1 2d@09:00"],
        "one that was missed comes late: there is still time to get it ready"
    );
}

#[test]
fn a_moved_date_asks_anew_and_a_skipped_one_not_at_all() {
    let mut moved = date(THURSDAY);
    moved.local = civil("2026-10-17T13:00");
    moved.start = at("2026-10-17T13:00");
    moved.end = at("2026-10-17T15:00");
    moved.status = Status::Moved;
    moved.moved = true;
    moved.timed_at = at("2026-10-14T12:00");
    let shown = row(
        thing(&date(THURSDAY), 1, "2d@9:00"),
        Entry::Shown,
        "2026-10-13T09:00",
    );
    let look = |wall| {
        Look::at(wall)
            .date(moved.clone(), "")
            .getting_ready(1, THURSDAY, "2d@9:00")
            .row(shown)
    };
    assert_eq!(
        look("2026-10-15T09:00").says(),
        ["thing 1 2d@09:00"],
        "two days before Saturday"
    );
    let mut skipped = date(THURSDAY);
    skipped.status = Status::Skipped;
    let look = Look::at("2026-10-13T09:00")
        .date(skipped, "")
        .getting_ready(1, THURSDAY, "2d@9:00");
    assert_eq!(look.says(), NOTHING, "there is nothing to get ready for");
}

#[test]
fn quiet_hours_hold_it_but_not_within_three_hours_of_its_date() {
    let look = |wall| {
        Look::at(wall)
            .date(date(THURSDAY), "")
            .getting_ready(1, THURSDAY, "2d@6:00")
    };
    assert_eq!(look("2026-10-13T06:00").says(), NOTHING, "nobody is up");
    assert_eq!(
        look("2026-10-13T06:00").next().as_deref(),
        Some("2026-10-13T07:00")
    );
    assert_eq!(
        look("2026-10-13T07:00").says(),
        ["thing 1 2d@06:00"],
        "when they are"
    );
    let early = "2026-10-15T06:00";
    let look = Look::at("2026-10-15T05:00")
        .date(date(early), "")
        .getting_ready(1, early, "1h");
    assert_eq!(look.says(), ["thing 1 1h"], "a date at six is a reason to be up");
}

#[test]
fn put_off_it_comes_again_and_nothing_speaks_for_it() {
    let o = date(THURSDAY);
    let until = at("2026-10-13T10:00");
    let look = |wall| {
        Look::at(wall)
            .date(o.clone(), "")
            .getting_ready(1, THURSDAY, "2d@9:00")
            .row(row(
                thing(&o, 1, "2d@9:00"),
                Entry::Snoozed(until),
                "2026-10-13T09:00",
            ))
    };
    assert_eq!(look("2026-10-13T09:59").says(), NOTHING, "an hour was asked for");
    assert_eq!(look("2026-10-13T10:00").says(), ["thing 1 2d@09:00 +1"]);
}

#[test]
fn when_its_date_has_begun_it_is_too_late() {
    let look = |wall| {
        Look::at(wall)
            .last_look("2026-10-13T08:00")
            .gap(Why::Asleep)
            .date(date(THURSDAY), "")
            .getting_ready(1, THURSDAY, "2d@9:00")
    };
    assert_eq!(
        look("2026-10-15T18:59").says(),
        ["thing 1 2d@09:00"],
        "late, and still of use"
    );
    let over = look("2026-10-15T19:31");
    assert_eq!(over.says(), NOTHING);
    assert_eq!(
        over.closes(),
        ["thing 1 2d@09:00 expired"],
        "it is written down as missed"
    );
}

#[test]
fn the_hour_that_is_said_is_the_hour_it_comes() {
    let policy = Look::at(THURSDAY).policy;
    let due = |lead: &str| lead_due(&date(THURSDAY), lead.parse().unwrap(), &policy);
    assert_eq!(due("2d@9:00"), Some(at("2026-10-13T09:00")));
    assert_eq!(
        due("1d@6:00"),
        Some(at("2026-10-14T07:00")),
        "held by the quiet hours"
    );
    assert_eq!(
        due("morning@20"),
        None,
        "after the start there is nothing to get ready"
    );
}

#[test]
fn the_one_whose_turn_it_is_hears_of_it_three_days_ahead() {
    let look = |wall, whose| Look::at(wall).date(turn_of_jules(), "").planning(whose);
    assert_eq!(
        look("2026-10-12T17:59", None).says(),
        NOTHING,
        "in the evening, when people are at home"
    );
    assert_eq!(
        look("2026-10-12T18:00", None).says(),
        ["planning"],
        "Monday, for Thursday"
    );
    assert_eq!(
        look("2026-10-12T18:00", Some(Half::Second)).says(),
        ["planning"],
        "on the computer of the one whose turn it is"
    );
    assert_eq!(
        look("2026-10-12T18:00", Some(Half::First)).says(),
        NOTHING,
        "and not on the other's"
    );
    let missed = look("2026-10-13T09:00", None).last_look("2026-10-12T17:00");
    assert_eq!(missed.says(), NOTHING, "the next day is too late for a nudge");
    assert_eq!(missed.closes(), ["planning expired"]);
}

#[test]
fn a_date_that_is_planned_or_nobodys_is_left_alone() {
    let mut planned = Look::at("2026-10-12T18:00")
        .date(turn_of_jules(), "")
        .planning(None);
    if let Some(wanted) = &mut planned.facts.planning {
        wanted.planned.insert(turn_of_jules().key);
    }
    assert_eq!(planned.says(), NOTHING, "there is something in its plan already");
    let nobodys = Look::at("2026-10-12T18:00")
        .date(date(THURSDAY), "")
        .planning(None);
    assert_eq!(nobodys.says(), NOTHING, "nobody's turn is set");
    let mut session = turn_of_jules();
    session.kind = Kind::OutsideHelp;
    let look = Look::at("2026-10-12T18:00")
        .date(session.clone(), "")
        .planning(None);
    assert_eq!(look.says(), NOTHING, "an hour with a third person needs no plan");
    assert_eq!(planning(&session, &look.policy), None);
    let unwanted = Look::at("2026-10-12T18:00").date(turn_of_jules(), "");
    assert_eq!(unwanted.says(), NOTHING, "they turned it off");
    let mut new = turn_of_jules();
    new.timed_at = at("2026-10-12T19:00");
    let look = Look::at("2026-10-12T20:00").date(new, "").planning(None);
    assert_eq!(look.says(), NOTHING, "a date made today is on their minds");
}

#[test]
fn it_is_one_of_the_days_two_nudges_and_goes_before_a_small_thing() {
    let look = |shown: &[&str]| {
        let questions = shown.iter().enumerate().map(|(n, when)| {
            let o = numbered(10 + n as u128, "2026-10-11T19:00");
            row(question_about(&o), Entry::Shown, when)
        });
        Look::at("2026-10-12T18:00")
            .date(turn_of_jules(), "")
            .planning(None)
            .nudges(&["2026-10-12"])
            .rows(questions)
    };
    assert_eq!(
        look(&[]).says(),
        ["gesture 1 on 10-12", "planning"],
        "two a day, the one that fell due first first"
    );
    assert_eq!(
        look(&["2026-10-12T09:00"]).says(),
        ["planning"],
        "with one had, the date goes first"
    );
    let beyond = look(&["2026-10-12T09:00", "2026-10-12T09:01"]);
    assert_eq!(beyond.says(), NOTHING, "two were had");
    let planning = row(planning_of(&turn_of_jules()), Entry::Shown, "2026-10-12T18:00");
    let look = Look::at("2026-10-12T18:30")
        .nudges(&["2026-10-12"])
        .row(planning)
        .row(row(
            question_about(&turn_of_jules()),
            Entry::Shown,
            "2026-10-12T09:00",
        ));
    assert_eq!(
        look.says(),
        NOTHING,
        "asked after and planned, a date has had two nudges"
    );
}
