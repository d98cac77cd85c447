//! Small things: the list, ticking, the log, the year, and what one noticed.
//!
//! [`InSight`] is the one place that says what of them whoever is looking may see. A surprise is not there for anybody
//! but who keeps it, until its keeper has ticked it. That something was done is seen by both; what it was, by the giver,
//! and by the other only where the giver's log is open. With nobody named, on a computer that both use, titles are
//! seen and the lines beside them only of an open log.

mod edit;
mod list;
mod log;
mod noticed;
mod refused;
mod year;

use std::collections::HashMap;

use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use domain::{
    choice::{self, Choice},
    favourite::{Favourite, Sort},
    gesture::{For, Gesture, Kind, Suggested, Tick, suggest},
    ids::GestureId,
    people::{Half, People},
    plain, spoken,
    words::{app as app_words, fill, small_things as words},
    zone,
};
use store::{Read, StoreError};

use crate::{App, Error, Invalid, chance, encode, library, replies, settings::Preferences, talk::spoken_day};

pub use refused::NoSmallThing;

/// A gesture's title and a line have at most this many characters.
pub(crate) const TITLE_MOST: usize = 84;
pub(crate) const LINE_MOST: usize = 280;

/// The small things as whoever is looking may see them, read at one moment.
pub(crate) struct InSight {
    pub(crate) looking: Option<Half>,
    pub(crate) people: Option<People>,
    pub(crate) today: NaiveDate,
    /// Their own first, then the library's, those that are put away too.
    pub(crate) gestures: Vec<Gesture>,
    pub(crate) favourites: Vec<Favourite>,
    pub(crate) choices: Vec<Choice>,
    /// What today offers, where it was looked at, and what of that was put aside.
    pub(crate) offered: Vec<Suggested>,
    /// Today's ticks, and when each of the two last ticked what before.
    ticks: Vec<Tick>,
    /// What whoever is looking means to do.
    intentions: HashMap<GestureId, replies::Intention>,
    last: HashMap<(GestureId, Half), NaiveDate>,
    here: Tz,
    clock: spoken::Clock,
}

impl App {
    /// The small things, as they may be seen at this moment by who is here.
    pub(crate) fn in_sight(&self) -> Result<InSight, Error> {
        let p = self.preferences()?;
        match self.read(|r| self.in_sight_in(r, &p))? {
            Some(seen) => Ok(seen),
            None => Ok(self.nothing_in_sight(&p, library::with_gestures(vec![]))),
        }
    }

    /// The same, in one snapshot with whatever else is read.
    pub(crate) fn in_sight_in(&self, r: &Read<'_>, p: &Preferences) -> Result<InSight, StoreError> {
        let titled = self.titled_in_sight_in(r, p)?;
        let (today, looking) = (titled.today, titled.looking);
        Ok(InSight {
            ticks: r.ticks(today, today + Duration::days(1))?,
            intentions: self.intentions_in(r, looking, p)?,
            last: r.last_tick_days_by(today)?,
            ..titled
        })
    }

    /// Only what says which gestures there are today and what they are called: a tick waits for nothing else.
    pub(crate) fn titled_in_sight(&self) -> Result<InSight, Error> {
        let p = self.preferences()?;
        let read = self.read(|r| self.titled_in_sight_in(r, &p))?;
        Ok(read.unwrap_or_else(|| self.nothing_in_sight(&p, library::with_gestures(vec![]))))
    }

    fn titled_in_sight_in(&self, r: &Read<'_>, p: &Preferences) -> Result<InSight, StoreError> {
        let mut log = self.log_in_sight_in(r, p)?;
        let favourites = r.favourites()?;
        let more = library::of_own_sorts(&favourites, &log.gestures);
        log.gestures.extend(more);
        let offered = r.suggestions(log.today, log.today + Duration::days(1))?;
        Ok(InSight {
            favourites,
            offered: offered.into_iter().filter(|it| it.half == log.looking).collect(),
            ..log
        })
    }

    /// Only what says how ticks look, and to whom: for pages of many days.
    pub(crate) fn log_in_sight(&self, p: &Preferences) -> Result<InSight, Error> {
        let read = self.read(|r| self.log_in_sight_in(r, p))?;
        Ok(read.unwrap_or_else(|| self.nothing_in_sight(p, library::with_gestures(vec![]))))
    }

    fn log_in_sight_in(&self, r: &Read<'_>, p: &Preferences) -> Result<InSight, StoreError> {
        Ok(InSight {
            looking: self.looking_in(r)?,
            people: r.people()?,
            choices: r.choices()?,
            ..self.nothing_in_sight(p, self.gestures_in_sight_in(r)?)
        })
    }

    /// All gestures but the surprises of the other.
    pub(crate) fn gestures_in_sight_in(&self, r: &Read<'_>) -> Result<Vec<Gesture>, StoreError> {
        let looking = self.looking_in(r)?;
        let mut rows = Vec::new();
        for row in r.gestures()? {
            let seen = match row.surprise {
                Some(keeper) => looking == Some(keeper) || r.is_ticked_by(row.id, keeper)?,
                None => true,
            };
            if seen {
                rows.push(row);
            }
        }
        Ok(library::with_gestures(rows))
    }

