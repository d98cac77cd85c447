//! What one keeps to oneself of the small things: the giver's log, a surprise, what one noticed, one's own choices.

use app::{
    App,
    export::{Format, Wanted},
    replies::{Code, GestureFilter, GestureForm, Half, Here, SettingsForm, Tick},
};
use tests::world::World;

use crate::{
    getting_ready::here,
    small_things::{all, form, own, refusal, saved, tick, titles, tuesday},
    surprises::pages,
};

/// A word that only its giver is to read.
const CANARY: &str = "Zaphyriel";

const FORMATS: [Format; 3] = [Format::Ics, Format::Json, Format::Csv];

fn exported(app: &App, format: Format) -> String {
    let wanted = Wanted {
        format,
        from: None,
        to: None,
        slot: None,
        discreet: false,
    };
    app.export(&wanted).unwrap()
}

/// Everything about small things, beside the pages that every surprise is looked for on.
fn small_pages(app: &App) -> Vec<(&'static str, String)> {
    let text = |value: &dyn std::fmt::Debug| format!("{value:?}");
    let put_away = GestureFilter {
        put_away: true,
        ..GestureFilter::default()
    };
    vec![
        ("list", text(&app.gestures(&GestureFilter::default()).unwrap())),
        ("put away", text(&app.gestures(&put_away).unwrap())),
        ("year", text(&app.gesture_year(None).unwrap())),
        ("day", text(&app.gesture_day("2026-10-13").unwrap())),
        ("noticed", text(&app.noticed(None).unwrap())),
        ("today", text(&app.today().unwrap())),
        ("start", text(&app.start().unwrap())),
        ("tray", text(&app.tray().unwrap().small_things)),
        ("month", text(&app.month(None).unwrap())),
        ("favourites", text(&app.favourites().unwrap())),
    ]
}

/// Jules's tick with a line, on Jules's computer.
fn given_by_jules() -> (World, String) {
    let world = tuesday();
    here(&world, Here::Second);
    let id = own(&world, &format!("Polish the {CANARY}"));
    let tick = tick(&world, &id, Half::Second, None);
    world
        .app()
        .note_tick(&tick, &format!("For {CANARY}’s sake"))
        .unwrap();
    (world, tick)
}

fn todays(world: &World) -> Vec<Tick> {
    world.app().gesture_day("2026-10-13").unwrap().ticks
}

#[test]
fn what_was_done_is_the_givers_until_they_open_their_log() {
    let (world, tick) = given_by_jules();
    assert_eq!(
        todays(&world)[0].note,
        format!("For {CANARY}’s sake"),
        "Jules sees it"
    );
    here(&world, Here::First);
    let seen = todays(&world).remove(0);
    assert_eq!(
        (
            seen.title.as_str(),
            seen.note.as_str(),
            seen.gesture.as_str(),
            seen.at.as_str()
        ),
        ("Something small", "", "", ""),
        "Noor sees that there was something"
    );
    let app = world.app();
    let page = app.gestures(&GestureFilter::default()).unwrap();
    assert!(page.lately.is_empty(), "and finds it in no list");
    let row = page.gestures.iter().find(|it| it.title.contains(CANARY)).unwrap();
    assert!(
        !row.done.second && row.ticks.is_empty(),
        "nor on the row of what it was"
    );
    let year = app.gesture_year(None).unwrap();
    assert_eq!(year.today_says, "Today: Something small");
    let day = year
        .weeks
        .iter()
        .flatten()
        .flatten()
        .find(|it| it.date == "2026-10-13");
    assert!(day.unwrap().done.second, "the half is for both to see");
    for refused in [
        app.note_tick(&tick, "Mine now"),
        app.untick(&tick),
        app.date_tick(&tick, "2026-10-12"),
        app.notice(&tick, None),
    ] {
        assert_eq!(
            refused.err().unwrap().problem().code,
            Code::NotFound,
            "it is not hers"
        );
    }
    for format in FORMATS {
        assert!(
            !exported(app, format).contains("sake"),
            "{format:?}: the line is not exported"
        );
    }

    here(&world, Here::Second);
    world.app().set_log_open(true, None).unwrap();
    here(&world, Here::First);
    assert_eq!(
        todays(&world)[0].note,
        format!("For {CANARY}’s sake"),
        "now it is open"
    );
    here(&world, Here::Second);
    world.app().set_log_open(false, None).unwrap();
    here(&world, Here::First);
    assert_eq!(todays(&world)[0].title, "Something small", "and closed again");
}

