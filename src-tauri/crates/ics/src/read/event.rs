//! One event of a file: which of its lines are understood, what they say, and which are carried.

use std::borrow::Cow;

use calcard::{
    Entry, Parser,
    common::PartialDateTime,
    icalendar::{
        ICalendar, ICalendarClassification, ICalendarComponent, ICalendarEntry, ICalendarParameterName,
        ICalendarPeriod, ICalendarProperty, ICalendarStatus, ICalendarTransparency, ICalendarValue,
    },
};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use domain::{
    recurrence::{Moment, Rule, Series},
    reminder::Lead,
};

use super::{
    alarm,
    lines::{self, Block},
    note,
    zones::{self, Zones},
};
use crate::{CARRIED, Event, LONGEST, Limits, Note, Refused, Why, write::plain};

/// One component, before it is known whether it is a series, one evening of one, or an older word on either.
pub(super) struct Draft {
    pub uid: String,
    /// `SEQUENCE`: of two that say something of the same, the higher is the later word.
    pub sequence: i64,
    /// `RECURRENCE-ID`, and whether all later ones are meant too.
    pub replaces: Option<(Option<Moment>, bool)>,
    /// `STATUS:CANCELLED`.
    pub cancelled: bool,
    pub said: Result<Event, Refused>,
}

/// More leads than anybody sets; further alarms are carried.
const MOST_LEADS: usize = 10;

/// RFC 5545 has one rule an event, and what came before it had a few. Each may cost a whole budget of steps.
const MOST_RULES: usize = 8;

/// Properties that are understood and written anew, so that nothing of them is carried.
const OURS: [&str; 11] = [
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "EXRULE",
    "EXDATE",
    "RDATE",
    "RECURRENCE-ID",
    "SUMMARY",
];

/// Properties that are understood here and carried as well, because nobody writes them anew.
const READ_TOO: [&str; 6] = ["STATUS", "SEQUENCE", "CLASS", "TRANSP", "LOCATION", "DESCRIPTION"];

/// Whether what this property says is written from what a slot holds.
pub(crate) fn is_ours(name: &str) -> bool {
    OURS.iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// Reads one event. `scratch` is only room to work in.
pub(super) fn read(
    block: Block<'_>,
    zones: &mut Zones,
    limits: Limits,
    notes: &mut Vec<Note>,
    scratch: &mut String,
) -> Draft {
    let mut carried = Carried::default();
    scratch.clear();
    scratch.push_str("BEGIN:VEVENT\r\n");
    let (alarms, over) = sort_lines(block.text, limits, scratch, &mut carried, notes);
    scratch.push_str("END:VEVENT\r\n");
    let Entry::ICalendar(file) = Parser::new(scratch).entry() else {
        return Draft::of_nothing();
    };
    let Some(component) = file.components.first() else {
        return Draft::of_nothing();
    };
    let mut place = Place {
        zones,
        calendar: block.calendar,
        year: year(component),
    };
    let id = component.property(&ICalendarProperty::RecurrenceId);
    let replaces = id.map(|id| {
        let at = place.moments(id, "RECURRENCE-ID", notes).pop();
        (at, and_future(id))
    });
    let uid = component.uid().unwrap_or_default();
    let start = place.start(component, notes);
    let said = match (over, start) {
        (Some(why), _) => Err(why),
        (None, None) => Err(Why::NoStart),
        (None, Some(start)) => place.event(component, start, replaces.is_some(), notes),
    };
    let said = said.map(|mut event| {
        event.leads = leads(&file, alarms, event.series.start, &mut carried, notes);
        event.carried = carried.text();
        event
    });
    Draft {
        uid: cut(uid),
        sequence: sequence(component),
        replaces,
        cancelled: says(component, &ICalendarProperty::Status, |value| {
            *value == ICalendarValue::Status(ICalendarStatus::Cancelled)
        }),
        said: said.map_err(|why| Refused {
            uid: cut(uid),
            summary: text(component, &ICalendarProperty::Summary),
            start,
            why,
        }),
    }
}

impl Draft {
    fn of_nothing() -> Draft {
        Draft {
            uid: String::new(),
            sequence: 0,
            replaces: None,
            cancelled: false,
            said: Err(Refused {
                uid: String::new(),
                summary: String::new(),
                start: None,
                why: Why::NoStart,
            }),
        }
    }
}

/// Sorts the lines of an event: those that mean something here go to `understood`, alarms beside them, the rest is carried.
/// Says why there are too many of them, if there are.
fn sort_lines<'a>(
    text: &'a str,
    limits: Limits,
    understood: &mut String,
    carried: &mut Carried,
    notes: &mut Vec<Note>,
) -> (Vec<Vec<Cow<'a, str>>>, Option<Why>) {
    let (mut properties, mut dates) = (0, 0);
    let mut alarms = Vec::new();
    let mut lines = lines::lines(text);
    while let Some(line) = lines.next() {
        if let Some(component) = lines::begins(&line) {
            let inner = lines.component(&line, limits.properties);
            match inner {
                Some(inner) if alarm::is_plain(&inner) => {
                    inner.iter().for_each(|line| push_line(understood, line));
                    alarms.push(inner);
                }
                Some(inner) => carried.push(component, &inner, notes),
                None => note_lost(component, notes),
            }
            continue;
        }
        if lines::ends(&line).is_some() {
            // The end of something that never began.
            continue;
        }
        let name = lines::name(&line);
        if name.eq_ignore_ascii_case("EXDATE") || name.eq_ignore_ascii_case("RDATE") {
            dates += 1 + line.bytes().filter(|b| *b == b',').count();
            if dates > limits.dates {
                return (alarms, Some(Why::TooManyDates { limit: limits.dates }));
            }
        } else {
            properties += 1;
            if properties > limits.properties {
                let limit = limits.properties;
                return (alarms, Some(Why::TooManyLines { limit }));
            }
        }
        if is_ours(name) {
            push_line(understood, &line);
            continue;
        }
        if READ_TOO.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            push_line(understood, &line);
        }
        if !is_said_anew(name, &line) {
            let name = name.to_owned();
            carried.push(&name, &[line], notes);
        }
    }
    (alarms, None)
}

