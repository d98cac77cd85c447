//! From the couple's dates to the text of a calendar file.
//!
//! A slot is one `VEVENT` under its own id, or the `UID` it came with, which never changes: whoever imports the file twice
//! has every date once. What was skipped is an `EXDATE` and what was added an `RDATE`; what was moved, made longer,
//! renamed or let go has a component of its own with a `RECURRENCE-ID`. What a slot carries goes out as it came in.
//! Couple time is written floating (RFC 5545 3.3.5, form 1), because 7 pm is 7 pm wherever they are; what is fixed to a
//! zone is written with it, and the zone with the file. A red-letter day is a whole day of every year.

mod alarm;
mod carried;
mod days;
mod series;
mod zones;

use std::collections::BTreeMap;

use calcard::{
    common::PartialDateTime,
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarDuration, ICalendarEntry,
        ICalendarParameter, ICalendarProperty, ICalendarStatus, ICalendarValue,
    },
};
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Timelike, Utc};
use chrono_tz::Tz;
use domain::{
    occurrence::Change,
    phrase::Text,
    recurrence::RuleError,
    red_letter::RedLetter,
    slot::{Anchor, Slot},
};

use carried::Carried;
use series::Event;

/// Who wrote the file. Neutral: it stands in the open, whatever the titles say.
const PRODUCT: &str = "-//Standing//Planner//EN";

/// Which days of a calendar are written, by the clock on the wall where each date happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// The first day within; `None` for no beginning.
    pub from: Option<NaiveDate>,
    /// The first day that is not; `None` for no end.
    pub to: Option<NaiveDate>,
}

impl Extent {
    /// Whether a wall time lies within.
    pub fn holds(&self, at: NaiveDateTime) -> bool {
        self.from.is_none_or(|from| from <= at.date()) && self.to.is_none_or(|to| at.date() < to)
    }
}

/// Writes slots, with what the couple said of their occurrences, as one calendar file.
///
/// Lines are folded at 75 octets and end with CRLF; text is escaped. `stamp` is when this is written. With
/// [`Text::Discreet`] every title is "Busy"; a private slot goes by its label in any case. A slot without an occurrence
/// within `extent` is left out, and so is one that was skipped and never comes again.
///
/// ```
/// # use std::collections::BTreeMap;
/// # use chrono::{DateTime, NaiveDate};
/// # use domain::{ids::SlotId, phrase::Text, recurrence::Rule, reminder::Lead, slot::*};
/// # let start = NaiveDate::from_ymd_opt(2026, 10, 15).unwrap().and_hms_opt(19, 0, 0).unwrap();
/// # let slot = Slot { title: "Dinner, and a walk".into(), rule: Some(Rule::parse("FREQ=WEEKLY").unwrap()),
/// #     leads: vec![Lead::NINETY],
/// #     ..Slot::new(SlotId(uuid::Uuid::from_u128(7)), start, chrono_tz::Europe::Paris, DateTime::UNIX_EPOCH) };
/// let file = ics::write([(&slot, &BTreeMap::new())], ics::Extent::default(), Text::Open, DateTime::UNIX_EPOCH)?;
/// assert!(file.contains("DTSTART:20261015T190000\r\n"), "it floats: {file}");
/// assert!(file.contains("SUMMARY:Dinner\\, and a walk\r\n") && file.contains("TRIGGER:-PT90M\r\n"));
/// # Ok::<(), domain::recurrence::RuleError>(())
/// ```
///
/// # Errors
/// When a slot's rule cannot answer.
pub fn write<'a>(
    slots: impl IntoIterator<Item = (&'a Slot, &'a BTreeMap<NaiveDateTime, Change>)>,
    extent: Extent,
    text: Text,
    stamp: DateTime<Utc>,
) -> Result<String, RuleError> {
    write_with(slots, [], extent, text, stamp)
}

/// The same, and red-letter days after the dates: those that fall on a day within `extent`. They are transparent, for they
/// keep nobody busy, and come back as they were ([`crate::Event::remembered`], [`crate::Event::sort`]).
///
/// # Errors
/// As [`write`].
pub fn write_with<'a>(
    slots: impl IntoIterator<Item = (&'a Slot, &'a BTreeMap<NaiveDateTime, Change>)>,
    days: impl IntoIterator<Item = &'a RedLetter>,
    extent: Extent,
    text: Text,
    stamp: DateTime<Utc>,
) -> Result<String, RuleError> {
    let mut events = Vec::new();
    let mut zones: BTreeMap<&str, (Tz, NaiveDateTime)> = BTreeMap::new();
    for (slot, changes) in slots {
        let form = Form::of(slot);
        for event in series::events(slot, changes, extent, text)? {
            if let Some(zone) = form.zone_written() {
                let begins = event.replaces.map_or(event.start, |old| old.min(event.start));
                let known = zones.entry(zone.name()).or_insert((zone, begins));
                known.1 = known.1.min(begins);
            }
            events.push((slot, form, event));
        }
    }
    let mut file = File::new();
    for (zone, begins) in zones.into_values() {
        zones::write(&mut file, zone, begins);
    }
    let carried: Vec<_> = events
        .iter()
        .map(|(slot, _, event)| beside(slot, event, text))
        .collect();
    for ((slot, form, event), carried) in events.iter().zip(&carried) {
        write_event(&mut file, slot, *form, event, carried, stamp);
    }
    for day in days {
        days::write(&mut file, day, extent, text, stamp);
    }
    Ok(carried::put_in(&file.0.to_string(), &carried))
}