#[test]
fn where_nobody_is_named_titles_are_seen_and_lines_only_of_an_open_log() {
    let (world, _) = given_by_jules();
    here(&world, Here::Shared);
    let seen = todays(&world).remove(0);
    assert_eq!(
        (seen.title, seen.note),
        (format!("Polish the {CANARY}"), String::new())
    );
    here(&world, Here::Second);
    world.app().set_log_open(true, None).unwrap();
    here(&world, Here::Shared);
    assert!(todays(&world)[0].note.contains(CANARY));
}

#[test]
fn a_surprise_is_there_for_nobody_else_until_it_is_done() {
    let world = tuesday();
    crate::getting_ready::thursdays(&world);
    let key = world.keys().remove(0);
    here(&world, Here::Second);
    let title = format!("Fetch the {CANARY} from the framer");
    let secret = saved(
        &world,
        &GestureForm {
            surprise: true,
            ..form(&title)
        },
    );
    let it = world.app().gesture(&secret).unwrap();
    assert!(it.surprise && it.own, "Jules has it on the list");
    for looking in [Here::First, Here::Shared] {
        here(&world, looking);
        let app = world.app();
        for (page, text) in pages(app, &key).into_iter().chain(small_pages(app)) {
            assert!(!text.contains(CANARY), "{looking:?}: {page} says it");
        }
        for format in FORMATS {
            assert!(
                !exported(app, format).contains(CANARY),
                "{looking:?}: {format:?} says it"
            );
        }
        for refused in [
            app.tick_gesture(&secret, Half::First, None, ""),
            app.set_gesture_state(&secret, "hidden"),
            app.restore_gesture(&secret),
            app.save_gesture(&GestureForm {
                id: Some(secret.clone()),
                ..form("Mine")
            }),
        ] {
            assert_eq!(refused.err().unwrap().problem().code, Code::NotFound);
        }
        assert!(app.gesture(&secret).is_err() && app.gesture_named(&title).is_err());
    }
    here(&world, Here::Second);
    let done = tick(&world, &secret, Half::Second, None);
    here(&world, Here::First);
    assert!(
        titles(&all(&world)).contains(&title.as_str()),
        "done, it is one like the others"
    );
    here(&world, Here::Second);
    world.app().untick(&done).unwrap();
    here(&world, Here::First);
    assert!(
        !titles(&all(&world)).contains(&title.as_str()),
        "and not done after all"
    );
}

#[test]
fn a_surprise_that_was_not_shown_in_time_waits_for_its_keeper_alone() {
    let mut world = World::at("2026-10-12T12:00", "Europe/London");
    world.choose(SettingsForm {
        gesture_nudge: Some("17:30".to_owned()),
        ..SettingsForm::default()
    });
    let title = format!("Fetch the {CANARY} from the framer");
    let secret = GestureForm {
        surprise: true,
        ..form(&title)
    };
    let secret = saved(&world, &secret);
    world.app().set_intention(&secret, None, "daily", None).unwrap();
    world.off_until("2026-10-13T10:00");
    let inbox = |world: &World| format!("{:?}", world.app().inbox(true).unwrap());
    assert!(inbox(&world).contains(CANARY), "Noor reads what it was");
    for looking in [Here::Second, Here::Shared] {
        here(&world, looking);
        let read = inbox(&world);
        assert!(!read.contains(CANARY), "{looking:?} reads {read}");
    }
}

