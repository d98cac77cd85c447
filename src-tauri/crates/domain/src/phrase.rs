//! What a reminder says. The one place that phrases notifications, discreet or open.

use chrono::{DateTime, Datelike, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::{
    occurrence::Occurrence,
    reminder::Lead,
    spoken::{self, Clock},
    words::{fill, reminders as words},
    zone,
};

/// How much a notification says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// The day and the time, and nothing else: the default.
    Discreet,
    /// The couple's own title too; both names have confirmed it.
    Open,
}

/// A notification, in plain text: whoever shows it escapes markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// "Thursday, 7 pm".
    pub title: String,
    /// "Tomorrow", "In 90 minutes", "Began ten minutes ago".
    pub body: String,
    /// The buttons, most important first: a server with little room shows the first three.
    pub buttons: Vec<Button>,
}

/// One button of a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// The stable action id.
    pub id: &'static str,
    /// What stands on it.
    pub label: &'static str,
}

/// What a reminder of `occurrence` says when it is shown at `now` on a computer in `here`.
pub fn reminder(occurrence: &Occurrence, now: DateTime<Utc>, here: Tz, text: Text, clock: Clock) -> Phrase {
    let title = match text {
        Text::Open if !occurrence.title.is_empty() => {
            let time = spoken::time(zone::civil(occurrence.start, here).time(), clock);
            fill(
                words::TITLE_AND_TIME,
                &[("title", &occurrence.title), ("time", &time)],
            )
        }
        _ => day_and_time(occurrence.start, here, clock),
    };
    let buttons = [
        ("fine", words::FINE),
        ("snooze-10", words::SNOOZE),
        ("open", words::OPEN),
        ("snooze-60", words::ONE_HOUR),
    ];
    Phrase {
        title,
        body: how_far(occurrence.start, now, here),
        buttons: buttons.map(|(id, label)| Button { id, label }).to_vec(),
    }
}

/// "Thursday, 7 pm", on a clock in `here`.
pub fn day_and_time(at: DateTime<Utc>, here: Tz, clock: Clock) -> String {
    let local = zone::civil(at, here);
    let (day, time) = (
        spoken::day_name(local.weekday()),
        spoken::time(local.time(), clock),
    );
    fill(words::DAY_AND_TIME, &[("day", &day), ("time", &time)])
}

/// "Evening before, 7 pm", "90 min before": a lead to choose from.
pub fn lead(lead: Lead, clock: Clock) -> String {
    let evening = NaiveTime::from_hms_opt(17, 0, 0).expect("BUG: 17:00 is a time");
    match lead {
        Lead::Before { minutes: 0 } => words::WHEN_IT_BEGINS.to_owned(),
        Lead::Before { minutes } => fill(
            words::MINUTES_BEFORE,
            &[("length", &spoken::duration_short(minutes))],
        ),
        Lead::Day { days, at } => {
            let template = match days {
                0 => words::SAME_DAY,
                1 if at >= evening => words::EVENING_BEFORE,
                1 => words::DAY_BEFORE,
                _ => words::DAYS_BEFORE,
            };
            fill(template, &[("n", &days), ("time", &spoken::time(at, clock))])
        }
    }
}

fn how_far(start: DateTime<Utc>, now: DateTime<Utc>, here: Tz) -> String {
    let minutes = (start - now).num_seconds();
    // To the nearest minute: a reminder shown four seconds late still says ninety.
    let minutes = (minutes + if minutes >= 0 { 30 } else { -30 }) / 60;
    let days = (zone::civil(start, here).date() - zone::civil(now, here).date()).num_days();
    match minutes {
        ..-1 => fill(words::BEGAN_MINUTES, &[("n", &number(-minutes))]),
        -1 => words::BEGAN_ONE.to_owned(),
        0 => words::BEGAN_NOW.to_owned(),
        1 => words::IN_ONE_MINUTE.to_owned(),
        60 => words::IN_ONE_HOUR.to_owned(),
        2..=180 => fill(words::IN_MINUTES, &[("n", &number(minutes))]),
        _ if days <= 0 => words::TODAY.to_owned(),
        _ if days == 1 => words::TOMORROW.to_owned(),
        _ => fill(words::IN_DAYS, &[("n", &number(days))]),
    }
}

/// Numbers up to twelve as words, the rest in figures.
fn number(n: i64) -> String {
    use words::*;
    let small = [
        NUMBER_1, NUMBER_2, NUMBER_3, NUMBER_4, NUMBER_5, NUMBER_6, NUMBER_7, NUMBER_8, NUMBER_9, NUMBER_10,
        NUMBER_11, NUMBER_12,
    ];
    match usize::try_from(n) {
        Ok(n @ 1..=12) => small[n - 1].to_owned(),
        _ => n.to_string(),
    }
}
