//! Small things, favourites and what is one's own, from the terminal.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod common;

use common::Terminal;
use serde_json::{Value, json};

/// Noor and Jules, the planner on Noor's computer.
fn terminal() -> Terminal {
    Terminal::mock_ups()
}

fn titles(page: &Value) -> Vec<&str> {
    let all = page["gestures"].as_array().unwrap();
    all.iter().map(|it| it["title"].as_str().unwrap()).collect()
}

/// One of their own; its id.
fn own(terminal: &Terminal, title: &str) -> String {
    let made = terminal.json(&["gesture", "add", title]);
    made["gesture"]["id"].as_str().unwrap().to_owned()
}

fn ticked(terminal: &Terminal, args: &[&str]) -> String {
    let made = terminal.json(&[&["gesture", "tick"], args].concat());
    made["tick"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn filters_choose_from_the_list() {
    let terminal = terminal();
    let all = terminal.json(&["gesture", "list"]);
    let few = terminal.json(&[
        "gesture",
        "list",
        "--kind",
        "help",
        "--minutes",
        "15",
        "--effort",
        "1",
        "--cost",
        "free",
    ]);
    assert!(!titles(&few).is_empty() && titles(&few).len() < titles(&all).len());
    for it in few["gestures"].as_array().unwrap() {
        assert_eq!(
            (&it["kind"], &it["cost"], &it["effort"]),
            (&json!("help"), &json!("free"), &json!(1))
        );
        assert!(it["minutes"].as_u64().unwrap() <= 15);
    }
    let picked = terminal.json(&["gesture", "pick", "--kind", "words"]);
    assert_eq!(picked["gesture"]["kind"], "words");
    let together = terminal.json(&["gesture", "list", "--together", "--for", "jules"]);
    assert!(
        together["gestures"]
            .as_array()
            .unwrap()
            .iter()
            .all(|it| it["together"] == true)
    );
    assert_eq!(
        terminal.text(&["gesture", "list", "--words", "nowhere at all"]),
        "Nothing fits.\n"
    );
    for args in [
        &["gesture", "list", "--kind", "magic"][..],
        &["gesture", "list", "--cost", "a yacht"],
        &["gesture", "list", "--for", "Robin"],
    ] {
        assert_eq!(terminal.refused_as(args), (1, "invalid".to_owned()), "{args:?}");
    }
    assert_eq!(
        terminal.refused(&["gesture", "list", "--minutes", "soon"]).0,
        2,
        "not a number"
    );
}

#[test]
fn one_of_their_own_goes_its_whole_way() {
    let terminal = terminal();
    let made = terminal.json(&[
        "gesture",
        "add",
        "Bleed the radiators",
        "--detail",
        "All of them",
        "--minutes",
        "40",
        "--effort",
        "2",
        "--kind",
        "help",
        "--place",
        "home",
    ]);
    let it = &made["gesture"];
    assert_eq!(
        (&it["title"], &it["length"], &it["own"], &it["kind"]),
        (
            &json!("Bleed the radiators"),
            &json!("40 min"),
            &json!(true),
            &json!("help")
        )
    );
    let edited = terminal.json(&["gesture", "edit", "bleed the radiators", "--minutes", "50"]);
    assert_eq!(
        (&edited["gesture"]["minutes"], &edited["gesture"]["detail"]),
        (&json!(50), &json!("All of them")),
        "what is not given stays"
    );
    for (verb, state) in [("hide", "hidden"), ("archive", "archived"), ("offer", "offered")] {
        let put = terminal.json(&["gesture", verb, "Bleed the radiators"]);
        assert_eq!(put["gesture"]["state"], state);
        let away = terminal.json(&["gesture", "list", "--put-away"]);
        assert_eq!(
            titles(&away).contains(&"Bleed the radiators"),
            state != "offered",
            "{state}"
        );
    }
    assert_eq!(
        terminal.refused_as(&["gesture", "restore", "Bleed the radiators"]),
        (1, "invalid".to_owned())
    );
    assert_eq!(
        terminal.refused_as(&["gesture", "show", "Something nobody wrote"]),
        (1, "not_found".to_owned())
    );
    let shown = terminal.text(&["gesture", "show", "Bleed the radiators"]);
    assert!(
        shown.contains("All of them") && shown.contains("50 min, Free, help, home"),
        "{shown}"
    );
}

#[test]
fn what_rests_on_research_says_so_and_how_far_it_goes() {
    let terminal = terminal();
    let title = "Say thank you for something they do so often that nobody thanks them";
    let shown = terminal.json(&["gesture", "show", title]);
    assert_eq!(shown["gesture"]["evidence"]["id"], "E5");
    assert!(
        terminal
            .text(&["gesture", "show", title])
            .contains("A diary study: ")
    );
    terminal.json(&["gesture", "edit", title, "--title", "Ta for the bins"]);
    assert_eq!(
        terminal.json(&["gesture", "show", "ta for the bins"])["gesture"]["edited"],
        true
    );
    let restored = terminal.json(&["gesture", "restore", "ta for the bins"]);
    assert_eq!(restored["gesture"]["title"], title);
}

#[test]
fn a_tick_is_made_dated_noted_and_taken_back() {
    let terminal = terminal();
    own(&terminal, "Bleed the radiators");
    let tick = ticked(
        &terminal,
        &[
            "Bleed the radiators",
            "--on",
            "2026-10-11",
            "--note",
            "All of them",
        ],
    );
    let log = terminal.json(&["gesture", "log", "--on", "2026-10-11"]);
    let mine: Vec<&Value> = log["ticks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["id"] == *tick)
        .collect();
    assert_eq!(
        (&mine[0]["note"], &mine[0]["by"]),
        (&json!("All of them"), &json!("first"))
    );
    terminal.json(&["gesture", "note", &tick, "But one"]);
    terminal.json(&["gesture", "day", &tick, "2026-10-10"]);
    let log = terminal.text(&["gesture", "log", "--day", "2026-10-10"]);
    assert!(
        log.contains("Noor   Bleed the radiators") && log.contains("But one"),
        "{log}"
    );
    assert_eq!(
        terminal.json(&["gesture", "untick", &tick])["unticked"],
        tick.as_str()
    );
    for (args, code) in [
        (
            &["gesture", "tick", "Bleed the radiators", "--on", "2026-10-14"][..],
            "invalid",
        ),
        (
            &["gesture", "tick", "Bleed the radiators", "--on", "2024-10-14"],
            "invalid",
        ),
        (
            &["gesture", "tick", "Bleed the radiators", "--day", "soon"],
            "invalid",
        ),
        (&["gesture", "untick", &tick], "not_found"),
        (&["gesture", "note", "nothing", "x"], "not_found"),
        (&["gesture", "day", &tick, "2026-10-10"], "not_found"),
    ] {
        assert_eq!(terminal.refused_as(args), (1, code.to_owned()), "{args:?}");
    }
}

#[test]
fn the_year_is_a_map_and_a_table() {
    let terminal = terminal();
    let year = terminal.json(&["gesture", "year"]);
    assert_eq!(
        (&year["year"], &year["today"]),
        (&json!(2026), &json!("2026-10-13"))
    );
    let map = terminal.text(&["gesture", "year"]);
    assert!(
        map.contains("Jan") && map.contains("◐ Noor, ◑ Jules, ● both"),
        "{map}"
    );
    let table = terminal.text(&["gesture", "year", "--table"]);
    assert!(table.contains("2026-10-12  Monday 12 October"), "{table}");
    assert!(!table.chars().any(|c| c == '%'), "no share of anybody");
    let nothing = terminal.text(&["gesture", "year", "2020", "--table"]);
    assert_eq!(nothing, "Nothing was ticked in 2020.\n");
    assert_eq!(
        terminal.refused_as(&["gesture", "year", "3000"]),
        (1, "invalid".to_owned())
    );
}

#[test]
fn a_surprise_is_told_to_whoever_keeps_it_alone() {
    let terminal = terminal();
    let title = "Fetch the print from the framer";
    let made = terminal.json(&["--as", "jules", "gesture", "add", title, "--surprise"]);
    let id = made["gesture"]["id"].as_str().unwrap();
    assert_eq!(made["gesture"]["surprise"], true);
    for args in [
        &["gesture", "show", title][..],
        &["gesture", "show", id],
        &["gesture", "hide", id],
    ] {
        assert_eq!(terminal.refused_as(args), (1, "not_found".to_owned()), "{args:?}");
    }
    assert!(!titles(&terminal.json(&["gesture", "list"])).contains(&title));
    assert!(!terminal.text(&["export", "json"]).contains("framer"));
    assert!(
        terminal
            .text(&["--as", "jules", "export", "json"])
            .contains("framer")
    );
    assert_eq!(
        terminal.refused_as(&["undo"]),
        (1, "nothing_to_undo".to_owned()),
        "undo knows nothing of it"
    );
    ticked(&terminal, &[id, "--as", "jules"]);
    assert!(
        titles(&terminal.json(&["gesture", "list"])).contains(&title),
        "once it is done"
    );
}

#[test]
fn what_the_other_keeps_to_themselves_undo_does_not_say() {
    let terminal = Terminal::new();
    terminal.json(&["demo", "--years", "1"]);
    own(&terminal, "Bleed the radiators");
    ticked(&terminal, &["Bleed the radiators", "--as", "jules"]);
    terminal.json(&["--as", "jules", "mine", "--log", "closed"]);
    assert_eq!(
        terminal.text(&["--as", "noor", "undo"]),
        "Taken back: Something small\n"
    );
    assert_eq!(
        terminal.text(&["--as", "noor", "redo"]),
        "Done again: Something small\n"
    );
    terminal.json(&["--as", "jules", "mine", "--log", "open"]);
    assert_eq!(
        terminal.text(&["--as", "noor", "undo"]),
        "Taken back: Bleed the radiators, ticked\n"
    );
}

#[test]
fn what_was_noticed_is_kept_thanked_for_and_taken_off() {
    let terminal = terminal();
    own(&terminal, "Bleed the radiators");
    let tick = ticked(&terminal, &["Bleed the radiators", "--as", "jules"]);
    terminal.json(&["--as", "jules", "mine", "--log", "open"]);
    let notice = terminal.json(&["gesture", "notice"]);
    assert_eq!(notice["notice"]["tick"], tick.as_str(), "the newest");
    assert!(
        terminal
            .text(&["gesture", "notice"])
            .contains("Jules ticked “Bleed the radiators” today.")
    );
    let kept = terminal.json(&["gesture", "notice", &tick]);
    let id = kept["noticed"]["id"].as_str().unwrap();
    let added = terminal.json(&[
        "gesture",
        "noticed",
        "--add",
        "Rang the surgery",
        "--on",
        "2026-10-12",
    ]);
    let other = added["noticed"]["id"].as_str().unwrap();
    let words = |list: &Value| -> Vec<String> {
        let all = list["noticed"].as_array().unwrap().iter();
        all.map(|it| it["words"].as_str().unwrap().to_owned()).collect()
    };
    let listed = words(&terminal.json(&["gesture", "noticed"]));
    assert!(
        listed.contains(&"Bleed the radiators".to_owned()) && listed.contains(&"Rang the surgery".to_owned())
    );
    terminal.json(&["gesture", "thank", id]);
    assert!(
        terminal
            .text(&["gesture", "noticed"])
            .contains("Bleed the radiators  Thanked today")
    );
    terminal.json(&["gesture", "noticed", "--remove", other]);
    assert!(!words(&terminal.json(&["gesture", "noticed"])).contains(&"Rang the surgery".to_owned()));
    let theirs = terminal.json(&["--as", "jules", "gesture", "noticed"]);
    assert!(
        !words(&theirs).contains(&"Bleed the radiators".to_owned()),
        "each list is its owner’s alone"
    );
    assert_eq!(
        terminal.refused_as(&["--as", "jules", "gesture", "thank", id]),
        (1, "not_found".to_owned())
    );
    assert_eq!(
        terminal.refused_as(&["--as", "jules", "gesture", "notice", &tick]),
        (1, "invalid".to_owned()),
        "nobody notices their own"
    );
}

#[test]
fn favourites_come_go_and_are_asked_for() {
    let terminal = Terminal::new();
    terminal.json(&["demo", "--years", "1"]);
    let made = terminal.json(&[
        "favourite",
        "add",
        "Ginger noodles",
        "--of",
        "jules",
        "--remark",
        "Extra chilli",
    ]);
    let it = &made["favourite"];
    assert_eq!(
        (&it["of"], &it["sort"], &it["sort_says"], &it["remark"]),
        (
            &json!("second"),
            &json!("meal"),
            &json!("Meal"),
            &json!("Extra chilli")
        )
    );
    let id = it["id"].as_str().unwrap();
    terminal.json(&[
        "favourite",
        "add",
        "Along the canal",
        "--of",
        "noor",
        "--sort",
        "own:Walks",
    ]);
    let list = terminal.text(&["favourite", "list", "--of", "noor"]);
    let walks = |line: &str| line.contains("Walks") && line.ends_with("Along the canal");
    assert!(list.lines().any(walks) && !list.contains("Ginger"), "{list}");
    let edited = terminal.json(&["favourite", "edit", id, "--words", "Ginger noodles with lime"]);
    assert_eq!(
        edited["favourite"]["remark"], "Extra chilli",
        "what is not given stays"
    );
    let noodles = terminal.json(&["gesture", "list", "--words", "with lime"]);
    assert!(
        !titles(&noodles).is_empty(),
        "and there is something to do with it"
    );
    let cards = terminal.json(&["favourite", "cards", "--about", "jules"]);
    let card = &cards["cards"][0];
    assert_eq!(card["about"], "second");
    terminal.json(&[
        "favourite",
        "answer",
        card["id"].as_str().unwrap(),
        "A quiet hour",
    ]);
    let all = terminal.json(&["favourite", "list"])["favourites"].clone();
    let answered = all
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["words"] == "A quiet hour")
        .unwrap();
    assert_eq!(
        (&answered["of"], &answered["said_by"]),
        (&json!("second"), &json!("first"))
    );
    terminal.json(&["favourite", "confirm", id]);
    assert_eq!(terminal.json(&["favourite", "remove", id])["removed"], id);
    for (args, code) in [
        (
            &["favourite", "add", "Brie", "--of", "jules", "--sort", "cheese"][..],
            "invalid",
        ),
        (&["favourite", "add", " ", "--of", "jules"], "invalid"),
        (&["favourite", "add", "Brie", "--of", "robin"], "invalid"),
        (&["favourite", "remove", id], "not_found"),
        (&["favourite", "edit", id, "--words", "x"], "not_found"),
        (&["favourite", "answer", "know-nothing", "x"], "not_found"),
    ] {
        assert_eq!(terminal.refused_as(args), (1, code.to_owned()), "{args:?}");
    }
}

#[test]
fn what_is_ones_own_is_set_and_shown_to_oneself() {
    let terminal = Terminal::new();
    terminal.json(&["demo", "--years", "1"]);
    let set = terminal.json(&["mine", "--touch", "yes", "--ceiling", "2", "--log", "open"]);
    assert_eq!(
        set["mine"],
        json!({ "half": "first", "ceiling": 2, "touch": true, "log_open": true })
    );
    assert_eq!(
        terminal.json(&["mine", "--ceiling", "none"])["mine"]["ceiling"],
        Value::Null
    );
    let theirs = terminal.json(&["--as", "jules", "mine"]);
    assert_eq!(
        theirs["mine"],
        json!({ "half": "second", "ceiling": null, "touch": false, "log_open": false }),
        "Jules reads Jules’s"
    );
    for args in [
        &["mine", "--ceiling", "4"][..],
        &["mine", "--ceiling", "deep"],
        &["mine", "--touch", "perhaps"],
        &["mine", "--log", "ajar"],
    ] {
        assert_eq!(terminal.refused_as(args), (1, "invalid".to_owned()), "{args:?}");
    }
}

#[test]
fn what_is_meant_has_a_cue_and_a_rhythm_and_is_ones_own() {
    let terminal = Terminal::new();
    terminal.json(&["demo", "--years", "1"]);
    own(&terminal, "Bleed the radiators");
    let planned = terminal.json(&[
        "gesture",
        "plan",
        "Bleed the radiators",
        "--cue",
        "When the first frost comes, I go round.",
        "--rhythm",
        "2 month",
    ]);
    let meant = &planned["gesture"]["intention"];
    assert_eq!(
        (&meant["cue"], &meant["rhythm"], &meant["by"]),
        (
            &json!("When the first frost comes, I go round."),
            &json!("2 month"),
            &json!("first")
        )
    );
    let again = terminal.json(&["gesture", "plan", "Bleed the radiators", "--rhythm", "MO,TH"]);
    assert_eq!(
        again["gesture"]["intention"]["cue"], meant["cue"],
        "the cue one has stays"
    );
    let cue = "When the boiler ticks, I go round.";
    let again = terminal.json(&["gesture", "plan", "Bleed the radiators", "--cue", cue]);
    let meant = &again["gesture"]["intention"];
    assert_eq!(
        (&meant["cue"], &meant["rhythm"]),
        (&json!(cue), &json!("MO,TH")),
        "and so does how often"
    );
    let shown = terminal.text(&["gesture", "show", "Bleed the radiators"]);
    assert!(shown.contains(cue), "{shown}");
    assert!(!shown.contains('%'), "how settled it is has no number");
    let theirs = terminal.json(&["--as", "jules", "gesture", "show", "Bleed the radiators"]);
    assert_eq!(
        theirs["gesture"]["intention"],
        Value::Null,
        "Jules sees nothing of it"
    );
    let undone = terminal.text(&["--as", "jules", "undo"]);
    assert_eq!(
        undone, "Taken back: Bleed the radiators, added\n",
        "undo passes by what is Noor’s alone"
    );
    terminal.json(&["--as", "jules", "redo"]);
    let unplanned = terminal.json(&["gesture", "unplan", "Bleed the radiators"]);
    assert_eq!(unplanned["gesture"]["intention"], Value::Null);
    for (args, code) in [
        (&["gesture", "unplan", "Bleed the radiators"][..], "not_found"),
        (
            &["gesture", "plan", "Bleed the radiators", "--rhythm", "hourly"],
            "invalid",
        ),
        (&["gesture", "plan", "Nobody’s", "--rhythm", "daily"], "not_found"),
    ] {
        assert_eq!(terminal.refused_as(args), (1, code.to_owned()), "{args:?}");
    }
}

#[test]
fn today_suggests_two_and_another_when_asked() {
    let terminal = Terminal::new();
    terminal.json(&["demo", "--years", "1"]);
    let today = terminal.json(&["gesture", "suggest"]);
    let suggested: Vec<String> = titles(&today).into_iter().map(str::to_owned).collect();
    assert_eq!(suggested.len(), 2);
    assert_eq!(
        titles(&terminal.json(&["gesture", "suggest"])),
        suggested,
        "the same all day"
    );
    assert_eq!(
        titles(&terminal.json(&["gesture", "list"]))[..2],
        suggested,
        "and first on the list"
    );
    let other = terminal.json(&["gesture", "another", &suggested[0]]);
    let now = terminal.json(&["gesture", "suggest"]);
    assert_eq!(
        titles(&now),
        [other["gesture"]["title"].as_str().unwrap(), &suggested[1]],
        "in its place"
    );
    assert_eq!(
        terminal.refused_as(&["gesture", "another", &suggested[0]]),
        (1, "not_found".to_owned()),
        "today suggests it no longer"
    );
}

#[test]
fn touch_of_their_own_is_kept_and_is_not_there_until_both_say_so() {
    let terminal = terminal();
    terminal.json(&["mine", "--touch", "no"]);
    let hug = |title| ["gesture", "add", title, "--kind", "touch"];
    let said = terminal.text(&hug("A hug at the door"));
    assert!(
        said.contains("once you have both said that touch is welcome"),
        "{said}"
    );
    let kept = terminal.json(&hug("A kiss on the nose"));
    let id = kept["gesture"]["id"].as_str().unwrap();
    for called in ["A hug at the door", id] {
        for verb in ["show", "tick"] {
            let args = ["gesture", verb, called];
            assert_eq!(
                terminal.refused_as(&args),
                (1, "not_found".to_owned()),
                "{args:?}"
            );
        }
    }
}
