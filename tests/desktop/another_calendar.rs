//! A calendar file in the window: opened from outside, chosen from, taken in, taken back; and files that would harm it.

use std::path::Path;

use tests::{
    desktop::{Desktop, Run, Window, built, until},
    hostile,
};

const NOW: &str = "2026-10-13T14:36:00+01:00";

fn calendar(events: &[String]) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n",
        events.concat()
    )
}

fn event(uid: &str, name: &str, from: &str, to: &str) -> String {
    format!("BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{name}\r\nDTSTART:{from}\r\nDTEND:{to}\r\nEND:VEVENT\r\n")
}

/// How many calendars the planner holds, and how many entries are in them.
async fn layers(desktop: &Desktop, run: &Run) -> (usize, u64) {
    let out = desktop
        .command(built("standing"))
        .args(run.args())
        .args(["layer", "list", "--json"])
        .output()
        .await
        .unwrap();
    let said: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let layers = said["layers"].as_array().unwrap();
    (
        layers.len(),
        layers.iter().map(|l| l["entries"].as_u64().unwrap()).sum(),
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_calendar_opened_from_outside_is_chosen_from_taken_in_and_taken_back() {
    let files = tempfile::tempdir().unwrap();
    let out = files.path().join("dates.ics");
    let desktop = Desktop::start().await.choosing(&out);
    let run = Run::at(&files.path().join("planner"), NOW);
    desktop.standing(&run, &["demo", "--mock-ups"]).await;
    let before = layers(&desktop, &run).await;
    let work = files.path().join("my work.ics");
    let events = [
        event("plan", "Planning round", "20261021T090000", "20261021T100000"),
        event("late", "Late handover", "20261022T183000", "20261022T200000"),
        event("back", "Backwards", "20261102T150000", "20261102T140000"),
    ];
    std::fs::write(&work, calendar(&events)).unwrap();
    let window = Window::open(&desktop, &run).await;
    window.see("plate-when").await;

    // A second start hands the file over and ends; the window shows what it would change.
    let address = format!("file://{}", work.display()).replace(' ', "%20");
    let second = desktop
        .command(built("standing-date"))
        .args(run.args())
        .arg(&address)
        .status();
    assert!(second.await.unwrap().success(), "it hands over and ends");
    window.see("import-save").await;
    window
        .reads("row-refused", "It ends before it begins: 3 pm to 2 pm.")
        .await;
    assert_eq!(window.count("[data-testid='row-added']").await, 2);
    window.click_css("[data-testid='row-added']").await;
    window.reads("import-save", "Import 1").await;
    assert_eq!(layers(&desktop, &run).await, before, "a preview changes nothing");

    window.press_with_control(tests::desktop::Key::Enter).await;
    window.see("import-done").await;
    assert_eq!(
        layers(&desktop, &run).await,
        (before.0 + 1, before.1 + 1),
        "one of two, in one layer"
    );
    window.click("import-undo").await;
    window.is_gone("[data-testid='import-undo']").await;
    until("it is taken back", async || {
        layers(&desktop, &run).await == before
    })
    .await;

    // The dates go out where somebody says, for their eyes only, and come in again as what they are.
    window.click("nav-settings").await;
    window.click("export-dates").await;
    window.click("export-discreet").await;
    window.click("export-save").await;
    until("it is written", async || out.exists()).await;
    assert_private(&out);
    window.click("import-choose").await;
    window.see("import-save").await;
    window.click_css("[role=dialog] [role=radio]:nth-child(3)").await;
    until("all is known", async || {
        window.count("[data-testid='row-unchanged']").await > 0
            && window.count("[data-testid='row-added']").await == 0
    })
    .await;
    window.press_escape().await;
    window.is_gone("[data-testid='import-save']").await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_names_are_only_ever_text() {
    let files = tempfile::tempdir().unwrap();
    let bad = files.path().join("<img src=x onerror=alert(1)>.ics");
    let desktop = Desktop::start().await.choosing(&bad);
    let run = Run::at(&files.path().join("planner"), NOW);
    desktop.standing(&run, &["demo", "--mock-ups"]).await;
    let payloads = hostile::texts();
    let events: Vec<String> = payloads
        .iter()
        .enumerate()
        .map(|(n, text)| hostile::event(n, text))
        .collect();
    std::fs::write(&bad, calendar(&events)).unwrap();
    let window = Window::open(&desktop, &run).await;
    window.see("plate-when").await;
    window.run(hostile::WATCH).await;
    window.click("nav-settings").await;
    window.click("import-choose").await;
    window.see("import-save").await;
    until("every row is there", async || {
        window
            .count("[data-testid='row-added'], [data-testid='row-refused']")
            .await
            >= payloads.len()
    })
    .await;
    window.click("import-names").await;
    window.click("import-save").await;
    window.see("import-done").await;
    window.click("import-done").await;
    // The names are kept now: the calendar shows them in the way of dates.
    window.click("nav-calendar").await;
    window.see("event").await;
    window.press_with_control(',').await;
    window.see("layer").await;
    let seen = window.answers(hostile::SEEN).await;
    assert_eq!(
        seen,
        serde_json::json!([]),
        "no script ran, nothing was asked for, nobody went anywhere"
    );
    let text = window
        .answers("arguments[arguments.length - 1](document.body.innerText)")
        .await;
    assert!(
        text.as_str()
            .unwrap()
            .contains("<img src=x onerror=alert(1)>.ics"),
        "the name of the file is text too"
    );
    window.quit().await;
}

fn assert_private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600, "for its owner alone");
}
