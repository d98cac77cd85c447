//! What to say now, what to hold back, and when to look again: the heart of the reminders.
//!
//! A reminder's life: it falls **due** when its source says so, is held while quiet hours or a pause hold it, is handed
//! out when its time has come, and ends in the ledger as shown, superseded, summarised, expired, paused, put off or
//! acknowledged. Nothing here shows anything: `plan` returns values, somebody else acts.

mod absence;
mod facts;
mod ledger;
mod sources;

use std::collections::HashSet;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::{
    occurrence::{Occurrence, OccurrenceKey},
    pause,
    reminder::{Entry, LedgerRow, ReminderKey, Source, Why},
    slot::Kind,
    zone,
};
pub use facts::{Due, Facts, Nudge, Plan, Planning, Policy, Summary, ToPrepare};
use ledger::Ledger;
pub use sources::{follow_up, latest, lead_due, planning, reminders};

/// A lead missed is shown late until this long after the start; after that it goes to the inbox.
pub const GRACE: Duration = Duration::minutes(30);

/// Within this of its own date a lead is never held back.
pub const NEVER_QUIET: Duration = Duration::hours(3);

/// How long after a failed showing it is tried again, where nothing wakes us earlier.
pub const RETRY: Duration = Duration::seconds(30);

/// The longest wait between two tries: each is two writes to the disk, and a desktop that is back is noticed at once.
pub const RETRY_MOST: Duration = Duration::minutes(5);

/// How far back the inbox shows each reminder; what is older is counted.
pub const INBOX: Duration = Duration::days(7);

/// Shown later than this after it was due, a reminder was late.
pub const LATE: Duration = Duration::minutes(1);

/// What was written more than this in the future was written by a clock that was ahead; a clock that is set right by
/// some seconds was not.
pub const AHEAD: Duration = Duration::minutes(1);

/// What is this late was missed, also where the computer was awake: only so many of those are shown one by one.
pub const ABSENCE: Duration = Duration::minutes(5);

/// How many reminders are shown one by one after an absence; a summary speaks for the rest.
pub const SINGLES: usize = 3;

/// How many nudges a day has at most. Leads of dates do not count.
pub const NUDGES_A_DAY: usize = 2;

/// When the question after a date is asked, the morning after.
pub const ASKED_AT: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("BUG: 09:00 is a time");

/// How many days ahead the one whose turn it is hears of a date without a plan, and when: when people are at home.
pub const PLANNING_DAYS: i64 = 3;
/// See [`PLANNING_DAYS`].
pub const PLANNING_AT: NaiveTime = NaiveTime::from_hms_opt(18, 0, 0).expect("BUG: 18:00 is a time");

/// When a red-letter day is told, on the day.
pub const RED_LETTER_AT: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("BUG: 09:00 is a time");

/// How far back reminders that nobody could show are looked for: a computer in a cupboard for longer than that does
/// not owe anybody a list.
const FURTHEST_BACK: Duration = Duration::days(400);

/// Decides what to say now, what to hold back, and when to look again.
///
/// Time is an argument and nothing is read or written here, so a night asleep, a clock set back and a second start of
/// the app are ordinary inputs. A reminder due at 19:45 for 20:00 and seen at 20:10 is late by 25 minutes: within the
/// grace of 30 minutes after the start it is delivered, after it it is written down as expired.
///
/// `last_look` bounds what counts as missed: what was over before it and was never claimed did not exist then.
/// A clock that was ahead leaves `last_look` in the future; it is then ignored, and the ledger alone guards against
/// repeats. What such a clock wrote down as ended without showing it is open again.
///
/// What the ledger has as failed, or as claimed by an engine that is gone, comes to an end here too: shown, expired, or
/// superseded where a person has since moved, skipped, answered or deleted what it was about.
pub fn plan(now: DateTime<Utc>, last_look: Option<DateTime<Utc>>, facts: &Facts, policy: &Policy) -> Plan {
    let ledger = Ledger::of(&facts.ledger);
    let mut look = Look {
        now,
        last_look,
        gap: facts.gap,
        policy,
        ledger: &ledger,
        met: Vec::new(),
        plan: Plan::default(),
    };
    for (occurrence, leads) in &facts.occurrences {
        look.date(occurrence, leads);
        look.preparations(occurrence, of(&facts.preparations, occurrence.key));
        if let Some(planning) = &facts.planning {
            look.planning(occurrence, planning);
        }
        look.ask_after(occurrence);
    }
    for day in &facts.red_letters {
        look.red_letter(day);
    }
    if let Some(nudge) = &facts.nudge {
        look.gestures(nudge);
    }
    look.spare_the_day();
    look.gather();
    look.leave_nothing_open();
    let mut plan = look.plan;
    plan.deliver
        .sort_by_key(|d| (d.due, d.occurrence.as_ref().map(|o| o.start), d.key));
    plan
}

