//! `last_look`: when the engine last looked at the clock.

use chrono::{DateTime, Utc};

use super::{execute, value};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// When the engine last looked; `None` before its first look.
    pub fn last_look(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let ms: Option<i64> = value(self.connection, "SELECT at FROM last_look", [])?;
        ms.map(|ms| {
            time::from_ms(ms).ok_or(StoreError::Row {
                table: "last_look",
                column: "at",
            })
        })
        .transpose()
    }
}

impl Write<'_> {
    /// Writes when the engine last looked. It may lie before the one written last: clocks are set back.
    pub fn set_last_look(&self, at: DateTime<Utc>) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO last_look (only, at) VALUES (1, ?1) ON CONFLICT (only) DO UPDATE SET at = excluded.at",
            [time::to_ms(at)],
        )?;
        Ok(())
    }
}
