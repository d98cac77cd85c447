//! Calendar files of others, in the terminal.

use std::{ops::ControlFlow, path::PathBuf};

use app::{
    App, Error,
    import::CalendarFile,
    replies::{CalendarLayer, ImportAs, ImportForm, Imported, Ticks},
};
use clap::Subcommand;
use domain::{
    people::Half,
    words::{fill, import as words},
};
use serde_json::json;

use crate::output::{Failure, Output};

#[derive(Debug, clap::Args)]
pub struct Import {
    /// The calendar file.
    pub file: PathBuf,
    /// Only says what would change.
    #[arg(long)]
    pub dry_run: bool,
    /// Keeps the names of busy time, not only its hours.
    #[arg(long)]
    pub names: bool,
    /// Reads the file again whenever it changes.
    #[arg(long)]
    pub watch: bool,
}

#[derive(Debug, Subcommand)]
pub enum Layer {
    /// Whose they are, how much is in them, when they were read.
    List,
    /// Takes one out, with all its busy time.
    Remove {
        /// Its name, or its id.
        calendar: String,
    },
    /// Reads one again, from the file that is watched or from another.
    Read {
        /// Its name, or its id.
        calendar: String,
        /// The calendar file.
        file: Option<PathBuf>,
    },
    /// Reads one again whenever its file changes; without a file, no longer.
    Watch {
        /// Its name, or its id.
        calendar: String,
        /// The calendar file.
        file: Option<PathBuf>,
    },
    /// Keeps the names of its entries, or drops them.
    Names {
        /// Its name, or its id.
        calendar: String,
        /// Drops them.
        #[arg(long)]
        drop: bool,
    },
}

/// Takes in a file, as `--as` says: `busy:NAME` or `dates`, which is what is meant when nobody says.
pub fn import(app: &App, output: &Output, wanted: &Import, take_as: Option<&str>) -> Result<(), Failure> {
    let form = ImportForm {
        take_as: read_as(app, take_as)?,
        names: wanted.names,
        watch: wanted.watch,
        ticks: Ticks::default(),
    };
    if form.take_as == ImportAs::Dates && (form.names || form.watch) {
        return Err(Failure::usage(words::WATCH_BUSY_ONLY));
    }
    let mut on = |_: usize, _: usize| ControlFlow::Continue(());
    let file = CalendarFile::open(&wanted.file, &mut on)?;
    let done = if wanted.dry_run {
        app.try_import(&file, &form)?
    } else {
        app.import(&file, &form, &mut on)?.value
    };
    said(output, &file.notes(), &done, wanted.dry_run)?;
    watched_while(output, wanted.watch && !wanted.dry_run)
}

pub fn layer(app: &App, output: &Output, verb: &Layer) -> Result<(), Failure> {
    match verb {
        Layer::List => {
            let layers = app.layers()?;
            let row = |layer: &CalendarLayer| {
                let watched = layer.file.as_ref().map_or("", |_| words::LAYER_WATCHED);
                let mut about = layer.read.clone();
                if !layer.trouble.is_empty() {
                    about = format!("{about} {}", layer.trouble);
                }
                vec![layer.name.clone(), layer.whose.clone(), watched.to_owned(), about]
            };
            let rows: Vec<_> = layers.iter().map(row).collect();
            if rows.is_empty() && !output.is_json() {
                return output.line(words::LAYERS_EMPTY);
            }
            output.table(&json!({ "layers": layers }), rows)
        }
        Layer::Remove { calendar } => {
            let done = app.remove_layer(&named(app, calendar)?.id)?.value;
            output.said(&done, json!({ "removed": done.id }))
        }
        Layer::Read { calendar, file } => {
            let done = app.read_layer(&named(app, calendar)?.id, file.as_deref())?.value;
            said(output, &[], &done, false)
        }
        Layer::Watch { calendar, file } => {
            let layer = named(app, calendar)?;
            if let Some(file) = file {
                // What cannot be read now is not worth watching.
                CalendarFile::open(file, &mut |_, _| ControlFlow::Continue(()))?;
            }
            let file = file
                .as_deref()
                .map(std::path::absolute)
                .transpose()
                .map_err(Failure::from)?;
            let done = app.watch_layer(&layer.id, file.as_deref())?.value;
            shown(app, output, &done, &layer.id)?;
            watched_while(output, file.is_some())
        }
        Layer::Names { calendar, drop } => {
            let layer = named(app, calendar)?;
            let done = app.keep_layer_names(&layer.id, !drop)?.value;
            shown(app, output, &done, &layer.id)
        }
    }
}

/// Says that somebody has to be running for a watched file to be read again.
fn watched_while(output: &Output, watched: bool) -> Result<(), Failure> {
    if watched && !output.is_json() {
        output.line(words::WATCH_WHILE)?;
    }
    Ok(())
}

fn shown(app: &App, output: &Output, done: &app::replies::Done, id: &str) -> Result<(), Failure> {
    let layer = named(app, id)?;
    output.said(done, json!({ "layer": layer }))
}

fn named(app: &App, name: &str) -> Result<CalendarLayer, Failure> {
    let layers = app.layers()?;
    let by_id = layers.iter().find(|layer| layer.id == name);
    let found = by_id.or_else(|| layers.iter().find(|layer| layer.name == name));
    found.cloned().ok_or_else(|| Failure::from(Error::NotFound))
}

fn read_as(app: &App, take_as: Option<&str>) -> Result<ImportAs, Failure> {
    let Some(text) = take_as else {
        return Ok(ImportAs::Dates);
    };
    if text == "dates" {
        return Ok(ImportAs::Dates);
    }
    let Some(name) = text.strip_prefix("busy:") else {
        return Err(Failure::usage(&format!("{} {}", words::AS_WHAT, words::HELP_AS)));
    };
    Ok(match app.writer(Some(name))? {
        Half::First => ImportAs::First,
        Half::Second => ImportAs::Second,
    })
}

fn said(output: &Output, notes: &[String], done: &Imported, dry: bool) -> Result<(), Failure> {
    let json = json!({
        "added": done.added, "changed": done.changed, "unchanged": done.unchanged, "gone": done.gone,
        "left_out": done.left_out, "refused": done.refused, "layer": done.layer, "notes": notes,
    });
    if output.is_json() {
        return output.table(&json, vec![]);
    }
    let counts = fill(
        words::COUNTS,
        &[
            ("added", &done.added),
            ("changed", &done.changed),
            ("unchanged", &done.unchanged),
            ("gone", &done.gone),
            ("refused", &done.refused.len()),
        ],
    );
    if dry {
        output.line(&fill(words::COUNTS_DRY, &[("counts", &counts)]))?;
    } else {
        output.line(&done.said)?;
        output.line(&counts)?;
    }
    for refused in &done.refused {
        let line = fill(
            words::REFUSED_LINE,
            &[("about", &refused.about), ("reason", &refused.reason)],
        );
        output.line(&line)?;
    }
    notes
        .iter()
        .try_for_each(|note| output.line(&domain::plain::line(note)))
}
