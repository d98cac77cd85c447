//! A week: dates and busy time on the hours of the wall, and what is open to both.
//!
//! Everything is put on a day in minutes from its midnight, as a clock on the wall shows them. What crosses midnight
//! stands on both days; where the clocks change, an hour that is there twice is drawn once.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc, Weekday};
use chrono_tz::Tz;
use domain::{
    layer::Layer,
    occurrence::{Occurrence, Status},
    opening::{self, Busy, Wish},
    people::{Half, People},
    sentence,
    slot::Kind,
    spoken,
    words::{fill, week as words},
    zone,
};

use crate::{
    App, Error, encode,
    openings::Held,
    pages::{self, Page},
    replies,
    settings::Preferences,
};

/// A gap is worth naming from this length on.
const LEAST: Duration = Duration::hours(1);

/// How long a date is that a gap is used for, where the gap has room.
const USUAL: u32 = 90;

/// The hours a week shows at first: from before lunch to the end of the evening.
const SHOWS: (u32, u32) = (11 * 60 + 30, 22 * 60 + 30);

/// A day in minutes.
const DAY: u32 = 24 * 60;

/// What is read of a week, once.
struct Facts {
    /// The couple's dates, skipped ones among them.
    found: Vec<Occurrence>,
    /// What both lives hold.
    held: Held,
    /// Their other calendars.
    layers: Vec<Layer>,
}

impl App {
    /// The week a day is in, `2026-10-15`; `None` is the week of today.
    ///
    /// # Errors
    /// Not a date.
    pub fn week(&self, date: Option<&str>) -> Result<replies::Week, Error> {
        let page = self.page()?;
        let (p, here, today) = (&page.preferences, self.zone(), self.here().date());
        let day = match date {
            Some(text) => encode::date_from(text)?,
            None => today,
        };
        let first = pages::first_of_week(day, p);
        let last = first + Duration::days(6);
        let next = first + Duration::days(7);
        let bounds = [first, next].map(|d| zone::instant(d.and_time(NaiveTime::MIN), here));
        let facts = Facts {
            // What began the evening before may reach into the first day.
            found: self.occurrences_on(&page.series, first - Duration::days(1), next)?,
            held: self.held(&page.series, bounds[0], bounds[1], None)?,
            layers: self.read(|r| r.layers())?.unwrap_or_default(),
        };
        let gone = self.departed(&page, first, next)?;
        let people = page.people.clone().unwrap_or_else(nobody);
        let days: Vec<replies::WeekDay> = self
            .days(&page, first, next, day.month())?
            .into_iter()
            .zip(first.iter_days())
            .map(|(reply, date)| replies::WeekDay {
                blocks: blocks(&facts.found, date, here, &page),
                gone: (gone.iter())
                    .filter(|(was, _)| was.date() == date)
                    .map(|(was, departed)| left_behind(was, departed))
                    .collect(),
                busy: busy_of_day(&facts.held.busy, date, here, &people, p),
                begins: spoken::long_date_from(date, today),
                day: reply,
            })
            .collect();
        let (title, beside) = title(first, last, today);
        let (gaps_heading, gaps) = self.gaps(&page, &facts, bounds, &people);
        Ok(replies::Week {
            date: first.to_string(),
            title,
            beside,
            name: fill(
                words::NAME,
                &[
                    ("first", &spoken::date(first)),
                    ("last", &spoken::date_from(last, today)),
                ],
            ),
            previous: (first - Duration::days(7)).to_string(),
            next: next.to_string(),
            quarters: quarters(p),
            shows: shows(&days),
            days,
            now: (first <= today && today <= last).then(|| self.present(p)),
            gaps_heading,
            gaps,
            sources: sources(&facts.layers),
        })
    }

    fn present(&self, p: &Preferences) -> replies::Now {
        let now = self.here();
        replies::Now {
            date: now.date().to_string(),
            minute: minute(now.time()),
            words: spoken::time(now.time(), p.clock),
        }
    }

