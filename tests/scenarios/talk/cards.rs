//! Cards drawn, kept, skipped and talked about.

use std::collections::{BTreeSet, HashSet};

use app::replies::{Half, Here};
use tests::world::World;

use super::{both_allow_touch, deck, deck_of, draw, question, refused, world};
use crate::getting_ready::here;

#[test]
fn the_decks_of_the_library_come_in_order_and_your_own_is_always_there() {
    let world = world();
    let page = world.app().talk(None).unwrap();
    let titles: Vec<&str> = page.decks.iter().map(|deck| deck.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Ordinary days",
            "What we’d have back",
            "Trust and repair",
            "Money, family, plans",
            "Before a session",
            "The long way home",
            "Still finding out",
            "Seen and thanked",
            "Your own",
        ],
        "the deck that both have to allow is not there before both do"
    );
    assert_eq!(
        (page.deepest, page.depth),
        (3, 2),
        "no ceiling, and Closer where nobody asked"
    );
    assert_eq!(page.kept_says, "");
    let own = page.decks.last().unwrap();
    assert_eq!((own.id.as_str(), own.all, own.own), ("your-own", 0, true));
    assert!(
        page.decks[0].all < deck(world.app(), "ordinary-days", 3).all,
        "fewer at Closer than at Deep"
    );
}

#[test]
fn twenty_eight_draws_over_two_days_with_restarts_and_skips_repeat_nothing() {
    let mut world = world();
    let id = deck_of(world.app(), "The kitchen table", [12, 9, 7]);
    let mut seen = HashSet::new();
    let mut depths = vec![];
    for n in 1..=28 {
        if n == 9 || n == 20 {
            world.restart();
        }
        if n == 15 {
            world.off_until("2026-10-14T21:00");
        }
        let drew = world.app().draw(Some(&id), None).unwrap().value;
        let card = drew.starter.unwrap();
        assert!(!drew.anew && drew.says.is_empty(), "card {n}");
        assert!(
            seen.insert(card.id.clone()),
            "card {n} came before: {}",
            card.text
        );
        assert_eq!(card.place, format!("The kitchen table, {n} of 28"));
        depths.push(card.depth);
        match n % 3 {
            0 => _ = world.app().skip_card(&card.id).unwrap(),
            1 => _ = world.app().talked(&card.id, "", None).unwrap(),
            _ => {}
        }
    }
    assert!(depths.is_sorted(), "from light to deep: {depths:?}");
    assert_eq!(deck(world.app(), &id, 3).left, 0);
    let drew = world.app().draw(Some(&id), None).unwrap().value;
    assert!(drew.anew);
    assert_eq!(drew.says, "That was all of them. From the beginning again.");
    assert_eq!(deck(world.app(), &id, 3).left, 27);
}

#[test]
fn it_never_goes_deeper_than_the_lower_ceiling_whoever_set_it() {
    let world = world();
    let id = deck_of(world.app(), "The kitchen table", [4, 4, 4]);
    let deep = question(world.app(), &id, "What frightens you?", 3);
    let drawn = |asked| {
        let depths = (0..14).filter_map(|_| world.app().draw(Some(&id), asked).unwrap().value.starter);
        depths.map(|card| card.depth).collect::<BTreeSet<u8>>()
    };
    assert!(drawn(None).contains(&3), "no ceiling is no limit");
    here(&world, Here::Second);
    world.app().set_ceiling(Some(2), Some(Half::Second)).unwrap();
    here(&world, Here::First);
    world.app().set_ceiling(Some(3), Some(Half::First)).unwrap();
    assert_eq!(
        drawn(Some(3)),
        BTreeSet::from([1, 2]),
        "asking for more does not help"
    );
    assert_eq!(drawn(None), BTreeSet::from([1, 2]));
    let page = world.app().talk(Some(3)).unwrap();
    assert_eq!(
        (page.deepest, page.depth),
        (2, 2),
        "the page says the lower one, and not whose"
    );
    assert_eq!(
        deck(world.app(), &id, 3).all,
        8,
        "nor does it count what may not come"
    );
    world.app().set_ceiling(Some(1), Some(Half::First)).unwrap();
    assert_eq!(drawn(Some(3)), BTreeSet::from([1]), "now Noor's is the lower one");
    assert_eq!(drawn(Some(1)), BTreeSet::from([1]));
    world.app().set_ceiling(None, Some(Half::First)).unwrap();
    assert_eq!(drawn(None), BTreeSet::from([1, 2]), "and Jules's holds again");
    assert_eq!(
        world.app().card(&deep).unwrap().depth,
        3,
        "their own question stays theirs to change"
    );
    assert!(
        world.app().talk_search("frightens").unwrap().starters.is_empty(),
        "but is not come upon"
    );
}

