//! Kinds of time, back-up hours and dates on any day, from the terminal.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod common;

use common::Terminal;
use serde_json::{Value, json};

#[test]
fn a_kind_of_their_own_is_used_by_its_name() {
    let terminal = Terminal::new();
    let made = terminal.json(&[
        "kind",
        "add",
        "Climbing",
        "--icon",
        "mountain",
        "--minutes",
        "150",
    ]);
    let kind = made["kind"]["kind"].as_str().unwrap();
    assert!(kind.starts_with("own:"), "{kind} is its stable word");
    let added = terminal.json(&["date", "add", "Saturdays 10am", "--kind", "climbing"]);
    assert_eq!(
        added["slot"]["kind"], kind,
        "whatever letters its name is written in"
    );
    assert_eq!(
        added["slot"]["minutes"], 150,
        "and it lasts as long as it usually does"
    );
    let longer = terminal.json(&["date", "add", "Sundays 10am, 1 hour", "--kind", "Climbing"]);
    assert_eq!(longer["slot"]["minutes"], 60, "where nothing else was said");
    let item = &terminal.json(&["agenda"])["items"][0];
    assert_eq!(item["kind_name"], "Climbing");
    assert!(
        terminal.text(&["agenda"]).contains("Climbing"),
        "a date without a title goes by its kind"
    );
    terminal.json(&["kind", "edit", "climbing", "--name", "The wall"]);
    assert_eq!(terminal.json(&["agenda"])["items"][0]["kind_name"], "The wall");
    let removed = terminal.json(&["kind", "remove", "The wall"]);
    assert_eq!(removed["removed"], kind);
    assert_eq!(terminal.json(&["agenda"])["items"][0]["kind"], "date");
    terminal.json(&["undo"]);
    assert_eq!(
        terminal.json(&["agenda"])["items"][0]["kind"],
        kind,
        "one undo brings it back"
    );
}

#[test]
fn kinds_are_listed_with_those_of_their_own_last() {
    let terminal = Terminal::new();
    terminal.json(&["kind", "add", "Climbing"]);
    let kinds = terminal.json(&["kind", "list"])["kinds"].clone();
    let words: Vec<&str> = kinds
        .as_array()
        .unwrap()
        .iter()
        .map(|k| k["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        words[..8],
        [
            "date",
            "lunch",
            "walk",
            "evening_out",
            "evening_in",
            "private",
            "outside_help",
            "check_in"
        ],
        "scripts know these by their words"
    );
    assert_eq!(
        (kinds[8]["name"].as_str(), kinds[8]["own"].as_bool()),
        (Some("Climbing"), Some(true))
    );
    assert!(
        terminal.text(&["kind", "list"]).contains("Climbing"),
        "and people by their names"
    );
}

#[test]
fn what_is_no_kind_is_refused_by_name() {
    let terminal = Terminal::new();
    terminal.json(&["kind", "add", "Climbing"]);
    for args in [
        &["date", "add", "Saturdays 10am", "--kind", "swimming"][..],
        &["kind", "remove", "swimming"],
        &["kind", "remove", "lunch"],
        &["kind", "edit", "lunch", "--name", "Dinner"],
        &["kind", "add", "climbing"],
        &["kind", "add", "Swim", "--icon", "heart"],
        &["kind", "add", "Swim", "--minutes", "0"],
    ] {
        assert_eq!(terminal.refused_as(args), (1, "invalid".to_owned()), "{args:?}");
    }
    let (_, error) = terminal.refused(&["date", "add", "Saturdays 10am", "--kind", "swimming"]);
    assert!(
        !error.to_string().contains("Climbing"),
        "no error repeats their words: {error}"
    );
}

#[test]
fn a_back_up_hour_is_said_as_a_calendar_file_says_days() {
    let terminal = Terminal::new();
    let added = terminal.json(&["date", "add", "Thursdays 7pm", "--backup", "SA 15:00"]);
    let id = added["slot"]["id"].as_str().unwrap().to_owned();
    assert_eq!(added["slot"]["backup"], "SA 15:00");
    let edited = terminal.json(&["date", "edit", &id, "--title", "Supper"]);
    assert_eq!(
        edited["slots"][0]["backup"], "SA 15:00",
        "another change leaves it"
    );
    for said in ["Saturday 3pm", "sat 15:00"] {
        let edited = terminal.json(&["date", "edit", &id, "--backup", said]);
        assert_eq!(
            edited["slots"][0]["backup"], "SA 15:00",
            "{said}: in a person's words"
        );
    }
    let edited = terminal.json(&["date", "edit", &id, "--backup", "none"]);
    assert_eq!(edited["slots"][0]["backup"], "");
    assert_eq!(
        terminal.refused_as(&["date", "edit", &id, "--backup", "Saturday"]),
        (1, "invalid".to_owned())
    );
}

#[test]
fn a_date_on_any_day_has_no_next_evening_yet() {
    let terminal = Terminal::new();
    let added = terminal.json(&["date", "add", "twice a week, 90 minutes"]);
    assert_eq!(
        (&added["slot"]["times"], &added["slot"]["rule"], &added["next"]),
        (&json!("2 week"), &Value::Null, &json!([])),
        "it is wanted, and stands on no day"
    );
    assert_eq!(added["reading"], "Twice a week, on any day, 90 minutes");
}
