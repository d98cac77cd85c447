//! The way back: a draft in plain words, and as a sentence that reads to the same draft.

use chrono::{Duration, NaiveDate, NaiveTime};

use super::{
    Clock, Context, Draft,
    pattern::{Bound, Pattern, Repeat},
    read,
};
use crate::{
    slot::{Per, Times},
    spoken,
    words::{fill, sentence as words},
};

/// The reading back in plain words, without the title: `Every Thursday, 7 to 9 pm`.
///
/// A rule that no sentence says (some imported ones) is `By its own rule`.
pub fn say(draft: &Draft, context: &Context) -> String {
    spoken::capital(&said(draft, context))
}

/// A sentence that reads back to the same draft: `Supper, every Thursday, 7 to 9 pm`.
///
/// The start is said where it does not follow from the rest, and the title stands in quotes where it could be taken
/// for a day or an hour. What no sentence says is left out: a rule of an unsayable form, and a kind that the title
/// does not name.
pub fn sentence(draft: &Draft, context: &Context) -> String {
    let plain = said(draft, context);
    let from = fill(
        words::WITH_FROM,
        &[
            ("reading", &plain),
            ("date", &spoken::date_from(draft.start.date(), context.now.date())),
        ],
    );
    let same_time = |text: &str| {
        read(text, context).is_ok_and(|reading| {
            let read = &reading.draft;
            (read.start, read.minutes, &read.rule, read.times)
                == (draft.start, draft.minutes, &draft.rule, draft.times)
        })
    };
    let timed = if (draft.rule.is_none() && draft.times.is_none()) || same_time(&plain) {
        plain
    } else {
        from
    };
    if draft.title.is_empty() {
        return spoken::capital(&timed);
    }
    let with_title = |title: &str| fill(words::WITH_TITLE, &[("title", &title), ("reading", &timed)]);
    let unquoted = with_title(&draft.title);
    if same_time(&unquoted)
        && read(&unquoted, context).is_ok_and(|reading| reading.draft.title == draft.title)
    {
        unquoted
    } else {
        with_title(&format!("\"{}\"", draft.title.replace('"', "\"\"")))
    }
}

/// What follows the reading: `from this week`, `in 2 days`.
pub(super) fn tail(draft: &Draft, context: &Context) -> String {
    let today = context.now.date();
    let start = draft.start.date();
    let away = (start - today).num_days();
    let is_weekly = match (&draft.rule, draft.times) {
        (None, None) => return spoken::away(away),
        (None, Some(times)) => times.per == Per::Week,
        (Some(rule), _) => Repeat::of_rule(rule, draft.start)
            .is_some_and(|repeat| matches!(repeat.pattern, Pattern::Weekly(_))),
    };
    let weeks = (start.week(chrono::Weekday::Mon).checked_first_day())
        .zip(today.week(chrono::Weekday::Mon).checked_first_day())
        .map(|(start, today)| (start - today).num_days() / 7);
    match (away, weeks) {
        (..0, _) => fill(words::SINCE_DATE, &[("date", &spoken::date_from(start, today))]),
        (0, _) if draft.times.is_some() && is_weekly => words::FROM_THIS_WEEK.to_owned(),
        (0, _) => words::FROM_TODAY.to_owned(),
        (1, _) if !is_weekly => words::FROM_TOMORROW.to_owned(),
        (_, Some(0)) if is_weekly => words::FROM_THIS_WEEK.to_owned(),
        (_, Some(1)) if is_weekly => words::FROM_NEXT_WEEK.to_owned(),
        _ => fill(
            words::FROM_DATE,
            &[("date", &spoken::long_date_from(start, today))],
        ),
    }
}

/// The reading, its first letter small where the catalogue has it small.
fn said(draft: &Draft, context: &Context) -> String {
    let today = context.now.date();
    if let Some(times) = draft.times {
        return any_day_said(times, draft, context.clock);
    }
    let repeat = draft.rule.as_ref().map(|rule| Repeat::of_rule(rule, draft.start));
    let days = match &repeat {
        None => spoken::long_date_from(draft.start.date(), today),
        Some(None) => words::OWN_RULE.to_owned(),
        Some(Some(repeat)) => days_said(repeat),
    };
    let reading = fill(
        words::READING,
        &[("days", &days), ("hours", &hours_said(draft, context.clock))],
    );
    match repeat.flatten().map(|repeat| repeat.bound) {
        Some(Bound::Until(date)) => {
            let date = spoken::date_from(date, today);
            fill(words::READING_UNTIL, &[("reading", &reading), ("date", &date)])
        }
        Some(Bound::Times(1)) => fill(words::READING_ONCE_ONLY, &[("reading", &reading)]),
        Some(Bound::Times(n)) => fill(words::READING_TIMES, &[("reading", &reading), ("n", &n)]),
        Some(Bound::Open) | None => reading,
    }
}

