//! Kinds of time, whose turn it is, and where a date goes that falls through.

use app::replies::{Code, KindForm, KindLeads, Lead, Planner, Plate, Rewrite, SettingsForm, SlotForm};
use tests::world::{World, form};

/// Tuesday 13 October 2026, noon, in London.
fn world() -> World {
    World::at("2026-10-13T12:00", "Europe/London")
}

fn climbing(minutes: u32) -> KindForm {
    KindForm {
        kind: None,
        name: "Climbing".into(),
        icon: "mountain".into(),
        minutes,
    }
}

/// The names of those whose turn it is in the coming weeks, with the day of the month.
fn turns(world: &World) -> Vec<(String, String)> {
    let turn = |i: app::replies::Item| (i.local_start[8..10].to_owned(), i.planner);
    world.agenda().into_iter().map(turn).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(day, name)| (day.to_string(), name.to_string()))
        .collect()
}

#[test]
fn the_check_in_is_reminded_of_at_its_hour_and_says_nothing_else() {
    let mut world = world();
    let sentence = Rewrite::Kind {
        kind: "check_in".into(),
    };
    let sentence = world.app().rewrite_sentence("", &sentence).unwrap();
    assert_eq!(
        sentence, "Every Sunday, 7:30 to 7:45 pm",
        "chosen before anything is typed, it has its usual hour"
    );
    let form = SlotForm {
        kind: Some("check_in".into()),
        ..form(&sentence)
    };
    let id = world.app().save_slot(form).unwrap().value.id;
    let slot = world.app().show_slot(&id).unwrap();
    assert_eq!(
        slot.leads,
        [Lead::Before { before_minutes: 0 }],
        "nobody needs the evening before to get ready for it"
    );
    world.wait_until("2026-10-18T21:00");
    assert_eq!(
        world.shown(),
        ["19:30  Six minutes, when you like · "],
        "rules: discreet text"
    );
    world.wait_until("2026-10-19T12:00");
    assert_eq!(world.shown(), [""; 0], "nobody is asked whether it happened");
    let today = world.app().today().unwrap();
    assert_eq!(today.plate, Plate::Empty, "it is never the date on the plate");
    let item = &world.agenda()[0];
    assert_eq!(
        (item.kind.as_str(), item.kind_name.as_str()),
        ("check_in", "Check-in")
    );
}

#[test]
fn with_open_text_the_check_in_says_its_name_and_still_no_hour_to_be_late_for() {
    let mut world = world();
    world.choose(SettingsForm {
        discreet: Some(false),
        both: true,
        ..SettingsForm::default()
    });
    world.date_of_kind("Sundays 7:30pm, 15 min", "0m", "check_in");
    world.wait_until("2026-10-18T19:31");
    assert_eq!(
        world.shown(),
        ["19:30  Check-in, 7:30 pm · Six minutes, when you like"],
        "both names agreed to say more"
    );
}

#[test]
fn a_check_in_slept_through_still_comes_that_evening() {
    let mut world = world();
    world.date_of_kind("Sundays 7:30pm, 15 min", "0m", "check_in");
    world.sleep_until("2026-10-18T21:40");
    assert_eq!(
        world.shown(),
        ["21:40  Six minutes, when you like · "],
        "it is for when they like, so an hour is not too late"
    );
}

#[test]
fn a_check_in_that_came_to_nothing_is_called_what_it_is_while_they_were_away() {
    let mut world = world();
    world.date_of_kind("Sundays 7:30pm, 15 min", "0m", "check_in");
    world.desktop_works(false);
    world.wait_until("2026-10-18T19:35");
    let waiting = world.inbox();
    assert!(
        waiting.first().is_some_and(|line| line.contains("| Check-in |")),
        "not “Sunday, 7:30 pm”: {waiting:?}"
    );
    world.wait_until("2026-10-20T12:00");
    let asked = world
        .inbox()
        .into_iter()
        .any(|line| line.contains("did it happen"));
    assert!(!asked, "and nobody is asked about it afterwards");
}

