//! The plan of a date: what is to be got ready, and who hears of it.

use app::replies::{
    DatePlanForm, Half, Here, PartForm, Planner, PreparationForm, SettingsForm, SlotForm, Who,
};
use tests::world::{World, form, lead};

use crate::surprises::pages;

/// A word that is theirs alone.
const CANARY: &str = "Zaphyriel";

/// Thursdays at seven, which the two plan in turns, Jules first; the key of the first one.
pub fn thursdays(world: &World) -> String {
    let slot = SlotForm {
        planner: Planner::TurnsSecond,
        leads: Some(vec![]),
        ..form("Thursdays 7pm, 2 hours")
    };
    world.app().save_slot(slot).unwrap();
    world.keys().remove(0)
}

pub fn prepare(words: &str, when: Option<&str>) -> PreparationForm {
    PreparationForm {
        id: None,
        words: words.into(),
        remark: String::new(),
        lead: when.map(lead),
        done_by: None,
    }
}

pub fn part(who: Who, words: &str) -> PartForm {
    PartForm {
        id: None,
        who,
        words: words.into(),
    }
}

/// Supper at Lupo, with a sitter and a table to see to.
fn supper(world: &World, key: &str) -> DatePlanForm {
    DatePlanForm {
        title: "Supper at Lupo".into(),
        place: "14 Tollgate Street".into(),
        parts: vec![
            part(Who::Second, "books"),
            part(Who::First, "sees to bedtime"),
            part(Who::Both, "leave phones in the drawer"),
        ],
        preparations: vec![prepare("A sitter", None), prepare("A table", Some("2d@9:00"))],
        ..world.app().date_plan(key).unwrap().form()
    }
}

pub fn here(world: &World, here: Here) {
    world.choose(SettingsForm {
        here: Some(here),
        ..SettingsForm::default()
    });
}

#[test]
fn a_sheet_is_saved_and_taken_back_in_one_step() {
    let world = World::at("2026-10-10T12:00", "Europe/London");
    let key = thursdays(&world);
    world.app().save_date_plan(&supper(&world, &key)).unwrap();
    let plan = world.app().date_plan(&key).unwrap();
    assert_eq!(plan.title, "Supper at Lupo");
    assert_eq!(plan.heading, "Thursday 15 October, 7 to 9 pm");
    assert_eq!(plan.parts.len(), 3, "each in its line");
    let reminders: Vec<&str> = plan.preparations.iter().map(|it| it.reminder.as_str()).collect();
    assert_eq!(reminders, ["No reminder", "Reminds on Tuesday at 9 am"]);
    assert_eq!(
        world.app().detail(&key).unwrap().item.title,
        "Supper at Lupo",
        "the evening goes by its own title"
    );
    assert_eq!(
        world.agenda()[1].title,
        "",
        "the other Thursdays stay as they are"
    );
    world.app().undo().unwrap();
    let before = world.app().date_plan(&key).unwrap();
    assert!(
        before.title.is_empty()
            && before.place.is_empty()
            && before.parts.is_empty()
            && before.preparations.is_empty(),
        "all of it is one step: {before:?}"
    );
    world.app().redo().unwrap();
    assert_eq!(world.app().date_plan(&key).unwrap(), plan, "and one step forward");
}

#[test]
fn lines_that_are_taken_out_go_and_those_that_stay_keep_their_place() {
    let world = World::at("2026-10-10T12:00", "Europe/London");
    let key = thursdays(&world);
    world.app().save_date_plan(&supper(&world, &key)).unwrap();
    let mut form = world.app().date_plan(&key).unwrap().form();
    form.parts.remove(1);
    form.parts.push(part(Who::First, "brings the key"));
    form.parts.push(part(Who::First, "  "));
    form.preparations.remove(0);
    world.app().save_date_plan(&form).unwrap();
    let plan = world.app().date_plan(&key).unwrap();
    let parts: Vec<&str> = plan.parts.iter().map(|part| part.words.as_str()).collect();
    assert_eq!(
        parts,
        ["books", "leave phones in the drawer", "brings the key"],
        "in the order they were made, none of them empty"
    );
    assert_eq!(plan.preparations[0].words, "A table");
}

