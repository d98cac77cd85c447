//! What a person says to a reminder: the same from the notification, the inbox, the tray and the terminal.

use chrono::{DateTime, Duration, Utc};
use domain::{
    occurrence::OccurrenceKey,
    phrase,
    reminder::{Entry, LedgerRow, ReminderKey, Source},
    words::{fill, inbox as words},
};

use crate::{App, Changed, Error, encode, replies, replies::Topic};

/// "Snooze" and "1 hour".
const SNOOZES: [(&str, Duration); 2] = [
    ("snooze-10", Duration::minutes(10)),
    ("snooze-60", Duration::minutes(60)),
];

/// Where the window should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Today.
    Today,
    /// This date.
    Date(OccurrenceKey),
    /// This date, to move it.
    Move(OccurrenceKey),
    /// The plan of this date.
    Plan(OccurrenceKey),
    /// The small things.
    Gestures,
    /// What came while nobody was there.
    Inbox,
    /// Where a pause is chosen.
    Pause,
}

/// What pressing a button came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// What to load again.
    pub topics: Vec<Topic>,
    /// Where the window should go, if anywhere.
    pub open: Option<Target>,
    /// What was done, for a toast; empty when nothing was.
    pub said: String,
    /// Whether undo takes it back.
    pub undoable: bool,
}

impl App {
    /// What the person pressed. A reminder or an action that nobody knows changes nothing: a forged signal may put off,
    /// put aside, open, or say of a date what the couple can take back; it never reveals or deletes.
    pub fn answer(&self, key: &ReminderKey, action: &str) -> Result<Answer, Error> {
        let Some(row) = self.read(|r| r.ledger_row(key))?.flatten() else {
            return Ok(Answer::default());
        };
        match self.act(&row, action) {
            // The date, or the small thing, is gone meanwhile: there is nothing left to say of it.
            Err(Error::NotFound) => self.put_aside(&row),
            other => other,
        }
    }

    /// The same for the window: in words, and by the reminder's name as text.
    ///
    /// # Errors
    /// Not a reminder's name.
    pub fn answer_reminder(&self, reminder: &str, action: &str) -> Result<Changed<replies::Answered>, Error> {
        let key: ReminderKey = reminder.parse().map_err(|_| Error::NotFound)?;
        let answer = self.answer(&key, action)?;
        let (to, key, moving) = match answer.open {
            None => ("", String::new(), false),
            Some(Target::Today) => ("today", String::new(), false),
            Some(Target::Inbox) => ("inbox", String::new(), false),
            Some(Target::Pause) => ("pause", String::new(), false),
            Some(Target::Gestures) => ("gestures", String::new(), false),
            Some(Target::Date(key)) => ("calendar", key.to_string(), false),
            Some(Target::Move(key)) => ("calendar", key.to_string(), true),
            Some(Target::Plan(key)) => ("plan", key.to_string(), false),
        };
        Ok(Changed {
            value: replies::Answered {
                said: answer.said,
                undoable: answer.undoable,
                to: to.to_owned(),
                key,
                moving,
            },
            topics: answer.topics,
        })
    }

    /// Takes everything that is listed off the list. Nothing of it is counted, and nothing else changes.
    pub fn clear_inbox(&self) -> Result<Changed<replies::Done>, Error> {
        let now = self.now();
        let changed = self.record(|w| w.clear_reminders(now))?;
        Ok(Changed {
            value: replies::Done {
                said: words::CLEARED.to_owned(),
                id: String::new(),
            },
            topics: changed.topics,
        })
    }

    fn act(&self, row: &LedgerRow, action: &str) -> Result<Answer, Error> {
        let now = self.now();
        let source = row.key.source;
        if let Some((_, length)) = SNOOZES.iter().find(|(id, _)| *id == action) {
            return match source {
                Source::Date { .. } | Source::Preparation { .. } => self.put_off(row, now + *length),
                _ => Ok(Answer::default()),
            };
        }
        match (action, source) {
            ("fine" | "not-today", _) => self.put_aside(row),
            ("snooze-evening", Source::Date { occurrence, .. }) => {
                let o = self.occurrence_now(occurrence, now)?.ok_or(Error::NotFound)?;
                match phrase::this_evening(now, o.start, self.zone()) {
                    Some(evening) => self.put_off(row, evening),
                    // The evening has come meanwhile: an hour is the next best.
                    None => self.put_off(row, now + Duration::hours(1)),
                }
            }
            ("open" | "default", _) => self.look_at(row),
            ("move", Source::Date { occurrence, .. } | Source::FollowUp { occurrence, .. }) => Ok(Answer {
                open: Some(Target::Move(occurrence)),
                ..Answer::default()
            }),
            // Of a date that is still ahead only a forged signal says how it was.
            ("kept" | "let-go", Source::Date { occurrence, .. } | Source::FollowUp { occurrence, .. })
                if self
                    .occurrence_now(occurrence, now)?
                    .is_some_and(|o| now < o.start) =>
            {
                Ok(Answer::default())
            }
            ("kept", Source::Date { occurrence, .. } | Source::FollowUp { occurrence, .. }) => {
                Ok(told(self.keep(&occurrence.to_string())?))
            }
            ("let-go", Source::Date { occurrence, .. } | Source::FollowUp { occurrence, .. }) => {
                Ok(told(self.let_go(&occurrence.to_string())?))
            }
            (
                "done",
                Source::Preparation {
                    occurrence,
                    preparation,
                    ..
                },
            ) => match self.writer(None) {
                Ok(half) => Ok(told(
                    self.tick_preparation(&preparation.to_string(), encode::half(half))?,
                )),
                // On a shared computer only the sheet can ask whose it is.
                Err(Error::Who(_)) => Ok(Answer {
                    open: Some(Target::Plan(occurrence)),
                    ..Answer::default()
                }),
                Err(other) => Err(other),
            },
            ("done", Source::Gesture { gesture, .. }) => match self.writer(None) {
                Ok(half) => {
                    let by = encode::half(half);
                    let done = self.tick_gesture(&gesture.to_string(), by, None, "")?;
                    self.answered(row, done)
                }
                // On a shared computer only the page can ask whose it is.
                Err(Error::Who(_)) => Ok(Answer {
                    open: Some(Target::Gestures),
                    ..self.put_aside(row)?
                }),
                Err(other) => Err(other),
            },
            ("another", Source::Gesture { day, gesture }) => {
                let mut topics = self
                    .record(|w| w.settle(&row.key, Entry::Snoozed(now), now))?
                    .topics;
                match self.another_on(day, gesture) {
                    Ok(changed) => topics.extend(changed.topics),
                    // The page has put it aside already: what stands there now is the other.
                    Err(Error::NotFound) => {}
                    Err(other) => return Err(other),
                }
                Ok(Answer {
                    topics,
                    ..Answer::default()
                })
            }
            _ => Ok(Answer::default()),
        }
    }

