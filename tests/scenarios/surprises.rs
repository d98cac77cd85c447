//! What one keeps from the other until the day.

use app::{
    App,
    export::{Format, Wanted},
    replies::{DatePlanForm, Half, Here, IdeaFilter, SettingsForm, SlotForm, Who},
};
use domain::people;
use tests::world::{World, form};

use crate::getting_ready::{here, part, planned_since_october, prepare};

/// A word that only Jules is to read before Thursday.
const CANARY: &str = "Zaphyriel";

const FORMATS: [Format; 3] = [Format::Ics, Format::Json, Format::Csv];

fn exported(app: &App, format: Format, discreet: bool) -> String {
    let wanted = Wanted {
        format,
        from: None,
        to: None,
        slot: None,
        discreet,
    };
    app.export(&wanted).unwrap()
}

/// Everything anybody can look at, as text.
pub fn pages(app: &App, key: &str) -> Vec<(&'static str, String)> {
    let text = |page: &dyn erased::Page| page.text();
    vec![
        ("today", text(&app.today().unwrap())),
        ("month", text(&app.month(None).unwrap())),
        ("detail", text(&app.detail(key).unwrap())),
        ("plan", text(&app.date_plan(key).unwrap())),
        ("week", text(&app.week(None).unwrap())),
        ("year", text(&app.year(None).unwrap())),
        ("list", text(&app.agenda_page(None).unwrap())),
        ("openings", text(&app.openings(key).unwrap())),
        ("start", text(&app.start().unwrap())),
        ("slots", text(&app.slots().unwrap())),
        ("inbox", text(&app.inbox(true).unwrap())),
        ("ideas", text(&app.ideas(&IdeaFilter::default()).unwrap())),
        ("settings", text(&app.settings().unwrap())),
        (
            "agenda",
            text(&{
                let today = domain::zone::civil(app.now(), app.zone()).date();
                app.agenda(today, today + chrono::Duration::days(28)).unwrap()
            }),
        ),
        (
            "reminders",
            text(&app.upcoming(app.now() + chrono::Duration::days(7)).unwrap()),
        ),
    ]
}

mod erased {
    /// A page, as JSON.
    pub trait Page {
        fn text(&self) -> String;
    }

    impl<T: serde::Serialize> Page for T {
        fn text(&self) -> String {
            serde_json::to_string(self).unwrap()
        }
    }
}

/// Thursday as Jules plans it, kept from Noor; on Jules's computer.
fn a_surprise() -> (World, String) {
    let world = planned_since_october();
    here(&world, Here::Second);
    let key = world.keys().remove(0);
    let form = DatePlanForm {
        title: format!("A balloon over {CANARY}"),
        place: format!("{CANARY} field"),
        note: format!("{CANARY} at dawn"),
        idea: format!("{CANARY} from the wish list"),
        budget: format!("£{CANARY}"),
        surprise: true,
        parts: vec![
            part(Who::Second, &format!("books {CANARY}")),
            part(Who::First, "packs a warm coat"),
            part(Who::Both, "leave phones at home"),
        ],
        preparations: vec![prepare(&format!("Tickets for {CANARY}"), Some("2d@9:00"))],
        ..world.app().date_plan(&key).unwrap().form()
    };
    world.app().save_date_plan(&form).unwrap();
    (world, key)
}

#[test]
fn what_is_planned_and_what_they_are_called_turns_no_words_around_it() {
    let world = planned_since_october();
    let key = world.keys().remove(0);
    let form = DatePlanForm {
        place: "The \u{202e}Lido\u{7}".into(),
        note: "Bring\u{1b} towels\n\u{2066}and tea".into(),
        parts: vec![part(Who::First, "packs\0 \u{202d}lunch")],
        preparations: vec![prepare("Tickets\u{2069}", None)],
        ..world.app().date_plan(&key).unwrap().form()
    };
    world.app().save_date_plan(&form).unwrap();
    let plan = world.app().date_plan(&key).unwrap().form();
    assert_eq!((&*plan.place, &*plan.note), ("The Lido", "Bring towels\nand tea"));
    assert_eq!(plan.parts[0].words, "packs lunch");
    assert_eq!(plan.preparations[0].words, "Tickets");
    let names = app::replies::People {
        first: "No\u{202e}or\u{7}".into(),
        second: "ג\u{5f3}ולס".into(),
    };
    world.app().save_people(names, Here::First).unwrap();
    let kept = world.app().settings().unwrap().people;
    assert_eq!(
        (&*kept.first, &*kept.second),
        ("Noor", "ג\u{5f3}ולס"),
        "letters of any script stay"
    );
}

