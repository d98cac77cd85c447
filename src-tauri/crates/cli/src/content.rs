//! What the program brings along, counted. What may stand in it is checked when it is built, by the library's own tests.

use app::doctor::{Check, Findings};

/// One check for each part of the library: whether there is as much of it as there has to be.
pub fn findings() -> Findings {
    let parts = library::counts().parts();
    let checks: Vec<Check> = parts
        .into_iter()
        .map(|(name, is, least)| Check {
            name: name.to_owned(),
            ok: is >= least,
            detail: format!("{is}, at least {least}"),
        })
        .collect();
    Findings {
        ok: checks.iter().all(|check| check.ok),
        checks,
    }
}
