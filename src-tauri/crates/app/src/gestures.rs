//! Small things: the list, ticking, a line about it.

use std::collections::HashMap;

use chrono::{Duration, NaiveDate};
use domain::{
    gesture::{self, For, Gesture},
    ids::{GestureId, TickId},
    plain, spoken,
    words::{app as words, fill},
    zone,
};

use crate::{App, Changed, Error, Invalid, encode, library, replies, settings::Preferences};

/// How many suggestions a day has at most.
const A_DAY: usize = 2;

/// How many ticks "lately" goes back.
const LATELY: usize = 20;

/// A gesture's title and a note have at most this many characters.
const TITLE_MOST: usize = 84;
const NOTE_MOST: usize = 280;

impl App {
    /// The gestures page.
    pub fn gestures(&self) -> Result<replies::Gestures, Error> {
        let p = self.preferences()?;
        let today = self.here().date();
        let mut gestures = self.all_gestures()?;
        gestures.retain(library::suits_anybody);
        let ticks = self
            .read(|r| r.ticks(today, today + Duration::days(1)))?
            .unwrap_or_default();
        let last = self.read(|r| r.last_tick_days(today))?.unwrap_or_default();
        let lately = self.read(|r| r.last_ticks(LATELY))?.unwrap_or_default();
        let titles = titles(&gestures);
        let mut days: Vec<(String, String)> = lately
            .iter()
            .map(|t| (t.day.to_string(), spoken::long_date(t.day)))
            .collect();
        days.dedup();
        Ok(replies::Gestures {
            gestures: gestures
                .iter()
                .map(|g| self.gesture_reply(g, &ticks, &last, &p))
                .collect(),
            all: u32::try_from(gestures.len()).unwrap_or(u32::MAX),
            put_away: 0,
            run: String::new(),
            touch: false,
            lately: lately.iter().map(|t| self.tick_reply(t, &titles, &p)).collect(),
            lately_days: days,
        })
    }

