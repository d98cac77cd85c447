//! When a date of the couple's meets somebody's busy time: who, when, and two ways out. It never stops anybody.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use chrono_tz::Tz;

use crate::{
    opening::{self, Busy, Lives, Taken, Wish},
    people::{Half, People},
    phrase,
    spoken::{self, Clock},
    words::{fill, openings as words},
    zone,
};

/// A date of the couple's, as far as time goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evening {
    /// Its name within its slot: the civil start that the rule gave it.
    pub original: NaiveDateTime,
    /// When it begins.
    pub start: DateTime<Utc>,
    /// When it ends.
    pub end: DateTime<Utc>,
}

/// A date of the couple's that meets somebody's busy time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The date.
    pub evening: Evening,
    /// The busy time it meets: the first half's before the second's, each by time, what overlaps made one.
    pub busy: Vec<Busy>,
    /// Other dates of the couple's own at that time, by time: see [`with_dates`].
    pub dates: Vec<Taken>,
}

impl Clash {
    /// Whether this one is busy then.
    pub fn is_of(&self, half: Half) -> bool {
        self.busy.iter().any(|b| b.half == half)
    }
}

/// A way out of a clash. Both are really open to both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fix {
    /// Another hour of the same day: after the busy time, or before it.
    SameDay {
        /// When it would begin.
        to: DateTime<Utc>,
    },
    /// The best opening on another day of that week or the next.
    OtherDay {
        /// When it would begin.
        to: DateTime<Utc>,
    },
}

impl Fix {
    /// When it would begin.
    pub fn to(self) -> DateTime<Utc> {
        match self {
            Fix::SameDay { to } | Fix::OtherDay { to } => to,
        }
    }
}

/// What a clash says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// How `busy` begins, to be set in bold: "Noor is busy on 29 October".
    pub lead: String,
    /// Who is busy and when, and why only where that calendar is shared: "Noor is busy on 29 October, 6:30 to 8 pm."
    pub busy: String,
    /// What of those after it: "The next eleven are clear." Empty when none were looked at.
    pub next: String,
}

/// The evenings that meet somebody's busy time, or the way to and from it, in the order they were given.
pub fn clashes(evenings: &[Evening], busy: &[Busy], travel: Duration) -> Vec<Clash> {
    let lanes = [Half::First, Half::Second].map(|half| Lane::of(busy, half));
    let travel = travel.max(Duration::zero());
    (evenings.iter())
        .map(|evening| Clash {
            evening: *evening,
            busy: (lanes.iter())
                .flat_map(|lane| lane.between(evening.start - travel, evening.end + travel))
                .collect(),
            dates: vec![],
        })
        .filter(|clash| !clash.busy.is_empty())
        .collect()
}

/// Those clashes, and the evenings that lie over other dates of the couple's own, in the order of the evenings.
pub fn with_dates(clashes: Vec<Clash>, evenings: &[Evening], taken: &[Taken]) -> Vec<Clash> {
    let mut clashes = clashes.into_iter().peekable();
    let mut found = Vec::new();
    for evening in evenings {
        let over = |t: &&Taken| t.from < evening.end && evening.start < t.until;
        let mut dates: Vec<Taken> = taken.iter().filter(over).cloned().collect();
        dates.sort_by_key(|t| (t.from, t.until));
        let known = clashes.next_if(|clash| clash.evening == *evening);
        if known.is_some() || !dates.is_empty() {
            found.push(Clash {
                evening: *evening,
                busy: known.map(|clash| clash.busy).unwrap_or_default(),
                dates,
            });
        }
    }
    found
}

