//! A standing date that meets somebody's busy time, and the ways out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc, Weekday};
use chrono_tz::{Europe::London, Tz};
use domain::{
    conflict::{Clash, Evening, Fix, Said, clashes, fixes, say, say_fix, say_taken},
    opening::{Busy, Lives, Taken, Wish},
    people::{Half, People},
    quiet::QuietHours,
    slot::Kind,
    spoken::Clock,
    zone,
};
use proptest::prelude::*;

const HERE: Tz = London;

/// `10-29 18:30` of 2026.
fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(&format!("2026-{text}"), "%Y-%m-%d %H:%M").unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    zone::instant(wall(text), HERE)
}

fn read(at: DateTime<Utc>) -> String {
    zone::civil(at, HERE).format("%m-%d %H:%M").to_string()
}

fn noor(from: &str, until: &str, title: &str) -> Busy {
    Busy {
        half: Half::First,
        from: at(from),
        until: at(until),
        title: title.into(),
    }
}

fn jules(from: &str, until: &str, title: &str) -> Busy {
    Busy {
        half: Half::Second,
        ..noor(from, until, title)
    }
}

/// The fourteen Thursdays from 15 October, 7 to 9 pm.
fn thursdays() -> Vec<Evening> {
    evenings("10-15 19:00", 14, 120)
}

fn evenings(first: &str, n: i64, minutes: i64) -> Vec<Evening> {
    (0..n)
        .map(|week| {
            let original = wall(first) + Duration::weeks(week);
            let start = zone::instant(original, HERE);
            Evening {
                original,
                start,
                end: start + Duration::minutes(minutes),
            }
        })
        .collect()
}

fn today() -> NaiveDate {
    wall("10-13 00:00").date()
}

fn people() -> People {
    People {
        first: "Noor".into(),
        second: "Jules".into(),
    }
}

fn said(evenings: &[Evening], busy: &[Busy]) -> Said {
    let found = clashes(evenings, busy, Duration::zero());
    say(
        &found[0],
        (evenings, &found),
        &people(),
        today(),
        Clock::Twelve,
        HERE,
    )
}

fn wish() -> Wish {
    Wish {
        minutes: 120,
        kind: Kind::EveningOut,
        from: at("10-13 14:36"),
        until: at("10-14 00:00"),
        around: None,
        backup: None,
        week: Weekday::Mon,
        most: 0,
    }
}

fn lives<'a>(busy: &'a [Busy], taken: &'a [Taken], travel: i64) -> Lives<'a> {
    Lives {
        busy,
        taken,
        notes: &[],
        travel: Duration::minutes(travel),
        quiet: QuietHours::DEFAULT,
        here: HERE,
    }
}

/// The evenings as what is theirs already.
fn taken(evenings: &[Evening]) -> Vec<Taken> {
    (evenings.iter())
        .map(|e| Taken {
            from: e.start,
            until: e.end,
            called: String::new(),
        })
        .collect()
}

/// What the buttons of the first clash say.
fn buttons(evenings: &[Evening], busy: &[Busy], travel: i64) -> Vec<String> {
    let found = clashes(evenings, busy, Duration::minutes(travel));
    let taken = taken(evenings);
    (fixes(&found[0], &lives(busy, &taken, travel), &wish()).into_iter())
        .map(|fix| say_fix(fix, &found[0], true, Clock::Twelve, HERE))
        .collect()
}

#[test]
fn the_note_says_who_is_busy_and_when_and_never_why() {
    let said = said(&thursdays(), &[noor("10-29 18:30", "10-29 20:00", "")]);
    assert_eq!(
        said.busy, "Noor is busy on 29 October, 6:30 to 8 pm.",
        "as the editor shows it"
    );
    assert_eq!(said.lead, "Noor is busy on 29 October", "what is bold");
    assert_eq!(
        said.next, "The next eleven are clear.",
        "eleven of the fourteen come after it"
    );
}

#[test]
fn a_calendar_that_shares_its_names_is_told_by_them() {
    let late = noor("10-29 18:30", "10-29 20:00", "Late handover");
    assert_eq!(
        said(&thursdays(), &[late]).busy,
        "Noor is busy on 29 October, 6:30 to 8 pm: Late handover.",
        "its name after its hours"
    );
}

#[test]
fn the_two_fixes_are_that_day_later_and_the_next_day() {
    assert_eq!(
        buttons(&thursdays(), &[noor("10-29 18:30", "10-29 20:00", "")], 15),
        ["Start at 8:15 that week", "Use Friday 30th"],
        "a quarter of an hour to come home; Friday is as near as Wednesday, and later"
    );
}

