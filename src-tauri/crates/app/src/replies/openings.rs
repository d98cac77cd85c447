//! When both are free, and when they are not.

use serde::{Deserialize, Serialize};

use super::{Halves, Item};

/// An hour that is open to both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Opening {
    /// Civil start here, `2026-10-17T13:00`.
    pub start_local: String,
    /// The same as the date itself counts its hours, which may be those of another zone: where it is moved to.
    pub to: String,
    /// How long.
    pub minutes: u32,
    /// "Saturday, 1 pm".
    pub said: String,
    /// What speaks for it: "lunch instead".
    pub why: String,
    /// A sentence that makes a date of it: what the editor opens with.
    pub sentence: String,
}

/// Openings, best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Openings {
    /// "You’re both free at these times this week."
    pub heading: String,
    /// At most as many as were asked for; may be none.
    pub openings: Vec<Opening>,
}

/// What a time is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default)]
pub struct FindForm {
    /// The kind's stable word; `None` is a date of no particular sort.
    pub kind: Option<String>,
    /// How long; `None` as long as the kind usually lasts.
    pub minutes: Option<u32>,
    /// The first day to look at, `2026-10-15`; `None` is today.
    pub from: Option<String>,
    /// What is typed already: the words of its title stay in the sentences.
    pub sentence: Option<String>,
}

/// A way out of a clash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Fix {
    /// "Start at 8:15 that week".
    pub said: String,
    /// Which evening of the series is meant, by the civil start its rule gave it.
    pub original: String,
    /// Where it would go, civil where the date counts its hours.
    pub to: String,
    /// "29 October goes to Friday 30 October, 7 pm.": what it does, once it is taken.
    pub taken: String,
    /// The sentence that says so, where the date comes only once; else empty, and the evening is moved alone.
    pub sentence: String,
}

/// That a date meets somebody's busy time. It never stops anybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct HeadsUp {
    /// Who is busy.
    pub halves: Halves,
    /// "Noor is busy on 29 October", how `text` begins.
    pub lead: String,
    /// "Noor is busy on 29 October, 6:30 to 8 pm."
    pub text: String,
    /// "The next eleven are clear."; may be empty.
    pub next: String,
    /// At most two ways out.
    pub fixes: Vec<Fix>,
}

/// An evening that is to be moved while its series is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct EveningMove {
    /// The civil start its rule gives it.
    pub original: String,
    /// The civil start it gets.
    pub to: String,
}

/// A date ahead that meets somebody's busy time, as the plate asks about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Meeting {
    /// The date.
    pub item: Item,
    /// "Jules is busy on 15 October, 6:30 to 8 pm."
    pub text: String,
    /// Where it might go.
    pub openings: Openings,
}
