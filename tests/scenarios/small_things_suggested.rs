//! What a day suggests: two small things that fit these two people, the same all day, and others the next.

use std::{collections::HashMap, sync::Arc};

use app::{
    App, Locale,
    clock::SystemClock,
    replies::{Gesture, Half, Here, SettingsForm},
};
use chrono::{Duration, NaiveDate};
use tests::world::World;

use crate::{
    favourites::add,
    getting_ready::here,
    small_things::{own, tick, titles, tuesday},
};

fn today(world: &World) -> Vec<Gesture> {
    world.app().today().unwrap().suggestions
}

/// The morning of so many days after the first.
fn morning(world: &mut World, n: i64) {
    let first: NaiveDate = "2026-10-13".parse().unwrap();
    world.set_clock(&format!("{}T09:00", first + Duration::days(n)));
}

fn allow_touch(world: &World, allowed: bool) {
    for (whose, half) in [(Here::First, Half::First), (Here::Second, Half::Second)] {
        here(world, whose);
        world.app().set_touch(allowed, Some(half)).unwrap();
    }
    here(world, Here::First);
}

#[test]
fn two_a_day_stand_all_day_on_the_page_and_in_the_tray_and_after_a_new_start() {
    let mut world = tuesday();
    let at_nine = today(&world);
    assert_eq!(at_nine.len(), 2);
    add(&world, Half::Second, "meal", "Ginger noodles");
    tick(&world, &at_nine[0].id, Half::First, None);
    world.restart();
    world.wait_until("2026-10-13T23:50");
    let at_night = today(&world);
    assert_eq!(
        titles(&at_night),
        titles(&at_nine),
        "a favourite more and a tick change nothing today"
    );
    let tray: Vec<String> = world
        .app()
        .tray()
        .unwrap()
        .small_things
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert_eq!(tray, [at_nine[1].id.clone()], "the tray has the one still to do");
    world.wait_until("2026-10-14T00:10");
    let tomorrow = today(&world);
    assert!(
        tomorrow
            .iter()
            .all(|it| !titles(&at_nine).contains(&it.title.as_str()))
    );
}

#[test]
fn before_there_is_a_planner_a_day_suggests_and_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let clock = || SystemClock::new(Some("2026-10-13T09:00:00Z".parse().unwrap()), None);
    let open = || App::open(dir.path(), Arc::new(clock()), Locale::named("en_GB")).unwrap();
    let first = open().today().unwrap().suggestions;
    assert_eq!(first.len(), 2);
    assert_eq!(
        titles(&first),
        titles(&open().today().unwrap().suggestions),
        "the day itself makes the choice"
    );
    assert_eq!(
        std::fs::read_dir(dir.path()).unwrap().count(),
        0,
        "looking makes no planner"
    );
}

#[test]
fn for_two_months_nothing_comes_again_within_14_days_across_new_starts() {
    let mut world = tuesday();
    for (n, sort) in ["meal", "film", "drink", "tired", "thanked", "treat"]
        .iter()
        .enumerate()
    {
        add(&world, Half::Second, sort, &format!("Number {n}"));
    }
    let mut last: HashMap<String, i64> = HashMap::new();
    let mut favourites = vec![];
    for n in 1..60 {
        morning(&mut world, n);
        if n % 5 == 0 {
            world.restart();
        }
        for it in today(&world) {
            let before = last.insert(it.id.clone(), n);
            assert!(
                before.is_none_or(|before| n - before > 14),
                "{} came again after {before:?} on day {n}",
                it.title
            );
            if !it.why.is_empty() && n <= 7 {
                favourites.push(it.title);
            }
        }
    }
    favourites.sort();
    favourites.dedup();
    assert!(favourites.len() >= 6, "all six within a week: {favourites:?}");
}

