//! The three readers, fetched once and kept beside what cargo builds.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Where the readers' own words are.
const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/readers");

/// ical.js, exactly: it has no dependencies.
const ICAL_JS: &str = "ical.js@2.2.1";

/// Python's icalendar with recurring-ical-events, ready to be given its arguments.
pub fn python() -> Command {
    let wanted = read("requirements.txt");
    let folder = once("python", &wanted, |folder| {
        let advice =
            "Python 3.10 or newer with its venv is needed (Debian: python3-venv), and its package registry";
        must(Command::new("python3").args(["-m", "venv"]).arg(folder), advice);
        let pip = Command::new(folder.join("bin/python"))
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "-r",
            ])
            .arg(Path::new(HERE).join("requirements.txt"))
            .output();
        said(pip, advice);
    });
    let mut command = Command::new(folder.join("bin/python"));
    // Zones from the pinned tables, not from whatever this machine has.
    command
        .env("PYTHONTZPATH", "")
        .arg(Path::new(HERE).join("starts.py"));
    command
}

/// ical.js, ready to be given its arguments.
pub fn ical_js() -> Command {
    let folder = once("ical_js", ICAL_JS, |folder| {
        let advice = "Node with npm is needed, and its package registry";
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        must(
            Command::new(npm)
                .args([
                    "install",
                    "--loglevel=error",
                    "--no-audit",
                    "--no-fund",
                    "--no-package-lock",
                    ICAL_JS,
                    "--prefix",
                ])
                .arg(folder),
            advice,
        );
    });
    let mut command = Command::new("node");
    command
        .arg(Path::new(HERE).join("starts.mjs"))
        .arg(folder.join("node_modules/ical.js/dist/ical.js"));
    command
}

/// libical, ready to be given its arguments.
pub fn libical() -> Command {
    let source = read("starts.c");
    let folder = once("libical", &source, |folder| {
        let advice =
            "libical and a C compiler are needed: `cargo xtask setup` installs them (Debian: libical-dev)";
        let flags = must(
            Command::new("pkg-config").args(["--cflags", "--libs", "libical"]),
            advice,
        );
        let flags = String::from_utf8(flags.stdout).unwrap();
        must(
            Command::new("cc")
                .args(["-std=gnu11", "-Wall", "-Werror", "-o"])
                .arg(folder.join("starts"))
                .arg(Path::new(HERE).join("starts.c"))
                .args(flags.split_whitespace()),
            advice,
        );
    });
    Command::new(folder.join("starts"))
}

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(HERE).join(name)).unwrap()
}

/// A folder in which `make` was done, once for what is `wanted`: a later wish begins anew.
fn once(name: &str, wanted: &str, make: impl FnOnce(&Path)) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readers").join(name);
    let mark = folder.join("made-for");
    if fs::read_to_string(&mark).is_ok_and(|made| made == wanted) {
        return folder;
    }
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    make(&folder);
    // Last: half a folder is none.
    fs::write(mark, wanted).unwrap();
    folder
}

#[track_caller]
fn must(command: &mut Command, advice: &str) -> Output {
    let output = command.output();
    said(output, advice)
}

/// What a program answered; in words, what is missing where it did not.
#[track_caller]
fn said(output: std::io::Result<Output>, advice: &str) -> Output {
    let output = output.unwrap_or_else(|e| panic!("This reader could not be fetched ({e}). {advice}."));
    assert!(
        output.status.success(),
        "This reader could not be fetched. {advice}. It said:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}
