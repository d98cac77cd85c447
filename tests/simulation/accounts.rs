//! What was seen on the screen, held against the rules; and what became of every reminder there should have been.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::{
    occurrence::{Occurrence, OccurrenceKey, Status},
    reminder::{Entry, LedgerRow, ReminderKey, Source},
    slot::{Anchor, Kind},
    zone,
};

use crate::{couple::Couple, ledger::Ledger, rules};

/// The engine looks at the clock, and tries again, at least so often.
pub const LOOK: Duration = Duration::seconds(30);

/// A thread wakes a little late.
const LAG: Duration = Duration::seconds(1);

const GRACE: Duration = Duration::minutes(30);

/// One notification on the screen.
pub struct Seen<'a> {
    pub key: ReminderKey,
    pub due: DateTime<Utc>,
    /// What the clock says.
    pub wall: DateTime<Utc>,
    pub here: Tz,
    /// Since when everything has worked, and nobody changed anything that matters.
    pub calm_since: DateTime<Utc>,
    pub couple: &'a Couple,
    pub ledger: &'a Ledger,
    pub pauses: &'a [domain::pause::Span],
}

#[derive(Default)]
pub struct Accounts {
    /// How often each was seen, and how often it may have been: once, and once more for each time the program died over
    /// it or the desktop lost it.
    seen: HashMap<ReminderKey, (u32, u32)>,
    nudges: Vec<(DateTime<Utc>, Option<OccurrenceKey>, Option<NaiveDate>)>,
    gestures: BTreeSet<NaiveDate>,
    /// How many reminders ended how.
    pub ends: BTreeMap<&'static str, u64>,
    /// Reminders that should have been, and are accounted for.
    pub reminders: u64,
    pub shows: u64,
    pub repeats: u64,
    pub occurrences: u64,
}

impl Accounts {
    /// A notification appeared.
    pub fn saw(&mut self, seen: &Seen<'_>) {
        self.shows += 1;
        let (times, allowed) = self.seen.entry(seen.key).or_insert((0, 1));
        *times += 1;
        assert!(*times <= *allowed, "{} was shown {times} times", seen.key);
        self.repeats += u64::from(*times > 1);
        let again = *times > 1;
        assert!(
            !seen.pauses.iter().any(|span| span.covers(seen.wall)),
            "{} was shown in a pause",
            seen.key
        );
        match seen.key.source {
            Source::Date { occurrence, .. } => self.saw_date(seen, occurrence),
            Source::FollowUp { occurrence, .. } => self.saw_question(seen, occurrence),
            Source::Preparation { occurrence, .. } => self.saw_preparation(seen, occurrence),
            Source::Planning { occurrence, .. } => self.saw_planning(seen, occurrence),
            Source::RedLetter { day, .. } => self.saw_red_letter(seen, day),
            Source::Gesture { day, .. } => self.saw_gesture(seen, day, again),
            Source::Summary { .. } => {
                let days = (
                    zone::civil(seen.due, seen.here).date(),
                    zone::civil(seen.wall, seen.here).date(),
                );
                assert_eq!(days.0, days.1, "a summary is of its own day");
            }
        }
        if seen.key.source.is_nudge() && seen.key.snooze == 0 {
            self.nudge(seen);
        }
    }

    fn saw_date(&mut self, seen: &Seen<'_>, key: OccurrenceKey) {
        let o = self.of_a_date(seen, key);
        self.at_its_lead(seen, &o, o.timed_at);
    }

    fn saw_preparation(&mut self, seen: &Seen<'_>, key: OccurrenceKey) {
        let o = self.of_a_date(seen, key);
        let to_do = seen.couple.to_prepare(key);
        let Source::Preparation { preparation, .. } = seen.key.source else {
            unreachable!()
        };
        let it = to_do.iter().find(|it| it.preparation == preparation);
        let it = it.unwrap_or_else(|| panic!("{} is ready", seen.key));
        self.at_its_lead(seen, &o, o.timed_at.max(it.made_at));
    }

    /// The date it is about, which is on, at the hour that is said.
    fn of_a_date(&self, seen: &Seen<'_>, key: OccurrenceKey) -> Occurrence {
        let o = seen.couple.occurrence(key, seen.here, seen.wall);
        assert_eq!(
            Some(o.local),
            seen.key.source.local(),
            "{}: it was moved",
            seen.key
        );
        assert!(
            matches!(o.status, Status::Planned | Status::Moved | Status::Past),
            "{}: {:?}",
            seen.key,
            o.status
        );
        o
    }