/// At most two ways out: another hour that day, and another day of that week or the next. Never before `wish.from`.
///
/// Of the wish the kind, the back-up hour, the first day of the week and `from` count; length and hour are the
/// clash's. The evening itself may stand in `lives.taken`: it does not stand in its own way.
pub fn fixes(clash: &Clash, lives: &Lives<'_>, wish: &Wish) -> Vec<Fix> {
    let Evening { start, end, .. } = clash.evening;
    let mut taken = lives.taken.to_vec();
    if let Some(own) = taken.iter().position(|t| (t.from, t.until) == (start, end)) {
        taken.remove(own);
    }
    let here = lives.here;
    let same = opening::same_day(
        &Lives {
            taken: &taken,
            ..*lives
        },
        wish.from,
        start,
        end - start,
    );
    let civil = zone::civil(start, here);
    let midnight = |date: NaiveDate| zone::instant(date.and_time(NaiveTime::MIN), here);
    // That day has been looked at: now it is any other.
    taken.push(Taken {
        from: midnight(civil.date()),
        until: midnight(civil.date() + Duration::days(1)),
        called: String::new(),
    });
    let week = opening::first_of_week(civil.date(), wish.week);
    let other = Wish {
        minutes: u32::try_from((end - start).num_minutes()).unwrap_or(wish.minutes),
        from: wish.from.max(midnight(week)),
        until: midnight(week + Duration::days(14)),
        around: Some(civil),
        most: 1,
        ..*wish
    };
    let other = opening::openings(
        &Lives {
            taken: &taken,
            ..*lives
        },
        &other,
    );
    let same = same.map(|to| Fix::SameDay { to });
    let other = other.first().map(|o| Fix::OtherDay { to: o.start });
    same.into_iter().chain(other).collect()
}

/// What a clash says, of all the evenings that were looked at and the clashes among them.
pub fn say(
    clash: &Clash,
    among: (&[Evening], &[Clash]),
    people: &People,
    today: NaiveDate,
    clock: Clock,
    here: Tz,
) -> Said {
    let (evenings, clashes) = among;
    // Where somebody is busy, the day has been said.
    let name_day = evenings.len() > 1 && clash.busy.is_empty();
    let dates = say_dates(clash, name_day, today, clock, here);
    let (lead, busy) = match (clash.busy.is_empty(), dates) {
        (true, Some(dates)) => dates,
        (_, dates) => {
            let (lead, busy) = say_busy(clash, people, today, clock, here);
            let both =
                |(_, dates): (_, String)| fill(words::TWO_SENTENCES, &[("first", &busy), ("second", &dates)]);
            (lead, dates.map(both).unwrap_or(busy))
        }
    };
    let after = |e: &Evening| e.start > clash.evening.start;
    let next = evenings.iter().filter(|e| after(e)).count();
    let meet = clashes.iter().filter(|c| after(&c.evening)).count();
    Said {
        lead,
        busy,
        next: say_next(next, meet),
    }
}

/// A way out as a button says it: "Start at 8:15 that week", "Use Friday 30th".
///
/// `standing` says that it is one of a series, so that only "that week" is meant.
pub fn say_fix(fix: Fix, clash: &Clash, standing: bool, clock: Clock, here: Tz) -> String {
    let (from, to) = (
        zone::civil(clash.evening.start, here),
        zone::civil(fix.to(), here),
    );
    let time = spoken::time(to.time(), clock);
    match fix {
        Fix::SameDay { .. } => {
            let halves = (from.hour() < 12, to.hour() < 12);
            let plain = clock == Clock::Twelve && halves.0 == halves.1 && to.hour() % 12 != 0;
            let time = if plain { spoken::bare(to.time()) } else { time };
            let template = if standing {
                words::FIX_START_THAT_WEEK
            } else {
                words::FIX_START
            };
            fill(template, &[("time", &time)])
        }
        Fix::OtherDay { .. } => {
            let same_month = (from.year(), from.month()) == (to.year(), to.month());
            let day = if same_month {
                let (weekday, day) = (spoken::day_name(to.weekday()), spoken::ordinal(to.day()));
                fill(words::FIX_WEEKDAY, &[("weekday", &weekday), ("day", &day)])
            } else {
                spoken::long_date(to.date())
            };
            if from.time() == to.time() {
                fill(words::FIX_DAY, &[("day", &day)])
            } else {
                fill(words::FIX_DAY_AT, &[("day", &day), ("time", &time)])
            }
        }
    }
}

/// What a way out does once it is taken: "29 October goes to Friday 30 October, 7 pm."
pub fn say_taken(fix: Fix, clash: &Clash, today: NaiveDate, clock: Clock, here: Tz) -> String {
    let (from, to) = (
        zone::civil(clash.evening.start, here),
        zone::civil(fix.to(), here),
    );
    let (from, time) = (
        spoken::date_from(from.date(), today),
        spoken::time(to.time(), clock),
    );
    match fix {
        Fix::SameDay { .. } => fill(words::TAKEN_SAME_DAY, &[("from", &from), ("time", &time)]),
        Fix::OtherDay { .. } => {
            let day = spoken::long_date_from(to.date(), today);
            let to = fill(words::DAY_AND_TIME, &[("day", &day), ("time", &time)]);
            fill(words::TAKEN, &[("from", &from), ("to", &to)])
        }
    }
}

