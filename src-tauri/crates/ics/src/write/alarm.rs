//! Leads, as the alarms of another calendar.

use calcard::icalendar::{
    ICalendarAction, ICalendarComponent, ICalendarComponentType, ICalendarDuration, ICalendarProperty,
};
use chrono::NaiveDateTime;
use domain::{recurrence::Rule, reminder::Lead, slot::Slot};

use super::{plain, series::Event};

/// One `VALARM` for each lead, which shows what the event is called.
pub(super) fn alarms(slot: &Slot, event: &Event<'_>) -> impl Iterator<Item = ICalendarComponent> {
    let listed = event.extra.iter().all(|at| at.time() == event.start.time());
    let one_hour = listed && (event.rule.is_none() || slot.rule.as_ref().is_none_or(comes_at_one_hour));
    let leads = slot.leads.iter();
    leads
        .filter_map(move |lead| trigger(*lead, event.start, one_hour))
        .map(|trigger| {
            let mut alarm = ICalendarComponent::new(ICalendarComponentType::VAlarm);
            alarm.add_property(ICalendarProperty::Action, ICalendarAction::Display);
            alarm.add_property(ICalendarProperty::Trigger, trigger);
            alarm.add_property(ICalendarProperty::Description, plain(event.title));
            alarm
        })
}

/// When an alarm rings, as a length before the start.
///
/// A `VALARM` knows no "the evening before at 7 pm": its time is a length before the start, or an instant, and an
/// instant in a series rings only once. So the length is worked out for the hour the event begins; days in it are days
/// of the calendar, so that the evening before stays 7 pm across a clock change wherever the length is whole days.
/// A moved occurrence has a component, and so alarms, of its own. Where a date comes at several hours no one length
/// fits, and where the wall time comes after the start there is nothing left to announce: neither is written.
fn trigger(lead: Lead, start: NaiveDateTime, one_hour: bool) -> Option<ICalendarDuration> {
    match lead {
        Lead::Before { minutes } => Some(ICalendarDuration {
            neg: minutes > 0,
            minutes,
            ..ICalendarDuration::default()
        }),
        Lead::Day { .. } => {
            let before = (start - lead.due(start)).num_minutes();
            let before = u32::try_from(before).ok().filter(|_| one_hour)?;
            Some(ICalendarDuration {
                neg: before > 0,
                days: before / 1_440,
                hours: before / 60 % 24,
                minutes: before % 60,
                ..ICalendarDuration::default()
            })
        }
    }
}

fn comes_at_one_hour(rule: &Rule) -> bool {
    !rule.text().split(';').any(|part| {
        ["BYHOUR=", "BYMINUTE=", "BYSECOND="]
            .iter()
            .any(|by| part.starts_with(by))
            || ["FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY"].contains(&part)
    })
}