/// One content line, for calcard; a rule as text, which `Rule::parse` then reads in full.
pub(super) fn push_line(out: &mut String, line: &str) {
    match line.split_once(':') {
        Some((_, rule)) if lines::name(line).eq_ignore_ascii_case("RRULE") => {
            out.push_str("RRULE;VALUE=TEXT:");
            out.push_str(rule);
        }
        _ => out.push_str(line),
    }
    out.push_str("\r\n");
}

/// A status that is said from what is known of a date, and not from what the file said.
fn is_said_anew(name: &str, line: &str) -> bool {
    name.eq_ignore_ascii_case("STATUS")
        && ["CONFIRMED", "CANCELLED"].iter().any(|word| {
            let value = line.rsplit(':').next().unwrap_or_default();
            value.trim().eq_ignore_ascii_case(word)
        })
}

/// What is kept of an event without being understood: properties first, as RFC 5545 has them, then whole components.
#[derive(Default)]
struct Carried {
    properties: String,
    components: String,
}

impl Carried {
    /// Keeps one property or one whole component, or says that there is no room for it.
    fn push(&mut self, name: &str, lines: &[Cow<'_, str>], notes: &mut Vec<Note>) {
        let bytes: usize = lines.iter().map(|line| line.len() + 1).sum();
        if self.properties.len() + self.components.len() + bytes > CARRIED {
            note_lost(name, notes);
            return;
        }
        if !lines.iter().all(|line| is_content_line(line)) {
            return;
        }
        let whole = lines.first().is_some_and(|line| lines::begins(line).is_some());
        let text = if whole {
            &mut self.components
        } else {
            &mut self.properties
        };
        for line in lines {
            text.push_str(line);
            text.push('\n');
        }
    }

    fn text(self) -> String {
        self.properties + &self.components
    }
}

/// `NAME:value` or `NAME;PARAMETER=…:value`. What begins or ends a component does so without parameters.
pub(crate) fn is_content_line(line: &str) -> bool {
    let name = lines::name(line);
    let Some(rest) = line.strip_prefix(name) else {
        return false;
    };
    let bounds = ["BEGIN", "END"]
        .iter()
        .any(|word| name.eq_ignore_ascii_case(word));
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && (rest.starts_with(':') || (rest.starts_with(';') && rest.contains(':') && !bounds))
}

fn note_lost(name: &str, notes: &mut Vec<Note>) {
    let property = name.chars().take(40).collect();
    note(notes, Note::NotCarried { property });
}

/// The alarms that are leads of our own; the others are carried.
fn leads(
    file: &ICalendar,
    alarms: Vec<Vec<Cow<'_, str>>>,
    start: Moment,
    carried: &mut Carried,
    notes: &mut Vec<Note>,
) -> Vec<Lead> {
    let mut leads: Vec<Lead> = Vec::new();
    for (component, lines) in file.components.iter().skip(1).zip(alarms) {
        match alarm::lead(component, start) {
            Some(lead) if leads.contains(&lead) => {}
            Some(lead) if leads.len() < MOST_LEADS => leads.push(lead),
            _ => carried.push("VALARM", &lines, notes),
        }
    }
    leads.sort_by_key(|lead| lead.due(start.civil()));
    leads
}

/// Where an event's times are told: whose zones count, and for which year.
struct Place<'a> {
    zones: &'a mut Zones,
    calendar: usize,
    year: i32,
}

