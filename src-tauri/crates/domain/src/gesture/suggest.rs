//! What a day offers: at most two small things that fit these two people.
//!
//! Pure: what is known goes in, with what earlier days offered; the same comes out all day long. What a day has offered
//! is written down by the caller and handed back ([`Facts::today`]), so that what becomes known in the course of the day
//! changes nothing, but for what no longer fits.
//!
//! The order of what counts:
//!
//! 1. One that they mean to do today, where there is one: the first place is for it, and the second never, so that plans
//!    do not crowd out what is new. It may come every day.
//! 2. Nothing comes again within 14 days of being offered. With another favourite in it a template is still the same; only
//!    where nothing else is left does another favourite make it another, and only where nothing at all is left does
//!    something come again, what was offered longest ago first.
//! 3. A favourite that was never offered goes first, the oldest such: one a day, two where they would not all come within
//!    a week. Where its templates have all been offered lately, it waits four days for one and then takes one all the
//!    same: with this favourite in it, it is another.
//! 4. The kind of which there was least in the last four weeks.
//! 5. Within it, what was not done for three weeks; what brings another favourite than those of the week before; what was
//!    not offered for a month; every second time what is theirs, a favourite or a gesture of their own; what was offered
//!    longest ago; and then chance, of which the day is the seed.

mod filled;

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;

use super::{For, Gesture, Kind, State, Suggested};
use crate::{
    favourite::{Favourite, Sort},
    ids::{FavouriteId, GestureId},
    people::Half,
    zone,
};
pub use filled::filled;

/// How many suggestions a day has at most. What has a later place was put aside that day.
pub const A_DAY: usize = 2;

/// Offered within so many days, it does not come again.
pub const APART: Duration = Duration::days(14);

/// A favourite appears within so many days of being written down.
pub const NEW: i64 = 7;

/// How far back [`Facts::before`] has to reach, and ticks.
pub const BACK: Duration = Duration::days(120);

/// After so many days a new favourite no longer waits for a template that was not offered lately.
const WAITS: i64 = 4;

/// A favourite that did not find room in its first week is still new for so long.
const STILL_NEW: i64 = 90;

/// Over so many days the kinds are spread.
const SPREAD: Duration = Duration::days(28);

/// What was done within so many days waits.
const DONE_LATELY: Duration = Duration::days(21);

/// A favourite that was offered within so many days waits, for the sake of the others.
const SAME_FAVOURITE: Duration = Duration::days(7);

/// What was offered within so many days comes behind what was not.
const OFFERED_LATELY: Duration = Duration::days(30);

/// What is known when something is looked for.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// The day.
    pub day: NaiveDate,
    /// What makes this couple's chance differ from another's.
    pub seed: u64,
    /// Who would do it; `None` is whoever is here.
    pub giver: Option<Half>,
    /// All gestures that the giver may see.
    pub gestures: &'a [Gesture],
    /// Which of them are the couple's own.
    pub own: HashSet<GestureId>,
    /// All favourites of both.
    pub favourites: &'a [Favourite],
    /// Whether both allow touch.
    pub touch: bool,
    /// The last day before this one on which the giver did each.
    pub last: HashMap<GestureId, NaiveDate>,
    /// What the giver means to do today, the most wanted first.
    pub meant: Vec<GestureId>,
    /// What earlier days offered the giver, back to [`BACK`].
    pub before: &'a [Suggested],
    /// What the day has offered them already, and what of it was put aside.
    pub today: &'a [Suggested],
    /// Where they are.
    pub here: Tz,
}

/// Something to suggest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pick<'a> {
    /// What.
    pub gesture: &'a Gesture,
    /// With which favourite in it, where it needs one.
    pub favourite: Option<&'a Favourite>,
}