#[test]
fn a_name_that_is_left_as_it_was_stays_the_name_of_all() {
    let world = World::at("2026-10-10T12:00", "Europe/London");
    world.date("Thursdays 7pm, supper", "");
    let key = world.keys().remove(0);
    let plan = world.app().date_plan(&key).unwrap();
    assert_eq!(plan.title, "Supper", "what it is called, to begin with");
    let named = |title: &str| DatePlanForm {
        title: title.into(),
        place: "Lupo".into(),
        ..plan.form()
    };
    world.app().save_date_plan(&named("Supper")).unwrap();
    let slot = key.split('@').next().unwrap().to_owned();
    let lunch = SlotForm {
        id: Some(slot),
        leads: Some(vec![]),
        ..form("Thursdays 7pm, lunch for once")
    };
    world.app().save_slot(lunch).unwrap();
    assert_ne!(
        world.agenda()[0].title,
        "Supper",
        "it is called as the others are"
    );
    world.app().save_date_plan(&named("Supper out")).unwrap();
    world.app().save_date_plan(&named("")).unwrap();
    assert_eq!(
        world.agenda()[0].title,
        world.agenda()[1].title,
        "and again, when its own is taken away"
    );
}

#[test]
fn there_is_an_end_to_what_a_plan_holds() {
    let world = World::at("2026-10-10T12:00", "Europe/London");
    let key = thursdays(&world);
    let base = world.app().date_plan(&key).unwrap().form();
    let refused = |form: DatePlanForm| world.app().save_date_plan(&form).unwrap_err().problem().message;
    let long = DatePlanForm {
        note: "x".repeat(501),
        ..base.clone()
    };
    assert_eq!(refused(long), "That line has more than 500 characters.");
    let many = DatePlanForm {
        preparations: (0..41).map(|n| prepare(&format!("thing {n}"), None)).collect(),
        ..base.clone()
    };
    assert_eq!(refused(many), "A plan has room for 40 things to get ready.");
    let many = DatePlanForm {
        parts: (0..21).map(|n| part(Who::Both, &format!("part {n}"))).collect(),
        ..base.clone()
    };
    assert_eq!(refused(many), "A plan has room for 20 lines of who does what.");
    let full = DatePlanForm {
        note: "x".repeat(500),
        preparations: (0..40).map(|n| prepare(&format!("thing {n}"), None)).collect(),
        ..base
    };
    world.app().save_date_plan(&full).unwrap();
    let kept = world.app().date_plan(&key).unwrap().preparations;
    let names: Vec<String> = kept.into_iter().map(|it| it.words).collect();
    let expected: Vec<String> = (0..40).map(|n| format!("thing {n}")).collect();
    assert_eq!(
        names, expected,
        "forty in one moment stand in the order they were typed"
    );
}

#[test]
fn what_is_to_be_got_ready_is_reminded_of_until_it_is_ready() {
    let mut world = World::at("2026-10-12T20:00", "Europe/London");
    let key = thursdays(&world);
    world.app().save_date_plan(&supper(&world, &key)).unwrap();
    world.wait_until("2026-10-13T12:00");
    assert_eq!(
        world.shown(),
        ["09:00  Something for Thursday · "],
        "two days before, and nobody beside them reads what"
    );
    assert_eq!(world.buttons(), ["Done", "Snooze", "Open", "1 hour"]);
    world.press("done");
    let plan = world.app().date_plan(&key).unwrap();
    assert_eq!(
        plan.preparations[1].done_by,
        Some(Half::First),
        "the computer is Noor's"
    );
    assert_eq!(plan.preparations[1].reminder, "Noor did it");
    world.app().undo().unwrap();
    assert_eq!(
        world.app().date_plan(&key).unwrap().preparations[1].done_by,
        None,
        "a slip is taken back"
    );
}

