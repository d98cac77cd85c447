//! Ideas for dates: what one brings, which are offered, and who wants which.

use app::replies::{DatePlanForm, Half, Here, Idea, IdeaFilter, IdeaForm, Ideas, SettingsForm, SlotForm};
use tests::world::{World, form};

use crate::getting_ready::{here, planned_since_october, prepare, thursdays};

/// The id of an idea, by its title or its name in the library.
fn named(world: &World, text: &str) -> String {
    world.app().idea_named(text).unwrap()
}

fn offered(world: &World, filter: &IdeaFilter) -> Ideas {
    world.app().ideas(filter).unwrap()
}

fn all(world: &World) -> Ideas {
    offered(world, &IdeaFilter::default())
}

/// An idea as whoever is here sees it.
fn seen(world: &World, text: &str) -> Idea {
    world.app().idea(&named(world, text)).unwrap()
}

fn titles(list: &[Idea]) -> Vec<&str> {
    list.iter().map(|it| it.title.as_str()).collect()
}

fn words(plan: &app::replies::DatePlan) -> Vec<&str> {
    plan.preparations.iter().map(|it| it.words.as_str()).collect()
}

/// An idea of their own: an hour, out, for nothing.
fn own(title: &str) -> IdeaForm {
    IdeaForm {
        title: title.into(),
        minutes: 60,
        cost: "free".into(),
        place: "out".into(),
        energy: 1,
        ..IdeaForm::default()
    }
}

#[test]
fn an_idea_brings_what_is_to_be_got_ready_and_it_reminds() {
    let mut world = World::at("2026-10-11T12:00", "Europe/London");
    let key = thursdays(&world);
    world.app().use_idea(&key, &named(&world, "lunch-out")).unwrap();
    let plan = world.app().date_plan(&key).unwrap();
    assert_eq!(
        (&*plan.title, &*plan.idea),
        ("Lunch out", "Lunch out"),
        "the evening had no name of its own"
    );
    assert_eq!(words(&plan), ["Book a table for two", "Phones away, sound off"]);
    world.wait_until("2026-10-15T20:00");
    assert_eq!(
        world.shown(),
        [
            "10:00  Something for Thursday · ",
            "18:50  Something for Thursday · "
        ],
        "three days before, and ten minutes before seven"
    );
}

#[test]
fn one_undo_takes_all_of_an_idea_back() {
    let world = World::at("2026-10-11T12:00", "Europe/London");
    let key = thursdays(&world);
    let before = world.app().date_plan(&key).unwrap();
    let done = world
        .app()
        .use_idea(&key, &named(&world, "lunch-out"))
        .unwrap()
        .value;
    assert_eq!(
        done.said, "An idea for Thursday 15 October, in its plan",
        "not which: undo says it to whoever is here"
    );
    let with = world.app().date_plan(&key).unwrap();
    world.app().undo().unwrap();
    assert_eq!(world.app().date_plan(&key).unwrap(), before);
    world.app().redo().unwrap();
    assert_eq!(world.app().date_plan(&key).unwrap(), with);
}

#[test]
fn a_name_of_its_own_stays_and_nothing_is_got_ready_twice() {
    let world = World::at("2026-10-11T12:00", "Europe/London");
    let key = thursdays(&world);
    let form = DatePlanForm {
        title: "Ten years".into(),
        preparations: vec![prepare("book a table FOR TWO", None)],
        ..world.app().date_plan(&key).unwrap().form()
    };
    world.app().save_date_plan(&form).unwrap();
    let lunch = named(&world, "lunch-out");
    let would = world.app().idea_for_plan(&key, &lunch).unwrap();
    assert_eq!(would.title, "Ten years");
    let brings: Vec<&str> = would.preparations.iter().map(|it| it.words.as_str()).collect();
    assert_eq!(
        brings,
        ["Phones away, sound off"],
        "the table stands there already"
    );
    assert!(
        world.app().date_plan(&key).unwrap().chosen.is_none(),
        "to ask is not to use"
    );
    world.app().use_idea(&key, &lunch).unwrap();
    let plan = world.app().date_plan(&key).unwrap();
    assert_eq!(plan.title, "Ten years");
    assert_eq!(words(&plan), ["book a table FOR TWO", "Phones away, sound off"]);
    assert_eq!(plan.preparations[0].lead, None, "as they had it");
}

