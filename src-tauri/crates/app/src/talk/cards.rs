//! The decks as they lie before whoever is here, with what became of each card.

use std::collections::HashSet;

use domain::{
    choice,
    ids::{DeckId, StarterId},
    people::Half,
    talk::{Answer, Deck, Depth, Drawn, Question, Starter, Table, Talk, What},
    words::{fill, talk as words},
};
use store::{Read, StoreError};

use super::{NoTalk, spoken_day};
use crate::{App, Error, encode, library, replies};

/// Everything there is to know of the cards, in one snapshot.
pub(super) struct Cards {
    /// Those that both may see, the couple's own questions in them.
    decks: Vec<Deck>,
    /// Those that both have not allowed.
    out_of_sight: Vec<Deck>,
    pub(super) drawn: Vec<Drawn>,
    /// What was said of cards, newest first.
    pub(super) talks: Vec<Talk>,
    pub(super) sealed: Vec<Answer>,
    pub(super) opened: Vec<Answer>,
    /// The lower of the two ceilings.
    pub(super) deepest: Depth,
    pub(super) looking: Option<Half>,
}

/// How deep it goes where nobody has said.
const USUAL: Depth = 2;

impl App {
    /// The cards; before there is a planner, those of the library.
    pub(super) fn cards(&self) -> Result<Cards, Error> {
        let read = self.read(|r| self.cards_in(r))?;
        Ok(read.unwrap_or_else(|| Cards::new(&[], vec![], &[], self.looking)))
    }

    pub(super) fn cards_in(&self, read: &Read<'_>) -> Result<Cards, StoreError> {
        let mut cards = self.table_in(read)?;
        cards.talks = read.talks()?;
        cards.sealed = read.sealed_answers()?;
        cards.opened = read.answers()?;
        Ok(cards)
    }

    /// The same without what was said of them and answered: all that a draw needs.
    pub(super) fn table_in(&self, read: &Read<'_>) -> Result<Cards, StoreError> {
        let own = read.own_decks()?.into_iter().map(|deck| Deck {
            id: deck.id,
            title: deck.title,
            about: deck.about,
            asks_both: false,
            own: true,
            starters: vec![],
        });
        let mut cards = Cards::new(
            &read.choices()?,
            own.collect(),
            &read.questions()?,
            self.looking_in(read)?,
        );
        cards.drawn = read.drawn_all()?;
        Ok(cards)
    }

    /// A card as it is shown.
    pub(super) fn card_reply(
        &self,
        cards: &Cards,
        deck: &Deck,
        starter: &Starter,
        depth: Depth,
    ) -> replies::Card {
        let table = Table::lay(deck, &cards.drawn, depth);
        let title = &deck.title;
        let talked = cards.said_of(starter.id).find(|it| it.what == What::Talked);
        replies::Card {
            id: starter.id.to_string(),
            deck: library::talk::deck_id(deck.id),
            deck_title: title.clone(),
            place: match table.place(starter.id) {
                Some(n) => fill(words::PLACE, &[("deck", title), ("n", &n), ("all", &table.all())]),
                None => title.clone(),
            },
            depth: starter.depth,
            depth_says: depth_says(starter.depth).to_owned(),
            text: starter.text.clone(),
            follow: starter.follow.clone(),
            hint: starter.hint.clone(),
            kept: cards.said_of(starter.id).any(|it| it.what == What::Kept),
            talked: talked
                .map(|it| {
                    let day = spoken_day(it.day, self.here().date());
                    fill(words::YOU_TALKED, &[("day", &day)])
                })
                .unwrap_or_default(),
            own: starter.own,
            answers: cards.answers(starter.id),
            evidence: library::evidence(&starter.evidence),
        }
    }
}

impl Cards {
    fn new(
        choices: &[choice::Choice],
        own: Vec<Deck>,
        questions: &[Question],
        looking: Option<Half>,
    ) -> Cards {
        let mut decks = library::talk::decks().to_vec();
        decks.extend(own);
        decks.push(Deck {
            id: library::talk::your_own(),
            title: words::YOUR_OWN.to_owned(),
            about: words::YOUR_OWN_ABOUT.to_owned(),
            asks_both: false,
            own: true,
            starters: vec![],
        });
        for question in questions {
            if let Some(deck) = decks.iter_mut().find(|deck| deck.id == question.deck) {
                deck.starters.push(starter(question));
            }
        }
        let welcome = choice::touch_welcome(choices);
        let (decks, out_of_sight) = decks.into_iter().partition(|deck| welcome || !deck.asks_both);
        Cards {
            decks,
            out_of_sight,
            drawn: vec![],
            talks: vec![],
            sealed: vec![],
            opened: vec![],
            deepest: choice::deepest(choices),
            looking,
        }
    }

    /// The decks that both may see, in their order.
    pub(super) fn decks(&self) -> &[Deck] {
        &self.decks
    }

    /// How deep it goes tonight: as asked for, never below the lower ceiling.
    pub(super) fn depth(&self, asked: Option<Depth>) -> Depth {
        asked.unwrap_or(USUAL).clamp(1, self.deepest)
    }

