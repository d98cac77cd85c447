//! When both are free, from the terminal: `standing openings`, `standing find`, and what a new date would meet.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod common;

use std::fs;

use common::Terminal;
use serde_json::json;

const CHOIR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Work//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Choir\r\n\
    DTSTART;TZID=Europe/London:20261029T183000\r\nDTEND;TZID=Europe/London:20261029T200000\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

impl Terminal {
    /// Noor sings on Thursday the 29th, and no other calendar is drawn behind theirs.
    fn noor_sings() -> Terminal {
        let terminal = Terminal::mock_ups();
        // Theirs are the mock-ups' to change.
        for layer in terminal.json(&["layer", "list"])["layers"].as_array().unwrap() {
            terminal.text(&["layer", "remove", layer["id"].as_str().unwrap()]);
        }
        let calendar = terminal.path("noor.ics");
        fs::write(&calendar, CHOIR).unwrap();
        terminal.text(&["import", calendar.to_str().unwrap(), "--as", "busy:Noor"]);
        terminal
    }

    /// The key of Thursday's supper.
    fn supper(&self) -> String {
        let items = self.json(&["agenda"]);
        let supper = items["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|i| i["title"] == "Supper at Lupo");
        supper.unwrap()["key"].as_str().unwrap().to_owned()
    }
}

#[test]
fn an_opening_of_a_date_is_what_moving_it_takes() {
    let terminal = Terminal::noor_sings();
    let key = terminal.supper();
    let found = terminal.json(&["openings", &key]);
    assert_eq!(
        found["heading"], "Nothing of yours is planned at these times.",
        "of Jules nothing is known"
    );
    assert_eq!(found["openings"].as_array().unwrap().len(), 2, "{found}");
    let first = &found["openings"][0];
    assert_eq!(first["said"], "Friday, 7 pm", "the same hour, the day after");
    let to = first["to"].as_str().unwrap();
    let moved = terminal.json(&["date", "move", &key, "--to", to]);
    assert_eq!(moved["item"]["when"], "Friday, 7 pm", "{moved}");
    let text = terminal.text(&["openings", &key]);
    assert_eq!(text.lines().count(), 3, "a heading and two hours: {text}");
}

#[test]
fn a_found_time_is_what_adding_a_date_takes() {
    let terminal = Terminal::noor_sings();
    let found = terminal.json(&[
        "find",
        "--kind",
        "lunch",
        "--minutes",
        "45",
        "--from",
        "2026-10-20",
    ]);
    let first = &found["openings"][0];
    assert_eq!(
        (first["start_local"].as_str(), first["minutes"].as_u64()),
        (Some("2026-10-20T12:30"), Some(45)),
        "{found}"
    );
    let sentence = first["sentence"].as_str().unwrap();
    let added = terminal.json(&["date", "add", sentence, "--kind", "lunch"]);
    assert_eq!(added["slot"]["start_local"], "2026-10-20T12:30");
    assert_eq!(added["slot"]["minutes"], 45);
    assert!(
        terminal.text(&["find"]).lines().count() == 6,
        "a heading and five hours"
    );
}

#[test]
fn adding_a_date_says_what_it_meets_and_adds_it_all_the_same() {
    let terminal = Terminal::noor_sings();
    let clear = terminal.json(&["date", "add", "Friday 30 October 7pm"]);
    assert_eq!(clear["heads_up"], json!(null), "nobody is busy then");
    let said = "Noor is busy on 29 October, 6:30 to 8 pm.";
    let said = format!("{said} You have a date then: 8:15 to 10:15 pm.");
    let text = terminal.text(&["date", "add", "29 October 7pm", "--dry-run"]);
    assert!(text.lines().any(|line| line == said), "{text}");
    let met = terminal.json(&["date", "add", "29 October 7pm"]);
    assert_eq!(met["heads_up"]["text"], said, "{met}");
    assert_eq!(
        met["heads_up"]["fixes"].as_array().unwrap().len(),
        2,
        "two ways out"
    );
    let id = met["slot"]["id"].as_str().unwrap();
    assert_eq!(
        terminal.json(&["date", "show", id])["slots"][0]["id"],
        id,
        "it is made"
    );
}

#[test]
fn what_is_no_date_no_kind_and_no_length_is_refused() {
    let terminal = Terminal::noor_sings();
    for args in [
        &["openings", "tomorrow"][..],
        &[
            "openings",
            "0151fa7b-dc01-7000-8000-000000000001@2026-10-16T19:00",
        ],
        &["find", "--kind", "opera"],
        &["find", "--minutes", "0"],
    ] {
        let out = terminal.run(args);
        assert_eq!(out.status.code(), Some(1), "{args:?}");
        assert!(!out.stderr.is_empty(), "{args:?} says why");
    }
}

#[test]
fn an_absent_planner_has_only_open_hours() {
    let terminal = Terminal::new();
    let found = terminal.json(&["find"]);
    assert_eq!(found["openings"].as_array().unwrap().len(), 5, "{found}");
    assert!(!terminal.planner().exists(), "looking makes nothing");
}
