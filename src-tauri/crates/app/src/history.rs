//! Taking back, and doing again.

use domain::{
    choice,
    words::{app as words, fill, small_things},
};
use store::{Committed, Table, Undone};

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
        self.told(undone.ok_or(Error::NothingToUndo)?, words::SAID_UNDONE)
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
        self.told(redone.ok_or(Error::NothingToRedo)?, words::SAID_REDONE)
    }

    /// How it is named. What the other gave, and keeps to themselves, is only something.
    fn told(&self, undone: Committed<Undone>, template: &str) -> Result<Changed<replies::Done>, Error> {
        let theirs = match (undone.value.by, self.looking_half()?) {
            (Some(by), Some(looking)) if by != looking => {
                undone.tables.contains(&Table::Tick) && !choice::log_is_open(&self.all_choices()?, by)
            }
            _ => false,
        };
        let what = if theirs {
            small_things::SOMETHING_SMALL
        } else {
            &undone.value.said
        };
        let said = fill(template, &[("what", &what)]);
        Ok(topics::of(undone).done(said, String::new()))
    }
}
