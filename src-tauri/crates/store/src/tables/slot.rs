//! `slot`: standing and single dates.

use domain::{
    ids::SlotId,
    occurrence::OccurrenceKey,
    people::Half,
    recurrence::Rule,
    reminder::Lead,
    slot::{Anchor, Kind, Planner, Slot},
};
use rusqlite::params;

use super::{Fields, Table, execute, row, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// All slots, in the order they were made.
    pub fn slots(&self) -> Result<Vec<Slot>, StoreError> {
        rows(
            self.connection,
            Table::Slot,
            "SELECT * FROM slot ORDER BY id",
            [],
            read,
        )
    }

    /// One slot.
    pub fn slot(&self, id: SlotId) -> Result<Option<Slot>, StoreError> {
        row(
            self.connection,
            Table::Slot,
            "SELECT * FROM slot WHERE id = ?1",
            [id.to_string()],
            read,
        )
    }
}

impl Write<'_> {
    /// Adds a slot, or makes the one with its id what it is.
    pub fn put_slot(&self, slot: &Slot) -> Result<(), StoreError> {
        let leads: Vec<String> = slot.leads.iter().map(Lead::to_string).collect();
        execute(
            self.connection,
            "INSERT INTO slot (id, title, kind, label, start, minutes, rule, anchor, zone, planner, leads, timed_at,
               times, backup, continues, uid, carried)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, kind = excluded.kind, label = excluded.label,
               start = excluded.start, minutes = excluded.minutes, rule = excluded.rule, anchor = excluded.anchor,
               zone = excluded.zone, planner = excluded.planner, leads = excluded.leads, timed_at = excluded.timed_at,
               times = excluded.times, backup = excluded.backup, continues = excluded.continues, uid = excluded.uid,
               carried = excluded.carried",
            params![
                slot.id.to_string(),
                slot.title,
                &*slot.kind.word(),
                slot.label,
                time::to_wall(slot.start),
                slot.minutes,
                slot.rule.as_ref().map(Rule::text),
                anchor_word(slot.anchor),
                slot.zone.name(),
                planner_word(slot.planner),
                leads.join(" "),
                time::to_ms(slot.timed_at),
                slot.times.map(|t| t.to_string()),
                slot.backup.map(|b| b.to_string()),
                slot.continues.map(|id| id.to_string()),
                slot.uid,
                slot.carried,
            ],
        )?;
        Ok(())
    }

    /// Removes a slot, and what was said and planned of its occurrences with it.
    pub fn remove_slot(&self, id: SlotId) -> Result<(), StoreError> {
        let id = id.to_string();
        for table in super::OF_OCCURRENCES {
            execute(
                self.connection,
                &format!("DELETE FROM {} WHERE slot = ?1", table.name()),
                [&id],
            )?;
        }
        execute(self.connection, "DELETE FROM slot WHERE id = ?1", [&id])?;
        Ok(())
    }
}

impl Write<'_> {
    /// Gives everything that was said and planned of one occurrence to another: a series that is split hands its later
    /// evenings over to the one that follows it.
    pub fn hand_over(&self, from: OccurrenceKey, to: OccurrenceKey) -> Result<(), StoreError> {
        for table in super::OF_OCCURRENCES {
            execute(
                self.connection,
                &format!(
                    "UPDATE {} SET slot = ?3, original = ?4 WHERE slot = ?1 AND original = ?2",
                    table.name()
                ),
                params![
                    from.slot.to_string(),
                    time::to_wall(from.original),
                    to.slot.to_string(),
                    time::to_wall(to.original),
                ],
            )?;
        }
        Ok(())
    }
}

fn read(f: &Fields<'_>) -> Result<Slot, StoreError> {
    Ok(Slot {
        id: f.id("id")?,
        title: f.text("title")?,
        kind: f.word("kind", Kind::from_word)?,
        label: f.text("label")?,
        start: f.wall("start")?,
        minutes: f.number("minutes")?,
        rule: f.maybe_word("rule", |text| Rule::parse(text).ok())?,
        anchor: f.word("anchor", anchor_from_word)?,
        zone: f.word("zone", time::from_zone)?,
        planner: f.word("planner", planner_from_word)?,
        leads: f.word("leads", |text| {
            text.split_whitespace().map(|lead| lead.parse().ok()).collect()
        })?,
        timed_at: f.instant("timed_at")?,
        times: f.maybe_word("times", |text| text.parse().ok())?,
        backup: f.maybe_word("backup", |text| text.parse().ok())?,
        continues: f.maybe_word("continues", |text| text.parse().ok())?,
        uid: f.maybe_text("uid")?,
        carried: f.text("carried")?,
    })
}

fn anchor_word(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Floating => "floating",
        Anchor::Fixed => "fixed",
    }
}

fn anchor_from_word(word: &str) -> Option<Anchor> {
    [Anchor::Floating, Anchor::Fixed]
        .into_iter()
        .find(|a| anchor_word(*a) == word)
}

const PLANNERS: [Planner; 6] = [
    Planner::Unset,
    Planner::Turns(Half::First),
    Planner::Turns(Half::Second),
    Planner::One(Half::First),
    Planner::One(Half::Second),
    Planner::Both,
];

fn planner_word(planner: Planner) -> &'static str {
    match planner {
        Planner::Unset => "unset",
        Planner::Turns(Half::First) => "turns_first",
        Planner::Turns(Half::Second) => "turns_second",
        Planner::One(Half::First) => "first",
        Planner::One(Half::Second) => "second",
        Planner::Both => "both",
    }
}

fn planner_from_word(word: &str) -> Option<Planner> {
    PLANNERS.into_iter().find(|p| planner_word(*p) == word)
}
