//! Days: when it is, how it comes again, and its bounds.

use winnow::{
    Parser, Result,
    combinator::{alt, opt},
};

use super::{
    Day, Led, Part, Tokens, count,
    dates::{bound_date, date, end_of, feast, month_only, numeric, several, whole},
    known, led, one_of,
    recurring::{adverb, every, month_days, nth, times_in, weekdays},
};
use crate::sentence::lexicon::{self, DayPart, Unit};

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

/// So many times a week or a month. Before lengths, for which "3 times" is a bound.
pub(super) fn times(input: &mut Tokens<'_>) -> Result<Led> {
    led(one_of(&["for"]), times_in.map(|day| (Part::Day(day), true))).parse_next(input)
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
            (one_of(&["in"]), counted_unit, opt(one_of(&["time"]))).map(|(_, (n, unit), _)| Day::In(n, unit)),
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
    let fortnight = one_of(&["fortnight"]).value((2, Unit::Week));
    let (each, unit) = alt((known(lexicon::unit).map(|unit| (1, unit)), fortnight)).parse_next(input)?;
    Ok((n.saturating_mul(each), unit))
}
