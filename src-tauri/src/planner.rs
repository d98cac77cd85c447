//! The planner behind the window: opened beside it, never before it, and with it the reminder engine.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use app::{
    App, Changed, Error, Locale,
    clock::SystemClock,
    replies::{Notice, Problem},
};
use clockwork::{Cause, Engine, Event, Handle, Lock, Options};
use domain::words::shell as words;
use tauri::{AppHandle, Manager};

use crate::{args::Args, desktop, events};

/// State of the shell: the planner once it is open, and what the engine said.
pub struct Planner {
    args: Args,
    open: Mutex<Option<Open>>,
    elsewhere: Mutex<bool>,
}

struct Open {
    app: Arc<App>,
    engine: Option<Handle>,
}

impl Planner {
    /// Nothing is opened yet: the window comes first.
    pub fn new(args: Args) -> Planner {
        Planner {
            args,
            open: Mutex::new(None),
            elsewhere: Mutex::new(false),
        }
    }

    /// The planner; opens it, and starts the engine, when nobody has. Blocks: not for the main thread.
    ///
    /// # Errors
    /// Whatever keeps the store from opening. The next call tries again.
    pub fn app(&self, handle: &AppHandle) -> Result<Arc<App>, Error> {
        let mut open = self
            .open
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(open) = &*open {
            return Ok(Arc::clone(&open.app));
        }
        let clock = Arc::new(SystemClock::new(self.args.now, self.args.zone));
        let locale = Locale::named(&sys_locale::get_locale().unwrap_or_default());
        let app = Arc::new(App::open(&self.dir(), clock, locale)?);
        // Without the lock the engine only watches, and takes over when whoever has it ends.
        let lock = Lock::try_acquire(app.dir()).unwrap_or_else(|error| {
            log::warn!("{error}");
            None
        });
        if let Ok(mut elsewhere) = self.elsewhere.lock() {
            *elsewhere = lock.is_none();
        }
        let listener = handle.clone();
        let options = Options {
            data_dir: app.dir().to_owned(),
            lock,
        };
        let engine = Engine::start(Arc::clone(&app), options, move |event| heard(&listener, event));
        let engine = engine.inspect_err(|error| log::error!("{error}")).ok();
        *open = Some(Open {
            app: Arc::clone(&app),
            engine,
        });
        Ok(app)
    }

    /// The planner, if it is open already. Never blocks for long.
    pub fn opened(&self) -> Option<Arc<App>> {
        self.open.lock().ok()?.as_ref().map(|open| Arc::clone(&open.app))
    }

    /// Has the engine look at the clock again: something was changed here.
    pub fn edited(&self) {
        if let Ok(open) = self.open.lock()
            && let Some(engine) = open.as_ref().and_then(|open| open.engine.as_ref())
        {
            engine.wake(Cause::Edited);
        }
    }

    /// Stops the engine, which saves the last look: the app is about to end.
    pub fn close(&self) {
        let open = self
            .open
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .take();
        if let Some(engine) = open.and_then(|open| open.engine) {
            engine.stop();
        }
    }

    /// What the person should know about this run.
    pub fn notices(&self) -> Vec<Notice> {
        let elsewhere = self.elsewhere.lock().is_ok_and(|e| *e);
        let text = words::REMINDERS_ELSEWHERE.to_owned();
        if elsewhere {
            vec![Notice {
                code: "reminders_elsewhere".to_owned(),
                text,
            }]
        } else {
            vec![]
        }
    }

    /// Which program fires the reminders, in a sentence.
    pub fn engine_words(&self) -> &'static str {
        use domain::words::app::{ENGINE_HERE, ENGINE_WATCH};
        if self.elsewhere.lock().is_ok_and(|e| *e) {
            ENGINE_WATCH
        } else {
            ENGINE_HERE
        }
    }

    fn dir(&self) -> PathBuf {
        self.args.data_dir.clone().unwrap_or_else(app::data_dir)
    }
}

/// Asks the planner something, off the main thread.
pub async fn ask<T: Send + 'static>(
    handle: AppHandle,
    f: impl FnOnce(&App) -> Result<T, Error> + Send + 'static,
) -> Result<T, Problem> {
    let work = move || f(&*handle.state::<Planner>().app(&handle)?);
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(result) => result.map_err(|error| error.problem()),
        Err(_) => Err(events::broken()),
    }
}

/// Changes something, then says what: only a commit gets here.
pub async fn change<T: Send + 'static>(
    handle: AppHandle,
    f: impl FnOnce(&App) -> Result<Changed<T>, Error> + Send + 'static,
) -> Result<T, Problem> {
    let changed = ask(handle.clone(), f).await?;
    handle.state::<Planner>().edited();
    events::changed(&handle, &changed);
    desktop::tray::refresh(&handle);
    Ok(changed.value)
}

/// What the engine says, on its own thread: taken and passed on.
fn heard(handle: &AppHandle, event: Event) {
    match event {
        Event::Changed(topics) => {
            events::changed(handle, &Changed { value: (), topics });
            desktop::tray::refresh(handle);
        }
        Event::Open { occurrence } => desktop::window::open_on(handle, occurrence),
        Event::TookOver => took_over(handle),
        Event::Trouble { reason } => log::warn!("{reason}"),
        Event::Delivered(_) => {}
    }
}

fn took_over(handle: &AppHandle) {
    if let Ok(mut elsewhere) = handle.state::<Planner>().elsewhere.lock() {
        *elsewhere = false;
    }
    events::changed(
        handle,
        &Changed {
            value: (),
            topics: vec![app::replies::Topic::Settings],
        },
    );
}
