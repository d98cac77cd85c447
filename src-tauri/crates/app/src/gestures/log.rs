//! Ticking: who did what, on which day, with a line beside it.

use chrono::{Duration, NaiveDate};
use domain::{
    gesture::{For, Tick},
    ids::TickId,
    people::Half,
    spoken,
    words::{app as words, fill, small_things},
};

use super::{InSight, LINE_MOST, NoSmallThing, line};
use crate::{App, Changed, Error, Invalid, encode, replies};

/// How many days back something may be ticked.
const BACK: Duration = Duration::days(365);

impl App {
    /// Says that `by` did it today, or on an earlier `day`: once a day, however often it is said. A line that stands there
    /// is only theirs to say anew.
    ///
    /// # Errors
    /// A gesture that is not there; a day ahead, or more than a year ago; a note of more than 280 characters.
    pub fn tick_gesture(
        &self,
        gesture: &str,
        by: replies::Half,
        day: Option<&str>,
        note: &str,
    ) -> Result<Changed<replies::Done>, Error> {
        let seen = self.titled_in_sight()?;
        let found = seen.gesture(gesture)?;
        let by = encode::half_from(by);
        let day = day.map_or(Ok(seen.today), |day| day_behind(day, seen.today))?;
        let of = match found.whom {
            For::Both => vec![Half::First, Half::Second],
            For::Other => vec![by.other()],
        };
        let favourite = seen.favourite(found, &of);
        let title = seen.title(found, favourite);
        let note = line(note, LINE_MOST)?;
        let that_day = self.read(|r| r.ticks(day, day + Duration::days(1)))?;
        let mut that_day = that_day.unwrap_or_default().into_iter();
        let tick = match that_day.find(|it| it.gesture == found.id && it.by == by) {
            // Said from the page and from a notification, it was done once all the same. A line that the other wrote is
            // theirs, and may not be seen; so it stays, and is not spoken of.
            Some(before) => {
                let stays = !before.note.is_empty() && seen.looking != Some(by);
                Tick {
                    note: if note.is_empty() || stays {
                        before.note.clone()
                    } else {
                        note
                    },
                    ..before
                }
            }
            None => Tick {
                id: TickId(self.new_id()),
                gesture: found.id,
                by,
                day,
                at: self.now(),
                note,
                called: if found.needs.is_some() {
                    title.clone()
                } else {
                    String::new()
                },
            },
        };
        let said = fill(words::SAID_TICKED, &[("title", &title)]);
        let changed = self.change(&said, Some(by), |w| w.put_tick(&tick))?;
        Ok(changed.done(said, tick.id.to_string()))
    }

    /// Keeps one line about a tick; an empty one takes it away.
    ///
    /// # Errors
    /// A tick that is not there or may not be seen; a line of more than 280 characters.
    pub fn note_tick(&self, tick: &str, note: &str) -> Result<Changed<replies::Done>, Error> {
        let (seen, mut tick) = self.ticked(tick)?;
        tick.note = line(note, LINE_MOST)?;
        let said = fill(words::SAID_NOTED, &[("title", &seen.called(&tick))]);
        let changed = self.change(&said, Some(tick.by), |w| w.put_tick(&tick))?;
        Ok(changed.done(said, tick.id.to_string()))
    }

    /// Says that it was on another day.
    ///
    /// # Errors
    /// A tick that is not there or may not be seen; a day ahead, or more than a year ago.
    pub fn date_tick(&self, tick: &str, day: &str) -> Result<Changed<replies::Done>, Error> {
        let (seen, mut tick) = self.ticked(tick)?;
        tick.day = day_behind(day, seen.today)?;
        let title = seen.called(&tick);
        let day = spoken::long_date(tick.day);
        let said = fill(small_things::SAID_DATED, &[("title", &title), ("day", &day)]);
        let changed = self.change(&said, Some(tick.by), |w| w.put_tick(&tick))?;
        Ok(changed.done(said, tick.id.to_string()))
    }

    /// Takes a tick back.
    ///
    /// # Errors
    /// A tick that is not there or may not be seen.
    pub fn untick(&self, tick: &str) -> Result<Changed<replies::Done>, Error> {
        let (seen, tick) = self.ticked(tick)?;
        let said = fill(words::SAID_UNTICKED, &[("title", &seen.called(&tick))]);
        let changed = self.change(&said, Some(tick.by), |w| w.remove_tick(tick.id))?;
        Ok(changed.done(said, tick.id.to_string()))
    }

    /// A tick that may be seen, by its id.
    pub(super) fn ticked(&self, tick: &str) -> Result<(InSight, Tick), Error> {
        let id: TickId = tick.parse().map_err(|_| Error::NotFound)?;
        let tick = self.read(|r| r.tick(id))?.flatten();
        let seen = self.titled_in_sight()?;
        let tick = tick.filter(|it| seen.sees(it)).ok_or(Error::NotFound)?;
        Ok((seen, tick))
    }
}

/// A day on which something may have been done: today, or one of the year behind it.
fn day_behind(day: &str, today: NaiveDate) -> Result<NaiveDate, Error> {
    let day = encode::date_from(day)?;
    if day > today {
        return Err(Error::Invalid(Invalid::DayAhead(spoken::long_date(day))));
    }
    if today - day > BACK {
        return Err(NoSmallThing::LongAgo(spoken::long_date_from(day, today)).into());
    }
    Ok(day)
}
