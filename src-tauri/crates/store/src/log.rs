//! The change log: what a person did, row by row, before and after; and the way back.
//!
//! The rows are written by triggers on the writer's connection, made from the schema each time it is opened: every
//! table is logged unless [`UNLOGGED`] names it, with every column it has, so a new table or column cannot be forgotten.
//! A trigger also notes which tables changed, for [`Committed`](crate::Committed).
//!
//! The line of steps: undo takes the newest step that is done and marks it undone; redo the oldest that is undone. A
//! new step makes the undone ones gone. Undoing and redoing are steps too (`undid`, `redid`), with rows of their own.
//!
//! Private rows (tables named `private_…`) will need a log of their own, apart from this one; there are none yet.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, Utc};
use domain::people::Half;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Cause, StoreError, Table, tables, time};

/// Tables that hold no words of the couple: the engine's own, what files of others said, and the log itself.
pub(crate) const UNLOGGED: [&str; 8] = [
    "ledger",
    "last_look",
    "snapshot",
    "busy",
    "suggestion",
    "change_step",
    "change_log",
    "private_log",
];

/// After so many days the words of something deleted leave the log.
const KEPT_DAYS: Days = Days::new(30);

/// What was undone or redone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// What the person did, as it was said then: "Moved to Saturday, 1 pm".
    pub said: String,
    /// Who did it, where that is known.
    pub by: Option<Half>,
    /// When it was done.
    pub at: DateTime<Utc>,
}

/// Which way along the line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Back,
    Forward,
}

/// Puts the triggers on a writer's connection.
pub(crate) fn attend(connection: &Connection) -> Result<(), StoreError> {
    let mut sql = String::from(
        "CREATE TEMP TABLE writing (step INTEGER); INSERT INTO temp.writing VALUES (NULL);
         CREATE TEMP TABLE touched (tbl TEXT PRIMARY KEY) WITHOUT ROWID;",
    );
    for table in all_tables(connection)? {
        if ["change_step", "change_log", "private_log"].contains(&table.as_str()) {
            continue;
        }
        // Not `OR IGNORE`: the conflict clause of the statement that fires a trigger overrides the trigger's own.
        let touch = format!(
            "INSERT INTO touched SELECT '{table}' WHERE NOT EXISTS (SELECT 1 FROM touched WHERE tbl = '{table}');"
        );
        if UNLOGGED.contains(&table.as_str()) {
            for event in ["INSERT", "UPDATE", "DELETE"] {
                sql += &format!(
                    "CREATE TEMP TRIGGER touch_{table}_{event} AFTER {event} ON main.{table} BEGIN {touch} END;"
                );
            }
            continue;
        }
        let (key, columns) = columns(connection, &table)?;
        let json = |of: &str| {
            let pairs: Vec<String> = columns.iter().map(|c| format!("'{c}', {of}.\"{c}\"")).collect();
            format!("json_object({})", pairs.join(", "))
        };
        let (old, new) = (json("old"), json("new"));
        let log = |of: &str, before: &str, after: &str| {
            format!(
                "INSERT INTO change_log (step, tbl, row, before, after)
                 SELECT step, '{table}', {of}.\"{key}\", {before}, {after} FROM writing WHERE step IS NOT NULL;"
            )
        };
        sql += &format!(
            "CREATE TEMP TRIGGER log_{table}_insert AFTER INSERT ON main.{table} BEGIN {touch} {} END;
             CREATE TEMP TRIGGER log_{table}_update AFTER UPDATE ON main.{table} WHEN {old} IS NOT {new}
             BEGIN {touch} {} END;
             CREATE TEMP TRIGGER log_{table}_delete AFTER DELETE ON main.{table} BEGIN {touch} {} END;",
            log("new", "NULL", &new),
            log("new", &old, &new),
            log("old", &old, "NULL"),
        );
    }
    connection.execute_batch(&sql)?;
    Ok(())
}

/// Begins a write within its transaction: from here on the triggers log for this step, or for none.
pub(crate) fn begin(connection: &Connection, cause: &Cause<'_>) -> Result<Option<i64>, StoreError> {
    connection.execute("DELETE FROM temp.touched", [])?;
    let step = match *cause {
        Cause::Engine => None,
        Cause::Person { said, now, by } => Some(add_step(connection, "did", said, by, now, None)?),
    };
    connection
        .prepare_cached("UPDATE temp.writing SET step = ?1")?
        .execute([step])?;
    Ok(step)
}

