//! “Reminders: is it working?” What shows them, what comes next, how the last ones went, and what would stop them.

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use domain::{
    occurrence::{Occurrence, Status},
    phrase::{self, About, Text},
    plan,
    reminder::{Entry, LedgerRow, Source, Why},
    spoken,
    words::{check as words, fill},
    zone,
};

use crate::{
    App, Error,
    inbox::{self, in_time},
    matters, replies,
    settings::Preferences,
};

/// How many are listed of what is coming and of what came.
const NEXT: usize = 5;
const LAST: usize = 10;

/// How far ahead the next ones are looked for.
const AHEAD: Duration = Duration::days(70);

/// What only the desktop knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desktop {
    /// What shows notifications, or in a sentence why nothing does.
    pub shows: Result<Shows, String>,
    /// Whether the app starts at login, where that can be found out.
    pub starts_at_login: Option<bool>,
    /// Whether a tray answers.
    pub tray: bool,
    /// Whether reminders come from this program rather than from `standing remind --watch`.
    pub here: bool,
}

/// A notification server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shows {
    /// "dunst".
    pub name: String,
    /// "1.9.2"; may be empty.
    pub version: String,
    /// How many buttons it is given.
    pub buttons: usize,
    /// Whether it keeps notifications until somebody looks.
    pub persistence: bool,
    /// Whether it holds everything back at the moment, where it says so.
    pub do_not_disturb: Option<bool>,
}

impl App {
    /// Everything the page says.
    pub fn check_reminders(&self, desktop: &Desktop) -> Result<replies::ReminderCheck, Error> {
        let now = self.now();
        let p = self.preferences()?;
        let week = self.read(|r| r.ledger(now - plan::INBOX))?.unwrap_or_default();
        let paused = self.paused_words(&p);
        let ok = desktop.shows.is_ok();
        let held = desktop
            .shows
            .as_ref()
            .is_ok_and(|shows| shows.do_not_disturb == Some(true));
        let verdict = match (&desktop.shows, paused.is_empty(), desktop.here) {
            (Err(_), ..) => words::NOT_WORKING,
            (_, false, _) => words::PAUSED,
            _ if held => words::HELD_BACK,
            (_, _, true) => words::WORKING,
            (_, _, false) => words::WORKING_ELSEWHERE,
        };
        let sample = phrase::say(About::Test, now, self.zone(), Text::Discreet, p.clock);
        let (shows, program) = match &desktop.shows {
            Ok(shows) => {
                let template = if shows.version.is_empty() {
                    words::PROGRAM_UNVERSIONED
                } else {
                    words::PROGRAM
                };
                let parts: [(&str, &dyn std::fmt::Display); 2] =
                    [("name", &shows.name), ("version", &shows.version)];
                (fill(template, &parts), shows.name.clone())
            }
            Err(why) => (why.clone(), String::new()),
        };
        Ok(replies::ReminderCheck {
            ok,
            verdict: verdict.to_owned(),
            because: because(&week, now),
            sample: (sample.title, sample.body),
            shows,
            program,
            abilities: desktop.shows.as_ref().map(abilities).unwrap_or_default(),
            next: self.next_reminders(&p)?,
            last: self.last_reminders(&p)?,
            stops: self.stops(desktop, &week, &paused),
        })
    }

    /// A test notification: title, text and buttons, as [`phrase`] has them.
    pub fn test_phrase(&self) -> Result<phrase::Phrase, Error> {
        let p = self.preferences()?;
        Ok(phrase::say(
            About::Test,
            self.now(),
            self.zone(),
            Text::Discreet,
            p.clock,
        ))
    }

