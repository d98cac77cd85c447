//! What a day suggests: the same for the page, the tray, the terminal and the nudge.
//!
//! `domain` chooses; here the facts are read, and what a day offers is written down when it is first looked at, by the
//! engine, so that it stays all day and is not offered again too soon. Before there is a planner nothing is written: the
//! day itself makes the choice, and makes it the same way each time.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Duration, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;
use domain::{
    gesture::{
        For, Gesture, Intention, Suggested, Tick,
        suggest::{self, A_DAY, Facts, Pick},
    },
    ids::GestureId,
    people::{Half, People},
    plan::Nudge,
    words::{fill, gestures as words},
    zone,
};
use store::{Read, StoreError};

use crate::{
    App, Changed, Error, chance, gestures::InSight, inbox, library, replies, settings::Preferences,
    tick::Snapshot,
};

/// How many days after the last look a nudge is still written down as missed.
const MISSED: Duration = Duration::days(7);

/// What is ahead by more than this was never offered, whatever the clock said then.
const AHEAD: Duration = Duration::days(400);

/// What is known of the giver over some days, to say what each of them offers.
struct Offers {
    giver: Option<Half>,
    seed: u64,
    own: HashSet<GestureId>,
    touch: bool,
    week: Weekday,
    here: Tz,
    intentions: Vec<Intention>,
    /// What the giver did, alone or together; by day.
    ticks: Vec<Tick>,
    /// What they were offered; by day.
    offered: Vec<Suggested>,
}

/// What small things were called on the day they were offered, and what is to be written down of days that were not
/// looked at yet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Named {
    titles: HashMap<(NaiveDate, GestureId), String>,
    offered: BTreeMap<NaiveDate, Vec<Suggested>>,
    /// The days of `offered` that count as looked at, though nothing is written: running ahead of the clock.
    kept: Vec<NaiveDate>,
}

impl App {
    /// What today offers whoever is here: two at most.
    pub(crate) fn suggested(&self, seen: &InSight) -> Result<Vec<replies::Gesture>, Error> {
        let picks = self.offered_today(seen)?;
        let favourite = |id| seen.favourites.iter().find(|it| Some(it.id) == id);
        Ok(picks
            .iter()
            .filter_map(|it| {
                let gesture = seen.gestures.iter().find(|of| of.id == it.gesture)?;
                Some(seen.reply(gesture, favourite(it.favourite)))
            })
            .collect())
    }

    /// The same, as it is written down: by this call, where today was not looked at yet or something no longer fits.
    pub(crate) fn offered_today(&self, seen: &InSight) -> Result<Vec<Suggested>, Error> {
        let offers = self.offers(seen, seen.today)?;
        let facts = offers.facts(seen, seen.today);
        let noted = noted(&facts, &suggest::suggest(&facts));
        let is_new = |it: &&Suggested| !facts.today.contains(it);
        let new: Vec<Suggested> = noted.iter().filter(is_new).copied().collect();
        if !new.is_empty() && self.existing()?.is_some() {
            // A full disk takes nobody's suggestions away: chosen again, they are the same.
            let _ = self.record(|w| {
                w.forget_suggestions(seen.today - inbox::OLDER)?;
                new.iter().try_for_each(|it| {
                    let instead = facts.today.iter().any(|had| had.n == it.n);
                    if instead {
                        w.set_suggestion(it)
                    } else {
                        w.put_suggestion(it)
                    }
                })
            });
        }
        Ok(noted)
    }

    /// Another suggestion for today in the place of this one, which does not come back today.
    ///
    /// # Errors
    /// Today does not suggest it; before there are names.
    pub fn another_suggestion(&self, gesture: &str) -> Result<Changed<replies::Done>, Error> {
        self.people()?.ok_or(Error::NamesMissing)?;
        let id: GestureId = gesture.parse().map_err(|_| Error::NotFound)?;
        self.another_on(self.here().date(), id)
    }

