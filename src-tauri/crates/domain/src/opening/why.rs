//! What speaks for an hour, and how it is said.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;

use super::{
    Gap, Opening, Wish, first_of_week,
    free::{Ground, Span},
    hours::{self, EVENING, LUNCH, Seat},
};
use crate::{
    people::{Half, People},
    phrase,
    slot::Kind,
    spoken::{self, Clock},
    words::{fill, openings as words},
    zone,
};

/// What speaks for an hour. Each is true of it by how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is the couple's own back-up hour.
    BackUp,
    /// It follows something of theirs within the hour: "the check-in".
    After(String),
    /// What the day is known for, as the caller said it.
    Noted(String),
    /// The hour it had, on another day.
    SameHour,
    /// Lunch, where it was to be an evening.
    LunchInstead,
    /// An evening, where it was to be lunch.
    EveningInstead,
    /// By day, where it was to be an evening.
    ByDayInstead,
    /// Both were busy that day and are not any more.
    BothFinished,
    /// This one was busy that day and is not any more; the other was not.
    Finished(Half),
    /// Nothing else is known of that day, for either of them.
    DayOpen,
    /// Long enough by day for either.
    LunchOrWalk,
    /// In the morning.
    Morning,
    /// At lunchtime.
    Midday,
    /// In the afternoon.
    Afternoon,
    /// In the evening.
    Evening,
}

/// What speaks for it, as it stands beside an hour: "lunch instead". [`spoken::capital`] makes a line of it.
pub fn say(why: &Why, people: &People) -> String {
    match why {
        Why::BackUp => words::BACK_UP.to_owned(),
        Why::After(what) => fill(words::AFTER, &[("what", what)]),
        Why::Noted(text) => text.clone(),
        Why::SameHour => words::SAME_HOUR.to_owned(),
        Why::LunchInstead => words::LUNCH_INSTEAD.to_owned(),
        Why::EveningInstead => words::EVENING_INSTEAD.to_owned(),
        Why::ByDayInstead => words::BY_DAY_INSTEAD.to_owned(),
        Why::BothFinished => words::BOTH_FINISHED.to_owned(),
        Why::Finished(half) => fill(words::ONE_FINISHED, &[("name", &people.name(*half))]),
        Why::DayOpen => words::DAY_OPEN.to_owned(),
        Why::LunchOrWalk => words::LUNCH_OR_WALK.to_owned(),
        Why::Morning => words::MORNING.to_owned(),
        Why::Midday => words::MIDDAY.to_owned(),
        Why::Afternoon => words::AFTERNOON.to_owned(),
        Why::Evening => words::EVENING.to_owned(),
    }
}

impl Opening {
    /// "Saturday, 1 pm"; "Today, 7 pm"; a week away or more "Saturday 24 October, 1 pm".
    pub fn said(&self, today: NaiveDate, clock: Clock, here: Tz) -> String {
        let start = zone::civil(self.start, here);
        let day = match (start.date() - today).num_days() {
            0 => spoken::capital(crate::words::spoken::TODAY),
            1..=6 => return phrase::day_and_time(self.start, here, clock),
            _ => spoken::long_date_from(start.date(), today),
        };
        let time = spoken::time(start.time(), clock);
        fill(words::DAY_AND_TIME, &[("day", &day), ("time", &time)])
    }
}

impl Gap {
    /// "Fri, 6:30 to 10 pm".
    pub fn said(&self, clock: Clock, here: Tz) -> String {
        use chrono::Datelike;
        let (from, until) = (zone::civil(self.from, here), zone::civil(self.until, here));
        let hours = spoken::hours(from.time(), until.time(), clock);
        let day = spoken::day_short(from.weekday());
        fill(words::DAY_AND_TIME, &[("day", &day), ("time", &hours)])
    }
}

/// What stands above openings: "You’re both free at these times this week."
pub fn heading(openings: &[Opening], today: NaiveDate, week: Weekday, here: Tz) -> String {
    let first = first_of_week(today, week);
    let this_week = |o: &Opening| first_of_week(zone::civil(o.start, here).date(), week) == first;
    let all = openings.iter().all(this_week);
    match (openings.len(), all) {
        (0, _) => words::NONE,
        (1, true) => words::ONE_THIS_WEEK,
        (1, false) => words::ONE,
        (_, true) => words::SOME_THIS_WEEK,
        (_, false) => words::SOME,
    }
    .to_owned()
}