impl Pick<'_> {
    /// What to do, with the favourite in its place.
    pub fn title(&self) -> String {
        match self.favourite {
            Some(favourite) => filled(&self.gesture.title, favourite),
            None => self.gesture.title.clone(),
        }
    }

    /// Whom it is for, where a favourite says so; what the two do together is for both.
    pub fn for_half(&self) -> Option<Half> {
        self.favourite
            .map(|it| it.of)
            .filter(|_| self.gesture.whom == For::Other)
    }

    /// The same, as it is written down.
    pub fn noted(&self, day: NaiveDate, giver: Option<Half>, n: usize) -> Suggested {
        Suggested {
            day,
            half: giver,
            n: u32::try_from(n).unwrap_or(u32::MAX),
            gesture: self.gesture.id,
            favourite: self.favourite.map(|it| it.id),
        }
    }
}

/// What the day offers: what it has offered already, as far as that still fits, each in its place, and what is missing.
pub fn suggest<'a>(facts: &Facts<'a>) -> Vec<Pick<'a>> {
    let known = Known::of(facts);
    let mut places: Vec<Option<Pick<'a>>> = vec![None; A_DAY];
    for n in 0..A_DAY {
        let had = facts.today.iter().find(|it| usize::try_from(it.n) == Ok(n));
        let fits = had.and_then(|had| known.pool.iter().copied().find(|it| is(it, had)));
        let there = |it: &Pick<'_>| places.iter().flatten().any(|of| of.gesture.id == it.gesture.id);
        places[n] = fits.filter(|it| !there(it));
    }
    for n in 0..A_DAY {
        if places[n].is_none() {
            let others: Vec<Pick<'a>> = places.iter().flatten().copied().collect();
            places[n] = known.next(n, &others);
        }
    }
    places.into_iter().flatten().collect()
}

/// Another in the place of one that the day offers; `None` where nothing else fits.
pub fn another<'a>(facts: &Facts<'a>, instead_of: GestureId) -> Option<Pick<'a>> {
    let offered = suggest(facts);
    let n = offered.iter().position(|it| it.gesture.id == instead_of)?;
    let known = Known::of(facts);
    known.next(n, &offered)
}

/// What is known, made ready to choose from.
struct Known<'f, 'a> {
    facts: &'f Facts<'a>,
    /// Everything that fits.
    pool: Vec<Pick<'a>>,
    /// When each was last offered: as a gesture, with its favourite, and the favourite itself.
    gestures: HashMap<GestureId, NaiveDate>,
    pairs: HashMap<(GestureId, Option<FavouriteId>), NaiveDate>,
    favourites: HashMap<FavouriteId, NaiveDate>,
    /// How often each kind was offered lately, in the order of [`Kind::ALL`].
    kinds: [usize; Kind::ALL.len()],
}

impl<'f, 'a> Known<'f, 'a> {
    fn of(facts: &'f Facts<'a>) -> Known<'f, 'a> {
        let mut known = Known {
            facts,
            pool: pool(facts),
            gestures: HashMap::new(),
            pairs: HashMap::new(),
            favourites: HashMap::new(),
            kinds: [0; Kind::ALL.len()],
        };
        let kind_of: HashMap<GestureId, Kind> = facts.gestures.iter().map(|it| (it.id, it.kind)).collect();
        let before = facts.before.iter().filter(|it| it.day < facts.day);
        for it in before.chain(facts.today) {
            newest(&mut known.gestures, it.gesture, it.day);
            newest(&mut known.pairs, (it.gesture, it.favourite), it.day);
            if let Some(favourite) = it.favourite {
                newest(&mut known.favourites, favourite, it.day);
            }
            let stood = usize::try_from(it.n).is_ok_and(|n| n < A_DAY) && it.day < facts.day;
            if stood
                && facts.day - it.day <= SPREAD
                && let Some(kind) = kind_of.get(&it.gesture)
            {
                known.kinds[*kind as usize] += 1;
            }
        }
        known
    }

