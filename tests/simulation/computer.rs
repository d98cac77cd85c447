//! A computer with a clock that can be wrong, and the engine on it, as `App::tick` and `App::settle` are: one plan, one
//! write with every claim, then shown one by one and settled.

use std::collections::HashSet;

use chrono::{DateTime, Duration, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::{
    occurrence::{Occurrence, OccurrenceKey, Status},
    pause,
    plan::{self, Facts, Nudge, Plan, Planning, Policy, RETRY},
    quiet::QuietHours,
    reminder::{Entry, Lead, LedgerRow, ReminderKey, Source, Why},
    slot::Kind,
    zone,
};
use uuid::Uuid;

use crate::{
    accounts::{Accounts, Seen},
    chance::Chance,
    couple::Couple,
    diary,
    ledger::{Ledger, row},
    rules,
};

/// The last look is saved at most this often.
const LOOK_SAVED: Duration = Duration::minutes(15);

/// The facts are gathered anew after so long.
const GATHERED: Duration = Duration::hours(12);

/// A question about a date comes no later than this after its start.
const ASKED: Duration = Duration::hours(75);

/// One look in so many is held against one with everything that is known.
const COMPARED: u64 = 2_000;

/// The program died.
pub struct Died;

pub struct Computer {
    /// What the clock says.
    pub wall: DateTime<Utc>,
    pub here: Tz,
    pub desktop: bool,
    /// Since when nothing was in the way of a reminder.
    pub calm_since: DateTime<Utc>,
    /// As it is saved: when, and where.
    pub last_look: Option<(DateTime<Utc>, Tz)>,
    pub ledger: Ledger,
    pub looks: u64,
    /// What is on the screen.
    pub shown: Vec<ReminderKey>,
    /// At which step of a look the program dies.
    pub fuse: Option<u64>,
    /// Since when small things are wanted; `None` where nobody asked for them.
    pub nudge_since: Option<DateTime<Utc>>,
    engine: Uuid,
    looked: Option<DateTime<Utc>>,
    facts: Facts,
    pub policy: Policy,
    gathered: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

impl Computer {
    pub fn new(wall: DateTime<Utc>, here: Tz) -> Computer {
        Computer {
            wall,
            here,
            desktop: true,
            calm_since: wall,
            last_look: None,
            ledger: Ledger::default(),
            looks: 0,
            shown: vec![],
            fuse: None,
            nudge_since: Some(wall),
            engine: Uuid::from_u128(1),
            looked: None,
            facts: Facts::default(),
            policy: Policy {
                quiet: QuietHours::DEFAULT,
                pauses: vec![],
                follow_up: true,
                here,
                engine: Uuid::from_u128(1),
            },
            gathered: None,
        }
    }

    /// The program starts: another engine.
    pub fn start(&mut self) {
        self.engine = Uuid::from_u128(self.engine.as_u128() + 1);
        self.policy.engine = self.engine;
        self.looked = None;
        self.fuse = None;
    }

    /// Ends in an orderly way: the last look is saved, which is not the moment of leaving.
    pub fn stop(&mut self) {
        if let Some(looked) = self.looked {
            self.last_look = Some((looked, self.here));
        }
    }

    /// The clock was set, or something changed that all the facts hang on.
    pub fn forget_facts(&mut self) {
        self.gathered = None;
    }

    /// A date changed, or something of it was put off: the facts hold it as it is now.
    pub fn changed(&mut self, o: &Occurrence, leads: &[Lead]) {
        match self
            .facts
            .occurrences
            .iter_mut()
            .find(|(old, _)| old.key == o.key)
        {
            Some((old, _)) => *old = o.clone(),
            None if !live(o) => {}
            None => {
                self.facts.occurrences.push((o.clone(), leads.to_vec()));
                let of = |row: &&LedgerRow| row.key.source.occurrence() == Some(o.key);
                let its: Vec<_> = self.ledger.rows().filter(of).map(|row| row.key).collect();
                its.iter().for_each(|key| self.mirror(key));
            }
        }
    }

    /// Something was got ready for a date, or the facts come to hold it: they hold what is still to do.
    pub fn things_of(&mut self, couple: &Couple, key: OccurrenceKey) {
        let things = &mut self.facts.preparations;
        things.retain(|it| it.occurrence != key);
        if self.facts.occurrences.iter().any(|(o, _)| o.key == key) {
            things.extend(couple.to_prepare(key));
            things.sort_unstable();
        }
    }

    /// Looks at the clock, shows what is due, and says when to look again, if at any time.
    pub fn look(
        &mut self,
        couple: &Couple,
        accounts: &mut Accounts,
        chance: &mut Chance,
    ) -> Result<Option<DateTime<Utc>>, Died> {
        let wall = self.wall;
        self.looks += 1;
        let last = self.last();
        self.gather(couple, last);
        self.facts.nudge = self.nudge_since.map(|since| self.nudge(couple, since));
        self.facts.planning = self.nudge_since.map(|since| Planning {
            since,
            whose: None,
            planned: couple.planned.clone(),
        });
        self.facts.gap = match self.looked {
            None => Some(Why::Off),
            Some(at) if wall - at > Duration::minutes(2) => Some(Why::Asleep),
            Some(_) => None,
        };
        let plan = plan::plan(wall, last, &self.facts, &self.policy);
        if chance.one_in(COMPARED) {
            self.compare(couple, last, &plan);
        }
        if diary() {
            eprintln!("look {wall}, last {last:?}, next {:?}", plan.next_wake);
        }
        self.check(&plan);
        self.step()?;
        self.write(&plan);
        self.looked = Some(wall);
        self.step()?;
        // The facts reach a few hours ahead; what lies behind them is not announced.
        let horizon = self.gathered.map(|(_, until)| until);
        let mut next = plan.next_wake.into_iter().chain(horizon).min();
        for due in plan.deliver.iter().chain(plan.summary.iter().map(|s| &s.due)) {
            self.step()?;
            if self.desktop {
                accounts.saw(&Seen {
                    key: due.key,
                    due: due.due,
                    wall,
                    here: self.here,
                    calm_since: self.calm_since,
                    couple,
                    ledger: &self.ledger,
                    pauses: &self.policy.pauses,
                });
                if self.step().is_err() {
                    accounts.died_over(due.key);
                    return Err(Died);
                }
                self.settle(&due.key, Entry::Shown);
                self.shown.push(due.key);
            } else {
                self.settle(&due.key, Entry::Failed);
                next = Some(next.map_or(wall + RETRY, |next| next.min(wall + RETRY)));
            }
            self.last_look = Some((wall, self.here));
        }
        Ok(next)
    }

    /// What a person, or the desktop, made of a reminder.
    pub fn settle(&mut self, key: &ReminderKey, entry: Entry) {
        self.settle_at(key, entry, self.wall);
    }

    pub fn settle_at(&mut self, key: &ReminderKey, entry: Entry, at: DateTime<Utc>) {
        if diary() {
            eprintln!("  {key} {entry:?} at {at}");
        }
        self.ledger.settle(key, entry, at);
        self.mirror(key);
    }

    pub fn clear(&mut self, key: &ReminderKey) {
        self.ledger.clear(key);
        self.mirror(key);
    }

    fn last(&self) -> Option<DateTime<Utc>> {
        let (look, there) = self.last_look?;
        Some(plan::carried(look, there, self.here))
    }

    fn step(&mut self) -> Result<(), Died> {
        match self.fuse {
            Some(0) => Err(Died),
            Some(n) => {
                self.fuse = Some(n - 1);
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn write(&mut self, plan: &Plan) {
        let (wall, engine) = (self.wall, self.engine);
        let closed = plan
            .close
            .iter()
            .map(|(due, entry)| row(due, *entry, wall, engine));
        let said = plan.deliver.iter().chain(plan.summary.iter().map(|s| &s.due));
        let claimed = said.map(|due| row(due, Entry::Claimed, wall, engine));
        for row in closed.chain(claimed).collect::<Vec<_>>() {
            if diary() {
                eprintln!("  {} {:?}, due {}", row.key, row.entry, row.due);
            }
            assert!(
                self.ledger.claim(row),
                "{} was handed out and could not be claimed",
                row.key
            );
            self.mirror(&row.key);
        }
        let stale = self
            .last_look
            .is_none_or(|(look, there)| look > wall || wall - look >= LOOK_SAVED || there != self.here);
        if stale || !plan.deliver.is_empty() {
            self.last_look = Some((wall, self.here));
        }
    }

    /// What holds for every look, whatever was before it.
    fn check(&self, plan: &Plan) {
        let late = plan
            .deliver
            .iter()
            .filter(|due| self.wall - due.due > plan::ABSENCE);
        assert!(
            late.count() <= plan::SINGLES,
            "more than three missed ones at once"
        );
        let mut dates: Vec<_> = plan
            .deliver
            .iter()
            .map(|due| {
                (
                    due.key.source.word(),
                    due.key.source.occurrence(),
                    rules::each(due.key),
                )
            })
            .collect();
        dates.retain(|(_, occurrence, _)| occurrence.is_some());
        dates.sort();
        dates.dedup();
        let about_dates = plan
            .deliver
            .iter()
            .filter(|due| due.key.source.occurrence().is_some());
        assert_eq!(
            dates.len(),
            about_dates.count(),
            "only the newest of a date speaks, and one for all that is to be got ready at once"
        );
        if let Some(next) = plan.next_wake {
            assert!(
                next > self.wall,
                "to be woken for a moment that has come is to wait without sleeping"
            );
        }
    }

    /// The look with few facts is the look with all of them.
    fn compare(&self, couple: &Couple, last: Option<DateTime<Utc>>, plan: &Plan) {
        let (from, to) = plan::window(self.wall, last);
        let mut facts = Facts {
            ledger: self.ledger.rows().copied().collect(),
            nudge: self.facts.nudge.clone(),
            planning: self.facts.planning.clone(),
            red_letters: self.facts.red_letters.clone(),
            gap: self.facts.gap,
            ..Facts::default()
        };
        for its in couple.series.iter().filter(|its| !its.deleted) {
            let found = its.between(from, to, self.here, self.wall);
            facts
                .occurrences
                .extend(found.into_iter().map(|o| (o, its.slot.leads.clone())));
        }
        let known: HashSet<OccurrenceKey> = facts.occurrences.iter().map(|(o, _)| o.key).collect();
        for key in plan::unfinished(&facts.ledger) {
            if !known.contains(&key) && !couple.of(key.slot).deleted {
                facts
                    .occurrences
                    .push(couple.with_leads(key, self.here, self.wall));
            }
        }
        let of_each = facts
            .occurrences
            .iter()
            .flat_map(|(o, _)| couple.to_prepare(o.key));
        facts.preparations = of_each.collect();
        facts.preparations.sort_unstable();
        let all = plan::plan(self.wall, last, &facts, &self.policy);
        let brief = |plan: &Plan| {
            let mut closed: Vec<_> = plan
                .close
                .iter()
                .map(|(due, entry)| (due.key, *entry, due.due))
                .collect();
            closed.sort_by_key(|(key, ..)| *key);
            let said: Vec<_> = plan.deliver.iter().map(|due| (due.key, due.due)).collect();
            (said, closed, plan.summary.as_ref().map(|s| (s.due.key, s.count)))
        };
        let ((said, closed, summary), (all_said, all_closed, all_summary)) = (brief(plan), brief(&all));
        assert_eq!(said, all_said, "what is said of few facts, and of all of them");
        assert_eq!(closed, all_closed, "what is closed");
        assert_eq!(summary, all_summary, "what is summarised");
        let horizon = self.gathered.map_or(self.wall, |(_, until)| until);
        let near = |plan: &Plan| plan.next_wake.filter(|next| *next < horizon);
        assert_eq!(near(plan), near(&all), "and what comes next");
    }

    fn nudge(&self, couple: &Couple, since: DateTime<Utc>) -> Nudge {
        let today = zone::civil(self.wall, self.here).date();
        let looked = self
            .last_look
            .map_or(today, |(look, _)| zone::civil(look, self.here).date());
        let first = looked.clamp(today - Duration::days(7), today);
        let days = first
            .iter_days()
            .take_while(|day| *day <= today + Duration::days(1));
        Nudge {
            at: NaiveTime::from_hms_opt(17, 30, 0).unwrap(),
            since,
            picks: days
                .filter(|day| !couple.done.contains(day))
                .map(|day| (day, couple.picks(day)))
                .collect(),
        }
    }

    /// The occurrences and rows that anything may come of within the next hours.
    fn gather(&mut self, couple: &Couple, last: Option<DateTime<Utc>>) {
        let (wall, here) = (self.wall, self.here);
        if self
            .gathered
            .is_some_and(|(from, to)| from <= wall && wall < to && self.policy.here == here)
        {
            return;
        }
        self.policy.here = here;
        self.policy.pauses = pause::spans(&couple.pauses, here);
        self.gathered = Some((wall, wall + GATHERED));
        let (furthest, _) = plan::window(wall, last);
        let from = (last.map_or(wall, |look| look.min(wall)) - ASKED).max(furthest);
        self.facts.occurrences.clear();
        for its in couple.series.iter().filter(|its| !its.deleted) {
            for o in its.between(from, wall + GATHERED + its.reach, here, wall) {
                if !self.settled(couple, &o, &its.slot.leads) {
                    self.facts.occurrences.push((o, its.slot.leads.clone()));
                }
            }
        }
        // What was put off long after its date, and what a clock ahead wrote of dates that are over.
        let mut near: HashSet<OccurrenceKey> = self.facts.occurrences.iter().map(|(o, _)| o.key).collect();
        for key in self.unsettled() {
            if !couple.of(key.slot).deleted && near.insert(key) {
                self.facts.occurrences.push(couple.with_leads(key, here, wall));
            }
        }
        // What comes soonest is known first, and what comes later then costs little.
        self.facts.occurrences.sort_by_key(|(o, _)| o.start);
        let to_do = self
            .facts
            .occurrences
            .iter()
            .flat_map(|(o, _)| couple.to_prepare(o.key));
        self.facts.preparations = to_do.collect();
        self.facts.preparations.sort_unstable();
        self.facts.red_letters.clone_from(&couple.letters);
        self.gather_rows(&near);
    }

    fn gather_rows(&mut self, near: &HashSet<OccurrenceKey>) {
        let wall = self.wall;
        let open = |row: &LedgerRow| matches!(row.entry, Entry::Claimed | Entry::Failed);
        let summary = |row: &LedgerRow| matches!(row.key.source, Source::Summary { .. });
        let unsaid = self.ledger.rows().any(|row| summary(row) && open(row));
        let wanted = |row: &&LedgerRow| {
            open(row)
                || match row.key.source {
                    Source::Date { occurrence, .. } | Source::Preparation { occurrence, .. } => {
                        near.contains(&occurrence)
                    }
                    Source::FollowUp { occurrence, .. } | Source::Planning { occurrence, .. } => {
                        near.contains(&occurrence)
                            || row.at.max(row.shown_at.unwrap_or(row.at)) > wall - Duration::days(3)
                    }
                    Source::Gesture { .. } | Source::RedLetter { .. } | Source::Summary { .. } => true,
                }
                || (unsaid && row.at > wall - Duration::days(2))
        };
        self.facts.ledger = self.ledger.rows().filter(wanted).copied().collect();
    }

    /// Whether nothing will come of an occurrence any more, short of a person or a clock that is set.
    fn settled(&self, couple: &Couple, o: &Occurrence, leads: &[Lead]) -> bool {
        let (occurrence, local) = (o.key, o.local);
        let entry = |source| {
            let row = self.ledger.row(&ReminderKey { source, snooze: 0 })?;
            (row.at <= self.wall).then_some(row.entry)
        };
        let over = |entry: Option<Entry>| {
            matches!(
                entry,
                Some(Entry::Expired | Entry::Superseded | Entry::Summarised | Entry::Paused | Entry::Shown)
            )
        };
        let of_leads: Vec<_> = leads
            .iter()
            .map(|&lead| {
                entry(Source::Date {
                    occurrence,
                    local,
                    lead,
                })
            })
            .collect();
        let answered = of_leads.contains(&Some(Entry::Acknowledged));
        let asked = o.kind == Kind::OutsideHelp || over(entry(Source::FollowUp { occurrence, local }));
        let done = |entry| over(entry) || entry == Some(Entry::Acknowledged);
        let ready = couple.to_prepare(o.key).iter().all(|it| {
            done(entry(Source::Preparation {
                occurrence,
                local,
                preparation: it.preparation,
                lead: it.lead,
            }))
        });
        let planned = plan::planning(o, &self.policy).is_none()
            || couple.planned.contains(&o.key)
            || done(entry(Source::Planning { occurrence, local }));
        !live(o) || (asked && ready && planned && (answered || of_leads.into_iter().all(over)))
    }

    /// What is unfinished, however long ago it was; and what was written by a clock that was ahead.
    fn unsettled(&self) -> Vec<OccurrenceKey> {
        let rows: Vec<LedgerRow> = self.ledger.rows().copied().collect();
        let ahead = |row: &&LedgerRow| row.at > self.wall && (row.due <= self.wall || row.key.snooze > 0);
        let ahead = rows
            .iter()
            .filter(ahead)
            .filter_map(|row| row.key.source.occurrence());
        plan::unfinished(&rows).into_iter().chain(ahead).collect()
    }

    /// The same row in the facts.
    fn mirror(&mut self, key: &ReminderKey) {
        let row = *self.ledger.row(key).expect("what is mirrored is there");
        match self.facts.ledger.binary_search_by(|old| old.key.cmp(key)) {
            Ok(n) => self.facts.ledger[n] = row,
            Err(n) => self.facts.ledger.insert(n, row),
        }
    }
}

/// Whether nobody has said anything of it.
pub fn live(o: &Occurrence) -> bool {
    matches!(o.status, Status::Planned | Status::Moved | Status::Past)
}
