//! The gestures page: what fits, what fits first, and one to pick.

use chrono::{Datelike, Duration, NaiveDate};
use domain::{
    favourite::Favourite,
    gesture::{self, Cost, For, Gesture, Kind, Place, State},
    people::Half,
    spoken,
    words::{fill, small_things as words},
};

use super::{InSight, seed};
use crate::{App, Error, encode, library, replies, settings::Preferences, talk::spoken_long_day};

/// How many ticks "lately" shows, and how many it looks through for them.
const LATELY: usize = 20;
const LOOKED_THROUGH: usize = 200;

/// What was done within so many days waits behind the rest.
const LATELY_DONE: Duration = Duration::days(14);

/// What is asked for.
struct Wanted {
    for_half: Option<Half>,
    together: bool,
    minutes: u32,
    effort: u8,
    cost: Cost,
    kind: Option<Kind>,
    place: Option<Place>,
    words: Vec<String>,
    put_away: bool,
}

impl App {
    /// The gestures page: what fits the filter. First what today suggests, then what was not done lately; what is ticked
    /// keeps its place all day.
    ///
    /// # Errors
    /// A cost, kind or place that is not one of the choices.
    pub fn gestures(&self, filter: &replies::GestureFilter) -> Result<replies::Gestures, Error> {
        let wanted = Wanted::from(filter)?;
        let p = self.preferences()?;
        let mut seen = self.in_sight()?;
        seen.offered = self.offered_today(&seen)?;
        let offered = Wanted::default();
        let lately: Vec<_> = self
            .read(|r| r.last_ticks(LOOKED_THROUGH))?
            .unwrap_or_default()
            .into_iter()
            .filter(|tick| seen.sees(tick))
            .take(LATELY)
            .collect();
        let mut days: Vec<(String, String)> = lately
            .iter()
            .map(|it| (it.day.to_string(), spoken_long_day(it.day, seen.today)))
            .collect();
        days.dedup();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let put_away = Wanted {
            put_away: true,
            ..Wanted::default()
        };
        Ok(replies::Gestures {
            gestures: fitting(&seen, &wanted)
                .into_iter()
                .map(|(gesture, favourite)| shown(&seen, &wanted, gesture, favourite))
                .collect(),
            all: count(fitting(&seen, &offered).len()),
            put_away: count(fitting(&seen, &put_away).len()),
            run: self.run(seen.today, &p)?,
            touch: seen.touch(),
            lately: lately.iter().map(|it| seen.tick(it)).collect(),
            lately_days: days,
        })
    }

    /// One at random among what fits and was not done lately; another than `but`, where there is another.
    ///
    /// # Errors
    /// A cost, kind or place that is not one of the choices.
    pub fn pick_gesture(
        &self,
        filter: &replies::GestureFilter,
        but: Option<&str>,
    ) -> Result<Option<replies::Gesture>, Error> {
        let seen = self.in_sight()?;
        let wanted = Wanted::from(filter)?;
        let mut fit = fitting(&seen, &wanted);
        fit.retain(|(it, _)| !seen.ticks.iter().any(|tick| tick.gesture == it.id));
        let fresh = |it: &Gesture| seen.last(it.id).is_none_or(|day| seen.today - day > LATELY_DONE);
        if fit.iter().any(|(it, _)| fresh(it)) {
            fit.retain(|(it, _)| fresh(it));
        }
        if fit.len() > 1 {
            fit.retain(|(it, _)| but.is_none_or(|but| it.id.to_string() != but));
        }
        if fit.is_empty() {
            return Ok(None);
        }
        // The last eight bytes of a new identity are chance.
        let chance = self.new_id().as_u64_pair().1 % fit.len() as u64;
        let picked = usize::try_from(chance).ok().and_then(|n| fit.get(n));
        Ok(picked.map(|(gesture, favourite)| shown(&seen, &wanted, gesture, *favourite)))
    }

    /// One gesture, whether it fits or is put away.
    ///
    /// # Errors
    /// None of that id may be seen.
    pub fn gesture(&self, id: &str) -> Result<replies::Gesture, Error> {
        let seen = self.in_sight()?;
        let gesture = seen.gesture(id)?;
        let favourite = seen.favourite(gesture, &receivers(&seen, gesture, None));
        Ok(seen.reply(gesture, favourite))
    }

    /// The id of a gesture given by its id or its title, upper or lower case.
    ///
    /// # Errors
    /// None is called that.
    pub fn gesture_named(&self, text: &str) -> Result<String, Error> {
        let wanted = text.trim().to_lowercase();
        let seen = self.in_sight()?;
        let is = |it: &&Gesture| {
            let favourite = seen.favourite(it, &receivers(&seen, it, None));
            it.id.to_string() == wanted || seen.title(it, favourite).to_lowercase() == wanted
        };
        let found = seen.there().find(is);
        found.map(|it| it.id.to_string()).ok_or(Error::NotFound)
    }

