//! Text made to be more than text: whatever a file says in whatever place, it comes out as the very same text.

use std::collections::BTreeMap;

use app::expand::expand_ics;
use chrono::DateTime;
use domain::{ids::SlotId, phrase::Text, slot::Slot};
use ics::{Extent, Limits};
use tests::hostile::texts;
use uuid::Uuid;

/// As RFC 5545 3.3.11 writes a text.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

/// A text where there can be no escapes: one line, and no quotation marks within them.
fn bare(text: &str) -> String {
    text.replace('\n', " ").replace('"', "'")
}

fn file(text: &str) -> (String, [String; 4]) {
    let (said, bare) = (escaped(text), bare(text));
    let carried = [
        format!("ATTENDEE;CN=\"{bare}\":mailto:noor@example.org"),
        format!("URL:{bare}"),
        format!("ATTACH;FMTTYPE=text/html:{bare}"),
        format!("X-NOTE;X-BY=\"{bare}\":{said}"),
    ];
    let lines = format!(
        "UID:{said}\r\nSUMMARY:{said}\r\nDESCRIPTION:{said}\r\nLOCATION:{said}\r\nDTSTART:20261015T190000\r\n{}\r\n",
        carried.join("\r\n")
    );
    let text = format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n");
    (text, carried)
}

#[test]
fn hostile_text_is_the_same_text_in_every_place() {
    let texts = texts();
    assert!(texts.len() >= 200, "two hundred at least: {}", texts.len());
    for text in &texts {
        let (file, carried) = file(text);
        let calendar = ics::read(&file, Limits::default()).unwrap();
        let [event] = &calendar.events[..] else {
            panic!("{text} is not the end of an event: {:?}", calendar.events);
        };
        assert_eq!(&event.summary, text, "SUMMARY");
        assert_eq!(&event.description, text, "DESCRIPTION");
        assert_eq!(&event.location, text, "LOCATION");
        assert_eq!(&event.uid, text, "UID");
        for line in &carried {
            assert!(
                event.carried.lines().any(|kept| kept == line),
                "{line} is carried as it stood: {}",
                event.carried
            );
        }
        let shown = expand_ics(&file, None, None, None).unwrap();
        assert_eq!(&shown.occurrences[0].summary, text, "what the terminal is told");
    }
}

#[test]
fn hostile_text_goes_out_as_it_came_in() {
    for text in texts() {
        let (file, _) = file(&text);
        let event = ics::read(&file, Limits::default()).unwrap().events.remove(0);
        let slot = Slot {
            title: event.summary.clone(),
            uid: Some(event.uid.clone()),
            carried: event.carried.clone(),
            ..Slot::new(
                SlotId(Uuid::nil()),
                event.series.start.civil(),
                chrono_tz::Europe::Paris,
                DateTime::UNIX_EPOCH,
            )
        };
        let written = ics::write(
            [(&slot, &BTreeMap::new())],
            Extent::default(),
            Text::Open,
            DateTime::UNIX_EPOCH,
        );
        let again = ics::read(&written.unwrap(), Limits::default()).unwrap().events;
        assert_eq!(again.len(), 1, "{text} makes no second event");
        let (back, was) = (&again[0], &event);
        assert_eq!(
            (&back.uid, &back.summary),
            (&was.uid, &was.summary),
            "uid and title"
        );
        assert_eq!(
            (&back.description, &back.location),
            (&was.description, &was.location)
        );
        assert_eq!(back.carried, was.carried, "and what nobody understood");
    }
}