#[test]
fn moved_it_is_reminded_of_anew_and_ready_it_is_not() {
    let mut world = World::at("2026-10-12T20:00", "Europe/London");
    let key = thursdays(&world);
    world.app().save_date_plan(&supper(&world, &key)).unwrap();
    world.wait_until("2026-10-13T12:00");
    assert_eq!(world.shown().len(), 1);
    world.app().move_to(&key, "2026-10-17T13:00").unwrap();
    world.wait_until("2026-10-15T12:00");
    assert_eq!(
        world.shown(),
        ["09:00  Something for Saturday · "],
        "two days before Saturday"
    );
    world.app().move_to(&key, "2026-10-18T13:00").unwrap();
    let table = world.app().date_plan(&key).unwrap().preparations[1].id.clone();
    world.app().tick_preparation(&table, Half::Second).unwrap();
    world.wait_until("2026-10-16T12:00");
    assert!(world.shown().is_empty(), "the table is booked");
}

#[test]
fn put_off_it_comes_again() {
    let mut world = World::at("2026-10-12T20:00", "Europe/London");
    let key = thursdays(&world);
    world.app().save_date_plan(&supper(&world, &key)).unwrap();
    world.wait_until("2026-10-13T09:00");
    world.press("snooze-60");
    world.wait_until("2026-10-13T12:00");
    assert_eq!(
        world.shown(),
        [
            "09:00  Something for Thursday · ",
            "10:00  Something for Thursday · "
        ]
    );
}

#[test]
fn things_for_the_same_hour_are_one_notification() {
    let mut world = World::at("2026-10-15T12:00", "Europe/London");
    let key = thursdays(&world);
    let form = DatePlanForm {
        preparations: vec![prepare("Music", Some("90m")), prepare("Candles", Some("90m"))],
        ..world.app().date_plan(&key).unwrap().form()
    };
    world.app().save_date_plan(&form).unwrap();
    world.choose(SettingsForm {
        discreet: Some(false),
        both: true,
        ..SettingsForm::default()
    });
    world.wait_until("2026-10-15T18:00");
    assert_eq!(
        world.shown(),
        ["17:30  Music, and one more · Thursday, 7 pm"],
        "both have agreed that it may say what"
    );
    assert_eq!(
        world.buttons(),
        ["Open", "Snooze", "1 hour"],
        "which of them is done is said in the plan"
    );
}

#[test]
fn what_was_missed_waits_in_the_list_until_it_is_ready() {
    let mut world = World::at("2026-10-12T20:00", "Europe/London");
    let key = thursdays(&world);
    world.app().save_date_plan(&supper(&world, &key)).unwrap();
    world.desktop_works(false);
    world.wait_until("2026-10-13T12:00");
    assert_eq!(
        world.inbox(),
        [
            "Today | A table | Thursday 15, 7 pm. Due at 9 am, not shown: the desktop’s notifications did not answer. | Done, 1 hour, Open"
        ]
    );
    let open = world.answer_inbox("open");
    assert_eq!(
        (open.to.as_str(), open.key),
        ("plan", key.clone()),
        "it leads to the plan"
    );
    world.answer_inbox("done");
    assert!(world.inbox().is_empty(), "what is ready is off the list");
}

#[test]
fn the_one_whose_turn_it_is_is_nudged_three_days_ahead() {
    let mut world = planned_since_october();
    here(&world, Here::Second);
    world.wait_until("2026-10-12T20:00");
    assert_eq!(
        world.shown(),
        ["18:00  Something for Thursday · "],
        "it is Jules’s turn, and there is no plan"
    );
    assert_eq!(world.buttons(), ["Open", "Not today"]);
    world.wait_until("2026-10-19T20:00");
    assert!(
        world.shown().is_empty(),
        "the week after it is Noor’s turn, not here"
    );
}

/// The couple's Thursdays, made in good time.
pub fn planned_since_october() -> World {
    let world = World::at("2026-10-09T12:00", "Europe/London");
    thursdays(&world);
    world.choose(SettingsForm {
        follow_up: Some(false),
        ..SettingsForm::default()
    });
    world
}

