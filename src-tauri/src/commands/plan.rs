//! The plan of a date.

use app::replies::{DatePlan, DatePlanForm, Done, Half, Problem};
use tauri::AppHandle;

use crate::planner::{ask, change};

/// What one evening is going to be.
#[tauri::command]
#[specta::specta]
pub async fn date_plan(handle: AppHandle, key: String) -> Result<DatePlan, Problem> {
    ask(handle, move |app| app.date_plan(&key)).await
}

/// Saves its sheet, in one step.
#[tauri::command]
#[specta::specta]
pub async fn save_date_plan(handle: AppHandle, form: DatePlanForm) -> Result<Done, Problem> {
    change(handle, move |app| app.save_date_plan(&form)).await
}

/// Says that something is ready, and by whom.
#[tauri::command]
#[specta::specta]
pub async fn tick_preparation(handle: AppHandle, id: String, by: Half) -> Result<Done, Problem> {
    change(handle, move |app| app.tick_preparation(&id, by)).await
}

/// Takes that back.
#[tauri::command]
#[specta::specta]
pub async fn untick_preparation(handle: AppHandle, id: String) -> Result<Done, Problem> {
    change(handle, move |app| app.untick_preparation(&id)).await
}
