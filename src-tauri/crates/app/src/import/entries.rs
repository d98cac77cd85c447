//! From the events of a calendar file to the busy time of one of the two.
//!
//! What the planner keeps of an event is worked out here, and so is what it refuses: a file may ask for anything, and
//! whoever opens the month later must not wait for it.

use std::collections::HashMap;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use domain::{
    layer::{BusySeries, MOST_DAYS, MOST_TIMES},
    plain,
    recurrence::{HORIZON, Moment, Rule, RuleError, STEP_BUDGET, Series, Window},
    words::{fill, import as words},
};
use ics::{Calendar, Event};

/// The most single days (exceptions, extra ones, moved ones) of one entry.
const MOST_SINGLE_DAYS: usize = 2_000;

/// What all entries of one file may cost together each time they are looked through: some 200 ms.
const MOST_EFFORT: usize = 1_000_000;

/// One entry of a calendar: everything under one `UID`.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub uid: String,
    /// What the file calls it, to be shown while one chooses.
    pub title: String,
    /// When. Their titles are empty unless names are kept.
    pub busy: Vec<BusySeries>,
}

/// An event that is not taken in.
#[derive(Debug, Clone)]
pub(super) struct Refused {
    pub uid: String,
    pub title: String,
    pub start: Option<Moment>,
    pub reason: Reason,
}

/// Why not.
#[derive(Debug, Clone)]
pub(super) enum Reason {
    /// The reader's.
    File(ics::Why),
    /// Ours, in words.
    Said(String),
}

/// A calendar as busy time.
pub(super) struct Entries {
    /// In the file's order, each `UID` once.
    pub entries: Vec<Entry>,
    pub refused: Vec<Refused>,
    /// How many events keep nobody busy.
    pub free: usize,
}

/// Makes busy time of a calendar.
pub(super) fn entries(calendar: &Calendar, names: bool, now: DateTime<Utc>) -> Entries {
    let mut found = Entries {
        entries: vec![],
        refused: calendar.refused.iter().map(refused).collect(),
        free: 0,
    };
    let mut by_uid: HashMap<&str, usize> = HashMap::new();
    let mut effort = 0;
    for event in &calendar.events {
        if event.transparent {
            found.free += 1;
            continue;
        }
        match busy(event, names, now, &mut effort) {
            Err(reason) => found.refused.push(Refused {
                uid: event.uid.clone(),
                title: event.summary.clone(),
                start: Some(event.series.start),
                reason,
            }),
            Ok(busy) => match by_uid.get(event.uid.as_str()) {
                Some(known) if !event.uid.is_empty() => found.entries[*known].busy.extend(busy),
                _ => {
                    by_uid.insert(&event.uid, found.entries.len());
                    found.entries.push(Entry {
                        uid: event.uid.clone(),
                        title: event.summary.clone(),
                        busy,
                    });
                }
            },
        }
    }
    found
}

pub(super) fn refused(refused: &ics::Refused) -> Refused {
    Refused {
        uid: refused.uid.clone(),
        title: refused.summary.clone(),
        start: refused.start,
        reason: Reason::File(refused.why.clone()),
    }
}

/// What a file's event says of a zone that nobody knows is a guess, and a guess is refused.
pub(super) fn zone_is_known(event: &Event) -> Result<(), Reason> {
    match &event.zone_unknown {
        Some(zone) => Err(Reason::Said(fill(words::ZONE_UNKNOWN, &[("zone", zone)]))),
        None => Ok(()),
    }
}

/// The instants that all instances of an entry lie between, with room for any zone.
pub(super) fn bounds(busy: &BusySeries) -> (DateTime<Utc>, DateTime<Utc>) {
    let slack = Duration::hours(27);
    let series = &busy.series;
    let singles = series
        .overrides
        .iter()
        .map(|o| o.start)
        .chain(series.extra.iter().copied());
    let (mut first, mut last) = (series.start.civil(), series.start.civil());
    for at in singles.map(Moment::civil) {
        (first, last) = (first.min(at), last.max(at));
    }
    for rule in &series.rules {
        match end_of(rule.text(), series.start.civil(), rule) {
            Some(end) => last = last.max(end),
            None => return (earlier(first, slack), DateTime::<Utc>::MAX_UTC),
        }
    }
    // A whole series may have been moved on, by as much as its first evening was.
    if series.overrides.iter().any(|o| o.and_future) && !series.rules.is_empty() {
        return (earlier(first, slack), DateTime::<Utc>::MAX_UTC);
    }
    let length = busy.length.max(Duration::zero());
    let last = length
        .checked_add(&slack)
        .and_then(|length| last.and_utc().checked_add_signed(length));
    (earlier(first, slack), last.unwrap_or(DateTime::<Utc>::MAX_UTC))
}

