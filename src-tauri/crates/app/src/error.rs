//! Everything that can go wrong for a couple, as fields; and its words, in one place.

use domain::words::ideas as idea_words;
use domain::words::kinds as kind_words;
use domain::words::series;
use domain::words::{date_plan as plan_words, errors as words, fill, import as import_words};

use crate::replies::{Code, Problem};

/// Why something was not done. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// A sentence could not be read.
    #[error("sentence refused")]
    Sentence(domain::sentence::Refusal),
    /// A rule could not be followed.
    #[error(transparent)]
    Rule(#[from] domain::recurrence::RuleError),
    /// What was asked for is not in the planner.
    #[error("not found")]
    NotFound,
    /// Not an occurrence's key.
    #[error("not a key")]
    NotAKey(String),
    /// No names were given yet.
    #[error("no names yet")]
    NamesMissing,
    /// Nobody here goes by this name.
    #[error("unknown name")]
    NobodyCalled {
        /// What was given.
        name: String,
        /// The names there are.
        people: domain::people::People,
    },
    /// The computer is shared and nobody said who is writing.
    #[error("who is writing?")]
    Who(domain::people::People),
    /// A time behind us.
    #[error("past")]
    Past {
        /// The time, said.
        when: String,
    },
    /// Nothing to take back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// Nothing to do again.
    #[error("nothing to redo")]
    NothingToRedo,
    /// A calendar was not taken in.
    #[error(transparent)]
    Import(#[from] crate::import::ImportError),
    /// The planner holds something, and this wants an empty one.
    #[error("not empty")]
    NotEmpty,
    /// One of the two keeps it from the other until its day; who.
    #[error("kept aside")]
    KeptAside(String),
    /// Something given is out of range.
    #[error("invalid: {0:?}")]
    Invalid(Invalid),
}

/// What is out of range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invalid {
    /// A name is empty.
    NameEmpty,
    /// The two names are the same.
    NameSame,
    /// A name is too long.
    NameLong,
    /// A line has more characters than this.
    TextLong(usize),
    /// A private date has no label.
    LabelEmpty,
    /// Not a kind.
    Kind(String),
    /// A kind that comes with the program is not theirs to change.
    KindTheirs,
    /// A kind without a name.
    KindEmpty,
    /// A kind's name with more characters than this.
    KindLong(usize),
    /// Another kind is called that.
    KindTaken(String),
    /// As many kinds of their own as there may be.
    KindsMany(usize),
    /// Not a day and an hour.
    Backup(String),
    /// An evening at that time, said, is there already.
    AlreadyThere(String),
    /// Not a lead.
    Lead(String),
    /// Not a time of day.
    Time(String),
    /// Not a day and an hour.
    Wall(String),
    /// Not a date.
    Date(String),
    /// Not one of the choices.
    Choice(String),
    /// A length out of range.
    Minutes,
    /// An outcome of a date that is still ahead; when it is, said.
    NotYet(String),
    /// A gesture without a name.
    GestureEmpty,
    /// An idea without a name.
    IdeaEmpty,
    /// More to get ready for an idea than this.
    IdeaLines(usize),
    /// A tick for a day that is still ahead, said.
    DayAhead(String),
    /// A move to more than one hour.
    OneHourOnly,
    /// A rhythm that no rule says, moved to another day.
    OnlyInWords,
    /// More of one evening than its name, day, hour and length.
    OnlyTimes,
    /// A change of what lies ahead, where nothing does.
    NothingAhead,
    /// Only one of the two confirmed open text.
    BothNeeded,
    /// A pause that ends before it begins.
    PauseOrder,
    /// A pause that lies behind us.
    PausePast,
    /// A pause of more than a year.
    PauseLong,
    /// A last day that lies before the first.
    DayOrder,
    /// Something about small things, favourites or somebody's own choices.
    SmallThing(crate::NoSmallThing),
    /// A red-letter day that cannot be kept.
    RedLetter(crate::NoDay),
    /// Something about cards and decks.
    Talk(crate::NoTalk),
    /// More lines of who does what than this.
    PartsMany(usize),
    /// More to get ready than this.
    PreparationsMany(usize),
}

