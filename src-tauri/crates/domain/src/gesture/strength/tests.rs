use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::{GestureId, IntentionId};

fn day(n: i64) -> NaiveDate {
    // A Thursday: no unit begins there but a day.
    "2026-01-01".parse::<NaiveDate>().unwrap() + Duration::days(n)
}

fn meant(rhythm: &str) -> Intention {
    Intention {
        id: IntentionId(Uuid::nil()),
        gesture: GestureId(Uuid::nil()),
        by: Half::First,
        cue: String::new(),
        rhythm: Rhythm::from_word(rhythm).unwrap(),
        since: day(0),
        until: None,
    }
}

/// Every week has something in it.
fn lively() -> Stillness {
    let weeks = (-7..800).map(|n| week_of(day(n), Weekday::Mon));
    Stillness {
        pauses: vec![],
        lively: weeks.collect(),
        week: Weekday::Mon,
    }
}

fn days(of: impl IntoIterator<Item = i64>) -> Vec<NaiveDate> {
    of.into_iter().map(day).collect()
}

fn after(rhythm: &str, done: &[NaiveDate], still: &Stillness, today: i64) -> f64 {
    strength(&meant(rhythm), done, still, day(today)).unwrap()
}

#[test]
fn it_is_the_formula_of_loop_where_every_day_is_a_step() {
    let done = days((0..60).filter(|n| n % 4 != 3));
    let mut expected = 0.0_f64;
    let m = 0.5_f64.powf(1.0 / 13.0);
    for n in 0..60 {
        let checked = if n % 4 == 3 { 0.0 } else { 1.0 };
        expected = expected * m + checked * (1.0 - m);
    }
    let got = after("daily", &done, &lively(), 60);
    assert!((got - expected).abs() < 1e-12, "{got} is {expected}");
}

#[test]
fn a_rhythm_that_is_kept_comes_to_the_same_in_steps_of_a_day_or_a_week() {
    // From a Monday to a Sunday, 20 weeks: what Loop has of one that is done three days in seven.
    let monday = 4;
    let since = |rhythm| Intention {
        since: day(monday),
        ..meant(rhythm)
    };
    let done = days((0..20).flat_map(|week| [0, 2, 4].map(|n| monday + week * 7 + n)));
    let today = day(monday + 140);
    let by_week = strength(&since("3 week"), &done, &lively(), today).unwrap();
    let by_day = strength(&since("MO,WE,FR"), &done, &lively(), today).unwrap();
    let looped = 1.0 - 0.5_f64.powf((3.0_f64 / 7.0).sqrt() / 13.0 * 140.0);
    assert!((by_week - looped).abs() < 1e-9, "{by_week} is {looped}");
    assert!((by_day - looped).abs() < 1e-9, "{by_day} is {looped}");
}

#[test]
fn it_is_said_in_words() {
    let every = days(0..400);
    let says = |rhythm: &str, today: i64, done: &[NaiveDate]| {
        let found = strength(&meant(rhythm), done, &lively(), day(today));
        super::says(found, day(0), day(today))
    };
    assert_eq!(says("daily", 0, &[]), "Just begun");
    assert_eq!(says("daily", 12, &every), "Settling");
    assert_eq!(says("daily", 45, &every), "Settled");
    assert_eq!(
        says("daily", 45, &[]),
        "Finding its place",
        "never that it failed"
    );
    assert_eq!(
        says("now", 45, &every),
        "",
        "where nothing is expected there is nothing to say"
    );
}

#[test]
fn a_settled_one_stays_settled_through_a_missed_day_and_a_fortnights_pause() {
    let missed = days((0..100).filter(|n| *n != 70));
    assert!(
        after("daily", &missed, &lively(), 71) >= SETTLED,
        "one missed day is nothing"
    );
    let mut paused = lively();
    paused.pauses.push(day(60)..day(74));
    let before = days(0..60);
    assert_eq!(
        after("daily", &before, &paused, 74),
        after("daily", &before, &lively(), 60),
        "what lies in a pause is not asked for"
    );
    let mut quiet = lively();
    quiet.lively.retain(|week| *week < day(60) || *week >= day(90));
    assert_eq!(
        after("daily", &days(0..67), &quiet, 88),
        after("daily", &days(0..67), &quiet, 67),
        "nor what lies in quiet weeks"
    );
    assert!(
        after("daily", &before, &lively(), 74) < 0.5,
        "in weeks with other things in them it would have been"
    );
}

#[test]
fn a_week_that_is_not_over_yet_takes_nothing_away() {
    let done = days((0..140).filter(|n| n % 7 == 4));
    let sunday = 143;
    assert_eq!(day(sunday).format("%a").to_string(), "Sun");
    let before = after("1 week", &done, &lively(), sunday);
    for today in sunday + 1..sunday + 8 {
        assert_eq!(
            after("1 week", &done, &lively(), today),
            before,
            "there is time left"
        );
    }
    assert!(
        after("1 week", &done, &lively(), sunday + 8) < before,
        "then there was none"
    );
    let mut tuesday = done.clone();
    tuesday.push(day(sunday + 2));
    assert!(
        after("1 week", &tuesday, &lively(), sunday + 2) > before,
        "done, it counts at once"
    );
}

