use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use domain::recurrence::{Moment, RuleError, Window};
use proptest::prelude::*;

use crate::{Calendar, IcsError, Limits, Note, Why, read};

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
    assert_eq!(
        with(Limits {
            properties: 1,
            ..usual
        }),
        IcsError::TooManyProperties { limit: 1 }
    );
    assert_eq!(read("", usual), Err(IcsError::NotACalendar));
}

/// Lines that mean something to a calendar, whole and broken, in any order.
fn any_file() -> impl Strategy<Value = String> {
    let lines = proptest::sample::select(vec![
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "BEGIN",
        "END:",
        "BEGIN:",
        "UID:1",
        "UID:",
        "DTSTART:20260501T190000Z",
        "DTSTART;TZID=:20260501T190000",
        "DTSTART;VALUE=DATE:2026",
        "DTSTART;TZID=\"Europe/Paris:2026",
        "RRULE:FREQ=DAILY",
        "RRULE;VALUE=RECUR:FREQ=WEEKLY;COUNT=3",
        "RRULE:",
        "RRULE",
        "EXDATE:20260501T190000Z,,x",
        "EXDATE;VALUE=PERIOD:20260501T190000Z/PT1H",
        "RDATE;VALUE=PERIOD:a/b",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260501T190000Z",
        "DURATION:-P99999999999W",
        "DURATION:PT4294967295S",
        "DTEND:99991231T235960Z",
        "SUMMARY;ENCODING=QUOTED-PRINTABLE:=C3=A9=",
        "SUMMARY;ENCODING=BASE64;VALUE=BINARY:4",
        " folded",
        "\t",
        "",
        ":",
        ";",
        "=",
        "\"",
        "SUMMARY;X=\"a\\nb\":\\",
        "\u{feff}BEGIN:VCALENDAR",
        "é:é",
        "SEQUENCE:1e99",
    ]);
    let end = proptest::sample::select(vec!["\r\n", "\n", "\r"]);
    proptest::collection::vec((lines, end), 0..30).prop_map(|lines| {
        lines
            .into_iter()
            .map(|(line, end)| format!("{line}{end}"))
            .collect()
    })
}

/// 2,000 cases, or as many as `PROPTEST_CASES` says (the long run); nothing is written beside the sources.
fn many() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(2_000);
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn no_file_makes_it_panic(text in any_file(), noise in "\\PC{0,40}") {
        for text in [text.clone(), noise.clone(), format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{text}{noise}")] {
            if let Ok(calendar) = read(&text, Limits::default()) {
                for event in &calendar.events {
                    let _ = event.series.expand(&Window::first(5));
                }
            }
        }
    }
}
