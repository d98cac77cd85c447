//! `layer`, `snapshot`, `busy`: other calendars, and what their files said.

use chrono::{DateTime, Duration, Utc};
use domain::{
    ids::{LayerId, SnapshotId},
    layer::{BusyEntry, BusySeries, Layer, Snapshot},
};
use rusqlite::params;

use super::{Fields, Table, execute, half_word, row, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// Every layer, in the order they were made.
    pub fn layers(&self) -> Result<Vec<Layer>, StoreError> {
        let sql = "SELECT * FROM layer ORDER BY id";
        rows(self.connection, Table::Layer, sql, [], read_layer)
    }

    /// One reading of a file.
    pub fn snapshot(&self, id: SnapshotId) -> Result<Option<Snapshot>, StoreError> {
        let sql = "SELECT * FROM snapshot WHERE id = ?1";
        row(self.connection, Table::Snapshot, sql, [id.to_string()], |f| {
            Ok(Snapshot {
                id: f.id("id")?,
                at: f.instant("at")?,
                stamp: f.text("stamp")?,
            })
        })
    }

    /// Everything that a reading of a file said, in the file's order.
    pub fn busy(&self, snapshot: SnapshotId) -> Result<Vec<BusySeries>, StoreError> {
        let sql = "SELECT * FROM busy WHERE snapshot = ?1 ORDER BY n";
        rows(
            self.connection,
            Table::Busy,
            sql,
            [snapshot.to_string()],
            read_busy,
        )
    }

    /// The same, each with the instants it lies between.
    pub fn busy_entries(&self, snapshot: SnapshotId) -> Result<Vec<BusyEntry>, StoreError> {
        let sql = "SELECT * FROM busy WHERE snapshot = ?1 ORDER BY n";
        rows(self.connection, Table::Busy, sql, [snapshot.to_string()], |f| {
            Ok(BusyEntry {
                busy: read_busy(f)?,
                first: f.instant("first")?,
                last: f.instant("last")?,
            })
        })
    }
}

impl Write<'_> {
    /// Adds a layer, or makes the one with its id what it is.
    pub fn put_layer(&self, layer: &Layer) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO layer (id, name, half, names, path, snapshot) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, half = excluded.half, names = excluded.names,
               path = excluded.path, snapshot = excluded.snapshot",
            params![
                layer.id.to_string(),
                layer.name,
                half_word(layer.half),
                layer.names,
                layer.path,
                layer.snapshot.to_string(),
            ],
        )?;
        Ok(())
    }

    /// Removes a layer. What its file said stays as long as this can be taken back: see [`Write::forget_snapshots`].
    pub fn remove_layer(&self, id: LayerId) -> Result<(), StoreError> {
        let sql = "DELETE FROM layer WHERE id = ?1";
        execute(self.connection, sql, [id.to_string()])?;
        Ok(())
    }

    /// Writes down a reading of a file.
    pub fn put_snapshot(&self, snapshot: &Snapshot) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO snapshot (id, at, stamp) VALUES (?1, ?2, ?3)
             ON CONFLICT (id) DO UPDATE SET at = excluded.at, stamp = excluded.stamp",
            params![snapshot.id.to_string(), time::to_ms(snapshot.at), snapshot.stamp],
        )?;
        Ok(())
    }

    /// Adds one entry to a reading, as its `n`th. `first` and `last` are the instants that all its instances lie
    /// between; `DateTime::<Utc>::MAX_UTC` for a series without an end.
    pub fn put_busy(
        &self,
        snapshot: SnapshotId,
        n: usize,
        busy: &BusySeries,
        first: DateTime<Utc>,
        last: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO busy (snapshot, n, uid, title, series, seconds, first, last)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                snapshot.to_string(),
                i64::try_from(n).unwrap_or(i64::MAX),
                busy.uid,
                busy.title,
                busy.series.to_string(),
                busy.length.num_seconds(),
                time::to_ms(first),
                time::to_ms(last),
            ],
        )?;
        Ok(())
    }

    /// Lets go of readings older than `before` that no layer shows any more.
    pub fn forget_snapshots(&self, before: DateTime<Utc>) -> Result<(), StoreError> {
        let old = "at < ?1 AND id NOT IN (SELECT snapshot FROM layer)";
        let at = time::to_ms(before);
        execute(
            self.connection,
            &format!("DELETE FROM busy WHERE snapshot IN (SELECT id FROM snapshot WHERE {old})"),
            [at],
        )?;
        execute(
            self.connection,
            &format!("DELETE FROM snapshot WHERE {old}"),
            [at],
        )?;
        Ok(())
    }
}

fn read_layer(f: &Fields<'_>) -> Result<Layer, StoreError> {
    Ok(Layer {
        id: f.id("id")?,
        name: f.text("name")?,
        half: f.half("half")?,
        names: f.flag("names")?,
        path: f.maybe_text("path")?,
        snapshot: f.id("snapshot")?,
    })
}

fn read_busy(f: &Fields<'_>) -> Result<BusySeries, StoreError> {
    Ok(BusySeries {
        uid: f.text("uid")?,
        title: f.text("title")?,
        series: f.word("series", |text| text.parse().ok())?,
        length: Duration::try_seconds(f.number("seconds")?).ok_or(f.unreadable("seconds"))?,
    })
}
