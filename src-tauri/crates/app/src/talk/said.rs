//! What the couple say of a card: skipped, kept for the next date, talked about; and finding it again.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::{
    ids::{StarterId, TalkId},
    plain, spoken,
    talk::{Answer, Deck, Starter, Talk, What},
    words::{fill, talk as words},
};

use super::{
    NextTime, NoTalk,
    cards::{Cards, folded},
    kept_says, spoken_long_day,
};
use crate::{App, Changed, Error, encode, replies};

/// A line has at most so many characters.
const LINE_MOST: usize = 280;

/// A search gives at most so many cards, and so much that was talked about.
const CARDS_MOST: usize = 50;
const TALKED_MOST: usize = 200;

impl App {
    /// Not this one, this time round: it does not lie open any more.
    ///
    /// # Errors
    /// No such card.
    pub fn skip_card(&self, starter: &str) -> Result<Changed<replies::Done>, Error> {
        self.say_of(starter, words::SAID_SKIPPED, |_, said| {
            said.what = What::Skipped;
            Ok(())
        })
    }

    /// Keeps a card for the next date; one that is kept stays so. One of their own that is deeper than both allow is kept
    /// for when they do.
    ///
    /// # Errors
    /// No such card.
    pub fn keep_card(&self, starter: &str) -> Result<Changed<replies::Done>, Error> {
        let cards = self.cards()?;
        let waits = cards.card(starter)?.1.depth > cards.deepest;
        let said = match self.next_time()? {
            _ if waits => words::SAID_KEPT_WAITS.to_owned(),
            Some(NextTime { day: Some(day), .. }) => fill(words::SAID_KEPT_FOR, &[("day", &day)]),
            _ => words::SAID_KEPT.to_owned(),
        };
        self.say_of(starter, &said, |cards, said| {
            said.what = What::Kept;
            let before = cards.said_of(said.starter).find(|it| it.what == What::Kept);
            if let Some(before) = before {
                said.clone_from(before);
            }
            Ok(())
        })
    }

    /// Keeps it no longer.
    ///
    /// # Errors
    /// No such card.
    pub fn unkeep_card(&self, starter: &str) -> Result<Changed<replies::Done>, Error> {
        let cards = self.cards()?;
        let (_, card) = cards.card(starter)?;
        let kept = kept_rows(&cards, card.id);
        let looking = cards.looking;
        let changed = self.change(words::SAID_UNKEPT, looking, |w| {
            kept.iter().try_for_each(|id| w.remove_talk(*id))
        })?;
        Ok(changed.done(words::SAID_UNKEPT.to_owned(), card.id.to_string()))
    }

    /// "We talked about this": today, or on an earlier day, with a line if they like. It is kept no longer.
    ///
    /// # Errors
    /// No such card; a day ahead; a line of more than 280 characters.
    pub fn talked(
        &self,
        starter: &str,
        line: &str,
        day: Option<&str>,
    ) -> Result<Changed<replies::Done>, Error> {
        let line = one_line(line)?;
        let day = day.map(encode::date_from).transpose()?;
        if let Some(day) = day.filter(|day| *day > self.here().date()) {
            return Err(NoTalk::DayAhead(spoken::long_date(day)).into());
        }
        self.say_of(starter, words::SAID_TALKED, |cards, said| {
            said.what = What::Talked;
            said.day = day.unwrap_or(said.day);
            let on_that_day = |it: &&Talk| it.what == What::Talked && it.day == said.day;
            // Said twice of one evening, it is one evening; and a line is not lost to none.
            let before = cards.said_of(said.starter).find(on_that_day);
            if let Some(before) = before {
                said.id = before.id;
                said.line.clone_from(&before.line);
            }
            if !line.is_empty() {
                said.line = line;
            }
            Ok(())
        })
    }

    /// Keeps one line about an evening they talked; an empty one takes it away.
    ///
    /// # Errors
    /// Nothing of that id; a line of more than 280 characters.
    pub fn note_talked(&self, id: &str, line: &str) -> Result<Changed<replies::Done>, Error> {
        let mut talked = self.talked_row(id)?;
        talked.line = one_line(line)?;
        let looking = self.looking_half()?;
        let changed = self.change(words::SAID_LINE, looking, |w| w.put_talk(&talked))?;
        Ok(changed.done(words::SAID_LINE.to_owned(), talked.id.to_string()))
    }

