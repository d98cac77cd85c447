//! Files that no program would write.

use domain::recurrence::Window;
use proptest::prelude::*;

use crate::{Limits, read};

#[test]
fn what_no_eye_can_see_changes_nothing() {
    let alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P\u{0}1D\r\nDESCRIPTION:x\r\nEND:VALARM\r\n";
    let text = format!(
        "DTSTART:2026\u{7}0501T19\r0000\r\nSUMMARY:a\u{85}b\u{7f}c\u{a0}d\r\r\nX-A:\u{1b}[1m\r\n{alarm}"
    );
    let text = format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{text}END:VEVENT\r\nEND:VCALENDAR\r\n");
    let event = read(&text, Limits::default()).unwrap().events.remove(0);
    assert_eq!(
        event.summary, "abc\u{a0}d",
        "a space that does not break is a letter like others"
    );
    assert_eq!(event.series.start.civil().to_string(), "2026-05-01 19:00:00");
    assert_eq!(
        (event.carried.as_str(), event.leads.len()),
        ("X-A:[1m\n", 1),
        "the alarm is a lead, as it is without"
    );
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
