//! The plan of a date: its sheet, what stands of it beside the date, and what is ticked off.

mod form;
mod surprise;

use chrono::{DateTime, Datelike, NaiveTime, Utc};
use domain::{
    date_plan::{DatePlan, Part, Preparation, Who},
    ids::PlanId,
    occurrence::{Change, Occurrence, OccurrenceKey},
    people::{Half, People},
    phrase, plan,
    reminder::Lead,
    slot::Kind,
    spoken,
    words::{date_plan as words, fill},
    zone,
};
use uuid::Uuid;

use crate::{
    App, Changed, Error,
    dates::write_change,
    encode, library,
    replies::{self, PlanGlance},
    settings::Preferences,
};
use form::Ids;

/// Within these days a day goes by its name alone: "until Thursday".
const A_WEEK: i64 = 6;

/// What is known of one evening's plan.
struct Kept {
    plan: Option<DatePlan>,
    parts: Vec<Part>,
    preparations: Vec<Preparation>,
}

impl App {
    /// What one evening is going to be, as far as who is looking may see it.
    ///
    /// # Errors
    /// Not a key, or a date that the planner does not know.
    pub fn date_plan(&self, key: &str) -> Result<replies::DatePlan, Error> {
        let (slot, changes, o) = self.find(key)?;
        let (p, sight) = (self.preferences()?, self.sight()?);
        let people = self.people()?;
        let kept = self.kept(o.key)?;
        let keeper = sight.keeper(&o);
        let plan = kept.plan.as_ref().filter(|_| keeper.is_none());
        let text = |of: fn(&DatePlan) -> &String| plan.map(of).cloned().unwrap_or_default();
        let own = changes
            .get(&o.key.original)
            .and_then(|change| change.title.clone());
        let local = zone::civil(o.start, self.zone());
        let hours = spoken::hours(local.time(), zone::civil(o.end, self.zone()).time(), p.clock);
        let day = spoken::long_date_from(local.date(), self.here().date());
        let weekday = spoken::day_name(local.weekday());
        let preparations = kept.preparations.iter().filter(|_| keeper.is_none());
        Ok(replies::DatePlan {
            key: o.key.to_string(),
            heading: fill(words::HEADING, &[("day", &day), ("hours", &hours)]),
            away: self.away_from(&o),
            title: match keeper {
                Some(_) => String::new(),
                None if o.kind == Kind::Private => own.unwrap_or_default(),
                None => o.title.clone(),
            },
            goes_by: if keeper.is_some() {
                o.title.clone()
            } else {
                slot.shown_title().to_owned()
            },
            place: text(|plan| &plan.place),
            note: text(|plan| &plan.note),
            budget: text(|plan| &plan.budget),
            idea: text(|plan| &plan.idea),
            chosen: match plan {
                Some(plan) => self.chosen_idea(plan)?,
                None => None,
            },
            starters: self.kept_for(&o.key.to_string())?,
            surprise: self.surprise(&o, kept.plan.as_ref(), people.as_ref(), &sight),
            parts: kept
                .parts
                .iter()
                .filter(|part| sight.shows_part(&o, part))
                .map(part_reply)
                .collect(),
            preparations: preparations
                .map(|it| self.preparation_reply(&o, it, people.as_ref(), &p))
                .collect(),
            presets: presets(),
            more: more_presets(),
            leads: lead_choices(&p),
            hidden: self.kept_words(&o, keeper, people.as_ref()),
            foot: if slot.is_standing() {
                fill(words::ONLY_THIS, &[("weekday", &weekday)])
            } else {
                String::new()
            },
        })
    }

    /// Saves the sheet: one step to take back. The title becomes the occurrence's own.
    ///
    /// # Errors
    /// A text of more than 500 characters, a title of more than 120, more lines than there is room for; a plan that one
    /// keeps from the other; a surprise by nobody.
    pub fn save_date_plan(&self, form: &replies::DatePlanForm) -> Result<Changed<replies::Done>, Error> {
        self.save_plan(form, words::SAID_SAVED)
    }

