//! The wait until the next look at the clock.
//!
//! On the way to a moment half a minute ahead tokio's timers wake three times, once for each ring of their wheel. A
//! timer of the kernel wakes once; and on Linux it runs on while the computer sleeps, so that a wait which ended in that
//! time is over as soon as the computer wakes, whoever says so or not.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// A wait that can be begun anew.
pub(crate) struct Wait {
    timer: Option<kernel::Timer>,
    until: Instant,
}

impl Wait {
    /// Waits for so long.
    pub(crate) fn of(length: Duration) -> Wait {
        let timer = kernel::Timer::new()
            .inspect_err(|e| log::debug!("the kernel has no timer to wait with: {}", e.kind()))
            .ok();
        let mut wait = Wait {
            timer,
            until: Instant::now(),
        };
        wait.begin_anew(length);
        wait
    }

    /// Waits for so long from now on instead.
    pub(crate) fn begin_anew(&mut self, length: Duration) {
        self.until = Instant::now() + length;
        if let Some(timer) = &self.timer
            && let Err(e) = timer.set(length)
        {
            log::debug!("the kernel's timer cannot be set: {}", e.kind());
            self.timer = None;
        }
    }

    /// Ends when the wait is over. May be dropped and called again.
    pub(crate) async fn over(&mut self) {
        match &self.timer {
            Some(timer) => timer.runs_out().await,
            None => sleep_until(self.until).await,
        }
    }
}

#[cfg(target_os = "linux")]
mod kernel {
    use std::{io, os::fd::OwnedFd, time::Duration};

    use rustix::{
        io::Errno,
        time::{
            Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create,
            timerfd_settime,
        },
    };
    use tokio::io::unix::AsyncFd;

    pub(super) struct Timer(AsyncFd<OwnedFd>);

    impl Timer {
        pub(super) fn new() -> io::Result<Timer> {
            let flags = TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC;
            let timer = timerfd_create(TimerfdClockId::Boottime, flags)?;
            #[expect(
                deprecated,
                reason = "its successor is unsafe to call; an OwnedFd is what that asks for"
            )]
            AsyncFd::new(timer).map(Timer)
        }

        pub(super) fn set(&self, length: Duration) -> io::Result<()> {
            // None at all would mean never.
            let length = length.max(Duration::from_nanos(1));
            let once = Itimerspec {
                it_interval: Timespec {
                    tv_sec: 0,
                    tv_nsec: 0,
                },
                it_value: Timespec::try_from(length).map_err(io::Error::other)?,
            };
            timerfd_settime(&self.0, TimerfdTimerFlags::empty(), &once)?;
            Ok(())
        }

        pub(super) async fn runs_out(&self) {
            loop {
                let Ok(mut ready) = self.0.readable().await else {
                    // The runtime is going down, and this with it.
                    return std::future::pending().await;
                };
                match rustix::io::read(&self.0, &mut [0; 8]) {
                    // It was set again since.
                    Err(Errno::AGAIN) => ready.clear_ready(),
                    Err(Errno::INTR) => {}
                    Ok(_) | Err(_) => return,
                }
            }
        }
    }
}

/// Elsewhere tokio's timers will do.
#[cfg(not(target_os = "linux"))]
mod kernel {
    use std::{io, time::Duration};

    pub(super) struct Timer;

    impl Timer {
        pub(super) fn new() -> io::Result<Timer> {
            Err(io::ErrorKind::Unsupported.into())
        }

        pub(super) fn set(&self, _length: Duration) -> io::Result<()> {
            Ok(())
        }

        pub(super) async fn runs_out(&self) {}
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::fs;

    use tokio::time::timeout;

    use super::*;

    fn wakes() -> u64 {
        let status = fs::read_to_string("/proc/thread-self/status").unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.unwrap().trim().parse().unwrap()
    }

    #[tokio::test]
    async fn a_wait_of_some_seconds_wakes_once() {
        // Longer than the second ring of tokio's wheel, which would wake on the way.
        let length = Duration::from_millis(4500);
        let begun = Instant::now();
        let mut wait = Wait::of(length);
        let before = wakes();
        wait.over().await;
        let (woken, took) = (wakes() - before, begun.elapsed());
        assert!(took >= length, "not before its time: {took:?}");
        assert_eq!(woken, 1, "and once, at its end");
    }

    #[tokio::test]
    async fn a_wait_begun_anew_forgets_the_one_before() {
        let mut wait = Wait::of(Duration::from_millis(20));
        tokio::time::sleep(Duration::from_millis(40)).await;
        wait.begin_anew(Duration::from_secs(60));
        let early = timeout(Duration::from_millis(200), wait.over()).await;
        assert!(early.is_err(), "the first one ran out unheard, and is no news");
        wait.begin_anew(Duration::from_millis(20));
        let shorter = timeout(Duration::from_secs(5), wait.over()).await;
        assert!(shorter.is_ok(), "the last one counts");
    }

    #[tokio::test]
    async fn a_wait_of_nothing_is_over() {
        let mut wait = Wait::of(Duration::ZERO);
        let over = timeout(Duration::from_secs(5), wait.over()).await;
        assert!(over.is_ok(), "now is not never");
    }
}
