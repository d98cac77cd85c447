//! A date that did not happen, recovered in the built window with the keyboard alone: one key, one step back, and the
//! other ways there are. And a date that would meet something, put out of its way while it is made.

use std::ops::ControlFlow;

use app::{
    import::CalendarFile,
    replies::{ImportAs, ImportForm},
};
use tests::{
    desktop::{Desktop, Key, Run, Window, until},
    world::World,
};

/// More stops than any page has.
const STOPS: usize = 40;

/// Both work on working days, and Noor sings on Thursday 29 October.
const NOOR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Work//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Work\r\n\
    DTSTART;TZID=Europe/London:20260901T090000\r\nDTEND;TZID=Europe/London:20260901T170000\r\n\
    RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Choir\r\n\
    DTSTART;TZID=Europe/London:20261029T183000\r\nDTEND;TZID=Europe/London:20261029T200000\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missed_date_is_recovered_with_one_key_and_one_step_back() {
    let desktop = Desktop::start().await;
    let mut couple = World::at("2026-10-06T12:00", "Europe/London");
    couple.date("Thursdays 7pm, 2 hours", "90m");
    read_in(&couple);
    couple.wait_until("2026-10-09T08:00");
    let friday = Run::at(&couple.dir(), "2026-10-09T08:00:00+01:00");
    let window = Window::open(&desktop, &friday).await;

    plate_says(&window, "Life happened. Move it?").await;
    let offered = window.answers(OFFERED).await;
    assert_eq!(
        offered,
        serde_json::json!(["Today, 7 pm the same hour", "Saturday, 7 pm the same hour"]),
        "two hours that are open to both"
    );

    // One key takes one, and Ctrl Z takes that back.
    window.type_in("1").await;
    plate_says(&window, "Friday, 7 pm").await;
    assert_eq!(starts(&couple)[0], "2026-10-09T19:00", "it is tonight");
    window.press_with_control('z').await;
    plate_says(&window, "Life happened").await;
    assert_eq!(starts(&couple)[0], "2026-10-15T19:00", "in one step");

    // Another time: the same two hours on the sheet, and Esc goes back to where it was opened from.
    tab_to(&window, "plate-move").await;
    window.press([Key::Enter]).await;
    window.see("found-hour").await;
    window.press([Key::Escape]).await;
    window.is_gone("[role='dialog']").await;
    has_focus(&window, "plate-move").await;

    // On the sheet an hour is one Enter.
    window.press([Key::Enter]).await;
    window.see("found-hour").await;
    tab_to(&window, "found-hour").await;
    window.press([Key::Tab, Key::Enter]).await;
    window.is_gone("[role='dialog']").await;
    plate_says(&window, "Saturday, 7 pm").await;
    assert_eq!(starts(&couple)[0], "2026-10-10T19:00", "the second of the two");
    window.press_with_control('z').await;
    plate_says(&window, "Life happened").await;

    // It did happen: the question is gone, and Tab goes on from the plate.
    tab_to(&window, "plate-keep").await;
    window.press([Key::Enter]).await;
    plate_says(&window, "Thursday, 7 pm").await;
    window.press([Key::Tab]).await;
    until("Tab goes on within the plate", async || {
        window
            .answers("arguments[0](!!document.activeElement.closest('.plate'))")
            .await
            == true
    })
    .await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_date_that_meets_something_is_put_out_of_its_way_while_it_is_made() {
    let desktop = Desktop::start().await;
    let couple = World::at("2026-10-13T14:36", "Europe/London");
    read_in(&couple);
    let tuesday = Run::at(&couple.dir(), "2026-10-13T14:36:00+01:00");
    let window = Window::open(&desktop, &tuesday).await;
    window.see("plate-when").await;

    window.press_with_control('n').await;
    window.see("find-time").await;
    window.type_in("Thursdays 7pm, 2 hours").await;
    window
        .reads("heads-up", "Noor is busy on 29 October, 6:30 to 8 pm.")
        .await;
    tab_to(&window, "heads-up-fix").await;
    window.press([Key::Tab, Key::Enter]).await;
    window
        .reads("taken", "29 October goes to Friday 30 October, 7 pm.")
        .await;
    window.is_gone("[data-testid='heads-up']").await;
    window.press_with_control(Key::Enter).await;
    window.is_gone("[role='dialog']").await;
    until("it is saved", async || starts(&couple).len() == 4).await;
    assert_eq!(
        starts(&couple),
        [
            "2026-10-15T19:00",
            "2026-10-22T19:00",
            "2026-10-30T19:00",
            "2026-11-05T19:00"
        ],
        "one Thursday is a Friday"
    );
    window.press_with_control('z').await;
    until("and taken back in one step", async || starts(&couple).is_empty()).await;

    // A found hour is a sentence, and keeps the words that were typed.
    window.press_with_control('n').await;
    window.see("find-time").await;
    window.type_in("Supper at Lupo").await;
    tab_to(&window, "find-time").await;
    window.press([Key::Enter]).await;
    has_focus(&window, "found-hour").await;
    window.press([Key::Enter]).await;
    window.reads("reading", "Supper at Lupo").await;
    window.press_with_control(Key::Enter).await;
    plate_says(&window, "Tuesday, 7 pm").await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_date_that_meets_something_is_asked_about_and_can_be_left() {
    let desktop = Desktop::start().await;
    let mut couple = World::at("2026-10-24T12:00", "Europe/London");
    couple.date("Thursdays 7pm, 2 hours", "");
    couple.wait_until("2026-10-27T09:00");
    let tuesday = Run::at(&couple.dir(), "2026-10-27T09:00:00+00:00");
    let window = Window::open(&desktop, &tuesday).await;
    plate_says(&window, "Thursday, 7 pm").await;

    // Read in somewhere else, while the window stands open.
    read_in(&couple);
    plate_says(&window, "Thursday, 7 pm. Move it?").await;
    assert_eq!(
        window.answers(OFFERED).await,
        serde_json::json!(["Friday, 7 pm the same hour", "Wednesday, 7 pm the same hour"]),
        "the days beside it"
    );
    tab_to(&window, "plate-leave").await;
    window.press([Key::Enter]).await;
    until("the question is gone", async || {
        window.count("[data-testid='plate-leave']").await == 0
    })
    .await;
    window.press_with_control('z').await;
    plate_says(&window, "Thursday, 7 pm. Move it?").await;
    window.type_in("2").await;
    plate_says(&window, "Wednesday, 7 pm").await;
    assert_eq!(starts(&couple)[0], "2026-10-28T19:00", "the second of the two");
    window.quit().await;
}

/// What the plate offers, in the order of its keys.
const OFFERED: &str = "arguments[0]([...document.querySelectorAll(\"[data-testid='opening']\")]
    .map((it) => [...it.querySelectorAll('b, span')].map((part) => part.textContent.trim()).join(' ')))";

fn read_in(couple: &World) {
    for whose in [ImportAs::First, ImportAs::Second] {
        let text = match whose {
            ImportAs::Second => NOOR.replace("20261029T", "20261231T"),
            _ => NOOR.to_owned(),
        };
        let mut on = |_, _| ControlFlow::Continue(());
        let file = CalendarFile::of_bytes(&format!("{whose:?}.ics"), text.as_bytes(), &mut on);
        let file = file.expect("BUG: it is a calendar");
        let form = ImportForm {
            take_as: whose,
            names: false,
            watch: false,
            ticks: Default::default(),
        };
        couple
            .app()
            .import(&file, &form, &mut on)
            .expect("it can be read in");
    }
}

/// Waits until the plate says so. It is drawn anew with every answer, so no part of it is held on to.
async fn plate_says(window: &Window, words: &str) {
    let said = "arguments[0](document.querySelector(\"[data-testid='plate-when']\")?.textContent ?? '')";
    until(&format!("the plate says {words:?}"), async || {
        let said = window.answers(said).await;
        said.as_str().is_some_and(|said| said.contains(words))
    })
    .await;
}

/// When what is ahead begins.
fn starts(couple: &World) -> Vec<String> {
    let ahead = couple.agenda().into_iter();
    ahead.map(|item| item.local_start).collect()
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
