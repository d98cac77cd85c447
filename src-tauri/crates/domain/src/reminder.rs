//! Leads, and what a reminder says.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::{
    ids::{GestureId, PlanId, RedLetterId},
    occurrence::OccurrenceKey,
};

/// How long before an occurrence a reminder comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lead {
    /// So many minutes before the start.
    Before {
        /// Minutes, 0 to 40,320 (four weeks).
        minutes: u32,
    },
    /// On a day before the start's day (0 is the same day), at a wall time.
    Day {
        /// Days before, 0 to 28.
        days: u32,
        /// The wall time on that day.
        at: NaiveTime,
    },
}

/// A lead that cannot be read: `90m`, `2h`, `evening`, `morning@9` and `2d@18:30` can.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a lead: {0}")]
pub struct LeadError(pub String);

impl Lead {
    /// The evening before, at 7 pm.
    pub const EVENING: Lead = Lead::Day {
        days: 1,
        at: NaiveTime::from_hms_opt(19, 0, 0).expect("BUG: 19:00 is a time"),
    };
    /// Ninety minutes before.
    pub const NINETY: Lead = Lead::Before { minutes: 90 };

    /// What every kind of couple time starts with.
    pub const DEFAULT: [Lead; 2] = [Lead::EVENING, Lead::NINETY];

    /// The civil time at which it is due, for an occurrence that starts at `start`.
    pub fn due(self, start: NaiveDateTime) -> NaiveDateTime {
        match self {
            Lead::Before { minutes } => start - Duration::minutes(minutes.into()),
            Lead::Day { days, at } => (start.date() - Duration::days(days.into())).and_time(at),
        }
    }
}

/// What a reminder is about. Whatever comes to remind of something else adds its own variant here, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// A date that is coming.
    ///
    /// The hour is part of its name: a date that was moved is reminded of again, one whose title changed is not.
    Date {
        /// The occurrence.
        occurrence: OccurrenceKey,
        /// The civil start it is about: the original one, or the one it was moved to.
        local: NaiveDateTime,
        /// How long before.
        lead: Lead,
    },
    /// A date that is over: “Did it happen?”
    FollowUp {
        /// The occurrence.
        occurrence: OccurrenceKey,
        /// The civil start it had.
        local: NaiveDateTime,
    },
    /// Something to be got ready for a date.
    ///
    /// The hour and the lead are part of its name, as with a date: set anew, it reminds anew.
    Preparation {
        /// The occurrence.
        occurrence: OccurrenceKey,
        /// The civil start it is for.
        local: NaiveDateTime,
        /// What is to be got ready.
        preparation: PlanId,
        /// How long before.
        lead: Lead,
    },
    /// A date that is three days off, that somebody's turn it is to plan, and that has no plan yet.
    Planning {
        /// The occurrence.
        occurrence: OccurrenceKey,
        /// The civil start it has.
        local: NaiveDateTime,
    },
    /// One small thing, on a day.
    Gesture {
        /// The day.
        day: NaiveDate,
        /// The small thing.
        gesture: GestureId,
    },
    /// A red-letter day, on the day.
    RedLetter {
        /// Which.
        id: RedLetterId,
        /// The day it falls on this year.
        day: NaiveDate,
    },
    /// Stands for several after an absence.
    Summary {
        /// When it was said.
        at: NaiveDateTime,
    },
}

/// The name of one reminder: what it is about, and how often it was put off.
///
/// As text it is one line, `date SLOT@2026-10-15T19:00 2026-10-15T19:00 90m 0`, and reads back to the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReminderKey {
    /// What it is about.
    pub source: Source,
    /// 0 for the first showing, 1 after the first snooze, and so on.
    pub snooze: u32,
}

impl Source {
    /// The occurrence it is about, where it is about one.
    pub fn occurrence(self) -> Option<OccurrenceKey> {
        match self {
            Source::Date { occurrence, .. }
            | Source::FollowUp { occurrence, .. }
            | Source::Preparation { occurrence, .. }
            | Source::Planning { occurrence, .. } => Some(occurrence),
            Source::Gesture { .. } | Source::RedLetter { .. } | Source::Summary { .. } => None,
        }
    }

    /// The civil start it speaks of, where it is about an occurrence: moved, that one has other reminders.
    pub fn local(self) -> Option<NaiveDateTime> {
        match self {
            Source::Date { local, .. }
            | Source::FollowUp { local, .. }
            | Source::Preparation { local, .. }
            | Source::Planning { local, .. } => Some(local),
            Source::Gesture { .. } | Source::RedLetter { .. } | Source::Summary { .. } => None,
        }
    }

    /// How long before its date it comes, where that was chosen.
    pub fn lead(self) -> Option<Lead> {
        match self {
            Source::Date { lead, .. } | Source::Preparation { lead, .. } => Some(lead),
            _ => None,
        }
    }

