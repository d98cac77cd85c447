//! Which hours suit which kind of time.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc, Weekday};

use super::{Wish, wall::Day};
use crate::slot::Kind;

/// How good an hour is, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seat {
    /// The couple's own back-up hour.
    BackUp,
    /// Near the hour it had.
    Near,
    /// In the usual hours of its kind.
    Usual,
    /// Another sort of hour that does as well.
    Instead,
    /// Any other hour.
    Other,
}

/// When something may begin on a day, and the best of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Want {
    pub seat: Seat,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub best: DateTime<Utc>,
}

/// How far from the hour it had is near, in minutes.
const NEAR: u32 = 90;

/// When lunch begins, in minutes from midnight.
pub(super) const LUNCH: (u32, u32) = (11 * 60 + 30, 14 * 60 + 30);

/// When an evening begins, in minutes from midnight.
pub(super) const EVENING: (u32, u32) = (17 * 60 + 30, 21 * 60);

/// What is wanted of one day.
pub(super) fn wanted(wish: &Wish, day: &Day) -> Vec<Want> {
    let had = wish.around.map(|around| minutes(around.time()));
    let want = |seat, (from, until), best| Want {
        seat,
        from: day.at(from),
        until: day.at(until),
        best: day.at(best),
    };
    let mut found = Vec::with_capacity(5);
    if let Some(backup) = wish.backup.filter(|b| b.day == day.date.weekday()) {
        let at = minutes(backup.at);
        found.push(want(Seat::BackUp, (at, at), at));
    }
    if let Some(had) = had {
        found.push(want(Seat::Near, (had.saturating_sub(NEAR), had + NEAR), had));
    }
    let ((hours, best), instead) = usual(wish.kind, day.date);
    let best = had.unwrap_or(best);
    found.push(want(Seat::Usual, hours, best));
    found.extend(instead.map(|(hours, best)| want(Seat::Instead, hours, best)));
    found.push(want(Seat::Other, (0, 24 * 60), best));
    found
}

/// From when until when something begins, and when best, in minutes from midnight.
type Hours = ((u32, u32), u32);

/// The usual hours of a kind, and others that do as well.
fn usual(kind: Kind, date: NaiveDate) -> (Hours, Option<Hours>) {
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let by_day = (9 * 60, 17 * 60);
    match kind {
        Kind::Lunch => ((LUNCH, 12 * 60 + 30), Some(((18 * 60, 20 * 60), 19 * 60))),
        Kind::Walk if weekend => ((by_day, 10 * 60), None),
        // On a working day a walk is for the end of it.
        Kind::Walk => (((16 * 60, 18 * 60), 17 * 60), Some((by_day, 17 * 60))),
        Kind::CheckIn => ((EVENING, 19 * 60 + 30), None),
        Kind::OutsideHelp => (((9 * 60, 18 * 60), 17 * 60 + 30), None),
        Kind::Private => (
            (EVENING, 20 * 60),
            weekend.then_some(((13 * 60, 17 * 60), 15 * 60)),
        ),
        _ => ((EVENING, 19 * 60), weekend.then_some((LUNCH, 13 * 60))),
    }
}

/// Minutes from midnight; seconds are nobody's.
pub(super) fn minutes(at: NaiveTime) -> u32 {
    at.hour() * 60 + at.minute()
}