#[test]
fn a_surprise_out_of_one_of_the_library_leaves_the_librarys_own_to_the_other() {
    let world = tuesday();
    here(&world, Here::Second);
    let first = all(&world).remove(0);
    let theirs = GestureForm {
        id: Some(first.id.clone()),
        surprise: true,
        ..form(&format!("With {CANARY} in it"))
    };
    let secret = saved(&world, &theirs);
    assert_ne!(secret, first.id, "it is one of Jules’s own");
    here(&world, Here::First);
    assert_eq!(world.app().gesture(&first.id).unwrap().title, first.title);
    let noors = GestureForm {
        id: Some(first.id.clone()),
        ..form("In Noor’s words")
    };
    saved(&world, &noors);
    here(&world, Here::Second);
    let kept = world.app().gesture(&secret).unwrap();
    assert!(
        kept.surprise && kept.title.contains(CANARY),
        "nobody wrote over it"
    );
    assert_eq!(world.app().gesture(&first.id).unwrap().title, "In Noor’s words");
}

#[test]
fn on_a_shared_computer_a_surprise_needs_somebody_who_keeps_it() {
    let world = tuesday();
    here(&world, Here::Shared);
    let form = GestureForm {
        surprise: true,
        ..form("A boat in a bottle")
    };
    refusal(world.app().save_gesture(&form));
}

#[test]
fn what_the_other_did_is_noticed_and_thanked_for() {
    let (mut world, done) = given_by_jules();
    here(&world, Here::First);
    assert_eq!(world.app().today().unwrap().notice, None, "the log is closed");
    here(&world, Here::Second);
    world.app().set_log_open(true, None).unwrap();
    assert_eq!(
        world.app().today().unwrap().notice,
        None,
        "nobody notices their own"
    );
    here(&world, Here::First);
    let notice = world.app().today().unwrap().notice.unwrap();
    assert_eq!(notice.says, format!("Jules ticked “Polish the {CANARY}” today."));
    world.wait_until("2026-10-14T09:00");
    let notice = world.app().today().unwrap().notice.unwrap();
    assert_eq!(
        (notice.tick.as_str(), notice.by, notice.says.as_str()),
        (
            done.as_str(),
            Half::Second,
            "Jules ticked “Polish the Zaphyriel” yesterday."
        )
    );
    world.app().notice(&notice.tick, None).unwrap();
    assert_eq!(world.app().today().unwrap().notice, None, "it was noticed");
    world.app().notice(&notice.tick, None).unwrap();
    let listed = world.app().noticed(None).unwrap();
    assert_eq!(listed.len(), 1, "noticed twice is noticed once");
    assert_eq!(
        (listed[0].day.as_str(), listed[0].thanked.as_str()),
        ("yesterday", "")
    );
    world.app().thank(&listed[0].id, None).unwrap();
    assert_eq!(world.app().noticed(None).unwrap()[0].thanked, "Thanked today");
    world.wait_until("2026-10-17T09:00");
    assert_eq!(
        world.app().noticed(None).unwrap()[0].thanked,
        "Thanked on Wednesday"
    );

    here(&world, Here::Second);
    assert!(
        world.app().noticed(None).unwrap().is_empty(),
        "the list is Noor’s alone"
    );
    assert_eq!(
        world
            .app()
            .thank(&listed[0].id, None)
            .err()
            .unwrap()
            .problem()
            .code,
        Code::NotFound
    );
    assert_eq!(
        refusal(world.app().noticed(Some(Half::First))),
        "That is Noor’s own."
    );
    for format in FORMATS {
        assert!(
            !exported(world.app(), format).contains("Thanked"),
            "nor is it exported by Jules"
        );
    }
    here(&world, Here::First);
    world.app().untick(&done).unwrap();
    assert_eq!(
        world.app().noticed(None).unwrap().len(),
        1,
        "what was noticed stays noticed"
    );
    world.app().remove_noticed(&listed[0].id, None).unwrap();
    assert!(world.app().noticed(None).unwrap().is_empty());
}

#[test]
fn what_nobody_ticked_is_noticed_too() {
    let world = tuesday();
    let app = world.app();
    app.add_noticed("  Fixed the\tbike light ", Some("2026-10-12"), None)
        .unwrap();
    let listed = app.noticed(None).unwrap().remove(0);
    assert_eq!(
        (listed.words.as_str(), listed.day.as_str()),
        ("Fixed the bike light", "yesterday")
    );
    assert_eq!(refusal(app.add_noticed(" ", None, None)), "What did you notice?");
    refusal(app.add_noticed("Tomorrow’s", Some("2026-10-14"), None));
    refusal(app.add_noticed("For the other", None, Some(Half::Second)));
    here(&world, Here::Shared);
    assert!(world.app().noticed(None).unwrap().is_empty(), "nobody is named");
    assert_eq!(world.app().noticed(Some(Half::First)).unwrap().len(), 1);
    refusal(world.app().add_noticed("By whom?", None, None));
}

