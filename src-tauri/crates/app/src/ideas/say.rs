//! Ideas, in words.

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::{
    gesture::{Cost, State},
    idea::{self, Days, Idea, Known, Season, Wish, Wished},
    people::People,
    spoken::{self, Clock},
    words::{fill, ideas as words, spoken as spoken_words},
    zone,
};

use super::{Hour, Shelf};
use crate::{encode, library, replies};

/// Up to so many minutes a length is said in minutes.
const IN_MINUTES: u32 = 90;

/// Done within so many days, an idea says on which day.
const DAYS_BACK: Duration = Duration::days(28);

pub(super) fn idea(it: &Idea, shelf: &Shelf, known: &Known<'_>) -> replies::Idea {
    let wished = idea::wished(it, known);
    let own = !library::ideas::of_library(it.id);
    replies::Idea {
        id: it.id.to_string(),
        title: it.title.clone(),
        detail: it.detail.clone(),
        minutes: it.minutes,
        says: fill(
            words::LENGTH_COST,
            &[("length", &length(it.minutes)), ("cost", &cost(it))],
        ),
        cost: encode::cost(it.cost).to_owned(),
        price: it.price.clone(),
        place: encode::gesture_place(it.place).to_owned(),
        energy: it.energy,
        season: season_word(it.season).to_owned(),
        novelty: it.novelty.clone(),
        prepare: it.prepare.iter().map(|it| it.words.clone()).collect(),
        wished: replies::Halves {
            first: wished.is_some_and(|it| it.since[0].is_some()),
            second: wished.is_some_and(|it| it.since[1].is_some()),
        },
        wished_says: wished
            .zip(shelf.people.as_ref())
            .map(|(it, people)| wants(&it, people, known.today, known.here))
            .unwrap_or_default(),
        last: known
            .days
            .get(&it.id)
            .map(|days| when(days, known.today))
            .unwrap_or_default(),
        own,
        changed: !own && library::ideas::is_changed(it),
        state: match it.state {
            State::Hidden => "hidden",
            State::Offered | State::Archived => "offered",
        }
        .to_owned(),
        evidence: library::evidence(&it.evidence),
    }
}

/// "Two hours, about £40. From our wish list."
pub(super) fn chosen(it: &Idea, wishes: &[Wish]) -> replies::ChosenIdea {
    let length = match (it.minutes / 60, it.minutes % 60) {
        (1, 0) => words::CHOSEN_HOUR.to_owned(),
        (hours @ 2.., 0) => fill(words::CHOSEN_HOURS, &[("n", &spoken::number(hours.into()))]),
        _ => spoken::duration(it.minutes),
    };
    let length = spoken::capital(&length);
    let says = fill(words::CHOSEN_SAYS, &[("length", &length), ("cost", &cost(it))]);
    let wished = wishes.iter().any(|wish| wish.idea == it.id);
    replies::ChosenIdea {
        id: it.id.to_string(),
        title: it.title.clone(),
        says: if wished {
            fill(words::CHOSEN_WISH, &[("says", &says)])
        } else {
            says
        },
        place: encode::gesture_place(it.place).to_owned(),
        novelty: it.novelty.clone(),
        prepare: it.prepare.iter().map(|it| it.words.clone()).collect(),
    }
}

/// "An idea for Saturday 24 October, 1 to 2 pm".
pub(super) fn heading(hour: &Hour, today: NaiveDate, clock: Clock) -> String {
    let Some(day) = hour.day else {
        return words::HEADING.to_owned();
    };
    let day = spoken::long_date_from(day, today);
    match hour.start.zip(hour.minutes) {
        Some((start, minutes)) => {
            let end = start + Duration::minutes(minutes.into());
            let hours = spoken::hours(start.time(), end.time(), clock);
            fill(words::HEADING_FOR, &[("day", &day), ("hours", &hours)])
        }
        None => fill(words::HEADING_DAY, &[("day", &day)]),
    }
}

