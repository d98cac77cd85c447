//! What the reminder engine asks: what is due, what became of it, what was pressed.

use chrono::{DateTime, Duration, Utc};
use domain::{
    occurrence::{self, OccurrenceKey},
    phrase::{self, Button, Text},
    plan::{self, Due, Facts, Policy},
    reminder::{Entry, Lead, LedgerRow, ReminderKey},
};
use uuid::Uuid;

use crate::{App, Error, encode, replies, replies::Topic, settings::Preferences};

/// The last look at the clock is saved at most this often: the ledger, not the clock, guards against repeats.
const LOOK_SAVED: Duration = Duration::minutes(15);

/// "Snooze" and "1 hour".
const SNOOZES: [(&str, Duration); 2] = [
    ("snooze-10", Duration::minutes(10)),
    ("snooze-60", Duration::minutes(60)),
];

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
    /// When to look again, if that is sooner than the engine looks anyway.
    pub next: DateTime<Utc>,
    /// What to load again.
    pub topics: Vec<Topic>,
}

/// What pressing a button came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What to load again.
    pub topics: Vec<Topic>,
    /// The window should open on this date.
    pub open: Option<OccurrenceKey>,
}

/// A reminder ahead, for `standing remind --dry-run`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Upcoming {
    /// The occurrence.
    pub key: String,
    /// When it will be shown, RFC 3339.
    pub at: String,
    /// The lead.
    pub lead: replies::Lead,
    /// What the notification will say.
    pub text: String,
    /// What it would say discreetly.
    pub discreet_text: String,
}

impl App {
    /// Looks at the clock: claims what is due and writes down what is too late.
    ///
    /// Decide, then do: one snapshot, a pure plan, then one claim each. What another engine claimed first is not shown.
    pub fn tick(&self, engine: Uuid) -> Result<Look, Error> {
        let now = self.now();
        let far = now + Duration::days(1);
        let Some((last_look, p)) =
            self.read(|r| Ok((r.last_look()?, Preferences::read(r, &self.locale)?)))?
        else {
            return Ok(Look {
                show: vec![],
                next: far,
                topics: vec![],
            });
        };
        let facts = self.facts(now)?;
        let plan = plan::plan(now, last_look, &facts, &self.policy(&p, engine));
        let mut look = Look {
            show: vec![],
            next: plan.next_wake.unwrap_or(far),
            topics: vec![],
        };
        if !plan.close.is_empty() {
            let changed = self.record(|w| {
                plan.close.iter().try_for_each(|(due, entry)| {
                    w.claim(&row(due, now, engine))?;
                    w.settle(&due.key, entry.clone(), now).map(drop)
                })
            })?;
            look.topics.extend(changed.topics);
        }
        for due in plan.deliver {
            let claimed = self.record(|w| w.claim(&row(&due, now, engine)))?;
            if claimed.value {
                let phrase = phrase::reminder(&due.occurrence, now, self.zone(), p.text, p.clock);
                look.show.push(Delivery {
                    key: due.key,
                    title: phrase.title,
                    body: phrase.body,
                    buttons: phrase.buttons,
                    due: due.due,
                });
            }
        }
        let stale = last_look.is_none_or(|look| look > now || now - look >= LOOK_SAVED);
        if stale {
            self.record(|w| w.set_last_look(now))?;
        }
        if self.turned(&facts, now) {
            look.topics.push(Topic::Clock);
        }
        look.topics.sort();
        look.topics.dedup();
        Ok(look)
    }

