//! The help page, from the terminal.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod common;

use std::{collections::BTreeMap, fs, path::Path};

use common::Terminal;

/// Every file below a folder, with its bytes.
fn bytes(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(bytes(&path));
        } else {
            found.insert(path.display().to_string(), fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn whoever_is_afraid_finds_a_number_to_call_in_either_form() {
    let terminal = Terminal::new();
    let text = terminal.text(&["help-page"]);
    // Where it is answered, and the number as it is dialled there.
    for (place, number) in [
        ("United Kingdom", "0808 2000 247"),
        ("Ireland", "1800 341 900"),
        ("United States", "1-800-799-7233"),
        ("Canada", "211"),
        ("Australia", "1800 737 732"),
        ("New Zealand", "0800 733 843"),
        ("Germany", "116 016"),
        ("France", "3919"),
        ("Spain", "016"),
        ("Italy", "1522"),
        ("United Kingdom and Ireland", "999 or 112"),
        ("United States and Canada", "911"),
    ] {
        let together = |line: &str| {
            let line = line.trim();
            line.starts_with(number) && line[number.len()..].trim_start().starts_with(place)
        };
        assert!(
            text.lines().any(together),
            "{number} stands beside {place}: {text}"
        );
    }
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "its lines fit a terminal of eighty columns: {text}"
    );
    let page = &terminal.json(&["help-page"])["help_page"];
    let parts: Vec<_> = page["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| &part["id"])
        .collect();
    assert_eq!(parts, ["counsellor", "safety"]);
    assert!(
        page["no_substitute"]
            .as_str()
            .unwrap()
            .contains("takes the place of"),
        "and that it is no substitute for advice"
    );
}

#[test]
fn reading_it_makes_no_planner_and_changes_none() {
    let nobody = Terminal::new();
    nobody.text(&["help-page"]);
    assert!(!nobody.planner().exists(), "an absent planner stays absent");

    let couple = Terminal::mock_ups();
    let before = bytes(&couple.planner());
    assert!(before.len() >= 2, "there is a planner and its key");
    couple.text(&["help-page"]);
    couple.json(&["help-page", "--as", "noor"]);
    assert!(before == bytes(&couple.planner()), "byte for byte what it was");
}

#[test]
fn it_is_there_where_the_planner_cannot_be_opened() {
    let terminal = Terminal::mock_ups();
    fs::remove_file(terminal.planner().join("planner.key")).unwrap();
    assert_eq!(
        terminal.refused_as(&["date", "list"]),
        (1, "key_missing".to_owned()),
        "what reads the planner is refused"
    );
    assert!(
        terminal.text(&["help-page"]).contains("0808 2000 247"),
        "this is not"
    );
}
