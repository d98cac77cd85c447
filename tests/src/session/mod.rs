//! A home and a session bus for one test, without a display: all that `standing` needs to remind.
//!
//! Nothing of the person's own session is touched, so tests run side by side. What is started here ends with the value
//! that started it.

mod bus;
mod faketime;
mod run;
mod server;
mod watch;

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use chrono::{DateTime, Utc};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

pub use bus::Bus;
pub use faketime::FakeTime;
pub use run::Run;
pub use server::{Note, Server};
pub use watch::{Ended, Watch};

/// Longer than anything a test waits for may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// How often something that cannot be listened to is looked at again.
pub(crate) const PAUSE: Duration = Duration::from_millis(50);

/// A session bus, and folders of its own.
pub struct Session {
    home: TempDir,
    bus: Bus,
}

impl Session {
    /// Starts an empty session: no notification server.
    pub async fn start() -> Session {
        let home = tempfile::tempdir().expect("the temporary directory can be written");
        let bus = Bus::start(&home.path().join("bus")).await;
        std::fs::create_dir(home.path().join("run")).expect("a new directory is empty");
        Session { home, bus }
    }

    /// The person's home directory.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The session bus.
    pub fn bus_address(&self) -> &str {
        self.bus.address()
    }

    /// A program in this session, ended with the value that comes of it.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let home = self.home.path();
        let mut command = Command::new(program);
        command
            .env("DBUS_SESSION_BUS_ADDRESS", self.bus.address())
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("LANG", "C.UTF-8")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("STANDING_DATE_DIR")
            .stdin(Stdio::null())
            .kill_on_drop(true);
        command
    }

    /// The command of a watch over the planner in `dir`, in `zone`: to be refined, and given to [`Watch::start`].
    pub fn watching(&self, dir: &Path, zone: &str) -> Command {
        let mut command = self.command(built("standing"));
        command
            .args(["--json", "--zone", zone, "--data-dir"])
            .arg(dir)
            .args(["remind", "--watch"]);
        command
    }

    /// Runs the terminal command and answers what it printed. It must succeed.
    pub async fn standing(&self, run: &Run, args: &[&str]) -> String {
        let done = self
            .command(built("standing"))
            .args(run.args())
            .args(args)
            .output()
            .await
            .expect("it runs");
        let (out, err) = (
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr),
        );
        assert!(done.status.success(), "standing {args:?}: {out}{err}");
        out.into_owned()
    }
}

/// The machine's own clock: what really happens, happens by it.
#[allow(
    clippy::disallowed_methods,
    reason = "these tests hold a program against the real clock"
)]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// Waits until something that cannot be listened to has come true; `what` says so in the failure.
pub async fn until(what: &str, mut come_true: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !come_true().await {
            tokio::time::sleep(PAUSE).await;
        }
    };
    tokio::time::timeout(PATIENCE, waiting)
        .await
        .unwrap_or_else(|_| panic!("in vain: {what}"));
}

/// A built program: beside this test, or where `STANDING_DATE_BIN` says.
pub fn built(program: &str) -> PathBuf {
    if let Some(dir) = std::env::var_os("STANDING_DATE_BIN") {
        return Path::new(&dir).join(program);
    }
    let here = std::env::current_exe().expect("a running program has a path");
    // target/debug/deps/desktop-…, target/debug/examples/screenshots
    let beside = here.ancestors().nth(2).map(|dir| dir.join(program));
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../target/debug")
        .join(program);
    [beside, Some(workspace)]
        .into_iter()
        .flatten()
        .find(|path| path.exists())
        .unwrap_or_else(|| panic!("{program} is not built: `cargo build -p standing-date -p cli`"))
}

/// The first line a program prints.
pub(crate) async fn first_line(child: &mut Child) -> String {
    let out = child.stdout.take().expect("BUG: started with a pipe");
    let mut line = String::new();
    let mut out = BufReader::new(out);
    let reading = tokio::time::timeout(PATIENCE, out.read_line(&mut line));
    reading.await.expect("it starts").expect("it says where it is");
    line.trim().to_owned()
}
