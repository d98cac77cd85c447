//! Things to say: decks and cards, answers written apart, sitting down together; and decks as files.
//!
//! A deck file is read once, here, and kept until it is taken in or the next one is chosen. What the window sees of it is
//! what the preview says.

use std::{
    fs::File,
    io::Read,
    path::Path,
    sync::{Mutex, PoisonError},
};

use app::{
    DeckFile, export,
    replies::{
        Card, Code, DeckForm, DeckPreview, Done, Drew, Half, Problem, QuestionForm, Sitting, Talk, TalkSearch,
    },
};
use domain::words::{calendar_file as file_words, cli as cli_words, errors as error_words, fill};
use tauri::{AppHandle, Manager};

use crate::{
    desktop::dialogs,
    events,
    planner::{ask, change},
};

/// What stands in the deck file that was chosen last.
#[derive(Default)]
pub struct ChosenDeck(Mutex<String>);

/// The talk page, at the depth of tonight.
#[tauri::command]
#[specta::specta]
pub async fn talk(handle: AppHandle, depth: Option<u8>) -> Result<Talk, Problem> {
    ask(handle, move |app| app.talk(depth)).await
}

/// One card.
#[tauri::command]
#[specta::specta]
pub async fn card(handle: AppHandle, starter: String) -> Result<Card, Problem> {
    ask(handle, move |app| app.card(&starter)).await
}

/// Draws a card: from the deck that is named, else the one drawn from last.
#[tauri::command]
#[specta::specta]
pub async fn draw(handle: AppHandle, deck: Option<String>, depth: Option<u8>) -> Result<Drew, Problem> {
    change(handle, move |app| app.draw(deck.as_deref(), depth)).await
}

/// Not this one, this time round.
#[tauri::command]
#[specta::specta]
pub async fn skip_card(handle: AppHandle, starter: String) -> Result<Done, Problem> {
    change(handle, move |app| app.skip_card(&starter)).await
}

/// Keeps a card for the next date.
#[tauri::command]
#[specta::specta]
pub async fn keep_card(handle: AppHandle, starter: String) -> Result<Done, Problem> {
    change(handle, move |app| app.keep_card(&starter)).await
}

/// Keeps it no longer.
#[tauri::command]
#[specta::specta]
pub async fn unkeep_card(handle: AppHandle, starter: String) -> Result<Done, Problem> {
    change(handle, move |app| app.unkeep_card(&starter)).await
}

/// "We talked about this."
#[tauri::command]
#[specta::specta]
pub async fn talked(
    handle: AppHandle,
    starter: String,
    line: String,
    day: Option<String>,
) -> Result<Done, Problem> {
    change(handle, move |app| app.talked(&starter, &line, day.as_deref())).await
}

/// Keeps one line about it.
#[tauri::command]
#[specta::specta]
pub async fn note_talked(handle: AppHandle, talk: String, line: String) -> Result<Done, Problem> {
    change(handle, move |app| app.note_talked(&talk, &line)).await
}

/// They did not talk about it after all.
#[tauri::command]
#[specta::specta]
pub async fn untalk(handle: AppHandle, talk: String) -> Result<Done, Problem> {
    change(handle, move |app| app.untalk(&talk)).await
}

/// Cards and what was talked about that hold these words; of no words all that was talked about.
#[tauri::command]
#[specta::specta]
pub async fn talk_search(handle: AppHandle, words: String) -> Result<TalkSearch, Problem> {
    ask(handle, move |app| app.talk_search(&words)).await
}

/// Keeps a question of their own.
#[tauri::command]
#[specta::specta]
pub async fn save_question(handle: AppHandle, form: QuestionForm) -> Result<Done, Problem> {
    change(handle, move |app| app.save_question(&form)).await
}

/// Removes one.
#[tauri::command]
#[specta::specta]
pub async fn remove_question(handle: AppHandle, question: String) -> Result<Done, Problem> {
    change(handle, move |app| app.remove_question(&question)).await
}

