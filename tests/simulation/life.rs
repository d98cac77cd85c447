//! Ten years of one couple and one computer, thrown about by chance.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use domain::{
    occurrence::OccurrenceKey,
    reminder::{Entry, ReminderKey},
    zone,
};

use crate::{
    accounts::{Accounts, LOOK},
    chance::Chance,
    computer::Computer,
    couple::{Couple, PLACES},
    diary,
};

/// Rows are kept for longer than any clock is set back.
const KEPT: Duration = Duration::days(50);

/// One look in so many kills the program.
const DEADLY: u64 = 400;

/// What happens to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The lid is shut, and opened after a while.
    Lid,
    Opened,
    /// The program, or the computer, is off for a while.
    Off,
    On,
    /// The desktop's notifications fail for a while.
    DesktopFails,
    DesktopWorks,
    /// They go away and come back, and what was on the screen is gone.
    DesktopRestarts,
    /// The clock is set wrong, and put right after a while.
    WrongClock,
    RightClock,
    /// Another zone, until the next journey.
    Journey,
    /// Peace is wanted, and had enough of.
    Pause,
    Resume,
    /// A button is pressed.
    Answer(ReminderKey),
    /// Something is said of a date in the window.
    Say(OccurrenceKey, bool),
    Skip(OccurrenceKey),
    Move(OccurrenceKey),
    /// Something is got ready for a date, or planned.
    Prepare(OccurrenceKey),
    /// Something of the list is answered.
    Inbox,
    /// What a day brings.
    Day,
    /// The books are closed on what is long past.
    Books,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    On,
    Asleep,
    Off,
}

pub struct Life {
    pub accounts: Accounts,
    pub computer: Computer,
    pub couple: Couple,
    pub chance: Chance,
    /// How time goes by, whatever the clock says.
    now: DateTime<Utc>,
    /// What the clock is ahead.
    wrong: Duration,
    pub power: Power,
    events: BTreeMap<(DateTime<Utc>, u64), Event>,
    numbered: u64,
    began: DateTime<Utc>,
    /// Up to which day the books are closed.
    closed: NaiveDate,
    pub crashes: u64,
}

impl Life {
    pub fn of(seed: u64, dates: u128) -> Life {
        let mut chance = Chance::of(seed);
        let began: DateTime<Utc> = "2026-01-05T12:00:00Z".parse().unwrap();
        let here = PLACES[seed as usize % PLACES.len()];
        let first = zone::civil(began, here).date() + Duration::days(3);
        let couple = Couple::with(dates, first, began, &mut chance);
        let mut life = Life {
            accounts: Accounts::default(),
            computer: Computer::new(began, here),
            couple,
            chance,
            now: began,
            wrong: Duration::zero(),
            power: Power::On,
            events: BTreeMap::new(),
            numbered: 0,
            began,
            closed: first,
            crashes: 0,
        };
        let troubles = [
            (Event::Lid, 1),
            (Event::Off, 6),
            (Event::DesktopFails, 30),
            (Event::DesktopRestarts, 15),
            (Event::WrongClock, 40),
            (Event::Journey, 20),
            (Event::Pause, 45),
        ];
        for (event, days) in troubles {
            life.again(event, days);
        }
        life.after(Duration::hours(1), Event::Day);
        life.after(Duration::days(7), Event::Books);
        life
    }

    /// What the clock says, for whoever has to find a failure.
    pub fn moment(&self) -> String {
        let wall = zone::civil(self.wall(), self.computer.here);
        format!(
            "{wall} in {}, {:?}, clock off by {}",
            self.computer.here, self.power, self.wrong
        )
    }

    /// Lives for so many days, then brings everything to rest and closes the books.
    pub fn live(&mut self, days: i64) {
        let end = self.began + Duration::days(days);
        self.run(end);
        // A calm ending: everything works, and nobody does anything any more.
        self.events.retain(|_, event| *event == Event::Books);
        if self.power != Power::On {
            self.event(Event::On);
        }
        self.event(Event::DesktopWorks);
        self.event(Event::RightClock);
        self.run(end + KEPT + Duration::days(16));
    }

    fn run(&mut self, end: DateTime<Utc>) {
        let mut next = self.look();
        while self.now < end {
            let (&(at, _), _) = self
                .events
                .first_key_value()
                .expect("the books are closed every week");
            match next {
                Some(wake) if wake < at => {
                    // Threads wake a little late.
                    self.now = wake + self.chance.between(Duration::zero(), Duration::milliseconds(400));
                    next = self.look();
                }
                _ => {
                    let (_, event) = self.events.pop_first().expect("just seen");
                    self.now = self.now.max(at);
                    self.set_clock();
                    if self.event(event) {
                        next = self.look();
                    }
                    if self.power != Power::On {
                        next = None;
                    }
                }
            }
        }
    }

