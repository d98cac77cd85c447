//! `red_letter`: days to remember.

use domain::{
    ids::RedLetterId,
    red_letter::{RedLetter, Sort},
};
use rusqlite::params;

use super::{Fields, Table, execute, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// Every red-letter day, by its place in the year.
    pub fn red_letters(&self) -> Result<Vec<RedLetter>, StoreError> {
        let sql = "SELECT * FROM red_letter ORDER BY month, day, id";
        rows(self.connection, Table::RedLetter, sql, [], read)
    }
}

impl Write<'_> {
    /// Adds a red-letter day, or makes the one with its id what it is.
    pub fn put_red_letter(&self, day: &RedLetter) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO red_letter (id, words, sort, month, day, year, made_at, uid)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (id) DO UPDATE SET words = excluded.words, sort = excluded.sort, month = excluded.month,
               day = excluded.day, year = excluded.year, made_at = excluded.made_at, uid = excluded.uid",
            params![
                day.id.to_string(),
                day.words,
                day.sort.word(),
                day.month,
                day.day,
                day.year,
                time::to_ms(day.made_at),
                day.uid,
            ],
        )?;
        Ok(())
    }

    /// Removes a red-letter day.
    pub fn remove_red_letter(&self, id: RedLetterId) -> Result<(), StoreError> {
        let sql = "DELETE FROM red_letter WHERE id = ?1";
        execute(self.connection, sql, [id.to_string()])?;
        Ok(())
    }
}

fn read(f: &Fields<'_>) -> Result<RedLetter, StoreError> {
    Ok(RedLetter {
        id: f.id("id")?,
        words: f.text("words")?,
        sort: f.word("sort", Sort::from_word)?,
        month: f.number("month")?,
        day: f.number("day")?,
        year: f.maybe_number("year")?,
        made_at: f.instant("made_at")?,
        uid: f.maybe_text("uid")?,
    })
}
