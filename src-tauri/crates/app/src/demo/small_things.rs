//! Favourites, wishes, decks and what was said of cards: what a couple's years leave behind beside their dates.

mod mock_ups;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use domain::{
    choice::{Choice, Said},
    favourite::{Favourite, Sort},
    gesture::{Cost, Gesture, Intention, Kind, Noticed, Place, Rhythm, State, Suggested},
    idea::{Idea, Season, Wish},
    ids::{
        AnswerId, ChoiceId, DeckId, DrawnId, FavouriteId, GestureId, IdeaId, IntentionId, NoticedId, SlotId,
        StarterId, TalkId, WishId,
    },
    occurrence::Outcome,
    people::Half::{self, First, Second},
    talk::{Answer, Depth, Drawn, OwnDeck, Question, Talk, What},
    words::demo_small_things as words,
    zone,
};
use store::{StoreError, Write};

use super::{Made, at, plan};
use crate::library;

/// Everything of it, before it is written.
#[derive(Default)]
pub(super) struct SmallThings {
    favourites: Vec<Favourite>,
    intentions: Vec<Intention>,
    suggested: Vec<Suggested>,
    noticed: Vec<Noticed>,
    choices: Vec<Choice>,
    ideas: Vec<Idea>,
    wishes: Vec<Wish>,
    decks: Vec<OwnDeck>,
    questions: Vec<Question>,
    drawn: Vec<Drawn>,
    talks: Vec<Talk>,
    answers: Vec<Answer>,
}

impl SmallThings {
    pub(super) fn write(&self, w: &Write<'_>) -> Result<(), StoreError> {
        self.favourites.iter().try_for_each(|it| w.put_favourite(it))?;
        self.intentions.iter().try_for_each(|it| w.put_intention(it))?;
        self.suggested.iter().try_for_each(|it| w.put_suggestion(it))?;
        self.noticed.iter().try_for_each(|it| w.put_noticed(it))?;
        self.choices.iter().try_for_each(|it| w.put_choice(it))?;
        self.ideas.iter().try_for_each(|it| w.put_idea(it))?;
        self.wishes.iter().try_for_each(|it| w.put_wish(it))?;
        self.decks.iter().try_for_each(|it| w.put_own_deck(it))?;
        self.questions.iter().try_for_each(|it| w.put_question(it))?;
        self.drawn.iter().try_for_each(|it| w.put_drawn(it))?;
        self.talks.iter().try_for_each(|it| w.put_talk(it))?;
        self.answers.iter().try_for_each(|it| w.put_answer(it))
    }
}

/// What each of the two has said they like, as it is written down: whose, of what, what, and a line beneath it.
type Liked = (Half, Sort, &'static str, &'static str);

