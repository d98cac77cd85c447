//! A private session bus that starts nothing by itself.

use std::{path::Path, process::Stdio};

use tokio::process::{Child, Command};

/// A `dbus-daemon`.
pub(super) struct Bus {
    address: String,
    _daemon: Child,
}

impl Bus {
    /// Starts one with its files in `home`. The system's own configuration would start whatever notification server
    /// is installed as soon as one is asked for.
    pub(super) async fn start(home: &Path) -> Bus {
        let config = home.join("bus.conf");
        let text = format!(
            r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>unix:path={}</listen>
              <policy context="default">
                <allow send_destination="*"/> <allow receive_sender="*"/> <allow own="*"/>
              </policy>
            </busconfig>"#,
            home.join("bus").display(),
        );
        std::fs::write(&config, text).expect("the home directory can be written");
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("dbus-daemon is installed (`cargo xtask setup`)");
        let address = super::display::first_line(&mut daemon).await;
        Bus {
            address,
            _daemon: daemon,
        }
    }

    /// What belongs into `DBUS_SESSION_BUS_ADDRESS`.
    pub(super) fn address(&self) -> &str {
        &self.address
    }
}
