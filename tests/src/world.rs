//! A couple's evening in a test: a real planner on disk, a clock that moves when told, and a desktop that only listens.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use app::{
    App, Delivery, Locale,
    ports::Clock,
    replies::{self, Half, Here, Lead, People, Planner, SlotForm},
};
use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::{reminder::ReminderKey, zone};
use uuid::Uuid;

/// A clock that moves when told.
pub struct FakeClock {
    at: Mutex<(DateTime<Utc>, Tz)>,
}

impl Clock for FakeClock {
    fn now(&self) -> DateTime<Utc> {
        self.at.lock().unwrap().0
    }

    fn zone(&self) -> Tz {
        self.at.lock().unwrap().1
    }
}

/// What the desktop does with a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Desktop {
    Shows,
    Fails,
    /// What it is sent it shows when it wakes.
    Hangs,
    /// The program dies between claiming and showing.
    Kills,
}

/// A couple, their planner, and everything their desktop was asked to show.
pub struct World {
    dir: tempfile::TempDir,
    clock: Arc<FakeClock>,
    app: Option<App>,
    engine: Uuid,
    engines: u128,
    desktop: Desktop,
    shown: Vec<String>,
    last: Option<Delivery>,
    /// Sent while the desktop hung.
    unanswered: Vec<Delivery>,
    topics: Vec<replies::Topic>,
    failed: Vec<ReminderKey>,
}

impl World {
    /// Noor and Jules, with an empty planner, at a wall time in a zone. The computer is Noor's.
    pub fn at(wall: &str, zone: &str) -> World {
        let zone: Tz = zone.parse().unwrap();
        let clock = Arc::new(FakeClock {
            at: Mutex::new((zone::instant(civil(wall), zone), zone)),
        });
        let mut world = World {
            dir: tempfile::tempdir().unwrap(),
            clock,
            app: None,
            engine: Uuid::from_u128(1),
            engines: 1,
            desktop: Desktop::Shows,
            shown: vec![],
            last: None,
            unanswered: vec![],
            topics: vec![],
            failed: vec![],
        };
        world.open();
        let names = People {
            first: "Noor".into(),
            second: "Jules".into(),
        };
        world.app().save_people(names, Here::First).unwrap();
        // The engine's first look: what lies before it was never this planner's to say.
        world.look();
        world
    }

    /// The planner.
    pub fn app(&self) -> &App {
        self.app
            .as_ref()
            .expect("BUG: only `crash` and `quit` close it, and `start` opens it")
    }

    /// The same planner as one of them has it in the terminal, whoever's computer it is.
    pub fn as_seen_by(&self, half: domain::people::Half) -> App {
        self.opened().looking_as(half)
    }

    /// Where its files are.
    pub fn dir(&self) -> PathBuf {
        self.dir.path().to_owned()
    }

    /// Makes a date from a sentence, with reminders as the terminal writes them ("90m,evening"); returns its id.
    pub fn date(&self, sentence: &str, leads: &str) -> String {
        self.dates(sentence, leads, None)
    }

    /// The same, of a kind.
    pub fn date_of_kind(&self, sentence: &str, leads: &str, kind: &str) -> String {
        self.dates(sentence, leads, Some(kind.to_owned()))
    }

    fn dates(&self, sentence: &str, leads: &str, kind: Option<String>) -> String {
        let leads = leads.split(',').filter(|l| !l.is_empty()).map(lead).collect();
        let form = SlotForm {
            kind,
            leads: Some(leads),
            ..form(sentence)
        };
        self.app()
            .save_slot(form)
            .unwrap_or_else(|e| panic!("{sentence}: {:?}", e.problem()))
            .value
            .id
    }

    /// The keys of what is planned in the next four weeks, in order.
    pub fn keys(&self) -> Vec<String> {
        self.agenda().into_iter().map(|i| i.key).collect()
    }

    /// What is planned in the next four weeks.
    pub fn agenda(&self) -> Vec<replies::Item> {
        let today = zone::civil(self.clock.now(), self.clock.zone()).date();
        self.app().agenda(today, today + Duration::days(28)).unwrap()
    }

