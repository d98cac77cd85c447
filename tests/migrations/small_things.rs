//! Something in each table of small things and talk.

use domain::{
    choice::{Choice, Said},
    favourite::{Favourite, Sort},
    gesture::{Cost, Intention, Noticed, Place, Rhythm, State, Suggested},
    idea::{Idea, Season, ToPrepare, Wish},
    ids::{
        AnswerId, ChoiceId, DeckId, DrawnId, FavouriteId, IdeaId, IntentionId, NoticedId, StarterId, TalkId,
        WishId,
    },
    people::Half,
    talk::{Answer, Drawn, OwnDeck, Question, Talk, What},
};
use store::{Store, StoreError, Write};

use super::{coffee, id, now, tick};

/// The first version that has them.
pub const SINCE: &str = "0004";

pub fn put(w: &Write<'_>) -> Result<(), StoreError> {
    w.put_intention(&intention())?;
    w.put_favourite(&favourite())?;
    w.put_suggestion(&suggested())?;
    w.put_noticed(&noticed())?;
    choices().iter().try_for_each(|c| w.put_choice(c))?;
    w.put_idea(&idea())?;
    w.put_wish(&wish())?;
    w.put_own_deck(&deck())?;
    w.put_question(&question())?;
    w.put_drawn(&drawn())?;
    w.put_talk(&talk())?;
    w.put_answer(&sealed())?;
    w.put_answer(&opened())
}

pub fn expect(store: &Store) {
    store
        .read(|r| {
            assert_eq!(r.intentions()?, [intention()], "what one of them means to do");
            assert_eq!(r.favourites()?, [favourite()], "what each likes");
            let day = suggested().day;
            assert_eq!(
                r.suggestions(day, day.succ_opt().unwrap())?,
                [suggested()],
                "what a day offered"
            );
            assert_eq!(r.noticed()?, [noticed()], "what was noticed");
            assert_eq!(r.choices()?, choices(), "what each set for themselves");
            assert_eq!(r.ideas()?, [idea()], "the ideas");
            assert_eq!(r.wishes()?, [wish()], "the wishes");
            assert_eq!(r.own_decks()?, [deck()], "the decks");
            assert_eq!(r.questions()?, [question()], "the questions");
            assert_eq!(r.drawn_all()?, [drawn()], "the cards that were drawn");
            assert_eq!(r.talks()?, [talk()], "what was said of them");
            assert_eq!(r.sealed_answers()?, [sealed()], "the answers nobody has seen");
            assert_eq!(r.answers()?, [opened()], "and those that were opened");
            Ok(())
        })
        .unwrap();
}

fn intention() -> Intention {
    Intention {
        id: IntentionId(id(21)),
        gesture: coffee().id,
        by: Half::First,
        cue: "When I put the kettle on, I take one up.".to_owned(),
        rhythm: Rhythm::from_word("3 week").unwrap(),
        since: tick().day,
        until: Some(tick().day),
    }
}

fn favourite() -> Favourite {
    Favourite {
        id: FavouriteId(id(22)),
        of: Half::Second,
        sort: Sort::Own("Detours 🍁".to_owned()),
        words: "Ginger noodles, extra chilli".to_owned(),
        remark: "The wide ones".to_owned(),
        said_by: Half::First,
        asked: tick().day,
        made_at: now(),
    }
}

fn suggested() -> Suggested {
    Suggested {
        day: tick().day,
        half: Some(Half::First),
        n: 1,
        gesture: coffee().id,
        favourite: Some(favourite().id),
    }
}

fn noticed() -> Noticed {
    Noticed {
        id: NoticedId(id(23)),
        by: Half::First,
        words: "The bins went out in the rain".to_owned(),
        tick: Some(tick().id),
        day: tick().day,
        thanked: Some(tick().day),
    }
}

fn choices() -> Vec<Choice> {
    let choice = |n, half, said| Choice {
        id: ChoiceId(id(n)),
        half,
        said,
    };
    vec![
        choice(24, Half::First, Said::Ceiling(2)),
        choice(25, Half::Second, Said::LogOpen(true)),
        choice(26, Half::Second, Said::Touch(true)),
    ]
}

fn idea() -> Idea {
    Idea {
        id: IdeaId(id(27)),
        title: "Second-hand records, one each".to_owned(),
        detail: "Unheard, to be played tonight".to_owned(),
        minutes: 60,
        cost: Cost::Some,
        price: "to £20".to_owned(),
        place: Place::Out,
        energy: 2,
        season: Season::Autumn,
        novelty: "shops".to_owned(),
        prepare: vec![
            ToPrepare {
                words: "Check when it closes".to_owned(),
                lead: Some("1d@09:00".parse().unwrap()),
            },
            ToPrepare {
                words: "A bag".to_owned(),
                lead: None,
            },
        ],
        first: false,
        state: State::Hidden,
        evidence: String::new(),
    }
}

fn wish() -> Wish {
    Wish {
        id: WishId(id(28)),
        idea: idea().id,
        by: Half::Second,
        made_at: now(),
    }
}

fn deck() -> OwnDeck {
    OwnDeck {
        id: DeckId(id(29)),
        title: "Your own".to_owned(),
        about: "From the long drive".to_owned(),
        made_at: now(),
    }
}

fn question() -> Question {
    Question {
        id: StarterId(id(30)),
        deck: deck().id,
        words: "What would you plant first?".to_owned(),
        depth: 2,
        follow: vec!["And where?".to_owned(), "Who would water it?".to_owned()],
        hint: "Wait a breath before you answer.".to_owned(),
        made_at: now(),
    }
}

fn drawn() -> Drawn {
    Drawn {
        id: DrawnId(id(31)),
        deck: deck().id,
        starter: question().id,
        round: 1,
        at: now(),
    }
}

fn talk() -> Talk {
    Talk {
        id: TalkId(id(32)),
        starter: question().id,
        by: Some(Half::First),
        what: What::Kept,
        day: tick().day,
        at: now(),
        line: "Beans, it turns out".to_owned(),
    }
}

fn sealed() -> Answer {
    Answer {
        id: AnswerId(id(33)),
        starter: question().id,
        by: Half::First,
        words: "Beans".to_owned(),
        at: now(),
        opened: None,
    }
}

fn opened() -> Answer {
    Answer {
        id: AnswerId(id(34)),
        by: Half::Second,
        words: "A pear tree".to_owned(),
        opened: Some(now()),
        ..sealed()
    }
}
