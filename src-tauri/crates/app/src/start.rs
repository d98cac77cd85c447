//! What the window and the tray need before anything else.

use std::path::PathBuf;

use crate::{App, Error, encode, replies};

/// What the tray's menu shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tray {
    /// "Thursday, 7 pm"; empty when no date is ahead.
    pub when: String,
    /// "in 2 days".
    pub away: String,
    /// Ids and titles of what might suit today and is not done yet.
    pub small_things: Vec<(String, String)>,
    /// Whether reminders are paused.
    pub paused: bool,
}

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
            .suggested(&p)?
            .into_iter()
            .filter(undone)
            .map(|g| (g.id, g.title))
            .collect();
        Ok(Tray {
            when,
            away,
            small_things,
            paused: !self.paused_words(&p).is_empty(),
        })
    }
}
