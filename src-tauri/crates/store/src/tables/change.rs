//! `occurrence_change`: what the couple said about one occurrence.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;
use domain::{
    ids::{ChangeId, SlotId},
    occurrence::{Change, OccurrenceKey, Outcome},
};
use rusqlite::params;

use super::{Fields, Table, execute, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// What was said about the occurrences of one slot, by their original civil start.
    ///
    /// Where two changes speak of the same occurrence, as two computers can make them, the newest id wins.
    pub fn changes(&self, slot: SlotId) -> Result<BTreeMap<NaiveDateTime, Change>, StoreError> {
        let found = rows(
            self.connection,
            Table::Change,
            "SELECT * FROM occurrence_change WHERE slot = ?1 ORDER BY id",
            [slot.to_string()],
            read,
        )?;
        Ok(found
            .into_iter()
            .map(|change| (change.key.original, change))
            .collect())
    }

    /// The same for every slot that has any.
    pub fn all_changes(&self) -> Result<HashMap<SlotId, BTreeMap<NaiveDateTime, Change>>, StoreError> {
        let sql = "SELECT * FROM occurrence_change ORDER BY id";
        let mut all: HashMap<SlotId, BTreeMap<NaiveDateTime, Change>> = HashMap::new();
        for change in rows(self.connection, Table::Change, sql, [], read)? {
            all.entry(change.key.slot)
                .or_default()
                .insert(change.key.original, change);
        }
        Ok(all)
    }
}

impl Write<'_> {
    /// Adds a change, or makes the one with its id what it is. Its slot must be there when the write ends.
    pub fn put_change(&self, change: &Change) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO occurrence_change (id, slot, original, skipped, moved_to, title, outcome, timed_at, added,
               minutes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (id) DO UPDATE SET slot = excluded.slot, original = excluded.original,
               skipped = excluded.skipped, moved_to = excluded.moved_to, title = excluded.title,
               outcome = excluded.outcome, timed_at = excluded.timed_at, added = excluded.added,
               minutes = excluded.minutes",
            params![
                change.id.to_string(),
                change.key.slot.to_string(),
                time::to_wall(change.key.original),
                change.skipped,
                change.moved_to.map(time::to_wall),
                change.title,
                change.outcome.map(outcome_word),
                time::to_ms(change.timed_at),
                change.added,
                change.minutes,
            ],
        )?;
        Ok(())
    }

    /// Takes back what was said.
    pub fn remove_change(&self, id: ChangeId) -> Result<(), StoreError> {
        execute(
            self.connection,
            "DELETE FROM occurrence_change WHERE id = ?1",
            [id.to_string()],
        )?;
        Ok(())
    }
}

fn read(f: &Fields<'_>) -> Result<Change, StoreError> {
    Ok(Change {
        id: f.id("id")?,
        key: OccurrenceKey {
            slot: f.id("slot")?,
            original: f.wall("original")?,
        },
        skipped: f.number::<u8>("skipped")? != 0,
        moved_to: f.maybe_word("moved_to", time::from_wall)?,
        title: f.maybe_text("title")?,
        outcome: f.maybe_word("outcome", outcome_from_word)?,
        timed_at: f.instant("timed_at")?,
        added: f.number::<u8>("added")? != 0,
        minutes: f.maybe_number("minutes")?,
    })
}

fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Kept => "kept",
        Outcome::LetGo => "let_go",
    }
}

fn outcome_from_word(word: &str) -> Option<Outcome> {
    [Outcome::Kept, Outcome::LetGo]
        .into_iter()
        .find(|o| outcome_word(*o) == word)
}
