//! Taking back, and doing again.

use domain::words::{app as words, fill};

use crate::{App, Changed, Error, replies, topics};

impl App {
    /// Takes back the last thing a person did, here or in another window.
    ///
    /// # Errors
    /// Nothing to take back.
    pub fn undo(&self) -> Result<Changed<replies::Done>, Error> {
        let undone = match self.existing()? {
            Some(store) => store.undo(self.now(), self.sight()?.looking())?,
            None => None,
        };
        let changed = topics::of(undone.ok_or(Error::NothingToUndo)?);
        Ok(told(changed, words::SAID_UNDONE))
    }

    /// Does again what was last taken back.
    ///
    /// # Errors
    /// Nothing to do again.
    pub fn redo(&self) -> Result<Changed<replies::Done>, Error> {
        let redone = match self.existing()? {
            Some(store) => store.redo(self.now(), self.sight()?.looking())?,
            None => None,
        };
        let changed = topics::of(redone.ok_or(Error::NothingToRedo)?);
        Ok(told(changed, words::SAID_REDONE))
    }
}

fn told(changed: Changed<store::Undone>, template: &str) -> Changed<replies::Done> {
    let said = fill(template, &[("what", &changed.value.said)]);
    Changed {
        value: replies::Done {
            said,
            id: String::new(),
        },
        topics: changed.topics,
    }
}
