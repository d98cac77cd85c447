//! `suggestion`: what each day offered. The engine's, and not in the log.

use chrono::NaiveDate;
use domain::gesture::Suggested;
use rusqlite::params;

use super::{Fields, Table, execute, half_from_word, half_word, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// What the days `from <= day < to` offered, day by day, each day's in their order.
    pub fn suggestions(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Suggested>, StoreError> {
        rows(
            self.connection,
            Table::Suggestion,
            "SELECT * FROM suggestion WHERE day >= ?1 AND day < ?2 ORDER BY day, half, n",
            [time::to_day(from), time::to_day(to)],
            read,
        )
    }
}

impl Write<'_> {
    /// Notes what a day offers. What it offers there already stands: another process may have been first.
    pub fn put_suggestion(&self, suggested: &Suggested) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO suggestion (day, half, n, gesture, favourite) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
            params![
                time::to_day(suggested.day),
                suggested.half.map_or("", half_word),
                suggested.n,
                suggested.gesture.to_string(),
                suggested.favourite.map(|id| id.to_string()),
            ],
        )?;
        Ok(())
    }

    /// Puts something else in a place of a day's list: what stood there no longer fits, or was put aside.
    pub fn set_suggestion(&self, suggested: &Suggested) -> Result<(), StoreError> {
        execute(
            self.connection,
            "DELETE FROM suggestion WHERE day = ?1 AND half = ?2 AND n = ?3",
            params![
                time::to_day(suggested.day),
                suggested.half.map_or("", half_word),
                suggested.n,
            ],
        )?;
        self.put_suggestion(suggested)
    }

    /// Forgets what the days before `day` offered: nobody asks any more.
    pub fn forget_suggestions(&self, day: NaiveDate) -> Result<(), StoreError> {
        let sql = "DELETE FROM suggestion WHERE day < ?1";
        execute(self.connection, sql, [time::to_day(day)])?;
        Ok(())
    }
}

fn read(f: &Fields<'_>) -> Result<Suggested, StoreError> {
    let half = f.text("half")?;
    Ok(Suggested {
        day: f.day("day")?,
        half: match half.as_str() {
            "" => None,
            word => Some(half_from_word(word, f.table, "half")?),
        },
        n: f.number("n")?,
        gesture: f.id("gesture")?,
        favourite: f.maybe_word("favourite", |text| text.parse().ok())?,
    })
}
