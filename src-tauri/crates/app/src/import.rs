//! Reading the calendars of others: as busy time of one of the two, or as dates of the couple's own.
//!
//! A file is looked at first ([`App::preview_import`]), and taken in with one write that can be taken back
//! ([`App::import`]). What a file says is only ever text and time: nothing of it is followed, run or shown as anything
//! else, and each part of it that asks for too much is refused by its name while the rest is taken in.
//!
//! ```text
//! bytes ─▶ ics::Calendar ─▶ entries (busy time) ─┐
//!                        └▶ dates (of our own) ──┴▶ compared with what is here ─▶ preview, or one write
//! ```

mod busy;
mod compare;
mod dates;
mod days;
mod entries;
pub(crate) mod file;
mod own;
mod rows;
mod update;

use std::{
    collections::HashSet,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use chrono::{Datelike, Duration, NaiveDateTime};
use domain::{
    occurrence::{self, Status},
    people::Half,
    plain, spoken,
    words::{fill, import as words},
};

use crate::{App, Changed, Error, replies::*};
pub use file::FileError;
use rows::{Manner, OVER_DAYS, Said, Stretch};

/// Why a calendar was not taken in. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// What is in it is no calendar, or too much.
    #[error(transparent)]
    Calendar(#[from] ics::IcsError),
}

impl ImportError {
    pub(crate) fn problem(&self) -> Problem {
        let (code, hint) = match self {
            ImportError::File(FileError::NotThere { .. }) => (Code::NotFound, words::FILE_HINT),
            ImportError::File(FileError::Io { .. }) => (Code::Machine, words::FILE_HINT),
            ImportError::Calendar(ics::IcsError::Cancelled) => (Code::Cancelled, words::CANCELLED_HINT),
            ImportError::File(_) | ImportError::Calendar(_) => (Code::Invalid, words::FILE_HINT),
        };
        Problem {
            code,
            message: self.to_string(),
            hint: hint.to_owned(),
        }
    }
}

/// Told how much of how much is done; breaks to have it all given up.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>;

/// So many rows of each sort are shown; all of them count.
const MOST_ROWS: usize = 300;

/// A calendar file that was opened, and what it says.
#[derive(Debug, Clone)]
pub struct CalendarFile {
    path: Option<PathBuf>,
    name: String,
    /// The layer it is read for again, whatever the file is called now.
    layer: Option<domain::ids::LayerId>,
    stamp: String,
    calendar: ics::Calendar,
}

impl CalendarFile {
    /// Opens a file and reads it. It is read to its end at once, so what happens to it later changes nothing here; what
    /// is no file, as a pipe, is refused without waiting for it.
    ///
    /// # Errors
    /// There is no file, it cannot be read, it is no calendar, or one of the limits of [`ics::Limits`] is passed; and
    /// when `progress` breaks.
    pub fn open(path: &Path, progress: Progress<'_>) -> Result<CalendarFile, Error> {
        let limits = ics::Limits::default();
        // As UTF-16 the same text takes twice the room.
        let file::Bytes { bytes, stamp } = file::read(path, 2 * limits.bytes).map_err(ImportError::File)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Ok(CalendarFile {
            path: Some(path),
            stamp,
            ..CalendarFile::of_bytes(&name, &bytes, progress)?
        })
    }

    /// Reads what another program handed over.
    ///
    /// # Errors
    /// As [`CalendarFile::open`], but for the file's own.
    pub fn of_bytes(name: &str, bytes: &[u8], progress: Progress<'_>) -> Result<CalendarFile, Error> {
        let text = ics::text(bytes).map_err(ImportError::Calendar)?;
        let calendar =
            ics::read_with(&text, ics::Limits::default(), progress).map_err(ImportError::Calendar)?;
        Ok(CalendarFile {
            path: None,
            layer: None,
            name: plain::line(name),
            stamp: String::new(),
            calendar,
        })
    }

    /// The file's name, without its folders.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn stamp(&self) -> &str {
        &self.stamp
    }

    pub(crate) fn of_layer(self, layer: &domain::layer::Layer) -> CalendarFile {
        CalendarFile {
            layer: Some(layer.id),
            ..self
        }
    }

    /// What was left out of it without losing an entry, in words. An unknown zone is not among it: its entries are refused.
    pub fn notes(&self) -> Vec<String> {
        let refused = |zone: &String| {
            self.calendar
                .events
                .iter()
                .any(|e| e.zone_unknown.as_ref() == Some(zone))
        };
        let notes = self.calendar.notes.iter();
        notes
            .filter(|note| !matches!(note, ics::Note::ZoneUnknown { zone } if refused(zone)))
            .map(ToString::to_string)
            .collect()
    }
}

