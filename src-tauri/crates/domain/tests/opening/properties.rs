//! Whatever the two lives hold: what is offered is open, and where there is room something is offered.

use chrono::{DateTime, Duration, NaiveTime, TimeZone, Timelike, Utc, Weekday};
use chrono_tz::{
    Africa::Cairo, America::New_York, America::Santiago, Asia::Kathmandu, Australia::Lord_Howe,
    Europe::London, Tz,
};
use domain::{
    opening::{Busy, Taken, Wish, gaps},
    people::Half,
    quiet::QuietHours,
    slot::{Backup, Kind},
    zone,
};
use proptest::prelude::*;

use super::support::Held;

const QUARTER: Duration = Duration::minutes(15);

const KINDS: [Kind; 6] = [
    Kind::Date,
    Kind::Lunch,
    Kind::Walk,
    Kind::EveningIn,
    Kind::Private,
    Kind::OutsideHelp,
];

/// Weeks in which the clocks change somewhere: half an hour on Lord Howe, at midnight in Cairo and Santiago.
fn around_a_change() -> impl Strategy<Value = (Tz, DateTime<Utc>)> {
    prop_oneof![
        Just((London, (2026, 10, 20))),
        Just((London, (2026, 3, 25))),
        Just((New_York, (2026, 3, 5))),
        Just((New_York, (2026, 10, 29))),
        Just((Lord_Howe, (2026, 4, 2))),
        Just((Lord_Howe, (2026, 10, 1))),
        Just((Cairo, (2026, 4, 22))),
        Just((Cairo, (2026, 10, 27))),
        Just((Santiago, (2026, 9, 3))),
        Just((Kathmandu, (2026, 6, 1))),
    ]
    .prop_flat_map(|(zone, (y, m, d))| {
        let from = Utc.with_ymd_and_hms(y, m, d, 0, 0, 0).unwrap();
        (0..2880i64).prop_map(move |minutes| (zone, from + Duration::minutes(minutes)))
    })
}

fn quiet() -> impl Strategy<Value = QuietHours> {
    let time = |quarter: u32| NaiveTime::from_num_seconds_from_midnight_opt(quarter * 900, 0).unwrap();
    prop_oneof![
        3 => Just(QuietHours::DEFAULT),
        1 => (0..96u32, 0..96u32).prop_map(move |(from, to)| QuietHours { from: time(from), to: time(to) }),
    ]
}

/// Stretches as minutes from the beginning, and how long.
fn stretches(most: usize) -> impl Strategy<Value = Vec<(i64, i64, bool)>> {
    prop::collection::vec((-1000..12_000i64, 0..900i64, any::<bool>()), 0..most)
}

prop_compose! {
    fn world()(
        (here, from) in around_a_change(),
        quiet in quiet(),
        busy in stretches(40),
        taken in stretches(4),
        travel in 0..40i64,
        minutes in 1..300u32,
        days in 1..9i64,
        (kind, week, most) in (0..KINDS.len(), 0..7u8, 1..5usize),
        around in prop::option::of((-5..12i64, 0..1440i64)),
        backup in prop::option::of((0..7u8, 0..1440u32)),
    ) -> (Held, Wish) {
        let span = |(start, length, _): &(i64, i64, bool)| {
            let start = from + Duration::minutes(*start);
            (start, start + Duration::minutes(*length))
        };
        let mut held = Held::nothing();
        held.busy = (busy.iter())
            .map(|b| {
                let (from, until) = span(b);
                let half = if b.2 { Half::First } else { Half::Second };
                Busy { half, from, until, title: String::new() }
            })
            .collect();
        held.taken = (taken.iter())
            .map(|t| {
                let (from, until) = span(t);
                Taken { from, until, called: if t.2 { "the check-in".into() } else { String::new() } }
            })
            .collect();
        (held.travel, held.quiet, held.here) = (Duration::minutes(travel), quiet, here);
        let midnight = zone::civil(from, here).date().and_time(NaiveTime::MIN);
        let wish = Wish {
            minutes,
            kind: KINDS[kind],
            from,
            until: from + Duration::days(days),
            around: around.map(|(day, at)| midnight + Duration::days(day) + Duration::minutes(at)),
            backup: backup.map(|(day, at)| Backup {
                day: Weekday::try_from(day).unwrap(),
                at: NaiveTime::from_num_seconds_from_midnight_opt(at * 60, 0).unwrap(),
            }),
            week: Weekday::try_from(week).unwrap(),
            most,
        };
        (held, wish)
    }
}

