//! The contract of `standing`: people script against it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod common;

use std::{fs, path::Path};

use common::Terminal;
use serde_json::Value;

#[test]
fn reading_an_absent_planner_answers_empty_and_makes_nothing() {
    let terminal = Terminal::new();
    assert_eq!(terminal.json(&["agenda"])["items"], Value::Array(vec![]));
    assert_eq!(terminal.json(&["date", "list"])["slots"], Value::Array(vec![]));
    assert_eq!(
        terminal.json(&["remind", "--dry-run"])["reminders"],
        Value::Array(vec![])
    );
    assert!(
        terminal.json(&["gesture", "list"])["gestures"]
            .as_array()
            .unwrap()
            .len()
            >= 100,
        "the library is there before anything else is"
    );
    assert!(!terminal.planner().exists(), "nothing was made");
}

#[test]
fn a_sentence_becomes_a_date_that_the_agenda_shows() {
    let terminal = Terminal::new();
    let dry = terminal.json(&["date", "add", "Thursdays 7pm, 2 hours", "--dry-run"]);
    assert_eq!(dry["reading"], "Every Thursday, 7 to 9 pm");
    assert_eq!(
        (&dry["slot"]["id"], &dry["slot"]["minutes"]),
        (&Value::Null, &Value::from(120)),
        "it is not made yet"
    );
    assert_eq!(dry["next"].as_array().unwrap().len(), 4);
    assert!(!terminal.planner().exists(), "a dry run writes nothing");
    let made = terminal.json(&[
        "date",
        "add",
        "Thursdays 7pm, 2 hours",
        "--remind",
        "evening,90m,morning@9",
    ]);
    let slot = &made["slot"];
    assert_eq!(slot["rule"], "FREQ=WEEKLY;BYDAY=TH");
    assert_eq!(slot["start_local"], "2026-10-15T19:00");
    assert_eq!(slot["minutes"], 120);
    assert_eq!(slot["zone"], "Europe/London");
    assert_eq!(
        slot["leads"][0],
        serde_json::json!({ "days_before": 1, "at": "19:00" })
    );
    assert_eq!(slot["leads"][1], serde_json::json!({ "before_minutes": 90 }));
    assert_eq!(
        slot["leads"][2],
        serde_json::json!({ "days_before": 0, "at": "09:00" })
    );
    assert_eq!(made["next"][0], "2026-10-15T19:00:00+01:00");
    let items = terminal.json(&["agenda", "--from", "2026-10-15", "--to", "2026-10-29"]);
    let items = items["items"].as_array().unwrap();
    assert_eq!(items.len(), 3, "the last day is one of them");
    assert_eq!(
        items[2]["start"], "2026-10-29T19:00:00+00:00",
        "after the clocks went back"
    );
    assert_eq!(
        items[0]["key"],
        format!("{}@2026-10-15T19:00", slot["id"].as_str().unwrap())
    );
    for field in [
        "key",
        "slot",
        "title",
        "kind",
        "start",
        "end",
        "local_start",
        "zone",
        "status",
        "planner",
    ] {
        assert!(items[0].get(field).is_some(), "{field} is part of the contract");
    }
}

#[test]
fn one_evening_is_skipped_moved_kept_and_restored_by_its_key() {
    let terminal = Terminal::new();
    terminal.json(&["date", "add", "Thursdays 7pm, 2 hours"]);
    let key = terminal.json(&["agenda"])["items"][0]["key"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        terminal.json(&["date", "skip", &key])["item"]["status"],
        "skipped"
    );
    assert_eq!(
        terminal.json(&["date", "restore", &key])["item"]["status"],
        "planned"
    );
    let moved = terminal.json(&["date", "move", &key, "--to", "2026-10-17T13:00"]);
    assert_eq!(moved["item"]["status"], "moved");
    assert_eq!(moved["item"]["local_start"], "2026-10-17T13:00");
    assert_eq!(moved["item"]["key"], key.as_str(), "moving does not rename it");
    let over = terminal.at("2026-10-18T09:00:00+01:00", &["date", "keep", &key, "--json"]);
    let over: Value = serde_json::from_slice(&over.stdout).unwrap();
    assert_eq!(over["item"]["status"], "kept");
    assert_eq!(
        terminal.json(&["date", "edit", &key, "--title", "Lunch, quay"])["item"]["title"],
        "Lunch, quay"
    );
}

#[test]
fn a_new_sentence_for_its_times_leaves_the_name() {
    let terminal = Terminal::new();
    let id = terminal.json(&["date", "add", "Thursdays 7pm", "--title", "Big night"])["slot"]["id"].clone();
    let id = id.as_str().unwrap();
    let edited = terminal.json(&["date", "edit", id, "--sentence", "Fridays 8pm"]);
    assert_eq!(edited["slots"][0]["title"], "Big night");
    let renamed = terminal.json(&["date", "edit", id, "--sentence", "Fridays 8pm supper"]);
    assert_eq!(renamed["slots"][0]["title"], "Supper");
}