#[test]
fn a_fix_is_offered_only_where_it_is_open() {
    let busy = [
        noor("10-29 18:30", "10-29 21:30", ""),
        jules("10-29 09:00", "10-29 15:30", ""),
        jules("10-30 17:00", "10-30 20:00", ""),
        jules("10-26 17:00", "10-28 23:00", ""),
        jules("10-31 17:00", "11-01 23:00", ""),
    ];
    assert_eq!(
        buttons(&thursdays(), &busy, 0),
        ["Start at 4:30 that week", "Use Friday 30th, 8 pm"],
        "half past nine is too late for two hours, so before it; no evening of that week is free but Friday’s, from eight"
    );
    let gone = [noor("10-26 00:00", "11-09 00:00", "")];
    assert!(
        buttons(&thursdays(), &gone, 0).is_empty(),
        "Noor is away for a fortnight"
    );
}

#[test]
fn the_other_day_is_not_one_that_has_a_date_already() {
    let busy = [
        noor("10-29 18:30", "10-29 23:00", ""),
        noor("10-30 08:00", "10-31 23:00", ""),
        noor("10-26 08:00", "10-28 23:00", ""),
        noor("11-01 08:00", "11-03 23:00", ""),
    ];
    let buttons = buttons(&thursdays(), &busy, 0);
    assert_eq!(
        buttons.last().unwrap(),
        "Use Wednesday 4 November",
        "the next Thursday is the next date; another month is said by its name"
    );
}

#[test]
fn nothing_is_moved_into_the_past() {
    // It is Tuesday the 13th; the date is on Thursday the 15th, and everything after it is full.
    let busy = [
        noor("10-15 18:00", "10-26 00:00", ""),
        noor("10-14 08:00", "10-14 23:00", ""),
    ];
    let found = clashes(&thursdays(), &busy, Duration::zero());
    let fixes = fixes(&found[0], &lives(&busy, &[], 0), &wish());
    let to: Vec<String> = fixes.iter().map(|f| read(f.to())).collect();
    assert_eq!(
        to,
        ["10-15 16:00", "10-13 19:00"],
        "earlier that day, or this very evening; not the Monday that is over"
    );
}

#[test]
fn an_earlier_hour_that_is_over_is_no_way_out() {
    let busy = [noor("10-15 18:00", "10-26 00:00", "")];
    let found = clashes(&thursdays(), &busy, Duration::zero());
    let at_five = Wish {
        from: at("10-15 17:00"),
        ..wish()
    };
    assert!(
        fixes(&found[0], &lives(&busy, &[], 0), &at_five).is_empty(),
        "it is five on the day itself: four o’clock is over, and an hour is left before six"
    );
}

#[test]
fn a_single_date_has_no_week_to_speak_of() {
    let found = clashes(
        &thursdays()[..1],
        &[noor("10-15 18:30", "10-15 20:00", "")],
        Duration::zero(),
    );
    for (fix, clock, said) in [
        ("10-15 20:15", Clock::Twelve, "Start at 8:15"),
        ("10-15 20:15", Clock::TwentyFour, "Start at 20:15"),
        ("10-15 12:00", Clock::Twelve, "Start at noon"),
        ("10-15 11:30", Clock::Twelve, "Start at 11:30 am"),
    ] {
        let fix = Fix::SameDay { to: at(fix) };
        assert_eq!(say_fix(fix, &found[0], false, clock, HERE), said, "{fix:?}");
    }
}

#[test]
fn what_comes_after_is_counted_as_it_is() {
    let first = noor("10-15 18:30", "10-15 20:00", "");
    let (second, third) = (
        jules("10-22 20:00", "10-22 22:00", ""),
        jules("10-29 20:00", "10-29 22:00", ""),
    );
    let all = [first.clone(), second, third];
    for (evenings, busy, next) in [
        (&thursdays()[..1], &all[..1], ""),
        (&thursdays()[..2], &all[..1], "The next one is clear."),
        (&thursdays()[..2], &all[..], "The next one is not clear."),
        (&thursdays()[..3], &all[..], "None of the next two is clear."),
        (
            &thursdays()[..13],
            &all[..2],
            "One of the next twelve is not clear.",
        ),
        (&thursdays()[..], &all[..], "Two of the next 13 are not clear."),
    ] {
        assert_eq!(
            said(evenings, busy).next,
            next,
            "{} evenings, {} busy",
            evenings.len(),
            busy.len()
        );
    }
}

