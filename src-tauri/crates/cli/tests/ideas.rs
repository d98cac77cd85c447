//! `standing idea`: what fits an hour, what one puts into a plan, own ones and the wish list, from the terminal.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod common;

use common::Terminal;
use serde_json::Value;

fn titles(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap();
    list.iter().map(|it| it["title"].as_str().unwrap()).collect()
}

/// Noor and Jules, with nothing planned yet.
fn a_couple() -> Terminal {
    let terminal = Terminal::mock_ups();
    let slots = terminal.json(&["date", "list"]);
    for slot in slots["slots"].as_array().unwrap() {
        terminal.text(&["date", "remove", slot["id"].as_str().unwrap()]);
    }
    terminal
}

/// The key of a Thursday in two weeks.
fn thursday(terminal: &Terminal) -> String {
    terminal.text(&["date", "add", "Thursday 29 October 7pm, 1 hour"]);
    let items = terminal.json(&["agenda", "--from", "2026-10-29"]);
    items["items"][0]["key"].as_str().unwrap().to_owned()
}

#[test]
fn at_an_hour_lunch_the_park_and_a_coffee_walk_are_offered_first() {
    let terminal = a_couple();
    let found = terminal.json(&["idea", "list", "--minutes", "60"]);
    let first = &titles(&found["fits"])[..3];
    assert_eq!(first, ["Lunch out", "The park", "A coffee walk"]);
    let text = terminal.text(&["idea", "list", "--minutes", "60"]);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("Lunch out"), "{text}");
    assert!(lines[1].contains("60 min, free"), "{text}");
}

#[test]
fn the_filters_cut_and_what_nothing_fits_says_so() {
    let terminal = a_couple();
    let all = terminal.json(&["idea", "list"]);
    let all = all["fits"].as_array().unwrap().len();
    let list = |args: &[&str]| terminal.json(&[&["idea", "list"], args].concat())["fits"].clone();
    for (args, field, value) in [
        (&["--home"][..], "place", "home"),
        (&["--out"], "place", "out"),
        (&["--cost", "free"], "cost", "free"),
    ] {
        let found = list(args);
        let found = found.as_array().unwrap();
        assert!(!found.is_empty() && found.len() < all, "{args:?} cuts some");
        assert!(found.iter().all(|it| it[field] == value), "{args:?}");
    }
    let easy = list(&["--energy", "1"]);
    assert!(easy.as_array().unwrap().iter().all(|it| it["energy"] == 1));
    let short = list(&["--minutes", "30"]);
    let short = short.as_array().unwrap();
    assert!(!short.is_empty());
    assert!(
        short
            .iter()
            .all(|it| (15..=30).contains(&it["minutes"].as_u64().unwrap()))
    );
    let none = terminal.text(&["idea", "list", "--words", "zeppelin"]);
    assert_eq!(none.trim(), "Nothing fits that. Fewer conditions find more.");
}

#[test]
fn an_idea_is_put_into_a_plan_with_what_is_to_be_got_ready_and_taken_back_in_one_step() {
    let terminal = a_couple();
    let key = thursday(&terminal);
    let plan = terminal.json(&["idea", "use", "lunch-out", "--for", &key])["plan"].clone();
    assert_eq!(plan["title"], "Lunch out");
    assert_eq!(plan["chosen"]["title"], "Lunch out");
    let preparations = plan["preparations"].as_array().unwrap();
    assert_eq!(preparations.len(), 2, "a table, and phones: {plan}");
    assert!(
        preparations.iter().all(|it| !it["lead"].is_null()),
        "with their leads"
    );
    terminal.text(&["undo"]);
    let plan = terminal.json(&["plan", "show", &key])["plan"].clone();
    assert_eq!((&plan["chosen"], &plan["idea"]), (&Value::Null, &"".into()));
    assert_eq!(plan["preparations"].as_array().unwrap().len(), 0);
    terminal.json(&["idea", "use", "Lunch out", "--for", &key]);
    let plan = terminal.json(&["plan", "set", &key, "--idea", "Whatever the market has"])["plan"].clone();
    assert_eq!(plan["chosen"], Value::Null, "other words are another idea");
}

