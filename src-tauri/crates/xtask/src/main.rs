//! The repository's own commands, `cargo xtask run` and `cargo xtask test` before all others.
//!
//! Every command says in one line what it is doing and how long that took, asks nothing (children have no
//! standard input), and first installs what it needs and does not find. What it writes lands in Cargo's target
//! directory.

mod call;
mod fuzz;
mod icons;
mod json;
mod libtest;
mod measure;
mod packages;
mod portability;
mod run;
mod screen;
mod setup;
mod steps;
mod target_std;
mod test;
mod tree;

use std::process::ExitCode;

use call::Failure;
use portability::System;
use setup::Purpose;
use tree::Tree;

const USAGE: &str = "\
Standing Date's own commands, from the root of the clone:

  cargo xtask run            build the app and start it; with no display, a demo on a virtual one
              --demo         on a throw-away planner filled with a made-up couple
              --once         the demo, its agenda and a picture of Today, then stop
  cargo xtask test           everything that must hold before a change is done
              --quick        without the shell and the desktop, for while you work
  cargo xtask setup          install what running and testing need
  cargo xtask soak           the long forms of the tests
  cargo xtask fuzz           nonsense, for whatever reads calendar files and rules; takes a nightly compiler
              --minutes N    for each of them (10)
  cargo xtask bench          the figures
  cargo xtask screenshots    every screen, both themes, both sizes, into target/screenshots
  cargo xtask check-windows  the whole app as Windows would compile it: types, nothing linked or run
  cargo xtask check-mac      the same for macOS
  cargo xtask icons          draw the icons again from their SVGs
  cargo xtask generate       write the window's TypeScript again from Rust
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let Some((&command, switches)) = words.split_first() else {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    };
    if ["help", "--help", "-h"].contains(&command) || switches.contains(&"--help") {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    // The one switch that has a value.
    let minutes = fuzz::minutes(switches).filter(|_| command == "fuzz");
    let known: &[&str] = match command {
        "fuzz" if minutes.is_some() => switches,
        "fuzz" => &[],
        "run" => &["--demo", "--once"],
        "test" => &["--quick"],
        "setup" | "soak" | "bench" | "screenshots" | "icons" | "generate" | "check-windows" | "check-mac" => {
            &[]
        }
        _ => {
            eprint!("There is no command {command:?}.\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    if let Some(stray) = switches.iter().find(|given| !known.contains(given)) {
        eprint!("cargo xtask {command} does not take {stray:?}.\n\n{USAGE}");
        return ExitCode::from(2);
    }
    let has = |switch: &str| switches.contains(&switch);
    let outcome = Tree::find().and_then(|tree| match command {
        "run" => run::run(&tree, has("--demo"), has("--once")),
        "test" => test::test(&tree, has("--quick")),
        "setup" => setup::setup(&tree, Purpose::Testing),
        "soak" => measure::soak(&tree),
        "fuzz" => fuzz::fuzz(&tree, minutes.expect("BUG: refused above")),
        "bench" => measure::bench(&tree),
        "screenshots" => measure::screenshots(&tree),
        "check-windows" => portability::check(&tree, System::Windows),
        "check-mac" => portability::check(&tree, System::Mac),
        "icons" => icons::draw(&tree),
        "generate" => test::generate(&tree),
        _ => unreachable!("BUG: every known command is matched above"),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Said) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
