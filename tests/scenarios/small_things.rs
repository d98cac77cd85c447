//! Small things: what fits, ticking, their own, and the year of halves.

use app::replies::{Code, Gesture, GestureFilter, GestureForm, Half, Here, SettingsForm};
use tests::world::World;

use crate::getting_ready::here;

pub fn tuesday() -> World {
    World::at("2026-10-13T09:00", "Europe/London")
}

pub fn list(world: &World, filter: &GestureFilter) -> Vec<Gesture> {
    world.app().gestures(filter).unwrap().gestures
}

pub fn all(world: &World) -> Vec<Gesture> {
    list(world, &GestureFilter::default())
}

pub fn titles(gestures: &[Gesture]) -> Vec<&str> {
    gestures.iter().map(|it| it.title.as_str()).collect()
}

/// One of their own, free, for ten minutes at home; its id.
pub fn own(world: &World, title: &str) -> String {
    saved(world, &form(title))
}

pub fn form(title: &str) -> GestureForm {
    GestureForm {
        title: title.to_owned(),
        minutes: 10,
        effort: 1,
        cost: "free".to_owned(),
        kind: "help".to_owned(),
        place: "home".to_owned(),
        ..GestureForm::default()
    }
}

pub fn saved(world: &World, form: &GestureForm) -> String {
    world.app().save_gesture(form).unwrap().value.id
}

pub fn tick(world: &World, gesture: &str, by: Half, day: Option<&str>) -> String {
    let done = world.app().tick_gesture(gesture, by, day, "");
    done.unwrap_or_else(|e| panic!("{:?}", e.problem())).value.id
}

pub fn refusal<T>(result: Result<T, app::Error>) -> String {
    let problem = result.err().expect("it should be refused").problem();
    assert!(
        !problem.hint.is_empty(),
        "{} says what to do next",
        problem.message
    );
    problem.message
}

#[test]
fn each_filter_leaves_only_what_fits_it() {
    let world = tuesday();
    let everything = all(&world).len();
    type Fits = fn(&Gesture) -> bool;
    let filters: [(GestureFilter, Fits); 7] = [
        (
            GestureFilter {
                minutes: Some(10),
                ..GestureFilter::default()
            },
            |it| it.minutes <= 10,
        ),
        (
            GestureFilter {
                effort: Some(1),
                ..GestureFilter::default()
            },
            |it| it.effort == 1,
        ),
        (
            GestureFilter {
                cost: Some("small".to_owned()),
                ..GestureFilter::default()
            },
            |it| it.cost != "some",
        ),
        (
            GestureFilter {
                kind: Some("words".to_owned()),
                ..GestureFilter::default()
            },
            |it| it.kind == "words",
        ),
        (
            GestureFilter {
                place: Some("out".to_owned()),
                ..GestureFilter::default()
            },
            |it| it.place != "home",
        ),
        (
            GestureFilter {
                together: true,
                ..GestureFilter::default()
            },
            |it| it.together,
        ),
        (
            GestureFilter {
                words: "Kettle THEIR".to_owned(),
                ..GestureFilter::default()
            },
            |it| {
                let text = format!("{} {}", it.title, it.detail).to_lowercase();
                text.contains("kettle") && text.contains("their")
            },
        ),
    ];
    for (filter, fits) in filters {
        let found = list(&world, &filter);
        assert!(
            !found.is_empty() && found.len() < everything,
            "{filter:?} chooses"
        );
        assert!(found.iter().all(fits), "{filter:?} leaves nothing else");
        let should = all(&world).iter().filter(|it| fits(it)).count();
        assert_eq!(found.len(), should, "{filter:?} loses nothing that fits");
    }
    for half in [Half::First, Half::Second] {
        let filter = GestureFilter {
            for_half: Some(half),
            ..GestureFilter::default()
        };
        let found = list(&world, &filter);
        assert!(
            found
                .iter()
                .all(|it| it.for_half == Some(half).filter(|_| !it.together)),
            "each says for whom; what the two do together is for both"
        );
    }
    let wrong = GestureFilter {
        cost: Some("a yacht".to_owned()),
        ..GestureFilter::default()
    };
    assert!(refusal(world.app().gestures(&wrong)).contains("a yacht"));
}

