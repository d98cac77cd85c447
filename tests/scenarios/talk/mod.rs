//! Things to say: cards drawn over the days, kept for a date, talked about; questions of their own; answers written apart;
//! decks as files.

mod answers;
mod cards;
mod deck_files;
mod kept;
mod own;

use app::{
    App,
    replies::{Card, Code, DeckForm, Half, Here, QuestionForm},
};
use tests::world::World;

use crate::getting_ready::here;

/// Noor and Jules on a Tuesday afternoon, on Noor's computer, with a date on Thursday.
fn world() -> World {
    let world = World::at("2026-10-13T14:36", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    world
}

/// A question of their own, in a deck; in "Your own" where none is named.
fn question(app: &App, deck: &str, text: &str, depth: u8) -> String {
    let form = QuestionForm {
        deck: deck.into(),
        text: text.into(),
        depth,
        ..QuestionForm::default()
    };
    app.save_question(&form).unwrap().value.id
}

/// A deck of their own with as many questions of each depth, the deepest written first.
fn deck_of(app: &App, title: &str, counts: [usize; 3]) -> String {
    let form = DeckForm {
        title: title.into(),
        ..DeckForm::default()
    };
    let deck = app.save_deck(&form).unwrap().value.id;
    for depth in [3, 2, 1] {
        for n in 0..counts[usize::from(depth) - 1] {
            question(app, &deck, &format!("{title}, {depth}, {n}?"), depth);
        }
    }
    deck
}

fn draw(app: &App, deck: &str) -> Card {
    app.draw(Some(deck), None).unwrap().value.starter.unwrap()
}

/// The deck of that id, as the page at that depth has it.
fn deck(app: &App, id: &str, depth: u8) -> app::replies::Deck {
    let decks = app.talk(Some(depth)).unwrap().decks;
    decks.into_iter().find(|deck| deck.id == id).unwrap()
}

fn refused<T: std::fmt::Debug>(result: Result<T, app::Error>) -> String {
    let problem = result.unwrap_err().problem();
    assert_eq!(problem.code, Code::Invalid, "{problem:?}");
    problem.message
}

/// Both allow touch, each on a computer where they are the one looking.
fn both_allow_touch(world: &World) {
    for (here_is, half) in [(Here::Second, Half::Second), (Here::First, Half::First)] {
        here(world, here_is);
        world.app().set_touch(true, Some(half)).unwrap();
    }
}
