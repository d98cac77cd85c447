use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::{
    ids::{ChangeId, SlotId},
    occurrence::{Change, OccurrenceKey, Outcome},
    phrase::Text,
    recurrence::Rule,
    reminder::Lead,
    slot::{Anchor, Kind, Planner, Slot},
};
use uuid::Uuid;

use super::{Extent, write};
use crate::{Limits, read};

pub(super) type Changes = BTreeMap<NaiveDateTime, Change>;

fn october(day: u32, hour: u32) -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 10, day).unwrap();
    day.and_hms_opt(hour, 0, 0).unwrap()
}

/// Thursdays at seven, two hours.
pub(super) fn thursdays() -> Slot {
    Slot {
        id: SlotId(Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0001)),
        title: "Dinner".into(),
        kind: Kind::Date,
        label: String::new(),
        start: october(15, 19),
        minutes: 120,
        rule: Some(Rule::parse("FREQ=WEEKLY;BYDAY=TH").unwrap()),
        anchor: Anchor::Floating,
        zone: Tz::Europe__Paris,
        planner: Planner::Unset,
        leads: Lead::DEFAULT.to_vec(),
        timed_at: DateTime::UNIX_EPOCH,
        times: None,
        backup: None,
        continues: None,
        uid: None,
        carried: String::new(),
    }
}

pub(super) fn change(slot: &Slot, original: NaiveDateTime) -> Change {
    Change {
        id: ChangeId(Uuid::nil()),
        key: OccurrenceKey {
            slot: slot.id,
            original,
        },
        skipped: false,
        moved_to: None,
        title: None,
        outcome: None,
        timed_at: DateTime::UNIX_EPOCH,
        added: false,
        minutes: None,
    }
}

pub(super) fn changes(list: impl IntoIterator<Item = Change>) -> Changes {
    list.into_iter().map(|c| (c.key.original, c)).collect()
}

fn file(slot: &Slot, changes: &Changes) -> String {
    write([(slot, changes)], Extent::default(), Text::Open, stamp()).unwrap()
}

pub(super) fn stamp() -> DateTime<Utc> {
    october(13, 14).and_utc()
}

/// The lines of one component's first kind: unfolded, without their ends.
fn lines(file: &str) -> Vec<String> {
    let unfolded = file.replace("\r\n ", "");
    unfolded.lines().map(str::to_owned).collect()
}

#[track_caller]
fn has(file: &str, line: &str, why: &str) {
    assert!(
        lines(file).iter().any(|l| l == line),
        "{why}: no {line} in\n{file}"
    );
}

#[track_caller]
fn has_not(file: &str, part: &str, why: &str) {
    assert!(!file.contains(part), "{why}: {part} in\n{file}");
}

#[test]
fn a_standing_date_is_one_event_under_its_own_id() {
    let file = file(&thursdays(), &Changes::new());
    has(
        &file,
        "UID:01970000-0000-7000-8000-000000000001",
        "the slot's id, and nothing of ours beside it",
    );
    has(&file, "DTSTAMP:20261013T140000Z", "the clock that was given");
    has(&file, "DTSTART:20261015T190000", "7 pm wherever they are");
    has(
        &file,
        "DURATION:PT2H",
        "a length, which a clock change cannot stretch",
    );
    has(&file, "RRULE:FREQ=WEEKLY;BYDAY=TH", "as it stands");
    has(&file, "SUMMARY:Dinner", "its title");
    has(&file, "STATUS:CONFIRMED", "it is on");
    has_not(&file, "VTIMEZONE", "what floats has no zone");
    has_not(&file, "TZID", "what floats has no zone");
}

#[test]
fn an_appointment_keeps_its_zone_and_the_zone_is_in_the_file() {
    let slot = Slot {
        anchor: Anchor::Fixed,
        ..thursdays()
    };
    let change = Change {
        moved_to: Some(october(23, 17)),
        ..change(&slot, october(22, 19))
    };
    let skip = Change {
        skipped: true,
        ..self::change(&slot, october(29, 19))
    };
    let file = file(&slot, &changes([change, skip]));
    has(
        &file,
        "DTSTART;TZID=Europe/Paris:20261015T190000",
        "7 pm in Paris",
    );
    has(
        &file,
        "RECURRENCE-ID;TZID=Europe/Paris:20261022T190000",
        "in the form of its series",
    );
    has(
        &file,
        "EXDATE;TZID=Europe/Paris:20261029T190000",
        "in the form of its series",
    );
    has(&file, "TZID:Europe/Paris", "the zone itself");
    has(
        &file,
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "summer time ends on a last Sunday",
    );
    let in_utc = Slot {
        zone: Tz::UTC,
        ..slot
    };
    let file = self::file(&in_utc, &Changes::new());
    has(&file, "DTSTART:20261015T190000Z", "form 2 needs no zone");
    has_not(&file, "VTIMEZONE", "form 2 needs no zone");
}

