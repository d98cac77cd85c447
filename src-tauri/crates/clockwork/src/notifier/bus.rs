//! The notification path, measured against dunst 1.9 and notify-rust 4.19.
//!
//! - A server sends `ActionInvoked` only to the connection that sent `Notify`: the handle of `show_async` is kept,
//!   and listened to on that connection.
//! - A `Notify` given up on while the server hung still appears when it wakes, so trying again would show it twice.
//!   Three seconds are the limit for *us*, for saying that there is no answer; the call itself is not dropped. At
//!   most one is unanswered per owner of the name, and the next is sent only when it was answered or the owner went.
//! - What an owner can do is asked once. Words of the couple reach the server only as the notification's own text;
//!   what servers say in their errors is not kept, since it may quote that text.

use std::{collections::VecDeque, pin::pin, time::Duration};

use domain::words::{clockwork as words, fill, reminders};
use futures_lite::StreamExt;
use notify_rust::{Hint, Notification, NotificationHandle, NotificationResponse, Timeout, Urgency};
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender},
    task::{AbortHandle, JoinSet},
};
use zbus::{
    Connection,
    fdo::{DBusProxy, NameOwnerChangedStream},
    names::{BusName, ErrorName},
};

use super::Heard;
use crate::planner::Delivery;

/// How long we wait for an answer before saying that there is none.
const DEADLINE: Duration = Duration::from_secs(3);

/// How many notifications are listened to at once. Each has a connection of its own; beyond this the oldest one's
/// buttons stop working.
const MOST_OPEN: usize = 64;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// Servers known to have room for a fourth button.
const ROOMY: [&str; 6] = [
    "dunst",
    "mako",
    "Plasma",
    "SwayNotificationCenter",
    "Xfce Notify Daemon",
    "Notification Daemon",
];

/// Without `persistence` a notification that leaves the screen is gone, so it stays for half an hour: as long as a
/// late one would still be shown.
const STAY: Duration = Duration::from_secs(30 * 60);

/// Shows what comes through `queue`, in order, until it ends.
pub(crate) async fn run(mut queue: UnboundedReceiver<Delivery>, heard: UnboundedSender<Heard>) {
    let mut desk = Desk {
        heard,
        owners: None,
        server: None,
        returned: false,
        open: Open::default(),
    };
    loop {
        tokio::select! {
            delivery = queue.recv() => match delivery {
                Some(delivery) => desk.deliver(delivery, &mut queue).await,
                None => return,
            },
            change = next_owner(&mut desk.owners) => desk.news(change).await,
            Some(_) = desk.open.tasks.join_next() => {}
        }
        if std::mem::take(&mut desk.returned) {
            desk.tell(Heard::Returned);
        }
    }
}

/// The far side of the conversation, as far as we know it.
struct Desk {
    heard: UnboundedSender<Heard>,
    /// Who owns the name, from the first delivery on.
    owners: Option<Owners>,
    /// The owner we have asked what it can do.
    server: Option<Server>,
    /// A new owner came: to be told once what is under way is told.
    returned: bool,
    open: Open,
}

/// A connection of our own, which hears who owns the name.
struct Owners {
    connection: Connection,
    bus: DBusProxy<'static>,
    changes: NameOwnerChangedStream,
}

/// What an owner of the name can do.
#[derive(Clone)]
struct Server {
    owner: String,
    /// How many buttons there is room for.
    buttons: usize,
    markup: bool,
    persistence: bool,
}

/// Notifications on the screen, being listened to.
#[derive(Default)]
struct Open {
    tasks: JoinSet<()>,
    handles: VecDeque<AbortHandle>,
}

/// A change of the name's owner.
enum Change {
    /// Somebody has it now.
    Owner,
    /// Nobody has it.
    Nobody,
    /// The bus itself went away.
    NoBus,
}

impl Desk {
    fn tell(&self, heard: Heard) {
        // The engine drops its end only when it stops, and this with it.
        let _ = self.heard.send(heard);
    }

