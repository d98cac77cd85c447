//! The planner to try out that is the design's own Noor and Jules: what it says beside the mock-ups.

use std::sync::Arc;

use app::{
    App, Locale,
    clock::SystemClock,
    replies::{GestureFilter, IdeaFilter},
};
use tests::world::form;

/// Their planner on the design's Tuesday.
fn noor_and_jules(dir: &std::path::Path) -> App {
    let now = "2026-10-13T14:36:00+01:00".parse().unwrap();
    let clock = SystemClock::new(Some(now), Some(chrono_tz::Europe::London));
    let app = App::open(dir, Arc::new(clock), Locale::named("en_GB")).unwrap();
    app.demo_mock_ups().unwrap();
    app
}

#[test]
fn their_calendars_were_read_when_they_were_made() {
    let dir = tempfile::tempdir().unwrap();
    let app = noor_and_jules(dir.path());
    let read: Vec<_> = app
        .layers()
        .unwrap()
        .into_iter()
        .map(|layer| layer.read)
        .collect();
    assert_eq!(read, ["Read today, 2:36 pm.", "Read today, 2:36 pm."]);
}

#[test]
fn noor_is_busy_on_the_thursday_that_the_editor_warns_of() {
    let dir = tempfile::tempdir().unwrap();
    let app = noor_and_jules(dir.path());
    let up = app.heads_up(&form("Thursdays 7pm, 2 hours")).unwrap();
    let up = up.expect("it meets something");
    assert_eq!(
        up.text,
        "Noor is busy on 29 October, 6:30 to 8 pm. You have a date then: 8:15 to 10:15 pm."
    );
    assert_eq!(
        up.fixes[0].said, "Use Friday 30th",
        "their own late supper is in the hours after it"
    );
}

#[test]
fn their_small_things_are_those_of_the_page() {
    let dir = tempfile::tempdir().unwrap();
    let app = noor_and_jules(dir.path());
    let page = app.gestures(&GestureFilter::default()).unwrap();
    assert_eq!(
        page.run, "Nine weeks with something from you both. Quiet weeks only pause it.",
        "six before October, and the three since"
    );
    let titles: Vec<&str> = page.gestures.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(
        titles[..2],
        ["Take the early school run", "Make the ginger noodles"],
        "what Today offers since the morning comes first"
    );
    for title in [
        "Breakfast in bed, no occasion",
        "Watch Jules’s film without suggesting another",
        "Take the call with the landlord",
        "Hold hands on the walk to the shop",
        "Run the long bath",
    ] {
        assert_eq!(
            titles[..7].iter().filter(|it| **it == title).count(),
            1,
            "{title} is in sight: {titles:?}"
        );
        assert_eq!(titles.iter().filter(|it| **it == title).count(), 1, "and once");
    }
    let noodles = &page.gestures[1];
    assert_eq!(
        (noodles.detail.as_str(), noodles.length.as_str()),
        ("About £6", "40 min"),
        "{}",
        noodles.why
    );
    assert!(
        noodles.why.contains("Jules"),
        "whose favourite it is: {}",
        noodles.why
    );
    let told = page.lately.iter().find(|it| it.title == "Fix the bike light");
    assert_eq!(
        told.unwrap().note,
        "Before I asked.",
        "both logs are open: Noor reads Jules's line"
    );
}

#[test]
fn three_of_their_seven_wishes_fit_an_hour() {
    let dir = tempfile::tempdir().unwrap();
    let app = noor_and_jules(dir.path());
    let filter = IdeaFilter {
        minutes: Some(60),
        ..IdeaFilter::default()
    };
    let page = app.ideas(&filter).unwrap();
    let offered: Vec<(&str, &str)> = page
        .fits
        .iter()
        .map(|it| (it.title.as_str(), it.says.as_str()))
        .collect();
    assert_eq!(
        offered[..3],
        [
            ("Lunch out", "60 min, about £25"),
            ("The park", "60 min, free"),
            ("A coffee walk", "45 min, about £8")
        ],
        "first for those who have done none"
    );
    assert!(offered.contains(&("Soup and the crossword", "50 min, about £6")));
    let wishes: Vec<(&str, &str, &str)> = page
        .wishes
        .iter()
        .map(|it| (it.title.as_str(), it.wished_says.as_str(), it.says.as_str()))
        .collect();
    assert_eq!(
        wishes,
        [
            (
                "The glasshouse at the botanic garden",
                "You both wanted this, since May",
                "60 min, £12"
            ),
            ("Second-hand records, one each", "Noor’s", "60 min, to £20"),
            ("Feed the ferryman’s dog", "Jules’s", "40 min, free"),
        ],
        "as the picker lists them, the oldest first"
    );
    assert_eq!(page.wishes_says, "3 of 7 fit an hour");
}

#[test]
fn four_cards_are_kept_for_their_thursday_and_one_lies_open() {
    let dir = tempfile::tempdir().unwrap();
    let app = noor_and_jules(dir.path());
    let talk = app.talk(None).unwrap();
    assert_eq!((talk.kept, talk.kept_says.as_str()), (4, "4 kept for Thursday"));
    let deck = |title: &str| talk.decks.iter().find(|it| it.title == title).unwrap();
    let own = deck("Your own");
    assert_eq!((own.left, own.all), (7, 7), "written by the two of them");
    let open = deck("What we’d have back").open.as_ref().unwrap();
    assert_eq!(
        open.text,
        "What did we use to do on weeknights that you’d have back?"
    );
    assert!(
        open.place.contains("9 of"),
        "eight came before it: {}",
        open.place
    );
    assert!(
        talk.decks.iter().any(|it| it.title == "Close and touch"),
        "both allow it"
    );
}

#[test]
fn years_of_a_couple_hold_small_things_and_talk_too() {
    let dir = tempfile::tempdir().unwrap();
    let now = "2026-10-13T14:36:00+01:00".parse().unwrap();
    let clock = SystemClock::new(Some(now), Some(chrono_tz::Europe::London));
    let app = App::open(dir.path(), Arc::new(clock), Locale::named("en_GB")).unwrap();
    let filled = app.demo_years(3, 1).unwrap().value;
    assert!(filled.gestures >= 4, "gestures of their own: {filled:?}");
    let talk = app.talk(None).unwrap();
    assert!(
        talk.decks
            .iter()
            .any(|it| it.own && it.title == "For the long drive"),
        "a deck of their own"
    );
    assert!(talk.decks.iter().any(|it| it.left < it.all), "cards were drawn");
    let ideas = app.ideas(&IdeaFilter::default()).unwrap();
    assert_eq!(ideas.wishes.len(), 3, "wishes: {}", ideas.wishes_says);
}
