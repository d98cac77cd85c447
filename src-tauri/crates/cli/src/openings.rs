//! When both are free, in the terminal.

use app::{App, replies};
use chrono::NaiveDate;

use crate::output::{Failure, Output};

/// What a time is looked for.
#[derive(Debug, clap::Args)]
pub struct Find {
    /// date, lunch, walk, evening_out, evening_in, private, outside_help, check_in, or one of your own by its name.
    #[arg(long)]
    pub kind: Option<String>,
    /// How long, in minutes; as long as its kind usually lasts when not given.
    #[arg(long, value_name = "N")]
    pub minutes: Option<u32>,
    /// The first day to look at; today when not given.
    #[arg(long, value_name = "DATE")]
    pub from: Option<NaiveDate>,
}

/// Where one date might go: each hour, what speaks for it, and what `date move --to` takes.
pub fn of_date(app: &App, output: &Output, key: &str) -> Result<(), Failure> {
    output.openings(&app.openings(key)?, |opening| &opening.to)
}

/// Hours for a date that is only wished for: each with the sentence that `date add` takes.
pub fn find(app: &App, output: &Output, wanted: &Find) -> Result<(), Failure> {
    let form = replies::FindForm {
        kind: wanted.kind.clone(),
        minutes: wanted.minutes,
        from: wanted.from.map(|day| day.to_string()),
        sentence: None,
    };
    output.openings(&app.find_time(&form)?, |opening| &opening.sentence)
}