    async fn deliver(&mut self, delivery: Delivery, queue: &mut UnboundedReceiver<Delivery>) {
        let told = self.heard.clone();
        let mut waited = false;
        let shown = {
            let mut showing = pin!(self.show(&delivery));
            match tokio::time::timeout(DEADLINE, showing.as_mut()).await {
                Ok(shown) => shown,
                Err(_) => {
                    waited = true;
                    let _ = told.send(Heard::NoAnswer);
                    showing.await
                }
            }
        };
        let shown = shown.map(|handle| self.open.listen(handle, delivery.key.clone(), told));
        let answers = shown.is_ok();
        self.tell(Heard::Settled(delivery, shown));
        if waited {
            // What waited behind it says by now how long there is to go: the planner hands it out anew.
            while let Ok(stale) = queue.try_recv() {
                self.tell(Heard::Settled(stale, Err(words::WAITED.to_owned())));
            }
            self.returned |= answers;
        }
    }

    /// Sends one notification and waits for its answer, however long that takes: until its owner answers or goes.
    async fn show(&mut self, delivery: &Delivery) -> Result<NotificationHandle, String> {
        if self.owners.is_none() {
            self.owners = Some(Owners::connect().await.map_err(reason)?);
        }
        let server = self.server().await?;
        let notification = compose(delivery, &server);
        tokio::select! {
            shown = notification.show_async() => shown.map_err(reason),
            change = until_gone(&mut self.owners, Some(server.owner)) => {
                self.owner_changed(change);
                Err(words::WENT_AWAY.to_owned())
            }
        }
    }

    /// What the owner of the name can do, asked once of each. Asking starts a server that the bus knows how to start.
    async fn server(&mut self) -> Result<Server, String> {
        let Some(owners) = &mut self.owners else {
            return Err(words::NO_BUS.to_owned());
        };
        let owner = owners.now().await;
        if let (Some(known), Some(owner)) = (&self.server, &owner)
            && known.owner == *owner
        {
            return Ok(known.clone());
        }
        let connection = owners.connection.clone();
        let asked = tokio::select! {
            asked = ask(&connection) => asked,
            change = until_gone(&mut self.owners, owner) => {
                self.owner_changed(change);
                return Err(words::WENT_AWAY.to_owned());
            }
        };
        let (capabilities, name) = asked.map_err(reason)?;
        let Some(owners) = &mut self.owners else {
            return Err(words::NO_BUS.to_owned());
        };
        let Some(owner) = owners.now().await else {
            return Err(words::NO_SERVER.to_owned());
        };
        let can = |what: &str| capabilities.iter().any(|c| c == what);
        let server = Server {
            owner,
            buttons: match can("actions") {
                false => 0,
                true if ROOMY.contains(&name.as_str()) => 4,
                true => 3,
            },
            markup: can("body-markup"),
            persistence: can("persistence"),
        };
        self.server = Some(server.clone());
        Ok(server)
    }

    /// Takes in a change that was waiting to be read, which may be older than what we know of the owner.
    async fn news(&mut self, change: Change) {
        if let (Some(server), Some(owners)) = (&self.server, &self.owners)
            && !matches!(change, Change::NoBus)
            && owners.now().await.as_ref() == Some(&server.owner)
        {
            return;
        }
        self.owner_changed(change);
    }

    fn owner_changed(&mut self, change: Change) {
        match change {
            Change::Owner => self.returned = true,
            Change::Nobody => {}
            Change::NoBus => self.owners = None,
        }
        // What the old owner showed went with it, and its ids may come again.
        self.server = None;
        self.open.let_go();
    }
}

impl Owners {
    async fn connect() -> zbus::Result<Owners> {
        let connection = Connection::session().await?;
        let bus = DBusProxy::new(&connection).await?;
        let changes = bus.receive_name_owner_changed_with_args(&[(0, NAME)]).await?;
        Ok(Owners {
            connection,
            bus,
            changes,
        })
    }

