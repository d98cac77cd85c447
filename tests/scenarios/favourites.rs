//! What each of the two likes: the list, the cards that ask for it, and what it does to the small things.

use app::replies::{FavouriteForm, GestureFilter, GestureForm, Half, Here, KnowCard};
use tests::world::World;

use crate::{
    getting_ready::here,
    small_things::{all, form, list, refusal, saved, tick, tuesday},
};

fn favourite(of: Half, sort: &str, words: &str) -> FavouriteForm {
    FavouriteForm {
        of: Some(of),
        sort: sort.to_owned(),
        words: words.to_owned(),
        ..FavouriteForm::default()
    }
}

pub fn add(world: &World, of: Half, sort: &str, words: &str) -> String {
    let saved = world.app().save_favourite(&favourite(of, sort, words));
    saved.unwrap_or_else(|e| panic!("{:?}", e.problem())).value.id
}

fn card(world: &World, about: Half, sort: &str) -> Option<KnowCard> {
    let cards = world.app().know_cards(Some(about)).unwrap();
    cards.into_iter().find(|it| it.sort == sort)
}

#[test]
fn favourites_are_listed_by_half_and_by_sort_with_their_own_sorts_last() {
    let world = tuesday();
    add(&world, Half::Second, "own:Walks", "Along the canal");
    add(&world, Half::Second, "rather_not", "Surprise parties");
    add(&world, Half::Second, "meal", "Ginger noodles, extra chilli");
    add(&world, Half::First, "film", "Local Hero");
    let page = world.app().favourites().unwrap();
    let listed: Vec<(&str, &str)> = page
        .favourites
        .iter()
        .map(|it| (it.sort_says.as_str(), it.words.as_str()))
        .collect();
    assert_eq!(
        listed,
        [
            ("Film", "Local Hero"),
            ("Meal", "Ginger noodles, extra chilli"),
            ("Rather not", "Surprise parties"),
            ("Walks", "Along the canal"),
        ]
    );
    assert_eq!(page.favourites[0].said_by, Half::First, "Noor wrote all of them");
    let own = ("own:Walks".to_owned(), "Walks".to_owned());
    assert_eq!(
        page.sorts.last(),
        Some(&own),
        "a sort of theirs can be chosen again"
    );
    assert_eq!(page.sorts.len(), 12);
}

#[test]
fn a_favourite_is_changed_and_taken_off_and_what_cannot_be_one_is_refused() {
    let world = tuesday();
    let app = world.app();
    let id = add(&world, Half::Second, "meal", "Ginger noodles");
    assert_eq!(
        add(&world, Half::Second, "meal", "ginger NOODLES"),
        id,
        "it is known already"
    );
    let changed = FavouriteForm {
        id: Some(id.clone()),
        remark: "Extra chilli".to_owned(),
        ..favourite(Half::Second, "meal", "Ginger noodles")
    };
    app.save_favourite(&changed).unwrap();
    assert_eq!(app.favourites().unwrap().favourites[0].remark, "Extra chilli");
    add(&world, Half::Second, "meal", "Ginger noodles");
    assert_eq!(
        app.favourites().unwrap().favourites[0].remark,
        "Extra chilli",
        "said once more without a line, it keeps the one it has"
    );
    for (form, why) in [
        (favourite(Half::First, "meal", " "), "words"),
        (favourite(Half::First, "cheese", "Brie"), "cheese"),
        (favourite(Half::First, "own: ", "Brie"), "own:"),
        (favourite(Half::First, "meal", &"x".repeat(85)), "84"),
        (
            FavouriteForm {
                of: None,
                ..favourite(Half::First, "meal", "Brie")
            },
            "Whose",
        ),
    ] {
        let said = refusal(app.save_favourite(&form));
        assert!(said.contains(why), "{why}: {said}");
    }
    app.remove_favourite(&id).unwrap();
    assert!(app.favourites().unwrap().favourites.is_empty());
    assert!(app.remove_favourite(&id).is_err(), "it is gone");
    app.undo().unwrap();
    assert_eq!(app.favourites().unwrap().favourites.len(), 1);
}

#[test]
fn a_favourite_turns_a_template_into_something_to_do_for_whose_it_is() {
    let world = tuesday();
    let before = all(&world).len();
    add(&world, Half::First, "meal", "Red lentil soup");
    assert_eq!(all(&world).len(), before, "Noor’s own is nothing for Noor to do");
    add(&world, Half::Second, "meal", "Ginger noodles");
    let noodles = GestureFilter {
        words: "ginger noodles".to_owned(),
        ..GestureFilter::default()
    };
    let found = list(&world, &noodles);
    assert!(!found.is_empty(), "Jules’s is");
    for it in &found {
        assert_eq!(it.for_half, Some(Half::Second), "{}", it.title);
        assert_eq!(it.why, "On Jules’s list of favourites.");
    }
    let for_noor = GestureFilter {
        for_half: Some(Half::First),
        words: "lentil".to_owned(),
        ..GestureFilter::default()
    };
    assert_eq!(
        list(&world, &for_noor).len(),
        found.len(),
        "looked at from the other side"
    );
    add(&world, Half::Second, "rather_not", "Karaoke");
    assert!(
        all(&world).iter().all(|it| !it.title.contains("Karaoke")),
        "that is told, never offered"
    );
    here(&world, Here::Second);
    assert!(
        list(&world, &noodles).is_empty(),
        "and Jules does not cook them for Jules"
    );
}

