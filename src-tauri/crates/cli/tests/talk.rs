//! Things to say, from the terminal.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod common;

use std::{
    collections::HashSet,
    io::Write,
    process::{Output, Stdio},
};

use common::{Terminal, refusal};
use serde_json::{Value, json};

/// The design's Noor and Jules, with a date on Thursdays and Dr Osei on Wednesdays.
fn couple() -> Terminal {
    Terminal::mock_ups()
}

/// The same command with something on standard input.
fn told(terminal: &Terminal, args: &[&str], input: &str) -> Output {
    let mut command = terminal.command(args);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// A deck of their own with `counts` questions of each depth.
fn deck(terminal: &Terminal, title: &str, counts: [usize; 3]) -> String {
    let made = terminal.json(&["talk", "deck", "add", title]);
    for (depth, count) in (1..).zip(counts) {
        for n in 0..count {
            let text = format!("{title}, {depth}, {n}?");
            let depth = format!("{depth}");
            terminal.json(&["talk", "add", &text, "--deck", title, "--depth", &depth]);
        }
    }
    made["deck"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_deck_is_drawn_through_once_whatever_is_said_of_its_cards_and_then_begins_anew() {
    let terminal = Terminal::new();
    let id = deck(&terminal, "The kitchen table", [4, 3, 2]);
    let mut seen = HashSet::new();
    let mut depths = vec![];
    for n in 0..9 {
        // A program of its own each time, and another day in the middle.
        let now = if n < 5 {
            common::NOW
        } else {
            "2026-10-14T21:00:00+01:00"
        };
        let out = terminal.at(now, &["talk", "draw", "--deck", &id, "--json"]);
        let drew: Value = serde_json::from_slice(&out.stdout).unwrap();
        let starter = &drew["starter"];
        assert_eq!(
            (&starter["deck"], &drew["anew"]),
            (&json!(id), &json!(false)),
            "card {n}"
        );
        let card = starter["id"].as_str().unwrap().to_owned();
        depths.push(starter["depth"].as_u64().unwrap());
        match n % 3 {
            0 => _ = terminal.at(now, &["talk", "skip", &card]),
            1 => _ = terminal.at(now, &["talk", "done", &card]),
            _ => {}
        }
        assert!(seen.insert(card), "card {n} came before");
    }
    assert!(depths.is_sorted(), "{depths:?}");
    let drew = terminal.json(&["talk", "draw", "--deck", "the KITCHEN table"]);
    assert_eq!(
        (&drew["anew"], &drew["starter"]["depth"]),
        (&json!(true), &json!(1))
    );
    assert!(
        terminal
            .text(&["talk", "draw", "--depth", "1"])
            .contains("The kitchen table"),
        "without a name from the deck drawn from last"
    );
}

#[test]
fn a_deck_is_answered_with_the_title_it_is_kept_under() {
    let terminal = couple();
    let made = terminal.json(&["talk", "deck", "add", "  The\tkitchen   table "]);
    assert_eq!(made["deck"]["title"], "The kitchen table");
    let id = made["deck"]["id"].as_str().unwrap();
    let edited = terminal.json(&["talk", "deck", "edit", id, "--title", " The\u{7} bench  "]);
    assert_eq!(edited["deck"], json!({ "id": id, "title": "The bench" }));
}

#[test]
fn a_deck_of_the_library_goes_by_its_id_and_by_its_title() {
    let terminal = Terminal::new();
    assert_eq!(
        terminal.json(&["talk", "open"]),
        json!({ "starter": null }),
        "nothing is there yet"
    );
    assert!(!terminal.planner().exists(), "and reading makes nothing");
    for name in ["what-wed-have-back", "What we’d have back", "what we’d have back"] {
        let drew = terminal.json(&["talk", "draw", "--deck", name, "--depth", "1"]);
        let starter = &drew["starter"];
        assert_eq!(starter["deck"], "what-wed-have-back");
        assert!(starter["text"].as_str().is_some_and(|text| text.ends_with('?')));
        assert_eq!(terminal.json(&["talk", "open"])["starter"]["id"], starter["id"]);
    }
    let card = terminal.json(&["talk", "show", "back-weeknights"])["starter"].clone();
    assert_eq!(
        card["text"],
        "What did we use to do on weeknights that you’d have back?"
    );
    let again = terminal.json(&["talk", "show", card["text"].as_str().unwrap()]);
    assert_eq!(again["starter"]["id"], card["id"], "a card goes by its words too");
    let decks = terminal.json(&["talk", "decks"])["decks"].clone();
    let ids: Vec<&str> = decks
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!(
        (ids[0], ids.len()),
        ("ordinary-days", 9),
        "without the one that both have to allow: {ids:?}"
    );
    assert!(terminal.text(&["talk", "decks"]).contains("Your own"));
    for args in [
        &["talk", "draw", "--deck", "cellar"][..],
        &["talk", "draw", "--deck", "close-and-touch"],
        &["talk", "draw", "--depth", "4"],
        &["talk", "show", "close-right-hug"],
        &["talk", "keep", "no such card"],
    ] {
        assert_eq!(terminal.refused_as(args), (1, "invalid".to_owned()), "{args:?}");
    }
}

#[test]
fn what_is_kept_stands_in_thursdays_plan_and_what_is_done_in_the_history() {
    let terminal = couple();
    let before = terminal.json(&["talk", "kept"])["kept"].as_array().unwrap().len();
    let drew = terminal.json(&["talk", "draw", "--deck", "money-family-plans"]);
    let card = drew["starter"]["id"].as_str().unwrap();
    terminal.json(&["talk", "keep", "--as", "Noor"]);
    let kept = terminal.json(&["talk", "kept"]);
    let key = kept["kept_for"].as_str().unwrap().to_owned();
    assert_eq!(kept["kept"].as_array().unwrap().len(), before + 1);
    assert_eq!(
        kept["kept"][0]["id"], card,
        "the newest first, and without a name the open one"
    );
    assert_eq!(kept["says"], format!("{} kept for Thursday", before + 1));
    let in_plan = |terminal: &Terminal| {
        let plan = terminal.json(&["plan", "show", &key]);
        let starters = plan["plan"]["starters"].as_array().unwrap().clone();
        starters.into_iter().find(|it| it["id"] == card)
    };
    assert_eq!(in_plan(&terminal).unwrap()["kept_by"], "Kept by Noor");
    assert!(terminal.text(&["plan", "show", &key]).contains("Kept by Noor"));

    let done = terminal.json(&["talk", "done", card, "--line", "The lido", "--on", "2026-10-12"]);
    assert_eq!(done["talked"]["starter"], card);
    let talked = done["talked"]["id"].as_str().unwrap();
    assert!(in_plan(&terminal).is_none());
    let found = terminal.json(&["talk", "search", "LIDO"]);
    assert_eq!(found["talked"][0]["id"], talked);
    assert_eq!(found["talked"][0]["date"], "2026-10-12");
    terminal.json(&["talk", "line", talked, "The pool"]);
    assert!(terminal.text(&["talk", "history"]).contains("The pool"));
    terminal.json(&["talk", "undone", talked]);
    assert!(!terminal.text(&["talk", "history"]).contains("The pool"));
    terminal.json(&["undo"]);
    assert!(terminal.text(&["talk", "history"]).contains("The pool"));
    terminal.json(&["talk", "keep", card]);
    terminal.json(&["talk", "unkeep", card]);
    assert!(in_plan(&terminal).is_none());
}

#[test]
fn a_question_of_their_own_is_added_changed_and_removed() {
    let terminal = Terminal::new();
    let added = terminal.json(&[
        "talk",
        "add",
        "Where would we go?",
        "--depth",
        "2",
        "--follow",
        "By train?",
        "--hint",
        "No maps.",
    ]);
    let card = &added["starter"];
    assert_eq!(
        (
            &card["deck"],
            &card["own"],
            &card["depth"],
            &card["follow"],
            &card["hint"]
        ),
        (
            &json!("your-own"),
            &json!(true),
            &json!(2),
            &json!(["By train?"]),
            &json!("No maps.")
        )
    );
    let edited = terminal.json(&[
        "talk",
        "edit",
        "where would we go?",
        "--text",
        "Where to?",
        "--deck",
        "ordinary-days",
    ]);
    assert_eq!(edited["starter"]["id"], card["id"]);
    assert_eq!(
        (
            &edited["starter"]["deck"],
            &edited["starter"]["text"],
            &edited["starter"]["hint"]
        ),
        (&json!("ordinary-days"), &json!("Where to?"), &json!("No maps."))
    );
    assert!(
        terminal
            .text(&["talk", "deck", "show", "ordinary-days"])
            .contains("Where to?")
    );
    terminal.json(&["talk", "remove", "Where to?"]);
    assert_eq!(
        terminal.refused_as(&["talk", "show", "Where to?"]),
        (1, "invalid".to_owned())
    );
    assert_eq!(
        terminal.refused_as(&["talk", "remove", "back-weeknights"]),
        (1, "invalid".to_owned()),
        "not one of the library"
    );
}

#[test]
fn a_deck_goes_out_as_a_file_and_comes_in_elsewhere() {
    let ours = Terminal::new();
    deck(&ours, "The kitchen table", [2, 1, 1]);
    let file = ours.path("table.json");
    let path = file.to_str().unwrap();
    ours.json(&["talk", "deck", "export", "The kitchen table", "--out", path]);
    assert_eq!(
        ours.refused_as(&["talk", "deck", "export", "The kitchen table", "--out", path]),
        (1, "invalid".to_owned()),
        "what is there is not replaced by chance"
    );
    let printed: Value =
        serde_json::from_str(&ours.text(&["talk", "deck", "export", "The kitchen table"])).unwrap();
    assert_eq!(
        (&printed["format"], &printed["version"], &printed["title"]),
        (
            &json!("standing-date-deck"),
            &json!(1),
            &json!("The kitchen table")
        )
    );
    let theirs = Terminal::new();
    let preview = theirs.json(&["talk", "deck", "import", path, "--dry-run"])["preview"].clone();
    assert_eq!(
        (&preview["known"], &preview["says"]),
        (&json!(0), &json!("4 questions."))
    );
    assert!(!theirs.planner().exists(), "looking makes nothing");
    let taken = theirs.json(&["talk", "deck", "import", path]);
    assert_eq!((&taken["added"], &taken["known"]), (&json!(4), &json!(0)));
    assert_eq!(
        serde_json::from_str::<Value>(&theirs.text(&["talk", "deck", "export", "the kitchen table"]))
            .unwrap(),
        printed,
        "word for word"
    );
    assert_eq!(
        theirs.refused_as(&["talk", "deck", "import", path]),
        (1, "invalid".to_owned()),
        "all known"
    );
    std::fs::write(&file, [0xff; 64]).unwrap();
    assert_eq!(
        theirs.refused_as(&["talk", "deck", "import", path]),
        (1, "invalid".to_owned())
    );
    std::fs::write(&file, vec![b' '; 300 * 1024]).unwrap();
    let (exit, error) = theirs.refused(&["talk", "deck", "import", path]);
    assert_eq!(
        (exit, error["message"].as_str()),
        (1, Some("A deck file has at most 256 kB."))
    );
    let (exit, error) = theirs.refused(&["talk", "deck", "import", "/nowhere at all.json"]);
    assert_eq!((exit, error["code"].as_str()), (1, Some("machine")));
    let renamed = theirs.json(&[
        "talk",
        "deck",
        "edit",
        "The kitchen table",
        "--title",
        "The table",
    ]);
    assert_eq!(renamed["deck"]["title"], "The table");
    theirs.json(&["talk", "deck", "remove", "The table"]);
    assert_eq!(
        theirs.refused_as(&["talk", "deck", "remove", "The table"]),
        (1, "invalid".to_owned())
    );
    theirs.json(&["undo"]);
    assert_eq!(
        theirs.json(&["talk", "deck", "show", "The table"])["starters"]
            .as_array()
            .unwrap()
            .len(),
        4
    );
}

#[test]
fn answers_written_apart_are_seen_by_nobody_until_both_are_opened() {
    let terminal = couple();
    let card = "back-weeknights";
    let (ours, theirs) = ("Zaphyriel one", "Zaphyriel two");
    let out = told(&terminal, &["talk", "answer", card, "--as", "Noor"], ours);
    assert!(out.status.success(), "{out:?}");
    assert!(
        !String::from_utf8_lossy(&out.stdout).contains("Zaphyriel"),
        "nothing is repeated"
    );
    let seen = |who: &[&str]| terminal.text(&[&["talk", "answers", card], who].concat());
    assert!(seen(&["--as", "Noor"]).contains(ours), "one’s own may be read");
    assert!(!seen(&["--as", "Jules"]).contains("Zaphyriel"));
    assert!(seen(&["--as", "Jules"]).contains("Noor has written, and it is sealed."));
    assert_eq!(
        terminal.refused_as(&["talk", "answers", card, "--open"]),
        (1, "invalid".to_owned()),
        "one is still to be written"
    );
    terminal.json(&["talk", "answer", card, theirs, "--as", "Jules"]);
    assert!(
        !seen(&["--as", "Jules"]).contains(ours),
        "both written is not both opened"
    );
    for format in ["json", "csv", "ics"] {
        let export = terminal.text(&["export", format, "--as", "Jules"]);
        assert!(
            !export.contains(ours),
            "{format}: what Noor sealed leaves in no file of Jules’s"
        );
    }
    let opened = terminal.json(&["talk", "answers", card, "--open", "--as", "Jules"]);
    assert_eq!(
        opened["answers"]["opened"],
        json!([["first", ours], ["second", theirs]])
    );
    assert!(
        terminal
            .text(&["talk", "search", "zaphyriel"])
            .contains("weeknights")
    );
}

#[test]
fn what_is_for_a_sitting_is_said() {
    let terminal = couple();
    let stress = terminal.json(&["talk", "stress", "--begins", "Jules"]);
    assert_eq!(
        (&stress["begins"], &stress["stress"]["minutes"]),
        (&json!("second"), &json!(20))
    );
    let text = terminal.text(&["talk", "stress", "--begins", "Jules"]);
    assert!(
        text.contains("Jules talks about") && !text.contains('{'),
        "{text}"
    );
    let source = stress["stress"]["evidence"]["source"].as_str().unwrap();
    assert!(
        text.contains(source),
        "what it rests on, and where that stands: {text}"
    );
    let decks = terminal.json(&["talk", "deck", "show", "seen-and-thanked"]);
    let cards = decks["starters"].as_array().unwrap();
    let card = cards.iter().find(|it| !it["evidence"].is_null()).unwrap();
    let text = terminal.text(&["talk", "show", card["id"].as_str().unwrap()]);
    assert!(
        text.contains(card["evidence"]["source"].as_str().unwrap()),
        "of a card too: {text}"
    );
    assert!(
        terminal.json(&["talk", "frames"])["frames"]
            .as_array()
            .unwrap()
            .len()
            >= 16
    );
    assert!(
        terminal.json(&["talk", "first"])["openings"]
            .as_array()
            .unwrap()
            .len()
            >= 5
    );
    let session = terminal.json(&["talk", "session"]);
    assert!(session["before"].as_array().unwrap().len() + session["after"].as_array().unwrap().len() >= 12);
    let about = terminal.json(&["talk", "decks"])["decks"].clone();
    let about = about
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["id"] == "before-a-session")
        .unwrap()["about"]
        .clone();
    assert_eq!(about, "What to bring to Dr Osei");
}

#[test]
fn a_wrong_command_line_says_so() {
    let terminal = Terminal::new();
    let args = ["talk", "search", "--json"];
    let (exit, error) = refusal(&terminal.run(&args), &args);
    assert_eq!((exit, error["code"].as_str()), (2, Some("invalid")));
    assert_eq!(
        terminal.refused_as(&["talk", "done"]),
        (1, "invalid".to_owned()),
        "without a card that lies open one has to be named"
    );
}