    /// What there is before anybody did or said anything.
    fn nothing_in_sight(&self, p: &Preferences, gestures: Vec<Gesture>) -> InSight {
        InSight {
            looking: self.looking,
            people: None,
            today: self.here().date(),
            gestures,
            favourites: vec![],
            choices: vec![],
            offered: vec![],
            ticks: vec![],
            intentions: HashMap::new(),
            last: HashMap::new(),
            here: self.zone(),
            clock: p.clock,
        }
    }
}

impl InSight {
    /// The gesture of an id, given as text.
    ///
    /// # Errors
    /// None of that id is there for whoever is looking.
    pub(crate) fn gesture(&self, id: &str) -> Result<&Gesture, Error> {
        let id: GestureId = id.parse().map_err(|_| Error::NotFound)?;
        let found = self.there().find(|it| it.id == id);
        found.ok_or(Error::NotFound)
    }

    /// What there is to be done: touch only where both have said that it is welcome.
    pub(crate) fn there(&self) -> impl Iterator<Item = &Gesture> {
        self.gestures.iter().filter(|it| !self.waits(it))
    }

    /// Whether it is not there until both have said that touch is welcome.
    pub(crate) fn waits(&self, gesture: &Gesture) -> bool {
        gesture.kind == Kind::Touch && !self.touch()
    }

    /// Whether touch is welcome to both.
    pub(crate) fn touch(&self) -> bool {
        choice::touch_welcome(&self.choices)
    }

    /// Whom what is done would be for: the other of who is looking, or either.
    pub(crate) fn receivers(&self) -> Vec<Half> {
        match self.looking {
            Some(half) => vec![half.other()],
            None => vec![Half::First, Half::Second],
        }
    }

    /// The favourite that stands in a template today for one of these; nothing where none is known. What the day's
    /// suggestion has stays all day.
    pub(crate) fn favourite(&self, gesture: &Gesture, of: &[Half]) -> Option<&Favourite> {
        let sort = gesture.needs.as_ref()?;
        let mut known = self.favourites.iter();
        let offered = self.offered.iter().find(|it| it.gesture == gesture.id);
        if let Some(id) = offered.and_then(|it| it.favourite)
            && let Some(found) = known.clone().find(|it| it.id == id && of.contains(&it.of))
        {
            return Some(found);
        }
        let of_sort: Vec<&Favourite> = known
            .by_ref()
            .filter(|it| it.sort == *sort && of.contains(&it.of))
            .collect();
        let turn = seed(self.today, gesture.id) % (of_sort.len().max(1) as u64);
        of_sort.get(usize::try_from(turn).ok()?).copied()
    }

    /// What a gesture is called, with a favourite in it.
    pub(crate) fn title(&self, gesture: &Gesture, favourite: Option<&Favourite>) -> String {
        match (favourite, &gesture.needs) {
            (Some(it), _) => suggest::filled(&gesture.title, it),
            (None, Some(sort)) => with_favourite(&gesture.title, any_of(sort)),
            (None, None) => gesture.title.clone(),
        }
    }

    /// A gesture, as it stands today.
    pub(crate) fn reply(&self, gesture: &Gesture, favourite: Option<&Favourite>) -> replies::Gesture {
        let own = self.ticks.iter().filter(|it| it.gesture == gesture.id);
        let own: Vec<&Tick> = own.filter(|it| self.sees(it)).collect();
        let together = gesture.whom == For::Both;
        let for_half = favourite.map(|it| it.of).or(self.looking.map(Half::other));
        replies::Gesture {
            id: gesture.id.to_string(),
            title: self.title(gesture, favourite),
            detail: gesture.detail.clone(),
            why: favourite.map(|it| self.why(it)).unwrap_or_default(),
            minutes: gesture.minutes,
            length: spoken::duration_short(gesture.minutes),
            effort: gesture.effort,
            cost: encode::cost(gesture.cost).to_owned(),
            cost_says: encode::cost_says(gesture.cost).to_owned(),
            kind: encode::gesture_kind(gesture.kind).to_owned(),
            place: encode::gesture_place(gesture.place).to_owned(),
            together,
            for_half: for_half.filter(|_| !together).map(encode::half),
            done: halves(own.iter().copied()),
            ticks: own.iter().map(|it| self.tick(it)).collect(),
            last: self
                .last(gesture.id)
                .map(|day| fill(app_words::LAST_ON, &[("day", &spoken_day(day, self.today))]))
                .unwrap_or_default(),
            own: library::original(gesture.id).is_none(),
            edited: is_edited(gesture),
            state: encode::gesture_state(gesture.state).to_owned(),
            surprise: gesture.surprise.is_some() && gesture.surprise == self.looking,
            cue: gesture.cue.clone(),
            intention: self.intentions.get(&gesture.id).cloned(),
            evidence: library::evidence_of(gesture.id),
        }
    }

