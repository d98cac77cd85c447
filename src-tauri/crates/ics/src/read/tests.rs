use std::ops::ControlFlow;

use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use domain::{
    recurrence::{Moment, RuleError, Window},
    reminder::Lead,
};
use proptest::prelude::*;

use crate::{Calendar, IcsError, Limits, Note, Why, read, read_with};

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
fn an_event_of_too_many_lines_is_refused_and_the_others_are_read() {
    let good = event("DTSTART:20260501T190000\n");
    let refused = |lines: &str| {
        let lines = format!("SUMMARY:Too much\nDTSTART:20260502T190000\n{lines}");
        let read = calendar(&format!(
            "{}{good}",
            event(&lines).replace("UID:walk", "UID:other")
        ));
        assert_eq!(read.events.len(), 1, "the other one is read");
        let [refused] = &read.refused[..] else {
            panic!("one is refused: {:?}", read.refused);
        };
        assert_eq!(
            (refused.summary.as_str(), refused.start),
            ("Too much", Some(Moment::Floating(may(2, 19)))),
            "a person knows which one"
        );
        refused.why.clone()
    };
    assert_eq!(refused(&"X-A:1\n".repeat(201)), Why::TooManyLines { limit: 200 });
    let days = vec!["20260501"; 20_001].join(",");
    assert_eq!(
        refused(&format!("EXDATE;VALUE=DATE:{days}\n")),
        Why::TooManyDates { limit: 20_000 }
    );
    assert_eq!(
        refused(&"EXDATE:20260501T190000\n".repeat(20_001)),
        Why::TooManyDates { limit: 20_000 }
    );
    assert_eq!(
        refused(&"RRULE:FREQ=DAILY\n".repeat(9)),
        Why::TooManyRules { limit: 8 }
    );
    let many = calendar(&event(&format!(
        "DTSTART:20260501T190000\n{}",
        "EXDATE:20260501T190000\n".repeat(2_000)
    )));
    assert_eq!(
        many.events[0].series.except.len(),
        2_000,
        "a daily walk of years, a line for each day without one"
    );
}

#[test]
fn what_was_called_off_is_gone() {
    let cancelled = calendar(&event("DTSTART:20260501T190000\nSTATUS:CANCELLED\n"));
    assert_eq!(
        (cancelled.events.len(), cancelled.refused.len()),
        (0, 0),
        "gone, and nobody's mistake"
    );
    let weekly = event("DTSTART:20260501T190000\nRRULE:FREQ=WEEKLY;COUNT=4\nRDATE:20260602T190000\n");
    let starts = |change: &str| -> Vec<_> {
        let read = calendar(&format!("{weekly}{}", event(change)));
        let found = read.events[0].series.expand(&Window::first(9)).unwrap();
        found
            .instances
            .iter()
            .map(|i| i.at.civil().format("%d.%m.").to_string())
            .collect()
    };
    assert_eq!(
        starts("RECURRENCE-ID:20260508T190000\nDTSTART:20260508T190000\nSTATUS:CANCELLED\n"),
        ["01.05.", "15.05.", "22.05.", "02.06."],
        "one evening"
    );
    let later =
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260508T190000\nDTSTART:20260508T190000\nSTATUS:CANCELLED\n";
    assert_eq!(starts(later), ["01.05."], "that one and all later ones");
}

#[test]
fn the_later_of_two_versions_of_an_event_holds() {
    let version = |hour: u32, sequence: &str| event(&format!("DTSTART:20260501T{hour}0000\n{sequence}"));
    let hour = |body: String| {
        let read = calendar(&body);
        assert_eq!(read.events.len(), 1, "one UID is one event");
        read.events[0].series.start.civil()
    };
    assert_eq!(
        hour(version(20, "SEQUENCE:2\n") + &version(19, "SEQUENCE:1\n")),
        may(1, 20)
    );
    assert_eq!(
        hour(version(19, "") + &version(20, "")),
        may(1, 20),
        "of equals the one further down"
    );
    let gone = calendar(&(version(19, "") + &version(19, "SEQUENCE:1\nSTATUS:CANCELLED\n")));
    assert_eq!(gone.events.len(), 0, "the later word is that it is called off");
}

