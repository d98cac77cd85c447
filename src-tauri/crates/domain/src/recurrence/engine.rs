//! The candidates of a rule: civil starts in order, from just before a window, each step counted.
//!
//! Days, weeks, months and years come from the `rrule` crate, which is asked for dates only. It never sees a zone, a
//! `COUNT`, an `UNTIL` or the real start, so neither its zone handling nor its first week with `BYSETPOS` matters here.
//! Hours, minutes and seconds are stepped here: the crate loses its place in `MINUTELY;INTERVAL=90;BYHOUR=9`
//! (it answers 09:00, 09:30; 90 minutes on from 09:00 it is only ever 09:00 at nine), and its loop cannot be stopped.

use chrono::{Datelike, Days, Duration, Month, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};
use rrule::{Frequency, NWeekday, RRule, RRuleSet, RRuleSetIter, Tz};

use super::{RuleError, parts::Parts};

/// The engine answers before this day. Beyond the tables of every zone, and beyond anybody's plans.
pub(super) const END: NaiveDate = NaiveDate::from_ymd_opt(2200, 1, 1).expect("BUG: a date");

/// The `rrule` crate looks for a next date until the year 10,000, or for 100,000 empty periods, silently. The calendar
/// repeats after 400 years, weekdays included, so it is asked about years that end near its own end: a rule that never
/// comes again (30 February) is found out after a few thousand steps. 19 × 146,097 days are exactly 7,600 years.
const SHIFT: Duration = Duration::days(19 * 146_097);

/// What came next.
pub(super) enum Next {
    /// A civil start; not before any earlier one.
    At(NaiveDateTime),
    /// Nothing more before [`END`].
    Over,
    /// The budget is used up.
    Tired,
}

/// The candidates of a rule, whole periods of it: some may lie before the start, and nothing ends them.
pub(super) struct Candidates<'a> {
    source: Source<'a>,
    steps: u32,
    budget: u32,
    /// The days of one period of the rule, for what the crate looks at between two dates without saying so.
    period: i64,
    /// How far it has looked.
    seen: NaiveDate,
}

/// Periods in a row without a date, above which they are counted as steps: a year of days.
const QUIET: i64 = 366;

enum Source<'a> {
    /// Days from the crate, and the times of each day, from the day `from` on.
    Days {
        days: RRuleSetIter,
        weeks: Option<&'a Parts>,
        from: NaiveDate,
        times: Vec<NaiveTime>,
        day: NaiveDate,
        next_time: usize,
    },
    /// Whole starts from the crate, where `BYSETPOS` counts times and not only days.
    Starts(RRuleSetIter),
    /// Hours, minutes, seconds.
    Ticks(Ticks<'a>),
}

impl<'a> Candidates<'a> {
    /// Candidates of `parts` for a series that begins at `start`, from the last period that begins at or before
    /// `from` (or from the first, if that is later).
    pub fn new(
        parts: &'a Parts,
        start: NaiveDateTime,
        from: NaiveDateTime,
        budget: u32,
    ) -> Result<Self, RuleError> {
        let from = from.max(start);
        let source = if parts.is_sub_daily() {
            Source::Ticks(Ticks::new(parts, start, from))
        } else {
            Source::of_days(parts, start, from)?
        };
        let days = match parts.freq {
            Frequency::Yearly => 365,
            Frequency::Monthly => 30,
            Frequency::Weekly => 7,
            _ => 1,
        };
        Ok(Candidates {
            source,
            steps: 0,
            budget,
            period: days * i64::from(parts.interval),
            seen: from.date(),
        })
    }

    /// How many candidates and empty ticks were looked at.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// The next candidate.
    pub fn next(&mut self) -> Next {
        loop {
            if self.steps >= self.budget {
                return Next::Tired;
            }
            self.steps += 1;
            let at = match &mut self.source {
                Source::Starts(starts) => {
                    let at = starts.next().map(|at| at.naive_utc() - SHIFT);
                    let quiet = quiet_steps(&mut self.seen, at.map(|at| at.date()), self.period);
                    self.steps = self.steps.saturating_add(quiet).min(self.budget);
                    at
                }
                Source::Ticks(ticks) => match ticks.step() {
                    Some(Some(at)) => Some(at),
                    Some(None) => continue,
                    None => None,
                },
                Source::Days {
                    days,
                    weeks,
                    from,
                    times,
                    day,
                    next_time,
                } => {
                    if *next_time == times.len() {
                        let next = days.next().map(|next| (next.naive_utc() - SHIFT).date());
                        let quiet = quiet_steps(&mut self.seen, next, self.period);
                        self.steps = self.steps.saturating_add(quiet).min(self.budget);
                        let Some(next) = next else {
                            return Next::Over;
                        };
                        *day = next;
                        if *day < *from || weeks.is_some_and(|parts| !in_weeks(*day, parts)) {
                            continue;
                        }
                        *next_time = 0;
                    }
                    *next_time += 1;
                    Some(day.and_time(times[*next_time - 1]))
                }
            };
            return match at {
                Some(at) if at.date() < END => Next::At(at),
                _ => Next::Over,
            };
        }
    }
}