#[test]
fn a_single_date_keeps_the_name_it_was_made_with() {
    let world = World::at("2026-10-11T12:00", "Europe/London");
    world.date("Saturday 17 October 1pm, Maya’s christening", "");
    let key = world.keys().remove(0);
    let name = world.app().date_plan(&key).unwrap().title;
    world.app().use_idea(&key, &named(&world, "the-park")).unwrap();
    assert_eq!(world.app().date_plan(&key).unwrap().title, name);
}

#[test]
fn another_idea_takes_away_what_the_first_one_brought_but_not_what_is_ready() {
    let world = World::at("2026-10-11T12:00", "Europe/London");
    let key = thursdays(&world);
    world.app().use_idea(&key, &named(&world, "lunch-out")).unwrap();
    let phones = world.app().date_plan(&key).unwrap().preparations[1].id.clone();
    world.app().tick_preparation(&phones, Half::First).unwrap();
    world.app().use_idea(&key, &named(&world, "the-park")).unwrap();
    let plan = world.app().date_plan(&key).unwrap();
    assert_eq!(plan.title, "The park", "a name that the idea gave goes with it");
    assert_eq!(
        words(&plan),
        [
            "Phones away, sound off",
            "Look at the forecast, and settle on a wet-day plan"
        ],
        "no table for the park"
    );
}

#[test]
fn the_sheet_keeps_which_idea_it_was_until_it_says_another() {
    let world = World::at("2026-10-11T12:00", "Europe/London");
    let key = thursdays(&world);
    let app = world.app();
    app.use_idea(&key, &named(&world, "lunch-out")).unwrap();
    let form = DatePlanForm {
        note: "By the window".into(),
        ..app.date_plan(&key).unwrap().form()
    };
    app.save_date_plan(&form).unwrap();
    let chosen = app.date_plan(&key).unwrap().chosen.unwrap();
    assert_eq!(chosen.title, "Lunch out");
    let renamed = IdeaForm {
        id: Some(chosen.id),
        ..own("Lunch at the quay")
    };
    app.save_idea(&renamed).unwrap();
    app.save_date_plan(&form).unwrap();
    assert_eq!(
        app.date_plan(&key).unwrap().chosen.unwrap().title,
        "Lunch at the quay",
        "with other words it is still the one they chose"
    );
    let other = DatePlanForm {
        idea: "Whatever the market has".into(),
        ..app.date_plan(&key).unwrap().form()
    };
    app.save_date_plan(&other).unwrap();
    let plan = app.date_plan(&key).unwrap();
    assert_eq!((plan.chosen, &*plan.idea), (None, "Whatever the market has"));
}

#[test]
fn a_date_of_an_hour_is_offered_what_fits_it() {
    let world = World::at("2026-10-11T12:00", "Europe/London");
    world.date("Saturday 24 October 1pm, 1 hour", "");
    let filter = IdeaFilter {
        key: world.keys().remove(0),
        ..IdeaFilter::default()
    };
    let found = offered(&world, &filter);
    assert_eq!(found.heading, "An idea for Saturday 24 October, 1 to 2 pm");
    assert_eq!((found.filter.minutes, &*found.says), (Some(60), "An hour"));
    assert_eq!(
        titles(&found.fits)[..3],
        ["Lunch out", "The park", "A coffee walk"]
    );
    assert!(found.fits.iter().all(|it| (30..=60).contains(&it.minutes)));
    assert!(found.opening.is_none(), "it is a date already");
    let home = IdeaFilter {
        place: Some("home".into()),
        cost: Some("free".into()),
        energy: Some(1),
        ..filter
    };
    let found = offered(&world, &home);
    assert_eq!(found.says, "An hour, at home, free, with little energy");
    assert!(!found.fits.is_empty(), "there is something for tired evenings in");
    assert!(
        found
            .fits
            .iter()
            .all(|it| (&*it.place, &*it.cost, it.energy) == ("home", "free", 1))
    );
}

