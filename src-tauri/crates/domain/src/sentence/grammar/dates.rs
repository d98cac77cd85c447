//! Dates: "12 March", "14/02/2027", "2027-01-05", "Christmas".

use winnow::{
    Parser, Result,
    combinator::{alt, not, opt, preceded, terminated},
    token::any,
};

use super::{Day, HYPHEN, Tokens, digits, is_glued, known, mark, no, number_word, one_of};
use crate::sentence::{
    lexer::{Kind, Token},
    lexicon::{self, Feast, Unit},
};

/// "12 March", "Oct 15, 2026", "the 3rd of June".
pub(super) fn date(input: &mut Tokens<'_>) -> Result<(Day, bool)> {
    let (day, month) = day_month.parse_next(input)?;
    let year = opt(preceded(opt(mark(&[','])), calendar_year)).parse_next(input)?;
    Ok((Day::Date { day, month, year }, true))
}

/// A day and a month, in either order.
pub(super) fn day_month(input: &mut Tokens<'_>) -> Result<(u32, u32)> {
    let suffix = || opt(one_of(&["st", "nd", "rd", "th"]).verify(is_glued));
    let stop = || opt(mark(&['.']).verify(is_glued));
    let written = || known(|word| lexicon::ordinal(word).filter(|n| *n > 0).map(|n| n as u32));
    let figure = || terminated(digits(2), suffix());
    alt((
        (
            opt(one_of(&["the"])),
            alt((figure(), written(), number_word)),
            opt(one_of(&["of"])),
            terminated(known(lexicon::month), stop()),
        )
            .map(|(_, day, _, month)| (day, month)),
        (
            terminated(known(lexicon::month), stop()),
            opt(one_of(&["the"])),
            terminated(
                alt((figure(), written())),
                not(any.verify(|t: &&Token| t.glued && !matches!(t.mark(), Some(',' | '.' | ';' | '!')))),
            ),
        )
            .map(|(month, _, day)| (day, month)),
    ))
    .parse_next(input)
}

/// "7 to 9 October", "October 7-9", "12 March and 14 March".
pub(super) fn several(input: &mut Tokens<'_>) -> Result<Day> {
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
pub(super) fn numeric(input: &mut Tokens<'_>) -> Result<Day> {
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

pub(super) fn calendar_year(input: &mut Tokens<'_>) -> Result<i32> {
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
pub(super) fn feast(input: &mut Tokens<'_>) -> Result<Day> {
    terminated(feast_name, opt(one_of(&["day"])))
        .map(Day::Feast)
        .parse_next(input)
}

pub(super) fn feast_name(input: &mut Tokens<'_>) -> Result<Feast> {
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

/// "June", "June 2027".
pub(super) fn month_only(input: &mut Tokens<'_>) -> Result<Day> {
    (known(lexicon::month), opt(calendar_year))
        .map(|(month, year)| Day::Month(month, year))
        .parse_next(input)
}

/// A full date, before a bare month would take its month.
pub(super) fn bound_date(input: &mut Tokens<'_>) -> Result<Day> {
    date.map(|(day, _)| day).parse_next(input)
}

/// "next month", "this year".
pub(super) fn whole(input: &mut Tokens<'_>) -> Result<Day> {
    let ahead = alt((one_of(&["this", "the"]).value(0), one_of(&["next"]).value(1)));
    let unit = known(lexicon::unit).verify(|unit| matches!(unit, Unit::Month | Unit::Year));
    (ahead, unit)
        .map(|(n, unit)| Day::Whole(n, unit))
        .parse_next(input)
}

/// "the end of June", "end of the year".
pub(super) fn end_of(input: &mut Tokens<'_>) -> Result<Day> {
    preceded(
        (opt(one_of(&["the"])), one_of(&["end"]), one_of(&["of"])),
        alt((whole, month_only)),
    )
    .map(|day| Day::EndOf(Box::new(day)))
    .parse_next(input)
}
