//! One evening of a series, and how far a change of it reaches.

use serde::{Deserialize, Serialize};

use super::Problem;

/// How far a change of one evening of a series reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Only this one.
    This,
    /// This one and those after it.
    Following,
    /// All from now on; what was stays as it was.
    All,
}

/// A place in the calendar that somebody is about to put an evening in, said while they drag it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Placing {
    /// "Friday 16 October, 8 to 10 pm".
    pub words: String,
    /// Why it cannot go there; `None` where it can.
    pub problem: Option<Problem>,
    /// "Noor is busy on 16 October, 6:30 to 8 pm.", or empty. It never stops anybody.
    pub busy: String,
    /// How far the change may reach; empty for a date that comes once, where there is nothing to ask.
    pub choices: Vec<ScopeChoice>,
}

/// One answer to how far a change is to reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ScopeChoice {
    /// The answer.
    pub scope: Scope,
    /// "Only this one".
    pub title: String,
    /// What it means, in a line: "The others stay as they are."
    pub says: String,
}
