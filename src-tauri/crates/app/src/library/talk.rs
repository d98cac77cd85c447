//! What the library brings for talking: decks, the stress-reducing talk, sentences to begin with, cards around a session.

use std::sync::LazyLock;

use domain::{
    ids::{DeckId, StarterId},
    talk::{Deck, Starter},
};
use library::Side;

use super::{evidence, uuid};
use crate::replies;

/// The decks of the library, in their order, those too that both have to allow.
pub(crate) fn decks() -> &'static [Deck] {
    static ALL: LazyLock<Vec<Deck>> = LazyLock::new(|| library::decks().iter().map(deck).collect());
    &ALL
}

/// The deck for questions of their own that stand in no other: it is always there.
pub(crate) fn your_own() -> DeckId {
    DeckId(uuid("deck", YOUR_OWN))
}

/// The deck whose line names whom they are going to see.
pub(crate) fn before_a_session() -> DeckId {
    DeckId(uuid("deck", "before-a-session"))
}

/// What a deck is called outside: the library's own id, `ordinary-days`; of one of their own its UUID.
pub(crate) fn deck_id(id: DeckId) -> String {
    let slugs = library::decks().iter().map(|deck| deck.id.as_str());
    let mut slugs = slugs.chain([YOUR_OWN]);
    let slug = slugs.find(|slug| uuid("deck", slug) == id.0);
    slug.map_or_else(|| id.to_string(), ToOwned::to_owned)
}

/// The identity behind such an id, or behind a UUID.
pub(crate) fn deck_from(id: &str) -> DeckId {
    id.parse().unwrap_or_else(|_| DeckId(uuid("deck", id)))
}

/// The identity behind a UUID, or behind the library's own id of a starter.
pub(crate) fn starter_from(id: &str) -> StarterId {
    id.parse().unwrap_or_else(|_| StarterId(uuid("starter", id)))
}

/// Sentences to begin a hard subject gently with.
pub(crate) fn frames() -> Vec<replies::Frame> {
    let frames = library::frames().iter().map(|it| replies::Frame {
        id: it.id.clone(),
        text: it.text.clone(),
        example: it.example.clone(),
        evidence: it.evidence.as_deref().and_then(evidence),
    });
    frames.collect()
}

/// Ways to open the first honest conversation.
pub(crate) fn first_talk() -> Vec<replies::Frame> {
    let openings = library::first_talk().iter().map(|it| replies::Frame {
        id: it.id.clone(),
        text: it.text.clone(),
        example: it.hint.clone().unwrap_or_default(),
        evidence: it.evidence.as_deref().and_then(evidence),
    });
    openings.collect()
}

/// Cards for before a counselling session, or for after it.
pub(crate) fn session_cards(side: Side) -> Vec<replies::Frame> {
    let cards = library::session_cards().iter().filter(|it| it.when == side);
    let cards = cards.map(|it| replies::Frame {
        id: it.id.clone(),
        text: it.text.clone(),
        example: it.hint.clone().unwrap_or_default(),
        evidence: it.evidence.as_deref().and_then(evidence),
    });
    cards.collect()
}

const YOUR_OWN: &str = "your-own";

fn deck(deck: &library::Deck) -> Deck {
    Deck {
        id: DeckId(uuid("deck", &deck.id)),
        title: deck.title.clone(),
        about: deck.about.clone(),
        asks_both: deck.asks_both,
        own: false,
        starters: deck.starters.iter().map(starter).collect(),
    }
}

fn starter(starter: &library::Starter) -> Starter {
    Starter {
        id: StarterId(uuid("starter", &starter.id)),
        text: starter.text.clone(),
        depth: starter.depth,
        follow: starter.follow.clone(),
        hint: starter.hint.clone().unwrap_or_default(),
        evidence: starter.evidence.clone().unwrap_or_default(),
        own: false,
    }
}