    /// The same, said in other words: a template for the `day`.
    pub(crate) fn save_plan(
        &self,
        form: &replies::DatePlanForm,
        said: &str,
    ) -> Result<Changed<replies::Done>, Error> {
        let (slot, changes, o) = self.find(&form.key)?;
        self.refuse_if_kept(&o)?;
        let (people, sight) = (self.people()?, self.sight()?);
        let kept = self.kept(o.key)?;
        let mut ids = Ids::after(&kept, self.new_id());
        let plan = DatePlan {
            idea_id: self.meant(form, kept.plan.as_ref())?,
            ..form::plan_from(form, &kept, &o, &sight, people, &mut ids)?
        };
        let parts = form::parts_from(form, &kept, o.key, &mut ids)?;
        let preparations = form::preparations_from(form, &kept, o.key, &mut ids, self.now())?;
        let title = crate::slots::title(&form.title)?;
        let mut change = self.change_of(&changes, o.key);
        change.title = Some(title).filter(|own| !own.is_empty() && *own != slot.title);
        let day = spoken::long_date_from(zone::civil(o.start, self.zone()).date(), self.here().date());
        let said = fill(said, &[("day", &day)]);
        self.write_plan(
            said,
            sight.looking(),
            &Plan {
                change,
                plan,
                parts,
                preparations,
                kept,
            },
        )
    }

    /// Says that something is ready, and by whom.
    ///
    /// # Errors
    /// Nothing of that id, or what is kept from who says so.
    pub fn tick_preparation(&self, id: &str, by: replies::Half) -> Result<Changed<replies::Done>, Error> {
        let half = encode::half_from(by);
        let done = Some((half, self.now()));
        self.say_of_preparation(id, Some(half), words::SAID_READY, done)
    }

    /// Takes that back.
    ///
    /// # Errors
    /// Nothing of that id, or what is kept from who says so.
    pub fn untick_preparation(&self, id: &str) -> Result<Changed<replies::Done>, Error> {
        self.say_of_preparation(id, None, words::SAID_UNREADY, None)
    }

    /// What of a plan stands beside its date; nothing where it is kept, or where the date goes by a label.
    pub(crate) fn plan_glance(&self, o: &Occurrence, p: &Preferences) -> Result<PlanGlance, Error> {
        if o.kind == Kind::Private {
            return Ok(PlanGlance::default());
        }
        let (sight, people) = (self.sight()?, self.people()?);
        let kept = self.kept(o.key)?;
        let keeper = sight.keeper(o);
        let plan = kept.plan.as_ref().filter(|_| keeper.is_none());
        let parts = kept.parts.iter().filter(|part| sight.shows_part(o, part));
        let preparations = kept.preparations.iter().filter(|_| keeper.is_none());
        let at = zone::civil(o.start, self.zone()).time();
        Ok(PlanGlance {
            place: plan.map(|plan| plan.place.clone()).unwrap_or_default(),
            note: plan.map(|plan| plan.note.clone()).unwrap_or_default(),
            parts: parts.map(part_reply).collect(),
            preparations: preparations
                .map(|it| self.preparation_reply(o, it, people.as_ref(), p))
                .collect(),
            surprise: match keeper {
                Some(_) => self.kept_words(o, keeper, people.as_ref()),
                None => self.own_surprise(o, plan, people.as_ref()),
            },
            before: fill(words::BEFORE_TIME, &[("time", &spoken::time(at, p.clock))]),
            starters: vec![],
        })
    }

    /// # Errors
    /// A date that one of them keeps from whoever is here.
    pub(crate) fn refuse_if_kept(&self, o: &Occurrence) -> Result<(), Error> {
        match (self.sight()?.keeper(o), self.people()?) {
            (Some(keeper), Some(people)) => Err(Error::KeptAside(people.name(keeper).to_owned())),
            _ => Ok(()),
        }
    }

