//! Ideas for dates: what fits an hour, what one puts into a plan, their own, and who wants which.

mod own;
mod say;
mod using;

use std::collections::HashMap;

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use domain::{
    gesture::{Cost, Place},
    idea::{self, Days, Idea, Known, Wanted, Wish},
    ids::IdeaId,
    occurrence::{self, Occurrence, OccurrenceKey, Status},
    opening,
    people::People,
    slot::Kind,
    zone,
};

use crate::{
    App, Error, Invalid, encode, library,
    openings::NOTICE,
    replies::{self, IdeaFilter},
    settings::Preferences,
};

pub(crate) use say::season_word;

/// How long a date is that nobody gave a length.
const AN_HOUR: u32 = 60;

/// The ideas there are, with what the couple said of them and did.
struct Shelf {
    ideas: Vec<Idea>,
    wishes: Vec<Wish>,
    days: HashMap<IdeaId, Days>,
    people: Option<People>,
}

/// What ideas are wanted for: an evening of theirs, hours that are empty, or nothing in particular.
#[derive(Default)]
struct Hour {
    key: Option<OccurrenceKey>,
    day: Option<NaiveDate>,
    start: Option<NaiveDateTime>,
    minutes: Option<u32>,
}

impl App {
    /// Ideas for a date, for empty hours, or as they are: what fits, best first, and the wish list.
    ///
    /// # Errors
    /// Not a key, or a date that the planner does not know; neither an hour nor a day; a filter that is none.
    pub fn ideas(&self, filter: &IdeaFilter) -> Result<replies::Ideas, Error> {
        let p = self.preferences()?;
        let hour = self.hour(filter, &p)?;
        let said = said_filter(filter, hour.minutes)?;
        let wanted = Wanted {
            minutes: said.minutes,
            length: hour.minutes,
            place: said
                .place
                .as_deref()
                .map(encode::gesture_place_from)
                .transpose()?,
            cost: said.cost.as_deref().map(encode::cost_from).transpose()?,
            energy: said.energy,
            words: filter.words.clone(),
            hidden: filter.hidden,
        };
        let shelf = self.shelf(hour.key)?;
        let today = self.here().date();
        let known = shelf.known(hour.day.unwrap_or(today), today, self.zone());
        let chosen = idea::choose(&shelf.ideas, &wanted, &known);
        let reply = |it: &Idea| say::idea(it, &shelf, &known);
        Ok(replies::Ideas {
            heading: say::heading(&hour, today, p.clock),
            says: say::filter(&said),
            fits: chosen.fits.into_iter().map(reply).collect(),
            wishes_says: say::wishes(chosen.wishes.len(), chosen.wished, said.minutes),
            wishes: chosen.wishes.iter().map(|it| reply(it.idea)).collect(),
            opening: hour
                .start
                .filter(|_| hour.key.is_none())
                .map(|start| replies::IdeaOpening {
                    start: encode::wall(start),
                    minutes: hour.minutes.unwrap_or(AN_HOUR),
                }),
            filter: said,
        })
    }

    /// One idea, by its id.
    ///
    /// # Errors
    /// No idea of that id.
    pub fn idea(&self, id: &str) -> Result<replies::Idea, Error> {
        let shelf = self.shelf(None)?;
        let today = self.here().date();
        let known = shelf.known(today, today, self.zone());
        Ok(say::idea(shelf.find(id)?, &shelf, &known))
    }

    /// The id of an idea, by its id, its title, or its name in the library.
    ///
    /// # Errors
    /// No idea that is called so.
    pub fn idea_named(&self, text: &str) -> Result<String, Error> {
        let named = library::ideas::named(text);
        let text = text.trim().to_lowercase();
        let ideas = self.all_ideas()?;
        let found = ideas
            .iter()
            .find(|it| it.id.to_string() == text || it.title.to_lowercase() == text);
        let found = found.map(|it| it.id).or(named);
        Ok(found.ok_or(Error::NotFound)?.to_string())
    }

    /// All ideas: their own, then the library's as they stand now.
    fn all_ideas(&self) -> Result<Vec<Idea>, Error> {
        let rows = self.read(|r| r.ideas())?.unwrap_or_default();
        Ok(library::ideas::with_ideas(rows))
    }

    fn shelf(&self, except: Option<OccurrenceKey>) -> Result<Shelf, Error> {
        Ok(Shelf {
            ideas: self.all_ideas()?,
            wishes: self.read(|r| r.wishes())?.unwrap_or_default(),
            days: self.idea_days(except)?,
            people: self.people()?,
        })
    }

