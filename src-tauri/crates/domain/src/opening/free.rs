//! What is left when everything that is spoken for is taken away.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

use super::{
    Busy, Lives, Taken,
    wall::{self, Day},
};
use crate::{people::Half, quiet::QuietHours, zone};

/// From one instant to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

/// What is known of the time that is looked through.
pub(super) struct Ground<'a> {
    pub lives: &'a Lives<'a>,
    days: Vec<Day>,
    /// Each one's busy time, sorted, none touching another.
    lanes: [Vec<Span>; 2],
    free: Vec<Span>,
    /// The days that have a date of the couple's.
    dated: BTreeSet<NaiveDate>,
}

impl<'a> Ground<'a> {
    pub fn new(lives: &'a Lives<'a>, from: DateTime<Utc>, until: DateTime<Utc>) -> Ground<'a> {
        let days = wall::days(from, until, lives.here);
        let travel = lives.travel.max(Duration::zero());
        // A day more on either side: whether both have finished is asked of whole days.
        let seen = Span {
            from: from - travel - Duration::days(1),
            until: until + travel + Duration::days(1),
        };
        let lanes = [Half::First, Half::Second].map(|half| lane(lives.busy, half, seen));
        let mut blocked: Vec<Span> = (lanes.iter().flatten())
            .map(|b| Span {
                from: b.from - travel,
                until: b.until + travel,
            })
            .collect();
        blocked.extend(lives.taken.iter().filter_map(|t| clipped(t.from, t.until, seen)));
        blocked.extend(days.iter().flat_map(|day| quiet(day, lives.quiet)));
        Ground {
            free: without(&merged(blocked), from, until),
            dated: dated(lives.taken, seen, lives),
            lives,
            days,
            lanes,
        }
    }

    /// Each day with the free time that touches it.
    pub fn by_day(&self) -> impl Iterator<Item = (&Day, &[Span])> {
        self.days.iter().map(|day| {
            let first = self.free.partition_point(|gap| gap.until <= day.from);
            let last = self.free.partition_point(|gap| gap.from < day.until);
            (day, &self.free[first..last])
        })
    }

    /// Whether a day has a date of the couple's already.
    pub fn has_date(&self, day: NaiveDate) -> bool {
        self.dated.contains(&day)
    }

    /// Whether one of the two is busy at some time between two instants.
    pub fn is_busy(&self, half: Half, from: DateTime<Utc>, until: DateTime<Utc>) -> bool {
        let lane = &self.lanes[half as usize];
        let first = lane.partition_point(|span| span.until <= from);
        lane.get(first).is_some_and(|span| span.from < until)
    }

    /// Whether anything of the couple's lies between two instants.
    pub fn is_taken(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> bool {
        (self.lives.taken.iter()).any(|t| t.from < until && from < t.until)
    }

    /// The whole day on the wall that an instant is in.
    pub fn day_of(&self, at: DateTime<Utc>) -> Span {
        let date = zone::civil(at, self.lives.here).date();
        let midnight = |date: NaiveDate| zone::instant(date.and_time(NaiveTime::MIN), self.lives.here);
        Span {
            from: midnight(date),
            until: midnight(date + Duration::days(1)),
        }
    }
}

/// One half's busy time within bounds, sorted, what overlaps or touches made one.
fn lane(busy: &[Busy], half: Half, seen: Span) -> Vec<Span> {
    let own = busy.iter().filter(|b| b.half == half);
    merged(own.filter_map(|b| clipped(b.from, b.until, seen)).collect())
}

/// The part within bounds, if there is one. A file may hold any year, and nothing is reckoned with it.
fn clipped(from: DateTime<Utc>, until: DateTime<Utc>, seen: Span) -> Option<Span> {
    let (from, until) = (from.max(seen.from), until.min(seen.until));
    (from < until).then_some(Span { from, until })
}

fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut found: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match found.last_mut() {
            Some(last) if span.from <= last.until => last.until = last.until.max(span.until),
            _ => found.push(span),
        }
    }
    found
}

/// What the sorted `blocked` leaves of the time between two instants.
fn without(blocked: &[Span], from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = from;
    for span in blocked {
        if span.from >= until {
            break;
        }
        if span.from > at {
            found.push(Span {
                from: at,
                until: span.from,
            });
        }
        at = at.max(span.until);
    }
    if at < until {
        found.push(Span { from: at, until });
    }
    found
}

/// The quiet hours of a day: those that end in the morning and those that begin in the evening.
fn quiet(day: &Day, quiet: QuietHours) -> Vec<Span> {
    let (from, to) = (day.at_time(quiet.from), day.at_time(quiet.to));
    let seen = Span {
        from: day.from,
        until: day.until,
    };
    let parts = match quiet.from.cmp(&quiet.to) {
        std::cmp::Ordering::Equal => vec![],
        std::cmp::Ordering::Less => vec![(from, to)],
        std::cmp::Ordering::Greater => vec![(day.from, to), (from, day.until)],
    };
    (parts.into_iter())
        .filter_map(|(from, until)| clipped(from, until, seen))
        .collect()
}

fn dated(taken: &[Taken], seen: Span, lives: &Lives<'_>) -> BTreeSet<NaiveDate> {
    (taken.iter().filter(|t| t.called.is_empty()))
        .filter_map(|t| clipped(t.from, t.until, seen))
        .map(|span| zone::civil(span.from, lives.here).date())
        .collect()
}