#[test]
fn busy_times_are_said_as_people_say_them() {
    for (busy, words) in [
        (
            vec![jules("10-15 00:00", "10-16 00:00", "")],
            "Jules is busy all day on 15 October.",
        ),
        (
            vec![jules("10-12 00:00", "10-19 00:00", "Wales")],
            "Jules is busy all day on 15 October: Wales.",
        ),
        (
            vec![jules("10-14 22:00", "10-15 19:30", "")],
            "Jules is busy on 15 October, until 7:30 pm.",
        ),
        (
            vec![jules("10-15 18:00", "10-17 12:00", "")],
            "Jules is busy on 15 October, from 6 pm.",
        ),
        (
            vec![jules("10-15 20:00", "10-16 01:00", "")],
            "Jules is busy on 15 October, 8 pm to 1 am.",
        ),
        (
            vec![
                noor("10-15 20:30", "10-15 22:00", ""),
                noor("10-15 18:30", "10-15 19:30", ""),
            ],
            "Noor is busy on 15 October, 6:30 to 7:30 pm and 8:30 to 10 pm.",
        ),
        (
            vec![
                noor("10-15 18:30", "10-15 19:30", "Handover"),
                noor("10-15 19:00", "10-15 20:00", "Drinks"),
            ],
            "Noor is busy on 15 October, 6:30 to 8 pm: Handover, Drinks.",
        ),
        (
            vec![
                noor("10-15 18:30", "10-15 20:00", ""),
                jules("10-15 18:30", "10-15 20:00", ""),
            ],
            "Noor and Jules are busy on 15 October, 6:30 to 8 pm.",
        ),
        (
            vec![
                noor("10-15 00:00", "10-16 00:00", ""),
                jules("10-15 00:00", "10-16 00:00", ""),
            ],
            "Noor and Jules are busy all day on 15 October.",
        ),
        (
            vec![
                noor("10-15 18:30", "10-15 20:00", "Handover"),
                jules("10-15 00:00", "10-16 00:00", ""),
            ],
            "Noor is busy on 15 October, 6:30 to 8 pm: Handover. Jules is busy all day.",
        ),
    ] {
        let said = said(&thursdays(), &busy);
        assert_eq!(said.busy, words, "{busy:?}");
        assert!(
            said.busy.starts_with(&said.lead),
            "the bold words begin it: {said:?}"
        );
    }
}

#[test]
fn an_evening_past_midnight_names_the_day_it_is_met_on() {
    let late = evenings("10-15 22:00", 1, 240);
    let busy = [noor("10-16 00:30", "10-16 03:00", "")];
    assert_eq!(
        said(&late, &busy).busy,
        "Noor is busy on 16 October, 12:30 to 3 am.",
        "Friday, by then"
    );
}

#[test]
fn next_door_is_no_clash_but_the_way_home_is() {
    let busy = [
        noor("10-15 17:00", "10-15 19:00", ""),
        jules("10-15 21:00", "10-15 22:00", ""),
    ];
    assert!(
        clashes(&thursdays(), &busy, Duration::zero()).is_empty(),
        "Noor comes straight from it, and Jules goes straight to it"
    );
    let found = clashes(&thursdays(), &busy, Duration::minutes(20));
    assert_eq!(found.len(), 1, "with a way to go");
    assert!(
        found[0].is_of(Half::First) && found[0].is_of(Half::Second),
        "for either of them"
    );
}

#[test]
fn what_ends_before_it_begins_meets_nothing() {
    let busy = [
        noor("10-15 20:00", "10-15 19:30", ""),
        noor("10-15 20:00", "10-15 20:00", ""),
    ];
    assert!(
        clashes(&thursdays(), &busy, Duration::zero()).is_empty(),
        "neither is any time"
    );
}

#[test]
fn the_hour_is_the_walls_across_a_change_of_the_clocks() {
    // London goes back on the 25th: the 22nd is in summer time, the 29th is not.
    let busy = [
        noor("10-22 18:30", "10-22 20:00", ""),
        noor("10-29 18:30", "10-29 20:00", ""),
    ];
    let found = clashes(&thursdays(), &busy, Duration::zero());
    let evenings = thursdays();
    let taken = taken(&evenings);
    for clash in &found {
        let words = say(
            clash,
            (&evenings, &found),
            &people(),
            today(),
            Clock::Twelve,
            HERE,
        )
        .busy;
        assert!(words.ends_with("6:30 to 8 pm."), "before and after: {words}");
        let to = fixes(clash, &lives(&busy, &taken, 0), &wish())[0].to();
        assert!(read(to).ends_with("20:00"), "eight on the wall: {}", read(to));
    }
}