#[test]
fn empty_hours_become_a_date_with_an_idea_in_one_step() {
    let mut world = World::at("2026-10-11T12:00", "Europe/London");
    let day = IdeaFilter {
        opening: "2026-10-24".into(),
        ..IdeaFilter::default()
    };
    let found = offered(&world, &day);
    let opening = found.opening.unwrap();
    assert!(opening.start.starts_with("2026-10-24T"), "an hour of that day");
    assert_eq!(opening.minutes, 60);
    let hour = IdeaFilter {
        opening: "2026-10-24T13:00".into(),
        opening_minutes: 60,
        ..IdeaFilter::default()
    };
    let found = offered(&world, &hour);
    assert_eq!(found.heading, "An idea for Saturday 24 October, 1 to 2 pm");
    let opening = found.opening.unwrap();
    let made = world
        .app()
        .plan_opening(&opening.start, opening.minutes, &found.fits[0].id)
        .unwrap()
        .value;
    let plan = world.app().date_plan(&made.id).unwrap();
    assert_eq!(plan.heading, "Saturday 24 October, 1 to 2 pm");
    assert_eq!(
        (&*plan.title, plan.chosen.unwrap().title.as_str()),
        ("Lunch out", "Lunch out")
    );
    assert_eq!(plan.preparations.len(), 2);
    world.wait_until("2026-10-21T12:00");
    assert_eq!(world.shown(), ["10:00  Something for Saturday · "], "the table");
    world.app().undo().unwrap();
    assert!(world.keys().is_empty(), "all of it was one step");
    let past = world
        .app()
        .plan_opening("2026-10-11T09:00", 60, &found.fits[0].id);
    assert!(past.is_err(), "not this morning");
}

#[test]
fn what_was_done_lately_comes_later_and_says_when_it_was() {
    let mut world = World::at("2026-10-11T12:00", "Europe/London");
    let key = thursdays(&world);
    let later = world.keys()[1].clone();
    world.app().use_idea(&key, &named(&world, "lunch-out")).unwrap();
    let park = named(&world, "the-park");
    world.app().use_idea(&later, &park).unwrap();
    assert_eq!(seen(&world, "lunch-out").last, "Planned for Thursday 15 October");
    assert_eq!(
        titles(&all(&world).fits)[0],
        "A coffee walk",
        "what is planned is not offered first, and none was done yet"
    );
    world.wait_until("2026-10-16T12:00");
    assert_eq!(seen(&world, "lunch-out").last, "Last on Thursday 15 October");
    let last = all(&world);
    let in_season = last
        .fits
        .iter()
        .filter(|it| matches!(&*it.season, "any" | "autumn"));
    let in_season: Vec<&str> = in_season.map(|it| it.title.as_str()).collect();
    let tail = &in_season[in_season.len() - 2..];
    assert!(
        tail.contains(&"Lunch out") && tail.contains(&"The park"),
        "the two nearest come last: {tail:?}"
    );
    world.app().let_go(&key).unwrap();
    assert_eq!(seen(&world, "lunch-out").last, "", "it did not happen");
    world.app().keep(&key).unwrap();
    world.wait_until("2026-12-20T12:00");
    assert_eq!(seen(&world, "lunch-out").last, "Last in October");
}

