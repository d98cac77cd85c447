//! A deck as a file, to give to others and to take in from them.
//!
//! It is JSON: `{"format":"standing-date-deck","version":1,"title","about","starters":[{"text","depth","follow","hint"}]}`.
//! A file comes from anywhere: it is bounded, each text is made plain, what is out of bounds is left out by name, and
//! nothing is written before all of it has been looked at.

use std::collections::HashSet;

use domain::{
    ids::{DeckId, StarterId},
    plain,
    talk::{Deck, OwnDeck, Question, Starter},
    words::{fill, talk as words},
};
use serde::Serialize;
use serde_json::Value;

use super::{
    NoTalk,
    cards::{Cards, folded},
    own::{ABOUT_MOST, FOLLOW_MOST, QUESTIONS_MOST, TEXT_MOST, TITLE_MOST, Written, own_in, room_for_a_deck},
};
use crate::{App, Changed, Error, replies};

/// What says that a file is a deck, and the version written here.
const FORMAT: &str = "standing-date-deck";
const VERSION: u64 = 1;

/// A deck file has at most so many kilobytes.
const KB_MOST: usize = 256;

/// A deck file, written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckFile {
    /// What to call it: `the-kitchen-table.json`.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

impl DeckFile {
    /// A file of more bytes than this is no deck file: whoever reads one need read no further.
    pub const MOST: usize = KB_MOST * 1024;
}

impl App {
    /// A deck as a file: its cards, and nothing of what became of them.
    ///
    /// # Errors
    /// No deck is called that, both have not allowed it, or it has no cards.
    pub fn export_deck(&self, deck: &str) -> Result<DeckFile, Error> {
        let cards = self.cards()?;
        let deck = cards.deck(deck)?;
        if deck.starters.is_empty() {
            return Err(NoTalk::DeckHasNone(deck.title.clone()).into());
        }
        let file = File {
            format: FORMAT,
            version: VERSION,
            title: &deck.title,
            about: &deck.about,
            starters: deck.starters.iter().map(FileStarter::of).collect(),
        };
        let text = serde_json::to_string_pretty(&file).expect("BUG: texts and numbers are JSON");
        Ok(DeckFile {
            name: format!("{}.json", file_name(&deck.title)),
            text: text + "\n",
        })
    }

    /// What a deck file would bring. Nothing is written.
    ///
    /// # Errors
    /// Not a deck file, a newer one, one that is too large.
    pub fn preview_deck(&self, text: &str) -> Result<replies::DeckPreview, Error> {
        let cards = self.cards()?;
        let read = Brought::read(text)?;
        let news = News::of(&cards, &read);
        Ok(replies::DeckPreview {
            title: read.title.clone(),
            about: read.about.clone(),
            questions: news
                .questions
                .iter()
                .map(|it| (it.depth, it.text.clone()))
                .collect(),
            known: super::count(news.known),
            refused: read.refused.clone(),
            says: news.says(),
        })
    }

    /// Takes a deck file in: what is new of it, in one step. Into the deck of that name, or a new one.
    ///
    /// # Errors
    /// The same, and one with nothing to take in, or more than there is room for.
    pub fn import_deck(&self, text: &str) -> Result<Changed<replies::Done>, Error> {
        let cards = self.cards()?;
        let read = Brought::read(text)?;
        let news = News::of(&cards, &read);
        if news.questions.is_empty() {
            return Err(NoTalk::FileNothing.into());
        }
        let already = news.into.map_or(0, own_in);
        if already + news.questions.len() > QUESTIONS_MOST {
            return Err(NoTalk::QuestionsMany(QUESTIONS_MOST).into());
        }
        let new_deck = match news.into {
            Some(_) => None,
            None => {
                room_for_a_deck(&cards)?;
                Some(OwnDeck {
                    id: DeckId(self.new_id()),
                    title: read.title.clone(),
                    about: read.about.clone(),
                    made_at: self.now(),
                })
            }
        };
        let deck = match (news.into, &new_deck) {
            (Some(deck), _) => deck.id,
            (None, Some(deck)) => deck.id,
            (None, None) => unreachable!("BUG: one of the two, above"),
        };
        let n = news.questions.len();
        let questions: Vec<Question> = news
            .questions
            .into_iter()
            .map(|it| it.clone().question(StarterId(self.new_id()), deck, self.now()))
            .collect();
        let title: (&str, &dyn std::fmt::Display) = ("title", &read.title);
        let said = match n {
            1 => fill(words::SAID_IMPORTED_ONE, &[title]),
            n => fill(words::SAID_IMPORTED, &[title, ("n", &n)]),
        };
        let changed = self.change(&said, cards.looking, |w| {
            if let Some(deck) = &new_deck {
                w.put_own_deck(deck)?;
            }
            questions.iter().try_for_each(|it| w.put_question(it))
        })?;
        Ok(changed.done(said, deck.to_string()))
    }
}