    pub fn wall(&self) -> DateTime<Utc> {
        self.now + self.wrong
    }

    fn set_clock(&mut self) {
        self.computer.wall = self.wall();
    }

    /// One look, where there is anybody to look; when to look again.
    fn look(&mut self) -> Option<DateTime<Utc>> {
        if self.power != Power::On {
            return None;
        }
        self.set_clock();
        let on_screen = self.computer.shown.len();
        if self.chance.one_in(DEADLY) {
            // Most looks have few steps; some are long.
            let steps = if self.chance.percent(70) { 5 } else { 40 };
            self.computer.fuse = Some(self.chance.below(steps));
        }
        let looked = self
            .computer
            .look(&self.couple, &mut self.accounts, &mut self.chance);
        let shown: Vec<_> = self.computer.shown[on_screen..].to_vec();
        for key in shown {
            self.react(key);
        }
        let Ok(next) = looked else {
            self.crashes += 1;
            self.power = Power::Off;
            self.computer.shown.clear();
            let length = self
                .chance
                .of_any_length(Duration::seconds(1), Duration::hours(12));
            self.after(length, Event::On);
            return None;
        };
        let next = next.unwrap_or(self.computer.wall + Duration::hours(12));
        // Now and then it looks though it has no reason to.
        let next = if self.chance.one_in(20) {
            next.min(self.computer.wall + LOOK)
        } else {
            next
        };
        Some((next - self.wrong).max(self.now))
    }

    pub fn after(&mut self, length: Duration, event: Event) {
        self.numbered += 1;
        self.events.insert((self.now + length, self.numbered), event);
    }

    /// Once every so many days, by chance.
    fn again(&mut self, event: Event, days: i64) {
        let length = self
            .chance
            .between(Duration::minutes(5), Duration::days(2 * days));
        self.after(length, event);
    }

    /// Nothing that was in the way before this counts from here on.
    pub fn disturbed(&mut self) {
        self.computer.calm_since = self.wall();
    }

    /// Something happens; whether the engine looks because of it.
    fn event(&mut self, event: Event) -> bool {
        if diary() {
            eprintln!("{} {event:?}", self.moment());
        }
        match event {
            Event::Lid => {
                self.again(Event::Lid, 1);
                if self.power == Power::On {
                    self.power = Power::Asleep;
                    let length = self.chance.of_any_length(Duration::minutes(1), Duration::days(3));
                    self.after(length, Event::Opened);
                }
            }
            Event::Opened if self.power == Power::Asleep => {
                self.power = Power::On;
                self.disturbed();
                return true;
            }
            Event::Opened => {}
            Event::Off => {
                self.again(Event::Off, 6);
                if self.power == Power::On {
                    self.computer.stop();
                    self.power = Power::Off;
                    let longest = if self.chance.one_in(12) { 60 } else { 2 };
                    let length = self
                        .chance
                        .of_any_length(Duration::minutes(1), Duration::days(longest));
                    self.after(length, Event::On);
                }
            }
            Event::On => {
                self.power = Power::On;
                self.computer.start();
                self.disturbed();
                return true;
            }
            Event::DesktopFails => {
                self.computer.desktop = false;
                let length = self
                    .chance
                    .of_any_length(Duration::minutes(1), Duration::hours(10));
                self.after(length, Event::DesktopWorks);
                self.again(Event::DesktopFails, 30);
            }
            Event::DesktopWorks => {
                self.computer.desktop = true;
                self.disturbed();
                self.try_again();
                return true;
            }
            Event::DesktopRestarts => {
                self.again(Event::DesktopRestarts, 15);
                return self.desktop_restarts();
            }
            Event::WrongClock => {
                self.again(Event::WrongClock, 40);
                if self.wrong == Duration::zero() {
                    let ahead = self.chance.percent(50);
                    let most = Duration::days(if ahead { 90 } else { 30 });
                    let by = self.chance.of_any_length(Duration::seconds(1), most);
                    self.wrong = if ahead { by } else { -by };
                    let length = self.chance.of_any_length(Duration::minutes(1), Duration::days(4));
                    self.after(length, Event::RightClock);
                    return self.clock_was_set();
                }
            }
            Event::RightClock => {
                self.wrong = Duration::zero();
                return self.clock_was_set();
            }
            Event::Journey => {
                self.again(Event::Journey, 20);
                self.computer.here = self.chance.pick(&PLACES);
                return self.clock_was_set();
            }
            Event::Pause => {
                self.again(Event::Pause, 45);
                self.pause();
                return true;
            }
            Event::Resume => {
                let here = zone::civil(self.wall(), self.computer.here);
                for pause in &mut self.couple.pauses {
                    if pause.from <= here && here < pause.until {
                        pause.until = here;
                    }
                }
                self.computer.forget_facts();
                return true;
            }
            Event::Answer(key) => return self.answer(key),
            Event::Say(key, kept) => return self.say(key, kept),
            Event::Skip(_) | Event::Move(_) if !self.is_in_use() => {}
            Event::Skip(key) => return self.skip(key),
            Event::Move(key) => return self.move_it(key),
            Event::Prepare(key) => return self.prepare(key),
            Event::Inbox => return self.inbox(),
            Event::Day => {
                self.after(Duration::days(1), Event::Day);
                self.plan_the_day();
            }
            Event::Books => {
                self.after(Duration::days(7), Event::Books);
                self.close_the_books();
            }
        }
        false
    }

