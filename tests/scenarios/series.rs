//! One evening put elsewhere, and how far that reaches: it alone, it and those after it, all from now on.

use app::{
    export::{Format, Wanted},
    replies::{Code, Item, Planner, Scope, SlotForm},
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
                Moment::Floating(civil) => civil,
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
    assert_eq!(told, planned, "{file}");
}

#[test]
fn an_evening_that_is_dragged_goes_alone_and_keeps_its_length_and_its_turn() {
    let (world, _) = thursdays();
    let before = ahead(&world);
    assert_eq!(before[..2], ["10-15 19:00-21:00 N", "10-22 19:00-21:00 J"]);
    let read = world
        .app()
        .read_place(&key(&world, "2026-10-15"), "2026-10-16T20:00", None)
        .unwrap();
    assert_eq!(read.words, "Friday 16 October, 8 to 10 pm");
    assert_eq!(
        (read.problem, read.busy.as_str()),
        (None, ""),
        "nobody is busy, and it is ahead"
    );
    one_step(&world, |world| {
        let key = key(world, "2026-10-15");
        let done = world
            .app()
            .place(&key, "2026-10-16T20:00", None, None)
            .unwrap()
            .value;
        assert_eq!(done.said, "Moved to Friday 16 October, 8 pm");
        assert_eq!(done.id, key, "it is still the evening it was");
    });
    let after = ahead(&world);
    assert_eq!(
        after[0], "10-16 20:00-22:00 N",
        "whoever had begun to plan it plans it on its new day"
    );
    assert_eq!(after[1..], before[1..], "the others stay as they are");
}

#[test]
fn an_evening_made_longer_is_longer_and_restored_is_as_long_as_the_others() {
    let (world, _) = thursdays();
    let (before, its) = (ahead(&world), key(&world, "2026-10-15"));
    one_step(&world, |world| {
        let done = world
            .app()
            .place(&its, "2026-10-15T19:00", Some(180), None)
            .unwrap();
        assert_eq!(done.value.said, "Now Thursday 15 October, 7 to 10 pm");
    });
    assert_eq!(ahead(&world)[0], "10-15 19:00-22:00 N");
    let actions = world.app().detail(&its).unwrap().actions;
    assert!(
        actions.contains(&"restore".to_owned()),
        "what was changed can be changed back: {actions:?}"
    );
    one_step(&world, |world| drop(world.app().restore(&its).unwrap()));
    assert_eq!(ahead(&world), before);
}

#[test]
fn an_evening_is_not_put_where_the_day_is_over_or_made_no_time_at_all() {
    let (world, _) = thursdays();
    let (before, its) = (whole(&world), key(&world, "2026-10-15"));
    for (to, minutes, code) in [
        ("2026-10-12T19:00", None, Code::Past),
        ("2026-10-15T19:00", Some(0), Code::Invalid),
        ("2026-10-15T19:00", Some(1441), Code::Invalid),
        ("2100-01-01T19:00", None, Code::NotUnderstood),
    ] {
        let read = world.app().read_place(&its, to, minutes).unwrap();
        assert_eq!(
            read.problem.map(|p| p.code),
            Some(code),
            "{to} {minutes:?}: said before it is tried"
        );
        for scope in [None, Some(Scope::This), Some(Scope::Following), Some(Scope::All)] {
            let refused = world.app().place(&its, to, minutes, scope).unwrap_err().problem();
            assert_eq!(
                refused.code, code,
                "{to} {minutes:?} {scope:?}: {}",
                refused.message
            );
        }
    }
    assert_eq!(whole(&world), before, "nothing was changed");
}

#[test]
fn an_evening_that_has_begun_may_still_go_on_for_longer() {
    let world = couple();
    world.date("today 7pm, 2 hours", "90m");
    let key = world.keys().remove(0);
    world.clock_says("2026-10-13T20:30");
    world
        .app()
        .place(&key, "2026-10-13T19:00", Some(180), None)
        .unwrap();
    assert_eq!(ahead(&world), ["10-13 19:00-22:00"]);
}

