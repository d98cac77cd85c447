//! `drawn`, `talk`, `private_answer`, `answer`: what became of each conversation starter.

use domain::{
    ids::{AnswerId, DeckId, StarterId, TalkId},
    talk::{Answer, Drawn, Talk, What},
};
use rusqlite::params;

use super::{Fields, Table, execute, half_word, remove, rows, value};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// The cards drawn from one deck in one round, in the order they were drawn.
    pub fn drawn(&self, deck: DeckId, round: u32) -> Result<Vec<Drawn>, StoreError> {
        rows(
            self.connection,
            Table::Drawn,
            "SELECT * FROM drawn WHERE deck = ?1 AND round = ?2 ORDER BY at, id",
            params![deck.to_string(), round],
            read_drawn,
        )
    }

    /// Every card that was ever drawn, in the order they were.
    pub fn drawn_all(&self) -> Result<Vec<Drawn>, StoreError> {
        let sql = "SELECT * FROM drawn ORDER BY at, id";
        rows(self.connection, Table::Drawn, sql, [], read_drawn)
    }

    /// The round a deck is in; `None` while nothing was drawn from it.
    pub fn last_round(&self, deck: DeckId) -> Result<Option<u32>, StoreError> {
        let sql = "SELECT round FROM drawn WHERE deck = ?1 ORDER BY round DESC LIMIT 1";
        value(self.connection, sql, [deck.to_string()])
    }

    /// What was said of cards, newest first.
    pub fn talks(&self) -> Result<Vec<Talk>, StoreError> {
        let sql = "SELECT * FROM talk ORDER BY at DESC, id DESC";
        rows(self.connection, Table::Talk, sql, [], read_talk)
    }

    /// What was said of one card, newest first.
    pub fn talks_of(&self, starter: StarterId) -> Result<Vec<Talk>, StoreError> {
        let sql = "SELECT * FROM talk WHERE starter = ?1 ORDER BY at DESC, id DESC";
        rows(
            self.connection,
            Table::Talk,
            sql,
            [starter.to_string()],
            read_talk,
        )
    }

    /// The answers that nobody but their writer has seen, in the order they were written. Whose is whose is for the
    /// caller to look at.
    pub fn sealed_answers(&self) -> Result<Vec<Answer>, StoreError> {
        let sql = "SELECT *, NULL AS opened FROM private_answer ORDER BY at, id";
        rows(self.connection, Table::SealedAnswer, sql, [], read_answer)
    }

    /// The answers that were opened together, in the order they were written.
    pub fn answers(&self) -> Result<Vec<Answer>, StoreError> {
        let sql = "SELECT * FROM answer ORDER BY at, id";
        rows(self.connection, Table::Answer, sql, [], read_answer)
    }
}

impl Write<'_> {
    /// Notes that a card was drawn.
    pub fn put_drawn(&self, drawn: &Drawn) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO drawn (id, deck, starter, round, at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET deck = excluded.deck, starter = excluded.starter, round = excluded.round,
               at = excluded.at",
            params![
                drawn.id.to_string(),
                drawn.deck.to_string(),
                drawn.starter.to_string(),
                drawn.round,
                time::to_ms(drawn.at),
            ],
        )?;
        Ok(())
    }

    /// Notes what was said of a card, or makes the row with its id what it is.
    pub fn put_talk(&self, talk: &Talk) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO talk (id, starter, by, what, day, at, line) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (id) DO UPDATE SET starter = excluded.starter, by = excluded.by, what = excluded.what,
               day = excluded.day, at = excluded.at, line = excluded.line",
            params![
                talk.id.to_string(),
                talk.starter.to_string(),
                talk.by.map(half_word),
                what_word(talk.what),
                time::to_day(talk.day),
                time::to_ms(talk.at),
                talk.line,
            ],
        )?;
        Ok(())
    }

    /// Takes back what was said of a card.
    pub fn remove_talk(&self, id: TalkId) -> Result<(), StoreError> {
        remove(self.connection, Table::Talk, id)
    }

    /// Adds an answer, or makes the one with its id what it is: among the sealed ones until it has been opened, and then
    /// among the opened, and no longer sealed.
    pub fn put_answer(&self, answer: &Answer) -> Result<(), StoreError> {
        let id = answer.id.to_string();
        let starter = answer.starter.to_string();
        let (by, at) = (half_word(answer.by), time::to_ms(answer.at));
        match answer.opened {
            None => execute(
                self.connection,
                "INSERT INTO private_answer (id, starter, by, words, at) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE SET starter = excluded.starter, by = excluded.by, words = excluded.words,
                   at = excluded.at",
                params![id, starter, by, answer.words, at],
            )?,
            Some(opened) => {
                remove(self.connection, Table::SealedAnswer, answer.id)?;
                execute(
                    self.connection,
                    "INSERT INTO answer (id, starter, by, words, at, opened) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                     ON CONFLICT (id) DO UPDATE SET starter = excluded.starter, by = excluded.by,
                       words = excluded.words, at = excluded.at, opened = excluded.opened",
                    params![id, starter, by, answer.words, at, time::to_ms(opened)],
                )?
            }
        };
        Ok(())
    }

    /// Removes an answer, sealed or opened.
    pub fn remove_answer(&self, id: AnswerId) -> Result<(), StoreError> {
        remove(self.connection, Table::SealedAnswer, id)?;
        remove(self.connection, Table::Answer, id)
    }
}

fn read_drawn(f: &Fields<'_>) -> Result<Drawn, StoreError> {
    Ok(Drawn {
        id: f.id("id")?,
        deck: f.id("deck")?,
        starter: f.id("starter")?,
        round: f.number("round")?,
        at: f.instant("at")?,
    })
}

fn read_talk(f: &Fields<'_>) -> Result<Talk, StoreError> {
    Ok(Talk {
        id: f.id("id")?,
        starter: f.id("starter")?,
        by: f.maybe_half("by")?,
        what: f.word("what", what_from_word)?,
        day: f.day("day")?,
        at: f.instant("at")?,
        line: f.text("line")?,
    })
}

fn read_answer(f: &Fields<'_>) -> Result<Answer, StoreError> {
    Ok(Answer {
        id: f.id("id")?,
        starter: f.id("starter")?,
        by: f.half("by")?,
        words: f.text("words")?,
        at: f.instant("at")?,
        opened: f.maybe_instant("opened")?,
    })
}

fn what_word(what: What) -> &'static str {
    match what {
        What::Kept => "kept",
        What::Skipped => "skipped",
        What::Talked => "talked",
    }
}

fn what_from_word(word: &str) -> Option<What> {
    [What::Kept, What::Skipped, What::Talked]
        .into_iter()
        .find(|it| what_word(*it) == word)
}
