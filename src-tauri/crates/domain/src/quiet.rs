//! Quiet hours, across midnight and clock changes.

use chrono::{DateTime, Duration, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::zone;

/// A part of the day in which only a date about to begin may speak. `from == to` means there are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// Wall time at which they begin.
    pub from: NaiveTime,
    /// Wall time at which they end; earlier than `from` when they cross midnight.
    pub to: NaiveTime,
}

impl QuietHours {
    /// 22:30 to 07:00.
    pub const DEFAULT: QuietHours = QuietHours {
        from: NaiveTime::from_hms_opt(22, 30, 0).expect("BUG: 22:30 is a time"),
        to: NaiveTime::from_hms_opt(7, 0, 0).expect("BUG: 07:00 is a time"),
    };

    /// The end of the quiet hours that `at` lies in, or `None` when it lies outside them.
    ///
    /// Decided by the clock on the wall, so a night in which the clocks change is quiet from 22:30 to 07:00 as any other.
    pub fn end(self, at: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
        let local = zone::civil(at, zone);
        let (time, day) = (local.time(), local.date());
        let end_day = if self.from == self.to {
            return None;
        } else if self.from < self.to {
            if self.from <= time && time < self.to {
                day
            } else {
                return None;
            }
        } else if time >= self.from {
            day + Duration::days(1)
        } else if time < self.to {
            day
        } else {
            return None;
        };
        let end = end_day.and_time(self.to);
        // Where the clocks go back that hour comes twice, and the first may lie behind us.
        Some(zone::instant(end, zone))
            .filter(|first| *first > at)
            .or(Some(zone::last_instant(end, zone)))
    }
}
