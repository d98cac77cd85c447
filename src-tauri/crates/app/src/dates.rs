//! One date: what is said of it, skipping, moving, keeping.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Duration, NaiveDateTime, Utc};
use domain::{
    ids::ChangeId,
    occurrence::{self, Change, Occurrence, OccurrenceKey, Outcome, Status},
    people::People,
    phrase, plan,
    slot::{Kind, Planner, Slot},
    spoken,
    words::{app as words, fill},
    zone,
};

use crate::{App, Changed, Error, Invalid, encode, replies, settings::Preferences};

impl App {
    /// Everything about one date.
    ///
    /// # Errors
    /// Not a key, or a date that the planner does not know.
    pub fn detail(&self, key: &str) -> Result<replies::Detail, Error> {
        let (slot, changes, o) = self.find(key)?;
        let people = self.people()?;
        let p = self.preferences()?;
        let item = encode::item(&o, people.as_ref(), self.zone(), &p);
        let what = match o.kind {
            Kind::OutsideHelp | Kind::CheckIn => &item.kind_name,
            _ if slot.is_standing() => words::STANDING_DATE,
            _ => words::SINGLE_DATE,
        };
        let ahead = matches!(o.status, Status::Planned | Status::Moved);
        let live = ahead || o.status == Status::Past;
        let mut actions = vec!["edit"];
        if ahead {
            actions.extend(["move", "skip"]);
            if self.goes_on_after(&slot, o.key.original)? {
                actions.push("end");
            }
        }
        if o.status == Status::Past {
            actions.extend(["move", "keep", "let_go"]);
        }
        let own_length = changes.get(&o.key.original).is_some_and(|c| c.minutes.is_some());
        if o.moved || own_length || !live {
            actions.push("restore");
        }
        Ok(replies::Detail {
            heading: fill(words::HEADING, &[("what", &what), ("hours", &item.hours)]),
            reading: self.reading_of(&slot, &p),
            reminders: if ahead {
                self.reminder_times(&slot, &o, &p)
            } else {
                vec![]
            },
            shown_as: phrase::reminder(&o, self.now(), self.zone(), p.text, p.clock).title,
            after: self.turn_after(&slot, &changes, &o, people.as_ref())?,
            actions: actions.into_iter().map(str::to_owned).collect(),
            plan: replies::PlanGlance {
                starters: self.kept_for(&item.key)?,
                ..self.plan_glance(&o, &p)?
            },
            item,
        })
    }

    /// Not this time.
    pub fn skip(&self, key: &str) -> Result<Changed<replies::Done>, Error> {
        self.say(key, words::SAID_SKIPPED, |change| change.skipped = true)
    }

    /// It happened.
    pub fn keep(&self, key: &str) -> Result<Changed<replies::Done>, Error> {
        self.say(key, words::SAID_KEPT, |change| {
            change.skipped = false;
            change.outcome = Some(Outcome::Kept);
        })
    }

    /// Lets it go.
    pub fn let_go(&self, key: &str) -> Result<Changed<replies::Done>, Error> {
        self.say(key, words::SAID_LET_GO, |change| {
            change.skipped = false;
            change.outcome = Some(Outcome::LetGo);
        })
    }

    /// Takes back what was said of it: a skip, a move, a length of its own, an outcome. A name of its own stays.
    pub fn restore(&self, key: &str) -> Result<Changed<replies::Done>, Error> {
        self.say(key, words::SAID_RESTORED, |change| {
            change.skipped = false;
            change.moved_to = None;
            change.minutes = None;
            change.outcome = None;
        })
    }

    /// Gives one occurrence a name of its own, or with `None` its slot's again.
    pub fn rename(&self, key: &str, title: Option<&str>) -> Result<Changed<replies::Done>, Error> {
        let title = title.map(crate::slots::title).transpose()?;
        self.refuse_if_kept(&self.find(key)?.2)?;
        self.say(key, words::SAID_RENAMED, |change| change.title.clone_from(&title))
    }

    /// Moves one occurrence: to a wall time, or to what a sentence says ("Saturday 1pm"; without an hour it keeps its own).
    ///
    /// # Errors
    /// A sentence that cannot be read, comes more than once, or lies behind us.
    pub fn move_to(&self, key: &str, text: &str) -> Result<Changed<replies::Done>, Error> {
        self.move_in(key, text, None, None)
    }

