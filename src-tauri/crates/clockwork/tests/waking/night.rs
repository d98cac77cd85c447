//! An engine, and a planner whose clock the test moves.

use std::{
    fs,
    sync::{
        Arc, Mutex,
        mpsc::{self, Receiver},
    },
    thread,
    time::{Duration, Instant},
};

use app::{Answer, Look, replies::Topic};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use clockwork::{Cause, Engine, Event, Handle, Lock, Options, Planner};
use domain::reminder::ReminderKey;
use tempfile::TempDir;
use uuid::Uuid;

use crate::system_bus::Logind;

/// Longer than anything here may take, and less than an engine that nobody wakes; a test that waits this long has
/// failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// A couple asleep, and the engine running.
pub struct Night {
    diary: Arc<Diary>,
    looks: Receiver<Looked>,
    events: Receiver<Event>,
    engine: Handle,
    _home: TempDir,
}

/// One look at the clock.
pub struct Looked {
    /// Whether the reminder was found to be due.
    pub shown: bool,
}

struct Diary {
    now: Mutex<DateTime<Utc>>,
    due: Mutex<Option<DateTime<Utc>>>,
    stumbles: Mutex<bool>,
    looked: mpsc::Sender<Looked>,
}

impl Night {
    pub fn begins() -> Night {
        let home = tempfile::tempdir().unwrap();
        let (looked, looks) = mpsc::channel();
        let diary = Arc::new(Diary {
            now: Mutex::new(Utc.with_ymd_and_hms(2026, 10, 15, 22, 0, 0).unwrap()),
            due: Mutex::new(None),
            stumbles: Mutex::new(false),
            looked,
        });
        let options = Options {
            data_dir: home.path().to_owned(),
            lock: Lock::try_acquire(home.path()).unwrap(),
        };
        let (told, events) = mpsc::channel();
        let told = Mutex::new(told);
        let engine = Engine::start(Arc::clone(&diary), options, move |event| {
            let _ = told.lock().unwrap().send(event);
        })
        .unwrap();
        Night {
            diary,
            looks,
            events,
            engine,
            _home: home,
        }
    }

    /// A reminder, so long from now.
    pub fn remind_in(&self, ahead: TimeDelta) {
        *self.diary.due.lock().unwrap() = Some(self.diary.now() + ahead);
    }

    /// The planner's clock goes on, and nobody is told.
    pub fn pass(&self, time: TimeDelta) {
        *self.diary.now.lock().unwrap() += time;
    }

    pub fn wake(&self, cause: Cause) {
        self.engine.wake(cause);
    }

    /// The next look at the clock.
    pub fn look(&self) -> Looked {
        self.look_within(PATIENCE).expect("the engine looks at the clock")
    }

    pub fn look_within(&self, patience: Duration) -> Option<Looked> {
        self.looks.recv_timeout(patience).ok()
    }

    /// Waits until the engine looks at the clock when logind says that the computer has woken, and at nothing older.
    pub fn until_heard(&self, logind: &Logind) {
        let looked = || {
            while self.looks.try_recv().is_ok() {}
            logind.prepare_for_sleep(false);
            self.look_within(Duration::from_millis(200)).is_some()
        };
        wait_until(looked, "the engine hears logind");
        // What was said in vain a moment ago may still come.
        while self.look_within(Duration::from_millis(200)).is_some() {}
    }

    /// The same, where the engine is about now and then, as it is at least every thirty seconds.
    pub fn until_heard_in_passing(&self, logind: &Logind) {
        let looked = || {
            self.wake(Cause::Edited);
            self.look();
            logind.prepare_for_sleep(false);
            self.look_within(Duration::from_millis(200)).is_some()
        };
        wait_until(looked, "the engine hears logind again");
    }

    /// Waits for something, where the engine is about now and then.
    pub fn until(&self, done: impl Fn() -> bool, what: &str) {
        let done = || {
            self.wake(Cause::Edited);
            self.look_within(Duration::from_millis(200));
            done()
        };
        wait_until(done, what);
    }

    /// Whether the engine has had nothing to tell so far.
    pub fn nothing_was_told(&self) -> bool {
        self.events.try_recv().is_err()
    }

    /// The next look panics; waits until that was told.
    pub fn stumble(&self) {
        *self.diary.stumbles.lock().unwrap() = true;
        self.wake(Cause::Edited);
        let event = self.events.recv_timeout(PATIENCE);
        assert!(
            matches!(event, Ok(Event::Trouble { .. })),
            "a stumble is told: {event:?}"
        );
    }

    /// Sees that the engine's thread sleeps meanwhile. One look in thirty seconds is its own.
    pub fn is_quiet_for(&self, time: Duration) {
        let before = self.times_the_engine_woke();
        thread::sleep(time);
        let woke = self.times_the_engine_woke() - before;
        assert!(woke <= 1, "it woke {woke} times in {time:?}");
    }

    /// How often the engine's thread has waited for something and been woken.
    fn times_the_engine_woke(&self) -> u64 {
        let mut threads = fs::read_dir("/proc/self/task")
            .unwrap()
            .map(|thread| thread.unwrap().path());
        let engine =
            threads.find(|thread| fs::read_to_string(thread.join("comm")).unwrap().trim() == "clockwork");
        let status = fs::read_to_string(engine.unwrap().join("status")).unwrap();
        let switches = status
            .lines()
            .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        switches.unwrap().trim().parse().unwrap()
    }
}

#[allow(clippy::disallowed_methods, reason = "how long the test itself has waited")]
fn wait_until(done: impl Fn() -> bool, what: &str) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
    }
}

impl Planner for Diary {
    fn now(&self) -> DateTime<Utc> {
        *self.now.lock().unwrap()
    }

    fn tick(&self, _engine: Uuid) -> Result<Look, String> {
        assert!(
            !std::mem::take(&mut *self.stumbles.lock().unwrap()),
            "a stumble that the test asked for"
        );
        let now = self.now();
        let shown = self.due.lock().unwrap().take_if(|due| *due <= now).is_some();
        let _ = self.looked.send(Looked { shown });
        Ok(Look {
            show: vec![],
            summarised: vec![],
            next: now + TimeDelta::days(1),
            topics: vec![],
        })
    }

    fn settle(&self, _key: &ReminderKey, _shown: Result<(), String>) -> Result<Vec<Topic>, String> {
        unreachable!("nothing is handed out")
    }

    fn answer(&self, _key: &ReminderKey, _action: &str) -> Result<Answer, String> {
        unreachable!("nothing is on the screen")
    }

    fn changed_elsewhere(&self) -> Result<bool, String> {
        Ok(false)
    }

    fn rest(&self) -> Result<(), String> {
        Ok(())
    }
}