    /// One tick: what it was, or only that there was something.
    pub(crate) fn tick(&self, tick: &Tick) -> replies::Tick {
        let at = zone::civil(tick.at, self.here);
        let mut reply = replies::Tick {
            id: tick.id.to_string(),
            gesture: String::new(),
            title: words::SOMETHING_SMALL.to_owned(),
            by: encode::half(tick.by),
            day: tick.day.to_string(),
            at: String::new(),
            note: String::new(),
        };
        if !self.sees(tick) {
            return reply;
        }
        reply.gesture = tick.gesture.to_string();
        reply.title = self.called(tick);
        if self.sees_note(tick) {
            reply.note.clone_from(&tick.note);
        }
        // An hour says something only of the day it was ticked on.
        if at.date() == tick.day {
            reply.at = spoken::time(at.time(), self.clock);
        }
        reply
    }

    /// What was done, in its words of that day.
    pub(crate) fn called(&self, tick: &Tick) -> String {
        if !tick.called.is_empty() {
            return tick.called.clone();
        }
        let known = self.gestures.iter().find(|it| it.id == tick.gesture);
        let title = known.map(|it| self.title(it, None));
        let title = title.or_else(|| {
            let mut retired = library::retired();
            retired.find(|it| it.id == tick.gesture).map(|it| it.title)
        });
        title.unwrap_or_else(|| words::SOMETHING_SMALL.to_owned())
    }

    /// Whether what was done may be seen.
    pub(crate) fn sees(&self, tick: &Tick) -> bool {
        self.looking.is_none_or(|half| half == tick.by) || self.is_open(tick.by)
    }

    /// Whether the line beside it may be seen.
    pub(crate) fn sees_note(&self, tick: &Tick) -> bool {
        self.looking == Some(tick.by) || self.is_open(tick.by)
    }

    fn is_open(&self, half: Half) -> bool {
        choice::log_is_open(&self.choices, half)
    }

    /// The last day before today on which it was done, as far as that may be seen.
    pub(crate) fn last(&self, gesture: GestureId) -> Option<NaiveDate> {
        let seen = |half: &Half| self.looking.is_none_or(|it| it == *half) || self.is_open(*half);
        let halves = [Half::First, Half::Second].into_iter().filter(seen);
        halves
            .filter_map(|half| self.last.get(&(gesture, half)).copied())
            .max()
    }

    fn why(&self, favourite: &Favourite) -> String {
        let people = self.people.as_ref();
        people.map_or_else(String::new, |it| {
            fill(words::WHY_FAVOURITE, &[("name", &it.name(favourite.of))])
        })
    }
}

/// Which halves a set of ticks fills.
pub(crate) fn halves<'a>(ticks: impl Iterator<Item = &'a Tick>) -> replies::Halves {
    ticks.fold(replies::Halves::default(), |mut halves, tick| {
        match tick.by {
            Half::First => halves.first = true,
            Half::Second => halves.second = true,
        }
        halves
    })
}

/// What each is called, those of earlier versions too.
pub(crate) fn titles(gestures: &[Gesture]) -> HashMap<GestureId, String> {
    let retired = library::retired().map(|it| (it.id, it.title));
    let title = |it: &Gesture| match &it.needs {
        Some(sort) => with_favourite(&it.title, any_of(sort)),
        None => it.title.clone(),
    };
    retired
        .chain(gestures.iter().map(|it| (it.id, title(it))))
        .collect()
}

/// A number that is the same all day for the same thing, and another the next day.
pub(crate) fn seed(day: NaiveDate, of: GestureId) -> u64 {
    chance::of(day.to_string().into_bytes().into_iter().chain(*of.0.as_bytes()))
}

/// Whether it is one of the library in other words.
fn is_edited(gesture: &Gesture) -> bool {
    library::original(gesture.id).is_some_and(|it| {
        *it != Gesture {
            state: it.state,
            ..gesture.clone()
        }
    })
}

/// A template with a favourite in it.
fn with_favourite(title: &str, words: &str) -> String {
    fill(title, &[("favourite", &words)])
}

/// What stands in a template where no favourite is known.
fn any_of(sort: &Sort) -> &'static str {
    match sort {
        Sort::Meal => words::ANY_MEAL,
        Sort::Film => words::ANY_FILM,
        Sort::Tired => words::ANY_TIRED,
        Sort::Welcome => words::ANY_WELCOME,
        Sort::Thanked => words::ANY_THANKED,
        Sort::Treat => words::ANY_TREAT,
        Sort::Music => words::ANY_MUSIC,
        Sort::Drink => words::ANY_DRINK,
        Sort::Place => words::ANY_PLACE,
        Sort::Book => words::ANY_BOOK,
        Sort::RatherNot | Sort::Own(_) => words::ANY_OWN,
    }
}

/// A line of theirs, at most so long.
pub(crate) fn line(text: &str, most: usize) -> Result<String, Error> {
    let text = plain::line(text);
    if text.chars().count() > most {
        return Err(Error::Invalid(Invalid::TextLong(most)));
    }
    Ok(text)
}
