//! Which ideas are offered for an hour, and in which order.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, Duration, NaiveDate};
use domain::{
    gesture::{Cost, Place, State},
    idea::{Days, Idea, Known, Season, Wanted, Wish, choose},
    ids::{IdeaId, WishId},
    people::Half,
    zone,
};
use proptest::prelude::*;
use uuid::Uuid;

const LONDON: chrono_tz::Tz = chrono_tz::Europe::London;

fn idea(n: u128, title: &str, minutes: u32, novelty: &str) -> Idea {
    Idea {
        id: IdeaId(Uuid::from_u128(n)),
        title: title.to_owned(),
        detail: String::new(),
        minutes,
        cost: Cost::Free,
        price: String::new(),
        place: Place::Out,
        energy: 1,
        season: Season::Any,
        novelty: novelty.to_owned(),
        prepare: vec![],
        first: false,
        state: State::Offered,
        evidence: String::new(),
    }
}

/// A few of the library's kind: three to begin with among them.
fn some() -> Vec<Idea> {
    let first = |n, title, novelty| Idea {
        first: true,
        ..idea(n, title, 60, novelty)
    };
    vec![
        idea(1, "A pottery hour", 60, "making"),
        first(2, "Lunch out", "food"),
        idea(3, "Swim", 50, "water"),
        first(4, "The park", "outdoors"),
        first(5, "A coffee walk", "outdoors"),
        idea(6, "The long museum", 150, "culture"),
        idea(7, "Ten minutes on the step", 10, "rest"),
        idea(8, "Soup and the crossword", 45, "food"),
    ]
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A couple at a day in October, with what they did and want.
struct Couple {
    days: HashMap<IdeaId, Days>,
    wishes: Vec<Wish>,
    today: NaiveDate,
}

impl Couple {
    fn new() -> Couple {
        Couple {
            days: HashMap::new(),
            wishes: vec![],
            today: day("2026-10-13"),
        }
    }

    fn did(mut self, n: u128, on: &str) -> Couple {
        self.days.entry(IdeaId(Uuid::from_u128(n))).or_default().last = Some(day(on));
        self
    }

    fn plans(mut self, n: u128, on: &str) -> Couple {
        self.days.entry(IdeaId(Uuid::from_u128(n))).or_default().next = Some(day(on));
        self
    }

    fn wants(mut self, n: u128, by: Half, since: &str) -> Couple {
        self.wishes.push(Wish {
            id: WishId(Uuid::from_u128(self.wishes.len() as u128)),
            idea: IdeaId(Uuid::from_u128(n)),
            by,
            made_at: zone::instant(day(since).and_hms_opt(12, 0, 0).unwrap(), LONDON),
        });
        self
    }

    fn known(&self) -> Known<'_> {
        Known {
            wishes: &self.wishes,
            days: &self.days,
            day: self.today,
            today: self.today,
            here: LONDON,
        }
    }

    fn titles(&self, ideas: &[Idea], wanted: &Wanted) -> Vec<String> {
        let chosen = choose(ideas, wanted, &self.known());
        chosen.fits.iter().map(|it| it.title.clone()).collect()
    }

    fn wish_list(&self, ideas: &[Idea], wanted: &Wanted) -> (Vec<String>, usize) {
        let chosen = choose(ideas, wanted, &self.known());
        let titles = chosen.wishes.iter().map(|it| it.idea.title.clone());
        (titles.collect(), chosen.wished)
    }
}

fn minutes(most: u32) -> Wanted {
    Wanted {
        minutes: Some(most),
        ..Wanted::default()
    }
}

#[test]
fn a_couple_that_has_done_none_yet_is_offered_the_three_to_begin_with_first() {
    let three = ["Lunch out", "The park", "A coffee walk"];
    let new = Couple::new();
    for wanted in [minutes(60), Wanted::default()] {
        assert_eq!(new.titles(&some(), &wanted)[..3], three, "in this order");
    }
    let begun = Couple::new().did(3, "2026-10-10");
    assert_ne!(
        begun.titles(&some(), &minutes(60))[..3],
        three,
        "whoever has begun is offered whatever suits"
    );
}

