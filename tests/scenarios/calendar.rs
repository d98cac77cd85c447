//! Moving, skipping, keeping, and what the pages say of it.

use app::replies::{Code, Plate, SettingsForm};
use tests::world::World;

#[test]
fn a_sentence_stands_in_the_month_and_on_today() {
    let world = World::at("2026-10-13T14:36", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "evening,90m");
    let month = world.app().month(None).unwrap();
    assert_eq!((month.name.as_str(), month.weeks.len()), ("October", 5));
    let days: Vec<u32> = month
        .weeks
        .iter()
        .flatten()
        .filter(|d| !d.items.is_empty())
        .map(|d| d.day)
        .collect();
    assert_eq!(days, [15, 22, 29], "every Thursday from this week on");
    let Plate::Next {
        item,
        away,
        lines,
        reminder,
        standing,
        ..
    } = world.app().today().unwrap().plate
    else {
        panic!("a date is ahead")
    };
    assert_eq!(
        (item.when.as_str(), item.hours.as_str(), away.as_str()),
        ("Thursday, 7 pm", "7 to 9 pm", "in 2 days")
    );
    assert_eq!(lines, ["Today", "Wed", "Thu"], "one line a day for the dial");
    assert_eq!(reminder, "Wed 7 pm");
    assert!(standing, "it comes again");
}

#[test]
fn moving_one_evening_leaves_the_others_and_reminds_of_the_new_hour_only() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "90m");
    let key = world.keys().remove(0);
    let done = world.app().move_to(&key, "Saturday 1pm").unwrap().value;
    assert_eq!(done.said, "Moved to Saturday 17 October, 1 pm");
    let agenda: Vec<_> = world
        .agenda()
        .into_iter()
        .map(|i| (i.local_start, i.status))
        .take(2)
        .collect();
    assert_eq!(
        agenda,
        [
            ("2026-10-17T13:00".into(), "moved".into()),
            ("2026-10-22T19:00".into(), "planned".into())
        ],
        "it appears once, where it went"
    );
    world.wait_until("2026-10-18T00:00");
    assert_eq!(
        world.shown(),
        ["11:30  Saturday, 1 pm · In 90 minutes"],
        "Thursday stays silent"
    );
}

#[test]
fn moved_without_an_hour_it_keeps_its_own() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "90m");
    let key = world.keys().remove(0);
    let reading = world.app().read_move(&key, "Friday").unwrap();
    assert_eq!(
        reading.words, "Friday 16 October, 7 to 8:30 pm",
        "its hour and its length"
    );
    assert_eq!(reading.draft.unwrap().start_local, "2026-10-16T19:00");
    world.app().move_to(&key, "Friday").unwrap();
    assert_eq!(world.agenda()[0].local_start, "2026-10-16T19:00");
}

#[test]
fn a_date_cannot_be_moved_into_the_past_or_to_every_week() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "90m");
    let key = world.keys().remove(0);
    for (to, code) in [
        ("2026-10-12T19:00", Code::Past),
        ("every Friday 7pm", Code::Invalid),
        ("31 February 7pm", Code::NotUnderstood),
        ("whenever", Code::NotUnderstood),
    ] {
        let problem = world.app().move_to(&key, to).unwrap_err().problem();
        assert_eq!(problem.code, code, "{to}: {problem:?}");
        assert!(
            !problem.message.is_empty() && !problem.hint.is_empty(),
            "{to}: it says what to do"
        );
    }
    assert_eq!(world.keys()[0], key, "nothing was changed");
}

#[test]
fn a_skipped_date_is_silent_and_a_restored_one_speaks_again() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "90m");
    let key = world.keys().remove(0);
    world.app().skip(&key).unwrap();
    assert_eq!(
        world.agenda()[0].local_start,
        "2026-10-22T19:00",
        "the 15th is left out"
    );
    assert_eq!(world.app().detail(&key).unwrap().item.status, "skipped");
    world.app().restore(&key).unwrap();
    assert_eq!(world.agenda()[0].local_start, "2026-10-15T19:00");
    world.wait_until("2026-10-15T18:00");
    assert_eq!(world.shown().len(), 1, "as if it had never been skipped");
}

