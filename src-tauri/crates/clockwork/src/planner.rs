//! What the engine asks of the planner.

use chrono::{DateTime, Utc};
use domain::reminder::ReminderKey;
use uuid::Uuid;

pub use app::{Answer, Delivery, Look, Target, replies::Topic};

/// The planner as the engine sees it. [`app::App`] is one; the tests of this crate have another, to look inside.
///
/// Each method may take some milliseconds; an error is a sentence for people, without the couple's words.
pub trait Planner: Send + Sync + 'static {
    /// This moment.
    fn now(&self) -> DateTime<Utc>;
    /// Looks at the clock: claims what is due, expires what is too late. `engine` names this start of the engine.
    fn tick(&self, engine: Uuid) -> Result<Look, String>;
    /// Looks at the clock only for what is on screen: whether the day turned, or a date began or ended. Writes nothing.
    fn glance(&self) -> Result<Vec<Topic>, String> {
        Ok(Vec::new())
    }
    /// Writes down what became of a claimed reminder; a failed one is handed out again while it makes sense.
    fn settle(&self, key: &ReminderKey, shown: Result<(), String>) -> Result<Vec<Topic>, String>;
    /// What the person pressed. An id that nobody knows changes nothing.
    fn answer(&self, key: &ReminderKey, action: &str) -> Result<Answer, String>;
    /// On the screen when the desktop's notifications went away, or not shown before they came back: handed out again
    /// by the next [`Planner::tick`], while they make sense.
    fn lost(&self, _keys: &[ReminderKey]) -> Result<Vec<Topic>, String> {
        Ok(Vec::new())
    }
    /// Which of those on the screen say nothing true any more, and are to be taken back.
    fn over(&self, _keys: &[ReminderKey]) -> Result<Vec<ReminderKey>, String> {
        Ok(Vec::new())
    }
    /// Whether another process changed the planner since last asked.
    fn changed_elsewhere(&self) -> Result<bool, String>;
    /// The engine stops.
    fn rest(&self) -> Result<(), String>;
}

impl Planner for app::App {
    fn now(&self) -> DateTime<Utc> {
        app::App::now(self)
    }

    fn tick(&self, engine: Uuid) -> Result<Look, String> {
        app::App::tick(self, engine).map_err(sentence)
    }

    fn glance(&self) -> Result<Vec<Topic>, String> {
        app::App::glance(self).map_err(sentence)
    }

    fn settle(&self, key: &ReminderKey, shown: Result<(), String>) -> Result<Vec<Topic>, String> {
        app::App::settle(self, key, shown).map_err(sentence)
    }

    fn answer(&self, key: &ReminderKey, action: &str) -> Result<Answer, String> {
        app::App::answer(self, key, action).map_err(sentence)
    }

    fn lost(&self, keys: &[ReminderKey]) -> Result<Vec<Topic>, String> {
        app::App::lost(self, keys).map_err(sentence)
    }

    fn over(&self, keys: &[ReminderKey]) -> Result<Vec<ReminderKey>, String> {
        app::App::over(self, keys).map_err(sentence)
    }

    fn changed_elsewhere(&self) -> Result<bool, String> {
        app::App::changed_elsewhere(self).map_err(sentence)
    }

    fn rest(&self) -> Result<(), String> {
        app::App::rest(self).map_err(sentence)
    }
}

fn sentence(error: app::Error) -> String {
    error.problem().message
}
