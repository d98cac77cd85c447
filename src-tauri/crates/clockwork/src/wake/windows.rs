//! Windows tells every top-level window that the computer woke up and that the clock was set. So there is one that
//! nobody sees, on a thread that only waits for messages.
#![allow(unsafe_code, reason = "windows are made by calls of the system's own library")]

use std::{
    cell::OnceCell,
    io,
    ptr::{null, null_mut},
    sync::{
        Arc,
        mpsc::{SyncSender, sync_channel},
    },
    thread,
};

use windows_sys::{
    Win32::{
        Foundation::{ERROR_CLASS_ALREADY_EXISTS, GetLastError, HWND, LPARAM, LRESULT, WPARAM},
        System::LibraryLoader::GetModuleHandleW,
        UI::WindowsAndMessaging::{
            CreateWindowExW, DefWindowProcW, DispatchMessageW, GetMessageW, MSG, PBT_APMRESUMEAUTOMATIC,
            PostMessageW, PostQuitMessage, RegisterClassW, WM_CLOSE, WM_DESTROY, WM_POWERBROADCAST,
            WM_SETTINGCHANGE, WM_TIMECHANGE, WNDCLASSW,
        },
    },
    core::{PCWSTR, w},
};

use super::Signs;

/// The name of our kind of window, which no other program has.
const CLASS: PCWSTR = w!("org.standingdate.waking");

thread_local! {
    /// Whom the window of this thread tells. Windows hands its procedure nothing of ours.
    static TOLD: OnceCell<Arc<Signs>> = const { OnceCell::new() };
}

/// The window, while it is there.
pub(super) struct Source {
    window: Option<Window>,
}

/// A window's handle. It may be named on any thread; all we do elsewhere than on its own is to post to it.
#[derive(Clone, Copy)]
struct Window(HWND);

// SAFETY: a window's handle is a number the system looks up, not an address that is followed; `PostMessageW` may be
// called with it on any thread.
unsafe impl Send for Window {}

impl Source {
    pub(super) fn begin(signs: Arc<Signs>) -> Source {
        let (made, window) = sync_channel(1);
        let window = thread::Builder::new()
            .name("clockwork-waking".to_owned())
            .spawn(move || {
                TOLD.with(|told| told.set(signs).unwrap_or(()));
                serve(&made);
            })
            .and_then(|_| window.recv().unwrap_or_else(|_| Err(io::ErrorKind::Other.into())))
            .inspect_err(|e| log::debug!("nobody says when the computer wakes: {}", e.kind()))
            .ok();
        Source { window }
    }

    /// Listens, and never ends. The window's thread does the work.
    pub(super) async fn listen(&mut self) {
        std::future::pending().await
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        if let Some(Window(window)) = self.window {
            // SAFETY: the handle was made by `CreateWindowExW`. A window that is gone is an error, and nothing else.
            // Closing it ends its thread.
            unsafe { PostMessageW(window, WM_CLOSE, 0, 0) };
        }
    }
}

/// Makes the window, and hands it its messages until it is closed.
fn serve(made: &SyncSender<io::Result<Window>>) {
    let window = make_window();
    let there = window.is_ok();
    if made.send(window).is_err() || !there {
        // The window, if there is one, ends with its thread.
        return;
    }
    let mut message = MSG::default();
    // SAFETY: `message` is ours to be written to; no window given means those of this thread. Zero is the end, and
    // less an error.
    while unsafe { GetMessageW(&mut message, null_mut(), 0, 0) } > 0 {
        // SAFETY: `message` was filled in by the call above.
        unsafe { DispatchMessageW(&message) };
    }
}

fn make_window() -> io::Result<Window> {
    // SAFETY: without a name it is this program's own module, which stays loaded.
    let module = unsafe { GetModuleHandleW(null()) };
    let class = WNDCLASSW {
        lpfnWndProc: Some(on_message),
        hInstance: module,
        lpszClassName: CLASS,
        ..WNDCLASSW::default()
    };
    // SAFETY: the class lives through the call, which copies it; its procedure and its name are static.
    if unsafe { RegisterClassW(&class) } == 0 {
        // An engine that starts again finds the kind of window it made before.
        // SAFETY: it reads a number of this thread.
        let error = unsafe { GetLastError() };
        if error != ERROR_CLASS_ALREADY_EXISTS {
            return Err(io::Error::from_raw_os_error(error.cast_signed()));
        }
    }
    // Never shown, and no child of the message-only window: those are not told of the time.
    // SAFETY: the class is registered, the strings are static, and no other pointer is given.
    let window = unsafe {
        CreateWindowExW(
            0,
            CLASS,
            CLASS,
            0,
            0,
            0,
            0,
            0,
            null_mut(),
            null_mut(),
            module,
            null(),
        )
    };
    if window.is_null() {
        return Err(io::Error::last_os_error());
    }
    Ok(Window(window))
}

/// Called by Windows, on the window's own thread, with each message to it.
///
/// # Safety
///
/// Only Windows calls it, with a window of [`CLASS`].
unsafe extern "system" fn on_message(window: HWND, message: u32, word: WPARAM, long: LPARAM) -> LRESULT {
    let tell = |sign: fn(&Signs)| TOLD.with(|told| told.get().map(|signs| sign(signs)));
    match message {
        WM_POWERBROADCAST if word == PBT_APMRESUMEAUTOMATIC as WPARAM => {
            tell(Signs::woke_up);
        }
        // A new zone is a new time as well.
        WM_TIMECHANGE => {
            tell(Signs::clock_set);
            tell(Signs::zone_changing);
        }
        // Said of every setting of the system, and of the zone by some programs that set it.
        WM_SETTINGCHANGE => {
            tell(Signs::zone_changing);
        }
        WM_DESTROY => {
            // SAFETY: it posts a message to this thread.
            unsafe { PostQuitMessage(0) };
        }
        _ => {}
    }
    // SAFETY: what came in goes on as it came. Closing destroys the window here.
    unsafe { DefWindowProcW(window, message, word, long) }
}