#[test]
fn before_a_hand_lets_go_it_is_said_how_far_that_may_reach() {
    let (world, _) = thursdays();
    let read = |to: &str| {
        let its = key(&world, "2026-10-22");
        world.app().read_place(&its, to, None).unwrap().choices
    };
    let said: Vec<_> = read("2026-10-23T20:00")
        .into_iter()
        .map(|c| (c.scope, c.title, c.says))
        .collect();
    assert_eq!(
        said,
        [
            (
                Scope::This,
                "Only this one".to_owned(),
                "The others stay as they are.".to_owned()
            ),
            (
                Scope::Following,
                "This one and those after it".to_owned(),
                "Every Friday, 8 to 10 pm, from 23 October. Those before stay as they are.".to_owned()
            ),
            (
                Scope::All,
                "All from now on".to_owned(),
                "Every Friday, 8 to 10 pm, from 16 October. What was stays as it was.".to_owned()
            ),
        ]
    );
    assert!(
        read("2026-10-12T20:00").is_empty(),
        "nothing to choose where it cannot go"
    );
    world.date("Saturday 17 October 1pm", "");
    let single = key(&world, "2026-10-17");
    let read = world.app().read_place(&single, "2026-10-18T13:00", None).unwrap();
    assert!(read.choices.is_empty(), "a date that comes once has no others");
}

#[test]
fn this_one_and_those_after_it_are_on_fridays_and_those_before_stay() {
    let (world, id) = thursdays();
    let was = behind(&world);
    one_step(&world, |world| {
        let key = key(world, "2026-10-22");
        let done = world
            .app()
            .place(&key, "2026-10-23T20:00", None, Some(Scope::Following))
            .unwrap()
            .value;
        assert_eq!(done.said, "Every Friday, 8 to 10 pm, from 23 October");
        let item = world.app().detail(&done.id).unwrap().item;
        assert_eq!(
            item.local_start, "2026-10-23T20:00",
            "the key of the evening as it is now"
        );
    });
    assert_eq!(
        ahead(&world),
        [
            "10-15 19:00-21:00 N",
            "10-23 20:00-22:00 J",
            "10-30 20:00-22:00 N",
            "11-06 20:00-22:00 J",
            "11-13 20:00-22:00 N"
        ],
        "and whoever’s turn it was has it on the new day"
    );
    assert_eq!(behind(&world), was, "what was stays exactly as it was");
    let slots = world.app().slots().unwrap();
    assert_eq!(
        slots.iter().map(|s| s.reading.as_str()).collect::<Vec<_>>(),
        [
            "Every Thursday, 7 to 9 pm, until 15 October",
            "Every Friday, 8 to 10 pm"
        ],
        "one series after the other"
    );
    assert_eq!(slots[0].id, id);
}

#[test]
fn all_from_now_on_are_on_fridays_and_what_was_stays() {
    let (world, _) = thursdays();
    let was = behind(&world);
    one_step(&world, |world| {
        // Said of the second one ahead, meant of the first as well.
        let key = key(world, "2026-10-22");
        let done = world
            .app()
            .place(&key, "2026-10-23T20:00", None, Some(Scope::All))
            .unwrap()
            .value;
        assert_eq!(done.said, "Every Friday, 8 to 10 pm, from 16 October");
    });
    assert_eq!(
        ahead(&world)[..3],
        [
            "10-16 20:00-22:00 N",
            "10-23 20:00-22:00 J",
            "10-30 20:00-22:00 N"
        ]
    );
    assert_eq!(behind(&world), was);
}

#[test]
fn made_longer_from_one_on_those_before_are_as_long_as_they_were() {
    let (world, _) = thursdays();
    for (scope, expected) in [
        (
            Scope::Following,
            [
                "10-15 19:00-21:00 N",
                "10-22 19:00-22:00 J",
                "10-29 19:00-22:00 N",
            ],
        ),
        (
            Scope::All,
            [
                "10-15 19:00-22:00 N",
                "10-22 19:00-22:00 J",
                "10-29 19:00-22:00 N",
            ],
        ),
    ] {
        let was = behind(&world);
        one_step(&world, |world| {
            let key = key(world, "2026-10-22");
            world
                .app()
                .place(&key, "2026-10-22T19:00", Some(180), Some(scope))
                .unwrap();
        });
        assert_eq!(ahead(&world)[..3], expected, "{scope:?}");
        assert_eq!(
            behind(&world),
            was,
            "{scope:?}: the hours they had together stay what they were"
        );
        world.app().undo().unwrap();
    }
}

