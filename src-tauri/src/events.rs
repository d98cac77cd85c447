//! What the window is told without asking. Topics go out after a commit, never before: only a [`Changed`] gets here.

use app::{
    Changed,
    replies::{Code, Problem, Topic},
};
use serde::Serialize;
use tauri::AppHandle;
use tauri_specta::Event;

/// Something was committed: what shows one of these topics loads again.
#[derive(Debug, Clone, Serialize, specta::Type, Event)]
#[tauri_specta(event_name = "changed")]
pub struct ChangedEvent {
    /// What to load again.
    pub topics: Vec<Topic>,
}

/// The window is to be closed and no tray answers: ask whether to keep reminding.
#[derive(Debug, Clone, Serialize, specta::Type, Event)]
#[tauri_specta(event_name = "close-asked")]
pub struct CloseAsked {}

/// Go to a page, and to a date on it: a notification's Open, the tray.
#[derive(Debug, Clone, Serialize, specta::Type, Event)]
#[tauri_specta(event_name = "go")]
pub struct Go {
    /// `today`, `calendar`, `gestures`, `settings`.
    pub to: String,
    /// An occurrence's key, or none.
    pub key: Option<String>,
}

/// Tells every window what was committed.
pub fn changed<T>(handle: &AppHandle, changed: &Changed<T>) {
    if !changed.topics.is_empty() {
        send(
            ChangedEvent {
                topics: changed.topics.clone(),
            }
            .emit(handle),
        );
    }
}

/// Asks the window to ask.
pub fn close_asked(handle: &AppHandle) {
    send(CloseAsked {}.emit(handle));
}

/// Sends the window to a page.
pub fn go(handle: &AppHandle, to: &str, key: Option<String>) {
    send(
        Go {
            to: to.to_owned(),
            key,
        }
        .emit(handle),
    );
}

/// A command that broke off. The words are the catalogue's; what broke is in no log.
pub fn broken() -> Problem {
    use domain::words::{errors, fill};
    Problem {
        code: Code::Machine,
        message: fill(errors::MACHINE, &[("why", &domain::words::shell::BROKE_OFF)]),
        hint: errors::MACHINE_HINT.to_owned(),
    }
}

fn send(result: tauri::Result<()>) {
    if let Err(error) = result {
        log::warn!("a window was not told: {error}");
    }
}
