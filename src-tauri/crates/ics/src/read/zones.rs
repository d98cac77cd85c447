//! What a `TZID` means: a zone of the tables, by its name or by what the file says its clocks do.

use std::collections::HashMap;

use calcard::{
    Entry, Parser,
    common::{PartialDateTime, timezone::Tz as FileTz},
    icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue},
};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use domain::recurrence::Rule;

use super::{
    event::{push_line, wall_of},
    lines::{self, Block},
};

/// Nobody's zone needs more, and a larger one is taken for undefined.
const MOST_LINES: usize = 2_000;

/// So many changes of a clock by rule are looked at for one zone; every zone there is has two.
const MOST_RULES: usize = 20;

/// So many zones are looked for by their clocks: each is compared with some six hundred others.
const MOST_COMPARED: usize = 40;

/// The zones of one file.
pub(super) struct Zones {
    defined: HashMap<(usize, String), Defined>,
    /// By calendar, name and the year asked about.
    answers: HashMap<(usize, String, i32), Option<Tz>>,
    compared: usize,
}

/// A `VTIMEZONE`.
enum Defined {
    /// It says which zone it is.
    Named(Tz),
    /// It only says what its clocks do.
    Clocks(Vec<Observance>),
}

/// `STANDARD` or `DAYLIGHT`.
struct Observance {
    /// When it first begins, on the clock as it was before.
    onset: NaiveDateTime,
    rules: Vec<Rule>,
    more: Vec<NaiveDateTime>,
    /// Seconds east of Greenwich, before and after.
    from: i32,
    to: i32,
}

impl Zones {
    /// Reads the zones that a file defines.
    pub fn of<'a>(blocks: impl Iterator<Item = Block<'a>>) -> Zones {
        let mut defined = HashMap::new();
        for block in blocks {
            if let Some((name, zone)) = definition(block.text) {
                defined.insert((block.calendar, name), zone);
            }
        }
        Zones {
            defined,
            answers: HashMap::new(),
            compared: 0,
        }
    }

    /// The zone that `name` means in a calendar, for events of about this year; `None` where nobody can tell.
    pub fn resolve(&mut self, calendar: usize, name: &str, year: i32) -> Option<Tz> {
        if let Some(zone) = by_name(name) {
            return Some(zone);
        }
        let key = (calendar, name.to_owned());
        let observances = match self.defined.get(&key)? {
            Defined::Named(zone) => return Some(*zone),
            Defined::Clocks(observances) => observances,
        };
        let (calendar, name) = key;
        let (compared, key) = (&mut self.compared, (calendar, name, year));
        if let Some(answer) = self.answers.get(&key) {
            return *answer;
        }
        if *compared == MOST_COMPARED {
            return None;
        }
        *compared += 1;
        let answer = by_clocks(observances, &key.1, year);
        self.answers.insert(key, answer);
        answer
    }
}

/// A zone of the tables, by a name that IANA, Microsoft or some other maker gave it. An offset of whole hours is a zone
/// too (`Etc/GMT-2`), others are not.
fn by_name(name: &str) -> Option<Tz> {
    match name.parse().ok()? {
        FileTz::Tz(zone) => Some(zone),
        FileTz::Fixed(offset) => whole_hours(offset.local_minus_utc()),
        FileTz::Floating => None,
    }
}

fn whole_hours(seconds: i32) -> Option<Tz> {
    let hours = (seconds % 3_600 == 0).then_some(seconds / 3_600)?;
    match hours {
        0 => Some(Tz::UTC),
        // POSIX counts westwards.
        hours => format!("Etc/GMT{:+}", -hours).parse().ok(),
    }
}

/// The name and the meaning of a `VTIMEZONE`; `None` for one without a name or without a clock.
fn definition(text: &str) -> Option<(String, Defined)> {
    let mut scratch = String::from("BEGIN:VTIMEZONE\r\n");
    for (count, line) in lines::lines(text).enumerate() {
        if count == MOST_LINES {
            return None;
        }
        push_line(&mut scratch, &line);
    }
    scratch.push_str("END:VTIMEZONE\r\n");
    let Entry::ICalendar(zone) = Parser::new(&scratch).entry() else {
        return None;
    };
    let head = zone.components.first()?;
    let of = |property: &ICalendarProperty| first_text(head, property);
    let name = of(&ICalendarProperty::Tzid)?.to_owned();
    let place = of(&ICalendarProperty::Other("X-LIC-LOCATION".to_owned())).and_then(by_name);
    let number = of(&ICalendarProperty::Other("X-MICROSOFT-CDO-TZID".to_owned()));
    let number = || match FileTz::from_ms_cdo_zone_id(number?) {
        Some(FileTz::Tz(zone)) => Some(zone),
        _ => None,
    };
    if let Some(zone) = place.or_else(number) {
        return Some((name, Defined::Named(zone)));
    }
    let observances = observances(&zone);
    (!observances.is_empty()).then_some((name, Defined::Clocks(observances)))
}

fn first_text<'a>(component: &'a ICalendarComponent, property: &ICalendarProperty) -> Option<&'a str> {
    let value = component.property(property)?.values.first()?;
    value.as_text()
}

