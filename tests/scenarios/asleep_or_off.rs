//! A reminder that came due while nobody could show it.

use tests::world::World;

#[test]
fn a_reminder_comes_on_time_and_once() {
    let mut world = World::at("2026-10-13T14:36", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "evening,90m");
    world.wait_until("2026-10-15T21:00");
    assert_eq!(
        world.shown(),
        [
            "19:00  Thursday, 7 pm · Tomorrow",
            "17:30  Thursday, 7 pm · In 90 minutes"
        ],
        "the evening before and ninety minutes before, each once and to the minute"
    );
}

#[test]
fn a_reminder_slept_through_is_shown_once_on_waking() {
    let mut world = World::at("2026-05-01T18:00", "Europe/Paris");
    world.date("Friday 8pm walk", "15m");
    world.sleep_until("2026-05-01T20:10");
    assert_eq!(
        world.shown(),
        ["20:10  Friday, 8 pm · Began ten minutes ago"],
        "late by 25 minutes, but within half an hour of the start"
    );
    world.restart();
    assert_eq!(world.shown(), [] as [&str; 0], "a second start repeats nothing");
}

#[test]
fn a_reminder_that_came_due_while_the_app_was_off_is_shown_at_the_start() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    world.off_until("2026-10-15T18:45");
    assert_eq!(
        world.shown(),
        ["18:45  Thursday, 7 pm · In 15 minutes"],
        "late, and it says how long is left"
    );
}

#[test]
fn half_an_hour_after_the_start_a_reminder_is_no_longer_shown() {
    for (wall, expected) in [("2026-10-15T19:30", 1), ("2026-10-15T19:31", 0)] {
        let mut world = World::at("2026-10-15T12:00", "Europe/London");
        world.date("tonight 7pm", "90m");
        world.off_until(wall);
        assert_eq!(
            world.shown().len(),
            expected,
            "the grace ends thirty minutes after the start, at {wall}"
        );
        world.wait_until("2026-10-15T23:00");
        assert_eq!(world.shown().len(), 0, "and nothing follows it");
    }
}

#[test]
fn of_several_leads_that_were_missed_only_the_newest_speaks() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "evening,2h,90m");
    world.off_until("2026-10-15T18:00");
    assert_eq!(
        world.shown(),
        ["18:00  Thursday, 7 pm · In an hour"],
        "three were due, one is said"
    );
    world.wait_until("2026-10-15T22:00");
    assert_eq!(world.shown(), [] as [&str; 0], "the two older ones stay silent");
}

#[test]
fn after_two_months_away_only_what_still_makes_sense_is_shown() {
    let mut world = World::at("2026-08-01T12:00", "Europe/London");
    world.date("Thursdays 7pm", "evening,90m");
    world.date("every day at 7am coffee", "15m");
    world.off_until("2026-10-15T18:00");
    assert_eq!(
        world.shown(),
        [
            "18:00  Wednesday, 7 am · Did it happen?",
            "18:00  Thursday, 7 pm · In an hour",
            "18:00  While you were away · Nine reminders are waiting"
        ],
        "what can still be answered today, and one line for two months"
    );
}

#[test]
fn a_date_made_for_tonight_is_not_told_about_the_evening_before() {
    let mut world = World::at("2026-10-15T17:00", "Europe/London");
    world.date("tonight 8pm", "evening,90m");
    world.wait_until("2026-10-15T23:00");
    assert_eq!(
        world.shown(),
        ["18:30  Thursday, 8 pm · In 90 minutes"],
        "yesterday evening it did not exist"
    );
}

#[test]
fn a_desktop_that_cannot_show_it_is_asked_again_until_it_no_longer_makes_sense() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    world.desktop_works(false);
    world.wait_until("2026-10-15T18:00");
    assert_eq!(world.shown(), [] as [&str; 0], "nobody to show it");
    world.desktop_works(true);
    world.wait_until("2026-10-15T18:01");
    assert_eq!(
        world.shown().len(),
        1,
        "within half a minute of the desktop working again, once"
    );
    world.wait_until("2026-10-15T22:00");
    assert_eq!(world.shown().len(), 0, "and never again");
}
