//! One start of the app, or of the terminal command, over a planner.

use std::path::{Path, PathBuf};

/// Which planner, at which moment, where, and how.
#[derive(Debug, Clone)]
pub struct Run {
    data_dir: PathBuf,
    now: String,
    zone: String,
    hidden: bool,
}

impl Run {
    /// The planner in `data_dir`; the clock starts at `now` (RFC 3339) and runs on, in London.
    pub fn at(data_dir: &Path, now: &str) -> Run {
        Run {
            data_dir: data_dir.to_owned(),
            now: now.to_owned(),
            zone: "Europe/London".to_owned(),
            hidden: false,
        }
    }

    /// The same, started in the tray.
    pub fn hidden(mut self) -> Run {
        self.hidden = true;
        self
    }

    /// The same planner at another moment.
    pub fn later(&self, now: &str) -> Run {
        Run {
            now: now.to_owned(),
            ..self.clone()
        }
    }

    /// Where its planner's files are.
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// The same as arguments, for the app and for the terminal command.
    pub fn args(&self) -> Vec<String> {
        let dir = self.data_dir.display().to_string();
        let mut args = vec!["--data-dir".to_owned(), dir, "--now".to_owned(), self.now.clone()];
        args.extend(["--zone".to_owned(), self.zone.clone()]);
        if self.hidden {
            args.push("--hidden".to_owned());
        }
        args
    }

    /// Waits until the app that had this planner has ended, so that another one may remind.
    pub async fn is_free(&self) {
        super::until("the planner is free", async || {
            clockwork::Lock::try_acquire(&self.data_dir).is_ok_and(|lock| lock.is_some())
        })
        .await;
    }
}
