//! The systemd unit that starts the watch with the session.

use std::{fs, path::Path, process::Command};

use tests::session::built;

const UNIT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../src-tauri/packaging/systemd/standing-remind.service"
);

#[test]
fn systemd_finds_nothing_to_object_to_in_the_unit() {
    let (unit, complaints) = verified(&fs::read_to_string(UNIT).unwrap());
    assert_eq!(complaints, "", "systemd understands every line of it:\n{unit}");
}

#[test]
fn systemd_would_object_to_a_slip_in_the_unit() {
    // What is not understood is only mentioned, so the test above listens for a mention.
    let slip = fs::read_to_string(UNIT)
        .unwrap()
        .replace("RestartSec=", "RestartSecs=");
    let (unit, complaints) = verified(&slip);
    assert!(complaints.contains("RestartSecs"), "{complaints}\n{unit}");
}

#[test]
fn the_unit_is_off_until_somebody_switches_it_on() {
    let folder = Path::new(UNIT).parent().unwrap();
    let names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        names,
        ["standing-remind.service"],
        "no preset and no link that would switch it on"
    );
}

/// The unit as it was shown to systemd, and all that systemd says about it.
fn verified(unit: &str) -> (String, String) {
    // It looks whether the program is there, and an installed one is not needed to test this one.
    let standing = format!("ExecStart={} ", built("standing").display());
    let unit = unit.replace("ExecStart=standing ", &standing);
    assert!(unit.contains(&standing), "the unit starts `standing`:\n{unit}");
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("standing-remind.service");
    fs::write(&file, &unit).unwrap();
    let said = Command::new("systemd-analyze")
        .args(["--user", "verify"])
        .arg(&file)
        .env("XDG_RUNTIME_DIR", home.path())
        .env("HOME", home.path())
        .output()
        .expect("systemd-analyze is installed (`cargo xtask setup`; Debian's package is systemd)");
    let mut complaints = String::from_utf8_lossy(&said.stderr).into_owned();
    if !said.status.success() && complaints.is_empty() {
        complaints = said.status.to_string();
    }
    (unit, complaints)
}
