//! The words of what was deleted leave the log after a while.

use chrono::{DateTime, Days, Utc};
use rusqlite::Connection;

use super::triggers::LOGS;
use crate::{StoreError, time};

/// After so many days the words of something deleted leave the log.
const KEPT_DAYS: Days = Days::new(30);

/// Lets the words of what was deleted more than 30 days ago leave both logs, and with them the way back to it.
pub(crate) fn forget(connection: &Connection, now: DateTime<Utc>) -> Result<(), StoreError> {
    let Some(before) = now.checked_sub_days(KEPT_DAYS) else {
        return Ok(());
    };
    LOGS.into_iter()
        .try_for_each(|log| forget_in(connection, log, before))
}

fn forget_in(connection: &Connection, log: &str, before: DateTime<Utc>) -> Result<(), StoreError> {
    let gone: Vec<(String, String)> = connection
        .prepare_cached(&format!(
            // Only what was deleted is looked at, however long the log has grown.
            "SELECT DISTINCT c.tbl, c.row
             FROM {log} c INDEXED BY {log}_deleted CROSS JOIN change_step s ON s.id = c.step
             WHERE c.after IS NULL AND c.before IS NOT NULL AND s.at < ?1
               AND NOT EXISTS (SELECT 1 FROM {log} d WHERE d.tbl = c.tbl AND d.row = c.row AND d.id > c.id)",
        ))?
        .query_map([time::to_ms(before)], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (table, row) in gone {
        let steps: Vec<(i64, Option<i64>)> = connection
            .prepare_cached(&format!(
                "SELECT DISTINCT s.id, s.of FROM {log} c JOIN change_step s ON s.id = c.step
                 WHERE c.tbl = ?1 AND c.row = ?2",
            ))?
            .query_map([&table, &row], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        connection
            .prepare_cached(&format!(
                "UPDATE {log} SET before = NULL, after = NULL WHERE tbl = ?1 AND row = ?2"
            ))?
            .execute([&table, &row])?;
        for id in steps.into_iter().flat_map(|(id, of)| [Some(id), of]).flatten() {
            close_off(connection, id)?;
        }
    }
    Ok(())
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
