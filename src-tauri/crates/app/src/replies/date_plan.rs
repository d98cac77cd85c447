//! The plan of a date, as its sheet, the day panel and Today show it.

use serde::{Deserialize, Serialize};

use super::{ChosenIdea, Half, Lead, LeadChoice};

/// Who does something on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The left half.
    First,
    /// The right half.
    Second,
    /// Together.
    Both,
}

/// What one evening is going to be: everything the sheet of its plan shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct DatePlan {
    /// The occurrence.
    pub key: String,
    /// "Thursday 15 October, 7 to 9 pm".
    pub heading: String,
    /// "in 2 days".
    pub away: String,
    /// What it is called: its own name, or its series'. Of a private date its own, which is shown nowhere else.
    pub title: String,
    /// What it goes by without a name of its own; may be empty.
    pub goes_by: String,
    /// Where.
    pub place: String,
    /// A note.
    pub note: String,
    /// What it may cost, in their words.
    pub budget: String,
    /// The idea it grew from, in words.
    pub idea: String,
    /// The same where it is one of those on offer, or nothing.
    pub chosen: Option<ChosenIdea>,
    /// What they kept to talk about that evening.
    pub starters: Vec<Starter>,
    /// Whether one keeps it from the other.
    pub surprise: Surprise,
    /// Who does what.
    pub parts: Vec<Part>,
    /// What is to be got ready.
    pub preparations: Vec<Preparation>,
    /// What couples often get ready, each with when to be reminded.
    pub presets: Vec<Preset>,
    /// What else the library knows to get ready, in groups.
    pub more: Vec<PresetGroup>,
    /// When to be reminded: leads to choose from.
    pub leads: Vec<LeadChoice>,
    /// "Jules keeps it a surprise until Thursday.": the rest of it is not here. Empty where all of it is.
    pub hidden: String,
    /// "Only this Thursday. The others stay as they are."; empty for a single date.
    pub foot: String,
}

/// A conversation starter that one of them kept for the evening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Starter {
    /// Its id.
    pub id: String,
    /// The starter.
    pub words: String,
    /// "Kept by Noor", or empty.
    pub kept_by: String,
}

/// Whether a plan is kept from the other until the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Surprise {
    /// Whether it is.
    pub on: bool,
    /// Whether it may be chosen: who plans is here, and the day has not come.
    pub may: bool,
    /// From whom: a name; empty where it is not offered at all.
    pub from: String,
    /// "Keep it a surprise from Noor until Thursday".
    pub words: String,
    /// What that means, or why it cannot be chosen.
    pub text: String,
    /// The half it is kept from.
    pub half: Option<Half>,
}

/// What one of them, or both, see to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Part {
    /// Its id.
    pub id: String,
    /// Who.
    pub who: Who,
    /// What.
    pub words: String,
}

/// Something to be got ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Preparation {
    /// Its id.
    pub id: String,
    /// What.
    pub words: String,
    /// A line beneath it, or empty.
    pub remark: String,
    /// When to be reminded; `null` for not at all.
    pub lead: Option<Lead>,
    /// Who did it.
    pub done_by: Option<Half>,
    /// "Reminds tomorrow at 9 am", "No reminder needed"; empty when its time is over and it is still to do.
    pub reminder: String,
}

/// What couples often get ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Preset {
    /// "A sitter".
    pub words: String,
    /// When to be reminded.
    pub lead: Lead,
}

/// Things to get ready that are of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PresetGroup {
    /// "To see to", "For the mood".
    pub name: String,
    /// Each with when to be reminded.
    pub presets: Vec<Preset>,
}

/// As much of a plan as stands beside its date: in the day panel, on Today.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PlanGlance {
    /// Where, or empty.
    pub place: String,
    /// The note, or empty.
    pub note: String,
    /// Who does what.
    pub parts: Vec<Part>,
    /// What is to be got ready.
    pub preparations: Vec<Preparation>,
    /// "Jules keeps it a surprise until Thursday.", "A surprise for Noor until Thursday", or empty.
    pub surprise: String,
    /// "Before 7 pm": over what is to be got ready.
    pub before: String,
    /// What is kept to talk about that evening: in the day panel; the plate on Today leaves it out.
    pub starters: Vec<Starter>,
}

/// What the sheet saves: all of it, in one step that undo takes back. What is not here any more is removed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct DatePlanForm {
    /// The occurrence.
    pub key: String,
    /// Its own name; empty for its series'.
    pub title: String,
    /// Where.
    pub place: String,
    /// A note.
    pub note: String,
    /// What it may cost.
    pub budget: String,
    /// The idea, in words.
    pub idea: String,
    /// Which one, where it is one of those on offer. Other words than its title are another idea.
    pub idea_id: Option<String>,
    /// Whether the one who is here keeps it from the other.
    pub surprise: bool,
    /// Who does what. A line without words is left out.
    pub parts: Vec<PartForm>,
    /// What is to be got ready. A line without words is left out.
    pub preparations: Vec<PreparationForm>,
}

/// A line of who does what.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PartForm {
    /// Its id; `null` for a new one.
    pub id: Option<String>,
    /// Who.
    pub who: Who,
    /// What.
    pub words: String,
}

/// Something to be got ready.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PreparationForm {
    /// Its id; `null` for a new one.
    pub id: Option<String>,
    /// What.
    pub words: String,
    /// A line beneath it.
    pub remark: String,
    /// When to be reminded; `null` for not at all.
    pub lead: Option<Lead>,
    /// Who did it.
    pub done_by: Option<Half>,
}

impl DatePlan {
    /// What the sheet would save with nothing changed.
    pub fn form(&self) -> DatePlanForm {
        DatePlanForm {
            key: self.key.clone(),
            title: self.title.clone(),
            place: self.place.clone(),
            note: self.note.clone(),
            budget: self.budget.clone(),
            idea: self.idea.clone(),
            idea_id: self.chosen.as_ref().map(|idea| idea.id.clone()),
            surprise: self.surprise.on,
            parts: self
                .parts
                .iter()
                .map(|part| PartForm {
                    id: Some(part.id.clone()),
                    who: part.who,
                    words: part.words.clone(),
                })
                .collect(),
            preparations: self
                .preparations
                .iter()
                .map(|it| PreparationForm {
                    id: Some(it.id.clone()),
                    words: it.words.clone(),
                    remark: it.remark.clone(),
                    lead: it.lead.clone(),
                    done_by: it.done_by,
                })
                .collect(),
        }
    }
}
