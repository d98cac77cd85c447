//! What whoever started the engine holds of it. Nothing here waits for the desktop.

use std::{
    sync::{Mutex, mpsc as std_mpsc},
    thread::JoinHandle,
    time::Duration,
};

use domain::phrase::Button;
use tokio::sync::mpsc::UnboundedSender;

use crate::events::Cause;

/// How long [`Handle::stop`] waits for the thread.
const STOP_WITHIN: Duration = Duration::from_secs(1);

/// A running engine. Dropping it stops it.
#[derive(Debug)]
pub struct Handle {
    running: Mutex<Option<Running>>,
}

#[derive(Debug)]
struct Running {
    calls: UnboundedSender<Call>,
    ended: std_mpsc::Receiver<()>,
    thread: JoinHandle<()>,
}

/// What the handle asks of the thread.
#[derive(Debug)]
pub(crate) enum Call {
    Look(Cause),
    Try {
        title: String,
        body: String,
        buttons: Vec<Button>,
    },
}

impl Handle {
    /// Of a thread that takes calls until nobody can make any, and says when it is about to end.
    pub(crate) fn of(
        calls: UnboundedSender<Call>,
        ended: std_mpsc::Receiver<()>,
        thread: JoinHandle<()>,
    ) -> Handle {
        Handle {
            running: Mutex::new(Some(Running { calls, ended, thread })),
        }
    }

    /// Looks at the clock now. Returns at once.
    pub fn wake(&self, cause: Cause) {
        self.call(Call::Look(cause));
    }

    /// Shows a notification that stands for nothing, to see whether the desktop does. [`Event::Tried`] tells what came
    /// of it: within three seconds, again if the answer came later, and again when one of its buttons was pressed. It
    /// goes ahead of what waits, and is shown though another program reminds. Returns at once.
    ///
    /// [`Event::Tried`]: crate::Event::Tried
    pub fn try_one(&self, title: String, body: String, buttons: Vec<Button>) {
        self.call(Call::Try { title, body, buttons });
    }

    fn call(&self, call: Call) {
        if let Ok(running) = self.running.lock()
            && let Some(running) = &*running
        {
            // An engine that has ended has nothing to do.
            let _ = running.calls.send(call);
        }
    }

    /// Ends the engine and gives the lock back, within a second even if the desktop hangs. Again does nothing.
    pub fn stop(&self) {
        let Some(running) = self.running.lock().ok().and_then(|mut running| running.take()) else {
            return;
        };
        drop(running.calls);
        match running.ended.recv_timeout(STOP_WITHIN) {
            Err(std_mpsc::RecvTimeoutError::Timeout) => {
                // It waits for the disk. It ends by itself, or with the process.
                log::warn!("the reminder engine did not stop within a second");
            }
            Ok(()) | Err(std_mpsc::RecvTimeoutError::Disconnected) => {
                let _ = running.thread.join();
            }
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.stop();
    }
}
