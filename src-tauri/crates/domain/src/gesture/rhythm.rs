//! How often somebody means to do something: as it is stored, as it is said, and whether a day asks for it.

use std::ops::Range;

use chrono::{Datelike, Duration, Months, NaiveDate, Weekday};

use crate::{
    ids::{GestureId, IntentionId},
    people::Half,
    slot::{Per, Times},
    spoken,
    words::{fill, gestures as words},
};

/// That one of the two means to do a gesture: when, and how often. Theirs alone, whoever else looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intention {
    /// Its identity.
    pub id: IntentionId,
    /// What.
    pub gesture: GestureId,
    /// Who.
    pub by: Half,
    /// The if-then plan, "When I put the kettle on, I take one up"; may be empty.
    pub cue: String,
    /// How often.
    pub rhythm: Rhythm,
    /// From which day on.
    pub since: NaiveDate,
    /// Until before which day; `None` while it goes on.
    pub until: Option<NaiveDate>,
}

/// How often one means to do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rhythm {
    /// Now and then: nothing is expected.
    NowAndThen,
    /// Every day.
    Daily,
    /// So many times a week or a month, on any day.
    Times(Times),
    /// On these days of the week; never empty, Monday first.
    On(Vec<Weekday>),
}

/// A stretch of days in which something is to be done so often: a day, a week, a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its days, the part of them in which it was meant.
    pub(super) days: Range<NaiveDate>,
    /// How many days the whole of it has.
    pub(super) whole: i64,
    /// How often in the whole of it.
    pub(super) times: u32,
}

/// The first day of the week that `day` lies in, where weeks begin on `first`.
pub fn week_of(day: NaiveDate, first: Weekday) -> NaiveDate {
    day - Duration::days(day.weekday().days_since(first).into())
}

impl Intention {
    /// Whether it is meant on this day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.since <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whether `day` asks for it: by its rhythm, and by the days on which it was done before. So many times a week are
    /// spread over the week, and what was left out early is still asked for later in it; never what the week before left.
    pub fn is_due(&self, day: NaiveDate, done: &[NaiveDate], first: Weekday) -> bool {
        if !self.holds_on(day) {
            return false;
        }
        let Some(unit) = self.unit_of(day, first) else {
            return false;
        };
        let had = unit.done(done.iter().copied().filter(|it| *it < day));
        let length = (unit.days.end - unit.days.start).num_days();
        let gone = (day - unit.days.start).num_days() + 1;
        ceil_div(unit.needed(length) * gone, length) > had
    }

    /// The stretch that `day` lies in; `None` where the rhythm expects nothing of that day.
    pub(super) fn unit_of(&self, day: NaiveDate, first: Weekday) -> Option<Unit> {
        let (from, until, times) = match &self.rhythm {
            Rhythm::NowAndThen => return None,
            Rhythm::Daily => (day, day + Duration::days(1), 1),
            Rhythm::On(days) => {
                let asks = days.contains(&day.weekday());
                asks.then_some((day, day + Duration::days(1), 1))?
            }
            Rhythm::Times(times) => {
                let (from, until) = match times.per {
                    Per::Week => {
                        let from = week_of(day, first);
                        (from, from + Duration::days(7))
                    }
                    Per::Month => {
                        let from = day.with_day(1)?;
                        (from, from.checked_add_months(Months::new(1))?)
                    }
                };
                (from, until, times.count)
            }
        };
        let end = self.until.map_or(until, |it| until.min(it));
        Some(Unit {
            days: from.max(self.since)..end,
            whole: (until - from).num_days(),
            times,
        })
    }
}

impl Unit {
    /// How often it is to be done where only so many of its days count: less, in proportion, and once at least.
    pub(super) fn needed(&self, days: i64) -> i64 {
        ceil_div(i64::from(self.times) * days, self.whole).clamp(1, days.max(1))
    }

    /// On how many of its days it was done.
    pub(super) fn done(&self, days: impl Iterator<Item = NaiveDate>) -> i64 {
        let mut its: Vec<NaiveDate> = days.filter(|day| self.days.contains(day)).collect();
        its.sort_unstable();
        its.dedup();
        i64::try_from(its.len()).unwrap_or(i64::MAX)
    }
}

impl Rhythm {
    /// `now`, `daily`, `3 week`, `2 month` or `MO,TH`, as it is stored and typed.
    pub fn word(&self) -> String {
        match self {
            Rhythm::NowAndThen => "now".to_owned(),
            Rhythm::Daily => "daily".to_owned(),
            Rhythm::Times(times) => times.to_string(),
            Rhythm::On(days) => days.iter().map(|d| day_word(*d)).collect::<Vec<_>>().join(","),
        }
    }

    /// The rhythm behind such a word. Days come in any order, and twice counts once.
    pub fn from_word(word: &str) -> Option<Rhythm> {
        match word {
            "now" => Some(Rhythm::NowAndThen),
            "daily" => Some(Rhythm::Daily),
            _ => word.parse().map(Rhythm::Times).ok().or_else(|| {
                let mut days: Vec<Weekday> = word.split(',').map(day_from_word).collect::<Option<_>>()?;
                days.sort_by_key(Weekday::num_days_from_monday);
                days.dedup();
                Some(Rhythm::On(days))
            }),
        }
    }

