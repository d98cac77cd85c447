//! How times, days and lengths are said: shared by the sentence, the reminders and the replies.
//!
//! Everything here is a function of its arguments; the words come from the catalogue. Months and weekdays keep
//! their capitals wherever they stand; "noon", "today" and the like are small, so a caller may put them anywhere.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

use crate::words::{fill, numbers, spoken as words};

/// Whether hours are said as 7 pm or as 19:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Clock {
    /// 7 pm, 5:30 pm, noon.
    #[default]
    Twelve,
    /// 19:00, 17:30, 12:00.
    TwentyFour,
}

/// A time of day: `7 pm`, `5:30 pm`, `noon`, `midnight`; or `19:00`, `09:30`. Seconds are not said.
pub fn time(at: NaiveTime, clock: Clock) -> String {
    match (clock, at.hour(), at.minute()) {
        (Clock::TwentyFour, hour, minute) => format!("{hour:02}:{minute:02}"),
        (Clock::Twelve, 12, 0) => words::NOON.to_owned(),
        (Clock::Twelve, 0, 0) => words::MIDNIGHT.to_owned(),
        (Clock::Twelve, ..) => fill(half_of_day(at), &[("time", &bare(at))]),
    }
}

/// From one time of day to another: `7 to 9 pm`, `11:30 am to 1 pm`, `19:00 to 21:00`.
///
/// An end at or before its start is on the next day, and both halves of the day are then said: `9 pm to 1 am`. The same
/// hour again says so: `7 pm to 7 pm the next day`.
pub fn hours(start: NaiveTime, end: NaiveTime, clock: Clock) -> String {
    let template = if start == end {
        words::HOURS_NEXT_DAY
    } else {
        words::HOURS
    };
    hours_in(template, start, end, clock)
}

/// The same where room is short: `7–9 pm`, `11:30 am–1 pm`, `19:00–21:00`.
pub fn hours_short(start: NaiveTime, end: NaiveTime, clock: Clock) -> String {
    hours_in(words::HOURS_SHORT, start, end, clock)
}

fn hours_in(template: &str, start: NaiveTime, end: NaiveTime, clock: Clock) -> String {
    let named = |at: NaiveTime| at.minute() == 0 && at.hour().is_multiple_of(12);
    let shared = clock == Clock::Twelve
        && start < end
        && start.hour12().0 == end.hour12().0
        && !named(start)
        && !named(end);
    let first = if shared { bare(start) } else { time(start, clock) };
    fill(template, &[("start", &first), ("end", &time(end, clock))])
}

/// `Thursday`.
pub fn day_name(day: Weekday) -> &'static str {
    use words::*;
    [
        WEEKDAY_1, WEEKDAY_2, WEEKDAY_3, WEEKDAY_4, WEEKDAY_5, WEEKDAY_6, WEEKDAY_7,
    ][day.num_days_from_monday() as usize]
}

/// `Thu`.
pub fn day_short(day: Weekday) -> &'static str {
    use words::*;
    [
        WEEKDAY_SHORT_1,
        WEEKDAY_SHORT_2,
        WEEKDAY_SHORT_3,
        WEEKDAY_SHORT_4,
        WEEKDAY_SHORT_5,
        WEEKDAY_SHORT_6,
        WEEKDAY_SHORT_7,
    ][day.num_days_from_monday() as usize]
}

/// `October` for 10. A number that is no month is said as the nearest one.
pub fn month_name(month: u32) -> &'static str {
    use words::*;
    [
        MONTH_1, MONTH_2, MONTH_3, MONTH_4, MONTH_5, MONTH_6, MONTH_7, MONTH_8, MONTH_9, MONTH_10, MONTH_11,
        MONTH_12,
    ][month.clamp(1, 12) as usize - 1]
}

/// `Oct` for 10. A number that is no month is said as the nearest one.
pub fn month_short(month: u32) -> &'static str {
    use words::*;
    [
        MONTH_SHORT_1,
        MONTH_SHORT_2,
        MONTH_SHORT_3,
        MONTH_SHORT_4,
        MONTH_SHORT_5,
        MONTH_SHORT_6,
        MONTH_SHORT_7,
        MONTH_SHORT_8,
        MONTH_SHORT_9,
        MONTH_SHORT_10,
        MONTH_SHORT_11,
        MONTH_SHORT_12,
    ][month.clamp(1, 12) as usize - 1]
}

