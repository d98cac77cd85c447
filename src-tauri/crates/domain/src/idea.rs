//! Ideas for a date, and who wants which.

mod choose;

use chrono::{DateTime, Utc};

pub use choose::{Chosen, Days, Known, Wanted, Wished, choose, wished};

use crate::{
    gesture::{Cost, Place, State},
    ids::{IdeaId, WishId},
    people::Half,
    reminder::Lead,
};

/// When in the year something is at its best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// At any time.
    Any,
    /// March to May in the north.
    Spring,
    /// June to August in the north.
    Summer,
    /// September to November in the north.
    Autumn,
    /// December to February in the north.
    Winter,
}

/// An idea for a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idea {
    /// Its identity; those that come with the program have fixed ones.
    pub id: IdeaId,
    /// What to do.
    pub title: String,
    /// A second line; may be empty.
    pub detail: String,
    /// How long it takes.
    pub minutes: u32,
    /// What it costs two people.
    pub cost: Cost,
    /// What it costs in the couple's words, "to £20"; may be empty.
    pub price: String,
    /// At home or out.
    pub place: Place,
    /// How much it asks of two tired people, 1 to 3.
    pub energy: u8,
    /// When in the year.
    pub season: Season,
    /// The group it is new among; ideas of a group count as alike. Empty for one of its own.
    pub novelty: String,
    /// What is to be got ready for it.
    pub prepare: Vec<ToPrepare>,
    /// Offered before anything else to those who have done none yet.
    pub first: bool,
    /// Whether it is offered.
    pub state: State,
    /// The id of the evidence note it rests on; may be empty.
    pub evidence: String,
}

/// Something an idea wants got ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToPrepare {
    /// What.
    pub words: String,
    /// When to be reminded; `None` for not at all.
    pub lead: Option<Lead>,
}

/// That one of the two wants an idea. Where both do there are two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Its identity.
    pub id: WishId,
    /// Of what.
    pub idea: IdeaId,
    /// Whose.
    pub by: Half,
    /// Since when.
    pub made_at: DateTime<Utc>,
}