#[test]
fn the_first_of_a_series_dragged_with_the_others_is_the_same_series() {
    let world = couple();
    let id = world.date("Thursdays 7pm, 2 hours", "90m");
    one_step(&world, |world| {
        let key = key(world, "2026-10-15");
        world
            .app()
            .place(&key, "2026-10-16T20:00", None, Some(Scope::Following))
            .unwrap();
    });
    let slots = world.app().slots().unwrap();
    assert_eq!(
        slots.len(),
        1,
        "nothing lies before it that another series would have to hold"
    );
    assert_eq!(
        (slots[0].id.as_str(), slots[0].reading.as_str()),
        (id.as_str(), "Every Friday, 8 to 10 pm")
    );
}

#[test]
fn what_was_said_and_planned_of_evenings_ahead_goes_along() {
    let (world, _) = thursdays();
    let app = world.app();
    let [next, second, third, fourth] =
        ["2026-10-15", "2026-10-22", "2026-10-29", "2026-11-05"].map(|on| key(&world, on));
    app.move_to(&second, "Saturday 24 October 1pm").unwrap();
    app.skip(&third).unwrap();
    let mut plan = app.date_plan(&fourth).unwrap().form();
    plan.title = "Supper at Lupo".into();
    plan.place = "14 Tollgate Street".into();
    app.save_date_plan(&plan).unwrap();
    one_step(&world, |world| {
        world
            .app()
            .place(&next, "2026-10-15T20:00", None, Some(Scope::Following))
            .unwrap();
    });
    assert_eq!(
        between(&world, "2026-10-13", "2026-11-07"),
        [
            "10-15 20:00-22:00 N",
            "10-24 13:00-15:00 J",
            "11-05 20:00-22:00 N"
        ],
        "moved stays moved, skipped stays skipped, and turns are as they were"
    );
    let plan = world.app().date_plan(&key(&world, "2026-11-05")).unwrap();
    assert_eq!(
        (plan.title.as_str(), plan.place.as_str()),
        ("Supper at Lupo", "14 Tollgate Street")
    );
}

#[test]
fn a_planned_evening_whose_day_is_gone_is_the_one_of_that_week() {
    let (world, _) = thursdays();
    let its = key(&world, "2026-11-05");
    let mut plan = world.app().date_plan(&its).unwrap().form();
    plan.place = "14 Tollgate Street".into();
    world.app().save_date_plan(&plan).unwrap();
    let id = world.app().slots().unwrap().remove(0).id;
    one_step(&world, |world| {
        let slot = SlotForm {
            id: Some(id.clone()),
            planner: Planner::TurnsFirst,
            ..form("Fridays 8pm, 2 hours")
        };
        world.app().save_slot(slot).unwrap();
    });
    let plan = world.app().date_plan(&key(&world, "2026-11-06")).unwrap();
    assert_eq!(plan.place, "14 Tollgate Street");
    assert_eq!(
        ahead(&world),
        [
            "10-16 20:00-22:00 N",
            "10-23 20:00-22:00 J",
            "10-30 20:00-22:00 N",
            "11-06 20:00-22:00 J",
            "11-13 20:00-22:00 N"
        ],
        "and none is there twice"
    );
}

