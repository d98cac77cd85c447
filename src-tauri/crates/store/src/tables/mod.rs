//! The tables, one file each: rows to domain values and back.

mod change;
mod choice;
mod date_plan;
mod favourite;
mod gesture;
mod idea;
mod intention;
mod last_look;
mod layer;
mod ledger;
mod noticed;
mod own_deck;
mod own_kind;
mod pause;
mod person;
mod red_letter;
mod setting;
mod slot;
mod suggestion;
mod talk;
mod tick;
mod wish;

pub(crate) use ledger::rename_reminders;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::{occurrence::OccurrenceKey, people::Half};
use rusqlite::{Connection, OptionalExtension, Params, Row};

use crate::{StoreError, time};

/// A table, or what it stands for to those who are told that it changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// Standing and single dates.
    Slot,
    /// What was said about single occurrences.
    Change,
    /// Small things to do.
    Gesture,
    /// That they were done.
    Tick,
    /// Choices.
    Setting,
    /// The two names.
    People,
    /// When reminders are silent.
    Pause,
    /// What became of reminders on this computer.
    Ledger,
    /// Kinds of time of the couple's own.
    OwnKind,
    /// What an evening is going to be.
    DatePlan,
    /// Who does what on it.
    Part,
    /// What is to be got ready for it.
    Preparation,
    /// Days to remember.
    RedLetter,
    /// Other calendars.
    Layer,
    /// What their files said.
    Snapshot,
    /// The busy time in them.
    Busy,
    /// What one of them means to do, when and how often.
    Intention,
    /// What each likes.
    Favourite,
    /// What a day offered.
    Suggestion,
    /// What one of them noticed the other do.
    Noticed,
    /// What each set for themselves alone.
    Choice,
    /// Ideas for dates of their own.
    Idea,
    /// Who wants which.
    Wish,
    /// Decks of their own.
    Deck,
    /// The questions in them.
    Question,
    /// Cards that were drawn.
    Drawn,
    /// What was said of them.
    Talk,
    /// Answers that nobody but their writer has seen.
    SealedAnswer,
    /// Answers that were opened together.
    Answer,
}

impl Table {
    /// All of them.
    pub const ALL: [Table; 29] = [
        Table::Slot,
        Table::Change,
        Table::Gesture,
        Table::Tick,
        Table::Setting,
        Table::People,
        Table::Pause,
        Table::Ledger,
        Table::OwnKind,
        Table::DatePlan,
        Table::Part,
        Table::Preparation,
        Table::RedLetter,
        Table::Layer,
        Table::Snapshot,
        Table::Busy,
        Table::Intention,
        Table::Favourite,
        Table::Suggestion,
        Table::Noticed,
        Table::Choice,
        Table::Idea,
        Table::Wish,
        Table::Deck,
        Table::Question,
        Table::Drawn,
        Table::Talk,
        Table::SealedAnswer,
        Table::Answer,
    ];

    /// Its name in SQL.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Table::Slot => "slot",
            Table::Change => "occurrence_change",
            Table::Gesture => "gesture",
            Table::Tick => "gesture_tick",
            Table::Setting => "setting",
            Table::People => "person",
            Table::Pause => "pause",
            Table::Ledger => "ledger",
            Table::OwnKind => "own_kind",
            Table::DatePlan => "date_plan",
            Table::Part => "date_part",
            Table::Preparation => "preparation",
            Table::RedLetter => "red_letter",
            Table::Layer => "layer",
            Table::Snapshot => "snapshot",
            Table::Busy => "busy",
            Table::Intention => "private_intention",
            Table::Favourite => "favourite",
            Table::Suggestion => "suggestion",
            Table::Noticed => "private_noticed",
            Table::Choice => "private_choice",
            Table::Idea => "idea",
            Table::Wish => "wish",
            Table::Deck => "deck",
            Table::Question => "question",
            Table::Drawn => "drawn",
            Table::Talk => "talk",
            Table::SealedAnswer => "private_answer",
            Table::Answer => "answer",
        }
    }

    /// The table behind a name in SQL; `None` for those nobody is told about.
    pub(crate) fn from_name(name: &str) -> Option<Table> {
        Table::ALL.into_iter().find(|t| t.name() == name)
    }
}

/// The tables whose rows speak of one occurrence each, by `slot` and `original`.
const OF_OCCURRENCES: [Table; 4] = [Table::Change, Table::DatePlan, Table::Part, Table::Preparation];

/// The word for one of the two in files.
pub(crate) fn half_word(half: Half) -> &'static str {
    match half {
        Half::First => "first",
        Half::Second => "second",
    }
}

/// The one of the two behind a word.
pub(crate) fn half_from_word(
    word: &str,
    table: &'static str,
    column: &'static str,
) -> Result<Half, StoreError> {
    match word {
        "first" => Ok(Half::First),
        "second" => Ok(Half::Second),
        _ => Err(StoreError::Row { table, column }),
    }
}

