//! What a sentence is made of: days, bounds, hours and lengths in any order, with a title in what is left.
//!
//! The grammar only recognises. It knows no calendar and no clock: `31 February` and `27:00` are well said, and
//! `resolve` refuses them by name. Where a word could be two things, the longer form is tried first, and forms that
//! are weak evidence (a bare `7`, a feast's name) are marked so, to give way to the title when stronger ones stand.

mod dates;
mod days;
mod hours;
mod lengths;
mod recurring;

use std::ops::Range;

use chrono::Weekday;
use winnow::{
    Parser, Result,
    combinator::{alt, opt},
    error::ContextError,
    stream::{Stream, TokenSlice},
    token::any,
};

use super::{
    lexer::{Kind, Token},
    lexicon::{self, DayPart, Feast, Unit},
};
use crate::slot::Per;

/// The tokens still to be read.
pub(super) type Tokens<'t> = TokenSlice<'t, Token>;

/// One recognised part of a sentence, or one word that is part of none.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// What it says; `None` is a word for the title.
    pub part: Option<Part>,
    /// Its tokens, without the small words that only lead to it ("at", "on").
    pub core: Range<usize>,
    /// Small words led to it, or it can mean nothing else: it does not give way to the title.
    pub strong: bool,
}

impl Piece {
    /// One word of the title.
    pub fn word(at: usize) -> Piece {
        Piece {
            part: None,
            core: at..at + 1,
            strong: false,
        }
    }
}

/// What a part says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// When it is, or how it comes again.
    Day(Day),
    /// The first day it may be.
    From(Day),
    /// The last day it may be.
    Until(Day),
    /// How many times.
    Times(u32),
    /// For how many days, weeks, … it goes on.
    For(u32, Unit),
    /// When it starts, and perhaps ends.
    Hours(Wall, Option<Wall>),
    /// When it ends, said apart from the start.
    End(Wall),
    /// A part of the day; `true` when said in the plural.
    During(DayPart, bool),
    /// So many minutes from now.
    Ahead(u32),
    /// How long, in minutes; not yet checked.
    Length(u32),
}

/// A time of day as it was said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wall {
    pub hour: u32,
    pub minute: u32,
    /// What was said about its half of the day.
    pub said: Told,
}

/// What was said about the half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// `7`, `7:30`, `half past seven`: to be guessed.
    Nothing,
    /// `10:30`: two digits and minutes, exact where people write 24 hours.
    TwoDigits,
    /// `7am`.
    Am,
    /// `7pm`.
    Pm,
    /// `19:00`, `07:30`, `noon`: there is nothing to guess.
    Exact,
    /// `seven in the evening`.
    Part(DayPart),
}

/// When it is, or how it comes again.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Day {
    /// So many days from today, perhaps with a part of the day: `tonight`, `tomorrow`, `yesterday`.
    Ahead(i64, Option<DayPart>),
    /// `in two weeks`.
    In(u32, Unit),
    /// `Thursday`, `Mondays and Thursdays`, `every other Friday`.
    Weekdays {
        days: Vec<Weekday>,
        /// Every so many weeks; `None` when neither "every" nor a plural was said.
        every: Option<u32>,
        /// "every third Friday", which some would read as the third of the month.
        ordinal: bool,
    },
    /// `this Saturday`.
    This(Weekday),
    /// `next Monday`.
    Next(Weekday),
    /// `last Monday`.
    Last(Weekday),
    /// `Thursday week`: a week after the coming one.
    WeekAfter(Weekday),
    /// `this weekend` (0), `next weekend` (1).
    Weekend(i64),
    /// `this week` (0), `next week` (1), `last week` (−1), beside a weekday.
    Week(i64),
    /// `every 3 weeks`, `monthly`, `every evening`.
    Every(u32, Unit, Option<DayPart>),
    /// `first Saturday of the month`.
    Nth {
        ordinals: Vec<i8>,
        days: Vec<Weekday>,
        of: Of,
    },
    /// `the 15th`, `the 1st and 15th of every month`, `last day of the month` (−1).
    MonthDays { days: Vec<i8>, of: Of },
    /// `12 March`, `Oct 15, 2026`.
    Date { day: u32, month: u32, year: Option<i32> },
    /// `14/02/2027`: day or month first, by the locale.
    Slashed {
        first: u32,
        second: u32,
        year: Option<i32>,
    },
    /// `every 3 June`.
    Yearly { day: u32, month: u32 },
    /// `Christmas`.
    Feast(Feast),
    /// `every Christmas`.
    YearlyFeast(Feast),
    /// `June`, in a bound.
    Month(u32, Option<i32>),
    /// `next month`, `this year`, in a bound: so many ahead.
    Whole(i64, Unit),
    /// `the end of June`.
    EndOf(Box<Day>),
    /// `7 to 9 October`: several days, which one date cannot be.
    Several,
    /// `twice a week`, `once a month, any day`, `two evenings a week`: so many times, on whatever day.
    Times {
        count: u32,
        per: Per,
        part: Option<DayPart>,
    },
}