#[test]
fn the_check_in_takes_its_reminder_from_its_own_row_in_settings() {
    let world = world();
    world.choose(SettingsForm {
        kind_leads: Some(vec![KindLeads {
            kind: "check_in".into(),
            leads: vec![Lead::Before { before_minutes: 30 }],
        }]),
        ..SettingsForm::default()
    });
    let form = SlotForm {
        kind: Some("check_in".into()),
        ..form("Sundays 7:30pm")
    };
    let id = world.app().save_slot(form).unwrap().value.id;
    assert_eq!(
        world.app().show_slot(&id).unwrap().leads,
        [Lead::Before { before_minutes: 30 }],
        "what they chose wins over the usual"
    );
}

#[test]
fn a_kind_of_their_own_is_made_used_renamed_and_removed() {
    let world = world();
    let kind = world.app().save_kind(&climbing(150)).unwrap().value.id;
    let sentence = world
        .app()
        .rewrite_sentence("Saturdays 10am", &Rewrite::Kind { kind: kind.clone() });
    assert_eq!(
        sentence.unwrap(),
        "Saturdays 10am, 2 h 30 min",
        "its usual length stands in the sentence, to be seen and changed"
    );
    let id = world.date_of_kind("Saturdays 10am, 2 h 30 min", "90m", "climbing");
    let item = &world.agenda()[0];
    assert_eq!(
        (item.kind.as_str(), item.kind_name.as_str()),
        (kind.as_str(), "Climbing"),
        "named by what they call it, known by its id"
    );
    let renamed = KindForm {
        kind: Some(kind.clone()),
        name: "The wall".into(),
        ..climbing(120)
    };
    world.app().save_kind(&renamed).unwrap();
    let item = &world.agenda()[0];
    assert_eq!(item.kind_name, "The wall", "its dates go along");
    assert_eq!(
        world.app().show_slot(&id).unwrap().minutes,
        150,
        "and keep the length they were made with"
    );
    let removed = world.app().remove_kind("the wall").unwrap().value;
    assert_eq!(
        removed.said, "The wall removed. Its dates are plain dates now.",
        "nothing of theirs is lost, and it is said"
    );
    assert_eq!(world.agenda()[0].kind, "date");
    world.app().undo().unwrap();
    assert_eq!(
        world.agenda()[0].kind_name,
        "The wall",
        "one undo brings the kind and its dates back"
    );
}

#[test]
fn the_reminders_of_a_kind_of_their_own_are_its_own() {
    let world = world();
    let kind = world.app().save_kind(&climbing(120)).unwrap().value.id;
    let leads = vec![Lead::Day {
        days_before: 2,
        at: "18:00".into(),
    }];
    world.choose(SettingsForm {
        kind_leads: Some(vec![KindLeads {
            kind: kind.clone(),
            leads: leads.clone(),
        }]),
        ..SettingsForm::default()
    });
    let settings = world.app().settings().unwrap();
    let of_it = settings.kind_leads.iter().find(|it| it.kind == kind);
    assert_eq!(of_it.map(|it| &it.leads), Some(&leads), "Settings list it");
    let form = SlotForm {
        kind: Some(kind.clone()),
        ..form("Saturdays 10am, 2 hours")
    };
    let id = world.app().save_slot(form).unwrap().value.id;
    assert_eq!(
        world.app().show_slot(&id).unwrap().leads,
        leads,
        "a new date starts with them"
    );
    world.app().remove_kind(&kind).unwrap();
    let again = world.app().save_kind(&climbing(120)).unwrap().value.id;
    let settings = world.app().settings().unwrap();
    let of_it = settings.kind_leads.iter().find(|it| it.kind == again);
    assert_eq!(
        of_it.map(|it| &it.leads),
        Some(&settings.leads),
        "another kind of the same name starts anew"
    );
}

