//! One date, put off, moved and deleted, by a program that is killed and started again: ten thousand times.

use chrono::{DateTime, Duration, NaiveTime, Utc};
use domain::{
    ids::SlotId,
    occurrence::OccurrenceKey,
    reminder::{Entry, ReminderKey, Source},
    slot::{Anchor, Kind, Planner, Slot},
    zone,
};
use uuid::Uuid;

use crate::{
    accounts::Accounts,
    chance::Chance,
    computer::{Computer, live},
    couple::{Couple, PLACES, ladder},
};

struct Evening {
    couple: Couple,
    computer: Computer,
    accounts: Accounts,
    chance: Chance,
    key: OccurrenceKey,
    began: DateTime<Utc>,
}

#[test]
fn put_off_killed_moved_and_deleted_a_reminder_is_neither_early_nor_lost_nor_a_ghost() {
    let cases = if crate::soak() { 10_000 } else { 2_000 };
    let chosen = std::env::var("STANDING_CASE").ok();
    let cases = chosen.map_or(0..cases, |n| {
        let n = n.parse().expect("STANDING_CASE is a number");
        n..n + 1
    });
    let mut shows = 0;
    for case in cases {
        let lived = std::panic::catch_unwind(|| {
            let mut evening = Evening::of(case);
            evening.live();
            evening.accounts.shows
        });
        shows += lived.unwrap_or_else(|why| {
            println!("case {case} failed; to see it again: STANDING_CASE={case}");
            std::panic::resume_unwind(why)
        });
    }
    println!("figure: {shows} shown of a date that is put off, moved and deleted");
    assert!(
        crate::alone() || shows > 2_000,
        "something was seen of it: {shows}"
    );
}

impl Evening {
    /// A date some hours or days ahead, somewhere.
    fn of(case: u64) -> Evening {
        let mut chance = Chance::of(1_000_000 + case);
        let here = chance.pick(&PLACES);
        let began = "2026-01-05T12:00:00Z".parse::<DateTime<Utc>>().unwrap()
            + chance.between(Duration::zero(), Duration::days(3_650));
        let ahead = chance.between(Duration::hours(1), Duration::days(4));
        let start = zone::civil(began + ahead, here);
        let minutes = i64::from(chance.below(24 * 12) as u32 * 5);
        let start = start.date().and_time(NaiveTime::MIN) + Duration::minutes(minutes);
        let id = SlotId(Uuid::from_u128(0));
        let slot = Slot {
            id,
            title: String::new(),
            kind: Kind::Date,
            label: String::new(),
            start,
            minutes: 120,
            rule: None,
            anchor: if chance.percent(20) {
                Anchor::Fixed
            } else {
                Anchor::Floating
            },
            zone: chance.pick(&PLACES),
            planner: Planner::Unset,
            leads: ladder(&mut chance),
            timed_at: began,
            times: None,
            backup: None,
            continues: None,
            uid: None,
            carried: String::new(),
        };
        let mut computer = Computer::new(began, here);
        computer.nudge_since = None;
        Evening {
            couple: Couple::of_slots(vec![slot]),
            computer,
            accounts: Accounts::default(),
            chance,
            key: OccurrenceKey {
                slot: id,
                original: start,
            },
            began,
        }
    }

    fn live(&mut self) {
        // Wherever it is moved to, and whatever is put off: by then nothing is left to come.
        let end = self.began + Duration::days(16);
        let mut on = true;
        let mut deed = self.later();
        while self.computer.wall < end {
            let next = if on { self.look() } else { None };
            let died = on && next.is_none();
            if died {
                on = false;
                deed = self.computer.wall
                    + self
                        .chance
                        .of_any_length(Duration::seconds(1), Duration::hours(6));
            }
            match next.filter(|next| *next < deed) {
                Some(next) => {
                    self.computer.wall =
                        next + self.chance.between(Duration::zero(), Duration::milliseconds(400));
                }
                None => {
                    self.computer.wall = deed;
                    deed = self.later();
                    if !on {
                        on = true;
                        self.computer.start();
                        self.computer.calm_since = self.computer.wall;
                    } else {
                        on = self.deed();
                        if !on {
                            deed = self.computer.wall
                                + self
                                    .chance
                                    .of_any_length(Duration::seconds(1), Duration::hours(9));
                        }
                    }
                }
            }
        }
        self.close();
    }

    fn later(&mut self) -> DateTime<Utc> {
        self.computer.wall
            + self
                .chance
                .of_any_length(Duration::minutes(1), Duration::hours(8))
    }

    /// One look; when to look again, or `None` when the program died.
    fn look(&mut self) -> Option<DateTime<Utc>> {
        let looked = self
            .computer
            .look(&self.couple, &mut self.accounts, &mut self.chance);
        let next = looked.ok()?;
        Some(next.unwrap_or(self.computer.wall + Duration::hours(6)))
    }

    /// Something is done, or happens; whether the program still runs.
    fn deed(&mut self) -> bool {
        match self.chance.below(20) {
            0..8 => self.put_off(),
            8..10 => self.computer.fuse = Some(self.chance.below(6)),
            10 => self.computer.start(),
            11 => {
                self.computer.stop();
                return false;
            }
            12..14 => self.reschedule(),
            14 if self.chance.percent(15) => {
                self.couple.series[0].deleted = true;
                self.computer.forget_facts();
            }
            15 => {
                let shown = self.shown();
                if let Some(key) = shown.filter(|_| self.chance.percent(30)) {
                    self.computer.settle(&key, Entry::Acknowledged);
                }
            }
            _ => {}
        }
        self.computer.calm_since = self.computer.wall;
        true
    }

    /// The one on the screen, if any.
    fn shown(&self) -> Option<ReminderKey> {
        let rows = self
            .computer
            .ledger
            .rows()
            .filter(|row| row.entry == Entry::Shown);
        let dates = rows.filter(|row| matches!(row.key.source, Source::Date { .. }));
        dates.max_by_key(|row| row.at).map(|row| row.key)
    }

    fn put_off(&mut self) {
        let calm = self.began + Duration::days(14);
        let Some(key) = self.shown().filter(|_| self.computer.wall < calm) else {
            return;
        };
        let minutes = self.chance.pick(&[10, 10, 60, 200]);
        let until = self.computer.wall + Duration::minutes(minutes);
        self.computer.settle(&key, Entry::Snoozed(until));
        self.computer.forget_facts();
    }

    fn reschedule(&mut self) {
        if self.couple.series[0].deleted {
            return;
        }
        let (wall, here) = (self.computer.wall, self.computer.here);
        let o = self.couple.occurrence(self.key, here, wall);
        let by = self.chance.between(Duration::hours(-5), Duration::days(2));
        let to = o.local + Duration::minutes(by.num_minutes() / 5 * 5);
        let within = (to - self.key.original) < Duration::days(8);
        if live(&o) && within && zone::instant(to, o.zone) > wall + Duration::minutes(5) {
            self.couple
                .change(self.key, wall, |change| change.moved_to = Some(to));
            self.computer.forget_facts();
        }
    }

    fn close(&mut self) {
        let (wall, here) = (self.computer.wall, self.computer.here);
        if !self.couple.series[0].deleted {
            let o = self.couple.occurrence(self.key, here, wall);
            self.accounts
                .close(&o, &self.couple, &self.computer.ledger, self.began);
        }
        let rows = self.computer.ledger.take(|_| true);
        self.accounts.retire(&rows);
    }
}
