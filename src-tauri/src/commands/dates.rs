//! The calendar: Today, a month, one date.

use app::replies::{Detail, Done, Month, Placing, Problem, Reading, Scope, Today, Week};
use tauri::AppHandle;

use crate::planner::{ask, change};

/// Today.
#[tauri::command]
#[specta::specta]
pub async fn today(handle: AppHandle) -> Result<Today, Problem> {
    ask(handle, |app| app.today()).await
}

/// A month, `2026-10`, or the month of today.
#[tauri::command]
#[specta::specta]
pub async fn month(handle: AppHandle, month: Option<String>) -> Result<Month, Problem> {
    ask(handle, move |app| app.month(month.as_deref())).await
}

/// The week a day is in, `2026-10-15`, or the week of today.
#[tauri::command]
#[specta::specta]
pub async fn week(handle: AppHandle, date: Option<String>) -> Result<Week, Problem> {
    ask(handle, move |app| app.week(date.as_deref())).await
}

/// Everything about one date.
#[tauri::command]
#[specta::specta]
pub async fn detail(handle: AppHandle, key: String) -> Result<Detail, Problem> {
    ask(handle, move |app| app.detail(&key)).await
}

/// Not this time; or, from this one on, not any more.
#[tauri::command]
#[specta::specta]
pub async fn skip(handle: AppHandle, key: String, scope: Option<Scope>) -> Result<Done, Problem> {
    change(handle, move |app| app.skip_in(&key, scope)).await
}

/// Takes back what was said of one date, or of more of its series.
#[tauri::command]
#[specta::specta]
pub async fn restore(handle: AppHandle, key: String, scope: Option<Scope>) -> Result<Done, Problem> {
    change(handle, move |app| app.restore_in(&key, scope)).await
}

/// Moves one date to where a sentence says, "Saturday 1pm", alone or with others of its series.
#[tauri::command]
#[specta::specta]
pub async fn move_to(
    handle: AppHandle,
    key: String,
    sentence: String,
    scope: Option<Scope>,
) -> Result<Done, Problem> {
    change(handle, move |app| app.move_in(&key, &sentence, None, scope)).await
}

/// The same, only read.
#[tauri::command]
#[specta::specta]
pub async fn read_move(handle: AppHandle, key: String, text: String) -> Result<Reading, Problem> {
    ask(handle, move |app| app.read_move(&key, &text)).await
}

/// Puts one date at a wall time here, and makes it as long as is said: a drag of it, or of its edge. Only this one, unless
/// a scope says more.
#[tauri::command]
#[specta::specta]
pub async fn place(
    handle: AppHandle,
    key: String,
    start: String,
    minutes: Option<u32>,
    scope: Option<Scope>,
) -> Result<Done, Problem> {
    change(handle, move |app| app.place(&key, &start, minutes, scope)).await
}

/// The same, only said.
#[tauri::command]
#[specta::specta]
pub async fn read_place(
    handle: AppHandle,
    key: String,
    start: String,
    minutes: Option<u32>,
) -> Result<Placing, Problem> {
    ask(handle, move |app| app.read_place(&key, &start, minutes)).await
}

/// It happened.
#[tauri::command]
#[specta::specta]
pub async fn keep(handle: AppHandle, key: String) -> Result<Done, Problem> {
    change(handle, move |app| app.keep(&key)).await
}

/// Lets it go.
#[tauri::command]
#[specta::specta]
pub async fn let_go(handle: AppHandle, key: String) -> Result<Done, Problem> {
    change(handle, move |app| app.let_go(&key)).await
}
