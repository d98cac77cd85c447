//! The one file that reads the machine's clock and zone.
#![allow(clippy::disallowed_methods, reason = "this is the place")]

use std::time::Instant;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

use crate::ports::Clock;

/// The machine's clock and zone, or another moment and place that runs on from when it was set (`--now`, `--zone`).
pub struct SystemClock {
    begun: Option<(DateTime<Utc>, Instant)>,
    zone: Option<Tz>,
}

impl SystemClock {
    /// The machine's own; `now` and `zone` pretend, for examples, tests and demonstrations.
    pub fn new(now: Option<DateTime<Utc>>, zone: Option<Tz>) -> SystemClock {
        SystemClock {
            begun: now.map(|at| (at, Instant::now())),
            zone,
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

    /// Asked anew each time: a laptop travels. A zone nobody knows by name is UTC.
    fn zone(&self) -> Tz {
        self.zone.unwrap_or_else(|| {
            iana_time_zone::get_timezone()
                .ok()
                .and_then(|name| name.parse().ok())
                .unwrap_or(Tz::UTC)
        })
    }
}
