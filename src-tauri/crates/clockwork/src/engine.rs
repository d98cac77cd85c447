//! The loop: look at the clock, hand over what is due, write down what became of it, listen, wait.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    pin::pin,
    sync::{Arc, mpsc as std_mpsc},
    thread,
    time::Duration,
};

use chrono::{DateTime, Utc};
use domain::{
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
    events::{Cause, Delivered, Event, Outcome},
    handle::{Call, Handle},
    lock::{Lock, Turnstile},
    notifier::{self, Heard, Hindrance, Order, Trial},
    planner::{Delivery, Planner, Target, Topic},
    trouble::{Side, Troubles},
    wait::Wait,
    wake::Waking,
};

/// The longest wait between two looks at the wall clock. Timers stand still while a laptop sleeps and know nothing
/// of a clock that was set, so none is trusted for longer. A second less than the half minute within which whatever
/// happened to the clock is to be noticed: looking and showing take a moment too.
const LONGEST_WAIT: Duration = Duration::from_secs(29);

/// The shortest, so that a planner that always says "now" cannot keep the computer busy.
const SHORTEST_WAIT: Duration = Duration::from_millis(100);

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
    /// What could not be shown so far, to be tried at once when a server is back.
    failed: Vec<ReminderKey>,
    /// What went with a server, or may be tried again, and could not be written yet.
    unlost: Vec<ReminderKey>,
    /// What is on the screen, and listened to.
    on_screen: Vec<ReminderKey>,
    troubles: Troubles,
    /// Whether the look under way met no trouble of the planner's.
    well: bool,
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
            failed: Vec::new(),
            unlost: Vec::new(),
            on_screen: Vec::new(),
            troubles: Troubles::default(),
            well: true,
        };
        let (calls, called) = unbounded_channel();
        let (ending, ended) = std_mpsc::sync_channel(1);
        let thread = thread::Builder::new()
            .name("clockwork".to_owned())
            .spawn(move || {
                engine.run(called);
                let _ = ending.send(());
            })?;
        Ok(Handle::of(calls, ended, thread))
    }

    /// Runs until the handle is gone. A panic is told and survived: reminders must not end unnoticed.
    fn run(mut self, mut calls: UnboundedReceiver<Call>) {
        let mut pause = Duration::ZERO;
        loop {
            let ended = catch_unwind(AssertUnwindSafe(|| -> std::io::Result<()> {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()?;
                runtime.block_on(self.serve(pause, &mut calls));
                // What is still being asked of a hung desktop is not waited for.
                runtime.shutdown_background();
                Ok(())
            }));
            match ended {
                Ok(Ok(())) => return,
                Ok(Err(e)) => self.planner_trouble(fill(words::THREAD, &[("why", &e.kind())])),
                Err(_) => self.planner_trouble(words::STUMBLED.to_owned()),
            }
            pause = (pause * 2).clamp(Duration::from_secs(1), LONGEST_WAIT);
        }
    }

    async fn serve(&mut self, pause: Duration, calls: &mut UnboundedReceiver<Call>) {
        let mut pausing = pin!(tokio::time::sleep(pause));
        let mut asked = Vec::new();
        loop {
            tokio::select! {
                () = pausing.as_mut() => break,
                call = calls.recv() => match call {
                    // The clock is looked at right after the pause, whatever the cause.
                    Some(Call::Look(_)) => {}
                    Some(trial) => asked.push(trial),
                    None => return,
                },
            }
        }
        // Nobody listens to what a former round showed.
        self.on_screen.clear();
        let (orders, queue) = unbounded_channel();
        let (told, mut heard) = unbounded_channel();
        for trial in asked {
            self.called(trial, &orders);
        }
        let mut notifier = pin!(notifier::run(queue, told));
        // Both in one task: a panic in either ends both, and is told.
        tokio::select! {
            () = notifier.as_mut() => {}
            () = self.turn(calls, &orders, &mut heard) => {}
        }
        // What was not sent is given back, and what was answered or pressed a moment before is not lost.
        drop(orders);
        notifier.await;
        while let Ok(last) = heard.try_recv() {
            self.hear(last);
        }
        // Whoever reminds next need not wait before trying again.
        self.unlost.append(&mut self.failed);
        self.write_lost();
        if self.options.lock.is_some()
            && let Err(reason) = self.planner.rest()
        {
            self.planner_trouble(reason);
        }
    }

    async fn turn(
        &mut self,
        calls: &mut UnboundedReceiver<Call>,
        orders: &UnboundedSender<Order>,
        heard: &mut UnboundedReceiver<Heard>,
    ) {
        // After a panic this is another engine: what the one before had claimed is open again.
        let engine = Uuid::now_v7();
        let mut watch = FileWatch::on(&self.options.data_dir);
        let mut waking = Waking::begin();
        // What was written before we listened is no news.
        let _ = self.planner.changed_elsewhere();
        let mut waiting = Wait::of(self.look(engine, orders));
        loop {
            let cause = tokio::select! {
                call = calls.recv() => match call {
                    Some(call) => self.called(call, orders),
                    None => return,
                },
                Some(heard) = heard.recv() => self.hear(heard),
                seen = watch.next() => self.see(seen),
                cause = waking.next() => Some(cause),
                () = waiting.over() => Some(Cause::Elapsed),
            };
            if let Some(cause) = cause {
                log::debug!("looking at the clock: {cause:?}");
                waiting.begin_anew(self.look(engine, orders));
            }
        }
    }

    /// Does what the handle asks; answers whether that is a cause to look at the clock.
    fn called(&mut self, call: Call, orders: &UnboundedSender<Order>) -> Option<Cause> {
        match call {
            Call::Look(cause) => Some(cause),
            Call::Try { title, body, buttons } => {
                let trial = Trial {
                    title,
                    body,
                    buttons,
                    at: self.planner.now(),
                    asked: Instant::now(),
                };
                // The notifier ends only with this loop.
                let _ = orders.send(Order::Try(trial));
                None
            }
        }
    }

    /// Looks at the clock, and says how long to wait.
    fn look(&mut self, engine: Uuid, orders: &UnboundedSender<Order>) -> Duration {
        self.well = true;
        self.changed_elsewhere();
        let wait = self.look_on(engine, orders);
        if self.well {
            self.tell_news(|troubles| troubles.end(Side::Planner));
        }
        wait
    }

    /// Hands over what is due, takes back what is over, and says how long to wait.
    fn look_on(&mut self, engine: Uuid, orders: &UnboundedSender<Order>) -> Duration {
        if !self.on_duty() {
            // Another program reminds; what is on screen here still lives by the clock.
            match self.planner.glance() {
                Ok(topics) => self.tell_changed(topics),
                Err(reason) => self.planner_trouble(reason),
            }
            return LONGEST_WAIT;
        }
        for (delivery, shown) in std::mem::take(&mut self.unsettled) {
            self.settle(delivery, shown);
        }
        self.write_lost();
        let look = match self.planner.tick(engine) {
            Ok(look) => look,
            Err(reason) => {
                self.planner_trouble(reason);
                return LONGEST_WAIT;
            }
        };
        for (key, due) in look.summarised {
            self.tell_delivered(key, due, Outcome::Summarised);
        }
        for delivery in look.show {
            // The notifier ends only with this loop.
            let _ = orders.send(Order::Show(delivery));
        }
        self.tell_changed(look.topics);
        self.take_back(orders);
        // The planner's clock may be a pretended one: only the distance on it counts.
        let ahead = (look.next - self.planner.now()).to_std().unwrap_or_default();
        ahead.clamp(SHORTEST_WAIT, LONGEST_WAIT)
    }

    /// Has what is on the screen and no longer true taken off it.
    fn take_back(&mut self, orders: &UnboundedSender<Order>) {
        if self.on_screen.is_empty() {
            return;
        }
        match self.planner.over(&self.on_screen) {
            Ok(over) if over.is_empty() => {}
            Ok(over) => {
                self.on_screen.retain(|key| !over.contains(key));
                let _ = orders.send(Order::TakeBack(over));
            }
            Err(reason) => self.planner_trouble(reason),
        }
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
                Err(e) => self.planner_trouble(e.to_string()),
            }
        }
        self.options.lock.is_some()
    }

    /// Takes in what the notifier says; answers whether that is a cause to look at the clock.
    fn hear(&mut self, heard: Heard) -> Option<Cause> {
        match heard {
            Heard::Settled(delivery, shown) => {
                self.failed.retain(|failed| *failed != delivery.key);
                match &shown {
                    Ok(()) => {
                        self.on_screen.push(delivery.key);
                        self.tell_news(|troubles| troubles.end(Side::Desktop));
                    }
                    Err(hindrance) => {
                        self.failed.push(delivery.key);
                        self.desktop_trouble(hindrance);
                    }
                }
                self.settle(delivery, shown.map_err(|hindrance| hindrance.sentence()));
                None
            }
            Heard::Trouble(hindrance) => {
                self.desktop_trouble(&hindrance);
                None
            }
            Heard::Answering => {
                self.tell_news(|troubles| troubles.end(Side::Desktop));
                None
            }
            Heard::Returned => {
                self.unlost.append(&mut self.failed);
                Some(Cause::DaemonReturned)
            }
            Heard::Pressed(key, action) => {
                self.on_screen.retain(|shown| *shown != key);
                match self.planner.answer(&key, &action) {
                    Ok(answer) => {
                        self.tell_changed(answer.topics);
                        let at = answer.open.or((action == "open").then_some(Target::Today));
                        if let Some(at) = at {
                            (self.events)(Event::Open { at });
                        }
                    }
                    Err(reason) => self.planner_trouble(reason),
                }
                Some(Cause::Answered)
            }
            Heard::Closed(key) => {
                self.on_screen.retain(|shown| *shown != key);
                None
            }
            Heard::Lost(keys) => {
                self.on_screen.retain(|shown| !keys.contains(shown));
                self.unlost.extend(keys);
                self.write_lost();
                None
            }
            Heard::Tried(tried) => {
                if tried.result.is_ok() {
                    self.tell_news(|troubles| troubles.end(Side::Desktop));
                }
                (self.events)(Event::Tried(tried));
                None
            }
        }
    }

    fn settle(&mut self, delivery: Delivery, shown: Result<(), String>) {
        match self.planner.settle(&delivery.key, shown.clone()) {
            Ok(topics) => {
                let result = match shown {
                    Ok(()) => Outcome::Shown,
                    Err(reason) => Outcome::Failed(reason),
                };
                self.tell_delivered(delivery.key, delivery.due, result);
                self.tell_changed(topics);
            }
            Err(reason) => {
                // It is known what became of it: that is written as soon as the planner can be written to.
                self.unsettled.push((delivery, shown));
                self.planner_trouble(reason);
            }
        }
    }

    /// Writes down what is to be handed out again.
    fn write_lost(&mut self) {
        if self.unlost.is_empty() {
            return;
        }
        match self.planner.lost(&self.unlost) {
            Ok(topics) => {
                self.unlost.clear();
                self.tell_changed(topics);
            }
            Err(reason) => self.planner_trouble(reason),
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
                self.planner_trouble(reason);
                false
            }
        }
    }

    fn tell_delivered(&self, key: ReminderKey, due: DateTime<Utc>, result: Outcome) {
        let at = self.planner.now();
        (self.events)(Event::Delivered(Delivered { key, due, at, result }));
    }

    fn tell_changed(&self, topics: Vec<Topic>) {
        if !topics.is_empty() {
            (self.events)(Event::Changed(topics));
        }
    }

    fn desktop_trouble(&mut self, hindrance: &Hindrance) {
        if let Some(reason) = hindrance.trouble() {
            self.tell_news(|troubles| troubles.begin(Side::Desktop, reason));
        }
    }

    fn planner_trouble(&mut self, reason: String) {
        self.well = false;
        self.tell_news(|troubles| troubles.begin(Side::Planner, reason));
    }

    fn tell_news(&mut self, change: impl FnOnce(&mut Troubles) -> Option<Event>) {
        let Some(event) = change(&mut self.troubles) else {
            return;
        };
        // What is told about a panic must not end in another one.
        if catch_unwind(AssertUnwindSafe(|| (self.events)(event))).is_err() {
            log::error!("whoever listens to the reminder engine panicked");
        }
    }
}
