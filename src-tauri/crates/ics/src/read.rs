//! From the text of a calendar file to [`Calendar`].
//!
//! The file is cut into events first, by lines alone. Each event is then read by itself: `calcard` is handed only those
//! of its lines that mean something here, and what means nothing is carried. So nothing a file holds costs more than its
//! own length, and reading can be watched and broken off.

mod alarm;
mod event;
mod lines;
mod text;
mod zones;

use std::{
    collections::{BTreeMap, HashMap},
    ops::ControlFlow,
};

use chrono::{Duration, NaiveDateTime};
use domain::{
    recurrence::{Moment, Override, Rule, STEP_BUDGET, Series},
    zone,
};

use crate::{Calendar, Changed, IcsError, Limits, Note};
use event::Draft;
pub(crate) use event::{is_content_line, is_ours};
use lines::{Block, Kind};
pub(crate) use lines::{begins, ends, name};
pub use text::text;
use zones::Zones;

/// Nobody reads more, and a hostile file could have one for every line.
const MOST_NOTES: usize = 100;

/// Reads a calendar file. Events that cannot be followed are named in [`Calendar::refused`]; the rest is read.
///
/// ```
/// let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260617\r\n\
///     SUMMARY:Our day\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
/// let calendar = ics::read(text, ics::Limits::default()).unwrap();
/// assert_eq!(calendar.events[0].summary, "Our day");
/// ```
///
/// # Errors
/// [`IcsError`] when the file is over one of the limits, or holds no calendar.
pub fn read(text: &str, limits: Limits) -> Result<Calendar, IcsError> {
    read_with(text, limits, &mut |_, _| ControlFlow::Continue(()))
}

