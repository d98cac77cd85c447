//! The commands that take long: the long tests, the figures, the pictures.

use crate::call::Failure;
use crate::libtest::Told;
use crate::run;
use crate::setup::{self, Purpose};
use crate::steps::Steps;
use crate::test::{build_tests, run_all};
use crate::tree::Tree;

/// `cargo xtask soak`: the tests of the stories and of the desktop in their long forms, in release.
pub fn soak(tree: &Tree) -> Result<(), Failure> {
    let mut steps = Steps::default();
    setup::ready(tree, Purpose::Testing, &mut steps)?;
    run::build_ui(tree, &mut steps)?;
    let build = tree.cargo().args([
        "build",
        "--release",
        "-p",
        "standing-date",
        "-p",
        "cli",
        "-p",
        "tests",
        "-p",
        "store",
        "-p",
        "domain",
        "--features",
        "tests/desktop",
        "--bins",
        "--tests",
    ]);
    let programs = steps.aloud("Building the programs and the tests in release", || {
        build_tests(tree, &build)
    })?;
    let long: Vec<_> = programs
        .iter()
        .filter(|program| ["tests", "store", "domain"].contains(&program.package.as_str()))
        .collect();
    let mut told = Told::default();
    let outcome = steps.aloud("The long forms", || {
        run_all(
            tree,
            &long,
            |call| call.env("STANDING_SOAK", "1").env("PROPTEST_CASES", "6000"),
            &mut told,
        )
    });
    println!("\n{} passed, {} failed", told.passed, told.failed);
    outcome
}

/// `cargo xtask bench`: the figures, of the release build.
pub fn bench(tree: &Tree) -> Result<(), Failure> {
    let mut steps = Steps::default();
    setup::ready(tree, Purpose::Testing, &mut steps)?;
    run::build(tree, &mut steps)?;
    let benches = tree
        .cargo()
        .args(["bench", "-p", "tests", "--features", "desktop", "--bench", "*"]);
    steps.aloud("The figures", || benches.run(&tree.root))
}

/// `cargo xtask screenshots`: every screen, drawn from the demo, driven in the real window.
pub fn screenshots(tree: &Tree) -> Result<(), Failure> {
    let mut steps = Steps::default();
    setup::ready(tree, Purpose::Testing, &mut steps)?;
    run::build_ui(tree, &mut steps)?;
    let build = tree.cargo().args(["build", "-p", "standing-date", "-p", "cli"]);
    steps.aloud("Building the app", || build.run(&tree.root))?;
    let folder = tree.target.join("screenshots");
    let pictures = tree
        .cargo()
        .args([
            "run",
            "-p",
            "tests",
            "--features",
            "desktop",
            "--example",
            "screenshots",
            "--",
        ])
        .arg(&folder);
    steps.aloud("Taking the pictures", || pictures.run(&tree.root))?;
    println!("They are in {}.", folder.display());
    Ok(())
}
