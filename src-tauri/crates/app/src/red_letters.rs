//! Red-letter days: anniversaries, birthdays, firsts.

use chrono::{Datelike, NaiveDate, NaiveTime};
use domain::{
    ids::RedLetterId,
    plain,
    red_letter::{self, Given, RedLetter, Sort, Unread},
    spoken,
    words::{fill, red_letter as words},
    zone,
};

use crate::{App, Changed, Error, Invalid, encode, replies, settings::Preferences};

/// A day's words have at most this many characters.
const WORDS_MOST: usize = 120;

/// The first year that can be kept.
const FIRST_YEAR: i32 = 1850;

/// Why a day cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoDay {
    /// It has no words.
    Nameless,
    /// No day was given.
    Missing,
    /// What was written is no day.
    Unread(String),
    /// What was written is a day that no calendar has.
    NoSuchDay(String),
    /// Before 1850, or in a year to come.
    Year(i32),
    /// Its first year lies ahead of us; the day, said.
    Ahead(String),
}

impl NoDay {
    /// What happened, and what to do next.
    pub(crate) fn said(&self) -> (String, String) {
        let (message, hint) = match self {
            NoDay::Nameless => (words::WORDS_EMPTY.to_owned(), words::WORDS_EMPTY_HINT),
            NoDay::Missing => (words::DAY_EMPTY.to_owned(), words::UNREAD_HINT),
            NoDay::Unread(text) => (fill(words::UNREAD, &[("text", text)]), words::UNREAD_HINT),
            NoDay::NoSuchDay(text) => (
                fill(words::NO_SUCH_DAY, &[("text", text)]),
                words::NO_SUCH_DAY_HINT,
            ),
            NoDay::Year(year) => (fill(words::YEAR_RANGE, &[("year", year)]), words::YEAR_RANGE_HINT),
            NoDay::Ahead(day) => (fill(words::AHEAD, &[("day", day)]), words::AHEAD_HINT),
        };
        (message, hint.to_owned())
    }
}

impl From<NoDay> for Error {
    fn from(why: NoDay) -> Error {
        Error::Invalid(Invalid::RedLetter(why))
    }
}

impl App {
    /// All red-letter days, the next one first.
    pub fn red_letters(&self) -> Result<replies::RedLetters, Error> {
        let today = self.here().date();
        let mut days: Vec<(NaiveDate, RedLetter)> = self
            .all_red_letters()?
            .into_iter()
            .filter_map(|letter| Some((letter.next(today)?, letter)))
            .collect();
        days.sort_by_key(|(next, letter)| (*next, letter.id));
        Ok(replies::RedLetters {
            days: days
                .iter()
                .map(|(next, letter)| reply(letter, *next, today))
                .collect(),
            sorts: Sort::ALL
                .map(|sort| (sort.word().to_owned(), sort_words(sort).to_owned()))
                .into(),
        })
    }

    /// One of them, by its id.
    ///
    /// # Errors
    /// There is none with that id.
    pub fn red_letter(&self, id: &str) -> Result<replies::RedLetter, Error> {
        let mut all = self.red_letters()?.days.into_iter();
        all.find(|day| day.id == id).ok_or(Error::NotFound)
    }

    /// What a form means so far: for the reading beneath the field while somebody types. Refuses nothing.
    pub fn read_red_letter(&self, form: &replies::RedLetterForm) -> Result<replies::RedLetterReading, Error> {
        let p = self.preferences()?;
        let given = self.given(&form.date, &p);
        let year = given.as_ref().ok().and_then(|given| given.year);
        let sort = form
            .sort
            .as_deref()
            .and_then(Sort::from_word)
            .unwrap_or_else(|| Sort::suggested(&form.words, year));
        let (words, problem) = match given {
            Ok(given) => (self.reading_of_day(given, sort), None),
            Err(NoDay::Missing) => (String::new(), None),
            Err(why) => (String::new(), Some(Error::from(why).problem())),
        };
        Ok(replies::RedLetterReading {
            words,
            sort: sort.word().to_owned(),
            problem,
        })
    }