#[test]
fn touch_and_what_waits_for_a_favourite_are_not_offered_before_their_time() {
    let world = tuesday();
    let page = world.app().gestures(&GestureFilter::default()).unwrap();
    assert!(!page.touch, "nobody has said that it is welcome");
    assert!(page.gestures.iter().all(|it| it.kind != "touch"));
    assert!(
        page.gestures.iter().all(|it| !it.title.contains('{')),
        "no template without something in it"
    );
    assert_eq!(
        page.all as usize,
        page.gestures.len(),
        "without a filter everything is shown"
    );
}

#[test]
fn what_is_ticked_keeps_its_place_and_goes_to_the_back_tomorrow() {
    let mut world = tuesday();
    let before = all(&world);
    let third = before[2].id.clone();
    tick(&world, &third, Half::First, None);
    let after = all(&world);
    assert_eq!(
        titles(&before),
        titles(&after),
        "a row must not jump away under the hand"
    );
    assert!(
        after[2].done.first && !after[2].done.second,
        "the left half is filled"
    );
    world.wait_until("2026-10-14T09:00");
    let tomorrow = all(&world);
    assert_eq!(tomorrow.last().unwrap().id, third, "what was done lately waits");
    assert_eq!(tomorrow.last().unwrap().last, "Last on 13 October");
    assert!(!tomorrow.last().unwrap().done.first, "and may be done again");
}

#[test]
fn what_today_suggests_stands_first() {
    let world = tuesday();
    let today = world.app().today().unwrap().suggestions;
    assert_eq!(today.len(), 2, "two at most, and there is enough");
    assert_eq!(titles(&all(&world)[..2]), titles(&today));
}

#[test]
fn picking_one_never_gives_the_same_twice_in_a_row_and_keeps_to_the_filter() {
    let world = tuesday();
    let filter = GestureFilter {
        kind: Some("help".to_owned()),
        minutes: Some(20),
        ..GestureFilter::default()
    };
    let mut last: Option<String> = None;
    let mut seen = std::collections::HashSet::new();
    for _ in 0..40 {
        let picked = world
            .app()
            .pick_gesture(&filter, last.as_deref())
            .unwrap()
            .unwrap();
        assert!(picked.kind == "help" && picked.minutes <= 20, "{}", picked.title);
        assert_ne!(Some(&picked.id), last.as_ref(), "another one each time");
        seen.insert(picked.id.clone());
        last = Some(picked.id);
    }
    assert!(seen.len() > 3, "chance goes round: {}", seen.len());
    let nothing = GestureFilter {
        words: "a word that is nowhere".to_owned(),
        ..GestureFilter::default()
    };
    assert!(world.app().pick_gesture(&nothing, None).unwrap().is_none());
}

#[test]
fn the_only_one_that_fits_is_picked_again() {
    let world = tuesday();
    let id = own(&world, "Descale the zzyzx");
    let only = GestureFilter {
        words: "zzyzx".to_owned(),
        ..GestureFilter::default()
    };
    let picked = world.app().pick_gesture(&only, Some(&id)).unwrap();
    assert_eq!(picked.unwrap().id, id, "rather than nothing");
}

#[test]
fn said_twice_it_was_done_once() {
    let world = tuesday();
    let id = own(&world, "Bleed the radiators");
    let first = tick(&world, &id, Half::First, None);
    assert_eq!(tick(&world, &id, Half::First, None), first, "it is the same tick");
    let noted = world.app().tick_gesture(&id, Half::First, None, "All of them");
    assert_eq!(noted.unwrap().value.id, first);
    tick(&world, &id, Half::First, None);
    let ticks = world.app().gesture_day("2026-10-13").unwrap().ticks;
    assert_eq!(ticks.len(), 1);
    assert_eq!(
        ticks[0].note, "All of them",
        "a line that is there is not taken away"
    );
    tick(&world, &id, Half::Second, None);
    tick(&world, &id, Half::First, Some("2026-10-12"));
    let ticks = world.app().gesture_day("2026-10-13").unwrap().ticks;
    assert_eq!(ticks.len(), 2, "the other’s is another, and so is another day’s");
}

