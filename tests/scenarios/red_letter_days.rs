//! Days to remember: made, changed, taken back; where they are seen; what cannot be one.

use app::replies::{Code, RedDay, RedLetterForm};
use tests::world::World;

fn form(date: &str, words: &str) -> RedLetterForm {
    RedLetterForm {
        id: None,
        date: date.to_owned(),
        words: words.to_owned(),
        sort: None,
    }
}

fn world() -> World {
    World::at("2026-10-13T14:36", "Europe/London")
}

/// Every day of October that has one: its day, what the calendar shows, the line beneath.
fn october(world: &World) -> Vec<(u32, String, String)> {
    let month = world.app().month(Some("2026-10")).unwrap();
    let days = month.weeks.into_iter().flatten().filter(|day| day.inside);
    days.flat_map(|day| {
        day.red
            .into_iter()
            .map(move |RedDay { words, note, .. }| (day.day, words, note))
    })
    .collect()
}

#[test]
fn an_anniversary_stands_in_the_month_and_among_what_is_coming() {
    let world = world();
    world.date("Saturdays 1pm, lunch", "");
    world
        .app()
        .save_red_letter(&form("17 October 2015", "The day we met"))
        .unwrap();
    world
        .app()
        .save_red_letter(&form("30 October", "Jules’s birthday"))
        .unwrap();
    assert_eq!(
        october(&world),
        [
            (17, "Eleven years".to_owned(), "The day we met".to_owned()),
            (30, "Jules’s birthday".to_owned(), String::new()),
        ],
        "the years where they are known, else the couple's own words"
    );
    let items = world.agenda();
    let on: Vec<_> = items
        .iter()
        .filter(|item| {
            item.local_start.starts_with("2026-10-17") || item.local_start.starts_with("2026-10-30")
        })
        .map(|item| {
            (
                item.local_start.as_str(),
                item.kind.as_str(),
                item.title.as_str(),
                item.status.as_str(),
            )
        })
        .collect();
    assert_eq!(
        on,
        [
            ("2026-10-17T00:00", "red_letter", "Eleven years", "planned"),
            ("2026-10-17T13:00", "lunch", "Lunch", "planned"),
            ("2026-10-30T00:00", "red_letter", "Jules’s birthday", "planned"),
        ],
        "a red-letter day stands before the dates of its day"
    );
    let sorted = items
        .windows(2)
        .all(|two| two[0].local_start <= two[1].local_start);
    assert!(sorted, "what is coming is told in order");
    let week = world.app().today().unwrap().week;
    let saturday = week.iter().find(|day| day.date == "2026-10-17").unwrap();
    assert_eq!(saturday.red.len(), 1, "and it is in the week on Today");
}