    /// What is open to both from now on, outside the days that have a date, with the words above it.
    fn gaps(
        &self,
        page: &Page,
        facts: &Facts,
        [from, until]: [DateTime<Utc>; 2],
        people: &People,
    ) -> (String, Vec<replies::OpenGap>) {
        let (p, here) = (&page.preferences, self.zone());
        let from = from.max(self.now());
        if facts.layers.is_empty() {
            return (words::NO_CALENDAR.to_owned(), vec![]);
        }
        if from >= until {
            return (String::new(), vec![]);
        }
        let lives = facts.held.lives(p, here);
        let ahead = zone::civil(from, here).date();
        let mut dated: Vec<NaiveDate> = (facts.found.iter())
            .filter(|o| o.kind.is_couple_time() && !matches!(o.status, Status::Skipped | Status::LetGo))
            .map(|o| zone::civil(o.start, here).date())
            .filter(|day| *day >= ahead)
            .collect();
        dated.dedup();
        let mut gaps = opening::gaps(&lives, from, until, LEAST);
        gaps.retain(|gap| !dated.contains(&zone::civil(gap.from, here).date()));
        let outside: Vec<Weekday> = dated.iter().map(|day| day.weekday()).collect();
        let context = self.context(p);
        let said = gaps
            .iter()
            .map(|gap| {
                let room = u32::try_from((gap.until - gap.from).num_minutes()).unwrap_or(USUAL);
                let minutes = USUAL.min(room);
                let wish = Wish {
                    minutes,
                    kind: Kind::Date,
                    from: gap.from,
                    until: gap.until,
                    around: None,
                    backup: None,
                    week: p.week,
                    most: 1,
                };
                let best = opening::openings(&lives, &wish);
                let start = zone::civil(best.first().map_or(gap.from, |o| o.start), here);
                replies::OpenGap {
                    said: gap.said(p.clock, here),
                    why: spoken::capital(&opening::say(&gap.why, people)),
                    sentence: sentence::sentence(&plain(start, minutes), &context),
                    start: encode::wall(start),
                    minutes,
                }
            })
            .collect();
        (opening::summary(gaps.len(), LEAST, &outside), said)
    }
}

/// Where busy times come from, and whether titles came along; nothing where there are none.
fn sources(layers: &[Layer]) -> String {
    let text = match layers.len() {
        0 => return String::new(),
        1 => words::ONE_CALENDAR.to_owned(),
        n => fill(words::CALENDARS, &[("n", &domain::phrase::count(n))]),
    };
    let named: Vec<String> = (layers.iter())
        .filter(|l| l.names)
        .map(|l| l.name.clone())
        .collect();
    if named.is_empty() {
        return fill(words::NO_TITLES, &[("text", &text)]);
    }
    fill(
        words::SOME_TITLES,
        &[("text", &text), ("calendars", &spoken::and(&named))],
    )
}

/// "12–18" and "October"; over a change of month "28 Sep – 4 Oct". The year where it is not this one.
fn title(first: NaiveDate, last: NaiveDate, today: NaiveDate) -> (String, String) {
    let year = if last.year() == today.year() {
        String::new()
    } else {
        last.year().to_string()
    };
    if first.month() == last.month() {
        let days = fill(
            words::DAYS_OF_A_MONTH,
            &[("first", &first.day()), ("last", &last.day())],
        );
        let month = spoken::month_name(first.month());
        return (days, format!("{month} {year}").trim_end().to_owned());
    }
    let days = fill(
        words::DAYS_OF_TWO_MONTHS,
        &[
            ("first", &spoken::short_date(first)),
            ("last", &spoken::short_date(last)),
        ],
    );
    (days, year)
}

fn quarters(p: &Preferences) -> Vec<replies::Quarter> {
    (0..DAY / 15)
        .filter_map(|n| NaiveTime::from_num_seconds_from_midnight_opt(n * 15 * 60, 0))
        .map(|at| replies::Quarter {
            at: at.format("%H:%M").to_string(),
            words: spoken::time(at, p.clock),
        })
        .collect()
}

/// The usual hours, and half an hour around any date that lies outside them.
fn shows(days: &[replies::WeekDay]) -> (u32, u32) {
    let blocks = || days.iter().flat_map(|d| &d.blocks);
    let from = blocks()
        .filter(|b| b.begins)
        .map(|b| b.from.saturating_sub(30))
        .min();
    let until = blocks()
        .filter(|b| b.begins)
        .map(|b| (b.until + 30).min(DAY))
        .max();
    (
        from.map_or(SHOWS.0, |f| f.min(SHOWS.0)),
        until.map_or(SHOWS.1, |u| u.max(SHOWS.1)),
    )
}

/// The part of a stretch that lies on a day, in minutes on its wall.
fn on_day(from: DateTime<Utc>, until: DateTime<Utc>, day: NaiveDate, here: Tz) -> Option<(u32, u32)> {
    let (from, until) = (zone::civil(from, here), zone::civil(until, here));
    let midnight = day.and_time(NaiveTime::MIN);
    let tomorrow = midnight + Duration::days(1);
    if until <= midnight || from >= tomorrow {
        return None;
    }
    let at = |wall: NaiveDateTime| {
        let minutes = (wall.clamp(midnight, tomorrow) - midnight).num_minutes();
        u32::try_from(minutes).unwrap_or(0)
    };
    Some((at(from), at(until)))
}

