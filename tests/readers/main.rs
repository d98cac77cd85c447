//! A calendar file of ours, read by others: Python's icalendar, ical.js and libical find the same instants in it.
//!
//! They are fetched by the tests themselves (module `install`), pinned. What floats they are told to read in one zone;
//! ical.js and libical take that zone, and all others, from the file. Python has tables of its own.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod install;

use std::{collections::BTreeMap, fs, process::Command};

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use domain::{
    ids::{ChangeId, RedLetterId, SlotId},
    occurrence::{self, Change, OccurrenceKey, Outcome, Status},
    phrase::Text,
    recurrence::Rule,
    red_letter::{RedLetter, Sort},
    reminder::Lead,
    slot::{Anchor, Kind, Per, Planner, Slot, Times},
    zone,
};
use uuid::Uuid;

/// Where the couple are: what floats is read there.
const HERE: Tz = Tz::Europe__Paris;

type Changes = BTreeMap<NaiveDateTime, Change>;

/// When something begins, and what it is called.
type Row = (String, String);

#[test]
fn python_finds_the_same_instants_for_ten_years() {
    same_instants("Python’s icalendar", install::python());
}

#[test]
fn ical_js_finds_the_same_instants_for_ten_years() {
    same_instants("ical.js", install::ical_js());
}

#[test]
fn libical_finds_the_same_instants_for_ten_years() {
    same_instants("libical", install::libical());
}

fn same_instants(name: &str, mut reader: Command) {
    let dates = dates();
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("dates.ics");
    let slots = dates.iter().map(|(slot, changes)| (slot, changes));
    let days = red_letters();
    let all = ics::Extent::default();
    let text = ics::write_with(slots, &days, all, Text::Open, DateTime::UNIX_EPOCH).unwrap();
    fs::write(&file, text).unwrap();
    // A little more than is compared, so that nobody's idea of where a day begins matters.
    let (from, to) = ten_years();
    let day = |at: DateTime<Utc>, more: i64| (at.date_naive() + Duration::days(more)).to_string();
    let output = reader
        .arg(&file)
        .args([HERE.name(), &day(from, -40), &day(to, 40)])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {errors}");
    let mut found: Vec<Row> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| line.split_once('\t').unwrap())
        .filter(|(at, _)| written(from).as_str() <= *at && *at < written(to).as_str())
        .map(|(at, title)| (at.to_owned(), title.to_owned()))
        .collect();
    found.sort();
    let mut expected = planned(&dates, from, to);
    expected.extend(remembered(&days, from, to));
    expected.sort();
    assert!(
        expected.len() > 5_000,
        "ten years hold many evenings: {}",
        expected.len()
    );
    let titles = dates.iter().map(|(slot, _)| &slot.title);
    for title in titles.chain(days.iter().map(|day| &day.words)) {
        let of = |rows: &[Row]| -> Vec<Row> {
            rows.iter()
                .filter(|(_, found)| found.starts_with(title))
                .cloned()
                .collect()
        };
        let (found, expected) = (of(&found), of(&expected));
        let apart = found.iter().zip(&expected).find(|(a, b)| a != b);
        assert!(
            found == expected,
            "{name}, {title}: {} found, {} expected; apart at {apart:?}",
            found.len(),
            expected.len()
        );
    }
    assert_eq!(found, expected, "{name}: nothing beside them");
}

fn ten_years() -> (DateTime<Utc>, DateTime<Utc>) {
    let begin = NaiveDate::from_ymd_opt(2026, 1, 1)
        .unwrap()
        .and_time(NaiveTime::MIN)
        .and_utc();
    (begin, begin + Duration::days(3_653))
}

fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// As our own planner has it.
fn planned(dates: &[(Slot, Changes)], from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (slot, changes) in dates {
        let found = occurrence::occurrences(slot, changes, from, to, HERE, from).unwrap();
        let there = found.into_iter().filter(|o| o.status != Status::Skipped);
        rows.extend(there.map(|o| (written(o.start), o.title)));
    }
    rows.sort();
    rows
}