/// A deck as it is written, its format first.
#[derive(Serialize)]
struct File<'a> {
    format: &'a str,
    version: u64,
    title: &'a str,
    about: &'a str,
    starters: Vec<FileStarter<'a>>,
}

#[derive(Serialize)]
struct FileStarter<'a> {
    text: &'a str,
    depth: u8,
    follow: &'a [String],
    hint: &'a str,
}

impl<'a> FileStarter<'a> {
    fn of(starter: &'a Starter) -> FileStarter<'a> {
        FileStarter {
            text: &starter.text,
            depth: starter.depth,
            follow: &starter.follow,
            hint: &starter.hint,
        }
    }
}

/// What a file brought, as far as it can be taken in.
struct Brought {
    title: String,
    about: String,
    questions: Vec<Written>,
    /// What is left out, and why.
    refused: Vec<String>,
}

impl Brought {
    /// # Errors
    /// Not a deck file, a newer one, one that is too large, one without a name.
    fn read(text: &str) -> Result<Brought, NoTalk> {
        if text.len() > DeckFile::MOST {
            return Err(NoTalk::FileLarge(KB_MOST));
        }
        let text = text.trim_start_matches('\u{feff}');
        let file: Value = serde_json::from_str(text).map_err(|_| NoTalk::FileUnread)?;
        if file["format"] != FORMAT {
            return Err(NoTalk::FileUnread);
        }
        match file["version"].as_u64() {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => return Err(NoTalk::FileNewer),
            _ => return Err(NoTalk::FileUnread),
        }
        let starters = file["starters"].as_array().ok_or(NoTalk::FileUnread)?;
        if starters.len() > QUESTIONS_MOST {
            return Err(NoTalk::FileMany(QUESTIONS_MOST));
        }
        let mut refused = vec![];
        let whole = plain::line(file["title"].as_str().unwrap_or_default());
        let title = cut(&whole, TITLE_MOST);
        if title.is_empty() {
            return Err(NoTalk::DeckEmpty);
        }
        if title != whole {
            refused.push(words::REFUSED_NAME.to_owned());
        }
        let mut seen = HashSet::new();
        let mut questions = vec![];
        for (n, starter) in (1..).zip(starters) {
            match question(starter) {
                Ok(written) if !seen.insert(folded(&written.text)) => {
                    refused.push(fill(words::REFUSED_TWICE, &[("n", &n)]));
                }
                Ok(written) => questions.push(written),
                Err(why) => refused.push(refused_as(n, &why)),
            }
        }
        Ok(Brought {
            about: cut(
                &plain::line(file["about"].as_str().unwrap_or_default()),
                ABOUT_MOST,
            ),
            title,
            questions,
            refused,
        })
    }
}

/// What of a file is not here yet.
struct News<'a> {
    /// The deck of that name, if there is one.
    into: Option<&'a Deck>,
    /// Whether it is one that both have not allowed.
    waits: bool,
    questions: Vec<&'a Written>,
    /// How many are here already.
    known: usize,
}

