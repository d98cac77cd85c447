//! Rust's own test programs: which cargo built, what they say when run, how long each test took.

use std::path::PathBuf;
use std::time::Duration;

use crate::call::{Call, Failure};
use crate::json::Json;
use crate::tree::Tree;

/// The test target whose tests take as long as the clock does.
pub const REAL_TIME: &str = "real_time";

/// A test program as cargo built it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    pub path: PathBuf,
    /// The package it tests.
    pub package: String,
    /// What of the package: its library, or the name of a test target.
    pub target: String,
    /// The switch of `cargo test` that names the target: `--lib`, `--bin`, `--test` or `--example`.
    switch: String,
    /// Where cargo would run it: beside the package's Cargo.toml.
    folder: PathBuf,
}

/// What one runner said: counts, and the tests that told their length.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Told {
    pub passed: u64,
    pub failed: u64,
    /// The failed ones, by name, as far as they were told.
    pub failures: Vec<String>,
    /// Tests left out, by name. There are to be none.
    pub left_out: Vec<String>,
    pub lengths: Vec<(String, Duration)>,
    /// What tests measured: the lines that begin with `figure: `.
    pub figures: Vec<String>,
}

impl Told {
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.failures.extend(other.failures);
        self.left_out.extend(other.left_out);
        self.lengths.extend(other.lengths);
        self.figures.extend(other.figures);
    }
}

/// The test programs in what `cargo build --message-format=json` printed.
pub fn programs(messages: &str) -> Vec<Program> {
    messages.lines().filter_map(program).collect()
}

fn program(line: &str) -> Option<Program> {
    let message = Json::parse(line)?;
    if message.get("reason").text() != Some("compiler-artifact")
        || !message.get("profile").get("test").is_true()
    {
        return None;
    }
    let target = message.get("target");
    let name = target.get("name").text()?.to_owned();
    let switch = match target.get("kind").list().first().and_then(Json::text)? {
        "bin" => format!("--bin {name}"),
        "test" => format!("--test {name}"),
        "example" => format!("--example {name}"),
        _ => "--lib".to_owned(),
    };
    let folder = PathBuf::from(message.get("manifest_path").text()?)
        .parent()?
        .to_owned();
    Some(Program {
        path: message.get("executable").text()?.into(),
        package: package_name(message.get("package_id").text()?).to_owned(),
        target: name,
        switch,
        folder,
    })
}

/// "path+file:///clone/tests#0.1.0" and "path+file:///clone/src-tauri#standing-date@0.1.0" both name a package.
fn package_name(id: &str) -> &str {
    let (path, version) = id.rsplit_once('#').unwrap_or((id, ""));
    match version.split_once('@') {
        Some((name, _)) => name,
        None => path.rsplit('/').next().unwrap_or(path),
    }
}

impl Program {
    /// How a person runs this program again.
    pub fn repeat(&self) -> String {
        let feature = match self.target.as_str() {
            "desktop" => " --features desktop",
            REAL_TIME => " --features session",
            _ => "",
        };
        format!("cargo test -p {}{feature} {}", self.package, self.switch)
    }

    /// The call that runs it, telling how long each test took. Stable Rust keeps that switch from us unless told
    /// otherwise; told to the test program alone, nothing is compiled differently.
    ///
    /// Figures that tests print are shown although they pass. Tests in real time mostly wait: they wait together.
    pub fn call(&self, tree: &Tree) -> Call {
        let threads = match self.target.as_str() {
            REAL_TIME => &["--test-threads=32"][..],
            _ => &[],
        };
        Call::new(&self.path, &self.folder)
            .args(["-Zunstable-options", "--report-time", "--show-output"])
            .args(threads)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_MANIFEST_DIR", &self.folder)
            .env("CARGO_PKG_NAME", &self.package)
            .env("CARGO_TARGET_DIR", &tree.target)
            .repeated_as(self.repeat())
    }

    /// Runs a call of it. An `Err` carries what it printed; what it said of its tests is there either way.
    pub fn run(&self, tree: &Tree, call: Call) -> (Told, Result<(), Failure>) {
        let output = match call.finished() {
            Ok(output) => output,
            Err(failure) => return (Told::default(), Err(failure)),
        };
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut told = told(&said);
        for (name, _) in &mut told.lengths {
            *name = format!("{}: {name}", self.package);
        }
        if output.status.success() {
            return (told, Ok(()));
        }
        // A program that died without a word of its tests has failed all the same.
        told.failed = told.failed.max(1);
        let said = format!("{said}{}", String::from_utf8_lossy(&output.stderr));
        let names = match told.failures.len() {
            0 | 6.. => String::new(),
            _ => format!(" -- --exact {}", told.failures.join(" ")),
        };
        let call = call.repeated_as(self.repeat() + &names);
        (told, Err(call.failed(&tree.root, failures_of(&said))))
    }
}

