//! `setting`: choices by name. What a name and its value mean is known in crate `app`.

use super::{execute, value};
use crate::{Read, StoreError, Write};

impl Read<'_> {
    /// The value of a setting; `None` while nobody chose.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        value(
            self.connection,
            "SELECT value FROM setting WHERE name = ?1",
            [name],
        )
    }
}

impl Write<'_> {
    /// Makes a choice, or with `None` takes it back.
    pub fn set_setting(&self, name: &str, value: Option<&str>) -> Result<(), StoreError> {
        match value {
            Some(value) => execute(
                self.connection,
                "INSERT INTO setting (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [name, value],
            )?,
            None => execute(self.connection, "DELETE FROM setting WHERE name = ?1", [name])?,
        };
        Ok(())
    }
}