impl Error {
    /// The outward shape: what happened, that nothing was lost, what to do next. None of the couple's own words,
    /// but for what was just typed.
    pub fn problem(&self) -> Problem {
        let (code, message, hint) = match self {
            Error::Store(e) => return store_problem(e),
            Error::Sentence(refusal) => return sentence_problem(refusal),
            Error::Rule(e) => (
                Code::Invalid,
                fill(words::RULE_REFUSED, &[("why", e)]),
                words::RULE_REFUSED_HINT.to_owned(),
            ),
            Error::NotFound => plain(Code::NotFound, words::NOT_FOUND, words::NOT_FOUND_HINT),
            Error::NotAKey(key) => (
                Code::Invalid,
                fill(words::NOT_A_KEY, &[("key", key)]),
                words::NOT_A_KEY_HINT.to_owned(),
            ),
            Error::NamesMissing => plain(Code::NamesMissing, words::NEEDS_NAMES, words::NEEDS_NAMES_HINT),
            Error::NobodyCalled { name, people } => (
                Code::Invalid,
                fill(words::NOBODY_CALLED, &[("name", name)]),
                fill(
                    words::NOBODY_CALLED_HINT,
                    &[("first", &people.first), ("second", &people.second)],
                ),
            ),
            Error::Who(people) => (
                Code::Invalid,
                words::WHO_HINT.to_owned(),
                fill(
                    words::WHO_SAY,
                    &[("first", &people.first), ("second", &people.second)],
                ),
            ),
            Error::Past { when } => (
                Code::Past,
                fill(words::PAST, &[("when", when)]),
                words::PAST_HINT.to_owned(),
            ),
            Error::NothingToUndo => plain(Code::NothingToUndo, words::NOTHING_TO_UNDO, ""),
            Error::NothingToRedo => plain(Code::NothingToUndo, words::NOTHING_TO_REDO, ""),
            Error::Import(e) => return e.problem(),
            Error::NotEmpty => plain(Code::NotEmpty, words::NOT_EMPTY, words::NOT_EMPTY_HINT),
            Error::KeptAside(name) => (
                Code::Invalid,
                fill(plan_words::KEPT_ASIDE, &[("name", name)]),
                plan_words::KEPT_ASIDE_HINT.to_owned(),
            ),
            Error::Invalid(invalid) => return invalid_problem(invalid),
        };
        Problem { code, message, hint }
    }
}

fn plain(code: Code, message: &str, hint: &str) -> (Code, String, String) {
    (code, message.to_owned(), hint.to_owned())
}