    /// How far a test notification got: when the desktop answered and after how many milliseconds, or why not; the
    /// button that was pressed; and whether the desktop takes notifications at the moment and holds them back.
    pub fn tried(
        &self,
        at: DateTime<Utc>,
        took_ms: u64,
        result: Result<(), String>,
        pressed: Option<&str>,
        held: bool,
    ) -> Result<replies::Tried, Error> {
        let p = self.preferences()?;
        let Err(why) = result else {
            let time = spoken::time(zone::civil(at, self.zone()).time(), p.clock);
            if held && pressed.is_none() {
                return Ok(replies::Tried {
                    shown: false,
                    result: fill(words::TRIED_HELD, &[("time", &time)]),
                    more: format!(" {}", words::TRIED_HELD_WHY),
                });
            }
            let mut more = if took_ms < 1000 {
                words::TRIED_QUICK.to_owned()
            } else {
                fill(words::TRIED_SLOW, &[("n", &(took_ms / 1000))])
            };
            if let Some(id) = pressed {
                let buttons = self.test_phrase()?.buttons;
                let label = buttons.iter().find(|b| b.id == id).map(|b| b.label);
                more.push(' ');
                more.push_str(&match label {
                    Some(label) => fill(words::TRIED_PRESSED, &[("button", &label)]),
                    None => words::TRIED_CLICKED.to_owned(),
                });
            }
            return Ok(replies::Tried {
                shown: true,
                result: fill(words::TRIED_SHOWN, &[("time", &time)]),
                more,
            });
        };
        Ok(replies::Tried {
            shown: false,
            result: words::TRIED_FAILED.to_owned(),
            more: format!(" {why}"),
        })
    }

    fn next_reminders(&self, p: &Preferences) -> Result<Vec<replies::NextReminder>, Error> {
        let ahead = self.ahead(self.now() + AHEAD, NEXT)?;
        Ok(ahead
            .into_iter()
            .map(|next| replies::NextReminder {
                when: self.day_at(next.instant, p),
                says: next.text,
                about: next.about,
            })
            .collect())
    }

    fn last_reminders(&self, p: &Preferences) -> Result<Vec<replies::LastReminder>, Error> {
        let now = self.now();
        let rows = self.read(|r| r.last_deliveries(LAST))?.unwrap_or_default();
        let matters = self.matters()?;
        let listed = self.listed()?;
        rows.iter()
            .filter(|row| row.due <= now)
            .map(|row| {
                let is = match row.key.source.occurrence() {
                    Some(key) => self.occurrence_now(key, now)?,
                    None => None,
                };
                let was = is.as_ref().map(|o| as_it_was(o, row));
                let about = matters.about(&row.key, was.as_ref());
                let phrase = phrase::say(
                    about,
                    row.shown_at.unwrap_or(row.due),
                    self.zone(),
                    p.text,
                    p.clock,
                );
                let waits = listed.contains(&inbox::subject(row.key.source));
                let (how, note) = self.how(row, is.as_ref(), waits, p);
                Ok(replies::LastReminder {
                    due: self.day_at(row.due, p),
                    said: matters::sentence(&phrase),
                    how,
                    note,
                    late: !in_time(row),
                })
            })
            .collect()
    }

    /// "On time. You said Fine."; "An hour late" and "The computer was asleep until 9:10.". One that was not shown is said
    /// to wait in the inbox only while it does.
    fn how(
        &self,
        row: &LedgerRow,
        is: Option<&Occurrence>,
        waits: bool,
        p: &Preferences,
    ) -> (String, String) {
        let time = |at: DateTime<Utc>| spoken::time(zone::civil(at, self.zone()).time(), p.clock);
        let Some(shown) = row.shown_at else {
            let how = match row.entry {
                Entry::Claimed => words::MAYBE,
                Entry::Summarised => words::SUMMARISED,
                Entry::Failed => words::NOT_SHOWN_YET,
                _ => words::NOT_SHOWN,
            };
            let note = match (row.entry, row.why) {
                (Entry::Claimed, _) => words::NOTE_MAYBE,
                (_, Some(Why::Asleep)) if waits => words::NOTE_ASLEEP_INBOX,
                (_, Some(Why::Asleep)) => words::NOTE_ASLEEP_OVER,
                (_, Some(Why::Off)) if waits => words::NOTE_OFF_INBOX,
                (_, Some(Why::Off)) => words::NOTE_OFF_OVER,
                (_, Some(Why::Desktop)) => words::NOTE_DESKTOP,
                (_, Some(Why::TooMany)) if waits => words::NOTE_TOO_MANY_INBOX,
                (_, Some(Why::TooMany)) => words::NOTE_TOO_MANY,
                (_, Some(Why::Paused)) => words::NOTE_PAUSED,
                _ => "",
            };
            return (how.to_owned(), note.to_owned());
        };
        let held = row.why == Some(Why::Quiet);
        let late = if held {
            fill(words::HELD, &[("time", &time(shown))])
        } else if in_time(row) {
            words::ON_TIME.to_owned()
        } else {
            lateness(shown - row.due)
        };
        let note = match row.why {
            Some(Why::Quiet) => words::NOTE_QUIET.to_owned(),
            _ if in_time(row) => String::new(),
            Some(Why::Asleep) => fill(words::NOTE_ASLEEP, &[("time", &time(shown))]),
            Some(Why::Off) => fill(words::NOTE_OFF, &[("time", &time(shown))]),
            Some(Why::Desktop) => words::NOTE_DESKTOP.to_owned(),
            Some(Why::Paused) => words::NOTE_PAUSED.to_owned(),
            _ => String::new(),
        };
        let answer = answered(row, is);
        let how = if answer.is_empty() {
            late
        } else {
            format!("{late}. {answer}")
        };
        (how, note)
    }