    /// The same for the day that a nudge was of.
    pub(crate) fn another_on(&self, day: NaiveDate, of: GestureId) -> Result<Changed<replies::Done>, Error> {
        let seen = self.in_sight()?;
        let offers = self.offers(&seen, day)?;
        let facts = offers.facts(&seen, day);
        let there = noted(&facts, &suggest::suggest(&facts));
        let place = there.iter().position(|it| it.gesture == of);
        let place = place.ok_or(Error::NotFound)?;
        let Some(other) = suggest::another(&facts, of) else {
            return Ok(Changed {
                value: replies::Done {
                    said: words::NO_OTHER.to_owned(),
                    id: of.to_string(),
                },
                topics: vec![],
            });
        };
        let used = facts.today.iter().map(|it| it.n + 1).max().unwrap_or_default();
        let aside = Suggested {
            n: used.max(u32::try_from(A_DAY).unwrap_or(u32::MAX)),
            ..there[place]
        };
        let changed = self.record(|w| {
            there.iter().try_for_each(|it| w.put_suggestion(it))?;
            w.set_suggestion(&other.noted(day, facts.giver, place))?;
            w.put_suggestion(&aside)
        })?;
        let said = fill(words::SAID_ANOTHER, &[("title", &other.title())]);
        Ok(changed.done(said, other.gesture.id.to_string()))
    }

    /// The nudges of the days since the last look, yesterday, today and tomorrow, where somebody asked for them: with what
    /// those days offer. A day on which something was done already has none.
    pub(crate) fn nudge(&self, snapshot: &mut Snapshot, now: DateTime<Utc>) -> Result<Option<Nudge>, Error> {
        let Some((at, since)) = snapshot.preferences.gesture_nudge else {
            return Ok(None);
        };
        let today = zone::civil(now, self.zone()).date();
        let looked = snapshot
            .last_look
            .map_or(today, |look| zone::civil(look, self.zone()).date());
        // Yesterday's may have been held by quiet hours until this morning.
        let first = looked.clamp(today - MISSED, today - Duration::days(1));
        let seen = self.in_sight()?;
        let mut offers = self.offers(&seen, first)?;
        let named = &mut snapshot.matters.named;
        offers.offered.extend(named.kept());
        offers.offered.sort_by_key(|it| (it.day, it.n));
        let mut picks = BTreeMap::new();
        for day in first
            .iter_days()
            .take_while(|day| *day <= today + Duration::days(1))
        {
            if offers.did_something(day) {
                continue;
            }
            let facts = offers.facts(&seen, day);
            let chosen = suggest::suggest(&facts);
            picks.insert(day, chosen.iter().map(|it| it.gesture.id).collect());
            named.know(day, &noted(&facts, &chosen), &chosen);
        }
        Ok(Some(Nudge { at, since, picks }))
    }

    /// What small things were called that whoever is here was offered since `from`, where a favourite was in them.
    pub(crate) fn named_in(
        &self,
        r: &Read<'_>,
        from: NaiveDate,
        gestures: &[Gesture],
    ) -> Result<Named, StoreError> {
        let mut named = Named::default();
        let favourites = r.favourites()?;
        if favourites.is_empty() {
            return Ok(named);
        }
        let giver = self.looking_in(r)?;
        for it in r.suggestions(from, self.here().date() + AHEAD)? {
            let gesture = gestures.iter().find(|of| of.id == it.gesture);
            let favourite = favourites.iter().find(|of| Some(of.id) == it.favourite);
            if let (Some(gesture), Some(favourite)) = (gesture, favourite)
                && it.half == giver
            {
                let title = suggest::filled(&gesture.title, favourite);
                named.titles.insert((it.day, it.gesture), title);
            }
        }
        Ok(named)
    }

    fn offers(&self, seen: &InSight, first: NaiveDate) -> Result<Offers, Error> {
        let p = self.preferences()?;
        let read = self.read(|r| self.offers_in(r, seen, first, &p))?;
        Ok(read.unwrap_or_else(|| self.offers_of(seen, &p)))
    }

    fn offers_in(
        &self,
        r: &Read<'_>,
        seen: &InSight,
        first: NaiveDate,
        p: &Preferences,
    ) -> Result<Offers, StoreError> {
        let from = first - suggest::BACK;
        let giver = seen.looking;
        let both: HashSet<GestureId> = seen
            .gestures
            .iter()
            .filter(|it| it.whom == For::Both)
            .map(|it| it.id)
            .collect();
        let mut intentions = r.intentions()?;
        intentions.retain(|it| Some(it.by) == giver);
        let mut ticks = r.ticks_since(from)?;
        ticks.retain(|it| giver.is_none_or(|giver| it.by == giver) || both.contains(&it.gesture));
        let mut offered = r.suggestions(from, self.here().date() + AHEAD)?;
        offered.retain(|it| it.half == giver);
        Ok(Offers {
            intentions,
            ticks,
            offered,
            ..self.offers_of(seen, p)
        })
    }