#[test]
fn the_morning_after_the_plate_asks_once_and_then_is_silent() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "");
    world.sleep_until("2026-10-15T22:30");
    let Plate::Next { item, .. } = world.app().today().unwrap().plate else {
        panic!("not the same night")
    };
    assert_eq!(item.local_start, "2026-10-22T19:00");
    world.sleep_until("2026-10-16T09:00");
    let Plate::LifeHappened { item, day, .. } = world.app().today().unwrap().plate else {
        panic!("it asks")
    };
    assert_eq!(
        (item.status.as_str(), day.as_str()),
        ("past", "Thursday 15 October")
    );
    world.sleep_until("2026-10-17T09:00");
    assert!(
        matches!(world.app().today().unwrap().plate, Plate::Next { .. }),
        "a day later it is silent"
    );
}

#[test]
fn what_did_happen_is_kept_and_what_did_not_is_let_go() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "");
    let key = world.keys().remove(0);
    world.sleep_until("2026-10-16T09:00");
    world.app().keep(&key).unwrap();
    assert_eq!(world.app().detail(&key).unwrap().item.status, "kept");
    assert!(
        matches!(world.app().today().unwrap().plate, Plate::Next { .. }),
        "answered: it no longer asks"
    );
    world.app().let_go(&key).unwrap();
    assert_eq!(world.app().detail(&key).unwrap().item.status, "let_go");
}

#[test]
fn turns_alternate_and_a_skipped_evening_takes_nobodys() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    let form = app::replies::SlotForm {
        id: None,
        sentence: "Thursdays 7pm".into(),
        title: None,
        kind: None,
        label: String::new(),
        leads: None,
        planner: app::replies::Planner::TurnsSecond,
        anchor: None,
        ..app::replies::SlotForm::default()
    };
    world.app().save_slot(form).unwrap();
    let planners = |w: &World| {
        w.agenda()
            .into_iter()
            .map(|i| i.planner)
            .take(3)
            .collect::<Vec<_>>()
    };
    assert_eq!(planners(&world), ["Jules", "Noor", "Jules"]);
    world.app().skip(&world.keys()[0]).unwrap();
    assert_eq!(
        planners(&world),
        ["Jules", "Noor", "Jules"],
        "the turn of the 15th passes to the 22nd"
    );
}

#[test]
fn editing_the_name_of_a_date_keeps_its_times_to_the_letter() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    let id = world.date("every other Thursday 7pm", "90m");
    world.sleep_until("2026-11-20T12:00");
    let before = world.app().show_slot(&id).unwrap();
    let form = app::replies::SlotForm {
        id: Some(id.clone()),
        sentence: before.sentence.clone(),
        title: Some("Supper".into()),
        kind: None,
        label: String::new(),
        leads: None,
        planner: app::replies::Planner::Unset,
        anchor: None,
        ..app::replies::SlotForm::default()
    };
    world.app().save_slot(form).unwrap();
    let after = world.app().show_slot(&id).unwrap();
    assert_eq!(
        (after.start_local, after.rule),
        (before.start_local, before.rule),
        "the rhythm did not begin anew"
    );
}

#[test]
fn the_week_begins_where_the_couple_say_it_does() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    let sunday = SettingsForm {
        week_starts: Some("sunday".into()),
        ..SettingsForm::default()
    };
    world.app().save_settings(sunday).unwrap();
    let month = world.app().month(None).unwrap();
    assert_eq!(month.weekdays[0], "Sun");
    assert_eq!(month.weeks[0][0].date, "2026-09-27");
    assert_eq!(world.app().today().unwrap().week[0].weekday, "Sun");
}

#[test]
fn the_day_the_clocks_change_says_so() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    let month = world.app().month(None).unwrap();
    let said: Vec<_> = month
        .weeks
        .iter()
        .flatten()
        .filter(|d| !d.clocks.is_empty())
        .collect();
    assert_eq!(said.len(), 1);
    assert_eq!(
        (said[0].date.as_str(), said[0].clocks.as_str()),
        ("2026-10-25", "Clocks back")
    );
}

