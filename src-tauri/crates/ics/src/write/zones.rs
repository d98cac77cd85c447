//! A zone, as a calendar file carries it: `VTIMEZONE`, from the same tables that our own instants come from.

use calcard::{
    common::PartialDateTime,
    icalendar::{ICalendarComponent, ICalendarComponentType, ICalendarProperty},
};
use chrono::{
    DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc, Weekday,
};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use super::{File, wall};

/// The tables say standard time from here on.
const KNOWN_UNTIL: i32 = 2100;

/// The shortest stay between two changes of a clock is some four weeks (Ramadan in Morocco).
const SHORTEST: Duration = Duration::days(3);

/// Writes everything a reader needs for wall times from `begins` on.
pub(super) fn write(file: &mut File, zone: Tz, begins: NaiveDateTime) {
    let mut component = ICalendarComponent::new(ICalendarComponentType::VTimezone);
    component.add_property(ICalendarProperty::Tzid, zone.name());
    let index = file.add(0, component);
    for observance in observances(zone, begins) {
        file.add(index, observance.component());
    }
}

/// What the clock does at one moment or several: `STANDARD` or `DAYLIGHT`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Observance {
    change: Change,
    /// When it begins, on the clock as it was before.
    onset: NaiveDateTime,
    /// The years that follow one rule, to the end of what is known.
    rule: Option<String>,
    /// More onsets.
    more: Vec<NaiveDateTime>,
}

/// From one offset to another, in seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    from: i32,
    to: i32,
    summer: bool,
    name: Option<String>,
}

impl Observance {
    fn component(&self) -> ICalendarComponent {
        let mut component = ICalendarComponent::new(if self.change.summer {
            ICalendarComponentType::Daylight
        } else {
            ICalendarComponentType::Standard
        });
        component.add_property(ICalendarProperty::Dtstart, wall(self.onset));
        component.add_property(ICalendarProperty::Tzoffsetfrom, offset(self.change.from));
        component.add_property(ICalendarProperty::Tzoffsetto, offset(self.change.to));
        if let Some(name) = &self.change.name {
            component.add_property(ICalendarProperty::Tzname, name.clone());
        }
        if let Some(rule) = &self.rule {
            component.add_property(ICalendarProperty::Rrule, rule.clone());
        }
        // ical.js takes one date from each line, and the first onset only where it stands among them.
        let listed = Some(&self.onset).filter(|_| !self.more.is_empty());
        for at in listed.into_iter().chain(&self.more) {
            component.add_property(ICalendarProperty::Rdate, wall(*at));
        }
        component
    }
}

fn observances(zone: Tz, begins: NaiveDateTime) -> Vec<Observance> {
    let since =
        NaiveDate::from_ymd_opt(begins.year() - 1, 1, 1).expect("BUG: a slot begins in a year of ours");
    let since = since.and_time(NaiveTime::MIN).and_utc();
    let changes = changes(zone, since);
    let mut found = Vec::new();
    if changes
        .first()
        .is_none_or(|(at, _)| *at > begins.and_utc() - Duration::days(2))
    {
        found.push(Observance {
            change: change(zone, since, seconds(zone, since)),
            onset: since.naive_utc(),
            rule: None,
            more: vec![],
        });
    }
    let mut kinds: Vec<(Change, Vec<NaiveDateTime>)> = Vec::new();
    for (at, change) in changes {
        let onset = at.naive_utc() + Duration::seconds(change.from.into());
        match kinds.iter_mut().find(|(known, _)| *known == change) {
            Some((_, onsets)) => onsets.push(onset),
            None => kinds.push((change, vec![onset])),
        }
    }
    for (change, mut onsets) in kinds {
        if let Some((count, rule)) = yearly(&onsets) {
            let regular = onsets.split_off(onsets.len() - count);
            found.push(Observance {
                change: change.clone(),
                onset: regular[0],
                rule: Some(rule),
                more: vec![],
            });
        }
        if !onsets.is_empty() {
            let onset = onsets.remove(0);
            found.push(Observance {
                change,
                onset,
                rule: None,
                more: onsets,
            });
        }
    }
    found.sort_by_key(|o| o.onset);
    found
}

