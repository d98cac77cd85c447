//! What has to be on the computer: looked for by name and version, and installed where we know how.

use std::path::Path;

use crate::call::{Call, Failure};
use crate::packages::{self, Seen, System};
use crate::steps::Steps;
use crate::tree::{Tree, cargo, npm};

pub use crate::packages::Purpose;

/// The oldest Rust and Node that build this, and where newer ones come from.
const RUST: (u32, u32) = (1, 95);
const NODE: (u32, u32) = (20, 19);

/// `cargo xtask setup`: everything, for running and testing.
pub fn setup(tree: &Tree, purpose: Purpose) -> Result<(), Failure> {
    ready(tree, purpose, &mut Steps::default())
}

/// Makes this computer fit for a purpose, as the first steps of a command.
pub fn ready(tree: &Tree, purpose: Purpose, steps: &mut Steps) -> Result<(), Failure> {
    steps.quietly("Looking for Rust and Node", rust_and_node)?;
    rust_components(tree, purpose, steps)?;
    system_packages(tree, purpose, steps)?;
    ui_packages(tree, steps)
}

fn rust_and_node() -> Result<(), Failure> {
    let mut wrong = Vec::new();
    let rustc = version_told("rustc", "--version");
    if rustc.is_none_or(|found| found < RUST) {
        wrong.push(format!(
            "Rust {}.{} or newer is needed; {}. It comes from https://rustup.rs, or with `rustup update stable`.",
            RUST.0,
            RUST.1,
            found_words(rustc)
        ));
    }
    let node = version_told("node", "--version");
    if node.is_none_or(|found| found < NODE) {
        wrong.push(format!(
            "Node {}.{} or newer is needed; {}. It comes from https://nodejs.org.",
            NODE.0,
            NODE.1,
            found_words(node)
        ));
    } else if version_told(npm(), "--version").is_none() {
        wrong.push("npm is needed, and is not here. It comes with Node from https://nodejs.org.".to_owned());
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Failure::words(wrong.join("\n")))
    }
}

fn found_words(found: Option<(u32, u32)>) -> String {
    found.map_or("there is none here".to_owned(), |(major, minor)| {
        format!("here is {major}.{minor}")
    })
}

/// The version a program tells of itself, or `None` when there is no such program.
fn version_told(program: &str, switch: &str) -> Option<(u32, u32)> {
    let told = Call::new(program, ".").arg(switch).finished().ok()?;
    version(&String::from_utf8_lossy(&told.stdout))
}

/// The first "major.minor" in a line such as "rustc 1.95.0 (59807616e 2026-04-14)" or "v20.20.2".
fn version(line: &str) -> Option<(u32, u32)> {
    let start = line.find(|c: char| c.is_ascii_digit())?;
    let mut numbers = line[start..].split(|c: char| !c.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// rustfmt and clippy are left out of rustup's minimal profile.
fn rust_components(tree: &Tree, purpose: Purpose, steps: &mut Steps) -> Result<(), Failure> {
    if ![Purpose::Planner, Purpose::Testing].contains(&purpose) {
        return Ok(());
    }
    let answers = |tool: &str| {
        let asked = Call::new(cargo(), &tree.root)
            .args([tool, "--version"])
            .finished();
        asked.is_ok_and(|told| told.status.success())
    };
    let missing: Vec<_> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(tool, _)| !answers(tool))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let add = Call::new("rustup", &tree.root)
        .args(["component", "add"])
        .args(missing.iter().map(|(_, component)| component));
    if version_told("rustup", "--version").is_none() {
        return Err(Failure::words(format!(
            "rustfmt and clippy are needed for testing, and not both are here. With rustup: {}",
            add.shown(&tree.root)
        )));
    }
    steps.quietly(&format!("Adding to Rust: {}", add.shown(&tree.root)), || {
        add.output(&tree.root).map(drop)
    })
}

fn system_packages(tree: &Tree, purpose: Purpose, steps: &mut Steps) -> Result<(), Failure> {
    let system = this_system();
    if system != System::Debian {
        return steps.quietly("Looking for the system's packages", || all_seen(system, purpose));
    }
    let missing = steps.quietly("Looking for the system's packages", || missing_on_debian(purpose))?;
    if missing.is_empty() {
        return Ok(());
    }
    let apt = as_root(&tree.root, &missing)?.args(["apt-get", "-o", "DPkg::Lock::Timeout=300"]);
    let update = apt.clone().arg("update");
    println!("  {}", update.shown(&tree.root));
    steps.quietly("Reading apt's lists", || update.output(&tree.root).map(drop))?;
    // Only now, with the lists read, does apt know which of its names a package goes by here.
    let names = missing.iter().map(|names| known_to_apt(names));
    let install = apt.args(["install", "-y", "--no-install-recommends"]).args(names);
    println!("  {}", install.shown(&tree.root));
    steps.quietly("Installing the system's packages", || {
        install.output(&tree.root).map(drop)
    })
}

fn this_system() -> System {
    if cfg!(target_os = "macos") {
        System::Mac
    } else if cfg!(windows) {
        System::Windows
    } else {
        System::of_linux(&std::fs::read_to_string("/etc/os-release").unwrap_or_default())
    }
}

/// The packages for a purpose that dpkg calls installed under none of their names.
fn missing_on_debian(purpose: Purpose) -> Result<Vec<&'static [&'static str]>, Failure> {
    // dpkg-query fails when it knows nothing of one of the names, and still prints the others.
    let told = Call::new("dpkg-query", "/")
        .args(["-W", "-f", "${Package} ${db:Status-Status}\n"])
        .args(packages::on_debian(purpose).flatten())
        .finished()?;
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let installed = |name: &&str| told.lines().any(|line| line == format!("{name} installed"));
    Ok(packages::on_debian(purpose)
        .filter(|names| !names.iter().any(installed))
        .collect())
}

