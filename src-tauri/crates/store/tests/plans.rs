//! The plans of dates, and days to remember: what is written is what is read, and goes and comes with its slot.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail as a test does")]

mod common;

use common::{change, days_later, doing, key, now, open, slot, uuid, wall};
use domain::{
    date_plan::{DatePlan, Part, Preparation, Who},
    ids::{PlanId, RedLetterId},
    occurrence::OccurrenceKey,
    people::Half,
    red_letter::{RedLetter, Sort},
    reminder::Lead,
};
use store::Store;

const THURSDAY: &str = "2026-10-15T19:00";

fn plan(n: u128, key: OccurrenceKey, surprise: Option<Half>) -> DatePlan {
    DatePlan {
        id: PlanId(uuid(n)),
        key,
        place: "Lupo, “the table” 🍝".to_owned(),
        note: "two\nlines".to_owned(),
        budget: "£70".to_owned(),
        idea: "supper".to_owned(),
        idea_id: Some(domain::ids::IdeaId(uuid(900))),
        surprise,
    }
}

fn part(n: u128, key: OccurrenceKey, who: Who) -> Part {
    Part {
        id: PlanId(uuid(n)),
        key,
        who,
        words: "books".to_owned(),
    }
}

fn preparation(n: u128, key: OccurrenceKey, lead: Option<Lead>, done: bool) -> Preparation {
    Preparation {
        id: PlanId(uuid(n)),
        key,
        words: "a sitter".to_owned(),
        remark: "asked".to_owned(),
        lead,
        done: done.then(|| (Half::Second, now())),
        made_at: now(),
    }
}

/// Thursdays, planned in every way.
fn planned(store: &Store) -> OccurrenceKey {
    let key = key(1, THURSDAY);
    store
        .write(doing("x"), |w| {
            w.put_slot(&slot(1, "Supper"))?;
            w.put_date_plan(&plan(10, key, Some(Half::First)))?;
            for (n, who) in [
                (22, Who::Both),
                (20, Who::One(Half::First)),
                (21, Who::One(Half::Second)),
            ] {
                w.put_part(&part(n, key, who))?;
            }
            w.put_preparation(&preparation(31, key, Some(Lead::NINETY), false))?;
            w.put_preparation(&preparation(30, key, Some(Lead::EVENING), true))?;
            w.put_preparation(&preparation(32, key, None, false))
        })
        .unwrap();
    key
}

#[test]
fn a_plan_comes_back_as_it_was_its_lines_in_their_order() {
    let dir = tempfile::tempdir().unwrap();
    let key = planned(&open(dir.path()));
    let store = open(dir.path());
    let (found, parts, preparations) = store
        .read(|r| Ok((r.date_plan(key)?, r.parts(key)?, r.preparations(key)?)))
        .unwrap();
    assert_eq!(found, Some(plan(10, key, Some(Half::First))));
    let who: Vec<Who> = parts.iter().map(|part| part.who).collect();
    assert_eq!(
        who,
        [Who::One(Half::First), Who::One(Half::Second), Who::Both],
        "in the order they were made, however they were written"
    );
    assert_eq!(
        preparations,
        [
            preparation(30, key, Some(Lead::EVENING), true),
            preparation(31, key, Some(Lead::NINETY), false),
            preparation(32, key, None, false),
        ]
    );
    let one = store.read(|r| r.preparation(PlanId(uuid(31)))).unwrap();
    assert_eq!(one, Some(preparation(31, key, Some(Lead::NINETY), false)));
    let other = common::key(1, "2026-10-22T19:00");
    assert_eq!(
        store.read(|r| r.date_plan(other)).unwrap(),
        None,
        "the next Thursday has none"
    );
}

#[test]
fn what_is_still_to_do_is_found_while_its_evening_lies_ahead_also_where_it_was_moved() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let key = planned(&store);
    let ids = |since: &str| -> Vec<PlanId> {
        let found = store.read(|r| r.preparations_to_do(wall(since))).unwrap();
        found.into_iter().map(|it| it.id).collect()
    };
    let planned = |since: &str| store.read(|r| r.planned(wall(since))).unwrap();
    assert_eq!(
        ids("2026-10-01T00:00"),
        [PlanId(uuid(31))],
        "not what is done, nor what nobody is to be reminded of"
    );
    assert_eq!(
        planned("2026-10-01T00:00"),
        [key],
        "an evening once, however much of it is planned"
    );
    assert!(
        ids("2026-10-16T00:00").is_empty() && planned("2026-10-16T00:00").is_empty(),
        "it is over"
    );
    let mut moved = change(50, 1);
    moved.key = key;
    moved.moved_to = Some(wall("2026-10-20T19:00"));
    store.write(doing("x"), |w| w.put_change(&moved)).unwrap();
    assert_eq!(
        ids("2026-10-16T00:00"),
        [PlanId(uuid(31))],
        "moved, it is ahead again"
    );
    assert_eq!(planned("2026-10-16T00:00"), [key]);
}

#[test]
fn only_what_somebody_keeps_is_a_surprise() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let key = planned(&store);
    let other = plan(11, common::key(1, "2026-10-22T19:00"), None);
    store.write(doing("x"), |w| w.put_date_plan(&other)).unwrap();
    let found = store.read(|r| r.surprises()).unwrap();
    assert_eq!(found, [plan(10, key, Some(Half::First))]);
    assert_eq!(store.read(|r| r.date_plans()).unwrap().len(), 2, "both are plans");
}

#[test]
fn a_plan_goes_with_its_slot_and_comes_back_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let key = planned(&store);
    store
        .write(doing("removed"), |w| w.remove_slot(common::slot_id(1)))
        .unwrap();
    let left = |store: &Store| {
        let counted = store.read(|r| Ok((r.date_plans()?, r.all_parts()?, r.all_preparations()?)));
        let (plans, parts, preparations) = counted.unwrap();
        (plans.len(), parts.len(), preparations.len())
    };
    assert_eq!(left(&store), (0, 0, 0), "nothing of it is left behind");
    store.undo(days_later(0), None).unwrap();
    assert_eq!(left(&store), (1, 3, 3), "and all of it comes back");
    assert!(store.read(|r| r.date_plan(key)).unwrap().is_some());
}

#[test]
fn a_red_letter_day_of_every_sort_comes_back_as_it_was_by_its_place_in_the_year() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let mut written: Vec<RedLetter> = Sort::ALL
        .into_iter()
        .enumerate()
        .map(|(n, sort)| RedLetter {
            id: RedLetterId(uuid(n as u128 + 1)),
            words: "Jules’s birthday".to_owned(),
            sort,
            month: 12 - n as u32,
            day: 29,
            year: (n % 2 == 0).then_some(2015),
            made_at: now(),
            uid: (n == 3).then(|| "uid@elsewhere".to_owned()),
        })
        .collect();
    for day in &written {
        store.write(doing("x"), |w| w.put_red_letter(day)).unwrap();
    }
    written.sort_by_key(|day| day.month);
    assert_eq!(store.read(|r| r.red_letters()).unwrap(), written);
    let first = written.remove(0);
    store
        .write(doing("x"), |w| w.remove_red_letter(first.id))
        .unwrap();
    assert_eq!(
        store.read(|r| r.red_letters()).unwrap(),
        written,
        "and one of them is taken away"
    );
}