fn invalid_problem(invalid: &Invalid) -> Problem {
    let (message, hint) = match invalid {
        Invalid::NameEmpty => (words::NAME_EMPTY.to_owned(), words::NAME_EMPTY_HINT.to_owned()),
        Invalid::NameSame => (words::NAME_SAME.to_owned(), words::NAME_SAME_HINT.to_owned()),
        Invalid::NameLong => (words::NAME_LONG.to_owned(), words::NAME_LONG_HINT.to_owned()),
        Invalid::TextLong(most) => (
            fill(words::TEXT_LONG, &[("most", most)]),
            words::TEXT_LONG_HINT.to_owned(),
        ),
        Invalid::LabelEmpty => (words::LABEL_EMPTY.to_owned(), words::LABEL_EMPTY_HINT.to_owned()),
        Invalid::Kind(word) => {
            let kinds = domain::slot::Kind::ALL.map(domain::slot::Kind::word).join(", ");
            (
                fill(words::INVALID_KIND, &[("word", word)]),
                fill(kind_words::INVALID_KIND_HINT, &[("kinds", &kinds)]),
            )
        }
        Invalid::KindTheirs => (
            kind_words::COMES_WITH_IT.to_owned(),
            kind_words::COMES_WITH_IT_HINT.to_owned(),
        ),
        Invalid::KindEmpty => (
            kind_words::NAME_EMPTY.to_owned(),
            kind_words::NAME_EMPTY_HINT.to_owned(),
        ),
        Invalid::KindLong(most) => (
            fill(kind_words::NAME_LONG, &[("most", most)]),
            kind_words::NAME_LONG_HINT.to_owned(),
        ),
        Invalid::KindTaken(name) => (
            fill(kind_words::NAME_TAKEN, &[("name", name)]),
            kind_words::NAME_TAKEN_HINT.to_owned(),
        ),
        Invalid::KindsMany(most) => (
            fill(kind_words::MANY, &[("most", most)]),
            kind_words::MANY_HINT.to_owned(),
        ),
        Invalid::AlreadyThere(when) => (
            fill(kind_words::ALREADY_THERE, &[("when", when)]),
            kind_words::ALREADY_THERE_HINT.to_owned(),
        ),
        Invalid::Backup(word) => (
            fill(kind_words::INVALID_BACKUP, &[("word", word)]),
            kind_words::INVALID_BACKUP_HINT.to_owned(),
        ),
        Invalid::Lead(word) => (
            fill(words::INVALID_LEAD, &[("word", word)]),
            words::INVALID_LEAD_HINT.to_owned(),
        ),
        Invalid::Time(word) => (
            fill(words::INVALID_TIME, &[("word", word)]),
            words::INVALID_TIME_HINT.to_owned(),
        ),
        Invalid::Wall(word) => (
            fill(kind_words::INVALID_BACKUP, &[("word", word)]),
            words::INVALID_WALL_HINT.to_owned(),
        ),
        Invalid::Date(word) => (
            fill(words::INVALID_DATE, &[("word", word)]),
            words::INVALID_DATE_HINT.to_owned(),
        ),
        Invalid::Choice(word) => (
            fill(words::INVALID_CHOICE, &[("word", word)]),
            words::INVALID_CHOICE_HINT.to_owned(),
        ),
        Invalid::NotYet(when) => (
            fill(words::NOT_YET, &[("when", when)]),
            words::NOT_YET_HINT.to_owned(),
        ),
        Invalid::GestureEmpty => (
            words::GESTURE_EMPTY.to_owned(),
            words::GESTURE_EMPTY_HINT.to_owned(),
        ),
        Invalid::IdeaEmpty => (idea_words::EMPTY.to_owned(), idea_words::EMPTY_HINT.to_owned()),
        Invalid::IdeaLines(most) => (
            fill(idea_words::LINES_MANY, &[("most", most)]),
            idea_words::LINES_MANY_HINT.to_owned(),
        ),
        Invalid::DayAhead(day) => (
            fill(words::DAY_AHEAD, &[("day", day)]),
            words::DAY_AHEAD_HINT.to_owned(),
        ),
        Invalid::Minutes => (
            words::MINUTES_RANGE.to_owned(),
            words::MINUTES_RANGE_HINT.to_owned(),
        ),
        Invalid::OneHourOnly => (
            words::ONE_HOUR_ONLY.to_owned(),
            words::ONE_HOUR_ONLY_HINT.to_owned(),
        ),
        Invalid::OnlyInWords => (
            series::ONLY_IN_WORDS.to_owned(),
            series::ONLY_IN_WORDS_HINT.to_owned(),
        ),
        Invalid::OnlyTimes => (series::ONLY_TIMES.to_owned(), series::ONLY_TIMES_HINT.to_owned()),
        Invalid::NothingAhead => (
            series::NOTHING_AHEAD.to_owned(),
            series::NOTHING_AHEAD_HINT.to_owned(),
        ),
        Invalid::BothNeeded => (words::BOTH_NEEDED.to_owned(), words::BOTH_NEEDED_HINT.to_owned()),
        Invalid::PauseOrder => (words::PAUSE_ORDER.to_owned(), words::PAUSE_ORDER_HINT.to_owned()),
        Invalid::PausePast => (words::PAUSE_PAST.to_owned(), words::PAUSE_PAST_HINT.to_owned()),
        Invalid::RedLetter(why) => why.said(),
        Invalid::Talk(why) => why.said(),
        Invalid::SmallThing(why) => why.said(),
        Invalid::DayOrder => (
            import_words::DAY_ORDER.to_owned(),
            import_words::DAY_ORDER_HINT.to_owned(),
        ),
        Invalid::PauseLong => (words::PAUSE_LONG.to_owned(), words::PAUSE_LONG_HINT.to_owned()),
        Invalid::PartsMany(most) => (
            fill(plan_words::MOST_PARTS, &[("most", most)]),
            plan_words::MOST_HINT.to_owned(),
        ),
        Invalid::PreparationsMany(most) => (
            fill(plan_words::MOST_PREPARATIONS, &[("most", most)]),
            plan_words::MOST_HINT.to_owned(),
        ),
    };
    Problem {
        code: Code::Invalid,
        message,
        hint,
    }
}

