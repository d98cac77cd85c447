//! Help from outside.

use app::{App, replies::HelpPage};

/// The help page. The planner is not asked, nothing is noted, and it is answered where the planner cannot be opened.
#[tauri::command]
#[specta::specta]
pub fn help_page() -> HelpPage {
    App::help_page()
}