#[test]
fn what_is_only_planned_is_not_begun_yet() {
    let planned = Couple::new().plans(3, "2026-10-20");
    assert_eq!(planned.titles(&some(), &minutes(60))[0], "Lunch out");
}

#[test]
fn an_hour_takes_what_fills_half_of_it_to_all_of_it() {
    let of =
        |wanted: &Wanted| -> HashSet<String> { Couple::new().titles(&some(), wanted).into_iter().collect() };
    let hour = of(&minutes(60));
    assert_eq!(hour.len(), 6, "{hour:?}");
    assert!(!hour.contains("The long museum") && !hour.contains("Ten minutes on the step"));
    assert_eq!(of(&Wanted::default()).len(), 8, "any length cuts none");
    assert_eq!(
        of(&minutes(10)),
        HashSet::from(["Ten minutes on the step".to_owned()])
    );
}

#[test]
fn a_long_evening_begins_with_what_fills_it_and_ends_with_what_does_not_fit() {
    let evening = Wanted {
        length: Some(180),
        ..Wanted::default()
    };
    let begun = Couple::new().did(7, "2020-01-01");
    assert_eq!(begun.titles(&some(), &evening)[0], "The long museum");
    let short = Wanted {
        length: Some(50),
        ..Wanted::default()
    };
    let titles = begun.titles(&some(), &short);
    assert!(
        ["Swim", "Soup and the crossword"].contains(&&*titles[0]),
        "{titles:?}"
    );
    assert_eq!(titles[2], "Ten minutes on the step", "shorter goes before longer");
}

#[test]
fn where_what_it_costs_how_much_it_asks_and_words_cut() {
    let ideas = vec![
        Idea {
            place: Place::Home,
            cost: Cost::Small,
            energy: 2,
            detail: "Two pens, and a thermos".to_owned(),
            ..idea(1, "Letters", 60, "making")
        },
        Idea {
            cost: Cost::Some,
            energy: 3,
            ..idea(2, "Ice rink", 60, "play")
        },
        Idea {
            place: Place::Anywhere,
            ..idea(3, "Chess", 60, "play")
        },
    ];
    let with = |wanted: Wanted| -> Vec<String> {
        let mut titles = Couple::new().titles(&ideas, &wanted);
        titles.sort();
        titles
    };
    let none = Wanted::default;
    let table = [
        (
            Wanted {
                place: Some(Place::Home),
                ..none()
            },
            vec!["Chess", "Letters"],
        ),
        (
            Wanted {
                place: Some(Place::Out),
                ..none()
            },
            vec!["Chess", "Ice rink"],
        ),
        (
            Wanted {
                cost: Some(Cost::Free),
                ..none()
            },
            vec!["Chess"],
        ),
        (
            Wanted {
                cost: Some(Cost::Small),
                ..none()
            },
            vec!["Chess", "Letters"],
        ),
        (
            Wanted {
                energy: Some(2),
                ..none()
            },
            vec!["Chess", "Letters"],
        ),
        (
            Wanted {
                words: "THERMOS  pens".to_owned(),
                ..none()
            },
            vec!["Letters"],
        ),
        (
            Wanted {
                words: "thermos rink".to_owned(),
                ..none()
            },
            vec![],
        ),
    ];
    for (wanted, titles) in table {
        assert_eq!(with(wanted.clone()), titles, "{wanted:?}");
    }
}

#[test]
fn what_was_done_lately_comes_later_and_its_group_after_groups_that_were_not() {
    let ideas = vec![
        idea(1, "Swim", 60, "water"),
        idea(2, "The boating lake", 60, "water"),
        idea(3, "Letters", 60, "making"),
        idea(4, "A walk", 60, ""),
    ];
    let swam = Couple::new().did(1, "2026-10-06");
    let titles = swam.titles(&ideas, &minutes(60));
    assert_eq!(titles[3], "Swim", "a week ago is too soon: {titles:?}");
    assert_eq!(titles[2], "The boating lake", "and water was had: {titles:?}");
    let planned = Couple::new().did(3, "2020-01-01").plans(1, "2026-10-15");
    let titles = planned.titles(&ideas, &minutes(60));
    assert_eq!(titles[3], "Swim", "what is planned already, too: {titles:?}");
    let long_ago = Couple::new().did(1, "2026-01-06").did(3, "2026-10-06");
    let titles = long_ago.titles(&ideas, &minutes(60));
    assert_eq!(
        titles[3], "Letters",
        "after half a year it is as good as new: {titles:?}"
    );
}

