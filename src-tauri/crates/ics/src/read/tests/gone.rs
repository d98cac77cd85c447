//! What is called off, said again later, refused.

use chrono::Duration;
use domain::recurrence::{Moment, Window};

use super::{calendar, event, may};
use crate::Why;

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