/// The first of a package's names that apt could install, or its first name when it could install none.
fn known_to_apt(names: &'static [&'static str]) -> &'static str {
    let known = |name: &&&str| {
        let shown = Call::new("apt-cache", "/")
            .args(["show", "--quiet=2", name])
            .finished();
        names.len() == 1 || shown.is_ok_and(|shown| shown.status.success() && !shown.stdout.is_empty())
    };
    names.iter().find(known).unwrap_or(&names[0])
}

/// A call that will run as root: as it is when we are root, else through sudo, which asks at the terminal.
fn as_root(root: &Path, missing: &[&[&str]]) -> Result<Call, Failure> {
    let user = Call::new("id", root).arg("-u").output(root)?;
    let env = ["env", "DEBIAN_FRONTEND=noninteractive"];
    if user.trim() == "0" {
        return Ok(Call::new(env[0], root).arg(env[1]));
    }
    if on_path("sudo") {
        return Ok(Call::new("sudo", root).args(env));
    }
    Err(Failure::words(format!(
        "Packages are missing, and installing them takes root or sudo. As root:\n  apt-get install {}",
        missing.iter().map(|names| names[0]).collect::<Vec<_>>().join(" ")
    )))
}

/// Elsewhere than on Debian: sees that everything is there, or says what to install and stops.
fn all_seen(system: System, purpose: Purpose) -> Result<(), Failure> {
    let there = |seen: Seen| match seen {
        Seen::Program(program) => on_path(program),
        Seen::Module(module) => Call::new("pkg-config", ".")
            .args(["--exists", module])
            .finished()
            .is_ok_and(|told| told.status.success()),
        Seen::Library(library) => Call::new("/sbin/ldconfig", "/")
            .arg("-p")
            .finished()
            .is_ok_and(|told| String::from_utf8_lossy(&told.stdout).contains(library)),
    };
    let complete = match system {
        System::Mac => on_path("cc"),
        // Rust for Windows does not install without its linker.
        System::Windows => true,
        _ => packages::seen(purpose).all(there),
    };
    if complete {
        return Ok(());
    }
    Err(Failure::words(format!(
        "Something is missing, and on this system it is yours to install:\n  {}",
        packages::advice(system, purpose)
    )))
}

/// Whether there is a program of this name on the PATH.
pub fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| {
        folder
            .join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
            .is_file()
    })
}

/// `npm ci`, unless npm's own record of what it installed is younger than the lock file.
fn ui_packages(tree: &Tree, steps: &mut Steps) -> Result<(), Failure> {
    let changed = |path: &str| {
        tree.ui()
            .join(path)
            .metadata()
            .and_then(|file| file.modified())
            .ok()
    };
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_some() && installed >= changed("package-lock.json") {
        return Ok(());
    }
    let ci = tree.npm().args(["ci", "--no-audit", "--no-fund"]);
    steps.quietly("Installing the UI's packages (npm ci)", || {
        ci.output(&tree.root).map(drop)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_the_programs_say() {
        assert_eq!(
            version("rustc 1.95.0 (59807616e 2026-04-14)"),
            Some((1, 95)),
            "rustc"
        );
        assert_eq!(version("v20.20.2\n"), Some((20, 20)), "node");
        assert_eq!(version("command not found"), None, "no version, no guess");
    }

    #[test]
    fn an_older_version_is_smaller_in_number_not_in_letters() {
        assert!(version("v9.30.0") < Some(NODE), "9 comes before 20");
        assert!(version("rustc 1.100.0") >= Some(RUST), "1.100 comes after 1.95");
    }
}