    /// An occurrence's plan as it is stored, whoever is looking.
    fn kept(&self, key: OccurrenceKey) -> Result<Kept, Error> {
        let found = self.read(|r| {
            Ok(Kept {
                plan: r.date_plan(key)?,
                parts: r.parts(key)?,
                preparations: r.preparations(key)?,
            })
        })?;
        found.ok_or(Error::NotFound)
    }

    fn say_of_preparation(
        &self,
        id: &str,
        by: Option<Half>,
        said: &str,
        done: Option<(Half, DateTime<Utc>)>,
    ) -> Result<Changed<replies::Done>, Error> {
        let id: PlanId = id.parse().map_err(|_| Error::NotFound)?;
        let found = self.read(|r| r.preparation(id))?.flatten();
        let mut preparation = found.ok_or(Error::NotFound)?;
        let (_, _, o) = self.find(&preparation.key.to_string())?;
        self.refuse_if_kept(&o)?;
        let sight = self.sight()?;
        // What undo says may be read by the other: of a surprise, or a private date, it says no more than a notification.
        let surprise = self.kept(o.key)?.plan.is_some_and(|plan| plan.surprise.is_some());
        let what = match sight.words_of(&o, &preparation) {
            Some(words) if !surprise => words.to_owned(),
            _ => phrase::something_for(&o, self.zone()),
        };
        let said = fill(said, &[("what", &what)]);
        preparation.done = done;
        let by = by.or(sight.looking());
        let changed = self.change(&said, by, |w| w.put_preparation(&preparation))?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: id.to_string(),
            },
            topics: changed.topics,
        })
    }

    fn write_plan(
        &self,
        said: String,
        by: Option<Half>,
        new: &Plan,
    ) -> Result<Changed<replies::Done>, Error> {
        let changed = self.change(&said, by, |w| {
            write_change(w, &new.change)?;
            let old = &new.kept;
            for part in &old.parts {
                if !new.parts.iter().any(|it| it.id == part.id) {
                    w.remove_part(part.id)?;
                }
            }
            for preparation in &old.preparations {
                if !new.preparations.iter().any(|it| it.id == preparation.id) {
                    w.remove_preparation(preparation.id)?;
                }
            }
            new.parts.iter().try_for_each(|part| w.put_part(part))?;
            new.preparations
                .iter()
                .try_for_each(|preparation| w.put_preparation(preparation))?;
            if says_anything(&new.plan) {
                w.put_date_plan(&new.plan)
            } else {
                w.remove_date_plan(new.plan.id)
            }
        })?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: new.change.key.to_string(),
            },
            topics: changed.topics,
        })
    }

    /// "in 2 days", "tonight"; "3 days ago" of one that is over.
    fn away_from(&self, o: &Occurrence) -> String {
        if o.end > self.now() {
            return self.how_far(o).1;
        }
        let day = zone::civil(o.start, self.zone()).date();
        spoken::away((day - self.here().date()).num_days())
    }

    fn preparation_reply(
        &self,
        o: &Occurrence,
        it: &Preparation,
        people: Option<&People>,
        p: &Preferences,
    ) -> replies::Preparation {
        let reminder = match (it.done, people) {
            (Some((by, _)), Some(people)) if it.lead.is_some() => {
                fill(words::DONE_BY, &[("name", &people.name(by))])
            }
            (Some(_), _) => words::NO_REMINDER_NEEDED.to_owned(),
            (None, _) => self.reminds(o, it, p),
        };
        replies::Preparation {
            id: it.id.to_string(),
            words: it.words.clone(),
            remark: it.remark.clone(),
            lead: it.lead.map(encode::lead),
            done_by: it.done.map(|(by, _)| encode::half(by)),
            reminder,
        }
    }

    /// "Reminds tomorrow at 9 am".
    fn reminds(&self, o: &Occurrence, it: &Preparation, p: &Preferences) -> String {
        let Some(lead) = it.lead else {
            return words::NO_REMINDER.to_owned();
        };
        let due = plan::lead_due(o, lead, &self.policy(p, Uuid::nil())).filter(|due| *due > self.now());
        let Some(due) = due else {
            return String::new();
        };
        let local = zone::civil(due, self.zone());
        let time = spoken::time(local.time(), p.clock);
        let days = (local.date() - self.here().date()).num_days();
        let day = match days {
            ..=A_WEEK => spoken::day_name(local.weekday()).to_owned(),
            _ => spoken::long_date_from(local.date(), self.here().date()),
        };
        let template = match days {
            ..=0 => words::REMINDS_TODAY,
            1 => words::REMINDS_TOMORROW,
            _ => words::REMINDS_ON,
        };
        fill(template, &[("day", &day), ("time", &time)])
    }
}

