//! `cargo xtask run`: builds the app as it is meant to be used, and opens it.

use std::path::Path;
use std::time::Duration;

use crate::call::{Call, Failure};
use crate::screen::Screen;
use crate::setup::{self, Purpose};
use crate::steps::{Steps, seconds, stopwatch};
use crate::tree::Tree;

/// The moment of the demo, for the window and the terminal alike: the one the made-up couple is drawn for.
const DEMO_MOMENT: [&str; 4] = ["--now", "2026-10-13T14:36:00+01:00", "--zone", "Europe/London"];

/// The window's own size, so that a picture of the display is a picture of the window.
const WINDOW: (u32, u32) = (1180, 780);

/// How long the first view may take on a busy machine before something is wrong.
const PATIENCE: Duration = Duration::from_secs(90);

/// Runs the app on the couple's own planner; or, where there is no display or `demo` or `once` asks for it, on a
/// throw-away one, whose agenda is printed and whose Today is pictured. `once` then ends.
pub fn run(tree: &Tree, demo: bool, once: bool) -> Result<(), Failure> {
    let display = has_display();
    let unseen = demo || once || !display;
    if !display {
        println!(
            "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): a demo on a virtual one."
        );
    }
    let mut steps = Steps::default();
    setup::ready(
        tree,
        if unseen {
            Purpose::WindowUnseen
        } else {
            Purpose::Window
        },
        &mut steps,
    )?;
    build(tree, &mut steps)?;
    if !unseen {
        return open(
            tree,
            &[],
            "Standing Date is open. It keeps reminding from the tray until you quit it.",
        );
    }

    let folder = tree.target.join("run");
    let planner = folder.join("planner");
    // Whatever an earlier demo left goes: the demo fills an empty planner only.
    for left in [&planner, &folder.join("home"), &folder.join("runtime")] {
        if left.exists() {
            std::fs::remove_dir_all(left).map_err(|error| unwritable(left, &error))?;
        }
    }
    std::fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, &error))?;
    let standing = |verb: &[&str]| {
        Call::new(tree.built("release", "standing"), &tree.root)
            .arg("--data-dir")
            .arg(&planner)
            .args(DEMO_MOMENT)
            .args(verb)
    };
    steps.quietly("Filling a throw-away planner", || {
        standing(&["demo", "--mock-ups"]).output(&tree.root).map(drop)
    })?;
    let agenda = steps.quietly("Reading its agenda with `standing agenda`", || {
        standing(&["agenda"]).output(&tree.root)
    })?;
    println!("\n{}\n", agenda.trim_end());

    let picture = folder.join("today.png");
    let mut screen = Screen::start(&folder, WINDOW)?;
    let window = steps.quietly("Opening the window on a virtual display", || {
        let window = screen.open(app(tree, &planner), &folder.join("app.log"))?;
        await_view(&mut screen, window, &folder.join("app.log"))?;
        screen.picture(&picture)?;
        Ok(window)
    })?;
    println!("A picture of Today is in {}.", picture.display());
    if once {
        drop(screen);
        return std::fs::remove_dir_all(&planner).map_err(|error| unwritable(&planner, &error));
    }
    if !display {
        println!("The window stays open on its virtual display until Ctrl-C.");
        screen.wait(window);
        return Ok(());
    }
    drop(screen);
    open(
        tree,
        &app_words(&planner),
        "The demo is open. Nothing in it is kept: quit it from the tray.",
    )
}

/// Builds the UI and the two programs in release.
pub fn build(tree: &Tree, steps: &mut Steps) -> Result<(), Failure> {
    build_ui(tree, steps)?;
    let cargo = tree
        .cargo()
        .args(["build", "--release", "-p", "standing-date", "-p", "cli"]);
    steps.aloud(
        "Building the app in release (some minutes the first time)",
        || cargo.run(&tree.root),
    )
}

/// Builds the UI, which the app carries inside it.
pub fn build_ui(tree: &Tree, steps: &mut Steps) -> Result<(), Failure> {
    let npm = tree.npm().args(["run", "build"]);
    steps.quietly("Building the UI", || npm.output(&tree.root).map(drop))
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn app_words(planner: &Path) -> Vec<String> {
    let mut words = vec!["--data-dir".to_owned(), planner.display().to_string()];
    words.extend(DEMO_MOMENT.map(str::to_owned));
    words
}

fn app(tree: &Tree, planner: &Path) -> Call {
    Call::new(tree.built("release", "standing-date"), &tree.root).args(app_words(planner))
}

/// Opens the app on the person's own display and waits for it to end.
fn open(tree: &Tree, words: &[String], said: &str) -> Result<(), Failure> {
    println!("{said}");
    Call::new(tree.built("release", "standing-date"), &tree.root)
        .args(words)
        .run(&tree.root)
}

/// Waits until the window shows something and has stopped changing.
fn await_view(screen: &mut Screen, window: usize, log: &Path) -> Result<(), Failure> {
    let started = stopwatch();
    let mut before = Vec::new();
    loop {
        if let Some(status) = screen.ended(window) {
            let said = std::fs::read_to_string(log).unwrap_or_default();
            return Err(Failure::words(format!(
                "The app ended before it showed anything ({status}).\n{said}"
            )));
        }
        let now = screen.pixels()?;
        // A fade or a late font still changes the picture: two equal ones in a row are a view at rest.
        if now == before && is_a_view(&now) {
            return Ok(());
        }
        if started.elapsed() > PATIENCE {
            let said = std::fs::read_to_string(log).unwrap_or_default();
            let waited = seconds(PATIENCE);
            return Err(Failure::words(format!(
                "The window showed no view at rest within {waited}.\n{said}"
            )));
        }
        before = now;
        std::thread::sleep(Duration::from_millis(400));
    }
}

/// Whether these pixels are more than an empty display or an empty window: smooth letters alone make many tones.
fn is_a_view(pixels: &[u8]) -> bool {
    let mut tones: Vec<&[u8]> = pixels.chunks_exact(3).collect();
    tones.sort_unstable();
    tones.dedup();
    tones.len() > 64
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::words(format!("{}: {error}.", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_window_is_not_a_view() {
        let empty = [18, 26, 23].repeat(1000);
        assert!(
            !is_a_view(&empty),
            "one colour is a window before its first paint"
        );
        let drawn: Vec<u8> = (0..=99).flat_map(|tone| [tone, tone, tone]).collect();
        assert!(is_a_view(&drawn), "a hundred tones are letters");
    }
}
