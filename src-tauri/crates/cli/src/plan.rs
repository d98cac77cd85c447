//! The plan of a date, in the terminal.

use app::{App, replies};
use clap::Subcommand;
use domain::people::Half;
use domain::words::cli as words;

use crate::{
    args,
    output::{Failure, Output},
};

#[derive(Debug, Subcommand)]
pub enum Plan {
    /// What one evening is going to be.
    Show {
        /// The occurrence.
        key: String,
    },
    /// Says more of it; what is not given stays.
    Set {
        /// The occurrence.
        key: String,
        /// Its own name; empty takes it away.
        #[arg(long)]
        title: Option<String>,
        /// Where.
        #[arg(long)]
        place: Option<String>,
        /// A note.
        #[arg(long)]
        note: Option<String>,
        /// What it may cost.
        #[arg(long)]
        budget: Option<String>,
        /// The idea.
        #[arg(long)]
        idea: Option<String>,
        /// Keeps it from the other until the day: whose computer it is, or --as NAME.
        #[arg(long, conflicts_with = "no_surprise")]
        surprise: bool,
        /// Keeps it no longer.
        #[arg(long)]
        no_surprise: bool,
    },
    /// Who does what.
    Part {
        #[command(subcommand)]
        verb: Part,
    },
    /// Something to be got ready: "Ana, from 6:30".
    Prepare {
        /// The occurrence.
        key: String,
        /// What.
        words: String,
        /// When to be reminded of it: 90m, evening, 2d@9:00; not at all when not given.
        #[arg(long)]
        lead: Option<String>,
        /// A line beneath it.
        #[arg(long, default_value = "")]
        remark: String,
    },
    /// Takes something to be got ready off the plan, by its id.
    Unprepare {
        /// The occurrence.
        key: String,
        /// Its id.
        id: String,
    },
    /// Says that something is ready, by its id.
    Tick {
        /// Its id.
        id: String,
    },
    /// Takes that back.
    Untick {
        /// Its id.
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Part {
    /// Says what somebody sees to.
    Add {
        /// The occurrence.
        key: String,
        /// What.
        words: String,
        /// Who: a name; both of you when not given.
        #[arg(long, value_name = "NAME")]
        who: Option<String>,
    },
    /// Takes a line away, by its id.
    Remove {
        /// The occurrence.
        key: String,
        /// Its id.
        id: String,
    },
}

pub fn plan(app: &App, output: &Output, verb: &Plan, who: Option<&str>) -> Result<(), Failure> {
    match verb {
        Plan::Show { key } => show(app, output, key),
        Plan::Set {
            key,
            title,
            place,
            note,
            budget,
            idea,
            surprise,
            no_surprise,
        } => change(app, output, key, |form| {
            for (field, given) in [
                (&mut form.title, title),
                (&mut form.place, place),
                (&mut form.note, note),
                (&mut form.budget, budget),
                (&mut form.idea, idea),
            ] {
                if let Some(given) = given {
                    field.clone_from(given);
                }
            }
            form.surprise = (form.surprise || *surprise) && !no_surprise;
            Ok(())
        }),
        Plan::Part {
            verb: Part::Add { key, words, who },
        } => {
            let who = match who.as_deref() {
                None | Some("both") => replies::Who::Both,
                Some(name) => match app.writer(Some(name))? {
                    Half::First => replies::Who::First,
                    Half::Second => replies::Who::Second,
                },
            };
            change(app, output, key, |form| {
                form.parts.push(replies::PartForm {
                    id: None,
                    who,
                    words: words.clone(),
                });
                Ok(())
            })
        }
        Plan::Part {
            verb: Part::Remove { key, id },
        } => change(app, output, key, |form| {
            taken(&mut form.parts, |part| part.id.as_deref() == Some(id))
        }),
        Plan::Prepare {
            key,
            words,
            lead,
            remark,
        } => {
            let mut leads = args::leads(lead.as_deref().unwrap_or("none"))?;
            if leads.len() > 1 {
                return Err(Failure::usage(words::PLAN_ONE_LEAD));
            }
            change(app, output, key, |form| {
                form.preparations.push(replies::PreparationForm {
                    id: None,
                    words: words.clone(),
                    remark: remark.clone(),
                    lead: leads.pop(),
                    done_by: None,
                });
                Ok(())
            })
        }
        Plan::Unprepare { key, id } => change(app, output, key, |form| {
            taken(&mut form.preparations, |it| it.id.as_deref() == Some(id))
        }),
        Plan::Tick { id } => {
            let by = match app.writer(who)? {
                Half::First => replies::Half::First,
                Half::Second => replies::Half::Second,
            };
            let done = app.tick_preparation(id, by)?.value;
            output.said(
                &done,
                serde_json::json!({ "preparation": { "id": done.id, "done": true } }),
            )
        }
        Plan::Untick { id } => {
            let done = app.untick_preparation(id)?.value;
            output.said(
                &done,
                serde_json::json!({ "preparation": { "id": done.id, "done": false } }),
            )
        }
    }
}

/// Takes out what fits; that there is none is an error.
fn taken<T>(list: &mut Vec<T>, fits: impl Fn(&T) -> bool) -> Result<(), Failure> {
    let before = list.len();
    list.retain(|it| !fits(it));
    if list.len() == before {
        return Err(app::Error::NotFound.into());
    }
    Ok(())
}

/// Saves the plan as it is, changed.
fn change(
    app: &App,
    output: &Output,
    key: &str,
    edit: impl FnOnce(&mut replies::DatePlanForm) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut form = app.date_plan(key)?.form();
    edit(&mut form)?;
    let done = app.save_date_plan(&form)?.value;
    let plan = app.date_plan(key)?;
    output.said(&done, serde_json::json!({ "plan": plan }))
}

/// The plan of one date.
pub fn show(app: &App, output: &Output, key: &str) -> Result<(), Failure> {
    let plan = app.date_plan(key)?;
    let people = app.settings()?.people;
    let mut rows = vec![vec![plan.heading.clone(), plan.away.clone()]];
    let texts = [
        (
            words::PLAN_TITLE,
            if plan.title.is_empty() {
                &plan.goes_by
            } else {
                &plan.title
            },
        ),
        (words::PLAN_PLACE, &plan.place),
        (words::PLAN_NOTE, &plan.note),
        (words::PLAN_IDEA, &plan.idea),
        (words::PLAN_BUDGET, &plan.budget),
    ];
    let given = texts.into_iter().filter(|(_, text)| !text.is_empty());
    rows.extend(given.map(|(name, text)| vec![name.to_owned(), text.replace('\n', " ")]));
    rows.extend(plan.parts.iter().map(|part| {
        let who = match part.who {
            replies::Who::First => people.first.clone(),
            replies::Who::Second => people.second.clone(),
            replies::Who::Both => words::PLAN_BOTH.to_owned(),
        };
        vec![who, part.words.clone(), String::new(), part.id.clone()]
    }));
    rows.extend(plan.preparations.iter().map(|it| {
        let mark = if it.done_by.is_some() { "(●)" } else { "( )" };
        vec![
            mark.to_owned(),
            it.words.clone(),
            it.reminder.clone(),
            it.id.clone(),
        ]
    }));
    rows.extend(plan.starters.iter().map(|starter| {
        vec![
            words::PLAN_STARTER.to_owned(),
            starter.words.clone(),
            starter.kept_by.clone(),
            starter.id.clone(),
        ]
    }));
    if plan.surprise.on && plan.hidden.is_empty() && !plan.surprise.words.is_empty() {
        rows.push(vec![words::PLAN_SURPRISE.to_owned(), plan.surprise.words.clone()]);
    }
    if !plan.hidden.is_empty() {
        rows.push(vec![plan.hidden.clone()]);
    }
    output.table(&serde_json::json!({ "plan": plan }), rows)
}