/// Keeps a deck of their own.
#[tauri::command]
#[specta::specta]
pub async fn save_deck(handle: AppHandle, form: DeckForm) -> Result<Done, Problem> {
    change(handle, move |app| app.save_deck(&form)).await
}

/// Removes one with its questions.
#[tauri::command]
#[specta::specta]
pub async fn remove_deck(handle: AppHandle, deck: String) -> Result<Done, Problem> {
    change(handle, move |app| app.remove_deck(&deck)).await
}

/// Writes a deck as a file where somebody says. `None` when they chose no place.
#[tauri::command]
#[specta::specta]
pub async fn export_deck(handle: AppHandle, deck: String) -> Result<Option<Done>, Problem> {
    let file = ask(handle.clone(), move |app| app.export_deck(&deck)).await?;
    blocking(move || {
        let Some(path) = dialogs::file_to_write(&handle, &file.name) else {
            return Ok(None);
        };
        // The dialog has asked whether a file may be replaced; a link is replaced, never followed.
        export::save(&file.text, &path, true).map_err(|error| machine(error.to_string()))?;
        Ok(Some(Done {
            said: fill(file_words::WRITTEN, &[("file", &path.display())]),
            id: String::new(),
        }))
    })
    .await?
}

/// Has somebody choose a deck file, and says what it would bring. `None` when they chose none.
#[tauri::command]
#[specta::specta]
pub async fn preview_deck(handle: AppHandle) -> Result<Option<DeckPreview>, Problem> {
    let choosing = handle.clone();
    let chosen = blocking(move || {
        let path = dialogs::deck_to_read(&choosing)?;
        Some(read(&path))
    });
    let Some(text) = chosen.await? else {
        return Ok(None);
    };
    let text = text?;
    let preview = {
        let text = text.clone();
        ask(handle.clone(), move |app| app.preview_deck(&text)).await?
    };
    keep(&handle, text);
    Ok(Some(preview))
}

/// Takes the deck file in that was chosen last.
#[tauri::command]
#[specta::specta]
pub async fn import_deck(handle: AppHandle) -> Result<Done, Problem> {
    let chosen = handle.state::<ChosenDeck>();
    let text = chosen.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let done = change(handle.clone(), move |app| app.import_deck(&text)).await?;
    keep(&handle, String::new());
    Ok(done)
}

/// Everything for a sitting of two that is not a card.
#[tauri::command]
#[specta::specta]
pub async fn sitting(handle: AppHandle, begins: Option<Half>) -> Result<Sitting, Problem> {
    ask(handle, move |app| app.sitting(begins)).await
}

/// Writes an answer, sealed; no words take it away.
#[tauri::command]
#[specta::specta]
pub async fn write_answer(
    handle: AppHandle,
    starter: String,
    by: Option<Half>,
    words: String,
) -> Result<Done, Problem> {
    change(handle, move |app| app.write_answer(&starter, by, &words)).await
}

/// Opens both answers, together.
#[tauri::command]
#[specta::specta]
pub async fn open_answers(handle: AppHandle, starter: String) -> Result<Done, Problem> {
    change(handle, move |app| app.open_answers(&starter)).await
}

/// A file as text: one byte more than a deck file may have is enough to refuse it by name. What is no text is no deck.
fn read(path: &Path) -> Result<String, Problem> {
    let most = u64::try_from(DeckFile::MOST)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut bytes = Vec::new();
    let file = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    file.map_err(|why| machine(fill(cli_words::FILE, &[("file", &path.display()), ("why", &why)])))?;
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

fn keep(handle: &AppHandle, text: String) {
    let chosen = handle.state::<ChosenDeck>();
    *chosen.0.lock().unwrap_or_else(PoisonError::into_inner) = text;
}

fn machine(message: String) -> Problem {
    Problem {
        code: Code::Machine,
        message,
        hint: error_words::MACHINE_HINT.to_owned(),
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let worked = tauri::async_runtime::spawn_blocking(work).await;
    worked.map_err(|_| events::broken())
}
