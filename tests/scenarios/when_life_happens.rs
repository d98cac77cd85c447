//! Life happened: a date that did not take place, and one that meets somebody's busy time. The plate asks, and never twice.

use std::ops::ControlFlow;

use app::{
    export::{Format, Wanted},
    import::CalendarFile,
    replies::{
        DatePlanForm, Here, ImportAs, ImportForm, Openings, PauseForm, Plate, RedLetterForm, SettingsForm,
        SlotForm, TickBase, Ticks, Topic,
    },
};
use tests::world::{World, form};

/// Noor's and Jules's calendars, read in: each line a name, a start and an end, `Choir 20261015T183000 20261015T200000`.
pub fn read_in(world: &World, whose: ImportAs, names: bool, lines: &[&str]) {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Work//EN\r\n");
    for (n, line) in lines.iter().enumerate() {
        let parts: Vec<&str> = line.split(' ').collect();
        let [name, from, until, ref rule @ ..] = parts[..] else {
            panic!("a name, a start and an end: {line}")
        };
        let rule: String = rule.iter().map(|rule| format!("RRULE:{rule}\r\n")).collect();
        text += &format!(
            "BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:{name}\r\nDTSTART;TZID=Europe/London:{from}\r\n\
             DTEND;TZID=Europe/London:{until}\r\n{rule}END:VEVENT\r\n"
        );
    }
    text += "END:VCALENDAR\r\n";
    let file_name = format!("{whose:?}.ics");
    let mut on = |_, _| ControlFlow::Continue(());
    let file = CalendarFile::of_bytes(&file_name, text.as_bytes(), &mut on).unwrap();
    let form = ImportForm {
        take_as: whose,
        names,
        watch: false,
        ticks: Default::default(),
    };
    let said = world.app().import(&file, &form, &mut on).unwrap().value;
    assert!(said.refused.is_empty(), "{:?}", said.refused);
}

/// Both have a calendar that keeps them busy on working days from nine to five.
pub fn both_work(world: &World) {
    let work = "Work 20260901T090000 20260901T170000 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";
    read_in(world, ImportAs::First, false, &[work]);
    read_in(world, ImportAs::Second, false, &[work]);
}

