//! Reminders against the real clock: none early, and hardly any late.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tests::session::{Server, Session, Watch, now, until};

use crate::{couple::Couple, figure, is_soak, random::Random};

/// What ninety-nine of a hundred reminders keep to.
const P99: TimeDelta = TimeDelta::milliseconds(500);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reminders_come_at_their_second_and_never_before_it() {
    let count = if is_soak() { 300 } else { 60 };
    let session = Session::start().await;
    let mut server = Server::start(&session).await;
    let mut random = Random::seeded();
    // One in each second, somewhere in it. Making them takes a while.
    let begin = now() + TimeDelta::seconds(3 + count / 30);
    let dues: Vec<DateTime<Utc>> = (0..count)
        .map(|n| begin + TimeDelta::seconds(n) + TimeDelta::milliseconds(random.below(1000).cast_signed()))
        .collect();
    let couple = Couple::begin(&session.home().join("planner"), now());
    let coming = couple.put_off_until("Walk", &dues);
    let watching = session.watching(couple.dir(), couple.zone());
    couple.rest();
    assert!(now() < begin, "the planner is made in time");
    let watch = Watch::start(&session, watching);

    let mut lateness = Vec::new();
    for _ in &coming {
        let rest = (dues[dues.len() - 1] - now()).to_std().unwrap_or_default() + Duration::from_secs(10);
        let note = server.next(rest).await.expect("every reminder comes");
        let due = coming
            .iter()
            .find(|coming| note.summary.starts_with(&format!("{},", coming.title)))
            .unwrap_or_else(|| panic!("nobody knows {:?}", note.summary))
            .due;
        lateness.push(note.at - due);
    }
    until("the last one is written down", async || {
        watch.lines() == coming.len()
    })
    .await;
    let ended = watch.stopped().await;
    assert!(ended.status.success(), "{ended:?}");
    assert!(
        server.next(Duration::ZERO).await.is_none(),
        "and none comes twice"
    );

    lateness.sort();
    let at = |percent: usize| lateness[(lateness.len() * percent).div_ceil(100) - 1];
    figure(&format!(
        "{count} reminders: earliest {} ms, median {} ms, p99 {} ms, latest {} ms after their time",
        lateness[0].num_milliseconds(),
        at(50).num_milliseconds(),
        at(99).num_milliseconds(),
        at(100).num_milliseconds(),
    ));
    assert!(lateness[0] >= TimeDelta::zero(), "none is early: {}", lateness[0]);
    assert!(at(99) <= P99, "hardly any is late: {}", at(99));
    assert_eq!(ended.lines.len(), coming.len(), "a line for each");
    for line in &ended.lines {
        assert_eq!(line["result"], "shown", "{line}");
        let late = line["late_ms"].as_i64().unwrap();
        assert!(late >= 0, "as it says itself: {line}");
    }
}
