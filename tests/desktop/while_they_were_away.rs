//! What came while nobody looked, what nobody is to be told for a while, and answers given where there are no buttons:
//! in the window and the tray as they are.

use std::time::Duration;

use domain::words::{reminders, shell};
use tests::{
    desktop::{Desktop, Note, Run, Server, Tray, Window, until},
    session::Watch,
    world::World,
};

/// A reminder may come this late on a machine busy with other tests, and after a window has been started.
const SOON: Duration = Duration::from_secs(25);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn four_days_away_wait_below_the_plate_until_they_are_answered() {
    let desktop = Desktop::start().await;
    let mut server = Server::start(&desktop).await;
    let couple = World::at("2026-10-15T12:00", "Europe/London");
    for (sentence, lead) in [
        ("tomorrow 1pm, lunch at the market", "90m"),
        ("Saturday 10am, walk", "90m"),
        ("Sunday 7pm, supper at Lupo", "90m"),
        ("Tuesday 20 October 7pm, cinema", "evening"),
    ] {
        couple.date(sentence, lead);
    }

    // On Friday the watch still reminds. Then the computer is off until Tuesday morning.
    let friday = Run::at(&couple.dir(), "2026-10-16T11:29:58+01:00");
    let mut watching = desktop.watching(friday.data_dir(), "Europe/London");
    watching.args(["--now", "2026-10-16T11:29:58+01:00"]);
    let watch = Watch::start(&desktop, watching);
    let note = server.next(SOON).await.expect("the watch reminds of lunch");
    assert_eq!(
        (note.summary.as_str(), note.body.as_str()),
        ("Friday, 1 pm", "In 90 minutes")
    );
    watch.stopped().await;

    let tuesday = friday.later("2026-10-20T09:10:00+01:00");
    let window = Window::open(&desktop, &tuesday).await;
    window
        .reads("away-line", "four reminders came late or went unseen")
        .await;
    let note = server.next(SOON).await.expect("tonight is still worth a word");
    assert_eq!(
        (note.summary.as_str(), note.body.as_str()),
        ("Tuesday, 7 pm", reminders::TODAY)
    );

    window.click("look").await;
    waiting(&window, 4).await;
    // Lunch did happen. A slip of the hand is taken back, and it is asked again.
    window.click_in("inbox-item", "Lunch", "answer-kept").await;
    waiting(&window, 3).await;
    window.reads("toast", "kept").await;
    window.click("toast-undo").await;
    waiting(&window, 4).await;
    window.click_in("inbox-item", "Lunch", "answer-kept").await;
    waiting(&window, 3).await;
    // Tonight's is put aside.
    window.click_in("inbox-item", "Cinema", "answer-fine").await;
    waiting(&window, 2).await;
    // The walk is moved: the list gives way to the row that asks when.
    window.click_in("inbox-item", "Walk", "answer-move").await;
    window.write("sentence", "Saturday 10am").await;
    window.reads("reading", "Saturday 24 October").await;
    window.click("save-move").await;
    window
        .see_css("[data-testid='day-2026-10-24'] [data-testid='event']")
        .await;
    window
        .see_css("[data-testid='day-2026-10-16'] [data-testid='event'].kept")
        .await;

    // One is left, and the rest of the list is nobody's duty.
    window.click("nav-today").await;
    window
        .reads("away-line", "one reminder came late or went unseen")
        .await;
    window.click("look").await;
    waiting(&window, 1).await;
    window.click("inbox-clear").await;
    waiting(&window, 0).await;
    window.click("inbox-close").await;
    window.is_gone("[data-testid='away-line']").await;
    window.quit().await;
    tuesday.is_free().await;

    let later = friday.later("2026-10-20T09:20:00+01:00");
    let window = Window::open(&desktop, &later).await;
    window.see("plate-when").await;
    assert_eq!(
        window.count("[data-testid='away-line']").await,
        0,
        "what was answered, moved or cleared is not told again"
    );
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_buttons_the_tray_answers_and_it_pauses_and_goes_on() {
    let desktop = Desktop::start().await;
    let mut server = Server::without_buttons(&desktop).await;
    let tray = Tray::start(&desktop).await;
    let couple = World::at("2026-10-13T14:36", "Europe/London");
    couple.date("Thursdays 7pm", "evening");

    let wednesday = Run::at(&couple.dir(), "2026-10-14T18:59:58+01:00");
    let window = Window::open(&desktop, &wednesday).await;
    let note = server.next(SOON).await.expect("it comes without buttons too");
    assert_eq!(buttons(&note), [""; 0], "it was asked for none");
    says(&tray, "Thursday, 7 pm. Tomorrow").await;
    tray.click(reminders::FINE).await;
    says_no_more(&tray, "Thursday, 7 pm. Tomorrow").await;

    // For a holiday: the tray asks the window which days.
    tray.click(shell::TRAY_PAUSE_RANGE).await;
    window.reads("pause-from", "Wednesday 14 October").await;
    window.click("pause-to").await;
    window.click("pause-day-2026-10-31").await;
    window.click("save-pause").await;
    let until_when = "Paused until Sunday 1 November";
    window.reads("paused-line", until_when).await;
    says(&tray, until_when).await;

    tray.click(shell::TRAY_RESUME).await;
    window.is_gone("[data-testid='paused-line']").await;
    says(&tray, shell::TRAY_PAUSE).await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_in_the_morning_they_move_it_from_the_notification_and_then_try_one() {
    let desktop = Desktop::start().await;
    let mut server = Server::start(&desktop).await;
    let couple = World::at("2026-10-15T12:00", "Europe/London");
    couple.date("tonight 7pm, supper at Lupo", "90m");

    // The app sits in the tray. There is no window to drive before the button makes one.
    let friday = Run::at(&couple.dir(), "2026-10-16T08:59:57+01:00").hidden();
    let pressed = async {
        let note = server.next(SOON).await.expect("it is asked at nine");
        assert_eq!(
            (note.summary.as_str(), note.body.as_str()),
            ("Thursday, 7 pm", reminders::DID_IT_HAPPEN)
        );
        assert_eq!(buttons(&note), ["kept", "move", "let-go"]);
        server.press(&note, "move").await;
    };
    let (window, ()) = tokio::join!(Window::open(&desktop, &friday), pressed);
    window.write("sentence", "Saturday 1pm").await;
    window.reads("reading", "Saturday 17 October").await;
    window.click("save-move").await;
    window
        .see_css("[data-testid='day-2026-10-17'] [data-testid='event']")
        .await;

    window.click("nav-settings").await;
    window.click("check").await;
    window.click("show-test").await;
    let note = server
        .next(SOON)
        .await
        .expect("a test is shown when it is asked for");
    assert_eq!(note.body, reminders::JUST_A_TEST);
    window.reads("tried", "Shown at 9").await;
    server.press(&note, "snooze-10").await;
    window
        .reads("tried", "You pressed Snooze, and it was heard.")
        .await;
    window.quit().await;
}

/// Waits until so many lines are on the open list.
async fn waiting(window: &Window, lines: usize) {
    window.see("inbox-close").await;
    let mut counted = 0;
    let all = async || {
        counted = window.count("[data-testid='inbox-item']").await;
        counted == lines
    };
    until(&format!("{lines} are on the list"), all).await;
}

/// Waits until an entry of the tray's menu begins with that.
async fn says(tray: &Tray, words: &str) {
    until(&format!("the tray says {words:?}"), async || {
        tray.labels().await.iter().any(|label| label.starts_with(words))
    })
    .await;
}

async fn says_no_more(tray: &Tray, words: &str) {
    until(&format!("the tray no longer says {words:?}"), async || {
        let labels = tray.labels().await;
        !labels.is_empty() && !labels.iter().any(|label| label.starts_with(words))
    })
    .await;
}

/// The ids of the buttons a notification came with; pressing its text is none of them.
fn buttons(note: &Note) -> Vec<&str> {
    let ids = note.actions.chunks(2).map(|pair| pair[0].as_str());
    ids.filter(|id| *id != "default").collect()
}
