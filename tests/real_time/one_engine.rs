//! One engine for a planner, however many are started; and the next one takes over when it ends.

use std::{
    sync::{Arc, mpsc},
    time::Duration,
};

use app::{App, Locale, clock::SystemClock};
use chrono::TimeDelta;
use clockwork::{Engine, Event, Handle, Options};
use domain::words::cli as words;
use rustix::process::Signal;
use store::Store;
use tests::session::{Server, Session, Watch, now, until};
use tokio::{process::Command, time::Instant};

use crate::{
    couple::{Coming, Couple},
    figure, is_soak,
    random::Random,
};

/// How many are started at once.
const MANY: usize = 20;

/// How soon all but one have given up, and how soon another takes over.
const SOON: Duration = Duration::from_secs(2);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_twenty_started_at_once_one_stays() {
    of_many_one_stays("with a session bus", |_| {}).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_twenty_started_at_once_without_a_session_bus_one_stays() {
    of_many_one_stays("without a session bus", |command| {
        command.env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    })
    .await;
}

async fn of_many_one_stays(where_: &str, refine: impl Fn(&mut Command)) {
    let session = Session::start().await;
    let couple = Couple::begin(&session.home().join("planner"), now());
    let (dir, zone) = (couple.dir().to_owned(), couple.zone());
    couple.rest();
    let begun = Instant::now();
    let mut watches: Vec<Watch> = (0..MANY)
        .map(|_| {
            let mut watching = session.watching(&dir, zone);
            refine(&mut watching);
            Watch::start(&session, watching)
        })
        .collect();
    let started = begun.elapsed();
    until("all but one have given up", async || {
        let running = watches.iter_mut().map(Watch::runs);
        running.filter(|runs| *runs).count() == 1
    })
    .await;
    let given_up = begun.elapsed();
    // Whoever is left is the engine: it goes on.
    tokio::time::sleep(Duration::from_millis(500)).await;
    for mut watch in watches {
        if watch.runs() {
            let ended = watch.stopped().await;
            assert!(
                ended.status.success(),
                "the one that stayed ends when asked: {ended:?}"
            );
            continue;
        }
        let ended = watch.ended().await;
        assert_eq!(ended.status.code(), Some(1), "the others refuse: {ended:?}");
        assert!(
            ended.complaints.contains(words::WATCH_TAKEN),
            "in words: {ended:?}"
        );
    }
    figure(&format!(
        "{MANY} started at once {where_}: one left after {:.1} s, {:.1} of them for starting",
        given_up.as_secs_f64(),
        started.as_secs_f64()
    ));
    assert!(given_up - started <= SOON, "soon: {given_up:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_app_takes_over_when_the_watch_is_stopped() {
    takes_over_after(Signal::TERM).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_app_takes_over_when_the_watch_is_killed() {
    takes_over_after(Signal::KILL).await;
}

async fn takes_over_after(signal: Signal) {
    let session = Session::start().await;
    let couple = Couple::begin(&session.home().join("planner"), now());
    let (dir, zone) = (couple.dir().to_owned(), couple.zone());
    couple.rest();
    let watch = Watch::start(&session, session.watching(&dir, zone));
    until("the watch has the lock", async || watch.has_lock(&dir)).await;

    let (app, events) = the_app(&dir);
    assert!(
        events.recv_timeout(Duration::from_millis(500)).is_err(),
        "while the watch reminds, the app does not"
    );
    let ended = Instant::now();
    watch.signal(signal);
    let took_over =
        std::iter::from_fn(|| events.recv_timeout(SOON).ok()).any(|event| event == Event::TookOver);
    let after = ended.elapsed();
    assert!(took_over && after <= SOON, "the app reminds: {after:?}");
    figure(&format!(
        "the app takes over {:.2} s after the watch got {signal:?}",
        after.as_secs_f64()
    ));

    // And the other way about: one that meets the app says so and ends.
    let second = Watch::start(&session, session.watching(&dir, zone));
    let refused = second.ended_within(SOON).await.expect("it does not wait");
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(refused.complaints.contains(words::WATCH_TAKEN), "{refused:?}");
    app.stop();
    let mut third = Watch::start(&session, session.watching(&dir, zone));
    until("the watch has the lock again", async || {
        assert!(third.runs(), "nobody else has it");
        third.has_lock(&dir)
    })
    .await;
    assert!(third.stopped().await.status.success(), "and ends when asked");
    drop(watch);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_watch_that_is_asked_to_stop_saves_when_it_last_looked() {
    let session = Session::start().await;
    let couple = Couple::begin(&session.home().join("planner"), now());
    let (dir, zone) = (couple.dir().to_owned(), couple.zone());
    couple.rest();
    let begun = now();
    let watch = Watch::start(&session, session.watching(&dir, zone));
    until("the watch has the lock", async || watch.has_lock(&dir)).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let asked = now();
    assert!(watch.stopped().await.status.success(), "it ends when asked");
    let store = Store::open_existing(&dir, now()).unwrap().unwrap();
    let looked = store.read(|r| r.last_look()).unwrap().unwrap();
    assert!(
        begun <= looked && looked <= asked,
        "it is the watch's own last look, and not the moment of leaving: {looked}, from {begun} to {asked}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reminder_that_comes_due_while_one_hands_over_to_the_next_is_shown_once() {
    let count = if is_soak() { 300 } else { 20 };
    let mut random = Random::seeded();
    let session = Session::start().await;
    // Like a real one it does not answer at once, so that some are stopped while they wait for that.
    let mut server = Server::that_takes(Duration::from_millis(5), &session).await;
    let couple = Couple::begin(&session.home().join("planner"), now());
    let begin = now() + TimeDelta::seconds(3 + count / 20);
    let dues: Vec<_> = (0..count)
        .map(|n| begin + TimeDelta::milliseconds(n * 700))
        .collect();
    let coming = couple.put_off_until("Walk", &dues);
    let (dir, zone) = (couple.dir().to_owned(), couple.zone());
    couple.rest();
    let mut watch = Watch::start(&session, session.watching(&dir, zone));
    for due in dues {
        // Shortly before, while, or shortly after it is shown.
        let moment = due + TimeDelta::microseconds(random.below(30_000).cast_signed() - 10_000);
        tokio::time::sleep((moment - now()).to_std().unwrap_or_default()).await;
        let ended = watch.stopped().await;
        assert!(ended.status.success(), "it ends when asked: {ended:?}");
        watch = Watch::start(&session, session.watching(&dir, zone));
    }
    let mut shown = Vec::new();
    while let Some(note) = server.next(Duration::from_secs(2)).await {
        let (title, _) = note.summary.split_once(',').expect("a title and an hour");
        shown.push(title.to_owned());
    }
    assert!(watch.stopped().await.status.success(), "it ends when asked");
    for Coming { title, .. } in &coming {
        let times = shown.iter().filter(|other| *other == title).count();
        assert_eq!(times, 1, "{title} is shown once, whoever was there to show it");
    }
    figure(&format!(
        "handed over {count} times around the moment of a reminder: each shown once"
    ));
}

/// The engine as the app runs it: without the lock, waiting for it.
fn the_app(dir: &std::path::Path) -> (Handle, mpsc::Receiver<Event>) {
    let clock = Arc::new(SystemClock::new(None, None));
    let app = App::open(dir, clock, Locale::named("en_GB")).unwrap();
    let (tell, told) = mpsc::channel();
    let options = Options {
        data_dir: dir.to_owned(),
        lock: None,
    };
    let engine = Engine::start(Arc::new(app), options, move |event| {
        // A test that has ended listens no more.
        let _ = tell.send(event);
    });
    (engine.unwrap(), told)
}
