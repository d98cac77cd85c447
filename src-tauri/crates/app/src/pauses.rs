//! Pauses: until tomorrow, for a week, for a range of days. Nothing piles up meanwhile.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use domain::{
    ids::PauseId,
    pause::{self, Pause},
    quiet::QuietHours,
    spoken,
    words::{app as words, fill},
    zone,
};

use crate::{App, Changed, Error, Invalid, encode, replies, settings::Preferences};

/// No pause is longer.
const MOST: Duration = Duration::days(366);

impl App {
    /// Pauses that are on or ahead, and what can be chosen.
    pub fn pauses(&self) -> Result<replies::Pauses, Error> {
        let p = self.preferences()?;
        let here = self.here();
        let [until_tomorrow, for_a_week] = self.pause_choices(&p);
        Ok(replies::Pauses {
            now: self.paused_words(&p),
            pauses: p
                .pauses
                .iter()
                .filter(|pause| here < pause.until)
                .map(|pause| replies::PauseItem {
                    id: pause.id.to_string(),
                    words: self.pause_words(pause, &p),
                    on: pause.from <= here,
                })
                .collect(),
            until_tomorrow,
            for_a_week,
            today: here.date().to_string(),
        })
    }

    /// Holds all reminders for a while. A pause that is on is made as long as this one says.
    ///
    /// # Errors
    /// Not days, days that lie behind us or in the wrong order, more than a year.
    pub fn pause_reminders(&self, form: &replies::PauseForm) -> Result<Changed<replies::Done>, Error> {
        let p = self.preferences()?;
        let here = minute(self.here());
        let (from, until) = match form {
            replies::PauseForm::Tomorrow => (here, morning(here.date() + Duration::days(1), &p)),
            replies::PauseForm::Week => (here, morning(here.date() + Duration::days(7), &p)),
            replies::PauseForm::Range { from, to } => days(
                encode::date_from(from.trim())?,
                encode::date_from(to.trim())?,
                here,
            )?,
        };
        let on: Vec<Pause> = p
            .pauses
            .iter()
            .copied()
            .filter(|pause| covers(pause, here))
            .collect();
        let at_once = from <= here;
        let made = match on.first().filter(|_| at_once) {
            Some(first) => Pause { until, ..*first },
            None => Pause {
                id: PauseId(self.new_id()),
                from,
                until,
            },
        };
        let said = fill(words::SAID_PAUSED, &[("when", &self.until_words(until, &p))]);
        let changed = self.change(&said, None, |w| {
            if at_once {
                on.iter().skip(1).try_for_each(|other| w.remove_pause(other.id))?;
            }
            w.put_pause(&made)
        })?;
        Ok(done(changed, said, made.id.to_string()))
    }

    /// Ends the pause that is on. What it covered so far stays a pause.
    pub fn resume_reminders(&self) -> Result<Changed<replies::Done>, Error> {
        let p = self.preferences()?;
        let here = minute(self.here());
        let on: Vec<Pause> = p
            .pauses
            .iter()
            .copied()
            .filter(|pause| covers(pause, here))
            .collect();
        if on.is_empty() {
            let said = words::NOT_PAUSED.to_owned();
            let nothing = Changed {
                value: (),
                topics: vec![],
            };
            return Ok(done(nothing, said, String::new()));
        }
        let said = words::SAID_RESUMED.to_owned();
        let changed = self.change(&said, None, |w| {
            on.iter().try_for_each(|pause| {
                if pause.from < here {
                    w.put_pause(&Pause {
                        until: here,
                        ..*pause
                    })
                } else {
                    w.remove_pause(pause.id)
                }
            })
        })?;
        Ok(done(changed, said, String::new()))
    }

    /// Removes a pause as if it had never been planned; one that is on ends now.
    ///
    /// # Errors
    /// There is none with that id.
    pub fn remove_pause(&self, id: &str) -> Result<Changed<replies::Done>, Error> {
        let p = self.preferences()?;
        let id: PauseId = id.parse().map_err(|_| Error::NotFound)?;
        let pause = p
            .pauses
            .iter()
            .find(|pause| pause.id == id)
            .ok_or(Error::NotFound)?;
        if covers(pause, minute(self.here())) {
            return self.resume_reminders();
        }
        let said = fill(
            words::SAID_PAUSE_REMOVED,
            &[("when", &self.pause_words(pause, &p))],
        );
        let changed = self.change(&said, None, |w| w.remove_pause(id))?;
        Ok(done(changed, said, String::new()))
    }