/// Those of one date.
fn of(preparations: &[ToPrepare], key: OccurrenceKey) -> &[ToPrepare] {
    let from = preparations.partition_point(|it| it.occurrence < key);
    let its = &preparations[from..];
    &its[..its.partition_point(|it| it.occurrence == key)]
}

/// The occurrences that reminders of the next while can be about, as bounds on their starts.
///
/// Back to eight days before the last look, so that what was missed is written down: a question about a date comes up
/// to three days after its start, and what waits in the inbox can be put off for a week. 30 days ahead: the longest lead
/// is 28 days and up to a day before, and an hour more when the clocks go back in between.
pub fn window(now: DateTime<Utc>, last_look: Option<DateTime<Utc>>) -> (DateTime<Utc>, DateTime<Utc>) {
    let seen = last_look.map_or(now, |look| look.min(now));
    let from = (seen - INBOX - Duration::days(1)).max(now - FURTHEST_BACK);
    (from, now + Duration::days(30))
}

/// The dates of which the ledger has something that is not at its end: claimed and never settled, failed, or put off and
/// not come again. They belong to the facts however long ago they were.
pub fn unfinished(ledger: &[LedgerRow]) -> Vec<OccurrenceKey> {
    let put_off = ledger.iter().filter(|row| row.key.snooze > 0);
    let came: HashSet<ReminderKey> = put_off.map(|row| row.key).collect();
    let unfinished = |row: &&LedgerRow| match row.entry {
        Entry::Claimed | Entry::Failed => true,
        Entry::Snoozed(_) => !came.contains(&row.key.again()),
        _ => false,
    };
    let mut found: Vec<_> = ledger
        .iter()
        .filter(unfinished)
        .filter_map(|row| row.key.source.occurrence())
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The last look, for a computer that was in `there` then and is in `here` now.
///
/// Where couple time floats, an hour that was still ahead on the wall there may lie behind us on the wall here, though
/// no time went by; and a moment may lie on another day. What was so passed over is to be written down as missed, and not
/// to be taken for what never was.
pub fn carried(last_look: DateTime<Utc>, there: Tz, here: Tz) -> DateTime<Utc> {
    if there == here {
        return last_look;
    }
    last_look.min(zone::instant(zone::civil(last_look, there), here)) - Duration::days(1)
}

/// One look at the clock, under way.
struct Look<'a> {
    now: DateTime<Utc>,
    last_look: Option<DateTime<Utc>>,
    gap: Option<Why>,
    policy: &'a Policy,
    ledger: &'a Ledger<'a>,
    /// The reminders in the ledger that are open, and were looked at.
    met: Vec<ReminderKey>,
    plan: Plan,
}

/// A reminder, and until when it makes sense.
#[derive(Clone, Copy)]
struct Reminder<'a> {
    key: ReminderKey,
    /// What the ledger has of it.
    row: Option<&'a LedgerRow>,
    /// Before quiet hours: this says which of two is the newer.
    meant: DateTime<Utc>,
    due: DateTime<Utc>,
    latest: DateTime<Utc>,
    occurrence: Option<&'a Occurrence>,
}

/// Where a reminder stands now.
enum Standing {
    /// It has come to an end, or is being shown this moment.
    Ended,
    /// Not before then.
    Waits(DateTime<Utc>),
    /// Now.
    Ready,
    /// Never: to be written down as this.
    Over(Entry),
}

