use std::collections::BTreeMap;

use chrono::TimeZone;
use chrono_tz::Europe::London;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn day(n: i64) -> NaiveDate {
    "2026-01-01".parse::<NaiveDate>().unwrap() + Duration::days(n)
}

fn id(n: usize) -> GestureId {
    GestureId(Uuid::from_u128(1_000 + n as u128))
}

/// As many of each kind as the library has, some of them templates.
fn library() -> Vec<Gesture> {
    let sorts = [Sort::Meal, Sort::Film, Sort::Tired, Sort::Thanked, Sort::Drink];
    let gesture = |n: usize| {
        let kind = Kind::ALL[n % 5];
        let sort = (n % 7 == 3).then(|| sorts[(n / 7 + n / 35) % sorts.len()].clone());
        Gesture {
            kind,
            needs: sort.clone(),
            ..Gesture::new(
                id(n),
                match sort {
                    Some(_) => format!("Number {n}: {{favourite}}"),
                    None => format!("Number {n}"),
                },
            )
        }
    };
    (0..190).map(gesture).collect()
}

fn favourite(n: u64, of: Half, sort: Sort, words: &str, made: i64) -> Favourite {
    Favourite {
        id: FavouriteId(Uuid::from_u128(u128::from(n))),
        of,
        sort,
        words: words.to_owned(),
        remark: String::new(),
        said_by: of,
        asked: day(made),
        made_at: London
            .from_utc_datetime(&day(made).and_hms_opt(12, 0, 0).unwrap())
            .to_utc(),
    }
}

/// Ten that the second half has said, two of each sort.
fn ten_favourites() -> Vec<Favourite> {
    let sorts = [Sort::Meal, Sort::Film, Sort::Tired, Sort::Thanked, Sort::Drink];
    (0..10)
        .map(|n| {
            favourite(
                n,
                Half::Second,
                sorts[n as usize % 5].clone(),
                &format!("thing {n}"),
                0,
            )
        })
        .collect()
}

/// A couple, and what its days have offered.
struct Couple {
    gestures: Vec<Gesture>,
    favourites: Vec<Favourite>,
    touch: bool,
    seed: u64,
    giver: Option<Half>,
    last: HashMap<GestureId, NaiveDate>,
    meant: Vec<GestureId>,
    offered: Vec<Suggested>,
}

impl Couple {
    fn new(seed: u64) -> Couple {
        Couple {
            gestures: library(),
            favourites: vec![],
            touch: false,
            seed,
            giver: Some(Half::First),
            last: HashMap::new(),
            meant: vec![],
            offered: vec![],
        }
    }

    fn with_favourites(seed: u64) -> Couple {
        Couple {
            favourites: ten_favourites(),
            ..Couple::new(seed)
        }
    }

    fn facts(&self, on: NaiveDate) -> Facts<'_> {
        let before = self.offered.partition_point(|it| it.day < on);
        let from = self.offered.partition_point(|it| it.day < on - BACK);
        Facts {
            day: on,
            seed: self.seed,
            giver: self.giver,
            gestures: &self.gestures,
            own: HashSet::new(),
            favourites: &self.favourites,
            touch: self.touch,
            last: self.last.clone(),
            meant: self.meant.clone(),
            before: &self.offered[from..before],
            today: &self.offered[before..],
            here: London,
        }
    }

    /// What a day offers, written down as the program does.
    fn look(&mut self, on: NaiveDate) -> Vec<Suggested> {
        let picks = suggest(&self.facts(on));
        let noted: Vec<Suggested> = picks
            .iter()
            .enumerate()
            .map(|(n, pick)| pick.noted(on, self.giver, n))
            .collect();
        self.offered.retain(|it| it.day != on || it.n >= A_DAY as u32);
        self.offered.extend(&noted);
        noted
    }

    fn gesture(&self, id: GestureId) -> &Gesture {
        self.gestures.iter().find(|it| it.id == id).unwrap()
    }
}

