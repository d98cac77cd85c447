//! When both are free, and when they are not.

use app::replies::{Done, FindForm, HeadsUp, Openings, Problem, SlotForm};
use tauri::AppHandle;

use crate::planner::{ask, change};

/// Where one date might go.
#[tauri::command]
#[specta::specta]
pub async fn openings(handle: AppHandle, key: String) -> Result<Openings, Problem> {
    ask(handle, move |app| app.openings(&key)).await
}

/// Hours that are open to both, for a date that is only wished for.
#[tauri::command]
#[specta::specta]
pub async fn find_time(handle: AppHandle, form: FindForm) -> Result<Openings, Problem> {
    ask(handle, move |app| app.find_time(&form)).await
}

/// What a date would meet, before it is saved.
#[tauri::command]
#[specta::specta]
pub async fn heads_up(handle: AppHandle, form: SlotForm) -> Result<Option<HeadsUp>, Problem> {
    ask(handle, move |app| app.heads_up(&form)).await
}

/// Leaves a date where it is, though it meets something.
#[tauri::command]
#[specta::specta]
pub async fn leave_clash(handle: AppHandle, key: String) -> Result<Done, Problem> {
    change(handle, move |app| app.leave_clash(&key)).await
}
