//! What a couple may type, and what is made of it.

mod properties;
mod rhythm;

use super::*;

/// Each sentence with its start, minutes, rule, title and kind, or the refusal's code.
const CASES: &str = include_str!("cases.txt");

/// Tuesday 13 October 2026, 14:36, day first, 7 pm.
fn here() -> Context {
    at("2026-10-13T14:36")
}

fn at(now: &str) -> Context {
    let now = format!("{now}:00").parse().unwrap();
    Context {
        now,
        order: DateOrder::DayMonth,
        clock: Clock::Twelve,
    }
}

fn reading(text: &str, context: &Context) -> Reading {
    read(text, context).unwrap_or_else(|refusal| panic!("{text:?} is refused: {refusal}"))
}

/// A reading in the form of the table.
fn row(result: &Result<Reading, Refusal>) -> String {
    match result {
        Err(refusal) => format!("!{}", refusal.code()),
        Ok(Reading { draft, .. }) => format!(
            "{} | {} | {} | {} | {}",
            draft.start.format("%Y-%m-%dT%H:%M"),
            draft.minutes,
            match (&draft.rule, draft.times) {
                (Some(rule), _) => rule.text().to_owned(),
                (None, Some(times)) => format!("any day, {times}"),
                (None, None) => "-".to_owned(),
            },
            if draft.title.is_empty() { "-" } else { &draft.title },
            draft.kind.word(),
        ),
    }
}