#[test]
fn undo_takes_back_step_by_step_and_redo_goes_forward() {
    let terminal = Terminal::new();
    terminal.json(&["date", "add", "Thursdays 7pm"]);
    let key = terminal.json(&["agenda"])["items"][0]["key"]
        .as_str()
        .unwrap()
        .to_owned();
    terminal.json(&["date", "skip", &key]);
    assert!(
        terminal.json(&["undo"])["undone"]
            .as_str()
            .unwrap()
            .contains("skipped")
    );
    assert_eq!(terminal.json(&["agenda"])["items"][0]["key"], key.as_str());
    assert!(
        terminal.json(&["redo"])["redone"]
            .as_str()
            .unwrap()
            .contains("skipped")
    );
    assert_ne!(terminal.json(&["agenda"])["items"][0]["key"], key.as_str());
}

#[test]
fn what_is_refused_is_refused_by_name() {
    let terminal = Terminal::new();
    let table: [(&[&str], i32, &str); 9] = [
        (&["date", "add", "Thursdays"], 1, "needs_time"),
        (&["date", "add", "7pm"], 1, "needs_day"),
        (&["date", "add", "31 February 7pm"], 1, "not_understood"),
        (&["date", "add", "yesterday 7pm"], 1, "past"),
        (
            &["date", "add", "Thursdays 7pm", "--remind", "soon"],
            1,
            "invalid",
        ),
        (&["date", "add", "Thursdays 7pm", "--kind", "party"], 1, "invalid"),
        (&["date", "show", "nobody"], 1, "not_found"),
        (&["undo"], 1, "nothing_to_undo"),
        (&["remind"], 2, "invalid"),
    ];
    for (args, exit, code) in table {
        let (status, error) = terminal.refused(args);
        assert_eq!(
            (status, error["code"].as_str().unwrap()),
            (exit, code),
            "{args:?}: {error}"
        );
        assert!(!error["message"].as_str().unwrap().is_empty(), "{args:?}");
        assert!(error.get("hint").is_some(), "{args:?}");
    }
    assert!(!terminal.planner().exists(), "none of it wrote anything");
    assert_eq!(
        terminal.run(&["no-such-verb"]).status.code(),
        Some(2),
        "the command line is wrong"
    );
}

#[test]
fn the_reminders_to_come_are_listed_with_both_texts() {
    let terminal = Terminal::new();
    terminal.json(&["date", "add", "Thursdays 7pm supper at Lupo"]);
    let reminders = terminal.json(&["remind", "--until", "2026-10-16T00:00:00+01:00", "--dry-run"]);
    let reminders = reminders["reminders"].as_array().unwrap().clone();
    assert_eq!(reminders.len(), 2);
    assert_eq!(reminders[0]["at"], "2026-10-14T19:00:00+01:00");
    assert_eq!(
        reminders[0]["lead"],
        serde_json::json!({ "days_before": 1, "at": "19:00" })
    );
    assert_eq!(reminders[1]["discreet_text"], "Thursday, 7 pm. In 90 minutes");
    assert!(
        !reminders[1]["text"].as_str().unwrap().contains("Lupo"),
        "discreet until both say otherwise"
    );
}

#[test]
fn pauses_are_made_listed_and_ended_in_the_terminal() {
    let terminal = Terminal::new();
    terminal.json(&["date", "add", "Thursdays 7pm"]);
    let made = terminal.json(&["pause", "days", "2026-10-14", "2026-10-16"]);
    assert_eq!(
        made["pauses"][0]["words"], "Wednesday 14 October to Friday 16 October",
        "said in days: {made}"
    );
    let ahead = terminal.json(&["remind", "--until", "2026-10-17T12:00:00+01:00", "--dry-run"]);
    assert_eq!(
        ahead["reminders"],
        serde_json::json!([]),
        "nothing comes in those days"
    );
    let (exit, error) = terminal.refused(&["pause", "days", "2026-10-16", "2026-10-14"]);
    assert_eq!(
        (exit, error["message"].as_str().unwrap()),
        (1, "The last day comes before the first."),
        "refused by name"
    );
    let id = made["pauses"][0]["id"].as_str().unwrap();
    let left = terminal.json(&["pause", "remove", id]);
    assert_eq!(left["pauses"], serde_json::json!([]), "plans change");
    assert_eq!(
        terminal.json(&["inbox"])["inbox"]["count"],
        0,
        "and nothing came meanwhile"
    );
    let (exit, _) = terminal.refused(&["inbox", "answer", "1", "fine"]);
    assert_eq!(exit, 1, "there is nothing to answer");
}