impl App {
    /// What taking in a file would change. Nothing is written.
    ///
    /// # Errors
    /// Busy time belongs to somebody, so both names are needed; and the store's.
    pub fn preview_import(&self, file: &CalendarFile, form: &ImportForm) -> Result<ImportPreview, Error> {
        match half_of(form.take_as) {
            Some(half) => self.preview_busy(file, half, form),
            None => self.preview_dates(file),
        }
    }

    /// What [`App::import`] would answer. Nothing is written.
    ///
    /// # Errors
    /// As [`App::preview_import`].
    pub fn try_import(&self, file: &CalendarFile, form: &ImportForm) -> Result<Imported, Error> {
        match half_of(form.take_as) {
            Some(half) => self.try_busy(file, half, form),
            None => self.try_dates(file, form),
        }
    }

    /// Takes in a file: one write, which can be taken back. `progress` is told of each entry; when it breaks, nothing is
    /// written.
    ///
    /// # Errors
    /// As [`App::preview_import`], and when `progress` breaks.
    pub fn import(
        &self,
        file: &CalendarFile,
        form: &ImportForm,
        progress: Progress<'_>,
    ) -> Result<Changed<Imported>, Error> {
        match half_of(form.take_as) {
            Some(half) => self.import_busy(file, half, form, progress),
            None => self.import_dates(file, form, progress),
        }
    }

    /// The couple's own dates of the next months, by start: what imported time may lie over.
    fn evenings(&self) -> Result<Vec<Stretch>, Error> {
        let (now, here) = (self.now(), self.zone());
        let mut evenings = Vec::new();
        for (slot, changes) in self.series()? {
            let found = occurrence::occurrences(&slot, &changes, now, now + OVER_DAYS, here, now)?;
            let ahead = found
                .into_iter()
                .filter(|o| matches!(o.status, Status::Planned | Status::Moved));
            evenings.extend(ahead.map(|o| (o.start, o.end)));
        }
        evenings.sort_unstable();
        Ok(evenings)
    }
}

fn half_of(take_as: ImportAs) -> Option<Half> {
    match take_as {
        ImportAs::First => Some(Half::First),
        ImportAs::Second => Some(Half::Second),
        ImportAs::Dates => None,
    }
}

/// Whether a row is ticked.
fn ticked(base: TickBase, flipped: &HashSet<&str>, id: &str, usual: bool) -> bool {
    let from = match base {
        TickBase::Usual => usual,
        TickBase::All => true,
        TickBase::None => false,
    };
    from != flipped.contains(id)
}

/// The rows that are shown, by sort and then by time, and how many there are of each.
fn told(mut said: Vec<Said>) -> (Vec<ImportRow>, ImportCounts) {
    said.sort_by_key(|said| (said.row.what as u8, said.at));
    let mut counts = ImportCounts::default();
    let mut rows = Vec::new();
    for Said { row, .. } in said {
        let of_this = match row.what {
            ImportWhat::Refused => &mut counts.refused,
            ImportWhat::Changed => &mut counts.changed,
            ImportWhat::Added => &mut counts.added,
            ImportWhat::Gone => &mut counts.gone,
            ImportWhat::Unchanged => &mut counts.unchanged,
        };
        *of_this += 1;
        counts.all += u32::from(row.what != ImportWhat::Gone);
        counts.ticked += u32::from(row.ticked);
        if *of_this as usize <= MOST_ROWS {
            rows.push(row);
        }
    }
    (rows, counts)
}

/// "90 entries from October to January", of entries that lie so.
fn summary(entries: u32, times: impl Iterator<Item = NaiveDateTime>, this_year: i32) -> String {
    let entries = counted(entries, words::ENTRIES_ONE, words::ENTRIES_OTHER);
    let (mut first, mut last) = (NaiveDateTime::MAX, NaiveDateTime::MIN);
    for at in times {
        (first, last) = (first.min(at), last.max(at));
    }
    if first > last {
        return entries;
    }
    let close = (this_year - 1..=this_year + 1).contains(&first.year())
        && (this_year - 1..=this_year + 1).contains(&last.year())
        && last - first < Duration::days(330);
    let month = |at: NaiveDateTime| {
        let month = spoken::month_name(at.month());
        if close {
            month.to_owned()
        } else {
            fill(words::MONTH_YEAR, &[("month", &month), ("year", &at.year())])
        }
    };
    let (from, to) = (month(first), month(last));
    if from == to {
        fill(words::ENTRIES_IN, &[("entries", &entries), ("month", &from)])
    } else {
        fill(
            words::ENTRIES_FROM,
            &[("entries", &entries), ("from", &from), ("to", &to)],
        )
    }
}

fn counted(n: u32, one: &str, other: &str) -> String {
    fill(if n == 1 { one } else { other }, &[("n", &n)])
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
