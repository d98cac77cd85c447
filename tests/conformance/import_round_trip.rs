//! A planner written as a calendar file and read into an empty one: the same evenings for ten years, and read in again
//! nothing changes.

use std::{ops::ControlFlow, sync::Arc};

use app::{
    App, Locale,
    clock::SystemClock,
    export::{Format, Wanted},
    import::CalendarFile,
    replies::{self, ImportAs, ImportForm, Ticks},
};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::{
    ids::{ChangeId, SlotId},
    occurrence::{Change, OccurrenceKey, Outcome},
    recurrence::Rule,
    reminder::Lead,
    slot::{Anchor, Kind, Per, Slot, Times},
};
use store::{Cause, Store};
use uuid::Uuid;

const HERE: Tz = Tz::Europe__London;
pub(super) const NOW: &str = "2026-10-13T14:36:00+01:00";

/// Chance that is the same for the same seed (xorshift).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn of(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len() as u64) as usize]
    }

    pub(super) fn often(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub(super) fn id(&mut self) -> Uuid {
        // Version 7, as the planner makes them.
        let (high, low) = (u128::from(self.below(1 << 60)), u128::from(self.below(1 << 60)));
        let plain = (high << 64 | low) & !(0xf << 76) & !(0x3 << 62);
        Uuid::from_u128(plain | 7 << 76 | 2 << 62)
    }
}

const RULES: [&str; 14] = [
    "",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=TU,TH",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA",
    "FREQ=WEEKLY;COUNT=40;BYDAY=FR",
    "FREQ=WEEKLY;UNTIL=20290315",
    "FREQ=WEEKLY;UNTIL=20290315T200000;BYDAY=TH,SA",
    "FREQ=DAILY;INTERVAL=10",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=2SA;COUNT=30",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
];

const ZONES: [Tz; 6] = [
    Tz::Europe__Paris,
    Tz::America__New_York,
    Tz::Asia__Kolkata,
    Tz::Australia__Lord_Howe,
    Tz::Africa__Casablanca,
    Tz::UTC,
];

const TITLES: [&str; 5] = [
    "",
    "Supper",
    "Walk; slowly, \"if dry\"",
    "Café\u{2019}s \\ corner",
    "=1+1",
];

fn slot(chance: &mut Chance) -> Slot {
    let first = NaiveDate::from_ymd_opt(2024, 1, 1)
        .unwrap()
        .and_hms_opt(0, 0, 0)
        .unwrap();
    let start =
        first + Duration::days(chance.below(1_300) as i64) + Duration::minutes(15 * chance.below(96) as i64);
    let rule = chance.one(&RULES);
    let fixed = chance.often(2);
    Slot {
        title: (*chance.one(&TITLES)).to_owned(),
        minutes: 1 + chance.below(600) as u32,
        rule: (!rule.is_empty()).then(|| Rule::parse(rule).unwrap()),
        anchor: if fixed { Anchor::Fixed } else { Anchor::Floating },
        leads: if chance.often(2) {
            vec![Lead::NINETY]
        } else {
            vec![]
        },
        times: (rule.is_empty() && chance.often(3)).then_some(Times {
            count: 2,
            per: Per::Week,
        }),
        kind: *chance.one(&[Kind::Date, Kind::Lunch, Kind::EveningOut, Kind::OutsideHelp]),
        ..Slot::new(
            SlotId(chance.id()),
            start,
            *chance.one(&ZONES),
            DateTime::UNIX_EPOCH,
        )
    }
}

fn changes(slot: &Slot, chance: &mut Chance) -> Vec<Change> {
    let starts = match &slot.rule {
        Some(rule) => {
            rule.starts(slot.start, slot.start, slot.start + Duration::days(2_000), 60)
                .unwrap()
                .at
        }
        None if slot.times.is_some() => vec![],
        None => vec![slot.start],
    };
    let change = |original: NaiveDateTime, chance: &mut Chance| Change {
        id: ChangeId(chance.id()),
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
    };
    let mut said = Vec::new();
    for original in starts.into_iter().take(40) {
        if !chance.often(5) {
            continue;
        }
        let mut one = change(original, chance);
        match chance.below(6) {
            0 => one.skipped = true,
            1 => one.title = Some("Another name".into()),
            2 => one.minutes = Some(1 + chance.below(300) as u32),
            3 => one.outcome = Some(Outcome::LetGo),
            4 => one.outcome = Some(Outcome::Kept),
            _ => one.moved_to = Some(original + Duration::minutes(chance.below(20_000) as i64 - 10_000)),
        }
        said.push(one);
    }
    if slot.times.is_some() || chance.often(4) {
        for _ in 0..1 + chance.below(5) {
            let at = slot.start + Duration::minutes(15 * chance.below(40_000) as i64 + 15);
            let rule_has = slot
                .rule
                .as_ref()
                .is_some_and(|r| r.first_from(slot.start, at) == Ok(Some(at)));
            if !rule_has && said.iter().all(|c| c.key.original != at) {
                said.push(Change {
                    added: true,
                    ..change(at, chance)
                });
            }
        }
    }
    said
}

