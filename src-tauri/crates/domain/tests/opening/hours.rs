//! Finding a time for something new: each kind has its hours.

use domain::{opening::Wish, slot::Kind};

use super::support::*;

#[test]
fn each_kind_has_its_hours() {
    for (kind, minutes, offered) in [
        (Kind::Date, 120, ["13 19:00", "14 19:00", "15 19:00"]),
        (Kind::EveningIn, 120, ["13 19:00", "14 19:00", "15 19:00"]),
        (Kind::Private, 90, ["13 20:00", "14 20:00", "15 20:00"]),
        (Kind::Lunch, 60, ["14 12:30", "15 12:30", "16 12:30"]),
        (Kind::Walk, 60, ["13 17:00", "14 17:00", "15 17:00"]),
        (Kind::OutsideHelp, 60, ["13 17:30", "14 17:30", "15 17:30"]),
        (Kind::CheckIn, 15, ["13 19:30", "14 19:30", "15 19:30"]),
    ] {
        let found: Vec<String> = (Held::nothing().offered(&any_time(kind, minutes)).iter())
            .map(|said| said[..8].to_owned())
            .collect();
        assert_eq!(found, offered, "{kind:?}, asked on Tuesday at 2:36 pm");
    }
}

#[test]
fn a_walk_is_for_the_morning_at_the_weekend() {
    let wish = Wish {
        from: at("17 08:00"),
        ..any_time(Kind::Walk, 60)
    };
    assert_eq!(
        Held::nothing().offered(&wish)[0],
        "17 10:00 a morning",
        "Saturday at ten"
    );
}

#[test]
fn what_stands_in_for_it_is_named() {
    for (kind, from, until, free, offered) in [
        (
            Kind::EveningOut,
            "17 09:00",
            "18 00:00",
            ("12:30", "15:30"),
            "17 13:00 lunch instead",
        ),
        (
            Kind::Lunch,
            "16 15:00",
            "17 00:00",
            ("18:00", "22:00"),
            "16 19:00 an evening instead",
        ),
        (
            Kind::Private,
            "17 09:00",
            "18 00:00",
            ("12:30", "17:00"),
            "17 15:00 by day instead",
        ),
    ] {
        let day = &from[..2];
        let held = Held::busy(vec![
            noor(&format!("{day} 00:00"), &format!("{day} {}", free.0)),
            jules(&format!("{day} {}", free.1), &format!("{day} 23:59")),
        ]);
        let wish = Wish {
            from: at(from),
            until: at(until),
            most: 1,
            ..any_time(kind, 90)
        };
        assert_eq!(held.offered(&wish), [offered], "{kind:?}");
    }
}

#[test]
fn who_has_finished_is_said_only_where_they_have() {
    let wish = Wish {
        most: 1,
        ..any_time(Kind::EveningOut, 120)
    };
    let both = vec![noor("13 09:00", "13 17:00"), jules("13 10:00", "13 17:30")];
    assert_eq!(
        Held::busy(both.clone()).offered(&wish),
        ["13 19:00 both finished by then"],
        "both worked, and nobody is busy again"
    );
    assert_eq!(
        Held::busy(both[1..].to_vec()).offered(&wish),
        ["13 19:00 Jules has finished by then"],
        "of Noor’s day nothing is known"
    );
    let again = [both, vec![noor("13 21:30", "13 22:00")]].concat();
    assert_eq!(
        Held::busy(again).offered(&wish),
        ["13 19:00 an evening"],
        "Noor is busy again at half past nine"
    );
}

#[test]
fn an_evening_may_go_on_past_midnight_where_there_are_no_quiet_hours() {
    let mut held = Held::nothing();
    held.quiet.to = held.quiet.from;
    let wish = Wish {
        around: Some(wall("12 22:45")),
        ..any_time(Kind::Date, 120)
    };
    assert_eq!(
        held.offered(&wish)[0],
        "13 22:45 the same hour",
        "till a quarter to one"
    );
}

#[test]
fn people_who_sleep_by_day_are_offered_their_evenings() {
    let mut held = Held::nothing();
    held.quiet = domain::quiet::QuietHours {
        from: chrono::NaiveTime::from_hms_opt(8, 0, 0).unwrap(),
        to: chrono::NaiveTime::from_hms_opt(19, 30, 0).unwrap(),
    };
    assert_eq!(
        held.offered(&any_time(Kind::EveningOut, 120))[0],
        "13 19:30 an evening",
        "as soon as they are up"
    );
}
