//! A session of its own for each test: a private bus, and the test run again in a process that knows only that bus.
//!
//! Programs find their bus through the environment, which belongs to a whole process: so each test runs its own.

use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// Set in the process that runs the test itself.
const INSIDE: &str = "CLOCKWORK_TEST_INSIDE";

/// What the session has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Session {
    /// A bus, and nobody on it.
    Bus,
    /// A bus that knows how to start a notification server, which never gets there; the bus waits for it as long as
    /// buses do.
    BusWithDeadServer,
    /// The same, with a bus that soon gives up.
    ImpatientBusWithDeadServer,
    /// No bus.
    Nothing,
}

/// Runs `test` inside a session of its own. Called by the `#[test]` function `name` (without the crate).
pub fn inside(name: &str, session: Session, test: fn()) {
    if std::env::var_os(INSIDE).is_some() {
        return test();
    }
    let home = tempfile::tempdir().unwrap();
    let bus = (session != Session::Nothing).then(|| Bus::start(home.path(), session));
    let address = bus.as_ref().map_or("disabled:", |bus| bus.address.as_str());
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(INSIDE, "1")
        .env("DBUS_SESSION_BUS_ADDRESS", address)
        .env("XDG_RUNTIME_DIR", home.path())
        .env("HOME", home.path())
        .output()
        .unwrap();
    let (out, err) = (
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr),
    );
    assert!(done.status.success(), "in its own session:\n{out}\n{err}");
    assert!(out.contains("1 passed"), "the test of that name ran:\n{out}");
}

/// Declares tests that run inside a session.
#[macro_export]
macro_rules! in_a_session {
    ($($(#[$doc:meta])* $session:ident fn $name:ident() $body:block)*) => {$(
        $(#[$doc])*
        #[test]
        fn $name() {
            let path = concat!(module_path!(), "::", stringify!($name));
            let (_crate, name) = path.split_once("::").unwrap();
            $crate::desktop::inside(name, $crate::desktop::Session::$session, || $body);
        }
    )*};
}

/// A private `dbus-daemon`, ended with this value.
struct Bus {
    child: Child,
    address: String,
    /// Where the server that never gets up says which process it is.
    dead: PathBuf,
}

impl Bus {
    /// A configuration of our own: the system's would start whatever notification server is installed.
    fn start(home: &Path, session: Session) -> Bus {
        let services = home.join("services");
        fs::create_dir(&services).unwrap();
        let dead = home.join("dead.pid");
        let patience = match session {
            Session::ImpatientBusWithDeadServer => 5_000,
            _ => 25_000,
        };
        if matches!(
            session,
            Session::BusWithDeadServer | Session::ImpatientBusWithDeadServer
        ) {
            let script = format!("#!/bin/sh\necho $$ > {}\nexec /bin/sleep 1000\n", dead.display());
            let run = home.join("dead-server");
            fs::write(&run, script).unwrap();
            fs::set_permissions(&run, fs::Permissions::from_mode(0o700)).unwrap();
            let service = format!(
                "[D-BUS Service]\nName=org.freedesktop.Notifications\nExec={}\n",
                run.display()
            );
            fs::write(services.join("dead.service"), service).unwrap();
        }
        let config = home.join("bus.conf");
        fs::write(
            &config,
            format!(
                r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                     "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig>
                  <type>session</type>
                  <listen>unix:path={}</listen>
                  <servicedir>{}</servicedir>
                  <policy context="default">
                    <allow send_destination="*"/> <allow receive_sender="*"/> <allow own="*"/>
                  </policy>
                  <limit name="service_start_timeout">{patience}</limit>
                </busconfig>"#,
                home.join("bus").display(),
                services.display(),
            ),
        )
        .unwrap();
        let mut child = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is installed (`cargo xtask setup`)");
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        Bus {
            child,
            address: address.trim().to_owned(),
            dead,
        }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        // The bus leaves behind what it started.
        if let Ok(pid) = fs::read_to_string(&self.dead) {
            let _ = Command::new("kill").arg(pid.trim()).status();
        }
    }
}
