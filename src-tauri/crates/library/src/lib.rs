//! The library: small things to do for each other, things to say, ideas for an hour together, and what they rest on.
//!
//! Nothing but content and its types. The content stands in `data/en/*.toml`, is embedded in the program and read once.
//! `tests/check.rs` refuses what does not belong in it; `data/article.hashes` keeps sentences of the article out of it.
//! There is no I/O here, no clock and no rule about what is shown when.
#![deny(missing_docs)]

mod items;
mod read;

pub use items::{
    Card, Cost, Deck, Energy, Frame, Gesture, HelpNumber, HelpPage, HelpPart, HelpSection, Idea, Kind,
    KnowCard, Level, Needs, Note, Opening, Place, Practice, Preparation, Prompt, Season, Side, Speaker,
    Starter, StressTalk, Turn, Who,
};
pub use read::{
    check_in, decks, evidence, first_talk, frames, gestures, help, ideas, know, preparations, reflections,
    session_cards, stress_talk,
};

/// How much of each there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Small things to do for each other.
    pub gestures: usize,
    /// Decks of conversation starters.
    pub decks: usize,
    /// Conversation starters in all decks together.
    pub starters: usize,
    /// Ideas for a date.
    pub ideas: usize,
    /// Things to get ready, and to set the mood with.
    pub preparations: usize,
    /// Sentences to begin a hard subject gently with.
    pub frames: usize,
    /// Prompts of the weekly check-in.
    pub check_in: usize,
    /// Cards of "What I know about you".
    pub know: usize,
    /// Reflections on trust.
    pub reflections: usize,
    /// Cards for before and after a counselling session.
    pub session_cards: usize,
    /// Ways to open the first honest conversation.
    pub first_talk: usize,
    /// Rules of the stress-reducing talk.
    pub stress_rules: usize,
    /// Sections of the help page.
    pub help: usize,
    /// Notes on evidence.
    pub evidence: usize,
}

impl Counts {
    /// Each count: its name, how many there are, and how many there have to be.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, usize, usize); 14] {
        [
            ("gestures", self.gestures, 150),
            ("decks", self.decks, 9),
            ("starters", self.starters, 200),
            ("ideas", self.ideas, 90),
            ("preparations", self.preparations, 30),
            ("frames", self.frames, 16),
            ("check_in", self.check_in, 12),
            ("know", self.know, 20),
            ("reflections", self.reflections, 12),
            ("session_cards", self.session_cards, 12),
            ("first_talk", self.first_talk, 5),
            ("stress_rules", self.stress_rules, 4),
            ("help", self.help, 8),
            ("evidence", self.evidence, 16),
        ]
    }
}

/// Counts the library.
#[must_use]
pub fn counts() -> Counts {
    Counts {
        gestures: gestures().len(),
        decks: decks().len(),
        starters: decks().iter().map(|deck| deck.starters.len()).sum(),
        ideas: ideas().len(),
        preparations: preparations().len(),
        frames: frames().len(),
        check_in: check_in().len(),
        know: know().len(),
        reflections: reflections().len(),
        session_cards: session_cards().len(),
        first_talk: first_talk().len(),
        stress_rules: stress_talk().rules.len(),
        help: help().parts.iter().map(|part| part.sections.len()).sum(),
        evidence: evidence().len(),
    }
}
