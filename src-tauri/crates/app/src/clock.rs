//! The one file that reads the machine's clock and zone.
#![allow(clippy::disallowed_methods, reason = "this is the place")]

use std::{
    sync::Mutex,
    time::{Duration as Elapsed, Instant},
};

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

use crate::ports::Clock;

/// The machine's clock and zone, or another moment and place that runs on from when it was set (`--now`, `--zone`).
pub struct SystemClock {
    begun: Option<(DateTime<Utc>, Instant)>,
    zone: Option<Tz>,
    found: Mutex<Option<(Instant, Tz)>>,
}

/// How long the machine's zone is taken as known: a page asks for it a hundred times, and travel takes longer.
const ZONE_HOLDS: Elapsed = Elapsed::from_secs(1);

impl SystemClock {
    /// The machine's own; `now` and `zone` pretend, for examples, tests and demonstrations.
    pub fn new(now: Option<DateTime<Utc>>, zone: Option<Tz>) -> SystemClock {
        SystemClock {
            begun: now.map(|at| (at, Instant::now())),
            zone,
            found: Mutex::new(None),
        }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        match self.begun {
            Some((at, begun)) => at + Duration::from_std(begun.elapsed()).unwrap_or(Duration::MAX),
            None => Utc::now(),
        }
    }

    /// Asked anew every second: a laptop travels. A zone nobody knows by name is UTC.
    fn zone(&self) -> Tz {
        if let Some(zone) = self.zone {
            return zone;
        }
        let mut found = self
            .found
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((at, zone)) = *found
            && at.elapsed() < ZONE_HOLDS
        {
            return zone;
        }
        let zone = iana_time_zone::get_timezone()
            .ok()
            .and_then(|name| name.parse().ok())
            .unwrap_or(Tz::UTC);
        *found = Some((Instant::now(), zone));
        zone
    }
}