    /// What comes in a place of the day, beside those that are there.
    fn next(&self, n: usize, beside: &[Pick<'a>]) -> Option<Pick<'a>> {
        let facts = self.facts;
        let aside = |it: &Pick<'_>| facts.today.iter().any(|had| had.gesture == it.gesture.id);
        let taken = |it: &Pick<'_>| beside.iter().any(|there| there.gesture.id == it.gesture.id);
        let open = || self.pool.iter().copied().filter(|it| !aside(it) && !taken(it));
        if n == 0 {
            let of = |id: &GestureId| self.best(n, open().filter(|it| it.gesture.id == *id), beside);
            if let Some(meant) = facts.meant.iter().find_map(of) {
                return Some(meant);
            }
        }
        let long_ago = |day: Option<&NaiveDate>| day.is_none_or(|day| (facts.day - *day).abs() > APART);
        let rested: Vec<Pick<'a>> = open()
            .filter(|it| long_ago(self.gestures.get(&it.gesture.id)))
            .collect();
        let waits = |of: &Favourite| self.is_new(of) && self.age(of) >= WAITS;
        let waiting = open().filter(|it| it.favourite.is_some_and(waits));
        let new = self
            .new_favourite(&rested, beside)
            .or_else(|| self.new_favourite(&waiting.collect::<Vec<_>>(), beside));
        if let Some(favourite) = new {
            let with_it = |from: &[Pick<'a>]| -> Vec<Pick<'a>> {
                let its = from
                    .iter()
                    .filter(|it| it.favourite.is_some_and(|of| of.id == favourite));
                its.copied().collect()
            };
            let its = with_it(&rested);
            let its = if its.is_empty() {
                with_it(&open().collect::<Vec<_>>())
            } else {
                its
            };
            return self.choose(n, &its, beside);
        }
        if !rested.is_empty() {
            return self.choose(n, &rested, beside);
        }
        let other: Vec<Pick<'a>> = open()
            .filter(|it| it.favourite.is_some() && long_ago(self.pairs.get(&pair(it))))
            .collect();
        if !other.is_empty() {
            return self.choose(n, &other, beside);
        }
        open().min_by_key(|it| (self.pairs.get(&pair(it)), self.chance(it)))
    }

    /// The one to choose among those that may come.
    fn choose(&self, n: usize, from: &[Pick<'a>], beside: &[Pick<'a>]) -> Option<Pick<'a>> {
        let often = |it: &Pick<'_>| {
            let today = beside
                .iter()
                .filter(|there| there.gesture.kind == it.gesture.kind);
            self.kinds[it.gesture.kind as usize] + today.count()
        };
        let least = from.iter().map(often).min()?;
        let mut kinds: Vec<Kind> = from
            .iter()
            .filter(|it| often(it) == least)
            .map(|it| it.gesture.kind)
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        let turn = self.mixed(&[n as u64, 1]) % kinds.len().max(1) as u64;
        let kind = *kinds.get(usize::try_from(turn).ok()?)?;
        self.best(
            n,
            from.iter().copied().filter(|it| it.gesture.kind == kind),
            beside,
        )
    }

    /// The favourite whose turn it is to be offered for the first time, where it is that of one now.
    fn new_favourite(&self, from: &[Pick<'a>], beside: &[Pick<'a>]) -> Option<FavouriteId> {
        let here = |it: &Favourite| {
            beside
                .iter()
                .any(|there| there.favourite.is_some_and(|of| of.id == it.id))
        };
        let mut new: Vec<&Favourite> = from
            .iter()
            .filter_map(|it| it.favourite)
            .filter(|it| self.is_new(it))
            .collect();
        new.retain(|it| !here(it));
        new.sort_by_key(|it| (it.made_at, it.id));
        new.dedup_by_key(|it| it.id);
        let first = new.first()?;
        let days_left = NEW - self.age(first);
        let had_one = beside
            .iter()
            .any(|it| it.favourite.is_some_and(|of| self.is_new(of)));
        (!had_one || new.len() as i64 >= days_left).then_some(first.id)
    }

    /// Whether a favourite has not been offered yet, and still has its turn to come.
    fn is_new(&self, favourite: &Favourite) -> bool {
        !self.favourites.contains_key(&favourite.id) && self.age(favourite) <= STILL_NEW
    }

    /// How many days ago a favourite was written down.
    fn age(&self, favourite: &Favourite) -> i64 {
        let written = zone::civil(favourite.made_at, self.facts.here).date();
        (self.facts.day - written).num_days()
    }

    /// The best of one kind.
    fn best(&self, n: usize, from: impl Iterator<Item = Pick<'a>>, beside: &[Pick<'a>]) -> Option<Pick<'a>> {
        let facts = self.facts;
        let within =
            |day: Option<&NaiveDate>, long: Duration| day.is_some_and(|day| facts.day - *day <= long);
        let theirs_first = self.mixed(&[n as u64, 2]).is_multiple_of(2);
        from.min_by_key(|it| {
            let offered = self.gestures.get(&it.gesture.id);
            let favourite = it.favourite.map(|of| of.id);
            let same_favourite = favourite.is_some_and(|id| {
                within(self.favourites.get(&id), SAME_FAVOURITE)
                    || beside
                        .iter()
                        .any(|there| there.favourite.is_some_and(|of| of.id == id))
            });
            let theirs = favourite.is_some() || facts.own.contains(&it.gesture.id);
            (
                within(facts.last.get(&it.gesture.id), DONE_LATELY),
                same_favourite,
                within(offered, OFFERED_LATELY),
                theirs_first && !theirs,
                // By the month: among those of one month it is chance.
                Reverse(offered.map_or(i64::MAX, |day| (facts.day - *day).num_days() / 30)),
                self.chance(it),
            )
        })
    }

    /// The number that a pick has drawn today.
    fn chance(&self, it: &Pick<'_>) -> u64 {
        let (high, low) = it.gesture.id.0.as_u64_pair();
        let favourite = it.favourite.map_or(0, |of| of.id.0.as_u64_pair().1);
        self.mixed(&[high, low, favourite])
    }

    fn mixed(&self, with: &[u64]) -> u64 {
        let day =
            u64::from_ne_bytes(i64::from(chrono::Datelike::num_days_from_ce(&self.facts.day)).to_ne_bytes());
        with.iter()
            .fold(mix(self.facts.seed ^ mix(day)), |sum, it| mix(sum ^ mix(*it)))
    }
}