    /// "Every day", "Three times a week", "Mondays and Thursdays", "Now and then".
    pub fn says(&self) -> String {
        match self {
            Rhythm::NowAndThen => words::NOW_AND_THEN.to_owned(),
            Rhythm::Daily => words::DAILY.to_owned(),
            Rhythm::On(days) if days.len() == 7 => words::DAILY.to_owned(),
            Rhythm::On(days) => {
                let names: Vec<String> = days
                    .iter()
                    .map(|day| fill(words::DAYS, &[("day", &spoken::day_name(*day))]))
                    .collect();
                spoken::and(&names)
            }
            Rhythm::Times(times) => {
                let (once, twice, more) = match times.per {
                    Per::Week => (words::ONCE_A_WEEK, words::TWICE_A_WEEK, words::TIMES_A_WEEK),
                    Per::Month => (words::ONCE_A_MONTH, words::TWICE_A_MONTH, words::TIMES_A_MONTH),
                };
                match times.count {
                    1 => once.to_owned(),
                    2 => twice.to_owned(),
                    n => spoken::capital(&fill(more, &[("n", &spoken::number(n.into()))])),
                }
            }
        }
    }
}

/// Division of what is not negative, rounded up.
fn ceil_div(n: i64, by: i64) -> i64 {
    (n + by - 1) / by.max(1)
}

const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "MO"),
    (Weekday::Tue, "TU"),
    (Weekday::Wed, "WE"),
    (Weekday::Thu, "TH"),
    (Weekday::Fri, "FR"),
    (Weekday::Sat, "SA"),
    (Weekday::Sun, "SU"),
];

fn day_word(day: Weekday) -> &'static str {
    DAYS[day.num_days_from_monday() as usize].1
}

fn day_from_word(word: &str) -> Option<Weekday> {
    DAYS.iter()
        .find(|(_, name)| name.eq_ignore_ascii_case(word.trim()))
        .map(|(day, _)| *day)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn meant(rhythm: &str, since: &str) -> Intention {
        Intention {
            id: IntentionId(Uuid::nil()),
            gesture: GestureId(Uuid::nil()),
            by: Half::First,
            cue: String::new(),
            rhythm: Rhythm::from_word(rhythm).unwrap(),
            since: day(since),
            until: None,
        }
    }

    /// The days of three weeks from a Monday on which it is asked for, by somebody who does it whenever it is.
    fn asked(intention: &Intention, does_it: bool) -> Vec<u32> {
        let mut done = vec![];
        let mut asked = vec![];
        for day in day("2026-10-05").iter_days().take(21) {
            if intention.is_due(day, &done, Weekday::Mon) {
                asked.push(day.day());
                if does_it {
                    done.push(day);
                }
            }
        }
        asked
    }

    #[test]
    fn a_rhythm_is_said_as_one_would_say_it() {
        let table = [
            ("now", "Now and then"),
            ("daily", "Every day"),
            ("1 week", "Once a week"),
            ("2 week", "Twice a week"),
            ("3 week", "Three times a week"),
            ("1 month", "Once a month"),
            ("12 month", "Twelve times a month"),
            ("TH", "Thursdays"),
            ("th,mo", "Mondays and Thursdays"),
            ("MO,TU,WE,TH,FR,SA,SU", "Every day"),
        ];
        for (word, says) in table {
            assert_eq!(Rhythm::from_word(word).unwrap().says(), says, "{word}");
        }
        assert_eq!(Rhythm::from_word("8 week"), None, "a week has seven days");
        assert_eq!(Rhythm::from_word(""), None);
    }

    #[test]
    fn a_rhythm_asks_for_its_days_and_spreads_so_many_times_over_a_week() {
        let every = (5..26).collect::<Vec<_>>();
        let table: [(&str, &[u32]); 5] = [
            ("now", &[]),
            ("daily", &every),
            ("MO,TH", &[5, 8, 12, 15, 19, 22]),
            ("3 week", &[5, 7, 9, 12, 14, 16, 19, 21, 23]),
            ("1 week", &[5, 12, 19]),
        ];
        for (rhythm, days) in table {
            let intention = meant(rhythm, "2026-10-01");
            assert_eq!(asked(&intention, true), days, "{rhythm}");
        }
    }

    #[test]
    fn what_was_left_out_is_asked_for_until_its_week_is_over() {
        assert_eq!(
            asked(&meant("1 week", "2026-10-01"), false),
            (5..26).collect::<Vec<_>>(),
            "every day of the week, and the next week is another"
        );
        let done = ["2026-10-03", "2026-10-04"].map(day);
        assert!(
            meant("2 week", "2026-10-01").is_due(day("2026-10-05"), &done, Weekday::Mon),
            "last week's are last week's"
        );
    }

    #[test]
    fn nothing_is_asked_before_it_was_meant_or_after() {
        let mut intention = meant("daily", "2026-10-10");
        intention.until = Some(day("2026-10-13"));
        assert_eq!(asked(&intention, false), [10, 11, 12]);
        let late = meant("7 week", "2026-10-09");
        assert_eq!(
            asked(&late, true),
            (9..26).collect::<Vec<_>>(),
            "of a week that is half over, half"
        );
    }
}
