//! The tray: the next date, a small thing to tick, a pause, open, quit.

use std::sync::Mutex;

use app::{App, Error, replies};
use domain::words::{fill, shell as words};
use tauri::{
    AppHandle, Manager, Wry,
    menu::{CheckMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu},
    tray::TrayIconBuilder,
};

use crate::{desktop::window, events, planner::Planner};

const TRAY: &str = "main";

/// What the menu shows; it is made anew only when this changes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    next: String,
    small_things: Vec<(String, String)>,
    paused: bool,
}

impl Shown {
    fn nothing() -> Shown {
        Shown {
            next: words::TRAY_NONE.to_owned(),
            small_things: vec![],
            paused: false,
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
        small.append(&MenuItem::with_id(
            handle,
            format!("tick:{id}"),
            escaped(title),
            true,
            None::<&str>,
        )?)?;
    }
    small.append(&MenuItem::with_id(
        handle,
        "gestures",
        words::TRAY_MORE,
        true,
        None::<&str>,
    )?)?;
    Menu::with_items(
        handle,
        &[
            &MenuItem::with_id(handle, "today", escaped(&shown.next), true, None::<&str>)?,
            &PredefinedMenuItem::separator(handle)?,
            &small,
            &CheckMenuItem::with_id(
                handle,
                "pause",
                words::TRAY_PAUSE,
                true,
                shown.paused,
                None::<&str>,
            )?,
            &PredefinedMenuItem::separator(handle)?,
            &MenuItem::with_id(handle, "open", words::TRAY_OPEN, true, None::<&str>)?,
            &MenuItem::with_id(handle, "quit", words::TRAY_QUIT, true, None::<&str>)?,
        ],
    )
}

/// In a menu an ampersand would underline the letter after it.
fn escaped(text: &str) -> String {
    text.replace('&', "&&")
}

fn pressed(handle: &AppHandle, id: &str) {
    match id {
        "today" => window::open_at(handle, "today", None),
        "gestures" => window::open_at(handle, "gestures", None),
        "open" => window::open(handle),
        "quit" => handle.exit(0),
        "pause" => act(handle, |app| {
            let paused = app.tray()?.paused;
            Ok(app.pause_reminders(!paused)?.topics)
        }),
        _ => {
            let Some(gesture) = id.strip_prefix("tick:") else {
                return;
            };
            let gesture = gesture.to_owned();
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
                Err(_) => window::open_at(handle, "gestures", None),
            }
        }
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
                // A check mark the desktop drew by itself must follow what was saved.
                if let Ok(mut now) = handle.state::<Menus>().0.lock() {
                    *now = None;
                }
                refresh(&handle);
            }
            Err(error) => log::warn!("the tray could not do that: {:?}", error.problem().code),
        }
    });
}
