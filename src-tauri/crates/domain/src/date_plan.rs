//! What one evening is going to be: where, what for, who does what, and what is to be got ready before.

use chrono::{DateTime, Utc};

use crate::{
    ids::{IdeaId, PlanId},
    occurrence::OccurrenceKey,
    people::Half,
    reminder::Lead,
};

/// The plan of one occurrence, apart from its title, which the occurrence itself has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatePlan {
    /// Its identity.
    pub id: PlanId,
    /// Which evening.
    pub key: OccurrenceKey,
    /// Where.
    pub place: String,
    /// A note.
    pub note: String,
    /// What it may cost, in their words.
    pub budget: String,
    /// The idea it grew from, in words.
    pub idea: String,
    /// Which one, where it is still known.
    pub idea_id: Option<IdeaId>,
    /// Who keeps it from the other until the day.
    pub surprise: Option<Half>,
}

/// Who does something on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// One of the two.
    One(Half),
    /// Together.
    Both,
}

/// What one of them, or both, see to on a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its identity; parts are listed in the order they were made.
    pub id: PlanId,
    /// Which evening.
    pub key: OccurrenceKey,
    /// Who.
    pub who: Who,
    /// What.
    pub words: String,
}

/// Something to be got ready before a date: a sitter, a table, candles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preparation {
    /// Its identity; they are listed in the order they were made.
    pub id: PlanId,
    /// Which evening.
    pub key: OccurrenceKey,
    /// What.
    pub words: String,
    /// A line beneath it: "Jules asked on Sunday. She can come."
    pub remark: String,
    /// When to be reminded; `None` for not at all.
    pub lead: Option<Lead>,
    /// Who did it, and when; `None` while it is to do.
    pub done: Option<(Half, DateTime<Utc>)>,
    /// When its lead was set: a reminder due before that never was.
    pub made_at: DateTime<Utc>,
}

impl DatePlan {
    /// Whether somebody sees it who is not to: the plan of a surprise, before its day, to anybody but who keeps it.
    ///
    /// `looking` is `None` where the computer is shared and nobody said who is looking.
    pub fn is_hidden(&self, looking: Option<Half>, before_its_day: bool) -> bool {
        before_its_day && self.surprise.is_some() && self.surprise != looking
    }
}
