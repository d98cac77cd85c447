//! How cards, answers and a sitting look in a terminal.

use app::{
    App,
    replies::{Card, Evidence, Frame, Half, TalkSearch},
};
use domain::words::{fill, small_things as small_words, talk_cli as words};
use serde_json::json;

use crate::output::{Failure, Output};

pub(super) fn one_card(output: &Output, card: Option<&Card>, none: &str) -> Result<(), Failure> {
    let rows = card.map(card_rows).unwrap_or_default();
    output.listed(&json!({ "starter": card }), none, rows)
}

/// A card line by line, its id last.
pub(super) fn card_rows(card: &Card) -> Vec<Vec<String>> {
    let labelled = |label: &str, text: &str| match text {
        "" => String::new(),
        text => format!("{label} {text}"),
    };
    let mut rows = vec![format!("{} · {}", card.place, card.depth_says), card.text.clone()];
    rows.extend(card.follow.iter().map(|it| labelled(words::GO_ON, it)));
    rows.push(labelled(words::LISTENER, &card.hint));
    rows.push(card.talked.clone());
    rows.extend(rests_on(card.evidence.as_ref()));
    rows.push(card.id.clone());
    lines(rows.iter().map(String::as_str))
}

/// A card in one row.
pub(super) fn card_row(card: &Card) -> Vec<String> {
    vec![card.id.clone(), card.depth_says.clone(), card.text.clone()]
}

pub(super) fn found(output: &Output, found: &TalkSearch) -> Result<(), Failure> {
    let mut rows: Vec<Vec<String>> = found.starters.iter().map(card_row).collect();
    rows.extend(
        found
            .talked
            .iter()
            .map(|it| vec![it.id.clone(), it.day.clone(), it.text.clone(), it.line.clone()]),
    );
    output.listed(found, words::NONE_FOUND, rows)
}

pub(super) fn answers(app: &App, output: &Output, card: &Card) -> Result<(), Failure> {
    let people = app.settings()?.people;
    let name = |half: Half| match half {
        Half::First => people.first.as_str(),
        Half::Second => people.second.as_str(),
    };
    let answers = &card.answers;
    let mut rows = vec![vec![card.text.clone()]];
    for (half, written) in [
        (Half::First, answers.written.first),
        (Half::Second, answers.written.second),
    ] {
        if written {
            rows.push(vec![fill(words::SEALED, &[("name", &name(half))])]);
        }
    }
    rows.extend(lines([answers.mine.as_str()]));
    for (half, text) in &answers.opened {
        rows.push(vec![format!("{}: {text}", name(*half))]);
    }
    if rows.len() == 1 {
        rows.extend(lines([words::NONE_WRITTEN]));
    }
    output.table(&json!({ "answers": answers }), rows)
}

pub(super) fn stress(app: &App, output: &Output, begins: Option<&str>) -> Result<(), Failure> {
    let begins = match begins.map(|name| app.writer(Some(name))).transpose()? {
        Some(domain::people::Half::First) => Some(Half::First),
        Some(domain::people::Half::Second) => Some(Half::Second),
        None => None,
    };
    let sitting = app.sitting(begins)?;
    let talk = &sitting.stress;
    let mut rows = lines([talk.title.as_str(), &talk.about]);
    rows.extend(talk.turns.iter().map(|turn| {
        let minutes = domain::spoken::duration_short(turn.minutes);
        vec![format!("{minutes:>6}  {}", turn.text)]
    }));
    rows.extend(talk.rules.iter().map(|rule| vec![format!("- {rule}")]));
    rows.extend(rests_on(talk.evidence.as_ref()).map(|line| vec![line]));
    output.table(&json!({ "stress": talk, "begins": sitting.begins }), rows)
}

pub(super) fn frames(output: &Output, name: &str, frames: &[Frame]) -> Result<(), Failure> {
    let rows = frames.iter().flat_map(frame_rows).collect();
    output.table(&json!({ name: frames }), rows)
}

pub(super) fn frame_rows(frame: &Frame) -> Vec<Vec<String>> {
    let example = match frame.example.as_str() {
        "" => String::new(),
        example => format!("    {example}"),
    };
    lines([frame.text.as_str(), &example])
}

/// What something rests on, how far that goes, and where it stands.
fn rests_on(evidence: Option<&Evidence>) -> impl Iterator<Item = String> {
    evidence.into_iter().flat_map(|note| {
        let says = fill(
            small_words::RESTS_ON,
            &[("level", &note.level), ("says", &note.says)],
        );
        [says, note.source.clone()]
    })
}

/// One row a line, without the empty ones.
pub(super) fn lines<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Vec<String>> {
    let some = texts.into_iter().filter(|text| !text.is_empty());
    some.map(|text| vec![text.to_owned()]).collect()
}
