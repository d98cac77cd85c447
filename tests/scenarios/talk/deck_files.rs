//! A deck as a file: given away, looked at, taken in.

use serde_json::{Value, json};
use tests::world::World;

use super::{both_allow_touch, deck, deck_of, draw, question, refused, world};

fn file(starters: &[Value]) -> String {
    json!({
        "format": "standing-date-deck", "version": 1, "title": "From Ana", "about": "She swears by it",
        "starters": starters,
    })
    .to_string()
}

/// What the planner holds of cards: decks, how many in each, what undo would take back.
fn state(world: &World) -> String {
    format!("{:?}", world.app().talk(Some(3)).unwrap())
}

#[test]
fn a_deck_given_away_arrives_whole_and_brings_nothing_of_what_became_of_it() {
    let ours = world();
    let id = deck_of(ours.app(), "The kitchen table", [2, 2, 1]);
    let form = app::replies::QuestionForm {
        deck: id.clone(),
        text: "What’s „quoted“, \\ and ünsaid?".into(),
        depth: 2,
        follow: vec!["And?".into(), "And then?".into()],
        hint: "Wait for it.".into(),
        ..app::replies::QuestionForm::default()
    };
    ours.app().save_question(&form).unwrap();
    let card = draw(ours.app(), &id);
    ours.app().talked(&card.id, "Zaphyriel", None).unwrap();
    let file = ours.app().export_deck("the kitchen table").unwrap();
    assert_eq!(file.name, "the-kitchen-table.json");
    assert!(
        !file.text.contains("Zaphyriel"),
        "cards, and no word of what was said"
    );

    let theirs = World::at("2026-10-13T14:36", "Europe/London");
    let app = theirs.app();
    let before = state(&theirs);
    let preview = app.preview_deck(&file.text).unwrap();
    assert_eq!(preview.says, "6 questions.");
    assert_eq!((preview.questions.len(), preview.known), (6, 0));
    assert!(preview.refused.is_empty());
    assert_eq!(state(&theirs), before, "looking takes nothing in");
    let done = app.import_deck(&file.text).unwrap().value;
    assert_eq!(done.said, "“The kitchen table”: 6 questions taken in");
    assert_eq!(
        app.export_deck(&done.id).unwrap(),
        file,
        "every word, depth and order of it"
    );
    app.undo().unwrap();
    assert_eq!(state(&theirs), before, "one step back");
}

#[test]
fn what_is_here_already_is_not_taken_twice() {
    let world = world();
    let app = world.app();
    deck_of(app, "From Ana", [1, 0, 0]);
    let text = file(&[
        json!({"text": "FROM Ana, 1, 0?", "depth": 2}),
        json!({"text": "What did we use to do on weeknights that you'd have back?", "depth": 1}),
        json!({"text": "What would you cook?", "depth": 1}),
    ]);
    let preview = app.preview_deck(&text).unwrap();
    assert_eq!(
        (preview.known, preview.says.as_str()),
        (2, "One question, 2 already here.")
    );
    let done = app.import_deck(&text).unwrap().value;
    assert_eq!(done.said, "“From Ana”: one question taken in");
    assert_eq!(deck(app, &done.id, 3).all, 2, "into the deck of that name");
    assert_eq!(refused(app.import_deck(&text)), "Nothing in it can be taken in.");
}

#[test]
fn what_cannot_be_taken_in_is_named_and_the_rest_is() {
    let world = world();
    let long = "x".repeat(141);
    let text = file(&[
        json!({"text": "Good\u{202e} one?\u{7}", "depth": 1}),
        json!({"text": long, "depth": 1}),
        json!({"text": " ", "depth": 1}),
        json!({"text": "Too deep?", "depth": 4}),
        json!({"text": "Half deep?", "depth": 1.5}),
        json!({"text": "Wordy?", "depth": "two"}),
        json!({"text": "Much more?", "depth": 1, "follow": ["a", "b", "c"]}),
        json!({"text": "Odd follow?", "follow": "a"}),
        json!({"text": "Odd hint?", "hint": {"a": 1}}),
        json!("a bare line"),
        json!({"text": "good one?"}),
        json!({"text": "Plain?"}),
    ]);
    let preview = world.app().preview_deck(&text).unwrap();
    assert_eq!(
        preview.refused,
        [
            "Question 2: longer than 140 characters.",
            "Question 3: it has no words.",
            "Question 4: the depth is 1, 2 or 3.",
            "Question 5: the depth is 1, 2 or 3.",
            "Question 6: the depth is 1, 2 or 3.",
            "Question 7: at most 2 to go on with, each as text.",
            "Question 8: not written as a question.",
            "Question 9: not written as a question.",
            "Question 10: not written as a question.",
            "Question 11: the same as an earlier one.",
        ]
    );
    assert_eq!(
        preview.questions,
        [(1, "Good one?".to_owned()), (1, "Plain?".to_owned())],
        "the rest, made plain"
    );
    let done = world.app().import_deck(&text).unwrap().value;
    assert_eq!(deck(world.app(), &done.id, 3).all, 2);
}

