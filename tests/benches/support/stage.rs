//! A desktop on which the release app and the floors are started in turn, and tell how far they are.

use std::{
    error::Error,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use app::{App, Locale, clock::SystemClock};
use domain::words::shell::TRAY_QUIT;
use tests::desktop::{self, Desktop, Tray};
use tokio::{process::Child, time::sleep};

use super::tree::{self, Process};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The design's own moment: what Today shows is then what the mock-ups show.
pub const NOW: &str = "2026-10-13T14:36:00+01:00";
/// And where.
pub const ZONE: &str = "Europe/London";

/// A program that has not come so far by then never will.
const PATIENCE: Duration = Duration::from_secs(60);

/// Between two looks at what cannot be listened to. The moments themselves are in the marks.
const PAUSE: Duration = Duration::from_millis(10);

/// A desktop with a tray, a home that stays from start to start, and Noor and Jules' planner.
pub struct Stage {
    /// The desktop.
    pub desktop: Desktop,
    /// The tray on it.
    pub tray: Tray,
    app: PathBuf,
    planner: PathBuf,
    starts: u32,
}

/// One of the two floors: `floor/bare.c`, compiled.
pub struct Floor(PathBuf);

/// A program that was started, and the file it marks its progress in.
pub struct Running {
    child: Child,
    marks: PathBuf,
    began_ms: f64,
    is_app: bool,
}

impl Stage {
    /// Sets it up.
    pub async fn set() -> Result<Stage> {
        let app = release("standing-date")?;
        let desktop = Desktop::start().await;
        let tray = Tray::start(&desktop).await;
        let planner = desktop.home().join("planner");
        let clock = SystemClock::new(Some(NOW.parse()?), Some(ZONE.parse()?));
        App::open(&planner, Arc::new(clock), Locale::named("en_GB"))?.demo_mock_ups()?;
        Ok(Stage {
            desktop,
            tray,
            app,
            planner,
            starts: 0,
        })
    }

    /// Starts the app over the planner.
    pub fn app(&mut self, more: &[&str]) -> Result<Running> {
        let planner = self.planner.display().to_string();
        let mut args = vec!["--data-dir", planner.as_str(), "--now", NOW, "--zone", ZONE];
        args.extend(more);
        self.begin(&self.app.clone(), &args, true)
    }

    /// Starts a floor.
    pub fn floor(&mut self, floor: &Floor) -> Result<Running> {
        self.begin(&floor.0, &[], false)
    }

    fn begin(&mut self, program: &Path, args: &[&str], is_app: bool) -> Result<Running> {
        self.starts += 1;
        let marks = self.desktop.home().join(format!("marks-{}", self.starts));
        let mut command = self.desktop.command(program);
        command.args(args).env("STANDING_DATE_TRACE", &marks);
        if !is_app {
            command.arg(&marks);
        }
        let began = SystemTime::now().duration_since(UNIX_EPOCH)?;
        Ok(Running {
            child: command.spawn()?,
            marks,
            began_ms: began.as_secs_f64() * 1e3,
            is_app,
        })
    }

    /// Ends a program, and waits until nothing of it is left: what still runs would slow the next one down.
    pub async fn end(&self, mut running: Running) -> Result<()> {
        let family = running.family()?;
        if running.is_app {
            // As a person does it, so that the next start finds what an ordinary evening leaves behind.
            self.tray.click(TRAY_QUIT).await;
            tokio::time::timeout(PATIENCE, running.child.wait()).await??;
        } else {
            running.child.kill().await?;
        }
        let ending = async {
            while family.iter().any(|process| tree::lives(process.pid)) {
                sleep(PAUSE).await;
            }
        };
        let ended = tokio::time::timeout(PATIENCE, ending).await;
        ended.map_err(|_| {
            let left = family.iter().filter(|process| tree::lives(process.pid));
            let names: Vec<&str> = left.map(|process| process.name.as_str()).collect();
            format!("still there after its end: {}", names.join(", ")).into()
        })
    }
}

impl Running {
    /// Waits for a mark: milliseconds after the start.
    pub async fn reaches(&mut self, word: &str) -> Result<f64> {
        let mut at = None;
        let waiting = async {
            loop {
                at = self.mark(word);
                if at.is_some() || self.child.try_wait()?.is_some() {
                    return Ok::<(), std::io::Error>(());
                }
                sleep(PAUSE).await;
            }
        };
        let waited = tokio::time::timeout(PATIENCE, waiting).await;
        waited.map_err(|_| format!("it did not come to {word:?}"))??;
        at.ok_or_else(|| format!("it ended before {word:?}").into())
    }

    /// The same without waiting, if it has come so far.
    pub fn mark(&self, word: &str) -> Option<f64> {
        let text = std::fs::read_to_string(&self.marks).unwrap_or_default();
        // A line without its end is still being written.
        let whole = &text[..=text.rfind('\n')?];
        let (at, _) = whole
            .lines()
            .filter_map(|line| line.split_once(' '))
            .find(|(_, mark)| *mark == word)?;
        Some(at.parse::<f64>().ok()? - self.began_ms)
    }

    /// Its processes.
    pub fn family(&self) -> Result<Vec<Process>> {
        let pid = self.child.id().ok_or("it has ended")?;
        Ok(tree::of(pid)?)
    }
}

/// Compiles the floor: a window with a page, which is linked to WebKit, or with a label, which is not.
pub async fn floor(page: bool) -> Result<Floor> {
    let (name, packages): (_, &[&str]) = if page {
        ("bare-page", &["gtk+-3.0", "webkit2gtk-4.1"])
    } else {
        ("bare-window", &["gtk+-3.0"])
    };
    let flags = said("pkg-config", &[&["--cflags", "--libs"], packages].concat()).await?;
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let out = program.display().to_string();
    let mut args = vec![
        "-O2",
        concat!(env!("CARGO_MANIFEST_DIR"), "/benches/floor/bare.c"),
    ];
    args.extend(["-o", &out]);
    args.extend(page.then_some("-DPAGE"));
    args.extend(flags.split_whitespace());
    said("cc", &args).await?;
    Ok(Floor(program))
}

async fn said(program: &str, args: &[&str]) -> Result<String> {
    let done = tokio::process::Command::new(program).args(args).output().await;
    let done = done.map_err(|error| format!("{program}: {error}"))?;
    if !done.status.success() {
        return Err(format!("{program}: {}", String::from_utf8_lossy(&done.stderr)).into());
    }
    Ok(String::from_utf8(done.stdout)?)
}

/// The program as it is given to people. The debug build beside it would tell nothing.
pub fn release(program: &str) -> Result<PathBuf> {
    let path = desktop::built(program);
    let asked_for = std::env::var_os("STANDING_DATE_BIN").is_some();
    if asked_for || path.parent().is_some_and(|dir| dir.ends_with("release")) {
        return Ok(path);
    }
    Err(format!("{program} is not built: `cargo build --release -p standing-date -p cli`").into())
}
