//! When something is wrong it is said by name, and nothing is lost.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail as a test does")]

mod common;

use std::{fs, path::Path};

use common::{
    Dice, Mount, again, child_dir, contents, database, days_later, doing, filled, names, now, open, raw, tick,
};
use store::{Store, StoreError};

fn refused(dir: &Path) -> StoreError {
    Store::open(dir, now()).expect_err("this planner must not open")
}

/// Tries to open what must not open, and looks whether that changed anything at all.
fn refused_and_untouched(dir: &Path) -> StoreError {
    let before = contents(dir);
    let error = refused(dir);
    assert!(
        contents(dir) == before,
        "refusing changed something in {:?}",
        names(dir)
    );
    let again = Store::open_existing(dir, now()).expect_err("nor by the other door");
    assert_eq!(
        format!("{error:?}"),
        format!("{again:?}"),
        "both doors say the same"
    );
    assert!(contents(dir) == before, "nor did the other door");
    error
}

#[test]
fn a_planner_that_is_not_there_is_none_and_reading_makes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let absent = dir.path().join("not/yet");
    assert!(
        Store::open_existing(&absent, now()).unwrap().is_none(),
        "there is no planner"
    );
    assert!(
        Store::open_existing(dir.path(), now()).unwrap().is_none(),
        "nor in an empty directory"
    );
    assert_eq!(names(dir.path()), [""; 0], "and none was made");
    drop(open(&absent));
    assert_eq!(
        names(&absent),
        ["planner.db", "planner.key"],
        "opening makes it, and leaves no other file"
    );
    assert!(
        Store::open_existing(&absent, now()).unwrap().is_some(),
        "now there is one"
    );
}

#[test]
fn a_database_without_its_key_is_refused_and_no_new_key_is_made_over_it() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let key = fs::read(dir.path().join("planner.key")).unwrap();
    fs::remove_file(dir.path().join("planner.key")).unwrap();
    assert!(
        matches!(refused_and_untouched(dir.path()), StoreError::KeyMissing { .. }),
        "it says what is missing"
    );
    fs::write(dir.path().join("planner.key"), key).unwrap();
    assert!(
        open(dir.path()).read(|r| r.people()).unwrap().is_some(),
        "with the key back, all is there"
    );
}

#[test]
fn another_planners_key_is_a_wrong_key() {
    let (dir, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    filled(dir.path());
    filled(other.path());
    fs::copy(other.path().join("planner.key"), dir.path().join("planner.key")).unwrap();
    assert!(
        matches!(refused_and_untouched(dir.path()), StoreError::WrongKey),
        "told by its salt"
    );
}

#[test]
fn a_damaged_key_file_is_unreadable_and_not_a_damaged_planner() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let path = dir.path().join("planner.key");
    let whole = fs::read(&path).unwrap();
    let mut flipped = whole.clone();
    flipped[80] ^= 1;
    for damage in [vec![], whole[..60].to_vec(), flipped, vec![0xFF; 5000]] {
        fs::write(&path, damage).unwrap();
        let error = refused_and_untouched(dir.path());
        assert!(
            matches!(error, StoreError::KeyUnreadable { .. }),
            "the key is at fault, not the planner: {error:?}"
        );
    }
    fs::write(&path, whole).unwrap();
    assert!(
        open(dir.path()).read(|r| r.people()).unwrap().is_some(),
        "with the key mended, all is there"
    );
}

#[test]
fn a_corrupt_planner_is_said_to_be_and_kept_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let whole = fs::read(database(dir.path())).unwrap();
    let mut first_page = whole.clone();
    first_page[100] ^= 1;
    let garbage = [&whole[..16], &vec![7; 8192]].concat();
    for damage in [
        vec![],
        whole[..10].to_vec(),
        whole[..5000].to_vec(),
        first_page,
        garbage,
    ] {
        fs::write(database(dir.path()), &damage).unwrap();
        let error = refused_and_untouched(dir.path());
        assert!(
            matches!(error, StoreError::Corrupt { .. }),
            "{} bytes: {error:?}",
            damage.len()
        );
    }
}

