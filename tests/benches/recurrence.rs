//! What recurrence costs, on one core, in CPU time, as the quickest of several rounds: `cargo bench -p tests --bench recurrence`, or `cargo xtask bench`.
//!
//! Each line is `name  figure  unit  (target)`. Every run does the whole work, the reading of the rule's text included.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock; nothing it measures does"
)]

use std::{hint::black_box, time::Duration};

use chrono::{NaiveDate, NaiveDateTime};
use domain::recurrence::{Moment, Rule, Series, Window};

fn day(year: i32, month: u32, day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, month, day)
        .and_then(|d| d.and_hms_opt(hour, 0, 0))
        .expect("BUG: a date")
}

/// The quickest of some rounds: what the work costs when nothing else is in the way.
fn quickest(rounds: u32, mut work: impl FnMut()) -> Duration {
    (0..rounds)
        .map(|_| {
            let began = spent();
            work();
            spent().saturating_sub(began)
        })
        .min()
        .expect("BUG: at least one round")
}

/// The CPU time of this thread, so that a busy machine does not count.
#[cfg(unix)]
fn spent() -> Duration {
    let at = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(at).expect("BUG: time spent is never negative")
}

/// Where there is no such clock, the time that passes.
#[cfg(not(unix))]
fn spent() -> Duration {
    static BEGAN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    BEGAN.elapsed()
}

/// The next start after 22 November 2026 of a rule that began in November 1996, in New York, as an instant.
fn next_of(name: &str, text: &str, target: &str) {
    const CALLS: u32 = 2_000;
    let (start, now) = (day(1996, 11, 22, 19), day(2026, 11, 22, 12));
    let once = || {
        let rule = Rule::parse(black_box(text)).expect("BUG: a rule");
        let next = rule
            .first_from(start, now)
            .expect("BUG: before the horizon")
            .expect("BUG: it goes on");
        domain::zone::instant(next, chrono_tz::America::New_York)
    };
    let took = quickest(20, || (0..CALLS).for_each(|_| _ = black_box(once())));
    println!(
        "{name}  {:.2}  us  {target}",
        took.as_secs_f64() * 1e6 / f64::from(CALLS)
    );
}

/// A thousand rules as a busy household has them, begun between 2020 and 2024, and their whole year 2025.
fn mixed_year() {
    const SHAPES: [&str; 10] = [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;BYDAY=TH",
        "FREQ=WEEKLY;BYDAY=MO,WE,FR",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=3",
        "FREQ=WEEKLY;BYDAY=SU;COUNT=200",
    ];
    let zones = [
        chrono_tz::Europe::London,
        chrono_tz::America::New_York,
        chrono_tz::Europe::Paris,
    ];
    let window = Window {
        from: day(2025, 1, 1, 0),
        to: day(2026, 1, 1, 0),
        limit: usize::MAX,
    };
    let mut found = 0;
    let took = quickest(10, || {
        found = 0;
        for n in 0..1_000u32 {
            let shape = SHAPES[n as usize % SHAPES.len()];
            let start = day(2020 + (n % 5) as i32, 1 + n % 12, 1 + n % 28, 7 + n % 15);
            let mut series = Series::once(Moment::Zoned(start, zones[n as usize % zones.len()]));
            series
                .rules
                .push(Rule::parse(black_box(shape)).expect("BUG: a rule"));
            let year = series.expand(&window).expect("BUG: before the horizon");
            found += year.instances.iter().filter(|i| i.at.instant().is_some()).count();
        }
    });
    let ms = took.as_secs_f64() * 1e3;
    println!("1,000 mixed rules over one year  {ms:.1}  ms  (<= 60)");
    println!(
        "occurrences among them  {found}  starts  ({:.0} ns each)",
        took.as_nanos() as f64 / found as f64
    );
}

/// The dearest of the rules that were written to be dear; `tests/conformance/hostile.rs` has them all.
fn slowest_hostile() {
    const HOSTILE: [&str; 7] = [
        "FREQ=SECONDLY;COUNT=4294967295;BYHOUR=3",
        "FREQ=SECONDLY;UNTIL=20991231;INTERVAL=2;BYSECOND=1",
        "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=31",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=7",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5",
    ];
    let (start, now) = (day(1970, 1, 1, 0), day(2026, 11, 22, 12));
    let cost = |text: &&str| {
        quickest(3, || {
            let rule = Rule::parse(black_box(text)).expect("BUG: a rule");
            // Some have no answer within the budget: that is an answer too.
            _ = black_box(rule.first_from(start, now));
        })
    };
    let (took, text) = HOSTILE
        .iter()
        .map(|text| (cost(text), text))
        .max()
        .expect("BUG: not empty");
    println!(
        "slowest hostile rule  {:.1}  ms  (<= 100; {text})",
        took.as_secs_f64() * 1e3
    );
}

fn main() {
    next_of("next occurrence, daily, 30 years old", "FREQ=DAILY", "(<= 10)");
    next_of(
        "next occurrence, weekly, 30 years old",
        "FREQ=WEEKLY;BYDAY=MO,WE,FR",
        "(<= 10)",
    );
    next_of(
        "next occurrence, monthly, 30 years old",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "(<= 10)",
    );
    next_of(
        "next occurrence, yearly, 30 years old",
        "FREQ=YEARLY",
        "(no target)",
    );
    mixed_year();
    slowest_hostile();
}
