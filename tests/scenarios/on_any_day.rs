//! Dates that come so many times a week or a month, on any day: said, wanted, and found a day for.

use app::replies::{Code, Every, Planner, Rewrite, SlotForm};
use tests::world::{World, form};

/// Tuesday 13 October 2026, noon, in London.
fn world() -> World {
    World::at("2026-10-13T12:00", "Europe/London")
}

#[test]
fn so_many_times_on_any_day_is_kept_as_it_is_said() {
    let world = world();
    let reading = world.app().read_sentence("twice a week, 90 minutes").unwrap();
    assert_eq!(
        (
            reading.words.as_str(),
            reading.tail.as_str(),
            reading.next.as_str()
        ),
        ("Twice a week, on any day, 90 minutes", "from this week", ""),
        "on which days nobody knows yet"
    );
    let draft = reading.draft.unwrap();
    assert_eq!((draft.rule, draft.times.as_deref()), (None, Some("2 week")));
    assert_eq!((draft.repeats.every, draft.repeats.count), (Every::TimesAWeek, 2));
    let id = world.date("twice a week, 90 minutes", "");
    assert_eq!(
        world.agenda().len(),
        0,
        "no evening stands in the calendar by itself"
    );
    let slot = world.app().show_slot(&id).unwrap();
    assert_eq!(
        (slot.times.as_deref(), slot.rule.as_deref()),
        (Some("2 week"), None)
    );
    world.clock_says("2026-10-20T12:00");
    let slot = world.app().show_slot(&id).unwrap();
    assert_eq!(
        slot.sentence, "Twice a week, on any day, 90 minutes, from 13 October 2026",
        "a week later it is still wanted since when it was made"
    );
    let same = SlotForm {
        id: Some(id.clone()),
        ..form(&slot.sentence)
    };
    let saved = world.app().save_slot(same).unwrap().value.id;
    assert_eq!(saved, id, "saved unchanged it stays what it is");
    let thrice = SlotForm {
        id: Some(id.clone()),
        ..form("3 times a month, 2 hours")
    };
    assert_eq!(
        world.app().save_slot(thrice).unwrap().value.id,
        id,
        "more often, it is the same date"
    );
    let slot = world.app().show_slot(&id).unwrap();
    assert_eq!(
        (slot.times.as_deref(), slot.minutes, slot.start_local.as_str()),
        (Some("3 month"), 120, "2026-10-13T00:00"),
        "wanted since when it was made"
    );
}

#[test]
fn one_evening_is_not_moved_to_any_day() {
    let world = world();
    world.date("Thursdays 7pm", "");
    let key = world.keys().remove(0);
    let read = world.app().read_move(&key, "twice a week").unwrap();
    assert_eq!(
        read.problem.map(|p| p.message).as_deref(),
        Some("That comes more than once. One date moves to one hour."),
        "said while it is typed"
    );
    let refused = world.app().move_to(&key, "twice a week at 8pm").unwrap_err();
    assert_eq!(
        refused.problem().code,
        Code::Invalid,
        "and refused when it is done"
    );
}

#[test]
fn a_week_says_what_it_still_wants_and_nothing_when_it_is_over() {
    let world = world();
    world.date("walk twice a week", "");
    let wanted = world.app().wanted(None).unwrap();
    assert_eq!(
        (wanted[0].title.as_str(), wanted[0].words.as_str()),
        ("Walk", "Two to go")
    );
    let offered = &wanted[0].openings.openings;
    assert!(
        (1..=2).contains(&offered.len()),
        "a couple of hours are offered, not a list: {offered:?}"
    );
    let days: Vec<&str> = offered.iter().map(|o| &o.start_local[..10]).collect();
    assert!(
        days.iter().all(|day| ("2026-10-13".."2026-10-19").contains(day)),
        "within this week, from now on: {days:?}"
    );
    let next = world.app().wanted(Some("2026-10-21")).unwrap();
    assert_eq!(next.len(), 1, "the coming week can be looked at too");
    let last = world.app().wanted(Some("2026-10-06")).unwrap();
    assert_eq!(last, [], "a week that is over wants nothing");
    world.clock_says("2026-10-18T23:00");
    assert_eq!(
        world.app().wanted(None).unwrap(),
        [],
        "and neither does one with no room left in it"
    );
}

