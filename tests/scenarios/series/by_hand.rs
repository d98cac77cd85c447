//! A date dragged to another place, or made longer: alone, with those after it, with all from now on.

use app::replies::{Code, Scope};
use tests::world::World;

use super::{ahead, behind, couple, day, key, one_step, thursdays, whole};

#[test]
fn an_evening_that_is_dragged_goes_alone_and_keeps_its_length_and_its_turn() {
    let (world, _) = thursdays();
    let before = ahead(&world);
    assert_eq!(before[..2], ["10-15 19:00-21:00 N", "10-22 19:00-21:00 J"]);
    let read = world
        .app()
        .read_place(&key(&world, "2026-10-15"), "2026-10-16T20:00", None)
        .unwrap();
    assert_eq!(read.words, "Friday 16 October, 8 to 10 pm");
    assert_eq!(
        (read.problem, read.busy.as_str()),
        (None, ""),
        "nobody is busy, and it is ahead"
    );
    one_step(&world, |world| {
        let key = key(world, "2026-10-15");
        let done = world
            .app()
            .place(&key, "2026-10-16T20:00", None, None)
            .unwrap()
            .value;
        assert_eq!(done.said, "Moved to Friday 16 October, 8 pm");
        assert_eq!(done.id, key, "it is still the evening it was");
    });
    let after = ahead(&world);
    assert_eq!(
        after[0], "10-16 20:00-22:00 N",
        "whoever had begun to plan it plans it on its new day"
    );
    assert_eq!(after[1..], before[1..], "the others stay as they are");
}

#[test]
fn an_evening_made_longer_is_longer_and_restored_is_as_long_as_the_others() {
    let (world, _) = thursdays();
    let (before, its) = (ahead(&world), key(&world, "2026-10-15"));
    one_step(&world, |world| {
        let done = world
            .app()
            .place(&its, "2026-10-15T19:00", Some(180), None)
            .unwrap();
        assert_eq!(done.value.said, "Now Thursday 15 October, 7 to 10 pm");
    });
    assert_eq!(ahead(&world)[0], "10-15 19:00-22:00 N");
    let actions = world.app().detail(&its).unwrap().actions;
    assert!(
        actions.contains(&"restore".to_owned()),
        "what was changed can be changed back: {actions:?}"
    );
    one_step(&world, |world| drop(world.app().restore(&its).unwrap()));
    assert_eq!(ahead(&world), before);
}

#[test]
fn an_evening_is_not_put_where_the_day_is_over_or_made_no_time_at_all() {
    let (world, _) = thursdays();
    let (before, its) = (whole(&world), key(&world, "2026-10-15"));
    for (to, minutes, code) in [
        ("2026-10-12T19:00", None, Code::Past),
        ("2026-10-15T19:00", Some(0), Code::Invalid),
        ("2026-10-15T19:00", Some(1441), Code::Invalid),
        ("2100-01-01T19:00", None, Code::NotUnderstood),
    ] {
        let read = world.app().read_place(&its, to, minutes).unwrap();
        assert_eq!(
            read.problem.map(|p| p.code),
            Some(code),
            "{to} {minutes:?}: said before it is tried"
        );
        for scope in [None, Some(Scope::This), Some(Scope::Following), Some(Scope::All)] {
            let refused = world.app().place(&its, to, minutes, scope).unwrap_err().problem();
            assert_eq!(
                refused.code, code,
                "{to} {minutes:?} {scope:?}: {}",
                refused.message
            );
        }
    }
    assert_eq!(whole(&world), before, "nothing was changed");
}

#[test]
fn an_evening_that_has_begun_may_still_go_on_for_longer() {
    let world = couple();
    world.date("today 7pm, 2 hours", "90m");
    let key = world.keys().remove(0);
    world.clock_says("2026-10-13T20:30");
    world
        .app()
        .place(&key, "2026-10-13T19:00", Some(180), None)
        .unwrap();
    assert_eq!(ahead(&world), ["10-13 19:00-22:00"]);
}

#[test]
fn before_a_hand_lets_go_it_is_said_how_far_that_may_reach() {
    let (world, _) = thursdays();
    let read = |to: &str| {
        let its = key(&world, "2026-10-22");
        world.app().read_place(&its, to, None).unwrap().choices
    };
    let said: Vec<_> = read("2026-10-23T20:00")
        .into_iter()
        .map(|c| (c.scope, c.title, c.says))
        .collect();
    assert_eq!(
        said,
        [
            (
                Scope::This,
                "Only this one".to_owned(),
                "The others stay as they are.".to_owned()
            ),
            (
                Scope::Following,
                "This one and those after it".to_owned(),
                "Every Friday, 8 to 10 pm, from 23 October. Those before stay as they are.".to_owned()
            ),
            (
                Scope::All,
                "All from now on".to_owned(),
                "Every Friday, 8 to 10 pm, from 16 October. What was stays as it was.".to_owned()
            ),
        ]
    );
    assert!(
        read("2026-10-12T20:00").is_empty(),
        "nothing to choose where it cannot go"
    );
    world.date("Saturday 17 October 1pm", "");
    let single = key(&world, "2026-10-17");
    let read = world.app().read_place(&single, "2026-10-18T13:00", None).unwrap();
    assert!(read.choices.is_empty(), "a date that comes once has no others");
}

