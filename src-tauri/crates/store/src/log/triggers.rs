//! What writes the log: triggers on the writer's connection, made from the schema each time it is opened.

use rusqlite::Connection;

use crate::StoreError;

/// Tables that hold no words of the couple, the engine's own and what files of others said, and the log itself.
pub(crate) const UNLOGGED: [&str; 9] = [
    "ledger",
    "last_look",
    "snapshot",
    "busy",
    "suggestion",
    "drawn",
    "change_step",
    "change_log",
    "private_log",
];

/// The log's own tables: nobody is told that they change.
const OF_THE_LOG: [&str; 3] = ["change_step", "change_log", "private_log"];

/// The two logs: of rows that both may see, and of those that are one's own.
pub(super) const LOGS: [&str; 2] = ["change_log", "private_log"];

/// Which of the two the rows of a table are logged in: its name says it.
pub(super) fn log_of(table: &str) -> &'static str {
    LOGS[usize::from(table.starts_with("private_"))]
}

/// Puts the triggers on a writer's connection.
pub(crate) fn attend(connection: &Connection) -> Result<(), StoreError> {
    let mut sql = String::from(
        "CREATE TEMP TABLE writing (step INTEGER); INSERT INTO temp.writing VALUES (NULL);
         CREATE TEMP TABLE touched (tbl TEXT PRIMARY KEY) WITHOUT ROWID;",
    );
    for table in all_tables(connection)? {
        if OF_THE_LOG.contains(&table.as_str()) {
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
        let (old, new) = (image_of("old", &columns), image_of("new", &columns));
        let into = log_of(&table);
        let log = |of: &str, before: &str, after: &str| {
            format!(
                "INSERT INTO {into} (step, tbl, row, before, after)
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

/// Every table of the schema.
pub(crate) fn all_tables(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let names = connection
        .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(names)
}

/// A row as JSON, in SQL: what a log keeps of it.
pub(super) fn image_of(row: &str, columns: &[String]) -> String {
    let pairs: Vec<String> = columns.iter().map(|c| format!("'{c}', {row}.\"{c}\"")).collect();
    format!("json_object({})", pairs.join(", "))
}

/// The primary key of a table, and all its columns.
pub(super) fn columns(connection: &Connection, table: &str) -> Result<(String, Vec<String>), StoreError> {
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