/// As our own planner has its red-letter days: each from midnight, where the couple are.
fn remembered(days: &[RedLetter], from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Row> {
    let mut rows = Vec::new();
    for day in days {
        let kept = (from.year() - 1..=to.year() + 1).filter_map(|year| day.in_year(year));
        let begins = kept.map(|at| zone::instant(at.and_time(NaiveTime::MIN), HERE));
        let ours = begins.filter(|at| (from..to).contains(at));
        rows.extend(ours.map(|at| (written(at), day.words.clone())));
    }
    rows
}

/// Days of every sort, and those that not every year has.
fn red_letters() -> Vec<RedLetter> {
    let days = [
        ("We met", Sort::Anniversary, 10, 17, Some(2015)),
        ("A birthday", Sort::Birthday, 10, 30, None),
        ("The first of the year", Sort::First, 1, 1, Some(2027)),
        ("The very last of February", Sort::Other, 2, 28, None),
        ("Leap day, always", Sort::Birthday, 2, 29, None),
        ("Leap day, from 1988", Sort::Birthday, 2, 29, Some(1988)),
        ("Leap day, from no leap year", Sort::Other, 2, 29, Some(2027)),
        ("New Year’s Eve", Sort::Other, 12, 31, Some(1899)),
    ];
    let day =
        |(n, (words, sort, month, day, year)): (usize, (&str, Sort, u32, u32, Option<i32>))| RedLetter {
            id: RedLetterId(Uuid::from_u128(n as u128 + 1_000)),
            words: words.to_owned(),
            sort,
            month,
            day,
            year,
            made_at: DateTime::UNIX_EPOCH,
            uid: None,
        };
    days.into_iter().enumerate().map(day).collect()
}

/// What couples have: every sort of rule, at home and elsewhere, each with evenings that went otherwise.
fn dates() -> Vec<(Slot, Changes)> {
    let paris = [
        ("Once", "2026-10-17T13:00", ""),
        ("Weekly", "2026-10-15T19:00", "FREQ=WEEKLY;BYDAY=TH"),
        (
            "Fortnightly",
            "2026-10-17T20:30",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA",
        ),
        ("Twice a week", "2026-10-13T12:30", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("Not on its first day", "2026-10-13T18:00", "FREQ=WEEKLY;BYDAY=FR"),
        ("Forty times", "2026-10-16T21:00", "FREQ=WEEKLY;COUNT=40;BYDAY=FR"),
        (
            "Until a day",
            "2026-10-16T08:00",
            "FREQ=WEEKLY;UNTIL=20280331;BYDAY=MO,FR",
        ),
        (
            "Until an evening",
            "2026-10-14T19:15",
            "FREQ=WEEKLY;UNTIL=20290314T191500",
        ),
        ("The same day each month", "2026-10-15T19:45", "FREQ=MONTHLY"),
        ("The last Friday", "2026-10-30T19:00", "FREQ=MONTHLY;BYDAY=-1FR"),
        (
            "The last working day",
            "2026-10-30T17:00",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        ),
        ("A leap day", "2028-02-29T19:00", "FREQ=YEARLY"),
        ("Every morning", "2026-10-20T07:00", "FREQ=DAILY;COUNT=900"),
        // No rule: what was added is all there is.
        ("Any day", "2026-10-12T19:00", BY_HAND),
    ];
    let elsewhere = [
        ("In Paris", Tz::Europe__Paris),
        ("In New York", Tz::America__New_York),
        ("In Dublin", Tz::Europe__Dublin),
        ("In Santiago", Tz::America__Santiago),
        ("On Lord Howe", Tz::Australia__Lord_Howe),
        ("In Kolkata", Tz::Asia__Kolkata),
        // Its clock goes by the moon: no rule says when.
        ("In Casablanca", Tz::Africa__Casablanca),
        ("In no place", Tz::UTC),
    ];
    let floating = paris.map(|(title, start, rule)| slot(title, start, rule, Anchor::Floating, HERE));
    let fixed = elsewhere.map(|(title, zone)| {
        slot(
            title,
            "2026-10-14T17:30",
            "FREQ=WEEKLY;UNTIL=20340628;BYDAY=WE",
            Anchor::Fixed,
            zone,
        )
    });
    let slots = floating.into_iter().chain(fixed).enumerate();
    slots
        .map(|(n, slot)| {
            let slot = Slot {
                id: SlotId(Uuid::from_u128(n as u128 + 1)),
                ..slot
            };
            let changes = changes(&slot);
            (slot, changes)
        })
        .collect()
}

/// Stands for a rule where there is none: so many times a week, on any day.
const BY_HAND: &str = "by hand";

fn slot(title: &str, start: &str, rule: &str, anchor: Anchor, zone: Tz) -> Slot {
    let by_hand = rule == BY_HAND;
    Slot {
        id: SlotId(Uuid::nil()),
        title: title.to_owned(),
        kind: Kind::Date,
        label: String::new(),
        start: NaiveDateTime::parse_from_str(start, "%Y-%m-%dT%H:%M").unwrap(),
        minutes: 90,
        rule: (!rule.is_empty() && !by_hand).then(|| Rule::parse(rule).unwrap()),
        anchor,
        zone,
        planner: Planner::Unset,
        leads: Lead::DEFAULT.to_vec(),
        timed_at: DateTime::UNIX_EPOCH,
        times: by_hand.then_some(Times {
            count: 2,
            per: Per::Week,
        }),
        backup: None,
        continues: None,
        uid: Some(format!("{title}@another.example")),
        carried: "X-COLOUR:sea green\nLOCATION:The café\\, upstairs\n\
                  BEGIN:VALARM\nACTION:AUDIO\nTRIGGER:-PT5M\nEND:VALARM\n"
            .to_owned(),
    }
}

/// Of a series: the first and another skipped, one moved ahead, one back over its neighbours, one renamed, one let go, one
/// longer; and three evenings added between its own, one of them moved.
fn changes(slot: &Slot) -> Changes {
    let starts = match (&slot.rule, slot.times) {
        (None, None) => return Changes::new(),
        (None, Some(_)) => (1..12).map(|n| slot.start + Duration::days(3 * n)).collect(),
        (Some(rule), _) => {
            let until = slot.start + Duration::days(4_000);
            rule.starts(slot.start, slot.start, until, 12).unwrap().at
        }
    };
    let nth = |n: usize, say: &dyn Fn(&mut Change)| {
        let original = *starts.get(n)?;
        let mut change = Change {
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
            added: slot.rule.is_none(),
            minutes: None,
        };
        say(&mut change);
        Some((change.key.original, change))
    };
    let add = |c: &mut Change| {
        c.added = true;
        c.key.original += Duration::minutes(197);
    };
    [
        nth(0, &|c| c.skipped = true),
        nth(3, &|c| c.skipped = true),
        nth(2, &|c| c.moved_to = Some(c.key.original + Duration::hours(26))),
        nth(5, &|c| c.moved_to = Some(c.key.original - Duration::days(16))),
        nth(7, &|c| c.title = Some(format!("{}, another name", slot.title))),
        nth(8, &|c| c.outcome = Some(Outcome::LetGo)),
        nth(9, &|c| c.minutes = Some(200)),
        nth(1, &add),
        nth(6, &add),
        nth(4, &|c| {
            add(c);
            c.moved_to = Some(c.key.original + Duration::hours(3));
        }),
        // By hand: these are there because somebody said so, and for no other reason.
        nth(10, &|_| {}),
        nth(11, &|_| {}),
    ]
    .into_iter()
    .flatten()
    .collect()
}
