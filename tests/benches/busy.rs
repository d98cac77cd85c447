//! What two lives with ten thousand entries in one of them cost: taking the file in, and the pages that show it.
//! `cargo bench -p tests --bench busy`, or `cargo xtask bench`.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock; nothing it measures does"
)]

mod support {
    pub mod figure;
    pub mod office;
}

use std::{
    error::Error,
    hint::black_box,
    ops::ControlFlow,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use app::{
    App, Locale,
    clock::SystemClock,
    import::CalendarFile,
    replies::{ImportAs, ImportForm, Ticks},
};
use chrono::{NaiveDate, TimeZone};
use support::{
    figure::{self, Measured, median, percentile},
    office,
};

/// Calls of each question.
const CALLS: usize = 400;

/// Where in the year of the file a couple leafs about.
const NOW: &str = "2026-06-13T14:36:00+01:00";

fn main() -> ExitCode {
    figure::conclude("busy", measure())
}

fn measure() -> Measured {
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let clock = SystemClock::new(Some(NOW.parse()?), Some(chrono_tz::Europe::London));
    let app = App::open(dir.path(), Arc::new(clock), Locale::named("en_GB"))?;
    app.demo_years(1, 1)?;
    let text = office::ten_thousand();
    let before = most_memory();
    let file = timed("a file of ten thousand entries, read", || {
        Ok(CalendarFile::of_bytes("office.ics", text.as_bytes(), &mut on)?)
    })?;
    let form = ImportForm {
        take_as: ImportAs::First,
        names: false,
        watch: false,
        ticks: Ticks::default(),
    };
    timed("its preview", || Ok(app.preview_import(&file, &form)?))?;
    let kept = timed("taken in, one write", || Ok(app.import(&file, &form, &mut on)?))?;
    println!("{}", kept.value.said);
    figure::print(
        "the most memory while that was done, more than before",
        most_memory() - before,
        "MiB",
        None,
    );
    pages(&app)?;
    timed("its preview again, unchanged", || {
        Ok(app.preview_import(&file, &form)?)
    })?;
    timed("taken back", || Ok(app.undo()?))?;
    Ok(())
}

fn pages(app: &App) -> Measured {
    let here = chrono_tz::Europe::London;
    let months: Vec<NaiveDate> = (1..=12)
        .map(|month| NaiveDate::from_ymd_opt(2026, month, 1).expect("BUG: a date"))
        .collect();
    ask("busy time of a month", 5.0, |n| {
        let from = here
            .from_utc_datetime(&months[n % 12].and_time(chrono::NaiveTime::MIN))
            .to_utc();
        Ok(app.busy_between(from, from + chrono::Duration::days(31))?.len())
    })?;
    ask("busy time of a week", 5.0, |n| {
        let from = here
            .from_utc_datetime(&months[n % 12].and_time(chrono::NaiveTime::MIN))
            .to_utc();
        Ok(app.busy_between(from, from + chrono::Duration::days(7))?.len())
    })?;
    let names: Vec<String> = months.iter().map(|m| m.format("%Y-%m").to_string()).collect();
    ask("a month's page", 5.0, |n| {
        Ok(app.month(Some(&names[n % 12]))?.weeks.len())
    })?;
    let days: Vec<String> = months.iter().map(NaiveDate::to_string).collect();
    ask("a week's page, with what is open to both", 20.0, |n| {
        Ok(app.week(Some(&days[n % 12]))?.days.len())
    })?;
    ask("Today", 20.0, |_| Ok(app.today()?.week.len()))
}

fn ask(
    name: &str,
    at_most: f64,
    mut question: impl FnMut(usize) -> Result<usize, Box<dyn Error>>,
) -> Measured {
    let mut found = 0;
    for n in 0..24 {
        found += question(n)?;
    }
    if found == 0 {
        return Err(format!("{name} is empty").into());
    }
    let (mut wall, mut cpu) = (Vec::with_capacity(CALLS), Vec::with_capacity(CALLS));
    for n in 0..CALLS {
        let (began, spent_before) = (Instant::now(), spent());
        black_box(question(n)?);
        cpu.push(ms(spent().saturating_sub(spent_before)));
        wall.push(ms(began.elapsed()));
    }
    let name = format!("{name}, ten thousand entries, warm");
    figure::print(&format!("{name}, p50"), median(&wall), "ms", None);
    figure::print(&format!("{name}, p99"), percentile(&wall, 99), "ms", None);
    // Other programs are not the planner's doing.
    figure::print(
        &format!("{name}, the same in CPU time, p99"),
        percentile(&cpu, 99),
        "ms",
        Some(at_most),
    );
    Ok(())
}

fn timed<T>(name: &str, work: impl FnOnce() -> Result<T, Box<dyn Error>>) -> Result<T, Box<dyn Error>> {
    let began = Instant::now();
    let done = work()?;
    figure::print(name, ms(began.elapsed()), "ms", None);
    Ok(done)
}

fn on(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn spent() -> Duration {
    let at = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(at).expect("BUG: time spent is never negative")
}

/// The most this process ever had, in MiB.
fn most_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kib.unwrap_or(0.0) / 1024.0
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
