//! Doctor is green on what is whole, and red by name on what is not.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail as a test does")]

mod common;

use std::fs;

use common::{Dice, claimed, contents, database, days_later, doing, filled, now, open, raw, tick};
use store::{Cause, check};

/// The names of the red checks.
fn red(dir: &std::path::Path) -> Vec<&'static str> {
    let before = contents(dir);
    let checks = check::run(dir, now());
    let changed: Vec<_> = contents(dir)
        .into_iter()
        .filter(|(n, _)| !n.ends_with("-shm"))
        .collect();
    let before: Vec<_> = before.into_iter().filter(|(n, _)| !n.ends_with("-shm")).collect();
    assert!(changed == before, "doctor changed something");
    assert!(
        checks.iter().all(|c| !c.detail.is_empty()),
        "each check says what it found: {checks:?}"
    );
    checks.into_iter().filter(|c| !c.ok).map(|c| c.name).collect()
}

#[test]
fn a_whole_planner_is_green_closed_and_open_and_after_a_crash() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(red(dir.path()), [""; 0], "no planner is no illness");
    filled(dir.path());
    assert_eq!(red(dir.path()), [""; 0], "closed");
    let names: Vec<_> = check::run(dir.path(), now())
        .into_iter()
        .map(|c| c.name)
        .collect();
    assert_eq!(
        names,
        [
            "file_modes",
            "key",
            "version",
            "integrity",
            "wal",
            "foreign_keys",
            "private",
            "ledger"
        ],
        "every check ran"
    );
    let store = open(dir.path());
    assert_eq!(red(dir.path()), [""; 0], "open");
    store
        .write(doing("x"), |w| w.put_tick(&tick(77, 3, "2026-10-08")))
        .unwrap();
    assert_eq!(red(dir.path()), [""; 0], "open, with something in its log");
    let home = tempfile::tempdir().unwrap();
    let crashed = home.path().join("crashed");
    drop(open(&crashed));
    for name in ["planner.db", "planner.db-wal", "planner.key"] {
        fs::copy(dir.path().join(name), crashed.join(name)).unwrap();
    }
    assert_eq!(red(&crashed), [""; 0], "crashed, with its log left behind");
}

#[test]
fn no_flipped_bit_goes_unnoticed() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let whole = fs::read(database(dir.path())).unwrap();
    let mut dice = Dice(20_261_008);
    for n in 0..200 {
        // The salt is not part of any page's check: its bytes get their turn by name.
        let place = if n < 16 {
            n
        } else {
            dice.below(whole.len() as u64) as usize
        };
        let mut flipped = whole.clone();
        flipped[place] ^= 1 << dice.below(8);
        fs::write(database(dir.path()), &flipped).unwrap();
        let red = red(dir.path());
        assert!(
            red.contains(&"integrity"),
            "byte {place} of {}: only {red:?} red",
            whole.len()
        );
    }
}

#[cfg(unix)]
#[test]
fn a_mode_anybody_can_read_is_red_wherever_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    fs::create_dir(dir.path().join("backups")).unwrap();
    fs::set_permissions(dir.path().join("backups"), fs::Permissions::from_mode(0o700)).unwrap();
    for name in ["planner.lock", "backups/old.db"] {
        fs::write(dir.path().join(name), "").unwrap();
        fs::set_permissions(dir.path().join(name), fs::Permissions::from_mode(0o600)).unwrap();
    }
    assert_eq!(red(dir.path()), [""; 0], "private as it stands");
    for name in [
        "planner.db",
        "planner.key",
        "planner.lock",
        "backups/old.db",
        "backups",
        ".",
    ] {
        let path = dir.path().join(name);
        let was = fs::metadata(&path).unwrap().permissions();
        fs::set_permissions(&path, fs::Permissions::from_mode(was.mode() | 0o044)).unwrap();
        assert_eq!(red(dir.path()), ["file_modes"], "{name} can be read by others");
        fs::set_permissions(&path, was).unwrap();
    }
}

#[test]
fn a_missing_a_foreign_and_a_damaged_key_are_red() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let path = dir.path().join("planner.key");
    let whole = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(red(dir.path())[0], "key", "missing");
    assert_eq!(
        check::run(dir.path(), now()).iter().filter(|c| c.ok).count(),
        1,
        "what needs it could not be looked at"
    );
    let other = tempfile::tempdir().unwrap();
    filled(other.path());
    fs::copy(other.path().join("planner.key"), &path).unwrap();
    assert_eq!(red(dir.path())[0], "key", "another planner's");
    fs::write(&path, &whole[..99]).unwrap();
    assert_eq!(red(dir.path())[0], "key", "cut short");
    fs::write(&path, &whole).unwrap();
    assert_eq!(red(dir.path()), [""; 0], "back again");
}

#[test]
fn a_claim_nobody_settled_is_red_after_a_minute() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let claim = |lead: &str, seconds: i64| {
        let at = now() - chrono::Duration::seconds(seconds);
        let row = domain::reminder::LedgerRow {
            at,
            ..claimed(lead, 1)
        };
        store.write(Cause::Engine, |w| w.claim(&row)).unwrap();
    };
    claim("90m", 59);
    assert_eq!(red(dir.path()), [""; 0], "it may be showing right now");
    claim("evening", 61);
    assert_eq!(red(dir.path()), ["ledger"], "it never came to an end");
}

#[test]
fn a_newer_version_and_rows_that_point_nowhere_are_red() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let raw = raw(dir.path());
    raw.pragma_update(None, "user_version", 7).unwrap();
    assert_eq!(
        red(dir.path()),
        ["version"],
        "this program does not know version 7"
    );
    raw.pragma_update(None, "user_version", 2).unwrap();
    raw.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM slot;")
        .unwrap();
    assert_eq!(red(dir.path()), ["foreign_keys"], "a change without its date");
}

#[test]
fn a_private_row_in_the_log_that_both_may_see_is_red() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let raw = raw(dir.path());
    raw.execute(
        "INSERT INTO private_log (step, tbl, row) VALUES (1, 'private_noticed', 'x')",
        [],
    )
    .unwrap();
    assert_eq!(red(dir.path()), [""; 0], "there it belongs");
    raw.execute(
        "INSERT INTO change_log (step, tbl, row) VALUES (1, 'private_noticed', 'x')",
        [],
    )
    .unwrap();
    assert_eq!(red(dir.path()), ["private"], "there it does not");
    raw.execute_batch("DELETE FROM change_log WHERE tbl = 'private_noticed'")
        .unwrap();
    raw.execute_batch("PRAGMA foreign_keys = OFF; UPDATE private_log SET step = 99")
        .unwrap();
    assert_eq!(
        red(dir.path()),
        ["foreign_keys"],
        "a row of a step that never was"
    );
}

#[test]
fn the_log_of_another_planner_is_red_and_the_planner_itself_is_not() {
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
    let red = red(dir.path());
    assert!(
        red.contains(&"wal") && !red.contains(&"integrity"),
        "only the log is at fault: {red:?}"
    );
    assert!(
        store::Store::open(dir.path(), days_later(1)).is_err(),
        "and it does not open"
    );
}
