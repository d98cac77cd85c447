//! Ideas for dates, and who wants which.

use serde::{Deserialize, Serialize};

use super::{Evidence, Half, Halves, Lead};

/// An idea for a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Idea {
    /// Its id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// A second line, or empty.
    pub detail: String,
    /// Minutes.
    pub minutes: u32,
    /// "60 min, free", "45 min, to £20".
    pub says: String,
    /// `free`, `small`, `some`.
    pub cost: String,
    /// In the couple's words, or empty.
    pub price: String,
    /// `home`, `out`.
    pub place: String,
    /// 1 to 3.
    pub energy: u8,
    /// `any`, `spring`, `summer`, `autumn`, `winter`.
    pub season: String,
    /// The group it belongs to, or empty; the icon goes by it: `food`, `outdoors`, …
    pub novelty: String,
    /// What is to be got ready for it.
    pub prepare: Vec<String>,
    /// Who wants it.
    pub wished: Halves,
    /// "You both wanted this, since May", "Noor’s", or empty.
    pub wished_says: String,
    /// "Last in August", or empty.
    pub last: String,
    /// Whether it is the couple's own.
    pub own: bool,
    /// Whether it is one of the library that stands otherwise than it came; `remove_idea` gives it its words again.
    pub changed: bool,
    /// `offered`, `hidden`.
    pub state: String,
    /// The research it rests on, or nothing.
    pub evidence: Option<Evidence>,
}

/// What fits a date or an hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Ideas {
    /// "An idea for Saturday 24 October, 1 to 2 pm", or "Ideas".
    pub heading: String,
    /// "An hour, not far", as the filters say.
    pub says: String,
    /// The filter that was answered: the one asked for, with its blanks filled from the date.
    pub filter: IdeaFilterSaid,
    /// What fits, best first.
    pub fits: Vec<Idea>,
    /// The wish list, as far as it fits.
    pub wishes: Vec<Idea>,
    /// "3 of 7 fit an hour", or empty.
    pub wishes_says: String,
    /// Where a new date would be: the opening that was asked for, or the first one of its day; nothing beside a date.
    pub opening: Option<IdeaOpening>,
}

/// Hours that a date could be made in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct IdeaOpening {
    /// `2026-10-24T13:00`.
    pub start: String,
    /// Minutes.
    pub minutes: u32,
}

/// The idea a date has grown from, as the sheet of its plan shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ChosenIdea {
    /// Its id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// "Two hours, about £40. From our wish list.": beneath it.
    pub says: String,
    /// `home`, `out`.
    pub place: String,
    /// The group it belongs to, or empty.
    pub novelty: String,
    /// What is to be got ready for it: with another idea it goes from the plan again.
    pub prepare: Vec<String>,
}

/// What an idea would put into the plan of a date. Nothing of it is saved yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct IdeaForPlan {
    /// The idea.
    pub chosen: ChosenIdea,
    /// What the date would be called.
    pub title: String,
    /// What it wants got ready that the plan has not got yet.
    pub preparations: Vec<IdeaPreparation>,
}

/// Something an idea wants got ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct IdeaPreparation {
    /// What.
    pub words: String,
    /// When to be reminded; `null` for not at all.
    pub lead: Option<Lead>,
}

/// Filters, as they were answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct IdeaFilterSaid {
    /// `30`, `60`, or nothing for longer.
    pub minutes: Option<u32>,
    /// `home`, `out`, or nothing for either.
    pub place: Option<String>,
    /// `free`, `small`, or nothing for any.
    pub cost: Option<String>,
    /// 1, 2, or nothing for any.
    pub energy: Option<u8>,
}

/// What ideas are wanted for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default)]
pub struct IdeaFilter {
    /// The key of a date, or empty.
    pub key: String,
    /// The start of an empty opening, `2026-10-24T13:00`, or a day, `2026-10-24`, that has none yet; or empty.
    pub opening: String,
    /// How long the opening is; 0 for a day.
    pub opening_minutes: u32,
    /// At most so many minutes; 0 for any length; nothing for what the date has.
    pub minutes: Option<u32>,
    /// `home`, `out`.
    pub place: Option<String>,
    /// At most this cost: `free`, `small`, `some`.
    pub cost: Option<String>,
    /// At most so much, 1 to 3.
    pub energy: Option<u8>,
    /// Words in the title or detail.
    pub words: String,
    /// Hidden ones instead.
    pub hidden: bool,
}

/// An idea of their own, or other words for one of the library.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default)]
pub struct IdeaForm {
    /// Which; nothing for a new one.
    pub id: Option<String>,
    /// What to do.
    pub title: String,
    /// A second line.
    pub detail: String,
    /// Minutes.
    pub minutes: u32,
    /// `free`, `small`, `some`.
    pub cost: String,
    /// In the couple's words.
    pub price: String,
    /// `home`, `out`.
    pub place: String,
    /// 1 to 3.
    pub energy: u8,
    /// A line for each thing to get ready.
    pub prepare: Vec<String>,
    /// Who wishes for it with it; nothing for nobody.
    pub wish: Option<Half>,
}
