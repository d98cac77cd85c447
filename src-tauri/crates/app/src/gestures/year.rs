//! A year of halves: that something was done is seen by both, what it was by whom it concerns.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, NaiveDate};
use domain::{
    people::Half,
    spoken,
    words::{fill, small_things as words},
};

use crate::{App, Error, Invalid, encode, pages, replies};

/// The years that can be leafed through.
const YEARS: std::ops::RangeInclusive<i32> = 1850..=2099;

/// A month is called busy once something was done on so many of its days.
const BUSY: usize = 4;

impl App {
    /// A year of halves; `None` is the year of today.
    ///
    /// # Errors
    /// A year before 1850 or after 2099.
    pub fn gesture_year(&self, year: Option<i32>) -> Result<replies::GestureYear, Error> {
        let p = self.preferences()?;
        let today = self.here().date();
        let year = year.unwrap_or(today.year());
        if !YEARS.contains(&year) {
            return Err(Error::Invalid(Invalid::Date(year.to_string())));
        }
        let first = new_year(year);
        let end = new_year(year + 1);
        let facts = self.read(|r| Ok((r.ticked_days(first, end)?, r.first_tick_day()?)))?;
        let (ticked, earliest) = facts.unwrap_or_default();
        let mut done: BTreeMap<NaiveDate, replies::Halves> = BTreeMap::new();
        for (day, half) in ticked {
            let halves = done.entry(day).or_default();
            match half {
                Half::First => halves.first = true,
                Half::Second => halves.second = true,
            }
        }
        let monday = pages::first_of_week(first, &p);
        let column = |day: NaiveDate| u32::try_from((day - monday).num_days() / 7).unwrap_or(0);
        let day = |day: NaiveDate| replies::GestureDay {
            date: day.to_string(),
            says: spoken::long_date(day),
            done: done.get(&day).copied().unwrap_or_default(),
        };
        let weeks = monday.iter_weeks().take_while(|week| *week < end);
        let within = |it: &NaiveDate| (first..end).contains(it);
        Ok(replies::GestureYear {
            year,
            before: earliest.is_some_and(|it| it < first),
            after: year < today.year(),
            months: (1..=12)
                .filter_map(|month| first.with_month(month))
                .map(|month| (spoken::month_short(month.month()).to_owned(), column(month)))
                .collect(),
            weekdays: monday
                .iter_days()
                .take(7)
                .map(|it| spoken::day_name(it.weekday()).to_owned())
                .collect(),
            weeks: weeks
                .map(|week| {
                    let days = week.iter_days().take(7);
                    days.map(|it| Some(it).filter(within).map(day)).collect()
                })
                .collect(),
            today: within(&today).then(|| today.to_string()),
            today_says: if within(&today) {
                self.said_of_today(today)?
            } else {
                String::new()
            },
            says: said(year, done.keys()),
        })
    }

    /// What was done on a day, as far as whoever looks may see.
    ///
    /// # Errors
    /// Not a date.
    pub fn gesture_day(&self, date: &str) -> Result<replies::GestureDayDetail, Error> {
        let day = encode::date_from(date)?;
        let seen = self.in_sight()?;
        let ticks = self
            .read(|r| r.ticks(day, day + Duration::days(1)))?
            .unwrap_or_default();
        Ok(replies::GestureDayDetail {
            date: day.to_string(),
            says: spoken::long_date(day),
            ticks: ticks.iter().map(|it| seen.tick(it)).collect(),
        })
    }

    fn said_of_today(&self, today: NaiveDate) -> Result<String, Error> {
        let done = self.gesture_day(&today.to_string())?.ticks;
        let mut titles: Vec<String> = Vec::new();
        for it in done {
            if !titles.contains(&it.title) {
                titles.push(it.title);
            }
        }
        Ok(match titles.len() {
            0 => String::new(),
            1 | 2 => fill(words::TODAY_SAYS, &[("titles", &titles.join(", "))]),
            _ => fill(words::TODAY_SAYS_MORE, &[("titles", &titles[..2].join(", "))]),
        })
    }
}

/// "Small things from January to October 2026. Busiest in May. Quiet in August." Of days, never of people.
fn said<'a>(year: i32, days: impl Iterator<Item = &'a NaiveDate>) -> String {
    let mut by_month = [0usize; 12];
    for day in days {
        by_month[day.month0() as usize] += 1;
    }
    let first = by_month.iter().position(|n| *n > 0);
    let last = by_month.iter().rposition(|n| *n > 0);
    let name = |month: usize| spoken::month_name(u32::try_from(month + 1).unwrap_or(1)).to_owned();
    let (Some(first), Some(last)) = (first, last) else {
        return fill(words::YEAR_NOTHING, &[("year", &year)]);
    };
    let span = if first == last {
        fill(words::YEAR_ONE_MONTH, &[("month", &name(first)), ("year", &year)])
    } else {
        fill(
            words::YEAR_MONTHS,
            &[("first", &name(first)), ("last", &name(last)), ("year", &year)],
        )
    };
    let mut parts = vec![fill(words::YEAR_SAYS, &[("span", &span)])];
    let most = by_month.iter().copied().max().unwrap_or(0);
    let named = |which: &dyn Fn(usize) -> bool| -> Vec<String> {
        let months = (first..=last).filter(|month| which(by_month[*month]));
        months.map(name).collect()
    };
    let busiest = named(&|n| n == most);
    if most >= BUSY && first != last && busiest.len() <= 2 {
        parts.push(fill(words::YEAR_BUSIEST, &[("months", &spoken::and(&busiest))]));
        let quiet = named(&|n| n * 4 <= most);
        if !quiet.is_empty() && quiet.len() <= 3 {
            parts.push(fill(words::YEAR_QUIET, &[("months", &spoken::and(&quiet))]));
        }
    }
    parts.join(" ")
}

fn new_year(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).expect("BUG: every year begins with the first of January")
}
