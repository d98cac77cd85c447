//! From the events of a calendar file to dates of the couple's own.
//!
//! An event with its rule, exceptions and moved days is a slot and what was said of its evenings. What a slot cannot be is
//! refused by name: several rules at once, hours of the day, more than a day, a whole day that comes once.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Datelike, Duration, NaiveDateTime, Timelike, Utc};
use chrono_tz::Tz;
use domain::{
    ids::{ChangeId, SlotId},
    occurrence::{Change, OccurrenceKey},
    recurrence::{HORIZON, Moment, Rule, RuleError},
    reminder::Lead,
    slot::{Anchor, Slot},
    words::{calendar_file, fill, import as words},
    zone,
};
use ics::{Calendar, Event};
use uuid::Uuid;

use super::{
    days::Day,
    entries::{self, Reason, Refused},
};

/// A series that moved on more often than this was not made by hand.
const MOST_PARTS: usize = 20;

/// How long a date without an end lasts.
const USUAL_MINUTES: u32 = 90;

/// The most characters of a title.
pub(super) const TITLE_MOST: usize = 120;

/// What an event becomes.
#[derive(Debug, Clone)]
pub(super) enum Made {
    /// A standing or single date.
    Date(Box<Slot>, BTreeMap<NaiveDateTime, Change>),
    /// A day to remember.
    Day(Box<Day>),
}

/// One event as dates of the couple's own: several where it moved to other hours from some day on.
#[derive(Debug, Clone)]
pub(super) struct Own {
    pub uid: String,
    pub title: String,
    pub start: Moment,
    pub made: Vec<Made>,
    /// The file says nothing of reminders.
    pub without_leads: bool,
}

/// What dates are made with.
pub(super) struct Making<'a> {
    pub here: Tz,
    pub now: DateTime<Utc>,
    /// The reminders of a date about which a file says nothing.
    pub leads: &'a [Lead],
    pub new_id: &'a dyn Fn() -> Uuid,
}

/// Makes dates of a calendar.
pub(super) fn own(calendar: &Calendar, making: &Making<'_>) -> (Vec<Own>, Vec<Refused>) {
    let mut refused: Vec<Refused> = calendar.refused.iter().map(entries::refused).collect();
    let mut found = Vec::new();
    let mut seen = HashMap::new();
    let mut effort = 0;
    for event in &calendar.events {
        let uid = uid(event, &mut seen);
        match making.event(event, &uid, &mut effort) {
            Ok(made) => found.push(Own {
                title: event.summary.clone(),
                start: event.series.start,
                made,
                without_leads: is_silent(event),
                uid,
            }),
            Err(reason) => refused.push(Refused {
                uid: event.uid.clone(),
                title: event.summary.clone(),
                start: Some(event.series.start),
                reason,
            }),
        }
    }
    (found, refused)
}

/// Whether an event was written by this program: only its own ids are of that version.
pub(super) fn is_ours(uid: &str) -> bool {
    let id = uid.get(..36).unwrap_or_default();
    Uuid::parse_str(id).is_ok_and(|id| id.get_version_num() == 7)
}

/// By what an event is known when its file is read again: `UID`, with its start where another event has the same. One
/// without goes by its times, and never by its name, which a discreet export would tell.
fn uid(event: &Event, seen: &mut HashMap<String, usize>) -> String {
    let stamp = event.series.start.civil().format("%Y%m%dT%H%M%S");
    let plain = match event.uid.as_str() {
        "" => format!(
            "{stamp}-{}",
            event.series.rules.first().map_or("", |rule| rule.text())
        ),
        uid => uid.to_owned(),
    };
    let mut unique = plain.clone();
    let mut how_often = |uid: &str| {
        let n = seen.entry(uid.to_owned()).or_default();
        *n += 1;
        *n
    };
    if how_often(&unique) > 1 {
        unique = format!("{plain}-{stamp}");
        let n = how_often(&unique);
        if n > 1 {
            unique = format!("{unique}-{n}");
        }
    }
    unique
}

