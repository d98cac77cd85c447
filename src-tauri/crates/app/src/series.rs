//! Changes of a series, and how far each of them reaches: only this evening, this and those after it, or all from now on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use domain::{
    ids::SlotId,
    occurrence::{Change, OccurrenceKey},
    slot::{Kind, Planner, Slot},
    spoken,
    words::{app as app_words, fill, series as words},
    zone,
};

use crate::{
    App, Changed, Error, Invalid, place, replies,
    replies::Scope,
    settings::Preferences,
    succession::{Edit, From, Line},
};

/// What a form comes to, before it is written.
pub(crate) struct Made {
    /// The slot it is about then.
    pub slot: Slot,
    /// What is said of that slot's evenings then.
    pub changes: BTreeMap<NaiveDateTime, Change>,
    /// What the toast says.
    pub said: String,
    pub edit: Edit,
    pub line: Line,
}

impl Made {
    fn of(slot: Slot, said: String, edit: Edit, line: Line) -> Made {
        Made {
            changes: edit.changes_then(&line, slot.id),
            slot,
            said,
            edit,
            line,
        }
    }
}

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

    /// What a form comes to: a new slot, or a slot changed as far as it says. Nothing is written yet.
    ///
    /// # Errors
    /// As [`App::save_slot`].
    pub(crate) fn made_by(&self, form: &replies::SlotForm, p: &Preferences) -> Result<Made, Error> {
        let Some(id) = &form.id else {
            let slot = self.slot_from(form, None, None, p)?;
            let said = fill(app_words::SAID_MADE, &[("what", &self.reading_of(&slot, p))]);
            let mut edit = Edit::default();
            edit.put(slot.clone());
            return Ok(Made::of(slot, said, edit, Line::default()));
        };
        let line = self.line(id.parse().map_err(|_| Error::NotFound)?)?;
        let head = line.slot(id.parse().map_err(|_| Error::NotFound)?);
        let original = form
            .key
            .as_deref()
            .map(|key| self.original_in(head, key))
            .transpose()?;
        let reach = match (form.scope, original) {
            // A date that comes once is all there is of it; and without an evening, all from now on are meant.
            (Some(reach), Some(original)) if head.is_standing() => Some((reach, original)),
            _ => None,
        };
        let (edit, slot) = match reach {
            Some((Scope::This, original)) => {
                let (its, when) = self.edit_one(form, &line, head, original, p)?;
                let mut edit = Edit::default();
                edit.say(its);
                let said = fill(app_words::SAID_CHANGED, &[("what", &when)]);
                return Ok(Made::of(head.clone(), said, edit, line));
            }
            Some((reach, original)) => self.edit_from(form, &line, head, Some(original), reach, p)?,
            None => self.edit_from(form, &line, head, None, Scope::All, p)?,
        };
        let said = if slot.id == head.id {
            fill(app_words::SAID_CHANGED, &[("what", &self.reading_of(&slot, p))])
        } else {
            self.said_from(&slot, p)
        };
        Ok(Made::of(slot, said, edit, line))
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

    /// A line as a form makes it from one of its evenings on, or from now on; and the slot that the form is about then.
    fn edit_from(
        &self,
        form: &replies::SlotForm,
        line: &Line,
        head: &Slot,
        original: Option<NaiveDateTime>,
        scope: Scope,
        p: &Preferences,
    ) -> Result<(Edit, Slot), Error> {
        let since = original.unwrap_or(head.start);
        let mut from = self.ahead_of(line, head, since, scope, Duration::zero())?;
        let own = from.iter().find(|f| f.slot.id == head.id).or(from.first());
        let mut like = self.made_of(form, head, own.map(|f| f.at), p)?;
        let (asked, as_it_was) = (like.planner, times(&like) == times(head));
        let mut edit = Edit::default();
        // Who planned what was is not changed by who plans from now on. Where several rhythms are still to come, each of
        // them stays, and they are planned alike.
        let goes_on = like.planner != head.planner
            && matches!(from.as_slice(), [one] if one.slot.id == head.id && one.at > head.start);
        let slot = if as_it_was && scope == Scope::All && !(goes_on && head.rule.is_some()) {
            edit.put(like.clone());
            like
        } else if head.rule.is_none() {
            let (made, slot) = self.edit_single(line, head, like)?;
            edit = made;
            slot
        } else if from.is_empty() {
            if as_it_was {
                return Err(Error::Invalid(Invalid::NothingAhead));
            }
            // It was over, and begins again.
            like.id = SlotId(self.new_id());
            like.continues = Some(head.id);
            edit.put(like.clone());
            like
        } else {
            let rule = place::ending(line, head, &from)?;
            if as_it_was {
                (like.start, like.rule) = (from[0].at, Some(rule));
            } else {
                self.begin_ahead(&mut like, &mut from)?;
                if let Some(said) = like.rule.take() {
                    let alike = head.rule.as_ref().is_some_and(|own| own.ends_like(&said));
                    // Nobody said another end: it is that of what is there.
                    like.rule = Some(if alike { said.ending_as(&rule) } else { said });
                }
            }
            let (made, slot) = self.go_on(line, &from, head, like, Duration::zero())?;
            edit = made;
            slot
        };
        if scope == Scope::All {
            let asked = if goes_on { head.planner } else { asked };
            named_alike(line, head, &slot, asked, &mut edit);
        }
        Ok((edit, slot))
    }

    /// A date that comes once, or so many times a week, made another one.
    fn edit_single(&self, line: &Line, head: &Slot, like: Slot) -> Result<(Edit, Slot), Error> {
        let zone = head.zone_here(self.zone());
        let once = head.times.is_none();
        let over = zone::instant(head.start, zone) <= self.now();
        if once && over && like.is_standing() {
            // What was stays: the series begins after it.
            let new = Slot {
                id: SlotId(self.new_id()),
                continues: Some(head.id),
                ..like
            };
            let mut edit = Edit::default();
            edit.put(new.clone());
            return Ok((edit, new));
        }
        // It goes where the sentence says, with all that was said and planned of it.
        let step = if once && !like.is_standing() {
            like.start - head.start
        } else {
            Duration::zero()
        };
        let from = [From {
            slot: head,
            at: if once { head.start } else { NaiveDateTime::MIN },
        }];
        let (mut edit, new) = self.go_on(line, &from, head, like, step)?;
        if !step.is_zero() {
            for its in &mut edit.changes {
                its.moved_to = None;
                its.skipped = false;
                its.outcome = None;
            }
        }
        Ok((edit, new))
    }

    /// Has a rhythm begin with the first of its evenings that is ahead. Where that leaves out one of today, because its
    /// hour is over already, today's stays what it was.
    fn begin_ahead(&self, like: &mut Slot, from: &mut Vec<From<'_>>) -> Result<(), Error> {
        let Some(rule) = &like.rule else {
            return Ok(());
        };
        let zone = like.zone_here(self.zone());
        let today = zone::civil(self.now(), zone).date();
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
        let mut first = rule.first_from(like.start, like.start.max(midnight(today)))?;
        let mut over = false;
        while let Some(at) = first.filter(|at| zone::instant(*at, zone) <= self.now()) {
            over = true;
            first = rule.first_from(like.start, at + Duration::seconds(1))?;
        }
        let Some(start) = first else {
            return Ok(());
        };
        if over {
            let mut later = Vec::new();
            for f in from.drain(..) {
                let since = f.at.max(midnight(today + Duration::days(1)));
                let at = self.first_ahead(f.slot, since, Duration::zero())?;
                later.extend(at.map(|at| From { slot: f.slot, at }));
            }
            if later.is_empty() {
                return Err(Error::Invalid(Invalid::NothingAhead));
            }
            *from = later;
        }
        // So many times are counted from where they began.
        let rest = rule.cut(like.start, start)?.after;
        (like.start, like.rule) = (start, Some(rest));
        Ok(())
    }

    /// One evening as a form makes it, and when it is: another name, another hour, another length.
    fn edit_one(
        &self,
        form: &replies::SlotForm,
        line: &Line,
        head: &Slot,
        original: NaiveDateTime,
        p: &Preferences,
    ) -> Result<(Change, String), Error> {
        let key = OccurrenceKey {
            slot: head.id,
            original,
        };
        let (_, _, o) = self.find(&key.to_string())?;
        let like = self.made_of(form, head, Some(o.local), p)?;
        let of_all = |s: &Slot| {
            (
                s.kind,
                s.label.clone(),
                s.anchor,
                s.planner,
                s.leads.clone(),
                s.backup,
            )
        };
        if of_all(&like) != of_all(head) {
            return Err(Error::Invalid(Invalid::OnlyTimes));
        }
        let mut its = self.change_of(line.changes(head.id), key);
        if times(&like) != times(head) {
            let start = match (&like.rule, &head.rule) {
                (None, _) if like.times.is_none() => like.start,
                // The same rhythm at another hour: this one at that hour.
                (Some(said), Some(own)) if said.is_same_rhythm(own) => {
                    o.local.date().and_time(like.start.time())
                }
                _ => return Err(Error::Invalid(Invalid::OneHourOnly)),
            };
            let minutes = (like.minutes != head.minutes).then_some(like.minutes);
            let to = place::place_at(&o, start, minutes)?;
            self.can_go(&o, &to, p)?;
            place::put_alone(&mut its, head, &o, &to, self.now());
        }
        if like.title != head.title {
            self.refuse_if_kept(&o)?;
            its.title = (!like.title.is_empty()).then_some(like.title);
        }
        let is = zone::instant(its.moved_to.unwrap_or(original), o.zone);
        let when = self.day_and_time(is, p);
        Ok((its, when))
    }

    /// A slot as a form makes it. A name that whoever edits it does not see is not theirs to take away, and one that a
    /// private date does not show is not lost when something else of it changes.
    fn made_of(
        &self,
        form: &replies::SlotForm,
        head: &Slot,
        since: Option<NaiveDateTime>,
        p: &Preferences,
    ) -> Result<Slot, Error> {
        let seen = self.seen(head.clone())?;
        let mut like = self.slot_from(form, Some(&seen), since, p)?;
        let unseen = head.kind == Kind::Private && like.title.is_empty();
        if seen.title != head.title || unseen {
            like.title.clone_from(&head.title);
        }
        Ok(like)
    }

    fn original_in(&self, head: &Slot, key: &str) -> Result<NaiveDateTime, Error> {
        let (slot, _, o) = self.find(key)?;
        if slot.id == head.id {
            Ok(o.key.original)
        } else {
            Err(Error::NotFound)
        }
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

/// When a slot's evenings are, and how long.
fn times(slot: &Slot) -> (NaiveDateTime, Option<&str>, u32, Option<domain::slot::Times>) {
    let rule = slot.rule.as_ref().map(|rule| rule.text());
    (slot.start, rule, slot.minutes, slot.times)
}

/// Gives a whole line what has no hour: name, kind, label, reminders, who plans, where it may go.
fn named_alike(line: &Line, head: &Slot, like: &Slot, asked: Planner, edit: &mut Edit) {
    let written: BTreeSet<SlotId> = edit.slots.iter().map(|s| s.id).collect();
    let mut slots = edit.slots.clone();
    slots.extend(line.slots.iter().filter(|s| !written.contains(&s.id)).cloned());
    slots.retain(|s| s.id != like.id && !edit.is_gone(s.id));
    for slot in slots {
        let planner = match (slot.planner, head.planner, asked) {
            (own, was, is) if was == is => own,
            // Said the other way round, each is begun by the other one.
            (Planner::Turns(own), Planner::Turns(_), Planner::Turns(_)) => Planner::Turns(own.other()),
            (_, _, is) => is,
        };
        edit.put(Slot {
            title: like.title.clone(),
            kind: like.kind,
            label: like.label.clone(),
            timed_at: if slot.leads == like.leads {
                slot.timed_at
            } else {
                like.timed_at
            },
            leads: like.leads.clone(),
            backup: like.backup,
            planner,
            ..slot
        });
    }
}
