//! Rules written to hang whoever follows them: other people's bugs, and a few more. The bench times them.

/// What becomes of "the first three from now on".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
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

/// Now, for all of them.
pub const NOW: &str = "2026-11-22T12:00";

/// And this far ahead.
pub const END: &str = "2100-01-01T00:00";

/// A rule, its start, what becomes of it, and why.
pub type Case = (String, &'static str, Outcome, &'static str);

/// All of them.
pub fn cases() -> Vec<Case> {
    let every_minute = format!("BYHOUR={};BYMINUTE={}", up_to(23), up_to(59));
    let every_second = format!("{every_minute};BYSECOND={}", up_to(59));
    let every_day = "BYDAY=MO,TU,WE,TH,FR,SA,SU";
    vec![
        ("FREQ=SECONDLY".to_owned(), "1970-01-01T00:00", Refused, "no end"),
        (
            "FREQ=SECONDLY;UNTIL=20991231".to_owned(),
            "1970-01-01T00:00",
            Starts(3),
            "1.8 thousand million seconds are jumped over",
        ),
        (
            "FREQ=SECONDLY;COUNT=10".to_owned(),
            "1970-01-01T00:00",
            Never,
            "over after ten seconds",
        ),
        (
            "FREQ=SECONDLY;COUNT=4294967295".to_owned(),
            "1970-01-01T00:00",
            Starts(3),
            "its last second is known without counting",
        ),
        (
            "FREQ=SECONDLY;COUNT=4294967295;BYHOUR=3".to_owned(),
            "1970-01-01T00:00",
            OutOfSteps,
            "this has to be counted",
        ),
        (
            "FREQ=SECONDLY;UNTIL=20991231;INTERVAL=2;BYSECOND=1".to_owned(),
            "1970-01-01T00:00",
            OutOfSteps,
            "even seconds only",
        ),
        (
            "FREQ=SECONDLY;UNTIL=20991231;BYMONTH=2;BYMONTHDAY=30".to_owned(),
            "1970-01-01T00:00",
            Never,
            "no such day",
        ),
        (
            "FREQ=MINUTELY".to_owned(),
            "1996-01-01T00:00",
            Starts(3),
            "fifteen million minutes are jumped over",
        ),
        (
            "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30".to_owned(),
            "1996-01-01T00:00",
            Never,
            "no such day",
        ),
        (
            "FREQ=MINUTELY;INTERVAL=1440;BYHOUR=5".to_owned(),
            "1996-01-01T04:00",
            Never,
            "it is always four",
        ),
        (
            "FREQ=HOURLY;INTERVAL=25;BYMONTH=2;BYMONTHDAY=29".to_owned(),
            "1970-01-01T00:00",
            Starts(3),
            "seldom, and found",
        ),
        (
            "FREQ=DAILY;INTERVAL=0".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "never moves",
        ),
        (
            "FREQ=DAILY;INTERVAL=4294967295".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "beyond what is counted with",
        ),
        (
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30".to_owned(),
            "1996-01-01T00:00",
            Never,
            "no such day",
        ),
        (
            "FREQ=DAILY;COUNT=4294967295".to_owned(),
            "0001-01-01T00:00",
            Starts(3),
            "its last day is known without counting",
        ),
        (
            "FREQ=DAILY;COUNT=4294967295;BYMONTHDAY=1,2,3".to_owned(),
            "0001-01-01T00:00",
            Starts(3),
            "counted through in time",
        ),
        (
            "FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=31".to_owned(),
            "0001-01-01T00:00",
            Never,
            "no such day",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=65535".to_owned(),
            "1996-01-01T00:00",
            Never,
            "next in the year 7457",
        ),
        (
            "FREQ=YEARLY;INTERVAL=65535".to_owned(),
            "1996-01-01T00:00",
            Never,
            "next in the year 67531",
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=7".to_owned(),
            "1996-01-01T00:00",
            Never,
            "week 53 is in winter",
        ),
        (
            "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1".to_owned(),
            "1996-01-01T00:00",
            Never,
            "day 366 is in December",
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5".to_owned(),
            "1996-01-01T00:00",
            Never,
            "a week has one Monday",
        ),
        (
            format!("FREQ=YEARLY;{every_day};{every_second}"),
            "1996-01-01T00:00",
            Refused,
            "31 million a year",
        ),
        (
            format!("FREQ=YEARLY;{every_day};{every_minute}"),
            "1996-01-01T00:00",
            Starts(3),
            "a year is taken by days",
        ),
        (
            format!("FREQ=YEARLY;{every_day};{every_minute};BYSETPOS=-1"),
            "1996-01-01T00:00",
            Starts(3),
            "New Year's Eve",
        ),
        (
            format!("FREQ=WEEKLY;BYDAY={}", ["MO"; 10_000].join(",")),
            "1996-01-01T00:00",
            Refused,
            "longer than any rule needs",
        ),
        (
            "FREQ=DAILY;BYSETPOS=0".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "there is no nought-th",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=32".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "no month is so long",
        ),
        (
            "FREQ=YEARLY;BYDAY=54MO".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "no year has so many",
        ),
        (
            "FREQ=MONTHLY;BYDAY=6MO".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "no month has so many",
        ),
        (
            "FREQ=DAILY".to_owned(),
            "9999-12-31T00:00",
            Refused,
            "beyond the horizon",
        ),
        (
            "FREQ=HOURLY;INTERVAL=24;BYHOUR=5".to_owned(),
            "1996-01-01T04:00",
            Never,
            "it is always four",
        ),
        (
            "FREQ=SECONDLY;INTERVAL=43200;BYHOUR=5;COUNT=5".to_owned(),
            "1970-01-01T04:00",
            OutOfSteps,
            "it is always four, in the morning or in the afternoon",
        ),
        (
            "FREQ=SECONDLY;COUNT=1;BYMONTH=2;BYMONTHDAY=30".to_owned(),
            "1970-01-01T00:00",
            Never,
            "no such day, and only one is wanted",
        ),
        (
            "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1".to_owned(),
            "1970-01-01T00:00",
            Never,
            "no such day",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=65535".to_owned(),
            "1996-01-01T00:00",
            Never,
            "next in the year 3252",
        ),
        (
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO".to_owned(),
            "0001-01-01T00:00",
            Starts(2),
            "2044 and 2072; the next is beyond the horizon",
        ),
        (
            "FREQ=YEARLY;BYYEARDAY=-366;BYMONTHDAY=2".to_owned(),
            "1996-01-01T00:00",
            Never,
            "the first day from the end is 1 January",
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;INTERVAL=7".to_owned(),
            "1996-01-01T00:00",
            Never,
            "no seventh year has a week 53",
        ),
        (
            "FREQ=DAILY;COUNT=0".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "nothing is no rule",
        ),
        (
            "FREQ=DAILY;COUNT=-1".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "less than nothing",
        ),
        (
            "FREQ=DAILY;COUNT=99999999999999999999".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "beyond what is counted with",
        ),
        (
            "FREQ=DAILY;UNTIL=99991231T235959Z".to_owned(),
            "1996-01-01T00:00",
            Starts(3),
            "an end that nobody will see",
        ),
        (
            "FREQ=DAILY;UNTIL=20261399".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "no such month",
        ),
        (
            "FREQ=DAILY;UNTIL=19000101".to_owned(),
            "1996-01-01T00:00",
            Never,
            "over before it begins",
        ),
        (
            "FREQ=FORTNIGHTLY".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "no such frequency",
        ),
        (
            "FREQ=DAILY;BYHOUR=24".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "no day has it",
        ),
        (
            "FREQ=DAILY;BYSECOND=61".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "no minute has it",
        ),
        (
            "FREQ=MONTHLY;BYDAY=+0MO".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "there is no nought-th Monday",
        ),
        (
            "FREQ=DAILY;FREQ=SECONDLY".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "two frequencies",
        ),
        (
            "RSCALE=CHINESE;FREQ=YEARLY".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "another calendar",
        ),
        (
            "FREQ=YEARLY;BYEASTER=0".to_owned(),
            "1996-01-01T00:00",
            Refused,
            "nobody here knows it",
        ),
        (
            format!("FREQ=DAILY{}", ";".repeat(100_000)),
            "1996-01-01T00:00",
            Refused,
            "longer than any rule needs",
        ),
        (
            format!("FREQ=DAILY;BYHOUR={}", up_to(23)),
            "1970-01-01T00:00",
            Starts(3),
            "every hour of fifty years is jumped over",
        ),
        (
            format!("FREQ=YEARLY;BYYEARDAY={};BYSETPOS=-1", years_days()),
            "0001-01-01T00:00",
            Starts(3),
            "the last of them all",
        ),
    ]
}

/// The lines of an event that asks the same of a calendar file.
pub fn event(rule: &str, start: &str) -> String {
    let start = start.replace(['-', ':'], "") + "00";
    format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART:{start}\r\nRRULE:{rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

fn up_to(last: u32) -> String {
    (0..=last).map(|n| n.to_string()).collect::<Vec<_>>().join(",")
}

fn years_days() -> String {
    (1..=366).map(|n| n.to_string()).collect::<Vec<_>>().join(",")
}
