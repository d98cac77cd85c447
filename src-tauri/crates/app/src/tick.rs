//! What the reminder engine asks: what is due, what became of it, what is on the screen for nothing.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::{
    occurrence::{self, Occurrence, OccurrenceKey, Status},
    pause,
    phrase::{self, About, Button, Phrase},
    plan::{self, Due, Facts, Policy},
    reminder::{Entry, Lead, LedgerRow, ReminderKey, Source, Why},
    zone,
};
use uuid::Uuid;

use crate::{App, Error, Series, matters::Matters, openings, replies::Topic, settings::Preferences};

/// The last look at the clock is saved at most this often: the ledger, not the clock, guards against repeats.
const LOOK_SAVED: Duration = Duration::minutes(15);

/// The engine looks every 30 seconds: when this much has gone by, the computer slept.
const SLEPT: Duration = Duration::minutes(2);

/// How often a reminder that was on the screen is shown again to servers that went away with it.
const SHOWN_AGAIN: u32 = 5;

/// One notification to show now. It has been claimed: the ledger knows that showing it has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Which reminder.
    pub key: ReminderKey,
    /// Its first line, plain text.
    pub title: String,
    /// Its second line, plain text.
    pub body: String,
    /// Its buttons, most important first.
    pub buttons: Vec<Button>,
    /// When it was due.
    pub due: DateTime<Utc>,
}

/// What one look at the clock found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// To be shown now, each claimed.
    pub show: Vec<Delivery>,
    /// Those that a summary among `show` speaks for, and when they were due.
    pub summarised: Vec<(ReminderKey, DateTime<Utc>)>,
    /// When to look again, if that is sooner than the engine looks anyway.
    pub next: DateTime<Utc>,
    /// What to load again.
    pub topics: Vec<Topic>,
}

/// The last look at the clock, for what is on screen and for what was slept through.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looked {
    at: DateTime<Utc>,
    day: NaiveDate,
    place: Tz,
}

/// What is read once for a look.
pub(crate) struct Snapshot {
    pub(crate) last_look: Option<DateTime<Utc>>,
    last_place: Option<Tz>,
    pub(crate) preferences: Preferences,
    pub(crate) series: Series,
    pub(crate) ledger: Vec<LedgerRow>,
    pub(crate) matters: Matters,
}

impl App {
    /// Looks at the clock: claims what is due and writes down what is too late.
    ///
    /// Decide, then do: one snapshot, a pure plan, then one write with every claim. What another engine claimed first is
    /// not shown.
    pub fn tick(&self, engine: Uuid) -> Result<Look, Error> {
        let now = self.now();
        let gap = self.gap(now);
        let mut look = Look {
            show: vec![],
            summarised: vec![],
            next: now + Duration::days(1),
            topics: vec![],
        };
        let Some(mut snapshot) = self.snapshot(now)? else {
            return Ok(look);
        };
        snapshot.last_look = snapshot
            .last_look
            .map(|look| self.carried(look, snapshot.last_place));
        let facts = self.facts(&mut snapshot, now, gap)?;
        let p = &snapshot.preferences;
        let plan = plan::plan(now, snapshot.last_look, &facts, &self.policy(p, engine));
        look.next = plan.next_wake.unwrap_or(look.next);
        let stale = snapshot
            .last_look
            .is_none_or(|look| look > now || now - look >= LOOK_SAVED);
        if stale || !plan.deliver.is_empty() || !plan.close.is_empty() || plan.summary.is_some() {
            let row = |due: &Due, entry| row(due, entry, now, engine);
            let changed = self.record(|w| {
                for (due, entry) in &plan.close {
                    w.claim(&row(due, *entry))?;
                }
                let mut claimed = Vec::with_capacity(plan.deliver.len());
                for due in &plan.deliver {
                    claimed.push(w.claim(&row(due, Entry::Claimed))?);
                    // What is about to be said is what the day offers, whoever looks at it later.
                    if let Source::Gesture { day, .. } = due.key.source {
                        let offered = snapshot.matters.named.offered_on(day);
                        offered.iter().try_for_each(|it| w.put_suggestion(it))?;
                    }
                }
                let summary = match &plan.summary {
                    Some(summary) => w.claim(&row(&summary.due, Entry::Claimed))?,
                    None => false,
                };
                // Seldom, and with every claim: the next start knows from when on something may have been missed.
                if stale || !claimed.is_empty() {
                    self.looked_at(w, now)?;
                }
                Ok((claimed, summary))
            })?;
            let (claimed, summary) = changed.value;
            let said = |due: &Due, about| {
                let phrase = phrase::say(about, now, self.zone(), p.text, p.clock);
                delivery(due, phrase)
            };
            for (due, _) in plan.deliver.iter().zip(claimed).filter(|(_, claimed)| *claimed) {
                look.show.push(said(due, snapshot.matters.about_due(due)));
            }
            if let Some(of) = plan.summary.as_ref().filter(|_| summary) {
                // As many as the inbox lists: it is where the summary leads.
                let count = usize::try_from(self.away()?).unwrap_or(of.count);
                look.show
                    .push(said(&of.due, About::Summary { count: count.max(1) }));
            }
            let spoken_for = plan.close.iter().filter(|(_, entry)| *entry == Entry::Summarised);
            look.summarised = spoken_for.map(|(due, _)| (due.key, due.due)).collect();
            if !plan.close.is_empty() {
                look.topics.extend(changed.topics);
            }
        }
        if self.turned(&facts.occurrences, now) {
            look.topics.push(Topic::Clock);
        }
        look.topics.sort();
        look.topics.dedup();
        Ok(look)
    }