/// What stands above the gaps of a week: "Three gaps of an hour or more, outside Thursday."
///
/// `outside` are the days that were left out, because they have a date already.
pub fn summary(gaps: usize, least: Duration, outside: &[Weekday]) -> String {
    let minutes = u32::try_from(least.num_minutes()).unwrap_or(0);
    let length = match minutes {
        60 => words::AN_HOUR.to_owned(),
        _ => spoken::duration(minutes),
    };
    let counted = match gaps {
        0 => words::NO_GAPS,
        1 => words::ONE_GAP,
        _ => words::GAPS,
    };
    let count = spoken::capital(&phrase::count(gaps));
    let head = fill(counted, &[("n", &count), ("length", &length)]);
    if outside.is_empty() {
        return fill(words::FULL_STOP, &[("text", &head)]);
    }
    let days: Vec<String> = outside.iter().map(|d| spoken::day_name(*d).to_owned()).collect();
    fill(words::OUTSIDE, &[("text", &head), ("days", &spoken::and(&days))])
}

/// What speaks for an opening.
pub(super) fn of_opening(ground: &Ground<'_>, wish: &Wish, start: DateTime<Utc>, seat: Seat) -> Why {
    let civil = zone::civil(start, ground.lives.here);
    let at = hours::minutes(civil.time());
    let in_lunch = |at: u32| (LUNCH.0..=LUNCH.1).contains(&at);
    let had = wish.around.map(|around| around.time());
    let had_lunch = had.is_some_and(|had| in_lunch(hours::minutes(had)));
    let is_evening = !matches!(
        wish.kind,
        Kind::Lunch | Kind::Walk | Kind::OutsideHelp | Kind::Private
    );
    if seat == Seat::BackUp {
        return Why::BackUp;
    }
    if let Some(why) = after(ground, start).or_else(|| noted(ground, civil.date())) {
        return why;
    }
    match (seat, wish.kind) {
        _ if had == Some(civil.time()) => Why::SameHour,
        _ if is_evening && in_lunch(at) && !had_lunch => Why::LunchInstead,
        (Seat::Instead, Kind::Lunch) => Why::EveningInstead,
        (Seat::Instead, Kind::Private) => Why::ByDayInstead,
        _ => finished(ground, ground.day_of(start), start).unwrap_or_else(|| hour_of_day(civil.time())),
    }
}

/// What a gap is good for.
pub(super) fn of_gap(ground: &Ground<'_>, day: Span, from: DateTime<Utc>, until: DateTime<Utc>) -> Why {
    let here = ground.lives.here;
    let (civil, end) = (zone::civil(from, here), zone::civil(until, here));
    let lunch = civil.date().and_time(NaiveTime::MIN) + Duration::minutes(LUNCH.0.into());
    let last = civil.date().and_time(NaiveTime::MIN) + Duration::minutes(LUNCH.1.into());
    let fits = civil.max(lunch) <= last && end - civil.max(lunch) >= Duration::hours(1);
    let nothing = |half| !ground.is_busy(half, day.from, day.until);
    if let Some(why) = noted(ground, civil.date()).or_else(|| finished(ground, day, from)) {
        why
    } else if nothing(Half::First) && nothing(Half::Second) && !ground.is_taken(day.from, day.until) {
        Why::DayOpen
    } else if fits {
        Why::LunchOrWalk
    } else {
        hour_of_day(civil.time())
    }
}

/// Something with a name that ended within the hour before.
fn after(ground: &Ground<'_>, start: DateTime<Utc>) -> Option<Why> {
    (ground.lives.taken.iter())
        .filter(|t| !t.called.is_empty() && t.until <= start && start - t.until <= Duration::hours(1))
        .max_by_key(|t| t.until)
        .map(|t| Why::After(t.called.clone()))
}

fn noted(ground: &Ground<'_>, day: NaiveDate) -> Option<Why> {
    let note = ground.lives.notes.iter().find(|note| note.day == day)?;
    Some(Why::Noted(note.text.clone()))
}

/// Who was busy that day and is not any more, where nobody is busy again before it is over.
fn finished(ground: &Ground<'_>, day: Span, start: DateTime<Utc>) -> Option<Why> {
    let before = |half| ground.is_busy(half, day.from, start);
    let later = |half| ground.is_busy(half, start, day.until);
    if later(Half::First) || later(Half::Second) {
        return None;
    }
    match (before(Half::First), before(Half::Second)) {
        (true, true) => Some(Why::BothFinished),
        (true, false) => Some(Why::Finished(Half::First)),
        (false, true) => Some(Why::Finished(Half::Second)),
        (false, false) => None,
    }
}

fn hour_of_day(at: NaiveTime) -> Why {
    match hours::minutes(at) {
        at if at < LUNCH.0 => Why::Morning,
        at if at <= LUNCH.1 => Why::Midday,
        at if at < EVENING.0 => Why::Afternoon,
        _ => Why::Evening,
    }
}