#[test]
fn at_midnight_and_when_a_date_begins_the_pages_are_told() {
    use app::replies::Topic;
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    world.date("tonight 7pm, 2 hours", "");
    world.wait_until("2026-10-15T18:59");
    world.topics();
    for (wall, told) in [
        ("2026-10-15T18:59", false),
        ("2026-10-15T19:00", true),
        ("2026-10-15T20:59", false),
        ("2026-10-15T21:00", true),
        ("2026-10-15T23:59", false),
        ("2026-10-16T00:00", true),
    ] {
        world.sleep_until(wall);
        assert_eq!(world.topics().contains(&Topic::Clock), told, "at {wall}");
    }
    world.travel_to("Europe/Paris");
    assert!(
        world.topics().contains(&Topic::Clock),
        "another place, another today"
    );
}

#[test]
fn another_rhythm_leaves_what_lies_behind_and_takes_along_what_was_said_of_days_ahead() {
    let mut world = World::at("2026-09-01T12:00", "Europe/London");
    let id = world.date("Thursdays 7pm", "90m");
    let kept = world.keys().remove(0);
    world.sleep_until("2026-10-13T12:00");
    world.app().keep(&kept).unwrap();
    let ahead = world.keys();
    world.app().skip(&ahead[0]).unwrap();
    world.app().move_to(&ahead[1], "Saturday 24 October 1pm").unwrap();
    let form = app::replies::SlotForm {
        id: Some(id),
        sentence: "Thursdays 8pm".into(),
        title: None,
        kind: None,
        label: String::new(),
        leads: None,
        planner: app::replies::Planner::Unset,
        anchor: None,
        ..app::replies::SlotForm::default()
    };
    world.app().save_slot(form).unwrap();
    assert_eq!(
        world.app().detail(&kept).unwrap().item.status,
        "kept",
        "September stands as it was"
    );
    let agenda: Vec<_> = world
        .agenda()
        .into_iter()
        .map(|i| i.local_start)
        .take(2)
        .collect();
    assert_eq!(
        agenda,
        ["2026-10-24T13:00", "2026-10-29T20:00"],
        "the 15th stays skipped, the 22nd moved"
    );
    for key in world.keys() {
        world.app().detail(&key).unwrap();
    }
    world.app().undo().unwrap();
    assert_eq!(
        world.agenda()[1].local_start,
        "2026-10-29T19:00",
        "one undo takes all of it back"
    );
    assert_eq!(world.app().slots().unwrap().len(), 1);
}

#[test]
fn a_date_moved_from_a_day_that_the_new_rhythm_has_not_stays_where_it_was_moved() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    let id = world.date("Thursdays 7pm", "90m");
    world.app().move_to(&world.keys()[0], "Saturday 1pm").unwrap();
    let form = app::replies::SlotForm {
        id: Some(id),
        sentence: "Fridays 8pm".into(),
        title: None,
        kind: None,
        label: String::new(),
        leads: None,
        planner: app::replies::Planner::Unset,
        anchor: None,
        ..app::replies::SlotForm::default()
    };
    world.app().save_slot(form).unwrap();
    let starts: Vec<_> = world
        .agenda()
        .into_iter()
        .map(|i| i.local_start)
        .take(3)
        .collect();
    assert_eq!(
        starts,
        ["2026-10-16T20:00", "2026-10-17T13:00", "2026-10-23T20:00"],
        "there is no Thursday any more, and nobody took back the Saturday they had agreed on"
    );
}

#[test]
fn nothing_became_yet_of_a_date_that_is_ahead() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    world.date("Thursdays 7pm", "90m");
    let key = world.keys().remove(0);
    for answer in [world.app().keep(&key), world.app().let_go(&key)] {
        assert_eq!(
            answer.unwrap_err().problem().message,
            "Thursday 15 October, 7 pm is still ahead."
        );
    }
}

#[test]
fn a_window_beside_another_programs_reminders_still_sees_the_day_turn() {
    use app::replies::Topic;
    let world = World::at("2026-10-15T23:59", "Europe/London");
    assert!(world.app().glance().unwrap().is_empty(), "still Thursday");
    world.clock_says("2026-10-16T00:01");
    assert_eq!(
        world.app().glance().unwrap(),
        [Topic::Clock],
        "Friday, though nothing was claimed or written"
    );
    assert!(world.app().glance().unwrap().is_empty(), "told once");
}
