//! Quiet hours: across midnight, across clock changes, and at the moment of showing.

use chrono::{Duration, NaiveTime};
use chrono_tz::Tz;
use domain::{quiet::QuietHours, reminder::Entry, zone};
use proptest::prelude::*;

use crate::support::*;

#[test]
fn quiet_hours_end_when_the_clock_on_the_wall_says_so() {
    let table = [
        ("2026-10-13T22:29", None),
        ("2026-10-13T22:30", Some("2026-10-14T07:00")),
        ("2026-10-14T03:00", Some("2026-10-14T07:00")),
        ("2026-10-14T06:59:59", Some("2026-10-14T07:00")),
        ("2026-10-14T07:00", None),
        ("2026-10-24T23:00", Some("2026-10-25T07:00")),
        ("2026-03-28T23:00", Some("2026-03-29T07:00")),
    ];
    for (now, end) in table {
        assert_eq!(QuietHours::DEFAULT.end(at(now), HERE), end.map(at), "{now}");
    }
    let none = QuietHours {
        from: NaiveTime::MIN,
        to: NaiveTime::MIN,
    };
    assert_eq!(
        none.end(at("2026-10-14T03:00"), HERE),
        None,
        "the same hour twice is no quiet at all"
    );
    let midday = QuietHours {
        from: time("12:00"),
        to: time("14:00"),
    };
    assert_eq!(
        midday.end(at("2026-10-14T13:00"), HERE),
        Some(at("2026-10-14T14:00")),
        "not only across midnight"
    );
}

#[test]
fn a_night_of_twenty_five_hours_is_quiet_until_seven() {
    let nights = [
        ("2026-10-24T23:00", 9, "the clocks go back"),
        ("2026-03-28T23:00", 7, "the clocks go forward"),
    ];
    for (now, hours, why) in nights {
        let end = QuietHours::DEFAULT.end(at(now), HERE).unwrap();
        assert_eq!(end - at(now), Duration::hours(hours), "{why}");
    }
}

#[test]
fn quiet_until_an_hour_that_comes_twice_ends_each_time() {
    let quiet = QuietHours {
        from: time("22:30"),
        to: time("01:30"),
    };
    let first = at("2026-10-25T01:15");
    let second = first + Duration::hours(1);
    assert_eq!(quiet.end(first, HERE), Some(first + Duration::minutes(15)));
    assert_eq!(
        quiet.end(second, HERE),
        Some(second + Duration::minutes(15)),
        "never at the moment itself: whoever waits for it would wait without sleeping"
    );
}

#[test]
fn a_lead_of_the_day_before_waits_for_the_morning_and_one_close_to_its_date_does_not() {
    let table = [
        // start, lead, due
        (
            "2026-10-15T19:00",
            "1d@23:00",
            "2026-10-15T07:00",
            "held until quiet hours end",
        ),
        (
            "2026-10-15T19:00",
            "1d@22:29",
            "2026-10-14T22:29",
            "a minute before they begin",
        ),
        (
            "2026-10-15T19:00",
            "1d@22:30",
            "2026-10-15T07:00",
            "the moment they begin",
        ),
        (
            "2026-10-15T19:00",
            "morning@6:59",
            "2026-10-15T07:00",
            "also on the day itself",
        ),
        (
            "2026-10-15T08:00",
            "3h",
            "2026-10-15T05:00",
            "three hours before its date: never held",
        ),
        (
            "2026-10-15T08:00",
            "181m",
            "2026-10-15T07:00",
            "a minute earlier it is",
        ),
        (
            "2026-10-15T01:00",
            "90m",
            "2026-10-14T23:30",
            "half past eleven, for one in the morning",
        ),
        (
            "2026-10-15T06:00",
            "1d@23:00",
            "2026-10-14T23:00",
            "for six in the morning, eleven is kinder than three",
        ),
        (
            "2026-10-15T07:00",
            "1d@23:00",
            "2026-10-14T23:00",
            "at seven it would have begun",
        ),
        (
            "2026-10-15T07:01",
            "1d@23:00",
            "2026-10-15T07:00",
            "a minute later it is of use",
        ),
    ];
    for (start, lead, due, why) in table {
        let long_before = at(start) - Duration::days(3);
        let look = Look::at_instant(long_before).date(date(start), lead);
        assert_eq!(look.next().as_deref(), Some(due), "{lead} of {start}: {why}");
    }
}

