//! Small things and things to say, as far as whoever exports them may see them.
//!
//! What each of the two keeps to themselves is there for them alone: intentions, what they noticed, what they set, sealed
//! answers. On a shared computer with nobody named nobody's is. What somebody ticked is there by name where they are
//! looking or their log is open, and else as the day on which there was something. Which cards were drawn and what a day
//! offered is the engine's, and not part of an export.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::{
    choice::{Choice, Said},
    favourite::{Favourite, Sort},
    gesture::{self, For, Gesture, Intention, Noticed, Tick},
    idea::{Idea, Wish},
    ids::{DeckId, StarterId},
    people::Half,
    talk::{Answer, Deck, OwnDeck, Question, Talk, What},
};
use serde_json::{Value, json};
use store::{Read, StoreError};

use super::Facts;
use crate::{App, encode, ideas::season_word, library, settings::Preferences};

/// The rows there are, those out of sight left out.
#[derive(Default)]
pub(super) struct SmallThings {
    /// Their own, and those of the library that stand otherwise than they came.
    gestures: Vec<Gesture>,
    pub(super) ticks: Vec<Ticked>,
    favourites: Vec<Favourite>,
    ideas: Vec<Idea>,
    wishes: Vec<Wish>,
    decks: Vec<OwnDeck>,
    questions: Vec<Question>,
    talks: Vec<Talk>,
    answers: Vec<Answer>,
    /// Of whoever is looking, and nobody else.
    own: Own,
    /// What each card asks.
    asked: HashMap<StarterId, String>,
    /// What each gesture that somebody means to do is called.
    titles: HashMap<String, String>,
}

/// What is one person's alone.
#[derive(Default)]
struct Own {
    intentions: Vec<Intention>,
    noticed: Vec<Noticed>,
    choices: Vec<Choice>,
    sealed: Vec<Answer>,
}

/// A tick, with what may be told of it.
pub(super) struct Ticked {
    pub(super) tick: Tick,
    /// What it was, or that it was something.
    pub(super) title: String,
    pub(super) note: String,
    /// Whether more than the day may be told.
    open: bool,
}

impl SmallThings {
    pub(super) fn read(app: &App, r: &Read<'_>, p: &Preferences) -> Result<SmallThings, StoreError> {
        let seen = app.in_sight_in(r, p)?;
        let ticks = r.ticks_since(NaiveDate::MIN)?.into_iter().map(|tick| {
            let open = seen.sees(&tick);
            let told = seen.tick(&tick);
            Ticked {
                title: told.title,
                note: told.note,
                open,
                tick,
            }
        });
        let ticks = ticks.collect();
        let touch = seen.touch();
        let is_theirs = |it: &&Gesture| {
            library::original(it.id) != Some(*it) && (touch || it.kind != gesture::Kind::Touch)
        };
        let gestures = seen.gestures.iter().filter(is_theirs).cloned().collect();
        let titles = seen.gestures.iter();
        let titles = titles
            .map(|it| (it.id.to_string(), seen.title(it, None)))
            .collect();

        let withheld: HashSet<DeckId> = (library::talk::decks().iter())
            .filter(|deck| deck.asks_both && !touch)
            .map(|deck| deck.id)
            .collect();
        let mut questions = r.questions()?;
        questions.retain(|it| !withheld.contains(&it.deck));
        let (hidden, shown): (Vec<&Deck>, Vec<&Deck>) =
            (library::talk::decks().iter()).partition(|deck| withheld.contains(&deck.id));
        let shown = shown.iter().flat_map(|deck| &deck.starters);
        let asked: HashMap<StarterId, String> = shown
            .map(|it| (it.id, it.text.clone()))
            .chain(questions.iter().map(|it| (it.id, it.words.clone())))
            .collect();
        let hidden = hidden.iter().flat_map(|deck| &deck.starters);
        let hidden: HashSet<StarterId> = hidden.map(|it| it.id).collect();
        let mut talks = r.talks()?;
        talks.retain(|it| !hidden.contains(&it.starter));
        let mut answers = r.answers()?;
        answers.retain(|it| !hidden.contains(&it.starter));

        let looking = seen.looking;
        let is_own = |half: Half| looking == Some(half);
        let own = Own {
            intentions: r.intentions()?.into_iter().filter(|it| is_own(it.by)).collect(),
            noticed: r.noticed()?.into_iter().filter(|it| is_own(it.by)).collect(),
            choices: (seen.choices.iter().copied())
                .filter(|it| is_own(it.half))
                .collect(),
            sealed: (r.sealed_answers()?.into_iter())
                .filter(|it| is_own(it.by))
                .collect(),
        };
        Ok(SmallThings {
            gestures,
            ticks,
            favourites: seen.favourites,
            ideas: r.ideas()?,
            wishes: r.wishes()?,
            decks: r.own_decks()?,
            questions,
            talks,
            answers,
            own,
            asked,
            titles,
        })
    }

    fn asks(&self, starter: StarterId) -> &str {
        self.asked.get(&starter).map_or("", String::as_str)
    }
}

pub(super) fn gestures(facts: &Facts) -> Vec<Value> {
    let gestures = facts.small.gestures.iter();
    gestures
        .map(|g| {
            json!({
                "id": g.id.to_string(), "title": g.title, "detail": g.detail, "minutes": g.minutes, "effort": g.effort,
                "together": g.whom == For::Both, "cost": encode::cost(g.cost), "kind": encode::gesture_kind(g.kind),
                "place": encode::gesture_place(g.place), "needs": g.needs.as_ref().map(Sort::word), "cue": g.cue,
                "state": encode::gesture_state(g.state), "surprise": g.surprise.map(|half| facts.name(half)),
            })
        })
        .collect()
}