#[test]
fn a_changed_rhythm_reminds_once_whatever_is_taken_back() {
    let mut world = couple();
    world.date("Thursdays 7pm, 2 hours", "evening,90m");
    world.sleep_until("2026-10-22T12:00");
    world.wait_until("2026-10-28T19:30");
    assert_eq!(
        world.shown().last().map(String::as_str),
        Some("19:00  Thursday, 7 pm · Tomorrow"),
        "the evening before"
    );
    let its = key(&world, "2026-10-29");
    // Another name from this one on: the same hour, another series.
    let slot = world.app().slots().unwrap().remove(0);
    let named = SlotForm {
        id: Some(slot.id),
        title: Some("Supper".into()),
        sentence: slot.sentence,
        scope: Some(Scope::Following),
        key: Some(its),
        leads: Some(slot.leads),
        ..SlotForm::default()
    };
    one_step(&world, |world| drop(world.app().save_slot(named).unwrap()));
    world.wait_until("2026-10-28T20:00");
    assert_eq!(world.shown(), [] as [&str; 0], "it was said already");
    world.app().undo().unwrap();
    world.wait_until("2026-10-28T21:00");
    assert_eq!(world.shown(), [] as [&str; 0], "taken back, it was still said");
    world.app().redo().unwrap();
    world.wait_until("2026-10-29T18:00");
    assert_eq!(
        world.shown(),
        ["17:30  Thursday, 7 pm · In 90 minutes"],
        "and the next comes once"
    );
}

#[test]
fn the_editor_changes_one_those_after_it_or_all() {
    let (world, id) = thursdays();
    let slot = world.app().show_slot(&id).unwrap();
    let its = key(&world, "2026-10-22");
    let was = behind(&world);
    let edit = |scope, sentence: &str, title: Option<&str>| SlotForm {
        id: Some(id.clone()),
        key: Some(its.clone()),
        scope: Some(scope),
        sentence: sentence.to_owned(),
        title: title.map(str::to_owned),
        leads: Some(slot.leads.clone()),
        planner: Planner::TurnsFirst,
        ..SlotForm::default()
    };
    let names = |world: &World| {
        let items = world
            .app()
            .agenda(day("2026-10-01"), day("2026-10-30"))
            .unwrap()
            .into_iter();
        items
            .map(|i| format!("{} {}", &i.local_start[5..], i.title))
            .collect::<Vec<_>>()
    };
    let (hour, name) = ("Thursdays 8pm, 2 hours", "Lupo");
    for (form, expected) in [
        // Only the 22nd.
        (
            edit(Scope::This, &slot.sentence, Some(name)),
            [
                "10-01T19:00 ",
                "10-08T19:00 ",
                "10-15T19:00 ",
                "10-22T19:00 Lupo",
                "10-29T19:00 ",
            ],
        ),
        (
            edit(Scope::This, hour, None),
            [
                "10-01T19:00 ",
                "10-08T19:00 ",
                "10-15T19:00 ",
                "10-22T20:00 ",
                "10-29T19:00 ",
            ],
        ),
        // From the 22nd on.
        (
            edit(Scope::Following, &slot.sentence, Some(name)),
            [
                "10-01T19:00 ",
                "10-08T19:00 ",
                "10-15T19:00 ",
                "10-22T19:00 Lupo",
                "10-29T19:00 Lupo",
            ],
        ),
        (
            edit(Scope::Following, hour, None),
            [
                "10-01T19:00 ",
                "10-08T19:00 ",
                "10-15T19:00 ",
                "10-22T20:00 ",
                "10-29T20:00 ",
            ],
        ),
        // A name has no hour: it is all of theirs, what was too. An hour is of what lies ahead.
        (
            edit(Scope::All, &slot.sentence, Some(name)),
            [
                "10-01T19:00 Lupo",
                "10-08T19:00 Lupo",
                "10-15T19:00 Lupo",
                "10-22T19:00 Lupo",
                "10-29T19:00 Lupo",
            ],
        ),
        (
            edit(Scope::All, hour, None),
            [
                "10-01T19:00 ",
                "10-08T19:00 ",
                "10-15T20:00 ",
                "10-22T20:00 ",
                "10-29T20:00 ",
            ],
        ),
    ] {
        let said = format!("{:?} {} {:?}", form.scope, form.sentence, form.title);
        one_step(&world, |world| {
            if let Err(e) = world.app().save_slot(form) {
                panic!("{said}: {:?}", e.problem());
            }
        });
        assert_eq!(names(&world), expected, "{said}");
        assert_eq!(
            behind(&world),
            was,
            "{said}: what was stays at its hour, with its turn"
        );
        world.app().undo().unwrap();
    }
}

