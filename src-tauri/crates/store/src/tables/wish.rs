//! `wish`: which of the two wants which idea.

use domain::{idea::Wish, ids::WishId};
use rusqlite::params;

use super::{Fields, Table, execute, half_word, remove, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// Every wish of the two, in the order they were made.
    pub fn wishes(&self) -> Result<Vec<Wish>, StoreError> {
        let sql = "SELECT * FROM wish ORDER BY made_at, id";
        rows(self.connection, Table::Wish, sql, [], read)
    }
}

impl Write<'_> {
    /// Adds a wish, or makes the one with its id what it is.
    pub fn put_wish(&self, wish: &Wish) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO wish (id, idea, by, made_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET idea = excluded.idea, by = excluded.by, made_at = excluded.made_at",
            params![
                wish.id.to_string(),
                wish.idea.to_string(),
                half_word(wish.by),
                time::to_ms(wish.made_at),
            ],
        )?;
        Ok(())
    }

    /// Removes a wish.
    pub fn remove_wish(&self, id: WishId) -> Result<(), StoreError> {
        remove(self.connection, Table::Wish, id)
    }
}

fn read(f: &Fields<'_>) -> Result<Wish, StoreError> {
    Ok(Wish {
        id: f.id("id")?,
        idea: f.id("idea")?,
        by: f.half("by")?,
        made_at: f.instant("made_at")?,
    })
}
