//! On time, late, or too late: a hundred thousand looks at a date, most of them a second beside a boundary, against what
//! the rules say in other words.

use chrono::{DateTime, Duration, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use domain::{
    occurrence::Occurrence,
    reminder::{Entry, Lead, ReminderKey, Source},
};
use proptest::prelude::*;

use crate::support::*;

const CASES: u32 = 100_000;

/// What the rules say of one lead at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// There is no such reminder.
    None,
    /// Not yet, or not at this hour.
    Later,
    /// It may be said.
    Now,
    /// Its time is over.
    Over,
}

/// Whether the wall says a time between 22:30 and 07:00.
fn night(at: DateTime<Utc>, here: Tz) -> bool {
    let wall = at.with_timezone(&here);
    let minute = wall.hour() * 60 + wall.minute();
    !(7 * 60..22 * 60 + 30).contains(&minute)
}

/// The wall time at which the night ends that a moment lies in.
fn morning(at: DateTime<Utc>, here: Tz) -> NaiveDateTime {
    let wall = at.with_timezone(&here).naive_local();
    let day = if wall.hour() >= 12 {
        wall.date() + Duration::days(1)
    } else {
        wall.date()
    };
    day.and_hms_opt(7, 0, 0).unwrap()
}

/// The rules: due at its hour, never for longer than half an hour after the start, never at night unless it was due
/// within three hours of its date or the morning would be too late.
fn verdict(o: &Occurrence, meant: DateTime<Utc>, now: DateTime<Utc>, here: Tz) -> Verdict {
    let minutes_ahead = (o.start - meant).num_minutes();
    let of_use_in_the_morning = morning(now, here) < o.start.with_timezone(&here).naive_local();
    if meant > o.start || meant < o.timed_at {
        Verdict::None
    } else if now - o.start > Duration::minutes(30) {
        Verdict::Over
    } else if now < meant || (night(now, here) && minutes_ahead > 180 && of_use_in_the_morning) {
        Verdict::Later
    } else {
        Verdict::Now
    }
}

/// When a lead is meant to come, by what a calendar on the wall says.
fn meant(o: &Occurrence, lead: Lead, here: Tz) -> DateTime<Utc> {
    match lead {
        Lead::Before { minutes } => o.start - Duration::minutes(minutes.into()),
        Lead::Day { days, at } => {
            let wall = (o.local.date() - Duration::days(days.into())).and_time(at);
            // The first instant at which the wall says so; where it never does, the same distance behind midnight.
            match here.from_local_datetime(&wall).earliest() {
                Some(at) => at.to_utc(),
                None => {
                    let before = here
                        .from_local_datetime(&(wall - Duration::hours(3)))
                        .earliest()
                        .unwrap();
                    before.to_utc() + Duration::hours(3)
                }
            }
        }
    }
}

#[derive(Debug, Clone)]
struct Case {
    o: Occurrence,
    leads: Vec<Lead>,
    now: DateTime<Utc>,
    last: DateTime<Utc>,
    here: Tz,
}

fn any_lead() -> impl Strategy<Value = Lead> {
    prop_oneof![
        Just(Lead::EVENING),
        Just(Lead::NINETY),
        (0u32..600).prop_map(|minutes| Lead::Before { minutes }),
        (0u32..4, 0u32..24 * 60).prop_map(|(days, minute)| Lead::Day {
            days,
            at: NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap(),
        }),
    ]
}

