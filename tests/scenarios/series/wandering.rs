//! Whatever is done to a series, in whichever order: each is one step, what was stays, and other calendars are told the
//! same.

use app::replies::{Planner, Scope, SlotForm};
use chrono::{Duration, NaiveDateTime};
use tests::world::{World, form};

use super::{behind, key_of_one_ahead, told_alike, whole};

/// The same walk for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % n as u64).unwrap()
    }

    fn of<T: Copy>(&mut self, some: &[T]) -> T {
        some[self.below(some.len())]
    }
}

const RHYTHMS: [&str; 7] = [
    "Thursdays 7pm, 2 hours",
    "Mondays and Thursdays 7pm, 2 hours",
    "every other Friday 8pm, 2 hours",
    "first Saturday of the month 1pm, 2 hours",
    "Tuesdays 7pm, 90 minutes, 20 times",
    "every day at 9pm, 30 minutes",
    "Sundays 11am, 2 hours, until 20 December",
];

/// Somebody does something to one of the evenings ahead; it may be refused.
fn something(world: &World, chance: &mut Chance) -> String {
    let Some(item) = key_of_one_ahead(world, chance.below(12)) else {
        return "nothing ahead".into();
    };
    let scope = chance.of(&[Scope::This, Scope::Following, Scope::All]);
    let app = world.app();
    match chance.below(6) {
        0 | 1 => {
            let start = NaiveDateTime::parse_from_str(&item.local_start, "%Y-%m-%dT%H:%M").unwrap();
            let days = i64::try_from(chance.below(9)).unwrap() - 4;
            let hours = i64::try_from(chance.below(7)).unwrap() - 3;
            let to = start + Duration::days(days) + Duration::hours(hours);
            let to = to.format("%Y-%m-%dT%H:%M").to_string();
            let minutes = chance.of(&[None, None, Some(60), Some(180)]);
            let done = app.place(&item.key, &to, minutes, Some(scope));
            format!("{} placed {to} {minutes:?} {scope:?}: {}", item.key, done.is_ok())
        }
        2 => {
            let scope = chance.of(&[Scope::This, Scope::This, Scope::Following]);
            let done = app.skip_in(&item.key, Some(scope));
            format!("{} skipped {scope:?}: {}", item.key, done.is_ok())
        }
        3 => {
            let done = app.restore_in(&item.key, Some(scope));
            format!("{} restored {scope:?}: {}", item.key, done.is_ok())
        }
        4 => {
            let sentence = chance.of(&RHYTHMS);
            let slot = SlotForm {
                id: Some(item.slot.clone()),
                key: Some(item.key.clone()),
                scope: Some(scope),
                planner: app.show_slot(&item.key).unwrap().planner,
                leads: Some(vec![]),
                ..form(sentence)
            };
            let done = app.save_slot(slot);
            format!("{} is {sentence} {scope:?}: {}", item.key, done.is_ok())
        }
        _ => {
            let day = 14 + chance.below(17);
            let done = app.add_occurrence(&item.slot, &format!("2026-10-{day}T16:00"), None);
            format!("{} also on the {day}th: {}", item.slot, done.is_ok())
        }
    }
}

/// Ten couples, or as many as `PROPTEST_CASES` says (the long run).
fn couples() -> u64 {
    let said = std::env::var("PROPTEST_CASES").ok();
    said.and_then(|n| n.parse().ok()).unwrap_or(10)
}

#[test]
fn whatever_is_done_in_whichever_order_each_is_one_step_and_what_was_stays() {
    for seed in 0..couples() {
        let mut chance = Chance(seed * 7_919 + 1);
        let mut world = World::at("2026-09-01T12:00", "Europe/London");
        let sentence = chance.of(&RHYTHMS);
        let slot = SlotForm {
            planner: Planner::TurnsFirst,
            leads: Some(vec![]),
            ..form(sentence)
        };
        world.app().save_slot(slot).unwrap();
        world.sleep_until("2026-10-13T12:00");
        let was = behind(&world);
        let mut story = vec![sentence.to_owned()];
        for _ in 0..10 {
            let before = whole(&world);
            story.push(something(&world, &mut chance));
            let after = whole(&world);
            if after == before {
                continue;
            }
            assert_eq!(behind(&world), was, "what was stays: {story:#?}");
            world.app().undo().unwrap();
            assert_eq!(whole(&world), before, "one step takes it back: {story:#?}");
            world.app().redo().unwrap();
            assert_eq!(whole(&world), after, "and does it again: {story:#?}");
            told_alike(&world);
        }
    }
}
