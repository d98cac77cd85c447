//! “Is it working?”: what the page says of the desktop, of what is coming and of what came.

use app::{Desktop, Shows, replies::ReminderCheck};
use tests::world::World;

/// A desktop on which all is well.
fn dunst() -> Desktop {
    Desktop {
        shows: Ok(Shows {
            name: "dunst".to_owned(),
            version: "1.9.2".to_owned(),
            buttons: 4,
            persistence: false,
            do_not_disturb: Some(false),
        }),
        starts_at_login: Some(true),
        tray: true,
        here: true,
    }
}

fn supper() -> World {
    let world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm supper at Lupo", "90m");
    world
}

/// What would stop reminders, of all that is listed.
fn hits(check: &ReminderCheck) -> Vec<&str> {
    let hits = check.stops.iter().filter(|stop| stop.hit);
    hits.map(|stop| stop.code.as_str()).collect()
}

/// The last ten: "Today, 5:30 pm | On time | ".
fn last(world: &World) -> Vec<String> {
    let check = world.app().check_reminders(&dunst()).unwrap();
    let lines = check.last.into_iter();
    lines
        .map(|it| format!("{} | {} | {}", it.due, it.how, it.note))
        .collect()
}

#[test]
fn where_all_is_well_it_says_so_and_what_comes_next() {
    let world = supper();
    let check = world.app().check_reminders(&dunst()).unwrap();
    assert_eq!(
        (check.ok, check.verdict.as_str(), check.because.as_str()),
        (true, "Reminders are working.", ""),
        "nothing came late, so nothing is explained"
    );
    assert_eq!(
        check.shows, "A program called dunst, version 1.9.2, runs this desktop’s notifications.",
        "by its name"
    );
    let next: Vec<_> = check
        .next
        .iter()
        .map(|it| format!("{} | {} | {}", it.when, it.says, it.about))
        .collect();
    assert_eq!(
        next,
        [
            "Today, 5:30 pm | Thursday, 7 pm. In 90 minutes | Supper at Lupo",
            "Tomorrow, 9 am | Thursday, 7 pm. Did it happen? | Supper at Lupo",
        ],
        "as it will be said, and what it is about"
    );
    assert_eq!(hits(&check), [""; 0], "nothing stops them");
}

#[test]
fn a_desktop_that_shows_nothing_is_said_first() {
    let world = supper();
    let mut desktop = dunst();
    desktop.shows = Err("Nothing here shows notifications.".to_owned());
    let check = world.app().check_reminders(&desktop).unwrap();
    assert_eq!(
        (check.ok, check.verdict.as_str()),
        (false, "Reminders cannot be shown.")
    );
    assert_eq!(check.stops[0].code, "server", "before anything smaller");
    assert_eq!(hits(&check), ["server"]);
    assert_eq!(check.abilities, [], "there is nothing that could do anything");
}

#[test]
fn what_holds_them_back_is_named_with_what_ends_it() {
    let world = supper();
    let mut desktop = dunst();
    if let Ok(shows) = &mut desktop.shows {
        shows.do_not_disturb = Some(true);
    }
    desktop.starts_at_login = Some(false);
    desktop.tray = false;
    let check = world.app().check_reminders(&desktop).unwrap();
    assert_eq!(
        check.verdict,
        "Do not disturb is on, so the desktop holds reminders back."
    );
    assert_eq!(
        hits(&check),
        ["login", "disturb", "closing"],
        "each where it is the case"
    );
    let disturb = check.stops.iter().find(|stop| stop.code == "disturb").unwrap();
    assert_eq!(
        disturb.command, "dunstctl set-paused false",
        "for dunst the command is known"
    );
}

#[test]
fn a_pause_is_no_fault() {
    let world = supper();
    world
        .app()
        .pause_reminders(&app::replies::PauseForm::Tomorrow)
        .unwrap();
    let check = world.app().check_reminders(&dunst()).unwrap();
    assert_eq!(
        (check.ok, check.verdict.as_str()),
        (true, "Reminders are paused."),
        "the desktop could show them"
    );
    assert_eq!(hits(&check), ["paused"]);
}

#[test]
fn one_that_came_late_says_how_late_and_why() {
    let mut world = supper();
    world.sleep_until("2026-10-15T18:10");
    assert_eq!(
        last(&world),
        ["Today, 5:30 pm | 40 minutes late | The computer was asleep until 6:10 pm."]
    );
    world.press("fine");
    assert_eq!(
        last(&world),
        ["Today, 5:30 pm | 40 minutes late. You said Fine. | The computer was asleep until 6:10 pm."],
        "and what was said to it"
    );
}

#[test]
fn one_that_never_came_waits_in_the_inbox_only_while_it_does() {
    let mut world = supper();
    world.sleep_until("2026-10-15T19:40");
    assert_eq!(
        last(&world),
        ["Today, 5:30 pm | Not shown | Asleep. It is in While you were away."],
        "where to find it"
    );
    world.app().clear_inbox().unwrap();
    assert_eq!(
        last(&world),
        ["Today, 5:30 pm | Not shown | The computer was asleep."],
        "nobody is sent to look for what is not there"
    );
}

#[test]
fn an_answer_is_told_until_it_is_taken_back() {
    let mut world = supper();
    world.wait_until("2026-10-16T09:05");
    world.press("kept");
    assert_eq!(
        last(&world),
        [
            "Today, 9 am | On time. You said Yes. | ",
            "Yesterday, 5:30 pm | On time | "
        ]
    );
    world.app().undo().unwrap();
    assert_eq!(last(&world)[0], "Today, 9 am | On time | ");
}
