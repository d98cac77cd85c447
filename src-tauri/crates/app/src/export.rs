//! Everything in open formats: a calendar file for other calendars, JSON for other programs, CSV for a spreadsheet.
//!
//! A private date goes by its label in each of them and is an ordinary date there: neither its own words nor that it is
//! private leave the planner. A discreet export holds when there are dates, and nothing else.

mod csv;
mod json;
mod small_things;

use std::{
    borrow::Cow,
    io::{self, Write},
    path::{Path, PathBuf},
};

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::{
    date_plan::{DatePlan, Part, Preparation},
    ids::SlotId,
    layer::Layer,
    occurrence::OccurrenceKey,
    people::{Half, People},
    phrase::Text,
    recurrence::HORIZON,
    red_letter::RedLetter,
    sentence::DateOrder,
    slot::{Kind, OwnKind, Slot},
    words::{calendar_file as words, fill},
};

use crate::{
    App, Error, Invalid, Series,
    replies::{ExportChoice, ExportForm, ExportFormat},
    settings::Preferences,
    sight::Sight,
};
use small_things::SmallThings;

/// The formats of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 5545: the dates and the red-letter days, for other calendars.
    Ics,
    /// All there is, for programs: the only one that holds gestures and choices.
    Json,
    /// Dates evening by evening, ticks and pauses, for a spreadsheet.
    Csv,
}

/// What to export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// In which form.
    pub format: Format,
    /// The first day; `None` for no beginning. Not for JSON, which holds everything.
    pub from: Option<NaiveDate>,
    /// The last day; `None` for no end, and in CSV, where a standing date would have none, for a year from now.
    pub to: Option<NaiveDate>,
    /// One date, by its id. Not for JSON.
    pub slot: Option<&'a str>,
    /// "Busy" for every title, no names and no notes.
    pub discreet: bool,
}

/// How far ahead CSV goes when nobody says.
const AHEAD: Duration = Duration::days(366);

/// What there is to export, from one moment of the planner.
struct Facts {
    series: Series,
    sight: Sight,
    people: Option<People>,
    preferences: Preferences,
    small: SmallThings,
    kinds: Vec<OwnKind>,
    plans: Vec<DatePlan>,
    parts: Vec<Part>,
    preparations: Vec<Preparation>,
    red_letters: Vec<RedLetter>,
    layers: Vec<Layer>,
    /// Where this computer is, and when.
    here: Tz,
    now: DateTime<Utc>,
    discreet: bool,
}

impl App {
    /// Everything asked for, as the text of one file. A planner that is not there yet exports nothing.
    ///
    /// # Errors
    /// A slot that is not there; a rule that cannot answer.
    pub fn export(&self, wanted: &Wanted<'_>) -> Result<String, Error> {
        let mut facts = self.exportable(wanted.discreet)?;
        if let Some(slot) = wanted.slot {
            let slot: SlotId = slot.parse().map_err(|_| Error::NotFound)?;
            facts.series.retain(|(s, _)| s.id == slot);
            if facts.series.is_empty() {
                return Err(Error::NotFound);
            }
        }
        let to = match (wanted.to, wanted.format) {
            (None, Format::Csv) => Some((self.here() + AHEAD).date()),
            (to, _) => to,
        };
        let extent = ics::Extent {
            from: wanted.from,
            // Slots end before the horizon; nothing is lost by looking no further.
            to: to.and_then(|last| last.min(HORIZON).succ_opt()),
        };
        Ok(match wanted.format {
            Format::Ics => {
                let series = facts.series.iter().map(|(slot, changes)| (slot, changes));
                // One date by itself is that date.
                let days = facts.red_letters.iter().filter(|_| wanted.slot.is_none());
                ics::write_with(series, days, extent, facts.text(), facts.now)?
            }
            Format::Json => json::write(&facts),
            Format::Csv => csv::write(&facts, extent, wanted.slot.is_some())?,
        })
    }

