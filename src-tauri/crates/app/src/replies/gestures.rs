//! Small things: the page, who did which, and what each likes.

use serde::{Deserialize, Serialize};

use super::{Half, Halves};

/// One tick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Tick {
    /// Its id.
    pub id: String,
    /// The gesture's id; empty where whoever looks may not see it.
    pub gesture: String,
    /// The gesture's title; where whoever looks may not see it, "Something small".
    pub title: String,
    /// By whom.
    pub by: Half,
    /// The day it counts for.
    pub day: String,
    /// "8:10 am", or empty.
    pub at: String,
    /// One line, or empty.
    pub note: String,
}

/// A gesture, as it stands today for whoever is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Gesture {
    /// Its id.
    pub id: String,
    /// What to do, with a favourite in its place: "Make the ginger noodles".
    pub title: String,
    /// One line beneath it, or empty.
    pub detail: String,
    /// Why this one: "On Jules’s list of favourites.", or empty.
    pub why: String,
    /// Minutes.
    pub minutes: u32,
    /// "40 min", "2 h".
    pub length: String,
    /// 1 to 3.
    pub effort: u8,
    /// `free`, `small`, `some`.
    pub cost: String,
    /// "Free", "A little", "A meal out".
    pub cost_says: String,
    /// `words`, `time`, `help`, `touch`, `gift`.
    pub kind: String,
    /// `home`, `out`, `anywhere`.
    pub place: String,
    /// Whether the two do it together.
    pub together: bool,
    /// Whom it is for, where it is for one of them and known: a favourite's owner, or the other half of who is here.
    pub for_half: Option<Half>,
    /// Who did it today, as far as whoever looks may see.
    pub done: Halves,
    /// Today's ticks of it, the same.
    pub ticks: Vec<Tick>,
    /// "Last on 3 October", or empty.
    pub last: String,
    /// Whether it is the couple's own.
    pub own: bool,
    /// Whether it is the library's, in the couple's words.
    pub edited: bool,
    /// `offered`, `hidden`, `archived`.
    pub state: String,
    /// Whether whoever is here keeps it from the other until it is done.
    pub surprise: bool,
    /// The library's if-then plan to begin with, or empty.
    pub cue: String,
    /// What whoever is here means to do, or nothing.
    pub intention: Option<Intention>,
    /// The research it rests on, or nothing.
    pub evidence: Option<Evidence>,
}

/// What an item rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Evidence {
    /// `E5`.
    pub id: String,
    /// What was found.
    pub says: String,
    /// "A trial", "A diary study", "A survey", "Custom".
    pub level: String,
    /// Where it was published.
    pub source: String,
}

/// That somebody means to do a gesture, when and how often.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Intention {
    /// Its id.
    pub id: String,
    /// Whose.
    pub by: Half,
    /// "When I put the kettle on, I take one up.", or empty.
    pub cue: String,
    /// `now`, `daily`, `3 week`, `2 month`, `MO,TH`.
    pub rhythm: String,
    /// "Three times a week", "Mondays and Thursdays", "Now and then".
    pub rhythm_says: String,
    /// How settled it is, in thousandths; nothing where the rhythm expects nothing.
    pub strength: Option<u16>,
    /// The same in words, never a number: "Settling", "Settled", "Just begun".
    pub strength_says: String,
    /// "Since 3 October".
    pub since: String,
}

impl Eq for Intention {}

/// The gestures page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Gestures {
    /// Those that fit the filters, what fits first.
    pub gestures: Vec<Gesture>,
    /// How many there are without filters.
    pub all: u32,
    /// How many are hidden or archived.
    pub put_away: u32,
    /// What was done lately as far as whoever looks may see, newest first, at most twenty.
    pub lately: Vec<Tick>,
    /// The days of `lately`, said: "Tuesday 13 October", by `day`.
    pub lately_days: Vec<(String, String)>,
    /// "Nine weeks with something from you both. Quiet weeks only pause it."
    pub run: String,
    /// Whether touch is offered: both allow it.
    pub touch: bool,
}

/// What of the gestures to show. Empty is all that is offered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default)]
pub struct GestureFilter {
    /// For which half; nothing for either.
    pub for_half: Option<Half>,
    /// Only those the two do together.
    pub together: bool,
    /// At most so many minutes.
    pub minutes: Option<u32>,
    /// At most so much effort, 1 to 3.
    pub effort: Option<u8>,
    /// At most this cost.
    pub cost: Option<String>,
    /// Only this kind.
    pub kind: Option<String>,
    /// Only this place (`anywhere` suits both).
    pub place: Option<String>,
    /// Words in the title or detail.
    pub words: String,
    /// Those that were hidden and archived, instead of those on offer.
    pub put_away: bool,
}