#[test]
fn a_month_counts_its_own_evenings_also_in_a_week_that_it_shares() {
    let world = World::at("2026-10-28T12:00", "Europe/London");
    let id = world.date("twice a month, 2 hours", "");
    let words = |day: &str| -> Vec<String> {
        let wanted = world.app().wanted(Some(day)).unwrap();
        wanted.into_iter().map(|it| it.words).collect()
    };
    world.app().add_occurrence(&id, "2026-10-30T19:00", None).unwrap();
    assert_eq!(words("2026-10-28"), ["One is set, one to go"], "October has one");
    assert_eq!(words("2026-11-03"), ["Two to go"], "November begins anew");
    let wanted = world.app().wanted(None).unwrap();
    let starts: Vec<&str> = wanted[0]
        .openings
        .openings
        .iter()
        .map(|o| &o.start_local[..7])
        .collect();
    assert!(
        starts.iter().all(|month| *month == "2026-10"),
        "what October wants is found in October: {starts:?}"
    );
    world.app().add_occurrence(&id, "2026-10-31T13:00", None).unwrap();
    assert!(words("2026-10-28").is_empty(), "and then it wants nothing more");
}

#[test]
fn an_evening_that_is_set_counts_and_one_that_is_skipped_is_wanted_again() {
    let world = world();
    let walk = SlotForm {
        planner: Planner::TurnsFirst,
        ..form("walk twice a week")
    };
    let id = world.app().save_slot(walk).unwrap().value.id;
    let first = world.app().wanted(None).unwrap()[0].openings.openings[0].clone();
    let set = |start: &str, minutes| world.app().add_occurrence(&id, start, minutes);
    let said = set(&first.start_local, Some(first.minutes)).unwrap().value.said;
    assert!(said.starts_with("Set for "), "{said}");
    assert_eq!(
        world.app().wanted(None).unwrap()[0].words,
        "One is set, one to go"
    );
    set("2026-10-18T16:00", None).unwrap();
    assert_eq!(
        world.app().wanted(None).unwrap(),
        [],
        "both are set, so nothing is wanted"
    );
    let planners: Vec<String> = world.agenda().into_iter().map(|i| i.planner).collect();
    assert_eq!(
        planners,
        ["Noor", "Jules"],
        "they take turns over evenings that were set by hand too"
    );
    let key = world.keys().remove(0);
    world.app().skip(&key).unwrap();
    assert_eq!(
        world.app().wanted(None).unwrap()[0].words,
        "One is set, one to go"
    );
    assert_eq!(
        world.agenda()[0].planner,
        "Noor",
        "nobody had an evening to plan yet, so it is still Noor’s turn"
    );
    set(&first.start_local, Some(first.minutes)).unwrap();
    assert_eq!(
        world.keys()[0],
        key,
        "set again at the same hour it is the same evening"
    );
    world.app().undo().unwrap();
    world.app().undo().unwrap();
    world.app().undo().unwrap();
    assert_eq!(world.keys(), [key], "each was one step to take back");
}

#[test]
fn the_editor_lists_the_evenings_that_were_set() {
    let world = world();
    let id = world.date("twice a week, 90 minutes", "");
    world.app().add_occurrence(&id, "2026-10-16T19:00", None).unwrap();
    let listed = || -> Vec<(String, String, bool)> {
        let editor = world.app().editor(Some(&id)).unwrap();
        let exceptions = editor.exceptions.into_iter();
        exceptions.map(|it| (it.day, it.text, it.set)).collect()
    };
    assert_eq!(listed(), [("16 Oct".into(), "Set, 7 pm".into(), true)]);
    world.app().skip(&world.keys()[0]).unwrap();
    assert_eq!(
        listed(),
        [("16 Oct".into(), "Skipped".into(), false)],
        "skipped it can be put back, like any other"
    );
}

