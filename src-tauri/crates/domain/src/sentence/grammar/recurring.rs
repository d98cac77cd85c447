//! How a day comes again: "every other Friday", "first Saturday of the month", "weekdays", "monthly".

use chrono::Weekday;
use winnow::{
    Parser, Result,
    combinator::{alt, opt, peek, preceded, repeat, terminated},
};

use super::{
    Day, HYPHEN, Of, Tokens, count,
    dates::{calendar_year, day_month, feast_name},
    digits, is_glued, known, mark, no, one_of,
};
use crate::{
    sentence::{
        lexer::Token,
        lexicon::{self, DayPart, Unit},
    },
    slot::Per,
};

/// "every other Friday", "every 3 weeks", "every first Saturday of the month", "every 3 June", "every evening".
pub(super) fn every(input: &mut Tokens<'_>) -> Result<Day> {
    opt(one_of(&["on"])).parse_next(input)?;
    let alternate = || one_of(&["alternate", "alternating"]);
    let each = alt((one_of(&["every", "each"]).value(false), alternate().value(true))).parse_next(input)?;
    let other = each
        || opt(alt((one_of(&["other"]), alternate())))
            .parse_next(input)?
            .is_some();
    if other {
        return alt((
            weekday_list.map(|(days, _)| Day::Weekdays {
                days,
                every: Some(2),
                ordinal: false,
            }),
            known(lexicon::unit).map(|unit| Day::Every(2, unit, None)),
        ))
        .parse_next(input);
    }
    alt((
        every_ordinal,
        yearly,
        (count, weekday_list).map(|(n, (days, _))| Day::Weekdays {
            days,
            every: Some(n),
            ordinal: false,
        }),
        (count, known(lexicon::unit)).map(|(n, unit)| Day::Every(n, unit, None)),
        one_of(&["fortnight"]).value(Day::Every(2, Unit::Week, None)),
        one_of(&["quarter"]).value(Day::Every(3, Unit::Month, None)),
        known(lexicon::unit).map(|unit| Day::Every(1, unit, None)),
        groups.map(|days| Day::Weekdays {
            days,
            every: Some(1),
            ordinal: false,
        }),
        known(lexicon::day_part).map(|(part, _)| Day::Every(1, Unit::Day, Some(part))),
        weekday_list.map(|(days, _)| Day::Weekdays {
            days,
            every: Some(1),
            ordinal: false,
        }),
    ))
    .parse_next(input)
}

/// After "every": "first Saturday of the month", "third Friday", "second week", "15th".
fn every_ordinal(input: &mut Tokens<'_>) -> Result<Day> {
    let ordinals = ordinal_list.parse_next(input)?;
    let days = opt(weekday_list).parse_next(input)?;
    match (ordinals.as_slice(), days) {
        (&[n], None) if n > 0 => alt((
            known(lexicon::unit).map(move |unit| Day::Every(n as u32, unit, None)),
            opt(of).map(move |found| month_days_of(vec![n], found.unwrap_or(Of::EveryMonth))),
        ))
        .parse_next(input),
        (_, None) => {
            opt(one_of(&["day"])).parse_next(input)?;
            let of = opt(of).parse_next(input)?.unwrap_or(Of::EveryMonth);
            Ok(month_days_of(ordinals, of))
        }
        (&[n], Some((days, _))) => {
            let of = opt(of).parse_next(input)?;
            Ok(match of {
                None if n > 1 => Day::Weekdays {
                    days,
                    every: Some(n as u32),
                    ordinal: true,
                },
                None => Day::Nth {
                    ordinals,
                    days,
                    of: Of::EveryMonth,
                },
                Some(of) => Day::Nth {
                    ordinals,
                    days,
                    of: of_each(of),
                },
            })
        }
        (_, Some((days, _))) => {
            let of = opt(of).parse_next(input)?.unwrap_or(Of::EveryMonth);
            Ok(Day::Nth {
                ordinals,
                days,
                of: of_each(of),
            })
        }
    }
}

/// "every second Sunday of May" is meant for every year.
fn of_each(of: Of) -> Of {
    match of {
        Of::Month(month, None) => Of::EveryYear(month),
        other => other,
    }
}

fn month_days_of(days: Vec<i8>, of: Of) -> Day {
    Day::MonthDays { days, of }
}

/// After "every": "3 June", "June 3rd", "Christmas".
fn yearly(input: &mut Tokens<'_>) -> Result<Day> {
    alt((
        day_month.map(|(day, month)| Day::Yearly { day, month }),
        terminated(feast_name, opt(one_of(&["day"]))).map(Day::YearlyFeast),
    ))
    .parse_next(input)
}