/// Reads what libtest printed. Doc tests, which run as several programs, are several results in one text.
pub fn told(said: &str) -> Told {
    let mut told = Told::default();
    for line in said.lines() {
        if let Some(result) = line.strip_prefix("test result: ") {
            told.passed += count(result, "passed");
            told.failed += count(result, "failed");
        } else if let Some(figure) = line.strip_prefix("figure: ") {
            told.figures.push(figure.to_owned());
        } else if let Some((name, verdict)) = line
            .strip_prefix("test ")
            .and_then(|test| test.rsplit_once(" ... "))
        {
            if verdict.starts_with("ignored") {
                told.left_out.push(name.to_owned());
            } else if verdict.starts_with("FAILED") {
                told.failures
                    .push(name.trim_end_matches(" - should panic").to_owned());
            }
            let length = verdict
                .split_once('<')
                .and_then(|(_, rest)| rest.strip_suffix("s>")?.parse().ok());
            if let Some(length) = length {
                told.lengths
                    .push((name.to_owned(), Duration::from_secs_f64(length)));
            }
        }
    }
    told
}

fn count(result: &str, what: &str) -> u64 {
    let before = result
        .split([';', '.'])
        .find_map(|part| part.trim().strip_suffix(what));
    before.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
}

/// What libtest printed, without the tests that went well and what they said.
fn failures_of(said: &str) -> String {
    let cut = said
        .split_once("\nsuccesses:\n")
        .and_then(|(before, after)| Some((before, after.split_once("\nfailures:\n")?.1)));
    let said = match cut {
        Some((before, failures)) => &format!("{before}\nfailures:\n{failures}"),
        None => said,
    };
    let well = |line: &&str| !(line.starts_with("test ") && line.contains(" ... ok"));
    said.lines().filter(well).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_program_is_found_among_what_cargo_built() {
        let line = r#"{"reason":"compiler-artifact","package_id":"path+file:///clone/tests#0.1.0","manifest_path":"/clone/tests/Cargo.toml","target":{"kind":["test"],"name":"desktop"},"profile":{"test":true},"executable":"/t/debug/deps/desktop-1"}"#;
        let plain = line.replace("\"test\":true", "\"test\":false");
        let found = programs(&format!("not json\n{line}\n{plain}\n"));
        assert_eq!(found.len(), 1, "only what was built for testing");
        assert_eq!(
            found[0].folder,
            PathBuf::from("/clone/tests"),
            "run where cargo would"
        );
        assert_eq!(
            found[0].repeat(),
            "cargo test -p tests --features desktop --test desktop",
            "and repeated as a person would"
        );
        assert_eq!(
            package_name("path+file:///c/src-tauri#standing-date@0.1.0"),
            "standing-date",
            "a named package"
        );
    }

    #[test]
    fn of_a_failed_program_only_the_failures_are_shown() {
        let said = "\nrunning 2 tests\ntest a ... ok\ntest b ... FAILED\n\nsuccesses:\n\n---- a stdout ----\nfigure: 3 ms\n\n\n\
                    successes:\n    a\n\nfailures:\n\n---- b stdout ----\nin vain\n\nfailures:\n    b\n";
        let shown = failures_of(said);
        assert!(shown.contains("in vain"), "what the failed one said: {shown}");
        assert!(!shown.contains("figure"), "not what the other one said: {shown}");
    }

    #[test]
    fn what_a_test_program_says_is_counted() {
        let said = "\nrunning 3 tests\ntest a::b ... ok <0.251s>\ntest c - should panic ... FAILED <0.001s>\n\
                    test d ... ignored\n\nsuccesses:\n\n---- a::b stdout ----\nfigure: 3 ms\n\ntest result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.25s\n\
                    test result: ok. 10 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n";
        let told = told(said);
        assert_eq!(
            (told.passed, told.failed),
            (11, 1),
            "results of several programs are summed"
        );
        assert_eq!(
            told.failures,
            ["c"],
            "a failed test is named as libtest would be asked for it"
        );
        assert_eq!(told.left_out, ["d"], "a test left out is named");
        assert_eq!(
            told.lengths[0],
            ("a::b".to_owned(), Duration::from_millis(251)),
            "with its length"
        );
        assert_eq!(told.figures, ["3 ms"], "and what it measured");
    }
}
