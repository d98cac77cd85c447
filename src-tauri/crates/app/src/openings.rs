//! When life happens: where a date may go that fell through, and a time for a new one.
//!
//! What both lives hold is put together in one place, [`Held`]; `domain::opening` and `domain::conflict` decide.
//!
//! ```text
//! series, busy layers, red-letter days ─▶ Held ─▶ opening ─▶ offered (here)
//!                                              ─▶ conflict ─▶ the plate's question (asked), the editor's note (meets)
//! ```

pub(crate) mod asked;
mod meets;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::{
    occurrence::{self, Occurrence, OccurrenceKey, Status},
    opening::{self, Busy, Lives, Note, Taken, Wish},
    people::{Half, People},
    red_letter::Sort,
    sentence,
    slot::{Kind, Slot},
    words::openings as words,
    zone,
};

use crate::{App, Error, Invalid, Series, encode, kinds, replies, settings::Preferences};

/// How many openings the plate and the sheets offer.
const OFFERED: usize = 2;

/// How many hours "Find a time" names.
const FOUND: usize = 5;

/// Nobody is asked out for five minutes from now.
pub(crate) const NOTICE: Duration = Duration::minutes(30);

/// How far ahead a new hour is looked for. The same week comes first anyway.
const AHEAD: Duration = Duration::days(15);

/// A calendar goes on where it has anything in so many days.
const GOES_ON: Duration = Duration::days(90);

/// Makes a sentence of words that say no day and no hour.
const SOME_HOUR: &str = "tomorrow 19:00";

/// What two lives already hold in a stretch of time.
pub(crate) struct Held {
    pub busy: Vec<Busy>,
    pub taken: Vec<Taken>,
    pub notes: Vec<Note>,
}

impl Held {
    pub(crate) fn lives<'a>(&'a self, p: &Preferences, here: Tz) -> Lives<'a> {
        Lives {
            busy: &self.busy,
            taken: &self.taken,
            notes: &self.notes,
            travel: Duration::minutes(p.travel.into()),
            quiet: p.quiet,
            here,
        }
    }
}

impl App {
    /// Where one date might go: its back-up hour first, the same week before later ones, at most two.
    ///
    /// # Errors
    /// Not a key, or a date that the planner does not know.
    pub fn openings(&self, key: &str) -> Result<replies::Openings, Error> {
        let (slot, _, o) = self.find(key)?;
        self.openings_of(&slot, &o, &self.series()?, &self.preferences()?)
    }

    /// Hours that are open to both, for a date that is only wished for.
    ///
    /// # Errors
    /// A kind or a day that is none; no length, or more than a day.
    pub fn find_time(&self, form: &replies::FindForm) -> Result<replies::Openings, Error> {
        let p = self.preferences()?;
        let kind = match &form.kind {
            Some(word) => self.kind_named(word)?,
            None => Kind::Date,
        };
        let minutes = match form.minutes {
            Some(minutes) if (1..=24 * 60).contains(&minutes) => minutes,
            Some(_) => return Err(Error::Invalid(Invalid::Minutes)),
            None => kinds::usual_minutes(kind, &p),
        };
        let from = match &form.from {
            Some(day) => {
                let day = encode::date_from(day)?;
                zone::instant(day.and_time(NaiveTime::MIN), self.zone()).max(self.now() + NOTICE)
            }
            None => self.now() + NOTICE,
        };
        let wish = Wish {
            minutes,
            kind,
            from,
            until: from + AHEAD,
            around: None,
            backup: None,
            week: p.week,
            most: FOUND,
        };
        let mut found = self.offer(&wish, None, &self.series()?, &p)?;
        let title = form.sentence.as_deref().and_then(|text| self.title_in(text, &p));
        if let Some(title) = title {
            for opening in &mut found.openings {
                let start = encode::wall_from(&opening.start_local)?;
                opening.sentence = self.sentence_at(&title, kind, start, minutes, &p);
            }
        }
        Ok(found)
    }

    /// What both lives hold in `from <= at < until`, one occurrence of ours left out.
    pub(crate) fn held(
        &self,
        series: &Series,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
        except: Option<OccurrenceKey>,
    ) -> Result<Held, Error> {
        let mut taken = Vec::new();
        // What began the day before may still go on, and what a day was like is asked of whole days.
        let wide = from - Duration::days(1);
        for (slot, changes) in series {
            let found = occurrence::occurrences(slot, changes, wide, until, self.zone(), self.now())?;
            taken.extend(
                found
                    .iter()
                    .filter(|o| Some(o.key) != except)
                    .filter_map(taken_by),
            );
        }
        Ok(Held {
            busy: self.busy_between(wide, until + Duration::days(1))?,
            taken,
            notes: self.notes(from, until)?,
        })
    }

