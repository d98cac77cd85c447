//! The planner behind the window: opened beside it, never before it, and with it the reminder engine.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use app::{
    App, Changed, Error, Follower, Locale,
    clock::SystemClock,
    replies::{Notice, Problem},
};
use clockwork::{Cause, Engine, Event, Handle, Lock, Options};
use domain::{phrase::Phrase, words::shell as words};
use tauri::{AppHandle, Manager};

use crate::{args::Args, desktop, events};

/// Long enough for what was done to be drawn, short enough for a reminder of something due at once.
const AFTER_IT_IS_DRAWN: Duration = Duration::from_millis(150);

/// State of the shell: the planner once it is open, and what the engine said.
pub struct Planner {
    args: Args,
    open: Mutex<Option<Open>>,
    elsewhere: Mutex<bool>,
    /// Why reminders do not come as they should, while they do not.
    trouble: Mutex<Option<String>>,
    /// How often something was heard of a test notification.
    tried: AtomicU32,
}

struct Open {
    app: Arc<App>,
    engine: Option<Handle>,
    files: Option<Follower>,
}

impl Planner {
    /// Nothing is opened yet: the window comes first.
    pub fn new(args: Args) -> Planner {
        Planner {
            args,
            open: Mutex::new(None),
            elsewhere: Mutex::new(false),
            trouble: Mutex::new(None),
            tried: AtomicU32::new(0),
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
        let listener = handle.clone();
        let files = Follower::start(Arc::clone(&app), move |looked| followed(&listener, looked));
        *open = Some(Open {
            app: Arc::clone(&app),
            engine,
            files: files.inspect_err(|error| log::error!("{error}")).ok(),
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

    /// Has the calendar files that are watched looked at now: somebody came back to the window.
    pub fn look_at_files(&self) {
        // Never waits for a planner that is being opened: this is asked on the main thread.
        if let Ok(open) = self.open.try_lock()
            && let Some(files) = open.as_ref().and_then(|open| open.files.as_ref())
        {
            files.look();
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

    /// Shows a test notification; how it went is told by the engine.
    pub fn try_one(&self, phrase: Phrase) {
        if let Ok(open) = self.open.lock()
            && let Some(engine) = open.as_ref().and_then(|open| open.engine.as_ref())
        {
            engine.try_one(phrase.title, phrase.body, phrase.buttons);
        }
    }

    /// What the person should know about this run.
    pub fn notices(&self) -> Vec<Notice> {
        let notice = |code: &str, text: String| Notice {
            code: code.to_owned(),
            text,
        };
        let trouble = self.trouble.lock().ok().and_then(|trouble| trouble.clone());
        let trouble = trouble.map(|reason| notice("reminders_trouble", reason));
        let elsewhere = self
            .is_elsewhere()
            .then(|| notice("reminders_elsewhere", words::REMINDERS_ELSEWHERE.to_owned()));
        trouble.into_iter().chain(elsewhere).collect()
    }

    /// Whether another program fires the reminders.
    pub fn is_elsewhere(&self) -> bool {
        self.elsewhere.lock().is_ok_and(|elsewhere| *elsewhere)
    }

    /// Which program fires the reminders, in a sentence.
    pub fn engine_words(&self) -> &'static str {
        use domain::words::app::{ENGINE_HERE, ENGINE_WATCH};
        if self.is_elsewhere() {
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
    events::changed(&handle, &changed);
    tauri::async_runtime::spawn(async move {
        // What a person did is drawn first: the engine's look and the tray's menu would take the cores from it.
        tokio::time::sleep(AFTER_IT_IS_DRAWN).await;
        handle.state::<Planner>().edited();
        desktop::tray::refresh(&handle);
    });
    Ok(changed.value)
}

/// What the engine says, on its own thread: taken and passed on.
fn heard(handle: &AppHandle, event: Event) {
    match event {
        Event::Changed(topics) => {
            events::changed(handle, &Changed { value: (), topics });
            desktop::tray::refresh(handle);
        }
        Event::Open { at } => desktop::window::open_at(handle, at),
        Event::TookOver => took_over(handle),
        Event::Trouble { reason } => {
            log::warn!("{reason}");
            troubled(handle, Some(reason));
        }
        Event::Recovered => troubled(handle, None),
        Event::Tried(tried) => told(handle, tried),
        Event::Delivered(_) => desktop::tray::refresh(handle),
    }
}

/// What came of looking at watched files, on a thread of its own.
fn followed(handle: &AppHandle, looked: Result<Vec<app::replies::Topic>, Error>) {
    match looked {
        Ok(topics) => events::changed(handle, &Changed { value: (), topics }),
        Err(error) => log::warn!("{:?}", error.problem().code),
    }
}

/// The window says so, and takes it back, without being asked.
fn troubled(handle: &AppHandle, reason: Option<String>) {
    if let Ok(mut trouble) = handle.state::<Planner>().trouble.lock() {
        *trouble = reason;
    }
    let topics = vec![app::replies::Topic::Reminders];
    events::changed(handle, &Changed { value: (), topics });
}

/// How a test notification went, in words.
fn told(handle: &AppHandle, tried: clockwork::Tried) {
    let Some(app) = handle.state::<Planner>().opened() else {
        return;
    };
    let heard = handle.state::<Planner>().tried.fetch_add(1, Ordering::Relaxed) + 1;
    let handle = handle.clone();
    // Asking the desktop takes its time, and the engine waits for nobody.
    tauri::async_runtime::spawn_blocking(move || {
        let held = clockwork::desktop().is_ok_and(|desktop| desktop.do_not_disturb == Some(true));
        let took = u64::try_from(tried.took.as_millis()).unwrap_or(u64::MAX);
        match app.tried(tried.at, took, tried.result, tried.pressed.as_deref(), held) {
            // A button may have been pressed meanwhile, and that says more.
            Ok(words) => {
                if handle.state::<Planner>().tried.load(Ordering::Relaxed) == heard {
                    events::tried(&handle, words);
                }
            }
            Err(error) => log::warn!("{:?}", error.problem().code),
        }
    });
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
