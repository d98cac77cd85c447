//! The tray: the next date, what waits for an answer, a small thing to tick, a pause, open, quit.

use std::sync::Mutex;

use app::{
    App, Error, Target, Waiting,
    replies::{self, PauseForm},
};
use domain::words::{fill, shell as words};
use tauri::{
    AppHandle, Manager, Wry,
    menu::{Menu, MenuItem, PredefinedMenuItem, Submenu},
    tray::TrayIconBuilder,
};

use crate::{desktop::window, events, planner::Planner};

const TRAY: &str = "main";

/// What an item's id begins with: `tick:GESTURE`, `answer:ACTION:REMINDER`.
const TICK: &str = "tick:";
const ANSWER: &str = "answer:";

/// What the menu shows; it is made anew only when this changes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    next: String,
    small_things: Vec<(String, String)>,
    /// "Paused until tomorrow.", or empty.
    paused: String,
    /// How to pause: until tomorrow, for a week.
    pauses: [String; 2],
    /// Reminders that can be answered here.
    waiting: Vec<Waiting>,
}

impl Shown {
    fn nothing() -> Shown {
        Shown {
            next: words::TRAY_NONE.to_owned(),
            small_things: vec![],
            paused: String::new(),
            pauses: Default::default(),
            waiting: vec![],
        }
    }
}

/// What stands in the menu now.
#[derive(Default)]
pub struct Menus(Mutex<Option<Shown>>);

/// Puts the icon into the tray, once. On the main thread, after the first paint or without a window.
pub fn make(handle: &AppHandle) {
    if handle.tray_by_id(TRAY).is_some() {
        return;
    }
    let Some(icon) = handle.default_window_icon().cloned() else {
        return;
    };
    let made = TrayIconBuilder::with_id(TRAY)
        .icon(icon)
        .tooltip(domain::words::reminders::APP_NAME)
        .on_menu_event(|handle, event| pressed(handle, event.id().as_ref()))
        .build(handle);
    match made {
        Ok(_) => refresh(handle),
        Err(error) => log::warn!("no tray icon: {error}"),
    }
}

/// Whether a tray answers on this desktop, so that a closed window can be found again.
pub fn answers(handle: &AppHandle) -> bool {
    handle.tray_by_id(TRAY).is_some() && clockwork::tray_host_answers()
}

/// Brings the menu up to date, off the main thread.
pub fn refresh(handle: &AppHandle) {
    if handle.tray_by_id(TRAY).is_none() {
        return;
    }
    let handle = handle.clone();
    tauri::async_runtime::spawn_blocking(move || {
        // Without a planner there is still a way to the window, which says why, and a way out.
        let shown = match handle.state::<Planner>().opened() {
            Some(app) => shown(&app),
            None => Ok(Shown::nothing()),
        };
        let Ok(shown) = shown else { return };
        let on_main = handle.clone();
        let _ = handle.run_on_main_thread(move || put(&on_main, shown));
    });
}

fn shown(app: &App) -> Result<Shown, Error> {
    let tray = app.tray()?;
    let next = if tray.when.is_empty() {
        words::TRAY_NONE.to_owned()
    } else {
        fill(words::TRAY_NEXT, &[("when", &tray.when), ("away", &tray.away)])
    };
    Ok(Shown {
        next,
        small_things: tray.small_things,
        paused: tray.paused,
        pauses: tray.pauses,
        waiting: tray.waiting,
    })
}

fn put(handle: &AppHandle, shown: Shown) {
    let menus = handle.state::<Menus>();
    let Ok(mut now) = menus.0.lock() else { return };
    if now.as_ref() == Some(&shown) {
        return;
    }
    let menu = match menu(handle, &shown) {
        Ok(menu) => menu,
        Err(error) => return log::warn!("no tray menu: {error}"),
    };
    if let Some(tray) = handle.tray_by_id(TRAY) {
        let _ = tray.set_menu(Some(menu));
        *now = Some(shown);
    }
}

fn menu(handle: &AppHandle, shown: &Shown) -> tauri::Result<Menu<Wry>> {
    let small = Submenu::with_id(handle, "small", words::TRAY_TICK, true)?;
    for (id, title) in &shown.small_things {
        small.append(&item(handle, &format!("{TICK}{id}"), title)?)?;
    }
    small.append(&item(handle, "gestures", words::TRAY_MORE)?)?;
    let menu = Menu::with_items(
        handle,
        &[
            &item(handle, "today", &shown.next)?,
            &PredefinedMenuItem::separator(handle)?,
        ],
    )?;
    for waiting in &shown.waiting {
        menu.append(&answering(handle, waiting)?)?;
    }
    if !shown.waiting.is_empty() {
        menu.append(&PredefinedMenuItem::separator(handle)?)?;
    }
    menu.append(&small)?;
    menu.append(&pause(handle, shown)?)?;
    menu.append(&PredefinedMenuItem::separator(handle)?)?;
    menu.append(&item(handle, "open", words::TRAY_OPEN)?)?;
    menu.append(&item(handle, "quit", words::TRAY_QUIT)?)?;
    Ok(menu)
}

