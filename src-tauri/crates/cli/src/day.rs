//! `standing day`: days to remember.

use app::{App, replies::RedLetterForm};
use clap::Subcommand;
use domain::words::red_letter as words;
use serde_json::json;

use crate::output::{Failure, Output};

#[derive(Debug, Subcommand)]
pub enum Day {
    /// All of them, the next one first.
    List,
    /// Adds one: "17 October 2015" "The day we met".
    Add {
        /// The day; without a year where nobody knows it.
        date: String,
        /// What it is, in your words.
        words: String,
        /// anniversary, birthday, first, other; as the words suggest when not given.
        #[arg(long)]
        sort: Option<String>,
    },
    /// Changes one.
    Edit {
        /// Its id.
        id: String,
        /// Another day.
        #[arg(long)]
        date: Option<String>,
        /// Other words.
        #[arg(long)]
        words: Option<String>,
        /// Another sort.
        #[arg(long)]
        sort: Option<String>,
    },
    /// Removes one.
    Remove {
        /// Its id.
        id: String,
    },
}

pub fn day(app: &App, output: &Output, verb: &Day) -> Result<(), Failure> {
    let form = match verb {
        Day::List => return list(app, output),
        Day::Remove { id } => {
            let done = app.remove_red_letter(id)?.value;
            return output.said(&done, json!({ "removed": done.id }));
        }
        Day::Add { date, words, sort } => RedLetterForm {
            id: None,
            date: date.clone(),
            words: words.clone(),
            sort: sort.clone(),
        },
        Day::Edit {
            id,
            date,
            words,
            sort,
        } => {
            let before = app.red_letter(id)?;
            RedLetterForm {
                id: Some(before.id),
                date: date.clone().unwrap_or(before.date),
                words: words.clone().unwrap_or(before.words),
                sort: Some(sort.clone().unwrap_or(before.sort)),
            }
        }
    };
    let done = app.save_red_letter(&form)?.value;
    let day = app.red_letter(&done.id)?;
    output.said(&done, json!({ "day": day }))
}

fn list(app: &App, output: &Output) -> Result<(), Failure> {
    let days = app.red_letters()?.days;
    let rows = days.iter().map(|day| {
        let shown = if day.shown == day.words {
            String::new()
        } else {
            day.shown.clone()
        };
        vec![
            day.id.clone(),
            day.date.clone(),
            day.away.clone(),
            day.words.clone(),
            shown,
        ]
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        rows.push(vec![words::DAYS_EMPTY.to_owned()]);
    }
    output.table(&json!({ "days": days }), rows)
}
