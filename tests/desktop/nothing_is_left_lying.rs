//! What the couple wrote is in the planner, encrypted, and nowhere else: not in logs, not in temporary files, not in
//! the webview's profile.

use std::{fs, path::Path, process::Stdio};

use domain::words::shell;
use tests::desktop::{Desktop, Run, Tray, built, until};

/// Words that only this couple would use. Both stand on Today while the window is open.
const TITLE: &str = "Xylographer supper";
const NOTE: &str = "Umbrellafish for Zaphyriel";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_file_beside_the_planner_holds_a_word_of_theirs() {
    let desktop = Desktop::start().await;
    let tray = Tray::start(&desktop).await;
    let run = Run::at(&desktop.home().join("planner"), "2026-10-13T14:36:00+01:00");
    desktop.standing(&run, &["demo", "--mock-ups"]).await;
    let agenda = desktop.standing(&run, &["agenda", "--json"]).await;
    let agenda: serde_json::Value = serde_json::from_str(&agenda).expect("one JSON document");
    let key = agenda["items"][1]["key"].as_str().expect("Thursday").to_owned();
    desktop
        .standing(&run, &["date", "edit", &key, "--title", TITLE])
        .await;
    desktop
        .standing(
            &run,
            &[
                "gesture",
                "tick",
                "Morning coffee",
                "--as",
                "Noor",
                "--note",
                NOTE,
            ],
        )
        .await;

    let temporary = desktop.home().join("tmp");
    fs::create_dir(&temporary).expect("a new directory");
    let said = desktop.home().join("said.txt");
    let painted = desktop.home().join("trace.txt");
    let log = fs::File::create(&said).expect("a new file");
    let mut app = desktop
        .command(built("standing-date"))
        .args(run.args())
        .env("TMPDIR", &temporary)
        .env("RUST_LOG", "trace")
        .env("RUST_BACKTRACE", "1")
        .env("G_MESSAGES_DEBUG", "all")
        .env("STANDING_DATE_TRACE", &painted)
        .stdout(Stdio::from(log.try_clone().expect("a file can be had twice")))
        .stderr(Stdio::from(log))
        .spawn()
        .expect("the app starts");
    until("Today is painted", async || {
        fs::read_to_string(&painted).is_ok_and(|marks| marks.contains("painted"))
    })
    .await;
    tray.has_icon().await;
    let read = scan(desktop.home(), "while the window is open");
    assert!(read > 5, "there was something to read: {read} files");
    desktop.close_window().await;
    desktop.sees_no_window().await;
    tray.click(shell::TRAY_QUIT).await;
    app.wait().await.expect("it ends");
    scan(desktop.home(), "after it ended");
}

/// Reads every file below `dir`; returns how many.
fn scan(dir: &Path, when: &str) -> usize {
    let mut read = 0;
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            read += scan(&path, when);
        } else if kind.is_file() {
            let Ok(bytes) = fs::read(&path) else { continue };
            read += 1;
            for word in ["Xylographer", "Umbrellafish", "Zaphyriel"] {
                // As it stands, and as a webview keeps text in memory: two bytes a letter.
                let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
                for form in [word.as_bytes(), &wide] {
                    let found = bytes.windows(form.len()).any(|window| window == form);
                    assert!(!found, "{when}: {word} can be read in {}", path.display());
                }
            }
        }
    }
    read
}