#[test]
fn a_plan_or_a_switch_turns_the_nudge_off() {
    let mut world = planned_since_october();
    here(&world, Here::Second);
    let key = world.keys().remove(0);
    world.app().rename(&key, Some("Supper")).unwrap();
    world.wait_until("2026-10-13T20:00");
    assert!(world.shown().is_empty(), "it has a name already");
    let mut world = planned_since_october();
    here(&world, Here::Second);
    world.choose(SettingsForm {
        planner_nudge: Some(false),
        ..SettingsForm::default()
    });
    world.wait_until("2026-10-13T20:00");
    assert!(world.shown().is_empty(), "they do not want it");
    world.choose(SettingsForm {
        planner_nudge: Some(true),
        ..SettingsForm::default()
    });
    world.look();
    assert!(
        world.shown().is_empty(),
        "turned on again it does not come for what is over"
    );
}

#[test]
fn a_private_date_says_no_more_than_its_label_outside_its_plan() {
    let mut world = World::at("2026-10-12T12:00", "Europe/London");
    let slot = SlotForm {
        kind: Some("private".into()),
        label: "Quiet evening".into(),
        leads: Some(vec![]),
        ..form("Thursdays 9pm")
    };
    world.app().save_slot(slot).unwrap();
    let key = world.keys().remove(0);
    let form = DatePlanForm {
        title: CANARY.into(),
        place: CANARY.into(),
        parts: vec![part(Who::Both, CANARY)],
        preparations: vec![prepare(CANARY, Some("2d@9:00"))],
        ..world.app().date_plan(&key).unwrap().form()
    };
    world.app().save_date_plan(&form).unwrap();
    world.choose(SettingsForm {
        discreet: Some(false),
        both: true,
        ..SettingsForm::default()
    });
    world.wait_until("2026-10-13T12:00");
    assert_eq!(world.shown(), ["09:00  Something for Thursday · "]);
    for (page, text) in pages(world.app(), &key) {
        assert!(
            page == "plan" || !text.contains(CANARY),
            "{page} says more: {text}"
        );
    }
    assert_eq!(
        world.app().date_plan(&key).unwrap().title,
        CANARY,
        "the plan is theirs"
    );
}

#[test]
fn a_series_that_takes_another_hour_takes_its_plans_along() {
    let world = World::at("2026-10-01T12:00", "Europe/London");
    let key = thursdays(&world);
    let slot = key.split('@').next().unwrap().to_owned();
    world.clock_says("2026-10-10T12:00");
    let key = world.keys().remove(0);
    world.app().save_date_plan(&supper(&world, &key)).unwrap();
    let later = SlotForm {
        id: Some(slot),
        planner: Planner::TurnsSecond,
        leads: Some(vec![]),
        ..form("Thursdays 8pm, 2 hours")
    };
    world.app().save_slot(later).unwrap();
    let now = world.keys().remove(0);
    assert_ne!(now, key, "it goes by another name");
    let plan = world.app().date_plan(&now).unwrap();
    assert_eq!(
        (
            plan.title.as_str(),
            plan.place.as_str(),
            plan.parts.len(),
            plan.preparations.len()
        ),
        ("Supper at Lupo", "14 Tollgate Street", 3, 2),
        "and is the same evening"
    );
    world.app().undo().unwrap();
    assert_eq!(
        world.app().date_plan(&key).unwrap().parts.len(),
        3,
        "back where it was"
    );
}

#[test]
fn a_red_letter_day_is_told_at_nine() {
    let mut world = World::at("2026-10-16T12:00", "Europe/London");
    world
        .app()
        .save_red_letter(&app::replies::RedLetterForm {
            id: None,
            words: "Since the canal".into(),
            date: "17 October 2015".into(),
            sort: None,
        })
        .unwrap();
    world.wait_until("2026-10-17T12:00");
    assert_eq!(world.shown(), ["09:00  Saturday 17 · "], "discreetly");
    assert_eq!(world.buttons(), ["Fine", "Open"]);
    world.choose(SettingsForm {
        discreet: Some(false),
        both: true,
        ..SettingsForm::default()
    });
    world.wait_until("2027-10-17T12:00");
    assert_eq!(world.shown(), ["09:00  Since the canal · Twelve years"]);
}
