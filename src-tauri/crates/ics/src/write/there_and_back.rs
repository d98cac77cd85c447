//! Files of other programs: read, kept as dates of one's own, written and read again. What they said is still said.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::{
    phrase::Text,
    recurrence::{Moment, Window},
    slot::{Anchor, Slot},
    zone,
};
use proptest::prelude::*;

use super::{
    Extent,
    tests::{Changes, change, changes, stamp, thursdays},
    write,
};
use crate::{Event, Limits, read};

/// An event as other programs write them.
fn any_event() -> impl Strategy<Value = String> {
    let start = prop::sample::select(vec![
        ("", ""),
        (";TZID=Europe/Paris", ""),
        (";TZID=America/New_York", ""),
        (";TZID=\"W. Europe Standard Time\"", ""),
        ("", "Z"),
    ]);
    let rule = prop::sample::select(vec![
        "",
        "RRULE:FREQ=WEEKLY\r\n",
        "RRULE:FREQ=WEEKLY;COUNT=12\r\n",
        "RRULE:FREQ=MONTHLY;BYDAY=2TH\r\n",
        "RRULE:FREQ=DAILY;INTERVAL=3;UNTIL=20270401T180000Z\r\n",
    ]);
    let length = prop::sample::select(vec![
        "DURATION:PT1H30M",
        "DTEND{}:20261008T203000{}",
        "DURATION:P0DT0H45M0S",
    ]);
    let beside = prop::collection::vec(
        prop_oneof![
            "X-[A-Z]{1,8}:[ -~é🌷]{0,120}",
            "(LOCATION|DESCRIPTION|COMMENT|CONTACT):[a-zA-Z0-9 é🌷]{0,100}",
            Just("ATTENDEE;CN=\"Noor, at work\";PARTSTAT=ACCEPTED:mailto:noor@example.org".to_owned()),
            Just("ORGANIZER:mailto:jules@example.org".to_owned()),
            Just("CATEGORIES:HOME,WALK".to_owned()),
            Just("STATUS:TENTATIVE".to_owned()),
            Just("SEQUENCE:4".to_owned()),
            Just("TRANSP:TRANSPARENT".to_owned()),
            Just("BEGIN:VALARM\r\nACTION:EMAIL\r\nTRIGGER:-PT10M\r\nSUMMARY:Soon\r\nDESCRIPTION:Soon\r\nATTENDEE:mailto:a@example.org\r\nEND:VALARM".to_owned()),
            Just("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER;VALUE=DATE-TIME:20261001T080000Z\r\nDESCRIPTION:Now\r\nEND:VALARM".to_owned()),
            Just("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P1DT2H\r\nDESCRIPTION:Soon\r\nEND:VALARM".to_owned()),
            Just("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT25M\r\nDESCRIPTION:Soon\r\nEND:VALARM".to_owned()),
        ],
        0..8,
    );
    let dates = prop::collection::vec((0..3_u8, 0..20_i64), 0..4);
    (start, rule, length, beside, dates, "[!-~ é🌷]{1,60}").prop_map(
        |((zone, utc), rule, length, beside, dates, title)| {
            let mut text = format!(
                "BEGIN:VEVENT\r\nUID:7f0c@example.org\r\nDTSTART{zone}:20261008T190000{utc}\r\n{}\r\n{rule}",
                length.replacen("{}", zone, 1).replacen("{}", utc, 1)
            );
            let escaped = title
                .replace('\\', "\\\\")
                .replace(';', "\\;")
                .replace(',', "\\,");
            text += &format!("SUMMARY:{escaped}\r\n");
            let first = DateTime::parse_from_rfc3339("2026-10-08T19:00:00Z")
                .unwrap()
                .naive_utc();
            for (what, week) in dates {
                let week = first + chrono::Duration::weeks(week);
                let at = (week + chrono::Duration::days(1)).format("%Y%m%dT%H%M%S");
                match what {
                    0 if !rule.is_empty() => {
                        text += &format!("EXDATE{zone}:{}{utc}\r\n", week.format("%Y%m%dT%H%M%S"))
                    }
                    _ => text += &format!("RDATE{zone}:{at}{utc}\r\n"),
                }
            }
            for line in beside {
                text += &format!("{line}\r\n");
            }
            format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VEVENT\r\nEND:VCALENDAR\r\n")
        },
    )
}

/// An event as a date of the couple's own.
fn kept(event: &Event) -> (Slot, Changes) {
    let (anchor, zone) = match event.series.start {
        Moment::Zoned(_, zone) => (Anchor::Fixed, zone),
        _ => (Anchor::Floating, Tz::Europe__Paris),
    };
    let wall = |moment: &Moment| -> NaiveDateTime {
        moment
            .instant()
            .map_or(moment.civil(), |at| zone::civil(at, zone))
    };
    let slot = Slot {
        title: event.summary.clone(),
        start: event.series.start.civil(),
        minutes: u32::try_from(event.length.unwrap().num_minutes()).unwrap(),
        rule: event.series.rules.first().map(|rule| rule.until_in(zone)),
        anchor,
        zone,
        leads: event.leads.clone(),
        uid: Some(event.uid.clone()),
        carried: event.carried.clone(),
        ..thursdays()
    };
    let mut said = BTreeMap::new();
    for at in event.series.extra.iter().map(wall) {
        let mut change = change(&slot, at);
        change.added = true;
        said.insert(at, change);
    }
    for at in event.series.except.iter().map(wall) {
        said.entry(at).or_insert_with(|| change(&slot, at)).skipped = true;
    }
    (slot, changes(said.into_values()))
}

fn starts(event: &Event) -> Vec<DateTime<Utc>> {
    let found = event.series.expand(&Window::first(60)).unwrap();
    found
        .instances
        .iter()
        .map(|i| i.at.instant().unwrap_or(i.at.civil().and_utc()))
        .collect()
}

/// What is carried, whatever order it stands in: properties go before components.
fn lines(carried: &str) -> Vec<&str> {
    let mut lines: Vec<_> = carried.lines().collect();
    lines.sort_unstable();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_another_program_said_is_still_said(text in any_event()) {
        let calendar = read(&text, Limits::default()).unwrap();
        prop_assert_eq!(&calendar.refused, &vec![]);
        let event = &calendar.events[0];
        let (slot, said) = kept(event);
        let file = write([(&slot, &said)], Extent::default(), Text::Open, stamp()).unwrap();
        let again = read(&file, Limits::default()).unwrap();
        prop_assert_eq!((&again.refused, again.events.len()), (&vec![], 1), "{}", file);
        let back = &again.events[0];
        prop_assert_eq!(&back.uid, &event.uid);
        prop_assert_eq!(&back.summary, &event.summary);
        prop_assert_eq!(back.length, event.length);
        prop_assert_eq!(starts(back), starts(event), "{}\n{}", text, file);
        prop_assert_eq!(lines(&back.carried), lines(&event.carried), "{}", file);
        prop_assert_eq!((&back.location, &back.description), (&event.location, &event.description));
        prop_assert_eq!((back.transparent, back.private), (event.transparent, event.private));
        // Days before, an alarm of an evening at another hour would ring at the wrong one: it is not written then.
        if event.series.extra.is_empty() {
            prop_assert_eq!(&back.leads, &event.leads);
        }
    }
}