/// `15 October`.
pub fn date(day: NaiveDate) -> String {
    fill(
        words::DATE,
        &[("day", &day.day()), ("month", &month_name(day.month()))],
    )
}

/// `15 Oct`.
pub fn short_date(day: NaiveDate) -> String {
    fill(
        words::DATE,
        &[("day", &day.day()), ("month", &month_short(day.month()))],
    )
}

/// `Thursday 15 October`.
pub fn long_date(day: NaiveDate) -> String {
    fill(
        words::LONG_DATE,
        &[("weekday", &day_name(day.weekday())), ("date", &date(day))],
    )
}

/// `15 October` when that can only mean the coming one in the year of `today`; otherwise `12 March 2027`.
///
/// A date read without its year is the next one from today, so whatever this says reads back to the same day.
pub fn date_from(day: NaiveDate, today: NaiveDate) -> String {
    if day >= today && day.year() == today.year() {
        date(day)
    } else {
        fill(words::DATED_YEAR, &[("date", &date(day)), ("year", &day.year())])
    }
}

/// `Thursday 15 October`, with the year where [`date_from`] says it.
pub fn long_date_from(day: NaiveDate, today: NaiveDate) -> String {
    fill(
        words::LONG_DATE,
        &[
            ("weekday", &day_name(day.weekday())),
            ("date", &date_from(day, today)),
        ],
    )
}

/// How far a day is: `today`, `tomorrow`, `in 2 days`, `in a week`, `in 3 weeks`; `yesterday`, `5 days ago`.
///
/// Whole weeks are said from seven days on. From four weeks on all is rounded: 30 days are `in 4 weeks`, 150 are
/// `in 5 months`, 800 are `in 2 years`.
pub fn away(days: i64) -> String {
    let n = days.unsigned_abs();
    let counted = |ahead, ago, n: u64| fill(if days > 0 { ahead } else { ago }, &[("n", &n)]);
    match (n, days > 0) {
        (0, _) => words::TODAY.to_owned(),
        (1, true) => words::TOMORROW.to_owned(),
        (1, false) => words::YESTERDAY.to_owned(),
        (7, true) => words::IN_ONE_WEEK.to_owned(),
        (7, false) => words::ONE_WEEK_AGO.to_owned(),
        (700.., _) => counted(words::IN_YEARS, words::YEARS_AGO, n.saturating_add(182) / 365),
        (63.., _) => counted(words::IN_MONTHS, words::MONTHS_AGO, (n * 12 + 182) / 365),
        (28.., _) => counted(words::IN_WEEKS, words::WEEKS_AGO, (n + 3) / 7),
        _ if n.is_multiple_of(7) => counted(words::IN_WEEKS, words::WEEKS_AGO, n / 7),
        _ => counted(words::IN_DAYS, words::DAYS_AGO, n),
    }
}

/// `1st`, `2nd`, `3rd`, `11th`, `22nd`.
pub fn ordinal(n: u32) -> String {
    let template = match (n % 10, n % 100) {
        (_, 11..=13) => words::ORDINAL_TH,
        (1, _) => words::ORDINAL_ST,
        (2, _) => words::ORDINAL_ND,
        (3, _) => words::ORDINAL_RD,
        _ => words::ORDINAL_TH,
    };
    fill(template, &[("n", &n)])
}

/// Dates in a row, the month said once a month: `15, 22, 29 Oct, 5 Nov`. Where one comes again in another year, each has
/// its year: `29 Feb 2028, 29 Feb 2032`. Nothing for no dates.
pub fn list(days: &[NaiveDate]) -> String {
    let mut known = std::collections::HashSet::new();
    if !days.iter().all(|day| known.insert((day.month(), day.day()))) {
        let said = |day: &NaiveDate| format!("{} {}", short_date(*day), day.year());
        return days.iter().map(said).collect::<Vec<_>>().join(", ");
    }
    days.iter()
        .enumerate()
        .map(|(i, day)| match days.get(i + 1) {
            Some(next) if (next.year(), next.month()) == (day.year(), day.month()) => day.day().to_string(),
            _ => short_date(*day),
        })
        .reduce(|head, tail| fill(words::LIST_COMMA, &[("head", &head), ("tail", &tail)]))
        .unwrap_or_default()
}

/// `Monday`, `Monday and Thursday`, `Monday, Tuesday and Friday`. Nothing for nothing.
pub fn and(parts: &[String]) -> String {
    let Some((last, rest)) = parts.split_last() else {
        return String::new();
    };
    let head = rest
        .iter()
        .cloned()
        .reduce(|head, tail| fill(words::LIST_COMMA, &[("head", &head), ("tail", &tail)]));
    match head {
        Some(head) => fill(words::LIST_AND, &[("head", &head), ("tail", last)]),
        None => last.clone(),
    }
}