    /// Lets time pass with the engine awake: it looks whenever it said it would, and at least every 30 seconds of the
    /// last minute.
    pub fn wait_until(&mut self, wall: &str) {
        let until = zone::instant(civil(wall), self.clock.zone());
        loop {
            let next = self.look();
            let now = self.clock.now();
            if now >= until {
                return;
            }
            let step = next.max(now + Duration::seconds(1)).min(until);
            self.set(step);
        }
    }

    /// The lid is shut until then; nothing looks at the clock meanwhile.
    pub fn sleep_until(&mut self, wall: &str) {
        self.set(zone::instant(civil(wall), self.clock.zone()));
        self.look();
    }

    /// The program is not running until then, and is started again.
    pub fn off_until(&mut self, wall: &str) {
        self.quit();
        self.set(zone::instant(civil(wall), self.clock.zone()));
        self.start();
    }

    /// The clock goes on and nothing looks at it.
    pub fn clock_says(&self, wall: &str) {
        self.set(zone::instant(civil(wall), self.clock.zone()));
    }

    /// Somebody sets the clock, forward or back.
    pub fn set_clock(&mut self, wall: &str) {
        self.sleep_until(wall);
    }

    /// The couple travel: the same moment, another zone.
    pub fn travel_to(&mut self, zone: &str) {
        self.clock.at.lock().unwrap().1 = zone.parse().unwrap();
        self.look();
    }

    /// Ends the program and starts it again.
    pub fn restart(&mut self) {
        self.quit();
        self.start();
    }

    /// Ends the program.
    pub fn quit(&mut self) {
        if let Some(app) = self.app.take() {
            app.rest().unwrap();
        }
    }

    /// Starts it: a new engine, which looks at once.
    pub fn start(&mut self) {
        self.engines += 1;
        self.engine = Uuid::from_u128(self.engines);
        self.open();
        self.look();
    }

    /// From now on the desktop shows notifications, or fails to. One that comes back is noticed, as on the bus.
    pub fn desktop_works(&mut self, works: bool) {
        self.desktop = if works { Desktop::Shows } else { Desktop::Fails };
        if works && !self.failed.is_empty() {
            self.app().lost(&self.failed).unwrap();
        }
    }

    /// From now on the desktop takes what it is sent and says nothing.
    pub fn desktop_hangs(&mut self) {
        self.desktop = Desktop::Hangs;
    }

    /// It shows what it was sent meanwhile, and says so.
    pub fn desktop_wakes(&mut self) {
        self.desktop = Desktop::Shows;
        for delivery in std::mem::take(&mut self.unanswered) {
            self.shows(delivery);
        }
        self.look();
    }

    /// The program is killed the next time it is about to show something, and lies dead until [`World::start`].
    pub fn killed_while_showing(&mut self) {
        self.desktop = Desktop::Kills;
    }

    /// Presses a button of the notification shown last.
    pub fn press(&mut self, action: &str) {
        let key = self.last.as_ref().expect("nothing was shown").key;
        self.app().answer(&key, action).unwrap();
        self.look();
    }

    /// How often a desktop that fails was asked to show something.
    pub fn tries(&self) -> usize {
        self.failed.len()
    }

