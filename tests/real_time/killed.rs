//! `kill -9` at any moment: nothing is lost, and something is shown twice only if it was being shown just then.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::reminder::Entry;
use store::Store;
use tests::session::{Note, Server, Session, Watch, now};
use tokio::time::{Instant, sleep, timeout_at};

use crate::{
    couple::{Coming, Couple},
    figure, is_soak,
    random::Random,
};

/// How often a watch of one planner is killed.
const KILLS: usize = 30;

/// A reminder each so many milliseconds, for longer than that takes.
const EVERY: i64 = 350;
const REMINDERS: i64 = 80;

/// How long the desktop takes to answer, as a real one does: the moment in which showing is begun and not known to be
/// done is as long as that and two commits.
const ANSWERS_AFTER: Duration = Duration::from_millis(3);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_nothing_is_lost_and_only_what_was_being_shown_comes_twice() {
    let (rounds, at_once) = if is_soak() { (34, 2) } else { (1, 1) };
    let mut random = Random::seeded();
    let together = tokio::task::LocalSet::new();
    let mut tally = Tally::default();
    for _ in 0..rounds / at_once {
        let mut evenings = tokio::task::JoinSet::new();
        for _ in 0..at_once {
            evenings.spawn_local_on(evening(random.fork()), &together);
        }
        for told in together.run_until(evenings.join_all()).await {
            tally.kills += told.kills;
            tally.reminders += told.reminders;
            tally.while_showing += told.while_showing;
            tally.twice += told.twice;
        }
    }
    figure(&format!(
        "killed {} times over {} reminders: 0 lost; {} kills while something was being shown, {} shown twice",
        tally.kills, tally.reminders, tally.while_showing, tally.twice
    ));
}

/// What came of the kills.
#[derive(Debug, Default)]
struct Tally {
    kills: usize,
    reminders: usize,
    /// Kills at which a claim was open.
    while_showing: usize,
    twice: usize,
}

/// One kill, and what was claimed and not settled when it came, by title.
struct Kill {
    at: DateTime<Utc>,
    open: BTreeSet<String>,
}

/// When each was shown, by title.
type Arrivals = BTreeMap<String, Vec<DateTime<Utc>>>;

fn take(arrivals: &mut Arrivals, note: &Note) {
    let (title, _) = note.summary.split_once(',').expect("a title and an hour");
    arrivals.entry(title.to_owned()).or_default().push(note.at);
}

/// One planner, its reminders, and its watch killed again and again.
async fn evening(mut random: Random) -> Tally {
    let session = Session::start().await;
    let mut server = Server::that_takes(ANSWERS_AFTER, &session).await;
    let couple = Couple::begin(&session.home().join("planner"), now());
    let begin = now() + TimeDelta::seconds(4);
    let dues: Vec<_> = (0..REMINDERS)
        .map(|n| begin + TimeDelta::milliseconds(n * EVERY))
        .collect();
    let coming = couple.put_off_until("Walk", &dues);
    let (dir, zone) = (couple.dir().to_owned(), couple.zone());
    couple.rest();
    sleep((begin - now()).to_std().unwrap_or_default()).await;

    let mut arrivals = Arrivals::new();
    let mut kills = Vec::new();
    for _ in 0..KILLS {
        let watch = Watch::start(&session, session.watching(&dir, zone));
        let end = if random.below(2) == 0 {
            // At any moment: while it starts, waits, or shows something.
            Instant::now() + Duration::from_millis(random.below(1000))
        } else {
            // Some moment after something is shown, down to none at all: between claim and settle, mostly.
            if let Some(note) = server.next(Duration::from_secs(2)).await {
                take(&mut arrivals, &note);
            }
            Instant::now() + Duration::from_micros(random.below(12_000))
        };
        while let Ok(note) = timeout_at(end, server.wait()).await {
            take(&mut arrivals, &note);
        }
        let at = now();
        watch.killed().await;
        let open = open_claims(&dir, session.home(), &coming);
        kills.push(Kill { at, open });
    }
    // The last one is left alone until everything has come.
    let watch = Watch::start(&session, session.watching(&dir, zone));
    let last = (dues[dues.len() - 1] - now()).to_std().unwrap_or_default();
    let mut end = Instant::now() + last + Duration::from_secs(10);
    while let Ok(note) = timeout_at(end, server.wait()).await {
        take(&mut arrivals, &note);
        if arrivals.len() == coming.len() {
            // Long enough for anything that would come once more.
            end = end.min(Instant::now() + Duration::from_secs(2));
        }
    }
    let ended = watch.stopped().await;
    assert!(ended.status.success(), "{ended:?}");
    judge(&coming, &arrivals, &kills)
}

fn judge(coming: &[Coming], arrivals: &Arrivals, kills: &[Kill]) -> Tally {
    // For each kill, what was shown once more after it.
    let mut again: Vec<Vec<&str>> = vec![vec![]; kills.len()];
    for Coming { title, due } in coming {
        let shown = arrivals.get(title).map_or(&[][..], Vec::as_slice);
        assert!(!shown.is_empty(), "{title}, due at {due}, is lost");
        assert!(shown[0] >= *due, "{title} comes at {}, before {due}", shown[0]);
        for pair in shown.windows(2) {
            // What was on its way to the desktop when the kill came arrives a moment later.
            let between = kills.iter().enumerate().rev().find(|(_, kill)| {
                kill.open.contains(title)
                    && kill.at + TimeDelta::milliseconds(50) > pair[0]
                    && kill.at < pair[1]
            });
            let Some((which, _)) = between else {
                panic!("{title} is shown twice, {pair:?}, and nobody was killed while showing it")
            };
            again[which].push(title);
        }
    }
    for (kill, twice) in kills.iter().zip(&again) {
        assert!(
            twice.len() <= 1,
            "one kill, at {}, and more than one shown twice: {twice:?}",
            kill.at
        );
    }
    Tally {
        kills: kills.len(),
        reminders: coming.len(),
        while_showing: kills.iter().filter(|kill| !kill.open.is_empty()).count(),
        twice: again.iter().map(Vec::len).sum(),
    }
}

/// What is claimed and not settled in the planner in `dir`. A copy is opened: the files themselves stay as the kill left
/// them, for the next watch to mend.
fn open_claims(dir: &Path, home: &Path, coming: &[Coming]) -> BTreeSet<String> {
    let copy = home.join("copy");
    let _ = fs::remove_dir_all(&copy);
    fs::create_dir(&copy).unwrap();
    for name in ["planner.db", "planner.db-wal", "planner.key"] {
        if dir.join(name).exists() {
            fs::copy(dir.join(name), copy.join(name)).unwrap();
        }
    }
    let store = Store::open_existing(&copy, now()).unwrap().unwrap();
    let rows = store.read(|r| r.ledger(DateTime::UNIX_EPOCH)).unwrap();
    let open = rows.iter().filter(|row| row.entry == Entry::Claimed);
    let title = |due| {
        coming
            .iter()
            .find(|coming| coming.due == due)
            .map(|c| c.title.clone())
    };
    open.map(|row| title(row.due).expect("one of ours")).collect()
}
