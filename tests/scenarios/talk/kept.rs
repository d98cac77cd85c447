//! Cards kept for a date, and what they talked about.

use app::replies::Topic;
use tests::world::World;

use super::{draw, question, refused, world};

#[test]
fn a_card_kept_for_thursday_stands_in_thursdays_plan_until_it_is_talked_about() {
    let world = world();
    let thursday = world.keys().remove(0);
    let plan = |key: &str| world.app().date_plan(key).unwrap().starters;
    let card = draw(world.app(), "what-wed-have-back");
    let kept = world.app().keep_card(&card.id).unwrap();
    assert_eq!(kept.value.said, "Kept for Thursday");
    assert!(kept.topics.contains(&Topic::Talk));
    world.app().keep_card(&card.id).unwrap();
    let page = world.app().talk(None).unwrap();
    assert_eq!(
        (page.kept, page.kept_says.as_str()),
        (1, "1 kept for Thursday"),
        "keeping twice is keeping"
    );
    assert_eq!((&page.kept_for, page.keeps[0].kept), (&thursday, true));
    let starters = plan(&thursday);
    assert_eq!(starters.len(), 1);
    assert_eq!((&starters[0].id, &starters[0].words), (&card.id, &card.text));
    assert_eq!(starters[0].kept_by, "Kept by Noor");
    assert_eq!(
        world.app().detail(&thursday).unwrap().plan.starters,
        starters,
        "and beside its day"
    );
    let next = world.keys().remove(1);
    assert!(plan(&next).is_empty(), "it is not in the plan of the one after");

    world.app().skip(&thursday).unwrap();
    assert_eq!(
        plan(&next).len(),
        1,
        "what is kept waits for the next one there is"
    );
    assert!(plan(&thursday).is_empty());
    world.app().restore(&thursday).unwrap();
    world
        .app()
        .talked(&card.id, "The canal, mostly", Some("2026-10-12"))
        .unwrap();
    assert!(plan(&thursday).is_empty());
    assert_eq!(world.app().talk(None).unwrap().kept, 0);
    let card = world.app().card(&card.id).unwrap();
    assert_eq!(
        (card.kept, card.talked.as_str()),
        (false, "You talked about this on 12 October.")
    );
    world.app().undo().unwrap();
    assert_eq!(plan(&thursday).len(), 1, "one step back, and it is kept again");
    world.app().unkeep_card(&card.id).unwrap();
    assert!(plan(&thursday).is_empty());
}

#[test]
fn what_is_kept_shows_while_the_date_is_on_and_goes_on_to_the_next() {
    let mut world = world();
    let keys = world.keys();
    let card = draw(world.app(), "ordinary-days");
    world.app().keep_card(&card.id).unwrap();
    let starters = |world: &World, n: usize| world.app().date_plan(&keys[n]).unwrap().starters.len();
    world.off_until("2026-10-15T12:00");
    assert_eq!(world.app().talk(None).unwrap().kept_says, "1 kept for tonight");
    world.off_until("2026-10-15T20:00");
    assert_eq!(
        (starters(&world, 0), starters(&world, 1)),
        (1, 0),
        "they are sitting there now"
    );
    world.off_until("2026-10-16T09:00");
    assert_eq!(
        (starters(&world, 0), starters(&world, 1)),
        (0, 1),
        "not talked about: next time"
    );
    assert_eq!(world.app().talk(None).unwrap().kept_says, "1 kept for Thursday");
}

#[test]
fn without_a_date_ahead_a_card_is_kept_all_the_same() {
    let world = World::at("2026-10-13T14:36", "Europe/London");
    let card = draw(world.app(), "ordinary-days");
    let said = world.app().keep_card(&card.id).unwrap().value.said;
    assert_eq!(said, "Kept for your next date");
    let page = world.app().talk(None).unwrap();
    assert_eq!((page.kept_says.as_str(), page.kept_for.as_str()), ("1 kept", ""));
}

