//! Ten years with fifty standing dates, on a computer that sleeps, dies, travels and is told the wrong time.
//!
//! A seed is one life; the same seed is the same life. `STANDING_SEED=7` lives that one alone, `STANDING_DIARY=1`
//! tells all that happens in it, `STANDING_SOAK=1` lives all twenty for ten years.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod accounts;
mod chance;
mod computer;
mod couple;
mod habits;
mod ledger;
mod life;
mod month;
mod rules;
mod snoozes;
mod travel;

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{Mutex, PoisonError},
};

use life::Life;
use rustix::time::{ClockId, clock_gettime};

const DATES: u128 = 50;

/// Whether everything that happens is told, for whoever has to find a failure.
fn diary() -> bool {
    static DIARY: std::sync::OnceLock<bool> = std::sync::OnceLock::new();
    *DIARY.get_or_init(|| std::env::var_os("STANDING_DIARY").is_some())
}

fn soak() -> bool {
    std::env::var_os("STANDING_SOAK").is_some()
}

/// Whether one life, or one case, was asked for.
fn alone() -> bool {
    ["STANDING_SEED", "STANDING_CASE"]
        .iter()
        .any(|name| std::env::var_os(name).is_some())
}

#[test]
fn every_reminder_of_ten_years_ends_in_one_way() {
    let years = if soak() { 10 } else { 1 };
    let chosen = std::env::var("STANDING_SEED").ok();
    let seeds: Vec<u64> = match chosen {
        Some(seed) => vec![seed.parse().expect("STANDING_SEED is a number")],
        None if soak() => (1..=20).collect(),
        None => vec![1, 2],
    };
    // Each on a thread of its own, as many at once as there are processors.
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let left = Mutex::new(seeds.into_iter());
    std::thread::scope(|scope| {
        for _ in 0..processors {
            scope.spawn(|| {
                loop {
                    let seed = left.lock().unwrap_or_else(PoisonError::into_inner).next();
                    match seed {
                        Some(seed) => one_life(seed, years),
                        None => return,
                    }
                }
            });
        }
    });
}

fn one_life(seed: u64, years: i64) {
    let began = processor_seconds();
    let mut life = Life::of(seed, DATES);
    let lived = catch_unwind(AssertUnwindSafe(|| life.live(years * 365)));
    let took = processor_seconds() - began;
    if let Err(why) = lived {
        println!(
            "seed {seed} failed at {} after {took:.1} s; to see it again:\n  STANDING_SEED={seed} {}cargo test -p tests --test simulation",
            life.moment(),
            if soak() { "STANDING_SOAK=1 " } else { "" },
        );
        resume_unwind(why);
    }
    let a = &life.accounts;
    println!(
        "figure: seed {seed}: {} dates, {} reminders, {} shown, {} of them again, {} looks, {} crashes, {took:.1} s; {:?}",
        a.occurrences, a.reminders, a.shows, a.repeats, life.computer.looks, life.crashes, a.ends
    );
}

fn processor_seconds() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