    /// A deck by its id, its UUID or its title.
    ///
    /// # Errors
    /// None is called that, or both have not allowed it.
    pub(super) fn deck(&self, called: &str) -> Result<&Deck, Error> {
        let id = library::talk::deck_from(called.trim());
        let title = called.trim().to_lowercase();
        let mut decks = self.decks.iter();
        let found = decks
            .clone()
            .find(|deck| deck.id == id)
            .or_else(|| decks.find(|deck| deck.title.to_lowercase() == title));
        found.ok_or_else(|| NoTalk::NoneHere.into())
    }

    /// A card by its UUID, the library's id or its words. Of the library's only those that may come.
    ///
    /// # Errors
    /// None is called that, or it is out of sight.
    pub(super) fn card(&self, called: &str) -> Result<(&Deck, &Starter), Error> {
        let id = library::talk::starter_from(called.trim());
        let text = folded(called);
        let mut all = self.all().filter(|(_, it)| it.own || it.depth <= self.deepest);
        let found = all
            .clone()
            .find(|(_, it)| it.id == id)
            .or_else(|| all.find(|(_, it)| folded(&it.text) == text));
        found.ok_or_else(|| NoTalk::NoneHere.into())
    }

    /// A card by its identity, however deep it is.
    pub(super) fn find(&self, id: StarterId) -> Option<(&Deck, &Starter)> {
        self.all().find(|(_, it)| it.id == id)
    }

    /// Every card that both may see, deck by deck.
    pub(super) fn all(&self) -> impl Iterator<Item = (&Deck, &Starter)> + Clone {
        let decks = self.decks.iter();
        decks.flat_map(|deck| deck.starters.iter().map(move |it| (deck, it)))
    }

    /// The decks that both have not allowed: to know what is in them, never to show it.
    pub(super) fn out_of_sight(&self) -> &[Deck] {
        &self.out_of_sight
    }

    /// What was said of a card, newest first.
    pub(super) fn said_of(&self, id: StarterId) -> impl Iterator<Item = &Talk> {
        self.talks.iter().filter(move |it| it.starter == id)
    }

    /// What is kept and may come, the newest first.
    pub(super) fn kept(&self) -> Vec<(&Talk, &Deck, &Starter)> {
        let mut seen = HashSet::new();
        self.talks
            .iter()
            .filter(|it| it.what == What::Kept && seen.insert(it.starter))
            .filter_map(|it| {
                let (deck, starter) = self.find(it.starter)?;
                (starter.depth <= self.deepest).then_some((it, deck, starter))
            })
            .collect()
    }

    /// The card lying open in a deck: the one drawn last, until it has been talked about or skipped.
    pub(super) fn open<'a>(&'a self, deck: &'a Deck, depth: Depth) -> Option<&'a Starter> {
        let table = Table::lay(deck, &self.drawn, depth);
        let starter = table.open()?;
        let drawn = table.last()?;
        let said = self.said_of(starter.id);
        let mut closed = said.filter(|it| it.what != What::Kept && it.at >= drawn.at);
        closed.next().is_none().then_some(starter)
    }

    /// The deck that was drawn from last, of those that both may see.
    pub(super) fn last_deck(&self) -> Option<&Deck> {
        let drawn = self.drawn.iter().max_by_key(|it| (it.at, it.id));
        let deck = |id: DeckId| self.decks.iter().find(|deck| deck.id == id);
        drawn.and_then(|it| deck(it.deck))
    }

    /// What became of answers written apart, as far as who looks may see.
    fn answers(&self, id: StarterId) -> replies::Answers {
        let sealed: Vec<&Answer> = self.sealed.iter().filter(|it| it.starter == id).collect();
        let by = |half: Half| sealed.iter().any(|it| it.by == half);
        let mine = sealed.iter().find(|it| Some(it.by) == self.looking);
        let opened = self.opened.iter().filter(|it| it.starter == id);
        let last = opened.clone().filter_map(|it| it.opened).max();
        let mut opened: Vec<&Answer> = opened.filter(|it| it.opened == last).collect();
        opened.sort_by_key(|it| it.by);
        replies::Answers {
            written: replies::Halves {
                first: by(Half::First),
                second: by(Half::Second),
            },
            mine: mine.map(|it| it.words.clone()).unwrap_or_default(),
            ready: by(Half::First) && by(Half::Second),
            opened: opened
                .iter()
                .map(|it| (encode::half(it.by), it.words.clone()))
                .collect(),
        }
    }
}

/// Words as they are looked for: in small letters, with the apostrophe that everybody types.
pub(super) fn folded(text: &str) -> String {
    text.trim().to_lowercase().replace('’', "'")
}

/// "Easy", "Closer", "Deep".
pub(super) fn depth_says(depth: Depth) -> &'static str {
    match depth {
        ..=1 => words::EASY,
        2 => words::CLOSER,
        3.. => words::DEEP,
    }
}

fn starter(question: &Question) -> Starter {
    Starter {
        id: question.id,
        text: question.words.clone(),
        depth: question.depth,
        follow: question.follow.clone(),
        hint: question.hint.clone(),
        evidence: String::new(),
        own: true,
    }
}
