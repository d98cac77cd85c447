//! The memory of the app with its window, after closing it, and started in the tray, against a bare GTK window:
//! `cargo bench -p tests --features desktop --bench memory`, or `cargo xtask bench`.
//!
//! The proportional set size of the app and everything it started, in megabytes. It depends on who else on the machine
//! has the same libraries open, so only ratios of one run have targets.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock; nothing it measures does"
)]

mod support {
    pub mod figure;
    pub mod share;
    pub mod stage;
    pub mod tree;
}

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use support::{
    figure::{self, Measured, median, percentile},
    share,
    stage::{Floor, Running, Stage, floor},
    tree::Process,
};
use tokio::time::sleep;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const ROUNDS: usize = 3;

/// How long a program is left alone before it is measured, and how long WebKit's page process may outlive the window.
const SETTLED: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() -> ExitCode {
    figure::conclude("memory", measure().await)
}

/// What one round found, in megabytes.
struct Round {
    open: f64,
    closed: f64,
    /// Page processes that are left, and the seconds until none was, if none is.
    left: usize,
    gone_after: Option<f64>,
    hidden: f64,
    /// WebKit processes of an app that never had a window.
    hidden_webkit: usize,
    bare: f64,
    /// Programs outside this benchmark that had the same libraries open.
    others: usize,
}

async fn measure() -> Measured {
    let bare = floor(false).await?;
    let mut stage = Stage::set().await?;
    // The first start makes folders and caches.
    let mut first = stage.app(&[])?;
    first.reaches("painted").await?;
    stage.end(first).await?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(round(&mut stage, &bare).await?);
    }
    let of = |f: fn(&Round) -> f64| rounds.iter().map(f).collect::<Vec<f64>>();
    figure::print("memory with the window open", median(&of(|r| r.open)), "MB", None);
    figure::print("memory, window closed", median(&of(|r| r.closed)), "MB", None);
    figure::print(
        "window closed against open",
        median(&of(|r| r.closed / r.open)),
        "times",
        Some(0.55),
    );
    let gone: Vec<f64> = rounds.iter().filter_map(|r| r.gone_after).collect();
    if !gone.is_empty() {
        figure::print(
            "the page's process is gone after, slowest",
            percentile(&gone, 100),
            "s",
            Some(5.0),
        );
    }
    figure::print(
        "page processes 5 s after closing, most",
        percentile(&of(|r| r.left as f64), 100),
        "processes",
        Some(0.0),
    );
    figure::print("memory, started hidden", median(&of(|r| r.hidden)), "MB", None);
    figure::print("memory of a bare GTK window", median(&of(|r| r.bare)), "MB", None);
    figure::print(
        "started hidden against a bare GTK window",
        median(&of(|r| r.hidden / r.bare)),
        "times",
        Some(2.0),
    );
    figure::print(
        "WebKit processes, started hidden, most",
        percentile(&of(|r| r.hidden_webkit as f64), 100),
        "processes",
        Some(0.0),
    );
    figure::print(
        "other programs with the same libraries open, most",
        percentile(&of(|r| r.others as f64), 100),
        "processes",
        None,
    );
    Ok(())
}

async fn round(stage: &mut Stage, bare: &Floor) -> Result<Round> {
    let mut app = stage.app(&[])?;
    app.reaches("painted").await?;
    // Without its icon the app would ask before closing.
    stage.tray.has_icon().await;
    let open = settled(&app).await?;
    let others = share::others(&app.family()?);

    stage.desktop.close_window().await;
    let closing = Instant::now();
    let mut gone_after = None;
    while closing.elapsed() < SETTLED {
        if pages(&app.family()?) == 0 && gone_after.is_none() {
            gone_after = Some(closing.elapsed().as_secs_f64());
        }
        sleep(Duration::from_millis(20)).await;
    }
    // It may have asked instead; then there is nothing to measure.
    stage.desktop.sees_no_window().await;
    let after = app.family()?;
    let (left, closed) = (pages(&after), share::together(&after)?);
    stage.end(app).await?;

    // Each as the first program of its display, as after logging in: the first one to use GTK asks X about GL, and has
    // Mesa in memory from then on; those after it read the answer off the root window.
    let mut display = Stage::set().await?;
    let hidden_app = display.app(&["--hidden"])?;
    display.tray.has_icon().await;
    let hidden = settled(&hidden_app).await?;
    let hidden_webkit = webkit(&hidden_app.family()?);
    display.end(hidden_app).await?;

    let mut display = Stage::set().await?;
    let mut window = display.floor(bare)?;
    window.reaches("painted").await?;
    let bare = settled(&window).await?;
    let others = others.max(share::others(&window.family()?));
    display.end(window).await?;
    Ok(Round {
        open,
        closed,
        left,
        gone_after,
        hidden,
        hidden_webkit,
        bare,
        others,
    })
}

async fn settled(running: &Running) -> Result<f64> {
    sleep(SETTLED).await;
    share::together(&running.family()?)
}

/// The kernel cuts names after fifteen letters.
fn pages(family: &[Process]) -> usize {
    family
        .iter()
        .filter(|p| p.name.starts_with("WebKitWebProc"))
        .count()
}

fn webkit(family: &[Process]) -> usize {
    family.iter().filter(|p| p.name.starts_with("WebKit")).count()
}
