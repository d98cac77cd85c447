//! `cargo xtask fuzz`: bytes that nobody would write, given to whatever reads files and rules, for some minutes each.
//!
//! What the machine finds on the way stays in Cargo's target directory; what is worth keeping is in `tests/fuzz/corpus`,
//! and the conformance tests read that on every run.

use std::fs;

use crate::call::{Call, Failure};
use crate::steps::Steps;
use crate::tree::Tree;

/// What is fuzzed: `tests/fuzz/fuzz_targets`.
const TARGETS: [&str; 3] = ["ics_import", "there_and_back", "rules"];

/// How long each is fuzzed when nobody says how long.
const USUAL_MINUTES: u32 = 10;

/// The minutes that the words after `fuzz` ask for; `None` when they ask for something else.
pub fn minutes(words: &[&str]) -> Option<u32> {
    match words {
        [] => Some(USUAL_MINUTES),
        ["--minutes", minutes] => minutes
            .parse()
            .ok()
            .filter(|minutes| (1..=1_440).contains(minutes)),
        _ => None,
    }
}

/// `cargo xtask fuzz`: builds what is fuzzed with a nightly compiler, and runs each in turn on one core.
pub fn fuzz(tree: &Tree, minutes: u32) -> Result<(), Failure> {
    let nightly = || Call::new("rustup", &tree.root).args(["run", "nightly", "cargo"]);
    there(
        &nightly().arg("--version"),
        "Fuzzing takes a nightly compiler: `rustup toolchain install nightly`.",
    )?;
    there(
        &nightly().args(["fuzz", "--version"]),
        "Fuzzing takes cargo-fuzz: `cargo install cargo-fuzz`.",
    )?;
    let mut steps = Steps::default();
    let fuzz = |what: &str| {
        let call = nightly().args(["fuzz", what, "--fuzz-dir", "tests/fuzz", "--target-dir"]);
        call.arg(tree.target.join("fuzz"))
    };
    steps.aloud("Building what is fuzzed", || fuzz("build").run(&tree.root))?;
    for target in TARGETS {
        let found = tree.target.join("fuzz/corpus").join(target);
        fs::create_dir_all(&found)
            .map_err(|error| Failure::words(format!("{}: {error}", found.display())))?;
        let kept = tree.root.join("tests/fuzz/corpus").join(target);
        let run = fuzz("run").arg(target).arg(&found).arg(&kept).args([
            "--",
            "-max_len=4096",
            "-timeout=60",
            "-print_final_stats=1",
        ]);
        let run = run.arg(format!("-max_total_time={}", minutes * 60));
        steps.aloud(&format!("Fuzzing {target}"), || run.run(&tree.root))?;
    }
    println!("Nothing broke.");
    Ok(())
}

/// Whether a program is there at all; in words what to do when it is not.
fn there(call: &Call, otherwise: &str) -> Result<(), Failure> {
    match call.finished() {
        Ok(output) if output.status.success() => Ok(()),
        _ => Err(Failure::words(otherwise)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minutes_are_said_or_usual() {
        assert_eq!(minutes(&[]), Some(10));
        assert_eq!(minutes(&["--minutes", "30"]), Some(30));
        assert_eq!(minutes(&["--minutes", "0"]), None, "that would be no fuzzing");
        assert_eq!(minutes(&["--minutes"]), None, "how many?");
        assert_eq!(minutes(&["--hours", "2"]), None);
    }
}