    /// Adds a red-letter day, or changes one.
    ///
    /// # Errors
    /// Words that are missing or longer than 120 characters, a day that there is not, a first year before 1850 or ahead
    /// of us, a day to change that is not there any more.
    pub fn save_red_letter(&self, form: &replies::RedLetterForm) -> Result<Changed<replies::Done>, Error> {
        let p = self.preferences()?;
        let before = match &form.id {
            Some(id) => Some(self.red_letter_row(id)?),
            None => None,
        };
        let text = plain::line(&form.words);
        if text.is_empty() {
            return Err(NoDay::Nameless.into());
        }
        if text.chars().count() > WORDS_MOST {
            return Err(Error::Invalid(Invalid::TextLong(WORDS_MOST)));
        }
        let Given { day, month, year } = self.given(&form.date, &p)?;
        let sort = match &form.sort {
            Some(word) => {
                Sort::from_word(word).ok_or_else(|| Error::Invalid(Invalid::Choice(word.clone())))?
            }
            None => Sort::suggested(&text, year),
        };
        // A day that is another one from now on was never reminded of; one that is only renamed was.
        let same_day = before.as_ref().filter(|it| (it.month, it.day) == (month, day));
        let letter = RedLetter {
            id: before
                .as_ref()
                .map_or_else(|| RedLetterId(self.new_id()), |it| it.id),
            made_at: same_day.map_or_else(|| self.now(), |it| it.made_at),
            uid: before.as_ref().and_then(|it| it.uid.clone()),
            words: text,
            sort,
            month,
            day,
            year,
        };
        let template = if before.is_some() {
            words::SAID_CHANGED
        } else {
            words::SAID_ADDED
        };
        let said = fill(template, &[("day", &letter.words)]);
        let changed = self.change(&said, None, |w| w.put_red_letter(&letter))?;
        Ok(done(changed, said, letter.id))
    }

    /// Removes one.
    ///
    /// # Errors
    /// There is none with that id.
    pub fn remove_red_letter(&self, id: &str) -> Result<Changed<replies::Done>, Error> {
        let letter = self.red_letter_row(id)?;
        let said = fill(words::SAID_REMOVED, &[("day", &letter.words)]);
        let changed = self.change(&said, None, |w| w.remove_red_letter(letter.id))?;
        Ok(done(changed, said, letter.id))
    }

    pub(crate) fn all_red_letters(&self) -> Result<Vec<RedLetter>, Error> {
        Ok(self.read(|r| r.red_letters())?.unwrap_or_default())
    }

