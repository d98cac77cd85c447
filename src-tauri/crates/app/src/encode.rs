//! From domain values to replies, and back.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use domain::{
    gesture::{self, Cost},
    occurrence::Occurrence,
    people::{self, People},
    phrase,
    reminder::Lead,
    slot::{Anchor, Planner},
    spoken,
    words::{app as words, fill, small_things},
    zone,
};

use crate::{Error, Invalid, kinds, replies, settings::Preferences};

/// `2026-10-15T19:00`, the form of wall times in JSON and keys.
pub(crate) fn wall(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

/// RFC 3339 with the offset of `zone`.
pub(crate) fn instant(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone)
        .to_rfc3339_opts(SecondsFormat::Secs, false)
}

pub(crate) fn half(half: people::Half) -> replies::Half {
    match half {
        people::Half::First => replies::Half::First,
        people::Half::Second => replies::Half::Second,
    }
}

pub(crate) fn half_from(half: replies::Half) -> people::Half {
    match half {
        replies::Half::First => people::Half::First,
        replies::Half::Second => people::Half::Second,
    }
}

pub(crate) fn here(here: people::Here) -> replies::Here {
    match here {
        people::Here::One(people::Half::First) => replies::Here::First,
        people::Here::One(people::Half::Second) => replies::Here::Second,
        people::Here::Shared => replies::Here::Shared,
    }
}

pub(crate) fn people(people: &People) -> replies::People {
    replies::People {
        first: people.first.clone(),
        second: people.second.clone(),
    }
}

pub(crate) fn lead(lead: Lead) -> replies::Lead {
    match lead {
        Lead::Before { minutes } => replies::Lead::Before {
            before_minutes: minutes,
        },
        Lead::Day { days, at } => replies::Lead::Day {
            days_before: days,
            at: at.format("%H:%M").to_string(),
        },
    }
}

/// # Errors
/// More than four weeks, or not a time of day.
pub(crate) fn lead_from(lead: &replies::Lead) -> Result<Lead, Error> {
    let lead = match lead {
        replies::Lead::Before { before_minutes } => Lead::Before {
            minutes: *before_minutes,
        },
        replies::Lead::Day { days_before, at } => Lead::Day {
            days: *days_before,
            at: NaiveTime::parse_from_str(at, "%H:%M")
                .map_err(|_| Error::Invalid(Invalid::Time(at.clone())))?,
        },
    };
    // The terminal's form is the one place that knows the bounds.
    lead.to_string()
        .parse()
        .map_err(|_| Error::Invalid(Invalid::Lead(lead.to_string())))
}

/// The leads on offer, those of the default first.
pub(crate) fn lead_choices(p: &Preferences) -> Vec<replies::LeadChoice> {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("BUG: a whole hour");
    let mut leads = Vec::from(Lead::DEFAULT);
    leads.extend([
        Lead::Before { minutes: 0 },
        Lead::Before { minutes: 15 },
        Lead::Before { minutes: 30 },
        Lead::Before { minutes: 60 },
        Lead::Before { minutes: 120 },
        Lead::Before { minutes: 180 },
        Lead::Day { days: 0, at: at(9) },
        Lead::Day { days: 1, at: at(9) },
        Lead::Day { days: 2, at: at(19) },
        Lead::Day { days: 7, at: at(19) },
    ]);
    leads
        .into_iter()
        .map(|l| replies::LeadChoice {
            lead: lead(l),
            words: phrase::lead(l, p.clock),
        })
        .collect()
}

/// The leads that each kind of time starts with.
pub(crate) fn kind_leads(p: &Preferences) -> Vec<replies::KindLeads> {
    p.kinds()
        .into_iter()
        .map(|kind| replies::KindLeads {
            kind: kind.word().into_owned(),
            leads: p.leads_of(kind).iter().copied().map(lead).collect(),
        })
        .collect()
}

pub(crate) fn planner(planner: Planner) -> replies::Planner {
    use people::Half::{First, Second};
    match planner {
        Planner::Unset => replies::Planner::Unset,
        Planner::Turns(First) => replies::Planner::TurnsFirst,
        Planner::Turns(Second) => replies::Planner::TurnsSecond,
        Planner::One(First) => replies::Planner::First,
        Planner::One(Second) => replies::Planner::Second,
        Planner::Both => replies::Planner::Both,
    }
}

pub(crate) fn planner_from(planner: replies::Planner) -> Planner {
    use people::Half::{First, Second};
    match planner {
        replies::Planner::Unset => Planner::Unset,
        replies::Planner::TurnsFirst => Planner::Turns(First),
        replies::Planner::TurnsSecond => Planner::Turns(Second),
        replies::Planner::First => Planner::One(First),
        replies::Planner::Second => Planner::One(Second),
        replies::Planner::Both => Planner::Both,
    }
}

pub(crate) fn anchor_word(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Floating => "floating",
        Anchor::Fixed => "fixed",
    }
}

pub(crate) fn anchor_from(word: &str) -> Result<Anchor, Error> {
    match word {
        "floating" => Ok(Anchor::Floating),
        "fixed" => Ok(Anchor::Fixed),
        other => Err(Error::Invalid(Invalid::Choice(other.to_owned()))),
    }
}

/// `2026-10-15T19:00`.
///
/// # Errors
/// Not a wall time.
pub(crate) fn wall_from(text: &str) -> Result<NaiveDateTime, Error> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
        .map_err(|_| Error::Invalid(Invalid::Wall(text.to_owned())))
}

