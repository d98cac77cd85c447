//! Whole days: what is to be remembered, a year at a glance, what is coming as a list.

use app::replies::{AgendaPage, Done, Problem, RedLetterForm, RedLetterReading, RedLetters, Year};
use tauri::AppHandle;

use crate::planner::{ask, change};

/// All red-letter days.
#[tauri::command]
#[specta::specta]
pub async fn red_letters(handle: AppHandle) -> Result<RedLetters, Problem> {
    ask(handle, |app| app.red_letters()).await
}

/// What a red-letter day means so far, while it is typed.
#[tauri::command]
#[specta::specta]
pub async fn read_red_letter(handle: AppHandle, form: RedLetterForm) -> Result<RedLetterReading, Problem> {
    ask(handle, move |app| app.read_red_letter(&form)).await
}

/// Makes or changes one.
#[tauri::command]
#[specta::specta]
pub async fn save_red_letter(handle: AppHandle, form: RedLetterForm) -> Result<Done, Problem> {
    change(handle, move |app| app.save_red_letter(&form)).await
}

/// Removes one.
#[tauri::command]
#[specta::specta]
pub async fn remove_red_letter(handle: AppHandle, id: String) -> Result<Done, Problem> {
    change(handle, move |app| app.remove_red_letter(&id)).await
}

/// A year at a glance, or the year of today.
#[tauri::command]
#[specta::specta]
pub async fn year(handle: AppHandle, year: Option<i32>) -> Result<Year, Problem> {
    ask(handle, move |app| app.year(year)).await
}

/// What is coming, from today on or from the page named.
#[tauri::command]
#[specta::specta]
pub async fn agenda_page(handle: AppHandle, from: Option<String>) -> Result<AgendaPage, Problem> {
    ask(handle, move |app| app.agenda_page(from.as_deref())).await
}