/// Which month an ordinal belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// None was said.
    Unsaid,
    /// Every month.
    EveryMonth,
    /// This month (0) or next month (1).
    MonthAhead(i64),
    /// June, once.
    Month(u32, Option<i32>),
    /// June, every year.
    EveryYear(u32),
}

/// A part, and the small words that led to it.
pub(super) struct Led {
    part: Part,
    /// How many tokens led to it.
    skipped: usize,
    strong: bool,
}

/// Reads all tokens: every one ends in exactly one piece or leads to one, in order.
pub(super) fn pieces(tokens: &[Token]) -> Vec<Piece> {
    let mut input = Tokens::new(tokens);
    let mut found: Vec<Piece> = Vec::new();
    while !input.is_empty() {
        let start = tokens.len() - input.len();
        let checkpoint = input.checkpoint();
        let part = alt((
            days::times,
            lengths::part,
            hours::range,
            days::bound,
            days::part,
            hours::part,
        ))
        .parse_next(&mut input);
        match part {
            Ok(led) if !is_inside_word(tokens, start) && !hangs_loose(&led, found.last(), tokens, start) => {
                let end = tokens.len() - input.len();
                found.push(Piece {
                    part: Some(led.part),
                    core: start + led.skipped..end,
                    strong: led.strong,
                });
            }
            _ => {
                input.reset(&checkpoint);
                let _ = input.next_token();
                found.push(Piece::word(start));
            }
        }
    }
    found
}

/// Whether this token continues a word or a number: `12` in `B12`, `up` in `7up`; not `7pm` in `thursdays7pm`.
fn is_inside_word(tokens: &[Token], at: usize) -> bool {
    at > 0
        && tokens[at].glued
        && tokens[at].mark().is_none()
        && tokens[at - 1].mark().is_none()
        && tokens[at - 1]
            .word()
            .is_none_or(|word| lexicon::weekday(word).is_none())
}

/// Whether a part of the day stands alone: "date night" is a title, "Sunday night" is an hour.
fn hangs_loose(led: &Led, before: Option<&Piece>, tokens: &[Token], start: usize) -> bool {
    let after_mark = start > 0 && matches!(tokens[start - 1].mark(), Some(',' | ';'));
    matches!(led.part, Part::During(_, plural) if !led.strong && !plural)
        && !after_mark
        && !before.is_some_and(|piece| matches!(piece.part, Some(Part::Day(_) | Part::Hours(..))))
}

/// A core with optional small words before it. It is strong with them, or when the core is on its own.
fn led<'t, P, C, L>(mut lead: P, mut core: C) -> impl Parser<Tokens<'t>, Led, ContextError>
where
    P: Parser<Tokens<'t>, L, ContextError>,
    C: Parser<Tokens<'t>, (Part, bool), ContextError>,
{
    move |input: &mut Tokens<'t>| {
        let before = input.len();
        let leads = opt(lead.by_ref()).parse_next(input)?.is_some();
        let skipped = before - input.len();
        let (part, strong) = core.parse_next(input)?;
        Ok(Led {
            part,
            skipped,
            strong: strong || leads,
        })
    }
}

/// A word out of a list.
fn one_of<'t>(words: &'static [&'static str]) -> impl Parser<Tokens<'t>, &'t Token, ContextError> {
    any.verify(move |token: &&Token| token.word().is_some_and(|word| words.contains(&word)))
}

/// A word the lexicon knows.
fn known<'t, T>(look_up: fn(&str) -> Option<T>) -> impl Parser<Tokens<'t>, T, ContextError> {
    any.verify_map(move |token: &Token| token.word().and_then(look_up))
}

/// A mark out of a list.
fn mark<'t>(marks: &'static [char]) -> impl Parser<Tokens<'t>, &'t Token, ContextError> {
    any.verify(move |token: &&Token| token.mark().is_some_and(|mark| marks.contains(&mark)))
}

/// Nothing stands between it and the token before.
fn is_glued(token: &&Token) -> bool {
    token.glued
}

/// A number in digits, at most so many of them.
fn digits<'t>(most: usize) -> impl Parser<Tokens<'t>, u32, ContextError> {
    any.verify_map(move |token: &Token| match token.kind {
        Kind::Number { value, digits } if digits <= most => Some(value),
        _ => None,
    })
}

/// A number in digits or in words: `3`, `three`, `a couple of`, `forty-five`.
fn count(input: &mut Tokens<'_>) -> Result<u32> {
    alt((
        digits(9),
        number_word,
        (opt(one_of(&["a"])), one_of(&["couple"]), opt(one_of(&["of"]))).value(2),
    ))
    .parse_next(input)
}

/// A number in words, to 99.
fn number_word(input: &mut Tokens<'_>) -> Result<u32> {
    let below_ten = known(lexicon::number).verify(|n| (1..10).contains(n));
    alt((
        (known(lexicon::tens), opt(mark(HYPHEN)), below_ten).map(|(tens, _, rest)| tens + rest),
        known(lexicon::number),
    ))
    .parse_next(input)
}

/// The hyphen and its longer cousins.
const HYPHEN: &[char] = &['-', '‐', '‑', '–', '—'];

/// Fails, as a parser does.
fn no<T>() -> Result<T> {
    Err(ContextError::new())
}