#[test]
fn one_evening_has_no_reminders_or_planner_of_its_own() {
    let (world, id) = thursdays();
    let slot = world.app().show_slot(&id).unwrap();
    let its = key(&world, "2026-10-22");
    let before = whole(&world);
    let plain = SlotForm {
        id: Some(id),
        key: Some(its),
        scope: Some(Scope::This),
        sentence: slot.sentence,
        leads: Some(slot.leads),
        planner: Planner::TurnsFirst,
        ..SlotForm::default()
    };
    for form in [
        SlotForm {
            leads: Some(vec![]),
            ..plain.clone()
        },
        SlotForm {
            planner: Planner::Both,
            ..plain.clone()
        },
        SlotForm {
            kind: Some("walk".into()),
            ..plain.clone()
        },
        SlotForm {
            sentence: "Fridays 8pm".into(),
            ..plain
        },
    ] {
        let problem = world.app().save_slot(form.clone()).unwrap_err().problem();
        assert_eq!(problem.code, Code::Invalid, "{form:?}: {}", problem.message);
    }
    assert_eq!(whole(&world), before);
}

#[test]
fn the_turns_said_the_other_way_round_are_so_in_all_of_them() {
    let (world, id) = thursdays();
    // Two series, one after the other, and then the one after is edited.
    let its = key(&world, "2026-10-22");
    let done = world
        .app()
        .place(&its, "2026-10-23T20:00", None, Some(Scope::Following))
        .unwrap();
    let next = done.value.id.split('@').next().unwrap().to_owned();
    let slot = world.app().show_slot(&next).unwrap();
    assert_eq!(slot.planner, Planner::TurnsSecond, "the 22nd was Jules’s");
    let other = SlotForm {
        id: Some(next),
        sentence: slot.sentence.clone(),
        leads: Some(slot.leads.clone()),
        planner: Planner::TurnsFirst,
        ..SlotForm::default()
    };
    one_step(&world, |world| drop(world.app().save_slot(other).unwrap()));
    assert_eq!(
        ahead(&world)[..3],
        [
            "10-15 19:00-21:00 J",
            "10-23 20:00-22:00 N",
            "10-30 20:00-22:00 J"
        ]
    );
    assert_eq!(world.app().show_slot(&id).unwrap().planner, Planner::TurnsSecond);
}

#[test]
fn another_hour_for_all_from_now_on_is_so_in_all_that_follow_one_another() {
    let (world, _) = thursdays();
    let its = key(&world, "2026-11-05");
    world
        .app()
        .place(&its, "2026-11-06T20:00", None, Some(Scope::Following))
        .unwrap();
    let was = behind(&world);
    // Said in the second, while the first still has evenings ahead.
    let its = key(&world, "2026-11-13");
    one_step(&world, |world| {
        world
            .app()
            .place(&its, "2026-11-14T15:00", None, Some(Scope::All))
            .unwrap();
    });
    assert_eq!(
        ahead(&world),
        [
            "10-17 15:00-17:00 N",
            "10-24 15:00-17:00 J",
            "10-31 15:00-17:00 N",
            "11-07 15:00-17:00 J",
            "11-14 15:00-17:00 N"
        ]
    );
    assert_eq!(behind(&world), was);
    let readings: Vec<_> = world
        .app()
        .slots()
        .unwrap()
        .into_iter()
        .map(|s| s.reading)
        .collect();
    assert_eq!(
        readings,
        [
            "Every Thursday, 7 to 9 pm, until 8 October 2026",
            "Every Saturday, 3 to 5 pm"
        ]
    );
}

#[test]
fn ten_evenings_are_still_ten() {
    let world = couple();
    world.date("Thursdays 7pm, 2 hours, 10 times", "90m");
    let count = |world: &World| {
        world
            .app()
            .agenda(day("2026-10-01"), day("2027-10-01"))
            .unwrap()
            .len()
    };
    assert_eq!(count(&world), 10);
    for (to, scope) in [
        ("2026-10-30T20:00", Scope::Following),
        ("2026-10-30T20:00", Scope::All),
        ("2026-10-29T19:30", Scope::Following),
    ] {
        one_step(&world, |world| {
            let key = key(world, "2026-10-29");
            world.app().place(&key, to, None, Some(scope)).unwrap();
        });
        assert_eq!(count(&world), 10, "{to} {scope:?}");
        world.app().undo().unwrap();
    }
}

