//! What fuzzing found worth keeping, given again to whatever it was given to then: `cargo xtask fuzz` finds more.

use std::{fs, path::Path};

#[path = "../fuzz/lib.rs"]
mod fuzz;

/// Gives every file of a kept corpus to `target`, and says how many there are.
fn again(name: &str, target: fn(&[u8])) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(name);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in &files {
        // Named before, so that a panic within says which.
        println!("{}", file.display());
        target(&fs::read(file).unwrap());
    }
    files.len()
}

#[test]
fn what_once_was_worth_keeping_breaks_nothing() {
    let counts = [
        again("ics_import", fuzz::ics_import),
        again("there_and_back", fuzz::there_and_back),
        again("rules", fuzz::rules),
    ];
    assert!(
        counts.iter().all(|count| *count >= 20),
        "each corpus is there: {counts:?}"
    );
}
