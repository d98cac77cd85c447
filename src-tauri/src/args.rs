//! The command line of the app. People start it from a menu; these are for the terminal, for tests and for starting at login.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clap::Parser;

/// A private planner for two.
#[derive(Debug, Clone, Parser)]
#[command(name = "standing-date", version, about)]
pub struct Args {
    /// Where the planner's files live.
    #[arg(long, env = "STANDING_DATE_DIR", value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Pretend that it is this moment, and run on from there: 2026-10-13T14:36:00+01:00.
    #[arg(long, value_name = "MOMENT")]
    pub now: Option<DateTime<Utc>>,
    /// Pretend to be there: Europe/Paris.
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<Tz>,
    /// Start in the tray, without a window.
    #[arg(long)]
    pub hidden: bool,
    /// A calendar file to look at: its path, or its file: address. Of several, the first.
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,
}
