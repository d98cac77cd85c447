//! Two people with fifty standing dates: what they set up, what they changed, and when they wanted peace.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::{
    ids::{ChangeId, GestureId, PauseId, PlanId, RedLetterId, SlotId},
    occurrence::{Change, Occurrence, OccurrenceKey, occurrence, occurrences},
    pause::Pause,
    people::Half,
    plan::{PLANNING_DAYS, ToPrepare},
    recurrence::Rule,
    red_letter::{RedLetter, Sort},
    reminder::Lead,
    slot::{Anchor, Kind, Planner, Slot},
};
use uuid::Uuid;

use crate::chance::Chance;

/// Where they go, and where some of their appointments are fixed.
pub const PLACES: [Tz; 12] = [
    Tz::Europe__London,
    Tz::America__New_York,
    Tz::America__Los_Angeles,
    Tz::America__St_Johns,
    Tz::Asia__Tokyo,
    Tz::Asia__Kathmandu,
    Tz::Australia__Lord_Howe,
    Tz::Pacific__Auckland,
    Tz::Pacific__Honolulu,
    Tz::Africa__Casablanca,
    Tz::Antarctica__Troll,
    Tz::Pacific__Apia,
];

/// What is to be got ready for each date of some slots: the last two fall due together.
const THINGS: [&str; 3] = ["2d@9:00", "2h", "2h"];

/// Days to remember, the turn of a year and a leap day among them.
const LETTERS: [(u32, u32); 5] = [(1, 1), (2, 29), (6, 20), (10, 25), (12, 31)];

/// The ladders that slots have, as people type them.
const LADDERS: [&str; 10] = [
    "evening,90m",
    "evening,90m",
    "90m",
    "evening",
    "2h,30m",
    "morning@9,15m",
    "2d@18:30,1h",
    "0m",
    "1d@23:00,3h",
    "evening,4h,10m",
];

pub struct Series {
    pub slot: Slot,
    pub changes: BTreeMap<NaiveDateTime, Change>,
    /// How long before its start the earliest lead of an occurrence can be due.
    pub reach: Duration,
    /// Whether it was deleted, with all its dates.
    pub deleted: bool,
    /// When to be reminded of what is to be got ready for each of its dates.
    pub things: Vec<Lead>,
}

pub struct Couple {
    pub series: Vec<Series>,
    pub pauses: Vec<Pause>,
    /// Days on which they did a small thing by themselves.
    pub done: BTreeSet<NaiveDate>,
    /// What is ready.
    pub ready: BTreeSet<PlanId>,
    /// The dates that have a plan.
    pub planned: BTreeSet<OccurrenceKey>,
    pub letters: Vec<RedLetter>,
    ids: u128,
}

impl Couple {
    /// So many standing dates, each of every day.
    pub fn with(count: u128, first: NaiveDate, now: DateTime<Utc>, chance: &mut Chance) -> Couple {
        let slots = (0..count).map(|n| daily(n, first, now, chance));
        let mut couple = Couple::of_slots(slots.collect());
        for its in couple.series.iter_mut().skip(2).step_by(5) {
            its.things = THINGS.map(|lead| lead.parse().unwrap()).into();
            its.reach = its.reach.max(reach(&its.things));
        }
        let letters = LETTERS.iter().enumerate();
        couple.letters = letters
            .map(|(n, (month, day))| red_letter(n as u128, *month, *day, now))
            .collect();
        couple
    }

    /// These, numbered as they come.
    pub fn of_slots(slots: Vec<Slot>) -> Couple {
        Couple {
            series: slots.into_iter().map(series).collect(),
            pauses: vec![],
            done: BTreeSet::new(),
            ready: BTreeSet::new(),
            planned: BTreeSet::new(),
            letters: vec![],
            ids: 1_000,
        }
    }

    pub fn of(&self, slot: SlotId) -> &Series {
        &self.series[self.place(slot)]
    }

    /// Slots of ours are numbered as they stand; those of a planner on disk have names of their own.
    fn place(&self, slot: SlotId) -> usize {
        let is_it = |its: &Series| its.slot.id == slot;
        let number = usize::try_from(slot.0.as_u128()).unwrap_or(usize::MAX);
        if self.series.get(number).is_some_and(is_it) {
            return number;
        }
        let found = self.series.iter().position(is_it);
        found.unwrap_or_else(|| panic!("{slot} is no slot"))
    }

    /// The one behind a key, as it is now.
    pub fn occurrence(&self, key: OccurrenceKey, here: Tz, now: DateTime<Utc>) -> Occurrence {
        let its = self.of(key.slot);
        assert!(!its.deleted, "{key} was deleted");
        occurrence(&its.slot, &its.changes, key, here, now)
            .unwrap()
            .unwrap_or_else(|| panic!("{key} is an occurrence"))
    }

    /// The same, as the engine's facts hold it.
    pub fn with_leads(&self, key: OccurrenceKey, here: Tz, now: DateTime<Utc>) -> (Occurrence, Vec<Lead>) {
        (
            self.occurrence(key, here, now),
            self.of(key.slot).slot.leads.clone(),
        )
    }

