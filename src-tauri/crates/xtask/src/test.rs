//! `cargo xtask test`: everything that must hold, stopping at the first step that does not.

use std::time::Duration;

use crate::call::{Call, Failure};
use crate::json::Json;
use crate::libtest::{self, Program, Told};
use crate::portability::{Ready, System};
use crate::run;
use crate::setup::{self, Purpose};
use crate::steps::{Steps, seconds};
use crate::tree::Tree;

/// The one test that holds the committed TypeScript against what Rust would write today.
const FRESH: &str = "generated_typescript_is_fresh";

/// Runs the checks and the tests, then says how long each step took, which tests were slowest, and on a line alone
/// how many tests passed and failed. A step that is not a test counts as one that failed.
pub fn test(tree: &Tree, quick: bool) -> Result<(), Failure> {
    let mut steps = Steps::default();
    let mut told = Told::default();
    let outcome = all(tree, quick, &mut steps, &mut told);
    if let Err(failure) = &outcome {
        told.failed = told.failed.max(1);
        println!("\n{failure}");
    }
    say(&steps, &mut told);
    outcome.map_err(|_| Failure::Said)
}

/// `cargo xtask generate`: writes the window's TypeScript again, by the test that holds it against Rust.
pub fn generate(tree: &Tree) -> Result<(), Failure> {
    let mut steps = Steps::default();
    setup::ready(tree, Purpose::Window, &mut steps)?;
    run::build_ui(tree, &mut steps)?;
    let write = tree
        .cargo()
        .args(["test", "--quiet", "-p", "standing-date", "--lib", FRESH])
        .env("UPDATE_GENERATED", "1");
    steps.aloud("Writing ui/src/ipc/gen.ts", || write.run(&tree.root))
}

fn all(tree: &Tree, quick: bool, steps: &mut Steps, told: &mut Told) -> Result<(), Failure> {
    setup::ready(
        tree,
        if quick { Purpose::Planner } else { Purpose::Testing },
        steps,
    )?;
    // The cheapest first: what a person gets wrong most often is told within seconds.
    let format = tree.cargo().args(["fmt", "--all", "--check"]);
    steps.quietly("Formatting", || format.output(&tree.root).map(drop))?;
    ui(tree, quick, steps, told)?;

    let scope: &[&str] = if quick {
        &[]
    } else {
        &["--workspace", "--features", "tests/desktop"]
    };
    let clippy = tree
        .cargo()
        .arg("clippy")
        .args(scope)
        .args(["--all-targets", "--", "-D", "warnings"]);
    steps.aloud("Clippy", || clippy.run(&tree.root))?;

    // One build of the tests together with the programs they drive: asked for apart, cargo would settle on other
    // features for what they share and compile that twice.
    let build = tree.cargo().arg("build").args(scope).args(["--bins", "--tests"]);
    let programs = steps.aloud("Building the programs and the tests", || {
        build_tests(tree, &build)
    })?;
    let is_desktop = |program: &Program| program.package == "tests" && program.target == "desktop";

    if !quick {
        steps.quietly("Generated files", || generated_files_are_fresh(tree, &programs))?;
    }
    let (waiting, working): (Vec<_>, Vec<_>) = programs
        .iter()
        .filter(|program| !is_desktop(program))
        .partition(|program| program.target == libtest::REAL_TIME);
    steps.aloud("Rust tests", || beside(tree, &waiting, &working, told))?;

    let doc = tree.cargo().args(["test", "--doc"]).args(scope);
    steps.quietly("Doc tests", || {
        let output = doc.finished()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        told.add(libtest::told(&said));
        if output.status.success() {
            return Ok(());
        }
        Err(doc.failed(
            &tree.root,
            format!("{said}{}", String::from_utf8_lossy(&output.stderr)),
        ))
    })?;

    if quick {
        return Ok(());
    }
    let desktop: Vec<_> = programs.iter().filter(|program| is_desktop(program)).collect();
    if desktop.is_empty() {
        return Err(Failure::words(
            "There are no desktop tests: `tests/Cargo.toml` has no test target `desktop`.",
        ));
    }
    steps.aloud("Desktop tests", || run_all(tree, &desktop, |call| call, told))?;
    System::ALL
        .into_iter()
        .try_for_each(|system| types_for(tree, system, steps, told))
}

