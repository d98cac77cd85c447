//! Which ideas fit an hour, and which of them to offer first.
//!
//! Nothing that fits is kept back: what was done lately, or is at its best in another season, comes later in the list.
//! The order among equals is turned by the day, so that it is the same all day long and another one tomorrow.

use std::{
    cmp::{Ordering, Reverse},
    collections::{HashMap, HashSet},
};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{Idea, Season, Wish};
use crate::{
    gesture::{Cost, Place, State},
    ids::IdeaId,
    people::Half,
    zone,
};

/// Something done within so many days is fresh in mind, and within so many more not forgotten; then half a year until it
/// is as good as new.
const FRESH: [i64; 3] = [28, 60, 180];

/// The same for its novelty group, which wears off sooner.
const FRESH_GROUP: [i64; 2] = [14, 42];

/// What is wanted of an idea. What is `None` or empty cuts nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// At most so many minutes, and at least half of them: 60 takes 30 to 60.
    pub minutes: Option<u32>,
    /// How long the date is that it is for: what fits that comes first, and nothing is cut.
    pub length: Option<u32>,
    /// Where.
    pub place: Option<Place>,
    /// At most this cost.
    pub cost: Option<Cost>,
    /// At most so much energy, 1 to 3.
    pub energy: Option<u8>,
    /// Words that its title or detail has, all of them, in any order.
    pub words: String,
    /// The hidden ones instead of those on offer.
    pub hidden: bool,
}

/// When the couple did an idea, and when they are going to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The last day it was done.
    pub last: Option<NaiveDate>,
    /// The next day it is planned for.
    pub next: Option<NaiveDate>,
}

/// What is known of the couple.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// What each of them wants.
    pub wishes: &'a [Wish],
    /// When they did what, and are going to, as far as whoever is looking may know.
    pub days: &'a HashMap<IdeaId, Days>,
    /// The day an idea is wanted for.
    pub day: NaiveDate,
    /// The day it is now; it turns the order among equals.
    pub today: NaiveDate,
    /// Where they are: which day a wish was made on.
    pub here: Tz,
}

/// What fits, best first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen<'a> {
    /// What nobody wished for.
    pub fits: Vec<&'a Idea>,
    /// The wish list, as far as it fits: what both want before what one does, the oldest wish first.
    pub wishes: Vec<Wished<'a>>,
    /// How many wishes there are, whether they fit or not.
    pub wished: usize,
}

/// An idea that somebody wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wished<'a> {
    /// Which.
    pub idea: &'a Idea,
    /// Since when, the one on the left and the one on the right.
    pub since: [Option<DateTime<Utc>>; 2],
}

impl Season {
    /// The season of a day, as the north has it. Where it is the other way round, what is out of season is only offered
    /// later than the rest.
    pub fn of(day: NaiveDate) -> Season {
        match day.month() {
            3..=5 => Season::Spring,
            6..=8 => Season::Summer,
            9..=11 => Season::Autumn,
            _ => Season::Winter,
        }
    }
}

impl Wished<'_> {
    /// Whether both want it.
    pub fn by_both(&self) -> bool {
        self.since.iter().all(Option::is_some)
    }

    /// Whose wish it is; with two, since when both have wanted it.
    pub fn since(&self) -> DateTime<Utc> {
        let said = self.since.iter().flatten().max();
        *said.expect("BUG: an idea is wished for by somebody")
    }
}

/// Ranks ideas for an hour.
///
/// Those in season come first; then, for a couple that has done none yet, those to begin with; then those of the date's
/// own length; then what was not done lately and is not of a group that was. Among equals the groups take turns.
pub fn choose<'a>(ideas: &'a [Idea], wanted: &Wanted, known: &Known<'_>) -> Chosen<'a> {
    let words: Vec<String> = wanted.words.split_whitespace().map(str::to_lowercase).collect();
    let state = if wanted.hidden {
        State::Hidden
    } else {
        State::Offered
    };
    let listed = || ideas.iter().filter(|idea| idea.state == state);
    let wishes: Vec<Wished<'_>> = if wanted.hidden {
        vec![]
    } else {
        listed().filter_map(|idea| wished(idea, known)).collect()
    };
    let wished: HashSet<IdeaId> = wishes.iter().map(|it| it.idea.id).collect();
    let mut fits: Vec<&Idea> = listed()
        .filter(|idea| !wished.contains(&idea.id) && suits(idea, wanted, &words))
        .collect();
    rank(&mut fits, ideas, wanted, known);
    let mut fitting: Vec<Wished<'_>> = wishes
        .iter()
        .filter(|it| suits(it.idea, wanted, &words))
        .copied()
        .collect();
    fitting.sort_by_key(|it| (Reverse(it.by_both()), it.since(), it.idea.id));
    Chosen {
        fits,
        wishes: fitting,
        wished: wishes.len(),
    }
}

