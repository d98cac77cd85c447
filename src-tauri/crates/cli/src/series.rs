//! Changes of a date and of its evenings, in the terminal, and how far they reach.

use app::{App, Changed, Error, replies};
use clap::ValueEnum;
use domain::words::cli as words;
use serde_json::json;

use crate::{
    args,
    output::{Failure, Output},
};

/// How far a change of one evening reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Scope {
    /// Only this one.
    This,
    /// This one and those after it.
    Following,
    /// All from now on: what was keeps its hour, its length, who planned it and its kind; a new name and new reminders
    /// are of all of them.
    All,
}

impl From<Scope> for replies::Scope {
    fn from(scope: Scope) -> replies::Scope {
        match scope {
            Scope::This => replies::Scope::This,
            Scope::Following => replies::Scope::Following,
            Scope::All => replies::Scope::All,
        }
    }
}

/// What `date edit` changes.
#[derive(Debug, clap::Args)]
pub struct Edit {
    /// A date's id, or an occurrence's key.
    id: String,
    /// A new sentence for its times.
    #[arg(long)]
    sentence: Option<String>,
    /// A new name, also of those that were; empty takes it away.
    #[arg(long)]
    title: Option<String>,
    /// A new kind.
    #[arg(long)]
    kind: Option<String>,
    /// What a private date is called everywhere.
    #[arg(long)]
    label: Option<String>,
    /// New reminders.
    #[arg(long, value_name = "LEADS")]
    remind: Option<String>,
    /// Who plans; with a KEY, turns begin with that occurrence.
    #[arg(long, value_name = "WHO")]
    planner: Option<String>,
    /// Where it may go when it falls through: "Saturday 3pm", or "none".
    #[arg(long, value_name = "DAY HOUR")]
    backup: Option<String>,
    /// How far it reaches from the occurrence of a KEY; "this" when not given.
    #[arg(long, value_enum)]
    scope: Option<Scope>,
}

/// Changes a date, or from one of its evenings on; or one evening alone.
pub fn edit(app: &App, output: &Output, edit: &Edit) -> Result<(), Failure> {
    let key = edit.id.split_once('@').map(|(slot, _)| (slot, edit.id.as_str()));
    let scope = match (key, edit.scope) {
        (None, Some(Scope::This | Scope::Following)) => return Err(Failure::usage(words::SCOPE_KEY)),
        (None, _) => None,
        (Some(_), scope) => Some(scope.unwrap_or(Scope::This)),
    };
    let only_named = edit.sentence.is_none()
        && [&edit.kind, &edit.label, &edit.remind, &edit.planner, &edit.backup]
            .iter()
            .all(|given| given.is_none());
    if let (Some((_, key)), Some(Scope::This), true) = (key, scope, only_named) {
        let title = edit
            .title
            .as_deref()
            .ok_or_else(|| Failure::usage(words::EDIT_ONE))?;
        let named = app.rename(key, (!title.is_empty()).then_some(title));
        return said_of(app, output, key, named);
    }
    let id = key.map_or(edit.id.as_str(), |(slot, _)| slot);
    // Turns are said as they go on from the evening.
    let before = app.show_slot(&edit.id)?;
    let planner = match &edit.planner {
        Some(planner) => args::planner(app, Some(planner))?,
        None => before.planner,
    };
    // A sentence that says only times leaves the name as it is.
    let named = edit
        .sentence
        .as_deref()
        .map(|s| app.read_sentence(s))
        .transpose()?;
    let named = named.and_then(|r| r.draft).is_some_and(|d| !d.title.is_empty());
    let form = replies::SlotForm {
        id: Some(id.to_owned()),
        sentence: edit.sentence.clone().unwrap_or_else(|| before.sentence.clone()),
        title: edit
            .title
            .clone()
            .or_else(|| (!named).then(|| before.title.clone())),
        kind: Some(edit.kind.clone().unwrap_or(before.kind)),
        label: edit.label.clone().unwrap_or(before.label),
        leads: edit.remind.as_deref().map(args::leads).transpose()?,
        planner,
        backup: edit.backup.clone(),
        scope: scope.map(replies::Scope::from),
        key: key.map(|(_, key)| key.to_owned()),
        ..replies::SlotForm::default()
    };
    let changed = app.save_slot(form)?;
    match (key, scope) {
        (Some((_, key)), Some(Scope::This)) => said_of(app, output, key, Ok(changed)),
        _ => output.slots(&[app.show_slot(&changed.value.id)?]),
    }
}

/// Not this time; or not any more, from this one on.
pub fn skip(app: &App, output: &Output, key: &str, scope: Option<Scope>) -> Result<(), Failure> {
    let changed = app.skip_in(key, scope.map(replies::Scope::from))?;
    match app.detail(key) {
        Ok(detail) => output.said(&changed.value, json!({ "item": detail.item })),
        // It is over from there on, and there is no such evening.
        Err(Error::NotFound) => output.said(&changed.value, json!({ "ended": key })),
        Err(other) => Err(other.into()),
    }
}

/// Moves an evening, alone or with others.
pub fn move_to(
    app: &App,
    output: &Output,
    key: &str,
    to: &str,
    minutes: Option<u32>,
    scope: Option<Scope>,
) -> Result<(), Failure> {
    let moved = app.move_in(key, to, minutes, scope.map(replies::Scope::from))?;
    let now = moved.value.id.clone();
    said_of(app, output, &now, Ok(moved))
}

/// Sets an evening of a date besides those of its rule: one of so many times a week, or one more.
pub fn place(app: &App, output: &Output, slot: &str, at: &str, minutes: Option<u32>) -> Result<(), Failure> {
    let placed = app.add_occurrence(slot, at, minutes)?;
    let key = placed.value.id.clone();
    said_of(app, output, &key, Ok(placed))
}

/// What was done, and the evening as it is now.
pub fn said_of(
    app: &App,
    output: &Output,
    key: &str,
    changed: Result<Changed<replies::Done>, Error>,
) -> Result<(), Failure> {
    let done = changed?.value;
    let item = app.detail(key)?.item;
    output.said(&done, json!({ "item": item }))
}