#[test]
fn what_is_at_its_best_in_another_season_is_offered_last_and_not_kept_back() {
    let of = |season, n, title| Idea {
        season,
        ..idea(n, title, 60, "outdoors")
    };
    let ideas = vec![
        of(Season::Spring, 1, "Bluebells"),
        of(Season::Summer, 2, "The lido"),
        of(Season::Autumn, 3, "Conkers"),
        of(Season::Winter, 4, "Lights in town"),
        of(Season::Any, 5, "The park"),
    ];
    for (today, best) in [
        ("2026-03-01", "Bluebells"),
        ("2026-08-31", "The lido"),
        ("2026-11-30", "Conkers"),
        ("2026-12-01", "Lights in town"),
        ("2026-02-28", "Lights in town"),
    ] {
        let couple = Couple {
            today: day(today),
            ..Couple::new()
        };
        let titles = couple.titles(&ideas, &minutes(60));
        assert_eq!(titles.len(), 5, "none is kept back");
        let first: HashSet<&str> = titles[..2].iter().map(String::as_str).collect();
        assert_eq!(first, HashSet::from([best, "The park"]), "on {today}");
    }
}

#[test]
fn the_season_is_that_of_the_date_and_not_of_the_day_it_is_planned_on() {
    let ideas = vec![
        Idea {
            season: Season::Autumn,
            ..idea(1, "Conkers", 60, "outdoors")
        },
        Idea {
            season: Season::Winter,
            ..idea(2, "Lights in town", 60, "town")
        },
    ];
    let couple = Couple::new();
    let known = Known {
        day: day("2026-12-12"),
        ..couple.known()
    };
    let chosen = choose(&ideas, &minutes(60), &known);
    assert_eq!(chosen.fits[0].title, "Lights in town");
}

#[test]
fn the_wish_list_stands_apart_what_both_want_first_then_the_oldest() {
    let couple = Couple::new()
        .wants(6, Half::First, "2026-01-10")
        .wants(3, Half::Second, "2026-02-10")
        .wants(1, Half::First, "2026-05-01")
        .wants(1, Half::Second, "2026-05-20");
    let (all, wished) = couple.wish_list(&some(), &Wanted::default());
    assert_eq!(all, ["A pottery hour", "The long museum", "Swim"]);
    assert_eq!(wished, 3);
    let (fit, wished) = couple.wish_list(&some(), &minutes(60));
    assert_eq!((fit.len(), wished), (2, 3), "the museum takes longer: {fit:?}");
    let fits = couple.titles(&some(), &minutes(60));
    assert!(!fits.contains(&"Swim".to_owned()), "none is in both: {fits:?}");
    let known = couple.known();
    let ideas = some();
    let both = choose(&ideas, &minutes(60), &known).wishes[0];
    assert!(both.by_both());
    assert_eq!(
        both.since().month(),
        5,
        "both have wanted it since the second of them did"
    );
    assert_eq!(both.since().day(), 20);
}

#[test]
fn a_wish_is_over_once_it_was_done_and_may_be_wished_anew() {
    let once = Couple::new()
        .wants(3, Half::First, "2026-05-01")
        .did(3, "2026-06-01");
    let (list, wished) = once.wish_list(&some(), &Wanted::default());
    assert_eq!((list.len(), wished), (0, 0), "they did it");
    assert!(once.titles(&some(), &minutes(60)).contains(&"Swim".to_owned()));
    let again = Couple::new()
        .wants(3, Half::First, "2026-07-01")
        .did(3, "2026-06-01");
    assert_eq!(
        again.wish_list(&some(), &Wanted::default()).1,
        1,
        "and want it again"
    );
    let planned = Couple::new()
        .wants(3, Half::First, "2026-05-01")
        .plans(3, "2026-11-01");
    assert_eq!(
        planned.wish_list(&some(), &Wanted::default()).1,
        1,
        "what is only planned is still a wish"
    );
}