/// A row being read: knows its table, so that what cannot be read is named.
struct Fields<'r> {
    table: &'static str,
    row: &'r Row<'r>,
}

impl Fields<'_> {
    fn text(&self, column: &'static str) -> Result<String, StoreError> {
        Ok(self.row.get(column)?)
    }

    fn maybe_text(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        Ok(self.row.get(column)?)
    }

    /// A text that means something, through `read`.
    fn word<T>(&self, column: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, StoreError> {
        read(&self.text(column)?).ok_or(self.unreadable(column))
    }

    /// The same where there may be none.
    fn maybe_word<T>(
        &self,
        column: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        self.maybe_text(column)?
            .map(|text| read(&text).ok_or(self.unreadable(column)))
            .transpose()
    }

    fn number<T: TryFrom<i64>>(&self, column: &'static str) -> Result<T, StoreError> {
        T::try_from(self.row.get::<_, i64>(column)?).map_err(|_| self.unreadable(column))
    }

    fn maybe_number<T: TryFrom<i64>>(&self, column: &'static str) -> Result<Option<T>, StoreError> {
        let number: Option<i64> = self.row.get(column)?;
        number
            .map(|n| T::try_from(n).map_err(|_| self.unreadable(column)))
            .transpose()
    }

    fn flag(&self, column: &'static str) -> Result<bool, StoreError> {
        Ok(self.row.get(column)?)
    }

    fn instant(&self, column: &'static str) -> Result<DateTime<Utc>, StoreError> {
        time::from_ms(self.row.get(column)?).ok_or(self.unreadable(column))
    }

    fn maybe_instant(&self, column: &'static str) -> Result<Option<DateTime<Utc>>, StoreError> {
        let ms: Option<i64> = self.row.get(column)?;
        ms.map(|ms| time::from_ms(ms).ok_or(self.unreadable(column)))
            .transpose()
    }

    fn wall(&self, column: &'static str) -> Result<NaiveDateTime, StoreError> {
        self.word(column, time::from_wall)
    }

    fn day(&self, column: &'static str) -> Result<NaiveDate, StoreError> {
        self.word(column, time::from_day)
    }

    fn half(&self, column: &'static str) -> Result<Half, StoreError> {
        half_from_word(&self.text(column)?, self.table, column)
    }

    fn maybe_half(&self, column: &'static str) -> Result<Option<Half>, StoreError> {
        self.maybe_text(column)?
            .map(|word| half_from_word(&word, self.table, column))
            .transpose()
    }

    fn key(&self) -> Result<OccurrenceKey, StoreError> {
        Ok(OccurrenceKey {
            slot: self.id("slot")?,
            original: self.wall("original")?,
        })
    }

    fn id<T: std::str::FromStr>(&self, column: &'static str) -> Result<T, StoreError> {
        self.word(column, |text| text.parse().ok())
    }

    fn unreadable(&self, column: &'static str) -> StoreError {
        StoreError::Row {
            table: self.table,
            column,
        }
    }
}

/// All rows of a query, through `read`.
fn rows<T>(
    connection: &Connection,
    table: Table,
    sql: &str,
    params: impl Params,
    read: impl Fn(&Fields<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    connection
        .prepare_cached(sql)?
        .query_and_then(params, |row| {
            read(&Fields {
                table: table.name(),
                row,
            })
        })?
        .collect()
}

/// The one row of a query, if there is one.
fn row<T>(
    connection: &Connection,
    table: Table,
    sql: &str,
    params: impl Params,
    read: impl Fn(&Fields<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    Ok(rows(connection, table, sql, params, read)?.into_iter().next())
}

/// Runs one statement and says how many rows it changed.
fn execute(connection: &Connection, sql: &str, params: impl Params) -> Result<usize, StoreError> {
    Ok(connection.prepare_cached(sql)?.execute(params)?)
}

/// Removes the row with an id; none is fine too.
fn remove(connection: &Connection, table: Table, id: impl std::fmt::Display) -> Result<(), StoreError> {
    let sql = format!("DELETE FROM {} WHERE id = ?1", table.name());
    execute(connection, &sql, [id.to_string()])?;
    Ok(())
}

/// Lines of words as one text, and [`lines`] back. A line break within one becomes a space.
fn join(lines: &[String]) -> String {
    let flat: Vec<String> = lines.iter().map(|line| flat(line)).collect();
    flat.join("\n")
}

/// The lines of a text, none of them empty.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.is_empty())
}

/// Words on one line.
fn flat(words: &str) -> String {
    words.replace(['\n', '\r', '\t'], " ")
}

/// The first value of a query, if it has a row.
fn value<T: rusqlite::types::FromSql>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<Option<T>, StoreError> {
    Ok(connection
        .prepare_cached(sql)?
        .query_row(params, |row| row.get(0))
        .optional()?)
}
