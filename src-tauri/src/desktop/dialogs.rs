//! The desktop's own dialogs for choosing a file. The window asks for one and never learns or names a path: only what was
//! chosen here is read, and only what was chosen here is written.

use std::path::PathBuf;

use domain::words::shell as words;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

/// In a debug build this stands for the file that somebody would choose: WebDriver cannot reach the desktop's dialogs.
const CHOOSES: &str = "STANDING_DATE_CHOOSES";

/// A calendar file to read; `None` when nobody chose one. Blocks until somebody did: not for the main thread.
pub fn calendar_to_read(handle: &AppHandle) -> Option<PathBuf> {
    if let Some(path) = stand_in() {
        return Some(path);
    }
    dialog(handle)
        .set_title(words::CHOOSE_CALENDAR)
        .add_filter(words::CALENDAR_FILES, &["ics", "ical", "ifb", "icalendar", "vcs"])
        .add_filter(words::ALL_FILES, &["*"])
        .blocking_pick_file()?
        .into_path()
        .ok()
}

/// A deck file to read; `None` when nobody chose one. Blocks, too.
pub fn deck_to_read(handle: &AppHandle) -> Option<PathBuf> {
    if let Some(path) = stand_in() {
        return Some(path);
    }
    dialog(handle)
        .set_title(words::CHOOSE_DECK)
        .add_filter(words::DECK_FILES, &["json"])
        .add_filter(words::ALL_FILES, &["*"])
        .blocking_pick_file()?
        .into_path()
        .ok()
}

/// Where to write a file of this name; `None` when nobody chose. The desktop asks before a file is replaced. Blocks, too.
pub fn file_to_write(handle: &AppHandle, name: &str) -> Option<PathBuf> {
    if let Some(path) = stand_in() {
        return Some(path);
    }
    dialog(handle)
        .set_title(words::CHOOSE_EXPORT)
        .set_file_name(name)
        .blocking_save_file()?
        .into_path()
        .ok()
}

fn dialog(handle: &AppHandle) -> FileDialogBuilder<tauri::Wry> {
    use tauri::Manager;
    let dialog = handle.dialog().file();
    match handle.get_webview_window("main") {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

fn stand_in() -> Option<PathBuf> {
    // Never in what is shipped: there only a person chooses.
    let path = cfg!(debug_assertions)
        .then(|| std::env::var_os(CHOOSES))
        .flatten();
    path.map(PathBuf::from)
}
