//! Questions and decks of their own.

use app::replies::{DeckForm, QuestionForm};

use super::{deck, deck_of, draw, question, refused, world};

#[test]
fn a_question_of_their_own_goes_into_any_deck_and_is_drawn_there() {
    let world = world();
    let app = world.app();
    let before = deck(app, "ordinary-days", 3).all;
    let form = QuestionForm {
        deck: "Ordinary days".into(),
        text: " Whose turn is\u{202e} the bin? ".into(),
        depth: 1,
        follow: vec!["Since when?".into(), String::new()],
        hint: "No sighing.".into(),
        ..QuestionForm::default()
    };
    let id = app.save_question(&form).unwrap().value.id;
    let card = app.card(&id).unwrap();
    assert_eq!(card.text, "Whose turn is the bin?");
    assert_eq!(
        (card.follow.as_slice(), card.hint.as_str()),
        (&["Since when?".to_owned()][..], "No sighing.")
    );
    assert!(card.own && card.deck == "ordinary-days");
    assert_eq!(deck(app, "ordinary-days", 3).all, before + 1);
    assert!(
        !deck(app, "ordinary-days", 3).own,
        "the deck is the library's all the same"
    );
    let drawn: Vec<String> = (0..=before).map(|_| draw(app, "ordinary-days").id).collect();
    assert!(drawn.contains(&id), "it comes with the others");

    let own = question(app, "", "Where would we go?", 1);
    assert_eq!(app.card(&own).unwrap().deck, "your-own");
    let moved = QuestionForm {
        id: Some(own.clone()),
        deck: "trust-and-repair".into(),
        text: "Where would we go, then?".into(),
        depth: 2,
        ..QuestionForm::default()
    };
    assert_eq!(
        app.save_question(&moved).unwrap().value.said,
        "The question, changed"
    );
    let card = app.card(&own).unwrap();
    assert_eq!((card.deck.as_str(), card.depth), ("trust-and-repair", 2));
    app.undo().unwrap();
    assert_eq!(app.card(&own).unwrap().deck, "your-own");
}

#[test]
fn a_question_out_of_bounds_is_refused_by_name() {
    let world = world();
    let app = world.app();
    question(app, "", "Where would we go?", 1);
    let form = |text: &str, depth, follow: &[&str]| QuestionForm {
        text: text.into(),
        depth,
        follow: follow.iter().map(ToString::to_string).collect(),
        ..QuestionForm::default()
    };
    for (form, why) in [
        (form(" \u{7} ", 1, &[]), "A question needs words."),
        (
            form(&"ß".repeat(141), 1, &[]),
            "A question has at most 140 characters.",
        ),
        (form("Why?", 0, &[]), "0 is no depth."),
        (form("Why?", 4, &[]), "4 is no depth."),
        (
            form("Why?", 1, &["a", "b", "c"]),
            "A question has at most 2 to go on with.",
        ),
        (
            form("Why?", 1, &[&"x".repeat(141)]),
            "A question has at most 140 characters.",
        ),
        (
            form("where would we GO? ", 2, &[]),
            "That question is in this deck already.",
        ),
    ] {
        assert_eq!(refused(app.save_question(&form)), why, "{form:?}");
    }
    question(app, "", &"ß".repeat(140), 1);
    let of_ours = draw(app, "ordinary-days").id;
    let change = QuestionForm {
        id: Some(of_ours.clone()),
        ..form("Mine now?", 1, &[])
    };
    assert_eq!(
        refused(app.save_question(&change)),
        "That one came with the program."
    );
    assert_eq!(
        refused(app.remove_question(&of_ours)),
        "That one came with the program."
    );
}

#[test]
fn a_removed_question_leaves_what_was_talked_about_and_one_undo_brings_it_back() {
    let world = world();
    let app = world.app();
    let id = question(app, "", "Where would we go?", 1);
    app.talked(&id, "Lisbon", None).unwrap();
    app.keep_card(&id).unwrap();
    app.remove_question(&id).unwrap();
    assert!(app.card(&id).is_err());
    assert_eq!(app.talk(None).unwrap().kept, 0);
    let talked = app.talk_search("").unwrap().talked;
    assert_eq!(
        (talked[0].text.as_str(), talked[0].line.as_str()),
        ("A question that is no longer here", "Lisbon")
    );
    app.undo().unwrap();
    assert_eq!(app.talk(None).unwrap().kept, 1);
    assert_eq!(app.talk_search("").unwrap().talked[0].text, "Where would we go?");
}

#[test]
fn a_deck_of_their_own_is_made_renamed_and_removed_with_its_questions() {
    let world = world();
    let app = world.app();
    let id = deck_of(app, "The kitchen table", [2, 1, 0]);
    let form = |id: Option<&str>, title: &str| DeckForm {
        id: id.map(str::to_owned),
        title: title.into(),
        about: "From Ana".into(),
    };
    for (title, why) in [
        ("", "A deck needs a name."),
        ("the kitchen TABLE", "There is a deck called “the kitchen TABLE”."),
        ("Ordinary days", "There is a deck called “Ordinary days”."),
        ("close and touch", "There is a deck called “close and touch”."),
        (&"x".repeat(61), "A line has at most 60 characters."),
    ] {
        assert_eq!(refused(app.save_deck(&form(None, title))), why);
    }
    app.save_deck(&form(Some(&id), "The table")).unwrap();
    let shown = deck(app, &id, 3);
    assert_eq!(
        (shown.title.as_str(), shown.about.as_str(), shown.all),
        ("The table", "From Ana", 3)
    );
    let titles: Vec<String> = app
        .talk(None)
        .unwrap()
        .decks
        .into_iter()
        .map(|it| it.title)
        .collect();
    assert_eq!(titles[titles.len() - 2..], ["The table", "Your own"]);
    for ours in ["ordinary-days", "your-own"] {
        assert_eq!(refused(app.remove_deck(ours)), "That one came with the program.");
        assert!(app.save_deck(&form(Some(ours), "Mine")).is_err());
    }
    let card = draw(app, &id);
    app.keep_card(&card.id).unwrap();
    app.remove_deck("The table").unwrap();
    assert!(app.card(&card.id).is_err());
    assert_eq!(app.talk(None).unwrap().kept, 0);
    assert_ne!(
        app.today().unwrap().starter.unwrap().deck,
        id,
        "Today goes on with another deck"
    );
    app.undo().unwrap();
    assert_eq!(deck(app, &id, 3).all, 3, "one step");
    assert_eq!(app.talk(None).unwrap().kept, 1);
}

#[test]
fn a_question_deeper_than_both_allow_is_kept_and_says_that_it_waits() {
    let world = world();
    let app = world.app();
    app.set_ceiling(Some(1), None).unwrap();
    let form = QuestionForm {
        text: "What frightens you?".into(),
        depth: 3,
        ..QuestionForm::default()
    };
    let said = app.save_question(&form).unwrap().value.said;
    assert_eq!(said, "A question, kept. It comes once you both go that deep.");
    assert_eq!(deck(app, "your-own", 3).all, 0);
    app.set_ceiling(None, None).unwrap();
    assert_eq!(draw(app, "your-own").text, "What frightens you?");
}
