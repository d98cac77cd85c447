//! `gesture`: small things to do.

use domain::{
    favourite::Sort,
    gesture::{Cost, For, Gesture, Kind, Place, State},
    ids::GestureId,
};
use rusqlite::params;

use super::{Fields, Table, execute, half_word, row, rows};
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
            "INSERT INTO gesture (id, title, detail, minutes, effort, whom, cost, kind, place, needs, cue, state, surprise)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, detail = excluded.detail,
               minutes = excluded.minutes, effort = excluded.effort, whom = excluded.whom, cost = excluded.cost,
               kind = excluded.kind, place = excluded.place, needs = excluded.needs, cue = excluded.cue,
               state = excluded.state, surprise = excluded.surprise",
            params![
                gesture.id.to_string(),
                gesture.title,
                gesture.detail,
                gesture.minutes,
                gesture.effort,
                whom_word(gesture.whom),
                cost_word(gesture.cost),
                kind_word(gesture.kind),
                place_word(gesture.place),
                gesture.needs.as_ref().map(Sort::word),
                gesture.cue,
                state_word(gesture.state),
                gesture.surprise.map(half_word),
            ],
        )?;
        Ok(())
    }

    /// Removes a gesture of their own; one of the library becomes again what it was.
    pub fn remove_gesture(&self, id: GestureId) -> Result<(), StoreError> {
        let sql = "DELETE FROM gesture WHERE id = ?1";
        execute(self.connection, sql, [id.to_string()])?;
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
        cost: f.word("cost", cost_from_word)?,
        kind: f.word("kind", kind_from_word)?,
        place: f.word("place", place_from_word)?,
        needs: f.maybe_word("needs", Sort::from_word)?,
        cue: f.text("cue")?,
        state: f.word("state", state_from_word)?,
        surprise: f.maybe_half("surprise")?,
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

pub(super) fn cost_word(cost: Cost) -> &'static str {
    match cost {
        Cost::Free => "free",
        Cost::Small => "small",
        Cost::Some => "some",
    }
}

pub(super) fn cost_from_word(word: &str) -> Option<Cost> {
    [Cost::Free, Cost::Small, Cost::Some]
        .into_iter()
        .find(|it| cost_word(*it) == word)
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Words => "words",
        Kind::Time => "time",
        Kind::Help => "help",
        Kind::Touch => "touch",
        Kind::Gift => "gift",
    }
}

fn kind_from_word(word: &str) -> Option<Kind> {
    [Kind::Words, Kind::Time, Kind::Help, Kind::Touch, Kind::Gift]
        .into_iter()
        .find(|it| kind_word(*it) == word)
}

pub(super) fn place_word(place: Place) -> &'static str {
    match place {
        Place::Home => "home",
        Place::Out => "out",
        Place::Anywhere => "anywhere",
    }
}

pub(super) fn place_from_word(word: &str) -> Option<Place> {
    [Place::Home, Place::Out, Place::Anywhere]
        .into_iter()
        .find(|it| place_word(*it) == word)
}

pub(super) fn state_word(state: State) -> &'static str {
    match state {
        State::Offered => "offered",
        State::Hidden => "hidden",
        State::Archived => "archived",
    }
}

pub(super) fn state_from_word(word: &str) -> Option<State> {
    [State::Offered, State::Hidden, State::Archived]
        .into_iter()
        .find(|it| state_word(*it) == word)
}