#[test]
fn a_tick_of_an_earlier_day_counts_for_that_day() {
    let world = tuesday();
    let id = own(&world, "Bleed the radiators");
    tick(&world, &id, Half::Second, Some("2026-09-30"));
    let day = world.app().gesture_day("2026-09-30").unwrap();
    assert_eq!(
        (day.says.as_str(), day.ticks.len()),
        ("Wednesday 30 September", 1)
    );
    assert_eq!(day.ticks[0].at, "", "an hour says nothing of another day");
    for (day, why) in [
        ("2026-10-14", "tomorrow"),
        ("2025-10-12", "more than a year ago"),
        ("2026-02-30", "no day at all"),
    ] {
        let refused = world.app().tick_gesture(&id, Half::First, Some(day), "");
        assert_eq!(refused.err().unwrap().problem().code, Code::Invalid, "{why}");
    }
    tick(&world, &id, Half::First, Some("2025-10-13"));
}

#[test]
fn a_tick_can_be_put_on_another_day_given_a_line_and_taken_back() {
    let world = tuesday();
    let id = own(&world, "Bleed the radiators");
    let tick = tick(&world, &id, Half::First, None);
    let app = world.app();
    app.date_tick(&tick, "2026-10-11").unwrap();
    app.note_tick(&tick, "  All\tof them ").unwrap();
    let found = app.gesture_day("2026-10-11").unwrap().ticks;
    assert_eq!(found[0].note, "All of them", "one line, made even");
    assert!(app.gesture_day("2026-10-13").unwrap().ticks.is_empty());
    assert!(refusal(app.date_tick(&tick, "2026-10-14")).contains("14 October"));
    app.undo().unwrap();
    app.undo().unwrap();
    assert_eq!(
        app.gesture_day("2026-10-13").unwrap().ticks.len(),
        1,
        "each is a step"
    );
    app.untick(&tick).unwrap();
    assert!(all(&world).iter().all(|it| !it.done.first));
    assert_eq!(
        app.undo().unwrap().value.said,
        "Taken back: Bleed the radiators, no longer ticked"
    );
}

#[test]
fn one_of_their_own_is_made_changed_hidden_and_offered_again() {
    let world = tuesday();
    let id = own(&world, "Bleed the radiators");
    let it = world.app().gesture(&id).unwrap();
    assert!(it.own && !it.edited, "it is theirs");
    assert_eq!(
        (it.length.as_str(), it.cost_says.as_str(), it.place.as_str()),
        ("10 min", "Free", "home")
    );
    let changed = GestureForm {
        id: Some(id.clone()),
        minutes: 25,
        cost: "small".to_owned(),
        ..form("Bleed the radiators upstairs")
    };
    assert_eq!(saved(&world, &changed), id, "it stays the same one");
    let it = world.app().gesture(&id).unwrap();
    assert_eq!(
        (it.title.as_str(), it.minutes, it.cost.as_str()),
        ("Bleed the radiators upstairs", 25, "small")
    );
    let put_away = GestureFilter {
        put_away: true,
        ..GestureFilter::default()
    };
    for state in ["hidden", "archived"] {
        world.app().set_gesture_state(&id, state).unwrap();
        let page = world.app().gestures(&GestureFilter::default()).unwrap();
        assert!(
            page.gestures.iter().all(|it| it.id != id),
            "{state} is not offered"
        );
        assert_eq!(page.put_away, 1);
        assert_eq!(list(&world, &put_away)[0].state, state, "it is found again");
        world.app().set_gesture_state(&id, "offered").unwrap();
        assert!(all(&world).iter().any(|it| it.id == id));
    }
    assert!(refusal(world.app().restore_gesture(&id)).contains("your own"));
    assert!(refusal(world.app().set_gesture_state(&id, "gone")).contains("gone"));
}

#[test]
fn one_of_the_library_in_their_words_becomes_again_what_it_was() {
    let world = tuesday();
    let first = all(&world).remove(0);
    let theirs = GestureForm {
        id: Some(first.id.clone()),
        ..form("In our own words")
    };
    saved(&world, &theirs);
    let it = world.app().gesture(&first.id).unwrap();
    assert!(it.edited && !it.own && it.title == "In our own words");
    assert_eq!(
        all(&world).iter().filter(|it| it.id == first.id).count(),
        1,
        "in the place of the library's, not beside it"
    );
    world.app().restore_gesture(&first.id).unwrap();
    let it = world.app().gesture(&first.id).unwrap();
    assert!(!it.edited && it.title == first.title);
    world.app().undo().unwrap();
    assert_eq!(world.app().gesture(&first.id).unwrap().title, "In our own words");
}

