//! The reminders that each source has: when they fall due, and how long they make sense.

use std::borrow::Cow;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use super::{
    ASKED_AT, Due, GRACE, INBOX, Look, NEVER_QUIET, Nudge, PLANNING_AT, PLANNING_DAYS, Planning, Policy,
    RED_LETTER_AT, Reminder, Standing, ToPrepare, end_of_day,
};
use crate::{
    ids::GestureId,
    occurrence::{Occurrence, Status},
    red_letter::RedLetter,
    reminder::{Entry, Lead, LedgerRow, ReminderKey, Source, Why},
    slot::Kind,
    zone,
};

/// The leads an occurrence is going to have, with their dues after quiet hours: what the screens name as "next".
pub fn reminders(occurrence: &Occurrence, leads: &[Lead], policy: &Policy) -> Vec<Due> {
    let mut found: Vec<Due> = leads
        .iter()
        .filter_map(|lead| of_lead(occurrence, key_of(occurrence, *lead), *lead, None, policy))
        .map(|r| Due {
            key: r.key,
            due: r.due,
            occurrence: Some(occurrence.clone()),
            why: (r.meant < r.due).then_some(Why::Quiet),
        })
        .collect();
    found.sort_by_key(|due| (due.due, due.key));
    found.dedup_by_key(|due| due.key);
    found
}

/// When something to be got ready is reminded of, after quiet hours. `None` where its lead lies after the start.
pub fn lead_due(occurrence: &Occurrence, lead: Lead, policy: &Policy) -> Option<DateTime<Utc>> {
    let meant = meant(occurrence, lead);
    let due = held(meant, meant, occurrence.start, policy).unwrap_or(meant);
    (meant <= occurrence.start).then_some(due)
}

/// When the one whose turn it is hears of a date that has no plan yet: three days ahead, in the evening, or when quiet
/// hours end. `None` where nobody's turn is set, or it is not time for the two of them.
pub fn planning(occurrence: &Occurrence, policy: &Policy) -> Option<DateTime<Utc>> {
    occurrence.planner.filter(|_| occurrence.kind.is_couple_time())?;
    let day = zone::civil(occurrence.start, policy.here).date() - Duration::days(PLANNING_DAYS);
    let due = zone::instant(day.and_time(PLANNING_AT), policy.here);
    Some(policy.quiet.end(due, policy.here).unwrap_or(due))
}

/// When it is asked whether a date happened: the morning after, at nine, or when quiet hours end. `None` where it is not
/// asked: of outside help and the check-in, and where the couple do not want it.
pub fn follow_up(occurrence: &Occurrence, policy: &Policy) -> Option<DateTime<Utc>> {
    if !policy.follow_up || !occurrence.kind.is_couple_time() {
        return None;
    }
    let first_day = zone::civil(occurrence.start, policy.here).date() + Duration::days(1);
    let mut due = zone::instant(first_day.and_time(ASKED_AT), policy.here);
    if due < occurrence.end {
        due = zone::instant((first_day + Duration::days(1)).and_time(ASKED_AT), policy.here);
    }
    Some(policy.quiet.end(due, policy.here).unwrap_or(due))
}

/// The end of the quiet hours that hold a lead at `at`. They never hold one that is due within three hours of its own
/// date, and never one that would then come too late: for a date at six in the morning, eleven in the evening is kinder
/// than three.
pub(super) fn held(
    at: DateTime<Utc>,
    due: DateTime<Utc>,
    start: DateTime<Utc>,
    policy: &Policy,
) -> Option<DateTime<Utc>> {
    if due >= start - NEVER_QUIET {
        return None;
    }
    policy.quiet.end(at, policy.here).filter(|end| *end < start)
}

/// When a lead is due, before quiet hours.
fn meant(occurrence: &Occurrence, lead: Lead) -> DateTime<Utc> {
    match lead {
        // So many minutes before is counted in instants: the night the clocks change does not shift it.
        Lead::Before { minutes } => occurrence.start - Duration::minutes(minutes.into()),
        Lead::Day { .. } => zone::instant(lead.due(occurrence.local), occurrence.zone),
    }
}

/// The reminder of one lead; `None` where there is none: it would come after the start, or before the date was made.
fn of_lead<'a>(
    occurrence: &'a Occurrence,
    key: ReminderKey,
    lead: Lead,
    row: Option<&'a LedgerRow>,
    policy: &Policy,
) -> Option<Reminder<'a>> {
    let meant = meant(occurrence, lead);
    // One that was begun, or put off, was due, whatever was changed about the date since.
    let begun = row.is_some_and(|row| !is_given_up(row));
    if meant > occurrence.start || (meant < occurrence.timed_at && !begun) {
        return None;
    }
    Some(Reminder {
        key,
        row,
        meant,
        due: held(meant, meant, occurrence.start, policy).unwrap_or(meant),
        latest: latest(occurrence, policy.here),
        occurrence: Some(occurrence),
    })
}

