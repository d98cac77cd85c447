//! Questions and decks of their own.

use domain::{
    ids::{AnswerId, DeckId, StarterId, TalkId},
    plain,
    talk::{DEEP, Deck, OwnDeck, Question, What},
    words::{fill, talk as words},
};

use super::{
    NoTalk,
    cards::{Cards, folded},
};
use crate::{App, Changed, Error, library, replies};

/// A question, and each of what is to go on with, has at most so many characters; so has the line for who listens.
pub(super) const TEXT_MOST: usize = 140;

/// A question has at most so much to go on with.
pub(super) const FOLLOW_MOST: usize = 2;

/// A deck's name has at most so many characters, and what it is about so many.
pub(super) const TITLE_MOST: usize = 60;
pub(super) const ABOUT_MOST: usize = 140;

/// A deck has room for so many questions of theirs, and they for so many decks.
pub(super) const QUESTIONS_MOST: usize = 500;
const DECKS_MOST: usize = 60;

impl App {
    /// Keeps a question of their own, in any deck.
    ///
    /// # Errors
    /// No words, more than 140 characters, a depth that is none; one that is in the deck already; one that is not theirs.
    pub fn save_question(&self, form: &replies::QuestionForm) -> Result<Changed<replies::Done>, Error> {
        let cards = self.cards()?;
        let before = form.id.as_deref().map(|id| self.own_question(&cards, id));
        let before = before.transpose()?;
        let deck = match (form.deck.trim(), &before) {
            ("", Some(before)) => cards.decks().iter().find(|deck| deck.id == before.deck),
            ("", None) => cards
                .decks()
                .iter()
                .find(|deck| deck.id == library::talk::your_own()),
            (called, _) => Some(cards.deck(called)?),
        };
        let deck = deck.ok_or(NoTalk::NoneHere)?;
        let written = Written::from(&form.text, form.depth, &form.follow, &form.hint)?;
        let id = before.as_ref().map(|it| it.id);
        let text = folded(&written.text);
        let mut others = deck.starters.iter().filter(|it| Some(it.id) != id);
        if others.any(|it| folded(&it.text) == text) {
            return Err(NoTalk::QuestionKnown.into());
        }
        let moves_in = before.as_ref().is_none_or(|it| it.deck != deck.id);
        if moves_in && own_in(deck) >= QUESTIONS_MOST {
            return Err(NoTalk::QuestionsMany(QUESTIONS_MOST).into());
        }
        let said = match (&before, written.depth > cards.deepest) {
            (Some(_), _) => words::SAID_QUESTION_CHANGED,
            (None, true) => words::SAID_QUESTION_WAITS,
            (None, false) => words::SAID_QUESTION,
        };
        let question = written.question(
            id.unwrap_or_else(|| StarterId(self.new_id())),
            deck.id,
            before.map_or(self.now(), |it| it.made_at),
        );
        let changed = self.change(said, cards.looking, |w| w.put_question(&question))?;
        Ok(changed.done(said.to_owned(), question.id.to_string()))
    }

    /// Removes one, and with it what is kept of it and written to it.
    ///
    /// # Errors
    /// None of theirs.
    pub fn remove_question(&self, id: &str) -> Result<Changed<replies::Done>, Error> {
        let cards = self.cards()?;
        let question = self.own_question(&cards, id)?;
        let leftovers = Leftovers::of(&cards, &[question.id]);
        let said = words::SAID_QUESTION_REMOVED;
        let changed = self.change(said, cards.looking, |w| {
            leftovers.remove(w)?;
            w.remove_question(question.id)
        })?;
        Ok(changed.done(said.to_owned(), question.id.to_string()))
    }

    /// Keeps a deck of their own.
    ///
    /// # Errors
    /// No name, or one that is another deck's; one that is not theirs.
    pub fn save_deck(&self, form: &replies::DeckForm) -> Result<Changed<replies::Done>, Error> {
        let cards = self.cards()?;
        let before = form.id.as_deref().map(|id| self.own_deck(&cards, id));
        let before = before.transpose()?;
        let title = plain::line(&form.title);
        if title.is_empty() {
            return Err(NoTalk::DeckEmpty.into());
        }
        let about = plain::line(&form.about);
        for (text, most) in [(&title, TITLE_MOST), (&about, ABOUT_MOST)] {
            if text.chars().count() > most {
                return Err(NoTalk::LineLong(most).into());
            }
        }
        let id = before.as_ref().map(|it| it.id);
        let mut all = cards.decks().iter().chain(cards.out_of_sight());
        if all.any(|deck| Some(deck.id) != id && folded(&deck.title) == folded(&title)) {
            return Err(NoTalk::DeckTaken(title).into());
        }
        if before.is_none() {
            room_for_a_deck(&cards)?;
        }
        let said = fill(words::SAID_DECK, &[("title", &title)]);
        let deck = OwnDeck {
            id: id.unwrap_or_else(|| DeckId(self.new_id())),
            title,
            about,
            made_at: before.map_or(self.now(), |it| it.made_at),
        };
        let changed = self.change(&said, cards.looking, |w| w.put_own_deck(&deck))?;
        Ok(changed.done(said, deck.id.to_string()))
    }

