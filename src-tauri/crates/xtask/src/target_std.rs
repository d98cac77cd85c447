//! Rust's own library for another system: there already, from rustup, or checked from the source that Debian packages
//! beside a newer compiler.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::call::{Call, Failure};
use crate::setup::on_path;
use crate::steps::Steps;
use crate::tree::Tree;

/// A compiler that can read Rust for another system.
#[derive(Debug)]
pub enum Compiler {
    /// The one we build with, with that system's library beside it.
    Ours,
    /// Debian's, unpacked in this folder, with the library's source: checked together with the app.
    Debians(PathBuf),
}

/// Debian's own compiler is too old on Debian 12; this is the one its browsers are built with.
const DEBIAN: [&str; 3] = ["rustc-web", "libstd-rust-web-dev", "rust-web-src"];

/// Finds a compiler for `target`; what has to be downloaded for one goes into rustup's place or into `folder`.
pub fn find(tree: &Tree, target: &str, folder: &Path, steps: &mut Steps) -> Result<Compiler, Failure> {
    if is_there(tree, target) {
        return Ok(Compiler::Ours);
    }
    let unpacked = folder.join("debian");
    // Written last: a download that was cut short leaves none.
    let whole = unpacked.join("whole");
    if !whole.exists() {
        let add = Call::new("rustup", &tree.root).args(["target", "add", target]);
        let add = |steps: &mut Steps| {
            let what = format!("Adding to Rust: {}", add.shown(&tree.root));
            steps.quietly(&what, || add.output(&tree.root).map(drop))
        };
        let refused = match on_path("rustup") {
            true => match add(steps) {
                Ok(()) if is_there(tree, target) => return Ok(Compiler::Ours),
                Ok(()) => Failure::words("rustup added it to another Rust than the one that builds."),
                Err(failure) => failure,
            },
            false => Failure::words(format!(
                "Rust's library for {target} is needed. Where Rust comes from rustup: rustup target add {target}"
            )),
        };
        if !on_path("apt-get") {
            return Err(refused);
        }
        let what = format!("Downloading Debian's newest Rust into {}", unpacked.display());
        steps.quietly(&what, || unpack(tree, &unpacked))?;
        std::fs::write(&whole, "").map_err(|error| unwritable(&whole, &error))?;
    }
    Ok(Compiler::Debians(unpacked))
}

impl Compiler {
    /// What cargo has to be told.
    pub fn switches(&self) -> &'static [&'static str] {
        match self {
            Compiler::Ours => &[],
            Compiler::Debians(_) => &["-Zbuild-std=std,panic_abort"],
        }
    }

    /// What cargo has to find in its environment.
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        let Compiler::Debians(folder) = self else {
            return Vec::new();
        };
        // Debian's name for this kind of computer.
        let libraries = format!("usr/lib/{}-linux-gnu", std::env::consts::ARCH);
        vec![
            ("RUSTC", folder.join("usr/bin/rustc").into()),
            // The library is checked from its source, which takes switches that a stable compiler keeps for itself.
            ("RUSTC_BOOTSTRAP", "1".into()),
            ("LD_LIBRARY_PATH", folder.join(libraries).into()),
        ]
    }
}

/// Whether the compiler we build with has the library of `target`.
fn is_there(tree: &Tree, target: &str) -> bool {
    let asked = Call::new("rustc", &tree.root).args(["--print", "target-libdir", "--target", target]);
    let told = asked.output(&tree.root).unwrap_or_default();
    !told.trim().is_empty() && Path::new(told.trim()).is_dir()
}

/// Downloads Debian's packages and unpacks them, without installing any.
fn unpack(tree: &Tree, folder: &Path) -> Result<(), Failure> {
    // Whatever an earlier download left goes.
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    }
    let packages = folder.join("packages");
    std::fs::create_dir_all(&packages).map_err(|error| unwritable(folder, &error))?;
    // Two of them carry their version in their name.
    let library = needed_by("libstd-rust-web-dev", "libstd-rust-web-")?;
    let llvm = needed_by(&library, "libllvm")?;
    let download = Call::new("apt-get", &packages).args(["-q", "download"]);
    download.args(DEBIAN).args([&library, &llvm]).output(&tree.root)?;
    for package in std::fs::read_dir(&packages).map_err(|error| unwritable(folder, &error))? {
        let package = package.map_err(|error| unwritable(folder, &error))?.path();
        let unpack = Call::new("dpkg", folder).arg("-x").arg(package).arg(folder);
        unpack.output(&tree.root)?;
    }
    std::fs::remove_dir_all(&packages).map_err(|error| unwritable(folder, &error))
}

/// The package whose name begins so, of those that `package` depends on.
fn needed_by(package: &str, beginning: &str) -> Result<String, Failure> {
    let told = Call::new("apt-cache", "/")
        .args(["depends", package])
        .output(Path::new("/"))?;
    dependency(&told, beginning).ok_or_else(|| {
        Failure::words(format!(
            "apt knows no package {beginning}… that {package} needs. Where Rust comes from rustup, it needs none."
        ))
    })
}

/// The dependency whose name begins so, in what `apt-cache depends` prints.
fn dependency(told: &str, beginning: &str) -> Option<String> {
    let names = told
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Depends: "));
    names
        .map(str::trim)
        .find(|name| name.starts_with(beginning))
        .map(str::to_owned)
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::words(format!("{}: {error}.", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_with_its_version_in_its_name_is_found_among_what_needs_it() {
        let told =
            "libstd-rust-web-dev\n  Depends: libstd-rust-web-1.96\n  Suggests: libstd-rust-web-dev-windows\n";
        assert_eq!(
            dependency(told, "libstd-rust-web-").as_deref(),
            Some("libstd-rust-web-1.96"),
            "what it needs, and not what goes with it"
        );
        assert_eq!(dependency(told, "libllvm"), None, "nothing is made up");
    }
}
