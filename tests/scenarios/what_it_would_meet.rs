//! While a date is made or changed: what it would meet, two ways out of it, and a time for a new one.

use app::replies::{EveningMove, FindForm, HeadsUp, ImportAs, Scope, SlotForm};
use tests::world::{World, form};

use crate::when_life_happens::{both_work, read_in};

/// The mock-ups' week: Noor sings on Thursday 29 October.
fn october() -> World {
    let world = World::at("2026-10-13T14:36", "Europe/London");
    both_work(&world);
    let noor = [
        "Work 20260901T090000 20260901T170000 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "Choir 20261029T183000 20261029T200000",
    ];
    read_in(&world, ImportAs::First, false, &noor);
    world
}

fn heads_up(world: &World, form: &SlotForm) -> HeadsUp {
    world.app().heads_up(form).unwrap().expect("it meets something")
}

/// What it says, and the ways out of it.
fn said(up: &HeadsUp) -> Vec<String> {
    let fixes = up.fixes.iter().map(|fix| fix.said.clone());
    std::iter::once(format!("{} {}", up.text, up.next))
        .chain(fixes)
        .collect()
}

#[test]
fn it_names_who_is_busy_and_offers_two_ways_out() {
    let world = october();
    let up = heads_up(&world, &form("Thursdays 7pm, 2 hours"));
    assert_eq!(
        said(&up),
        [
            "Noor is busy on 29 October, 6:30 to 8 pm. The next nine are clear.",
            "Start at 8:15 that week",
            "Use Friday 30th"
        ],
        "as the mock-up has it"
    );
    assert_eq!(up.lead, "Noor is busy on 29 October", "set in bold");
    assert!(up.halves.first && !up.halves.second, "{:?}", up.halves);
}

#[test]
fn why_is_named_only_where_that_calendar_keeps_its_names() {
    let world = october();
    let choir = ["Choir 20261029T183000 20261029T200000"];
    read_in(&world, ImportAs::First, true, &choir);
    let up = heads_up(&world, &form("Thursdays 7pm, 2 hours"));
    assert_eq!(up.text, "Noor is busy on 29 October, 6:30 to 8 pm: Choir.");
    read_in(&world, ImportAs::First, false, &choir);
    let up = format!("{:?}", heads_up(&world, &form("Thursdays 7pm, 2 hours")));
    assert!(!up.contains("Choir"), "{up}");
}

#[test]
fn a_fix_moves_that_evening_alone_with_the_saving_and_undo_takes_both_back() {
    let world = october();
    let thursdays = form("Thursdays 7pm, 2 hours");
    let fix = heads_up(&world, &thursdays).fixes.remove(1);
    assert_eq!(
        fix.sentence, "",
        "the sentence says every Thursday, and still does"
    );
    let fixed = SlotForm {
        moves: vec![EveningMove {
            original: fix.original,
            to: fix.to,
        }],
        ..thursdays
    };
    assert_eq!(
        world.app().heads_up(&fixed).unwrap(),
        None,
        "it meets nothing then"
    );
    world.app().save_slot(fixed).unwrap();
    let starts: Vec<String> = world.agenda().into_iter().map(|item| item.local_start).collect();
    assert_eq!(
        starts,
        [
            "2026-10-15T19:00",
            "2026-10-22T19:00",
            "2026-10-30T19:00",
            "2026-11-05T19:00"
        ],
        "one Thursday is a Friday"
    );
    world.app().undo().unwrap();
    assert!(world.agenda().is_empty(), "one step back");
}

#[test]
fn a_fix_of_a_single_date_rewrites_its_sentence_and_keeps_its_name() {
    let world = october();
    let single = form("29 October 7pm Supper at Lupo, 2 hours");
    let up = heads_up(&world, &single);
    assert_eq!(
        said(&up),
        [
            "Noor is busy on 29 October, 6:30 to 8 pm. ",
            "Start at 8:15",
            "Use Friday 30th"
        ]
    );
    for fix in &up.fixes {
        assert!(fix.sentence.contains("Supper at Lupo"), "{}", fix.sentence);
        let again = form(&fix.sentence);
        assert_eq!(
            world.app().heads_up(&again).unwrap(),
            None,
            "{} is clear",
            fix.sentence
        );
        let reading = world.app().read_sentence(&fix.sentence).unwrap().draft.unwrap();
        assert_eq!(
            (reading.start_local, reading.minutes),
            (fix.to.clone(), 120),
            "and as long"
        );
        assert_eq!(reading.title, "Supper at Lupo");
    }
}

