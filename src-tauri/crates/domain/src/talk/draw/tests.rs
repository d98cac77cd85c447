//! What holds of every draw, tried on random decks and evenings.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;

use super::*;
use crate::ids::DrawnId;

/// A deck, and a couple who draw from it.
struct Evening {
    deck: Deck,
    drawn: Vec<Drawn>,
    deepest: Depth,
    /// How many cards there ever were.
    made: u128,
}

impl Evening {
    /// A deck of as many cards of each depth, deepest cards first in its list, so that the order is not the file's.
    fn with(deck: u128, cards: [usize; 3]) -> Evening {
        let mut evening = Evening {
            deck: Deck {
                id: DeckId(Uuid::from_u128(deck)),
                title: "The kitchen table".into(),
                about: String::new(),
                asks_both: false,
                own: true,
                starters: vec![],
            },
            drawn: vec![],
            deepest: 3,
            made: 0,
        };
        for depth in [3, 2, 1] {
            for _ in 0..cards[usize::from(depth) - 1] {
                evening.add(depth);
            }
        }
        evening
    }

    fn add(&mut self, depth: Depth) -> StarterId {
        self.made += 1;
        let id = StarterId(Uuid::from_u128(1_000 + self.made));
        self.deck.starters.push(Starter {
            id,
            text: format!("Question {}", id.0.as_u128()),
            depth,
            follow: vec![],
            hint: String::new(),
            evidence: String::new(),
            own: true,
        });
        id
    }

    fn table(&self) -> Table<'_> {
        Table::lay(&self.deck, &self.drawn, self.deepest)
    }

    /// Draws; what came, its depth, and whether the deck began anew.
    fn draw(&mut self) -> Option<(StarterId, Depth, bool)> {
        let next = self.table().next()?;
        let (starter, depth, anew) = (next.starter.id, next.starter.depth, next.anew);
        let n = self.drawn.len();
        let at = DateTime::<Utc>::UNIX_EPOCH + Duration::minutes(n as i64);
        let drawn = Drawn {
            id: DrawnId(Uuid::from_u128(n as u128)),
            deck: self.deck.id,
            starter,
            round: next.round,
            at,
        };
        self.drawn.push(drawn);
        Some((starter, depth, anew))
    }
}

#[test]
fn a_deck_of_28_gives_28_different_cards_from_light_to_deep_and_then_begins_anew() {
    let mut evening = Evening::with(7, [12, 9, 7]);
    let mut seen = HashSet::new();
    let mut depths = vec![];
    for n in 1..=28 {
        let (starter, depth, anew) = evening.draw().unwrap();
        assert!(!anew, "card {n}: there was one left");
        assert!(seen.insert(starter), "card {n} had come before");
        depths.push(depth);
        assert_eq!(evening.table().place(starter), Some(n), "it says which one it is");
        assert_eq!(evening.table().left_count(), 28 - n);
    }
    assert!(depths.is_sorted(), "{depths:?}");
    let last = evening.drawn[27].starter;
    let (starter, depth, anew) = evening.draw().unwrap();
    assert!(anew, "the 29th begins the deck anew");
    assert_eq!(depth, 1, "light again");
    assert_ne!(starter, last, "not with the card that is still in their ears");
    assert_eq!(evening.table().left_count(), 27);
}

#[test]
fn another_round_and_another_deck_have_another_order() {
    let order = |deck| {
        let mut evening = Evening::with(deck, [10, 0, 0]);
        let cards: Vec<StarterId> = (0..20).map(|_| evening.draw().unwrap().0).collect();
        (cards[..10].to_vec(), cards[10..].to_vec())
    };
    let (first, second) = order(1);
    assert_ne!(first, second, "ten cards in the same order twice would be a list");
    assert_ne!(order(2).0, first, "another deck");
    assert_eq!(
        order(1).0,
        first,
        "and the same one comes back the same after a restart"
    );
}

#[test]
fn what_is_deeper_and_unseen_comes_before_anything_is_repeated() {
    let mut evening = Evening::with(3, [4, 3, 2]);
    evening.deepest = 1;
    for _ in 0..6 {
        evening.draw().unwrap();
    }
    assert_eq!(
        evening.table().left_count(),
        2,
        "two of the light ones are left of the second round"
    );
    evening.deepest = 3;
    let next: Vec<Depth> = (0..5).map(|_| evening.draw().unwrap().1).collect();
    assert_eq!(
        next,
        [2, 2, 2, 3, 3],
        "first all that nobody has seen, from light to deep"
    );
    assert_eq!(evening.draw().unwrap().1, 1, "then what is left of the round");
}

#[test]
fn a_question_written_in_the_middle_of_a_round_comes_in_it_once() {
    let mut evening = Evening::with(4, [5, 0, 0]);
    for _ in 0..7 {
        evening.draw().unwrap();
    }
    let own = evening.add(1);
    assert_eq!(evening.draw().unwrap().0, own, "nobody has seen it: it is next");
    let rest: Vec<StarterId> = (0..3).map(|_| evening.draw().unwrap().0).collect();
    assert!(
        !rest.contains(&own),
        "and it does not come again before the others"
    );
}

#[test]
fn a_deck_that_goes_deeper_than_tonight_gives_nothing() {
    let mut evening = Evening::with(5, [0, 2, 2]);
    evening.deepest = 1;
    assert_eq!(evening.draw(), None);
    assert_eq!((evening.table().all(), evening.table().left_count()), (0, 0));
    assert_eq!(evening.table().open(), None);
}