/// "weekly", "biweekly", "once a month".
pub(super) fn adverb(input: &mut Tokens<'_>) -> Result<Day> {
    let every = |n, unit| Day::Every(n, unit, None);
    let twofold = |word| (one_of(&["bi"]), opt(mark(HYPHEN)), one_of(word));
    alt((
        (
            one_of(&["once"]),
            one_of(&["a", "every", "per", "each"]),
            known(lexicon::unit),
        )
            .map(move |(_, _, unit)| every(1, unit)),
        (
            one_of(&["once"]),
            one_of(&["a", "every", "per"]),
            one_of(&["fortnight"]),
        )
            .value(every(2, Unit::Week)),
        alt((
            one_of(&["biweekly", "fortnightly"]).void(),
            twofold(&["weekly"]).void(),
        ))
        .value(every(2, Unit::Week)),
        alt((one_of(&["bimonthly"]).void(), twofold(&["monthly"]).void())).value(every(2, Unit::Month)),
        one_of(&["daily"]).value(every(1, Unit::Day)),
        one_of(&["nightly"]).value(Day::Every(1, Unit::Day, Some(DayPart::Night))),
        one_of(&["weekly"]).value(every(1, Unit::Week)),
        one_of(&["monthly"]).value(every(1, Unit::Month)),
        one_of(&["quarterly"]).value(every(3, Unit::Month)),
        one_of(&["yearly", "annually"]).value(every(1, Unit::Year)),
    ))
    .parse_next(input)
}

/// "twice a week", "3 times a month", "two evenings a week", "once a week, any day", "any day, once a week".
///
/// "once a week" alone is every week on one day, as it always was.
pub(super) fn times_in(input: &mut Tokens<'_>) -> Result<Day> {
    let any_day = || {
        (
            opt(mark(&[','])),
            opt(one_of(&["on"])),
            one_of(&["any", "whatever", "whichever"]),
            one_of(&["day", "days"]),
        )
    };
    let said_first = opt((any_day(), opt(mark(&[','])))).parse_next(input)?.is_some();
    let (count, part) = alt((
        one_of(&["once"]).value((1, None)),
        one_of(&["twice"]).value((2, None)),
        one_of(&["thrice"]).value((3, None)),
        (
            count,
            alt((
                one_of(&["times", "x", "days", "dates"]).void(),
                mark(&['×']).void(),
            )),
        )
            .map(|(n, ())| (n, None)),
        (count, known(lexicon::day_part).verify(|(_, plural)| *plural)).map(|(n, (part, _))| (n, Some(part))),
    ))
    .parse_next(input)?;
    let per = alt((
        (one_of(&["a", "per", "each", "every"]), one_of(&["week", "month"])).map(|(_, per)| per),
        one_of(&["weekly", "monthly"]),
    ))
    .map(|token: &Token| match token.word() {
        Some("week" | "weekly") => Per::Week,
        _ => Per::Month,
    })
    .parse_next(input)?;
    let said_last = opt(any_day()).parse_next(input)?.is_some();
    if count == 1 && !said_first && !said_last {
        return no();
    }
    Ok(Day::Times { count, per, part })
}

/// "Thursday", "Mondays and Thursdays", "Monday to Friday", "weekdays".
pub(super) fn weekdays(input: &mut Tokens<'_>) -> Result<Day> {
    // "fun in the sun", "where we sat"
    let short = input
        .first()
        .and_then(Token::word)
        .is_some_and(|word| matches!(word, "sun" | "sat" | "wed"));
    let before = input
        .previous_tokens()
        .next()
        .and_then(Token::word)
        .unwrap_or_default();
    let is_noun = short
        && matches!(
            before,
            "the" | "a" | "we" | "i" | "you" | "they" | "who" | "newly"
        );
    alt((
        one_of(&["weekdays", "workdays"])
            .map(|_| working_days())
            .map(every_week),
        (one_of(&["working", "week", "work"]), one_of(&["days"])).map(|_| every_week(working_days())),
        // "weekday evenings"
        terminated(
            groups,
            peek(known(lexicon::day_part).verify(|(_, plural)| *plural)),
        )
        .map(every_week),
        one_of(&["weekends"]).map(|_| every_week(vec![Weekday::Sat, Weekday::Sun])),
        weekday_list
            .verify(|(_, plural)| *plural || !is_noun)
            .map(|(days, plural)| Day::Weekdays {
                days,
                every: plural.then_some(1),
                ordinal: false,
            }),
    ))
    .parse_next(input)
}

fn every_week(days: Vec<Weekday>) -> Day {
    Day::Weekdays {
        days,
        every: Some(1),
        ordinal: false,
    }
}

fn working_days() -> Vec<Weekday> {
    use Weekday::*;
    vec![Mon, Tue, Wed, Thu, Fri]
}

/// After "every": "weekday", "weekend".
fn groups(input: &mut Tokens<'_>) -> Result<Vec<Weekday>> {
    alt((
        one_of(&["weekday", "workday"]).map(|_| working_days()),
        (one_of(&["working", "week", "work"]), one_of(&["day"])).map(|_| working_days()),
        one_of(&["weekend"]).map(|_| vec![Weekday::Sat, Weekday::Sun]),
    ))
    .parse_next(input)
}

