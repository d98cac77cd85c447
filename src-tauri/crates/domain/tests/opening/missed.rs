//! A date that did not happen, and where it may go.

use chrono::{Duration, NaiveTime, Weekday};
use chrono_tz::{Asia::Kathmandu, Europe::London};
use domain::{
    opening::{Note, Wish, heading},
    slot::{Backup, Kind},
    zone,
};

use super::support::*;

#[test]
fn a_missed_thursday_is_offered_the_same_hour_that_week() {
    assert_eq!(
        Held::nothing().offered(&missed_thursday()),
        ["09 19:00 the same hour", "10 19:00 the same hour"],
        "nothing is in the way: the nearest days, the hour it had"
    );
}

#[test]
fn lunch_or_after_the_check_in_when_the_evenings_are_gone() {
    let mut held = Held::busy(vec![jules("09 17:00", "09 22:00"), noor("10 17:00", "10 22:00")]);
    held.taken = vec![taken("11 19:30", "11 20:00", "the check-in")];
    assert_eq!(
        held.offered(&missed_thursday()),
        ["11 20:00 after the check-in", "10 13:00 lunch instead"],
        "near its hour first, then another sort of time; both in the same week"
    );
}

#[test]
fn without_a_name_nothing_is_said_of_what_comes_before() {
    let mut held = Held::busy(vec![jules("09 17:00", "09 22:00"), noor("10 09:00", "10 22:00")]);
    held.taken = vec![taken("11 19:30", "11 20:00", "")];
    assert_eq!(
        held.offered(&missed_thursday())[0],
        "11 20:00 an evening",
        "it is a date of theirs, and goes by no name here"
    );
}

#[test]
fn the_back_up_hour_is_offered_first_when_it_is_free() {
    let sunday = Backup {
        day: Weekday::Sun,
        at: NaiveTime::from_hms_opt(16, 10, 0).unwrap(),
    };
    let wish = Wish {
        backup: Some(sunday),
        ..missed_thursday()
    };
    assert_eq!(
        Held::nothing().offered(&wish),
        ["11 16:10 your back-up hour", "09 19:00 the same hour"],
        "it is theirs, to the minute"
    );
    assert_eq!(
        Held::busy(vec![jules("11 17:00", "11 17:30")]).offered(&wish),
        ["09 19:00 the same hour", "10 19:00 the same hour"],
        "it is not free: the next Sunday’s is no better than other hours of that week"
    );
}

#[test]
fn a_back_up_hour_of_the_next_week_still_comes_first() {
    let tuesday = Backup {
        day: Weekday::Tue,
        at: NaiveTime::from_hms_opt(20, 0, 0).unwrap(),
    };
    let wish = Wish {
        backup: Some(tuesday),
        ..missed_thursday()
    };
    assert_eq!(
        Held::nothing().offered(&wish)[0],
        "13 20:00 your back-up hour",
        "the first Tuesday there is"
    );
}

#[test]
fn the_same_week_goes_before_the_same_hour() {
    let held = Held::busy(vec![
        noor("09 08:00", "09 20:00"),
        jules("10 09:00", "10 23:00"),
        noor("11 09:00", "11 23:00"),
    ]);
    assert_eq!(
        held.offered(&missed_thursday()),
        ["09 20:00 Noor has finished by then", "12 19:00 the same hour"],
        "Friday an hour later is still that week; then Monday"
    );
}

#[test]
fn what_the_week_is_depends_on_its_first_day() {
    let held = Held::busy(vec![noor("09 08:00", "10 23:00"), jules("11 08:00", "11 20:00")]);
    let first = |week| {
        held.offered(&Wish {
            week,
            ..missed_thursday()
        })[0]
            .clone()
    };
    assert_eq!(
        first(Weekday::Mon),
        "11 20:00 Jules has finished by then",
        "Sunday ends the week, and an hour later is near enough"
    );
    assert_eq!(
        first(Weekday::Sun),
        "12 19:00 the same hour",
        "Sunday is of the next week, as Monday is, which has the hour itself"
    );
}

