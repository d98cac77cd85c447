//! What one means to do: with a cue, so often, and nobody else's business.

use app::replies::{Gesture, Half, Here};
use tests::world::World;

use crate::{
    getting_ready::here,
    small_things::{own, refusal, tick, tuesday},
};

fn today(world: &World) -> Vec<Gesture> {
    world.app().today().unwrap().suggestions
}

fn mean(world: &World, gesture: &str, rhythm: &str) {
    let done = world.app().set_intention(
        gesture,
        Some("When I put the kettle on, I take one up."),
        rhythm,
        None,
    );
    done.unwrap_or_else(|e| panic!("{:?}", e.problem()));
}

#[test]
fn it_is_said_with_its_cue_and_how_often() {
    let world = tuesday();
    let tea = own(&world, "Take a tea up");
    let table = [
        ("3 week", "Three times a week"),
        ("daily", "Every day"),
        ("TH,MO", "Mondays and Thursdays"),
        ("1 month", "Once a month"),
        ("now", "Now and then"),
    ];
    for (rhythm, says) in table {
        mean(&world, &tea, rhythm);
        let meant = world.app().gesture(&tea).unwrap().intention.unwrap();
        assert_eq!(meant.rhythm_says, says);
        assert_eq!(meant.cue, "When I put the kettle on, I take one up.");
        assert_eq!(
            (meant.by, meant.since.as_str()),
            (Half::First, "Since 13 October")
        );
    }
    let all = world.app().undo().unwrap().value.said;
    assert!(all.contains("Take a tea up, planned"), "{all}");
    world.app().clear_intention(&tea, None).unwrap();
    assert_eq!(world.app().gesture(&tea).unwrap().intention, None);
    world.app().undo().unwrap();
    assert!(
        world.app().gesture(&tea).unwrap().intention.is_some(),
        "and taken back"
    );
}

#[test]
fn the_librarys_cue_is_there_to_begin_with() {
    let world = tuesday();
    let all = world.app().gestures(&Default::default()).unwrap().gestures;
    let with_cue = all.iter().find(|it| !it.cue.is_empty()).unwrap();
    world
        .app()
        .set_intention(&with_cue.id, None, "daily", None)
        .unwrap();
    let meant = world.app().gesture(&with_cue.id).unwrap().intention.unwrap();
    assert_eq!(meant.cue, with_cue.cue);
    world
        .app()
        .set_intention(&with_cue.id, Some("When the radio is on."), "daily", None)
        .unwrap();
    world
        .app()
        .set_intention(&with_cue.id, None, "2 week", None)
        .unwrap();
    let meant = world.app().gesture(&with_cue.id).unwrap().intention.unwrap();
    assert_eq!(
        meant.cue, "When the radio is on.",
        "a new rhythm leaves their cue"
    );
}

#[test]
fn on_its_days_it_comes_first_and_on_others_it_waits() {
    let mut world = tuesday();
    let before = today(&world);
    let tea = own(&world, "Take a tea up");
    mean(&world, &tea, "MO,TH");
    let titles = |of: &[Gesture]| of.iter().map(|it| it.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&today(&world)), titles(&before), "today stays as it was");
    world.wait_until("2026-10-15T09:00");
    let thursday = today(&world);
    assert_eq!(thursday[0].title, "Take a tea up");
    assert_eq!(thursday.len(), 2, "with something else beside it");
    assert_eq!(thursday[0].why, "", "in quiet");
    world.wait_until("2026-10-19T09:00");
    assert_eq!(
        today(&world)[0].title,
        "Take a tea up",
        "on Monday again, a fortnight or not"
    );
    here(&world, Here::Second);
    assert!(
        today(&world).iter().all(|it| it.intention.is_none()),
        "Jules does not mean to"
    );
}

#[test]
fn so_many_times_a_week_it_is_asked_for_until_they_are_done() {
    let mut world = tuesday();
    let tea = own(&world, "Take a tea up");
    mean(&world, &tea, "2 week");
    world.wait_until("2026-10-19T09:00");
    assert_eq!(today(&world)[0].id, tea, "Monday");
    tick(&world, &tea, Half::First, None);
    world.wait_until("2026-10-20T09:00");
    assert!(
        today(&world).iter().all(|it| it.id != tea),
        "the first of two is done early"
    );
    world.wait_until("2026-10-22T09:00");
    assert_eq!(
        today(&world)[0].id,
        tea,
        "in the second half of the week, the second"
    );
    tick(&world, &tea, Half::First, None);
    for day in 23..26 {
        world.wait_until(&format!("2026-10-{day}T09:00"));
        assert!(today(&world).iter().all(|it| it.id != tea), "both are done");
    }
}

#[test]
fn it_settles_and_a_missed_day_is_nothing() {
    let mut world = tuesday();
    let tea = own(&world, "Take a tea up");
    let other = own(&world, "Something else");
    mean(&world, &tea, "daily");
    let says = |world: &World| {
        world
            .app()
            .gesture(&tea)
            .unwrap()
            .intention
            .unwrap()
            .strength_says
    };
    assert_eq!(says(&world), "Just begun");
    let first: chrono::NaiveDate = "2026-10-13".parse().unwrap();
    let mut settled = None;
    for (n, day) in first.iter_days().take(70).enumerate() {
        world.set_clock(&format!("{day}T20:00"));
        if n == 60 {
            continue;
        }
        tick(&world, &tea, Half::First, None);
        if n % 7 == 0 {
            tick(&world, &other, Half::Second, None);
        }
        if settled.is_none() && says(&world) == "Settled" {
            settled = Some(n);
        }
    }
    assert_eq!(
        settled,
        Some(43),
        "after 44 days, about as long as the research says or less"
    );
    assert_eq!(says(&world), "Settled", "one missed day is nothing");
    world.set_clock("2027-03-01T20:00");
    assert_eq!(says(&world), "Settled", "quiet weeks only pause it");
}

#[test]
fn nobody_else_sees_it_or_takes_it_back() {
    let world = tuesday();
    let tea = own(&world, "Take a tea up");
    mean(&world, &tea, "daily");
    here(&world, Here::Second);
    assert_eq!(world.app().gesture(&tea).unwrap().intention, None);
    let list = world.app().gestures(&Default::default()).unwrap().gestures;
    assert!(list.iter().all(|it| it.intention.is_none()));
    assert_eq!(
        refusal(world.app().set_intention(&tea, None, "daily", Some(Half::First))),
        "That is Noor’s own."
    );
    assert!(
        world.app().clear_intention(&tea, None).is_err(),
        "Jules has none to clear"
    );
    let _ = world.app().undo();
    here(&world, Here::First);
    assert!(
        world.app().gesture(&tea).unwrap().intention.is_some(),
        "what Jules takes back is not Noor’s"
    );
    here(&world, Here::Shared);
    assert_eq!(
        world.app().gesture(&tea).unwrap().intention,
        None,
        "nor where anybody may look"
    );
    refusal(world.app().set_intention(&tea, None, "daily", None));
}

#[test]
fn what_is_no_rhythm_is_refused_by_name() {
    let world = tuesday();
    let tea = own(&world, "Take a tea up");
    for word in ["sometimes", "8 week", "", "MO,XX"] {
        assert_eq!(
            refusal(world.app().set_intention(&tea, None, word, None)),
            format!("“{word}” is not a rhythm.")
        );
    }
    assert_eq!(world.app().gesture(&tea).unwrap().intention, None);
}
