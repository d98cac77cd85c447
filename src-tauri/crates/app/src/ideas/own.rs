//! Ideas of their own, what they make of the library's, and who wants which.

use domain::{
    gesture::State,
    idea::{self, Idea, Season, ToPrepare, Wish},
    ids::{IdeaId, WishId},
    people::Half,
    plain,
    reminder::Lead,
    words::{fill, ideas as words},
};
use store::{StoreError, Write};

use super::{by_id, same};
use crate::{App, Changed, Error, Invalid, encode, library, replies};

/// A title, a second line, a price and a thing to get ready have at most so many characters.
const TITLE_MOST: usize = 84;
const DETAIL_MOST: usize = 280;
const PRICE_MOST: usize = 40;
const LINE_MOST: usize = 120;

/// An idea wants at most so many things got ready.
const LINES_MOST: usize = 12;

impl App {
    /// Adds an idea of their own, or gives one other words: theirs, or one of the library, which keeps its place there.
    /// What is to be got ready keeps the lead it had, or has that of the library for the same words; else the evening before.
    ///
    /// # Errors
    /// An idea without a name; a text that is too long; a length, a cost, a place or an energy that is none.
    pub fn save_idea(&self, form: &replies::IdeaForm) -> Result<Changed<replies::Done>, Error> {
        let ideas = self.all_ideas()?;
        let before = form.id.as_deref().map(|id| by_id(&ideas, id)).transpose()?;
        let idea = self.idea_from(form, before)?;
        let by = form.wish.map(encode::half_from);
        let wish = by.map(|by| self.new_wish(&idea, by)).transpose()?.flatten();
        let template = match (before, &wish) {
            (_, Some(_)) => words::SAID_WISHED,
            (None, None) => words::SAID_ADDED,
            (Some(_), None) => words::SAID_SAVED,
        };
        self.say_of_idea(&idea, template, by, |w| {
            put(w, &idea)?;
            wish.iter().try_for_each(|wish| w.put_wish(wish))
        })
    }

    /// Hides an idea, or offers it again: `hidden`, `offered`.
    ///
    /// # Errors
    /// An idea that is not there; another word.
    pub fn set_idea_state(&self, id: &str, state: &str) -> Result<Changed<replies::Done>, Error> {
        let mut idea = by_id(&self.all_ideas()?, id)?.clone();
        let (state, template) = match state {
            "hidden" => (State::Hidden, words::SAID_HIDDEN),
            "offered" => (State::Offered, words::SAID_OFFERED),
            other => return Err(Error::Invalid(Invalid::Choice(other.to_owned()))),
        };
        idea.state = state;
        self.say_of_idea(&idea, template, None, |w| put(w, &idea))
    }

    /// Removes an idea of their own, with the wishes for it; one of the library becomes again what it was.
    ///
    /// # Errors
    /// An idea that is not there, or one of the library that stands as it came.
    pub fn remove_idea(&self, id: &str) -> Result<Changed<replies::Done>, Error> {
        let ideas = self.all_ideas()?;
        let idea = by_id(&ideas, id)?;
        if !library::ideas::of_library(idea.id) {
            let wishes = self.wishes_for(idea.id)?;
            return self.say_of_idea(idea, words::SAID_REMOVED, None, |w| {
                w.remove_idea(idea.id)?;
                wishes.iter().try_for_each(|wish| w.remove_wish(wish.id))
            });
        }
        if !library::ideas::is_changed(idea) {
            return Err(Error::NotFound);
        }
        self.say_of_idea(idea, words::SAID_AS_IT_CAME, None, |w| w.remove_idea(idea.id))
    }

    /// Puts an idea on the wish list. A hidden one is offered again; whoever wants it already wants it since then.
    ///
    /// # Errors
    /// An idea that is not there.
    pub fn wish_for(&self, id: &str, by: replies::Half) -> Result<Changed<replies::Done>, Error> {
        let mut idea = by_id(&self.all_ideas()?, id)?.clone();
        let by = encode::half_from(by);
        let hidden = idea.state == State::Hidden;
        idea.state = State::Offered;
        let wish = self.new_wish(&idea, by)?;
        if wish.is_none() && !hidden {
            return Ok(Changed {
                value: replies::Done {
                    said: fill(words::SAID_WISHED, &[("title", &idea.title)]),
                    id: idea.id.to_string(),
                },
                topics: vec![],
            });
        }
        self.say_of_idea(&idea, words::SAID_WISHED, Some(by), |w| {
            if hidden {
                put(w, &idea)?;
            }
            wish.iter().try_for_each(|wish| w.put_wish(wish))
        })
    }

