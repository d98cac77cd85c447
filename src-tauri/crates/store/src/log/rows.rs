//! Rows as a log keeps them: what a step made of them, and the way back.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};

use super::{
    Way,
    surprise::MAYBE,
    triggers::{LOGS, columns, image_of},
};
use crate::StoreError;

/// The rows of a step in one log, in the order they are to be applied, with what each becomes.
pub(super) fn images(
    connection: &Connection,
    log: &str,
    step: i64,
    way: Way,
) -> Result<Vec<(String, String, Option<String>)>, StoreError> {
    let (column, order) = match way {
        Way::Back => ("before", "DESC"),
        Way::Forward => ("after", "ASC"),
    };
    let rows = connection
        .prepare_cached(&format!(
            "SELECT tbl, row, {column} FROM {log} WHERE step = ?1 ORDER BY id {order}"
        ))?
        .query_map([step], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Whether the private rows of a step stand as it left them, or as it found them. Of the rows that both may see this is
/// so by the order of the line. A private row can meanwhile have been changed in a step that is not on the line of who is
/// looking: an answer that its writer took back is not to be opened by the other's redo. So can what somebody made a
/// surprise.
pub(super) fn untouched(connection: &Connection, step: i64, way: Way) -> Result<bool, StoreError> {
    // What a row is before a step back is what a step forward would make of it at last, and the other way round.
    let opposite = match way {
        Way::Back => Way::Forward,
        Way::Forward => Way::Back,
    };
    let surprises = images(connection, LOGS[0], step, opposite)?
        .into_iter()
        .filter(|(table, ..)| MAYBE.contains(&table.as_str()));
    let expected: BTreeMap<(String, String), Option<String>> = images(connection, LOGS[1], step, opposite)?
        .into_iter()
        .chain(surprises)
        .map(|(table, row, image)| ((table, row), image))
        .collect();
    for ((table, row), image) in expected {
        let (key, columns) = columns(connection, &table)?;
        let sql = format!(
            "SELECT {} FROM main.{table} AS r WHERE \"{key}\" = ?1",
            image_of("r", &columns)
        );
        let is: Option<String> = connection
            .prepare_cached(&sql)?
            .query_row([&row], |row| row.get(0))
            .optional()?;
        let same = match (&image, &is) {
            (None, None) => true,
            (Some(image), Some(is)) => {
                let (image, is) = (parsed(image)?, parsed(is)?);
                // A column that came with a later migration is not in an older image.
                image.iter().all(|(column, value)| is.get(column) == Some(value))
            }
            _ => false,
        };
        if !same {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Makes one row what `image` says, or no row.
pub(super) fn apply(
    connection: &Connection,
    table: &str,
    row: &str,
    image: Option<&str>,
) -> Result<(), StoreError> {
    let (key, columns) = columns(connection, table)?;
    let Some(image) = image else {
        connection.execute(&format!("DELETE FROM main.{table} WHERE \"{key}\" = ?1"), [row])?;
        return Ok(());
    };
    let image = parsed(image)?;
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

/// An image as the values of its columns.
pub(super) fn parsed(image: &str) -> Result<serde_json::Map<String, serde_json::Value>, StoreError> {
    serde_json::from_str(image).map_err(|_| StoreError::Row {
        table: "change_log",
        column: "before",
    })
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