#[test]
fn what_a_way_out_did_says_from_where_to_where() {
    let evenings = evenings("10-29 19:00", 1, 120);
    let noor = Busy {
        half: Half::First,
        from: at("10-29 18:30"),
        until: at("10-29 20:00"),
        title: String::new(),
    };
    let found = clashes(&evenings, std::slice::from_ref(&noor), Duration::zero());
    let ways = [
        Fix::SameDay {
            to: at("10-29 20:15"),
        },
        Fix::OtherDay {
            to: at("11-01 13:00"),
        },
    ];
    let did = ways.map(|fix| say_taken(fix, &found[0], today(), Clock::Twelve, HERE));
    assert_eq!(
        did,
        [
            "29 October begins at 8:15 pm.",
            "29 October goes to Sunday 1 November, 1 pm."
        ],
        "so that it can be checked before it is saved"
    );
}

#[test]
fn a_name_is_given_only_to_the_hours_that_it_covers() {
    let office = noor("10-15 09:00", "10-15 17:30", "");
    let busy = [office.clone(), noor("10-15 09:15", "10-15 09:30", "Standup")];
    let evenings = evenings("10-15 09:00", 1, 120);
    let text = |busy: &[Busy]| said(&evenings, busy).busy;
    assert_eq!(
        text(&busy),
        "Noor is busy on 15 October, 9 am to 5:30 pm: Standup, and more."
    );
    let named = [
        Busy {
            title: "Office".into(),
            ..office
        },
        noor("10-15 09:15", "10-15 09:30", ""),
    ];
    assert_eq!(
        text(&named),
        "Noor is busy on 15 October, 9 am to 5:30 pm: Office.",
        "that one covers all of it"
    );
    let apart = [
        noor("10-15 09:15", "10-15 09:30", "Standup"),
        noor("10-15 10:00", "10-15 10:30", ""),
    ];
    assert_eq!(
        text(&apart),
        "Noor is busy on 15 October, 9:15 to 9:30 am and 10 to 10:30 am: Standup, and more.",
        "nor to another stretch"
    );
}

proptest! {
    #[test]
    fn a_fix_is_open_to_both_and_never_in_the_past(
        busy in prop::collection::vec((0..30_000i64, 1..800i64, any::<bool>()), 1..60),
        travel in 0..60i64,
        length in 30..240i64,
    ) {
        let from = at("10-12 00:00");
        let busy: Vec<Busy> = (busy.iter())
            .map(|(start, minutes, first)| Busy {
                half: if *first { Half::First } else { Half::Second },
                from: from + Duration::minutes(*start),
                until: from + Duration::minutes(start + minutes),
                title: String::new(),
            })
            .collect();
        let evenings = evenings("10-15 19:00", 3, length);
        let taken = taken(&evenings);
        let way = Duration::minutes(travel);
        let meets = |start: DateTime<Utc>, end: DateTime<Utc>| {
            busy.iter().any(|b| b.from - way < end && start < b.until + way)
        };
        let found = clashes(&evenings, &busy, way);
        let met: Vec<Evening> = found.iter().map(|c: &Clash| c.evening).collect();
        let right: Vec<Evening> = evenings.iter().copied().filter(|e| meets(e.start, e.end)).collect();
        prop_assert_eq!(met, right, "those that meet something, and no others");
        for clash in &found {
            let ways = fixes(clash, &lives(&busy, &taken, travel), &wish());
            prop_assert!(ways.len() <= 2, "two at most");
            for fix in &ways {
                let (start, end) = (fix.to(), fix.to() + Duration::minutes(length));
                prop_assert!(!meets(start, end), "nobody is busy: {}", read(start));
                prop_assert!(start >= wish().from, "not in the past: {}", read(start));
                let own = taken.iter().filter(|t| t.from != clash.evening.start);
                prop_assert!(own.clone().all(|t| end <= t.from || t.until <= start), "no other date of theirs");
                prop_assert!(QuietHours::DEFAULT.end(start, HERE).is_none(), "nobody sleeps");
                let same = zone::civil(start, HERE).date() == clash.evening.original.date();
                prop_assert_eq!(matches!(fix, Fix::SameDay { .. }), same, "on the day that it says");
            }
        }
    }
}