/// A reminder with its answers: what its notification offers, for desktops where that has no buttons or is gone.
fn answering(handle: &AppHandle, waiting: &Waiting) -> tauri::Result<Submenu<Wry>> {
    let menu = Submenu::new(handle, escaped(&waiting.words), true)?;
    for (id, label) in &waiting.actions {
        menu.append(&item(
            handle,
            &format!("{ANSWER}{id}:{}", waiting.reminder),
            label,
        )?)?;
    }
    Ok(menu)
}

/// How to pause, or how to go on.
fn pause(handle: &AppHandle, shown: &Shown) -> tauri::Result<Submenu<Wry>> {
    let title = if shown.paused.is_empty() {
        words::TRAY_PAUSE
    } else {
        shown.paused.trim_end_matches('.')
    };
    let menu = Submenu::with_id(handle, "pause", escaped(title), true)?;
    if !shown.paused.is_empty() {
        menu.append(&item(handle, "resume", words::TRAY_RESUME)?)?;
    }
    for (id, label) in ["pause-tomorrow", "pause-week"].iter().zip(&shown.pauses) {
        if !label.is_empty() {
            menu.append(&item(handle, id, label)?)?;
        }
    }
    menu.append(&item(handle, "pause-range", words::TRAY_PAUSE_RANGE)?)?;
    Ok(menu)
}

fn item(handle: &AppHandle, id: &str, label: &str) -> tauri::Result<MenuItem<Wry>> {
    MenuItem::with_id(handle, id, escaped(label), true, None::<&str>)
}

/// In a menu an ampersand would underline the letter after it.
fn escaped(text: &str) -> String {
    text.replace('&', "&&")
}

fn pressed(handle: &AppHandle, id: &str) {
    match id {
        "today" => window::open_at(handle, Target::Today),
        "gestures" => window::open_at(handle, Target::Gestures),
        "open" => window::open(handle),
        "quit" => handle.exit(0),
        "resume" => act(handle, |app| Ok(app.resume_reminders()?.topics)),
        "pause-tomorrow" => act(handle, |app| {
            Ok(app.pause_reminders(&PauseForm::Tomorrow)?.topics)
        }),
        "pause-week" => act(handle, |app| Ok(app.pause_reminders(&PauseForm::Week)?.topics)),
        // Days are chosen in the window.
        "pause-range" => window::open_at(handle, Target::Pause),
        _ => {
            if let Some((action, reminder)) = id.strip_prefix(ANSWER).and_then(|rest| rest.split_once(':')) {
                answer(handle, action.to_owned(), reminder.to_owned());
            } else if let Some(gesture) = id.strip_prefix(TICK) {
                tick(handle, gesture.to_owned());
            }
        }
    }
}

/// Answers a reminder as its notification would be.
fn answer(handle: &AppHandle, action: String, reminder: String) {
    let on = handle.clone();
    act(handle, move |app| {
        let key = reminder.parse().map_err(|_| Error::NotFound)?;
        let answer = app.answer(&key, &action)?;
        if let Some(at) = answer.open {
            window::open_at(&on, at);
        }
        Ok(answer.topics)
    });
}

fn tick(handle: &AppHandle, gesture: String) {
    let Some(app) = handle.state::<Planner>().opened() else {
        return;
    };
    // On a shared computer the tray cannot ask whose it is: the page can.
    match app.writer(None) {
        Ok(half) => act(handle, move |app| {
            let half = match half {
                domain::people::Half::First => replies::Half::First,
                domain::people::Half::Second => replies::Half::Second,
            };
            Ok(app.tick_gesture(&gesture, half, None, "")?.topics)
        }),
        Err(_) => window::open_at(handle, Target::Gestures),
    }
}

/// Changes something from the tray, then says so everywhere.
fn act(handle: &AppHandle, f: impl FnOnce(&App) -> Result<Vec<replies::Topic>, Error> + Send + 'static) {
    let handle = handle.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let Some(app) = handle.state::<Planner>().opened() else {
            return;
        };
        match f(&app) {
            Ok(topics) => {
                handle.state::<Planner>().edited();
                events::changed(&handle, &app::Changed { value: (), topics });
                refresh(&handle);
            }
            Err(error) => log::warn!("the tray could not do that: {:?}", error.problem().code),
        }
    });
}
