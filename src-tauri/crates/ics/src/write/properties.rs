//! Whatever a couple does to a slot, the file says the same dates.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::{
    occurrence::{self, Outcome, Status},
    phrase::Text,
    recurrence::{Moment, Rule, Window},
    slot::{Anchor, Slot},
};
use proptest::prelude::*;

use super::{
    Extent,
    tests::{Changes, change, changes, stamp, thursdays},
    write,
};
use crate::{Limits, read};

/// Slots as couples have them, and some that nobody has.
fn any_slot() -> impl Strategy<Value = Slot> {
    let rules = prop::sample::select(vec![
        "",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=TU,TH",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=SU",
        "FREQ=WEEKLY;COUNT=40;BYDAY=FR",
        "FREQ=WEEKLY;UNTIL=20290315",
        "FREQ=WEEKLY;UNTIL=20290315T200000;BYDAY=TH,SA",
        "FREQ=WEEKLY;UNTIL=20290315T200000Z",
        "FREQ=DAILY;INTERVAL=10",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYDAY=2SA;COUNT=30",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYSETPOS=1,-1;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
        "FREQ=DAILY;INTERVAL=9;BYHOUR=12,19",
    ]);
    let zones = prop::sample::select(vec![
        Tz::Europe__Paris,
        Tz::America__New_York,
        Tz::Asia__Kolkata,
        Tz::Australia__Lord_Howe,
        Tz::America__Santiago,
        Tz::Africa__Casablanca,
        Tz::UTC,
    ]);
    let start = (0..1_500_i64, 0..96_i64).prop_map(|(day, quarter)| {
        let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
        first.and_hms_opt(0, 0, 0).unwrap() + Duration::days(day) + Duration::minutes(quarter * 15)
    });
    (rules, zones, start, any::<bool>(), 1..600_u32).prop_map(|(rule, zone, start, fixed, minutes)| Slot {
        start,
        minutes,
        rule: (!rule.is_empty()).then(|| Rule::parse(rule).unwrap()),
        anchor: if fixed { Anchor::Fixed } else { Anchor::Floating },
        zone,
        ..thursdays()
    })
}

/// What a couple says of some of its occurrences: which one, and what.
fn any_changes(slot: Slot) -> impl Strategy<Value = (Slot, Changes)> {
    let said = (0..60_usize, 0..8_u8, -20_000..20_000_i64);
    prop::collection::vec(said, 0..8).prop_map(move |said| {
        let until = slot.start + Duration::days(3_000);
        let starts = match &slot.rule {
            None => vec![slot.start],
            Some(rule) => rule.starts(slot.start, slot.start, until, 60).unwrap().at,
        };
        let mut list = Vec::new();
        for (which, what, minutes) in said {
            let Some(&original) = starts.get(which) else {
                continue;
            };
            let mut change = change(&slot, original);
            match what {
                0 => change.skipped = true,
                1 => change.title = Some("Another name".into()),
                2 => change.outcome = Some(Outcome::LetGo),
                3 => (change.skipped, change.moved_to) = (true, Some(original + Duration::days(1))),
                4 => change.minutes = Some(u32::try_from(minutes.rem_euclid(1_440) + 1).unwrap()),
                5 | 6 => {
                    // An evening of their own making, sometimes moved, skipped or on one the rule gives anyway.
                    let at = original + Duration::minutes(minutes);
                    change = self::change(&slot, at.max(slot.start));
                    change.added = true;
                    change.skipped = minutes % 7 == 0;
                    change.moved_to = (minutes % 5 == 0).then(|| at + Duration::days(2));
                }
                _ => change.moved_to = Some(original + Duration::minutes(minutes)),
            }
            list.push(change);
        }
        (slot.clone(), changes(list))
    })
}

/// When, for how long, and called what: as our own planner says it.
fn planned(slot: &Slot, changes: &Changes, extent: Extent) -> Vec<(DateTime<Utc>, Duration, String)> {
    // Floating times are looked at where the clock never changes, so that instants are numerals.
    let (from, to) = ten_years(slot);
    let found =
        occurrence::occurrences(slot, changes, from.and_utc(), to.and_utc(), Tz::UTC, stamp()).unwrap();
    let mut rows: Vec<_> = found
        .into_iter()
        // What was let go is written as cancelled, and to a reader that is gone.
        .filter(|o| !matches!(o.status, Status::Skipped | Status::LetGo) && extent.holds(o.local))
        .map(|o| (o.start, o.end - o.start, o.title))
        .collect();
    rows.sort();
    rows
}

/// The same, as the file says it to its reader.
fn reread(slot: &Slot, changes: &Changes, extent: Extent) -> Vec<(DateTime<Utc>, Duration, String)> {
    let file = write([(slot, changes)], extent, Text::Open, stamp()).unwrap();
    let calendar = read(&file, Limits::default()).unwrap();
    assert_eq!(
        (&calendar.refused, &calendar.notes),
        (&vec![], &vec![]),
        "nothing is lost: {file}"
    );
    let (from, to) = ten_years(slot);
    let mut rows = Vec::new();
    for event in &calendar.events {
        let slack = Duration::days(2);
        let window = Window {
            from: from - slack,
            to: to + slack,
            limit: usize::MAX,
        };
        let found = event.series.expand(&window).unwrap();
        for instance in found.instances {
            let at = match instance.at {
                Moment::Floating(civil) => civil.and_utc(),
                other => other.instant().unwrap(),
            };
            let own = instance.changed_by.map(|i| &event.changed[i]);
            let title = own.map_or(&event.summary, |own| &own.summary);
            let length = own.map_or(event.length, |own| own.length);
            if from.and_utc() <= at && at < to.and_utc() {
                rows.push((at, length.unwrap(), title.clone()));
            }
        }
    }
    rows.sort();
    rows
}

fn ten_years(slot: &Slot) -> (NaiveDateTime, NaiveDateTime) {
    let before = slot.start - Duration::days(60);
    (before, before + Duration::days(3_652))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_file_says_the_same_dates_for_ten_years((slot, changes) in any_slot().prop_flat_map(any_changes)) {
        let all = Extent::default();
        prop_assert_eq!(reread(&slot, &changes, all), planned(&slot, &changes, all));
    }

    #[test]
    fn some_days_of_a_file_say_the_same_dates_of_those_days(
        (slot, changes) in any_slot().prop_flat_map(any_changes),
        begin in -40..900_i64,
        length in 0..900_i64,
        open in any::<bool>(),
    ) {
        let from = slot.start.date() + Duration::days(begin);
        let days = Extent { from: Some(from), to: (!open).then_some(from + Duration::days(length)) };
        prop_assert_eq!(reread(&slot, &changes, days), planned(&slot, &changes, days));
    }
}
