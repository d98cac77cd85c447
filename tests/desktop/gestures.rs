//! Small things by hand, in the engine the app really uses: found, ticked with a line, taken back; and what somebody likes
//! becomes what is suggested.

use app::replies::Half;
use tests::{
    desktop::{Desktop, Key, Run, Window, until},
    world::World,
};

const TUESDAY: &str = "2026-10-13T14:36:00+01:00";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_small_thing_is_found_ticked_with_a_line_and_taken_back_without_a_pointer() {
    let desktop = Desktop::start().await;
    let mut couple = World::at("2026-10-12T12:00", "Europe/London");
    couple.quit();
    let run = Run::at(&couple.dir(), TUESDAY);
    let window = Window::open(&desktop, &run).await;
    window.see("new-slot").await;
    window.press_with_control('3').await;
    window.see("small-row").await;
    until("the library is there", async || {
        window.count("[data-testid='small-row']").await > 100
    })
    .await;
    let all = window.count("[data-testid='small-row']").await;

    // A chip and a word leave out the rest.
    window
        .run("document.querySelector('[data-testid=filter-effort]').focus()")
        .await;
    window.press([Key::Enter]).await;
    window.see_css("[role='listbox']").await;
    window.press([Key::Down, Key::Enter]).await;
    until("what takes more than a moment is left out", async || {
        let left = window.count("[data-testid='small-row']").await;
        0 < left && left < all
    })
    .await;
    window.type_in("/thank").await;
    until("and what has not the word", async || {
        window
            .answers(
                "const rows = [...document.querySelectorAll('[data-testid=small-row]')];
                 arguments[0](rows.length > 0 && rows.every((it) => /thank/i.test(it.innerText)))",
            )
            .await
            == true
    })
    .await;

    // Enter goes to what was found, Space ticks it, and its line takes the keyboard.
    window.press([Key::Enter]).await;
    window.press([Key::Space]).await;
    window.see("note").await;
    until("the line has the focus", async || window.focus().await == "note").await;
    window.type_in("For the bins, in the rain.").await;
    window.press([Key::Enter]).await;
    window.is_gone("[data-testid='note']").await;
    window.see_css("li .tick[aria-checked='true']").await;
    // The half is in the year, and the day says what it was.
    window.see_css("[data-date='2026-10-13'][data-done='a']").await;
    window
        .run("document.querySelector('[data-date=\"2026-10-13\"]').focus()")
        .await;
    window.press([Key::Enter]).await;
    window.reads("small-day", "For the bins, in the rain.").await;
    window.press_escape().await;
    window.is_gone("[data-testid='small-day']").await;

    // Two steps back: the line, and the tick.
    window.press_with_control('z').await;
    window.press_with_control('z').await;
    window.is_gone("[data-date='2026-10-13'][data-done='a']").await;
    window.is_gone("li .tick[aria-checked='true']").await;
    window.quit().await;

    couple.start();
    let year = couple.app().gesture_year(Some(2026)).unwrap();
    assert!(
        year.weeks
            .iter()
            .flatten()
            .flatten()
            .all(|day| !day.done.first && !day.done.second),
        "and nothing of it is on the disk"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_jules_likes_to_eat_is_suggested_within_a_week() {
    let desktop = Desktop::start().await;
    let mut couple = World::at("2026-10-13T12:00", "Europe/London");
    couple.quit();
    let run = Run::at(&couple.dir(), TUESDAY);
    let window = Window::open(&desktop, &run).await;
    window.click("nav-gestures").await;
    window.click("favourite-add").await;
    window.write("favourite-words", "Ginger noodles").await;
    window.press([Key::Enter]).await;
    window.reads("favourite", "Ginger noodles").await;
    until("the list has it in a sentence", async || {
        window
            .answers(
                "arguments[0]([...document.querySelectorAll('[data-testid=small-row] h3')]
                   .some((it) => /ginger noodles/i.test(it.innerText)))",
            )
            .await
            == true
    })
    .await;
    window.quit().await;
    run.is_free().await;

    let favourites = {
        couple.start();
        couple.app().favourites().unwrap().favourites
    };
    assert_eq!(favourites.len(), 1);
    assert_eq!(
        (favourites[0].of, favourites[0].sort.as_str()),
        (Half::Second, "meal"),
        "written where Jules’s favourites stand"
    );
    let day = (13..20).find(|day| {
        couple.wait_until(&format!("2026-10-{day}T14:30"));
        let today = couple.app().today().unwrap();
        today
            .suggestions
            .iter()
            .any(|it| it.title.to_lowercase().contains("ginger noodles"))
    });
    let day = day.expect("a favourite is suggested within a week");
    couple.quit();

    let run = Run::at(&couple.dir(), &format!("2026-10-{day}T14:36:00+01:00"));
    let window = Window::open(&desktop, &run).await;
    until("Today says it, and whose favourite it is", async || {
        window
            .answers(
                "arguments[0]([...document.querySelectorAll('[data-testid=suggestion]')]
                   .some((it) => /ginger noodles/i.test(it.innerText) && /Jules/.test(it.innerText)))",
            )
            .await
            == true
    })
    .await;
    window.quit().await;
}
