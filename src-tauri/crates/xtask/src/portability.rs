//! `cargo xtask check-windows` and `check-mac`: the whole app, its window included, as the compiler of another system
//! reads it.
//!
//! What is checked is Rust: every name and every type of the programs and of what they are made of, in the parts that
//! only the other system compiles as well. What is not: nothing is linked and nothing runs, no C is compiled (scripts
//! stand in for its tools), and the tests are left to that system itself.

use std::path::{Path, PathBuf};

use crate::call::{Call, Failure};
use crate::run;
use crate::setup::{self, Purpose};
use crate::steps::Steps;
use crate::target_std::{self, Compiler};
use crate::tree::{Tree, cargo};

/// A system this one can be checked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    Windows,
    Mac,
}

/// The programs. Ourselves among them: `cargo xtask` is what somebody there would start with.
const PROGRAMS: [&str; 6] = ["-p", "standing-date", "-p", "cli", "-p", "xtask"];

/// What a C tool is here: whatever was to be made is made, and empty.
const STAND_IN: &str = r#"#!/bin/sh
# Stands in for a C tool while Rust is checked for another system: nothing is linked, so what it makes may be empty.
# Only dlltool is asked for a library with -l, and Rust looks into that: it is an archive without members.
while [ $# -gt 0 ]; do
  case "$1" in
    -o | --output) shift; : > "$1" ;;
    -l) shift; echo '!<arch>' > "$1" ;;
  esac
  shift
done
"#;

/// Everything there that checking needs.
#[derive(Debug)]
pub struct Ready {
    system: System,
    compiler: Compiler,
    folder: PathBuf,
}

/// `cargo xtask check-windows` or `check-mac`: gets ready, saying what it downloads and where to, and checks.
pub fn check(tree: &Tree, system: System) -> Result<(), Failure> {
    let mut steps = Steps::default();
    setup::ready(tree, Purpose::Planner, &mut steps)?;
    if !tree.ui().join("dist/index.html").exists() {
        // The shell carries it inside.
        run::build_ui(tree, &mut steps)?;
    }
    Ready::make(tree, system, &mut steps)?.check(tree, &mut steps)?;
    println!(
        "Every type of the app is in order for {}. Nothing was linked, run, or compiled from C.",
        system.name()
    );
    Ok(())
}

impl System {
    /// The ones there are.
    pub const ALL: [System; 2] = [System::Windows, System::Mac];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            System::Windows => "Windows",
            System::Mac => "macOS",
        }
    }

    /// What Rust calls it.
    fn target(self) -> &'static str {
        match self {
            System::Windows => "x86_64-pc-windows-gnu",
            System::Mac => "aarch64-apple-darwin",
        }
    }

    /// The C tools that build scripts call for, by these names.
    fn tools(self) -> &'static [&'static str] {
        match self {
            System::Windows => &[
                "x86_64-w64-mingw32-gcc",
                "x86_64-w64-mingw32-g++",
                "x86_64-w64-mingw32-ar",
                "x86_64-w64-mingw32-windres",
                "x86_64-w64-mingw32-dlltool",
            ],
            // A Mac has its own.
            System::Mac if cfg!(target_os = "macos") => &[],
            // The last is asked where the SDK is.
            System::Mac => &["cc-for-mac", "ar-for-mac", "xcrun"],
        }
    }

    fn command(self) -> &'static str {
        match self {
            System::Windows => "cargo xtask check-windows",
            System::Mac => "cargo xtask check-mac",
        }
    }
}

impl Ready {
    /// Gets what checking needs and is not there: Rust's own library for that system, and the crates that only that
    /// system has. Fails where there is no network, which says nothing about the app.
    pub fn make(tree: &Tree, system: System, steps: &mut Steps) -> Result<Ready, Failure> {
        if cfg!(windows) {
            return Err(Failure::words(
                "This takes a shell, which Windows does not have. `cargo check` checks for Windows there.",
            ));
        }
        // A target directory of its own: what is compiled here with other settings is no use to the rest.
        let folder = tree.target.join("portability");
        let compiler = target_std::find(tree, system.target(), &folder, steps)?;
        let ready = Ready {
            system,
            compiler,
            folder,
        };
        stand_ins(&ready.stand_ins(), system.tools()).map_err(|error| unwritable(&ready.folder, &error))?;
        let fetch = ready.cargo(tree).args(["fetch", "--target", system.target()]);
        let what = format!("Fetching the crates that only {} has", system.name());
        steps.quietly(&what, || fetch.output(&tree.root).map(drop))?;
        Ok(ready)
    }

