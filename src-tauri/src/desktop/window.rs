//! The one window: made first, shown when its page begins, destroyed when it is closed.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use app::Target;
use tauri::{
    AppHandle, Manager, Theme, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    webview::{Color, PageLoadEvent},
};

use crate::{
    desktop::tray,
    events::{self, Go},
    planner::Planner,
    trace,
};

/// The window's label, as in tauri.conf.json and capabilities/main.json.
const MAIN: &str = "main";

/// A window whose page never begins is shown all the same after this long.
const SHOW_ANYWAY: Duration = Duration::from_secs(4);

/// The page's own ground, `--page` of the design, light and dark.
const PAPER: Color = Color(0xf8, 0xf8, 0xf2, 0xff);
const LAMPLIGHT: Color = Color(0x12, 0x1a, 0x17, 0xff);

/// Where a window that is being made should go when it stands.
#[derive(Default)]
pub struct Pending {
    go: std::sync::Mutex<Option<Go>>,
    /// Whether the window's page listens by now.
    listens: AtomicBool,
    keep_without_tray: AtomicBool,
}

/// Makes the window, hidden until its page begins. On the main thread.
///
/// # Errors
/// Whatever keeps the desktop from making it.
pub fn make(handle: &AppHandle) -> tauri::Result<()> {
    handle.state::<Pending>().listens.store(false, Ordering::SeqCst);
    let config = handle.config().app.windows.iter().find(|w| w.label == MAIN);
    let builder = match config {
        Some(config) => WebviewWindowBuilder::from_config(handle, config)?,
        None => WebviewWindowBuilder::new(handle, MAIN, WebviewUrl::default()),
    };
    // A private session cannot be driven through WebDriver: the tests' build gives it up where they ask for it.
    let driven = cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some();
    let builder = if driven { builder.incognito(false) } else { builder };
    // Our own page and nothing else, whatever a text in it may say.
    let window = builder
        .background_color(PAPER)
        // Shown when the page begins, in the colour of its paper: bringing up the window and the page's first view then
        // overlap. Waiting for the view would be a sixth slower to the first paint.
        .on_page_load(|window, page| {
            if matches!(page.event(), PageLoadEvent::Started) {
                show(&window);
            }
        })
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
        .on_new_window(|_, _| tauri::webview::NewWindowResponse::Deny)
        .build()?;
    if matches!(window.theme(), Ok(Theme::Dark)) {
        let _ = window.set_background_color(Some(LAMPLIGHT));
    }
    trace::mark("window");
    std::thread::spawn(move || {
        std::thread::sleep(SHOW_ANYWAY);
        show(&window);
    });
    Ok(())
}

/// The page says how far it is.
pub fn ready(handle: &AppHandle, stage: &str) {
    trace::mark(if stage == "painted" { "painted" } else { "mounted" });
    if stage == "painted" {
        let on_main = handle.clone();
        let _ = handle.run_on_main_thread(move || tray::make(&on_main));
        return;
    }
    let pending = handle.state::<Pending>();
    pending.listens.store(true, Ordering::SeqCst);
    let go = pending.go.lock().ok().and_then(|mut go| go.take());
    if let Some(go) = go {
        events::go(handle, go);
    }
}

/// Brings the window forward, and makes it again where it was closed.
pub fn open(handle: &AppHandle) {
    let again = handle.clone();
    let result = handle.run_on_main_thread(move || match again.get_webview_window(MAIN) {
        Some(window) => {
            let _ = window.unminimize();
            show(&window);
            let _ = window.set_focus();
        }
        None => {
            if let Err(error) = make(&again) {
                log::error!("no window could be made: {error}");
            }
        }
    });
    if let Err(error) = result {
        log::error!("the window could not be reached: {error}");
    }
}

/// Brings the window forward on a page.
pub fn open_at(handle: &AppHandle, at: Target) {
    let (to, key, moving) = match at {
        Target::Today => ("today", None, false),
        Target::Inbox => ("inbox", None, false),
        Target::Pause => ("pause", None, false),
        Target::Gestures => ("gestures", None, false),
        Target::Date(key) => ("calendar", Some(key.to_string()), false),
        Target::Move(key) => ("calendar", Some(key.to_string()), true),
        Target::Plan(key) => ("plan", Some(key.to_string()), false),
    };
    go_to(
        handle,
        Go {
            to: to.to_owned(),
            key,
            moving,
        },
    );
}

/// Brings the window forward and tells its page where to go, at once or when it listens.
pub fn go_to(handle: &AppHandle, go: Go) {
    let pending = handle.state::<Pending>();
    // Kept while the lock is held, so that a page that begins to listen this moment finds it, or is told.
    if let Ok(mut waiting) = pending.go.lock() {
        if handle.get_webview_window(MAIN).is_some() && pending.listens.load(Ordering::SeqCst) {
            events::go(handle, go);
        } else {
            *waiting = Some(go);
        }
    }
    open(handle);
}

/// Whether closing may go ahead. With a tray it does, and reminders go on there; without one the window asks first.
pub fn may_close(handle: &AppHandle) -> bool {
    let kept = handle
        .state::<Pending>()
        .keep_without_tray
        .load(Ordering::Relaxed);
    if kept || tray::answers(handle) {
        return true;
    }
    events::close_asked(handle);
    false
}

/// The answer to that question. Kept for this run: starting the app again shows the window.
pub fn close_choice(handle: &AppHandle, keep: bool) {
    if !keep {
        handle.exit(0);
        return;
    }
    handle
        .state::<Pending>()
        .keep_without_tray
        .store(true, Ordering::Relaxed);
    if let Some(window) = handle.get_webview_window(MAIN) {
        let _ = window.destroy();
    }
}

/// Whether there is a window.
pub fn is_open(handle: &AppHandle) -> bool {
    handle.get_webview_window(MAIN).is_some()
}

fn show(window: &WebviewWindow) {
    let _ = window.show();
}

/// Loads the planner beside the window, so that the first question finds it open.
pub fn open_planner(handle: &AppHandle) {
    let handle = handle.clone();
    std::thread::spawn(move || {
        if let Err(error) = handle.state::<Planner>().app(&handle) {
            log::warn!("the planner did not open: {:?}", error.problem().code);
            // Started in the tray or not: the page says what is wrong and what to do.
            if !is_open(&handle) {
                open(&handle);
            }
        }
        if !is_open(&handle) {
            let on_main = handle.clone();
            let _ = handle.run_on_main_thread(move || tray::make(&on_main));
        }
        tray::refresh(&handle);
    });
}
