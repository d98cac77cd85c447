//! “Did it happen?”: asked once, the morning after, and answered where it is asked.

use app::replies::SettingsForm;
use tests::world::World;

fn morning_after() -> World {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm supper at Lupo", "90m");
    world.wait_until("2026-10-15T23:59");
    world.shown();
    world.wait_until("2026-10-16T09:00");
    world
}

#[test]
fn the_morning_after_it_is_asked_once() {
    let mut world = morning_after();
    assert_eq!(
        world.shown(),
        ["09:00  Thursday, 7 pm · Did it happen?"],
        "at nine, and with no more words than the reminder had"
    );
    assert_eq!(
        world.buttons(),
        ["Yes", "Move it", "Let it go"],
        "three that weigh the same"
    );
    world.restart();
    world.wait_until("2026-10-19T12:00");
    assert_eq!(world.shown(), [] as [&str; 0], "and never again");
}

#[test]
fn yes_is_kept_and_can_be_taken_back() {
    let mut world = morning_after();
    world.press("kept");
    let day = world.app().agenda(day("2026-10-15"), day("2026-10-16")).unwrap();
    assert_eq!(day[0].status, "kept", "as if it was said in the window");
    assert_eq!(
        world.app().undo().unwrap().value.said,
        "Taken back: Thursday 15 October 2026, 7 pm, kept",
        "a slip of the hand is undone like any other"
    );
}

#[test]
fn let_it_go_lets_it_go_and_is_not_listed() {
    let mut world = morning_after();
    world.press("let-go");
    let day = world.app().agenda(day("2026-10-15"), day("2026-10-16")).unwrap();
    assert_eq!(day[0].status, "let_go", "it counts as let go, not as missed");
    world.wait_until("2026-10-16T12:00");
    assert_eq!(world.inbox(), [""; 0], "nothing is left to answer");
}

#[test]
fn what_was_said_before_is_not_asked() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "90m");
    let key = world.keys()[0].clone();
    world.wait_until("2026-10-15T22:00");
    world.app().keep(&key).unwrap();
    world.shown();
    world.wait_until("2026-10-16T12:00");
    assert_eq!(world.shown(), [] as [&str; 0], "they said so the same evening");
}

#[test]
fn outside_help_is_nobodys_to_ask_about() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date_of_kind("today 5:30pm Dr Osei", "90m", "outside_help");
    world.wait_until("2026-10-16T12:00");
    assert_eq!(
        world.shown(),
        ["16:00  Thursday, 5:30 pm · In 90 minutes"],
        "an appointment is not asked after"
    );
}

#[test]
fn a_couple_that_does_not_want_to_be_asked_is_not() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm", "");
    world.choose(SettingsForm {
        follow_up: Some(false),
        ..SettingsForm::default()
    });
    world.wait_until("2026-10-16T12:00");
    assert_eq!(world.shown(), [] as [&str; 0], "they said so in Settings");
}

#[test]
fn a_question_slept_through_waits_in_the_inbox() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm supper at Lupo", "");
    world.sleep_until("2026-10-17T08:00");
    assert_eq!(world.shown(), [] as [&str; 0], "its day is over");
    assert_eq!(
        world.inbox(),
        [
            "Yesterday | Supper at Lupo, did it happen? | Thursday 15, 7 pm. Asked at 9 am, not shown: the computer was \
          asleep. | Yes, Move it, Let it go"
        ],
        "it can still be answered"
    );
    let answered = world.answer_inbox("kept");
    assert_eq!(
        answered.said, "Thursday 15 October 2026, 7 pm, kept",
        "the toast says what was done"
    );
    assert!(answered.undoable, "and offers to take it back");
    assert_eq!(world.inbox(), [""; 0], "an answered question leaves the list");
    world.app().undo().unwrap();
    assert_eq!(
        world.inbox().len(),
        1,
        "and is open again when that is taken back"
    );
    world.answer_inbox("let-go");
    assert_eq!(world.inbox(), [""; 0], "it can be answered otherwise");
    world.restart();
    assert_eq!(world.shown(), [] as [&str; 0], "none of it is said again");
}

#[test]
fn move_it_opens_that_evening_to_be_moved() {
    let mut world = morning_after();
    world.wait_until("2026-10-16T09:40");
    let answered = world.answer_inbox("move");
    assert_eq!(
        (answered.to.as_str(), answered.moving),
        ("calendar", true),
        "the window moves it"
    );
    assert!(
        answered.key.ends_with("@2026-10-15T19:00"),
        "that evening: {}",
        answered.key
    );
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}