#[test]
fn a_lead_that_was_missed_is_not_shown_in_the_night_either() {
    let o = date("2026-10-15T19:00");
    let table = [
        (
            "2026-10-14T22:29",
            vec!["evening"],
            None,
            "late, but before the night",
        ),
        (
            "2026-10-14T23:30",
            vec![],
            Some("2026-10-15T07:00"),
            "seen at half past eleven: it waits for seven",
        ),
        ("2026-10-15T06:59", vec![], Some("2026-10-15T07:00"), "still"),
        ("2026-10-15T07:00", vec!["evening"], None, "and is said, late"),
    ];
    for (now, said, next, why) in table {
        let look = Look::at(now)
            .last_look("2026-10-14T18:00")
            .date(o.clone(), "evening");
        assert_eq!(look.says(), said, "{now}: {why}");
        assert_eq!(look.next().as_deref(), next, "{now}: {why}");
        assert_eq!(look.closes(), NOTHING, "{now}: and it is not lost");
    }
}

#[test]
fn a_lead_that_waits_for_the_morning_does_not_wake_anybody_three_hours_before_its_date() {
    let o = date("2026-10-15T09:30");
    let look = Look::at("2026-10-15T06:30:30")
        .last_look("2026-10-15T06:30")
        .date(o, "evening");
    assert_eq!(
        look.says(),
        NOTHING,
        "three hours before half past nine it is still night"
    );
    assert_eq!(look.next().as_deref(), Some("2026-10-15T07:00"));
}

#[test]
fn a_lead_that_waited_for_the_morning_and_was_slept_through_is_written_down() {
    let o = date("2026-10-15T19:00");
    let look = Look::at("2026-10-15T20:00")
        .last_look("2026-10-14T23:30")
        .date(o, "evening");
    assert_eq!(
        look.closes(),
        ["evening expired"],
        "it was due before the last look, and open"
    );
}

#[test]
fn a_lead_close_to_its_date_comes_at_night_however_late() {
    let look = Look::at("2026-10-15T00:30")
        .last_look("2026-10-14T22:00")
        .date(date("2026-10-15T01:00"), "90m");
    assert_eq!(look.says(), ["90m"], "it is about to begin");
}

#[test]
fn what_somebody_put_off_into_the_night_is_wanted_then() {
    let o = date("2026-10-15T19:00");
    let snoozed = row(
        lead_of(&o, "1d@22:00"),
        Entry::Snoozed(at("2026-10-14T23:00")),
        "2026-10-14T22:00",
    );
    let look = Look::at("2026-10-14T23:00").date(o, "1d@22:00").row(snoozed);
    assert_eq!(look.says(), ["1d@22:00 +1"]);
}

#[test]
fn a_question_and_a_small_thing_wait_for_the_morning_or_for_nothing() {
    let night = Look::at("2026-10-14T23:00")
        .last_look("2026-10-14T08:00")
        .asking_after()
        .date(date("2026-10-13T19:00"), "")
        .nudges(&["2026-10-14"]);
    assert_eq!(night.says(), NOTHING, "nothing is asked at eleven at night");
    let later = Look {
        now: at("2026-10-15T07:00"),
        ..night
    };
    assert_eq!(later.says(), NOTHING, "and both had their day");
    assert_eq!(later.closes(), ["question expired", "gesture 1 on 10-14 expired"]);
}

proptest! {
    #[test]
    fn the_end_of_quiet_hours_is_ahead_and_not_quiet(
        minutes in 0i64..20 * 366 * 24 * 60,
        from in 0u32..24 * 60,
        to in 0u32..24 * 60,
        place in prop::sample::select(vec![
            Tz::Europe__London, Tz::Australia__Lord_Howe, Tz::Africa__Casablanca, Tz::Pacific__Apia,
            Tz::Antarctica__Troll, Tz::America__Sao_Paulo, Tz::Asia__Kolkata,
        ]),
    ) {
        let clock = |minute: u32| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
        let quiet = QuietHours { from: clock(from), to: clock(to) };
        let now = at("2010-01-01T00:00") + Duration::minutes(minutes);
        let wall = zone::civil(now, place).time();
        let inside = if from <= to { clock(from) <= wall && wall < clock(to) } else { wall >= clock(from) || wall < clock(to) };
        match quiet.end(now, place) {
            None => prop_assert!(!inside, "{wall} lies in {from}-{to}"),
            Some(end) => {
                prop_assert!(inside, "{wall} lies outside {from}-{to}");
                prop_assert!(end > now, "it is ahead");
                prop_assert!(end - now <= Duration::hours(49), "a night is no longer than a day, but for a day left out");
                prop_assert_eq!(quiet.end(end, place).filter(|_| to != from), None, "and what waited for it may speak");
            }
        }
    }
}