    /// They did not talk about it after all.
    ///
    /// # Errors
    /// Nothing of that id.
    pub fn untalk(&self, id: &str) -> Result<Changed<replies::Done>, Error> {
        let talked = self.talked_row(id)?;
        let looking = self.looking_half()?;
        let changed = self.change(words::SAID_UNTALKED, looking, |w| w.remove_talk(talked.id))?;
        Ok(changed.done(words::SAID_UNTALKED.to_owned(), talked.starter.to_string()))
    }

    /// What holds all of these words, of cards, lines and answers that were opened: cards, and what was talked about. Of no
    /// words: all that was talked about.
    pub fn talk_search(&self, words: &str) -> Result<replies::TalkSearch, Error> {
        let cards = self.cards()?;
        let search = Search::of(words);
        let found = cards
            .all()
            .filter(|(deck, starter)| starter.depth <= cards.deepest && search.finds(&cards, deck, starter));
        let starters = found.take(CARDS_MOST);
        Ok(replies::TalkSearch {
            starters: if search.terms.is_empty() {
                vec![]
            } else {
                starters
                    .map(|(deck, starter)| self.card_reply(&cards, deck, starter, cards.deepest))
                    .collect()
            },
            talked: self.talked_about(&cards, &search),
        })
    }

    /// What is kept for a date, as its plan shows it: nothing for any but the next one.
    pub(crate) fn kept_for(&self, key: &str) -> Result<Vec<replies::Starter>, Error> {
        if self.next_time()?.is_none_or(|next| next.key != key) {
            return Ok(vec![]);
        }
        let (cards, people) = (self.cards()?, self.people()?);
        let kept = cards.kept().into_iter();
        Ok(kept
            .map(|(said, _, starter)| replies::Starter {
                id: starter.id.to_string(),
                words: starter.text.clone(),
                kept_by: match (said.by, &people) {
                    (Some(by), Some(people)) => fill(words::KEPT_BY, &[("name", &people.name(by))]),
                    _ => String::new(),
                },
            })
            .collect())
    }

    /// "4 kept for Thursday", for whoever shows it elsewhere.
    pub fn kept_cards(&self) -> Result<(String, Vec<replies::Card>), Error> {
        let cards = self.cards()?;
        let kept = cards.kept();
        let says = kept_says(kept.len(), self.next_time()?.as_ref());
        let replies = kept
            .iter()
            .map(|(_, deck, starter)| self.card_reply(&cards, deck, starter, cards.deepest));
        Ok((says, replies.collect()))
    }

    /// The card that lies open in the deck drawn from last.
    ///
    /// # Errors
    /// None does.
    pub fn open_card(&self) -> Result<replies::Card, Error> {
        let cards = self.cards()?;
        let deck = cards.usual_deck();
        let open = cards.open(deck, cards.deepest).ok_or(NoTalk::NoCardOpen)?;
        Ok(self.card_reply(&cards, deck, open, cards.deepest))
    }

    /// Writes what was said of a card, as `make` has it, and what follows from it.
    fn say_of(
        &self,
        starter: &str,
        toast: &str,
        make: impl FnOnce(&Cards, &mut Talk) -> Result<(), Error>,
    ) -> Result<Changed<replies::Done>, Error> {
        let cards = self.cards()?;
        let (deck, card) = cards.card(starter)?;
        let drawn = self.taken_out(&cards, deck, card);
        let came = drawn
            .iter()
            .chain(&cards.drawn)
            .filter(|it| it.starter == card.id);
        let came = came.map(|it| it.at).max();
        let mut said = Talk {
            id: TalkId(self.new_id()),
            starter: card.id,
            by: cards.looking,
            what: What::Skipped,
            day: self.here().date(),
            // Never before the draw it is about, whatever the clock was set to.
            at: came.map_or(self.now(), |at| at.max(self.now())),
            line: String::new(),
        };
        make(&cards, &mut said)?;
        let no_longer = match said.what {
            What::Talked => kept_rows(&cards, card.id),
            What::Kept | What::Skipped => vec![],
        };
        let changed = self.change(toast, cards.looking, |w| {
            if let Some(drawn) = &drawn {
                w.put_drawn(drawn)?;
            }
            no_longer.iter().try_for_each(|id| w.remove_talk(*id))?;
            w.put_talk(&said)
        })?;
        let id = match said.what {
            What::Talked => said.id.to_string(),
            What::Kept | What::Skipped => card.id.to_string(),
        };
        Ok(changed.done(toast.to_owned(), id))
    }

