//! `last_look`: when the engine last looked at the clock, and where.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

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

impl Read<'_> {
    /// Where the computer was then; `None` where that was not written.
    pub fn last_place(&self) -> Result<Option<Tz>, StoreError> {
        let name: Option<Option<String>> = value(self.connection, "SELECT place FROM last_look", [])?;
        Ok(name.flatten().and_then(|name| time::from_zone(&name)))
    }
}

impl Write<'_> {
    /// Writes where the computer is, beside the last look there is.
    pub fn set_last_place(&self, place: Tz) -> Result<(), StoreError> {
        execute(self.connection, "UPDATE last_look SET place = ?1", [place.name()])?;
        Ok(())
    }

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
