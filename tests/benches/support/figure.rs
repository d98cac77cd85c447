//! How the benchmarks print: `name  figure  unit  (target <= 5, ok)`. A figure over its target is news, not a failure.

use std::{error::Error, process::ExitCode};

/// What a benchmark ends with. It fails when it could not measure, and only then.
pub type Measured = Result<(), Box<dyn Error>>;

/// Prints one figure, and whether it keeps to `at_most`, where it has a target.
pub fn print(name: &str, figure: f64, unit: &str, at_most: Option<f64>) {
    let digits = match figure {
        f if f >= 100.0 => 0,
        f if f >= 10.0 => 1,
        _ => 2,
    };
    let target = match at_most {
        Some(most) if figure <= most => format!("target <= {most}, ok"),
        Some(most) => format!("target <= {most}, over"),
        None => "no target".to_owned(),
    };
    println!("{name}  {figure:.digits$}  {unit}  ({target})");
}

/// The smallest figure that `percent` of them do not exceed.
pub fn percentile(figures: &[f64], percent: usize) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    *sorted.get(rank - 1).expect("BUG: something was measured")
}

/// The one in the middle.
pub fn median(figures: &[f64]) -> f64 {
    percentile(figures, 50)
}

/// Says why nothing could be measured.
pub fn conclude(name: &str, measured: Measured) -> ExitCode {
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{name}: not measured: {why}");
            ExitCode::FAILURE
        }
    }
}
