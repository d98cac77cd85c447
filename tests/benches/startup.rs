//! From the start of the app to the first painting of Today, against the least that WebKit needs to paint anything:
//! `cargo bench -p tests --features desktop --bench startup`, or `cargo xtask bench`.
//!
//! The release app over the design's own planner, and a GTK window with one line of HTML, in turn, on one virtual
//! display. Both mark the moment two frames after their page stood.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock; nothing it measures does"
)]

mod support {
    pub mod figure;
    pub mod stage;
    pub mod tree;
}

use std::{process::ExitCode, time::Duration};

use support::{
    figure::{self, Measured, median},
    stage::{Floor, Stage, floor},
};

const PAIRS: usize = 10;

/// The app's marks before it has painted, in turn.
const WAY: [&str; 3] = ["main", "window", "mounted"];

/// Between two starts, so that what the last one left to be written is written.
const PAUSE: Duration = Duration::from_millis(500);

#[tokio::main]
async fn main() -> ExitCode {
    figure::conclude("startup", measure().await)
}

async fn measure() -> Measured {
    let page = floor(true).await?;
    let mut stage = Stage::set().await?;
    // Once each beforehand: caches, fonts, folders made on the first day.
    of_page(&mut stage, &page).await?;
    of_app(&mut stage).await?;
    let (mut pages, mut apps) = (Vec::new(), Vec::new());
    for pair in 0..PAIRS {
        // Whoever comes second may find the machine warmer: they take turns.
        if pair % 2 == 0 {
            pages.push(of_page(&mut stage, &page).await?);
            apps.push(of_app(&mut stage).await?);
        } else {
            apps.push(of_app(&mut stage).await?);
            pages.push(of_page(&mut stage, &page).await?);
        }
    }
    let painted: Vec<f64> = apps.iter().map(|start| start.painted).collect();
    let ratios: Vec<f64> = painted.iter().zip(&pages).map(|(app, page)| app / page).collect();
    for (n, mark) in WAY.iter().enumerate() {
        let at: Vec<f64> = apps.iter().map(|start| start.way[n]).collect();
        figure::print(&format!("start to {mark}, median"), median(&at), "ms", None);
    }
    figure::print(
        "start to first paint of Today, median",
        median(&painted),
        "ms",
        None,
    );
    figure::print(
        "start to first paint of a bare page, median",
        median(&pages),
        "ms",
        None,
    );
    figure::print(
        "first paint against the bare page, pair by pair, median",
        median(&ratios),
        "times",
        None,
    );
    figure::print(
        "first paint of Today against a bare page",
        median(&painted) / median(&pages),
        "times",
        Some(1.4),
    );
    Ok(())
}

/// One start of the app, in milliseconds after it.
struct Start {
    way: [f64; 3],
    painted: f64,
}

async fn of_app(stage: &mut Stage) -> Result<Start, Box<dyn std::error::Error>> {
    let mut running = stage.app(&[])?;
    let painted = running.reaches("painted").await?;
    let mut way = [0.0; 3];
    for (at, mark) in way.iter_mut().zip(WAY) {
        *at = running
            .mark(mark)
            .ok_or_else(|| format!("painted without {mark:?}"))?;
    }
    stage.end(running).await?;
    tokio::time::sleep(PAUSE).await;
    Ok(Start { way, painted })
}

async fn of_page(stage: &mut Stage, page: &Floor) -> Result<f64, Box<dyn std::error::Error>> {
    let mut running = stage.floor(page)?;
    let painted = running.reaches("painted").await?;
    stage.end(running).await?;
    tokio::time::sleep(PAUSE).await;
    Ok(painted)
}