/// What stands in the way of an hour, looked for without any cleverness. Quiet hours are on the quarter hour here.
fn in_the_way(held: &Held, start: DateTime<Utc>, end: DateTime<Utc>) -> Option<String> {
    let meets = |from, until| from < until && from < end && start < until;
    if let Some(b) =
        (held.busy.iter()).find(|b| b.from < b.until && meets(b.from - held.travel, b.until + held.travel))
    {
        return Some(format!("busy: {b:?}"));
    }
    if let Some(t) = held.taken.iter().find(|t| meets(t.from, t.until)) {
        return Some(format!("taken: {t:?}"));
    }
    let mut at = start;
    while at < end {
        if held.quiet.end(at, held.here).is_some() {
            return Some(format!("quiet at {at}"));
        }
        at = (at + Duration::minutes(5)).min(end);
    }
    let last = end - Duration::seconds(1);
    (held.quiet.end(last, held.here)).map(|_| format!("quiet at {last}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn what_is_offered_is_open_to_both((held, wish) in world()) {
        let found = held.openings(&wish);
        prop_assert!(found.len() <= wish.most, "no more than were asked for");
        for o in &found {
            prop_assert_eq!(in_the_way(&held, o.start, o.end), None, "{:?}", o);
            prop_assert!(wish.from <= o.start && o.end <= wish.until, "within the time to look in: {:?}", o);
            prop_assert_eq!((o.end - o.start).num_minutes(), i64::from(wish.minutes), "as long as it is");
            prop_assert!(o.gap.0 <= o.start && o.end <= o.gap.1, "within its gap: {:?}", o);
        }
        for (i, a) in found.iter().enumerate() {
            let apart = found[i + 1..].iter().all(|b| a.end <= b.start || b.end <= a.start);
            prop_assert!(apart, "none lies over another: {:?}", found);
        }
    }

    #[test]
    fn openings_begin_on_the_quarter_hour_or_at_the_couples_own((held, wish) in world()) {
        for o in held.openings(&wish) {
            let wall = zone::civil(o.start, held.here).time();
            let own = wish.around.map(|a| a.time()) == Some(wall) || wish.backup.map(|b| b.at) == Some(wall);
            prop_assert!(own || (wall.minute() % 15, wall.second()) == (0, 0), "{wall}");
        }
    }

    #[test]
    fn where_there_is_room_something_is_offered((held, wish) in world()) {
        let length = Duration::minutes(wish.minutes.into());
        let mut start = Utc.timestamp_opt((wish.from.timestamp() + 899).div_euclid(900) * 900, 0).unwrap();
        let mut room = None;
        while start + length <= wish.until {
            if in_the_way(&held, start, start + length).is_none() {
                room = Some(start);
                break;
            }
            start += QUARTER;
        }
        if let Some(room) = room {
            prop_assert!(!held.openings(&wish).is_empty(), "there is room at {room}");
        }
    }

    #[test]
    fn a_free_back_up_hour_is_first((held, wish) in world()) {
        let Some(backup) = wish.backup else { return Ok(()) };
        let first = zone::civil(wish.from, held.here).date();
        let next = (0..8)
            .map(|day| zone::instant((first + Duration::days(day)).and_time(backup.at), held.here))
            .find(|at| *at >= wish.from && zone::civil(*at, held.here).date().week(backup.day).first_day()
                == zone::civil(*at, held.here).date());
        let Some(at) = next else { return Ok(()) };
        let end = at + Duration::minutes(wish.minutes.into());
        // An hour that the clocks leave out is not that hour.
        let is_there = zone::civil(at, held.here).time() == backup.at;
        if is_there && end <= wish.until && in_the_way(&held, at, end).is_none() {
            prop_assert_eq!(held.openings(&wish)[0].start, at, "before all others");
        }
    }

    #[test]
    fn gaps_are_open_to_both_and_by_day((held, wish) in world(), least in 15..240i64) {
        let least = Duration::minutes(least);
        let found = gaps(&held.lives(), wish.from, wish.until, least);
        for gap in &found {
            prop_assert_eq!(in_the_way(&held, gap.from, gap.until), None, "{:?}", gap);
            prop_assert!(gap.until - gap.from >= least, "long enough");
            let (from, until) = (zone::civil(gap.from, held.here), zone::civil(gap.until, held.here));
            prop_assert_eq!(from.date(), until.date(), "within a day");
            prop_assert!(from.hour() >= 10 && (until.hour(), until.minute()) <= (22, 0), "ten to ten");
            prop_assert!(wish.from <= gap.from && gap.until <= wish.until, "in the time asked for");
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].until <= pair[1].from), "by time, apart");
    }
}
