//! Other calendars: what a file would change, what it changed, and the layers there are.

use serde::{Deserialize, Serialize};

use super::Half;

/// What the entries of a calendar file are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ImportAs {
    /// Busy time of the left half.
    First,
    /// Busy time of the right half.
    Second,
    /// Dates of the couple's own.
    Dates,
}

/// What is to be done with a calendar file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ImportForm {
    /// What its entries are.
    pub take_as: ImportAs,
    /// Whether the names of busy time are kept.
    pub names: bool,
    /// Whether the file is read again when it changes.
    pub watch: bool,
    /// Which rows are ticked.
    pub ticks: Ticks,
}

/// Which rows are ticked: all that can be, none, or as the preview has them; but for those flipped.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Ticks {
    /// What to start from.
    pub base: TickBase,
    /// The ids of rows that are the other way.
    pub flipped: Vec<String>,
}

/// What ticks start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum TickBase {
    /// As the preview has them.
    #[default]
    Usual,
    /// All that can be.
    All,
    /// None.
    None,
}

/// What a calendar file would change; nothing has been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ImportPreview {
    /// The file's name, without its folders.
    pub file: String,
    /// "90 entries from October to January".
    pub summary: String,
    /// What becomes of names: "Only the hours are kept. …"
    pub hint: String,
    /// While it is written: "Writing Noor’s busy time".
    pub writing: String,
    /// "4 entries are marked as free and left out."; may be empty.
    pub free: String,
    /// How many there are of each.
    pub counts: ImportCounts,
    /// What there is to see, the refused first, then by time; at most 300 of each.
    pub rows: Vec<ImportRow>,
    /// Whether a layer of this name is there already, and would be read anew.
    pub again: bool,
    /// Whether its names are kept so far.
    pub names: bool,
    /// Whether its file is watched so far.
    pub watched: bool,
}

/// How many entries there are of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ImportCounts {
    /// All of them.
    pub all: u32,
    /// New ones.
    pub added: u32,
    /// Known ones that are another way now.
    pub changed: u32,
    /// Known ones as they were.
    pub unchanged: u32,
    /// Those that cannot be taken in.
    pub refused: u32,
    /// Known ones that are no longer in the file.
    pub gone: u32,
    /// Of those that can be ticked, how many are unless somebody says otherwise.
    pub ticked: u32,
}

/// What would become of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ImportWhat {
    /// It cannot be taken in.
    Refused,
    /// It is another way now.
    Changed,
    /// It is new.
    Added,
    /// It is no longer in the file, and goes.
    Gone,
    /// It is as it was.
    Unchanged,
}

/// One entry of a calendar file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ImportRow {
    /// Names it within this preview.
    pub id: String,
    /// `UID` in its file; may be empty.
    pub uid: String,
    /// What would become of it.
    pub what: ImportWhat,
    /// "Wed 21 Oct, 9 am"; empty where its start cannot be read.
    pub when: String,
    /// What its file calls it.
    pub title: String,
    /// "Was 9 to 10 am. Now 9 to 11 am.", how it comes again, or why it is refused; may be empty.
    pub detail: String,
    /// "30 min", "all day"; may be empty.
    pub length: String,
    /// Whether it lies over a date of the couple's.
    pub over: bool,
    /// Whether it is ticked unless somebody says otherwise.
    pub ticked: bool,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Imported {
    /// "Noor’s busy time read from noor-work.ics".
    pub said: String,
    /// "Noor’s busy time is in".
    pub title: String,
    /// "The week view shows it in the left lane, without names."; may be empty.
    pub text: String,
    /// The layer it is in; `None` for dates of the couple's own.
    pub layer: Option<String>,
    /// New ones taken in.
    pub added: u32,
    /// Changed ones taken in.
    pub changed: u32,
    /// Those that stay as they were.
    pub unchanged: u32,
    /// Those that were no longer in the file.
    pub gone: u32,
    /// Those that were unticked.
    pub left_out: u32,
    /// Those that could not be taken in.
    pub refused: Vec<ImportRefused>,
    /// The first date of the couple's that it lies over: "It lies over one date, Thursday 29 October, 7 to 9 pm."
    pub over: Option<ImportOver>,
}

/// An entry that could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ImportRefused {
    /// `UID` in its file; may be empty.
    pub uid: String,
    /// Its name and when it would begin: "Backwards, Mon 2 Nov, 3 pm"; "No name" where it has none.
    pub about: String,
    /// Why, for a person.
    pub reason: String,
}

/// A date of the couple's that imported busy time lies over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ImportOver {
    /// The date.
    pub key: String,
    /// "It lies over one date, Thursday 29 October".
    pub lead: String,
    /// "7 to 9 pm".
    pub hours: String,
}

/// A calendar of one of the two, as busy time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CalendarLayer {
    /// Names it.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Whose busy time it is.
    pub half: Half,
    /// "Noor’s busy time, 87 entries".
    pub whose: String,
    /// "Read today, 2:36 pm."
    pub read: String,
    /// The same, for programs: RFC 3339.
    pub read_at: String,
    /// How many entries it has.
    pub entries: u32,
    /// Whether the names of its entries are kept.
    pub names: bool,
    /// The file, where it is read again when it changes.
    pub file: Option<String>,
    /// What is the matter with that file; may be empty.
    pub trouble: String,
}

/// What to export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ExportForm {
    /// In which form.
    pub format: ExportFormat,
    /// The first day, `2026-10-13`; `None` for no beginning.
    pub from: Option<String>,
    /// The last day; `None` for no end.
    pub to: Option<String>,
    /// One date, by its id; `None` for all.
    pub slot: Option<String>,
    /// "Busy" for every title, no names and no notes.
    pub discreet: bool,
}

/// The formats of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// The dates, for other calendars.
    Ics,
    /// All there is, for programs.
    Json,
    /// Dates evening by evening, for a spreadsheet.
    Csv,
}

impl ExportForm {
    /// What the file is called unless somebody says otherwise. Neutral: it lies in the open.
    pub fn file_name(&self) -> &'static str {
        match self.format {
            ExportFormat::Ics => "dates.ics",
            ExportFormat::Json => "planner.json",
            ExportFormat::Csv => "dates.csv",
        }
    }
}

/// A date that can be exported by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ExportChoice {
    /// Names it.
    pub id: String,
    /// "Supper, every Thursday, 7 to 9 pm".
    pub words: String,
}