/// A gesture of their own, or other words for one of the library.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default)]
pub struct GestureForm {
    /// Which; nothing for a new one.
    pub id: Option<String>,
    /// What to do, at most 84 characters.
    pub title: String,
    /// One line beneath it.
    pub detail: String,
    /// Minutes.
    pub minutes: u32,
    /// 1 to 3.
    pub effort: u8,
    /// `free`, `small`, `some`.
    pub cost: String,
    /// `words`, `time`, `help`, `touch`, `gift`.
    pub kind: String,
    /// `home`, `out`, `anywhere`.
    pub place: String,
    /// Whether the two do it together.
    pub together: bool,
    /// Whether it is kept from the other until it is done.
    pub surprise: bool,
}

/// A year of halves: a column a week, a row a day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct GestureYear {
    /// `2026`.
    pub year: i32,
    /// Whether there is anything in the year before.
    pub before: bool,
    /// Whether the year after has begun.
    pub after: bool,
    /// Its months and the column each begins in: ("Jan", 0).
    pub months: Vec<(String, u32)>,
    /// The days of the week in the order of the rows: "Monday".
    pub weekdays: Vec<String>,
    /// Columns, each of seven days; a day outside the year is nothing.
    pub weeks: Vec<Vec<Option<GestureDay>>>,
    /// `2026-10-13`, where today is in this year.
    pub today: Option<String>,
    /// "Today: took the early school run", or empty.
    pub today_says: String,
    /// The whole in a sentence, for who cannot see it: "From January to October 2026 …". No total by person.
    pub says: String,
}

/// A day of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct GestureDay {
    /// `2026-10-13`.
    pub date: String,
    /// "Tuesday 13 October".
    pub says: String,
    /// Who did something.
    pub done: Halves,
}

/// What was done on a day, as far as whoever looks may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct GestureDayDetail {
    /// `2026-10-13`.
    pub date: String,
    /// "Tuesday 13 October".
    pub says: String,
    /// The ticks.
    pub ticks: Vec<Tick>,
}

/// What the two have said they like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Favourites {
    /// All, by half and then by sort.
    pub favourites: Vec<Favourite>,
    /// The sorts there are to choose from: `meal` and "Meal".
    pub sorts: Vec<(String, String)>,
    /// What is to be asked next about each half, or nothing.
    pub cards: Vec<KnowCard>,
}

/// Something one of them likes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Favourite {
    /// Its id.
    pub id: String,
    /// Whose.
    pub of: Half,
    /// `meal`, `own:Walks`.
    pub sort: String,
    /// "Meal", "Walks".
    pub sort_says: String,
    /// What.
    pub words: String,
    /// A line beneath it, or empty.
    pub remark: String,
    /// Who wrote it.
    pub said_by: Half,
    /// "Asked in May", or empty where it is fresh.
    pub asked: String,
}

/// Something to add to the favourites, or to change there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default)]
pub struct FavouriteForm {
    /// Which; nothing for a new one.
    pub id: Option<String>,
    /// Whose.
    pub of: Option<Half>,
    /// `meal`, `own:Walks`.
    pub sort: String,
    /// What.
    pub words: String,
    /// A line beneath it.
    pub remark: String,
    /// Who writes it; nothing for whoever is here, or whose it is.
    pub said_by: Option<Half>,
}

/// A card of "What I know about you".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct KnowCard {
    /// Its id.
    pub id: String,
    /// About whom; the other one answers, then asks.
    pub about: Half,
    /// "What would Jules order without reading the menu?"
    pub text: String,
    /// The sort of favourite the answer becomes.
    pub sort: String,
    /// What was answered last, to be asked about again; or nothing.
    pub known: Option<Favourite>,
}

/// What one of them noticed the other do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Noticed {
    /// Its id.
    pub id: String,
    /// Who noticed.
    pub by: Half,
    /// What.
    pub words: String,
    /// The day, said: "yesterday", "Monday 12 October".
    pub day: String,
    /// "Thanked on Tuesday", or empty while thanks are to come.
    pub thanked: String,
}

/// The line of Today under the small things: what the other did, to say one noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ToNotice {
    /// The tick.
    pub tick: String,
    /// Who did it.
    pub by: Half,
    /// "Jules fixed the bike light yesterday."
    pub says: String,
}
