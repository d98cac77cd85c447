//! Notification servers that are killed, come back, or were never there. What may pass until the person is told, and
//! until a reminder comes after all, is measured.

use std::{
    collections::HashSet,
    time::{Duration, Instant},
};

use clockwork::{Event, Outcome};
use domain::words::clockwork as words;

use crate::{
    couple::Couple,
    in_a_session,
    process::{fds, threads},
    server::{Manner, Server},
};

/// Within this the person is told that reminders cannot be shown.
const TOLD: Duration = Duration::from_secs(5);

/// Within this a reminder comes once a server is back.
const BACK: Duration = Duration::from_secs(10);

fn failed(why: &str) -> Outcome {
    Outcome::Failed(why.to_owned())
}

in_a_session! {
    Bus fn a_reminder_nobody_could_show_comes_when_somebody_can() {
        let couple = Couple::begins();
        let begin = Instant::now();
        let key = couple.remind(1);
        assert_eq!(couple.trouble(), words::NO_SERVER, "nobody is there");
        let took = begin.elapsed();
        assert!(took < TOLD, "told after {took:?}");
        assert_eq!(couple.delivered().result, failed(words::NO_SERVER), "at once, with the reason");
        for _ in 0..2 {
            couple.diary.time_passes();
            couple.look();
            assert_eq!(couple.delivered().result, failed(words::NO_SERVER), "tried again, and no new trouble told");
        }

        let begin = Instant::now();
        let server = Server::start();
        couple.recovered();
        assert_eq!(couple.shown(), key, "nobody had to wait for the next look");
        let took = begin.elapsed();
        assert!(took < BACK, "shown after {took:?}");
        server.next();
        couple.look();
        assert!(!server.has_more(), "once");
    }

    Bus fn a_reminder_is_delivered_when_a_killed_server_comes_back() {
        let server = Server::with(Manner { answers: false, ..Manner::default() });
        let couple = Couple::begins();
        let begin = Instant::now();
        let key = couple.remind(1);
        server.next();
        drop(server);
        assert_eq!(couple.trouble(), words::GONE, "its owner went without an answer");
        let took = begin.elapsed();
        assert!(took < TOLD, "told after {took:?}");
        assert_eq!(couple.delivered().result, failed(words::WENT_AWAY), "and it was not shown");

        let begin = Instant::now();
        let server = Server::start();
        assert_eq!(server.next().summary, "Thursday, 7 pm", "the next owner is sent it");
        couple.recovered();
        assert_eq!(couple.shown(), key, "and shows it");
        let took = begin.elapsed();
        assert!(took < BACK, "shown after {took:?}");
        couple.look();
        assert!(!server.has_more(), "once");
        assert_eq!(couple.diary.settled(&key), [Err(words::WENT_AWAY.to_owned()), Ok(())], "each owner had it once");
    }

    Bus fn fifty_open_reminders_are_shown_again_once_when_their_server_is_killed_and_restarted() {
        let server = Server::start();
        let couple = Couple::begins();
        let keys: HashSet<_> = (1..=50).map(|n| couple.diary.due(n)).collect();
        couple.look();
        for _ in &keys {
            server.next();
            couple.shown();
        }
        let (threads_before, fds_before) = (threads(), fds());

        drop(server);
        let begin = Instant::now();
        let server = Server::start();
        let mut again = HashSet::new();
        while again.len() < keys.len() {
            match couple.event() {
                Event::Delivered(d) if d.result == Outcome::Shown => assert!(again.insert(d.key), "never twice"),
                // Killed and restarted within two seconds nobody need be told; on a slow machine somebody is.
                Event::Delivered(_) | Event::Trouble { .. } | Event::Recovered | Event::Changed(_) => {}
                other => panic!("nothing else was to come: {other:?}"),
            }
        }
        let took = begin.elapsed();
        assert!(took < BACK, "all were shown again after {took:?}");
        assert_eq!(again, keys, "those that were open, and no others");
        couple.look();
        for _ in &keys {
            server.next();
        }
        assert!(!server.has_more(), "each was sent to the new server once");
        assert_eq!(couple.diary.lost().len(), keys.len(), "and written down as lost once");
        assert_eq!((threads(), fds()), (threads_before, fds_before), "nothing is left of the first fifty");
    }

    Bus fn open_reminders_whose_server_comes_back_late_are_told_of_once_and_shown_again_once() {
        let server = Server::start();
        let couple = Couple::begins();
        let keys: HashSet<_> = (1..=20).map(|n| couple.diary.due(n)).collect();
        couple.look();
        for _ in &keys {
            server.next();
            couple.shown();
        }
        drop(server);
        assert_eq!(couple.trouble(), words::NO_SERVER, "they were tried again, and nobody is there");
        let tried: HashSet<_> = keys.iter().map(|_| couple.delivered().key).collect();
        assert_eq!(tried, keys, "each failed, with one trouble for all");

        let begin = Instant::now();
        let server = Server::start();
        couple.recovered();
        let again: HashSet<_> = keys.iter().map(|_| couple.shown()).collect();
        let took = begin.elapsed();
        assert!(took < BACK, "all were shown again after {took:?}");
        assert_eq!(again, keys, "each once");
        for _ in &keys {
            server.next();
        }
        couple.look();
        assert!(!server.has_more(), "and sent once");
        assert_eq!(couple.other_events(), [], "nothing else is told");
    }

    Bus fn what_was_pressed_or_closed_before_the_server_died_does_not_come_again() {
        let server = Server::start();
        let couple = Couple::begins();
        couple.remind(1);
        couple.shown();
        let (pressed, dismissed) = (server.next(), { couple.remind(2); server.next() });
        couple.shown();
        let open = couple.remind(3);
        couple.shown();
        server.next();
        server.dismiss(&dismissed);
        server.press(&dismissed, "fine");
        // What a server says is heard in order, so this comes after the other two.
        server.press(&pressed, "fine");
        assert_eq!(server.taken_back(), pressed.id, "heard");
        couple.look();
        drop(server);

        let server = Server::start();
        server.next();
        assert_eq!(couple.diary.lost(), [open], "the one that was still open");
        couple.look();
        assert!(!server.has_more(), "and that one only");
        assert_eq!(couple.answers(1).len(), 1, "a button of what was dismissed is not there to be pressed");
    }

    Bus fn a_server_that_stays_away_with_open_reminders_is_told_of() {
        let server = Server::start();
        let couple = Couple::begins();
        let key = couple.remind(1);
        couple.shown();
        drop(server);
        let begin = Instant::now();
        assert_eq!(couple.trouble(), words::NO_SERVER, "it is tried once more, and nobody is there");
        let took = begin.elapsed();
        assert!(took < TOLD, "told after {took:?}");
        assert_eq!(couple.delivered().key, key, "the open one is the one that was tried");
    }

    Bus fn what_an_old_server_showed_is_no_longer_listened_to() {
        let server = Server::start();
        let couple = Couple::begins();
        let key = couple.remind(1);
        let old = server.next();
        couple.shown();
        drop(server);

        // It counts its notifications anew.
        let server = Server::start();
        let new = server.next();
        couple.comes_to_be_shown(&key);
        assert_eq!(new.id, old.id, "ids come again");
        assert_eq!(couple.diary.answers(), [], "nothing was pressed");
        server.press(&new, "fine");
        server.taken_back();
        assert_eq!(couple.answers(1), [(key, "fine".to_owned())], "and what is pressed now is heard once");
    }

    Bus fn a_server_that_dies_of_what_it_is_shown_is_not_shown_it_without_pause() {
        let couple = Couple::begins();
        couple.remind(1);
        assert_eq!(couple.trouble(), words::NO_SERVER, "nobody is there");
        let begin = Instant::now();
        let mut sent = 0;
        while begin.elapsed() < Duration::from_secs(8) {
            let server = Server::with(Manner { answers: false, ..Manner::default() });
            let pause = Instant::now();
            while pause.elapsed() < Duration::from_millis(400) {
                sent += u32::from(server.has_more());
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        assert!((1..=3).contains(&sent), "every five seconds at most: {sent} in eight");
    }

    Nothing fn without_a_bus_a_reminder_fails_with_the_reason() {
        let couple = Couple::begins();
        let begin = Instant::now();
        couple.remind(1);
        assert_eq!(couple.trouble(), words::NO_BUS, "no panic, no waiting");
        assert!(begin.elapsed() < TOLD, "told after {:?}", begin.elapsed());
        assert_eq!(couple.delivered().result, failed(words::NO_BUS), "with the reason");
        couple.diary.time_passes();
        couple.look();
        assert_eq!(couple.delivered().result, failed(words::NO_BUS), "tried again, and failed again");
        couple.stop();
    }
}