    /// Looks at the clock only for what is on screen: whether the day turned, or a date began or ended. Writes nothing.
    pub fn glance(&self) -> Result<Vec<Topic>, Error> {
        let now = self.now();
        let Some(snapshot) = self.snapshot(now)? else {
            return Ok(vec![]);
        };
        let occurrences = self.occurrences_near(&snapshot, now)?;
        let turned = self.turned(&occurrences, now);
        Ok(if turned { vec![Topic::Clock] } else { vec![] })
    }

    /// Writes what became of a claimed reminder: shown, or failed for a reason. A failed one is handed out again by a
    /// later [`App::tick`] while it still makes sense.
    pub fn settle(&self, key: &ReminderKey, shown: Result<(), String>) -> Result<Vec<Topic>, Error> {
        let now = self.now();
        let entry = if shown.is_ok() {
            Entry::Shown
        } else {
            Entry::Failed
        };
        let changed = self.record(|w| {
            // Answered from the list or the tray while the desktop was slow: what a person said stands.
            let row = w.ledger_row(key)?;
            if !row.is_some_and(|row| matches!(row.entry, Entry::Acknowledged | Entry::Snoozed(_))) {
                w.settle(key, entry, now)?;
            }
            // No look of its own: what went by since the last one is still to be found.
            Ok(())
        })?;
        Ok(changed.topics)
    }

    /// They were on the screen when the desktop's notifications went away, or could not be shown before those came back:
    /// handed out again at once, while they make sense.
    pub fn lost(&self, keys: &[ReminderKey]) -> Result<Vec<Topic>, Error> {
        let now = self.now();
        let lost: Vec<&ReminderKey> = self
            .rows_of(keys)?
            .into_iter()
            .filter(|(_, row)| match row.entry {
                // A server that dies of what it is shown is not shown it for ever.
                Entry::Shown => row.attempts < SHOWN_AGAIN,
                entry => entry == Entry::Failed,
            })
            .map(|(key, _)| key)
            .collect();
        if lost.is_empty() {
            return Ok(vec![]);
        }
        // As if it had failed long enough ago to be tried at once.
        let changed = self.record(|w| {
            lost.iter()
                .try_for_each(|key| w.settle(key, Entry::Failed, now - plan::RETRY_MOST).map(drop))
        })?;
        Ok(changed.topics)
    }

