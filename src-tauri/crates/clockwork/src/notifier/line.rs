//! The one connection to the session bus: it knows who owns the notifications' name, and hears what the owner says.
//!
//! A server tells what was pressed only to the connection that sent the notification, so the one that sends is the one
//! that listens. What anybody else on the bus says in a server's name is not heard.

use futures_lite::{StreamExt, future::poll_once};
use zbus::{Connection, MatchRule, Message, MessageStream, message::Type};

use super::server::NAME;

/// The bus itself, as a sender.
const BUS: &str = "org.freedesktop.DBus";

/// The longest action that is taken for one of ours.
const LONGEST_ACTION: usize = 64;

/// A connection, and what is heard on it.
pub(super) struct Line {
    pub(super) connection: Connection,
    /// Who has the name, as far as was read.
    pub(super) owner: Option<String>,
    changes: MessageStream,
    signals: MessageStream,
}

/// What was heard.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum News {
    /// Somebody else owns the name, or nobody.
    Owner(Option<String>),
    /// The owner says that an action of a notification was invoked.
    Invoked(u32, String),
    /// The owner says that a notification left the screen.
    Closed(u32),
    /// The bus itself went away.
    NoBus,
}

impl Line {
    pub(super) async fn connect() -> zbus::Result<Line> {
        let connection = Connection::session().await?;
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .sender(BUS)
            .interface(BUS)
            .member("NameOwnerChanged")
            .add_arg(NAME)
            .build()?;
        let mut changes = MessageStream::for_match_rule(rule, &connection, None).await?;
        let reply = connection
            .call_method(
                Some(BUS),
                "/org/freedesktop/DBus",
                Some(BUS),
                "GetNameOwner",
                &NAME,
            )
            .await;
        let mut owner = match reply {
            Ok(reply) => Some(reply.body().deserialize::<String>()?),
            Err(zbus::Error::FDO(_)) => None,
            Err(e) => return Err(e),
        };
        // A change that is waiting to be read is either newer than the answer or in it.
        while let Some(Some(Ok(change))) = poll_once(changes.next()).await {
            if let Some(new) = new_owner(&change) {
                owner = new;
            }
        }
        // Last, since whoever listens must read: a queue that is full keeps everything else from being heard.
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .sender(NAME)
            .interface(NAME)
            .build()?;
        let signals = MessageStream::for_match_rule(rule, &connection, None).await?;
        Ok(Line {
            connection,
            owner,
            changes,
            signals,
        })
    }

    /// Waits for the next. May be dropped without losing any.
    async fn next(&mut self) -> News {
        loop {
            tokio::select! {
                biased;
                change = self.changes.next() => match change {
                    Some(Ok(change)) => if let Some(owner) = new_owner(&change) && owner != self.owner {
                        self.owner.clone_from(&owner);
                        return News::Owner(owner);
                    },
                    _ => return News::NoBus,
                },
                signal = self.signals.next() => match signal {
                    Some(Ok(signal)) => if let Some(news) = said(&signal, self.owner.as_deref()) {
                        return news;
                    },
                    _ => return News::NoBus,
                },
            }
        }
    }
}

/// The next news on the line; waits for ever where there is none.
pub(super) async fn news(line: &mut Option<Line>) -> News {
    match line {
        Some(line) => line.next().await,
        None => std::future::pending().await,
    }
}

/// Whom the bus says the name belongs to now. Anybody may send such a signal; the rule that it came by lets through
/// the bus's own.
fn new_owner(change: &Message) -> Option<Option<String>> {
    let body = change.body();
    let (name, _old, new): (&str, &str, &str) = body.deserialize().ok()?;
    (name == NAME).then(|| (!new.is_empty()).then(|| new.to_owned()))
}

/// What the owner says of a notification; nothing, if it was not the owner who said it.
fn said(signal: &Message, owner: Option<&str>) -> Option<News> {
    let header = signal.header();
    if header.sender().map(|sender| sender.as_str()) != Some(owner?) {
        return None;
    }
    let body = signal.body();
    match header.member()?.as_str() {
        "ActionInvoked" => {
            let (id, action): (u32, &str) = body.deserialize().ok()?;
            (action.len() <= LONGEST_ACTION).then(|| News::Invoked(id, action.to_owned()))
        }
        "NotificationClosed" => {
            let (id, _why): (u32, u32) = body.deserialize().ok()?;
            Some(News::Closed(id))
        }
        _ => None,
    }
}
