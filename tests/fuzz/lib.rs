//! What each target does with its bytes. The conformance tests do the same with the corpus that is kept, on stable.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use domain::{
    ids::SlotId,
    phrase::Text,
    recurrence::{HORIZON, Moment, Rule, STEP_BUDGET, Window},
    slot::{Anchor, Slot},
};
use ics::{Event, Extent, Limits};

/// The steps that all events of one file may take here: enough for each path, and quick.
const STEPS: u32 = 20_000;

/// Bytes of a file somebody was sent: read, and every event followed.
pub fn ics_import(bytes: &[u8]) {
    let Ok(text) = ics::text(bytes) else { return };
    let Ok(calendar) = ics::read(&text, Limits::default()) else {
        return;
    };
    let mut steps = STEPS;
    for event in &calendar.events {
        assert_eq!(event.changed.len(), event.series.overrides.len(), "one for each");
        assert!(
            event
                .length
                .is_none_or(|length| length >= chrono::Duration::zero())
        );
        assert!(event.carried.len() <= ics::CARRIED && event.summary.len() <= ics::LONGEST);
        assert!(!event.summary.contains('\0'), "no notification can hold one");
        if let Ok(found) = event.series.expand_within(&Window::first(20), &mut steps) {
            assert!(found.instances.len() <= 20);
        }
    }
    for refused in &calendar.refused {
        assert!(!refused.why.to_string().is_empty(), "a refusal says why");
    }
    for note in &calendar.notes {
        assert!(!note.to_string().is_empty());
    }
}

/// A rule as somebody typed it, after a line that says where it starts: `1999-12-31T23:59:59`.
pub fn rules(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let (start, text) = text.split_once('\n').unwrap_or(("", text));
    let usual = NaiveDate::from_ymd_opt(2026, 10, 15).and_then(|day| day.and_hms_opt(19, 0, 0));
    let start = NaiveDateTime::parse_from_str(start, "%Y-%m-%dT%H:%M:%S")
        .ok()
        .or(usual);
    let (Ok((rule, notes)), Some(start)) = (Rule::parse_noting(text), start) else {
        return;
    };
    for note in notes {
        assert!(!note.to_string().is_empty());
    }
    assert_eq!(
        Rule::parse(rule.text()).as_ref(),
        Ok(&rule),
        "its text says the same"
    );
    let _ = rule.until_in(Tz::Australia__Lord_Howe);
    let far = HORIZON.and_hms_opt(0, 0, 0).unwrap_or(start);
    for from in [start, usual.unwrap_or(start)] {
        let Ok(found) = rule.starts(start, from, far, 20) else {
            continue;
        };
        assert!(found.steps <= STEP_BUDGET && found.at.len() <= 20);
        assert!(found.at.is_sorted_by(|a, b| a < b), "in order, each once");
        assert!(found.at.iter().all(|at| *at >= start.max(from)), "none before");
        let (Some(first), Ok(next)) = (found.at.first(), rule.first_from(start, from)) else {
            continue;
        };
        assert_eq!(next.as_ref(), Some(first), "the first is the next");
    }
}

/// Bytes of a file, kept as dates of one's own and written again: what is read from that is the same.
pub fn there_and_back(bytes: &[u8]) {
    let Ok(text) = ics::text(bytes) else { return };
    let Ok(calendar) = ics::read(&text, Limits::default()) else {
        return;
    };
    for event in calendar.events.iter().take(5) {
        let Some(slot) = slot_of(event) else { continue };
        let none = BTreeMap::new();
        let Ok(file) = ics::write(
            [(&slot, &none)],
            Extent::default(),
            Text::Open,
            DateTime::UNIX_EPOCH,
        ) else {
            continue;
        };
        for line in file.split("\r\n") {
            assert!(
                line.len() <= 75 && !line.contains(['\r', '\n', '\0']),
                "a line of 75 octets"
            );
        }
        let read = ics::read(&file, Limits::default()).expect("our own file is a calendar");
        assert!(
            read.refused.is_empty(),
            "nothing of ours is refused: {:?}\n{file}",
            read.refused
        );
        let [back] = &read.events[..] else {
            // A rule that is over before it begins, or one whose start it does not name and never reaches.
            assert!(read.events.is_empty(), "one date is one event:\n{file}");
            continue;
        };
        assert_eq!(back.carried, event.carried, "what is carried comes back:\n{file}");
        assert_eq!(back.location, event.location);
        assert_eq!(back.description, event.description);
        assert_eq!(
            (back.transparent, back.private),
            (event.transparent, event.private)
        );
        if !slot.title.is_empty() {
            assert_eq!(back.summary, slot.title);
        }
    }
}

fn slot_of(event: &Event) -> Option<Slot> {
    let start = event.series.start;
    let day = start.civil().date();
    // Beyond these no slot begins.
    if day >= HORIZON || day < NaiveDate::from_ymd_opt(1900, 1, 1)? {
        return None;
    }
    let (anchor, zone) = match start {
        Moment::Zoned(_, zone) => (Anchor::Fixed, zone),
        _ => (Anchor::Floating, Tz::Europe__Paris),
    };
    let minutes = event.length.map_or(60, |length| length.num_minutes());
    Some(Slot {
        title: event.summary.clone(),
        minutes: u32::try_from(minutes.clamp(1, 1_440)).ok()?,
        rule: event.series.rules.first().cloned(),
        anchor,
        leads: event.leads.clone(),
        uid: (!event.uid.is_empty()).then(|| event.uid.clone()),
        carried: event.carried.clone(),
        ..Slot::new(
            SlotId(uuid::Uuid::from_u128(7)),
            start.civil(),
            zone,
            DateTime::UNIX_EPOCH,
        )
    })
}
