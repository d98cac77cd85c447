//! logind says when the computer sleeps and wakes; sometimes nobody does.

use std::{fs, time::Duration};

use chrono::TimeDelta;
use clockwork::Cause;

use crate::{
    night::Night,
    on_a_system_bus,
    system_bus::{Logind, SystemBus, connections},
};

/// Long enough for a cause that is none to have been taken for one.
const A_MOMENT: Duration = Duration::from_millis(300);

on_a_system_bus! {
    fn a_reminder_that_fell_due_in_sleep_is_looked_at_within_five_seconds_of_waking() {
        let _bus = SystemBus::start();
        let logind = Logind::start();
        let night = Night::begins();
        night.until_heard(&logind);
        night.remind_in(TimeDelta::hours(1));
        night.wake(Cause::Edited);
        assert!(!night.look().shown, "it is not due yet");

        logind.prepare_for_sleep(true);
        night.pass(TimeDelta::hours(8));
        logind.prepare_for_sleep(false);
        let look = night.look_within(Duration::from_secs(5)).expect("waking is a cause to look");
        assert!(look.shown, "and what fell due is found");
    }

    fn going_to_sleep_is_no_cause_to_look() {
        let _bus = SystemBus::start();
        let logind = Logind::start();
        let night = Night::begins();
        night.until_heard(&logind);

        logind.prepare_for_sleep(true);
        assert!(night.look_within(A_MOMENT).is_none(), "nothing falls due by going to sleep");
        logind.prepare_for_sleep(false);
        night.look();
    }

    fn only_logind_is_believed() {
        let _bus = SystemBus::start();
        let logind = Logind::start();
        let stranger = Logind::somebody_else();
        let night = Night::begins();
        night.until_heard(&logind);

        for _ in 0..100 {
            stranger.prepare_for_sleep(false);
        }
        assert!(night.look_within(A_MOMENT).is_none(), "the bus knows who is logind");
        stranger.whisper_that_sleep_is_over();
        assert!(night.look_within(A_MOMENT).is_none(), "and what is said to us alone is not from it");
        logind.prepare_for_sleep(false);
        night.look();
    }

    fn a_bus_that_goes_away_and_comes_back_is_heard_again() {
        let bus = SystemBus::start();
        let logind = Logind::start();
        let night = Night::begins();
        night.until_heard(&logind);
        drop((logind, bus));

        let _bus = SystemBus::start();
        let logind = Logind::start();
        night.until_heard_in_passing(&logind);
        assert!(night.nothing_was_told(), "nobody needs to know of it");
    }

    fn a_bus_that_comes_later_is_heard_and_a_logind_that_comes_later() {
        let night = Night::begins();
        night.look();
        let _bus = SystemBus::start();
        night.until(|| connections() == 1, "the engine finds the bus when it is about");
        let logind = Logind::start();
        night.until_heard(&logind);
        assert!(night.nothing_was_told(), "being without is ordinary");
    }

    fn an_engine_that_stumbles_leaves_nothing_open() {
        let _bus = SystemBus::start();
        let logind = Logind::start();
        let night = Night::begins();
        night.until_heard(&logind);
        let open = || fs::read_dir("/proc/self/fd").unwrap().count();
        let before = (open(), connections());
        night.stumble();
        night.until_heard(&logind);
        assert_eq!((open(), connections()), before, "the files and the connection of before are closed");
    }

    fn while_nothing_happens_the_engine_sleeps() {
        let _bus = SystemBus::start();
        let logind = Logind::start();
        let night = Night::begins();
        night.until_heard(&logind);
        night.is_quiet_for(Duration::from_secs(3));
    }

    fn without_a_bus_the_engine_sleeps_as_well() {
        let night = Night::begins();
        night.look();
        night.is_quiet_for(Duration::from_secs(3));
    }
}
