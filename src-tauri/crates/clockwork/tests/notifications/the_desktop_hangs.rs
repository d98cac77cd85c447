//! Notification servers that hang, die, come back, or were never there.

use clockwork::Event;
use domain::words::clockwork as words;

use crate::{
    couple::Couple,
    in_a_session,
    server::{Manner, Server},
};

fn hung() -> Manner {
    Manner {
        answers: false,
        ..Manner::default()
    }
}

in_a_session! {
    Bus fn a_late_answer_settles_a_reminder_once_and_it_is_not_sent_twice() {
        let server = Server::with(hung());
        let couple = Couple::begins();
        let first = couple.remind(1);
        server.next();
        assert_eq!(couple.trouble(), words::NOT_ANSWERING, "three seconds without an answer are told");

        let second = couple.remind(2);
        couple.look();
        couple.look();
        assert!(!server.has_more(), "nothing is sent to a server that has not answered");
        assert_eq!(couple.diary.settled(&first), [], "the first one may still appear: it is not given up");

        server.wake();
        let delivered = couple.delivered();
        assert_eq!((&delivered.key, delivered.result), (&first, Ok(())), "the late answer counts");
        let delivered = couple.delivered();
        assert_eq!((delivered.key, delivered.result), (second.clone(), Err(words::WAITED.to_owned())), "what waited is handed out anew");
        let delivered = couple.delivered();
        assert_eq!((delivered.key, delivered.result), (second.clone(), Ok(())), "with fresh words, at once");
        assert_eq!(server.next().body, "In 90 minutes, 2 &amp; counting", "and shown");
        couple.look();
        assert!(!server.has_more(), "the first one is not sent again");
        assert_eq!(couple.diary.settled(&first), [Ok(())], "one answer, one line in the ledger");
    }

    Bus fn a_hung_desktop_does_not_keep_the_engine_from_stopping() {
        let server = Server::with(hung());
        let couple = Couple::begins();
        couple.remind(1);
        server.next();
        couple.look();
        couple.stop();
    }

    Bus fn a_reminder_is_delivered_when_a_killed_server_comes_back() {
        let server = Server::with(hung());
        let couple = Couple::begins();
        let key = couple.remind(1);
        server.next();
        drop(server);
        let delivered = couple.delivered();
        assert_eq!(delivered.result, Err(words::WENT_AWAY.to_owned()), "its owner went without an answer");

        let server = Server::start();
        assert_eq!(server.next().summary, "Thursday, 7 pm", "the next owner is sent it within ten seconds");
        assert_eq!(couple.delivered().result, Ok(()), "and shows it");
        couple.look();
        assert_eq!(couple.diary.settled(&key), [Err(words::WENT_AWAY.to_owned()), Ok(())], "each owner had it once");
    }

    Bus fn a_reminder_nobody_could_show_comes_when_somebody_can() {
        let couple = Couple::begins();
        couple.remind(1);
        assert_eq!(couple.delivered().result, Err(words::NO_SERVER.to_owned()), "at once, with the reason");

        let server = Server::start();
        server.next();
        assert_eq!(couple.delivered().result, Ok(()), "nobody had to wait for the next look");
    }

    Bus fn what_an_old_server_showed_is_no_longer_listened_to() {
        let server = Server::start();
        let couple = Couple::begins();
        couple.remind(1);
        let note = server.next();
        couple.delivered();
        drop(server);

        let server = Server::start();
        // It returns only when the sender has hung up, which happens though nobody pressed anything.
        server.press(note, "of another server");
        couple.remind(2);
        server.next();
        assert_eq!(couple.delivered().result, Ok(()), "the new server shows the next one");
    }

    BusWithDeadServer fn a_server_that_never_gets_up_is_given_up_by_the_bus() {
        let couple = Couple::begins();
        couple.remind(1);
        assert_eq!(couple.trouble(), words::NOT_ANSWERING, "three seconds without an answer are told");
        couple.look();
        assert_eq!(couple.delivered().result, Err(words::NO_SERVER.to_owned()), "the bus has the last word");
    }

    Nothing fn without_a_bus_a_reminder_fails_with_the_reason() {
        let couple = Couple::begins();
        couple.remind(1);
        assert_eq!(couple.delivered().result, Err(words::NO_BUS.to_owned()), "no panic, no waiting");
        couple.look();
        loop {
            match couple.event() {
                Event::Delivered(delivered) => break assert!(delivered.result.is_err(), "tried again, and failed again"),
                Event::Changed(_) => {}
                other => panic!("nothing else was to come: {other:?}"),
            }
        }
        couple.stop();
    }
}