    /// "Nine weeks with something from you both."
    fn run(&self, today: NaiveDate, p: &Preferences) -> Result<String, Error> {
        let days = self.read(|r| r.ticked_days(NaiveDate::MIN, today + Duration::days(1)))?;
        Ok(match gesture::strength::run(&days.unwrap_or_default(), p.week) {
            0 => String::new(),
            1 => words::RUN_ONE.to_owned(),
            n => {
                let weeks = spoken::capital(&spoken::number(n as u64));
                fill(words::RUN, &[("weeks", &weeks)])
            }
        })
    }
}

impl Default for Wanted {
    fn default() -> Wanted {
        Wanted {
            for_half: None,
            together: false,
            minutes: u32::MAX,
            effort: u8::MAX,
            cost: Cost::Some,
            kind: None,
            place: None,
            words: vec![],
            put_away: false,
        }
    }
}

impl Wanted {
    fn from(filter: &replies::GestureFilter) -> Result<Wanted, Error> {
        let text = |word: &Option<String>| word.clone().filter(|it| !it.is_empty());
        Ok(Wanted {
            for_half: filter.for_half.map(encode::half_from),
            together: filter.together,
            minutes: filter.minutes.unwrap_or(u32::MAX),
            effort: filter.effort.unwrap_or(u8::MAX),
            cost: match text(&filter.cost) {
                Some(word) => encode::cost_from(&word)?,
                None => Cost::Some,
            },
            kind: text(&filter.kind)
                .map(|it| encode::gesture_kind_from(&it))
                .transpose()?,
            place: text(&filter.place)
                .map(|it| encode::gesture_place_from(&it))
                .transpose()?,
            words: filter.words.split_whitespace().map(str::to_lowercase).collect(),
            put_away: filter.put_away,
        })
    }

    fn fits(&self, it: &Gesture) -> bool {
        (it.state == State::Offered) != self.put_away
            && (!self.together || it.whom == For::Both)
            && it.minutes <= self.minutes
            && it.effort <= self.effort
            && it.cost <= self.cost
            && self.kind.is_none_or(|kind| it.kind == kind)
            && self
                .place
                .is_none_or(|place| it.place == place || it.place == Place::Anywhere)
    }
}

/// A gesture on the list: for whom the filter says.
fn shown(
    seen: &InSight,
    wanted: &Wanted,
    gesture: &Gesture,
    favourite: Option<&Favourite>,
) -> replies::Gesture {
    let mut reply = seen.reply(gesture, favourite);
    if let Some(half) = wanted.for_half.filter(|_| !reply.together) {
        reply.for_half = Some(encode::half(half));
    }
    reply
}

/// For whom a gesture can be: whom the filter names; of what the two do together, either.
fn receivers(seen: &InSight, gesture: &Gesture, for_half: Option<Half>) -> Vec<Half> {
    match (gesture.whom, for_half) {
        (For::Both, _) => vec![Half::First, Half::Second],
        (For::Other, Some(half)) => vec![half],
        (For::Other, None) => seen.receivers(),
    }
}

/// What fits, each with the favourite that stands in it, in order.
fn fitting<'a>(seen: &'a InSight, wanted: &Wanted) -> Vec<(&'a Gesture, Option<&'a Favourite>)> {
    let mut fit: Vec<(&Gesture, Option<&Favourite>)> = seen
        .there()
        .filter(|it| wanted.fits(it))
        .map(|it| (it, seen.favourite(it, &receivers(seen, it, wanted.for_half))))
        // A template is there once there is something to put in it.
        .filter(|(it, favourite)| wanted.put_away || it.needs.is_none() || favourite.is_some())
        .filter(|(it, favourite)| {
            if wanted.words.is_empty() {
                return true;
            }
            let text = format!("{} {}", seen.title(it, *favourite), it.detail).to_lowercase();
            wanted.words.iter().all(|word| text.contains(word))
        })
        .collect();
    fit.sort_by_cached_key(|(it, favourite)| {
        let suggested = seen.offered.iter().position(|of| of.gesture == it.id);
        let lately = seen.last(it.id).filter(|day| seen.today - *day <= LATELY_DONE);
        let own = library::original(it.id).is_none();
        (
            suggested.unwrap_or(usize::MAX),
            lately.map_or(0, |day| day.num_days_from_ce()),
            !own,
            favourite.is_none(),
            seed(seen.today, it.id),
        )
    });
    fit
}
