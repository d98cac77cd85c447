//! Ideas for dates, in the terminal.

use app::{App, replies};
use clap::{Args, Subcommand, ValueEnum};
use domain::{
    people::Half,
    words::{fill, ideas as words},
};
use serde_json::json;

use crate::output::{Failure, Output};

#[derive(Debug, Subcommand)]
pub enum Idea {
    /// What fits, best first, and your wish list.
    List(List),
    /// One idea; by its id, its title or its name in the library.
    Show {
        /// Which.
        idea: String,
    },
    /// Adds one of your own.
    Add {
        /// What to do.
        title: String,
        #[command(flatten)]
        more: More,
        /// Puts it on your wish list: whose computer it is, or --as NAME.
        #[arg(long)]
        wish: bool,
    },
    /// Gives one other words, yours or one of the library; what is not given stays.
    Edit {
        /// Which.
        idea: String,
        /// Another title.
        #[arg(long)]
        title: Option<String>,
        #[command(flatten)]
        more: More,
        /// Nothing to get ready for it.
        #[arg(long, conflicts_with = "prepare")]
        no_prepare: bool,
    },
    /// Offers it no more.
    Hide {
        /// Which.
        idea: String,
    },
    /// Offers it again.
    Offer {
        /// Which.
        idea: String,
    },
    /// Removes one of your own; one of the library gets its own words back.
    Remove {
        /// Which.
        idea: String,
    },
    /// Puts it on your wish list: whose computer it is, or --as NAME.
    Wish {
        /// Which.
        idea: String,
    },
    /// Takes it off.
    Unwish {
        /// Which.
        idea: String,
    },
    /// Puts it into the plan of a date, with what is to be got ready.
    Use {
        /// Which.
        idea: String,
        /// The date's key, as the agenda has it in JSON.
        #[arg(long = "for", value_name = "KEY")]
        date: String,
    },
    /// Makes a date of it.
    Plan {
        /// Which.
        idea: String,
        /// When: 2026-10-24T13:00.
        #[arg(long, value_name = "WALL")]
        at: String,
        /// How long, in minutes; as long as the idea takes when not given.
        #[arg(long, value_name = "N")]
        minutes: Option<u32>,
    },
}

/// What fits.
#[derive(Debug, Args)]
pub struct List {
    /// At most so many minutes, and at least half of them; any length when not given.
    #[arg(long, value_name = "N")]
    minutes: Option<u32>,
    /// At home.
    #[arg(long, conflicts_with = "out")]
    home: bool,
    /// Out of the house.
    #[arg(long)]
    out: bool,
    /// At most this cost.
    #[arg(long)]
    cost: Option<Cost>,
    /// At most so much energy, 1 to 3.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=3))]
    energy: Option<u8>,
    /// Words that it has.
    #[arg(long, default_value = "")]
    words: String,
    /// A date's key: what fits its length and its season.
    #[arg(long = "for", value_name = "KEY", default_value = "")]
    date: String,
    /// Only your wish list.
    #[arg(long, conflicts_with = "hidden")]
    wishes: bool,
    /// The hidden ones instead.
    #[arg(long)]
    hidden: bool,
}

/// What is said of an idea besides its title.
#[derive(Debug, Args)]
pub struct More {
    /// A second line.
    #[arg(long)]
    detail: Option<String>,
    /// How long it takes; an hour when not given.
    #[arg(long, value_name = "N")]
    minutes: Option<u32>,
    /// What it costs two people; nothing when not given.
    #[arg(long)]
    cost: Option<Cost>,
    /// The same in your words: "to £20".
    #[arg(long)]
    price: Option<String>,
    /// At home.
    #[arg(long, conflicts_with = "out")]
    home: bool,
    /// Out of the house; where it is when neither is given.
    #[arg(long)]
    out: bool,
    /// How much it asks of two tired people, 1 to 3; 1 when not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=3))]
    energy: Option<u8>,
    /// Something to get ready for it; as often as there is something.
    #[arg(long, value_name = "WORDS")]
    prepare: Vec<String>,
}

/// What something costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Cost {
    /// Nothing.
    Free,
    /// About a cup of coffee, or a meal cooked at home.
    Small,
    /// A meal out, or tickets.
    Some,
}

impl Cost {
    fn word(self) -> String {
        match self {
            Cost::Free => "free",
            Cost::Small => "small",
            Cost::Some => "some",
        }
        .to_owned()
    }
}

impl More {
    fn place(&self) -> Option<String> {
        match (self.home, self.out) {
            (true, _) => Some("home".to_owned()),
            (_, true) => Some("out".to_owned()),
            _ => None,
        }
    }
}