#[test]
fn what_cannot_be_kept_is_refused_by_name() {
    let world = tuesday();
    for (form, why) in [
        (form("  "), "needs"),
        (form(&"very ".repeat(20)), "84"),
        (
            GestureForm {
                minutes: 2_000,
                ..form("A long one")
            },
            "24 hours",
        ),
        (
            GestureForm {
                kind: "magic".to_owned(),
                ..form("A trick")
            },
            "magic",
        ),
        (
            GestureForm {
                id: Some("00000000-0000-0000-0000-000000000000".to_owned()),
                ..form("Nobody’s")
            },
            "",
        ),
    ] {
        let title = form.title.clone();
        let problem = world.app().save_gesture(&form).err().unwrap().problem();
        assert!(problem.message.contains(why), "{title}: {}", problem.message);
    }
    assert_eq!(
        world.app().gestures(&GestureFilter::default()).unwrap().put_away,
        0,
        "and nothing was written"
    );
}

#[test]
fn the_year_has_a_column_a_week_and_says_itself_in_a_sentence() {
    let world = tuesday();
    let id = own(&world, "Bleed the radiators");
    for (day, half) in [
        ("2026-10-12", Half::First),
        ("2026-10-12", Half::Second),
        ("2026-10-13", Half::First),
        ("2026-10-05", Half::Second),
        ("2026-05-04", Half::First),
    ] {
        tick(&world, &id, half, Some(day));
    }
    let year = world.app().gesture_year(None).unwrap();
    assert_eq!((year.year, year.before, year.after), (2026, false, false));
    assert_eq!(year.weekdays[0], "Monday");
    assert_eq!(year.weeks.len(), 53, "every week that has a day in it");
    assert!(year.weeks.iter().all(|week| week.len() == 7));
    assert_eq!(
        year.weeks[0].iter().filter(|day| day.is_none()).count(),
        3,
        "the first of January 2026 is a Thursday"
    );
    let days: Vec<_> = year.weeks.iter().flatten().flatten().collect();
    assert_eq!(days.len(), 365);
    let done: Vec<_> = days.iter().filter(|it| it.done.first || it.done.second).collect();
    assert_eq!(done.len(), 4, "a day is filled once, however much was done on it");
    let monday = done[2];
    assert_eq!(monday.says, "Monday 12 October");
    assert!(monday.done.first && monday.done.second, "both halves");
    assert_eq!(
        year.months[9],
        ("Oct".to_owned(), 39),
        "October begins in its 40th week"
    );
    assert_eq!(year.today.as_deref(), Some("2026-10-13"));
    assert_eq!(year.today_says, "Today: Bleed the radiators");
    assert_eq!(year.says, "Small things from May to October 2026.");
    let last = world.app().gesture_year(Some(2025)).unwrap();
    assert_eq!(
        (last.says.as_str(), last.after),
        ("Nothing was ticked in 2025.", true)
    );
    assert!(world.app().gesture_year(Some(3000)).is_err());
}

#[test]
fn where_weeks_begin_on_sunday_so_does_the_year() {
    let world = tuesday();
    world.choose(SettingsForm {
        week_starts: Some("sunday".to_owned()),
        ..SettingsForm::default()
    });
    let year = world.app().gesture_year(None).unwrap();
    assert_eq!(year.weekdays[0], "Sunday");
    assert_eq!(
        year.weeks[0].iter().filter(|day| day.is_none()).count(),
        4,
        "Thursday is the fifth day of it"
    );
}