    /// Removes one with its questions, in one step.
    ///
    /// # Errors
    /// None of theirs.
    pub fn remove_deck(&self, deck: &str) -> Result<Changed<replies::Done>, Error> {
        let cards = self.cards()?;
        let own = self.own_deck(&cards, deck)?;
        let questions = cards.decks().iter().find(|deck| deck.id == own.id);
        let questions = questions.iter().flat_map(|deck| &deck.starters);
        let leftovers = Leftovers::of(&cards, &questions.map(|it| it.id).collect::<Vec<_>>());
        let said = fill(words::SAID_DECK_REMOVED, &[("title", &own.title)]);
        let changed = self.change(&said, cards.looking, |w| {
            leftovers.remove(w)?;
            w.remove_own_deck(own.id)
        })?;
        Ok(changed.done(said, own.id.to_string()))
    }

    /// A question of theirs as it is stored; of one in a deck that both have not allowed, nothing.
    fn own_question(&self, cards: &Cards, id: &str) -> Result<Question, Error> {
        let (_, starter) = cards.card(id)?;
        let questions = self.read(|r| r.questions())?.unwrap_or_default();
        let own = questions.into_iter().find(|it| it.id == starter.id);
        own.ok_or_else(|| NoTalk::NotOwn.into())
    }

    fn own_deck(&self, cards: &Cards, called: &str) -> Result<OwnDeck, Error> {
        let id = cards.deck(called)?.id;
        let decks = self.read(|r| r.own_decks())?.unwrap_or_default();
        let own = decks.into_iter().find(|it| it.id == id);
        own.ok_or_else(|| NoTalk::NotOwn.into())
    }
}

/// A question as somebody wrote it, in bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub text: String,
    pub depth: u8,
    pub follow: Vec<String>,
    pub hint: String,
}

impl Written {
    /// # Errors
    /// Whatever is out of bounds.
    pub(super) fn from(text: &str, depth: u8, follow: &[String], hint: &str) -> Result<Written, NoTalk> {
        let in_bounds = |text: &str| {
            let line = plain::line(text);
            match line.chars().count() {
                ..=TEXT_MOST => Ok(line),
                _ => Err(NoTalk::QuestionLong(TEXT_MOST)),
            }
        };
        let written = Written {
            text: in_bounds(text)?,
            depth,
            follow: follow.iter().map(|it| in_bounds(it)).collect::<Result<_, _>>()?,
            hint: in_bounds(hint)?,
        };
        if written.text.is_empty() {
            return Err(NoTalk::QuestionEmpty);
        }
        if !(1..=DEEP).contains(&depth) {
            return Err(NoTalk::Depth(depth.to_string()));
        }
        let follow: Vec<String> = written.follow.into_iter().filter(|it| !it.is_empty()).collect();
        if follow.len() > FOLLOW_MOST {
            return Err(NoTalk::FollowMany(FOLLOW_MOST));
        }
        Ok(Written { follow, ..written })
    }

    pub(super) fn question(
        self,
        id: StarterId,
        deck: DeckId,
        made_at: chrono::DateTime<chrono::Utc>,
    ) -> Question {
        Question {
            id,
            deck,
            words: self.text,
            depth: self.depth,
            follow: self.follow,
            hint: self.hint,
            made_at,
        }
    }
}

/// What goes with a question that is removed: that it was kept or skipped, and what was written to it. That it was talked
/// about stays.
struct Leftovers {
    said: Vec<TalkId>,
    answers: Vec<AnswerId>,
}

impl Leftovers {
    fn of(cards: &Cards, questions: &[StarterId]) -> Leftovers {
        let said = cards.talks.iter();
        let said = said.filter(|it| it.what != What::Talked && questions.contains(&it.starter));
        let answers = cards.sealed.iter().chain(&cards.opened);
        let answers = answers.filter(|it| questions.contains(&it.starter));
        Leftovers {
            said: said.map(|it| it.id).collect(),
            answers: answers.map(|it| it.id).collect(),
        }
    }

    fn remove(&self, w: &store::Write<'_>) -> Result<(), store::StoreError> {
        self.said.iter().try_for_each(|id| w.remove_talk(*id))?;
        self.answers.iter().try_for_each(|id| w.remove_answer(*id))
    }
}

/// # Errors
/// As many decks as there may be.
pub(super) fn room_for_a_deck(cards: &Cards) -> Result<(), NoTalk> {
    // “Your own” is always there, and counts for none.
    match cards.decks().iter().filter(|deck| deck.own).count() {
        ..=DECKS_MOST => Ok(()),
        _ => Err(NoTalk::DecksMany(DECKS_MOST)),
    }
}

/// How many questions of theirs stand in a deck.
pub(super) fn own_in(deck: &Deck) -> usize {
    deck.starters.iter().filter(|it| it.own).count()
}
