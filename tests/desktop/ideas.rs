//! Something to do, found in the plan of a date and for a day that is empty, without a pointer; and taken back.

use tests::{
    desktop::{Desktop, Key, Run, Window, until},
    world::World,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lunch_out_brings_its_preparation_to_the_plan_and_undo_takes_it_away() {
    let desktop = Desktop::start().await;
    let mut couple = World::at("2026-10-12T12:00", "Europe/London");
    couple.date("Thursday 1pm, 60 min", "");
    let key = couple.keys().remove(0);
    couple.quit();

    let run = Run::at(&couple.dir(), "2026-10-13T14:36:00+01:00");
    let window = Window::open(&desktop, &run).await;
    open_plan(&window).await;
    window.click("plan-pick").await;
    window.reads("ideas", "Fits the hour").await;
    chosen_has_focus(&window, "Lunch out").await;
    window.press([Key::Enter]).await;

    // It stands in the plan and is not saved: Esc leaves everything as it was.
    window.reads("plan-idea", "Lunch out").await;
    let wanted = window.count("[data-testid='plan-tick']").await;
    assert!(wanted > 0, "a table wants booking");
    close_plan(&window).await;
    open_plan(&window).await;
    assert_eq!(
        window.count("[data-testid='plan-tick']").await,
        0,
        "what was not saved is not there"
    );

    // Searched for, used and saved.
    window.click("plan-pick").await;
    chosen_has_focus(&window, "Lunch out").await;
    window.type_in("/short menu").await;
    until("only what was searched for is listed", async || {
        window.count("[data-testid='idea']").await == 1
    })
    .await;
    window.press([Key::Enter]).await;
    window.reads("plan-idea", "Lunch out").await;
    window.press_with_control(Key::Enter).await;
    window.is_gone("[data-testid='save-plan']").await;

    open_plan(&window).await;
    window.reads("plan-idea", "Lunch out").await;
    assert_eq!(window.count("[data-testid='plan-tick']").await, wanted);
    close_plan(&window).await;
    until("the plate says what it will be", async || {
        holds(
            &window,
            "document.querySelector('.plate .plan')?.innerText === 'Lunch out'",
        )
        .await
    })
    .await;

    // One step back, and it is the plain hour it was.
    window.press_with_control('z').await;
    window.is_gone(".plate .plan").await;
    open_plan(&window).await;
    assert_eq!(window.count("[data-testid='plan-tick']").await, 0);
    assert_eq!(window.count("[data-testid='plan-idea']").await, 0);
    close_plan(&window).await;
    window.quit().await;

    couple.start();
    let plan = couple.app().date_plan(&key).unwrap();
    assert_eq!((plan.title.as_str(), plan.idea.as_str()), ("", ""));
    assert!(
        plan.chosen.is_none() && plan.preparations.is_empty(),
        "nor is it on the disk"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_day_becomes_a_date_with_an_idea_in_its_plan() {
    let desktop = Desktop::start().await;
    let mut couple = World::at("2026-10-12T12:00", "Europe/London");
    couple.date("Thursday 7pm", "");
    couple.quit();

    let run = Run::at(&couple.dir(), "2026-10-13T14:36:00+01:00");
    let window = Window::open(&desktop, &run).await;
    window.see("plate-when").await;
    window.click("nav-calendar").await;
    window.click("day-2026-10-24").await;
    window.click("panel-find").await;
    chosen_has_focus(&window, "Lunch out").await;
    assert!(
        holds(
            &window,
            "document.querySelector('#ideas-title').innerText.startsWith('An idea for Saturday 24 October, ')"
        )
        .await,
        "it says which hours it is about"
    );
    window.press([Key::Enter]).await;

    window.reads("plan-idea", "Lunch out").await;
    assert!(window.count("[data-testid='plan-tick']").await > 0);
    close_plan(&window).await;
    window.see("panel-plan").await;
    window.quit().await;

    couple.start();
    let made = couple.keys().into_iter().find(|key| key.contains("2026-10-24"));
    let plan = couple.app().date_plan(&made.expect("it is on the disk")).unwrap();
    assert_eq!(plan.title, "Lunch out");
    assert!(!plan.preparations.is_empty());
}

/// From the plate, to the end of its opening.
async fn open_plan(window: &Window) {
    window.click("plate-plan").await;
    window.see("save-plan").await;
}

async fn close_plan(window: &Window) {
    window.press_escape().await;
    window.is_gone("[data-testid='save-plan']").await;
}

/// Waits until the row that Enter uses has the focus.
async fn chosen_has_focus(window: &Window, title: &str) {
    until("what fits best has the focus", async || {
        let on = "document.activeElement.matches('[data-testid=idea].on [role=radio]')";
        let title = format!("{on} && document.activeElement.innerText.startsWith('{title}')");
        holds(window, &title).await
    })
    .await;
}

/// Whether something is so on the page.
async fn holds(window: &Window, what: &str) -> bool {
    let asked = format!("arguments[arguments.length - 1]({what})");
    window.answers(&asked).await == true
}