    /// Openings for a wish, said.
    pub(crate) fn offer(
        &self,
        wish: &Wish,
        except: Option<OccurrenceKey>,
        series: &Series,
        p: &Preferences,
    ) -> Result<replies::Openings, Error> {
        let held = self.held(series, wish.from, wish.until, except)?;
        let (here, today) = (self.zone(), self.here().date());
        let found = opening::openings(&held.lives(p, here), wish);
        let people = self.people()?.unwrap_or_else(nobody);
        let said = |o: &opening::Opening| {
            let start = zone::civil(o.start, here);
            replies::Opening {
                start_local: encode::wall(start),
                to: encode::wall(start),
                minutes: wish.minutes,
                said: o.said(today, p.clock, here),
                why: opening::say(&o.why, &people),
                sentence: self.sentence_at("", wish.kind, start, wish.minutes, p),
            }
        };
        let knows = match found.iter().map(|o| o.end).max() {
            Some(last) => self.knows_both(last)?,
            None => true,
        };
        Ok(replies::Openings {
            heading: match found.len() {
                // Of whom nothing is known, nothing is said.
                1 if !knows => words::ONE_UNKNOWN.to_owned(),
                2.. if !knows => words::SOME_UNKNOWN.to_owned(),
                _ => opening::heading(&found, today, p.week, here),
            },
            openings: found.iter().map(said).collect(),
        })
    }

    /// Where an occurrence might go instead.
    pub(crate) fn openings_of(
        &self,
        slot: &Slot,
        o: &Occurrence,
        series: &Series,
        p: &Preferences,
    ) -> Result<replies::Openings, Error> {
        let from = self.now() + NOTICE;
        let wish = Wish {
            minutes: u32::try_from((o.end - o.start).num_minutes()).unwrap_or(slot.minutes),
            kind: slot.kind,
            from,
            until: from.max(o.start) + AHEAD,
            around: Some(zone::civil(o.start, self.zone())),
            backup: slot.backup,
            week: p.week,
            most: OFFERED,
        };
        // Where it is and nobody is busy it is already: other hours are asked for.
        let stands = matches!(o.status, Status::Planned | Status::Moved) && o.start > self.now();
        let own = stands && self.clashes_of(&[meets::evening(o)])?.is_empty();
        let mut offered = self.offer(&wish, (!own).then_some(o.key), series, p)?;
        if o.zone != self.zone() {
            // It counts its hours by its own clock, and is moved by it.
            for opening in &mut offered.openings {
                let at = zone::instant(encode::wall_from(&opening.start_local)?, self.zone());
                opening.to = encode::wall(zone::civil(at, o.zone));
            }
        }
        Ok(offered)
    }

    /// The words of a title in what is typed, which may say no hour yet.
    fn title_in(&self, text: &str, p: &Preferences) -> Option<String> {
        let context = self.context(p);
        let with_hour = || sentence::read(&format!("{text} {}", SOME_HOUR), &context);
        let reading = sentence::read(text, &context).or_else(|_| with_hour()).ok()?;
        (!reading.draft.title.is_empty()).then_some(reading.draft.title)
    }

    /// A sentence that makes a date at an hour.
    pub(crate) fn sentence_at(
        &self,
        title: &str,
        kind: Kind,
        start: NaiveDateTime,
        minutes: u32,
        p: &Preferences,
    ) -> String {
        let draft = sentence::Draft {
            title: title.to_owned(),
            ..draft(kind, start, minutes)
        };
        sentence::sentence(&draft, &self.context(p))
    }

    /// Whether there is a calendar of each of them that goes on after a moment, so that it can be said that they are free
    /// until then. One that was read in the spring says nothing of the autumn.
    fn knows_both(&self, until: DateTime<Utc>) -> Result<bool, Error> {
        let after = self.busy_between(until, until + GOES_ON)?;
        let of = |half| after.iter().any(|busy| busy.half == half);
        Ok(of(Half::First) && of(Half::Second))
    }

    /// What the days of a stretch are known for.
    fn notes(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Note>, Error> {
        let days = [from, until].map(|at| zone::civil(at, self.zone()).date());
        let red = self.read(|r| r.red_letters())?.unwrap_or_default();
        let years = days[0].year()..=days[1].year();
        Ok(red
            .iter()
            .flat_map(|day| {
                years
                    .clone()
                    .filter_map(move |year| Some((day, day.in_year(year)?)))
            })
            .filter(|(_, day)| days[0] <= *day && *day <= days[1])
            .map(|(red, day): (_, NaiveDate)| Note {
                day,
                text: match red.sort {
                    Sort::Anniversary => words::YOUR_ANNIVERSARY.to_owned(),
                    _ => red.words.clone(),
                },
            })
            .collect())
    }
}

/// The stretch that an occurrence takes, and only of what is no secret what it is.
fn taken_by(o: &Occurrence) -> Option<Taken> {
    (!matches!(o.status, Status::Skipped | Status::LetGo)).then(|| Taken {
        from: o.start,
        until: o.end,
        called: match o.kind {
            Kind::CheckIn => words::THE_CHECK_IN.to_owned(),
            Kind::OutsideHelp => words::THE_APPOINTMENT.to_owned(),
            _ => String::new(),
        },
    })
}

/// A date that comes once.
pub(crate) fn draft(kind: Kind, start: NaiveDateTime, minutes: u32) -> sentence::Draft {
    sentence::Draft {
        title: String::new(),
        kind,
        start,
        minutes,
        rule: None,
        times: None,
    }
}

/// Before there are names nobody is named: there are no calendars of theirs either.
pub(crate) fn nobody() -> People {
    People {
        first: String::new(),
        second: String::new(),
    }
}
