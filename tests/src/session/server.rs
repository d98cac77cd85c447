//! A notification server that records, and does as dunst does: what was pressed is told to the sender alone.

use std::{
    collections::HashMap,
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, Utc};
use tokio::{sync::mpsc, time::Instant};
use zbus::{Connection, OwnedVariant, interface, message::Header};

use super::Session;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// One `Notify`, as it came.
#[derive(Debug)]
pub struct Note {
    /// The id it was given.
    pub id: u32,
    /// Who sent it: the only one to be told what was pressed.
    sender: String,
    /// The application's name.
    pub app: String,
    /// Its first line.
    pub summary: String,
    /// Its text.
    pub body: String,
    /// Ids and labels of its buttons, in turn.
    pub actions: Vec<String>,
    /// Everything else that was said about it.
    pub hints: HashMap<String, OwnedVariant>,
    /// When it came.
    pub came: Instant,
    /// When it came, by the machine's clock.
    pub at: DateTime<Utc>,
}

/// A running server.
pub struct Server {
    notes: mpsc::UnboundedReceiver<Note>,
    closed: Mutex<mpsc::UnboundedReceiver<u32>>,
    connection: Connection,
}

impl Server {
    /// Starts one in this session; it has the name when this returns.
    pub async fn start(session: &Session) -> Server {
        Server::that_takes(Duration::ZERO, session).await
    }

    /// The same, taking its time to answer each notification.
    pub async fn that_takes(takes: Duration, session: &Session) -> Server {
        Server::of(takes, &["body", "body-markup", "actions"], session).await
    }

    /// One that shows no buttons, and says so.
    pub async fn without_buttons(session: &Session) -> Server {
        Server::of(Duration::ZERO, &["body"], session).await
    }

    async fn of(takes: Duration, abilities: &'static [&'static str], session: &Session) -> Server {
        let (told, notes) = mpsc::unbounded_channel();
        let (closing, closed) = mpsc::unbounded_channel();
        let connection = zbus::connection::Builder::address(session.bus_address())
            .serve_at(
                PATH,
                Notifications {
                    told,
                    closing,
                    last: AtomicU32::new(0),
                    takes,
                    abilities,
                },
            )
            .name(NAME)
            .build()
            .await
            .expect("the name is free");
        Server {
            notes,
            closed: Mutex::new(closed),
            connection,
        }
    }

    /// The next notification, if one comes in time.
    pub async fn next(&mut self, within: Duration) -> Option<Note> {
        tokio::time::timeout(within, self.wait()).await.ok()
    }

    /// The next notification, whenever it comes. May be dropped without losing any.
    pub async fn wait(&mut self) -> Note {
        self.notes
            .recv()
            .await
            .expect("BUG: the server lives as long as this")
    }

    /// Presses a button: tells the sender, and nobody else, until it has heard and takes the notification off the
    /// screen. A person needs longer than the sender needs to learn the notification's id; a test does not, hence
    /// "until".
    pub async fn press(&self, note: &Note, action: &str) {
        super::until("the sender hears what was pressed", async || {
            let sender = Some(note.sender.as_str());
            let pressed = (note.id, action);
            let told = self
                .connection
                .emit_signal(sender, PATH, NAME, "ActionInvoked", &pressed);
            told.await.expect("the bus carries it");
            let mut closed = self.closed.lock().expect("nobody panicked over it");
            std::iter::from_fn(|| closed.try_recv().ok()).any(|id| id == note.id)
        })
        .await;
    }
}

struct Notifications {
    told: mpsc::UnboundedSender<Note>,
    closing: mpsc::UnboundedSender<u32>,
    last: AtomicU32,
    takes: Duration,
    abilities: &'static [&'static str],
}

#[interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    fn get_capabilities(&self) -> Vec<String> {
        self.abilities.iter().map(|it| (*it).to_owned()).collect()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        (
            "dunst".to_owned(),
            "tests".to_owned(),
            "1".to_owned(),
            "1.2".to_owned(),
        )
    }

    #[expect(clippy::too_many_arguments, reason = "as the specification has it")]
    async fn notify(
        &self,
        #[zbus(header)] header: Header<'_>,
        app: String,
        _replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedVariant>,
        _timeout: i32,
    ) -> u32 {
        let id = self.last.fetch_add(1, Ordering::SeqCst) + 1;
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        // A test that no longer listens has ended.
        let _ = self.told.send(Note {
            id,
            sender,
            app,
            summary,
            body,
            actions,
            hints,
            came: Instant::now(),
            at: super::now(),
        });
        tokio::time::sleep(self.takes).await;
        id
    }

    fn close_notification(&self, id: u32) {
        // A test that no longer listens has ended.
        let _ = self.closing.send(id);
    }
}