fn observances(zone: &ICalendar) -> Vec<Observance> {
    let mut rules = 0;
    let components = zone.components.iter().filter(|component| {
        matches!(
            component.component_type,
            ICalendarComponentType::Standard | ICalendarComponentType::Daylight
        )
    });
    components
        .filter_map(|component| {
            let offset = |property| match component.property(&property)?.values.first()? {
                ICalendarValue::PartialDateTime(at) => seconds(at),
                _ => None,
            };
            let walls = |property: &ICalendarProperty| {
                let entries = component
                    .entries
                    .iter()
                    .filter(move |entry| entry.name == *property);
                entries
                    .flat_map(|entry| &entry.values)
                    .filter_map(|value| match value {
                        ICalendarValue::PartialDateTime(at) => wall_of(at),
                        _ => None,
                    })
                    .collect::<Vec<_>>()
            };
            let (from, to) = (
                offset(ICalendarProperty::Tzoffsetfrom)?,
                offset(ICalendarProperty::Tzoffsetto)?,
            );
            let yearly = |entry: &calcard::icalendar::ICalendarEntry| {
                let rule = Rule::parse(entry.values.first()?.as_text()?).ok()?;
                // A clock changes on days of the year; anything denser is no zone, and costs more than one.
                (rule.text().starts_with("FREQ=YEARLY")
                    && !["BYHOUR", "BYMINUTE", "BYSECOND"]
                        .iter()
                        .any(|by| rule.text().contains(by)))
                .then_some(rule)
            };
            let of_rules = component
                .entries
                .iter()
                .filter(|entry| entry.name == ICalendarProperty::Rrule)
                .filter_map(yearly)
                .take(MOST_RULES.saturating_sub(rules))
                .collect::<Vec<_>>();
            rules += of_rules.len();
            Some(Observance {
                onset: walls(&ICalendarProperty::Dtstart).first().copied()?,
                rules: of_rules,
                more: walls(&ICalendarProperty::Rdate),
                from,
                to,
            })
        })
        .collect()
}

/// An offset, in seconds east of Greenwich; none is a day.
fn seconds(at: &PartialDateTime) -> Option<i32> {
    let minutes = i32::from(at.tz_hour?) * 60 + i32::from(at.tz_minute.unwrap_or(0));
    let seconds = if at.tz_minus { -minutes * 60 } else { minutes * 60 };
    (minutes < 24 * 60).then_some(seconds)
}

/// The zone whose clocks do the same from the year before to three years on.
///
/// Of several that do, one whose city stands in the name it was given; otherwise the first of those that most people
/// have heard of. Which one it is matters only where their clocks part later.
fn by_clocks(observances: &[Observance], name: &str, year: i32) -> Option<Tz> {
    let samples = samples(observances, year)?;
    let first = samples.first()?.1;
    if samples.iter().all(|(_, offset)| *offset == first)
        && let Some(zone) = whole_hours(first)
    {
        return Some(zone);
    }
    let same = TZ_VARIANTS.into_iter().filter(|zone| {
        let offset = |at: &NaiveDateTime| zone.offset_from_utc_datetime(at).fix().local_minus_utc();
        samples.iter().all(|(at, expected)| offset(at) == *expected)
    });
    let said = name.to_lowercase();
    same.min_by_key(|zone| {
        let (region, city) = zone.name().rsplit_once('/').unwrap_or(("", zone.name()));
        let told = said.contains(&city.replace('_', " ").to_lowercase());
        let known = ["Europe", "America", "Asia", "Australia", "Pacific"]
            .iter()
            .position(|known| region == *known);
        (!told, known.unwrap_or(usize::MAX))
    })
}

/// What the clocks say every ten days and on both sides of each change; `None` where nothing is said of that time.
fn samples(observances: &[Observance], year: i32) -> Option<Vec<(NaiveDateTime, i32)>> {
    let new_year = |year| NaiveDate::from_ymd_opt(year, 1, 1)?.and_hms_opt(0, 0, 0);
    let (begin, end) = (new_year(year.checked_sub(1)?)?, new_year(year.checked_add(3)?)?);
    let mut changes: Vec<(NaiveDateTime, i32, i32)> = Vec::new();
    for o in observances {
        let mut onsets = vec![o.onset];
        onsets.extend(&o.more);
        for rule in &o.rules {
            // A year more, for the change that is in force when these years begin.
            let since = (begin - Duration::days(400)).max(o.onset);
            onsets.extend(rule.starts(o.onset, since, end, 50).ok()?.at);
        }
        let instant = |at: NaiveDateTime| at.checked_sub_signed(Duration::seconds(o.from.into()));
        changes.extend(
            onsets
                .into_iter()
                .filter_map(instant)
                .map(|at| (at, o.from, o.to)),
        );
    }
    changes.sort_unstable();
    let said = |at: NaiveDateTime| {
        let next = changes.partition_point(|(change, ..)| *change <= at);
        match next.checked_sub(1) {
            Some(last) => changes[last].2,
            None => changes[0].1,
        }
    };
    changes.first()?;
    let mut at: Vec<NaiveDateTime> = (0..)
        .map(|n| begin + Duration::days(10 * n))
        .take_while(|at| *at < end)
        .collect();
    let within = changes
        .iter()
        .filter(|(change, ..)| begin < *change && *change < end)
        .take(200);
    at.extend(within.flat_map(|(change, ..)| [*change - Duration::seconds(1), *change]));
    Some(at.into_iter().map(|at| (at, said(at))).collect())
}

/// An instant, as one of the file's own dates says it with an offset of its own.
pub(super) fn of_offset(civil: NaiveDateTime, at: &PartialDateTime) -> Option<DateTime<Utc>> {
    let offset = Duration::seconds(seconds(at)?.into());
    Some(civil.checked_sub_signed(offset)?.and_utc())
}