    /// Where a wall time or a sentence moves one occurrence.
    pub(crate) fn where_to(&self, slot: &Slot, o: &Occurrence, text: &str) -> Result<NaiveDateTime, Error> {
        if let Some(at) = wall_time(text) {
            return Ok(at);
        }
        let reading = self.read_for_move(slot, o, text, &self.preferences()?)?;
        if comes_again(&reading) {
            return Err(Error::Invalid(Invalid::OneHourOnly));
        }
        Ok(reading.draft.start)
    }

    /// The same, only read: for the reading beneath the field while somebody types.
    pub fn read_move(&self, key: &str, text: &str) -> Result<replies::Reading, Error> {
        let (slot, _, o) = self.find(key)?;
        let p = self.preferences()?;
        let there = |reading: &domain::sentence::Reading| self.met_at(&o, reading.draft.start, &p);
        Ok(match self.read_for_move(&slot, &o, text, &p) {
            Ok(reading) if comes_again(&reading) => {
                crate::slots::refused(reading.spans, Error::Invalid(Invalid::OneHourOnly).problem())
            }
            Ok(reading) => {
                let met = there(&reading)?;
                let mut reply = self.reading_reply(reading);
                reply.notes.extend(met);
                reply
            }
            Err(Error::Sentence(refusal)) => {
                crate::slots::refused(domain::sentence::spans(text), Error::Sentence(refusal).problem())
            }
            Err(other) => return Err(other),
        })
    }

    /// The occurrence behind a key, with its slot and what was said.
    pub(crate) fn find(
        &self,
        key: &str,
    ) -> Result<(Slot, BTreeMap<NaiveDateTime, Change>, Occurrence), Error> {
        let key: OccurrenceKey = key.parse().map_err(|_| Error::NotAKey(key.to_owned()))?;
        let found = self.read(|r| Ok((r.slot(key.slot)?, r.changes(key.slot)?)))?;
        let Some((Some(slot), changes)) = found else {
            return Err(Error::NotFound);
        };
        let o = occurrence::occurrence(&slot, &changes, key, self.zone(), self.now())?;
        let o = self.sight()?.seen(&slot, o.ok_or(Error::NotFound)?);
        Ok((slot, changes, o))
    }

    /// "Saturday 10 October, 1 pm".
    pub(crate) fn day_and_time(&self, at: DateTime<Utc>, p: &Preferences) -> String {
        let local = zone::civil(at, self.zone());
        format!(
            "{}, {}",
            spoken::long_date_from(local.date(), self.here().date()),
            spoken::time(local.time(), p.clock)
        )
    }

    fn reminder_times(&self, slot: &Slot, o: &Occurrence, p: &Preferences) -> Vec<String> {
        let policy = self.policy(p, uuid::Uuid::nil());
        plan::reminders(o, &slot.leads, &policy)
            .into_iter()
            .map(|r| self.brief(r.due, p))
            .collect()
    }

    /// "Thu 5:30 pm".
    pub(crate) fn brief(&self, at: DateTime<Utc>, p: &Preferences) -> String {
        let local = zone::civil(at, self.zone());
        format!(
            "{} {}",
            spoken::day_short(local.weekday()),
            spoken::time(local.time(), p.clock)
        )
    }

    /// "Noor plans the 22nd", where turns are taken.
    fn turn_after(
        &self,
        slot: &Slot,
        changes: &BTreeMap<NaiveDateTime, Change>,
        o: &Occurrence,
        people: Option<&People>,
    ) -> Result<String, Error> {
        let (Planner::Turns(_), Some(people)) = (slot.planner, people) else {
            return Ok(String::new());
        };
        let from = o.start + Duration::minutes(1);
        let following = occurrence::occurrences(
            slot,
            changes,
            from,
            from + Duration::days(62),
            self.zone(),
            self.now(),
        )?
        .into_iter()
        .find(|next| next.status != Status::Skipped);
        Ok(
            match following.and_then(|next| next.planner.map(|half| (next, half))) {
                Some((next, half)) => {
                    let day = zone::civil(next.start, self.zone()).day();
                    fill(
                        words::PLANS_NEXT,
                        &[("name", &people.name(half)), ("day", &spoken::ordinal(day))],
                    )
                }
                None => String::new(),
            },
        )
    }

