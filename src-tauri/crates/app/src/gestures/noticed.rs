//! "Say you noticed": what the other did, kept by who noticed, ready to thank for. Theirs alone.

use chrono::{Duration, NaiveDate};
use domain::{
    gesture::Noticed,
    ids::NoticedId,
    people::Half,
    spoken,
    words::{fill, small_things as words},
};

use super::{InSight, NoSmallThing, line};
use crate::{
    App, Changed, Error, encode, replies,
    talk::{spoken_day, spoken_long_day},
};

/// What was noticed has at most this many characters.
const WORDS_MOST: usize = 140;

impl App {
    /// The newest thing the other did today or yesterday that may be seen and was not noticed yet; with nobody named, of
    /// either.
    pub(crate) fn to_notice(&self, seen: &InSight) -> Result<Option<replies::ToNotice>, Error> {
        let Some(people) = &seen.people else {
            return Ok(None);
        };
        let yesterday = seen.today - Duration::days(1);
        let facts = self.read(|r| Ok((r.ticks(yesterday, seen.today + Duration::days(1))?, r.noticed()?)))?;
        let (ticks, noticed) = facts.unwrap_or_default();
        let newest = ticks
            .iter()
            .filter(|it| seen.looking != Some(it.by) && seen.sees(it))
            .filter(|it| !noticed.iter().any(|of| of.tick == Some(it.id) && of.by != it.by))
            .max_by_key(|it| (it.day, it.at, it.id));
        Ok(newest.map(|it| {
            let template = if it.day == seen.today {
                words::NOTICED_TODAY
            } else {
                words::NOTICED_YESTERDAY
            };
            let title = seen.called(it);
            replies::ToNotice {
                tick: it.id.to_string(),
                by: encode::half(it.by),
                says: fill(template, &[("name", &people.name(it.by)), ("title", &title)]),
            }
        }))
    }

    /// Keeps what the other did, to thank for: for `by`, for whoever is here, or on a shared computer for the one who did
    /// not do it.
    ///
    /// # Errors
    /// A tick that is not there or may not be seen, or one's own.
    pub fn notice(&self, tick: &str, by: Option<replies::Half>) -> Result<Changed<replies::Done>, Error> {
        let (seen, tick) = self.ticked(tick)?;
        let by = match (by, seen.looking) {
            (None, None) => tick.by.other(),
            _ => self.own_half(by)?,
        };
        if by == tick.by {
            return Err(NoSmallThing::NoticedOwn.into());
        }
        let known = self.read(|r| r.noticed())?.unwrap_or_default();
        let known = known.iter().find(|it| it.by == by && it.tick == Some(tick.id));
        let noticed = Noticed {
            id: known.map_or_else(|| NoticedId(self.new_id()), |it| it.id),
            by,
            words: seen.called(&tick),
            tick: Some(tick.id),
            day: tick.day,
            thanked: known.and_then(|it| it.thanked),
        };
        let said = match known {
            Some(_) => words::SAID_NOTICED_BEFORE,
            None => words::SAID_NOTICED,
        };
        self.keep_noticed(&noticed, said)
    }

    /// What `by`, or whoever is here, noticed, newest first. Nothing where the computer is shared and nobody is named.
    ///
    /// # Errors
    /// The other's, on the computer of one of them.
    pub fn noticed(&self, by: Option<replies::Half>) -> Result<Vec<replies::Noticed>, Error> {
        if by.is_none() && self.looking_half()?.is_none() {
            return Ok(vec![]);
        }
        let half = self.own_half(by)?;
        let today = self.here().date();
        let all = self.read(|r| r.noticed())?.unwrap_or_default();
        let own = all.iter().filter(|it| it.by == half);
        Ok(own
            .map(|it| replies::Noticed {
                id: it.id.to_string(),
                by: encode::half(it.by),
                words: it.words.clone(),
                day: day_said(it.day, today),
                thanked: it
                    .thanked
                    .map(|day| fill(words::THANKED_ON, &[("day", &thanked_said(day, today))]))
                    .unwrap_or_default(),
            })
            .collect())
    }

    /// Keeps what the other did and nobody ticked.
    ///
    /// # Errors
    /// No words, or too long ones; a day ahead; nobody whose it is.
    pub fn add_noticed(
        &self,
        what: &str,
        day: Option<&str>,
        by: Option<replies::Half>,
    ) -> Result<Changed<replies::Done>, Error> {
        let by = self.own_half(by)?;
        let what = line(what, WORDS_MOST)?;
        if what.is_empty() {
            return Err(NoSmallThing::NoticedEmpty.into());
        }
        let today = self.here().date();
        let day = day.map(encode::date_from).transpose()?.unwrap_or(today);
        if day > today {
            return Err(NoSmallThing::NoticedAhead(spoken::long_date(day)).into());
        }
        let noticed = Noticed {
            id: NoticedId(self.new_id()),
            by,
            words: what,
            tick: None,
            day,
            thanked: None,
        };
        self.keep_noticed(&noticed, words::SAID_NOTICED)
    }

    /// Says that thanks were said, today.
    ///
    /// # Errors
    /// Nothing of that id is theirs.
    pub fn thank(&self, id: &str, by: Option<replies::Half>) -> Result<Changed<replies::Done>, Error> {
        let noticed = Noticed {
            thanked: Some(self.here().date()),
            ..self.own_noticed(id, by)?
        };
        self.keep_noticed(&noticed, words::SAID_THANKED)
    }

    /// Takes it off the list.
    ///
    /// # Errors
    /// Nothing of that id is theirs.
    pub fn remove_noticed(
        &self,
        id: &str,
        by: Option<replies::Half>,
    ) -> Result<Changed<replies::Done>, Error> {
        let noticed = self.own_noticed(id, by)?;
        let said = words::SAID_NOTICED_GONE.to_owned();
        let changed = self.change(&said, Some(noticed.by), |w| w.remove_noticed(noticed.id))?;
        Ok(changed.done(said, noticed.id.to_string()))
    }

    fn own_noticed(&self, id: &str, by: Option<replies::Half>) -> Result<Noticed, Error> {
        let half = self.own_half(by)?;
        let id: NoticedId = id.parse().map_err(|_| Error::NotFound)?;
        let all = self.read(|r| r.noticed())?.unwrap_or_default();
        let own = all.into_iter().find(|it| it.id == id && it.by == half);
        own.ok_or(Error::NotFound)
    }

    fn keep_noticed(&self, noticed: &Noticed, said: &str) -> Result<Changed<replies::Done>, Error> {
        let by: Half = noticed.by;
        let changed = self.change(said, Some(by), |w| w.put_noticed(noticed))?;
        Ok(changed.done(said.to_owned(), noticed.id.to_string()))
    }
}

/// "today", "yesterday", "Monday 12 October".
fn day_said(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        0 => words::TODAY.to_owned(),
        1 => words::YESTERDAY.to_owned(),
        _ => spoken_long_day(day, today),
    }
}

/// "today", "yesterday", "on Tuesday", "on 3 October".
fn thanked_said(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        0 | 1 => day_said(day, today),
        2..=6 => fill(
            words::ON_DAY,
            &[("day", &spoken::day_name(chrono::Datelike::weekday(&day)))],
        ),
        _ => fill(words::ON_DAY, &[("day", &spoken_day(day, today))]),
    }
}