#[test]
fn what_was_made_stays_what_was_made() {
    let world = tuesday();
    let id = add(&world, Half::Second, "meal", "Ginger noodles");
    let noodles = GestureFilter {
        words: "noodles".to_owned(),
        ..GestureFilter::default()
    };
    let gesture = list(&world, &noodles).remove(0);
    tick(&world, &gesture.id, Half::First, None);
    world.app().remove_favourite(&id).unwrap();
    let ticked = world.app().gesture_day("2026-10-13").unwrap().ticks.remove(0);
    assert_eq!(
        ticked.title, gesture.title,
        "the favourite is gone, what was done is not"
    );
}

#[test]
fn a_template_that_is_only_given_another_length_stays_a_template() {
    let world = tuesday();
    add(&world, Half::Second, "meal", "Ginger noodles");
    let noodles = GestureFilter {
        words: "noodles".to_owned(),
        ..GestureFilter::default()
    };
    let gesture = list(&world, &noodles).remove(0);
    let longer = GestureForm {
        id: Some(gesture.id.clone()),
        minutes: 55,
        kind: gesture.kind.clone(),
        ..form(&gesture.title)
    };
    saved(&world, &longer);
    let fav = world.app().favourites().unwrap().favourites.remove(0);
    let changed = FavouriteForm {
        id: Some(fav.id),
        ..favourite(Half::Second, "meal", "Pumpkin curry")
    };
    world.app().save_favourite(&changed).unwrap();
    let now = world.app().gesture(&gesture.id).unwrap();
    assert_eq!(now.minutes, 55);
    assert!(
        now.title.contains("umpkin curry"),
        "{} follows the favourite",
        now.title
    );
}

#[test]
fn a_card_asks_for_what_is_not_known_and_its_answer_is_a_favourite() {
    let world = tuesday();
    let app = world.app();
    let cards = app.favourites().unwrap().cards;
    assert_eq!(cards.len(), 2, "one about each");
    assert_eq!(cards, app.favourites().unwrap().cards, "the same all day");
    let meal = card(&world, Half::Second, "meal").unwrap();
    assert!(
        meal.text.contains("Jules") && meal.known.is_none(),
        "{}",
        meal.text
    );
    let done = app
        .answer_card(&meal.id, Half::Second, "Ginger noodles")
        .unwrap()
        .value;
    let favourite = app.favourites().unwrap().favourites.remove(0);
    assert_eq!(
        (
            favourite.id,
            favourite.of,
            favourite.said_by,
            favourite.asked.as_str()
        ),
        (done.id, Half::Second, Half::First, ""),
        "Noor said it of Jules"
    );
    assert_eq!(
        card(&world, Half::Second, "meal"),
        None,
        "and it is not asked again"
    );
    assert!(card(&world, Half::First, "meal").is_some(), "but of Noor");
    assert!(app.answer_card("know-nothing", Half::Second, "x").is_err());
    refusal(app.answer_card(&meal.id, Half::Second, "  "));
}

#[test]
fn what_was_asked_half_a_year_ago_is_asked_again() {
    let mut world = World::at("2026-05-10T09:00", "Europe/London");
    let id = add(&world, Half::Second, "meal", "Ginger noodles");
    world.wait_until("2026-11-06T09:00");
    assert_eq!(card(&world, Half::Second, "meal"), None, "180 days are fresh");
    world.wait_until("2026-11-07T09:00");
    let due = card(&world, Half::Second, "meal").unwrap();
    let known = due.known.clone().unwrap();
    assert_eq!(
        (known.id.as_str(), known.asked.as_str()),
        (id.as_str(), "Asked in May")
    );
    world.app().confirm_favourite(&id).unwrap();
    assert_eq!(card(&world, Half::Second, "meal"), None, "still so");
    assert_eq!(world.app().favourites().unwrap().favourites[0].asked, "");
    world.app().undo().unwrap();
    world
        .app()
        .answer_card(&due.id, Half::Second, "Pumpkin curry")
        .unwrap();
    let all = world.app().favourites().unwrap().favourites;
    assert_eq!(all.len(), 1, "the new answer takes the place of the old one");
    assert_eq!(
        (all[0].words.as_str(), all[0].id.as_str()),
        ("Pumpkin curry", id.as_str())
    );
    world.wait_until("2027-06-01T09:00");
    assert_eq!(
        world.app().favourites().unwrap().favourites[0].asked,
        "Asked in November 2026"
    );
}

#[test]
fn a_sort_of_their_own_is_one_however_it_is_spelled() {
    let world = tuesday();
    let canal = add(&world, Half::Second, "own:Walks", "Along the canal");
    add(&world, Half::First, "own:walks", "Up the hill");
    assert_eq!(add(&world, Half::Second, "own:WALKS", "along the canal"), canal);
    let page = world.app().favourites().unwrap();
    assert!(
        page.favourites.len() == 2 && page.favourites.iter().all(|it| it.sort == "own:Walks"),
        "the first spelling stays"
    );
    assert_eq!(page.sorts.len(), 12, "eleven with a name, and one of theirs");
}
