//! `pause`: when reminders are silent.

use domain::{ids::PauseId, pause::Pause};
use rusqlite::params;

use super::{Fields, Table, execute, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// Every pause, past ones too, by its start.
    pub fn pauses(&self) -> Result<Vec<Pause>, StoreError> {
        let sql = "SELECT * FROM pause ORDER BY from_wall, id";
        rows(self.connection, Table::Pause, sql, [], read)
    }
}

impl Write<'_> {
    /// Adds a pause, or makes the one with its id what it is.
    pub fn put_pause(&self, pause: &Pause) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO pause (id, from_wall, until_wall) VALUES (?1, ?2, ?3)
             ON CONFLICT (id) DO UPDATE SET from_wall = excluded.from_wall, until_wall = excluded.until_wall",
            params![
                pause.id.to_string(),
                time::to_wall(pause.from),
                time::to_wall(pause.until),
            ],
        )?;
        Ok(())
    }

    /// Removes a pause, as if it had never been.
    pub fn remove_pause(&self, id: PauseId) -> Result<(), StoreError> {
        execute(
            self.connection,
            "DELETE FROM pause WHERE id = ?1",
            [id.to_string()],
        )?;
        Ok(())
    }
}

fn read(f: &Fields<'_>) -> Result<Pause, StoreError> {
    Ok(Pause {
        id: f.id("id")?,
        from: f.wall("from_wall")?,
        until: f.wall("until_wall")?,
    })
}
