//! What each of the two sets for themselves alone. The other never sees it, only what comes of both.

use crate::{ids::ChoiceId, people::Half, talk::Depth};

/// What somebody set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Said {
    /// How deep a conversation may go.
    Ceiling(Depth),
    /// Whether gestures of touch and the deck about it are welcome. Unsaid means no.
    Touch(bool),
}

/// That they set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Its identity.
    pub id: ChoiceId,
    /// Who.
    pub half: Half,
    /// What.
    pub said: Said,
}
