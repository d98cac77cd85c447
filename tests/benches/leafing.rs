//! From a key to the next month, drawn, in the release app, with ten thousand entries in somebody's calendar:
//! `cargo bench -p tests --features desktop --bench leafing`, or `cargo xtask bench`.
//!
//! Keys are pressed on the display, and the picture on it is looked at about every two milliseconds, so nothing of the
//! way from the keyboard to the screen is left out. Drawn by software: a graphics card is quicker.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock; nothing it measures does"
)]

mod support {
    pub mod figure;
    pub mod keys;
    pub mod office;
    pub mod share;
    pub mod stage;
    pub mod tree;
}

use std::{error::Error, ops::ControlFlow, process::ExitCode, sync::Arc, time::Duration};

use app::{
    App, Locale,
    clock::SystemClock,
    import::CalendarFile,
    replies::{ImportAs, ImportForm, Ticks},
};
use support::{
    figure::{self, Measured, median, percentile},
    keys::{Drawn, Keyboard, Part},
    office, share,
    stage::{NOW, Stage, ZONE, floor},
};

/// How often each key is pressed there and back.
const TURNS: usize = 25;

/// How long a program is left alone before its memory is read.
const SETTLED: Duration = Duration::from_secs(3);

/// X keysyms: the two page keys, Ctrl, and the keys of the calendar.
const PAGE_UP: u32 = 0xff55;
const PAGE_DOWN: u32 = 0xff56;
const CONTROL: u32 = 0xffe3;
const TWO: u32 = 0x32;
const T: u32 = 0x74;
const W: u32 = 0x77;
const Y: u32 = 0x79;
const M: u32 = 0x6d;

/// The title of the page and the first rows under it.
const PAGE: Part = Part {
    x: 210,
    y: 10,
    width: 680,
    height: 330,
};

#[tokio::main]
async fn main() -> ExitCode {
    figure::conclude("leafing", measure().await)
}

async fn measure() -> Measured {
    let mut stage = Stage::set().await?;
    take_in(&stage)?;
    let mut running = stage.app(&[])?;
    running.reaches("painted").await?;
    tokio::time::sleep(SETTLED).await;
    figure::print(
        "memory with the window open",
        share::together(&running.family()?)?,
        "MB",
        None,
    );
    let keyboard = Keyboard::of(stage.desktop.display())?;
    // There, and with the keyboard in the month.
    keyboard.press_and_see(&[CONTROL], TWO, PAGE)?;
    keyboard.press_and_see(&[], W, PAGE)?;
    leaf(&keyboard, "week to week", None)?;
    keyboard.press_and_see(&[], Y, PAGE)?;
    keyboard.press_and_see(&[], M, PAGE)?;
    keyboard.press(&[], T)?;
    leaf(&keyboard, "month to month", Some(100.0))?;
    figure::print(
        "memory after a hundred and fifty leaves",
        share::together(&running.family()?)?,
        "MB",
        None,
    );
    let family = running.family()?;
    let own = share::together(&family)?;
    let others = share::others(&family);
    stage.end(running).await?;
    let page = floor(true).await?;
    let mut bare = stage.floor(&page)?;
    bare.reaches("painted").await?;
    tokio::time::sleep(SETTLED).await;
    let least = share::together(&bare.family()?)?;
    stage.end(bare).await?;
    figure::print("memory of a bare WebKit page", least, "MB", None);
    figure::print(
        "memory after leafing against the bare page",
        own / least,
        "times",
        None,
    );
    figure::print(
        "other programs with the same libraries open",
        others as f64,
        "processes",
        None,
    );
    Ok(())
}

fn leaf(keyboard: &Keyboard, name: &str, at_most: Option<f64>) -> Measured {
    for key in [PAGE_DOWN, PAGE_UP] {
        keyboard.press_and_see(&[], key, PAGE)?;
    }
    let mut drawn: Vec<Drawn> = Vec::new();
    for _ in 0..TURNS {
        for key in [PAGE_DOWN, PAGE_DOWN, PAGE_UP, PAGE_UP] {
            drawn.push(keyboard.press_and_see(&[], key, PAGE)?);
        }
    }
    let first: Vec<f64> = drawn.iter().map(|d| d.first).collect();
    let last: Vec<f64> = drawn.iter().map(|d| d.last).collect();
    figure::print(
        &format!("{name}, from the key to the first change, median"),
        median(&first),
        "ms",
        None,
    );
    figure::print(
        &format!("{name}, from the key to all drawn, median"),
        median(&last),
        "ms",
        at_most,
    );
    figure::print(
        &format!("{name}, from the key to all drawn, p95"),
        percentile(&last, 95),
        "ms",
        None,
    );
    Ok(())
}

/// Ten thousand entries, as the first one's busy time.
fn take_in(stage: &Stage) -> Result<(), Box<dyn Error>> {
    let clock = SystemClock::new(Some(NOW.parse()?), Some(ZONE.parse()?));
    let app = App::open(
        &stage.desktop.home().join("planner"),
        Arc::new(clock),
        Locale::named("en_GB"),
    )?;
    let mut on = |_, _| ControlFlow::Continue(());
    let file = CalendarFile::of_bytes("office.ics", office::ten_thousand().as_bytes(), &mut on)?;
    let form = ImportForm {
        take_as: ImportAs::First,
        names: false,
        watch: false,
        ticks: Ticks::default(),
    };
    app.import(&file, &form, &mut on)?;
    Ok(())
}
