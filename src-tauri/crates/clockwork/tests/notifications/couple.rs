//! A planner to look inside: what is due is put into it, and it remembers what it was told.

use std::{
    sync::{
        Arc, Mutex,
        mpsc::{self, Receiver},
    },
    time::{Duration, Instant},
};

use app::{Answer, Delivery, Look, Target, clock::SystemClock, ports::Clock, replies::Topic};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use clockwork::{Cause, Delivered, Engine, Event, Handle, Lock, Options, Outcome, Planner, Tried};
use domain::{
    ids::SlotId,
    occurrence::OccurrenceKey,
    phrase::Button,
    reminder::{Lead, ReminderKey, Source},
};
use tempfile::TempDir;
use uuid::Uuid;

/// Longer than anything here may take; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// A couple with the engine running for them.
pub struct Couple {
    pub diary: Arc<Diary>,
    pub home: TempDir,
    pub events: Receiver<Event>,
    looks: Receiver<()>,
    engine: Handle,
}

/// What the planner of the test knows.
pub struct Diary {
    clock: SystemClock,
    inner: Mutex<Inner>,
}

struct Inner {
    reminders: Vec<(Delivery, State)>,
    settled: Vec<(ReminderKey, Result<(), String>)>,
    answers: Vec<(ReminderKey, String)>,
    lost: Vec<ReminderKey>,
    over: Vec<ReminderKey>,
    on_screen: Vec<ReminderKey>,
    elsewhere: bool,
    stumbles: bool,
    rested: bool,
    looked: mpsc::Sender<()>,
}

#[derive(PartialEq)]
enum State {
    Due,
    Claimed,
    /// Not shown: handed out again after a while, or when it is said to be lost.
    Failed,
    Done,
}

impl Couple {
    /// An engine that may remind.
    pub fn begins() -> Couple {
        let home = tempfile::tempdir().unwrap();
        let lock = Lock::try_acquire(home.path()).unwrap();
        assert!(lock.is_some(), "a new planner is nobody's");
        Couple::in_home(home, lock)
    }

    /// An engine that may remind once the lock is free, if it is not given one.
    pub fn in_home(home: TempDir, lock: Option<Lock>) -> Couple {
        let (looked, looks) = mpsc::channel();
        let begin = Utc.with_ymd_and_hms(2026, 10, 15, 16, 30, 0).unwrap();
        let diary = Arc::new(Diary {
            clock: SystemClock::new(Some(begin), None),
            inner: Mutex::new(Inner {
                reminders: vec![],
                settled: vec![],
                answers: vec![],
                lost: vec![],
                over: vec![],
                on_screen: vec![],
                elsewhere: false,
                stumbles: false,
                rested: false,
                looked,
            }),
        });
        let (told, events) = mpsc::channel();
        let options = Options {
            data_dir: home.path().to_owned(),
            lock,
        };
        let engine = Engine::start(Arc::clone(&diary), options, move |event| {
            let _ = told.send(event);
        })
        .unwrap();
        Couple {
            diary,
            home,
            events,
            looks,
            engine,
        }
    }

    /// Something is due now; the engine is told that something changed.
    pub fn remind(&self, n: u32) -> ReminderKey {
        let key = self.diary.due(n);
        self.engine.wake(Cause::Edited);
        key
    }

    /// Wakes the engine and waits until it has looked at the clock.
    pub fn look(&self) {
        while self.looks.try_recv().is_ok() {}
        self.engine.wake(Cause::Woken);
        self.looks
            .recv_timeout(PATIENCE)
            .expect("the engine looks when it is woken");
    }

    /// The next event.
    pub fn event(&self) -> Event {
        self.events
            .recv_timeout(PATIENCE)
            .expect("the engine tells within ten seconds")
    }

    /// The next delivery; nothing else may be told before it but what changed.
    pub fn delivered(&self) -> Delivered {
        loop {
            match self.event() {
                Event::Delivered(delivered) => return delivered,
                Event::Changed(_) => {}
                other => panic!("a delivery was to come, and not {other:?}"),
            }
        }
    }

