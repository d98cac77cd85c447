//! What nobody else should read.

use std::{fs, path::Path};

use app::replies::{Planner, SlotForm};
use tests::world::World;

/// Words that only this couple would use.
const CANARIES: [&str; 5] = [
    "xylographer",
    "quokkaseed",
    "Zaphyriel",
    "Brindlewick",
    "umbrellafish",
];

#[test]
fn no_file_of_the_planner_holds_a_word_of_theirs() {
    let mut world = World::at("2026-10-13T12:00", "Europe/London");
    let names = app::replies::People {
        first: CANARIES[2].into(),
        second: CANARIES[3].into(),
    };
    world
        .app()
        .save_people(names, app::replies::Here::Shared)
        .unwrap();
    let id = world.date(&format!("Thursdays 7pm {}", CANARIES[0]), "90m");
    let tick = world.tick_first_gesture();
    world.app().note_tick(&tick, CANARIES[1]).unwrap();
    world.app().rename(&world.keys()[0], Some(CANARIES[4])).unwrap();
    world.app().remove_slot(&id).unwrap();
    // While it is open there is a log beside the database; both are read.
    let mut read = 0;
    for open in [true, false] {
        if !open {
            world.quit();
        }
        for path in files(&world.dir()) {
            let bytes = fs::read(&path).unwrap();
            read += bytes.len();
            for canary in CANARIES {
                let found = bytes.windows(canary.len()).any(|w| w == canary.as_bytes());
                assert!(
                    !found,
                    "{canary} can be read in {}",
                    path.file_name().unwrap().display()
                );
            }
            let readable = bytes.windows(6).any(|w| w == b"SQLite" || w == b"CREATE");
            assert!(
                !readable,
                "{} looks like a database",
                path.file_name().unwrap().display()
            );
        }
    }
    assert!(read > 10_000, "there was something to read");
}

#[test]
fn no_error_repeats_what_they_wrote_before() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    world.date(&format!("Thursdays 7pm {}", CANARIES[0]), "90m");
    let key = world.keys().remove(0);
    let problems = [
        world.app().move_to(&key, "nonsense").unwrap_err(),
        world.app().detail("nonsense").unwrap_err(),
        world.app().show_slot("nonsense").unwrap_err(),
    ];
    for error in problems {
        let said = format!("{error} {error:?} {:?}", error.problem());
        assert!(!said.contains(CANARIES[0]), "{said}");
    }
}

#[test]
fn a_private_date_goes_by_its_label_everywhere() {
    let world = World::at("2026-10-13T12:00", "Europe/London");
    let form = |label: &str| SlotForm {
        id: None,
        sentence: format!("Thursdays 9pm {}", CANARIES[0]),
        title: None,
        kind: Some("private".into()),
        label: label.into(),
        leads: None,
        planner: Planner::Unset,
        anchor: None,
        ..SlotForm::default()
    };
    let refused = world.app().save_slot(form("")).unwrap_err().problem();
    assert_eq!(refused.message, "A private date needs a name to be shown under.");
    let id = world.app().save_slot(form("Quiet evening")).unwrap().value.id;
    let key = world.keys().remove(0);
    world.app().rename(&key, Some(CANARIES[1])).unwrap();
    let pages = [
        serde_json::to_string(&world.app().today().unwrap()).unwrap(),
        serde_json::to_string(&world.app().month(None).unwrap()).unwrap(),
        serde_json::to_string(&world.app().detail(&key).unwrap()).unwrap(),
        serde_json::to_string(&world.agenda()).unwrap(),
        // What its editor opens with, and what the terminal lists.
        serde_json::to_string(&world.app().show_slot(&id).unwrap()).unwrap(),
        serde_json::to_string(&world.app().slots().unwrap()).unwrap(),
    ];
    for page in pages {
        assert!(page.contains("Quiet evening"), "under its label");
        assert!(
            // A title begins with a capital, whatever was typed.
            !page.to_lowercase().contains(CANARIES[0]) && !page.contains(CANARIES[1]),
            "and no other name: {page}"
        );
    }
    // Its hour is changed in the editor, which knows nothing of the words; then it is a plain date again.
    let slot = world.app().show_slot(&id).unwrap();
    for kind in ["private", "date"] {
        let edited = SlotForm {
            id: Some(id.clone()),
            sentence: slot.sentence.replace("9 to", "8 to"),
            kind: Some(kind.into()),
            ..form("Quiet evening")
        };
        world.app().save_slot(edited).unwrap();
    }
    assert_eq!(
        world.app().show_slot(&id).unwrap().title.to_lowercase(),
        CANARIES[0],
        "what they had called it is not lost"
    );
}

fn files(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}