#[test]
fn this_one_and_those_after_it_are_on_fridays_and_those_before_stay() {
    let (world, id) = thursdays();
    let was = behind(&world);
    one_step(&world, |world| {
        let key = key(world, "2026-10-22");
        let done = world
            .app()
            .place(&key, "2026-10-23T20:00", None, Some(Scope::Following))
            .unwrap()
            .value;
        assert_eq!(done.said, "Every Friday, 8 to 10 pm, from 23 October");
        let item = world.app().detail(&done.id).unwrap().item;
        assert_eq!(
            item.local_start, "2026-10-23T20:00",
            "the key of the evening as it is now"
        );
    });
    assert_eq!(
        ahead(&world),
        [
            "10-15 19:00-21:00 N",
            "10-23 20:00-22:00 J",
            "10-30 20:00-22:00 N",
            "11-06 20:00-22:00 J",
            "11-13 20:00-22:00 N"
        ],
        "and whoever’s turn it was has it on the new day"
    );
    assert_eq!(behind(&world), was, "what was stays exactly as it was");
    let slots = world.app().slots().unwrap();
    assert_eq!(
        slots.iter().map(|s| s.reading.as_str()).collect::<Vec<_>>(),
        [
            "Every Thursday, 7 to 9 pm, until 15 October",
            "Every Friday, 8 to 10 pm"
        ],
        "one series after the other"
    );
    assert_eq!(slots[0].id, id);
}

#[test]
fn all_from_now_on_are_on_fridays_and_what_was_stays() {
    let (world, _) = thursdays();
    let was = behind(&world);
    one_step(&world, |world| {
        // Said of the second one ahead, meant of the first as well.
        let key = key(world, "2026-10-22");
        let done = world
            .app()
            .place(&key, "2026-10-23T20:00", None, Some(Scope::All))
            .unwrap()
            .value;
        assert_eq!(done.said, "Every Friday, 8 to 10 pm, from 16 October");
    });
    assert_eq!(
        ahead(&world)[..3],
        [
            "10-16 20:00-22:00 N",
            "10-23 20:00-22:00 J",
            "10-30 20:00-22:00 N"
        ]
    );
    assert_eq!(behind(&world), was);
}

#[test]
fn made_longer_from_one_on_those_before_are_as_long_as_they_were() {
    let (world, _) = thursdays();
    for (scope, expected) in [
        (
            Scope::Following,
            [
                "10-15 19:00-21:00 N",
                "10-22 19:00-22:00 J",
                "10-29 19:00-22:00 N",
            ],
        ),
        (
            Scope::All,
            [
                "10-15 19:00-22:00 N",
                "10-22 19:00-22:00 J",
                "10-29 19:00-22:00 N",
            ],
        ),
    ] {
        let was = behind(&world);
        one_step(&world, |world| {
            let key = key(world, "2026-10-22");
            world
                .app()
                .place(&key, "2026-10-22T19:00", Some(180), Some(scope))
                .unwrap();
        });
        assert_eq!(ahead(&world)[..3], expected, "{scope:?}");
        assert_eq!(
            behind(&world),
            was,
            "{scope:?}: the hours they had together stay what they were"
        );
        world.app().undo().unwrap();
    }
}

#[test]
fn the_first_of_a_series_dragged_with_the_others_is_the_same_series() {
    let world = couple();
    let id = world.date("Thursdays 7pm, 2 hours", "90m");
    one_step(&world, |world| {
        let key = key(world, "2026-10-15");
        world
            .app()
            .place(&key, "2026-10-16T20:00", None, Some(Scope::Following))
            .unwrap();
    });
    let slots = world.app().slots().unwrap();
    assert_eq!(
        slots.len(),
        1,
        "nothing lies before it that another series would have to hold"
    );
    assert_eq!(
        (slots[0].id.as_str(), slots[0].reading.as_str()),
        (id.as_str(), "Every Friday, 8 to 10 pm")
    );
}

#[test]
fn ten_evenings_are_still_ten() {
    let world = couple();
    world.date("Thursdays 7pm, 2 hours, 10 times", "90m");
    let count = |world: &World| {
        world
            .app()
            .agenda(day("2026-10-01"), day("2027-10-01"))
            .unwrap()
            .len()
    };
    assert_eq!(count(&world), 10);
    for (to, scope) in [
        ("2026-10-30T20:00", Scope::Following),
        ("2026-10-30T20:00", Scope::All),
        ("2026-10-29T19:30", Scope::Following),
    ] {
        one_step(&world, |world| {
            let key = key(world, "2026-10-29");
            world.app().place(&key, to, None, Some(scope)).unwrap();
        });
        assert_eq!(count(&world), 10, "{to} {scope:?}");
        world.app().undo().unwrap();
    }
}

#[test]
fn a_rhythm_that_no_rule_says_goes_alone_or_is_said_in_words() {
    let world = couple();
    world.date("first and third Saturday of the month 1pm", "90m");
    let its = key(&world, "2026-10-17");
    let read = world.app().read_place(&its, "2026-10-18T13:00", None).unwrap();
    assert!(read.choices.is_empty(), "{:?}", read.choices);
    let before = whole(&world);
    let refused = world
        .app()
        .place(&its, "2026-10-18T13:00", None, Some(Scope::Following))
        .unwrap_err()
        .problem();
    assert_eq!(
        refused.hint,
        "Move this one alone, or say the new rhythm in words."
    );
    assert_eq!(whole(&world), before);
    let read = world.app().read_place(&its, "2026-10-17T15:00", None).unwrap();
    assert_eq!(
        read.choices.len(),
        3,
        "another hour of the same day is no other rhythm"
    );
}
