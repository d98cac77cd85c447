//! What is one's own alone is logged apart, and only its keeper takes it back.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail as a test does")]

mod common;

use std::path::Path;

use common::{
    days_later, now, open, raw, slot,
    small::{answer, choice, intention, noticed, opened},
    uuid,
};
use domain::{
    choice::Said,
    gesture::{Gesture, Noticed},
    ids::GestureId,
    people::Half::{self, First, Second},
    talk::Answer,
};
use store::{Cause, Committed, Store, StoreError, Undone, Write};

type Doing = fn(&Write<'_>) -> Result<(), StoreError>;

const NOOR: Option<Half> = Some(First);
const JULES: Option<Half> = Some(Second);

fn by(half: Half, said: &str) -> Cause<'_> {
    Cause::Person {
        said,
        now: now(),
        by: Some(half),
    }
}

fn said(step: Result<Option<Committed<Undone>>, StoreError>) -> Option<String> {
    step.unwrap().map(|committed| committed.value.said)
}

/// Undo as somebody asks for it: what it named.
fn undo(store: &Store, looking: Option<Half>) -> Option<String> {
    said(store.undo(now(), looking))
}

fn redo(store: &Store, looking: Option<Half>) -> Option<String> {
    said(store.redo(now(), looking))
}

fn noted(store: &Store) -> Vec<Noticed> {
    store.read(|r| r.noticed()).unwrap()
}

/// What is sealed, and what is open.
fn answers(store: &Store) -> (Vec<Answer>, Vec<Answer>) {
    store.read(|r| Ok((r.sealed_answers()?, r.answers()?))).unwrap()
}

/// In how many rows of a log, or of the steps, a word stands.
fn standing(dir: &Path, place: &str, word: &str) -> i64 {
    let sql = match place {
        "change_step" => "SELECT count(*) FROM change_step WHERE said LIKE ?1".to_owned(),
        log => format!("SELECT count(*) FROM {log} WHERE before LIKE ?1 OR after LIKE ?1"),
    };
    let word = format!("%{word}%");
    raw(dir).query_row(&sql, [word], |row| row.get(0)).unwrap()
}

#[test]
fn no_word_of_what_one_of_them_keeps_stands_where_both_may_see() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let doings: [Doing; 5] = [
        |w| w.put_noticed(&noticed(1)),
        |w| w.put_intention(&intention(2)),
        |w| w.put_answer(&answer(3, 9, First, "Beans in the rain")),
        |w| w.put_choice(&choice(4, First, Said::Ceiling(1))),
        |w| w.remove_noticed(noticed(1).id),
    ];
    for doing in doings {
        store.write(by(First, "Kept something"), doing).unwrap();
    }
    while undo(&store, NOOR).is_some() {}
    while redo(&store, NOOR).is_some() {}
    for word in ["rain", "kettle", "Beans", "ceiling"] {
        assert!(
            standing(dir.path(), "private_log", word) > 0,
            "{word}: done, undone and done again, all of it in the log apart"
        );
        for place in ["change_log", "change_step"] {
            assert_eq!(standing(dir.path(), place, word), 0, "{word} is not in {place}");
        }
    }
    let keepers: i64 = raw(dir.path())
        .query_row(
            "SELECT count(*) FROM change_step WHERE keeper IS NOT 'first'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(keepers, 0, "each step is hers, the undoing and redoing too");
}

#[test]
fn undo_passes_by_what_the_other_did_for_themselves() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    store
        .write(by(First, "Added the walk"), |w| w.put_slot(&slot(1, "the walk")))
        .unwrap();
    store
        .write(by(First, "Noted"), |w| w.put_noticed(&noticed(1)))
        .unwrap();
    store
        .write(by(Second, "Set"), |w| {
            w.put_choice(&choice(2, Second, Said::Touch(true)))
        })
        .unwrap();

    assert_eq!(
        undo(&store, None).as_deref(),
        Some("Added the walk"),
        "with nobody named, what both may see is all there is"
    );
    assert_eq!(redo(&store, None).as_deref(), Some("Added the walk"));
    assert_eq!(
        undo(&store, JULES).as_deref(),
        Some("Set"),
        "Jules takes back what was set last, by himself"
    );
    assert_eq!(
        undo(&store, JULES).as_deref(),
        Some("Added the walk"),
        "and then what both see"
    );
    assert_eq!(undo(&store, JULES), None, "what Noor noted is not on his line");
    assert_eq!(noted(&store), [noticed(1)], "and stays");
    assert_eq!(
        undo(&store, NOOR).as_deref(),
        Some("Noted"),
        "Noor may take it back"
    );
    assert_eq!(
        redo(&store, NOOR).as_deref(),
        Some("Added the walk"),
        "her line goes forward in its own order, past what is his"
    );
    assert_eq!(redo(&store, NOOR).as_deref(), Some("Noted"));
    assert_eq!(redo(&store, NOOR), None, "his choice is his to set again");
    assert_eq!(redo(&store, JULES).as_deref(), Some("Set"));
}

