//! A standing date: what the couple set up once, and what follows from it.

use std::{borrow::Cow, fmt, str::FromStr};

use chrono::{DateTime, NaiveDateTime, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;

use crate::{
    ids::{KindId, SlotId},
    people::Half,
    recurrence::Rule,
    reminder::Lead,
};

/// What sort of time a slot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Couple time of no particular sort.
    Date,
    /// A meal in the middle of the day.
    Lunch,
    /// A walk, a coffee.
    Walk,
    /// Out for the evening.
    EveningOut,
    /// At home in the evening.
    EveningIn,
    /// Shown only under the couple's own label, everywhere.
    Private,
    /// Therapy, counselling, an appointment with a third person. Fixed to its zone, drawn in slate.
    OutsideHelp,
    /// The weekly look at how it goes: a few minutes, drawn plainly, never the date on the plate.
    CheckIn,
    /// A kind of the couple's own; its name and usual length are theirs.
    Own(KindId),
}

/// How the word of a kind of the couple's own begins; its id follows.
const OWN: &str = "own:";

impl Kind {
    /// All kinds that come with the program, in the order the editor shows them.
    pub const ALL: [Kind; 8] = [
        Kind::Date,
        Kind::Lunch,
        Kind::Walk,
        Kind::EveningOut,
        Kind::EveningIn,
        Kind::Private,
        Kind::OutsideHelp,
        Kind::CheckIn,
    ];

    /// The stable word for files and JSON: `evening_out`, `own:0199df00-…`.
    pub fn word(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Kind::Date => "date",
            Kind::Lunch => "lunch",
            Kind::Walk => "walk",
            Kind::EveningOut => "evening_out",
            Kind::EveningIn => "evening_in",
            Kind::Private => "private",
            Kind::OutsideHelp => "outside_help",
            Kind::CheckIn => "check_in",
            Kind::Own(id) => return Cow::Owned(format!("{OWN}{id}")),
        })
    }

    /// The kind behind a stable word.
    pub fn from_word(word: &str) -> Option<Kind> {
        match word.strip_prefix(OWN) {
            Some(id) => id.parse().ok().map(Kind::Own),
            None => Kind::ALL.into_iter().find(|k| k.word() == word),
        }
    }

    /// Whether it is time for the two of them alone: not an appointment with a third person, and not the check-in.
    pub fn is_couple_time(self) -> bool {
        !matches!(self, Kind::OutsideHelp | Kind::CheckIn)
    }

    /// Couple time travels with the couple; an appointment with somebody else stays in its zone.
    pub fn anchor(self) -> Anchor {
        match self {
            Kind::OutsideHelp => Anchor::Fixed,
            _ => Anchor::Floating,
        }
    }
}

/// Whether 7 pm means 7 pm wherever this computer is, or 7 pm in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// 7 pm wherever this computer is.
    Floating,
    /// 7 pm in the slot's zone.
    Fixed,
}

/// Who plans the occurrences of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Planner {
    /// Nobody said.
    Unset,
    /// In turns, this one first. A skipped occurrence takes nobody's turn.
    Turns(Half),
    /// Always this one.
    One(Half),
    /// Together.
    Both,
}

/// Every week or every month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Per {
    /// A week, from the couple's own first day of it.
    Week,
    /// A calendar month.
    Month,
}

/// So many times a week or a month, on any day: `2 week`.
///
/// Such a slot has no rule. Its evenings are those that were added by hand, where the week turned out to have room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Times {
    /// How many, 1 to 7 a week or 1 to 31 a month.
    pub count: u32,
    /// In which time.
    pub per: Per,
}

/// Where a date that falls through may go: offered first, when it is free. `SA 15:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Backup {
    /// Its day of the week.
    pub day: Weekday,
    /// Its hour on the wall.
    pub at: NaiveTime,
}

/// A kind of time of the couple's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnKind {
    /// Its identity.
    pub id: KindId,
    /// What they call it.
    pub name: String,
    /// The stable word of its picture.
    pub icon: String,
    /// How long it usually lasts, in minutes, 1 to 1,440.
    pub minutes: u32,
}