    /// It came when its lead says, or when it was put off to, and quiet hours were kept.
    fn at_its_lead(&self, seen: &Seen<'_>, o: &Occurrence, made_at: DateTime<Utc>) {
        let lead = seen.key.source.lead().expect("it has a lead");
        let start = rules::instant(o.local, o.zone);
        if seen.key.snooze > 0 {
            let before = ReminderKey {
                snooze: seen.key.snooze - 1,
                ..seen.key
            };
            let put_off = seen.ledger.row(&before).unwrap();
            let Entry::Snoozed(until) = put_off.entry else {
                panic!("{} was not put off", before)
            };
            let ahead = put_off.at > seen.wall + Duration::minutes(1);
            assert!(seen.wall >= until || ahead, "{} came before {until}", seen.key);
            let wanted = if ahead { seen.wall } else { until };
            let latest = start.max(wanted) + GRACE;
            assert!(seen.wall <= latest, "{} came after {latest}", seen.key);
            self.prompt(seen, wanted);
            return;
        }
        let meant = rules::meant(o.local, lead, o.zone);
        assert!(seen.wall >= meant, "{} came before {meant}", seen.key);
        assert!(
            seen.wall <= start + GRACE,
            "{} came half an hour after {start}",
            seen.key
        );
        assert!(
            meant >= made_at || seen.ledger.row(&seen.key).unwrap().attempts > 1,
            "{} never was: what it is about was made later, and it had not been begun",
            seen.key
        );
        let near = start - meant <= Duration::hours(3);
        if rules::night(seen.wall, seen.here) && !near {
            let morning = rules::morning(seen.wall, seen.here);
            assert!(
                morning >= start,
                "{} came at night and would have been of use at {morning}",
                seen.key
            );
        }
        self.prompt(seen, if near { meant } else { meant.max(woken(seen)) });
    }

    fn saw_planning(&mut self, seen: &Seen<'_>, key: OccurrenceKey) {
        let o = self.of_a_date(seen, key);
        assert!(o.planner.is_some(), "{}: it is nobody's turn", seen.key);
        assert!(!seen.couple.planned.contains(&key), "{}: it has a plan", seen.key);
        let day = zone::civil(o.start, seen.here).date() - Duration::days(3);
        self.on_its_day(seen, day, 18);
    }

    fn saw_red_letter(&mut self, seen: &Seen<'_>, day: NaiveDate) {
        self.on_its_day(seen, day, 9);
    }

    /// It came on its day, from its hour on, and not at night.
    fn on_its_day(&self, seen: &Seen<'_>, day: NaiveDate, hour: u32) {
        let due = rules::instant(day.and_hms_opt(hour, 0, 0).unwrap(), seen.here);
        assert!(seen.wall >= due, "{} came before {due}", seen.key);
        assert_eq!(
            zone::civil(seen.wall, seen.here).date(),
            day,
            "{} came on another day",
            seen.key
        );
        assert!(!rules::night(seen.wall, seen.here), "{} came at night", seen.key);
        self.prompt(seen, due.max(woken(seen)));
    }

    fn saw_question(&mut self, seen: &Seen<'_>, key: OccurrenceKey) {
        let o = seen.couple.occurrence(key, seen.here, seen.wall);
        assert_eq!(o.status, Status::Past, "{}: nobody has said anything", seen.key);
        assert_ne!(
            o.kind,
            Kind::OutsideHelp,
            "{}: nobody asks about outside help",
            seen.key
        );
        assert!(
            !seen.pauses.iter().any(|span| span.covers(o.start)),
            "{}: a date in a pause counts neither way",
            seen.key
        );
        let wall = zone::civil(seen.wall, seen.here);
        let nine = |days| {
            let day = zone::civil(o.start, seen.here).date() + Duration::days(days);
            rules::instant(day.and_hms_opt(9, 0, 0).unwrap(), seen.here)
        };
        let due = if nine(1) < o.end { nine(2) } else { nine(1) };
        assert!(seen.wall >= due, "{} was asked before {due}", seen.key);
        assert_eq!(
            wall.date(),
            zone::civil(due, seen.here).date(),
            "{} was asked on another day",
            seen.key
        );
        assert!(
            !rules::night(seen.wall, seen.here),
            "{} was asked at night",
            seen.key
        );
        self.prompt(seen, due.max(woken(seen)));
    }

