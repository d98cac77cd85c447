//! Red-letter days: whole days of every year, which keep nobody busy.

use calcard::{
    common::PartialDateTime,
    icalendar::{
        ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameter, ICalendarProperty,
        ICalendarTransparency, ICalendarValue, ICalendarValueType,
    },
};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{phrase::Text, red_letter::RedLetter, words::calendar_file as words};

use super::{Extent, File, plain, utc, wall};
use crate::remembered::{self, Remembered};

/// Where a day begins whose first year nobody knows: late enough for every calendar, early enough for whoever leafs back.
const FIRST_YEAR: i32 = 2000;

/// Writes one day, if an extent holds it.
pub(super) fn write(file: &mut File, day: &RedLetter, extent: Extent, text: Text, stamp: DateTime<Utc>) {
    let Some((first, last)) = within(day, extent) else {
        return;
    };
    let mut component = ICalendarComponent::new(ICalendarComponentType::VEvent);
    component.add_uid(&day.uid.clone().unwrap_or_else(|| day.id.to_string()));
    component.add_dtstamp(utc(stamp));
    let start = ICalendarEntry::new(ICalendarProperty::Dtstart)
        .with_param_opt(Some(ICalendarParameter::value(ICalendarValueType::Date)))
        .with_values(vec![ICalendarValue::from(whole(first))]);
    component.entries.push(start);
    component.add_property(ICalendarProperty::Rrule, rule(day, last));
    let title = match text {
        Text::Discreet => words::BUSY,
        Text::Open => &day.words,
    };
    component.add_property(ICalendarProperty::Summary, plain(title));
    if text == Text::Open {
        let category = remembered::category(day.sort).to_owned();
        component.add_property(ICalendarProperty::Categories, category);
    }
    component.add_property(ICalendarProperty::Transp, ICalendarTransparency::Transparent);
    // When it is, and no more: what the start and the rule alone do not say.
    let own = ICalendarProperty::Other(remembered::PROPERTY.to_owned());
    component.add_property(own, Remembered::of(day).to_string());
    file.add(0, component);
}

/// The first of its days within an extent, and the last where the extent has an end.
fn within(day: &RedLetter, extent: Extent) -> Option<(NaiveDate, Option<NaiveDate>)> {
    let begins = NaiveDate::from_ymd_opt(day.year.unwrap_or(FIRST_YEAR), 1, 1)?;
    let first = day.next(extent.from.map_or(begins, |from| from.max(begins)))?;
    let Some(to) = extent.to else {
        return Some((first, None));
    };
    let last = [to.year(), to.year() - 1]
        .into_iter()
        .filter_map(|year| day.in_year(year))
        .find(|last| *last < to)?;
    (first <= last).then_some((first, Some(last)))
}

/// Every year; 29 February as the last day of its month, which it is in other years too.
fn rule(day: &RedLetter, last: Option<NaiveDate>) -> String {
    let mut rule = "FREQ=YEARLY".to_owned();
    if (day.month, day.day) == (2, 29) {
        rule += ";BYMONTH=2;BYMONTHDAY=-1";
    }
    if let Some(last) = last {
        rule += &last.format(";UNTIL=%Y%m%d").to_string();
    }
    rule
}

