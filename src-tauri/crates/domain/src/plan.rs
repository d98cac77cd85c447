//! What to say now, what to hold back, and when to look again: the heart of the reminders.
//!
//! A reminder's life: it falls **due** when its lead says so, is held while quiet hours hold it, is handed out when
//! its time has come, and ends in the ledger as shown, superseded, expired, put off or acknowledged. Nothing here
//! shows anything: `plan` returns values, somebody else acts.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

use crate::{
    occurrence::{Occurrence, Status},
    quiet::QuietHours,
    reminder::{Entry, Lead, LedgerRow, ReminderKey},
    zone,
};

/// A lead missed is shown late until this long after the start; after that it goes to the inbox.
pub const GRACE: Duration = Duration::minutes(30);

/// Within this of its own date a lead is never held back.
pub const NEVER_QUIET: Duration = Duration::hours(3);

/// How long after a failed showing it is tried again, where nothing wakes us earlier.
pub const RETRY: Duration = Duration::seconds(30);

/// How far back a lead that nobody could show is still recorded as missed.
pub const INBOX: Duration = Duration::days(7);

/// What is known when the engine looks at the clock.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The occurrences near now, each with the leads of its slot. Those from eight days back to 29 days ahead are enough.
    pub occurrences: Vec<(Occurrence, Vec<Lead>)>,
    /// The ledger of this computer, for those occurrences.
    pub ledger: Vec<LedgerRow>,
}

/// What the couple chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// When to be quiet.
    pub quiet: QuietHours,
    /// Nothing is shown before this instant.
    pub paused_until: Option<DateTime<Utc>>,
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
    /// What it is about.
    pub occurrence: Occurrence,
}

/// What to do now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// To be claimed and shown, by due.
    pub deliver: Vec<Due>,
    /// To be written down as ended, without having been shown.
    pub close: Vec<(Due, Entry)>,
    /// When something falls due next; `None` when nothing is ahead.
    pub next_wake: Option<DateTime<Utc>>,
}

/// Decides what to say now, what to hold back, and when to look again.
///
/// Time is an argument and nothing is read or written here, so a night asleep, a clock set back and a second start of
/// the app are ordinary inputs. A reminder due at 19:45 for 20:00 and seen at 20:10 is late by 25 minutes: within the
/// grace of 30 minutes after the start it is delivered, after it it is written down as expired.
///
/// `last_look` bounds what counts as missed: what fell due before it and was never claimed did not exist then.
/// A clock that was ahead leaves `last_look` in the future; it is then ignored, and the ledger alone guards against repeats.
pub fn plan(now: DateTime<Utc>, last_look: Option<DateTime<Utc>>, facts: &Facts, policy: &Policy) -> Plan {
    let ledger: HashMap<&ReminderKey, &LedgerRow> = facts.ledger.iter().map(|row| (&row.key, row)).collect();
    let mut plan = Plan::default();
    for (occurrence, leads) in &facts.occurrences {
        let acknowledged = facts.ledger.iter().any(|row| {
            row.key.occurrence == occurrence.key
                && row.key.local == occurrence.local
                && row.entry == Entry::Acknowledged
        });
        let live = matches!(occurrence.status, Status::Planned | Status::Moved | Status::Past);
        if acknowledged || !live {
            continue;
        }
        let mut ready = Vec::new();
        for reminder in reminders(occurrence, leads, policy) {
            follow(now, last_look, &ledger, policy, reminder, &mut ready, &mut plan);
        }
        // Only the newest lead of an occurrence speaks; a reminder put off by hand is newer than any lead. One that is
        // being shown, or was, spoke for all before it, also when the program died before it could write that down.
        let spoken = facts
            .ledger
            .iter()
            .filter(|row| row.key.occurrence == occurrence.key && row.key.local == occurrence.local)
            .filter(|row| matches!(row.entry, Entry::Claimed | Entry::Shown | Entry::Snoozed(_)))
            .map(|row| row.due)
            .max();
        ready.sort_by_key(|r: &Due| (r.due, r.key.snooze));
        if let Some(newest) = ready.pop_if(|newest| spoken.is_none_or(|due| newest.due >= due)) {
            plan.deliver.push(newest);
        }
        plan.close
            .extend(ready.into_iter().map(|older| (older, Entry::Superseded)));
    }
    plan.deliver.sort_by(|a, b| (a.due, &a.key).cmp(&(b.due, &b.key)));
    plan
}

