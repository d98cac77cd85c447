//! A card that is drawn, kept for Thursday and found in Thursday's plan; talked about, with a line, and taken back; and
//! never one that is deeper than both want. All of it without a pointer, as far as there is a key for it.

use app::replies::{Half, Here, SettingsForm};
use tests::{
    desktop::{Desktop, Key, Run, Window, until},
    world::World,
};

const NOW: &str = "2026-10-13T14:36:00+01:00";

/// Noor and Jules, with their Thursdays.
fn couple() -> World {
    let couple = World::at("2026-10-12T12:00", "Europe/London");
    couple.date("Thursdays 7pm, 2 hours", "");
    couple
}

/// What is asked on the card that lies on the table; nothing where none does.
async fn asked(window: &Window) -> String {
    says(window, "[data-testid=card] blockquote").await
}

/// The words in the first element that matches.
async fn says(window: &Window, css: &str) -> String {
    let script = format!("arguments[arguments.length - 1](document.querySelector('{css}')?.innerText ?? '')");
    let words = window.answers(&script).await;
    words.as_str().expect("words").to_owned()
}

/// Draws, and waits for another card than the one that lay there.
async fn draw(window: &Window) -> String {
    let before = asked(window).await;
    window.press([Key::Right]).await;
    let mut drawn = String::new();
    until("another card lies on the table", async || {
        drawn = asked(window).await;
        !drawn.is_empty() && drawn != before
    })
    .await;
    drawn
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_kept_for_thursday_stands_in_thursdays_plan_until_it_was_talked_about() {
    let desktop = Desktop::start().await;
    let mut couple = couple();
    couple.quit();
    let run = Run::at(&couple.dir(), NOW);
    let window = Window::open(&desktop, &run).await;
    window.see("plate-plan").await;

    window.press_with_control('4').await;
    window.see("draw").await;
    let question = draw(&window).await;
    window.type_in("k").await;
    window.reads("kept", "1 kept for Thursday").await;

    window.press_with_control('1').await;
    window.click("plate-plan").await;
    window.reads("plan-starter", &question).await;
    window.click("plan-starter").await;
    window.is_gone("[data-testid='save-plan']").await;
    until("the card lies on the table", async || {
        asked(&window).await == question
    })
    .await;

    // Talked about, with a line.
    window.type_in("t").await;
    window.see("note").await;
    window.type_in("Swimming. Both of us.").await;
    window.press([Key::Enter]).await;
    window.is_gone("[data-testid='note']").await;
    window.is_gone("[data-testid='kept']").await;
    window.press_with_control('1').await;
    window.click("plate-plan").await;
    window.see("save-plan").await;
    assert_eq!(
        window.count("[data-testid='plan-starter']").await,
        0,
        "what was talked about is not kept any more"
    );
    window.press_escape().await;
    window.is_gone("[data-testid='save-plan']").await;
    window.quit().await;

    couple.start();
    let talked = couple.app().talk_search("").unwrap().talked;
    let said: Vec<_> = talked
        .iter()
        .map(|it| (it.text.as_str(), it.line.as_str()))
        .collect();
    assert_eq!(
        said,
        [(question.as_str(), "Swimming. Both of us.")],
        "it is on the disk"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn that_they_talked_about_it_is_taken_back_and_the_card_lies_there_as_before() {
    let desktop = Desktop::start().await;
    let mut couple = couple();
    couple.quit();
    let run = Run::at(&couple.dir(), NOW);
    let window = Window::open(&desktop, &run).await;
    window.see("plate-plan").await;
    window.press_with_control('4').await;
    window.see("draw").await;
    let question = draw(&window).await;

    window.type_in("t").await;
    window.see("note").await;
    window.press_escape().await;
    window.is_gone("[data-testid='note']").await;
    window.press_with_control('z').await;
    window.see("talked").await;
    assert_eq!(asked(&window).await, question, "it lies where it lay");
    window.quit().await;

    couple.start();
    assert!(
        couple.app().talk_search("").unwrap().talked.is_empty(),
        "nothing was talked about"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_card_is_deeper_than_both_want_and_nothing_says_whose_wish_that_is() {
    let desktop = Desktop::start().await;
    let mut couple = couple();
    couple.choose(SettingsForm {
        here: Some(Here::Shared),
        ..SettingsForm::default()
    });
    couple.app().set_ceiling(Some(3), Some(Half::First)).unwrap();
    couple.app().set_ceiling(Some(1), Some(Half::Second)).unwrap();
    couple.quit();
    let run = Run::at(&couple.dir(), NOW);
    let window = Window::open(&desktop, &run).await;
    window.see("plate-plan").await;
    window.press_with_control('4').await;
    window.see("draw").await;
    assert_eq!(
        window
            .count("[aria-labelledby='talk-depth'] [role='radio']")
            .await,
        0,
        "one depth is no choice"
    );
    let words = says(&window, "main").await;
    assert!(
        !words.contains("Noor") && !words.contains("Jules"),
        "nobody is named: {words}"
    );
    let mut drawn = vec![];
    for _ in 0..12 {
        drawn.push(draw(&window).await);
    }
    window.quit().await;

    couple.start();
    for question in drawn {
        let found = couple.app().talk_search(&question).unwrap().starters;
        let card = found.iter().find(|card| card.text == question);
        assert_eq!(card.map(|card| card.depth), Some(1), "{question}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deck_from_somebody_else_is_shown_before_it_is_taken_in_and_its_text_is_only_text() {
    let files = tempfile::tempdir().unwrap();
    let file = files.path().join("kitchen.json");
    let hostile = "<img src=x onerror=document.title='hit'> and what did you eat?";
    let starters: Vec<_> = [
        "Which smell takes you straight home?",
        hostile,
        &"long ".repeat(40),
    ]
    .iter()
    .map(|text| serde_json::json!({ "text": text, "depth": 1 }))
    .collect();
    let deck = serde_json::json!({
        "format": "standing-date-deck",
        "version": 1,
        "title": "The kitchen table",
        "about": "From Ana",
        "starters": starters,
    });
    std::fs::write(&file, deck.to_string()).unwrap();
    let desktop = Desktop::start().await.choosing(&file);
    let mut couple = couple();
    couple.quit();
    let run = Run::at(&couple.dir(), NOW);
    let window = Window::open(&desktop, &run).await;
    window.see("plate-plan").await;
    window.press_with_control('4').await;
    window.see("draw").await;
    let decks = window.count("[data-testid='deck']").await;
    let choose = async || {
        window.click_css(".decks [aria-haspopup='menu']").await;
        window.press([Key::Down, Key::Down, Key::Enter]).await;
        window.see("deck-import-save").await;
    };
    choose().await;
    let preview = says(&window, "[role=dialog]").await;
    assert!(
        preview.contains("The kitchen table") && preview.contains(hostile),
        "{preview}"
    );
    assert!(
        preview.contains("140"),
        "the long one is left out, and why: {preview}"
    );
    window.press_escape().await;
    window.is_gone("[data-testid='deck-import-save']").await;
    assert_eq!(
        window.count("[data-testid='deck']").await,
        decks,
        "nothing was taken in"
    );

    choose().await;
    window.press_with_control(Key::Enter).await;
    until("its deck is chosen", async || {
        says(&window, "[role=option][aria-selected=true]")
            .await
            .contains("The kitchen table")
    })
    .await;
    draw(&window).await;
    draw(&window).await;
    assert_eq!(window.count("img").await, 0, "text of others is only ever text");
    window.quit().await;

    couple.start();
    let left = couple.app().talk(None).unwrap().decks;
    let taken = left
        .iter()
        .find(|deck| deck.title == "The kitchen table")
        .unwrap();
    assert_eq!((taken.all, taken.left), (2, 0));
}
