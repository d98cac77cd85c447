//! Quiet hours, and reminders on hold.

use app::replies::{PauseForm, SettingsForm};
use tests::world::World;

#[test]
fn quiet_hours_hold_a_day_before_lead_until_they_end() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "1d@23:15");
    world.wait_until("2026-10-15T18:00");
    assert_eq!(
        world.shown(),
        ["07:00  Thursday, 7 pm · Today"],
        "a quarter past eleven waits until seven"
    );
}

#[test]
fn a_lead_within_three_hours_of_its_date_is_never_held() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursday 11:30pm", "30m");
    world.wait_until("2026-10-15T23:59");
    assert_eq!(
        world.shown(),
        ["23:00  Thursday, 11:30 pm · In 30 minutes"],
        "quiet hours or not"
    );
}

#[test]
fn a_lead_that_quiet_hours_would_hold_beyond_its_date_comes_at_its_own_hour() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursday 6am", "1d@23:00");
    world.wait_until("2026-10-15T08:00");
    assert_eq!(
        world.shown(),
        ["23:00  Thursday, 6 am · Tomorrow"],
        "seven would be too late, and three in the night is nobody's hour"
    );
}

#[test]
fn paused_until_tomorrow_nothing_is_shown_and_nothing_piles_up() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("every day at 7pm", "90m");
    world.app().pause_reminders(&PauseForm::Tomorrow).unwrap();
    world.wait_until("2026-10-16T12:00");
    assert_eq!(
        world.shown(),
        [] as [&str; 0],
        "today's is over and tomorrow's is not due"
    );
    world.wait_until("2026-10-16T18:00");
    assert_eq!(
        world.shown(),
        ["17:30  Friday, 7 pm · In 90 minutes"],
        "from tomorrow on they speak again"
    );
}

#[test]
fn reminders_switched_on_again_in_time_are_shown_late() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    world.app().pause_reminders(&PauseForm::Tomorrow).unwrap();
    world.wait_until("2026-10-15T18:00");
    world.app().resume_reminders().unwrap();
    world.look();
    assert_eq!(
        world.shown(),
        ["18:00  Thursday, 7 pm · In an hour"],
        "it still makes sense"
    );
}

#[test]
fn only_both_together_may_let_notifications_say_more() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm supper at Lupo", "90m,2h");
    let alone = SettingsForm {
        discreet: Some(false),
        ..SettingsForm::default()
    };
    let refused = world.app().save_settings(alone).unwrap_err().problem();
    assert_eq!(refused.message, "Both of you decide what notifications may say.");
    world.wait_until("2026-10-15T17:10");
    assert_eq!(
        world.shown(),
        ["17:00  Thursday, 7 pm · In two hours"],
        "discreet as long as one of them is not asked"
    );
    let both = SettingsForm {
        discreet: Some(false),
        both: true,
        ..SettingsForm::default()
    };
    world.app().save_settings(both).unwrap();
    world.wait_until("2026-10-15T17:40");
    assert_eq!(
        world.shown(),
        ["17:30  Supper at Lupo, 7 pm · In 90 minutes"],
        "open when both confirmed it"
    );
}
