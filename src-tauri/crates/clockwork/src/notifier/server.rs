//! What the owner of the notifications' name is, and what it can do: known in this one place.

use zbus::{Connection, DBusError, OwnedVariant, names::UniqueName};

use super::Hindrance;

/// The name that notification servers own, which is their interface's name too.
pub(crate) const NAME: &str = "org.freedesktop.Notifications";
/// Where they answer.
pub(crate) const PATH: &str = "/org/freedesktop/Notifications";

/// Servers known to have room for more than three buttons.
const ROOMY: [&str; 6] = [
    "dunst",
    "mako",
    "Plasma",
    "SwayNotificationCenter",
    "Xfce Notify Daemon",
    "Notification Daemon",
];

/// What a roomy server is given at most.
const MOST_BUTTONS: usize = 6;

/// What others have room for.
const FEW_BUTTONS: usize = 3;

/// How much is kept of each thing that a server says of itself, in characters.
const LONGEST_WORD: usize = 64;

/// How many capabilities are kept; the specification knows a dozen.
const MOST_CAPABILITIES: usize = 64;

/// One owner of the name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Server {
    /// Its connection to the bus: what it shows lives as long as that has the name.
    pub(crate) owner: String,
    pub(crate) name: String,
    pub(crate) vendor: String,
    pub(crate) version: String,
    pub(crate) capabilities: Vec<String>,
}

impl Server {
    /// Asks the owner of the name, whoever it is. Asking starts one that the bus knows how to start.
    pub(crate) async fn ask(connection: &Connection) -> zbus::Result<Server> {
        let reply = connection
            .call_method(Some(NAME), PATH, Some(NAME), "GetCapabilities", &())
            .await?;
        let header = reply.header();
        let owner = header.sender().ok_or(zbus::Error::MissingField)?.to_owned();
        let capabilities: Vec<String> = reply.body().deserialize()?;
        let (name, vendor, version) = introduction(connection, &owner).await?;
        Ok(Server {
            owner: owner.to_string(),
            name,
            vendor,
            version,
            capabilities: capabilities
                .iter()
                .take(MOST_CAPABILITIES)
                .map(|c| word(c))
                .collect(),
        })
    }

    /// How many buttons there is room for.
    pub(crate) fn buttons(&self) -> usize {
        match self.can("actions") {
            false => 0,
            true if ROOMY.contains(&self.name.as_str()) => MOST_BUTTONS,
            true => FEW_BUTTONS,
        }
    }

    /// Whether it reads the body as markup.
    pub(crate) fn markup(&self) -> bool {
        self.can("body-markup")
    }

    /// Whether it keeps what left the screen.
    pub(crate) fn persistence(&self) -> bool {
        self.can("persistence")
    }

    fn can(&self, what: &str) -> bool {
        self.capabilities.iter().any(|c| c == what)
    }

    /// Whether the person asked not to be disturbed, where the server says so on the bus: Plasma as the name's own
    /// property, dunst as one of its own. GNOME says nothing there.
    pub(crate) async fn do_not_disturb(&self, connection: &Connection) -> Option<bool> {
        for (interface, property) in [(NAME, "Inhibited"), ("org.dunstproject.cmd0", "paused")] {
            let reply = connection
                .call_method(
                    Some(self.owner.as_str()),
                    PATH,
                    Some("org.freedesktop.DBus.Properties"),
                    "Get",
                    &(interface, property),
                )
                .await;
            let value = reply.and_then(|reply| bool::try_from(reply.body().deserialize::<OwnedVariant>()?));
            if let Ok(value) = value {
                return Some(value);
            }
        }
        None
    }
}

