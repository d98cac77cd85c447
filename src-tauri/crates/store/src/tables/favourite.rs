//! `favourite`: what each of the two likes.

use domain::{
    favourite::{Favourite, Sort},
    ids::FavouriteId,
};
use rusqlite::params;

use super::{Fields, Table, execute, half_word, remove, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// The favourites of both, in the order they were written.
    pub fn favourites(&self) -> Result<Vec<Favourite>, StoreError> {
        let sql = "SELECT * FROM favourite ORDER BY made_at, id";
        rows(self.connection, Table::Favourite, sql, [], read)
    }
}

impl Write<'_> {
    /// Adds a favourite, or makes the one with its id what it is.
    pub fn put_favourite(&self, favourite: &Favourite) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO favourite (id, half, sort, words, remark, said_by, asked, made_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (id) DO UPDATE SET half = excluded.half, sort = excluded.sort, words = excluded.words,
               remark = excluded.remark, said_by = excluded.said_by, asked = excluded.asked, made_at = excluded.made_at",
            params![
                favourite.id.to_string(),
                half_word(favourite.of),
                favourite.sort.word(),
                favourite.words,
                favourite.remark,
                half_word(favourite.said_by),
                time::to_day(favourite.asked),
                time::to_ms(favourite.made_at),
            ],
        )?;
        Ok(())
    }

    /// Removes a favourite.
    pub fn remove_favourite(&self, id: FavouriteId) -> Result<(), StoreError> {
        remove(self.connection, Table::Favourite, id)
    }
}

fn read(f: &Fields<'_>) -> Result<Favourite, StoreError> {
    Ok(Favourite {
        id: f.id("id")?,
        of: f.half("half")?,
        sort: f.word("sort", Sort::from_word)?,
        words: f.text("words")?,
        remark: f.text("remark")?,
        said_by: f.half("said_by")?,
        asked: f.day("asked")?,
        made_at: f.instant("made_at")?,
    })
}