/// What the crate looked at on its way to the next date, as steps of ours: two of its periods cost about one.
fn quiet_steps(seen: &mut NaiveDate, next: Option<NaiveDate>, period: i64) -> u32 {
    let from = std::mem::replace(seen, next.unwrap_or(END));
    // It gives up after 100,000.
    let periods = ((*seen - from).num_days() / period).min(100_000);
    u32::try_from((periods - QUIET) / 2).unwrap_or(0)
}

impl<'a> Source<'a> {
    fn of_days(parts: &'a Parts, start: NaiveDateTime, from: NaiveDateTime) -> Result<Self, RuleError> {
        let first = period_before(parts, start.date(), from.date());
        let by_hour = or_own(&parts.by_hour, start.hour());
        let by_minute = or_own(&parts.by_minute, start.minute());
        let by_second = or_own(&parts.by_second, start.second());
        // The crate takes week 52 of a year that began on a Friday for week 53, so weeks are chosen here, unless
        // BYSETPOS has to count what is left of them.
        let weeks = (!parts.by_week_no.is_empty() && parts.by_set_pos.is_empty()).then_some(parts);
        let mut rule = RRule::new(parts.freq)
            .interval(u16::try_from(parts.interval).expect("BUG: parts are checked"))
            .week_start(parts.week_start)
            .by_year_day(parts.by_year_day.clone());
        let mut by_month = parts.by_month.clone();
        let mut by_month_day = parts.by_month_day.clone();
        let mut by_day = every_if_mixed(parts);
        // What the rule leaves open is the start's; the crate would take it from the period we begin with.
        let open = parts.by_year_day.is_empty() && by_month_day.is_empty() && by_day.is_empty();
        if open && parts.by_week_no.is_empty() {
            let day = i8::try_from(start.day()).expect("BUG: at most 31");
            match parts.freq {
                Frequency::Yearly => {
                    if by_month.is_empty() {
                        by_month.push(u8::try_from(start.month()).expect("BUG: at most 12"));
                    }
                    by_month_day.push(day);
                }
                Frequency::Monthly => by_month_day.push(day),
                Frequency::Weekly => by_day.push(NWeekday::Every(start.weekday())),
                _ => {}
            }
        } else if open && weeks.is_some() {
            by_day = EVERY_DAY.map(NWeekday::Every).to_vec();
        }
        if weeks.is_none() {
            rule = rule.by_week_no(parts.by_week_no.clone());
        }
        if !by_month.is_empty() {
            let months: Vec<_> = by_month
                .into_iter()
                .filter_map(|m| Month::try_from(m).ok())
                .collect();
            rule = rule.by_month(&months);
        }
        rule = rule.by_month_day(by_month_day).by_weekday(by_day);
        rule = if parts.by_set_pos.is_empty() {
            rule.by_hour(vec![0]).by_minute(vec![0]).by_second(vec![0])
        } else {
            rule.by_set_pos(parts.by_set_pos.clone())
                .by_hour(by_hour.clone())
                .by_minute(by_minute.clone())
                .by_second(by_second.clone())
        };
        let first = (first.and_time(NaiveTime::MIN) + SHIFT)
            .and_utc()
            .with_timezone(&Tz::UTC);
        let rule = rule
            .validate(first)
            .map_err(|e| RuleError::Unreadable(e.to_string()))?;
        let days = (&RRuleSet::new(first).rrule(rule).limit()).into_iter();
        if !parts.by_set_pos.is_empty() {
            return Ok(Source::Starts(days));
        }
        let times = times(&by_hour, &by_minute, &by_second);
        Ok(Source::Days {
            days,
            weeks,
            from: from.date(),
            next_time: times.len(),
            times,
            day: NaiveDate::MIN,
        })
    }
}

