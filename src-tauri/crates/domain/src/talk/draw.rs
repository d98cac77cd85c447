//! Which card comes next.
//!
//! A deck is gone through in rounds: each card that may come comes once, and then the deck begins anew. Within a round
//! what has been seen least lately comes first, and of that the lightest; among equals a fixed disorder decides, which is
//! another one in each deck and each round. Where the depth is what it was all through a round, that is light to deep.
//! Where it is raised in the middle of a later one, the deeper cards that nobody has seen yet come before anything is
//! repeated.

use std::{cmp::Reverse, collections::HashMap};

use uuid::Uuid;

use super::{Deck, Depth, Drawn, Starter};
use crate::ids::{DeckId, StarterId};

/// A deck as it lies on the table: what may come at this depth, and what has come already.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    deck: &'a Deck,
    deepest: Depth,
    /// The last time each of its cards came.
    came: HashMap<StarterId, &'a Drawn>,
    /// The round it is in.
    round: u32,
    /// What was drawn last, whether or not it may still come.
    last: Option<&'a Drawn>,
}

/// What a draw gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next<'a> {
    /// The card.
    pub starter: &'a Starter,
    /// The round it belongs to.
    pub round: u32,
    /// Whether the deck begins anew with it.
    pub anew: bool,
}

impl<'a> Table<'a> {
    /// Lays a deck out. What was drawn from other decks is left aside.
    pub fn lay(deck: &'a Deck, drawn: &'a [Drawn], deepest: Depth) -> Table<'a> {
        let mut came: HashMap<StarterId, &Drawn> = HashMap::new();
        let own = drawn.iter().filter(|it| it.deck == deck.id);
        for it in own.clone() {
            let latest = came.entry(it.starter).or_insert(it);
            if (it.round, it.at) > (latest.round, latest.at) {
                *latest = it;
            }
        }
        Table {
            deck,
            deepest,
            came,
            round: own.clone().map(|it| it.round).max().unwrap_or(0),
            last: own.max_by_key(|it| (it.at, it.id)),
        }
    }

    /// The next card. Nothing where none may come at this depth.
    ///
    /// The first card of a new round is not the one just drawn, unless there is no other.
    pub fn next(&self) -> Option<Next<'a>> {
        let left: Vec<&Starter> = self.left().collect();
        if !left.is_empty() {
            return self.first_of(left, self.round, false);
        }
        let last = self.last.map(|it| it.starter);
        let but_last: Vec<&Starter> = self.may_come().filter(|it| Some(it.id) != last).collect();
        let cards = if but_last.is_empty() {
            self.may_come().collect()
        } else {
            but_last
        };
        self.first_of(cards, self.round + 1, true)
    }

    /// How many may come at this depth.
    pub fn all(&self) -> usize {
        self.may_come().count()
    }

    /// How many of them are left before the deck begins anew.
    pub fn left_count(&self) -> usize {
        self.left().count()
    }

    /// The card drawn last, as long as it may come at this depth.
    pub fn open(&self) -> Option<&'a Starter> {
        let last = self.last?.starter;
        self.may_come().find(|it| it.id == last)
    }

    /// The how-manieth card of this round it was, from 1, of those that may come at this depth; nothing for one that has
    /// not come in it.
    pub fn place(&self, starter: StarterId) -> Option<usize> {
        let at = |id: StarterId| {
            let came = self.came.get(&id).filter(|it| it.round == self.round)?;
            Some((came.at, came.id))
        };
        let own = at(starter)?;
        Some(
            self.may_come()
                .filter_map(|it| at(it.id))
                .filter(|other| *other <= own)
                .count(),
        )
    }

    /// The round that a card counts for which somebody takes out by hand; nothing for one that has come in this round.
    pub fn round_of(&self, starter: StarterId) -> Option<u32> {
        match self.next() {
            Some(next) if next.starter.id == starter => Some(next.round),
            _ if self.came_now(starter) => None,
            _ => Some(self.round),
        }
    }

    /// The deck it is.
    pub fn deck(&self) -> &'a Deck {
        self.deck
    }

    /// What was drawn last.
    pub fn last(&self) -> Option<&'a Drawn> {
        self.last
    }

    /// The last time a card came.
    pub fn came(&self, starter: StarterId) -> Option<&'a Drawn> {
        self.came.get(&starter).copied()
    }

    fn may_come(&self) -> impl Iterator<Item = &'a Starter> {
        let deepest = self.deepest;
        self.deck.starters.iter().filter(move |it| it.depth <= deepest)
    }

    fn left(&self) -> impl Iterator<Item = &'a Starter> {
        self.may_come().filter(|it| !self.came_now(it.id))
    }

    fn came_now(&self, starter: StarterId) -> bool {
        self.came.get(&starter).is_some_and(|it| it.round == self.round)
    }

    fn first_of(&self, cards: Vec<&'a Starter>, round: u32, anew: bool) -> Option<Next<'a>> {
        let starter = cards.into_iter().min_by_key(|it| {
            let seen = self.came.get(&it.id).map(|came| came.round);
            (
                seen,
                it.depth,
                disorder(self.deck.id, round, it.id),
                Reverse(it.id),
            )
        })?;
        Some(Next { starter, round, anew })
    }
}

/// A number that looks like chance, always the same for the same card of the same round.
fn disorder(deck: DeckId, round: u32, starter: StarterId) -> u64 {
    let halves = |id: Uuid| {
        let (high, low) = id.as_u64_pair();
        [high, low]
    };
    let [deck_high, deck_low] = halves(deck.0);
    let [high, low] = halves(starter.0);
    [deck_high, deck_low, u64::from(round), high, low]
        .into_iter()
        .fold(0, |sum, part| scattered(sum ^ part))
}

/// The finishing step of SplitMix64 (Steele, Lea, Flood 2014): each bit of what comes in changes half of what goes out.
fn scattered(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests;
