//! Noor and Jules in London in October 2026, unless a test takes them elsewhere.

use chrono::{DateTime, Duration, NaiveDateTime, Utc, Weekday};
use chrono_tz::{Europe::London, Tz};
use domain::{
    opening::{Busy, Lives, Note, Opening, Taken, Wish, openings, say},
    people::{Half, People},
    quiet::QuietHours,
    slot::Kind,
    spoken::Clock,
    zone,
};

/// `16 18:30` is the 16th of October 2026; `2026-11-02 09:00` says its month.
pub fn wall(text: &str) -> NaiveDateTime {
    let text = if text.len() == 8 {
        format!("2026-10-{text}")
    } else {
        text.to_owned()
    };
    NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").unwrap()
}

/// That wall time in London.
pub fn at(text: &str) -> DateTime<Utc> {
    zone::instant(wall(text), London)
}

/// What the clock in `here` says, as `16 18:30`.
pub fn read(at: DateTime<Utc>, here: Tz) -> String {
    zone::civil(at, here).format("%d %H:%M").to_string()
}

pub fn busy(half: Half, from: &str, until: &str) -> Busy {
    Busy {
        half,
        from: at(from),
        until: at(until),
        title: String::new(),
    }
}

pub fn noor(from: &str, until: &str) -> Busy {
    busy(Half::First, from, until)
}

pub fn jules(from: &str, until: &str) -> Busy {
    busy(Half::Second, from, until)
}

pub fn taken(from: &str, until: &str, called: &str) -> Taken {
    Taken {
        from: at(from),
        until: at(until),
        called: called.to_owned(),
    }
}

pub fn people() -> People {
    People {
        first: "Noor".into(),
        second: "Jules".into(),
    }
}

/// Everything that two lives hold, owned.
#[derive(Debug)]
pub struct Held {
    pub busy: Vec<Busy>,
    pub taken: Vec<Taken>,
    pub notes: Vec<Note>,
    pub travel: Duration,
    pub quiet: QuietHours,
    pub here: Tz,
}

impl Held {
    pub fn busy(busy: Vec<Busy>) -> Held {
        Held {
            busy,
            taken: vec![],
            notes: vec![],
            travel: Duration::zero(),
            quiet: QuietHours::DEFAULT,
            here: London,
        }
    }

    pub fn nothing() -> Held {
        Held::busy(vec![])
    }

    pub fn lives(&self) -> Lives<'_> {
        Lives {
            busy: &self.busy,
            taken: &self.taken,
            notes: &self.notes,
            travel: self.travel,
            quiet: self.quiet,
            here: self.here,
        }
    }

    pub fn openings(&self, wish: &Wish) -> Vec<Opening> {
        openings(&self.lives(), wish)
    }

    /// Each opening as `10 13:00 lunch instead`.
    pub fn offered(&self, wish: &Wish) -> Vec<String> {
        (self.openings(wish).iter())
            .map(|o| format!("{} {}", read(o.start, self.here), say(&o.why, &people())))
            .collect()
    }
}

/// Thursday 8 October at 7 pm did not happen; it is Friday morning, and two weeks are looked through.
pub fn missed_thursday() -> Wish {
    Wish {
        minutes: 120,
        kind: Kind::EveningOut,
        from: at("09 08:10"),
        until: at("23 00:00"),
        around: Some(wall("08 19:00")),
        backup: None,
        week: Weekday::Mon,
        most: 2,
    }
}

/// The same couple, who just look for a time from Tuesday the 13th.
pub fn any_time(kind: Kind, minutes: u32) -> Wish {
    Wish {
        minutes,
        kind,
        from: at("13 14:36"),
        until: at("27 00:00"),
        around: None,
        backup: None,
        week: Weekday::Mon,
        most: 3,
    }
}

pub const TWELVE: Clock = Clock::Twelve;
