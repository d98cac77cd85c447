//! `standing plan`: what one evening is going to be, from the terminal.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod common;

use common::Terminal;

/// The key of the design's Thursday.
fn thursday(terminal: &Terminal) -> String {
    terminal.json(&["demo", "--mock-ups"]);
    let items = terminal.json(&["agenda"])["items"].clone();
    let items = items.as_array().unwrap();
    let item = items.iter().find(|i| i["local_start"] == "2026-10-15T19:00");
    item.unwrap()["key"].as_str().unwrap().to_owned()
}

#[test]
fn the_plan_of_the_design_is_shown_as_it_is() {
    let terminal = Terminal::new();
    let key = thursday(&terminal);
    let plan = terminal.json(&["plan", "show", &key])["plan"].clone();
    assert_eq!(plan["title"], "Supper at Lupo");
    assert_eq!(plan["place"], "Lupo, 14 Tollgate Street, the table by the window");
    assert_eq!(plan["preparations"][1]["reminder"], "Reminds tomorrow at 9 am");
    let shown = terminal.text(&["plan", "show", &key]);
    for line in [
        "Thursday 15 October, 7 to 9 pm",
        "Supper at Lupo",
        "books, and finds the way home",
        "(●)",
        "Reminds on Thursday at 5:30 pm",
    ] {
        assert!(shown.contains(line), "{line} is not in\n{shown}");
    }
}

#[test]
fn a_plan_is_made_line_by_line_and_each_is_taken_back() {
    let terminal = Terminal::new();
    thursday(&terminal);
    let items = terminal.json(&["agenda", "--from", "2026-10-22"])["items"].clone();
    let key = items[0]["key"].as_str().unwrap().to_owned();
    terminal.json(&["plan", "set", &key, "--place", "At home", "--budget", "nothing"]);
    let plan = terminal.json(&["plan", "part", "add", &key, "cooks", "--who", "noor"])["plan"].clone();
    assert_eq!(plan["parts"][0]["who"], "first");
    assert_eq!(plan["place"], "At home", "what is not given stays");
    let plan = terminal.json(&["plan", "prepare", &key, "Soup", "--lead", "2d@9:00"])["plan"].clone();
    let soup = plan["preparations"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(plan["preparations"][0]["lead"]["days_before"], 2);
    terminal.json(&["plan", "tick", &soup, "--as", "Jules"]);
    let plan = terminal.json(&["plan", "show", &key])["plan"].clone();
    assert_eq!(plan["preparations"][0]["done_by"], "second");
    terminal.json(&["undo"]);
    terminal.json(&["undo"]);
    let plan = terminal.json(&["plan", "show", &key])["plan"].clone();
    assert_eq!(
        plan["preparations"].as_array().unwrap().len(),
        0,
        "one verb, one step"
    );
    let cook = plan["parts"][0]["id"].as_str().unwrap().to_owned();
    let plan = terminal.json(&["plan", "part", "remove", &key, &cook])["plan"].clone();
    assert_eq!(plan["parts"].as_array().unwrap().len(), 0);
}

#[test]
fn a_surprise_is_seen_by_whoever_says_that_they_keep_it() {
    let terminal = Terminal::new();
    let key = thursday(&terminal);
    terminal.json(&["--as", "Jules", "plan", "set", &key, "--surprise"]);
    let noor = terminal.json(&["plan", "show", &key])["plan"].clone();
    assert_eq!(noor["hidden"], "Jules keeps it a surprise until Thursday.");
    assert_eq!(noor["place"], "", "the computer is Noor’s");
    let jules = terminal.json(&["--as", "Jules", "plan", "show", &key])["plan"].clone();
    assert_eq!(jules["hidden"], "");
    assert_eq!(jules["title"], "Supper at Lupo");
    let agenda = |who: &str| {
        let items = terminal.json(&["--as", who, "agenda"])["items"].clone();
        serde_json::to_string(&items).unwrap()
    };
    assert!(!agenda("Noor").contains("Lupo") && agenda("Jules").contains("Lupo"));
    terminal.json(&["--as", "Jules", "plan", "set", &key, "--no-surprise"]);
    assert!(agenda("Noor").contains("Lupo"), "kept no longer");
}

#[test]
fn what_makes_no_sense_is_refused_by_name() {
    let terminal = Terminal::new();
    let key = thursday(&terminal);
    let not_found = (1, "not_found".to_owned());
    let invalid = (1, "invalid".to_owned());
    assert_eq!(terminal.refused_as(&["plan", "show", "nonsense"]), invalid);
    assert_eq!(
        terminal.refused_as(&["plan", "part", "remove", &key, "nonsense"]),
        not_found
    );
    assert_eq!(
        terminal.refused_as(&["plan", "unprepare", &key, "nonsense"]),
        not_found
    );
    assert_eq!(
        terminal.refused_as(&["plan", "tick", "nonsense", "--as", "Noor"]),
        not_found
    );
    assert_eq!(
        terminal.refused_as(&["plan", "prepare", &key, "Soup", "--lead", "soon"]),
        invalid
    );
    assert_eq!(
        terminal.refused_as(&["plan", "set", &key, "--surprise"]),
        invalid,
        "it is Jules’s turn, and Noor’s computer"
    );
    assert_eq!(
        terminal.refused_as(&["--as", "Sam", "plan", "show", &key]),
        invalid
    );
}