#[test]
fn a_rhythm_that_no_rule_says_goes_alone_or_is_said_in_words() {
    let world = couple();
    world.date("first and third Saturday of the month 1pm", "90m");
    let its = key(&world, "2026-10-17");
    let read = world.app().read_place(&its, "2026-10-18T13:00", None).unwrap();
    assert!(read.choices.is_empty(), "{:?}", read.choices);
    let before = whole(&world);
    let refused = world
        .app()
        .place(&its, "2026-10-18T13:00", None, Some(Scope::Following))
        .unwrap_err()
        .problem();
    assert_eq!(
        refused.hint,
        "Move this one alone, or say the new rhythm in words."
    );
    assert_eq!(whole(&world), before);
    let read = world.app().read_place(&its, "2026-10-17T15:00", None).unwrap();
    assert_eq!(
        read.choices.len(),
        3,
        "another hour of the same day is no other rhythm"
    );
}

#[test]
fn not_any_more_from_one_on_and_back_again() {
    let (world, _) = thursdays();
    let was = behind(&world);
    let its = key(&world, "2026-10-29");
    world
        .app()
        .move_to(&key(&world, "2026-11-05"), "Saturday 7 November 1pm")
        .unwrap();
    let before = ahead(&world);
    one_step(&world, |world| {
        let done = world.app().skip_in(&its, Some(Scope::Following)).unwrap();
        assert_eq!(
            done.value.said,
            "Every Thursday, 7 to 9 pm, the last one on 22 October"
        );
    });
    assert_eq!(ahead(&world), ["10-15 19:00-21:00 N", "10-22 19:00-21:00 J"]);
    world.app().undo().unwrap();
    assert_eq!(ahead(&world), before);
    one_step(&world, |world| {
        world.app().skip_in(&its, Some(Scope::All)).unwrap();
    });
    assert_eq!(ahead(&world), [] as [&str; 0]);
    assert_eq!(behind(&world), was, "what was stays");
}

#[test]
fn what_was_said_of_one_or_of_all_ahead_is_taken_back() {
    let (mut world, _) = thursdays();
    let plain = ahead(&world);
    let [next, second, third] = ["2026-10-15", "2026-10-22", "2026-10-29"].map(|on| key(&world, on));
    world.app().skip(&next).unwrap();
    world.app().move_to(&second, "Saturday 24 October 1pm").unwrap();
    world
        .app()
        .place(&third, "2026-10-29T19:00", Some(60), None)
        .unwrap();
    let changed = ahead(&world);
    assert_ne!(changed, plain);
    one_step(&world, |world| {
        let done = world.app().restore_in(&second, Some(Scope::Following)).unwrap();
        assert_eq!(
            done.value.said,
            "Every Thursday, 7 to 9 pm, as it was from 22 October"
        );
    });
    assert_eq!(
        ahead(&world)[..2],
        ["10-22 19:00-21:00 N", "10-29 19:00-21:00 J"],
        "the 15th stays skipped"
    );
    one_step(&world, |world| {
        drop(world.app().restore_in(&second, Some(Scope::All)).unwrap())
    });
    assert_eq!(ahead(&world), plain);
    // What is over is not taken back with them.
    world.app().skip(&next).unwrap();
    world.sleep_until("2026-10-20T12:00");
    world.app().skip(&second).unwrap();
    world.app().restore_in(&second, Some(Scope::All)).unwrap();
    assert_eq!(world.app().detail(&next).unwrap().item.status, "skipped");
}

