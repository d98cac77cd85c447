//! What one keeps from the other for a while, in the log that is both's: a small thing, or what a date is going to be.

use rusqlite::{Connection, params};
use serde_json::{Map, Value, json};

use super::rows::parsed;
use crate::StoreError;

/// The tables of what may be a surprise.
pub(super) const MAYBE: [&str; 5] = [
    "gesture",
    "date_plan",
    "date_part",
    "preparation",
    "occurrence_change",
];

/// A row before and after, or no row.
type Image = Option<String>;

/// Whether both may see something of what a step did in this log: anything but surprises of who did it.
pub(super) fn is_shared(connection: &Connection, step: i64, by: Option<&str>) -> Result<bool, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT tbl, before, after FROM change_log WHERE step = ?1 ORDER BY id")?;
    let mut rows = statement.query([step])?;
    while let Some(row) = rows.next()? {
        let table: String = row.get(0)?;
        let (Some(by), true) = (by, MAYBE.contains(&table.as_str())) else {
            return Ok(true);
        };
        if !is_surprise(connection, &table, row.get(1)?, row.get(2)?, by)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_surprise(
    connection: &Connection,
    table: &str,
    before: Image,
    after: Image,
    by: &str,
) -> Result<bool, StoreError> {
    let before = before.as_deref().map(parsed).transpose()?;
    let after = after.as_deref().map(parsed).transpose()?;
    // When a date is, both know.
    if table == "occurrence_change" && !is_same_but_in_name(before.as_ref(), after.as_ref()) {
        return Ok(false);
    }
    let Some(image) = after.or(before) else {
        return Ok(false);
    };
    let text = |column: &str| image.get(column).and_then(Value::as_str);
    if table == "gesture" {
        return Ok(text("surprise") == Some(by));
    }
    Ok(connection
        .prepare_cached("SELECT 1 FROM date_plan WHERE slot = ?1 AND original = ?2 AND surprise = ?3")?
        .exists(params![text("slot"), text("original"), by])?)
}

/// Whether a change of an occurrence says the same of it but for its name. No change says nothing.
fn is_same_but_in_name(before: Option<&Map<String, Value>>, after: Option<&Map<String, Value>>) -> bool {
    let nothing = |column: &str| match column {
        "skipped" | "added" | "timed_at" => json!(0),
        _ => Value::Null,
    };
    let said = |image: Option<&Map<String, Value>>, column: &str| {
        image.map_or_else(
            || nothing(column),
            |it| it.get(column).cloned().unwrap_or_default(),
        )
    };
    let columns = before.or(after).into_iter().flat_map(Map::keys);
    columns
        .filter(|it| !["id", "slot", "original", "title"].contains(&it.as_str()))
        .all(|column| said(before, column) == said(after, column))
}