#[test]
fn a_day_that_has_a_date_already_comes_after_other_days() {
    let mut held = Held::nothing();
    held.taken = vec![taken("09 12:30", "09 13:30", "")];
    assert_eq!(
        held.offered(&missed_thursday()),
        ["10 19:00 the same hour", "11 19:00 the same hour"],
        "Friday has a lunch"
    );
}

#[test]
fn two_openings_are_on_two_days_while_there_are_two() {
    let mut wish = missed_thursday();
    wish.until = at("10 23:00");
    wish.from = at("10 08:00");
    assert_eq!(
        Held::nothing().offered(&wish),
        ["10 19:00 the same hour", "10 13:00 lunch instead"],
        "there is only Saturday: two hours of it, apart"
    );
}

#[test]
fn a_good_hour_of_the_same_day_goes_before_a_strange_one_of_another() {
    let mut wish = missed_thursday();
    (wish.from, wish.until) = (at("10 08:00"), at("12 00:00"));
    let held = Held::busy(vec![noor("11 09:30", "11 23:00")]);
    assert_eq!(
        held.offered(&wish)[1],
        "10 13:00 lunch instead",
        "Sunday is open from seven to half past nine, and nobody wants that"
    );
}

#[test]
fn a_strange_hour_is_better_than_none() {
    let mut wish = missed_thursday();
    (wish.from, wish.until) = (at("12 00:00"), at("13 00:00"));
    let held = Held::busy(vec![noor("12 10:00", "12 23:00")]);
    assert_eq!(
        held.offered(&wish),
        ["12 08:00 a morning"],
        "as near the evening as there is room"
    );
}

#[test]
fn a_strange_hour_this_week_comes_after_a_good_one_of_the_next() {
    let held = Held::busy(vec![
        noor("09 08:00", "11 08:00"),
        jules("11 10:00", "12 19:00"),
        noor("12 21:00", "23 00:00"),
    ]);
    assert_eq!(
        held.offered(&missed_thursday()),
        ["12 19:00 the same hour", "11 08:00 a morning"],
        "Sunday at eight in the morning is only there because nothing else is"
    );
}

#[test]
fn what_ended_long_before_is_not_spoken_of() {
    let mut held = Held::nothing();
    held.taken = vec![taken("09 17:30", "09 17:45", "the check-in")];
    assert_eq!(
        held.offered(&missed_thursday())[0],
        "09 19:00 the same hour",
        "an hour and a quarter is no longer after it"
    );
}

#[test]
fn the_way_to_and_from_it_belongs_to_busy_time() {
    let mut held = Held::busy(vec![
        jules("09 08:00", "09 18:50"),
        noor("10 21:10", "10 22:00"),
        noor("11 08:00", "11 22:30"),
    ]);
    held.travel = Duration::minutes(15);
    assert_eq!(
        held.offered(&missed_thursday()),
        ["09 19:15 Jules has finished by then", "10 18:45 an evening"],
        "home at 19:05, and out again at 20:55; begun on the quarter hour"
    );
}

#[test]
fn nothing_begins_or_ends_in_quiet_hours() {
    let mut wish = missed_thursday();
    wish.around = Some(wall("08 21:00"));
    assert_eq!(
        Held::nothing().offered(&wish)[0],
        "09 20:30 an evening",
        "nine to eleven would end after half past ten"
    );
}

#[test]
fn a_day_is_known_for_what_it_is() {
    let mut held = Held::nothing();
    held.notes = vec![Note {
        day: wall("10 00:00").date(),
        text: "your anniversary".into(),
    }];
    assert_eq!(
        held.offered(&missed_thursday())[1],
        "10 19:00 your anniversary",
        "in the caller’s words"
    );
}

#[test]
fn nothing_is_offered_where_nothing_fits() {
    let held = Held::busy(vec![noor("2026-09-01 00:00", "2027-01-01 00:00")]);
    assert!(
        held.offered(&missed_thursday()).is_empty(),
        "Noor is away the whole time"
    );
    let long = Wish {
        minutes: 24 * 60,
        ..missed_thursday()
    };
    assert!(
        Held::nothing().offered(&long).is_empty(),
        "a day and a night cannot keep out of quiet hours"
    );
    let none = Wish {
        most: 0,
        ..missed_thursday()
    };
    assert!(Held::nothing().offered(&none).is_empty(), "none were asked for");
    let over = Wish {
        until: at("01 00:00"),
        ..missed_thursday()
    };
    assert!(
        Held::nothing().offered(&over).is_empty(),
        "the time to look in is over"
    );
}