impl Place<'_> {
    fn event(
        &mut self,
        component: &ICalendarComponent,
        start: Moment,
        one_of_many: bool,
        notes: &mut Vec<Note>,
    ) -> Result<Event, Why> {
        let mut series = Series::once(start);
        // What recurs is said by the series; one evening of it says only what it is itself.
        let recurring = component.entries.iter().filter(|_| !one_of_many);
        for entry in recurring {
            match entry.name {
                ICalendarProperty::Rrule => {
                    if series.rules.len() == MOST_RULES {
                        return Err(Why::TooManyRules { limit: MOST_RULES });
                    }
                    let rule = entry.values.first().and_then(|v| v.as_text()).unwrap_or_default();
                    let (rule, dropped) = Rule::parse_noting(rule)?;
                    series.rules.push(rule);
                    dropped.into_iter().for_each(|d| note(notes, Note::Rule(d)));
                }
                ICalendarProperty::Exrule => return Err(Why::ExRule),
                ICalendarProperty::Exdate => series.except.extend(self.moments(entry, "EXDATE", notes)),
                ICalendarProperty::Rdate => series.extra.extend(self.moments(entry, "RDATE", notes)),
                _ => {}
            }
        }
        let classes = [
            ICalendarValue::Classification(ICalendarClassification::Private),
            ICalendarValue::Classification(ICalendarClassification::Confidential),
        ];
        let zone = component
            .property(&ICalendarProperty::Dtstart)
            .and_then(ICalendarEntry::tz_id);
        Ok(Event {
            uid: cut(component.uid().unwrap_or_default()),
            summary: text(component, &ICalendarProperty::Summary),
            series,
            length: self.length(component, start)?,
            changed: vec![],
            location: text(component, &ICalendarProperty::Location),
            description: text(component, &ICalendarProperty::Description),
            transparent: says(component, &ICalendarProperty::Transp, |value| {
                *value == ICalendarValue::Transparency(ICalendarTransparency::Transparent)
            }),
            private: says(component, &ICalendarProperty::Class, |value| {
                classes.contains(value)
            }),
            leads: vec![],
            carried: String::new(),
            zone_unknown: zone
                .filter(|_| matches!(start, Moment::Floating(_)))
                .map(str::to_owned),
        })
    }

    fn start(&mut self, component: &ICalendarComponent, notes: &mut Vec<Note>) -> Option<Moment> {
        let entry = component.property(&ICalendarProperty::Dtstart)?;
        self.moments(entry, "DTSTART", notes).into_iter().next()
    }

    fn length(&mut self, component: &ICalendarComponent, start: Moment) -> Result<Option<Duration>, Why> {
        let (length, end) = if let Some(entry) = component.property(&ICalendarProperty::Duration)
            && let Some(ICalendarValue::Duration(length)) = entry.values.first()
        {
            let length = Duration::try_seconds(length.as_seconds());
            (
                length,
                length.and_then(|length| start.civil().checked_add_signed(length)),
            )
        } else {
            let end = component.property(&ICalendarProperty::Dtend);
            let end = end.and_then(|end| self.moments(end, "DTEND", &mut Vec::new()).into_iter().next());
            let Some(end) = end else { return Ok(None) };
            match (start.instant(), end.instant()) {
                (Some(from), Some(to)) => (Some(to - from), start.civil().checked_add_signed(to - from)),
                _ => (Some(end.civil() - start.civil()), Some(end.civil())),
            }
        };
        match (length, end) {
            (Some(length), Some(end)) if length < Duration::zero() => Err(Why::EndsBeforeStart {
                start,
                end: start.moved_to(end),
            }),
            (length, _) => Ok(length),
        }
    }

    /// The dates and times of one property; of a period, its start.
    fn moments(
        &mut self,
        entry: &ICalendarEntry,
        property: &'static str,
        notes: &mut Vec<Note>,
    ) -> Vec<Moment> {
        let name = entry.tz_id();
        let zone = name.and_then(|name| self.zones.resolve(self.calendar, name, self.year));
        let mut zone_matters = false;
        let mut list = Vec::with_capacity(entry.values.len());
        for value in &entry.values {
            let partial = match value {
                ICalendarValue::PartialDateTime(at) => Some(&**at),
                ICalendarValue::Period(
                    ICalendarPeriod::Range { start, .. } | ICalendarPeriod::Duration { start, .. },
                ) => Some(start),
                _ => None,
            };
            match partial.and_then(|at| moment(at, zone)) {
                Some(moment) => {
                    zone_matters |= matches!(moment, Moment::Floating(_));
                    list.push(moment);
                }
                None => note(notes, Note::Unreadable { property }),
            }
        }
        if let (Some(name), None, true) = (name, zone, zone_matters) {
            let zone = name.to_owned();
            note(notes, Note::ZoneUnknown { zone });
        }
        list
    }
}

