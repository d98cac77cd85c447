//! Answers written apart and opened together. Until both have written and somebody opens them, each is its writer's alone:
//! the other sees that there is one, and nothing else anywhere says a word of it.

use domain::{ids::AnswerId, people::Half, plain, talk::Answer, words::talk as words};

use super::NoTalk;
use crate::{App, Changed, Error, encode, replies};

/// An answer has at most so many characters.
const WORDS_MOST: usize = 2_000;

impl App {
    /// Writes an answer, sealed; one that is there becomes this one, and no words take it away. `by` is who writes, where
    /// it is not whoever is here.
    ///
    /// # Errors
    /// No such card; nobody named on a shared computer; the other's, who has written theirs; more than 2000 characters.
    pub fn write_answer(
        &self,
        starter: &str,
        by: Option<replies::Half>,
        text: &str,
    ) -> Result<Changed<replies::Done>, Error> {
        let cards = self.cards()?;
        let (_, card) = cards.card(starter)?;
        let people = self.people()?.ok_or(Error::NamesMissing)?;
        let by = match (by.map(encode::half_from), cards.looking) {
            (Some(by), _) | (None, Some(by)) => by,
            (None, None) => return Err(Error::Who(people)),
        };
        let text = plain::lines(text);
        if text.chars().count() > WORDS_MOST {
            return Err(NoTalk::LineLong(WORDS_MOST).into());
        }
        let mut before = cards.sealed.iter().filter(|it| it.starter == card.id);
        let before = before.find(|it| it.by == by);
        // Two may sit at the computer of one of them; but nobody writes over what they cannot read.
        if before.is_some() && cards.looking.is_some_and(|looking| looking != by) {
            return Err(NoTalk::AnswerTheirs(people.name(by).to_owned()).into());
        }
        let said = if text.is_empty() {
            words::SAID_UNSEALED
        } else {
            words::SAID_SEALED
        };
        let answer = Answer {
            id: before.map_or_else(|| AnswerId(self.new_id()), |it| it.id),
            starter: card.id,
            by,
            words: text,
            at: self.now(),
            opened: None,
        };
        let changed = self.change(said, Some(by), |w| match (&before, answer.words.is_empty()) {
            (_, false) => w.put_answer(&answer),
            (Some(before), true) => w.remove_answer(before.id),
            (None, true) => Ok(()),
        })?;
        Ok(changed.done(said.to_owned(), card.id.to_string()))
    }

    /// Opens both answers to a card, together.
    ///
    /// # Errors
    /// No such card; one of the two is still to be written.
    pub fn open_answers(&self, starter: &str) -> Result<Changed<replies::Done>, Error> {
        let cards = self.cards()?;
        let (_, card) = cards.card(starter)?;
        let sealed = cards.sealed.iter().filter(|it| it.starter == card.id);
        let of = |half: Half| sealed.clone().find(|it| it.by == half);
        let (Some(first), Some(second)) = (of(Half::First), of(Half::Second)) else {
            return Err(NoTalk::NotYet.into());
        };
        let opened = Some(self.now());
        let changed = self.change(words::SAID_OPENED, cards.looking, |w| {
            [first, second]
                .into_iter()
                .try_for_each(|it| w.put_answer(&Answer { opened, ..it.clone() }))
        })?;
        Ok(changed.done(words::SAID_OPENED.to_owned(), card.id.to_string()))
    }
}