#[test]
fn twice_a_week_on_any_day_evenings_are_added_moved_skipped_and_brought_back() {
    let world = couple();
    let id = world.date("twice a week, 90 minutes", "90m");
    assert_eq!(
        ahead(&world),
        [] as [&str; 0],
        "nothing is planned until somebody finds a day"
    );
    one_step(&world, |world| {
        let done = world
            .app()
            .add_occurrence(&id, "2026-10-15T19:00", None)
            .unwrap()
            .value;
        assert_eq!(done.said, "Set for Thursday 15 October, 7 pm");
        assert_eq!(done.id, key(world, "2026-10-15"));
    });
    let added = world
        .app()
        .add_occurrence(&id, "2026-10-18T15:00", Some(120))
        .unwrap();
    let its = added.value.id;
    assert_eq!(ahead(&world), ["10-15 19:00-20:30", "10-18 15:00-17:00"]);
    for (wall, code) in [
        ("2026-10-18T15:00", Code::Invalid),
        ("2026-10-13T11:00", Code::Past),
    ] {
        let refused = world.app().add_occurrence(&id, wall, None).unwrap_err().problem();
        assert_eq!(refused.code, code, "{wall}: {}", refused.message);
    }
    one_step(&world, |world| {
        // Nothing follows one of these: it goes alone, whatever is said.
        world
            .app()
            .place(&its, "2026-10-17T13:00", None, Some(Scope::Following))
            .unwrap();
    });
    assert_eq!(ahead(&world), ["10-15 19:00-20:30", "10-17 13:00-15:00"]);
    one_step(&world, |world| drop(world.app().skip(&its).unwrap()));
    assert_eq!(ahead(&world), ["10-15 19:00-20:30"], "skipped, it is gone");
    one_step(&world, |world| drop(world.app().restore(&its).unwrap()));
    assert_eq!(
        ahead(&world),
        ["10-15 19:00-20:30", "10-18 15:00-16:30"],
        "restored, it is where it was found"
    );
}

#[test]
fn an_extra_evening_beside_a_rhythm_is_one_of_them() {
    let (world, id) = thursdays();
    one_step(&world, |world| {
        world.app().add_occurrence(&id, "2026-10-17T13:00", None).unwrap();
    });
    assert_eq!(
        ahead(&world)[..3],
        [
            "10-15 19:00-21:00 N",
            "10-17 13:00-15:00 J",
            "10-22 19:00-21:00 N"
        ],
        "it takes a turn like the others"
    );
    let refused = world
        .app()
        .add_occurrence(&id, "2026-10-15T19:00", None)
        .unwrap_err()
        .problem();
    assert_eq!(refused.message, "Thursday 15 October, 7 pm is set already.");
    let its = key(&world, "2026-10-22");
    one_step(&world, |world| {
        world
            .app()
            .place(&its, "2026-10-23T20:00", None, Some(Scope::All))
            .unwrap();
    });
    assert_eq!(
        ahead(&world)[..3],
        [
            "10-16 20:00-22:00 N",
            "10-17 13:00-15:00 J",
            "10-23 20:00-22:00 N"
        ],
        "and stays where it was put when the others go elsewhere"
    );
}

#[test]
fn an_evening_that_fell_through_takes_the_others_along_but_not_what_was_kept() {
    let (mut world, _) = thursdays();
    world.sleep_until("2026-10-16T09:00");
    world.app().keep(&key(&world, "2026-10-08")).unwrap();
    let its = key(&world, "2026-10-15");
    one_step(&world, |world| {
        world
            .app()
            .place(&its, "2026-10-17T13:00", None, Some(Scope::Following))
            .unwrap();
    });
    assert_eq!(
        between(&world, "2026-10-08", "2026-11-01"),
        [
            "10-08 19:00-21:00 J",
            "10-17 13:00-15:00 N",
            "10-24 13:00-15:00 J",
            "10-31 13:00-15:00 N"
        ],
        "moved, it keeps its turn"
    );
    assert_eq!(
        world
            .app()
            .detail(&key(&world, "2026-10-08"))
            .unwrap()
            .item
            .status,
        "kept"
    );
    assert_eq!(
        world.app().detail(&its).unwrap().item.status,
        "moved",
        "it goes by the name it had when it fell through"
    );
}