/// How long, in minutes: `40 min`, `90 min`, `1 hour`, `2 hours`, `2 h 30 min`.
pub fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (1, 0) => words::ONE_HOUR.to_owned(),
        (2.., 0) => fill(words::WHOLE_HOURS, &[("n", &(minutes / 60))]),
        (hours @ 2.., rest) => fill(words::HOURS_MINUTES, &[("hours", &hours), ("minutes", &rest)]),
        _ => fill(words::MINUTES, &[("n", &minutes)]),
    }
}

/// The same where room is short: `40 min`, `90 min`, `1 h`, `2 h`, `2 h 30 min`.
pub fn duration_short(minutes: u32) -> String {
    if minutes > 0 && minutes.is_multiple_of(60) {
        fill(words::SHORT_HOURS, &[("n", &(minutes / 60))])
    } else {
        duration(minutes)
    }
}

/// A number in words, small: `no`, `one`, `twelve`, `thirty-four`; from a hundred on in digits.
pub fn number(n: u64) -> String {
    use numbers::*;
    let small = [
        N_0, N_1, N_2, N_3, N_4, N_5, N_6, N_7, N_8, N_9, N_10, N_11, N_12, N_13, N_14, N_15, N_16, N_17,
        N_18, N_19,
    ];
    let tens = [N_20, N_30, N_40, N_50, N_60, N_70, N_80, N_90];
    let word = |list: &[&'static str], n: u64| usize::try_from(n).ok().and_then(|n| list.get(n).copied());
    if let Some(word) = word(&small, n) {
        return word.to_owned();
    }
    match (n.checked_sub(20).and_then(|n| word(&tens, n / 10)), n % 10) {
        (None, _) => n.to_string(),
        (Some(tens), 0) => tens.to_owned(),
        (Some(tens), ones) => fill(JOINED, &[("tens", &tens), ("ones", &number(ones))]),
    }
}

/// The first letter made a capital: `noon to 2 pm` is `Noon to 2 pm`.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The template that adds the half of the day.
fn half_of_day(at: NaiveTime) -> &'static str {
    if at.hour12().0 { words::PM } else { words::AM }
}

