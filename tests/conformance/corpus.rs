//! Every case of `fixtures/recurrence.json`, through the same two doors as `standing expand`. None is special-cased.

use app::expand::{ExpandError, Question, expand_ics, expand_rule};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use serde::Deserialize;

const CORPUS: &str = include_str!("../fixtures/recurrence.json");

#[derive(Deserialize)]
struct Case {
    name: String,
    dtstart: String,
    value: String,
    tzid: Option<String>,
    rule: Option<String>,
    exdate: Vec<String>,
    rdate: Vec<String>,
    #[serde(default)]
    overrides: Vec<serde_json::Value>,
    expected: Vec<String>,
    complete: bool,
    /// Other answers that a careful reading of the RFC allows.
    #[serde(default)]
    accept: Vec<Other>,
    ics: String,
}

#[derive(Deserialize)]
struct Other {
    #[serde(default)]
    expected: Vec<String>,
    /// A refusal by name is a right answer too.
    #[serde(default)]
    error: bool,
}

/// How an answer compares.
enum Verdict {
    First,
    Accepted,
    Wrong(String),
}

impl Case {
    fn judge(&self, answer: Result<Vec<String>, ExpandError>) -> Verdict {
        match answer {
            Ok(got) if got == self.expected => Verdict::First,
            Ok(got) if self.accept.iter().any(|o| !o.error && o.expected == got) => Verdict::Accepted,
            Ok(got) => Verdict::Wrong(format!("{}: {got:?} instead of {:?}", self.name, self.expected)),
            Err(_) if self.accept.iter().any(|o| o.error) => Verdict::Accepted,
            Err(why) => Verdict::Wrong(format!("{}: refused: {why}", self.name)),
        }
    }

    /// A list that is only a beginning is asked for no further.
    fn limit(&self) -> Option<usize> {
        (!self.complete).then_some(self.expected.len())
    }
}

/// The corpus writes an instant `20240101T010000Z`, a wall time without the Z, and a day with eight digits.
fn as_corpus(start: Option<&str>, local: &str) -> String {
    match start {
        Some(at) => DateTime::parse_from_rfc3339(at)
            .unwrap()
            .to_utc()
            .format("%Y%m%dT%H%M%SZ")
            .to_string(),
        None => {
            local.replace(['-', ':'], "")
                + if local.len() == "2026-01-01T19:00".len() {
                    "00"
                } else {
                    ""
                }
        }
    }
}

/// The other way round, as a person types it.
fn as_typed(basic: &str) -> String {
    if let Ok(day) = NaiveDate::parse_from_str(basic, "%Y%m%d") {
        return day.to_string();
    }
    let (civil, utc) = basic.strip_suffix('Z').map_or((basic, ""), |civil| (civil, "Z"));
    let civil = NaiveDateTime::parse_from_str(civil, "%Y%m%dT%H%M%S").unwrap();
    civil.format("%Y-%m-%dT%H:%M:%S").to_string() + utc
}

fn through_the_file(case: &Case) -> Result<Vec<String>, ExpandError> {
    let found = expand_ics(&case.ics, None, None, case.limit())?;
    Ok(found
        .occurrences
        .iter()
        .map(|row| as_corpus(row.start.as_deref(), &row.local))
        .collect())
}

fn through_the_rule(case: &Case) -> Result<Vec<String>, ExpandError> {
    let typed = |list: &[String]| list.iter().map(|at| as_typed(at)).collect::<Vec<_>>();
    let found = expand_rule(&Question {
        start: &as_typed(&case.dtstart),
        zone: case.tzid.as_deref(),
        rule: case.rule.as_deref().unwrap_or_default(),
        except: &typed(&case.exdate),
        extra: &typed(&case.rdate),
        all_day: case.value == "DATE",
        limit: case.limit(),
        ..Question::default()
    })?;
    Ok(found
        .occurrences
        .iter()
        .map(|row| as_corpus(row.start.as_deref(), &row.local))
        .collect())
}

fn all_agree(door: &str, cases: &[&Case], answer: fn(&Case) -> Result<Vec<String>, ExpandError>) {
    let (mut first, mut wrong) = (0, Vec::new());
    for case in cases {
        match case.judge(answer(case)) {
            Verdict::First => first += 1,
            Verdict::Accepted => println!("{door}: {} answers with an accepted alternative", case.name),
            Verdict::Wrong(how) => wrong.push(how),
        }
    }
    println!("{door}: {first} of {} as first expected", cases.len());
    assert!(
        wrong.is_empty(),
        "{} of {} differ:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

fn cases() -> Vec<Case> {
    serde_json::from_str(CORPUS).unwrap()
}

#[test]
fn every_case_of_the_corpus_as_a_calendar_file() {
    let cases = cases();
    assert_eq!(cases.len(), 100, "the corpus is whole");
    all_agree("--ics", &cases.iter().collect::<Vec<_>>(), through_the_file);
}

#[test]
fn every_case_without_overrides_as_a_rule() {
    let cases = cases();
    let plain: Vec<_> = cases.iter().filter(|c| c.overrides.is_empty()).collect();
    assert!(plain.len() > 90, "only a few cases need a file: {}", plain.len());
    all_agree("--rule", &plain, through_the_rule);
}

#[test]
fn a_calendar_file_cut_off_anywhere_is_read_or_refused() {
    for case in cases().iter().step_by(7) {
        for end in (0..case.ics.len()).filter(|end| case.ics.is_char_boundary(*end)) {
            // Whatever it says, it says something: an answer in order, or a reason.
            match expand_ics(&case.ics[..end], None, None, Some(20)) {
                Ok(found) => assert!(found.occurrences.len() <= 20, "{} cut at {end}", case.name),
                Err(why) => assert!(!why.to_string().is_empty(), "{} cut at {end}", case.name),
            }
        }
    }
}