fn earlier(at: NaiveDateTime, by: Duration) -> DateTime<Utc> {
    at.and_utc()
        .checked_sub_signed(by)
        .unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// A time that no start of a rule is after; `None` for a rule without an end, or with one that is far off.
fn end_of(text: &str, start: NaiveDateTime, rule: &Rule) -> Option<NaiveDateTime> {
    let until = text.split(';').find_map(|part| part.strip_prefix("UNTIL="));
    if let Some(day) = until.and_then(|until| until.get(..8)) {
        let day = NaiveDate::parse_from_str(day, "%Y%m%d").ok()?;
        // Written in UTC it may be a day later where it happens.
        return (day + Duration::days(2)).and_hms_opt(0, 0, 0);
    }
    if !text.contains("COUNT=") {
        return None;
    }
    let end = HORIZON.and_hms_opt(0, 0, 0)?;
    let all = rule.starts(start, start, end, MOST_TIMES).ok()?;
    (!all.truncated).then(|| all.at.last().copied().unwrap_or(start))
}

fn busy(
    event: &Event,
    names: bool,
    now: DateTime<Utc>,
    effort: &mut usize,
) -> Result<Vec<BusySeries>, Reason> {
    zone_is_known(event)?;
    let mut series = event.series.clone();
    few_single_days(&series, effort)?;
    let length = length(event, series.start);
    let one = |series: Series, title: &str, length: Duration| BusySeries {
        uid: event.uid.clone(),
        title: if names { plain::line(title) } else { String::new() },
        series,
        length,
    };
    let mut all = apart(event, names, &mut series, length)
        .into_iter()
        .map(|(series, title, length)| one(series, title, length))
        .collect::<Vec<_>>();
    let series = followed(series, now, effort)?;
    all.insert(0, one(series, &event.summary, length));
    Ok(all)
}

/// Whole days without an end are one day long; an hour without an end takes no time.
fn length(event: &Event, start: Moment) -> Duration {
    event.length.unwrap_or(match start {
        Moment::Day(_) => Duration::days(1),
        Moment::Floating(_) | Moment::Zoned(..) => Duration::zero(),
    })
}

/// Takes those moved instances out of a series that have a length of their own, or a name where names are kept: they
/// stand by themselves.
fn apart<'a>(
    event: &'a Event,
    names: bool,
    series: &mut Series,
    length: Duration,
) -> Vec<(Series, &'a str, Duration)> {
    let mut apart = Vec::new();
    let mut changed = event.changed.iter();
    series.overrides.retain(|over| {
        let Some(own) = changed.next() else { return true };
        let lasts = own.length.unwrap_or(length);
        let called = names && !own.summary.is_empty() && own.summary != event.summary;
        if over.and_future || (lasts == length && !called) {
            return true;
        }
        series.except.push(over.replaces);
        let title = if own.summary.is_empty() {
            &event.summary
        } else {
            &own.summary
        };
        apart.push((Series::once(over.start), title.as_str(), lasts));
        false
    });
    apart
}

/// A series that can be looked through at any time without waiting for it.
fn followed(series: Series, now: DateTime<Utc>, effort: &mut usize) -> Result<Series, Reason> {
    let said = |error: RuleError| Reason::File(ics::Why::Rule(error));
    if series.rules.iter().any(is_hourly) {
        // Every few hours, so many times: they are known one by one.
        spend(effort, MOST_EFFORT / 100)?;
        let all = series.expand(&Window::first(MOST_TIMES)).map_err(said)?;
        let mut at = all.instances.into_iter().map(|instance| instance.at);
        let first = at.next().filter(|_| !all.truncated).ok_or_else(too_often)?;
        return Ok(Series {
            extra: at.collect(),
            ..Series::once(first)
        });
    }
    for rule in &series.rules {
        is_seldom(rule, series.start.civil(), now, effort)?;
    }
    Ok(series)
}

/// Whether a rule is of hours, minutes or seconds.
pub(super) fn is_hourly(rule: &Rule) -> bool {
    ["FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY"]
        .iter()
        .any(|freq| rule.text().starts_with(freq))
}

/// Refuses an entry that names too many single days.
pub(super) fn few_single_days(series: &Series, effort: &mut usize) -> Result<(), Reason> {
    let singles = series.except.len() + series.extra.len() + series.overrides.len();
    if singles > MOST_SINGLE_DAYS {
        let said = fill(words::TOO_MANY_DAYS, &[("limit", &MOST_SINGLE_DAYS)]);
        return Err(Reason::Said(said));
    }
    spend(effort, 10 * singles)
}

/// Refuses a rule that comes more often than anybody could look at, or takes long to follow.
pub(super) fn is_seldom(
    rule: &Rule,
    start: NaiveDateTime,
    now: DateTime<Utc>,
    effort: &mut usize,
) -> Result<(), Reason> {
    spend(effort, rule.text().len())?;
    let from = start.max((now - Duration::days(MOST_DAYS / 2)).naive_utc());
    let to = from
        .checked_add_signed(Duration::days(MOST_DAYS))
        .unwrap_or(NaiveDateTime::MAX);
    let found = rule
        .starts(start, from, to, MOST_TIMES)
        .map_err(|error| Reason::File(ics::Why::Rule(error)))?;
    if found.steps >= STEP_BUDGET || found.at.len() == MOST_TIMES {
        // It was followed all the same.
        *effort += found.steps as usize;
        return Err(too_often());
    }
    spend(effort, found.steps as usize)
}

/// Counts what an entry costs. When a file has spent what there is, whatever else in it costs anything is refused before
/// it does; single dates are taken in as ever.
pub(super) fn spend(effort: &mut usize, cost: usize) -> Result<(), Reason> {
    *effort += cost;
    if cost > 0 && *effort > MOST_EFFORT {
        return Err(Reason::Said(words::TOO_MUCH.to_owned()));
    }
    Ok(())
}

fn too_often() -> Reason {
    let values: [(&str, &dyn std::fmt::Display); 2] = [("limit", &MOST_TIMES), ("days", &MOST_DAYS)];
    Reason::Said(fill(words::TOO_OFTEN, &values))
}
