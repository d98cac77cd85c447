//! What a planner of ten years costs: a month's agenda, Today, one tick saved durably:
//! `cargo bench -p tests --bench agenda`, or `cargo xtask bench`.
//!
//! Wall time, because that is what somebody waits; CPU time of the same calls beside it, because other programs are
//! not the planner's doing. Everything is warm: nobody waits for the first call but at the start, which `startup`
//! measures.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock; nothing it measures does"
)]

mod support {
    pub mod figure;
}

use std::{
    error::Error,
    fs::File,
    hint::black_box,
    io::{Seek, SeekFrom, Write},
    path::Path,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use app::{App, Locale, clock::SystemClock, replies::Half};
use chrono::{Months, NaiveDate};
use support::figure::{self, Measured, median, percentile};

/// Calls of each question, and ticks saved.
const CALLS: u32 = 1_000;
const TICKS: usize = 400;

/// The moment at which the demo's ten years end, and where.
const NOW: &str = "2026-10-13T14:36:00+01:00";

fn main() -> ExitCode {
    figure::conclude("agenda", measure())
}

fn measure() -> Measured {
    // Not the system's temporary directory: that may be memory, where saving durably costs nothing.
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let clock = SystemClock::new(Some(NOW.parse()?), Some(chrono_tz::Europe::London));
    let app = App::open(dir.path(), Arc::new(clock), Locale::named("en_GB"))?;
    let filled = app.demo_years(10, 1)?.value;
    println!(
        "ten years of demo data  {} occurrences spoken of, {} ticks",
        filled.occurrences, filled.ticks
    );
    questions(&app)?;
    tick(&app, dir.path())
}

/// The pages people look at, each over the months a couple would leaf through: the last two years and the next.
fn questions(app: &App) -> Measured {
    let first = NaiveDate::from_ymd_opt(2024, 11, 1).expect("BUG: a date");
    let months: Vec<NaiveDate> = (0..36).map(|n| first + Months::new(n)).collect();
    let names: Vec<String> = months.iter().map(|m| m.format("%Y-%m").to_string()).collect();
    ask("a month's page", Some(5.0), |n| {
        Ok(app.month(Some(&names[n % names.len()]))?.weeks.len())
    })?;
    ask("a month's agenda", Some(5.0), |n| {
        let from = months[n % months.len()];
        Ok(app.agenda(from, from + Months::new(1))?.len())
    })?;
    ask("a year at a glance", Some(20.0), |n| {
        Ok(app.year(Some(2024 + (n % 3) as i32))?.months.len())
    })?;
    ask("a page of what is coming", None, |n| {
        let from = format!("{}-01", names[n % names.len()]);
        Ok(app.agenda_page(Some(&from))?.months.len())
    })?;
    ask("Today", None, |_| Ok(app.today()?.week.len()))?;
    ask("the gestures page", None, |_| {
        Ok(app.gestures(&Default::default())?.gestures.len())
    })?;
    ask("a year of small things", None, |n| {
        let year = app.gesture_year(Some(2024 + (n % 3) as i32))?;
        let days = year.weeks.iter().flatten().flatten();
        Ok(days.filter(|it| it.done.first || it.done.second).count())
    })
}

/// Asks once for each month to warm up, then counts. A question that finds nothing was not asked well.
fn ask(
    name: &str,
    at_most: Option<f64>,
    mut question: impl FnMut(usize) -> Result<usize, Box<dyn Error>>,
) -> Measured {
    let mut found = 0;
    for n in 0..40 {
        found += question(n)?;
    }
    if found == 0 {
        return Err(format!("{name} is empty").into());
    }
    let (mut wall, mut cpu) = (Vec::new(), Vec::new());
    for n in 0..CALLS as usize {
        let (began, spent_before) = (Instant::now(), spent());
        black_box(question(n)?);
        cpu.push(ms(spent().saturating_sub(spent_before)));
        wall.push(ms(began.elapsed()));
    }
    figure::print(
        &format!("{name}, ten years of data, warm, p50"),
        median(&wall),
        "ms",
        None,
    );
    figure::print(
        &format!("{name}, ten years of data, warm, p99"),
        percentile(&wall, 99),
        "ms",
        at_most,
    );
    figure::print(
        &format!("{name}, the same in CPU time, p99"),
        percentile(&cpu, 99),
        "ms",
        None,
    );
    Ok(())
}

/// Ticks, each alternated with the least a disk can do for anybody: 4 KiB written and synchronised.
fn tick(app: &App, dir: &Path) -> Measured {
    // Done once a day each: as many as there are to tick.
    let gestures = app.gestures(&Default::default())?.gestures;
    let today = domain::zone::civil(app.now(), app.zone()).date();
    let mut floor_file = File::create(dir.join("floor"))?;
    let (mut saved, mut floor) = (Vec::new(), Vec::new());
    for n in 0..TICKS + 20 {
        let gesture = gestures.get(n % 100).ok_or("the demo has too few gestures")?;
        let day = (today - chrono::Days::new((n / 100) as u64)).to_string();
        let began = Instant::now();
        app.tick_gesture(&gesture.id, Half::First, Some(&day), "")?;
        let took = ms(began.elapsed());
        let began = Instant::now();
        // At the file's beginning again and again: what grows costs the file system more.
        floor_file.seek(SeekFrom::Start(0))?;
        floor_file.write_all(&[n as u8; 4096])?;
        floor_file.sync_data()?;
        // The first few find the files' blocks still to be given out.
        if n >= 20 {
            saved.push(took);
            floor.push(ms(began.elapsed()));
        }
    }
    figure::print("one tick saved durably, p50", median(&saved), "ms", None);
    figure::print("one tick saved durably, p99", percentile(&saved, 99), "ms", None);
    figure::print("the disk's own 4 KiB, p50", median(&floor), "ms", None);
    figure::print("the disk's own 4 KiB, p99", percentile(&floor, 99), "ms", None);
    figure::print(
        "one tick against the disk's own, p50",
        median(&saved) / median(&floor),
        "times",
        None,
    );
    figure::print(
        "one tick against the disk's own, p99",
        percentile(&saved, 99) / percentile(&floor, 99),
        "times",
        None,
    );
    Ok(())
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

/// The CPU time of this thread.
#[cfg(unix)]
fn spent() -> Duration {
    let at = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(at).expect("BUG: time spent is never negative")
}

/// Where there is no such clock, the time that passes.
#[cfg(not(unix))]
fn spent() -> Duration {
    static BEGAN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    BEGAN.elapsed()
}
