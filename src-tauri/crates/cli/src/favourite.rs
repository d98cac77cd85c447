//! `standing favourite`: what each of the two likes. `standing mine`: what one sets for oneself alone.

use app::{
    App,
    replies::{FavouriteForm, Half, OwnChoices},
};
use clap::Subcommand;
use domain::words::small_things as words;
use serde_json::json;

use crate::{
    args,
    output::{Failure, Output},
};

#[derive(Debug, Subcommand)]
pub enum Favourite {
    /// What you have each said you like.
    List {
        /// Of one of you.
        #[arg(long, value_name = "NAME")]
        of: Option<String>,
    },
    /// Adds one: "Ginger noodles" --of Jules --sort meal.
    Add {
        words: String,
        /// Whose.
        #[arg(long, value_name = "NAME")]
        of: String,
        /// meal, film, tired, welcome, thanked, treat, drink, music, book, place, rather_not, or a sort of your own,
        /// own:Walks.
        #[arg(long, default_value = "meal")]
        sort: String,
        /// A line beneath it.
        #[arg(long, default_value = "")]
        remark: String,
    },
    /// Changes one, by its id; what is not given stays.
    Edit {
        id: String,
        /// Other words.
        #[arg(long)]
        words: Option<String>,
        /// Another sort.
        #[arg(long)]
        sort: Option<String>,
        /// Another line beneath it.
        #[arg(long)]
        remark: Option<String>,
    },
    /// Takes one off the list, by its id.
    Remove { id: String },
    /// Says that one is still so, by its id.
    Confirm { id: String },
    /// What I know about you: the cards to answer, then to ask.
    Cards {
        /// About one of you.
        #[arg(long, value_name = "NAME")]
        about: Option<String>,
    },
    /// Answers a card, by its id: it becomes a favourite.
    Answer {
        card: String,
        words: String,
        /// About whom; the one who is not writing when not given.
        #[arg(long, value_name = "NAME")]
        about: Option<String>,
    },
}

/// What you set for yourself alone; without anything given it is shown. The other never sees it.
#[derive(Debug, clap::Args)]
pub struct Mine {
    /// How deep a conversation may go, 1 to 3; none takes the ceiling away.
    #[arg(long, value_name = "1|2|3|none")]
    ceiling: Option<String>,
    /// Whether gestures of touch, and the deck about it, are welcome: they come once both say yes.
    #[arg(long, value_name = "yes|no")]
    touch: Option<String>,
    /// Whether the other may read what you ticked, and wrote beside it.
    #[arg(long, value_name = "open|closed")]
    log: Option<String>,
}

pub fn favourite(app: &App, output: &Output, verb: &Favourite, who: Option<&str>) -> Result<(), Failure> {
    match verb {
        Favourite::List { of } => list(app, output, named(app, of.as_deref())?),
        Favourite::Add {
            words,
            of,
            sort,
            remark,
        } => saved(
            app,
            output,
            &FavouriteForm {
                id: None,
                of: Some(args::writer(app, Some(of))?),
                sort: sort.clone(),
                words: words.clone(),
                remark: remark.clone(),
                said_by: named(app, who)?,
            },
        ),
        Favourite::Edit {
            id,
            words,
            sort,
            remark,
        } => {
            let all = app.favourites()?.favourites;
            let before = all.into_iter().find(|it| it.id == *id);
            let before = before.ok_or(app::Error::NotFound)?;
            let form = FavouriteForm {
                id: Some(before.id),
                of: Some(before.of),
                sort: sort.clone().unwrap_or(before.sort),
                words: words.clone().unwrap_or(before.words),
                remark: remark.clone().unwrap_or(before.remark),
                said_by: named(app, who)?,
            };
            saved(app, output, &form)
        }
        Favourite::Remove { id } => {
            let done = app.remove_favourite(id)?.value;
            output.said(&done, json!({ "removed": done.id }))
        }
        Favourite::Confirm { id } => {
            let done = app.confirm_favourite(id)?.value;
            output.said(&done, json!({ "favourite": { "id": done.id } }))
        }
        Favourite::Cards { about } => {
            let cards = app.know_cards(named(app, about.as_deref())?)?;
            let rows = cards.iter().map(|it| {
                let known = it.known.as_ref().map(|it| it.words.clone());
                vec![it.id.clone(), it.text.clone(), known.unwrap_or_default()]
            });
            let rows = rows.collect();
            output.list(&json!({ "cards": cards }), words::NO_CARDS, rows)
        }
        Favourite::Answer { card, words, about } => {
            let about = match about {
                Some(name) => args::writer(app, Some(name))?,
                None => match args::writer(app, who)? {
                    Half::First => Half::Second,
                    Half::Second => Half::First,
                },
            };
            let done = app.answer_card(card, about, words)?.value;
            output.said(&done, json!({ "favourite": { "id": done.id } }))
        }
    }
}