#[test]
fn what_was_talked_about_is_found_by_its_words_its_line_and_its_deck() {
    let world = world();
    let app = world.app();
    let card = draw(app, "what-wed-have-back");
    let talked = app
        .talked(&card.id, "The lido, \u{1b}before the boys", None)
        .unwrap();
    let id = talked.value.id;
    let found = |words: &str| app.talk_search(words).unwrap();
    let all = found("");
    assert!(
        all.starters.is_empty(),
        "of no words there are no cards, only what was said"
    );
    assert_eq!(all.talked.len(), 1);
    let said = &all.talked[0];
    assert_eq!(
        (said.id.as_str(), said.starter.as_str()),
        (id.as_str(), card.id.as_str())
    );
    assert_eq!(
        (said.text.as_str(), said.deck.as_str()),
        (card.text.as_str(), "What we’d have back")
    );
    assert_eq!(
        (said.date.as_str(), said.day.as_str()),
        ("2026-10-13", "Tuesday 13 October")
    );
    assert_eq!(said.line, "The lido, before the boys");
    for words in ["lido", "BOYS the", "what we'd have back"] {
        assert_eq!(found(words).talked.len(), 1, "{words}");
    }
    assert!(found("lido Thursday").talked.is_empty(), "all of the words");
    assert_eq!(
        found("lido").starters[0].id,
        card.id,
        "the card is found by its line"
    );
    app.talked(&card.id, "", None).unwrap();
    assert_eq!(
        found("").talked.len(),
        1,
        "said twice of one evening, it is one evening"
    );
    assert_eq!(
        found("").talked[0].line,
        "The lido, before the boys",
        "and its line stays"
    );
    app.note_talked(&id, "").unwrap();
    assert_eq!(found("").talked[0].line, "", "until it is taken away");
    app.untalk(&id).unwrap();
    assert!(found("").talked.is_empty());
    assert!(app.card(&card.id).unwrap().talked.is_empty());
}

#[test]
fn a_day_ahead_a_long_line_and_a_card_that_is_none_are_refused() {
    let world = world();
    let app = world.app();
    let card = draw(app, "ordinary-days");
    assert!(refused(app.talked(&card.id, "", Some("2026-10-14"))).contains("Wednesday 14 October"));
    assert_eq!(
        refused(app.talked(&card.id, &"x".repeat(281), None)),
        "A line has at most 280 characters."
    );
    assert_eq!(
        refused(app.keep_card("no such card")),
        "There is no such card or deck."
    );
    assert!(app.note_talked("nothing", "x").is_err() && app.untalk("nothing").is_err());
    assert!(
        app.talk_search("").unwrap().talked.is_empty(),
        "nothing was written"
    );
}

#[test]
fn a_question_of_their_own_that_is_too_deep_for_now_is_kept_and_says_that_it_waits() {
    let world = world();
    let app = world.app();
    let thursday = world.keys().remove(0);
    app.set_ceiling(Some(1), None).unwrap();
    let deep = question(app, "", "What frightens you?", 3);
    let said = app.keep_card(&deep).unwrap().value.said;
    assert_eq!(
        said, "Kept. It waits until you both want to go that deep.",
        "it is not for Thursday, and nobody’s limit is named"
    );
    assert!(
        app.talk(None).unwrap().kept == 0 && app.date_plan(&thursday).unwrap().starters.is_empty(),
        "until then it is not shown"
    );
    app.set_ceiling(None, None).unwrap();
    assert_eq!(app.talk(None).unwrap().keeps[0].id, deep, "now it is");
    assert_eq!(app.date_plan(&thursday).unwrap().starters[0].id, deep);
    assert_eq!(app.keep_card(&deep).unwrap().value.said, "Kept for Thursday");
}

#[test]
fn a_talk_cannot_be_ahead_and_the_hint_is_about_talking() {
    let world = world();
    let card = draw(world.app(), "what-wed-have-back");
    let refused = world.app().talked(&card.id, "", Some("2026-10-14")).unwrap_err();
    let problem = refused.problem();
    assert_eq!(problem.message, "Wednesday 14 October is still ahead.");
    assert_eq!(problem.hint, "A talk can be noted for today or an earlier day.");
}
