//! Days: when it is, how it comes again, and its bounds.

use chrono::Weekday;
use winnow::{
    Parser, Result,
    combinator::{alt, not, opt, peek, preceded, repeat, terminated},
    token::any,
};

use super::{
    Day, HYPHEN, Led, Of, Part, Tokens, count, digits, is_glued, known, led, mark, no, number_word, one_of,
};
use crate::sentence::{
    lexer::{Kind, Token},
    lexicon::{self, DayPart, Feast, Unit},
};

/// "from 1 June", "until Christmas".
pub(super) fn bound(input: &mut Tokens<'_>) -> Result<Led> {
    let start = (
        alt((
            one_of(&[
                "from",
                "starting",
                "beginning",
                "start",
                "starts",
                "since",
                "after",
            ])
            .void(),
            (one_of(&["as"]), one_of(&["of", "from"])).void(),
        )),
        opt(one_of(&["from", "on", "in", "at", "with"])),
    );
    let end = (
        alt((
            (
                opt(one_of(&["up"])),
                one_of(&["until", "till", "til", "untill", "through", "thru", "to"]),
            )
                .void(),
            one_of(&["ending", "ends", "finishing"]).void(),
        )),
        opt(one_of(&["on", "in", "at"])),
    );
    let day = || {
        alt((
            end_of,
            whole,
            bound_date,
            core.map(|(day, _)| day),
            month_only,
            feast,
        ))
    };
    alt((
        led(start, day().map(|day| (Part::From(day), true))).verify(|led| led.skipped > 0),
        led(end, day().map(|day| (Part::Until(day), true))).verify(|led| led.skipped > 0),
    ))
    .parse_next(input)
}

/// A day, or how it comes again.
pub(super) fn part(input: &mut Tokens<'_>) -> Result<Led> {
    let on = || one_of(&["on", "for"]);
    let day = |(day, strong)| (Part::Day(day), strong);
    alt((
        led(on(), core.map(day)),
        led(on(), feast.map(|found| (Part::Day(found), false))),
    ))
    .parse_next(input)
}

/// Every day form that needs no bound before it; `false` is weak evidence.
fn core(input: &mut Tokens<'_>) -> Result<(Day, bool)> {
    alt((
        every.map(strong),
        relative.map(strong),
        several.map(strong),
        date,
        numeric.map(strong),
        nth.map(strong),
        month_days,
        adverb.map(strong),
        weekdays.map(strong),
    ))
    .parse_next(input)
}

fn strong(day: Day) -> (Day, bool) {
    (day, true)
}

// How it comes again.

