//! Marks for the start-up benchmark: `STANDING_DATE_TRACE=FILE` appends the moments at which the window was made,
//! mounted and painted. Four fixed words and a number; nothing of the couple's.

use std::{
    io::Write,
    time::{SystemTime, UNIX_EPOCH},
};

/// Appends `word` and the milliseconds since 1970, where tracing was asked for.
#[allow(
    clippy::disallowed_methods,
    reason = "a benchmark measures the machine's clock, not the planner's"
)]
pub fn mark(word: &str) {
    let Some(path) = std::env::var_os("STANDING_DATE_TRACE") else {
        return;
    };
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map(|d| d.as_millis())
        .unwrap_or_default();
    if let Ok(mut file) = std::fs::OpenOptions::new().create(true).append(true).open(path) {
        let _ = writeln!(file, "{now} {word}");
    }
}
