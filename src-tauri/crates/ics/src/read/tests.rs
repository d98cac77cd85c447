use std::ops::ControlFlow;

use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use domain::recurrence::{Moment, RuleError, Window};

use crate::{Calendar, IcsError, Limits, Note, Why, read, read_with};

mod beside;
mod gone;
mod noise;

fn file(body: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n").replace('\n', "\r\n")
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:walk\n{lines}END:VEVENT\n")
}

fn calendar(body: &str) -> Calendar {
    read(&file(body), Limits::default()).unwrap()
}

fn start_of(line: &str) -> (Moment, Vec<Note>) {
    let calendar = calendar(&event(&format!("{line}\n")));
    (calendar.events[0].series.start, calendar.notes)
}

fn may(day: u32, hour: u32) -> chrono::NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 5, day)
        .unwrap()
        .and_hms_opt(hour, 0, 0)
        .unwrap()
}

#[test]
fn a_start_is_a_day_a_wall_time_or_a_place_on_earth() {
    let nothing: Vec<Note> = vec![];
    let day = Moment::Day(NaiveDate::from_ymd_opt(2026, 5, 1).unwrap());
    assert_eq!(start_of("DTSTART;VALUE=DATE:20260501"), (day, nothing.clone()));
    assert_eq!(
        start_of("DTSTART:20260501"),
        (day, nothing.clone()),
        "some leave VALUE=DATE out"
    );
    assert_eq!(
        start_of("DTSTART:20260501T190000"),
        (Moment::Floating(may(1, 19)), nothing.clone())
    );
    assert_eq!(
        start_of("DTSTART:20260501T190000Z"),
        (Moment::Zoned(may(1, 19), Tz::UTC), nothing.clone())
    );
    let paris = Moment::Zoned(may(1, 19), Tz::Europe__Paris);
    assert_eq!(
        start_of("DTSTART;TZID=Europe/Paris:20260501T190000"),
        (paris, nothing.clone())
    );
    assert_eq!(
        start_of("DTSTART;TZID=\"Romance Standard Time\":20260501T190000"),
        (paris, nothing),
        "Outlook's name"
    );
}

#[test]
fn a_zone_nobody_knows_is_noted_and_its_times_float() {
    let (start, notes) = start_of("DTSTART;TZID=Our House:20260501T190000");
    assert_eq!(start, Moment::Floating(may(1, 19)), "7 pm, wherever that is");
    assert_eq!(
        notes,
        [Note::ZoneUnknown {
            zone: "Our House".into()
        }]
    );
}

#[test]
fn a_zone_of_the_files_own_is_found_by_the_place_it_names() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Home\nX-LIC-LOCATION:Europe/Paris\nEND:VTIMEZONE\n";
    let calendar = calendar(&format!("{zone}{}", event("DTSTART;TZID=Home:20260501T190000\n")));
    assert_eq!(
        calendar.events[0].series.start,
        Moment::Zoned(may(1, 19), Tz::Europe__Paris)
    );
}

#[test]
fn how_long_it_lasts_comes_from_either_of_two_lines() {
    let length =
        |line: &str| calendar(&event(&format!("DTSTART:20260501T190000Z\n{line}\n"))).events[0].length;
    assert_eq!(length("DURATION:PT1H30M"), Some(Duration::minutes(90)));
    assert_eq!(
        length("DTEND;TZID=Europe/Paris:20260501T223000"),
        Some(Duration::minutes(90)),
        "20:30 UTC"
    );
    assert_eq!(length("SUMMARY:Walk"), None);
}

#[test]
fn a_rule_is_read_as_it_stands_in_the_file() {
    let folded = event("DTSTART:20260501T190000\nRRULE:FREQ=WEEKLY;BYD\n AY=FR;X-COLOUR=red\n");
    let read = calendar(&folded);
    assert_eq!(
        read.events[0].series.rules[0].text(),
        "FREQ=WEEKLY;BYDAY=FR",
        "unfolded"
    );
    assert_eq!(read.notes.len(), 1, "the unknown part is said: {:?}", read.notes);
    let zero = calendar(&event("DTSTART:20260501T190000\nRRULE:FREQ=DAILY;INTERVAL=0\n"));
    let why = Why::Rule(RuleError::OutOfRange {
        part: "INTERVAL",
        value: "0".into(),
    });
    assert_eq!(
        zero.refused[0].why, why,
        "not every day, which is what it would be without its interval"
    );
}

#[test]
fn one_event_that_cannot_be_followed_leaves_the_others() {
    let good = event("DTSTART:20260501T190000\nSUMMARY:Walk\\, then soup\n");
    let bad = [
        event("SUMMARY:When?\n"),
        event("DTSTART:20260532T190000\n"),
        event("DTSTART:20260501T190000\nEXRULE:FREQ=DAILY\n"),
    ];
    let bad: String = bad
        .iter()
        .enumerate()
        .map(|(n, event)| event.replace("UID:walk", &format!("UID:{n}")))
        .collect();
    let read = calendar(&format!("{bad}{good}"));
    assert_eq!(read.events[0].summary, "Walk, then soup");
    let why: Vec<_> = read.refused.iter().map(|r| r.why.clone()).collect();
    assert_eq!(why, [Why::NoStart, Why::NoStart, Why::ExRule]);
}

