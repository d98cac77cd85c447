//! dunst stopped in the middle of its work, as a daemon that hangs is: the window says so and does not hang with it, and
//! when dunst goes on, everything that came meanwhile is shown once.

use std::{fs, process::Stdio, time::Duration};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tests::desktop::{Desktop, Run, Window, until};
use tokio::{process::Child, time::Instant};

/// How many seconds before the reminders the app is started: enough for the window to be up before them.
const AHEAD: u64 = 20;

/// The banner comes this long after a reminder was due, and reminders this long after dunst goes on. On top of it, what
/// a machine busy with other tests needs to start the app and to answer WebDriver.
const TOLD: Duration = Duration::from_secs(5);
const BACK: Duration = Duration::from_secs(10);
const BUSY: Duration = Duration::from_secs(5);

/// What the window may take to answer, dunst or not. WebKit and the app share two cores with everything else here.
const ROUND_TRIP: f64 = 100.0;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_reminders_sent_to_a_stopped_dunst_appear_once_each_when_it_goes_on() {
    let desktop = Desktop::start().await;
    let tuesday = Run::at(&desktop.home().join("planner"), "2026-10-13T14:36:00+01:00");
    let hours = ["1 pm", "3 pm", "5 pm", "7 pm", "9 pm"];
    they_begin(&desktop, &tuesday, "Thursdays 1pm").await;
    for hour in &hours[1..] {
        let sentence = format!("Thursdays {}", hour.replace(' ', ""));
        desktop.standing(&tuesday, &["date", "add", &sentence]).await;
    }
    let dunst = dunst(&desktop).await;

    // The evening before all five, at seven.
    let begin = Instant::now();
    let window = Window::open(&desktop, &tuesday.later("2026-10-14T18:59:40+01:00")).await;
    window.see("nav-calendar").await;
    assert!(
        begin.elapsed() < Duration::from_secs(AHEAD),
        "the window is up before they are due"
    );
    signal(&dunst, Signal::STOP);

    window.reads("trouble", "stopped answering").await;
    let told = begin.elapsed() - Duration::from_secs(AHEAD);
    assert!(told < TOLD + BUSY, "the banner came {told:?} after they were due");
    let trips = round_trips(&window).await;
    let slow = trips.iter().filter(|trip| **trip > ROUND_TRIP).count();
    assert!(
        slow * 20 <= trips.len(),
        "nineteen of twenty answers in {ROUND_TRIP} ms: {trips:?}"
    );

    signal(&dunst, Signal::CONT);
    let begin = Instant::now();
    until("dunst shows all five", async || shown(&desktop).await == 5).await;
    let back = begin.elapsed();
    assert!(back < BACK + BUSY, "they came {back:?} after it went on");
    window.is_gone("[data-testid='trouble']").await;

    dunstctl(&desktop, &["close-all"]).await;
    until("dunst has put them away", async || shown(&desktop).await == 0).await;
    let mut appeared = history(&desktop).await;
    appeared.sort();
    let each_once: Vec<_> = hours.iter().map(|hour| format!("Thursday, {hour}")).collect();
    assert_eq!(appeared, each_once, "each once, and nothing else");
    println!("banner {told:?} after due, all shown {back:?} after dunst went on; round trips {trips:?}");
    window.quit().await;
}

async fn they_begin(desktop: &Desktop, run: &Run, sentence: &str) {
    let window = Window::open(desktop, run).await;
    window.write("name-first", "Noor").await;
    window.write("name-second", "Jules").await;
    window.click("begin").await;
    window.write("sentence", sentence).await;
    window.reads("reading", "Every Thursday").await;
    window.click("save-slot").await;
    window.see("nav-calendar").await;
    window.quit().await;
    run.is_free().await;
}

/// How long the app takes to answer its page, in milliseconds, asked again and again.
async fn round_trips(window: &Window) -> Vec<f64> {
    let script = "const done = arguments[arguments.length - 1];
        const trips = [];
        const ask = async () => {
            for (let n = 0; n < 60; n++) {
                const begin = performance.now();
                await window.__TAURI_INTERNALS__.invoke('notices');
                trips.push(performance.now() - begin);
                await new Promise((go) => setTimeout(go, 20));
            }
        };
        ask().then(() => done(trips), (e) => done(String(e)));";
    let trips = window.answers(script).await;
    let trips = trips.as_array().expect("the app answers each time").iter();
    trips.map(|trip| trip.as_f64().unwrap_or(f64::MAX)).collect()
}

async fn dunst(desktop: &Desktop) -> Child {
    let to = desktop.home().join("dunstrc");
    // What is shown twice stays two.
    let text = "[global]\nmonitor = 0\nfollow = none\nfont = Sans 11\nstack_duplicates = false\nhistory_length = 0\n\
                [urgency_normal]\ntimeout = 0\n";
    fs::write(&to, text).expect("the home directory can be written");
    let dunst = desktop
        .command("dunst")
        .arg("-conf")
        .arg(to)
        .stderr(Stdio::null())
        .spawn()
        .expect("dunst is installed (`cargo xtask setup`)");
    until("dunst is up", async || {
        dunstctl(desktop, &["is-paused"]).await.trim() == "false"
    })
    .await;
    dunst
}

fn signal(dunst: &Child, signal: Signal) {
    let pid = dunst.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
    kill_process(pid.expect("it was not waited for"), signal).expect("it is ours");
}

async fn shown(desktop: &Desktop) -> u32 {
    let count = dunstctl(desktop, &["count", "displayed"]).await;
    count.trim().parse().unwrap_or(0)
}

/// The first lines of everything that dunst has shown and put away.
async fn history(desktop: &Desktop) -> Vec<String> {
    let history: Value =
        serde_json::from_str(&dunstctl(desktop, &["history"]).await).expect("dunst writes JSON");
    let shown = history["data"][0].as_array().expect("a list").iter();
    shown
        .map(|note| note["summary"]["data"].as_str().expect("text").to_owned())
        .collect()
}

async fn dunstctl(desktop: &Desktop, args: &[&str]) -> String {
    let done = desktop
        .command("dunstctl")
        .args(args)
        .output()
        .await
        .expect("dunstctl comes with dunst");
    String::from_utf8_lossy(&done.stdout).into_owned()
}
