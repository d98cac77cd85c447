//! What is said after an absence: few for themselves, and one for the rest.

use chrono::{DateTime, Timelike, Utc};

use super::{ABSENCE, Due, LATE, Look, Reminder, SINGLES, Standing, Summary, end_of_day};
use crate::{
    pause,
    reminder::{Entry, ReminderKey, Source, Why},
    zone,
};

impl<'a> Look<'a> {
    /// After an absence a few speak for themselves, those nearest to their date first; one summary speaks for the rest,
    /// and for what an earlier summary was to say and did not.
    pub(super) fn gather(&mut self) {
        let now = self.now;
        // Awake all along, a few minutes late is a desktop that was slow to answer; after a gap it was missed.
        let late = if self.gap.is_some() { LATE } else { ABSENCE };
        let (mut missed, timely): (Vec<Due>, Vec<Due>) = std::mem::take(&mut self.plan.deliver)
            .into_iter()
            .partition(|d| now - d.due > late);
        missed.sort_by_key(|d| {
            let distance = d.occurrence.as_ref().map(|o| (o.start - now).abs());
            (d.key.source.is_nudge(), distance, d.key)
        });
        let rest = missed.split_off(missed.len().min(SINGLES));
        self.plan.deliver = timely;
        self.plan.deliver.extend(missed);
        let lost = |(due, entry): &&(Due, Entry)| *entry == Entry::Expired && due.why != Some(Why::TooMany);
        let lost = self.plan.close.iter().filter(lost).count();
        let silent = pause::at(&self.policy.pauses, now).is_some() || self.quiet_at(now);
        let mut unsaid = self.unsaid_summaries();
        let anew = !rest.is_empty() || (lost > SINGLES && !silent);
        if !anew && (unsaid.len() < 2 || silent) {
            match unsaid.pop() {
                Some((ready, count, None)) => {
                    let due = self.due(&ready);
                    self.plan.summary = Some(Summary { due, count });
                }
                Some((_, _, Some(until))) => self.wake(until),
                None => {}
            }
            return;
        }
        let mut count = rest.len() + lost;
        for (earlier, its, _) in unsaid {
            self.close(&earlier, Entry::Superseded);
            count += its;
        }
        self.plan
            .close
            .extend(rest.into_iter().map(|due| (due, Entry::Summarised)));
        let due = Due {
            key: self.summary_key(),
            due: now,
            occurrence: None,
            why: self.gap,
        };
        self.plan.summary = Some(Summary { due, count });
    }

    /// Earlier summaries that could not be shown, or were being shown when the program died, oldest first: of how many
    /// they speak, and until when they wait. Those that nothing is left of, or whose day is over, are closed.
    fn unsaid_summaries(&mut self) -> Vec<(Reminder<'a>, usize, Option<DateTime<Utc>>)> {
        let mut unsaid = Vec::new();
        let open: Vec<_> = self.ledger.summaries().filter(|row| !self.ended(row)).collect();
        for row in open {
            let reminder = Reminder {
                key: row.key,
                row: Some(row),
                meant: row.due,
                due: row.due,
                latest: end_of_day(row.due, self.policy.here),
                occurrence: None,
            };
            let waits = match self.standing(&reminder) {
                Standing::Ended => continue,
                Standing::Over(entry) => {
                    self.close(&reminder, entry);
                    continue;
                }
                Standing::Waits(until) if self.now < row.due => {
                    self.wake(until);
                    continue;
                }
                Standing::Waits(until) => Some(until),
                Standing::Ready => None,
            };
            match self.ledger.spoken_for(row.due) {
                0 => self.close(&reminder, Entry::Superseded),
                count => unsaid.push((reminder, count, waits)),
            }
        }
        unsaid.sort_by_key(|(r, ..)| (r.due, r.key));
        unsaid
    }

    fn summary_key(&self) -> ReminderKey {
        let now = zone::civil(self.now, self.policy.here);
        // As its name writes it; and should there be two in a second, they are two.
        let at = now.with_nanosecond(0).unwrap_or(now);
        let mut key = ReminderKey {
            source: Source::Summary { at },
            snooze: 0,
        };
        while self.ledger.row(&key).is_some() {
            key = key.again();
        }
        key
    }
}
