//! Leads, and what a reminder says.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Duration, NaiveDateTime, NaiveTime, Utc};

use crate::occurrence::OccurrenceKey;

/// How long before an occurrence a reminder comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// The name of one reminder: which occurrence at which hour, which lead, and how often it was put off.
///
/// The hour is part of it: a date that was moved is reminded of again, one whose title changed is not.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReminderKey {
    /// The occurrence.
    pub occurrence: OccurrenceKey,
    /// The civil start it is about: the original one, or the one it was moved to.
    pub local: NaiveDateTime,
    /// The lead, as the terminal writes it.
    pub lead: String,
    /// 0 for the first showing, 1 after the first snooze, and so on.
    pub snooze: u32,
}

/// What became of a reminder, as the ledger of this computer has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// About to be shown; it may have been, if this is all that was written.
    Claimed,
    /// Shown.
    Shown,
    /// The desktop could not show it; tried again while it makes sense.
    Failed,
    /// Its time went by while nothing could show it, or while reminders were paused.
    Expired,
    /// A newer lead of the same occurrence spoke for it.
    Superseded,
    /// Put off: it comes again at this instant, as the next snooze.
    Snoozed(DateTime<Utc>),
    /// “Fine”: nothing more about this occurrence.
    Acknowledged,
}

/// One row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// Which reminder.
    pub key: ReminderKey,
    /// What became of it.
    pub entry: Entry,
    /// When it was due.
    pub due: DateTime<Utc>,
    /// When the row last changed.
    pub at: DateTime<Utc>,
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