pub fn mine(app: &App, output: &Output, mine: &Mine, who: Option<&str>) -> Result<(), Failure> {
    let by = Some(args::writer(app, who)?);
    // Read first, so that all of it is done or none.
    let ceiling = match mine.ceiling.as_deref() {
        None => None,
        Some("none") => Some(None),
        Some(depth) => Some(Some(depth.parse().map_err(|_| args::choice(depth))?)),
    };
    let touch = switch(mine.touch.as_deref(), "yes", "no")?;
    let open = switch(mine.log.as_deref(), "open", "closed")?;
    if let Some(ceiling) = ceiling {
        app.set_ceiling(ceiling, by)?;
    }
    if let Some(touch) = touch {
        app.set_touch(touch, by)?;
    }
    if let Some(open) = open {
        app.set_log_open(open, by)?;
    }
    let own = app.own_choices(by)?;
    output.table(&json!({ "mine": own }), rows(&own))
}

fn rows(own: &OwnChoices) -> Vec<Vec<String>> {
    let ceiling = own
        .ceiling
        .map_or_else(|| words::MINE_NONE.to_owned(), |it| it.to_string());
    let yes_or_no = |yes| if yes { words::MINE_YES } else { words::MINE_NO };
    [
        (words::MINE_CEILING, ceiling.as_str()),
        (words::MINE_TOUCH, yes_or_no(own.touch)),
        (words::MINE_LOG, yes_or_no(own.log_open)),
    ]
    .map(|(name, value)| vec![name.to_owned(), value.to_owned()])
    .to_vec()
}

fn list(app: &App, output: &Output, of: Option<Half>) -> Result<(), Failure> {
    let mut page = app.favourites()?;
    page.favourites.retain(|it| of.is_none_or(|of| it.of == of));
    let people = app.settings()?.people;
    let rows = page.favourites.iter().map(|it| {
        let whose = match it.of {
            Half::First => &people.first,
            Half::Second => &people.second,
        };
        [&it.id, whose, &it.sort_says, &it.words, &it.remark, &it.asked]
            .map(String::clone)
            .to_vec()
    });
    let rows = rows.collect();
    output.list(&page, words::NO_FAVOURITES, rows)
}

fn saved(app: &App, output: &Output, form: &FavouriteForm) -> Result<(), Failure> {
    let done = app.save_favourite(form)?.value;
    let all = app.favourites()?.favourites;
    let saved = all.into_iter().find(|it| it.id == done.id);
    output.said(&done, json!({ "favourite": saved }))
}

fn named(app: &App, name: Option<&str>) -> Result<Option<Half>, Failure> {
    name.map(|name| args::writer(app, Some(name))).transpose()
}

fn switch(given: Option<&str>, on: &str, off: &str) -> Result<Option<bool>, Failure> {
    match given {
        None => Ok(None),
        Some(word) if word == on => Ok(Some(true)),
        Some(word) if word == off => Ok(Some(false)),
        Some(word) => Err(args::choice(word)),
    }
}
