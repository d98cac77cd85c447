//! A clock that one program alone believes in: libfaketime, told by a file how far it is off.
//!
//! `Instant` stays as it is, so a jump looks to the program as waking up does: its timers have not moved, the wall
//! clock has.

use std::{fs, path::PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::process::Command;

/// The clock of the programs that [`FakeTime::tell`] was asked to fool.
pub struct FakeTime {
    file: PathBuf,
    library: String,
    off: TimeDelta,
}

impl FakeTime {
    /// One that is right, so far. Its file lies in `home`.
    pub async fn right(home: &std::path::Path) -> FakeTime {
        // The wrapper knows where its library is; it only ever says so to what it starts.
        let asked = Command::new("faketime")
            .args(["-m", "-f", "+0", "printenv", "LD_PRELOAD"])
            .output()
            .await
            .expect("faketime is installed (`cargo xtask setup`)");
        let library = String::from_utf8(asked.stdout).expect("a path");
        let mut time = FakeTime {
            file: home.join("faketime"),
            library: library.trim().to_owned(),
            off: TimeDelta::zero(),
        };
        time.set_off(TimeDelta::zero());
        time
    }

    /// Makes a program believe in it.
    pub fn tell(&self, command: &mut Command) {
        command
            .env("LD_PRELOAD", &self.library)
            .env("FAKETIME_TIMESTAMP_FILE", &self.file)
            .env("FAKETIME_NO_CACHE", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .env_remove("FAKETIME");
    }

    /// Sets it: so far before or after the machine's.
    pub fn set_off(&mut self, off: TimeDelta) {
        self.off = off;
        // Beside it and renamed, so that nobody reads half of it.
        let new = self.file.with_extension("new");
        fs::write(&new, format!("{:+}\n", off.num_seconds())).expect("the home directory can be written");
        fs::rename(new, &self.file).expect("the home directory can be written");
    }

    /// What it shows.
    pub fn now(&self) -> DateTime<Utc> {
        super::now() + self.off
    }
}