const EVERY_DAY: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// The first day of the last period of the rule that begins at or before `from`.
fn period_before(parts: &Parts, start: NaiveDate, from: NaiveDate) -> NaiveDate {
    let interval = i64::from(parts.interval);
    let whole = |periods: i64| periods - periods.rem_euclid(interval);
    match parts.freq {
        Frequency::Yearly => {
            let years = whole(i64::from(from.year() - start.year()));
            let year = start.year() + i32::try_from(years).expect("BUG: years between two dates");
            NaiveDate::from_ymd_opt(year, 1, 1).expect("BUG: not after `from`")
        }
        Frequency::Monthly => {
            let month = |d: NaiveDate| i64::from(d.year()) * 12 + i64::from(d.month0());
            let at = month(start) + whole(month(from) - month(start));
            let year = i32::try_from(at.div_euclid(12)).expect("BUG: between two dates");
            let month = u32::try_from(at.rem_euclid(12) + 1).expect("BUG: 1 to 12");
            NaiveDate::from_ymd_opt(year, month, 1).expect("BUG: not after `from`")
        }
        Frequency::Weekly => {
            let week = start - Days::new(start.weekday().days_since(parts.week_start).into());
            week + Duration::weeks(whole((from - week).num_days().div_euclid(7)))
        }
        _ => start + Duration::days(whole((from - start).num_days())),
    }
}

/// `BYDAY=MO,1FR` is every Monday and the first Friday. The crate asks for days that are both, so the Mondays are
/// numbered too.
fn every_if_mixed(parts: &Parts) -> Vec<NWeekday> {
    let numbered = parts
        .by_day
        .iter()
        .filter(|d| matches!(d, NWeekday::Nth(..)))
        .count();
    if numbered == 0 || numbered == parts.by_day.len() {
        return parts.by_day.clone();
    }
    let most = if parts.freq == Frequency::Monthly || !parts.by_month.is_empty() {
        5
    } else {
        53
    };
    let number = |day: &NWeekday| match *day {
        NWeekday::Every(day) => (1..=most).map(|n| NWeekday::Nth(n, day)).collect(),
        nth => vec![nth],
    };
    parts.by_day.iter().flat_map(number).collect()
}

/// Whether a day lies in one of the weeks of `BYWEEKNO`, counted from either end of its week's year.
fn in_weeks(day: NaiveDate, parts: &Parts) -> bool {
    // A week belongs to the year that has most of it: the year of its fourth day.
    let middle = |d: NaiveDate| d - Days::new(d.weekday().days_since(parts.week_start).into()) + Days::new(3);
    let number = |d: NaiveDate| i16::try_from(d.ordinal0() / 7 + 1).expect("BUG: at most 53");
    let year = middle(day).year();
    let last = number(middle(
        NaiveDate::from_ymd_opt(year, 12, 28).expect("BUG: every year has one"),
    ));
    let week = number(middle(day));
    parts
        .by_week_no
        .iter()
        .map(|n| i16::from(*n))
        .any(|n| n == week || n == week - last - 1)
}

fn or_own(list: &[u8], own: u32) -> Vec<u8> {
    if list.is_empty() {
        vec![u8::try_from(own).expect("BUG: hour, minute or second")]
    } else {
        list.to_vec()
    }
}

fn times(hours: &[u8], minutes: &[u8], seconds: &[u8]) -> Vec<NaiveTime> {
    let mut times = Vec::with_capacity(hours.len() * minutes.len() * seconds.len());
    for h in hours {
        for m in minutes {
            for s in seconds {
                let time = NaiveTime::from_hms_opt((*h).into(), (*m).into(), (*s).into());
                times.push(time.expect("BUG: parts are checked"));
            }
        }
    }
    times
}

/// Steps of an hour, a minute or a second, and what each of them holds.
struct Ticks<'a> {
    parts: &'a Parts,
    /// The first period: the start's own hour, minute or second.
    first: NaiveDateTime,
    /// Seconds from one period to the next.
    stride: i64,
    /// Seconds into the period of each start within it, in order; `BYSETPOS` already taken.
    within: Vec<i64>,
    period: NaiveDateTime,
    next_within: usize,
}

