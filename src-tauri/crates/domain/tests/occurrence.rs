//! One evening of a slot: skipped, moved, kept, in any zone.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::{
    ids::{ChangeId, SlotId},
    occurrence::{Change, Occurrence, OccurrenceKey, Outcome, Status, occurrence, occurrences},
    people::Half,
    recurrence::Rule,
    slot::{Anchor, Kind, Planner, Slot},
    zone,
};
use proptest::prelude::*;
use uuid::Uuid;

type Changes = BTreeMap<NaiveDateTime, Change>;

fn civil(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn slot(start: NaiveDateTime, rule: Option<&str>) -> Slot {
    Slot {
        id: SlotId(Uuid::from_u128(7)),
        title: "Supper".into(),
        kind: Kind::EveningOut,
        label: String::new(),
        start,
        minutes: 120,
        rule: rule.map(|r| Rule::parse(r).unwrap()),
        anchor: Anchor::Floating,
        zone: Tz::Europe__London,
        planner: Planner::Unset,
        leads: vec![],
        timed_at: DateTime::UNIX_EPOCH,
        times: None,
        backup: None,
        continues: None,
        uid: None,
        carried: String::new(),
    }
}

fn change(slot: &Slot, original: NaiveDateTime) -> Change {
    Change {
        id: ChangeId(Uuid::from_u128(8)),
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

fn all(slot: &Slot, changes: &Changes, days: i64, here: Tz) -> Vec<Occurrence> {
    let from = zone::instant(slot.start, here) - Duration::days(3);
    occurrences(slot, changes, from, from + Duration::days(days), here, now()).unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-10-13T13:36:00Z".parse().unwrap()
}

#[test]
fn an_evening_is_what_was_last_said_of_it() {
    let slot = slot(civil("2026-10-01T19:00"), Some("FREQ=WEEKLY;BYDAY=TH"));
    let (first, second, third) = (
        civil("2026-10-01T19:00"),
        civil("2026-10-08T19:00"),
        civil("2026-10-15T19:00"),
    );
    let with = |original, edit: fn(&mut Change)| {
        let mut change = change(&slot, original);
        edit(&mut change);
        BTreeMap::from([(original, change)])
    };
    let table: [(Changes, NaiveDateTime, Status); 8] = [
        (Changes::new(), first, Status::Past),
        (Changes::new(), third, Status::Planned),
        (
            with(first, |c| c.outcome = Some(Outcome::Kept)),
            first,
            Status::Kept,
        ),
        (
            with(first, |c| c.outcome = Some(Outcome::LetGo)),
            first,
            Status::LetGo,
        ),
        (with(third, |c| c.skipped = true), third, Status::Skipped),
        (
            with(third, |c| c.moved_to = Some(civil("2026-10-17T13:00"))),
            third,
            Status::Moved,
        ),
        (
            with(second, |c| c.moved_to = Some(civil("2026-10-10T13:00"))),
            second,
            Status::Past,
        ),
        (
            with(second, |c| c.moved_to = Some(civil("2026-10-20T13:00"))),
            second,
            Status::Moved,
        ),
    ];
    for (changes, original, status) in table {
        let key = OccurrenceKey {
            slot: slot.id,
            original,
        };
        let found = occurrence(&slot, &changes, key, Tz::Europe__London, now())
            .unwrap()
            .unwrap();
        assert_eq!(found.status, status, "{original}: {changes:?}");
    }
}

#[test]
fn a_key_that_the_rule_does_not_know_is_nobody() {
    let slot = slot(civil("2026-10-01T19:00"), Some("FREQ=WEEKLY;BYDAY=TH"));
    for unknown in ["2026-10-02T19:00", "2026-10-01T18:59", "2026-09-24T19:00"] {
        let key = OccurrenceKey {
            slot: slot.id,
            original: civil(unknown),
        };
        assert_eq!(
            occurrence(&slot, &Changes::new(), key, Tz::UTC, now()).unwrap(),
            None,
            "{unknown}"
        );
    }
}

#[test]
fn an_evening_across_a_clock_change_keeps_its_length() {
    let slot = slot(civil("2026-10-25T00:30"), None);
    let found = &all(&slot, &Changes::new(), 10, Tz::Europe__London)[0];
    assert_eq!(
        found.end - found.start,
        Duration::minutes(120),
        "two hours are two hours"
    );
    assert_eq!(
        found.local_end,
        civil("2026-10-25T01:30"),
        "though the wall says one"
    );
}

#[test]
fn an_hour_that_does_not_exist_is_the_next_that_does() {
    let slot = slot(civil("2026-03-29T01:30"), None);
    let found = &all(&slot, &Changes::new(), 10, Tz::Europe__London)[0];
    assert_eq!(
        found.start,
        "2026-03-29T01:30:00Z".parse::<DateTime<Utc>>().unwrap(),
        "half past two in summer time"
    );
}

#[test]
fn a_fixed_slot_stays_where_its_clock_is() {
    let mut slot = slot(civil("2026-10-14T17:30"), None);
    slot.anchor = Anchor::Fixed;
    let at_home = all(&slot, &Changes::new(), 10, Tz::Europe__London)[0].start;
    let away = all(&slot, &Changes::new(), 10, Tz::Asia__Tokyo)[0].start;
    assert_eq!(at_home, away, "the same instant from anywhere");
    slot.anchor = Anchor::Floating;
    let moved_along = all(&slot, &Changes::new(), 10, Tz::Asia__Tokyo)[0].start;
    assert_eq!(
        at_home - moved_along,
        Duration::hours(8),
        "while couple time travels with the couple"
    );
}

#[test]
fn a_key_reads_back_to_itself() {
    let key = OccurrenceKey {
        slot: SlotId(Uuid::from_u128(7)),
        original: civil("2026-10-15T19:00"),
    };
    assert!(key.to_string().ends_with("@2026-10-15T19:00"), "{key}");
    assert_eq!(key.to_string().parse(), Ok(key));
    for wrong in [
        "",
        "@",
        "7@2026-10-15T19:00",
        "2026-10-15T19:00",
        "00000000-0000-0000-0000-000000000007@tomorrow",
    ] {
        assert!(wrong.parse::<OccurrenceKey>().is_err(), "{wrong}");
    }
}

#[test]
fn a_moved_evening_keeps_its_turn_and_an_added_one_takes_the_turn_of_its_day() {
    let mut slot = slot(civil("2026-10-01T19:00"), Some("FREQ=WEEKLY;BYDAY=TH;COUNT=4"));
    slot.planner = Planner::Turns(Half::First);
    let planners = |changes: &Changes| {
        let mut found = all(&slot, changes, 60, Tz::UTC);
        found.sort_by_key(|o| o.key.original);
        found
            .into_iter()
            .map(|o| (o.key.original, o.planner))
            .collect::<Vec<_>>()
    };
    let (first, second) = (Some(Half::First), Some(Half::Second));
    let day = |day: u32| civil(&format!("2026-10-{day:02}T19:00"));
    let plain = [
        (day(1), first),
        (day(8), second),
        (day(15), first),
        (day(22), second),
    ];
    assert_eq!(planners(&Changes::new()), plain);
    let mut moved = change(&slot, day(1));
    // Behind the second one.
    moved.moved_to = Some(civil("2026-10-10T13:00"));
    assert_eq!(
        planners(&BTreeMap::from([(day(1), moved)])),
        plain,
        "whoever had begun to plan it plans it on its new day"
    );
    let mut added = change(&slot, civil("2026-10-10T13:00"));
    added.added = true;
    let with = planners(&BTreeMap::from([(added.key.original, added)]));
    assert_eq!(
        with[1..4],
        [
            (day(8), second),
            (civil("2026-10-10T13:00"), first),
            (day(15), second)
        ],
        "and those after it go on from there"
    );
}

fn rules() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "FREQ=WEEKLY;BYDAY=TH",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3;COUNT=9",
        "FREQ=MONTHLY;BYDAY=1SA",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=YEARLY",
    ])
}