    /// Those on the days `from <= day < to`, as the agenda lists them.
    pub(crate) fn red_letter_items(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<replies::Item>, Error> {
        let today = self.here().date();
        let letters = self.all_red_letters()?;
        let days = from.iter_days().take_while(|day| *day < to);
        Ok(days
            .flat_map(|day| {
                letters
                    .iter()
                    .filter(move |it| it.in_year(day.year()) == Some(day))
                    .map(move |it| (day, it))
            })
            .map(|(day, letter)| self.red_letter_item(letter, day, today))
            .collect())
    }

    /// A whole day, told as an occurrence is. Its key names the day: it has no hour.
    fn red_letter_item(&self, letter: &RedLetter, day: NaiveDate, today: NaiveDate) -> replies::Item {
        let here = self.zone();
        let [start, end] = [day, day + chrono::Duration::days(1)].map(|day| day.and_time(NaiveTime::MIN));
        replies::Item {
            key: format!("{}@{day}", letter.id),
            slot: letter.id.to_string(),
            title: letter.said(day),
            kind: RED_LETTER.to_owned(),
            kind_name: String::new(),
            start: encode::instant(zone::instant(start, here), here),
            end: encode::instant(zone::instant(end, here), here),
            local_start: encode::wall(start),
            local_end: encode::wall(end),
            zone: here.name().to_owned(),
            status: if day < today { "past" } else { "planned" }.to_owned(),
            moved: false,
            planner: String::new(),
            planner_half: None,
            when: spoken::day_name(day.weekday()).to_owned(),
            hours: String::new(),
            at: String::new(),
            elsewhere: String::new(),
        }
    }

    fn red_letter_row(&self, id: &str) -> Result<RedLetter, Error> {
        let id: RedLetterId = id.parse().map_err(|_| Error::NotFound)?;
        let mut all = self.all_red_letters()?.into_iter();
        all.find(|letter| letter.id == id).ok_or(Error::NotFound)
    }

    /// Reads a day and keeps its year within bounds.
    fn given(&self, text: &str, p: &Preferences) -> Result<Given, NoDay> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NoDay::Missing);
        }
        let given = red_letter::read(text, p.order).map_err(|why| match why {
            Unread::Unclear => NoDay::Unread(text.chars().take(WORDS_MOST).collect()),
            Unread::NoSuchDay => NoDay::NoSuchDay(text.to_owned()),
        })?;
        let today = self.here().date();
        if let Some(year) = given.year {
            if !(FIRST_YEAR..=today.year()).contains(&year) {
                return Err(NoDay::Year(year));
            }
            let first = NaiveDate::from_ymd_opt(year, given.month, given.day).filter(|first| *first > today);
            if let Some(first) = first {
                return Err(NoDay::Ahead(spoken::long_date_from(first, today)));
            }
        }
        Ok(given)
    }

    /// "Saturday 17 October, in 4 days. Eleven years."
    fn reading_of_day(&self, given: Given, sort: Sort) -> String {
        let today = self.here().date();
        let letter = RedLetter {
            id: RedLetterId(uuid::Uuid::nil()),
            words: String::new(),
            sort,
            month: given.month,
            day: given.day,
            year: given.year,
            made_at: self.now(),
            uid: None,
        };
        let Some(next) = letter.next(today) else {
            return String::new();
        };
        let away = spoken::away((next - today).num_days());
        let day = spoken::long_date_from(next, today);
        let reading = fill(words::READING, &[("day", &day), ("away", &away)]);
        [letter.said(next), letter.note(next, today)]
            .iter()
            .map(|more| more.trim_end_matches('.'))
            .filter(|more| !more.is_empty())
            .fold(reading, |reading, more| {
                fill(words::READING_MORE, &[("reading", &reading), ("more", &more)])
            })
    }
}

/// The word that stands for the kind of a red-letter day in an agenda.
pub(crate) const RED_LETTER: &str = "red_letter";

/// What falls on one day.
pub(crate) fn on(letters: &[RedLetter], day: NaiveDate, today: NaiveDate) -> Vec<replies::RedDay> {
    letters
        .iter()
        .filter(|letter| letter.in_year(day.year()) == Some(day))
        .map(|letter| replies::RedDay {
            id: letter.id.to_string(),
            words: letter.said(day),
            note: letter.note(day, today),
        })
        .collect()
}

fn reply(letter: &RedLetter, next: NaiveDate, today: NaiveDate) -> replies::RedLetter {
    replies::RedLetter {
        id: letter.id.to_string(),
        words: letter.words.clone(),
        sort: letter.sort.word().to_owned(),
        date: letter.date(),
        month: letter.month,
        day: letter.day,
        year: letter.year,
        next: next.to_string(),
        when: spoken::long_date_from(next, today),
        away: spoken::away((next - today).num_days()),
        shown: letter.said(next),
        note: letter.note(next, today),
    }
}

fn sort_words(sort: Sort) -> &'static str {
    match sort {
        Sort::Anniversary => words::SORT_ANNIVERSARY,
        Sort::Birthday => words::SORT_BIRTHDAY,
        Sort::First => words::SORT_FIRST,
        Sort::Other => words::SORT_OTHER,
    }
}

fn done(changed: Changed<()>, said: String, id: RedLetterId) -> Changed<replies::Done> {
    Changed {
        value: replies::Done {
            said,
            id: id.to_string(),
        },
        topics: changed.topics,
    }
}
