//! What each of the two likes, as they have said, and the cards that ask for it.

use chrono::{Datelike, Duration, NaiveDate};
use domain::{
    favourite::{Favourite, Sort},
    ids::FavouriteId,
    people::{Half, People},
    plain, spoken,
    words::{fill, small_things as words},
};

use crate::{
    App, Changed, Error, Invalid, encode,
    gestures::{NoSmallThing, line},
    replies,
};

/// A favourite has at most this many characters, the line beneath it so many, and a sort of their own so many.
const WORDS_MOST: usize = 84;
const REMARK_MOST: usize = 140;
const SORT_MOST: usize = 40;

/// One person has at most so many.
const MOST: usize = 200;

/// What was asked longer ago than this is asked again.
const FRESH: Duration = Duration::days(180);

const HALVES: [Half; 2] = [Half::First, Half::Second];

impl App {
    /// What the two have said they like, and what is to be asked next about each.
    pub fn favourites(&self) -> Result<replies::Favourites, Error> {
        let today = self.here().date();
        let mut all = self.all_favourites()?;
        all.sort_by_key(|it| (it.of, place(&it.sort), it.made_at, it.id));
        let mut sorts: Vec<(String, String)> = Sort::NAMED.iter().map(|it| (it.word(), name(it))).collect();
        let mut own: Vec<&Sort> = all.iter().map(|it| &it.sort).filter(|it| is_own(it)).collect();
        own.sort_by_key(|sort| name(sort).to_lowercase());
        own.dedup();
        sorts.extend(own.into_iter().map(|it| (it.word(), name(it))));
        Ok(replies::Favourites {
            favourites: all.iter().map(|it| reply(it, today)).collect(),
            sorts,
            cards: match self.people()? {
                Some(people) => HALVES
                    .iter()
                    .filter_map(|about| due_cards(*about, &people, &all, today).next())
                    .collect(),
                None => vec![],
            },
        })
    }

    /// Every card that is due about one of them, or about either: what has not been asked, or not for half a year.
    pub fn know_cards(&self, about: Option<replies::Half>) -> Result<Vec<replies::KnowCard>, Error> {
        let people = self.people()?.ok_or(Error::NamesMissing)?;
        let (all, today) = (self.all_favourites()?, self.here().date());
        let about = about.map(encode::half_from);
        let halves = HALVES
            .into_iter()
            .filter(|half| about.is_none_or(|it| it == *half));
        Ok(halves
            .flat_map(|half| due_cards(half, &people, &all, today).collect::<Vec<_>>())
            .collect())
    }

    /// Adds a favourite, or changes one. What is known already is only asked anew.
    ///
    /// # Errors
    /// No words, too long ones, nobody whose it is, not a sort, or as many as there may be.
    pub fn save_favourite(&self, form: &replies::FavouriteForm) -> Result<Changed<replies::Done>, Error> {
        let all = self.all_favourites()?;
        let before = form.id.as_deref().map(|id| found(&all, id)).transpose()?;
        let whose = form.of.map(encode::half_from);
        let of = whose
            .or(before.map(|it| it.of))
            .ok_or(NoSmallThing::FavouriteWhose)?;
        let sort = as_spelled(&all, sort_from(&form.sort)?);
        let words = line(&form.words, WORDS_MOST)?;
        if words.is_empty() {
            return Err(NoSmallThing::FavouriteEmpty.into());
        }
        let same = |it: &&Favourite| it.of == of && it.sort == sort && same_words(&it.words, &words);
        let before = before.or_else(|| all.iter().find(same));
        if before.is_none() && all.iter().filter(|it| it.of == of).count() >= MOST {
            return Err(NoSmallThing::Favourites(MOST).into());
        }
        let said_by = form.said_by.map(encode::half_from);
        let said_by = said_by.or(self.looking_half()?).unwrap_or(of);
        let mut remark = line(&form.remark, REMARK_MOST)?;
        if form.id.is_none() && remark.is_empty() {
            // Said once more, it loses nothing.
            remark = before.map(|it| it.remark.clone()).unwrap_or_default();
        }
        self.keep_favourite(&Favourite {
            id: before.map_or_else(|| FavouriteId(self.new_id()), |it| it.id),
            of,
            sort,
            words,
            remark,
            said_by,
            asked: self.here().date(),
            made_at: before.map_or(self.now(), |it| it.made_at),
        })
    }