impl<'a> Look<'a> {
    /// Whether nothing that comes at `first` or after it can come of a date before something else is waited for: so it
    /// is for most dates, at most looks.
    fn is_later(&self, first: DateTime<Utc>, occurrence: &Occurrence) -> bool {
        first > self.now
            && self.plan.next_wake.is_some_and(|next| next <= first)
            && !self.ledger.is_begun(occurrence.key)
    }

    /// Where a reminder stands: by the ledger, then by the clock, then by pauses and quiet hours.
    fn standing(&mut self, r: &Reminder<'_>) -> Standing {
        let (now, row) = (self.now, r.row);
        if let Some(row) = row {
            if self.ended(row) || matches!(row.entry, Entry::Snoozed(_)) {
                return Standing::Ended;
            }
            if row.entry == Entry::Failed {
                let again = row.at + retry(row.attempts);
                if !self.ahead(row) && now < again && again <= r.latest {
                    self.met.push(r.key);
                    return Standing::Waits(again);
                }
            }
            self.met.push(r.key);
        }
        if now < r.due {
            return Standing::Waits(r.due);
        }
        if now > r.latest {
            // It was still open at the last look, or fell due since; before that, it did not exist. What was put off did.
            let existed = row.is_some()
                || r.key.snooze > 0
                || self.last_look.is_some_and(|look| look > now || r.latest >= look);
            return if !existed {
                Standing::Ended
            } else if row.is_some_and(|row| row.shown_at.is_some()) {
                // The desktop lost it, and could not show it again; but it was shown.
                Standing::Over(Entry::Shown)
            } else if self.swallowed(r) {
                Standing::Over(Entry::Paused)
            } else {
                Standing::Over(Entry::Expired)
            };
        }
        if self.began_in_a_pause(r) {
            return Standing::Over(Entry::Paused);
        }
        if let Some(pause) = pause::at(&self.policy.pauses, now) {
            return Standing::Waits(pause.until);
        }
        match self.hushed(r) {
            Some(until) => Standing::Waits(until),
            None => Standing::Ready,
        }
    }

    /// Whether a row says that nothing will come of its reminder, whatever the hour.
    fn ended(&self, row: &LedgerRow) -> bool {
        match row.entry {
            Entry::Shown | Entry::Acknowledged => true,
            Entry::Expired | Entry::Superseded | Entry::Summarised | Entry::Paused => !self.ahead(row),
            Entry::Claimed => row.engine == self.policy.engine,
            Entry::Failed | Entry::Snoozed(_) => false,
        }
    }

    /// Whether a row was written by a clock that was ahead.
    fn ahead(&self, row: &LedgerRow) -> bool {
        row.at > self.now + AHEAD
    }

    /// Whether all its time lay in a pause.
    fn swallowed(&self, r: &Reminder<'_>) -> bool {
        let pause = pause::at(&self.policy.pauses, r.due);
        pause.is_some_and(|pause| r.latest < pause.until) || self.began_in_a_pause(r)
    }

    /// Dates in a pause count neither way, so nobody is asked about them.
    fn began_in_a_pause(&self, r: &Reminder<'_>) -> bool {
        matches!(r.key.source, Source::FollowUp { .. })
            && r.occurrence
                .is_some_and(|o| pause::at(&self.policy.pauses, o.start).is_some())
    }

    /// The end of the quiet hours that hold it now. What somebody put off to an hour is wanted at that hour.
    fn hushed(&self, r: &Reminder<'_>) -> Option<DateTime<Utc>> {
        if r.key.snooze > 0 {
            return None;
        }
        match (r.key.source, r.occurrence) {
            // The check-in may come all its day, but not into the night.
            (Source::Date { .. }, Some(o)) if o.kind == Kind::CheckIn && self.now > o.start + GRACE => {
                self.policy.quiet.end(self.now, self.policy.here)
            }
            (Source::Date { .. } | Source::Preparation { .. }, Some(o)) => {
                sources::held(self.now, r.due, o.start, self.policy)
            }
            _ => self.policy.quiet.end(self.now, self.policy.here),
        }
    }

