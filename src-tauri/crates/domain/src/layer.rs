//! Other calendars: a layer of busy time that belongs to one of the two.

use chrono::{DateTime, Duration, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::{
    ids::{LayerId, SnapshotId},
    people::Half,
    recurrence::{Moment, Series, Window},
    zone,
};

/// Somebody's other calendar. Only its hours are kept, unless the couple want its names too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Its identity.
    pub id: LayerId,
    /// What it is called: at first the name of its file.
    pub name: String,
    /// Whose busy time it is.
    pub half: Half,
    /// Whether the names of its entries are kept and told.
    pub names: bool,
    /// The file that is looked at for changes; `None` when it was read once.
    pub path: Option<String>,
    /// Which reading of its file it shows.
    pub snapshot: SnapshotId,
}

/// One reading of a calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Its identity.
    pub id: SnapshotId,
    /// When it was read.
    pub at: DateTime<Utc>,
    /// By which a changed file is told from this one.
    pub stamp: String,
}

/// One entry of a layer: when somebody is busy, once or again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusySeries {
    /// `UID` in its file, by which it is known when the file is read again.
    pub uid: String,
    /// Its name, where the layer keeps names; else empty.
    pub title: String,
    /// When.
    pub series: Series,
    /// How long each time; a day for whole days without an end.
    pub length: Duration,
}

/// An entry with the instants that all its times lie between, so that most are passed over without looking closer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusyEntry {
    /// The entry.
    pub busy: BusySeries,
    /// Nothing of it is before this.
    pub first: DateTime<Utc>,
    /// Nothing of it is after this.
    pub last: DateTime<Utc>,
}

/// So much of a layer is worked out at a time.
pub const MOST_DAYS: i64 = 400;

/// So often one entry comes within it: an entry that comes more often is not taken in.
pub const MOST_TIMES: usize = 1_000;

/// No length that a file can say.
const LEFT_OUT: Duration = Duration::seconds(-1);

/// How far a wall time may be from the same numerals in UTC, in either direction, with a clock change to spare.
const SLACK: Duration = Duration::hours(27);

impl BusySeries {
    /// The same entry, left out: it keeps nobody busy, and is remembered so that reading its file again leaves it out.
    #[must_use]
    pub fn left_out(self) -> BusySeries {
        BusySeries {
            title: String::new(),
            length: LEFT_OUT,
            ..self
        }
    }

    /// Whether somebody left it out.
    pub fn is_left_out(&self) -> bool {
        self.length == LEFT_OUT
    }