/// Everything that fits the two of them, each template once with every favourite that can stand in it.
fn pool<'a>(facts: &Facts<'a>) -> Vec<Pick<'a>> {
    let fits = |it: &&Gesture| {
        it.state == State::Offered
            && (facts.touch || it.kind != Kind::Touch)
            && (it.surprise.is_none() || it.surprise == facts.giver)
    };
    let mut pool = Vec::new();
    for gesture in facts.gestures.iter().filter(fits) {
        match &gesture.needs {
            None => pool.push(Pick {
                gesture,
                favourite: None,
            }),
            Some(sort) => pool.extend(of_sort(facts, sort).map(|favourite| Pick {
                gesture,
                favourite: Some(favourite),
            })),
        }
    }
    pool
}

/// The favourites of whom it is for that can stand in a template. What somebody would rather not never does, nor what
/// they have named as that besides.
fn of_sort<'a>(facts: &Facts<'a>, sort: &Sort) -> impl Iterator<Item = &'a Favourite> {
    let (giver, all) = (facts.giver, facts.favourites);
    let sort = sort.clone();
    all.iter().filter(move |it| {
        let unwanted = |no: &Favourite| {
            no.of == it.of && no.sort == Sort::RatherNot && no.words.to_lowercase() == it.words.to_lowercase()
        };
        it.sort == sort
            && sort != Sort::RatherNot
            && giver.is_none_or(|giver| it.of == giver.other())
            && !all.iter().any(unwanted)
    })
}

fn is(pick: &Pick<'_>, had: &Suggested) -> bool {
    pick.gesture.id == had.gesture && pick.favourite.map(|it| it.id) == had.favourite
}

fn pair(pick: &Pick<'_>) -> (GestureId, Option<FavouriteId>) {
    (pick.gesture.id, pick.favourite.map(|it| it.id))
}

fn newest<K: std::hash::Hash + Eq>(known: &mut HashMap<K, NaiveDate>, key: K, day: NaiveDate) {
    let last = known.entry(key).or_insert(day);
    *last = day.max(*last);
}

/// Chance: SplitMix64, the same on every computer and in every version.
fn mix(n: u64) -> u64 {
    let mut n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

#[cfg(test)]
mod tests;
