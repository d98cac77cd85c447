//! A month with the real planner on a real disk, held against the same rules and accounted for in the same way.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use app::{
    App, Delivery, Locale,
    ports::Clock,
    replies::{Here, PauseForm, People, SettingsForm},
};
use chrono::{DateTime, Duration, Timelike, Utc};
use chrono_tz::Tz;
use domain::{
    pause,
    reminder::{Entry, ReminderKey, Source},
    zone,
};
use store::Store;
use tests::world::{form, lead};
use uuid::Uuid;

use crate::{
    accounts::{Accounts, LOOK, Seen},
    chance::Chance,
    computer::live,
    couple::{Couple, PLACES},
    ledger::Ledger,
};

const DAYS: i64 = 30;

const DATES: [(&str, &str); 8] = [
    ("every day at 7pm", "evening,90m"),
    ("every day at 8:30pm, 4 hours", "evening,4h,10m"),
    ("every day at 7am coffee", "0m"),
    ("every day at 1:15pm lunch", "morning@9,15m"),
    ("every day at 9:30am walk", "1d@23:00,3h"),
    ("every day at 1:30am", "90m"),
    ("every day at 5:30pm, 24 hours", "2h,30m"),
    ("every day at 3pm", "2d@18:30,1h"),
];

/// A clock that is told.
struct Wall(Mutex<(DateTime<Utc>, Tz)>);

impl Clock for Wall {
    fn now(&self) -> DateTime<Utc> {
        self.0.lock().unwrap().0
    }

    fn zone(&self) -> Tz {
        self.0.lock().unwrap().1
    }
}

struct Month {
    dir: tempfile::TempDir,
    clock: Arc<Wall>,
    /// `None` while the program is not running.
    app: Option<App>,
    engine: Uuid,
    /// The same files, read from beside.
    beside: Store,
    accounts: Accounts,
    chance: Chance,
    desktop: bool,
    failed: Vec<ReminderKey>,
    shown: Vec<ReminderKey>,
    calm_since: DateTime<Utc>,
    began: DateTime<Utc>,
    /// How time goes by, and how far the clock is off.
    now: DateTime<Utc>,
    wrong: Duration,
    looks: u64,
    crashes: u64,
}

#[test]
fn a_month_on_a_real_disk_is_accounted_for_in_the_same_way() {
    let seeds = if crate::soak() { 1..=12 } else { 1..=1 };
    for seed in seeds {
        let mut month = Month::of(seed);
        let lived = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| month.live()));
        if let Err(why) = lived {
            let wall = zone::civil(month.clock.now(), month.clock.zone());
            println!("month {seed} failed at {wall} in {}", month.clock.zone());
            std::panic::resume_unwind(why);
        }
        let a = &month.accounts;
        println!(
            "figure: month {seed}: {} dates, {} reminders, {} shown, {} of them again, {} looks, {} crashes; {:?}",
            a.occurrences, a.reminders, a.shows, a.repeats, month.looks, month.crashes, a.ends
        );
        assert!(
            a.shows > 100 && month.crashes > 0,
            "much was seen, and the program died"
        );
    }
}

impl Month {
    fn of(seed: u64) -> Month {
        let mut chance = Chance::of(2_000_000 + seed);
        let here = chance.pick(&PLACES);
        // Across a change of the clocks, more often than not.
        let month = chance.pick(&["2026-03-10", "2026-10-08", "2026-06-20"]);
        let began = zone::instant(format!("{month}T12:00:00").parse().unwrap(), here);
        let dir = tempfile::tempdir().unwrap();
        let clock = Arc::new(Wall(Mutex::new((began, here))));
        let app = open(&dir, &clock);
        let names = People {
            first: "Noor".into(),
            second: "Jules".into(),
        };
        app.save_people(names, Here::First).unwrap();
        let wanted = SettingsForm {
            follow_up: Some(true),
            gesture_nudge: Some("17:30".into()),
            ..SettingsForm::default()
        };
        app.save_settings(wanted).unwrap();
        for (n, (sentence, leads)) in DATES.into_iter().enumerate() {
            let mut new = form(sentence);
            new.leads = Some(leads.split(',').map(lead).collect());
            new.kind = (n == 3).then(|| "outside_help".to_owned());
            // A second later each, so that their names sort as they were made and a seed is one month.
            clock.0.lock().unwrap().0 += Duration::seconds(1);
            app.save_slot(new)
                .unwrap_or_else(|e| panic!("{sentence}: {:?}", e.problem()));
        }
        let began = clock.now();
        let beside = Store::open_existing(dir.path(), began)
            .unwrap()
            .expect("it was just made");
        Month {
            dir,
            clock,
            app: Some(app),
            engine: Uuid::from_u128(1),
            beside,
            accounts: Accounts::default(),
            chance,
            desktop: true,
            failed: vec![],
            shown: vec![],
            calm_since: began,
            began,
            now: began,
            wrong: Duration::zero(),
            looks: 0,
            crashes: 0,
        }
    }

