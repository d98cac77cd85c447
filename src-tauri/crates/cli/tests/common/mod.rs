//! A terminal with a planner of its own, for the tests of `standing`.
#![allow(dead_code, reason = "each test file uses some of it")]

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

/// Tuesday 13 October 2026, 2:36 pm in London.
pub const NOW: &str = "2026-10-13T14:36:00+01:00";

/// A terminal in London at [`NOW`], with a folder of its own for its planner and for files.
pub struct Terminal {
    dir: tempfile::TempDir,
}

impl Terminal {
    /// Before anything is planned: there is no planner yet.
    pub fn new() -> Terminal {
        Terminal {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    /// With the design's Noor and Jules and their dates in its planner.
    pub fn mock_ups() -> Terminal {
        let terminal = Terminal::new();
        terminal.json(&["demo", "--mock-ups"]);
        terminal
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = standing(&self.planner(), NOW);
        command.args(args);
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// The same at another time.
    pub fn at(&self, now: &str, args: &[&str]) -> Output {
        standing(&self.planner(), now).args(args).output().unwrap()
    }

    /// What it says to a person.
    pub fn text(&self, args: &[&str]) -> String {
        let out = self.run(args);
        let error = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.success(), "{args:?}: {error}");
        String::from_utf8(out.stdout).unwrap()
    }

    /// The one JSON document on stdout.
    pub fn json(&self, args: &[&str]) -> Value {
        let text = self.text(&[args, &["--json"]].concat());
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{args:?}: {e}"))
    }

    /// The exit and the error of something refused.
    pub fn refused(&self, args: &[&str]) -> (i32, Value) {
        refusal(&self.run(&[args, &["--json"]].concat()), args)
    }

    /// The exit and the error's code of something refused.
    pub fn refused_as(&self, args: &[&str]) -> (i32, String) {
        let (exit, error) = self.refused(args);
        (exit, error["code"].as_str().unwrap().to_owned())
    }

    pub fn planner(&self) -> PathBuf {
        self.path("planner")
    }

    /// A place in its folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
}

/// `standing` in London at `now`, over the planner in that folder.
pub fn standing(planner: &Path, now: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standing"));
    command
        .args(["--now", now, "--zone", "Europe/London", "--data-dir"])
        .arg(planner)
        .env("LANG", "C.UTF-8")
        .env_remove("STANDING_DATE_DIR");
    command
}

/// The exit and the error of what was refused as JSON: one document on stderr, and nothing on stdout.
pub fn refusal(out: &Output, args: &[&str]) -> (i32, Value) {
    assert!(out.stdout.is_empty(), "{args:?}: nothing on stdout");
    let error: Value = serde_json::from_slice(&out.stderr)
        .unwrap_or_else(|e| panic!("{args:?}: {e}: {}", String::from_utf8_lossy(&out.stderr)));
    (out.status.code().unwrap(), error["error"].clone())
}