#[test]
fn a_bad_page_met_only_in_a_later_read_or_write_is_corrupt_too() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let whole = fs::read(database(dir.path())).unwrap();
    let mut late = 0;
    for page in 1..whole.len() / 4096 {
        let mut damaged = whole.clone();
        damaged[page * 4096 + 2000] ^= 0x10;
        fs::write(database(dir.path()), &damaged).unwrap();
        let mut read = || -> Result<(), StoreError> {
            let store = Store::open(dir.path(), now())?;
            late += 1;
            store.read(|r| {
                r.slots()?;
                r.all_changes()?;
                r.gestures()?;
                r.last_ticks(9)?;
                r.last_tick_days(common::day("2030-01-01"))?;
                r.people()?;
                r.setting("quiet")?;
                r.ledger(common::days_later(0))?;
                r.last_look()?;
                Ok(())
            })?;
            store.write(doing("x"), |w| {
                w.put_tick(&tick(99, 3, "2026-10-08"))?;
                w.remove_slot(common::slot_id(1))
            })?;
            store.undo(now(), None)?;
            Ok(())
        };
        match read() {
            // A page that only the planner's other parts use.
            Ok(()) => {}
            Err(StoreError::Corrupt { .. }) => {}
            Err(e) => panic!("page {page}: {e:?}"),
        }
        assert!(
            !store::check::run(dir.path(), now()).iter().all(|c| c.ok)
                || fs::read(database(dir.path())).unwrap() != damaged,
            "page {page}: doctor sees it, unless what was written since took its place"
        );
    }
    assert!(late > 0, "some damage shows only after opening");
}

#[test]
fn a_newer_planner_is_left_byte_for_byte_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    raw(dir.path()).pragma_update(None, "user_version", 99).unwrap();
    let error = refused_and_untouched(dir.path());
    assert!(
        matches!(error, StoreError::Newer { found: 99, known: 4 }),
        "it names both versions: {error:?}"
    );
    assert_eq!(
        names(dir.path()),
        ["planner.db", "planner.key"],
        "and no log beside it"
    );
}

#[test]
fn a_newer_planner_that_is_open_elsewhere_is_left_alone_too() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let newer = raw(dir.path());
    newer.pragma_update(None, "user_version", 99).unwrap();
    newer
        .execute("INSERT INTO setting (name, value) VALUES ('new', 'x')", [])
        .unwrap();
    assert_eq!(names(dir.path()).len(), 4, "its log waits beside it");
    let bytes = |name: &str| fs::read(dir.path().join(name)).unwrap();
    let before = (bytes("planner.db"), bytes("planner.db-wal"));
    assert!(
        matches!(refused(dir.path()), StoreError::Newer { .. }),
        "the version in the log counts"
    );
    assert!(
        (bytes("planner.db"), bytes("planner.db-wal")) == before,
        "neither file nor log was touched"
    );
    let value: String = newer
        .query_row("SELECT value FROM setting WHERE name = 'new'", [], |r| r.get(0))
        .unwrap();
    assert_eq!(value, "x", "and the newer program goes on");
}

#[test]
fn a_planner_upgraded_while_it_is_open_here_is_not_written_the_old_way() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let store = open(dir.path());
    raw(dir.path()).pragma_update(None, "user_version", 99).unwrap();
    let refused = store.write(doing("x"), |w| w.put_tick(&tick(9, 3, "2026-10-08")));
    assert!(
        matches!(refused, Err(StoreError::Newer { found: 99, .. })),
        "the newer program's rows are safe: {refused:?}"
    );
    assert!(
        matches!(store.undo(now(), None), Err(StoreError::Newer { .. })),
        "from undo, too"
    );
}