/// Who still wants an idea. A wish is over once it was done.
pub fn wished<'a>(idea: &'a Idea, known: &Known<'_>) -> Option<Wished<'a>> {
    let done = known.days.get(&idea.id).and_then(|days| days.last);
    let still = |wish: &&Wish| {
        let made = zone::civil(wish.made_at, known.here).date();
        wish.idea == idea.id && done.is_none_or(|day| day < made)
    };
    let of = |half| {
        let own = known.wishes.iter().filter(still).filter(|wish| wish.by == half);
        own.map(|wish| wish.made_at).min()
    };
    let since = [of(Half::First), of(Half::Second)];
    since
        .iter()
        .any(Option::is_some)
        .then_some(Wished { idea, since })
}

fn suits(idea: &Idea, wanted: &Wanted, words: &[String]) -> bool {
    let text = || format!("{} {}", idea.title, idea.detail).to_lowercase();
    wanted
        .minutes
        .is_none_or(|most| idea.minutes <= most && idea.minutes * 2 >= most)
        && wanted
            .place
            .is_none_or(|place| idea.place == place || idea.place == Place::Anywhere)
        && wanted.cost.is_none_or(|most| idea.cost <= most)
        && wanted.energy.is_none_or(|most| idea.energy <= most)
        && (words.is_empty() || {
            let text = text();
            words.iter().all(|word| text.contains(word))
        })
}

/// Puts the best first.
fn rank(fits: &mut [&Idea], ideas: &[Idea], wanted: &Wanted, known: &Known<'_>) {
    let season = Season::of(known.day);
    let begun = known.days.values().any(|days| days.last.is_some());
    let groups = groups_lately(ideas, known);
    let away = |idea: &Idea| known.days.get(&idea.id).and_then(|days| nearest(days, known.day));
    let wear = |idea: &Idea| {
        let own = away(idea).map_or(0, |days| freshness(days, &FRESH));
        let group = groups.get(idea.novelty.as_str());
        let group = group.map_or(0, |days| freshness(*days, &FRESH_GROUP));
        2 * own + group
    };
    let place = |idea: &Idea| ideas.iter().position(|it| it.id == idea.id);
    let grade = |idea: &Idea| {
        let first = !begun && idea.first;
        (
            idea.season != Season::Any && idea.season != season,
            !first,
            wanted.length.map_or(0, |length| off(idea.minutes, length)),
            wear(idea),
            // Those to begin with stand in the order they were given.
            first.then(|| place(idea)),
        )
    };
    let mut graded: Vec<_> = fits
        .iter()
        .map(|idea| (grade(idea), turned(idea.id, known.today), *idea))
        .collect();
    graded.sort_by_key(|(grade, turn, _)| (*grade, *turn));
    // Among equals each group has one before any has its second.
    let mut seen: HashMap<_, usize> = HashMap::new();
    let mut spread: Vec<_> = graded
        .into_iter()
        .map(|(grade, turn, idea)| {
            let nth = match idea.novelty.as_str() {
                "" => 0,
                group => {
                    let nth = seen.entry((grade, group)).or_default();
                    *nth += 1;
                    *nth - 1
                }
            };
            ((grade, nth, turn), idea)
        })
        .collect();
    spread.sort_by_key(|(grade, _)| *grade);
    for (place, (_, idea)) in fits.iter_mut().zip(spread) {
        *place = idea;
    }
}

/// How many days lie between a day and the last or next time of each novelty group.
fn groups_lately<'a>(ideas: &'a [Idea], known: &Known<'_>) -> HashMap<&'a str, i64> {
    let mut groups: HashMap<&str, i64> = HashMap::new();
    for idea in ideas.iter().filter(|idea| !idea.novelty.is_empty()) {
        let days = known.days.get(&idea.id);
        if let Some(days) = days.and_then(|days| nearest(days, known.day)) {
            let least = groups.entry(&idea.novelty).or_insert(days);
            *least = days.min(*least);
        }
    }
    groups
}

/// How many days lie between a day and the nearest time it was done or is planned for.
fn nearest(days: &Days, day: NaiveDate) -> Option<i64> {
    let both = [days.last, days.next];
    both.iter().flatten().map(|it| (day - *it).num_days().abs()).min()
}

/// 0 for what is as good as new; the higher, the fresher in mind.
fn freshness(days: i64, bounds: &[i64]) -> usize {
    bounds.iter().filter(|bound| days < **bound).count()
}

/// 0 for what fills half of a length or more of it, 1 for what is shorter, 2 for what is longer.
fn off(minutes: u32, length: u32) -> u8 {
    match minutes.cmp(&length) {
        Ordering::Greater => 2,
        _ if minutes * 2 < length => 1,
        _ => 0,
    }
}

/// Where a day puts an idea among its equals: SplitMix64 over both.
fn turned(id: IdeaId, day: NaiveDate) -> u64 {
    let (high, low) = id.0.as_u64_pair();
    let day = u64::from(day.num_days_from_ce().unsigned_abs());
    let mut z = high ^ low.rotate_left(32) ^ day.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
