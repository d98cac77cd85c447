use chrono::NaiveDateTime;

use super::{Rule, RuleError};

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn starts(rule: &str, start: &str, from: &str, to: &str, limit: usize) -> Vec<String> {
    let rule = Rule::parse(rule).unwrap();
    let found = rule.starts(wall(start), wall(from), wall(to), limit).unwrap();
    found
        .at
        .iter()
        .map(|at| at.format("%Y-%m-%dT%H:%M").to_string())
        .collect()
}

#[test]
fn thursdays_at_seven_come_every_thursday() {
    let october = starts(
        "FREQ=WEEKLY;BYDAY=TH",
        "2026-10-15T19:00",
        "2026-10-16T00:00",
        "2026-11-01T00:00",
        10,
    );
    assert_eq!(
        october,
        ["2026-10-22T19:00", "2026-10-29T19:00"],
        "the first lies before the window"
    );
}

#[test]
fn the_next_thursday_of_a_rule_thirty_years_old_is_found() {
    let rule = Rule::parse("FREQ=WEEKLY;BYDAY=TH").unwrap();
    let next = rule
        .first_from(wall("1996-01-04T19:00"), wall("2026-10-13T14:36"))
        .unwrap();
    assert_eq!(
        next,
        Some(wall("2026-10-15T19:00")),
        "13 October 2026 is a Tuesday"
    );
}

#[test]
fn a_series_that_begins_beyond_the_horizon_is_refused_by_name() {
    let rule = Rule::parse("FREQ=WEEKLY").unwrap();
    let refused = rule.first_from(wall("2100-01-01T19:00"), wall("2026-10-13T14:36"));
    assert!(
        matches!(refused, Err(RuleError::BeyondHorizon { .. })),
        "no summer time is known there: {refused:?}"
    );
}
