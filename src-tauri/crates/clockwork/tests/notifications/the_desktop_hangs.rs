//! Notification servers that hang, or never get up. What may pass until the person is told, and until a reminder comes
//! after all, is measured.

use std::time::{Duration, Instant};

use clockwork::{Event, Outcome};
use domain::words::clockwork as words;

use crate::{
    couple::Couple,
    in_a_session,
    server::{Manner, Server},
};

/// Within this the person is told that reminders cannot be shown.
const TOLD: Duration = Duration::from_secs(5);

/// Within this a reminder comes once a server is back.
const BACK: Duration = Duration::from_secs(10);

fn hung() -> Manner {
    Manner {
        answers: false,
        ..Manner::default()
    }
}

fn waited() -> Outcome {
    Outcome::Failed(words::WAITED.to_owned())
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
        couple.recovered();
        assert_eq!(couple.shown(), first, "the late answer counts");
        let delivered = couple.delivered();
        assert_eq!((delivered.key, delivered.result), (second, waited()), "what waited is handed out anew");
        assert_eq!(couple.shown(), second, "with fresh words, at once");
        assert_eq!(server.next().body, "In 90 minutes, 2 &amp; counting", "and shown");
        couple.look();
        assert!(!server.has_more(), "the first one is not sent again");
        assert_eq!(couple.diary.settled(&first), [Ok(())], "one answer, one line in the ledger");
    }

    Bus fn a_hung_server_is_told_of_within_five_seconds_and_once() {
        let server = Server::with(hung());
        let couple = Couple::begins();
        let begin = Instant::now();
        couple.remind(1);
        assert_eq!(couple.trouble(), words::NOT_ANSWERING, "it hangs");
        let took = begin.elapsed();
        assert!(took < TOLD, "told after {took:?}");

        for n in 2..=4 {
            couple.remind(n);
            couple.look();
        }
        assert_eq!(couple.other_events(), [], "what is said once is not said with every look");

        let begin = Instant::now();
        server.wake();
        couple.recovered();
        let took = begin.elapsed();
        assert!(took < BACK, "the banner goes after {took:?}");
    }

    Bus fn a_server_that_hangs_before_it_says_what_it_can_do_is_no_better() {
        let server = Server::with(Manner { introduces_itself: false, ..Manner::default() });
        let couple = Couple::begins();
        let begin = Instant::now();
        let key = couple.remind(1);
        assert_eq!(couple.trouble(), words::NOT_ANSWERING, "it is there, and hangs");
        assert!(begin.elapsed() < TOLD, "told after {:?}", begin.elapsed());

        server.wake();
        couple.recovered();
        assert_eq!(couple.shown(), key, "its answer comes late, and what it was to be shown is shown");
        server.next();
        couple.look();
        assert!(!server.has_more(), "once");
    }

    Bus fn a_hung_desktop_does_not_keep_the_engine_from_stopping() {
        let server = Server::with(hung());
        let couple = Couple::begins();
        let sent = couple.remind(1);
        server.next();
        let waiting = couple.remind(2);
        couple.look();
        couple.stop();
        assert_eq!(couple.diary.settled(&sent), [], "it may still appear: the ledger leaves that open");
        assert_eq!(
            couple.diary.settled(&waiting),
            [Err(words::WAITED.to_owned())],
            "what was never sent is known not to have been shown"
        );
    }

    Bus fn nobody_who_asks_something_of_the_engine_waits_for_a_hung_desktop() {
        let server = Server::with(hung());
        let couple = Couple::begins();
        couple.remind(1);
        server.next();
        assert_eq!(couple.trouble(), words::NOT_ANSWERING, "it hangs");
        for _ in 0..100 {
            let begin = Instant::now();
            couple.try_one();
            couple.look();
            let took = begin.elapsed();
            assert!(took < Duration::from_millis(100), "a click and a look take {took:?}");
        }
    }

    BusWithDeadServer fn a_server_that_never_gets_up_is_told_of_long_before_the_bus_gives_up() {
        let couple = Couple::begins();
        let begin = Instant::now();
        let key = couple.remind(1);
        assert_eq!(couple.trouble(), words::NOT_STARTING, "it does not get up");
        let took = begin.elapsed();
        assert!(took < TOLD, "told after {took:?}, and the bus waits for 25 s");
        couple.look();
        assert_eq!(couple.diary.settled(&key), [], "the bus still has it");

        // Somebody starts one that works, while the bus waits for the other.
        let begin = Instant::now();
        let server = Server::start();
        couple.recovered();
        assert_eq!(couple.shown(), key, "the bus hands on what was asked");
        let took = begin.elapsed();
        assert!(took < BACK, "shown after {took:?}");
        server.next();
        couple.look();
        assert!(!server.has_more(), "and once");
    }

    ImpatientBusWithDeadServer fn a_server_that_never_gets_up_is_given_up_by_the_bus() {
        let couple = Couple::begins();
        couple.remind(1);
        assert_eq!(couple.trouble(), words::NOT_STARTING, "three seconds without an answer are told");
        couple.look();
        assert_eq!(
            couple.delivered().result,
            Outcome::Failed(words::NO_SERVER.to_owned()),
            "the bus has the last word"
        );
        couple.diary.time_passes();
        couple.look();
        assert!(
            !couple.other_events().iter().any(|event| matches!(event, Event::Trouble { .. })),
            "trying again is the same trouble"
        );
    }
}
