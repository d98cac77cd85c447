//! `standing day`: days to remember, from the terminal.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod common;

use common::Terminal;
use serde_json::Value;

#[test]
fn a_day_is_added_listed_changed_and_removed() {
    let terminal = Terminal::new();
    assert_eq!(
        terminal.json(&["day", "list"])["days"],
        Value::Array(vec![]),
        "nothing yet"
    );
    let added = terminal.json(&["day", "add", "17 October 2015", "The day we met"]);
    let day = &added["day"];
    assert_eq!(
        (
            day["shown"].as_str(),
            day["away"].as_str(),
            day["sort"].as_str(),
            day["year"].as_i64()
        ),
        (
            Some("Eleven years"),
            Some("in 4 days"),
            Some("anniversary"),
            Some(2015)
        ),
        "with its years and how far it is"
    );
    let id = day["id"].as_str().unwrap();
    let edited = terminal.json(&[
        "day",
        "edit",
        id,
        "--words",
        "The first evening",
        "--sort",
        "first",
    ]);
    assert_eq!(
        edited["day"]["date"], "17 October 2015",
        "what is not given stays"
    );
    assert_eq!(
        edited["day"]["note"], "Eleven years ago",
        "and what is given changed"
    );
    assert_eq!(terminal.json(&["day", "remove", id])["removed"], id);
    assert_eq!(
        terminal.json(&["day", "list"])["days"],
        Value::Array(vec![]),
        "it is gone"
    );
    terminal.json(&["undo"]);
    assert_eq!(
        terminal.json(&["day", "list"])["days"][0]["words"],
        "The first evening",
        "and comes back"
    );
}

#[test]
fn the_agenda_has_the_day_too() {
    let terminal = Terminal::new();
    terminal.json(&["day", "add", "29 February", "Noor’s birthday"]);
    let agenda = terminal.json(&["agenda", "--from", "2027-02-01", "--to", "2027-02-28"]);
    let item = &agenda["items"][0];
    assert_eq!(
        (
            item["title"].as_str(),
            item["kind"].as_str(),
            item["local_start"].as_str()
        ),
        (
            Some("Noor’s birthday"),
            Some("red_letter"),
            Some("2027-02-28T00:00")
        ),
        "on the 28th where there is no 29th"
    );
    assert_eq!(item["start"], "2027-02-28T00:00:00+00:00", "from midnight");
    assert_eq!(item["end"], "2027-03-01T00:00:00+00:00", "for the whole day");
}

#[test]
fn what_is_no_day_is_refused_by_name() {
    let terminal = Terminal::new();
    let invalid = (1, "invalid".to_owned());
    for date in ["31 February", "17 October 2030", "1849-01-01", "soon"] {
        assert_eq!(
            terminal.refused_as(&["day", "add", date, "It"]),
            invalid,
            "{date}"
        );
    }
    let sort = ["day", "add", "17 October", "It", "--sort", "holiday"];
    assert_eq!(terminal.refused_as(&sort), invalid, "there is no such sort");
    let nobody = (1, "not_found".to_owned());
    assert_eq!(terminal.refused_as(&["day", "remove", "x"]), nobody);
    assert_eq!(
        terminal.refused_as(&["day", "edit", "x", "--words", "It"]),
        nobody
    );
    assert!(!terminal.planner().exists(), "nothing was made for a refusal");
}

#[test]
fn nothing_typed_steers_the_terminal_or_turns_the_words_around_it() {
    let terminal = Terminal::new();
    let bad = "Di\u{202e}nner\u{7}\u{1b}[31m \u{2066}👩\u{200d}🍳";
    terminal.json(&["day", "add", "29 February", bad]);
    terminal.json(&["gesture", "add", bad]);
    terminal.json(&["kind", "add", bad]);
    terminal.json(&["date", "add", &format!("{bad}, Thursdays 7pm")]);
    for args in [
        ["day", "list"],
        ["gesture", "list"],
        ["kind", "list"],
        ["date", "list"],
    ] {
        let said = terminal.text(&args);
        assert!(
            said.contains("Dinner") && said.contains("👩\u{200d}🍳"),
            "{args:?}: {said:?}"
        );
        let steers = |c: char| {
            c != '\n' && c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || c == '\u{2066}'
        };
        assert!(!said.contains(steers), "{args:?}: {said:?}");
    }
}