/// The morning after a Thursday that did not happen.
fn friday_morning() -> World {
    let mut world = World::at("2026-10-06T12:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "90m");
    both_work(&world);
    world.wait_until("2026-10-09T08:00");
    world
}

/// What stands on the plate: what it asks, and the hours it offers.
fn plate(world: &World) -> Vec<String> {
    let offered = |openings: Openings| {
        let lines = openings
            .openings
            .iter()
            .map(|o| format!("{} | {}", o.said, o.why));
        std::iter::once(openings.heading.clone())
            .chain(lines)
            .collect::<Vec<_>>()
    };
    match world.app().today().unwrap().plate {
        Plate::Empty => vec!["nothing".to_owned()],
        Plate::Next { item, .. } => vec![format!("next: {}", item.when)],
        Plate::LifeHappened { day, openings, .. } => {
            [vec![format!("life happened: {day}")], offered(openings)].concat()
        }
        Plate::Meets { meeting } => [
            vec![format!("{} {}", meeting.item.when, meeting.text)],
            offered(meeting.openings),
        ]
        .concat(),
    }
}

/// The key of the date that the plate asks about, and where its first opening would put it.
fn asked(world: &World) -> (String, String) {
    match world.app().today().unwrap().plate {
        Plate::LifeHappened { item, openings, .. } => (item.key, openings.openings[0].to.clone()),
        Plate::Meets { meeting } => (meeting.item.key, meeting.openings.openings[0].to.clone()),
        other => panic!("nothing is asked: {other:?}"),
    }
}

#[test]
fn the_morning_after_the_plate_offers_two_hours_that_are_open() {
    let world = friday_morning();
    assert_eq!(
        plate(&world),
        [
            "life happened: Thursday 8 October",
            "You’re both free at these times this week.",
            "Today, 7 pm | the same hour",
            "Saturday, 7 pm | the same hour"
        ],
        "the same week, the hour it had, on two days"
    );
}

#[test]
fn taking_an_opening_moves_it_and_one_undo_takes_that_back() {
    let world = friday_morning();
    let (key, to) = asked(&world);
    world.app().move_to(&key, &to).unwrap();
    assert_eq!(plate(&world), ["next: Friday, 7 pm"], "it is tonight");
    world.app().undo().unwrap();
    assert_eq!(
        plate(&world)[0],
        "life happened: Thursday 8 October",
        "and is open again"
    );
}

#[test]
fn it_did_happen_and_let_it_go_end_the_question() {
    let world = friday_morning();
    let (key, _) = asked(&world);
    world.app().keep(&key).unwrap();
    assert_eq!(plate(&world), ["next: Thursday, 7 pm"], "it happened");
    world.app().undo().unwrap();
    world.app().let_go(&key).unwrap();
    assert_eq!(plate(&world), ["next: Thursday, 7 pm"], "this one is let go");
}

#[test]
fn opened_twice_in_the_morning_it_is_the_same_question_and_then_it_is_gone() {
    let mut world = friday_morning();
    let asked = plate(&world);
    world.restart();
    assert_eq!(
        plate(&world),
        asked,
        "nobody has answered: one morning, one question"
    );
    world.wait_until("2026-10-09T12:00");
    assert_eq!(plate(&world), ["next: Thursday, 7 pm"], "the morning is over");
    world.wait_until("2026-10-10T08:00");
    assert_eq!(plate(&world), ["next: Thursday, 7 pm"], "and it never comes back");
    let said = |o: app::replies::Item| (o.status, o.title);
    let thursday = world.app().agenda(day("2026-10-08"), day("2026-10-09")).unwrap();
    assert_eq!(
        thursday.into_iter().map(said).collect::<Vec<_>>(),
        [("past".to_owned(), String::new())],
        "it is past, and counts neither way: nothing calls it missed"
    );
}

#[test]
fn a_window_that_stands_open_is_told_when_the_question_comes_and_goes() {
    let mut world = friday_morning();
    let told = |world: &mut World, wall: &str| {
        world.topics();
        world.wait_until(wall);
        world.topics().contains(&Topic::Clock)
    };
    assert!(
        !told(&mut world, "2026-10-09T08:30"),
        "nothing changed on the page"
    );
    assert!(told(&mut world, "2026-10-09T12:00"), "the morning is over");
    assert!(!told(&mut world, "2026-10-09T12:30"));
    assert!(told(&mut world, "2026-10-10T00:01"), "another day");
    assert!(told(&mut world, "2026-10-10T05:00"), "and another morning");
}

#[test]
fn half_past_midnight_is_no_morning() {
    let mut world = friday_morning();
    let (key, _) = asked(&world);
    world.app().let_go(&key).unwrap();
    world.wait_until("2026-10-16T00:30");
    assert_eq!(
        plate(&world),
        ["next: Thursday, 7 pm"],
        "they may still be at the table"
    );
    world.wait_until("2026-10-16T05:00");
    assert_eq!(plate(&world)[0], "life happened: Thursday 15 October");
}

#[test]
fn both_lanes_quiet_hours_and_the_way_there_are_kept_clear() {
    let mut world = World::at("2026-10-06T12:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    world.date_of_kind("Sunday 11 October 7:30pm, 30 min", "", "check_in");
    let noor = [
        "Choir 20261009T180000 20261009T213000",
        "Gym 20261010T170000 20261010T210000",
    ];
    read_in(&world, ImportAs::First, false, &noor);
    let jules = [
        "Match 20261010T093000 20261010T124500",
        "Call 20261011T170000 20261011T190000",
    ];
    read_in(&world, ImportAs::Second, false, &jules);
    world.wait_until("2026-10-09T08:00");
    assert_eq!(
        plate(&world)[2..],
        [
            "Sunday, 8 pm | after the check-in".to_owned(),
            "Saturday, 1 pm | lunch instead".to_owned()
        ],
        "Friday and Saturday evening are Noor’s, Saturday morning is Jules’s; by one they are home"
    );
    world.choose(SettingsForm {
        travel_minutes: Some(30),
        ..SettingsForm::default()
    });
    assert_eq!(
        plate(&world)[3],
        "Saturday, 1:15 pm | lunch instead",
        "half an hour from a quarter to one, begun on the quarter"
    );
    world.choose(SettingsForm {
        quiet_from: Some("21:30".into()),
        ..SettingsForm::default()
    });
    assert_eq!(
        plate(&world)[2..],
        [
            "Saturday, 1:15 pm | lunch instead".to_owned(),
            "Sunday, 1 pm | lunch instead".to_owned()
        ],
        "on Sunday at eight it would end in quiet hours"
    );
}

#[test]
fn it_takes_as_long_as_that_evening_was_to_take() {
    let mut world = World::at("2026-10-06T12:00", "Europe/London");
    world.date("Thursdays 7pm, 3 hours", "");
    read_in(
        &world,
        ImportAs::First,
        false,
        &["Late 20261009T213000 20261009T223000"],
    );
    read_in(
        &world,
        ImportAs::Second,
        false,
        &["Out 20261010T080000 20261010T230000"],
    );
    world.wait_until("2026-10-09T08:00");
    assert_eq!(
        plate(&world)[2..],
        [
            "Sunday, 7 pm | the same hour".to_owned(),
            "Today, 6:15 pm | an evening".to_owned()
        ],
        "three hours, and a quarter of an hour to get there: over by a quarter past nine"
    );
}

#[test]
fn a_date_of_their_own_is_in_the_way_and_one_that_is_skipped_is_not() {
    let mut world = World::at("2026-10-06T12:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    world.date("Saturday 7pm cinema, 3 hours", "");
    both_work(&world);
    world.wait_until("2026-10-09T08:00");
    let found = plate(&world);
    assert_eq!(
        found[3], "Sunday, 7 pm | the same hour",
        "Saturday has a date already: {found:?}"
    );
    let cinema = world
        .agenda()
        .into_iter()
        .find(|item| item.title == "Cinema")
        .unwrap();
    world.app().skip(&cinema.key).unwrap();
    assert_eq!(plate(&world)[3], "Saturday, 7 pm | the same hour", "it is off");
}

#[test]
fn the_back_up_hour_comes_first() {
    let mut world = World::at("2026-10-06T12:00", "Europe/London");
    let thursdays = SlotForm {
        backup: Some("SU 15:00".into()),
        ..form("Thursdays 7pm, 2 hours")
    };
    world.app().save_slot(thursdays).unwrap();
    both_work(&world);
    world.wait_until("2026-10-09T08:00");
    assert_eq!(
        plate(&world)[2..],
        [
            "Sunday, 3 pm | your back-up hour".to_owned(),
            "Today, 7 pm | the same hour".to_owned()
        ],
        "they said so themselves"
    );
}

#[test]
fn without_calendars_nobody_is_said_to_be_free() {
    let mut world = World::at("2026-10-06T12:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    world.wait_until("2026-10-09T08:00");
    assert_eq!(plate(&world)[1], "Nothing of yours is planned at these times.");
    read_in(
        &world,
        ImportAs::First,
        false,
        &["Gym 20261013T170000 20261013T180000"],
    );
    assert_eq!(
        plate(&world)[1],
        "Nothing of yours is planned at these times.",
        "of Jules nothing is known yet"
    );
    read_in(
        &world,
        ImportAs::Second,
        false,
        &["Gym 20261013T170000 20261013T180000"],
    );
    assert_eq!(plate(&world)[1], "You’re both free at these times this week.");
}

#[test]
fn a_calendar_that_ended_in_the_spring_says_nothing_of_the_autumn() {
    let mut world = World::at("2026-10-06T12:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    both_work(&world);
    let spring = ["Work 20260105T090000 20260105T170000 FREQ=WEEKLY;UNTIL=20260430T000000Z"];
    read_in(&world, ImportAs::Second, false, &spring);
    world.wait_until("2026-10-09T08:00");
    assert_eq!(plate(&world)[1], "Nothing of yours is planned at these times.");
}

#[test]
fn where_nothing_is_open_nothing_is_offered_and_it_can_still_be_answered() {
    let mut world = World::at("2026-10-06T12:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    read_in(
        &world,
        ImportAs::First,
        false,
        &["Tour 20261009T000000 20261130T000000"],
    );
    world.wait_until("2026-10-09T08:00");
    assert_eq!(
        plate(&world),
        [
            "life happened: Thursday 8 October",
            "No time in the next days is open to you both."
        ]
    );
}

#[test]
fn in_a_pause_nothing_is_asked() {
    let world = friday_morning();
    assert_eq!(plate(&world).len(), 4, "it is, before");
    world.app().pause_reminders(&PauseForm::Tomorrow).unwrap();
    assert_eq!(plate(&world), ["next: Thursday, 7 pm"], "they asked for quiet");

    let mut world = World::at("2026-10-06T12:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    let away = PauseForm::Range {
        from: "2026-10-08".into(),
        to: "2026-10-08".into(),
    };
    world.app().pause_reminders(&away).unwrap();
    read_in(
        &world,
        ImportAs::First,
        false,
        &["Choir 20261008T183000 20261008T200000"],
    );
    assert_eq!(plate(&world), ["next: Thursday, 7 pm"], "nor of what lies in one");
    world.wait_until("2026-10-09T08:00");
    assert_eq!(plate(&world), ["next: Thursday, 7 pm"], "it counts neither way");
}

#[test]
fn a_date_that_is_today_is_never_asked_away() {
    let mut world = World::at("2026-10-06T12:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    world.date("Friday 9 October 12:30 lunch", "");
    world.wait_until("2026-10-09T08:00");
    assert_eq!(plate(&world), ["next: Friday, 12:30 pm"]);
}

#[test]
fn a_date_late_at_night_is_asked_about_and_offered_an_hour_they_are_awake() {
    let mut world = World::at("2026-10-06T12:00", "Europe/London");
    world.date("Thursday 8 October 11:30pm, 90 min", "");
    both_work(&world);
    world.wait_until("2026-10-09T00:15");
    assert_eq!(plate(&world), ["next: Thursday, 11:30 pm"], "it is on");
    world.wait_until("2026-10-09T08:00");
    let found = plate(&world);
    assert_eq!(found[0], "life happened: Thursday 8 October");
    assert_eq!(
        found[2..],
        [
            "Today, 9 pm | both finished by then".to_owned(),
            "Saturday, 9 pm | an evening".to_owned()
        ],
        "as late as quiet hours allow"
    );
}

#[test]
fn an_appointment_is_not_asked_about_whether_past_or_in_the_way() {
    let mut world = World::at("2026-10-06T12:00", "Europe/London");
    world.date_of_kind("Thursday 8 October 5:30pm Dr Osei", "", "outside_help");
    read_in(
        &world,
        ImportAs::Second,
        false,
        &["Shift 20261008T170000 20261008T180000"],
    );
    assert_eq!(plate(&world), ["nothing"], "it is not theirs to move");
    world.wait_until("2026-10-09T08:00");
    assert_eq!(plate(&world), ["nothing"], "and nobody asks after it");
}

#[test]
fn a_date_that_meets_something_within_a_week_is_asked_about() {
    let world = World::at("2026-10-13T09:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    both_work(&world);
    assert_eq!(plate(&world), ["next: Thursday, 7 pm"], "all is clear");
    read_in(
        &world,
        ImportAs::First,
        false,
        &[
            "Choir 20261015T183000 20261015T200000",
            "Work 20261009T090000 20261009T170000 FREQ=DAILY",
        ],
    );
    assert_eq!(
        plate(&world),
        [
            "Thursday, 7 pm Noor is busy on 15 October, 6:30 to 8 pm.",
            "You’re both free at these times this week.",
            "Friday, 7 pm | the same hour",
            "Wednesday, 7 pm | the same hour",
        ],
        "who, never why; and where it might go"
    );
}

#[test]
fn why_is_said_only_where_that_calendar_keeps_its_names() {
    let world = World::at("2026-10-13T09:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    read_in(
        &world,
        ImportAs::First,
        true,
        &["Choir 20261015T183000 20261015T200000"],
    );
    assert_eq!(
        plate(&world)[0],
        "Thursday, 7 pm Noor is busy on 15 October, 6:30 to 8 pm: Choir."
    );
}

#[test]
fn leave_it_holds_until_the_busy_time_changes() {
    let mut world = World::at("2026-10-13T09:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    let choir = ["Choir 20261015T183000 20261015T200000"];
    read_in(&world, ImportAs::First, false, &choir);
    let (key, _) = asked(&world);
    let left = world.app().leave_clash(&key).unwrap().value;
    assert_eq!(left.said, "Thursday 15 October, 7 pm, left as it is");
    world.restart();
    assert_eq!(plate(&world), ["next: Thursday, 7 pm"], "they know");
    read_in(&world, ImportAs::First, false, &choir);
    assert_eq!(
        plate(&world),
        ["next: Thursday, 7 pm"],
        "reading the same again is no news"
    );
    read_in(
        &world,
        ImportAs::First,
        false,
        &["Choir 20261015T190000 20261015T203000"],
    );
    assert_eq!(
        plate(&world)[0],
        "Thursday, 7 pm Noor is busy on 15 October, 7 to 8:30 pm.",
        "it is another clash now"
    );
    world.app().undo().unwrap();
    world.app().undo().unwrap();
    world.app().undo().unwrap();
    assert!(plate(&world).len() > 1, "leaving it can be taken back");
}

#[test]
fn only_what_is_near_and_not_yet_begun_is_asked_about() {
    let mut world = World::at("2026-10-13T09:00", "Europe/London");
    world.date("Friday 23 October 7pm, 2 hours", "");
    read_in(
        &world,
        ImportAs::First,
        false,
        &["Choir 20261023T183000 20261023T200000"],
    );
    assert_eq!(plate(&world), ["next: Friday, 7 pm"], "ten days are time enough");
    world.wait_until("2026-10-16T18:00");
    assert_eq!(plate(&world), ["next: Friday, 7 pm"], "an hour more than a week");
    world.wait_until("2026-10-16T19:00");
    assert_eq!(plate(&world).len(), 4, "a week before");
    world.wait_until("2026-10-23T19:00");
    assert_eq!(
        plate(&world),
        ["next: Friday, 7 pm"],
        "it has begun: nobody has to be asked any more"
    );
}

#[test]
fn the_first_that_meets_something_is_asked_about_but_not_in_the_way_of_today() {
    let mut world = World::at("2026-10-13T09:00", "Europe/London");
    world.date("Wednesday 12:30 lunch", "");
    world.date("Thursday 7pm, 2 hours", "");
    read_in(
        &world,
        ImportAs::Second,
        false,
        &["Shift 20261015T180000 20261015T220000"],
    );
    assert!(
        plate(&world)[0].starts_with("Thursday, 7 pm Jules is busy"),
        "lunch is clear, and Thursday should be known before Thursday: {:?}",
        plate(&world)
    );
    world.wait_until("2026-10-14T08:00");
    assert_eq!(plate(&world), ["next: Wednesday, 12:30 pm"], "today is today");
    world.wait_until("2026-10-14T14:00");
    assert_eq!(plate(&world).len(), 4, "after lunch it is Thursday’s turn again");
}

#[test]
fn a_skipped_date_meets_nothing() {
    let world = World::at("2026-10-13T09:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    read_in(
        &world,
        ImportAs::First,
        false,
        &["Choir 20261015T183000 20261015T200000"],
    );
    let (key, _) = asked(&world);
    world.app().skip(&key).unwrap();
    assert!(
        plate(&world)[0].starts_with("next: "),
        "the one after it is clear"
    );
}

#[test]
fn private_dates_and_surprises_keep_to_themselves() {
    let world = World::at("2026-10-13T09:00", "Europe/London");
    let private = SlotForm {
        kind: Some("private".into()),
        label: "Quiet evening".into(),
        title: Some("Canary".into()),
        ..form("Thursdays 8pm")
    };
    world.app().save_slot(private).unwrap();
    read_in(
        &world,
        ImportAs::First,
        true,
        &["Choir 20261015T183000 20261015T210000"],
    );
    let all = format!("{:?}", world.app().today().unwrap().plate);
    assert!(all.contains("Quiet evening"), "its label: {all}");
    assert!(!all.contains("Canary"), "and nothing else: {all}");
}

#[test]
fn a_surprise_that_meets_something_says_only_when() {
    let world = World::at("2026-10-13T09:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    let here = |here| {
        world.choose(SettingsForm {
            here: Some(here),
            ..SettingsForm::default()
        });
    };
    here(Here::Second);
    let key = world.keys().remove(0);
    let kept = DatePlanForm {
        title: "Canary".into(),
        place: "Canary field".into(),
        surprise: true,
        ..world.app().date_plan(&key).unwrap().form()
    };
    world.app().save_date_plan(&kept).unwrap();
    here(Here::First);
    read_in(
        &world,
        ImportAs::First,
        false,
        &["Choir 20261015T183000 20261015T200000"],
    );
    let all = format!("{:?}", world.app().today().unwrap().plate);
    assert!(all.contains("Noor is busy"), "{all}");
    assert!(!all.contains("Canary"), "{all}");
}

#[test]
fn a_date_that_counts_its_hours_elsewhere_goes_where_the_plate_says() {
    let mut world = World::at("2026-10-06T12:00", "Europe/Paris");
    let there = SlotForm {
        anchor: Some("fixed".into()),
        ..form("Thursdays 8pm, 2 hours")
    };
    world.app().save_slot(there).unwrap();
    world.travel_to("Europe/London");
    world.wait_until("2026-10-09T08:00");
    assert_eq!(
        plate(&world)[2],
        "Today, 7 pm | the same hour",
        "seven here is eight there"
    );
    let (key, to) = asked(&world);
    assert_eq!(to, "2026-10-09T20:00", "by its own clock");
    world.app().move_to(&key, &to).unwrap();
    assert_eq!(plate(&world), ["next: Friday, 7 pm"], "where it was offered");
}

#[test]
fn moved_for_no_reason_it_is_offered_other_hours_than_its_own() {
    let world = World::at("2026-10-13T09:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    let offered = world.app().openings(&world.keys()[0]).unwrap().openings;
    let said: Vec<String> = offered.into_iter().map(|o| o.said).collect();
    assert_eq!(
        said,
        ["Friday, 7 pm", "Wednesday, 7 pm"],
        "Thursday at seven it is already"
    );
}

#[test]
fn a_date_that_comes_back_with_a_telephones_calendar_does_not_meet_itself() {
    let world = World::at("2026-10-13T09:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    let wanted = Wanted {
        format: Format::Ics,
        from: None,
        to: None,
        slot: None,
        discreet: true,
    };
    let telephone = world.app().export(&wanted).unwrap();
    let mut on = |_, _| ControlFlow::Continue(());
    let file = CalendarFile::of_bytes("telephone.ics", telephone.as_bytes(), &mut on).unwrap();
    let form = ImportForm {
        take_as: ImportAs::First,
        names: false,
        watch: false,
        ticks: Ticks {
            base: TickBase::All,
            flipped: vec![],
        },
    };
    world.app().import(&file, &form, &mut on).unwrap();
    assert_eq!(
        world.app().layers().unwrap()[0].entries,
        1,
        "it is in that calendar"
    );
    assert_eq!(
        plate(&world),
        ["next: Thursday, 7 pm"],
        "but Noor is busy with Jules"
    );
}

#[test]
fn the_anniversary_speaks_for_its_day() {
    let mut world = World::at("2026-10-06T12:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    let day = RedLetterForm {
        id: None,
        date: "10 October 2015".into(),
        words: "Our anniversary".into(),
        sort: None,
    };
    world.app().save_red_letter(&day).unwrap();
    world.wait_until("2026-10-09T08:00");
    assert_eq!(plate(&world)[3], "Saturday, 7 pm | your anniversary");
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}
