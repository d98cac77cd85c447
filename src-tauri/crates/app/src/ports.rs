//! What the planner asks of the world: the time. Everything else it is given as values.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// The time and the place. The only implementation that reads the machine's clock is [`crate::clock`].
pub trait Clock: Send + Sync {
    /// This moment.
    fn now(&self) -> DateTime<Utc>;
    /// Where this computer is.
    fn zone(&self) -> Tz;
}
