//! From a key to what it does, drawn, on the page of small things in the release app, with ten years of them:
//! `cargo bench -p tests --features desktop --bench small_things`, or `cargo xtask bench`.
//!
//! Keys are pressed on the display, and the picture on it is looked at about every two milliseconds, so nothing of the
//! way from the keyboard to the screen is left out. Drawn by software: a graphics card is quicker. The floor is a bare
//! WebKit page in which a key puts another word in the place of one.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock; nothing it measures does"
)]

mod support {
    pub mod figure;
    pub mod keys;
    pub mod stage;
    pub mod tree;
}

use std::{error::Error, process::ExitCode, sync::Arc, time::Duration};

use app::{App, Locale, clock::SystemClock};
use support::{
    figure::{self, Measured, median, percentile},
    keys::{Drawn, Keyboard, Part},
    stage::{NOW, Stage, ZONE, floor},
};

/// How often a half is filled and emptied again, and the year turned there and back.
const TURNS: usize = 20;

/// How long the app is left alone before the first key: by then it has fetched its other pages.
const SETTLED: Duration = Duration::from_secs(3);

/// Nobody ticks faster: what the one before had loaded again is drawn by then.
const BETWEEN: Duration = Duration::from_secs(1);

/// X keysyms.
const CONTROL: u32 = 0xffe3;
const ONE: u32 = 0x31;
const THREE: u32 = 0x33;
const TAB: u32 = 0xff09;
const DOWN: u32 = 0xff54;
const SPACE: u32 = 0x20;
const ESCAPE: u32 = 0xff1b;
const PAGE_UP: u32 = 0xff55;
const PAGE_DOWN: u32 = 0xff56;

/// The year of halves.
const MAP: Part = Part {
    x: 236,
    y: 84,
    width: 640,
    height: 86,
};

/// The mark of the first row.
const TICK: Part = Part {
    x: 240,
    y: 330,
    width: 30,
    height: 30,
};

/// The word of the bare page.
const WORD: Part = Part {
    x: 0,
    y: 0,
    width: 300,
    height: 90,
};

/// What Tab comes to before the year: four sections, Settings, who is here.
const STOPS: usize = 6;

#[tokio::main]
async fn main() -> ExitCode {
    figure::conclude("small things", measure().await)
}

async fn measure() -> Measured {
    let mut stage = Stage::set().await?;
    ten_years(&stage)?;
    let mut running = stage.app(&[])?;
    running.reaches("painted").await?;
    tokio::time::sleep(SETTLED).await;
    let keyboard = Keyboard::of(stage.desktop.display())?;

    let mut opened = vec![];
    for _ in 0..5 {
        opened.push(keyboard.press_and_see(&[CONTROL], THREE, MAP)?);
        keyboard.press_and_see(&[CONTROL], ONE, MAP)?;
    }
    say("small things, from the key to the page", &opened, None);

    keyboard.press_and_see(&[CONTROL], THREE, MAP)?;
    for _ in 0..STOPS {
        keyboard.press(&[], TAB)?;
    }
    keyboard.press_and_see(&[], TAB, MAP)?;
    let mut turned = vec![];
    for _ in 0..TURNS {
        for key in [PAGE_UP, PAGE_UP, PAGE_DOWN, PAGE_DOWN] {
            turned.push(keyboard.press_and_see(&[], key, MAP)?);
        }
    }
    let year = "the year of halves, from the key to another year";
    figure::print(
        &format!("{year}, all drawn, median"),
        median(&lasts(&turned)),
        "ms",
        Some(100.0),
    );
    figure::print(
        &format!("{year}, all drawn, p95"),
        percentile(&lasts(&turned), 95),
        "ms",
        None,
    );

    // The first row, and there and back. What follows the half, its line, stands elsewhere.
    keyboard.press_and_see(&[CONTROL], ONE, MAP)?;
    keyboard.press_and_see(&[CONTROL], THREE, MAP)?;
    keyboard.press_and_see(&[], DOWN, TICK)?;
    let (mut filled, mut emptied) = (vec![], vec![]);
    for _ in 0..TURNS {
        tokio::time::sleep(BETWEEN).await;
        filled.push(keyboard.press_and_see(&[], SPACE, TICK)?);
        keyboard.press_and_see(&[], ESCAPE, TICK)?;
        tokio::time::sleep(BETWEEN).await;
        emptied.push(keyboard.press_and_see(&[], SPACE, TICK)?);
    }
    say("a tick, from the key to its half", &filled, Some(50.0));
    say("a tick taken back, from the key to the mark", &emptied, None);
    stage.end(running).await?;

    let least = least(&mut stage).await?;
    figure::print(
        "a bare page, from the key to another word, median",
        least,
        "ms",
        None,
    );
    figure::print(
        "a tick against the bare page",
        median(&firsts(&filled)) / least,
        "times",
        None,
    );
    figure::print(
        "the year of halves against the bare page",
        median(&lasts(&turned)) / least,
        "times",
        None,
    );
    Ok(())
}

/// From a key to what it does in a bare WebKit page, in milliseconds: the median.
async fn least(stage: &mut Stage) -> Result<f64, Box<dyn Error>> {
    let page = floor(true).await?;
    let mut bare = stage.floor(&page)?;
    bare.reaches("painted").await?;
    tokio::time::sleep(SETTLED).await;
    let keyboard = Keyboard::of(stage.desktop.display())?;
    let mut changed = vec![];
    for _ in 0..TURNS {
        tokio::time::sleep(BETWEEN).await;
        changed.push(keyboard.press_and_see(&[], ONE, WORD)?);
    }
    stage.end(bare).await?;
    Ok(median(&firsts(&changed)))
}

fn firsts(drawn: &[Drawn]) -> Vec<f64> {
    drawn.iter().map(|d| d.first).collect()
}

fn lasts(drawn: &[Drawn]) -> Vec<f64> {
    drawn.iter().map(|d| d.last).collect()
}

/// Says when the picture first differed. What an animation draws after that is not waited for.
fn say(name: &str, drawn: &[Drawn], at_most: Option<f64>) {
    let first = firsts(drawn);
    figure::print(&format!("{name}, median"), median(&first), "ms", at_most);
    figure::print(&format!("{name}, p95"), percentile(&first, 95), "ms", None);
    figure::print(
        &format!("{name}, all drawn, median"),
        median(&lasts(drawn)),
        "ms",
        None,
    );
}

/// A planner of ten years in the place of the design's.
fn ten_years(stage: &Stage) -> Measured {
    let planner = stage.desktop.home().join("planner");
    std::fs::remove_dir_all(&planner)?;
    let clock = SystemClock::new(Some(NOW.parse()?), Some(ZONE.parse()?));
    App::open(&planner, Arc::new(clock), Locale::named("en_GB"))?.demo_years(10, 1)?;
    Ok(())
}
