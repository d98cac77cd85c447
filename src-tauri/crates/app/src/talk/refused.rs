//! Why something about cards and decks was not done.

use domain::words::{fill, talk as words};

use crate::{Error, Invalid};

/// Why something about cards and decks was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoTalk {
    /// No card or deck of that name.
    NoneHere,
    /// No card lies open to say it of.
    NoCardOpen,
    /// A question without words.
    QuestionEmpty,
    /// A question, or what is to go on with, with more characters than this.
    QuestionLong(usize),
    /// A line with more characters than this.
    LineLong(usize),
    /// A talk on a day, said, that is still ahead.
    DayAhead(String),
    /// Not 1 to 3.
    Depth(String),
    /// More to go on with than this.
    FollowMany(usize),
    /// A question that stands in its deck already.
    QuestionKnown,
    /// As many questions of their own as a deck may have.
    QuestionsMany(usize),
    /// A card or a deck that came with the program.
    NotOwn,
    /// A deck without a name.
    DeckEmpty,
    /// A deck of that name is there.
    DeckTaken(String),
    /// As many decks of their own as there may be.
    DecksMany(usize),
    /// Only one of two answers is written.
    NotYet,
    /// An answer that the other one wrote.
    AnswerTheirs(String),
    /// A deck file of more kilobytes than this.
    FileLarge(usize),
    /// Not a deck file.
    FileUnread,
    /// A deck file of a version to come.
    FileNewer,
    /// A deck file with more questions than this.
    FileMany(usize),
    /// A deck file with nothing to take in.
    FileNothing,
    /// A deck without questions is no file.
    DeckHasNone(String),
}

impl NoTalk {
    /// What happened, and what to do next.
    pub(crate) fn said(&self) -> (String, String) {
        let plain = |message: &str, hint: &str| (message.to_owned(), hint.to_owned());
        let most =
            |message: &str, hint: &str, most: &usize| (fill(message, &[("most", most)]), hint.to_owned());
        match self {
            NoTalk::NoneHere => plain(words::NONE_HERE, words::NONE_HERE_HINT),
            NoTalk::NoCardOpen => plain(words::NO_CARD_OPEN, words::NO_CARD_OPEN_HINT),
            NoTalk::QuestionEmpty => plain(words::QUESTION_EMPTY, words::QUESTION_EMPTY_HINT),
            NoTalk::QuestionLong(n) => most(words::QUESTION_LONG, words::QUESTION_LONG_HINT, n),
            NoTalk::LineLong(n) => most(words::LINE_LONG, words::LINE_LONG_HINT, n),
            NoTalk::DayAhead(day) => (
                fill(words::DAY_AHEAD, &[("day", day)]),
                words::DAY_AHEAD_HINT.to_owned(),
            ),
            NoTalk::Depth(depth) => (
                fill(words::DEPTH, &[("depth", depth)]),
                words::DEPTH_HINT.to_owned(),
            ),
            NoTalk::FollowMany(n) => most(words::FOLLOW_MANY, words::FOLLOW_MANY_HINT, n),
            NoTalk::QuestionKnown => plain(words::QUESTION_KNOWN, words::QUESTION_KNOWN_HINT),
            NoTalk::QuestionsMany(n) => most(words::QUESTIONS_MANY, words::QUESTIONS_MANY_HINT, n),
            NoTalk::NotOwn => plain(words::NOT_OWN, words::NOT_OWN_HINT),
            NoTalk::DeckEmpty => plain(words::DECK_EMPTY, words::DECK_EMPTY_HINT),
            NoTalk::DeckTaken(title) => (
                fill(words::DECK_TAKEN, &[("title", title)]),
                words::DECK_TAKEN_HINT.to_owned(),
            ),
            NoTalk::DecksMany(n) => most(words::DECKS_MANY, words::DECKS_MANY_HINT, n),
            NoTalk::NotYet => plain(words::NOT_YET, words::NOT_YET_HINT),
            NoTalk::AnswerTheirs(name) => (
                fill(words::ANSWER_THEIRS, &[("name", name)]),
                fill(words::ANSWER_THEIRS_HINT, &[("name", name)]),
            ),
            NoTalk::FileLarge(n) => most(words::FILE_LARGE, words::FILE_LARGE_HINT, n),
            NoTalk::FileUnread => plain(words::FILE_UNREAD, words::FILE_UNREAD_HINT),
            NoTalk::FileNewer => plain(words::FILE_NEWER, words::FILE_NEWER_HINT),
            NoTalk::FileMany(n) => most(words::FILE_MANY, words::FILE_MANY_HINT, n),
            NoTalk::FileNothing => plain(words::FILE_NOTHING, words::FILE_NOTHING_HINT),
            NoTalk::DeckHasNone(title) => (
                fill(words::DECK_HAS_NONE, &[("title", title)]),
                words::DECK_HAS_NONE_HINT.to_owned(),
            ),
        }
    }
}

impl From<NoTalk> for Error {
    fn from(why: NoTalk) -> Error {
        Error::Invalid(Invalid::Talk(why))
    }
}
