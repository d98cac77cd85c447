//! All there is, as one JSON document.
//!
//! Wall times, instants, leads and words are those of `standing … --json`. What became of reminders belongs to one
//! computer, and what can be undone is history: neither is part of it. Of other calendars it says which there are; their
//! entries are somebody else's, and stand in the files they came from. The plan of a private date stays in the planner, and
//! so does one that is kept from whoever is here until its day. What is out of sight of small things, and what of them is
//! left out, `small_things` says.

use std::borrow::Cow;

use domain::{
    date_plan::Who,
    occurrence::{Change, Outcome},
    recurrence::Rule,
    slot::{Kind, Slot},
    words::calendar_file as words,
};
use serde::Serialize;
use serde_json::json;

use super::{Facts, small_things};
use crate::{encode, replies};

/// Raised when what stands in an export changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    exported: String,
    zone: &'a str,
    slots: Vec<Series<'a>>,
    #[serde(flatten)]
    rest: Option<Rest>,
}

/// What a discreet export leaves out altogether.
#[derive(Serialize)]
struct Rest {
    people: Option<replies::People>,
    gestures: Vec<serde_json::Value>,
    ticks: Vec<serde_json::Value>,
    intentions: Vec<serde_json::Value>,
    favourites: Vec<serde_json::Value>,
    noticed: Vec<serde_json::Value>,
    own_choices: serde_json::Value,
    ideas: Vec<serde_json::Value>,
    wishes: Vec<serde_json::Value>,
    decks: Vec<serde_json::Value>,
    questions: Vec<serde_json::Value>,
    talks: Vec<serde_json::Value>,
    answers: Vec<serde_json::Value>,
    sealed_answers: Vec<serde_json::Value>,
    pauses: Vec<Pause>,
    kinds: Vec<serde_json::Value>,
    plans: Vec<serde_json::Value>,
    parts: Vec<serde_json::Value>,
    preparations: Vec<serde_json::Value>,
    red_letter_days: Vec<serde_json::Value>,
    calendars: Vec<serde_json::Value>,
    settings: serde_json::Value,
}

#[derive(Serialize)]
struct Series<'a> {
    id: String,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Cow<'static, str>>,
    start_local: String,
    minutes: u32,
    rule: Option<&'a str>,
    anchor: &'static str,
    zone: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    planner: Option<replies::Planner>,
    leads: Vec<replies::Lead>,
    times: Option<String>,
    backup: Option<String>,
    continues: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uid: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    carried: &'a str,
    changes: Vec<Said<'a>>,
}

/// What was said of one occurrence.
#[derive(Serialize)]
struct Said<'a> {
    key: String,
    skipped: bool,
    added: bool,
    minutes: Option<u32>,
    moved_to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    outcome: Option<&'static str>,
}

#[derive(Serialize)]
struct Pause {
    id: String,
    from: String,
    until: String,
}

pub(super) fn write(facts: &Facts) -> String {
    let document = Document {
        format: "standing-date",
        version: VERSION,
        exported: encode::instant(facts.now, facts.here),
        zone: facts.here.name(),
        slots: facts
            .series
            .iter()
            .map(|(slot, changes)| series(facts, slot, changes.values()))
            .collect(),
        rest: (!facts.discreet).then(|| rest(facts)),
    };
    let text = serde_json::to_string_pretty(&document).expect("BUG: every key is a text");
    text + "\n"
}

fn series<'a>(facts: &Facts, slot: &'a Slot, changes: impl Iterator<Item = &'a Change>) -> Series<'a> {
    let private = slot.kind == Kind::Private;
    let open = !facts.discreet;
    let kind = if private { Kind::Date } else { slot.kind };
    let said = |change: &'a Change| Said {
        key: change.key.to_string(),
        skipped: change.skipped,
        added: change.added,
        minutes: change.minutes,
        moved_to: change.moved_to.map(encode::wall),
        title: change.title.as_deref().filter(|_| open && !private),
        outcome: change.outcome.map(|outcome| match outcome {
            Outcome::Kept => "kept",
            Outcome::LetGo => "let_go",
        }),
    };
    Series {
        id: slot.id.to_string(),
        title: if open { slot.shown_title() } else { words::BUSY },
        kind: open.then_some(kind.word()),
        start_local: encode::wall(slot.start),
        minutes: slot.minutes,
        rule: slot.rule.as_ref().map(Rule::text),
        anchor: encode::anchor_word(slot.anchor),
        zone: slot.zone.name(),
        planner: open.then(|| encode::planner(slot.planner)),
        leads: slot.leads.iter().copied().map(encode::lead).collect(),
        times: slot.times.map(|times| times.to_string()),
        backup: slot.backup.map(|backup| backup.to_string()),
        continues: slot.continues.map(|before| before.to_string()),
        uid: slot.uid.as_deref().filter(|_| open),
        carried: if open && !private { &slot.carried } else { "" },
        changes: changes.map(said).collect(),
    }
}

