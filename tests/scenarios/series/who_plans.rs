//! Who plans a series, said in the editor: from one of its evenings on, or from now on; what was is as it was.

use app::replies::{Planner, Scope, SlotForm};
use tests::world::{World, form};

use super::{ahead, behind, between, couple, day, key, one_step, thursdays};

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
    assert_eq!(
        world.app().show_slot(&id).unwrap().planner,
        Planner::TurnsFirst,
        "the Thursdays that were are Noor’s first, as they were"
    );
}

#[test]
fn who_planned_what_was_stays_when_somebody_else_does_from_now_on() {
    let (world, id) = thursdays();
    let (was, before) = (behind(&world), ahead(&world));
    assert_eq!(before[..2], ["10-15 19:00-21:00 N", "10-22 19:00-21:00 J"]);
    for (planner, next) in [
        (
            Planner::TurnsSecond,
            ["10-15 19:00-21:00 J", "10-22 19:00-21:00 N"],
        ),
        (Planner::Second, ["10-15 19:00-21:00 J", "10-22 19:00-21:00 J"]),
    ] {
        let slot = world.app().show_slot(&id).unwrap();
        let form = SlotForm {
            id: Some(id.clone()),
            sentence: slot.sentence.clone(),
            title: Some("Lupo".into()),
            leads: Some(slot.leads.clone()),
            planner,
            ..SlotForm::default()
        };
        one_step(&world, |world| drop(world.app().save_slot(form).unwrap()));
        assert_eq!(ahead(&world)[..2], next);
        assert_eq!(
            behind(&world),
            was,
            "{planner:?}: each was planned by whoever planned it"
        );
        world.app().undo().unwrap();
        assert_eq!((ahead(&world), behind(&world)), (before.clone(), was.clone()));
    }
}

/// What the editor shows of a date, or of one of its evenings, as it would be saved.
fn opened(world: &World, on: &str) -> SlotForm {
    let slot = world.app().editor(Some(on)).unwrap().slot.unwrap();
    SlotForm {
        id: Some(slot.id),
        sentence: slot.sentence,
        title: Some(slot.title),
        kind: Some(slot.kind),
        leads: Some(slot.leads),
        planner: slot.planner,
        key: on.contains('@').then(|| on.to_owned()),
        ..SlotForm::default()
    }
}

#[test]
fn who_planned_what_was_stays_where_the_rhythm_changed_before_or_will() {
    // Thursdays until the middle of October, Fridays since then, and Saturdays from the middle of November.
    let (mut world, _) = thursdays();
    world
        .app()
        .place(
            &key(&world, "2026-10-22"),
            "2026-10-23T20:00",
            None,
            Some(Scope::Following),
        )
        .unwrap();
    world.sleep_until("2026-10-27T12:00");
    world
        .app()
        .place(
            &key(&world, "2026-11-13"),
            "2026-11-14T13:00",
            None,
            Some(Scope::Following),
        )
        .unwrap();
    let past = |world: &World| between(world, "2026-09-01", "2026-10-27");
    let next = |world: &World| between(world, "2026-10-27", "2026-11-29");
    let kinds = |world: &World, from: &str, to: &str| -> std::collections::BTreeSet<String> {
        let items = world.app().agenda(day(from), day(to)).unwrap().into_iter();
        items.map(|i| i.kind).collect()
    };
    let (was, before) = (past(&world), next(&world));
    assert_eq!(was.last().unwrap(), "10-23 20:00-22:00 J");
    assert_eq!(
        before,
        [
            "10-30 20:00-22:00 N",
            "11-06 20:00-22:00 J",
            "11-14 13:00-15:00 N",
            "11-21 13:00-15:00 J",
            "11-28 13:00-15:00 N"
        ]
    );
    // Opened on the Thursdays that are over, on the Fridays, on the Saturdays to come.
    for on in ["2026-10-15", "2026-10-23", "2026-10-30", "2026-11-21"] {
        let its = key(&world, on);
        for planner in ["TurnsOther", "Second"] {
            let mut form = opened(&world, &its);
            form.planner = match (planner, form.planner) {
                ("Second", _) => Planner::Second,
                (_, Planner::TurnsFirst) => Planner::TurnsSecond,
                _ => Planner::TurnsFirst,
            };
            form.title = Some("Lupo".into());
            form.scope = Some(Scope::All);
            one_step(&world, |world| drop(world.app().save_slot(form).unwrap()));
            let turned: Vec<String> = before
                .iter()
                .map(|it| match (planner, it.strip_suffix('N'), it.strip_suffix('J')) {
                    (_, Some(noors), _) => format!("{noors}J"),
                    ("TurnsOther", _, Some(juless)) => format!("{juless}N"),
                    _ => it.clone(),
                })
                .collect();
            assert_eq!(next(&world), turned, "{on} {planner}: all of them that are ahead");
            assert_eq!(past(&world), was, "{on} {planner}: whoever planned it planned it");
            let items = world.app().agenda(day("2026-09-01"), day("2026-11-29")).unwrap();
            assert!(
                items.iter().all(|i| i.title == "Lupo"),
                "a name is of all of them"
            );
            world.app().undo().unwrap();
        }
        let mut walk = opened(&world, &its);
        walk.kind = Some("walk".into());
        walk.scope = Some(Scope::All);
        one_step(&world, |world| drop(world.app().save_slot(walk).unwrap()));
        assert_eq!(past(&world), was);
        assert_eq!(next(&world), before, "nobody said anything of turns");
        assert_eq!(
            kinds(&world, "2026-09-01", "2026-10-27"),
            ["date".to_owned()].into()
        );
        assert_eq!(
            kinds(&world, "2026-10-27", "2026-11-29"),
            ["walk".to_owned()].into()
        );
        world.app().undo().unwrap();
    }
}