/// `twice a week, on any day, 90 minutes`; with its hours where one was said: `…, on any day, 7 to 9 pm`.
fn any_day_said(times: Times, draft: &Draft, clock: Clock) -> String {
    let template = match (times.count, times.per) {
        (1, Per::Week) => words::ONCE_A_WEEK,
        (2, Per::Week) => words::TWICE_A_WEEK,
        (_, Per::Week) => words::TIMES_A_WEEK,
        (1, Per::Month) => words::ONCE_A_MONTH,
        (2, Per::Month) => words::TWICE_A_MONTH,
        (_, Per::Month) => words::TIMES_A_MONTH,
    };
    let length = match draft.minutes {
        _ if draft.start.time() != NaiveTime::MIN => hours_said(draft, clock),
        1 => words::ONE_MINUTE.to_owned(),
        minutes if minutes < 120 && minutes != 60 => fill(words::MINUTES, &[("n", &minutes)]),
        minutes => spoken::duration(minutes),
    };
    let days = fill(template, &[("n", &times.count)]);
    fill(words::READING, &[("days", &days), ("hours", &length)])
}

fn hours_said(draft: &Draft, clock: Clock) -> String {
    const DAY: u32 = 24 * 60;
    let start: NaiveTime = draft.start.time();
    if draft.minutes >= DAY {
        return fill(words::WHOLE_DAY, &[("time", &spoken::time(start, clock))]);
    }
    let (end, _) = start.overflowing_add_signed(Duration::minutes(draft.minutes.into()));
    spoken::hours(start, end, clock)
}

fn days_said(repeat: &Repeat) -> String {
    use chrono::Weekday::*;
    let n = repeat.interval;
    match &repeat.pattern {
        Pattern::Daily if n == 1 => words::EVERY_DAY.to_owned(),
        Pattern::Daily => fill(words::EVERY_DAYS, &[("n", &n)]),
        Pattern::Weekly(days) if n == 1 && *days == [Mon, Tue, Wed, Thu, Fri] => {
            words::EVERY_WEEKDAY.to_owned()
        }
        Pattern::Weekly(days) => {
            let template = match n {
                1 => words::EVERY_WEEK,
                2 => words::EVERY_OTHER_WEEK,
                _ => words::EVERY_WEEKS,
            };
            fill(template, &[("n", &n), ("days", &day_names(days))])
        }
        Pattern::MonthlyNth(ordinals, days) => {
            let template = if n == 1 {
                words::EVERY_NTH
            } else {
                words::EVERY_MONTHS_NTH
            };
            fill(
                template,
                &[
                    ("n", &n),
                    ("ordinals", &ordinals_said(ordinals)),
                    ("days", &day_names(days)),
                ],
            )
        }
        Pattern::MonthDays(days) => {
            let template = if n == 1 {
                words::EVERY_MONTH_DAYS
            } else {
                words::EVERY_MONTHS_DAYS
            };
            let named: Vec<_> = days.iter().map(|day| month_day(*day)).collect();
            fill(template, &[("n", &n), ("days", &spoken::and(&named))])
        }
        Pattern::Yearly { month, day } => {
            let template = if n == 1 {
                words::EVERY_YEAR
            } else {
                words::EVERY_YEARS
            };
            fill(template, &[("n", &n), ("date", &date_of_year(*month, *day))])
        }
        Pattern::YearlyNth {
            month,
            ordinals,
            days,
        } => {
            let template = if n == 1 {
                words::EVERY_YEAR_NTH
            } else {
                words::EVERY_YEARS_NTH
            };
            let month = spoken::month_name(*month);
            fill(
                template,
                &[
                    ("n", &n),
                    ("ordinals", &ordinals_said(ordinals)),
                    ("days", &day_names(days)),
                    ("month", &month),
                ],
            )
        }
    }
}

/// `3 June`; a leap year is taken so that 29 February has its words too.
fn date_of_year(month: u32, day: u32) -> String {
    NaiveDate::from_ymd_opt(2000, month, day)
        .map(spoken::date)
        .unwrap_or_default()
}

fn day_names(days: &[chrono::Weekday]) -> String {
    let names: Vec<_> = days.iter().map(|day| spoken::day_name(*day).to_owned()).collect();
    spoken::and(&names)
}

fn month_day(day: i8) -> String {
    u32::try_from(day).map_or_else(|_| words::LAST_DAY.to_owned(), spoken::ordinal)
}

fn ordinals_said(ordinals: &[i8]) -> String {
    let named: Vec<_> = ordinals.iter().map(|n| ordinal_word(*n).to_owned()).collect();
    spoken::and(&named)
}

/// `first` to `fifth`, or `last`.
pub(super) fn ordinal_word(n: i8) -> &'static str {
    match n {
        1 => words::ORDINAL_1,
        2 => words::ORDINAL_2,
        3 => words::ORDINAL_3,
        4 => words::ORDINAL_4,
        5 => words::ORDINAL_5,
        _ => words::ORDINAL_LAST,
    }
}
