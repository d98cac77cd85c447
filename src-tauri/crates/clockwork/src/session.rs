//! What answers on this desktop's session bus. Each question waits two seconds at most and changes nothing.

use std::time::Duration;

/// The longest wait for an answer. It takes milliseconds; on a machine with much to do, half a second was too short.
const WITHIN: Duration = Duration::from_secs(2);

/// Whether there is a session bus to speak to.
pub fn session_bus_answers() -> bool {
    asked(bus::connects()).unwrap_or(false)
}

/// Whether a tray shows icons: a StatusNotifier watcher with a host. Stock GNOME has none. Where there is no such bus
/// at all (Windows, macOS), the system has its own tray and the answer is yes.
pub fn tray_host_answers() -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    asked(bus::has_tray_host()).unwrap_or(false)
}

/// Runs one question to its end, or to the deadline, on a runtime of its own that ends with it.
pub(crate) fn asked<T>(question: impl Future<Output = T>) -> Option<T> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .ok()?;
    let answer = runtime.block_on(async { tokio::time::timeout(WITHIN, question).await.ok() });
    runtime.shutdown_background();
    answer
}

#[cfg(all(unix, not(target_os = "macos")))]
mod bus {
    use zbus::{Connection, OwnedVariant};

    const WATCHER: &str = "org.kde.StatusNotifierWatcher";

    pub(super) async fn connects() -> bool {
        Connection::session().await.is_ok()
    }

    pub(super) async fn has_tray_host() -> bool {
        let ask = async {
            let bus = Connection::session().await?;
            // Asked directly: a proxy would first subscribe to every change of every property.
            let property = (WATCHER, "IsStatusNotifierHostRegistered");
            let properties = Some("org.freedesktop.DBus.Properties");
            let reply = bus.call_method(
                Some(WATCHER),
                "/StatusNotifierWatcher",
                properties,
                "Get",
                &property,
            );
            bool::try_from(reply.await?.body().deserialize::<OwnedVariant>()?)
        };
        ask.await.unwrap_or(false)
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod bus {
    pub(super) async fn connects() -> bool {
        true
    }

    pub(super) async fn has_tray_host() -> bool {
        true
    }
}
