//! What an idea puts into the plan of a date.

use domain::{
    date_plan::{DatePlan, Preparation},
    idea::{Idea, ToPrepare},
    ids::{IdeaId, PlanId},
    occurrence::OccurrenceKey,
    slot::{Kind, Slot},
    words::{app as app_words, fill, ideas as words},
    zone,
};
use uuid::Uuid;

use super::{by_id, same, say};
use crate::{App, Changed, Error, Invalid, encode, replies};

impl App {
    /// Puts an idea into the plan of a date: its words, what it wants got ready, and its title where the date has none of
    /// its own. What an idea that was there before had brought, and nobody has seen to yet, goes. One step to take back.
    ///
    /// # Errors
    /// A date or an idea that is not there; a plan that one keeps from the other; more to get ready than there is room for.
    pub fn use_idea(&self, key: &str, idea: &str) -> Result<Changed<replies::Done>, Error> {
        let ideas = self.all_ideas()?;
        let idea = by_id(&ideas, idea)?;
        let (_, _, o) = self.find(key)?;
        self.refuse_if_kept(&o)?;
        let mut form = self.date_plan(key)?.form();
        let former = form.idea_id.as_deref().and_then(|id| by_id(&ideas, id).ok());
        form.title = self.title_with(key, idea, former)?;
        form.idea.clone_from(&idea.title);
        form.idea_id = Some(idea.id.to_string());
        if let Some(former) = former {
            let wanted = |words: &str| idea.prepare.iter().any(|it| same(&it.words, words));
            let brought = |words: &str| former.prepare.iter().any(|it| same(&it.words, words));
            form.preparations
                .retain(|it| it.done_by.is_some() || !brought(&it.words) || wanted(&it.words));
        }
        let there: Vec<String> = form.preparations.iter().map(|it| it.words.clone()).collect();
        form.preparations
            .extend(missing(idea, &there).map(|it| replies::PreparationForm {
                id: None,
                words: it.words.clone(),
                remark: String::new(),
                lead: it.lead.map(encode::lead),
                done_by: None,
            }));
        self.save_plan(&form, words::SAID_USED)
    }

    /// What an idea would put into the plan of a date. Nothing is written.
    ///
    /// # Errors
    /// As [`App::use_idea`].
    pub fn idea_for_plan(&self, key: &str, idea: &str) -> Result<replies::IdeaForPlan, Error> {
        let shelf = self.shelf(None)?;
        let idea = shelf.find(idea)?;
        let (_, _, o) = self.find(key)?;
        self.refuse_if_kept(&o)?;
        let form = self.date_plan(key)?.form();
        let former = form.idea_id.as_deref().and_then(|id| shelf.find(id).ok());
        let there: Vec<String> = form.preparations.iter().map(|it| it.words.clone()).collect();
        Ok(replies::IdeaForPlan {
            chosen: say::chosen(idea, &shelf.wishes),
            title: self.title_with(key, idea, former)?,
            preparations: missing(idea, &there)
                .map(|it| replies::IdeaPreparation {
                    words: it.words.clone(),
                    lead: it.lead.map(encode::lead),
                })
                .collect(),
        })
    }

