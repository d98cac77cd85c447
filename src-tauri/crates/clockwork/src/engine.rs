//! The loop: look at the clock, hand over what is due, write down what became of it, listen, wait.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    pin::pin,
    sync::{Arc, Mutex, mpsc as std_mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

use chrono::{DateTime, Utc};
use domain::{
    occurrence::OccurrenceKey,
    reminder::ReminderKey,
    words::{clockwork as words, fill},
};
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    time::Instant,
};
use uuid::Uuid;

use crate::{
    elsewhere::{FileWatch, Seen},
    lock::{Lock, Turnstile},
    notifier::{self, Heard},
    planner::{Delivery, Planner, Topic},
};

/// The longest wait between two looks at the wall clock. Timers stand still while a laptop sleeps and know nothing
/// of a clock that was set, so none is trusted for longer.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The shortest, so that a planner that always says "now" cannot keep the computer busy.
const SHORTEST_WAIT: Duration = Duration::from_millis(100);

/// How long [`Handle::stop`] waits for the thread.
const STOP_WITHIN: Duration = Duration::from_secs(1);

/// Why the engine looks at the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The wait is over.
    Elapsed,
    /// Somebody changed something here: a slot, a setting, a pause.
    Edited,
    /// Another process changed something.
    Elsewhere,
    /// The computer woke up.
    Woken,
    /// The clock or the zone was set.
    ClockSet,
    /// Notifications can be shown again.
    DaemonReturned,
    /// A button was pressed.
    Answered,
}

/// What the engine tells whoever started it. Called on the engine's thread: take it and return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A reminder was shown, or could not be.
    Delivered(Delivered),
    /// The person wants to see the app, and this occurrence if there is one.
    Open {
        /// What the notification was about.
        occurrence: Option<OccurrenceKey>,
    },
    /// Something was committed: what shows one of these loads again.
    Changed(Vec<Topic>),
    /// Reminders do not come as they should; the sentence says why, with none of the couple's words.
    Trouble {
        /// The sentence.
        reason: String,
    },
    /// The lock was free at last: from now on reminders come from here.
    TookOver,
}

/// What became of one reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Which.
    pub key: ReminderKey,
    /// When it was due.
    pub due: DateTime<Utc>,
    /// When the desktop answered.
    pub at: DateTime<Utc>,
    /// Shown, or why not; a failed one is tried again while it makes sense.
    pub result: Result<(), String>,
}

/// How the engine runs.
#[derive(Debug)]
pub struct Options {
    /// The planner's directory: watched for what others write.
    pub data_dir: PathBuf,
    /// The right to remind. Without it the engine only notices what others change, and takes over when the lock is
    /// free.
    pub lock: Option<Lock>,
}