    /// Takes the wish of one of them off the list.
    ///
    /// # Errors
    /// No wish of theirs for it.
    pub fn unwish(&self, id: &str, by: replies::Half) -> Result<Changed<replies::Done>, Error> {
        let ideas = self.all_ideas()?;
        let idea = by_id(&ideas, id)?;
        let by = encode::half_from(by);
        let mut wishes = self.wishes_for(idea.id)?;
        wishes.retain(|wish| wish.by == by);
        if wishes.is_empty() {
            return Err(Error::NotFound);
        }
        self.say_of_idea(idea, words::SAID_UNWISHED, Some(by), |w| {
            wishes.iter().try_for_each(|wish| w.remove_wish(wish.id))
        })
    }

    fn say_of_idea(
        &self,
        idea: &Idea,
        template: &str,
        by: Option<Half>,
        write: impl FnOnce(&Write<'_>) -> Result<(), StoreError>,
    ) -> Result<Changed<replies::Done>, Error> {
        let said = fill(template, &[("title", &idea.title)]);
        let changed = self.change(&said, by, write)?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: idea.id.to_string(),
            },
            topics: changed.topics,
        })
    }

    fn wishes_for(&self, idea: IdeaId) -> Result<Vec<Wish>, Error> {
        let mut wishes = self.read(|r| r.wishes())?.unwrap_or_default();
        wishes.retain(|wish| wish.idea == idea);
        Ok(wishes)
    }

    /// A wish of one of them as from now; nothing where they want it already. One that was done is wished for anew.
    fn new_wish(&self, idea: &Idea, by: Half) -> Result<Option<Wish>, Error> {
        let own: Vec<Wish> = self
            .wishes_for(idea.id)?
            .into_iter()
            .filter(|wish| wish.by == by)
            .collect();
        let (days, today) = (self.idea_days(None)?, self.here().date());
        let known = idea::Known {
            wishes: &own,
            days: &days,
            day: today,
            today,
            here: self.zone(),
        };
        if idea::wished(idea, &known).is_some() {
            return Ok(None);
        }
        Ok(Some(Wish {
            id: own.first().map_or_else(|| WishId(self.new_id()), |wish| wish.id),
            idea: idea.id,
            by,
            made_at: self.now(),
        }))
    }

    fn idea_from(&self, form: &replies::IdeaForm, before: Option<&Idea>) -> Result<Idea, Error> {
        let title = line(&form.title, TITLE_MOST)?;
        if title.is_empty() {
            return Err(Error::Invalid(Invalid::IdeaEmpty));
        }
        if !(1..=24 * 60).contains(&form.minutes) {
            return Err(Error::Invalid(Invalid::Minutes));
        }
        if !(1..=3).contains(&form.energy) {
            return Err(Error::Invalid(Invalid::Choice(form.energy.to_string())));
        }
        let mut prepare: Vec<ToPrepare> = Vec::new();
        for given in &form.prepare {
            let words = line(given, LINE_MOST)?;
            if words.is_empty() || prepare.iter().any(|it| same(&it.words, &words)) {
                continue;
            }
            let had = before.and_then(|idea| idea.prepare.iter().find(|it| same(&it.words, &words)));
            let lead = had.map_or_else(
                || Some(library::ideas::lead_of(&words).unwrap_or(Lead::EVENING)),
                |it| it.lead,
            );
            prepare.push(ToPrepare { words, lead });
        }
        if prepare.len() > LINES_MOST {
            return Err(Error::Invalid(Invalid::IdeaLines(LINES_MOST)));
        }
        Ok(Idea {
            id: before.map_or_else(|| IdeaId(self.new_id()), |idea| idea.id),
            title,
            detail: line(&form.detail, DETAIL_MOST)?,
            minutes: form.minutes,
            cost: encode::cost_from(&form.cost)?,
            price: line(&form.price, PRICE_MOST)?,
            place: encode::gesture_place_from(&form.place)?,
            energy: form.energy,
            season: before.map_or(Season::Any, |idea| idea.season),
            novelty: before.map(|idea| idea.novelty.clone()).unwrap_or_default(),
            prepare,
            first: before.is_some_and(|idea| idea.first),
            state: before.map_or(State::Offered, |idea| idea.state),
            evidence: before.map(|idea| idea.evidence.clone()).unwrap_or_default(),
        })
    }
}

/// Keeps an idea as it stands; one of the library that stands as it came needs no row.
fn put(w: &Write<'_>, idea: &Idea) -> Result<(), StoreError> {
    if library::ideas::of_library(idea.id) && !library::ideas::is_changed(idea) {
        w.remove_idea(idea.id)
    } else {
        w.put_idea(idea)
    }
}

fn line(text: &str, most: usize) -> Result<String, Error> {
    let text = plain::line(text);
    if text.chars().count() > most {
        return Err(Error::Invalid(Invalid::TextLong(most)));
    }
    Ok(text)
}
