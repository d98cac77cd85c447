//! The memory that processes have, pages they share with others counted in shares (PSS).

use std::{error::Error, fs};

use super::tree::{self, Process};

/// Megabytes (of 1024 × 1024) of all of them together.
///
/// # Errors
/// The kernel does not say: none of them could be read.
pub fn together(family: &[Process]) -> Result<f64, Box<dyn Error>> {
    // One that ends between listing and reading has no memory any more.
    let shares: Vec<f64> = family.iter().filter_map(of).collect();
    if shares.is_empty() {
        return Err("no process says how much memory it has".into());
    }
    Ok(shares.iter().sum())
}

/// How many other programs have GTK or WebKit open at this moment. Each makes everybody's share smaller, that of the
/// leanest the most: ratios are best when it is none.
pub fn others(family: &[Process]) -> usize {
    let Ok(all) = tree::all() else { return 0 };
    let shares = |process: &&Process| {
        let maps = fs::read_to_string(format!("/proc/{}/maps", process.pid)).unwrap_or_default();
        maps.contains("/libgtk-3.so") || maps.contains("/libwebkit2gtk")
    };
    let ours = |process: &Process| family.iter().any(|own| own.pid == process.pid);
    all.iter().filter(|process| !ours(process)).filter(shares).count()
}

fn of(process: &Process) -> Option<f64> {
    let rollup = fs::read_to_string(format!("/proc/{}/smaps_rollup", process.pid)).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