    /// The stable word for files and JSON: `follow_up`.
    pub fn word(self) -> &'static str {
        match self {
            Source::Date { .. } => "date",
            Source::FollowUp { .. } => "follow_up",
            Source::Preparation { .. } => "preparation",
            Source::Planning { .. } => "planning",
            Source::Gesture { .. } => "gesture",
            Source::RedLetter { .. } => "red_letter",
            Source::Summary { .. } => "summary",
        }
    }

    /// What it is about, as the terminal names it: an occurrence's key; a day; a moment.
    pub fn subject(self) -> String {
        match self {
            Source::Date { occurrence, .. }
            | Source::FollowUp { occurrence, .. }
            | Source::Preparation { occurrence, .. }
            | Source::Planning { occurrence, .. } => occurrence.to_string(),
            Source::Gesture { day, .. } | Source::RedLetter { day, .. } => day.to_string(),
            Source::Summary { at } => at.format(MINUTE).to_string(),
        }
    }

    /// Whether it may wait and be few. What the couple asked for at an hour is none: a date that is coming, what is to be
    /// got ready for it, a red-letter day.
    pub fn is_nudge(self) -> bool {
        matches!(
            self,
            Source::FollowUp { .. } | Source::Planning { .. } | Source::Gesture { .. }
        )
    }
}

impl ReminderKey {
    /// The same reminder, put off once more.
    pub fn again(self) -> ReminderKey {
        ReminderKey {
            snooze: self.snooze + 1,
            ..self
        }
    }
}

/// Not a reminder's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a reminder: {0}")]
pub struct ReminderKeyError(pub String);

const MINUTE: &str = "%Y-%m-%dT%H:%M";
const SECOND: &str = "%Y-%m-%dT%H:%M:%S";

impl fmt::Display for ReminderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.source.word())?;
        match self.source {
            Source::Date {
                occurrence,
                local,
                lead,
            } => write!(f, "{occurrence} {} {lead}", local.format(MINUTE)),
            Source::FollowUp { occurrence, local } | Source::Planning { occurrence, local } => {
                write!(f, "{occurrence} {}", local.format(MINUTE))
            }
            Source::Preparation {
                occurrence,
                local,
                preparation,
                lead,
            } => write!(f, "{occurrence} {} {preparation} {lead}", local.format(MINUTE)),
            Source::Gesture { day, gesture } => write!(f, "{day} {gesture}"),
            Source::RedLetter { id, day } => write!(f, "{day} {id}"),
            Source::Summary { at } => write!(f, "{}", at.format(SECOND)),
        }?;
        write!(f, " {}", self.snooze)
    }
}

impl FromStr for ReminderKey {
    type Err = ReminderKeyError;

    fn from_str(text: &str) -> Result<ReminderKey, ReminderKeyError> {
        read_key(text).ok_or_else(|| ReminderKeyError(text.to_owned()))
    }
}

fn read_key(text: &str) -> Option<ReminderKey> {
    let wall = |text: &str, format| NaiveDateTime::parse_from_str(text, format).ok();
    let words: Vec<&str> = text.split(' ').collect();
    let (source, snooze) = match words[..] {
        ["date", occurrence, local, lead, snooze] => {
            let occurrence = occurrence.parse().ok()?;
            let (local, lead) = (wall(local, MINUTE)?, lead.parse().ok()?);
            (
                Source::Date {
                    occurrence,
                    local,
                    lead,
                },
                snooze,
            )
        }
        ["follow_up", occurrence, local, snooze] => {
            let occurrence = occurrence.parse().ok()?;
            let local = wall(local, MINUTE)?;
            (Source::FollowUp { occurrence, local }, snooze)
        }
        ["preparation", occurrence, local, preparation, lead, snooze] => {
            let occurrence = occurrence.parse().ok()?;
            let (local, lead) = (wall(local, MINUTE)?, lead.parse().ok()?);
            (
                Source::Preparation {
                    occurrence,
                    local,
                    preparation: preparation.parse().ok()?,
                    lead,
                },
                snooze,
            )
        }
        ["planning", occurrence, local, snooze] => {
            let occurrence = occurrence.parse().ok()?;
            let local = wall(local, MINUTE)?;
            (Source::Planning { occurrence, local }, snooze)
        }
        ["gesture", day, gesture, snooze] => {
            let (day, gesture) = (day.parse().ok()?, gesture.parse().ok()?);
            (Source::Gesture { day, gesture }, snooze)
        }
        ["red_letter", day, id, snooze] => {
            let (day, id) = (day.parse().ok()?, id.parse().ok()?);
            (Source::RedLetter { id, day }, snooze)
        }
        ["summary", at, snooze] => (
            Source::Summary {
                at: wall(at, SECOND)?,
            },
            snooze,
        ),
        _ => return None,
    };
    Some(ReminderKey {
        source,
        snooze: snooze.parse().ok()?,
    })
}

