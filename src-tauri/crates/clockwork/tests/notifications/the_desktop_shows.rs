//! A notification server that works.

use std::collections::HashSet;

use clockwork::Event;

use crate::{
    couple::{Couple, target},
    in_a_session,
    process::{fds, threads},
    server::{Manner, Note, Server},
};

fn buttons(note: &Note) -> Vec<&str> {
    note.actions.chunks(2).map(|pair| pair[0].as_str()).collect()
}

in_a_session! {
    Bus fn a_reminder_is_shown_once_and_written_down() {
        let server = Server::start();
        let couple = Couple::begins();
        let key = couple.remind(1);

        let note = server.next();
        assert_eq!((note.app.as_str(), note.summary.as_str()), ("Standing Date", "Thursday, 7 pm"), "as it was given");
        assert_eq!(note.body, "In 90 minutes, 1 &amp; counting", "dunst reads markup");
        assert_eq!(buttons(&note), ["default", "fine", "snooze-10", "open", "snooze-60"], "dunst has room for four");
        assert_eq!(note.icon, "appointment-soon", "an icon that says nothing");
        let hint = |name: &str| note.hints.get(name).map(|v| format!("{v:?}")).unwrap_or_default();
        assert!(hint("urgency").contains("1"), "urgency is normal: {}", hint("urgency"));
        assert!(hint("desktop-entry").contains("org.standingdate.desktop"), "{}", hint("desktop-entry"));
        assert!(hint("category").contains("x-standingdate.reminder"), "{}", hint("category"));
        assert_eq!(note.timeout, 30 * 60 * 1000, "without persistence it stays long enough to be seen");

        assert_eq!(couple.shown(), key, "the answer is told");
        couple.look();
        assert_eq!(couple.diary.settled(&key), [Ok(())], "and was written once");
        assert!(!server.has_more(), "it is not shown again");
    }

    Bus fn snooze_reaches_the_planner_though_only_the_sender_is_told() {
        let server = Server::start();
        let couple = Couple::begins();
        let key = couple.remind(1);
        let note = server.next();
        assert_eq!(couple.shown(), key, "it is shown");
        server.press(&note, "snooze-10");
        while couple.diary.answers().is_empty() {
            assert!(matches!(couple.event(), Event::Changed(_)), "nothing else is told");
        }
        assert_eq!(couple.diary.answers(), [(key, "snooze-10".to_owned())], "pressed once, heard once");
        assert_eq!(server.taken_back(), note.id, "and it is taken off the screen, where its buttons do nothing now");
    }

    Bus fn a_click_on_the_notification_opens_its_date() {
        let server = Server::start();
        let couple = Couple::begins();
        let key = couple.remind(1);
        couple.shown();

        server.press(&server.next(), "default");
        let at = loop {
            match couple.event() {
                Event::Open { at } => break at,
                Event::Changed(_) => {}
                other => panic!("the window was to open, and not {other:?}"),
            }
        };
        assert_eq!(at, target(&key), "on what the notification was about");
    }

    Bus fn what_is_answered_elsewhere_is_taken_off_the_screen() {
        let server = Server::start();
        let couple = Couple::begins();
        let answered = couple.remind(1);
        couple.shown();
        let note = server.next();
        couple.remind(2);
        couple.shown();
        server.next();
        couple.look();
        assert!(!server.has_taken_back(), "both are still true");

        couple.diary.is_over(&answered);
        couple.look();
        assert_eq!(server.taken_back(), note.id, "the one that was answered goes");
        server.press(&note, "fine");
        couple.look();
        assert!(!server.has_taken_back(), "once, and the other one stays");
        assert_eq!(couple.diary.answers(), [], "and nobody can press what is gone");
    }

    Bus fn what_a_person_closes_is_not_asked_about_again() {
        let server = Server::start();
        let couple = Couple::begins();
        couple.remind(1);
        couple.shown();
        let closed = server.next();
        let stays = couple.remind(2);
        couple.shown();
        let pressed = couple.remind(3);
        couple.shown();
        server.next();
        server.dismiss(&closed);
        server.press(&server.next(), "fine");
        assert_eq!(couple.answers(1)[0].0, pressed, "what a server says is heard in order");
        couple.look();
        assert_eq!(couple.diary.on_screen(), [stays], "the only one that is still there");
    }

    Bus fn a_server_without_actions_is_sent_none_and_asked_once() {
        let server = Server::with(Manner { capabilities: &["body", "persistence"], ..Manner::default() });
        let couple = Couple::begins();
        for n in 1..=5 {
            couple.remind(n);
            let note = server.next();
            assert_eq!(note.actions, [""; 0], "buttons that nobody can press are left out");
            assert_eq!(note.body, format!("In 90 minutes, {n} & counting"), "nothing is escaped for a server that reads no markup");
            assert_eq!(note.timeout, -1, "a server that keeps notifications has its own times");
            couple.shown();
        }
        assert_eq!(server.asked(), 1, "what an owner can do does not change");
    }

    Bus fn two_hundred_notifications_need_no_thread_and_no_connection_more() {
        let server = Server::start();
        let couple = Couple::begins();
        couple.remind(0);
        couple.shown();
        server.next();
        let (threads_before, fds_before) = (threads(), fds());
        for n in 1..=200 {
            couple.diary.due(n);
        }
        couple.look();
        let notes: Vec<_> = (1..=200).map(|_| { couple.shown(); server.next() }).collect();
        assert_eq!(threads(), threads_before, "one thread waits, shows and listens");
        assert_eq!(fds(), fds_before, "on one connection");

        // All are listened to, the oldest too.
        for note in &notes {
            server.press(note, "fine");
        }
        let gone: HashSet<_> = notes.iter().map(|_| server.taken_back()).collect();
        assert_eq!(gone.len(), 200, "each is heard");
        assert_eq!((threads(), fds()), (threads_before, fds_before), "and nothing is left of them");
    }
}
