//! Small things one does for the other.

mod rhythm;
pub mod strength;
pub mod suggest;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    favourite,
    ids::{FavouriteId, GestureId, NoticedId, TickId},
    people::Half,
};
pub use rhythm::{Intention, Rhythm, week_of};

/// Who a gesture is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum For {
    /// Something one does for the other, either way round.
    Other,
    /// Something the two do together.
    Both,
}

/// The five kinds of small things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Something said or written.
    Words,
    /// Time and attention.
    Time,
    /// Something taken off the other's hands.
    Help,
    /// A hand, a hug. Shown only once both allow it.
    Touch,
    /// Something to have, eat or find.
    Gift,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 5] = [Kind::Words, Kind::Time, Kind::Help, Kind::Touch, Kind::Gift];
}

/// What something costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cost {
    /// Nothing.
    Free,
    /// About a cup of coffee, or a meal cooked at home.
    Small,
    /// A meal out, or tickets.
    Some,
}

/// Where something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// At home.
    Home,
    /// Out of the house.
    Out,
    /// Wherever one happens to be.
    Anywhere,
}

/// Whether something of the library, or of their own, is still offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It is.
    Offered,
    /// It does not suit them: neither offered nor listed, until it is shown again.
    Hidden,
    /// It has had its time: not offered, and kept with its history.
    Archived,
}

/// A small thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gesture {
    /// Its identity; those that come with the program have fixed ones.
    pub id: GestureId,
    /// What to do, at most 84 characters. `{favourite}` in it stands for one of the sort it `needs`.
    pub title: String,
    /// One line beneath it; may be empty.
    pub detail: String,
    /// How long it takes.
    pub minutes: u32,
    /// 1 is a moment, 3 takes some doing.
    pub effort: u8,
    /// Who it is for.
    pub whom: For,
    /// What it costs.
    pub cost: Cost,
    /// Which of the five kinds.
    pub kind: Kind,
    /// Where it is done.
    pub place: Place,
    /// Offered only where a favourite of this sort is known.
    pub needs: Option<favourite::Sort>,
    /// An if-then plan to begin with, in the first person; may be empty.
    pub cue: String,
    /// Whether it is offered.
    pub state: State,
    /// Who keeps it from the other until it is done.
    pub surprise: Option<Half>,
}

/// Somebody did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Its identity.
    pub id: TickId,
    /// What was done.
    pub gesture: GestureId,
    /// By whom.
    pub by: Half,
    /// The day it counts for, where they are.
    pub day: NaiveDate,
    /// When it was ticked.
    pub at: DateTime<Utc>,
    /// One line about it; may be empty.
    pub note: String,
    /// What it was called then, where a favourite stood in its words; empty where its own title says it.
    pub called: String,
}

/// What a day offered, kept so that it neither flickers nor comes again too soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggested {
    /// The day, where they are.
    pub day: NaiveDate,
    /// To whom; `None` is whoever is here.
    pub half: Option<Half>,
    /// The place on the day's list, from 0.
    pub n: u32,
    /// What.
    pub gesture: GestureId,
    /// With which favourite in it.
    pub favourite: Option<FavouriteId>,
}

/// What one of them noticed the other do, to thank for. Theirs alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noticed {
    /// Its identity.
    pub id: NoticedId,
    /// Who noticed.
    pub by: Half,
    /// What.
    pub words: String,
    /// The tick it is about, where there is one.
    pub tick: Option<TickId>,
    /// The day the other did it.
    pub day: NaiveDate,
    /// The day thanks were said; `None` while they are still to come.
    pub thanked: Option<NaiveDate>,
}

impl Gesture {
    /// A moment for the other that costs nothing: what one is before more is said of it.
    pub fn new(id: GestureId, title: impl Into<String>) -> Gesture {
        Gesture {
            id,
            title: title.into(),
            detail: String::new(),
            minutes: 10,
            effort: 1,
            whom: For::Other,
            cost: Cost::Free,
            kind: Kind::Time,
            place: Place::Anywhere,
            needs: None,
            cue: String::new(),
            state: State::Offered,
            surprise: None,
        }
    }
}
