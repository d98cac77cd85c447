//! A series changed in words: one of it, from one on, or all that lie ahead; ended, and taken back.

use app::replies::{Code, Planner, Scope, SlotForm};
use tests::world::{World, form};

use super::{ahead, behind, between, couple, day, key, one_step, thursdays, whole};

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
        // As the editor shows it on the 22nd.
        planner: Planner::TurnsSecond,
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
        planner: Planner::TurnsSecond,
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
fn a_date_can_end_before_one_only_where_others_would_follow() {
    let world = couple();
    let can_end = |on: &str| {
        let actions = world.app().detail(&key(&world, on)).unwrap().actions;
        actions.contains(&"end".to_owned())
    };
    world
        .app()
        .save_slot(form("Thursdays 7pm until 29 October"))
        .unwrap();
    world
        .app()
        .save_slot(form("Saturday 17 October 1pm, lunch"))
        .unwrap();
    assert!(
        !can_end("2026-10-17"),
        "what comes once is skipped, and that is all"
    );
    assert!(can_end("2026-10-15"), "two more would come after it");
    assert!(!can_end("2026-10-29"), "it is the last one anyway");
    let its = key(&world, "2026-10-22");
    let there = world.app().read_place(&its, "2026-10-23T20:00", None).unwrap();
    assert!(there.problem.is_none(), "{:?}", there.problem);
    world
        .app()
        .place(&its, "2026-10-23T20:00", None, Some(Scope::Following))
        .unwrap();
    assert!(
        can_end("2026-10-15"),
        "it is the last Thursday, and Fridays would follow it"
    );
    world
        .app()
        .skip_in(&key(&world, "2026-10-15"), Some(Scope::Following))
        .unwrap();
    assert_eq!(ahead(&world), ["10-17 13:00-14:00"], "only the lunch is left");
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

#[test]
fn an_end_that_nobody_touched_ends_nothing_that_follows() {
    let (world, id) = thursdays();
    // Thursdays until the 29th, and Fridays from then on.
    let its = key(&world, "2026-11-05");
    world
        .app()
        .place(&its, "2026-11-06T20:00", None, Some(Scope::Following))
        .unwrap();
    let was = behind(&world);
    let slot = world.app().show_slot(&id).unwrap();
    let sentence = slot.sentence.replace("7 to 9 pm", "6 to 8 pm");
    assert!(
        sentence.contains("until 29 October") && sentence != slot.sentence,
        "{sentence}"
    );
    let edited = SlotForm {
        id: Some(id.clone()),
        sentence,
        leads: Some(slot.leads.clone()),
        planner: slot.planner,
        ..SlotForm::default()
    };
    one_step(&world, |world| drop(world.app().save_slot(edited).unwrap()));
    assert_eq!(
        ahead(&world),
        [
            "10-15 18:00-20:00 N",
            "10-22 18:00-20:00 J",
            "10-29 18:00-20:00 N",
            "11-05 18:00-20:00 J",
            "11-12 18:00-20:00 N"
        ],
        "all from now on, those of November too"
    );
    assert_eq!(behind(&world), was);
}

#[test]
fn twelve_times_are_twelve_with_those_that_were() {
    let mut world = World::at("2026-09-15T12:00", "Europe/London");
    let id = world.date("Thursdays 7pm, 2 hours, 10 times", "");
    world.sleep_until("2026-10-13T12:00");
    let slot = world.app().show_slot(&id).unwrap();
    let sentence = slot.sentence.replace("10 times", "12 times");
    assert_ne!(sentence, slot.sentence, "it says how often");
    let edited = SlotForm {
        id: Some(id),
        leads: Some(slot.leads),
        ..form(&sentence)
    };
    one_step(&world, |world| drop(world.app().save_slot(edited).unwrap()));
    let all = world.app().agenda(day("2026-09-01"), day("2027-09-01")).unwrap();
    assert_eq!(all.len(), 12, "four are behind them, eight ahead");
}
