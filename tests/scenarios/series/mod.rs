//! One evening put elsewhere, and how far that reaches: it alone, it and those after it, all from now on.

mod by_hand;
mod goes_along;
mod in_the_editor;
mod wandering;
mod who_plans;

use app::{
    export::{Format, Wanted},
    replies::{Item, Planner, SlotForm},
};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::{
    recurrence::{Moment, Window},
    zone,
};
use store::Store;
use tests::world::{World, form, lead};

const HERE: Tz = Tz::Europe__London;

fn couple() -> World {
    World::at("2026-10-13T12:00", "Europe/London")
}

/// Thursdays, 7 to 9 pm, from 17 September, planned in turns, Noor first; today is Tuesday 13 October.
fn thursdays() -> (World, String) {
    let mut world = World::at("2026-09-15T12:00", "Europe/London");
    let slot = SlotForm {
        planner: Planner::TurnsFirst,
        leads: Some(vec![lead("90m")]),
        ..form("Thursdays 7pm, 2 hours")
    };
    let id = world.app().save_slot(slot).unwrap().value.id;
    world.sleep_until("2026-10-13T12:00");
    (world, id)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn shown(item: &Item) -> String {
    let turn = item
        .planner
        .chars()
        .next()
        .map(|c| format!(" {c}"))
        .unwrap_or_default();
    format!(
        "{} {}-{}{turn}",
        &item.local_start[5..10],
        &item.local_start[11..],
        &item.local_end[11..]
    )
}

/// "10-15 19:00-21:00 N": what there is in a stretch, by whoever plans it.
fn between(world: &World, from: &str, to: &str) -> Vec<String> {
    let items = world.app().agenda(day(from), day(to)).unwrap().into_iter();
    items
        .filter(|item| item.status != "skipped")
        .map(|item| shown(&item))
        .collect()
}

/// What lies ahead, up to the middle of November.
fn ahead(world: &World) -> Vec<String> {
    between(world, "2026-10-13", "2026-11-15")
}

/// What lies behind.
fn behind(world: &World) -> Vec<String> {
    between(world, "2026-09-01", "2026-10-13")
}

fn key(world: &World, on: &str) -> String {
    let (from, to) = (day(on), day(on) + Duration::days(1));
    world.app().agenda(from, to).unwrap().remove(0).key
}

/// Every row there is, as text.
fn whole(world: &World) -> String {
    let store = Store::open(&world.dir(), world.app().now()).unwrap();
    store
        .read(|r| {
            let mut changes: Vec<_> = r.all_changes()?.into_iter().collect();
            changes.sort_by_key(|(id, _)| *id);
            Ok(format!(
                "{:#?}\n{changes:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}",
                r.slots()?,
                r.date_plans()?,
                r.all_parts()?,
                r.all_preparations()?,
                r.ledger(DateTime::<Utc>::MIN_UTC)?,
            ))
        })
        .unwrap()
}

/// Does something that is one step: taken back it is as if it had not been, and done again as if it had. Whatever it is,
/// other calendars are told the same evenings.
fn one_step(world: &World, what: impl FnOnce(&World)) {
    let before = whole(world);
    what(world);
    let after = whole(world);
    assert_ne!(after, before, "something was done");
    world.app().undo().unwrap();
    assert_eq!(whole(world), before, "one step takes all of it back");
    world.app().redo().unwrap();
    assert_eq!(whole(world), after, "and does all of it again");
    told_alike(world);
}

/// Exported and read again by us: the same evenings, as long, for a year.
fn told_alike(world: &World) {
    let file = world
        .app()
        .export(&Wanted {
            format: Format::Ics,
            from: None,
            to: None,
            slot: None,
            discreet: false,
        })
        .unwrap();
    let calendar = ics::read(&file, ics::Limits::default()).unwrap();
    assert!(calendar.refused.is_empty(), "{:?}", calendar.refused);
    let (from, to) = (day("2026-09-01"), day("2027-09-01"));
    let window = Window {
        from: from.and_time(NaiveTime::MIN),
        to: to.and_time(NaiveTime::MIN),
        limit: usize::MAX,
    };
    let mut told: Vec<(NaiveDateTime, i64)> = Vec::new();
    for event in &calendar.events {
        for instance in event.series.expand(&window).unwrap().instances {
            let start = match instance.at {
                // An hour that a clock change leaves out is the next that there is.
                Moment::Floating(civil) => zone::civil(zone::instant(civil, HERE), HERE),
                other => zone::civil(other.instant().unwrap(), HERE),
            };
            let length = instance
                .changed_by
                .map_or(event.length, |i| event.changed[i].length);
            told.push((start, length.unwrap().num_minutes()));
        }
    }
    told.sort();
    let items = world.app().agenda(from, to).unwrap().into_iter();
    let instant = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
    let mut planned: Vec<_> = items
        .filter(|item| item.status != "skipped" && item.status != "let_go")
        .map(|item| {
            let start = NaiveDateTime::parse_from_str(&item.local_start, "%Y-%m-%dT%H:%M").unwrap();
            (start, (instant(&item.end) - instant(&item.start)).num_minutes())
        })
        .collect();
    planned.sort();
    type Told = (NaiveDateTime, i64);
    let apart = |these: &[Told], those: &[Told]| -> Vec<Told> {
        these.iter().filter(|row| !those.contains(row)).copied().collect()
    };
    let (only_told, only_planned) = (apart(&told, &planned), apart(&planned, &told));
    assert!(
        only_told.is_empty() && only_planned.is_empty() && told.len() == planned.len(),
        "told {only_told:?}, planned {only_planned:?}: {file}"
    );
}

/// One of the evenings that lie ahead, the nth of them.
fn key_of_one_ahead(world: &World, n: usize) -> Option<Item> {
    let items = world.app().agenda(day("2026-10-14"), day("2026-12-31")).unwrap();
    let mut live = items
        .into_iter()
        .filter(|item| item.status != "skipped")
        .collect::<Vec<_>>();
    let at = n.min(live.len().checked_sub(1)?);
    Some(live.swap_remove(at))
}
