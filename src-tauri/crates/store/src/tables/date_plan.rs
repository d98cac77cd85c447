//! `date_plan`, `date_part`, `preparation`: what one evening is going to be.

use chrono::NaiveDateTime;
use domain::{
    date_plan::{DatePlan, Part, Preparation, Who},
    ids::PlanId,
    occurrence::OccurrenceKey,
};
use rusqlite::params;

use super::{Fields, Table, execute, half_from_word, half_word, remove, row, rows};
use crate::{Read, StoreError, Write, time};

impl Read<'_> {
    /// Every plan there is. Where two speak of the same evening, as two computers can make them, the newest id comes last.
    pub fn date_plans(&self) -> Result<Vec<DatePlan>, StoreError> {
        let sql = "SELECT * FROM date_plan ORDER BY id";
        rows(self.connection, Table::DatePlan, sql, [], read_plan)
    }

    /// The plans that one of them keeps from the other.
    pub fn surprises(&self) -> Result<Vec<DatePlan>, StoreError> {
        let sql = "SELECT * FROM date_plan WHERE surprise IS NOT NULL ORDER BY id";
        rows(self.connection, Table::DatePlan, sql, [], read_plan)
    }

    /// The evenings that somebody planned anything for, of those that are or were at `since` or later.
    pub fn planned(&self, since: NaiveDateTime) -> Result<Vec<OccurrenceKey>, StoreError> {
        let sql = "SELECT slot, original FROM (SELECT slot, original FROM date_plan
               UNION SELECT slot, original FROM date_part UNION SELECT slot, original FROM preparation) AS planned
             WHERE original >= ?1 OR EXISTS (SELECT 1 FROM occurrence_change AS c
               WHERE c.slot = planned.slot AND c.original = planned.original AND c.moved_to >= ?1)";
        rows(
            self.connection,
            Table::DatePlan,
            sql,
            [time::to_wall(since)],
            |f| f.key(),
        )
    }

    /// The plan of one evening.
    pub fn date_plan(&self, key: OccurrenceKey) -> Result<Option<DatePlan>, StoreError> {
        let sql = "SELECT * FROM date_plan WHERE slot = ?1 AND original = ?2 ORDER BY id DESC LIMIT 1";
        let found = rows(self.connection, Table::DatePlan, sql, of(key), read_plan)?;
        Ok(found.into_iter().next())
    }

    /// Who does what, on every evening there is.
    pub fn all_parts(&self) -> Result<Vec<Part>, StoreError> {
        let sql = "SELECT * FROM date_part ORDER BY id";
        rows(self.connection, Table::Part, sql, [], read_part)
    }

    /// Who does what on one evening, in the order they were made.
    pub fn parts(&self, key: OccurrenceKey) -> Result<Vec<Part>, StoreError> {
        let sql = "SELECT * FROM date_part WHERE slot = ?1 AND original = ?2 ORDER BY id";
        rows(self.connection, Table::Part, sql, of(key), read_part)
    }

    /// What is to be got ready, for every evening there is.
    pub fn all_preparations(&self) -> Result<Vec<Preparation>, StoreError> {
        let sql = "SELECT * FROM preparation ORDER BY id";
        rows(self.connection, Table::Preparation, sql, [], read_preparation)
    }

    /// What is still to be got ready, and to be reminded of, for evenings that are or were at `since` or later.
    pub fn preparations_to_do(&self, since: NaiveDateTime) -> Result<Vec<Preparation>, StoreError> {
        let sql = "SELECT * FROM preparation AS p WHERE done_at IS NULL AND lead IS NOT NULL
             AND (original >= ?1 OR EXISTS (SELECT 1 FROM occurrence_change AS c
               WHERE c.slot = p.slot AND c.original = p.original AND c.moved_to >= ?1)) ORDER BY id";
        let since = [time::to_wall(since)];
        rows(self.connection, Table::Preparation, sql, since, read_preparation)
    }

    /// Something to be got ready, by its id.
    pub fn preparation(&self, id: PlanId) -> Result<Option<Preparation>, StoreError> {
        let sql = "SELECT * FROM preparation WHERE id = ?1";
        row(
            self.connection,
            Table::Preparation,
            sql,
            [id.to_string()],
            read_preparation,
        )
    }

    /// What is to be got ready for one evening, in the order they were made.
    pub fn preparations(&self, key: OccurrenceKey) -> Result<Vec<Preparation>, StoreError> {
        let sql = "SELECT * FROM preparation WHERE slot = ?1 AND original = ?2 ORDER BY id";
        rows(
            self.connection,
            Table::Preparation,
            sql,
            of(key),
            read_preparation,
        )
    }
}

