//! A series cut in two, and what becomes of its evenings when it takes another rhythm.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::{
    ids::{ChangeId, SlotId},
    occurrence::{Change, Occurrence, OccurrenceKey, occurrences},
    people::Half,
    recurrence::Rule,
    slot::{Planner, Slot},
    succession::{Fate, Known, fates, split},
    zone,
};
use proptest::prelude::*;
use uuid::Uuid;

type Changes = BTreeMap<NaiveDateTime, Change>;

const HERE: Tz = Tz::Europe__London;

fn civil(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-10-13T13:36:00Z".parse().unwrap()
}

fn slot(start: NaiveDateTime, rule: &str) -> Slot {
    let mut slot = Slot::new(SlotId(Uuid::from_u128(7)), start, HERE, DateTime::UNIX_EPOCH);
    slot.minutes = 120;
    slot.rule = (!rule.is_empty()).then(|| Rule::parse(rule).unwrap());
    slot
}

fn change(slot: &Slot, original: NaiveDateTime) -> Change {
    Change {
        id: ChangeId(Uuid::from_u128(8)),
        key: OccurrenceKey {
            slot: slot.id,
            original,
        },
        skipped: false,
        added: false,
        moved_to: None,
        minutes: None,
        title: None,
        outcome: None,
        timed_at: DateTime::UNIX_EPOCH,
    }
}

/// When, skipped or not, and whose turn.
fn seen(found: Vec<Occurrence>) -> Vec<(DateTime<Utc>, &'static str, Option<Half>)> {
    let mut seen: Vec<_> = found
        .into_iter()
        .map(|o| (o.start, o.status.word(), o.planner))
        .collect();
    seen.sort();
    seen
}

fn all(slot: &Slot, changes: &Changes, from: NaiveDateTime) -> Vec<Occurrence> {
    let from = zone::instant(from, HERE) - Duration::days(60);
    occurrences(slot, changes, from, from + Duration::days(460), HERE, now()).unwrap()
}

