//! A whole day is a date. Where the machine stands must not move it: libraries that ask the machine's zone lose
//! 3 November 2024 in Havana and a day of November in Cairo.

use std::process::Command;

use app::expand::{Question, expand_ics, expand_rule};

/// Set in the child: then the test below answers instead of asking.
const ANSWER: &str = "STANDING_TEST_ANSWER";
const NAME: &str = "machine_zones::whole_days_and_floating_times_are_the_same_on_every_machine";

fn answer() -> String {
    let all_day = |start, rule| Question {
        start,
        rule,
        all_day: true,
        limit: Some(20),
        ..Question::default()
    };
    let havana = expand_rule(&all_day("2024-10-28", "FREQ=DAILY")).unwrap();
    let cairo = expand_rule(&all_day("2024-11-01", "FREQ=WEEKLY;BYDAY=FR")).unwrap();
    let floating = Question {
        start: "2024-10-28T00:30",
        rule: "FREQ=DAILY",
        limit: Some(20),
        ..Question::default()
    };
    let floating = expand_rule(&floating).unwrap();
    let file = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20241101\r\n\
        RRULE:FREQ=DAILY;UNTIL=20241110\r\nEXDATE;VALUE=DATE:20241105\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let file = expand_ics(file, None, None, None).unwrap();
    let rows = [havana, cairo, floating]
        .into_iter()
        .flat_map(|e| e.occurrences)
        .map(|r| (r.start, r.local));
    let rows = rows.chain(file.occurrences.into_iter().map(|r| (r.start, r.local)));
    let rows: Vec<_> = rows
        .map(|(start, local)| {
            assert_eq!(start, None, "a whole day and a floating time are no instant");
            local
        })
        .collect();
    rows.join(" ")
}

#[test]
fn whole_days_and_floating_times_are_the_same_on_every_machine() {
    if std::env::var_os(ANSWER).is_some() {
        println!("answer: {}", answer());
        return;
    }
    let here = answer();
    assert!(
        here.contains("2024-11-02 2024-11-03 2024-11-04"),
        "no day is lost: {here}"
    );
    assert!(
        here.contains("2024-11-01 2024-11-08 2024-11-15"),
        "Fridays from the first of November: {here}"
    );
    assert!(
        here.contains("2024-11-03T00:30 2024-11-04T00:30"),
        "a floating half past midnight each night: {here}"
    );
    assert!(
        here.contains("2024-11-04 2024-11-06 2024-11-07"),
        "the fifth was taken out, and only the fifth: {here}"
    );
    for zone in [
        "America/Havana",
        "Africa/Cairo",
        "Pacific/Apia",
        "America/Sao_Paulo",
        "Asia/Kathmandu",
        "nonsense",
    ] {
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", NAME, "--nocapture"])
            .env("TZ", zone)
            .env(ANSWER, "1")
            .output()
            .unwrap();
        let said = String::from_utf8(child.stdout).unwrap();
        let there = said
            .lines()
            .find_map(|line| line.split_once("answer: "))
            .map(|(_, rows)| rows);
        assert_eq!(
            there,
            Some(here.as_str()),
            "a machine with TZ={zone} says otherwise"
        );
    }
}