pub(super) fn ticks(facts: &Facts) -> Vec<Value> {
    let ticks = facts.small.ticks.iter();
    ticks
        .map(|it| {
            json!({
                "id": it.tick.id.to_string(), "gesture": it.open.then(|| it.tick.gesture.to_string()),
                "title": it.title, "by": facts.name(it.tick.by), "day": it.tick.day.to_string(),
                "at": it.open.then(|| encode::instant(it.tick.at, facts.here)), "note": it.note,
            })
        })
        .collect()
}

pub(super) fn intentions(facts: &Facts) -> Vec<Value> {
    let intentions = facts.small.own.intentions.iter();
    intentions
        .map(|it| {
            let gesture = it.gesture.to_string();
            json!({
                "title": facts.small.titles.get(&gesture), "gesture": gesture, "by": facts.name(it.by), "cue": it.cue,
                "rhythm": it.rhythm.word(), "since": it.since.to_string(),
                "until": it.until.map(|day| day.to_string()),
            })
        })
        .collect()
}

pub(super) fn favourites(facts: &Facts) -> Vec<Value> {
    let favourites = facts.small.favourites.iter();
    favourites
        .map(|it| {
            json!({
                "id": it.id.to_string(), "of": facts.name(it.of), "sort": it.sort.word(), "words": it.words,
                "remark": it.remark, "said_by": facts.name(it.said_by), "asked": it.asked.to_string(),
            })
        })
        .collect()
}

pub(super) fn noticed(facts: &Facts) -> Vec<Value> {
    let noticed = facts.small.own.noticed.iter();
    noticed
        .map(|it| {
            json!({
                "by": facts.name(it.by), "words": it.words, "tick": it.tick.map(|id| id.to_string()),
                "day": it.day.to_string(), "thanked": it.thanked.map(|day| day.to_string()),
            })
        })
        .collect()
}

/// What whoever is looking set for themselves; an empty object where nothing is set or nobody is looking.
pub(super) fn choices(facts: &Facts) -> Value {
    let choices = facts.small.own.choices.iter();
    choices
        .map(|it| match it.said {
            Said::Ceiling(depth) => ("ceiling".to_owned(), json!(depth)),
            Said::Touch(welcome) => ("touch".to_owned(), json!(welcome)),
            Said::LogOpen(open) => ("log_open".to_owned(), json!(open)),
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
}

pub(super) fn ideas(facts: &Facts) -> Vec<Value> {
    let ideas = facts.small.ideas.iter();
    ideas
        .map(|it| {
            let prepare = it.prepare.iter();
            let prepare = prepare.map(|p| json!({ "what": p.words, "lead": p.lead.map(encode::lead) }));
            json!({
                "id": it.id.to_string(), "title": it.title, "detail": it.detail, "minutes": it.minutes,
                "cost": encode::cost(it.cost), "price": it.price, "place": encode::gesture_place(it.place),
                "energy": it.energy, "season": season_word(it.season), "novelty": it.novelty,
                "prepare": prepare.collect::<Vec<_>>(), "state": encode::gesture_state(it.state),
            })
        })
        .collect()
}

pub(super) fn wishes(facts: &Facts) -> Vec<Value> {
    let titles: HashMap<_, String> = library::ideas::with_ideas(facts.small.ideas.clone())
        .into_iter()
        .map(|it| (it.id, it.title))
        .collect();
    let wishes = facts.small.wishes.iter();
    wishes
        .map(|it| {
            json!({
                "idea": it.idea.to_string(), "title": titles.get(&it.idea), "by": facts.name(it.by),
                "since": encode::instant(it.made_at, facts.here),
            })
        })
        .collect()
}

pub(super) fn decks(facts: &Facts) -> Vec<Value> {
    let decks = facts.small.decks.iter();
    decks
        .map(|it| json!({ "id": library::talk::deck_id(it.id), "title": it.title, "about": it.about }))
        .collect()
}

pub(super) fn questions(facts: &Facts) -> Vec<Value> {
    let questions = facts.small.questions.iter();
    questions
        .map(|it| {
            json!({
                "id": it.id.to_string(), "deck": library::talk::deck_id(it.deck), "text": it.words, "depth": it.depth,
                "follow": it.follow, "hint": it.hint,
            })
        })
        .collect()
}

pub(super) fn talks(facts: &Facts) -> Vec<Value> {
    let talks = facts.small.talks.iter();
    talks
        .map(|it| {
            json!({
                "starter": it.starter.to_string(), "text": facts.small.asks(it.starter), "what": what_word(it.what),
                "by": it.by.map(|half| facts.name(half)), "day": it.day.to_string(),
                "at": encode::instant(it.at, facts.here), "line": it.line,
            })
        })
        .collect()
}

pub(super) fn answers(facts: &Facts) -> Vec<Value> {
    answers_of(facts, &facts.small.answers)
}

pub(super) fn sealed_answers(facts: &Facts) -> Vec<Value> {
    answers_of(facts, &facts.small.own.sealed)
}

fn answers_of(facts: &Facts, answers: &[Answer]) -> Vec<Value> {
    let told = answers.iter().map(|it| {
        json!({
            "starter": it.starter.to_string(), "text": facts.small.asks(it.starter), "by": facts.name(it.by),
            "words": it.words, "at": encode::instant(it.at, facts.here),
            "opened": it.opened.map(|at| encode::instant(at, facts.here)),
        })
    });
    told.collect()
}

fn what_word(what: What) -> &'static str {
    match what {
        What::Kept => "kept",
        What::Skipped => "skipped",
        What::Talked => "talked",
    }
}
