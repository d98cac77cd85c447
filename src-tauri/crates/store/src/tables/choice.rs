//! `private_choice`: what each of the two set for themselves alone. Logged apart from what may be shared.

use domain::{
    choice::{Choice, Said},
    ids::ChoiceId,
    talk::DEEP,
};
use rusqlite::params;

use super::{Fields, Table, execute, half_word, remove, rows};
use crate::{Read, StoreError, Write};

impl Read<'_> {
    /// What either of the two set, one of each name and half. Where two rows speak of the same, as two computers can make
    /// them, the newest id counts.
    pub fn choices(&self) -> Result<Vec<Choice>, StoreError> {
        let sql = "SELECT * FROM private_choice AS c WHERE NOT EXISTS
               (SELECT 1 FROM private_choice AS d WHERE d.half = c.half AND d.name = c.name AND d.id > c.id)
             ORDER BY half, name";
        rows(self.connection, Table::Choice, sql, [], read)
    }
}

impl Write<'_> {
    /// Sets a choice, or makes the one with its id what it is.
    pub fn put_choice(&self, choice: &Choice) -> Result<(), StoreError> {
        let (name, value) = words(choice.said);
        execute(
            self.connection,
            "INSERT INTO private_choice (id, half, name, value) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET half = excluded.half, name = excluded.name, value = excluded.value",
            params![choice.id.to_string(), half_word(choice.half), name, value],
        )?;
        Ok(())
    }

    /// Removes a choice: it is unset again.
    pub fn remove_choice(&self, id: ChoiceId) -> Result<(), StoreError> {
        remove(self.connection, Table::Choice, id)
    }
}

fn read(f: &Fields<'_>) -> Result<Choice, StoreError> {
    let value = f.text("value")?;
    Ok(Choice {
        id: f.id("id")?,
        half: f.half("half")?,
        said: f.word("name", |name| from_words(name, &value))?,
    })
}

fn words(said: Said) -> (&'static str, String) {
    match said {
        Said::Ceiling(depth) => ("ceiling", depth.to_string()),
        Said::Touch(welcome) => ("touch", yes_or_no(welcome)),
        Said::LogOpen(open) => ("log", yes_or_no(open)),
    }
}

fn yes_or_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn from_words(name: &str, value: &str) -> Option<Said> {
    match (name, value) {
        ("ceiling", depth) => {
            let depth = depth.parse().ok()?;
            (1..=DEEP).contains(&depth).then_some(Said::Ceiling(depth))
        }
        ("touch", "yes") => Some(Said::Touch(true)),
        ("touch", "no") => Some(Said::Touch(false)),
        ("log", "yes") => Some(Said::LogOpen(true)),
        ("log", "no") => Some(Said::LogOpen(false)),
        _ => None,
    }
}
