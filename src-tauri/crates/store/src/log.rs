//! The change log: what a person did, row by row, before and after; and the way back.
//!
//! The rows are written by triggers (module `triggers`): every table is logged unless `UNLOGGED` names it, with every
//! column it has, so a new table or column cannot be forgotten. A trigger also notes which tables changed, for
//! [`Committed`](crate::Committed).
//!
//! The line of steps: undo takes the newest step that is done and marks it undone; redo the oldest that is undone. A
//! new step makes the undone ones gone. Undoing and redoing are steps too (`undid`, `redid`), with rows of their own.
//!
//! Private rows, those of tables named `private_…`, have a log of their own, `private_log`, apart from the one that the
//! two may some day share: no word of them stands in `change_log`. What a step says of itself (`said`) stands beside
//! both, so who writes a private row says what was done in words that tell nothing of it. A step all of whose rows are
//! private, or of what who did it keeps as a surprise, a small thing or what a date is going to be, is on the line of who
//! did it alone (`keeper`); one that touches both sorts, as opening two sealed answers does, is on the line of both.

mod forget;
mod rows;
mod surprise;
mod triggers;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::people::Half;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Cause, StoreError, Table, tables, time};

pub(crate) use forget::forget;
use rows::{apply, images, untouched};
use surprise::is_shared;
use triggers::LOGS;
pub(crate) use triggers::attend;

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
        let logged = |log: &str| -> Result<bool, StoreError> {
            let sql = format!("SELECT 1 FROM {log} WHERE step = ?1");
            Ok(connection.prepare_cached(&sql)?.exists([step])?)
        };
        if logged(LOGS[0])? || logged(LOGS[1])? {
            follow(connection, step)?;
            // What somebody did for themselves alone leaves what the other did for themselves as it was.
            let by = by_word(cause);
            let keeper = if is_shared(connection, step, by)? {
                None
            } else {
                by
            };
            keep(connection, step, keeper)?;
            connection
                .prepare_cached(
                    "UPDATE change_step SET state = 'gone' WHERE kind = 'did' AND state = 'undone'
                       AND (?1 IS NULL OR keeper IS NULL OR keeper = ?1)",
                )?
                .execute([keeper])?;
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

/// Steps once along the line of who is looking, within a transaction. `None` at its end.
pub(crate) fn step(
    connection: &Connection,
    way: Way,
    now: DateTime<Utc>,
    looking: Option<Half>,
) -> Result<Option<(Undone, BTreeSet<Table>)>, StoreError> {
    let (standing, order, kind, reached) = match way {
        Way::Back => ("done", "DESC", "undid", "undone"),
        Way::Forward => ("undone", "ASC", "redid", "done"),
    };
    let found = connection
        .prepare_cached(&format!(
            "SELECT id, said, by, at, keeper FROM change_step
             WHERE kind = 'did' AND state = '{standing}' AND (keeper IS NULL OR keeper = ?1)
             ORDER BY id {order} LIMIT 1"
        ))?
        .query_row([looking.map(tables::half_word)], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<String>>(2)?,
                row.get::<_, i64>(3)?,
                row.get::<_, Option<String>>(4)?,
            ))
        })
        .optional()?;
    let Some((of, said, by, at, keeper)) = found else {
        return Ok(None);
    };
    if !untouched(connection, of, way)? {
        return Ok(None);
    }
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
    for log in LOGS {
        for (table, row, image) in images(connection, log, of, way)? {
            apply(connection, &table, &row, image.as_deref())?;
        }
    }
    follow(connection, step)?;
    connection
        .prepare_cached("UPDATE temp.writing SET step = NULL")?
        .execute([])?;
    keep(connection, step, keeper.as_deref())?;
    connection
        .prepare_cached("UPDATE change_step SET state = ?2 WHERE id = ?1")?
        .execute(params![of, reached])?;
    Ok(Some((Undone { said, by, at }, touched(connection)?)))
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

/// Says whose a step is, where all of it was private.
fn keep(connection: &Connection, step: i64, keeper: Option<&str>) -> Result<(), StoreError> {
    if keeper.is_some() {
        connection
            .prepare_cached("UPDATE change_step SET keeper = ?2 WHERE id = ?1")?
            .execute(params![step, keeper])?;
    }
    Ok(())
}

fn by_word(cause: &Cause<'_>) -> Option<&'static str> {
    match cause {
        Cause::Person { by, .. } => by.map(tables::half_word),
        Cause::Engine => None,
    }
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

fn touched(connection: &Connection) -> Result<BTreeSet<Table>, StoreError> {
    let names: Vec<String> = connection
        .prepare_cached("SELECT tbl FROM temp.touched")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(names.iter().filter_map(|name| Table::from_name(name)).collect())
}

#[cfg(test)]
mod tests {
    use super::{
        triggers::{UNLOGGED, all_tables, columns},
        *,
    };
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
                    name.clone(),
                    if pk > 0 {
                        format!("'{key}'")
                    } else if name == "what" {
                        "'talked'".into()
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
                    known.is_none_or(|t| matches!(
                        t,
                        Table::Ledger | Table::Snapshot | Table::Busy | Table::Suggestion | Table::Drawn
                    )),
                    "{table} holds the couple's words and is not logged"
                );
                continue;
            }
            let known =
                known.unwrap_or_else(|| panic!("nobody is told when {table} changes: add it to Table"));
            let [own, other_log] = if table.starts_with("private_") {
                ["private_log", "change_log"]
            } else {
                ["change_log", "private_log"]
            };
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
                .prepare(&format!(
                    "SELECT before, after FROM {own} WHERE step = ?1 AND tbl = ?2 ORDER BY id"
                ))
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
            let elsewhere: i64 = connection
                .query_row(&format!("SELECT count(*) FROM {other_log}"), [], |row| row.get(0))
                .unwrap();
            assert_eq!(elsewhere, 0, "{table}: and not in the other log");
            connection.execute(&format!("DELETE FROM {own}"), []).unwrap();
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