/// A plan as it is to be, beside what it was.
struct Plan {
    change: Change,
    plan: DatePlan,
    parts: Vec<Part>,
    preparations: Vec<Preparation>,
    kept: Kept,
}

fn part_reply(part: &Part) -> replies::Part {
    replies::Part {
        id: part.id.to_string(),
        who: match part.who {
            Who::One(Half::First) => replies::Who::First,
            Who::One(Half::Second) => replies::Who::Second,
            Who::Both => replies::Who::Both,
        },
        words: part.words.clone(),
    }
}

/// Whether there is anything to keep of a plan.
fn says_anything(plan: &DatePlan) -> bool {
    let texts = [&plan.place, &plan.note, &plan.budget, &plan.idea];
    texts.iter().any(|text| !text.is_empty()) || plan.surprise.is_some()
}

/// What couples often get ready: a sitter and tickets a week before, a table two days, candles in the last hour.
fn presets() -> Vec<replies::Preset> {
    let days = |days| Lead::Day { days, at: at(9) };
    let minutes = |minutes| Lead::Before { minutes };
    [
        (words::PRESET_SITTER, days(7)),
        (words::PRESET_TABLE, days(2)),
        (words::PRESET_TICKETS, days(7)),
        (words::PRESET_MUSIC, minutes(90)),
        (words::PRESET_CANDLES, minutes(90)),
        (words::PRESET_BATH, minutes(90)),
        (words::PRESET_PHONES, minutes(15)),
    ]
    .map(|(words, lead)| replies::Preset {
        words: words.to_owned(),
        lead: encode::lead(lead),
    })
    .into()
}

/// What else the library knows: what is to be seen to, and what sets the mood.
fn more_presets() -> Vec<replies::PresetGroup> {
    let of = |mood: bool| {
        let some = library::ideas::preparations().filter(move |it| it.mood == mood);
        let some = some.map(|it| replies::Preset {
            words: it.words.to_owned(),
            lead: encode::lead(it.lead),
        });
        some.collect()
    };
    let groups = [(words::PRESETS_TO_DO, false), (words::PRESETS_MOOD, true)];
    groups
        .map(|(name, mood)| replies::PresetGroup {
            name: name.to_owned(),
            presets: of(mood),
        })
        .into()
}

/// When to be reminded of something to get ready.
fn lead_choices(p: &Preferences) -> Vec<replies::LeadChoice> {
    let minutes = [15, 30, 60, 90, 180].map(|minutes| Lead::Before { minutes });
    let days = [0, 1, 2, 3, 7, 14].map(|days| Lead::Day { days, at: at(9) });
    minutes
        .into_iter()
        .chain(days)
        .map(|lead| replies::LeadChoice {
            lead: encode::lead(lead),
            words: phrase::lead(lead, p.clock),
        })
        .collect()
}

fn at(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).expect("BUG: a whole hour")
}
