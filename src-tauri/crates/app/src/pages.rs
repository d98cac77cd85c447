//! The pages of days: Today, a month, the agenda.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike};
use domain::{
    gesture,
    occurrence::{self, Occurrence, Status},
    people::People,
    plan,
    red_letter::RedLetter,
    slot::Slot,
    spoken,
    words::{app as words, fill},
    zone,
};

use crate::{App, Error, Series, encode, gestures, red_letters, replies, settings::Preferences};

/// How far ahead the plate looks for the next date.
const AHEAD: Duration = Duration::days(400);

/// What is loaded once for a page of days.
pub(crate) struct Page {
    pub people: Option<People>,
    pub preferences: Preferences,
    pub series: Series,
    pub small: gestures::InSight,
    pub red: Vec<RedLetter>,
}

impl App {
    /// What is coming, day by day: `from <= day < to`, skipped dates left out, red-letter days at the head of theirs.
    pub fn agenda(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<replies::Item>, Error> {
        let people = self.people()?;
        let p = self.preferences()?;
        let found = self.occurrences_on(&self.series()?, from, to)?;
        let mut items = self.red_letter_items(from, to)?;
        items.extend(
            found
                .iter()
                .filter(|o| o.status != Status::Skipped)
                .map(|o| encode::item(o, people.as_ref(), self.zone(), &p)),
        );
        // Stable: of what begins at midnight the red-letter day stays first.
        items.sort_by(|a, b| a.local_start.cmp(&b.local_start));
        Ok(items)
    }

    /// Today: the plate, the week, what might suit.
    pub fn today(&self) -> Result<replies::Today, Error> {
        let page = self.page()?;
        let today = self.here().date();
        let small = self.in_sight()?;
        let monday = first_of_week(today, &page.preferences);
        let week = self.days(&page, monday, monday + Duration::days(7), today.month())?;
        Ok(replies::Today {
            date: today.to_string(),
            weekday: spoken::day_name(today.weekday()).to_owned(),
            day_month: spoken::date(today),
            plate: self.plate(&page, today)?,
            week,
            suggestions: self.suggested(&small)?,
            notice: self.to_notice(&small)?,
            starter: self.card_for_tonight()?,
            away: self.away()?,
            paused: self.paused_words(&page.preferences),
        })
    }

    /// A month as whole weeks; `None` is the month of today. `2026-10`.
    ///
    /// # Errors
    /// Not a month.
    pub fn month(&self, month: Option<&str>) -> Result<replies::Month, Error> {
        let page = self.page()?;
        let first = match month {
            Some(text) => encode::date_from(&format!("{text}-01"))?,
            None => self
                .here()
                .date()
                .with_day(1)
                .expect("BUG: every month has a first"),
        };
        let next = first + chrono::Months::new(1);
        let from = first_of_week(first, &page.preferences);
        let last = first_of_week(next - Duration::days(1), &page.preferences) + Duration::days(7);
        let days = self.days(&page, from, last, first.month())?;
        let columns: Vec<NaiveDate> = (0..7).map(|n| from + Duration::days(n)).collect();
        Ok(replies::Month {
            month: first.format("%Y-%m").to_string(),
            name: spoken::month_name(first.month()).to_owned(),
            year: first.year().to_string(),
            previous: (first - chrono::Months::new(1)).format("%Y-%m").to_string(),
            next: next.format("%Y-%m").to_string(),
            weekdays: columns
                .iter()
                .map(|d| spoken::day_short(d.weekday()).to_owned())
                .collect(),
            weekday_names: columns
                .iter()
                .map(|d| spoken::day_name(d.weekday()).to_owned())
                .collect(),
            weeks: days.chunks(7).map(<[replies::Day]>::to_vec).collect(),
        })
    }

    /// The next date that is still ahead or on.
    pub(crate) fn next_date(&self) -> Result<Option<Occurrence>, Error> {
        Ok(self.next_of(&self.series()?)?.map(|(o, _)| o))
    }

    /// Occurrences whose start lies on one of the days `from <= day < to` here, skipped ones included.
    pub(crate) fn occurrences_on(
        &self,
        series: &Series,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Occurrence>, Error> {
        let here = self.zone();
        let bounds = [from, to].map(|d| zone::instant(d.and_time(NaiveTime::MIN), here));
        let mut found = Vec::new();
        for (slot, changes) in series {
            found.extend(occurrence::occurrences(
                slot,
                changes,
                bounds[0],
                bounds[1],
                here,
                self.now(),
            )?);
        }
        found.sort_by_key(|o| (o.start, o.key));
        Ok(found)
    }

    pub(crate) fn page(&self) -> Result<Page, Error> {
        let preferences = self.preferences()?;
        Ok(Page {
            people: self.people()?,
            series: self.series()?,
            small: self.log_in_sight(&preferences)?,
            red: self.all_red_letters()?,
            preferences,
        })
    }

    pub(crate) fn days(
        &self,
        page: &Page,
        from: NaiveDate,
        to: NaiveDate,
        month: u32,
    ) -> Result<Vec<replies::Day>, Error> {
        let here = self.zone();
        let today = self.here().date();
        let found = self.occurrences_on(&page.series, from, to)?;
        let ticks = self.read(|r| r.ticks(from, to))?.unwrap_or_default();
        let departed = self.departed(page, from, to)?;
        let days = from.iter_days().take_while(|day| *day < to);
        Ok(days
            .enumerate()
            .map(|(n, day)| {
                let on = |o: &&Occurrence| zone::civil(o.start, here).date() == day;
                let done: Vec<&gesture::Tick> = ticks.iter().filter(|t| t.day == day).collect();
                replies::Day {
                    date: day.to_string(),
                    day: day.day(),
                    weekday: spoken::day_short(day.weekday()).to_owned(),
                    month: if n == 0 || day.day() == 1 {
                        spoken::month_short(day.month()).to_owned()
                    } else {
                        String::new()
                    },
                    today: day == today,
                    before: day < today,
                    inside: day.month() == month,
                    items: found
                        .iter()
                        .filter(on)
                        .filter(|o| o.status != Status::Skipped)
                        .map(|o| encode::item(o, page.people.as_ref(), here, &page.preferences))
                        .collect(),
                    departed: departed
                        .iter()
                        .filter(|(was, _)| was.date() == day)
                        .map(|(_, d)| d.clone())
                        .collect(),
                    halves: gestures::halves(done.iter().copied()),
                    ticks: done.iter().map(|t| page.small.tick(t)).collect(),
                    clocks: clocks(day, here),
                    red: red_letters::on(&page.red, day, today),
                    name: spoken::long_date(day),
                    away: spoken::away((day - today).num_days()),
                }
            })
            .collect())
    }

    /// What is left on the days that dates were moved away from, with the hour it had here.
    pub(crate) fn departed(
        &self,
        page: &Page,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(NaiveDateTime, replies::Departed)>, Error> {
        let here = self.zone();
        let mut left = Vec::new();
        for (slot, changes) in &page.series {
            let own = slot.zone_here(here);
            for change in changes.values().filter(|c| !c.skipped) {
                let Some(moved_to) = change.moved_to else { continue };
                let was = zone::civil(zone::instant(change.key.original, own), here);
                let is = zone::civil(zone::instant(moved_to, own), here);
                if was.date() < from || was.date() >= to || was.date() == is.date() {
                    continue;
                }
                let departed = replies::Departed {
                    key: change.key.to_string(),
                    at: spoken::time(was.time(), page.preferences.clock),
                    to: fill(words::TO_DAY, &[("day", &encode::day_in_brief(is.date()))]),
                    to_date: is.date().to_string(),
                };
                left.push((was, departed));
            }
        }
        Ok(left)
    }

    fn plate(&self, page: &Page, today: NaiveDate) -> Result<replies::Plate, Error> {
        let p = &page.preferences;
        let people = page.people.as_ref();
        let next = self.next_of(&page.series)?;
        if let Some(asked) = self.asked(page, next.as_ref())? {
            return Ok(asked);
        }
        let Some((o, slot)) = next else {
            return Ok(replies::Plate::Empty);
        };
        let (days, away) = self.how_far(&o);
        let lines = (0..=days.min(5)).map(|n| match n {
            0 => words::TODAY.to_owned(),
            n => spoken::day_short((today + Duration::days(n)).weekday()).to_owned(),
        });
        Ok(replies::Plate::Next {
            standing: slot.is_standing(),
            days: u32::try_from(days).unwrap_or(u32::MAX),
            away,
            reminder: self.next_reminder(slot, &o, p),
            lines: lines.collect(),
            plan: self.plan_glance(&o, p)?,
            item: encode::item(&o, people, self.zone(), p),
        })
    }

    /// The next date and how far it is, for the tray.
    pub(crate) fn plate_next(&self, p: &Preferences) -> Result<Option<(replies::Item, String)>, Error> {
        let next = self.next_date()?;
        Ok(next.map(|o| (encode::item(&o, None, self.zone(), p), self.how_far(&o).1)))
    }

    /// Days from today, and the same said: "in 2 days", "tonight", "now".
    pub(crate) fn how_far(&self, o: &Occurrence) -> (i64, String) {
        let local = zone::civil(o.start, self.zone());
        let days = (local.date() - self.here().date()).num_days().max(0);
        let away = match days {
            _ if o.start <= self.now() => words::NOW.to_owned(),
            0 if local.hour() >= 17 => words::TONIGHT.to_owned(),
            _ => spoken::away(days),
        };
        (days, away)
    }

    /// The next couple time that has not ended, with its slot. Outside help and the check-in have their place in the week, not on the plate.
    fn next_of<'a>(&self, series: &'a Series) -> Result<Option<(Occurrence, &'a Slot)>, Error> {
        let now = self.now();
        let mut best: Option<(Occurrence, &Slot)> = None;
        for (slot, changes) in series.iter().filter(|(slot, _)| slot.kind.is_couple_time()) {
            // Two steps: most standing dates come within a month, and only a rare one needs the long look.
            let far = if slot.rule.is_none() {
                (zone::instant(slot.start, self.zone()) - now).max(AHEAD) + Duration::days(2)
            } else {
                AHEAD
            };
            for ahead in [Duration::days(35), far] {
                let from = now - Duration::minutes(i64::from(slot.minutes));
                let found = occurrence::occurrences(slot, changes, from, now + ahead, self.zone(), now)?;
                let next = found
                    .into_iter()
                    .find(|o| o.end > now && matches!(o.status, Status::Planned | Status::Moved));
                if let Some(o) = next {
                    if best.as_ref().is_none_or(|(b, _)| o.start < b.start) {
                        best = Some((o, slot));
                    }
                    break;
                }
            }
        }
        Ok(best)
    }

    fn next_reminder(&self, slot: &Slot, o: &Occurrence, p: &Preferences) -> String {
        let policy = self.policy(p, uuid::Uuid::nil());
        let due = plan::reminders(o, &slot.leads, &policy)
            .into_iter()
            .find(|r| r.due > self.now());
        due.map(|r| self.brief(r.due, p)).unwrap_or_default()
    }
}

pub(crate) fn first_of_week(day: NaiveDate, p: &Preferences) -> NaiveDate {
    day.week(p.week).first_day()
}

/// "Clocks back" on a day that is longer than 24 hours here, "Clocks forward" on a shorter one.
fn clocks(day: NaiveDate, here: chrono_tz::Tz) -> String {
    let offset = |day: NaiveDate| {
        let at = zone::instant(day.and_time(NaiveTime::MIN), here);
        here.offset_from_utc_datetime(&at.naive_utc())
            .fix()
            .local_minus_utc()
    };
    match offset(day + Duration::days(1)) - offset(day) {
        0 => String::new(),
        change if change < 0 => words::CLOCKS_BACK.to_owned(),
        _ => words::CLOCKS_FORWARD.to_owned(),
    }
}
