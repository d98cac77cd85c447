//! Where things are: the clone, Cargo's target directory, the programs built into it.

use std::io::IsTerminal;
use std::path::PathBuf;

use crate::call::{Call, Failure};
use crate::json::Json;

/// The clone this runs in, as `cargo metadata` tells it.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The root of the clone.
    pub root: PathBuf,
    /// Cargo's target directory, wherever the environment puts it.
    pub target: PathBuf,
}

impl Tree {
    pub fn find() -> Result<Self, Failure> {
        let here =
            std::env::current_dir().map_err(|error| Failure::words(format!("Where are we? {error}")))?;
        let call = Call::new(cargo(), &here).args(["metadata", "--no-deps", "--format-version", "1"]);
        let told = Json::parse(&call.output(&here)?);
        let path = |key| {
            told.as_ref()
                .and_then(|told| told.get(key).text())
                .map(PathBuf::from)
        };
        match (path("workspace_root"), path("target_directory")) {
            (Some(root), Some(target)) => Ok(Self { root, target }),
            _ => Err(Failure::words(
                "`cargo metadata` did not say where this workspace is.",
            )),
        }
    }

    /// A call of cargo at the root.
    pub fn cargo(&self) -> Call {
        // Said outright, so that tests which look for the built programs look where we build them.
        Call::new(cargo(), &self.root).unshown_env("CARGO_TARGET_DIR", &self.target)
    }

    /// A call of npm in `ui/`.
    pub fn npm(&self) -> Call {
        let call = Call::new(npm(), self.ui());
        // What npm runs does not see that its output may end in a file.
        if std::io::stdout().is_terminal() {
            call
        } else {
            call.unshown_env("NO_COLOR", "1")
        }
    }

    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// A program built in this profile (`debug` or `release`).
    pub fn built(&self, profile: &str, name: &str) -> PathBuf {
        self.target
            .join(profile)
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }
}

/// The cargo that runs us, so that a `+toolchain` on the command line holds for what we call.
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// npm is a script with another name on Windows.
pub fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}