fn places() -> impl Strategy<Value = Tz> {
    prop::sample::select(vec![
        Tz::Europe__London,
        Tz::America__New_York,
        Tz::Australia__Lord_Howe,
        Tz::Pacific__Apia,
        Tz::Africa__Cairo,
        Tz::UTC,
    ])
}

fn starts() -> impl Strategy<Value = NaiveDateTime> {
    (0i64..3_000, 0u32..24 * 4).prop_map(|(day, quarter)| {
        let date = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Duration::days(day);
        date.and_hms_opt(quarter / 4, quarter % 4 * 15, 0).unwrap()
    })
}

proptest! {
    #[test]
    fn no_evening_is_before_the_first(start in starts(), rule in rules(), here in places()) {
        let slot = slot(start, Some(rule));
        for o in all(&slot, &Changes::new(), 200, here) {
            prop_assert!(o.key.original >= start, "{:?}", o.key);
            prop_assert!(o.start >= zone::instant(start, here));
        }
    }

    #[test]
    fn skipped_and_restored_is_as_it_was(start in starts(), rule in rules(), here in places(), n in 0usize..8) {
        let slot = slot(start, Some(rule));
        let before = all(&slot, &Changes::new(), 200, here);
        prop_assume!(!before.is_empty());
        let original = before[n % before.len()].key.original;
        let mut skipped = change(&slot, original);
        skipped.skipped = true;
        let mut changes = BTreeMap::from([(original, skipped)]);
        let during = all(&slot, &changes, 200, here);
        prop_assert_eq!(during.iter().filter(|o| o.status == Status::Skipped).count(), 1, "one is skipped");
        prop_assert_eq!(during.len(), before.len(), "and none is lost");
        changes.get_mut(&original).unwrap().skipped = false;
        prop_assert_eq!(all(&slot, &changes, 200, here), before);
    }

    #[test]
    fn a_moved_evening_appears_once_wherever_it_went(
        start in starts(), rule in rules(), here in places(), n in 0usize..8, by in -3_000i64..30_000,
    ) {
        let slot = slot(start, Some(rule));
        let before = all(&slot, &Changes::new(), 60, here);
        prop_assume!(!before.is_empty());
        let original = before[n % before.len()].key.original;
        let to = original + Duration::minutes(by);
        let mut moved = change(&slot, original);
        moved.moved_to = Some(to);
        let changes = BTreeMap::from([(original, moved)]);
        let from = zone::instant(start.min(to), here) - Duration::days(3);
        let found = occurrences(&slot, &changes, from, from + Duration::days(120), here, now()).unwrap();
        let its: Vec<_> = found.iter().filter(|o| o.key.original == original).collect();
        prop_assert_eq!(its.len(), 1, "once");
        prop_assert_eq!(its[0].start, zone::instant(to, here), "at its new hour");
    }

    #[test]
    fn windows_side_by_side_show_each_evening_once(start in starts(), rule in rules(), here in places(), cut in 1i64..199) {
        let slot = slot(start, Some(rule));
        let from = zone::instant(slot.start, here) - Duration::days(3);
        let (middle, to) = (from + Duration::days(cut), from + Duration::days(200));
        let mut halves = occurrences(&slot, &Changes::new(), from, middle, here, now()).unwrap();
        halves.extend(occurrences(&slot, &Changes::new(), middle, to, here, now()).unwrap());
        prop_assert_eq!(halves, all(&slot, &Changes::new(), 200, here));
    }

    #[test]
    fn turns_go_to_and_fro_over_what_is_not_skipped(start in starts(), rule in rules(), skips in prop::collection::vec(0usize..30, 0..6)) {
        let mut slot = slot(start, Some(rule));
        slot.planner = Planner::Turns(Half::Second);
        let plain = all(&slot, &Changes::new(), 120, Tz::UTC);
        let mut changes = Changes::new();
        for n in skips {
            if let Some(o) = plain.get(n) {
                let mut skipped = change(&slot, o.key.original);
                skipped.skipped = true;
                changes.insert(o.key.original, skipped);
            }
        }
        let found = all(&slot, &changes, 120, Tz::UTC);
        let planners: Vec<_> = found.iter().filter(|o| o.status != Status::Skipped).map(|o| o.planner).collect();
        for (n, planner) in planners.iter().enumerate() {
            let expected = if n % 2 == 0 { Half::Second } else { Half::First };
            prop_assert_eq!(*planner, Some(expected), "turn {}", n);
        }
    }
}