#[test]
fn todays_evening_is_not_lost_to_an_hour_that_is_over() {
    let (mut world, id) = thursdays();
    world.sleep_until("2026-10-15T12:00");
    let slot = SlotForm {
        id: Some(id),
        planner: Planner::TurnsFirst,
        ..form("Thursdays 9am, 2 hours")
    };
    one_step(&world, |world| drop(world.app().save_slot(slot).unwrap()));
    assert_eq!(
        between(&world, "2026-10-08", "2026-10-30"),
        [
            "10-08 19:00-21:00 J",
            "10-15 19:00-21:00 N",
            "10-22 09:00-11:00 J",
            "10-29 09:00-11:00 N"
        ],
        "nine in the morning was three hours ago: today stays as it was"
    );
}

#[test]
fn every_other_thursday_at_another_hour_is_the_same_thursdays() {
    let mut world = couple();
    let id = world.date("every other Thursday 7pm, 2 hours", "90m");
    world.sleep_until("2026-10-20T12:00");
    let before = between(&world, "2026-10-20", "2026-12-01");
    assert_eq!(before[0], "10-29 19:00-21:00", "not this week");
    one_step(&world, |world| {
        let slot = SlotForm {
            id: Some(id),
            ..form("every other Thursday 8pm, 2 hours")
        };
        world.app().save_slot(slot).unwrap();
    });
    assert_eq!(
        between(&world, "2026-10-20", "2026-12-01"),
        ["10-29 20:00-22:00", "11-12 20:00-22:00", "11-26 20:00-22:00"]
    );
}

#[test]
fn a_date_that_comes_once_goes_where_a_new_sentence_says_with_all_that_was_planned() {
    let world = couple();
    let id = world.date("Saturday 17 October 1pm, 2 hours", "90m");
    let its = key(&world, "2026-10-17");
    let mut plan = world.app().date_plan(&its).unwrap().form();
    plan.place = "14 Tollgate Street".into();
    world.app().save_date_plan(&plan).unwrap();
    world.app().move_to(&its, "Sunday 3pm").unwrap();
    one_step(&world, |world| {
        let slot = SlotForm {
            id: Some(id.clone()),
            ..form("Saturday 24 October 1pm, 2 hours")
        };
        world.app().save_slot(slot).unwrap();
    });
    assert_eq!(
        ahead(&world),
        ["10-24 13:00-15:00"],
        "once, and not where it had been moved before"
    );
    let plan = world.app().date_plan(&key(&world, "2026-10-24")).unwrap();
    assert_eq!(plan.place, "14 Tollgate Street");
}

#[test]
fn thursdays_become_twice_a_week_and_every_thursday_again() {
    let (world, id) = thursdays();
    let was = behind(&world);
    world
        .app()
        .move_to(&key(&world, "2026-10-22"), "Saturday 24 October 1pm")
        .unwrap();
    let edited = |world: &World, id: &str, sentence: &str| {
        let slot = SlotForm {
            id: Some(id.to_owned()),
            planner: Planner::TurnsFirst,
            ..form(sentence)
        };
        world.app().save_slot(slot).unwrap().value.id
    };
    let mut next = String::new();
    one_step(&world, |world| next = edited(world, &id, "twice a week, 2 hours"));
    assert_eq!(
        ahead(&world),
        ["10-24 13:00-15:00 N"],
        "what was agreed on stands, the rest is to be found"
    );
    assert_eq!(behind(&world), was);
    world
        .app()
        .add_occurrence(&next, "2026-10-20T19:00", None)
        .unwrap();
    one_step(&world, |world| drop(edited(world, &next, "Fridays 8pm, 2 hours")));
    assert_eq!(
        between(&world, "2026-10-13", "2026-10-31"),
        [
            "10-16 20:00-22:00 N",
            "10-20 19:00-21:00 J",
            "10-24 13:00-15:00 N",
            "10-23 20:00-22:00 J",
            "10-30 20:00-22:00 N"
        ]
        .map(str::to_owned)
        .into_iter()
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect::<Vec<_>>(),
        "and what was found for it too"
    );
    assert_eq!(behind(&world), was);
}
