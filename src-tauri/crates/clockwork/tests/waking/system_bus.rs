//! A private system bus, and logind on it as far as the engine knows it.
//!
//! Programs find the bus through the environment, which belongs to a whole process: so each test runs its own.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use tokio::runtime::Runtime;
use zbus::{Connection, connection::Builder, fdo::DBusProxy, names::OwnedBusName};

/// Set in the process that runs the test itself: the directory of its bus.
const INSIDE: &str = "CLOCKWORK_TEST_SYSTEM_BUS";

const LOGIND: &str = "org.freedesktop.login1";
const PATH: &str = "/org/freedesktop/login1";
const INTERFACE: &str = "org.freedesktop.login1.Manager";

/// Runs `test` in a process whose system bus is the test's to start. Called by the `#[test]` function `name`.
pub fn inside(name: &str, test: fn()) {
    if env::var_os(INSIDE).is_some() {
        return test();
    }
    let home = tempfile::tempdir().unwrap();
    let done = Command::new(env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(INSIDE, home.path())
        .env(
            "DBUS_SYSTEM_BUS_ADDRESS",
            format!("unix:path={}", home.path().join("bus").display()),
        )
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        .output()
        .unwrap();
    let (out, err) = (
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr),
    );
    assert!(done.status.success(), "on its own system bus:\n{out}\n{err}");
    assert!(out.contains("1 passed"), "the test of that name ran:\n{out}");
}

/// Declares tests that run where the system bus is theirs to start.
#[macro_export]
macro_rules! on_a_system_bus {
    ($(fn $name:ident() $body:block)*) => {$(
        #[test]
        fn $name() {
            let path = concat!(module_path!(), "::", stringify!($name));
            let (_crate, name) = path.split_once("::").unwrap();
            $crate::system_bus::inside(name, || $body);
        }
    )*};
}

/// A `dbus-daemon` where this process looks for the system bus, ended with this value.
pub struct SystemBus {
    child: Child,
    socket: PathBuf,
}

impl SystemBus {
    pub fn start() -> SystemBus {
        let home = PathBuf::from(env::var_os(INSIDE).unwrap());
        let (socket, config) = (home.join("bus"), home.join("bus.conf"));
        fs::write(
            &config,
            format!(
                r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                     "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig>
                  <type>system</type>
                  <listen>unix:path={}</listen>
                  <policy context="default">
                    <allow send_destination="*"/> <allow receive_sender="*"/> <allow own="*"/> <allow user="*"/>
                  </policy>
                </busconfig>"#,
                socket.display(),
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
        // It says its address when it can be connected to.
        let mut said = BufReader::new(child.stdout.take().unwrap());
        assert!(
            said.read_line(&mut String::new()).unwrap() > 0,
            "the bus has started"
        );
        SystemBus { child, socket }
    }
}

impl Drop for SystemBus {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_file(&self.socket);
    }
}

/// Somebody on the bus who says what logind says.
pub struct Logind {
    bus: Connection,
    runtime: Runtime,
}

impl Logind {
    /// logind itself.
    pub fn start() -> Logind {
        Logind::on_the_bus(|bus| bus.name(LOGIND))
    }

    /// Somebody without logind's name.
    pub fn somebody_else() -> Logind {
        Logind::on_the_bus(|bus| bus)
    }

    fn on_the_bus(named: impl FnOnce(Builder<'static>) -> Builder<'static>) -> Logind {
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = runtime.worker_threads(1).enable_all().build().unwrap();
        let bus = runtime.block_on(named(Builder::system()).build()).unwrap();
        Logind { bus, runtime }
    }

    /// Says to everybody that the computer will sleep, or has woken.
    pub fn prepare_for_sleep(&self, asleep: bool) {
        self.say(None, asleep);
    }

    /// Says to everybody on the bus, to each alone, that the computer has woken.
    pub fn whisper_that_sleep_is_over(&self) {
        for name in self.names() {
            self.say(Some(name), false);
        }
    }

    fn say(&self, to: Option<OwnedBusName>, asleep: bool) {
        let body = (asleep,);
        let said = self
            .bus
            .emit_signal(to, PATH, INTERFACE, "PrepareForSleep", &body);
        self.runtime.block_on(said).unwrap();
    }

    fn names(&self) -> Vec<OwnedBusName> {
        self.runtime.block_on(async {
            let bus = DBusProxy::new(&self.bus).await.unwrap();
            let mut names = bus.list_names().await.unwrap();
            let own = self.bus.unique_name().unwrap().as_str();
            names.retain(|name| name.starts_with(':') && name.as_str() != own);
            names
        })
    }
}

/// How many are connected to the bus, besides whoever asks.
pub fn connections() -> usize {
    Logind::somebody_else().names().len()
}
