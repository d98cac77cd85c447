//! A series as calendar files have it: a start in a zone, rules, exceptions, extra dates and moved instances.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use super::{End, HORIZON, Rule, RuleError, STEP_BUDGET};
use crate::zone;

/// A `DATE` or `DATE-TIME` of RFC 5545.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// A whole day. It never touches a zone.
    Day(NaiveDate),
    /// A wall time wherever one is.
    Floating(NaiveDateTime),
    /// A wall time in a zone; an instant in UTC is one in `Tz::UTC`.
    Zoned(NaiveDateTime, Tz),
}

/// One instance that differs from its series: a component with a `RECURRENCE-ID`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Override {
    /// The original start it replaces (`RECURRENCE-ID`), in any form.
    pub replaces: Moment,
    /// `RANGE=THISANDFUTURE`: every later instance moves by the same step of the clock on the wall.
    pub and_future: bool,
    /// When it begins now.
    pub start: Moment,
}

/// What recurs, as a calendar file says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// `DTSTART`. The only instance when there are neither rules nor extra dates.
    pub start: Moment,
    /// `RRULE`; seldom more than one. Their starts are put together.
    pub rules: Vec<Rule>,
    /// `EXDATE`, matched by instant; a day takes out everything on it. Counted by `COUNT` all the same.
    pub except: Vec<Moment>,
    /// `RDATE`. One that equals an instance is no second one.
    pub extra: Vec<Moment>,
    /// Moved or changed instances, matched by instant, the last of two for the same one.
    pub overrides: Vec<Override>,
}

/// Which part of a series is asked for: `from <= wall time where it happens < to`, at most `limit` instances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first wall time within.
    pub from: NaiveDateTime,
    /// The first wall time that is not.
    pub to: NaiveDateTime,
    /// At most so many.
    pub limit: usize,
}

/// One instance of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instance {
    /// When it begins.
    pub at: Moment,
    /// Which of the series' overrides made it what it is.
    pub changed_by: Option<usize>,
}

/// What a series means within a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expansion {
    /// In order of time.
    pub instances: Vec<Instance>,
    /// More would follow within the window than the limit or the step budget allowed.
    pub truncated: bool,
}

impl Moment {
    /// The instant; `None` for a day and for a floating time, which have none.
    pub fn instant(self) -> Option<DateTime<Utc>> {
        match self {
            Moment::Zoned(civil, zone) => Some(zone::instant(civil, zone)),
            Moment::Day(_) | Moment::Floating(_) => None,
        }
    }

    /// What the clock on the wall says then: 03:30 for a 02:30 that a clock change leaves out. Midnight for a day.
    pub fn shown(self) -> NaiveDateTime {
        match self {
            Moment::Zoned(civil, zone) => zone::civil(zone::instant(civil, zone), zone),
            _ => self.civil(),
        }
    }

    /// The zone, where it has one.
    pub fn zone(self) -> Option<Tz> {
        match self {
            Moment::Zoned(_, zone) => Some(zone),
            Moment::Day(_) | Moment::Floating(_) => None,
        }
    }

    /// The wall time as written; midnight for a day.
    pub fn civil(self) -> NaiveDateTime {
        match self {
            Moment::Day(day) => day.and_time(NaiveTime::MIN),
            Moment::Floating(civil) | Moment::Zoned(civil, _) => civil,
        }
    }

    /// The same sort of moment at another wall time.
    #[must_use]
    pub fn moved_to(self, civil: NaiveDateTime) -> Moment {
        match self {
            Moment::Day(_) => Moment::Day(civil.date()),
            Moment::Floating(_) => Moment::Floating(civil),
            Moment::Zoned(_, zone) => Moment::Zoned(civil, zone),
        }
    }

    /// Where it stands among others: the instant if there is one, the numerals if not.
    fn order(self) -> DateTime<Utc> {
        self.instant().unwrap_or_else(|| self.civil().and_utc())
    }
}

impl Window {
    /// Everything, at most `limit` instances.
    pub fn first(limit: usize) -> Window {
        Window {
            from: NaiveDateTime::MIN,
            to: NaiveDateTime::MAX,
            limit,
        }
    }

    fn holds(&self, civil: NaiveDateTime) -> bool {
        self.from <= civil && civil < self.to
    }
}

impl Series {
    /// A single date.
    pub fn once(start: Moment) -> Series {
        Series {
            start,
            rules: vec![],
            except: vec![],
            extra: vec![],
            overrides: vec![],
        }
    }