/// The last moment at which a lead of a date makes sense on a computer in `here`: [`GRACE`] after its start, but for the
/// check-in, which is for when they like, all its day.
pub fn latest(occurrence: &Occurrence, here: Tz) -> DateTime<Utc> {
    let grace = occurrence.start + GRACE;
    match occurrence.kind {
        Kind::CheckIn => grace.max(end_of_day(occurrence.start, here)),
        _ => grace,
    }
}

fn key_of(occurrence: &Occurrence, lead: Lead) -> ReminderKey {
    let source = Source::Date {
        occurrence: occurrence.key,
        local: occurrence.local,
        lead,
    };
    ReminderKey { source, snooze: 0 }
}

/// The leads of a date, and those that were put off before they were taken away: what somebody asked for comes.
fn with_put_off<'a>(leads: &'a [Lead], rows: &[&LedgerRow]) -> Cow<'a, [Lead]> {
    let mut all = Cow::Borrowed(leads);
    for row in rows {
        if let (Entry::Snoozed(_), Source::Date { lead, .. }) = (row.entry, row.key.source)
            && !all.contains(&lead)
        {
            all.to_mut().push(lead);
        }
    }
    all
}

/// A moment before which a lead is not due: cheaper to have than its due, and seldom far from it.
fn not_before(occurrence: &Occurrence, lead: Lead) -> DateTime<Utc> {
    match lead {
        Lead::Before { minutes } => occurrence.start - Duration::minutes(minutes.into()),
        // What the wall says lies between, and three hours: the clocks never go back by more.
        Lead::Day { days, at } => {
            let before = Duration::days(i64::from(days) + 1) - (at - NaiveTime::MIN);
            occurrence.start - before - Duration::hours(3)
        }
    }
}

impl<'a> Look<'a> {
    /// The leads of a date. Only the newest speaks.
    pub(super) fn date(&mut self, occurrence: &'a Occurrence, leads: &[Lead]) {
        if !matches!(occurrence.status, Status::Planned | Status::Moved | Status::Past) {
            return;
        }
        let first = leads.iter().map(|lead| not_before(occurrence, *lead)).min();
        if match first {
            Some(first) => self.is_later(first, occurrence),
            None => !self.ledger.is_begun(occurrence.key),
        } {
            return;
        }
        let rows = self.ledger.leads_of(occurrence);
        let leads = &with_put_off(leads, rows)[..];
        if rows.iter().any(|row| row.entry == Entry::Acknowledged) {
            return;
        }
        let mut come = Vec::new();
        for (n, &lead) in leads.iter().enumerate() {
            let key = key_of(occurrence, lead);
            let row = rows.iter().copied().find(|row| row.key == key);
            let over = row.is_some_and(|row| self.ended(row)) || leads[..n].contains(&lead);
            if over || self.is_later(not_before(occurrence, lead), occurrence) {
                continue;
            }
            let Some(reminder) = of_lead(occurrence, key, lead, row, self.policy) else {
                continue;
            };
            let current = self.put_off(reminder);
            match self.standing(&current) {
                Standing::Ended => {}
                Standing::Over(entry) => self.close(&current, entry),
                Standing::Waits(until) if self.now < current.due => self.wake(until),
                // What waits though it is due is still the newest: an older one must not overtake it.
                Standing::Waits(until) => come.push((current, Some(until))),
                Standing::Ready => come.push((current, None)),
            }
        }
        if come.is_empty() {
            return;
        }
        // One that is being shown, or was, spoke for all before it, also when the program died before it could write
        // that down. Where the computer travelled since, what counts is when that would have been due here.
        let due_here = |row: &LedgerRow| match row.key {
            ReminderKey {
                source: Source::Date { lead, .. },
                snooze: 0,
            } if leads.contains(&lead) => {
                of_lead(occurrence, row.key, lead, None, self.policy).map_or(row.due, |r| r.meant)
            }
            _ => row.due,
        };
        let spoken: Vec<_> = rows
            .iter()
            .filter(|row| matches!(row.entry, Entry::Claimed | Entry::Shown | Entry::Snoozed(_)))
            .map(|row| (due_here(row), row.key))
            .collect();
        come.sort_by_key(|(r, _)| (r.meant, r.key));
        let unspoken = |(r, _): &mut (Reminder<'_>, _)| {
            let others = spoken.iter().filter(|(_, key)| key.source != r.key.source);
            others.max().is_none_or(|newest| *newest < (r.meant, r.key))
        };
        match come.pop_if(unspoken) {
            Some((newest, None)) => self.deliver(&newest),
            Some((_, Some(until))) => self.wake(until),
            None => {}
        }
        for (older, _) in come {
            self.close(&older, Entry::Superseded);
        }
    }

