//! Killed at any moment, the planner has everything it said it had.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail as a test does")]

mod common;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    process::Stdio,
};

use common::{Dice, again, child_dir, database, doing, filled, now, open, tick};
use store::{Store, StoreError, check};

#[test]
fn killed_again_and_again_nothing_acknowledged_is_lost() {
    if let Some(dir) = child_dir() {
        let store = open(&dir);
        let had = store.read(|r| r.last_ticks(usize::MAX)).unwrap().len() as u128;
        let mut out = std::io::stdout();
        for n in had.. {
            store
                .write(doing("x"), |w| {
                    // Two rows that belong together: a torn write would show as one without the other.
                    w.put_tick(&tick(n + 1, 3, "2026-10-08"))?;
                    w.set_setting("newest", Some(&(n + 1).to_string()))
                })
                .unwrap();
            writeln!(out, "wrote {}", n + 1)
                .and_then(|()| out.flush())
                .unwrap();
        }
        return;
    }
    let kills = if std::env::var_os("STANDING_SOAK").is_some() {
        300
    } else {
        15
    };
    let dir = tempfile::tempdir().unwrap();
    let mut dice = Dice(9);
    let mut acknowledged: u128 = 0;
    for kill in 0..kills {
        let test = "killed_again_and_again_nothing_acknowledged_is_lost";
        let mut child = again(test, dir.path()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map(Result::unwrap);
        // Some are killed while they open the planner, before they say anything.
        let until = dice.below(30);
        let mut heard = 0;
        while heard < until {
            let line = lines.next().expect("the child writes until it is killed");
            if let Some((_, n)) = line.split_once("wrote ") {
                acknowledged = n.parse().unwrap();
                heard += 1;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it said after the last line we waited for was acknowledged, too.
        for line in lines {
            if let Some(n) = line.split_once("wrote ").and_then(|(_, n)| n.parse().ok()) {
                acknowledged = n;
            }
        }
        if kill % 5 == 4 {
            let red: Vec<_> = check::run(dir.path(), now())
                .into_iter()
                .filter(|c| !c.ok)
                .collect();
            assert_eq!(red, [], "after kill {kill}, before anybody opened it");
        }
        let Some(store) = Store::open_existing(dir.path(), now()).unwrap() else {
            assert_eq!(acknowledged, 0, "killed before the planner was made");
            continue;
        };
        store
            .read(|r| {
                let (ticks, newest) = (r.last_ticks(usize::MAX)?, r.setting("newest")?);
                let there = ticks.len() as u128;
                assert!(
                    there == acknowledged || there == acknowledged + 1,
                    "kill {kill}: {there} of {acknowledged}"
                );
                assert_eq!(
                    newest.map_or(0, |n| n.parse().unwrap()),
                    there,
                    "kill {kill}: both rows, or neither"
                );
                acknowledged = there;
                Ok(())
            })
            .unwrap();
    }
    assert!(acknowledged > 0, "something was written between the kills");
    let red: Vec<_> = check::run(dir.path(), now())
        .into_iter()
        .filter(|c| !c.ok)
        .collect();
    assert_eq!(red, [], "whole after {kills} kills");
}

#[test]
fn a_torn_log_opens_to_what_was_written_before_the_tear() {
    let tries = if std::env::var_os("STANDING_SOAK").is_some() {
        2000
    } else {
        60
    };
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let start = fs::read(database(dir.path())).unwrap();
    let store = open(dir.path());
    const WRITES: u128 = 20;
    for n in 0..WRITES {
        store
            .write(doing("x"), |w| w.put_tick(&tick(100 + n, 3, "2026-10-09")))
            .unwrap();
    }
    let log = fs::read(dir.path().join("planner.db-wal")).unwrap();
    assert!(
        fs::read(database(dir.path())).unwrap() == start,
        "all of it is in the log still"
    );
    let mut dice = Dice(77);
    let (mut all, mut none) = (0, 0);
    for n in 0..tries {
        let torn = tempfile::tempdir().unwrap();
        let place = dice.below(log.len() as u64) as usize;
        let mut bytes = log.clone();
        match n % 3 {
            0 => bytes.truncate(place),
            1 => bytes[place..].fill(0),
            _ => bytes[place..]
                .iter_mut()
                .for_each(|b| *b ^= 1 + dice.below(255) as u8),
        }
        fs::write(database(torn.path()), &start).unwrap();
        fs::write(torn.path().join("planner.db-wal"), bytes).unwrap();
        fs::copy(dir.path().join("planner.key"), torn.path().join("planner.key")).unwrap();
        let ticks = open(torn.path())
            .read(|r| r.ticks_since(common::day("2026-10-09")))
            .unwrap();
        let ids: Vec<u128> = ticks.iter().map(|t| t.id.0.as_u128() & 0xFFFF).collect();
        let prefix: Vec<u128> = (100..100 + ids.len() as u128).collect();
        assert_eq!(
            ids,
            prefix,
            "torn at {place} of {}: what is there is the beginning, with no gap",
            log.len()
        );
        all += usize::from(ids.len() as u128 == WRITES);
        none += usize::from(ids.is_empty());
    }
    assert!(all + none < tries, "most tears are somewhere in the middle");
}

#[test]
fn several_openers_of_a_new_planner_agree_on_one() {
    if let Some(dir) = child_dir() {
        let store = open(&dir);
        let n = u128::from(std::process::id());
        store
            .write(doing("x"), |w| w.put_tick(&tick(n, 3, "2026-10-08")))
            .unwrap();
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("new");
    let start = || {
        again("several_openers_of_a_new_planner_agree_on_one", &home)
            .spawn()
            .unwrap()
    };
    let children: Vec<_> = (0..6).map(|_| start()).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success(), "each of them opens it");
    }
    let ticks = open(&home).read(|r| r.last_ticks(99)).unwrap();
    assert_eq!(ticks.len(), 6, "and all wrote into the same one");
}

#[test]
fn a_planner_half_made_when_the_power_went_is_made_again() {
    let dir = tempfile::tempdir().unwrap();
    // A key file that was made and not yet written, and a database that was not yet whole.
    fs::write(dir.path().join("planner.key"), "").unwrap();
    fs::write(dir.path().join("planner.db.new"), vec![1; 5000]).unwrap();
    fs::write(dir.path().join("planner.db.new-wal"), vec![2; 5000]).unwrap();
    assert!(
        Store::open_existing(dir.path(), now()).unwrap().is_none(),
        "there is none yet"
    );
    assert!(open(dir.path()).read(|r| r.is_empty()).unwrap(), "now there is");
    assert_eq!(
        common::names(dir.path()),
        ["planner.db", "planner.key"],
        "and nothing of the first try is left"
    );
    fs::remove_file(database(dir.path())).unwrap();
    fs::write(dir.path().join("planner.key"), "half a k").unwrap();
    let error = Store::open(dir.path(), now()).unwrap_err();
    assert!(
        matches!(error, StoreError::KeyUnreadable { .. }),
        "a key file with something in it is never written over"
    );
}