impl Write<'_> {
    /// Adds a plan, or makes the one with its id what it is. Its slot must be there when the write ends.
    pub fn put_date_plan(&self, plan: &DatePlan) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO date_plan (id, slot, original, place, note, budget, idea, idea_id, surprise)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (id) DO UPDATE SET slot = excluded.slot, original = excluded.original, place = excluded.place,
               note = excluded.note, budget = excluded.budget, idea = excluded.idea, idea_id = excluded.idea_id,
               surprise = excluded.surprise",
            params![
                plan.id.to_string(),
                plan.key.slot.to_string(),
                time::to_wall(plan.key.original),
                plan.place,
                plan.note,
                plan.budget,
                plan.idea,
                plan.idea_id.map(|id| id.to_string()).unwrap_or_default(),
                plan.surprise.map(half_word),
            ],
        )?;
        Ok(())
    }

    /// Adds what one of them sees to, or makes the one with its id what it is.
    pub fn put_part(&self, part: &Part) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO date_part (id, slot, original, who, words) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET slot = excluded.slot, original = excluded.original, who = excluded.who,
               words = excluded.words",
            params![
                part.id.to_string(),
                part.key.slot.to_string(),
                time::to_wall(part.key.original),
                who_word(part.who),
                part.words,
            ],
        )?;
        Ok(())
    }

    /// Adds what is to be got ready, or makes the one with its id what it is.
    pub fn put_preparation(&self, preparation: &Preparation) -> Result<(), StoreError> {
        execute(
            self.connection,
            "INSERT INTO preparation (id, slot, original, words, remark, lead, done_by, done_at, made_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (id) DO UPDATE SET slot = excluded.slot, original = excluded.original, words = excluded.words,
               remark = excluded.remark, lead = excluded.lead, done_by = excluded.done_by, done_at = excluded.done_at,
               made_at = excluded.made_at",
            params![
                preparation.id.to_string(),
                preparation.key.slot.to_string(),
                time::to_wall(preparation.key.original),
                preparation.words,
                preparation.remark,
                preparation.lead.map(|lead| lead.to_string()),
                preparation.done.map(|(by, _)| half_word(by)),
                preparation.done.map(|(_, at)| time::to_ms(at)),
                time::to_ms(preparation.made_at),
            ],
        )?;
        Ok(())
    }

    /// Removes a plan.
    pub fn remove_date_plan(&self, id: PlanId) -> Result<(), StoreError> {
        remove(self.connection, Table::DatePlan, id)
    }

    /// Removes what one of them was to see to.
    pub fn remove_part(&self, id: PlanId) -> Result<(), StoreError> {
        remove(self.connection, Table::Part, id)
    }

    /// Removes what was to be got ready.
    pub fn remove_preparation(&self, id: PlanId) -> Result<(), StoreError> {
        remove(self.connection, Table::Preparation, id)
    }
}

fn of(key: OccurrenceKey) -> [String; 2] {
    [key.slot.to_string(), time::to_wall(key.original)]
}

fn read_plan(f: &Fields<'_>) -> Result<DatePlan, StoreError> {
    Ok(DatePlan {
        id: f.id("id")?,
        key: f.key()?,
        place: f.text("place")?,
        note: f.text("note")?,
        budget: f.text("budget")?,
        idea: f.text("idea")?,
        // Empty where the idea is words alone.
        idea_id: f.text("idea_id")?.parse().ok(),
        surprise: f.maybe_half("surprise")?,
    })
}

fn read_part(f: &Fields<'_>) -> Result<Part, StoreError> {
    let who = f.text("who")?;
    Ok(Part {
        id: f.id("id")?,
        key: f.key()?,
        who: match who.as_str() {
            "both" => Who::Both,
            one => Who::One(half_from_word(one, Table::Part.name(), "who")?),
        },
        words: f.text("words")?,
    })
}

fn read_preparation(f: &Fields<'_>) -> Result<Preparation, StoreError> {
    let at = f.maybe_instant("done_at")?;
    Ok(Preparation {
        id: f.id("id")?,
        key: f.key()?,
        words: f.text("words")?,
        remark: f.text("remark")?,
        lead: f.maybe_word("lead", |text| text.parse().ok())?,
        done: f.maybe_half("done_by")?.zip(at),
        made_at: f.instant("made_at")?,
    })
}

fn who_word(who: Who) -> &'static str {
    match who {
        Who::One(half) => half_word(half),
        Who::Both => "both",
    }
}
