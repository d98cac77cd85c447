//! What a reminder says. The one place that phrases notifications, discreet or open.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::{
    occurrence::Occurrence,
    reminder::Lead,
    slot::Kind,
    spoken::{self, Clock},
    words::{fill, kinds, reminders as words},
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

/// What a notification is about.
#[derive(Debug, Clone, Copy)]
pub enum About<'a> {
    /// A date that is coming.
    Date(&'a Occurrence),
    /// A date that is over, about which nobody has said anything.
    FollowUp(&'a Occurrence),
    /// Something to be got ready for a date.
    Preparation {
        /// The date.
        occurrence: &'a Occurrence,
        /// What it is called; `None` where whoever reads it is not to know.
        words: Option<&'a str>,
        /// How many more fell due with it.
        more: usize,
    },
    /// A date that somebody's turn it is to plan.
    Planning(&'a Occurrence),
    /// A red-letter day.
    RedLetter {
        /// The day it falls on.
        day: NaiveDate,
        /// What it is called.
        words: &'a str,
        /// How many years it is, where that is known.
        years: Option<i32>,
    },
    /// One small thing.
    Gesture {
        /// What to do.
        title: &'a str,
        /// How long it takes, in minutes.
        minutes: u32,
    },
    /// Several reminders at once.
    Summary {
        /// How many.
        count: usize,
    },
    /// Nothing: somebody wants to see whether notifications come.
    Test,
}

/// What a notification says when it is shown at `now` on a computer in `here`.
pub fn say(about: About<'_>, now: DateTime<Utc>, here: Tz, text: Text, clock: Clock) -> Phrase {
    let (title, body) = match about {
        About::Date(o) if o.kind == Kind::CheckIn => check_in(o, here, text, clock),
        About::Date(o) => (named(o, here, text, clock), how_far(o.start, now, here)),
        About::FollowUp(o) => (named(o, here, text, clock), words::DID_IT_HAPPEN.to_owned()),
        About::Preparation {
            occurrence: o,
            words: Some(what),
            more,
        } if text == Text::Open => {
            let what = match more {
                0 => what.to_owned(),
                more => {
                    let more = self::count(more);
                    fill(words::AND_MORE, &[("what", &what), ("n", &more)])
                }
            };
            (what, day_and_time(o.start, here, clock))
        }
        About::Preparation { occurrence: o, .. } => (something_for(o, here), String::new()),
        About::Planning(o) => (something_for(o, here), String::new()),
        About::RedLetter { day, words, years } => match text {
            Text::Open => (words.to_owned(), years.map(self::years).unwrap_or_default()),
            Text::Discreet => (day_and_number(day), String::new()),
        },
        About::Gesture { title, minutes } => match text {
            Text::Open => (title.to_owned(), spoken::duration_short(minutes)),
            Text::Discreet => (words::ONE_SMALL_THING.to_owned(), String::new()),
        },
        About::Summary { count: 1 } => (words::AWAY.to_owned(), words::ONE_WAITS.to_owned()),
        // A long list is nobody's to work through: no number is held against anybody.
        About::Summary { count: 13.. } => (words::AWAY.to_owned(), words::MANY_WAIT.to_owned()),
        About::Summary { count } => {
            let sentence = fill(words::SOME_WAIT, &[("n", &self::count(count))]);
            (words::AWAY.to_owned(), spoken::capital(&sentence))
        }
        About::Test => (day_and_time(now, here, clock), words::JUST_A_TEST.to_owned()),
    };
    let buttons = buttons(about, now, here, text)
        .into_iter()
        .map(|id| Button { id, label: label(id) });
    Phrase {
        title,
        body,
        buttons: buttons.collect(),
    }
}

/// What a reminder of a date says.
pub fn reminder(occurrence: &Occurrence, now: DateTime<Utc>, here: Tz, text: Text, clock: Clock) -> Phrase {
    say(About::Date(occurrence), now, here, text, clock)
}

/// What stands on the button with this id; the id itself for one that is not known.
pub fn label(id: &'static str) -> &'static str {
    match id {
        "fine" => words::FINE,
        "snooze-10" => words::SNOOZE,
        "snooze-60" => words::ONE_HOUR,
        "snooze-evening" => words::THIS_EVENING,
        "open" => words::OPEN,
        "move" => words::MOVE_IT,
        "kept" => words::YES,
        "let-go" => words::LET_GO,
        "done" => words::DONE,
        "another" => words::ANOTHER,
        "not-today" => words::NOT_TODAY,
        other => other,
    }
}

/// "Something for Thursday": what a reminder of a date's plan says to whoever is not to know more.
pub fn something_for(occurrence: &Occurrence, here: Tz) -> String {
    let day = spoken::day_name(zone::civil(occurrence.start, here).weekday());
    fill(words::SOMETHING_FOR, &[("day", &day)])
}

/// "Saturday 17".
pub fn day_and_number(day: NaiveDate) -> String {
    let weekday = spoken::day_name(day.weekday());
    fill(words::DAY_AND_NUMBER, &[("day", &weekday), ("n", &day.day())])
}

/// "Eleven years"; nothing of the first one itself.
fn years(n: i32) -> String {
    match n {
        ..=0 => String::new(),
        1 => words::ONE_YEAR.to_owned(),
        n => spoken::capital(&fill(words::SOME_YEARS, &[("n", &number(n.into()))])),
    }
}

/// How many, as a person says it: "four", "27".
pub fn count(n: usize) -> String {
    number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// This evening at seven, as something can be put off to it: at least an hour from now, and not after `start`.
pub fn this_evening(now: DateTime<Utc>, start: DateTime<Utc>, here: Tz) -> Option<DateTime<Utc>> {
    let seven = NaiveTime::from_hms_opt(19, 0, 0).expect("BUG: 19:00 is a time");
    let evening = zone::instant(zone::civil(now, here).date().and_time(seven), here);
    (evening >= now + Duration::hours(1) && evening < start).then_some(evening)
}

/// The ids of its buttons, most important first. With the discreet text none of them says what it is about.
fn buttons(about: About<'_>, now: DateTime<Utc>, here: Tz, text: Text) -> Vec<&'static str> {
    match (about, text) {
        (About::Date(_), Text::Discreet) => vec!["fine", "snooze-10", "open", "snooze-60"],
        (About::Date(o), Text::Open) => {
            let mut ids = vec!["fine", "snooze-10", "move", "snooze-60"];
            ids.extend(this_evening(now, o.start, here).map(|_| "snooze-evening"));
            ids.push("open");
            ids
        }
        (About::FollowUp(_), _) => vec!["kept", "move", "let-go"],
        (
            About::Preparation {
                words: Some(_),
                more: 0,
                ..
            },
            _,
        ) => vec!["done", "snooze-10", "open", "snooze-60"],
        // Which of them is done, or what it is at all, is said where they are listed.
        (About::Preparation { .. }, _) => vec!["open", "snooze-10", "snooze-60"],
        (About::Planning(_), _) => vec!["open", "not-today"],
        (About::RedLetter { .. }, _) => vec!["fine", "open"],
        (About::Gesture { .. }, Text::Open) => vec!["done", "another", "not-today"],
        (About::Gesture { .. }, Text::Discreet) => vec!["open", "not-today"],
        (About::Summary { .. }, _) => vec!["open"],
        (About::Test, _) => vec!["fine", "snooze-10", "open", "snooze-60"],
    }
}

/// The date's own title and time where the text is open, else "Thursday, 7 pm".
fn named(o: &Occurrence, here: Tz, text: Text, clock: Clock) -> String {
    match text {
        Text::Open if !o.title.is_empty() => {
            let time = spoken::time(zone::civil(o.start, here).time(), clock);
            fill(words::TITLE_AND_TIME, &[("title", &o.title), ("time", &time)])
        }
        _ => day_and_time(o.start, here, clock),
    }
}

/// The check-in has no hour to be late for: "Six minutes, when you like".
fn check_in(o: &Occurrence, here: Tz, text: Text, clock: Clock) -> (String, String) {
    match text {
        Text::Discreet => (kinds::CHECK_IN_REMINDER.to_owned(), String::new()),
        Text::Open => {
            let title = if o.title.is_empty() {
                kinds::CHECK_IN
            } else {
                o.title.as_str()
            };
            let time = spoken::time(zone::civil(o.start, here).time(), clock);
            let title = fill(words::TITLE_AND_TIME, &[("title", &title), ("time", &time)]);
            (title, kinds::CHECK_IN_REMINDER.to_owned())
        }
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
        120 | 180 => fill(words::IN_HOURS, &[("n", &number(minutes / 60))]),
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