/// The days between two offers of the same gesture, the fewest.
fn nearest(offered: &[Suggested]) -> i64 {
    let mut last: HashMap<GestureId, NaiveDate> = HashMap::new();
    let mut nearest = i64::MAX;
    for it in offered {
        if let Some(before) = last.insert(it.gesture, it.day) {
            nearest = nearest.min((it.day - before).num_days());
        }
    }
    nearest
}

#[test]
fn over_400_days_nothing_comes_again_within_14_and_the_kinds_are_spread() {
    // Twenty couples, with the library as it is, are looked at where it is known.
    for seed in 0..4 {
        let mut couple = Couple::with_favourites(seed);
        let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
        for n in 0..400 {
            let offered = couple.look(day(n));
            assert_eq!(offered.len(), A_DAY, "there is always something");
            for it in offered {
                *kinds.entry(couple.gesture(it.gesture).kind).or_default() += 1;
            }
        }
        let nearest = nearest(&couple.offered);
        assert!(nearest > 14, "seed {seed}: one came again after {nearest} days");
        assert_eq!(kinds.len(), 4, "touch is not allowed");
        for (kind, n) in &kinds {
            assert!(
                (150..=250).contains(n),
                "seed {seed}: {n} of {kind:?}, 200 are an even spread"
            );
        }
    }
}

#[test]
fn the_same_all_day_whatever_becomes_known_in_its_course() {
    let mut couple = Couple::with_favourites(3);
    for n in 0..40 {
        couple.look(day(n));
    }
    let morning = couple.look(day(40));
    couple
        .favourites
        .push(favourite(99, Half::Second, Sort::Drink, "mint tea", 40));
    couple.last.insert(morning[0].gesture, day(40));
    couple.meant = vec![id(20)];
    assert_eq!(
        couple.look(day(40)),
        morning,
        "a row does not jump away under the hand"
    );
    assert_ne!(couple.look(day(41)), morning);
}

#[test]
fn what_no_longer_fits_is_replaced_and_the_other_keeps_its_place() {
    let mut couple = Couple::with_favourites(4);
    let morning = couple.look(day(0));
    let first = morning[0].gesture;
    couple
        .gestures
        .iter_mut()
        .find(|it| it.id == first)
        .unwrap()
        .state = State::Hidden;
    let then = couple.look(day(0));
    assert_ne!(then[0].gesture, first);
    assert_eq!(then[1], morning[1]);
}

#[test]
fn another_is_another_and_what_was_put_aside_does_not_come_back_that_day() {
    let mut couple = Couple::with_favourites(5);
    let mut seen: Vec<GestureId> = couple.look(day(0)).iter().map(|it| it.gesture).collect();
    let kept = seen[1];
    for n in 0..20 {
        let now = couple.look(day(0))[0].gesture;
        let facts = couple.facts(day(0));
        let noted = another(&facts, now).unwrap().noted(day(0), couple.giver, 0);
        assert!(!seen.contains(&noted.gesture), "each time one that was not seen");
        seen.push(noted.gesture);
        let old = couple.offered.iter_mut().find(|it| it.n == 0).unwrap();
        let aside = Suggested {
            n: A_DAY as u32 + n,
            ..*old
        };
        *old = noted;
        couple.offered.push(aside);
        assert_eq!(couple.look(day(0))[1].gesture, kept, "the other stays");
    }
    let tomorrow = couple.look(day(1));
    assert!(
        tomorrow.iter().all(|it| !seen.contains(&it.gesture)),
        "what was put aside was offered too"
    );
    let nothing = another(&couple.facts(day(1)), id(20));
    assert_eq!(nothing, None, "of what is not offered there is no other");
}

#[test]
fn a_favourite_appears_within_a_week_of_being_added() {
    for seed in 0..5 {
        let mut couple = Couple::with_favourites(seed);
        let sorts = [Sort::Meal, Sort::Film, Sort::Tired, Sort::Thanked, Sort::Drink];
        for n in 0..200 {
            // Now one, now another, and once in a while four at a time.
            if n % 9 == 0 {
                let many = if n % 54 == 0 { 4 } else { 1 };
                for more in 0..many {
                    let number = 100 + n as u64 * 10 + more;
                    let sort = sorts[(n as usize / 9 + more as usize) % 5].clone();
                    couple
                        .favourites
                        .push(favourite(number, Half::Second, sort, "new", n));
                }
            }
            couple.look(day(n));
        }
        for it in couple
            .favourites
            .iter()
            .filter(|it| it.made_at.date_naive() < day(190))
        {
            let first = couple
                .offered
                .iter()
                .find(|of| of.favourite == Some(it.id))
                .unwrap();
            let waited = (first.day - it.made_at.date_naive()).num_days();
            assert!(waited <= 7, "seed {seed}: {} waited {waited} days", it.id);
        }
    }
}

