//! Being asked to stop: by the system, by Ctrl-C, or because the terminal was closed.

use std::io;

/// Hears when this program is asked to stop. From then on nothing ends it by itself.
pub struct Stop {
    #[cfg(unix)]
    signals: Vec<tokio::signal::unix::Signal>,
    #[cfg(windows)]
    ctrl_c: tokio::signal::windows::CtrlC,
}

#[cfg(unix)]
impl Stop {
    /// Starts to listen for SIGTERM, SIGINT and SIGHUP. One that was ignored when the program was started stays so:
    /// that is how `nohup` and a shell's `&` say that it does not concern us.
    pub fn listen() -> io::Result<Stop> {
        use tokio::signal::unix::{SignalKind, signal};

        let ignored = ignored();
        let kinds = [
            SignalKind::terminate(),
            SignalKind::interrupt(),
            SignalKind::hangup(),
        ];
        let signals = kinds
            .into_iter()
            .filter(|kind| ignored >> (kind.as_raw_value() - 1) & 1 == 0)
            .map(signal)
            .collect::<io::Result<_>>()?;
        Ok(Stop { signals })
    }

    /// Waits until one of them comes. May be dropped and called again without losing any.
    pub async fn asked(&mut self) {
        use std::task::Poll;

        std::future::poll_fn(|context| {
            let mut came = Poll::Pending;
            // Every one is polled, so that each knows whom to wake.
            for signal in &mut self.signals {
                if signal.poll_recv(context).is_ready() {
                    came = Poll::Ready(());
                }
            }
            came
        })
        .await;
    }
}

/// The signals that were ignored when the program was started, as the kernel writes them: bit 0 is signal 1. Where
/// there is no `/proc`, none.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
}

#[cfg(windows)]
impl Stop {
    /// Starts to listen for Ctrl-C.
    pub fn listen() -> io::Result<Stop> {
        let ctrl_c = tokio::signal::windows::ctrl_c()?;
        Ok(Stop { ctrl_c })
    }

    /// Waits until it comes. May be dropped and called again without losing any.
    pub async fn asked(&mut self) {
        self.ctrl_c.recv().await;
    }
}
