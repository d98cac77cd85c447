//! Rules written to hang whoever follows them. Each is answered or refused by name, within the budget of steps.

use std::fmt::Write;

use app::expand::{ExpandError, expand_ics};
use chrono::NaiveDateTime;
use domain::recurrence::{Rule, RuleError, STEP_BUDGET};
use ics::{IcsError, Why};

use crate::hostile_rules::{self, END, NOW, Outcome};

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn outcome(found: usize, truncated: bool) -> Outcome {
    match (found, truncated) {
        (0, false) => Outcome::Never,
        (n, true) if n < 3 => Outcome::OutOfSteps,
        (n, _) => Outcome::Starts(n),
    }
}

fn as_a_rule(rule: &str, start: &str) -> Outcome {
    let Ok(rule) = Rule::parse(rule) else {
        return Outcome::Refused;
    };
    let Ok(found) = rule.starts(wall(start), wall(NOW), wall(END), 3) else {
        return Outcome::Refused;
    };
    assert!(
        found.steps <= STEP_BUDGET,
        "{}: {} steps",
        rule.text(),
        found.steps
    );
    outcome(found.at.len(), found.truncated)
}

fn as_a_file(rule: &str, start: &str) -> Outcome {
    match expand_ics(
        &hostile_rules::event(rule, start),
        Some(NOW),
        Some("2100-01-01"),
        Some(3),
    ) {
        Ok(found) => outcome(found.occurrences.len(), found.truncated),
        Err(why) => {
            assert!(!why.to_string().is_empty(), "{rule}: a refusal says why");
            Outcome::Refused
        }
    }
}

#[test]
fn a_hostile_rule_is_answered_or_refused_and_never_hangs() {
    let cases = hostile_rules::cases();
    assert!(cases.len() >= 40, "forty at least: {}", cases.len());
    let mut wrong = String::new();
    for (rule, start, expected, why) in cases {
        let found = (as_a_rule(&rule, start), as_a_file(&rule, start));
        if found != (expected, expected) {
            let shown: String = rule.chars().take(60).collect();
            let _ = writeln!(
                wrong,
                "{shown} from {start}: {found:?} instead of {expected:?}, {why}"
            );
        }
    }
    assert!(wrong.is_empty(), "as a rule, and in a file:\n{wrong}");
}

#[test]
fn a_file_of_hostile_rules_has_one_budget() {
    let one = "BEGIN:VEVENT\r\nUID:NR\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n";
    let many: String = (0..10_000).map(|n| one.replace("NR", &n.to_string())).collect();
    let text = format!("BEGIN:VCALENDAR\r\n{many}END:VCALENDAR\r\n");
    // Ten thousand times thirty thousand days: by itself each is quick, together they would take minutes.
    let found = expand_ics(&text, None, None, None).unwrap();
    assert_eq!(
        (found.occurrences.len(), found.truncated),
        (0, true),
        "it gave up, and says so"
    );
}

#[test]
fn a_count_too_large_to_be_counted_is_refused_by_name() {
    let rule = Rule::parse("FREQ=SECONDLY;COUNT=4294967295;BYHOUR=3").unwrap();
    let next = rule.first_from(wall("1970-01-01T00:00"), wall(NOW));
    assert_eq!(
        next,
        Err(RuleError::TooManySteps { limit: STEP_BUDGET }),
        "no guess, and no silence"
    );
}

fn event(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART:20240101T200000\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

#[test]
fn a_calendar_bomb_is_refused_before_it_is_built() {
    let refused = |text: &str| expand_ics(text, None, None, None).unwrap_err();
    let nested = "BEGIN:VEVENT\r\n".repeat(200_000);
    assert!(
        matches!(
            refused(&nested),
            ExpandError::File(IcsError::TooManyComponents { .. })
        ),
        "200,000 deep"
    );
    let events = event("").repeat(20_001);
    assert!(
        matches!(
            refused(&events),
            ExpandError::File(IcsError::TooManyComponents { .. })
        ),
        "too many events"
    );
    let wide = event(&"X-A:1\r\n".repeat(1_000_000));
    assert!(
        matches!(refused(&wide), ExpandError::Event(Why::TooManyLines { .. })),
        "a million properties"
    );
    let long = event(&format!("SUMMARY:{}\r\n", "x".repeat(50 << 20)));
    assert!(
        matches!(refused(&long), ExpandError::File(IcsError::TooLarge { .. })),
        "a line of 50 MB"
    );
    assert!(matches!(
        refused("nothing of the sort"),
        ExpandError::File(IcsError::NotACalendar)
    ));
}

#[test]
fn a_great_many_exceptions_and_folds_are_only_slow_reading() {
    let mut days = String::new();
    for n in 0..20_000 {
        let _ = write!(
            days,
            "{}19990101T{:02}{:02}{:02}",
            if n == 0 { "" } else { "," },
            n / 3600 % 24,
            n / 60 % 60,
            n % 60
        );
    }
    let text = event(&format!("RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE:{days}\r\n"));
    let found = expand_ics(&text, None, None, None).unwrap();
    assert_eq!(
        found.occurrences.len(),
        3,
        "none of 20,000 exceptions is in the series"
    );
    let folded = event(&format!("SUMMARY:a{}\r\n", "\r\n b".repeat(100_000)));
    let found = expand_ics(&folded, None, None, None).unwrap();
    let summary = &found.occurrences[0].summary;
    assert_eq!(
        (
            summary.len(),
            summary.trim_start_matches('a').trim_start_matches('b')
        ),
        (ics::LONGEST, ""),
        "unfolded into one line, of which enough is kept"
    );
}

#[test]
fn a_file_of_many_endless_events_answers_the_first_thousand() {
    let one = "BEGIN:VEVENT\r\nUID:NR\r\nDTSTART:20240101T200000\r\nRRULE:FREQ=MINUTELY\r\nEND:VEVENT\r\n";
    let many: String = (0..500).map(|n| one.replace("NR", &n.to_string())).collect();
    let text = format!("BEGIN:VCALENDAR\r\n{many}END:VCALENDAR\r\n");
    let found = expand_ics(&text, None, None, None).unwrap();
    assert_eq!(
        (found.occurrences.len(), found.truncated),
        (1_000, true),
        "two minutes of five hundred events"
    );
    assert_eq!(
        found.occurrences[999].local, "2024-01-01T20:01",
        "the earliest ones, not one event's"
    );
}