#[test]
fn one_that_was_added_after_that_day_was_looked_at_still_has_its_week() {
    let mut couple = Couple::new(1);
    couple.look(day(0));
    couple.favourites = ten_favourites();
    for n in 1..8 {
        couple.look(day(n));
    }
    let seen: HashSet<FavouriteId> = couple.offered.iter().filter_map(|it| it.favourite).collect();
    assert_eq!(seen.len(), 10, "ten at once, all of them within seven days");
}

#[test]
fn what_one_means_to_do_today_comes_first_and_leaves_room_beside_it() {
    let mut couple = Couple::with_favourites(6);
    couple.meant = vec![id(20), id(21)];
    for n in 0..30 {
        let offered = couple.look(day(n));
        assert_eq!(offered[0].gesture, id(20), "every day, as it was meant");
        assert_ne!(
            offered[1].gesture,
            id(21),
            "the second place is for something else"
        );
    }
    assert!(
        nearest(
            &couple
                .offered
                .iter()
                .filter(|it| it.n == 1)
                .copied()
                .collect::<Vec<_>>()
        ) > 14,
        "which does not come again"
    );
    couple.gestures[20].state = State::Archived;
    assert_eq!(
        couple.look(day(30))[0].gesture,
        id(21),
        "what is put away is not meant any more"
    );
}

#[test]
fn what_was_done_lately_waits() {
    let mut couple = Couple::new(7);
    let done: Vec<GestureId> = (0..190).filter(|n| n % 2 == 0).map(id).collect();
    couple.last = done.iter().map(|id| (*id, day(-1))).collect();
    for n in 0..20 {
        for it in couple.look(day(n)) {
            assert!(
                !done.contains(&it.gesture),
                "{n}: it was done three weeks ago at most"
            );
        }
    }
}

#[test]
fn a_template_comes_only_with_a_favourite_of_whom_it_is_for() {
    let mut couple = Couple::new(8);
    for n in 0..60 {
        for it in couple.look(day(n)) {
            assert_eq!(couple.gesture(it.gesture).needs, None, "nothing is known yet");
        }
    }
    // What the giver likes is of no use to them; it is for whoever does something for them.
    couple.favourites = vec![
        favourite(1, Half::First, Sort::Meal, "risotto", 60),
        favourite(2, Half::Second, Sort::RatherNot, "surprise parties", 60),
        favourite(3, Half::Second, Sort::RatherNot, "Gin", 60),
        favourite(4, Half::Second, Sort::Drink, "gin", 60),
    ];
    couple.gestures.push(Gesture {
        needs: Some(Sort::RatherNot),
        ..Gesture::new(id(500), "{favourite}")
    });
    for n in 60..120 {
        for it in couple.look(day(n)) {
            assert_eq!(it.favourite, None, "their own, or what they would rather not");
        }
    }
    couple.giver = None;
    couple.offered.clear();
    let mut whose = HashSet::new();
    for n in 60..90 {
        couple.look(day(n));
        for it in suggest(&couple.facts(day(n))) {
            whose.extend(it.for_half());
        }
    }
    assert_eq!(
        whose,
        HashSet::from([Half::First]),
        "whoever is here may do something for either"
    );
}