/// What is carried beside one event of a slot.
fn beside<'a>(slot: &'a Slot, event: &Event<'_>, text: Text) -> Carried<'a> {
    let carried = Carried::of(slot, text);
    if event.let_go {
        carried.called_off()
    } else {
        carried
    }
}

fn write_event(
    file: &mut File,
    slot: &Slot,
    form: Form,
    event: &Event<'_>,
    carried: &Carried<'_>,
    stamp: DateTime<Utc>,
) {
    let mut component = ICalendarComponent::new(ICalendarComponentType::VEvent);
    component.add_uid(&event.uid);
    component.add_dtstamp(utc(stamp));
    if let Some(original) = event.replaces {
        let id = form.entry(ICalendarProperty::RecurrenceId, &[original]);
        component.entries.push(id);
    }
    component
        .entries
        .push(form.entry(ICalendarProperty::Dtstart, &[event.start]));
    // A length and not an end: an evening across a clock change keeps its minutes.
    let length = exact(Duration::minutes(event.minutes.into()));
    component.add_property(ICalendarProperty::Duration, length);
    if let Some(rule) = &event.rule {
        component.add_property(ICalendarProperty::Rrule, rule.clone());
    }
    if !event.except.is_empty() {
        let except = form.entry(ICalendarProperty::Exdate, &event.except);
        component.entries.push(except);
    }
    // ical.js takes one date from each line.
    for extra in &event.extra {
        component
            .entries
            .push(form.entry(ICalendarProperty::Rdate, &[*extra]));
    }
    component.add_property(ICalendarProperty::Summary, plain(event.title));
    if event.let_go {
        component.add_property(ICalendarProperty::Status, ICalendarStatus::Cancelled);
    } else if !carried.has("STATUS") {
        component.add_property(ICalendarProperty::Status, ICalendarStatus::Confirmed);
    }
    let index = file.add(0, component);
    if !event.let_go {
        for alarm in alarm::alarms(slot, event) {
            file.add(index, alarm);
        }
    }
}

/// A calendar in the making: component 0 is the `VCALENDAR`.
struct File(ICalendar);

impl File {
    fn new() -> File {
        let mut calendar = ICalendarComponent::new(ICalendarComponentType::VCalendar);
        calendar.add_property(ICalendarProperty::Version, "2.0");
        calendar.add_property(ICalendarProperty::Prodid, PRODUCT);
        File(ICalendar {
            components: vec![calendar],
        })
    }

    fn add(&mut self, parent: usize, component: ICalendarComponent) -> usize {
        let index = self.0.components.len();
        let id = u32::try_from(index).expect("BUG: nobody has four thousand million dates");
        self.0.components.push(component);
        self.0.components[parent].component_ids.push(id);
        index
    }
}

/// How the wall times of a slot are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// RFC 5545 form 1: `20261015T190000`.
    Floating,
    /// Form 2, `20261015T190000Z`, in UTC; otherwise form 3, with `TZID`.
    Zoned(Tz),
}

impl Form {
    fn of(slot: &Slot) -> Form {
        match slot.anchor {
            Anchor::Floating => Form::Floating,
            // The same clock by another name, which some systems give it.
            Anchor::Fixed if slot.zone == Tz::Etc__UTC => Form::Zoned(Tz::UTC),
            Anchor::Fixed => Form::Zoned(slot.zone),
        }
    }

    /// The zone that has to stand in the file.
    fn zone_written(self) -> Option<Tz> {
        match self {
            Form::Floating | Form::Zoned(Tz::UTC) => None,
            Form::Zoned(zone) => Some(zone),
        }
    }

    fn entry(self, property: ICalendarProperty, at: &[NaiveDateTime]) -> ICalendarEntry {
        let value = |at: &NaiveDateTime| match self {
            Form::Zoned(Tz::UTC) => utc(at.and_utc()),
            _ => wall(*at),
        };
        let values = at.iter().map(|at| ICalendarValue::from(value(at))).collect();
        let tz_id = self
            .zone_written()
            .map(|zone| ICalendarParameter::tzid(zone.name().to_owned()));
        ICalendarEntry::new(property)
            .with_param_opt(tz_id)
            .with_values(values)
    }
}

fn wall(at: NaiveDateTime) -> PartialDateTime {
    // Every part of a date and of a time fits: a year has four digits here, the rest is below 61.
    let small = |n: u32| u8::try_from(n).ok();
    PartialDateTime {
        year: u16::try_from(at.year()).ok(),
        month: small(at.month()),
        day: small(at.day()),
        hour: small(at.hour()),
        minute: small(at.minute()),
        second: small(at.second()),
        ..PartialDateTime::default()
    }
}

fn utc(at: DateTime<Utc>) -> PartialDateTime {
    PartialDateTime {
        tz_hour: Some(0),
        tz_minute: Some(0),
        ..wall(at.naive_utc())
    }
}

/// A length of elapsed time: `PT2H`, `PT24H`. Days would be days of the calendar.
fn exact(length: Duration) -> ICalendarDuration {
    let minutes = u32::try_from(length.num_minutes()).expect("BUG: an evening is not negative");
    ICalendarDuration {
        hours: minutes / 60,
        minutes: minutes % 60,
        ..ICalendarDuration::default()
    }
}

/// A text as a property may hold it: a line break is `\n`, other control characters have no place.
pub(crate) fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod there_and_back;
