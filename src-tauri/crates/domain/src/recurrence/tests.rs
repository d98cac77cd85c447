//! Rules and series as the couple meet them, one by one.

use chrono::{NaiveDate, NaiveDateTime};

use super::{HORIZON, Moment, Override, Rule, RuleError, STEP_BUDGET, Series, Window};

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn said(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

fn starts(rule: &str, start: &str, from: &str, to: &str, limit: usize) -> Vec<String> {
    let rule = Rule::parse(rule).unwrap();
    let found = rule.starts(wall(start), wall(from), wall(to), limit).unwrap();
    found.at.into_iter().map(said).collect()
}

fn refusal(rule: &str) -> RuleError {
    Rule::parse(rule).expect_err("a rule like this is refused")
}

#[test]
fn thursdays_at_seven_come_every_thursday() {
    let october = starts(
        "FREQ=WEEKLY;BYDAY=TH",
        "2026-10-15T19:00",
        "2026-10-16T00:00",
        "2026-11-01T00:00",
        10,
    );
    assert_eq!(
        october,
        ["2026-10-22T19:00", "2026-10-29T19:00"],
        "the first lies before the window"
    );
}

#[test]
fn the_next_thursday_of_a_rule_thirty_years_old_is_found_in_a_few_steps() {
    let rule = Rule::parse("FREQ=WEEKLY;BYDAY=TH").unwrap();
    let (start, now) = (wall("1996-01-04T19:00"), wall("2026-10-13T14:36"));
    assert_eq!(
        rule.first_from(start, now),
        Ok(Some(wall("2026-10-15T19:00"))),
        "13 October 2026 is a Tuesday"
    );
    let steps = rule
        .starts(start, now, wall("2026-10-20T00:00"), 10)
        .unwrap()
        .steps;
    assert!(steps < 5, "thirty years are not walked through: {steps} steps");
}

#[test]
fn ten_times_end_on_the_tenth_however_late_one_looks() {
    let rule = Rule::parse("FREQ=WEEKLY;BYDAY=TH;COUNT=10").unwrap();
    let start = wall("2026-10-15T19:00");
    assert_eq!(
        rule.first_from(start, wall("2026-12-17T00:00")),
        Ok(Some(wall("2026-12-17T19:00"))),
        "the tenth"
    );
    assert_eq!(
        rule.first_from(start, wall("2026-12-18T00:00")),
        Ok(None),
        "there is no eleventh"
    );
    let first_fridays = Rule::parse("FREQ=MONTHLY;BYDAY=1FR;COUNT=3").unwrap();
    let start = wall("2026-10-02T19:00");
    assert_eq!(
        first_fridays.first_from(start, wall("2026-12-04T19:00")),
        Ok(Some(wall("2026-12-04T19:00")))
    );
    assert_eq!(
        first_fridays.first_from(start, wall("2026-12-04T19:01")),
        Ok(None),
        "three Fridays were counted"
    );
}

#[test]
fn until_a_day_includes_its_evening() {
    let day = starts(
        "FREQ=DAILY;UNTIL=20261017",
        "2026-10-15T19:00",
        "2026-10-01T00:00",
        "2027-01-01T00:00",
        9,
    );
    assert_eq!(
        day.last().unwrap(),
        "2026-10-17T19:00",
        "whoever writes a date means all of it"
    );
    let wall = starts(
        "FREQ=DAILY;UNTIL=20261017T185959",
        "2026-10-15T19:00",
        "2026-10-01T00:00",
        "2027-01-01T00:00",
        9,
    );
    assert_eq!(
        wall.last().unwrap(),
        "2026-10-16T19:00",
        "a wall time ends where it says"
    );
}

#[test]
fn until_in_utc_becomes_the_wall_time_of_the_slot() {
    let rule = Rule::parse("FREQ=DAILY;UNTIL=20240105T010000Z")
        .unwrap()
        .until_in(chrono_tz::America::New_York);
    assert_eq!(
        rule.text(),
        "FREQ=DAILY;UNTIL=20240104T200000",
        "01:00 UTC is 8 pm the day before in New York"
    );
}

#[test]
fn text_is_canonical_whatever_was_written() {
    for (written, canonical) in [
        ("freq=weekly;byday=fr,mo,we", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=1;WKST=MO;", "FREQ=WEEKLY"),
        ("BYDAY=-1SU,1FR;FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=-1SU,1FR"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=31,-1,31;COUNT=4",
            "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=-1,31",
        ),
        (
            "FREQ=YEARLY;UNTIL=20301231T235959Z;WKST=SU",
            "FREQ=YEARLY;UNTIL=20301231T235959Z;WKST=SU",
        ),
    ] {
        let rule = Rule::parse(written).unwrap();
        assert_eq!(rule.text(), canonical, "one text for one rule");
        assert_eq!(
            Rule::parse(canonical).unwrap(),
            rule,
            "the canonical text is the same rule"
        );
    }
}

#[test]
fn parts_that_say_nothing_are_dropped_and_named() {
    let (rule, notes) = Rule::parse_noting("RSCALE=GREGORIAN;FREQ=WEEKLY;X-COLOUR=red").unwrap();
    assert_eq!(rule.text(), "FREQ=WEEKLY");
    let notes: Vec<_> = notes.iter().map(ToString::to_string).collect();
    assert!(
        notes[0].contains("RSCALE=GREGORIAN") && notes[1].contains("X-COLOUR=RED"),
        "both are named: {notes:?}"
    );
}

#[test]
fn what_cannot_be_followed_is_refused_by_name() {
    assert_eq!(
        refusal("FREQ=MONTHLY;SKIP=BACKWARD"),
        RuleError::CannotHonour {
            part: "SKIP=BACKWARD".into()
        }
    );
    assert_eq!(
        refusal("FREQ=YEARLY;BYEASTER=0"),
        RuleError::CannotHonour {
            part: "BYEASTER=0".into()
        }
    );
    assert_eq!(
        refusal("FREQ=DAILY;INTERVAL=0"),
        RuleError::OutOfRange {
            part: "INTERVAL",
            value: "0".into()
        }
    );
    assert_eq!(refusal("FREQ=SECONDLY"), RuleError::Endless { freq: "SECONDLY" });
    assert_eq!(refusal("BYDAY=MO"), RuleError::NoFrequency);
    assert_eq!(
        refusal("FREQ=DAILY;COUNT=2;COUNT=3"),
        RuleError::Repeated { part: "COUNT".into() }
    );
    assert_eq!(
        refusal("FREQ=WEEKLY;BYDAY=1MO"),
        RuleError::NotWith {
            part: "BYDAY",
            freq: "WEEKLY"
        }
    );
    assert_eq!(
        refusal("FREQ=MONTHLY;BYDAY=6MO"),
        RuleError::OutOfRange {
            part: "BYDAY",
            value: "6MO".into()
        }
    );
    assert!(matches!(refusal("every day"), RuleError::Unreadable(_)));
    let message = refusal("FREQ=MONTHLY;SKIP=BACKWARD").to_string();
    assert!(
        message.contains("SKIP=BACKWARD"),
        "the words name the part: {message}"
    );
}

#[test]
fn a_series_beyond_the_horizon_is_refused_by_name() {
    let rule = Rule::parse("FREQ=WEEKLY").unwrap();
    let refused = RuleError::BeyondHorizon { date: HORIZON };
    assert_eq!(
        rule.first_from(wall("2100-01-01T19:00"), wall("2026-10-13T14:36")),
        Err(refused.clone())
    );
    assert_eq!(
        rule.first_from(wall("2026-01-01T19:00"), wall("2100-01-01T00:00")),
        Err(refused)
    );
    let last = rule
        .starts(
            wall("2099-12-24T19:00"),
            wall("2099-12-01T00:00"),
            wall("2101-01-01T00:00"),
            99,
        )
        .unwrap();
    assert_eq!(
        (last.at.len(), last.truncated),
        (2, true),
        "24 and 31 December; what follows is said to be missing"
    );
}

#[test]
fn every_monday_and_the_first_friday_are_both_meant() {
    let may = starts(
        "FREQ=MONTHLY;BYDAY=MO,1FR",
        "2026-05-01T19:00",
        "2026-05-01T00:00",
        "2026-05-20T00:00",
        9,
    );
    assert_eq!(
        may,
        [
            "2026-05-01T19:00",
            "2026-05-04T19:00",
            "2026-05-11T19:00",
            "2026-05-18T19:00"
        ]
    );
}

#[test]
fn the_first_days_of_january_belong_to_the_week_that_has_most_of_them() {
    let weeks = starts(
        "FREQ=YEARLY;BYWEEKNO=52;BYDAY=SA",
        "2021-01-01T09:00",
        "2021-01-01T00:00",
        "2023-01-01T00:00",
        9,
    );
    let why = "2021 has 52 weeks and the last one ends on 2 January 2022";
    assert_eq!(weeks, ["2022-01-01T09:00", "2022-12-31T09:00"], "{why}");
}

#[test]
fn ninety_minutes_on_from_nine_it_is_only_ever_nine_at_nine() {
    let nines = starts(
        "FREQ=MINUTELY;INTERVAL=90;BYHOUR=9",
        "2026-05-01T09:00",
        "2026-05-01T00:00",
        "2026-05-04T00:00",
        9,
    );
    assert_eq!(
        nines,
        ["2026-05-01T09:00", "2026-05-02T09:00", "2026-05-03T09:00"],
        "sixteen times ninety is a day"
    );
    let last = starts(
        "FREQ=HOURLY;BYMINUTE=0,20,40;BYSETPOS=-1",
        "2026-05-01T09:00",
        "2026-05-01T00:00",
        "2026-05-01T11:00",
        9,
    );
    assert_eq!(
        last,
        ["2026-05-01T09:40", "2026-05-01T10:40"],
        "the last of each hour"
    );
}

#[test]
fn thirty_february_never_comes_and_costs_little() {
    let rule = Rule::parse("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30").unwrap();
    assert_eq!(
        rule.first_from(wall("1970-01-01T00:00"), wall("2026-10-13T00:00")),
        Ok(None)
    );
    let hourly = Rule::parse("FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30").unwrap();
    let found = hourly
        .starts(
            wall("1996-01-01T00:00"),
            wall("2026-01-01T00:00"),
            wall("2099-01-01T00:00"),
            9,
        )
        .unwrap();
    assert_eq!(found.at, [], "no such day");
    assert!(
        found.steps < STEP_BUDGET,
        "days are left out whole: {} steps",
        found.steps
    );
}

fn zoned(text: &str) -> Moment {
    Moment::Zoned(wall(text), chrono_tz::America::New_York)
}

fn weekly(start: &str, rule: &str) -> Series {
    Series {
        rules: vec![Rule::parse(rule).unwrap()],
        ..Series::once(zoned(start))
    }
}

fn shown(series: &Series, limit: usize) -> Vec<String> {
    series
        .expand(&Window::first(limit))
        .unwrap()
        .instances
        .iter()
        .map(|i| said(i.at.shown()))
        .collect()
}

#[test]
fn an_exception_in_the_hour_that_does_not_exist_takes_out_the_shifted_one() {
    let mut series = weekly("2024-03-09T02:30", "FREQ=DAILY;COUNT=3");
    assert_eq!(
        shown(&series, 9)[1],
        "2024-03-10T03:30",
        "there is no 02:30 that night"
    );
    series.except.push(zoned("2024-03-10T03:30"));
    assert_eq!(
        shown(&series, 9),
        ["2024-03-09T02:30", "2024-03-11T02:30"],
        "the same instant, written otherwise"
    );
}

#[test]
fn a_day_taken_out_takes_out_its_evening() {
    let mut series = weekly("2024-01-01T20:00", "FREQ=DAILY;COUNT=3");
    series
        .except
        .push(Moment::Day(NaiveDate::from_ymd_opt(2024, 1, 2).unwrap()));
    assert_eq!(shown(&series, 9), ["2024-01-01T20:00", "2024-01-03T20:00"]);
}

#[test]
fn a_moved_evening_appears_once_and_where_it_is_now() {
    let mut series = weekly("2024-01-01T20:00", "FREQ=WEEKLY");
    let utc = Moment::Zoned(wall("2024-01-09T01:00"), chrono_tz::Tz::UTC);
    series.overrides.push(Override {
        replaces: utc,
        and_future: false,
        start: zoned("2024-01-10T21:00"),
    });
    let three = ["2024-01-01T20:00", "2024-01-10T21:00", "2024-01-15T20:00"];
    assert_eq!(
        shown(&series, 3),
        three,
        "named by its instant, in UTC, it is the same Monday"
    );
    let window = Window {
        from: wall("2024-01-08T00:00"),
        to: wall("2024-01-09T00:00"),
        limit: 9,
    };
    assert_eq!(
        series.expand(&window).unwrap().instances,
        [],
        "its old day is free"
    );
}

#[test]
fn this_and_all_later_move_together_out_of_the_window_and_into_it() {
    let mut series = weekly("2024-01-01T20:00", "FREQ=WEEKLY;COUNT=4");
    let later = Override {
        replaces: zoned("2024-01-15T20:00"),
        and_future: true,
        start: zoned("2024-01-13T10:00"),
    };
    series.overrides.push(later);
    let four = [
        "2024-01-01T20:00",
        "2024-01-08T20:00",
        "2024-01-13T10:00",
        "2024-01-20T10:00",
    ];
    assert_eq!(shown(&series, 9), four, "Saturdays from the third on");
    let window = Window {
        from: wall("2024-01-20T00:00"),
        to: wall("2024-01-21T00:00"),
        limit: 9,
    };
    let saturday = series.expand(&window).unwrap();
    assert_eq!(
        saturday.instances.len(),
        1,
        "the Monday it came from lies outside the window"
    );
}

#[test]
fn summer_time_after_2099_is_refused_where_it_matters_and_only_there() {
    let far = |start: &str| {
        weekly(start, "FREQ=WEEKLY;COUNT=2")
            .expand(&Window::first(9))
            .map(|e| e.instances.len())
    };
    assert_eq!(far("2104-01-10T19:00"), Ok(2), "winter is winter");
    let date = NaiveDate::from_ymd_opt(2104, 6, 10).unwrap();
    let zone = chrono_tz::America::New_York;
    assert_eq!(
        far("2104-06-10T19:00"),
        Err(RuleError::SummerTimeUnknown { date, zone })
    );
    let tokyo = Series::once(Moment::Zoned(wall("2104-06-10T19:00"), chrono_tz::Asia::Tokyo));
    assert_eq!(
        tokyo.expand(&Window::first(9)).map(|e| e.instances.len()),
        Ok(1),
        "no summer time in Tokyo"
    );
}

#[test]
fn a_limit_says_that_there_is_more() {
    let series = weekly("2024-01-01T20:00", "FREQ=WEEKLY;COUNT=3");
    assert!(
        series.expand(&Window::first(2)).unwrap().truncated,
        "there is a third"
    );
    assert!(
        !series.expand(&Window::first(3)).unwrap().truncated,
        "three are all"
    );
}
