//! `standing import` and `standing layer`: what a file says, what is refused, and what cannot hurt.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod common;

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use common::Terminal;
use serde_json::Value;

impl Terminal {
    /// The exit, the message, and how long it took to say so.
    fn refused_in_time(&self, args: &[&str]) -> (i32, String, Duration) {
        let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        #[allow(clippy::disallowed_methods, reason = "how long a real program takes")]
        let begun = Instant::now();
        let mut child = self
            .command(&args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        while child.try_wait().unwrap().is_none() {
            if begun.elapsed() > Duration::from_secs(30) {
                child.kill().unwrap();
                panic!("{args:?} hangs");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let took = begun.elapsed();
        let out = child.wait_with_output().unwrap();
        let (exit, error) = common::refusal(&out, &args);
        (exit, error["message"].as_str().unwrap().to_owned(), took)
    }

    fn file(&self, name: &str, events: &[&str]) -> String {
        let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
        for event in events {
            text += &format!(
                "BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n",
                event.replace('\n', "\r\n")
            );
        }
        self.bytes(name, (text + "END:VCALENDAR\r\n").as_bytes())
    }

    fn bytes(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

const LATE: &str = "UID:late\nSUMMARY:Late handover\nDTSTART:20261029T183000\nDTEND:20261029T200000";
const STAND_UP: &str =
    "UID:stand\nSUMMARY:Stand-up\nDTSTART:20261013T091500\nDURATION:PT15M\nRRULE:FREQ=WEEKLY";
const BACKWARDS: &str = "UID:back\nSUMMARY:Backwards\nDTSTART:20261102T150000\nDTEND:20261102T140000";
const NO_RULE: &str = "UID:odd\nSUMMARY:Odd\nDTSTART:20261102T150000\nRRULE:FREQ=SOMETIMES";

#[test]
fn a_calendar_is_tried_read_in_and_taken_back() {
    let terminal = Terminal::mock_ups();
    let before = terminal.json(&["layer", "list"])["layers"]
        .as_array()
        .unwrap()
        .len();
    let file = terminal.file("work.ics", &[LATE, STAND_UP, BACKWARDS, NO_RULE]);
    let tried = terminal.json(&["import", &file, "--as", "busy:Noor", "--dry-run"]);
    assert_eq!(
        (&tried["added"], &tried["changed"]),
        (&2.into(), &0.into()),
        "{tried}"
    );
    assert_eq!(
        terminal.json(&["layer", "list"])["layers"]
            .as_array()
            .unwrap()
            .len(),
        before,
        "a dry run changes nothing"
    );
    let done = terminal.json(&["import", &file, "--as", "busy:noor"]);
    assert_eq!(done["added"], 2, "{done}");
    let refused: Vec<_> = done["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| {
            (
                r["uid"].as_str().unwrap(),
                !r["reason"].as_str().unwrap().is_empty(),
            )
        })
        .collect();
    assert_eq!(
        refused,
        [("back", true), ("odd", true)],
        "by name, each with its reason: {done}"
    );
    let again = terminal.json(&["import", &file, "--as", "busy:Noor"]);
    assert_eq!(
        (&again["added"], &again["unchanged"]),
        (&0.into(), &2.into()),
        "known by its UIDs"
    );
    let layers = terminal.json(&["layer", "list"]);
    let work = layers["layers"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&work["name"], &work["half"], &work["entries"]),
        (&"work.ics".into(), &"first".into(), &2.into())
    );
    terminal.json(&["layer", "remove", "work.ics"]);
    assert_eq!(
        terminal.json(&["layer", "list"])["layers"]
            .as_array()
            .unwrap()
            .len(),
        before
    );
    terminal.json(&["undo"]);
    assert_eq!(
        terminal.json(&["layer", "list"])["layers"]
            .as_array()
            .unwrap()
            .len(),
        before + 1,
        "and back"
    );
}

#[test]
fn a_person_reads_what_was_done_in_plain_lines() {
    let terminal = Terminal::mock_ups();
    let file = terminal.file("work.ics", &[LATE, BACKWARDS]);
    let said = |args: &[&str]| terminal.text(args);
    assert_eq!(
        said(&["import", &file, "--as", "busy:Jules"]),
        "Jules’s busy time read from work.ics\n\
         1 added, 0 changed, 0 unchanged, 0 gone, 1 refused.\n\
         Backwards, Mon 2 Nov, 3 pm: It ends before it begins: 3 pm to 2 pm. Nothing to keep.\n",
        "a refused one goes by the name and day that somebody knows it by"
    );
    assert!(
        said(&["import", &file, "--as", "busy:Jules", "--dry-run"]).starts_with("Would be: 0 added"),
        "said as what it is"
    );
}

#[test]
fn what_a_file_calls_itself_steers_no_terminal() {
    let terminal = Terminal::mock_ups();
    let file = terminal.file(
        "work.ics",
        &["UID:\u{1b}[31mred\u{7}\nSUMMARY:\u{1b}]0;owned\u{7}\nDTSTART;TZID=\u{1b}[2J:20261102T150000\nDURATION:PT1H"],
    );
    let out = terminal.run(&["import", &file, "--as", "busy:Noor"]);
    let said = String::from_utf8(out.stdout).unwrap();
    assert!(out.status.success() && said.contains("1 refused"), "{said:?}");
    assert!(!said.contains(['\u{1b}', '\u{7}']), "{said:?}");
}

#[test]
fn dates_of_a_file_are_the_couple_s_own() {
    let terminal = Terminal::new();
    let file = terminal.file(
        "ours.ics",
        &["UID:s\nSUMMARY:Supper\nDTSTART:20261015T190000\nDURATION:PT2H\nRRULE:FREQ=WEEKLY;COUNT=3"],
    );
    let done = terminal.json(&["import", &file, "--as", "dates"]);
    assert_eq!(done["added"], 1, "{done}");
    let agenda = terminal.json(&["agenda"]);
    let starts: Vec<_> = agenda["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| (i["local_start"].as_str().unwrap(), i["title"].as_str().unwrap()))
        .collect();
    assert_eq!(
        starts,
        [
            ("2026-10-15T19:00", "Supper"),
            ("2026-10-22T19:00", "Supper"),
            ("2026-10-29T19:00", "Supper")
        ]
    );
    let again = terminal.json(&["import", &file]);
    assert_eq!(
        (&again["added"], &again["unchanged"]),
        (&0.into(), &1.into()),
        "nothing twice"
    );
}

#[test]
fn as_says_what_a_file_is() {
    let terminal = Terminal::mock_ups();
    let file = terminal.file("work.ics", &[LATE]);
    for (args, exit) in [
        (vec!["import", &file, "--as", "Noor"], 2),
        (vec!["import", &file, "--as", "busy:Kim"], 1),
        (vec!["import", &file, "--as", "dates", "--watch"], 2),
        (vec!["layer", "read", "nobody.ics"], 1),
    ] {
        let (code, message, _) = terminal.refused_in_time(&args);
        assert_eq!(code, exit, "{args:?}: {message}");
    }
    let (code, message, _) = Terminal::new().refused_in_time(&["import", &file, "--as", "busy:Noor"]);
    assert_eq!(code, 1, "busy time belongs to somebody: {message}");
}

#[test]
fn a_watched_file_is_read_again_and_one_that_is_not_is_read_when_asked() {
    let terminal = Terminal::mock_ups();
    let file = terminal.file("work.ics", &[LATE]);
    terminal.json(&["import", &file, "--as", "busy:Noor", "--watch"]);
    let layer = |terminal: &Terminal| {
        let layers = terminal.json(&["layer", "list"]);
        let all = layers["layers"].as_array().unwrap().clone();
        all.into_iter().find(|l| l["name"] == "work.ics").unwrap()
    };
    assert_eq!(layer(&terminal)["file"], file.as_str(), "an absolute path");
    terminal.file("work.ics", &[LATE, STAND_UP]);
    let read = terminal.json(&["layer", "read", "work.ics"]);
    assert_eq!(
        (&read["added"], &read["unchanged"]),
        (&1.into(), &1.into()),
        "{read}"
    );
    assert_eq!(layer(&terminal)["entries"], 2);
    terminal.json(&["layer", "watch", "work.ics"]);
    assert_eq!(layer(&terminal)["file"], Value::Null, "no longer");
    terminal.file("moved.ics", &[LATE]);
    let moved = terminal.path("moved.ics");
    let read = terminal.json(&["layer", "read", "work.ics", moved.to_str().unwrap()]);
    assert_eq!(
        (&read["gone"], &read["unchanged"]),
        (&1.into(), &1.into()),
        "the same layer, another file"
    );
}

#[test]
fn what_is_no_calendar_file_is_refused_in_words_and_never_waited_for() {
    let terminal = Terminal::mock_ups();
    let pipe = terminal.path("pipe.ics");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success(), "a pipe nobody writes to");
    let link = terminal.path("zero.ics");
    std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
    let unreadable = terminal.bytes("closed.ics", b"BEGIN:VCALENDAR");
    fs::set_permissions(&unreadable, std::os::unix::fs::PermissionsExt::from_mode(0o000)).unwrap();
    let nothing = terminal.bytes("empty.ics", b"");
    let picture = terminal.bytes("picture.ics", b"\x89PNG\r\n\x1a\n\0\0\0");
    let mut large = vec![b'x'; 11 << 20];
    large[..17].copy_from_slice(b"BEGIN:VCALENDAR\r\n");
    let large = terminal.bytes("large.ics", &large);
    let many = format!(
        "BEGIN:VCALENDAR\r\n{}",
        "BEGIN:VEVENT\r\nEND:VEVENT\r\n".repeat(20_001)
    );
    let many = terminal.bytes("many.ics", many.as_bytes());
    let says = |path: &Path| path.to_str().unwrap().to_owned();
    let mut cases = vec![
        (says(&terminal.path("nowhere.ics")), "There is no file"),
        (says(terminal.planner().parent().unwrap()), "is a folder"),
        (says(&pipe), "not a file that can be read to its end"),
        (says(&link), "not a file that can be read to its end"),
        ("/dev/null".to_owned(), "not a file that can be read to its end"),
        (nothing, "This is not a calendar file."),
        (picture, "This is not a calendar file."),
        (large, "larger than 10 MB"),
        (many, "more than 20000 entries"),
    ];
    // A superuser reads what it likes.
    if fs::read(&unreadable).is_err() {
        cases.push((unreadable, "could not be read"));
    }
    for (file, words) in &cases {
        for take_as in ["busy:Noor", "dates"] {
            let (code, message, took) = terminal.refused_in_time(&["import", file, "--as", take_as]);
            assert_eq!(code, 1, "{file}: {message}");
            assert!(message.contains(words), "{file}: {message}");
            assert!(
                took < Duration::from_secs(10),
                "{file}: {took:?}, debug build on a busy machine"
            );
        }
    }
}

#[test]
fn a_name_from_anywhere_writes_nowhere_else() {
    let terminal = Terminal::mock_ups();
    let outside = terminal.path("outside");
    fs::create_dir(&outside).unwrap();
    let calendar = fs::read(terminal.file("plain.ics", &[LATE])).unwrap();
    for name in [
        "-oops.ics",
        "a b\tc.ics",
        "CON.ics",
        "trailing..",
        "é\u{202e}sci.ics",
        "new\nline.ics",
    ] {
        let path = terminal.path(name);
        fs::write(&path, &calendar).unwrap();
        let done = terminal.json(&["import", path.to_str().unwrap(), "--as", "busy:Jules"]);
        assert_eq!(done["added"], 1, "{name:?} is only a name: {done}");
    }
    let long = terminal.path(&format!("{}.ics", "n".repeat(251)));
    fs::write(&long, &calendar).unwrap();
    terminal.json(&["import", long.to_str().unwrap(), "--as", "busy:Jules"]);
    let too_long = terminal.path(&"n".repeat(4_096));
    let (code, message, _) = terminal.refused_in_time(&["import", too_long.to_str().unwrap()]);
    assert_eq!(code, 1, "{message}");
    let layers = terminal.json(&["layer", "list"]);
    let names: Vec<_> = layers["layers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l["name"].as_str().unwrap())
        .collect();
    assert!(names.contains(&"new line.ics"), "in one line: {names:?}");
    assert_eq!(
        fs::read_dir(&outside).unwrap().count(),
        0,
        "nothing was written beside the planner"
    );
    let planner: Vec<_> = fs::read_dir(terminal.planner())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        planner
            .iter()
            .all(|name| name.starts_with("planner.") || name == "backups"),
        "no file of another name: {planner:?}"
    );
}

#[test]
fn a_file_that_grows_while_it_is_read_is_read_to_its_limit() {
    let terminal = Terminal::mock_ups();
    let path = terminal.path("growing.ics");
    let mut file = fs::File::create(&path).unwrap();
    // Sparse: fifty megabytes that take no room.
    file.write_all(b"BEGIN:VCALENDAR\r\n").unwrap();
    file.set_len(50 << 20).unwrap();
    let (code, message, took) =
        terminal.refused_in_time(&["import", path.to_str().unwrap(), "--as", "busy:Noor"]);
    assert_eq!(code, 1);
    assert!(message.contains("larger than 10 MB"), "{message}");
    assert!(
        took < Duration::from_secs(5),
        "{took:?}: only so much of it is read"
    );
}

#[test]
fn the_watch_that_reminds_follows_a_watched_file_too() {
    let terminal = Terminal::mock_ups();
    let file = terminal.file("work.ics", &[LATE]);
    terminal.json(&["import", &file, "--as", "busy:Noor", "--watch"]);
    terminal.file("work.ics", &[LATE, STAND_UP]);
    let mut watch = terminal
        .command(&["remind", "--watch"])
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        .env("DBUS_SYSTEM_BUS_ADDRESS", "disabled:")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    #[allow(clippy::disallowed_methods, reason = "how long a real program takes")]
    let begun = Instant::now();
    let entries = || {
        let layers = terminal.json(&["layer", "list"]);
        let all = layers["layers"].as_array().unwrap().clone();
        all.iter().find(|l| l["name"] == "work.ics").unwrap()["entries"].clone()
    };
    while entries() != 2 && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(50));
    }
    let found = entries();
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert_eq!(
        found, 2,
        "what changed while nobody looked is read when somebody does"
    );
}

#[test]
fn an_unknown_zone_is_refused_by_name_and_not_also_guessed() {
    let terminal = Terminal::mock_ups();
    let lost = "UID:lost\nSUMMARY:Lost\nDTSTART;TZID=Mars/Base:20261102T150000\nDURATION:PT1H";
    let file = terminal.file("mars.ics", &[LATE, lost]);
    let done = terminal.json(&["import", &file, "--as", "busy:Jules"]);
    assert!(
        done["refused"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("Mars/Base"),
        "{done}"
    );
    assert_eq!(
        done["notes"],
        serde_json::json!([]),
        "its times are taken as nothing"
    );
    assert_eq!(
        done["refused"][0]["uid"], "lost",
        "a program still knows it by its UID"
    );
}

#[test]
fn a_watched_file_says_while_what_runs_it_is_followed() {
    let terminal = Terminal::mock_ups();
    let file = terminal.file("work.ics", &[LATE]);
    let said = |args: &[&str]| terminal.text(args);
    let watched = said(&["import", &file, "--as", "busy:Jules", "--watch"]);
    assert!(
        watched.ends_with("The file is followed while the app or standing remind --watch runs.\n"),
        "{watched}"
    );
    let again = said(&["layer", "watch", "work.ics", &file]);
    assert!(
        again.contains("while the app or standing remind --watch runs"),
        "{again}"
    );
    let no_longer = said(&["layer", "watch", "work.ics"]);
    assert!(!no_longer.contains("while the app"), "{no_longer}");
}
