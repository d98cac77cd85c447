//! The embedded files, each read once when it is first asked for. A file that cannot be read is a fault of the build,
//! which the tests of this crate find.

use std::sync::LazyLock;

use serde::{Deserialize, de::DeserializeOwned};

use crate::items::{
    Card, Deck, Frame, Gesture, HelpPage, Idea, KnowCard, Note, Opening, Preparation, Prompt, StressTalk,
};

/// Small things to do for each other.
#[must_use]
pub fn gestures() -> &'static [Gesture] {
    static ALL: LazyLock<Vec<Gesture>> = LazyLock::new(|| {
        table::<Gestures>("gestures.toml", include_str!("../data/en/gestures.toml")).gesture
    });
    &ALL
}

/// The decks of conversation starters, in the order in which they are offered.
#[must_use]
pub fn decks() -> &'static [Deck] {
    static ALL: LazyLock<Vec<Deck>> =
        LazyLock::new(|| DECKS.iter().map(|(name, text)| table(name, text)).collect());
    &ALL
}

/// Ideas for a date.
#[must_use]
pub fn ideas() -> &'static [Idea] {
    static ALL: LazyLock<Vec<Idea>> =
        LazyLock::new(|| table::<Ideas>("ideas.toml", include_str!("../data/en/ideas.toml")).idea);
    &ALL
}

/// Things to get ready before a date, and to set the mood with.
#[must_use]
pub fn preparations() -> &'static [Preparation] {
    static ALL: LazyLock<Vec<Preparation>> = LazyLock::new(|| {
        table::<Preparations>("preparations.toml", include_str!("../data/en/preparations.toml")).preparation
    });
    &ALL
}

/// Sentences to begin a hard subject gently with.
#[must_use]
pub fn frames() -> &'static [Frame] {
    static ALL: LazyLock<Vec<Frame>> =
        LazyLock::new(|| table::<Frames>("frames.toml", include_str!("../data/en/frames.toml")).frame);
    &ALL
}

/// Prompts of the weekly check-in.
#[must_use]
pub fn check_in() -> &'static [Prompt] {
    static ALL: LazyLock<Vec<Prompt>> =
        LazyLock::new(|| table::<CheckIn>("check_in.toml", include_str!("../data/en/check_in.toml")).prompt);
    &ALL
}

/// What each may know about the other, a card a question.
#[must_use]
pub fn know() -> &'static [KnowCard] {
    static ALL: LazyLock<Vec<KnowCard>> =
        LazyLock::new(|| table::<Know>("know.toml", include_str!("../data/en/know.toml")).card);
    &ALL
}

/// Reflections on trust, for one person alone at first.
#[must_use]
pub fn reflections() -> &'static [Prompt] {
    static ALL: LazyLock<Vec<Prompt>> = LazyLock::new(|| {
        table::<Reflections>("reflections.toml", include_str!("../data/en/reflections.toml")).reflection
    });
    &ALL
}

/// Cards for before and after a counselling session.
#[must_use]
pub fn session_cards() -> &'static [Card] {
    static ALL: LazyLock<Vec<Card>> = LazyLock::new(|| {
        table::<SessionCards>(
            "session_cards.toml",
            include_str!("../data/en/session_cards.toml"),
        )
        .card
    });
    &ALL
}

/// Ways to open the first honest conversation.
#[must_use]
pub fn first_talk() -> &'static [Opening] {
    static ALL: LazyLock<Vec<Opening>> = LazyLock::new(|| {
        table::<FirstTalk>("first_talk.toml", include_str!("../data/en/first_talk.toml")).opening
    });
    &ALL
}

/// The stress-reducing talk.
#[must_use]
pub fn stress_talk() -> &'static StressTalk {
    static ONE: LazyLock<StressTalk> =
        LazyLock::new(|| table("stress_talk.toml", include_str!("../data/en/stress_talk.toml")));
    &ONE
}

/// The help page.
#[must_use]
pub fn help() -> &'static HelpPage {
    static ONE: LazyLock<HelpPage> =
        LazyLock::new(|| table("help.toml", include_str!("../data/en/help.toml")));
    &ONE
}

/// What the library rests on.
#[must_use]
pub fn evidence() -> &'static [Note] {
    static ALL: LazyLock<Vec<Note>> =
        LazyLock::new(|| table::<Evidence>("evidence.toml", include_str!("../data/en/evidence.toml")).note);
    &ALL
}

/// A deck is a file of its own, named here in the order in which decks are offered.
const DECKS: &[(&str, &str)] = &[
    (
        "decks/ordinary-days.toml",
        include_str!("../data/en/decks/ordinary-days.toml"),
    ),
    (
        "decks/what-wed-have-back.toml",
        include_str!("../data/en/decks/what-wed-have-back.toml"),
    ),
    (
        "decks/close-and-touch.toml",
        include_str!("../data/en/decks/close-and-touch.toml"),
    ),
    (
        "decks/trust-and-repair.toml",
        include_str!("../data/en/decks/trust-and-repair.toml"),
    ),
    (
        "decks/money-family-plans.toml",
        include_str!("../data/en/decks/money-family-plans.toml"),
    ),
    (
        "decks/before-a-session.toml",
        include_str!("../data/en/decks/before-a-session.toml"),
    ),
    (
        "decks/the-long-way-home.toml",
        include_str!("../data/en/decks/the-long-way-home.toml"),
    ),
    (
        "decks/still-finding-out.toml",
        include_str!("../data/en/decks/still-finding-out.toml"),
    ),
    (
        "decks/seen-and-thanked.toml",
        include_str!("../data/en/decks/seen-and-thanked.toml"),
    ),
];

fn table<T: DeserializeOwned>(name: &str, text: &str) -> T {
    match toml::from_str(text) {
        Ok(read) => read,
        Err(error) => panic!("BUG: {name}, which is embedded, cannot be read: {error}"),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gestures {
    #[serde(default)]
    gesture: Vec<Gesture>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ideas {
    #[serde(default)]
    idea: Vec<Idea>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Preparations {
    #[serde(default)]
    preparation: Vec<Preparation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Frames {
    #[serde(default)]
    frame: Vec<Frame>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckIn {
    #[serde(default)]
    prompt: Vec<Prompt>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Know {
    #[serde(default)]
    card: Vec<KnowCard>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reflections {
    #[serde(default)]
    reflection: Vec<Prompt>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionCards {
    #[serde(default)]
    card: Vec<Card>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstTalk {
    #[serde(default)]
    opening: Vec<Opening>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Evidence {
    #[serde(default)]
    note: Vec<Note>,
}
