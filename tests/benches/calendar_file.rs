//! What reading a calendar file costs: ten thousand events beside libical in the same run, files and rules made to be
//! dear. `cargo bench -p tests --features readers --bench calendar_file`, or `cargo xtask bench`.
//!
//! Times are of the processor, so that a busy machine does not count; memory is the most a process had.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock; nothing it measures does"
)]

#[path = "../conformance/bomb_files.rs"]
mod bomb_files;
#[path = "support/figure.rs"]
mod figure;
#[path = "../conformance/hostile_rules.rs"]
mod hostile_rules;
#[path = "support/office.rs"]
mod office;

use std::{
    error::Error,
    fs,
    hint::black_box,
    path::Path,
    process::{Command, ExitCode},
    time::Duration,
};

use app::expand::expand_ics;
use figure::{Measured, conclude, median, print};
use ics::Limits;

/// Pairs of runs, ours and libical's in turns.
const PAIRS: usize = 9;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    match (words.next().as_deref(), words.next()) {
        (Some("read"), Some(file)) => conclude("read", one_reading(Path::new(&file))),
        _ => conclude("calendar_file", measured()),
    }
}

fn measured() -> Measured {
    let folder = tempfile::tempdir()?;
    beside_libical(folder.path())?;
    bombs();
    rules();
    Ok(())
}

/// Ten thousand events, each program in a process of its own, in turns.
fn beside_libical(folder: &Path) -> Measured {
    let file = folder.join("year.ics");
    let text = office::ten_thousand();
    print(
        "ten thousand events, the file",
        text.len() as f64 / 1e6,
        "MB",
        None,
    );
    fs::write(&file, text)?;
    let libical = libical(folder)?;
    let ours = std::env::current_exe()?;
    let (mut mine, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..PAIRS {
        let a = told(Command::new(&ours).arg("read").arg(&file))?;
        let b = told(Command::new(&libical).arg(&file))?;
        ratios.push(a.ms / b.ms);
        mine.push(a);
        theirs.push(b);
    }
    let of = |list: &[Told], what: fn(&Told) -> f64| median(&list.iter().map(what).collect::<Vec<_>>());
    print("read and understood by us", of(&mine, |told| told.ms), "ms", None);
    print("parsed by libical", of(&theirs, |told| told.ms), "ms", None);
    print("ours against libical's", median(&ratios), "x", Some(1.0));
    print(
        "our most memory, the file included",
        of(&mine, |told| told.mib),
        "MiB",
        Some(300.0),
    );
    print("libical's most memory", of(&theirs, |told| told.mib), "MiB", None);
    Ok(())
}

/// What a process says of its own reading.
struct Told {
    ms: f64,
    mib: f64,
}

fn told(command: &mut Command) -> Result<Told, Box<dyn Error>> {
    let said = command.output()?;
    let said = String::from_utf8(said.stdout)?;
    let words: Vec<&str> = said.split_whitespace().collect();
    let [ms, kib, events] = words[..] else {
        return Err(format!("{command:?} said {said:?}").into());
    };
    if events != "10000" {
        return Err(format!("{command:?} found {events} events").into());
    }
    Ok(Told {
        ms: ms.parse()?,
        mib: kib.parse::<f64>()? / 1024.0,
    })
}

/// Reads one file once, in this process, and says what it cost.
fn one_reading(file: &Path) -> Measured {
    let bytes = fs::read(file)?;
    let began = spent();
    let text = ics::text(&bytes)?;
    let calendar = ics::read(&text, Limits::default())?;
    let took = spent().saturating_sub(began);
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = most.and_then(|kib| kib.split_whitespace().next()).unwrap_or("0");
    println!("{} {kib} {}", took.as_secs_f64() * 1e3, calendar.events.len());
    Ok(())
}

/// libical's parser, compiled as `tests/readers` compiles its reader.
fn libical(folder: &Path) -> Result<std::path::PathBuf, Box<dyn Error>> {
    let flags = Command::new("pkg-config")
        .args(["--cflags", "--libs", "libical"])
        .output()?;
    if !flags.status.success() {
        return Err("libical is needed: `cargo xtask setup` installs it".into());
    }
    let program = folder.join("libical");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/calendar_file.c");
    let flags = String::from_utf8(flags.stdout)?;
    let compiled = Command::new("cc")
        .args(["-O2", "-o"])
        .arg(&program)
        .arg(source)
        .args(flags.split_whitespace())
        .status()?;
    if compiled.success() {
        Ok(program)
    } else {
        Err("the C compiler gave up".into())
    }
}

/// Files made to break a reader, through the door of `standing expand`.
fn bombs() {
    for (name, make) in bomb_files::bombs() {
        let bytes = make();
        let took = quickest(3, || {
            let read = ics::text(&bytes).map(|text| expand_ics(&text, None, None, None).is_ok());
            _ = black_box(read);
        });
        print(
            &format!("bomb: {name}"),
            took.as_secs_f64() * 1e3,
            "ms",
            Some(1_000.0),
        );
    }
}

/// Rules made to hang whoever follows them, in a file each; the dearest is said.
fn rules() {
    let cases = hostile_rules::cases();
    let cost = |(rule, start, expected, why): &hostile_rules::Case| {
        let file = hostile_rules::event(rule, start);
        let (from, to) = (Some(hostile_rules::NOW), Some(hostile_rules::END));
        let took = quickest(3, || _ = black_box(expand_ics(&file, from, to, Some(3))));
        let shown: String = rule.chars().take(50).collect();
        (took, format!("{shown} from {start}, {expected:?}: {why}"))
    };
    let dearest = cases.iter().map(cost).max();
    let (took, which) = dearest.expect("BUG: there are rules");
    let name = format!("dearest of {} hostile rules", cases.len());
    print(&name, took.as_secs_f64() * 1e3, "ms", Some(100.0));
    println!("  {which}");
}

fn quickest(rounds: u32, mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let began = spent();
        work();
        spent().saturating_sub(began)
    };
    (0..rounds).map(round).min().expect("BUG: at least one round")
}

/// The processor time of this thread.
fn spent() -> Duration {
    let at = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(at).expect("BUG: time spent is never negative")
}
