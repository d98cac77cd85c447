//! What holds for every rule, tried on random ones.

use chrono::{Duration, NaiveDateTime};
use proptest::prelude::*;

use super::{
    HORIZON, Rule,
    engine::{Candidates, Next},
};

pub(super) fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

/// A rule of any frequency, as text; every one can be read.
pub(super) fn any_rule() -> impl Strategy<Value = String> {
    let some = |values: &'static [&'static str]| {
        proptest::option::weighted(
            0.4,
            proptest::sample::subsequence(values.to_vec(), 1..=values.len().min(4)),
        )
    };
    let days = some(&["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);
    let nth = some(&["1FR", "-1SU", "2WE", "5MO", "TU", "-4TH"]);
    let months = some(&["1", "2", "3", "6", "10", "12"]);
    let month_days = some(&["1", "13", "29", "31", "-1", "-5"]);
    let year_days = some(&["1", "100", "366", "-1"]);
    let weeks = some(&["1", "20", "52", "53", "-1"]);
    let hours = some(&["0", "9", "19", "23"]);
    let minutes = some(&["0", "30", "45"]);
    let positions = some(&["1", "2", "-1"]);
    let ends = prop_oneof![
        Just(String::new()),
        (1..40u32).prop_map(|n| format!(";COUNT={n}")),
        (0..4_000i64).prop_map(|d| format!(
            ";UNTIL={}",
            (wall("2020-01-01T00:00") + Duration::days(d)).format("%Y%m%d")
        ))
    ];
    let freq = proptest::sample::select(vec!["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"]);
    let week_start = proptest::sample::select(vec!["", ";WKST=SU", ";WKST=TH"]);
    (
        freq,
        1..5u32,
        ends,
        week_start,
        days,
        nth,
        (months, month_days, year_days, weeks),
        hours,
        minutes,
        positions,
    )
        .prop_map(
            |(
                freq,
                interval,
                end,
                wkst,
                days,
                nth,
                (months, month_days, year_days, weeks),
                hours,
                minutes,
                pos,
            )| {
                let (year, month) = (freq == "YEARLY", freq == "MONTHLY");
                let weeks = weeks.filter(|_| year);
                let days = if (year && weeks.is_none()) || month {
                    nth.or(days)
                } else {
                    days
                };
                let parts = [
                    ("BYMONTH", months),
                    ("BYWEEKNO", weeks),
                    (
                        "BYYEARDAY",
                        year_days.filter(|_| year || freq == "HOURLY" || freq == "MINUTELY"),
                    ),
                    ("BYMONTHDAY", month_days.filter(|_| freq != "WEEKLY")),
                    ("BYDAY", days),
                    ("BYHOUR", hours),
                    ("BYMINUTE", minutes),
                    ("BYSETPOS", pos),
                ];
                let parts: String = parts
                    .into_iter()
                    .filter_map(|(name, list)| Some(format!(";{name}={}", list?.join(","))))
                    .collect();
                format!("FREQ={freq};INTERVAL={interval}{end}{wkst}{parts}")
            },
        )
}

pub(super) fn any_start() -> impl Strategy<Value = NaiveDateTime> {
    (
        0..4_000i64,
        0..24i64,
        proptest::sample::select(vec![0i64, 15, 30, 45]),
    )
        .prop_map(|(d, h, m)| {
            wall("2016-02-28T00:00") + Duration::days(d) + Duration::hours(h) + Duration::minutes(m)
        })
}

/// The starts of a rule, one after the other from the very first: no fast-forward, no shortcut for COUNT.
fn plainly(
    rule: &Rule,
    start: NaiveDateTime,
    from: NaiveDateTime,
    to: NaiveDateTime,
    limit: usize,
) -> Option<Vec<NaiveDateTime>> {
    let mut candidates = Candidates::new(&rule.parts, start, start, 400_000).unwrap();
    let (mut all, mut count) = (Vec::new(), 0);
    while let Next::At(at) = candidates.next() {
        let past = rule.parts.until.is_some_and(|until| !until.admits(at, None));
        if past || at >= to || all.len() == limit || rule.parts.count == Some(count) {
            return Some(all);
        }
        if at >= start {
            count += 1;
            if at >= from {
                all.push(at);
            }
        }
    }
    // Out of steps says nothing about the rest; over by itself does.
    matches!(candidates.next(), Next::Over).then_some(all)
}

/// 400 cases, or as many as `PROPTEST_CASES` says (the long run); nothing is written beside the sources.
pub(super) fn many() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(400);
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn an_occurrence_is_never_before_its_start(rule in any_rule(), start in any_start(), back in 0..400i64) {
        let rule = Rule::parse(&rule).unwrap();
        let found = rule.starts(start, start - Duration::days(back), start + Duration::days(800), 200).unwrap();
        prop_assert!(found.at.iter().all(|at| *at >= start), "{} from {start}: {:?}", rule.text(), found.at.first());
        prop_assert!(found.at.is_sorted_by(|a, b| a < b), "in order, each once: {}", rule.text());
    }

    #[test]
    fn jumping_to_the_window_finds_what_walking_there_finds(
        rule in any_rule(), start in any_start(), ahead in 0..3_000i64, long in 1..800i64,
    ) {
        let rule = Rule::parse(&rule).unwrap();
        let from = start + Duration::days(ahead) - Duration::minutes(7);
        let to = from + Duration::days(long);
        let found = rule.starts(start, from, to, 100).unwrap();
        if let Some(walked) = plainly(&rule, start, from, to, 100)
            && (!found.truncated || found.at.len() == 100)
        {
            prop_assert_eq!(&found.at, &walked, "{} from {}", rule.text(), start);
        }
    }

    #[test]
    fn leaping_over_hours_and_days_loses_no_minute(
        interval in 1..200i64,
        hours in proptest::sample::subsequence((0..24u32).collect::<Vec<_>>(), 1..12),
        minutes in proptest::sample::subsequence((0..60u32).collect::<Vec<_>>(), 1..30),
        days in proptest::sample::subsequence(vec![1u32, 2, 3, 28, 29, 30, 31], 1..5),
        start in any_start(),
    ) {
        use chrono::{Datelike, Timelike};
        let list = |values: &[u32]| values.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let (h, m, d) = (list(&hours), list(&minutes), list(&days));
        let text = format!("FREQ=MINUTELY;INTERVAL={interval};BYHOUR={h};BYMINUTE={m};BYMONTHDAY={d}");
        let to = start + Duration::days(40);
        let one_by_one: Vec<_> = (0..)
            .map(|n| start + Duration::minutes(n * interval))
            .take_while(|at| *at < to)
            .filter(|at| hours.contains(&at.hour()) && minutes.contains(&at.minute()) && days.contains(&at.day()))
            .collect();
        let found = Rule::parse(&text).unwrap().starts(start, start, to, usize::MAX).unwrap();
        prop_assert_eq!(found.at, one_by_one, "{} from {}", text, start);
    }

    #[test]
    fn the_canonical_text_is_the_same_rule(rule in any_rule()) {
        let once = Rule::parse(&rule).unwrap();
        prop_assert_eq!(Rule::parse(once.text()).unwrap(), once, "written and read again");
    }

    #[test]
    fn no_text_makes_it_panic(text in "(FREQ=)?[A-Z0-9=;,+\\- é]{0,60}") {
        let _ = Rule::parse(&text);
    }

    #[test]
    fn a_limit_keeps_the_first_ones(rule in any_rule(), start in any_start(), limit in 0..20usize) {
        let rule = Rule::parse(&rule).unwrap();
        let to = start + Duration::days(500);
        let (all, some) = (rule.starts(start, start, to, 50).unwrap(), rule.starts(start, start, to, limit).unwrap());
        prop_assert_eq!(&some.at[..], &all.at[..limit.min(all.at.len())], "{}", rule.text());
        prop_assert_eq!(some.truncated, all.at.len() > limit || all.truncated, "{}", rule.text());
    }
}

