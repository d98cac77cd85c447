//! The plan of a date: its sheet, what stands of it beside the date, and what is ticked off.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveTime, Utc};
use domain::{
    date_plan::{DatePlan, Part, Preparation, Who},
    ids::PlanId,
    occurrence::{Change, Occurrence, OccurrenceKey, Status},
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
    App, Changed, Error, Invalid,
    dates::write_change,
    encode,
    replies::{self, PlanGlance},
    settings::Preferences,
    sight::Sight,
};

/// A text of a plan has at most this many characters.
const TEXT_MOST: usize = 500;

/// Lines of who does what.
const PARTS_MOST: usize = 20;

/// Things to get ready.
const PREPARATIONS_MOST: usize = 40;

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
            title: own.filter(|_| keeper.is_none()).unwrap_or_default(),
            goes_by: if keeper.is_some() {
                o.title.clone()
            } else {
                slot.shown_title().to_owned()
            },
            place: text(|plan| &plan.place),
            note: text(|plan| &plan.note),
            budget: text(|plan| &plan.budget),
            idea: text(|plan| &plan.idea),
            starters: vec![],
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
        let (slot, changes, o) = self.find(&form.key)?;
        self.refuse_if_kept(&o)?;
        let (people, sight) = (self.people()?, self.sight()?);
        let kept = self.kept(o.key)?;
        let mut ids = self.ids(&kept);
        let plan = self.plan_from(form, &kept, &o, &sight, people, &mut ids)?;
        let parts = parts_from(form, &kept, o.key, &mut ids)?;
        let preparations = self.preparations_from(form, &kept, o.key, &mut ids)?;
        let title = crate::slots::title(&form.title)?;
        let mut change = self.change_of(&changes, o.key);
        change.title = Some(title).filter(|own| !own.is_empty() && *own != slot.title);
        let day = spoken::long_date_from(zone::civil(o.start, self.zone()).date(), self.here().date());
        let said = fill(words::SAID_SAVED, &[("day", &day)]);
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
        let changed = self.change(&said, by, |w| w.put_preparation(&preparation))?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: id.to_string(),
            },
            topics: changed.topics,
        })
    }

    fn plan_from(
        &self,
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
            surprise,
        })
    }

    fn preparations_from(
        &self,
        form: &replies::DatePlanForm,
        kept: &Kept,
        key: OccurrenceKey,
        ids: &mut Ids,
    ) -> Result<Vec<Preparation>, Error> {
        let before: HashMap<String, &Preparation> = kept
            .preparations
            .iter()
            .map(|it| (it.id.to_string(), it))
            .collect();
        let now = self.now();
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

    /// Whether it may be kept from the other, and in which words.
    fn surprise(
        &self,
        o: &Occurrence,
        plan: Option<&DatePlan>,
        people: Option<&People>,
        sight: &Sight,
    ) -> replies::Surprise {
        let kept_by = plan.and_then(|plan| plan.surprise);
        let ahead = zone::civil(o.start, self.zone()).date() > self.here().date()
            && matches!(o.status, Status::Planned | Status::Moved);
        let none = replies::Surprise {
            on: kept_by.is_some(),
            may: false,
            from: String::new(),
            words: String::new(),
            text: String::new(),
            half: None,
        };
        let (Some(people), true) = (people, ahead) else {
            return none;
        };
        let keeper = match (kept_by, o.planner, sight.looking()) {
            (Some(keeper), ..) | (None, Some(keeper), _) | (None, None, Some(keeper)) => keeper,
            (None, None, None) => return none,
        };
        // What the other plans is theirs to keep.
        if sight.looking().is_some_and(|looking| looking != keeper) {
            return none;
        }
        let from = keeper.other();
        let name = people.name(from);
        replies::Surprise {
            may: sight.looking() == Some(keeper),
            from: name.to_owned(),
            words: fill(words::SURPRISE, &[("name", &name), ("day", &self.until(o))]),
            text: if sight.looking().is_some() {
                fill(words::SURPRISE_TEXT, &[("name", &name)])
            } else {
                words::SURPRISE_WHO.to_owned()
            },
            half: Some(encode::half(from)),
            ..none
        }
    }

    /// "Jules keeps it a surprise until Thursday."
    fn kept_words(&self, o: &Occurrence, keeper: Option<Half>, people: Option<&People>) -> String {
        let (Some(keeper), Some(people)) = (keeper, people) else {
            return String::new();
        };
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("name", &people.name(keeper)), ("day", &self.until(o))];
        fill(words::SURPRISE_KEPT, &values)
    }

    /// "A surprise for Noor until Thursday", for who keeps it.
    fn own_surprise(&self, o: &Occurrence, plan: Option<&DatePlan>, people: Option<&People>) -> String {
        let ahead = zone::civil(o.start, self.zone()).date() > self.here().date();
        match (plan.and_then(|plan| plan.surprise), people) {
            (Some(keeper), Some(people)) if ahead => {
                let name = people.name(keeper.other());
                fill(words::SURPRISE_YOURS, &[("name", &name), ("day", &self.until(o))])
            }
            _ => String::new(),
        }
    }

    /// "Thursday"; "Thursday 29 October" where that is further off.
    fn until(&self, o: &Occurrence) -> String {
        let day = zone::civil(o.start, self.zone()).date();
        let today = self.here().date();
        if (day - today).num_days() <= A_WEEK {
            spoken::day_name(day.weekday()).to_owned()
        } else {
            spoken::long_date_from(day, today)
        }
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

    /// Ids for new lines, each after every one there is: they are listed in that order.
    fn ids(&self, kept: &Kept) -> Ids {
        let parts = kept.parts.iter().map(|part| part.id);
        let last = parts.chain(kept.preparations.iter().map(|it| it.id)).max();
        let last = last.map_or(0, |id| id.0.as_u128() + 1);
        Ids(self.new_id().as_u128().max(last))
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

/// Identities, one after the other.
struct Ids(u128);

impl Ids {
    fn next(&mut self) -> PlanId {
        let id = PlanId(Uuid::from_u128(self.0));
        self.0 += 1;
        id
    }
}

fn parts_from(
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

/// A text in one line.
fn line(text: &str) -> Result<String, Error> {
    bounded(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A text that keeps its lines.
fn lines(text: &str) -> Result<String, Error> {
    let lines = text.trim().lines().map(|line| {
        let words = line.split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    });
    bounded(lines.collect::<Vec<_>>().join("\n"))
}

fn bounded(text: String) -> Result<String, Error> {
    if text.chars().count() > TEXT_MOST {
        return Err(Error::Invalid(Invalid::TextLong(TEXT_MOST)));
    }
    Ok(text)
}
