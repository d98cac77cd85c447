//! Saying what is being done, in one line, and how long it took.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::call::Failure;

/// The steps of one command, with the time each took.
#[derive(Debug, Default)]
pub struct Steps {
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// Does `work` on one line: what it is, and when it is done how long it took. `work` prints nothing itself.
    pub fn quietly<T>(
        &mut self,
        what: &str,
        work: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        print!("{what} … ");
        flush();
        let (result, took) = timed(work);
        println!(
            "{}{}",
            if result.is_ok() { "" } else { "failed, " },
            seconds(took)
        );
        self.done.push((what.to_owned(), took));
        result
    }

    /// Does `work` that prints for itself, between a line before and the time after.
    pub fn aloud<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        println!("{what} …");
        flush();
        let (result, took) = timed(work);
        println!(
            "{what}: {}{}",
            if result.is_ok() { "" } else { "failed, " },
            seconds(took)
        );
        self.done.push((what.to_owned(), took));
        result
    }

    /// The steps so far, in order, each with its time.
    pub fn done(&self) -> &[(String, Duration)] {
        &self.done
    }
}

/// `work`, and how long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = stopwatch();
    let result = work();
    (result, start.elapsed())
}

/// Starts measuring.
#[allow(
    clippy::disallowed_methods,
    reason = "the length of our own steps; the planner is told nothing of it"
)]
pub fn stopwatch() -> Instant {
    Instant::now()
}

/// A length of time for people: "0.4 s", "75 s" or "6 min 40 s".
pub fn seconds(took: Duration) -> String {
    match took.as_secs() {
        0..10 => format!("{:.1} s", took.as_secs_f64()),
        10..120 => format!("{:.0} s", took.as_secs_f64()),
        long => format!("{} min {} s", long / 60, long % 60),
    }
}

fn flush() {
    // A terminal that went away is no reason to stop working.
    let _ = std::io::stdout().flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_is_said_as_people_would() {
        let said = |millis| seconds(Duration::from_millis(millis));
        assert_eq!(said(440), "0.4 s", "short steps show tenths");
        assert_eq!(said(75_000), "75 s", "longer ones whole seconds");
        assert_eq!(said(400_000), "6 min 40 s", "long ones minutes");
    }
}