    /// The next reminder that is shown; nothing else may be told before it but what changed.
    pub fn shown(&self) -> ReminderKey {
        let delivered = self.delivered();
        assert_eq!(delivered.result, Outcome::Shown, "it is on the screen");
        delivered.key
    }

    /// Waits until this one is shown, whatever is told before it.
    pub fn comes_to_be_shown(&self, key: &ReminderKey) {
        loop {
            if let Event::Delivered(delivered) = self.event()
                && delivered.key == *key
            {
                return assert_eq!(delivered.result, Outcome::Shown, "it is on the screen");
            }
        }
    }

    /// The next trouble; nothing else may be told before it but what changed.
    pub fn trouble(&self) -> String {
        loop {
            match self.event() {
                Event::Trouble { reason } => return reason,
                Event::Changed(_) => {}
                other => panic!("a trouble was to come, and not {other:?}"),
            }
        }
    }

    /// The end of a trouble; nothing else may be told before it but what changed.
    pub fn recovered(&self) {
        loop {
            match self.event() {
                Event::Recovered => return,
                Event::Changed(_) => {}
                other => panic!("the trouble was to be over, and not {other:?}"),
            }
        }
    }

    /// Waits until so many buttons were pressed, and answers which of which reminder, in order.
    pub fn answers(&self, count: usize) -> Vec<(ReminderKey, String)> {
        let begin = Instant::now();
        while self.diary.answers().len() < count && begin.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(5));
        }
        let answers = self.diary.answers();
        assert_eq!(answers.len(), count, "so many were pressed: {answers:?}");
        answers
    }

    /// Tries the desktop.
    pub fn try_one(&self) {
        let buttons = vec![Button {
            id: "fine",
            label: "Fine",
        }];
        self.engine
            .try_one("A test".to_owned(), "It works".to_owned(), buttons);
    }

    /// What became of a trial; nothing else may be told before it but what changed.
    pub fn tried(&self) -> Tried {
        loop {
            match self.event() {
                Event::Tried(tried) => return tried,
                Event::Changed(_) => {}
                other => panic!("a trial was to be told of, and not {other:?}"),
            }
        }
    }

    /// Everything that was told and not taken yet but what changed.
    pub fn other_events(&self) -> Vec<Event> {
        let told = self.events.try_iter();
        told.filter(|event| !matches!(event, Event::Changed(_))).collect()
    }

    /// Stops the engine, which may take a second: after that it would be left behind, and not have rested.
    pub fn stop(&self) {
        self.engine.stop();
        assert!(
            self.diary.inner.lock().unwrap().rested,
            "the engine ended within a second"
        );
    }
}

/// Where a click on this reminder leads.
pub fn target(key: &ReminderKey) -> Target {
    key.source.occurrence().map_or(Target::Today, Target::Date)
}

impl Diary {
    /// Puts in a reminder that is due now.
    pub fn due(&self, n: u32) -> ReminderKey {
        let start = NaiveDate::from_ymd_opt(2026, 10, 15)
            .unwrap()
            .and_hms_opt(19, 0, 0)
            .unwrap();
        let key = ReminderKey {
            source: Source::Date {
                occurrence: OccurrenceKey {
                    slot: SlotId(Uuid::from_u128(n.into())),
                    original: start,
                },
                local: start,
                lead: Lead::NINETY,
            },
            snooze: 0,
        };
        let buttons = [
            ("fine", "Fine"),
            ("snooze-10", "Snooze"),
            ("open", "Open"),
            ("snooze-60", "1 hour"),
        ];
        let delivery = Delivery {
            key,
            title: "Thursday, 7 pm".to_owned(),
            body: format!("In 90 minutes, {n} & counting"),
            buttons: buttons.map(|(id, label)| Button { id, label }).to_vec(),
            due: self.clock.now(),
        };
        self.inner.lock().unwrap().reminders.push((delivery, State::Due));
        key
    }

