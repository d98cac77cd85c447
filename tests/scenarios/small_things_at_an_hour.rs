//! One small thing at an hour: off until asked for, never two days running, and put aside with a click.

use app::replies::SettingsForm;
use tests::world::World;

fn asked_for() -> World {
    let world = World::at("2026-10-12T12:00", "Europe/London");
    world.choose(SettingsForm {
        gesture_nudge: Some("17:30".to_owned()),
        discreet: Some(false),
        both: true,
        ..SettingsForm::default()
    });
    world
}

#[test]
fn nobody_is_nudged_who_did_not_ask_for_it() {
    let mut world = World::at("2026-10-12T12:00", "Europe/London");
    world.wait_until("2026-10-20T12:00");
    assert_eq!(world.shown(), [] as [&str; 0], "off until asked for");
}

#[test]
fn a_nudge_comes_every_other_day_at_most() {
    let mut world = asked_for();
    world.wait_until("2026-10-17T12:00");
    let hours: Vec<String> = world.shown().iter().map(|line| line[..5].to_owned()).collect();
    assert_eq!(
        hours,
        ["17:30", "17:30", "17:30"],
        "Monday, Wednesday and Friday; never two days running"
    );
}

#[test]
fn discreetly_it_is_one_small_thing_and_no_more() {
    let mut world = World::at("2026-10-12T12:00", "Europe/London");
    world.choose(SettingsForm {
        gesture_nudge: Some("17:30".to_owned()),
        ..SettingsForm::default()
    });
    world.wait_until("2026-10-12T18:00");
    assert_eq!(
        world.shown(),
        ["17:30  One small thing · "],
        "nobody at the next desk learns what"
    );
    assert_eq!(world.buttons(), ["Open", "Not today"], "nor from its buttons");
}

#[test]
fn done_ticks_it_for_whose_computer_it_is() {
    let mut world = asked_for();
    world.wait_until("2026-10-12T17:30");
    assert_eq!(world.buttons(), ["Done", "Another", "Not today"]);
    let shown = world.shown().remove(0);
    world.press("done");
    let lately = world.app().gestures(&Default::default()).unwrap().lately;
    assert_eq!(lately.len(), 1, "it is ticked, once");
    assert!(shown.contains(&lately[0].title), "that one and no other: {shown}");
    world.app().undo().unwrap();
    assert_eq!(
        world.app().gestures(&Default::default()).unwrap().lately.len(),
        0,
        "and can be taken back"
    );
}

#[test]
fn another_shows_another_and_counts_as_the_same_nudge() {
    let mut world = asked_for();
    world.wait_until("2026-10-12T17:30");
    let first = world.shown();
    world.press("another");
    let second = world.shown();
    world.press("another");
    let third = world.shown();
    assert_eq!((second.len(), third.len()), (1, 1), "at once, each time");
    assert!(
        first != second && second != third && first != third,
        "and never the same again"
    );
    world.press("not-today");
    world.wait_until("2026-10-13T23:00");
    assert_eq!(
        world.shown(),
        [] as [&str; 0],
        "tomorrow is a day of rest all the same"
    );
}

#[test]
fn on_a_day_on_which_something_was_done_nobody_is_nudged() {
    let mut world = asked_for();
    world.tick_first_gesture();
    world.wait_until("2026-10-12T23:00");
    assert_eq!(world.shown(), [] as [&str; 0], "it needs no suggestion");
}

#[test]
fn asked_for_in_the_evening_it_begins_tomorrow() {
    let mut world = World::at("2026-10-12T18:00", "Europe/London");
    world.choose(SettingsForm {
        gesture_nudge: Some("17:30".to_owned()),
        ..SettingsForm::default()
    });
    world.wait_until("2026-10-12T23:00");
    assert_eq!(
        world.shown(),
        [] as [&str; 0],
        "half past five was before they asked"
    );
    world.wait_until("2026-10-13T18:00");
    assert_eq!(world.shown().len(), 1, "the next day it comes");
}

#[test]
fn asked_for_late_at_night_it_comes_when_the_quiet_hours_end_and_stays() {
    let mut world = World::at("2026-10-12T12:00", "Europe/London");
    world.choose(SettingsForm {
        gesture_nudge: Some("23:00".to_owned()),
        discreet: Some(false),
        both: true,
        ..SettingsForm::default()
    });
    world.wait_until("2026-10-13T08:00");
    let shown = world.shown();
    assert_eq!(shown.len(), 1, "held, not lost: {shown:?}");
    assert!(
        shown[0].starts_with("07:00  "),
        "when it is quiet no more: {shown:?}"
    );
    let waiting = world.app().tray().unwrap().waiting;
    assert_eq!(waiting.len(), 1, "it is of this morning, and can be answered");
    world.answer_inbox("done");
    assert_eq!(
        world.app().gestures(&Default::default()).unwrap().lately.len(),
        1,
        "from the list too"
    );
    world.wait_until("2026-10-14T12:00");
    assert_eq!(world.shown(), [] as [&str; 0], "never two days running");
}
