//! What was recognised, made one draft for a given now, or refused by name.

mod bounds;
mod calendar;
mod days;
mod hours;
mod title;
mod when;

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::{
    Context, Draft, Reading, Refusal, Span, What,
    grammar::{Day, Of, Part, Piece},
    lexer::Token,
    lexicon::{self, DayPart, Unit},
    pattern::{Bound, Pattern, Repeat},
    reading,
};
use crate::{
    recurrence::{HORIZON, Rule},
    slot::{Kind, Times},
    spoken,
    words::{fill, sentence as words},
};

use bounds::Bounds;
use when::When;

/// A sentence with what was recognised in it.
pub(super) struct Said<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub pieces: &'t [Piece],
}

/// A part and the words it was said with.
pub(super) struct Named<'t, T> {
    pub value: T,
    pub said: &'t str,
}

/// Weak parts give way: to stronger ones of their sort, and then to the title.
pub(super) fn settle(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let is_hour = |piece: &Piece| matches!(piece.part, Some(Part::Hours(..)));
    let is_day = |piece: &Piece| matches!(piece.part, Some(Part::Day(_)));
    let hours: Vec<usize> = (0..pieces.len()).filter(|at| is_hour(&pieces[*at])).collect();
    let kept = if hours.iter().any(|at| pieces[*at].strong) {
        None
    } else {
        let after_day = hours
            .iter()
            .copied()
            .find(|at| *at > 0 && is_day(&pieces[*at - 1]));
        after_day.or(hours.last().copied())
    };
    for at in hours {
        let no_hour = matches!(pieces[at].part, Some(Part::Hours(wall, None)) if wall.hour > 24);
        if !pieces[at].strong && (kept != Some(at) || no_hour) {
            pieces[at].part = None;
        }
    }
    let days: Vec<usize> = (0..pieces.len()).filter(|at| is_day(&pieces[*at])).collect();
    let (strong, weak): (Vec<_>, Vec<_>) = days.into_iter().partition(|at| pieces[*at].strong);
    for at in weak {
        let beside_weekday = |other: usize| {
            pieces
                .get(other)
                .is_some_and(|piece| matches!(piece.part, Some(Part::Day(Day::Weekdays { .. }))))
        };
        let stands = match pieces[at].part {
            Some(Part::Day(Day::MonthDays { .. })) => {
                beside_weekday(at.wrapping_sub(1)) || beside_weekday(at + 1) || strong.is_empty()
            }
            _ => strong.is_empty(),
        };
        if !stands {
            pieces[at].part = None;
        }
    }
    // A demoted part falls back into single words, so that the title keeps each of them.
    pieces
        .into_iter()
        .flat_map(|piece| match piece.part {
            None => piece.core.map(Piece::word).collect(),
            Some(_) => vec![piece],
        })
        .collect()
}

/// Makes the draft.
pub(super) fn resolve(said: &Said<'_>, context: &Context) -> Result<Reading, Refusal> {
    let title = said.title();
    let words = said.title_words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let no_part = said.pieces.iter().all(|piece| piece.part.is_none());
    if no_part && !words.iter().any(|word| lexicon::usual_hour(word).is_some()) {
        return Err(Refusal::NotUnderstood {
            said: said.text.trim().to_owned(),
        });
    }
    let bounds = Bounds::of(said)?;
    let when = when::merge(said)?;
    let repeats = when.as_ref().is_some_and(|when| when.value.repeats()) || bounds.repeats();
    let length = length(said, repeats)?;
    let start = start(said, &words, when, &bounds, context)?;
    in_horizon(Some(start.at.date()), said.first_day())?;
    let minutes = match (start.minutes, &length) {
        (Some((minutes, hours)), Some(length)) if minutes != length.value => {
            return Err(contradiction(hours, length.said));
        }
        (Some((minutes, _)), _) => minutes,
        (None, Some(length)) => length.value,
        (None, None) => usual_length(said, &words),
    };
    let rule = match &start.repeat {
        Some(repeat) => Some(rule(repeat, start.at, &bounds, context)?),
        None if start.times.is_none() && start.at <= context.now => {
            return Err(past(said, start.at, context));
        }
        None => None,
    };
    let draft = Draft {
        title,
        kind: lexicon::kind(&words).0,
        start: start.at,
        minutes,
        rule,
        times: start.times,
    };
    let mut notes = when::notes(said);
    notes.extend(start.notes);
    notes.dedup();
    Ok(Reading {
        words: reading::say(&draft, context),
        tail: reading::tail(&draft, context),
        notes,
        spans: said.spans(),
        length_said: start.minutes.is_some() || length.is_some(),
        draft,
    })
}

