//! `standing export`: what leaves the planner, and what does not.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod common;

use std::fs;

use common::Terminal;
use serde_json::Value;

#[test]
fn a_planner_that_is_not_there_exports_nothing_and_is_not_made() {
    let terminal = Terminal::new();
    assert!(
        !terminal.text(&["export", "ics"]).contains("VEVENT"),
        "a calendar without dates"
    );
    assert_eq!(
        terminal.text(&["export", "csv"]).lines().count(),
        1,
        "the columns alone"
    );
    let json: Value = serde_json::from_str(&terminal.text(&["export", "json"])).unwrap();
    assert_eq!(json["slots"], Value::Array(vec![]));
    assert!(!terminal.planner().exists(), "reading makes nothing");
}

#[test]
fn the_file_says_to_standing_expand_what_the_agenda_says() {
    let terminal = Terminal::mock_ups();
    let file = terminal.path("dates.ics");
    let file = file.to_str().unwrap();
    terminal.text(&["export", "ics", "--out", file]);
    let days = ["--from", "2026-10-01", "--to", "2027-10-01"];
    let expand = terminal.json(&[&["expand", "--ics", file], &days[..]].concat());
    let all = expand["occurrences"].as_array().unwrap().iter().cloned();
    // Red-letter days are whole days, and are looked at by themselves.
    let is_day = |row: &Value| !row["local"].as_str().unwrap().contains('T');
    let (days, evenings): (Vec<Value>, Vec<Value>) = all.partition(is_day);
    let mut said: Vec<(String, String)> = rows(&Value::Array(evenings), "local", "summary");
    // `--to` names the first day that is not shown there, and the last one that is here.
    let agenda = terminal.json(&["agenda", "--from", "2026-10-01", "--to", "2027-09-30"]);
    let planned: Vec<Value> = agenda["items"].as_array().unwrap().to_vec();
    let planned = planned
        .into_iter()
        .filter(|item| item["status"] != "skipped" && item["kind"] != "red_letter")
        .collect();
    let mut planned = rows(&Value::Array(planned), "local_start", "title");
    // Other calendars say "no title" of what has none.
    let nameless = planned.iter_mut().filter(|(_, title)| title.is_empty());
    nameless.for_each(|(_, title)| *title = "Date".to_owned());
    said.sort();
    planned.sort();
    assert!(
        planned.len() > 50,
        "there is a year of dates to compare: {}",
        planned.len()
    );
    assert_eq!(said, planned, "the same hours under the same names");
    let mut said = rows(&Value::Array(days), "local", "summary");
    let remembered = terminal.json(&["day", "list"]);
    let mut next = rows(&remembered["days"], "next", "words");
    said.sort();
    next.sort();
    assert!(!next.is_empty(), "they have days to remember");
    assert_eq!(said, next, "each once in a year, by the couple's own words");
}

#[test]
fn red_letter_days_go_with_all_there_is_and_with_the_days_they_fall_on() {
    let terminal = Terminal::new();
    terminal.text(&["day", "add", "17 October 2015", "The day we met"]);
    let date = terminal.json(&["date", "add", "Thursdays 7pm"])["slot"]["id"].clone();
    let has = |args: &[&str]| {
        terminal
            .text(&[&["export", "ics"], args].concat())
            .contains("The day we met")
    };
    assert!(has(&[]), "all there is");
    assert!(
        has(&["--from", "2026-10-17", "--to", "2026-10-17"]),
        "its very day"
    );
    assert!(
        !has(&["--from", "2026-10-18", "--to", "2027-10-16"]),
        "the days between hold none of it"
    );
    assert!(
        !has(&["--slot", date.as_str().unwrap()]),
        "one date by itself is that date"
    );
    let discreet = terminal.text(&["export", "ics", "--discreet"]);
    assert!(
        discreet.contains("DTSTART;VALUE=DATE:20151017")
            && !discreet.contains("met")
            && !discreet.contains("CATEG"),
        "when, and nothing else: {discreet}"
    );
}

