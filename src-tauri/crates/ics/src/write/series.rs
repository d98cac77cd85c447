//! Which events a slot is in a file, and what the couple's changes make of them.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use domain::{
    occurrence::{Change, Outcome},
    phrase::Text,
    recurrence::{Rule, RuleError},
    slot::{Anchor, Kind, Slot},
    words::calendar_file as words,
    zone,
};

use super::Extent;

/// One `VEVENT`.
pub(super) struct Event<'a> {
    /// `UID`: the slot's id, or the occurrence's own for one that stands alone.
    pub uid: String,
    /// `RECURRENCE-ID`: the civil start its rule gave it.
    pub replaces: Option<NaiveDateTime>,
    /// `DTSTART`.
    pub start: NaiveDateTime,
    /// `RRULE`.
    pub rule: Option<String>,
    /// `EXDATE`.
    pub except: Vec<NaiveDateTime>,
    /// `RDATE`.
    pub extra: Vec<NaiveDateTime>,
    /// How long it lasts.
    pub minutes: u32,
    /// `SUMMARY`.
    pub title: &'a str,
    /// It did not happen: `STATUS:CANCELLED`.
    pub let_go: bool,
}

/// The events of a slot within an extent: its series first, then what differs from it.
pub(super) fn events<'a>(
    slot: &'a Slot,
    changes: &'a BTreeMap<NaiveDateTime, Change>,
    extent: Extent,
    text: Text,
) -> Result<Vec<Event<'a>>, RuleError> {
    let added = changes.values().any(|change| change.added);
    if slot.rule.is_none() && slot.times.is_none() && !added {
        return Ok(single(slot, changes, extent, text).into_iter().collect());
    }
    let part = part(slot, changes, extent)?;
    let (mut except, mut extra, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for (&original, change) in changes {
        let start = change.moved_to.unwrap_or(original);
        let event = changed(slot, change, start, text);
        let Some(how) = belongs(slot, part.as_ref(), change, original, extent)? else {
            if (change.moved_to.is_some() || change.added) && !change.skipped && extent.holds(start) {
                // Moved here from outside what is written, or from a rhythm the series no longer has.
                others.push(Event {
                    uid: format!("{}-{}", uid(slot), original.format("%Y%m%dT%H%M%S")),
                    ..event
                });
            }
            continue;
        };
        let gone = change.skipped || (start != original && !extent.holds(start));
        match how {
            How::Given if gone => except.push(original),
            How::Added if gone => continue,
            How::Added if part.as_ref().is_some_and(|part| part.first != original) => extra.push(original),
            How::Given | How::Added => {}
        }
        let differs = start != original
            || event.let_go
            || event.minutes != slot.minutes
            || event.title != title(slot, None, text);
        if !gone && differs {
            others.push(Event {
                replaces: Some(original),
                ..event
            });
        }
    }
    // ical.js forgets the start of what only has listed dates.
    let once = (!extra.is_empty()).then(|| "FREQ=DAILY;COUNT=1".to_owned());
    let series = part.map(|part| Event {
        start: part.first,
        rule: part.rule.or(once),
        except,
        extra,
        ..changed_nothing(slot, text)
    });
    Ok(series.into_iter().chain(others).collect())
}

/// How an evening comes to be one of the series that is written.
enum How {
    /// Its rule gives it, or it is the one that a single date was made for.
    Given,
    /// It was added by hand.
    Added,
}

/// Whether what a change is about is an evening of the part that is written.
fn belongs(
    slot: &Slot,
    part: Option<&Part>,
    change: &Change,
    original: NaiveDateTime,
    extent: Extent,
) -> Result<Option<How>, RuleError> {
    let Some(part) = part.filter(|part| part.first <= original) else {
        return Ok(None);
    };
    let given = match &slot.rule {
        Some(_) if part.rule.is_none() => false,
        Some(_) if part.last.is_some_and(|last| last < original) => false,
        Some(rule) => rule.first_from(slot.start, original)? == Some(original),
        None => slot.times.is_none() && original == slot.start,
    };
    Ok(match (given, change.added) {
        (true, _) => Some(How::Given),
        (false, true) if extent.holds(original) => Some(How::Added),
        (false, _) => None,
    })
}

/// A date that comes once stands where it is now. Skipped, it is no date: an `EXDATE` of the only start is shown by
/// many calendars all the same.
fn single<'a>(
    slot: &'a Slot,
    changes: &'a BTreeMap<NaiveDateTime, Change>,
    extent: Extent,
    text: Text,
) -> Option<Event<'a>> {
    let event = match changes.get(&slot.start) {
        None => changed_nothing(slot, text),
        Some(change) if change.skipped => return None,
        Some(change) => changed(slot, change, change.moved_to.unwrap_or(slot.start), text),
    };
    extent.holds(event.start).then_some(event)
}

fn uid(slot: &Slot) -> String {
    slot.uid.clone().unwrap_or_else(|| slot.id.to_string())
}

fn changed_nothing(slot: &Slot, text: Text) -> Event<'_> {
    Event {
        uid: uid(slot),
        replaces: None,
        start: slot.start,
        rule: None,
        except: vec![],
        extra: vec![],
        minutes: slot.minutes,
        title: title(slot, None, text),
        let_go: false,
    }
}