    fn talked_row(&self, id: &str) -> Result<Talk, Error> {
        let id: TalkId = id.trim().parse().map_err(|_| Error::NotFound)?;
        let talks = self.read(|r| r.talks())?.unwrap_or_default();
        let mut talked = talks.into_iter().filter(|it| it.what == What::Talked);
        talked.find(|it| it.id == id).ok_or(Error::NotFound)
    }

    /// What was talked about and holds the words, newest first. Of decks that both have not allowed, nothing.
    fn talked_about(&self, cards: &Cards, search: &Search) -> Vec<replies::Talked> {
        let hidden: HashSet<StarterId> = cards
            .out_of_sight()
            .iter()
            .flat_map(|deck| deck.starters.iter().map(|it| it.id))
            .collect();
        let today = self.here().date();
        let mut found: Vec<(&Talk, replies::Talked)> = cards
            .talks
            .iter()
            .filter(|it| it.what == What::Talked && !hidden.contains(&it.starter))
            .map(|it| (it, talked_reply(cards, it, today)))
            .filter(|(it, reply)| {
                let answers = opened_of(cards, it.starter).map(|it| it.words.as_str());
                let texts = [reply.text.as_str(), &reply.line, &reply.deck].into_iter();
                search.fits(texts.chain(answers))
            })
            .collect();
        found.sort_by_key(|(it, _)| std::cmp::Reverse((it.day, it.at, it.id)));
        found.truncate(TALKED_MOST);
        found.into_iter().map(|(_, reply)| reply).collect()
    }
}

/// What somebody looks for: every word of it.
struct Search {
    terms: Vec<String>,
}

impl Search {
    fn of(words: &str) -> Search {
        let words = folded(words);
        Search {
            terms: words.split_whitespace().map(str::to_owned).collect(),
        }
    }

    fn finds(&self, cards: &Cards, deck: &Deck, starter: &Starter) -> bool {
        let lines = cards.said_of(starter.id).map(|it| it.line.as_str());
        let answers = opened_of(cards, starter.id).map(|it| it.words.as_str());
        let own = [starter.text.as_str(), &starter.hint, &deck.title].into_iter();
        let follow = starter.follow.iter().map(String::as_str);
        self.fits(own.chain(follow).chain(lines).chain(answers))
    }

    fn fits<'a>(&self, texts: impl Iterator<Item = &'a str>) -> bool {
        let all = folded(&texts.collect::<Vec<_>>().join("\n"));
        self.terms.iter().all(|term| all.contains(term))
    }
}

fn opened_of(cards: &Cards, starter: StarterId) -> impl Iterator<Item = &Answer> {
    cards.opened.iter().filter(move |it| it.starter == starter)
}

fn talked_reply(cards: &Cards, it: &Talk, today: NaiveDate) -> replies::Talked {
    let found = cards.find(it.starter);
    replies::Talked {
        id: it.id.to_string(),
        starter: it.starter.to_string(),
        deck: found.map(|(deck, _)| deck.title.clone()).unwrap_or_default(),
        text: found.map_or_else(|| words::GONE.to_owned(), |(_, it)| it.text.clone()),
        date: it.day.to_string(),
        day: spoken_long_day(it.day, today),
        line: it.line.clone(),
    }
}

fn kept_rows(cards: &Cards, starter: StarterId) -> Vec<TalkId> {
    let said = cards.said_of(starter);
    said.filter(|it| it.what == What::Kept).map(|it| it.id).collect()
}

/// # Errors
/// More than 280 characters.
fn one_line(text: &str) -> Result<String, Error> {
    let line = plain::line(text);
    match line.chars().count() {
        ..=LINE_MOST => Ok(line),
        _ => Err(NoTalk::LineLong(LINE_MOST).into()),
    }
}
