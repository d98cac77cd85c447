//! What the editor's form makes of a date: one evening of it, those from one on, or all from now on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use domain::{
    ids::SlotId,
    occurrence::{self, Change, OccurrenceKey},
    slot::{Kind, Planner, Slot},
    succession,
    words::{app as app_words, fill},
    zone,
};

use crate::{
    App, Error, Invalid, encode, place, replies,
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
        let form = &replies::SlotForm {
            planner: encode::planner(self.turns_since_it_began(form, &line, head, original)?),
            ..form.clone()
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

    /// Who plans, as a form says it: its turns are those from the evening on that it was opened on, and a series' own are
    /// those since it began.
    fn turns_since_it_began(
        &self,
        form: &replies::SlotForm,
        line: &Line,
        head: &Slot,
        original: Option<NaiveDateTime>,
    ) -> Result<Planner, Error> {
        let asked = encode::planner_from(form.planner);
        let (Planner::Turns(first), Some(original), Some(_)) = (asked, original, &head.rule) else {
            return Ok(asked);
        };
        let began = match (head.planner, form.scope) {
            (Planner::Turns(_), _) => head.start,
            // Turns that nobody has taken yet begin where this begins to hold.
            (_, Some(Scope::Following)) => original,
            _ => (self.first_ahead(head, head.start, Duration::zero())?).unwrap_or(head.start),
        };
        let turn = |at| occurrence::whose_turn(head, line.changes(head.id), first, at);
        let as_many = turn(began)? == turn(original)?;
        Ok(Planner::Turns(if as_many { first } else { first.other() }))
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
        let as_it_was = times(&like) == times(head);
        if as_it_was && scope == Scope::All {
            return self.edit_all(line, head, like);
        }
        let mut edit = Edit::default();
        let slot = if head.rule.is_none() {
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
            alike(line, head, &slot, &BTreeSet::new(), &mut edit);
        }
        Ok((edit, slot))
    }

    /// A line whose hours stay, as a form makes it: a name is of all of them; who plans them, and of which kind they are,
    /// of those that lie ahead.
    fn edit_all(&self, line: &Line, head: &Slot, like: Slot) -> Result<(Edit, Slot), Error> {
        let mut edit = Edit::default();
        let mut ahead = BTreeSet::new();
        let mut own = head.id;
        let single = line.slots.len() == 1 && !head.is_standing();
        if single || (like.planner, like.kind) == (head.planner, head.kind) {
            edit.put(like.clone());
        } else {
            for from in self.still_to_come(line)? {
                let slot = from.slot;
                let base = if slot.id == head.id { &like } else { slot };
                let cut = succession::split(slot, line.changes(slot.id), from.at, slot.id)?;
                if cut.before.is_none() {
                    edit.put(Slot {
                        planner: slot.planner,
                        ..base.clone()
                    });
                    ahead.insert(slot.id);
                    continue;
                }
                let next = Slot {
                    start: cut.after.start,
                    rule: cut.after.rule,
                    planner: slot.planner,
                    ..base.clone()
                };
                let (made, next) = self.go_on(line, &[from], slot, next, Duration::zero())?;
                edit.absorb(made);
                ahead.insert(next.id);
                if slot.id == head.id {
                    own = next.id;
                }
            }
            if ahead.is_empty() {
                return Err(Error::Invalid(Invalid::NothingAhead));
            }
        }
        alike(line, head, &like, &ahead, &mut edit);
        let slot = edit.slots.iter().find(|s| s.id == own);
        let slot = slot.expect("BUG: all of the line are put").clone();
        Ok((edit, slot))
    }

    /// Where each of a line is left off from now on, first to last: those of which something lies ahead, or may.
    fn still_to_come<'a>(&self, line: &'a Line) -> Result<Vec<From<'a>>, Error> {
        let mut from = Vec::new();
        for slot in &line.slots {
            let zone = slot.zone_here(self.zone());
            let at = match (&slot.rule, slot.times) {
                (Some(_), _) => self.first_ahead(slot, slot.start, Duration::zero())?,
                (None, Some(_)) => Some(zone::civil(self.now(), zone)),
                (None, None) => Some(slot.start).filter(|at| zone::instant(*at, zone) > self.now()),
            };
            from.extend(at.map(|at| From { slot, at }));
        }
        Ok(from)
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
        let as_planned = (like.planner, like.kind) == (head.planner, head.kind);
        let from = [From {
            slot: head,
            at: match once {
                true => head.start,
                // Those that were stay planned as they were.
                false if !as_planned => zone::civil(self.now(), zone),
                false => NaiveDateTime::MIN,
            },
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
}

/// When a slot's evenings are, and how long.
fn times(slot: &Slot) -> (NaiveDateTime, Option<&str>, u32, Option<domain::slot::Times>) {
    let rule = slot.rule.as_ref().map(|rule| rule.text());
    (slot.start, rule, slot.minutes, slot.times)
}

/// Gives a whole line what has no hour: name, reminders, where it may go; and those of `ahead` who plans, and which kind
/// they are.
fn alike(line: &Line, head: &Slot, like: &Slot, ahead: &BTreeSet<SlotId>, edit: &mut Edit) {
    let written: BTreeSet<SlotId> = edit.slots.iter().map(|s| s.id).collect();
    let mut slots = edit.slots.clone();
    slots.extend(line.slots.iter().filter(|s| !written.contains(&s.id)).cloned());
    slots.retain(|s| !edit.is_gone(s.id));
    for slot in slots {
        let is_ahead = ahead.contains(&slot.id);
        let planner = match (slot.planner, head.planner, like.planner) {
            (own, was, is) if was == is || !is_ahead => own,
            // Said the other way round, each is begun by the other one.
            (Planner::Turns(own), Planner::Turns(_), Planner::Turns(_)) => Planner::Turns(own.other()),
            (_, _, is) => is,
        };
        let kind = if is_ahead && like.kind != head.kind {
            like.kind
        } else {
            slot.kind
        };
        let private = (kind == Kind::Private, like.kind == Kind::Private);
        edit.put(Slot {
            // A name that is kept out of sight is none for evenings that are not.
            title: if like.title != head.title && private.0 == private.1 {
                like.title.clone()
            } else {
                slot.title
            },
            kind,
            label: match private {
                (true, true) => like.label.clone(),
                (true, false) => slot.label,
                (false, _) => String::new(),
            },
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