    /// Whether a series has evenings ahead after one of its own, in whichever rhythm: then it can end before that one, and
    /// not only leave it out.
    fn goes_on_after(&self, slot: &Slot, original: NaiveDateTime) -> Result<bool, Error> {
        if slot.rule.is_none() {
            return Ok(false);
        }
        for other in self.line(slot.id)?.slots {
            let since = if other.id == slot.id {
                original + Duration::seconds(1)
            } else if other.start > slot.start {
                other.start
            } else {
                continue;
            };
            if self.first_ahead(&other, since, Duration::zero())?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Reads where to move one occurrence: an hour that is not said stays as it is.
    fn read_for_move(
        &self,
        slot: &Slot,
        o: &Occurrence,
        text: &str,
        p: &Preferences,
    ) -> Result<domain::sentence::Reading, Error> {
        let context = domain::sentence::Context {
            now: zone::civil(self.now(), slot.zone_here(self.zone())),
            order: p.order,
            clock: p.clock,
        };
        match domain::sentence::read(text, &context) {
            Err(refusal) if refusal.code() == "needs_time" => {
                let with_hour = format!("{text} {}", o.local.format("%H:%M"));
                let mut reading = domain::sentence::read(&with_hour, &context).map_err(Error::Sentence)?;
                let length = text.encode_utf16().count();
                reading.spans.retain(|span| span.end <= length);
                Ok(reading)
            }
            other => other.map_err(Error::Sentence),
        }
        .map(|mut reading| {
            // Moving keeps the length, and the reading says so.
            reading.draft.minutes = slot.minutes;
            reading.words = domain::sentence::say(&reading.draft, &context);
            reading
        })
    }

    /// Applies what a person says of one occurrence, and keeps no row that says nothing.
    fn say(
        &self,
        key: &str,
        said: &str,
        edit: impl FnOnce(&mut Change),
    ) -> Result<Changed<replies::Done>, Error> {
        let (_, changes, o) = self.find(key)?;
        let p = self.preferences()?;
        let mut change = self.change_of(&changes, o.key);
        let (before, outcome) = (change.moved_to, change.outcome);
        edit(&mut change);
        if change.outcome.is_some() && change.outcome != outcome && o.start > self.now() {
            return Err(Error::Invalid(Invalid::NotYet(self.day_and_time(o.start, &p))));
        }
        // Skipped and restored it is at the hour it was: a reminder that fell due in between is late, and comes.
        if before != change.moved_to {
            change.timed_at = self.now();
        }
        // Where it is now: a restored one is back at the hour its rule gave it.
        let is = zone::instant(change.moved_to.unwrap_or(o.key.original), o.zone);
        let said = fill(said, &[("when", &self.day_and_time(is, &p))]);
        self.save_change(change, said)
    }

    pub(crate) fn change_of(&self, changes: &BTreeMap<NaiveDateTime, Change>, key: OccurrenceKey) -> Change {
        changes.get(&key.original).cloned().unwrap_or_else(|| Change {
            id: ChangeId(self.new_id()),
            key,
            skipped: false,
            moved_to: None,
            title: None,
            outcome: None,
            timed_at: DateTime::UNIX_EPOCH,
            added: false,
            minutes: None,
        })
    }

    pub(crate) fn save_change(&self, change: Change, said: String) -> Result<Changed<replies::Done>, Error> {
        let changed = self.change(&said, None, |w| write_change(w, &change))?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: change.key.to_string(),
            },
            topics: changed.topics,
        })
    }
}

/// Writes what was said of one occurrence, and keeps no row that says nothing.
pub(crate) fn write_change(w: &store::Write<'_>, change: &Change) -> Result<(), store::StoreError> {
    let says_nothing = !change.skipped
        && change.moved_to.is_none()
        && change.title.is_none()
        && change.minutes.is_none()
        && change.outcome.is_none()
        && !change.added
        && change.timed_at == DateTime::UNIX_EPOCH;
    if says_nothing {
        w.remove_change(change.id)
    } else {
        w.put_change(change)
    }
}

/// Whether a sentence names more than one hour.
fn comes_again(reading: &domain::sentence::Reading) -> bool {
    reading.draft.rule.is_some() || reading.draft.times.is_some()
}

/// A wall time, as `2026-10-17T13:00` or with a space.
pub(crate) fn wall_time(text: &str) -> Option<NaiveDateTime> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|f| NaiveDateTime::parse_from_str(text.trim(), f).ok())
}