#[test]
fn every_sentence_of_the_table_is_read_as_it_says() {
    let mut context = here();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for line in CASES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
    {
        if let Some(now) = line.strip_prefix("@ ") {
            context = at(now);
            continue;
        }
        let (text, expected) = line.split_once(" | ").expect("a sentence and what is made of it");
        let found = row(&read(text, &context));
        count += 1;
        if found != expected {
            wrong.push(format!("{text} | {found}\n    expected {expected}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} are read otherwise:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 200, "the table holds {count} sentences");
}

#[test]
fn every_sentence_of_the_table_reads_back_to_the_same_date() {
    let mut context = here();
    for line in CASES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
    {
        if let Some(now) = line.strip_prefix("@ ") {
            context = at(now);
            continue;
        }
        let (text, _) = line.split_once(" | ").expect("a sentence and what is made of it");
        for (clock, order) in [
            (Clock::Twelve, DateOrder::DayMonth),
            (Clock::TwentyFour, DateOrder::MonthDay),
        ] {
            let context = Context {
                clock,
                order,
                ..context
            };
            let Ok(first) = read(text, &context) else { continue };
            let said = sentence(&first.draft, &context);
            let again = read(&said, &context).map(|reading| reading.draft);
            assert_eq!(again, Ok(first.draft), "{text:?} is said back as {said:?}");
        }
    }
}

#[test]
fn what_is_recognised_is_underlined_as_in_the_editor() {
    let spans = |text: &str| -> Vec<(String, What)> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let words = |span: &Span| String::from_utf16(&units[span.start..span.end]).unwrap();
        super::spans(text)
            .iter()
            .map(|span| (words(span), span.what))
            .collect()
    };
    let owned = |expected: &[(&str, What)]| -> Vec<(String, What)> {
        expected
            .iter()
            .map(|(words, what)| (words.to_string(), *what))
            .collect()
    };
    for (text, expected) in [
        (
            "Thursdays 7pm, 2 hours",
            &[
                ("Thursdays", What::Day),
                ("7pm", What::Hour),
                ("2 hours", What::Length),
            ][..],
        ),
        (
            "💚 brunch at Lupo on Sundays at 11 until Christmas ",
            &[
                ("💚 brunch at Lupo", What::Title),
                ("Sundays", What::Day),
                ("11", What::Hour),
                ("Christmas", What::Bound),
            ],
        ),
        (
            "dinner Thursday",
            &[("dinner", What::Title), ("Thursday", What::Day)],
        ),
        (
            "every other Friday, 7:30–9",
            &[("every other Friday", What::Day), ("7:30–9", What::Hour)],
        ),
        (
            "31 February, 10 times",
            &[("31 February", What::Day), ("10 times", What::Bound)],
        ),
        ("", &[]),
    ] {
        assert_eq!(
            spans(text),
            owned(expected),
            "of {text:?}, small words and room are left out"
        );
    }
    let text = "Thursdays 7pm, 2 hours";
    assert_eq!(
        reading(text, &here()).spans,
        super::spans(text),
        "the reading carries the same"
    );
}

#[test]
fn the_reading_says_when_in_plain_words_and_from_when() {
    for (text, words, tail) in [
        (
            "Thursdays 7pm, 2 hours",
            "Every Thursday, 7 to 9 pm",
            "from this week",
        ),
        ("Tuesdays 7pm", "Every Tuesday, 7 to 8:30 pm", "from today"),
        ("Mondays noon", "Every Monday, noon to 1:30 pm", "from next week"),
        ("Thursday 7pm", "Thursday 15 October, 7 to 8:30 pm", "in 2 days"),
        ("tonight", "Tuesday 13 October, 7 to 9 pm", "today"),
        (
            "weekdays 8am, 30 min",
            "Every weekday, 8 to 8:30 am",
            "from this week",
        ),
        ("every day at 9am", "Every day, 9 to 10:30 am", "from tomorrow"),
        (
            "every 3 weeks on Friday 7pm",
            "Every 3 weeks on Friday, 7 to 8:30 pm",
            "from this week",
        ),
        (
            "second and fourth Wednesday 7pm",
            "Every second and fourth Wednesday of the month, 7 to 8:30 pm",
            "from tomorrow",
        ),
        (
            "Fridays 9pm to 1am until Christmas from 30 October",
            "Every Friday, 9 pm to 1 am, until 25 December",
            "from Friday 30 October",
        ),
        (
            "Thursdays 7pm from 3 September 2026",
            "Every Thursday, 7 to 8:30 pm",
            "since 3 September 2026",
        ),
        (
            "twice a week, 90 minutes",
            "Twice a week, on any day, 90 minutes",
            "from this week",
        ),
        (
            "lunch once a month any day from 1 November",
            "Once a month, on any day, 1 hour",
            "from Sunday 1 November",
        ),
        (
            "3 times a month, 7 to 9pm",
            "3 times a month, on any day, 7 to 9 pm",
            "from today",
        ),
        (
            "12 March 7pm",
            "Friday 12 March 2027, 7 to 8:30 pm",
            "in 5 months",
        ),
    ] {
        let reading = reading(text, &here());
        assert_eq!(
            (reading.words.as_str(), reading.tail.as_str()),
            (words, tail),
            "{text}"
        );
        assert_eq!(reading.words, say(&reading.draft, &here()), "both say the same");
    }
    let twenty_four = Context {
        clock: Clock::TwentyFour,
        ..here()
    };
    assert_eq!(
        reading("Thursdays 7pm, 2 hours", &twenty_four).words,
        "Every Thursday, 19:00 to 21:00"
    );
}

#[test]
fn what_could_be_read_in_two_ways_is_said() {
    for (text, note) in [
        ("03/04/2027 7pm", "Read as 3 April 2027, day first."),
        (
            "next Thursday 7pm",
            "“Next Thursday” is read as 22 October, not this week’s.",
        ),
        ("Thursday 8", "“8” is read as 8 am. Add pm for the evening."),
        (
            "dinner Thursday 8",
            "“8” is read as 8 pm. Add am for the morning.",
        ),
        (
            "every second Friday 7pm",
            "Read as every 2 weeks. Add “of the month” for once a month.",
        ),
        ("Monday and Thursday 7pm", "Several days are read as every week."),
        (
            "every 3 weeks 7pm",
            "No day was named, so it starts on Tuesday 13 October.",
        ),
        ("first Saturday 7pm", "Read as every month."),
        ("every 31st 7pm", "Months without that day are passed over."),
        ("every 29 February 7pm", "29 February comes only in leap years."),
        ("monthly on Friday 7pm", "Read as the third Friday of each month."),
        ("Thursdays 7pm until June", "Read as until 1 June 2027."),
        ("Thursday midnight", "Midnight is read as the start of the day."),
    ] {
        assert_eq!(reading(text, &here()).notes, [note], "{text}");
    }
    for text in [
        "14/02/2027 7pm",
        "4/4/2027 7pm",
        "next Monday 7pm",
        "tonight 8",
        "Thursday 8pm",
        "Thursday 7",
    ] {
        assert_eq!(reading(text, &here()).notes, [""; 0], "{text} leaves no doubt");
    }
}

#[test]
fn where_the_month_comes_first_it_is_read_first() {
    let us = Context {
        order: DateOrder::MonthDay,
        ..here()
    };
    let april = reading("03/04/2027 7pm", &us);
    assert_eq!(
        row(&Ok(april.clone())),
        "2027-03-04T19:00 | 90 | - | - | date",
        "the fourth of March"
    );
    assert_eq!(april.notes, ["Read as 4 March 2027, month first."], "and said");
    let valentine = reading("14/02/2027 7pm", &us);
    assert_eq!(
        valentine.notes,
        ["Read as 14 February 2027, day first."],
        "no month has the number 14"
    );
    assert_eq!(
        reading("02/14/2027 7pm", &us).notes,
        [""; 0],
        "as everybody there writes it"
    );
}

#[test]
fn where_people_write_24_hours_two_digits_are_exact() {
    let there = Context {
        clock: Clock::TwentyFour,
        ..here()
    };
    let hour = |text, context: &Context| reading(text, context).draft.start.format("%H:%M").to_string();
    assert_eq!(
        hour("date Thursday 10:30", &there),
        "10:30",
        "nobody there writes 22:30 so"
    );
    assert_eq!(
        hour("date Thursday 10:30", &here()),
        "22:30",
        "beside a date it is the evening"
    );
    assert_eq!(
        hour("date Thursday 9:30", &there),
        "21:30",
        "one digit is how people speak"
    );
}

#[test]
fn every_refusal_has_a_code_a_sentence_and_a_hint() {
    for (text, code, message) in [
        ("Thursdays", "needs_time", "What time?"),
        ("7pm", "needs_day", "Which day?"),
        ("14/02/2020 7pm", "past", "“14/02/2020” is in the past."),
        ("today 9am", "past", "“today at 9 am” is in the past."),
        ("31 February 7pm", "impossible", "“31 February” does not exist."),
        ("Thursday 27:00", "impossible", "“27:00” does not exist."),
        (
            "1 January 2150 7pm",
            "impossible",
            "“1 January 2150” is too far ahead.",
        ),
        (
            "Friday 15 October 7pm",
            "contradiction",
            "“Friday” and “Thursday 15 October” do not go together.",
        ),
        (
            "7-9 October 7pm",
            "contradiction",
            "“7-9 October” is more than one day.",
        ),
        (
            "Thursday 7pm 0 minutes",
            "length",
            "“0 minutes” leaves no time at all.",
        ),
        (
            "Thursday 7pm 25 hours",
            "length",
            "“25 hours” is longer than 24 hours.",
        ),
        ("lorem ipsum", "not_understood", "No day or hour found in that."),
    ] {
        let refusal = read(text, &here()).expect_err(text);
        assert_eq!(
            (refusal.code(), refusal.to_string().as_str()),
            (code, message),
            "{text}"
        );
        assert!(
            refusal.hint().ends_with(['.', '”']),
            "{text}: the hint is a sentence"
        );
    }
    let long = format!("Thursdays 7pm {}", "x".repeat(500));
    let refusal = read(&long, &here()).expect_err("514 characters");
    assert_eq!(
        refusal,
        Refusal::TooLong { characters: 514 },
        "refused by name, whatever it says"
    );
    assert_eq!(super::spans(&long), [], "and nothing is underlined");
    let fits = format!("Thursdays 7pm {}", "é".repeat(486));
    assert_eq!(fits.chars().count(), LONGEST, "characters count, not bytes");
    assert_eq!(reading(&fits, &here()).draft.minutes, 90, "and it is read");
}

#[test]
fn a_series_that_began_long_ago_can_be_said_and_read_again() {
    let draft = Draft {
        title: "Supper".into(),
        kind: slot::Kind::Date,
        start: "2025-01-02T19:00:00".parse().unwrap(),
        minutes: 120,
        rule: Some(Rule::parse("FREQ=WEEKLY;BYDAY=TH").unwrap()),
        times: None,
    };
    let said = sentence(&draft, &here());
    assert_eq!(
        said, "Supper, every Thursday, 7 to 9 pm, from 2 January 2025",
        "the start is said"
    );
    assert_eq!(reading(&said, &here()).draft, draft, "nothing moved");
    let over = Draft {
        rule: Some(Rule::parse("FREQ=WEEKLY;COUNT=3;BYDAY=TH").unwrap()),
        ..draft
    };
    let refusal = read(&sentence(&over, &here()), &here()).expect_err("its three evenings are over");
    assert_eq!(refusal.code(), "past", "a series that has ended is past");
}

#[test]
fn a_title_that_looks_like_a_day_goes_in_quotes() {
    let titled = |title: &str| {
        let draft = Draft {
            title: title.into(),
            ..reading("Fridays 7pm", &here()).draft
        };
        let said = sentence(&draft, &here());
        assert_eq!(
            reading(&said, &here()).draft.title,
            title,
            "{said:?} keeps the title"
        );
        said
    };
    assert_eq!(
        titled("Supper"),
        "Supper, every Friday, 7 to 8:30 pm",
        "plain where it can be"
    );
    assert_eq!(
        titled("Thursday club"),
        "\"Thursday club\", every Friday, 7 to 8:30 pm",
        "quoted where it must"
    );
    for title in [
        "7 Samurai",
        "supper",
        "a \"quoted\" word",
        "\"",
        "at",
        " room ",
        "“half",
        "every",
        "2 hours, please",
    ] {
        titled(title);
    }
}

#[test]
fn a_rule_no_sentence_says_still_has_its_hours() {
    let draft = Draft {
        title: String::new(),
        kind: slot::Kind::Date,
        start: "2026-10-15T19:00:00".parse().unwrap(),
        minutes: 120,
        rule: Some(Rule::parse("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1").unwrap()),
        times: None,
    };
    assert_eq!(
        say(&draft, &here()),
        "By its own rule, 7 to 9 pm",
        "nothing false is said of the days"
    );
}