    fn put_off(&self, row: &LedgerRow, until: DateTime<Utc>) -> Result<Answer, Error> {
        let now = self.now();
        let changed = self.record(|w| w.settle(&row.key, Entry::Snoozed(until), now))?;
        let p = self.preferences()?;
        Ok(Answer {
            topics: changed.topics,
            said: fill(words::SAID_PUT_OFF, &[("when", &self.brief(until, &p))]),
            ..Answer::default()
        })
    }

    /// Nothing more of it. What was never shown stays written down as that, and leaves the list.
    fn put_aside(&self, row: &LedgerRow) -> Result<Answer, Error> {
        let now = self.now();
        let unshown = matches!(row.entry, Entry::Expired | Entry::Superseded | Entry::Paused);
        let changed = self.record(|w| {
            if !unshown {
                w.settle(&row.key, Entry::Acknowledged, now)?;
            }
            w.clear_reminder(&row.key).map(drop)
        })?;
        Ok(Answer {
            topics: changed.topics,
            ..Answer::default()
        })
    }

    fn look_at(&self, row: &LedgerRow) -> Result<Answer, Error> {
        let (target, keep) = match row.key.source {
            Source::Date { occurrence, .. } | Source::FollowUp { occurrence, .. } => {
                (Target::Date(occurrence), true)
            }
            Source::Preparation { occurrence, .. } | Source::Planning { occurrence, .. } => {
                (Target::Plan(occurrence), true)
            }
            Source::RedLetter { .. } => (Target::Today, true),
            Source::Gesture { .. } => (Target::Gestures, true),
            Source::Summary { .. } => (Target::Inbox, false),
        };
        let answer = if keep {
            Answer::default()
        } else {
            self.put_aside(row)?
        };
        Ok(Answer {
            open: Some(target),
            ..answer
        })
    }

    /// A small thing was done, which may be taken back; that it was suggested is over.
    fn answered(&self, row: &LedgerRow, done: Changed<replies::Done>) -> Result<Answer, Error> {
        let mut answer = told(done);
        answer.topics.extend(self.put_aside(row)?.topics);
        answer.topics.sort();
        answer.topics.dedup();
        Ok(answer)
    }

    /// Which reminders can be answered at this moment, for the tray: the newest first.
    pub(crate) fn answerable(&self, now: DateTime<Utc>) -> Result<Vec<LedgerRow>, Error> {
        let rows = self
            .read(|r| r.ledger(now - Duration::days(1)))?
            .unwrap_or_default();
        let keys: Vec<ReminderKey> = rows
            .iter()
            .filter(|row| row.entry == Entry::Shown && !row.cleared && row.due <= now)
            .map(|row| row.key)
            .collect();
        let over = self.over(&keys)?;
        let mut open: Vec<LedgerRow> = rows
            .into_iter()
            .filter(|row| keys.contains(&row.key) && !over.contains(&row.key))
            .filter(|row| !matches!(row.key.source, Source::Summary { .. }))
            .collect();
        open.reverse();
        Ok(open)
    }
}

/// Something was said of a date, and may be taken back. Nothing is written down of the reminder itself: what was said
/// takes it off every list, and taking that back puts it there again.
fn told(done: Changed<replies::Done>) -> Answer {
    Answer {
        topics: done.topics,
        said: done.value.said,
        undoable: true,
        open: None,
    }
}

/// What a reminder's buttons are, wherever they are shown.
pub(crate) fn actions(ids: &[&'static str]) -> Vec<replies::Action> {
    ids.iter()
        .map(|id| replies::Action {
            id: (*id).to_owned(),
            label: phrase::label(id).to_owned(),
        })
        .collect()
}
