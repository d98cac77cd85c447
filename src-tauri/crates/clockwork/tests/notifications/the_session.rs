//! What a session has: a bus, a tray.

use clockwork::{session_bus_answers, tray_host_answers};

use crate::in_a_session;

struct Watcher;

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

in_a_session! {
    Nothing fn without_a_bus_there_is_no_tray() {
        assert!(!session_bus_answers(), "nobody answers");
        assert!(!tray_host_answers(), "and nobody shows icons");
    }

    Bus fn a_tray_is_there_when_a_host_says_so() {
        assert!(session_bus_answers(), "there is a bus");
        assert!(!tray_host_answers(), "and no tray on it, as on stock GNOME");

        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let _watcher = runtime.block_on(async {
            let name = "org.kde.StatusNotifierWatcher";
            let watcher = zbus::connection::Builder::session().serve_at("/StatusNotifierWatcher", Watcher);
            watcher.name(name).build().await.unwrap()
        });
        assert!(tray_host_answers(), "now there is one");
    }
}
