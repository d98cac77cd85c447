//! From two names and a sentence to the reminder, and back again after a restart.

use std::time::Duration;

use domain::words::shell;
use tests::desktop::{Desktop, Note, Run, Server, Tray, Window};
use tokio::time::Instant;

/// A Tuesday afternoon.
const TUESDAY: &str = "2026-10-13T14:36:00+01:00";

/// How many seconds before a reminder the app is started: enough to be up before it.
const AHEAD: u64 = 8;

/// A reminder may come this late on a machine busy with other tests.
const LATE: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_couple_makes_a_standing_date_and_is_reminded_of_it() {
    let desktop = Desktop::start().await;
    let mut server = Server::start(&desktop).await;
    let tray = Tray::start(&desktop).await;
    let planner = desktop.home().join("planner");

    let tuesday = Run::at(&planner, TUESDAY);
    they_make_a_date(&desktop, &tuesday).await;

    // The evening before, at seven: the app sits in the tray, without a window.
    let evening = tuesday.later("2026-10-14T18:59:52+01:00").hidden();
    let (app, note) = reminded(&desktop, &mut server, &evening).await;
    says(&note, "Tomorrow");
    server.press(&note, "snooze-10").await;
    tray.click(shell::TRAY_QUIT).await;
    app.ended().await;

    // Ten minutes later it comes again, though the app was off in between.
    let snoozed = tuesday.later("2026-10-14T19:09:54+01:00").hidden();
    let (app, note) = reminded(&desktop, &mut server, &snoozed).await;
    says(&note, "Tomorrow");
    tray.click(shell::TRAY_QUIT).await;
    app.ended().await;

    // Thursday. A small thing is ticked off.
    let thursday = tuesday.later("2026-10-15T12:00:00+01:00");
    they_tick_a_gesture(&desktop, &thursday).await;

    // The window is closed before the reminder comes; the app goes on in the tray.
    let before = tuesday.later("2026-10-15T17:29:45+01:00");
    let app = desktop.launch(&before);
    tray.has_icon().await;
    desktop.close_window().await;
    desktop.sees_no_window().await;
    let note = server
        .next(Duration::from_secs(20) + LATE)
        .await
        .expect("it comes though the window is closed");
    says(&note, "In 90 minutes");
    tray.click(shell::TRAY_QUIT).await;
    app.ended().await;

    everything_is_there(&desktop, &tuesday.later("2026-10-15T17:45:00+01:00")).await;
}

async fn they_make_a_date(desktop: &Desktop, run: &Run) {
    let window = Window::open(desktop, run).await;
    window.write("name-first", "Noor").await;
    window.write("name-second", "Jules").await;
    window.click("begin").await;
    window.write("sentence", "Thursdays 7pm, 2 hours").await;
    window.reads("reading", "Every Thursday, 7 to 9 pm").await;
    window.click("save-slot").await;

    window.reads("plate-when", "Thursday, 7 pm").await;
    window.click("nav-calendar").await;
    for thursday in ["2026-10-15", "2026-10-22", "2026-10-29"] {
        window
            .see_css(&format!("[data-testid='day-{thursday}'] [data-testid='event']"))
            .await;
    }
    assert_eq!(
        window
            .count("[data-testid='day-2026-10-14'] [data-testid='event']")
            .await,
        0,
        "a Wednesday stays free"
    );
    window.quit().await;
    run.is_free().await;
}

async fn they_tick_a_gesture(desktop: &Desktop, run: &Run) {
    let window = Window::open(desktop, run).await;
    window.click("nav-gestures").await;
    let first = window.see_css("[data-testid^='tick-']").await;
    let id = first
        .attr("data-testid")
        .await
        .ok()
        .flatten()
        .expect("found by it");
    window.click(&id).await;
    window
        .see_css(&format!("[data-testid='{id}']:not([aria-checked='false'])"))
        .await;
    window.see("note").await;
    window.quit().await;
    run.is_free().await;
}

async fn everything_is_there(desktop: &Desktop, run: &Run) {
    let window = Window::open(desktop, run).await;
    window.reads("plate-when", "Thursday, 7 pm").await;
    window.click("nav-calendar").await;
    window
        .see_css("[data-testid='day-2026-10-15'] [data-testid='event']")
        .await;
    window.click("nav-gestures").await;
    window
        .see_css("[data-testid^='tick-']:not([aria-checked='false'])")
        .await;
    window.quit().await;
    run.is_free().await;

    let agenda = desktop.standing(run, &["agenda", "--json"]).await;
    assert!(
        agenda.contains("@2026-10-15T19:00"),
        "the terminal sees the same planner: {agenda}"
    );
    let undone = desktop.standing(run, &["undo", "--json"]).await;
    assert!(
        undone.contains("undone"),
        "and takes back the last change made in the window: {undone}"
    );
    let gestures = desktop.standing(run, &["gesture", "list", "--json"]).await;
    assert!(
        !gestures.contains(r#""first":true"#),
        "which was the tick: {gestures}"
    );
}

/// Starts the app shortly before a reminder is due and waits for it: not before its time, and not long after.
async fn reminded(desktop: &Desktop, server: &mut Server, run: &Run) -> (tests::desktop::App, Note) {
    let started = Instant::now();
    let app = desktop.launch(run);
    let note = server
        .next(Duration::from_secs(AHEAD) + LATE)
        .await
        .expect("the reminder comes when it is due");
    let took = note.came - started;
    assert!(
        took >= Duration::from_secs(AHEAD - 2),
        "never before its time: it came after {took:?}"
    );
    (app, note)
}

fn says(note: &Note, when: &str) {
    assert_eq!(note.app, "Standing Date", "a neutral name");
    assert_eq!(
        (note.summary.as_str(), note.body.as_str()),
        ("Thursday, 7 pm", when),
        "the day and the time"
    );
    let ids: Vec<_> = note.actions.chunks(2).map(|pair| pair[0].as_str()).collect();
    assert_eq!(
        ids,
        ["default", "fine", "snooze-10", "open", "snooze-60"],
        "and what can be done"
    );
}
