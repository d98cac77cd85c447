//! The platform's own notifications, for Windows and macOS: shown, without buttons so far.

use domain::words::{clockwork as words, reminders};
use notify_rust::Notification;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};

use super::Heard;
use crate::planner::Delivery;

/// Shows what comes through `queue`, in order, until it ends.
pub(crate) async fn run(mut queue: UnboundedReceiver<Delivery>, heard: UnboundedSender<Heard>) {
    while let Some(delivery) = queue.recv().await {
        let shown = Notification::new()
            .appname(reminders::APP_NAME)
            .summary(&delivery.title)
            .body(&delivery.body)
            .show()
            .map(drop)
            // The platform's own message may quote the text: only its kind is kept.
            .map_err(|_| words::NO_SERVER.to_owned());
        if heard.send(Heard::Settled(delivery, shown)).is_err() {
            return;
        }
    }
}