fn is_silent(event: &Event) -> bool {
    event.leads.is_empty() && !event.carried.contains("BEGIN:VALARM") && !is_ours(&event.uid)
}

/// A name as a slot may have it: one line. What our own files say of a date without a name is none.
fn title(event: &Event, text: &str) -> String {
    let nameless = [calendar_file::UNTITLED, calendar_file::BUSY];
    if is_ours(&event.uid) && nameless.contains(&text) {
        return String::new();
    }
    let text = domain::plain::line(text);
    text.chars().take(TITLE_MOST).collect()
}

impl Making<'_> {
    fn event(&self, event: &Event, uid: &str, effort: &mut usize) -> Result<Vec<Made>, Reason> {
        let said = |text: &str| Err(Reason::Said(text.to_owned()));
        entries::zone_is_known(event)?;
        let series = &event.series;
        entries::few_single_days(series, effort)?;
        if let Moment::Day(day) = series.start {
            let day = self.day(event, uid, day, effort)?;
            return Ok(vec![Made::Day(Box::new(day))]);
        }
        let rule = match &series.rules[..] {
            [] => None,
            [rule] if entries::is_hourly(rule) => return said(words::DATE_HOURLY),
            // Some write a date that comes once so, that others may list more of its evenings.
            [rule] if rule.text().split(';').any(|part| part == "COUNT=1") => None,
            [rule] => Some(rule.clone()),
            _ => return said(words::DATE_MANY_RULES),
        };
        let length = event.length.filter(|length| *length > Duration::zero());
        let minutes = length.map_or(i64::from(USUAL_MINUTES), |l| l.num_minutes().max(1));
        let minutes = u32::try_from(minutes).unwrap_or(u32::MAX);
        if minutes > 24 * 60 {
            return said(words::DATE_LONG);
        }
        let mut start = to_minute(series.start.civil());
        if let ([once], None) = (&series.rules[..], &rule) {
            let first = once.first_from(start, start).map_err(refused_rule)?;
            start = first.ok_or_else(|| Reason::Said(words::NEVER.to_owned()))?;
        }
        if start.date() >= HORIZON {
            let year = start.year();
            return Err(Reason::Said(fill(words::DATE_TOO_FAR, &[("year", &year)])));
        }
        if let Some(rule) = &rule {
            entries::is_seldom(rule, start, self.now, effort)?;
        }
        let (anchor, zone) = match series.start.zone() {
            Some(zone) => (Anchor::Fixed, zone),
            None => (Anchor::Floating, self.here),
        };
        let leads = if is_silent(event) {
            self.leads
        } else {
            &event.leads
        };
        let slot = Slot {
            title: title(event, &event.summary),
            minutes,
            rule: rule.map(|rule| {
                if anchor == Anchor::Fixed {
                    rule.until_in(zone)
                } else {
                    rule
                }
            }),
            anchor,
            leads: leads.to_vec(),
            uid: Some(uid.to_owned()),
            carried: event.carried.clone(),
            ..Slot::new(SlotId((self.new_id)()), start, zone, self.now)
        };
        self.parts(event, slot)
    }

    /// The slot, and where it moved to other hours from some day on, those that follow it.
    fn parts(&self, event: &Event, slot: Slot) -> Result<Vec<Made>, Reason> {
        let own = |at: Moment| civil(at, event.series.start);
        let mut turns: Vec<(NaiveDateTime, NaiveDateTime, Option<u32>)> = Vec::new();
        for (over, changed) in event.series.overrides.iter().zip(&event.changed) {
            if over.and_future {
                let minutes = changed
                    .length
                    .map(|l| u32::try_from(l.num_minutes().max(1)).unwrap_or(u32::MAX));
                turns.push((own(over.replaces), own(over.start), minutes));
            }
        }
        turns.sort_unstable();
        turns.dedup_by_key(|turn| turn.0);
        if turns.len() > MOST_PARTS {
            return Err(Reason::Said(words::DATE_FUTURE.to_owned()));
        }
        let mut parts = vec![slot];
        for (replaces, start, minutes) in turns {
            let last = parts.last_mut().expect("BUG: begun with one");
            // Hours of the day may change; a rule of other days is another rule.
            let rule = last.rule.clone().filter(|_| start.date() == replaces.date());
            let Some(rule) = rule.filter(|_| minutes.is_none_or(|m| m <= 24 * 60)) else {
                return Err(Reason::Said(words::DATE_FUTURE.to_owned()));
            };
            let before = last.clone();
            let (head, tail) = cut(&rule, before.start, replaces, start).map_err(refused_rule)?;
            last.rule = Some(head);
            let uid = before.uid.as_deref().unwrap_or_default();
            parts.push(Slot {
                id: SlotId((self.new_id)()),
                start,
                minutes: minutes.unwrap_or(before.minutes),
                rule: Some(tail),
                continues: Some(before.id),
                uid: Some(format!("{uid}-{}", replaces.format("%Y%m%dT%H%M%S"))),
                ..before
            });
        }
        let begins: Vec<NaiveDateTime> = parts.iter().map(|part| part.start).collect();
        let mut made: Vec<(Slot, BTreeMap<NaiveDateTime, Change>)> =
            parts.into_iter().map(|slot| (slot, BTreeMap::new())).collect();
        self.say(event, &begins, &mut made)?;
        let comes = |slot: &Slot, changes: &BTreeMap<NaiveDateTime, Change>| {
            let skipped = |at: &NaiveDateTime| changes.get(at).is_some_and(|c| c.skipped);
            let given = match &slot.rule {
                Some(rule) => rule.first_from(slot.start, slot.start).ok().flatten().is_some(),
                None => !skipped(&slot.start),
            };
            given
                || changes
                    .values()
                    .any(|c| !c.skipped && (c.added || c.moved_to.is_some()))
        };
        made.retain(|(slot, changes)| comes(slot, changes));
        if made.is_empty() {
            return Err(Reason::Said(words::NEVER.to_owned()));
        }
        Ok(made
            .into_iter()
            .map(|(slot, changes)| Made::Date(Box::new(slot), changes))
            .collect())
    }

    /// Writes down what a file says of single evenings, each with the part of the series it belongs to.
    fn say(
        &self,
        event: &Event,
        begins: &[NaiveDateTime],
        made: &mut [(Slot, BTreeMap<NaiveDateTime, Change>)],
    ) -> Result<(), Reason> {
        let own = |at: Moment| civil(at, event.series.start);
        let mut of = |original: NaiveDateTime, edit: &mut dyn FnMut(&Slot, &mut Change)| {
            // By day: from its turn on a series is another, whose hours may be earlier.
            let part = begins
                .partition_point(|begin| begin.date() <= original.date())
                .saturating_sub(1);
            let (slot, changes) = &mut made[part];
            let original = if part == 0 {
                original
            } else {
                original.date().and_time(slot.start.time())
            };
            let change = changes.entry(original).or_insert_with(|| Change {
                id: ChangeId((self.new_id)()),
                key: OccurrenceKey {
                    slot: slot.id,
                    original,
                },
                skipped: false,
                added: false,
                moved_to: None,
                minutes: None,
                title: None,
                outcome: None,
                timed_at: DateTime::UNIX_EPOCH,
            });
            edit(slot, change);
        };
        for extra in &event.series.extra {
            of(own(*extra), &mut |slot, change| {
                change.added = !gives(slot, change.key.original);
            });
        }
        for (over, changed) in event.series.overrides.iter().zip(&event.changed) {
            if over.and_future {
                continue;
            }
            let start = own(over.start);
            of(own(over.replaces), &mut |slot, change| {
                let original = change.key.original;
                change.moved_to = (start != original).then_some(start);
                change.added |= start == original && !gives(slot, original);
                let minutes = changed
                    .length
                    .map(|l| u32::try_from(l.num_minutes()).unwrap_or(0));
                change.minutes = minutes.filter(|m| (1..=24 * 60).contains(m) && *m != slot.minutes);
                let name = title(event, &changed.summary);
                change.title = Some(name).filter(|name| !name.is_empty() && *name != slot.title);
                // Timed when it was read: a reminder due before that never was.
                change.timed_at = if change.moved_to.is_some() {
                    self.now
                } else {
                    change.timed_at
                };
            });
        }
        for except in &event.series.except {
            for original in self.excepted(event, *except)? {
                of(original, &mut |slot, change| {
                    change.skipped = true;
                    change.moved_to = None;
                    if change.added && !gives(slot, change.key.original) {
                        change.added = false;
                    }
                });
            }
        }
        for (slot, changes) in made {
            // An exception of what never was says nothing.
            changes.retain(|original, change| {
                if change.skipped {
                    return gives(slot, *original);
                }
                change.added
                    || change.moved_to.is_some()
                    || change.minutes.is_some()
                    || change.title.is_some()
            });
        }
        Ok(())
    }

    /// The starts that an exception takes out: one, or all of a day.
    fn excepted(&self, event: &Event, except: Moment) -> Result<Vec<NaiveDateTime>, Reason> {
        let start = event.series.start;
        let Moment::Day(day) = except else {
            return Ok(vec![civil(except, start)]);
        };
        let midnight = day.and_hms_opt(0, 0, 0).expect("BUG: every day has one");
        let mut found = vec![day.and_time(to_minute(start.civil()).time())];
        for rule in &event.series.rules {
            let of_day = rule.starts(
                to_minute(start.civil()),
                midnight,
                midnight + Duration::days(1),
                100,
            );
            found.extend(of_day.map_err(refused_rule)?.at);
        }
        let extra = event.series.extra.iter().map(|extra| civil(*extra, start));
        found.extend(extra.filter(|at| at.date() == day));
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }
}

