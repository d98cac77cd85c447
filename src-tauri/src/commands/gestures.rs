//! Small things.

use app::replies::{
    Done, Gesture, GestureDayDetail, GestureFilter, GestureForm, GestureYear, Gestures, Half, Noticed,
    Problem,
};
use tauri::AppHandle;

use crate::planner::{ask, change};

/// The gestures page: what fits the filter.
#[tauri::command]
#[specta::specta]
pub async fn gestures(handle: AppHandle, filter: GestureFilter) -> Result<Gestures, Problem> {
    ask(handle, move |app| app.gestures(&filter)).await
}

/// One at random among what fits; another than `but`, where there is another.
#[tauri::command]
#[specta::specta]
pub async fn pick_gesture(
    handle: AppHandle,
    filter: GestureFilter,
    but: Option<String>,
) -> Result<Option<Gesture>, Problem> {
    ask(handle, move |app| app.pick_gesture(&filter, but.as_deref())).await
}

/// Says that one of the two did it, today or on an earlier day.
#[tauri::command]
#[specta::specta]
pub async fn tick(
    handle: AppHandle,
    gesture: String,
    by: Half,
    day: Option<String>,
    note: Option<String>,
) -> Result<Done, Problem> {
    let note = note.unwrap_or_default();
    change(handle, move |app| {
        app.tick_gesture(&gesture, by, day.as_deref(), &note)
    })
    .await
}

/// Keeps one line about a tick.
#[tauri::command]
#[specta::specta]
pub async fn note_tick(handle: AppHandle, tick: String, note: String) -> Result<Done, Problem> {
    change(handle, move |app| app.note_tick(&tick, &note)).await
}

/// Says that it was on another day.
#[tauri::command]
#[specta::specta]
pub async fn date_tick(handle: AppHandle, tick: String, day: String) -> Result<Done, Problem> {
    change(handle, move |app| app.date_tick(&tick, &day)).await
}

/// Takes a tick back.
#[tauri::command]
#[specta::specta]
pub async fn untick(handle: AppHandle, tick: String) -> Result<Done, Problem> {
    change(handle, move |app| app.untick(&tick)).await
}

/// Adds a gesture of their own, or says another in their words.
#[tauri::command]
#[specta::specta]
pub async fn save_gesture(handle: AppHandle, form: GestureForm) -> Result<Done, Problem> {
    change(handle, move |app| app.save_gesture(&form)).await
}

/// Offers a gesture again, hides it or puts it away: `offered`, `hidden`, `archived`.
#[tauri::command]
#[specta::specta]
pub async fn set_gesture_state(handle: AppHandle, gesture: String, state: String) -> Result<Done, Problem> {
    change(handle, move |app| app.set_gesture_state(&gesture, &state)).await
}

/// Makes one of the library again what it was.
#[tauri::command]
#[specta::specta]
pub async fn restore_gesture(handle: AppHandle, gesture: String) -> Result<Done, Problem> {
    change(handle, move |app| app.restore_gesture(&gesture)).await
}

/// A year of halves; nothing is the year of today.
#[tauri::command]
#[specta::specta]
pub async fn gesture_year(handle: AppHandle, year: Option<i32>) -> Result<GestureYear, Problem> {
    ask(handle, move |app| app.gesture_year(year)).await
}

/// What was done on a day.
#[tauri::command]
#[specta::specta]
pub async fn gesture_day(handle: AppHandle, date: String) -> Result<GestureDayDetail, Problem> {
    ask(handle, move |app| app.gesture_day(&date)).await
}

/// Keeps what the other did, to thank for.
#[tauri::command]
#[specta::specta]
pub async fn notice(handle: AppHandle, tick: String, by: Option<Half>) -> Result<Done, Problem> {
    change(handle, move |app| app.notice(&tick, by)).await
}

/// What somebody noticed, newest first.
#[tauri::command]
#[specta::specta]
pub async fn noticed(handle: AppHandle, by: Option<Half>) -> Result<Vec<Noticed>, Problem> {
    ask(handle, move |app| app.noticed(by)).await
}

/// Keeps what the other did and nobody ticked; `day` is today when not given.
#[tauri::command]
#[specta::specta]
pub async fn add_noticed(
    handle: AppHandle,
    words: String,
    day: Option<String>,
    by: Option<Half>,
) -> Result<Done, Problem> {
    change(handle, move |app| app.add_noticed(&words, day.as_deref(), by)).await
}

/// Says that thanks were said.
#[tauri::command]
#[specta::specta]
pub async fn thank(handle: AppHandle, id: String, by: Option<Half>) -> Result<Done, Problem> {
    change(handle, move |app| app.thank(&id, by)).await
}

/// Takes something noticed off the list.
#[tauri::command]
#[specta::specta]
pub async fn remove_noticed(handle: AppHandle, id: String, by: Option<Half>) -> Result<Done, Problem> {
    change(handle, move |app| app.remove_noticed(&id, by)).await
}

/// Says that somebody means to do a gesture: with what cue, and how often. `by` is nothing for whoever is here.
#[tauri::command]
#[specta::specta]
pub async fn set_intention(
    handle: AppHandle,
    gesture: String,
    cue: Option<String>,
    rhythm: String,
    by: Option<Half>,
) -> Result<Done, Problem> {
    change(handle, move |app| {
        app.set_intention(&gesture, cue.as_deref(), &rhythm, by)
    })
    .await
}

/// Says that they no longer mean to.
#[tauri::command]
#[specta::specta]
pub async fn clear_intention(handle: AppHandle, gesture: String, by: Option<Half>) -> Result<Done, Problem> {
    change(handle, move |app| app.clear_intention(&gesture, by)).await
}

/// Another suggestion for today in the place of this one.
#[tauri::command]
#[specta::specta]
pub async fn another_suggestion(handle: AppHandle, gesture: String) -> Result<Done, Problem> {
    change(handle, move |app| app.another_suggestion(&gesture)).await
}