/// When it starts, and what was found on the way.
struct Start<'t> {
    at: NaiveDateTime,
    /// The length, where an end was said, and the words it was said with.
    minutes: Option<(u32, &'t str)>,
    repeat: Option<Repeat>,
    times: Option<Times>,
    notes: Vec<String>,
}

/// Finds the first start: so far from now, or a day and an hour.
fn start<'t>(
    said: &Said<'t>,
    title: &[&str],
    when: Option<Named<'t, When<'t>>>,
    bounds: &Bounds<'t>,
    context: &Context,
) -> Result<Start<'t>, Refusal> {
    if let Some(ahead) = said.one(|part| if let Part::Ahead(n) = part { Some(*n) } else { None })? {
        let at_odds = |part: &Part| {
            matches!(
                part,
                Part::Hours(..) | Part::End(_) | Part::During(..) | Part::Day(_) | Part::From(_)
            )
        };
        let others = said.all(|part| at_odds(part).then_some(()));
        if let Some(other) = others.first().map(|other| other.said).or(bounds.last_said()) {
            return Err(contradiction(ahead.said, other));
        }
        // On the minute: nobody means the seconds.
        let minute = context
            .now
            .with_second(0)
            .and_then(|now| now.with_nanosecond(0))
            .unwrap_or(context.now);
        let at = minute.checked_add_signed(Duration::minutes(ahead.value.into()));
        let at = at.ok_or_else(|| too_far(ahead.said))?;
        return Ok(Start {
            at,
            minutes: None,
            repeat: None,
            times: None,
            notes: Vec::new(),
        });
    }
    let Some(when) = when else {
        return Err(Refusal::NeedsDay {
            said: said.first_part().to_owned(),
        });
    };
    if when.value.is_over() {
        return Err(Refusal::Past {
            said: when.said.to_owned(),
        });
    }
    if let When::AnyDay(times) = when.value {
        return any_day(said, title, &when, times, bounds, context);
    }
    let Some(hours) = hours::resolve(said, title, when.value.day_part(), context)? else {
        // A day that does not exist needs no hour.
        let last_minute = NaiveTime::from_hms_opt(23, 59, 0).expect("BUG: 23:59 is a time");
        if let Err(refusal @ Refusal::Impossible { .. }) = days::resolve(&when, last_minute, bounds, context)
        {
            return Err(refusal);
        }
        return Err(Refusal::NeedsTime {
            said: when.said.to_owned(),
        });
    };
    let found = days::resolve(&when, hours.start, bounds, context)?;
    let mut notes = found.notes;
    notes.extend(hours.notes);
    Ok(Start {
        at: found.date.and_time(hours.start),
        minutes: hours.minutes,
        repeat: found.repeat,
        times: None,
        notes,
    })
}