#[test]
fn who_planned_evenings_that_were_found_stays_too() {
    let mut world = couple();
    let id = world
        .app()
        .save_slot(SlotForm {
            planner: Planner::TurnsFirst,
            ..form("twice a week, 2 hours")
        })
        .unwrap()
        .value
        .id;
    for at in ["2026-10-14T19:00", "2026-10-19T19:00", "2026-10-22T19:00"] {
        world.app().add_occurrence(&id, at, None).unwrap();
    }
    world.sleep_until("2026-10-20T12:00");
    let all = |world: &World| between(world, "2026-10-13", "2026-11-15");
    assert_eq!(
        all(&world),
        [
            "10-14 19:00-21:00 N",
            "10-19 19:00-21:00 J",
            "10-22 19:00-21:00 N"
        ]
    );
    for sentence in ["twice a week, 2 hours", "twice a week, 3 hours"] {
        let mut form = opened(&world, &id);
        form.planner = Planner::Second;
        form.sentence = sentence.into();
        let mut now = String::new();
        one_step(&world, |world| {
            now = world.app().save_slot(form).unwrap().value.id
        });
        assert_eq!(
            all(&world),
            [
                "10-14 19:00-21:00 N",
                "10-19 19:00-21:00 J",
                "10-22 19:00-21:00 J"
            ],
            "{sentence}"
        );
        assert_eq!(
            world.app().wanted(None).unwrap(),
            [],
            "this week has found both: Monday’s and Thursday’s"
        );
        assert!(world.app().show_slot(&now).unwrap().times.is_some());
        world.app().undo().unwrap();
    }
}

#[test]
fn turns_in_the_editor_begin_with_the_evening_it_was_opened_on() {
    let (world, _) = thursdays();
    let was = behind(&world);
    let its = key(&world, "2026-10-22");
    let form = opened(&world, &its);
    assert_eq!(form.planner, Planner::TurnsSecond, "the 22nd is Jules’s");
    for scope in [Scope::Following, Scope::All] {
        for planner in [Planner::Both, Planner::TurnsFirst] {
            let mut form = form.clone();
            (form.scope, form.planner) = (Some(scope), planner);
            one_step(&world, |world| drop(world.app().save_slot(form).unwrap()));
            // The other way round from the beginning, or begun anew after both of them planned: Noor plans the 22nd.
            let mut noor = opened(&world, &key(&world, "2026-10-22"));
            assert_eq!(noor.planner, planner, "{scope:?}: as it was saved");
            noor.scope = Some(scope);
            noor.planner = Planner::TurnsFirst;
            if planner == Planner::Both {
                one_step(&world, |world| drop(world.app().save_slot(noor).unwrap()));
            }
            assert_eq!(
                ahead(&world)[1..3],
                ["10-22 19:00-21:00 N", "10-29 19:00-21:00 J"],
                "{scope:?}"
            );
            assert_eq!(behind(&world), was, "{scope:?}");
            world.app().undo().unwrap();
            if planner == Planner::Both {
                world.app().undo().unwrap();
            }
        }
        // Saved as it stands, nobody's turn is another one.
        let before = ahead(&world);
        let mut named = form.clone();
        (named.scope, named.title) = (Some(scope), Some("Lupo".into()));
        one_step(&world, |world| drop(world.app().save_slot(named).unwrap()));
        assert_eq!(ahead(&world), before);
        world.app().undo().unwrap();
    }
}