#[test]
fn a_date_over_a_surprise_is_told_of_its_hours_alone() {
    let (world, _) = a_surprise();
    here(&world, Here::First);
    let up = world.app().heads_up(&form("15 October 7:30pm")).unwrap().unwrap();
    assert!(up.text.starts_with("You have a date then: 7 "), "{}", up.text);
    let all = format!("{up:?}");
    assert!(!all.contains(CANARY), "{all}");
}

#[test]
fn a_surprise_shows_the_day_the_hour_and_their_own_part() {
    let (world, key) = a_surprise();
    let plan = world.app().date_plan(&key).unwrap();
    assert_eq!(plan.surprise.words, "Keep it a surprise from Noor until Thursday");
    assert!(
        plan.surprise.on && plan.place.contains(CANARY),
        "Jules sees all of it"
    );
    assert_eq!(
        world.app().detail(&key).unwrap().plan.surprise,
        "A surprise for Noor until Thursday"
    );
    here(&world, Here::First);
    let plan = world.app().date_plan(&key).unwrap();
    assert_eq!(plan.hidden, "Jules keeps it a surprise until Thursday.");
    assert_eq!(plan.heading, "Thursday 15 October, 7 to 9 pm");
    let parts: Vec<&str> = plan.parts.iter().map(|part| part.words.as_str()).collect();
    assert_eq!(
        parts,
        ["packs a warm coat", "leave phones at home"],
        "Noor's own, and what is both's"
    );
    assert!(
        plan.surprise.words.is_empty(),
        "what Jules plans is Jules's to keep"
    );
}

#[test]
fn no_page_and_no_reminder_of_the_other_says_what_it_is() {
    let (mut world, key) = a_surprise();
    world.choose(SettingsForm {
        discreet: Some(false),
        both: true,
        ..SettingsForm::default()
    });
    for nobody_or_noor in [Here::First, Here::Shared] {
        here(&world, nobody_or_noor);
        for (page, text) in pages(world.app(), &key) {
            assert!(!text.contains(CANARY), "{page} gives it away: {text}");
        }
    }
    here(&world, Here::First);
    world.wait_until("2026-10-13T12:00");
    assert_eq!(
        world.shown(),
        ["09:00  Something for Thursday · "],
        "though notifications may say more"
    );
    for (page, text) in pages(world.app(), &key) {
        assert!(
            !text.contains(CANARY),
            "{page} gives it away once it was reminded of: {text}"
        );
    }
    for format in FORMATS {
        let text = exported(world.app(), format, false);
        assert!(!text.contains(CANARY), "{format:?} of the other's gives it away");
    }
    here(&world, Here::Second);
    for (page, text) in pages(world.app(), &key) {
        let tells = text.contains(CANARY);
        assert!(
            tells
                || matches!(
                    page,
                    "year" | "openings" | "slots" | "inbox" | "ideas" | "settings" | "reminders"
                ),
            "{page} keeps it from Jules"
        );
    }
}

#[test]
fn who_keeps_it_has_it_in_an_export_of_all_there_is() {
    let (world, _) = a_surprise();
    for format in FORMATS {
        assert!(
            exported(world.app(), format, false).contains(CANARY),
            "{format:?} is Jules’s own"
        );
        assert!(
            !exported(world.app(), format, true).contains(CANARY),
            "a discreet {format:?} says nothing"
        );
    }
    let all = exported(world.app(), Format::Json, false);
    let all: serde_json::Value = serde_json::from_str(&all).unwrap();
    assert!(
        all.to_string().contains("\"surprise\":\"Jules\""),
        "with whose surprise it is"
    );
}

