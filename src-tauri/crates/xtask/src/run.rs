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
    let throw_away = demo || once || !display;
    // Only Linux has a virtual display to offer; elsewhere a demo has no picture.
    let pictured = throw_away && cfg!(target_os = "linux");
    if !display {
        println!(
            "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): a demo on a virtual one."
        );
    }
    let mut steps = Steps::default();
    setup::ready(
        tree,
        if pictured {
            Purpose::WindowUnseen
        } else {
            Purpose::Window
        },
        &mut steps,
    )?;
    build(tree, &mut steps)?;
    if !throw_away {
        println!("Standing Date is open. It keeps reminding from the tray until you quit it.");
        return app(tree).run(&tree.root);
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

    if pictured {
        let mut screen = Screen::start(&folder, WINDOW)?;
        let window = picture(tree, &mut screen, &planner, &mut steps)?;
        if !display && !once {
            println!("The window stays open on its virtual display until Ctrl-C.");
            screen.wait(window);
        }
    }
    if display && !once {
        println!("The demo is open. Nothing in it is kept: quit it from the tray.");
        // Where the app remembers its window is throw-away too.
        let homes = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"];
        let app = homes.iter().fold(demo_app(tree, &planner), |app, home| {
            app.env(home, folder.join("home"))
        });
        app.run(&tree.root)?;
    }
    std::fs::remove_dir_all(&planner).map_err(|error| unwritable(&planner, &error))
}

/// Opens the window on a virtual display and writes its first view to `today.png`.
fn picture(tree: &Tree, screen: &mut Screen, planner: &Path, steps: &mut Steps) -> Result<usize, Failure> {
    let folder = tree.target.join("run");
    let (log, today) = (folder.join("app.log"), folder.join("today.png"));
    let window = steps.quietly("Opening the window on a virtual display", || {
        let window = screen.open(demo_app(tree, planner), &log)?;
        await_view(screen, window, &log)?;
        screen.picture(&today)?;
        Ok(window)
    })?;
    println!("A picture of Today is in {}.", today.display());
    Ok(window)
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

fn app(tree: &Tree) -> Call {
    Call::new(tree.built("release", "standing-date"), &tree.root)
}

fn demo_app(tree: &Tree, planner: &Path) -> Call {
    app(tree).arg("--data-dir").arg(planner).args(DEMO_MOMENT)
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
