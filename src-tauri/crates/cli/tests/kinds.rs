//! Kinds of time, back-up hours and dates on any day, from the terminal.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use std::process::{Command, Output};

use serde_json::{Value, json};

/// A terminal in London on Tuesday 13 October 2026 at 14:36, with a planner of its own.
struct Terminal {
    dir: tempfile::TempDir,
}

impl Terminal {
    fn new() -> Terminal {
        Terminal {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_standing"))
            .args(["--now", "2026-10-13T14:36:00+01:00", "--zone", "Europe/London"])
            .arg("--data-dir")
            .arg(self.dir.path().join("planner"))
            .args(args)
            .env("LANG", "C.UTF-8")
            .env_remove("STANDING_DATE_DIR")
            .output()
            .unwrap()
    }

    /// The one JSON document on stdout.
    fn json(&self, args: &[&str]) -> Value {
        let out = self.run(&[args, &["--json"]].concat());
        let error = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.success(), "{args:?}: {error}");
        serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{args:?}: {e}"))
    }

    /// What is said for people.
    fn said(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert!(out.status.success(), "{args:?}");
        String::from_utf8(out.stdout).unwrap()
    }

    /// The exit and the error of something refused.
    fn refused(&self, args: &[&str]) -> (i32, Value) {
        let out = self.run(&[args, &["--json"]].concat());
        let error: Value = serde_json::from_slice(&out.stderr).unwrap_or_else(|e| panic!("{args:?}: {e}"));
        (out.status.code().unwrap(), error["error"].clone())
    }
}

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
        terminal.said(&["agenda"]).contains("Climbing"),
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
        terminal.said(&["kind", "list"]).contains("Climbing"),
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
        let (exit, error) = terminal.refused(args);
        assert_eq!(
            (exit, error["code"].as_str()),
            (1, Some("invalid")),
            "{args:?}: {error}"
        );
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
    let (exit, error) = terminal.refused(&["date", "edit", &id, "--backup", "Saturday"]);
    assert_eq!((exit, error["code"].as_str()), (1, Some("invalid")));
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
