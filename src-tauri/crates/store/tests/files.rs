//! The planner's files: private from the moment they exist, unreadable, and not followed anywhere.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail as a test does")]

mod common;

use std::{fs, os::unix::fs::PermissionsExt, os::unix::fs::symlink, path::Path};

use common::{
    again, child_dir, claimed, database, doing, filled, gesture, names, now, open, people, slot, tick,
};
use store::{Cause, Store, StoreError};

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

/// Every file in the directory that its owner is not alone with.
fn loose(dir: &Path) -> Vec<(String, u32)> {
    let modes = names(dir)
        .into_iter()
        .map(|name| (name.clone(), mode(&dir.join(name))));
    modes.filter(|(_, mode)| *mode != 0o600).collect()
}

#[test]
fn every_file_is_its_owners_alone_whatever_the_umask() {
    if let Some(home) = child_dir() {
        for umask in [0o000, 0o022, 0o277] {
            rustix::process::umask(rustix::fs::Mode::from_raw_mode(umask));
            let dir = home.join(format!("{umask:o}"));
            let store = open(&dir);
            assert_eq!(mode(&dir), 0o700, "the directory, umask {umask:o}");
            for n in 0..5 {
                store
                    .write(doing("x"), |w| w.put_tick(&tick(n, 3, "2026-10-08")))
                    .unwrap();
                assert_eq!(loose(&dir), [], "umask {umask:o}, after {n} writes");
            }
            assert_eq!(
                names(&dir),
                ["planner.db", "planner.db-shm", "planner.db-wal", "planner.key"],
                "all four"
            );
            drop(store);
            assert_eq!(loose(&dir), [], "umask {umask:o}, closed");
        }
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let done = again("every_file_is_its_owners_alone_whatever_the_umask", dir.path())
        .status()
        .unwrap();
    assert!(
        done.success(),
        "the umask belongs to a process, so it is tried in one of its own"
    );
}

#[test]
fn loosened_modes_are_brought_back_and_somebody_elses_directory_keeps_its_own() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("planner");
    filled(&dir);
    let loosen = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    loosen(&dir, 0o755);
    loosen(&database(&dir), 0o644);
    loosen(&dir.join("planner.key"), 0o640);
    let store = open(&dir);
    store
        .write(doing("x"), |w| w.put_tick(&tick(9, 3, "2026-10-08")))
        .unwrap();
    assert_eq!(
        loose(&dir),
        [],
        "the log takes the mode of the database, so that comes first"
    );
    assert_eq!(mode(&dir), 0o700, "the planner's own directory");
    drop(store);
    loosen(&dir, 0o755);
    fs::write(dir.join("letter.txt"), "not ours").unwrap();
    drop(open(&dir));
    assert_eq!(
        mode(&dir),
        0o755,
        "a directory with other things in it is not the planner's to close"
    );
}

#[test]
fn nothing_is_followed_through_a_symbolic_link() {
    let (dir, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let target = elsewhere.path().join("target");
    symlink(&target, dir.path().join("planner.key")).unwrap();
    assert!(
        Store::open(dir.path(), now()).is_err(),
        "a key file that points elsewhere"
    );
    fs::remove_file(dir.path().join("planner.key")).unwrap();
    symlink(&target, database(dir.path())).unwrap();
    assert!(
        Store::open(dir.path(), now()).is_err(),
        "a database that points elsewhere"
    );
    assert!(!target.exists(), "and nothing was made there");
    fs::remove_file(database(dir.path())).unwrap();
    filled(elsewhere.path());
    symlink(elsewhere.path(), dir.path().join("home")).unwrap();
    let found = open(&dir.path().join("home")).read(|r| r.people()).unwrap();
    assert_eq!(
        found,
        Some(people()),
        "a directory somewhere else is the couple's choice"
    );
    symlink(database(elsewhere.path()), database(dir.path())).unwrap();
    fs::copy(
        elsewhere.path().join("planner.key"),
        dir.path().join("planner.key"),
    )
    .unwrap();
    let error = Store::open(dir.path(), now()).unwrap_err();
    assert!(
        matches!(error, StoreError::Io { .. }),
        "a real planner behind a link is not opened either: {error:?}"
    );
}

#[test]
fn no_word_of_theirs_can_be_read_in_any_file_open_or_closed() {
    let dir = tempfile::tempdir().unwrap();
    let readable = |words: &[&str]| -> Vec<String> {
        let mut found = vec![];
        for name in names(dir.path()) {
            let bytes = fs::read(dir.path().join(&name)).unwrap();
            let holds = |word: &str| {
                let wide: Vec<u8> = word.bytes().flat_map(|b| [b, 0]).collect();
                bytes.windows(word.len()).any(|w| w == word.as_bytes())
                    || bytes.windows(wide.len()).any(|w| w == wide)
            };
            found.extend(
                words
                    .iter()
                    .filter(|w| holds(w))
                    .map(|w| format!("{w} in {name}")),
            );
        }
        found
    };
    let words = [
        "CANARY",
        "SQLite format",
        "CREATE TABLE",
        "gesture",
        "2026-10-15",
        "Noor",
        "Thursday",
    ];
    let store = open(dir.path());
    let mut slot = slot(1, "CANARY-TITLE");
    slot.label = "CANARY-LABEL".into();
    let mut tick = tick(2, 3, "2026-10-08");
    tick.note = "CANARY-NOTE".into();
    store
        .write(doing("CANARY-SAID"), |w| {
            w.put_slot(&slot)?;
            w.put_gesture(&gesture(3, "CANARY-GESTURE"))?;
            w.put_tick(&tick)?;
            w.set_people(&people())?;
            w.set_setting("CANARY-NAME", Some("CANARY-VALUE"))
        })
        .unwrap();
    store
        .write(Cause::Engine, |w| w.claim(&claimed("90m", 1)))
        .unwrap();
    store.undo(now(), None).unwrap().unwrap();
    assert_eq!(
        readable(&words),
        [""; 0],
        "open, with everything still in the log"
    );
    drop(store);
    assert_eq!(readable(&words), [""; 0], "closed");
    assert_eq!(
        readable(&["standing-date key"]),
        ["standing-date key in planner.key"],
        "the search does find words"
    );
}

#[test]
fn what_goes_wrong_inside_is_never_said_on_the_terminal() {
    if let Some(dir) = child_dir() {
        let whole = fs::read(database(&dir)).unwrap();
        for place in [20, 5000, 9000, 20_000] {
            let mut damaged = whole.clone();
            damaged[place] ^= 1;
            fs::write(database(&dir), &damaged).unwrap();
            if let Ok(store) = Store::open(&dir, now()) {
                let _ = store.read(|r| r.slots().and(r.gestures()).and(r.last_ticks(9)));
            }
            store::check::run(&dir, now());
        }
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let said = again("what_goes_wrong_inside_is_never_said_on_the_terminal", dir.path())
        .output()
        .unwrap();
    assert!(said.status.success(), "damage is met without a panic");
    assert_eq!(
        String::from_utf8(said.stderr).unwrap(),
        "",
        "SQLCipher would report each bad page by itself"
    );
}