#[test]
fn what_was_skipped_moved_renamed_or_let_go_says_so() {
    let slot = thursdays();
    let file = file(
        &slot,
        &changes([
            Change {
                skipped: true,
                ..change(&slot, october(15, 19))
            },
            Change {
                moved_to: Some(october(24, 13)),
                ..change(&slot, october(22, 19))
            },
            Change {
                title: Some("Your birthday".into()),
                ..change(&slot, october(29, 19))
            },
            Change {
                outcome: Some(Outcome::LetGo),
                ..change(&slot, october(29, 19) + Duration::days(7))
            },
            Change {
                outcome: Some(Outcome::Kept),
                ..change(&slot, october(29, 19) + Duration::days(14))
            },
        ]),
    );
    has(&file, "EXDATE:20261015T190000", "skipped");
    has(
        &file,
        "RECURRENCE-ID:20261022T190000",
        "moved, named by its old hour",
    );
    has(&file, "DTSTART:20261024T130000", "and at its new one");
    has(&file, "SUMMARY:Your birthday", "renamed");
    has(&file, "STATUS:CANCELLED", "let go");
    let count = |line: &str| lines(&file).iter().filter(|l| *l == line).count();
    assert_eq!(count("BEGIN:VEVENT"), 4, "what was kept is as its series says");
    assert_eq!(count("STATUS:CANCELLED"), 1, "one was let go");
    assert_eq!(
        count("UID:01970000-0000-7000-8000-000000000001"),
        4,
        "all of them are the same standing date"
    );
}

#[test]
fn alarms_are_worked_out_for_the_hour_a_date_begins() {
    let slot = Slot {
        leads: ["90m", "evening", "morning@9", "2d@18:30", "0m"]
            .map(|l| l.parse().unwrap())
            .to_vec(),
        ..thursdays()
    };
    let moved = Change {
        moved_to: Some(october(24, 13)),
        ..change(&slot, october(22, 19))
    };
    let file = file(&slot, &changes([moved]));
    let found: Vec<_> = lines(&file)
        .into_iter()
        .filter_map(|l| l.strip_prefix("TRIGGER:").map(str::to_owned))
        .collect();
    assert_eq!(
        found,
        [
            // At 7 pm: an hour and a half, the evening before, nine that morning, two evenings before, at once.
            "-PT90M",
            "-P1D",
            "-PT10H",
            "-P2DT30M",
            "PT0S",
            // The one at 1 pm rings at the same hours on the wall.
            "-PT90M",
            "-PT18H",
            "-PT4H",
            "-P1DT18H30M",
            "PT0S",
        ],
        "{file}"
    );
    let early = Slot {
        start: october(15, 8),
        leads: vec!["morning@9".parse().unwrap()],
        ..slot
    };
    has_not(
        &self::file(&early, &Changes::new()),
        "VALARM",
        "nine comes after eight: nothing is left to announce",
    );
}

#[test]
fn a_discreet_file_holds_no_word_of_theirs() {
    let slot = Slot {
        title: "Canary".into(),
        ..thursdays()
    };
    let renamed = Change {
        title: Some("Canary too".into()),
        moved_to: Some(october(23, 19)),
        ..change(&slot, october(22, 19))
    };
    let only_renamed = Change {
        moved_to: None,
        ..Change {
            key: OccurrenceKey {
                slot: slot.id,
                original: october(29, 19),
            },
            ..renamed.clone()
        }
    };
    let changes = changes([renamed, only_renamed]);
    let file = write([(&slot, &changes)], Extent::default(), Text::Discreet, stamp()).unwrap();
    has_not(&file, "anary", "no title, no alarm and no name of one's own");
    has(&file, "SUMMARY:Busy", "what calendars show of others");
    assert_eq!(
        file.matches("BEGIN:VEVENT").count(),
        2,
        "that one has a name is not told either: {file}"
    );
}

