//! The thread that looks at watched files. Never the one that reminds: a file may lie on a disk that has gone to sleep.

use std::{
    io,
    sync::{Arc, Condvar, Mutex},
    thread,
    time::Duration,
};

use crate::{App, Error, replies::Topic};

/// How often watched files are looked at.
const EVERY: Duration = Duration::from_secs(30);

/// Looks at watched files as long as it lives: every half minute, and when asked.
///
/// Letting go of it does not wait for a look that is under way; that one ends by itself.
#[derive(Debug)]
pub struct Follower {
    shared: Arc<(Mutex<Asked>, Condvar)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Look,
    Stop,
}

impl Follower {
    /// Starts looking. `tell` hears which pages to load again, and why a look failed.
    ///
    /// # Errors
    /// The system has no thread to spare.
    pub fn start(
        app: Arc<App>,
        mut tell: impl FnMut(Result<Vec<Topic>, Error>) + Send + 'static,
    ) -> io::Result<Follower> {
        let shared = Arc::new((Mutex::new(Asked::Look), Condvar::new()));
        let own = Arc::clone(&shared);
        thread::Builder::new().name("files".to_owned()).spawn(move || {
            while wait(&own) {
                let looked = app.look_at_files();
                if !matches!(&looked, Ok(topics) if topics.is_empty()) {
                    tell(looked);
                }
            }
        })?;
        Ok(Follower { shared })
    }

    /// Looks at once: somebody came back to the window.
    pub fn look(&self) {
        self.ask(Asked::Look);
    }

    fn ask(&self, what: Asked) {
        *self
            .shared
            .0
            .lock()
            .expect("BUG: nothing panics while holding this") = what;
        self.shared.1.notify_one();
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.ask(Asked::Stop);
    }
}

/// Waits until it is time to look; false when there is to be no more looking.
fn wait(shared: &(Mutex<Asked>, Condvar)) -> bool {
    let asked = shared.0.lock().expect("BUG: nothing panics while holding this");
    let waited = shared
        .1
        .wait_timeout_while(asked, EVERY, |asked| *asked == Asked::Nothing);
    let (mut asked, _) = waited.expect("BUG: nothing panics while holding this");
    std::mem::replace(&mut *asked, Asked::Nothing) != Asked::Stop
}