    async fn now(&self) -> Option<String> {
        let name = BusName::try_from(NAME).expect("BUG: a well-known name is a bus name");
        self.bus
            .get_name_owner(name)
            .await
            .ok()
            .map(|owner| owner.to_string())
    }
}

impl Open {
    /// Listens on the notification's own connection, in the same runtime, until it is pressed or closed.
    fn listen(
        &mut self,
        handle: NotificationHandle,
        key: domain::reminder::ReminderKey,
        told: UnboundedSender<Heard>,
    ) {
        self.handles.retain(|h| !h.is_finished());
        while self.handles.len() >= MOST_OPEN {
            if let Some(oldest) = self.handles.pop_front() {
                oldest.abort();
            }
        }
        self.handles.push_back(self.tasks.spawn(async move {
            let mut pressed = None;
            handle
                .wait_for_action_async(|response: &NotificationResponse| {
                    pressed = match response {
                        NotificationResponse::Default => Some("open".to_owned()),
                        NotificationResponse::Action(id) => Some(id.clone()),
                        NotificationResponse::Reply(_) | NotificationResponse::Closed(_) => None,
                    };
                })
                .await;
            if let Some(action) = pressed {
                let _ = told.send(Heard::Pressed(key, action));
            }
        }));
    }

    fn let_go(&mut self) {
        self.handles.clear();
        self.tasks.abort_all();
    }
}

/// The next change of owner; waits for ever where nobody listens for one. May be dropped without losing any.
async fn next_owner(owners: &mut Option<Owners>) -> Change {
    let Some(owners) = owners else {
        return std::future::pending().await;
    };
    match owners.changes.next().await {
        Some(signal) => match signal.args() {
            Ok(args) => match args.new_owner().as_ref() {
                Some(_) => Change::Owner,
                None => Change::Nobody,
            },
            Err(_) => Change::Nobody,
        },
        None => Change::NoBus,
    }
}

/// Waits until the name is no longer this owner's, or, where nobody had it, until its first owner lost it again.
///
/// Each change is checked with the bus: one that was waiting to be read may be older than what we know.
async fn until_gone(owners: &mut Option<Owners>, mut owner: Option<String>) -> Change {
    loop {
        if let Change::NoBus = next_owner(owners).await {
            return Change::NoBus;
        }
        let Some(bus) = owners else { return Change::NoBus };
        let now = bus.now().await;
        if owner.is_none() {
            owner = now;
        } else if now != owner {
            return if now.is_some() {
                Change::Owner
            } else {
                Change::Nobody
            };
        }
    }
}

/// What the server can do, and its name.
async fn ask(connection: &Connection) -> zbus::Result<(Vec<String>, String)> {
    let reply = connection
        .call_method(Some(NAME), PATH, Some(NAME), "GetCapabilities", &())
        .await?;
    let capabilities: Vec<String> = reply.body().deserialize()?;
    let reply = connection
        .call_method(Some(NAME), PATH, Some(NAME), "GetServerInformation", &())
        .await?;
    let (name, _vendor, _version, _spec): (String, String, String, String) = reply.body().deserialize()?;
    Ok((capabilities, name))
}

fn compose(delivery: &Delivery, server: &Server) -> Notification {
    let mut notification = Notification::new();
    notification
        .appname(reminders::APP_NAME)
        .icon("appointment-soon")
        .summary(&delivery.title)
        .body(&if server.markup {
            escape(&delivery.body)
        } else {
            delivery.body.clone()
        })
        .urgency(Urgency::Normal)
        .hint(Hint::DesktopEntry("org.standingdate.desktop".to_owned()))
        .hint(Hint::Category("x-standingdate.reminder".to_owned()))
        .timeout(if server.persistence {
            Timeout::Default
        } else {
            Timeout::from(STAY)
        });
    if server.buttons > 0 {
        notification.action("default", reminders::OPEN);
        for button in delivery.buttons.iter().take(server.buttons) {
            notification.action(button.id, button.label);
        }
    }
    notification
}