    /// What became of this reminder, in order.
    pub fn settled(&self, key: &ReminderKey) -> Vec<Result<(), String>> {
        let inner = self.inner.lock().unwrap();
        inner
            .settled
            .iter()
            .filter(|(k, _)| k == key)
            .map(|(_, shown)| shown.clone())
            .collect()
    }

    /// What was pressed, in order.
    pub fn answers(&self) -> Vec<(ReminderKey, String)> {
        self.inner.lock().unwrap().answers.clone()
    }

    /// What went with a notification server, in order.
    pub fn lost(&self) -> Vec<ReminderKey> {
        self.inner.lock().unwrap().lost.clone()
    }

    /// It was answered somewhere else: what the screen says of it is not true any more.
    pub fn is_over(&self, key: &ReminderKey) {
        self.inner.lock().unwrap().over.push(*key);
    }

    /// What the engine last said is on the screen.
    pub fn on_screen(&self) -> Vec<ReminderKey> {
        self.inner.lock().unwrap().on_screen.clone()
    }

    /// So much time has passed that what failed is due again.
    pub fn time_passes(&self) {
        for (_, state) in &mut self.inner.lock().unwrap().reminders {
            if *state == State::Failed {
                *state = State::Due;
            }
        }
    }

    /// Another process changed something.
    pub fn change_elsewhere(&self) {
        self.inner.lock().unwrap().elsewhere = true;
    }

    /// The next look panics.
    pub fn stumble(&self) {
        self.inner.lock().unwrap().stumbles = true;
    }
}

impl Planner for Diary {
    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    fn tick(&self, _engine: Uuid) -> Result<Look, String> {
        let mut inner = self.inner.lock().unwrap();
        if std::mem::take(&mut inner.stumbles) {
            drop(inner);
            panic!("a stumble that the test asked for");
        }
        let mut show = Vec::new();
        for (delivery, state) in &mut inner.reminders {
            if *state == State::Due {
                *state = State::Claimed;
                show.push(delivery.clone());
            }
        }
        let _ = inner.looked.send(());
        Ok(Look {
            show,
            summarised: vec![],
            next: self.now() + chrono::Duration::days(1),
            topics: vec![],
        })
    }

    fn settle(&self, key: &ReminderKey, shown: Result<(), String>) -> Result<Vec<Topic>, String> {
        let mut inner = self.inner.lock().unwrap();
        let (_, state) = inner.reminders.iter_mut().find(|(d, _)| d.key == *key).unwrap();
        *state = if shown.is_ok() { State::Done } else { State::Failed };
        inner.settled.push((*key, shown));
        Ok(vec![Topic::Reminders])
    }

    fn answer(&self, key: &ReminderKey, action: &str) -> Result<Answer, String> {
        self.inner.lock().unwrap().answers.push((*key, action.to_owned()));
        let open = (action == "open").then_some(target(key));
        Ok(Answer {
            topics: vec![Topic::Reminders],
            open,
            ..Answer::default()
        })
    }

    fn lost(&self, keys: &[ReminderKey]) -> Result<Vec<Topic>, String> {
        let mut inner = self.inner.lock().unwrap();
        inner.lost.extend(keys.iter().copied());
        for (delivery, state) in &mut inner.reminders {
            if keys.contains(&delivery.key) {
                *state = State::Due;
            }
        }
        Ok(vec![])
    }

    fn over(&self, keys: &[ReminderKey]) -> Result<Vec<ReminderKey>, String> {
        let mut inner = self.inner.lock().unwrap();
        inner.on_screen = keys.to_vec();
        Ok(keys
            .iter()
            .filter(|key| inner.over.contains(key))
            .cloned()
            .collect())
    }

    fn changed_elsewhere(&self) -> Result<bool, String> {
        Ok(std::mem::take(&mut self.inner.lock().unwrap().elsewhere))
    }

    fn rest(&self) -> Result<(), String> {
        self.inner.lock().unwrap().rested = true;
        Ok(())
    }
}