fn sentence_problem(refusal: &domain::sentence::Refusal) -> Problem {
    let code = match refusal.code() {
        "needs_time" => Code::NeedsTime,
        "needs_day" => Code::NeedsDay,
        "past" => Code::Past,
        _ => Code::NotUnderstood,
    };
    Problem {
        code,
        message: refusal.message(),
        hint: refusal.hint().to_owned(),
    }
}

fn store_problem(error: &store::StoreError) -> Problem {
    use store::StoreError as E;
    let folder = |path: &std::path::Path| path.parent().unwrap_or(path).display().to_string();
    let (code, message, hint) = match error {
        E::DiskFull { .. } => plain(Code::DiskFull, words::DISK_FULL, words::DISK_FULL_HINT),
        E::ReadOnly { path, .. } => (
            Code::ReadOnly,
            fill(words::READ_ONLY, &[("path", &path.display())]),
            words::READ_ONLY_HINT.to_owned(),
        ),
        E::WrongKey => plain(Code::WrongKey, words::WRONG_KEY, words::WRONG_KEY_HINT),
        E::KeyMissing { path } => (
            Code::KeyMissing,
            words::KEY_MISSING.to_owned(),
            fill(words::KEY_MISSING_HINT, &[("path", &folder(path))]),
        ),
        E::KeyUnreadable { path } => (
            Code::WrongKey,
            words::KEY_UNREADABLE.to_owned(),
            fill(words::KEY_UNREADABLE_HINT, &[("path", &folder(path))]),
        ),
        E::Corrupt { .. } | E::Row { .. } => plain(Code::Corrupt, words::CORRUPT, words::CORRUPT_HINT),
        E::Newer { found, known } => (
            Code::Newer,
            words::NEWER.to_owned(),
            fill(words::NEWER_HINT, &[("known", known), ("found", found)]),
        ),
        E::Busy => plain(Code::Busy, words::BUSY, words::BUSY_HINT),
        E::CopyUnsound { .. } => plain(Code::Machine, words::COPY_UNSOUND, words::COPY_UNSOUND_HINT),
        E::Cancelled => plain(
            Code::Cancelled,
            import_words::CANCELLED,
            import_words::CANCELLED_HINT,
        ),
        E::Pragma { name, .. } => machine(name),
        // What the system says of a file or of SQLite has none of the couple's words in it.
        E::Io { source, .. } => machine(source),
        E::Sqlite(_) => machine(&words::SQLITE),
    };
    Problem { code, message, hint }
}

fn machine(why: &dyn std::fmt::Display) -> (Code, String, String) {
    (
        Code::Machine,
        fill(words::MACHINE, &[("why", &why)]),
        words::MACHINE_HINT.to_owned(),
    )
}