#[test]
fn on_the_day_it_is_there_for_both() {
    let (mut world, key) = a_surprise();
    here(&world, Here::First);
    world.wait_until("2026-10-14T23:59");
    assert!(
        !world.app().detail(&key).unwrap().item.title.contains(CANARY),
        "a minute to go"
    );
    world.wait_until("2026-10-15T00:00");
    assert!(
        world.app().detail(&key).unwrap().item.title.contains(CANARY),
        "Thursday"
    );
    assert!(world.app().date_plan(&key).unwrap().hidden.is_empty());
}

#[test]
fn moved_to_another_day_it_is_kept_until_that_day() {
    let (world, key) = a_surprise();
    here(&world, Here::First);
    world.app().move_to(&key, "2026-10-17T13:00").unwrap();
    world.clock_says("2026-10-15T12:00");
    let plan = world.app().date_plan(&key).unwrap();
    assert_eq!(plan.hidden, "Jules keeps it a surprise until Saturday.");
    let before = world.app().date_plan(&key).unwrap().title;
    here(&world, Here::Second);
    assert!(
        before.is_empty() && world.app().date_plan(&key).unwrap().title.contains(CANARY),
        "moving it lost nothing"
    );
}

#[test]
fn what_is_kept_aside_is_not_the_others_to_change() {
    let (world, key) = a_surprise();
    let ticket = world.app().date_plan(&key).unwrap().preparations[0].id.clone();
    here(&world, Here::First);
    let form = world.app().date_plan(&key).unwrap().form();
    let refused = world.app().save_date_plan(&form).unwrap_err().problem().message;
    assert_eq!(refused, "Jules keeps this one a surprise until its day.");
    assert!(world.app().rename(&key, Some("Mine")).is_err(), "nor is its name");
    assert!(world.app().tick_preparation(&ticket, Half::First).is_err());
    // What undo says is read by both.
    here(&world, Here::Second);
    world.app().tick_preparation(&ticket, Half::Second).unwrap();
    here(&world, Here::First);
    let undone = world.app().undo().unwrap().value.said;
    assert!(!undone.contains(CANARY), "{undone}");
}

#[test]
fn whoever_does_not_see_a_name_does_not_take_it_away() {
    let world = World::at("2026-10-10T12:00", "Europe/London");
    here(&world, Here::Second);
    let slot = world.date(&format!("17 October 1pm {CANARY}"), "");
    let key = world.keys().remove(0);
    let form = DatePlanForm {
        surprise: true,
        ..world.app().date_plan(&key).unwrap().form()
    };
    world.app().save_date_plan(&form).unwrap();
    here(&world, Here::First);
    let seen = world.app().show_slot(&slot).unwrap();
    let longer = SlotForm {
        id: Some(slot.clone()),
        leads: Some(vec![]),
        ..tests::world::form("17 October 1pm, 3 hours")
    };
    assert!(!seen.sentence.contains(CANARY), "{}", seen.sentence);
    world.app().save_slot(longer).unwrap();
    here(&world, Here::Second);
    let slot = world.app().show_slot(&slot).unwrap();
    assert_eq!(
        (slot.title.as_str(), slot.minutes),
        (CANARY, 180),
        "longer, and still what it is"
    );
}

#[test]
fn on_a_shared_computer_nobody_keeps_anything_until_they_say_who_they_are() {
    let world = planned_since_october();
    here(&world, Here::Shared);
    let key = world.keys().remove(0);
    let plan = world.app().date_plan(&key).unwrap();
    assert!(
        !plan.surprise.may && !plan.surprise.text.is_empty(),
        "it says how"
    );
    let form = DatePlanForm {
        surprise: true,
        ..plan.form()
    };
    assert!(
        world.app().save_date_plan(&form).is_err(),
        "whose surprise would it be"
    );
    here(&world, Here::First);
    let form = DatePlanForm {
        surprise: true,
        ..world.app().date_plan(&key).unwrap().form()
    };
    assert!(world.app().save_date_plan(&form).is_err(), "it is Jules’s turn");
}

