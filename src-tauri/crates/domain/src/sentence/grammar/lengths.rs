//! How long, how many times, and how far ahead: "an hour and a half", "10 times", "in 2 hours".

use winnow::{
    Parser, Result,
    combinator::{alt, not, opt, peek, preceded, terminated},
    token::any,
};

use super::{HYPHEN, Led, Part, Tokens, count, digits, is_glued, led, mark, number_word, one_of};
use crate::sentence::{
    lexer::{Kind, Token},
    lexicon::{self, Unit},
};

pub(super) const HOURS: &[&str] = &["hour", "hours", "hr", "hrs", "h"];
pub(super) const MINUTES: &[&str] = &["minute", "minutes", "min", "mins", "m"];

/// A length, a number of times, or a distance from now.
pub(super) fn part(input: &mut Tokens<'_>) -> Result<Led> {
    alt((
        led(one_of(&["in"]), length).verify_map(|led| match led {
            Led {
                part: Part::Length(minutes),
                skipped: 1,
                ..
            } => Some(Led {
                part: Part::Ahead(minutes),
                skipped: 0,
                strong: true,
            }),
            _ => None,
        }),
        led(one_of(&["for", "lasting", "lasts", "takes", "of"]), length),
        led(one_of(&["for"]), times),
        for_span,
    ))
    .parse_next(input)
}

/// "for 6 weeks", "2 days", "all day".
fn for_span(input: &mut Tokens<'_>) -> Result<Led> {
    let span = |(n, unit)| (Part::For(n, unit), true);
    let unit = |word: &str| match word {
        "fortnight" => Some((2, Unit::Week)),
        word => lexicon::unit(word).map(|unit| (1, unit)),
    };
    let counted = |input: &mut Tokens<'_>| {
        let n = alt((count, one_of(&["a", "one"]).value(1))).parse_next(input)?;
        let (each, unit) = any
            .verify_map(|t: &Token| t.word().and_then(unit))
            .parse_next(input)?;
        Ok((n.saturating_mul(each), unit))
    };
    // "2 weeks from now" is a day, not a length.
    let stays = || not(one_of(&["from", "on", "today", "tomorrow", "later", "hence"]));
    alt((
        (one_of(&["for"]), counted, stays())
            .map(|(_, found, ())| span(found))
            .map(|(part, strong)| Led {
                part,
                skipped: 1,
                strong,
            }),
        (one_of(&["all"]), one_of(&["day"])).map(|_| Led {
            part: Part::For(1, Unit::Day),
            skipped: 0,
            strong: true,
        }),
        terminated(counted, stays())
            .verify(|(_, unit)| *unit == Unit::Day)
            .map(span)
            .map(|(part, strong)| Led {
                part,
                skipped: 0,
                strong,
            }),
    ))
    .parse_next(input)
}

/// "10 times", "ten times", "10x".
fn times(input: &mut Tokens<'_>) -> Result<(Part, bool)> {
    alt((
        terminated(count, one_of(&["times", "time", "x", "dates", "occurrences"])),
        terminated(digits(9), mark(&['×'])),
    ))
    .map(|n| (Part::Times(n), true))
    .parse_next(input)
}

fn length(input: &mut Tokens<'_>) -> Result<(Part, bool)> {
    alt((half_hours, hours_minutes, minutes))
        .map(|minutes| (Part::Length(minutes.round() as u32), true))
        .parse_next(input)
}

/// The forms with halves and quarters said before the hour.
fn half_hours(input: &mut Tokens<'_>) -> Result<f64> {
    let an = || opt(one_of(&["a", "an"]));
    let of_an_hour = || (opt(one_of(&["of"])), an(), opt(mark(HYPHEN)), one_of(&["hour"]));
    alt((
        (an(), one_of(&["half"]), of_an_hour()).value(30.0),
        (
            alt((one_of(&["three"]).void(), digits(1).verify(|n| *n == 3).void())),
            one_of(&["quarters"]),
            of_an_hour(),
        )
            .value(45.0),
        (an(), one_of(&["quarter"]), of_an_hour()).value(15.0),
        // "two and a half hours"
        (
            count,
            one_of(&["and"]),
            one_of(&["a"]),
            one_of(&["half"]),
            one_of(HOURS),
        )
            .map(|(n, ..)| f64::from(n) * 60.0 + 30.0),
    ))
    .parse_next(input)
}

/// "2 hours", "an hour and a half", "1h30", "1 hour 30 minutes", "2½ hours", "2-hour".
fn hours_minutes(input: &mut Tokens<'_>) -> Result<f64> {
    // "19h30" is an hour of the day, as the French write it.
    let french = (
        digits(2).verify(|n| (13..24).contains(n)),
        one_of(&["h"]).verify(is_glued),
    );
    let after_for = input
        .previous_tokens()
        .next()
        .is_some_and(|token| token.word() == Some("for"));
    if !after_for {
        not(french).parse_next(input)?;
    }
    let hours = terminated(amount, (opt(mark(HYPHEN)), one_of(HOURS))).parse_next(input)?;
    let and = || opt(alt((one_of(&["and"]), mark(&[',', '&']))));
    let rest = opt(alt((
        (one_of(&["and"]), one_of(&["a"]), one_of(&["half"])).value(30.0),
        (one_of(&["and"]), one_of(&["a"]), one_of(&["quarter"])).value(15.0),
        preceded(and(), minutes),
        // "1h30"
        any.verify_map(|token: &Token| match token.kind {
            Kind::Number { value, digits: 2 } if token.glued && value < 60 => Some(f64::from(value)),
            _ => None,
        }),
    )))
    .parse_next(input)?;
    Ok(hours * 60.0 + rest.unwrap_or(0.0))
}

fn minutes(input: &mut Tokens<'_>) -> Result<f64> {
    terminated(amount, (opt(mark(HYPHEN)), one_of(MINUTES))).parse_next(input)
}

/// "2", "2.5", "2½", "1 1/2", "½", "an", "two", "a couple of".
fn amount(input: &mut Tokens<'_>) -> Result<f64> {
    let fraction = || {
        mark(&['½', '¼', '¾']).map(|token| match token.mark() {
            Some('¼') => 0.25,
            Some('¾') => 0.75,
            _ => 0.5,
        })
    };
    let ratio = || {
        (digits(1), mark(&['/']), digits(1))
            .verify_map(|(part, _, of)| (part < of && of <= 4).then(|| f64::from(part) / f64::from(of)))
    };
    let decimal = |input: &mut Tokens<'_>| {
        let whole = digits(6).parse_next(input)?;
        mark(&['.', ',']).verify(is_glued).parse_next(input)?;
        any.verify_map(|token: &Token| match token.kind {
            Kind::Number {
                value,
                digits: digits @ 1..=3,
            } if token.glued => Some(f64::from(whole) + f64::from(value) / 10_f64.powi(digits as i32)),
            _ => None,
        })
        .parse_next(input)
    };
    // "19:30 min" is no length.
    peek(not((digits(9), mark(&[':'])))).parse_next(input)?;
    alt((
        decimal,
        ratio(),
        fraction(),
        (digits(9), alt((fraction(), ratio()))).map(|(n, part)| f64::from(n) + part),
        digits(9).map(f64::from),
        number_word.map(f64::from),
        (opt(one_of(&["a"])), one_of(&["couple"]), opt(one_of(&["of"]))).value(2.0),
        one_of(&["a", "an"]).value(1.0),
    ))
    .parse_next(input)
}
