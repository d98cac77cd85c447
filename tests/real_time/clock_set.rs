//! Somebody sets the clock, or the lid was shut for an hour: to the watch both look the same, and it notices within
//! half a minute without being told.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use store::Store;
use tests::session::{FakeTime, Note, PATIENCE, Server, Session, Watch, now};
use tokio::time::Instant;

use crate::{couple::Couple, figure, is_soak, login::Login};

/// How soon a set clock is noticed when nobody says so.
const UNTOLD: Duration = Duration::from_secs(30);

/// And when logind says that the computer woke.
const TOLD: Duration = Duration::from_secs(5);

/// How many times over in the long form, and how many of them at once.
const TIMES: usize = 50;
const AT_ONCE: usize = 10;

const HOUR: TimeDelta = TimeDelta::hours(1);
const MONTH: TimeDelta = TimeDelta::days(30);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_set_forward_an_hour_is_noticed_and_nothing_is_said_twice() {
    again_and_again("set forward an hour", UNTOLD, || there_and_back(HOUR)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_set_back_an_hour_is_noticed_and_nothing_is_said_twice() {
    again_and_again("set back an hour", UNTOLD, || there_and_back(-HOUR)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_set_forward_a_month_is_noticed_and_nothing_is_said_twice() {
    again_and_again("set forward a month", UNTOLD, || there_and_back(MONTH)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_set_back_a_month_is_noticed_and_nothing_is_said_twice() {
    again_and_again("set back a month", UNTOLD, || there_and_back(-MONTH)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_came_due_in_an_hours_sleep_is_shown_within_five_seconds_of_waking() {
    again_and_again("woken, and told so", TOLD, || asleep_for_an_hour(true)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_came_due_in_an_hours_sleep_is_shown_within_half_a_minute_if_nobody_says_so() {
    again_and_again("woken, and not told", UNTOLD, || asleep_for_an_hour(false)).await;
}

/// Tells a story once, or as often as the long form does, and holds what it measured against a limit.
async fn again_and_again<S>(what: &str, limit: Duration, story: impl Fn() -> S)
where
    S: Future<Output = Vec<Duration>> + 'static,
{
    let (times, at_once) = if is_soak() { (TIMES, AT_ONCE) } else { (1, 1) };
    let together = tokio::task::LocalSet::new();
    let mut noticed = Vec::new();
    for _ in 0..times / at_once {
        let mut stories = tokio::task::JoinSet::new();
        for _ in 0..at_once {
            stories.spawn_local_on(story(), &together);
        }
        let told = together.run_until(stories.join_all()).await;
        noticed.extend(told.into_iter().flatten());
    }
    noticed.sort();
    let latest = noticed[noticed.len() - 1];
    figure(&format!(
        "{what}, noticed {} times: after {} ms at the latest, nothing shown twice",
        noticed.len(),
        latest.as_millis()
    ));
    assert!(latest <= limit, "it is noticed in time: {latest:?}");
}

/// The clock is set, and later set right again. Both times it is measured how long it takes to be noticed.
async fn there_and_back(off: TimeDelta) -> Vec<Duration> {
    let mut evening = Evening::begin(off, None).await;
    let there = evening.set(off).await;
    let back = evening.set(TimeDelta::zero()).await;
    evening.end().await;
    vec![there, back]
}

/// The lid is shut for an hour.
async fn asleep_for_an_hour(told: bool) -> Vec<Duration> {
    let home = tempfile::tempdir().unwrap();
    let login = Login::start(home.path()).await;
    let mut evening = Evening::begin(HOUR, Some(login.address())).await;
    if told {
        login.has_company().await;
        login.prepares_for_sleep(true).await;
    }
    // What is still being done about the reminder before it might look like hearing.
    tokio::time::sleep(Duration::from_secs(1)).await;
    evening.time.set_off(HOUR);
    let mut woken = Instant::now();
    if told {
        let early = evening.server.next(Duration::from_secs(1)).await;
        assert!(early.is_none(), "nobody has said anything yet: {early:?}");
        woken = Instant::now();
        login.prepares_for_sleep(false).await;
    }
    evening.hear("After").await;
    let noticed = woken.elapsed();
    evening.end().await;
    vec![noticed]
}

/// A watch that has shown one reminder, and a clock that is going to be set.
struct Evening {
    session: Session,
    server: Server,
    time: FakeTime,
    watch: Watch,
    store: Store,
    /// Every reminder that was shown, by its title.
    heard: Vec<String>,
}

impl Evening {
    /// There is a reminder that comes due while the clock is set forward by `off`, if it is.
    async fn begin(off: TimeDelta, system_bus: Option<&str>) -> Evening {
        let session = Session::start().await;
        let server = Server::start(&session).await;
        let time = FakeTime::right(session.home()).await;
        let couple = Couple::begin(&session.home().join("planner"), now());
        couple.put_off_until("Before", &[now() + TimeDelta::seconds(3)]);
        if off > TimeDelta::zero() {
            couple.date("After", now() + off - TimeDelta::minutes(20), 90);
        }
        let mut watching = session.watching(couple.dir(), couple.zone());
        let store = Store::open_existing(couple.dir(), now()).unwrap().unwrap();
        couple.rest();
        time.tell(&mut watching);
        if let Some(address) = system_bus {
            watching.env("DBUS_SYSTEM_BUS_ADDRESS", address);
        }
        let watch = Watch::start(&session, watching);
        let mut evening = Evening {
            session,
            server,
            time,
            watch,
            store,
            heard: Vec::new(),
        };
        evening.hear("Before").await;
        evening
    }

    /// Sets the clock, and says how long it takes until the watch has looked at it: until what came due is shown, and
    /// until it has written down when it looked.
    async fn set(&mut self, off: TimeDelta) -> Duration {
        // What is still being written down about the last one would look like a look.
        tokio::time::sleep(Duration::from_secs(1)).await;
        let before = self.last_look();
        self.time.set_off(off);
        let set = Instant::now();
        if off > TimeDelta::zero() {
            self.hear("After").await;
        }
        let shown = set.elapsed();
        let off_by = |look: DateTime<Utc>, now: DateTime<Utc>| (now - look).abs();
        while off_by(self.last_look(), self.time.now()) > TimeDelta::minutes(2) {
            assert!(
                set.elapsed() < 2 * PATIENCE,
                "it never looked: {before}, {}, {}",
                self.last_look(),
                self.time.now()
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        if off > TimeDelta::zero() {
            shown
        } else {
            set.elapsed()
        }
    }

    fn last_look(&self) -> DateTime<Utc> {
        self.store.read(|r| r.last_look()).unwrap().unwrap()
    }

    /// Waits for the reminder of this title.
    async fn hear(&mut self, title: &str) {
        loop {
            let note = self.server.next(2 * PATIENCE).await;
            let note = note.unwrap_or_else(|| panic!("{title} is shown; so far {:?}", self.heard));
            if self.take(&note).starts_with(title) {
                return;
            }
        }
    }

    /// Writes down a reminder. What asks afterwards whether a date happened has no button to put it off, and does not
    /// count: setting the clock by a month makes such questions.
    fn take(&mut self, note: &Note) -> String {
        if note.actions.iter().any(|action| action == "fine") {
            self.heard.push(note.summary.clone());
        }
        note.summary.clone()
    }

    /// Ends it. Nothing was shown twice.
    async fn end(mut self) {
        while let Some(note) = self.server.next(Duration::from_secs(1)).await {
            self.take(&note);
        }
        let ended = self.watch.stopped().await;
        assert!(ended.status.success(), "{ended:?}");
        let mut once = self.heard.clone();
        once.sort();
        once.dedup();
        assert_eq!(
            self.heard.len(),
            once.len(),
            "each is shown once: {:?}",
            self.heard
        );
        drop(self.session);
    }
}
