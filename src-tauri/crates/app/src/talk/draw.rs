//! Drawing a card, and the one that waits on Today.

use chrono::{DateTime, Duration, Utc};
use domain::{
    ids::DrawnId,
    talk::{Deck, Depth, Drawn, Next, Starter, Table, What},
    words::talk as words,
};

use super::{asked, cards::Cards};
use crate::{App, Changed, Error, replies};

impl App {
    /// Draws a card: from the deck that is named, else the one drawn from last, else the first; as deep as is asked for,
    /// else as both allow. What lay open in that deck does not any more.
    ///
    /// # Errors
    /// No deck is called that, or both have not allowed it; not a depth.
    pub fn draw(&self, deck: Option<&str>, depth: Option<u8>) -> Result<Changed<replies::Drew>, Error> {
        let depth = asked(depth)?;
        let changed = self.record(|w| {
            let mut cards = self.cards_in(w)?;
            let depth = depth.unwrap_or(cards.deepest).min(cards.deepest);
            let deck = match deck {
                Some(called) => cards.deck(called).cloned(),
                None => Ok(cards.usual_deck().clone()),
            };
            let deck = match deck {
                Ok(deck) => deck,
                Err(none) => return Ok(Err(none)),
            };
            let Some((drawn, anew)) = self.next_of_deck(&cards, &deck, depth) else {
                return Ok(Ok(replies::Drew {
                    starter: None,
                    anew: false,
                    says: nothing_says(&deck, cards.deepest).to_owned(),
                }));
            };
            w.put_drawn(&drawn)?;
            let starter = drawn.starter;
            cards.drawn.retain(|it| it.id != drawn.id);
            cards.drawn.push(drawn);
            let starter = deck.starters.iter().find(|it| it.id == starter);
            Ok(Ok(replies::Drew {
                starter: starter.map(|it| self.card_reply(&cards, &deck, it, depth)),
                anew,
                says: if anew {
                    words::ANEW.to_owned()
                } else {
                    String::new()
                },
            }))
        })?;
        Ok(Changed {
            value: changed.value?,
            topics: changed.topics,
        })
    }

    /// A card for tonight, if there is an hour: the one lying open in the deck that was drawn from last, else the one that
    /// a draw would give. Nothing is drawn by looking.
    pub(crate) fn card_for_tonight(&self) -> Result<Option<replies::Card>, Error> {
        let found = self.read(|r| {
            let mut cards = self.table_in(r)?;
            let deck = cards.usual_deck().clone();
            let open = Table::lay(&deck, &cards.drawn, cards.deepest).open().cloned();
            if let Some(open) = &open {
                cards.talks = r.talks_of(open.id)?;
            }
            // What is kept waits for its date.
            let kept = |it: &Starter| cards.said_of(it.id).any(|said| said.what == What::Kept);
            let open = open.filter(|it| cards.open(&deck, cards.deepest).is_some() && !kept(it));
            let next = || Table::lay(&deck, &cards.drawn, cards.deepest).next();
            let Some(starter) = open.or_else(|| next().map(|next| next.starter.clone())) else {
                return Ok(None);
            };
            cards.talks = r.talks_of(starter.id)?;
            cards.sealed = r.sealed_answers()?;
            cards.opened = r.answers()?;
            Ok(Some(self.card_reply(&cards, &deck, &starter, cards.deepest)))
        })?;
        Ok(found.flatten())
    }

    /// That a card was taken out by hand, and not drawn: it counts for its deck's round. Nothing for one that has come in it.
    pub(super) fn taken_out(&self, cards: &Cards, deck: &Deck, starter: &Starter) -> Option<Drawn> {
        let table = Table::lay(deck, &cards.drawn, cards.deepest);
        let round = table.round_of(starter.id)?;
        let is_next = table.next().is_some_and(|next| next.starter.id == starter.id);
        let at = match table.last() {
            // Behind the card that lies open.
            Some(last) if !is_next => last.at - A_MOMENT,
            _ => self.after_the_last(cards),
        };
        Some(self.drawn(&table, starter, round, at))
    }

    fn next_of_deck(&self, cards: &Cards, deck: &Deck, depth: Depth) -> Option<(Drawn, bool)> {
        let table = Table::lay(deck, &cards.drawn, depth);
        let Next { starter, round, anew } = table.next()?;
        let at = self.after_the_last(cards);
        Some((self.drawn(&table, starter, round, at), anew))
    }

    /// A card has one row for its last time: what came before says nothing that is not in it.
    fn drawn(&self, table: &Table<'_>, starter: &Starter, round: u32, at: DateTime<Utc>) -> Drawn {
        let before = table.came(starter.id).map(|it| it.id);
        Drawn {
            id: before.unwrap_or_else(|| DrawnId(self.new_id())),
            deck: table.deck().id,
            starter: starter.id,
            round,
            at,
        }
    }

    /// Now, or the moment after the last draw where the clock was set back: which card was drawn last is read from this.
    fn after_the_last(&self, cards: &Cards) -> DateTime<Utc> {
        let last = cards.drawn.iter().map(|it| it.at + A_MOMENT).max();
        last.map_or(self.now(), |last| last.max(self.now()))
    }
}

impl Cards {
    /// The deck drawn from last; before the first draw the first deck.
    pub(super) fn usual_deck(&self) -> &Deck {
        let first = self.decks().first();
        let usual = self.last_deck().or(first);
        usual.expect("BUG: the library has decks that ask nobody, and “Your own” is always there")
    }
}

/// As much as the store tells moments apart.
const A_MOMENT: Duration = Duration::milliseconds(1);

/// Why a deck gives nothing.
fn nothing_says(deck: &Deck, deepest: Depth) -> &'static str {
    match () {
        () if deck.starters.is_empty() => words::NOTHING_YET,
        () if deck.starters.iter().any(|it| it.depth <= deepest) => words::TOO_LIGHT,
        () => words::TOO_DEEP,
    }
}