#[test]
fn a_kind_that_cannot_be_is_refused_by_name() {
    let world = world();
    let kind = world.app().save_kind(&climbing(120)).unwrap().value.id;
    let refused = |form: KindForm| world.app().save_kind(&form).unwrap_err().problem();
    for (name, message) in [
        ("  ", "A kind of time needs a name."),
        ("climbing", "There is a kind of time called climbing already."),
        ("Lunch", "There is a kind of time called Lunch already."),
        (
            "A name that is as long as a sentence",
            "A kind of time has at most 24 characters.",
        ),
    ] {
        let problem = refused(KindForm {
            name: name.into(),
            ..climbing(120)
        });
        assert_eq!((problem.code, problem.message.as_str()), (Code::Invalid, message));
    }
    for form in [
        KindForm {
            name: "Swim".into(),
            minutes: 0,
            ..climbing(1)
        },
        KindForm {
            name: "Swim".into(),
            icon: "heart".into(),
            ..climbing(1)
        },
        KindForm {
            kind: Some("lunch".into()),
            name: "Swim".into(),
            ..climbing(1)
        },
    ] {
        assert_eq!(refused(form).code, Code::Invalid);
    }
    assert_eq!(
        world.app().kinds().unwrap().kinds.len(),
        9,
        "none of them was made"
    );
    world.app().remove_kind(&kind).unwrap();
    let gone = SlotForm {
        kind: Some(kind),
        ..form("Saturdays 10am")
    };
    let problem = world.app().save_slot(gone).unwrap_err().problem();
    assert_eq!(
        problem.code,
        Code::Invalid,
        "a date is not made of a kind that is gone"
    );
    assert!(
        !problem.hint.contains("Climbing"),
        "and no refusal repeats their words"
    );
}

#[test]
fn an_evening_that_is_skipped_or_moved_takes_nobodys_turn_away() {
    let world = world();
    let form = SlotForm {
        planner: Planner::TurnsSecond,
        ..form("Thursdays 7pm")
    };
    world.app().save_slot(form).unwrap();
    assert_eq!(
        turns(&world),
        pairs(&[("15", "Jules"), ("22", "Noor"), ("29", "Jules"), ("05", "Noor")])
    );
    let keys = world.keys();
    world.app().skip(&keys[0]).unwrap();
    assert_eq!(
        turns(&world),
        pairs(&[("22", "Jules"), ("29", "Noor"), ("05", "Jules")]),
        "Jules had no evening to plan, so the turn is still Jules’s"
    );
    world.app().move_to(&keys[1], "Friday 30 October 8pm").unwrap();
    assert_eq!(
        turns(&world),
        pairs(&[("29", "Noor"), ("30", "Jules"), ("05", "Jules")]),
        "a turn goes along with its evening, and nobody else’s changes"
    );
    world.app().undo().unwrap();
    world.app().undo().unwrap();
    assert_eq!(turns(&world)[0], ("15".into(), "Jules".into()), "all as it was");
}

#[test]
fn a_back_up_hour_is_kept_changed_and_taken_away() {
    let world = world();
    let with = |id: Option<String>, backup: Option<&str>| SlotForm {
        id,
        backup: backup.map(str::to_owned),
        ..form("Thursdays 7pm")
    };
    let id = world
        .app()
        .save_slot(with(None, Some("SA 15:00")))
        .unwrap()
        .value
        .id;
    let slot = world.app().show_slot(&id).unwrap();
    assert_eq!(
        (slot.backup.as_str(), slot.backup_words.as_str()),
        ("SA 15:00", "Saturday, 3 pm")
    );
    world.app().save_slot(with(Some(id.clone()), None)).unwrap();
    assert_eq!(
        world.app().show_slot(&id).unwrap().backup,
        "SA 15:00",
        "what is not said stays"
    );
    world.app().save_slot(with(Some(id.clone()), Some(""))).unwrap();
    assert_eq!(
        world.app().show_slot(&id).unwrap().backup,
        "",
        "and what is taken away is gone"
    );
    let problem = world
        .app()
        .save_slot(with(Some(id), Some("Saturday")))
        .unwrap_err();
    assert_eq!(
        problem.problem().message,
        "“Saturday” is not a day and an hour.",
        "half a back-up is refused by name"
    );
}

#[test]
fn the_back_up_hour_is_offered_first_when_a_date_falls_through() {
    let world = world();
    let form = SlotForm {
        backup: Some("SA 15:00".into()),
        ..form("Thursdays 7pm")
    };
    world.app().save_slot(form).unwrap();
    let key = world.keys().remove(0);
    let offered = world.app().openings(&key).unwrap().openings;
    assert_eq!(
        offered[0].start_local, "2026-10-17T15:00",
        "it is the couple’s own choice, so it comes before any other hour"
    );
}