#[test]
fn busy_times_of_any_year_do_no_harm() {
    let mut held = Held::nothing();
    held.travel = Duration::days(1);
    held.busy = vec![noor("09 12:00", "09 11:00"), noor("09 12:00", "09 12:00")];
    held.busy.push(domain::opening::Busy {
        from: chrono::DateTime::<chrono::Utc>::MIN_UTC,
        until: at("09 10:00"),
        ..noor("09 12:00", "09 12:00")
    });
    held.busy.push(domain::opening::Busy {
        from: at("12 10:00"),
        until: chrono::DateTime::<chrono::Utc>::MAX_UTC,
        ..noor("09 12:00", "09 12:00")
    });
    assert_eq!(
        held.offered(&missed_thursday()),
        ["10 19:00 the same hour", "10 13:00 lunch instead"],
        "busy until Friday and from Monday, a day’s way each; what ends before it begins is nothing"
    );
}

#[test]
fn an_hour_means_the_wall_when_the_clocks_change() {
    // The clocks go back on Sunday the 25th.
    let wish = Wish {
        from: at("24 22:00"),
        until: at("27 00:00"),
        around: Some(wall("24 19:00")),
        ..missed_thursday()
    };
    let found = Held::nothing().openings(&wish);
    assert_eq!(
        found.iter().map(|o| read(o.start, London)).collect::<Vec<_>>(),
        ["25 19:00", "26 19:00"],
        "seven in the evening before and after"
    );
    assert_eq!(
        (found[0].start - at("24 19:00")).num_hours(),
        25,
        "though a day and an hour have gone by"
    );
    assert!(
        found.iter().all(|o| (o.end - o.start).num_minutes() == 120),
        "and it is as long as it was"
    );
}

#[test]
fn quarter_hours_are_quarter_hours_in_kathmandu_too() {
    let mut held = Held::nothing();
    held.here = Kathmandu;
    let six_twelve = zone::instant(wall("09 18:12"), Kathmandu);
    let wish = Wish {
        from: six_twelve,
        until: six_twelve + Duration::hours(4),
        around: Some(wall("08 18:00")),
        kind: Kind::Date,
        ..missed_thursday()
    };
    assert_eq!(
        held.offered(&wish)[0],
        "09 18:15 an evening",
        "five hours and three quarters from Greenwich"
    );
}

#[test]
fn the_words_above_are_true_of_what_is_below() {
    let today = wall("09 00:00").date();
    let said = |wish: &Wish| heading(&Held::nothing().openings(wish), today, Weekday::Mon, London);
    assert_eq!(
        said(&missed_thursday()),
        "You’re both free at these times this week.",
        "Friday and Saturday"
    );
    let sunday = Wish {
        from: at("11 08:00"),
        ..missed_thursday()
    };
    assert_eq!(
        said(&sunday),
        "You’re both free at these times.",
        "Monday is another week"
    );
    let one = Wish {
        most: 1,
        ..missed_thursday()
    };
    assert_eq!(said(&one), "You’re both free at this time this week.", "one");
    let none = Wish {
        most: 0,
        ..missed_thursday()
    };
    assert_eq!(
        said(&none),
        "No time in the next days is open to you both.",
        "and none"
    );
}

#[test]
fn an_opening_is_said_as_people_say_it() {
    let found = Held::nothing().openings(&missed_thursday());
    for (today, said) in [
        ("09 00:00", "Today, 7 pm"),
        ("08 00:00", "Friday, 7 pm"),
        ("03 00:00", "Friday, 7 pm"),
        ("02 00:00", "Friday 9 October, 7 pm"),
    ] {
        assert_eq!(
            found[0].said(wall(today).date(), TWELVE, London),
            said,
            "said on the {today}"
        );
    }
}
