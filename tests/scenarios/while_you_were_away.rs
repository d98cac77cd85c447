//! The inbox: what came late, was not shown, or waits for an answer.

use tests::world::World;

#[test]
fn a_reminder_slept_through_is_in_the_inbox_with_the_reason() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm supper at Lupo", "90m");
    world.sleep_until("2026-10-15T20:00");
    assert_eq!(world.shown(), [] as [&str; 0], "it is too late to say");
    assert_eq!(
        world.inbox(),
        [
            "Today | Supper at Lupo | Thursday 15, 7 pm. Due at 5:30 pm, not shown: the computer was asleep. | Fine"
        ],
        "and not too late to know"
    );
    assert_eq!(world.app().today().unwrap().away, 1, "Today has a line for it");
    world.answer_inbox("fine");
    assert_eq!(world.app().today().unwrap().away, 0, "until somebody has seen it");
}

#[test]
fn a_late_one_says_when_it_came() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm supper at Lupo", "90m");
    world.off_until("2026-10-15T18:10");
    assert_eq!(
        world.shown(),
        ["18:10  Thursday, 7 pm · In 50 minutes"],
        "late, and once"
    );
    assert_eq!(
        world.inbox(),
        [
            "Today | Supper at Lupo | Thursday 15, 7 pm. Due at 5:30 pm, shown at 6:10 pm when Standing Date was started. \
          | Fine, Snooze, 1 hour, Move it"
        ],
        "with what its notification offers"
    );
}

#[test]
fn one_that_came_in_time_is_no_news_while_it_is_on_the_screen() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    world.wait_until("2026-10-15T17:45");
    assert_eq!(world.inbox(), [""; 0], "nobody was away");
    world.wait_until("2026-10-15T18:05");
    assert_eq!(
        world.inbox(),
        [
            "Today | Thursday, 7 pm | Thursday 15, 7 pm. Due at 5:30 pm, shown on time. | Fine, Snooze, 1 hour, Move it"
        ],
        "half an hour later it waits for an answer"
    );
    world.wait_until("2026-10-15T19:05");
    assert_eq!(
        world.inbox(),
        [""; 0],
        "when the date begins it has done its work"
    );
}

#[test]
fn snoozed_from_the_inbox_it_comes_again() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    world.desktop_works(false);
    world.wait_until("2026-10-15T18:00");
    assert_eq!(
        world.inbox(),
        [
            "Today | Thursday, 7 pm | Thursday 15, 7 pm. Due at 5:30 pm, not shown: the desktop’s notifications did not \
          answer. | Fine, Snooze, 1 hour, Move it"
        ],
        "a desktop that shows nothing does not lose it"
    );
    world.desktop_works(true);
    let answered = world.answer_inbox("snooze-10");
    assert_eq!(answered.said, "Comes again Thu 6:10 pm");
    world.wait_until("2026-10-15T18:10");
    assert_eq!(
        world.shown(),
        ["18:10  Thursday, 7 pm · In 50 minutes"],
        "when it was put off to"
    );
}

#[test]
fn what_is_older_than_a_week_is_counted() {
    let mut world = World::at("2026-10-01T12:00", "Europe/London");
    world.date("every day at 7pm", "90m");
    world.off_until("2026-10-20T12:00");
    let inbox = world.app().inbox(false).unwrap();
    assert_eq!(inbox.count, 7, "an evening each of the last seven days");
    assert_eq!(
        inbox.older, "12 older, from before Tuesday 13 October",
        "the rest is counted"
    );
    assert_eq!(
        inbox.because, "Standing Date was not running, so these came late or not at all.",
        "with one reason for all"
    );
    assert_eq!(world.app().inbox(true).unwrap().count, 19, "and can be looked at");
    world.app().clear_inbox().unwrap();
    let inbox = world.app().inbox(false).unwrap();
    assert_eq!(
        (inbox.count, inbox.older.as_str()),
        (0, ""),
        "the list can be cleared"
    );
}

#[test]
fn after_a_long_absence_three_speak_and_one_speaks_for_the_rest() {
    let mut world = World::at("2026-10-14T12:00", "Europe/London");
    for hour in 1..=8 {
        world.date(&format!("tomorrow {hour}pm"), "evening");
    }
    world.off_until("2026-10-15T10:00");
    assert_eq!(
        world.shown(),
        [
            "10:00  Thursday, 1 pm · In three hours",
            "10:00  Thursday, 2 pm · Today",
            "10:00  Thursday, 3 pm · Today",
            "10:00  While you were away · Five reminders are waiting",
        ],
        "the nearest ones, and one line"
    );
    assert_eq!(
        world.app().today().unwrap().away,
        8,
        "all of them are in the inbox"
    );
    world.restart();
    world.wait_until("2026-10-15T12:00");
    assert_eq!(world.shown(), [] as [&str; 0], "and none is said twice");
}

#[test]
fn five_hundred_missed_are_no_storm() {
    let mut world = World::at("2026-10-01T12:00", "Europe/London");
    for n in 0..50 {
        world.date(&format!("every day at {}:{:02}", 8 + n / 5, 10 * (n % 5)), "30m");
    }
    world.off_until("2026-10-11T12:05");
    let shown = world.shown();
    assert!(shown.len() <= 4, "three and one for the rest: {shown:?}");
    assert_eq!(
        shown.last().unwrap(),
        "12:05  While you were away · Several reminders are waiting",
        "no number is held against anybody"
    );
    let inbox = world.app().inbox(false).unwrap();
    assert!(
        inbox.count >= 350,
        "seven days of fifty a day are listed: {}",
        inbox.count
    );
    assert!(
        inbox.older.ends_with("older, from before Sunday 4 October"),
        "the days before are counted: {}",
        inbox.older
    );
}

#[test]
fn what_was_moved_meanwhile_is_not_listed() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    let key = world.keys()[0].clone();
    world.sleep_until("2026-10-15T20:00");
    assert_eq!(world.inbox().len(), 1);
    world.app().move_to(&key, "Saturday 1pm").unwrap();
    assert_eq!(
        world.inbox(),
        [""; 0],
        "it was for an hour that is no longer the date's"
    );
}

#[test]
fn a_clock_that_was_ahead_for_a_while_loses_nothing_and_repeats_nothing() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "90m");
    world.set_clock("2027-01-11T12:00");
    world.shown();
    world.set_clock("2026-10-13T12:05");
    assert_eq!(world.inbox(), [""; 0], "nothing of it has happened");
    world.wait_until("2026-10-15T18:00");
    assert_eq!(
        world.shown(),
        ["17:30  Thursday, 7 pm · In 90 minutes"],
        "what the clock ahead gave up is not given up"
    );
}
