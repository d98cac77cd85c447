//! `ledger`: what became of each reminder, on this computer.

use chrono::{DateTime, Utc};
use domain::{
    occurrence::OccurrenceKey,
    reminder::{Entry, LedgerRow, ReminderKey},
};
use rusqlite::params;

use super::{Fields, Table, execute, row, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// The rows due at `since_due` or later, by when they were due.
    pub fn ledger(&self, since_due: DateTime<Utc>) -> Result<Vec<LedgerRow>, StoreError> {
        rows(
            self.connection,
            Table::Ledger,
            "SELECT * FROM ledger WHERE due >= ?1 ORDER BY due, slot, original, local, lead, snooze",
            [time::to_ms(since_due)],
            read,
        )
    }

    /// What became of one reminder; `None` while nothing has.
    pub fn ledger_row(&self, key: &ReminderKey) -> Result<Option<LedgerRow>, StoreError> {
        row(
            self.connection,
            Table::Ledger,
            "SELECT * FROM ledger WHERE slot = ?1 AND original = ?2 AND local = ?3 AND lead = ?4 AND snooze = ?5",
            params![
                key.occurrence.slot.to_string(),
                time::to_wall(key.occurrence.original),
                time::to_wall(key.local),
                key.lead,
                key.snooze,
            ],
            read,
        )
    }
}

impl Write<'_> {
    /// Writes a row for a reminder nobody has spoken for yet, and says whether it did.
    ///
    /// An unsettled claim of an earlier engine, and a row that failed, may be taken over: `attempts` then counts one
    /// more. Any other row stands, and the answer is `false`: the reminder is somebody else's, or done with.
    pub fn claim(&self, row: &LedgerRow) -> Result<bool, StoreError> {
        let (entry, until) = entry_words(&row.entry);
        let changed = execute(
            self.connection,
            "INSERT INTO ledger (slot, original, local, lead, snooze, entry, until, due, at, attempts, engine)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, until = excluded.until, at = excluded.at,
               attempts = ledger.attempts + 1, engine = excluded.engine
             WHERE ledger.entry = 'failed' OR (ledger.entry = 'claimed' AND ledger.engine <> excluded.engine)",
            params![
                row.key.occurrence.slot.to_string(),
                time::to_wall(row.key.occurrence.original),
                time::to_wall(row.key.local),
                row.key.lead,
                row.key.snooze,
                entry,
                until,
                time::to_ms(row.due),
                time::to_ms(row.at),
                row.attempts,
                row.engine.to_string(),
            ],
        )?;
        Ok(changed > 0)
    }

    /// Writes what became of a reminder, and says whether there was a row to write it to.
    pub fn settle(&self, key: &ReminderKey, entry: Entry, at: DateTime<Utc>) -> Result<bool, StoreError> {
        let (entry, until) = entry_words(&entry);
        let changed = execute(
            self.connection,
            "UPDATE ledger SET entry = ?6, until = ?7, at = ?8
             WHERE slot = ?1 AND original = ?2 AND local = ?3 AND lead = ?4 AND snooze = ?5",
            params![
                key.occurrence.slot.to_string(),
                time::to_wall(key.occurrence.original),
                time::to_wall(key.local),
                key.lead,
                key.snooze,
                entry,
                until,
                time::to_ms(at),
            ],
        )?;
        Ok(changed > 0)
    }
}

fn read(f: &Fields<'_>) -> Result<LedgerRow, StoreError> {
    let until = f.maybe_instant("until")?;
    Ok(LedgerRow {
        key: ReminderKey {
            occurrence: OccurrenceKey {
                slot: f.id("slot")?,
                original: f.wall("original")?,
            },
            local: f.wall("local")?,
            lead: f.text("lead")?,
            snooze: f.number("snooze")?,
        },
        entry: f.word("entry", |word| entry_from_words(word, until))?,
        due: f.instant("due")?,
        at: f.instant("at")?,
        attempts: f.number("attempts")?,
        engine: f.id("engine")?,
    })
}

fn entry_words(entry: &Entry) -> (&'static str, Option<i64>) {
    match entry {
        Entry::Claimed => ("claimed", None),
        Entry::Shown => ("shown", None),
        Entry::Failed => ("failed", None),
        Entry::Expired => ("expired", None),
        Entry::Superseded => ("superseded", None),
        Entry::Snoozed(until) => ("snoozed", Some(time::to_ms(*until))),
        Entry::Acknowledged => ("acknowledged", None),
    }
}

fn entry_from_words(word: &str, until: Option<DateTime<Utc>>) -> Option<Entry> {
    Some(match word {
        "claimed" => Entry::Claimed,
        "shown" => Entry::Shown,
        "failed" => Entry::Failed,
        "expired" => Entry::Expired,
        "superseded" => Entry::Superseded,
        "snoozed" => Entry::Snoozed(until?),
        "acknowledged" => Entry::Acknowledged,
        _ => return None,
    })
}