#[test]
fn a_favourite_turns_a_template_into_a_suggestion_that_says_whose_it_is() {
    let mut world = tuesday();
    add(&world, Half::Second, "meal", "Ginger noodles, extra chilli");
    add(&world, Half::First, "meal", "Risotto");
    add(&world, Half::Second, "rather_not", "Surprise parties");
    let mut seen = vec![];
    for n in 0..8 {
        morning(&mut world, n);
        seen.extend(today(&world));
    }
    let noodles = seen
        .iter()
        .find(|it| it.title.contains("ginger noodles"))
        .unwrap_or_else(|| panic!("it appears within a week: {:?}", titles(&seen)));
    assert_eq!(noodles.why, "On Jules’s list of favourites.");
    assert_eq!(noodles.for_half, Some(Half::Second));
    for it in &seen {
        let title = it.title.to_lowercase();
        assert!(
            !title.contains("risotto"),
            "what Noor likes is not hers to do for herself"
        );
        assert!(
            !title.contains("surprise part"),
            "what Jules would rather not is never suggested"
        );
        assert!(!it.title.contains('{'), "{}", it.title);
    }
}

#[test]
fn a_favourite_of_a_sort_of_their_own_is_suggested_too() {
    let mut world = tuesday();
    add(&world, Half::Second, "own:Walks", "Along the canal");
    let walk = today(&world).remove(0);
    assert_eq!(
        (walk.title.as_str(), walk.detail.as_str()),
        ("One of their favourites, today: Along the canal", "Walks")
    );
    assert_eq!(walk.why, "On Jules’s list of favourites.");
    tick(&world, &walk.id, Half::First, None);
    world.app().set_gesture_state(&walk.id, "hidden").unwrap();
    for n in 0..30 {
        morning(&mut world, n);
        assert!(
            today(&world).iter().all(|it| it.id != walk.id),
            "it can be put away as any other"
        );
    }
    assert_eq!(
        world.app().gestures(&Default::default()).unwrap().lately[0].title,
        walk.title,
        "and what was done stays"
    );
}

#[test]
fn on_a_computer_that_both_use_a_suggestion_is_for_either() {
    let mut world = tuesday();
    here(&world, Here::Shared);
    add(&world, Half::Second, "meal", "Ginger noodles");
    add(&world, Half::First, "meal", "Risotto");
    let mut whose = vec![];
    for n in 0..8 {
        morning(&mut world, n);
        whose.extend(today(&world).into_iter().filter_map(|it| it.for_half));
    }
    assert!(
        whose.contains(&Half::First) && whose.contains(&Half::Second),
        "{whose:?}"
    );
}

#[test]
fn each_of_the_two_has_their_own_and_keeps_them() {
    let world = tuesday();
    let noors = today(&world);
    here(&world, Here::Second);
    let jules = today(&world);
    assert_eq!(jules.len(), 2);
    here(&world, Here::First);
    assert_eq!(titles(&today(&world)), titles(&noors));
    here(&world, Here::Second);
    assert_eq!(titles(&today(&world)), titles(&jules));
}

#[test]
fn what_is_hidden_is_replaced_and_the_other_stays() {
    let world = tuesday();
    let before = today(&world);
    world.app().set_gesture_state(&before[0].id, "hidden").unwrap();
    let then = today(&world);
    assert_eq!(then.len(), 2);
    assert_ne!(then[0].id, before[0].id);
    assert_eq!(then[1].id, before[1].id);
    world.app().undo().unwrap();
    assert_eq!(
        titles(&today(&world)),
        titles(&then),
        "shown again it does not jump back: what stands there fits"
    );
}

#[test]
fn touch_comes_with_both_their_leave_and_goes_with_one_of_them() {
    let mut world = tuesday();
    let touch = |world: &World| today(world).iter().any(|it| it.kind == "touch");
    allow_touch(&world, true);
    let day = (0..20).find(|n| {
        morning(&mut world, *n);
        touch(&world)
    });
    assert!(day.is_some(), "within three weeks there is one");
    here(&world, Here::Second);
    world.app().set_touch(false, None).unwrap();
    here(&world, Here::First);
    assert!(!touch(&world), "it is gone that moment");
    assert_eq!(today(&world).len(), 2, "and something else is in its place");
    for n in 20..40 {
        morning(&mut world, n);
        assert!(!touch(&world));
    }
}

