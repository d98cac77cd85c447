//! Days to remember written as a calendar file and read into an empty planner: the same days for ten years, by the same
//! words; and read in again nothing changes.

use app::{
    App,
    export::{Format, Wanted},
    import::CalendarFile,
    replies::ImportWhat,
};
use chrono::{DateTime, NaiveDate};
use domain::{
    ids::RedLetterId,
    red_letter::{RedLetter, Sort},
};
use store::{Cause, Store};

use super::import_round_trip::{Chance, NOW, as_dates, file, planner};

const NAMES: [&str; 6] = [
    "The day we met",
    "Jules\u{2019}s birthday",
    "Our anniversary, the second",
    "First; of \"many\" \\ walks",
    "Café au lait",
    "=1+1",
];

fn letter(chance: &mut Chance) -> RedLetter {
    let (month, day) = match chance.below(4) {
        0 => (2, 29),
        1 => (2, 28),
        _ => {
            let of_a_leap_year = NaiveDate::from_yo_opt(2024, 1 + chance.below(366) as u32).unwrap();
            let text = of_a_leap_year.format("%m-%d").to_string();
            let (month, day) = text.split_once('-').unwrap();
            (month.parse().unwrap(), day.parse().unwrap())
        }
    };
    RedLetter {
        id: RedLetterId(chance.id()),
        words: (*chance.one(&NAMES)).to_owned(),
        sort: *chance.one(&Sort::ALL),
        month,
        day,
        year: chance.often(2).then(|| 1850 + chance.below(177) as i32),
        made_at: DateTime::UNIX_EPOCH,
        uid: chance
            .often(3)
            .then(|| format!("{}@another.example", chance.below(1 << 40))),
    }
}

/// What a couple know of their days, whatever the ids are.
fn remembered(dir: &std::path::Path) -> Vec<(String, &'static str, u32, u32, Option<i32>)> {
    let store = Store::open(dir, NOW.parse().unwrap()).unwrap();
    let mut days: Vec<_> = store
        .read(|r| r.red_letters())
        .unwrap()
        .into_iter()
        .map(|d| (d.words, d.sort.word(), d.month, d.day, d.year))
        .collect();
    days.sort();
    days
}

/// Ten years of the calendar: each day and what it says.
fn ten_years(app: &App) -> Vec<(String, String)> {
    let days = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let items = app.agenda(days(2023), days(2033)).unwrap();
    let mut rows: Vec<_> = items.into_iter().map(|i| (i.local_start, i.title)).collect();
    rows.sort();
    rows
}

fn export(app: &App, from: Option<NaiveDate>, to: Option<NaiveDate>, discreet: bool) -> CalendarFile {
    let wanted = Wanted {
        format: Format::Ics,
        from,
        to,
        slot: None,
        discreet,
    };
    file(&app.export(&wanted).unwrap())
}

#[track_caller]
fn brings_nothing(app: &App, file: &CalendarFile, why: &str) {
    let again = app.preview_import(file, &as_dates()).unwrap();
    let news: Vec<_> = again
        .rows
        .iter()
        .filter(|row| row.what != ImportWhat::Unchanged)
        .map(|row| (&row.uid, row.what, &row.detail))
        .collect();
    assert!(news.is_empty(), "{why}: {news:?}");
}

#[test]
fn an_empty_planner_filled_from_our_own_file_remembers_the_same_days() {
    let mut compared = 0;
    for seed in 1..=60_u64 {
        let mut chance = Chance::of(seed);
        let (theirs, empty) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let letters: Vec<_> = (0..8).map(|_| letter(&mut chance)).collect();
        let store = Store::open(theirs.path(), NOW.parse().unwrap()).unwrap();
        store
            .write(Cause::Engine, |w| {
                letters.iter().try_for_each(|day| w.put_red_letter(day))
            })
            .unwrap();
        drop(store);
        let (first, second) = (planner(theirs.path()), planner(empty.path()));
        let all = export(&first, None, None, false);
        let mut on = |_: usize, _: usize| std::ops::ControlFlow::Continue(());
        let done = second.import(&all, &as_dates(), &mut on).unwrap().value;
        assert!(done.refused.is_empty(), "seed {seed}: {:?}", done.refused);
        assert_eq!(done.added, 8, "seed {seed}: each once");
        let was = ten_years(&first);
        assert_eq!(ten_years(&second), was, "seed {seed}: {letters:?}");
        assert_eq!(
            remembered(empty.path()),
            remembered(theirs.path()),
            "seed {seed}: words, sorts and first years are theirs"
        );
        compared += was.len();
        let from = NaiveDate::from_yo_opt(2026, 1 + chance.below(300) as u32);
        let to = NaiveDate::from_yo_opt(2028, 1 + chance.below(300) as u32);
        for (which, app) in [("the same", &first), ("the other", &second)] {
            brings_nothing(app, &all, &format!("seed {seed}, {which}"));
            let some = export(&first, from, to, false);
            brings_nothing(app, &some, &format!("seed {seed}, {which}, some days"));
            let discreet = export(&first, None, None, true);
            brings_nothing(app, &discreet, &format!("seed {seed}, {which}, discreet"));
        }
    }
    assert!(compared > 4_000, "there was something to compare: {compared}");
}

