//! Help from outside.

use serde::Serialize;

/// The help page: where to look when this program is not the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct HelpPage {
    /// Its parts, each opened by itself: `counsellor`, `safety`.
    pub parts: Vec<HelpPart>,
    /// That it is no substitute for advice from a professional.
    pub no_substitute: String,
}

/// A part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct HelpPart {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is in it.
    pub about: String,
    /// Its sections in order.
    pub sections: Vec<HelpSection>,
}

/// A section of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct HelpSection {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its paragraphs.
    pub text: Vec<String>,
    /// Numbers to call, if any.
    pub numbers: Vec<HelpNumber>,
    /// What is said of the numbers, below them.
    pub after: Vec<String>,
}

/// A number to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct HelpNumber {
    /// Where it is answered.
    pub place: String,
    /// The number, as it is dialled there.
    pub number: String,
}
