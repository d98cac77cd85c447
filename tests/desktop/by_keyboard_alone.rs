//! The list of what waits, a pause and the page that asks whether it works, with the keyboard alone: in the engine that
//! the app really uses, which moves the focus in its own way.

use std::time::Duration;

use tests::{
    desktop::{Desktop, Key, Run, Server, Window, until},
    world::World,
};

/// More stops than any page has.
const STOPS: usize = 40;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answering_pausing_and_trying_need_no_pointer() {
    let desktop = Desktop::start().await;
    let mut server = Server::start(&desktop).await;
    let mut couple = World::at("2026-10-15T12:00", "Europe/London");
    for sentence in ["tonight 7pm, supper at Lupo", "tomorrow 1pm, lunch at the market"] {
        couple.date(sentence, "90m");
    }
    couple.sleep_until("2026-10-19T14:00");
    let monday = Run::at(&couple.dir(), "2026-10-19T14:05:00+01:00");
    let window = Window::open(&desktop, &monday).await;
    window.see("look").await;

    // The newest question is answered; the next one takes its place. Esc goes back to where the list was opened from.
    tab_to(&window, "look").await;
    window.press([Key::Enter]).await;
    window.see("inbox-close").await;
    tab_to(&window, "answer-kept").await;
    window.press([Key::Space]).await;
    until("one is answered", async || {
        window.count("[data-testid='inbox-item']").await == 1
    })
    .await;
    has_focus(&window, "answer-kept").await;
    window.press([Key::Escape]).await;
    window.is_gone("[data-testid='inbox-close']").await;
    has_focus(&window, "look").await;

    // A pause from tomorrow to the Sunday after: two arrows to the third choice, and the days by arrows as well.
    window.press_with_control(',').await;
    window.see("settings-pause").await;
    tab_to(&window, "settings-pause").await;
    window.press([Key::Enter]).await;
    has_focus(&window, "pause-tomorrow").await;
    window.press([Key::Down, Key::Down]).await;
    has_focus(&window, "pause-range").await;
    tab_to(&window, "pause-day-2026-10-19").await;
    window.press([Key::Right]).await;
    has_focus(&window, "pause-day-2026-10-20").await;
    window.press([Key::Enter, Key::End]).await;
    has_focus(&window, "pause-day-2026-10-25").await;
    window.press([Key::Space]).await;
    window.reads("pause-from", "Tuesday 20 October").await;
    window.reads("pause-to", "Sunday 25 October").await;
    window.press_with_control(Key::Enter).await;
    window.is_gone("[data-testid='save-pause']").await;
    has_focus(&window, "settings-pause").await;

    tab_to(&window, "check").await;
    window.press([Key::Enter]).await;
    window.see("show-test").await;
    tab_to(&window, "show-test").await;
    window.press([Key::Enter]).await;
    server
        .next(Duration::from_secs(10))
        .await
        .expect("a test is shown when it is asked for");
    window.reads("tried", "Shown at 2").await;
    has_focus(&window, "show-test").await;
    window.quit().await;
}

/// Presses Tab until the element of that test id has the focus.
async fn tab_to(window: &Window, id: &str) {
    let mut stops = Vec::new();
    for _ in 0..STOPS {
        window.press([Key::Tab]).await;
        let at = window.focus().await;
        if at == id {
            return;
        }
        stops.push(at);
    }
    panic!("Tab does not come to {id}: {stops:?}");
}

/// Waits until the element of that test id has the focus.
async fn has_focus(window: &Window, id: &str) {
    until(&format!("{id} has the focus"), async || {
        window.focus().await == id
    })
    .await;
}