/// The thread could not be made.
#[derive(Debug, thiserror::Error)]
#[error("{}", fill(words::THREAD, &[("why", &.0.kind())]))]
pub struct StartError(#[from] std::io::Error);

/// The reminder engine.
pub struct Engine<P, F> {
    planner: Arc<P>,
    options: Options,
    turnstile: Turnstile,
    events: F,
    /// Settlements that could not be written yet.
    unsettled: Vec<(Delivery, Result<(), String>)>,
    /// The last trouble told, so that it is told once.
    trouble: Option<String>,
}

/// A running engine. Dropping it stops it.
#[derive(Debug)]
pub struct Handle {
    running: Mutex<Option<Running>>,
}

#[derive(Debug)]
struct Running {
    causes: UnboundedSender<Cause>,
    ended: std_mpsc::Receiver<()>,
    thread: JoinHandle<()>,
}

impl Handle {
    /// Looks at the clock now.
    pub fn wake(&self, cause: Cause) {
        if let Ok(running) = self.running.lock()
            && let Some(running) = &*running
        {
            // An engine that has ended needs no waking.
            let _ = running.causes.send(cause);
        }
    }

    /// Ends the engine and gives the lock back, within a second even if the desktop hangs. Again does nothing.
    pub fn stop(&self) {
        let Some(running) = self.running.lock().ok().and_then(|mut running| running.take()) else {
            return;
        };
        drop(running.causes);
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

impl<P: Planner, F: Fn(Event) + Send + 'static> Engine<P, F> {
    /// Starts the engine on a thread of its own, `clockwork`.
    pub fn start(planner: Arc<P>, options: Options, events: F) -> Result<Handle, StartError> {
        let turnstile = Turnstile::at(&options.data_dir);
        let engine = Engine {
            planner,
            options,
            turnstile,
            events,
            unsettled: Vec::new(),
            trouble: None,
        };
        let (causes, woken) = unbounded_channel();
        let (ending, ended) = std_mpsc::sync_channel(1);
        let thread = thread::Builder::new()
            .name("clockwork".to_owned())
            .spawn(move || {
                engine.run(woken);
                let _ = ending.send(());
            })?;
        Ok(Handle {
            running: Mutex::new(Some(Running {
                causes,
                ended,
                thread,
            })),
        })
    }

    /// Runs until the handle is gone. A panic is told and survived: reminders must not end unnoticed.
    fn run(mut self, mut causes: UnboundedReceiver<Cause>) {
        let mut pause = Duration::ZERO;
        loop {
            let ended = catch_unwind(AssertUnwindSafe(|| -> std::io::Result<()> {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()?;
                runtime.block_on(self.serve(pause, &mut causes));
                // What is still being asked of a hung desktop is not waited for.
                runtime.shutdown_background();
                Ok(())
            }));
            match ended {
                Ok(Ok(())) => return,
                Ok(Err(e)) => self.tell_trouble(fill(words::THREAD, &[("why", &e.kind())])),
                Err(_) => self.tell_trouble(words::STUMBLED.to_owned()),
            }
            pause = (pause * 2).clamp(Duration::from_secs(1), LONGEST_WAIT);
        }
    }

    async fn serve(&mut self, pause: Duration, causes: &mut UnboundedReceiver<Cause>) {
        let mut pausing = pin!(tokio::time::sleep(pause));
        loop {
            tokio::select! {
                () = pausing.as_mut() => break,
                // Whatever the cause, the clock is looked at right after the pause.
                cause = causes.recv() => if cause.is_none() { return },
            }
        }
        let (orders, queue) = unbounded_channel();
        let (told, mut heard) = unbounded_channel();
        // Both in one task: a panic in either ends both, and is told.
        tokio::select! {
            () = notifier::run(queue, told) => {}
            () = self.turn(causes, &orders, &mut heard) => {}
        }
        // What was answered or pressed a moment before is not lost.
        while let Ok(last) = heard.try_recv() {
            self.hear(last);
        }
        if self.options.lock.is_some()
            && let Err(reason) = self.planner.rest()
        {
            self.tell_trouble(reason);
        }
    }

    async fn turn(
        &mut self,
        causes: &mut UnboundedReceiver<Cause>,
        orders: &UnboundedSender<Delivery>,
        heard: &mut UnboundedReceiver<Heard>,
    ) {
        // After a panic this is another engine: what the one before had claimed is open again.
        let engine = Uuid::now_v7();
        let mut watch = FileWatch::on(&self.options.data_dir);
        // What was written before we listened is no news.
        let _ = self.planner.changed_elsewhere();
        let mut waiting = pin!(tokio::time::sleep(self.look(engine, orders)));
        loop {
            let cause = tokio::select! {
                cause = causes.recv() => match cause {
                    Some(cause) => Some(cause),
                    None => return,
                },
                Some(heard) = heard.recv() => self.hear(heard),
                seen = watch.next() => self.see(seen),
                () = waiting.as_mut() => Some(Cause::Elapsed),
            };
            if let Some(cause) = cause {
                log::debug!("looking at the clock: {cause:?}");
                self.changed_elsewhere();
                waiting.as_mut().reset(Instant::now() + self.look(engine, orders));
            }
        }
    }

    /// Looks at the clock, hands over what is due, and says how long to wait.
    fn look(&mut self, engine: Uuid, orders: &UnboundedSender<Delivery>) -> Duration {
        if !self.on_duty() {
            // Another program reminds; what is on screen here still lives by the clock.
            match self.planner.glance() {
                Ok(topics) => self.tell_changed(topics),
                Err(reason) => self.tell_trouble(reason),
            }
            return LONGEST_WAIT;
        }
        for (delivery, shown) in std::mem::take(&mut self.unsettled) {
            self.settle(delivery, shown);
        }
        let look = match self.planner.tick(engine) {
            Ok(look) => look,
            Err(reason) => {
                self.tell_trouble(reason);
                return LONGEST_WAIT;
            }
        };
        for delivery in look.show {
            // The notifier ends only with this loop.
            let _ = orders.send(delivery);
        }
        self.tell_changed(look.topics);
        // The planner's clock may be a pretended one: only the distance on it counts.
        let ahead = (look.next - self.planner.now()).to_std().unwrap_or_default();
        ahead.clamp(SHORTEST_WAIT, LONGEST_WAIT)
    }

    /// Whether reminders are ours to fire; takes the lock when it has come free.
    fn on_duty(&mut self) -> bool {
        if self.options.lock.is_none() {
            match self.turnstile.try_pass() {
                Ok(None) => {}
                Ok(Some(lock)) => {
                    self.options.lock = Some(lock);
                    (self.events)(Event::TookOver);
                }
                Err(e) => self.tell_trouble(e.to_string()),
            }
        }
        self.options.lock.is_some()
    }

    /// Takes in what the notifier says; answers whether that is a cause to look at the clock.
    fn hear(&mut self, heard: Heard) -> Option<Cause> {
        match heard {
            Heard::Settled(delivery, shown) => {
                self.settle(delivery, shown);
                None
            }
            Heard::NoAnswer => {
                self.tell_trouble(words::NOT_ANSWERING.to_owned());
                None
            }
            Heard::Returned => Some(Cause::DaemonReturned),
            Heard::Pressed(key, action) => {
                match self.planner.answer(&key, &action) {
                    Ok(answer) => {
                        self.tell_changed(answer.topics);
                        if action == "open" || answer.open.is_some() {
                            (self.events)(Event::Open {
                                occurrence: answer.open,
                            });
                        }
                    }
                    Err(reason) => self.tell_trouble(reason),
                }
                Some(Cause::Answered)
            }
        }
    }

    fn settle(&mut self, delivery: Delivery, result: Result<(), String>) {
        match self.planner.settle(&delivery.key, result.clone()) {
            Ok(topics) => {
                if result.is_ok() {
                    self.trouble = None;
                }
                let (key, due, at) = (delivery.key, delivery.due, self.planner.now());
                (self.events)(Event::Delivered(Delivered { key, due, at, result }));
                self.tell_changed(topics);
            }
            Err(reason) => {
                // It is known what became of it: that is written as soon as the planner can be written to.
                self.unsettled.push((delivery, result));
                self.tell_trouble(reason);
            }
        }
    }

    fn see(&mut self, seen: Seen) -> Option<Cause> {
        match seen {
            Seen::Written => self.changed_elsewhere().then_some(Cause::Elsewhere),
            Seen::LockClosed => self.options.lock.is_none().then_some(Cause::Elsewhere),
        }
    }

    fn changed_elsewhere(&mut self) -> bool {
        match self.planner.changed_elsewhere() {
            Ok(true) => {
                // It is not known what changed.
                self.tell_changed(vec![
                    Topic::Slots,
                    Topic::Gestures,
                    Topic::Settings,
                    Topic::Reminders,
                ]);
                true
            }
            Ok(false) => false,
            Err(reason) => {
                self.tell_trouble(reason);
                false
            }
        }
    }

    fn tell_changed(&self, topics: Vec<Topic>) {
        if !topics.is_empty() {
            (self.events)(Event::Changed(topics));
        }
    }

    fn tell_trouble(&mut self, reason: String) {
        if self.trouble.as_ref() == Some(&reason) {
            return;
        }
        self.trouble = Some(reason.clone());
        // What is told about a panic must not end in another one.
        if catch_unwind(AssertUnwindSafe(|| (self.events)(Event::Trouble { reason }))).is_err() {
            log::error!("whoever listens to the reminder engine panicked");
        }
    }
}