impl<'a> Ticks<'a> {
    fn new(parts: &'a Parts, start: NaiveDateTime, from: NaiveDateTime) -> Self {
        let own_minute = or_own(&parts.by_minute, start.minute());
        let own_second = or_own(&parts.by_second, start.second());
        let (unit, within): (i64, Vec<i64>) = match parts.freq {
            Frequency::Hourly => {
                let each = |m: &u8| {
                    own_second
                        .iter()
                        .map(|s| i64::from(*m) * 60 + i64::from(*s))
                        .collect::<Vec<_>>()
                };
                (3_600, own_minute.iter().flat_map(each).collect())
            }
            Frequency::Minutely => (60, own_second.iter().map(|s| i64::from(*s)).collect()),
            _ => (1, vec![0]),
        };
        let into = i64::from(start.num_seconds_from_midnight()) % unit;
        let first = start.with_nanosecond(0).unwrap_or(start) - Duration::seconds(into);
        let stride = unit * i64::from(parts.interval);
        let within = chosen(within, &parts.by_set_pos);
        let mut ticks = Ticks {
            parts,
            first,
            stride,
            next_within: within.len(),
            within,
            period: first,
        };
        // The period that holds `from`; `step` begins by going one further.
        let passed = (from - first).num_seconds().div_euclid(stride);
        ticks.period = first + Duration::seconds((passed - 1) * stride);
        ticks
    }

    /// One step: `None` when it is over, `Some(None)` when there was nothing in it.
    fn step(&mut self) -> Option<Option<NaiveDateTime>> {
        if self.within.is_empty() {
            return None;
        }
        if self.next_within == self.within.len() {
            self.period += Duration::seconds(self.stride);
            if self.period.date() >= END {
                return None;
            }
            if let Some(beyond) = self.leap() {
                // Back by one stride, because the next step goes one further.
                let strides = (beyond - self.first).num_seconds() + self.stride - 1;
                self.period =
                    self.first + Duration::seconds((strides.div_euclid(self.stride) - 1) * self.stride);
                return Some(None);
            }
            self.next_within = 0;
        }
        self.next_within += 1;
        Some(Some(
            self.period + Duration::seconds(self.within[self.next_within - 1]),
        ))
    }

    /// Where the rule can hold again, if this period is ruled out: the next day, hour, minute or second.
    fn leap(&self) -> Option<NaiveDateTime> {
        let Parts {
            freq,
            by_hour,
            by_minute,
            by_second,
            ..
        } = self.parts;
        let out = |list: &[u8], value: u32| !list.is_empty() && !list.iter().any(|v| u32::from(*v) == value);
        let (at, day) = (self.period, self.period.date());
        if !day_holds(day, self.parts) {
            return Some((day + Days::new(1)).and_time(NaiveTime::MIN));
        }
        let hour = day.and_time(NaiveTime::MIN) + Duration::hours(at.hour().into());
        if out(by_hour, at.hour()) {
            return Some(hour + Duration::hours(1));
        }
        let minute = hour + Duration::minutes(at.minute().into());
        if *freq != Frequency::Hourly && out(by_minute, at.minute()) {
            return Some(minute + Duration::minutes(1));
        }
        if *freq == Frequency::Secondly && out(by_second, at.second()) {
            return Some(at + Duration::seconds(1));
        }
        None
    }
}

/// `BYSETPOS` within one hour, minute or second.
fn chosen(within: Vec<i64>, positions: &[i32]) -> Vec<i64> {
    if positions.is_empty() {
        return within;
    }
    let len = i32::try_from(within.len()).expect("BUG: at most 3,600");
    let stands = |i: i32| positions.iter().any(|p| *p == i + 1 || *p == i - len);
    within
        .into_iter()
        .zip(0..)
        .filter(|(_, i)| stands(*i))
        .map(|(at, _)| at)
        .collect()
}

/// Whether the parts that speak of days admit a day, for rules shorter than a day.
fn day_holds(day: NaiveDate, parts: &Parts) -> bool {
    let month_long = || {
        let next = day.with_day(28).expect("BUG: every month has one") + Days::new(4);
        (next - Days::new(next.day().into())).day()
    };
    let from_end = |n: u32, long: u32| i64::from(n) - i64::from(long) - 1;
    let month = || parts.by_month.iter().any(|m| u32::from(*m) == day.month());
    let month_day = || {
        let (n, back) = (i64::from(day.day()), from_end(day.day(), month_long()));
        parts
            .by_month_day
            .iter()
            .any(|d| i64::from(*d) == n || i64::from(*d) == back)
    };
    let year_day = || {
        let long = if day.leap_year() { 366 } else { 365 };
        let (n, back) = (i64::from(day.ordinal()), from_end(day.ordinal(), long));
        parts
            .by_year_day
            .iter()
            .any(|d| i64::from(*d) == n || i64::from(*d) == back)
    };
    let week_day = || parts.by_day.contains(&NWeekday::Every(day.weekday()));
    (parts.by_month.is_empty() || month())
        && (parts.by_month_day.is_empty() || month_day())
        && (parts.by_year_day.is_empty() || year_day())
        && (parts.by_day.is_empty() || week_day())
}
