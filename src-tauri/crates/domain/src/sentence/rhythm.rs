//! How often a date comes, as a few answers to choose from: the sentence said anew for another of them.

use chrono::{Datelike, NaiveDateTime, NaiveTime};

use super::{
    Context, Draft,
    pattern::{Bound, Pattern, Repeat},
};
use crate::{recurrence::Rule, slot::Times};

/// How often a date comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rhythm {
    /// Once.
    Once,
    /// Every week, on one day or several.
    Week,
    /// Every two weeks.
    TwoWeeks,
    /// Every month.
    Month,
    /// So many times, on any day.
    AnyDay(Times),
    /// In a way that has no name of its own here: every three weeks, every year.
    Other,
}

/// The hour of a date that had none, when its day is named.
const EVENING: NaiveTime = NaiveTime::from_hms_opt(19, 0, 0).expect("BUG: 19:00 is a time");

impl Rhythm {
    /// How often a draft comes.
    pub fn of(draft: &Draft) -> Rhythm {
        if let Some(times) = draft.times {
            return Rhythm::AnyDay(times);
        }
        let Some(rule) = &draft.rule else {
            return Rhythm::Once;
        };
        match Repeat::of_rule(rule, draft.start) {
            Some(Repeat {
                pattern: Pattern::Weekly(_),
                interval: 1,
                ..
            }) => Rhythm::Week,
            Some(Repeat {
                pattern: Pattern::Weekly(_),
                interval: 2,
                ..
            }) => Rhythm::TwoWeeks,
            Some(Repeat {
                pattern: Pattern::MonthlyNth(..) | Pattern::MonthDays(_),
                interval: 1,
                ..
            }) => Rhythm::Month,
            _ => Rhythm::Other,
        }
    }
}

/// The same date in another rhythm, on the days and at the hour it has, as far as it has any: a Thursday that is to come
/// every month comes on the third Thursday, if the next one is a third. `Other` changes nothing.
///
/// `None` where the calendar ends before it could begin.
pub fn in_rhythm(draft: &Draft, rhythm: Rhythm, context: &Context) -> Option<Draft> {
    if rhythm == Rhythm::Other || rhythm == Rhythm::of(draft) {
        return Some(draft.clone());
    }
    let next = next(draft, context)?;
    let repeat = draft
        .rule
        .as_ref()
        .and_then(|rule| Repeat::of_rule(rule, draft.start));
    let bound = repeat.as_ref().map_or(Bound::Open, |repeat| repeat.bound);
    let weekly = |interval| match &repeat {
        // The same days from when it began: every other one of them is left out, or comes again.
        Some(Repeat {
            pattern: Pattern::Weekly(days),
            ..
        }) => (draft.start, Pattern::Weekly(days.clone()), interval),
        _ => (next, Pattern::Weekly(vec![next.weekday()]), interval),
    };
    let (start, pattern, interval) = match rhythm {
        Rhythm::Week => weekly(1),
        Rhythm::TwoWeeks => weekly(2),
        Rhythm::Month => {
            let nth = ((next.day() - 1) / 7 + 1) as i8;
            // A fifth one is the last, and not every month has five.
            let nth = if nth == 5 { -1 } else { nth };
            (next, Pattern::MonthlyNth(vec![nth], vec![next.weekday()]), 1)
        }
        Rhythm::Once => {
            return Some(Draft {
                start: next,
                rule: None,
                times: None,
                ..draft.clone()
            });
        }
        Rhythm::AnyDay(times) => {
            let since = match draft.times {
                Some(_) => draft.start,
                None => context.now.date().and_time(draft.start.time()),
            };
            return Some(Draft {
                start: since,
                rule: None,
                times: Some(times),
                ..draft.clone()
            });
        }
        Rhythm::Other => return Some(draft.clone()),
    };
    let text = Repeat {
        pattern,
        interval,
        bound,
    }
    .text();
    Some(Draft {
        start,
        rule: Some(Rule::parse(&text).ok()?),
        times: None,
        ..draft.clone()
    })
}

/// The next start of a draft; for one on any day, the next evening there is.
fn next(draft: &Draft, context: &Context) -> Option<NaiveDateTime> {
    match (&draft.rule, draft.times) {
        (Some(rule), _) => rule.first_from(draft.start, context.now).ok()?,
        (None, None) => Some(draft.start),
        (None, Some(_)) => {
            let hour = match draft.start.time() {
                NaiveTime::MIN => EVENING,
                hour => hour,
            };
            let first = draft.start.date().max(context.now.date());
            let mut days = first.iter_days().take(2).map(|day| day.and_time(hour));
            days.find(|at| *at > context.now)
        }
    }
}