    /// Whether anybody can change a date: not on a computer that sleeps; nor from a terminal, with nothing to look at it,
    /// while the clock is wrong, or has not yet come to where a clock that was ahead last looked.
    fn is_in_use(&self) -> bool {
        let looked = self
            .computer
            .last_look
            .is_none_or(|(look, _)| look <= self.wall());
        match self.power {
            Power::On => true,
            Power::Off => self.wrong == Duration::zero() && looked,
            Power::Asleep => false,
        }
    }

    fn clock_was_set(&mut self) -> bool {
        self.computer.forget_facts();
        self.disturbed();
        true
    }

    /// The desktop is back, and what it could not show is tried at once: `App::lost`.
    fn try_again(&mut self) {
        let wall = self.wall();
        let failed = self
            .computer
            .ledger
            .rows()
            .filter(|row| row.entry == Entry::Failed);
        let failed: Vec<ReminderKey> = failed.map(|row| row.key).collect();
        for key in failed {
            self.computer
                .settle_at(&key, Entry::Failed, wall - domain::plan::RETRY_MOST);
        }
    }

    /// What was shown within the hour is still on the screen, and lost: `App::lost`.
    fn desktop_restarts(&mut self) -> bool {
        let wall = self.wall();
        let lost: Vec<ReminderKey> = std::mem::take(&mut self.computer.shown)
            .into_iter()
            .filter(|key| {
                let row = self.computer.ledger.row(key);
                row.is_some_and(|row| row.entry == Entry::Shown && (wall - row.at).abs() < Duration::hours(1))
            })
            .collect();
        if self.power != Power::On {
            return false;
        }
        for key in lost {
            self.accounts.may_repeat(key);
            self.computer
                .settle_at(&key, Entry::Failed, wall - domain::plan::RETRY_MOST);
        }
        self.disturbed();
        true
    }

    /// Of what is so long past that no clock goes back to it: every reminder is accounted for, and forgotten.
    fn close_the_books(&mut self) {
        let look = self.computer.last_look.map_or(self.began, |(look, _)| look);
        if self.power != Power::On || self.wrong != Duration::zero() {
            return;
        }
        let (wall, here) = (self.wall(), self.computer.here);
        let before = wall.min(look) - KEPT;
        let until = zone::civil(before, here).date();
        if until <= self.closed {
            return;
        }
        let slack = Duration::days(6);
        let midnight = |day: NaiveDate| zone::instant(day.and_time(NaiveTime::MIN), here);
        for its in &self.couple.series {
            for o in its.between(midnight(self.closed) - slack, midnight(until) + slack, here, wall) {
                if (self.closed..until).contains(&o.key.original.date()) {
                    self.accounts
                        .close(&o, &self.couple, &self.computer.ledger, self.began);
                }
            }
        }
        for day in self.closed.iter_days().take_while(|day| *day < until) {
            self.accounts
                .close_day(day, &self.couple, &self.computer.ledger, self.began);
        }
        let closed = self.closed;
        let gone = self
            .computer
            .ledger
            .take(|row| match row.key.source.occurrence() {
                Some(key) => key.original.date() < until,
                None => row.due.max(row.at) < before - Duration::days(5),
            });
        assert!(
            gone.iter().all(|row| row
                .key
                .source
                .occurrence()
                .is_none_or(|key| key.original.date() >= closed)),
            "nothing is written of what the books are closed on"
        );
        self.accounts.retire(&gone);
        self.couple.forget(until);
        self.closed = until;
        self.computer.forget_facts();
    }
}