    /// The same, as the window asks for it. JSON holds everything, whatever days and dates are named.
    ///
    /// # Errors
    /// Days that are none, and as [`App::export`].
    pub fn export_as(&self, form: &ExportForm) -> Result<String, Error> {
        let order = self.preferences()?.order;
        let day = |day: &Option<String>| {
            let said = day.as_deref().map(str::trim).filter(|day| !day.is_empty());
            said.map(|day| written_day(day, order)).transpose()
        };
        let (from, to) = (day(&form.from)?, day(&form.to)?);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err(Error::Invalid(Invalid::DayOrder));
        }
        self.export(&Wanted {
            format: match form.format {
                ExportFormat::Ics => Format::Ics,
                ExportFormat::Json => Format::Json,
                ExportFormat::Csv => Format::Csv,
            },
            from,
            to,
            slot: form.slot.as_deref().filter(|_| form.format != ExportFormat::Json),
            discreet: form.discreet,
        })
    }

    /// The dates that can be exported by themselves, as far as they may be seen.
    ///
    /// # Errors
    /// The store's.
    pub fn export_choices(&self) -> Result<Vec<ExportChoice>, Error> {
        let p = self.preferences()?;
        let choice = |(slot, _): &(Slot, _)| {
            let reading = self.reading_of(slot, &p);
            ExportChoice {
                id: slot.id.to_string(),
                words: match slot.shown_title() {
                    "" => reading,
                    title => fill(words::CHOICE, &[("title", &title), ("reading", &reading)]),
                },
            }
        };
        Ok(self.series()?.iter().map(choice).collect())
    }

    fn exportable(&self, discreet: bool) -> Result<Facts, Error> {
        let (here, now) = (self.zone(), self.now());
        let read = self.read(|r| {
            let preferences = Preferences::read(r, &self.locale)?;
            Ok(Facts {
                series: self.series_in(r)?,
                sight: self.sight_in(r)?,
                people: r.people()?,
                small: SmallThings::read(self, r, &preferences)?,
                preferences,
                kinds: r.own_kinds()?,
                plans: r.date_plans()?,
                parts: r.all_parts()?,
                preparations: r.all_preparations()?,
                red_letters: r.red_letters()?,
                layers: r.layers()?,
                here,
                now,
                discreet,
            })
        })?;
        Ok(read.unwrap_or_else(|| Facts {
            discreet,
            ..Facts::nothing(Preferences::from_locale(&self.locale), here, now)
        }))
    }
}

impl Facts {
    fn nothing(preferences: Preferences, here: Tz, now: DateTime<Utc>) -> Facts {
        Facts {
            series: vec![],
            sight: Sight::nothing_kept(here, now),
            people: None,
            preferences,
            small: SmallThings::default(),
            kinds: vec![],
            plans: vec![],
            parts: vec![],
            preparations: vec![],
            red_letters: vec![],
            layers: vec![],
            here,
            now,
            discreet: false,
        }
    }

    fn text(&self) -> Text {
        if self.discreet { Text::Discreet } else { Text::Open }
    }

    /// One of the two by name; empty where there are no names, and where none are told.
    fn name(&self, half: Half) -> &str {
        let people = self.people.as_ref().filter(|_| !self.discreet);
        people.map(|people| people.name(half)).unwrap_or_default()
    }

    /// Whether the plan of an evening stays in the planner: that of a private date, and one that is kept out of the sight
    /// of whoever is here until its day.
    fn is_withheld(&self, key: OccurrenceKey) -> bool {
        let Some((slot, changes)) = self.series.iter().find(|(slot, _)| slot.id == key.slot) else {
            return true;
        };
        slot.kind == Kind::Private || self.sight.keeps(slot, changes, key)
    }

    /// A kind's stable word; one of the couple's own by its name. That a date is private stays in the planner.
    fn kind(&self, kind: Kind) -> Cow<'_, str> {
        match kind {
            Kind::Private => Kind::Date.word(),
            Kind::Own(id) => match self.kinds.iter().find(|own| own.id == id) {
                Some(own) => Cow::Borrowed(&own.name),
                None => Kind::Date.word(),
            },
            kind => kind.word(),
        }
    }
}

/// A day as people write one: 2026-10-13, 13 October 2026, 13/10/2026.
fn written_day(text: &str, order: DateOrder) -> Result<NaiveDate, Error> {
    let slashed = match order {
        DateOrder::DayMonth => "%d/%m/%Y",
        DateOrder::MonthDay => "%m/%d/%Y",
    };
    let forms = [
        "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%d.%m.%Y", slashed,
    ];
    let plain = text.replace(',', " ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let day = forms
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(&plain, form).ok());
    day.filter(|day| (1..=9_999).contains(&day.year()))
        .ok_or_else(|| Error::Invalid(Invalid::Date(text.to_owned())))
}