    fn wake(&mut self, at: DateTime<Utc>) {
        self.plan.next_wake = Some(self.plan.next_wake.map_or(at, |already| already.min(at)));
    }

    fn close(&mut self, r: &Reminder<'_>, entry: Entry) {
        let mut due = self.due(r);
        if entry == Entry::Paused {
            due.why = Some(Why::Paused);
        }
        self.plan.close.push((due, entry));
    }

    fn deliver(&mut self, r: &Reminder<'_>) {
        let due = self.due(r);
        self.plan.deliver.push(due);
    }

    fn due(&self, r: &Reminder<'_>) -> Due {
        let failed = self
            .ledger
            .row(&r.key)
            .is_some_and(|row| row.entry == Entry::Failed);
        let why = if failed {
            Some(Why::Desktop)
        } else if self.now - r.due > LATE {
            self.gap.or_else(|| {
                let paused = pause::at(&self.policy.pauses, r.due).map(|_| Why::Paused);
                paused.or_else(|| self.quiet_at(r.due).then_some(Why::Quiet))
            })
        } else {
            (r.meant < r.due).then_some(Why::Quiet)
        };
        Due {
            key: r.key,
            due: r.due,
            occurrence: r.occurrence.cloned(),
            why,
        }
    }

    fn quiet_at(&self, at: DateTime<Utc>) -> bool {
        self.policy.quiet.end(at, self.policy.here).is_some()
    }

    /// Two nudges a day at most, the questions about dates first, small things last: what is beyond that waits in the inbox.
    fn spare_the_day(&mut self) {
        let today = self.day(self.now);
        let (mut nudges, rest): (Vec<Due>, Vec<Due>) = std::mem::take(&mut self.plan.deliver)
            .into_iter()
            // “Another” was asked for by a person: it is no nudge of ours.
            .partition(|d| d.key.source.is_nudge() && d.key.snooze == 0);
        self.plan.deliver = rest;
        if nudges.is_empty() {
            return;
        }
        // What is said a second time, because the program died over it, is still one.
        let again = |row: &LedgerRow| nudges.iter().any(|due| due.key == row.key);
        let had = self.ledger.nudges(|row, at| self.day(at) == today && !again(row));
        let rank = |source| match source {
            Source::FollowUp { .. } => 0,
            Source::Planning { .. } => 1,
            _ => 2,
        };
        nudges.sort_by_key(|d| (rank(d.key.source), d.due, d.key));
        let room = NUDGES_A_DAY.saturating_sub(had);
        for mut beyond in nudges.split_off(room.min(nudges.len())) {
            beyond.why = Some(Why::TooMany);
            self.plan.close.push((beyond, Entry::Expired));
        }
        self.plan.deliver.extend(nudges);
    }

    /// What was begun, and is about nothing any more: moved, skipped, answered or deleted since.
    fn leave_nothing_open(&mut self) {
        for row in self.ledger.open(self.policy.engine) {
            if self.met.contains(&row.key) {
                continue;
            }
            let over = matches!(row.key.source, Source::Gesture { .. } | Source::RedLetter { .. })
                && self.now > end_of_day(row.due, self.policy.here);
            let due = Due {
                key: row.key,
                due: row.due,
                occurrence: None,
                why: row.why,
            };
            let entry = if over { Entry::Expired } else { Entry::Superseded };
            self.plan.close.push((due, entry));
        }
    }

    fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        zone::civil(at, self.policy.here).date()
    }
}

/// How long after so many tries it is tried again: 30 seconds, a minute, two, four, five.
fn retry(attempts: u32) -> Duration {
    (RETRY * 2_i32.pow(attempts.saturating_sub(1).min(8))).min(RETRY_MOST)
}

/// The last moment of the day that `at` lies on, in `here`.
fn end_of_day(at: DateTime<Utc>, here: Tz) -> DateTime<Utc> {
    let next = zone::civil(at, here).date() + Duration::days(1);
    zone::instant(next.and_time(NaiveTime::MIN), here) - Duration::seconds(1)
}
