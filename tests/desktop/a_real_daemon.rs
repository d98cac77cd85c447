//! One reminder with an action through a daemon that people really run: dunst.

use std::{fs, os::unix::fs::PermissionsExt, process::Stdio};

use domain::words::shell;
use tests::desktop::{Desktop, Run, Tray, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dunst_shows_a_reminder_and_its_snooze_is_heard() {
    let desktop = Desktop::start().await;
    let tray = Tray::start(&desktop).await;
    let planner = desktop.home().join("planner");
    let tuesday = Run::at(&planner, "2026-10-13T14:36:00+01:00");
    desktop
        .standing(&tuesday, &["date", "add", "Thursdays 7pm, 2 hours"])
        .await;

    let _dunst = desktop
        .command("dunst")
        .arg("-conf")
        .arg(configuration(&desktop))
        .stderr(Stdio::null())
        .spawn()
        .expect("dunst is installed (`cargo xtask setup`)");
    until("dunst is up", async || {
        dunstctl(&desktop, &["is-paused"]).await.trim() == "false"
    })
    .await;

    let app = desktop.launch(&tuesday.later("2026-10-14T18:59:55+01:00").hidden());
    until("dunst shows the reminder", async || shown(&desktop).await == 1).await;
    tray.has_icon().await;
    // dunst asks a menu program which action it is to be; ours picks Snooze.
    dunstctl(&desktop, &["context"]).await;
    until("the app has heard, and takes it off the screen", async || {
        shown(&desktop).await == 0
    })
    .await;
    tray.click(shell::TRAY_QUIT).await;
    app.ended().await;

    // It was heard: ten minutes later dunst is sent it again.
    let app = desktop.launch(&tuesday.later("2026-10-14T19:09:55+01:00").hidden());
    until("dunst shows it again", async || shown(&desktop).await == 1).await;
    let history = dunstctl(&desktop, &["history"]).await;
    assert!(
        history.contains("Thursday, 7 pm"),
        "it is the same one: {history}"
    );
    tray.click(shell::TRAY_QUIT).await;
    app.ended().await;
}

fn configuration(desktop: &Desktop) -> std::path::PathBuf {
    let menu = desktop.home().join("pick-snooze");
    fs::write(&menu, "#!/bin/sh\ngrep -i snooze | head -n 1\n").expect("the home directory can be written");
    fs::set_permissions(&menu, fs::Permissions::from_mode(0o700)).expect("the script is ours");
    let to = desktop.home().join("dunstrc");
    let text = format!(
        "[global]\nmonitor = 0\nfollow = none\ntimeout = 0\nfont = Sans 11\ndmenu = {}\n",
        menu.display()
    );
    fs::write(&to, text).expect("the home directory can be written");
    to
}

async fn shown(desktop: &Desktop) -> u32 {
    dunstctl(desktop, &["count", "displayed"])
        .await
        .trim()
        .parse()
        .unwrap_or(0)
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