/// As [`read`], and tells `progress` before each event how many of how many are read, which may break it off.
///
/// # Errors
/// As [`read`], and [`IcsError::Cancelled`] when `progress` broke.
pub fn read_with(
    text: &str,
    limits: Limits,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Calendar, IcsError> {
    if text.len() > limits.bytes {
        return Err(IcsError::TooLarge { limit: limits.bytes });
    }
    let text = lines::without_controls(text.strip_prefix('\u{feff}').unwrap_or(text));
    let blocks = lines::blocks(&text, limits)?;
    let of = |kind: Kind| move |block: &Block<'_>| block.kind == kind;
    let mut notes = Vec::new();
    for (kind, component) in [(Kind::Todo, "VTODO"), (Kind::Journal, "VJOURNAL")] {
        if blocks.iter().any(of(kind)) {
            let component = component.to_owned();
            note(&mut notes, Note::Ignored { component });
        }
    }
    let mut zones = Zones::of(blocks.iter().copied().filter(of(Kind::Zone)));
    let total = blocks.iter().filter(|block| block.kind == Kind::Event).count();
    let mut drafts = Vec::with_capacity(total);
    let mut scratch = String::new();
    for block in blocks.into_iter().filter(of(Kind::Event)) {
        if progress(drafts.len(), total).is_break() {
            return Err(IcsError::Cancelled);
        }
        drafts.push(event::read(block, &mut zones, limits, &mut notes, &mut scratch));
    }
    let mut calendar = Calendar {
        notes,
        ..Calendar::default()
    };
    put_together(drafts, &mut calendar);
    Ok(calendar)
}

/// Joins the evenings that differ to the series they belong to.
fn put_together(drafts: Vec<Draft>, calendar: &mut Calendar) {
    let (mut changes, masters): (Vec<_>, Vec<_>) =
        drafts.into_iter().partition(|draft| draft.replaces.is_some());
    // Of two versions of an event the higher SEQUENCE is the later word; of equals, the one further down.
    let mut latest: HashMap<String, (i64, usize)> = HashMap::new();
    for (index, draft) in masters
        .iter()
        .enumerate()
        .filter(|(_, draft)| !draft.uid.is_empty())
    {
        let known = latest.entry(draft.uid.clone()).or_insert((draft.sequence, index));
        *known = (*known).max((draft.sequence, index));
    }
    let mut read: HashMap<String, usize> = HashMap::new();
    for (index, draft) in masters.into_iter().enumerate() {
        let superseded = latest.get(&draft.uid).is_some_and(|(_, last)| *last != index);
        if superseded || draft.cancelled {
            continue;
        }
        match draft.said {
            Ok(event) => {
                read.insert(draft.uid, calendar.events.len());
                calendar.events.push(event);
            }
            Err(refused) => calendar.refused.push(refused),
        }
    }
    // Of two versions of the same instance, too.
    changes.sort_by_key(|draft| draft.sequence);
    let mut ends: BTreeMap<usize, NaiveDateTime> = BTreeMap::new();
    for draft in changes {
        let Some((replaces, and_future)) = draft.replaces else {
            continue;
        };
        let index = read.get(&draft.uid).filter(|_| !draft.uid.is_empty()).copied();
        let master = index.map(|index| &mut calendar.events[index]);
        if draft.cancelled {
            if let (Some(event), Some(index), Some(replaces)) = (master, index, replaces) {
                event.series.except.push(replaces);
                if and_future {
                    let first_gone = wall(&event.series, replaces);
                    let known = ends.entry(index).or_insert(first_gone);
                    *known = first_gone.min(*known);
                }
            }
            continue;
        }
        let one = match draft.said {
            Ok(one) => one,
            Err(refused) => {
                calendar.refused.push(refused);
                continue;
            }
        };
        match (master, replaces) {
            (Some(event), Some(replaces)) => {
                event.series.overrides.push(Override {
                    replaces,
                    and_future,
                    start: one.series.start,
                });
                event.changed.push(Changed {
                    summary: one.summary,
                    length: one.length,
                });
            }
            // One instance of something that is not in the file is an event of its own.
            _ => calendar.events.push(one),
        }
    }
    let mut steps = STEP_BUDGET;
    for (index, first_gone) in ends {
        end_before(&mut calendar.events[index].series, first_gone, &mut steps);
    }
}

/// Ends a series before one of its instances, which was called off together with all later ones.
fn end_before(series: &mut Series, first_gone: NaiveDateTime, steps: &mut u32) {
    let before = |extra: &Moment| wall(series, *extra) < first_gone;
    let extra = series.extra.iter().copied().filter(before).collect();
    series.extra = extra;
    for rule in &mut series.rules {
        let ends = |part: &&str| part.starts_with("COUNT=") || part.starts_with("UNTIL=");
        // A rule that is over by then, by its own end, stays as it is. Asking costs steps, and a file has so many.
        if rule.text().split(';').any(|part| ends(&part)) && *steps > 0 {
            let later = rule.starts(series.start.civil(), first_gone, NaiveDateTime::MAX, 1);
            *steps = steps.saturating_sub(later.as_ref().map_or(0, |found| found.steps));
            if later.is_ok_and(|found| found.at.is_empty() && !found.truncated) {
                continue;
            }
        }
        let mut parts: Vec<&str> = rule.text().split(';').filter(|part| !ends(part)).collect();
        let last = first_gone - Duration::seconds(1);
        let last = last.format("UNTIL=%Y%m%dT%H%M%S").to_string();
        parts.push(&last);
        if let Ok(ended) = Rule::parse(&parts.join(";")) {
            *rule = ended;
        }
    }
}

/// The wall time of a moment where a series happens.
fn wall(series: &Series, moment: Moment) -> NaiveDateTime {
    match (moment.instant(), series.start.zone()) {
        (Some(at), Some(zone)) => zone::civil(at, zone),
        _ => moment.civil(),
    }
}

fn note(notes: &mut Vec<Note>, note: Note) {
    if notes.len() < MOST_NOTES && !notes.contains(&note) {
        notes.push(note);
    }
}

#[cfg(test)]
mod tests;