fn rest(facts: &Facts) -> Rest {
    let p = &facts.preferences;
    let pauses = p.pauses.iter().map(|pause| Pause {
        id: pause.id.to_string(),
        from: encode::wall(pause.from),
        until: encode::wall(pause.until),
    });
    Rest {
        people: facts.people.as_ref().map(encode::people),
        gestures: small_things::gestures(facts),
        ticks: small_things::ticks(facts),
        intentions: small_things::intentions(facts),
        favourites: small_things::favourites(facts),
        noticed: small_things::noticed(facts),
        own_choices: small_things::choices(facts),
        ideas: small_things::ideas(facts),
        wishes: small_things::wishes(facts),
        decks: small_things::decks(facts),
        questions: small_things::questions(facts),
        talks: small_things::talks(facts),
        answers: small_things::answers(facts),
        sealed_answers: small_things::sealed_answers(facts),
        pauses: pauses.collect(),
        kinds: (facts.kinds.iter())
            .map(|k| json!({ "kind": Kind::Own(k.id).word(), "name": k.name, "icon": k.icon, "minutes": k.minutes }))
            .collect(),
        plans: plans(facts),
        parts: parts(facts),
        preparations: preparations(facts),
        red_letter_days: red_letters(facts),
        calendars: (facts.layers.iter())
            .map(|l| json!({ "name": l.name, "busy": facts.name(l.half), "names": l.names, "file": l.path }))
            .collect(),
        settings: json!({
            "leads": p.leads.iter().copied().map(encode::lead).collect::<Vec<_>>(),
            "kind_leads": encode::kind_leads(p),
            "quiet_from": p.quiet.from.format("%H:%M").to_string(),
            "quiet_to": p.quiet.to.format("%H:%M").to_string(),
            "discreet": p.text == domain::phrase::Text::Discreet,
            "follow_up": p.follow_up,
            "gesture_nudge": p.gesture_nudge.map(|(at, _)| at.format("%H:%M").to_string()),
            "appearance": p.appearance,
        }),
    }
}

fn plans(facts: &Facts) -> Vec<serde_json::Value> {
    let plans = facts.plans.iter().filter(|p| !facts.is_withheld(p.key));
    plans
        .map(|p| {
            json!({
                "key": p.key.to_string(), "place": p.place, "note": p.note, "budget": p.budget, "idea": p.idea,
                "idea_id": p.idea_id.map(|id| id.to_string()), "surprise": p.surprise.map(|half| facts.name(half)),
            })
        })
        .collect()
}

fn parts(facts: &Facts) -> Vec<serde_json::Value> {
    let parts = facts.parts.iter().filter(|p| !facts.is_withheld(p.key));
    parts
        .map(|p| {
            let who = match p.who {
                Who::One(half) => Some(facts.name(half)),
                Who::Both => None,
            };
            json!({ "key": p.key.to_string(), "who": who, "both": p.who == Who::Both, "what": p.words })
        })
        .collect()
}

fn preparations(facts: &Facts) -> Vec<serde_json::Value> {
    let preparations = facts.preparations.iter().filter(|p| !facts.is_withheld(p.key));
    preparations
        .map(|p| {
            json!({
                "key": p.key.to_string(), "what": p.words, "remark": p.remark, "lead": p.lead.map(encode::lead),
                "done_by": p.done.map(|(half, _)| facts.name(half)),
                "done_at": p.done.map(|(_, at)| encode::instant(at, facts.here)),
            })
        })
        .collect()
}

fn red_letters(facts: &Facts) -> Vec<serde_json::Value> {
    let days = facts.red_letters.iter();
    days.map(|d| {
        json!({
            "id": d.id.to_string(), "words": d.words, "sort": d.sort.word(), "month": d.month, "day": d.day,
            "year": d.year, "uid": d.uid,
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Locale, settings::Preferences};
    use store::Table;

    #[test]
    fn no_table_is_forgotten() {
        let preferences = Preferences::from_locale(&Locale::named("en-GB"));
        let facts = Facts::nothing(preferences, chrono_tz::Tz::UTC, chrono::DateTime::UNIX_EPOCH);
        let document: serde_json::Value = serde_json::from_str(&write(&facts)).unwrap();
        let held = [
            (Table::Slot, "slots"),
            // What was said of an occurrence stands in its slot.
            (Table::Change, "slots"),
            (Table::Gesture, "gestures"),
            (Table::Tick, "ticks"),
            (Table::Setting, "settings"),
            (Table::People, "people"),
            (Table::Pause, "pauses"),
            (Table::OwnKind, "kinds"),
            (Table::DatePlan, "plans"),
            (Table::Part, "parts"),
            (Table::Preparation, "preparations"),
            (Table::RedLetter, "red_letter_days"),
            (Table::Layer, "calendars"),
            (Table::Intention, "intentions"),
            (Table::Favourite, "favourites"),
            (Table::Noticed, "noticed"),
            (Table::Choice, "own_choices"),
            (Table::Idea, "ideas"),
            (Table::Wish, "wishes"),
            (Table::Deck, "decks"),
            (Table::Question, "questions"),
            (Table::Talk, "talks"),
            (Table::Answer, "answers"),
            (Table::SealedAnswer, "sealed_answers"),
        ];
        let excused = [
            Table::Ledger,
            Table::Snapshot,
            Table::Busy,
            Table::Suggestion,
            Table::Drawn,
        ];
        for table in Table::ALL {
            let under = held.iter().find(|(known, _)| *known == table).map(|(_, key)| key);
            let stands = under.is_some_and(|key| document.get(key).is_some());
            assert!(
                stands != excused.contains(&table),
                "{table:?}: what couples keep in it belongs into the export, or its absence into the module's words"
            );
        }
    }
}
