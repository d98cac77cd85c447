//! Red-letter days: told on the day, every year.

use chrono::DateTime;
use domain::reminder::{Entry, Why};

use crate::support::*;

#[test]
fn it_is_told_at_nine_on_the_day() {
    let look = |wall| Look::at(wall).red_letter(1, 10, 17);
    assert_eq!(look("2026-10-17T08:59").says(), NOTHING);
    assert_eq!(
        look("2026-10-17T08:59").next().as_deref(),
        Some("2026-10-17T09:00")
    );
    assert_eq!(look("2026-10-17T09:00").says(), ["red 1 on 2026-10-17"]);
    assert_eq!(look("2026-10-16T09:00").says(), NOTHING, "not the day before");
    assert_eq!(
        look("2026-10-16T12:00").next().as_deref(),
        Some("2026-10-17T09:00"),
        "tomorrow's is waited for"
    );
}

#[test]
fn it_is_told_once_and_again_next_year() {
    let told = row(red_letter_on(1, "2026-10-17"), Entry::Shown, "2026-10-17T09:00");
    let look = |wall| Look::at(wall).red_letter(1, 10, 17).row(told);
    assert_eq!(look("2026-10-17T12:00").says(), NOTHING, "once");
    assert_eq!(
        look("2027-10-17T09:00").says(),
        ["red 1 on 2027-10-17"],
        "every year"
    );
}

#[test]
fn late_on_the_day_is_in_time_and_the_next_day_is_too_late() {
    let look = |wall| {
        Look::at(wall)
            .last_look("2026-10-16T22:00")
            .gap(Why::Off)
            .red_letter(1, 10, 17)
    };
    assert_eq!(
        look("2026-10-17T20:00").says(),
        ["red 1 on 2026-10-17"],
        "the day is not over"
    );
    let over = look("2026-10-18T08:00");
    assert_eq!(over.says(), NOTHING);
    assert_eq!(
        over.closes(),
        ["red 1 on 2026-10-17 expired"],
        "it is in the list of what was missed"
    );
}

#[test]
fn the_twenty_ninth_of_february_is_told_on_the_day_before_in_other_years() {
    let look = |wall| Look::at(wall).red_letter(1, 2, 29);
    assert_eq!(look("2027-02-28T09:00").says(), ["red 1 on 2027-02-28"]);
    assert_eq!(
        look("2028-02-28T09:00").says(),
        NOTHING,
        "a year that has the day keeps it"
    );
    assert_eq!(look("2028-02-29T09:00").says(), ["red 1 on 2028-02-29"]);
}

#[test]
fn one_of_the_turn_of_the_year_is_found_from_either_side() {
    let look = |wall| Look::at(wall).red_letter(1, 1, 1).red_letter(2, 12, 31);
    assert_eq!(look("2026-12-31T09:00").says(), ["red 2 on 2026-12-31"]);
    assert_eq!(
        look("2026-12-31T10:00")
            .last_look("2026-12-31T09:30")
            .next()
            .as_deref(),
        Some("2027-01-01T09:00")
    );
    let away = look("2027-01-02T10:00")
        .last_look("2026-12-30T10:00")
        .gap(Why::Off);
    assert_eq!(
        away.closes(),
        ["red 2 on 2026-12-31 expired", "red 1 on 2027-01-01 expired"]
            .map(str::to_owned)
            .into_iter()
            .rev()
            .collect::<Vec<_>>(),
        "an absence over the turn of the year lost two"
    );
}

#[test]
fn quiet_hours_and_pauses_hold_it() {
    let quiet = |wall| Look::at(wall).quiet("22:00", "10:30").red_letter(1, 10, 17);
    assert_eq!(quiet("2026-10-17T09:00").says(), NOTHING, "they sleep long");
    assert_eq!(quiet("2026-10-17T10:30").says(), ["red 1 on 2026-10-17"]);
    let paused = Look::at("2026-10-17T12:00")
        .pause("2026-10-16T00:00", "2026-10-20T00:00")
        .red_letter(1, 10, 17);
    assert_eq!(paused.says(), NOTHING, "reminders are paused");
}

#[test]
fn it_is_no_nudge_and_none_is_told_of_before_it_was_written_down() {
    let questions = [10, 11].map(|n| {
        let o = numbered(n, "2026-10-16T19:00");
        row(question_about(&o), Entry::Shown, "2026-10-17T09:00")
    });
    let look = Look::at("2026-10-17T09:05").red_letter(1, 10, 17).rows(questions);
    assert_eq!(
        look.says(),
        ["red 1 on 2026-10-17"],
        "two nudges were had, and this is none"
    );
    let mut new = Look::at("2026-10-17T12:00").red_letter(1, 10, 17);
    new.facts.red_letters[0].made_at = at("2026-10-17T11:00");
    assert_eq!(
        new.says(),
        NOTHING,
        "whoever writes it down today knows what day it is"
    );
    new.facts.red_letters[0].made_at = DateTime::UNIX_EPOCH;
    new.facts.red_letters[0].year = Some(2027);
    assert_eq!(new.says(), NOTHING, "its first year has not come");
}
