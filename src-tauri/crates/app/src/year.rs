//! A year at a glance: what was kept, what went to another day, what is ahead. Observations, never a reckoning.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Weekday};
use domain::{
    occurrence::{Occurrence, Status},
    pause::Pause,
    red_letter::RedLetter,
    slot::Kind,
    spoken,
    words::{fill, year as words},
    zone,
};

use crate::{App, Error, Invalid, encode, red_letters, replies, settings::Preferences};
use replies::YearMark;

/// The years that can be leafed through: the planner's own end before 2100, what is remembered begins with 1850.
const YEARS: std::ops::RangeInclusive<i32> = 1850..=2099;

/// A day counts as paused when at least so much of it is.
const MOST_OF_A_DAY: Duration = Duration::hours(12);

/// A weekday is spoken of once so many dates were kept.
const ENOUGH: usize = 4;

/// A year, and where it lies.
struct Span {
    year: i32,
    today: NaiveDate,
}

impl App {
    /// A year at a glance; `None` is the year of today.
    ///
    /// # Errors
    /// A year before 1850 or after 2099.
    pub fn year(&self, year: Option<i32>) -> Result<replies::Year, Error> {
        let today = self.here().date();
        let year = year.unwrap_or(today.year());
        if !YEARS.contains(&year) {
            return Err(Error::Invalid(Invalid::Date(year.to_string())));
        }
        let span = Span { year, today };
        let p = self.preferences()?;
        let letters = self.all_red_letters()?;
        let mut found = self.occurrences_on(&self.series()?, span.first(), span.end())?;
        // The weekly look at how it goes has a page of its own, and what was skipped or let go has none.
        found.retain(|o| o.kind != Kind::CheckIn && !matches!(o.status, Status::Skipped | Status::LetGo));
        let days = self.year_days(&span, &found, &letters, &p)?;
        let (sentence, more) = self.said_of(&span, &found);
        let columns = first_week(&p);
        Ok(replies::Year {
            year,
            previous: Some(year - 1).filter(|year| YEARS.contains(year)),
            next: Some(year + 1).filter(|year| YEARS.contains(year)),
            weekdays: columns
                .iter()
                .map(|day| spoken::day_name(*day).chars().take(1).collect())
                .collect(),
            weekday_names: columns
                .iter()
                .map(|day| spoken::day_name(*day).to_owned())
                .collect(),
            months: months(days, &span),
            sentence,
            more,
            coming: coming(&letters, &span),
            pauses: pauses(&p.pauses, &span),
        })
    }

    fn year_days(
        &self,
        span: &Span,
        found: &[Occurrence],
        letters: &[RedLetter],
        p: &Preferences,
    ) -> Result<Vec<(u32, replies::YearDay)>, Error> {
        let people = self.people()?;
        let mut by_day: BTreeMap<NaiveDate, Vec<&Occurrence>> = BTreeMap::new();
        for o in found {
            by_day.entry(self.day_of(o)).or_default().push(o);
        }
        let days = span.first().iter_days().take_while(|day| *day < span.end());
        Ok(days
            .map(|day| {
                let on = by_day.get(&day).map(Vec::as_slice).unwrap_or_default();
                let red = red_letters::on(letters, day, span.today);
                let mark = on.iter().filter_map(|o| self.mark(o)).min();
                let mut entries: Vec<replies::YearEntry> = red
                    .iter()
                    .map(|red| replies::YearEntry {
                        key: red.id.clone(),
                        title: red.words.clone(),
                        kind: red_letters::RED_LETTER.to_owned(),
                        detail: red.note.clone(),
                    })
                    .collect();
                let mut names = vec![spoken::long_date(day)];
                if day == span.today {
                    names.push(words::DAY_TODAY.to_owned());
                }
                let paused = p.pauses.iter().any(|pause| is_most_of(pause, day));
                if paused {
                    names.push(words::DAY_PAUSED.to_owned());
                }
                names.extend(red.iter().map(|red| red.words.clone()));
                for o in on {
                    let item = encode::item(o, people.as_ref(), self.zone(), p);
                    names.push(self.name_of(o, &item.title));
                    entries.push(replies::YearEntry {
                        detail: self.detail_of(o, &item),
                        key: item.key,
                        title: item.title,
                        kind: item.kind,
                    });
                }
                let day = replies::YearDay {
                    date: day.to_string(),
                    day: day.day(),
                    column: day.weekday().days_since(p.week),
                    mark,
                    red: !red.is_empty(),
                    help: on.iter().any(|o| o.kind == Kind::OutsideHelp),
                    paused,
                    today: day == span.today,
                    before: day < span.today,
                    heading: spoken::long_date(day),
                    name: joined(names),
                    entries,
                };
                (month_of(&day.date), day)
            })
            .collect())
    }