#[test]
fn an_evening_that_cannot_be_set_is_refused_and_nothing_is_changed() {
    let world = world();
    let id = world.date("twice a week, 90 minutes", "");
    world.app().add_occurrence(&id, "2026-10-16T19:00", None).unwrap();
    for (start, minutes, code) in [
        ("2026-10-16T19:00", None, Code::Invalid),
        ("2026-10-12T19:00", None, Code::Past),
        ("2120-10-12T19:00", None, Code::NotUnderstood),
        ("tomorrow", None, Code::Invalid),
        ("2026-10-17T19:00", Some(0), Code::Invalid),
        ("2026-10-17T19:00", Some(1441), Code::Invalid),
    ] {
        let refused = world.app().add_occurrence(&id, start, minutes).unwrap_err();
        assert_eq!(refused.problem().code, code, "{start} for {minutes:?}");
    }
    assert_eq!(world.keys().len(), 1);
}

#[test]
fn an_evening_set_by_hand_is_reminded_of_like_any_other() {
    let mut world = world();
    let id = world.date("twice a week, 90 minutes", "90m");
    world.app().add_occurrence(&id, "2026-10-15T19:00", None).unwrap();
    world.wait_until("2026-10-15T20:00");
    assert_eq!(world.shown(), ["17:30  Thursday, 7 pm · In 90 minutes"]);
}

#[test]
fn a_date_that_finds_its_day_keeps_the_evenings_that_were_set() {
    let world = world();
    let id = world.date("twice a week, 90 minutes", "");
    world.app().add_occurrence(&id, "2026-10-16T19:00", None).unwrap();
    let weekly = SlotForm {
        id: Some(id),
        ..form("Thursdays 7pm, 90 minutes")
    };
    world.app().save_slot(weekly).unwrap();
    let days: Vec<String> = world
        .agenda()
        .into_iter()
        .map(|i| i.local_start[5..10].to_owned())
        .collect();
    assert_eq!(
        days,
        ["10-15", "10-16", "10-22", "10-29", "11-05"],
        "what was agreed for Friday stands beside the Thursdays"
    );
}

#[test]
fn a_private_date_on_any_day_is_wanted_under_its_label() {
    let world = world();
    let private = SlotForm {
        kind: Some("private".into()),
        label: "Quiet evening".into(),
        ..form("xylographer twice a week, 90 minutes")
    };
    world.app().save_slot(private).unwrap();
    let wanted = serde_json::to_string(&world.app().wanted(None).unwrap()).unwrap();
    assert!(
        wanted.contains("Quiet evening") && !wanted.to_lowercase().contains("xylographer"),
        "under its label and no other name: {wanted}"
    );
}

#[test]
fn another_rhythm_is_said_in_the_sentence_and_can_be_saved() {
    let world = world();
    let anew = |text: &str, every, count| {
        world
            .app()
            .rewrite_sentence(text, &Rewrite::Repeats { every, count })
            .unwrap()
    };
    assert_eq!(
        anew("Supper Thursdays 7pm, 2 hours", Every::TwoWeeks, 1),
        "Supper, every other Thursday, 7 to 9 pm"
    );
    assert_eq!(
        anew("Thursdays 7pm, 2 hours", Every::TimesAWeek, 2),
        "Twice a week, on any day, 7 to 9 pm"
    );
    assert_eq!(
        anew("Thursdays 7pm", Every::Once, 1),
        "Thursday 15 October, 7 to 8:30 pm"
    );
    let refused = world.app().rewrite_sentence(
        "Thursdays 7pm",
        &Rewrite::Repeats {
            every: Every::TimesAWeek,
            count: 9,
        },
    );
    assert_eq!(
        refused.unwrap_err().problem().code,
        Code::Invalid,
        "a week has seven days"
    );
    let unread = world.app().rewrite_sentence(
        "perhaps",
        &Rewrite::Repeats {
            every: Every::Week,
            count: 1,
        },
    );
    assert_eq!(
        unread.unwrap_err().problem().code,
        Code::NotUnderstood,
        "there is nothing to say anew"
    );
}

#[test]
fn of_a_series_that_began_long_ago_the_next_evenings_are_ahead() {
    let world = world();
    let reading = world
        .app()
        .read_sentence("Thursdays 7pm from 22 January 2016")
        .unwrap();
    assert_eq!(
        reading.next, "15, 22, 29 Oct, 5 Nov …",
        "what lies behind is not next"
    );
}