    /// Changes one occurrence.
    pub fn change(&mut self, key: OccurrenceKey, now: DateTime<Utc>, edit: impl FnOnce(&mut Change)) {
        self.ids += 1;
        let id = ChangeId(Uuid::from_u128(self.ids));
        let place = self.place(key.slot);
        let changes = &mut self.series[place].changes;
        let change = changes.entry(key.original).or_insert_with(|| Change {
            id,
            key,
            skipped: false,
            moved_to: None,
            title: None,
            outcome: None,
            timed_at: DateTime::UNIX_EPOCH,
            added: false,
            minutes: None,
        });
        let before = (change.skipped, change.moved_to);
        edit(change);
        if before != (change.skipped, change.moved_to) {
            change.timed_at = now;
        }
    }

    /// Everything that was ever to be got ready for a date.
    pub fn things(&self, key: OccurrenceKey) -> Vec<ToPrepare> {
        let its = self.of(key.slot);
        let day = key
            .original
            .date()
            .signed_duration_since(NaiveDate::MIN)
            .num_days() as u128;
        let thing = |n: usize| {
            PlanId(Uuid::from_u128(
                (key.slot.0.as_u128() << 64) | (day << 8) | n as u128,
            ))
        };
        let things = its.things.iter().enumerate().map(|(n, lead)| ToPrepare {
            occurrence: key,
            preparation: thing(n),
            lead: *lead,
            made_at: its.slot.timed_at,
        });
        things.collect()
    }

    /// What of it is still to do.
    pub fn to_prepare(&self, key: OccurrenceKey) -> Vec<ToPrepare> {
        let mut things = self.things(key);
        things.retain(|it| !self.ready.contains(&it.preparation));
        things
    }

    pub fn pause(&mut self, from: NaiveDateTime, until: NaiveDateTime) {
        self.ids += 1;
        let id = PauseId(Uuid::from_u128(self.ids));
        self.pauses.push(Pause { id, from, until });
    }

    /// The small things, those that suit a day first.
    pub fn picks(&self, day: NaiveDate) -> Vec<GestureId> {
        let turn = day.signed_duration_since(NaiveDate::MIN).num_days() as u128;
        (0..5)
            .map(|n| GestureId(Uuid::from_u128(1 + (turn + n) % 5)))
            .collect()
    }

    /// Forgets what lies so far behind that nobody asks for it.
    pub fn forget(&mut self, before: NaiveDate) {
        for its in &mut self.series {
            its.changes.retain(|original, _| original.date() >= before);
        }
        self.pauses.retain(|pause| pause.until.date() >= before);
        self.done.retain(|day| *day >= before);
        self.planned.retain(|key| key.original.date() >= before);
    }
}

impl Series {
    pub fn between(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        here: Tz,
        now: DateTime<Utc>,
    ) -> Vec<Occurrence> {
        occurrences(&self.slot, &self.changes, from, to, here, now).unwrap()
    }
}

/// A slot of every day.
fn daily(n: u128, first: NaiveDate, now: DateTime<Utc>, chance: &mut Chance) -> Slot {
    let minute = match n {
        // The hours at which clocks change, and the two ends of a day.
        0..5 => chance.pick(&[0, 15, 90, 120, 135, 150, 165, 23 * 60 + 45]),
        _ => 6 * 60 + 15 * chance.below(17 * 4) as u32,
    };
    let kind = match n % 10 {
        3 => Kind::OutsideHelp,
        5 => Kind::Private,
        _ => Kind::Date,
    };
    Slot {
        id: SlotId(Uuid::from_u128(n)),
        title: String::new(),
        kind,
        label: String::new(),
        start: first.and_time(NaiveTime::MIN) + Duration::minutes(minute.into()),
        minutes: chance.pick(&[30, 60, 90, 120, 240, 600, 1_440]),
        rule: Some(Rule::parse("FREQ=DAILY").unwrap()),
        anchor: if n % 7 == 3 { Anchor::Fixed } else { kind.anchor() },
        zone: chance.pick(&PLACES),
        // Whose turn it is matters little here; that it is somebody's does.
        planner: if n % 10 == 1 {
            Planner::One(Half::First)
        } else {
            Planner::Unset
        },
        leads: ladder(chance),
        timed_at: now,
        times: None,
        backup: None,
        continues: None,
        uid: None,
        carried: String::new(),
    }
}

/// Some leads, as people set them.
pub fn ladder(chance: &mut Chance) -> Vec<Lead> {
    let words = chance.pick(&LADDERS).split(',');
    words.map(|word| word.parse().unwrap()).collect()
}

fn red_letter(n: u128, month: u32, day: u32, now: DateTime<Utc>) -> RedLetter {
    RedLetter {
        id: RedLetterId(Uuid::from_u128(n)),
        words: String::new(),
        sort: Sort::Other,
        month,
        day,
        year: None,
        made_at: now,
        uid: None,
    }
}

/// How long before its start the earliest of these can be due. An hour more, for the night the clocks go back.
fn reach(leads: &[Lead]) -> Duration {
    let reach = leads.iter().map(|lead| match lead {
        Lead::Before { minutes } => Duration::minutes((*minutes).into()),
        Lead::Day { days, at } => Duration::days(i64::from(*days) + 1) - (*at - NaiveTime::MIN),
    });
    reach.max().unwrap() + Duration::hours(1)
}

fn series(slot: Slot) -> Series {
    let turns = Duration::days(PLANNING_DAYS + 2);
    let of_leads = reach(&slot.leads);
    Series {
        reach: if slot.planner == Planner::Unset {
            of_leads
        } else {
            of_leads.max(turns)
        },
        slot,
        changes: BTreeMap::new(),
        deleted: false,
        things: vec![],
    }
}
