//! Red-letter days: which day of each year, how many years, and how they are said.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use chrono::{DateTime, NaiveDate};
use domain::{
    ids::RedLetterId,
    red_letter::{Given, RedLetter, Sort, Unread, read, years},
    sentence::DateOrder,
};
use proptest::prelude::*;
use uuid::Uuid;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn day(sort: Sort, words: &str, day: u32, month: u32, year: Option<i32>) -> RedLetter {
    RedLetter {
        id: RedLetterId(Uuid::nil()),
        words: words.to_owned(),
        sort,
        month,
        day,
        year,
        made_at: DateTime::UNIX_EPOCH,
        uid: None,
    }
}

#[test]
fn an_anniversary_says_how_many_years_and_beneath_what_of() {
    let met = day(Sort::Anniversary, "The day we met", 17, 10, Some(2015));
    let today = on("2026-10-13");
    for (date, said, note) in [
        ("2015-10-17", "The day we met", ""),
        ("2016-10-17", "One year", "The day we met"),
        ("2026-10-17", "Eleven years", "The day we met"),
        ("2027-10-17", "Twelve years", "The day we met"),
        ("2028-10-17", "13 years", "The day we met"),
    ] {
        assert_eq!(met.said(on(date)), said, "on {date}");
        assert_eq!(met.note(on(date), today), note, "beneath it, on {date}");
    }
    let unknown = day(Sort::Anniversary, "The day we met", 17, 10, None);
    assert_eq!(
        (
            unknown.said(on("2026-10-17")),
            unknown.note(on("2026-10-17"), today)
        ),
        ("The day we met".to_owned(), String::new()),
        "without a year there is nothing to count"
    );
    let named = day(Sort::Anniversary, "Eleven years", 17, 10, Some(2015));
    assert_eq!(
        named.note(on("2026-10-17"), today),
        "",
        "the same is not said twice"
    );
}

#[test]
fn birthdays_and_firsts_keep_their_words() {
    let today = on("2026-10-13");
    let date = on("2026-10-30");
    for (sort, words, year, note) in [
        (Sort::Birthday, "Jules’s birthday", None, ""),
        (Sort::Birthday, "Jules’s birthday", Some(1992), "The 34th"),
        (Sort::First, "The first evening", Some(2014), "Twelve years ago"),
        (Sort::Other, "The house", Some(2025), "One year ago"),
        (Sort::Other, "The house", Some(2026), ""),
    ] {
        let it = day(sort, words, 30, 10, year);
        assert_eq!(it.said(date), words, "its own words");
        assert_eq!(it.note(date, today), note, "{words}, first in {year:?}");
    }
}

#[test]
fn a_29_february_is_kept_on_the_28th_and_says_so() {
    let leap = day(Sort::Birthday, "Noor’s birthday", 29, 2, None);
    let today = on("2026-01-10");
    assert_eq!(
        leap.in_year(2028),
        Some(on("2028-02-29")),
        "in a leap year on its day"
    );
    assert_eq!(leap.note(on("2028-02-29"), today), "", "and nothing needs saying");
    assert_eq!(
        leap.in_year(2026),
        Some(on("2026-02-28")),
        "in others the day before"
    );
    assert_eq!(
        leap.note(on("2026-02-28"), today),
        "29 February. This year on the 28th.",
        "which is said"
    );
    assert_eq!(
        leap.note(on("2027-02-28"), today),
        "29 February. In 2027 on the 28th.",
        "another year has its number"
    );
    let known = day(Sort::Birthday, "Noor’s birthday", 29, 2, Some(1992));
    assert_eq!(
        known.note(on("2026-02-28"), today),
        "The 34th. 29 February. This year on the 28th.",
        "after how many it is"
    );
    assert_eq!(
        leap.next(on("2026-03-01")),
        Some(on("2027-02-28")),
        "the next one after it"
    );
}

#[test]
fn before_its_first_year_there_is_none() {
    let met = day(Sort::Anniversary, "The day we met", 17, 10, Some(2015));
    assert_eq!(met.in_year(2014), None, "it had not happened yet");
    assert_eq!(
        met.next(on("2010-01-01")),
        Some(on("2015-10-17")),
        "the first of all is the next"
    );
    assert_eq!(met.next(on("2026-10-17")), Some(on("2026-10-17")), "today counts");
    assert_eq!(
        met.next(on("2026-10-18")),
        Some(on("2027-10-17")),
        "and after it a year goes by"
    );
}

