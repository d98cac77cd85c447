//! A year at a glance: observations of what was kept, and nothing else.

use std::sync::Arc;

use app::{
    App, Locale,
    clock::SystemClock,
    replies::{Code, PauseForm, RedLetterForm, Year, YearDay, YearMark},
};
use tests::world::World;

fn day<'a>(year: &'a Year, date: &str) -> &'a YearDay {
    let mut days = year.months.iter().flat_map(|month| &month.days);
    days.find(|day| day.date == date).unwrap()
}

/// A couple with Thursdays since September: two kept, one moved to Saturday and kept, one let go, one skipped, one of
/// which nobody said anything.
fn autumn() -> World {
    let world = World::at("2026-09-01T12:00", "Europe/London");
    world.date("Thursdays 7pm, 2 hours", "");
    let keys = world.keys();
    world.app().move_to(&keys[1], "2026-09-12T13:00").unwrap();
    world.clock_says("2026-10-13T14:36");
    let slot = keys[0].split('@').next().unwrap().to_owned();
    let key = |day: &str| format!("{slot}@2026-{day}T19:00");
    for kept in ["09-03", "09-10", "09-17"] {
        world.app().keep(&key(kept)).unwrap();
    }
    world.app().let_go(&key("09-24")).unwrap();
    world.app().skip(&key("10-01")).unwrap();
    world
}

#[test]
fn a_year_shows_what_was_kept_what_went_elsewhere_and_what_is_ahead() {
    let world = autumn();
    let year = world.app().year(None).unwrap();
    assert_eq!(
        (year.year, year.previous, year.next),
        (2026, Some(2025), Some(2027))
    );
    let marks = [
        ("2026-09-03", Some(YearMark::Kept), "on its day"),
        ("2026-09-10", None, "it went elsewhere"),
        ("2026-09-12", Some(YearMark::Moved), "this is where it was kept"),
        ("2026-09-24", None, "let go, it is not held against anybody"),
        ("2026-10-01", None, "skipped"),
        (
            "2026-10-08",
            None,
            "nobody said anything, and it counts neither way",
        ),
        ("2026-10-15", Some(YearMark::Planned), "ahead"),
        ("2026-12-31", Some(YearMark::Planned), "to the end of the year"),
    ];
    for (date, mark, why) in marks {
        assert_eq!(day(&year, date).mark, mark, "{date}: {why}");
    }
    assert_eq!(
        day(&year, "2026-09-12").name,
        "Saturday 12 September, a date, kept on another day than planned",
        "the same in words"
    );
    assert_eq!(
        day(&year, "2026-09-12").entries[0].detail,
        "1 to 3 pm. Kept, moved from Thursday 10 September."
    );
    assert_eq!(day(&year, "2026-10-13").name, "Tuesday 13 October, today");
    assert!(
        day(&year, "2026-09-24").entries.is_empty(),
        "what was let go is not listed"
    );
    let lengths: Vec<usize> = year.months.iter().map(|month| month.days.len()).collect();
    assert_eq!(
        lengths,
        [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31],
        "every day once"
    );
    let october = &year.months[9];
    assert!(october.now, "today is in October");
    assert_eq!(october.days[0].column, 3, "the first of October is a Thursday");
}

#[test]
fn the_sentence_says_only_what_the_days_say() {
    let world = autumn();
    let said = |year| {
        let year = world.app().year(Some(year)).unwrap();
        (year.sentence, year.more)
    };
    assert_eq!(
        said(2026),
        (
            "Three dates kept since September, one of them on another day than planned.".to_owned(),
            "Twelve more are planned.".to_owned()
        )
    );
    assert_eq!(
        said(2025),
        ("Nothing is written down for 2025.".to_owned(), String::new())
    );
    assert_eq!(
        said(2027),
        (
            "52 dates planned in 2027.".replace("52", "Fifty-two"),
            String::new()
        )
    );
    let empty = World::at("2026-10-13T14:36", "Europe/London");
    assert_eq!(
        empty.app().year(None).unwrap().sentence,
        "Nothing planned in 2026 yet."
    );
    empty.date("Thursdays 7pm", "");
    assert_eq!(
        empty.app().year(None).unwrap().sentence,
        "Twelve dates planned in the rest of 2026.",
        "before anything was kept"
    );
}

#[test]
fn where_most_dates_fell_is_said_once_there_are_enough() {
    let world = World::at("2026-09-01T12:00", "Europe/London");
    world.date("Thursdays 7pm", "");
    let keys = world.keys();
    world.clock_says("2026-10-13T14:36");
    for key in &keys[..3] {
        world.app().keep(key).unwrap();
    }
    let more = || world.app().year(None).unwrap().more;
    assert_eq!(
        more(),
        "Twelve more are planned.",
        "three are too few to say anything of"
    );
    world.app().keep(&keys[3]).unwrap();
    assert_eq!(more(), "All of them on a Thursday. Twelve more are planned.");
}