#[test]
fn the_log_of_another_planner_is_not_folded_into_this_one() {
    let (dir, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    filled(dir.path());
    let store = open(other.path());
    for n in 0..20 {
        store
            .write(doing("x"), |w| w.put_tick(&tick(n, 3, "2026-10-08")))
            .unwrap();
    }
    fs::copy(
        other.path().join("planner.db-wal"),
        dir.path().join("planner.db-wal"),
    )
    .unwrap();
    let before = fs::read(database(dir.path())).unwrap();
    let error = refused(dir.path());
    assert!(
        matches!(error, StoreError::Corrupt { .. }),
        "they do not fit: {error:?}"
    );
    assert!(
        fs::read(database(dir.path())).unwrap() == before,
        "the planner was not overwritten"
    );
    fs::remove_file(dir.path().join("planner.db-wal")).unwrap();
    let _ = fs::remove_file(dir.path().join("planner.db-shm"));
    assert!(
        open(dir.path()).read(|r| r.people()).unwrap().is_some(),
        "without the stranger it opens"
    );
}

#[test]
fn a_log_without_its_database_is_not_taken_for_a_new_planner() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    store
        .write(doing("x"), |w| w.put_tick(&tick(1, 3, "2026-10-08")))
        .unwrap();
    let log = fs::read(dir.path().join("planner.db-wal")).unwrap();
    drop(store);
    fs::remove_file(database(dir.path())).unwrap();
    fs::write(dir.path().join("planner.db-wal"), log).unwrap();
    assert!(
        matches!(refused_and_untouched(dir.path()), StoreError::Corrupt { .. }),
        "the words are in that log"
    );
}

#[test]
fn a_planner_somebody_holds_is_busy_and_free_again_when_they_let_go() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let store = open(dir.path());
    let holder = raw(dir.path());
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let write = || store.write(doing("x"), |w| w.put_tick(&tick(9, 3, "2026-10-08")));
    assert!(
        matches!(write(), Err(StoreError::Busy)),
        "after five seconds the wait ends"
    );
    assert!(
        store.read(|r| r.people()).unwrap().is_some(),
        "reading goes on meanwhile"
    );
    holder.execute_batch("ROLLBACK").unwrap();
    write().unwrap();
}

#[test]
fn random_garbage_never_opens_and_never_disappears() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let whole = fs::read(database(dir.path())).unwrap();
    let mut dice = Dice(0x5EED);
    for _ in 0..50 {
        let mut bytes = whole.clone();
        let (from, len) = (dice.below(4000) as usize, 1 + dice.below(4000) as usize);
        for byte in &mut bytes[from..from + len] {
            *byte ^= 1 + dice.below(255) as u8;
        }
        fs::write(database(dir.path()), bytes).unwrap();
        let error = refused_and_untouched(dir.path());
        assert!(
            matches!(error, StoreError::Corrupt { .. })
                || (from < 16 && matches!(error, StoreError::WrongKey)),
            "{from}+{len}: {error:?}"
        );
    }
}

#[test]
fn on_a_full_disk_nothing_acknowledged_is_lost_and_it_works_again_with_room() {
    let dir = tempfile::tempdir().unwrap();
    let Some(mount) = Mount::small(&dir.path().join("small"), 8192) else {
        return;
    };
    let home = mount.0.join("planner");
    let ballast = mount.leave(1200, 8192);
    let store = open(&home);
    let mut acknowledged = 0;
    let mut long = tick(0, 3, "2026-10-08");
    long.note = "x".repeat(3000);
    let error = loop {
        long.id = domain::ids::TickId(common::uuid(acknowledged + 1));
        match store.write(doing("x"), |w| w.put_tick(&long)) {
            Ok(_) => acknowledged += 1,
            Err(e) => break e,
        }
        assert!(acknowledged < 1000, "1.2 MB cannot hold this");
    };
    assert!(
        matches!(error, StoreError::DiskFull { .. }),
        "it says so: {error:?}"
    );
    let count = |store: &Store| store.read(|r| r.last_ticks(2000)).unwrap().len() as u128;
    assert_eq!(
        count(&store),
        acknowledged,
        "what was acknowledged is there, and nothing else"
    );
    drop(store);
    // Opened anew on the full disk, it may be read or refused, never damaged.
    match Store::open(&home, days_later(1)) {
        Ok(store) => assert_eq!(count(&store), acknowledged, "read on a full disk"),
        Err(e) => assert!(
            matches!(e, StoreError::DiskFull { .. }),
            "refused for want of room: {e:?}"
        ),
    }
    fs::remove_file(ballast).unwrap();
    let store = open(&home);
    assert_eq!(count(&store), acknowledged, "with room, all of it is there");
    long.id = domain::ids::TickId(common::uuid(acknowledged + 1));
    store.write(doing("x"), |w| w.put_tick(&long)).unwrap();
    let red: Vec<_> = store::check::run(&home, now())
        .into_iter()
        .filter(|c| !c.ok)
        .collect();
    assert_eq!(red, [], "and whole");
}

