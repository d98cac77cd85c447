//! Why a sentence is refused, each by name, with a sentence and a hint from the catalogue.

use crate::words::{fill, sentence as words};

/// Why a sentence was not read. Each has a stable [`code`](Refusal::code), one sentence and one hint.
///
/// `said` fields quote the couple's own words: fit for the window and the terminal, never for a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A day was said, but no hour, and no word that gives one. The window asks for it.
    #[error("{}", self.message())]
    NeedsTime {
        /// The day as it was typed: `Thursdays`.
        said: String,
    },
    /// An hour, a length or a title was said, but no day.
    #[error("{}", self.message())]
    NeedsDay {
        /// The part that was understood, as it was typed: `7pm`.
        said: String,
    },
    /// It is over already: `tonight` after 7 pm, `14/02/2020`.
    #[error("{}", self.message())]
    Past {
        /// The day as it was typed.
        said: String,
    },
    /// A day or an hour that does not exist: `31 February`, `27:00`.
    #[error("{}", self.message())]
    Impossible {
        /// As it was typed; empty for a series that would never take place.
        said: String,
        /// It exists, but from 2100 on, where nothing is planned.
        too_far: bool,
    },
    /// Two things that exclude each other: `Thursday 16 October` when that is a Friday, `7pm in the morning`.
    #[error("{}", self.message())]
    Contradiction {
        /// The first, as it was typed.
        first: String,
        /// The second; empty where one part names several days: `7–9 October`.
        second: String,
    },
    /// No time at all, or more than 24 hours.
    #[error("{}", self.message())]
    Length {
        /// As it was typed.
        said: String,
        /// In minutes: 0, or more than 1,440.
        minutes: u32,
    },
    /// Nothing in it is a day or an hour.
    #[error("{}", self.message())]
    NotUnderstood {
        /// What was typed, without the room around it.
        said: String,
    },
    /// More than [`super::LONGEST`] characters.
    #[error("{}", self.message())]
    TooLong {
        /// How many characters it has.
        characters: usize,
    },
}

impl Refusal {
    /// The stable word for JSON and the window: `needs_time`.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::NeedsTime { .. } => "needs_time",
            Refusal::NeedsDay { .. } => "needs_day",
            Refusal::Past { .. } => "past",
            Refusal::Impossible { .. } => "impossible",
            Refusal::Contradiction { .. } => "contradiction",
            Refusal::Length { .. } => "length",
            Refusal::NotUnderstood { .. } => "not_understood",
            Refusal::TooLong { .. } => "too_long",
        }
    }

    /// One sentence for a person: `31 February does not exist.`
    pub fn message(&self) -> String {
        let quoting = |template, said: &String| fill(template, &[("said", &quoted(said))]);
        match self {
            Refusal::NeedsTime { .. } => words::NEEDS_TIME.to_owned(),
            Refusal::NeedsDay { .. } => words::NEEDS_DAY.to_owned(),
            Refusal::Past { said } => quoting(words::PAST, said),
            Refusal::Impossible { said, .. } if said.is_empty() => words::IMPOSSIBLE_NEVER.to_owned(),
            Refusal::Impossible { said, too_far: true } => quoting(words::IMPOSSIBLE_FAR, said),
            Refusal::Impossible { said, too_far: false } => quoting(words::IMPOSSIBLE, said),
            Refusal::Contradiction { first, second } if second.is_empty() => {
                fill(words::CONTRADICTION_SAME, &[("first", &quoted(first))])
            }
            Refusal::Contradiction { first, second } => fill(
                words::CONTRADICTION,
                &[("first", &quoted(first)), ("second", &quoted(second))],
            ),
            Refusal::Length { said, minutes: 0 } => quoting(words::LENGTH_ZERO, said),
            Refusal::Length { said, .. } => quoting(words::LENGTH_OVER, said),
            Refusal::NotUnderstood { .. } => words::NOT_UNDERSTOOD.to_owned(),
            Refusal::TooLong { .. } => fill(words::TOO_LONG, &[("n", &super::LONGEST)]),
        }
    }

    /// What to do next, in one sentence.
    pub fn hint(&self) -> &'static str {
        match self {
            Refusal::NeedsTime { .. } => words::NEEDS_TIME_HINT,
            Refusal::NeedsDay { .. } => words::NEEDS_DAY_HINT,
            Refusal::Past { .. } => words::PAST_HINT,
            Refusal::Impossible { said, .. } if said.is_empty() => words::IMPOSSIBLE_NEVER_HINT,
            Refusal::Impossible { too_far: true, .. } => words::IMPOSSIBLE_FAR_HINT,
            Refusal::Impossible { .. } => words::IMPOSSIBLE_HINT,
            Refusal::Contradiction { second, .. } if second.is_empty() => words::CONTRADICTION_SAME_HINT,
            Refusal::Contradiction { .. } => words::CONTRADICTION_HINT,
            Refusal::Length { .. } => words::LENGTH_HINT,
            Refusal::NotUnderstood { .. } => words::NOT_UNDERSTOOD_HINT,
            Refusal::TooLong { .. } => words::TOO_LONG_HINT,
        }
    }
}

/// What was typed, between quotes that cannot be taken for the sentence's own.
fn quoted(said: &str) -> String {
    format!("“{said}”")
}