    /// Looks at the clock only for what is on screen: whether the day turned, or a date began or ended. Writes nothing.
    pub fn glance(&self) -> Result<Vec<Topic>, Error> {
        let now = self.now();
        let turned = self.turned(&self.facts(now)?, now);
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
            w.settle(key, entry, now)?;
            w.set_last_look(now)
        })?;
        Ok(changed.topics)
    }

    /// Saves the last look, at exit.
    pub fn rest(&self) -> Result<(), Error> {
        if self.existing()?.is_some() {
            let now = self.now();
            self.record(|w| w.set_last_look(now))?;
        }
        Ok(())
    }

    /// What the person pressed. Ids that nobody knows change nothing: a forged signal may snooze, open or put aside,
    /// and never reveal or delete.
    pub fn answer(&self, key: &ReminderKey, action: &str) -> Result<Answer, Error> {
        let now = self.now();
        let known = self.read(|r| r.ledger_row(key))?.flatten().is_some();
        let snooze = SNOOZES
            .iter()
            .find(|(id, _)| *id == action)
            .map(|(_, length)| *length);
        let entry = match (action, snooze) {
            _ if !known => None,
            (_, Some(length)) => Some(Entry::Snoozed(now + length)),
            ("fine", None) => Some(Entry::Acknowledged),
            _ => None,
        };
        let topics = match entry {
            Some(entry) => self.record(|w| w.settle(key, entry, now))?.topics,
            None => vec![],
        };
        let open = (known && matches!(action, "open" | "default" | "move")).then_some(key.occurrence);
        Ok(Answer { topics, open })
    }

    /// The reminders that would come from now until `until`, in order.
    pub fn upcoming(&self, until: DateTime<Utc>) -> Result<Vec<Upcoming>, Error> {
        let p = self.preferences()?;
        let now = self.now();
        let policy = self.policy(&p, Uuid::nil());
        let mut found = Vec::new();
        for (slot, changes) in self.series()? {
            let latest = until + Duration::days(29);
            for o in occurrence::occurrences(&slot, &changes, now, latest, self.zone(), now)? {
                let live = matches!(
                    o.status,
                    domain::occurrence::Status::Planned | domain::occurrence::Status::Moved
                );
                if !live {
                    continue;
                }
                for due in plan::reminders(&o, &slot.leads, &policy) {
                    let paused = p.paused_until.is_some_and(|until| due.due < until);
                    if due.due >= now && due.due <= until && !paused {
                        found.push(due);
                    }
                }
            }
        }
        found.sort_by(|a, b| (a.due, &a.key).cmp(&(b.due, &b.key)));
        // Of several leads of one date that fall on the same moment, one speaks.
        found.dedup_by(|later, earlier| {
            (later.due, later.key.occurrence) == (earlier.due, earlier.key.occurrence)
        });
        let say = |due: &Due, text: Text| {
            let phrase = phrase::reminder(&due.occurrence, due.due, self.zone(), text, p.clock);
            format!("{}. {}", phrase.title, phrase.body)
        };
        Ok(found
            .iter()
            .map(|due| Upcoming {
                key: due.key.occurrence.to_string(),
                at: encode::instant(due.due, self.zone()),
                lead: encode::lead(due.key.lead.parse().unwrap_or(Lead::NINETY)),
                text: say(due, p.text),
                discreet_text: say(due, Text::Discreet),
            })
            .collect())
    }

    pub(crate) fn policy(&self, p: &Preferences, engine: Uuid) -> Policy {
        Policy {
            quiet: p.quiet,
            paused_until: p.paused_until,
            here: self.zone(),
            engine,
        }
    }

    /// Whether "today" is another day or place than at the last look, or a date began or ended since.
    fn turned(&self, facts: &Facts, now: DateTime<Utc>) -> bool {
        let (zone, today) = (self.zone(), self.here().date());
        let mut looked = self
            .looked
            .lock()
            .expect("BUG: nothing panics while holding this");
        let Some((at, day, place)) = looked.replace((now, today, zone)) else {
            return false;
        };
        let passed = |moment: DateTime<Utc>| at < moment && moment <= now;
        (day, place) != (today, zone)
            || facts
                .occurrences
                .iter()
                .any(|(o, _)| passed(o.start) || passed(o.end))
    }

    fn facts(&self, now: DateTime<Utc>) -> Result<Facts, Error> {
        let (from, to) = plan::window(now);
        let mut occurrences = Vec::new();
        for (slot, changes) in self.series()? {
            let found = occurrence::occurrences(&slot, &changes, from, to, self.zone(), now)?;
            occurrences.extend(found.into_iter().map(|o| (o, slot.leads.clone())));
        }
        // A lead is due at most four weeks before its occurrence, and a snooze follows within hours.
        let ledger = self
            .read(|r| r.ledger(from - Duration::days(30)))?
            .unwrap_or_default();
        Ok(Facts { occurrences, ledger })
    }
}

fn row(due: &Due, now: DateTime<Utc>, engine: Uuid) -> LedgerRow {
    LedgerRow {
        key: due.key.clone(),
        entry: Entry::Claimed,
        due: due.due,
        at: now,
        attempts: 1,
        engine,
    }
}
