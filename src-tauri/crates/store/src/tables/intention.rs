//! `private_intention`: what one of them means to do, when and how often. Logged apart from what may be shared.

use domain::{
    gesture::{Intention, Rhythm},
    ids::IntentionId,
};
use rusqlite::params;

use super::{Fields, Table, execute, half_word, remove, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// Every intention of the two, those that have ended too, in the order they began. Whose is whose is for the caller
    /// to look at: each sees their own alone.
    pub fn intentions(&self) -> Result<Vec<Intention>, StoreError> {
        let sql = "SELECT * FROM private_intention ORDER BY since, id";
        rows(self.connection, Table::Intention, sql, [], read)
    }
}

impl Write<'_> {
    /// Adds an intention, or makes the one with its id what it is.
    pub fn put_intention(&self, intention: &Intention) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO private_intention (id, gesture, by, cue, rhythm, since, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (id) DO UPDATE SET gesture = excluded.gesture, by = excluded.by, cue = excluded.cue,
               rhythm = excluded.rhythm, since = excluded.since, until = excluded.until",
            params![
                intention.id.to_string(),
                intention.gesture.to_string(),
                half_word(intention.by),
                intention.cue,
                intention.rhythm.word(),
                time::to_day(intention.since),
                intention.until.map(time::to_day),
            ],
        )?;
        Ok(())
    }

    /// Removes an intention, as though it had never been.
    pub fn remove_intention(&self, id: IntentionId) -> Result<(), StoreError> {
        remove(self.connection, Table::Intention, id)
    }
}

fn read(f: &Fields<'_>) -> Result<Intention, StoreError> {
    Ok(Intention {
        id: f.id("id")?,
        gesture: f.id("gesture")?,
        by: f.half("by")?,
        cue: f.text("cue")?,
        rhythm: f.word("rhythm", Rhythm::from_word)?,
        since: f.day("since")?,
        until: f.maybe_word("until", time::from_day)?,
    })
}