/// Weekdays in a row or from one to another, and whether any is in the plural.
fn weekday_list(input: &mut Tokens<'_>) -> Result<(Vec<Weekday>, bool)> {
    let day = || terminated(known(lexicon::weekday), opt(mark(&['.']).verify(is_glued)));
    let first = day().parse_next(input)?;
    let through = preceded(
        alt((one_of(&["to", "through", "thru", "till", "until"]), mark(HYPHEN))),
        day(),
    );
    if let Some(last) = opt(through).parse_next(input)? {
        let mut days = vec![first.0];
        while days.last() != Some(&last.0) {
            days.push(days[days.len() - 1].succ());
        }
        return Ok((days, true));
    }
    let and = || {
        alt((
            (mark(&[',', '&', '+', '/']), opt(one_of(&["and"]))).void(),
            one_of(&["and", "or"]).void(),
        ))
    };
    let more: Vec<_> = repeat(
        0..,
        preceded((and(), opt(one_of(&["on", "every", "each"]))), day()),
    )
    .parse_next(input)?;
    let mut days = vec![first.0];
    let mut plural = first.1;
    for (day, many) in more {
        plural |= many;
        if !days.contains(&day) {
            days.push(day);
        }
    }
    Ok((days, plural))
}

// Ordinals of a month.

/// "first Saturday of the month", "second and fourth Wednesday", "last Friday in June".
pub(super) fn nth(input: &mut Tokens<'_>) -> Result<Day> {
    let the = opt(one_of(&["the"])).parse_next(input)?.is_some();
    let ordinals = ordinal_list.parse_next(input)?;
    let (days, plural) = weekday_list.parse_next(input)?;
    let of = opt(of).parse_next(input)?.unwrap_or(Of::Unsaid);
    match (ordinals.as_slice(), of, days.as_slice()) {
        (&[-1], Of::Unsaid, &[day]) if !the && !plural => Ok(Day::Last(day)),
        _ => Ok(Day::Nth { ordinals, days, of }),
    }
}

/// "the 15th", "the 1st and 15th of every month", "last day of the month".
pub(super) fn month_days(input: &mut Tokens<'_>) -> Result<(Day, bool)> {
    let the = opt(one_of(&["the"])).parse_next(input)?.is_some();
    let figures = input.first().is_some_and(|token| token.number().is_some());
    let days = ordinal_list.parse_next(input)?;
    let day = opt(one_of(&["day", "days"])).parse_next(input)?.is_some();
    match opt(of).parse_next(input)? {
        Some(of) => Ok((Day::MonthDays { days, of }, true)),
        None if (figures && !day) || (the && day) => Ok((Day::MonthDays { days, of: Of::Unsaid }, the)),
        None => no(),
    }
}

/// "first", "1st and 3rd", "second, third & last".
fn ordinal_list(input: &mut Tokens<'_>) -> Result<Vec<i8>> {
    let and = || {
        alt((
            (mark(&[',', '&', '+', '/']), opt(one_of(&["and"]))).void(),
            one_of(&["and", "or"]).void(),
        ))
    };
    let first = ordinal.parse_next(input)?;
    let more: Vec<i8> = repeat(0.., preceded((and(), opt(one_of(&["the"]))), ordinal)).parse_next(input)?;
    let mut all = vec![first];
    all.extend(more);
    Ok(all)
}

fn ordinal(input: &mut Tokens<'_>) -> Result<i8> {
    alt((
        terminated(digits(2), one_of(&["st", "nd", "rd", "th"]).verify(is_glued))
            .verify_map(|n| i8::try_from(n).ok()),
        known(lexicon::ordinal),
    ))
    .parse_next(input)
}

/// "of the month", "in every month", "of next month", "in June 2027", "of May every year".
fn of(input: &mut Tokens<'_>) -> Result<Of> {
    let inside = || one_of(&["of", "in"]);
    let year = || {
        alt((
            (one_of(&["every", "each"]), one_of(&["year"])).void(),
            one_of(&["yearly", "annually"]).void(),
        ))
    };
    alt((
        (
            opt(inside()),
            one_of(&["every", "each", "a", "per"]),
            one_of(&["month"]),
        )
            .value(Of::EveryMonth),
        (inside(), one_of(&["the", "any"]), one_of(&["month"])).value(Of::EveryMonth),
        (opt(inside()), one_of(&["monthly"])).value(Of::EveryMonth),
        (opt(inside()), one_of(&["this"]), one_of(&["month"])).value(Of::MonthAhead(0)),
        (opt(inside()), one_of(&["next"]), one_of(&["month"])).value(Of::MonthAhead(1)),
        (inside(), one_of(&["every", "each"]), known(lexicon::month))
            .map(|(_, _, month)| Of::EveryYear(month)),
        (inside(), known(lexicon::month), year()).map(|(_, month, ())| Of::EveryYear(month)),
        (inside(), known(lexicon::month), opt(calendar_year)).map(|(_, month, year)| Of::Month(month, year)),
    ))
    .parse_next(input)
}
