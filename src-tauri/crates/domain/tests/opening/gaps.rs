//! Free together: the margin of the week.

use chrono::{Duration, Weekday};
use chrono_tz::Europe::London;
use domain::{
    opening::{Gap, Note, gaps, say, summary},
    spoken::capital,
};

use super::support::*;

fn week(held: &Held, from: &str) -> Vec<Gap> {
    gaps(&held.lives(), at(from), at("19 00:00"), Duration::hours(1))
}

fn said(gaps: &[Gap]) -> Vec<(String, String)> {
    (gaps.iter())
        .map(|gap| (gap.said(TWELVE, London), capital(&say(&gap.why, &people()))))
        .collect()
}

#[test]
fn the_margin_of_the_week_reads_like_an_almanac() {
    let mut held = Held::busy(vec![
        noor("16 08:00", "16 15:00"),
        jules("16 08:00", "16 18:30"),
        jules("17 10:00", "17 12:30"),
        noor("17 18:00", "17 23:00"),
        noor("18 15:00", "18 17:00"),
        jules("18 17:00", "18 23:00"),
    ]);
    held.notes = vec![Note {
        day: wall("17 00:00").date(),
        text: "your anniversary".into(),
    }];
    let found = week(&held, "16 08:00");
    let pairs: Vec<(String, String)> = [
        ("Fri, 6:30 to 10 pm", "Both finished by then"),
        ("Sat, 12:30 to 6 pm", "Your anniversary"),
        ("Sun, 10 am to 3 pm", "Lunch or a walk"),
    ]
    .map(|(hours, why)| (hours.to_owned(), why.to_owned()))
    .into();
    assert_eq!(said(&found), pairs, "as the mock-up has it");
    assert_eq!(
        summary(found.len(), Duration::hours(1), &[Weekday::Thu]),
        "Three gaps of an hour or more, outside Thursday.",
        "and what stands above"
    );
}

#[test]
fn a_gap_shorter_than_what_is_asked_for_is_none() {
    let held = Held::busy(vec![
        noor("18 00:00", "18 13:05"),
        noor("18 14:55", "18 16:00"),
        noor("18 16:55", "18 23:00"),
    ]);
    assert_eq!(
        said(&week(&held, "18 00:00")),
        [("Sun, 1:15 to 2:45 pm".to_owned(), "Lunch or a walk".to_owned())],
        "inwards to the quarter hour; four to five to five is too short"
    );
}

#[test]
fn a_gap_begins_no_earlier_than_now_and_keeps_off_the_way() {
    let mut held = Held::busy(vec![jules("18 18:00", "18 20:00")]);
    held.travel = Duration::minutes(20);
    let hours: Vec<String> = week(&held, "18 14:36")
        .iter()
        .map(|g| g.said(TWELVE, London))
        .collect();
    assert_eq!(
        hours,
        ["Sun, 2:45 to 5:30 pm", "Sun, 8:30 to 10 pm"],
        "Jules leaves at 5:40 and is home at 8:20"
    );
}

#[test]
fn dates_of_their_own_are_in_the_way_of_gaps() {
    let mut held = Held::nothing();
    held.taken = vec![taken("18 12:00", "18 21:30", "")];
    assert_eq!(
        said(&week(&held, "18 00:00")),
        [("Sun, 10 am to noon".to_owned(), "A morning".to_owned())],
        "half an hour in the evening is no gap"
    );
}

#[test]
fn a_whole_day_without_anything_is_said_to_be_one() {
    assert_eq!(
        said(&week(&Held::nothing(), "18 00:00")),
        [(
            "Sun, 10 am to 10 pm".to_owned(),
            "Nothing else that day".to_owned()
        )],
        "from ten to ten"
    );
}

#[test]
fn the_hours_of_the_day_have_names() {
    for (free_from, free_until, why) in [
        ("10:00", "11:45", "A morning"),
        ("11:45", "13:30", "Lunch or a walk"),
        ("14:45", "17:00", "An afternoon"),
        ("18:00", "20:00", "An evening"),
    ] {
        let held = Held::busy(vec![
            noor("18 00:00", &format!("18 {free_from}")),
            noor(&format!("18 {free_until}"), "18 23:30"),
        ]);
        assert_eq!(
            said(&week(&held, "18 00:00"))[0].1,
            why,
            "{free_from} to {free_until}"
        );
    }
}

#[test]
fn a_day_on_which_the_clocks_change_has_one_gap() {
    let lives = Held::nothing();
    let found = gaps(&lives.lives(), at("25 00:00"), at("26 00:00"), Duration::hours(1));
    assert_eq!(
        found.iter().map(|g| g.said(TWELVE, London)).collect::<Vec<_>>(),
        ["Sun, 10 am to 10 pm"],
        "they change in the night"
    );
}

#[test]
fn how_many_gaps_there_are_is_said_in_words() {
    let hour = Duration::hours(1);
    for (n, least, outside, said) in [
        (0, hour, &[][..], "No gap of an hour or more."),
        (
            1,
            hour,
            &[Weekday::Thu][..],
            "One gap of an hour or more, outside Thursday.",
        ),
        (
            4,
            Duration::minutes(90),
            &[Weekday::Tue, Weekday::Thu],
            "Four gaps of 90 min or more, outside Tuesday and Thursday.",
        ),
    ] {
        assert_eq!(summary(n, least, outside), said, "{n} gaps");
    }
}