#[test]
fn another_is_another_for_the_day_and_what_was_put_aside_does_not_come_back() {
    let mut world = tuesday();
    let first = today(&world);
    let mut seen = vec![first[0].id.clone()];
    for _ in 0..6 {
        let now = today(&world)[0].id.clone();
        let done = world.app().another_suggestion(&now).unwrap().value;
        let then = today(&world);
        assert_eq!(then[0].id, done.id, "it stands in its place");
        assert_eq!(done.said, format!("{}, instead", then[0].title));
        assert!(!seen.contains(&done.id), "one that was not there today");
        assert_eq!(then[1].id, first[1].id, "the other stays");
        seen.push(done.id);
    }
    assert!(
        world.app().another_suggestion(&first[0].id).is_err(),
        "today does not suggest it any more"
    );
    world.restart();
    assert_eq!(today(&world)[0].id, seen[6], "over a new start too");
    for n in 1..14 {
        morning(&mut world, n);
        let again = today(&world).into_iter().find(|it| seen.contains(&it.id));
        assert_eq!(
            again.map(|it| it.title),
            None,
            "it was offered, and waits its fortnight"
        );
    }
}

#[test]
fn the_nudge_says_what_today_says_and_another_there_is_another_on_the_page() {
    let mut world = tuesday();
    add(&world, Half::Second, "meal", "Ginger noodles");
    world.choose(SettingsForm {
        gesture_nudge: Some("17:30".to_owned()),
        discreet: Some(false),
        both: true,
        ..SettingsForm::default()
    });
    let ahead = world
        .app()
        .upcoming("2026-10-17T12:00:00Z".parse().unwrap())
        .unwrap();
    world.wait_until("2026-10-13T17:30");
    let shown = world.shown().remove(0);
    let page = today(&world);
    assert!(shown.contains(&page[0].title), "{shown} is {}", page[0].title);
    assert!(
        page[0].title.contains("ginger noodles"),
        "with the favourite in it"
    );
    world.press("another");
    let other = world.shown().remove(0);
    let then = today(&world);
    assert!(other.contains(&then[0].title), "{other} is {}", then[0].title);
    assert_ne!(then[0].id, page[0].id);
    assert_eq!(then[1].id, page[1].id);
    assert!(
        ahead[0].text.contains(&page[0].title),
        "what was said to come has come: {} is {}",
        ahead[0].text,
        page[0].title
    );
    world.press("done");
    assert_eq!(
        world.app().gestures(&Default::default()).unwrap().lately[0].title,
        then[0].title
    );
}

#[test]
fn what_is_said_to_come_comes_while_nobody_looks() {
    let mut world = tuesday();
    for (n, sort) in ["meal", "film", "drink", "tired"].iter().enumerate() {
        add(&world, Half::Second, sort, &format!("Number {n}"));
    }
    world.choose(SettingsForm {
        gesture_nudge: Some("17:30".to_owned()),
        discreet: Some(false),
        both: true,
        ..SettingsForm::default()
    });
    let ahead: Vec<String> = world
        .app()
        .upcoming("2026-10-27T12:00:00Z".parse().unwrap())
        .unwrap()
        .into_iter()
        .map(|it| it.text)
        .collect();
    world.wait_until("2026-10-27T12:00");
    let shown: Vec<String> = world
        .shown()
        .into_iter()
        .map(|line| line[7..].replace(" · ", ". "))
        .collect();
    assert_eq!(shown.len(), 7, "every other day");
    assert_eq!(shown, ahead);
}

#[test]
fn with_little_left_it_still_suggests_and_takes_turns() {
    let mut world = tuesday();
    for it in world.app().gestures(&Default::default()).unwrap().gestures {
        world.app().set_gesture_state(&it.id, "archived").unwrap();
    }
    assert_eq!(today(&world).len(), 0, "everything is put away");
    own(&world, "Sharpen the pencils");
    let alone = today(&world);
    assert_eq!(titles(&alone), ["Sharpen the pencils"]);
    own(&world, "Feed the sourdough");
    own(&world, "Oil the gate");
    let mut seen = vec![];
    for n in 1..4 {
        morning(&mut world, n);
        seen.extend(today(&world).into_iter().map(|it| it.title));
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 3, "each comes round");
}
