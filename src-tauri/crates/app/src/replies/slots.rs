//! The editor: a slot, what was said of its occurrences, and the sentence as it is read.

use serde::{Deserialize, Serialize};

use super::{EveningMove, KindLeads, Kinds, Lead, LeadChoice, Problem, Repeats, Scope, ScopeChoice};

/// A slot, as the editor and `standing date` show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Slot {
    /// Its id.
    pub id: String,
    /// In the couple's words; may be empty.
    pub title: String,
    /// What a private slot is called; else empty.
    pub label: String,
    /// The kind's stable word.
    pub kind: String,
    /// RFC 5545 text, or `null` for a single date.
    pub rule: Option<String>,
    /// Civil start of the first.
    pub start_local: String,
    /// The zone it was made in.
    pub zone: String,
    /// `floating` or `fixed`.
    pub anchor: String,
    /// Length.
    pub minutes: u32,
    /// `2 week` for one that comes twice a week on any day, and has no rule; else `null`.
    pub times: Option<String>,
    /// Where it may go when it falls through, `SA 15:00`; or empty.
    pub backup: String,
    /// The same, said: "Saturday, 3 pm"; or empty.
    pub backup_words: String,
    /// Reminders.
    pub leads: Vec<Lead>,
    /// Who plans.
    pub planner: Planner,
    /// "Every Thursday, 7 to 9 pm".
    pub reading: String,
    /// A sentence that reads back to the same slot: what the editor's input starts with.
    pub sentence: String,
}

/// Who plans.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Planner {
    /// Nobody said.
    #[default]
    Unset,
    /// In turns, the first one first.
    TurnsFirst,
    /// In turns, the second one first.
    TurnsSecond,
    /// Always the first one.
    First,
    /// Always the second one.
    Second,
    /// Together.
    Both,
}

/// What the couple said of one occurrence, for the editor's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Exception {
    /// The occurrence.
    pub key: String,
    /// "24 Dec".
    pub day: String,
    /// "Skipped", "Moved to Fri 6 Nov, 8 pm", "Set, 7 pm".
    pub text: String,
    /// Whether it was set by hand, beside what its rule gives: it is skipped rather than put back.
    pub set: bool,
}

/// What the editor opens with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Editor {
    /// The slot; `None` for a new one.
    pub slot: Option<Slot>,
    /// Its exceptions from today on.
    pub exceptions: Vec<Exception>,
    /// How far a change may reach that is made from one of its evenings; empty for a date without a rhythm.
    pub scopes: Vec<ScopeChoice>,
    /// The kinds of time to choose from.
    pub kinds: Kinds,
    /// The days a back-up hour may be on: `SA` and "Saturday", in the order of their week.
    pub backup_days: Vec<(String, String)>,
    /// Leads to choose from.
    pub leads: Vec<LeadChoice>,
    /// The leads a new slot starts with.
    pub defaults: Vec<Lead>,
    /// The leads that each kind of time starts with.
    pub kind_defaults: Vec<KindLeads>,
    /// The zone this computer is in.
    pub zone: String,
}

/// A part of the sentence that was recognised, for the underline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Span {
    /// Start, in UTF-16 code units.
    pub start: u32,
    /// End.
    pub end: u32,
    /// `day`, `bound`, `hour`, `length`, `title`.
    pub what: String,
}

/// What a sentence means, or why it means nothing yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Reading {
    /// The recognised parts, also where `problem` is set.
    pub spans: Vec<Span>,
    /// The draft; `None` when `problem` says why.
    pub draft: Option<Draft>,
    /// "Every Thursday, 7 to 9 pm"; empty without a draft.
    pub words: String,
    /// "from this week"; may be empty.
    pub tail: String,
    /// "15, 22, 29 Oct, 5 Nov …"; empty for a single date.
    pub next: String,
    /// The next four starts, RFC 3339.
    pub instants: Vec<String>,
    /// How an ambiguity was resolved.
    pub notes: Vec<String>,
    /// Why there is no draft.
    pub problem: Option<Problem>,
}

/// What a sentence says, before anything is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Draft {
    /// How often it comes.
    pub repeats: Repeats,
    /// `2 week` for so many times on any day, instead of a rule.
    pub times: Option<String>,
    /// The words left over.
    pub title: String,
    /// The kind's stable word.
    pub kind: String,
    /// RFC 5545 text, or `null`.
    pub rule: Option<String>,
    /// Civil start of the first.
    pub start_local: String,
    /// Length.
    pub minutes: u32,
}

/// What the editor saves. The times come from the sentence, read again in Rust: nothing is taken on trust.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SlotForm {
    /// The slot to change; `None` makes a new one.
    pub id: Option<String>,
    /// "Thursdays 7pm, 2 hours". Unchanged from `Slot::sentence`, the times stay as they are.
    pub sentence: String,
    /// `None`: the words left over in the sentence.
    pub title: Option<String>,
    /// `None`: as the sentence suggests.
    pub kind: Option<String>,
    /// What a private slot is called.
    pub label: String,
    /// Reminders; `None`: the defaults.
    pub leads: Option<Vec<Lead>>,
    /// Who plans.
    pub planner: Planner,
    /// `floating` or `fixed`; `None`: as the kind has it.
    pub anchor: Option<String>,
    /// Where it may go when it falls through: `SA 15:00`, or empty for nowhere. `None`: as it is.
    pub backup: Option<String>,
    /// How far a change of a series reaches; `None` is all from now on. Only with the `key` of one of its evenings.
    pub scope: Option<Scope>,
    /// The evening that the editor was opened on.
    pub key: Option<String>,
    /// Evenings that are moved as it is saved, out of the way of something.
    #[serde(default)]
    pub moves: Vec<EveningMove>,
    /// What it meets is left as it is, and not asked about again.
    #[serde(default)]
    pub left: bool,
}
