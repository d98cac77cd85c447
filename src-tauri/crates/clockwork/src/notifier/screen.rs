//! What is on the screen, as far as the server said.

use std::{collections::VecDeque, time::Duration};

use chrono::{DateTime, Utc};
use domain::reminder::ReminderKey;

use super::note::DEFAULT;

/// How many are remembered. A server that shows more and never says that one left is listened to for the newest.
const MOST: usize = 256;

/// Our notifications on one owner's screen, oldest first.
#[derive(Debug, Default)]
pub(super) struct Screen {
    shown: VecDeque<Shown>,
}

#[derive(Debug)]
struct Shown {
    id: u32,
    what: What,
    buttons: Vec<&'static str>,
}

/// What a notification stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A reminder.
    Reminder(ReminderKey),
    /// A trial, and how long the desktop took to answer.
    Trial(DateTime<Utc>, Duration),
}

impl Screen {
    /// It is shown. Answers what is no longer remembered for it: an older one by the same id, the oldest of too many.
    pub(super) fn add(&mut self, id: u32, what: What, buttons: Vec<&'static str>) -> Vec<What> {
        let mut forgotten: Vec<What> = self.closed(id).into_iter().collect();
        if self.shown.len() >= MOST {
            forgotten.extend(self.shown.pop_front().map(|oldest| oldest.what));
        }
        self.shown.push_back(Shown { id, what, buttons });
        forgotten
    }

    /// What was pressed, if it is on the screen and has that button; then it is no longer there.
    pub(super) fn pressed(&mut self, id: u32, action: &str) -> Option<(What, &'static str)> {
        let at = self.shown.iter().position(|shown| shown.id == id)?;
        let action = match action {
            DEFAULT => "open",
            pressed => self.shown[at].buttons.iter().find(|button| **button == pressed)?,
        };
        let shown = self.shown.remove(at)?;
        Some((shown.what, action))
    }

    /// It left the screen.
    pub(super) fn closed(&mut self, id: u32) -> Option<What> {
        let at = self.shown.iter().position(|shown| shown.id == id)?;
        self.shown.remove(at).map(|shown| shown.what)
    }

    /// Forgets these reminders and answers by which ids they go.
    pub(super) fn take(&mut self, keys: &[ReminderKey]) -> Vec<u32> {
        let mut ids = Vec::new();
        self.shown.retain(|shown| match &shown.what {
            What::Reminder(key) if keys.contains(key) => {
                ids.push(shown.id);
                false
            }
            _ => true,
        });
        ids
    }

    /// Forgets everything and answers which reminders were there.
    pub(super) fn clear(&mut self) -> Vec<ReminderKey> {
        self.shown
            .drain(..)
            .filter_map(|shown| match shown.what {
                What::Reminder(key) => Some(key),
                What::Trial(..) => None,
            })
            .collect()
    }
}