/// The types as another system's compiler sees them; named as left out where what that takes cannot be downloaded.
fn types_for(tree: &Tree, system: System, steps: &mut Steps, told: &mut Told) -> Result<(), Failure> {
    match Ready::make(tree, system, steps) {
        Ok(ready) => ready.check(tree, steps),
        Err(failure) => {
            println!("{failure}");
            told.left_out
                .push(format!("the app's types for {}", system.name()));
            Ok(())
        }
    }
}

/// The UI: built, since the shell carries it inside; its types, its lint, its tests.
fn ui(tree: &Tree, quick: bool, steps: &mut Steps, told: &mut Told) -> Result<(), Failure> {
    let scripts = std::fs::read_to_string(tree.ui().join("package.json")).unwrap_or_default();
    let scripts = Json::parse(&scripts).unwrap_or(Json::Null);
    let script = |name: &str| tree.npm().args(["run", "--silent", name]);
    // Formatting is checked where the UI has a formatter; the other three it must have.
    if scripts.get("scripts").get("format:check").text().is_some() {
        steps.quietly("UI formatting", || {
            script("format:check").output(&tree.root).map(drop)
        })?;
    }
    steps.quietly("UI types", || script("check").output(&tree.root).map(drop))?;
    steps.quietly("UI lint", || script("lint").output(&tree.root).map(drop))?;
    steps.quietly("UI tests", || vitest(tree, told))?;
    if quick { Ok(()) } else { run::build_ui(tree, steps) }
}

/// Runs vitest with a second reporter that writes a file, and reads the file.
fn vitest(tree: &Tree, told: &mut Told) -> Result<(), Failure> {
    let file = tree.target.join("vitest.json");
    // Read only if this run wrote it.
    let _ = std::fs::remove_file(&file);
    let call = tree
        .npm()
        .args([
            "run",
            "--silent",
            "test",
            "--",
            "--reporter=default",
            "--reporter=json",
        ])
        .arg(format!("--outputFile.json={}", file.display()))
        .repeated_as("(cd ui && npm test)");
    let result = call.output(&tree.root);
    let report = std::fs::read_to_string(&file)
        .ok()
        .and_then(|text| Json::parse(&text));
    match (&result, report) {
        (_, Some(report)) => told.add(told_by_vitest(&report)),
        (Ok(_), None) => {
            return Err(Failure::words(
                "The UI tests ran, but vitest wrote no report of them.",
            ));
        }
        (Err(_), None) => {}
    }
    result.map(drop)
}

fn told_by_vitest(report: &Json) -> Told {
    // Counts are whole numbers, far below where f64 loses them.
    let count = |key| report.get(key).number().unwrap_or(0.0) as u64;
    let tests = || {
        report
            .get("testResults")
            .list()
            .iter()
            .flat_map(|file| file.get("assertionResults").list())
    };
    let name = |test: &Json| {
        format!(
            "ui: {}",
            test.get("fullName").text().unwrap_or("(a test without a name)")
        )
    };
    let left_out = tests().filter(|test| {
        ["pending", "skipped", "todo"].contains(&test.get("status").text().unwrap_or_default())
    });
    Told {
        passed: count("numPassedTests"),
        failed: count("numFailedTests"),
        // vitest's own command repeats them; nobody asks for their names.
        failures: Vec::new(),
        left_out: left_out.map(name).collect(),
        figures: Vec::new(),
        lengths: tests()
            .filter_map(|test| {
                Some((
                    name(test),
                    Duration::from_secs_f64(test.get("duration").number()? / 1000.0),
                ))
            })
            .collect(),
    }
}