    /// When which idea was done, and is going to be, as far as whoever is looking may know: an evening that was kept, or
    /// is over and nobody said. What one keeps from the other counts for the other from its day on.
    fn idea_days(&self, except: Option<OccurrenceKey>) -> Result<HashMap<IdeaId, Days>, Error> {
        let plans = self.read(|r| r.date_plans())?.unwrap_or_default();
        // Of two plans of one evening the newest holds.
        let ideas: HashMap<OccurrenceKey, Option<IdeaId>> =
            plans.iter().map(|plan| (plan.key, plan.idea_id)).collect();
        let mut days: HashMap<IdeaId, Days> = HashMap::new();
        if ideas.values().all(Option::is_none) {
            return Ok(days);
        }
        let (series, sight) = (self.series()?, self.sight()?);
        let series: HashMap<_, _> = series.iter().map(|(slot, its)| (slot.id, (slot, its))).collect();
        let today = self.here().date();
        for (key, idea) in ideas {
            let (Some(idea), Some((slot, changes))) = (idea, series.get(&key.slot)) else {
                continue;
            };
            let found = occurrence::occurrence(slot, changes, key, self.zone(), self.now())?;
            let Some(o) = found.filter(|o| Some(o.key) != except && sight.keeper(o).is_none()) else {
                continue;
            };
            let day = zone::civil(o.start, self.zone()).date();
            let its = days.entry(idea).or_default();
            match o.status {
                Status::Kept | Status::Past => its.last = its.last.max(Some(day)),
                Status::Planned | Status::Moved if day >= today => {
                    its.next = Some(its.next.map_or(day, |next| next.min(day)));
                }
                _ => {}
            }
        }
        Ok(days)
    }

    /// The hours that ideas are wanted for.
    fn hour(&self, filter: &IdeaFilter, p: &Preferences) -> Result<Hour, Error> {
        if !filter.key.is_empty() {
            let (_, _, o) = self.find(&filter.key)?;
            return Ok(self.hour_of(&o));
        }
        if filter.opening.is_empty() {
            return Ok(Hour::default());
        }
        let minutes = match filter.opening_minutes {
            0 => filter.minutes.filter(|most| *most > 0).unwrap_or(AN_HOUR),
            minutes => minutes,
        };
        let (day, start) = match encode::date_from(&filter.opening) {
            Ok(day) => (day, self.first_opening(day, minutes, p)?),
            Err(_) => {
                let start = encode::wall_from(&filter.opening)?;
                (start.date(), Some(start))
            }
        };
        Ok(Hour {
            key: None,
            day: Some(day),
            start,
            minutes: Some(minutes),
        })
    }

    fn hour_of(&self, o: &Occurrence) -> Hour {
        let start = zone::civil(o.start, self.zone());
        Hour {
            key: Some(o.key),
            day: Some(start.date()),
            start: Some(start),
            minutes: u32::try_from((o.end - o.start).num_minutes()).ok(),
        }
    }

    /// Where a date of so many minutes would go on a day.
    fn first_opening(
        &self,
        day: NaiveDate,
        minutes: u32,
        p: &Preferences,
    ) -> Result<Option<NaiveDateTime>, Error> {
        let midnight = |day: NaiveDate| zone::instant(day.and_time(NaiveTime::MIN), self.zone());
        let wish = opening::Wish {
            minutes,
            kind: Kind::Date,
            from: midnight(day).max(self.now() + NOTICE),
            until: midnight(day + Duration::days(1)),
            around: None,
            backup: None,
            week: p.week,
            most: 1,
        };
        if wish.from >= wish.until {
            return Ok(None);
        }
        let found = self.offer(&wish, None, &self.series()?, p)?;
        let first = found.openings.first();
        first.map(|it| encode::wall_from(&it.start_local)).transpose()
    }
}

impl Shelf {
    fn known(&self, day: NaiveDate, today: NaiveDate, here: chrono_tz::Tz) -> Known<'_> {
        Known {
            wishes: &self.wishes,
            days: &self.days,
            day,
            today,
            here,
        }
    }

    fn find(&self, id: &str) -> Result<&Idea, Error> {
        by_id(&self.ideas, id)
    }
}

fn by_id<'a>(ideas: &'a [Idea], id: &str) -> Result<&'a Idea, Error> {
    let id: IdeaId = id.parse().map_err(|_| Error::NotFound)?;
    ideas.iter().find(|it| it.id == id).ok_or(Error::NotFound)
}

/// Whether two texts say the same, in small letters and capitals alike.
fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// A filter with its blanks filled from the length of the date.
fn said_filter(filter: &IdeaFilter, length: Option<u32>) -> Result<replies::IdeaFilterSaid, Error> {
    let place = filter.place.as_deref().filter(|place| !place.is_empty());
    let cost = filter.cost.as_deref().filter(|cost| !cost.is_empty());
    let place = place.map(encode::gesture_place_from).transpose()?;
    let cost = cost.map(encode::cost_from).transpose()?;
    Ok(replies::IdeaFilterSaid {
        minutes: match (filter.minutes, length) {
            (Some(0), _) | (None, None) => None,
            (Some(most), _) => Some(most),
            (None, Some(..=30)) => Some(30),
            (None, Some(..=60)) => Some(60),
            (None, Some(_)) => None,
        },
        place: place
            .filter(|it| *it != Place::Anywhere)
            .map(|it| encode::gesture_place(it).to_owned()),
        cost: cost
            .filter(|it| *it != Cost::Some)
            .map(|it| encode::cost(it).to_owned()),
        energy: match filter.energy {
            Some(0) => return Err(Error::Invalid(Invalid::Choice("0".to_owned()))),
            Some(energy) if energy < 3 => Some(energy),
            _ => None,
        },
    })
}
