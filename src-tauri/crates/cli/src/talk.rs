//! Things to say, in the terminal.

mod show;

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use app::{App, DeckFile, Error, export, replies};
use clap::Subcommand;
use domain::words::{calendar_file as file_words, cli as cli_words, fill, talk_cli as words};
use serde_json::json;

use crate::output::{Failure, Output};
use show::{answers, card_row, card_rows, found, frame_rows, frames, lines, one_card, stress};

#[derive(Debug, Subcommand)]
pub enum Talk {
    /// Draws a card: lightest first, and none twice until all have been.
    Draw {
        /// From which deck, by its id or its title; the one drawn from last when not given.
        #[arg(long)]
        deck: Option<String>,
        /// No deeper than: 1 easy, 2 closer, 3 deep. As deep as both of you allow when not given.
        #[arg(long, value_name = "N")]
        depth: Option<u8>,
    },
    /// The card that lies open.
    Open,
    /// Says that you talked about it: the card that lies open, when none is named.
    Done {
        /// Its id, or its words.
        id: Option<String>,
        /// One line about it.
        #[arg(long, default_value = "")]
        line: String,
        /// An earlier day.
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Changes the line about something you talked about, by its id in the history; empty takes it away.
    Line {
        /// Its id there.
        id: String,
        /// One line.
        line: String,
    },
    /// Takes it back that you talked about something, by its id in the history.
    Undone {
        /// Its id there.
        id: String,
    },
    /// Keeps a card for your next date: the one that lies open, when none is named.
    Keep {
        /// Its id, or its words.
        id: Option<String>,
    },
    /// Keeps it no longer.
    Unkeep {
        /// Its id, or its words.
        id: String,
    },
    /// Not this one, this time round: the card that lies open, when none is named.
    Skip {
        /// Its id, or its words.
        id: Option<String>,
    },
    /// What is kept for your next date.
    Kept,
    /// The decks, and what is left of each.
    Decks {
        /// No deeper than: 1 easy, 2 closer, 3 deep. As deep as both of you allow when not given.
        #[arg(long, value_name = "N")]
        depth: Option<u8>,
    },
    /// One card.
    Show {
        /// Its id, or its words.
        id: String,
    },
    /// What you have talked about, newest first.
    History,
    /// Cards, lines and opened answers with all of these words.
    Search {
        /// What to look for.
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Adds a question of your own.
    Add {
        /// What is asked.
        text: String,
        #[command(flatten)]
        more: More,
    },
    /// Changes one; what is not given stays.
    Edit {
        /// Its id, or its words.
        id: String,
        /// Other words.
        #[arg(long)]
        text: Option<String>,
        #[command(flatten)]
        more: More,
    },
    /// Removes one.
    Remove {
        /// Its id, or its words.
        id: String,
    },
    /// Decks of your own, and decks as files.
    Deck {
        #[command(subcommand)]
        verb: Deck,
    },
    /// Writes an answer to a card, sealed until both of you have written: whose computer it is, or --as NAME.
    Answer {
        /// The card's id, or its words.
        id: String,
        /// The answer; read from standard input when not given. An empty one takes it back.
        words: Option<String>,
    },
    /// What became of the answers to a card, as far as you may see.
    Answers {
        /// The card's id, or its words.
        id: String,
        /// Opens both, together.
        #[arg(long)]
        open: bool,
    },
    /// The talk that puts the day down: twenty minutes, each in turn.
    Stress {
        /// Who begins, by name; each in turn, by the day, when not given.
        #[arg(long, value_name = "NAME")]
        begins: Option<String>,
    },
    /// Sentences to begin a hard subject gently with.
    Frames,
    /// Ways to open the first honest conversation.
    First,
    /// Cards for before and after an hour with a third person.
    Session,
}

/// What a question has besides its words.
#[derive(Debug, clap::Args)]
pub struct More {
    /// In which deck, by its id or its title; "Your own" for a new one when not given.
    #[arg(long)]
    deck: Option<String>,
    /// 1 easy, 2 closer, 3 deep.
    #[arg(long, value_name = "N")]
    depth: Option<u8>,
    /// What to go on with; at most twice.
    #[arg(long)]
    follow: Vec<String>,
    /// A line for the one who listens.
    #[arg(long)]
    hint: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Deck {
    /// All cards of a deck that may come.
    Show {
        /// Its id, or its title.
        deck: String,
    },
    /// Makes a deck of your own.
    Add {
        /// What it is called.
        title: String,
        /// What it is about, in a line.
        #[arg(long, default_value = "")]
        about: String,
    },
    /// Changes one of your own; what is not given stays.
    Edit {
        /// Its id, or its title.
        deck: String,
        /// Another name.
        #[arg(long)]
        title: Option<String>,
        /// Another line.
        #[arg(long)]
        about: Option<String>,
    },
    /// Removes one of your own, with its questions.
    Remove {
        /// Its id, or its title.
        deck: String,
    },
    /// Writes a deck as a file that others can take in.
    Export {
        /// Its id, or its title.
        deck: String,
        /// The file to write; standard output when not given, or "-".
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Replaces the file if it is there.
        #[arg(long, requires = "out")]
        replace: bool,
    },
    /// Takes a deck file in: what is new of it.
    Import {
        /// The file; standard input for "-".
        file: PathBuf,
        /// Only say what it would bring.
        #[arg(long)]
        dry_run: bool,
    },
}

pub fn talk(app: &App, output: &Output, verb: &Talk) -> Result<(), Failure> {
    match verb {
        Talk::Draw { deck, depth } => {
            let drew = app.draw(deck.as_deref(), *depth)?.value;
            let mut rows = lines([drew.says.as_str()]);
            rows.extend(drew.starter.iter().flat_map(card_rows));
            output.table(&drew, rows)
        }
        Talk::Open => match app.open_card() {
            Ok(card) => one_card(output, Some(&card), ""),
            Err(Error::Invalid(_)) => one_card(output, None, words::NONE_OPEN),
            Err(other) => Err(other.into()),
        },
        Talk::Done { id, line, on } => {
            let card = named(app, id.as_deref())?;
            let done = app.talked(&card, line, on.as_deref())?.value;
            let talked = json!({ "id": done.id, "starter": app.card(&card)?.id });
            output.said(&done, json!({ "talked": talked }))
        }
        Talk::Line { id, line } => {
            let done = app.note_talked(id, line)?.value;
            output.said(&done, json!({ "talked": { "id": done.id } }))
        }
        Talk::Undone { id } => {
            let done = app.untalk(id)?.value;
            output.said(&done, json!({ "undone": id }))
        }
        Talk::Keep { id } => {
            let done = app.keep_card(&named(app, id.as_deref())?)?.value;
            output.said(&done, json!({ "kept": done.id }))
        }
        Talk::Unkeep { id } => {
            let done = app.unkeep_card(id)?.value;
            output.said(&done, json!({ "unkept": done.id }))
        }
        Talk::Skip { id } => {
            let done = app.skip_card(&named(app, id.as_deref())?)?.value;
            output.said(&done, json!({ "skipped": done.id }))
        }
        Talk::Kept => {
            let page = app.talk(None)?;
            let mut rows = lines([page.kept_says.as_str()]);
            rows.extend(page.keeps.iter().map(card_row));
            let json = json!({ "kept": page.keeps, "kept_for": page.kept_for, "says": page.kept_says });
            output.listed(&json, words::NONE_KEPT, rows)
        }
        Talk::Decks { depth } => {
            let page = app.talk(Some(depth.unwrap_or(domain::talk::DEEP)))?;
            let rows = page.decks.iter().map(|deck| {
                let left = fill(words::LEFT, &[("left", &deck.left), ("all", &deck.all)]);
                vec![deck.id.clone(), deck.title.clone(), left, deck.about.clone()]
            });
            let json = json!({ "decks": page.decks, "deepest": page.deepest, "depth": page.depth });
            output.table(&json, rows.collect())
        }
        Talk::Show { id } => one_card(output, Some(&app.card(id)?), ""),
        Talk::History => found(output, &app.talk_search("")?),
        Talk::Search { words } => found(output, &app.talk_search(&words.join(" "))?),
        Talk::Add { text, more } => {
            let form = replies::QuestionForm {
                id: None,
                deck: more.deck.clone().unwrap_or_default(),
                text: text.clone(),
                depth: more.depth.unwrap_or(1),
                follow: more.follow.clone(),
                hint: more.hint.clone().unwrap_or_default(),
            };
            saved(app, output, &form)
        }
        Talk::Edit { id, text, more } => {
            let before = app.card(id)?;
            let form = replies::QuestionForm {
                deck: more.deck.clone().unwrap_or(before.deck),
                text: text.clone().unwrap_or(before.text),
                depth: more.depth.unwrap_or(before.depth),
                follow: if more.follow.is_empty() {
                    before.follow
                } else {
                    more.follow.clone()
                },
                hint: more.hint.clone().unwrap_or(before.hint),
                id: Some(before.id),
            };
            saved(app, output, &form)
        }
        Talk::Remove { id } => {
            let done = app.remove_question(id)?.value;
            output.said(&done, json!({ "removed": done.id }))
        }
        Talk::Deck { verb } => deck(app, output, verb),
        Talk::Answer { id, words } => {
            // What is said on a command line stays in the shell's history: so it may come in quietly.
            let text = match words {
                Some(words) => words.clone(),
                None => read(Path::new("-"))?,
            };
            let done = app.write_answer(id, None, &text)?.value;
            output.said(&done, json!({ "answers": app.card(id)?.answers }))
        }
        Talk::Answers { id, open } => {
            if *open {
                app.open_answers(id)?;
            }
            answers(app, output, &app.card(id)?)
        }
        Talk::Stress { begins } => stress(app, output, begins.as_deref()),
        Talk::Frames => frames(output, "frames", &app.sitting(None)?.frames),
        Talk::First => frames(output, "openings", &app.sitting(None)?.openings),
        Talk::Session => {
            let sitting = app.sitting(None)?;
            let (before, after) = (&sitting.before_session, &sitting.after_session);
            let mut rows = lines([words::BEFORE_SESSION]);
            rows.extend(before.iter().flat_map(frame_rows));
            rows.extend(lines([words::AFTER_SESSION]));
            rows.extend(after.iter().flat_map(frame_rows));
            output.table(&json!({ "before": before, "after": after }), rows)
        }
    }
}

fn deck(app: &App, output: &Output, verb: &Deck) -> Result<(), Failure> {
    match verb {
        Deck::Show { deck } => {
            let cards = app.cards_of(deck)?;
            let rows = cards.iter().map(card_row).collect();
            output.listed(&json!({ "starters": cards }), words::EMPTY_DECK, rows)
        }
        Deck::Add { title, about } => {
            let form = replies::DeckForm {
                id: None,
                title: title.clone(),
                about: about.clone(),
            };
            let done = app.save_deck(&form)?.value;
            deck_saved(app, output, &done)
        }
        Deck::Edit { deck, title, about } => {
            let before = named_deck(app, deck)?;
            let form = replies::DeckForm {
                title: title.clone().unwrap_or(before.title),
                about: about.clone().unwrap_or(before.about),
                id: Some(before.id),
            };
            let done = app.save_deck(&form)?.value;
            deck_saved(app, output, &done)
        }
        Deck::Remove { deck } => {
            let done = app.remove_deck(deck)?.value;
            output.said(&done, json!({ "removed": done.id }))
        }
        Deck::Export { deck, out, replace } => {
            let file = app.export_deck(deck)?;
            let Some(path) = out.as_deref().filter(|path| *path != Path::new("-")) else {
                return output.text(&file.text, true);
            };
            export::save(&file.text, path, *replace)?;
            let path = path.display();
            let done = replies::Done {
                said: fill(file_words::WRITTEN, &[("file", &path)]),
                id: String::new(),
            };
            let json = json!({ "file": path.to_string(), "bytes": file.text.len() });
            output.said(&done, json)
        }
        Deck::Import { file, dry_run } => {
            let text = read(file)?;
            let preview = app.preview_deck(&text)?;
            if *dry_run {
                let mut rows = lines([preview.title.as_str(), &preview.says]);
                let questions = preview.questions.iter();
                rows.extend(questions.map(|(depth, text)| vec![format!("{depth}  {text}")]));
                rows.extend(lines(preview.refused.iter().map(String::as_str)));
                return output.table(&json!({ "preview": preview }), rows);
            }
            let done = app.import_deck(&text)?.value;
            let mut rows = lines([done.said.as_str()]);
            rows.extend(lines(preview.refused.iter().map(String::as_str)));
            let json = json!({
                "deck": done.id, "added": preview.questions.len(), "known": preview.known,
                "refused": preview.refused,
            });
            output.table(&json, rows)
        }
    }
}

/// The card that is named, or the one that lies open.
fn named(app: &App, id: Option<&str>) -> Result<String, Failure> {
    match id {
        Some(id) => Ok(id.to_owned()),
        None => Ok(app.open_card()?.id),
    }
}

/// A deck by its id or its title, as the page has it.
fn named_deck(app: &App, called: &str) -> Result<replies::Deck, Failure> {
    let id = app.deck_named(called)?;
    let decks = app.talk(None)?.decks;
    let found = decks.into_iter().find(|deck| deck.id == id);
    found.ok_or_else(|| Failure::from(Error::NotFound))
}

fn deck_saved(app: &App, output: &Output, done: &replies::Done) -> Result<(), Failure> {
    let title = named_deck(app, &done.id)?.title;
    output.said(done, json!({ "deck": { "id": done.id, "title": title } }))
}

fn saved(app: &App, output: &Output, form: &replies::QuestionForm) -> Result<(), Failure> {
    let done = app.save_question(form)?.value;
    let card = app.card(&done.id)?;
    output.said(&done, json!({ "starter": card }))
}

/// A file as text, or standard input for `-`; one byte more than a deck file may have is enough to refuse it by name.
fn read(path: &Path) -> Result<String, Failure> {
    let most = u64::try_from(DeckFile::MOST)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.map_err(|why| {
        let message = fill(cli_words::FILE, &[("file", &path.display()), ("why", &why)]);
        Failure::refused(replies::Code::Machine, message, String::new())
    })?;
    // What is no text is no deck, and says so as one.
    Ok(String::from_utf8(bytes).unwrap_or_default())
}
