//! The editor with the keyboard alone, in the engine that the app really uses: a kind of their own is made while a date is,
//! the date is said to come on any day, and what the week still wants of it is set with one press.

use tests::{
    desktop::{Desktop, Key, Run, Window, until},
    world::World,
};

const TUESDAY: &str = "2026-10-13T14:36:00+01:00";

/// More stops than the sheet has.
const STOPS: usize = 40;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_date_of_a_kind_of_their_own_is_made_and_finds_its_day_without_a_pointer() {
    let desktop = Desktop::start().await;
    let couple = World::at("2026-10-13T14:30", "Europe/London");
    let window = Window::open(&desktop, &Run::at(&couple.dir(), TUESDAY)).await;
    window.see("new-slot").await;

    window.press_with_control('n').await;
    has_focus(&window, "sentence").await;
    window.type_in("Saturdays 10am").await;
    window.reads("reading", "Every Saturday").await;
    tab_to(&window, "kind-date").await;
    window.press([Key::Left]).await;
    has_focus(&window, "kind-check_in").await;
    tab_to(&window, "kind-add").await;
    window.press([Key::Enter]).await;
    has_focus(&window, "kind-name").await;
    window.type_in("Climbing").await;
    tab_to(&window, "kind-minutes").await;
    window.press_with_control('a').await;
    window.type_in("150").await;
    window.press([Key::Enter]).await;
    window.is_gone("[data-testid='kind-name']").await;
    until("the new kind has the focus", async || {
        window.focus().await.starts_with("kind-own:")
    })
    .await;
    window.reads("reading", "10 am to 12:30 pm").await;

    // On any day instead: the fourth of the ways it may come, two arrows below "every month".
    tab_to(&window, "Repeats").await;
    window.press([Key::Enter]).await;
    window.see_css("[role=menuitemradio]").await;
    window.press([Key::Down, Key::Down, Key::Down, Key::Enter]).await;
    window.reads("repeats", "Twice a week, any day").await;
    window.reads("reading", "Twice a week, on any day").await;
    tab_to(&window, "The day it may go to").await;
    window.press([Key::Enter]).await;
    window.see_css("[role=menuitemradio]").await;
    window.press([Key::End, Key::Enter]).await;
    window.reads("backup-hour", "3 pm").await;
    window.press_with_control(Key::Enter).await;
    window.is_gone("[data-testid='save-slot']").await;

    let slots = couple.app().slots().expect("the planner can be read");
    assert_eq!(slots.len(), 1, "one date was made");
    assert_eq!(
        (
            slots[0].times.as_deref(),
            slots[0].minutes,
            slots[0].backup.as_str()
        ),
        (Some("2 week"), 150, "SU 15:00"),
        "as it was said, with the length of its kind"
    );
    assert!(
        slots[0].kind.starts_with("own:"),
        "of their own kind: {}",
        slots[0].kind
    );

    // The week says that it wants two; one of the hours it offers is taken.
    window.see("wanted").await;
    window.reads("wanted", "Climbing").await;
    window.reads("wanted", "Two to go").await;
    tab_to(&window, "wanted-hour").await;
    window.press([Key::Enter]).await;
    window.reads("wanted", "One is set, one to go").await;
    assert_eq!(couple.agenda().len(), 1, "it stands in the calendar");
    window.press_with_control('z').await;
    window.reads("wanted", "Two to go").await;
    assert_eq!(couple.agenda().len(), 0, "and is taken back like anything else");
    window.quit().await;
}

/// Presses Tab until the element of that test id, or with that name, has the focus.
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
