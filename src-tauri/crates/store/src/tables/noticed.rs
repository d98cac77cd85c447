//! `private_noticed`: what one of them noticed the other do. Logged apart from what may be shared.

use domain::{gesture::Noticed, ids::NoticedId};
use rusqlite::params;

use super::{Fields, Table, execute, half_word, remove, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// What either of the two noticed, newest first. Whose is whose is for the caller to look at: each sees their own
    /// alone.
    pub fn noticed(&self) -> Result<Vec<Noticed>, StoreError> {
        let sql = "SELECT * FROM private_noticed ORDER BY day DESC, id DESC";
        rows(self.connection, Table::Noticed, sql, [], read)
    }
}

impl Write<'_> {
    /// Adds what was noticed, or makes the row with its id what it is.
    pub fn put_noticed(&self, noticed: &Noticed) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO private_noticed (id, by, words, tick, day, thanked) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET by = excluded.by, words = excluded.words, tick = excluded.tick,
               day = excluded.day, thanked = excluded.thanked",
            params![
                noticed.id.to_string(),
                half_word(noticed.by),
                noticed.words,
                noticed.tick.map(|id| id.to_string()),
                time::to_day(noticed.day),
                noticed.thanked.map(time::to_day),
            ],
        )?;
        Ok(())
    }

    /// Removes what was noticed.
    pub fn remove_noticed(&self, id: NoticedId) -> Result<(), StoreError> {
        remove(self.connection, Table::Noticed, id)
    }
}

fn read(f: &Fields<'_>) -> Result<Noticed, StoreError> {
    Ok(Noticed {
        id: f.id("id")?,
        by: f.half("by")?,
        words: f.text("words")?,
        tick: f.maybe_word("tick", |text| text.parse().ok())?,
        day: f.day("day")?,
        thanked: f.maybe_word("thanked", time::from_day)?,
    })
}
