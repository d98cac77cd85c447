//! When both are free: openings for a date that wants an hour, and the gaps of a week.
//!
//! Everything is decided on instants, so a night in which the clocks change holds no surprise; hours are read off
//! the wall. A date is never offered in somebody's busy time or the way to and from it, over another date of the
//! couple's, in quiet hours, or before it is asked for.
//!
//! ```text
//! a couple's days (Lives) ─▶ what is free ─▶ starts at good hours ─▶ ranked: back-up hour, same week, same hour
//! ```

mod free;
mod hours;
mod wall;
mod why;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc, Weekday};
use chrono_tz::Tz;

use crate::{
    people::Half,
    quiet::QuietHours,
    slot::{Backup, Kind},
    zone,
};
use free::{Ground, Span};
use hours::Seat;
pub use why::{Why, heading, say, summary};

/// A stretch in which one of the two is busy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy {
    /// Who.
    pub half: Half,
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when. A stretch that does not end after it begins is nothing.
    pub until: DateTime<Utc>,
    /// Its name, only where that calendar is shared; else empty.
    pub title: String,
}

/// A stretch that already belongs to the couple: another date, an hour of outside help, the check-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when.
    pub until: DateTime<Utc>,
    /// What it is called in "after the check-in": for small things that one may go on from. Empty for a date, and a
    /// day that has a date already is offered after other days.
    pub called: String,
}

/// Something a day is known for: "your anniversary".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The day.
    pub day: NaiveDate,
    /// In the words that stand beside an hour.
    pub text: String,
}

/// What two lives already hold.
#[derive(Debug, Clone, Copy)]
pub struct Lives<'a> {
    /// When one of them is busy, in any order.
    pub busy: &'a [Busy],
    /// What is theirs already, in any order.
    pub taken: &'a [Taken],
    /// What days are known for.
    pub notes: &'a [Note],
    /// How long the way to and from somebody's busy time takes.
    pub travel: Duration,
    /// When nothing is offered.
    pub quiet: QuietHours,
    /// Where this computer is.
    pub here: Tz,
}

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// How long.
    pub minutes: u32,
    /// What for: decides the usual hours.
    pub kind: Kind,
    /// From when: never before now.
    pub from: DateTime<Utc>,
    /// Until when, a year later at most. An opening is over by then.
    pub until: DateTime<Utc>,
    /// The hour it had, on the wall: the same week first, then near that hour.
    pub around: Option<NaiveDateTime>,
    /// The couple's back-up hour: offered first when it is free.
    pub backup: Option<Backup>,
    /// The first day of the week.
    pub week: Weekday,
    /// How many to offer.
    pub most: usize,
}

/// An hour that is open to both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// When it would begin.
    pub start: DateTime<Utc>,
    /// When it would end.
    pub end: DateTime<Utc>,
    /// The whole of the free time that it lies in.
    pub gap: (DateTime<Utc>, DateTime<Utc>),
    /// What speaks for it.
    pub why: Why,
}

/// A stretch of a day that is open to both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when.
    pub until: DateTime<Utc>,
    /// What it is good for.
    pub why: Why,
}

/// The hours of a day that [`gaps`] are read from: nobody is asked out at seven in the morning.
const DAY: (u32, u32) = (10 * 60, 22 * 60);

/// The longest time that is looked through.
const YEAR: Duration = Duration::days(366);

/// Openings for a wish, best first, on different days as long as there are good hours on them.
///
/// Good hours are the back-up hour, hours near the one it had, the usual hours of its kind, and a lunch instead of an
/// evening at the weekend. Only where there are none is any other hour offered. They begin on the quarter hour, but
/// for the back-up hour and the hour it had, which are the couple's own.
pub fn openings(lives: &Lives<'_>, wish: &Wish) -> Vec<Opening> {
    let length = Duration::minutes(wish.minutes.max(1).into());
    let until = wish.until.min(wish.from + YEAR);
    let ground = Ground::new(lives, wish.from, until);
    let anchor = wish
        .around
        .unwrap_or_else(|| zone::civil(wish.from, lives.here))
        .date();
    let this_week = first_of_week(anchor, wish.week);
    let mut found = Vec::new();
    for (day, gaps) in ground.by_day() {
        let (date, wanted) = (day.date, hours::wanted(wish, day));
        let week = (date - this_week).num_days().div_euclid(7);
        let away = (date - anchor).num_days();
        let has_date = ground.has_date(date);
        let last = day.until - Duration::seconds(1);
        for gap in gaps {
            let (first, last) = (day.from.max(gap.from), last.min(gap.until - length));
            for want in &wanted {
                let within = (first.max(want.from), last.min(want.until));
                let Some(start) = nearest(want.best, within) else {
                    continue;
                };
                let rank: Rank = (
                    class(want.seat, start, wish.from),
                    (week.unsigned_abs(), week < 0),
                    has_date,
                    want.seat,
                    (start - want.best).num_minutes().abs() / 30,
                    (away.unsigned_abs(), away < 0),
                );
                found.push((
                    rank,
                    Pick {
                        start,
                        gap: *gap,
                        date,
                        seat: want.seat,
                    },
                ));
            }
        }
    }
    chosen(&found, length, wish.most)
        .into_iter()
        .map(|pick| Opening {
            start: pick.start,
            end: pick.start + length,
            gap: (pick.gap.from, pick.gap.until),
            why: why::of_opening(&ground, wish, pick.start, pick.seat),
        })
        .collect()
}