#[test]
fn a_run_counts_the_weeks_with_something_from_both_and_nothing_ends_it() {
    use Half::{First, Second};
    let week = |n: i64| day(4 + n * 7);
    let both = |n: i64| [(week(n), First), (week(n) + Duration::days(3), Second)];
    let mut ticked: Vec<(NaiveDate, Half)> = [0, 1, 2].into_iter().flat_map(both).collect();
    assert_eq!(run(&ticked, Weekday::Mon), 3);
    ticked.push((week(3), First));
    assert_eq!(run(&ticked, Weekday::Mon), 3, "a week of one adds nothing");
    ticked.extend(both(9));
    assert_eq!(
        run(&ticked, Weekday::Mon),
        4,
        "and neither it nor the five quiet ones end it"
    );
    ticked.extend(both(9));
    assert_eq!(run(&ticked, Weekday::Mon), 4, "twice in a week is a week");
    let sunday = (week(20) - Duration::days(1), First);
    ticked.extend([sunday, (week(20), Second)]);
    assert_eq!(
        run(&ticked, Weekday::Mon),
        4,
        "Sunday and Monday are of two weeks"
    );
    assert_eq!(run(&ticked, Weekday::Sun), 5, "unless weeks begin on Sunday");
    assert_eq!(run(&[], Weekday::Mon), 0);
}

const RHYTHMS: [(&str, f64); 9] = [
    // Each with the days from one time to the next.
    ("daily", 1.0),
    ("1 week", 7.0),
    ("2 week", 3.5),
    ("3 week", 7.0 / 3.0),
    ("7 week", 1.0),
    ("1 month", 31.0),
    ("5 month", 6.2),
    ("SU", 7.0),
    ("MO,WE,FR", 7.0 / 3.0),
];

/// A year and a half of somebody: done on some days, some weeks quiet, two pauses.
fn life() -> impl Strategy<Value = (Vec<NaiveDate>, Stillness, i64)> {
    let done = proptest::collection::vec(0.0..1.0_f64, 540);
    (
        done,
        0.05..1.0_f64,
        proptest::collection::vec(0..4_u8, 90),
        0..500_i64,
        1..40_i64,
        30..540_i64,
    )
        .prop_map(|(chances, often, weeks, from, long, today)| {
            let done = (0..540).zip(chances).filter(|(_, chance)| *chance < often);
            let lively = (0..90)
                .zip(weeks)
                .filter(|(_, n)| *n > 0)
                .map(|(n, _)| week_of(day(n * 7), Weekday::Mon));
            let still = Stillness {
                pauses: vec![day(from)..day(from + long)],
                lively: lively.collect(),
                week: Weekday::Mon,
            };
            (days(done.map(|(n, _)| n)), still, today)
        })
}

proptest! {
    #[test]
    fn it_lies_between_nothing_and_one((done, still, today) in life(), which in 0..RHYTHMS.len()) {
        let found = after(RHYTHMS[which].0, &done, &still, today);
        prop_assert!((0.0..=1.0).contains(&found), "{found}");
    }

    #[test]
    fn doing_it_once_more_never_lowers_it(
        (done, still, today) in life(),
        which in 0..RHYTHMS.len(),
        extra in 0..540_i64,
    ) {
        let mut more = done.clone();
        more.push(day(extra));
        let rhythm = RHYTHMS[which].0;
        let (less, more) = (after(rhythm, &done, &still, today), after(rhythm, &more, &still, today));
        prop_assert!(more >= less - 1e-12, "{rhythm}: {more} after one more, {less} without");
    }

    #[test]
    fn one_missed_time_moves_it_a_little_at_most(
        (done, still, today) in life(),
        which in 0..RHYTHMS.len(),
        missed in 0..540_i64,
    ) {
        let (rhythm, apart) = RHYTHMS[which];
        let most = 1.0 - 0.5_f64.powf(apart.sqrt() / 13.0);
        let mut less = done.clone();
        less.retain(|it| *it != day(missed));
        let loss = after(rhythm, &done, &still, today) - after(rhythm, &less, &still, today);
        prop_assert!(loss <= most + 1e-9, "{rhythm}: one time made {loss}, {most} is the most");
    }

    #[test]
    fn no_day_of_doing_nothing_takes_more_than_its_unit_may(
        (done, still, today) in life(),
        which in 0..RHYTHMS.len(),
    ) {
        // From one day to the next, whatever was done: a nineteenth of every day, a quarter of a whole month.
        let (rhythm, _) = RHYTHMS[which];
        let most = match rhythm.split_once(' ') {
            Some((n, "week")) => 1.0 - 0.5_f64.powf((n.parse::<f64>().unwrap() * 7.0).sqrt() / 13.0),
            Some((n, _)) => 1.0 - 0.5_f64.powf((n.parse::<f64>().unwrap() * 31.0).sqrt() / 13.0),
            None if rhythm == "daily" => 0.052,
            None => 0.132,
        };
        let loss = after(rhythm, &done, &still, today) - after(rhythm, &done, &still, today + 1);
        prop_assert!(loss <= most + 1e-9, "{rhythm}: a night made {loss}, {most} is the most");
    }

    #[test]
    fn pauses_and_quiet_weeks_never_lower_it((done, mut still, today) in life(), which in 0..RHYTHMS.len()) {
        let rhythm = RHYTHMS[which].0;
        let from = day(today) + Duration::days(8);
        // Until the unit that today lies in is over everything is paused, and after it all is quiet.
        still.pauses.push(week_of(day(today), Weekday::Mon) - Duration::days(40)..from);
        still.lively.retain(|week| *week + Duration::days(7) <= from);
        let mut then = done;
        then.retain(|it| *it <= day(today));
        let later = after(rhythm, &then, &still, today + 100);
        let now = after(rhythm, &then, &still, today);
        prop_assert!(later >= now - 1e-12, "{rhythm}: {later} after a hundred quiet days, {now} before");
    }
}
