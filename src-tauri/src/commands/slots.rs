//! The editor.

use app::replies::{Done, Editor, Problem, Reading, SlotForm};
use tauri::AppHandle;

use crate::planner::{ask, change};

/// What the editor opens with.
#[tauri::command]
#[specta::specta]
pub async fn editor(handle: AppHandle, slot: Option<String>) -> Result<Editor, Problem> {
    ask(handle, move |app| app.editor(slot.as_deref())).await
}

/// What a sentence means, or why it means nothing yet.
#[tauri::command]
#[specta::specta]
pub async fn read_sentence(handle: AppHandle, text: String) -> Result<Reading, Problem> {
    ask(handle, move |app| app.read_sentence(&text)).await
}

/// Makes or changes a slot.
#[tauri::command]
#[specta::specta]
pub async fn save_slot(handle: AppHandle, form: SlotForm) -> Result<Done, Problem> {
    change(handle, move |app| app.save_slot(form)).await
}

/// Removes a slot.
#[tauri::command]
#[specta::specta]
pub async fn remove_slot(handle: AppHandle, id: String) -> Result<Done, Problem> {
    change(handle, move |app| app.remove_slot(&id)).await
}