#[test]
fn what_is_hidden_is_neither_offered_nor_wished_for_and_is_found_when_asked_for() {
    let mut ideas = some();
    ideas[2].state = State::Hidden;
    let couple = Couple::new().wants(3, Half::First, "2026-05-01");
    assert!(!couple.titles(&ideas, &minutes(60)).contains(&"Swim".to_owned()));
    assert_eq!(couple.wish_list(&ideas, &Wanted::default()).1, 0);
    let hidden = Wanted {
        hidden: true,
        ..Wanted::default()
    };
    assert_eq!(couple.titles(&ideas, &hidden), ["Swim"]);
}

#[test]
fn the_order_is_the_same_all_day_and_another_on_other_days() {
    let ideas: Vec<Idea> = (10..60)
        .map(|n| {
            idea(
                n,
                &format!("Idea {n}"),
                60,
                ["food", "water", "town"][n as usize % 3],
            )
        })
        .collect();
    let on = |today: NaiveDate| {
        let couple = Couple {
            today,
            ..Couple::new()
        };
        couple.titles(&ideas, &minutes(60))
    };
    let first = day("2026-10-13");
    assert_eq!(on(first), on(first));
    let firsts: HashSet<String> = (0..30).map(|n| on(first + Duration::days(n)).remove(0)).collect();
    assert!(
        firsts.len() > 10,
        "not the same ones on top every day: {firsts:?}"
    );
    let ordered = on(first);
    let groups: Vec<u32> = ordered[..9]
        .iter()
        .map(|title| title[5..].parse::<u32>().unwrap() % 3)
        .collect();
    for three in groups.chunks(3) {
        let unlike: HashSet<&u32> = three.iter().collect();
        assert_eq!(unlike.len(), 3, "the groups take turns: {groups:?}");
    }
}

/// Any handful of ideas, in whichever state and season.
fn any_ideas() -> impl Strategy<Value = Vec<Idea>> {
    let season = prop::sample::select(vec![
        Season::Any,
        Season::Spring,
        Season::Summer,
        Season::Autumn,
        Season::Winter,
    ]);
    let state = prop::sample::select(vec![State::Offered, State::Offered, State::Hidden]);
    let group = prop::sample::select(vec!["", "food", "water", "town"]);
    let one = (1..300u32, season, state, group, 1..=3u8, any::<bool>());
    prop::collection::vec(one, 0..30).prop_map(|all| {
        let all = all.into_iter().zip(1..);
        all.map(|((minutes, season, state, group, energy, first), n)| Idea {
            season,
            state,
            energy,
            first,
            ..idea(n, &format!("Idea {n}"), minutes, group)
        })
        .collect()
    })
}

proptest! {
    #[test]
    fn whatever_they_did_and_want_each_idea_that_suits_is_there_once_and_no_other(
        ideas in any_ideas(),
        most in prop::option::of(1..300u32),
        energy in prop::option::of(1..=3u8),
        did in prop::collection::vec((1..30u128, -400..60i64), 0..20),
        wants in prop::collection::vec((1..30u128, any::<bool>(), -400..0i64), 0..20),
    ) {
        let mut couple = Couple::new();
        for (n, away) in did {
            let on = (couple.today + Duration::days(away)).to_string();
            couple = if away <= 0 { couple.did(n, &on) } else { couple.plans(n, &on) };
        }
        for (n, first, away) in wants {
            let since = (couple.today + Duration::days(away)).to_string();
            couple = couple.wants(n, if first { Half::First } else { Half::Second }, &since);
        }
        let wanted = Wanted { minutes: most, energy, ..Wanted::default() };
        let chosen = choose(&ideas, &wanted, &couple.known());
        let listed = chosen.fits.iter().copied().chain(chosen.wishes.iter().map(|it| it.idea));
        let mut listed: Vec<IdeaId> = listed.map(|it| it.id).collect();
        listed.sort();
        let suits = |it: &&Idea| {
            it.state == State::Offered
                && most.is_none_or(|most| (most.div_ceil(2)..=most).contains(&it.minutes))
                && energy.is_none_or(|energy| it.energy <= energy)
        };
        let mut expected: Vec<IdeaId> = ideas.iter().filter(suits).map(|it| it.id).collect();
        expected.sort();
        prop_assert_eq!(listed, expected);
        prop_assert!(chosen.wishes.len() <= chosen.wished, "no more fit than there are");
    }
}