#[test]
fn another_calendars_word_on_a_day_is_taken() {
    let dir = tempfile::tempdir().unwrap();
    let app = planner(dir.path());
    let take = |rows: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:met@another.example\nTRANSP:TRANSPARENT\n\
             {rows}\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        let mut on = |_: usize, _: usize| std::ops::ControlFlow::Continue(());
        let done = app.import(&file(&text), &as_dates(), &mut on).unwrap().value;
        assert_eq!(done.refused.len(), 0, "{:?}", done.refused);
        remembered(dir.path())
    };
    let day = |month, day, year, sort| vec![("We met".to_owned(), sort, month, day, year)];
    let ours = "SUMMARY:We met\nDTSTART;VALUE=DATE:20151017\nRRULE:FREQ=YEARLY\nX-STANDING-DAY:2015-10-17";
    assert_eq!(take(ours), day(10, 17, Some(2015), "other"), "as we wrote it");
    let moved = ours.replace("DATE:20151017", "DATE:20151018");
    assert_eq!(
        take(&moved),
        day(10, 18, Some(2015), "other"),
        "somebody moved it there, and our own line is out of date"
    );
    let sorted =
        "SUMMARY:We met\nDTSTART;VALUE=DATE:20151018\nRRULE:FREQ=YEARLY\nCATEGORIES:HOME,Anniversary";
    assert_eq!(
        take(sorted),
        day(10, 18, Some(2015), "anniversary"),
        "by its category"
    );
    let last = "SUMMARY:We met\nDTSTART;VALUE=DATE:20150228\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1";
    assert_eq!(
        take(last),
        day(2, 29, Some(2015), "anniversary"),
        "the last of February is 29 February as we keep it"
    );
}

#[test]
fn everybodys_birthdays_are_within_what_a_file_may_cost() {
    let dir = tempfile::tempdir().unwrap();
    let app = planner(dir.path());
    let first = NaiveDate::from_ymd_opt(1936, 1, 1).unwrap();
    let events: String = (0..10_000)
        .map(|n| {
            let day = (first + chrono::Duration::days(3 * n)).format("%Y%m%d");
            format!(
                "BEGIN:VEVENT\nUID:{n}@another.example\nDTSTART;VALUE=DATE:{day}\nRRULE:FREQ=YEARLY\n\
                 SUMMARY:Birthday\nEND:VEVENT\n"
            )
        })
        .collect();
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n");
    let counts = app.preview_import(&file(&text), &as_dates()).unwrap().counts;
    assert_eq!(
        (counts.added, counts.refused),
        (10_000, 0),
        "each of them, leap days too"
    );
}

#[test]
fn what_comes_more_than_once_a_year_or_ends_is_no_day_to_remember() {
    let dir = tempfile::tempdir().unwrap();
    let app = planner(dir.path());
    for rule in [
        "FREQ=YEARLY;BYMONTH=3,10",
        "FREQ=YEARLY;INTERVAL=2",
        "FREQ=YEARLY;COUNT=30",
        "FREQ=YEARLY;UNTIL=20401017",
        "FREQ=YEARLY;BYMONTH=10;BYDAY=3SA",
        "FREQ=YEARLY;BYMONTHDAY=17,18",
        "FREQ=MONTHLY",
    ] {
        let text = format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20151017\nRRULE:{rule}\n\
             SUMMARY:Now and then\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        let counts = app.preview_import(&file(&text), &as_dates()).unwrap().counts;
        assert_eq!((counts.added, counts.refused), (0, 1), "{rule}");
    }
}