impl Made<'_> {
    /// The years of a believable couple, whose suppers are the dates of `supper`.
    pub(super) fn small_things_of_years(&mut self, first: NaiveDate, supper: SlotId) {
        let now = self.app.here();
        let (began, today) = (at(first, 20, 0), now.date());
        for (n, liked) in years_favourites().into_iter().enumerate() {
            // Asked again now and then: some of it this year, some long ago.
            let said = (began + Duration::days(9 * n as i64)).min(now);
            self.favourite(liked, said, today - Duration::days(37 * n as i64));
        }
        self.own_gestures_of_years(first, now);
        let coffee = library::everyday(0);
        self.intend(
            coffee,
            First,
            words::KETTLE,
            Rhythm::Daily,
            today - Duration::days(40),
        );
        self.notice(
            words::NOTICED_BOOTS,
            today - Duration::days(3),
            Some(today - Duration::days(2)),
        );
        self.notice(words::NOTICED_CALL, today - Duration::days(1), None);

        let sea = self.idea(words::SEA, words::SEA_DETAIL, 480, Cost::Some, words::SEA_PRICE);
        let tram = self.idea(
            words::TRAM,
            words::TRAM_DETAIL,
            120,
            Cost::Small,
            words::TRAM_PRICE,
        );
        let glass = self.idea(
            words::GLASSHOUSE,
            words::GLASSHOUSE_DETAIL,
            60,
            Cost::Small,
            words::GLASSHOUSE_PRICE,
        );
        for (idea, by, days) in [
            (sea, First, 90),
            (sea, Second, 71),
            (tram, Second, 33),
            (glass, First, 12),
        ] {
            self.wish(idea, by, now - Duration::days(days));
        }
        self.ideas_of_suppers(supper);
        self.own_decks_of_years(began);
        self.talks_of_years(supper);
    }

    /// Small things of their own, done now and then, some with a line.
    fn own_gestures_of_years(&mut self, first: NaiveDate, now: NaiveDateTime) {
        let own = [
            (words::SOUP_GESTURE, words::SOUP_GESTURE_DETAIL, 30, 2, Kind::Time),
            (words::BINS, words::BINS_DETAIL, 5, 1, Kind::Help),
            (words::FROST, words::FROST_DETAIL, 10, 2, Kind::Help),
            (words::STAIRS, words::STAIRS_DETAIL, 5, 1, Kind::Help),
        ];
        let own = own
            .map(|(title, detail, minutes, effort, kind)| self.gesture(title, detail, minutes, effort, kind));
        let notes = [
            words::NOTE_SLEPT,
            words::NOTE_FOUND,
            words::NOTE_SONG,
            words::NOTE_RAIN,
        ];
        for day in first.iter_days().take_while(|day| *day <= now.date()) {
            if self.below(6) == 0 {
                let half = if self.below(2) == 0 { First } else { Second };
                let gesture = match self.below(3) {
                    0 => own[self.below(4) as usize],
                    _ => library::everyday(12 + self.below(100) as usize),
                };
                let note = match self.below(4) {
                    0 => notes[self.below(4) as usize],
                    _ => "",
                };
                let hour = 7 + self.below(14) as u32;
                self.tick(gesture, half, at(day, hour, 40).min(now), note);
            }
        }
    }

    /// The newest suppers that were kept grew from ideas.
    fn ideas_of_suppers(&mut self, supper: SlotId) {
        let kept = self.demo.changes.iter().rev();
        let kept = kept.filter(|it| it.key.slot == supper && it.outcome == Some(Outcome::Kept));
        let keys: Vec<_> = kept.map(|it| it.key).take(6).collect();
        let out = library::ideas::ideas().iter();
        let out: Vec<&Idea> = out.filter(|it| it.place == Place::Out && !it.first).collect();
        for key in keys {
            let idea = out[self.below(out.len() as u64) as usize];
            let id = self.id();
            self.demo.plans.push(plan::of_idea(key, idea, id));
        }
    }

    fn own_decks_of_years(&mut self, began: NaiveDateTime) {
        let drive = DeckId(self.id());
        self.demo.small.decks.push(OwnDeck {
            id: drive,
            title: words::LONG_DRIVE.to_owned(),
            about: words::LONG_DRIVE_ABOUT.to_owned(),
            made_at: zone::instant(began + Duration::days(20), self.app.zone()),
        });
        let mut written = began + Duration::days(20);
        for (text, follow, depth) in [
            (words::DRIVE_SONG, "", 1),
            (words::DRIVE_HOUSE, "", 1),
            (words::DRIVE_MAP, "", 1),
            (words::DRIVE_TEACHER, "", 1),
            (words::DRIVE_AGE, words::DRIVE_AGE_FOLLOW, 2),
        ] {
            written += Duration::minutes(11);
            self.question(drive, text, depth, follow, "", written);
        }
        let ours = library::talk::your_own();
        self.question(
            ours,
            words::SMALL_ROOM,
            1,
            words::SMALL_ROOM_FOLLOW,
            "",
            began + Duration::days(50),
        );
        self.question(
            ours,
            words::SISTER,
            2,
            "",
            words::SISTER_HINT,
            began + Duration::days(60),
        );
    }

    /// On every other supper that was kept, a card: deck by deck, lightest first, and a deck that is through begins anew.
    fn talks_of_years(&mut self, supper: SlotId) {
        let decks: Vec<_> = (library::talk::decks().iter())
            .filter(|deck| !deck.asks_both)
            .collect();
        let kept = self.demo.changes.iter();
        let kept = kept.filter(|it| it.key.slot == supper && it.outcome == Some(Outcome::Kept));
        let evenings: Vec<NaiveDateTime> = kept
            .map(|it| it.moved_to.unwrap_or(it.key.original) + Duration::minutes(70))
            .step_by(2)
            .collect();
        let lines = [
            words::LINE_SUNDAYS,
            words::LINE_DANCING,
            words::LINE_MAP,
            words::LINE_LAUGHED,
            words::LINE_LONGER,
            words::LINE_BENCH,
        ];
        let mut last = None;
        for (n, evening) in evenings.into_iter().enumerate() {
            let deck = decks[n % decks.len()];
            let nth = n / decks.len();
            let starter = &deck.starters[nth % deck.starters.len()];
            let round = (nth / deck.starters.len()) as u32;
            self.draw(deck.id, starter.id, round, evening);
            let line = match self.below(3) {
                0 => lines[self.below(6) as usize],
                _ => "",
            };
            match self.below(8) {
                0 => self.say(starter.id, First, What::Skipped, evening, ""),
                1 => self.say(starter.id, Second, What::Kept, evening, ""),
                _ => {
                    let by = if self.below(2) == 0 { First } else { Second };
                    self.say(starter.id, by, What::Talked, evening, line);
                    last = Some((starter.id, evening));
                }
            }
        }
        // Of the last one they wrote apart, and opened together.
        if let Some((starter, evening)) = last {
            let opened = Some(zone::instant(evening, self.app.zone()));
            for (by, words) in [(First, words::ANSWER_NOOR), (Second, words::ANSWER_JULES)] {
                let answer = Answer {
                    id: AnswerId(self.id()),
                    starter,
                    by,
                    words: words.to_owned(),
                    at: zone::instant(evening - Duration::minutes(15), self.app.zone()),
                    opened,
                };
                self.demo.small.answers.push(answer);
            }
        }
    }

    fn favourite(
        &mut self,
        (of, sort, said, remark): Liked,
        on: NaiveDateTime,
        asked: NaiveDate,
    ) -> FavouriteId {
        let favourite = Favourite {
            id: FavouriteId(self.id()),
            of,
            sort,
            words: said.to_owned(),
            remark: remark.to_owned(),
            said_by: of,
            asked: asked.max(on.date()),
            made_at: self.moment(on),
        };
        let id = favourite.id;
        self.demo.small.favourites.push(favourite);
        id
    }

    fn intend(&mut self, gesture: GestureId, by: Half, cue: &str, rhythm: Rhythm, since: NaiveDate) {
        let intention = Intention {
            id: IntentionId(self.id()),
            gesture,
            by,
            cue: cue.to_owned(),
            rhythm,
            since,
            until: None,
        };
        self.demo.small.intentions.push(intention);
    }

    /// What Noor noticed.
    fn notice(&mut self, said: &str, day: NaiveDate, thanked: Option<NaiveDate>) {
        let noticed = Noticed {
            id: NoticedId(self.id()),
            by: First,
            words: said.to_owned(),
            tick: None,
            day,
            thanked,
        };
        self.demo.small.noticed.push(noticed);
    }

    fn choose(&mut self, half: Half, said: Said) {
        let id = ChoiceId(self.id());
        self.demo.small.choices.push(Choice { id, half, said });
    }

    /// An idea of their own, out of the house.
    fn idea(&mut self, title: &str, detail: &str, minutes: u32, cost: Cost, price: &str) -> IdeaId {
        let idea = Idea {
            id: IdeaId(self.id()),
            title: title.to_owned(),
            detail: detail.to_owned(),
            minutes,
            cost,
            price: price.to_owned(),
            place: Place::Out,
            energy: if minutes > 90 { 2 } else { 1 },
            season: Season::Any,
            novelty: String::new(),
            prepare: vec![],
            first: false,
            state: State::Offered,
            evidence: String::new(),
        };
        let id = idea.id;
        self.demo.small.ideas.push(idea);
        id
    }

    fn wish(&mut self, idea: IdeaId, by: Half, on: NaiveDateTime) {
        let wish = Wish {
            id: WishId(self.id()),
            idea,
            by,
            made_at: self.moment(on),
        };
        self.demo.small.wishes.push(wish);
    }

    fn question(
        &mut self,
        deck: DeckId,
        text: &str,
        depth: Depth,
        follow: &str,
        hint: &str,
        on: NaiveDateTime,
    ) -> StarterId {
        let question = Question {
            id: StarterId(self.id()),
            deck,
            words: text.to_owned(),
            depth,
            follow: (!follow.is_empty())
                .then(|| follow.to_owned())
                .into_iter()
                .collect(),
            hint: hint.to_owned(),
            made_at: self.moment(on),
        };
        let id = question.id;
        self.demo.small.questions.push(question);
        id
    }

    fn draw(&mut self, deck: DeckId, starter: StarterId, round: u32, on: NaiveDateTime) {
        let drawn = Drawn {
            id: DrawnId(self.id()),
            deck,
            starter,
            round,
            at: self.moment(on),
        };
        self.demo.small.drawn.push(drawn);
    }

    /// What they said of a card, a little after it was drawn.
    fn say(&mut self, starter: StarterId, by: Half, what: What, on: NaiveDateTime, line: &str) {
        let talk = Talk {
            id: TalkId(self.id()),
            starter,
            by: Some(by),
            what,
            day: on.date(),
            at: self.moment(on + Duration::minutes(5)),
            line: line.to_owned(),
        };
        self.demo.small.talks.push(talk);
    }

    fn moment(&self, on: NaiveDateTime) -> DateTime<Utc> {
        zone::instant(on, self.app.zone())
    }

    /// One of the library's gestures, otherwise than it came.
    fn changed(&mut self, name: &str, edit: impl FnOnce(&mut Gesture)) {
        let id = GestureId(library::uuid("gesture", name));
        let came = library::original(id).expect("BUG: the demo names gestures of the library");
        let mut theirs = came.clone();
        edit(&mut theirs);
        self.demo.gestures.push(theirs);
    }
}

fn years_favourites() -> [Liked; 14] {
    [
        (Second, Sort::Meal, words::JULES_MEAL, ""),
        (First, Sort::Meal, words::NOOR_MEAL, ""),
        (Second, Sort::Tired, words::JULES_TIRED, words::JULES_TIRED_REMARK),
        (First, Sort::Tired, words::NOOR_TIRED, words::NOOR_TIRED_REMARK),
        (Second, Sort::Film, words::JULES_FILM, ""),
        (First, Sort::Film, words::NOOR_FILM, ""),
        (First, Sort::Welcome, words::NOOR_WELCOME, ""),
        (Second, Sort::Thanked, words::JULES_THANKED, ""),
        (First, Sort::Thanked, words::NOOR_THANKED, ""),
        (Second, Sort::Treat, words::JULES_TREAT, ""),
        (First, Sort::Treat, words::NOOR_TREAT, ""),
        (First, Sort::Music, words::NOOR_MUSIC, ""),
        (First, Sort::Place, words::NOOR_PLACE, ""),
        (Second, Sort::Book, words::JULES_BOOK, ""),
    ]
}