/// Every change of the clock from `since` on.
fn changes(zone: Tz, since: DateTime<Utc>) -> Vec<(DateTime<Utc>, Change)> {
    let mut found = Vec::new();
    let (mut before, mut at) = (seconds(zone, since), since);
    while at.year() < KNOWN_UNTIL {
        let next = at + SHORTEST;
        let after = seconds(zone, next);
        if after != before {
            let (mut low, mut high) = (at, next);
            while high - low > Duration::seconds(1) {
                let middle = low + Duration::seconds((high - low).num_seconds() / 2);
                if seconds(zone, middle) == before {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            found.push((high, change(zone, high, before)));
        }
        (before, at) = (after, next);
    }
    found
}

/// Seconds east of Greenwich at an instant.
fn seconds(zone: Tz, at: DateTime<Utc>) -> i32 {
    zone.offset_from_utc_datetime(&at.naive_utc())
        .fix()
        .local_minus_utc()
}

/// What is in force from an instant on, where it was `from` before.
fn change(zone: Tz, at: DateTime<Utc>, from: i32) -> Change {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    Change {
        from,
        to: offset.fix().local_minus_utc(),
        summer: !offset.dst_offset().is_zero(),
        name: offset.abbreviation().map(str::to_owned),
    }
}

/// The rule that the last onsets follow, one a year to the end of what is known; and how many do.
fn yearly(onsets: &[NaiveDateTime]) -> Option<(usize, String)> {
    let last = *onsets.last().filter(|last| last.year() == KNOWN_UNTIL - 1)?;
    let (mut low, mut high) = (last.day(), last.day());
    let mut count = 0;
    for (back, onset) in onsets.iter().rev().enumerate() {
        let alike = (onset.month(), onset.weekday(), onset.time())
            == (last.month(), last.weekday(), last.time())
            && usize::try_from(last.year() - onset.year()) == Ok(back);
        let (lower, higher) = (low.min(onset.day()), high.max(onset.day()));
        // Seven days hold each weekday once: within them the rule has one answer a year.
        if !alike || higher - lower > 6 {
            break;
        }
        (low, high, count) = (lower, higher, back + 1);
    }
    if count < 2 {
        return None;
    }
    let regular = &onsets[onsets.len() - count..];
    let nth = (last.day() - 1) / 7 + 1;
    let day = match () {
        () if regular.iter().all(|o| (o.day() - 1) / 7 + 1 == nth) => {
            format!("{nth}{}", word(last.weekday()))
        }
        () if regular
            .iter()
            .all(|o| (*o + Duration::days(7)).month() != o.month()) =>
        {
            format!("-1{}", word(last.weekday()))
        }
        () => {
            let first = high.saturating_sub(6).max(1);
            let days: Vec<String> = (first..first + 7).map(|day| day.to_string()).collect();
            format!("{};BYMONTHDAY={}", word(last.weekday()), days.join(","))
        }
    };
    Some((count, format!("FREQ=YEARLY;BYMONTH={};BYDAY={day}", last.month())))
}

fn word(day: Weekday) -> &'static str {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][day.num_days_from_monday() as usize]
}

fn offset(seconds: i32) -> PartialDateTime {
    let minutes = seconds.unsigned_abs() / 60;
    PartialDateTime {
        tz_hour: u8::try_from(minutes / 60).ok(),
        tz_minute: u8::try_from(minutes % 60).ok(),
        tz_minus: seconds < 0,
        ..PartialDateTime::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::recurrence::Rule;

    /// The changes that a reader works out from what is written.
    fn understood(observances: &[Observance]) -> Vec<(DateTime<Utc>, i32, i32)> {
        let end = NaiveDate::from_ymd_opt(KNOWN_UNTIL, 1, 1)
            .unwrap()
            .and_time(NaiveTime::MIN);
        let mut found = Vec::new();
        for o in observances {
            let mut onsets = vec![o.onset];
            onsets.extend(&o.more);
            if let Some(rule) = &o.rule {
                let rule = Rule::parse(rule).unwrap();
                onsets = rule.starts(o.onset, o.onset, end, usize::MAX).unwrap().at;
                assert_eq!(
                    onsets.first(),
                    Some(&o.onset),
                    "the first onset is one of the rule's own"
                );
            }
            let change = (o.change.from, o.change.to);
            let instant = |at: NaiveDateTime| at.and_utc() - Duration::seconds(change.0.into());
            found.extend(onsets.into_iter().map(|at| (instant(at), change.0, change.1)));
        }
        found.retain(|(_, from, to)| from != to);
        found.sort();
        found
    }

    #[test]
    fn every_zone_changes_its_clock_when_the_tables_say_so() {
        let begins = NaiveDate::from_ymd_opt(2005, 6, 1)
            .unwrap()
            .and_time(NaiveTime::MIN);
        let since = NaiveDate::from_ymd_opt(2004, 1, 1)
            .unwrap()
            .and_time(NaiveTime::MIN)
            .and_utc();
        // Every third of them: the rest are mostly other names for the same clocks.
        for zone in chrono_tz::TZ_VARIANTS.into_iter().step_by(3) {
            let known: Vec<_> = changes(zone, since)
                .into_iter()
                .map(|(at, c)| (at, c.from, c.to))
                .collect();
            let said = observances(zone, begins);
            assert_eq!(understood(&said), known, "{zone}");
            assert!(
                said.iter().all(|o| o.more.len() < 190),
                "{zone}: our own reader takes 200 lines of one"
            );
            let first = said.first().map(|o| o.onset);
            assert!(
                first.is_some_and(|onset| onset < begins),
                "{zone}: something is in force when a date begins"
            );
        }
    }

    #[test]
    fn a_summer_time_that_follows_a_rule_is_two_lines_and_not_two_hundred() {
        let begins = NaiveDate::from_ymd_opt(2026, 10, 15)
            .unwrap()
            .and_time(NaiveTime::MIN);
        for (zone, rule) in [
            (Tz::Europe__Paris, "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
            (Tz::America__New_York, "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
            (
                Tz::America__Santiago,
                "FREQ=YEARLY;BYMONTH=9;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8",
            ),
        ] {
            let said = observances(zone, begins);
            let rules: Vec<_> = said.iter().filter_map(|o| o.rule.as_deref()).collect();
            assert_eq!(
                (said.len(), rules.contains(&rule)),
                (2, true),
                "{zone}: {rules:?}"
            );
        }
    }
}