/// A standing or single date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its identity.
    pub id: SlotId,
    /// In the couple's words; may be empty.
    pub title: String,
    /// What sort of time.
    pub kind: Kind,
    /// What a private slot is called everywhere; empty for other kinds.
    pub label: String,
    /// Civil start of the first occurrence.
    pub start: NaiveDateTime,
    /// Length in minutes, 1 to 1,440.
    pub minutes: u32,
    /// How it comes again; `None` is a single date.
    pub rule: Option<Rule>,
    /// Whether it floats.
    pub anchor: Anchor,
    /// The zone it was made in; decides the instants only when `anchor` is `Fixed`.
    pub zone: Tz,
    /// Who plans.
    pub planner: Planner,
    /// When reminders come, earliest first.
    pub leads: Vec<Lead>,
    /// When its times were last set: a lead due before that is not late, it never was.
    pub timed_at: DateTime<Utc>,
    /// So many times a week or month on any day, instead of a rule; `rule` is `None` then, and `start` says only since when.
    pub times: Option<Times>,
    /// Where it may go when it falls through.
    pub backup: Option<Backup>,
    /// The series this one follows: the same date, at other hours since then.
    pub continues: Option<SlotId>,
    /// `UID` of the calendar file it came from.
    pub uid: Option<String>,
    /// What that file said of it that means nothing here, as content lines: it goes out again as it came. Mostly empty.
    pub carried: String,
}

impl Slot {
    /// A single date of an hour without a name, that somebody is about to say more of.
    pub fn new(id: SlotId, start: NaiveDateTime, zone: Tz, timed_at: DateTime<Utc>) -> Slot {
        Slot {
            id,
            title: String::new(),
            kind: Kind::Date,
            label: String::new(),
            start,
            minutes: 60,
            rule: None,
            anchor: Anchor::Floating,
            zone,
            planner: Planner::Unset,
            leads: vec![],
            timed_at,
            times: None,
            backup: None,
            continues: None,
            uid: None,
            carried: String::new(),
        }
    }

    /// Whether it comes again.
    pub fn is_standing(&self) -> bool {
        self.rule.is_some() || self.times.is_some()
    }

    /// The name it goes by: a private slot only ever under its label.
    pub fn shown_title(&self) -> &str {
        if self.kind == Kind::Private {
            &self.label
        } else {
            &self.title
        }
    }

    /// The zone that decides its instants, for a computer that is in `here`.
    pub fn zone_here(&self, here: Tz) -> Tz {
        match self.anchor {
            Anchor::Floating => here,
            Anchor::Fixed => self.zone,
        }
    }
}

/// Not a count of times or a back-up hour: `2 week` and `SA 15:00` are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not understood: {0}")]
pub struct WordError(pub String);

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per = match self.per {
            Per::Week => "week",
            Per::Month => "month",
        };
        write!(f, "{} {per}", self.count)
    }
}

impl FromStr for Times {
    type Err = WordError;

    fn from_str(text: &str) -> Result<Times, WordError> {
        let error = || WordError(text.to_owned());
        let (count, per) = text.split_once(' ').ok_or_else(error)?;
        let (per, most) = match per {
            "week" => (Per::Week, 7),
            "month" => (Per::Month, 31),
            _ => return Err(error()),
        };
        let count = count.parse().map_err(|_| error())?;
        if (1..=most).contains(&count) {
            Ok(Times { count, per })
        } else {
            Err(error())
        }
    }
}

/// The days of the week as RFC 5545 writes them, Monday first.
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

impl fmt::Display for Backup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = DAYS[self.day.num_days_from_monday() as usize];
        write!(f, "{day} {}", self.at.format("%H:%M"))
    }
}

impl FromStr for Backup {
    type Err = WordError;

    fn from_str(text: &str) -> Result<Backup, WordError> {
        let error = || WordError(text.to_owned());
        let (day, at) = text.split_once(' ').ok_or_else(error)?;
        let day = DAYS.iter().position(|d| *d == day).ok_or_else(error)?;
        let day = u8::try_from(day).ok().and_then(|n| Weekday::try_from(n).ok());
        Ok(Backup {
            day: day.ok_or_else(error)?,
            at: NaiveTime::parse_from_str(at, "%H:%M").map_err(|_| error())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stable_words_read_back_to_what_they_name() {
        for word in ["1 week", "7 week", "31 month"] {
            assert_eq!(word.parse::<Times>().map(|t| t.to_string()).as_deref(), Ok(word));
        }
        for word in ["0 week", "8 week", "32 month", "2 year", "2", ""] {
            assert!(word.parse::<Times>().is_err(), "{word:?} is no count of times");
        }
        for word in ["MO 00:00", "SA 15:00", "SU 23:59"] {
            assert_eq!(word.parse::<Backup>().map(|b| b.to_string()).as_deref(), Ok(word));
        }
        for word in ["XX 15:00", "SA 24:00", "SA", ""] {
            assert!(word.parse::<Backup>().is_err(), "{word:?} is no hour of a week");
        }
    }

    #[test]
    fn a_kind_of_their_own_goes_by_its_id() {
        let own = Kind::Own(KindId(uuid::Uuid::from_u128(7)));
        assert_eq!(Kind::from_word(&own.word()), Some(own));
        assert_eq!(
            Kind::from_word("own:climbing"),
            None,
            "its name may change, its id does not"
        );
    }
}
