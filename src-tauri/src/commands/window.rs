//! Starting, closing, taking back.

use app::replies::{Done, Problem, Start};
use tauri::{AppHandle, Manager};

use crate::{
    desktop,
    planner::{Planner, ask, change},
};

/// Everything the first view needs, in one call.
#[tauri::command]
#[specta::specta]
pub async fn start(handle: AppHandle) -> Result<Start, Problem> {
    let mut start = ask(handle.clone(), |app| app.start()).await?;
    start.notices.extend(handle.state::<Planner>().notices());
    desktop::tray::refresh(&handle);
    Ok(start)
}

/// The window says how far it is: after `mounted` it can be sent to a page, `painted` brings the tray.
#[tauri::command]
#[specta::specta]
pub async fn ready(handle: AppHandle, stage: String) {
    desktop::window::ready(&handle, &stage);
}

/// The answer to "No tray answers here": keep reminding without a window, or quit.
#[tauri::command]
#[specta::specta]
pub async fn close_choice(handle: AppHandle, keep: bool) {
    desktop::window::close_choice(&handle, keep);
}

/// Takes back the last thing a person did.
#[tauri::command]
#[specta::specta]
pub async fn undo(handle: AppHandle) -> Result<Done, Problem> {
    change(handle, |app| app.undo()).await
}

/// Does again what was last taken back.
#[tauri::command]
#[specta::specta]
pub async fn redo(handle: AppHandle) -> Result<Done, Problem> {
    change(handle, |app| app.redo()).await
}
