//! What each of the two likes.

use app::replies::{Done, FavouriteForm, Favourites, Half, KnowCard, Problem};
use tauri::AppHandle;

use crate::planner::{ask, change};

/// What the two have said they like, and what is to be asked next about each.
#[tauri::command]
#[specta::specta]
pub async fn favourites(handle: AppHandle) -> Result<Favourites, Problem> {
    ask(handle, |app| app.favourites()).await
}

/// Every card that is due about one of them, or about either.
#[tauri::command]
#[specta::specta]
pub async fn know_cards(handle: AppHandle, about: Option<Half>) -> Result<Vec<KnowCard>, Problem> {
    ask(handle, move |app| app.know_cards(about)).await
}

/// Adds a favourite, or changes one.
#[tauri::command]
#[specta::specta]
pub async fn save_favourite(handle: AppHandle, form: FavouriteForm) -> Result<Done, Problem> {
    change(handle, move |app| app.save_favourite(&form)).await
}

/// Takes a favourite off the list.
#[tauri::command]
#[specta::specta]
pub async fn remove_favourite(handle: AppHandle, id: String) -> Result<Done, Problem> {
    change(handle, move |app| app.remove_favourite(&id)).await
}

/// Says that a favourite is still one.
#[tauri::command]
#[specta::specta]
pub async fn confirm_favourite(handle: AppHandle, id: String) -> Result<Done, Problem> {
    change(handle, move |app| app.confirm_favourite(&id)).await
}

/// What the other answered to a card.
#[tauri::command]
#[specta::specta]
pub async fn answer_card(
    handle: AppHandle,
    card: String,
    about: Half,
    words: String,
) -> Result<Done, Problem> {
    change(handle, move |app| app.answer_card(&card, about, &words)).await
}
