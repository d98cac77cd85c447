//! One evening of a series put somewhere else, and how far that reaches: only this one, this and those after it, or all
//! from now on.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use domain::{
    conflict::{self, Evening},
    occurrence::{Occurrence, OccurrenceKey},
    recurrence::HORIZON,
    sentence::Refusal,
    spoken,
    words::{fill, series as words},
    zone,
};

use crate::{App, Changed, Error, Invalid, replies, replies::Scope, settings::Preferences};

/// Where an evening is to go.
struct Place {
    start: NaiveDateTime,
    minutes: u32,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl App {
    /// Puts an evening at a wall time here, and makes it as long as is said: what a hand does that drags it or its edge.
    ///
    /// # Errors
    /// Not a key or a wall time; an hour behind us, or so far off that summer time is not known; no length, or more than
    /// a day.
    pub fn place(
        &self,
        key: &str,
        start_wall: &str,
        minutes: Option<u32>,
        scope: Option<Scope>,
    ) -> Result<Changed<replies::Done>, Error> {
        let (slot, changes, o) = self.find(key)?;
        let to = self.there(&o, start_wall, minutes)?;
        let p = self.preferences()?;
        self.can_go(&o, &to, &p)?;
        match scope.unwrap_or(Scope::This) {
            Scope::This => {
                let mut change = self.change_of(&changes, o.key);
                let moved = to.start != o.local;
                change.moved_to = (to.start != o.key.original).then_some(to.start);
                change.minutes = (to.minutes != slot.minutes).then_some(to.minutes);
                if moved {
                    change.skipped = false;
                    change.outcome = None;
                    change.timed_at = self.now();
                }
                let said = self.said(moved, &to, &p);
                self.save_change(change, said)
            }
            Scope::Following | Scope::All => Err(Error::Invalid(Invalid::Choice("scope".to_owned()))),
        }
    }

    /// The same, only said: for the reading beside the hand.
    ///
    /// # Errors
    /// Not a key or a wall time, or a date that the planner does not know.
    pub fn read_place(
        &self,
        key: &str,
        start_wall: &str,
        minutes: Option<u32>,
    ) -> Result<replies::Placing, Error> {
        let (_, _, o) = self.find(key)?;
        let p = self.preferences()?;
        let to = match self.there(&o, start_wall, minutes) {
            Ok(to) => to,
            // Where a hand lets it go can be too short; that it is no time at all is a slip of the caller's.
            Err(refused @ Error::Invalid(Invalid::Minutes)) => {
                return Ok(replies::Placing {
                    words: String::new(),
                    problem: Some(refused.problem()),
                    busy: String::new(),
                    choices: vec![],
                });
            }
            Err(other) => return Err(other),
        };
        Ok(replies::Placing {
            words: self.placed(&to, &p),
            problem: self.can_go(&o, &to, &p).err().map(|e| e.problem()),
            busy: self.busy_then(o.key, &to, &p)?,
            choices: vec![],
        })
    }

    /// Reads where an evening is to go: a wall time here. As long as it is, where nothing is said.
    fn there(&self, o: &Occurrence, start_wall: &str, minutes: Option<u32>) -> Result<Place, Error> {
        let here = crate::dates::wall_time(start_wall)
            .ok_or_else(|| Error::Invalid(Invalid::Time(start_wall.to_owned())))?;
        let as_it_is = u32::try_from((o.end - o.start).num_minutes()).unwrap_or(u32::MAX);
        let minutes = minutes.unwrap_or(as_it_is);
        if !(1..=24 * 60).contains(&minutes) {
            return Err(Error::Invalid(Invalid::Minutes));
        }
        let start = if o.zone == self.zone() {
            here
        } else {
            zone::civil(zone::instant(here, self.zone()), o.zone)
        };
        let from = zone::instant(start, o.zone);
        Ok(Place {
            start,
            minutes,
            from,
            until: from + Duration::minutes(minutes.into()),
        })
    }

    /// Whether an evening may be put there: ahead of us, and where summer time is known. Made longer or shorter, one that
    /// has begun stays where it is.
    fn can_go(&self, o: &Occurrence, to: &Place, p: &Preferences) -> Result<(), Error> {
        if to.start.date() >= HORIZON {
            return Err(Error::Sentence(Refusal::Impossible {
                said: to.start.date().to_string(),
                too_far: true,
            }));
        }
        if to.from <= self.now() && to.start != o.local {
            return Err(Error::Past {
                when: self.day_and_time(to.from, p),
            });
        }
        Ok(())
    }

    /// "Friday 16 October, 8 to 10 pm".
    fn placed(&self, to: &Place, p: &Preferences) -> String {
        let (from, until) = (
            zone::civil(to.from, self.zone()),
            zone::civil(to.until, self.zone()),
        );
        fill(
            words::PLACED,
            &[
                ("day", &spoken::long_date_from(from.date(), self.here().date())),
                ("hours", &spoken::hours(from.time(), until.time(), p.clock)),
            ],
        )
    }

    /// What the toast says.
    fn said(&self, moved: bool, to: &Place, p: &Preferences) -> String {
        let template = if moved {
            words::SAID_PLACED
        } else {
            words::SAID_RESIZED
        };
        fill(template, &[("when", &self.placed(to, p))])
    }

    /// Who is busy then, said; nothing where nobody is.
    fn busy_then(&self, key: OccurrenceKey, to: &Place, p: &Preferences) -> Result<String, Error> {
        let Some(people) = self.people()? else {
            return Ok(String::new());
        };
        let evening = [Evening {
            original: key.original,
            start: to.from,
            end: to.until,
        }];
        let busy = self.busy_between(to.from, to.until)?;
        let clashes = conflict::clashes(&evening, &busy, Duration::zero());
        Ok(clashes.first().map_or_else(String::new, |clash| {
            let among = (&evening[..], &clashes[..]);
            conflict::say(clash, among, &people, self.here().date(), p.clock, self.zone()).busy
        }))
    }
}
