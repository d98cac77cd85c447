//! The facts of the desktop, one file each.

pub mod autostart;
pub mod tray;
pub mod window;
