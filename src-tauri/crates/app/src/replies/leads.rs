//! How long before a date its reminders come.

use serde::{Deserialize, Serialize};

/// A lead, as JSON carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(untagged, deny_unknown_fields)]
pub enum Lead {
    /// `{"before_minutes": 90}`
    Before {
        /// Minutes before the start.
        before_minutes: u32,
    },
    /// `{"days_before": 1, "at": "19:00"}`
    Day {
        /// Days before the start's day.
        days_before: u32,
        /// `19:00`.
        at: String,
    },
}

/// A lead to choose from, with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LeadChoice {
    /// The lead.
    pub lead: Lead,
    /// "Evening before, 7 pm", "90 min before".
    pub words: String,
}

/// The leads that a kind of time starts with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct KindLeads {
    /// The kind's stable word.
    pub kind: String,
    /// Its leads.
    pub leads: Vec<Lead>,
}