#[test]
fn an_evening_goes_where_its_day_goes() {
    #[derive(Default)]
    struct Said {
        skipped: bool,
        moved: bool,
        added: bool,
        named: bool,
        planned: bool,
    }
    let was = slot(civil("2026-10-01T19:00"), "FREQ=WEEKLY");
    // Said of the evening of Thursday 29 October, 7 pm, and what becomes of it.
    let (nothing, skipped, moved, added, named, planned) = (
        || Said::default(),
        || Said {
            skipped: true,
            ..Said::default()
        },
        || Said {
            moved: true,
            ..Said::default()
        },
        || Said {
            added: true,
            ..Said::default()
        },
        || Said {
            named: true,
            ..Said::default()
        },
        || Said {
            planned: true,
            ..Said::default()
        },
    );
    let day = |text: &str| Fate::Becomes(civil(text));
    let table: [(&str, &str, Said, Fate); 14] = [
        // Another hour of the same day: it goes along, whatever was said.
        (
            "2026-10-15T20:00",
            "FREQ=WEEKLY",
            nothing(),
            day("2026-10-29T20:00"),
        ),
        (
            "2026-10-15T20:00",
            "FREQ=WEEKLY",
            skipped(),
            day("2026-10-29T20:00"),
        ),
        (
            "2026-10-15T20:00",
            "FREQ=WEEKLY",
            moved(),
            day("2026-10-29T20:00"),
        ),
        ("2026-10-15T20:00", "FREQ=WEEKLY", added(), Fate::Alone),
        // Fridays have no Thursday.
        ("2026-10-16T20:00", "FREQ=WEEKLY", nothing(), Fate::Gone),
        ("2026-10-16T20:00", "FREQ=WEEKLY", skipped(), Fate::Gone),
        ("2026-10-16T20:00", "FREQ=WEEKLY", moved(), Fate::Alone),
        (
            "2026-10-16T20:00",
            "FREQ=WEEKLY",
            named(),
            day("2026-10-30T20:00"),
        ),
        (
            "2026-10-16T20:00",
            "FREQ=WEEKLY",
            planned(),
            day("2026-10-30T20:00"),
        ),
        (
            "2026-10-16T20:00",
            "FREQ=WEEKLY",
            Said {
                skipped: true,
                ..planned()
            },
            day("2026-10-30T20:00"),
        ),
        // Every other Friday: the 23rd is as near to it as the 6th, and neither is its own.
        (
            "2026-10-23T20:00",
            "FREQ=WEEKLY;INTERVAL=2",
            planned(),
            day("2026-10-23T20:00"),
        ),
        // The first Friday of a month is eight days off, and far from any other.
        (
            "2026-11-06T20:00",
            "FREQ=MONTHLY;BYDAY=1FR",
            planned(),
            day("2026-11-06T20:00"),
        ),
        // A rhythm that is over by then leaves what was planned as it is.
        ("2026-10-02T20:00", "FREQ=WEEKLY;COUNT=2", planned(), Fate::Alone),
        // So many times a week name no day at all.
        ("2026-10-13T00:00", "", planned(), Fate::Alone),
    ];
    for (start, rule, said, fate) in table {
        let mut new = slot(civil(start), rule);
        if rule.is_empty() {
            new.times = Some("2 week".parse().unwrap());
        }
        let original = civil("2026-10-29T19:00");
        let mut its = change(&was, original);
        its.skipped = said.skipped;
        its.added = said.added;
        its.moved_to = said.moved.then(|| civil("2026-10-31T13:00"));
        its.title = said.named.then(|| "Lupo".to_owned());
        let known = [Known {
            original,
            change: Some(&its),
            planned: said.planned,
        }];
        let found = fates(&new, &known, Duration::zero()).unwrap();
        assert_eq!(
            found,
            [fate],
            "{rule} from {start}: {its:?}, planned {}",
            said.planned
        );
    }
}

#[test]
fn two_evenings_never_become_one() {
    let was = slot(civil("2026-10-01T19:00"), "FREQ=DAILY");
    let new = slot(civil("2026-10-16T20:00"), "FREQ=WEEKLY");
    let changes: Vec<Change> = (28..32)
        .map(|day| {
            let mut its = change(&was, civil(&format!("2026-10-{day}T19:00")));
            its.title = Some(format!("The {day}th"));
            its
        })
        .collect();
    let known: Vec<Known<'_>> = changes
        .iter()
        .map(|c| Known {
            original: c.key.original,
            change: Some(c),
            planned: false,
        })
        .collect();
    let found = fates(&new, &known, Duration::zero()).unwrap();
    let friday = Fate::Becomes(civil("2026-10-30T20:00"));
    assert_eq!(
        found,
        [Fate::Alone, Fate::Alone, friday, Fate::Alone],
        "the Friday is the 30th’s, which is its day, and the others stay by themselves"
    );
}

#[test]
fn an_evening_put_on_a_day_of_the_new_rhythm_is_the_one_of_that_day() {
    let was = slot(civil("2026-10-01T19:00"), "FREQ=WEEKLY");
    let new = slot(civil("2026-10-16T20:00"), "FREQ=WEEKLY");
    let moved = |day: &str, to: &str| {
        let mut its = change(&was, civil(day));
        its.moved_to = Some(civil(to));
        its
    };
    // From its Thursday to the Friday of that week, and another one there too.
    let changes = [
        moved("2026-10-29T19:00", "2026-10-30T18:00"),
        moved("2026-11-05T19:00", "2026-10-30T12:00"),
        moved("2026-11-12T19:00", "2026-11-14T12:00"),
    ];
    let known = changes.each_ref().map(|c| Known {
        original: c.key.original,
        change: Some(c),
        planned: false,
    });
    let found = fates(&new, &known, Duration::zero()).unwrap();
    let friday = Fate::Becomes(civil("2026-10-30T20:00"));
    assert_eq!(
        found,
        [friday, Fate::Alone, Fate::Alone],
        "the couple do not get two dates on the Friday where they had put one, and nothing else is taken for it"
    );
}