/// The dates of a day, those that meet side by side.
fn blocks(found: &[Occurrence], day: NaiveDate, here: Tz, page: &Page) -> Vec<replies::Block> {
    let p = &page.preferences;
    let mut blocks: Vec<replies::Block> = found
        .iter()
        .filter(|o| !matches!(o.status, Status::Skipped | Status::LetGo))
        .filter_map(|o| on_day(o.start, o.end, day, here).map(|at| (o, at)))
        .map(|(o, (from, until))| {
            let (start, end) = (zone::civil(o.start, here), zone::civil(o.end, here));
            replies::Block {
                item: encode::item(o, page.people.as_ref(), here, p),
                from,
                // Where the clocks go back it may end on the wall before it begins.
                until: until.max(from + 15).min(DAY),
                hours: spoken::hours_short(start.time(), end.time(), p.clock),
                minutes: u32::try_from((o.end - o.start).num_minutes()).unwrap_or(DAY),
                column: 0,
                columns: 1,
                begins: start.date() == day,
                ends: end <= (day + Duration::days(1)).and_time(NaiveTime::MIN),
                movable: matches!(o.status, Status::Planned | Status::Moved | Status::Past),
            }
        })
        .collect();
    blocks.sort_by_key(|b| (b.from, b.until));
    side_by_side(&mut blocks);
    blocks
}

/// Gives blocks that meet columns of their own: the first one that is free again.
fn side_by_side(blocks: &mut [replies::Block]) {
    let mut first = 0;
    while first < blocks.len() {
        let mut ends: Vec<u32> = vec![];
        let mut reach = 0;
        let mut next = first;
        while next < blocks.len() && (next == first || blocks[next].from < reach) {
            let (from, until) = (blocks[next].from, blocks[next].until);
            let column = ends.iter().position(|end| *end <= from).unwrap_or(ends.len());
            if column == ends.len() {
                ends.push(until);
            } else {
                ends[column] = until;
            }
            blocks[next].column = u32::try_from(column).unwrap_or(0);
            reach = reach.max(until);
            next += 1;
        }
        for block in &mut blocks[first..next] {
            block.columns = u32::try_from(ends.len()).unwrap_or(1);
        }
        first = next;
    }
}

fn left_behind(was: &NaiveDateTime, departed: &replies::Departed) -> replies::Gone {
    let from = minute(was.time());
    replies::Gone {
        departed: departed.clone(),
        from,
        until: (from + 60).min(DAY),
    }
}

/// When each of the two is busy on a day: what overlaps or touches is one.
fn busy_of_day(
    busy: &[Busy],
    day: NaiveDate,
    here: Tz,
    people: &People,
    p: &Preferences,
) -> Vec<replies::BusyBlock> {
    let mut found = Vec::new();
    for half in [Half::First, Half::Second] {
        let mut lane: Vec<(u32, u32, Vec<&str>)> = Vec::new();
        let mut own: Vec<(u32, u32, &str)> = (busy.iter())
            .filter(|b| b.half == half)
            .filter_map(|b| on_day(b.from, b.until, day, here).map(|(f, u)| (f, u, b.title.as_str())))
            .filter(|(from, until, _)| from < until)
            .collect();
        own.sort_unstable();
        for (from, until, title) in own {
            match lane.last_mut() {
                Some(last) if from <= last.1 => {
                    last.1 = last.1.max(until);
                    if !title.is_empty() && !last.2.contains(&title) {
                        last.2.push(title);
                    }
                }
                _ => lane.push((from, until, if title.is_empty() { vec![] } else { vec![title] })),
            }
        }
        found.extend(lane.into_iter().map(|(from, until, titles)| {
            let titles: Vec<String> = titles.into_iter().map(str::to_owned).collect();
            let title = spoken::and(&titles);
            replies::BusyBlock {
                half: encode::half(half),
                from,
                until,
                words: say_busy(people.name(half), from, until, &title, p),
                title,
            }
        }));
    }
    found
}

fn say_busy(name: &str, from: u32, until: u32, title: &str, p: &Preferences) -> String {
    let text = if (from, until) == (0, DAY) {
        fill(words::BUSY_ALL_DAY, &[("name", &name)])
    } else {
        let hours = spoken::hours(time_of(from), time_of(until), p.clock);
        fill(words::BUSY, &[("name", &name), ("hours", &hours)])
    };
    if title.is_empty() {
        return text;
    }
    fill(words::TITLED, &[("text", &text), ("title", &title)])
}

/// A date of no particular sort.
fn plain(start: NaiveDateTime, minutes: u32) -> sentence::Draft {
    sentence::Draft {
        title: String::new(),
        kind: Kind::Date,
        start,
        minutes,
        rule: None,
        times: None,
    }
}

/// Before there are names, nobody has a calendar to be named in.
fn nobody() -> People {
    People {
        first: String::new(),
        second: String::new(),
    }
}

/// The time at a minute of the day; the end of a day is midnight.
fn time_of(minute: u32) -> NaiveTime {
    NaiveTime::from_num_seconds_from_midnight_opt(minute % DAY * 60, 0).unwrap_or_default()
}

fn minute(at: NaiveTime) -> u32 {
    at.hour() * 60 + at.minute()
}
