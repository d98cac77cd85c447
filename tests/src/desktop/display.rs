//! A virtual display, and the windows on it.

use std::process::Stdio;

use tokio::process::{Child, Command};
use x11rb::{
    connection::Connection,
    protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, MapState, Window},
    rust_connection::RustConnection,
};

/// The title of the app's window.
const TITLE: &[u8] = b"Standing Date";

/// An X server without a screen.
pub(super) struct Display {
    name: String,
    _xvfb: Child,
}

impl Display {
    /// Starts one; the server finds a free number itself.
    pub(super) async fn start() -> Display {
        let mut xvfb = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x900x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("Xvfb is installed (`cargo xtask setup`)");
        let name = format!(":{}", super::first_line(&mut xvfb).await);
        Display { name, _xvfb: xvfb }
    }

    /// What belongs into `DISPLAY`.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The app's windows that are shown.
    pub(super) fn windows(&self) -> Vec<Window> {
        let (x, root) = self.connect();
        let tree = x.query_tree(root).map(|asked| asked.reply());
        let Ok(Ok(tree)) = tree else { return vec![] };
        // A window may go while it is asked about.
        tree.children
            .into_iter()
            .filter(|window| is_ours(&x, *window).unwrap_or(false))
            .collect()
    }

    /// Asks a window to close, as a window manager does.
    pub(super) fn close(&self, window: Window) {
        let (x, _) = self.connect();
        let atom = |name: &[u8]| {
            let asked = x.intern_atom(false, name).expect("the display answers");
            asked.reply().expect("the display answers").atom
        };
        let message = ClientMessageEvent::new(
            32,
            window,
            atom(b"WM_PROTOCOLS"),
            [atom(b"WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0],
        );
        // Checked, so that it has arrived before this connection closes: what is under way then may be dropped.
        let sent = x
            .send_event(false, window, EventMask::NO_EVENT, message)
            .expect("the display answers");
        sent.check().expect("the window is there");
    }

    fn connect(&self) -> (RustConnection, Window) {
        let (x, screen) = x11rb::connect(Some(&self.name)).expect("the display answers");
        let root = x.setup().roots[screen].root;
        (x, root)
    }
}

/// Without a window manager a window of ours is a child of the root.
fn is_ours(x: &RustConnection, window: Window) -> Result<bool, x11rb::errors::ReplyError> {
    let title = x
        .get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64)?
        .reply()?;
    Ok(title.value == TITLE && x.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE)
}
