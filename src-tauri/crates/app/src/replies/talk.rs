//! Things to say.

use serde::{Deserialize, Serialize};

use super::{Evidence, Half, Halves};

/// The talk page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Talk {
    /// The decks, in their order; those both have to allow only once they do.
    pub decks: Vec<Deck>,
    /// How deep it may go today: the lower of the two ceilings, and no word about whose it is. 1 to 3.
    pub deepest: u8,
    /// How deep tonight, as the page was asked for: what is left and how many there are is at this depth. Never more
    /// than `deepest`; 2 where nobody asked.
    pub depth: u8,
    /// "4 kept for Thursday", or empty.
    pub kept_says: String,
    /// How many are kept.
    pub kept: u32,
    /// What is kept, the newest first.
    pub keeps: Vec<Card>,
    /// The key of the date they are kept for, or empty while none is ahead.
    pub kept_for: String,
}

/// A deck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Deck {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// How many are left before it begins anew, at today's depth.
    pub left: u32,
    /// How many it has, at today's depth.
    pub all: u32,
    /// Whether it is the couple's own.
    pub own: bool,
    /// The card lying open: the one drawn last, until it has been talked about or skipped; or nothing.
    pub open: Option<Card>,
}

/// A card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Card {
    /// Its id.
    pub id: String,
    /// Its deck's id.
    pub deck: String,
    /// Its deck's name.
    pub deck_title: String,
    /// "What we’d have back, 9 of 28", or the deck's name alone.
    pub place: String,
    /// 1 to 3.
    pub depth: u8,
    /// "Easy", "Closer", "Deep".
    pub depth_says: String,
    /// What is asked.
    pub text: String,
    /// What to ask next.
    pub follow: Vec<String>,
    /// For the one who listens, or empty.
    pub hint: String,
    /// Whether it is kept for the next date.
    pub kept: bool,
    /// "You talked about this on 3 October.", or empty.
    pub talked: String,
    /// Whether it is the couple's own.
    pub own: bool,
    /// What became of answers written apart, as far as whoever looks may see.
    pub answers: Answers,
    /// The research it rests on, or nothing.
    pub evidence: Option<Evidence>,
}

/// Answers written apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Answers {
    /// Who has written one.
    pub written: Halves,
    /// What whoever is here wrote, while it is sealed; or empty.
    pub mine: String,
    /// Whether both have, and it can be opened.
    pub ready: bool,
    /// Both, once opened: by whom and what.
    pub opened: Vec<(Half, String)>,
}

/// What a draw gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Drew {
    /// The card; nothing where the deck has none at this depth.
    pub starter: Option<Card>,
    /// Whether the deck has begun anew with it.
    pub anew: bool,
    /// "That was all of them. From the beginning again.", "Nothing this light in here.", or empty.
    pub says: String,
}

/// What was talked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Talked {
    /// Its id.
    pub id: String,
    /// The card.
    pub starter: String,
    /// Its deck's name.
    pub deck: String,
    /// What was asked.
    pub text: String,
    /// `2026-10-13`.
    pub date: String,
    /// "Tuesday 13 October".
    pub day: String,
    /// One line, or empty.
    pub line: String,
}

/// A search through all cards and what was said of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TalkSearch {
    /// Cards, at most fifty.
    pub starters: Vec<Card>,
    /// What was talked about, newest first, at most two hundred.
    pub talked: Vec<Talked>,
}

/// A question of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default)]
pub struct QuestionForm {
    /// Which; nothing for a new one.
    pub id: Option<String>,
    /// The deck it goes into; empty for "Your own".
    pub deck: String,
    /// What is asked, at most 140 characters.
    pub text: String,
    /// 1 to 3.
    pub depth: u8,
    /// What to ask next, at most two.
    pub follow: Vec<String>,
    /// For the one who listens.
    pub hint: String,
}

/// A deck of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default)]
pub struct DeckForm {
    /// Which; nothing for a new one.
    pub id: Option<String>,
    /// Its name, at most 60 characters.
    pub title: String,
    /// What it is about, in a line; may be empty.
    pub about: String,
}

/// A deck file, looked at before it is taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct DeckPreview {
    /// Its name.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Its questions, depth and words, as they would be taken in.
    pub questions: Vec<(u8, String)>,
    /// How many of them are already here.
    pub known: u32,
    /// What is left out, and why: "Question 12: longer than 140 characters."
    pub refused: Vec<String>,
    /// "24 questions, 2 already here."
    pub says: String,
}

/// Everything for a sitting of two that is not a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Sitting {
    /// Minutes of one turn, for the soft timer.
    pub turn_minutes: u32,
    /// Who begins: whoever was asked for, else each in turn, by the day.
    pub begins: Half,
    /// The stress-reducing talk.
    pub stress: StressTalk,
    /// Sentences to begin a hard subject gently with.
    pub frames: Vec<Frame>,
    /// Ways to open the first honest conversation.
    pub openings: Vec<Frame>,
    /// Cards for before a counselling session.
    pub before_session: Vec<Frame>,
    /// Cards for after it.
    pub after_session: Vec<Frame>,
}

/// The stress-reducing talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct StressTalk {
    /// Its name.
    pub title: String,
    /// What it is.
    pub about: String,
    /// Minutes in all.
    pub minutes: u32,
    /// What stays on the screen.
    pub rules: Vec<String>,
    /// Its parts: words and minutes. `who` is whose turn it is to speak, or nothing.
    pub turns: Vec<StressTurn>,
    /// The research it rests on.
    pub evidence: Option<Evidence>,
}

/// One part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct StressTurn {
    /// Who speaks, or nothing for both.
    pub who: Option<Half>,
    /// What happens in it, with names in their places.
    pub text: String,
    /// Minutes.
    pub minutes: u32,
}

/// A sentence to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Frame {
    /// Its id.
    pub id: String,
    /// The sentence, with "…" where one's own words go.
    pub text: String,
    /// An example, or a hint; may be empty.
    pub example: String,
    /// The research it rests on, or nothing.
    pub evidence: Option<Evidence>,
}

/// What each sets for themselves alone: only that of whoever is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct OwnChoices {
    /// Whose they are; nothing where the computer is shared and nobody has said.
    pub half: Option<Half>,
    /// How deep a conversation may go, 1 to 3; nothing where no ceiling is set.
    pub ceiling: Option<u8>,
    /// Whether touch is welcome.
    pub touch: bool,
    /// Whether the other may read what one ticked and wrote beside it.
    pub log_open: bool,
}