#[test]
fn the_later_of_two_versions_of_an_evening_holds() {
    let master = event("DTSTART:20260501T190000\nRRULE:FREQ=WEEKLY;COUNT=2\nSEQUENCE:5\n");
    let moved = |hour: u32, sequence: u32| {
        event(&format!(
            "RECURRENCE-ID:20260508T190000\nDTSTART:20260508T{hour}0000\nSEQUENCE:{sequence}\nSUMMARY:{hour}\n"
        ))
    };
    let read = calendar(&format!("{}{master}{}", moved(21, 2), moved(20, 1)));
    let found = read.events[0].series.expand(&Window::first(9)).unwrap();
    let shown: Vec<_> = found.instances.iter().map(|i| i.at.civil()).collect();
    assert_eq!(
        shown,
        [may(1, 19), may(8, 21)],
        "SEQUENCE 2 came after SEQUENCE 1, whatever the order in the file"
    );
    let which = found.instances[1].changed_by.unwrap();
    assert_eq!(read.events[0].changed[which].summary, "21");
}

#[test]
fn one_evening_of_a_series_that_is_not_in_the_file_stands_alone() {
    let read = calendar(&event("RECURRENCE-ID:20260508T190000\nDTSTART:20260509T190000\n"));
    assert_eq!(
        read.events.len(),
        1,
        "an invitation to one evening is often all that is sent"
    );
    assert_eq!(read.events[0].series.start, Moment::Floating(may(9, 19)));
}

#[test]
fn limits_refuse_by_name() {
    let text = file(&event("DTSTART:20260501\n"));
    let with = |limits: Limits| read(&text, limits).unwrap_err();
    let usual = Limits::default();
    assert_eq!(
        with(Limits { bytes: 20, ..usual }),
        IcsError::TooLarge { limit: 20 }
    );
    assert_eq!(
        with(Limits {
            components: 1,
            ..usual
        }),
        IcsError::TooManyComponents { limit: 1 }
    );
    assert_eq!(read("", usual), Err(IcsError::NotACalendar));
}

#[test]
fn a_zone_is_told_by_what_its_clocks_do() {
    let half = |kind: &str, from: &str, to: &str, rule: &str| {
        format!(
            "BEGIN:{kind}\nDTSTART:16010101T020000\nTZOFFSETFROM:{from}\nTZOFFSETTO:{to}\n{rule}END:{kind}\n"
        )
    };
    let zone_of = |body: &str| {
        let zone = format!("BEGIN:VTIMEZONE\nTZID:Office 3\n{body}END:VTIMEZONE\n");
        // After the event, which is allowed.
        let read = calendar(&format!(
            "{}{zone}",
            event("DTSTART;TZID=Office 3:20260501T190000\n")
        ));
        (
            read.events[0].series.start.zone(),
            read.events[0].zone_unknown.clone(),
            read.notes,
        )
    };
    let spring = "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n";
    let autumn = "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n".to_owned();
    // As Outlook writes them: since 1601, at 2 and at 3 in the morning.
    let paris = half("DAYLIGHT", "+0100", "+0200", spring)
        + &half("STANDARD", "+0200", "+0100", &autumn).replace("T020000", "T030000");
    let (zone, unknown, notes) = zone_of(&paris);
    assert_eq!((unknown, notes), (None, vec![]), "nothing is unknown about it");
    let same = |found: Option<Tz>, known: Tz| {
        let instant = |zone| Moment::Zoned(may(1, 19), zone).instant();
        assert_eq!(
            found.map(instant),
            Some(instant(known)),
            "{found:?} is another name for {known}"
        );
    };
    same(zone, Tz::Europe__Paris);
    same(
        zone_of(&half("STANDARD", "+0530", "+0530", "")).0,
        Tz::Asia__Kolkata,
    );
    same(
        zone_of(&half("STANDARD", "+0300", "+0300", "")).0,
        Tz::Etc__GMTMinus3,
    );
    let nowhere = half("STANDARD", "+0137", "+0137", "");
    let note = Note::ZoneUnknown {
        zone: "Office 3".into(),
    };
    assert_eq!(
        zone_of(&nowhere),
        (None, Some("Office 3".into()), vec![note]),
        "no clock on earth"
    );
}

#[test]
fn whoever_waits_is_told_how_far_it_is_and_may_break_off() {
    let many: String = (0..5)
        .map(|n| event("DTSTART:20260501T190000\n").replace("UID:walk", &format!("UID:{n}")))
        .collect();
    let text = file(&many);
    let mut seen = Vec::new();
    let whole = read_with(&text, Limits::default(), &mut |done, total| {
        seen.push((done, total));
        ControlFlow::Continue(())
    });
    assert_eq!(whole.map(|calendar| calendar.events.len()), Ok(5));
    assert_eq!(seen, [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5)]);
    let stopped = read_with(&text, Limits::default(), &mut |done, _| match done {
        3 => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    });
    assert_eq!(stopped, Err(IcsError::Cancelled), "nothing of it is handed out");
}