#[test]
fn a_day_is_read_as_people_write_it() {
    let given = |day, month, year| Ok(Given { day, month, year });
    for (text, right) in [
        ("17 October 2015", given(17, 10, Some(2015))),
        ("17 october", given(17, 10, None)),
        ("October 17, 2015", given(17, 10, Some(2015))),
        ("the 17th of Oct. 2015", given(17, 10, Some(2015))),
        ("Saturday 17 October 2015", given(17, 10, Some(2015))),
        ("2015-10-17", given(17, 10, Some(2015))),
        ("29 February", given(29, 2, None)),
        ("29 Feb 2016", given(29, 2, Some(2016))),
        ("29 Feb 2015", Err(Unread::NoSuchDay)),
        ("31 February", Err(Unread::NoSuchDay)),
        ("0 October", Err(Unread::NoSuchDay)),
        ("17/10/15", Err(Unread::Unclear)),
        ("17", Err(Unread::Unclear)),
        ("October", Err(Unread::Unclear)),
        ("2015", Err(Unread::Unclear)),
        ("", Err(Unread::Unclear)),
        ("17 October 2015 2016", Err(Unread::Unclear)),
        ("soon", Err(Unread::Unclear)),
        ("17 Oc 2015", Err(Unread::Unclear)),
        ("Ma 5", Err(Unread::Unclear)),
    ] {
        assert_eq!(read(text, DateOrder::DayMonth), right, "{text:?}");
        if text.chars().any(char::is_alphabetic) {
            assert_eq!(read(text, DateOrder::MonthDay), right, "{text:?} needs no order");
        }
    }
    assert_eq!(
        read("3/4/2015", DateOrder::DayMonth),
        given(3, 4, Some(2015)),
        "day first"
    );
    assert_eq!(
        read("3/4/2015", DateOrder::MonthDay),
        given(4, 3, Some(2015)),
        "month first"
    );
    assert_eq!(
        read("2015-03-04", DateOrder::DayMonth),
        given(4, 3, Some(2015)),
        "a year first settles it"
    );
}

#[test]
fn years_are_words_up_to_twelve() {
    assert_eq!(
        [1, 2, 12, 13].map(years),
        ["One year", "Two years", "Twelve years", "13 years"]
    );
}

#[test]
fn the_words_of_a_day_suggest_its_sort() {
    for (text, year, sort) in [
        ("Jules’s birthday", Some(1992), Sort::Birthday),
        ("The FIRST evening", Some(2014), Sort::First),
        ("Firsthand", None, Sort::Other),
        ("The day we met", Some(2015), Sort::Anniversary),
        ("Our anniversary", None, Sort::Anniversary),
        ("Valentine’s Day", None, Sort::Other),
    ] {
        assert_eq!(Sort::suggested(text, year), sort, "{text}, {year:?}");
    }
}

proptest! {
    #[test]
    fn a_day_said_back_reads_as_the_same_day(
        date in (1850i32..2100, 1u32..=366).prop_filter_map("a day of that year", |(y, n)| NaiveDate::from_yo_opt(y, n)),
        known: bool,
    ) {
        use chrono::Datelike;
        let it = day(Sort::Other, "It", date.day(), date.month(), known.then(|| date.year()));
        for order in [DateOrder::DayMonth, DateOrder::MonthDay] {
            let given = Given { day: it.day, month: it.month, year: it.year };
            prop_assert_eq!(read(&it.date(), order), Ok(given), "{}", it.date());
        }
    }

    #[test]
    fn no_text_panics_the_reader(text in "\\PC{0,80}") {
        let _ = read(&text, DateOrder::DayMonth);
    }

    #[test]
    fn it_comes_once_a_year_and_never_before_today(
        date in (1850i32..2100, 1u32..=366).prop_filter_map("a day of that year", |(y, n)| NaiveDate::from_yo_opt(y, n)),
        today in (1990i32..2100, 1u32..=365).prop_filter_map("a day", |(y, n)| NaiveDate::from_yo_opt(y, n)),
    ) {
        use chrono::Datelike;
        let it = day(Sort::Other, "It", date.day(), date.month(), None);
        let next = it.next(today).unwrap();
        prop_assert!(next >= today, "the next one is never behind us");
        prop_assert!((next - today).num_days() <= 366, "nor more than a year away");
    }
}
