//! The notification path, measured against dunst 1.9.
//!
//! - A server sends `ActionInvoked` only to the connection that sent `Notify`. So there is one connection for all
//!   ([`line`]): it sends what notify-rust put together, and it listens. notify-rust's own sending makes a connection
//!   for each notification and listens on each to whoever speaks; here a flood of signals comes once, and only the owner
//!   of the name is believed.
//! - A `Notify` given up on while the server hung still appears when it wakes, so trying again would show it twice.
//!   Three seconds are the limit for *us*, for saying that there is no answer; the call itself is not dropped. At
//!   most one is unanswered per owner of the name, and the next is sent only when it was answered or the owner went.
//! - What an owner can do is asked once. Words of the couple reach the server only as the notification's own text;
//!   what servers say in their errors is not kept, since it may quote that text.
//! - What is on the screen goes when its server goes. That is told, so that it comes again.

use std::{collections::VecDeque, pin::Pin, time::Duration};

use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender},
    task::JoinSet,
    time::{Instant, sleep_until},
};

use super::{
    Heard, Hindrance, Order, Trial,
    line::{self, Line, News},
    note::{self, Note},
    screen::{Screen, What},
    server::{Server, hindrance},
};
use crate::{events::Tried, planner::Delivery};

/// How long we wait for an answer before saying that there is none.
const DEADLINE: Duration = Duration::from_secs(3);

/// How long a server that took notifications with it is given to come back by itself, before one is asked for.
const MISSED: Duration = Duration::from_secs(2);

/// The shortest time between two [`Heard::Returned`]: a server that dies of what it is shown is not shown it all day
/// long.
const PACE: Duration = Duration::from_secs(5);

/// How long an answer is waited for when there are no more orders. Whoever stops us does not wait longer than a second.
const LEAVING: Duration = Duration::from_millis(500);

/// Shows what is ordered, in order, until there are no more orders. What was not sent by then is told as failed.
pub(crate) async fn run(mut orders: UnboundedReceiver<Order>, heard: UnboundedSender<Heard>) {
    let mut desk = Desk {
        heard,
        line: None,
        server: None,
        waiting: VecDeque::new(),
        task: None,
        screen: Screen::default(),
        closing: JoinSet::new(),
        again: None,
        last_again: None,
    };
    loop {
        desk.begin();
        let deadline = desk.task.as_ref().and_then(|task| task.deadline);
        // In this order: an answer is read before what the server says next, and a flood of signals keeps nothing
        // else waiting.
        tokio::select! {
            biased;
            order = orders.recv() => match order {
                Some(order) => desk.take(order),
                None => return desk.leave().await,
            },
            done = answer(&mut desk.task) => desk.answered(done),
            () = due(deadline) => desk.no_answer(),
            () = due(desk.again) => desk.look_again(),
            Some(_) = desk.closing.join_next() => {}
            news = line::news(&mut desk.line) => desk.hear(news),
        }
    }
}

/// The conversation as it stands.
struct Desk {
    heard: UnboundedSender<Heard>,
    /// From the first order on.
    line: Option<Line>,
    /// The owner we have asked what it can do.
    server: Option<Server>,
    waiting: VecDeque<Job>,
    /// The job under way; there is never more than one.
    task: Option<Task>,
    screen: Screen,
    closing: JoinSet<()>,
    /// When to say that it is worth trying again.
    again: Option<Instant>,
    last_again: Option<Instant>,
}

/// What is to be done.
enum Job {
    Show(Delivery),
    Try(Trial),
    /// A server came: what it can do is asked, to see whether it answers.
    Greet,
}

/// A job under way: one question after the other until it is done.
struct Task {
    job: Job,
    /// The question.
    step: Pin<Box<dyn Future<Output = Done>>>,
    /// Whom it was put to, once that is known: it is not answered by anybody else.
    asked: Option<String>,
    /// When to say that there is no answer; said, when nothing.
    deadline: Option<Instant>,
}

/// An answer.
enum Done {
    Connected(zbus::Result<Box<Line>>),
    Asked(zbus::Result<Server>),
    Sent(zbus::Result<u32>, Vec<&'static str>),
}

impl Desk {
    fn tell(&self, heard: Heard) {
        // The engine drops its end only when it stops, and this with it.
        let _ = self.heard.send(heard);
    }

    fn take(&mut self, order: Order) {
        match order {
            Order::Show(delivery) => self.waiting.push_back(Job::Show(delivery)),
            Order::Try(trial) => {
                if self.silent() {
                    self.tell(Heard::Tried(trial.came_to(Err(self.silence()))));
                }
                // One is enough to wait; the newest is the one that somebody looks at.
                self.waiting.retain(|job| !matches!(job, Job::Try(_)));
                self.waiting.push_front(Job::Try(trial));
            }
            Order::TakeBack(keys) => {
                for id in self.screen.take(&keys) {
                    self.close(id);
                }
            }
        }
    }

