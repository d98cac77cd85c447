//! What holds for every sentence and every draft.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use proptest::prelude::*;

use super::{super::*, here};
use crate::{
    sentence::pattern::{Bound, Pattern, Repeat, in_month_order, in_week_order},
    slot::{Per, Times},
};

/// A weekday.
fn weekday() -> impl Strategy<Value = Weekday> {
    (0..7_u8).prop_map(|n| Weekday::try_from(n).expect("BUG: seven weekdays"))
}

/// Every way of coming again that a sentence can say.
fn pattern() -> impl Strategy<Value = Pattern> {
    let days = || prop::collection::vec(weekday(), 1..4).prop_map(in_week_order);
    let ordinals = || prop::collection::vec(prop_oneof![1..=5_i8, Just(-1)], 1..3).prop_map(in_month_order);
    let month_days = prop::collection::vec(prop_oneof![1..=31_i8, Just(-1)], 1..4).prop_map(in_month_order);
    prop_oneof![
        Just(Pattern::Daily),
        days().prop_map(Pattern::Weekly),
        (ordinals(), days()).prop_map(|(ordinals, days)| Pattern::MonthlyNth(ordinals, days)),
        month_days.prop_map(Pattern::MonthDays),
        (0..366_u64).prop_map(|n| {
            let date = NaiveDate::from_yo_opt(2028, n as u32 + 1).expect("BUG: a leap year has 366 days");
            Pattern::Yearly {
                month: date.month(),
                day: date.day(),
            }
        }),
        (1..=12_u32, ordinals(), days()).prop_map(|(month, ordinals, days)| Pattern::YearlyNth {
            month,
            ordinals,
            days
        }),
    ]
}

/// A moment between 2020 and 2060, on a whole minute.
fn moment() -> impl Strategy<Value = NaiveDateTime> {
    let first = NaiveDate::from_ymd_opt(2020, 1, 1)
        .expect("BUG: a date")
        .and_time(NaiveTime::MIN);
    (0..40 * 365 * 24 * 60_i64).prop_map(move |minutes| first + Duration::minutes(minutes))
}

/// A title as people write them, or any text.
fn title() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[A-Z][a-z]{0,8}( [a-z]{1,8}){0,3}",
        "(Brunch|Dinner|Walk|Coffee|Night in|Thursday|7|Date|Noon|May|Every|At|2 hours|Christmas){1,2}( [a-z]{1,5})?",
        "[^\\s\\p{C}]([^\\p{C}]{0,20}[^\\s\\p{C}])?",
    ]
}

fn context() -> impl Strategy<Value = Context> {
    (
        moment(),
        prop_oneof![Just(DateOrder::DayMonth), Just(DateOrder::MonthDay)],
        prop_oneof![Just(Clock::Twelve), Just(Clock::TwentyFour)],
    )
        .prop_map(|(now, order, clock)| Context { now, order, clock })
}

/// When a draft is.
#[derive(Debug, Clone)]
enum When {
    Once,
    /// So many times; at an hour that was said, or at none.
    AnyDay(Times, bool),
    Again(Pattern, u32, Bound),
}

/// So many times a week or a month.
fn times() -> impl Strategy<Value = Times> {
    prop_oneof![
        (1..=7_u32).prop_map(|count| Times {
            count,
            per: Per::Week
        }),
        (1..=31_u32).prop_map(|count| Times {
            count,
            per: Per::Month
        }),
    ]
}

/// A draft that a sentence can say at a given now.
fn draft() -> impl Strategy<Value = (Draft, Context)> {
    let when = prop_oneof![
        Just(When::Once),
        (times(), any::<bool>()).prop_map(|(times, at_an_hour)| When::AnyDay(times, at_an_hour)),
        (
            pattern(),
            prop_oneof![3 => Just(1_u32), 1 => 2..30_u32],
            prop_oneof![
                Just(Bound::Open),
                (1..200_u32).prop_map(Bound::Times),
                (0..2000_u32).prop_map(|days| Bound::Until(
                    NaiveDate::from_num_days_from_ce_opt(days as i32)
                        .expect("BUG: a date of the first years")
                ))
            ]
        )
            .prop_map(|(pattern, interval, bound)| When::Again(pattern, interval, bound))
    ];
    (
        context(),
        title(),
        when,
        0..800_i64,
        0..24 * 60_u32,
        1..=24 * 60_u32,
    )
        .prop_filter_map(
            "it has a day still to come",
            |(context, title, when, days, minute, minutes)| {
                let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0)?;
                let from = context.now.date() + Duration::days(days);
                let (start, rule, times) = match when {
                    When::Once => (from.and_time(time), None, None),
                    When::AnyDay(times, at_an_hour) => {
                        let time = if at_an_hour { time } else { NaiveTime::MIN };
                        (from.and_time(time), None, Some(times))
                    }
                    When::Again(pattern, interval, bound) => {
                        let first = pattern.first(from, |_| true)?;
                        let bound = match bound {
                            Bound::Until(days) => {
                                Bound::Until(first + Duration::days(days.num_days_from_ce().into()))
                            }
                            bound => bound,
                        };
                        let text = Repeat {
                            pattern,
                            interval,
                            bound,
                        }
                        .text();
                        (first.and_time(time), Some(Rule::parse(&text).ok()?), None)
                    }
                };
                let words = title.to_lowercase();
                let words: Vec<_> = crate::sentence::lexer::tokens(&words);
                let words: Vec<_> = words.iter().filter_map(|token| token.word()).collect();
                let kind = crate::sentence::lexicon::kind(&words).0;
                (start > context.now || times.is_some()).then_some((
                    Draft {
                        title,
                        kind,
                        start,
                        minutes,
                        rule,
                        times,
                    },
                    context,
                ))
            },
        )
}

