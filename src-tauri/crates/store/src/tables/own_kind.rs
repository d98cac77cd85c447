//! `own_kind`: kinds of time of the couple's own.

use domain::{ids::KindId, slot::OwnKind};
use rusqlite::params;

use super::{Fields, Table, execute, rows};
use crate::{Read, StoreError, Write};

impl Read<'_> {
    /// Every kind of the couple's own, in the order they were made.
    pub fn own_kinds(&self) -> Result<Vec<OwnKind>, StoreError> {
        let sql = "SELECT * FROM own_kind ORDER BY id";
        rows(self.connection, Table::OwnKind, sql, [], read)
    }
}

impl Write<'_> {
    /// Adds a kind, or makes the one with its id what it is.
    pub fn put_own_kind(&self, kind: &OwnKind) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO own_kind (id, name, icon, minutes) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, icon = excluded.icon, minutes = excluded.minutes",
            params![kind.id.to_string(), kind.name, kind.icon, kind.minutes],
        )?;
        Ok(())
    }

    /// Removes a kind. Whether a date is still of it is for the caller to look at first.
    pub fn remove_own_kind(&self, id: KindId) -> Result<(), StoreError> {
        let sql = "DELETE FROM own_kind WHERE id = ?1";
        execute(self.connection, sql, [id.to_string()])?;
        Ok(())
    }
}

fn read(f: &Fields<'_>) -> Result<OwnKind, StoreError> {
    Ok(OwnKind {
        id: f.id("id")?,
        name: f.text("name")?,
        icon: f.text("icon")?,
        minutes: f.number("minutes")?,
    })
}
