//! Something to do, found in the plan of a date and for a day that is empty, without a pointer; and taken back.

use app::replies::{Here, IdeaFilter, SettingsForm};
use tests::{
    desktop::{Desktop, Key, Run, Window, until},
    world::World,
};

/// More stops than the page has.
const STOPS: usize = 20;

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wishing_hiding_and_writing_a_wish_need_no_pointer() {
    let desktop = Desktop::start().await;
    let mut couple = World::at("2026-10-12T12:00", "Europe/London");
    couple.choose(SettingsForm {
        here: Some(Here::First),
        ..SettingsForm::default()
    });
    couple.date("Thursday 1pm, 60 min", "");
    couple.quit();

    let run = Run::at(&couple.dir(), "2026-10-13T14:36:00+01:00");
    let window = Window::open(&desktop, &run).await;
    open_plan(&window).await;
    window.click("plan-pick").await;
    chosen_has_focus(&window, "Lunch out").await;

    // Its small buttons come after the row, and no other row's do.
    window.press([Key::Tab]).await;
    assert_eq!(window.focus().await, "wish");
    window.press([Key::Space]).await;
    window.reads("ideas", "Our wish list").await;
    chosen_has_focus(&window, "Lunch out").await;

    window.press([Key::Home]).await;
    chosen_has_focus(&window, "The park").await;
    window.press([Key::Tab, Key::Tab]).await;
    window.press([Key::Enter]).await;
    until("its menu has the focus", async || {
        holds(&window, "document.activeElement.role === 'menuitem'").await
    })
    .await;
    window.press([Key::End, Key::Enter]).await;
    until("the park is gone", async || {
        holds(
            &window,
            "!document.querySelector('[data-testid=ideas]').innerText.includes('The park')",
        )
        .await
    })
    .await;
    chosen_has_focus(&window, "A coffee walk").await;

    for _ in 0..STOPS {
        if window.focus().await == "add-wish" {
            break;
        }
        window.press([Key::Tab]).await;
    }
    window.press([Key::Enter]).await;
    until("what it is called has the focus", async || {
        window.focus().await == "own-title"
    })
    .await;
    window.type_in("The night bus to the sea").await;
    window.press_with_control(Key::Enter).await;
    chosen_has_focus(&window, "The night bus to the sea").await;
    window.press_escape().await;
    until("the keyboard is back on the line of the idea", async || {
        window.focus().await == "plan-pick"
    })
    .await;
    close_plan(&window).await;
    window.quit().await;

    couple.start();
    let ideas = couple.app().ideas(&IdeaFilter::default()).unwrap();
    let mut wished: Vec<&str> = ideas.wishes.iter().map(|it| it.title.as_str()).collect();
    wished.sort_unstable();
    assert_eq!(wished, ["Lunch out", "The night bus to the sea"]);
    assert!(
        ideas.wishes.iter().all(|it| it.wished.first && !it.wished.second),
        "by who is here"
    );
    assert!(ideas.fits.iter().all(|it| it.title != "The park"));
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
    until(&format!("the row of {title:?} has the focus"), async || {
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