/// Sentences made of the grammar's own words, in any order: far likelier to go wrong than random letters.
fn babble() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Thursday",
        "Mondays",
        "every",
        "other",
        "second",
        "first",
        "last",
        "day",
        "of",
        "the",
        "month",
        "year",
        "in",
        "on",
        "at",
        "from",
        "until",
        "to",
        "and",
        ",",
        "-",
        "–",
        "7",
        "12",
        "31",
        "99",
        "4294967296",
        "7pm",
        "19:00",
        "27:61",
        "half",
        "past",
        "quarter",
        "noon",
        "midnight",
        "2 hours",
        "90m",
        "an",
        "hour",
        "a",
        "week",
        "weeks",
        "weekend",
        "next",
        "this",
        "tonight",
        "tomorrow",
        "Christmas",
        "Easter",
        "New Year's Eve",
        "June",
        "29 February",
        "31/02/2027",
        "2027-01-05",
        "0000-00-00",
        "9999-12-31",
        "10 times",
        "times",
        "twice",
        "once",
        "per",
        "any",
        "0",
        "1/2",
        "½",
        "15th",
        "for",
        "days",
        "months",
        "years",
        "999999999",
        "evening",
        "morning",
        "night",
        "lunch",
        "“",
        "”",
        "\"",
        "💚",
        "é",
        "İ",
        "\u{301}",
        "\u{0}",
        "\n",
        "1h30",
        "x",
    ]);
    prop::collection::vec((word, prop_oneof![3 => Just(" "), 1 => Just("")]), 0..14).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, room)| format!("{word}{room}"))
            .collect()
    })
}

/// Spans in order, apart, within the text, on whole characters, without room at their ends.
fn assert_fit(text: &str, spans: &[Span]) -> Result<(), TestCaseError> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut last = 0;
    for span in spans {
        prop_assert!(
            last <= span.start && span.start < span.end && span.end <= units.len(),
            "{:?}",
            spans
        );
        let words = String::from_utf16(&units[span.start..span.end]);
        prop_assert!(words.is_ok(), "{:?} cuts a character in two", span);
        let words = words.expect("checked above");
        prop_assert_eq!(words.trim(), words.as_str(), "no room at the ends");
        last = span.end;
    }
    Ok(())
}

// 256 cases each; the long form sets PROPTEST_CASES.
proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_date_said_as_a_sentence_reads_back_to_the_same_date((draft, context) in draft()) {
        let said = sentence(&draft, &context);
        let again = read(&said, &context).map(|reading| reading.draft);
        prop_assert_eq!(again, Ok(draft), "said as {:?} at {}", said, context.now);
    }

    #[test]
    fn whatever_is_typed_is_read_or_refused_and_never_breaks(text in any::<String>(), context in context()) {
        assert_fit(&text, &spans(&text))?;
        let _ = read(&text, &context);
    }

    #[test]
    fn the_grammars_own_words_in_any_order_never_break_it(text in babble(), context in context()) {
        assert_fit(&text, &spans(&text))?;
        match read(&text, &context) {
            Err(refusal) => prop_assert!(!refusal.to_string().is_empty(), "a refusal has words"),
            Ok(reading) => {
                prop_assert!((1..=1440).contains(&reading.draft.minutes), "{} minutes", reading.draft.minutes);
                let again = reading.draft.rule.is_some() || reading.draft.times.is_some();
                prop_assert!(again || reading.draft.start > context.now, "a single date is ahead");
                let both = reading.draft.rule.is_some() && reading.draft.times.is_some();
                prop_assert!(!both, "it comes by a rule or on any day, never by both");
                prop_assert_eq!(&reading.spans, &spans(&text), "the reading underlines the same");
            }
        }
    }

    #[test]
    fn what_was_read_reads_back_the_same(text in babble()) {
        let context = here();
        if let Ok(first) = read(&text, &context) {
            let said = sentence(&first.draft, &context);
            if said.chars().count() <= LONGEST {
                let again = read(&said, &context).map(|reading| reading.draft);
                prop_assert_eq!(again, Ok(first.draft), "{:?} is said back as {:?}", text, said);
            }
        }
    }

    #[test]
    fn a_series_starts_on_a_day_of_its_own((draft, _) in draft()) {
        if let Some(rule) = &draft.rule {
            let first = rule.first_from(draft.start, draft.start);
            prop_assert_eq!(first, Ok(Some(draft.start)), "{} from {}", rule.text(), draft.start);
        }
    }
}
