//! The two people, as the halves of the mark.

/// One of the two. `First` is the left half, `Second` the right; in right-to-left layouts the words still hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Half {
    /// The first name given at the start: the left half.
    First,
    /// The second name: the right half.
    Second,
}

impl Half {
    /// The other one.
    pub fn other(self) -> Half {
        match self {
            Half::First => Half::Second,
            Half::Second => Half::First,
        }
    }
}

/// Whose hands are on the keyboard: a computer account belongs to one of the two, or is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// The account belongs to this one.
    One(Half),
    /// Both use it: a tick asks by its shape whose it is.
    Shared,
}

/// The two names, as the couple gave them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    /// The first name given: the left half.
    pub first: String,
    /// The second name given: the right half.
    pub second: String,
}

impl People {
    /// The name of one half.
    pub fn name(&self, half: Half) -> &str {
        match half {
            Half::First => &self.first,
            Half::Second => &self.second,
        }
    }

    /// Who is meant by a name, upper or lower case: `standing --as noor`.
    pub fn named(&self, name: &str) -> Option<Half> {
        let name = name.trim().to_lowercase();
        [Half::First, Half::Second]
            .into_iter()
            .find(|h| self.name(*h).trim().to_lowercase() == name)
    }
}
