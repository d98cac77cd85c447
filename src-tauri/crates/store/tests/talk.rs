//! Things to say: what is written is what is read.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail as a test does")]

mod common;

use std::collections::BTreeSet;

use common::{
    doing, now, open,
    small::{answer, deck, drawn, opened, question, talk},
    uuid,
};
use domain::{
    ids::StarterId,
    people::Half,
    talk::{Question, Talk, What},
};
use store::{Cause, Table};

#[test]
fn a_deck_of_their_own_goes_with_its_questions_and_comes_back_with_them() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let bare = Question {
        follow: vec![],
        hint: String::new(),
        depth: 3,
        ..question(3, 1)
    };
    let elsewhere = question(4, 77);
    store
        .write(doing("x"), |w| {
            w.put_own_deck(&deck(1))?;
            w.put_question(&question(2, 1))?;
            w.put_question(&bare)?;
            w.put_question(&elsewhere)
        })
        .unwrap();
    let all = [question(2, 1), bare, elsewhere.clone()];
    assert_eq!(store.read(|r| r.own_decks()).unwrap(), [deck(1)], "the deck");
    assert_eq!(store.read(|r| r.questions()).unwrap(), all, "and what is in it");
    store
        .write(doing("Removed the deck"), |w| w.remove_own_deck(deck(1).id))
        .unwrap();
    assert_eq!(store.read(|r| r.own_decks()).unwrap(), [], "gone");
    assert_eq!(
        store.read(|r| r.questions()).unwrap(),
        [elsewhere],
        "with its questions; one that stands in a deck of the library stays"
    );
    store.undo(now(), None).unwrap().unwrap();
    assert_eq!(store.read(|r| r.questions()).unwrap(), all, "and all are back");
    store
        .write(doing("x"), |w| w.remove_question(StarterId(uuid(2))))
        .unwrap();
    assert_eq!(store.read(|r| r.questions()).unwrap(), all[1..], "or one alone");
}

#[test]
fn cards_are_drawn_round_by_round_and_no_undo_puts_one_back() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let id = deck(1).id;
    assert_eq!(
        store.read(|r| r.last_round(id)).unwrap(),
        None,
        "nothing was drawn yet"
    );
    let cards = [
        drawn(10, 1, 5, 0),
        drawn(11, 1, 6, 0),
        drawn(12, 2, 7, 4),
        drawn(13, 1, 6, 1),
    ];
    store
        .write(Cause::Engine, |w| cards.iter().try_for_each(|c| w.put_drawn(c)))
        .unwrap();
    store
        .read(|r| {
            assert_eq!(r.last_round(id)?, Some(1), "the deck began anew once");
            assert_eq!(r.drawn(id, 0)?, cards[..2], "its first round");
            assert_eq!(r.drawn(id, 1)?, cards[3..], "its second");
            assert_eq!(r.drawn_all()?, cards, "and all there ever were");
            Ok(())
        })
        .unwrap();
    store
        .write(doing("Skipped it"), |w| {
            w.put_talk(&talk(20, 6, What::Skipped))?;
            w.put_drawn(&drawn(14, 1, 5, 1))
        })
        .unwrap();
    store.undo(now(), None).unwrap().unwrap();
    assert_eq!(
        store.read(|r| r.talks()).unwrap(),
        [],
        "what was said is taken back"
    );
    assert_eq!(
        store.read(|r| r.drawn(id, 1)).unwrap().len(),
        2,
        "that it was drawn is not: it is on the table"
    );
}

#[test]
fn what_was_said_of_a_card_is_told_newest_first() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let said = [
        talk(1, 5, What::Kept),
        Talk {
            by: None,
            ..talk(2, 6, What::Skipped)
        },
        Talk {
            line: String::new(),
            ..talk(3, 5, What::Talked)
        },
    ];
    store
        .write(doing("x"), |w| said.iter().try_for_each(|t| w.put_talk(t)))
        .unwrap();
    let [first, second, third] = said;
    assert_eq!(
        store.read(|r| r.talks()).unwrap(),
        [third.clone(), second, first.clone()],
        "all of it"
    );
    assert_eq!(
        store.read(|r| r.talks_of(third.starter)).unwrap(),
        [third.clone(), first.clone()],
        "and of one card"
    );
    store.write(doing("x"), |w| w.remove_talk(third.id)).unwrap();
    assert_eq!(
        store.read(|r| r.talks_of(third.starter)).unwrap(),
        [first],
        "taken back"
    );
}

#[test]
fn an_answer_is_sealed_or_opened_and_never_both() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let noors = answer(1, 5, Half::First, "Beans");
    let juless = answer(2, 5, Half::Second, "A pear tree");
    store
        .write(doing("x"), |w| {
            w.put_answer(&noors)?;
            w.put_answer(&juless)
        })
        .unwrap();
    let both = |store: &store::Store| store.read(|r| Ok((r.sealed_answers()?, r.answers()?))).unwrap();
    assert_eq!(
        both(&store),
        (vec![noors.clone(), juless.clone()], vec![]),
        "sealed"
    );
    let open = [opened(&noors), opened(&juless)];
    let committed = store
        .write(doing("Opened"), |w| open.iter().try_for_each(|a| w.put_answer(a)))
        .unwrap();
    assert_eq!(
        committed.tables,
        BTreeSet::from([Table::SealedAnswer, Table::Answer]),
        "both change"
    );
    assert_eq!(
        both(&store),
        (vec![], open.to_vec()),
        "opened, and sealed no longer"
    );
    store.write(doing("x"), |w| w.remove_answer(open[0].id)).unwrap();
    assert_eq!(both(&store), (vec![], vec![open[1].clone()]), "one removed");
}
