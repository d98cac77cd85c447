//! Pictures of every screen of the built app, in both themes and at both sizes, for a comparison with the design.
//!
//! `cargo run -p tests --features desktop --example screenshots [DIR]` writes `<screen>-<theme>-<w>x<h>.png` into
//! `DIR`, or `target/screenshots`.

use std::path::{Path, PathBuf};

use tests::desktop::{Desktop, Run, Window};

/// The moment of the design.
const NOW: &str = "2026-10-13T14:36:00+01:00";
/// The morning after a date about which nobody has said anything.
const MORNING_AFTER: &str = "2026-10-16T09:12:00+01:00";

const SIZES: [(u32, u32); 2] = [(1180, 780), (900, 600)];

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let to = std::env::args()
        .nth(1)
        .map_or_else(|| workspace.join("target/screenshots"), PathBuf::from);
    std::fs::create_dir_all(&to).expect("the folder can be made");
    for theme in ["light", "dark"] {
        let desktop = match theme {
            "dark" => Desktop::start().await.dark(),
            _ => Desktop::start().await,
        };
        let album = Album {
            desktop,
            theme,
            to: to.clone(),
        };
        album.of_the_mock_ups().await;
        album.of_the_morning_after().await;
        album.of_an_empty_planner().await;
        println!("screenshots: {theme} in {}", to.display());
    }
}

/// The pictures of one theme.
struct Album {
    desktop: Desktop,
    theme: &'static str,
    to: PathBuf,
}

impl Album {
    async fn of_the_mock_ups(&self) {
        let run = self.planner("mock-ups", NOW);
        self.desktop.standing(&run, &["demo", "--mock-ups"]).await;
        let window = Window::open(&self.desktop, &run).await;

        window.see("plate-when").await;
        self.picture(&window, "today").await;

        window.click("plate-move").await;
        window.see("save-move").await;
        self.picture(&window, "move").await;
        window.press_escape().await;
        window.is_gone("[data-testid='save-move']").await;

        window.click("nav-calendar").await;
        window.see("event").await;
        self.picture(&window, "calendar").await;

        window.click("day-2026-10-15").await;
        window.see("panel-move").await;
        self.picture(&window, "day-panel").await;
        window.press_escape().await;

        window.click("new-slot").await;
        window.write("sentence", "Thursdays 7pm, 2 hours").await;
        window.reads("reading", "Every Thursday, 7 to 9 pm").await;
        self.picture(&window, "slot-editor").await;
        window.press_escape().await;
        window.is_gone("[data-testid='save-slot']").await;

        window.click("nav-gestures").await;
        window.see_css("[data-testid^='tick-']").await;
        self.picture(&window, "gestures").await;

        window
            .click_css("[data-testid^='tick-'][aria-checked='false']")
            .await;
        window.see("note").await;
        self.picture(&window, "gestures-note").await;

        window.click("nav-settings").await;
        window.see_css("#settings-reminders").await;
        for part in ["reminders", "privacy", "appearance", "data", "you"] {
            window
                .run(&format!(
                    "document.querySelector('#settings-{part}').scrollIntoView()"
                ))
                .await;
            self.picture(&window, &format!("settings-{part}")).await;
        }
        window.quit().await;
        run.is_free().await;
    }

    async fn of_the_morning_after(&self) {
        let run = self.planner("mock-ups", MORNING_AFTER);
        let window = Window::open(&self.desktop, &run).await;
        window.see("plate-keep").await;
        self.picture(&window, "life-happened").await;
        window.quit().await;
        run.is_free().await;
    }

    async fn of_an_empty_planner(&self) {
        let run = self.planner("empty", NOW);
        let window = Window::open(&self.desktop, &run).await;
        window.see("name-first").await;
        self.picture(&window, "first-run").await;

        window.write("name-first", "Noor").await;
        window.write("name-second", "Jules").await;
        window.click("begin").await;
        window.write("sentence", "Thursdays 7pm, 2 hours").await;
        window.reads("reading", "Every Thursday, 7 to 9 pm").await;
        self.picture(&window, "first-sentence").await;

        window.click("begin-later").await;
        window.see("new-slot").await;
        self.picture(&window, "today-empty").await;
        window.quit().await;
        run.is_free().await;
    }

    /// The screen as it stands, at each size.
    async fn picture(&self, window: &Window, screen: &str) {
        for (width, height) in SIZES {
            window.resize(width, height).await;
            let name = format!("{screen}-{}-{width}x{height}.png", self.theme);
            window.picture(&self.to.join(name)).await;
        }
        let (width, height) = SIZES[0];
        window.resize(width, height).await;
    }

    fn planner(&self, name: &str, now: &str) -> Run {
        Run::at(&self.desktop.home().join(name), now)
    }
}