#[test]
fn a_date_is_made_of_an_idea() {
    let terminal = a_couple();
    let made = terminal.json(&["idea", "plan", "the-park", "--at", "2026-10-24T13:00"]);
    assert_eq!(
        made["plan"]["heading"], "Saturday 24 October, 1 to 2 pm",
        "{made}"
    );
    assert_eq!(made["plan"]["title"], "The park");
    let items = terminal.json(&["agenda", "--from", "2026-10-24", "--to", "2026-10-24"]);
    assert_eq!(items["items"][0]["title"], "The park");
    let later = terminal.json(&["idea", "list", "--minutes", "60", "--words", "park bench"]);
    assert_eq!(
        later["fits"][0]["last"], "Planned for Saturday 24 October",
        "{later}"
    );
    terminal.text(&["undo"]);
    let items = terminal.json(&["agenda", "--from", "2026-10-24", "--to", "2026-10-24"]);
    assert_eq!(items["items"].as_array().unwrap().len(), 0, "one step");
    let (exit, code) = terminal.refused_as(&["idea", "plan", "the-park", "--at", "2026-10-12T13:00"]);
    assert_eq!((exit, &*code), (1, "past"));
}

#[test]
fn an_idea_of_their_own_is_added_wished_for_edited_hidden_and_removed() {
    let terminal = a_couple();
    let added = terminal.json(&[
        "idea",
        "add",
        "Kites on the hill",
        "--price",
        "to £20",
        "--cost",
        "some",
        "--prepare",
        "A table",
        "--wish",
    ]);
    let idea = &added["idea"];
    assert_eq!(idea["says"], "60 min, to £20", "{idea}");
    assert_eq!(
        (&idea["own"], &idea["wished_says"]),
        (&true.into(), &"Noor’s".into())
    );
    let id = idea["id"].as_str().unwrap();
    let edited = terminal.json(&["idea", "edit", id, "--minutes", "45", "--home"]);
    assert_eq!(edited["idea"]["says"], "45 min, to £20");
    assert_eq!(
        edited["idea"]["prepare"],
        serde_json::json!(["A table"]),
        "what is not given stays"
    );
    let wishes = terminal.text(&["idea", "list", "--wishes"]);
    assert!(wishes.starts_with("Our wish list\n"), "nothing else: {wishes}");
    let line = wishes.lines().find(|line| line.starts_with("Kites on the hill"));
    assert!(line.unwrap().ends_with("Noor’s"), "{wishes}");
    let both = terminal.json(&["--as", "Jules", "idea", "wish", id]);
    assert_eq!(both["idea"]["wished_says"], "You both wanted this, since October");
    terminal.json(&["--as", "Jules", "idea", "unwish", id]);
    assert_eq!(
        terminal.refused_as(&["--as", "Jules", "idea", "unwish", id]),
        (1, "not_found".to_owned())
    );
    terminal.json(&["idea", "hide", id]);
    assert!(!terminal.text(&["idea", "list"]).contains("Kites"));
    assert!(terminal.text(&["idea", "list", "--hidden"]).contains("Kites"));
    assert_eq!(terminal.json(&["idea", "offer", id])["idea"]["state"], "offered");
    terminal.json(&["idea", "remove", id]);
    assert_eq!(
        terminal.refused_as(&["idea", "show", id]),
        (1, "not_found".to_owned())
    );
    terminal.text(&["undo"]);
    let back = terminal.json(&["idea", "show", id]);
    assert_eq!(
        back["idea"]["wished_says"], "Noor’s",
        "its wishes come back with it"
    );
}

#[test]
fn what_is_refused_is_refused_by_name() {
    let terminal = a_couple();
    let invalid = (1, "invalid".to_owned());
    let not_found = (1, "not_found".to_owned());
    assert_eq!(terminal.refused_as(&["idea", "add", "  "]), invalid);
    assert_eq!(terminal.refused_as(&["idea", "add", &"x".repeat(85)]), invalid);
    assert_eq!(
        terminal.refused_as(&["idea", "add", "Zero", "--minutes", "0"]),
        invalid
    );
    assert_eq!(terminal.refused_as(&["idea", "show", "zeppelin"]), not_found);
    assert_eq!(
        terminal.refused_as(&["idea", "remove", "skip-to-pudding"]),
        not_found,
        "one of the library that stands as it came cannot be removed, only hidden"
    );
    let (exit, _) = terminal.refused_as(&["idea", "list", "--energy", "4"]);
    assert_eq!(exit, 2, "the command line is wrong");
}

#[test]
fn an_absent_planner_has_the_library_and_looking_makes_nothing() {
    let terminal = Terminal::new();
    let found = terminal.json(&["idea", "list"]);
    assert!(found["fits"].as_array().unwrap().len() >= 90);
    assert!(!terminal.planner().exists());
}
