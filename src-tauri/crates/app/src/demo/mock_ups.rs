//! The design's Noor and Jules, around 13 October 2026.

use chrono::{Duration, NaiveTime};
use domain::{
    gesture::Kind as Small,
    ids::{PauseId, SlotId},
    occurrence::{OccurrenceKey, Outcome},
    pause::Pause,
    people::Half,
    red_letter::Sort,
    slot::Kind,
    words::demo as words,
    zone,
};

use super::{Made, at, day, plan};
use crate::library;

impl Made<'_> {
    pub(super) fn mock_ups(&mut self) {
        let supper = self.slot(
            "",
            Kind::EveningOut,
            at(day(2026, 1, 22), 19, 0),
            120,
            "FREQ=WEEKLY;BYDAY=TH",
        );
        let thursdays = |d, m| at(day(2026, m, d), 19, 0);
        self.the_year_before_october(supper);
        self.change(supper, thursdays(1, 10), |c| {
            c.title = Some(words::CINEMA.to_owned());
            c.outcome = Some(Outcome::Kept);
        });
        self.change(supper, thursdays(8, 10), |c| {
            c.title = Some(words::QUAY.to_owned());
            c.moved_to = Some(at(day(2026, 10, 10), 13, 0));
            c.outcome = Some(Outcome::Kept);
        });
        self.change(supper, thursdays(15, 10), |c| {
            c.title = Some(words::LUPO.to_owned())
        });
        self.change(supper, thursdays(22, 10), |c| {
            c.title = Some(words::QUIET.to_owned())
        });
        self.change(supper, thursdays(29, 10), |c| {
            c.title = Some(words::LATE.to_owned());
            c.moved_to = Some(at(day(2026, 10, 29), 20, 15));
        });
        self.slot(
            words::SESSION,
            Kind::OutsideHelp,
            at(day(2026, 9, 2), 17, 30),
            60,
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        );
        let check_in = self.slot(
            "",
            Kind::CheckIn,
            at(day(2026, 9, 6), 19, 30),
            15,
            "FREQ=WEEKLY;BYDAY=SU",
        );
        // The last one, on the 11th, is still open.
        for (d, m) in [(6, 9), (13, 9), (20, 9), (27, 9), (4, 10)] {
            self.change(check_in, at(day(2026, m, d), 19, 30), |c| {
                c.outcome = Some(Outcome::Kept)
            });
        }
        let from = |d, hour, minute| at(day(2026, 9, d), hour, minute);
        // Monday 7 September and the days after it.
        self.busy(
            words::NOORS_CALENDAR,
            Half::First,
            &[
                ("MO,TU,TH", from(7, 9, 0), 510),
                ("WE", from(9, 9, 0), 480),
                ("FR", from(11, 9, 0), 360),
                ("SU", from(13, 15, 0), 120),
                // Why supper is late that Thursday.
                ("", at(day(2026, 10, 29), 18, 30), 90),
            ],
        );
        self.busy(
            words::JULESS_CALENDAR,
            Half::Second,
            &[
                ("MO,TU,TH", from(7, 10, 0), 360),
                ("WE", from(9, 10, 0), 390),
                ("FR", from(11, 10, 0), 510),
                ("SA", from(12, 9, 0), 210),
                ("MO", from(7, 19, 30), 90),
            ],
        );
        self.red_letter(words::MET, Sort::Anniversary, day(2015, 10, 17), true);
        self.red_letter(words::BIRTHDAY, Sort::Birthday, day(2016, 10, 30), false);
        self.red_letter(words::VALENTINE, Sort::Other, day(2016, 2, 14), false);
        self.red_letter(words::FIRST_EVENING, Sort::First, day(2015, 3, 21), true);
        self.red_letter(words::NEW_YEARS_EVE, Sort::Other, day(2016, 12, 31), false);
        let school = self.gesture(words::SCHOOL, words::SCHOOL_DETAIL, 20, 2, Small::Help);
        let coffee = self.gesture(words::COFFEE, words::COFFEE_DETAIL, 5, 1, Small::Time);
        let bike = self.gesture(words::BIKE, words::BIKE_DETAIL, 15, 2, Small::Help);
        let idea = self.small_things_of_mock_ups(school, coffee);
        self.small_things_so_far();
        use Half::{First, Second};
        let days: [(u32, u32, &[Half]); 10] = [
            (28, 9, &[First]),
            (29, 9, &[Second]),
            (1, 10, &[First, Second]),
            (2, 10, &[First]),
            (4, 10, &[Second]),
            (6, 10, &[First, Second]),
            (7, 10, &[Second]),
            (9, 10, &[First]),
            (10, 10, &[Second]),
            (11, 10, &[]),
        ];
        let mut n = 0;
        for (d, m, halves) in days {
            for half in halves {
                self.tick(library::everyday(n), *half, at(day(2026, m, d), 20, 5), "");
                n += 1;
            }
        }
        self.tick(coffee, First, at(day(2026, 10, 12), 7, 20), "");
        self.tick(bike, Second, at(day(2026, 10, 12), 18, 40), words::BIKE_NOTE);
        self.tick(school, First, at(day(2026, 10, 13), 8, 10), words::SCHOOL_NOTE);
        let thursday = OccurrenceKey {
            slot: supper,
            original: thursdays(15, 10),
        };
        let sunday = zone::instant(at(day(2026, 10, 11), 17, 0), self.app.zone());
        let planned = plan::supper(thursday, sunday, idea, || self.id());
        self.demo.plans.push(planned);
    }

    /// Small things from January on: in most weeks by one of them, in six by both. With the three since, that is nine.
    fn small_things_so_far(&mut self) {
        const BOTH: [i64; 6] = [3, 9, 16, 22, 28, 36];
        let monday = day(2025, 12, 29);
        for date in day(2026, 1, 3).iter_days().take_while(|d| *d < day(2026, 9, 28)) {
            let since = (date - monday).num_days();
            let week = since / 7;
            let both = BOTH.contains(&week);
            // In a week of both, on Wednesday both on the same day.
            let certain = both && since % 7 == 2;
            for (turn, half) in [Half::First, Half::Second].into_iter().enumerate() {
                let here = both || week % 2 == turn as i64;
                let chance = if both { 3 } else { 4 };
                if here && (certain || self.below(chance) == 0) {
                    let gesture = library::everyday(self.below(12) as usize);
                    self.tick(gesture, half, at(date, 18, 20), "");
                }
            }
        }
    }

    /// The Thursdays up to September, and what is settled about those after October: thirty-two kept before October, four
    /// of them on another day, Easter and the move without one, the days after Christmas left free.
    fn the_year_before_october(&mut self, supper: SlotId) {
        let thursday = |d, m| at(day(2026, m, d), 19, 0);
        let moved = [
            ((12, 2), at(day(2026, 2, 13), 19, 0)),
            ((9, 4), at(day(2026, 4, 10), 19, 0)),
            ((25, 6), at(day(2026, 6, 27), 13, 0)),
            ((20, 8), at(day(2026, 8, 22), 13, 0)),
        ];
        let skipped = [(26, 3), (2, 4), (6, 8), (13, 8)];
        let first = thursday(22, 1);
        for original in (0..36).map(|week| first + Duration::days(7 * week)) {
            let is = |(d, m): (u32, u32)| thursday(d, m) == original;
            let to = moved.iter().find(|(day, _)| is(*day)).map(|(_, to)| *to);
            if skipped.into_iter().any(is) {
                self.change(supper, original, |c| c.skipped = true);
            } else {
                self.change(supper, original, |c| {
                    c.moved_to = to;
                    c.outcome = Some(Outcome::Kept);
                });
            }
        }
        self.change(supper, thursday(5, 11), |c| {
            c.moved_to = Some(at(day(2026, 11, 6), 20, 0))
        });
        for last in [24, 31] {
            self.change(supper, thursday(last, 12), |c| c.skipped = true);
        }
        for (from, until) in [
            (day(2026, 4, 2), day(2026, 4, 6)),
            (day(2026, 8, 3), day(2026, 8, 17)),
            (day(2026, 12, 23), day(2027, 1, 1)),
        ] {
            let pause = Pause {
                id: PauseId(self.id()),
                from: from.and_time(NaiveTime::MIN),
                until: until.and_time(NaiveTime::MIN),
            };
            self.demo.pauses.push(pause);
        }
    }
}