#[test]
fn one_card_alone_comes_again_and_says_that_it_is_anew() {
    let mut evening = Evening::with(6, [1, 0, 0]);
    assert!(!evening.draw().unwrap().2);
    assert!(evening.draw().unwrap().2);
}

#[test]
fn an_open_card_that_is_deeper_than_tonight_is_not_open() {
    let mut evening = Evening::with(8, [0, 0, 2]);
    let (starter, ..) = evening.draw().unwrap();
    assert_eq!(evening.table().open().map(|it| it.id), Some(starter));
    evening.deepest = 2;
    assert_eq!(evening.table().open(), None, "somebody has said: not that deep");
}

#[test]
fn a_card_taken_out_by_hand_counts_for_the_round() {
    let mut evening = Evening::with(9, [3, 0, 0]);
    evening.draw().unwrap();
    let table = evening.table();
    let came = evening.drawn[0].starter;
    assert_eq!(table.round_of(came), None, "it has come already");
    for starter in evening.deck.starters.iter().filter(|it| it.id != came) {
        assert_eq!(
            table.round_of(starter.id),
            Some(0),
            "of this round, in whatever order"
        );
    }
    evening.draw().unwrap();
    evening.draw().unwrap();
    let next = evening.table().next().unwrap().starter.id;
    assert_eq!(
        evening.table().round_of(next),
        Some(1),
        "the one that begins the next"
    );
}

/// What can happen between two cards.
#[derive(Debug, Clone)]
enum Happens {
    Draw,
    /// Somebody sets a ceiling, or they say how deep tonight.
    Deepest(Depth),
    /// They write a question of their own.
    Add(Depth),
    /// They remove a card.
    Remove(usize),
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        12 => Just(Happens::Draw),
        2 => (1..=3u8).prop_map(Happens::Deepest),
        1 => (1..=3u8).prop_map(Happens::Add),
        1 => (0..40usize).prop_map(Happens::Remove),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_draw_is_too_deep_and_none_repeats_before_the_deck_is_through(
        deck in any::<u128>(),
        cards in [0..12usize, 0..10, 0..8],
        story in proptest::collection::vec(happens(), 1..120),
    ) {
        let mut evening = Evening::with(deck, cards);
        let mut rounds: HashMap<StarterId, u32> = HashMap::new();
        for step in story {
            match step {
                Happens::Deepest(depth) => evening.deepest = depth,
                Happens::Add(depth) => { evening.add(depth); }
                Happens::Remove(n) => {
                    let count = evening.deck.starters.len().max(1);
                    evening.deck.starters.retain(|it| it.id.0.as_u128() % count as u128 != n as u128);
                }
                Happens::Draw => {
                    let may: Vec<Starter> = evening.deck.starters.iter()
                        .filter(|it| it.depth <= evening.deepest).cloned().collect();
                    let last = evening.drawn.last().map(|it| it.starter);
                    let was = evening.table().round;
                    let Some((starter, depth, anew)) = evening.draw() else {
                        prop_assert!(may.is_empty(), "nothing came, and something may");
                        continue;
                    };
                    let round = evening.drawn.last().map(|it| it.round).unwrap_or_default();
                    prop_assert!(depth <= evening.deepest, "deeper than allowed");
                    prop_assert_eq!(anew, round == was + 1, "anew is a new round, and nothing else is");
                    prop_assert!(rounds.get(&starter).is_none_or(|before| *before < round), "twice in a round");
                    if rounds.contains_key(&starter) {
                        prop_assert!(may.iter().all(|it| rounds.contains_key(&it.id)),
                            "a repeat while one that may come was never seen");
                    }
                    if anew {
                        prop_assert!(may.iter().all(|it| rounds.get(&it.id) == Some(&was)), "anew before it was through");
                        prop_assert!(may.len() == 1 || last != Some(starter), "the card just drawn");
                    }
                    // Lightest first among what was seen in the same round last.
                    let seen = rounds.get(&starter).copied();
                    for other in may.iter().filter(|it| rounds.get(&it.id).copied() == seen) {
                        let out = other.id == starter || (anew && Some(other.id) == last);
                        prop_assert!(out || rounds.get(&other.id) == Some(&round) || other.depth >= depth);
                    }
                    rounds.insert(starter, round);
                }
            }
        }
    }

    #[test]
    fn a_draw_hangs_on_nothing_but_the_cards_and_what_was_drawn(
        deck in any::<u128>(),
        cards in [1..12usize, 0..10, 0..8],
        draws in 0..60usize,
    ) {
        let mut evening = Evening::with(deck, cards);
        for _ in 0..draws { evening.draw(); }
        let next = evening.table().next().map(|it| (it.starter.id, it.round));
        // However the store hands them out, and with rows of other decks between them.
        evening.drawn.reverse();
        evening.deck.starters.reverse();
        let foreign = Drawn { deck: DeckId(Uuid::from_u128(deck ^ 1)), round: 99, ..match evening.drawn.first() {
            Some(drawn) => drawn.clone(),
            None => return Ok(()),
        } };
        evening.drawn.push(foreign);
        prop_assert_eq!(evening.table().next().map(|it| (it.starter.id, it.round)), next);
    }
}