#[test]
fn both_ways_out_keep_off_what_else_there_is() {
    let world = october();
    let noor = ["Choir 20261029T183000 20261029T200000"];
    read_in(&world, ImportAs::First, false, &noor);
    let jules = [
        "Call 20261029T203000 20261029T210000",
        "Match 20261030T183000 20261030T220000",
    ];
    read_in(&world, ImportAs::Second, false, &jules);
    world.date("28 October 7pm cinema, 3 hours", "");
    let up = heads_up(&world, &form("Thursdays 7pm, 2 hours"));
    assert_eq!(
        said(&up)[1..],
        [
            "Start at 4:15 that week".to_owned(),
            "Use Saturday 31st".to_owned()
        ],
        "Thursday is full until half past nine, on Wednesday there is the cinema and on Friday the match"
    );
}

#[test]
fn an_evening_of_its_own_is_not_a_way_out() {
    let world = october();
    let up = heads_up(&world, &form("Wednesdays, Thursdays and Fridays 7pm, 2 hours"));
    assert_eq!(
        said(&up)[1..],
        [
            "Start at 8:15 that week".to_owned(),
            "Use Saturday 31st".to_owned()
        ],
        "the days before and after are theirs already"
    );
}

#[test]
fn leave_it_saves_and_is_remembered_until_the_busy_time_changes() {
    let mut world = october();
    let thursdays = form("Thursdays 7pm, 2 hours");
    let left = SlotForm {
        left: true,
        ..thursdays.clone()
    };
    assert_eq!(world.app().heads_up(&left).unwrap(), None, "they know");
    let id = world.app().save_slot(left).unwrap().value.id;
    let change = SlotForm {
        id: Some(id),
        ..thursdays.clone()
    };
    assert_eq!(
        world.app().heads_up(&change).unwrap(),
        None,
        "opened again it is not said again"
    );
    world.wait_until("2026-10-27T09:00");
    assert!(
        !format!("{:?}", world.app().today().unwrap().plate).contains("busy"),
        "nor does the plate ask"
    );
    let later = ["Choir 20261029T190000 20261029T203000"];
    read_in(&world, ImportAs::First, false, &later);
    assert!(
        world.app().heads_up(&change).unwrap().is_some(),
        "it is another clash now"
    );
}

#[test]
fn saving_is_never_stopped_by_it() {
    let world = october();
    let thursdays = form("Thursdays 7pm, 2 hours");
    assert!(world.app().heads_up(&thursdays).unwrap().is_some());
    world.app().save_slot(thursdays).unwrap();
    assert_eq!(world.agenda().len(), 4, "they know what they do");
}

#[test]
fn a_move_that_makes_no_sense_is_refused_and_nothing_is_saved() {
    let world = october();
    for (original, to, why) in [
        ("2026-10-30T19:00", "2026-10-31T19:00", "there is no such evening"),
        ("2026-10-29T19:00", "2026-10-12T19:00", "it lies behind us"),
        ("2026-10-29T19:00", "sometime", "it is no hour"),
    ] {
        let moved = SlotForm {
            moves: vec![EveningMove {
                original: original.into(),
                to: to.into(),
            }],
            ..form("Thursdays 7pm, 2 hours")
        };
        assert_eq!(world.app().heads_up(&moved).unwrap(), None, "{why}");
        world.app().save_slot(moved).expect_err(why);
        assert!(world.agenda().is_empty(), "{why}");
    }
}

#[test]
fn what_was_said_of_an_evening_stays_when_it_goes_out_of_the_way() {
    let world = october();
    let id = world.date("Thursdays 7pm, 2 hours", "");
    let key = format!("{id}@2026-10-29T19:00");
    world.app().rename(&key, Some("Fireworks")).unwrap();
    let form = SlotForm {
        id: Some(id),
        ..form(&world.app().slots().unwrap()[0].sentence)
    };
    let fix = heads_up(&world, &form).fixes.remove(0);
    let fixed = SlotForm {
        moves: vec![EveningMove {
            original: fix.original,
            to: fix.to,
        }],
        ..form
    };
    world.app().save_slot(fixed).unwrap();
    let item = world
        .agenda()
        .into_iter()
        .find(|item| item.title == "Fireworks")
        .unwrap();
    assert_eq!(item.local_start, "2026-10-29T20:15", "its name went along");
}

#[test]
fn evenings_that_are_off_or_elsewhere_are_looked_at_as_they_are() {
    let world = october();
    let id = world.date("Thursdays 7pm, 2 hours", "");
    let later = SlotForm {
        id: Some(id.clone()),
        ..form("Thursdays 7:30pm, 2 hours")
    };
    assert!(world.app().heads_up(&later).unwrap().is_some());
    world.app().skip(&format!("{id}@2026-10-29T19:00")).unwrap();
    assert_eq!(
        world.app().heads_up(&later).unwrap(),
        None,
        "it stays skipped, at another hour as well"
    );
}

