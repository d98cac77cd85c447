//! What the rules say, in other words than the engine's.

use chrono::{DateTime, Duration, NaiveDateTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use domain::reminder::{Lead, ReminderKey, Source};

/// Whether the wall says a time between 22:30 and 07:00.
pub fn night(at: DateTime<Utc>, here: Tz) -> bool {
    let wall = at.with_timezone(&here);
    let minute = wall.hour() * 60 + wall.minute();
    !(7 * 60..22 * 60 + 30).contains(&minute)
}

/// The instant at which the night ends that a moment lies in.
pub fn morning(at: DateTime<Utc>, here: Tz) -> DateTime<Utc> {
    let wall = at.with_timezone(&here).naive_local();
    let day = if wall.hour() >= 12 {
        wall.date() + Duration::days(1)
    } else {
        wall.date()
    };
    instant(day.and_hms_opt(7, 0, 0).unwrap(), here)
}

/// When a lead of a date is meant to come.
pub fn meant(local: NaiveDateTime, lead: Lead, zone: Tz) -> DateTime<Utc> {
    match lead {
        Lead::Before { minutes } => instant(local, zone) - Duration::minutes(minutes.into()),
        Lead::Day { days, at } => instant((local.date() - Duration::days(days.into())).and_time(at), zone),
    }
}

/// The first instant at which the wall says so. An hour that is left out comes as much after the hour before it as it
/// would have.
pub fn instant(wall: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    if let Some(at) = zone.from_local_datetime(&wall).earliest() {
        return at.to_utc();
    }
    let mut before = wall;
    loop {
        before -= Duration::hours(1);
        if let Some(at) = zone.from_local_datetime(&before).latest() {
            return at.to_utc() + (wall - before);
        }
    }
}

/// What of a date speaks for itself: what is to be got ready, where it has another lead.
pub fn each(key: ReminderKey) -> Option<(Lead, u32)> {
    match key.source {
        Source::Preparation { lead, .. } => Some((lead, key.snooze)),
        _ => None,
    }
}
