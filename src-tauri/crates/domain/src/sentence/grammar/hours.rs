//! Hours: "7", "7pm", "6.30pm", "19:00", "7:30–9", "half past seven", "noon", "at lunchtime".

use winnow::{
    Parser, Result,
    combinator::{alt, empty, eof, not, opt, peek, preceded, terminated},
    error::ContextError,
    token::any,
};

use super::{
    HYPHEN, Led, Part, Tokens, Told, Wall, digits, is_glued, known, led, lengths, mark, no, number_word,
    one_of,
};
use crate::sentence::{
    lexer::{Kind, Token},
    lexicon,
};

/// From one hour to another.
pub(super) fn range(input: &mut Tokens<'_>) -> Result<Led> {
    if continues_number(input) {
        return no();
    }
    let until = || one_of(&["to", "till", "til", "until"]);
    let dash = || alt((until(), mark(HYPHEN)));
    alt((
        led(
            one_of(&["from"]),
            (four_digits, dash(), four_digits).map(|(start, _, end)| (Part::Hours(start, Some(end)), false)),
        ),
        led(
            (one_of(&["between"]), opt(mark(&['@']))),
            (wall, alt((one_of(&["and"]), mark(&['&']), dash())), end).map(pair),
        )
        .verify(|led| led.skipped > 0),
        led(
            alt((one_of(&["from", "at"]), mark(&['@']))),
            (
                wall,
                alt((dash(), (mark(&[',']), until()).map(|(_, word)| word))),
                end,
            )
                .map(pair),
        ),
    ))
    .parse_next(input)
}

fn pair((start, _, end): ((Wall, bool), &Token, Wall)) -> (Part, bool) {
    (Part::Hours(start.0, Some(end)), true)
}

/// The second hour of a range. "7-9 October", "1-2-1" and "7 to 9 people" are something else.
fn end(input: &mut Tokens<'_>) -> Result<Wall> {
    let (found, strong) = wall.parse_next(input)?;
    if !strong {
        not(alt((
            mark(&['-', '/', '.', '%']).verify(is_glued).void(),
            known(lexicon::unit).void(),
            one_of(lengths::HOURS).void(),
            one_of(lengths::MINUTES).void(),
        )))
        .parse_next(input)?;
    }
    Ok(found)
}

/// One hour, an end on its own ("until 10pm"), or a part of the day.
pub(super) fn part(input: &mut Tokens<'_>) -> Result<Led> {
    let at = || {
        (
            alt((
                one_of(&["at", "from", "around", "about", "by"]),
                mark(&['@', '~']),
            )),
            opt(one_of(&["around", "about"])),
        )
    };
    alt((
        led(
            one_of(&["until", "till", "til"]),
            end.map(|wall| (Part::End(wall), true)),
        )
        .verify(|led| led.skipped > 0),
        led(at(), military).verify(|led| led.skipped > 0),
        led(at(), single),
        led(
            alt((
                (one_of(&["in", "during"]), one_of(&["the"])).void(),
                one_of(&["at"]).void(),
            )),
            day_part,
        ),
    ))
    .parse_next(input)
}

/// An hour alone. "7-9" that was no range is no hour either: "1-2-1", "4-4-2".
fn single(input: &mut Tokens<'_>) -> Result<(Part, bool)> {
    if continues_number(input) {
        return no();
    }
    let (wall, strong) = wall.parse_next(input)?;
    if !strong {
        not((mark(HYPHEN).verify(is_glued), any.verify(is_glued))).parse_next(input)?;
    }
    Ok((Part::Hours(wall, None), strong))
}

/// The second number of "1-2".
fn continues_number(input: &Tokens<'_>) -> bool {
    let mut before = input.previous_tokens();
    let dash = before
        .next()
        .is_some_and(|token| token.glued && token.mark().is_some_and(|m| HYPHEN.contains(&m)));
    dash && input
        .first()
        .is_some_and(|token| token.glued && token.number().is_some())
        && before.next().is_some_and(|token| token.number().is_some())
}

/// "at 1930".
fn military(input: &mut Tokens<'_>) -> Result<(Part, bool)> {
    let wall = four_digits.parse_next(input)?;
    opt(one_of(&["h", "hrs", "hours"])).parse_next(input)?;
    Ok((Part::Hours(wall, None), true))
}

/// "1930": only beside words or a dash that make it an hour, for it could be a year.
fn four_digits(input: &mut Tokens<'_>) -> Result<Wall> {
    any.verify_map(|token: &Token| match token.kind {
        Kind::Number { value, digits: 4 } => Some(Wall {
            hour: value / 100,
            minute: value % 100,
            said: Told::Exact,
        }),
        _ => None,
    })
    .parse_next(input)
}

