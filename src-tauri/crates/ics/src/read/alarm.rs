//! Another calendar's alarms, as leads of our own.

use std::borrow::Cow;

use calcard::icalendar::{
    ICalendarAction, ICalendarComponent, ICalendarParameterValue, ICalendarProperty, ICalendarRelated,
    ICalendarValue,
};
use chrono::Duration;
use domain::{recurrence::Moment, reminder::Lead};

use super::lines;

/// What an alarm may say and still be only a lead. The names with an X are Apple's and Google's, and mean nothing here.
const KNOWN: [&str; 9] = [
    "BEGIN",
    "END",
    "ACTION",
    "TRIGGER",
    "DESCRIPTION",
    "SUMMARY",
    "UID",
    "X-WR-ALARMUID",
    "X-APPLE-DEFAULT-ALARM",
];

/// The longest leads there are: 28 days.
const MOST_DAYS: u32 = 28;

/// Whether an alarm is one that may be understood: nothing in it that a lead could not keep.
pub(super) fn is_plain(component: &[Cow<'_, str>]) -> bool {
    let mut lines = component.iter().map(|line| lines::name(line));
    component.first().and_then(|line| lines::begins(line)).is_some_and(|name| name.eq_ignore_ascii_case("VALARM"))
        && lines.all(|name| KNOWN.iter().any(|known| name.eq_ignore_ascii_case(known)))
        // An alarm within an alarm is somebody else's idea.
        && component.iter().filter(|line| lines::begins(line).is_some()).count() == 1
}

/// The lead that an alarm is: shown, so long before the start. `None` for every other one.
///
/// Days are days of the calendar (RFC 5545 3.3.6), so a length with days in it is a wall time on an earlier day; one
/// without is so many minutes.
pub(super) fn lead(alarm: &ICalendarComponent, start: Moment) -> Option<Lead> {
    let shown = alarm.property(&ICalendarProperty::Action)?.values.first()?;
    if *shown != ICalendarValue::Action(ICalendarAction::Display) {
        return None;
    }
    let trigger = alarm.property(&ICalendarProperty::Trigger)?;
    let from_end = ICalendarParameterValue::Related(ICalendarRelated::End);
    if trigger.params.iter().any(|param| param.value == from_end) {
        return None;
    }
    let ICalendarValue::Duration(length) = trigger.values.first()? else {
        return None;
    };
    if length.seconds != 0 || (!length.neg && length.as_seconds() != 0) {
        return None;
    }
    let days = length.weeks.checked_mul(7)?.checked_add(length.days)?;
    let minutes = length.hours.checked_mul(60)?.checked_add(length.minutes)?;
    if days == 0 {
        return (minutes <= MOST_DAYS * 1_440).then_some(Lead::Before { minutes });
    }
    let before = Duration::days(days.into()) + Duration::minutes(minutes.into());
    let due = start.civil().checked_sub_signed(before)?;
    let days = u32::try_from((start.civil().date() - due.date()).num_days()).ok()?;
    (days <= MOST_DAYS).then_some(Lead::Day { days, at: due.time() })
}
