//! `gesture`: small things to do.

use domain::{
    gesture::{For, Gesture},
    ids::GestureId,
};
use rusqlite::params;

use super::{Fields, Table, execute, row, rows};
use crate::{Read, StoreError, Write};

impl Read<'_> {
    /// All gestures, in the order they were made.
    pub fn gestures(&self) -> Result<Vec<Gesture>, StoreError> {
        rows(
            self.connection,
            Table::Gesture,
            "SELECT * FROM gesture ORDER BY id",
            [],
            read,
        )
    }

    /// One gesture.
    pub fn gesture(&self, id: GestureId) -> Result<Option<Gesture>, StoreError> {
        row(
            self.connection,
            Table::Gesture,
            "SELECT * FROM gesture WHERE id = ?1",
            [id.to_string()],
            read,
        )
    }
}

impl Write<'_> {
    /// Adds a gesture, or makes the one with its id what it is.
    pub fn put_gesture(&self, gesture: &Gesture) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO gesture (id, title, detail, minutes, effort, whom) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, detail = excluded.detail,
               minutes = excluded.minutes, effort = excluded.effort, whom = excluded.whom",
            params![
                gesture.id.to_string(),
                gesture.title,
                gesture.detail,
                gesture.minutes,
                gesture.effort,
                whom_word(gesture.whom),
            ],
        )?;
        Ok(())
    }
}

fn read(f: &Fields<'_>) -> Result<Gesture, StoreError> {
    Ok(Gesture {
        id: f.id("id")?,
        title: f.text("title")?,
        detail: f.text("detail")?,
        minutes: f.number("minutes")?,
        effort: f.number("effort")?,
        whom: f.word("whom", whom_from_word)?,
    })
}

fn whom_word(whom: For) -> &'static str {
    match whom {
        For::Other => "other",
        For::Both => "both",
    }
}

fn whom_from_word(word: &str) -> Option<For> {
    [For::Other, For::Both]
        .into_iter()
        .find(|w| whom_word(*w) == word)
}