/// One half's busy time by when it begins, and how far what came until then reaches.
struct Lane<'a> {
    busy: Vec<&'a Busy>,
    reach: Vec<DateTime<Utc>>,
}

impl<'a> Lane<'a> {
    fn of(busy: &'a [Busy], half: Half) -> Lane<'a> {
        let mut own: Vec<&Busy> = (busy.iter())
            .filter(|b| b.half == half && b.from < b.until)
            .collect();
        own.sort_by_key(|b| (b.from, b.until));
        let reach = own.iter().scan(DateTime::<Utc>::MIN_UTC, |reach, b| {
            *reach = b.until.max(*reach);
            Some(*reach)
        });
        Lane {
            reach: reach.collect(),
            busy: own,
        }
    }

    /// What lies between two instants, by time, what overlaps or touches made one.
    fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Busy> {
        let end = self.busy.partition_point(|b| b.from < until);
        let begin = self.reach.partition_point(|reach| *reach <= from).min(end);
        let mut joined: Vec<Vec<&Busy>> = Vec::new();
        let mut reach = DateTime::<Utc>::MIN_UTC;
        for b in self.busy[begin..end].iter().filter(|b| b.until > from) {
            match joined.last_mut() {
                Some(last) if b.from <= reach => last.push(b),
                _ => joined.push(vec![b]),
            }
            reach = reach.max(b.until);
        }
        joined.iter().map(|parts| one_of(parts)).collect()
    }
}

/// One stretch of those that overlap or touch, by time. A name that does not cover all of it is not given to all of it.
fn one_of(parts: &[&Busy]) -> Busy {
    let mut one = parts[0].clone();
    one.until = parts.iter().map(|b| b.until).max().unwrap_or(one.until);
    one.title.clear();
    parts.iter().for_each(|b| join(&mut one.title, &b.title));
    let covers = |b: &&&Busy| (b.from, b.until) == (one.from, one.until);
    let told =
        parts.iter().all(|b| !b.title.is_empty()) || parts.iter().filter(covers).any(|b| !b.title.is_empty());
    if !told && !one.title.is_empty() {
        one.title = fill(words::AND_MORE, &[("titles", &one.title)]);
    }
    one
}

/// Adds a name to names, once.
fn join(titles: &mut String, title: &str) {
    if titles.is_empty() {
        title.clone_into(titles);
    } else if !title.is_empty() && !titles.split(", ").any(|t| t == title) {
        *titles = fill(
            crate::words::spoken::LIST_COMMA,
            &[("head", titles), ("tail", &title)],
        );
    }
}

/// The lead and the whole sentence of other dates of their own at that time, none by its name: one may be private, or a
/// surprise.
fn say_dates(
    clash: &Clash,
    name_day: bool,
    today: NaiveDate,
    clock: Clock,
    here: Tz,
) -> Option<(String, String)> {
    if clash.dates.is_empty() {
        return None;
    }
    let day = zone::civil(clash.evening.start, here).date();
    let lead = if name_day {
        fill(words::DATE_ON, &[("date", &spoken::date_from(day, today))])
    } else {
        words::DATE_THEN.to_owned()
    };
    let hours = |t: &Taken| say_hours(t.from, t.until, day, clock, here);
    let hours: Vec<String> = clash.dates.iter().map(hours).collect();
    let text = fill(
        words::DATE_HOURS,
        &[("text", &lead), ("hours", &spoken::and(&hours))],
    );
    Some((lead, ended(&text, "")))
}

/// The lead and the whole sentence, or two where both are busy at different hours.
fn say_busy(clash: &Clash, people: &People, today: NaiveDate, clock: Clock, here: Tz) -> (String, String) {
    // The evening's day; around midnight, the day on which the busy time is met.
    let start = clash.evening.start;
    let met = (clash.busy.first()).map_or(start, |b| b.from.max(start).min(b.until));
    let day = zone::civil(met, here).date();
    let of = |half: Half| -> Option<(String, String)> {
        let own: Vec<&Busy> = clash.busy.iter().filter(|b| b.half == half).collect();
        let hours: Vec<String> = own
            .iter()
            .map(|b| say_hours(b.from, b.until, day, clock, here))
            .collect();
        let mut titles = String::new();
        let more = fill(words::AND_MORE, &[("titles", &"")]);
        let named = own.iter().map(|b| b.title.trim_end_matches(more.as_str()));
        named.for_each(|title| join(&mut titles, title));
        // One of several stretches without a name, or only partly named: the names are not all of it.
        let unnamed = |b: &&Busy| b.title.is_empty() || b.title.ends_with(more.as_str());
        if !titles.is_empty() && own.iter().any(unnamed) {
            titles = fill(words::AND_MORE, &[("titles", &titles)]);
        }
        (!own.is_empty()).then(|| (spoken::and(&hours), titles))
    };
    let date = spoken::date_from(day, today);
    let lead = |name: &str, (one, all_day): (&str, &str), hours: &str| {
        let template = if hours == words::HOURS_ALL_DAY {
            all_day
        } else {
            one
        };
        fill(template, &[("name", &name), ("date", &date)])
    };
    let whole = |lead: &str, hours: &str, titles: &str| {
        let text = if hours == words::HOURS_ALL_DAY {
            lead.to_owned()
        } else {
            fill(words::BUSY_HOURS, &[("text", &lead), ("hours", &hours)])
        };
        ended(&text, titles)
    };
    const ONE: (&str, &str) = (words::BUSY_ONE, words::BUSY_ONE_ALL_DAY);
    const BOTH: (&str, &str) = (words::BUSY_BOTH, words::BUSY_BOTH_ALL_DAY);
    match (of(Half::First), of(Half::Second)) {
        (Some((hours, titles)), Some(other))
            if hours == other.0 && titles.is_empty() && other.1.is_empty() =>
        {
            let names = spoken::and(&[people.first.clone(), people.second.clone()]);
            let lead = lead(&names, BOTH, &hours);
            let whole = whole(&lead, &hours, "");
            (lead, whole)
        }
        (Some((hours, titles)), Some((other, other_titles))) => {
            let lead = lead(&people.first, ONE, &hours);
            let first = whole(&lead, &hours, &titles);
            let second = fill(words::BUSY_OTHER, &[("name", &people.second), ("hours", &other)]);
            let second = ended(&second, &other_titles);
            (
                lead,
                fill(words::TWO_SENTENCES, &[("first", &first), ("second", &second)]),
            )
        }
        (first, second) => {
            let half = if first.is_some() {
                Half::First
            } else {
                Half::Second
            };
            let (hours, titles) = first.or(second).unwrap_or_default();
            let lead = lead(people.name(half), ONE, &hours);
            let whole = whole(&lead, &hours, &titles);
            (lead, whole)
        }
    }
}

/// A sentence with its end, and with names where there are any.
fn ended(text: &str, titles: &str) -> String {
    if titles.is_empty() {
        fill(words::FULL_STOP, &[("text", &text)])
    } else {
        fill(words::TITLED, &[("text", &text), ("title", &titles)])
    }
}

/// "6:30 to 8 pm"; "all day", "until 8 pm", "from 6:30 pm" where it goes over the day's edge.
fn say_hours(from: DateTime<Utc>, until: DateTime<Utc>, day: NaiveDate, clock: Clock, here: Tz) -> String {
    let (from, until) = (zone::civil(from, here), zone::civil(until, here));
    let (begin, end) = (
        day.and_time(NaiveTime::MIN),
        (day + Duration::days(1)).and_time(NaiveTime::MIN),
    );
    // A night that ends in the small hours is still said as one evening.
    let small_hours = end + Duration::hours(6);
    if from <= begin && until >= end {
        words::HOURS_ALL_DAY.to_owned()
    } else if from < begin {
        fill(
            words::HOURS_UNTIL,
            &[("time", &spoken::time(until.time(), clock))],
        )
    } else if until > small_hours {
        fill(words::HOURS_FROM, &[("time", &spoken::time(from.time(), clock))])
    } else {
        spoken::hours(from.time(), until.time(), clock)
    }
}

/// What of the next ones: `meet` of `next` meet something.
fn say_next(next: usize, meet: usize) -> String {
    let (n, count) = (phrase::count(next), spoken::capital(&phrase::count(meet)));
    let template = match (next, meet) {
        (0, _) => return String::new(),
        (1, 0) => words::NEXT_ONE_CLEAR,
        (_, 0) => words::NEXT_CLEAR,
        (1, _) => words::NEXT_ONE_NOT_CLEAR,
        _ if meet >= next => words::NEXT_NONE_CLEAR,
        (_, 1) => words::NEXT_ONE_OF,
        _ => words::NEXT_SOME_OF,
    };
    fill(template, &[("n", &n), ("count", &count)])
}