    fn saw_gesture(&mut self, seen: &Seen<'_>, day: NaiveDate, again: bool) {
        if seen.key.snooze > 0 {
            return;
        }
        let first = self.gestures.insert(day);
        if again {
            return;
        }
        assert!(first, "two small things on {day}");
        for beside in [day.pred_opt().unwrap(), day.succ_opt().unwrap()] {
            assert!(
                !self.gestures.contains(&beside),
                "a small thing on {day} and on {beside}"
            );
        }
        assert!(!rules::night(seen.wall, seen.here), "{} came at night", seen.key);
    }

    /// Not more than two a day.
    fn nudge(&mut self, seen: &Seen<'_>) {
        let day = |at| zone::civil(at, seen.here).date();
        let gesture = match seen.key.source {
            Source::Gesture { day, .. } => Some(day),
            _ => None,
        };
        self.nudges.retain(|(at, ..)| *at > seen.wall - Duration::days(2));
        self.nudges
            .push((seen.wall, seen.key.source.occurrence(), gesture));
        let mut today: Vec<_> = self
            .nudges
            .iter()
            .filter(|(at, ..)| day(*at) == day(seen.wall))
            .map(|(_, occurrence, gesture)| (occurrence, gesture))
            .collect();
        today.sort();
        today.dedup();
        assert!(today.len() <= 2, "{} is the third nudge of the day", seen.key);
    }

    /// Where nothing was in the way, it came within the time of a look.
    fn prompt(&self, seen: &Seen<'_>, free: DateTime<Utc>) {
        let paused = seen
            .pauses
            .iter()
            .filter(|span| span.until <= seen.wall)
            .map(|span| span.until)
            .max();
        let since = free.max(seen.calm_since).max(paused.unwrap_or(free));
        assert!(
            seen.wall <= since + LOOK + LAG,
            "{} came {} after it could have, and nothing was in its way",
            seen.key,
            seen.wall - since
        );
    }

    /// The program died while it was on the screen and before that was written down: nobody knows of it.
    pub fn died_over(&mut self, key: ReminderKey) {
        self.may_repeat(key);
        if key.source.is_nudge() && key.snooze == 0 {
            self.nudges.pop();
        }
        if let Source::Gesture { day, .. } = key.source {
            self.gestures.remove(&day);
        }
    }

    /// It may come once more: the desktop lost it.
    pub fn may_repeat(&mut self, key: ReminderKey) {
        self.seen.entry(key).or_insert((0, 1)).1 += 1;
    }

    /// An occurrence is long over: what became of its reminders? Its rows are taken out of the ledger.
    pub fn close(&mut self, o: &Occurrence, couple: &Couple, ledger: &Ledger, since: DateTime<Utc>) {
        self.occurrences += 1;
        let slot = &couple.of(o.key.slot).slot;
        let live = matches!(o.status, Status::Planned | Status::Moved | Status::Past);
        let leads: Vec<ReminderKey> = slot
            .leads
            .iter()
            .map(|lead| ReminderKey {
                source: Source::Date {
                    occurrence: o.key,
                    local: o.local,
                    lead: *lead,
                },
                snooze: 0,
            })
            .collect();
        let answered = leads.iter().any(|key| {
            let mut key = *key;
            loop {
                match ledger.row(&key).map(|row| row.entry) {
                    Some(Entry::Acknowledged) => return true,
                    Some(Entry::Snoozed(_)) => key.snooze += 1,
                    _ => return false,
                }
            }
        });
        // Where it floats, it may have been anywhere within a day when its time was set.
        let slack = match slot.anchor {
            Anchor::Fixed => Duration::zero(),
            Anchor::Floating => Duration::hours(26),
        };
        for key in leads {
            let Source::Date { lead, .. } = key.source else {
                unreachable!()
            };
            let meant = rules::meant(o.local, lead, o.zone);
            if meant > o.start {
                assert!(ledger.row(&key).is_none(), "{key} never was");
                continue;
            }
            // Where its time was set anew after this lead was due, it need not have been, but may.
            let must = live && !answered && meant >= o.timed_at.max(since) + slack;
            if must || ledger.row(&key).is_some() || meant >= o.timed_at {
                self.end(key, must, ledger);
            }
        }
        for it in couple.things(o.key) {
            let source = Source::Preparation {
                occurrence: o.key,
                local: o.local,
                preparation: it.preparation,
                lead: it.lead,
            };
            let meant = rules::meant(o.local, it.lead, o.zone);
            let ready = couple.ready.contains(&it.preparation);
            let must = live && !ready && meant >= o.timed_at.max(it.made_at).max(since) + slack;
            self.end(ReminderKey { source, snooze: 0 }, must, ledger);
        }
        let (occurrence, local) = (o.key, o.local);
        let planning = ReminderKey {
            source: Source::Planning { occurrence, local },
            snooze: 0,
        };
        if o.planner.is_none() || o.kind == Kind::OutsideHelp {
            assert!(ledger.row(&planning).is_none(), "{planning} is nobody's");
        } else {
            let due = o.start - Duration::days(4);
            let planned = couple.planned.contains(&o.key);
            let must = live && !planned && due >= o.timed_at.max(since) + slack;
            self.end(planning, must, ledger);
        }
        let asked = ReminderKey {
            source: Source::FollowUp { occurrence, local },
            snooze: 0,
        };
        if o.kind == Kind::OutsideHelp {
            assert!(ledger.row(&asked).is_none(), "{asked} is not asked");
            return;
        }
        let due = o.start + Duration::hours(8);
        let must = live && due >= o.timed_at.max(since) + slack;
        self.end(asked, must, ledger);
    }