    /// Follows a lead through its snoozes to where it stands.
    fn put_off(&self, mut r: Reminder<'a>) -> Reminder<'a> {
        let latest = r.latest;
        while let Some(row) = r.row
            && let Entry::Snoozed(until) = row.entry
        {
            r.key.snooze += 1;
            r.row = self.ledger.row(&r.key);
            // Put off while the clock was ahead: it comes now rather than a month late.
            r.due = if self.ahead(row) {
                until.min(self.now)
            } else {
                until
            };
            r.meant = r.due;
            // What somebody put off to a late hour is still wanted at that hour.
            r.latest = latest.max(r.due + GRACE);
        }
        r
    }

    /// What is to be got ready for a date. Each speaks for itself; of those with the same lead one speaks for all.
    pub(super) fn preparations(&mut self, occurrence: &'a Occurrence, to_do: &'a [ToPrepare]) {
        if !matches!(occurrence.status, Status::Planned | Status::Moved | Status::Past) {
            return;
        }
        let mut spoken: Vec<Lead> = Vec::new();
        for it in to_do {
            if self.is_later(not_before(occurrence, it.lead), occurrence) {
                continue;
            }
            let source = Source::Preparation {
                occurrence: occurrence.key,
                local: occurrence.local,
                preparation: it.preparation,
                lead: it.lead,
            };
            let key = ReminderKey { source, snooze: 0 };
            let row = self.ledger.row(&key);
            if row.is_some_and(|row| self.ended(row)) {
                continue;
            }
            let Some(reminder) = of_lead(occurrence, key, it.lead, row, self.policy) else {
                continue;
            };
            // Thought of only after its time: it never was due.
            if reminder.meant < it.made_at && row.is_none_or(is_given_up) {
                continue;
            }
            let current = self.put_off(reminder);
            match self.standing(&current) {
                Standing::Ended => {}
                Standing::Over(entry) => self.close(&current, entry),
                Standing::Waits(until) => self.wake(until),
                Standing::Ready if current.key.snooze == 0 && spoken.contains(&it.lead) => {
                    self.close(&current, Entry::Superseded);
                }
                Standing::Ready => {
                    spoken.push(it.lead);
                    self.deliver(&current);
                }
            }
        }
    }

    /// A date that has no plan yet, to the one whose turn it is, once.
    pub(super) fn planning(&mut self, occurrence: &'a Occurrence, wanted: &Planning) {
        let unsaid = matches!(occurrence.status, Status::Planned | Status::Moved | Status::Past);
        let whose = wanted.whose.is_none_or(|half| occurrence.planner == Some(half));
        if !unsaid || !whose || wanted.planned.contains(&occurrence.key) {
            return;
        }
        // A day more: quiet hours may hold it, and zones differ.
        if self.is_later(occurrence.start - Duration::days(PLANNING_DAYS + 1), occurrence) {
            return;
        }
        let Some(due) = planning(occurrence, self.policy) else {
            return;
        };
        if due < occurrence.timed_at.max(wanted.since) {
            return;
        }
        let source = Source::Planning {
            occurrence: occurrence.key,
            local: occurrence.local,
        };
        let key = ReminderKey { source, snooze: 0 };
        let row = self.ledger.row(&key);
        if row.is_some_and(|row| self.ended(row)) {
            return;
        }
        self.sort(&Reminder {
            key,
            row,
            meant: due,
            due,
            latest: end_of_day(due, self.policy.here),
            occurrence: Some(occurrence),
        });
    }

    /// A red-letter day, at nine on the day, in each year that may still be told or missed.
    pub(super) fn red_letter(&mut self, it: &RedLetter) {
        let here = self.policy.here;
        let seen = self.last_look.map_or(self.now, |look| look.min(self.now));
        let from = zone::civil(seen, here).date() - INBOX;
        let until = self.day(self.now) + Duration::days(1);
        let mut next = it.next(from);
        while let Some(day) = next.filter(|day| *day <= until) {
            next = day.succ_opt().and_then(|after| it.next(after));
            let meant = zone::instant(day.and_time(RED_LETTER_AT), here);
            if meant < it.made_at {
                continue;
            }
            let source = Source::RedLetter { id: it.id, day };
            let key = ReminderKey { source, snooze: 0 };
            let row = self.ledger.row(&key);
            if row.is_some_and(|row| self.ended(row)) {
                continue;
            }
            let due = self.policy.quiet.end(meant, here).unwrap_or(meant);
            self.sort(&Reminder {
                key,
                row,
                meant,
                due,
                latest: end_of_day(due, here),
                occurrence: None,
            });
        }
    }

    /// “Did it happen?”, once, of a date nobody has said anything about.
    pub(super) fn ask_after(&mut self, occurrence: &'a Occurrence) {
        let unsaid = matches!(occurrence.status, Status::Planned | Status::Moved | Status::Past);
        if !unsaid || self.is_later(occurrence.end, occurrence) {
            return;
        }
        let source = Source::FollowUp {
            occurrence: occurrence.key,
            local: occurrence.local,
        };
        let key = ReminderKey { source, snooze: 0 };
        let row = self.ledger.row(&key);
        if row.is_some_and(|row| self.ended(row)) {
            return;
        }
        let Some(due) = follow_up(occurrence, self.policy) else {
            return;
        };
        if due < occurrence.timed_at {
            return;
        }
        let reminder = Reminder {
            key,
            row,
            meant: due,
            due,
            latest: end_of_day(due, self.policy.here),
            occurrence: Some(occurrence),
        };
        self.sort(&reminder);
    }

    /// One small thing: one a day at most, and never two days running.
    pub(super) fn gestures(&mut self, nudge: &Nudge) {
        let mut wanted = None;
        for (&day, picks) in &nudge.picks {
            let Some(reminder) = self.nudge_on(day, picks, nudge) else {
                continue;
            };
            let begun = self.ledger.gestures_on(day).iter().any(|row| !is_given_up(row));
            if !begun && (wanted == day.pred_opt() || self.spoke_beside(day)) {
                continue;
            }
            if self.sort(&reminder) {
                wanted = Some(day);
            }
        }
    }

    /// Whether there was a nudge the day before, or, where a clock was ahead, the day after.
    fn spoke_beside(&self, day: NaiveDate) -> bool {
        let beside = [day.pred_opt(), day.succ_opt()];
        let mut rows = beside
            .into_iter()
            .flatten()
            .flat_map(|day| self.ledger.gestures_on(day));
        rows.any(|row| row.shown_at.is_some() || row.entry == Entry::Claimed)
    }

    /// Hands out, closes or waits for one that depends on no other; whether it is still to come, or comes now.
    fn sort(&mut self, r: &Reminder<'_>) -> bool {
        match self.standing(r) {
            Standing::Ended => return false,
            Standing::Over(entry) => {
                self.close(r, entry);
                return false;
            }
            Standing::Waits(until) => self.wake(until),
            Standing::Ready => self.deliver(r),
        }
        true
    }

    /// The nudge of a day as it stands: the first pick, or after “Another” the next one that was not shown yet.
    fn nudge_on(&self, day: NaiveDate, picks: &[GestureId], nudge: &Nudge) -> Option<Reminder<'a>> {
        let meant = zone::instant(day.and_time(nudge.at), self.policy.here);
        let rows = self.ledger.gestures_on(day);
        let anew = || self.policy.quiet.end(meant, self.policy.here).unwrap_or(meant);
        let (key, due) = match rows.last() {
            None => {
                let gesture = *picks.first()?;
                let source = Source::Gesture { day, gesture };
                (ReminderKey { source, snooze: 0 }, anew())
            }
            // By a clock that was ahead, perhaps, and elsewhere.
            Some(row) if is_given_up(row) && row.key.snooze == 0 => (row.key, anew()),
            Some(row) => match row.entry {
                Entry::Snoozed(until) => {
                    let seen = |pick: &&GestureId| {
                        !rows
                            .iter()
                            .any(|row| matches!(row.key.source, Source::Gesture { gesture, .. } if gesture == **pick))
                    };
                    let gesture = *picks.iter().find(seen).or(picks.first())?;
                    let source = Source::Gesture { day, gesture };
                    let snooze = row.key.snooze + 1;
                    (ReminderKey { source, snooze }, until.min(self.now.max(row.at)))
                }
                _ => (row.key, row.due),
            },
        };
        (meant >= nudge.since).then_some(Reminder {
            key,
            row: self.ledger.row(&key),
            meant: if key.snooze == 0 { meant } else { due },
            due,
            latest: end_of_day(due, self.policy.here),
            occurrence: None,
        })
    }
}

/// Whether nobody was shown it, and nobody will be, short of a clock that was ahead.
fn is_given_up(row: &LedgerRow) -> bool {
    let ended = matches!(
        row.entry,
        Entry::Expired | Entry::Superseded | Entry::Summarised | Entry::Paused
    );
    ended && row.shown_at.is_none()
}
