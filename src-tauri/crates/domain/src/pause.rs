//! Pauses: a holiday, an illness, a new baby. Reminders are silent, nothing piles up, and dates in one count neither way.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

use crate::{ids::PauseId, zone};

/// A time without reminders. Civil times: a holiday is over at home's clock or the holiday's, whichever is on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// Its identity.
    pub id: PauseId,
    /// Its first moment.
    pub from: NaiveDateTime,
    /// The first moment after it.
    pub until: NaiveDateTime,
}

/// A stretch of time: `from <= at < until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first moment.
    pub from: DateTime<Utc>,
    /// The first moment after it.
    pub until: DateTime<Utc>,
}

impl Span {
    /// Whether `at` lies in it.
    pub fn covers(self, at: DateTime<Utc>) -> bool {
        self.from <= at && at < self.until
    }
}

/// Pauses as instants for a computer in `here`: by start, those that touch or overlap joined, empty ones left out.
pub fn spans(pauses: &[Pause], here: Tz) -> Vec<Span> {
    let mut found: Vec<Span> = pauses
        .iter()
        .map(|pause| Span {
            from: zone::instant(pause.from, here),
            until: zone::instant(pause.until, here),
        })
        .filter(|span| span.from < span.until)
        .collect();
    found.sort_by_key(|span| span.from);
    let mut joined: Vec<Span> = Vec::with_capacity(found.len());
    for span in found {
        match joined.last_mut() {
            Some(last) if span.from <= last.until => last.until = last.until.max(span.until),
            _ => joined.push(span),
        }
    }
    joined
}

/// The pause that `at` lies in.
pub fn at(spans: &[Span], at: DateTime<Utc>) -> Option<Span> {
    spans.iter().copied().find(|span| span.covers(at))
}
