//! What shows notifications on this desktop, for people who want to know.

use crate::{notifier::Hindrance, session::asked};

/// What answers to the notifications' name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desktop {
    /// What it calls itself: `dunst`.
    pub name: String,
    /// Whose it is, as it says.
    pub vendor: String,
    /// Its version.
    pub version: String,
    /// What it says it can do, in the specification's words: `actions`, `body-markup`, …
    pub capabilities: Vec<String>,
    /// How many buttons it is given, a click on the notification itself not counted.
    pub buttons: usize,
    /// Whether the person asked not to be disturbed; nothing where the server does not say.
    pub do_not_disturb: Option<bool>,
}

/// Asks what shows notifications here, for two seconds at most; asking starts it where the bus knows how to, as a
/// reminder would. Blocks: not for a window's thread.
///
/// # Errors
/// Nobody answers; the sentence says why, for people.
pub fn desktop() -> Result<Desktop, String> {
    asked(bus::ask())
        .unwrap_or(Err(Hindrance::NotAnswering))
        .map_err(|hindrance| hindrance.sentence())
}

#[cfg(all(unix, not(target_os = "macos")))]
mod bus {
    use std::time::Duration;

    use tokio::time::timeout;
    use zbus::Connection;

    use super::Desktop;
    use crate::notifier::{
        Hindrance,
        server::{NAME, Server, hindrance},
    };

    /// How long a server is given, so that there is time left to say that it did not answer.
    const ANSWERS: Duration = Duration::from_millis(1500);

    /// One that is slow to say whether it may disturb has answered all the same.
    const SAYS: Duration = Duration::from_millis(300);

    pub(super) async fn ask() -> Result<Desktop, Hindrance> {
        let connection = Connection::session().await.map_err(|e| hindrance(&e))?;
        let Ok(answer) = timeout(ANSWERS, Server::ask(&connection)).await else {
            return Err(silence(&connection).await);
        };
        let server = answer.map_err(|e| hindrance(&e))?;
        let quiet = timeout(SAYS, server.do_not_disturb(&connection)).await;
        Ok(Desktop {
            buttons: server.buttons(),
            name: server.name,
            vendor: server.vendor,
            version: server.version,
            capabilities: server.capabilities,
            do_not_disturb: quiet.ok().flatten(),
        })
    }

    /// Whether it hangs, or does not get up.
    async fn silence(connection: &Connection) -> Hindrance {
        let bus = "org.freedesktop.DBus";
        let owned = connection
            .call_method(
                Some(bus),
                "/org/freedesktop/DBus",
                Some(bus),
                "NameHasOwner",
                &NAME,
            )
            .await;
        match owned.and_then(|reply| reply.body().deserialize::<bool>()) {
            Ok(false) => Hindrance::NotStarting,
            _ => Hindrance::NotAnswering,
        }
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod bus {
    use super::Desktop;
    use crate::notifier::Hindrance;

    pub(super) async fn ask() -> Result<Desktop, Hindrance> {
        Ok(Desktop {
            name: std::env::consts::OS.to_owned(),
            vendor: String::new(),
            version: String::new(),
            capabilities: Vec::new(),
            buttons: 0,
            do_not_disturb: None,
        })
    }
}