pub(super) fn planner(dir: &std::path::Path) -> App {
    let clock = Arc::new(SystemClock::new(Some(NOW.parse().unwrap()), Some(HERE)));
    App::open(dir, clock, Locale::named("en-GB")).unwrap()
}

fn export(app: &App) -> String {
    app.export(&Wanted {
        format: Format::Ics,
        from: None,
        to: None,
        slot: None,
        discreet: false,
    })
    .unwrap()
}

pub(super) fn file(text: &str) -> CalendarFile {
    CalendarFile::of_bytes("ours.ics", text.as_bytes(), &mut |_, _| ControlFlow::Continue(())).unwrap()
}

pub(super) fn as_dates() -> ImportForm {
    ImportForm {
        take_as: ImportAs::Dates,
        names: false,
        watch: false,
        ticks: Ticks::default(),
    }
}

/// When, until when, called what: ten years of them. What was skipped or let go is no evening to another reader.
fn evenings(app: &App) -> Vec<(DateTime<Utc>, DateTime<Utc>, String)> {
    let from = NaiveDate::from_ymd_opt(2023, 6, 1).unwrap();
    let instant = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
    let items = app.agenda(from, from + Duration::days(3_652)).unwrap();
    let mut rows: Vec<_> = items
        .into_iter()
        .filter(|i| i.status != "let_go" && i.status != "skipped")
        .map(|i| (instant(&i.start), instant(&i.end), i.title))
        .collect();
    rows.sort();
    rows
}

#[test]
fn an_empty_planner_filled_from_our_own_file_has_the_same_evenings() {
    let mut compared = 0;
    for seed in 1..=40_u64 {
        let mut chance = Chance::of(seed);
        let (theirs, empty) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let now = NOW.parse().unwrap();
        let store = Store::open(theirs.path(), now).unwrap();
        store
            .write(Cause::Engine, |w| {
                for _ in 0..6 {
                    let slot = slot(&mut chance);
                    w.put_slot(&slot)?;
                    changes(&slot, &mut chance)
                        .iter()
                        .try_for_each(|c| w.put_change(c))?;
                }
                Ok(())
            })
            .unwrap();
        drop(store);
        let (first, second) = (planner(theirs.path()), planner(empty.path()));
        let written = export(&first);
        let mut on = |_: usize, _: usize| ControlFlow::Continue(());
        let done = second
            .import(&file(&written), &as_dates(), &mut on)
            .unwrap()
            .value;
        assert!(done.refused.is_empty(), "seed {seed}: {:?}", done.refused);
        let (was, is) = (evenings(&first), evenings(&second));
        let differs = was.iter().zip(&is).find(|(a, b)| a != b);
        assert_eq!(was.len(), is.len(), "seed {seed}: {differs:?}\n{written}");
        assert_eq!(differs, None, "seed {seed}\n{written}");
        compared += was.len();
        // Into the planner it came from, and into the one it went to, it brings nothing new.
        for (which, app) in [("the same", &first), ("the other", &second)] {
            let again = app.preview_import(&file(&written), &as_dates()).unwrap();
            let news: Vec<_> = again
                .rows
                .iter()
                .filter(|row| row.what != replies::ImportWhat::Unchanged)
                .map(|row| (&row.uid, row.what, &row.detail))
                .collect();
            assert!(news.is_empty(), "seed {seed}, {which}: {news:?}\n{written}");
        }
        assert_eq!(evenings(&second), is, "seed {seed}");
    }
    assert!(compared > 5_000, "there was something to compare: {compared}");
}
