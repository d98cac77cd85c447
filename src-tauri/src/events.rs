//! What the window is told without asking. Topics go out after a commit, never before: only a [`Changed`] gets here.

use app::{
    Changed,
    replies::{Code, Problem, Topic, Tried},
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
    /// `import` (what the opened calendar file would change), `today`, `inbox` and `pause` (Today with what came while nobody was there, or a pause to choose), `calendar`, `gestures`, `settings`.
    pub to: String,
    /// An occurrence's key, or none.
    pub key: Option<String>,
    /// Whether that occurrence is to be moved.
    pub moving: bool,
}

/// How far a test notification got.
#[derive(Debug, Clone, Serialize, specta::Type, Event)]
#[tauri_specta(event_name = "tried")]
pub struct TriedEvent {
    /// What is known of it by now.
    pub tried: Tried,
}

/// How far an import is.
#[derive(Debug, Clone, Serialize, specta::Type, Event)]
#[tauri_specta(event_name = "importing")]
pub struct ImportProgress {
    /// So many entries are in.
    pub done: u32,
    /// Of so many.
    pub of: u32,
}

impl Go {
    /// To a page, and to no date on it.
    pub fn to(page: &str) -> Go {
        Go {
            to: page.to_owned(),
            key: None,
            moving: false,
        }
    }
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
pub fn go(handle: &AppHandle, go: Go) {
    send(go.emit(handle));
}

/// Tells how far a test notification got.
pub fn tried(handle: &AppHandle, tried: Tried) {
    send(TriedEvent { tried }.emit(handle));
}

/// Tells how far an import is.
pub fn importing(handle: &AppHandle, done: usize, of: usize) {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let progress = ImportProgress {
        done: small(done),
        of: small(of),
    };
    send(progress.emit(handle));
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