/// "An hour, at home, free".
pub(super) fn filter(said: &replies::IdeaFilterSaid) -> String {
    let time = said.minutes.map(|minutes| match minutes {
        30 => words::SAYS_HALF_HOUR.to_owned(),
        60 => words::SAYS_HOUR.to_owned(),
        other => spoken::capital(&spoken::duration(other)),
    });
    let place = match said.place.as_deref() {
        Some("home") => Some(words::SAYS_HOME),
        Some(_) => Some(words::SAYS_OUT),
        None => None,
    };
    let cost = match said.cost.as_deref() {
        Some("free") => Some(words::SAYS_FREE),
        Some(_) => Some(words::SAYS_SMALL),
        None => None,
    };
    let energy = match said.energy {
        Some(1) => Some(words::SAYS_LOW),
        Some(_) => Some(words::SAYS_SOME),
        None => None,
    };
    let rest = [place, cost, energy].into_iter().flatten().map(str::to_owned);
    let all = time.into_iter().chain(rest);
    let all = all.reduce(|what, more| fill(words::SAYS, &[("what", &what), ("more", &more)]));
    all.map_or_else(|| words::SAYS_ANY.to_owned(), |text| spoken::capital(&text))
}

/// "3 of 7 fit an hour"; nothing where all do.
pub(super) fn wishes(fit: usize, all: usize, minutes: Option<u32>) -> String {
    if fit == all {
        return String::new();
    }
    let length = minutes.map(|minutes| match minutes {
        30 => words::HALF_HOUR.to_owned(),
        60 => words::HOUR.to_owned(),
        other => spoken::duration(other),
    });
    let template = match (fit, &length) {
        (0, None) => words::FIT_NONE,
        (0, Some(_)) => words::FIT_NONE_LENGTH,
        (1, None) => words::FIT_ONE,
        (1, Some(_)) => words::FIT_LENGTH_ONE,
        (_, None) => words::FIT,
        (_, Some(_)) => words::FIT_LENGTH,
    };
    let length = length.unwrap_or_default();
    fill(template, &[("n", &fit), ("all", &all), ("length", &length)])
}

/// "You both wanted this, since May"; "Noor’s".
fn wants(it: &Wished<'_>, people: &People, today: NaiveDate, here: Tz) -> String {
    match it.since {
        [Some(_), Some(_)] => {
            let month = month(day(it.since(), here), today);
            fill(words::BOTH_WANTED, &[("month", &month)])
        }
        [Some(_), None] => fill(words::ONE_WANTS, &[("name", &people.first)]),
        _ => fill(words::ONE_WANTS, &[("name", &people.second)]),
    }
}

/// "Last in August"; what is still to come says more.
fn when(days: &Days, today: NaiveDate) -> String {
    if let Some(next) = days.next {
        let day = spoken::long_date_from(next, today);
        return fill(words::PLANNED_FOR, &[("day", &day)]);
    }
    match days.last {
        None => String::new(),
        Some(last) if today - last <= DAYS_BACK => {
            fill(words::LAST_DAY, &[("day", &spoken::long_date(last))])
        }
        Some(last) => fill(words::LAST_MONTH, &[("month", &month(last, today))]),
    }
}

/// "August", "August 2025".
fn month(day: NaiveDate, today: NaiveDate) -> String {
    let month = spoken::month_name(day.month());
    if day.year() == today.year() {
        month.to_owned()
    } else {
        fill(words::MONTH_YEAR, &[("month", &month), ("year", &day.year())])
    }
}

fn length(minutes: u32) -> String {
    if minutes <= IN_MINUTES {
        fill(spoken_words::MINUTES, &[("n", &minutes)])
    } else {
        spoken::duration_short(minutes)
    }
}

/// What it costs: in their words, or about.
fn cost(it: &Idea) -> String {
    match (it.price.as_str(), it.cost) {
        ("", Cost::Free) => words::COST_FREE.to_owned(),
        ("", Cost::Small) => words::COST_SMALL.to_owned(),
        ("", Cost::Some) => words::COST_SOME.to_owned(),
        (price, _) => price.to_owned(),
    }
}

pub(crate) fn season_word(season: Season) -> &'static str {
    match season {
        Season::Any => "any",
        Season::Spring => "spring",
        Season::Summer => "summer",
        Season::Autumn => "autumn",
        Season::Winter => "winter",
    }
}

fn day(at: DateTime<Utc>, here: Tz) -> NaiveDate {
    zone::civil(at, here).date()
}