#[test]
fn one_evening_changed_alone_is_looked_at_alone() {
    let world = october();
    let id = world.date("Thursdays 7pm, 2 hours", "");
    let alone = |day: &str| SlotForm {
        id: Some(id.clone()),
        key: Some(format!("{id}@{day}T19:00")),
        scope: Some(Scope::This),
        ..form("Thursdays 7:30pm, 2 hours")
    };
    assert_eq!(
        world.app().heads_up(&alone("2026-10-22")).unwrap(),
        None,
        "the 29th is not what they are at"
    );
    assert_eq!(
        said(&heads_up(&world, &alone("2026-10-29")))[0],
        "Noor is busy on 29 October, 6:30 to 8 pm. ",
        "and nothing is said of the next ones"
    );
}

#[test]
fn a_series_carried_to_another_day_leaves_its_old_days_open() {
    let world = october();
    let id = world.date("Fridays 7pm, 2 hours", "");
    let carried = SlotForm {
        id: Some(id),
        ..form("Thursdays 7pm, 2 hours")
    };
    assert_eq!(
        said(&heads_up(&world, &carried))[2],
        "Use Friday 30th",
        "Fridays are free once it has gone to Thursdays"
    );
}

#[test]
fn nothing_is_said_without_calendars_of_a_sentence_that_cannot_be_read_or_of_what_is_past() {
    let world = World::at("2026-10-13T14:36", "Europe/London");
    assert_eq!(
        world.app().heads_up(&form("Thursdays 7pm")).unwrap(),
        None,
        "nobody is known to be busy"
    );
    let world = october();
    assert_eq!(
        world.app().heads_up(&form("Thursdays at")).unwrap(),
        None,
        "no hour yet"
    );
    read_in(
        &world,
        ImportAs::First,
        false,
        &["Choir 20261008T183000 20261008T200000"],
    );
    assert_eq!(
        world.app().heads_up(&form("Thursdays 7pm")).unwrap(),
        None,
        "last week is over"
    );
}

#[test]
fn an_hour_elsewhere_is_moved_by_its_own_clock() {
    let mut world = World::at("2026-10-13T14:36", "Europe/Paris");
    let there = SlotForm {
        anchor: Some("fixed".into()),
        ..form("Thursdays 8pm, 2 hours")
    };
    let id = world.app().save_slot(there).unwrap().value.id;
    world.travel_to("Europe/London");
    read_in(
        &world,
        ImportAs::First,
        false,
        &["Choir 20261029T183000 20261029T200000"],
    );
    let sentence = world.app().show_slot(&id).unwrap().sentence;
    let change = SlotForm {
        id: Some(id),
        anchor: Some("fixed".into()),
        ..form(&sentence)
    };
    let up = heads_up(&world, &change);
    let fix = up.fixes[0].clone();
    assert_eq!(
        (fix.said.as_str(), fix.original.as_str(), fix.to.as_str()),
        ("Start at 8:15 that week", "2026-10-29T20:00", "2026-10-29T21:15"),
        "said as it is here, moved as it is there"
    );
    let fixed = SlotForm {
        moves: vec![EveningMove {
            original: fix.original,
            to: fix.to,
        }],
        ..change
    };
    assert_eq!(world.app().heads_up(&fixed).unwrap(), None);
    world.app().save_slot(fixed).unwrap();
    let moved = world.agenda().into_iter().find(|item| item.moved).unwrap();
    assert_eq!(
        moved.start, "2026-10-29T20:15:00+00:00",
        "a quarter past eight in London"
    );
}

#[test]
fn an_appointment_that_meets_something_is_said_as_any_date_is() {
    let world = october();
    let appointment = SlotForm {
        kind: Some("outside_help".into()),
        ..form("Wednesday 4pm Dr Osei")
    };
    assert_eq!(
        said(&heads_up(&world, &appointment))[0],
        "Noor and Jules are busy on 14 October, 9 am to 5 pm. ",
        "they may be able to leave early, or to ask for another hour"
    );
}

#[test]
fn a_time_is_found_for_each_kind() {
    let world = october();
    let find = |kind: &str, from: Option<&str>| {
        let form = FindForm {
            kind: Some(kind.to_owned()),
            from: from.map(str::to_owned),
            ..FindForm::default()
        };
        let found = world.app().find_time(&form).unwrap();
        let lines = found
            .openings
            .iter()
            .map(|o| format!("{} | {} | {}", o.said, o.why, o.sentence));
        std::iter::once(found.heading)
            .chain(lines.take(2))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        find("evening_out", None),
        [
            "You’re both free at these times this week.",
            "Today, 7 pm | both finished by then | Tuesday 13 October, 7 to 9 pm",
            "Wednesday, 7 pm | both finished by then | Wednesday 14 October, 7 to 9 pm"
        ]
    );
    assert_eq!(
        find("lunch", Some("2026-10-15"))[1..],
        [
            "Saturday, 12:30 pm | at lunchtime | Saturday 17 October, 12:30 to 1:30 pm",
            "Sunday, 12:30 pm | at lunchtime | Sunday 18 October, 12:30 to 1:30 pm"
        ],
        "on working days both work"
    );
}

