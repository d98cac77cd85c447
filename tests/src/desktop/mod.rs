//! A desktop for one test: a display, a session bus, folders of its own; and on them the built app.
//!
//! Nothing of the person's own desktop is touched, so tests run side by side. What is started here ends with the value
//! that started it.

mod bus;
mod display;
mod driver;
mod planner;
mod server;
mod tray;

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use tempfile::TempDir;
use tokio::process::{Child, Command};

pub use driver::Window;
pub use planner::Run;
pub use server::{Note, Server};
pub use tray::Tray;

/// Longer than anything a test waits for may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// How often something that cannot be listened to is looked at again.
const PAUSE: Duration = Duration::from_millis(50);

/// A display, a session bus, and folders of its own.
pub struct Desktop {
    home: TempDir,
    display: display::Display,
    bus: bus::Bus,
    theme: Option<&'static str>,
}

impl Desktop {
    /// Starts an empty desktop: no window manager, no notification server, no tray.
    pub async fn start() -> Desktop {
        let home = tempfile::tempdir().expect("the temporary directory can be written");
        let display = display::Display::start().await;
        let bus = bus::Bus::start(home.path()).await;
        std::fs::create_dir(home.path().join("run")).expect("a new directory is empty");
        Desktop {
            home,
            display,
            bus,
            theme: None,
        }
    }

    /// The same with a dark theme: what follows the system is dark.
    pub fn dark(mut self) -> Desktop {
        self.theme = Some("Adwaita:dark");
        self
    }

    /// The person's home directory.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The session bus.
    pub fn bus_address(&self) -> &str {
        self.bus.address()
    }

    /// How many connections the session bus has, this one not counted. The app has one for each notification that it
    /// listens to.
    pub async fn connections(&self) -> usize {
        let bus = zbus::connection::Builder::address(self.bus.address())
            .build()
            .await
            .expect("the bus answers");
        let names = zbus::fdo::DBusProxy::new(&bus)
            .await
            .expect("the bus answers")
            .list_names()
            .await;
        let unique = names
            .expect("the bus answers")
            .iter()
            .filter(|name| name.starts_with(':'))
            .count();
        unique - 1
    }

    /// A program on this desktop, ended with the value that comes of it.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let home = self.home.path();
        let mut command = Command::new(program);
        command
            .env("DISPLAY", self.display.name())
            .env("DBUS_SESSION_BUS_ADDRESS", self.bus.address())
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("GDK_BACKEND", "x11")
            // The accessibility bus would be started by hand and stay.
            .env("NO_AT_BRIDGE", "1")
            .env("LANG", "C.UTF-8")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("STANDING_DATE_DIR")
            .env_remove("GTK_THEME")
            .stdin(Stdio::null())
            .kill_on_drop(true);
        if let Some(theme) = self.theme {
            command.env("GTK_THEME", theme);
        }
        command
    }

    /// Starts the app as a person does, without WebDriver.
    pub fn launch(&self, run: &Run) -> App {
        let child = self
            .command(built("standing-date"))
            .args(run.args())
            .spawn()
            .expect("the app starts");
        App { child }
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

    /// Closes the app's window, once it is shown, as its cross does.
    pub async fn close_window(&self) {
        until("the window is shown", async || self.display.windows().len() == 1).await;
        self.display.close(self.display.windows()[0]);
    }

    /// Waits until no window of the app is left.
    pub async fn sees_no_window(&self) {
        until("the window is gone", async || self.display.windows().is_empty()).await;
    }
}

/// The app, started without WebDriver.
pub struct App {
    child: Child,
}

impl App {
    /// Waits until it has ended by itself.
    pub async fn ended(mut self) {
        let status = tokio::time::timeout(PATIENCE, self.child.wait())
            .await
            .expect("the app ends when asked to");
        assert!(
            status.expect("it can be waited for").success(),
            "and says that all is well"
        );
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id().expect("it was not waited for yet")
    }
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
