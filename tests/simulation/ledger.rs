//! The ledger in memory, with what the store lets be written over what.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::reminder::{Entry, LedgerRow, ReminderKey, Why};

#[derive(Default)]
pub struct Ledger {
    rows: BTreeMap<ReminderKey, LedgerRow>,
}

impl Ledger {
    /// As a planner on disk has it.
    pub fn of_rows(rows: Vec<LedgerRow>) -> Ledger {
        Ledger {
            rows: rows.into_iter().map(|row| (row.key, row)).collect(),
        }
    }

    /// Writes a row for a reminder nobody has spoken for yet, and says whether it did: `Write::claim` of the store.
    pub fn claim(&mut self, row: LedgerRow) -> bool {
        let Some(old) = self.rows.get_mut(&row.key) else {
            self.rows.insert(row.key, row);
            return true;
        };
        let open = match old.entry {
            Entry::Failed => true,
            Entry::Claimed => old.engine != row.engine,
            Entry::Expired | Entry::Superseded | Entry::Summarised | Entry::Paused => old.at > row.at,
            Entry::Shown | Entry::Snoozed(_) | Entry::Acknowledged => false,
        };
        if open {
            *old = LedgerRow {
                entry: row.entry,
                at: row.at,
                why: row.why.or(old.why),
                cleared: false,
                attempts: old.attempts + 1,
                engine: row.engine,
                ..*old
            };
        }
        open
    }

    /// Writes what became of a reminder: `Write::settle` of the store.
    pub fn settle(&mut self, key: &ReminderKey, entry: Entry, at: DateTime<Utc>) {
        let row = self.rows.get_mut(key).expect("what is settled was claimed");
        row.entry = entry;
        row.at = at;
        match entry {
            Entry::Shown => row.shown_at = row.shown_at.or(Some(at)),
            Entry::Failed => row.why = Some(Why::Desktop),
            _ => {}
        }
    }

    pub fn clear(&mut self, key: &ReminderKey) {
        if let Some(row) = self.rows.get_mut(key) {
            row.cleared = true;
        }
    }

    pub fn row(&self, key: &ReminderKey) -> Option<&LedgerRow> {
        self.rows.get(key)
    }

    /// By name.
    pub fn rows(&self) -> impl Iterator<Item = &LedgerRow> {
        self.rows.values()
    }

    /// Takes out what `gone` says, and hands it over.
    pub fn take(&mut self, gone: impl Fn(&LedgerRow) -> bool) -> Vec<LedgerRow> {
        let taken: Vec<LedgerRow> = self.rows.values().filter(|row| gone(row)).copied().collect();
        for row in &taken {
            self.rows.remove(&row.key);
        }
        taken
    }
}

/// A row for what a plan hands out or closes.
pub fn row(due: &domain::plan::Due, entry: Entry, at: DateTime<Utc>, engine: uuid::Uuid) -> LedgerRow {
    LedgerRow {
        key: due.key,
        entry,
        due: due.due,
        at,
        shown_at: None,
        why: due.why,
        cleared: false,
        attempts: 1,
        engine,
    }
}