/// `7` or `5:30`, without its half of the day.
pub(crate) fn bare(at: NaiveTime) -> String {
    let hour = at.hour12().1;
    if at.minute() == 0 {
        hour.to_string()
    } else {
        format!("{hour}:{:02}", at.minute())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveTime {
        NaiveTime::parse_from_str(text, "%H:%M").unwrap()
    }

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        for (given, twelve, twenty_four) in [
            ("19:00", "7 pm", "19:00"),
            ("17:30", "5:30 pm", "17:30"),
            ("09:05", "9:05 am", "09:05"),
            ("12:00", "noon", "12:00"),
            ("12:30", "12:30 pm", "12:30"),
            ("00:00", "midnight", "00:00"),
            ("00:15", "12:15 am", "00:15"),
        ] {
            assert_eq!(
                time(at(given), Clock::Twelve),
                twelve,
                "the clock with two halves"
            );
            assert_eq!(
                time(at(given), Clock::TwentyFour),
                twenty_four,
                "the clock with one"
            );
        }
    }

    #[test]
    fn hours_share_their_half_of_the_day_when_they_can() {
        for (start, end, twelve) in [
            ("19:00", "21:00", "7 to 9 pm"),
            ("19:30", "21:00", "7:30 to 9 pm"),
            ("11:30", "13:00", "11:30 am to 1 pm"),
            ("12:00", "14:00", "noon to 2 pm"),
            ("21:00", "01:00", "9 pm to 1 am"),
            ("21:00", "00:00", "9 pm to midnight"),
            ("19:00", "18:00", "7 pm to 6 pm"),
            ("09:00", "10:30", "9 to 10:30 am"),
        ] {
            assert_eq!(
                hours(at(start), at(end), Clock::Twelve),
                twelve,
                "{start} to {end}"
            );
        }
        assert_eq!(
            hours(at("19:00"), at("21:00"), Clock::TwentyFour),
            "19:00 to 21:00",
            "nothing is shared"
        );
    }

    #[test]
    fn dates_in_a_row_say_their_month_once() {
        let days = [
            on("2026-10-15"),
            on("2026-10-22"),
            on("2026-10-29"),
            on("2026-11-05"),
        ];
        assert_eq!(
            list(&days),
            "15, 22, 29 Oct, 5 Nov",
            "as the editor shows the next four"
        );
        assert_eq!(
            list(&[on("2026-10-15"), on("2027-10-15")]),
            "15 Oct 2026, 15 Oct 2027",
            "another year is another month"
        );
        assert_eq!(list(&[]), "", "no dates, no words");
    }

    #[test]
    fn a_day_says_its_year_only_when_it_must() {
        let today = on("2026-10-13");
        assert_eq!(
            long_date(on("2026-10-15")),
            "Thursday 15 October",
            "without a year when asked so"
        );
        assert_eq!(short_date(on("2026-10-15")), "15 Oct", "short");
        assert_eq!(
            list(&[on("2028-02-29"), on("2032-02-29")]),
            "29 Feb 2028, 29 Feb 2032",
            "the same day twice is told apart"
        );
        let seven = NaiveTime::from_hms_opt(19, 0, 0).unwrap();
        assert_eq!(hours(seven, seven, Clock::Twelve), "7 pm to 7 pm the next day");
        assert_eq!(
            date_from(on("2026-10-13"), today),
            "13 October",
            "today is of this year"
        );
        assert_eq!(
            date_from(on("2026-10-12"), today),
            "12 October 2026",
            "alone it would mean next year's"
        );
        assert_eq!(
            long_date_from(on("2027-03-12"), today),
            "Friday 12 March 2027",
            "another year"
        );
    }

    #[test]
    fn how_far_a_day_is_has_words() {
        for (days, said) in [
            (0, "today"),
            (1, "tomorrow"),
            (2, "in 2 days"),
            (7, "in a week"),
            (14, "in 2 weeks"),
            (20, "in 20 days"),
            (30, "in 4 weeks"),
            (62, "in 9 weeks"),
            (63, "in 2 months"),
            (150, "in 5 months"),
            (365, "in 12 months"),
            (800, "in 2 years"),
            (-800, "2 years ago"),
            (-100, "3 months ago"),
            (-1, "yesterday"),
            (-5, "5 days ago"),
            (-7, "a week ago"),
            (-21, "3 weeks ago"),
        ] {
            assert_eq!(away(days), said, "{days} days");
        }
    }

    #[test]
    fn lengths_and_ordinals_have_words() {
        for (minutes, long, short) in [
            (40, "40 min", "40 min"),
            (60, "1 hour", "1 h"),
            (90, "90 min", "90 min"),
            (120, "2 hours", "2 h"),
            (150, "2 h 30 min", "2 h 30 min"),
        ] {
            assert_eq!(duration(minutes), long, "in a sentence");
            assert_eq!(duration_short(minutes), short, "on a card");
        }
        let said: Vec<_> = [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31, 111].map(ordinal).into();
        let right = [
            "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st", "111th",
        ];
        assert_eq!(said, right, "teens take th");
    }

    #[test]
    fn numbers_have_words_up_to_ninety_nine() {
        let said = [0, 1, 12, 19, 20, 21, 34, 90, 99, 100, 2026].map(number);
        let right = [
            "no",
            "one",
            "twelve",
            "nineteen",
            "twenty",
            "twenty-one",
            "thirty-four",
            "ninety",
            "ninety-nine",
            "100",
            "2026",
        ];
        assert_eq!(
            said, right,
            "tens and ones are joined, a hundred and more are digits"
        );
    }

    #[test]
    fn lists_end_with_and() {
        let days = |n: usize| {
            and(&["Monday", "Tuesday", "Friday"][..n]
                .iter()
                .map(|d| d.to_string())
                .collect::<Vec<_>>())
        };
        assert_eq!(
            [days(0), days(1), days(2), days(3)],
            ["", "Monday", "Monday and Tuesday", "Monday, Tuesday and Friday"]
        );
    }

    #[test]
    fn every_month_and_weekday_has_a_name() {
        assert_eq!(
            (month_name(10), month_short(10)),
            ("October", "Oct"),
            "months count from one"
        );
        assert_eq!(
            (month_name(0), month_name(13)),
            ("January", "December"),
            "a slip does not panic"
        );
        assert_eq!(
            (day_name(Weekday::Thu), day_short(Weekday::Sun)),
            ("Thursday", "Sun"),
            "from the catalogue"
        );
    }
}