    /// The day it is on here.
    fn day_of(&self, o: &Occurrence) -> NaiveDate {
        zone::civil(o.start, self.zone()).date()
    }

    /// The day its rule gave it, here, where that is another one.
    fn other_day(&self, o: &Occurrence) -> Option<NaiveDate> {
        let given = zone::civil(zone::instant(o.key.original, o.zone), self.zone()).date();
        (o.moved && given != self.day_of(o)).then_some(given)
    }

    /// What the halves say of it. Nothing of one that is over and of which nobody said anything.
    fn mark(&self, o: &Occurrence) -> Option<YearMark> {
        if !o.kind.is_couple_time() {
            return None;
        }
        match o.status {
            Status::Kept if self.other_day(o).is_some() => Some(YearMark::Moved),
            Status::Kept => Some(YearMark::Kept),
            Status::Planned | Status::Moved => Some(YearMark::Planned),
            Status::Past | Status::Skipped | Status::LetGo => None,
        }
    }

    fn name_of(&self, o: &Occurrence, title: &str) -> String {
        let title = match (title, o.kind) {
            ("", Kind::OutsideHelp) => words::UNTITLED_HELP,
            ("", _) => words::UNTITLED,
            (title, _) => title,
        };
        match self.mark(o) {
            None => title.to_owned(),
            Some(YearMark::Kept) => fill(words::DAY_KEPT, &[("title", &title)]),
            Some(YearMark::Moved) => fill(words::DAY_MOVED, &[("title", &title)]),
            Some(YearMark::Planned) => fill(words::DAY_PLANNED, &[("title", &title)]),
        }
    }

    /// "7 to 9 pm. Jules is planning.", "1 to 3 pm. Kept, moved from Thursday 8 October."
    fn detail_of(&self, o: &Occurrence, item: &replies::Item) -> String {
        let hours = spoken::capital(&item.hours);
        let from = self.other_day(o).map(spoken::long_date);
        match (o.status, from) {
            (Status::Kept, Some(day)) => fill(words::KEPT_MOVED, &[("hours", &hours), ("day", &day)]),
            (Status::Kept, None) => fill(words::KEPT, &[("hours", &hours)]),
            (Status::Moved, Some(day)) => fill(words::MOVED, &[("hours", &hours), ("day", &day)]),
            (Status::Planned | Status::Moved, _) if !item.planner.is_empty() => {
                fill(words::PLANNING, &[("hours", &hours), ("name", &item.planner)])
            }
            _ => fill(words::HOURS, &[("hours", &hours)]),
        }
    }