    /// Which of those on the screen say nothing true any more: answered elsewhere, moved, skipped, over.
    pub fn over(&self, keys: &[ReminderKey]) -> Result<Vec<ReminderKey>, Error> {
        let now = self.now();
        let today = self.here().date();
        let mut over = Vec::new();
        for (key, row) in self.rows_of(keys)? {
            let stands = match key.source {
                Source::Date {
                    occurrence, local, ..
                } => self.occurrence_now(occurrence, now)?.is_some_and(|o| {
                    is_live(o.status) && o.local == local && now <= plan::latest(&o, self.zone())
                }),
                Source::FollowUp { occurrence, local } => self
                    .occurrence_now(occurrence, now)?
                    .is_some_and(|o| o.status == Status::Past && o.local == local),
                Source::Preparation {
                    occurrence,
                    local,
                    preparation,
                    lead,
                } => {
                    let found = self.read(|r| r.preparation(preparation))?.flatten();
                    let to_do = found.is_some_and(|it| it.done.is_none() && it.lead == Some(lead));
                    to_do
                        && self.occurrence_now(occurrence, now)?.is_some_and(|o| {
                            is_live(o.status) && o.local == local && now <= plan::latest(&o, self.zone())
                        })
                }
                Source::Planning { occurrence, local } => {
                    let ahead = |o: Occurrence| {
                        matches!(o.status, Status::Planned | Status::Moved) && o.local == local
                    };
                    zone::civil(row.due, self.zone()).date() == today
                        && self.occurrence_now(occurrence, now)?.is_some_and(ahead)
                        && !self.is_planned(occurrence)?
                }
                Source::RedLetter { id, .. } => {
                    let days = self.read(|r| r.red_letters())?.unwrap_or_default();
                    zone::civil(row.due, self.zone()).date() == today && days.iter().any(|it| it.id == id)
                }
                // The day it was meant for, or the morning after, when quiet hours held it.
                Source::Gesture { .. } => zone::civil(row.due, self.zone()).date() == today,
                Source::Summary { .. } => true,
            };
            let speaks = matches!(row.entry, Entry::Shown | Entry::Claimed) && !row.cleared;
            if !stands || !speaks {
                over.push(*key);
            }
        }
        Ok(over)
    }

    /// Saves the last look, at exit: when it was, which is not the moment of leaving.
    pub fn rest(&self) -> Result<(), Error> {
        let looked = *self
            .looked
            .lock()
            .expect("BUG: nothing panics while holding this");
        if let Some(looked) = looked
            && self.existing()?.is_some()
        {
            self.record(|w| {
                w.set_last_look(looked.at)?;
                w.set_last_place(looked.place)
            })?;
        }
        Ok(())
    }

    pub(crate) fn policy(&self, p: &Preferences, engine: Uuid) -> Policy {
        Policy {
            quiet: p.quiet,
            pauses: pause::spans(&p.pauses, self.zone()),
            follow_up: p.follow_up,
            here: self.zone(),
            engine,
        }
    }

    /// One moment of the planner, as a look at the clock needs it; `None` where there is no planner.
    pub(crate) fn snapshot(&self, now: DateTime<Utc>) -> Result<Option<Snapshot>, Error> {
        let Some(((last_look, last_place), preferences, series, ledger, matters)) = self.read(|r| {
            let (last_look, last_place) = (r.last_look()?, r.last_place()?);
            let (from, _) = plan::window(now, last_look);
            Ok((
                (last_look, last_place),
                Preferences::read(r, &self.locale)?,
                self.series_in(r)?,
                // A lead is due at most four weeks before its occurrence, and a snooze follows within hours.
                r.ledger(from - Duration::days(30))?,
                self.matters_in(r, from)?,
            ))
        })?
        else {
            return Ok(None);
        };
        Ok(Some(Snapshot {
            last_look,
            last_place,
            preferences,
            series,
            ledger,
            matters,
        }))
    }

    fn facts(&self, snapshot: &mut Snapshot, now: DateTime<Utc>, gap: Option<Why>) -> Result<Facts, Error> {
        Ok(Facts {
            occurrences: self.occurrences_near(snapshot, now)?,
            ledger: snapshot.ledger.clone(),
            nudge: self.nudge(snapshot, now)?,
            preparations: snapshot.matters.to_prepare(),
            planning: snapshot.matters.planning(&snapshot.series, &snapshot.preferences),
            red_letters: snapshot.matters.red_letters.clone(),
            gap,
        })
    }

    fn occurrences_near(
        &self,
        snapshot: &Snapshot,
        now: DateTime<Utc>,
    ) -> Result<Vec<(Occurrence, Vec<Lead>)>, Error> {
        let (from, _) = plan::window(now, snapshot.last_look);
        let mut occurrences = Vec::new();
        for (slot, changes) in &snapshot.series {
            // Whatever falls due within a day; nobody waits for longer between two looks.
            let to = now + snapshot.matters.reach(slot) + Duration::days(1);
            let found = occurrence::occurrences(slot, changes, from, to, self.zone(), now)?;
            occurrences.extend(found.into_iter().map(|o| (o, slot.leads.clone())));
        }
        let known: HashSet<OccurrenceKey> = occurrences.iter().map(|(o, _)| o.key).collect();
        for key in plan::unfinished(&snapshot.ledger) {
            let its = snapshot.series.iter().find(|(slot, _)| slot.id == key.slot);
            if let Some((slot, changes)) = its.filter(|_| !known.contains(&key)) {
                let found = occurrence::occurrence(slot, changes, key, self.zone(), now)?;
                occurrences.extend(found.map(|o| (o, slot.leads.clone())));
            }
        }
        Ok(occurrences)
    }

