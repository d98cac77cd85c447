//! What two people do with their dates and with what is shown to them.

use chrono::{Duration, NaiveTime};
use domain::{
    occurrence::{Occurrence, OccurrenceKey, Outcome, Status},
    reminder::{Entry, LedgerRow, ReminderKey, Source},
    slot::Planner,
    zone,
};

use crate::{
    computer::live,
    life::{Event, Life, Power},
};

impl Life {
    pub fn pause(&mut self) {
        let here = zone::civil(self.wall(), self.computer.here);
        let days = self.chance.pick(&[1, 1, 7, 14, 3]);
        let ahead = self.chance.pick(&[0, 0, 0, 5]);
        let from = here + Duration::days(ahead);
        let until = (from + Duration::days(days))
            .date()
            .and_time(NaiveTime::from_hms_opt(7, 0, 0).unwrap());
        self.couple.pause(from, until);
        self.computer.forget_facts();
        if self.chance.percent(30) {
            let length = self
                .chance
                .between(Duration::minutes(1), Duration::days(ahead + days));
            self.after(length, Event::Resume);
        }
    }

    /// What a day brings: things said of dates, some skipped, some moved.
    pub fn plan_the_day(&mut self) {
        let (wall, here) = (self.wall(), self.computer.here);
        let today: Vec<Occurrence> = self
            .couple
            .series
            .iter()
            .flat_map(|its| its.between(wall, wall + Duration::days(1), here, wall))
            .collect();
        for o in today {
            let ahead = o.start - wall;
            match self.chance.below(100) {
                0..66 => {
                    let said =
                        (o.end - wall) + self.chance.between(Duration::minutes(-20), Duration::hours(9));
                    self.after(said, Event::Say(o.key, true));
                }
                66..70 => self.after(ahead + Duration::minutes(1), Event::Say(o.key, false)),
                70..74 => {
                    let length = self.chance.between(Duration::zero(), ahead);
                    self.after(length, Event::Skip(o.key));
                    if self.chance.percent(40) {
                        let length = self.chance.between(Duration::zero(), ahead);
                        self.after(length, Event::Skip(o.key));
                    }
                }
                74..80 => {
                    let length = self.chance.between(Duration::zero(), ahead + Duration::hours(2));
                    self.after(length, Event::Move(o.key));
                }
                _ => {}
            }
        }
        let soon: Vec<OccurrenceKey> = self
            .couple
            .series
            .iter()
            .filter(|its| !its.things.is_empty() || its.slot.planner != Planner::Unset)
            .flat_map(|its| its.between(wall + Duration::days(2), wall + Duration::days(3), here, wall))
            .map(|o| o.key)
            .collect();
        for key in soon {
            if self.chance.percent(40) {
                let length = self.chance.between(Duration::zero(), Duration::days(3));
                self.after(length, Event::Prepare(key));
            }
        }
        for _ in 0..3 {
            let length = self.chance.between(Duration::zero(), Duration::days(1));
            self.after(length, Event::Inbox);
        }
        if self.chance.percent(10) {
            self.couple.done.insert(zone::civil(wall, here).date());
        }
    }

    /// What somebody does when a notification comes.
    pub fn react(&mut self, key: ReminderKey) {
        if self.chance.percent(60) {
            let length = self
                .chance
                .of_any_length(Duration::seconds(2), Duration::hours(3));
            self.after(length, Event::Answer(key));
        }
    }

    /// A button of it is pressed, where it still stands: `App::answer`.
    pub fn answer(&mut self, key: ReminderKey) -> bool {
        if self.power != Power::On {
            return false;
        }
        let Some(row) = self.computer.ledger.row(&key).copied() else {
            return false;
        };
        let wall = self.wall();
        // Nobody is asked about a date of another week.
        if row.entry != Entry::Shown || (wall - row.due).abs() > Duration::days(6) {
            return false;
        }
        match (key.source, self.chance.below(10)) {
            (Source::Date { .. }, 0..4) => self.put_off(&row),
            (Source::Date { .. }, 4..9) => self.computer.settle(&key, Entry::Acknowledged),
            (Source::FollowUp { occurrence, .. }, 0..6) => {
                self.say(occurrence, true);
                self.computer.settle(&key, Entry::Acknowledged);
            }
            (Source::FollowUp { occurrence, .. }, 6) => return self.move_it(occurrence),
            (Source::Preparation { .. }, 0..3) => self.put_off(&row),
            (Source::Preparation { occurrence, .. }, 3..6) => return self.prepare(occurrence),
            (Source::Preparation { .. } | Source::Planning { .. } | Source::RedLetter { .. }, _) => {
                self.computer.settle(&key, Entry::Acknowledged);
            }
            (Source::Gesture { .. }, 0..4) => self.computer.settle(&key, Entry::Snoozed(wall)),
            (Source::Gesture { .. }, _) => self.computer.settle(&key, Entry::Acknowledged),
            _ => return false,
        }
        true
    }