#[test]
fn a_disk_too_full_for_a_new_planner_leaves_no_half_of_one() {
    let dir = tempfile::tempdir().unwrap();
    let Some(mount) = Mount::small(&dir.path().join("small"), 8192) else {
        return;
    };
    let home = mount.0.join("planner");
    for left in [0, 8, 64, 200] {
        let ballast = mount.leave(left, 8192);
        let error = refused(&home);
        assert!(
            matches!(error, StoreError::DiskFull { .. }),
            "with {left} KiB it says so: {error:?}"
        );
        if home.exists() {
            let left_over = names(&home);
            assert!(
                left_over.iter().all(|name| name == "planner.key"),
                "no half planner: {left_over:?}"
            );
        }
        assert!(
            Store::open_existing(&home, now()).unwrap().is_none(),
            "there is still none"
        );
        fs::remove_file(ballast).unwrap();
    }
    assert!(
        open(&home).read(|r| r.is_empty()).unwrap(),
        "with room it is made"
    );
}

#[test]
fn a_read_only_disk_is_named_and_nothing_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let Some(mount) = Mount::small(&dir.path().join("small"), 8192) else {
        return;
    };
    let home = mount.0.join("planner");
    filled(&home);
    if !mount.read_only(true) {
        // An account that may not remount is one that permissions bind: the next test is the same for it.
        return;
    }
    let error = refused(&home);
    assert!(
        matches!(&error, StoreError::ReadOnly { path, .. } if path.starts_with(&mount.0)),
        "which, too: {error:?}"
    );
    let nowhere = mount.0.join("another");
    assert!(
        matches!(refused(&nowhere), StoreError::ReadOnly { .. }),
        "nor can a new one be made there"
    );
    let red: Vec<_> = store::check::run(&home, now())
        .into_iter()
        .filter(|c| !c.ok)
        .collect();
    assert_eq!(red, [], "doctor needs to write nothing, and finds it whole");
    assert!(
        mount.read_only(false),
        "what could be made read-only can be made writable"
    );
    assert!(
        open(&home).read(|r| r.people()).unwrap().is_some(),
        "writable again, all is there"
    );
}

#[cfg(unix)]
#[test]
fn files_this_account_may_not_write_are_named_and_nothing_is_lost() {
    use std::os::unix::fs::PermissionsExt;
    if let Some(home) = child_dir() {
        let error = refused(&home);
        assert!(
            matches!(&error, StoreError::ReadOnly { path, .. } if path.starts_with(&home)),
            "which, too: {error:?}"
        );
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let home = dir.path().join("planner");
    filled(&home);
    let child = || {
        let mut child = again(
            "files_this_account_may_not_write_are_named_and_nothing_is_lost",
            &home,
        );
        if rustix::process::geteuid().is_root() {
            // Permissions do not bind root, so the planner and the child are given to nobody.
            use std::os::unix::{fs::chown, process::CommandExt};
            const NOBODY: u32 = 65534;
            set(dir.path(), 0o755);
            for path in [home.clone(), database(&home), home.join("planner.key")] {
                chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
            }
            child.uid(NOBODY).gid(NOBODY);
        }
        match child.status() {
            Ok(status) => assert!(status.success(), "the child says what it found"),
            // The test itself lies where nobody else may look, as in root's own home.
            Err(e) => common::could_not_run(&format!("another account may not run this test: {e}")),
        }
    };
    set(&home, 0o500);
    child();
    set(&home, 0o700);
    set(&database(&home), 0o400);
    child();
    set(&database(&home), 0o600);
    assert!(
        open(&home).read(|r| r.people()).unwrap().is_some(),
        "writable again, all is there"
    );
}