#[test]
fn a_private_date_goes_by_its_label_whatever_it_is_called() {
    let slot = Slot {
        title: "Canary".into(),
        kind: Kind::Private,
        label: "Errand".into(),
        ..thursdays()
    };
    let renamed = Change {
        title: Some("Canary too".into()),
        moved_to: Some(october(23, 19)),
        ..change(&slot, october(22, 19))
    };
    let file = file(&slot, &changes([renamed]));
    has_not(&file, "anary", "its own words stay at home");
    assert_eq!(
        file.matches("SUMMARY:Errand").count(),
        2,
        "both go by the label: {file}"
    );
}

#[test]
fn hostile_words_stay_text_and_long_ones_fold() {
    let title = "a\r\nEND:VEVENT\u{7}; b, c\\d \"e\" ".to_owned() + &"é🌷".repeat(40);
    let slot = Slot { title, ..thursdays() };
    let file = file(&slot, &Changes::new());
    assert!(
        file.split("\r\n").all(|line| line.len() <= 75),
        "75 octets a line: {file}"
    );
    assert!(
        !file.replace("\r\n", "").contains(['\r', '\n', '\u{7}']),
        "no other line ends, no bell"
    );
    assert_eq!(
        file.matches("\r\nEND:VEVENT\r\n").count(),
        1,
        "a title ends no event: {file}"
    );
    let calendar = read(&file, Limits::default()).unwrap();
    let expected = "a\nEND:VEVENT; b, c\\d \"e\" ".to_owned() + &"é🌷".repeat(40);
    assert_eq!(
        calendar.events[0].summary, expected,
        "read back as it was, but for the bell"
    );
}

#[test]
fn a_rule_ends_as_its_start_is_written() {
    let mut slot = Slot {
        anchor: Anchor::Fixed,
        ..thursdays()
    };
    for (rule, fixed, floating) in [
        (
            "FREQ=WEEKLY;UNTIL=20261105",
            "UNTIL=20261105T225959Z",
            "UNTIL=20261105T235959",
        ),
        (
            "FREQ=WEEKLY;UNTIL=20261022T190000",
            "UNTIL=20261022T170000Z",
            "UNTIL=20261022T190000",
        ),
    ] {
        slot.rule = Some(Rule::parse(rule).unwrap());
        slot.anchor = Anchor::Fixed;
        has(
            &file(&slot, &Changes::new()),
            &format!("RRULE:FREQ=WEEKLY;{fixed}"),
            "UTC beside a zone",
        );
        slot.anchor = Anchor::Floating;
        has(
            &file(&slot, &Changes::new()),
            &format!("RRULE:FREQ=WEEKLY;{floating}"),
            "a wall time beside one",
        );
    }
}

#[test]
fn a_start_its_rule_does_not_name_is_no_date() {
    let slot = Slot {
        start: october(13, 19),
        ..thursdays()
    };
    has(
        &file(&slot, &Changes::new()),
        "DTSTART:20261015T190000",
        "Tuesday is no Thursday, and others would show it",
    );
}

#[test]
fn a_date_that_comes_once_stands_where_it_is_now() {
    let slot = Slot {
        rule: None,
        ..thursdays()
    };
    let moved = Change {
        moved_to: Some(october(17, 13)),
        ..change(&slot, slot.start)
    };
    let file = file(&slot, &changes([moved]));
    has(&file, "DTSTART:20261017T130000", "Saturday");
    has_not(&file, "RECURRENCE-ID", "there is no series");
    let skipped = Change {
        skipped: true,
        ..change(&slot, slot.start)
    };
    has_not(
        &self::file(&slot, &changes([skipped])),
        "VEVENT",
        "nothing is left of it",
    );
}

#[test]
fn days_cut_a_series_and_what_was_moved_follows_where_it_is() {
    let slot = thursdays();
    let moved_out = Change {
        moved_to: Some(october(31, 12)),
        ..change(&slot, october(22, 19))
    };
    let moved_in = Change {
        moved_to: Some(october(20, 12)),
        ..change(&slot, october(15, 19))
    };
    let days = Extent {
        from: Some(october(20, 0).date()),
        to: Some(october(31, 0).date()),
    };
    let changes = changes([moved_out, moved_in]);
    let file = write([(&slot, &changes)], days, Text::Open, stamp()).unwrap();
    has(
        &file,
        "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261029T190000",
        "from the 22nd to the 29th",
    );
    has(&file, "EXDATE:20261022T190000", "it is on the 31st now");
    has(
        &file,
        "UID:01970000-0000-7000-8000-000000000001-20261015T190000",
        "a date from before stands alone",
    );
    has(&file, "DTSTART:20261020T120000", "where it is now");
}