    /// Says that `by` did it today, or on an earlier `day`.
    ///
    /// # Errors
    /// A gesture that is not there; a day ahead.
    pub fn tick_gesture(
        &self,
        gesture: &str,
        by: replies::Half,
        day: Option<&str>,
        note: &str,
    ) -> Result<Changed<replies::Done>, Error> {
        let id: GestureId = gesture.parse().map_err(|_| Error::NotFound)?;
        let found = self
            .all_gestures()?
            .into_iter()
            .find(|g| g.id == id)
            .ok_or(Error::NotFound)?;
        let today = self.here().date();
        let day = day.map(encode::date_from).transpose()?.unwrap_or(today);
        if day > today {
            return Err(Error::Invalid(Invalid::DayAhead(spoken::long_date(day))));
        }
        let tick = gesture::Tick {
            id: TickId(self.new_id()),
            gesture: id,
            by: encode::half_from(by),
            day,
            at: self.now(),
            note: line(note)?,
            called: String::new(),
        };
        let said = fill(words::SAID_TICKED, &[("title", &found.title)]);
        let changed = self.change(&said, Some(tick.by), |w| w.put_tick(&tick))?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: tick.id.to_string(),
            },
            topics: changed.topics,
        })
    }

    /// Keeps one line about a tick.
    pub fn note_tick(&self, tick: &str, note: &str) -> Result<Changed<replies::Done>, Error> {
        let (mut tick, title) = self.ticked(tick)?;
        tick.note = line(note)?;
        let said = fill(words::SAID_NOTED, &[("title", &title)]);
        let changed = self.change(&said, Some(tick.by), |w| w.put_tick(&tick))?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: tick.id.to_string(),
            },
            topics: changed.topics,
        })
    }

    /// Takes a tick back.
    pub fn untick(&self, tick: &str) -> Result<Changed<replies::Done>, Error> {
        let (tick, title) = self.ticked(tick)?;
        let said = fill(words::SAID_UNTICKED, &[("title", &title)]);
        let changed = self.change(&said, Some(tick.by), |w| w.remove_tick(tick.id))?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: tick.id.to_string(),
            },
            topics: changed.topics,
        })
    }

    /// Adds a gesture of their own.
    ///
    /// # Errors
    /// An empty title, or one of more than 84 characters.
    pub fn add_gesture(
        &self,
        title: &str,
        detail: &str,
        minutes: u32,
        effort: u8,
        together: bool,
    ) -> Result<Changed<replies::Done>, Error> {
        let title = plain::line(title);
        if title.is_empty() {
            return Err(Error::Invalid(Invalid::GestureEmpty));
        }
        if title.chars().count() > TITLE_MOST {
            return Err(Error::Invalid(Invalid::TextLong(TITLE_MOST)));
        }
        let gesture = Gesture {
            detail: line(detail)?,
            minutes: minutes.clamp(1, 24 * 60),
            effort: effort.clamp(1, 3),
            whom: if together { For::Both } else { For::Other },
            ..Gesture::new(GestureId(self.new_id()), title)
        };
        let said = fill(words::SAID_GESTURE, &[("title", &gesture.title)]);
        let changed = self.change(&said, None, |w| w.put_gesture(&gesture))?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: gesture.id.to_string(),
            },
            topics: changed.topics,
        })
    }

    /// The id of a gesture given by its id or its title, upper or lower case.
    ///
    /// # Errors
    /// None is called that.
    pub fn gesture_named(&self, text: &str) -> Result<String, Error> {
        let wanted = text.trim().to_lowercase();
        let all = self.all_gestures()?;
        let found = all
            .iter()
            .find(|g| g.id.to_string() == wanted || g.title.to_lowercase() == wanted);
        found.map(|g| g.id.to_string()).ok_or(Error::NotFound)
    }

    /// At most two, if they suit today.
    pub(crate) fn suggested(&self, p: &Preferences) -> Result<Vec<replies::Gesture>, Error> {
        let today = self.here().date();
        let mut gestures = self.all_gestures()?;
        gestures.retain(library::suits_anybody);
        let ticks = self
            .read(|r| r.ticks(today, today + Duration::days(1)))?
            .unwrap_or_default();
        let last = self.read(|r| r.last_tick_days(today))?.unwrap_or_default();
        Ok(gesture::suggestions(&gestures, &last, today, A_DAY)
            .into_iter()
            .map(|g| self.gesture_reply(g, &ticks, &last, p))
            .collect())
    }

    /// Their own first, then the library's.
    pub(crate) fn all_gestures(&self) -> Result<Vec<Gesture>, Error> {
        let rows = self.read(|r| r.gestures())?.unwrap_or_default();
        Ok(library::with_gestures(rows))
    }

    fn ticked(&self, tick: &str) -> Result<(gesture::Tick, String), Error> {
        let id: TickId = tick.parse().map_err(|_| Error::NotFound)?;
        let tick = self.read(|r| r.tick(id))?.flatten().ok_or(Error::NotFound)?;
        let title = titles(&self.all_gestures()?)
            .remove(&tick.gesture)
            .unwrap_or_default();
        Ok((tick, title))
    }

    fn gesture_reply(
        &self,
        gesture: &Gesture,
        ticks: &[gesture::Tick],
        last: &HashMap<GestureId, NaiveDate>,
        p: &Preferences,
    ) -> replies::Gesture {
        let own: Vec<&gesture::Tick> = ticks.iter().filter(|t| t.gesture == gesture.id).collect();
        let titles = HashMap::from([(gesture.id, gesture.title.clone())]);
        let last = last.get(&gesture.id);
        replies::Gesture {
            id: gesture.id.to_string(),
            title: gesture.title.clone(),
            detail: gesture.detail.clone(),
            minutes: gesture.minutes,
            length: spoken::duration_short(gesture.minutes),
            effort: gesture.effort,
            why: String::new(),
            cost: String::new(),
            cost_says: String::new(),
            kind: String::new(),
            place: String::new(),
            for_half: None,
            own: false,
            edited: false,
            state: String::new(),
            surprise: gesture.surprise.is_some(),
            cue: gesture.cue.clone(),
            intention: None,
            evidence: library::evidence_of(gesture.id),
            together: gesture.whom == For::Both,
            done: halves(own.iter().copied()),
            ticks: own.iter().map(|t| self.tick_reply(t, &titles, p)).collect(),
            last: last
                .map(|day| fill(words::LAST_ON, &[("day", &spoken::date(*day))]))
                .unwrap_or_default(),
        }
    }

    pub(crate) fn tick_reply(
        &self,
        tick: &gesture::Tick,
        titles: &HashMap<GestureId, String>,
        p: &Preferences,
    ) -> replies::Tick {
        let at = zone::civil(tick.at, self.zone());
        replies::Tick {
            id: tick.id.to_string(),
            gesture: tick.gesture.to_string(),
            title: titles.get(&tick.gesture).cloned().unwrap_or_default(),
            by: encode::half(tick.by),
            day: tick.day.to_string(),
            // An hour says something only of the day it was ticked on.
            at: if at.date() == tick.day {
                spoken::time(at.time(), p.clock)
            } else {
                String::new()
            },
            note: tick.note.clone(),
        }
    }
}

/// Which halves a set of ticks fills.
pub(crate) fn halves<'a>(ticks: impl Iterator<Item = &'a gesture::Tick>) -> replies::Halves {
    ticks.fold(replies::Halves::default(), |mut halves, tick| {
        match tick.by {
            domain::people::Half::First => halves.first = true,
            domain::people::Half::Second => halves.second = true,
        }
        halves
    })
}

pub(crate) fn titles(gestures: &[Gesture]) -> HashMap<GestureId, String> {
    let retired = library::retired().map(|g| (g.id, g.title));
    retired
        .chain(gestures.iter().map(|g| (g.id, g.title.clone())))
        .collect()
}

fn line(text: &str) -> Result<String, Error> {
    let text = plain::line(text);
    if text.chars().count() > NOTE_MOST {
        return Err(Error::Invalid(Invalid::TextLong(NOTE_MOST)));
    }
    Ok(text)
}