fn whole(day: NaiveDate) -> PartialDateTime {
    PartialDateTime {
        hour: None,
        minute: None,
        second: None,
        ..wall(day.into())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::{
        ids::RedLetterId,
        recurrence::{Moment, Window},
        red_letter::Sort,
        slot::Slot,
    };
    use uuid::Uuid;

    use super::*;
    use crate::{Event, Limits, read, write_with};

    fn day(month: u32, day: u32, year: Option<i32>) -> RedLetter {
        RedLetter {
            id: RedLetterId(Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0007)),
            words: "The day we met; again, and again".to_owned(),
            sort: Sort::Anniversary,
            month,
            day,
            year,
            made_at: DateTime::UNIX_EPOCH,
            uid: None,
        }
    }

    fn file(day: &RedLetter, extent: Extent, text: Text) -> String {
        let none: [(&Slot, &BTreeMap<_, _>); 0] = [];
        write_with(none, [day], extent, text, DateTime::UNIX_EPOCH).unwrap()
    }

    fn event(text: &str) -> Event {
        let mut calendar = read(text, Limits::default()).unwrap();
        assert_eq!((&calendar.refused, &calendar.notes), (&vec![], &vec![]), "{text}");
        calendar.events.pop().unwrap()
    }

    /// The days of a file, at most so many.
    fn days(text: &str, limit: usize) -> Vec<String> {
        let found = event(text).series.expand(&Window::first(limit)).unwrap();
        found.instances.iter().map(|one| one.at.to_string()).collect()
    }

    fn of(from: Option<&str>, to: Option<&str>) -> Extent {
        let day = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        Extent {
            from: day(from),
            to: day(to),
        }
    }

    #[test]
    fn an_anniversary_is_a_whole_day_of_every_year_that_keeps_nobody_busy() {
        let text = file(&day(10, 17, Some(2015)), Extent::default(), Text::Open);
        for line in [
            "UID:01970000-0000-7000-8000-000000000007",
            "DTSTART;VALUE=DATE:20151017",
            "RRULE:FREQ=YEARLY",
            "SUMMARY:The day we met\\; again\\, and again",
            "CATEGORIES:ANNIVERSARY",
            "TRANSP:TRANSPARENT",
            "X-STANDING-DAY:2015-10-17",
        ] {
            assert!(text.contains(&format!("\r\n{line}\r\n")), "no {line} in\n{text}");
        }
        let back = event(&text);
        assert!(back.transparent, "others see that they are free");
        assert_eq!(back.sort(), Some(Sort::Anniversary));
        assert_eq!(
            back.series.start,
            Moment::Day(NaiveDate::from_ymd_opt(2015, 10, 17).unwrap())
        );
    }

    #[test]
    fn a_leap_day_is_the_last_of_february_to_everybody_and_a_leap_day_to_us() {
        for (year, first) in [(None, "2000-02-29"), (Some(2022), "2022-02-28")] {
            let text = file(&day(2, 29, year), Extent::default(), Text::Open);
            assert_eq!(days(&text, 1), [first], "{text}");
            let in_turn = days(
                &file(&day(2, 29, year), of(Some("2026-01-01"), None), Text::Open),
                3,
            );
            assert_eq!(
                in_turn,
                ["2026-02-28", "2027-02-28", "2028-02-29"],
                "as it is kept"
            );
            let back = event(&text).remembered().unwrap();
            assert_eq!(
                (back.month, back.day, back.year),
                (2, 29, year),
                "and a year nobody knows stays unknown"
            );
        }
    }

    #[test]
    fn some_days_hold_only_what_falls_on_them_and_lose_nothing_of_it() {
        let met = day(10, 17, Some(2015));
        let two = file(&met, of(Some("2026-10-17"), Some("2027-10-18")), Text::Open);
        assert_eq!(days(&two, 10), ["2026-10-17", "2027-10-17"], "both ends are in");
        assert_eq!(
            event(&two).remembered().unwrap().year,
            Some(2015),
            "it began before these days"
        );
        for (from, to) in [
            (Some("2026-10-18"), Some("2027-10-17")),
            (None, Some("2015-10-17")),
        ] {
            let none = file(&met, of(from, to), Text::Open);
            assert!(!none.contains("VEVENT"), "{from:?} to {to:?} has none: {none}");
        }
    }

    #[test]
    fn discreet_is_when_and_nothing_else() {
        let text = file(&day(10, 17, Some(2015)), Extent::default(), Text::Discreet);
        assert!(text.contains("SUMMARY:Busy\r\n"), "{text}");
        for word in ["met", "ANNIVERSARY", "CATEGORIES"] {
            assert!(!text.contains(word), "{word} is nobody's business: {text}");
        }
        assert!(event(&text).remembered().is_some(), "when it is stands in it");
    }
}