fn day_part(input: &mut Tokens<'_>) -> Result<(Part, bool)> {
    let found = known(lexicon::day_part).parse_next(input)?;
    // "Friday night in" is an evening at home, and the title; "Friday night in Rome" is an hour.
    let stops = alt((
        one_of(&[
            "at", "on", "from", "for", "every", "each", "until", "tonight", "tomorrow", "this", "next",
        ])
        .void(),
        any.verify(|t: &&Token| t.word().is_none_or(|w| lexicon::weekday(w).is_some()))
            .void(),
        eof.void(),
    ));
    not((one_of(&["in", "out"]), peek(stops))).parse_next(input)?;
    Ok((Part::During(found.0, found.1), false))
}

/// A time of day, and whether it can be nothing else.
fn wall(input: &mut Tokens<'_>) -> Result<(Wall, bool)> {
    alt((named, past_or_to, with_minutes, french, with_half, bare)).parse_next(input)
}

/// "noon", "12 midnight".
fn named(input: &mut Tokens<'_>) -> Result<(Wall, bool)> {
    let twelve = || opt(digits(2).verify(|n| *n == 12));
    alt((
        (twelve(), one_of(&["noon", "midday"])).value(12),
        (twelve(), one_of(&["midnight"])).value(0),
    ))
    .map(|hour| {
        (
            Wall {
                hour,
                minute: 0,
                said: Told::Exact,
            },
            true,
        )
    })
    .parse_next(input)
}

/// "half past seven", "quarter to eight", "half seven", "ten to 8", "10 past 7".
///
/// "10 to 12" in digits is from ten to twelve; "ten to twelve" in words is what people say for 11:50.
fn past_or_to(input: &mut Tokens<'_>) -> Result<(Wall, bool)> {
    let minutes_word = || one_of(&["minutes", "min", "mins"]);
    let (minutes, figures) = alt((
        (opt(one_of(&["a"])), one_of(&["quarter"])).value((15, false)),
        one_of(&["half"]).value((30, false)),
        terminated(number_word, opt(minutes_word())).map(|n| (n, false)),
        terminated(digits(2), minutes_word()).map(|n| (n, false)),
        digits(2).map(|n| (n, true)),
    ))
    .verify(|(n, _)| *n > 0 && *n < 60)
    .parse_next(input)?;
    let to = alt((
        one_of(&["past", "after"]).value(false),
        one_of(&["to", "of", "before"])
            .value(true)
            .verify(|_| !figures && minutes % 5 == 0 && minutes < 30),
        // British "half seven" is half past.
        empty.value(false).verify(|_| minutes == 30 && !figures),
    ))
    .parse_next(input)?;
    let hour = hour_number
        .verify(|hour| (1..=12).contains(hour))
        .parse_next(input)?;
    let said = half(input)?.unwrap_or(Told::Nothing);
    let (hour, minute) = match (to, hour) {
        (true, 1) => (12, 60 - minutes),
        (true, hour) => (hour - 1, 60 - minutes),
        (false, hour) => (hour, minutes),
    };
    Ok((Wall { hour, minute, said }, true))
}

/// "7:30", "19:00", "6.30pm", "seven thirty".
fn with_minutes(input: &mut Tokens<'_>) -> Result<(Wall, bool)> {
    let figures = |input: &mut Tokens<'_>| {
        let (hour, wide) = any
            .verify_map(|token: &Token| match token.kind {
                Kind::Number {
                    value,
                    digits: digits @ 1..=2,
                } => Some((value, digits)),
                _ => None,
            })
            .parse_next(input)?;
        let glue = any
            .verify(|t: &&Token| t.glued && matches!(t.mark(), Some(':' | '.' | '·')))
            .parse_next(input)?;
        let minute = any
            .verify_map(|token: &Token| match token.kind {
                Kind::Number { value, digits: 2 } if token.glued => Some(value),
                _ => None,
            })
            .parse_next(input)?;
        // "14.02.2027" is a date.
        let again = any.verify(|t: &&Token| t.glued && t.mark() == glue.mark());
        not((again, any.verify(|t: &&Token| t.glued && t.number().is_some()))).parse_next(input)?;
        Ok((hour, minute, wide))
    };
    let words = |input: &mut Tokens<'_>| {
        let hour = known(lexicon::number)
            .verify(|n| (1..=12).contains(n))
            .parse_next(input)?;
        opt(mark(HYPHEN)).parse_next(input)?;
        let minute = number_word.verify(|n| *n >= 10).parse_next(input)?;
        Ok((hour, minute, 1))
    };
    let (hour, minute, wide) = alt((figures, words)).parse_next(input)?;
    let said = half(input)?;
    opt(one_of(&["h", "hrs", "o'clock"])).parse_next(input)?;
    let said = said.unwrap_or(match (hour, wide) {
        (13.., _) | (0, _) => Told::Exact,
        (1..=9, 2) => Told::Exact,
        (10..=12, 2) => Told::TwoDigits,
        _ => Told::Nothing,
    });
    Ok((Wall { hour, minute, said }, true))
}

