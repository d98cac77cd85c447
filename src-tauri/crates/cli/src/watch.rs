//! `standing remind --watch`: the reminder engine without a window.

use std::{collections::BTreeSet, sync::Arc};

use app::{App, Follower, replies::Code};
use chrono::SecondsFormat;
use chrono_tz::Tz;
use clockwork::{Delivered, Engine, Event, Lock, Options, Outcome};
use domain::{
    reminder::ReminderKey,
    words::{cli as words, fill},
};
use serde_json::json;
use tokio::sync::mpsc;

use crate::{
    output::{Failure, Output},
    signals::Stop,
};

/// Fires reminders until it is asked to stop, one line per delivery.
pub fn watch(app: App, output: &Output) -> Result<(), Failure> {
    let lock = Lock::try_acquire(app.dir()).map_err(|e| machine(&e))?;
    let Some(lock) = lock else {
        return Err(Failure::refused(
            Code::Busy,
            words::WATCH_TAKEN.to_owned(),
            words::WATCH_TAKEN_HINT.to_owned(),
        ));
    };
    // The engine has a thread and a runtime of its own; this one only waits for what it tells, and for signals.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .map_err(|e| machine(&e))?;
    runtime.block_on(serve(Arc::new(app), lock, output))
}

async fn serve(app: Arc<App>, lock: Lock, output: &Output) -> Result<(), Failure> {
    let mut stop = Stop::listen().map_err(|e| machine(&e))?;
    let (tell, mut told) = mpsc::unbounded_channel();
    let options = Options {
        data_dir: app.dir().to_owned(),
        lock: Some(lock),
    };
    let engine = Engine::start(Arc::clone(&app), options, move |event| {
        // The receiver lives as long as the engine does.
        let _ = tell.send(event);
    })
    .map_err(|e| machine(&e))?;
    // Calendars that are watched are followed here too; what becomes of them is nobody's delivery.
    let _files = Follower::start(Arc::clone(&app), |_| {}).map_err(|e| machine(&e))?;
    let mut said = match output.is_json() {
        true => Ok(()),
        false => output.line(words::WATCHING),
    };
    let mut account = Account::default();
    while said.is_ok() {
        tokio::select! {
            () = stop.asked() => break,
            event = told.recv() => match event {
                Some(event) => said = say(&mut account, &app, output, event),
                None => break,
            },
        }
    }
    // Saves the last look and gives the lock back, whyever it ends: within a second, even if the desktop hangs.
    engine.stop();
    while said.is_ok()
        && let Ok(event) = told.try_recv()
    {
        said = say(&mut account, &app, output, event);
    }
    said
}

fn say(account: &mut Account, app: &App, output: &Output, event: Event) -> Result<(), Failure> {
    match event {
        Event::Delivered(delivered) => match account.line(&delivered, app.zone(), output.is_json()) {
            Some(line) => output.line(&line),
            None => Ok(()),
        },
        Event::Trouble { reason } => {
            output.trouble(&reason);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What was said of deliveries so far.
#[derive(Default)]
struct Account {
    failed: BTreeSet<ReminderKey>,
}

impl Account {
    /// What became of one reminder. One that cannot be shown is tried again twice a minute: that is said the first time.
    fn line(&mut self, delivered: &Delivered, here: Tz, as_json: bool) -> Option<String> {
        let result = match delivered.result {
            Outcome::Shown => "shown",
            Outcome::Failed(_) => "failed",
            Outcome::Summarised => "summarised",
        };
        if !matches!(delivered.result, Outcome::Failed(_)) {
            self.failed.remove(&delivered.key);
        } else if !self.failed.insert(delivered.key) {
            return None;
        }
        let at = delivered
            .at
            .with_timezone(&here)
            .to_rfc3339_opts(SecondsFormat::Millis, false);
        let key = delivered.key.source.subject();
        if !as_json {
            return Some(format!("{at}  {result}  {key}"));
        }
        let due = delivered
            .due
            .with_timezone(&here)
            .to_rfc3339_opts(SecondsFormat::AutoSi, false);
        let late = (delivered.at - delivered.due).num_milliseconds();
        let line = json!({ "at": at, "due": due, "key": key, "result": result, "late_ms": late });
        Some(line.to_string())
    }
}

fn machine(why: &dyn std::fmt::Display) -> Failure {
    let message = fill(domain::words::errors::MACHINE, &[("why", &why)]);
    Failure::refused(Code::Machine, message, String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivered(minute: u32, result: Outcome) -> Delivered {
        let key = "date 01a204ca-2394-7079-a135-85abb5417c45@2026-10-15T19:00 2026-10-15T19:00 90m 0";
        let at = format!("2026-10-15T16:{minute:02}:00.250Z");
        Delivered {
            key: key.parse().unwrap(),
            due: "2026-10-15T16:30:00Z".parse().unwrap(),
            at: at.parse().unwrap(),
            result,
        }
    }

    #[test]
    fn a_reminder_that_cannot_be_shown_is_said_once_and_again_when_it_is_shown() {
        let mut account = Account::default();
        let failed = || Outcome::Failed("nobody there".to_owned());
        let mut said = |minute, result| account.line(&delivered(minute, result), Tz::Europe__London, false);
        let slot = "01a204ca-2394-7079-a135-85abb5417c45@2026-10-15T19:00";
        assert_eq!(
            said(30, failed()),
            Some(format!("2026-10-15T17:30:00.250+01:00  failed  {slot}")),
            "at first"
        );
        assert_eq!(said(31, failed()), None, "that is known");
        assert_eq!(
            said(32, Outcome::Shown),
            Some(format!("2026-10-15T17:32:00.250+01:00  shown  {slot}")),
            "that is news"
        );
        assert!(
            said(33, failed()).is_some(),
            "and so is this, should its server have gone with it"
        );
    }

    #[test]
    fn in_json_a_line_says_how_late_it_is() {
        let line = Account::default().line(&delivered(31, Outcome::Shown), Tz::Europe__London, true);
        let said: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        assert_eq!(
            said,
            json!({
                "at": "2026-10-15T17:31:00.250+01:00",
                "due": "2026-10-15T17:30:00+01:00",
                "key": "01a204ca-2394-7079-a135-85abb5417c45@2026-10-15T19:00",
                "result": "shown",
                "late_ms": 60_250,
            }),
            "a minute and a quarter of a second"
        );
    }
}