#[test]
fn a_new_step_of_ones_own_ends_ones_own_redo_line_and_leaves_the_others_private_one() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    store
        .write(by(First, "Noted"), |w| w.put_noticed(&noticed(1)))
        .unwrap();
    undo(&store, NOOR).unwrap();
    store
        .write(by(Second, "Set"), |w| {
            w.put_choice(&choice(2, Second, Said::Touch(true)))
        })
        .unwrap();
    assert_eq!(
        redo(&store, NOOR).as_deref(),
        Some("Noted"),
        "what Jules did for himself is nothing to her"
    );
    undo(&store, NOOR).unwrap();
    store
        .write(by(Second, "Added the walk"), |w| w.put_slot(&slot(1, "the walk")))
        .unwrap();
    assert_eq!(
        redo(&store, NOOR),
        None,
        "something both see comes after it on her line too"
    );
}

#[test]
fn answers_opened_together_either_of_them_may_seal_again() {
    for looking in [NOOR, JULES, None] {
        let dir = tempfile::tempdir().unwrap();
        let store = open(dir.path());
        let [noors, juless] = [answer(1, 9, First, "Beans"), answer(2, 9, Second, "A pear tree")];
        store
            .write(by(First, "Answered"), |w| w.put_answer(&noors))
            .unwrap();
        store
            .write(by(Second, "Answered"), |w| w.put_answer(&juless))
            .unwrap();
        let open_them = |w: &Write<'_>| {
            w.put_answer(&opened(&noors))?;
            w.put_answer(&opened(&juless))
        };
        store.write(by(First, "Opened two answers"), open_them).unwrap();
        assert_eq!(answers(&store).1.len(), 2, "open");

        assert_eq!(
            undo(&store, looking).as_deref(),
            Some("Opened two answers"),
            "it was done to both"
        );
        assert_eq!(
            answers(&store),
            (vec![noors.clone(), juless.clone()], vec![]),
            "sealed again, both of them"
        );
        assert_eq!(redo(&store, looking).as_deref(), Some("Opened two answers"));
        assert_eq!(
            answers(&store),
            (vec![], vec![opened(&noors), opened(&juless)]),
            "and opened again"
        );
    }
}

#[test]
fn no_redo_opens_an_answer_that_its_writer_took_back() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let [noors, juless] = [answer(1, 9, First, "Beans"), answer(2, 9, Second, "A pear tree")];
    store
        .write(by(First, "Answered"), |w| w.put_answer(&noors))
        .unwrap();
    store
        .write(by(Second, "Answered"), |w| w.put_answer(&juless))
        .unwrap();
    let open_them = |w: &Write<'_>| {
        w.put_answer(&opened(&noors))?;
        w.put_answer(&opened(&juless))
    };
    store.write(by(Second, "Opened two answers"), open_them).unwrap();
    undo(&store, JULES).unwrap();
    assert_eq!(
        undo(&store, NOOR).as_deref(),
        Some("Answered"),
        "Noor takes her answer back while it is sealed"
    );

    assert_eq!(redo(&store, JULES), None, "Jules cannot have it opened");
    assert_eq!(redo(&store, None), None, "nor can anybody else");
    assert_eq!(answers(&store), (vec![juless.clone()], vec![]), "his waits alone");
    assert_eq!(
        redo(&store, NOOR).as_deref(),
        Some("Answered"),
        "she may write it again"
    );
    assert_eq!(
        redo(&store, JULES).as_deref(),
        Some("Opened two answers"),
        "and then they may open them"
    );

    // Sealed again, and hers is another one now: the old opening is over.
    undo(&store, JULES).unwrap();
    let other = Answer {
        words: "A hedge".to_owned(),
        ..noors
    };
    store
        .write(by(First, "Answered again"), |w| w.put_answer(&other))
        .unwrap();
    assert_eq!(redo(&store, JULES), None, "what she wrote first is not opened");
    assert_eq!(
        answers(&store),
        (vec![other, juless], vec![]),
        "what she wrote last is sealed"
    );
}

