//! Why something about small things, favourites or somebody's own choices is not done; and its words.

use domain::{
    favourite::Sort,
    words::{fill, gestures as rhythm_words, small_things as words},
};

use crate::{Error, Invalid};

/// Why it is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSmallThing {
    /// It is the other's alone; whose, by name.
    Theirs(String),
    /// One of their own cannot become again what the library has.
    Own,
    /// A day, said, that is more than a year ago.
    LongAgo(String),
    /// Something that takes longer than a day.
    Minutes,
    /// A day, said, on which nothing can have been noticed yet.
    NoticedAhead(String),
    /// A favourite without words.
    FavouriteEmpty,
    /// A favourite of nobody.
    FavouriteWhose,
    /// Not a sort of favourite.
    Sort(String),
    /// Not a rhythm.
    Rhythm(String),
    /// More favourites of one person than this.
    Favourites(usize),
    /// Something noticed, without words.
    NoticedEmpty,
    /// What one did oneself cannot be noticed.
    NoticedOwn,
}

impl NoSmallThing {
    /// What happened, and what to do next.
    pub(crate) fn said(&self) -> (String, String) {
        let (message, hint) = match self {
            NoSmallThing::Theirs(name) => {
                let name: &dyn std::fmt::Display = name;
                return (
                    fill(words::NOT_THEIRS, &[("name", name)]),
                    fill(words::NOT_THEIRS_HINT, &[("name", name)]),
                );
            }
            NoSmallThing::Own => (
                words::NOT_OF_THE_LIBRARY.to_owned(),
                words::NOT_OF_THE_LIBRARY_HINT,
            ),
            NoSmallThing::LongAgo(day) => (
                fill(words::DAY_LONG_AGO, &[("day", day)]),
                words::DAY_LONG_AGO_HINT,
            ),
            NoSmallThing::Minutes => (words::MINUTES_MOST.to_owned(), words::MINUTES_MOST_HINT),
            NoSmallThing::NoticedAhead(day) => (
                fill(words::NOTICED_AHEAD, &[("day", day)]),
                words::NOTICED_AHEAD_HINT,
            ),
            NoSmallThing::FavouriteEmpty => (words::FAVOURITE_EMPTY.to_owned(), words::FAVOURITE_EMPTY_HINT),
            NoSmallThing::FavouriteWhose => (words::FAVOURITE_WHOSE.to_owned(), words::FAVOURITE_WHOSE_HINT),
            NoSmallThing::Sort(word) => {
                let sorts: Vec<String> = Sort::NAMED.iter().map(Sort::word).collect();
                return (
                    fill(words::INVALID_SORT, &[("word", word)]),
                    fill(words::INVALID_SORT_HINT, &[("sorts", &sorts.join(", "))]),
                );
            }
            NoSmallThing::Rhythm(word) => (
                fill(rhythm_words::INVALID_RHYTHM, &[("word", word)]),
                rhythm_words::INVALID_RHYTHM_HINT,
            ),
            NoSmallThing::Favourites(most) => (
                fill(words::FAVOURITES_MANY, &[("most", most)]),
                words::FAVOURITES_MANY_HINT,
            ),
            NoSmallThing::NoticedEmpty => (words::NOTICED_EMPTY.to_owned(), words::NOTICED_EMPTY_HINT),
            NoSmallThing::NoticedOwn => (words::NOTICED_OWN.to_owned(), words::NOTICED_OWN_HINT),
        };
        (message, hint.to_owned())
    }
}

impl From<NoSmallThing> for Error {
    fn from(why: NoSmallThing) -> Error {
        Error::Invalid(Invalid::SmallThing(why))
    }
}