/// "19h", "19h30": thirteen to twenty-three, for fewer are lengths.
fn french(input: &mut Tokens<'_>) -> Result<(Wall, bool)> {
    let hour = digits(2).verify(|n| (13..24).contains(n)).parse_next(input)?;
    one_of(&["h"]).verify(is_glued).parse_next(input)?;
    let minute = opt(any.verify_map(|token: &Token| match token.kind {
        Kind::Number { value, digits: 2 } if token.glued => Some(value),
        _ => None,
    }))
    .parse_next(input)?;
    Ok((
        Wall {
            hour,
            minute: minute.unwrap_or(0),
            said: Told::Exact,
        },
        true,
    ))
}

/// "7pm", "7 o'clock", "seven in the evening".
fn with_half(input: &mut Tokens<'_>) -> Result<(Wall, bool)> {
    let hour = hour_number.parse_next(input)?;
    let clock = opt(one_of(&["o'clock", "oclock"])).parse_next(input)?.is_some();
    let said = half(input)?;
    if !clock && said.is_none() {
        return no();
    }
    Ok((
        Wall {
            hour,
            minute: 0,
            said: said.unwrap_or(if hour > 12 { Told::Exact } else { Told::Nothing }),
        },
        true,
    ))
}

/// "7", "seven", where nothing around it makes it something else.
fn bare(input: &mut Tokens<'_>) -> Result<(Wall, bool)> {
    const COUNTED: &[&str] = &[
        "for", "of", "table", "room", "number", "no", "chapter", "episode", "season", "part", "act", "level",
        "day", "week", "year", "gate", "platform",
    ];
    let counted = input
        .previous_tokens()
        .next()
        .is_some_and(|before| match &before.kind {
            Kind::Word(word) => COUNTED.contains(&word.as_str()),
            Kind::Mark(mark) => matches!(mark, '#' | '£' | '$' | '€' | '/' | '\''),
            _ => false,
        });
    if counted {
        return no();
    }
    let (hour, zero) = alt((
        any.verify_map(|token: &Token| match token.kind {
            Kind::Number {
                value,
                digits: digits @ 1..=2,
            } => Some((value, digits == 2 && value < 10)),
            _ => None,
        }),
        known(lexicon::number)
            .verify(|n| (1..=12).contains(n))
            .map(|n| (n, false)),
    ))
    .parse_next(input)?;
    // "7ish" is as good as seven.
    opt(one_of(&["ish"]).verify(is_glued)).parse_next(input)?;
    let suffix = alt((
        any.verify(|t: &&Token| t.glued && t.mark().is_none()).void(),
        any.verify(|t: &&Token| t.glued && matches!(t.mark(), Some('/' | '%' | '\'')))
            .void(),
        (
            mark(&['.', ':', '/']).verify(is_glued),
            any.verify(|t: &&Token| t.glued && t.number().is_some()),
        )
            .void(),
        known(lexicon::month).void(),
    ));
    not(suffix).parse_next(input)?;
    let said = if zero || hour > 12 || hour == 0 {
        Told::Exact
    } else {
        Told::Nothing
    };
    Ok((
        Wall {
            hour,
            minute: 0,
            said,
        },
        false,
    ))
}

fn hour_number(input: &mut Tokens<'_>) -> Result<u32> {
    alt((digits(2), known(lexicon::number).verify(|n| *n <= 12))).parse_next(input)
}

/// "am", "p.m.", "in the evening", "at night".
fn half(input: &mut Tokens<'_>) -> Result<Option<Told>> {
    let dotted = |letter: &'static [&'static str]| {
        (one_of(letter), mark(&['.']), one_of(&["m"]), opt(mark(&['.']))).void()
    };
    let before_end = || not(any.verify(|t: &&Token| t.glued && t.mark().is_none()));
    opt(alt((
        alt((dotted(&["a"]), one_of(&["am"]).void(), short("a"))).value(Told::Am),
        alt((dotted(&["p"]), one_of(&["pm"]).void(), short("p"))).value(Told::Pm),
        preceded(
            (one_of(&["in"]), one_of(&["the"])),
            terminated(known(lexicon::day_part), before_end()).map(|(part, _)| Told::Part(part)),
        ),
        preceded(one_of(&["at"]), known(lexicon::day_part)).map(|(part, _)| Told::Part(part)),
    )))
    .parse_next(input)
}

/// "7p": a single letter counts only when it touches the hour.
fn short<'t>(letter: &'static str) -> impl Parser<Tokens<'t>, (), ContextError> {
    any.verify(move |token: &&Token| token.glued && token.word() == Some(letter))
        .void()
}
