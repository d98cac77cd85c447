//! What the plate asks in place of the next date: where one may go that did not happen, and one that meets something.
//!
//! One question at a time, and none in a pause or in the way of a date that is today.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Timelike, Utc};
use chrono_tz::Tz;
use domain::{
    conflict::{self, Evening},
    occurrence::{self, Occurrence, Status},
    pause,
    people::People,
    slot::Slot,
    spoken, zone,
};

use super::meets::{evening, left_word};
use crate::{App, Error, encode, pages::Page, replies};

/// The hours of a morning in which a date of the day before is asked about. At half past midnight its evening is not over.
const MORNING: std::ops::Range<u32> = 5..12;

/// The plate asks about a clash this long before.
const ASKED_BEFORE: Duration = Duration::days(7);

/// When the question of a morning comes, and when it is gone.
pub(crate) fn morning(day: NaiveDate, here: Tz) -> [DateTime<Utc>; 2] {
    [MORNING.start, MORNING.end].map(|hour| {
        let at = NaiveTime::from_hms_opt(hour, 0, 0).expect("BUG: a whole hour");
        zone::instant(day.and_time(at), here)
    })
}

impl App {
    /// The question that takes the plate, if there is one.
    pub(crate) fn asked(
        &self,
        page: &Page,
        next: Option<&(Occurrence, &Slot)>,
    ) -> Result<Option<replies::Plate>, Error> {
        let pauses = pause::spans(&page.preferences.pauses, self.zone());
        if pause::at(&pauses, self.now()).is_some() {
            return Ok(None);
        }
        let today = self.here().date();
        let is_today = next.is_some_and(|(o, _)| zone::civil(o.start, self.zone()).date() <= today);
        if !is_today && let Some(asked) = self.life_happened(page, &pauses)? {
            return Ok(Some(asked));
        }
        let meeting = match next {
            Some((o, slot)) if is_today => self.meeting(page, &pauses, &[(o.clone(), slot)])?,
            Some(_) => self.meeting(page, &pauses, &self.soon(page)?)?,
            None => None,
        };
        Ok(meeting.map(|meeting| replies::Plate::Meets { meeting }))
    }

    /// A date of yesterday of which nobody has said anything: asked about this morning, and never again.
    fn life_happened(&self, page: &Page, pauses: &[pause::Span]) -> Result<Option<replies::Plate>, Error> {
        if !MORNING.contains(&self.here().hour()) {
            return Ok(None);
        }
        let today = self.here().date();
        let yesterday = self.occurrences_on(&page.series, today - Duration::days(1), today)?;
        let unsaid = (yesterday.iter().rev())
            // What lay in a pause counts neither way.
            .filter(|o| pause::at(pauses, o.start).is_none())
            .find(|o| o.status == Status::Past && o.kind.is_couple_time());
        let Some(o) = unsaid else { return Ok(None) };
        let (slot, _) = (page.series.iter())
            .find(|(slot, _)| slot.id == o.key.slot)
            .expect("BUG: an occurrence comes of one of these slots");
        let p = &page.preferences;
        Ok(Some(replies::Plate::LifeHappened {
            item: encode::item(o, page.people.as_ref(), self.zone(), p),
            day: spoken::long_date(zone::civil(o.start, self.zone()).date()),
            openings: self.openings_of(slot, o, &page.series, p)?,
        }))
    }

    /// The first of these dates that meets somebody's busy time, unless somebody said to leave it.
    fn meeting(
        &self,
        page: &Page,
        pauses: &[pause::Span],
        dates: &[(Occurrence, &Slot)],
    ) -> Result<Option<replies::Meeting>, Error> {
        let now = self.now();
        let asked_about = (dates.iter())
            // Of one that has begun nobody has to be asked any more, and of one in a pause nobody is.
            .filter(|(o, _)| now < o.start && o.start - now <= ASKED_BEFORE)
            .filter(|(o, _)| pause::at(pauses, o.start).is_none());
        let asked_about: Vec<_> = asked_about.collect();
        let Some(((first, _), until)) =
            (asked_about.first().copied()).zip(asked_about.iter().map(|(o, _)| o.end).max())
        else {
            return Ok(None);
        };
        let Some(people) = &page.people else {
            return Ok(None);
        };
        let busy = self.busy_between(first.start, until)?;
        let evenings: Vec<Evening> = asked_about.iter().map(|(o, _)| evening(o)).collect();
        let clashes = conflict::clashes(&evenings, &busy, Duration::zero());
        if clashes.is_empty() {
            return Ok(None);
        }
        let left = self.left()?;
        for clash in &clashes {
            let of_clash = |(o, _): &&&(Occurrence, &Slot)| evening(o) == clash.evening;
            let Some((o, slot)) = asked_about.iter().find(of_clash) else {
                continue;
            };
            if !left.contains(&left_word(o.key, clash)) {
                return Ok(Some(self.meeting_of(page, people, slot, o, clash)?));
            }
        }
        Ok(None)
    }

    fn meeting_of(
        &self,
        page: &Page,
        people: &People,
        slot: &Slot,
        o: &Occurrence,
        clash: &conflict::Clash,
    ) -> Result<replies::Meeting, Error> {
        let (p, here) = (&page.preferences, self.zone());
        let (evenings, clashes) = ([clash.evening], [clash.clone()]);
        let among = (&evenings[..], &clashes[..]);
        let said = conflict::say(clash, among, people, self.here().date(), p.clock, here);
        Ok(replies::Meeting {
            item: encode::item(o, Some(people), here, p),
            text: said.busy,
            openings: self.openings_of(slot, o, &page.series, p)?,
        })
    }

    /// The couple's own dates of the next days, by start. An appointment is not theirs to move.
    fn soon<'a>(&self, page: &'a Page) -> Result<Vec<(Occurrence, &'a Slot)>, Error> {
        let now = self.now();
        let mut found = Vec::new();
        for (slot, changes) in page.series.iter().filter(|(slot, _)| slot.kind.is_couple_time()) {
            let until = now + ASKED_BEFORE + Duration::seconds(1);
            let dates = occurrence::occurrences(slot, changes, now, until, self.zone(), now)?;
            let open = dates
                .into_iter()
                .filter(|o| matches!(o.status, Status::Planned | Status::Moved));
            found.extend(open.map(|o| (o, slot)));
        }
        found.sort_by_key(|(o, _)| (o.start, o.key));
        Ok(found)
    }
}