#[test]
fn a_wish_is_whose_it_is_until_both_have_it_and_until_it_was_done() {
    let mut world = World::at("2026-05-04T12:00", "Europe/London");
    let glasshouse = IdeaForm {
        wish: Some(Half::First),
        price: "£12".into(),
        ..own("The glasshouse at the botanic garden")
    };
    let id = world.app().save_idea(&glasshouse).unwrap().value.id;
    world.clock_says("2026-05-20T12:00");
    assert_eq!(all(&world).wishes[0].wished_says, "Noor’s");
    world.app().wish_for(&id, Half::Second).unwrap();
    world.clock_says("2026-10-11T12:00");
    let list = all(&world).wishes;
    assert_eq!(list[0].wished_says, "You both wanted this, since May");
    assert_eq!(list[0].says, "60 min, £12");
    assert!(
        !titles(&all(&world).fits).contains(&list[0].title.as_str()),
        "once, not twice"
    );
    world.app().wish_for(&id, Half::First).unwrap();
    assert_eq!(
        seen(&world, &id).wished_says,
        "You both wanted this, since May",
        "wished for twice is wished for once"
    );
    let key = thursdays(&world);
    world.app().use_idea(&key, &id).unwrap();
    let chosen = world.app().date_plan(&key).unwrap().chosen.unwrap();
    assert_eq!(chosen.says, "An hour, £12. From our wish list.");
    assert_eq!(all(&world).wishes.len(), 1, "it is not done yet");
    world.wait_until("2026-10-16T12:00");
    assert!(all(&world).wishes.is_empty(), "now it is");
    world.app().wish_for(&id, Half::Second).unwrap();
    assert_eq!(
        seen(&world, &id).wished_says,
        "Jules’s",
        "and may be wished for again"
    );
}

#[test]
fn the_wish_list_says_how_many_fit() {
    let world = World::at("2026-10-11T12:00", "Europe/London");
    for (title, minutes, by) in [
        ("The glasshouse", 60, Half::First),
        ("Records", 45, Half::Second),
        ("The island", 240, Half::First),
    ] {
        let idea = IdeaForm {
            minutes,
            wish: Some(by),
            ..own(title)
        };
        world.app().save_idea(&idea).unwrap();
    }
    let hour = |minutes| {
        let filter = IdeaFilter {
            minutes: Some(minutes),
            ..IdeaFilter::default()
        };
        offered(&world, &filter).wishes_says
    };
    assert_eq!(hour(60), "2 of 3 fit an hour");
    assert_eq!(hour(240), "1 of 3 fits 4 hours");
    assert_eq!(hour(10), "None of 3 fits 10 min");
    assert_eq!(hour(0), "", "all of them do");
}

#[test]
fn their_words_for_one_of_the_library_hold_until_they_are_taken_away() {
    let world = World::at("2026-10-11T12:00", "Europe/London");
    let app = world.app();
    let lunch = named(&world, "lunch-out");
    let theirs = IdeaForm {
        id: Some(lunch.clone()),
        prepare: vec!["Book a table for two".into(), "Bring the vouchers".into()],
        ..own("Lunch at the quay")
    };
    app.save_idea(&theirs).unwrap();
    let idea = seen(&world, "lunch-out");
    assert_eq!(idea.title, "Lunch at the quay");
    assert!(idea.changed && !idea.own);
    assert_eq!(
        titles(&all(&world).fits)[0],
        "Lunch at the quay",
        "it keeps its place"
    );
    let key = thursdays(&world);
    app.use_idea(&key, &lunch).unwrap();
    let plan = app.date_plan(&key).unwrap();
    let leads: Vec<&str> = plan.preparations.iter().map(|it| it.reminder.as_str()).collect();
    assert_eq!(
        leads,
        ["Reminds tomorrow at 10 am", "Reminds on Wednesday at 7 pm"],
        "as the library has it, and the evening before"
    );
    app.remove_idea(&lunch).unwrap();
    let idea = seen(&world, "lunch-out");
    assert_eq!((&*idea.title, idea.changed), ("Lunch out", false));
    app.undo().unwrap();
    assert_eq!(seen(&world, "lunch-out").title, "Lunch at the quay");
    app.redo().unwrap();
    app.set_idea_state(&lunch, "hidden").unwrap();
    assert!(!titles(&all(&world).fits).contains(&"Lunch out"));
    let hidden = IdeaFilter {
        hidden: true,
        ..IdeaFilter::default()
    };
    assert_eq!(titles(&offered(&world, &hidden).fits), ["Lunch out"]);
    app.wish_for(&lunch, Half::First).unwrap();
    assert_eq!(
        titles(&all(&world).wishes),
        ["Lunch out"],
        "whoever wishes for it wants it offered"
    );
}

