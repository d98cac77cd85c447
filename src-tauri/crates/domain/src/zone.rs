//! From wall time to instant, and back. The only place that knows what a clock change does.

use chrono::{DateTime, Duration, NaiveDateTime, Offset, TimeZone, Utc, offset::LocalResult};
use chrono_tz::Tz;

/// The instant at which a clock on the wall in `zone` says `civil`.
///
/// A time that a clock change leaves out takes the offset from before the gap (RFC 5545 3.3.5), so in a zone that
/// springs forward at 02:00, 02:30 is shown as 03:30. A time that comes twice is the first of the two.
///
/// ```
/// # use chrono::{NaiveDate, Timelike};
/// let civil = NaiveDate::from_ymd_opt(2024, 3, 10).unwrap().and_hms_opt(2, 30, 0).unwrap();
/// let zone = chrono_tz::America::New_York;
/// let local = domain::zone::instant(civil, zone).with_timezone(&zone);
/// assert_eq!((local.hour(), local.minute()), (3, 30), "the gap keeps the offset from before it");
/// ```
pub fn instant(civil: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    match zone.from_local_datetime(&civil) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
        LocalResult::None => {
            // No gap has been longer than a day (Samoa, 2011), so the offset a day and a bit earlier is the one before it.
            let before = zone
                .offset_from_utc_datetime(&(civil - Duration::hours(26)))
                .fix();
            DateTime::from_naive_utc_and_offset(
                civil - Duration::seconds(before.local_minus_utc().into()),
                Utc,
            )
        }
    }
}

/// The last instant at which a clock on the wall in `zone` says `civil`: [`instant`], but the second of two.
pub fn last_instant(civil: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    match zone.from_local_datetime(&civil) {
        LocalResult::Ambiguous(_, last) => last.to_utc(),
        _ => instant(civil, zone),
    }
}

/// What a clock on the wall in `zone` says at an instant.
pub fn civil(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}