/// Servers with `body-markup` read the body as markup; notify-rust passes it on as it is.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Why nothing was shown, in words for people. Of an answer of the server (`NAME: text`) only the error's name is
/// used: its text may quote the notification.
fn reason(error: impl std::fmt::Display) -> String {
    let text = error.to_string();
    let name = match text.split_once(": ") {
        Some((name, _)) if ErrorName::try_from(name).is_ok() => name,
        // Not an answer: the connection was not made, or broke.
        _ => return words::NO_BUS.to_owned(),
    };
    match name
        .strip_prefix("org.freedesktop.DBus.Error.")
        .unwrap_or_default()
    {
        "ServiceUnknown" | "NameHasNoOwner" | "TimedOut" => words::NO_SERVER.to_owned(),
        spawn if spawn.starts_with("Spawn.") => words::NO_SERVER.to_owned(),
        "NoReply" | "Disconnected" => words::WENT_AWAY.to_owned(),
        _ => fill(words::REFUSED, &[("why", &name)]),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeZone, Utc};
    use domain::{ids::SlotId, occurrence::OccurrenceKey, phrase::Button, reminder::ReminderKey};

    use super::*;

    fn delivery(body: &str) -> Delivery {
        let local = NaiveDate::from_ymd_opt(2026, 10, 15)
            .unwrap()
            .and_hms_opt(19, 0, 0)
            .unwrap();
        let button = |id, label| Button { id, label };
        Delivery {
            key: ReminderKey {
                occurrence: OccurrenceKey {
                    slot: SlotId(uuid::Uuid::nil()),
                    original: local,
                },
                local,
                lead: "90m".to_owned(),
                snooze: 0,
            },
            title: "Thursday, 7 pm".to_owned(),
            body: body.to_owned(),
            buttons: vec![
                button("fine", "Fine"),
                button("snooze-10", "Snooze"),
                button("open", "Open"),
                button("snooze-60", "1 hour"),
            ],
            due: Utc.timestamp_opt(1_792_087_200, 0).unwrap(),
        }
    }

    fn server(buttons: usize, markup: bool) -> Server {
        Server {
            owner: ":1.1".to_owned(),
            buttons,
            markup,
            persistence: false,
        }
    }

    #[test]
    fn what_a_server_says_in_an_error_is_not_kept() {
        let quoting = reason("org.example.Refused: cannot show 'Ginger noodles'");
        assert!(
            quoting.contains("org.example.Refused"),
            "the error's name says what is wrong: {quoting}"
        );
        assert!(
            !quoting.contains("noodles"),
            "its text may hold the couple's words: {quoting}"
        );
        assert_eq!(
            reason("org.freedesktop.DBus.Error.ServiceUnknown: x"),
            words::NO_SERVER,
            "nobody is there"
        );
        assert_eq!(
            reason("I/O error: connection refused"),
            words::NO_BUS,
            "not an answer of the bus"
        );
    }

    #[test]
    fn a_server_that_reads_markup_is_given_none() {
        let body = "Fish & chips <b>tonight</b>";
        assert_eq!(
            compose(&delivery(body), &server(3, true)).body,
            "Fish &amp; chips &lt;b&gt;tonight&lt;/b&gt;",
            "what the couple wrote is text, never tags"
        );
        assert_eq!(
            compose(&delivery(body), &server(3, false)).body,
            body,
            "and plain text stays plain"
        );
    }

    #[test]
    fn the_least_important_button_goes_where_four_do_not_fit() {
        let ids = |n| {
            let shown = compose(&delivery(""), &server(n, false));
            shown
                .actions
                .chunks(2)
                .map(|pair| pair[0].clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            ids(4),
            ["default", "fine", "snooze-10", "open", "snooze-60"],
            "there is room for all"
        );
        assert_eq!(
            ids(3),
            ["default", "fine", "snooze-10", "open"],
            "an hour is the one to miss"
        );
        assert_eq!(ids(0), [""; 0], "a server without actions is sent none");
    }
}
