//! logind, as far as it says that the computer goes to sleep and wakes, on a bus that stands for the system's.

use std::path::Path;

use tests::session::{Bus, until};
use zbus::{Connection, fdo::DBusProxy};

/// A logind that sleeps and wakes when told.
pub struct Login {
    bus: Bus,
    connection: Connection,
}

impl Login {
    /// Starts one, and the bus it is on, with its files in `home`.
    pub async fn start(home: &Path) -> Login {
        let bus = Bus::start(&home.join("system-bus")).await;
        let connection = zbus::connection::Builder::address(bus.address())
            .name("org.freedesktop.login1")
            .build()
            .await
            .expect("the name is free");
        Login { bus, connection }
    }

    /// What belongs into `DBUS_SYSTEM_BUS_ADDRESS`.
    pub fn address(&self) -> &str {
        self.bus.address()
    }

    /// Waits until somebody else is on the bus.
    pub async fn has_company(&self) {
        let bus = DBusProxy::new(&self.connection).await.expect("the bus answers");
        until("somebody listens to logind", async || {
            let names = bus.list_names().await.expect("the bus answers");
            names.iter().filter(|name| name.starts_with(':')).count() > 1
        })
        .await;
    }

    /// Says that the computer is about to sleep (`true`), or has woken (`false`).
    pub async fn prepares_for_sleep(&self, about_to: bool) {
        let (path, interface) = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager");
        self.connection
            .emit_signal(None::<&str>, path, interface, "PrepareForSleep", &about_to)
            .await
            .expect("the bus carries it");
    }
}
