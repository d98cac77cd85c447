//! Kinds of time, what the editor makes of a sentence, and what a week still wants.

use app::replies::{Done, KindForm, Problem, Rewrite, Wanted};
use tauri::AppHandle;

use crate::planner::{ask, change};

/// Makes a kind of the couple's own, or changes one.
#[tauri::command]
#[specta::specta]
pub async fn save_kind(handle: AppHandle, form: KindForm) -> Result<Done, Problem> {
    change(handle, move |app| app.save_kind(&form)).await
}

/// Removes a kind of the couple's own: its dates become plain dates.
#[tauri::command]
#[specta::specta]
pub async fn remove_kind(handle: AppHandle, kind: String) -> Result<Done, Problem> {
    change(handle, move |app| app.remove_kind(&kind)).await
}

/// A sentence said anew: in another rhythm, or with the usual length of another kind.
#[tauri::command]
#[specta::specta]
pub async fn rewrite_sentence(handle: AppHandle, text: String, how: Rewrite) -> Result<String, Problem> {
    ask(handle, move |app| app.rewrite_sentence(&text, &how)).await
}

/// What the week of a day still wants; of today, where none is given.
#[tauri::command]
#[specta::specta]
pub async fn wanted(handle: AppHandle, day: Option<String>) -> Result<Vec<Wanted>, Problem> {
    ask(handle, move |app| app.wanted(day.as_deref())).await
}

/// Sets one evening of a date at a wall time here.
#[tauri::command]
#[specta::specta]
pub async fn add_occurrence(
    handle: AppHandle,
    slot: String,
    start: String,
    minutes: Option<u32>,
) -> Result<Done, Problem> {
    change(handle, move |app| app.add_occurrence(&slot, &start, minutes)).await
}
