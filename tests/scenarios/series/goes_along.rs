//! What was said, planned and reminded of goes along with its series.

use app::replies::{Code, Planner, Scope, SlotForm};
use tests::world::form;

use super::{ahead, behind, between, couple, key, one_step, thursdays};

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
