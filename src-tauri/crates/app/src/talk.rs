//! Things to say: decks and cards, what became of each, and two people sitting down with them.

mod answers;
mod cards;
mod deck_file;
mod draw;
mod own;
mod refused;
mod said;
mod sitting;

use chrono::{Datelike, NaiveDate, Timelike};
use domain::{
    occurrence::{self, Occurrence, Status},
    slot::Kind,
    spoken,
    talk::{Deck, Depth, Table},
    words::{fill, talk as words},
    zone,
};

use crate::{App, Error, library, replies};
use cards::Cards;

pub use deck_file::DeckFile;
pub use refused::NoTalk;

/// Within these days a day goes by its name alone: "4 kept for Thursday".
const A_WEEK: i64 = 6;

/// How far ahead somebody is looked for whom they are going to see.
const HELP_AHEAD: chrono::Duration = chrono::Duration::days(60);

impl App {
    /// The talk page, at the depth of tonight: as asked for, never below the lower of the two ceilings.
    ///
    /// # Errors
    /// Not a depth.
    pub fn talk(&self, depth: Option<u8>) -> Result<replies::Talk, Error> {
        let cards = self.cards()?;
        let depth = cards.depth(asked(depth)?);
        let help = self.going_to_see()?;
        let next = self.next_time()?;
        let kept = cards.kept();
        Ok(replies::Talk {
            decks: cards
                .decks()
                .iter()
                .map(|deck| self.deck_reply(&cards, deck, depth, help.as_deref()))
                .collect(),
            deepest: cards.deepest,
            depth,
            kept_says: kept_says(kept.len(), next.as_ref()),
            kept: count(kept.len()),
            keeps: kept
                .iter()
                .map(|(_, deck, starter)| self.card_reply(&cards, deck, starter, depth))
                .collect(),
            kept_for: next.map(|next| next.key).unwrap_or_default(),
        })
    }

    /// One card: by its id or its words.
    ///
    /// # Errors
    /// None is called that, or both have not allowed it.
    pub fn card(&self, starter: &str) -> Result<replies::Card, Error> {
        let cards = self.cards()?;
        let (deck, starter) = cards.card(starter)?;
        Ok(self.card_reply(&cards, deck, starter, cards.deepest))
    }

    /// The id of a deck given by its id, its UUID or its title.
    ///
    /// # Errors
    /// No deck is called that, or both have not allowed it.
    pub fn deck_named(&self, called: &str) -> Result<String, Error> {
        Ok(library::talk::deck_id(self.cards()?.deck(called)?.id))
    }

    /// All cards of a deck that may come, as they lie in it.
    ///
    /// # Errors
    /// No deck is called that, or both have not allowed it.
    pub fn cards_of(&self, deck: &str) -> Result<Vec<replies::Card>, Error> {
        let cards = self.cards()?;
        let deck = cards.deck(deck)?;
        let may = deck.starters.iter();
        Ok(may
            .filter(|it| it.own || it.depth <= cards.deepest)
            .map(|it| self.card_reply(&cards, deck, it, cards.deepest))
            .collect())
    }

    fn deck_reply(&self, cards: &Cards, deck: &Deck, depth: Depth, help: Option<&str>) -> replies::Deck {
        let table = Table::lay(deck, &cards.drawn, depth);
        let open = cards.open(deck, depth);
        let about = match help {
            Some(who) if deck.id == library::talk::before_a_session() => {
                fill(words::WHAT_TO_BRING, &[("who", &who)])
            }
            _ => deck.about.clone(),
        };
        replies::Deck {
            id: library::talk::deck_id(deck.id),
            title: deck.title.clone(),
            about,
            left: count(table.left_count()),
            all: count(table.all()),
            own: deck.own,
            open: open.map(|starter| self.card_reply(cards, deck, starter, depth)),
        }
    }

    /// Whom they are going to see: what the next hour of outside help is called, where it is called something.
    fn going_to_see(&self) -> Result<Option<String>, Error> {
        let now = self.now();
        let mut next: Option<Occurrence> = None;
        for (slot, changes) in self.series()? {
            if slot.kind != Kind::OutsideHelp {
                continue;
            }
            let found = occurrence::occurrences(&slot, &changes, now, now + HELP_AHEAD, self.zone(), now)?;
            let named = found
                .into_iter()
                .find(|o| matches!(o.status, Status::Planned | Status::Moved) && !o.title.is_empty());
            if let Some(o) = named
                && next.as_ref().is_none_or(|best| o.start < best.start)
            {
                next = Some(o);
            }
        }
        Ok(next.map(|o| o.title))
    }

    /// The couple time that what is kept is kept for, if one is ahead or on.
    fn next_time(&self) -> Result<Option<NextTime>, Error> {
        let Some(o) = self.next_date()? else {
            return Ok(None);
        };
        let local = zone::civil(o.start, self.zone());
        let today = self.here().date();
        let days = (local.date() - today).num_days();
        Ok(Some(NextTime {
            key: o.key.to_string(),
            day: match days {
                ..1 => None,
                1..=A_WEEK => Some(spoken::day_name(local.weekday()).to_owned()),
                _ => Some(spoken::long_date_from(local.date(), today)),
            },
            tonight: local.hour() >= 17,
        }))
    }
}

/// The couple time that what is kept is kept for.
struct NextTime {
    key: String,
    /// "Thursday"; nothing for today.
    day: Option<String>,
    /// Whether today is tonight.
    tonight: bool,
}

fn kept_says(kept: usize, next: Option<&NextTime>) -> String {
    if kept == 0 {
        return String::new();
    }
    let n: (&str, &dyn std::fmt::Display) = ("n", &kept);
    match next {
        None => fill(words::KEPT, &[n]),
        Some(NextTime { day: Some(day), .. }) => fill(words::KEPT_FOR, &[n, ("day", day)]),
        Some(NextTime { tonight: true, .. }) => fill(words::KEPT_FOR_TONIGHT, &[n]),
        Some(_) => fill(words::KEPT_FOR_TODAY, &[n]),
    }
}

/// # Errors
/// Not 1 to 3.
fn asked(depth: Option<u8>) -> Result<Option<Depth>, Error> {
    match depth {
        Some(depth) if !(1..=domain::talk::DEEP).contains(&depth) => {
            Err(NoTalk::Depth(depth.to_string()).into())
        }
        depth => Ok(depth),
    }
}

/// "3 October", with the year where it is another one.
pub(crate) fn spoken_day(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        spoken::date(day)
    } else {
        spoken::date_from(day, today)
    }
}

/// "Saturday 3 October", the same.
pub(crate) fn spoken_long_day(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        spoken::long_date(day)
    } else {
        spoken::long_date_from(day, today)
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
