//! A planner to try out: a believable couple's years, or the design's own Noor and Jules.

mod mock_ups;
mod plan;
mod small_things;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use domain::{
    gesture::{self, Gesture, Tick},
    ids::{ChangeId, GestureId, LayerId, RedLetterId, SlotId, SnapshotId, TickId},
    layer::{BusySeries, Layer, Snapshot},
    occurrence::{Change, OccurrenceKey, Outcome},
    pause::Pause,
    people::{Half, People},
    recurrence::Rule,
    red_letter::{RedLetter, Sort},
    reminder::Lead,
    slot::{Kind, Planner, Slot},
    words::demo as words,
    zone,
};
use serde::Serialize;
use uuid::Uuid;

use crate::{App, Changed, Error, library};
use small_things::SmallThings;

/// What was put into the planner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Filled {
    /// Slots.
    pub slots: usize,
    /// Occurrences with something said of them.
    pub occurrences: usize,
    /// Ticks.
    pub ticks: usize,
    /// Gestures of their own.
    pub gestures: usize,
}

/// Everything a demo consists of, before it is written.
#[derive(Default)]
struct Demo {
    slots: Vec<Slot>,
    changes: Vec<Change>,
    gestures: Vec<Gesture>,
    ticks: Vec<Tick>,
    red: Vec<RedLetter>,
    pauses: Vec<Pause>,
    layers: Vec<(Layer, Vec<BusySeries>)>,
    plans: Vec<plan::Planned>,
    small: SmallThings,
}

impl App {
    /// Fills an empty planner with `years` years up to now, the same for the same seed and moment.
    ///
    /// # Errors
    /// A planner that holds anything.
    pub fn demo_years(&self, years: u32, seed: u64) -> Result<Changed<Filled>, Error> {
        let mut made = Made::new(self, seed);
        made.years(years.clamp(1, 50));
        self.fill(made.demo, "Noor", "Jules")
    }

    /// Fills an empty planner with the design's Noor and Jules, around 13 October 2026.
    ///
    /// # Errors
    /// A planner that holds anything.
    pub fn demo_mock_ups(&self) -> Result<Changed<Filled>, Error> {
        let mut made = Made::new(self, 13);
        made.mock_ups();
        self.fill(made.demo, "Noor", "Jules")
    }

    fn fill(&self, demo: Demo, first: &str, second: &str) -> Result<Changed<Filled>, Error> {
        if self.read(|r| r.is_empty())? == Some(false) {
            return Err(Error::NotEmpty);
        }
        let people = People {
            first: first.to_owned(),
            second: second.to_owned(),
        };
        let filled = Filled {
            slots: demo.slots.len(),
            occurrences: demo.changes.len(),
            ticks: demo.ticks.len(),
            gestures: demo.gestures.len(),
        };
        // Not something a person did: there is nothing to undo in a planner made for trying out.
        let changed = self.record(|w| {
            w.set_people(&people)?;
            w.set_setting("here", Some("first"))?;
            demo.slots.iter().try_for_each(|s| w.put_slot(s))?;
            demo.changes.iter().try_for_each(|c| w.put_change(c))?;
            demo.gestures.iter().try_for_each(|g| w.put_gesture(g))?;
            demo.ticks.iter().try_for_each(|t| w.put_tick(t))?;
            demo.red.iter().try_for_each(|r| w.put_red_letter(r))?;
            demo.pauses.iter().try_for_each(|p| w.put_pause(p))?;
            demo.plans.iter().try_for_each(|planned| planned.write(w))?;
            demo.small.write(w)?;
            demo.layers.iter().try_for_each(|(layer, busy)| {
                let at = self.now();
                w.put_layer(layer)?;
                w.put_snapshot(&Snapshot {
                    id: layer.snapshot,
                    at,
                    stamp: String::new(),
                })?;
                let first = DateTime::UNIX_EPOCH;
                (busy.iter().enumerate())
                    .try_for_each(|(n, b)| w.put_busy(layer.snapshot, n, b, first, DateTime::<Utc>::MAX_UTC))
            })
        })?;
        Ok(Changed {
            value: filled,
            topics: changed.topics,
        })
    }
}

