//! What is to be got ready, from its notification to the sheet of its date, and without a pointer.

use std::time::Duration;

use app::replies::{DatePlanForm, PreparationForm};
use tests::{
    desktop::{Desktop, Key, Run, Server, Window, until},
    world::{World, lead},
};

const SOON: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notification_leads_to_the_plan_and_the_keyboard_saves_it() {
    let desktop = Desktop::start().await;
    let mut server = Server::start(&desktop).await;
    let mut couple = World::at("2026-10-12T12:00", "Europe/London");
    couple.date("Thursday 7pm, supper at Lupo", "");
    let key = couple.keys().remove(0);
    let table = PreparationForm {
        id: None,
        words: "A table by the window".into(),
        remark: String::new(),
        lead: Some(lead("1d@9:00")),
        done_by: None,
    };
    let plan = DatePlanForm {
        preparations: vec![table],
        ..couple.app().date_plan(&key).unwrap().form()
    };
    couple.app().save_date_plan(&plan).unwrap();
    couple.quit();

    let run = Run::at(&couple.dir(), "2026-10-14T08:59:57+01:00");
    let window = Window::open(&desktop, &run).await;
    window.see("plate-plan").await;
    let note = server.next(SOON).await.expect("the table is reminded of at nine");
    assert_eq!(
        (note.summary.as_str(), note.body.as_str()),
        ("Something for Thursday", ""),
        "whoever stands beside them reads no more"
    );
    server.press(&note, "open").await;
    window.see("save-plan").await;
    until("the title has the focus", async || {
        window.focus().await == "plan-title"
    })
    .await;
    window.type_in(", and the long way home").await;
    window.press_with_control(Key::Enter).await;
    window.is_gone("[data-testid='save-plan']").await;
    window.see("toast-undo").await;

    // Beside the date it is ticked off at once.
    window.see("panel-plan").await;
    window.click("tick-preparation").await;
    until("it is ready", async || {
        window
            .count("[data-testid='tick-preparation'][aria-checked='true']")
            .await
            == 1
    })
    .await;
    window.quit().await;

    couple.start();
    let plan = couple.app().date_plan(&key).unwrap();
    assert_eq!(plan.title, "Supper at Lupo, and the long way home");
    assert!(plan.preparations[0].done_by.is_some(), "and it is on the disk");
}
