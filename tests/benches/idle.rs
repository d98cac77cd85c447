//! What reminders cost while there are none: the app in the tray, and `standing remind --watch`, left alone for ten
//! minutes: `cargo bench -p tests --features desktop --bench idle`, or `cargo xtask bench`. `-- --minutes 1` for trying.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock; nothing it measures does"
)]

#[allow(dead_code, reason = "the floors and the marks are for others")]
mod support {
    pub mod figure;
    pub mod rest;
    pub mod share;
    pub mod stage;
    pub mod tree;
}

use std::{
    path::Path,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use app::{App, Locale, clock::SystemClock};
use chrono::{DateTime, TimeDelta, Utc};
use support::{
    figure::{self, Measured},
    rest::Activity,
    share,
    stage::{self, Stage},
    tree,
};
use tests::session::{Server, Session, Watch};
use tokio::time::sleep;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// How long a program is left to itself before it is measured.
const SETTLED: Duration = Duration::from_secs(20);

/// Of one processor, in per cent.
const BUSY: f64 = 0.2;
/// In a minute.
const WAKES: f64 = 4.0;
/// In megabytes, for the watch.
const MEMORY: f64 = 15.0;

#[tokio::main]
async fn main() -> ExitCode {
    figure::conclude("idle", measure().await)
}

async fn measure() -> Measured {
    let minutes = minutes()?;
    // The watch alone first: the app would share its libraries, and make it look smaller.
    let watching = watching().await?;
    sleep(SETTLED).await;
    let memory = share::together(&tree::of(watching.watch.pid())?)?;

    let mut stage = Stage::set().await?;
    let app = stage.app(&["--hidden"])?;
    stage.tray.has_icon().await;
    sleep(SETTLED).await;

    let watch = tree::of(watching.watch.pid())?;
    let (app_before, watch_before) = (Activity::of(&app.family()?)?, Activity::of(&watch)?);
    let begun = Instant::now();
    sleep(Duration::from_secs_f64(minutes * 60.0)).await;
    let (app_after, watch_after) = (Activity::of(&app.family()?)?, Activity::of(&watch)?);
    let seconds = begun.elapsed().as_secs_f64();
    stage.end(app).await?;

    figure::print("left alone for", seconds / 60.0, "minutes", None);
    let of = |after: &Activity, before: &Activity, name| after.wakes_since(before, seconds, name);
    figure::print(
        "app in the tray, processor",
        app_after.busy_since(&app_before, seconds),
        "%",
        Some(BUSY),
    );
    figure::print(
        "app in the tray, reminder engine wakes",
        of(&app_after, &app_before, Some("clockwork")),
        "times a minute",
        Some(WAKES),
    );
    figure::print(
        "app in the tray, all threads wake, GTK's and D-Bus' too",
        of(&app_after, &app_before, None),
        "times a minute",
        None,
    );
    figure::print(
        "standing remind --watch, processor",
        watch_after.busy_since(&watch_before, seconds),
        "%",
        Some(BUSY),
    );
    figure::print(
        "standing remind --watch, all threads wake",
        of(&watch_after, &watch_before, None),
        "times a minute",
        Some(WAKES),
    );
    // Again at the end, alone again: it does not grow.
    let memory = memory.max(share::together(&watch)?);
    figure::print("standing remind --watch, memory", memory, "MB", Some(MEMORY));
    let ended = watching.watch.stopped().await;
    if !ended.status.success() {
        return Err(format!("the watch ended badly: {}", ended.complaints).into());
    }
    Ok(())
}

/// A watch that has shown a reminder, over ten years of a couple's life.
struct Watching {
    watch: Watch,
    _server: Server,
    _session: Session,
}

async fn watching() -> Result<Watching> {
    let session = Session::start().await;
    let mut server = Server::start(&session).await;
    let planner = session.home().join("planner");
    let begins = ten_years(&planner)? - TimeDelta::seconds(5);
    let mut command = session.watching(&planner, stage::ZONE);
    command.args(["--now", &begins.to_rfc3339()]);
    let release = stage::release("standing")?;
    if command.as_std().get_program() != release.as_os_str() {
        return Err("another `standing` than the release build would be measured".into());
    }
    let watch = Watch::start(&session, command);
    server
        .next(Duration::from_secs(30))
        .await
        .ok_or("the watch showed nothing")?;
    Ok(Watching {
        watch,
        _server: server,
        _session: session,
    })
}

/// Fills a planner, and answers when its next reminder is due.
fn ten_years(planner: &Path) -> Result<DateTime<Utc>> {
    let now: DateTime<Utc> = stage::NOW.parse()?;
    let clock = SystemClock::new(Some(now), Some(stage::ZONE.parse()?));
    let app = App::open(planner, Arc::new(clock), Locale::named("en_GB"))?;
    app.demo_years(10, 1)?;
    let ahead = app.upcoming(now + TimeDelta::days(14))?;
    let next = ahead.first().ok_or("no reminder in two weeks")?;
    Ok(next.at.parse()?)
}

/// How long to look on: ten minutes, unless asked otherwise.
fn minutes() -> Result<f64> {
    let args: Vec<String> = std::env::args().collect();
    match args.iter().position(|arg| arg == "--minutes") {
        Some(at) => Ok(args
            .get(at + 1)
            .ok_or("--minutes wants a number")?
            .parse()
            .map_err(|e| format!("--minutes: {e}"))?),
        None => Ok(10.0),
    }
}