#[test]
fn what_was_years_ago_is_said_with_its_year() {
    let world = tuesday();
    let app = world.app();
    for (day, says) in [
        ("2026-03-02", "Monday 2 March"),
        ("2019-03-01", "Friday 1 March 2019"),
    ] {
        app.add_noticed("Fixed the bike light", Some(day), None).unwrap();
        let days: Vec<String> = app.noticed(None).unwrap().into_iter().map(|it| it.day).collect();
        assert!(days.iter().any(|it| it == says), "{day}: {days:?}");
    }
    let id = own(&world, "Polish the boots");
    for (day, says) in [
        ("2025-12-01", "Last on 1 December 2025"),
        ("2026-03-02", "Last on 2 March"),
    ] {
        tick(&world, &id, Half::First, Some(day));
        assert_eq!(world.app().gesture(&id).unwrap().last, says);
    }
}

#[test]
fn on_a_shared_computer_what_one_did_is_for_the_other_to_notice() {
    let (world, done) = given_by_jules();
    here(&world, Here::Shared);
    let notice = world.app().today().unwrap().notice.unwrap();
    assert_eq!((notice.tick, notice.by), (done.clone(), Half::Second));
    world.app().notice(&done, None).unwrap();
    assert_eq!(world.app().today().unwrap().notice, None);
    assert_eq!(
        world.app().noticed(Some(Half::First)).unwrap().len(),
        1,
        "it is Noor’s"
    );
    assert!(world.app().noticed(Some(Half::Second)).unwrap().is_empty());
    refusal(world.app().notice(&done, Some(Half::Second)));
}

#[test]
fn what_one_sets_for_oneself_the_other_never_reads() {
    let world = tuesday();
    let app = world.app();
    app.set_ceiling(Some(1), None).unwrap();
    app.set_touch(true, None).unwrap();
    let mine = app.own_choices(None).unwrap();
    assert_eq!(
        (mine.half, mine.ceiling, mine.touch, mine.log_open),
        (Some(Half::First), Some(1), true, false)
    );
    refusal(app.set_ceiling(Some(4), None));
    here(&world, Here::Second);
    let theirs = world.app().own_choices(None).unwrap();
    assert_eq!(
        (theirs.half, theirs.ceiling, theirs.touch),
        (Some(Half::Second), None, false)
    );
    assert_eq!(
        refusal(world.app().own_choices(Some(Half::First))),
        "That is Noor’s own."
    );
    refusal(world.app().set_touch(false, Some(Half::First)));
    assert!(
        !world.app().gestures(&GestureFilter::default()).unwrap().touch,
        "one yes is not two"
    );
    world.app().set_touch(true, None).unwrap();
    let page = world.app().gestures(&GestureFilter::default()).unwrap();
    assert!(
        page.touch && page.gestures.iter().any(|it| it.kind == "touch"),
        "now both said so"
    );
    let said = world.app().undo().unwrap().value.said;
    assert_eq!(said, "Taken back: Your own choice, kept");
    assert!(!world.app().gestures(&GestureFilter::default()).unwrap().touch);
    here(&world, Here::Shared);
    let nobody = world.app().own_choices(None).unwrap();
    assert_eq!((nobody.half, nobody.ceiling, nobody.touch), (None, None, false));
    assert_eq!(
        world.app().own_choices(Some(Half::First)).unwrap().ceiling,
        Some(1),
        "whoever presses their own half reads their own"
    );
    refusal(world.app().set_ceiling(None, None));
    world.app().set_ceiling(None, Some(Half::First)).unwrap();
    assert_eq!(world.app().own_choices(Some(Half::First)).unwrap().ceiling, None);
}
