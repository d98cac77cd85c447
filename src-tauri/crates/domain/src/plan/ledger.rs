//! The ledger, by what is asked of it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::Why;
use crate::{
    occurrence::{Occurrence, OccurrenceKey},
    reminder::{Entry, LedgerRow, ReminderKey, Source},
};

/// Rows by name. Names sort by source, dates first, and those of one date at one hour stand side by side.
pub(super) struct Ledger<'a> {
    rows: Vec<&'a LedgerRow>,
    /// Where those begin that are about no date.
    undated: usize,
    /// Of which dates something was begun and not brought to an end, or put off.
    begun: Vec<OccurrenceKey>,
}

impl<'a> Ledger<'a> {
    pub(super) fn of(rows: &'a [LedgerRow]) -> Ledger<'a> {
        let mut rows: Vec<&LedgerRow> = rows.iter().collect();
        rows.sort_by_key(|row| row.key);
        let undated = rows.partition_point(|row| row.key.source.occurrence().is_some());
        let begun =
            |row: &&&LedgerRow| matches!(row.entry, Entry::Claimed | Entry::Failed | Entry::Snoozed(_));
        let dates = rows[..undated].iter().filter(begun);
        let mut begun: Vec<_> = dates.filter_map(|row| row.key.source.occurrence()).collect();
        begun.sort_unstable();
        Ledger { rows, undated, begun }
    }

    /// Whether the ledger has anything of a date that may still move.
    pub(super) fn is_begun(&self, key: OccurrenceKey) -> bool {
        self.begun.binary_search(&key).is_ok()
    }

    pub(super) fn row(&self, key: &ReminderKey) -> Option<&'a LedgerRow> {
        let found = self.rows.binary_search_by(|row| row.key.cmp(key)).ok()?;
        Some(self.rows[found])
    }

    /// What became of the leads of an occurrence, at the hour it has now.
    pub(super) fn leads_of(&self, o: &Occurrence) -> &[&'a LedgerRow] {
        // In the order of the names, and in numbers: this is asked for every date at every look.
        let place = |key: OccurrenceKey, local| (key.slot.0.as_u128(), key.original, local);
        let wanted = place(o.key, o.local);
        let lead_of = |row: &LedgerRow| match row.key.source {
            Source::Date {
                occurrence, local, ..
            } => Some(place(occurrence, local)),
            _ => None,
        };
        let from = self
            .rows
            .partition_point(|row| lead_of(row).is_some_and(|its| its < wanted));
        let its = &self.rows[from..];
        // They are few: counted sooner than halved.
        let count = its.iter().take_while(|row| lead_of(row) == Some(wanted)).count();
        &its[..count]
    }

    /// The gesture nudges of a day, in the order they were asked for.
    pub(super) fn gestures_on(&self, day: NaiveDate) -> Vec<&'a LedgerRow> {
        let on = |row: &&LedgerRow| matches!(row.key.source, Source::Gesture { day: its, .. } if its == day);
        let mut rows: Vec<_> = self.rows[self.undated..].iter().copied().filter(on).collect();
        rows.sort_by_key(|row| row.key.snooze);
        rows
    }

    /// How many nudges were shown, or are being shown, of which `counts` says so for the row and the instant. “Another”
    /// is the same nudge.
    pub(super) fn nudges(&self, counts: impl Fn(&LedgerRow, DateTime<Utc>) -> bool) -> usize {
        // Whatever became of it after it was shown: it was shown.
        let spoke = |row: &&&LedgerRow| {
            let at = row.shown_at.or((row.entry == Entry::Claimed).then_some(row.at));
            at.is_some_and(|at| counts(row, at))
        };
        let nudges = self.rows.iter().filter(|row| row.key.source.is_nudge());
        let said: BTreeSet<_> = nudges
            .filter(spoke)
            .map(|row| match row.key.source {
                Source::Gesture { day, .. } => (None, Some(day), false),
                source => (
                    source.occurrence(),
                    None,
                    matches!(source, Source::Planning { .. }),
                ),
            })
            .collect();
        said.len()
    }

    /// The summaries ever said, or begun.
    pub(super) fn summaries(&self) -> impl Iterator<Item = &'a LedgerRow> {
        let undated = self.rows[self.undated..].iter().copied();
        undated.filter(|row| matches!(row.key.source, Source::Summary { .. }))
    }

    /// How many reminders a summary that was due at `due` speaks of: those given up in the same moment, and those of the
    /// summaries it stands for.
    pub(super) fn spoken_for(&self, due: DateTime<Utc>) -> usize {
        let together = self.rows.iter().filter(|row| row.at == due);
        together
            .map(|row| match (row.key.source, row.entry) {
                (Source::Summary { .. }, Entry::Superseded) if row.due < due => self.spoken_for(row.due),
                (Source::Summary { .. }, _) => 0,
                (_, Entry::Summarised) => usize::from(!row.cleared),
                (_, Entry::Expired) => usize::from(!row.cleared && row.why != Some(Why::TooMany)),
                _ => 0,
            })
            .sum()
    }

    /// What was begun and not brought to an end, by anybody but `engine`.
    pub(super) fn open(&self, engine: uuid::Uuid) -> Vec<&'a LedgerRow> {
        let open = |row: &&LedgerRow| match row.entry {
            Entry::Failed => true,
            Entry::Claimed => row.engine != engine,
            _ => false,
        };
        self.rows.iter().copied().filter(open).collect()
    }
}