    /// Begins the next job, if none is under way.
    fn begin(&mut self) {
        if self.task.is_none()
            && let Some(job) = self.waiting.pop_front()
        {
            let now = Instant::now();
            let since = match &job {
                Job::Try(trial) => trial.asked,
                Job::Show(_) | Job::Greet => now,
            };
            self.go_on(job, Some((since + DEADLINE).max(now)));
        }
    }

    /// Puts the job's next question; ends it, if there is none.
    fn go_on(&mut self, job: Job, deadline: Option<Instant>) {
        let (step, asked): (Pin<Box<dyn Future<Output = Done>>>, _) = match (&self.line, &self.server) {
            (None, _) => (
                Box::pin(async { Done::Connected(Line::connect().await.map(Box::new)) }),
                None,
            ),
            (Some(line), None) => {
                let connection = line.connection.clone();
                let asked = line.owner.clone();
                let ask = async move { Done::Asked(Server::ask(&connection).await) };
                (Box::pin(ask), asked)
            }
            (Some(line), Some(server)) => {
                let note = match &job {
                    Job::Show(d) => Note::for_server(server, &d.title, &d.body, &d.buttons),
                    Job::Try(t) => Note::for_server(server, &t.title, &t.body, &t.buttons),
                    Job::Greet => return self.finish(job, deadline, Ok(None)),
                };
                let sent = note.buttons.clone();
                let sending = note.send(line.connection.clone(), server.owner.clone());
                let send = async move { Done::Sent(sending.await, sent) };
                (Box::pin(send), Some(server.owner.clone()))
            }
        };
        self.task = Some(Task {
            job,
            step,
            asked,
            deadline,
        });
    }

    fn answered(&mut self, done: Done) {
        let Some(Task { job, deadline, .. }) = self.task.take() else {
            return;
        };
        let failed = match done {
            Done::Connected(Ok(line)) => {
                self.line = Some(*line);
                return self.go_on(job, deadline);
            }
            Done::Asked(Ok(server)) => {
                self.server = Some(server);
                return self.go_on(job, deadline);
            }
            Done::Sent(Ok(id), buttons) => return self.finish(job, deadline, Ok(Some((id, buttons)))),
            Done::Connected(Err(e)) | Done::Asked(Err(e)) | Done::Sent(Err(e), _) => hindrance(&e),
        };
        self.finish(job, deadline, Err(failed));
    }

