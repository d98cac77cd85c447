//! Pictures of every screen of the built app, in both themes and at both sizes, for a comparison with the design.
//!
//! `cargo run -p tests --features desktop --example screenshots [DIR [SCREEN]]` writes `<screen>-<theme>-<w>x<h>.png` into
//! `DIR`, or `target/screenshots`; only of the screens whose name begins with `SCREEN`, where that is given.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use app::replies::{Planner, SettingsForm, SlotForm};
use tests::{
    desktop::{Desktop, Key, Run, Server, Tray, Window, until},
    world::World,
};

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
            only: std::env::args().nth(2).unwrap_or_default(),
        };
        album.of_the_mock_ups().await;
        album.of_the_morning_after().await;
        album.of_an_empty_planner().await;
        album.of_days_away().await;
        album.of_another_calendar().await;
        println!("screenshots: {theme} in {}", to.display());
    }
}

/// The pictures of one theme.
struct Album {
    desktop: Desktop,
    theme: &'static str,
    to: PathBuf,
    /// How the names begin of those that are wanted.
    only: String,
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
        window.write("sentence", "Friday 8pm").await;
        window.see("scope-following").await;
        self.picture(&window, "move-reach").await;
        window.press_escape().await;
        window.is_gone("[data-testid='save-move']").await;

        window.click("plate-plan").await;
        window.see("save-plan").await;
        self.picture(&window, "plan").await;
        window
            .run("document.querySelector('[data-testid=plan-prepare]').scrollIntoView()")
            .await;
        window.click("plan-prepare").await;
        self.picture(&window, "plan-below").await;
        window.press_escape().await;
        window.is_gone("[data-testid='save-plan']").await;

        window.click("nav-calendar").await;
        window.see("event").await;
        self.picture(&window, "calendar").await;

        self.ideas(&window).await;
        window.click("day-2026-10-15").await;
        window.see("panel-move").await;
        self.picture(&window, "day-panel").await;
        window.click("panel-end").await;
        window.reads("panel-end", "End it before this one").await;
        self.picture_of(&window, "day-panel-ends", "panel-end").await;
        window.click("panel-remember").await;
        window.see("red-save").await;
        window.write("red-words", "The day we met").await;
        self.picture(&window, "red-letter").await;
        window.press_escape().await;
        window.is_gone("[data-testid='red-save']").await;
        window.press_escape().await;

        window.type_in("w").await;
        window.see("now").await;
        self.picture(&window, "calendar-week").await;
        window.press_with_shift(Key::Right).await;
        window.reads("held", "Friday 16 October").await;
        self.picture(&window, "calendar-week-held").await;
        window.press_escape().await;
        window.is_gone("[data-testid='held']").await;
        window.type_in("a").await;
        window.see("agenda").await;
        self.picture(&window, "calendar-agenda").await;
        window.type_in("y").await;
        window.see("year").await;
        self.picture(&window, "calendar-year").await;
        window.type_in("m").await;
        window.see("day-2026-10-15").await;

        window.click("new-slot").await;
        window.write("sentence", "Thursdays 7pm, 2 hours").await;
        window.reads("reading", "Every Thursday, 7 to 9 pm").await;
        window.see("heads-up").await;
        self.picture(&window, "slot-editor").await;
        window.click("kind-add").await;
        window.write("kind-name", "Climbing").await;
        self.picture_of(&window, "slot-kind", "kind-save").await;
        window.press_escape().await;
        window.is_gone("[data-testid='kind-name']").await;
        window.press_escape().await;
        window.is_gone("[data-testid='save-slot']").await;

        self.gestures(&window).await;
        self.talk(&window).await;