/// "every other Friday", "every 3 weeks", "every first Saturday of the month", "every 3 June", "every evening".
fn every(input: &mut Tokens<'_>) -> Result<Day> {
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
fn adverb(input: &mut Tokens<'_>) -> Result<Day> {
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

/// "Thursday", "Mondays and Thursdays", "Monday to Friday", "weekdays".
fn weekdays(input: &mut Tokens<'_>) -> Result<Day> {
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
fn nth(input: &mut Tokens<'_>) -> Result<Day> {
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
fn month_days(input: &mut Tokens<'_>) -> Result<(Day, bool)> {
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

// One day.

/// "tonight", "this Saturday", "next Monday", "in two weeks", "Thursday week".
fn relative(input: &mut Tokens<'_>) -> Result<Day> {
    let day = || {
        known(lexicon::weekday)
            .verify(|(_, plural)| !plural)
            .map(|(day, _)| day)
    };
    let ahead = |n| move |part: Option<(DayPart, bool)>| Day::Ahead(n, part.map(|(part, _)| part));
    let part = || opt(known(lexicon::day_part));
    let tomorrow = || {
        one_of(&[
            "tomorrow",
            "tomorow",
            "tommorow",
            "tommorrow",
            "tmrw",
            "tmw",
            "tomorrow's",
        ])
    };
    let the_week = || (one_of(&["a"]), one_of(&["week"]));
    let (next, this) = (|| one_of(&["next"]), || one_of(&["this", "coming"]));
    opt(alt((one_of(&["the"]), one_of(&["on"])))).parse_next(input)?;
    alt((
        alt((
            (one_of(&["day"]), one_of(&["after"]), tomorrow()).value(Day::Ahead(2, None)),
            one_of(&["tonight", "tonite", "tonight's"]).value(Day::Ahead(0, Some(DayPart::Night))),
            (one_of(&["today", "today's"]), part())
                .map(|(_, part)| part)
                .map(ahead(0)),
            (this(), known(lexicon::day_part))
                .map(|(_, part)| Some(part))
                .map(ahead(0)),
            (tomorrow(), part()).map(|(_, part)| part).map(ahead(1)),
            (one_of(&["yesterday"]), part())
                .map(|(_, part)| part)
                .map(ahead(-1)),
            (one_of(&["last"]), one_of(&["night"])).value(Day::Ahead(-1, Some(DayPart::Night))),
        )),
        alt((
            (day(), one_of(&["week"])).map(|(day, _)| Day::WeekAfter(day)),
            (the_week(), one_of(&["on", "from", "this", "next"]), day())
                .map(|(_, _, day)| Day::WeekAfter(day)),
            (the_week(), opt(one_of(&["from"])), one_of(&["today"])).value(Day::Ahead(7, None)),
            (the_week(), opt(one_of(&["from"])), tomorrow()).value(Day::Ahead(8, None)),
            (opt(this()), one_of(&["coming"]), day()).map(|(_, _, day)| Day::This(day)),
            (this(), day()).map(|(_, day)| Day::This(day)),
            (next(), day()).map(|(_, day)| Day::Next(day)),
        )),
        alt((
            (this(), one_of(&["weekend"])).value(Day::Weekend(0)),
            (next(), one_of(&["weekend"])).value(Day::Weekend(1)),
            (this(), one_of(&["week"])).value(Day::Week(0)),
            (next(), one_of(&["week"])).value(Day::Week(1)),
            (one_of(&["last"]), one_of(&["week"])).value(Day::Week(-1)),
            (
                one_of(&["in"]),
                counted_unit,
                opt((one_of(&["time"]), winnow::combinator::empty)),
            )
                .map(|(_, (n, unit), _)| Day::In(n, unit)),
            (
                counted_unit,
                alt((
                    (one_of(&["from"]), one_of(&["now", "today"])).void(),
                    one_of(&["hence"]).void(),
                )),
            )
                .map(|((n, unit), ())| Day::In(n, unit)),
        )),
    ))
    .parse_next(input)
}

/// "two weeks", "a month", "a fortnight".
fn counted_unit(input: &mut Tokens<'_>) -> Result<(u32, Unit)> {
    let n = alt((count, one_of(&["a", "an"]).value(1))).parse_next(input)?;
    let n_weeks = |word: &str| (word == "fortnight").then_some((2, Unit::Week));
    let (each, unit) = alt((
        known(lexicon::unit).map(|unit| (1, unit)),
        any.verify_map(move |t: &Token| t.word().and_then(n_weeks)),
    ))
    .parse_next(input)?;
    Ok((n.saturating_mul(each), unit))
}

/// "12 March", "Oct 15, 2026", "the 3rd of June".
fn date(input: &mut Tokens<'_>) -> Result<(Day, bool)> {
    let (day, month) = day_month.parse_next(input)?;
    let year = opt(preceded(opt(mark(&[','])), calendar_year)).parse_next(input)?;
    Ok((Day::Date { day, month, year }, true))
}

/// A day and a month, in either order.
fn day_month(input: &mut Tokens<'_>) -> Result<(u32, u32)> {
    let suffix = || opt(one_of(&["st", "nd", "rd", "th"]).verify(is_glued));
    let stop = || opt(mark(&['.']).verify(is_glued));
    let written = known(|word| lexicon::ordinal(word).filter(|n| *n > 0).map(|n| n as u32));
    let figure = || terminated(digits(2), suffix());
    alt((
        (
            opt(one_of(&["the"])),
            alt((figure(), written, number_word)),
            opt(one_of(&["of"])),
            terminated(known(lexicon::month), stop()),
        )
            .map(|(_, day, _, month)| (day, month)),
        (
            terminated(known(lexicon::month), stop()),
            opt(one_of(&["the"])),
            terminated(
                figure(),
                not(any.verify(|t: &&Token| t.glued && !matches!(t.mark(), Some(',' | '.' | ';' | '!')))),
            ),
        )
            .map(|(month, _, day)| (day, month)),
    ))
    .parse_next(input)
}

/// "7 to 9 October", "October 7-9", "12 March and 14 March".
fn several(input: &mut Tokens<'_>) -> Result<Day> {
    let dash = || {
        alt((
            one_of(&["to", "and", "until", "till"]),
            mark(HYPHEN),
            mark(&['&', ',']),
        ))
    };
    let figure = || terminated(digits(2), opt(one_of(&["st", "nd", "rd", "th"]).verify(is_glued)));
    let ends = || {
        not(alt((
            any.verify(|t: &&Token| t.glued && (t.mark() == Some(':') || t.mark().is_none()))
                .void(),
            one_of(&["am", "pm"]).void(),
        )))
    };
    alt((
        (figure(), dash(), day_month).void(),
        (
            known(lexicon::month),
            figure(),
            alt((one_of(&["to", "and"]), mark(HYPHEN))),
            terminated(figure(), ends()),
        )
            .void(),
    ))
    .value(Day::Several)
    .parse_next(input)
}

/// "2027-01-05", "14/02/2027", "14.2.2027", "14/2".
fn numeric(input: &mut Tokens<'_>) -> Result<Day> {
    let (first, width) = any
        .verify_map(|token: &Token| match token.kind {
            Kind::Number {
                value,
                digits: digits @ (1 | 2 | 4),
            } => Some((value, digits)),
            _ => None,
        })
        .parse_next(input)?;
    let separator = separator.parse_next(input)?;
    let second = digits(2).parse_next(input)?;
    if width == 4 {
        again(separator, input)?;
        let day = digits(2).parse_next(input)?;
        return Ok(Day::Date {
            day,
            month: second,
            year: i32::try_from(first).ok(),
        });
    }
    let year = opt(|input: &mut Tokens<'_>| {
        again(separator, input)?;
        any.verify_map(|token: &Token| match token.kind {
            Kind::Number { value, digits: 4 } => i32::try_from(value).ok(),
            Kind::Number { value, digits: 2 } => i32::try_from(2000 + value).ok(),
            _ => None,
        })
        .parse_next(input)
    })
    .parse_next(input)?;
    if year.is_none() && separator != '/' {
        return no();
    }
    let goes_on = any.verify(|t: &&Token| t.glued && t.mark().is_none());
    not(alt((goes_on.void(), (mark(&['/']), digits(9)).void()))).parse_next(input)?;
    Ok(Day::Slashed { first, second, year })
}

/// What stands between the numbers of a date.
fn separator(input: &mut Tokens<'_>) -> Result<char> {
    let found = any
        .verify(is_glued)
        .verify_map(|t: &Token| t.mark())
        .parse_next(input)?;
    if matches!(found, '/' | '-' | '.') {
        Ok(found)
    } else {
        no()
    }
}

/// The same once more.
fn again(first: char, input: &mut Tokens<'_>) -> Result<()> {
    if separator(input)? == first { Ok(()) } else { no() }
}

fn calendar_year(input: &mut Tokens<'_>) -> Result<i32> {
    let year = any.verify_map(|token: &Token| match token.kind {
        Kind::Number { value, digits: 4 } => Some(value as i32),
        _ => None,
    });
    terminated(
        year,
        not(any.verify(|t: &&Token| t.glued && (t.mark() == Some(':') || t.mark().is_none()))),
    )
    .parse_next(input)
}

/// "Christmas", "New Year's Eve", "Valentine's Day".
fn feast(input: &mut Tokens<'_>) -> Result<Day> {
    terminated(feast_name, opt(one_of(&["day"])))
        .map(Day::Feast)
        .parse_next(input)
}

fn feast_name(input: &mut Tokens<'_>) -> Result<Feast> {
    let fixed = |month, day| Feast::Fixed { month, day };
    let new_year = || (one_of(&["new"]), one_of(&["year", "years", "year's", "years'"]));
    opt(one_of(&["the"])).parse_next(input)?;
    alt((
        (one_of(&["christmas", "xmas"]), one_of(&["eve"])).value(fixed(12, 24)),
        one_of(&["christmas", "xmas"]).value(fixed(12, 25)),
        (one_of(&["boxing"]), one_of(&["day"])).value(fixed(12, 26)),
        (new_year(), one_of(&["eve"])).value(fixed(12, 31)),
        new_year().value(fixed(1, 1)),
        one_of(&["valentine's", "valentines", "valentine"]).value(fixed(2, 14)),
        one_of(&["halloween"]).value(fixed(10, 31)),
        (one_of(&["good"]), one_of(&["friday"])).value(Feast::Easter { after: -2 }),
        (one_of(&["easter"]), one_of(&["monday"])).value(Feast::Easter { after: 1 }),
        (one_of(&["easter"]), opt(one_of(&["sunday"]))).value(Feast::Easter { after: 0 }),
    ))
    .parse_next(input)
}

// Only in bounds.

/// "June", "June 2027".
fn month_only(input: &mut Tokens<'_>) -> Result<Day> {
    (known(lexicon::month), opt(calendar_year))
        .map(|(month, year)| Day::Month(month, year))
        .parse_next(input)
}

/// A full date, before a bare month would take its month.
fn bound_date(input: &mut Tokens<'_>) -> Result<Day> {
    date.map(|(day, _)| day).parse_next(input)
}

/// "next month", "this year".
fn whole(input: &mut Tokens<'_>) -> Result<Day> {
    let ahead = alt((one_of(&["this", "the"]).value(0), one_of(&["next"]).value(1)));
    let unit = known(lexicon::unit).verify(|unit| matches!(unit, Unit::Month | Unit::Year));
    (ahead, unit)
        .map(|(n, unit)| Day::Whole(n, unit))
        .parse_next(input)
}

/// "the end of June", "end of the year".
fn end_of(input: &mut Tokens<'_>) -> Result<Day> {
    preceded(
        (opt(one_of(&["the"])), one_of(&["end"]), one_of(&["of"])),
        alt((whole, month_only)),
    )
    .map(|day| Day::EndOf(Box::new(day)))
    .parse_next(input)
}