fn rules() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "FREQ=WEEKLY;BYDAY=TH",
        "FREQ=WEEKLY;COUNT=12",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=DAILY;UNTIL=20280101",
        "FREQ=DAILY;INTERVAL=3;COUNT=9",
        "FREQ=DAILY;BYHOUR=9,19",
        "FREQ=MONTHLY;BYDAY=1SA",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=3,6,10;BYDAY=2SU",
    ])
}

/// What may have been said of the nth evening.
#[derive(Debug, Clone)]
enum Word {
    Skip(usize),
    Move(usize, i64),
    Add(i64),
}

fn words() -> impl Strategy<Value = Vec<Word>> {
    let word = prop_oneof![
        (0usize..30).prop_map(Word::Skip),
        (0usize..30, -8_000i64..8_000).prop_map(|(n, by)| Word::Move(n, by)),
        (0i64..200).prop_map(Word::Add),
    ];
    prop::collection::vec(word, 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cut_at_any_evening_both_series_are_what_the_one_was(
        start in (0i64..700, 0i64..96).prop_map(|(day, q)| civil("2025-06-01T00:00") + Duration::days(day) + Duration::minutes(q * 15)),
        rule in rules(), words in words(), n in 0usize..30, first in prop::sample::select(vec![Half::First, Half::Second]),
    ) {
        let mut slot = slot(start, rule);
        slot.planner = Planner::Turns(first);
        let originals: Vec<_> = all(&slot, &Changes::new(), start).into_iter().map(|o| o.key.original).collect();
        prop_assume!(!originals.is_empty());
        let mut changes = Changes::new();
        for word in words {
            let (original, its) = match word {
                Word::Skip(n) => {
                    let mut its = change(&slot, originals[n % originals.len()]);
                    its.skipped = true;
                    (its.key.original, its)
                }
                Word::Move(n, by) => {
                    let mut its = change(&slot, originals[n % originals.len()]);
                    its.moved_to = Some(its.key.original + Duration::minutes(by));
                    (its.key.original, its)
                }
                Word::Add(days) => {
                    let mut its = change(&slot, start + Duration::days(days) + Duration::minutes(7));
                    its.added = true;
                    (its.key.original, its)
                }
            };
            changes.insert(original, its);
        }
        let at = originals[n % originals.len()];
        let whole = seen(all(&slot, &changes, start));
        let cut = split(&slot, &changes, at, SlotId(Uuid::from_u128(9))).unwrap();
        prop_assert_eq!(cut.before.is_none(), at == originals[0], "only the very first has nothing before it");
        let (mut before, mut after): (Changes, Changes) = changes.clone().into_iter().partition(|(original, _)| *original < at);
        if cut.before.is_none() {
            // It is the series itself: what was added earlier is still its own.
            after.append(&mut before);
        } else {
            let known: Vec<Known<'_>> = after.values().map(|c| Known { original: c.key.original, change: Some(c), planned: true }).collect();
            let fates = fates(&cut.after, &known, Duration::zero()).unwrap();
            for (known, fate) in known.iter().zip(fates) {
                let as_it_was = if known.change.is_some_and(|c| c.added) { Fate::Alone } else { Fate::Becomes(known.original) };
                prop_assert_eq!(fate, as_it_was, "every evening is still its own");
            }
        }
        let mut both = cut.before.as_ref().map_or(vec![], |slot| all(slot, &before, start));
        let later = all(&cut.after, &after, start);
        prop_assert!(cut.before.is_none() || later.iter().all(|o| o.key.original >= at), "nothing is before its series");
        both.extend(later);
        prop_assert_eq!(seen(both), whole, "{} from {} cut at {}", rule, start, at);
    }
}