    /// Makes a date in empty hours, with an idea for its plan: one step to take back. `Done.id` is the evening's key.
    ///
    /// # Errors
    /// Not an hour, or one that lies behind us; no length, or more than a day; an idea that is not there.
    pub fn plan_opening(
        &self,
        start: &str,
        minutes: u32,
        idea: &str,
    ) -> Result<Changed<replies::Done>, Error> {
        let at = encode::wall_from(start)?;
        if !(1..=24 * 60).contains(&minutes) {
            return Err(Error::Invalid(Invalid::Minutes));
        }
        let ideas = self.all_ideas()?;
        let idea = by_id(&ideas, idea)?;
        let p = self.preferences()?;
        if zone::instant(at, self.zone()) <= self.now() {
            let when = self.day_and_time(zone::instant(at, self.zone()), &p);
            return Err(Error::Past { when });
        }
        let form = replies::SlotForm {
            sentence: self.sentence_at("", Kind::Date, at, minutes, &p),
            title: Some(idea.title.clone()),
            kind: Some(Kind::Date.word().into_owned()),
            ..replies::SlotForm::default()
        };
        let slot = self.slot_from(&form, None, None, &p)?;
        let key = OccurrenceKey {
            slot: slot.id,
            original: slot.start,
        };
        let plan = self.plan_of(key, idea);
        let preparations = self.preparations_of(key, idea);
        let said = fill(app_words::SAID_MADE, &[("what", &self.reading_of(&slot, &p))]);
        let changed = self.change(&said, None, |w| {
            w.put_slot(&slot)?;
            w.put_date_plan(&plan)?;
            preparations.iter().try_for_each(|it| w.put_preparation(it))
        })?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: key.to_string(),
            },
            topics: changed.topics,
        })
    }

    /// The idea of a plan, as its sheet shows it; nothing where it is words alone, or is not there any more.
    pub(crate) fn chosen_idea(&self, plan: &DatePlan) -> Result<Option<replies::ChosenIdea>, Error> {
        let Some(id) = plan.idea_id else {
            return Ok(None);
        };
        let wishes = self.read(|r| r.wishes())?.unwrap_or_default();
        let found = self.all_ideas()?.into_iter().find(|it| it.id == id);
        Ok(found.map(|it| say::chosen(&it, &wishes)))
    }

    /// Which idea the sheet of a plan means. Other words than its title are another idea; words that stood in the plan
    /// before are those of that time.
    pub(crate) fn meant(
        &self,
        form: &replies::DatePlanForm,
        before: Option<&DatePlan>,
    ) -> Result<Option<IdeaId>, Error> {
        let Some(id) = form.idea_id.as_deref().and_then(|id| id.parse::<IdeaId>().ok()) else {
            return Ok(None);
        };
        if before.is_some_and(|plan| plan.idea_id == Some(id) && same(&plan.idea, &form.idea)) {
            return Ok(Some(id));
        }
        let found = self.all_ideas()?.into_iter().find(|it| it.id == id);
        Ok(found.filter(|it| same(&it.title, &form.idea)).map(|it| it.id))
    }

    /// What a date is called with an idea in its plan: its own name, if it has one, or else the idea's.
    fn title_with(&self, key: &str, idea: &Idea, former: Option<&Idea>) -> Result<String, Error> {
        let (slot, changes, o) = self.find(key)?;
        let change = changes.get(&o.key.original);
        let own = change
            .and_then(|change| change.title.clone())
            .unwrap_or_else(|| name_of_single(&slot));
        let of_former = former.is_some_and(|former| same(&former.title, &own));
        Ok(if own.is_empty() || of_former {
            idea.title.clone()
        } else {
            own
        })
    }

    fn plan_of(&self, key: OccurrenceKey, idea: &Idea) -> DatePlan {
        DatePlan {
            id: PlanId(self.new_id()),
            key,
            place: String::new(),
            note: String::new(),
            budget: String::new(),
            idea: idea.title.clone(),
            idea_id: Some(idea.id),
            surprise: None,
        }
    }

    /// What an idea wants got ready, in its order: they are listed by their ids.
    fn preparations_of(&self, key: OccurrenceKey, idea: &Idea) -> Vec<Preparation> {
        let first = self.new_id().as_u128();
        let ids = (first..).map(|id| PlanId(Uuid::from_u128(id)));
        idea.prepare
            .iter()
            .zip(ids)
            .map(|(it, id)| Preparation {
                id,
                key,
                words: it.words.clone(),
                remark: String::new(),
                lead: it.lead,
                done: None,
                made_at: self.now(),
            })
            .collect()
    }
}

/// The name of a date that comes once is its own; one of a series has none until it is given one. What a private date is
/// called is its label's to say.
fn name_of_single(slot: &Slot) -> String {
    if slot.is_standing() || slot.kind == Kind::Private {
        String::new()
    } else {
        slot.title.clone()
    }
}

/// What an idea wants got ready that is not there yet.
fn missing<'a>(idea: &'a Idea, there: &'a [String]) -> impl Iterator<Item = &'a ToPrepare> {
    let is_there = |words: &str| there.iter().any(|it| same(it, words));
    idea.prepare.iter().filter(move |it| !is_there(&it.words))
}
