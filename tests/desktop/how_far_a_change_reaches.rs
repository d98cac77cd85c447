//! How far a change reaches, in the engine that the app really uses and with the keyboard alone: a standing date is carried
//! to another day together with those after it, the month shows both rhythms, and one undo brings all of it back. Then it
//! ends before one of its evenings, and that is taken back as well.

use tests::{
    desktop::{Desktop, Key, Run, Window, until},
    world::World,
};

const TUESDAY: &str = "2026-10-13T14:36:00+01:00";

/// More stops than the calendar has.
const STOPS: usize = 60;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standing_date_goes_another_way_from_one_evening_on_and_comes_back() {
    let desktop = Desktop::start().await;
    let mut couple = World::at("2026-09-28T12:00", "Europe/London");
    couple.date("Thursdays 7pm, 2 hours", "90m");
    couple.sleep_until("2026-10-13T14:30");
    let thursdays = starts(&couple);
    let window = Window::open(&desktop, &Run::at(&couple.dir(), TUESDAY)).await;
    window.see("plate-when").await;
    window.press_with_control('2').await;
    shows(&window, "01 08 15 22 29").await;

    // From today to the 22nd, and with Shift the date goes along to the day after.
    window.type_in("t").await;
    has_focus(&window, "day-2026-10-13").await;
    window.press([Key::Down, Key::Right, Key::Right]).await;
    has_focus(&window, "day-2026-10-22").await;
    window.press_with_shift(Key::Right).await;
    window.reads("held", "Friday 23 October, 7 to 9 pm").await;
    window.press([Key::Enter]).await;

    // It asks how far that reaches, and says what each answer comes to.
    has_focus(&window, "reach-this").await;
    window
        .reads("reach-following", "Every Friday, 7 to 9 pm, from 23 October")
        .await;
    assert_eq!(starts(&couple), thursdays, "nothing has changed while it asks");
    window.press([Key::Tab]).await;
    has_focus(&window, "reach-following").await;
    window.press([Key::Enter]).await;
    shows(&window, "01 08 15 23 30").await;
    has_focus(&window, "day-2026-10-23").await;
    assert_eq!(
        starts(&couple),
        [
            "2026-10-15T19:00",
            "2026-10-23T19:00",
            "2026-10-30T19:00",
            "2026-11-06T19:00"
        ],
        "the Thursday before it stays"
    );
    window.press_with_control('z').await;
    shows(&window, "01 08 15 22 29").await;
    assert_eq!(starts(&couple), thursdays, "one step takes all of it back");

    // In the day's panel it ends before the 22nd, after asking once more in the same place.
    window.press([Key::Left]).await;
    has_focus(&window, "day-2026-10-22").await;
    window.press([Key::Enter]).await;
    window.see("panel-end").await;
    tab_to(&window, "panel-end").await;
    window.press([Key::Enter]).await;
    window.reads("panel-end", "End it before this one").await;
    assert_eq!(starts(&couple), thursdays, "it only asks");
    window.press([Key::Enter]).await;
    shows(&window, "01 08 15").await;
    window.reads("toast", "the last one on 15 October").await;
    window.press_with_control('z').await;
    shows(&window, "01 08 15 22 29").await;
    assert_eq!(
        starts(&couple),
        thursdays,
        "and that is taken back like anything else"
    );
    window.quit().await;
}

/// When the couple's dates of the next four weeks begin, as the terminal would say it.
fn starts(couple: &World) -> Vec<String> {
    couple.agenda().into_iter().map(|item| item.local_start).collect()
}

/// Waits until the month's page shows dates on these days of October, and on no others.
async fn shows(window: &Window, days: &str) {
    let there = "arguments[arguments.length - 1]([...document.querySelectorAll(\
        \"[data-testid^='day-2026-10-'] [data-testid='event']\")].map((it) => \
        it.closest(\"[data-testid^='day-']\").dataset.testid.slice(-2)).join(' '))";
    until(&format!("the month shows {days}"), async || {
        window.answers(there).await == days
    })
    .await;
}

/// Presses Tab until the element of that test id has the focus.
async fn tab_to(window: &Window, id: &str) {
    let mut stops = Vec::new();
    for _ in 0..STOPS {
        let at = window.focus().await;
        if at == id {
            return;
        }
        stops.push(at);
        window.press([Key::Tab]).await;
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
