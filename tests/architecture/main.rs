//! The arrows of ARCHITECTURE.md, the voice of the catalogue, and other rules that a compiler does not keep.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use serde_json::Value;

/// Each crate, and the crates of ours it may know. Anything else does not compile into a review.
const ARROWS: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("store", &["domain"]),
    ("ics", &["domain"]),
    ("library", &[]),
    ("app", &["domain", "store", "ics", "library"]),
    ("clockwork", &["domain", "app"]),
    ("cli", &["domain", "app", "clockwork", "library"]),
    ("standing-date", &["domain", "app", "clockwork"]),
    ("tests", &["domain", "store", "ics", "app", "clockwork"]),
    ("xtask", &[]),
];

/// Each outside crate that only one of ours may know, and who: the reason is in ARCHITECTURE.md.
const ONE_KEEPER: [(&str, &str); 6] = [
    ("rusqlite", "store"),
    ("libsqlite3-sys", "store"),
    ("calcard", "ics"),
    ("rrule", "domain"),
    ("notify-rust", "clockwork"),
    ("tauri", "standing-date"),
];

#[test]
fn crates_know_only_whom_they_may() {
    let crates = crates();
    let names: Vec<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    let mut found: Vec<&str> = crates.keys().map(String::as_str).collect();
    found.sort_unstable();
    let mut expected = names.clone();
    expected.sort_unstable();
    assert_eq!(
        found, expected,
        "a crate that is not in the table has no place yet"
    );
    for (name, may) in ARROWS {
        let ours: Vec<&str> = crates[name]
            .iter()
            .map(String::as_str)
            .filter(|d| names.contains(d))
            .collect();
        for dependency in ours {
            assert!(may.contains(&dependency), "{name} must not know {dependency}");
        }
    }
}

#[test]
fn what_is_fragile_has_one_keeper() {
    for (name, dependencies) in crates() {
        for (fragile, keeper) in ONE_KEEPER {
            let knows = dependencies.iter().any(|d| d == fragile);
            assert!(
                !knows || name == keeper,
                "{name} knows {fragile}; only {keeper} may"
            );
        }
        let pure = ["serde", "serde_json", "tokio", "zbus", "rusqlite", "dirs", "log"];
        if name == "domain" {
            for io in pure {
                assert!(
                    !dependencies.iter().any(|d| d == io),
                    "domain has no {io}: values in, values out"
                );
            }
        }
    }
}

#[test]
fn a_plain_cargo_test_needs_no_window() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let shell = packages.iter().find(|p| p["name"] == "standing-date").unwrap();
    let defaults = metadata["workspace_default_members"].as_array().unwrap();
    assert!(
        !defaults.contains(&shell["id"]),
        "the shell stays out of default-members"
    );
    assert_eq!(defaults.len(), packages.len() - 1, "and everything else is in");
}

#[test]
fn the_catalogue_speaks_plainly() {
    let forbidden = [
        "!",
        "husband",
        "wife",
        "spouse",
        "partner",
        "better half",
        "oops",
        "sorry",
        " i'm ",
        "please",
        "successful",
        "failed to",
        "click here",
        " our app",
        "…!",
        "—",
        "streak",
        "score",
    ];
    let mut read = 0;
    for (file, words) in catalogue() {
        for (key, text) in words {
            let lower = format!(" {} ", text.to_lowercase());
            for word in forbidden {
                assert!(
                    !lower.contains(word),
                    "{file}.{key}: “{text}” says “{word}” (DESIGN.md, Voice and tone)"
                );
            }
            let emoji = text
                .chars()
                .any(|c| ('\u{1F000}'..='\u{1FAFF}').contains(&c) || c == '❤');
            assert!(!emoji, "{file}.{key}: no emoji");
            read += 1;
        }
    }
    assert!(read > 200, "the catalogue was read: {read} entries");
}

#[test]
fn every_placeholder_of_the_catalogue_is_closed() {
    for (file, words) in catalogue() {
        for (key, text) in words {
            assert_eq!(
                text.matches('{').count(),
                text.matches('}').count(),
                "{file}.{key}: “{text}”"
            );
        }
    }
}

#[test]
fn nothing_tracked_names_a_machine() {
    let mut read = 0;
    for file in ours(root()) {
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        read += 1;
        for (n, line) in text.lines().enumerate() {
            for host in [
                concat!("registry.", "npmjs.org"),
                concat!("static.", "crates.io"),
                concat!("/home", "/"),
            ] {
                // Cargo's own lock file names the index by its protocol address; that is the format.
                let named = line.contains(host) && !file.ends_with("Cargo.lock");
                assert!(!named, "{}:{}: names {host}", file.display(), n + 1);
            }
        }
    }
    assert!(read > 200, "the tree was read: {read} files");
}

/// Every file of the tree but what is built or installed into it.
fn ours(dir: &Path) -> Vec<std::path::PathBuf> {
    const NOT_OURS: [&str; 6] = [".git", "target", "node_modules", "dist", "gen", "autogenerated"];
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let name = entry.file_name();
        if NOT_OURS.iter().any(|other| name == *other) {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            found.extend(ours(&path))
        } else {
            found.push(path)
        }
    }
    found
}

fn catalogue() -> Vec<(String, BTreeMap<String, String>)> {
    let dir = root().join("src-tauri/crates/domain/words/en");
    let mut files: Vec<_> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let words = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            (path.file_stem().unwrap().to_string_lossy().into_owned(), words)
        })
        .collect()
}

fn crates() -> BTreeMap<String, Vec<String>> {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let name = |v: &Value| v["name"].as_str().unwrap().to_owned();
    packages
        .iter()
        .map(|p| {
            let wanted = p["dependencies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|d| d["kind"].is_null());
            (name(p), wanted.map(name).collect())
        })
        .collect()
}

fn metadata() -> Value {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