    /// What is true of the year by its days alone: what was kept, and what else they have in common.
    fn said_of(&self, span: &Span, found: &[Occurrence]) -> (String, String) {
        let marked = |mark: fn(YearMark) -> bool| -> Vec<&Occurrence> {
            found.iter().filter(|o| self.mark(o).is_some_and(mark)).collect()
        };
        let kept = marked(|mark| mark != YearMark::Planned);
        let ahead = marked(|mark| mark == YearMark::Planned).len();
        let Some(first) = kept.first() else {
            let (year, dates) = (&span.year, &dates(ahead));
            let said = match (ahead, span.year.cmp(&span.today.year())) {
                (0, std::cmp::Ordering::Less) => fill(words::NOTHING_THEN, &[("year", year)]),
                (0, _) => fill(words::NOTHING_NOW, &[("year", year)]),
                (_, std::cmp::Ordering::Equal) => {
                    fill(words::NOTHING_KEPT_PLANNED, &[("dates", dates), ("year", year)])
                }
                _ => fill(words::PLANNED, &[("dates", dates), ("year", year)]),
            };
            return (said, String::new());
        };
        let dates = dates(kept.len());
        let since = self.day_of(first).month();
        let said = if span.year != span.today.year() {
            fill(words::KEPT_IN, &[("dates", &dates), ("when", &span.year)])
        } else if since == span.today.month() {
            fill(
                words::KEPT_IN,
                &[("dates", &dates), ("when", &spoken::month_name(since))],
            )
        } else {
            fill(
                words::KEPT_SINCE,
                &[("dates", &dates), ("month", &spoken::month_name(since))],
            )
        };
        let moved = kept.iter().filter(|o| self.other_day(o).is_some()).count();
        let which = match moved {
            0 => None,
            1 if kept.len() == 1 => Some(words::WHICH_ONE.to_owned()),
            n if n == kept.len() => Some(words::WHICH_ALL.to_owned()),
            n => Some(fill(words::WHICH_SOME, &[("n", &number(n))])),
        };
        let sentence = match which {
            Some(which) => said + &fill(words::OTHER_DAY, &[("which", &which)]),
            None => fill(words::FULL_STOP, &[("text", &said)]),
        };
        let more = [self.weekday_said(&kept), ahead_said(ahead)];
        let more = more
            .into_iter()
            .flatten()
            .reduce(|first, second| fill(words::SENTENCES, &[("first", &first), ("second", &second)]));
        (sentence, more.unwrap_or_default())
    }

    /// "Twenty-nine of them on a Thursday.", where more than half were.
    fn weekday_said(&self, kept: &[&Occurrence]) -> Option<String> {
        let mut by_weekday = [0; 7];
        for o in kept {
            by_weekday[self.day_of(o).weekday().num_days_from_monday() as usize] += 1;
        }
        let (index, most) = by_weekday.iter().copied().enumerate().max_by_key(|(_, n)| *n)?;
        let weekday = spoken::day_name(Weekday::try_from(u8::try_from(index).ok()?).ok()?);
        if kept.len() < ENOUGH || most * 2 <= kept.len() {
            None
        } else if most == kept.len() {
            Some(fill(words::WEEKDAY_ALL, &[("weekday", &weekday)]))
        } else {
            let n = spoken::capital(&number(most));
            Some(fill(words::WEEKDAY_MOST, &[("n", &n), ("weekday", &weekday)]))
        }
    }
}

impl Span {
    fn first(&self) -> NaiveDate {
        first_of(self.year)
    }

    /// The first day that is no longer in it.
    fn end(&self) -> NaiveDate {
        first_of(self.year + 1)
    }
}

fn first_of(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).expect("BUG: every year has a first of January")
}

fn month_of(date: &str) -> u32 {
    date[5..7].parse().expect("BUG: a date says its month")
}

/// The days of the week in the order of the columns.
fn first_week(p: &Preferences) -> [Weekday; 7] {
    let mut day = p.week.pred();
    [(); 7].map(|()| {
        day = day.succ();
        day
    })
}

fn months(days: Vec<(u32, replies::YearDay)>, span: &Span) -> Vec<replies::YearMonth> {
    let mut months: Vec<replies::YearMonth> = (1..=12)
        .map(|month| replies::YearMonth {
            month: format!("{:04}-{month:02}", span.year),
            name: spoken::month_name(month).to_owned(),
            now: (span.year, month) == (span.today.year(), span.today.month()),
            days: Vec::with_capacity(31),
        })
        .collect();
    for (month, day) in days {
        months[month as usize - 1].days.push(day);
    }
    months
}

/// Whether a pause covers at least half of a day.
fn is_most_of(pause: &Pause, day: NaiveDate) -> bool {
    let [from, to] = [day, day + Duration::days(1)].map(|day| day.and_time(NaiveTime::MIN));
    pause.until.min(to) - pause.from.max(from) >= MOST_OF_A_DAY
}

fn coming(letters: &[RedLetter], span: &Span) -> Vec<replies::YearComing> {
    let mut coming: Vec<(NaiveDate, &RedLetter)> = letters
        .iter()
        .filter_map(|letter| Some((letter.in_year(span.year)?, letter)))
        .filter(|(day, _)| *day >= span.today)
        .collect();
    coming.sort_by_key(|(day, letter)| (*day, letter.id));
    coming
        .into_iter()
        .map(|(day, letter)| replies::YearComing {
            id: letter.id.to_string(),
            date: day.to_string(),
            when: short_day(day),
            words: letter.said(day),
            note: letter.note(day, span.today),
            away: spoken::away((day - span.today).num_days()),
        })
        .collect()
}