/// The `rrule` crate by itself, where it can be trusted: whole days and longer, no `BYWEEKNO`, no numbered days beside
/// plain ones, no `BYSETPOS` in a first week that began before the start.
mod beside_the_crate {
    use super::*;

    fn by_the_crate(text: &str, start: NaiveDateTime) -> Vec<NaiveDateTime> {
        let text = format!("DTSTART:{}Z\nRRULE:{text}", start.format("%Y%m%dT%H%M%S"));
        let set: rrule::RRuleSet = text.parse().unwrap();
        set.all(60).dates.into_iter().map(|at| at.naive_utc()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { max_global_rejects: 10_000_000, ..many() })]

        #[test]
        fn the_crate_and_we_agree_on_days_weeks_months_and_years(rule in any_rule(), start in any_start()) {
            let rule = Rule::parse(&rule).unwrap();
            let p = &rule.parts;
            let numbered = p.by_day.iter().filter(|d| matches!(d, rrule::NWeekday::Nth(..))).count();
            prop_assume!(!p.is_sub_daily() && p.by_week_no.is_empty() && p.by_set_pos.is_empty() && p.until.is_none());
            prop_assume!(numbered == 0 || numbered == p.by_day.len());
            let mut theirs = by_the_crate(rule.text(), start);
            theirs.retain(|at| at.date() < HORIZON);
            let ours = rule.starts(start, start, NaiveDateTime::MAX, 60).unwrap().at;
            prop_assert_eq!(ours, theirs, "{} from {}", rule.text(), start);
        }
    }
}
