//! Undo and redo, across restarts and programs.

use app::replies::Code;
use tests::world::World;

#[test]
fn undo_takes_back_the_last_thing_and_redo_does_it_again() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "90m");
    let key = world.keys().remove(0);
    world.app().skip(&key).unwrap();
    let undone = world.app().undo().unwrap().value.said;
    assert_eq!(undone, "Taken back: Thursday 15 October, 7 pm, skipped");
    assert_eq!(world.keys()[0], key, "it is planned again");
    world.app().redo().unwrap();
    assert_ne!(world.keys()[0], key, "and skipped again");
}

#[test]
fn undo_works_after_the_program_was_ended() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    let tick = world.tick_first_gesture();
    world.app().note_tick(&tick, "Second helpings").unwrap();
    world.restart();
    world.app().undo().unwrap();
    let page = world.app().gestures(&Default::default()).unwrap();
    assert_eq!(page.lately[0].note, "", "the line is gone");
    world.app().undo().unwrap();
    assert!(
        world
            .app()
            .gestures(&Default::default())
            .unwrap()
            .lately
            .is_empty(),
        "and then the tick"
    );
}

#[test]
fn removing_a_date_and_taking_it_back_restores_every_evening() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    let id = world.date("Thursdays 7pm", "90m");
    let keys = world.keys();
    world.app().move_to(&keys[0], "Saturday 1pm").unwrap();
    world.app().skip(&keys[1]).unwrap();
    let before = world.agenda();
    world.app().remove_slot(&id).unwrap();
    assert!(world.agenda().is_empty(), "all of it is gone");
    world.app().undo().unwrap();
    assert_eq!(world.agenda(), before, "the move and the skip with it");
    world.wait_until("2026-10-17T12:00");
    assert_eq!(
        world.shown(),
        ["11:30  Saturday, 1 pm · In 90 minutes"],
        "and its reminders"
    );
}

#[test]
fn what_the_engine_does_is_not_taken_back() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    world.wait_until("2026-10-15T17:35");
    world.shown();
    let undone = world.app().undo().unwrap().value.said;
    assert!(undone.contains("added"), "the date, not the reminder: {undone}");
    world.app().redo().unwrap();
    world.wait_until("2026-10-15T19:00");
    assert_eq!(world.shown(), [] as [&str; 0], "the reminder was shown already");
}

#[test]
fn with_nothing_done_there_is_nothing_to_take_back() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    world.app().undo().unwrap();
    let problem = world.app().undo().unwrap_err().problem();
    assert_eq!(
        problem.code,
        Code::NothingToUndo,
        "the names were the first thing done"
    );
}
