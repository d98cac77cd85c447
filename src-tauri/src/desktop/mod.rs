//! The facts of the desktop, one file each.

pub mod autostart;
pub mod dialogs;
pub mod tray;
pub mod window;
