//! From the sheet of a plan to what is kept of it: who may, how long a text may be, and in which order lines stand.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    date_plan::{DatePlan, Part, Preparation, Who},
    ids::PlanId,
    occurrence::{Occurrence, OccurrenceKey},
    people::{Half, People},
    plain,
};
use uuid::Uuid;

use super::Kept;
use crate::{Error, Invalid, encode, replies, sight::Sight};

/// A text of a plan has at most this many characters.
const TEXT_MOST: usize = 500;

/// Lines of who does what.
const PARTS_MOST: usize = 20;

/// Things to get ready.
const PREPARATIONS_MOST: usize = 40;

/// Identities for new lines, each after every one there is: they are listed in that order.
pub(super) struct Ids(u128);

impl Ids {
    pub(super) fn after(kept: &Kept, new: Uuid) -> Ids {
        let parts = kept.parts.iter().map(|part| part.id);
        let last = parts.chain(kept.preparations.iter().map(|it| it.id)).max();
        let last = last.map_or(0, |id| id.0.as_u128() + 1);
        Ids(new.as_u128().max(last))
    }

    fn next(&mut self) -> PlanId {
        let id = PlanId(Uuid::from_u128(self.0));
        self.0 += 1;
        id
    }
}

/// The plan itself. A surprise is kept by whoever is here, where it is theirs to plan.
pub(super) fn plan_from(
    form: &replies::DatePlanForm,
    kept: &Kept,
    o: &Occurrence,
    sight: &Sight,
    people: Option<People>,
    ids: &mut Ids,
) -> Result<DatePlan, Error> {
    let before = kept.plan.as_ref();
    let surprise = match before.and_then(|plan| plan.surprise) {
        _ if !form.surprise => None,
        Some(keeper) => Some(keeper),
        None => match (sight.looking(), o.planner, people) {
            (Some(half), planner, _) if planner.is_none_or(|planner| planner == half) => Some(half),
            (None, _, Some(people)) => return Err(Error::Who(people)),
            (_, Some(planner), Some(people)) => {
                return Err(Error::KeptAside(people.name(planner).to_owned()));
            }
            _ => return Err(Error::NamesMissing),
        },
    };
    Ok(DatePlan {
        id: before.map_or_else(|| ids.next(), |plan| plan.id),
        key: o.key,
        place: line(&form.place)?,
        note: lines(&form.note)?,
        budget: line(&form.budget)?,
        idea: line(&form.idea)?,
        // Which one it is, the ideas say.
        idea_id: None,
        surprise,
    })
}

/// Who does what.
pub(super) fn parts_from(
    form: &replies::DatePlanForm,
    kept: &Kept,
    key: OccurrenceKey,
    ids: &mut Ids,
) -> Result<Vec<Part>, Error> {
    let mut found = Vec::new();
    for given in &form.parts {
        let words = line(&given.words)?;
        if words.is_empty() {
            continue;
        }
        let before = kept
            .parts
            .iter()
            .find(|part| Some(part.id.to_string()) == given.id);
        found.push(Part {
            id: before.map_or_else(|| ids.next(), |part| part.id),
            key,
            who: match given.who {
                replies::Who::First => Who::One(Half::First),
                replies::Who::Second => Who::One(Half::Second),
                replies::Who::Both => Who::Both,
            },
            words,
        });
    }
    if found.len() > PARTS_MOST {
        return Err(Error::Invalid(Invalid::PartsMany(PARTS_MOST)));
    }
    Ok(found)
}

/// What is to be got ready. One whose lead is as it was is reminded of as before.
pub(super) fn preparations_from(
    form: &replies::DatePlanForm,
    kept: &Kept,
    key: OccurrenceKey,
    ids: &mut Ids,
    now: DateTime<Utc>,
) -> Result<Vec<Preparation>, Error> {
    let before: HashMap<String, &Preparation> = kept
        .preparations
        .iter()
        .map(|it| (it.id.to_string(), it))
        .collect();
    let mut found = Vec::new();
    for given in &form.preparations {
        let words = line(&given.words)?;
        if words.is_empty() {
            continue;
        }
        let before = given.id.as_ref().and_then(|id| before.get(id));
        let lead = given.lead.as_ref().map(encode::lead_from).transpose()?;
        let by = given.done_by.map(encode::half_from);
        found.push(Preparation {
            id: before.map_or_else(|| ids.next(), |before| before.id),
            key,
            words,
            remark: line(&given.remark)?,
            lead,
            done: by.map(|by| match before.and_then(|before| before.done) {
                Some((same, at)) if same == by => (same, at),
                _ => (by, now),
            }),
            made_at: before
                .filter(|before| before.lead == lead)
                .map_or(now, |before| before.made_at),
        });
    }
    if found.len() > PREPARATIONS_MOST {
        return Err(Error::Invalid(Invalid::PreparationsMany(PREPARATIONS_MOST)));
    }
    Ok(found)
}

/// A text in one line.
fn line(text: &str) -> Result<String, Error> {
    bounded(plain::line(text))
}

/// A text that keeps its lines.
fn lines(text: &str) -> Result<String, Error> {
    bounded(plain::lines(text))
}

fn bounded(text: String) -> Result<String, Error> {
    if text.chars().count() > TEXT_MOST {
        return Err(Error::Invalid(Invalid::TextLong(TEXT_MOST)));
    }
    Ok(text)
}
