//! A standing date: what the couple set up once, and what follows from it.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

use crate::{ids::SlotId, people::Half, recurrence::Rule, reminder::Lead};

/// What sort of time a slot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Couple time of no particular sort.
    Date,
    /// A meal in the middle of the day.
    Lunch,
    /// A walk, a coffee.
    Walk,
    /// Out for the evening.
    EveningOut,
    /// At home in the evening.
    EveningIn,
    /// Shown only under the couple's own label, everywhere.
    Private,
    /// Therapy, counselling, an appointment with a third person. Fixed to its zone, drawn in slate.
    OutsideHelp,
}

impl Kind {
    /// All kinds, in the order the editor shows them.
    pub const ALL: [Kind; 7] = [
        Kind::Date,
        Kind::Lunch,
        Kind::Walk,
        Kind::EveningOut,
        Kind::EveningIn,
        Kind::Private,
        Kind::OutsideHelp,
    ];

    /// The stable word for files and JSON: `evening_out`.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Date => "date",
            Kind::Lunch => "lunch",
            Kind::Walk => "walk",
            Kind::EveningOut => "evening_out",
            Kind::EveningIn => "evening_in",
            Kind::Private => "private",
            Kind::OutsideHelp => "outside_help",
        }
    }

    /// The kind behind a stable word.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.word() == word)
    }

    /// Couple time travels with the couple; an appointment with somebody else stays in its zone.
    pub fn anchor(self) -> Anchor {
        match self {
            Kind::OutsideHelp => Anchor::Fixed,
            _ => Anchor::Floating,
        }
    }
}

/// Whether 7 pm means 7 pm wherever this computer is, or 7 pm in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// 7 pm wherever this computer is.
    Floating,
    /// 7 pm in the slot's zone.
    Fixed,
}

/// Who plans the occurrences of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Planner {
    /// Nobody said.
    Unset,
    /// In turns, this one first. A skipped occurrence takes nobody's turn.
    Turns(Half),
    /// Always this one.
    One(Half),
    /// Together.
    Both,
}

/// A standing or single date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its identity.
    pub id: SlotId,
    /// In the couple's words; may be empty.
    pub title: String,
    /// What sort of time.
    pub kind: Kind,
    /// What a private slot is called everywhere; empty for other kinds.
    pub label: String,
    /// Civil start of the first occurrence.
    pub start: NaiveDateTime,
    /// Length in minutes, 1 to 1,440.
    pub minutes: u32,
    /// How it comes again; `None` is a single date.
    pub rule: Option<Rule>,
    /// Whether it floats.
    pub anchor: Anchor,
    /// The zone it was made in; decides the instants only when `anchor` is `Fixed`.
    pub zone: Tz,
    /// Who plans.
    pub planner: Planner,
    /// When reminders come, earliest first.
    pub leads: Vec<Lead>,
    /// When its times were last set: a lead due before that is not late, it never was.
    pub timed_at: DateTime<Utc>,
}

impl Slot {
    /// The name it goes by: a private slot only ever under its label.
    pub fn shown_title(&self) -> &str {
        if self.kind == Kind::Private {
            &self.label
        } else {
            &self.title
        }
    }

    /// The zone that decides its instants, for a computer that is in `here`.
    pub fn zone_here(&self, here: Tz) -> Tz {
        match self.anchor {
            Anchor::Floating => here,
            Anchor::Fixed => self.zone,
        }
    }
}