#[test]
fn what_ends_before_it_begins_is_refused_in_words() {
    let why = |lines: &str| calendar(&event(lines)).refused[0].why.clone();
    let stand_up = why("DTSTART:20261102T150000\nDTEND:20261102T140000\n");
    assert_eq!(
        stand_up.to_string(),
        "It ends before it begins: 3 pm to 2 pm. Nothing to keep."
    );
    let said = stand_up.words(domain::spoken::Clock::TwentyFour);
    assert_eq!(said, "It ends before it begins: 15:00 to 14:00. Nothing to keep.");
    let days = why("DTSTART;VALUE=DATE:20261102\nDTEND;VALUE=DATE:20261101\n");
    assert_eq!(
        days.to_string(),
        "It ends before it begins: 2 November to 1 November. Nothing to keep."
    );
    assert!(matches!(
        why("DTSTART:20261102T150000\nDURATION:-PT1H\n"),
        Why::EndsBeforeStart { .. }
    ));
    let zones = calendar(&event(
        "DTSTART;TZID=Europe/Paris:20261102T150000\nDTEND;TZID=Europe/London:20261102T143000\n",
    ));
    assert_eq!(
        zones.events[0].length,
        Some(Duration::minutes(30)),
        "half past two in London is half past three in Paris"
    );
    let moment = calendar(&event("DTSTART:20261102T150000\nDTEND:20261102T150000\n"));
    assert_eq!(
        moment.events[0].length,
        Some(Duration::zero()),
        "a moment is no mistake"
    );
}

#[test]
fn whose_time_it_takes_and_what_it_is_for_are_read() {
    let read = calendar(&event(
        "DTSTART:20261102T150000\nTRANSP:TRANSPARENT\nCLASS:PRIVATE\nLOCATION:Room 3\\, left\nDESCRIPTION:Bring\\nsoup\n",
    ));
    let event = &read.events[0];
    assert!(
        event.transparent && event.private,
        "nobody is busy, and it is nobody's business"
    );
    assert_eq!(
        (event.location.as_str(), event.description.as_str()),
        ("Room 3, left", "Bring\nsoup")
    );
    let plain = &calendar(&self::event(
        "DTSTART:20261102T150000\nCLASS:PUBLIC\nTRANSP:OPAQUE\n",
    ))
    .events[0];
    assert!(!plain.transparent && !plain.private);
    let long = calendar(&self::event(&format!(
        "DTSTART:20261102T150000\nDESCRIPTION:{}\n",
        "é".repeat(9_000)
    )));
    assert_eq!(
        long.events[0].description.len(),
        crate::LONGEST,
        "cut between letters"
    );
    let bell = calendar(&self::event("DTSTART:20261102T150000\nSUMMARY:a\u{7}b\u{0}\n"));
    assert_eq!(bell.events[0].summary, "ab", "a notification cannot hold a NUL");
}