/// `2026-10-15`.
///
/// # Errors
/// Not a date.
pub(crate) fn date_from(text: &str) -> Result<NaiveDate, Error> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    // Of four digits, as days are kept; and none is so far off that the day after it is none.
    let day = day.filter(|day| (1..=9999).contains(&day.year()));
    day.ok_or_else(|| Error::Invalid(Invalid::Date(text.to_owned())))
}

/// One occurrence, told to a person on a computer in `here_zone`.
pub(crate) fn item(o: &Occurrence, people: Option<&People>, here_zone: Tz, p: &Preferences) -> replies::Item {
    let local = zone::civil(o.start, here_zone);
    let local_end = zone::civil(o.end, here_zone);
    let at = spoken::time(local.time(), p.clock);
    let elsewhere = if o.zone != here_zone && local != o.local {
        let there = spoken::time(o.local.time(), p.clock);
        fill(
            words::ELSEWHERE,
            &[("there", &there), ("zone", &place(o.zone)), ("here", &at)],
        )
    } else {
        String::new()
    };
    replies::Item {
        key: o.key.to_string(),
        slot: o.key.slot.to_string(),
        title: o.title.clone(),
        kind: o.kind.word().into_owned(),
        kind_name: kinds::name_of(o.kind, p),
        start: instant(o.start, here_zone),
        end: instant(o.end, here_zone),
        local_start: wall(local),
        local_end: wall(local_end),
        zone: o.zone.name().to_owned(),
        status: o.status.word().to_owned(),
        moved: o.moved,
        planner: o
            .planner
            .and_then(|h| people.map(|p| p.name(h).to_owned()))
            .unwrap_or_default(),
        planner_half: o.planner.map(half),
        when: phrase::day_and_time(o.start, here_zone, p.clock),
        hours: spoken::hours(local.time(), local_end.time(), p.clock),
        at,
        elsewhere,
    }
}

/// `free`, `small`, `some`.
pub(crate) fn cost(cost: Cost) -> &'static str {
    match cost {
        Cost::Free => "free",
        Cost::Small => "small",
        Cost::Some => "some",
    }
}

/// "Free", "A little", "A meal out".
pub(crate) fn cost_says(cost: Cost) -> &'static str {
    match cost {
        Cost::Free => small_things::COST_FREE,
        Cost::Small => small_things::COST_SMALL,
        Cost::Some => small_things::COST_SOME,
    }
}

/// # Errors
/// Not a cost.
pub(crate) fn cost_from(word: &str) -> Result<Cost, Error> {
    chosen(word, [Cost::Free, Cost::Small, Cost::Some], cost)
}

/// `words`, `time`, `help`, `touch`, `gift`.
pub(crate) fn gesture_kind(kind: gesture::Kind) -> &'static str {
    match kind {
        gesture::Kind::Words => "words",
        gesture::Kind::Time => "time",
        gesture::Kind::Help => "help",
        gesture::Kind::Touch => "touch",
        gesture::Kind::Gift => "gift",
    }
}

/// # Errors
/// Not a kind of small things.
pub(crate) fn gesture_kind_from(word: &str) -> Result<gesture::Kind, Error> {
    chosen(word, gesture::Kind::ALL, gesture_kind)
}

/// `home`, `out`, `anywhere`.
pub(crate) fn gesture_place(place: gesture::Place) -> &'static str {
    match place {
        gesture::Place::Home => "home",
        gesture::Place::Out => "out",
        gesture::Place::Anywhere => "anywhere",
    }
}

/// # Errors
/// Not a place.
pub(crate) fn gesture_place_from(word: &str) -> Result<gesture::Place, Error> {
    let all = [
        gesture::Place::Home,
        gesture::Place::Out,
        gesture::Place::Anywhere,
    ];
    chosen(word, all, gesture_place)
}

/// `offered`, `hidden`, `archived`.
pub(crate) fn gesture_state(state: gesture::State) -> &'static str {
    match state {
        gesture::State::Offered => "offered",
        gesture::State::Hidden => "hidden",
        gesture::State::Archived => "archived",
    }
}

/// # Errors
/// Not a state.
pub(crate) fn gesture_state_from(word: &str) -> Result<gesture::State, Error> {
    let all = [
        gesture::State::Offered,
        gesture::State::Hidden,
        gesture::State::Archived,
    ];
    chosen(word, all, gesture_state)
}

/// The one of several choices that goes by a word.
fn chosen<T: Copy, const N: usize>(
    word: &str,
    all: [T; N],
    name: impl Fn(T) -> &'static str,
) -> Result<T, Error> {
    let found = all.into_iter().find(|it| name(*it) == word);
    found.ok_or_else(|| Error::Invalid(Invalid::Choice(word.to_owned())))
}

/// "Sat 10".
pub(crate) fn day_in_brief(day: NaiveDate) -> String {
    format!("{} {}", spoken::day_short(day.weekday()), day.day())
}

/// "Buenos Aires" for `America/Argentina/Buenos_Aires`.
fn place(zone: Tz) -> String {
    zone.name()
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_no_calendar_on_a_wall_is_no_date() {
        for text in ["+262142-12-31", "-262143-01-01", "10000-01-01", "0000-01-01"] {
            assert!(date_from(text).is_err(), "{text}");
        }
        assert!(date_from("0001-01-01").is_ok() && date_from("9999-12-31").is_ok());
    }
}
