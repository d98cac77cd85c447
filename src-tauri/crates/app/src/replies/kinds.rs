//! Kinds of time, how often a date comes, and what a week still wants.

use serde::{Deserialize, Serialize};

use super::Openings;

/// A kind of time to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct KindChoice {
    /// Its stable word: `evening_out`, `own:ID`.
    pub kind: String,
    /// "Evening out"; a kind of their own by the name they gave it.
    pub name: String,
    /// The stable word of its picture.
    pub icon: String,
    /// How long it usually lasts, in minutes.
    pub minutes: u32,
    /// Whether it is the couple's own, to be renamed and removed.
    pub own: bool,
}

/// The kinds there are, and the pictures a kind of their own may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Kinds {
    /// Those that come with the program first, then the couple's own.
    pub kinds: Vec<KindChoice>,
    /// Stable words of pictures.
    pub icons: Vec<String>,
}

/// A kind of the couple's own, to be made or changed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct KindForm {
    /// The stable word of the kind to change; `None` makes a new one.
    pub kind: Option<String>,
    /// What they call it.
    pub name: String,
    /// The stable word of its picture.
    pub icon: String,
    /// How long it usually lasts, in minutes.
    pub minutes: u32,
}

/// How often a date comes, as the editor offers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Every week.
    Week,
    /// Every two weeks.
    TwoWeeks,
    /// Every month.
    Month,
    /// So many times a week, on any day.
    TimesAWeek,
    /// So many times a month, on any day.
    TimesAMonth,
    /// Not again.
    Once,
    /// Otherwise: as the sentence says.
    Other,
}

/// How often a draft comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Repeats {
    /// How.
    pub every: Every,
    /// How many times a week or month; else 1.
    pub count: u32,
    /// "Every 2 weeks".
    pub words: String,
}

/// How a sentence is to be said anew.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Rewrite {
    /// In another rhythm, on the days and at the hour it has.
    Repeats {
        /// Which.
        every: Every,
        /// How many times a week or month.
        count: u32,
    },
    /// With the usual length of a kind where none was said; nothing typed yet, the check-in's usual hour.
    Kind {
        /// Its stable word.
        kind: String,
    },
}

/// A date that comes so many times on any day, and has not found all its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Wanted {
    /// The slot.
    pub slot: String,
    /// What it goes by; a private one only under its label.
    pub title: String,
    /// "One is set, one to go".
    pub words: String,
    /// When there is room for it: at most two.
    pub openings: Openings,
}
