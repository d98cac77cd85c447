//! What the buttons of a notification do.

use tests::world::World;

fn tonight() -> World {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m,30m");
    world.wait_until("2026-10-15T17:30");
    assert_eq!(
        world.shown(),
        ["17:30  Thursday, 7 pm · In 90 minutes"],
        "the first lead"
    );
    world
}

#[test]
fn snooze_brings_it_again_in_ten_minutes() {
    let mut world = tonight();
    world.press("snooze-10");
    world.wait_until("2026-10-15T18:00");
    assert_eq!(
        world.shown(),
        ["17:40  Thursday, 7 pm · In 80 minutes"],
        "once, ten minutes later"
    );
}

#[test]
fn a_snooze_survives_the_end_of_the_program() {
    let mut world = tonight();
    world.press("snooze-60");
    world.off_until("2026-10-15T18:20");
    assert_eq!(world.shown(), [] as [&str; 0], "an hour is not over");
    world.wait_until("2026-10-15T18:59");
    assert_eq!(
        world.shown(),
        ["18:30  Thursday, 7 pm · In 30 minutes"],
        "the hour is over just when the second lead is due: said once, not twice"
    );
}

#[test]
fn a_snooze_beyond_the_start_is_still_wanted() {
    let mut world = World::at("2026-10-15T18:00", "Europe/London");
    world.date("tonight 7pm", "15m");
    world.wait_until("2026-10-15T18:45");
    world.shown();
    world.press("snooze-60");
    world.wait_until("2026-10-15T22:00");
    assert_eq!(
        world.shown(),
        ["19:45  Thursday, 7 pm · Began 45 minutes ago"],
        "they asked for it"
    );
}

#[test]
fn snoozed_again_it_comes_again() {
    let mut world = tonight();
    for minute in [40, 50] {
        world.press("snooze-10");
        world.wait_until(&format!("2026-10-15T17:{minute}"));
        assert_eq!(world.shown().len(), 1, "at 17:{minute}");
    }
}

#[test]
fn fine_means_nothing_more_about_this_evening_and_next_week_as_ever() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "90m,30m");
    world.wait_until("2026-10-15T17:30");
    world.shown();
    world.press("fine");
    world.wait_until("2026-10-22T18:45");
    assert_eq!(
        world.shown(),
        [
            "09:00  Thursday, 7 pm · Did it happen?",
            "17:30  Thursday, 7 pm · In 90 minutes",
            "18:30  Thursday, 7 pm · In 30 minutes"
        ],
        "the 15th is silent but for the question after it, the 22nd is not"
    );
}

#[test]
fn a_button_nobody_knows_changes_nothing() {
    let mut world = tonight();
    for forged in ["delete", "", "snooze-1000000", "let-go"] {
        world.press(forged);
    }
    world.wait_until("2026-10-15T19:00");
    assert_eq!(
        world.shown(),
        ["18:30  Thursday, 7 pm · In 30 minutes"],
        "the second lead comes as if nothing was"
    );
}
