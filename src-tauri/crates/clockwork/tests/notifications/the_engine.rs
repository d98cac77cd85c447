//! The engine itself: it survives, notices, takes over.

use std::{fs, time::Duration};

use app::replies::Topic;
use clockwork::{Event, Lock};
use domain::words::clockwork as words;

use crate::{couple::Couple, in_a_session, server::Server};

in_a_session! {
    Bus fn a_stumble_is_told_and_reminders_go_on() {
        let server = Server::start();
        let couple = Couple::begins();
        couple.look();
        couple.diary.stumble();
        couple.remind(1);
        assert_eq!(couple.trouble(), words::STUMBLED, "reminders never end unnoticed");
        server.next();
        couple.recovered();
        couple.shown();
    }

    Bus fn what_another_process_writes_is_noticed_within_two_seconds() {
        let couple = Couple::begins();
        couple.look();
        couple.diary.change_elsewhere();
        fs::write(couple.home.path().join("planner.db-wal"), "a commit").unwrap();
        let event = couple.events.recv_timeout(Duration::from_secs(2)).expect("without being asked");
        assert!(matches!(&event, Event::Changed(topics) if topics.contains(&Topic::Slots)), "{event:?}");
    }

    Bus fn an_engine_takes_over_as_soon_as_the_other_one_ends() {
        let server = Server::start();
        let home = tempfile::tempdir().unwrap();
        let other = Lock::try_acquire(home.path()).unwrap();
        let couple = Couple::in_home(home, None);
        couple.remind(1);
        assert!(couple.events.recv_timeout(Duration::from_millis(500)).is_err(), "the other one reminds");
        assert!(!server.has_more(), "nothing is shown from here");

        drop(other);
        assert_eq!(couple.event(), Event::TookOver, "the lock is free");
        server.next();
        couple.shown();
    }
}
