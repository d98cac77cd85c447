//! Noor and Jules, with reminders that come at moments we choose.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use app::{
    App, Locale,
    ports::Clock,
    replies::{Here, Lead, People, Planner, SettingsForm, SlotForm},
};
use chrono::{DateTime, DurationRound, Offset, SubsecRound, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

/// What putting off with `snooze-10` means.
const TEN_MINUTES: TimeDelta = TimeDelta::minutes(10);

/// How long before its date a reminder is that will be put off. More than three hours, so that the dates themselves lie
/// well after everything here; in the daytime, so that no quiet hour holds it.
const EIGHT_HOURS: u32 = 8 * 60;

/// A planner, and a clock for making it. The watch has the real one.
pub struct Couple {
    app: App,
    dir: PathBuf,
    zone: Tz,
    clock: Arc<HandSet>,
    engine: Uuid,
}

/// A reminder that is going to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// The date's title; notifications begin with it.
    pub title: String,
    /// When.
    pub due: DateTime<Utc>,
}

/// A clock that stands still until it is set.
struct HandSet {
    at: Mutex<DateTime<Utc>>,
    zone: Tz,
}

impl Clock for HandSet {
    fn now(&self) -> DateTime<Utc> {
        *self.at.lock().unwrap()
    }

    fn zone(&self) -> Tz {
        self.zone
    }
}

impl Couple {
    /// A new planner in `dir`. It is two in the afternoon where they are, or thereabouts. Their notifications say what
    /// each is about, so that a test can tell them apart.
    pub fn begin(dir: &Path, now: DateTime<Utc>) -> Couple {
        let zone = afternoon(now);
        let clock = Arc::new(HandSet {
            at: Mutex::new(now),
            zone,
        });
        let app = App::open(dir, clock.clone(), Locale::named("en_GB")).unwrap();
        let names = People {
            first: "Noor".into(),
            second: "Jules".into(),
        };
        app.save_people(names, Here::First).unwrap();
        let open = SettingsForm {
            discreet: Some(false),
            both: true,
            ..SettingsForm::default()
        };
        app.save_settings(open).unwrap();
        let couple = Couple {
            app,
            dir: dir.to_owned(),
            zone,
            clock,
            engine: Uuid::from_u128(1),
        };
        couple.look();
        couple
    }

    /// Where the planner is.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Where they are.
    pub fn zone(&self) -> &'static str {
        self.zone.name()
    }

    /// A date of which they are reminded once, so many minutes before. The reminder is due on a whole minute, the one
    /// at or before `due`.
    pub fn date(&self, title: &str, due: DateTime<Utc>, minutes_before: u32) -> Coming {
        let due = due.duration_trunc(TimeDelta::minutes(1)).unwrap();
        let start = due + TimeDelta::minutes(minutes_before.into());
        let form = SlotForm {
            id: None,
            sentence: start
                .with_timezone(&self.zone)
                .format("%Y-%m-%d %H:%M")
                .to_string(),
            title: Some(title.to_owned()),
            kind: None,
            label: String::new(),
            leads: Some(vec![Lead::Before {
                before_minutes: minutes_before,
            }]),
            planner: Planner::Unset,
            anchor: None,
            ..SlotForm::default()
        };
        self.app
            .save_slot(form)
            .unwrap_or_else(|e| panic!("{title}: {:?}", e.problem()));
        let title = title.to_owned();
        Coming { title, due }
    }

    /// Reminders that come at just these moments, which no lead could: they were shown before, and each was put off by
    /// ten minutes at the right moment.
    pub fn put_off_until(&self, name: &str, dues: &[DateTime<Utc>]) -> Vec<Coming> {
        let now = self.clock.now();
        let first = *dues.iter().min().unwrap();
        let minutes = i64::try_from(dues.len()).unwrap();
        let shown = first - TEN_MINUTES - TimeDelta::minutes(minutes + 2);
        self.set(shown - TimeDelta::minutes(1));
        let coming: Vec<Coming> = (0..)
            .zip(dues)
            .map(|(n, due)| {
                let title = format!("{name} {n}");
                let shown = self.date(&title, shown + TimeDelta::minutes(n), EIGHT_HOURS);
                // The planner keeps milliseconds.
                let due = due.trunc_subsecs(3);
                Coming { due, ..shown }
            })
            .collect();
        let mut keys = Vec::new();
        for n in 0..minutes {
            self.set(shown + TimeDelta::minutes(n + 1));
            keys.extend(self.look());
        }
        assert_eq!(keys.len(), dues.len(), "each was shown once");
        for (key, due) in keys.iter().zip(dues) {
            self.set(*due - TEN_MINUTES);
            self.app.answer(key, "snooze-10").unwrap();
        }
        self.set(now);
        coming
    }

    /// Closes the planner, so that somebody else may have it.
    pub fn rest(self) {
        self.app.rest().unwrap();
    }

    fn look(&self) -> Vec<domain::reminder::ReminderKey> {
        let look = self.app.tick(self.engine).unwrap();
        let keys: Vec<_> = look.show.into_iter().map(|delivery| delivery.key).collect();
        for key in &keys {
            self.app.settle(key, Ok(())).unwrap();
        }
        keys
    }

    fn set(&self, at: DateTime<Utc>) {
        *self.clock.at.lock().unwrap() = at;
    }
}

/// A zone in which it is two in the afternoon, or within half an hour of that.
fn afternoon(now: DateTime<Utc>) -> Tz {
    let rounded = (now + TimeDelta::minutes(30)).hour();
    // `Etc/GMT-3` is three hours ahead.
    let ahead = (14 - i64::from(rounded) + 24) % 24;
    let ahead = if ahead > 14 { ahead - 24 } else { ahead };
    let zone: Tz = format!("Etc/GMT{:+}", -ahead).parse().unwrap();
    let offset = zone.offset_from_utc_datetime(&now.naive_utc()).fix();
    assert_eq!(
        i64::from(offset.local_minus_utc()),
        ahead * 3600,
        "the sign is the other way about"
    );
    zone
}