#[test]
fn private_words_that_were_deleted_leave_their_log_after_thirty_days() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    store
        .write(by(First, "Noted"), |w| w.put_noticed(&noticed(1)))
        .unwrap();
    store
        .write(by(First, "Noted"), |w| w.put_intention(&intention(2)))
        .unwrap();
    store
        .write(by(First, "Removed a note"), |w| w.remove_noticed(noticed(1).id))
        .unwrap();
    drop(store);
    drop(Store::open(dir.path(), days_later(29)).unwrap());
    assert_eq!(
        standing(dir.path(), "private_log", "rain"),
        2,
        "written and removed: for 29 days she can have it back"
    );
    let store = Store::open(dir.path(), days_later(31)).unwrap();
    assert_eq!(
        standing(dir.path(), "private_log", "rain"),
        0,
        "after 31 no word of it is left"
    );
    assert_eq!(
        standing(dir.path(), "private_log", "kettle"),
        1,
        "what still stands keeps its history"
    );
    assert_eq!(
        said(store.undo(days_later(31), NOOR)),
        None,
        "and there her way back ends"
    );
    assert_eq!(noted(&store), [], "it stays gone");
}

/// Something small that is called the kite.
fn kite(surprise: Option<Half>) -> Gesture {
    Gesture {
        surprise,
        ..Gesture::new(GestureId(uuid(1)), "The kite")
    }
}

#[test]
fn undo_passes_by_what_the_other_keeps_as_a_surprise() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let put = |who, step, it: Gesture| store.write(by(who, step), |w| w.put_gesture(&it)).unwrap();
    store
        .write(by(Second, "Added the walk"), |w| w.put_slot(&slot(1, "the walk")))
        .unwrap();
    put(First, "Added", kite(NOOR));
    assert_eq!(
        undo(&store, JULES).as_deref(),
        Some("Added the walk"),
        "for Jules there was nothing else"
    );
    assert_eq!(undo(&store, JULES), None, "nor before it");
    assert_eq!(
        store.read(|r| r.gestures()).unwrap(),
        [kite(NOOR)],
        "Noor has hers"
    );
    assert_eq!(undo(&store, NOOR).as_deref(), Some("Added"), "and takes it back");
    assert_eq!(store.read(|r| r.gestures()).unwrap(), []);

    put(First, "Added", kite(None));
    assert_eq!(
        undo(&store, JULES).as_deref(),
        Some("Added"),
        "what is none is for both"
    );

    put(First, "Added", kite(NOOR));
    put(Second, "Changed", kite(None));
    put(First, "Kept", kite(NOOR));
    assert_eq!(
        undo(&store, JULES),
        None,
        "nobody's undo writes over what they cannot see"
    );
    assert_eq!(store.read(|r| r.gestures()).unwrap(), [kite(NOOR)]);
}

#[test]
fn a_step_that_fails_leaves_nothing_in_the_private_log_either() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let refused = store.write(by(First, "half"), |w| {
        w.put_noticed(&noticed(1))?;
        Err::<(), _>(StoreError::Busy)
    });
    assert!(refused.is_err(), "it failed");
    assert_eq!(standing(dir.path(), "private_log", "rain"), 0, "not a word");
    store
        .write(by(First, "Noted"), |w| w.put_noticed(&noticed(1)))
        .unwrap();
    let same = store
        .write(by(First, "Noted again"), |w| w.put_noticed(&noticed(1)))
        .unwrap();
    assert!(same.tables.is_empty(), "written as it was is no change");
    assert_eq!(
        undo(&store, NOOR).as_deref(),
        Some("Noted"),
        "and no step of its own"
    );
}