#[test]
fn alarms_that_are_leads_are_leads_and_others_are_carried() {
    let alarm =
        |lines: &str| format!("BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Walk\n{lines}\nEND:VALARM\n");
    let read = |lines: &str| {
        calendar(&event(&format!("DTSTART:20261102T190000\n{}", alarm(lines))))
            .events
            .remove(0)
    };
    let at = |hour, minute| chrono::NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    for (trigger, lead) in [
        ("TRIGGER:-PT90M", Lead::Before { minutes: 90 }),
        ("TRIGGER:-P0DT1H30M0S", Lead::Before { minutes: 90 }),
        (
            "TRIGGER;VALUE=DURATION;RELATED=START:PT0S",
            Lead::Before { minutes: 0 },
        ),
        ("TRIGGER:-P1D\nX-WR-ALARMUID:7", Lead::EVENING),
        (
            "TRIGGER:-P1DT10H",
            Lead::Day {
                days: 1,
                at: at(9, 0),
            },
        ),
        (
            "TRIGGER:-P1DT19H30M",
            Lead::Day {
                days: 2,
                at: at(23, 30),
            },
        ),
        (
            "TRIGGER:-P1W",
            Lead::Day {
                days: 7,
                at: at(19, 0),
            },
        ),
    ] {
        let event = read(trigger);
        assert_eq!(
            (event.leads, event.carried.as_str()),
            (vec![lead], ""),
            "{trigger}"
        );
    }
    for foreign in [
        "TRIGGER:PT15M",
        "TRIGGER;RELATED=END:-PT15M",
        "TRIGGER;VALUE=DATE-TIME:20261102T180000Z",
        "TRIGGER:-PT15M\nREPEAT:2\nDURATION:PT5M",
        "TRIGGER:-P90D",
        "TRIGGER:-PT1S",
        "TRIGGER:soon",
    ] {
        let event = read(foreign);
        let kept = alarm(foreign);
        assert_eq!(
            (event.leads, event.carried),
            (vec![], kept),
            "{foreign}: nothing of ours says that"
        );
    }
    let two = alarm("TRIGGER:-PT90M") + &alarm("TRIGGER:-P1D") + &alarm("TRIGGER:-PT90M");
    let both = calendar(&event(&format!("DTSTART:20261102T190000\n{two}")));
    assert_eq!(both.events[0].leads, Lead::DEFAULT, "earliest first, each once");
}

#[test]
fn what_nobody_here_understands_is_carried_as_it_stood() {
    let read = calendar(&event(
        "DTSTART:20261102T190000\nX-COLOUR;X-BY=\"a:b\":red\nATTENDEE;CN=\"Noor\":mai\n lto:noor@example.org\nSTATUS:TENTATIVE\nDESCRIPTION:Bring\\nsoup\nno line\nX BAD:1\nX-BELL:a\u{7}\rb\nBEGIN:PARTICIPANT\nBEGIN:VLOCATION\nNAME:Hall\nEND:VLOCATION\nEND:PARTICIPANT\nBEGIN:VALARM\nBEGIN:X\nEND:VALARM\nEND:X\nGEO:1;2\n",
    ));
    assert_eq!(
        read.events[0].carried,
        "X-COLOUR;X-BY=\"a:b\":red\nATTENDEE;CN=\"Noor\":mailto:noor@example.org\nSTATUS:TENTATIVE\nDESCRIPTION:Bring\\nsoup\nX-BELL:ab\nBEGIN:PARTICIPANT\nBEGIN:VLOCATION\nNAME:Hall\nEND:VLOCATION\nEND:PARTICIPANT\nGEO:1;2\n",
        "unfolded, whole components, and only what is a content line"
    );
    assert_eq!(
        read.notes,
        [Note::NotCarried {
            property: "VALARM".into()
        }],
        "what is badly nested is said"
    );
    let stray = "DTSTART:20261102T190000\nEND:VE,VENT\nEND;X=1:VEVENT\nbegin;x=1:VALARM\nX-A :1\n";
    let stray = calendar(&event(stray));
    assert_eq!(
        stray.events[0].carried, "",
        "what ends or begins out of place would break the file it is written to"
    );
    let big = calendar(&event(&format!(
        "DTSTART:20261102T190000\nATTACH:{}\nX-SMALL:1\n",
        "x".repeat(crate::CARRIED)
    )));
    assert_eq!(
        big.events[0].carried, "X-SMALL:1\n",
        "there is a bound, and it takes whole lines"
    );
    assert_eq!(
        big.notes,
        [Note::NotCarried {
            property: "ATTACH".into()
        }]
    );
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