#[test]
fn an_hour_that_is_all_but_here_is_not_offered() {
    let mut world = october();
    let first = |world: &World| {
        world.app().find_time(&FindForm::default()).unwrap().openings[0]
            .said
            .clone()
    };
    world.wait_until("2026-10-13T18:30");
    assert_eq!(first(&world), "Today, 7 pm", "half an hour is time enough");
    world.wait_until("2026-10-13T18:55");
    assert_eq!(
        first(&world),
        "Wednesday, 7 pm",
        "five minutes are not, and an hour later is no better than tomorrow"
    );
}

#[test]
fn a_found_time_keeps_the_name_that_was_typed() {
    let world = october();
    for (typed, title) in [
        ("Supper at Lupo", "Supper at Lupo"),
        ("\"Friday night\" tomorrow 3pm", "Friday night"),
        ("", ""),
    ] {
        let form = FindForm {
            sentence: Some(typed.into()),
            minutes: Some(90),
            ..FindForm::default()
        };
        let found = world.app().find_time(&form).unwrap().openings;
        assert_eq!(found.len(), 5, "Find a time names five");
        for opening in found {
            let draft = world
                .app()
                .read_sentence(&opening.sentence)
                .unwrap()
                .draft
                .unwrap();
            assert_eq!(
                (draft.title.as_str(), draft.start_local, draft.minutes),
                (title, opening.start_local, 90),
                "{}",
                opening.sentence
            );
        }
    }
}

#[test]
fn a_move_that_is_typed_says_whom_it_meets() {
    let world = october();
    world.date("Fridays 7pm, 2 hours", "");
    let key = world.keys().remove(2);
    let notes = |text: &str| world.app().read_move(&key, text).unwrap().notes;
    assert_eq!(notes("29 October"), ["Noor is busy on 29 October, 6:30 to 8 pm."]);
    assert_eq!(notes("30 October 8pm"), [""; 0], "nobody is");
}

#[test]
fn what_no_time_can_be_found_for_is_refused_by_name() {
    let world = october();
    let refused = |form: FindForm| {
        world
            .app()
            .find_time(&form)
            .expect_err("it makes no sense")
            .problem()
            .message
    };
    let of = FindForm::default;
    for form in [
        FindForm {
            kind: Some("opera".into()),
            ..of()
        },
        FindForm {
            minutes: Some(0),
            ..of()
        },
        FindForm {
            minutes: Some(24 * 60 + 1),
            ..of()
        },
        FindForm {
            from: Some("someday".into()),
            ..of()
        },
    ] {
        let words = refused(form.clone());
        assert!(!words.is_empty(), "{form:?}");
    }
}

#[test]
fn a_date_over_another_of_their_own_is_told_with_two_ways_out_and_never_stopped() {
    let world = World::at("2026-10-13T14:36", "Europe/London");
    world.date("Secret supper, 15 October 7pm, 2 hours", "");
    let over = form("15 October 7:30pm, 2 hours");
    let up = heads_up(&world, &over);
    assert_eq!(up.text, "You have a date then: 7 to 9 pm.", "without its name");
    assert!(
        up.text.starts_with(&up.lead) && up.halves.first && up.halves.second,
        "{up:?}"
    );
    assert_eq!(up.fixes.len(), 2, "{:?}", up.fixes);
    for fix in &up.fixes {
        let again = world.app().heads_up(&form(&fix.sentence)).unwrap();
        assert_eq!(again, None, "{} is clear", fix.sentence);
    }
    assert_eq!(
        world.app().heads_up(&form("15 October 9pm")).unwrap(),
        None,
        "one after the other is no clash"
    );
    let up = heads_up(&world, &form("Thursdays 8pm"));
    assert_eq!(
        up.text, "You have a date on 15 October: 7 to 9 pm.",
        "which of them is said"
    );
    world.app().save_slot(over).unwrap();
    assert_eq!(world.agenda().len(), 2, "both stand");
}

#[test]
fn a_series_never_meets_itself() {
    let world = World::at("2026-10-13T14:36", "Europe/London");
    let id = world.date("Thursdays 7pm, 2 hours", "");
    let longer = SlotForm {
        id: Some(id),
        ..form("Thursdays 7pm, 3 hours")
    };
    assert_eq!(world.app().heads_up(&longer).unwrap(), None);
}
