//! The platform's own notifications, for Windows and macOS: shown, without buttons so far, and not taken back.

use domain::words::reminders;
use notify_rust::Notification;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};

use super::{Heard, Hindrance, Order};

/// Shows what is ordered, in order, until there are no more orders.
pub(crate) async fn run(mut orders: UnboundedReceiver<Order>, heard: UnboundedSender<Heard>) {
    while let Some(order) = orders.recv().await {
        let told = match order {
            Order::Show(delivery) => {
                let shown = show(&delivery.title, &delivery.body);
                Heard::Settled(delivery, shown)
            }
            Order::Try(trial) => Heard::Tried(trial.came_to(show(&trial.title, &trial.body))),
            Order::TakeBack(_) => continue,
        };
        if heard.send(told).is_err() {
            return;
        }
    }
}

fn show(title: &str, body: &str) -> Result<(), Hindrance> {
    Notification::new()
        .appname(reminders::APP_NAME)
        .summary(title)
        .body(body)
        .show()
        .map(drop)
        // The platform's own message may quote the text: only its kind is kept.
        .map_err(|_| Hindrance::NoServer)
}