    fn live(&mut self) {
        let end = self.began + Duration::days(DAYS);
        let mut deed = self.now;
        while self.now < end {
            let next = self.look().map(|next| next - self.wrong);
            match next.filter(|next| *next < deed) {
                Some(next) => {
                    let lag = self.chance.between(Duration::zero(), Duration::milliseconds(400));
                    self.go_to(next.max(self.now) + lag);
                }
                None => {
                    self.go_to(deed);
                    let length = self.deed();
                    deed = self.now + length;
                }
            }
        }
        // A calm ending of a week, and the books.
        self.desktop_is_back();
        self.set_clock(Duration::zero());
        self.start();
        while self.now < end + Duration::days(7) {
            let next = self.look().map_or(self.now, |next| next - self.wrong);
            if self.app.is_none() {
                self.start();
            }
            self.go_to(next.max(self.now + Duration::milliseconds(100)));
        }
        self.close_the_books(end);
    }

    fn go_to(&mut self, at: DateTime<Utc>) {
        self.now = at;
        self.clock.0.lock().unwrap().0 = at + self.wrong;
    }

    fn set_clock(&mut self, wrong: Duration) {
        self.wrong = wrong;
        self.go_to(self.now);
        self.calm_since = self.clock.now();
    }

    fn start(&mut self) {
        if self.app.is_none() {
            self.engine = Uuid::from_u128(self.engine.as_u128() + 1);
            self.app = Some(open(&self.dir, &self.clock));
        }
        self.calm_since = self.clock.now();
    }

    /// One look, as the engine's thread does it; when to look again, or `None` when nothing looks.
    fn look(&mut self) -> Option<DateTime<Utc>> {
        let wall = self.clock.now();
        self.looks += 1;
        let look = self.app.as_ref()?.tick(self.engine).unwrap();
        let mut next = look.next;
        for delivery in look.show {
            if self.chance.one_in(40) {
                return self.die();
            }
            if !self.desktop {
                let app = self.app.as_ref()?;
                app.settle(&delivery.key, Err("nobody there".into())).unwrap();
                self.failed.push(delivery.key);
                next = next.min(wall + LOOK);
                continue;
            }
            self.sees(&delivery);
            if self.chance.one_in(40) {
                self.accounts.died_over(delivery.key);
                return self.die();
            }
            self.app.as_ref()?.settle(&delivery.key, Ok(())).unwrap();
            self.shown.push(delivery.key);
        }
        Some(next)
    }

    fn die(&mut self) -> Option<DateTime<Utc>> {
        self.crashes += 1;
        self.app = None;
        None
    }

    /// The planner as it lies on the disk.
    fn on_disk(&self) -> (Couple, Ledger, Vec<pause::Span>) {
        let here = self.clock.zone();
        let read = self.beside.read(|r| {
            let (slots, mut changes) = (r.slots()?, r.all_changes()?);
            let rows = r.ledger(DateTime::UNIX_EPOCH)?;
            let mut couple = Couple::of_slots(slots);
            for its in &mut couple.series {
                its.changes = changes.remove(&its.slot.id).unwrap_or_else(BTreeMap::new);
            }
            Ok((couple, Ledger::of_rows(rows), pause::spans(&r.pauses()?, here)))
        });
        read.unwrap()
    }

    fn sees(&mut self, delivery: &Delivery) {
        let (couple, ledger, pauses) = self.on_disk();
        self.accounts.saw(&Seen {
            key: delivery.key,
            due: delivery.due,
            wall: self.clock.now(),
            here: self.clock.zone(),
            calm_since: self.calm_since,
            couple: &couple,
            ledger: &ledger,
            pauses: &pauses,
        });
    }