    /// The instances within a window, overrides where they are now.
    ///
    /// ```
    /// # use domain::recurrence::{Moment, Rule, Series, Window};
    /// # use chrono::NaiveDate;
    /// let start = NaiveDate::from_ymd_opt(2026, 10, 15).unwrap().and_hms_opt(19, 0, 0).unwrap();
    /// let mut series = Series::once(Moment::Zoned(start, chrono_tz::Europe::London));
    /// series.rules.push(Rule::parse("FREQ=WEEKLY").unwrap());
    /// let three = series.expand(&Window::first(3)).unwrap();
    /// let utc: Vec<_> = three.instances.iter().map(|i| i.at.instant().unwrap().to_rfc3339()).collect();
    /// assert_eq!(utc[1], "2026-10-22T18:00:00+00:00", "summer time");
    /// assert_eq!(utc[2], "2026-10-29T19:00:00+00:00", "7 pm stays 7 pm when the clocks go back");
    /// assert!(three.truncated, "there is a fourth Thursday");
    /// ```
    ///
    /// # Errors
    /// [`RuleError::SummerTimeUnknown`] for an instance in 2100 or later on which summer time may be in force, and
    /// [`RuleError::BeyondHorizon`] for a series or a window that begins in 2200 or later.
    pub fn expand(&self, window: &Window) -> Result<Expansion, RuleError> {
        let mut steps = STEP_BUDGET;
        self.expand_within(window, &mut steps)
    }

    /// As [`Series::expand`], for one of many: `steps` are those left for all of them, and what this one takes is taken
    /// off. Without any left, or after [`STEP_BUDGET`] of its own, what its rules would still say is missing and the
    /// answer is truncated.
    ///
    /// # Errors
    /// As [`Series::expand`].
    pub fn expand_within(&self, window: &Window, steps: &mut u32) -> Result<Expansion, RuleError> {
        let changes = Changes::of(self);
        let from = window
            .from
            .checked_sub_signed(changes.reach)
            .unwrap_or(NaiveDateTime::MIN);
        let to = window
            .to
            .checked_add_signed(changes.reach)
            .unwrap_or(NaiveDateTime::MAX);
        // Enough of each rule to know whether there is one too many. Later instances that moved may overtake others.
        let enough = if changes.future.is_empty() {
            window.limit.saturating_add(1)
        } else {
            usize::MAX
        };
        let mut instances = Vec::new();
        let (mut tired, mut own) = (false, STEP_BUDGET);
        for rule in &self.rules {
            let mut left = enough;
            let budget = own.min(*steps);
            let (start, zone) = (self.start.civil(), self.start.zone());
            let walked = rule.walk(start, zone, from, to, budget, |civil| {
                let instance = changes.apply(self.start.moved_to(civil));
                if let Some(instance) = instance.filter(|i| window.holds(i.at.civil())) {
                    instances.push(instance);
                    left -= 1;
                }
                left > 0
            })?;
            tired |= walked.end == End::Tired;
            own -= walked.steps;
            *steps -= walked.steps;
        }
        let alone = self.rules.is_empty().then_some(self.start);
        let extra = self.extra.iter().map(|extra| self.as_own(*extra));
        instances.extend(alone.into_iter().chain(extra).filter_map(|at| changes.apply(at)));
        instances.extend(
            changes
                .single
                .iter()
                .filter(|c| !changes.excluded(c.replaced))
                .map(|c| c.instance),
        );
        instances.retain(|i| window.holds(i.at.civil()));
        let mut instances: Vec<_> = instances.into_iter().map(|i| (i.at.order(), i)).collect();
        instances.sort_by_key(|(order, _)| *order);
        instances.dedup_by(|(later, b), (order, a)| later == order && a.changed_by == b.changed_by);
        let truncated = tired || instances.len() > window.limit;
        let instances: Vec<_> = instances.into_iter().map(|(_, i)| i).take(window.limit).collect();
        for instance in &instances {
            summer_time_is_known(instance.at)?;
        }
        Ok(Expansion { instances, truncated })
    }

    /// A moment of a file as this series would write it: an extra date in UTC is an instant in the series' zone.
    fn as_own(&self, moment: Moment) -> Moment {
        match (self.start, moment) {
            (Moment::Zoned(_, zone), Moment::Zoned(civil, other)) if zone != other => {
                let at = zone::instant(civil, other);
                let own = zone::civil(at, zone);
                // The second of two equal wall times cannot be written in the series' zone.
                if zone::instant(own, zone) == at {
                    Moment::Zoned(own, zone)
                } else {
                    moment
                }
            }
            (Moment::Zoned(_, zone), Moment::Floating(civil)) => Moment::Zoned(civil, zone),
            (Moment::Zoned(start, zone), Moment::Day(day)) => Moment::Zoned(day.and_time(start.time()), zone),
            (Moment::Floating(start), Moment::Day(day)) => Moment::Floating(day.and_time(start.time())),
            (Moment::Floating(_), other) => Moment::Floating(other.civil()),
            (Moment::Day(_), other) => Moment::Day(other.civil().date()),
            (_, same) => same,
        }
    }
}