#[test]
fn an_idea_that_one_keeps_for_a_surprise_looks_to_the_other_as_if_nobody_had_chosen_it() {
    let world = planned_since_october();
    let app = world.app();
    let park = named(&world, "the-park");
    app.wish_for(&park, Half::First).unwrap();
    let key = world.keys().remove(0);
    let page = |who: Here| {
        here(&world, who);
        serde_json::to_string(&all(&world)).unwrap()
    };
    let before = page(Here::First);
    here(&world, Here::Second);
    app.use_idea(&key, &park).unwrap();
    let form = DatePlanForm {
        surprise: true,
        ..app.date_plan(&key).unwrap().form()
    };
    app.save_date_plan(&form).unwrap();
    assert_eq!(page(Here::First), before, "Noor sees what there was before");
    assert_eq!(page(Here::Shared), before, "and so does nobody in particular");
    assert!(app.date_plan(&key).unwrap().chosen.is_none());
    here(&world, Here::First);
    let lunch = named(&world, "lunch-out");
    assert!(app.use_idea(&key, &lunch).is_err() && app.idea_for_plan(&key, &lunch).is_err());
    assert!(
        page(Here::Second).contains("Planned for Thursday 15 October"),
        "Jules knows"
    );
    world.clock_says("2026-10-15T09:00");
    assert!(
        page(Here::First).contains("Planned for Thursday 15 October"),
        "on its day it is no secret any more"
    );
    world.clock_says("2026-10-16T09:00");
    assert_eq!(all(&world).wishes.len(), 0, "and the wish came true");
}

#[test]
fn what_a_private_date_is_for_stands_in_its_plan_and_nowhere_else() {
    let world = World::at("2026-10-11T12:00", "Europe/London");
    let slot = SlotForm {
        kind: Some("private".into()),
        label: "Ours".into(),
        leads: Some(vec![]),
        ..form("Thursdays 9pm, 1 hour")
    };
    world.app().save_slot(slot).unwrap();
    let key = world.keys().remove(0);
    world.app().use_idea(&key, &named(&world, "lunch-out")).unwrap();
    assert_eq!(world.app().date_plan(&key).unwrap().title, "Lunch out");
    let shown = serde_json::to_string(&world.agenda()).unwrap();
    assert!(shown.contains("Ours") && !shown.contains("Lunch out"), "{shown}");
}

#[test]
fn the_library_knows_more_to_get_ready_than_the_few_that_couples_often_want() {
    let world = World::at("2026-10-11T12:00", "Europe/London");
    let plan = world.app().date_plan(&thursdays(&world)).unwrap();
    let groups: Vec<&str> = plan.more.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(groups, ["To see to", "For the mood"]);
    let known: usize = plan.more.iter().map(|group| group.presets.len()).sum();
    assert!(known >= 30, "{known}");
}

#[test]
fn what_makes_no_idea_is_refused() {
    let world = World::at("2026-10-11T12:00", "Europe/London");
    let app = world.app();
    world.choose(SettingsForm::default());
    let cases = [
        own(" \u{7} "),
        own(&"x".repeat(85)),
        IdeaForm {
            minutes: 0,
            ..own("Nothing")
        },
        IdeaForm {
            cost: "dear".into(),
            ..own("Dear")
        },
        IdeaForm {
            place: "moon".into(),
            ..own("The moon")
        },
        IdeaForm {
            energy: 4,
            ..own("Marathon")
        },
        IdeaForm {
            prepare: (0..13).map(|n| format!("Thing {n}")).collect(),
            ..own("Much ado")
        },
        IdeaForm {
            id: Some("nonsense".into()),
            ..own("Nobody’s")
        },
    ];
    for form in &cases {
        assert!(app.save_idea(form).is_err(), "{form:?}");
    }
    let added = app.save_idea(&own("  Tea\u{202e} on\tthe step ")).unwrap().value;
    assert_eq!(
        seen(&world, &added.id).title,
        "Tea on the step",
        "plain text, in one line"
    );
}
