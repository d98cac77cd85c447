//! Kinds of time, in the terminal.

use app::{App, replies};
use clap::Subcommand;
use domain::{spoken, words::kinds as words};

use crate::output::{Failure, Output};

#[derive(Debug, Subcommand)]
pub enum Kind {
    /// All kinds of time; those of your own are marked.
    List,
    /// Makes a kind of your own.
    Add {
        /// What you call it.
        name: String,
        /// Its picture; "standing kind icons" lists them.
        #[arg(long, default_value = "star")]
        icon: String,
        /// How long it usually lasts.
        #[arg(long, default_value_t = 90)]
        minutes: u32,
    },
    /// Changes one of your own; what is not given stays.
    Edit {
        /// Its name.
        kind: String,
        /// Another name.
        #[arg(long)]
        name: Option<String>,
        /// Another picture.
        #[arg(long)]
        icon: Option<String>,
        /// Another usual length.
        #[arg(long)]
        minutes: Option<u32>,
    },
    /// Removes one of your own; its dates become plain dates.
    Remove {
        /// Its name.
        kind: String,
    },
    /// The pictures there are.
    Icons,
}

pub fn kind(app: &App, output: &Output, verb: &Kind) -> Result<(), Failure> {
    match verb {
        Kind::List => {
            let kinds = app.kinds()?.kinds;
            let rows = kinds.iter().map(|kind| {
                let mark = if kind.own { words::YOUR_OWN } else { "" };
                let length = spoken::duration_short(kind.minutes);
                vec![kind.name.clone(), kind.kind.clone(), length, mark.to_owned()]
            });
            output.table(&serde_json::json!({ "kinds": kinds }), rows.collect())
        }
        Kind::Icons => {
            let icons = app.kinds()?.icons;
            let rows = icons.iter().map(|icon| vec![icon.clone()]).collect();
            output.table(&serde_json::json!({ "icons": icons }), rows)
        }
        Kind::Add { name, icon, minutes } => saved(
            app,
            output,
            &replies::KindForm {
                kind: None,
                name: name.clone(),
                icon: icon.clone(),
                minutes: *minutes,
            },
        ),
        Kind::Edit {
            kind,
            name,
            icon,
            minutes,
        } => {
            let before = found(app, &app.kind_named(kind)?.word())?;
            let form = replies::KindForm {
                name: name.clone().unwrap_or(before.name),
                icon: icon.clone().unwrap_or(before.icon),
                minutes: minutes.unwrap_or(before.minutes),
                kind: Some(before.kind),
            };
            saved(app, output, &form)
        }
        Kind::Remove { kind } => {
            let done = app.remove_kind(kind)?.value;
            output.said(&done, serde_json::json!({ "removed": done.id }))
        }
    }
}

fn saved(app: &App, output: &Output, form: &replies::KindForm) -> Result<(), Failure> {
    let done = app.save_kind(form)?.value;
    let kind = found(app, &done.id)?;
    output.said(&done, serde_json::json!({ "kind": kind }))
}

fn found(app: &App, word: &str) -> Result<replies::KindChoice, Failure> {
    let kinds = app.kinds()?.kinds;
    let found = kinds.into_iter().find(|kind| kind.kind == word);
    found.ok_or_else(|| Failure::from(app::Error::NotFound))
}

/// A sentence with the usual length of the kind that was named beside it, where it says none.
pub fn with_usual_length(app: &App, sentence: &str, kind: Option<&str>) -> Result<String, Failure> {
    let Some(kind) = kind else {
        return Ok(sentence.to_owned());
    };
    let kind = app.kind_named(kind)?.word().into_owned();
    Ok(app.rewrite_sentence(sentence, &replies::Rewrite::Kind { kind })?)
}