/// Builds, and returns the test programs built. Cargo's progress and its complaints go to the terminal.
pub fn build_tests(tree: &Tree, build: &Call) -> Result<Vec<Program>, Failure> {
    let mut command = build
        .clone()
        .arg("--message-format=json-render-diagnostics")
        .command();
    command.stderr(std::process::Stdio::inherit());
    let output = command
        .output()
        .map_err(|error| Failure::words(format!("cargo: {error}.")))?;
    if !output.status.success() {
        return Err(build.failed(&tree.root, String::new()));
    }
    Ok(libtest::programs(&String::from_utf8_lossy(&output.stdout)))
}

/// Runs every program as `prepare` would have it, failing or not, so that one run tells of every failure; then
/// fails if one did.
pub fn run_all(
    tree: &Tree,
    programs: &[&Program],
    prepare: impl Fn(Call) -> Call,
    told: &mut Told,
) -> Result<(), Failure> {
    let mut first_failure = None;
    for program in programs {
        let ((this, result), took) = crate::steps::timed(|| program.run(tree, prepare(program.call(tree))));
        // A package whose tests all live elsewhere has an empty program; it is not worth a line.
        if this.passed + this.failed > 0 {
            let Program { package, target, .. } = program;
            println!(
                "  {package}, {target}: {} passed, {} failed, {}",
                this.passed,
                this.failed,
                seconds(took)
            );
        }
        for figure in &this.figures {
            println!("    {figure}");
        }
        told.add(this);
        if let Err(failure) = result {
            if let Some(earlier) = first_failure.replace(failure) {
                println!("\n{earlier}\n");
            }
        }
    }
    first_failure.map_or(Ok(()), Err)
}

/// Runs the tests that wait for the clock beside those that work: they bear with a machine that has much to do.
fn beside(tree: &Tree, waiting: &[&Program], working: &[&Program], told: &mut Told) -> Result<(), Failure> {
    std::thread::scope(|scope| {
        let beside = scope.spawn(|| {
            let mut told = Told::default();
            let outcome = run_all(tree, waiting, |call| call, &mut told);
            (told, outcome)
        });
        let outcome = run_all(tree, working, |call| call, told);
        let (theirs, other) = beside.join().expect("BUG: running tests does not panic");
        told.add(theirs);
        match (outcome, other) {
            (Err(failure), Err(other)) => {
                println!("\n{failure}\n");
                Err(other)
            }
            (outcome, other) => outcome.and(other),
        }
    })
}

/// Runs the freshness test alone, and insists that it exists.
fn generated_files_are_fresh(tree: &Tree, programs: &[Program]) -> Result<(), Failure> {
    let mut held = 0;
    for program in programs
        .iter()
        .filter(|program| program.package == "standing-date")
    {
        let (told, result) = program.run(tree, program.call(tree).arg(FRESH));
        result?;
        held += told.passed;
    }
    if held > 0 {
        Ok(())
    } else {
        Err(Failure::words(format!("No test of the shell is named {FRESH}.")))
    }
}

fn say(steps: &Steps, told: &mut Told) {
    println!("\nThe steps");
    for (what, took) in steps.done() {
        println!("  {:>12}  {what}", seconds(*took));
    }
    told.lengths.sort_by(|(_, one), (_, other)| other.cmp(one));
    if !told.lengths.is_empty() {
        println!("\nThe ten slowest tests");
        for (name, took) in told.lengths.iter().take(10) {
            println!("  {:>9.2} s  {name}", took.as_secs_f64());
        }
    }
    if !told.left_out.is_empty() {
        println!("\nLeft out, which no test should be");
        for name in &told.left_out {
            println!("  {name}");
        }
    }
    println!("\n{} passed, {} failed", told.passed, told.failed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_vitest_reports_is_counted() {
        let report = Json::parse(
            r#"{"numPassedTests":1,"numFailedTests":0,"testResults":[{"assertionResults":[
                {"fullName":"a tick fills your half","status":"passed","duration":12.5},
                {"fullName":"later","status":"skipped"}]}]}"#,
        );
        let told = told_by_vitest(&report.expect("a report"));
        assert_eq!((told.passed, told.failed), (1, 0), "vitest's own counts");
        assert_eq!(told.left_out, ["ui: later"], "a skipped test is named");
        assert_eq!(told.lengths.len(), 1, "a test that did not run has no length");
    }
}
