//! What wakes the engine before its wait is over: the computer woke up, the clock was set, the zone changed.
//!
//! None of it is relied on. Where nobody says so, the next look at the clock, within thirty seconds, finds the same.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};

use crate::events::Cause;

#[cfg(target_os = "linux")]
#[path = "wake/linux.rs"]
mod system;
#[cfg(target_os = "macos")]
#[path = "wake/macos.rs"]
mod system;
#[cfg(windows)]
#[path = "wake/windows.rs"]
mod system;

/// How long after a sign that the zone changed the clock is looked at. The sign comes in several steps (one file,
/// then another), and the zone is taken as known for a second after it was last asked.
const ZONE_SETTLES: Duration = Duration::from_millis(1500);

/// Listens to the operating system, as long as this value lives.
pub(crate) struct Waking {
    signs: Arc<Signs>,
    source: system::Source,
    /// When a zone that is changing will have changed.
    settled: Option<Instant>,
}

/// What the system has said and nobody has taken in yet. Saying the same twice is saying it once: whoever says it a
/// thousand times a second cannot make a heap of it.
#[derive(Default)]
struct Signs {
    woken: AtomicBool,
    clock_set: AtomicBool,
    zone_changing: AtomicBool,
    news: Notify,
}

impl Waking {
    /// Begins to listen. What cannot be listened to here is left to the next look at the clock.
    pub(crate) fn begin() -> Waking {
        let signs = Arc::new(Signs::default());
        Waking {
            source: system::Source::begin(Arc::clone(&signs)),
            signs,
            settled: None,
        }
    }

    /// Waits for the next cause to look at the clock. May be dropped and called again without losing any.
    pub(crate) async fn next(&mut self) -> Cause {
        loop {
            if Signs::take(&self.signs.woken) {
                return Cause::Woken;
            }
            if Signs::take(&self.signs.clock_set) {
                return Cause::ClockSet;
            }
            if Signs::take(&self.signs.zone_changing) {
                // The last step counts: the ones before it may still tell of the old zone.
                self.settled = Some(Instant::now() + ZONE_SETTLES);
            }
            tokio::select! {
                () = self.signs.news.notified() => {}
                () = sleep_until(self.settled.unwrap_or_else(Instant::now)), if self.settled.is_some() => {
                    self.settled = None;
                    return Cause::ClockSet;
                }
                () = self.source.listen() => {}
            }
        }
    }
}

impl Signs {
    fn woke_up(&self) {
        self.give(&self.woken);
    }

    fn clock_set(&self) {
        self.give(&self.clock_set);
    }

    fn zone_changing(&self) {
        self.give(&self.zone_changing);
    }

    fn give(&self, sign: &AtomicBool) {
        sign.store(true, Ordering::Release);
        self.news.notify_one();
    }

    fn take(sign: &AtomicBool) -> bool {
        sign.swap(false, Ordering::Acquire)
    }
}

/// Elsewhere nothing is listened to.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
mod system {
    use std::sync::Arc;

    use super::Signs;

    pub(super) struct Source;

    impl Source {
        pub(super) fn begin(_signs: Arc<Signs>) -> Source {
            Source
        }

        pub(super) async fn listen(&mut self) {
            std::future::pending().await
        }
    }
}