    /// Takes a favourite off the list.
    ///
    /// # Errors
    /// None of that id.
    pub fn remove_favourite(&self, id: &str) -> Result<Changed<replies::Done>, Error> {
        let all = self.all_favourites()?;
        let favourite = found(&all, id)?;
        let said = fill(words::SAID_FAVOURITE_GONE, &[("what", &favourite.words)]);
        let by = self.looking_half()?;
        let changed = self.change(&said, by, |w| w.remove_favourite(favourite.id))?;
        Ok(changed.done(said, favourite.id.to_string()))
    }

    /// Says that a favourite is still one: it was asked today.
    ///
    /// # Errors
    /// None of that id.
    pub fn confirm_favourite(&self, id: &str) -> Result<Changed<replies::Done>, Error> {
        let all = self.all_favourites()?;
        let favourite = Favourite {
            asked: self.here().date(),
            ..found(&all, id)?.clone()
        };
        let said = fill(words::SAID_STILL_SO, &[("what", &favourite.words)]);
        let by = self.looking_half()?;
        let changed = self.change(&said, by, |w| w.put_favourite(&favourite))?;
        Ok(changed.done(said, favourite.id.to_string()))
    }

    /// What the other answered to a card about `about`. It takes the place of what was known and is to be asked again.
    ///
    /// # Errors
    /// No such card; no words, or too long ones.
    pub fn answer_card(
        &self,
        card: &str,
        about: replies::Half,
        words: &str,
    ) -> Result<Changed<replies::Done>, Error> {
        let card = library::know().iter().find(|it| it.id == card);
        let card = card.ok_or(Error::NotFound)?;
        let sort = sort_from(&card.sort)?;
        let half = encode::half_from(about);
        let all = self.all_favourites()?;
        let stale = stale(&all, half, &sort, self.here().date());
        self.save_favourite(&replies::FavouriteForm {
            id: stale.map(|it| it.id.to_string()),
            of: Some(about),
            sort: card.sort.clone(),
            words: words.to_owned(),
            remark: stale.map(|it| it.remark.clone()).unwrap_or_default(),
            said_by: Some(encode::half(half.other())),
        })
    }

    pub(crate) fn all_favourites(&self) -> Result<Vec<Favourite>, Error> {
        Ok(self.read(|r| r.favourites())?.unwrap_or_default())
    }

    fn keep_favourite(&self, favourite: &Favourite) -> Result<Changed<replies::Done>, Error> {
        let said = fill(words::SAID_FAVOURITE, &[("what", &favourite.words)]);
        let changed = self.change(&said, Some(favourite.said_by), |w| w.put_favourite(favourite))?;
        Ok(changed.done(said, favourite.id.to_string()))
    }
}

/// "Meal", "Walks".
pub(crate) fn name(sort: &Sort) -> String {
    match sort {
        Sort::Meal => words::SORT_MEAL,
        Sort::Film => words::SORT_FILM,
        Sort::Tired => words::SORT_TIRED,
        Sort::Welcome => words::SORT_WELCOME,
        Sort::Thanked => words::SORT_THANKED,
        Sort::RatherNot => words::SORT_RATHER_NOT,
        Sort::Treat => words::SORT_TREAT,
        Sort::Music => words::SORT_MUSIC,
        Sort::Drink => words::SORT_DRINK,
        Sort::Place => words::SORT_PLACE,
        Sort::Book => words::SORT_BOOK,
        Sort::Own(name) => name,
    }
    .to_owned()
}