    /// Tells what the job came to.
    fn finish(
        &mut self,
        job: Job,
        deadline: Option<Instant>,
        result: Result<Option<(u32, Vec<&'static str>)>, Hindrance>,
    ) {
        let was_silent = deadline.is_none();
        let answers = result.is_ok();
        let outcome = result.as_ref().map(|_| ()).map_err(Clone::clone);
        let what = match job {
            Job::Show(delivery) => {
                let what = What::Reminder(delivery.key);
                self.tell(Heard::Settled(delivery, outcome));
                Some(what)
            }
            Job::Try(trial) => {
                if let Err(hindrance) = &outcome {
                    self.tell(Heard::Trouble(hindrance.clone()));
                }
                let tried = trial.came_to(outcome);
                let what = What::Trial(tried.at, tried.took);
                self.tell(Heard::Tried(tried));
                Some(what)
            }
            Job::Greet => {
                if answers {
                    self.tell(Heard::Answering);
                    self.plan_again(Duration::ZERO);
                }
                None
            }
        };
        if let (Ok(Some((id, buttons))), Some(what)) = (result, what) {
            for forgotten in self.screen.add(id, what, buttons) {
                self.forget(forgotten);
            }
        }
        if was_silent {
            // What waited behind it says by now how long there is to go: the planner hands it out anew.
            self.send_back();
            if answers {
                self.plan_again(Duration::ZERO);
            }
        }
    }

    /// Whether what is under way has not been answered for so long that it was told.
    fn silent(&self) -> bool {
        self.task.as_ref().is_some_and(|task| task.deadline.is_none())
    }

    /// How the silence is to be called: of a server that hangs, or of one that does not get up.
    fn silence(&self) -> Hindrance {
        match self.task.as_ref().and_then(|task| task.asked.as_ref()) {
            Some(_) => Hindrance::NotAnswering,
            None => Hindrance::NotStarting,
        }
    }

    fn no_answer(&mut self) {
        let silence = self.silence();
        let Some(task) = &mut self.task else { return };
        task.deadline = None;
        self.tell(Heard::Trouble(silence.clone()));
        let task = self.task.iter().map(|task| &task.job);
        for job in task.chain(&self.waiting) {
            if let Job::Try(trial) = job {
                self.tell(Heard::Tried(trial.came_to(Err(silence.clone()))));
            }
        }
    }

    fn hear(&mut self, news: News) {
        match news {
            News::Owner(owner) => self.owner_changed(owner),
            News::Invoked(id, action) => {
                if let Some((what, action)) = self.screen.pressed(id, &action) {
                    // Some servers leave it there, with buttons that do nothing any more.
                    self.close(id);
                    self.tell(pressed(what, action));
                }
            }
            News::Closed(id) => {
                if let Some(what) = self.screen.closed(id) {
                    self.forget(what);
                }
            }
            News::NoBus => {
                self.line = None;
                self.server_gone();
                self.abandon(Hindrance::NoBus);
            }
        }
    }

    fn owner_changed(&mut self, owner: Option<String>) {
        if self.server.as_ref().map(|server| &server.owner) != owner.as_ref() {
            self.server_gone();
        }
        if let Some(task) = &mut self.task {
            match (&task.asked, &owner) {
                // The bus was starting it, and hands on what was asked.
                (None, Some(_)) => task.asked.clone_from(&owner),
                (Some(asked), _) if Some(asked) != owner.as_ref() => self.abandon(Hindrance::WentAway),
                _ => {}
            }
        }
        if owner.is_some() && !self.waiting.iter().any(|job| matches!(job, Job::Greet)) {
            self.waiting.push_front(Job::Greet);
        }
    }

    /// What the old owner showed went with it, and its ids may come again.
    fn server_gone(&mut self) {
        self.server = None;
        self.closing.abort_all();
        let lost = self.screen.clear();
        if !lost.is_empty() {
            self.tell(Heard::Lost(lost));
            self.plan_again(MISSED);
        }
    }

    /// Gives up what is under way: nobody is left to answer it.
    fn abandon(&mut self, why: Hindrance) {
        if let Some(Task { job, deadline, .. }) = self.task.take() {
            self.finish(job, deadline, Err(why));
        }
    }

    /// Gives back the reminders that were not sent; a trial still waits for its turn.
    fn send_back(&mut self) {
        for job in std::mem::take(&mut self.waiting) {
            match job {
                Job::Show(stale) => self.tell(Heard::Settled(stale, Err(Hindrance::Waited))),
                Job::Try(_) | Job::Greet => self.waiting.push_back(job),
            }
        }
    }

    /// No more orders. What is about to be answered is, or it would be shown again by whoever reminds next. What was
    /// sent and is not answered may yet appear, so nothing is said of it.
    async fn leave(mut self) {
        self.send_back();
        if self.task.is_none() || self.silent() {
            return;
        }
        match tokio::time::timeout(LEAVING, answer(&mut self.task)).await {
            Ok(done @ Done::Sent(..)) => self.answered(done),
            // It was not sent, and is not now.
            Ok(Done::Connected(_) | Done::Asked(_)) => self.abandon(Hindrance::Waited),
            Err(_) => {}
        }
    }

    fn plan_again(&mut self, after: Duration) {
        let now = Instant::now();
        let paced = self.last_again.map_or(now, |last| last + PACE);
        let at = paced.max(now + after);
        self.again = Some(self.again.map_or(at, |planned| planned.min(at)));
    }

    fn look_again(&mut self) {
        self.again = None;
        self.last_again = Some(Instant::now());
        self.tell(Heard::Returned);
    }

    fn close(&mut self, id: u32) {
        if let (Some(line), Some(server)) = (&self.line, &self.server) {
            let closing = note::close(line.connection.clone(), server.owner.clone(), id);
            self.closing.spawn(closing);
        }
    }

    fn forget(&self, what: What) {
        if let What::Reminder(key) = what {
            self.tell(Heard::Closed(key));
        }
    }
}

fn pressed(what: What, action: &str) -> Heard {
    match what {
        What::Reminder(key) => Heard::Pressed(key, action.to_owned()),
        What::Trial(at, took) => Heard::Tried(Tried {
            at,
            took,
            result: Ok(()),
            pressed: Some(action.to_owned()),
        }),
    }
}

/// The answer to what is under way; waits for ever where nothing is. May be dropped without losing it.
async fn answer(task: &mut Option<Task>) -> Done {
    match task {
        Some(task) => task.step.as_mut().await,
        None => std::future::pending().await,
    }
}

/// Waits until then; for ever, if there is no then.
async fn due(at: Option<Instant>) {
    match at {
        Some(at) => sleep_until(at).await,
        None => std::future::pending().await,
    }
}