/// Ends a write within its transaction. A step that changed nothing leaves no trace, and the redo line stands.
pub(crate) fn end(
    connection: &Connection,
    cause: &Cause<'_>,
    step: Option<i64>,
) -> Result<BTreeSet<Table>, StoreError> {
    if let Some(step) = step {
        let changed = connection
            .prepare_cached("SELECT 1 FROM change_log WHERE step = ?1")?
            .exists([step])?;
        if changed {
            follow(connection, step)?;
            connection
                .prepare_cached(
                    "UPDATE change_step SET state = 'gone' WHERE kind = 'did' AND state = 'undone'",
                )?
                .execute([])?;
        } else {
            connection
                .prepare_cached("DELETE FROM change_step WHERE id = ?1")?
                .execute([step])?;
        }
    }
    connection
        .prepare_cached("UPDATE temp.writing SET step = NULL")?
        .execute([])?;
    if let Cause::Person { now, .. } = *cause {
        forget(connection, now)?;
    }
    touched(connection)
}

/// Steps once along the line, within a transaction. `None` at its end.
pub(crate) fn step(
    connection: &Connection,
    way: Way,
    now: DateTime<Utc>,
) -> Result<Option<(Undone, BTreeSet<Table>)>, StoreError> {
    let (find, kind, order, column, state) = match way {
        Way::Back => (
            "SELECT id, said, by, at FROM change_step WHERE kind = 'did' AND state = 'done' ORDER BY id DESC LIMIT 1",
            "undid",
            "DESC",
            "before",
            "undone",
        ),
        Way::Forward => (
            "SELECT id, said, by, at FROM change_step WHERE kind = 'did' AND state = 'undone' ORDER BY id LIMIT 1",
            "redid",
            "ASC",
            "after",
            "done",
        ),
    };
    let found = connection
        .prepare_cached(find)?
        .query_row([], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<String>>(2)?,
                row.get::<_, i64>(3)?,
            ))
        })
        .optional()?;
    let Some((of, said, by, at)) = found else {
        return Ok(None);
    };
    let by = by
        .map(|word| tables::half_from_word(&word, "change_step", "by"))
        .transpose()?;
    let at = time::from_ms(at).ok_or(StoreError::Row {
        table: "change_step",
        column: "at",
    })?;
    connection.execute("DELETE FROM temp.touched", [])?;
    // Its own words are those of the step it is about; they are kept once.
    let step = add_step(connection, kind, "", by, now, Some(of))?;
    connection
        .prepare_cached("UPDATE temp.writing SET step = ?1")?
        .execute([step])?;
    let rows: Vec<(String, String, Option<String>)> = connection
        .prepare(&format!(
            "SELECT tbl, row, {column} FROM change_log WHERE step = ?1 ORDER BY id {order}"
        ))?
        .query_map([of], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (table, row, image) in rows {
        apply(connection, &table, &row, image.as_deref())?;
    }
    follow(connection, step)?;
    connection
        .prepare_cached("UPDATE temp.writing SET step = NULL")?
        .execute([])?;
    connection
        .prepare_cached("UPDATE change_step SET state = ?2 WHERE id = ?1")?
        .execute(params![of, state])?;
    Ok(Some((Undone { said, by, at }, touched(connection)?)))
}