/// The gaps of at least `least` that are open to both between ten in the morning and ten at night, by time.
pub fn gaps(lives: &Lives<'_>, from: DateTime<Utc>, until: DateTime<Utc>, least: Duration) -> Vec<Gap> {
    let ground = Ground::new(lives, from, until.min(from + YEAR));
    let mut found = Vec::new();
    for (day, free) in ground.by_day() {
        let whole = ground.day_of(day.from);
        for gap in free {
            let from = quarter_from(gap.from.max(day.from).max(day.at(DAY.0)));
            let until = quarter_to(gap.until.min(day.until).min(day.at(DAY.1)));
            if from < until && until - from >= least {
                let why = why::of_gap(&ground, whole, from, until);
                found.push(Gap { from, until, why });
            }
        }
    }
    found
}

/// Another start on the day of `at`, for something so long: the first that is free after it, else the last before it.
///
/// Three hours either way at most, and nothing before `from`: a supper does not become a breakfast.
pub(crate) fn same_day(
    lives: &Lives<'_>,
    from: DateTime<Utc>,
    at: DateTime<Utc>,
    length: Duration,
) -> Option<DateTime<Utc>> {
    let near = Duration::hours(3);
    let date = zone::civil(at, lives.here).date();
    let ground = Ground::new(lives, from.max(at - near), at + near + length);
    let days = ground.by_day().filter(|(day, _)| day.date == date);
    let (mut after, mut before) = (None, None);
    for (day, gap) in days.flat_map(|(day, gaps)| gaps.iter().map(move |gap| (day, gap))) {
        let first = quarter_from(day.from.max(gap.from));
        let last = quarter_to((gap.until - length).min(day.until - Duration::seconds(1)));
        let later = first.max(quarter_from(at));
        if later <= last && later > at && after.is_none() {
            after = Some(later);
        }
        let earlier = last.min(quarter_to(at));
        if first <= earlier && earlier < at {
            before = Some(earlier);
        }
    }
    after.or(before)
}

/// A start that may be offered.
#[derive(Debug, Clone, Copy)]
struct Pick {
    start: DateTime<Utc>,
    gap: Span,
    date: NaiveDate,
    seat: Seat,
}

/// What is better comes first: the back-up hour, good hours before others, the same week and weeks near it, a day
/// without a date before one that has one, the better hours of the day, near the hour it had, near its day and rather
/// after it than before.
type Rank = (u8, (u64, bool), bool, Seat, i64, (u64, bool));

/// The next back-up hour, good hours, and others.
fn class(seat: Seat, start: DateTime<Utc>, from: DateTime<Utc>) -> u8 {
    match seat {
        Seat::BackUp if start < from + Duration::days(7) => 0,
        Seat::Other => 2,
        _ => 1,
    }
}

/// The best of what was found, each on a day of its own while there are good ones, and none over another.
fn chosen(found: &[(Rank, Pick)], length: Duration, most: usize) -> Vec<Pick> {
    let mut taken: Vec<(Rank, Pick)> = Vec::new();
    for (good, new_day) in [(true, true), (true, false), (false, true), (false, false)] {
        while taken.len() < most {
            let fits = |pick: &Pick| {
                (pick.seat != Seat::Other) == good
                    && (taken.iter()).all(|(_, t)| {
                        (t.start - pick.start).abs() >= length && !(new_day && t.date == pick.date)
                    })
            };
            // A few are wanted of thousands: looking for each is quicker than putting all in order.
            let best = (found.iter().filter(|(_, pick)| fits(pick))).min_by_key(|(rank, p)| (*rank, p.start));
            let Some(best) = best else { break };
            taken.push(*best);
        }
    }
    taken.sort_by_key(|(rank, pick)| (*rank, pick.start));
    taken.into_iter().map(|(_, pick)| pick).collect()
}

/// The start nearest to `best` within bounds: `best` itself, or else the quarter hour next to a bound.
fn nearest(best: DateTime<Utc>, (first, last): (DateTime<Utc>, DateTime<Utc>)) -> Option<DateTime<Utc>> {
    let start = if first > last {
        return None;
    } else if first > best {
        quarter_from(first)
    } else if last < best {
        quarter_to(last)
    } else {
        best
    };
    (first..=last).contains(&start).then_some(start)
}

/// The quarter hour at or after. Every zone of our days is whole quarter hours off, so it is one on the wall too.
pub(crate) fn quarter_from(at: DateTime<Utc>) -> DateTime<Utc> {
    let down = quarter_to(at);
    if down == at {
        at
    } else {
        down + Duration::minutes(15)
    }
}

/// The quarter hour at or before.
pub(crate) fn quarter_to(at: DateTime<Utc>) -> DateTime<Utc> {
    let seconds = at.timestamp() - at.timestamp().rem_euclid(15 * 60);
    DateTime::from_timestamp(seconds, 0).expect("BUG: a moment before another")
}

/// The first day of the week that `date` is in.
pub(crate) fn first_of_week(date: NaiveDate, week: Weekday) -> NaiveDate {
    date.week(week).first_day()
}
