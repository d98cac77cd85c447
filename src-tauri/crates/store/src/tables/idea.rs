//! `idea`: ideas for dates, their own and those of the library that they changed.

use domain::{
    idea::{Idea, Season, ToPrepare},
    ids::IdeaId,
    reminder::Lead,
};
use rusqlite::params;

use super::{
    Fields, Table, execute, flat,
    gesture::{cost_from_word, cost_word, place_from_word, place_word, state_from_word, state_word},
    lines, remove, row, rows,
};
use crate::{Read, StoreError, Write};

impl Read<'_> {
    /// All ideas that are kept here. What only the library knows of one (whether it comes first, its evidence) is not
    /// among it.
    pub fn ideas(&self) -> Result<Vec<Idea>, StoreError> {
        let sql = "SELECT * FROM idea ORDER BY id";
        rows(self.connection, Table::Idea, sql, [], read)
    }

    /// One idea.
    pub fn idea(&self, id: IdeaId) -> Result<Option<Idea>, StoreError> {
        let sql = "SELECT * FROM idea WHERE id = ?1";
        row(self.connection, Table::Idea, sql, [id.to_string()], read)
    }
}

impl Write<'_> {
    /// Adds an idea, or makes the one with its id what it is.
    pub fn put_idea(&self, idea: &Idea) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO idea (id, title, detail, minutes, cost, price, place, energy, season, novelty, prepare, state)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, detail = excluded.detail,
               minutes = excluded.minutes, cost = excluded.cost, price = excluded.price, place = excluded.place,
               energy = excluded.energy, season = excluded.season, novelty = excluded.novelty,
               prepare = excluded.prepare, state = excluded.state",
            params![
                idea.id.to_string(),
                idea.title,
                idea.detail,
                idea.minutes,
                cost_word(idea.cost),
                idea.price,
                place_word(idea.place),
                idea.energy,
                season_word(idea.season),
                idea.novelty,
                prepare_text(&idea.prepare),
                state_word(idea.state),
            ],
        )?;
        Ok(())
    }

    /// Removes an idea of their own; one of the library becomes again what it was.
    pub fn remove_idea(&self, id: IdeaId) -> Result<(), StoreError> {
        remove(self.connection, Table::Idea, id)
    }
}

fn read(f: &Fields<'_>) -> Result<Idea, StoreError> {
    Ok(Idea {
        id: f.id("id")?,
        title: f.text("title")?,
        detail: f.text("detail")?,
        minutes: f.number("minutes")?,
        cost: f.word("cost", cost_from_word)?,
        price: f.text("price")?,
        place: f.word("place", place_from_word)?,
        energy: f.number("energy")?,
        season: f.word("season", season_from_word)?,
        novelty: f.text("novelty")?,
        prepare: prepare_from_text(&f.text("prepare")?),
        first: false,
        state: f.word("state", state_from_word)?,
        evidence: String::new(),
    })
}

/// A line each: `lead TAB words`, or words alone.
fn prepare_text(prepare: &[ToPrepare]) -> String {
    let lines: Vec<String> = prepare
        .iter()
        .map(|item| match item.lead {
            Some(lead) => format!("{lead}\t{}", flat(&item.words)),
            None => flat(&item.words),
        })
        .collect();
    lines.join("\n")
}

fn prepare_from_text(text: &str) -> Vec<ToPrepare> {
    lines(text)
        .map(|line| {
            let led = line
                .split_once('\t')
                .and_then(|(lead, words)| Some((lead.parse::<Lead>().ok()?, words)));
            ToPrepare {
                words: led.map_or(line, |(_, words)| words).to_owned(),
                lead: led.map(|(lead, _)| lead),
            }
        })
        .collect()
}

fn season_word(season: Season) -> &'static str {
    match season {
        Season::Any => "any",
        Season::Spring => "spring",
        Season::Summer => "summer",
        Season::Autumn => "autumn",
        Season::Winter => "winter",
    }
}

fn season_from_word(word: &str) -> Option<Season> {
    [
        Season::Any,
        Season::Spring,
        Season::Summer,
        Season::Autumn,
        Season::Winter,
    ]
    .into_iter()
    .find(|it| season_word(*it) == word)
}
