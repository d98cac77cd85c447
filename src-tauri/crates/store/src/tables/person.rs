//! `person`: the two names, a row a half.

use domain::people::{Half, People};

use super::{execute, half_word, value};
use crate::{Read, StoreError, Write};

impl Read<'_> {
    /// The two names; `None` until both were given.
    pub fn people(&self) -> Result<Option<People>, StoreError> {
        let name = |half| {
            value(
                self.connection,
                "SELECT name FROM person WHERE half = ?1",
                [half_word(half)],
            )
        };
        Ok(match (name(Half::First)?, name(Half::Second)?) {
            (Some(first), Some(second)) => Some(People { first, second }),
            _ => None,
        })
    }
}

impl Write<'_> {
    /// Writes the two names.
    pub fn set_people(&self, people: &People) -> Result<(), StoreError> {
        for half in [Half::First, Half::Second] {
            execute(
                self.connection,
                "INSERT INTO person (half, name) VALUES (?1, ?2)
                 ON CONFLICT (half) DO UPDATE SET name = excluded.name",
                [half_word(half), people.name(half)],
            )?;
        }
        Ok(())
    }
}
