//! What the window and the tray need before anything else.

use std::path::PathBuf;

use domain::phrase;

use crate::{App, Error, encode, matters, replies, settings::Preferences};

/// What the tray's menu shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tray {
    /// "Thursday, 7 pm"; empty when no date is ahead.
    pub when: String,
    /// "in 2 days".
    pub away: String,
    /// Ids and titles of what might suit today and is not done yet.
    pub small_things: Vec<(String, String)>,
    /// "Paused until tomorrow."; empty when reminders are not paused.
    pub paused: String,
    /// "Until tomorrow, 7 am", "For a week, until Tuesday 20 October".
    pub pauses: [String; 2],
    /// Reminders that can be answered now, the newest first, at most three: name, words, actions.
    pub waiting: Vec<Waiting>,
}

/// A reminder in the tray's menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its name.
    pub reminder: String,
    /// "Thursday, 7 pm. In 90 minutes": as much as the notification said.
    pub words: String,
    /// Ids and labels of what can be done.
    pub actions: Vec<(&'static str, &'static str)>,
}

/// How many reminders the tray lists.
const WAITING: usize = 3;

/// Where the planner's files live when nobody says otherwise: `$XDG_DATA_HOME/standing-date` and the platforms' like.
pub fn data_dir() -> PathBuf {
    dirs::data_dir()
        .unwrap_or_else(|| PathBuf::from("."))
        .join("standing-date")
}

impl App {
    /// Everything the first view needs, in one call.
    pub fn start(&self) -> Result<replies::Start, Error> {
        let p = self.preferences()?;
        let people = self.people()?;
        let today = people.is_some().then(|| self.today()).transpose()?;
        Ok(replies::Start {
            people: people.as_ref().map(encode::people),
            here: encode::here(p.here),
            appearance: p.appearance,
            today,
            notices: vec![],
        })
    }

    /// What the tray shows.
    pub fn tray(&self) -> Result<Tray, Error> {
        let p = self.preferences()?;
        let (when, away) = match self.plate_next(&p)? {
            Some((item, away)) => (item.when, away),
            None => (String::new(), String::new()),
        };
        let here = p.here;
        let undone = |g: &replies::Gesture| match here {
            domain::people::Here::One(domain::people::Half::First) => !g.done.first,
            domain::people::Here::One(domain::people::Half::Second) => !g.done.second,
            domain::people::Here::Shared => !(g.done.first && g.done.second),
        };
        let small_things = self
            .suggested(&self.in_sight()?)?
            .into_iter()
            .filter(undone)
            .map(|g| (g.id, g.title))
            .collect();
        Ok(Tray {
            when,
            away,
            small_things,
            paused: self.paused_words(&p),
            pauses: self.pause_choices(&p),
            waiting: self.waiting_in_tray(&p)?,
        })
    }

    /// What the tray offers where a notification has no buttons, or is gone. It says no more than that one did.
    fn waiting_in_tray(&self, p: &Preferences) -> Result<Vec<Waiting>, Error> {
        let now = self.now();
        let matters = self.matters()?;
        let mut waiting = Vec::new();
        for row in self.answerable(now)?.into_iter().take(WAITING) {
            let occurrence = match row.key.source.occurrence() {
                Some(key) => self.occurrence_now(key, now)?,
                None => None,
            };
            let about = matters.about(&row.key, occurrence.as_ref());
            let phrase = phrase::say(about, now, self.zone(), p.text, p.clock);
            waiting.push(Waiting {
                reminder: row.key.to_string(),
                words: matters::sentence(&phrase),
                actions: phrase.buttons.iter().map(|b| (b.id, b.label)).collect(),
            });
        }
        Ok(waiting)
    }
}
