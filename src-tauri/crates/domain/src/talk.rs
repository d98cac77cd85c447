//! Things to say: decks of conversation starters, and what became of each card.

mod draw;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    ids::{AnswerId, DeckId, DrawnId, StarterId, TalkId},
    people::Half,
};

pub use draw::{Next, Table};

/// How deep a conversation goes: 1 easy, 2 closer, 3 deep.
pub type Depth = u8;

/// The deepest there is, and what somebody who has set no ceiling allows.
pub const DEEP: Depth = 3;

/// A deck of conversation starters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deck {
    /// Its identity; those that come with the program have fixed ones.
    pub id: DeckId,
    /// Its name.
    pub title: String,
    /// What it is about, in one line; may be empty.
    pub about: String,
    /// Shown only once both allow it.
    pub asks_both: bool,
    /// Whether it is the couple's own.
    pub own: bool,
    /// Its starters, in its own order.
    pub starters: Vec<Starter>,
}

/// Something to begin a conversation with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Starter {
    /// Its identity.
    pub id: StarterId,
    /// What is asked, at most 140 characters.
    pub text: String,
    /// How deep it goes.
    pub depth: Depth,
    /// What to ask next: none, one or two.
    pub follow: Vec<String>,
    /// A line for the one who listens; may be empty.
    pub hint: String,
    /// The id of the evidence note it rests on; may be empty.
    pub evidence: String,
    /// Whether it is the couple's own.
    pub own: bool,
}

/// A question of the couple's own, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its identity.
    pub id: StarterId,
    /// The deck it stands in: one of their own, or one of ours.
    pub deck: DeckId,
    /// What is asked.
    pub words: String,
    /// How deep it goes.
    pub depth: Depth,
    /// What to ask next: none, one or two.
    pub follow: Vec<String>,
    /// A line for the one who listens; may be empty.
    pub hint: String,
    /// When it was written.
    pub made_at: DateTime<Utc>,
}

/// A deck of the couple's own, as it is kept: without its questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDeck {
    /// Its identity.
    pub id: DeckId,
    /// Its name.
    pub title: String,
    /// What it is about; may be empty.
    pub about: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
}

/// That a card was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Its identity.
    pub id: DrawnId,
    /// From which deck.
    pub deck: DeckId,
    /// Which card.
    pub starter: StarterId,
    /// How often its deck had begun anew, from 0.
    pub round: u32,
    /// When.
    pub at: DateTime<Utc>,
}

/// What the couple said of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// For the next date.
    Kept,
    /// Not this one, this time round.
    Skipped,
    /// We talked about this.
    Talked,
}

/// That they said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// Its identity.
    pub id: TalkId,
    /// Of which card.
    pub starter: StarterId,
    /// By whom, where that is known.
    pub by: Option<Half>,
    /// What.
    pub what: What,
    /// The day it counts for, where they are.
    pub day: NaiveDate,
    /// When it was said.
    pub at: DateTime<Utc>,
    /// One line about it; may be empty.
    pub line: String,
}

/// An answer to a card. Sealed until both have answered and it is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its identity.
    pub id: AnswerId,
    /// To which card.
    pub starter: StarterId,
    /// By whom.
    pub by: Half,
    /// What they wrote.
    pub words: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was opened; `None` while it is sealed.
    pub opened: Option<DateTime<Utc>>,
}