    /// What is known without a planner.
    fn offers_of(&self, seen: &InSight, p: &Preferences) -> Offers {
        let own = seen.gestures.iter().map(|it| it.id);
        Offers {
            giver: seen.looking,
            seed: seed(seen.people.as_ref()),
            own: own.filter(|id| library::original(*id).is_none()).collect(),
            touch: seen.touch(),
            week: p.week,
            here: self.zone(),
            intentions: vec![],
            ticks: vec![],
            offered: vec![],
        }
    }
}

impl Offers {
    fn facts<'a>(&'a self, seen: &'a InSight, day: NaiveDate) -> Facts<'a> {
        let done = self.ticks.partition_point(|it| it.day < day);
        let done = &self.ticks[..done];
        let last: HashMap<GestureId, NaiveDate> = done.iter().map(|it| (it.gesture, it.day)).collect();
        let from = self.offered.partition_point(|it| it.day < day - suggest::BACK);
        let before = self.offered.partition_point(|it| it.day < day);
        let after = self.offered.partition_point(|it| it.day <= day);
        Facts {
            day,
            seed: self.seed,
            giver: self.giver,
            gestures: &seen.gestures,
            own: self.own.clone(),
            favourites: &seen.favourites,
            touch: self.touch,
            meant: self.meant(day, done, &last),
            last,
            before: &self.offered[from..before],
            today: &self.offered[before..after],
            here: self.here,
        }
    }

    /// What they mean to do on a day: what was not done for longest first.
    fn meant(&self, day: NaiveDate, done: &[Tick], last: &HashMap<GestureId, NaiveDate>) -> Vec<GestureId> {
        let is_due = |it: &&Intention| {
            let its = done
                .iter()
                .filter(|tick| tick.gesture == it.gesture && tick.by == it.by);
            let days: Vec<NaiveDate> = its.map(|tick| tick.day).collect();
            it.is_due(day, &days, self.week)
        };
        let mut due: Vec<&Intention> = self.intentions.iter().filter(is_due).collect();
        due.sort_by_key(|it| (last.get(&it.gesture), it.id));
        due.iter().map(|it| it.gesture).collect()
    }

    /// Whether the giver did anything on a day.
    fn did_something(&self, day: NaiveDate) -> bool {
        let theirs = |it: &&Tick| self.giver.is_none_or(|giver| it.by == giver);
        self.ticks.iter().filter(theirs).any(|it| it.day == day)
    }
}

impl Named {
    /// What a small thing was called that day, where a favourite was in it.
    pub(crate) fn title(&self, day: NaiveDate, gesture: GestureId) -> Option<&str> {
        self.titles.get(&(day, gesture)).map(String::as_str)
    }

    /// What is to be written down when a day's nudge is shown.
    pub(crate) fn offered_on(&self, day: NaiveDate) -> &[Suggested] {
        self.offered.get(&day).map_or(&[], Vec::as_slice)
    }

    /// From here on a day counts as looked at.
    pub(crate) fn keep(&mut self, day: NaiveDate) {
        self.kept.push(day);
    }

    fn kept(&self) -> Vec<Suggested> {
        let days = self.kept.iter().flat_map(|day| self.offered_on(*day));
        days.copied().collect()
    }

    fn know(&mut self, day: NaiveDate, noted: &[Suggested], picks: &[Pick<'_>]) {
        if self.kept.contains(&day) {
            return;
        }
        self.offered.insert(day, noted.to_vec());
        for pick in picks.iter().filter(|it| it.favourite.is_some()) {
            self.titles.insert((day, pick.gesture.id), pick.title());
        }
    }
}

/// Picks in their places, as they are written down.
fn noted(facts: &Facts<'_>, picks: &[Pick<'_>]) -> Vec<Suggested> {
    let places = picks.iter().enumerate();
    places
        .map(|(n, pick)| pick.noted(facts.day, facts.giver, n))
        .collect()
}

/// What makes a couple's chance their own: their names.
fn seed(people: Option<&People>) -> u64 {
    let names = people.map(|it| format!("{}\n{}", it.first, it.second));
    chance::of(names.unwrap_or_default().into_bytes())
}

#[cfg(test)]
mod tests;