fn moment(at: &PartialDateTime, zone: Option<Tz>) -> Option<Moment> {
    if at.hour.is_none() {
        return day_of(at).map(Moment::Day);
    }
    let civil = wall_of(at)?;
    if at.tz_hour.is_some() {
        let instant = zones::of_offset(civil, at)?;
        return Some(Moment::Zoned(instant.naive_utc(), Tz::UTC));
    }
    Some(zone.map_or(Moment::Floating(civil), |zone| Moment::Zoned(civil, zone)))
}

fn day_of(at: &PartialDateTime) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(at.year?.into(), at.month?.into(), at.day?.into())
}

/// The numerals of a date and time.
pub(super) fn wall_of(at: &PartialDateTime) -> Option<NaiveDateTime> {
    // 60 is a leap second: the last second of its minute.
    let second = at.second.unwrap_or(0).min(59);
    day_of(at)?.and_hms_opt(at.hour?.into(), at.minute.unwrap_or(0).into(), second.into())
}

/// The year that an event's zones are asked about.
fn year(component: &ICalendarComponent) -> i32 {
    let start = component.property(&ICalendarProperty::Dtstart);
    match start.and_then(|start| start.values.first()) {
        Some(ICalendarValue::PartialDateTime(at)) => at.year.unwrap_or_default().into(),
        _ => 0,
    }
}

fn and_future(id: &ICalendarEntry) -> bool {
    let range = id.parameter(&ICalendarParameterName::Range);
    // Some write it in lower case; calcard also keeps it as a flag.
    range.is_some_and(|range| {
        range.as_bool() == Some(true)
            || range
                .as_text()
                .is_some_and(|r| r.eq_ignore_ascii_case("THISANDFUTURE"))
    })
}

fn says(
    component: &ICalendarComponent,
    name: &ICalendarProperty,
    what: impl Fn(&ICalendarValue) -> bool,
) -> bool {
    let entry = component.property(name);
    entry.is_some_and(|entry| entry.values.iter().any(what))
}

fn text(component: &ICalendarComponent, name: &ICalendarProperty) -> String {
    let value = component.property(name).and_then(|entry| entry.values.first());
    cut(value.and_then(|v| v.as_text()).unwrap_or_default())
}

/// A text as it is kept: not endless, lines ending in one way, and no control character, which no notification, no terminal
/// and no database is glad of.
fn cut(text: &str) -> String {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    if !text.contains(|c: char| c.is_control()) {
        return text.to_owned();
    }
    plain(text)
}

fn sequence(component: &ICalendarComponent) -> i64 {
    let value = component
        .property(&ICalendarProperty::Sequence)
        .and_then(|entry| entry.values.first());
    value.and_then(|v| v.as_integer()).unwrap_or(0)
}