/// So many times on any day: since when, and at which hour where one was said. A word of the title gives none: the
/// hour is found when the day is.
fn any_day<'t>(
    said: &Said<'t>,
    title: &[&str],
    when: &Named<'t, When<'t>>,
    times: Times,
    bounds: &Bounds<'t>,
    context: &Context,
) -> Result<Start<'t>, Refusal> {
    if let Some(bound) = bounds
        .last_said()
        .or(bounds.lasting.as_ref().map(|lasting| lasting.said))
    {
        return Err(contradiction(when.said, bound));
    }
    let ends = said.all(|part| matches!(part, Part::End(_)).then_some(()));
    let starts = said.all(|part| matches!(part, Part::Hours(..) | Part::During(..)).then_some(()));
    let hours = match (starts.as_slice(), ends.first()) {
        ([], Some(end)) => {
            return Err(Refusal::NeedsTime {
                said: end.said.to_owned(),
            });
        }
        ([], None) => None,
        _ => hours::resolve(said, title, None, context)?,
    };
    let hour = hours.as_ref().map_or(NaiveTime::MIN, |hours| hours.start);
    let found = days::resolve(when, hour, bounds, context)?;
    let mut notes = found.notes;
    let mut minutes = None;
    if let Some(hours) = hours {
        notes.extend(hours.notes);
        minutes = hours.minutes;
    }
    Ok(Start {
        at: found.date.and_time(hour),
        minutes,
        repeat: None,
        times: Some(times),
        notes,
    })
}

/// The length where none was said: what the title's words name, two hours for an evening, one for a lunchtime, an hour
/// and a half else.
fn usual_length(said: &Said<'_>, title: &[&str]) -> u32 {
    let (kind, usual) = lexicon::kind(title);
    let is_evening = |part: &DayPart| matches!(part, DayPart::Evening | DayPart::Night);
    let parts = said.all(|part| match part {
        Part::During(part, _)
        | Part::Day(
            Day::Ahead(_, Some(part)) | Day::Every(_, _, Some(part)) | Day::Times { part: Some(part), .. },
        ) => Some(part),
        _ => None,
    });
    let evening = parts.iter().any(|part| is_evening(part.value))
        || title
            .iter()
            .filter_map(|word| lexicon::day_part(word))
            .any(|(part, _)| is_evening(&part));
    let lunchtime = parts.iter().any(|part| matches!(part.value, DayPart::Lunchtime));
    usual.unwrap_or(match kind {
        Kind::Date if evening => 120,
        Kind::Date if lunchtime => 60,
        _ => 90,
    })
}

/// A single date that is over. Today itself is not past, its hour is.
fn past(said: &Said<'_>, start: NaiveDateTime, context: &Context) -> Refusal {
    let day = said.first_day();
    if start.date() != context.now.date() {
        return Refusal::Past { said: day.to_owned() };
    }
    let time = spoken::time(start.time(), context.clock);
    Refusal::Past {
        said: fill(words::AT, &[("day", &day), ("time", &time)]),
    }
}

/// The rule of a series, when it still goes on.
fn rule(
    repeat: &Repeat,
    start: NaiveDateTime,
    bounds: &Bounds<'_>,
    context: &Context,
) -> Result<Rule, Refusal> {
    if let (Bound::Until(last), Some(until)) = (repeat.bound, &bounds.until) {
        if last < start.date() && last < context.now.date() {
            return Err(Refusal::Past {
                said: until.said.to_owned(),
            });
        }
        if last < start.date() {
            let first = bounds
                .from
                .as_ref()
                .map_or_else(|| spoken::long_date(start.date()), |f| f.said.to_owned());
            return Err(contradiction(&first, until.said));
        }
    }
    let rule = Rule::parse(&repeat.text()).map_err(|_| never())?;
    let next = rule.first_from(start, context.now).map_err(|_| never())?;
    match next {
        Some(_) => Ok(rule),
        None => {
            let said = bounds
                .until
                .as_ref()
                .or(bounds.from.as_ref())
                .map_or("", |bound| bound.said);
            Err(Refusal::Past {
                said: said.to_owned(),
            })
        }
    }
}

/// The length that was said, in minutes. "for 6 weeks" is a bound where something repeats, and no length of a date.
fn length<'t>(said: &Said<'t>, repeats: bool) -> Result<Option<Named<'t, u32>>, Refusal> {
    let found = said.one(|part| match part {
        Part::Length(minutes) => Some(*minutes),
        Part::For(n, unit) if !repeats => {
            let days = match unit {
                Unit::Day => 1,
                Unit::Week => 7,
                Unit::Month => 30,
                Unit::Year => 365,
            };
            Some(n.saturating_mul(days).saturating_mul(24 * 60))
        }
        _ => None,
    })?;
    match found {
        Some(length) if length.value == 0 || length.value > 24 * 60 => Err(Refusal::Length {
            said: length.said.to_owned(),
            minutes: length.value,
        }),
        found => Ok(found),
    }
}

