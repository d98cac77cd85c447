//! Which hours suit which kind of time.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

use super::Wish;
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

/// Hours of a day in which something may begin, in minutes from midnight, and the best of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Want {
    pub seat: Seat,
    pub from: u32,
    pub until: u32,
    pub best: u32,
}

/// How far from the hour it had is near, in minutes.
const NEAR: u32 = 90;

/// When lunch begins, in minutes from midnight.
pub(super) const LUNCH: (u32, u32) = (11 * 60 + 30, 14 * 60 + 30);

/// When an evening begins, in minutes from midnight.
pub(super) const EVENING: (u32, u32) = (17 * 60 + 30, 21 * 60);

/// What is wanted of one day.
pub(super) fn wanted(wish: &Wish, date: NaiveDate) -> Vec<Want> {
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let had = wish.around.map(|around| minutes(around.time()));
    let mut found = Vec::with_capacity(5);
    if let Some(backup) = wish.backup.filter(|b| b.day == date.weekday()) {
        let at = minutes(backup.at);
        found.push(Want {
            seat: Seat::BackUp,
            from: at,
            until: at,
            best: at,
        });
    }
    if let Some(had) = had {
        let (from, until) = (had.saturating_sub(NEAR), had + NEAR);
        found.push(Want {
            seat: Seat::Near,
            from,
            until,
            best: had,
        });
    }
    let usual = |(from, until), best: u32| Want {
        seat: Seat::Usual,
        from,
        until,
        best,
    };
    let instead = |(from, until), best: u32| Want {
        seat: Seat::Instead,
        from,
        until,
        best,
    };
    let by_day = (9 * 60, 17 * 60);
    let (kind, other) = match wish.kind {
        Kind::Lunch => (
            usual(LUNCH, 12 * 60 + 30),
            Some(instead((18 * 60, 20 * 60), 19 * 60)),
        ),
        Kind::Walk if weekend => (usual(by_day, 10 * 60), None),
        // On a working day a walk is for the end of it.
        Kind::Walk => (usual((16 * 60, 18 * 60), 17 * 60), Some(instead(by_day, 17 * 60))),
        Kind::CheckIn => (usual(EVENING, 19 * 60 + 30), None),
        Kind::OutsideHelp => (usual((9 * 60, 18 * 60), 17 * 60 + 30), None),
        Kind::Private => (
            usual(EVENING, 20 * 60),
            weekend.then(|| instead((13 * 60, 17 * 60), 15 * 60)),
        ),
        _ => (usual(EVENING, 19 * 60), weekend.then(|| instead(LUNCH, 13 * 60))),
    };
    found.push(Want {
        best: had.unwrap_or(kind.best),
        ..kind
    });
    found.extend(other);
    found.push(Want {
        seat: Seat::Other,
        from: 0,
        until: 24 * 60,
        best: had.unwrap_or(kind.best),
    });
    found
}

/// Minutes from midnight; seconds are nobody's.
pub(super) fn minutes(at: NaiveTime) -> u32 {
    at.hour() * 60 + at.minute()
}