#[test]
fn the_demo_is_the_same_twice_and_refuses_what_is_not_empty() {
    let (one, two) = (Terminal::new(), Terminal::new());
    for terminal in [&one, &two] {
        let filled = terminal.json(&["demo", "--mock-ups"]);
        assert_eq!(filled["slots"], 3);
    }
    assert_eq!(
        one.json(&["agenda"]),
        two.json(&["agenda"]),
        "the same couple, the same weeks"
    );
    assert_eq!(one.refused(&["demo", "--years", "1"]).1["code"], "not_empty");
    assert_eq!(
        one.json(&["gesture", "show", "Take the early school run"])["gesture"]["done"]["first"],
        true,
        "the school run"
    );
    let item = &one.json(&["agenda"])["items"][1];
    assert_eq!(
        (item["planner"].as_str(), item["when"].as_str()),
        (Some("Jules"), Some("Thursday, 7 pm"))
    );
}

#[test]
fn on_a_shared_computer_a_tick_needs_a_name() {
    let terminal = Terminal::new();
    terminal.json(&["demo", "--mock-ups"]);
    assert!(
        terminal.json(&["gesture", "tick", "make the ginger noodles", "--as", "jules"])["tick"]["id"]
            .is_string()
    );
    let (exit, error) = terminal.refused(&["gesture", "tick", "Morning coffee", "--as", "Robin"]);
    assert_eq!(
        (exit, error["hint"].as_str().unwrap()),
        (1, "The two here are Noor and Jules.")
    );
}

#[test]
fn the_doctor_counts_what_the_program_brings_along() {
    let terminal = Terminal::new();
    let out = terminal.run(&["doctor", "--content", "--json"]);
    assert!(out.status.success(), "there is as much of it as there has to be");
    let found: Value = serde_json::from_slice(&out.stdout).unwrap();
    let checks = found["checks"].as_array().unwrap();
    for name in ["gestures", "decks", "starters", "ideas"] {
        assert!(checks.iter().any(|c| c["name"] == name), "{name} are counted");
    }
    assert!(
        !terminal.planner().join("planner.db").exists(),
        "and it makes no planner to count them"
    );
}

#[test]
fn the_doctor_names_what_is_wrong_and_changes_nothing() {
    let red = |terminal: &Terminal| -> Vec<String> {
        let out = terminal.run(&["doctor", "--json"]);
        let found: Value = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!(
            found["ok"].as_bool(),
            Some(out.status.success()),
            "the exit says the same"
        );
        let checks = found["checks"].as_array().unwrap().clone();
        checks
            .iter()
            .filter(|c| c["ok"] == false)
            .map(|c| c["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let whole = Terminal::new();
    whole.json(&["demo", "--mock-ups"]);
    assert_eq!(red(&whole), [] as [&str; 0]);

    let db = whole.planner().join("planner.db");
    let bytes = fs::read(&db).unwrap();
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 2] ^= 1;
    fs::write(&db, &flipped).unwrap();
    assert!(red(&whole).contains(&"integrity".to_owned()), "one flipped bit");
    assert_eq!(fs::read(&db).unwrap(), flipped, "and it was left as it is");
    fs::write(&db, &bytes).unwrap();

    loosen(&db);
    assert_eq!(red(&whole), ["file_modes"], "others may read it");
    tighten(&db);

    fs::remove_file(whole.planner().join("planner.key")).unwrap();
    assert!(red(&whole).contains(&"key".to_owned()), "the key is gone");
    let (_, error) = whole.refused(&["agenda"]);
    assert_eq!(error["code"], "key_missing", "{error}");
    assert!(
        !whole.planner().join("planner.key").exists(),
        "no new key is made over it"
    );
}

#[test]
fn expand_answers_in_the_words_of_the_contract() {
    let terminal = Terminal::new();
    let found = terminal.json(&[
        "expand",
        "--start",
        "2026-03-28T01:30",
        "--rule",
        "FREQ=DAILY;COUNT=3",
        "--except",
        "2026-03-30T01:30",
    ]);
    let starts: Vec<&str> = found["occurrences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| o["start"].as_str().unwrap())
        .collect();
    assert_eq!(
        starts,
        ["2026-03-28T01:30:00+00:00", "2026-03-29T02:30:00+01:00"],
        "the gap moves it, the exception takes it"
    );
    assert_eq!(
        (&found["truncated"], &found["notes"]),
        (&Value::Bool(false), &Value::Array(vec![]))
    );
    let (exit, error) =
        terminal.refused(&["expand", "--start", "2026-03-28T01:30", "--rule", "FREQ=SECONDLY"]);
    assert_eq!((exit, error["code"].as_str().unwrap()), (1, "invalid"), "{error}");
}

#[cfg(unix)]
fn loosen(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
}

#[cfg(unix)]
fn tighten(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

#[test]
fn a_day_at_the_end_of_all_days_is_refused_in_words() {
    let terminal = Terminal::mock_ups();
    for args in [
        &["agenda", "--from", "+262142-12-30"][..],
        &["agenda", "--to", "+262142-12-31"],
    ] {
        assert_eq!(terminal.refused_as(args).0, 2, "{args:?}");
    }
}