/// A date the planner can hold.
fn in_horizon(date: Option<NaiveDate>, said: &str) -> Result<NaiveDate, Refusal> {
    date.filter(|date| *date < HORIZON).ok_or_else(|| too_far(said))
}

fn contradiction(first: &str, second: &str) -> Refusal {
    Refusal::Contradiction {
        first: first.to_owned(),
        second: second.to_owned(),
    }
}

fn never() -> Refusal {
    Refusal::Impossible {
        said: String::new(),
        too_far: false,
    }
}

fn too_far(said: &str) -> Refusal {
    Refusal::Impossible {
        said: said.to_owned(),
        too_far: true,
    }
}

fn impossible(said: &str) -> Refusal {
    Refusal::Impossible {
        said: said.to_owned(),
        too_far: false,
    }
}

impl<'t> Said<'t> {
    /// The words a piece was said with.
    pub fn words_of(&self, piece: &Piece) -> &'t str {
        match (
            self.tokens.get(piece.core.start),
            piece.core.end.checked_sub(1).and_then(|at| self.tokens.get(at)),
        ) {
            (Some(first), Some(last)) => &self.text[first.start..last.end],
            _ => "",
        }
    }

    /// All parts of a sort.
    pub fn all<T>(&self, pick: impl Fn(&'t Part) -> Option<T>) -> Vec<Named<'t, T>> {
        let parts = self
            .pieces
            .iter()
            .filter_map(|piece| Some((piece, piece.part.as_ref()?)));
        parts
            .filter_map(|(piece, part)| {
                pick(part).map(|value| Named {
                    value,
                    said: self.words_of(piece),
                })
            })
            .collect()
    }

    /// The one part of a sort, said once or several times alike; two that differ contradict each other.
    pub fn one<T: PartialEq>(
        &self,
        pick: impl Fn(&'t Part) -> Option<T>,
    ) -> Result<Option<Named<'t, T>>, Refusal> {
        let mut all = self.all(pick).into_iter();
        let Some(first) = all.next() else { return Ok(None) };
        match all.find(|other| other.value != first.value) {
            Some(other) => Err(contradiction(first.said, other.said)),
            None => Ok(Some(first)),
        }
    }

    fn first_part(&self) -> &'t str {
        self.all(Some).first().map_or(self.text.trim(), |part| part.said)
    }

    fn first_day(&self) -> &'t str {
        let days = self.all(|part| matches!(part, Part::Day(_)).then_some(()));
        days.first().map_or_else(|| self.first_part(), |day| day.said)
    }

    /// What was recognised, in UTF-16 code units.
    pub fn spans(&self) -> Vec<Span> {
        let mut found: Vec<(std::ops::Range<usize>, What)> = Vec::new();
        for piece in self.pieces {
            let Some(part) = &piece.part else { continue };
            let what = match part {
                Part::Day(_) => What::Day,
                Part::From(_) | Part::Until(_) | Part::Times(_) | Part::For(..) => What::Bound,
                Part::Hours(..) | Part::End(_) | Part::During(..) | Part::Ahead(_) => What::Hour,
                Part::Length(_) => What::Length,
            };
            let (first, last) = (&self.tokens[piece.core.start], &self.tokens[piece.core.end - 1]);
            found.push((first.start..last.end, what));
        }
        found.extend(self.title_runs().into_iter().map(|run| (run, What::Title)));
        found.sort_by_key(|(range, _)| range.start);
        let mut units = 0;
        let mut at = 0;
        let mut unit_of = |byte: usize| {
            units += self.text[at..byte].encode_utf16().count();
            at = byte;
            units
        };
        found
            .into_iter()
            .map(|(range, what)| Span {
                start: unit_of(range.start),
                end: unit_of(range.end),
                what,
            })
            .collect()
    }
}