/// Lets the words of what was deleted more than 30 days ago leave the log, and with them the way back to it.
pub(crate) fn forget(connection: &Connection, now: DateTime<Utc>) -> Result<(), StoreError> {
    let Some(before) = now.checked_sub_days(KEPT_DAYS) else {
        return Ok(());
    };
    let gone: Vec<(String, String)> = connection
        .prepare_cached(
            // Only what was deleted is looked at, however long the log has grown.
            "SELECT DISTINCT c.tbl, c.row
             FROM change_log c INDEXED BY change_log_deleted CROSS JOIN change_step s ON s.id = c.step
             WHERE c.after IS NULL AND c.before IS NOT NULL AND s.at < ?1
               AND NOT EXISTS (SELECT 1 FROM change_log d WHERE d.tbl = c.tbl AND d.row = c.row AND d.id > c.id)",
        )?
        .query_map([time::to_ms(before)], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (table, row) in gone {
        let steps: Vec<(i64, Option<i64>)> = connection
            .prepare_cached(
                "SELECT DISTINCT s.id, s.of FROM change_log c JOIN change_step s ON s.id = c.step
                 WHERE c.tbl = ?1 AND c.row = ?2",
            )?
            .query_map([&table, &row], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        connection
            .prepare_cached("UPDATE change_log SET before = NULL, after = NULL WHERE tbl = ?1 AND row = ?2")?
            .execute([&table, &row])?;
        for id in steps.into_iter().flat_map(|(id, of)| [Some(id), of]).flatten() {
            close_off(connection, id)?;
        }
    }
    Ok(())
}

/// The couple's tables, as the schema has them: everything but [`UNLOGGED`].
pub(crate) fn all_tables(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let names = connection
        .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(names)
}

/// Makes a step, and what lies behind it on its side of the line, something nobody can step over any more.
fn close_off(connection: &Connection, id: i64) -> Result<(), StoreError> {
    let state: String = connection
        .prepare_cached("SELECT state FROM change_step WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?;
    connection
        .prepare_cached("UPDATE change_step SET said = '', state = 'gone' WHERE id = ?1")?
        .execute([id])?;
    let behind = match state.as_str() {
        "done" => "UPDATE change_step SET state = 'gone' WHERE kind = 'did' AND state = 'done' AND id < ?1",
        "undone" => {
            "UPDATE change_step SET state = 'gone' WHERE kind = 'did' AND state = 'undone' AND id > ?1"
        }
        _ => return Ok(()),
    };
    connection.prepare_cached(behind)?.execute([id])?;
    Ok(())
}

fn add_step(
    connection: &Connection,
    kind: &str,
    said: &str,
    by: Option<Half>,
    now: DateTime<Utc>,
    of: Option<i64>,
) -> Result<i64, StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO change_step (kind, said, by, at, state, of) VALUES (?1, ?2, ?3, ?4, 'done', ?5)",
        )?
        .execute(params![
            kind,
            said,
            by.map(tables::half_word),
            time::to_ms(now),
            of
        ])?;
    Ok(connection.last_insert_rowid())
}

/// Has reminders go along with their series. They are named by it, and the ledger is nobody's to undo: where a series that
/// continues another came or went in this step, its reminders take its name or give it back, and what was shown,
/// answered or put off stays so.
fn follow(connection: &Connection, step: i64) -> Result<(), StoreError> {
    type Image = Option<String>;
    let rows: Vec<(String, Image, Image)> = connection
        .prepare_cached(
            "SELECT row, before, after FROM change_log WHERE step = ?1 AND tbl = 'slot' ORDER BY id",
        )?
        .query_map([step], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    // In one step a row may come and go: what it was at first and at last counts.
    let mut slots: BTreeMap<String, (Image, Image)> = BTreeMap::new();
    for (row, before, after) in rows {
        slots.entry(row).or_insert_with(|| (before, None)).1 = after;
    }
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for (slot, images) in slots {
        let (image, list) = match images {
            (Some(was), None) => (was, &mut gone),
            (None, Some(is)) => (is, &mut come),
            _ => continue,
        };
        let image: serde_json::Value = serde_json::from_str(&image).map_err(|_| StoreError::Row {
            table: "change_log",
            column: "after",
        })?;
        let text = |column: &str| image[column].as_str().map(str::to_owned);
        if let (Some(start), Some(continues)) = (text("start"), text("continues")) {
            list.push((start, slot, continues));
        }
    }
    // From the last of a line of series to the first, and back out again.
    gone.sort();
    for (_, slot, continues) in gone.iter().rev() {
        tables::rename_reminders(connection, slot, continues, "")?;
    }
    come.sort();
    for (start, slot, continues) in &come {
        tables::rename_reminders(connection, continues, slot, start)?;
    }
    Ok(())
}

/// Makes one row what `image` says, or no row.
fn apply(connection: &Connection, table: &str, row: &str, image: Option<&str>) -> Result<(), StoreError> {
    let (key, columns) = columns(connection, table)?;
    let Some(image) = image else {
        connection.execute(&format!("DELETE FROM main.{table} WHERE \"{key}\" = ?1"), [row])?;
        return Ok(());
    };
    let image: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(image).map_err(|_| StoreError::Row {
            table: "change_log",
            column: "before",
        })?;
    // A column that came with a later migration is not in an older image, and keeps its default.
    let known: Vec<&String> = columns.iter().filter(|c| image.contains_key(*c)).collect();
    let names: Vec<String> = known.iter().map(|c| format!("\"{c}\"")).collect();
    let places: Vec<String> = (1..=known.len()).map(|n| format!("?{n}")).collect();
    let sets: Vec<String> = names.iter().map(|c| format!("{c} = excluded.{c}")).collect();
    let values = known.iter().map(|c| value(&image[*c]));
    connection.execute(
        &format!(
            "INSERT INTO main.{table} ({}) VALUES ({}) ON CONFLICT (\"{key}\") DO UPDATE SET {}",
            names.join(", "),
            places.join(", "),
            sets.join(", ")
        ),
        rusqlite::params_from_iter(values),
    )?;
    Ok(())
}

fn value(json: &serde_json::Value) -> rusqlite::types::Value {
    use rusqlite::types::Value;
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::String(text) => Value::Text(text.clone()),
        other => Value::Integer(
            other
                .as_i64()
                .expect("BUG: the couple's tables hold text and integers only"),
        ),
    }
}

/// The primary key of a table, and all its columns.
fn columns(connection: &Connection, table: &str) -> Result<(String, Vec<String>), StoreError> {
    let found: Vec<(String, i64)> = connection
        .prepare_cached("SELECT name, pk FROM pragma_table_info(?1, 'main')")?
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let key = found
        .iter()
        .find(|(_, pk)| *pk == 1)
        .map(|(name, _)| name.clone());
    let key = key.expect("BUG: each of the couple's tables has a primary key");
    Ok((key, found.into_iter().map(|(name, _)| name).collect()))
}

fn touched(connection: &Connection) -> Result<BTreeSet<Table>, StoreError> {
    let names: Vec<String> = connection
        .prepare_cached("SELECT tbl FROM temp.touched")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(names.iter().filter_map(|name| Table::from_name(name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrate;

    fn connection() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "foreign_keys", "OFF").unwrap();
        migrate::run(&mut connection, migrate::ALL, None).unwrap();
        attend(&connection).unwrap();
        connection
    }

    /// A row with something in every column; the primary key is `key`.
    fn insert(connection: &Connection, table: &str, key: &str) {
        let sql = "SELECT name, type, pk FROM pragma_table_info(?1, 'main')";
        let (names, values): (Vec<String>, Vec<String>) = connection
            .prepare(sql)
            .unwrap()
            .query_map([table], |row| {
                let (name, sort, pk): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok((
                    name,
                    if pk > 0 {
                        format!("'{key}'")
                    } else if sort == "TEXT" {
                        "'was'".into()
                    } else {
                        "1".into()
                    },
                ))
            })
            .unwrap()
            .map(Result::unwrap)
            .unzip();
        let sql = format!(
            "INSERT INTO {table} ({}) VALUES ({})",
            names.join(", "),
            values.join(", ")
        );
        connection.execute(&sql, []).unwrap();
    }

    #[test]
    fn every_table_of_the_couples_is_logged_whole_and_a_new_one_cannot_be_forgotten() {
        let connection = connection();
        let cause = Cause::Person {
            said: "x",
            now: DateTime::UNIX_EPOCH,
            by: None,
        };
        for table in all_tables(&connection).unwrap() {
            let known = Table::from_name(&table);
            if UNLOGGED.contains(&table.as_str()) {
                assert!(
                    known.is_none_or(|t| matches!(t, Table::Ledger | Table::Snapshot | Table::Busy)),
                    "{table} holds the couple's words and is not logged"
                );
                continue;
            }
            let known =
                known.unwrap_or_else(|| panic!("nobody is told when {table} changes: add it to Table"));
            assert!(
                !table.starts_with("private_"),
                "{table} needs a log of its own, apart from what may be shared"
            );
            let (key, columns) = columns(&connection, &table).unwrap();
            let other = columns
                .iter()
                .find(|c| **c != key && !c.ends_with("_at"))
                .unwrap();

            let step = begin(&connection, &cause).unwrap().unwrap();
            insert(&connection, &table, "k");
            connection
                .execute(&format!("UPDATE {table} SET {other} = {other}"), [])
                .unwrap();
            connection
                .execute(&format!("UPDATE {table} SET {other} = 2"), [])
                .unwrap();
            connection.execute(&format!("DELETE FROM {table}"), []).unwrap();
            let mut touched = end(&connection, &cause, Some(step)).unwrap();
            // In one transaction the update and the insert both count once.
            assert_eq!(
                touched.pop_first(),
                Some(known),
                "{table} is said to have changed"
            );

            let rows: Vec<(Option<String>, Option<String>)> = connection
                .prepare("SELECT before, after FROM change_log WHERE step = ?1 AND tbl = ?2 ORDER BY id")
                .unwrap()
                .query_map(params![step, table], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            let [(None, Some(first)), (Some(was), Some(is)), (Some(last), None)] = rows.as_slice() else {
                panic!("{table}: made, changed once, gone; what changes nothing is not logged: {rows:?}");
            };
            assert_eq!(
                (first, is),
                (was, last),
                "{table}: each row begins where the one before it ended"
            );
            for column in &columns {
                assert!(
                    first.contains(&format!("\"{column}\":")),
                    "{table}.{column} is in the log"
                );
            }
        }
    }

    #[test]
    fn rows_that_go_with_another_are_logged_too() {
        let connection = connection();
        connection.pragma_update(None, "foreign_keys", "ON").unwrap();
        let cause = Cause::Person {
            said: "x",
            now: DateTime::UNIX_EPOCH,
            by: None,
        };
        insert(&connection, "slot", "was");
        insert(&connection, "occurrence_change", "c");
        let step = begin(&connection, &cause).unwrap();
        connection.execute("DELETE FROM slot", []).unwrap();
        let tables = end(&connection, &cause, step).unwrap();
        assert_eq!(
            tables,
            BTreeSet::from([Table::Slot, Table::Change]),
            "the change went with its slot, and is logged"
        );
    }
}