prop_compose! {
    fn case()(
        // Half of the dates lie around a change of the clocks.
        day in prop_oneof![0i64..1_000, 86i64..90, 296i64..300],
        minute in 0i64..24 * 60,
        leads in prop::collection::vec(any_lead(), 1..4),
        place in prop::sample::select(vec![Tz::Europe__London, Tz::America__New_York, Tz::Australia__Lord_Howe]),
        boundary in 0usize..8,
        off in prop_oneof![Just(-1i64), Just(0), Just(1), -40_000i64..40_000],
        made in prop_oneof![Just(None), (0i64..200_000).prop_map(Some)],
        last in prop_oneof![Just(-1i64), Just(0), Just(1), 60i64..500_000],
    ) -> Case {
        let local = civil("2026-01-01T00:00") + Duration::days(day) + Duration::minutes(minute);
        let start = domain::zone::instant(local, place);
        let mut o = date("2026-10-15T19:00");
        (o.local, o.start, o.end, o.zone) = (local, start, start + Duration::hours(2), place);
        o.key.original = local;
        o.timed_at = made.map_or(DateTime::UNIX_EPOCH, |seconds| start - Duration::seconds(seconds));
        let wall = start.with_timezone(&place).naive_local().date();
        let on = |days: i64, hour, minute| {
            domain::zone::instant((wall - Duration::days(days)).and_hms_opt(hour, minute, 0).unwrap(), place)
        };
        let edge = match boundary {
            n @ 0..=2 => meant(&o, leads[n % leads.len()], place),
            3 => start - Duration::hours(3),
            4 => start + Duration::minutes(30),
            5 => on(1, 22, 30),
            6 => on(0, 7, 0),
            _ => start,
        };
        let now = edge + Duration::seconds(off);
        // The last look: on either side of the end of its grace, or some time ago.
        let over = start + Duration::minutes(30);
        let last = if last <= 1 { over + Duration::seconds(last) } else { now - Duration::seconds(last) };
        Case { o, leads, now, last: last.min(now), here: place }
    }
}

fn lead(key: ReminderKey) -> Lead {
    match key.source {
        Source::Date { lead, .. } => lead,
        other => panic!("{other:?} is no lead"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, ..ProptestConfig::default() })]

    #[test]
    fn no_lead_is_early_late_or_lost_by_a_second(case in case()) {
        let Case { o, mut leads, now, last, here } = case;
        leads.sort_unstable();
        leads.dedup();
        let mut look = Look::at_instant(now);
        look.last = Some(last);
        look.policy.here = here;
        look.facts.occurrences.push((o.clone(), leads.clone()));
        let plan = look.plan();

        let verdicts: Vec<_> = leads.iter().map(|l| (*l, meant(&o, *l, here))).map(|(l, m)| (l, m, verdict(&o, m, now, here))).collect();
        let newest = verdicts.iter().filter(|(.., v)| *v == Verdict::Now).map(|(l, m, _)| (*m, *l)).max();
        let said: Vec<_> = plan.deliver.iter().map(|due| lead(due.key)).collect();
        prop_assert_eq!(said.len(), usize::from(newest.is_some()), "one speaks if one may: {:?}", verdicts);
        prop_assert_eq!(said.first().copied(), newest.map(|(_, l)| l), "and the newest does: {:?}", verdicts);
        for (l, m, v) in &verdicts {
            let closed = plan.close.iter().find(|(due, _)| lead(due.key) == *l).map(|(_, entry)| *entry);
            let expected = match v {
                Verdict::None | Verdict::Later => None,
                Verdict::Now if said.contains(l) => None,
                Verdict::Now => Some(Entry::Superseded),
                Verdict::Over if last <= o.start + Duration::minutes(30) => Some(Entry::Expired),
                Verdict::Over => None,
            };
            // One that waits for the morning is superseded as soon as a newer one is due.
            let newer = |(o, n, v): &(Lead, DateTime<Utc>, Verdict)| {
                *v != Verdict::None && *n <= now && (n, o) > (m, l)
            };
            let early = *v == Verdict::Later && closed == Some(Entry::Superseded) && verdicts.iter().any(newer);
            prop_assert!(closed == expected || early, "{:?} of {} at {}: {:?}", l, o.start, now, closed);
            if *v == Verdict::Later && closed.is_none() {
                prop_assert!(plan.next_wake.is_some_and(|next| next > now), "it is waited for");
            }
        }
        if let Some(next) = plan.next_wake {
            prop_assert!(next > now, "and never for a moment that has come");
        }
    }
}
