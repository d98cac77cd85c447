//! A notification server that works.

use clockwork::Event;

use crate::{
    couple::Couple,
    in_a_session,
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

        let delivered = couple.delivered();
        assert_eq!((delivered.key, delivered.result), (key.clone(), Ok(())), "the answer is told");
        couple.look();
        assert_eq!(couple.diary.settled(&key), [Ok(())], "and was written once");
        assert!(!server.has_more(), "it is not shown again");
    }

    Bus fn snooze_reaches_the_planner_though_only_the_sender_is_told() {
        let server = Server::start();
        let couple = Couple::begins();
        let key = couple.remind(1);
        let note = server.next();
        assert_eq!(couple.delivered().result, Ok(()), "it is shown");

        server.press(note, "snooze-10");
        while couple.diary.answers().is_empty() {
            assert!(matches!(couple.event(), Event::Changed(_)), "nothing else is told");
        }
        assert_eq!(couple.diary.answers(), [(key, "snooze-10".to_owned())], "pressed once, heard once");
    }

    Bus fn a_click_on_the_notification_opens_its_date() {
        let server = Server::start();
        let couple = Couple::begins();
        let key = couple.remind(1);
        let note = server.next();
        couple.delivered();

        server.press(note, "default");
        let occurrence = loop {
            match couple.event() {
                Event::Open { occurrence } => break occurrence,
                Event::Changed(_) => {}
                other => panic!("the window was to open, and not {other:?}"),
            }
        };
        assert_eq!(occurrence, Some(key.occurrence), "on what the notification was about");
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
            assert_eq!(couple.delivered().result, Ok(()), "shown");
        }
        assert_eq!(server.asked(), 1, "what an owner can do does not change");
    }

    Bus fn two_hundred_notifications_need_no_thread_more() {
        let server = Server::start();
        let couple = Couple::begins();
        let threads = || std::fs::read_dir("/proc/self/task").unwrap().count();
        couple.remind(0);
        couple.delivered();
        let before = threads();
        for n in 1..=200 {
            couple.diary.due(n);
        }
        couple.look();
        for _ in 1..=200 {
            server.next();
            assert_eq!(couple.delivered().result, Ok(()), "each is shown");
        }
        assert_eq!(threads(), before, "one thread waits, shows and listens");
    }
}
