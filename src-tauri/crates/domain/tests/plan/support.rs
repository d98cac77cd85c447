//! One look at the clock, set up in a few words and answered in a few.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::{
    ids::{GestureId, PlanId, RedLetterId, SlotId},
    occurrence::{Occurrence, OccurrenceKey, Status},
    pause::Span,
    people::Half,
    plan::{self, Facts, Nudge, Plan, Planning, Policy, ToPrepare},
    quiet::QuietHours,
    red_letter::{RedLetter, Sort},
    reminder::{Entry, Lead, LedgerRow, ReminderKey, Source, Why},
    slot::Kind,
    zone,
};
use uuid::Uuid;

pub const HERE: Tz = Tz::Europe__London;

/// The start of the engine that looks.
pub const ENGINE: Uuid = Uuid::from_u128(9);

/// One that is gone.
pub const DEAD: Uuid = Uuid::from_u128(8);

pub fn civil(wall: &str) -> NaiveDateTime {
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let read = |format| NaiveDateTime::parse_from_str(wall, format).ok();
    formats
        .into_iter()
        .find_map(read)
        .unwrap_or_else(|| panic!("{wall} is no wall time"))
}

/// The instant at which a clock in London says so.
pub fn at(wall: &str) -> DateTime<Utc> {
    zone::instant(civil(wall), HERE)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

pub fn leads(words: &str) -> Vec<Lead> {
    let words = words.split(',').filter(|word| !word.is_empty());
    words
        .map(|word| word.parse().unwrap_or_else(|e| panic!("{word}: {e}")))
        .collect()
}

/// Two hours at a wall time in London, made long ago, planned or past as `Look::plan` finds it to be.
pub fn date(start: &str) -> Occurrence {
    numbered(1, start)
}

/// The same, of another slot.
pub fn numbered(slot: u128, start: &str) -> Occurrence {
    let local = civil(start);
    let start = zone::instant(local, HERE);
    Occurrence {
        key: OccurrenceKey {
            slot: SlotId(Uuid::from_u128(slot)),
            original: local,
        },
        title: String::new(),
        kind: Kind::Date,
        local,
        local_end: local + Duration::hours(2),
        zone: HERE,
        start,
        end: start + Duration::hours(2),
        status: Status::Planned,
        moved: false,
        planner: None,
        timed_at: DateTime::UNIX_EPOCH,
    }
}

pub fn lead_of(o: &Occurrence, lead: &str) -> ReminderKey {
    let source = Source::Date {
        occurrence: o.key,
        local: o.local,
        lead: lead.parse().unwrap(),
    };
    ReminderKey { source, snooze: 0 }
}

pub fn question_about(o: &Occurrence) -> ReminderKey {
    let source = Source::FollowUp {
        occurrence: o.key,
        local: o.local,
    };
    ReminderKey { source, snooze: 0 }
}

pub fn small_thing(on: &str, gesture: u128) -> ReminderKey {
    let source = Source::Gesture {
        day: day(on),
        gesture: GestureId(Uuid::from_u128(gesture)),
    };
    ReminderKey { source, snooze: 0 }
}

/// Something to be got ready for a date.
pub fn thing(o: &Occurrence, n: u128, lead: &str) -> ReminderKey {
    let source = Source::Preparation {
        occurrence: o.key,
        local: o.local,
        preparation: PlanId(Uuid::from_u128(n)),
        lead: lead.parse().unwrap(),
    };
    ReminderKey { source, snooze: 0 }
}

/// That a date has no plan yet.
pub fn planning_of(o: &Occurrence) -> ReminderKey {
    let source = Source::Planning {
        occurrence: o.key,
        local: o.local,
    };
    ReminderKey { source, snooze: 0 }
}

pub fn red_letter_on(n: u128, on: &str) -> ReminderKey {
    let source = Source::RedLetter {
        id: RedLetterId(Uuid::from_u128(n)),
        day: day(on),
    };
    ReminderKey { source, snooze: 0 }
}

pub fn summary(said: &str) -> ReminderKey {
    let source = Source::Summary { at: civil(said) };
    ReminderKey { source, snooze: 0 }
}

pub fn again(key: ReminderKey) -> ReminderKey {
    ReminderKey {
        snooze: key.snooze + 1,
        ..key
    }
}

/// A row that this engine wrote at the moment the reminder was due.
pub fn row(key: ReminderKey, entry: Entry, when: &str) -> LedgerRow {
    let at = at(when);
    LedgerRow {
        key,
        entry,
        due: at,
        at,
        shown_at: matches!(entry, Entry::Shown | Entry::Snoozed(_) | Entry::Acknowledged).then_some(at),
        why: None,
        cleared: false,
        attempts: 1,
        engine: ENGINE,
    }
}

/// The same, written at another moment.
pub fn row_at(key: ReminderKey, entry: Entry, due: &str, when: &str) -> LedgerRow {
    LedgerRow {
        due: at(due),
        ..row(key, entry, when)
    }
}

/// The same, by an engine that is gone.
pub fn dead(row: LedgerRow) -> LedgerRow {
    LedgerRow { engine: DEAD, ..row }
}

/// One look: at a wall time in London, an hour after the last.
pub struct Look {
    pub now: DateTime<Utc>,
    pub last: Option<DateTime<Utc>>,
    pub facts: Facts,
    pub policy: Policy,
}

impl Look {
    pub fn at(wall: &str) -> Look {
        Look::at_instant(at(wall))
    }

    pub fn at_instant(now: DateTime<Utc>) -> Look {
        Look {
            now,
            last: Some(now - Duration::hours(1)),
            facts: Facts::default(),
            policy: Policy {
                quiet: QuietHours::DEFAULT,
                pauses: vec![],
                follow_up: false,
                here: HERE,
                engine: ENGINE,
            },
        }
    }

    pub fn last_look(mut self, wall: &str) -> Look {
        self.last = Some(at(wall));
        self
    }

    pub fn date(mut self, occurrence: Occurrence, words: &str) -> Look {
        self.facts.occurrences.push((occurrence, leads(words)));
        self
    }

    /// Something to get ready for the date of slot 1 at that hour, thought of long ago.
    pub fn getting_ready(self, thing: u128, start: &str, lead: &str) -> Look {
        self.thought_of(thing, start, lead, "2020-01-01T00:00")
    }

    /// The same, thought of at a moment.
    pub fn thought_of(mut self, thing: u128, start: &str, lead: &str, made: &str) -> Look {
        self.facts.preparations.push(ToPrepare {
            occurrence: date(start).key,
            preparation: PlanId(Uuid::from_u128(thing)),
            lead: lead.parse().unwrap(),
            made_at: at(made),
        });
        self.facts.preparations.sort_unstable();
        self
    }

    /// Somebody's turns are spoken of; both's, where nobody is named.
    pub fn planning(mut self, whose: Option<Half>) -> Look {
        self.facts.planning = Some(Planning {
            since: DateTime::UNIX_EPOCH,
            whose,
            planned: BTreeSet::new(),
        });
        self
    }

    /// A red-letter day since 2015, thought of long ago.
    pub fn red_letter(mut self, n: u128, month: u32, day: u32) -> Look {
        self.facts.red_letters.push(RedLetter {
            id: RedLetterId(Uuid::from_u128(n)),
            words: String::new(),
            sort: Sort::Anniversary,
            month,
            day,
            year: Some(2015),
            made_at: DateTime::UNIX_EPOCH,
            uid: None,
        });
        self
    }

    pub fn row(mut self, row: LedgerRow) -> Look {
        self.facts.ledger.push(row);
        self
    }

    pub fn rows(mut self, rows: impl IntoIterator<Item = LedgerRow>) -> Look {
        self.facts.ledger.extend(rows);
        self
    }

    pub fn pause(mut self, from: &str, until: &str) -> Look {
        let (from, until) = (at(from), at(until));
        self.policy.pauses.push(Span { from, until });
        self
    }

    pub fn asking_after(mut self) -> Look {
        self.policy.follow_up = true;
        self
    }

    pub fn quiet(mut self, from: &str, to: &str) -> Look {
        self.policy.quiet = QuietHours {
            from: time(from),
            to: time(to),
        };
        self
    }

    pub fn gap(mut self, why: Why) -> Look {
        self.facts.gap = Some(why);
        self
    }

    /// A nudge at half past five since the first of October, with gestures 1, 2 and 3 for each of these days.
    pub fn nudges(mut self, days: &[&str]) -> Look {
        let picks = days
            .iter()
            .map(|on| (day(on), (1..=3).map(|n| GestureId(Uuid::from_u128(n))).collect()));
        self.facts.nudge = Some(Nudge {
            at: time("17:30"),
            since: at("2026-10-01T00:00"),
            picks: picks.collect(),
        });
        self
    }

    pub fn plan(&self) -> Plan {
        let mut facts = self.facts.clone();
        for (o, _) in &mut facts.occurrences {
            if o.status == Status::Planned && o.end <= self.now {
                o.status = Status::Past;
            }
        }
        plan::plan(self.now, self.last, &facts, &self.policy)
    }

    /// What is said now, in order: "evening", "90m +1" after a snooze, "question", "gesture 1 on 10-15", "summary of 4".
    pub fn says(&self) -> Vec<String> {
        said(&self.plan())
    }

    /// What is closed now, in the order of its names: "evening superseded".
    pub fn closes(&self) -> Vec<String> {
        closed(&self.plan())
    }

    /// When to look again, on a clock in London.
    pub fn next(&self) -> Option<String> {
        let next = self.plan().next_wake?;
        Some(zone::civil(next, HERE).format("%Y-%m-%dT%H:%M").to_string())
    }
}

pub fn said(plan: &Plan) -> Vec<String> {
    let singles = plan.deliver.iter().map(|due| name(&due.key));
    let summary = plan.summary.iter().map(|s| format!("summary of {}", s.count));
    singles.chain(summary).collect()
}

pub fn closed(plan: &Plan) -> Vec<String> {
    let mut closed: Vec<_> = plan.close.iter().map(|(due, entry)| (due.key, *entry)).collect();
    closed.sort_by_key(|(key, _)| *key);
    closed
        .iter()
        .map(|(key, entry)| format!("{} {}", name(key), format!("{entry:?}").to_lowercase()))
        .collect()
}

fn name(key: &ReminderKey) -> String {
    let name = match key.source {
        Source::Date { lead, .. } => lead.to_string(),
        Source::FollowUp { .. } => "question".to_owned(),
        Source::Preparation {
            preparation, lead, ..
        } => format!("thing {} {lead}", preparation.0.as_u128()),
        Source::Planning { .. } => "planning".to_owned(),
        Source::RedLetter { id, day } => format!("red {} on {day}", id.0.as_u128()),
        Source::Gesture { day, gesture } => {
            format!("gesture {} on {}", gesture.0.as_u128(), day.format("%m-%d"))
        }
        Source::Summary { .. } => "summary".to_owned(),
    };
    match key.snooze {
        0 => name,
        n => format!("{name} +{n}"),
    }
}

/// What each day suits, where a test has a say in it.
pub fn picks(days: &[(&str, &[u128])]) -> BTreeMap<NaiveDate, Vec<GestureId>> {
    days.iter()
        .map(|(on, ids)| {
            (
                day(on),
                ids.iter().map(|n| GestureId(Uuid::from_u128(*n))).collect(),
            )
        })
        .collect()
}

pub const NOTHING: [&str; 0] = [];
