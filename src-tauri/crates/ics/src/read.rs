//! From the text of a calendar file to [`Calendar`].

use std::{borrow::Cow, collections::HashMap, ops::ControlFlow};

use calcard::{
    Entry, Parser,
    common::{PartialDateTime, timezone::Tz as FileTz},
    icalendar::{
        ICalendar, ICalendarClassification, ICalendarComponent, ICalendarComponentType, ICalendarEntry,
        ICalendarParameterName, ICalendarPeriod, ICalendarProperty, ICalendarStatus, ICalendarTransparency,
        ICalendarValue, timezone::TzResolver,
    },
};
use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use domain::recurrence::{Moment, Override, Rule, Series};

use crate::{Calendar, Changed, Event, IcsError, LONGEST, Limits, Note, Refused, Why};

/// Nobody reads more, and a hostile file could have one for every line.
const MOST_NOTES: usize = 100;

/// Reads a calendar file. Events that cannot be followed are named in [`Calendar::refused`]; the rest is read.
///
/// ```
/// let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260617\r\n\
///     SUMMARY:Our day\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
/// let calendar = ics::read(text, ics::Limits::default()).unwrap();
/// assert_eq!(calendar.events[0].summary, "Our day");
/// ```
///
/// # Errors
/// [`IcsError`] when the file is over one of the limits, or holds no calendar.
pub fn read(text: &str, limits: Limits) -> Result<Calendar, IcsError> {
    read_with(text, limits, &mut |_, _| ControlFlow::Continue(()))
}

/// As [`read`], and tells `progress` how many components of how many are done, which may break it off.
///
/// # Errors
/// As [`read`], and [`IcsError::Cancelled`] when `progress` broke.
pub fn read_with(
    text: &str,
    limits: Limits,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Calendar, IcsError> {
    within_limits(text, limits)?;
    let text = with_rules_as_text(text);
    let mut parser = Parser::new(&text);
    let mut calendar = Calendar::default();
    let mut found = false;
    loop {
        match parser.entry() {
            Entry::ICalendar(file) => {
                found = true;
                read_calendar(&file, &mut calendar, progress)?;
            }
            Entry::Eof => break,
            // Lines between calendars say nothing.
            _ => {}
        }
    }
    if found {
        Ok(calendar)
    } else {
        Err(IcsError::NotACalendar)
    }
}

/// Counts before anything is built: bytes, components, and the properties of each.
fn within_limits(text: &str, limits: Limits) -> Result<(), IcsError> {
    if text.len() > limits.bytes {
        return Err(IcsError::TooLarge { limit: limits.bytes });
    }
    let begins = |line: &str, word: &str| {
        line.get(..word.len())
            .is_some_and(|l| l.eq_ignore_ascii_case(word))
    };
    let mut components = 0;
    let mut open = vec![0];
    for line in text.lines() {
        if begins(line, "BEGIN:") {
            components += 1;
            if components > limits.components {
                return Err(IcsError::TooManyComponents {
                    limit: limits.components,
                });
            }
            open.push(0);
        } else if begins(line, "END:") {
            open.pop();
        } else if !line.starts_with([' ', '\t']) && !line.is_empty() {
            if open.is_empty() {
                open.push(0);
            }
            let properties = open.last_mut().expect("BUG: just filled");
            *properties += 1;
            if *properties > limits.properties {
                return Err(IcsError::TooManyProperties {
                    limit: limits.properties,
                });
            }
        }
    }
    Ok(())
}

/// Asks for the text of each rule, which `Rule::parse` then reads in full: `VALUE=TEXT` on every `RRULE` line.
/// A folded line goes on with a space, so a line that begins so is never the middle of another.
fn with_rules_as_text(text: &str) -> Cow<'_, str> {
    let is_rule = |line: &str| {
        let name = line
            .get(..5)
            .is_some_and(|name| name.eq_ignore_ascii_case("RRULE"));
        name && matches!(line.as_bytes().get(5), Some(b':' | b';'))
    };
    if !text.lines().any(is_rule) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for line in text.split_inclusive('\n') {
        match line.split_once(':') {
            Some((_, rule)) if is_rule(line) => {
                out.push_str("RRULE;VALUE=TEXT:");
                out.push_str(rule);
            }
            _ => out.push_str(line),
        }
    }
    Cow::Owned(out)
}

