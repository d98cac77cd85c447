//! `standing doctor`: whether the planner is whole, said check by check.

use std::path::Path;

use chrono::{DateTime, Utc};
use serde::Serialize;

/// The doctor's findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// Whether every check is green.
    pub ok: bool,
    /// Each check.
    pub checks: Vec<Check>,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// A stable name: `integrity`, `file_modes`, `key`, `ledger`.
    pub name: String,
    /// Green or red.
    pub ok: bool,
    /// What was found.
    pub detail: String,
}

/// Examines the planner in `dir` and changes nothing. Works also when it cannot be opened.
pub fn examine(dir: &Path, now: DateTime<Utc>) -> Findings {
    let checks: Vec<Check> = store::check::run(dir, now)
        .into_iter()
        .map(|c| Check {
            name: c.name.to_owned(),
            ok: c.ok,
            detail: c.detail,
        })
        .collect();
    Findings {
        ok: checks.iter().all(|c| c.ok),
        checks,
    }
}