/// What changes the instances of a series, ready to be looked up.
struct Changes {
    /// Starts taken out, sorted.
    except: Vec<DateTime<Utc>>,
    /// Days taken out of a series of times, sorted.
    except_days: Vec<NaiveDate>,
    /// Overrides of one instance, sorted by what they replace, one for each.
    single: Vec<Single>,
    /// Overrides of an instance and all after it, sorted by where they begin.
    future: Vec<Future>,
    /// How far an instance may be from where its rule put it.
    reach: Duration,
}

struct Single {
    replaced: Moment,
    instance: Instance,
}

struct Future {
    from: DateTime<Utc>,
    shift: Duration,
    like: Moment,
    index: usize,
}

impl Changes {
    fn of(series: &Series) -> Changes {
        let timed = !matches!(series.start, Moment::Day(_));
        let (mut except, mut except_days) = (Vec::new(), Vec::new());
        for moment in &series.except {
            match moment {
                Moment::Day(day) if timed => except_days.push(*day),
                other => except.push(series.as_own(*other).order()),
            }
        }
        except.sort_unstable();
        except_days.sort_unstable();
        let (mut single, mut future) = (Vec::new(), Vec::new());
        let mut reach = Duration::zero();
        for (index, change) in series.overrides.iter().enumerate() {
            let replaced = series.as_own(change.replaces);
            if change.and_future {
                let shift = change.start.civil() - replaced.civil();
                reach = reach.max(shift.abs());
                future.push(Future {
                    from: replaced.order(),
                    shift,
                    like: change.start,
                    index,
                });
            } else {
                single.push(Single {
                    replaced,
                    instance: Instance {
                        at: change.start,
                        changed_by: Some(index),
                    },
                });
            }
        }
        future.sort_by_key(|f| f.from);
        // Sorting is stable: of two for the same instance the later one comes first, and stays.
        single.reverse();
        single.sort_by_key(|s| s.replaced.order());
        single.dedup_by_key(|s| s.replaced.order());
        Changes {
            except,
            except_days,
            single,
            future,
            reach,
        }
    }

    fn is_empty(&self) -> bool {
        self.except.is_empty()
            && self.except_days.is_empty()
            && self.single.is_empty()
            && self.future.is_empty()
    }

    /// An instance as its rule has it, as it is now; `None` when it is taken out or stands elsewhere.
    fn apply(&self, at: Moment) -> Option<Instance> {
        if self.is_empty() {
            return Some(Instance { at, changed_by: None });
        }
        let order = at.order();
        let moved = self
            .single
            .binary_search_by_key(&order, |s| s.replaced.order())
            .is_ok();
        if moved || self.excluded(at) {
            return None;
        }
        let change = self
            .future
            .partition_point(|f| f.from <= order)
            .checked_sub(1)
            .map(|i| &self.future[i]);
        Some(match change {
            None => Instance { at, changed_by: None },
            Some(f) => Instance {
                at: f.like.moved_to(at.civil() + f.shift),
                changed_by: Some(f.index),
            },
        })
    }

    fn excluded(&self, at: Moment) -> bool {
        self.except.binary_search(&at.order()).is_ok()
            || (!self.except_days.is_empty() && self.except_days.binary_search(&at.civil().date()).is_ok())
    }
}

/// Refuses an instance whose instant would be a guess.
///
/// The zone tables end with 2099 and say standard time from then on. Where the same day of a like year before (same
/// weekdays, same length) has that same offset, summer time plays no part and the instant is as good as any.
fn summer_time_is_known(at: Moment) -> Result<(), RuleError> {
    let Moment::Zoned(civil, zone) = at else {
        return Ok(());
    };
    if civil.date() < HORIZON {
        return Ok(());
    }
    let first_day = |year| NaiveDate::from_ymd_opt(year, 1, 1).map(|d| (d.weekday(), d.leap_year()));
    let like = (2072..2100)
        .rev()
        .find(|year| first_day(*year) == first_day(civil.year()));
    let like = like
        .and_then(|year| civil.with_year(year))
        .expect("BUG: 28 years hold every sort of year");
    let offset = |civil: NaiveDateTime| zone::instant(civil, zone).naive_utc() - civil;
    if offset(like) == offset(civil) {
        Ok(())
    } else {
        Err(RuleError::SummerTimeUnknown {
            date: civil.date(),
            zone,
        })
    }
}