fn read_calendar(
    file: &ICalendar,
    calendar: &mut Calendar,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<(), IcsError> {
    let zones = file.build_tz_resolver();
    let mut masters: HashMap<&str, &ICalendarComponent> = HashMap::new();
    let mut alone = Vec::new();
    let mut changes = Vec::new();
    for component in &file.components {
        match &component.component_type {
            ICalendarComponentType::VEvent => {}
            ICalendarComponentType::VTodo | ICalendarComponentType::VJournal => {
                let component = component.component_type.as_str().to_owned();
                note(&mut calendar.notes, Note::Ignored { component });
                continue;
            }
            _ => continue,
        }
        let uid = component.uid().unwrap_or_default();
        if component.has_property(&ICalendarProperty::RecurrenceId) {
            changes.push(component);
        } else if uid.is_empty() {
            alone.push(component);
        } else {
            // Of two versions of an event the higher SEQUENCE is the later word; of equals, the one further down.
            let known = masters.entry(uid).or_insert(component);
            if sequence(known) <= sequence(component) {
                *known = component;
            }
        }
    }
    let total = file.components.len();
    let mut read: HashMap<&str, usize> = HashMap::new();
    for (done, component) in file.components.iter().enumerate() {
        if progress(done, total).is_break() {
            return Err(IcsError::Cancelled);
        }
        let uid = component.uid().unwrap_or_default();
        let same = |other: &&ICalendarComponent| std::ptr::eq(*other, component);
        if !(masters.get(uid).is_some_and(same) || alone.iter().any(same)) || cancelled(component) {
            continue;
        }
        match read_event(component, &zones, &mut calendar.notes) {
            Ok(event) => {
                read.insert(uid, calendar.events.len());
                calendar.events.push(event);
            }
            Err(why) => calendar.refused.push(refused(component, &zones, why)),
        }
    }
    changes.sort_by_key(|c| sequence(c));
    for component in changes {
        let uid = component.uid().unwrap_or_default();
        let master = read
            .get(uid)
            .filter(|_| !uid.is_empty())
            .map(|i| &mut calendar.events[*i]);
        let id = component.property(&ICalendarProperty::RecurrenceId);
        let replaces = id.and_then(|id| moments(id, "RECURRENCE-ID", &zones, &mut calendar.notes).pop());
        if cancelled(component) {
            if let (Some(event), Some(replaces)) = (master, replaces) {
                event.series.except.push(replaces);
            }
            continue;
        }
        let one = match read_event(component, &zones, &mut calendar.notes) {
            Ok(one) => one,
            Err(why) => {
                calendar.refused.push(refused(component, &zones, why));
                continue;
            }
        };
        match (master, replaces) {
            (Some(event), Some(replaces)) => {
                event.series.overrides.push(Override {
                    replaces,
                    and_future: id.is_some_and(and_future),
                    start: one.series.start,
                });
                event.changed.push(Changed {
                    summary: one.summary,
                    length: one.length,
                });
            }
            // One instance of something that is not in the file is an event of its own.
            _ => calendar.events.push(Event {
                series: Series::once(one.series.start),
                ..one
            }),
        }
    }
    Ok(())
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

fn refused(component: &ICalendarComponent, zones: &TzResolver<&str>, why: Why) -> Refused {
    Refused {
        uid: component.uid().unwrap_or_default().to_owned(),
        summary: text(component, &ICalendarProperty::Summary),
        start: start(component, zones, &mut Vec::new()),
        why,
    }
}

fn cancelled(component: &ICalendarComponent) -> bool {
    says(component, &ICalendarProperty::Status, |value| {
        *value == ICalendarValue::Status(ICalendarStatus::Cancelled)
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

fn read_event(
    component: &ICalendarComponent,
    zones: &TzResolver<&str>,
    notes: &mut Vec<Note>,
) -> Result<Event, Why> {
    let start = start(component, zones, notes).ok_or(Why::NoStart)?;
    let mut series = Series::once(start);
    for entry in &component.entries {
        match entry.name {
            ICalendarProperty::Rrule => {
                let rule = entry.values.first().and_then(|v| v.as_text()).unwrap_or_default();
                let (rule, dropped) = Rule::parse_noting(rule)?;
                series.rules.push(rule);
                dropped.into_iter().for_each(|d| note(notes, Note::Rule(d)));
            }
            ICalendarProperty::Exrule => return Err(Why::ExRule),
            ICalendarProperty::Exdate => series.except.extend(moments(entry, "EXDATE", zones, notes)),
            ICalendarProperty::Rdate => series.extra.extend(moments(entry, "RDATE", zones, notes)),
            _ => {}
        }
    }
    let classes = [
        ICalendarValue::Classification(ICalendarClassification::Private),
        ICalendarValue::Classification(ICalendarClassification::Confidential),
    ];
    let zone = component
        .property(&ICalendarProperty::Dtstart)
        .and_then(|entry| entry.tz_id());
    Ok(Event {
        uid: component.uid().unwrap_or_default().to_owned(),
        summary: text(component, &ICalendarProperty::Summary),
        series,
        length: length(component, start, zones)?,
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

fn start(component: &ICalendarComponent, zones: &TzResolver<&str>, notes: &mut Vec<Note>) -> Option<Moment> {
    let entry = component.property(&ICalendarProperty::Dtstart)?;
    moments(entry, "DTSTART", zones, notes).into_iter().next()
}

fn length(
    component: &ICalendarComponent,
    start: Moment,
    zones: &TzResolver<&str>,
) -> Result<Option<Duration>, Why> {
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
        let end = end.and_then(|end| moments(end, "DTEND", zones, &mut Vec::new()).into_iter().next());
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

fn text(component: &ICalendarComponent, name: &ICalendarProperty) -> String {
    let value = component.property(name).and_then(|entry| entry.values.first());
    let text = value.and_then(|v| v.as_text()).unwrap_or_default();
    text[..text.floor_char_boundary(LONGEST)].to_owned()
}

fn sequence(component: &ICalendarComponent) -> i64 {
    let value = component
        .property(&ICalendarProperty::Sequence)
        .and_then(|entry| entry.values.first());
    value.and_then(|v| v.as_integer()).unwrap_or(0)
}

/// The dates and times of one property; of a period, its start.
fn moments(
    entry: &ICalendarEntry,
    property: &'static str,
    zones: &TzResolver<&str>,
    notes: &mut Vec<Note>,
) -> Vec<Moment> {
    let name = entry.tz_id();
    let zone = name
        .and_then(|name| zones.resolve(name))
        .and_then(|zone| civil_zone(&zone));
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
        note(
            notes,
            Note::ZoneUnknown {
                zone: name.to_owned(),
            },
        );
    }
    list
}

fn moment(at: &PartialDateTime, zone: Option<Tz>) -> Option<Moment> {
    let day = NaiveDate::from_ymd_opt(at.year?.into(), at.month?.into(), at.day?.into())?;
    let Some(hour) = at.hour else {
        return Some(Moment::Day(day));
    };
    // 60 is a leap second: the last second of its minute.
    let second = at.second.unwrap_or(0).min(59);
    let civil = day.and_hms_opt(hour.into(), at.minute.unwrap_or(0).into(), second.into())?;
    if let Some(hours) = at.tz_hour {
        let offset = Duration::minutes(i64::from(hours) * 60 + i64::from(at.tz_minute.unwrap_or(0)));
        return Some(Moment::Zoned(
            if at.tz_minus {
                civil + offset
            } else {
                civil - offset
            },
            Tz::UTC,
        ));
    }
    Some(zone.map_or(Moment::Floating(civil), |zone| Moment::Zoned(civil, zone)))
}

/// A zone of the tables; an offset of whole hours is one (`Etc/GMT-2`), others are not.
fn civil_zone(zone: &FileTz) -> Option<Tz> {
    match zone {
        FileTz::Tz(zone) => Some(*zone),
        FileTz::Fixed(offset) if offset.local_minus_utc() % 3_600 == 0 => zone.name()?.parse().ok(),
        FileTz::Fixed(_) | FileTz::Floating => None,
    }
}

fn note(notes: &mut Vec<Note>, note: Note) {
    if notes.len() < MOST_NOTES && !notes.contains(&note) {
        notes.push(note);
    }
}

#[cfg(test)]
mod tests;