pub fn idea(app: &App, output: &Output, verb: &Idea, who: Option<&str>) -> Result<(), Failure> {
    let of = |named: &str| app.idea_named(named);
    match verb {
        Idea::List(list) => listed(app, output, list),
        Idea::Show { idea } => show(output, &app.idea(&of(idea)?)?),
        Idea::Add { title, more, wish } => {
            let form = replies::IdeaForm {
                id: None,
                title: title.clone(),
                detail: more.detail.clone().unwrap_or_default(),
                minutes: more.minutes.unwrap_or(60),
                cost: more.cost.unwrap_or(Cost::Free).word(),
                price: more.price.clone().unwrap_or_default(),
                place: more.place().unwrap_or_else(|| "out".to_owned()),
                energy: more.energy.unwrap_or(1),
                prepare: more.prepare.clone(),
                wish: wish.then(|| writer(app, who)).transpose()?,
            };
            said(app, output, &app.save_idea(&form)?.value)
        }
        Idea::Edit {
            idea,
            title,
            more,
            no_prepare,
        } => {
            let before = app.idea(&of(idea)?)?;
            let form = replies::IdeaForm {
                id: Some(before.id),
                title: title.clone().unwrap_or(before.title),
                detail: more.detail.clone().unwrap_or(before.detail),
                minutes: more.minutes.unwrap_or(before.minutes),
                cost: more.cost.map_or(before.cost, Cost::word),
                price: more.price.clone().unwrap_or(before.price),
                place: more.place().unwrap_or(before.place),
                energy: more.energy.unwrap_or(before.energy),
                prepare: match (no_prepare, more.prepare.is_empty()) {
                    (true, _) => vec![],
                    (false, true) => before.prepare,
                    (false, false) => more.prepare.clone(),
                },
                wish: None,
            };
            said(app, output, &app.save_idea(&form)?.value)
        }
        Idea::Hide { idea } => said(app, output, &app.set_idea_state(&of(idea)?, "hidden")?.value),
        Idea::Offer { idea } => said(app, output, &app.set_idea_state(&of(idea)?, "offered")?.value),
        Idea::Remove { idea } => {
            let done = app.remove_idea(&of(idea)?)?.value;
            output.said(&done, json!({ "removed": done.id }))
        }
        Idea::Wish { idea } => {
            let done = app.wish_for(&of(idea)?, writer(app, who)?)?.value;
            said(app, output, &done)
        }
        Idea::Unwish { idea } => {
            let done = app.unwish(&of(idea)?, writer(app, who)?)?.value;
            said(app, output, &done)
        }
        Idea::Use { idea, date } => {
            let done = app.use_idea(date, &of(idea)?)?.value;
            output.said(&done, json!({ "plan": app.date_plan(date)? }))
        }
        Idea::Plan { idea, at, minutes } => {
            let id = of(idea)?;
            let minutes = match minutes {
                Some(minutes) => *minutes,
                None => app.idea(&id)?.minutes,
            };
            let done = app.plan_opening(at, minutes, &id)?.value;
            output.said(&done, json!({ "plan": app.date_plan(&done.id)? }))
        }
    }
}

fn listed(app: &App, output: &Output, list: &List) -> Result<(), Failure> {
    let place = match (list.home, list.out) {
        (true, _) => Some("home".to_owned()),
        (_, true) => Some("out".to_owned()),
        _ => None,
    };
    let filter = replies::IdeaFilter {
        key: list.date.clone(),
        minutes: list.minutes,
        place,
        cost: list.cost.map(Cost::word),
        energy: list.energy,
        words: list.words.clone(),
        hidden: list.hidden,
        ..replies::IdeaFilter::default()
    };
    let mut found = app.ideas(&filter)?;
    if list.wishes {
        found.fits.clear();
    }
    let mut rows: Vec<Vec<String>> = found.fits.iter().map(|it| row(it, &it.last)).collect();
    if !found.wishes.is_empty() {
        let heading = match found.wishes_says.as_str() {
            "" => words::WISH_LIST.to_owned(),
            says => fill(words::WISH_LIST_SAYS, &[("says", &says)]),
        };
        rows.push(vec![heading]);
        rows.extend(found.wishes.iter().map(|it| row(it, &it.wished_says)));
    }
    if rows.is_empty() {
        rows.push(vec![words::NONE_FITS.to_owned()]);
    }
    output.table(&found, rows)
}

/// Its title, its length and cost, and what else there is to say.
fn row(it: &replies::Idea, more: &str) -> Vec<String> {
    vec![it.title.clone(), it.says.clone(), more.to_owned()]
}

fn show(output: &Output, it: &replies::Idea) -> Result<(), Failure> {
    let mut rows = vec![
        vec![it.title.clone()],
        vec![it.detail.clone()],
        vec![it.says.clone()],
    ];
    rows.extend(it.prepare.iter().map(|words| vec![format!("( ) {words}")]));
    rows.extend([vec![it.wished_says.clone()], vec![it.last.clone()]]);
    if let Some(evidence) = &it.evidence {
        rows.push(vec![format!("{}: {}", evidence.level, evidence.says)]);
        rows.push(vec![evidence.source.clone()]);
    }
    rows.push(vec![it.id.clone()]);
    rows.retain(|row| !row[0].is_empty());
    output.table(&json!({ "idea": it }), rows)
}

/// What was done, and the idea as it is now.
fn said(app: &App, output: &Output, done: &replies::Done) -> Result<(), Failure> {
    output.said(done, json!({ "idea": app.idea(&done.id)? }))
}

fn writer(app: &App, who: Option<&str>) -> Result<replies::Half, Failure> {
    Ok(match app.writer(who)? {
        Half::First => replies::Half::First,
        Half::Second => replies::Half::Second,
    })
}
