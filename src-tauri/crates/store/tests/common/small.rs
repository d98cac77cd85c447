//! A couple's small things and things to say: something for each of their tables.

use domain::{
    choice::{Choice, Said},
    favourite::{Favourite, Sort},
    gesture::{Cost, Intention, Noticed, Place, Rhythm, State, Suggested},
    idea::{Idea, Season, ToPrepare, Wish},
    ids::{
        AnswerId, ChoiceId, DeckId, DrawnId, FavouriteId, GestureId, IdeaId, IntentionId, NoticedId,
        StarterId, TalkId, TickId, WishId,
    },
    people::Half,
    reminder::Lead,
    talk::{Answer, Drawn, OwnDeck, Question, Talk, What},
};
use store::{StoreError, Write};

use super::{day, now, uuid};

/// Noor means to take one up when she puts the kettle on.
pub fn intention(n: u128) -> Intention {
    Intention {
        id: IntentionId(uuid(n)),
        gesture: GestureId(uuid(3)),
        by: Half::First,
        cue: "When I put the kettle on, I take one up.".to_owned(),
        rhythm: Rhythm::Daily,
        since: day("2026-10-01"),
        until: None,
    }
}

/// Jules likes ginger noodles.
pub fn favourite(n: u128) -> Favourite {
    Favourite {
        id: FavouriteId(uuid(n)),
        of: Half::Second,
        sort: Sort::Meal,
        words: "Ginger noodles, extra chilli".to_owned(),
        remark: "The wide ones".to_owned(),
        said_by: Half::First,
        asked: day("2026-10-01"),
        made_at: now(),
    }
}

/// What a day offered to one of them.
pub fn suggested(on: &str, half: Option<Half>, n: u32) -> Suggested {
    Suggested {
        day: day(on),
        half,
        n,
        gesture: GestureId(uuid(3)),
        favourite: None,
    }
}

/// Noor noticed that the bins went out.
pub fn noticed(n: u128) -> Noticed {
    Noticed {
        id: NoticedId(uuid(n)),
        by: Half::First,
        words: "The bins went out in the rain".to_owned(),
        tick: None,
        day: day("2026-10-07"),
        thanked: None,
    }
}

/// What one of them set for themselves.
pub fn choice(n: u128, half: Half, said: Said) -> Choice {
    Choice {
        id: ChoiceId(uuid(n)),
        half,
        said,
    }
}

/// An hour among the records, with what to get ready.
pub fn idea(n: u128) -> Idea {
    Idea {
        id: IdeaId(uuid(n)),
        title: "Second-hand records, one each".to_owned(),
        detail: "Unheard, to be played tonight".to_owned(),
        minutes: 60,
        cost: Cost::Small,
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
            ToPrepare {
                words: "Clear the needle".to_owned(),
                lead: Some(Lead::NINETY),
            },
        ],
        first: false,
        state: State::Offered,
        evidence: String::new(),
    }
}

/// That one of them wants it.
pub fn wish(n: u128, idea: u128, by: Half) -> Wish {
    Wish {
        id: WishId(uuid(n)),
        idea: IdeaId(uuid(idea)),
        by,
        made_at: now(),
    }
}

/// A deck of their own.
pub fn deck(n: u128) -> OwnDeck {
    OwnDeck {
        id: DeckId(uuid(n)),
        title: "Your own".to_owned(),
        about: "From the long drive".to_owned(),
        made_at: now(),
    }
}

/// A question in it.
pub fn question(n: u128, deck: u128) -> Question {
    Question {
        id: StarterId(uuid(n)),
        deck: DeckId(uuid(deck)),
        words: "What would you plant first?".to_owned(),
        depth: 2,
        follow: vec!["And where?".to_owned(), "Who would water it?".to_owned()],
        hint: "Wait a breath before you answer.".to_owned(),
        made_at: now(),
    }
}

/// A card that was drawn.
pub fn drawn(n: u128, deck: u128, starter: u128, round: u32) -> Drawn {
    Drawn {
        id: DrawnId(uuid(n)),
        deck: DeckId(uuid(deck)),
        starter: StarterId(uuid(starter)),
        round,
        at: now() + chrono::Duration::minutes(n as i64),
    }
}

/// What they said of one.
pub fn talk(n: u128, starter: u128, what: What) -> Talk {
    Talk {
        id: TalkId(uuid(n)),
        starter: StarterId(uuid(starter)),
        by: Some(Half::First),
        what,
        day: day("2026-10-08"),
        at: now() + chrono::Duration::minutes(n as i64),
        line: "Beans, it turns out".to_owned(),
    }
}

/// A sealed answer.
pub fn answer(n: u128, starter: u128, by: Half, words: &str) -> Answer {
    Answer {
        id: AnswerId(uuid(n)),
        starter: StarterId(uuid(starter)),
        by,
        words: words.to_owned(),
        at: now(),
        opened: None,
    }
}

/// The same, opened.
pub fn opened(answer: &Answer) -> Answer {
    Answer {
        opened: Some(now()),
        ..answer.clone()
    }
}

/// Something in each table; ids from 100 on.
pub fn put(w: &Write<'_>) -> Result<(), StoreError> {
    w.put_intention(&intention(100))?;
    w.put_favourite(&favourite(101))?;
    w.put_suggestion(&suggested("2026-10-08", Some(Half::First), 0))?;
    w.put_noticed(&Noticed {
        tick: Some(TickId(uuid(4))),
        ..noticed(102)
    })?;
    w.put_choice(&choice(103, Half::First, Said::Ceiling(2)))?;
    w.put_idea(&idea(104))?;
    w.put_wish(&wish(105, 104, Half::Second))?;
    w.put_own_deck(&deck(106))?;
    w.put_question(&question(107, 106))?;
    w.put_drawn(&drawn(108, 106, 107, 0))?;
    w.put_talk(&talk(109, 107, What::Kept))?;
    w.put_answer(&answer(110, 107, Half::First, "Beans"))?;
    w.put_answer(&opened(&answer(111, 107, Half::Second, "A pear tree")))
}
