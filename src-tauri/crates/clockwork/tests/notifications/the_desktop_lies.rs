//! A notification server, or somebody who speaks in its name, that says what is not so, or does not stop speaking.

use std::time::{Duration, Instant};

use clockwork::Event;
use zbus::Message;

use crate::{
    couple::Couple,
    in_a_session,
    process::{engine_time, fds, memory, threads},
    server::{Note, Server, signal},
};

/// Shows one and answers it, once it is on the screen.
fn one(server: &Server, couple: &Couple) -> Note {
    couple.remind(1);
    couple.shown();
    server.next()
}

/// Presses a button that is there, and waits until that is heard: all that was said before it has been heard too.
fn all_is_heard(server: &Server, couple: &Couple, note: &Note, action: &str) {
    server.press(note, action);
    assert_eq!(server.taken_back(), note.id, "a button that is there is heard");
    couple.look();
}

in_a_session! {
    Bus fn a_server_can_press_only_buttons_that_are_there_and_each_notification_once() {
        let server = Server::start();
        let couple = Couple::begins();
        let note = one(&server, &couple);

        for action in ["", "delete-everything", "fine ", "FINE", "snooze-99999", "kept", "../../fine"] {
            server.press(&note, action);
        }
        for id in [0, note.id + 1, u32::MAX] {
            server.say(signal(&note.sender, "ActionInvoked").build(&(id, "fine")));
        }
        all_is_heard(&server, &couple, &note, "snooze-10");
        assert_eq!(couple.answers(1)[0].1, "snooze-10", "one press of what was there, and none of what was not");

        // It is closed by now: nothing is left to press.
        for action in ["snooze-10", "fine", "default"] {
            server.press(&note, action);
        }
        let next = couple.remind(2);
        couple.comes_to_be_shown(&next);
        all_is_heard(&server, &couple, &server.next(), "fine");
        assert_eq!(couple.answers(2)[1].0, next, "a notification is answered once");
        assert!(
            !couple.other_events().iter().any(|event| matches!(event, Event::Open { .. })),
            "and no window opens"
        );
    }

    Bus fn signals_that_make_no_sense_are_not_heard_and_break_nothing() {
        let server = Server::start();
        let couple = Couple::begins();
        let note = one(&server, &couple);
        let to = note.sender.as_str();
        let huge = "x".repeat(16 * 1024 * 1024);

        server.say(signal(to, "ActionInvoked").build(&(note.id, huge.as_str())));
        server.say(signal(to, "ActionInvoked").build(&huge.as_str()));
        server.say(signal(to, "ActionInvoked").build(&("fine", note.id)));
        server.say(signal(to, "ActionInvoked").build(&(note.id,)));
        server.say(signal(to, "ActionInvoked").build(&()));
        server.say(signal(to, "NotificationClosed").build(&"all"));
        server.say(signal(to, "NotificationClosed").build(&(note.id + 7, 2_u32)));
        server.say(signal(to, huge_name().leak()).build(&(note.id, "fine")));
        all_is_heard(&server, &couple, &note, "fine");
        assert_eq!(couple.answers(1)[0].1, "fine", "the one that was meant");
        assert_eq!(couple.other_events(), [], "nobody is told of nonsense");
    }

    Bus fn nobody_but_the_server_presses_buttons_or_says_who_the_server_is() {
        let server = Server::start();
        let couple = Couple::begins();
        let note = one(&server, &couple);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(async {
            let stranger = zbus::Connection::session().await.unwrap();
            let to = note.sender.as_str();
            let press = signal(to, "ActionInvoked").build(&(note.id, "fine"));
            let close = signal(to, "NotificationClosed").build(&(note.id, 2_u32));
            let bus = "org.freedesktop.DBus";
            let gone = Message::signal("/org/freedesktop/DBus", bus, "NameOwnerChanged").destination(to);
            let gone = gone.build(&("org.freedesktop.Notifications", ":1.1", ""));
            for forged in [press, close, gone] {
                stranger.send(&forged.unwrap()).await.unwrap();
            }
            // The bus has carried them when it answers this.
            let bus = zbus::fdo::DBusProxy::new(&stranger).await.unwrap();
            bus.get_id().await.unwrap();
        });
        all_is_heard(&server, &couple, &note, "snooze-10");
        assert_eq!(couple.answers(1)[0].1, "snooze-10", "nobody else's press counts, the server's does");
        assert_eq!(couple.diary.lost(), [], "and nobody but the bus says that it went");
    }

    Bus fn a_name_that_changes_hands_all_the_time_is_followed_to_whoever_keeps_it() {
        let couple = Couple::begins();
        let key = couple.remind(1);
        couple.trouble();
        couple.delivered();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(async {
            let restless = zbus::Connection::session().await.unwrap();
            for _ in 0..300 {
                restless.request_name("org.freedesktop.Notifications").await.unwrap();
                restless.release_name("org.freedesktop.Notifications").await.unwrap();
            }
        });
        let (threads_before, fds_before) = (threads(), fds());
        let begin = Instant::now();
        let server = Server::start();
        couple.comes_to_be_shown(&key);
        assert!(begin.elapsed() < Duration::from_secs(10), "shown after {:?}", begin.elapsed());
        server.next();
        couple.look();
        assert!(!server.has_more(), "once");
        drop(server);
        drop(runtime);
        assert!(threads() <= threads_before && fds() <= fds_before, "nothing is left of three hundred owners");
    }

    Bus fn a_flood_of_signals_delays_no_reminder_and_leaves_nothing_behind() {
        let server = Server::start();
        let couple = Couple::begins();
        couple.remind(0);
        couple.shown();
        server.next();
        let (threads_before, fds_before, memory_before) = (threads(), fds(), memory());

        let begin = Instant::now();
        let over = server.flood(10_000, 2);
        let mut latest = Duration::ZERO;
        let mut n = 1;
        let sent = loop {
            match over.try_recv() {
                Ok(sent) => break sent,
                Err(_) => {
                    let asked = Instant::now();
                    let key = couple.remind(n);
                    couple.comes_to_be_shown(&key);
                    latest = latest.max(asked.elapsed());
                    n += 1;
                }
            }
        };
        let flood = begin.elapsed();
        assert!(n > 3, "reminders came while it lasted: {n}");
        assert!(latest < Duration::from_secs(1), "none later than a second: {latest:?}");
        couple.look();

        let before = engine_time();
        std::thread::sleep(Duration::from_secs(1));
        let spent = engine_time() - before;
        assert!(spent < Duration::from_millis(50), "the engine is quiet afterwards: {spent:?} in a second");
        assert_eq!((threads(), fds()), (threads_before, fds_before), "no thread, no connection more");
        let grown = memory().saturating_sub(memory_before) / 1024;
        assert!(grown < 16 * 1024, "and no memory to speak of: {grown} KiB");
        println!("{sent} signals in {flood:?}, {n} reminders, the latest after {latest:?}, {grown} KiB");
    }
}

/// The longest member name a bus carries.
fn huge_name() -> String {
    "M".repeat(255)
}
