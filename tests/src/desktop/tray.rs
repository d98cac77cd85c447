//! A tray without a panel: the app's icon registers with it, its menu can be read and clicked.

use std::{collections::HashMap, time::Duration};

use tokio::sync::watch;
use zbus::{Connection, OwnedObjectPath, OwnedVariant, Proxy, Variant, interface, message::Header};

use super::Desktop;

const NAME: &str = "org.kde.StatusNotifierWatcher";

/// A menu that did not change for so long is at rest.
const AT_REST: Duration = Duration::from_millis(400);

/// A StatusNotifier watcher with a host.
pub struct Tray {
    item: watch::Receiver<Option<Item>>,
    connection: Connection,
}

/// The icon that registered last.
#[derive(Debug, Clone)]
struct Item {
    sender: String,
    path: String,
}

/// One entry of a menu, as dbusmenu has it: its id, its properties, what is under it.
type Layout = (i32, HashMap<String, OwnedVariant>, Vec<OwnedVariant>);

impl Tray {
    /// Starts one on this desktop.
    pub async fn start(desktop: &Desktop) -> Tray {
        let (registered, item) = watch::channel(None);
        let connection = zbus::connection::Builder::address(desktop.bus_address())
            .serve_at("/StatusNotifierWatcher", Watcher { registered })
            .name(NAME)
            .build()
            .await
            .expect("the name is free");
        Tray { item, connection }
    }

    /// The labels of the menu, from top to bottom, entries of submenus included.
    pub async fn labels(&self) -> Vec<String> {
        self.entries().await.into_iter().map(|(_, label)| label).collect()
    }

    /// Clicks the entry of that label, once it is there and the menu is at rest: with a reminder it is made anew, and what
    /// was clicked in the old one is lost. A person does not see it change and click within the same moment; a test does.
    pub async fn click(&self, label: &str) {
        let mut found = None;
        super::until(&format!("{label:?} is in the tray"), async || {
            let before = self.entries().await;
            tokio::time::sleep(AT_REST).await;
            let now = self.entries().await;
            let entry = now.iter().find(|(_, l)| l == label).map(|(id, _)| *id);
            found = entry.filter(|_| now == before);
            found.is_some()
        })
        .await;
        let id = found.expect("BUG: waited for it");
        let menu = self.menu().await.expect("it was there a moment ago");
        // An entry such as Quit may leave no time to answer.
        let _ = menu
            .call_noreply("Event", &(id, "clicked", Variant::from(0i32), 0u32))
            .await;
    }

    /// Waits for the app's icon.
    pub async fn has_icon(&self) {
        super::until("the icon is in the tray", async || self.menu().await.is_some()).await;
    }

    async fn entries(&self) -> Vec<(i32, String)> {
        let Some(menu) = self.menu().await else {
            return vec![];
        };
        let layout: Result<(u32, Layout), _> =
            menu.call("GetLayout", &(0i32, -1i32, Vec::<String>::new())).await;
        let mut found = Vec::new();
        if let Ok((_, root)) = layout {
            gather(root, &mut found);
        }
        found
    }

    async fn menu(&self) -> Option<Proxy<'static>> {
        let Item { sender, path } = self.item.borrow().clone()?;
        let item = Proxy::new(
            &self.connection,
            sender.clone(),
            path,
            "org.kde.StatusNotifierItem",
        )
        .await
        .ok()?;
        let menu: OwnedObjectPath = item.get_property("Menu").await.ok()?;
        Proxy::new(&self.connection, sender, menu, "com.canonical.dbusmenu")
            .await
            .ok()
    }
}

fn gather((id, properties, children): Layout, found: &mut Vec<(i32, String)>) {
    if let Some(label) = properties.get("label").and_then(|v| <&str>::try_from(v).ok()) {
        // A single underscore marks the letter for the keyboard.
        found.push((
            id,
            label
                .replace("__", "\u{0}")
                .replace('_', "")
                .replace('\u{0}', "_"),
        ));
    }
    for child in children {
        if let Ok(child) = Layout::try_from(child) {
            gather(child, found);
        }
    }
}

struct Watcher {
    registered: watch::Sender<Option<Item>>,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    /// Some send their name and register at a path of the specification, others send a path.
    fn register_status_notifier_item(&self, service: String, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        let path = if service.starts_with('/') {
            service
        } else {
            "/StatusNotifierItem".to_owned()
        };
        let _ = self.registered.send(Some(Item { sender, path }));
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        vec![]
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}
