//! A private bus that starts nothing by itself.

use std::{path::Path, process::Stdio};

use tokio::process::{Child, Command};

/// A `dbus-daemon`: a session bus, or one that stands for the system's.
pub struct Bus {
    address: String,
    _daemon: Child,
}

impl Bus {
    /// Starts one that listens at `socket`. The system's own configuration would start whatever notification server is
    /// installed as soon as one is asked for.
    pub async fn start(socket: &Path) -> Bus {
        let config = socket.with_extension("conf");
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
            socket.display(),
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
        let address = super::first_line(&mut daemon).await;
        Bus {
            address,
            _daemon: daemon,
        }
    }

    /// What belongs into `DBUS_SESSION_BUS_ADDRESS`, or `DBUS_SYSTEM_BUS_ADDRESS`.
    pub fn address(&self) -> &str {
        &self.address
    }
}
