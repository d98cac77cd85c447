//! A desktop for one test: a [`Session`] with a display; and on it the built app.

mod display;
mod driver;
mod tray;

use std::ops::Deref;

use tokio::process::{Child, Command};

pub use crate::session::{Note, PATIENCE, Run, Server, Session, built, until};
use crate::session::{PAUSE, first_line};
pub use driver::{Key, Window};
pub use tray::Tray;

/// A display, a session bus, and folders of its own.
pub struct Desktop {
    session: Session,
    display: display::Display,
    theme: Option<&'static str>,
    chooses: Option<std::path::PathBuf>,
}

impl Desktop {
    /// Starts an empty desktop: no window manager, no notification server, no tray.
    pub async fn start() -> Desktop {
        Desktop {
            session: Session::start().await,
            display: display::Display::start().await,
            theme: None,
            chooses: None,
        }
    }

    /// The same with somebody who chooses this file in every dialog: WebDriver cannot reach the desktop's own.
    pub fn choosing(mut self, file: impl Into<std::path::PathBuf>) -> Desktop {
        self.chooses = Some(file.into());
        self
    }

    /// The same with a dark theme: what follows the system is dark.
    pub fn dark(mut self) -> Desktop {
        self.theme = Some("Adwaita:dark");
        self
    }

    /// Its display, as `DISPLAY` names it.
    pub fn display(&self) -> &str {
        self.display.name()
    }

    /// A program on this desktop, ended with the value that comes of it.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = self.session.command(program);
        command
            .env("DISPLAY", self.display.name())
            .env("GDK_BACKEND", "x11")
            // The accessibility bus would be started by hand and stay.
            .env("NO_AT_BRIDGE", "1")
            .env_remove("GTK_THEME");
        if let Some(file) = &self.chooses {
            command.env("STANDING_DATE_CHOOSES", file);
        }
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

/// A desktop is a session with more to it.
impl Deref for Desktop {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
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