#[test]
fn the_list_begins_with_the_next_one_and_counts_the_days() {
    let world = world();
    for (date, words) in [
        ("14 February", "Valentine’s Day"),
        ("13 October 1990", "Noor’s birthday"),
        ("17 October 2015", "The day we met"),
        ("1 October 2014", "The first evening"),
    ] {
        world.app().save_red_letter(&form(date, words)).unwrap();
    }
    let list = world.app().red_letters().unwrap();
    let told: Vec<_> = list
        .days
        .iter()
        .map(|day| {
            (
                day.shown.as_str(),
                day.when.as_str(),
                day.away.as_str(),
                day.sort.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Noor’s birthday", "Tuesday 13 October", "today", "birthday"),
            ("Eleven years", "Saturday 17 October", "in 4 days", "anniversary"),
            (
                "Valentine’s Day",
                "Sunday 14 February 2027",
                "in 4 months",
                "other"
            ),
            (
                "The first evening",
                "Friday 1 October 2027",
                "in 12 months",
                "first"
            ),
        ],
        "today counts, and what was this month comes next year"
    );
    assert_eq!(list.sorts.len(), 4, "there are four sorts to choose from");
}

#[test]
fn each_change_is_one_step_to_take_back() {
    let world = world();
    let app = world.app();
    let made = app
        .save_red_letter(&form("17 October 2015", "The day we met"))
        .unwrap()
        .value;
    assert_eq!(made.said, "The day we met, added");
    let moved = RedLetterForm {
        id: Some(made.id.clone()),
        sort: Some("first".to_owned()),
        ..form("18 October 2015", "The first evening")
    };
    app.save_red_letter(&moved).unwrap();
    assert_eq!(
        october(&world),
        [(18, "The first evening".to_owned(), "Eleven years ago".to_owned())],
        "its day, its words and its sort are changed, and there is still one of them"
    );
    assert_eq!(app.red_letter(&made.id).unwrap().date, "18 October 2015");
    app.undo().unwrap();
    assert_eq!(october(&world)[0].0, 17, "one step takes all of a change back");
    app.remove_red_letter(&made.id).unwrap();
    assert_eq!(october(&world), [], "removed it is nowhere");
    app.undo().unwrap();
    assert_eq!(october(&world)[0].0, 17, "and taken back it is there again");
    app.undo().unwrap();
    assert_eq!(october(&world), [], "as before it was made");
    app.redo().unwrap();
    assert_eq!(october(&world).len(), 1, "or done again");
}

#[test]
fn what_cannot_be_a_red_letter_day_says_why() {
    let world = world();
    let long = "x".repeat(121);
    for (date, words, why) in [
        ("", "The day we met", "Which day?"),
        ("31 February", "The day we met", "There is no 31 February."),
        (
            "29 February 2015",
            "The day we met",
            "There is no 29 February 2015.",
        ),
        ("some day", "The day we met", "This is not a day: some day"),
        (
            "17 October 1849",
            "The day we met",
            "1849 is not a year that can be kept here.",
        ),
        (
            "17 October 2027",
            "The day we met",
            "2027 is not a year that can be kept here.",
        ),
        (
            "17 October 2026",
            "The day we met",
            "Saturday 17 October is still ahead.",
        ),
        ("17 October 2015", "  ", "It has no name yet."),
        (
            "17 October 2015",
            &long,
            "That line has more than 120 characters.",
        ),
    ] {
        let problem = world
            .app()
            .save_red_letter(&form(date, words))
            .unwrap_err()
            .problem();
        assert_eq!(problem.code, Code::Invalid, "{date} is refused by name");
        assert_eq!(problem.message, why);
        assert!(!problem.hint.is_empty(), "{date}: and says what to do");
    }
    assert!(
        world.app().red_letters().unwrap().days.is_empty(),
        "nothing was kept"
    );
    for date in ["17 October 1850", "13 October 2026", "29 February"] {
        world
            .app()
            .save_red_letter(&form(date, &"x".repeat(120)))
            .unwrap_or_else(|e| panic!("{date}: {:?}", e.problem()));
    }
}

#[test]
fn the_reading_says_the_next_one_while_it_is_typed() {
    let world = world();
    for (date, words, said, sort) in [
        (
            "17 October 2015",
            "The day we met",
            "Saturday 17 October, in 4 days. Eleven years.",
            "anniversary",
        ),
        (
            "17/10/2015",
            "",
            "Saturday 17 October, in 4 days. Eleven years.",
            "anniversary",
        ),
        (
            "30 Oct",
            "Jules’s birthday",
            "Friday 30 October, in 17 days.",
            "birthday",
        ),
        (
            "29 February 1992",
            "Noor’s birthday",
            "Sunday 28 February 2027, in 5 months. The 35th. 29 February. In 2027 on the 28th.",
            "birthday",
        ),
        ("", "", "", "other"),
    ] {
        let reading = world.app().read_red_letter(&form(date, words)).unwrap();
        assert_eq!(
            (reading.words.as_str(), reading.sort.as_str()),
            (said, sort),
            "{date}"
        );
        assert_eq!(
            reading.problem, None,
            "{date}: nothing is wrong, or nothing is written yet"
        );
    }
    let unread = world.app().read_red_letter(&form("31 April", "")).unwrap();
    assert_eq!(unread.problem.unwrap().message, "There is no 31 April.");
}

#[test]
fn a_29_february_is_on_the_28th_where_there_is_no_other() {
    let world = World::at("2027-02-20T09:00", "Europe/London");
    world
        .app()
        .save_red_letter(&form("29 February", "Noor’s birthday"))
        .unwrap();
    let red = |month: &str| -> Vec<(u32, String)> {
        let month = world.app().month(Some(month)).unwrap();
        let days = month.weeks.into_iter().flatten().filter(|day| day.inside);
        days.flat_map(|day| day.red.into_iter().map(move |red| (day.day, red.note)))
            .collect()
    };
    assert_eq!(
        red("2027-02"),
        [(28, "29 February. This year on the 28th.".to_owned())]
    );
    assert_eq!(
        red("2028-02"),
        [(29, String::new())],
        "in a leap year on its own day"
    );
    let next = world.app().red_letters().unwrap().days.remove(0);
    assert_eq!(
        (next.date.as_str(), next.next.as_str()),
        ("29 February", "2027-02-28")
    );
}

#[test]
fn a_planner_with_a_day_to_remember_is_not_empty() {
    let world = world();
    world
        .app()
        .save_red_letter(&form("30 October", "Jules’s birthday"))
        .unwrap();
    let problem = world.app().demo_mock_ups().unwrap_err().problem();
    assert_eq!(problem.code, Code::NotEmpty, "a demo goes over nothing");
}

#[test]
fn the_list_of_what_is_coming_turns_its_own_pages() {
    let world = world();
    let first = world.app().agenda_page(None).unwrap();
    assert!(first.months.is_empty(), "an empty planner has nothing coming");
    assert_eq!(first.nothing, "Nothing planned from 13 October to 7 December.");
    assert_eq!(
        (first.earlier, first.later),
        (None, None),
        "nor anything to turn to"
    );
    world.date("Thursdays 7pm, 2 hours", "");
    world
        .app()
        .save_red_letter(&form("30 October", "Jules’s birthday"))
        .unwrap();
    let page = world.app().agenda_page(None).unwrap();
    assert_eq!((page.title.as_str(), page.year.as_str()), ("Oct to Dec", "2026"));
    let october: Vec<u32> = page.months[0].days.iter().map(|day| day.day).collect();
    assert_eq!(october, [15, 22, 29, 30], "only days that have something");
    assert_eq!(page.earlier, None, "nothing lies before the first date");
    let next = world.app().agenda_page(page.later.as_deref()).unwrap();
    assert_eq!(
        next.from, "2026-12-08",
        "the next page begins where this one ends"
    );
    assert_eq!(
        next.months[0].days[0].date, "2026-12-10",
        "and leaves no Thursday out"
    );
    assert_eq!(next.earlier.as_deref(), Some("2026-10-13"), "and back again");
    assert_eq!(next.year, "2026/27", "over the turn of the year");
}

#[test]
fn a_long_empty_time_is_stepped_over() {
    let world = world();
    world.date("3 June 2028 7pm", "");
    let page = world.app().agenda_page(None).unwrap();
    assert!(page.months.is_empty(), "nothing is near");
    assert_eq!(
        page.later.as_deref(),
        Some("2028-06-03"),
        "one step goes to the next thing there is"
    );
    for from in ["1800-01-01", "2400-01-01", "tomorrow"] {
        let problem = world.app().agenda_page(Some(from)).unwrap_err().problem();
        assert_eq!(problem.code, Code::Invalid, "{from} is no page");
    }
}
