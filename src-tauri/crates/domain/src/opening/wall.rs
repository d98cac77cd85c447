//! Days as a clock on the wall counts them, cut where the clocks change.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

/// A day, or the part of one before or after the clocks change. Within it the wall is a fixed step from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    /// Its date.
    pub date: NaiveDate,
    /// Its first instant.
    pub from: DateTime<Utc>,
    /// The first instant after it.
    pub until: DateTime<Utc>,
    /// Midnight, as this part of the day counts; may lie outside of it.
    midnight: DateTime<Utc>,
}

impl Day {
    /// The instant so many minutes after midnight; may lie outside of this part of the day.
    pub fn at(&self, minutes: u32) -> DateTime<Utc> {
        self.midnight + Duration::minutes(minutes.into())
    }

    /// The instant of a time on the wall; may lie outside of this part of the day.
    pub fn at_time(&self, time: NaiveTime) -> DateTime<Utc> {
        self.midnight + (time - NaiveTime::MIN)
    }
}

/// The days from one instant to another, in order. The first and the last may be parts.
pub(super) fn days(from: DateTime<Utc>, until: DateTime<Utc>, here: Tz) -> Vec<Day> {
    let mut found = Vec::new();
    let mut at = from;
    while at < until {
        let ahead = ahead(at, here);
        let date = (at.naive_utc() + ahead).date();
        let midnight = date.and_time(NaiveTime::MIN).and_utc() - ahead;
        let mut end = until.min(midnight + Duration::days(1));
        if self::ahead(end - Duration::nanoseconds(1), here) != ahead {
            end = change(at, end, ahead, here);
        }
        found.push(Day {
            date,
            from: at,
            until: end,
            midnight,
        });
        at = end;
    }
    found
}

/// How far the wall is ahead of UTC.
fn ahead(at: DateTime<Utc>, here: Tz) -> Duration {
    let utc: NaiveDateTime = at.naive_utc();
    Duration::seconds(here.offset_from_utc_datetime(&utc).fix().local_minus_utc().into())
}

/// The first second at which the wall is no longer `ahead`, found by halving.
fn change(from: DateTime<Utc>, until: DateTime<Utc>, ahead: Duration, here: Tz) -> DateTime<Utc> {
    let (mut before, mut after) = (from.timestamp(), until.timestamp());
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        let at = DateTime::from_timestamp(middle, 0).expect("BUG: between two instants");
        if self::ahead(at, here) == ahead {
            before = middle;
        } else {
            after = middle;
        }
    }
    DateTime::from_timestamp(after, 0).expect("BUG: between two instants")
}