/// Why an export was not written to a file.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// There is a file of this name, and nobody said to replace it.
    #[error("{}", fill(words::IS_THERE, &[("file", &.path.display())]))]
    IsThere {
        /// Its path.
        path: PathBuf,
    },
    /// There is something of this name that is no file: a folder, a device, a pipe.
    #[error("{}", fill(words::NOT_REPLACED, &[("file", &.path.display())]))]
    NoFile {
        /// Its path.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}", fill(words::NOT_WRITTEN, &[("file", &.path.display()), ("why", source)]))]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Writes an export to a file that its owner alone may read (0600): whole, or not at all.
///
/// A file of this name is left as it is, unless it is to be replaced; and then it is the name that gets a new file. A
/// link is never followed, and what is no file is never replaced.
///
/// # Errors
/// [`SaveError::IsThere`] without `replace`, [`SaveError::NoFile`], and whatever the system says.
pub fn save(text: &str, path: &Path, replace: bool) -> Result<(), SaveError> {
    let failed = |source| SaveError::Io {
        path: path.to_owned(),
        source,
    };
    let is_there = || SaveError::IsThere {
        path: path.to_owned(),
    };
    match path.symlink_metadata() {
        Ok(_) if !replace => return Err(is_there()),
        Ok(found) if !found.is_file() && !found.is_symlink() => {
            return Err(SaveError::NoFile {
                path: path.to_owned(),
            });
        }
        _ => {}
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    let placed = if replace {
        file.persist(path)
    } else {
        // Somebody may have been faster since it was looked at.
        file.persist_noclobber(path)
    };
    placed.map(drop).map_err(|e| match e.error.kind() {
        io::ErrorKind::AlreadyExists if !replace => is_there(),
        _ => failed(e.error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_that_is_there_is_left_alone_until_it_may_be_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("dates.ics");
        save("first", &path, false).unwrap();
        let refused = save("second", &path, false).unwrap_err();
        assert!(matches!(refused, SaveError::IsThere { .. }), "{refused:?}");
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            "first",
            "what was there is there"
        );
        save("second", &path, true).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "second", "on purpose");
        assert_eq!(
            fs::read_dir(dir.path()).unwrap().count(),
            1,
            "nothing half-written lies beside it"
        );
    }

    #[cfg(unix)]
    #[test]
    fn an_export_is_for_its_owner_alone_and_follows_no_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("dates.ics");
        save("theirs", &path, false).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "others on this computer do not read it");
        let (aim, link) = (dir.path().join("aim"), dir.path().join("link.ics"));
        symlink(&aim, &link).unwrap();
        assert!(
            matches!(save("theirs", &link, false), Err(SaveError::IsThere { .. })),
            "a name that leads nowhere is taken all the same"
        );
        save("theirs", &link, true).unwrap();
        assert!(!aim.exists(), "nothing is written where the link pointed");
        assert!(
            fs::symlink_metadata(&link).unwrap().is_file(),
            "the name is the file now"
        );
    }

    #[test]
    fn what_is_no_file_is_never_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("dates.ics");
        fs::create_dir(&folder).unwrap();
        let refused = save("theirs", &folder, true).unwrap_err();
        assert!(matches!(refused, SaveError::NoFile { .. }), "{refused:?}");
        #[cfg(unix)]
        {
            let refused = save("theirs", Path::new("/dev/null"), true).unwrap_err();
            assert!(
                matches!(refused, SaveError::NoFile { .. }),
                "not even by somebody who may: {refused:?}"
            );
        }
        assert_eq!(
            fs::read_dir(dir.path()).unwrap().count(),
            1,
            "nothing lies beside it"
        );
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let day = |text: &str, order| written_day(text, order).ok().map(|day| day.to_string());
        let ours = Some("2026-10-03".to_owned());
        for text in [
            "2026-10-03",
            "3 October 2026",
            "03 Oct 2026",
            "October 3, 2026",
            "3.10.2026",
            "3/10/2026",
        ] {
            assert_eq!(day(text, DateOrder::DayMonth), ours, "{text}");
        }
        assert_eq!(day("10/3/2026", DateOrder::MonthDay), ours, "month first");
        for text in ["31 February 2026", "soon", "2026", "3/10", "99999-01-01"] {
            assert_eq!(day(text, DateOrder::DayMonth), None, "{text}");
        }
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let path = Path::new("/nowhere at all/dates.ics");
        let said = save("x", path, false).unwrap_err().to_string();
        assert!(said.contains("/nowhere at all/dates.ics"), "{said}");
    }
}