#[test]
fn a_single_date_has_no_other_name_to_show() {
    let world = World::at("2026-10-10T12:00", "Europe/London");
    here(&world, Here::Second);
    world.date(&format!("17 October 1pm {CANARY}"), "");
    let key = world.keys().remove(0);
    let form = DatePlanForm {
        surprise: true,
        ..world.app().date_plan(&key).unwrap().form()
    };
    world.app().save_date_plan(&form).unwrap();
    here(&world, Here::First);
    for (page, text) in pages(world.app(), &key) {
        assert!(!text.contains(CANARY), "{page} gives it away: {text}");
    }
    let slot = key.split('@').next().unwrap();
    let shown = serde_json::to_string(&world.app().show_slot(slot).unwrap()).unwrap();
    let editor = serde_json::to_string(&world.app().editor(Some(slot)).unwrap()).unwrap();
    let slots = serde_json::to_string(&world.app().slots().unwrap()).unwrap();
    for (page, text) in [("show", shown), ("editor", editor), ("list", slots)] {
        assert!(!text.contains(CANARY), "{page} gives it away: {text}");
    }
}

/// The planner as Noor has it, and as Jules has.
fn both(world: &World) -> (App, App) {
    (
        world.as_seen_by(people::Half::First),
        world.as_seen_by(people::Half::Second),
    )
}

#[test]
fn the_others_undo_does_not_take_back_what_is_kept_as_a_surprise() {
    let world = planned_since_october();
    let (noor, jules) = both(&world);
    let key = world.keys().remove(0);
    let noors = DatePlanForm {
        place: "The Lido".into(),
        ..noor.date_plan(&key).unwrap().form()
    };
    noor.save_date_plan(&noors).unwrap();
    let form = DatePlanForm {
        title: format!("A balloon over {CANARY}"),
        place: format!("{CANARY} field"),
        surprise: true,
        parts: vec![part(Who::First, "packs a warm coat")],
        preparations: vec![prepare(&format!("Tickets for {CANARY}"), None)],
        ..jules.date_plan(&key).unwrap().form()
    };
    jules.save_date_plan(&form).unwrap();
    let planned = plan_of(&jules, &key);
    let ticket = jules.date_plan(&key).unwrap().preparations[0].id.clone();
    jules.tick_preparation(&ticket, Half::Second).unwrap();
    let ready = plan_of(&jules, &key);
    jules.untick_preparation(&ticket).unwrap();
    for _ in 0..3 {
        assert!(
            noor.undo().is_err(),
            "nor is what Noor planned before put in the place of the surprise"
        );
    }
    assert_eq!(plan_of(&jules, &key), planned, "Jules has it all");
    jules.undo().unwrap();
    assert_eq!(
        plan_of(&jules, &key),
        ready,
        "and takes it back, a step at a time"
    );
    jules.undo().unwrap();
    assert_eq!(plan_of(&jules, &key), planned);
    jules.undo().unwrap();
    let before = jules.date_plan(&key).unwrap();
    assert!(before.place == "The Lido" && before.title.is_empty() && !before.surprise.on);
    assert!(noor.redo().is_err(), "nor is it the other’s to do again");
    noor.undo().unwrap();
    assert!(
        noor.date_plan(&key).unwrap().place.is_empty(),
        "and Noor can take back her own again"
    );
}

#[test]
fn a_surprise_that_is_moved_is_moved_for_both_to_take_back() {
    let (world, key) = a_surprise();
    let (noor, jules) = both(&world);
    let planned = plan_of(&jules, &key);
    jules.move_to(&key, "2026-10-17T13:00").unwrap();
    noor.undo().unwrap();
    let plan = noor.date_plan(&key).unwrap();
    assert!(
        plan.heading.starts_with("Thursday") && !plan.hidden.is_empty(),
        "when it is, both know: {}",
        plan.heading
    );
    assert_eq!(plan_of(&jules, &key), planned, "what it is, Jules keeps");
    noor.redo().unwrap();
    jules.undo().unwrap();
    assert_eq!(plan_of(&jules, &key), planned);
}

fn plan_of(app: &App, key: &str) -> String {
    serde_json::to_string(&app.date_plan(key).unwrap()).unwrap()
}
