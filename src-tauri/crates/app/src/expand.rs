//! What a recurrence rule, or a calendar file, means: `standing expand`.
//!
//! Nothing here needs a planner. Times are given and answered as `--json` writes them: dates `2026-05-01`, wall times
//! `2026-05-01T19:00`, instants RFC 3339 with offset.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, SecondsFormat, Timelike, Utc};
use chrono_tz::Tz;
use domain::{
    recurrence::{Instance, Moment, Rule, RuleError, STEP_BUDGET, Series, Window},
    words::{calendar_file as words, fill},
    zone,
};
use serde::Serialize;

/// How many occurrences are answered when nobody says how many.
pub const USUAL_LIMIT: usize = 1_000;

/// A rule and what is asked of it. Every text is as a person types it.
#[derive(Debug, Clone, Default)]
pub struct Question<'a> {
    /// `DTSTART`: a wall time, or a date.
    pub start: &'a str,
    /// IANA name; `None` floats, and `here` only says which instants that makes on this computer.
    pub zone: Option<&'a str>,
    /// Where this computer is.
    pub here: Option<Tz>,
    /// `FREQ=WEEKLY;BYDAY=TH`; empty for no rule at all.
    pub rule: &'a str,
    /// Starts taken out: wall times, dates (everything on that day) or instants.
    pub except: &'a [String],
    /// Starts added.
    pub extra: &'a [String],
    /// Whole days, which no zone can move. A `start` without an hour means the same.
    pub all_day: bool,
    /// The first date or wall time within.
    pub from: Option<&'a str>,
    /// The first date or wall time that is not.
    pub to: Option<&'a str>,
    /// At most so many; [`USUAL_LIMIT`] when `None`.
    pub limit: Option<usize>,
}

/// The answer: `{"occurrences":[…],"truncated":false,"notes":[]}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Expansion<Row> {
    /// In order of time.
    pub occurrences: Vec<Row>,
    /// There are more than the limit or the step budget let through.
    pub truncated: bool,
    /// What was left out on the way, in words.
    pub notes: Vec<String>,
}

/// One start of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleRow {
    /// The instant; `None` for a whole day and for a floating time.
    pub start: Option<String>,
    /// What the clock on the wall says; a date for a whole day.
    pub local: String,
    /// IANA name; `None` for a whole day and for a floating time.
    pub zone: Option<String>,
}