/// Pauses that most of a day of this year lies in, by their start. Their ends beyond the year are said, not cut off.
fn pauses(pauses: &[Pause], span: &Span) -> Vec<replies::YearPause> {
    let mut all: Vec<&Pause> = pauses.iter().collect();
    all.sort_by_key(|pause| (pause.from, pause.id));
    let one = |pause: &Pause| {
        let days = span.first().iter_days().take_while(|day| *day < span.end());
        let mut days = days.filter(|day| is_most_of(pause, *day));
        let first = days.next()?;
        let last = days.last().unwrap_or(first);
        let ends = last_day(pause);
        // One that goes to the end of the year goes on for whoever looks at the year.
        let (before, after) = (pause.from.date() < span.first(), pause.until.date() >= span.end());
        // The day the pause is over, as it is said elsewhere too.
        let over = spoken::date(ends + Duration::days(1));
        let (when, words) = match (before, after) {
            (true, true) => (
                words::ALL_YEAR.to_owned(),
                fill(words::PAUSE_UNTIL, &[("day", &over)]),
            ),
            (false, true) => (
                fill(words::PAUSE_FROM, &[("day", &spoken::short_date(first))]),
                fill(words::PAUSE_UNTIL, &[("day", &over)]),
            ),
            (true, false) => (
                fill(words::PAUSE_WENT_ON, &[("day", &spoken::short_date(last))]),
                fill(words::PAUSE_BEGAN, &[("day", &spoken::date(pause.from.date()))]),
            ),
            (false, false) => (days_said(first, last), length_said((last - first).num_days() + 1)),
        };
        Some(replies::YearPause { when, words })
    };
    all.into_iter().filter_map(one).collect()
}

/// The last day that a pause still covers most of; its first day where it covers most of none.
fn last_day(pause: &Pause) -> NaiveDate {
    let last = pause.until.date();
    if is_most_of(pause, last) {
        last
    } else {
        (last - Duration::days(1)).max(pause.from.date())
    }
}

/// "2 to 5 Apr", "28 Mar to 2 Apr", "24 Dec".
fn days_said(first: NaiveDate, last: NaiveDate) -> String {
    let to = spoken::short_date(last);
    if first == last {
        return to;
    }
    let from = if first.month() == last.month() {
        first.day().to_string()
    } else {
        spoken::short_date(first)
    };
    fill(words::PAUSE_SPAN, &[("from", &from), ("to", &to)])
}

fn length_said(days: i64) -> String {
    let n = |n: i64| spoken::capital(&spoken::number(n.unsigned_abs()));
    match days {
        1 => words::PAUSE_DAY.to_owned(),
        7 => words::PAUSE_WEEK.to_owned(),
        days if days % 7 == 0 => fill(words::PAUSE_WEEKS, &[("n", &n(days / 7))]),
        days => fill(words::PAUSE_DAYS, &[("n", &n(days))]),
    }
}

/// "Sat 17 Oct".
fn short_day(day: NaiveDate) -> String {
    format!("{} {}", spoken::day_short(day.weekday()), spoken::short_date(day))
}

/// "One date", "Thirty-four dates".
fn dates(n: usize) -> String {
    match n {
        1 => words::ONE_DATE.to_owned(),
        n => fill(words::DATES, &[("n", &spoken::capital(&number(n)))]),
    }
}

fn ahead_said(ahead: usize) -> Option<String> {
    match ahead {
        0 => None,
        1 => Some(words::ONE_MORE.to_owned()),
        n => Some(fill(words::MORE, &[("n", &spoken::capital(&number(n)))])),
    }
}

fn number(n: usize) -> String {
    spoken::number(n as u64)
}

fn joined(parts: Vec<String>) -> String {
    parts
        .into_iter()
        .reduce(|head, tail| fill(words::PARTS, &[("head", &head), ("tail", &tail)]))
        .unwrap_or_default()
}
