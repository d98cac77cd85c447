//! `gesture_tick`: that a small thing was done.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    gesture::Tick,
    ids::{GestureId, TickId},
    people::Half,
};
use rusqlite::params;

use super::{Fields, Table, execute, half_word, row, rows, value};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// The ticks of the days `from <= day < to`, by day and then by when they were ticked.
    pub fn ticks(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Tick>, StoreError> {
        rows(
            self.connection,
            Table::Tick,
            "SELECT * FROM gesture_tick WHERE day >= ?1 AND day < ?2 ORDER BY day, at, id",
            [time::to_day(from), time::to_day(to)],
            read,
        )
    }

    /// Which of the two ticked anything on the days `from <= day < to`: each day and half once, by day. How often, and
    /// what, is not in it.
    pub fn ticked_days(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<(NaiveDate, Half)>, StoreError> {
        rows(
            self.connection,
            Table::Tick,
            "SELECT DISTINCT day, by FROM gesture_tick WHERE day >= ?1 AND day < ?2 ORDER BY day, by",
            [time::to_day(from), time::to_day(to)],
            |f| Ok((f.day("day")?, f.half("by")?)),
        )
    }

    /// The ticks of `from` and every day after it, by day and then by when they were ticked.
    pub fn ticks_since(&self, from: NaiveDate) -> Result<Vec<Tick>, StoreError> {
        rows(
            self.connection,
            Table::Tick,
            "SELECT * FROM gesture_tick WHERE day >= ?1 ORDER BY day, at, id",
            [time::to_day(from)],
            read,
        )
    }

    /// The newest ticks, at most `limit`, newest first.
    pub fn last_ticks(&self, limit: usize) -> Result<Vec<Tick>, StoreError> {
        rows(
            self.connection,
            Table::Tick,
            "SELECT * FROM gesture_tick ORDER BY day DESC, at DESC, id DESC LIMIT ?1",
            [i64::try_from(limit).unwrap_or(i64::MAX)],
            read,
        )
    }

    /// For each gesture that was ticked before `day`, the newest such day.
    pub fn last_tick_days(&self, before: NaiveDate) -> Result<HashMap<GestureId, NaiveDate>, StoreError> {
        let sql = "SELECT gesture, max(day) AS day FROM gesture_tick WHERE day < ?1 GROUP BY gesture";
        let found = rows(self.connection, Table::Tick, sql, [time::to_day(before)], |f| {
            Ok((f.id("gesture")?, f.day("day")?))
        })?;
        Ok(found.into_iter().collect())
    }

    /// The same for each of the two who ticked it.
    pub fn last_tick_days_by(
        &self,
        before: NaiveDate,
    ) -> Result<HashMap<(GestureId, Half), NaiveDate>, StoreError> {
        let sql = "SELECT gesture, by, max(day) AS day FROM gesture_tick WHERE day < ?1 GROUP BY gesture, by";
        let found = rows(self.connection, Table::Tick, sql, [time::to_day(before)], |f| {
            Ok(((f.id("gesture")?, f.half("by")?), f.day("day")?))
        })?;
        Ok(found.into_iter().collect())
    }

    /// Whether one of the two ever ticked a gesture.
    pub fn is_ticked_by(&self, gesture: GestureId, by: Half) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM gesture_tick WHERE gesture = ?1 AND by = ?2 LIMIT 1";
        let found: Option<i64> = value(self.connection, sql, params![gesture.to_string(), half_word(by)])?;
        Ok(found.is_some())
    }

    /// The first day on which anything was ticked.
    pub fn first_tick_day(&self) -> Result<Option<NaiveDate>, StoreError> {
        let sql = "SELECT day FROM gesture_tick ORDER BY day, at LIMIT 1";
        row(self.connection, Table::Tick, sql, [], |f| f.day("day"))
    }

    /// One tick.
    pub fn tick(&self, id: TickId) -> Result<Option<Tick>, StoreError> {
        row(
            self.connection,
            Table::Tick,
            "SELECT * FROM gesture_tick WHERE id = ?1",
            [id.to_string()],
            read,
        )
    }
}

impl Write<'_> {
    /// Adds a tick, or makes the one with its id what it is.
    pub fn put_tick(&self, tick: &Tick) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO gesture_tick (id, gesture, by, day, at, note, called) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (id) DO UPDATE SET gesture = excluded.gesture, by = excluded.by, day = excluded.day,
               at = excluded.at, note = excluded.note, called = excluded.called",
            params![
                tick.id.to_string(),
                tick.gesture.to_string(),
                half_word(tick.by),
                time::to_day(tick.day),
                time::to_ms(tick.at),
                tick.note,
                tick.called,
            ],
        )?;
        Ok(())
    }

    /// Takes a tick back.
    pub fn remove_tick(&self, id: TickId) -> Result<(), StoreError> {
        execute(
            self.connection,
            "DELETE FROM gesture_tick WHERE id = ?1",
            [id.to_string()],
        )?;
        Ok(())
    }
}

fn read(f: &Fields<'_>) -> Result<Tick, StoreError> {
    Ok(Tick {
        id: f.id("id")?,
        gesture: f.id("gesture")?,
        by: f.half("by")?,
        day: f.day("day")?,
        at: f.instant("at")?,
        note: f.text("note")?,
        called: f.text("called")?,
    })
}
