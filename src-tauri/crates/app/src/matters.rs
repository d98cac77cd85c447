//! What reminders are about, besides dates: small things, what is to be got ready, red-letter days; and how much of that may be
//! said to who is here.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::{
    date_plan::Preparation,
    gesture::Gesture,
    ids::{GestureId, PlanId, RedLetterId},
    occurrence::{Occurrence, OccurrenceKey},
    people::Here,
    phrase::{About, Phrase},
    plan::{self, Due, Planning, ToPrepare},
    red_letter::RedLetter,
    reminder::{Lead, ReminderKey, Source},
    slot::Slot,
    zone,
};
use store::{Read, StoreError};

use crate::{
    App, Error, Series, gestures, inbox, library, settings::Preferences, sight::Sight, suggestions::Named,
};

/// What reminders can be about, read at one moment.
pub(crate) struct Matters {
    gestures: Vec<Gesture>,
    /// What each is called, those of earlier versions too.
    titles: HashMap<GestureId, String>,
    /// What they were called on the day they were offered.
    pub(crate) named: Named,
    /// For an engine those that are still to do, for a page all there are. By occurrence.
    preparations: Vec<Preparation>,
    pub(crate) red_letters: Vec<RedLetter>,
    /// The dates that have something of a plan.
    planned: Vec<OccurrenceKey>,
    sight: Sight,
}

impl App {
    /// All of it, for a page that tells of what was.
    pub(crate) fn matters(&self) -> Result<Matters, Error> {
        let offered = self.here().date() - inbox::OLDER;
        let read = self.read(|r| self.matters_of(r, r.all_preparations()?, vec![], offered))?;
        match read {
            Some(matters) => Ok(matters),
            None => Ok(Matters {
                gestures: vec![],
                titles: HashMap::new(),
                named: Named::default(),
                preparations: vec![],
                red_letters: vec![],
                planned: vec![],
                sight: self.sight()?,
            }),
        }
    }

    /// As much of it as reminders can still come of: for dates since `from`, and what is not done yet.
    pub(crate) fn matters_in(&self, r: &Read<'_>, from: DateTime<Utc>) -> Result<Matters, StoreError> {
        // A day more: zones differ.
        let since = zone::civil(from, self.zone()) - Duration::days(1);
        self.matters_of(r, r.preparations_to_do(since)?, r.planned(since)?, since.date())
    }

    /// Whether a date has something of a plan, a name of its own at least.
    pub(crate) fn is_planned(&self, key: OccurrenceKey) -> Result<bool, Error> {
        let found = self.read(|r| {
            let named = r
                .changes(key.slot)?
                .get(&key.original)
                .is_some_and(|c| c.title.is_some());
            let empty =
                r.date_plan(key)?.is_none() && r.parts(key)?.is_empty() && r.preparations(key)?.is_empty();
            Ok(named || !empty)
        })?;
        Ok(found.unwrap_or(false))
    }

    fn matters_of(
        &self,
        r: &Read<'_>,
        mut preparations: Vec<Preparation>,
        planned: Vec<OccurrenceKey>,
        offered: NaiveDate,
    ) -> Result<Matters, StoreError> {
        preparations.sort_by_key(|it| (it.key, it.id));
        let mut gestures = self.gestures_in_sight_in(r)?;
        gestures.extend(library::of_own_sorts(&r.favourites()?, &gestures));
        Ok(Matters {
            titles: gestures::titles(&gestures),
            named: self.named_in(r, offered, &gestures)?,
            gestures,
            preparations,
            red_letters: r.red_letters()?,
            planned,
            sight: self.sight_in(r)?,
        })
    }
}

impl Matters {
    /// What is still to be got ready, and to be reminded of.
    pub(crate) fn to_prepare(&self) -> Vec<ToPrepare> {
        let to_do = self.preparations.iter().filter(|it| it.done.is_none());
        let found = to_do.filter_map(|it| {
            Some(ToPrepare {
                occurrence: it.key,
                preparation: it.id,
                lead: it.lead?,
                made_at: it.made_at,
            })
        });
        found.collect()
    }

    /// Who hears of which dates without a plan, where that is wanted. A date with a name of its own has something of one.
    pub(crate) fn planning(&self, series: &Series, p: &Preferences) -> Option<Planning> {
        let since = p.planner_nudge?;
        let mut planned: BTreeSet<OccurrenceKey> = self.planned.iter().copied().collect();
        for (_, changes) in series {
            let named = changes.values().filter(|change| change.title.is_some());
            planned.extend(named.map(|change| change.key));
        }
        Some(Planning {
            since,
            whose: match p.here {
                Here::One(half) => Some(half),
                Here::Shared => None,
            },
            planned,
        })
    }

