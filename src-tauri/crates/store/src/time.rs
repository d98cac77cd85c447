//! The one converter between times and what the database holds: instants as integer milliseconds UTC, wall times and
//! days as text, zones by their IANA names. Never an offset alone.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Timelike, Utc};
use chrono_tz::Tz;

/// An instant as milliseconds since 1970-01-01T00:00Z: 2026-10-15T18:00Z is 1,792,087,200,000.
pub(crate) fn to_ms(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

/// The instant behind milliseconds; `None` beyond the years that can be counted.
pub(crate) fn from_ms(ms: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(ms)
}

/// A wall time as text, to the minute where it has no seconds: `2026-10-15T19:00`. Sorts as time does.
pub(crate) fn to_wall(civil: NaiveDateTime) -> String {
    let pattern = if civil.second() == 0 {
        "%Y-%m-%dT%H:%M"
    } else {
        "%Y-%m-%dT%H:%M:%S"
    };
    civil.format(pattern).to_string()
}

/// The wall time behind text.
pub(crate) fn from_wall(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S"))
        .ok()
}

/// A day as text: `2026-10-15`.
pub(crate) fn to_day(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// The day behind text.
pub(crate) fn from_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// The zone behind its IANA name.
pub(crate) fn from_zone(name: &str) -> Option<Tz> {
    name.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_in_the_evening_comes_back_as_seven_in_the_evening() {
        for text in ["2026-10-15T19:00", "0999-01-01T00:00", "2026-10-15T19:00:30"] {
            let wall = from_wall(text).unwrap();
            assert_eq!(to_wall(wall), text, "a wall time is its text, with nothing added");
        }
        assert_eq!(
            from_wall("7 pm"),
            None,
            "other text is refused rather than guessed at"
        );
    }

    #[test]
    fn an_instant_keeps_its_milliseconds_and_a_day_its_name() {
        let at = from_ms(1_792_087_200_123).unwrap();
        assert_eq!(to_ms(at), 1_792_087_200_123, "milliseconds are kept");
        assert_eq!(
            at.to_rfc3339(),
            "2026-10-15T18:00:00.123+00:00",
            "and count from 1970 in UTC"
        );
        assert_eq!(
            to_day(from_day("2026-10-15").unwrap()),
            "2026-10-15",
            "a day has no hour"
        );
        assert!(
            from_zone("Europe/London").is_some() && from_zone("GMT+1 or so").is_none(),
            "zones are IANA names"
        );
    }
}