#[test]
fn what_is_no_deck_file_is_refused_and_nothing_is_written() {
    let world = world();
    let before = state(&world);
    let app = world.app();
    let many: Vec<Value> = (0..501).map(|n| json!({"text": format!("{n}?")})).collect();
    let nested = "[".repeat(100_000);
    for (text, why) in [
        ("", "This is no deck file."),
        ("BEGIN:VCALENDAR", "This is no deck file."),
        (&nested, "This is no deck file."),
        ("{}", "This is no deck file."),
        (
            r#"{"format":"standing-date-deck","version":1,"title":"x"}"#,
            "This is no deck file.",
        ),
        (
            r#"{"format":"other","version":1,"title":"x","starters":[]}"#,
            "This is no deck file.",
        ),
        (
            r#"{"format":"standing-date-deck","version":2,"title":"x","starters":[]}"#,
            "This deck file was written by a newer version.",
        ),
        (
            r#"{"format":"standing-date-deck","version":1,"title":" ","starters":[]}"#,
            "A deck needs a name.",
        ),
        (&file(&many), "A deck file has at most 500 questions."),
        (&" ".repeat(256 * 1024 + 1), "A deck file has at most 256 kB."),
    ] {
        assert_eq!(refused(app.preview_deck(text)), why);
        assert_eq!(refused(app.import_deck(text)), why);
    }
    assert_eq!(
        refused(app.import_deck(&file(&[]))),
        "Nothing in it can be taken in."
    );
    assert_eq!(
        refused(app.export_deck("your-own")),
        "There is nothing in “Your own” yet."
    );
    assert_eq!(state(&world), before);
    let most: Vec<Value> = many[..500].to_vec();
    app.import_deck(&file(&most)).unwrap();
    let one_more = file(&[json!({"text": "One more?"})]);
    assert_eq!(
        refused(app.import_deck(&one_more)),
        "A deck holds at most 500 questions of your own."
    );
}

#[test]
fn a_name_that_is_too_long_is_cut_and_said() {
    let world = world();
    let text = json!({
        "format": "standing-date-deck", "version": 1, "title": "ä".repeat(80),
        "starters": [{"text": "Why?"}],
    });
    let preview = world.app().preview_deck(&format!("\u{feff}{text}")).unwrap();
    assert_eq!(preview.title, "ä".repeat(60));
    assert_eq!(preview.refused, ["Its name is too long and was cut short."]);
}

#[test]
fn a_file_is_no_way_around_what_both_have_to_allow() {
    let allowed = world();
    both_allow_touch(&allowed);
    question(allowed.app(), "close-and-touch", "Where on the neck?", 2);
    let file = allowed.app().export_deck("close-and-touch").unwrap();

    let others = World::at("2026-10-13T14:36", "Europe/London");
    let before = state(&others);
    let preview = others.app().preview_deck(&file.text).unwrap();
    assert_eq!(preview.questions.len(), 1, "the library's own are here already");
    assert!(
        preview.says.ends_with("They come once you both allow that deck."),
        "{}",
        preview.says
    );
    others.app().import_deck(&file.text).unwrap();
    assert_eq!(state(&others), before, "nothing of it is seen");
    assert!(others.app().talk_search("neck").unwrap().starters.is_empty());
    both_allow_touch(&others);
    assert_eq!(others.app().talk_search("neck").unwrap().starters.len(), 1);
}
