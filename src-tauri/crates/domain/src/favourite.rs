//! What each of the two likes, as they have said: it turns a template into a real suggestion.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{ids::FavouriteId, people::Half};

/// What a favourite is a favourite of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A meal they like.
    Meal,
    /// A film they would choose.
    Film,
    /// What does them good when tired.
    Tired,
    /// What is always welcome.
    Welcome,
    /// How they are best thanked.
    Thanked,
    /// What they would rather not: told, never suggested.
    RatherNot,
    /// Something sweet or otherwise.
    Treat,
    /// A song, a record, somebody who sings.
    Music,
    /// What they drink.
    Drink,
    /// Somewhere they like to be.
    Place,
    /// A book, or who writes them.
    Book,
    /// A sort of the couple's own, by its name.
    Own(String),
}

/// Something one of them likes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Favourite {
    /// Its identity.
    pub id: FavouriteId,
    /// Whose it is.
    pub of: Half,
    /// Of what.
    pub sort: Sort,
    /// What: "Ginger noodles, extra chilli".
    pub words: String,
    /// A line beneath it: "Not a cheering-up"; may be empty.
    pub remark: String,
    /// Who wrote it: the one whose it is, or the other, who knows.
    pub said_by: Half,
    /// The day it was last asked about, and still so.
    pub asked: NaiveDate,
    /// When it was written.
    pub made_at: DateTime<Utc>,
}

impl Sort {
    /// Those with a name of their own, in the order they are listed.
    pub const NAMED: [Sort; 11] = [
        Sort::Meal,
        Sort::Film,
        Sort::Tired,
        Sort::Welcome,
        Sort::Thanked,
        Sort::Treat,
        Sort::Drink,
        Sort::Music,
        Sort::Book,
        Sort::Place,
        Sort::RatherNot,
    ];

    /// `meal`, `rather_not`, `own:Walks`, as it is stored and typed.
    pub fn word(&self) -> String {
        match self {
            Sort::Meal => "meal",
            Sort::Film => "film",
            Sort::Tired => "tired",
            Sort::Welcome => "welcome",
            Sort::Thanked => "thanked",
            Sort::RatherNot => "rather_not",
            Sort::Treat => "treat",
            Sort::Music => "music",
            Sort::Drink => "drink",
            Sort::Place => "place",
            Sort::Book => "book",
            Sort::Own(name) => return format!("own:{name}"),
        }
        .to_owned()
    }

    /// The sort behind such a word; a name of their own is not empty.
    pub fn from_word(word: &str) -> Option<Sort> {
        if let Some(name) = word.strip_prefix("own:") {
            let name = name.trim();
            return (!name.is_empty()).then(|| Sort::Own(name.to_owned()));
        }
        Sort::NAMED.into_iter().find(|sort| sort.word() == word)
    }
}
