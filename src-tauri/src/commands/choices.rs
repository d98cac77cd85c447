//! What each of the two sets for themselves alone. `by` is given where the computer is shared and somebody said who.

use app::replies::{Done, Half, OwnChoices, Problem};
use tauri::AppHandle;

use crate::planner::{ask, change};

/// What somebody set for themselves.
#[tauri::command]
#[specta::specta]
pub async fn own_choices(handle: AppHandle, by: Option<Half>) -> Result<OwnChoices, Problem> {
    ask(handle, move |app| app.own_choices(by)).await
}

/// Sets how deep a conversation may go, 1 to 3; nothing is no ceiling any more.
#[tauri::command]
#[specta::specta]
pub async fn set_ceiling(handle: AppHandle, ceiling: Option<u8>, by: Option<Half>) -> Result<Done, Problem> {
    change(handle, move |app| app.set_ceiling(ceiling, by)).await
}

/// Says whether touch is welcome.
#[tauri::command]
#[specta::specta]
pub async fn set_touch(handle: AppHandle, on: bool, by: Option<Half>) -> Result<Done, Problem> {
    change(handle, move |app| app.set_touch(on, by)).await
}

/// Says whether the other may read what one ticked.
#[tauri::command]
#[specta::specta]
pub async fn set_log_open(handle: AppHandle, on: bool, by: Option<Half>) -> Result<Done, Problem> {
    change(handle, move |app| app.set_log_open(on, by)).await
}
