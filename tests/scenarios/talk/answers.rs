//! Answers written apart and opened together.

use app::{
    App,
    export::{Format, Wanted},
    replies::{Half, Here},
};
use tests::world::World;

use super::{draw, question, refused, world};
use crate::{getting_ready::here, surprises::pages};

/// A word that nobody but its writer is to read before both are opened.
const CANARY: &str = "Zaphyriel";

/// Everything about talk, and every page and export, as text.
fn everything(world: &World, card: &str) -> String {
    let app = world.app();
    let key = world.keys().remove(0);
    let mut all = pages(app, &key);
    let json = |it: &dyn std::fmt::Debug| format!("{it:?}");
    all.push(("talk", json(&app.talk(Some(3)).unwrap())));
    all.push(("card", json(&app.card(card).unwrap())));
    all.push(("search", json(&app.talk_search(CANARY).unwrap())));
    all.push(("history", json(&app.talk_search("").unwrap())));
    all.push(("deck", app.export_deck("ordinary-days").unwrap().text));
    for format in [Format::Ics, Format::Json, Format::Csv] {
        let wanted = Wanted {
            format,
            from: None,
            to: None,
            slot: None,
            discreet: false,
        };
        all.push(("export", app.export(&wanted).unwrap()));
    }
    all.into_iter().map(|(_, text)| text).collect()
}

fn write(app: &App, card: &str, by: Half, words: &str) -> String {
    app.write_answer(card, Some(by), words).unwrap().value.said
}

#[test]
fn neither_sees_the_others_until_both_are_opened_together() {
    let world = world();
    let card = draw(world.app(), "ordinary-days").id;
    let said = write(world.app(), &card, Half::First, &format!("{CANARY} one"));
    assert_eq!(
        said, "An answer, sealed",
        "undo names it so, and the other may read that"
    );
    let mine = world.app().card(&card).unwrap().answers;
    assert_eq!(mine.mine, format!("{CANARY} one"), "Noor reads her own");
    assert!(mine.written.first && !mine.written.second && !mine.ready);
    assert_eq!(
        refused(world.app().open_answers(&card)),
        "Both answers are opened together, and one is still to be written."
    );

    here(&world, Here::Second);
    let seen = everything(&world, &card);
    assert!(
        !seen.contains(CANARY),
        "Jules sees that one is written, and no word of it"
    );
    let answers = world.app().card(&card).unwrap().answers;
    assert!(answers.written.first && answers.mine.is_empty() && answers.opened.is_empty());
    write(world.app(), &card, Half::Second, &format!("{CANARY} two"));
    let answers = world.app().card(&card).unwrap().answers;
    assert!(
        answers.ready && answers.opened.is_empty(),
        "ready, and still sealed"
    );
    assert_eq!(answers.mine, format!("{CANARY} two"));

    world.app().open_answers(&card).unwrap();
    for half in [Here::First, Here::Second, Here::Shared] {
        here(&world, half);
        let answers = world.app().card(&card).unwrap().answers;
        assert_eq!(
            answers.opened,
            [
                (Half::First, format!("{CANARY} one")),
                (Half::Second, format!("{CANARY} two"))
            ],
            "both, for both"
        );
        assert!(answers.mine.is_empty() && !answers.written.first && !answers.ready);
    }
    assert_eq!(
        world.app().talk_search(CANARY).unwrap().starters.len(),
        1,
        "an opened answer is found"
    );
}

#[test]
fn where_nobody_is_named_whoever_writes_says_so_and_nothing_is_shown_back() {
    let world = world();
    let card = draw(world.app(), "ordinary-days").id;
    here(&world, Here::Shared);
    assert!(world.app().write_answer(&card, None, "x").is_err(), "who?");
    write(world.app(), &card, Half::First, &format!("{CANARY} one"));
    write(world.app(), &card, Half::Second, &format!("{CANARY} two"));
    assert!(
        !everything(&world, &card).contains(CANARY),
        "not even to whoever wrote"
    );
    write(world.app(), &card, Half::First, &format!("{CANARY} again"));
    world.app().open_answers(&card).unwrap();
    let opened = world.app().card(&card).unwrap().answers.opened;
    assert_eq!(
        opened[0].1,
        format!("{CANARY} again"),
        "written anew while it was sealed"
    );
}

#[test]
fn at_noors_computer_jules_writes_but_noor_writes_over_nothing() {
    let world = world();
    let card = draw(world.app(), "ordinary-days").id;
    write(world.app(), &card, Half::Second, "what Jules wrote");
    assert_eq!(
        refused(
            world
                .app()
                .write_answer(&card, Some(Half::Second), "what Noor would like")
        ),
        "Jules has written an answer, and it is sealed."
    );
    assert_eq!(
        refused(world.app().write_answer(&card, Some(Half::Second), "")),
        "Jules has written an answer, and it is sealed.",
        "nor takes it away"
    );
    write(world.app(), &card, Half::First, "mine");
    world.app().open_answers(&card).unwrap();
    let opened = world.app().card(&card).unwrap().answers.opened;
    assert_eq!(opened[1].1, "what Jules wrote");
}

#[test]
fn undo_of_a_sealed_answer_is_its_writers_alone() {
    let world = world();
    let card = draw(world.app(), "ordinary-days").id;
    here(&world, Here::Second);
    let other = question(world.app(), "", "Where would we go?", 1);
    // Noor leans over and writes.
    write(world.app(), &card, Half::First, "one");
    world.app().undo().unwrap();
    assert!(
        world.app().card(&card).unwrap().answers.written.first,
        "passed by"
    );
    assert!(world.app().card(&other).is_err(), "Jules took back what both did");
}

#[test]
fn no_words_take_an_answer_back_and_too_many_are_refused() {
    let world = world();
    let app = world.app();
    let card = draw(app, "ordinary-days").id;
    write(app, &card, Half::First, "one\n\ntwo\u{1b}");
    assert_eq!(app.card(&card).unwrap().answers.mine, "one\n\ntwo");
    assert_eq!(write(app, &card, Half::First, " "), "An answer, taken back");
    assert!(!app.card(&card).unwrap().answers.written.first);
    assert_eq!(
        refused(app.write_answer(&card, None, &"x".repeat(2001))),
        "A line has at most 2000 characters."
    );
}

#[test]
fn a_second_pair_of_answers_is_sealed_like_the_first_and_then_shown_in_its_place() {
    let mut world = world();
    let card = draw(world.app(), "ordinary-days").id;
    let both = |world: &World, n: u32| {
        write(world.app(), &card, Half::First, &format!("Noor {n}"));
        write(world.app(), &card, Half::Second, &format!("Jules {n}"));
    };
    both(&world, 1);
    world.app().open_answers(&card).unwrap();
    world.off_until("2026-12-13T20:00");
    both(&world, 2);
    let answers = world.app().card(&card).unwrap().answers;
    assert_eq!(answers.opened[0].1, "Noor 1");
    assert!(answers.ready);
    world.app().open_answers(&card).unwrap();
    let opened = world.app().card(&card).unwrap().answers.opened;
    let words: Vec<&str> = opened.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words, ["Noor 2", "Jules 2"]);
}