    /// How long before a date of this slot its first reminder can come.
    pub(crate) fn reach(&self, slot: &Slot) -> Duration {
        let its = self.preparations.iter().filter(|it| it.key.slot == slot.id);
        let leads: Vec<Lead> = slot
            .leads
            .iter()
            .copied()
            .chain(its.filter_map(|it| it.lead))
            .collect();
        longest(&leads).max(Duration::days(plan::PLANNING_DAYS + 2))
    }

    /// One thing to be got ready, if it is still to do and still to be reminded of so.
    pub(crate) fn preparation(&self, id: PlanId) -> Option<&Preparation> {
        self.preparations.iter().find(|it| it.id == id)
    }

    /// A red-letter day.
    pub(crate) fn red_letter(&self, id: RedLetterId) -> Option<&RedLetter> {
        self.red_letters.iter().find(|it| it.id == id)
    }

    /// What something to be got ready may be called here.
    pub(crate) fn words_of<'a>(&'a self, o: &Occurrence, id: PlanId) -> Option<&'a str> {
        self.sight.words_of(o, self.preparation(id)?)
    }

    /// What a reminder is about, for its phrase.
    pub(crate) fn about_due<'a>(&'a self, due: &'a Due) -> About<'a> {
        self.about(&due.key, due.occurrence.as_ref())
    }

    /// The same by its name, and the date it is about where it is about one.
    pub(crate) fn about<'a>(&'a self, key: &ReminderKey, occurrence: Option<&'a Occurrence>) -> About<'a> {
        match (key.source, occurrence) {
            (Source::Date { .. }, Some(o)) => About::Date(o),
            (Source::FollowUp { .. }, Some(o)) => About::FollowUp(o),
            (
                Source::Preparation {
                    preparation, lead, ..
                },
                Some(o),
            ) => About::Preparation {
                occurrence: o,
                words: self.words_of(o, preparation),
                more: if key.snooze == 0 {
                    self.beside(o.key, preparation, lead)
                } else {
                    0
                },
            },
            (Source::Planning { .. }, Some(o)) => About::Planning(o),
            (Source::RedLetter { id, day }, _) => match self.red_letter(id) {
                Some(it) => About::RedLetter {
                    day,
                    words: &it.words,
                    years: it.years(day),
                },
                None => About::Summary { count: 1 },
            },
            (Source::Gesture { day, gesture }, _) => match self.small_thing(day, gesture) {
                Some((title, minutes)) => About::Gesture { title, minutes },
                None => About::Summary { count: 1 },
            },
            _ => About::Summary { count: 1 },
        }
    }

    /// What a small thing that a day offered is called, and how long it takes.
    pub(crate) fn small_thing(&self, day: NaiveDate, id: GestureId) -> Option<(&str, u32)> {
        let title = self.named.title(day, id);
        let title = title.or_else(|| self.titles.get(&id).map(String::as_str))?;
        let known = self.gestures.iter().find(|it| it.id == id);
        // Of an earlier version, where it is not known any more.
        Some((title, known.map_or(10, |it| it.minutes)))
    }

    /// How many more of the same date fall due with one: it speaks for them.
    fn beside(&self, key: OccurrenceKey, preparation: PlanId, lead: Lead) -> usize {
        let to_do = self
            .preparations
            .iter()
            .filter(|it| it.key == key && it.done.is_none());
        to_do
            .filter(|it| it.lead == Some(lead) && it.id != preparation)
            .count()
    }
}

/// "Thursday, 7 pm. Tomorrow".
pub(crate) fn sentence(phrase: &Phrase) -> String {
    if phrase.body.is_empty() {
        phrase.title.clone()
    } else {
        format!("{}. {}", phrase.title, phrase.body)
    }
}

/// How long before a date its first lead can come.
pub(crate) fn longest(leads: &[Lead]) -> Duration {
    let long = |lead: &Lead| match *lead {
        Lead::Before { minutes } => Duration::minutes(minutes.into()),
        // On the day before at an early hour, for a date at a late one.
        Lead::Day { days, .. } => Duration::days(i64::from(days) + 1),
    };
    // Clock changes move a civil time by hours.
    leads.iter().map(long).max().unwrap_or_default() + Duration::hours(26)
}