    /// "Until tomorrow, 7 am" and "For a week, until Tuesday 20 October".
    pub(crate) fn pause_choices(&self, p: &Preferences) -> [String; 2] {
        let today = self.here().date();
        let [tomorrow, week] = [1, 7].map(|days| morning(today + Duration::days(days), p));
        [
            fill(
                words::PAUSE_UNTIL_TOMORROW,
                &[("time", &spoken::time(tomorrow.time(), p.clock))],
            ),
            fill(
                words::PAUSE_FOR_A_WEEK,
                &[("day", &spoken::long_date(week.date()))],
            ),
        ]
    }

    /// Until when reminders are paused now, said; empty when they are not.
    pub(crate) fn paused_words(&self, p: &Preferences) -> String {
        let spans = pause::spans(&p.pauses, self.zone());
        match pause::at(&spans, self.now()) {
            Some(span) => {
                let until = zone::civil(span.until, self.zone());
                fill(words::PAUSED_UNTIL, &[("when", &self.until_words(until, p))])
            }
            None => String::new(),
        }
    }

    /// "tomorrow", "Monday 19 October".
    fn until_words(&self, until: NaiveDateTime, p: &Preferences) -> String {
        let today = self.here().date();
        match (until.date() - today).num_days() {
            0 => fill(
                words::PAUSE_TODAY,
                &[("time", &spoken::time(until.time(), p.clock))],
            ),
            1 => words::PAUSE_TOMORROW.to_owned(),
            _ => spoken::long_date_from(until.date(), today),
        }
    }

    /// "Saturday 24 October to Sunday 1 November", with hours where it does not begin and end with a day.
    fn pause_words(&self, pause: &Pause, p: &Preferences) -> String {
        let today = self.here().date();
        let said = |at: NaiveDateTime, day: NaiveDate| {
            let day = spoken::long_date_from(day, today);
            if at.time() == NaiveTime::MIN {
                day
            } else {
                format!("{day}, {}", spoken::time(at.time(), p.clock))
            }
        };
        let last = if pause.until.time() == NaiveTime::MIN {
            pause.until.date() - Duration::days(1)
        } else {
            pause.until.date()
        };
        if pause.from.time() == NaiveTime::MIN
            && pause.until.time() == NaiveTime::MIN
            && pause.from.date() == last
        {
            return spoken::long_date_from(last, today);
        }
        fill(
            words::PAUSE_SPAN,
            &[
                ("from", &said(pause.from, pause.from.date())),
                ("to", &said(pause.until, last)),
            ],
        )
    }
}

/// When the quiet hours of a day end, or seven where they do not end in the morning.
fn morning(day: NaiveDate, p: &Preferences) -> NaiveDateTime {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).expect("BUG: 12:00 is a time");
    if p.quiet.to < noon && p.quiet.from != p.quiet.to {
        day.and_time(p.quiet.to)
    } else {
        day.and_time(QuietHours::DEFAULT.to)
    }
}

/// From the beginning of one day, or now, to the end of another.
fn days(
    from: NaiveDate,
    to: NaiveDate,
    here: NaiveDateTime,
) -> Result<(NaiveDateTime, NaiveDateTime), Error> {
    if to < from {
        return Err(Error::Invalid(Invalid::PauseOrder));
    }
    if to < here.date() {
        return Err(Error::Invalid(Invalid::PausePast));
    }
    if to - from >= MOST {
        return Err(Error::Invalid(Invalid::PauseLong));
    }
    let until = (to + Duration::days(1)).and_time(NaiveTime::MIN);
    Ok((from.and_time(NaiveTime::MIN).max(here), until))
}

fn covers(pause: &Pause, here: NaiveDateTime) -> bool {
    pause.from <= here && here < pause.until
}

fn minute(at: NaiveDateTime) -> NaiveDateTime {
    at.with_second(0)
        .and_then(|at| at.with_nanosecond(0))
        .unwrap_or(at)
}

fn done(changed: Changed<()>, said: String, id: String) -> Changed<replies::Done> {
    let mut topics = changed.topics;
    topics.push(replies::Topic::Reminders);
    topics.sort();
    topics.dedup();
    Changed {
        value: replies::Done { said, id },
        topics,
    }
}
