//! How far a change of a series reaches: only this evening, this and those after it, or all from now on.

use chrono::{Duration, NaiveDateTime};
use domain::{
    occurrence::Change,
    slot::Slot,
    spoken,
    words::{app as app_words, fill, series as words},
    zone,
};

use crate::{
    App, Changed, Error, place, replies,
    replies::Scope,
    succession::{Edit, From, Line},
};

impl App {
    /// Not this time; or not any more, from this one on.
    ///
    /// # Errors
    /// Not a key, or a date that the planner does not know.
    pub fn skip_in(&self, key: &str, scope: Option<Scope>) -> Result<Changed<replies::Done>, Error> {
        let (slot, _, o) = self.find(key)?;
        let line = self.line(slot.id)?;
        let head = line.slot(slot.id);
        let from = match scope.unwrap_or(Scope::This) {
            Scope::This => vec![],
            // What follows it is one of those after it, in whichever rhythm.
            reach => {
                let mut from = self.ahead_of(&line, head, o.key.original, reach, Duration::zero())?;
                if reach == Scope::Following {
                    let later = line
                        .slots
                        .iter()
                        .filter(|s| s.start > head.start && s.id != head.id);
                    for slot in later {
                        let at = self.first_ahead(slot, slot.start, Duration::zero())?;
                        from.extend(at.map(|at| From { slot, at }));
                    }
                }
                from
            }
        };
        if from.is_empty() {
            return self.skip(key);
        }
        let mut edit = self.end(&line, &from)?;
        let last = edit
            .slots
            .iter()
            .filter_map(|s| s.rule.as_ref()?.last(s.start).ok()?)
            .max();
        if from.iter().all(|f| f.at > o.key.original) {
            let mut its = self.change_of(line.changes(head.id), o.key);
            its.skipped = true;
            edit.changes.push(its);
        }
        let what = self.reading_of(head, &self.preferences()?);
        let said = match last {
            None => fill(app_words::SAID_REMOVED, &[("what", &what)]),
            Some(last) => {
                let day = spoken::date_from(last.date(), self.here().date());
                fill(words::SAID_OVER, &[("what", &what), ("day", &day)])
            }
        };
        self.save_edit(&edit, &line, said, key.to_owned())
    }

    /// Takes back what was said of an evening, of it and those after it, or of all that lie ahead: skips, moves, lengths.
    /// Names of their own stay.
    ///
    /// # Errors
    /// Not a key, or a date that the planner does not know.
    pub fn restore_in(&self, key: &str, scope: Option<Scope>) -> Result<Changed<replies::Done>, Error> {
        let (slot, _, o) = self.find(key)?;
        let reach = scope.unwrap_or(Scope::This);
        if reach == Scope::This || !slot.is_standing() {
            return self.restore(key);
        }
        let line = self.line(slot.id)?;
        let mut edit = Edit::default();
        let mut first = o.key.original;
        let slots = line
            .slots
            .iter()
            .filter(|s| reach == Scope::All || s.id == slot.id);
        for slot in slots {
            let zone = slot.zone_here(self.zone());
            for (original, change) in line.changes(slot.id) {
                let ahead = zone::instant(change.moved_to.unwrap_or(*original), zone) > self.now()
                    || zone::instant(*original, zone) > self.now();
                let meant = match reach {
                    Scope::All => ahead,
                    _ => *original > o.key.original && ahead,
                };
                if meant || change.key == o.key {
                    first = first.min(*original);
                    edit.changes.push(self.as_it_was(change));
                }
            }
        }
        let p = self.preferences()?;
        let said = fill(
            words::SAID_RESTORED,
            &[
                ("what", &self.reading_of(&slot, &p)),
                ("day", &spoken::date_from(first.date(), self.here().date())),
            ],
        );
        self.save_edit(&edit, &line, said, key.to_owned())
    }

    /// Moves an evening to a wall time in its own zone, or to what a sentence says, alone or with others.
    ///
    /// # Errors
    /// A sentence that cannot be read, comes more than once, or lies behind us; a rhythm that no rule says.
    pub fn move_in(
        &self,
        key: &str,
        text: &str,
        minutes: Option<u32>,
        scope: Option<Scope>,
    ) -> Result<Changed<replies::Done>, Error> {
        let (slot, _, o) = self.find(key)?;
        let start = self.where_to(&slot, &o, text)?;
        let to = place::place_at(&o, start, minutes)?;
        self.put(&slot, &o, &to, scope)
    }

    /// Where each series that a change reaches is left off, first to last: those of which something lies ahead.
    pub(crate) fn ahead_of<'a>(
        &self,
        line: &'a Line,
        head: &'a Slot,
        original: NaiveDateTime,
        scope: Scope,
        step: Duration,
    ) -> Result<Vec<From<'a>>, Error> {
        let mut from = Vec::new();
        for slot in &line.slots {
            let since = match scope {
                Scope::All => slot.start,
                _ if slot.id == head.id => original,
                _ => continue,
            };
            // A step is that of the rhythm it is about.
            let step = if slot.id == head.id {
                step
            } else {
                Duration::zero()
            };
            let at = self.first_ahead(slot, since, step)?;
            from.extend(at.map(|at| From { slot, at }));
        }
        Ok(from)
    }

    /// What was said of an evening, taken back; its name stays.
    fn as_it_was(&self, change: &Change) -> Change {
        let mut its = change.clone();
        if its.moved_to.is_some() {
            its.timed_at = self.now();
        }
        its.skipped = false;
        its.moved_to = None;
        its.minutes = None;
        its.outcome = None;
        its
    }

    fn save_edit(
        &self,
        edit: &Edit,
        line: &Line,
        said: String,
        id: String,
    ) -> Result<Changed<replies::Done>, Error> {
        let changed = self.change(&said, None, |w| edit.write(w, line))?;
        Ok(Changed {
            value: replies::Done { said, id },
            topics: changed.topics,
        })
    }
}
