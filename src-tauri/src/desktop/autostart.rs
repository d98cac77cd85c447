//! Starting at login: an explicit choice, and then in the tray, without a window.

use tauri::AppHandle;
use tauri_plugin_autostart::ManagerExt;

/// Whether the app starts at login; `None` where that cannot be found out.
pub fn is_on(handle: &AppHandle) -> Option<bool> {
    handle.autolaunch().is_enabled().ok()
}

/// Switches it.
///
/// # Errors
/// Why the desktop refused, as a phrase.
pub fn set(handle: &AppHandle, on: bool) -> Result<(), String> {
    let autolaunch = handle.autolaunch();
    if on {
        autolaunch.enable()
    } else {
        autolaunch.disable()
    }
    .map_err(|error| error.to_string())
}