    /// Something happens; until when nothing else does.
    fn deed(&mut self) -> Duration {
        let soon = self
            .chance
            .of_any_length(Duration::minutes(5), Duration::hours(6));
        if self.app.is_none() {
            self.start();
            return soon;
        }
        // Trouble does not last.
        if !self.desktop && self.chance.percent(60) {
            self.desktop_is_back();
        }
        if self.wrong != Duration::zero() && self.chance.percent(60) {
            self.set_clock(Duration::zero());
        }
        let Some(app) = self.app.as_ref() else { return soon };
        match self.chance.below(40) {
            // The lid is shut for a while: nothing looks, though the program is there.
            0..3 => {
                let until = self.now + self.chance.of_any_length(Duration::minutes(5), Duration::days(2));
                self.go_to(until);
                self.calm_since = self.clock.now();
            }
            3 | 4 => {
                app.rest().unwrap();
                self.app = None;
                return self.chance.of_any_length(Duration::minutes(1), Duration::days(2));
            }
            5 => self.desktop = false,
            6 => {
                // What is still on the screen goes with it.
                let on_screen = |key: &ReminderKey| {
                    let row = self.beside.read(|r| r.ledger_row(key)).unwrap();
                    row.is_some_and(|row| self.clock.now() - row.at < Duration::hours(2))
                };
                let lost: Vec<ReminderKey> = self.shown.extract_if(.., |key| on_screen(key)).collect();
                lost.iter().for_each(|key| self.accounts.may_repeat(*key));
                app.lost(&lost).unwrap();
                self.calm_since = self.clock.now();
            }
            7 => {
                self.clock.0.lock().unwrap().1 = self.chance.pick(&PLACES);
                self.calm_since = self.clock.now();
            }
            8 => {
                let by = self.chance.of_any_length(Duration::minutes(1), Duration::days(2));
                let ahead = self.chance.percent(60);
                self.set_clock(if ahead { by } else { -by });
            }
            9 => drop(app.pause_reminders(&PauseForm::Tomorrow).unwrap()),
            10 | 11 => {
                app.resume_reminders().unwrap();
                self.calm_since = self.clock.now();
            }
            12..16 => self.change(),
            16..38 => self.answer(),
            _ => {}
        }
        soon
    }

    fn desktop_is_back(&mut self) {
        self.desktop = true;
        if let Some(app) = &self.app {
            app.lost(&std::mem::take(&mut self.failed)).unwrap();
        }
        self.calm_since = self.clock.now();
    }

    /// A date that is coming is skipped or moved, or one that was is kept.
    fn change(&mut self) {
        let (wall, here) = (self.clock.now(), self.clock.zone());
        let (couple, ..) = self.on_disk();
        let near: Vec<_> = couple
            .series
            .iter()
            .flat_map(|its| its.between(wall - Duration::days(1), wall + Duration::days(1), here, wall))
            .filter(live)
            .collect();
        if near.is_empty() {
            return;
        }
        let o = &near[self.chance.below(near.len() as u64) as usize];
        let app = self
            .app
            .as_ref()
            .expect("only somebody at the computer does things");
        let key = o.key.to_string();
        if o.end <= wall {
            app.keep(&key).unwrap();
        } else if o.start > wall && self.chance.percent(40) {
            app.skip(&key).unwrap();
        } else if o.start > wall {
            let to = o.local + self.chance.between(Duration::hours(1), Duration::days(2));
            let to = to.with_second(0).unwrap().with_nanosecond(0).unwrap();
            app.move_to(&key, &to.format("%Y-%m-%dT%H:%M").to_string())
                .unwrap();
        }
        self.calm_since = wall;
    }

    /// The last one shown is answered.
    fn answer(&mut self) {
        let Some(key) = self.shown.pop() else { return };
        let actions: &[&str] = match key.source {
            Source::Date { .. } => &[
                "fine",
                "snooze-10",
                "snooze-10",
                "snooze-60",
                "snooze-60",
                "snooze-evening",
            ],
            Source::Preparation { .. } => &["done", "snooze-10", "snooze-60", "fine"],
            Source::Planning { .. } | Source::RedLetter { .. } => &["fine"],
            Source::FollowUp { .. } => &["kept", "let-go", "fine"],
            Source::Gesture { .. } => &["done", "another", "not-today"],
            Source::Summary { .. } => &["default", "fine"],
        };
        let action = self.chance.pick(actions);
        let (_, ledger, _) = self.on_disk();
        // Nobody presses what was put aside long ago.
        let row = ledger.row(&key).expect("it was shown");
        if row.entry == Entry::Shown && (self.clock.now() - row.due).abs() < Duration::days(2) {
            let app = self
                .app
                .as_ref()
                .expect("only somebody at the computer does things");
            app.answer(&key, action).unwrap();
        }
    }

    /// Every date of the month, in the ledger that lies on the disk.
    fn close_the_books(&mut self, end: DateTime<Utc>) {
        let (couple, mut ledger, _) = self.on_disk();
        let (wall, here) = (self.clock.now(), self.clock.zone());
        let (first, last) = (
            zone::civil(self.began, here).date() + Duration::days(2),
            zone::civil(end, here).date(),
        );
        for its in &couple.series {
            for o in its.between(self.began - Duration::days(3), wall, here, wall) {
                if (first..last).contains(&o.key.original.date()) {
                    self.accounts.close(&o, &couple, &ledger, self.began);
                }
            }
        }
        let gone = ledger.take(|row| row.due < end);
        self.accounts.retire(&gone);
    }
}

fn open(dir: &tempfile::TempDir, clock: &Arc<Wall>) -> App {
    let clock: Arc<dyn Clock> = clock.clone();
    App::open(dir.path(), clock, Locale::named("en_GB")).unwrap()
}
