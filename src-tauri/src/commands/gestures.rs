//! Small things.

use app::replies::{Done, Gestures, Half, Problem};
use tauri::AppHandle;

use crate::planner::{ask, change};

/// The gestures page.
#[tauri::command]
#[specta::specta]
pub async fn gestures(handle: AppHandle) -> Result<Gestures, Problem> {
    ask(handle, |app| app.gestures()).await
}

/// Says that one of the two did it today.
#[tauri::command]
#[specta::specta]
pub async fn tick(handle: AppHandle, gesture: String, by: Half) -> Result<Done, Problem> {
    change(handle, move |app| app.tick_gesture(&gesture, by, None, "")).await
}

/// Keeps one line about a tick.
#[tauri::command]
#[specta::specta]
pub async fn note_tick(handle: AppHandle, tick: String, note: String) -> Result<Done, Problem> {
    change(handle, move |app| app.note_tick(&tick, &note)).await
}

/// Takes a tick back.
#[tauri::command]
#[specta::specta]
pub async fn untick(handle: AppHandle, tick: String) -> Result<Done, Problem> {
    change(handle, move |app| app.untick(&tick)).await
}
