//! The rules with the library as it is: what 400 days offer to twenty couples.

use chrono::TimeZone;
use domain::{
    favourite::{Favourite, Sort},
    gesture::{Kind, State},
    ids::FavouriteId,
};
use uuid::Uuid;

use super::*;

const DAYS: i64 = 400;

fn day(n: i64) -> NaiveDate {
    "2026-01-01".parse::<NaiveDate>().unwrap() + Duration::days(n)
}

fn favourite(n: u128, of: Half, sort: &Sort, made: i64) -> Favourite {
    let noon = day(made).and_hms_opt(12, 0, 0).unwrap();
    Favourite {
        id: FavouriteId(Uuid::from_u128(n)),
        of,
        sort: sort.clone(),
        words: format!("Number {n}"),
        remark: String::new(),
        said_by: of,
        asked: day(made),
        made_at: Tz::UTC.from_utc_datetime(&noon).to_utc(),
    }
}

/// One of each sort that anything is made of.
fn ten(of: impl Fn(usize) -> Half) -> Vec<Favourite> {
    let sorts = Sort::NAMED.iter().filter(|it| **it != Sort::RatherNot);
    let made = sorts
        .enumerate()
        .map(|(n, sort)| favourite(n as u128, of(n), sort, 0));
    made.collect()
}

/// What a couple was offered, a day after the other.
struct Offered {
    all: Vec<Suggested>,
    kinds: BTreeMap<Kind, usize>,
}

/// 400 days of one couple. Noor does a third of what she is offered; `then` may change what is known on the way.
fn days(
    seed: u64,
    giver: Option<Half>,
    touch: bool,
    mut favourites: Vec<Favourite>,
    then: impl Fn(i64, &mut Vec<Favourite>),
) -> Offered {
    let gestures = library::gestures();
    let mut all: Vec<Suggested> = vec![];
    let mut kinds = BTreeMap::new();
    let mut last = HashMap::new();
    for n in 0..DAYS {
        then(n, &mut favourites);
        let before = all.partition_point(|it| it.day < day(n) - suggest::BACK);
        let facts = Facts {
            day: day(n),
            seed,
            giver,
            gestures,
            own: HashSet::new(),
            favourites: &favourites,
            touch,
            last: last.clone(),
            meant: vec![],
            before: &all[before..],
            today: &[],
            here: Tz::UTC,
        };
        let picks = suggest::suggest(&facts);
        assert_eq!(picks.len(), A_DAY, "a library this size always has something");
        for pick in &picks {
            *kinds.entry(pick.gesture.kind).or_default() += 1;
            assert_eq!(pick.gesture.state, State::Offered);
            assert!(!pick.title().contains('{'), "{}", pick.title());
        }
        if n % 3 == 0 {
            last.insert(picks[0].gesture.id, day(n));
        }
        let noted = noted(&facts, &picks);
        all.extend(noted);
    }
    Offered { all, kinds }
}

impl Offered {
    /// The fewest days from one offer of a gesture to the next.
    fn nearest(&self) -> i64 {
        let mut last = HashMap::new();
        let apart = self.all.iter().filter_map(|it| {
            let before = last.insert(it.gesture, it.day);
            before.map(|before: NaiveDate| (it.day - before).num_days())
        });
        apart.min().unwrap_or(i64::MAX)
    }

    /// By how much the kind that is furthest from an even spread is off it.
    fn off(&self) -> f64 {
        let even = self.all.len() as f64 / self.kinds.len() as f64;
        let off = self.kinds.values().map(|n| (*n as f64 / even - 1.0).abs());
        off.fold(0.0, f64::max)
    }
}

#[test]
fn over_400_days_nothing_comes_again_within_14_days_and_the_kinds_are_spread() {
    let half = |n: usize| {
        if n.is_multiple_of(2) {
            Half::First
        } else {
            Half::Second
        }
    };
    let (mut nearest, mut off, mut least) = (i64::MAX, 0.0_f64, usize::MAX);
    let mut look = |kinds: usize, offered: Offered| {
        assert_eq!(offered.kinds.len(), kinds, "touch only where both allow it");
        nearest = nearest.min(offered.nearest());
        off = off.max(offered.off());
        let different: HashSet<GestureId> = offered.all.iter().map(|it| it.gesture).collect();
        least = least.min(different.len());
    };
    let noor = Some(Half::First);
    for seed in 0..20 {
        look(4, days(seed, noor, false, ten(|_| Half::Second), |_, _| {}));
    }
    look(5, days(20, noor, true, ten(|_| Half::Second), |_, _| {}));
    // A computer that both use: what either likes.
    look(4, days(21, None, false, ten(half), |_, _| {}));
    look(4, days(22, noor, false, vec![], |_, _| {}));
    println!(
        "nearest {nearest} days, at most {:.1} % off an even spread, {least} different ones at least",
        off * 100.0
    );
    assert!(nearest > 14, "one came again after {nearest} days");
    assert!(off <= 0.25, "a kind was {off} off an even spread");
    assert!(least >= 120, "and what there is comes round: only {least} did");
}

#[test]
fn a_favourite_appears_within_a_week_of_being_added() {
    let sorts: Vec<&Sort> = Sort::NAMED.iter().filter(|it| **it != Sort::RatherNot).collect();
    let mut longest = 0;
    for seed in 0..5 {
        let add = |n: i64, known: &mut Vec<Favourite>| {
            if n % 11 == 5 {
                let id = 1_000 + n as u128;
                known.push(favourite(
                    id,
                    Half::Second,
                    sorts[(n / 11) as usize % sorts.len()],
                    n,
                ));
            }
            // Three at once of the sort that has one template.
            if n == 200 {
                known.extend((0..3).map(|more| favourite(2_000 + more, Half::Second, &Sort::Welcome, n)));
            }
        };
        let offered = days(seed, Some(Half::First), false, ten(|_| Half::Second), add);
        let mut known = ten(|_| Half::Second);
        (0..DAYS - 7).for_each(|n| add(n, &mut known));
        for it in known {
            let first = offered.all.iter().find(|of| of.favourite == Some(it.id));
            let first = first.unwrap_or_else(|| panic!("seed {seed}: {:?} never appeared", it.sort));
            longest = longest.max((first.day - it.made_at.date_naive()).num_days());
        }
    }
    println!("the longest wait was {longest} days");
    assert!(longest <= 7, "one waited {longest} days");
}
