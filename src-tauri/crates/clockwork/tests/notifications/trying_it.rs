//! Trying out whether notifications work, and asking what shows them.

use std::time::{Duration, Instant};

use clockwork::{Lock, desktop};
use domain::words::clockwork as words;

use crate::{
    couple::Couple,
    in_a_session,
    server::{Manner, Server},
};

/// Within this a trial says something.
const SAYS: Duration = Duration::from_millis(3500);

/// Within this somebody who asks what shows notifications is answered.
const ANSWERED: Duration = Duration::from_millis(2500);

fn hung() -> Manner {
    Manner {
        answers: false,
        ..Manner::default()
    }
}

in_a_session! {
    Bus fn a_trial_says_what_became_of_it_and_which_button_was_pressed() {
        let server = Server::start();
        let couple = Couple::begins();
        couple.try_one();
        let note = server.next();
        assert_eq!((note.summary.as_str(), note.body.as_str()), ("A test", "It works"), "as it was asked for");
        assert_eq!(note.actions, ["default", "Open", "fine", "Fine"], "with its button");
        let shown = couple.tried();
        assert_eq!((&shown.result, &shown.pressed), (&Ok(()), &None), "it is on the screen");
        assert!(shown.took < SAYS, "after {:?}", shown.took);

        server.press(&note, "fine");
        let pressed = couple.tried();
        assert_eq!(pressed.pressed.as_deref(), Some("fine"), "buttons work");
        assert_eq!((pressed.at, pressed.took), (shown.at, shown.took), "it is the same trial");
        assert_eq!(couple.diary.answers(), [], "a trial answers no reminder");
        server.taken_back();
        couple.look();
        assert_eq!(couple.other_events(), [], "and is in no ledger");
    }

    Bus fn a_trial_that_is_not_answered_says_so_within_three_seconds_and_the_late_answer_counts() {
        let server = Server::with(hung());
        let couple = Couple::begins();
        let begin = Instant::now();
        couple.try_one();
        assert_eq!(couple.trouble(), words::NOT_ANSWERING, "reminders would not come either");
        let silent = couple.tried();
        assert_eq!(silent.result, Err(words::NOT_ANSWERING.to_owned()), "no answer");
        assert!(begin.elapsed() < SAYS, "said after {:?}", begin.elapsed());

        server.wake();
        couple.recovered();
        let late = couple.tried();
        assert_eq!((late.at, late.result), (silent.at, Ok(())), "the same trial was shown after all");
        assert!(late.took >= silent.took, "later than it was said not to be: {:?}", late.took);
    }

    Bus fn a_trial_behind_a_hung_reminder_says_so_at_once_and_comes_before_what_waits() {
        let server = Server::with(hung());
        let couple = Couple::begins();
        let first = couple.remind(1);
        server.next();
        assert_eq!(couple.trouble(), words::NOT_ANSWERING, "it hangs");
        let second = couple.remind(2);
        couple.look();
        let begin = Instant::now();
        couple.try_one();
        assert_eq!(couple.tried().result, Err(words::NOT_ANSWERING.to_owned()), "it is known already");
        assert!(begin.elapsed() < Duration::from_millis(500), "said after {:?}", begin.elapsed());
        couple.try_one();
        assert_eq!(couple.tried().result, Err(words::NOT_ANSWERING.to_owned()), "each time it is asked");

        server.wake();
        couple.recovered();
        assert_eq!(couple.shown(), first, "what hung is shown");
        assert_eq!(couple.delivered().key, second, "what waited is given back");
        assert_eq!(couple.tried().result, Ok(()), "then the trial");
        assert_eq!(couple.shown(), second, "then what waited");
        let order: Vec<_> = (0..2).map(|_| server.next().summary).collect();
        assert_eq!(order, ["A test", "Thursday, 7 pm"], "the two impatient clicks come to one notification");
        couple.look();
        assert!(!server.has_more(), "and nothing else");
    }

    Bus fn a_trial_goes_ahead_of_the_reminders_that_wait() {
        let server = Server::with(hung());
        let couple = Couple::begins();
        for n in 1..=3 {
            couple.diary.due(n);
        }
        couple.look();
        let first = server.next();
        couple.try_one();
        couple.look();
        // Before anybody is told that it hangs.
        server.wake();
        let order: Vec<_> = (0..3).map(|_| server.next().summary).collect();
        assert_eq!(first.summary, "Thursday, 7 pm", "what is under way is not overtaken");
        assert_eq!(order, ["A test", "Thursday, 7 pm", "Thursday, 7 pm"], "the others wait: somebody is looking");
    }

    Bus fn a_trial_with_nobody_to_show_it_says_so_at_once() {
        let couple = Couple::begins();
        let begin = Instant::now();
        couple.try_one();
        assert_eq!(couple.trouble(), words::NO_SERVER, "a reminder would not be shown either");
        let tried = couple.tried();
        assert_eq!(tried.result, Err(words::NO_SERVER.to_owned()), "nothing shows notifications");
        assert!(begin.elapsed() < SAYS, "said after {:?}", begin.elapsed());

        let _server = Server::start();
        couple.recovered();
    }

    Bus fn a_trial_is_shown_though_another_program_reminds() {
        let server = Server::start();
        let home = tempfile::tempdir().unwrap();
        let _other = Lock::try_acquire(home.path()).unwrap();
        let couple = Couple::in_home(home, None);
        couple.try_one();
        assert_eq!(server.next().summary, "A test", "it is about the desktop, not about who reminds");
        assert_eq!(couple.tried().result, Ok(()), "and is told of");
    }

    Bus fn what_shows_notifications_says_what_it_is_and_can_do() {
        assert_eq!(desktop(), Err(words::NO_SERVER.to_owned()), "nothing yet");
        let server = Server::with(Manner { inhibited: true, ..Manner::default() });
        let here = desktop().expect("there is one now");
        assert_eq!((here.name.as_str(), here.vendor.as_str(), here.version.as_str()), ("dunst", "tests", "1"), "who");
        assert_eq!(here.capabilities, ["body", "body-markup", "actions"], "in the specification's words");
        assert_eq!(here.buttons, 6, "dunst has room");
        assert_eq!(here.do_not_disturb, Some(true), "somebody wants to be left in peace");
        drop(server);

        let _server = Server::with(Manner { name: "gnome-shell", ..Manner::default() });
        let here = desktop().expect("there is another one");
        assert_eq!((here.buttons, here.do_not_disturb), (3, Some(false)), "three fit, and it may disturb");
    }

    Bus fn a_hung_server_does_not_keep_anybody_waiting_who_asks_what_it_is() {
        let _server = Server::with(Manner { introduces_itself: false, ..Manner::default() });
        let begin = Instant::now();
        assert_eq!(desktop(), Err(words::NOT_ANSWERING.to_owned()), "it is there, and hangs");
        assert!(begin.elapsed() < ANSWERED, "said after {:?}", begin.elapsed());
    }

    BusWithDeadServer fn a_server_that_does_not_get_up_does_not_keep_anybody_waiting_who_asks() {
        let begin = Instant::now();
        assert_eq!(desktop(), Err(words::NOT_STARTING.to_owned()), "it does not get up");
        assert!(begin.elapsed() < ANSWERED, "said after {:?}", begin.elapsed());
    }

    Nothing fn without_a_bus_nothing_shows_notifications() {
        assert_eq!(desktop(), Err(words::NO_BUS.to_owned()), "at once");
    }
}
