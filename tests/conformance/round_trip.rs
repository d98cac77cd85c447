//! A whole planner, written as a calendar file and read back: the same evenings for ten years.

use std::sync::Arc;

use app::{
    App, Locale,
    clock::SystemClock,
    export::{Format, Wanted},
};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::{
    recurrence::{Moment, Window},
    zone,
};

const HERE: Tz = Tz::Europe__London;

/// When, how long in minutes, and called what.
type Row = (DateTime<Utc>, i64, String);

#[test]
fn a_couples_years_come_back_from_their_file_evening_by_evening() {
    for seed in 1..=5 {
        let dir = tempfile::tempdir().unwrap();
        let now = "2026-10-13T14:36:00+01:00".parse().unwrap();
        let clock = Arc::new(SystemClock::new(Some(now), Some(HERE)));
        let app = App::open(dir.path(), clock, Locale::named("en-GB")).unwrap();
        app.demo_years(5, seed).unwrap();
        let file = app
            .export(&Wanted {
                format: Format::Ics,
                from: None,
                to: None,
                slot: None,
                discreet: false,
            })
            .unwrap();
        // Five years behind them, with all that came between, and five ahead.
        let from = NaiveDate::from_ymd_opt(2021, 10, 13).unwrap();
        let to = NaiveDate::from_ymd_opt(2031, 10, 13).unwrap();
        let planned = planned(&app, from, to);
        assert!(
            planned.len() > 500,
            "seed {seed}: there is something to compare: {}",
            planned.len()
        );
        assert_eq!(reread(&file, from, to), planned, "seed {seed}");
    }
}

fn planned(app: &App, from: NaiveDate, to: NaiveDate) -> Vec<Row> {
    let instant = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
    let items = app.agenda(from, to).unwrap().into_iter();
    let mut rows: Vec<Row> = items
        // What was let go is written as cancelled, and to a reader that is gone.
        .filter(|item| item.status != "let_go")
        .map(|item| {
            let (start, end) = (instant(&item.start), instant(&item.end));
            // Other calendars say "no title" of what has none.
            let title = if item.title.is_empty() {
                "Date".to_owned()
            } else {
                item.title
            };
            (start, (end - start).num_minutes(), title)
        })
        .collect();
    rows.sort();
    rows
}

fn reread(file: &str, from: NaiveDate, to: NaiveDate) -> Vec<Row> {
    let calendar = ics::read(file, ics::Limits::default()).unwrap();
    assert!(
        calendar.refused.is_empty() && calendar.notes.is_empty(),
        "nothing is lost on the way"
    );
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    let (begin, end) = (
        zone::instant(midnight(from), HERE),
        zone::instant(midnight(to), HERE),
    );
    let slack = Duration::days(2);
    let window = Window {
        from: midnight(from) - slack,
        to: midnight(to) + slack,
        limit: usize::MAX,
    };
    let mut rows = Vec::new();
    for event in &calendar.events {
        for instance in event.series.expand(&window).unwrap().instances {
            let start = match instance.at {
                Moment::Floating(civil) => zone::instant(civil, HERE),
                other => other.instant().unwrap(),
            };
            let title = instance
                .changed_by
                .map_or(&event.summary, |i| &event.changed[i].summary);
            if begin <= start && start < end {
                rows.push((start, event.length.unwrap().num_minutes(), title.clone()));
            }
        }
    }
    rows.sort();
    rows
}