fn rows(list: &Value, when: &str, what: &str) -> Vec<(String, String)> {
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let rows = list.as_array().unwrap().iter();
    rows.map(|row| (text(row, when), text(row, what))).collect()
}

#[test]
fn a_file_that_is_there_is_not_lost_by_a_slip() {
    let terminal = Terminal::mock_ups();
    let file = terminal.path("dates.ics");
    fs::write(&file, "something else").unwrap();
    let out = ["export", "ics", "--out", file.to_str().unwrap()];
    let refused = terminal.run(&out);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(
        said.contains("is there already") && said.contains("--replace"),
        "it says what to do: {said}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "something else");
    terminal.text(&[&out[..], &["--replace"]].concat());
    assert!(
        fs::read_to_string(&file)
            .unwrap()
            .starts_with("BEGIN:VCALENDAR\r\n"),
        "on purpose"
    );
}

#[test]
fn one_date_and_some_days_can_be_asked_for() {
    let terminal = Terminal::new();
    let id = |sentence| {
        terminal.json(&["date", "add", sentence])["slot"]["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let (thursdays, sundays) = (id("Thursdays 7pm, 2 hours"), id("Sundays 11am"));
    let one = terminal.text(&["export", "ics", "--slot", &thursdays]);
    assert!(one.contains(&thursdays) && !one.contains(&sundays), "{one}");
    let days = ["--from", "2026-10-19", "--to", "2026-11-01"];
    let some = terminal.text(&[&["export", "csv"], &days[..]].concat());
    let starts: Vec<&str> = some
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(2).unwrap())
        .collect();
    assert_eq!(
        starts,
        [
            "2026-10-22T19:00",
            "2026-10-25T11:00",
            "2026-10-29T19:00",
            "2026-11-01T11:00"
        ],
        "the last day is one of them"
    );
    let ics = terminal.text(&[&["export", "ics"], &days[..]].concat());
    assert!(
        ics.contains("UNTIL=20261101T110000"),
        "the series end with these days: {ics}"
    );
    let far = ["--from", "2026-10-13", "--to", "+262142-12-31"];
    assert!(
        terminal
            .text(&[&["export", "csv"], &far[..]].concat())
            .contains("2099-12-31"),
        "a standing date is written to the end of what is known, and no further"
    );
    let whole = terminal.run(&["export", "json", "--from", "2026-10-19"]);
    assert_eq!(
        whole.status.code(),
        Some(2),
        "JSON is all or nothing, and says so"
    );
    assert_eq!(
        terminal.run(&["export", "ics", "--slot", "nobody"]).status.code(),
        Some(1)
    );
}

#[test]
fn json_holds_what_was_put_in() {
    let terminal = Terminal::mock_ups();
    let json: Value = serde_json::from_str(&terminal.text(&["export", "json"])).unwrap();
    assert_eq!(
        (&json["format"], &json["version"]),
        (&Value::from("standing-date"), &Value::from(1))
    );
    assert_eq!(json["people"]["first"], "Noor");
    let slots = terminal.json(&["date", "list"]);
    let slots = slots["slots"].as_array().unwrap();
    assert_eq!(json["slots"].as_array().unwrap().len(), slots.len(), "every date");
    for name in ["id", "rule", "start_local", "minutes", "leads"] {
        assert_eq!(
            json["slots"][0][name], slots[0][name],
            "{name} is as `date list` has it"
        );
    }
    let ticks = json["ticks"].as_array().unwrap();
    assert!(
        !ticks.is_empty() && ticks.iter().all(|t| !t["title"].as_str().unwrap().is_empty()),
        "by name"
    );
    assert!(json["settings"]["quiet_from"].is_string() && json["pauses"].is_array());
}

#[test]
fn discreet_is_when_and_nothing_else_and_a_private_date_stays_private() {
    let terminal = Terminal::mock_ups();
    terminal.text(&[
        "date",
        "add",
        "Mondays 9pm",
        "--title",
        "Canary",
        "--kind",
        "private",
        "--label",
        "Errand",
    ]);
    let gesture = terminal.json(&["gesture", "list"])["gestures"][0]["id"].clone();
    terminal.text(&[
        "--as",
        "Noor",
        "gesture",
        "tick",
        gesture.as_str().unwrap(),
        "--note",
        "Warbler",
    ]);
    for format in ["ics", "json", "csv"] {
        let open = terminal.text(&["export", format]);
        // Among the settings every kind has its leads, also one that nobody uses.
        let open = open.split("\"settings\"").next().unwrap();
        assert!(open.contains("Errand"), "{format}: it goes by its label: {open}");
        assert!(
            !open.contains("Canary") && !open.contains("private"),
            "{format}: and only so: {open}"
        );
        let discreet = terminal.text(&["export", format, "--discreet"]);
        assert!(discreet.contains("Busy"), "{format}: {discreet}");
        for word in ["Errand", "Canary", "Warbler", "Noor", "Jules", "Dinner", "coffee"] {
            assert!(
                !discreet.contains(word),
                "{format}: {word} is nobody's business: {discreet}"
            );
        }
    }
    assert!(
        terminal.text(&["export", "csv"]).contains("Warbler"),
        "a note is part of what is theirs"
    );
}

#[test]
fn what_one_keeps_is_in_ones_own_export_and_in_nobody_elses() {
    let terminal = Terminal::mock_ups();
    let say = |args: &[&str]| terminal.text(args);
    say(&["--as", "Noor", "gesture", "add", "Curlew", "--surprise"]);
    say(&["--as", "Noor", "talk", "answer", "back-weeknights", "Dunlin"]);
    say(&["--as", "Noor", "mine", "--ceiling", "2", "--log", "closed"]);
    let coffee = ["gesture", "tick", "Morning coffee", "--note", "Plover"];
    say(&[&["--as", "Noor"], &coffee[..]].concat());
    say(&["--as", "Jules", "talk", "answer", "back-weeknights", "Godwit"]);
    say(&["--as", "Jules", "favourite", "add", "Avocet", "--of", "Jules"]);

    let own: Value = serde_json::from_str(&say(&["--as", "Noor", "export", "json"])).unwrap();
    let text = own.to_string();
    for word in ["Curlew", "Dunlin", "Plover", "Avocet", "kettle"] {
        assert!(text.contains(word), "{word} is Noor's, or both may see it");
    }
    assert_eq!(own["own_choices"]["ceiling"], 2, "what Noor set");
    assert_eq!(
        own["sealed_answers"].as_array().unwrap().len(),
        1,
        "her answer, and not his"
    );

    let other: Value = serde_json::from_str(&say(&["--as", "Jules", "export", "json"])).unwrap();
    let text = other.to_string();
    let csv = say(&["--as", "Jules", "export", "csv"]);
    for word in ["Curlew", "Dunlin", "Plover", "kettle"] {
        assert!(!text.contains(word), "{word} is Noor's alone");
        assert!(
            !csv.contains(word),
            "{word} is Noor's alone, in a spreadsheet too"
        );
    }
    for word in ["Avocet", "Godwit", "Lupo", "The glasshouse at the botanic garden"] {
        assert!(text.contains(word), "{word} is Jules's, or both may see it");
    }
    assert_eq!(
        other["own_choices"]["ceiling"],
        Value::Null,
        "Jules set none, and is told of no other"
    );
    let day = |json: &Value, by: &str| {
        let ticks = json["ticks"].as_array().unwrap().clone();
        ticks.into_iter().filter(|it| it["by"] == by).count()
    };
    assert_eq!(
        day(&own, "Noor"),
        day(&other, "Noor"),
        "that there was something, Jules sees"
    );
    assert!(
        csv.contains("Something small"),
        "and no more of it: {}",
        csv.lines().last().unwrap()
    );
}