    /// What went on since the engine last looked, where that is longer ago than it ever waits.
    fn gap(&self, now: DateTime<Utc>) -> Option<Why> {
        let looked = *self
            .looked
            .lock()
            .expect("BUG: nothing panics while holding this");
        match looked {
            None => Some(Why::Off),
            Some(looked) if now - looked.at > SLEPT => Some(Why::Asleep),
            Some(_) => None,
        }
    }

    /// Writes that the clock was looked at, and where.
    fn looked_at(&self, w: &store::Write<'_>, now: DateTime<Utc>) -> Result<(), store::StoreError> {
        w.set_last_look(now)?;
        w.set_last_place(self.zone())
    }

    /// The last look as it counts here, where the computer was somewhere else then.
    fn carried(&self, last_look: DateTime<Utc>, place: Option<Tz>) -> DateTime<Utc> {
        let looked = *self
            .looked
            .lock()
            .expect("BUG: nothing panics while holding this");
        // A window beside another engine glances too: what that engine saved counts.
        let there = place.or(looked.map(|looked| looked.place)).unwrap_or(self.zone());
        plan::carried(last_look, there, self.zone())
    }

    /// Whether "today" is another day or place than at the last look, or since then a date began or ended, or the question of
    /// a morning came or went.
    fn turned(&self, occurrences: &[(Occurrence, Vec<Lead>)], now: DateTime<Utc>) -> bool {
        let (place, day) = (self.zone(), self.here().date());
        let mut looked = self
            .looked
            .lock()
            .expect("BUG: nothing panics while holding this");
        let Some(before) = looked.replace(Looked { at: now, day, place }) else {
            return false;
        };
        let passed = |moment: DateTime<Utc>| before.at < moment && moment <= now;
        (day, place) != (before.day, before.place)
            || occurrences.iter().any(|(o, _)| passed(o.start) || passed(o.end))
            || openings::asked::morning(day, place).into_iter().any(passed)
    }

    /// An occurrence as it is now; `None` when its slot, or it, is gone.
    pub(crate) fn occurrence_now(
        &self,
        key: OccurrenceKey,
        now: DateTime<Utc>,
    ) -> Result<Option<Occurrence>, Error> {
        let found = self.read(|r| Ok((r.slot(key.slot)?, r.changes(key.slot)?)))?;
        let Some((Some(slot), changes)) = found else {
            return Ok(None);
        };
        let found = occurrence::occurrence(&slot, &changes, key, self.zone(), now)?;
        let sight = self.sight()?;
        Ok(found.map(|o| sight.seen(&slot, o)))
    }

    fn rows_of<'a>(&self, keys: &'a [ReminderKey]) -> Result<HashMap<&'a ReminderKey, LedgerRow>, Error> {
        let found = self.read(|r| {
            keys.iter()
                .map(|key| Ok(r.ledger_row(key)?.map(|row| (key, row))))
                .collect::<Result<Vec<_>, store::StoreError>>()
        })?;
        Ok(found.unwrap_or_default().into_iter().flatten().collect())
    }
}

pub(crate) fn is_live(status: Status) -> bool {
    matches!(status, Status::Planned | Status::Moved | Status::Past)
}

fn delivery(due: &Due, phrase: Phrase) -> Delivery {
    Delivery {
        key: due.key,
        title: phrase.title,
        body: phrase.body,
        buttons: phrase.buttons,
        due: due.due,
    }
}

pub(crate) fn row(due: &Due, entry: Entry, now: DateTime<Utc>, engine: Uuid) -> LedgerRow {
    LedgerRow {
        key: due.key,
        entry,
        due: due.due,
        at: now,
        shown_at: (entry == Entry::Shown).then_some(now),
        why: due.why,
        cleared: false,
        attempts: 1,
        engine,
    }
}
