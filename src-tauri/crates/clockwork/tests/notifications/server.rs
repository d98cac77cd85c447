//! A notification server that does as dunst does: what was pressed is told to the sender alone.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
        mpsc as std_mpsc,
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use tokio::sync::{mpsc, watch};
use zbus::{
    Connection, Message, OwnedVariant, interface,
    message::{Builder, Header},
};

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
    /// Whether it can say what it is and can do, or hangs before that too.
    pub introduces_itself: bool,
    /// Whether the person asked not to be disturbed.
    pub inhibited: bool,
}

impl Default for Manner {
    fn default() -> Manner {
        Manner {
            name: "dunst",
            capabilities: &["body", "body-markup", "actions"],
            answers: true,
            introduces_itself: true,
            inhibited: false,
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
    taken_back: std_mpsc::Receiver<u32>,
    orders: mpsc::UnboundedSender<Order>,
    asked: Arc<AtomicU32>,
    thread: Option<JoinHandle<()>>,
}

enum Order {
    Say(Box<dyn FnOnce(Connection) -> Sending + Send>),
    Wake,
}

type Sending = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where the server tells what it was asked.
struct Records {
    notes: std_mpsc::Sender<Note>,
    taken_back: std_mpsc::Sender<u32>,
    asked: Arc<AtomicU32>,
}

impl Server {
    pub fn start() -> Server {
        Server::with(Manner::default())
    }

    /// Starts a server; it has the name when this returns.
    pub fn with(manner: Manner) -> Server {
        let (told, notes) = std_mpsc::channel();
        let (took, taken_back) = std_mpsc::channel();
        let (orders, ordered) = mpsc::unbounded_channel();
        let (up, ready) = std_mpsc::channel();
        let asked = Arc::new(AtomicU32::new(0));
        let records = Records {
            notes: told,
            taken_back: took,
            asked: Arc::clone(&asked),
        };
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(serve(manner, records, ordered, up));
        });
        ready
            .recv_timeout(Duration::from_secs(10))
            .expect("the server comes up");
        Server {
            notes,
            taken_back,
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

    /// The next notification that is taken off the screen.
    pub fn taken_back(&self) -> u32 {
        self.taken_back
            .recv_timeout(Duration::from_secs(10))
            .expect("a notification is taken back within ten seconds")
    }

    /// Whether one was taken off the screen and not asked for yet.
    pub fn has_taken_back(&self) -> bool {
        self.taken_back.try_recv().is_ok()
    }

    /// Presses a button: tells the sender, once, and nobody else.
    pub fn press(&self, note: &Note, action: &str) {
        self.say(signal(&note.sender, "ActionInvoked").build(&(note.id, action)));
    }

    /// The person closes a notification without pressing anything.
    pub fn dismiss(&self, note: &Note) {
        self.say(signal(&note.sender, "NotificationClosed").build(&(note.id, 2_u32)));
    }

    /// Sends any message at all.
    pub fn say(&self, message: zbus::Result<Message>) {
        let message = message.unwrap();
        self.order(Order::Say(Box::new(move |bus| {
            Box::pin(async move { bus.send(&message).await.unwrap() })
        })));
    }

    /// Sends signals to everybody who listens, so many a second for so long; answers how many when it is over.
    pub fn flood(&self, per_second: u32, seconds: u32) -> std_mpsc::Receiver<u32> {
        let (done, over) = std_mpsc::channel();
        self.order(Order::Say(Box::new(move |bus| {
            Box::pin(async move {
                let begin = tokio::time::Instant::now();
                let mut sent = 0;
                while sent < per_second * seconds {
                    let nobody: Option<&str> = None;
                    let body = (sent % 7, "snooze-10");
                    bus.emit_signal(nobody, PATH, NAME, "ActionInvoked", &body)
                        .await
                        .unwrap();
                    sent += 1;
                    if sent % 100 == 0 {
                        let ahead = Duration::from_secs_f64(f64::from(sent) / f64::from(per_second));
                        tokio::time::sleep_until(begin + ahead).await;
                    }
                }
                let _ = done.send(sent);
            })
        })));
        over
    }

    /// Answers everything that was left unanswered, and from now on at once.
    pub fn wake(&self) {
        self.order(Order::Wake);
    }

    /// How often it was asked what it can do.
    pub fn asked(&self) -> u32 {
        self.asked.load(Ordering::SeqCst)
    }

    fn order(&self, order: Order) {
        assert!(self.orders.send(order).is_ok(), "the server lives");
    }
}

/// A signal of a notification server to one connection.
pub fn signal<'a>(to: &'a str, member: &'static str) -> Builder<'a> {
    Message::signal(PATH, NAME, member).destination(to)
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
    records: Records,
    mut orders: mpsc::UnboundedReceiver<Order>,
    up: std_mpsc::Sender<()>,
) {
    let (answering, answers) = watch::channel(manner.answers);
    let (introducing, introduced) = watch::channel(manner.introduces_itself);
    let notifications = Notifications {
        manner,
        records,
        answers,
        introduced,
        last: AtomicU32::new(0),
    };
    let connection = zbus::connection::Builder::session()
        .serve_at(PATH, notifications)
        .name(NAME)
        .build()
        .await
        .expect("the name is free");
    up.send(()).unwrap();
    let mut sending = tokio::task::JoinSet::new();
    while let Some(order) = orders.recv().await {
        match order {
            Order::Wake => {
                let _ = answering.send(true);
                let _ = introducing.send(true);
            }
            Order::Say(send) => {
                sending.spawn(send(connection.clone()));
            }
        }
    }
}

struct Notifications {
    manner: Manner,
    records: Records,
    answers: watch::Receiver<bool>,
    introduced: watch::Receiver<bool>,
    last: AtomicU32,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    async fn get_capabilities(&self) -> Vec<String> {
        self.records.asked.fetch_add(1, Ordering::SeqCst);
        let _ = self.introduced.clone().wait_for(|introduced| *introduced).await;
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
        let _ = self.records.notes.send(Note {
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

    fn close_notification(&self, id: u32) {
        let _ = self.records.taken_back.send(id);
    }

    #[zbus(property)]
    fn inhibited(&self) -> bool {
        self.manner.inhibited
    }
}
