//! What the design's pages show of small things and talk, around 13 October 2026.

use chrono::Duration;
use domain::{
    choice::Said,
    favourite::Sort,
    gesture::{Cost, For, Kind, Place, Rhythm, State, Suggested},
    idea::Idea,
    ids::{FavouriteId, GestureId, IdeaId},
    people::Half::{First, Second},
    talk::What,
    words::{demo, demo_small_things as words},
};

use super::Liked;
use crate::{
    demo::{Made, at, day},
    library,
};

impl Made<'_> {
    /// Noor's and Jules's small things; the idea that their Thursday grew from.
    pub(in crate::demo) fn small_things_of_mock_ups(
        &mut self,
        school: GestureId,
        coffee: GestureId,
    ) -> IdeaId {
        let noodles = self.gesture(demo::NOODLES, demo::NOODLES_DETAIL, 40, 2, Kind::Help);
        if let Some(it) = self.demo.gestures.last_mut() {
            it.needs = Some(Sort::Meal);
            it.cost = Cost::Small;
            it.place = Place::Home;
        }
        self.listed_gestures();
        let meal = self.both_favourites();
        // What Today shows since the morning, whoever is here.
        for half in [None, Some(First)] {
            for (n, gesture, favourite) in [(0, school, None), (1, noodles, Some(meal))] {
                self.demo.small.suggested.push(Suggested {
                    day: day(2026, 10, 13),
                    half,
                    n,
                    gesture,
                    favourite,
                });
            }
        }
        let since = day(2026, 9, 7);
        self.intend(coffee, First, words::KETTLE, Rhythm::Daily, since);
        for half in [First, Second] {
            self.choose(half, Said::Touch(true));
            self.choose(half, Said::LogOpen(true));
        }
        self.the_offered_hour();
        let supper = self.wish_list();
        self.cards();
        supper
    }

    /// The rows of the page, in their own words. Of the library's that say the same they need not see both.
    fn listed_gestures(&mut self) {
        self.gesture(words::BREAKFAST, words::BREAKFAST_DETAIL, 25, 2, Kind::Help);
        self.gesture(words::FILM, words::FILM_DETAIL, 120, 1, Kind::Time);
        self.gesture(words::LANDLORD, words::LANDLORD_DETAIL, 20, 2, Kind::Help);
        self.gesture(words::HANDS, words::HANDS_DETAIL, 10, 1, Kind::Touch);
        if let Some(it) = self.demo.gestures.last_mut() {
            it.whom = For::Both;
            it.place = Place::Out;
        }
        self.gesture(words::BATH, words::BATH_DETAIL, 40, 2, Kind::Help);
        for name in [
            "breakfast-in-bed",
            "their-film-no-other",
            "hands-to-the-shop",
            "long-bath",
        ] {
            self.changed(name, |it| it.state = State::Hidden);
        }
    }

    /// What each has said they like; Jules's meal is in one of today's suggestions.
    fn both_favourites(&mut self) -> FavouriteId {
        let jules: [Liked; 6] = [
            (Second, Sort::Meal, words::JULES_MEAL, ""),
            (Second, Sort::Film, words::JULES_FILM, ""),
            (Second, Sort::Tired, words::JULES_TIRED, words::JULES_TIRED_REMARK),
            (Second, Sort::Welcome, words::JULES_WELCOME, ""),
            (
                Second,
                Sort::Thanked,
                words::JULES_THANKED,
                words::JULES_THANKED_REMARK,
            ),
            (Second, Sort::RatherNot, words::JULES_RATHER_NOT, ""),
        ];
        let noor: [Liked; 7] = [
            (First, Sort::Meal, words::NOOR_MEAL, ""),
            (First, Sort::Film, words::NOOR_FILM, ""),
            (First, Sort::Tired, words::NOOR_TIRED, words::NOOR_TIRED_REMARK),
            (First, Sort::Welcome, words::NOOR_WELCOME, ""),
            (First, Sort::Thanked, words::NOOR_THANKED, ""),
            (First, Sort::Place, words::NOOR_PLACE, ""),
            (First, Sort::RatherNot, words::NOOR_RATHER_NOT, ""),
        ];
        let asked = day(2026, 9, 27);
        let mut said = at(day(2026, 2, 1), 20, 15);
        let mut written = vec![];
        for liked in jules.into_iter().chain(noor) {
            written.push(self.favourite(liked, said, asked));
            said += Duration::minutes(2);
        }
        written[0]
    }

    /// What the picker offers for an hour on Saturday 24 October, in the words of the page.
    fn the_offered_hour(&mut self) {
        let offered = [
            ("lunch-out", "", words::LUNCH_DETAIL, 60, words::LUNCH_PRICE),
            ("the-park", "", words::PARK_DETAIL, 60, ""),
            (
                "coffee-walk",
                "",
                words::COFFEE_WALK_DETAIL,
                45,
                words::COFFEE_WALK_PRICE,
            ),
            (
                "crossword-soup",
                words::SOUP,
                words::SOUP_DETAIL,
                50,
                words::SOUP_PRICE,
            ),
        ];
        for (name, title, detail, minutes, price) in offered {
            let came = library::ideas::came(name);
            self.demo.small.ideas.push(Idea {
                title: if title.is_empty() {
                    came.title
                } else {
                    title.to_owned()
                },
                detail: detail.to_owned(),
                minutes,
                cost: came.cost.min(Cost::Small),
                price: price.to_owned(),
                ..came
            });
        }
    }

    /// Seven wishes, three of them for an hour; the slow supper out.
    fn wish_list(&mut self) -> IdeaId {
        let supper = self.idea(
            words::SUPPER,
            words::SUPPER_DETAIL,
            120,
            Cost::Some,
            words::SUPPER_PRICE,
        );
        let glasshouse = self.idea(
            words::GLASSHOUSE,
            words::GLASSHOUSE_DETAIL,
            60,
            Cost::Small,
            words::GLASSHOUSE_PRICE,
        );
        let records = self.idea(
            words::RECORDS,
            words::RECORDS_DETAIL,
            60,
            Cost::Small,
            words::RECORDS_PRICE,
        );
        let dog = self.idea(words::FERRYMAN, words::FERRYMAN_DETAIL, 40, Cost::Free, "");
        let tram = self.idea(
            words::TRAM,
            words::TRAM_DETAIL,
            120,
            Cost::Small,
            words::TRAM_PRICE,
        );
        let sea = self.idea(words::SEA, words::SEA_DETAIL, 480, Cost::Some, words::SEA_PRICE);
        let pottery = self.idea(
            words::POTTERY,
            words::POTTERY_DETAIL,
            150,
            Cost::Some,
            words::POTTERY_PRICE,
        );
        for (idea, by, month, date) in [
            (tram, Second, 3, 14),
            (glasshouse, First, 5, 9),
            (glasshouse, Second, 5, 23),
            (sea, Second, 6, 6),
            (sea, First, 6, 7),
            (supper, First, 7, 1),
            (supper, Second, 7, 4),
            (records, First, 8, 2),
            (dog, Second, 8, 20),
            (pottery, First, 9, 20),
        ] {
            self.wish(idea, by, at(day(2026, month, date), 20, 30));
        }
        supper
    }

    /// Seven questions of their own, the ninth card of "What we’d have back" lying open, and four kept for Thursday.
    fn cards(&mut self) {
        let ours = library::talk::your_own();
        let mut written = at(day(2026, 8, 8), 15, 0);
        let mut trip = None;
        for (text, depth, follow, hint) in [
            (words::SPRING_TRIP, 1, "", ""),
            (words::SMALL_ROOM, 1, words::SMALL_ROOM_FOLLOW, ""),
            (words::SUMMER, 1, "", ""),
            (words::LAUGHED, 1, words::LAUGHED_FOLLOW, ""),
            (words::HABIT, 2, "", ""),
            (words::SISTER, 2, "", words::SISTER_HINT),
            (words::TEN_YEARS, 2, "", ""),
        ] {
            let id = self.question(ours, text, depth, follow, hint, written);
            trip.get_or_insert(id);
            written += Duration::days(5);
        }
        let back = library::talk::deck_from("what-wed-have-back");
        let weeknights = library::talk::starter_from("back-weeknights");
        let decks = library::talk::decks().iter().filter(|it| it.id == back);
        let cards = decks.flat_map(|it| &it.starters).filter(|it| it.id != weeknights);
        let evenings = [
            ((3, 9), What::Talked, words::LINE_SUNDAYS),
            ((3, 9), What::Talked, ""),
            ((10, 9), What::Talked, words::LINE_MAP),
            ((17, 9), What::Skipped, ""),
            ((17, 9), What::Talked, words::LINE_LAUGHED),
            ((24, 9), What::Talked, words::LINE_DANCING),
            ((1, 10), What::Talked, ""),
            ((10, 10), What::Talked, words::LINE_LONGER),
        ];
        for ((n, card), ((d, m), what, line)) in cards.enumerate().zip(evenings) {
            let evening = at(day(2026, m, d), 20, 15) + Duration::minutes(10 * n as i64);
            self.draw(back, card.id, 0, evening);
            let by = if n % 2 == 0 { First } else { Second };
            self.say(card.id, by, what, evening, line);
        }
        let last = at(day(2026, 10, 12), 21, 40);
        self.draw(back, weeknights, 0, last);
        let starter = library::talk::starter_from;
        let trip = trip.expect("BUG: the spring trip is the first of seven");
        for (card, by, kept) in [
            (
                starter("plans-under-a-weekend"),
                Second,
                at(day(2026, 10, 4), 19, 50),
            ),
            (
                starter("ordinary-tired-supper"),
                First,
                at(day(2026, 10, 6), 21, 5),
            ),
            (trip, Second, at(day(2026, 10, 11), 20, 10)),
            (weeknights, First, last),
        ] {
            self.say(card, by, What::Kept, kept, "");
        }
    }
}
