//! Two people sitting down together: whose turn it is, the talk that puts the day down, sentences to begin with.

use chrono::Datelike;
use domain::{
    people::Half,
    words::{fill, talk as words},
};
use library::{Side, Speaker};

use crate::{App, Error, encode, library as ours, replies};

/// How long one speaks over a card before it is the other's turn, if they like.
const TURN_MINUTES: u32 = 5;

impl App {
    /// Everything for a sitting of two that is not a card. `begins` is who speaks first; without it each does in turn, by
    /// the day.
    pub fn sitting(&self, begins: Option<replies::Half>) -> Result<replies::Sitting, Error> {
        let today = self.here().date();
        let begins = match begins.map(encode::half_from) {
            Some(half) => half,
            None if today.num_days_from_ce() % 2 == 0 => Half::First,
            None => Half::Second,
        };
        let people = self.people()?;
        let name = |half: Half| match &people {
            Some(people) => people.name(half),
            None if half == begins => words::ONE,
            None => words::OTHER,
        };
        let (first, second) = (name(begins), name(begins.other()));
        let talk = library::stress_talk();
        let turns = talk.turns.iter().map(|turn| replies::StressTurn {
            who: turn.who.map(|who| {
                encode::half(match who {
                    Speaker::First => begins,
                    Speaker::Second => begins.other(),
                })
            }),
            text: fill(&turn.text, &[("first", &first), ("second", &second)]),
            minutes: u32::from(turn.minutes),
        });
        Ok(replies::Sitting {
            turn_minutes: TURN_MINUTES,
            begins: encode::half(begins),
            stress: replies::StressTalk {
                title: talk.title.clone(),
                about: talk.about.clone(),
                minutes: u32::from(talk.minutes),
                rules: talk.rules.clone(),
                turns: turns.collect(),
                evidence: talk.evidence.as_deref().and_then(ours::evidence),
            },
            frames: ours::talk::frames(),
            openings: ours::talk::first_talk(),
            before_session: ours::talk::session_cards(Side::Before),
            after_session: ours::talk::session_cards(Side::After),
        })
    }
}
