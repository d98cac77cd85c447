//! Evenings of a series, changed from the terminal: one, those after it, all from now on.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod common;

use common::Terminal;
use serde_json::Value;

impl Terminal {
    /// Thursdays at seven; its id.
    fn thursdays(&self) -> String {
        let made = self.json(&["date", "add", "Thursdays 7pm, 2 hours", "--title", "Supper"]);
        made["slot"]["id"].as_str().unwrap().to_owned()
    }

    /// "2026-10-15T19:00 Supper" for each of the next four weeks' evenings.
    fn agenda(&self) -> Vec<String> {
        let items = self.json(&["agenda"])["items"].as_array().unwrap().clone();
        let word = |item: &Value, field: &str| item[field].as_str().unwrap().to_owned();
        items
            .iter()
            .map(|item| format!("{} {}", word(item, "local_start"), word(item, "title")))
            .collect()
    }

    fn key(&self, n: usize) -> String {
        self.json(&["agenda"])["items"][n]["key"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

#[test]
fn an_evening_is_moved_alone_with_those_after_it_or_with_all() {
    let terminal = Terminal::new();
    terminal.thursdays();
    let before = terminal.agenda();
    let key = terminal.key(1);
    for (scope, starts) in [
        (None, ["2026-10-15T19:00", "2026-10-23T20:00", "2026-10-29T19:00"]),
        (
            Some("this"),
            ["2026-10-15T19:00", "2026-10-23T20:00", "2026-10-29T19:00"],
        ),
        (
            Some("following"),
            ["2026-10-15T19:00", "2026-10-23T20:00", "2026-10-30T20:00"],
        ),
        (
            Some("all"),
            ["2026-10-16T20:00", "2026-10-23T20:00", "2026-10-30T20:00"],
        ),
    ] {
        let mut args = vec![
            "date",
            "move",
            &key,
            "--to",
            "2026-10-23T20:00",
            "--minutes",
            "90",
        ];
        args.extend(scope.iter().flat_map(|scope| ["--scope", scope]));
        let item = terminal.json(&args)["item"].clone();
        assert_eq!(item["local_start"], "2026-10-23T20:00", "{scope:?}");
        assert_eq!(
            item["local_end"], "2026-10-23T21:30",
            "{scope:?}: an hour and a half"
        );
        let expected: Vec<String> = starts.iter().map(|start| format!("{start} Supper")).collect();
        assert_eq!(terminal.agenda()[..3], expected, "{scope:?}");
        terminal.json(&["undo"]);
        assert_eq!(terminal.agenda(), before, "{scope:?}: one step");
    }
    let (code, error) =
        terminal.refused(&["date", "move", &key, "--to", "2026-10-12T20:00", "--scope", "all"]);
    assert_eq!((code, error["code"].as_str()), (1, Some("past")));
    let (code, _) = terminal.refused(&[
        "date",
        "move",
        &key,
        "--to",
        "2026-10-23T20:00",
        "--scope",
        "some",
    ]);
    assert_eq!(code, 2, "no such scope");
}

#[test]
fn an_evening_is_edited_alone_with_those_after_it_or_with_all() {
    let terminal = Terminal::new();
    let id = terminal.thursdays();
    let key = terminal.key(1);
    let edited = terminal.json(&["date", "edit", &key, "--title", "Lupo"]);
    assert_eq!(edited["item"]["title"], "Lupo", "without a scope it is that one");
    terminal.json(&["undo"]);
    let edited = terminal.json(&["date", "edit", &key, "--title", "Lupo", "--scope", "following"]);
    assert_eq!(edited["slots"][0]["title"], "Lupo");
    assert_ne!(edited["slots"][0]["id"], id.as_str(), "another series follows");
    assert_eq!(
        terminal.agenda()[..3],
        [
            "2026-10-15T19:00 Supper",
            "2026-10-22T19:00 Lupo",
            "2026-10-29T19:00 Lupo"
        ]
    );
    terminal.json(&["undo"]);
    let edited = terminal.json(&[
        "date",
        "edit",
        &key,
        "--sentence",
        "Thursdays 8pm, 2 hours",
        "--scope",
        "this",
    ]);
    assert_eq!(edited["item"]["local_start"], "2026-10-22T20:00");
    assert_eq!(edited["item"]["title"], "Supper");
    terminal.json(&["undo"]);
    terminal.json(&["date", "edit", &key, "--title", "Lupo", "--scope", "all"]);
    assert_eq!(terminal.agenda()[0], "2026-10-15T19:00 Lupo");
    let (code, error) = terminal.refused(&["date", "edit", &id, "--title", "Lupo", "--scope", "following"]);
    assert_eq!(code, 2, "which evening is meant? {error}");
    let (code, error) = terminal.refused(&["date", "edit", &key, "--remind", "none", "--scope", "this"]);
    assert_eq!((code, error["code"].as_str()), (1, Some("invalid")), "{error}");
}

#[test]
fn turns_begin_with_the_evening_that_is_named() {
    let terminal = Terminal::new();
    // Thursdays in turns, Jules on the 15th; nothing else there has somebody who plans it.
    terminal.json(&["demo", "--mock-ups"]);
    let planners = || -> Vec<String> {
        let items = terminal.json(&["agenda"])["items"].as_array().unwrap().clone();
        let planners = items
            .iter()
            .map(|item| item["planner"].as_str().unwrap().to_owned());
        planners.filter(|name| !name.is_empty()).collect()
    };
    assert_eq!(planners(), ["Jules", "Noor", "Jules", "Noor"]);
    let items = terminal.json(&["agenda"])["items"].as_array().unwrap().clone();
    let noors = items.iter().find(|item| item["planner"] == "Noor").unwrap();
    let edit = ["date", "edit", noors["key"].as_str().unwrap()];
    for (change, expected) in [
        (["--planner", "turns:Jules"], ["Jules", "Jules", "Noor", "Jules"]),
        (["--planner", "turns:Noor"], ["Jules", "Noor", "Jules", "Noor"]),
        // Nobody said anything of turns.
        (["--title", "Ours"], ["Jules", "Noor", "Jules", "Noor"]),
    ] {
        terminal.json(&[&edit[..], &change, &["--scope", "following"]].concat());
        assert_eq!(planners(), expected, "{change:?} from the 22nd on");
        terminal.json(&["undo"]);
    }
}

#[test]
fn a_series_ends_before_an_evening_and_comes_back() {
    let terminal = Terminal::new();
    terminal.thursdays();
    let (before, key) = (terminal.agenda(), terminal.key(1));
    let ended = terminal.json(&["date", "skip", &key, "--scope", "following"]);
    assert_eq!(ended["ended"], key.as_str());
    assert_eq!(terminal.agenda(), ["2026-10-15T19:00 Supper"]);
    terminal.json(&["undo"]);
    assert_eq!(terminal.agenda(), before);
    terminal.json(&["date", "skip", &key]);
    let later = terminal.key(1);
    terminal.json(&["date", "move", &later, "--to", "2026-10-30T20:00"]);
    assert_ne!(terminal.agenda(), before);
    let restored = terminal.json(&["date", "restore", &key, "--scope", "following"]);
    assert_eq!(restored["item"]["status"], "planned");
    assert_eq!(terminal.agenda(), before);
}

#[test]
fn an_evening_is_set_where_a_week_has_room() {
    let terminal = Terminal::new();
    let made = terminal.json(&["date", "add", "twice a week, 2 hours"]);
    let id = made["slot"]["id"].as_str().unwrap();
    let item =
        terminal.json(&["date", "place", id, "--at", "2026-10-17T13:00", "--minutes", "60"])["item"].clone();
    assert_eq!(
        (item["local_start"].as_str(), item["local_end"].as_str()),
        (Some("2026-10-17T13:00"), Some("2026-10-17T14:00"))
    );
    let (_, unread) = terminal.refused(&["date", "place", id, "--at", "Saturday"]);
    assert_eq!(
        (unread["message"].as_str(), unread["hint"].as_str()),
        (
            Some("“Saturday” is not a day and an hour."),
            Some("Say it like 2026-10-17T13:00.")
        ),
        "what was typed, and what would do"
    );
    let (code, error) = terminal.refused(&["date", "place", id, "--at", "2026-10-17T13:00"]);
    assert_eq!(
        (code, error["code"].as_str()),
        (1, Some("invalid")),
        "it is set already"
    );
}