        window.click("nav-settings").await;
        window.see_css("#settings-reminders").await;
        for part in ["reminders", "privacy", "appearance", "data", "you", "outside"] {
            window
                .run(&format!(
                    "document.querySelector('#settings-{part}').scrollIntoView()"
                ))
                .await;
            self.picture(&window, &format!("settings-{part}")).await;
        }
        self.outside_help(&window).await;
        window.quit().await;
        run.is_free().await;
    }

    /// Both parts of the help page, the second one to its end.
    async fn outside_help(&self, window: &Window) {
        window.click("help-counsellor").await;
        window.see("help-body").await;
        self.picture(window, "help-counsellor").await;
        window.click("help-to-safety").await;
        window.see("help-to-counsellor").await;
        self.picture(window, "help").await;
        window
            .run("document.querySelector('[data-testid=help-body]').scrollTo(0, 100000)")
            .await;
        self.picture(window, "help-end").await;
        window.press_escape().await;
        window.is_gone("[data-testid='help-body']").await;
    }

    /// Ideas for an empty day, as in the design; what one rests on; one of their own; and ideas in a plan.
    async fn ideas(&self, window: &Window) {
        window.click("day-2026-10-24").await;
        window.see("panel-find").await;
        self.picture(window, "day-panel-empty").await;
        window.click("panel-find").await;
        window.see("idea").await;
        self.picture(window, "plan-pick").await;
        window.click_css("[data-testid='idea'].on .dots").await;
        window
            .click_css("[data-testid='idea'].on [role='menuitem']")
            .await;
        window.see("idea-from").await;
        self.picture(window, "plan-pick-from").await;
        window.click("add-wish").await;
        window.see("own-title").await;
        self.picture(window, "plan-pick-own").await;
        window.press_escape().await;
        window.see("idea").await;
        window.press_escape().await;
        window.is_gone("[data-testid='idea']").await;
        window.press_escape().await;
        window.click("day-2026-10-22").await;
        window.click("panel-plan").await;
        window.click("plan-pick").await;
        window.see("idea").await;
        self.picture(window, "plan-pick-evening").await;
        window.click("use-idea").await;
        window.see("plan-idea").await;
        self.picture(window, "plan-picked").await;
        window.press_escape().await;
        window.is_gone("[data-testid='save-plan']").await;
    }

    /// Small things: the page of the design, its year, what can be chosen, and what lies over it.
    async fn gestures(&self, window: &Window) {
        window.click("nav-gestures").await;
        window.see_css("[data-testid^='tick-']").await;
        window.see("small-year").await;
        self.picture(window, "gestures").await;

        window.click("filter-for").await;
        window.click_css("[role='option'][data-value='second']").await;
        window.click("filter-effort").await;
        window.click_css("[role='option'][data-value='2']").await;
        window.is_gone("[role='listbox']").await;
        window
            .click_css("[data-testid^='tick-'][aria-checked='false']")
            .await;
        window.see("note").await;
        window.type_in("Second helpings. Extra chilli next time.").await;
        window.is_gone("[data-testid='toast']").await;
        self.picture(window, "gestures-note").await;
        window.press_escape().await;
        window.is_gone("[data-testid='note']").await;

        window.click("filter-time").await;
        self.picture(window, "gestures-filter").await;
        window.press_escape().await;
        window.click("pick").await;
        window.see("picked").await;
        self.picture(window, "gestures-picked").await;
        window
            .run(
                "document.querySelector('[data-testid=small-year] [data-date=\"2026-10-12\"]').dispatchEvent(
                    new MouseEvent('click', { bubbles: true }))",
            )
            .await;
        window.see("small-day").await;
        self.picture(window, "gestures-day").await;
        window.press_escape().await;
        window.is_gone("[data-testid='small-day']").await;

        window
            .run("document.querySelector('[data-testid=small-row] [aria-haspopup=menu]').click()")
            .await;
        window.see_css("[role='menu']").await;
        self.picture(window, "gestures-menu").await;
        window.press_escape().await;
        window
            .run("document.querySelector('[data-testid=picked] .btn.line').click()")
            .await;
        window.see("intention-save").await;
        window.click("rhythm-days").await;
        self.picture(window, "gestures-plan").await;
        window.press_escape().await;
        window.is_gone("[data-testid='intention-save']").await;
        window.click("add-own").await;
        window.see("own-save").await;
        self.picture(window, "gestures-own").await;
        window.press_escape().await;
        window.is_gone("[data-testid='own-save']").await;

        window.click("favourite-add").await;
        window.see("favourite-keep").await;
        self.picture(window, "gestures-favourite").await;
        window.click_css("[data-testid='favourite-form'] .quiet").await;
        window.is_gone("[data-testid='favourite-keep']").await;
        // In a narrow window they come over the list.
        window
            .run("document.querySelector('[data-testid=favourites-open]').click()")
            .await;
        self.picture(window, "gestures-favourites").await;
        window.press_escape().await;
    }

    /// The cards, what is kept and was talked about, sentences to begin with, a sitting, and answers written apart.
    async fn talk(&self, window: &Window) {
        window.click("nav-talk").await;
        window.see("card").await;
        self.picture(window, "talk").await;
        window.type_in("t").await;
        window.see("note").await;
        self.picture(window, "talk-line").await;
        window.press_escape().await;
        window.is_gone("[data-testid='note']").await;
        window.press_with_control('z').await;
        window.see("talked").await;

        window.click("kept").await;
        window.see("kept-card").await;
        self.picture(window, "talk-kept").await;
        window.click("said").await;
        window.write("talk-search", "we").await;
        window.see("found-card").await;
        self.picture(window, "talk-said").await;
        window
            .run(
                "[...document.querySelectorAll('[data-testid=found-card]')]
                    .find((card) => card.textContent.endsWith('Closer')).click()",
            )
            .await;
        window.click("begin-hard").await;
        window.see("begin-panel").await;
        self.picture(window, "talk-begin").await;
        window.press_escape().await;
        window.is_gone("[data-testid='begin-panel']").await;

        window.click("sit").await;
        window.see("begins-first").await;
        self.picture(window, "talk-sitting-begins").await;
        window.click("begins-first").await;
        window.see("sit-pass").await;
        self.picture(window, "talk-sitting").await;
        window.press_escape().await;
        window.see("sit-over").await;
        self.picture(window, "talk-sitting-over").await;
        window.press_escape().await;
        window.is_gone("[data-testid='sit-over']").await;
        window.click("stress").await;
        window.click("begins-first").await;
        window.click("sit-pass").await;
        self.picture(window, "talk-stress").await;
        window.press_escape().await;
        window.press_escape().await;
        window.is_gone("[data-testid='sit-over']").await;

        window.click("apart").await;
        window.see("apart-words").await;
        self.picture(window, "talk-apart").await;
        window.type_in("Swimming on Wednesdays.").await;
        window.click("apart-seal").await;
        window.see("apart-change").await;
        self.picture(window, "talk-apart-sealed").await;
        window.press_escape().await;
        window.is_gone("[data-testid='apart-change']").await;
        window.click_css(".decks [aria-haspopup='menu']").await;
        window.click_css("[role='menuitem']").await;
        window.see("question-save").await;
        self.picture(window, "talk-question").await;
        window.press_escape().await;
        window.is_gone("[data-testid='question-save']").await;
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

    /// What a work calendar changed since it was last read, its being written, what came of it; and where it is kept.
    async fn of_another_calendar(&self) {
        let run = self.planner("work-calendar", NOW);
        self.desktop.standing(&run, &["demo", "--mock-ups"]).await;
        let file = self.to.join("noor-work.ics");
        let path = file.to_str().expect("a plain path");
        std::fs::write(&file, work_calendar(false)).expect("the file can be written");
        self.desktop
            .standing(&run, &["import", path, "--as", "busy:Noor", "--watch"])
            .await;
        // The one that is watched stays as it is: another of its name has changed.
        let sent = self.to.join("sent");
        std::fs::create_dir_all(&sent).expect("the folder can be made");
        let sent = sent.join("noor-work.ics");
        std::fs::write(&sent, work_calendar(true)).expect("the file can be written");
        let window = Window::open(&self.desktop, &run).await;
        window.see("plate-when").await;
        window.click("nav-settings").await;
        window.see("layer").await;
        for part in ["calendars", "data"] {
            window
                .run(&format!(
                    "document.querySelector('#settings-{part}').scrollIntoView()"
                ))
                .await;
            if part == "data" {
                window.click("export-dates").await;
                window.see("export-save").await;
            }
            self.picture(&window, &format!("settings-{part}-open")).await;
        }
        let second = self
            .desktop
            .command(tests::desktop::built("standing-date"))
            .args(run.args())
            .arg(&sent)
            .status();
        assert!(
            second.await.expect("it starts").success(),
            "it hands the file over"
        );
        window.see("import-save").await;
        self.picture(&window, "import").await;
        window.click("import-save").await;
        window.see("import-done").await;
        self.picture(&window, "import-done").await;
        window.click("import-done").await;
        window.quit().await;
        run.is_free().await;
    }

    async fn of_days_away(&self) {
        let world = they_were_away();
        let run = Run::at(&world.dir(), NOW);
        let mut server = Server::start(&self.desktop).await;
        let _tray = Tray::start(&self.desktop).await;
        let window = Window::open(&self.desktop, &run).await;

        window.see("away-line").await;
        self.picture(&window, "away").await;
        window.click("look").await;
        window.see("inbox-item").await;
        self.picture(&window, "inbox").await;
        let listed = window.count("[data-testid='inbox-item']").await;
        window.click_in("inbox-item", "Lunch", "answer-kept").await;
        window.see("toast-undo").await;
        self.picture(&window, "inbox-answered").await;
        window.click("toast-undo").await;
        // What is clicked while a list grows is not what was meant.
        until("lunch is asked about again", async || {
            window.count("[data-testid='inbox-item']").await == listed
        })
        .await;
        window.click("inbox-older").await;
        window.is_gone("[data-testid='inbox-older']").await;
        self.picture(&window, "inbox-older").await;
        window.click("inbox-clear").await;
        window.is_gone("[data-testid='inbox-item']").await;
        window.is_gone("[data-testid='toast']").await;
        self.picture(&window, "inbox-empty").await;
        window.click("inbox-close").await;

        window.click("nav-settings").await;
        window.click_css("[aria-controls='settings-kinds']").await;
        window.see("settings-pause").await;
        self.picture(&window, "settings-kinds").await;

        window.click("settings-pause").await;
        window.see("pause-week").await;
        self.picture(&window, "pause").await;
        window.click("pause-range").await;
        window.click("pause-to").await;
        window.click("pause-day-2026-10-18").await;
        self.picture(&window, "pause-range").await;
        window.click("save-pause").await;
        window.is_gone("[data-testid='save-pause']").await;
        window.click("nav-today").await;
        window.see("paused-line").await;
        window.is_gone("[data-testid='toast']").await;
        self.picture(&window, "paused").await;
        window.click("change-pause").await;
        window.see("pause").await;
        self.picture(&window, "pause-on").await;
        window.press_escape().await;
        window.click("resume").await;
        window.is_gone("[data-testid='paused-line']").await;

        window.click("nav-settings").await;
        window.click("check").await;
        window.click("show-test").await;
        let note = server
            .next(Duration::from_secs(10))
            .await
            .expect("a test is shown");
        server.press(&note, "fine").await;
        window.reads("tried", "it was heard").await;
        window.is_gone("[data-testid='toast']").await;
        self.picture(&window, "check").await;
        for part in ["next", "last", "stops"] {
            let there = format!("document.querySelector('#check-{part}').scrollIntoView()");
            window.run(&there).await;
            self.picture(&window, &format!("check-{part}")).await;
        }

        // Nothing shows notifications any more, which a test finds out.
        drop(server);
        window.run("document.querySelector('.sc').scrollTo(0, 0)").await;
        window.click("show-test").await;
        window.see("trouble").await;
        self.picture(&window, "check-trouble").await;
        window.click("nav-today").await;
        window.see("plate-when").await;
        self.picture(&window, "trouble").await;
        window.quit().await;
    }

    /// The screen as it stands, at each size.
    async fn picture(&self, window: &Window, screen: &str) {
        self.picture_at_each_size(window, screen, "").await;
    }

    /// The same, scrolled to where the element of a test id is seen.
    async fn picture_of(&self, window: &Window, screen: &str, id: &str) {
        let there =
            format!("document.querySelector('[data-testid={id}]').scrollIntoView({{ block: 'end' }})");
        self.picture_at_each_size(window, screen, &there).await;
    }

    async fn picture_at_each_size(&self, window: &Window, screen: &str, first: &str) {
        if !screen.starts_with(&self.only) {
            return;
        }
        for (width, height) in SIZES {
            window.resize(width, height).await;
            window.run(first).await;
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

/// A couple whose computer slept twice: from a Friday night to a Monday, and from Saturday night until this morning.
fn they_were_away() -> World {
    let mut world = World::at("2026-10-01T12:00", "Europe/London");
    world.choose(SettingsForm {
        gesture_nudge: Some("17:30".to_owned()),
        ..SettingsForm::default()
    });
    let dates = [
        (
            "Thursdays 7pm, 2 hours, supper at Lupo",
            "evening_out",
            Planner::TurnsSecond,
        ),
        (
            "every other Wednesday 5:30pm, Dr Osei",
            "outside_help",
            Planner::Unset,
        ),
        ("Saturday 3 October 10am, a walk", "walk", Planner::First),
        (
            "Saturday 10 October 1pm, lunch on the quay",
            "lunch",
            Planner::Unset,
        ),
        ("Monday 12 October 8pm, the choir", "evening_out", Planner::Second),
        (
            "Tuesday 13 October 10:30am, coffee at the market",
            "date",
            Planner::Both,
        ),
    ];
    for (sentence, kind, planner) in dates {
        let form = SlotForm {
            id: None,
            sentence: sentence.to_owned(),
            title: None,
            kind: Some(kind.to_owned()),
            label: String::new(),
            leads: None,
            planner,
            anchor: None,
            ..SlotForm::default()
        };
        world
            .app()
            .save_slot(form)
            .unwrap_or_else(|e| panic!("{sentence}: {:?}", e.problem()));
    }
    world.wait_until("2026-10-02T22:00");
    world.sleep_until("2026-10-05T08:00");
    world.wait_until("2026-10-09T09:05");
    // Supper on the 8th.
    world.press("kept");
    world.wait_until("2026-10-10T22:00");
    world.sleep_until("2026-10-13T09:10");
    world.wait_until("2026-10-13T14:35");
    world
}

/// Noor's work calendar as in the mock-up: as it was read first, or with what has changed since.
fn work_calendar(later: bool) -> String {
    let event = |uid: &str, name: &str, day: &str, from: &str, to: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{name}\r\nDTSTART:{day}T{from}00\r\nDTEND:{day}T{to}00\r\nEND:VEVENT\r\n"
        )
    };
    let (plan, late, budget) = if later {
        (("0900", "1100"), ("1830", "2000"), "20261103")
    } else {
        (("0900", "1000"), ("1700", "1830"), "20261102")
    };
    let mut events = vec![
        event("plan", "Planning round", "20261021", plan.0, plan.1),
        event("late", "Late handover", "20261022", late.0, late.1),
        event("budget", "Budget", budget, "1300", "1400"),
    ];
    events.extend((0..61).map(|n| {
        let day = format!(
            "2026{:02}{:02}",
            10 + n / 28 + u32::from(n % 28 > 17 && n < 28),
            n % 28 + 1
        );
        event(&format!("m{n}"), &format!("Meeting {n}"), &day, "1100", "1200")
    }));
    if later {
        events.push(event("stand", "Stand-up", "20261102", "1500", "1400"));
        events.push(
            "BEGIN:VEVENT\r\nUID:wrap\r\nSUMMARY:Wrap-up\r\nDTSTART;TZID=\"Office 3\":20261113T150000\r\nEND:VEVENT\r\n"
                .to_owned(),
        );
        events.push(event("talk", "Interview", "20261016", "1000", "1030"));
        events.push(
            "BEGIN:VEVENT\r\nUID:daily\r\nSUMMARY:Stand-up\r\nDTSTART:20261020T091500\r\nDURATION:PT30M\r\n\
             RRULE:FREQ=WEEKLY;UNTIL=20261221T000000\r\nEND:VEVENT\r\n"
                .to_owned(),
        );
        events.push(
            "BEGIN:VEVENT\r\nUID:call\r\nSUMMARY:On call\r\nDTSTART;VALUE=DATE:20261114\r\nEND:VEVENT\r\n"
                .to_owned(),
        );
    }
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n",
        events.concat()
    )
}
