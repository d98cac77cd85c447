//! Rules written to hang whoever follows them. Each is answered or refused by name, within the budget of steps.

use std::fmt::Write;

use app::expand::{ExpandError, expand_ics};
use chrono::NaiveDateTime;
use domain::recurrence::{Rule, RuleError, STEP_BUDGET};
use ics::IcsError;

const NOW: &str = "2026-11-22T12:00";

/// What becomes of "the first three from now on".
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// So many starts, and nothing is missing but what the limit of three leaves out.
    Starts(usize),
    /// Nothing ever again.
    Never,
    /// The budget ran out first, and the answer says so.
    OutOfSteps,
    /// Refused, for a reason with a name.
    Refused,
}
use Outcome::{Never, OutOfSteps, Refused, Starts};

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn ask(rule: &str, start: &str) -> Outcome {
    let Ok(rule) = Rule::parse(rule) else {
        return Refused;
    };
    let found = match rule.starts(wall(start), wall(NOW), NaiveDateTime::MAX, 3) {
        Ok(found) => found,
        Err(_) => return Refused,
    };
    assert!(
        found.steps <= STEP_BUDGET,
        "{}: {} steps",
        rule.text(),
        found.steps
    );
    match (found.at.len(), found.truncated) {
        (0, false) => Never,
        (n, true) if n < 3 => OutOfSteps,
        (n, _) => Starts(n),
    }
}

fn up_to(last: u32) -> String {
    (0..=last).map(|n| n.to_string()).collect::<Vec<_>>().join(",")
}

#[test]
fn a_hostile_rule_is_answered_or_refused_and_never_hangs() {
    let every_minute = format!("BYHOUR={};BYMINUTE={}", up_to(23), up_to(59));
    let every_second = format!("{every_minute};BYSECOND={}", up_to(59));
    let every_day = "BYDAY=MO,TU,WE,TH,FR,SA,SU";
    let endless_list = format!("FREQ=WEEKLY;BYDAY={}", ["MO"; 10_000].join(","));
    let cases = [
        ("FREQ=SECONDLY", "1970-01-01T00:00", Refused, "no end"),
        (
            "FREQ=SECONDLY;UNTIL=20991231",
            "1970-01-01T00:00",
            Starts(3),
            "1.8 thousand million seconds are jumped over",
        ),
        (
            "FREQ=SECONDLY;COUNT=10",
            "1970-01-01T00:00",
            Never,
            "over after ten seconds",
        ),
        (
            "FREQ=SECONDLY;COUNT=4294967295",
            "1970-01-01T00:00",
            Starts(3),
            "its last second is known without counting",
        ),
        (
            "FREQ=SECONDLY;COUNT=4294967295;BYHOUR=3",
            "1970-01-01T00:00",
            OutOfSteps,
            "this has to be counted",
        ),
        (
            "FREQ=SECONDLY;UNTIL=20991231;INTERVAL=2;BYSECOND=1",
            "1970-01-01T00:00",
            OutOfSteps,
            "even seconds only",
        ),
        (
            "FREQ=SECONDLY;UNTIL=20991231;BYMONTH=2;BYMONTHDAY=30",
            "1970-01-01T00:00",
            Never,
            "no such day",
        ),
        (
            "FREQ=MINUTELY",
            "1996-01-01T00:00",
            Starts(3),
            "fifteen million minutes are jumped over",
        ),
        (
            "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
            "1996-01-01T00:00",
            Never,
            "no such day",
        ),
        (
            "FREQ=MINUTELY;INTERVAL=1440;BYHOUR=5",
            "1996-01-01T04:00",
            Never,
            "it is always four",
        ),
        (
            "FREQ=HOURLY;INTERVAL=25;BYMONTH=2;BYMONTHDAY=29",
            "1970-01-01T00:00",
            Starts(3),
            "seldom, and found",
        ),
        (
            "FREQ=DAILY;INTERVAL=0",
            "1996-01-01T00:00",
            Refused,
            "never moves",
        ),
        (
            "FREQ=DAILY;INTERVAL=4294967295",
            "1996-01-01T00:00",
            Refused,
            "beyond what is counted with",
        ),
        (
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
            "1996-01-01T00:00",
            Never,
            "no such day",
        ),
        (
            "FREQ=DAILY;COUNT=4294967295",
            "0001-01-01T00:00",
            Starts(3),
            "its last day is known without counting",
        ),
        (
            "FREQ=DAILY;COUNT=4294967295;BYMONTHDAY=1,2,3",
            "0001-01-01T00:00",
            Starts(3),
            "counted through in time",
        ),
        (
            "FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=31",
            "0001-01-01T00:00",
            Never,
            "no such day",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=65535",
            "1996-01-01T00:00",
            Never,
            "next in the year 7457",
        ),
        (
            "FREQ=YEARLY;INTERVAL=65535",
            "1996-01-01T00:00",
            Never,
            "next in the year 67531",
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=7",
            "1996-01-01T00:00",
            Never,
            "week 53 is in winter",
        ),
        (
            "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
            "1996-01-01T00:00",
            Never,
            "day 366 is in December",
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5",
            "1996-01-01T00:00",
            Never,
            "a week has one Monday",
        ),
        (
            &format!("FREQ=YEARLY;{every_day};{every_second}"),
            "1996-01-01T00:00",
            Refused,
            "31 million a year",
        ),
        (
            &format!("FREQ=YEARLY;{every_day};{every_minute}"),
            "1996-01-01T00:00",
            Starts(3),
            "a year is taken by days",
        ),
        (
            &format!("FREQ=YEARLY;{every_day};{every_minute};BYSETPOS=-1"),
            "1996-01-01T00:00",
            Starts(3),
            "New Year's Eve",
        ),
        (
            &endless_list,
            "1996-01-01T00:00",
            Refused,
            "longer than any rule needs",
        ),
        (
            "FREQ=DAILY;BYSETPOS=0",
            "1996-01-01T00:00",
            Refused,
            "there is no nought-th",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "1996-01-01T00:00",
            Refused,
            "no month is so long",
        ),
        (
            "FREQ=YEARLY;BYDAY=54MO",
            "1996-01-01T00:00",
            Refused,
            "no year has so many",
        ),
        (
            "FREQ=MONTHLY;BYDAY=6MO",
            "1996-01-01T00:00",
            Refused,
            "no month has so many",
        ),
        ("FREQ=DAILY", "9999-12-31T00:00", Refused, "beyond the horizon"),
    ];
    for (rule, start, expected, why) in cases {
        let shown: String = rule.chars().take(60).collect();
        assert_eq!(ask(rule, start), expected, "{shown} from {start}: {why}");
    }
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
        matches!(
            refused(&wide),
            ExpandError::File(IcsError::TooManyProperties { .. })
        ),
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
    for n in 0..200_000 {
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
        "none of 200,000 exceptions is in the series"
    );
    let folded = event(&format!("SUMMARY:a{}\r\n", "\r\n b".repeat(100_000)));
    let found = expand_ics(&folded, None, None, None).unwrap();
    assert_eq!(
        found.occurrences[0].summary.len(),
        100_001,
        "unfolded into one line"
    );
}

#[test]
fn a_file_of_many_endless_events_answers_the_first_thousand() {
    let one = "BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20240101T200000\r\nRRULE:FREQ=MINUTELY\r\nEND:VEVENT\r\n";
    let text = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", one.repeat(500));
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