struct Made<'a> {
    app: &'a App,
    chance: u64,
    count: u64,
    demo: Demo,
}

impl Made<'_> {
    fn new(app: &App, seed: u64) -> Made<'_> {
        Made {
            app,
            chance: seed,
            count: 0,
            demo: Demo::default(),
        }
    }

    /// splitmix64: enough for a demonstration, and the same everywhere.
    fn next(&mut self) -> u64 {
        self.chance = self.chance.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.chance;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// Ids that depend on nothing but their order: the same demo is the same file, row for row.
    fn id(&mut self) -> Uuid {
        self.id_of(zone::instant(
            day(2016, 1, 1).and_time(NaiveTime::MIN),
            chrono_tz::UTC,
        ))
    }

    /// An identity made at a moment, which says so.
    fn id_of(&mut self, moment: DateTime<Utc>) -> Uuid {
        self.count += 1;
        let moment = moment.timestamp_millis();
        let random = u128::from(self.count);
        let millis = u128::from(u64::try_from(moment).unwrap_or(0)) + u128::from(self.count);
        Uuid::from_u128((millis << 80) | (0x7 << 76) | (0x8 << 60) | random)
    }

    fn slot(&mut self, title: &str, kind: Kind, start: NaiveDateTime, minutes: u32, rule: &str) -> SlotId {
        let zone = self.app.zone();
        let slot = Slot {
            id: SlotId(self.id()),
            title: title.to_owned(),
            kind,
            label: String::new(),
            start,
            minutes,
            rule: Some(Rule::parse(rule).expect("BUG: the demo's rules are right")),
            anchor: kind.anchor(),
            zone,
            planner: if kind.is_couple_time() {
                Planner::Turns(Half::Second)
            } else {
                Planner::Unset
            },
            leads: match kind {
                Kind::CheckIn => crate::kinds::CHECK_IN_LEADS.to_vec(),
                _ => Lead::DEFAULT.to_vec(),
            },
            timed_at: zone::instant(start - Duration::days(7), zone),
            times: None,
            backup: None,
            continues: None,
            uid: None,
            carried: String::new(),
        };
        let id = slot.id;
        self.demo.slots.push(slot);
        id
    }

    fn change(&mut self, slot: SlotId, original: NaiveDateTime, edit: impl FnOnce(&mut Change)) {
        let mut change = Change {
            id: ChangeId(self.id()),
            key: OccurrenceKey { slot, original },
            skipped: false,
            moved_to: None,
            title: None,
            outcome: None,
            timed_at: zone::instant(original - Duration::days(2), self.app.zone()),
            added: false,
            minutes: None,
        };
        edit(&mut change);
        self.demo.changes.push(change);
    }

    fn gesture(
        &mut self,
        title: &str,
        detail: &str,
        minutes: u32,
        effort: u8,
        kind: gesture::Kind,
    ) -> GestureId {
        let id = GestureId(self.id());
        self.demo.gestures.push(Gesture {
            detail: detail.to_owned(),
            minutes,
            effort,
            kind,
            ..Gesture::new(id, title)
        });
        id
    }

    fn tick(&mut self, gesture: GestureId, by: Half, at: NaiveDateTime, note: &str) {
        let id = TickId(self.id());
        self.demo.ticks.push(Tick {
            id,
            gesture,
            by,
            day: at.date(),
            at: zone::instant(at, self.app.zone()),
            note: note.to_owned(),
            called: String::new(),
        });
    }

    fn years(&mut self, years: u32) {
        let now = self.app.here();
        let first = now.date() - Duration::days(i64::from(years) * 365);
        let thursday = first.week(Weekday::Thu).first_day() + Duration::days(7);
        let supper = self.slot(
            words::SUPPER,
            Kind::EveningOut,
            at(thursday, 19, 0),
            120,
            "FREQ=WEEKLY;BYDAY=TH",
        );
        let saturday = first.week(Weekday::Sat).first_day() + Duration::days(7);
        let walk = self.slot(
            words::WALK,
            Kind::Walk,
            at(saturday, 10, 30),
            60,
            "FREQ=MONTHLY;BYDAY=1SA",
        );
        let wednesday = first.week(Weekday::Wed).first_day() + Duration::days(7);
        self.slot(
            words::SESSION,
            Kind::OutsideHelp,
            at(wednesday, 17, 30),
            60,
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        );
        let mut week = thursday;
        while at(week, 21, 0) < now {
            let original = at(week, 19, 0);
            match self.below(20) {
                0..12 => self.change(supper, original, |c| c.outcome = Some(Outcome::Kept)),
                12..15 => self.change(supper, original, |c| {
                    c.moved_to = Some(original + Duration::days(2) - Duration::hours(6));
                    c.outcome = Some(Outcome::Kept);
                }),
                15..17 => self.change(supper, original, |c| c.skipped = true),
                17 => self.change(supper, original, |c| c.outcome = Some(Outcome::LetGo)),
                _ => {}
            }
            week += Duration::days(7);
        }
        let rule = Rule::parse("FREQ=MONTHLY;BYDAY=1SA").expect("BUG: the demo's rules are right");
        let start = at(saturday, 10, 30);
        let walks = rule
            .starts(start, start, now, 1_000)
            .map(|s| s.at)
            .unwrap_or_default();
        for original in walks {
            if self.below(3) > 0 {
                self.change(walk, original, |c| c.outcome = Some(Outcome::Kept));
            }
        }
        for day in first.iter_days().take_while(|d| *d <= now.date()) {
            for half in [Half::First, Half::Second] {
                if self.below(5) == 0 {
                    let gesture = library::everyday(self.below(12) as usize);
                    let hour = 7 + self.below(14) as u32;
                    self.tick(gesture, half, at(day, hour, 10).min(now), "");
                }
            }
        }
        self.small_things_of_years(first, supper);
    }

    /// A calendar that keeps one of them busy: on which days of every week, or once where none is said, from when and for
    /// how many minutes.
    fn busy(&mut self, name: &str, half: Half, hours: &[(&str, NaiveDateTime, i64)]) {
        let layer = Layer {
            id: LayerId(self.id()),
            name: name.to_owned(),
            half,
            names: false,
            path: None,
            snapshot: SnapshotId(self.id_of(self.app.now())),
        };
        let busy = hours.iter().map(|(days, start, minutes)| BusySeries {
            uid: self.id().to_string(),
            title: String::new(),
            series: match *days {
                "" => format!("start {}", start.format("%Y-%m-%dT%H:%M:%S")),
                days => format!(
                    "start {}\nrule FREQ=WEEKLY;BYDAY={days}",
                    start.format("%Y-%m-%dT%H:%M:%S")
                ),
            }
            .parse()
            .expect("BUG: the demo's hours are right"),
            length: Duration::minutes(*minutes),
        });
        let busy = busy.collect();
        self.demo.layers.push((layer, busy));
    }

    fn red_letter(&mut self, words: &str, sort: Sort, day: NaiveDate, known: bool) {
        let red = RedLetter {
            id: RedLetterId(self.id()),
            words: words.to_owned(),
            sort,
            month: day.month(),
            day: day.day(),
            year: known.then(|| day.year()),
            made_at: self.app.now(),
            uid: None,
        };
        self.demo.red.push(red);
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("BUG: the demo's dates are right")
}

fn at(day: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    day.and_hms_opt(hour, minute, 0)
        .expect("BUG: the demo's hours are right")
}