#[test]
fn touch_and_the_others_surprises_stay_away() {
    let mut couple = Couple::new(9);
    couple.gestures.truncate(40);
    for gesture in &mut couple.gestures[..20] {
        gesture.surprise = Some(Half::Second);
    }
    let seen = |couple: &mut Couple| {
        couple.offered.clear();
        let mut seen = vec![];
        for n in 0..60 {
            seen.extend(couple.look(day(n)).into_iter().map(|it| it.gesture));
        }
        seen
    };
    let to_first = seen(&mut couple);
    let is_touch = |couple: &Couple, id: &GestureId| couple.gesture(*id).kind == Kind::Touch;
    assert!(
        to_first.iter().all(|it| *it >= id(20)),
        "it does not exist for the other"
    );
    assert!(!to_first.iter().any(|it| is_touch(&couple, it)));
    couple.giver = None;
    assert!(
        seen(&mut couple).iter().all(|it| *it >= id(20)),
        "nor where anybody may look"
    );
    couple.giver = Some(Half::Second);
    assert!(
        seen(&mut couple).iter().any(|it| *it < id(20)),
        "its keeper has it"
    );
    couple.touch = true;
    let with_touch = seen(&mut couple);
    assert!(
        with_touch.iter().any(|it| is_touch(&couple, it)),
        "both allow it now"
    );
}

#[test]
fn where_little_is_left_it_comes_round_the_longest_ago_first() {
    let mut couple = Couple::new(10);
    couple
        .gestures
        .retain(|it| it.needs.is_none() && it.kind != Kind::Touch);
    couple.gestures.truncate(5);
    let mut last = HashMap::new();
    for n in 0..30 {
        let offered = couple.look(day(n));
        assert_eq!(offered.len(), 2, "something is better than nothing");
        for it in &offered {
            if let Some(before) = last.insert(it.gesture, n) {
                assert!(n - before >= 2, "five take turns");
            }
        }
    }
    couple.gestures.truncate(1);
    assert_eq!(couple.look(day(30)).len(), 1);
}

#[test]
fn where_only_templates_are_left_another_favourite_makes_it_another() {
    let mut couple = Couple::new(11);
    couple
        .gestures
        .retain(|it| it.needs == Some(Sort::Meal) && it.kind != Kind::Touch);
    couple.gestures.truncate(1);
    couple.favourites = (0..3)
        .map(|n| favourite(n, Half::Second, Sort::Meal, &format!("meal {n}"), -100))
        .collect();
    let mut meals = vec![];
    for n in 0..3 {
        meals.extend(couple.look(day(n)).into_iter().map(|it| it.favourite));
    }
    meals.sort_unstable();
    meals.dedup();
    assert_eq!(meals.len(), 3, "three days, three meals");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever is hidden, shown, added, taken away, done and put aside: nothing that does not fit is offered, nothing
    /// twice a day, and nothing within 14 days while there is anything else.
    #[test]
    fn whatever_they_do_what_is_offered_fits(
        seed in any::<u64>(),
        steps in proptest::collection::vec((0..190_usize, 0..6_u8), 60),
    ) {
        let mut couple = Couple::with_favourites(seed);
        for (n, (which, what)) in steps.into_iter().enumerate() {
            let today = day(n as i64);
            match what {
                0 => couple.gestures[which].state = State::Hidden,
                1 => couple.gestures[which].state = State::Offered,
                2 => couple.touch = !couple.touch,
                3 => { couple.last.insert(id(which), today); }
                4 => {
                    let at = which % couple.favourites.len();
                    couple.favourites[at].of = couple.favourites[at].of.other();
                }
                _ => couple.giver = Some(Half::First),
            }
            let offered = couple.look(today);
            prop_assert_eq!(offered.len(), 2);
            prop_assert_ne!(offered[0].gesture, offered[1].gesture);
            for it in &offered {
                let gesture = couple.gesture(it.gesture);
                prop_assert_eq!(gesture.state, State::Offered);
                prop_assert!(couple.touch || gesture.kind != Kind::Touch);
                prop_assert_eq!(gesture.needs.is_some(), it.favourite.is_some());
                if let Some(id) = it.favourite {
                    let of = couple.favourites.iter().find(|of| of.id == id).unwrap();
                    prop_assert_eq!(of.of, Half::Second);
                    prop_assert_eq!(Some(&of.sort), gesture.needs.as_ref());
                }
            }
            prop_assert_eq!(couple.look(today), offered, "looked at again it is the same");
        }
        prop_assert!(nearest(&couple.offered) > 14);
    }
}
