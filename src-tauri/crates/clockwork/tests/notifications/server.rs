//! A notification server that does as dunst does: what was pressed is told to the sender alone.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
        mpsc as std_mpsc,
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use tokio::sync::{mpsc, watch};
use zbus::{Connection, OwnedVariant, fdo::DBusProxy, interface, message::Header};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// How a server behaves.
#[derive(Debug, Clone)]
pub struct Manner {
    /// What it calls itself.
    pub name: &'static str,
    /// What it says it can do.
    pub capabilities: &'static [&'static str],
    /// Whether `Notify` is answered, until [`Server::wake`].
    pub answers: bool,
}

impl Default for Manner {
    fn default() -> Manner {
        Manner {
            name: "dunst",
            capabilities: &["body", "body-markup", "actions"],
            answers: true,
        }
    }
}

/// One `Notify`, as it came.
#[derive(Debug)]
pub struct Note {
    pub id: u32,
    pub sender: String,
    pub app: String,
    pub icon: String,
    pub summary: String,
    pub body: String,
    pub actions: Vec<String>,
    pub hints: HashMap<String, OwnedVariant>,
    pub timeout: i32,
}

/// A running server. Dropping it is killing it: its name is gone, and what was asked of it is never answered.
pub struct Server {
    notes: std_mpsc::Receiver<Note>,
    orders: mpsc::UnboundedSender<Order>,
    asked: Arc<AtomicU32>,
    thread: Option<JoinHandle<()>>,
}

enum Order {
    Press(Box<Note>, String),
    Wake,
}

impl Server {
    pub fn start() -> Server {
        Server::with(Manner::default())
    }

    /// Starts a server; it has the name when this returns.
    pub fn with(manner: Manner) -> Server {
        let (told, notes) = std_mpsc::channel();
        let (orders, ordered) = mpsc::unbounded_channel();
        let (up, ready) = std_mpsc::channel();
        let asked = Arc::new(AtomicU32::new(0));
        let counter = Arc::clone(&asked);
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(serve(manner, told, ordered, counter, up));
        });
        ready
            .recv_timeout(Duration::from_secs(10))
            .expect("the server comes up");
        Server {
            notes,
            orders,
            asked,
            thread: Some(thread),
        }
    }

    /// The next notification.
    pub fn next(&self) -> Note {
        self.notes
            .recv_timeout(Duration::from_secs(10))
            .expect("a notification comes within ten seconds")
    }

    /// Whether one has come and was not taken yet.
    pub fn has_more(&self) -> bool {
        self.notes.try_recv().is_ok()
    }

    /// Presses a button: tells the sender, and nobody else, until it has heard and hung up.
    ///
    /// A person needs longer than the sender needs to start listening; a test does not, hence "until".
    pub fn press(&self, note: Note, action: &str) {
        self.orders
            .send(Order::Press(Box::new(note), action.to_owned()))
            .unwrap();
    }

    /// Answers everything that was left unanswered, and from now on at once.
    pub fn wake(&self) {
        self.orders.send(Order::Wake).unwrap();
    }

    /// How often it was asked what it can do.
    pub fn asked(&self) -> u32 {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.orders = mpsc::unbounded_channel().0;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn serve(
    manner: Manner,
    told: std_mpsc::Sender<Note>,
    mut orders: mpsc::UnboundedReceiver<Order>,
    asked: Arc<AtomicU32>,
    up: std_mpsc::Sender<()>,
) {
    let (answering, answers) = watch::channel(manner.answers);
    let notifications = Notifications {
        manner,
        told,
        answers,
        asked,
        last: AtomicU32::new(0),
    };
    let connection = zbus::connection::Builder::session()
        .serve_at(PATH, notifications)
        .name(NAME)
        .build()
        .await
        .expect("the name is free");
    up.send(()).unwrap();
    while let Some(order) = orders.recv().await {
        match order {
            Order::Wake => {
                let _ = answering.send(true);
            }
            Order::Press(note, action) => press(&connection, &note, &action).await,
        }
    }
}

async fn press(connection: &Connection, note: &Note, action: &str) {
    let bus = DBusProxy::new(connection).await.unwrap();
    let listens = || async {
        bus.name_has_owner(note.sender.as_str().try_into().unwrap())
            .await
            .unwrap()
    };
    while listens().await {
        let to = Some(note.sender.as_str());
        connection
            .emit_signal(to, PATH, NAME, "ActionInvoked", &(note.id, action))
            .await
            .unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

struct Notifications {
    manner: Manner,
    told: std_mpsc::Sender<Note>,
    answers: watch::Receiver<bool>,
    asked: Arc<AtomicU32>,
    last: AtomicU32,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    fn get_capabilities(&self) -> Vec<String> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.manner.capabilities.iter().map(|c| (*c).to_owned()).collect()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        (
            self.manner.name.to_owned(),
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
        icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedVariant>,
        timeout: i32,
    ) -> u32 {
        let id = self.last.fetch_add(1, Ordering::SeqCst) + 1;
        let sender = header.sender().unwrap().to_string();
        let _ = self.told.send(Note {
            id,
            sender,
            app,
            icon,
            summary,
            body,
            actions,
            hints,
            timeout,
        });
        let _ = self.answers.clone().wait_for(|answers| *answers).await;
        id
    }

    fn close_notification(&self, _id: u32) {}
}
