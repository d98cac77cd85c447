//! What a week still wants: dates that come so many times on any day, and have not found all their days; and setting one.
//!
//! Only what is still possible is said, and only of days ahead: a week that had one evening of two is not told so when it
//! is over, and neither is one that has no room left.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use domain::{
    occurrence::{self, Change, OccurrenceKey, Status},
    opening::Wish,
    phrase,
    recurrence::HORIZON,
    sentence::Refusal,
    slot::{Per, Slot, Times},
    spoken,
    words::{fill, kinds as words},
    zone,
};

use crate::{App, Changed, Error, Invalid, Series, dates, encode, kinds, replies, settings::Preferences};

/// How many openings are offered for each.
const OFFERED: usize = 2;

impl App {
    /// What the week of a day still wants, `2026-10-15`; of today, where none is given.
    ///
    /// # Errors
    /// Not a date.
    pub fn wanted(&self, day: Option<&str>) -> Result<Vec<replies::Wanted>, Error> {
        let slots = self.read(|r| r.slots())?.unwrap_or_default();
        if slots.iter().all(|slot| slot.times.is_none()) {
            return Ok(vec![]);
        }
        let p = self.preferences()?;
        let today = self.here().date();
        let day = day.map(encode::date_from).transpose()?.unwrap_or(today);
        let week = day.week(p.week).first_day();
        let series = self.series()?;
        let mut found = Vec::new();
        for (slot, changes) in &series {
            let Some(times) = slot.times else { continue };
            let (from, to) = span(times, week, today);
            let first = week.max(today).max(slot.start.date());
            if first >= to {
                continue;
            }
            let bounds = [from, to].map(|d| zone::instant(d.and_time(NaiveTime::MIN), self.zone()));
            let set = self.set_between(&series, slot, changes, bounds)?;
            let left = (times.count as usize).saturating_sub(set);
            if left == 0 {
                continue;
            }
            let last = to.min(week + Duration::days(7));
            let wish = self.wish(slot, first, last, &p);
            let openings = self.offer(&wish, None, &series, &p)?;
            if openings.openings.is_empty() {
                continue;
            }
            found.push(replies::Wanted {
                slot: slot.id.to_string(),
                title: match slot.shown_title() {
                    "" => kinds::name_of(slot.kind, &p),
                    title => title.to_owned(),
                },
                words: said(set, left),
                openings,
            });
        }
        Ok(found)
    }

    /// Sets an evening of a date at a wall time here, besides those that its rule gives; as long as the date usually is,
    /// where nothing is said.
    ///
    /// # Errors
    /// Not a date of theirs or a wall time; an hour behind us, or too far ahead; no length, or more than a day; an
    /// evening that is there already.
    pub fn add_occurrence(
        &self,
        slot: &str,
        start_wall: &str,
        minutes: Option<u32>,
    ) -> Result<Changed<replies::Done>, Error> {
        let (slot, p) = (self.slot(slot)?, self.preferences()?);
        let here = dates::wall_time(start_wall)
            .ok_or_else(|| Error::Invalid(Invalid::Wall(start_wall.to_owned())))?;
        let minutes = minutes.unwrap_or(slot.minutes);
        if !(1..=24 * 60).contains(&minutes) {
            return Err(Error::Invalid(Invalid::Minutes));
        }
        let at = zone::instant(here, self.zone());
        let when = self.day_and_time(at, &p);
        if at <= self.now() {
            return Err(Error::Past { when });
        }
        let original = zone::civil(at, slot.zone_here(self.zone()));
        if original.date() >= HORIZON {
            let said = start_wall.trim().to_owned();
            return Err(Error::Sentence(Refusal::Impossible { said, too_far: true }));
        }
        let key = OccurrenceKey {
            slot: slot.id,
            original,
        };
        let changes = self.read(|r| r.changes(slot.id))?.unwrap_or_default();
        let there = occurrence::occurrence(&slot, &changes, key, self.zone(), self.now())?;
        if there.as_ref().is_some_and(|o| o.status != Status::Skipped) {
            return Err(Error::Invalid(Invalid::AlreadyThere(when)));
        }
        let mut change = self.change_of(&changes, key);
        // One of its rule's that was skipped is its rule's again.
        change.added |= there.is_none();
        change.skipped = false;
        change.outcome = None;
        change.minutes = (minutes != slot.minutes).then_some(minutes);
        change.timed_at = self.now();
        self.save_change(change, fill(words::SAID_SET, &[("when", &when)]))
    }

    /// How many evenings of a date are set: its own, and those of the dates that it goes on from.
    fn set_between(
        &self,
        series: &Series,
        slot: &Slot,
        changes: &BTreeMap<NaiveDateTime, Change>,
        [from, to]: [DateTime<Utc>; 2],
    ) -> Result<usize, Error> {
        let mut count = 0;
        let mut one = Some((slot, changes));
        while let Some((slot, changes)) = one {
            let evenings = occurrence::occurrences(slot, changes, from, to, self.zone(), self.now())?;
            let set = evenings
                .iter()
                .filter(|o| !matches!(o.status, Status::Skipped | Status::LetGo));
            count += set.count();
            // A rhythm that was before it found its days by itself.
            let before = series.iter().find(|(s, _)| Some(s.id) == slot.continues);
            one = before.filter(|(s, _)| !s.is_standing()).map(|(s, c)| (s, c));
        }
        Ok(count)
    }

    /// An evening for it on the days `first <= day < to`.
    fn wish(&self, slot: &Slot, first: NaiveDate, to: NaiveDate, p: &Preferences) -> Wish {
        let midnight = |day: NaiveDate| zone::instant(day.and_time(NaiveTime::MIN), self.zone());
        let hour = slot.start.time();
        Wish {
            minutes: slot.minutes,
            kind: slot.kind,
            from: midnight(first).max(self.now()),
            until: midnight(to),
            around: (hour != NaiveTime::MIN).then(|| first.and_time(hour)),
            backup: slot.backup,
            week: p.week,
            most: OFFERED,
        }
    }
}

/// The days that count together: the week, or the month that its first day still ahead is in.
fn span(times: Times, week: NaiveDate, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    match times.per {
        Per::Week => (week, week + Duration::days(7)),
        Per::Month => {
            let day = week.max(today.min(week + Duration::days(6)));
            let first = day.with_day(1).expect("BUG: every month has a first");
            (first, first + chrono::Months::new(1))
        }
    }
}

/// "One is set, one to go", "Two to go".
fn said(set: usize, left: usize) -> String {
    let template = match set {
        0 => words::WANTED_NONE,
        1 => words::WANTED_ONE,
        _ => words::WANTED_SOME,
    };
    let (set, left) = (phrase::count(set), phrase::count(left));
    spoken::capital(&fill(template, &[("set", &set), ("left", &left)]))
}