    /// The stretches of it that lie in `from..until`, or reach into it, on a computer in `here`; at most
    /// [`MOST_TIMES`], of [`MOST_DAYS`] days. By time.
    ///
    /// A whole day lasts from midnight to midnight here. What would be a guess (summer time from 2100 on) is nothing.
    ///
    /// ```
    /// # use chrono::{Duration, TimeZone, Utc};
    /// # use domain::layer::BusySeries;
    /// let shift = BusySeries {
    ///     uid: "1".into(),
    ///     title: String::new(),
    ///     series: "start 2026-10-05T18:30:00[Europe/London]\nrule FREQ=WEEKLY".parse().unwrap(),
    ///     length: Duration::minutes(90),
    /// };
    /// let (from, until) = (Utc.with_ymd_and_hms(2026, 10, 12, 0, 0, 0), Utc.with_ymd_and_hms(2026, 10, 27, 0, 0, 0));
    /// let found = shift.between(from.unwrap(), until.unwrap(), chrono_tz::Europe::London);
    /// assert_eq!(found[1].0.to_rfc3339(), "2026-10-19T17:30:00+00:00", "summer time");
    /// assert_eq!(found[2].1.to_rfc3339(), "2026-10-26T20:00:00+00:00", "the clocks went back");
    /// ```
    pub fn between(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
        here: Tz,
    ) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
        let until = until.min(from + Duration::days(MOST_DAYS));
        let back = self
            .length
            .max(Duration::zero())
            .checked_add(&SLACK)
            .unwrap_or(Duration::MAX);
        let window = Window {
            from: (from.naive_utc().checked_sub_signed(back)).unwrap_or(chrono::NaiveDateTime::MIN),
            to: until.naive_utc() + SLACK,
            // Those that end before it count, too.
            limit: 2 * MOST_TIMES,
        };
        let instances = self.series.expand(&window).map(|found| found.instances);
        let mut found: Vec<_> = (instances.unwrap_or_default().iter())
            .map(|instance| self.stretch(instance.at, here))
            .filter(|(begin, end)| *begin < until && from < *end && begin < end)
            .collect();
        found.sort_unstable();
        found.truncate(MOST_TIMES);
        found
    }

    fn stretch(&self, at: Moment, here: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
        let ends = |begin: DateTime<Utc>| begin.checked_add_signed(self.length).unwrap_or(begin);
        match at {
            Moment::Zoned(civil, zone) => {
                let begin = zone::instant(civil, zone);
                (begin, ends(begin))
            }
            Moment::Floating(civil) => {
                let begin = zone::instant(civil, here);
                (begin, ends(begin))
            }
            Moment::Day(day) => {
                let midnight = |day: chrono::NaiveDate| zone::instant(day.and_time(NaiveTime::MIN), here);
                let end = day.checked_add_signed(self.length).unwrap_or(day);
                (midnight(day), midnight(end))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn busy(series: &str, minutes: i64) -> BusySeries {
        BusySeries {
            uid: String::new(),
            title: String::new(),
            series: series.parse().unwrap(),
            length: Duration::minutes(minutes),
        }
    }

    fn found(busy: &BusySeries, here: Tz) -> Vec<String> {
        let day = |day| Utc.with_ymd_and_hms(2026, 10, day, 0, 0, 0).unwrap();
        let say = |(a, b): (DateTime<Utc>, DateTime<Utc>)| {
            format!("{} to {}", a.format("%d %H:%M"), b.format("%d %H:%M"))
        };
        busy.between(day(24), day(27), here)
            .into_iter()
            .map(say)
            .collect()
    }

    #[test]
    fn a_whole_day_is_busy_from_midnight_to_midnight_where_one_is() {
        let days = busy("start 2026-10-24", 2 * 24 * 60);
        let london = found(&days, Tz::Europe__London);
        assert_eq!(
            london,
            ["23 23:00 to 26 00:00"],
            "summer time ends in the night to the 25th"
        );
        assert_eq!(found(&days, Tz::UTC), ["24 00:00 to 26 00:00"]);
    }

    #[test]
    fn what_floats_is_busy_by_the_clock_here_and_what_is_fixed_by_its_own() {
        let floats = busy("start 2026-10-24T09:00:00", 60);
        assert_eq!(found(&floats, Tz::Asia__Tokyo), ["24 00:00 to 24 01:00"]);
        assert_eq!(found(&floats, Tz::UTC), ["24 09:00 to 24 10:00"]);
        let fixed = busy("start 2026-10-24T09:00:00[Europe/London]", 60);
        assert_eq!(
            found(&fixed, Tz::Asia__Tokyo),
            found(&fixed, Tz::UTC),
            "an instant is one everywhere"
        );
    }

    #[test]
    fn what_began_before_reaches_in_and_what_takes_no_time_is_nothing() {
        let night = busy("start 2026-10-23T20:00:00[UTC]", 10 * 60);
        assert_eq!(found(&night, Tz::UTC), ["23 20:00 to 24 06:00"]);
        assert!(
            found(&busy("start 2026-10-23T20:00:00[UTC]", 4 * 60), Tz::UTC).is_empty(),
            "over by midnight"
        );
        assert!(found(&busy("start 2026-10-25T20:00:00[UTC]", 0), Tz::UTC).is_empty());
        let left_out = busy("start 2026-10-25T20:00:00[UTC]", 60).left_out();
        assert!(
            left_out.is_left_out() && found(&left_out, Tz::UTC).is_empty(),
            "{left_out:?}"
        );
        let ever = BusySeries {
            length: Duration::MAX,
            ..busy("start 1970-01-01T00:00:00[UTC]", 0)
        };
        assert!(
            found(&ever, Tz::UTC).is_empty(),
            "an end that no clock reaches is no end"
        );
    }

    #[test]
    fn no_series_answers_with_more_than_a_thousand() {
        let hourly = busy("start 2026-10-01T00:00:00[UTC]\nrule FREQ=HOURLY", 30);
        let from = Utc.with_ymd_and_hms(2026, 10, 24, 0, 0, 0).unwrap();
        let ever = hourly.between(from, DateTime::<Utc>::MAX_UTC, Tz::UTC);
        assert_eq!(ever.len(), MOST_TIMES);
    }
}
