//! `ledger`: what became of each reminder, on this computer.

use chrono::{DateTime, Utc};
use domain::reminder::{Entry, LedgerRow, ReminderKey, Why};
use rusqlite::{Connection, params};

use super::{Fields, Table, execute, row, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// The rows due at `since_due` or later, by when they were due.
    pub fn ledger(&self, since_due: DateTime<Utc>) -> Result<Vec<LedgerRow>, StoreError> {
        rows(
            self.connection,
            Table::Ledger,
            "SELECT * FROM ledger WHERE due >= ?1 ORDER BY due, reminder",
            [time::to_ms(since_due)],
            read,
        )
    }

    /// The newest rows of those shown, failed or missed, by when they were due, newest first.
    pub fn last_deliveries(&self, limit: usize) -> Result<Vec<LedgerRow>, StoreError> {
        rows(
            self.connection,
            Table::Ledger,
            "SELECT * FROM ledger WHERE shown_at IS NOT NULL OR entry IN ('failed', 'expired', 'summarised')
             ORDER BY due DESC, reminder DESC LIMIT ?1",
            [i64::try_from(limit).unwrap_or(i64::MAX)],
            read,
        )
    }

    /// What became of one reminder; `None` while nothing has.
    pub fn ledger_row(&self, key: &ReminderKey) -> Result<Option<LedgerRow>, StoreError> {
        row(
            self.connection,
            Table::Ledger,
            "SELECT * FROM ledger WHERE reminder = ?1",
            [key.to_string()],
            read,
        )
    }
}

impl Write<'_> {
    /// Writes a row for a reminder nobody has spoken for yet, and says whether it did.
    ///
    /// Three kinds of row may be taken over, and `attempts` then counts one more: an unsettled claim of an earlier engine;
    /// one that failed; and one that was given up, unshown, at a time later than now: the clock was ahead then. Any other
    /// row stands, and the answer is `false`: the reminder is somebody else's, or done with.
    pub fn claim(&self, row: &LedgerRow) -> Result<bool, StoreError> {
        let (entry, until) = entry_words(&row.entry);
        let changed = execute(
            self.connection,
            "INSERT INTO ledger (reminder, entry, until, due, at, shown_at, why, cleared, attempts, engine)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, until = excluded.until, at = excluded.at,
               why = coalesce(excluded.why, ledger.why), cleared = 0,
               attempts = ledger.attempts + 1, engine = excluded.engine
             WHERE ledger.entry = 'failed'
               OR (ledger.entry = 'claimed' AND ledger.engine <> excluded.engine)
               OR (ledger.entry IN ('expired', 'superseded', 'summarised', 'paused') AND ledger.at > excluded.at)",
            params![
                row.key.to_string(),
                entry,
                until,
                time::to_ms(row.due),
                time::to_ms(row.at),
                row.shown_at.map(time::to_ms),
                row.why.map(Why::word),
                row.cleared,
                row.attempts,
                row.engine.to_string(),
            ],
        )?;
        Ok(changed > 0)
    }

    /// Writes what became of a reminder, and says whether there was a row to write it to. The first time it is shown is
    /// kept; a failure is the desktop's.
    pub fn settle(&self, key: &ReminderKey, entry: Entry, at: DateTime<Utc>) -> Result<bool, StoreError> {
        let (entry, until) = entry_words(&entry);
        let changed = execute(
            self.connection,
            "UPDATE ledger SET entry = ?2, until = ?3, at = ?4,
               shown_at = CASE WHEN ?2 = 'shown' THEN coalesce(shown_at, ?4) ELSE shown_at END,
               why = CASE WHEN ?2 = 'failed' THEN 'desktop' ELSE why END
             WHERE reminder = ?1",
            params![key.to_string(), entry, until, time::to_ms(at)],
        )?;
        Ok(changed > 0)
    }

    /// Takes a reminder off the list of what came while nobody was there; says whether there was one.
    pub fn clear_reminder(&self, key: &ReminderKey) -> Result<bool, StoreError> {
        let sql = "UPDATE ledger SET cleared = 1 WHERE reminder = ?1";
        Ok(execute(self.connection, sql, [key.to_string()])? > 0)
    }

    /// Takes every reminder due before `before` off that list.
    pub fn clear_reminders(&self, before: DateTime<Utc>) -> Result<(), StoreError> {
        let sql = "UPDATE ledger SET cleared = 1 WHERE due < ?1 AND cleared = 0";
        execute(self.connection, sql, [time::to_ms(before)])?;
        Ok(())
    }
}

/// Has the reminders of a slot's occurrences from a civil start on go by another slot's name; an empty `since` is all of
/// them. Where a reminder goes by that name already, both stay as they are.
pub(crate) fn rename_reminders(
    connection: &Connection,
    from: &str,
    to: &str,
    since: &str,
) -> Result<(), StoreError> {
    execute(
        connection,
        "UPDATE OR IGNORE ledger SET reminder = replace(reminder, ?1, ?2)
         WHERE instr(reminder, ?1 || '@') > 0
           AND substr(reminder, instr(reminder, '@') + 1, 16) >= ?3",
        [from, to, since],
    )?;
    Ok(())
}

fn read(f: &Fields<'_>) -> Result<LedgerRow, StoreError> {
    let until = f.maybe_instant("until")?;
    Ok(LedgerRow {
        key: f.word("reminder", |text| text.parse().ok())?,
        entry: f.word("entry", |word| entry_from_words(word, until))?,
        due: f.instant("due")?,
        at: f.instant("at")?,
        shown_at: f.maybe_instant("shown_at")?,
        why: f.maybe_word("why", Why::from_word)?,
        cleared: f.flag("cleared")?,
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
        Entry::Summarised => ("summarised", None),
        Entry::Paused => ("paused", None),
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
        "summarised" => Entry::Summarised,
        "paused" => Entry::Paused,
        "snoozed" => Entry::Snoozed(until?),
        "acknowledged" => Entry::Acknowledged,
        _ => return None,
    })
}