/// What became of a reminder, as the ledger of this computer has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// About to be shown; it may have been, if this is all that was written.
    Claimed,
    /// Shown.
    Shown,
    /// The desktop could not show it; tried again while it makes sense.
    Failed,
    /// Its time went by while nothing could show it.
    Expired,
    /// A newer lead of the same occurrence spoke for it.
    Superseded,
    /// A summary after an absence spoke for it.
    Summarised,
    /// Its time went by in a pause: it waits nowhere.
    Paused,
    /// Put off: it comes again at this instant, as the next snooze.
    Snoozed(DateTime<Utc>),
    /// Answered: nothing more of it.
    Acknowledged,
}

/// Why a reminder was late, or was not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The computer slept.
    Asleep,
    /// Nothing that reminds was running.
    Off,
    /// The desktop's notifications did not show it.
    Desktop,
    /// Quiet hours held it.
    Quiet,
    /// Reminders were paused.
    Paused,
    /// There had been two nudges that day.
    TooMany,
}

impl Why {
    /// All of them.
    pub const ALL: [Why; 6] = [
        Why::Asleep,
        Why::Off,
        Why::Desktop,
        Why::Quiet,
        Why::Paused,
        Why::TooMany,
    ];

    /// The stable word for files and JSON: `too_many`.
    pub fn word(self) -> &'static str {
        match self {
            Why::Asleep => "asleep",
            Why::Off => "off",
            Why::Desktop => "desktop",
            Why::Quiet => "quiet",
            Why::Paused => "paused",
            Why::TooMany => "too_many",
        }
    }

    /// The reason behind a stable word.
    pub fn from_word(word: &str) -> Option<Why> {
        Why::ALL.into_iter().find(|why| why.word() == word)
    }
}

/// One row of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerRow {
    /// Which reminder.
    pub key: ReminderKey,
    /// What became of it.
    pub entry: Entry,
    /// When it was due.
    pub due: DateTime<Utc>,
    /// When the row last changed.
    pub at: DateTime<Utc>,
    /// When it was first shown, if ever.
    pub shown_at: Option<DateTime<Utc>>,
    /// Why it was late or not shown, where that is known.
    pub why: Option<Why>,
    /// Whether somebody took it off the list of what came while they were away.
    pub cleared: bool,
    /// How often showing it was begun.
    pub attempts: u32,
    /// The start of the engine that claimed it: a claim by an earlier one is open to be claimed again.
    pub engine: uuid::Uuid,
}

/// The terminal's word for it: `90m`, `2h`, `evening`, `morning@9`, `2d@18:30`. Reads back to the same lead.
impl fmt::Display for Lead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Lead::Before { minutes } if minutes > 0 && minutes % 60 == 0 => write!(f, "{}h", minutes / 60),
            Lead::Before { minutes } => write!(f, "{minutes}m"),
            lead if lead == Lead::EVENING => f.write_str("evening"),
            Lead::Day { days, at } => {
                let at = at.format("%H:%M");
                if days == 0 {
                    write!(f, "morning@{at}")
                } else {
                    write!(f, "{days}d@{at}")
                }
            }
        }
    }
}

impl FromStr for Lead {
    type Err = LeadError;

    fn from_str(text: &str) -> Result<Lead, LeadError> {
        let error = || LeadError(text.to_owned());
        let word = text.trim().to_lowercase();
        if word == "evening" {
            return Ok(Lead::EVENING);
        }
        if let Some((day, at)) = word.split_once('@') {
            let days = match day.strip_suffix('d') {
                Some(n) => n.parse().map_err(|_| error())?,
                None if day == "morning" => 0,
                None if day == "evening" => 1,
                None => return Err(error()),
            };
            let (hour, minute) = at.split_once(':').unwrap_or((at, "0"));
            let at = NaiveTime::from_hms_opt(
                hour.parse().map_err(|_| error())?,
                minute.parse().map_err(|_| error())?,
                0,
            );
            return match at {
                Some(at) if days <= 28 => Ok(Lead::Day { days, at }),
                _ => Err(error()),
            };
        }
        let (number, unit) = word.split_at(word.len() - word.chars().last().map_or(0, char::len_utf8));
        let number: u32 = number.parse().map_err(|_| error())?;
        let minutes = match unit {
            "m" => Some(number),
            "h" => number.checked_mul(60),
            "d" => number.checked_mul(24 * 60),
            _ => None,
        };
        match minutes {
            Some(minutes) if minutes <= 28 * 24 * 60 => Ok(Lead::Before { minutes }),
            _ => Err(error()),
        }
    }
}