/// Its name, vendor and version. One that does not introduce itself is nameless.
async fn introduction(
    connection: &Connection,
    owner: &UniqueName<'_>,
) -> zbus::Result<(String, String, String)> {
    let asked = connection
        .call_method(
            Some(owner.as_str()),
            PATH,
            Some(NAME),
            "GetServerInformation",
            &(),
        )
        .await;
    match asked {
        Ok(reply) => {
            let (name, vendor, version, _spec): (String, String, String, String) =
                reply.body().deserialize()?;
            Ok((word(&name), word(&vendor), word(&version)))
        }
        Err(zbus::Error::FDO(e)) if matches!(*e, zbus::fdo::Error::UnknownMethod(_)) => Ok(<_>::default()),
        Err(e) => Err(e),
    }
}

/// A word of a server, short and on one line: it is shown to people.
fn word(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_WORD)
        .collect()
}

/// Why nothing was shown. Of an answer of the server only the error's name is used: its text may quote the
/// notification.
pub(crate) fn hindrance(error: &zbus::Error) -> Hindrance {
    let name = match error {
        zbus::Error::MethodError(name, _, _) => name.to_string(),
        zbus::Error::FDO(error) => DBusError::name(&**error).to_string(),
        zbus::Error::InputOutput(_)
        | zbus::Error::Address(_)
        | zbus::Error::Handshake(_)
        | zbus::Error::Connection(..) => return Hindrance::NoBus,
        // It answered, and nobody can read that.
        _ => "InvalidReply".to_owned(),
    };
    match name
        .strip_prefix("org.freedesktop.DBus.Error.")
        .unwrap_or_default()
    {
        "ServiceUnknown" | "NameHasNoOwner" | "TimedOut" => Hindrance::NoServer,
        spawn if spawn.starts_with("Spawn.") => Hindrance::NoServer,
        "NoReply" | "Disconnected" => Hindrance::WentAway,
        _ => Hindrance::Refused(word(&name)),
    }
}

#[cfg(test)]
mod tests {
    use zbus::{Message, names::OwnedErrorName};

    use super::*;

    fn refusal(name: &str, text: &str) -> zbus::Error {
        let call = Message::method_call(PATH, "Notify").build(&()).unwrap();
        let name = OwnedErrorName::try_from(name).unwrap();
        zbus::Error::MethodError(name, Some(text.to_owned()), call)
    }

    fn server(name: &str, capabilities: &[&str]) -> Server {
        Server {
            name: name.to_owned(),
            capabilities: capabilities.iter().map(|c| (*c).to_owned()).collect(),
            ..Server::default()
        }
    }

    #[test]
    fn what_a_server_says_in_an_error_is_not_kept() {
        let refused = hindrance(&refusal("org.example.Refused", "cannot show 'Ginger noodles'"));
        let quoting = refused.sentence();
        assert!(
            quoting.contains("org.example.Refused"),
            "the error's name says what is wrong: {quoting}"
        );
        assert!(
            !quoting.contains("noodles"),
            "its text may hold the couple's words: {quoting}"
        );
        let nobody = zbus::fdo::Error::ServiceUnknown("Ginger noodles".to_owned());
        assert_eq!(
            hindrance(&zbus::Error::FDO(Box::new(nobody))),
            Hindrance::NoServer,
            "nobody is there"
        );
        assert_eq!(
            hindrance(&zbus::Error::Address("disabled:".to_owned())),
            Hindrance::NoBus,
            "there is nobody to ask"
        );
    }

    #[test]
    fn a_server_is_given_as_many_buttons_as_it_has_room_for() {
        assert_eq!(
            server("dunst", &["actions"]).buttons(),
            6,
            "dunst lists them in a menu"
        );
        assert_eq!(
            server("gnome-shell", &["actions"]).buttons(),
            3,
            "three fit on a line"
        );
        assert_eq!(server("dunst", &["body"]).buttons(), 0, "nobody could press them");
    }

    #[test]
    fn what_a_server_calls_itself_is_short_and_on_one_line() {
        let long = format!("Boast\n\u{1b}[31m{}", "o".repeat(1_000_000));
        let kept = word(&long);
        assert!(
            kept.starts_with("Boast[31mooo"),
            "no line break, no colours: {kept}"
        );
        assert_eq!(kept.chars().count(), LONGEST_WORD, "and it ends");
    }
}