/// The reminders an occurrence is going to have, with their dues after quiet hours: what `standing remind --dry-run`
/// lists and the screens name as "next".
pub fn reminders(occurrence: &Occurrence, leads: &[Lead], policy: &Policy) -> Vec<Due> {
    let mut found: BTreeMap<(DateTime<Utc>, String), Due> = BTreeMap::new();
    for lead in leads {
        let due = match lead {
            // So many minutes before is counted in instants: the night the clocks change does not shift it.
            Lead::Before { minutes } => occurrence.start - Duration::minutes((*minutes).into()),
            Lead::Day { .. } => zone::instant(lead.due(occurrence.local), occurrence.zone),
        };
        if due > occurrence.start || due < occurrence.timed_at {
            continue;
        }
        let due = held(due, occurrence.start, policy);
        let key = ReminderKey {
            occurrence: occurrence.key,
            local: occurrence.local,
            lead: lead.to_string(),
            snooze: 0,
        };
        found.insert(
            (due, key.lead.clone()),
            Due {
                key,
                due,
                occurrence: occurrence.clone(),
            },
        );
    }
    found.into_values().collect()
}

/// Quiet hours hold a lead until they end, but never one that is due within three hours of its own date, and never one
/// that would then come too late: for a date at six in the morning, eleven in the evening is kinder than three.
fn held(due: DateTime<Utc>, start: DateTime<Utc>, policy: &Policy) -> DateTime<Utc> {
    if due >= start - NEVER_QUIET {
        return due;
    }
    policy
        .quiet
        .end(due, policy.here)
        .filter(|end| *end < start)
        .unwrap_or(due)
}

/// Follows one reminder, through its snoozes, to where it stands now.
fn follow(
    now: DateTime<Utc>,
    last_look: Option<DateTime<Utc>>,
    ledger: &HashMap<&ReminderKey, &LedgerRow>,
    policy: &Policy,
    mut reminder: Due,
    ready: &mut Vec<Due>,
    plan: &mut Plan,
) {
    let start = reminder.occurrence.start;
    loop {
        let row = ledger.get(&reminder.key);
        // What somebody put off to a late hour is still wanted at that hour.
        let latest = (start + GRACE).max(if reminder.key.snooze > 0 {
            reminder.due + GRACE
        } else {
            start
        });
        let open = match row.map(|r| &r.entry) {
            None => true,
            Some(Entry::Claimed) => row.is_some_and(|r| r.engine != policy.engine),
            Some(Entry::Failed) => {
                let again = row.map_or(now, |r| r.at + RETRY);
                if now < again && again <= latest {
                    wake(plan, again);
                    return;
                }
                true
            }
            Some(Entry::Snoozed(until)) => {
                reminder.key.snooze += 1;
                reminder.due = *until;
                continue;
            }
            Some(Entry::Shown | Entry::Expired | Entry::Superseded | Entry::Acknowledged) => false,
        };
        if !open {
            return;
        }
        if now < reminder.due {
            wake(plan, reminder.due);
            return;
        }
        let paused = policy.paused_until.filter(|until| now < *until);
        if now > latest {
            let recent = start > now - INBOX;
            let existed = row.is_some() || last_look.is_none_or(|look| look > now || reminder.due >= look);
            if recent && existed {
                plan.close.push((reminder, Entry::Expired));
            }
            return;
        }
        match paused {
            Some(until) => wake(plan, until),
            None => ready.push(reminder),
        }
        return;
    }
}

fn wake(plan: &mut Plan, at: DateTime<Utc>) {
    plan.next_wake = Some(plan.next_wake.map_or(at, |already| already.min(at)));
}

/// The occurrences that reminders of the next while can be about, as bounds on their starts.
///
/// Eight days back, so that what was missed is written down; 29 days ahead, one more than the longest lead.
pub fn window(now: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    (now - INBOX - Duration::days(1), now + Duration::days(29))
}