impl<'a> News<'a> {
    fn of(cards: &'a Cards, read: &'a Brought) -> News<'a> {
        let all = cards.decks().iter().chain(cards.out_of_sight());
        let here: HashSet<String> = all
            .clone()
            .flat_map(|deck| deck.starters.iter().map(|it| folded(&it.text)))
            .collect();
        let title = folded(&read.title);
        let into = all.clone().find(|deck| folded(&deck.title) == title);
        let new = |it: &&Written| !here.contains(&folded(&it.text));
        let questions: Vec<&Written> = read.questions.iter().filter(new).collect();
        News {
            into,
            waits: into.is_some_and(|deck| cards.out_of_sight().iter().any(|it| it.id == deck.id)),
            known: read.questions.len() - questions.len(),
            questions,
        }
    }

    fn says(&self) -> String {
        let n: (&str, &dyn std::fmt::Display) = ("n", &self.questions.len());
        let said = match self.questions.len() {
            0 => words::PREVIEW_NONE.to_owned(),
            1 => words::PREVIEW_ONE.to_owned(),
            _ => fill(words::PREVIEW, &[n]),
        };
        let said = match self.known {
            0 => fill(words::PREVIEW_NEW, &[("said", &said)]),
            known => fill(words::PREVIEW_KNOWN, &[("said", &said), ("n", &known)]),
        };
        if self.waits && !self.questions.is_empty() {
            return fill(words::PREVIEW_WAITS, &[("said", &said)]);
        }
        said
    }
}

/// Why a question of a file is left out.
enum Left {
    Shape,
    Why(NoTalk),
}

fn question(starter: &Value) -> Result<Written, Left> {
    let text = starter["text"].as_str().ok_or(Left::Shape)?;
    let optional = |name: &str| match &starter[name] {
        Value::Null => Ok(""),
        Value::String(text) => Ok(text.as_str()),
        _ => Err(Left::Shape),
    };
    let follow: Vec<String> = match &starter["follow"] {
        Value::Null => vec![],
        Value::Array(all) => {
            let texts = all.iter().map(|it| it.as_str().map(str::to_owned));
            texts.collect::<Option<_>>().ok_or(Left::Shape)?
        }
        _ => return Err(Left::Shape),
    };
    let depth = match &starter["depth"] {
        Value::Null => 1,
        depth => {
            let number = depth.as_u64().and_then(|n| u8::try_from(n).ok());
            number.ok_or_else(|| Left::Why(NoTalk::Depth(String::new())))?
        }
    };
    Written::from(text, depth, &follow, optional("hint")?).map_err(Left::Why)
}

fn refused_as(n: usize, why: &Left) -> String {
    let n: (&str, &dyn std::fmt::Display) = ("n", &n);
    match why {
        Left::Why(NoTalk::QuestionEmpty) => fill(words::REFUSED_TEXT, &[n]),
        Left::Why(NoTalk::QuestionLong(_)) => fill(words::REFUSED_LONG, &[n, ("most", &TEXT_MOST)]),
        Left::Why(NoTalk::Depth(_)) => fill(words::REFUSED_DEPTH, &[n]),
        Left::Why(NoTalk::FollowMany(_)) => fill(words::REFUSED_FOLLOW, &[n, ("most", &FOLLOW_MOST)]),
        Left::Shape | Left::Why(_) => fill(words::REFUSED_SHAPE, &[n]),
    }
}

fn cut(text: &str, most: usize) -> String {
    let cut: String = text.chars().take(most).collect();
    cut.trim_end().to_owned()
}

/// `the-kitchen-table`: a name that every system takes.
fn file_name(title: &str) -> String {
    let plain: String = title
        .to_lowercase()
        .chars()
        .filter(|c| !matches!(c, '’' | '\''))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let name = plain.split_whitespace().collect::<Vec<_>>().join("-");
    if name.is_empty() { "deck".to_owned() } else { name }
}