/// Where a sort stands in the list: as named, then their own by name.
fn place(sort: &Sort) -> (usize, String) {
    let named = Sort::NAMED.iter().position(|it| it == sort);
    let own = is_own(sort).then(|| name(sort).to_lowercase());
    (named.unwrap_or(Sort::NAMED.len()), own.unwrap_or_default())
}

fn is_own(sort: &Sort) -> bool {
    matches!(sort, Sort::Own(_))
}

fn reply(favourite: &Favourite, today: NaiveDate) -> replies::Favourite {
    replies::Favourite {
        id: favourite.id.to_string(),
        of: encode::half(favourite.of),
        sort: favourite.sort.word(),
        sort_says: name(&favourite.sort),
        words: favourite.words.clone(),
        remark: favourite.remark.clone(),
        said_by: encode::half(favourite.said_by),
        asked: asked(favourite.asked, today),
    }
}

/// "Asked in May", "Asked in May 2025"; nothing of what is fresh.
fn asked(day: NaiveDate, today: NaiveDate) -> String {
    if today - day <= FRESH {
        return String::new();
    }
    let mut month = spoken::month_name(day.month()).to_owned();
    if day.year() != today.year() {
        month = format!("{month} {}", day.year());
    }
    fill(words::ASKED_IN, &[("month", &month)])
}

/// The cards about one of them of whose sort nothing is known, or nothing fresh. Which comes first turns with the day.
fn due_cards<'a>(
    about: Half,
    people: &'a People,
    all: &'a [Favourite],
    today: NaiveDate,
) -> impl Iterator<Item = replies::KnowCard> + 'a {
    let mut cards: Vec<(&library::KnowCard, Option<&Favourite>)> = library::know()
        .iter()
        .filter_map(|card| {
            let sort = Sort::from_word(&card.sort)?;
            let known = all.iter().any(|it| it.of == about && it.sort == sort);
            let stale = stale(all, about, &sort, today);
            (!known || stale.is_some()).then_some((card, stale))
        })
        .collect();
    if !cards.is_empty() {
        let turn = today.num_days_from_ce().unsigned_abs() as usize % cards.len();
        cards.rotate_left(turn);
    }
    cards.into_iter().map(move |(card, known)| replies::KnowCard {
        id: card.id.clone(),
        about: encode::half(about),
        text: fill(&card.text, &[("name", &people.name(about))]),
        sort: card.sort.clone(),
        known: known.map(|it| reply(it, today)),
    })
}

/// The favourite of a sort to be asked about again: nothing while one of them is fresh.
fn stale<'a>(all: &'a [Favourite], about: Half, sort: &Sort, today: NaiveDate) -> Option<&'a Favourite> {
    let of_sort = all.iter().filter(|it| it.of == about && it.sort == *sort);
    let newest = of_sort.max_by_key(|it| (it.asked, it.id))?;
    (today - newest.asked > FRESH).then_some(newest)
}

fn found<'a>(all: &'a [Favourite], id: &str) -> Result<&'a Favourite, Error> {
    let id: FavouriteId = id.parse().map_err(|_| Error::NotFound)?;
    all.iter().find(|it| it.id == id).ok_or(Error::NotFound)
}

/// A sort as it is typed; one of their own is a short line.
fn sort_from(word: &str) -> Result<Sort, Error> {
    let word = plain::line(word);
    let sort = Sort::from_word(&word).ok_or_else(|| NoSmallThing::Sort(word.clone()))?;
    match &sort {
        Sort::Own(name) if name.chars().count() > SORT_MOST => {
            Err(Error::Invalid(Invalid::TextLong(SORT_MOST)))
        }
        _ => Ok(sort),
    }
}

/// A sort of their own as it was spelled first: "Walks" and "walks" are one.
fn as_spelled(all: &[Favourite], sort: Sort) -> Sort {
    let known = all.iter().filter(|it| is_own(&it.sort) && is_own(&sort));
    let same = known.filter(|it| same_words(&name(&it.sort), &name(&sort)));
    let first = same.min_by_key(|it| (it.made_at, it.id));
    first.map_or(sort.clone(), |it| it.sort.clone())
}

fn same_words(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}
