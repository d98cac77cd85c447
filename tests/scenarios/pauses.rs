//! Holiday, illness, a new baby: nothing is said, nothing piles up, and dates in it count neither way.

use app::replies::{PauseForm, Plate};
use tests::world::World;

fn days(from: &str, to: &str) -> PauseForm {
    PauseForm::Range {
        from: from.to_owned(),
        to: to.to_owned(),
    }
}

#[test]
fn a_week_of_holiday_is_silent_and_leaves_no_list() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("every day at 7pm", "90m");
    world
        .app()
        .pause_reminders(&days("2026-10-17", "2026-10-23"))
        .unwrap();
    world.wait_until("2026-10-16T23:00");
    let before = world.shown();
    assert_eq!(
        before,
        [
            "17:30  Thursday, 7 pm · In 90 minutes",
            "09:00  Thursday, 7 pm · Did it happen?",
            "17:30  Friday, 7 pm · In 90 minutes"
        ],
        "until the holiday begins all is as ever"
    );
    assert_eq!(world.app().today().unwrap().paused, "", "it is ahead, not on");
    world.wait_until("2026-10-20T12:00");
    assert_eq!(
        world.app().today().unwrap().paused,
        "Paused until Saturday 24 October.",
        "Today says so"
    );
    world.app().clear_inbox().unwrap();
    world.wait_until("2026-10-24T08:00");
    assert_eq!(world.shown(), [] as [&str; 0], "a week of silence");
    assert_eq!(world.inbox(), [""; 0], "and nothing to catch up with");
    world.wait_until("2026-10-24T18:00");
    assert_eq!(
        world.shown(),
        ["17:30  Saturday, 7 pm · In 90 minutes"],
        "the evenings of the holiday are not asked about, and from then on all is as ever"
    );
}

#[test]
fn asleep_through_the_holiday_is_no_different() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("every day at 7pm", "90m");
    world
        .app()
        .pause_reminders(&days("2026-10-15", "2026-10-23"))
        .unwrap();
    world.off_until("2026-10-24T12:00");
    assert_eq!(world.shown(), [] as [&str; 0], "nothing is due");
    assert_eq!(world.inbox(), [""; 0], "and nothing was missed");
}

#[test]
fn a_pause_can_be_shortened_ended_and_taken_back() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("every day at 7pm", "90m");
    world.app().pause_reminders(&PauseForm::Week).unwrap();
    assert_eq!(
        world.app().today().unwrap().paused,
        "Paused until Thursday 22 October."
    );
    world.app().pause_reminders(&PauseForm::Tomorrow).unwrap();
    assert_eq!(
        world.app().today().unwrap().paused,
        "Paused until tomorrow.",
        "the one that is on is changed, not joined by another"
    );
    assert_eq!(
        world.app().pauses().unwrap().pauses.len(),
        1,
        "there is one pause"
    );
    world.app().resume_reminders().unwrap();
    assert_eq!(world.app().today().unwrap().paused, "", "on again");
    world.app().undo().unwrap();
    assert_eq!(
        world.app().today().unwrap().paused,
        "Paused until tomorrow.",
        "and that too can be taken back"
    );
    world.wait_until("2026-10-15T20:00");
    assert_eq!(world.shown(), [] as [&str; 0], "so tonight stays silent");
}

#[test]
fn days_that_make_no_sense_are_refused_in_words() {
    let world = World::at("2026-10-15T12:00", "Europe/London");
    for (form, message) in [
        (
            days("2026-10-20", "2026-10-18"),
            "The last day comes before the first.",
        ),
        (days("2026-10-01", "2026-10-08"), "Those days are over."),
        (days("2026-10-20", "2027-12-20"), "That is more than a year."),
        (days("soon", "2026-10-20"), "“soon” is not a date."),
    ] {
        let problem = world.app().pause_reminders(&form).unwrap_err().problem();
        assert_eq!(problem.message, message, "{form:?}");
    }
    assert_eq!(
        world.app().pauses().unwrap().pauses.len(),
        0,
        "none of them was kept"
    );
}

#[test]
fn the_holiday_is_told_in_days() {
    let world = World::at("2026-10-15T12:00", "Europe/London");
    world
        .app()
        .pause_reminders(&days("2026-10-24", "2026-11-01"))
        .unwrap();
    let pauses = world.app().pauses().unwrap();
    assert_eq!(
        pauses.pauses[0].words, "Saturday 24 October to Sunday 1 November",
        "as it was chosen"
    );
    assert_eq!(pauses.now, "", "it has not begun");
    world.app().remove_pause(&pauses.pauses[0].id).unwrap();
    assert_eq!(world.app().pauses().unwrap().pauses.len(), 0, "plans change");
}

#[test]
fn today_asks_about_no_date_of_a_pause() {
    let world = World::at("2026-10-14T12:00", "Europe/London");
    world.date("tomorrow 7pm", "90m");
    let asked = |paused: bool| {
        if paused {
            let away = days("2026-10-15", "2026-10-18");
            world.app().pause_reminders(&away).unwrap();
        }
        world.clock_says("2026-10-16T09:30");
        let asked = matches!(world.app().today().unwrap().plate, Plate::LifeHappened { .. });
        world.clock_says("2026-10-14T12:00");
        asked
    };
    assert!(asked(false), "any other morning it does");
    assert!(!asked(true), "it counts neither way");
}
