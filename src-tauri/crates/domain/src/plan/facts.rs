//! What goes into a look at the clock, and what comes out of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::{
    ids::{GestureId, PlanId},
    occurrence::{Occurrence, OccurrenceKey},
    pause::Span,
    people::Half,
    quiet::QuietHours,
    red_letter::RedLetter,
    reminder::{Entry, Lead, LedgerRow, ReminderKey, Why},
};

/// What is known when the engine looks at the clock.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The occurrences of [`super::window`], each with the leads of its slot.
    pub occurrences: Vec<(Occurrence, Vec<Lead>)>,
    /// The ledger of this computer, for those occurrences and the last days.
    pub ledger: Vec<LedgerRow>,
    /// When and with what to nudge, where somebody asked for it.
    pub nudge: Option<Nudge>,
    /// What is still to be got ready for those occurrences, and to be reminded of. By occurrence.
    pub preparations: Vec<ToPrepare>,
    /// Who hears of a date without a plan, where anybody does.
    pub planning: Option<Planning>,
    /// The red-letter days.
    pub red_letters: Vec<RedLetter>,
    /// What went on until now, when this look comes later than it should.
    pub gap: Option<Why>,
}

/// Something to be got ready, not done yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToPrepare {
    /// For which date.
    pub occurrence: OccurrenceKey,
    /// What.
    pub preparation: PlanId,
    /// When to be reminded of it.
    pub lead: Lead,
    /// Since when: a reminder due before that never was.
    pub made_at: DateTime<Utc>,
}

/// The planner's nudge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planning {
    /// Since when it is wanted: none is due before that.
    pub since: DateTime<Utc>,
    /// Whose turns it speaks of: those of the one whose computer this is, or, where it is shared, both.
    pub whose: Option<Half>,
    /// The dates that have something of a plan already.
    pub planned: BTreeSet<OccurrenceKey>,
}

/// The gesture nudge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nudge {
    /// At which wall time.
    pub at: NaiveTime,
    /// Since when it is wanted: none is due before that.
    pub since: DateTime<Utc>,
    /// What suits which day, best first. A day that is not here has no nudge.
    pub picks: BTreeMap<NaiveDate, Vec<GestureId>>,
}

/// What the couple chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// When to be quiet.
    pub quiet: QuietHours,
    /// When nothing is shown: by start, none touching another ([`crate::pause::spans`]).
    pub pauses: Vec<Span>,
    /// Whether to ask after a date whether it happened.
    pub follow_up: bool,
    /// Where this computer is.
    pub here: Tz,
    /// This start of the engine: claims of an earlier one are open again.
    pub engine: uuid::Uuid,
}

/// One reminder that has come to an end or is to be handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Which reminder.
    pub key: ReminderKey,
    /// When it fell due, after quiet hours.
    pub due: DateTime<Utc>,
    /// The date it is about, where it is about one.
    pub occurrence: Option<Occurrence>,
    /// Why it comes late, or did not come.
    pub why: Option<Why>,
}

/// One notification for several reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its own name and due.
    pub due: Due,
    /// How many reminders it speaks of.
    pub count: usize,
}

/// What to do now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// To be claimed and shown, by due.
    pub deliver: Vec<Due>,
    /// To be claimed, in the same write as `close`, and shown after `deliver`.
    pub summary: Option<Summary>,
    /// To be written down as ended, without having been shown.
    pub close: Vec<(Due, Entry)>,
    /// When something falls due next; `None` when nothing is ahead.
    pub next_wake: Option<DateTime<Utc>>,
}