/// Whether the slot itself gives this start.
fn gives(slot: &Slot, at: NaiveDateTime) -> bool {
    match &slot.rule {
        None => slot.start == at,
        Some(rule) => rule.first_from(slot.start, at) == Ok(Some(at)),
    }
}

fn refused_rule(error: RuleError) -> Reason {
    Reason::File(ics::Why::Rule(error))
}

/// A rule up to a turn, and from there on.
fn cut(
    rule: &Rule,
    start: NaiveDateTime,
    turn: NaiveDateTime,
    goes_on: NaiveDateTime,
) -> Result<(Rule, Rule), RuleError> {
    let plain = |part: &&str| !part.starts_with("COUNT=") && !part.starts_with("UNTIL=");
    let kept: Vec<&str> = rule.text().split(';').filter(plain).collect();
    let until = (turn - Duration::minutes(1)).format("%Y%m%dT%H%M%S");
    let head = Rule::parse(&format!("{};UNTIL={until}", kept.join(";")))?;
    let count = rule
        .text()
        .split(';')
        .find_map(|part| part.strip_prefix("COUNT="));
    let tail = match count.and_then(|count| count.parse::<usize>().ok()) {
        Some(count) => {
            let gone = rule.starts(start, start, turn, count)?.at.len();
            format!("{};COUNT={}", kept.join(";"), count.saturating_sub(gone).max(1))
        }
        None => rule.text().to_owned(),
    };
    // An end that names an hour names it by the old hours.
    let tail = match rule
        .text()
        .split(';')
        .find_map(|part| part.strip_prefix("UNTIL="))
    {
        Some(until) if until.len() > 8 && goes_on.time() > turn.time() => {
            format!("{};UNTIL={}", kept.join(";"), &until[..8])
        }
        _ => tail,
    };
    Ok((head, Rule::parse(&tail)?))
}

/// A moment of a file as its series writes it on the wall; seconds are not said.
fn civil(at: Moment, start: Moment) -> NaiveDateTime {
    let civil = match (start.zone(), at) {
        (Some(own), Moment::Zoned(wall, other)) if own != other => {
            zone::civil(zone::instant(wall, other), own)
        }
        (_, Moment::Day(day)) => day.and_time(start.civil().time()),
        (_, other) => other.civil(),
    };
    to_minute(civil)
}

fn to_minute(at: NaiveDateTime) -> NaiveDateTime {
    at.with_second(0)
        .and_then(|at| at.with_nanosecond(0))
        .unwrap_or(at)
}