#[test]
fn an_open_card_that_became_too_deep_lies_open_no_longer_anywhere() {
    let world = world();
    let id = deck_of(world.app(), "The kitchen table", [0, 0, 2]);
    let card = draw(world.app(), &id);
    world.app().keep_card(&card.id).unwrap();
    assert_eq!(deck(world.app(), &id, 3).open.unwrap().id, card.id);
    world.app().set_ceiling(Some(2), Some(Half::First)).unwrap();
    assert_eq!(deck(world.app(), &id, 3).open, None);
    let page = world.app().talk(None).unwrap();
    assert_eq!(
        (page.kept, page.kept_says.as_str()),
        (0, ""),
        "nor is it kept for Thursday"
    );
    let key = world.keys().remove(0);
    assert!(world.app().date_plan(&key).unwrap().starters.is_empty());
    let today = world.app().today().unwrap().starter;
    assert!(today.is_none_or(|it| it.depth <= 2), "nor does Today show it");
    let drew = world.app().draw(Some(&id), None).unwrap().value;
    assert_eq!(drew.starter, None);
    assert_eq!(
        drew.says,
        "Everything in here goes deeper than you’ve both said for now. Another deck goes gently."
    );
}

#[test]
fn a_deck_too_deep_for_tonight_says_so_and_an_empty_one_too() {
    let world = world();
    let id = deck_of(world.app(), "The kitchen table", [0, 1, 1]);
    let says = |deck: &str| world.app().draw(Some(deck), Some(1)).unwrap().value.says;
    assert_eq!(says(&id), "Nothing this light in here.");
    assert_eq!(says("your-own"), "Nothing in here yet.");
    assert_eq!(
        refused(world.app().draw(Some("cellar"), None)),
        "There is no such card or deck."
    );
    assert_eq!(refused(world.app().draw(None, Some(4))), "4 is no depth.");
}

#[test]
fn the_card_drawn_last_lies_open_until_it_is_skipped_or_talked_about() {
    let mut world = world();
    let open = |world: &World| deck(world.app(), "ordinary-days", 3).open.map(|card| card.id);
    assert_eq!(open(&world), None);
    let first = draw(world.app(), "ordinary-days");
    assert_eq!(open(&world), Some(first.id.clone()));
    world.restart();
    assert_eq!(open(&world), Some(first.id.clone()), "still, tomorrow");
    world.app().keep_card(&first.id).unwrap();
    assert_eq!(
        open(&world),
        Some(first.id.clone()),
        "what is kept may be talked about now"
    );
    world.app().skip_card(&first.id).unwrap();
    assert_eq!(open(&world), None);
    world.app().undo().unwrap();
    assert_eq!(open(&world), Some(first.id.clone()), "taken back");
    let second = draw(world.app(), "ordinary-days");
    assert_eq!(open(&world), Some(second.id.clone()));
    world.app().talked(&second.id, "", None).unwrap();
    assert_eq!(open(&world), None);
    let other = draw(world.app(), "trust-and-repair");
    assert_eq!(
        world.app().open_card().unwrap().id,
        other.id,
        "of the deck drawn from last"
    );
    let unnamed = world.app().draw(None, None).unwrap().value.starter.unwrap();
    assert_eq!(unnamed.deck, "trust-and-repair", "and a draw goes on there");
}

#[test]
fn what_is_drawn_is_no_step_that_undo_takes_back() {
    let world = world();
    draw(world.app(), "ordinary-days");
    let undone = world.app().undo().unwrap().value.said;
    assert!(!undone.contains("card"), "it was the date before it: {undone}");
    assert!(deck(world.app(), "ordinary-days", 3).open.is_some());
}

#[test]
fn touch_is_talked_of_only_while_both_allow_it() {
    let world = world();
    let there = |app: &app::App| {
        app.talk(None)
            .unwrap()
            .decks
            .iter()
            .any(|deck| deck.id == "close-and-touch")
    };
    world.app().set_touch(true, Some(Half::First)).unwrap();
    assert!(!there(world.app()), "one is not both");
    assert_eq!(
        refused(world.app().draw(Some("Close and touch"), None)),
        "There is no such card or deck.",
        "not by its name either"
    );
    both_allow_touch(&world);
    let titles = world.app().talk(None).unwrap().decks;
    assert_eq!(
        titles[2].id, "close-and-touch",
        "it stands where it stands in the library"
    );
    let card = draw(world.app(), "close-and-touch");
    world.app().keep_card(&card.id).unwrap();
    let other = draw(world.app(), "close-and-touch");
    world.app().talked(&other.id, "Lido", None).unwrap();
    question(world.app(), "close-and-touch", "Lido, again?", 1);
    world.app().set_touch(false, Some(Half::First)).unwrap();
    let app = world.app();
    assert!(!there(app));
    assert_eq!(app.talk(None).unwrap().kept, 0, "nor what was kept of it");
    assert!(app.date_plan(&world.keys()[0]).unwrap().starters.is_empty());
    assert!(app.card(&card.id).is_err() && app.keep_card(&card.id).is_err());
    let found = app.talk_search("lido").unwrap();
    assert!(
        found.starters.is_empty() && found.talked.is_empty(),
        "nor in a search: {found:?}"
    );
    assert!(app.talk_search("").unwrap().talked.is_empty());
    assert_ne!(app.today().unwrap().starter.unwrap().deck, "close-and-touch");
    assert!(app.export_deck("close-and-touch").is_err());
    app.set_touch(true, Some(Half::First)).unwrap();
    assert_eq!(app.talk(None).unwrap().kept, 1, "nothing of it was lost");
}

