//! What keeps reminders from coming as they should, told once when it begins and once when it is over.

use crate::events::Event;

/// Who is in trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Nothing shows notifications.
    Desktop,
    /// The planner cannot be read or written, or the engine itself stumbled.
    Planner,
}

/// The troubles of now.
#[derive(Debug, Default)]
pub(crate) struct Troubles {
    desktop: Option<String>,
    planner: Option<String>,
    told: Option<String>,
}

impl Troubles {
    /// Something is wrong. The first sentence of an episode stays: what is tried again and again fails in turns.
    pub(crate) fn begin(&mut self, side: Side, reason: String) -> Option<Event> {
        self.of(side).get_or_insert(reason);
        self.news()
    }

    /// All is well on that side.
    pub(crate) fn end(&mut self, side: Side) -> Option<Event> {
        *self.of(side) = None;
        self.news()
    }

    fn of(&mut self, side: Side) -> &mut Option<String> {
        match side {
            Side::Desktop => &mut self.desktop,
            Side::Planner => &mut self.planner,
        }
    }

    /// What has not been told. A planner that cannot be read comes first: without it there is nothing to show.
    fn news(&mut self) -> Option<Event> {
        let now = self.planner.as_ref().or(self.desktop.as_ref());
        if now == self.told.as_ref() {
            return None;
        }
        self.told = now.cloned();
        Some(match now {
            Some(reason) => Event::Trouble {
                reason: reason.clone(),
            },
            None => Event::Recovered,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trouble(reason: &str) -> Option<Event> {
        Some(Event::Trouble {
            reason: reason.to_owned(),
        })
    }

    #[test]
    fn an_episode_is_told_once_and_its_end_once() {
        let mut troubles = Troubles::default();
        assert_eq!(troubles.end(Side::Desktop), None, "nothing was wrong");
        assert_eq!(
            troubles.begin(Side::Desktop, "hung".to_owned()),
            trouble("hung"),
            "it begins"
        );
        assert_eq!(
            troubles.begin(Side::Desktop, "gone".to_owned()),
            None,
            "still the same episode, whatever the next attempt says"
        );
        assert_eq!(troubles.end(Side::Desktop), Some(Event::Recovered), "it is over");
        assert_eq!(troubles.end(Side::Desktop), None, "and over once");
        assert_eq!(
            troubles.begin(Side::Desktop, "hung".to_owned()),
            trouble("hung"),
            "the next one is told again"
        );
    }

    #[test]
    fn what_is_still_wrong_is_told_when_something_else_is_over() {
        let mut troubles = Troubles::default();
        troubles.begin(Side::Desktop, "hung".to_owned());
        assert_eq!(
            troubles.begin(Side::Planner, "disk full".to_owned()),
            trouble("disk full"),
            "the graver one is told"
        );
        assert_eq!(
            troubles.end(Side::Planner),
            trouble("hung"),
            "the desktop still hangs: nobody is told that all is well"
        );
        assert_eq!(
            troubles.end(Side::Desktop),
            Some(Event::Recovered),
            "now all is well"
        );
    }
}
