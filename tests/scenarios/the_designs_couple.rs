//! The planner to try out that is the design's own Noor and Jules: what it says beside the mock-ups.

use std::sync::Arc;

use app::{App, Locale, clock::SystemClock};
use tests::world::form;

/// Their planner on the design's Tuesday.
fn noor_and_jules(dir: &std::path::Path) -> App {
    let now = "2026-10-13T14:36:00+01:00".parse().unwrap();
    let clock = SystemClock::new(Some(now), Some(chrono_tz::Europe::London));
    let app = App::open(dir, Arc::new(clock), Locale::named("en_GB")).unwrap();
    app.demo_mock_ups().unwrap();
    app
}

#[test]
fn their_calendars_were_read_when_they_were_made() {
    let dir = tempfile::tempdir().unwrap();
    let app = noor_and_jules(dir.path());
    let read: Vec<_> = app
        .layers()
        .unwrap()
        .into_iter()
        .map(|layer| layer.read)
        .collect();
    assert_eq!(read, ["Read today, 2:36 pm.", "Read today, 2:36 pm."]);
}

#[test]
fn noor_is_busy_on_the_thursday_that_the_editor_warns_of() {
    let dir = tempfile::tempdir().unwrap();
    let app = noor_and_jules(dir.path());
    let up = app.heads_up(&form("Thursdays 7pm, 2 hours")).unwrap();
    let up = up.expect("it meets something");
    assert_eq!(
        up.text,
        "Noor is busy on 29 October, 6:30 to 8 pm. You have a date then: 8:15 to 10:15 pm."
    );
    assert_eq!(
        up.fixes[0].said, "Use Friday 30th",
        "their own late supper is in the hours after it"
    );
}