/// One start of an event in a calendar file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileRow {
    /// The event's `UID`; empty when it has none.
    pub uid: String,
    /// Its `SUMMARY`, or that of the override.
    pub summary: String,
    /// The instant; `None` for a whole day and for a floating time.
    pub start: Option<String>,
    /// What the clock on the wall says; a date for a whole day.
    pub local: String,
    /// IANA name; `None` for a whole day and for a floating time.
    pub zone: Option<String>,
    /// A whole day.
    pub all_day: bool,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExpandError {
    /// The rule is refused.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// The file is refused.
    #[error(transparent)]
    File(#[from] ics::IcsError),
    /// No event of the file can be followed; this is the first one's reason.
    #[error(transparent)]
    Event(#[from] ics::Why),
    /// Not a date and not a wall time.
    #[error("{}", fill(words::TIME_UNREADABLE, &[("text", text)]))]
    NotATime {
        /// What was given.
        text: String,
    },
    /// Not an IANA zone.
    #[error("{}", fill(words::ZONE_UNREADABLE, &[("text", text)]))]
    NotAZone {
        /// What was given.
        text: String,
    },
}

/// Says what a rule means: `standing expand --rule`.
///
/// # Errors
/// [`ExpandError`], each kind by name.
pub fn expand_rule(question: &Question<'_>) -> Result<Expansion<RuleRow>, ExpandError> {
    let zone = question.zone.map(named_zone).transpose()?;
    let mut start = moment(question.start, zone)?;
    if question.all_day {
        start = Moment::Day(start.civil().date());
    }
    let mut series = Series::once(start);
    let mut notes = Vec::new();
    if !question.rule.trim().is_empty() {
        let (rule, dropped) = Rule::parse_noting(question.rule)?;
        series.rules.push(rule);
        notes.extend(dropped.iter().map(ToString::to_string));
    }
    series.except = question
        .except
        .iter()
        .map(|text| moment(text, zone))
        .collect::<Result<_, _>>()?;
    series.extra = question
        .extra
        .iter()
        .map(|text| moment(text, zone))
        .collect::<Result<_, _>>()?;
    let found = series.expand(&window(question.from, question.to, question.limit)?)?;
    let row = |instance: &Instance| {
        let (start, local, zone) = said(instance.at);
        match (instance.at, question.here) {
            // The wall time stays what the rule says, also where this computer's clock has a gap.
            (Moment::Floating(civil), Some(here)) => {
                let at = zone::instant(civil, here).with_timezone(&here);
                let start = Some(at.to_rfc3339_opts(SecondsFormat::Secs, false));
                RuleRow {
                    start,
                    local,
                    zone: Some(here.name().to_owned()),
                }
            }
            _ => RuleRow { start, local, zone },
        }
    };
    Ok(Expansion {
        occurrences: found.instances.iter().map(row).collect(),
        truncated: found.truncated,
        notes,
    })
}

/// The steps that all rules of one file may take together: half a second or so, and twenty times what one may.
const MOST_STEPS: u32 = 20 * STEP_BUDGET;

/// As [`expand_ics`], for a file as it lies on a disk, in whatever letters it was written.
///
/// # Errors
/// As [`expand_ics`].
pub fn expand_file(
    bytes: &[u8],
    from: Option<&str>,
    to: Option<&str>,
    limit: Option<usize>,
) -> Result<Expansion<FileRow>, ExpandError> {
    expand_ics(&ics::text(bytes)?, from, to, limit)
}

/// Says what every event of a calendar file means, overrides included: `standing expand --ics`.
///
/// An event that cannot be followed is named in the notes; only when none can, there is no answer. `from` and `to` are
/// wall times where each event happens.
///
/// # Errors
/// [`ExpandError`], each kind by name.
pub fn expand_ics(
    text: &str,
    from: Option<&str>,
    to: Option<&str>,
    limit: Option<usize>,
) -> Result<Expansion<FileRow>, ExpandError> {
    let mut window = window(from, to, limit)?;
    let calendar = ics::read(text, ics::Limits::default())?;
    let mut notes: Vec<_> = calendar.notes.iter().map(ToString::to_string).collect();
    let mut refused: Vec<_> = calendar.refused.into_iter().map(|r| (r.uid, r.why)).collect();
    let mut rows: Vec<(NaiveDateTime, FileRow)> = Vec::new();
    let (mut truncated, mut answered) = (false, false);
    let mut steps = MOST_STEPS;
    for event in &calendar.events {
        let found = match event.series.expand_within(&window, &mut steps) {
            Ok(found) => found,
            Err(why) => {
                refused.push((event.uid.clone(), ics::Why::Rule(why)));
                continue;
            }
        };
        answered = true;
        truncated |= found.truncated;
        rows.extend(found.instances.iter().map(|instance| file_row(event, instance)));
        if rows.len() > window.limit {
            truncated = true;
            rows.sort_by_key(|(order, _)| *order);
            rows.truncate(window.limit);
            // Whatever lies later than the last row kept can no longer be among the first; a wall time is never
            // further than a day and two hours from the order, which is in UTC.
            let last = rows.last().map_or(window.to, |(order, _)| *order);
            window.to = window.to.min(last + Duration::hours(27));
        }
    }
    if let (false, Some((_, why))) = (answered, refused.first()) {
        return Err(ExpandError::Event(why.clone()));
    }
    rows.sort_by_key(|(order, _)| *order);
    let about = |(uid, why): &(String, ics::Why)| fill(words::NOTE_ABOUT, &[("event", uid), ("note", why)]);
    notes.extend(refused.iter().take(USUAL_LIMIT).map(about));
    Ok(Expansion {
        occurrences: rows.into_iter().map(|(_, row)| row).collect(),
        truncated,
        notes,
    })
}

/// A row and where it stands among those of other events: its instant, or its numerals where it has none.
fn file_row(event: &ics::Event, instance: &Instance) -> (NaiveDateTime, FileRow) {
    let own = instance
        .changed_by
        .and_then(|i| event.changed.get(i))
        .map(|changed| &changed.summary)
        .filter(|own| !own.is_empty());
    let order = instance
        .at
        .instant()
        .map_or(instance.at.civil(), |at| at.naive_utc());
    let (start, local, zone) = said(instance.at);
    let row = FileRow {
        uid: event.uid.clone(),
        summary: own.unwrap_or(&event.summary).clone(),
        start,
        local,
        zone,
        all_day: matches!(instance.at, Moment::Day(_)),
    };
    (order, row)
}

/// `start`, `local` and `zone` of a row.
fn said(at: Moment) -> (Option<String>, String, Option<String>) {
    if let Moment::Day(day) = at {
        return (None, day.format("%Y-%m-%d").to_string(), None);
    }
    let shown = at.shown();
    let form = if shown.second() == 0 {
        "%Y-%m-%dT%H:%M"
    } else {
        "%Y-%m-%dT%H:%M:%S"
    };
    let instant = |zone: Tz| {
        Some(
            at.instant()?
                .with_timezone(&zone)
                .to_rfc3339_opts(SecondsFormat::Secs, false),
        )
    };
    (
        at.zone().and_then(instant),
        shown.format(form).to_string(),
        at.zone().map(|zone| zone.name().to_owned()),
    )
}

fn window(from: Option<&str>, to: Option<&str>, limit: Option<usize>) -> Result<Window, ExpandError> {
    let mut window = Window::first(limit.unwrap_or(USUAL_LIMIT));
    if let Some(from) = from {
        window.from = moment(from, None)?.civil();
    }
    if let Some(to) = to {
        window.to = moment(to, None)?.civil();
    }
    Ok(window)
}

fn named_zone(name: &str) -> Result<Tz, ExpandError> {
    name.trim().parse().map_err(|_| ExpandError::NotAZone {
        text: name.to_owned(),
    })
}

/// A date, a wall time in `zone` (floating without one), or an instant.
fn moment(text: &str, zone: Option<Tz>) -> Result<Moment, ExpandError> {
    let trimmed = text.trim();
    if let Ok(day) = NaiveDate::parse_from_str(trimmed, "%Y-%m-%d") {
        return Ok(Moment::Day(day));
    }
    let civil = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(trimmed, form).ok());
    if let Some(civil) = civil {
        return Ok(zone.map_or(Moment::Floating(civil), |zone| Moment::Zoned(civil, zone)));
    }
    let at = DateTime::parse_from_rfc3339(trimmed).map_err(|_| ExpandError::NotATime {
        text: text.to_owned(),
    })?;
    Ok(in_zone(at.to_utc(), zone.unwrap_or(Tz::UTC)))
}

/// An instant as a wall time in `zone`; in UTC where that wall time comes twice and means the other one.
fn in_zone(at: DateTime<Utc>, zone: Tz) -> Moment {
    let civil = zone::civil(at, zone);
    if zone::instant(civil, zone) == at {
        Moment::Zoned(civil, zone)
    } else {
        Moment::Zoned(at.naive_utc(), Tz::UTC)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question<'a>(start: &'a str, zone: Option<&'a str>, rule: &'a str) -> Question<'a> {
        Question {
            start,
            zone,
            rule,
            limit: Some(2),
            ..Question::default()
        }
    }

    fn event(uid: &str, lines: &str) -> String {
        format!("BEGIN:VEVENT\r\nUID:{uid}\r\n{lines}\r\nEND:VEVENT\r\n")
    }

    fn file(events: &[String]) -> String {
        format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", events.concat())
    }

    #[test]
    fn a_rule_in_a_zone_says_instant_and_wall_time() {
        let found = expand_rule(&question(
            "2026-10-22T19:00",
            Some("Europe/London"),
            "FREQ=WEEKLY",
        ))
        .unwrap();
        let rows: Vec<_> = found
            .occurrences
            .iter()
            .map(|o| (o.start.as_deref(), o.local.as_str()))
            .collect();
        let summer = (Some("2026-10-22T19:00:00+01:00"), "2026-10-22T19:00");
        let winter = (Some("2026-10-29T19:00:00+00:00"), "2026-10-29T19:00");
        assert_eq!(rows, [summer, winter], "7 pm on both sides of the clock change");
        assert!(found.truncated, "it goes on");
    }

    #[test]
    fn without_a_zone_it_floats_and_a_date_is_a_whole_day() {
        let floating = expand_rule(&question("2026-10-22T19:00", None, "FREQ=WEEKLY")).unwrap();
        assert_eq!(
            (&floating.occurrences[0].start, &floating.occurrences[0].zone),
            (&None, &None)
        );
        let day = expand_rule(&question("2026-10-22", Some("Europe/London"), "FREQ=YEARLY")).unwrap();
        assert_eq!(day.occurrences[1].local, "2027-10-22");
        assert_eq!(
            day.occurrences[1].zone, None,
            "a day has no zone, whatever was said"
        );
    }

    #[test]
    fn a_window_begins_with_its_first_day_and_ends_before_its_last() {
        let window = Question {
            from: Some("2026-10-29"),
            to: Some("2026-11-05"),
            ..question("2026-10-22T19:00", None, "FREQ=WEEKLY")
        };
        let found = expand_rule(&window).unwrap();
        assert_eq!(found.occurrences.len(), 1, "the 29th is in, the 5th is not");
        assert!(!found.truncated, "nothing within the window is missing");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let not_a_time = ExpandError::NotATime {
            text: "Thursday".into(),
        };
        assert_eq!(
            expand_rule(&question("Thursday", None, "FREQ=DAILY")),
            Err(not_a_time)
        );
        let not_a_zone = ExpandError::NotAZone { text: "Mars".into() };
        assert_eq!(
            expand_rule(&question("2026-10-22T19:00", Some("Mars"), "FREQ=DAILY")),
            Err(not_a_zone)
        );
    }

    #[test]
    fn events_come_in_order_of_time_and_one_that_cannot_be_followed_is_noted() {
        let late = event(
            "late",
            "DTSTART;TZID=America/New_York:20260501T090000\r\nSUMMARY:Call home",
        );
        let early = event("early", "DTSTART;TZID=Europe/London:20260501T120000");
        let broken = event(
            "broken",
            "DTSTART:20260501T120000\r\nRRULE:FREQ=MONTHLY;SKIP=FORWARD",
        );
        let found = expand_ics(&file(&[late, broken.clone(), early]), None, None, None).unwrap();
        let order: Vec<_> = found.occurrences.iter().map(|o| o.uid.as_str()).collect();
        assert_eq!(
            order,
            ["early", "late"],
            "noon in London is 7 in the morning in New York"
        );
        assert_eq!(found.notes.len(), 1, "{:?}", found.notes);
        assert!(
            found.notes[0].starts_with("broken: SKIP=FORWARD"),
            "{}",
            found.notes[0]
        );
        let alone = expand_ics(&file(&[broken]), None, None, None);
        assert!(
            matches!(alone, Err(ExpandError::Event(_))),
            "nothing is left to answer with: {alone:?}"
        );
    }
}
