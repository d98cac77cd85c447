//! `deck`, `question`: conversation starters of the couple's own.

use domain::{
    ids::{DeckId, StarterId},
    talk::{DEEP, Depth, OwnDeck, Question},
};
use rusqlite::params;

use super::{Fields, Table, execute, join, lines, remove, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// The decks of their own, in the order they were made.
    pub fn own_decks(&self) -> Result<Vec<OwnDeck>, StoreError> {
        let sql = "SELECT * FROM deck ORDER BY made_at, id";
        rows(self.connection, Table::Deck, sql, [], read_deck)
    }

    /// The questions of their own, in decks of their own and in ours, in the order they were written.
    pub fn questions(&self) -> Result<Vec<Question>, StoreError> {
        let sql = "SELECT * FROM question ORDER BY made_at, id";
        rows(self.connection, Table::Question, sql, [], read_question)
    }
}

impl Write<'_> {
    /// Adds a deck, or makes the one with its id what it is.
    pub fn put_own_deck(&self, deck: &OwnDeck) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO deck (id, title, about, made_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, about = excluded.about, made_at = excluded.made_at",
            params![
                deck.id.to_string(),
                deck.title,
                deck.about,
                time::to_ms(deck.made_at)
            ],
        )?;
        Ok(())
    }

    /// Removes a deck, and the questions in it.
    pub fn remove_own_deck(&self, id: DeckId) -> Result<(), StoreError> {
        let sql = "DELETE FROM question WHERE deck = ?1";
        execute(self.connection, sql, [id.to_string()])?;
        remove(self.connection, Table::Deck, id)
    }

    /// Adds a question, or makes the one with its id what it is.
    pub fn put_question(&self, question: &Question) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO question (id, deck, words, depth, follow, hint, made_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (id) DO UPDATE SET deck = excluded.deck, words = excluded.words, depth = excluded.depth,
               follow = excluded.follow, hint = excluded.hint, made_at = excluded.made_at",
            params![
                question.id.to_string(),
                question.deck.to_string(),
                question.words,
                question.depth,
                join(&question.follow),
                question.hint,
                time::to_ms(question.made_at),
            ],
        )?;
        Ok(())
    }

    /// Removes a question.
    pub fn remove_question(&self, id: StarterId) -> Result<(), StoreError> {
        remove(self.connection, Table::Question, id)
    }
}

fn read_deck(f: &Fields<'_>) -> Result<OwnDeck, StoreError> {
    Ok(OwnDeck {
        id: f.id("id")?,
        title: f.text("title")?,
        about: f.text("about")?,
        made_at: f.instant("made_at")?,
    })
}

fn read_question(f: &Fields<'_>) -> Result<Question, StoreError> {
    let depth: Depth = f.number("depth")?;
    if !(1..=DEEP).contains(&depth) {
        return Err(f.unreadable("depth"));
    }
    Ok(Question {
        id: f.id("id")?,
        deck: f.id("deck")?,
        words: f.text("words")?,
        depth,
        follow: lines(&f.text("follow")?).map(str::to_owned).collect(),
        hint: f.text("hint")?,
        made_at: f.instant("made_at")?,
    })
}