#[test]
fn a_week_counts_once_both_did_something_and_a_quiet_one_only_pauses() {
    let world = tuesday();
    let run = || world.app().gestures(&GestureFilter::default()).unwrap().run;
    let id = own(&world, "Bleed the radiators");
    assert_eq!(run(), "", "nothing is said of nothing");
    tick(&world, &id, Half::First, Some("2026-10-12"));
    assert_eq!(run(), "", "one of them is not both");
    tick(&world, &id, Half::Second, None);
    assert_eq!(
        run(),
        "One week with something from you both. Quiet weeks only pause it."
    );
    // The week of 5 October stays quiet.
    tick(&world, &id, Half::First, Some("2026-10-04"));
    tick(&world, &id, Half::Second, Some("2026-09-28"));
    assert_eq!(
        run(),
        "Two weeks with something from you both. Quiet weeks only pause it."
    );
}

#[test]
fn touch_that_both_have_not_welcomed_is_not_there_by_its_name_or_its_id_either() {
    let world = tuesday();
    let app = world.app();
    let allow = |allowed| {
        for half in [Here::First, Here::Second] {
            here(&world, half);
            world.app().set_touch(allowed, None).unwrap();
        }
        here(&world, Here::First);
    };
    allow(true);
    let touch = all(&world).into_iter().find(|it| it.kind == "touch").unwrap();
    assert_eq!(app.gesture_named(&touch.title).unwrap(), touch.id);
    let ticked = tick(&world, &touch.id, Half::First, Some("2026-10-12"));
    allow(false);
    let app = world.app();
    refusal(app.gesture(&touch.id));
    for called in [&touch.title, &touch.id] {
        refusal(app.gesture_named(called));
    }
    refusal(app.tick_gesture(&touch.id, Half::First, None, ""));
    refusal(app.set_gesture_state(&touch.id, "hidden"));
    app.note_tick(&ticked, "What was done stays theirs").unwrap();
    allow(true);
    assert!(
        world.app().gesture(&touch.id).is_ok(),
        "both say so, and it is back"
    );
}

#[test]
fn a_touch_of_their_own_is_kept_and_says_when_it_is_offered() {
    let world = tuesday();
    let hug = GestureForm {
        kind: "touch".to_owned(),
        ..form("A hug at the door")
    };
    let saved = world.app().save_gesture(&hug).unwrap().value;
    assert_eq!(
        saved.said,
        "A hug at the door, added. It is offered once you have both said that touch is welcome."
    );
    refusal(world.app().gesture(&saved.id));
    for half in [Here::First, Here::Second] {
        here(&world, half);
        world.app().set_touch(true, None).unwrap();
    }
    assert!(titles(&all(&world)).contains(&"A hug at the door"));
    let again = world.app().save_gesture(&GestureForm {
        title: "A hug".to_owned(),
        ..hug
    });
    assert_eq!(again.unwrap().value.said, "A hug, added");
}

#[test]
fn a_small_thing_out_of_range_is_refused_in_words_about_small_things() {
    let world = tuesday();
    let long = GestureForm {
        minutes: 1441,
        ..form("A day of nothing")
    };
    let problem = world.app().save_gesture(&long).unwrap_err().problem();
    assert_eq!(problem.message, "A small thing lasts at most 24 hours.");
    assert_eq!(problem.hint, "Say how many minutes it takes.");
    let problem = world
        .app()
        .add_noticed("The bins", Some("2026-10-14"), None)
        .unwrap_err()
        .problem();
    assert_eq!(problem.hint, "What was noticed is of today or an earlier day.");
}

#[test]
fn ticking_the_others_half_leaves_the_line_that_the_other_has() {
    let world = tuesday();
    let tea = own(&world, "Tea in bed");
    here(&world, Here::Second);
    let theirs = world
        .app()
        .tick_gesture(&tea, Half::Second, None, "With the good cup")
        .unwrap()
        .value;
    for (looking, line) in [(Here::First, "With a biscuit"), (Here::Shared, "With sugar")] {
        here(&world, looking);
        let again = world
            .app()
            .tick_gesture(&tea, Half::Second, None, line)
            .unwrap()
            .value;
        assert_eq!(again.id, theirs.id, "it was done once");
        assert!(!again.said.contains("cup"), "{}", again.said);
    }
    here(&world, Here::Second);
    let note = || world.app().gesture(&tea).unwrap().ticks[0].note.clone();
    assert_eq!(note(), "With the good cup");
    let own = world.app().tick_gesture(&tea, Half::Second, None, "With honey");
    own.unwrap();
    assert_eq!(note(), "With honey", "one’s own line is one’s own to change");
}