    fn stops(&self, desktop: &Desktop, week: &[LedgerRow], paused: &str) -> Vec<replies::Stop> {
        let mut stops = Vec::new();
        if let Err(why) = &desktop.shows {
            let text = fill(words::STOP_SERVER_TEXT, &[("why", why)]);
            stops.push(stop("server", true, words::STOP_SERVER, &text, words::NOW));
        }
        if !paused.is_empty() {
            stops.push(stop("paused", true, words::STOP_PAUSED, paused, words::NOW));
        }
        let slept = week
            .iter()
            .filter(|row| matches!(row.why, Some(Why::Asleep | Why::Off)))
            .map(|row| zone::civil(row.due, self.zone()).date())
            .max();
        let state = slept.map_or_else(
            || words::FINE.to_owned(),
            |day: NaiveDate| fill(words::STOP_ASLEEP_STATE, &[("day", &spoken::long_date(day))]),
        );
        stops.push(stop(
            "asleep",
            slept.is_some(),
            words::STOP_ASLEEP,
            words::STOP_ASLEEP_TEXT,
            &state,
        ));
        stops.push(match desktop.starts_at_login {
            Some(true) => stop("login", false, words::STOP_LOGIN, words::STOP_LOGIN_ON_TEXT, ""),
            Some(false) => stop("login", true, words::STOP_LOGIN, words::STOP_LOGIN_TEXT, ""),
            None => stop("login", false, words::STOP_LOGIN, words::STOP_LOGIN_UNKNOWN, ""),
        });
        if let Ok(shows) = &desktop.shows {
            stops.push(disturb(shows));
        }
        stops.push(if desktop.tray {
            stop(
                "closing",
                false,
                words::STOP_CLOSING,
                words::STOP_CLOSING_TRAY,
                words::FINE,
            )
        } else {
            stop(
                "closing",
                true,
                words::STOP_CLOSING,
                words::STOP_CLOSING_NO_TRAY,
                "",
            )
        });
        stops
    }

    /// "Tomorrow, 7 pm", "Sunday, 7:30 pm", "Thu 8 Oct, 5:30 pm".
    fn day_at(&self, at: DateTime<Utc>, p: &Preferences) -> String {
        let local = zone::civil(at, self.zone());
        let time = spoken::time(local.time(), p.clock);
        let days = (local.date() - self.here().date()).num_days();
        let named = |day: String| fill(words::WEEKDAY_AT, &[("day", &day), ("time", &time)]);
        match days {
            0 => fill(words::TODAY_AT, &[("time", &time)]),
            1 => fill(words::TOMORROW_AT, &[("time", &time)]),
            -1 => fill(words::YESTERDAY_AT, &[("time", &time)]),
            -6..=6 => named(spoken::day_name(local.weekday()).to_owned()),
            _ => named(format!(
                "{} {}",
                spoken::day_short(local.weekday()),
                spoken::short_date(local.date())
            )),
        }
    }
}

/// The occurrence at the hour the reminder was about, whatever became of it since.
fn as_it_was(o: &Occurrence, row: &LedgerRow) -> Occurrence {
    let Some(local) = row.key.source.local() else {
        return o.clone();
    };
    let start = zone::instant(local, o.zone);
    Occurrence {
        local,
        start,
        end: start + (o.end - o.start),
        ..o.clone()
    }
}