    fn put_off(&mut self, row: &LedgerRow) {
        let minutes = self.chance.pick(&[10, 10, 60, 60, 200]);
        let until = self.wall() + Duration::minutes(minutes);
        self.computer.settle(&row.key, Entry::Snoozed(until));
        if let Some(key) = row.key.source.occurrence() {
            self.changed(key);
        }
    }

    /// Something of the last week that was missed is answered in the list.
    pub fn inbox(&mut self) -> bool {
        if self.power == Power::Asleep {
            return false;
        }
        let wall = self.wall();
        let missed: Vec<LedgerRow> = self
            .computer
            .ledger
            .rows()
            .filter(|row| {
                matches!(
                    row.entry,
                    Entry::Failed | Entry::Expired | Entry::Summarised | Entry::Claimed
                )
            })
            .filter(|row| (wall - row.due).abs() < Duration::days(7) && !row.cleared)
            .copied()
            .collect();
        if missed.is_empty() {
            return false;
        }
        let row = missed[self.chance.below(missed.len() as u64) as usize];
        match (row.key.source, self.chance.below(3)) {
            (Source::Date { .. } | Source::Preparation { .. }, 0) => self.put_off(&row),
            (Source::FollowUp { occurrence, .. }, 0) => {
                self.say(occurrence, true);
            }
            _ if row.entry == Entry::Expired => self.computer.clear(&row.key),
            _ => {
                self.computer.settle(&row.key, Entry::Acknowledged);
                self.computer.clear(&row.key);
            }
        }
        true
    }

    /// The facts are told of a change to a date.
    fn changed(&mut self, key: OccurrenceKey) {
        let o = self.couple.occurrence(key, self.computer.here, self.wall());
        self.computer.changed(&o, &self.couple.of(key.slot).slot.leads);
        self.computer.things_of(&self.couple, key);
    }

    /// Something of what is to be got ready is ready; a date without any gets a plan.
    pub fn prepare(&mut self, key: OccurrenceKey) -> bool {
        let to_do = self.couple.to_prepare(key);
        if to_do.is_empty() {
            self.couple.planned.insert(key);
        } else {
            let it = to_do[self.chance.below(to_do.len() as u64) as usize];
            self.couple.ready.insert(it.preparation);
            self.computer.things_of(&self.couple, key);
        }
        true
    }

    pub fn say(&mut self, key: OccurrenceKey, kept: bool) -> bool {
        let (wall, here) = (self.wall(), self.computer.here);
        let o = self.couple.occurrence(key, here, wall);
        if !live(&o) || wall < o.start {
            return false;
        }
        let outcome = if kept { Outcome::Kept } else { Outcome::LetGo };
        self.couple
            .change(key, wall, |change| change.outcome = Some(outcome));
        self.changed(key);
        false
    }

    /// Skipped; or, where it was skipped, wanted after all.
    pub fn skip(&mut self, key: OccurrenceKey) -> bool {
        let (wall, here) = (self.wall(), self.computer.here);
        let o = self.couple.occurrence(key, here, wall);
        if o.start <= wall || !(live(&o) || o.status == Status::Skipped) {
            return false;
        }
        self.couple
            .change(key, wall, |change| change.skipped = !change.skipped);
        self.changed(key);
        self.disturbed();
        true
    }

    pub fn move_it(&mut self, key: OccurrenceKey) -> bool {
        let (wall, here) = (self.wall(), self.computer.here);
        let o = self.couple.occurrence(key, here, wall);
        if !live(&o) {
            return false;
        }
        let by = self.chance.between(Duration::hours(-3), Duration::days(3));
        let to = o.local + Duration::minutes(by.num_minutes() / 5 * 5);
        if zone::instant(to, o.zone) < wall + Duration::minutes(5)
            || (to.date() - key.original.date()).num_days().abs() > 3
        {
            return false;
        }
        self.couple.change(key, wall, |change| change.moved_to = Some(to));
        self.changed(key);
        self.disturbed();
        true
    }
}
