//! A notification as it goes over the bus: put together with notify-rust, as on every platform, and sent on the one
//! connection that also listens, which notify-rust has no way to be given.

use std::{collections::HashMap, time::Duration};

use domain::{phrase::Button, words::reminders};
use notify_rust::{Hint, Notification, Timeout, Urgency};
use zbus::{Connection, Message, Variant, message::Flags};

use super::server::{NAME, PATH, Server, hindrance};

/// The action of a click on the notification itself.
pub(super) const DEFAULT: &str = "default";

/// Without `persistence` a notification that leaves the screen is gone, so it stays for half an hour: as long as a
/// late one would still be shown.
const STAY: Duration = Duration::from_secs(30 * 60);

/// What one server is sent.
#[derive(Debug)]
pub(super) struct Note {
    notification: Notification,
    /// The ids of its buttons; that of a click on the notification is not among them.
    pub(super) buttons: Vec<&'static str>,
}

impl Note {
    /// As this server shows it best: with the buttons it has room for, and text that stays text.
    pub(super) fn for_server(server: &Server, title: &str, body: &str, buttons: &[Button]) -> Note {
        let body = plain(body);
        let mut notification = Notification::new();
        notification
            .appname(reminders::APP_NAME)
            .icon("appointment-soon")
            // A summary is never markup, says the specification, and those who read markup in the body do not in it.
            .summary(&plain(title))
            .body(&if server.markup() { escape(&body) } else { body })
            .urgency(Urgency::Normal)
            .hint(Hint::DesktopEntry("org.standingdate.desktop".to_owned()))
            .hint(Hint::Category("x-standingdate.reminder".to_owned()))
            .timeout(match server.persistence() {
                true => Timeout::Default,
                false => Timeout::from(STAY),
            });
        let buttons = &buttons[..server.buttons().min(buttons.len())];
        if server.buttons() > 0 {
            notification.action(DEFAULT, reminders::OPEN);
            for button in buttons {
                notification.action(button.id, button.label);
            }
        }
        Note {
            notification,
            buttons: buttons.iter().map(|button| button.id).collect(),
        }
    }

    /// Sends it to this owner, whoever has the name by then, and waits for the id it is given.
    pub(super) async fn send(self, connection: Connection, owner: String) -> zbus::Result<u32> {
        let n = self.notification;
        let hints: HashMap<&str, Variant<'_>> = n.hints.iter().filter_map(wire).collect();
        let timeout = i32::from(n.timeout);
        let body = (
            &n.appname, 0_u32, &n.icon, &n.summary, &n.body, &n.actions, hints, timeout,
        );
        let reply = connection
            .call_method(Some(owner.as_str()), PATH, Some(NAME), "Notify", &body)
            .await?;
        reply.body().deserialize()
    }
}

/// A hint's name and value on the bus; none for a hint that is not ours.
fn wire(hint: &Hint) -> Option<(&'static str, Variant<'_>)> {
    match hint {
        Hint::Urgency(urgency) => Some(("urgency", Variant::from(*urgency as u8))),
        Hint::DesktopEntry(entry) => Some(("desktop-entry", Variant::from(entry.as_str()))),
        Hint::Category(category) => Some(("category", Variant::from(category.as_str()))),
        _ => None,
    }
}

/// Takes a notification off this owner's screen. No answer is waited for: one that is gone already is no error of ours.
pub(super) async fn close(connection: Connection, owner: String, id: u32) {
    let call = Message::method_call(PATH, "CloseNotification")
        .destination(owner.as_str())
        .interface(NAME)
        .with_flags(Flags::NO_REPLY_EXPECTED)
        .build(&id);
    let sent = match call {
        Ok(call) => connection.send(&call).await,
        Err(e) => Err(e),
    };
    if let Err(e) = sent {
        log::debug!("a notification could not be taken back: {:?}", hindrance(&e));
    }
}

/// Text without what no text on a screen holds: a NUL cannot even be sent.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect()
}

/// Servers with `body-markup` read the body as markup.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUTTONS: [Button; 4] = [
        Button {
            id: "fine",
            label: "Fine",
        },
        Button {
            id: "snooze-10",
            label: "Snooze",
        },
        Button {
            id: "open",
            label: "Open",
        },
        Button {
            id: "snooze-60",
            label: "1 hour",
        },
    ];

    fn server(name: &str, capabilities: &[&str]) -> Server {
        Server {
            name: name.to_owned(),
            capabilities: capabilities.iter().map(|c| (*c).to_owned()).collect(),
            ..Server::default()
        }
    }

    #[test]
    fn a_server_that_reads_markup_is_given_none() {
        let text = "Fish & chips <b>tonight</b>";
        let note = |capabilities| Note::for_server(&server("dunst", capabilities), text, text, &BUTTONS);
        assert_eq!(
            note(&["body-markup"]).notification.body,
            "Fish &amp; chips &lt;b&gt;tonight&lt;/b&gt;",
            "what the couple wrote is text, never tags"
        );
        assert_eq!(note(&[]).notification.body, text, "and plain text stays plain");
        assert_eq!(
            note(&["body-markup"]).notification.summary,
            text,
            "a summary is not read as markup: escaped, it would show its ampersands"
        );
    }

    #[test]
    fn text_that_cannot_be_sent_is_sent_without_what_hinders_it() {
        let note = Note::for_server(&server("dunst", &[]), "Supper\0\u{1b}[2J", "one\ntwo\0", &[]);
        assert_eq!(
            note.notification.summary, "Supper  [2J",
            "no NUL, no escape sequences"
        );
        assert_eq!(note.notification.body, "one\ntwo ", "lines stay lines");
    }

    #[test]
    fn the_least_important_button_goes_where_four_do_not_fit() {
        let buttons = |name, can: &[&str]| Note::for_server(&server(name, can), "", "", &BUTTONS).buttons;
        assert_eq!(
            buttons("dunst", &["actions"]),
            ["fine", "snooze-10", "open", "snooze-60"],
            "there is room for all"
        );
        assert_eq!(
            buttons("gnome-shell", &["actions"]),
            ["fine", "snooze-10", "open"],
            "an hour is the one to miss"
        );
        let none = Note::for_server(&server("dunst", &[]), "", "", &BUTTONS);
        assert_eq!(
            none.notification.actions, [""; 0],
            "a server without actions is sent none"
        );
    }
}
