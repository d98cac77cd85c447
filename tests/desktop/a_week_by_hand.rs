//! The calendar by hand and by keys, in the engine that the app really uses: a date dragged through the week, put back
//! with Esc, made longer by its edge, carried with the keyboard alone and begun there.

use tests::{
    desktop::{Desktop, Key, Run, Window, until},
    world::World,
};

const TUESDAY: &str = "2026-10-13T14:36:00+01:00";
const SUPPER: &str = ".columns [data-testid='event']";

/// A couple with supper on Thursdays, and their week on the screen.
async fn week(desktop: &Desktop) -> (World, Window) {
    let couple = World::at("2026-10-13T14:30", "Europe/London");
    couple.date("Thursday 15 October 7pm, 2 hours", "90m");
    let window = Window::open(desktop, &Run::at(&couple.dir(), TUESDAY)).await;
    window.see("plate-when").await;
    window.press_with_control('2').await;
    window.see("day-2026-10-15").await;
    window.type_in("w").await;
    has_focus(&window, "hour-2026-10-15-19").await;
    (couple, window)
}

/// When the couple's date is, as the terminal would say it.
fn when(couple: &World) -> String {
    let items = couple.agenda();
    let said: Vec<String> = (items.iter())
        .map(|i| format!("{} to {}", i.local_start, &i.local_end[11..]))
        .collect();
    said.join(", ")
}

async fn is_at(couple: &World, expected: &str) {
    until(&format!("the date is {expected}"), async || {
        when(couple) == expected
    })
    .await;
}

async fn has_focus(window: &Window, id: &str) {
    until(&format!("{id} has the focus"), async || {
        window.focus().await == id
    })
    .await;
}

/// Waits until the page shows the date on the nth day of the week.
async fn stands_on(window: &Window, day: usize) {
    let there = format!(".columns > :nth-child({day}) [data-testid='event']");
    until("the page shows it there", async || {
        window.count(&there).await == 1
    })
    .await;
}

/// How wide and how high an element is.
async fn size(window: &Window, id: &str) -> (i64, i64) {
    let rect = window.see(id).await.rect().await.expect("it has a place");
    (rect.width.round() as i64, rect.height.round() as i64)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_date_is_dragged_and_esc_puts_it_back() {
    let desktop = Desktop::start().await;
    let (couple, window) = week(&desktop).await;
    let (day, hour) = size(&window, "hour-2026-10-15-20").await;

    // A day on and an hour earlier: nothing has changed while it is held, and Esc takes it back.
    window.drag(SUPPER, (day, -hour)).await;
    window.reads("held", "Friday 16 October, 6 to 8 pm").await;
    assert_eq!(when(&couple), "2026-10-15T19:00 to 21:00", "it is only held");
    window.press([Key::Escape]).await;
    window.is_gone("[data-testid='held']").await;
    window.let_go().await;
    assert_eq!(when(&couple), "2026-10-15T19:00 to 21:00", "it was put back");
    assert_eq!(
        window.count("[data-testid='panel-edit']").await,
        0,
        "and no click came of it"
    );

    // The same again, and let go: in one change, that one undo takes back.
    window.drag(SUPPER, (day, -hour)).await;
    window.reads("held", "Friday 16 October, 6 to 8 pm").await;
    window.let_go().await;
    is_at(&couple, "2026-10-16T18:00 to 20:00").await;
    has_focus(&window, "hour-2026-10-16-18").await;
    window.press_with_control('z').await;
    is_at(&couple, "2026-10-15T19:00 to 21:00").await;
    stands_on(&window, 4).await;

    // By its lower edge it becomes an hour longer.
    window.drag(&format!("{SUPPER} .grip"), (0, hour)).await;
    window.reads("held", "7 to 10 pm").await;
    window.let_go().await;
    is_at(&couple, "2026-10-15T19:00 to 22:00").await;

    // In the month it goes to another day at its hour. It is safe on the disk before the window has put it down.
    window.is_gone("[data-testid='held']").await;
    window.type_in("m").await;
    let (day, _) = size(&window, "day-2026-10-15").await;
    let supper = "[data-testid='day-2026-10-15'] [data-testid='event']";
    window.drag(supper, (day * 2, 0)).await;
    window.reads("held", "Saturday 17 October, 7 to 10 pm").await;
    window.let_go().await;
    is_at(&couple, "2026-10-17T19:00 to 22:00").await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_date_is_begun_carried_and_made_longer_without_a_pointer() {
    let desktop = Desktop::start().await;
    let (couple, window) = week(&desktop).await;

    // To Wednesday, half an hour later; the new time is read aloud, and the keyboard goes along.
    window.press_with_shift(Key::Left).await;
    window.press([Key::Down, Key::Down]).await;
    window
        .reads("held", "Wednesday 14 October, 7:30 to 9:30 pm")
        .await;
    window.press([Key::Escape]).await;
    window.is_gone("[data-testid='held']").await;
    assert_eq!(when(&couple), "2026-10-15T19:00 to 21:00", "it was put back");
    window.press_with_shift(Key::Left).await;
    window.press([Key::Down, Key::Down]).await;
    window.type_in("+").await;
    window.reads("held", "7:30 to 9:45 pm").await;
    window.press([Key::Enter]).await;
    is_at(&couple, "2026-10-14T19:30 to 21:45").await;
    has_focus(&window, "hour-2026-10-14-19").await;

    // Saturday at eight, and a date of an hour is made there.
    window.press([Key::End, Key::Left, Key::Down]).await;
    has_focus(&window, "hour-2026-10-17-20").await;
    window.press([Key::Enter]).await;
    window.see("sentence").await;
    window.type_in("1 hour").await;
    window.reads("reading", "Saturday 17 October, 8 to 9 pm").await;
    window.press_with_control(Key::Enter).await;
    is_at(&couple, "2026-10-14T19:30 to 21:45, 2026-10-17T20:00 to 21:00").await;
    has_focus(&window, "hour-2026-10-17-20").await;

    // Enter goes into its day, and Esc comes back.
    window.press([Key::Enter]).await;
    window.see("panel-edit").await;
    window.press([Key::Escape]).await;
    has_focus(&window, "hour-2026-10-17-20").await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_double_click_on_an_empty_hour_begins_a_date_there() {
    let desktop = Desktop::start().await;
    let (_couple, window) = week(&desktop).await;
    window.double_click("[data-testid='hour-2026-10-16-18']").await;
    window.see("sentence").await;
    until("the sentence has begun", async || {
        let value = "arguments[arguments.length - 1](document.querySelector('[data-testid=sentence]').value)";
        let value = window.answers(value).await;
        // The middle of an hour is where its halves meet.
        value == "Friday 16 October 6 pm " || value == "Friday 16 October 6:30 pm "
    })
    .await;
    window.quit().await;
}