#[test]
fn outside_help_and_check_ins_are_not_dates() {
    let world = World::at("2026-10-13T14:36", "Europe/London");
    world.date_of_kind("Wednesdays 5:30pm Dr Osei", "", "outside_help");
    world.date_of_kind("Sundays 7:30pm", "", "check_in");
    let year = world.app().year(None).unwrap();
    assert_eq!(
        year.sentence, "Nothing planned in 2026 yet.",
        "neither is counted"
    );
    let wednesday = day(&year, "2026-10-14");
    assert!(wednesday.help, "outside help has its own mark");
    assert_eq!(wednesday.mark, None, "and not the halves");
    assert_eq!(wednesday.name, "Wednesday 14 October, Dr Osei");
    assert!(
        day(&year, "2026-10-18").entries.is_empty(),
        "a check-in is on its own page"
    );
}

#[test]
fn red_letter_days_and_pauses_stand_in_the_margin() {
    let world = World::at("2026-10-13T14:36", "Europe/London");
    for (date, words) in [
        ("17 October 2015", "The day we met"),
        ("14 February", "Valentine’s Day"),
    ] {
        let form = RedLetterForm {
            id: None,
            date: date.to_owned(),
            words: words.to_owned(),
            sort: None,
        };
        world.app().save_red_letter(&form).unwrap();
    }
    for (from, to) in [("2026-11-02", "2026-11-05"), ("2026-12-23", "2027-01-03")] {
        let form = PauseForm::Range {
            from: from.to_owned(),
            to: to.to_owned(),
        };
        world.app().pause_reminders(&form).unwrap();
    }
    let year = world.app().year(None).unwrap();
    let coming: Vec<_> = year
        .coming
        .iter()
        .map(|day| (day.when.as_str(), day.words.as_str(), day.away.as_str()))
        .collect();
    assert_eq!(
        coming,
        [("Sat 17 Oct", "Eleven years", "in 4 days")],
        "February is over this year"
    );
    assert!(day(&year, "2026-02-14").red, "it is marked all the same");
    let pauses = |year: &Year| -> Vec<(String, String)> {
        year.pauses
            .iter()
            .map(|p| (p.when.clone(), p.words.clone()))
            .collect()
    };
    let told = |when: &str, words: &str| (when.to_owned(), words.to_owned());
    assert_eq!(
        pauses(&year),
        [
            told("2 to 5 Nov", "Four days"),
            told("From 23 Dec", "Until 4 January")
        ]
    );
    assert!(
        day(&year, "2026-11-02").paused && day(&year, "2026-11-05").paused,
        "both ends"
    );
    assert!(!day(&year, "2026-11-06").paused, "and not a day more");
    assert_eq!(day(&year, "2026-12-31").name, "Thursday 31 December, paused");
    let next = world.app().year(Some(2027)).unwrap();
    assert_eq!(
        pauses(&next),
        [told("To 3 Jan", "Since 23 December")],
        "the year after says the rest"
    );
    assert_eq!(next.coming.len(), 2, "a year ahead has all of them to come");
}

#[test]
fn the_designs_couple_have_the_designs_year() {
    let dir = tempfile::tempdir().unwrap();
    let now = "2026-10-13T14:36:00+01:00".parse().unwrap();
    let clock = SystemClock::new(Some(now), Some(chrono_tz::Europe::London));
    let app = App::open(dir.path(), Arc::new(clock), Locale::named("en_GB")).unwrap();
    app.demo_mock_ups().unwrap();
    let year = app.year(None).unwrap();
    assert_eq!(
        year.sentence, "Thirty-four dates kept since January, five of them on another day than planned.",
        "as the mock-up says it"
    );
    let coming: Vec<_> = year
        .coming
        .iter()
        .map(|day| format!("{} {}", day.when, day.words))
        .collect();
    assert_eq!(
        coming,
        [
            "Sat 17 Oct Eleven years",
            "Fri 30 Oct Jules’s birthday",
            "Thu 31 Dec New Year’s Eve"
        ]
    );
    let pauses: Vec<_> = year
        .pauses
        .iter()
        .map(|p| format!("{}: {}", p.when, p.words))
        .collect();
    assert_eq!(
        pauses,
        [
            "2 to 5 Apr: Four days",
            "3 to 16 Aug: Two weeks",
            "From 23 Dec: Until 1 January"
        ]
    );
    let thursday = day(&year, "2026-10-15");
    assert_eq!(
        thursday.entries[0].detail, "7 to 9 pm. Jules is planning.",
        "the turns are the month's"
    );
}

#[test]
fn a_year_nobody_can_leaf_to_is_refused() {
    let world = World::at("2026-10-13T14:36", "Europe/London");
    assert_eq!(
        world.app().year(Some(1849)).unwrap_err().problem().code,
        Code::Invalid
    );
    assert_eq!(
        world.app().year(Some(i32::MAX)).unwrap_err().problem().code,
        Code::Invalid
    );
    let last = world.app().year(Some(2099)).unwrap();
    assert_eq!(last.next, None, "there the leafing ends");
}

#[test]
fn a_week_that_begins_on_sunday_has_its_columns_so() {
    use app::replies::SettingsForm;
    let world = World::at("2026-10-13T14:36", "Europe/London");
    let form = SettingsForm {
        week_starts: Some("sunday".to_owned()),
        ..SettingsForm::default()
    };
    world.app().save_settings(form).unwrap();
    let year = world.app().year(None).unwrap();
    assert_eq!(year.weekday_names[0], "Sunday");
    assert_eq!(year.weekdays, ["S", "M", "T", "W", "T", "F", "S"]);
    assert_eq!(
        day(&year, "2026-10-01").column,
        4,
        "the first of October is a Thursday"
    );
}