    /// The buttons of the notification shown last.
    pub fn buttons(&self) -> Vec<&'static str> {
        let last = self.last.as_ref().expect("nothing was shown");
        last.buttons.iter().map(|button| button.label).collect()
    }

    /// What came while nobody was there: "Sunday 11 October | Supper | Due at 5:30 pm, not shown. | Fine, Move it".
    pub fn inbox(&self) -> Vec<String> {
        let inbox = self.app().inbox(false).unwrap();
        let mut lines = Vec::new();
        for day in inbox.days {
            for item in day.items {
                let actions: Vec<String> = item.actions.into_iter().map(|a| a.label).collect();
                lines.push(format!(
                    "{} | {} | {} | {}",
                    day.name,
                    item.title,
                    item.detail,
                    actions.join(", ")
                ));
            }
        }
        lines
    }

    /// Answers the topmost line of the inbox; returns what is said of it.
    pub fn answer_inbox(&mut self, action: &str) -> replies::Answered {
        let inbox = self.app().inbox(false).unwrap();
        let first = inbox.days[0].items[0].reminder.clone();
        let answered = self.app().answer_reminder(&first, action).unwrap().value;
        self.look();
        answered
    }

    /// Changes settings.
    pub fn choose(&self, form: replies::SettingsForm) {
        self.app()
            .save_settings(form)
            .unwrap_or_else(|e| panic!("{:?}", e.problem()));
    }

    /// What was shown since this was last asked: "19:30  Thursday, 7 pm · In 90 minutes".
    pub fn shown(&mut self) -> Vec<String> {
        std::mem::take(&mut self.shown)
    }

    /// What the pages were told to load again since this was last asked.
    pub fn topics(&mut self) -> Vec<replies::Topic> {
        std::mem::take(&mut self.topics)
    }

    /// The whole of one look at the clock; returns when to look again.
    pub fn look(&mut self) -> DateTime<Utc> {
        let Some(app) = self.app.as_ref() else {
            return DateTime::<Utc>::MAX_UTC;
        };
        let look = app.tick(self.engine).unwrap();
        self.topics.extend(look.topics);
        for delivery in look.show {
            let app = self.app();
            match self.desktop {
                Desktop::Kills => {
                    self.app = None;
                    self.desktop = Desktop::Shows;
                    return DateTime::<Utc>::MAX_UTC;
                }
                Desktop::Fails => {
                    app.settle(&delivery.key, Err("nobody there".into())).unwrap();
                    self.failed.push(delivery.key);
                }
                Desktop::Hangs => self.unanswered.push(delivery),
                Desktop::Shows => self.shows(delivery),
            }
        }
        self.app().tick(self.engine).unwrap().next
    }

    /// Ticks a gesture as Noor; returns the tick's id.
    pub fn tick_first_gesture(&self) -> String {
        let gesture = self.app().gestures(&Default::default()).unwrap().gestures[0]
            .id
            .clone();
        self.app()
            .tick_gesture(&gesture, Half::First, None, "")
            .unwrap()
            .value
            .id
    }

    fn shows(&mut self, delivery: Delivery) {
        self.app().settle(&delivery.key, Ok(())).unwrap();
        let at = zone::civil(self.clock.now(), self.clock.zone()).format("%H:%M");
        self.shown
            .push(format!("{at}  {} · {}", delivery.title, delivery.body));
        self.last = Some(delivery);
    }

    fn open(&mut self) {
        self.app = Some(self.opened());
    }

    fn opened(&self) -> App {
        let clock: Arc<dyn Clock> = self.clock.clone();
        App::open(self.dir.path(), clock, Locale::named("en_GB")).unwrap()
    }

    fn set(&self, at: DateTime<Utc>) {
        self.clock.at.lock().unwrap().0 = at;
    }
}

/// A new date from a sentence, with the reminders it comes with.
pub fn form(sentence: &str) -> SlotForm {
    SlotForm {
        id: None,
        sentence: sentence.to_owned(),
        title: None,
        kind: None,
        label: String::new(),
        leads: None,
        planner: Planner::Unset,
        anchor: None,
        ..SlotForm::default()
    }
}

fn civil(wall: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(wall, "%Y-%m-%dT%H:%M").unwrap_or_else(|e| panic!("{wall}: {e}"))
}

/// A lead, as the terminal writes it.
pub fn lead(word: &str) -> Lead {
    match word.parse().unwrap_or_else(|e| panic!("{word}: {e}")) {
        domain::reminder::Lead::Before { minutes } => Lead::Before {
            before_minutes: minutes,
        },
        domain::reminder::Lead::Day { days, at } => Lead::Day {
            days_before: days,
            at: at.format("%H:%M").to_string(),
        },
    }
}
