//! `standing remind --watch`: the reminder engine without a window.

use std::sync::Arc;

use app::{App, replies::Code};
use chrono::SecondsFormat;
use clockwork::{Delivered, Engine, Event, Lock, Options, Outcome};
use domain::words::{cli as words, fill};
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
    let mut said = match output.is_json() {
        true => Ok(()),
        false => output.line(words::WATCHING),
    };
    while said.is_ok() {
        tokio::select! {
            () = stop.asked() => break,
            event = told.recv() => match event {
                Some(event) => said = say(&app, output, event),
                None => break,
            },
        }
    }
    // Saves the last look and gives the lock back, whyever it ends: within a second, even if the desktop hangs.
    engine.stop();
    while said.is_ok()
        && let Ok(event) = told.try_recv()
    {
        said = say(&app, output, event);
    }
    said
}

fn say(app: &App, output: &Output, event: Event) -> Result<(), Failure> {
    match event {
        Event::Delivered(delivered) => output.line(&line(app, output.is_json(), &delivered)),
        Event::Trouble { reason } => {
            output.trouble(&reason);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What became of one reminder.
fn line(app: &App, as_json: bool, delivered: &Delivered) -> String {
    let here = app.zone();
    let at = delivered
        .at
        .with_timezone(&here)
        .to_rfc3339_opts(SecondsFormat::Millis, false);
    let result = match delivered.result {
        Outcome::Shown => "shown",
        Outcome::Failed(_) => "failed",
        Outcome::Summarised => "summarised",
    };
    let key = delivered.key.source.subject();
    if !as_json {
        return format!("{at}  {result}  {key}");
    }
    let due = delivered
        .due
        .with_timezone(&here)
        .to_rfc3339_opts(SecondsFormat::AutoSi, false);
    let late = (delivered.at - delivered.due).num_milliseconds();
    json!({ "at": at, "due": due, "key": key, "result": result, "late_ms": late }).to_string()
}

fn machine(why: &dyn std::fmt::Display) -> Failure {
    let message = fill(domain::words::errors::MACHINE, &[("why", &why)]);
    Failure::refused(Code::Machine, message, String::new())
}
