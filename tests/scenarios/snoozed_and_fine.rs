//! What the buttons of a notification do.

use app::replies::{Planner, SlotForm};
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

#[test]
fn a_snooze_survives_that_the_evening_is_made_longer() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    let id = world.date("Thursdays 7pm", "90m");
    world.wait_until("2026-10-15T17:30");
    world.shown();
    world.press("snooze-60");
    world.wait_until("2026-10-15T17:45");
    let longer = SlotForm {
        id: Some(id),
        sentence: "Thursdays 7pm, 3 hours".to_owned(),
        title: None,
        kind: None,
        label: String::new(),
        leads: None,
        planner: Planner::Unset,
        anchor: None,
        ..SlotForm::default()
    };
    world.app().save_slot(longer).unwrap();
    world.wait_until("2026-10-15T19:00");
    assert_eq!(
        world.shown(),
        ["18:30  Thursday, 7 pm · In 30 minutes"],
        "it begins when it began"
    );
}

#[test]
fn what_is_answered_in_the_list_while_the_desktop_hangs_stays_answered_when_it_wakes() {
    for (action, then, why) in [
        ("fine", &[] as &[&str], "no more of this evening"),
        (
            "snooze-60",
            &[
                "18:42  Thursday, 7 pm · In 18 minutes",
                "18:50  Thursday, 7 pm · In ten minutes",
            ],
            "an hour after it was put off, and the other one as ever",
        ),
    ] {
        let mut world = World::at("2026-10-15T12:00", "Europe/London");
        world.date("tonight 7pm", "90m,10m");
        world.wait_until("2026-10-15T17:29");
        world.desktop_hangs();
        world.wait_until("2026-10-15T17:42");
        world.answer_inbox(action);
        world.desktop_wakes();
        assert_eq!(world.shown().len(), 1, "what was sent appears after all");
        world.wait_until("2026-10-15T18:59");
        assert_eq!(world.shown(), then, "{action}: {why}");
    }
}

#[test]
fn what_was_put_off_comes_though_the_rhythm_changes() {
    let mut world = World::at("2026-10-01T12:00", "Europe/London");
    let id = world.date("Thursdays 7pm", "90m");
    world.wait_until("2026-10-15T17:30");
    world.shown();
    world.press("snooze-60");
    let mut form = tests::world::form("Thursdays and Fridays 7pm");
    form.id = Some(id);
    form.leads = None;
    world.app().save_slot(form).unwrap();
    world.wait_until("2026-10-15T18:35");
    assert_eq!(
        world.shown(),
        ["18:30  Thursday, 7 pm · In 30 minutes"],
        "tonight is still tonight, and an hour was asked for"
    );
}

#[test]
fn skipped_by_a_slip_and_restored_it_is_reminded_of_late() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    let key = world.keys()[0].clone();
    world.wait_until("2026-10-15T17:00");
    world.app().skip(&key).unwrap();
    world.wait_until("2026-10-15T17:40");
    assert_eq!(world.shown(), [] as [&str; 0], "a skipped evening is silent");
    world.app().restore(&key).unwrap();
    world.look();
    assert_eq!(
        world.shown(),
        ["17:40  Thursday, 7 pm · In 80 minutes"],
        "it is on again, and the hour it was to be said at has gone by"
    );
}

#[test]
fn what_was_put_off_comes_though_its_lead_is_taken_away() {
    for leads in ["30m", "", "90m,30m"] {
        let mut world = World::at("2026-10-15T12:00", "Europe/London");
        let id = world.date("tonight 7pm", "90m");
        world.wait_until("2026-10-15T17:30");
        world.shown();
        world.press("snooze-10");
        let mut form = tests::world::form("tonight 7pm");
        form.sentence = world.app().show_slot(&id).unwrap().sentence;
        form.id = Some(id);
        form.leads = Some(
            leads
                .split(',')
                .filter(|l| !l.is_empty())
                .map(tests::world::lead)
                .collect(),
        );
        world.app().save_slot(form).unwrap();
        world.wait_until("2026-10-15T17:45");
        assert_eq!(
            world.shown(),
            ["17:40  Thursday, 7 pm · In 80 minutes"],
            "ten minutes were asked for; the leads are now {leads:?}"
        );
    }
}

#[test]
fn a_desktop_that_shows_nothing_all_evening_is_not_asked_twice_a_minute() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    world.desktop_works(false);
    world.wait_until("2026-10-15T19:25");
    assert!(
        world.tries() <= 30,
        "each try is written to the disk twice: {} in two hours",
        world.tries()
    );
    world.desktop_works(true);
    world.wait_until("2026-10-15T19:30");
    assert_eq!(
        world.shown().len(),
        1,
        "and it is not given up while it makes sense"
    );
}
