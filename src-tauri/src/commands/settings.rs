//! Names, choices, starting at login.

use app::replies::{Code, Done, Here, People, Problem, Settings, SettingsForm};
use tauri::{AppHandle, Manager};

use crate::{
    desktop::autostart,
    planner::{Planner, ask, change},
};

/// Saves the two names and whose account this is.
#[tauri::command]
#[specta::specta]
pub async fn save_people(handle: AppHandle, people: People, here: Here) -> Result<Done, Problem> {
    change(handle, move |app| app.save_people(people, here)).await
}

/// Settings as they stand.
#[tauri::command]
#[specta::specta]
pub async fn settings(handle: AppHandle) -> Result<Settings, Problem> {
    let settings = ask(handle.clone(), |app| app.settings()).await?;
    Ok(with_desktop(&handle, settings))
}

/// Changes what is given.
#[tauri::command]
#[specta::specta]
pub async fn save_settings(handle: AppHandle, form: SettingsForm) -> Result<Settings, Problem> {
    let settings = change(handle.clone(), move |app| app.save_settings(form)).await?;
    Ok(with_desktop(&handle, settings))
}

/// Starts the app in the tray at login, or no longer.
#[tauri::command]
#[specta::specta]
pub async fn set_start_at_login(handle: AppHandle, on: bool) -> Result<Settings, Problem> {
    autostart::set(&handle, on).map_err(|why| Problem {
        code: Code::Machine,
        message: domain::words::fill(domain::words::errors::MACHINE, &[("why", &why)]),
        hint: domain::words::errors::MACHINE_HINT.to_owned(),
    })?;
    settings(handle).await
}

/// Adds what only the desktop knows.
fn with_desktop(handle: &AppHandle, mut settings: Settings) -> Settings {
    settings.starts_at_login = autostart::is_on(handle);
    settings.engine = handle.state::<Planner>().engine_words().to_owned();
    settings
}