fn changed<'a>(slot: &'a Slot, change: &'a Change, start: NaiveDateTime, text: Text) -> Event<'a> {
    Event {
        start,
        minutes: change.minutes.unwrap_or(slot.minutes),
        title: title(slot, change.title.as_deref(), text),
        let_go: change.outcome == Some(Outcome::LetGo),
        ..changed_nothing(slot, text)
    }
}

/// What a calendar shows. A name of one's own never uncovers a private date.
fn title<'a>(slot: &'a Slot, own: Option<&'a str>, text: Text) -> &'a str {
    let own = own.filter(|_| slot.kind != Kind::Private);
    match (text, own.unwrap_or(slot.shown_title())) {
        (Text::Discreet, _) => words::BUSY,
        (Text::Open, "") => words::UNTITLED,
        (Text::Open, title) => title,
    }
}

/// The part of a series that lies within an extent.
struct Part {
    /// Its first start, which the rule names: other readers take `DTSTART` for one whatever the rule says.
    first: NaiveDateTime,
    /// Its last, where the extent ends it.
    last: Option<NaiveDateTime>,
    /// The rule from `first` to `last`; none where only single evenings are left.
    rule: Option<String>,
}

fn part(
    slot: &Slot,
    changes: &BTreeMap<NaiveDateTime, Change>,
    extent: Extent,
) -> Result<Option<Part>, RuleError> {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    let Some(rule) = &slot.rule else {
        return Ok(by_hand(slot, changes, extent));
    };
    let from = extent.from.map_or(slot.start, midnight).max(slot.start);
    let Some(first) = rule.first_from(slot.start, from)? else {
        return Ok(None);
    };
    let fixed = match slot.anchor {
        Anchor::Floating => None,
        Anchor::Fixed => Some(slot.zone),
    };
    let Some(to) = extent.to.map(midnight) else {
        let gone = rule.starts(slot.start, slot.start, first, usize::MAX)?.at.len();
        let rule = rewritten(rule, first, fixed, None, gone);
        return Ok(Some(Part {
            first,
            last: None,
            rule: Some(rule),
        }));
    };
    let last = rule.starts(slot.start, first, to, usize::MAX)?.at.pop();
    Ok(last.map(|last| Part {
        first,
        last: Some(last),
        rule: Some(rewritten(rule, first, fixed, Some(last), 0)),
    }))
}

/// Evenings without a rule: the first that is left is the start, and the others are listed.
fn by_hand(slot: &Slot, changes: &BTreeMap<NaiveDateTime, Change>, extent: Extent) -> Option<Part> {
    let own = slot.times.is_none().then_some(slot.start);
    let added = changes
        .values()
        .filter(|change| change.added)
        .map(|change| change.key.original);
    let there = |original: &NaiveDateTime| match changes.get(original) {
        Some(change) => !change.skipped && extent.holds(change.moved_to.unwrap_or(*original)),
        None => true,
    };
    let mut evenings = own.into_iter().chain(added);
    let first = evenings
        .by_ref()
        .filter(|at| extent.holds(*at) && there(at))
        .min()?;
    Some(Part {
        first,
        last: None,
        rule: None,
    })
}

/// The rule's text with its end in the form that `DTSTART` asks for (RFC 5545 3.3.10): a wall time where it floats, UTC
/// where it does not. `last` ends it earlier; `gone` starts are no longer counted.
fn rewritten(
    rule: &Rule,
    first: NaiveDateTime,
    fixed: Option<Tz>,
    last: Option<NaiveDateTime>,
    gone: usize,
) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut until = last;
    for part in rule.text().split(';') {
        match part.split_once('=') {
            Some(("COUNT" | "UNTIL", _)) if last.is_some() => {}
            Some(("COUNT", count)) => {
                let count: usize = count.parse().expect("BUG: a rule's own count");
                parts.push(format!("COUNT={}", count.saturating_sub(gone).max(1)));
            }
            Some(("UNTIL", text)) => until = Some(wall_of(text)),
            _ => parts.push(part.to_owned()),
        }
    }
    // Left to itself, ical.js takes 29 February for 1 March in other years.
    let leap_day = first.month() == 2 && first.day() == 29;
    if leap_day && rule.text().starts_with("FREQ=YEARLY") && !rule.text().contains(";BY") {
        parts.push("BYMONTH=2;BYMONTHDAY=29".to_owned());
    }
    if let Some(until) = until {
        parts.push(match fixed {
            None => format!("UNTIL={}", until.format("%Y%m%dT%H%M%S")),
            Some(zone) => {
                let until = zone::instant(until, zone);
                format!("UNTIL={}", until.format("%Y%m%dT%H%M%SZ"))
            }
        });
    }
    parts.join(";")
}

/// An `UNTIL` as a slot means it: a day is whole, and one in UTC stands at its numerals.
fn wall_of(text: &str) -> NaiveDateTime {
    let end = NaiveTime::from_hms_opt(23, 59, 59).expect("BUG: a time");
    let day = || NaiveDate::parse_from_str(text, "%Y%m%d").map(|day| day.and_time(end));
    NaiveDateTime::parse_from_str(text.trim_end_matches('Z'), "%Y%m%dT%H%M%S")
        .or_else(|_| day())
        .expect("BUG: a rule's own end")
}