    /// Checks. A warning is a failure, as it is here.
    pub fn check(&self, tree: &Tree, steps: &mut Steps) -> Result<(), Failure> {
        let check = self
            .cargo(tree)
            // Not what it is to run fast, but what is quick to check with.
            .args(["--config", "profile.dev.package.\"*\".opt-level=0"])
            .args(["--config", "profile.dev.debug=false"])
            .args(["check", "--quiet", "--target", self.system.target()])
            .args(self.compiler.switches())
            .args(PROGRAMS)
            .env("RUSTFLAGS", "-D warnings");
        let what = format!("Checking the app's types for {}", self.system.name());
        steps.aloud(&what, || check.run(&tree.root))
    }

    /// The folder of what stands in for that system's C tools.
    fn stand_ins(&self) -> PathBuf {
        self.folder.join("stand-ins").join(self.system.target())
    }

    fn cargo(&self, tree: &Tree) -> Call {
        let mut call = Call::new(cargo(), &tree.root)
            .unshown_env("CARGO_TARGET_DIR", &self.folder)
            .repeated_as(self.system.command());
        for (name, value) in self.compiler.environment() {
            call = call.unshown_env(name, value);
        }
        if self.system.tools().is_empty() {
            return call;
        }
        let stand_ins = self.stand_ins();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(stand_ins.clone()).chain(std::env::split_paths(&path));
        call = call
            .unshown_env("PATH", std::env::join_paths(path).unwrap_or_default())
            .unshown_env("OPENSSL_DIR", &stand_ins);
        if self.system == System::Mac {
            call = call
                .unshown_env("SDKROOT", &stand_ins)
                .unshown_env("CC_aarch64_apple_darwin", stand_ins.join("cc-for-mac"))
                .unshown_env("CXX_aarch64_apple_darwin", stand_ins.join("cc-for-mac"))
                .unshown_env("AR_aarch64_apple_darwin", stand_ins.join("ar-for-mac"));
        }
        call
    }
}

/// The scripts, and beside them the folders that OpenSSL is asked for.
fn stand_ins(folder: &Path, tools: &[&str]) -> std::io::Result<()> {
    for needed in ["include", "lib"] {
        std::fs::create_dir_all(folder.join(needed))?;
    }
    for tool in tools {
        let path = folder.join(tool);
        std::fs::write(&path, STAND_IN)?;
        runnable(&path)?;
    }
    Ok(())
}

#[cfg(unix)]
fn runnable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn runnable(_path: &Path) -> std::io::Result<()> {
    Ok(())
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::words(format!("{}: {error}.", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_stand_in_makes_what_was_to_be_made() {
        let folder = std::env::temp_dir().join(format!("xtask-stand-ins-{}", std::process::id()));
        stand_ins(&folder, System::Windows.tools()).expect("the folder can be written to");
        let made = |arguments: &[&str], name: &str| {
            let call = Call::new(folder.join("x86_64-w64-mingw32-gcc"), &folder).args(arguments);
            call.run(&folder).expect("a stand-in never fails");
            folder.join(name).exists()
        };
        assert!(made(&["-c", "a.c", "-o", "a.o"], "a.o"), "as a compiler is asked");
        assert!(
            made(&["--input", "a.rc", "--output", "a.res"], "a.res"),
            "as windres is asked"
        );
        assert!(
            made(&["-d", "a.def", "-l", "a.lib"], "a.lib"),
            "as dlltool is asked"
        );
        assert!(!made(&["--version"], "--version"), "and nothing else");
        std::fs::remove_dir_all(&folder).expect("it is ours");
    }
}
