//! `standing remind --watch`: the reminder engine without a window.

use std::sync::{Arc, mpsc};

use app::{App, replies::Code};
use clockwork::{Engine, Event, Lock, Options};
use domain::words::{cli as words, fill};
use serde_json::json;

use crate::output::{Failure, Output};

/// Fires reminders until it is stopped, one line per delivery.
pub fn watch(app: App, output: &Output) -> Result<(), Failure> {
    let app = Arc::new(app);
    let machine = |why: &dyn std::fmt::Display| {
        let message = fill(domain::words::errors::MACHINE, &[("why", &why)]);
        Failure::refused(Code::Machine, message, String::new())
    };
    let lock = Lock::try_acquire(app.dir()).map_err(|e| machine(&e))?;
    let Some(lock) = lock else {
        return Err(Failure::refused(
            Code::Busy,
            words::WATCH_TAKEN.to_owned(),
            words::WATCH_TAKEN_HINT.to_owned(),
        ));
    };
    let (tell, told) = mpsc::channel();
    let options = Options {
        data_dir: app.dir().to_owned(),
        lock: Some(lock),
    };
    let engine = Engine::start(Arc::clone(&app), options, move |event| {
        // The receiver lives as long as the engine does.
        let _ = tell.send(event);
    })
    .map_err(|e| machine(&e))?;
    if !output.is_json() {
        output.line(words::WATCHING)?;
    }
    for event in told {
        match event {
            Event::Delivered(delivered) => {
                let late = (delivered.at - delivered.due).num_milliseconds();
                let result = if delivered.result.is_ok() {
                    "shown"
                } else {
                    "failed"
                };
                let at = delivered
                    .at
                    .with_timezone(&app.zone())
                    .to_rfc3339_opts(chrono::SecondsFormat::Millis, false);
                let due = delivered
                    .due
                    .with_timezone(&app.zone())
                    .to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
                let key = delivered.key.occurrence.to_string();
                if output.is_json() {
                    let line = json!({ "at": at, "due": due, "key": key, "result": result, "late_ms": late });
                    output.line(&line.to_string())?;
                } else {
                    output.line(&format!("{at}  {result}  {key}"))?;
                }
            }
            Event::Trouble { reason } => output.trouble(&reason),
            _ => {}
        }
    }
    engine.stop();
    Ok(())
}