fn answered(row: &LedgerRow, is: Option<&Occurrence>) -> &'static str {
    let moved = match (row.key.source.local(), is) {
        (Some(local), Some(o)) => o.local != local,
        _ => false,
    };
    match (row.entry, row.key.source, is.map(|o| o.status)) {
        _ if moved => words::YOU_MOVED,
        (Entry::Snoozed(_), ..) => words::YOU_PUT_OFF,
        (_, Source::FollowUp { .. }, Some(Status::Kept)) => words::YOU_YES,
        (_, Source::FollowUp { .. }, Some(Status::LetGo)) => words::YOU_LET_GO,
        (Entry::Acknowledged, Source::Date { .. }, _) => words::YOU_FINE,
        (Entry::Acknowledged, ..) => words::YOU_ANSWERED,
        _ => "",
    }
}

fn lateness(late: Duration) -> String {
    let (minutes, hours, days) = (late.num_minutes(), late.num_hours(), late.num_days());
    let counted = |template, n: i64| fill(template, &[("n", &n)]);
    match (days, hours, minutes) {
        (0, 0, ..=1) => words::SECONDS_LATE.to_owned(),
        (0, 0, n) => counted(words::MINUTES_LATE, n),
        (0, 1, _) => words::HOUR_LATE.to_owned(),
        (0, n, _) => counted(words::HOURS_LATE, n),
        (1, ..) => words::DAY_LATE.to_owned(),
        (n, ..) => counted(words::DAYS_LATE, n),
    }
}

fn abilities(shows: &Shows) -> Vec<replies::Ability> {
    let labels: Vec<&str> = ["fine", "snooze-10", "open", "snooze-60"]
        .iter()
        .take(shows.buttons)
        .map(|id| phrase::label(id))
        .collect();
    let buttons = !labels.is_empty();
    let ability = |can: bool, text: String| replies::Ability { can, text };
    vec![
        ability(true, words::CAN_SHOW.to_owned()),
        if buttons {
            ability(true, fill(words::CAN_BUTTONS, &[("buttons", &labels.join(", "))]))
        } else {
            ability(false, words::CANNOT_BUTTONS.to_owned())
        },
        if buttons {
            ability(true, words::CAN_SAY.to_owned())
        } else {
            ability(false, words::CANNOT_SAY.to_owned())
        },
        ability(true, words::CAN_TAKE_BACK.to_owned()),
        if shows.persistence {
            ability(true, words::CAN_KEEP.to_owned())
        } else {
            ability(false, words::CANNOT_KEEP.to_owned())
        },
        ability(false, words::NO_SOUND.to_owned()),
    ]
}

fn disturb(shows: &Shows) -> replies::Stop {
    let named = |template| fill(template, &[("name", &shows.name)]);
    let mut stop = match shows.do_not_disturb {
        Some(true) => stop(
            "disturb",
            true,
            words::STOP_DISTURB,
            &named(words::STOP_DISTURB_ON),
            words::NOW,
        ),
        Some(false) => stop(
            "disturb",
            false,
            words::STOP_DISTURB,
            &named(words::STOP_DISTURB_OFF),
            words::FINE,
        ),
        None => stop(
            "disturb",
            false,
            words::STOP_DISTURB,
            words::STOP_DISTURB_UNKNOWN,
            "",
        ),
    };
    if shows.name == "dunst" && shows.do_not_disturb == Some(true) {
        "dunstctl set-paused false".clone_into(&mut stop.command);
    }
    stop
}

fn stop(code: &str, hit: bool, title: &str, text: &str, state: &str) -> replies::Stop {
    replies::Stop {
        code: code.to_owned(),
        hit,
        title: title.to_owned(),
        text: text.to_owned(),
        command: String::new(),
        state: state.to_owned(),
    }
}

/// The commonest reason why reminders of the week were late or not shown.
fn because(week: &[LedgerRow], now: DateTime<Utc>) -> String {
    let missed: Vec<Why> = week
        .iter()
        .filter(|row| row.due <= now && !in_time(row))
        .filter(|row| {
            matches!(row.entry, Entry::Expired | Entry::Summarised | Entry::Failed) || row.shown_at.is_some()
        })
        .filter_map(|row| row.why)
        .collect();
    [
        (Why::Asleep, words::BECAUSE_ASLEEP),
        (Why::Off, words::BECAUSE_OFF),
        (Why::Desktop, words::BECAUSE_DESKTOP),
    ]
    .into_iter()
    .map(|(why, sentence)| (missed.iter().filter(|w| **w == why).count(), sentence))
    .filter(|(count, _)| *count > 0)
    .max_by_key(|(count, _)| *count)
    .map(|(count, sentence)| fill(sentence, &[("n", &phrase::count(count))]))
    .unwrap_or_default()
}