#[test]
fn today_has_a_card_for_tonight_and_looking_draws_nothing() {
    let world = world();
    let app = world.app();
    let tonight = || app.today().unwrap().starter.unwrap();
    let first = tonight();
    assert_eq!(first.depth, 1, "a light one to begin with");
    assert_eq!(first, tonight(), "the same at every look");
    assert_eq!(deck(app, &first.deck, 3).open, None, "nothing was drawn");
    let drew = app.draw(None, None).unwrap().value.starter.unwrap();
    assert_eq!(drew.id, first.id, "what a draw gives");
    assert_eq!(tonight().id, first.id, "and now it lies open");
    app.keep_card(&first.id).unwrap();
    let next = tonight();
    assert_ne!(next.id, first.id, "what is kept waits for its date");
    app.talked(&next.id, "", None).unwrap();
    let third = tonight();
    assert!(
        ![&first.id, &next.id].contains(&&third.id),
        "what was talked about, without drawing it first, has been"
    );
    app.undo().unwrap();
    assert_eq!(tonight().id, next.id, "taken back, it is there again");
}

#[test]
fn before_a_session_names_whom_they_are_going_to_see() {
    let world = world();
    let about = || deck(world.app(), "before-a-session", 2).about;
    assert_eq!(about(), "What to bring to an hour with a third person");
    let mut form = tests::world::form("Wednesdays 5:30pm, 1 hour");
    form.kind = Some("outside_help".into());
    form.title = Some("Dr Osei".into());
    world.app().save_slot(form).unwrap();
    assert_eq!(about(), "What to bring to Dr Osei");
}

#[test]
fn who_begins_alternates_by_the_day_and_names_stand_in_their_places() {
    let mut world = world();
    let today = world.app().sitting(None).unwrap();
    let turns: Vec<&str> = today.stress.turns.iter().map(|turn| turn.text.as_str()).collect();
    let (first, second) = match today.begins {
        Half::First => ("Noor", "Jules"),
        Half::Second => ("Jules", "Noor"),
    };
    assert!(
        turns[1].starts_with(first) && turns[2].starts_with(second),
        "{turns:?}"
    );
    assert_eq!(today.stress.turns[1].who, Some(today.begins));
    assert!(turns.iter().all(|text| !text.contains('{')));
    assert_eq!(
        today.stress.turns.iter().map(|turn| turn.minutes).sum::<u32>(),
        20
    );
    assert!(today.stress.rules.len() >= 4 && today.frames.len() >= 16 && today.openings.len() >= 5);
    world.off_until("2026-10-14T09:00");
    let tomorrow = world.app().sitting(None).unwrap();
    assert_ne!(tomorrow.begins, today.begins, "the other one, tomorrow");
    let chosen = world.app().sitting(Some(today.begins)).unwrap();
    assert_eq!(chosen.begins, today.begins, "unless they say");
}

#[test]
fn a_clock_set_back_repeats_nothing() {
    let mut world = world();
    let id = deck_of(world.app(), "The kitchen table", [6, 0, 0]);
    let mut seen = HashSet::new();
    for n in 0..6 {
        if n == 3 {
            world.set_clock("2026-10-01T09:00");
        }
        let card = draw(world.app(), &id);
        assert!(seen.insert(card.id.clone()), "card {n}");
        assert_eq!(
            deck(world.app(), &id, 3).open.unwrap().id,
            card.id,
            "the newest lies open"
        );
        world.app().skip_card(&card.id).unwrap();
        assert_eq!(deck(world.app(), &id, 3).open, None);
    }
}

#[test]
fn every_deck_of_the_library_is_gone_through_once_before_anything_comes_again() {
    let world = world();
    both_allow_touch(&world);
    for deck in world.app().talk(Some(3)).unwrap().decks {
        let drawn: Vec<_> = (0..deck.all).map(|_| draw(world.app(), &deck.id)).collect();
        let ids: HashSet<&str> = drawn.iter().map(|card| card.id.as_str()).collect();
        assert_eq!(ids.len(), drawn.len(), "{}", deck.title);
        assert!(drawn.is_sorted_by_key(|card| card.depth), "{}", deck.title);
    }
    assert_eq!(
        deck(world.app(), "what-wed-have-back", 3).all,
        28,
        "as the mock-up has it"
    );
}
