//! Ideas for dates, and who wants which.

use app::replies::{Done, Half, IdeaFilter, IdeaForPlan, IdeaForm, Ideas, Problem};
use tauri::AppHandle;

use crate::planner::{ask, change};

/// What fits a date or an hour, and the wish list.
#[tauri::command]
#[specta::specta]
pub async fn ideas(handle: AppHandle, filter: IdeaFilter) -> Result<Ideas, Problem> {
    ask(handle, move |app| app.ideas(&filter)).await
}

/// Puts an idea into the plan of a date.
#[tauri::command]
#[specta::specta]
pub async fn use_idea(handle: AppHandle, key: String, idea: String) -> Result<Done, Problem> {
    change(handle, move |app| app.use_idea(&key, &idea)).await
}

/// What an idea would put into the plan of a date.
#[tauri::command]
#[specta::specta]
pub async fn idea_for_plan(handle: AppHandle, key: String, idea: String) -> Result<IdeaForPlan, Problem> {
    ask(handle, move |app| app.idea_for_plan(&key, &idea)).await
}

/// Makes a date in empty hours, with an idea for its plan.
#[tauri::command]
#[specta::specta]
pub async fn plan_opening(
    handle: AppHandle,
    start: String,
    minutes: u32,
    idea: String,
) -> Result<Done, Problem> {
    change(handle, move |app| app.plan_opening(&start, minutes, &idea)).await
}

/// Adds an idea of their own, or gives one other words.
#[tauri::command]
#[specta::specta]
pub async fn save_idea(handle: AppHandle, form: IdeaForm) -> Result<Done, Problem> {
    change(handle, move |app| app.save_idea(&form)).await
}

/// Hides an idea, or offers it again.
#[tauri::command]
#[specta::specta]
pub async fn set_idea_state(handle: AppHandle, idea: String, state: String) -> Result<Done, Problem> {
    change(handle, move |app| app.set_idea_state(&idea, &state)).await
}

/// Removes an idea of their own; one of the library gets its words back.
#[tauri::command]
#[specta::specta]
pub async fn remove_idea(handle: AppHandle, idea: String) -> Result<Done, Problem> {
    change(handle, move |app| app.remove_idea(&idea)).await
}

/// Puts an idea on the wish list.
#[tauri::command]
#[specta::specta]
pub async fn wish(handle: AppHandle, idea: String, by: Half) -> Result<Done, Problem> {
    change(handle, move |app| app.wish_for(&idea, by)).await
}

/// Takes the wish of one of them off the list.
#[tauri::command]
#[specta::specta]
pub async fn unwish(handle: AppHandle, idea: String, by: Half) -> Result<Done, Problem> {
    change(handle, move |app| app.unwish(&idea, by)).await
}