    /// A day is long over: were they told what day it was?
    pub fn close_day(&mut self, day: NaiveDate, couple: &Couple, ledger: &Ledger, since: DateTime<Utc>) {
        for it in couple.letters.iter().filter(|it| it.next(day) == Some(day)) {
            let source = Source::RedLetter { id: it.id, day };
            let must =
                day.and_hms_opt(0, 0, 0).unwrap().and_utc() >= it.made_at.max(since) + Duration::days(1);
            self.end(ReminderKey { source, snooze: 0 }, must, ledger);
        }
    }

    /// Follows a reminder through its snoozes to its end.
    fn end(&mut self, mut key: ReminderKey, must: bool, ledger: &Ledger) {
        loop {
            let end = match ledger.row(&key).map(|row| row.entry) {
                None if must => panic!("{key} is unaccounted for: nothing is written of it"),
                None => "withdrawn by what a person did",
                Some(Entry::Snoozed(_)) => {
                    self.count("put off");
                    key.snooze += 1;
                    continue;
                }
                Some(Entry::Claimed | Entry::Failed) => panic!("{key} was left open"),
                Some(Entry::Shown) => "shown",
                Some(Entry::Acknowledged) => "answered",
                Some(Entry::Expired) => "expired",
                Some(Entry::Superseded) => "superseded",
                Some(Entry::Summarised) => "summarised",
                Some(Entry::Paused) => "paused",
            };
            self.count(end);
            return;
        }
    }

    fn count(&mut self, end: &'static str) {
        self.reminders += 1;
        *self.ends.entry(end).or_default() += 1;
    }

    /// Rows that are taken out of the ledger for good.
    pub fn retire(&mut self, rows: &[LedgerRow]) {
        for row in rows {
            assert!(
                !matches!(row.entry, Entry::Claimed | Entry::Failed),
                "{} was left {:?}",
                row.key,
                row.entry
            );
            self.seen.remove(&row.key);
            match row.key.source {
                Source::Gesture { day, .. } => {
                    self.gestures.remove(&day);
                    self.count(word(row.entry));
                }
                Source::Summary { .. } => self.count(word(row.entry)),
                Source::Date { .. }
                | Source::FollowUp { .. }
                | Source::Preparation { .. }
                | Source::Planning { .. }
                | Source::RedLetter { .. } => {}
            }
        }
    }
}

/// When the last night ended.
fn woken(seen: &Seen<'_>) -> DateTime<Utc> {
    let seven = |days| {
        let day = zone::civil(seen.wall, seen.here).date() - Duration::days(days);
        rules::instant(day.and_hms_opt(7, 0, 0).unwrap(), seen.here)
    };
    if seven(0) <= seen.wall { seven(0) } else { seven(1) }
}

fn word(entry: Entry) -> &'static str {
    match entry {
        Entry::Shown => "shown",
        Entry::Snoozed(_) => "put off",
        Entry::Acknowledged => "answered",
        Entry::Expired => "expired",
        Entry::Superseded => "superseded",
        Entry::Summarised => "summarised",
        Entry::Paused => "paused",
        Entry::Claimed | Entry::Failed => "left open",
    }
}
