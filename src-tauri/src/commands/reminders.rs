//! What came and what waits, answers, pauses, and whether it all works.

use app::{
    Desktop, Shows,
    replies::{Answered, Done, Inbox, Notice, PauseForm, Pauses, Problem, ReminderCheck},
};
use tauri::{AppHandle, Manager};

use crate::{
    desktop::{autostart, tray},
    planner::{Planner, ask, change},
};

/// What came while nobody was there; with `older`, everything.
#[tauri::command]
#[specta::specta]
pub async fn inbox(handle: AppHandle, older: bool) -> Result<Inbox, Problem> {
    ask(handle, move |app| app.inbox(older)).await
}

/// Answers a reminder as its notification would be.
#[tauri::command]
#[specta::specta]
pub async fn answer_reminder(
    handle: AppHandle,
    reminder: String,
    action: String,
) -> Result<Answered, Problem> {
    change(handle, move |app| app.answer_reminder(&reminder, &action)).await
}

/// Takes everything off the list.
#[tauri::command]
#[specta::specta]
pub async fn clear_inbox(handle: AppHandle) -> Result<Done, Problem> {
    change(handle, |app| app.clear_inbox()).await
}

/// Pauses that are on or ahead.
#[tauri::command]
#[specta::specta]
pub async fn pauses(handle: AppHandle) -> Result<Pauses, Problem> {
    ask(handle, |app| app.pauses()).await
}

/// Holds reminders for a while.
#[tauri::command]
#[specta::specta]
pub async fn pause_reminders(handle: AppHandle, form: PauseForm) -> Result<Done, Problem> {
    change(handle, move |app| app.pause_reminders(&form)).await
}

/// Ends the pause that is on.
#[tauri::command]
#[specta::specta]
pub async fn resume_reminders(handle: AppHandle) -> Result<Done, Problem> {
    change(handle, |app| app.resume_reminders()).await
}

/// Removes a pause.
#[tauri::command]
#[specta::specta]
pub async fn remove_pause(handle: AppHandle, id: String) -> Result<Done, Problem> {
    change(handle, move |app| app.remove_pause(&id)).await
}

/// “Is it working?”
#[tauri::command]
#[specta::specta]
pub async fn check_reminders(handle: AppHandle) -> Result<ReminderCheck, Problem> {
    let of = handle.clone();
    ask(handle, move |app| app.check_reminders(&desktop(&of))).await
}

/// Shows a test notification. How it went comes as an event, and again when it is answered.
#[tauri::command]
#[specta::specta]
pub async fn try_reminder(handle: AppHandle) -> Result<(), Problem> {
    let phrase = ask(handle.clone(), |app| app.test_phrase()).await?;
    handle.state::<Planner>().try_one(phrase);
    Ok(())
}

/// What the person should know about this run.
#[tauri::command]
#[specta::specta]
pub async fn notices(handle: AppHandle) -> Result<Vec<Notice>, Problem> {
    Ok(handle.state::<Planner>().notices())
}

/// What only the desktop knows. Asks it, for two seconds at most each.
fn desktop(handle: &AppHandle) -> Desktop {
    let shows = clockwork::desktop().map(|found| Shows {
        persistence: found.capabilities.iter().any(|can| can == "persistence"),
        name: found.name,
        version: found.version,
        buttons: found.buttons,
        do_not_disturb: found.do_not_disturb,
    });
    Desktop {
        shows,
        starts_at_login: autostart::is_on(handle),
        tray: tray::answers(handle),
        here: !handle.state::<Planner>().is_elsewhere(),
    }
}
