//! The library's ideas for dates, and what it knows to get ready.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use domain::{
    gesture::State,
    idea::{Idea, Season, ToPrepare},
    ids::IdeaId,
    plain,
    reminder::Lead,
};

use super::gestures::{cost, place};

/// All of them, in the library's order.
pub(crate) fn ideas() -> &'static [Idea] {
    static ALL: LazyLock<Vec<Idea>> = LazyLock::new(|| library::ideas().iter().map(idea).collect());
    &ALL
}

/// Their own first, then the library's. A row of theirs that has the id of one of the library stands in its place.
pub(crate) fn with_ideas(rows: Vec<Idea>) -> Vec<Idea> {
    let (changed, mut all): (Vec<Idea>, Vec<Idea>) = rows.into_iter().partition(|row| of_library(row.id));
    let mut changed: HashMap<IdeaId, Idea> = changed.into_iter().map(|row| (row.id, row)).collect();
    let standing = |it: &Idea| match changed.remove(&it.id) {
        // What only the library knows of it stays.
        Some(theirs) => Idea {
            first: it.first,
            evidence: it.evidence.clone(),
            ..theirs
        },
        None => it.clone(),
    };
    all.extend(ideas().iter().map(standing));
    all
}

/// Whether an identity is one of the library's.
pub(crate) fn of_library(id: IdeaId) -> bool {
    static IDS: LazyLock<HashSet<IdeaId>> = LazyLock::new(|| ideas().iter().map(|it| it.id).collect());
    IDS.contains(&id)
}

/// Whether one of the library stands otherwise than it came.
pub(crate) fn is_changed(it: &Idea) -> bool {
    ideas().iter().any(|came| came.id == it.id && came != it)
}

/// The one of the library that goes by a name there: `coffee-walk`.
pub(crate) fn named(name: &str) -> Option<IdeaId> {
    let found = library::ideas().iter().find(|it| it.id == name.trim());
    found.map(|it| IdeaId(super::uuid("idea", &it.id)))
}

/// The one of that name, as it came.
pub(crate) fn came(name: &str) -> Idea {
    let id = named(name);
    let found = ideas().iter().find(|it| Some(it.id) == id);
    found
        .expect("BUG: it is asked for by a name that the library has")
        .clone()
}

/// Something to get ready, as the library has it.
pub(crate) struct Preparation {
    /// What.
    pub words: &'static str,
    /// When it is worth a reminder.
    pub lead: Lead,
    /// Whether it sets the mood, and is not only a thing to get done.
    pub mood: bool,
}

/// What the library knows to get ready, in its order.
pub(crate) fn preparations() -> impl Iterator<Item = Preparation> {
    library::preparations().iter().map(|it| Preparation {
        words: &it.text,
        lead: lead(it),
        mood: it.mood,
    })
}

/// The lead the library gives to these words, where it has them.
pub(crate) fn lead_of(words: &str) -> Option<Lead> {
    let same = |it: &Preparation| plain::line(it.words).to_lowercase() == words.to_lowercase();
    preparations().find(same).map(|it| it.lead)
}

fn lead(of: &library::Preparation) -> Lead {
    of.lead
        .parse()
        .expect("BUG: the library's check reads every lead")
}

fn idea(of: &library::Idea) -> Idea {
    let by_id = |id: &String| library::preparations().iter().find(|it| it.id == *id);
    Idea {
        id: IdeaId(super::uuid("idea", &of.id)),
        title: of.text.clone(),
        detail: of.detail.clone().unwrap_or_default(),
        minutes: of.minutes.into(),
        cost: cost(of.cost),
        price: String::new(),
        place: place(of.place),
        energy: of.energy,
        season: match of.season {
            library::Season::Any => Season::Any,
            library::Season::Spring => Season::Spring,
            library::Season::Summer => Season::Summer,
            library::Season::Autumn => Season::Autumn,
            library::Season::Winter => Season::Winter,
        },
        novelty: of.novelty.clone(),
        prepare: of
            .prepare
            .iter()
            .filter_map(by_id)
            .map(|it| ToPrepare {
                words: it.text.clone(),
                lead: Some(lead(it)),
            })
            .collect(),
        first: of.first,
        state: State::Offered,
        evidence: of.evidence.clone().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_idea_has_an_identity_of_its_own_and_brings_all_it_names() {
        let ids: HashSet<IdeaId> = ideas().iter().map(|it| it.id).collect();
        assert_eq!(ids.len(), library::ideas().len(), "no two are one");
        for (ours, theirs) in ideas().iter().zip(library::ideas()) {
            assert_eq!(
                ours.prepare.len(),
                theirs.prepare.len(),
                "{}: each of its preparations is known",
                ours.title
            );
        }
        assert!(preparations().count() >= 30, "and every lead of them can be read");
    }

    #[test]
    fn their_words_for_one_stand_in_its_place_and_it_still_rests_on_what_it_did() {
        let lunch = ideas()[0].clone();
        let theirs = Idea {
            title: "Lunch at the quay".to_owned(),
            first: false,
            evidence: String::new(),
            ..lunch.clone()
        };
        let all = with_ideas(vec![theirs]);
        assert_eq!(all.len(), ideas().len(), "none is there twice");
        assert_eq!(all[0].title, "Lunch at the quay");
        assert_eq!((all[0].first, &all[0].evidence), (lunch.first, &lunch.evidence));
    }
}
